//! Two runs over the same documents: what got worse, what got better, and whether that says something.
//!
//! Of the earlier run each row is kept in a compact form: a key of 8 bytes and 24 bytes of numbers in a hash table that is
//! at least 7/16 full, and two bytes a rule with findings.

use super::document::Document;
use super::part::{Names, Pairs, tenths};
use super::resample::{Resamples, Significance};
use super::top::Top;
use crate::batch::row::{Counts, ScoreRow};
use crate::batch::{Stamp, read_scores};
use crate::finding::Axis;
use crate::score::Verdict;
use std::collections::HashMap;
use std::path::Path;
use xxhash_rust::xxh3::Xxh3;

/// Documents that are named of those that changed most, each way.
pub const CHANGED: usize = 10;

/// Pairs of which resamples say something: of three documents that all got worse, every resample got worse.
const FEWEST: u64 = 20;

/// What became of a document: its verdict, or no score at all.
pub const OUTCOMES: [&str; 4] = ["pass", "review", "fail", "error"];
const ERROR: u8 = 3;

/// Columns of sums of the resamples; two a rule follow.
const PAIRS: usize = 0;
const WORDS_WERE: usize = 1;
const WORDS: usize = 2;
const SCORES: usize = 3;
const FAILS: usize = 6;
const FINDINGS_WERE: usize = 7;
const FINDINGS: usize = 8;
const RULES: usize = 9;

/// A document of the earlier run.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// Where its counts stand.
    counts: u64,
    words: u32,
    scores: [u16; 3],
    outcome: u8,
    matched: bool,
}

/// The earlier run.
#[derive(Debug)]
struct Earlier {
    rows: HashMap<u64, Row>,
    /// For each row the number of its findings of translation and of its rules, and for each rule its number and its count,
    /// all of variable length (LEB128).
    counts: Vec<u8>,
}

/// The sums of one of the runs over the documents that have a score in both.
#[derive(Clone, Debug, Default)]
struct Side {
    words: u64,
    scores: [u64; 3],
    fails: u64,
    findings: u64,
    rules: Vec<u64>,
}

/// A figure in both runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// In the earlier run.
    pub was: f64,
    /// In this one.
    pub is: f64,
    /// Whether the difference says something; `None` for few documents.
    pub significance: Option<Significance>,
}

/// A document that changed.
#[derive(Clone, Debug)]
pub(super) struct Changed {
    pub document: Document,
    /// The earlier translation score.
    pub was: f64,
    /// The earlier verdict.
    pub verdict: &'static str,
    /// Rules with other counts: was, is.
    pub rules: Vec<(String, u32, u32)>,
}

/// This run against an earlier one.
pub struct Comparison {
    /// The name of the earlier run's file.
    pub name: String,
    /// What made it, where it says so.
    pub stamp: Option<Stamp>,
    earlier: Earlier,
    /// Rows of the earlier run whose key came before, and of this one.
    pub(super) repeated: [u64; 2],
    /// Documents that only this run has.
    pub(super) only_here: u64,
    matched: u64,
    /// What it was, what it is.
    pub(super) outcomes: [[u64; 4]; 4],
    sides: [Side; 2],
    pub(super) lower: u64,
    pub(super) higher: u64,
    resamples: Resamples,
    pub(super) worse: Top<i32, Changed>,
    pub(super) better: Top<i32, Changed>,
}

impl Comparison {
    /// Reads the earlier run.
    ///
    /// # Errors
    /// When it cannot be read or has no rows of scores.
    pub fn with(path: &Path, names: &mut impl FnMut(&str) -> usize) -> Result<Self, String> {
        let mut earlier = Earlier { rows: HashMap::new(), counts: Vec::new() };
        let mut repeated = 0;
        let stamp = read_scores(path, |row| {
            let (outcome, words, scores) = facts(&row);
            let counts = earlier.counts.len() as u64;
            let new = Row { counts, words, scores, outcome, matched: false };
            match earlier.rows.entry(key(&row)) {
                std::collections::hash_map::Entry::Occupied(_) => repeated += 1,
                std::collections::hash_map::Entry::Vacant(free) => {
                    free.insert(new);
                    if let Ok(document) = &row.outcome {
                        write(&mut earlier.counts, document.severities.iter().sum());
                        write(&mut earlier.counts, document.counts.len() as u32);
                        for (rule, count) in &document.counts {
                            write(&mut earlier.counts, names(rule) as u32);
                            write(&mut earlier.counts, *count);
                        }
                    }
                }
            }
        })?;
        Ok(Self {
            name: path.to_string_lossy().into_owned(),
            stamp,
            earlier,
            repeated: [repeated, 0],
            only_here: 0,
            matched: 0,
            outcomes: Default::default(),
            sides: Default::default(),
            lower: 0,
            higher: 0,
            resamples: Resamples::new(),
            worse: Top::new(CHANGED),
            better: Top::new(CHANGED),
        })
    }

