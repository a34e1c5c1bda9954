//! Checked documents in the forms that people and programs read: one file a format.
//!
//! A reporter turns one entry at a time into text, so that entries can be rendered side by side and
//! nothing but the rendered text has to be kept.

mod checkstyle;
mod concise;
mod csv;
mod eval;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod junit;
mod place;
mod rdjson;
mod rules;
mod sarif;
mod shown;
mod terminal;
mod xml;

pub use checkstyle::Checkstyle;
pub use concise::Concise;
pub use csv::{Csv, text_cell};
pub use eval::{eval_json, eval_markdown, eval_table};
pub use github::{Github, step_summary};
pub use gitlab::Gitlab;
pub use html::{Html, write_corpus_page};
pub use human::{Human, axes};
pub(crate) use json::{Axes, Scores};
pub use json::{Defect, Json, JsonLines, Related, Replacement, SCHEMA, defects, stream_json, write_json};
pub use junit::Junit;
pub use rdjson::{RdJson, RdJsonLines};
pub use rules::{explain, list_json, list_text, page};
pub use sarif::Sarif;
pub use terminal::{directed, isolate, one_line, sentence};

use crate::check::Checked;
use crate::finding::{Axis, Finding, RuleMeta, Severity};
use crate::score::Verdict;
use crate::silence::Fingerprint;
use crate::source_map::SourceMap;
use crate::words::{Phrase, UiLang};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// From so many documents on, shares say something.
const SHARES: u64 = 100;

/// One line of the work list: a checked document, or the reason why there is none.
pub struct Entry<'e> {
    /// The name of the document, as the user knows it.
    pub path: &'e str,
    /// What came out.
    pub outcome: Result<Article<'e>, &'e str>,
}

/// A document that was checked.
#[derive(Clone, Copy)]
pub struct Article<'e> {
    /// The text that was checked.
    pub text: &'e str,
    /// Where it stands in its file: every place in a report is one of the file.
    pub source: &'e SourceMap,
    /// What the checker says. On changed lines alone, `findings` are those, and the score is the document's.
    pub checked: &'e Checked,
    /// Whether the document passes.
    pub gate: &'e Gate,
    /// Findings on lines that did not change, which are counted and not shown.
    pub unchanged: usize,
    /// The language in which the report speaks of it.
    pub ui: UiLang,
}

/// Whether a document passes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    /// It does not.
    pub missed: bool,
    /// The reasons that the verdict does not tell.
    pub reasons: Vec<Phrase>,
}

/// A format. Entries are rendered in any order and written in input order.
pub trait Reporter: Sync {
    /// What stands before the first entry.
    fn opening(&self) -> String {
        String::new()
    }

    /// One entry.
    fn entry(&self, entry: &Entry<'_>) -> String;

    /// What stands between two entries.
    fn separator(&self) -> &'static str {
        ""
    }

    /// Pieces of an entry that stand after the last entry.
    fn later(&self, _entry: &Entry<'_>) -> Vec<Piece> {
        Vec::new()
    }

    /// What stands after the last entry.
    fn closing(&self, _totals: &Totals, _later: &Later) -> String {
        String::new()
    }

    /// Whether people read it, so that colours and summaries may stand in it.
    fn is_prose(&self) -> bool {
        false
    }

    /// Whether an entry says why its document misses the gate, so that stderr need not.
    fn tells_gate(&self) -> bool {
        false
    }
}

/// A piece of an entry that stands after the last entry, with others of its group.
pub struct Piece {
    /// The group: a number that the format chose.
    pub group: u8,
    /// The piece.
    pub text: String,
}

/// The pieces that stand after the last entry, by group, in input order.
#[derive(Clone, Debug, Default)]
pub struct Later {
    groups: BTreeMap<u8, Vec<String>>,
}

impl Later {
    /// Adds the pieces of an entry.
    pub fn add(&mut self, pieces: Vec<Piece>) {
        for piece in pieces {
            self.groups.entry(piece.group).or_default().push(piece.text);
        }
    }

    /// The pieces of a group.
    #[must_use]
    pub fn of(&self, group: u8) -> &[String] {
        self.groups.get(&group).map_or(&[], Vec::as_slice)
    }
}

/// What a run adds up to.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    verdicts: HashMap<Verdict, usize>,
    errors: usize,
    rules: HashMap<&'static str, (&'static RuleMeta, usize)>,
}

