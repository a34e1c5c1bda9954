//! What is known of the rules, for people and for programs.

use super::json::to_json;
use super::terminal::isolate;
use crate::finding::{Cost, RuleMeta};
use anstyle::Style;
use serde::Serialize;
use std::fmt::Write as _;

const BOLD: Style = Style::new().bold();

/// The page of a rule.
#[must_use]
pub fn explain(rule: &RuleMeta) -> String {
    let mut out = String::new();
    let mut fact = |name: &str, value: &str| {
        let _ = writeln!(out, "{name:<11} {value}");
    };
    fact("rule", &format!("{BOLD}{}{BOLD:#}", rule.name));
    fact("axis", rule.axis.name());
    fact("severity", rule.severity.name());
    fact("confidence", rule.confidence.name());
    fact("languages", &languages(rule));
    fact("MQM", rule.mqm);
    fact("ITS 2.0", rule.its);
    fact("precision", &precision(rule));
    if rule.cost == Cost::Habit {
        fact("habit", "each further finding of one kind costs 0.7 of the one before");
    }
    fact("since", rule.since);
    out.push('\n');
    for line in page(rule).lines() {
        match line.strip_prefix("## ") {
            Some(heading) => {
                let _ = writeln!(out, "{BOLD}{heading}{BOLD:#}");
            }
            None => {
                out.push_str(&isolate(line));
                out.push('\n');
            }
        }
    }
    let _ = writeln!(out, "\nTo leave it out: --ignore {}", rule.name);
    out
}

/// One line a rule.
#[must_use]
pub fn list_text(rules: &[&RuleMeta]) -> String {
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let mut out = String::new();
    for rule in rules {
        let _ = writeln!(
            out,
            "{BOLD}{:<width$}{BOLD:#}  {:<11}  {:<8}  {:<6}  {}",
            rule.name,
            rule.axis.name(),
            rule.severity.name(),
            languages(rule),
            isolate(&summary(rule))
        );
    }
    out
}

/// All rules as a JSON array.
#[must_use]
pub fn list_json(rules: &[&RuleMeta]) -> String {
    let entries: Vec<String> = rules.iter().map(|rule| to_json(&Described::of(rule))).collect();
    format!("[\n{}\n]\n", entries.join(",\n"))
}

#[derive(Serialize)]
struct Described {
    name: &'static str,
    axis: &'static str,
    severity: &'static str,
    confidence: &'static str,
    languages: Vec<&'static str>,
    mqm: &'static str,
    its: &'static str,
    judged: Option<Precision>,
    since: &'static str,
    summary: String,
    docs: String,
}

#[derive(Serialize)]
struct Precision {
    right: u32,
    wrong: u32,
    data: &'static str,
}

impl Described {
    fn of(rule: &RuleMeta) -> Self {
        let judged = rule.judged;
        Self {
            name: rule.name,
            axis: rule.axis.name(),
            severity: rule.severity.name(),
            confidence: rule.confidence.name(),
            languages: rule.languages.iter().map(|lang| lang.code()).collect(),
            mqm: rule.mqm,
            its: rule.its,
            judged: is_judged(rule).then_some(Precision {
                right: judged.right,
                wrong: judged.wrong,
                data: judged.data,
            }),
            since: rule.since,
            summary: summary(rule),
            docs: page(rule),
        }
    }
}

fn is_judged(rule: &RuleMeta) -> bool {
    rule.judged.right + rule.judged.wrong > 0
}

fn precision(rule: &RuleMeta) -> String {
    if !is_judged(rule) {
        return "not judged yet (counts one half in the score)".to_owned();
    }
    let judged = rule.judged;
    let share = 100 * judged.right / (judged.right + judged.wrong);
    format!("{share} % ({} of {} findings right; {})", judged.right, judged.right + judged.wrong, judged.data)
}

fn languages(rule: &RuleMeta) -> String {
    if rule.languages.is_empty() {
        return "all".to_owned();
    }
    rule.languages.iter().map(|lang| lang.code()).collect::<Vec<_>>().join(", ")
}

/// The first sentence on one line.
pub(super) fn summary(rule: &RuleMeta) -> String {
    rule.summary().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The page as it was written, without the space that a documentation comment puts before each line.
#[must_use]
pub fn page(rule: &RuleMeta) -> String {
    let lines = rule.docs.trim_end().lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
    lines.collect::<Vec<_>>().join("\n")
}
