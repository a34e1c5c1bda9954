//! Corpora in, records out, in chunks that threads share.

#[cfg(feature = "arrow")]
mod batches;
#[cfg(feature = "parquet")]
mod columns;
#[cfg(feature = "parquet")]
mod compact;
mod fields;
mod jsonl;
mod lines;
#[cfg(feature = "parquet")]
mod pages;
mod separated;
mod stream;

#[cfg(feature = "arrow")]
pub use batches::Batch;
pub use fields::{Fields, ROLES, Selector, Value, language};
pub use separated::Dialect;
pub use stream::CHUNK;
pub use stream::Meter;

use super::record::{Labels, Record};
use crate::input::Origin;
use fields::{GROUP, ID, LANG, SOURCE, TEXT, URL};
use lines::{LineChunks, Lines};
use separated::{RecordChunks, Records};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use stream::Stream;

/// Longest row of a corpus when nobody says otherwise: 16 MB, the Quran in Arabic ten times over.
pub const MAX_ROW_BYTES: u32 = 16_000_000;

/// How a corpus is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorpusFormat {
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values, or with another delimiter.
    Separated(Dialect),
    /// Apache Parquet.
    Parquet,
}

/// Endings of the names of corpora and of rows of scores. Of corpora in text form each may have one of [`PACKED`] behind it.
pub(super) const JSONL: &[&str] = &[".jsonl", ".ndjson"];
pub(super) const CSV: &[&str] = &[".csv"];
const TSV: &[&str] = &[".tsv", ".tab"];
pub(super) const PARQUET: &[&str] = &[".parquet", ".pq"];
const PACKED: &[&str] = &[".gz", ".zst", ".zstd"];

impl CorpusFormat {
    /// Comma-separated values.
    pub const CSV: Self = Self::Separated(Dialect { delimiter: b',', quotes: true, header: true });
    /// Tab-separated values, with the same quotation marks.
    pub const TSV: Self = Self::Separated(Dialect { delimiter: b'\t', quotes: true, header: true });

    /// The format that the ending of a name tells; `None` for articles.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let plain = PACKED.iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(&name);
        if has_ending(plain, JSONL) {
            Some(Self::Jsonl)
        } else if has_ending(plain, CSV) {
            Some(Self::CSV)
        } else if has_ending(plain, TSV) {
            Some(Self::TSV)
        } else if has_ending(&name, PARQUET) {
            Some(Self::Parquet)
        } else {
            None
        }
    }

    /// The endings of the names of corpora, those of packed ones too.
    #[must_use]
    pub fn endings() -> Vec<String> {
        let texts = [JSONL, CSV, TSV].concat();
        let packed = texts.iter().flat_map(|text| PACKED.iter().map(move |packed| format!("{text}{packed}")));
        texts.iter().chain(PARQUET).map(|&ending| ending.to_owned()).chain(packed).collect()
    }
}

/// Whether a name in lower case has one of these endings.
pub(super) fn has_ending(name: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| name.ends_with(ending))
}

/// Something to read.
#[derive(Clone, Debug)]
pub struct Input {
    /// Where it is.
    pub origin: Origin,
    /// What it is called.
    pub name: Arc<str>,
    /// How it is written; `None`: it is an article.
    pub format: Option<CorpusFormat>,
    /// Longest row, in bytes.
    pub limit: u32,
}

/// A place between two chunks from which a run can go on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The input.
    pub input: usize,
    /// Byte of the unpacked text; of a table the row group.
    pub offset: u64,
    /// Line of the text, from 1; of a table the row in the row group. 0: the beginning.
    pub line: u64,
    /// Hash of what came before, where the input cannot be asked again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<u64>,
}

/// What a thread gets to work on.
#[derive(Debug)]
pub struct Chunk {
    /// The input.
    pub input: usize,
    /// What of it.
    pub part: Part,
    /// Where the next chunk begins.
    pub next: Position,
}

/// A part of an input.
#[derive(Debug)]
pub enum Part {
    /// An article, which is still to be read.
    Article,
    /// Lines of JSON.
    Lines(Lines),
    /// Records and the columns that have a role in them.
    Records(Records, Arc<Columns>),
    /// Rows of a table.
    #[cfg(feature = "parquet")]
    Table(columns::Table),
    /// A row, or a whole input when there is no line, that cannot be read; what is left of its bytes.
    Bad(Option<u64>, String, Vec<u8>),
    /// The run cannot go on in this input where it was: why.
    Changed(String),
}

impl Chunk {
    /// About how many bytes it holds.
    #[must_use]
    pub fn weight(&self) -> usize {
        match &self.part {
            // Most articles are small; what a large one takes, it takes while it is worked on.
            Part::Article | Part::Changed(_) => CHUNK / 16,
            Part::Lines(lines) => lines.bytes.len(),
            Part::Records(records, _) => records.bytes.len(),
            #[cfg(feature = "parquet")]
            Part::Table(_) => CHUNK,
            Part::Bad(_, _, raw) => raw.len() + 1,
        }
    }
}