impl Totals {
    /// Adds an entry.
    pub fn add(&mut self, entry: &Entry<'_>) {
        match &entry.outcome {
            Ok(article) => {
                *self.verdicts.entry(article.checked.score.verdict).or_default() += 1;
                for finding in &article.checked.findings {
                    self.rules.entry(finding.rule.name).or_insert((finding.rule, 0)).1 += 1;
                }
            }
            Err(_) => self.errors += 1,
        }
    }

    /// Adds the totals of another part of the run.
    pub fn merge(&mut self, other: Self) {
        for (verdict, count) in other.verdicts {
            *self.verdicts.entry(verdict).or_default() += count;
        }
        self.errors += other.errors;
        for (name, (rule, count)) in other.rules {
            self.rules.entry(name).or_insert((rule, 0)).1 += count;
        }
    }

    /// Documents that could not be checked.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Documents with this verdict.
    #[must_use]
    pub fn with(&self, verdict: Verdict) -> usize {
        self.verdicts.get(&verdict).copied().unwrap_or_default()
    }

    /// All entries.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.verdicts.values().sum::<usize>() + self.errors
    }

    /// One line: documents, verdicts, errors.
    #[must_use]
    pub fn line(&self, ui: UiLang) -> String {
        let verdicts = [Verdict::Pass, Verdict::Review, Verdict::Fail].map(|verdict| self.with(verdict) as u64);
        sentence(&verdict_line(verdicts, self.errors as u64, ui)) + "\n"
    }

    /// Findings of each rule, most frequent first.
    #[must_use]
    pub fn statistics(&self) -> String {
        let mut rules: Vec<_> = self.rules.values().collect();
        rules.sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), rule.name));
        let mut out = String::new();
        for (rule, count) in rules {
            let _ = writeln!(out, "{count:>7}  {:<24} {}", rule.name, rule.axis.name());
        }
        out
    }
}

/// Documents, verdicts (given: pass, review, fail), those of many with their shares, and documents that could not be checked.
#[must_use]
pub fn verdict_line(verdicts: [u64; 3], errors: u64, ui: UiLang) -> String {
    let documents: u64 = verdicts.iter().sum();
    let part = |verdict: Verdict| {
        let count = verdicts[verdict as usize];
        let share = match documents >= SHARES {
            true => {
                let share = format!("{:.1}", 100.0 * count as f64 / documents as f64);
                format!(" ({})", ui.say("human-share", &[("share", share.into())]))
            }
            false => String::new(),
        };
        (count > 0)
            .then(|| format!("{} {}{}", ui.number(&count.to_string()), shown::verdict(verdict, ui), ui.number(&share)))
    };
    let parts: Vec<String> = [Verdict::Fail, Verdict::Review, Verdict::Pass].into_iter().filter_map(part).collect();
    let mut line = ui.say("human-documents", &[("count", documents.into())]);
    if !parts.is_empty() {
        let _ = write!(line, ": {}", parts.join(&ui.say("human-comma", &[])));
    }
    if errors > 0 {
        line += &ui.say("human-semicolon", &[]);
        line += &ui.say("human-could-not", &[("count", errors.into())]);
    }
    line
}

/// Findings of the translation axis by severity: critical, major, minor. The counts that gates and score
/// rows use: slips of typography convict nobody.
#[must_use]
pub fn translation_counts(findings: &[Finding]) -> [u32; 3] {
    [Severity::Critical, Severity::Major, Severity::Minor].map(|severity| {
        let of = |finding: &&Finding| finding.rule.axis == Axis::Translation && finding.severity == severity;
        findings.iter().filter(of).count() as u32
    })
}

/// The fingerprints of findings of one document, in its order. The second finding with a fingerprint has `:2`
/// after it and so on, so that no two are the same.
fn fingerprints<'f>(findings: impl IntoIterator<Item = &'f Finding>, text: &str) -> Vec<String> {
    let mut counts: HashMap<Fingerprint, u32> = HashMap::new();
    let number = |finding: &Finding| {
        let fingerprint = Fingerprint::of(finding, text);
        let count = counts.entry(fingerprint).or_default();
        *count += 1;
        if *count == 1 { fingerprint.to_string() } else { format!("{fingerprint}:{count}") }
    };
    findings.into_iter().map(number).collect()
}
