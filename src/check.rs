//! Text in, findings and score out: the pure function at the centre.

use crate::config::Settings;
use crate::finding::Finding;
use crate::fix;
use crate::lang::Lang;
use crate::rule::{Context, Declared, Findings, Rule};
use crate::rules::{self, PageFurniture};
use crate::score::{Score, score};
use crate::silence::{Comments, Note, Silenced, Silencer};
use crate::span::Span;
use crate::text::{Document, Layout, ParagraphKind};
use std::collections::HashMap;

/// What the checker says of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The language of the document.
    pub lang: Lang,
    /// Findings in order of place.
    pub findings: Vec<Finding>,
    /// What each of them costs, in penalty points.
    pub points: Vec<f64>,
    /// Their sum.
    pub score: Score,
    /// Findings that somebody lets stand: neither shown nor scored.
    pub silenced: Vec<Silenced>,
    /// What the writers of comments for mtlint should know.
    pub notes: Vec<Note>,
    /// The paragraphs in order of place.
    pub blocks: Vec<Block>,
}

/// A paragraph, for those who show the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Without the space around it.
    pub span: Span,
    /// What it is for.
    pub kind: ParagraphKind,
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
    check_page(text, None, settings)
}

/// Checks the text of a page whose markup bounds the paragraphs.
#[must_use]
pub fn check_page(text: &str, layout: Option<&Layout>, settings: &Settings) -> Checked {
    let own_rules = settings.own_rules.iter().map(|rule| rule.meta().name);
    let mut comments = Comments::read(text, own_rules);
    let blank = comments.blank(text);
    let doc = match layout {
        Some(layout) => Document::with_layout(&blank, layout, settings.lang),
        None => Document::new(&blank, settings.lang),
    };
    let mut checked = check_document(&doc, settings);
    if !comments.is_empty() {
        checked.silence(settings, |findings| comments.apply(findings));
    }
    checked.notes = comments.notes(|rule| settings.tells_all_of(rule));
    checked
}

/// Checks a document that was read before.
#[must_use]
pub fn check_document(doc: &Document<'_>, settings: &Settings) -> Checked {
    let cx = Context::new(doc, &settings.lexicons);
    let mut findings = Vec::new();
    let own_rules = settings.own_rules.iter().map(|rule| &**rule as &dyn Rule);
    for rule in rules::ALL.iter().copied().chain(own_rules) {
        let meta = rule.meta();
        let speaks = meta.languages.is_empty() || meta.languages.contains(&doc.lang());
        if speaks && settings.runs(meta) {
            let mut out = Findings::of(meta);
            rule.check(&cx, &mut out);
            findings.extend(out.into_vec());
        }
    }
    sort(&mut findings);
    let mut findings = one_finding_a_defect(findings);
    let outside: Vec<Span> =
        doc.paragraphs().iter().filter(|p| p.kind == ParagraphKind::Outside).map(|p| p.span).collect();
    // Of what stands outside the article there is one thing to say, of program text nothing.
    findings.retain(|finding| finding.rule == PageFurniture::META || !finding.span.lies_in(&outside));
    findings.retain(|finding| !doc.is_code(finding.span));
    let terms = settings.terms.places(doc);
    if !terms.is_empty() {
        findings = findings.into_iter().filter_map(|finding| finding.outside(|span| span.lies_in(&terms))).collect();
        sort(&mut findings);
    }
    for finding in &mut findings {
        if let Some(&severity) = settings.severities.get(finding.rule.name) {
            finding.severity = severity;
        }
    }
    findings.retain(|finding| settings.shows(finding));
    apart(&mut findings);
    fix::keep_safe(doc, &terms, &mut findings);
    let (score, points) = score(doc.word_count(), &findings, &settings.scoring);
    let blocks =
        doc.paragraphs().iter().map(|paragraph| Block { span: paragraph.span, kind: paragraph.kind }).collect();
    Checked { lang: doc.lang(), findings, points, score, silenced: Vec::new(), notes: Vec::new(), blocks }
}

impl Checked {
    /// Takes out findings that somebody lets stand: `split` says which stay and which go. The score is that of
    /// those that stay.
    pub fn silence(&mut self, settings: &Settings, split: impl FnOnce(Vec<Finding>) -> (Vec<Finding>, Vec<Silenced>)) {
        let (mut kept, silenced) = split(std::mem::take(&mut self.findings));
        sort(&mut kept);
        apart(&mut kept);
        (self.score, self.points) = score(self.score.words, &kept, &settings.scoring);
        self.findings = kept;
        self.silenced.extend(silenced);
    }

    /// Takes out the findings that somebody lets stand as a whole: `by` says who.
    pub fn let_stand(&mut self, settings: &Settings, mut by: impl FnMut(&Finding) -> Option<Silencer>) {
        self.silence(settings, |findings| {
            let (mut kept, mut silenced) = (Vec::new(), Vec::new());
            for finding in findings {
                match by(&finding) {
                    Some(by) => silenced.push(Silenced { finding, by }),
                    None => kept.push(finding),
                }
            }
            (kept, silenced)
        });
    }

    /// Counts the lines of comments in another text than the one that was checked: `line_of` gives that of a byte.
    pub fn recount_lines(&mut self, line_of: impl Fn(u32) -> u32) {
        for note in &mut self.notes {
            note.line = line_of(note.at);
        }
        self.notes.sort_by_key(|note| note.line);
        for silenced in &mut self.silenced {
            if let Silencer::Comment { line, at, .. } = &mut silenced.by {
                *line = line_of(*at);
            }
        }
    }
}

/// The order of place; in one place the gravest first.
fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.span, std::cmp::Reverse(f.severity), f.rule.name);
        key(a).cmp(&key(b))
    });
}

/// Parts findings of one rule, in order of place, that share a word («aسلامb» runs together twice): the later one begins
/// where the earlier one ends. What lies inside an earlier one is dropped.
fn apart(findings: &mut Vec<Finding>) {
    let mut ends: HashMap<&str, u32> = HashMap::new();
    let mut moved = false;
    findings.retain_mut(|finding| {
        let end = ends.entry(finding.rule.name).or_default();
        if finding.span.start < *end {
            finding.span.start = (*end).min(finding.span.end);
            moved = true;
        }
        *end = finding.span.end.max(*end);
        !finding.span.is_empty()
    });
    if moved {
        sort(findings);
    }
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
