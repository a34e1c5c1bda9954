//! JSON: the contract with other programs, schema 1. Fields may be added to a schema, none goes or changes: `fix` came
//! later (what `--fix` would do: code points `start` to `end` become `text`), `message_id` too (which of the rule's messages
//! it is, whatever its language) and `points` (what a finding costs).
//!
//! Wire structs belong here: the checker's own types can change without the schema.
//!
//! Every place is one of the file as it was read. `text` is what a reader reads there: where HTML or Markdown has markup
//! or an entity inside a finding, the bytes of the file say it in other characters, and `byte_start` to `byte_end` cover
//! them from the first to the last. `start`, `end` and `column` count the characters of the file, in whatever encoding it
//! is; `encoding` names it where it is not UTF-8.

use super::place::Places;
use super::{Article, Entry, Later, Reporter, Totals};
use crate::finding::Finding;
use crate::score::{PerAxis, Score};
use crate::source_map::Encoding;
use serde::{Deserialize, Serialize};
use serde_json::Serializer;
use serde_json::ser::Formatter;
use std::borrow::Cow;
use std::io::{self, Write};

/// Version of the schema.
pub const SCHEMA: u32 = 1;

/// One array of documents.
pub struct Json;

/// One document a line.
pub struct JsonLines;

impl Reporter for Json {
    fn opening(&self) -> String {
        "[\n".to_owned()
    }

    fn entry(&self, entry: &Entry<'_>) -> String {
        render(entry)
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn closing(&self, totals: &Totals, _later: &Later) -> String {
        if totals.entries() == 0 { "]\n" } else { "\n]\n" }.to_owned()
    }
}

impl Reporter for JsonLines {
    fn entry(&self, entry: &Entry<'_>) -> String {
        render(entry) + "\n"
    }
}

#[derive(Serialize)]
struct Failure<'e> {
    schema: u32,
    path: &'e str,
    error: &'e str,
}

#[derive(Serialize)]
struct Document<'e> {
    schema: u32,
    mtlint: &'static str,
    rules: &'static str,
    path: &'e str,
    id: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    lang: &'static str,
    words: u32,
    verdict: &'static str,
    scores: Scores,
    penalty: Axes,
    tolerance: f64,
    rate_interval: [f64; 2],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gate: Vec<String>,
    findings: Vec<Defect>,
}

/// Scores as they stand in JSON.
#[derive(Serialize, Deserialize)]
pub(crate) struct Scores {
    pub translation: f64,
    pub typography: f64,
    pub extraction: f64,
    pub mqm_raw: f64,
}

impl Scores {
    pub fn of(score: &Score) -> Self {
        let PerAxis { translation, typography, extraction } = score.axes;
        Self { translation, typography, extraction, mqm_raw: score.mqm_raw }
    }
}

/// A number of each axis as it stands in JSON.
#[derive(Serialize, Deserialize)]
pub(crate) struct Axes {
    translation: f64,
    typography: f64,
    extraction: f64,
}

impl From<PerAxis> for Axes {
    fn from(axes: PerAxis) -> Self {
        Self { translation: axes.translation, typography: axes.typography, extraction: axes.extraction }
    }
}

impl From<Axes> for PerAxis {
    fn from(axes: Axes) -> Self {
        Self { translation: axes.translation, typography: axes.typography, extraction: axes.extraction }
    }
}

/// A finding as it stands in JSON. Places are those of the file: code points and bytes from 0, lines and columns (in code
/// points) from 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Defect {
    pub rule: Cow<'static, str>,
    pub axis: Cow<'static, str>,
    pub severity: Cow<'static, str>,
    pub confidence: Cow<'static, str>,
    pub mqm: Cow<'static, str>,
    pub its: Cow<'static, str>,
    pub start: u32,
    pub end: u32,
    pub byte_start: u32,
    pub byte_end: u32,
    pub line: u32,
    pub column: u32,
    /// The words in question.
    pub text: String,
    /// One plain sentence.
    pub message: String,
    /// Which of the rule's messages it is, whatever its language; `None` for a rule of the house.
    #[serde(default)]
    pub message_id: Option<Cow<'static, str>>,
    /// What should stand there, where that is known.
    pub suggestion: Option<String>,
    /// How often a habit occurs; 1 for a single defect.
    pub count: u32,
    /// What it costs its axis, in penalty points; `None` in rows of earlier programs.
    #[serde(default)]
    pub points: Option<f64>,
    /// Places that belong to it.
    pub related: Vec<Related>,
    /// What `--fix` puts in the place of some code points.
    #[serde(default)]
    pub fix: Vec<Replacement>,
}

/// What `--fix` puts in the place of some code points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Replacement {
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// A place that belongs to a finding, in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Related {
    pub start: u32,
    pub end: u32,
}

