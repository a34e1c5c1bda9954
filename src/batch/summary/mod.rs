//! What the rows of a run add up to.
//!
//! Rows pass by once and leave counts, sums and the few documents that are named: memory is bounded whatever the corpus.
//! Everything follows from the rows in their order, so that a run that was killed and continued reads its finished rows back
//! and sums up what an undisturbed one does. The sources of the formulas stand in `estimate.rs` and `resample.rs`.

mod compare;
mod document;
mod estimate;
mod part;
mod resample;
mod terminal;
mod top;
mod wire;

pub use compare::{Change, Comparison};
pub use estimate::Estimate;
pub use part::{BINS, Findings, Part};
pub use resample::{RESAMPLES, Significance};
pub use wire::SUMMARY_SCHEMA;

use super::row::ScoreRow;
use super::stamp::Stamp;
use crate::eval::wilson;
use crate::finding::Axis;
use crate::rules;
use crate::score::Verdict;
use document::{Document, Name, cut};
use part::{Names, tenths};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use top::Top;

/// Groups that are told apart; documents of further ones are counted together.
pub const GROUPS: usize = 10_000;
/// Documents that are named as the worst.
const WORST: usize = 20;
/// Documents that are named of those that could not be checked.
const FAILURES: usize = 20;
/// Tenths of a point from 0 to 100.
const TENTHS: usize = 1001;
/// Shares of documents whose highest score is told.
const QUANTILES: [(&str, f64); 5] = [("p5", 0.05), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p95", 0.95)];

/// The worse verdict first, then the lower score of translation, then more findings.
type Badness = (u8, u16, Reverse<u64>);

/// What the rows of a run add up to.
pub struct Summary {
    stamp: Stamp,
    /// Axes of the rules of the house.
    own: HashMap<String, Axis>,
    names: Names,
    total: Part,
    /// How many documents have each score, by axis.
    scores: [Vec<u64>; 3],
    langs: BTreeMap<String, Part>,
    groups: Option<Groups>,
    worst: Top<Badness, Document>,
    failures: Vec<(Name, String)>,
    comparison: Option<Comparison>,
}

/// Documents by what they are counted by.
struct Groups {
    by: String,
    parts: HashMap<Option<String>, Part>,
    /// Documents of groups that came when there were too many.
    further: Part,
}

impl Summary {
    /// Nothing yet of a run. `own` are the rules of the house with their axes; `group_by` is what documents are counted
    /// by, for the reader.
    #[must_use]
    pub fn new(stamp: Stamp, own: impl IntoIterator<Item = (String, Axis)>, group_by: Option<&str>) -> Self {
        let groups = |by: &str| Groups { by: by.to_owned(), parts: HashMap::new(), further: Part::default() };
        Self {
            stamp,
            own: own.into_iter().collect(),
            names: Names::default(),
            total: Part::default(),
            scores: std::array::from_fn(|_| vec![0; TENTHS]),
            langs: BTreeMap::new(),
            groups: group_by.map(groups),
            worst: Top::new(WORST),
            failures: Vec::new(),
            comparison: None,
        }
    }

    /// Compares the run with an earlier one. Before the first row.
    ///
    /// # Errors
    /// When the earlier rows cannot be read, or name more rules than anybody has.
    pub fn compare(&mut self, path: &Path) -> Result<(), String> {
        self.comparison = Some(Comparison::with(path)?);
        Ok(())
    }

    /// Adds a row.
    pub fn add(&mut self, row: &ScoreRow) {
        let number = self.total.rows();
        let numbers = row.outcome.as_ref().map(|document| compare::numbers(&document.counts, &mut self.names));
        let numbers = numbers.unwrap_or_default();
        self.total.add(row, &numbers);
        let change = self.comparison.as_mut().and_then(|with| with.add(row, number, &numbers, &self.names));
        if let Some(groups) = &mut self.groups {
            let part = groups.part(row.labels.group.as_deref());
            part.add(row, &numbers);
            if let Some(change) = change {
                part.change += change;
            }
        }
        match &row.outcome {
            Ok(document) => {
                let score = &document.score;
                for (scores, axis) in self.scores.iter_mut().zip(Axis::ALL) {
                    scores[usize::from(tenths(score.axes.get(axis)))] += 1;
                }
                match self.langs.get_mut(&*document.lang) {
                    Some(part) => part.add(row, &numbers),
                    None => self.langs.entry(document.lang.to_string()).or_default().add(row, &numbers),
                }
                if score.penalty.translation > 0.0 {
                    let verdict = match score.verdict {
                        Verdict::Fail => 0,
                        Verdict::Review => 1,
                        Verdict::Pass => 2,
                    };
                    let found = Reverse(document.translation_findings());
                    let key = (verdict, tenths(score.axes.translation), found);
                    self.worst.add(key, || Document::of(row, document));
                }
            }
            Err(error) if self.failures.len() < FAILURES => self.failures.push((Name::of(&row.labels), cut(error))),
            Err(_) => {}
        }
    }

    /// What makes the rows.
    #[must_use]
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// All rows together.
    #[must_use]
    pub fn total(&self) -> &Part {
        &self.total
    }

    /// The earlier run, where there is one.
    #[must_use]
    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparison.as_ref()
    }

    /// Whether an earlier run looked for the same: the same version, rules and configuration.
    #[must_use]
    pub fn is_comparable(&self, with: &Comparison) -> bool {
        with.stamp.as_ref() == Some(&self.stamp)
    }

    /// The groups, those first in which most documents certainly fail (the lower end of the interval of the share), then
    /// those with lower scores. `None`: documents without a group.
    #[must_use]
    pub fn groups(&self) -> Vec<(Option<&str>, &Part)> {
        let parts = self.groups.iter().flat_map(|groups| &groups.parts);
        let mut groups: Vec<(f64, f64, Option<&str>, &Part)> = parts
            .map(|(name, part)| {
                let fails = wilson(part.with(Verdict::Fail), part.documents()).map_or(0.0, |[low, _]| low);
                let score = part.mean(Axis::Translation).map_or(f64::INFINITY, |mean| mean.value);
                (fails, score, name.as_deref(), part)
            })
            .collect();
        groups.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        groups.into_iter().map(|(.., name, part)| (name, part)).collect()
    }

    /// What documents are counted by.
    #[must_use]
    pub fn group_by(&self) -> Option<&str> {
        self.groups.as_ref().map(|groups| &*groups.by)
    }

    /// Documents of groups beyond the [`GROUPS`] that are told apart.
    #[must_use]
    pub fn further(&self) -> Option<&Part> {
        self.groups.as_ref().map(|groups| &groups.further).filter(|part| part.rows() > 0)
    }

    /// The axis of a rule, where it is known.
    fn axis(&self, rule: &str) -> Option<Axis> {
        rules::by_name(rule).map(|known| known.meta().axis).or_else(|| self.own.get(rule).copied())
    }

    /// Names of the rules that found something, in this run or the earlier one.
    #[must_use]
    pub fn rules(&self) -> Vec<&str> {
        let earlier = self.comparison.iter().flat_map(Comparison::rules);
        let names: BTreeSet<&str> = self.names.sorted().into_iter().map(|(name, _)| name).chain(earlier).collect();
        names.into_iter().collect()
    }

    /// The score that so great a share of the documents does not exceed: the lowest such (Hyndman and Fan 1996, type 1).
    fn quantile(&self, axis: Axis, share: f64) -> Option<f64> {
        let wanted = (share * self.total.documents() as f64).ceil().max(1.0) as u64;
        let mut seen = 0;
        let reached = self.scores[axis as usize].iter().position(|&count| {
            seen += count;
            seen >= wanted
        });
        reached.map(|tenths| tenths as f64 / 10.0)
    }
}

impl Groups {
    fn part(&mut self, group: Option<&str>) -> &mut Part {
        let name = group.map(cut);
        if self.parts.len() >= GROUPS && !self.parts.contains_key(&name) {
            return &mut self.further;
        }
        self.parts.entry(name).or_default()
    }
}
