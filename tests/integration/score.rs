//! Scores are what the formula says.

use mtlint::finding::{Axis, Confidence, Cost, Finding, Judged, RuleMeta, Severity};
use mtlint::score::{Score, Scoring, Verdict, rate_interval};
use mtlint::span::Span;

fn score(words: u32, findings: &[Finding]) -> Score {
    mtlint::score::score(words, findings, &Scoring::default()).0
}

/// A rule that is always right, so that penalties are plain multiples.
const fn certain(axis: Axis, cost: Cost) -> RuleMeta {
    RuleMeta {
        name: "made-up",
        docs: "",
        axis,
        severity: Severity::Minor,
        confidence: Confidence::Medium,
        languages: &[],
        mqm: "style/unidiomatic_style",
        its: "style",
        cost,
        yields_to: &[],
        judged: Judged { right: 999_999_998, wrong: 0, data: "" },
        since: "0.1.0",
    }
}

static SEAM: RuleMeta = certain(Axis::Translation, Cost::Independent);
static HABIT: RuleMeta = certain(Axis::Translation, Cost::Habit);
static TYPO: RuleMeta = certain(Axis::Typography, Cost::Independent);

fn finding(rule: &'static RuleMeta, severity: Severity, confidence: Confidence) -> Finding {
    Finding {
        rule,
        span: Span::new(0, 1),
        related: Vec::new(),
        severity,
        confidence,
        message: mtlint::Message::of_house(""),
        suggestion: None,
        is_gloss: false,
        edits: Vec::new(),
        count: 1,
        pattern: String::new(),
    }
}

fn close(a: f64, b: f64, by: f64) {
    assert!((a - b).abs() <= by, "{a} is not {b}");
}

#[test]
fn tolerance_passes_through_the_points_that_it_is_defined_by() {
    for (words, points) in [(60, 1.5), (150, 3.0), (300, 4.6), (500, 5.9), (1000, 8.0), (2000, 10.2)] {
        close(Scoring::default().tolerance(words), points, 0.06);
    }
    close(Scoring::default().tolerance(150), 3.0, 1e-9);
    close(Scoring::default().tolerance(1000), 8.0, 1e-4);
}

#[test]
fn no_defect_in_150_words_still_allows_almost_13_in_1000() {
    let [low, high] = rate_interval(0, 150);
    close(low, 0.0, 1e-9);
    close(high, 12.8, 0.05);
}

#[test]
fn a_clean_text_scores_100_and_passes_when_it_is_long_enough() {
    let clean = score(400, &[]);
    assert_eq!((clean.axes.translation, clean.verdict), (100.0, Verdict::Pass));
    assert_eq!(score(150, &[]).verdict, Verdict::Pass);
    assert_eq!(score(149, &[]).verdict, Verdict::Review);
    assert_eq!(score(0, &[]).verdict, Verdict::Review);
}

#[test]
fn a_penalty_equal_to_the_tolerance_scores_80() {
    // Three minors in 150 words, eight in 1,000.
    for (words, minors) in [(150, 3), (1000, 8)] {
        let findings = vec![finding(&SEAM, Severity::Minor, Confidence::Medium); minors];
        close(score(words, &findings).axes.translation, 80.0, 0.05);
    }
}

#[test]
fn severities_cost_1_5_and_25_points_and_typography_minors_a_tenth() {
    let penalty = |rule, severity| score(500, &[finding(rule, severity, Confidence::Medium)]).penalty;
    assert_eq!(penalty(&SEAM, Severity::Minor).translation, 1.0);
    assert_eq!(penalty(&SEAM, Severity::Major).translation, 5.0);
    assert_eq!(penalty(&SEAM, Severity::Critical).translation, 25.0);
    assert_eq!(penalty(&TYPO, Severity::Minor).typography, 0.1);
    assert_eq!(penalty(&TYPO, Severity::Minor).translation, 0.0);
}

#[test]
fn a_habit_costs_less_each_time_and_a_seam_does_not() {
    let three = |rule| score(500, &vec![finding(rule, Severity::Minor, Confidence::Medium); 3]).penalty.translation;
    assert_eq!(three(&SEAM), 3.0);
    assert_eq!(three(&HABIT), 2.19);
}

#[test]
fn one_certain_critical_defect_fails_a_text_of_any_length() {
    for words in [40, 400, 4000] {
        assert_eq!(score(words, &[finding(&SEAM, Severity::Critical, Confidence::High)]).verdict, Verdict::Fail);
    }
    assert_ne!(score(40, &[finding(&SEAM, Severity::Critical, Confidence::Medium)]).verdict, Verdict::Fail);
}

#[test]
fn many_defects_fail_a_long_text_and_call_for_review_in_a_short_one() {
    let findings = vec![finding(&SEAM, Severity::Major, Confidence::Medium); 12];
    assert_eq!(score(500, &findings).verdict, Verdict::Fail);
    assert_eq!(score(100, &findings).verdict, Verdict::Review);
}

