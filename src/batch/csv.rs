//! Rows as comma-separated values, RFC 4180. A cell of somebody else's text that a spreadsheet would take for a formula has
//! an apostrophe before it, which is taken off when the row is read back.

use super::jsonl::verdict;
use super::record::Labels;
use super::row::{Counts, DocumentScore, NUMBERS, RowOptions, SEVERITIES, ScoreRow};
use super::stamp::Stamp;
use crate::report::text_cell;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write as _};

/// Columns of a document that was checked, before [`NUMBERS`] and [`SEVERITIES`].
const DOCUMENT: [&str; 3] = ["lang", "words", "verdict"];
const LABELS: [&str; 8] = ["line", "row_group", "row", "id", "url", "source", "group", "encoding"];
const STAMP: [&str; 3] = ["mtlint", "rules", "config"];

/// The columns of scores, beside the path that stands before them.
fn scores() -> impl Iterator<Item = &'static str> {
    DOCUMENT.into_iter().chain(NUMBERS).chain(SEVERITIES)
}

/// Writes rows. One for each piece of the output: it keeps a buffer.
pub struct CsvRows<'o> {
    options: &'o RowOptions,
    stamp: &'o Stamp,
    cell: Vec<u8>,
    record: csv::ByteRecord,
}

impl<'o> CsvRows<'o> {
    /// A writer of rows with these columns. The findings of a document have no room in them.
    #[must_use]
    pub fn new(options: &'o RowOptions, stamp: &'o Stamp) -> Self {
        Self { options, stamp, cell: Vec::new(), record: csv::ByteRecord::new() }
    }

    /// The names of the columns.
    #[must_use]
    pub fn header(options: &RowOptions) -> Vec<u8> {
        let mut names: Vec<&str> = ["path"].into_iter().chain(scores()).chain(LABELS).collect();
        match options.rule_columns.as_slice() {
            [] => names.push("counts"),
            rules => names.extend(rules.iter().map(String::as_str)),
        }
        names.extend(STAMP);
        names.push("error");
        let mut out = Vec::new();
        write(&csv::ByteRecord::from_iter(names), &mut out);
        out
    }

    /// Adds a row.
    pub fn write(&mut self, row: &ScoreRow, out: &mut Vec<u8>) {
        self.record.clear();
        let labels = &row.labels;
        self.record.push_field(text_cell(&labels.path).as_bytes());
        match &row.outcome {
            Ok(document) => self.score(document),
            Err(_) => scores().for_each(|_| self.record.push_field(b"")),
        }
        self.number(labels.line);
        self.number(labels.row_group);
        self.number(labels.row);
        for text in [&labels.id, &labels.url, &labels.source, &labels.group] {
            self.record.push_field(text_cell(text.as_deref().unwrap_or_default()).as_bytes());
        }
        let document = row.outcome.as_ref().ok();
        self.record
            .push_field(document.and_then(|document| document.encoding.as_deref()).unwrap_or_default().as_bytes());
        if self.options.rule_columns.is_empty() {
            self.cell.clear();
            if let Some(document) = document {
                let counts: BTreeMap<&str, u32> =
                    document.counts.iter().map(|(rule, count)| (&**rule, *count)).collect();
                let _ = serde_json::to_writer(&mut self.cell, &counts);
            }
            self.record.push_field(&self.cell);
        } else {
            for rule in &self.options.rule_columns {
                self.number(document.map(|document| document.count(rule)));
            }
        }
        for made in [&self.stamp.mtlint, &self.stamp.rules, &self.stamp.config] {
            self.record.push_field(made.as_bytes());
        }
        self.record.push_field(text_cell(row.outcome.as_ref().err().map_or("", String::as_str)).as_bytes());
        write(&self.record, out);
    }

    fn score(&mut self, document: &DocumentScore) {
        let score = &document.score;
        self.record.push_field(document.lang.as_bytes());
        self.number(Some(score.words));
        self.record.push_field(score.verdict.name().as_bytes());
        for number in document.numbers() {
            self.number(Some(number));
        }
        for count in document.severities {
            self.number(Some(count));
        }
    }

    fn number(&mut self, number: Option<impl std::fmt::Display>) {
        self.cell.clear();
        if let Some(number) = number {
            let _ = write!(self.cell, "{number}");
        }
        self.record.push_field(&self.cell);
    }
}

fn write(record: &csv::ByteRecord, out: &mut Vec<u8>) {
    let written = csv::Writer::from_writer(&mut *out).write_byte_record(record);
    written.expect("a vector takes everything, and every row has as many cells");
}

