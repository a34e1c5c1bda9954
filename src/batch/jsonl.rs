//! Rows as JSON lines: the fields of a checked document (`check --format jsonl`, schema 1) without its findings unless they
//! are asked for, and the counts of each rule.

use super::record::Labels;
use super::row::{Counts, DocumentScore, ScoreRow};
use super::stamp::Stamp;
use crate::report::{Axes, Defect, SCHEMA, Scores, write_json};
use crate::score::{PerAxis, Score, Verdict};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Line of a document that was checked.
#[derive(Serialize)]
struct Line<'r> {
    schema: u32,
    mtlint: &'r str,
    rules: &'r str,
    config: &'r str,
    path: &'r str,
    #[serde(flatten)]
    place: Place,
    id: Option<&'r str>,
    #[serde(flatten)]
    origin: Origin<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'r str>,
    lang: &'r str,
    words: u32,
    verdict: &'static str,
    scores: Scores,
    penalty: Axes,
    tolerance: f64,
    rate_interval: [f64; 2],
    severities: Severities,
    #[serde(serialize_with = "as_map")]
    counts: &'r Counts,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<&'r [Defect]>,
}

/// Line of a document that was not.
#[derive(Serialize)]
struct Failure<'r> {
    schema: u32,
    path: &'r str,
    #[serde(flatten)]
    place: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'r str>,
    #[serde(flatten)]
    origin: Origin<'r>,
    error: &'r str,
}

#[derive(Serialize)]
struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row_group: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u64>,
}

#[derive(Serialize)]
struct Origin<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'r str>,
}

#[derive(Serialize, Deserialize)]
struct Severities {
    critical: u32,
    major: u32,
    minor: u32,
}

fn as_map<S: Serializer>(counts: &&Counts, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(counts.len()))?;
    for (rule, count) in *counts {
        map.serialize_entry(&**rule, count)?;
    }
    map.end()
}

/// Adds the line of a row, with its line break.
pub fn write_line(row: &ScoreRow, stamp: &Stamp, out: &mut Vec<u8>) {
    let Labels { path, line, row_group, row: number, id, url, source, group } = &row.labels;
    let place = Place { line: *line, row_group: *row_group, row: *number };
    let origin = Origin { url: url.as_deref(), source: source.as_deref(), group: group.as_deref() };
    let id = id.as_deref();
    match &row.outcome {
        Ok(document) => {
            let score = &document.score;
            let [critical, major, minor] = document.severities;
            let line = Line {
                schema: SCHEMA,
                mtlint: &stamp.mtlint,
                rules: &stamp.rules,
                config: &stamp.config,
                path,
                place,
                id,
                origin,
                encoding: document.encoding.as_deref(),
                lang: &document.lang,
                words: score.words,
                verdict: score.verdict.name(),
                scores: Scores::of(score),
                penalty: score.penalty.into(),
                tolerance: score.tolerance,
                rate_interval: score.rate_interval,
                severities: Severities { critical, major, minor },
                counts: &document.counts,
                findings: document.findings.as_deref(),
            };
            write_json(&line, out);
        }
        Err(error) => write_json(&Failure { schema: SCHEMA, path, place, id, origin, error }, out),
    }
    out.push(b'\n');
}

/// A line of either kind, as it is read back.
#[derive(Deserialize)]
struct Parsed {
    schema: u32,
    mtlint: Option<String>,
    rules: Option<String>,
    config: Option<String>,
    path: String,
    line: Option<u64>,
    row_group: Option<u32>,
    row: Option<u64>,
    id: Option<String>,
    url: Option<String>,
    source: Option<String>,
    group: Option<String>,
    error: Option<String>,
    #[serde(flatten)]
    document: Option<ParsedDocument>,
}

#[derive(Deserialize)]
struct ParsedDocument {
    encoding: Option<String>,
    lang: String,
    words: u32,
    verdict: String,
    scores: Scores,
    penalty: Axes,
    tolerance: f64,
    rate_interval: [f64; 2],
    severities: Option<Severities>,
    counts: Option<BTreeMap<String, u32>>,
    findings: Option<Vec<Defect>>,
}

/// Reads a line back: a row, and what made it where the line says so. Lines of `check --format jsonl` are rows too: their
/// counts are those of their findings.
///
/// # Errors
/// When it is no line of schema 1; what is wrong with it.
pub fn parse_line(line: &str) -> Result<(ScoreRow, Option<Stamp>), String> {
    let parsed: Parsed = serde_json::from_str(line).map_err(|error| format!("no row of scores: {error}"))?;
    if parsed.schema != SCHEMA {
        return Err(format!("a row of schema {}, not {SCHEMA}", parsed.schema));
    }
    let labels = Labels {
        path: parsed.path.into(),
        line: parsed.line,
        row_group: parsed.row_group,
        row: parsed.row,
        id: parsed.id,
        url: parsed.url,
        source: parsed.source,
        group: parsed.group,
    };
    if let Some(error) = parsed.error {
        return Ok((ScoreRow::failed(labels, error), None));
    }
    let document = parsed.document.ok_or("no row of scores: scores, words or verdict are missing")?;
    let stamp = parsed.mtlint.zip(parsed.rules).map(|(mtlint, rules)| Stamp {
        mtlint,
        rules,
        config: parsed.config.unwrap_or_default(),
    });
    Ok((ScoreRow { labels, outcome: Ok(document.score()?) }, stamp))
}

impl ParsedDocument {
    fn score(self) -> Result<DocumentScore, String> {
        let Scores { translation, typography, extraction, mqm_raw } = self.scores;
        let counts = match (self.counts, &self.findings) {
            (Some(counts), _) => counts,
            (None, findings) => {
                let mut counts = BTreeMap::new();
                for defect in findings.iter().flatten() {
                    *counts.entry(defect.rule.to_string()).or_default() += 1;
                }
                counts
            }
        };
        let of = |severity: &str| {
            let counts = |defect: &&Defect| defect.axis == "translation" && defect.severity == severity;
            self.findings.iter().flatten().filter(counts).count() as u32
        };
        let severities = match &self.severities {
            Some(counts) => [counts.critical, counts.major, counts.minor],
            None => ["critical", "major", "minor"].map(of),
        };
        Ok(DocumentScore {
            lang: self.lang.into(),
            encoding: self.encoding.map(Cow::Owned),
            score: Score {
                words: self.words,
                axes: PerAxis { translation, typography, extraction },
                mqm_raw,
                penalty: self.penalty.into(),
                tolerance: self.tolerance,
                rate_interval: self.rate_interval,
                verdict: verdict(&self.verdict)?,
            },
            severities,
            counts: counts.into_iter().map(|(rule, count)| (rule.into(), count)).collect(),
            findings: self.findings,
        })
    }
}

pub(super) fn verdict(name: &str) -> Result<Verdict, String> {
    Verdict::by_name(name).ok_or_else(|| format!("{name:?} is no verdict"))
}
