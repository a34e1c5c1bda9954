//! GitHub Actions: findings as annotations, worst first, and a summary of the job.

use super::human::{axes, kinds, unchanged};
use super::place::Places;
use super::shown::{self, Shown};
use super::terminal::{directed, isolate, one_line};
use super::{Article, Entry, Later, Piece, Reporter, Totals};
use crate::finding::{Axis, Finding, Severity};
use crate::score::Verdict;
use crate::words::UiLang;
use std::fmt::Write as _;

/// Workflow commands. GitHub shows the first ten of a step, so all are sorted before any is written.
pub struct Github {
    /// The language in which they speak.
    pub ui: UiLang,
}

/// Groups of [`Piece`]s: annotations in the order in which they are written, then what the summary shows.
const VERDICTS: u8 = 0;
const CRITICAL: u8 = 1;
const MAJOR: u8 = 2;
const MINOR: u8 = 3;
const FAILED_ROWS: u8 = 4;
const REVIEW_ROWS: u8 = 5;
const CRITICAL_ITEMS: u8 = 6;
const MAJOR_ITEMS: u8 = 7;

/// Bytes of a summary; GitHub takes 1 MiB of all summaries of a step together.
const SUMMARY_BYTES: usize = 512 * 1024;
/// Documents that the summary names.
const SUMMARY_ROWS: usize = 200;
/// Findings that the summary quotes.
const SUMMARY_FINDINGS: usize = 50;

impl Reporter for Github {
    fn entry(&self, _entry: &Entry<'_>) -> String {
        String::new()
    }

    fn later(&self, entry: &Entry<'_>) -> Vec<Piece> {
        match &entry.outcome {
            Ok(article) => pieces(entry.path, article),
            Err(error) => {
                let error = one_line(error);
                let command =
                    command("error", &[("file", entry.path), ("title", &self.ui.say("job-not-checked", &[]))], &error);
                let verdict = self.ui.say("html-verdict-error", &[]);
                let row = format!("| {} | {verdict} | | | | {} |\n", code(entry.path), markdown(&error));
                vec![Piece { group: VERDICTS, text: command }, Piece { group: FAILED_ROWS, text: row }]
            }
        }
    }

    fn closing(&self, _totals: &Totals, later: &Later) -> String {
        [VERDICTS, CRITICAL, MAJOR, MINOR].into_iter().flat_map(|group| later.of(group)).map(String::as_str).collect()
    }
}

fn pieces(path: &str, article: &Article<'_>) -> Vec<Piece> {
    let score = &article.checked.score;
    let places = Places::new(article);
    let mut pieces = Vec::new();
    if article.gate.missed {
        pieces.push(Piece { group: VERDICTS, text: verdict(path, article) });
    }
    let word = |verdict| shown::verdict(verdict, article.ui);
    let named = match (article.gate.missed, score.verdict) {
        (true, _) => Some((FAILED_ROWS, format!("**{}**", word(Verdict::Fail)))),
        (false, Verdict::Fail) => Some((FAILED_ROWS, word(Verdict::Fail))),
        (false, Verdict::Review) => Some((REVIEW_ROWS, word(Verdict::Review))),
        (false, Verdict::Pass) => None,
    };
    if let Some((group, word)) = named {
        let axes = Axis::ALL.map(|axis| article.ui.number(&format!("{:.0}", score.axes.get(axis).floor())));
        let [translation, typography, extraction] = axes;
        let path = code(path);
        let kinds = kinds(article);
        let text = format!("| {path} | {word} | {translation} | {typography} | {extraction} | {kinds} |\n");
        pieces.push(Piece { group, text });
    }
    for finding in &article.checked.findings {
        let shown = Shown::of(finding, article);
        let (group, item) = match finding.severity {
            Severity::Critical => (CRITICAL, Some(CRITICAL_ITEMS)),
            Severity::Major => (MAJOR, Some(MAJOR_ITEMS)),
            Severity::Minor => (MINOR, None),
        };
        pieces.push(Piece { group, text: annotation(path, finding, &shown, &places, article.ui) });
        if let Some(group) = item {
            let line = places.of(finding.span).line;
            let line = article.ui.say("html-line", &[("line", line.into())]);
            let mut text = format!("- {} {line}, {}: {}", code(path), finding.rule.name, markdown(&shown.message));
            let _ = write!(text, " {}", code(&shown.words));
            if let Some(instead) = &shown.instead {
                let _ = write!(
                    text,
                    "{}{}",
                    article.ui.say("human-comma", &[]),
                    article.ui.say("human-instead", &[("words", code(instead).into())])
                );
            }
            text.push('\n');
            pieces.push(Piece { group, text });
        }
    }
    pieces
}

fn verdict(path: &str, article: &Article<'_>) -> String {
    let score = &article.checked.score;
    let axes = axes(score, shown::verdict(score.verdict, article.ui), article.ui);
    let mut message = directed(&format!("{axes} — {}", kinds(article)), article.ui);
    let reasons = article.gate.reasons.iter().map(|reason| reason.text(article.ui));
    for more in reasons.chain(unchanged(article)) {
        let _ = write!(message, "\n{}", directed(&more, article.ui));
    }
    command("error", &[("file", path), ("title", &article.ui.say("job-fails", &[]))], &message)
}

