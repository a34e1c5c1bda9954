//! For an editor: two lines that sum the article up, then each doubtful place, worst first.

use super::place::Places;
use super::shown::{self, Shown};
use super::terminal::{directed, isolate};
use super::{Article, Entry, Later, Reporter, Totals};
use crate::finding::{Axis, Finding, Severity};
use crate::rules;
use crate::score::{SHORT_TEXT_WORDS, Score, Verdict};
use crate::words::{UiLang, Value};
use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;

/// Kinds of defects that the head of an article names.
const KINDS_IN_HEAD: usize = 4;
/// Further places of a habit that are named.
const PLACES_OF_HABIT: usize = 5;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const GREEN: Style = AnsiColor::Green.on_default();
const CYAN: Style = AnsiColor::Cyan.on_default();

/// The format for people.
pub struct Human {
    /// Nothing about documents without findings, and no last line.
    pub quiet: bool,
    /// The language of the last line.
    pub ui: UiLang,
}

impl Reporter for Human {
    fn entry(&self, entry: &Entry<'_>) -> String {
        match &entry.outcome {
            Ok(article) if !(self.quiet && article.checked.findings.is_empty() && !article.gate.missed) => {
                document(entry.path, article)
            }
            _ => String::new(),
        }
    }

    fn closing(&self, totals: &Totals, _later: &Later) -> String {
        if self.quiet || totals.entries() < 2 { String::new() } else { totals.line(self.ui) }
    }

    fn is_prose(&self) -> bool {
        true
    }

    fn tells_gate(&self) -> bool {
        true
    }
}

