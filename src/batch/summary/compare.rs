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
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use xxhash_rust::xxh3::Xxh3;

/// Documents that are named of those that changed most, each way.
pub const CHANGED: usize = 10;

/// Pairs of which resamples say something: of three documents that all got worse, every resample got worse.
const FEWEST: u64 = 20;

/// What became of a document: its verdict, or no score at all.
pub const OUTCOMES: [&str; 4] = ["pass", "review", "fail", "error"];
const ERROR: u8 = 3;

/// Names of rules that an earlier run may have: far more than there are, few enough that a file that makes them up costs
/// little.
const NAMES: usize = 1000;

/// Columns of sums of the resamples; two a rule follow, by its number in the earlier run and by that in this one.
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
    /// Its rules. They have numbers of their own: what it names makes the numbers of this run no longer.
    names: Names,
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
    /// When it cannot be read, has no rows of scores, or too many rules.
    pub fn with(path: &Path) -> Result<Self, String> {
        let mut earlier = Earlier { rows: HashMap::new(), counts: Vec::new(), names: Names::default() };
        let mut repeated = 0;
        let mut has_too_many_rules = false;
        let stamp = read_scores(path, |row| {
            let (outcome, words, scores) = facts(&row);
            let counts = earlier.counts.len() as u64;
            let new = Row { counts, words, scores, outcome, matched: false };
            match earlier.rows.entry(key(&row)) {
                std::collections::hash_map::Entry::Occupied(_) => repeated += 1,
                std::collections::hash_map::Entry::Vacant(free) => {
                    free.insert(new);
                    if let Ok(document) = &row.outcome {
                        write(&mut earlier.counts, document.translation_findings());
                        write(&mut earlier.counts, document.counts.len() as u64);
                        for (rule, count) in &document.counts {
                            if earlier.names.len() >= NAMES && earlier.names.known(rule).is_none() {
                                has_too_many_rules = true;
                                return;
                            }
                            write(&mut earlier.counts, earlier.names.number(rule) as u64);
                            write(&mut earlier.counts, (*count).into());
                        }
                    }
                }
            }
        })?;
        if has_too_many_rules {
            return Err(format!("its rows name more than {NAMES} rules"));
        }
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
        let found = document.translation_findings();
        let (found_then, was) = self.earlier.counts(known.counts);
        let fails = |outcome: u8| u64::from(outcome == Verdict::Fail as u8);
        for (side, words, scores, outcome, found, rules) in
            [(0, known.words, known.scores, known.outcome, found_then, &was), (1, words, scores, outcome, found, &is)]
        {
            let side: &mut Side = &mut self.sides[side];
            side.words += u64::from(words);
            side.scores.iter_mut().zip(scores).for_each(|(sum, score)| *sum += u64::from(score));
            side.fails += fails(outcome);
            side.findings += found;
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
        self.resamples.add(FINDINGS_WERE, found_then as f64);
        self.resamples.add(FINDINGS, found as f64);
        was.iter().for_each(|&(rule, count)| self.resamples.add(RULES + 2 * rule, f64::from(count)));
        is.iter().for_each(|&(rule, count)| self.resamples.add(RULES + 2 * rule + 1, f64::from(count)));
        let difference = differences[Axis::Translation as usize];
        let changed = || Changed {
            document: Document::of(row, document),
            was: f64::from(known.scores[Axis::Translation as usize]) / 10.0,
            verdict: OUTCOMES[usize::from(known.outcome)],
            rules: other_counts((&was, &self.earlier.names), (&is, names)),
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
        self.rate(self.sides.each_ref().map(|side| side.findings), [Some(FINDINGS_WERE), Some(FINDINGS)])
    }

    /// The rules of the earlier run.
    pub(super) fn rules(&self) -> impl Iterator<Item = &str> {
        self.earlier.names.sorted().into_iter().map(|(name, _)| name)
    }

    /// Findings of a rule per 1,000 words; `names` are those of this run.
    pub(super) fn rule(&self, rule: &str, names: &Names) -> Option<Change> {
        let numbers = [self.earlier.names.known(rule), names.known(rule)];
        let found = [0, 1].map(|side| {
            let number = numbers[side];
            number.and_then(|number| self.sides[side].rules.get(number)).copied().unwrap_or_default()
        });
        let columns = [0, 1].map(|side| numbers[side].map(|number| RULES + 2 * number + side));
        self.rate(found, columns).filter(|_| found != [0, 0])
    }

    fn tested(&self, figures: Vec<f64>) -> Option<Significance> {
        Significance::of(figures).filter(|_| self.pairs() >= FEWEST)
    }

    fn rate(&self, found: [u64; 2], columns: [Option<usize>; 2]) -> Option<Change> {
        let [words_were, words] = self.sides.each_ref().map(|side| side.words as f64);
        if words_were <= 0.0 || words <= 0.0 {
            return None;
        }
        let figures = self.resamples.figures(|sum| {
            let [words_were, words] = [sum(WORDS_WERE), sum(WORDS)];
            let [found_then, found] = columns.map(|column| column.map_or(0.0, sum));
            let rates = || 1000.0 * (found / words - found_then / words_were);
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
    fn counts(&self, at: u64) -> (u64, Vec<(usize, u32)>) {
        let mut rest = self.counts.get(at as usize..).unwrap_or_default();
        let (found, rules) = (read(&mut rest), read(&mut rest));
        (found, (0..rules).map(|_| (read(&mut rest) as usize, read(&mut rest) as u32)).collect())
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

/// Counts by the number of the rule, and the names that have the numbers.
type Named<'n> = (&'n [(usize, u32)], &'n Names);

/// Rules whose counts differ, those first that differ most.
fn other_counts(was: Named<'_>, is: Named<'_>) -> Vec<(String, u32, u32)> {
    let mut both: BTreeMap<&str, [u32; 2]> = BTreeMap::new();
    for (side, (counts, names)) in [was, is].into_iter().enumerate() {
        for &(rule, count) in counts {
            both.entry(names.name(rule)).or_default()[side] = count;
        }
    }
    let both = both.into_iter().filter(|(_, [was, is])| was != is);
    let mut rules: Vec<(String, u32, u32)> = both.map(|(name, [was, is])| (name.to_owned(), was, is)).collect();
    rules.sort_by_key(|(_, was, is)| std::cmp::Reverse(was.abs_diff(*is)));
    rules
}

fn write(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn read(from: &mut &[u8]) -> u64 {
    let (mut number, mut shift) = (0, 0);
    while let Some((&byte, rest)) = from.split_first() {
        *from = rest;
        number |= u64::from(byte & 0x7F) << shift;
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
        let numbers = [0, 1, 127, 128, 300, 65_535, u32::MAX.into(), u64::MAX];
        let mut out = Vec::new();
        numbers.iter().for_each(|&number| write(&mut out, number));
        let mut rest = &out[..];
        assert_eq!(numbers.map(|_| read(&mut rest)), numbers);
        assert!(rest.is_empty());
    }
}
