//! Findings against the spans that people marked: precision, recall, rates, intervals. Pure.
//!
//! **Credit for a part.** A span that covers half of a defect has found half of it. This is the match with
//! partial overlap of Da San Martino et al. 2019 ("Fine-Grained Analysis of Propaganda in News Articles",
//! EMNLP; the measure of SemEval-2020 task 11): with the findings S, the marked defects T and the label l,
//!
//! ```text
//! C(s, t, h) = |s ∩ t| / h · [l(s) = l(t)]
//! precision  = 1/|S| · Σ C(s, t, |s|) over all s, t        recall = 1/|T| · Σ C(s, t, |t|) over all s, t
//! ```
//!
//! summed over all documents (micro-average) and measured in code points. What two spans cover together
//! counts once, so that no span earns more than 1. Three things the measure does not know of are decided here:
//!
//! - A defect may allow several labels; each is right.
//! - A finding may stand in several places (the two spellings of a name, the places of a habit) while a
//!   defect is marked once: a finding earns what its best place earns, a defect what all places cover.
//! - A finding on a defect of another label earns nothing, but is no false alarm: the reader is shown a
//!   real defect. It is counted apart.
//!
//! **Counts** are whole: a defect is found, and a finding right, when they share a character. Their
//! intervals are Wilson's.

use crate::finding::{Axis, Finding, RuleMeta};
use crate::span::{LineIndex, Span};
use std::collections::BTreeMap;

/// The 97.5 % quantile of the normal distribution: intervals of 95 %.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// What a person marked in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The place.
    pub span: Span,
    /// Names of rules or other labels. Of a defect each is right; of a decoy none may be reported.
    pub labels: Vec<String>,
    /// Whether a defect must be found here; otherwise it is a decoy, which must be left alone.
    pub defect: bool,
}

/// Counts and credits of some rules.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Defects that these rules should find.
    pub defects: u64,
    /// Of these found.
    pub found: u64,
    /// Sum of the shares that were found.
    pub found_credit: f64,
    /// Findings.
    pub findings: u64,
    /// Of these on a defect of their label.
    pub right: u64,
    /// Sum of the shares that are right.
    pub right_credit: f64,
    /// Findings on a defect of another label only.
    pub other: u64,
    /// Decoys that tempt these rules.
    pub decoys: u64,
    /// Of these flagged.
    pub violated: u64,
}

impl Tally {
    /// Findings where nobody marked a defect.
    #[must_use]
    pub fn false_alarms(&self) -> u64 {
        self.findings - self.right - self.other
    }

    /// Precision with credit for parts; `None` without findings.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        (self.findings > 0).then(|| self.right_credit / self.findings as f64)
    }

    /// Recall with credit for parts; `None` without defects.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        (self.defects > 0).then(|| self.found_credit / self.defects as f64)
    }

    /// Harmonic mean of the two in which precision weighs twice as much as recall.
    #[must_use]
    pub fn f_half(&self) -> Option<f64> {
        let (precision, recall) = (self.precision()?, self.recall()?);
        let below = 0.25 * precision + recall;
        Some(if below > 0.0 { 1.25 * precision * recall / below } else { 0.0 })
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.defects + self.findings + self.decoys == 0
    }

    fn merge(&mut self, other: &Self) {
        self.defects += other.defects;
        self.found += other.found;
        self.found_credit += other.found_credit;
        self.findings += other.findings;
        self.right += other.right;
        self.right_credit += other.right_credit;
        self.other += other.other;
        self.decoys += other.decoys;
        self.violated += other.violated;
    }
}

/// The rules against the marks of some documents.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Each rule that ran.
    pub rules: Vec<(&'static RuleMeta, Tally)>,
    /// Each axis.
    pub axes: [(Axis, Tally); 3],
    /// All rules.
    pub total: Tally,
    /// Documents.
    pub documents: u64,
    /// Words that were checked.
    pub words: u64,
    /// Defects whose label is no rule that ran, by label: nobody looked for them.
    pub unsought: BTreeMap<String, u64>,
}

impl Evaluation {
    /// No document yet.
    #[must_use]
    pub fn new(rules: impl IntoIterator<Item = &'static RuleMeta>) -> Self {
        Self {
            rules: rules.into_iter().map(|rule| (rule, Tally::default())).collect(),
            axes: Axis::ALL.map(|axis| (axis, Tally::default())),
            total: Tally::default(),
            documents: 0,
            words: 0,
            unsought: BTreeMap::new(),
        }
    }

    /// Adds a document.
    pub fn add(&mut self, text: &str, words: u32, findings: &[Finding], marks: &[Mark]) {
        let rules: Vec<&'static RuleMeta> = self.rules.iter().map(|(rule, _)| *rule).collect();
        let matched = Matched::of(&LineIndex::new(text), &rules, findings, marks);
        for (rule, tally) in &mut self.rules {
            tally.merge(&matched.tally(|other| other.name == rule.name));
        }
        for (axis, tally) in &mut self.axes {
            tally.merge(&matched.tally(|rule| rule.axis == *axis));
        }
        self.total.merge(&matched.tally(|_| true));
        self.documents += 1;
        self.words += u64::from(words);
        for label in matched.unsought {
            *self.unsought.entry(label).or_default() += 1;
        }
    }