#[test]
fn a_text_whose_rate_of_defects_may_lie_on_either_side_of_the_limit_is_for_review() {
    // The limit is 8 points in 1,000 words and 5.9 in 500; quantiles .05 and .95 of Gamma(½ + n) of a table: 7.03 for .95
    // of 3, 8.46 of 4; 7.3 for .05 of 12, 8.1 of 13; 1.08 of 3, 1.66 of 4, times five points each.
    let verdict =
        |words, severity, count| score(words, &vec![finding(&SEAM, severity, Confidence::Medium); count]).verdict;
    for (words, severity, count, expected) in [
        (1000, Severity::Minor, 3, Verdict::Pass),
        (1000, Severity::Minor, 4, Verdict::Review),
        (1000, Severity::Minor, 12, Verdict::Review),
        (1000, Severity::Minor, 13, Verdict::Fail),
        (1000, Severity::Major, 3, Verdict::Review),
        (1000, Severity::Major, 4, Verdict::Fail),
        (500, Severity::Minor, 2, Verdict::Pass),
        (500, Severity::Minor, 3, Verdict::Review),
    ] {
        assert_eq!(verdict(words, severity, count), expected, "{count} of {} in {words}", severity.name());
    }
}

#[test]
fn each_axis_has_its_own_number_and_each_verdict_its_name() {
    let mixed =
        [finding(&SEAM, Severity::Major, Confidence::Medium), finding(&TYPO, Severity::Minor, Confidence::Medium)];
    let penalty = score(500, &mixed).penalty;
    assert_eq!(Axis::ALL.map(|axis| penalty.get(axis)), [5.0, 0.1, 0.0]);
    for verdict in [Verdict::Pass, Verdict::Review, Verdict::Fail] {
        assert_eq!(Verdict::by_name(verdict.name()), Some(verdict));
    }
    assert_eq!(Verdict::by_name("good"), None);
}

#[test]
fn typography_never_convicts() {
    let findings = vec![finding(&TYPO, Severity::Major, Confidence::High); 200];
    let score = score(500, &findings);
    assert_eq!(score.verdict, Verdict::Pass);
    assert!(score.axes.typography >= 80.0, "one class of slips is capped: {}", score.axes.typography);
}

#[test]
fn the_raw_score_is_one_minus_points_per_word() {
    let findings = vec![finding(&SEAM, Severity::Major, Confidence::Medium); 2];
    assert_eq!(score(500, &findings).mqm_raw, 98.0);
}

#[test]
fn very_bad_texts_are_still_ordered() {
    let with = |n| score(500, &vec![finding(&SEAM, Severity::Critical, Confidence::High); n]).axes.translation;
    assert!(with(1) > with(2) && with(2) > with(3) && with(3) >= 0.0);
}

#[test]
fn a_house_may_forgive_more_or_less() {
    let findings = [finding(&SEAM, Severity::Major, Confidence::Medium)];
    let points = |scoring: &Scoring| mtlint::score::score(500, &findings, scoring).0;
    let [strict, lenient] = [[1.0, 3.0], [6.0, 16.0]].map(|tolerance| Scoring::new(tolerance, [1, 5, 25]).unwrap());
    assert!(points(&strict).axes.translation < points(&Scoring::default()).axes.translation);
    assert!(points(&lenient).axes.translation > points(&Scoring::default()).axes.translation);
    let dear = Scoring::new([3.0, 8.0], [1, 10, 25]).unwrap();
    close(points(&dear).penalty.translation, 10.0, 0.01);
    for scoring in [strict, lenient] {
        close(scoring.tolerance(150), scoring.tolerances()[0], 1e-9);
        close(scoring.tolerance(1000), scoring.tolerances()[1], 1e-9);
    }
}

#[test]
fn a_tolerance_that_no_logarithm_goes_through_is_refused() {
    for tolerance in [[3.0, 3.0], [3.0, 2.0], [0.0, 8.0], [-1.0, 8.0], [3.0, 20.0], [3.0, f64::NAN], [f64::NAN, 8.0]] {
        assert_eq!(Scoring::new(tolerance, [1, 5, 25]), None, "{tolerance:?}");
    }
}

#[test]
fn what_the_findings_of_an_axis_cost_adds_up_to_its_penalty() {
    let slip = finding(&HABIT, Severity::Minor, Confidence::High);
    let findings = [slip.clone(), slip.clone(), slip];
    let (whole, each) = mtlint::score::score(500, &findings, &Scoring::default());
    assert_eq!(each, [1.0, 0.7, 0.49], "the second of a habit costs less than the first");
    close(each.iter().sum(), whole.penalty.translation, 0.005);
}
