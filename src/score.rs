//! How findings become numbers: one file, one formula.
//!
//! - A finding costs its MQM severity multiplier (minor 1, major 5, critical 25; typography minors 0.1, the
//!   practice of the WMT metrics tasks, Freitag et al. 2021) times the precision of its rule.
//! - The k-th finding of one habit costs 0.7^(k−1) of that.
//! - The penalty of an axis is the sum (MQM: absolute penalty total, APT), in which one rule of typography or extraction has 5
//!   points at most.
//! - The tolerance grows with the logarithm of the length (Lommel et al., "The MQM error typology and
//!   scoring models": readers forgive relatively fewer errors in long texts): E(w) = a·ln(1 + b·w)
//!   through 3 points at 150 words and 8 points at 1,000.
//! - The score of an axis is 100 × 0.8^(APT / E): 100 without a finding, 80 (the pass line) when the
//!   penalty equals the tolerance.
//!
//! Penalties are added as integers; ln and pow come from `libm`. A score is the same on every machine.

use crate::finding::{Axis, Confidence, Cost, Finding, Severity};
use statrs::distribution::{ContinuousCDF, Gamma};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Millionths of a penalty point.
type Micro = u64;
const POINT: Micro = 1_000_000;

/// Score at which an axis passes.
pub const PASS_LINE: f64 = 80.0;
/// Under this many words a verdict of pass or fail needs more than the score: 0 findings in 150 words
/// still allow 12.8 defects per 1,000 words (upper end of the 90 % interval).
pub const SHORT_TEXT_WORDS: u32 = 150;
/// What the k-th finding of a habit costs relative to the one before, in tenths.
const HABIT_TENTHS: Micro = 7;
/// Most penalty points that one rule can cost on the typography and extraction axes: a class of slips
/// never fails a text of ordinary length (tolerance 8 at 1,000 words) alone.
const CLASS_CAP: Micro = 5 * POINT;
/// Words of a short and of a long article: the lengths of [`Scoring::tolerances`].
const TOLERANCE_WORDS: [f64; 2] = [150.0, 1000.0];

/// What findings cost and how many a text may have. The default is the formula of this module's page; scores
/// are comparable only under one scoring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scoring {
    /// What a minor, a major and a critical finding cost, in penalty points.
    pub points: [u32; 3],
    /// What the curve goes through, at [`TOLERANCE_WORDS`].
    tolerances: [f64; 2],
    /// The a and b of the curve.
    curve: (f64, f64),
}

/// What a finding costs at most, in penalty points: sums of them in millionths stay whole numbers.
pub const MOST_POINTS: u32 = 1_000_000;

impl Default for Scoring {
    fn default() -> Self {
        Self::new([3.0, 8.0], [1, 5, 25]).expect("the points of the page are on a curve")
    }
}

impl Scoring {
    /// A scoring with these [tolerances](Self::tolerances) and costs; `None` when no curve a·ln(1 + b·words) goes through
    /// the tolerances: the second must be greater than the first, by so much that the curve has numbers for every length, and less
    /// than 1,000 / 150 times it; or when a finding costs more than [`MOST_POINTS`].
    #[must_use]
    pub fn new(tolerances: [f64; 2], points: [u32; 3]) -> Option<Self> {
        let [short, long] = TOLERANCE_WORDS;
        let [least, most] = tolerances;
        let ratio = most / least;
        let dear = points.iter().any(|&points| points > MOST_POINTS);
        if dear || !(least > 0.0 && ratio > 1.0 && ratio < long / short) {
            return None;
        }
        // ln(1 + long·b) / ln(1 + short·b) falls from long/short to 1 as b grows: halving finds b.
        let of = |b: f64| libm::log1p(long * b) / libm::log1p(short * b);
        let (mut low, mut high) = (f64::MIN_POSITIVE, 1.0);
        while of(high) > ratio {
            high *= 2.0;
            if !high.is_finite() {
                return None;
            }
        }
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if of(middle) > ratio { low = middle } else { high = middle }
        }
        let b = (low + high) / 2.0;
        let scoring = Self { points, tolerances, curve: (least / libm::log1p(b * short), b) };
        scoring.tolerance(u32::MAX).is_finite().then_some(scoring)
    }

    /// Penalty points that texts of 150 and of 1,000 words may have at the pass line. Between them, and beyond, the
    /// logarithm of the length decides.
    #[must_use]
    pub fn tolerances(&self) -> [f64; 2] {
        self.tolerances
    }

    /// Penalty points that a text of this length may have at the pass line: a·ln(1 + b·words).
    #[must_use]
    pub fn tolerance(&self, words: u32) -> f64 {
        let (a, b) = self.curve;
        a * libm::log1p(b * f64::from(words.max(1)))
    }

    fn multiplier(&self, axis: Axis, severity: Severity) -> Micro {
        let points = Micro::from(self.points[severity as usize]) * POINT;
        if severity == Severity::Minor && axis == Axis::Typography { points / 10 } else { points }
    }
}

