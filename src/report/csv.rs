//! One row a finding, for a spreadsheet or a table of a database.

use super::place::Places;
use super::{Article, Entry, Reporter, fingerprints};
use std::iter;

/// Comma-separated values with a header, RFC 4180; a document that could not be checked is a row with an error.
pub struct Csv;

const COLUMNS: [&str; 21] = [
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "start",
    "end",
    "byte_start",
    "byte_end",
    "rule",
    "axis",
    "severity",
    "confidence",
    "mqm",
    "its",
    "count",
    "text",
    "suggestion",
    "message",
    "fingerprint",
    "error",
];

impl Reporter for Csv {
    fn opening(&self) -> String {
        record(COLUMNS.map(str::to_owned))
    }

    fn entry(&self, entry: &Entry<'_>) -> String {
        match &entry.outcome {
            Ok(article) => rows(entry.path, article),
            Err(error) => {
                let empty = COLUMNS[2..].iter().map(|_| String::new());
                record(iter::once(text_cell(entry.path)).chain(empty).chain([text_cell(error)]))
            }
        }
    }
}

fn rows(path: &str, article: &Article<'_>) -> String {
    let places = Places::new(article);
    let path = text_cell(path);
    let findings = &article.checked.findings;
    let row = |(finding, fingerprint): (&crate::Finding, String)| {
        let (rule, place) = (finding.rule, places.of(finding.span));
        let place = [
            place.line,
            place.column,
            place.end_line,
            place.end_column,
            place.start,
            place.end,
            place.byte_start,
            place.byte_end,
        ];
        let facts =
            [rule.name, rule.axis.name(), finding.severity.name(), finding.confidence.name(), rule.mqm, rule.its];
        let words = [
            finding.count.to_string(),
            text_cell(finding.span.of(article.text)),
            text_cell(finding.suggestion.as_deref().unwrap_or_default()),
            text_cell(&finding.message.text(article.ui)),
            fingerprint,
            String::new(),
        ];
        record(
            iter::once(path.clone())
                .chain(place.map(|number| number.to_string()))
                .chain(facts.map(str::to_owned))
                .chain(words),
        )
    };
    findings.iter().zip(fingerprints(findings, article.text)).map(row).collect()
}

/// A cell of somebody else's text. A spreadsheet takes some beginnings for a formula; an apostrophe before them
/// says that they are text.
#[must_use]
pub fn text_cell(text: &str) -> String {
    // One that stands there already would be taken for ours when the cell is read back.
    let formula = text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let apostrophe = if formula { "'" } else { "" };
    format!("{apostrophe}{text}")
}

pub(super) fn record(fields: impl IntoIterator<Item = String>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let written = writer.write_record(fields.into_iter().collect::<Vec<_>>());
    let bytes = written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
