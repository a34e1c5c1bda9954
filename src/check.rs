//! Text in, findings and score out: the pure function at the centre.

use crate::config::Settings;
use crate::finding::Finding;
use crate::lang::Lang;
use crate::rule::{Context, Findings};
use crate::rules;
use crate::score::{Score, score};
use crate::text::Document;

/// What the checker says of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The language of the document.
    pub lang: Lang,
    /// Findings in order of place.
    pub findings: Vec<Finding>,
    /// Their sum.
    pub score: Score,
}

/// Checks a text.
///
/// ```
/// use mtlint::{Settings, check};
/// let checked = check("وزیر گفت که دولت نمی‌تواند و نمی‌تواند.", &Settings::default());
/// assert_eq!(checked.findings[0].rule.name, "collapsed-pair");
/// ```
#[must_use]
pub fn check(text: &str, settings: &Settings) -> Checked {
    check_document(&Document::new(text, settings.lang), settings)
}

/// Checks a document that was read before.
#[must_use]
pub fn check_document(doc: &Document<'_>, settings: &Settings) -> Checked {
    let cx = Context::new(doc);
    let mut findings = Vec::new();
    for rule in rules::ALL {
        let meta = rule.meta();
        let speaks = meta.languages.is_empty() || meta.languages.contains(&doc.lang());
        if speaks && settings.runs(meta) {
            let mut out = Findings::of(meta);
            rule.check(&cx, &mut out);
            findings.extend(out.into_vec());
        }
    }
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.span, std::cmp::Reverse(f.severity), f.rule.name);
        key(a).cmp(&key(b))
    });
    let mut findings = one_finding_a_defect(findings);
    findings.retain(|finding| settings.shows(finding));
    let score = score(doc.word_count(), &findings);
    Checked { lang: doc.lang(), findings, score }
}

/// Drops findings that another rule's finding at the same place says better (see `yields_to`), and
/// findings of one rule inside a larger one of the same rule.
fn one_finding_a_defect(findings: Vec<Finding>) -> Vec<Finding> {
    let mut keep = vec![true; findings.len()];
    // Findings are sorted by place: what can overlap finding i begins before its end.
    for i in 0..findings.len() {
        for j in i + 1..findings.len() {
            if findings[j].span.start >= findings[i].span.end {
                break;
            }
            let (a, b) = (&findings[i], &findings[j]);
            if a.rule.name == b.rule.name {
                if a.span.contains(b.span) {
                    keep[j] = false;
                } else if b.span.contains(a.span) {
                    keep[i] = false;
                }
            } else if a.rule.yields_to.contains(&b.rule.name) {
                keep[i] = false;
            } else if b.rule.yields_to.contains(&a.rule.name) {
                keep[j] = false;
            }
        }
    }
    findings.into_iter().zip(keep).filter_map(|(finding, keep)| keep.then_some(finding)).collect()
}