/// Halvings of the interval in which the curve's b is looked for: more than a double has bits.
const HALVINGS: usize = 200;

/// What a reader should do with the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Machine translation does not show.
    Pass,
    /// Too short or too close to the limit to tell.
    Review,
    /// Unedited machine translation shows.
    Fail,
}

impl Verdict {
    /// The verdict with this name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        [Self::Pass, Self::Review, Self::Fail].into_iter().find(|verdict| verdict.name() == name)
    }

    /// Lower-case name, as in every output format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Review => "review",
            Self::Fail => "fail",
        }
    }
}

/// One number for each axis.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PerAxis {
    /// Made by a machine translator.
    pub translation: f64,
    /// Spacing, marks, digits.
    pub typography: f64,
    /// Made by scraping.
    pub extraction: f64,
}

impl PerAxis {
    fn new(mut of: impl FnMut(Axis) -> f64) -> Self {
        Self { translation: of(Axis::Translation), typography: of(Axis::Typography), extraction: of(Axis::Extraction) }
    }

    /// The number of one axis.
    #[must_use]
    pub fn get(&self, axis: Axis) -> f64 {
        match axis {
            Axis::Translation => self.translation,
            Axis::Typography => self.typography,
            Axis::Extraction => self.extraction,
        }
    }
}

/// The numbers of a document. All are rounded to a tenth but the penalties, which have hundredths.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Words of the article.
    pub words: u32,
    /// 0 to 100 for each axis; the headline score of a document is the translation axis.
    pub axes: PerAxis,
    /// 100 × (1 − APT/words) of the translation axis, MQM's linear raw score; may be negative.
    pub mqm_raw: f64,
    /// Penalty points of each axis.
    pub penalty: PerAxis,
    /// Penalty points at which an axis scores 80.
    pub tolerance: f64,
    /// 90 % interval of translation defects per 1,000 words (Gamma–Poisson, prior Gamma(½, 0)).
    pub rate_interval: [f64; 2],
    /// What a reader should do with the text.
    pub verdict: Verdict,
}

/// The score of a document of `words` words with these findings, and what each of them costs its axis: penalty points rounded
/// to hundredths, in the order of the findings. The penalty of an axis is their sum before the rounding.
#[must_use]
pub fn score(words: u32, findings: &[Finding], scoring: &Scoring) -> (Score, Vec<f64>) {
    let costs = costs(findings, scoring);
    let in_points = |cost: Micro| cost as f64 / POINT as f64;
    let points = |axis: Axis| {
        let of_axis = findings.iter().zip(&costs).filter(|(finding, _)| finding.rule.axis == axis);
        in_points(of_axis.map(|(_, cost)| cost).sum())
    };
    let limit = scoring.tolerance(words);
    let axes = PerAxis::new(|axis| round(100.0 * libm::pow(PASS_LINE / 100.0, points(axis) / limit), 10.0));
    let translation = findings.iter().filter(|finding| finding.rule.axis == Axis::Translation);
    let defects = translation.clone().count() as u32;
    let interval = rate_interval(defects, words);
    let certain = translation.clone().any(|f| f.severity == Severity::Critical && f.confidence == Confidence::High);
    let verdict = if certain {
        Verdict::Fail
    } else if words < SHORT_TEXT_WORDS || straddles(interval, defects, points(Axis::Translation), limit, words) {
        Verdict::Review
    } else if axes.translation < PASS_LINE {
        Verdict::Fail
    } else {
        Verdict::Pass
    };
    let score = Score {
        words,
        axes,
        mqm_raw: round(100.0 * (1.0 - points(Axis::Translation) / f64::from(words.max(1))), 10.0),
        penalty: PerAxis::new(|axis| round(points(axis), 100.0)),
        tolerance: round(limit, 100.0),
        rate_interval: interval.map(|rate| round(rate, 10.0)),
        verdict,
    };
    (score, costs.into_iter().map(|cost| round(in_points(cost), 100.0)).collect())
}

