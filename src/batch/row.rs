//! What comes out of a document: one row.

use super::record::Labels;
use crate::check::Checked;
use crate::finding::Finding;
use crate::report::{Article, Defect, Gate, defects, translation_counts};
use crate::score::{PerAxis, Score, Verdict};
use crate::source_map::{Encoding, SourceMap};
use crate::words::UiLang;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Findings of each rule that has some, in the order of the rules' names.
pub type Counts = Vec<(Cow<'static, str>, u32)>;

/// Names of the columns of scores and penalties, in the order of [`DocumentScore::numbers`].
pub(super) const NUMBERS: [&str; 10] = [
    "translation",
    "typography",
    "extraction",
    "mqm_raw",
    "penalty_translation",
    "penalty_typography",
    "penalty_extraction",
    "tolerance",
    "rate_low",
    "rate_high",
];
/// Names of the columns of [`DocumentScore::severities`].
pub(super) const SEVERITIES: [&str; 3] = ["critical", "major", "minor"];

/// One row of scores.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreRow {
    /// What identifies the document.
    pub labels: Labels,
    /// What the checker says, or why it says nothing.
    pub outcome: Result<DocumentScore, String>,
}

/// What the checker says of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentScore {
    /// ISO 639 code of the language.
    pub lang: Cow<'static, str>,
    /// Encoding of the file where it is not UTF-8.
    pub encoding: Option<Cow<'static, str>>,
    /// Scores, penalties, tolerance, interval, words and verdict.
    pub score: Score,
    /// Findings of translation: critical, major, minor.
    pub severities: [u32; 3],
    /// Findings of each rule.
    pub counts: Counts,
    /// The findings themselves, where they were asked for.
    pub findings: Option<Vec<Defect>>,
}

/// What stands in the rows of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowOptions {
    /// The findings of each document, nested.
    pub findings: bool,
    /// The language of their messages.
    pub ui: UiLang,
    /// The rules that have a column of their own, in order; empty: counts stand in one column.
    pub rule_columns: Vec<String>,
}

impl ScoreRow {
    /// The row of a checked text. `source` says where the text stands in its file ([`SourceMap::default`] when it is all
    /// there is), `findings` the language of the findings' messages, where the findings stand in the row.
    #[must_use]
    pub fn of(labels: Labels, checked: &Checked, text: &str, source: &SourceMap, findings: Option<UiLang>) -> Self {
        Self { labels, outcome: Ok(DocumentScore::of(checked, text, source, findings)) }
    }

    /// The row of a document that could not be checked.
    #[must_use]
    pub fn failed(labels: Labels, error: impl Into<String>) -> Self {
        Self { labels, outcome: Err(error.into()) }
    }
}

impl DocumentScore {
    /// What a row says of a checked text; see [`ScoreRow::of`].
    #[must_use]
    pub fn of(checked: &Checked, text: &str, source: &SourceMap, findings: Option<UiLang>) -> Self {
        Self {
            lang: checked.lang.code().into(),
            encoding: Some(source.encoding).filter(|&encoding| encoding != Encoding::Utf8).map(|e| e.name().into()),
            score: checked.score.clone(),
            severities: translation_counts(&checked.findings),
            counts: counts(&checked.findings),
            findings: findings.map(|ui| {
                let gate = Gate::default();
                defects(&Article { text, source, checked, gate: &gate, unchanged: 0, ui })
            }),
        }
    }

    /// Scores and penalties, by the columns that rows have for them.
    pub(super) fn numbers(&self) -> [f64; NUMBERS.len()] {
        let Score { axes, mqm_raw, penalty, tolerance, rate_interval: [low, high], .. } = self.score;
        let [a, b, c] = [axes.translation, axes.typography, axes.extraction];
        [a, b, c, mqm_raw, penalty.translation, penalty.typography, penalty.extraction, tolerance, low, high]
    }

    /// The score that has these [numbers](Self::numbers).
    pub(super) fn score_of(words: u32, verdict: Verdict, numbers: [f64; NUMBERS.len()]) -> Score {
        let axes =
            |at: usize| PerAxis { translation: numbers[at], typography: numbers[at + 1], extraction: numbers[at + 2] };
        Score {
            words,
            axes: axes(0),
            mqm_raw: numbers[3],
            penalty: axes(4),
            tolerance: numbers[7],
            rate_interval: [numbers[8], numbers[9]],
            verdict,
        }
    }

    /// Findings of translation.
    #[must_use]
    pub fn translation_findings(&self) -> u64 {
        self.severities.into_iter().map(u64::from).sum()
    }

    /// Findings of one rule.
    #[must_use]
    pub fn count(&self, rule: &str) -> u32 {
        let at = self.counts.binary_search_by(|(name, _)| (**name).cmp(rule));
        at.map_or(0, |at| self.counts[at].1)
    }
}

fn counts(findings: &[Finding]) -> Counts {
    let mut counts: BTreeMap<&'static str, u32> = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule.name).or_default() += 1;
    }
    counts.into_iter().map(|(rule, count)| (rule.into(), count)).collect()
}
