//! Documents in which people marked defects: JSON lines beside a text, or with the text in them.
//!
//! A line with `spans` is a document: `{"id", "text", "lang"?, "spans": [mark, …]}`. Every other line is a
//! mark, and the file is then called `NAME.gold.jsonl` and lies beside its text, `NAME.txt`. A mark is
//! `{"start", "end", "label", "alt"?, "kind"?, "text"?}`; offsets are code points of the text as it was
//! read, a byte order mark included; further fields are left to whoever wrote them.

use super::{InputError, Origin, Source, read};
use crate::lang::Lang;
use crate::span::Span;
use serde_json::{Map, Value};
use std::fmt;
use std::path::{Path, PathBuf};

/// How the file of marks beside a text is called.
const BESIDE: &str = ".gold.jsonl";

/// A document with marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// The text without a byte order mark.
    pub text: String,
    /// The language, where the line says it and there is a pack.
    pub lang: Option<Lang>,
    /// What is marked.
    pub marks: Vec<Marked>,
}

/// A mark as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The place, in bytes.
    pub span: Span,
    /// The label or labels.
    pub labels: Vec<String>,
    /// Whether it is a defect; otherwise a decoy.
    pub defect: bool,
}

/// What is wrong with a file of marks, and where.
#[derive(Debug)]
pub struct GoldError {
    /// 1-based line; `None`: the whole file.
    pub line: Option<usize>,
    kind: GoldErrorKind,
}

#[derive(Debug)]
enum GoldErrorKind {
    Unreadable(InputError),
    Text { name: String, error: InputError },
    Nothing,
    Json(serde_json::Error),
    NoObject,
    Field { name: &'static str, expected: &'static str },
    Offsets { start: u64, end: u64, length: usize },
    Differs { start: u64, end: u64 },
    NoText,
}

impl fmt::Display for GoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            GoldErrorKind::Unreadable(error) => error.fmt(f),
            GoldErrorKind::Text { name, error } => write!(f, "its text {name}: {error}"),
            GoldErrorKind::Nothing => f.write_str("no annotated document in it"),
            // Each line is read alone, so the line that serde_json counts is always the first.
            GoldErrorKind::Json(error) => {
                let cause = error.to_string();
                let cause = cause.split(" at line ").next().unwrap_or_default();
                write!(f, "no JSON: {cause} (column {})", error.column())
            }
            GoldErrorKind::NoObject => f.write_str("no JSON object"),
            GoldErrorKind::Field { name, expected } => write!(f, "{name:?} is not {expected}"),
            GoldErrorKind::Offsets { start, end, length } => {
                write!(f, "offsets {start} to {end} mark nothing in a text of {length} code points")
            }
            GoldErrorKind::Differs { start, end } => {
                write!(f, "the text from {start} to {end} is not what \"text\" says")
            }
            GoldErrorKind::NoText => {
                write!(f, "a mark without a text: it belongs into NAME{BESIDE} beside NAME.txt, or into \"spans\"")
            }
        }
    }
}

impl std::error::Error for GoldError {}

/// The file with the text that the marks of a file `NAME.gold.jsonl` are in.
#[must_use]
pub fn text_beside(marks: &Path) -> Option<PathBuf> {
    Some(format!("{}.txt", marks.to_str()?.strip_suffix(BESIDE)?).into())
}

/// Reads a file of annotated documents. A document with anything wrong in its marks is left out: measured
/// against half its marks it would give a false figure.
#[must_use]
pub fn read_gold(origin: &Origin, limit: u32) -> (Vec<Annotated>, Vec<GoldError>) {
    let whole = |kind| (Vec::new(), vec![GoldError { line: None, kind }]);
    let source = match read(origin, limit) {
        Ok(source) => source,
        Err(error) => return whole(GoldErrorKind::Unreadable(error)),
    };
    let (mut documents, mut errors) = (Vec::new(), Vec::new());
    let mut rows = Vec::new();
    for (number, line) in (1..).zip(source.text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match object(line) {
            Ok(record) if record.contains_key("spans") => match self_contained(&record) {
                Ok(document) => documents.push(document),
                Err(kinds) => errors.extend(kinds.into_iter().map(|kind| GoldError { line: Some(number), kind })),
            },
            Ok(row) => rows.push((number, row)),
            Err(kind) => errors.push(GoldError { line: Some(number), kind }),
        }
    }
    let text = match origin {
        Origin::File(path) => text_beside(path),
        _ => None,
    };
    match text {
        // A text in which nothing is marked has an empty file of marks.
        Some(name) if documents.is_empty() && (errors.is_empty() || !rows.is_empty()) => {
            match read(&Origin::File(name.clone()), limit) {
                Ok(Source { text, map, .. }) => {
                    let places = Places::of(&text, map.bom);
                    let mut marks = Vec::new();
                    for (number, row) in rows {
                        match mark(&row, &text, &places) {
                            Ok(marked) => marks.push(marked),
                            Err(kind) => errors.push(GoldError { line: Some(number), kind }),
                        }
                    }
                    if errors.is_empty() {
                        documents.push(Annotated { text, lang: None, marks });
                    }
                }
                Err(error) => errors.push(GoldError {
                    line: None,
                    kind: GoldErrorKind::Text { name: name.to_string_lossy().into_owned(), error },
                }),
            }
        }
        _ => {
            errors.extend(rows.into_iter().map(|(line, _)| GoldError { line: Some(line), kind: GoldErrorKind::NoText }))
        }
    }
    if documents.is_empty() && errors.is_empty() {
        return whole(GoldErrorKind::Nothing);
    }
    errors.sort_by_key(|error| error.line);
    (documents, errors)
}