/// Rows of a file, as [`CsvRows`] writes them. Columns are known by their names; those that have no other meaning are counts
/// of rules.
pub struct CsvRowReader<R> {
    reader: csv::Reader<R>,
    columns: HashMap<String, usize>,
    rules: Vec<(Cow<'static, str>, usize)>,
}

impl<R: io::Read> CsvRowReader<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// When it is not one of rows of scores.
    pub fn new(from: R) -> Result<Self, String> {
        let mut reader = csv::Reader::from_reader(from);
        let header = reader.headers().map_err(|error| format!("cannot be read: {error}"))?;
        let columns: HashMap<String, usize> =
            header.iter().enumerate().map(|(at, name)| (name.to_owned(), at)).collect();
        if let Some(missing) = ["path"].into_iter().chain(scores()).find(|&name| !columns.contains_key(name)) {
            return Err(format!("no rows of scores: there is no column {missing}"));
        }
        let known = |name: &str| {
            let fixed = ["path", "counts", "error"].into_iter().chain(LABELS).chain(STAMP);
            scores().chain(fixed).any(|known| known == name)
        };
        let mut rules: Vec<(Cow<'static, str>, usize)> = header
            .iter()
            .enumerate()
            .filter(|(_, name)| !known(name))
            .map(|(at, name)| (name.to_owned().into(), at))
            .collect();
        rules.sort();
        Ok(Self { reader, columns, rules })
    }

    fn row(&self, record: &csv::StringRecord) -> Result<(ScoreRow, Option<Stamp>), String> {
        let raw = |name: &str| self.columns.get(name).and_then(|&at| record.get(at)).filter(|cell| !cell.is_empty());
        let text = |name: &str| raw(name).map(|cell| without_apostrophe(cell).to_owned());
        fn number<N: std::str::FromStr>(cell: Option<&str>, name: &str) -> Result<Option<N>, String> {
            cell.map(|cell| cell.parse().map_err(|_| format!("{name}: {cell:?} is no number"))).transpose()
        }
        let need = |name: &str| number::<f64>(raw(name), name)?.ok_or_else(|| format!("{name} is missing"));
        let count = |name: &str| number::<u32>(raw(name), name)?.ok_or_else(|| format!("{name} is missing"));
        let labels = Labels {
            path: text("path").unwrap_or_default().into(),
            line: number(raw("line"), "line")?,
            row_group: number(raw("row_group"), "row_group")?,
            row: number(raw("row"), "row")?,
            id: text("id"),
            url: text("url"),
            source: text("source"),
            group: text("group"),
        };
        let stamp = raw("mtlint").zip(raw("rules")).map(|(mtlint, rules)| Stamp {
            mtlint: mtlint.to_owned(),
            rules: rules.to_owned(),
            config: raw("config").unwrap_or_default().to_owned(),
        });
        if let Some(error) = text("error") {
            return Ok((ScoreRow::failed(labels, error), stamp));
        }
        let counts: Counts = match raw("counts") {
            Some(cell) => {
                let counts: BTreeMap<String, u32> =
                    serde_json::from_str(cell).map_err(|error| format!("counts: {error}"))?;
                counts.into_iter().map(|(rule, count)| (rule.into(), count)).collect()
            }
            None => {
                let cells = self.rules.iter().map(|(rule, at)| Ok((rule.clone(), number(record.get(*at), rule)?)));
                let counts = cells.collect::<Result<Vec<_>, String>>()?.into_iter();
                counts.filter_map(|(rule, count)| Some((rule, count.filter(|&count| count > 0)?))).collect()
            }
        };
        let (mut numbers, mut severities) = ([0.0; NUMBERS.len()], [0; SEVERITIES.len()]);
        for (number, name) in numbers.iter_mut().zip(NUMBERS) {
            *number = need(name)?;
        }
        for (severity, name) in severities.iter_mut().zip(SEVERITIES) {
            *severity = count(name)?;
        }
        let document = DocumentScore {
            lang: raw("lang").unwrap_or_default().to_owned().into(),
            encoding: raw("encoding").map(|name| name.to_owned().into()),
            score: DocumentScore::score_of(count("words")?, verdict(raw("verdict").unwrap_or_default())?, numbers),
            severities,
            counts,
            findings: None,
        };
        Ok((ScoreRow { labels, outcome: Ok(document) }, stamp))
    }
}

impl<R: io::Read> Iterator for CsvRowReader<R> {
    type Item = Result<(ScoreRow, Option<Stamp>), String>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = csv::StringRecord::new();
        match self.reader.read_record(&mut record) {
            Ok(false) => None,
            Ok(true) => Some(self.row(&record)),
            Err(error) => Some(Err(error.to_string())),
        }
    }
}

/// What [`text_cell`] was given.
fn without_apostrophe(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| text_cell(rest) != *rest).unwrap_or(cell)
}
