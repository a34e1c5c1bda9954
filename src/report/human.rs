//! For an editor: two lines that sum the article up, then each doubtful place, worst first.

use super::place::Places;
use super::shown::Shown;
use super::terminal::isolate;
use super::{Article, Entry, Later, Reporter, Totals};
use crate::finding::{Axis, Finding, Severity};
use crate::score::{SHORT_TEXT_WORDS, Verdict};
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
        if self.quiet || totals.entries() < 2 { String::new() } else { totals.line() }
    }

    fn is_prose(&self) -> bool {
        true
    }
}

fn document(path: &str, article: &Article<'_>) -> String {
    let checked = article.checked;
    let path = isolate(path);
    let mut out = String::new();
    head(&mut out, &path, article);
    if !checked.lang.is_supported() && checked.score.words > 0 {
        let code = checked.lang.code();
        let code = if code == "und" { "unknown" } else { code };
        let _ = writeln!(out, "  language: {code} — no language pack: only language-independent rules ran");
    }
    let silenced = checked.silenced.len();
    if silenced > 0 {
        let _ = writeln!(out, "  {silenced} known finding{} let through", if silenced == 1 { "" } else { "s" });
    }
    if article.unchanged > 0 {
        let others = article.unchanged;
        let what = if others == 1 { "finding" } else { "findings" };
        let _ = writeln!(out, "  the verdict is that of the whole text: {others} {what} on lines that did not change");
    }
    out.push('\n');

    let places = Places::new(article);
    let mut findings: Vec<&Finding> = checked.findings.iter().collect();
    findings.sort_by_key(|f| (f.rule.axis, std::cmp::Reverse(f.severity), f.span));
    for finding in findings {
        defect(&mut out, &path, finding, article.text, &places);
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
    // Rounded down: 79.9 is under the line of 80 and must not look as if it were on it.
    let whole = |axis| score.axes.get(axis).floor();
    let _ = writeln!(
        out,
        "{BOLD}{path}{BOLD:#}  translation {:.0} {style}{}{style:#} · typography {:.0} · extraction {:.0}",
        whole(Axis::Translation),
        score.verdict.name(),
        whole(Axis::Typography),
        whole(Axis::Extraction),
    );
    let words = score.words;
    let _ = write!(out, "  {} — {words} word{}", kinds(article), if words == 1 { "" } else { "s" });
    if score.verdict == Verdict::Review && words < SHORT_TEXT_WORDS {
        out.push_str(": too short for a verdict\n");
        return;
    }
    let _ = write!(out, ", penalty {:.1}, tolerance {:.1}", score.penalty.translation, score.tolerance);
    if score.verdict == Verdict::Review {
        out.push_str(": too close to call");
    }
    out.push('\n');
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
        // Without a language pack hardly anything was looked for.
        let looked = article.checked.lang.is_supported();
        return if looked { "no sign of machine translation" } else { "nothing found" }.to_owned();
    }
    kinds.sort_by_key(|&(name, severity, count)| std::cmp::Reverse((severity, count, std::cmp::Reverse(name))));
    let mut words: Vec<String> =
        kinds.iter().take(KINDS_IN_HEAD).map(|&(name, _, count)| in_words(name, count)).collect();
    let rest: u32 = kinds.iter().skip(KINDS_IN_HEAD).map(|&(.., count)| count).sum();
    if rest > 0 {
        words.push(format!("{rest} more"));
    }
    words.join(", ")
}

/// `decoder-loop` as "decoder loop" or "3 decoder loops".
fn in_words(name: &str, count: u32) -> String {
    let words = name.replace('-', " ");
    if count == 1 {
        return words;
    }
    let stem = words.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match stem {
        Some(stem) => format!("{count} {stem}ies"),
        None if words.ends_with("residue") || words.ends_with("debris") => format!("{count} {words}"),
        None if words.ends_with(['s', 'x']) || words.ends_with("ch") || words.ends_with("sh") => {
            format!("{count} {words}es")
        }
        None => format!("{count} {words}s"),
    }
}

fn defect(out: &mut String, path: &str, finding: &Finding, text: &str, places: &Places<'_>) {
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
        finding.severity.name(),
        rule.name
    );
    if rule.axis != Axis::Translation {
        let fixable = match (finding.edits.len(), finding.count as usize) {
            (0, _) => String::new(),
            (all, count) if all >= count => ", fixable".to_owned(),
            (some, count) => format!(", {some} of {count} fixable"),
        };
        let _ = write!(out, " {DIM}({}{fixable}){DIM:#}", rule.axis.name());
    }
    let shown = Shown::of(finding, text);
    let _ = writeln!(out, "\n    {}", shown.words);
    let _ = writeln!(out, "    {}", shown.message);
    if let Some(instead) = &shown.instead {
        let _ = writeln!(out, "    instead: {instead}");
    }
    if finding.count > 1 {
        let others = finding.count - 1;
        let places: Vec<String> = finding
            .related
            .iter()
            .filter(|&&span| span != finding.span)
            .take(PLACES_OF_HABIT)
            .map(|&span| places.of(span))
            .map(|place| format!("{}:{}", place.line, place.column))
            .collect();
        let _ = write!(out, "    and {others} more");
        if !places.is_empty() {
            let more = if places.len() < others as usize { ", …" } else { "" };
            let _ = write!(out, ": {}{more}", places.join(", "));
        }
        out.push('\n');
    }
    out.push('\n');
}
