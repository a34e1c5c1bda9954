//! Slips of one kind are one habit: reported once, with the count and the further places.

use crate::finding::Confidence;
use crate::rule::{Findings, Report};
use crate::span::Span;

/// From this many slips of one kind on, they are a habit and one finding; fewer are single slips.
pub(super) const HABIT: usize = 3;

/// Reports the places, in order, as one finding.
pub(super) fn once<'f>(out: &'f mut Findings, places: &[Span], message: String) -> Option<Report<'f>> {
    let (first, rest) = places.split_first()?;
    Some(out.report(*first, message).related(rest.iter().copied()).count(places.len()))
}

/// Reports a habit once, and single slips each on its own.
pub(super) fn slips(
    out: &mut Findings,
    places: &[Span],
    pattern: &'static str,
    one: &str,
    many: impl FnOnce(usize) -> String,
) {
    if places.len() >= HABIT {
        if let Some(report) = once(out, places, many(places.len())) {
            report.pattern(pattern).confidence(Confidence::High);
        }
        return;
    }
    for &place in places {
        out.report(place, one).pattern(pattern);
    }
}
