//! Counts and sums of some documents.

use super::estimate::{Estimate, Sums, mean};
use crate::batch::row::{DocumentScore, ScoreRow};
use crate::finding::Axis;
use crate::score::Verdict;
use std::collections::HashMap;

/// Bins of a distribution of scores: each five points wide, so that the pass line stands between two; the last holds 100.
pub const BINS: usize = 20;
/// Tenths of a point in a bin.
const WIDTH: u16 = 50;

/// Names of rules, each with a number.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    names: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Names {
    pub fn number(&mut self, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }

    /// The number of a name that has one.
    pub fn known(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// The name that has a number.
    pub fn name(&self, number: usize) -> &str {
        &self.names[number]
    }

    /// The names in alphabetical order, with their numbers.
    pub fn sorted(&self) -> Vec<(&str, usize)> {
        let mut sorted: Vec<(&str, usize)> = self.names.iter().enumerate().map(|(at, name)| (&**name, at)).collect();
        sorted.sort_unstable();
        sorted
    }
}

/// A score in tenths of a point: 0 to 1,000.
pub(super) fn tenths(score: f64) -> u16 {
    (score * 10.0).round().clamp(0.0, 1000.0) as u16
}

/// Counts and sums of some documents: one to two kilobytes.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Pass, review, fail.
    verdicts: [u64; 3],
    errors: u64,
    words: u64,
    words_squared: f64,
    scores: [Scores; 3],
    translation: Found,
    /// By the number of the rule.
    rules: Vec<Found>,
    /// Against an earlier run, where there is one.
    pub(super) change: Pairs,
}

/// The scores of an axis.
#[derive(Clone, Debug, Default)]
struct Scores {
    /// Of tenths, and of their squares.
    sum: u64,
    squares: u64,
    bins: [u64; BINS],
}

/// Findings of a kind.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    findings: u64,
    documents: u64,
    /// Of the squares of findings, and of the products of findings and words.
    squares: f64,
    products: f64,
}

impl Found {
    fn add(&mut self, findings: u64, words: u32) {
        if findings > 0 {
            let (count, words) = (findings as f64, f64::from(words));
            self.findings += findings;
            self.documents += 1;
            self.squares += count * count;
            self.products += count * words;
        }
    }
}

/// Documents of two runs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pairs {
    pub count: u64,
    /// Tenths of a point of translation, now less then; and their squares.
    pub sum: i64,
    pub squares: u64,
    /// Of the earlier scores.
    pub was: u64,
    /// Documents that fail and did not, and the other way about.
    pub fails: u64,
    pub mended: u64,
}

/// Findings of a kind among some documents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Findings {
    /// All of them.
    pub findings: u64,
    /// Documents that have some.
    pub documents: u64,
    /// How many there are per 1,000 words; `None` without words.
    pub per_thousand_words: Option<Estimate>,
}

impl Part {
    /// Adds a row. `numbers` are those of its rules, in the order of its counts.
    pub(super) fn add(&mut self, row: &ScoreRow, numbers: &[usize]) {
        let Ok(document) = &row.outcome else {
            self.errors += 1;
            return;
        };
        let DocumentScore { score, counts, .. } = document;
        self.verdicts[score.verdict as usize] += 1;
        self.words += u64::from(score.words);
        self.words_squared += f64::from(score.words) * f64::from(score.words);
        for (scores, axis) in self.scores.iter_mut().zip(Axis::ALL) {
            let tenths = tenths(score.axes.get(axis));
            scores.sum += u64::from(tenths);
            scores.squares += u64::from(tenths) * u64::from(tenths);
            scores.bins[usize::from(tenths / WIDTH).min(BINS - 1)] += 1;
        }
        self.translation.add(document.translation_findings(), score.words);
        for (&number, (_, count)) in numbers.iter().zip(counts) {
            if self.rules.len() <= number {
                self.rules.resize(number + 1, Found::default());
            }
            self.rules[number].add((*count).into(), score.words);
        }
    }

    /// Documents with a score.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.verdicts.iter().sum()
    }

    /// Documents that could not be checked.
    #[must_use]
    pub fn errors(&self) -> u64 {
        self.errors
    }

    /// All documents.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.documents() + self.errors
    }

    /// Words of the documents with a score.
    #[must_use]
    pub fn words(&self) -> u64 {
        self.words
    }

    /// Documents with this verdict.
    #[must_use]
    pub fn with(&self, verdict: Verdict) -> u64 {
        self.verdicts[verdict as usize]
    }

    /// Documents by verdict: pass, review, fail.
    #[must_use]
    pub fn verdicts(&self) -> [u64; 3] {
        self.verdicts
    }

    /// The mean score of an axis; `None` without documents.
    #[must_use]
    pub fn mean(&self, axis: Axis) -> Option<Estimate> {
        let scores = &self.scores[axis as usize];
        let mean = mean(self.documents(), scores.sum as f64 / 10.0, scores.squares as f64 / 100.0)?;
        let interval = mean.interval.map(|ends| ends.map(|end| end.clamp(0.0, 100.0)));
        Some(Estimate { interval, ..mean })
    }

    /// How many documents have a score in each bin.
    #[must_use]
    pub fn bins(&self, axis: Axis) -> &[u64; BINS] {
        &self.scores[axis as usize].bins
    }

    /// All findings of the translation axis.
    #[must_use]
    pub fn translation(&self) -> Findings {
        self.findings(self.translation)
    }

    /// The findings of a rule, by its number.
    pub(super) fn rule(&self, number: usize) -> Findings {
        self.findings(self.rules.get(number).copied().unwrap_or_default())
    }

    fn findings(&self, found: Found) -> Findings {
        let sums = Sums {
            documents: self.documents(),
            findings: found.findings as f64,
            words: self.words as f64,
            squares: found.squares,
            products: found.products,
            words_squared: self.words_squared,
        };
        Findings { findings: found.findings, documents: found.documents, per_thousand_words: sums.per_thousand_words() }
    }
}

impl Pairs {
    /// The mean change of the translation score, in points.
    pub fn change(&self) -> Option<Estimate> {
        mean(self.count, self.sum as f64 / 10.0, self.squares as f64 / 100.0)
    }
}
