//! The Reviewdog Diagnostic Format: reviewdog posts the findings as comments where code is reviewed.

use super::json::to_json;
use super::place::{Place, Places};
use super::shown::Shown;
use super::terminal::one_line;
use super::{Entry, Later, Reporter, Totals};
use crate::finding::Severity;
use serde::Serialize;

/// One `DiagnosticResult`.
pub struct RdJson;

/// One `Diagnostic` a line.
pub struct RdJsonLines;

impl Reporter for RdJson {
    fn opening(&self) -> String {
        format!("{{\"source\":{},\"diagnostics\":[\n", to_json(&SOURCE))
    }

    fn entry(&self, entry: &Entry<'_>) -> String {
        diagnostics(entry).join(self.separator())
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn closing(&self, _totals: &Totals, _later: &Later) -> String {
        "\n]}\n".to_owned()
    }
}

impl Reporter for RdJsonLines {
    fn entry(&self, entry: &Entry<'_>) -> String {
        diagnostics(entry).into_iter().map(|line| line + "\n").collect()
    }
}

fn diagnostics(entry: &Entry<'_>) -> Vec<String> {
    let path = entry.path;
    let article = match &entry.outcome {
        Ok(article) => article,
        Err(error) => {
            return vec![to_json(&Diagnostic {
                message: format!("could not be checked: {}", one_line(error)),
                location: Location { path, range: None },
                severity: "ERROR",
                source: SOURCE,
                code: Code { value: "unreadable" },
                suggestions: Vec::new(),
            })];
        }
    };
    let places = Places::new(article);
    let diagnostic = |finding: &crate::Finding| {
        let range = Range::of(&places.of(finding.span));
        to_json(&Diagnostic {
            message: Shown::of(finding, article).line(),
            location: Location { path, range: Some(range) },
            severity: match finding.severity {
                Severity::Critical => "ERROR",
                Severity::Major => "WARNING",
                Severity::Minor => "INFO",
            },
            source: SOURCE,
            code: Code { value: finding.rule.name },
            suggestions: {
                // Where markup stands between the words, a replacement would take it out.
                let suggestion = finding.replacement(article.text).filter(|_| places.is_whole(finding.span));
                suggestion.into_iter().map(|text| Suggestion { range, text }).collect()
            },
        })
    };
    article.checked.findings.iter().map(diagnostic).collect()
}

const SOURCE: Source = Source { name: "mtlint" };

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'d> {
    message: String,
    location: Location<'d>,
    severity: &'static str,
    source: Source,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'d>>,
}

#[derive(Serialize)]
struct Location<'d> {
    path: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct Suggestion<'d> {
    range: Range,
    text: &'d str,
}

#[derive(Clone, Copy, Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// The format counts columns in bytes of UTF-8.
#[derive(Clone, Copy, Serialize)]
struct Position {
    line: u32,
    column: u32,
}

impl Range {
    fn of(place: &Place) -> Self {
        Self {
            start: Position { line: place.line, column: place.byte_column },
            end: Position { line: place.end_line, column: place.end_byte_column },
        }
    }
}