fn annotation(path: &str, finding: &Finding, shown: &Shown, places: &Places<'_>, ui: UiLang) -> String {
    let place = places.of(finding.span);
    let kind = match finding.severity {
        Severity::Critical => "error",
        Severity::Major => "warning",
        Severity::Minor => "notice",
    };
    let title = format!("mtlint: {} ({})", finding.rule.name, shown::severity(finding.severity, ui));
    let (line, last_line) = (place.line.to_string(), place.last_line.to_string());
    let (column, end_column) = (place.column.to_string(), place.end_column.to_string());
    let mut properties = vec![("file", path), ("line", &*line), ("endLine", &*last_line)];
    // GitHub knows columns within one line alone.
    if place.line == place.end_line {
        properties.extend([("col", &*column), ("endColumn", &*end_column)]);
    }
    properties.push(("title", &*title));
    let mut message = format!("{}\n{}", shown.message, shown.words);
    if let Some(instead) = shown.instead_line() {
        let _ = write!(message, "\n{instead}");
    }
    command(kind, &properties, &message)
}

/// A workflow command on one line, whatever stands in it.
fn command(kind: &str, properties: &[(&str, &str)], message: &str) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    format!("::{kind} {}::{}\n", properties.join(","), data(message))
}

/// The summary of a job in Markdown.
#[must_use]
pub fn step_summary(totals: &Totals, later: &Later, ui: UiLang) -> String {
    let mut out = format!("### mtlint: {}", totals.line(ui));
    let rows = [later.of(FAILED_ROWS), later.of(REVIEW_ROWS)].concat();
    let columns = ["job-article", "html-verdict", "axis-translation", "axis-typography", "axis-extraction", "job-what"];
    let columns = columns.map(|column| ui.say(column, &[])).join(" | ");
    let head = format!("\n| {columns} |\n| --- | --- | ---: | ---: | ---: | --- |\n");
    list(&mut out, &head, &rows, SUMMARY_ROWS, ui);
    let items = [later.of(CRITICAL_ITEMS), later.of(MAJOR_ITEMS)].concat();
    let head = format!("\n**{}**\n\n", ui.say("job-worst", &[]));
    list(&mut out, &head, &items, SUMMARY_FINDINGS, ui);
    let severities = [("critical", CRITICAL), ("major", MAJOR), ("minor", MINOR)];
    let counts = severities.map(|(name, group)| (name, later.of(group).len().into()));
    let _ = writeln!(out, "\n{}", ui.say("job-findings", &counts));
    out
}

/// As many of the lines as there is room for, and how many there are beside them.
fn list(out: &mut String, head: &str, lines: &[String], most: usize, ui: UiLang) {
    if lines.is_empty() {
        return;
    }
    out.push_str(head);
    let mut written = 0;
    for line in lines.iter().take(most) {
        if out.len() + line.len() > SUMMARY_BYTES {
            break;
        }
        out.push_str(line);
        written += 1;
    }
    if written < lines.len() {
        let rest = [("count", (lines.len() - written).into())];
        let _ = writeln!(out, "\n… {}", ui.say("human-and-more", &rest));
    }
}

/// Somebody else's words, set as code: no link, name or number in them becomes active.
fn code(text: &str) -> String {
    format!("<code>{}</code>", markdown(&isolate_once(text)))
}

/// Words with their own direction; quotations have theirs already.
fn isolate_once(text: &str) -> String {
    if text.starts_with('\u{2068}') { text.to_owned() } else { isolate(text) }
}

/// A text in which no character means anything to Markdown or HTML: marks are character references. Those that
/// stay mean something at the beginning of a line alone, or beside one that does not stay.
fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '-' | '/' | ',') {
            let _ = write!(out, "&#{};", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_one_line_whatever_stands_in_it() {
        assert_eq!(
            command("error", &[("file", "a,b:c%\n.txt")], "100%\r\n::warning::x, y: z"),
            "::error file=a%2Cb%3Ac%25%0A.txt::100%25%0D%0A::warning::x, y: z\n"
        );
    }

    #[test]
    fn nothing_in_a_text_is_markdown() {
        assert_eq!(markdown("[a](b) <b>|`"), "&#91;a&#93;&#40;b&#41; &#60;b&#62;&#124;&#96;");
        assert_eq!(code("خبر|.txt"), "<code>\u{2068}خبر\u{2069}&#124;&#46;txt</code>");
    }

    #[test]
    fn a_summary_stays_under_the_limit() {
        let mut later = Later::default();
        let path = code(&"|".repeat(4000));
        for _ in 0..1000 {
            later.add(vec![
                Piece { group: FAILED_ROWS, text: format!("| {path} | fail | 1 | 2 | 3 | x |\n") },
                Piece { group: CRITICAL_ITEMS, text: format!("- {path}\n") },
            ]);
        }
        let summary = step_summary(&Totals::default(), &later, UiLang::En);
        assert!(summary.len() <= SUMMARY_BYTES + 1000, "{}", summary.len());
        assert!(summary.matches("… ").count() == 2 && summary.contains("… 1000 more"));
    }
}