fn render(entry: &Entry<'_>) -> String {
    match &entry.outcome {
        Ok(article) => to_json(&document(entry.path, article)),
        Err(error) => to_json(&Failure { schema: SCHEMA, path: entry.path, error }),
    }
}

fn document<'e>(path: &'e str, article: &Article<'e>) -> Document<'e> {
    let checked = article.checked;
    let score = &checked.score;
    Document {
        schema: SCHEMA,
        mtlint: env!("CARGO_PKG_VERSION"),
        rules: crate::RULE_SET,
        path,
        id: None,
        encoding: Some(article.source.encoding).filter(|&encoding| encoding != Encoding::Utf8).map(Encoding::name),
        lang: checked.lang.code(),
        words: score.words,
        verdict: score.verdict.name(),
        scores: Scores::of(score),
        penalty: score.penalty.into(),
        tolerance: score.tolerance,
        rate_interval: score.rate_interval,
        gate: article.gate.reasons.iter().map(|reason| reason.text(article.ui)).collect(),
        findings: defects(article),
    }
}

/// Findings of an article as they stand in JSON.
#[must_use]
pub fn defects(article: &Article<'_>) -> Vec<Defect> {
    let findings = &article.checked.findings;
    if findings.is_empty() {
        return Vec::new();
    }
    let places = Places::new(article);
    let costs = &article.checked.points;
    findings.iter().zip(costs).map(|(finding, &points)| defect(finding, points, article, &places)).collect()
}

fn defect(finding: &Finding, points: f64, article: &Article<'_>, places: &Places<'_>) -> Defect {
    let (text, ui) = (article.text, article.ui);
    let rule = finding.rule;
    let place = places.of(finding.span);
    let related = finding.related.iter().map(|&span| {
        let place = places.of(span);
        Related { start: place.start, end: place.end }
    });
    let fix = finding.edits.iter().map(|edit| {
        let place = places.of(edit.span);
        Replacement { start: place.start, end: place.end, text: edit.replacement.clone() }
    });
    Defect {
        rule: rule.name.into(),
        axis: rule.axis.name().into(),
        severity: finding.severity.name().into(),
        confidence: finding.confidence.name().into(),
        mqm: rule.mqm.into(),
        its: rule.its.into(),
        start: place.start,
        end: place.end,
        byte_start: place.byte_start,
        byte_end: place.byte_end,
        line: place.line,
        column: place.column,
        text: finding.span.of(text).to_owned(),
        message: finding.message.text(ui).into_owned(),
        message_id: finding.message.id().map(Cow::Borrowed),
        suggestion: finding.suggestion.clone(),
        count: finding.count,
        points: Some(points),
        related: related.collect(),
        fix: fix.collect(),
    }
}

/// Adds JSON in which characters that would act on a terminal (C1 controls, directions, line separators) are
/// written as escapes: the data are the same, and looking at them is safe.
pub fn write_json(value: &impl Serialize, out: &mut Vec<u8>) {
    let start = out.len();
    serde_json::to_writer(&mut *out, value).expect("strings and numbers serialize");
    let plain = &out[start..];
    // Outside ASCII there is nothing but strings; DEL cannot stand elsewhere either.
    if plain.is_ascii() && !plain.contains(&0x7F) {
        return;
    }
    let plain = std::str::from_utf8(plain).expect("JSON is UTF-8");
    if !plain.contains(acts) {
        return;
    }
    let mut safe = Vec::with_capacity(plain.len() + 16);
    write_safe(plain, acts, &mut safe).expect("a vector takes everything");
    out.truncate(start);
    out.append(&mut safe);
}

/// Writes the same piece by piece, so that a long value need not be in memory. `in_page`: inside an element of a page, which no
/// text may end.
///
/// # Errors
/// Those of the writer.
pub fn stream_json(value: &impl Serialize, in_page: bool, out: &mut impl Write) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Safe { in_page }))?)
}

/// Compact JSON with escapes.
struct Safe {
    in_page: bool,
}

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        write_safe(fragment, |c| acts(c) || self.in_page && c == '<', writer)
    }
}

/// Whether a character would act on a terminal.
fn acts(c: char) -> bool {
    matches!(c, '\u{7F}'..='\u{9F}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn write_safe<W: ?Sized + Write>(text: &str, escaped: impl Fn(char) -> bool, out: &mut W) -> io::Result<()> {
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| escaped(*c)) {
        out.write_all(&rest.as_bytes()[..at])?;
        write!(out, "\\u{:04x}", u32::from(c))?;
        rest = &rest[at + c.len_utf8()..];
    }
    out.write_all(rest.as_bytes())
}

/// The same as a string.
pub(super) fn to_json(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    write_json(value, &mut out);
    String::from_utf8(out).expect("JSON is UTF-8")
}