    /// Adds a row of this run, by its number; `numbers` are those of its rules. Gives what it adds to the pairs of its
    /// group.
    pub(super) fn add(&mut self, row: &ScoreRow, number: u64, numbers: &[usize], names: &Names) -> Option<Pairs> {
        let Some(known) = self.earlier.rows.get_mut(&key(row)) else {
            self.only_here += 1;
            return None;
        };
        if known.matched {
            self.repeated[1] += 1;
            return None;
        }
        known.matched = true;
        let known = *known;
        self.matched += 1;
        let (outcome, words, scores) = facts(row);
        self.outcomes[usize::from(known.outcome)][usize::from(outcome)] += 1;
        let document = row.outcome.as_ref().ok().filter(|_| known.outcome != ERROR)?;
        let is: Vec<(usize, u32)> = numbers.iter().copied().zip(document.counts.iter().map(|(_, n)| *n)).collect();
        let found = document.severities.iter().sum::<u32>();
        let (found_then, was) = self.earlier.counts(known.counts);
        let fails = |outcome: u8| u64::from(outcome == Verdict::Fail as u8);
        for (side, words, scores, outcome, found, rules) in
            [(0, known.words, known.scores, known.outcome, found_then, &was), (1, words, scores, outcome, found, &is)]
        {
            let side: &mut Side = &mut self.sides[side];
            side.words += u64::from(words);
            side.scores.iter_mut().zip(scores).for_each(|(sum, score)| *sum += u64::from(score));
            side.fails += fails(outcome);
            side.findings += u64::from(found);
            for &(rule, count) in rules {
                if side.rules.len() <= rule {
                    side.rules.resize(rule + 1, 0);
                }
                side.rules[rule] += u64::from(count);
            }
        }
        let differences: [i32; 3] = std::array::from_fn(|at| i32::from(scores[at]) - i32::from(known.scores[at]));
        self.resamples.draw(number);
        self.resamples.add(PAIRS, 1.0);
        self.resamples.add(WORDS_WERE, f64::from(known.words));
        self.resamples.add(WORDS, f64::from(words));
        for (axis, difference) in differences.into_iter().enumerate() {
            self.resamples.add(SCORES + axis, f64::from(difference));
        }
        self.resamples.add(FAILS, fails(outcome) as f64 - fails(known.outcome) as f64);
        self.resamples.add(FINDINGS_WERE, f64::from(found_then));
        self.resamples.add(FINDINGS, f64::from(found));
        was.iter().for_each(|&(rule, count)| self.resamples.add(RULES + 2 * rule, f64::from(count)));
        is.iter().for_each(|&(rule, count)| self.resamples.add(RULES + 2 * rule + 1, f64::from(count)));
        let difference = differences[Axis::Translation as usize];
        let changed = || Changed {
            document: Document::of(row, document),
            was: f64::from(known.scores[Axis::Translation as usize]) / 10.0,
            verdict: OUTCOMES[usize::from(known.outcome)],
            rules: other_counts(&was, &is, names),
        };
        if difference < 0 {
            self.lower += 1;
            self.worse.add(difference, changed);
        } else if difference > 0 {
            self.higher += 1;
            self.better.add(-difference, changed);
        }
        Some(Pairs {
            count: 1,
            sum: difference.into(),
            squares: u64::from(difference.unsigned_abs()).pow(2),
            was: known.scores[Axis::Translation as usize].into(),
            fails: u64::from(fails(outcome) > fails(known.outcome)),
            mended: u64::from(fails(outcome) < fails(known.outcome)),
        })
    }

    /// Documents that both runs have.
    #[must_use]
    pub fn matched(&self) -> u64 {
        self.matched
    }

    /// Documents that only this run has, and that only the earlier one has.
    #[must_use]
    pub fn unmatched(&self) -> [u64; 2] {
        [self.only_here, self.earlier.rows.len() as u64 - self.matched]
    }

    /// Documents with a score in both runs: those that the figures are about.
    #[must_use]
    pub fn pairs(&self) -> u64 {
        self.outcomes[..3].iter().flat_map(|row| &row[..3]).sum()
    }

    /// The mean score of an axis; `None` without pairs.
    #[must_use]
    pub fn score(&self, axis: Axis) -> Option<Change> {
        let pairs = Some(self.pairs()).filter(|&pairs| pairs > 0)? as f64;
        let [was, is] = self.sides.each_ref().map(|side| side.scores[axis as usize] as f64 / 10.0 / pairs);
        let figures =
            self.resamples.figures(|sum| (sum(PAIRS) > 0.0).then(|| sum(SCORES + axis as usize) / 10.0 / sum(PAIRS)));
        Some(Change { was, is, significance: self.tested(figures) })
    }

    /// The share of documents that fail.
    #[must_use]
    pub fn fails(&self) -> Option<Change> {
        let pairs = Some(self.pairs()).filter(|&pairs| pairs > 0)? as f64;
        let [was, is] = self.sides.each_ref().map(|side| side.fails as f64 / pairs);
        let figures = self.resamples.figures(|sum| (sum(PAIRS) > 0.0).then(|| sum(FAILS) / sum(PAIRS)));
        Some(Change { was, is, significance: self.tested(figures) })
    }