fn object(line: &str) -> Result<Map<String, Value>, GoldErrorKind> {
    match serde_json::from_str(line).map_err(GoldErrorKind::Json)? {
        Value::Object(object) => Ok(object),
        _ => Err(GoldErrorKind::NoObject),
    }
}

fn self_contained(record: &Map<String, Value>) -> Result<Annotated, Vec<GoldErrorKind>> {
    let wrong = |name, expected| vec![GoldErrorKind::Field { name, expected }];
    let text = record.get("text").and_then(Value::as_str).ok_or_else(|| wrong("text", "a text"))?;
    let lang = match record.get("lang") {
        None | Some(Value::Null) => None,
        Some(lang) => Lang::supported_by_code(lang.as_str().ok_or_else(|| wrong("lang", "a code of a language"))?),
    };
    let spans = record.get("spans").and_then(Value::as_array).ok_or_else(|| wrong("spans", "a list of marks"))?;
    let places = Places::of(text, false);
    let (mut marks, mut errors) = (Vec::new(), Vec::new());
    for row in spans {
        match row.as_object().ok_or(GoldErrorKind::NoObject).and_then(|row| mark(row, text, &places)) {
            Ok(marked) => marks.push(marked),
            Err(kind) => errors.push(kind),
        }
    }
    if errors.is_empty() { Ok(Annotated { text: text.to_owned(), lang, marks }) } else { Err(errors) }
}

/// Byte offset of each code point of a file, and of its end.
struct Places {
    bytes: Vec<u32>,
}

impl Places {
    fn of(text: &str, bom: bool) -> Self {
        // The byte order mark is a code point of the file, but not of the text.
        let mark = bom.then_some(0);
        let starts = text.char_indices().map(|(at, _)| at as u32);
        Self { bytes: mark.into_iter().chain(starts).chain([text.len() as u32]).collect() }
    }

    fn span(&self, start: u64, end: u64) -> Option<Span> {
        let byte = |at: u64| usize::try_from(at).ok().and_then(|at| self.bytes.get(at)).copied();
        let (start, end) = (byte(start)?, byte(end)?);
        (start < end).then(|| Span::new(start, end))
    }
}

fn mark(row: &Map<String, Value>, text: &str, places: &Places) -> Result<Marked, GoldErrorKind> {
    let wrong = |name, expected| GoldErrorKind::Field { name, expected };
    let offset = |name| row.get(name).and_then(Value::as_u64).ok_or_else(|| wrong(name, "an offset"));
    let (start, end) = (offset("start")?, offset("end")?);
    let length = places.bytes.len() - 1;
    let span = places.span(start, end).ok_or(GoldErrorKind::Offsets { start, end, length })?;
    if let Some(said) = row.get("text") {
        let said = said.as_str().ok_or_else(|| wrong("text", "a text"))?;
        if said.strip_prefix('\u{FEFF}').unwrap_or(said) != span.of(text) {
            return Err(GoldErrorKind::Differs { start, end });
        }
    }
    let defect = match row.get("kind").map(|kind| kind.as_str()) {
        None | Some(Some("defect")) => true,
        Some(Some("decoy")) => false,
        Some(_) => return Err(wrong("kind", "\"defect\" or \"decoy\"")),
    };
    let label = row.get("label").and_then(Value::as_str).filter(|label| !label.is_empty());
    let mut labels: Vec<String> =
        label.ok_or_else(|| wrong("label", "a label"))?.split('/').map(str::to_owned).collect();
    if let Some(alternatives) = row.get("alt") {
        let list = alternatives.as_array().ok_or_else(|| wrong("alt", "a list of labels"))?;
        for label in list {
            labels.push(label.as_str().ok_or_else(|| wrong("alt", "a list of labels"))?.to_owned());
        }
    }
    Ok(Marked { span, labels, defect })
}