/// The columns of a corpus that have a role.
#[derive(Debug, PartialEq, Eq)]
pub struct Columns {
    dialect: Dialect,
    count: usize,
    roles: [Option<usize>; ROLES],
}

impl Columns {
    fn of(header: &[u8], dialect: Dialect, fields: &Fields) -> Result<Self, String> {
        let mut names = Vec::new();
        separated::records(header, 1, dialect, |_, _, cells| {
            let cells = (0..cells.len()).map(|at| cells.get(at).unwrap_or_default());
            names = cells.map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        });
        if names.is_empty() {
            return Err("it is empty: not even names of columns are in it".to_owned());
        }
        if !dialect.header {
            names = (1..=names.len()).map(|number| number.to_string()).collect();
        }
        let mut roles = [None; ROLES];
        for (role, selector) in fields.roles.iter().enumerate() {
            let Some(selector) = selector else { continue };
            roles[role] = names.iter().position(|name| *name == selector.written);
            if roles[role].is_none() && (role == TEXT || fields.named[role]) {
                let hint = match (names.len(), role) {
                    (1, _) => "; --delimiter names another mark between columns",
                    (_, TEXT) => "; --text-field names another",
                    _ => "",
                };
                let (selector, names) = (&selector.written, names.join(", "));
                return Err(format!("no column {selector:?}; there are {names}{hint}"));
            }
        }
        Ok(Self { dialect, count: names.len(), roles })
    }
}

/// The chunks of all inputs, in order.
pub struct Chunks<'i> {
    inputs: &'i [Input],
    fields: &'i Fields,
    meter: Meter,
    at: usize,
    /// Where the first input begins; afterwards its beginning.
    start: Position,
    open: Option<Open>,
}

enum Open {
    Lines(LineChunks),
    Records(RecordChunks, Arc<Columns>),
    #[cfg(feature = "parquet")]
    Table(Box<columns::Tables>),
}

impl<'i> Chunks<'i> {
    /// The chunks from a position on.
    #[must_use]
    pub fn new(inputs: &'i [Input], fields: &'i Fields, meter: Meter, start: Position) -> Self {
        Self { inputs, fields, meter, at: start.input, start, open: None }
    }

    fn open(&mut self, input: &Input, format: CorpusFormat) -> Result<Open, String> {
        let Position { offset, line, seen, .. } = std::mem::take(&mut self.start);
        let limit = input.limit as usize;
        let again = line > 0;
        let resume = |stream: &mut Stream| {
            if again {
                stream.skip_to(offset)?;
                if seen != stream.seen() {
                    return Err("is not what it was when the run began".to_owned());
                }
            }
            Ok(())
        };
        match format {
            CorpusFormat::Jsonl => {
                let mut stream = Stream::open(&input.origin, &self.meter)?;
                resume(&mut stream)?;
                Ok(Open::Lines(LineChunks::new(stream, limit, offset, line.max(1))))
            }
            CorpusFormat::Separated(dialect) => {
                let stream = Stream::open(&input.origin, &self.meter)?;
                let mut chunks = RecordChunks::new(stream, dialect, limit, 0, 1);
                let header = match chunks.header() {
                    Err(_) if dialect.header => {
                        return Err(format!("the names of its columns are {}", too_long(input.limit)));
                    }
                    Ok(header) | Err(header) => header,
                };
                let columns = Arc::new(Columns::of(&header, dialect, self.fields)?);
                if !dialect.header {
                    chunks.give_back(header);
                }
                if again {
                    chunks.resume(offset, line, resume)?;
                }
                Ok(Open::Records(chunks, columns))
            }
            #[cfg(feature = "parquet")]
            CorpusFormat::Parquet => {
                let Origin::File(path) = &input.origin else {
                    return Err("Parquet is read from files: its end says what is in it".to_owned());
                };
                // The line of a table is its row, plus 1 to tell the beginning from none.
                let row = line.saturating_sub(1);
                let tables = columns::Tables::open(path, self.fields, &self.meter, CHUNK, offset as usize, row)?;
                Ok(Open::Table(Box::new(tables)))
            }
            #[cfg(not(feature = "parquet"))]
            CorpusFormat::Parquet => Err(super::NO_PARQUET.to_owned()),
        }
    }

    fn here(&self, (offset, line, seen): (u64, u64, Option<u64>)) -> Position {
        Position { input: self.at, offset, line, seen }
    }

    fn beyond(&mut self) -> Position {
        self.at += 1;
        self.open = None;
        Position { input: self.at, ..Position::default() }
    }
}