fn document(path: &str, article: &Article<'_>) -> String {
    let checked = article.checked;
    let path = isolate(path);
    let mut out = String::new();
    head(&mut out, &path, article);
    for reason in &article.gate.reasons {
        let reason = directed(&reason.text(article.ui), article.ui);
        let _ = writeln!(out, "  {RED}{reason}{RED:#}");
    }
    let mut note = |id, arguments: &[(&'static str, Value)]| {
        let _ = writeln!(out, "  {}", directed(&article.ui.say(id, arguments), article.ui));
    };
    if !checked.lang.is_supported() && checked.score.words > 0 {
        let lang = match checked.lang.code() {
            "und" => article.ui.say("human-unknown-language", &[]),
            code => code.to_owned(),
        };
        note("human-no-pack", &[("lang", lang.into())]);
    }
    if !checked.silenced.is_empty() {
        note("human-known", &[("count", checked.silenced.len().into())]);
    }
    if let Some(unchanged) = unchanged(article) {
        let _ = writeln!(out, "  {}", directed(&unchanged, article.ui));
    }
    out.push('\n');

    let places = Places::new(article);
    let mut findings: Vec<&Finding> = checked.findings.iter().collect();
    findings.sort_by_key(|f| (f.rule.axis, std::cmp::Reverse(f.severity), f.span));
    for finding in findings {
        defect(&mut out, &path, finding, article, &places);
    }
    out
}

fn head(out: &mut String, path: &str, article: &Article<'_>) {
    let score = &article.checked.score;
    let style = match score.verdict {
        Verdict::Fail => RED,
        Verdict::Review => YELLOW,
        Verdict::Pass => GREEN,
    };
    let verdict = shown::verdict(score.verdict, article.ui);
    let axes = axes(score, format!("{style}{verdict}{style:#}"), article.ui);
    let _ = writeln!(out, "{BOLD}{path}{BOLD:#}  {}", directed(&axes, article.ui));
    let say = |id, arguments: &[(&'static str, Value)]| article.ui.say(id, arguments);
    let words = say("human-words", &[("count", score.words.into())]);
    let mut line = format!("{} — {words}", kinds(article));
    if score.verdict == Verdict::Review && score.words < SHORT_TEXT_WORDS {
        let _ = write!(line, ": {}", say("human-short", &[]));
    } else {
        let tenths = |number: f64| article.ui.number(&format!("{number:.1}")).into();
        let penalty = [("penalty", tenths(score.penalty.translation)), ("tolerance", tenths(score.tolerance))];
        let _ = write!(line, "{}{}", say("human-comma", &[]), say("human-penalty", &penalty));
        if score.verdict == Verdict::Review {
            let _ = write!(line, ": {}", say("human-close", &[]));
        }
    }
    let _ = writeln!(out, "  {}", directed(&line, article.ui));
}

/// The scores of a document with its verdict in words: "translation 12 fail · typography 74 · extraction 55".
#[must_use]
pub fn axes(score: &Score, verdict: String, ui: UiLang) -> String {
    // Rounded down: 79.9 is under the line of 80 and must not look as if it were on it.
    let whole = |axis| ui.number(&format!("{:.0}", score.axes.get(axis).floor())).into();
    let scores = [
        ("translation", whole(Axis::Translation)),
        ("verdict", verdict.into()),
        ("typography", whole(Axis::Typography)),
        ("extraction", whole(Axis::Extraction)),
    ];
    ui.say("human-axes", &scores)
}

/// The gravest defects of translation in words: "decoder loop, 3 mangled names".
pub(super) fn kinds(article: &Article<'_>) -> String {
    let findings = &article.checked.findings;
    let mut kinds: Vec<(&'static str, Severity, u32)> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.rule.axis == Axis::Translation) {
        match kinds.iter_mut().find(|(name, ..)| *name == finding.rule.name) {
            Some((_, severity, count)) => {
                *severity = finding.severity.max(*severity);
                *count += 1;
            }
            None => kinds.push((finding.rule.name, finding.severity, 1)),
        }
    }
    if kinds.is_empty() {
        let id = match article.unchanged {
            // Without a language pack hardly anything was looked for.
            0 if article.checked.lang.is_supported() => "human-no-sign",
            0 => "human-nothing",
            // What is not shown may be what the text fails by.
            _ => "human-nothing-changed",
        };
        return article.ui.say(id, &[]);
    }
    kinds.sort_by_key(|&(name, severity, count)| std::cmp::Reverse((severity, count, std::cmp::Reverse(name))));
    let mut words: Vec<String> =
        kinds.iter().take(KINDS_IN_HEAD).map(|&(name, _, count)| in_words(name, count, article.ui)).collect();
    let rest: u32 = kinds.iter().skip(KINDS_IN_HEAD).map(|&(.., count)| count).sum();
    if rest > 0 {
        words.push(article.ui.say("human-and-more", &[("count", rest.into())]));
    }
    words.join(&article.ui.say("human-comma", &[]))
}

/// What is to be said of findings on lines that did not change.
pub(super) fn unchanged(article: &Article<'_>) -> Option<String> {
    (article.unchanged > 0).then(|| article.ui.say("human-unchanged", &[("count", article.unchanged.into())]))
}

/// `decoder-loop` as "decoder loop" or "3 decoder loops"; that of a house's own rule as "house style (3)".
fn in_words(name: &str, count: u32, ui: UiLang) -> String {
    if rules::by_name(name).is_some() {
        return ui.say(&format!("name-{name}"), &[("count", count.into())]);
    }
    let words = name.replace('-', " ");
    if count == 1 { words } else { format!("{words} ({})", ui.number(&count.to_string())) }
}

fn defect(out: &mut String, path: &str, finding: &Finding, article: &Article<'_>, places: &Places<'_>) {
    let say = |id, arguments: &[(&'static str, Value)]| article.ui.say(id, arguments);
    let style = match finding.severity {
        Severity::Critical => RED,
        Severity::Major => YELLOW,
        Severity::Minor => CYAN,
    };
    let rule = finding.rule;
    let place = places.of(finding.span);
    let _ = write!(
        out,
        "{path}:{}:{} {style}{}{style:#} {BOLD}{}{BOLD:#}",
        place.line,
        place.column,
        directed(&shown::severity(finding.severity, article.ui), article.ui),
        rule.name
    );
    if rule.axis != Axis::Translation {
        let fixable = match (finding.edits.len(), finding.count as usize) {
            (0, _) => None,
            (all, count) if all >= count => Some(say("human-fixable", &[])),
            (some, count) => Some(say("human-fixable-part", &[("some", some.into()), ("count", count.into())])),
        };
        let axis = shown::axis(rule.axis, article.ui);
        let about: Vec<String> = std::iter::once(axis).chain(fixable).collect();
        let _ = write!(out, " {DIM}({}){DIM:#}", directed(&about.join(&say("human-comma", &[])), article.ui));
    }
    let shown = Shown::of(finding, article);
    let _ = writeln!(out, "\n    {}", shown.words);
    let _ = writeln!(out, "    {}", shown.message);
    if let Some(instead) = shown.instead_line() {
        let _ = writeln!(out, "    {instead}");
    }
    if finding.count > 1 {
        let others = finding.count - 1;
        let places: Vec<String> = finding
            .further_places()
            .iter()
            .take(PLACES_OF_HABIT)
            .map(|&span| places.of(span))
            .map(|place| format!("{}:{}", place.line, place.column))
            .collect();
        let _ = write!(out, "    {}", directed(&say("human-also", &[("count", others.into())]), article.ui));
        if !places.is_empty() {
            let comma = say("human-comma", &[]);
            let more = if places.len() < others as usize { format!("{comma}…") } else { String::new() };
            let _ = write!(out, ": {}{more}", places.join(&comma));
        }
        out.push('\n');
    }
    out.push('\n');
}