    /// Findings of translation per 1,000 words.
    #[must_use]
    pub fn translation(&self) -> Option<Change> {
        self.rate(self.sides.each_ref().map(|side| side.findings), [FINDINGS_WERE, FINDINGS])
    }

    /// Findings of a rule per 1,000 words.
    pub(super) fn rule(&self, number: usize) -> Option<Change> {
        let found = self.sides.each_ref().map(|side| side.rules.get(number).copied().unwrap_or_default());
        self.rate(found, [RULES + 2 * number, RULES + 2 * number + 1]).filter(|_| found != [0, 0])
    }

    fn tested(&self, figures: Vec<f64>) -> Option<Significance> {
        Significance::of(figures).filter(|_| self.pairs() >= FEWEST)
    }

    fn rate(&self, found: [u64; 2], columns: [usize; 2]) -> Option<Change> {
        let [words_were, words] = self.sides.each_ref().map(|side| side.words as f64);
        if words_were <= 0.0 || words <= 0.0 {
            return None;
        }
        let figures = self.resamples.figures(|sum| {
            let [words_were, words] = [sum(WORDS_WERE), sum(WORDS)];
            let rates = || 1000.0 * (sum(columns[1]) / words - sum(columns[0]) / words_were);
            (words_were > 0.0 && words > 0.0).then(rates)
        });
        Some(Change {
            was: 1000.0 * found[0] as f64 / words_were,
            is: 1000.0 * found[1] as f64 / words,
            significance: self.tested(figures),
        })
    }
}

impl Earlier {
    /// The findings of translation of a row, and its counts by the number of the rule.
    fn counts(&self, at: u64) -> (u32, Vec<(usize, u32)>) {
        let mut rest = self.counts.get(at as usize..).unwrap_or_default();
        let (found, rules) = (read(&mut rest), read(&mut rest));
        (found, (0..rules).map(|_| (read(&mut rest) as usize, read(&mut rest))).collect())
    }
}

/// Outcome, words and scores of a row.
fn facts(row: &ScoreRow) -> (u8, u32, [u16; 3]) {
    match &row.outcome {
        Ok(document) => {
            let score = &document.score;
            (score.verdict as u8, score.words, Axis::ALL.map(|axis| tenths(score.axes.get(axis))))
        }
        Err(_) => (ERROR, 0, [0; 3]),
    }
}

/// What tells a document from others: its id, or else its place.
fn key(row: &ScoreRow) -> u64 {
    let labels = &row.labels;
    let mut hash = Xxh3::new();
    match &labels.id {
        Some(id) => {
            hash.update(b"id");
            hash.update(id.as_bytes());
        }
        None => {
            hash.update(labels.path.as_bytes());
            for number in [labels.line, labels.row] {
                hash.update(&number.map_or(0, |number| number + 1).to_le_bytes());
            }
        }
    }
    hash.digest()
}

/// Rules whose counts differ, those first that differ most.
fn other_counts(was: &[(usize, u32)], is: &[(usize, u32)], names: &Names) -> Vec<(String, u32, u32)> {
    let of = |counts: &[(usize, u32)], rule: usize| {
        counts.iter().find(|(other, _)| *other == rule).map_or(0, |(_, count)| *count)
    };
    let mut rules: Vec<(String, u32, u32)> = names
        .sorted()
        .into_iter()
        .map(|(name, rule)| (name.to_owned(), of(was, rule), of(is, rule)))
        .filter(|(_, was, is)| was != is)
        .collect();
    rules.sort_by_key(|(_, was, is)| std::cmp::Reverse(was.abs_diff(*is)));
    rules
}

fn write(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn read(from: &mut &[u8]) -> u32 {
    let (mut number, mut shift) = (0, 0);
    while let Some((&byte, rest)) = from.split_first() {
        *from = rest;
        number |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            break;
        }
        shift += 7;
    }
    number
}

/// Sums up the changes of documents.
impl std::ops::AddAssign for Pairs {
    fn add_assign(&mut self, other: Self) {
        self.count += other.count;
        self.sum += other.sum;
        self.squares += other.squares;
        self.was += other.was;
        self.fails += other.fails;
        self.mended += other.mended;
    }
}

/// Counts of rules in the order of [`Counts`].
pub(super) fn numbers(counts: &Counts, names: &mut Names) -> Vec<usize> {
    counts.iter().map(|(rule, _)| names.number(rule)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_any_length_are_read_as_they_were_written() {
        let numbers = [0, 1, 127, 128, 300, 65_535, u32::MAX];
        let mut out = Vec::new();
        numbers.iter().for_each(|&number| write(&mut out, number));
        let mut rest = &out[..];
        assert_eq!(numbers.map(|_| read(&mut rest)), numbers);
        assert!(rest.is_empty());
    }
}