/// Whether the limit lies inside the interval of the defect rate. The limit is given in penalty points,
/// so the rate is counted in points too: each defect at the mean cost of those found, or 1 (a minor)
/// when none is found.
fn straddles([low, high]: [f64; 2], defects: u32, points: f64, limit: f64, words: u32) -> bool {
    let cost = if defects == 0 { 1.0 } else { points / f64::from(defects) };
    let limit_rate = limit * 1000.0 / f64::from(words.max(1));
    low * cost <= limit_rate && limit_rate <= high * cost
}

/// 90 % interval of the rate per 1,000 words after `defects` in `words`: quantiles .05 and .95 of
/// Gamma(½ + defects, words). With no defect the lower end is 0.
#[must_use]
pub fn rate_interval(defects: u32, words: u32) -> [f64; 2] {
    // A quantile of Gamma(shape, rate) is that of Gamma(shape, 1) by the rate: few shapes come again and again.
    static KNOWN: [OnceLock<[f64; 2]>; KNOWN_SHAPES] = [const { OnceLock::new() }; KNOWN_SHAPES];
    let quantiles = match KNOWN.get(defects as usize) {
        Some(known) => *known.get_or_init(|| quantiles(defects)),
        None => quantiles(defects),
    };
    quantiles.map(|quantile| 1000.0 * quantile / f64::from(words.max(1)))
}

/// Counts of defects whose quantiles are kept.
const KNOWN_SHAPES: usize = 64;

/// Quantiles .05 and .95 of Gamma(½ + defects, 1); with no defect the lower one is 0.
fn quantiles(defects: u32) -> [f64; 2] {
    let posterior = Gamma::new(0.5 + f64::from(defects), 1.0).expect("shape and rate are positive");
    [if defects == 0 { 0.0 } else { posterior.inverse_cdf(0.05) }, posterior.inverse_cdf(0.95)]
}

fn costs(findings: &[Finding], scoring: &Scoring) -> Vec<Micro> {
    let mut by_rule: HashMap<(Axis, &str), Micro> = HashMap::new();
    let mut habits: HashMap<(Axis, &str, &str), Micro> = HashMap::new();
    let each = findings.iter().map(|finding| {
        let (axis, name) = (finding.rule.axis, finding.rule.name);
        let mut cost = scoring.multiplier(axis, finding.severity) * finding.rule.judged.precision_millionths() / POINT;
        if finding.rule.cost == Cost::Habit {
            let factor = habits.entry((axis, name, &finding.pattern)).or_insert(POINT);
            cost = cost * *factor / POINT;
            *factor = *factor * HABIT_TENTHS / 10;
        }
        let spent = by_rule.entry((axis, name)).or_default();
        if axis != Axis::Translation {
            cost = cost.min(CLASS_CAP - *spent);
        }
        *spent += cost;
        cost
    });
    each.collect()
}

fn round(value: f64, unit: f64) -> f64 {
    let rounded = libm::round(value * unit) / unit;
    // No negative zero in the output.
    if rounded == 0.0 { 0.0 } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_holds_nine_tenths_of_the_distribution() {
        for defects in (0..80).chain([500, 10_000]) {
            for words in [0, 1, 7, 150, 999, 100_000] {
                let posterior = Gamma::new(0.5 + f64::from(defects), f64::from(words.max(1))).expect("positive");
                let [low, high] = rate_interval(defects, words);
                let below = |rate: f64, share: f64| (posterior.cdf(rate / 1000.0) - share).abs() < 1e-6;
                assert!(below(high, 0.95), "{high}: {defects} in {words}");
                assert!(if defects == 0 { low == 0.0 } else { below(low, 0.05) }, "{low}: {defects} in {words}");
            }
        }
    }
}
