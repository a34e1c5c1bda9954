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
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// What the checker says of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The language of the document.
    pub lang: Lang,
    /// Findings in order of place.
    pub findings: Vec<Finding>,
    /// What each of them costs, in penalty points.
    pub points: Vec<f64>,
    /// What they make of the text together.
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
    for finding in &mut findings {
        if let Some(&severity) = settings.severities.get(finding.rule.name) {
            finding.severity = severity;
        }
    }
    findings.retain(|finding| settings.shows(finding));
    let outside: Vec<Span> =
        doc.paragraphs().iter().filter(|p| p.kind == ParagraphKind::Outside).map(|p| p.span).collect();
    let terms = settings.terms.places(doc);
    // Of what stands outside the article there is one thing to say, of program text and the words of a house nothing.
    let counts = |finding: Finding| {
        let furniture = finding.rule == PageFurniture::META;
        finding.outside(|place| !furniture && place.lies_in(&outside) || doc.is_code(place) || place.lies_in(&terms))
    };
    let findings = findings.into_iter().filter_map(counts).collect();
    let mut findings = one_finding_a_defect(findings);
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

/// What is left, in order of place, without findings inside a larger one of the same rule and without places that a finding of
/// another rule says better (see `yields_to`).
fn one_finding_a_defect(findings: Vec<Finding>) -> Vec<Finding> {
    let mut rules: BTreeMap<(usize, &str), Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        let name = finding.rule.name;
        rules.entry((DEPTHS.get(name).copied().unwrap_or_default(), name)).or_default().push(finding);
    }
    let mut places: HashMap<&str, Vec<Span>> = HashMap::new();
    let mut kept = Vec::new();
    for ((_, name), mut list) in rules {
        sort(&mut list);
        let mut whole: Vec<Finding> = Vec::with_capacity(list.len());
        for finding in list {
            while whole.pop_if(|last| finding.span != last.span && finding.span.contains(last.span)).is_some() {}
            if whole.last().is_none_or(|last| !last.span.contains(finding.span)) {
                whole.push(finding);
            }
        }
        let first = kept.len();
        for finding in whole {
            let better: Vec<&Vec<Span>> = finding.rule.yields_to.iter().filter_map(|name| places.get(name)).collect();
            kept.extend(finding.outside(|place| better.iter().any(|places| place.touches(places))));
        }
        let mut spans: Vec<Span> = kept[first..].iter().map(|finding: &Finding| finding.span).collect();
        spans.sort_unstable();
        spans.dedup_by(|next, last| {
            let joined = next.start < last.end;
            last.end = if joined { last.end.max(next.end) } else { last.end };
            joined
        });
        places.insert(name, spans);
    }
    sort(&mut kept);
    kept
}

/// How many rules stand behind each other that a rule yields to: whoever yields is asked after those it yields to.
static DEPTHS: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    fn depth(name: &str) -> usize {
        let yields_to = rules::by_name(name).map_or(&[][..], |rule| rule.meta().yields_to);
        yields_to.iter().map(|name| 1 + depth(name)).max().unwrap_or_default()
    }
    rules::ALL.iter().map(|rule| (rule.meta().name, depth(rule.meta().name))).collect()
});
