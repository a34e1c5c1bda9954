//! What `mtlint eval` measured: a table for the eye, for Markdown, and JSON.

use super::json::to_json;
use super::terminal::one_line;
use crate::eval::{Evaluation, Tally, wilson};
use anstyle::Style;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const BOLD: Style = Style::new().bold();
/// Version of the schema.
const SCHEMA: u32 = 1;

const COLUMNS: [&str; 10] =
    ["", "right", "other label", "false", "per 1,000 words", "found", "precision", "recall", "F0.5", "decoys flagged"];

type Row = [String; COLUMNS.len()];

/// Columns for the eye.
#[must_use]
pub fn eval_table(evaluation: &Evaluation) -> String {
    let groups = groups(evaluation);
    let header = COLUMNS.map(str::to_owned);
    let all = || std::iter::once(&header).chain(groups.iter().flatten());
    let widths: [usize; COLUMNS.len()] =
        std::array::from_fn(|column| all().map(|row| row[column].chars().count()).max().unwrap_or_default());
    let line = |row: &Row| {
        let mut line = format!("{:<width$}", row[0], width = widths[0]);
        for (cell, width) in row.iter().zip(widths).skip(1) {
            let _ = write!(line, "  {cell:>width$}");
        }
        line
    };
    let mut out = format!("{BOLD}{}{BOLD:#}\n", line(&header));
    for group in &groups {
        for row in group {
            out.push_str(line(row).trim_end());
            out.push('\n');
        }
        out.push('\n');
    }
    for sentence in sentences(evaluation) {
        let _ = writeln!(out, "{sentence}");
    }
    out
}

/// A table in Markdown.
#[must_use]
pub fn eval_markdown(evaluation: &Evaluation) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "|{} |", COLUMNS.map(|name| format!(" {name}").trim_end().to_owned()).join(" |"));
    let _ = writeln!(out, "| --- |{}", " ---: |".repeat(COLUMNS.len() - 1));
    for row in groups(evaluation).iter().flatten() {
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
    for sentence in sentences(evaluation) {
        let _ = write!(out, "\n{sentence}\n");
    }
    out
}

/// One object, schema 1.
#[must_use]
pub fn eval_json(evaluation: &Evaluation) -> String {
    let measured = |tally| Measured::of(evaluation, tally);
    let report = Report {
        schema: SCHEMA,
        mtlint: env!("CARGO_PKG_VERSION"),
        rules: crate::RULE_SET,
        documents: evaluation.documents,
        words: evaluation.words,
        total: measured(&evaluation.total),
        axes: evaluation.axes.iter().map(|(axis, tally)| (axis.name(), measured(tally))).collect(),
        by_rule: evaluation
            .rules
            .iter()
            .filter(|(_, tally)| !tally.is_empty())
            .map(|(rule, tally)| (rule.name, measured(tally)))
            .collect(),
        unsought: &evaluation.unsought,
    };
    to_json(&report) + "\n"
}

#[derive(Serialize)]
struct Report<'e> {
    schema: u32,
    mtlint: &'static str,
    rules: &'static str,
    documents: u64,
    words: u64,
    total: Measured,
    axes: BTreeMap<&'static str, Measured>,
    by_rule: BTreeMap<&'static str, Measured>,
    unsought: &'e BTreeMap<String, u64>,
}

#[derive(Serialize)]
struct Measured {
    findings: u64,
    right: u64,
    right_interval: Option<[f64; 2]>,
    other_label: u64,
    #[serde(rename = "false")]
    false_alarms: u64,
    false_per_thousand_words: Option<f64>,
    defects: u64,
    found: u64,
    found_interval: Option<[f64; 2]>,
    missed: u64,
    precision: Option<f64>,
    recall: Option<f64>,
    f_half: Option<f64>,
    decoys: u64,
    decoys_flagged: u64,
}

impl Measured {
    fn of(evaluation: &Evaluation, tally: &Tally) -> Self {
        // Four places: more would pretend to know more.
        let round = |value: f64| (value * 10_000.0).round() / 10_000.0;
        Self {
            findings: tally.findings,
            right: tally.right,
            right_interval: wilson(tally.right, tally.findings).map(|ends| ends.map(round)),
            other_label: tally.other,
            false_alarms: tally.false_alarms(),
            false_per_thousand_words: evaluation.false_per_thousand(tally).map(round),
            defects: tally.defects,
            found: tally.found,
            found_interval: wilson(tally.found, tally.defects).map(|ends| ends.map(round)),
            missed: tally.defects - tally.found,
            precision: tally.precision().map(round),
            recall: tally.recall().map(round),
            f_half: tally.f_half().map(round),
            decoys: tally.decoys,
            decoys_flagged: tally.violated,
        }
    }
}

/// Rules, axes, total: the parts of the table.
fn groups(evaluation: &Evaluation) -> [Vec<Row>; 3] {
    let row = |name: &str, tally: &Tally| row(name, evaluation, tally);
    let spoken = |tally: &Tally| !tally.is_empty();
    let rules = evaluation.rules.iter().filter(|(_, tally)| spoken(tally));
    let axes = evaluation.axes.iter().filter(|(_, tally)| spoken(tally));
    [
        rules.map(|(rule, tally)| row(rule.name, tally)).collect(),
        axes.map(|(axis, tally)| row(axis.name(), tally)).collect(),
        vec![row("all", &evaluation.total)],
    ]
}

fn row(name: &str, evaluation: &Evaluation, tally: &Tally) -> Row {
    let or_none = |value: Option<f64>, decimals| value.map_or_else(|| "–".to_owned(), |value| plain(value, decimals));
    [
        name.to_owned(),
        counted(tally.right, tally.findings),
        tally.other.to_string(),
        tally.false_alarms().to_string(),
        or_none(evaluation.false_per_thousand(tally), 2),
        counted(tally.found, tally.defects),
        or_none(tally.precision(), 2),
        or_none(tally.recall(), 2),
        or_none(tally.f_half(), 2),
        if tally.decoys > 0 { format!("{} of {}", tally.violated, tally.decoys) } else { "–".to_owned() },
    ]
}

/// A count of a whole with the interval of its share.
fn counted(part: u64, whole: u64) -> String {
    match wilson(part, whole) {
        Some([low, high]) => format!("{part} of {whole} [{}–{}]", plain(low, 2), plain(high, 2)),
        None => "–".to_owned(),
    }
}

/// A number without the zero before its point.
fn plain(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    text.strip_prefix("0.").map_or(text.clone(), |rest| format!(".{rest}"))
}

fn sentences(evaluation: &Evaluation) -> Vec<String> {
    let mut sentences = vec![format!(
        "{} document{}, {} words. Right and found: whole counts with Wilson's 95 % interval. Other label: on a \
             defect of another label. False: on no defect; per 1,000 words. Precision, recall and F0.5: with credit \
             for parts.",
        evaluation.documents,
        if evaluation.documents == 1 { "" } else { "s" },
        evaluation.words
    )];
    if !evaluation.unsought.is_empty() {
        let labels: Vec<String> =
            evaluation.unsought.iter().map(|(label, count)| format!("{} {count}", one_line(label))).collect();
        let count: u64 = evaluation.unsought.values().sum();
        sentences.push(format!(
            "Not counted, because no rule that ran looks for them, {count} defect{}: {}.",
            if count == 1 { "" } else { "s" },
            labels.join(", ")
        ));
    }
    sentences
}