impl Iterator for Chunks<'_> {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        loop {
            let (inputs, at) = (self.inputs, self.at);
            let input = inputs.get(at)?;
            if self.open.is_none() {
                let Some(format) = input.format else {
                    if let Origin::File(path) = &input.origin {
                        self.meter.add(std::fs::metadata(path).map_or(0, |known| known.len()));
                    }
                    self.start = Position::default();
                    return Some(Chunk { input: at, part: Part::Article, next: self.beyond() });
                };
                let again = self.start.line > 0;
                match self.open(input, format) {
                    Ok(open) => self.open = Some(open),
                    Err(error) if again => {
                        return Some(Chunk { input: at, part: Part::Changed(error), next: self.beyond() });
                    }
                    Err(error) => {
                        let part = Part::Bad(None, error, Vec::new());
                        return Some(Chunk { input: at, part, next: self.beyond() });
                    }
                }
            }
            // Of damage nothing more is said, wherever a run goes on.
            let mut lost = false;
            let (part, next) = match &mut self.open {
                Some(Open::Lines(chunks)) => {
                    let part = chunks.next().map(|cut| match cut {
                        lines::Cut::Lines(lines) => Part::Lines(lines),
                        lines::Cut::TooLong(line) => Part::Bad(Some(line), too_long(input.limit), Vec::new()),
                        lines::Cut::Broken(line, error) => {
                            lost = true;
                            Part::Bad(Some(line), error, Vec::new())
                        }
                    });
                    (part, chunks.reached())
                }
                Some(Open::Records(chunks, columns)) => {
                    let part = chunks.next().map(|cut| match cut {
                        separated::Cut::Records(records) => Part::Records(records, Arc::clone(columns)),
                        separated::Cut::TooLong(line, what) => {
                            Part::Bad(Some(line), too_long(input.limit) + what, Vec::new())
                        }
                        separated::Cut::Open(line, raw) => {
                            Part::Bad(Some(line), "a quotation mark is never closed".to_owned(), raw)
                        }
                        separated::Cut::Broken(line, error) => {
                            lost = true;
                            Part::Bad(Some(line), error, Vec::new())
                        }
                    });
                    (part, chunks.reached())
                }
                #[cfg(feature = "parquet")]
                Some(Open::Table(tables)) => {
                    let part = tables.next().map(Part::Table);
                    let (group, row) = tables.reached();
                    (part, (group as u64, row + 1, None))
                }
                None => (None, (0, 0, None)),
            };
            match part {
                Some(part) => {
                    let next = if lost { self.beyond() } else { self.here(next) };
                    return Some(Chunk { input: at, part, next });
                }
                None => drop(self.beyond()),
            }
        }
    }
}

/// A row as it was read: a record, or what is wrong with it, with its bytes where there are some.
pub type Row<'t> = Result<Record<'t>, (Labels, String, &'t [u8])>;

impl Part {
    /// Gives each row of a part of a corpus to `each`, in order. Of an article there is none: it is still to be read.
    pub fn rows<'t>(&'t self, input: &Input, fields: &Fields, mut each: impl FnMut(Row<'t>)) {
        let labels = |line: u64| Labels { line: Some(line), ..Labels::of(Arc::clone(&input.name)) };
        match self {
            Self::Article | Self::Changed(_) => {}
            Self::Bad(line, error, raw) => {
                each(Err((Labels { line: *line, ..Labels::of(Arc::clone(&input.name)) }, error.clone(), raw)));
            }
            Self::Lines(lines) => {
                // One pass over a sound chunk; only a broken one is validated line by line.
                let whole = simdutf8::basic::from_utf8(&lines.bytes).ok();
                let mut start = 0;
                for (number, end) in ends(&lines.bytes).enumerate() {
                    let raw = without_break(&lines.bytes[start..end]);
                    let place = start..start + raw.len();
                    start = end;
                    if raw.iter().all(u8::is_ascii_whitespace) {
                        continue;
                    }
                    let labels = labels(lines.first + number as u64);
                    let text = match whole {
                        _ if raw.len() > input.limit as usize => Err(too_long(input.limit)),
                        Some(whole) => Ok(&whole[place]),
                        None => utf8(raw),
                    };
                    let record = text.and_then(|line| {
                        let values = jsonl::values(line, fields)?;
                        Ok(record(values, labels.clone(), fields, || format!("; {}", jsonl::names(line))))
                    });
                    each(match record {
                        Ok(record) => record.map_err(|wrong| (wrong.0, wrong.1, raw)),
                        Err(error) => Err((labels, error, raw)),
                    });
                }
            }
            Self::Records(records, columns) => {
                separated::records(&records.bytes, records.first, columns.dialect, |line, raw, cells| {
                    let labels = labels(line);
                    let wrong = if raw.len() > input.limit as usize {
                        Some(too_long(input.limit))
                    } else if cells.len() != columns.count {
                        let (found, wanted) = (cells.len(), columns.count);
                        Some(format!("{found} columns where the first record has {wanted}"))
                    } else {
                        None
                    };
                    if let Some(error) = wrong {
                        return each(Err((labels, error, without_break(raw))));
                    }
                    let mut values: [Result<Value<'t>, String>; ROLES] = columns.roles.map(|column| {
                        let Some(cell) = column.and_then(|column| cells.get(column)) else { return Ok(Value::Missing) };
                        Ok(match utf8(cell)? {
                            "" => Value::Null,
                            text => Value::Text(text.to_owned().into()),
                        })
                    });
                    // An empty cell is an empty text: CSV has no other.
                    if values[TEXT] == Ok(Value::Null) {
                        values[TEXT] = Ok(Value::Text("".into()));
                    }
                    let record = row_of_columns(values, labels, fields, input.limit);
                    each(record.map_err(|wrong| (wrong.0, wrong.1, without_break(raw))));
                });
            }
            #[cfg(feature = "parquet")]
            Self::Table(table) => {
                let labels = |at: u64| Labels {
                    row_group: Some(table.row_group),
                    row: Some(table.first + at),
                    ..Labels::of(Arc::clone(&input.name))
                };
                for (at, row) in table.rows.iter().enumerate() {
                    let values = row.each_ref().map(columns::Cell::value);
                    let record = row_of_columns(values, labels(at as u64), fields, input.limit);
                    each(record.map_err(|wrong| (wrong.0, wrong.1, &[][..])));
                }
                if let Some((count, error)) = &table.lost {
                    for at in 0..*count {
                        each(Err((labels(table.rows.len() as u64 + at), error.clone(), &[][..])));
                    }
                }
            }
        }
    }
}