    /// Adds the documents of another evaluation of the same rules.
    pub fn merge(&mut self, other: Self) {
        for ((_, tally), (_, more)) in self.rules.iter_mut().zip(&other.rules) {
            tally.merge(more);
        }
        for ((_, tally), (_, more)) in self.axes.iter_mut().zip(&other.axes) {
            tally.merge(more);
        }
        self.total.merge(&other.total);
        self.documents += other.documents;
        self.words += other.words;
        for (label, count) in other.unsought {
            *self.unsought.entry(label).or_default() += count;
        }
    }

    /// False alarms per 1,000 words.
    #[must_use]
    pub fn false_per_thousand(&self, tally: &Tally) -> Option<f64> {
        (self.words > 0).then(|| tally.false_alarms() as f64 * 1000.0 / self.words as f64)
    }
}

/// 95 % interval of a share after Wilson (1927), without correction for continuity; `None` without trials.
#[must_use]
pub fn wilson(successes: u64, trials: u64) -> Option<[f64; 2]> {
    if trials == 0 {
        return None;
    }
    let (share, n) = (successes as f64 / trials as f64, trials as f64);
    let center = share + Z * Z / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    // The ends are exactly 0 and 1 there; the arithmetic is not.
    let low = if successes == 0 { 0.0 } else { (center - half) / scale };
    let high = if successes == trials { 1.0 } else { (center + half) / scale };
    Some([low, high])
}

/// One document, each finding and mark with its fate.
struct Matched {
    findings: Vec<(&'static RuleMeta, Fate)>,
    /// The rule that should find the defect, and the share of it that was found.
    defects: Vec<(&'static RuleMeta, f64)>,
    /// The rules that a decoy tempts, and whether each fell for it.
    decoys: Vec<Vec<(&'static RuleMeta, bool)>>,
    unsought: Vec<String>,
}

enum Fate {
    Right(f64),
    Other,
    False,
}

impl Matched {
    fn of(lines: &LineIndex<'_>, rules: &[&'static RuleMeta], findings: &[Finding], marks: &[Mark]) -> Self {
        let mut matched = Self { findings: Vec::new(), defects: Vec::new(), decoys: Vec::new(), unsought: Vec::new() };
        for finding in findings {
            let defects = || marks.iter().filter(|mark| mark.defect);
            let right = || defects().filter(|mark| mark.has(finding.rule.name)).map(|mark| mark.span);
            let credit = places(finding).map(|place| share(lines, place, right())).fold(0.0, f64::max);
            let fate = if credit > 0.0 {
                Fate::Right(credit)
            } else if places(finding).any(|place| defects().any(|mark| mark.span.overlaps(place))) {
                Fate::Other
            } else {
                Fate::False
            };
            matched.findings.push((finding.rule, fate));
        }
        for mark in marks {
            let mut named = rules.iter().copied().filter(|rule| mark.has(rule.name));
            if !mark.defect {
                let falls = |rule: &'static RuleMeta| {
                    let flags = |finding: &&Finding| finding.rule.name == rule.name && finding.span.overlaps(mark.span);
                    let defect = |finding: &Finding| {
                        marks.iter().any(|m| m.defect && m.has(rule.name) && m.span.overlaps(finding.span))
                    };
                    findings.iter().filter(flags).any(|finding| !defect(finding))
                };
                matched.decoys.push(named.map(|rule| (rule, falls(rule))).collect());
            } else if let Some(rule) = named.next() {
                let right = findings.iter().filter(|finding| mark.has(finding.rule.name)).flat_map(places);
                matched.defects.push((rule, share(lines, mark.span, right)));
            } else {
                matched.unsought.push(mark.labels.join("/"));
            }
        }
        matched
    }

    fn tally(&self, counts: impl Fn(&RuleMeta) -> bool) -> Tally {
        let mut tally = Tally::default();
        for (_, fate) in self.findings.iter().filter(|(rule, _)| counts(rule)) {
            tally.findings += 1;
            match fate {
                Fate::Right(credit) => {
                    tally.right += 1;
                    tally.right_credit += credit;
                }
                Fate::Other => tally.other += 1,
                Fate::False => {}
            }
        }
        for (_, credit) in self.defects.iter().filter(|(rule, _)| counts(rule)) {
            tally.defects += 1;
            tally.found += u64::from(*credit > 0.0);
            tally.found_credit += credit;
        }
        for decoy in &self.decoys {
            let tempted = || decoy.iter().filter(|(rule, _)| counts(rule));
            tally.decoys += u64::from(tempted().next().is_some());
            tally.violated += u64::from(tempted().any(|(_, fell)| *fell));
        }
        tally
    }
}

impl Mark {
    fn has(&self, label: &str) -> bool {
        self.labels.iter().any(|own| own == label)
    }
}

/// Where a finding stands.
fn places(finding: &Finding) -> impl Iterator<Item = Span> {
    std::iter::once(finding.span).chain(finding.related.iter().copied())
}

/// The share of a span that the others cover together, in code points.
fn share(lines: &LineIndex<'_>, span: Span, others: impl Iterator<Item = Span>) -> f64 {
    let length = |span: Span| lines.position(span.end).code_point - lines.position(span.start).code_point;
    let mut parts: Vec<Span> = others
        .filter(|other| other.overlaps(span))
        .map(|other| Span::new(other.start.max(span.start), other.end.min(span.end)))
        .collect();
    parts.sort_unstable();
    let (mut covered, mut upto) = (0, span.start);
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if part.end > upto {
            covered += length(Span::new(part.start.max(upto), part.end));
            upto = part.end;
        }
    }
    f64::from(covered) / f64::from(length(span).max(1))
}
