//! JSON: the contract with other programs, schema 1. Fields may be added to a schema, none goes or changes: `fix` came
//! later (what `--fix` would do: code points `start` to `end` become `text`).
//!
//! Wire structs belong here: the checker's own types can change without the schema.
//!
//! Every place is one of the file as it was read. `text` is what a reader reads there: where HTML or Markdown has markup
//! or an entity inside a finding, the bytes of the file say it in other characters, and `byte_start` to `byte_end` cover
//! them from the first to the last. `start`, `end` and `column` count the characters of the file, in whatever encoding it
//! is; `encoding` names it where it is not UTF-8.

use super::place::Places;
use super::{Article, Entry, Later, Reporter, Totals};
use crate::finding::Finding;
use crate::score::PerAxis;
use crate::source_map::Encoding;
use serde::Serialize;
use std::fmt::Write as _;

/// Version of the schema.
const SCHEMA: u32 = 1;

/// One array of documents.
pub struct Json;

/// One document a line.
pub struct JsonLines {
    /// Whether the findings stand in the line, or only the numbers.
    pub findings: bool,
}

impl Reporter for Json {
    fn opening(&self) -> String {
        "[\n".to_owned()
    }

    fn entry(&self, entry: &Entry<'_>) -> String {
        render(entry, true)
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn closing(&self, totals: &Totals, _later: &Later) -> String {
        if totals.entries() == 0 { "]\n" } else { "\n]\n" }.to_owned()
    }
}

impl Reporter for JsonLines {
    fn entry(&self, entry: &Entry<'_>) -> String {
        render(entry, self.findings) + "\n"
    }
}

#[derive(Serialize)]
struct Failure<'e> {
    schema: u32,
    path: &'e str,
    error: &'e str,
}

#[derive(Serialize)]
struct Document<'e> {
    schema: u32,
    mtlint: &'static str,
    rules: &'static str,
    path: &'e str,
    id: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    lang: &'static str,
    words: u32,
    verdict: &'static str,
    scores: Scores,
    penalty: Axes,
    tolerance: f64,
    rate_interval: [f64; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<Defect<'e>>>,
}

#[derive(Serialize)]
struct Scores {
    #[serde(flatten)]
    axes: Axes,
    mqm_raw: f64,
}

#[derive(Serialize)]
struct Axes {
    translation: f64,
    typography: f64,
    extraction: f64,
}

impl From<PerAxis> for Axes {
    fn from(axes: PerAxis) -> Self {
        Self { translation: axes.translation, typography: axes.typography, extraction: axes.extraction }
    }
}

#[derive(Serialize)]
struct Defect<'e> {
    rule: &'static str,
    axis: &'static str,
    severity: &'static str,
    confidence: &'static str,
    mqm: &'static str,
    its: &'static str,
    start: u32,
    end: u32,
    byte_start: u32,
    byte_end: u32,
    line: u32,
    column: u32,
    text: &'e str,
    message: &'e str,
    suggestion: Option<&'e str>,
    count: u32,
    related: Vec<Related>,
    fix: Vec<Replacement<'e>>,
}

/// What `--fix` puts in the place of some code points.
#[derive(Serialize)]
struct Replacement<'e> {
    start: u32,
    end: u32,
    text: &'e str,
}

#[derive(Serialize)]
struct Related {
    start: u32,
    end: u32,
}

fn render(entry: &Entry<'_>, findings: bool) -> String {
    match &entry.outcome {
        Ok(article) => to_json(&document(entry.path, article, findings)),
        Err(error) => to_json(&Failure { schema: SCHEMA, path: entry.path, error }),
    }
}

fn document<'e>(path: &'e str, article: &Article<'e>, findings: bool) -> Document<'e> {
    let checked = article.checked;
    let score = &checked.score;
    let findings = findings.then(|| {
        let places = Places::new(article);
        checked.findings.iter().map(|finding| defect(finding, article, &places)).collect()
    });
    Document {
        schema: SCHEMA,
        mtlint: env!("CARGO_PKG_VERSION"),
        rules: crate::RULE_SET,
        path,
        id: None,
        encoding: Some(article.source.encoding).filter(|&encoding| encoding != Encoding::Utf8).map(Encoding::name),
        lang: checked.lang.code(),
        words: score.words,
        verdict: score.verdict.name(),
        scores: Scores { axes: score.axes.into(), mqm_raw: score.mqm_raw },
        penalty: score.penalty.into(),
        tolerance: score.tolerance,
        rate_interval: score.rate_interval,
        findings,
    }
}

fn defect<'e>(finding: &'e Finding, article: &Article<'e>, places: &Places<'_>) -> Defect<'e> {
    let rule = finding.rule;
    let place = places.of(finding.span);
    let related = finding.related.iter().map(|&span| {
        let place = places.of(span);
        Related { start: place.start, end: place.end }
    });
    let fix = finding.edits.iter().map(|edit| {
        let place = places.of(edit.span);
        Replacement { start: place.start, end: place.end, text: &edit.replacement }
    });
    Defect {
        rule: rule.name,
        axis: rule.axis.name(),
        severity: finding.severity.name(),
        confidence: finding.confidence.name(),
        mqm: rule.mqm,
        its: rule.its,
        start: place.start,
        end: place.end,
        byte_start: place.byte_start,
        byte_end: place.byte_end,
        line: place.line,
        column: place.column,
        text: finding.span.of(article.text),
        message: &finding.message,
        suggestion: finding.suggestion.as_deref(),
        count: finding.count,
        related: related.collect(),
        fix: fix.collect(),
    }
}

/// JSON in which characters that would act on a terminal (C1 controls, directions, line separators) are
/// written as escapes: the data are the same, and looking at them is safe.
pub(super) fn to_json(value: &impl Serialize) -> String {
    let plain = serde_json::to_string(value).expect("strings and numbers serialize");
    let acts = |c: char| matches!(c, '\u{7F}'..='\u{9F}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if !plain.contains(acts) {
        return plain;
    }
    // Outside ASCII there is nothing but strings; DEL cannot stand elsewhere either.
    let mut safe = String::with_capacity(plain.len() + 16);
    for c in plain.chars() {
        if acts(c) {
            let _ = write!(safe, "\\u{:04x}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe
}