/// The record that the values of columns make, where texts may be no UTF-8 or too long.
fn row_of_columns<'t>(
    values: [Result<Value<'t>, String>; ROLES],
    labels: Labels,
    fields: &Fields,
    limit: u32,
) -> Result<Record<'t>, Box<(Labels, String)>> {
    let mut wrong = None;
    let mut read: [Value<'t>; ROLES] = Default::default();
    for ((read, value), selector) in read.iter_mut().zip(values).zip(&fields.roles) {
        *read = value.unwrap_or_else(|error| {
            let name = selector.as_ref().map_or("", |selector| &selector.written);
            wrong.get_or_insert(format!("{name:?} is {error}"));
            Value::Missing
        });
    }
    if let Value::Text(text) = &read[TEXT]
        && text.len() > limit as usize
    {
        wrong.get_or_insert(too_long(limit));
    }
    // What cannot be read is still known by its labels.
    match (record(read, labels, fields, String::new), wrong) {
        (Ok(record), None) => Ok(record),
        (Ok(record), Some(error)) => Err(Box::new((record.labels, error))),
        (Err(mut without), wrong) => {
            without.1 = wrong.unwrap_or(without.1);
            Err(without)
        }
    }
}

/// The record that the values of fields make, or what is wrong with them.
fn record<'t>(
    values: [Value<'t>; ROLES],
    mut labels: Labels,
    fields: &Fields,
    hint: impl Fn() -> String,
) -> Result<Record<'t>, Box<(Labels, String)>> {
    let [text, id, lang, url, source, group] = values;
    let mut wrong = None;
    let mut label = |value: Value<'t>, role: usize| {
        let name = fields.roles[role].as_ref().map_or("", |selector| &selector.written);
        value.label(name).unwrap_or_else(|error| {
            wrong.get_or_insert(error);
            None
        })
    };
    labels.id = label(id, ID);
    let lang = label(lang, LANG);
    labels.url = label(url, URL);
    labels.source = label(source, SOURCE);
    labels.group = label(group, GROUP);
    let missing = text == Value::Missing;
    let text = text.text(fields.text()).map_err(|error| if missing { error + &hint() } else { error });
    match (text, wrong) {
        (Ok(text), None) => Ok(Record { labels, lang: lang.as_deref().and_then(language), text }),
        (Err(error), _) | (Ok(_), Some(error)) => Err(Box::new((labels, error))),
    }
}

/// What is said of a row, or of the names of columns, with more bytes than the limit.
fn too_long(limit: u32) -> String {
    format!("longer than {limit} bytes (max-bytes raises the limit)")
}

fn utf8(bytes: &[u8]) -> Result<&str, String> {
    simdutf8::compat::from_utf8(bytes).map_err(|error| format!("not UTF-8 at byte {}", error.valid_up_to()))
}

/// The ends of the lines of some bytes, behind their breaks.
fn ends(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let last = (!bytes.is_empty() && bytes.last() != Some(&b'\n')).then_some(bytes.len());
    memchr::memchr_iter(b'\n', bytes).map(|at| at + 1).chain(last)
}

fn without_break(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}
