//! Cuts CSV and TSV into chunks that end where a record ends, and takes records apart.
//!
//! Where a record ends, only a parser knows: cells in quotes hold line breaks. A quotation mark that is never closed would
//! swallow the rest of the corpus; its line is taken for one malformed record, and reading goes on with the next line.

use super::stream::{CHUNK, Stream, wanted};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use memchr::{memchr, memchr_iter};

/// How the cells of a corpus are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Between two cells.
    pub delimiter: u8,
    /// Whether quotation marks hold cells together.
    pub quotes: bool,
    /// Whether the first record names the columns; else they are `1`, `2`, `3`.
    pub header: bool,
}

impl Dialect {
    fn parser(self) -> Reader {
        let mut parser = ReaderBuilder::new().delimiter(self.delimiter).quoting(self.quotes).build();
        // What it reads first loses a byte order mark. That of the file is gone, and before another record one is text: a
        // line break, which belongs to no record, goes first.
        parser.read_record(b"\n", &mut [0], &mut [0]);
        parser
    }
}

/// Whole records.
#[derive(Debug, PartialEq, Eq)]
pub struct Records {
    /// Them.
    pub bytes: Vec<u8>,
    /// Number of the line on which the first begins, from 1.
    pub first: u64,
}

/// What comes out of a stream.
#[derive(Debug, PartialEq, Eq)]
pub enum Cut {
    /// Records.
    Records(Records),
    /// A record that is longer than the limit, by the number of its first line, and what else there is to say.
    TooLong(u64, &'static str),
    /// A line with a quotation mark that is never closed, by its number.
    Open(u64, Vec<u8>),
    /// The rest cannot be read: the number of the line that was being read, and why.
    Broken(u64, String),
}

/// The chunks of a stream.
pub struct RecordChunks {
    stream: Stream,
    dialect: Dialect,
    /// Bytes that were read and are still to be given.
    rest: Vec<u8>,
    offset: u64,
    line: u64,
    limit: usize,
    broken: Option<String>,
    /// The stream has no more bytes than `rest`.
    ended: bool,
}

const NEVER_CLOSED: &str = "; a quotation mark in its first line is never closed";
const NEVER_CLOSED_AND_LOST: &str = "; a quotation mark in it is never closed, and the rest is lost with it";

/// The end of the first record, or that there is none.
enum End {
    At(usize),
    More,
}

impl RecordChunks {
    /// The chunks from a record on: its offset and the number of its line.
    pub fn new(stream: Stream, dialect: Dialect, limit: usize, offset: u64, line: u64) -> Self {
        Self { stream, dialect, rest: Vec::new(), offset, line, limit, broken: None, ended: false }
    }

    /// Offset and line of the next record, and the hash of what came before where the input cannot be asked again.
    pub fn reached(&self) -> (u64, u64, Option<u64>) {
        (self.offset, self.line, self.stream.seen())
    }

    fn finish(&mut self, bytes: &[u8]) {
        self.stream.remember(bytes);
        self.offset += bytes.len() as u64;
        self.line += memchr_iter(b'\n', bytes).count() as u64;
    }

    /// Nothing more comes.
    fn drained(&self) -> bool {
        self.ended && self.rest.is_empty()
    }

    /// Adds to a chunk what it wants, however much was read before: a run that goes on from here has nothing yet.
    fn fill(&mut self, bytes: &mut Vec<u8>) {
        let wanted = wanted(bytes);
        let behind = self.rest.split_off(wanted.min(self.rest.len()));
        let known = std::mem::replace(&mut self.rest, behind);
        let unknown = wanted - known.len();
        if bytes.is_empty() {
            *bytes = known;
        } else {
            bytes.extend(known);
        }
        if self.ended {
            return;
        }
        bytes.reserve_exact(unknown);
        match self.stream.fill(bytes, unknown) {
            Ok(read) => self.ended = read < unknown,
            Err(error) => {
                self.ended = true;
                self.broken = Some(error);
            }
        }
    }

    /// Takes bytes back that were given last.
    fn keep(&mut self, mut bytes: Vec<u8>) {
        bytes.append(&mut self.rest);
        self.rest = bytes;
    }

    /// Goes on from a record that was reached before. `resume` skips to it.
    pub fn resume(
        &mut self,
        offset: u64,
        line: u64,
        resume: impl FnOnce(&mut Stream) -> Result<(), String>,
    ) -> Result<(), String> {
        self.stream.unread(std::mem::take(&mut self.rest));
        (self.offset, self.line, self.ended, self.broken) = (offset, line, false, None);
        resume(&mut self.stream)
    }

    /// Takes the first record back: it names no columns.
    pub fn give_back(&mut self, record: Vec<u8>) {
        self.keep(record);
        (self.offset, self.line) = (0, 1);
    }

    /// The first record alone: the names of the columns.
    ///
    /// # Errors
    /// When it is longer than the limit: its beginning.
    pub fn header(&mut self) -> Result<Vec<u8>, Vec<u8>> {
        let mut bytes = std::mem::take(&mut self.rest);
        loop {
            let mut scan = Scan::new(self.dialect);
            if let End::At(end) = scan.record(&bytes) {
                self.keep(bytes.split_off(end));
                self.finish(&bytes);
                return Ok(bytes);
            }
            if self.drained() || bytes.len() > self.limit {
                self.finish(&bytes);
                return if self.drained() { Ok(bytes) } else { Err(bytes) };
            }
            self.fill(&mut bytes);
        }
    }

    /// Takes the first line of some bytes for a malformed record and keeps what is behind it.
    fn open(&mut self, mut bytes: Vec<u8>) -> Option<Cut> {
        let line = self.line;
        let end = memchr(b'\n', &bytes).map_or(bytes.len(), |at| at + 1);
        self.keep(bytes.split_off(end));
        self.finish(&bytes);
        Some(Cut::Open(line, bytes))
    }

    /// Reads over the rest of a record of which `scan` saw the beginning. Says whether it ended.
    fn skip_record(&mut self, mut scan: Scan) -> bool {
        loop {
            let mut block = Vec::new();
            self.fill(&mut block);
            if let End::At(end) = scan.record(&block) {
                self.keep(block.split_off(end));
                self.finish(&block);
                return true;
            }
            self.finish(&block);
            if self.drained() {
                return !scan.is_open();
            }
        }
    }
}

impl Iterator for RecordChunks {
    type Item = Cut;

    fn next(&mut self) -> Option<Cut> {
        let mut bytes = Vec::new();
        let mut scan = Scan::new(self.dialect);
        let (mut scanned, mut end) = (0, 0);
        loop {
            if !self.drained() {
                self.fill(&mut bytes);
            }
            while let End::At(length) = scan.record(&bytes[scanned..]) {
                scanned += length;
                end = scanned;
            }
            scanned = bytes.len();
            if self.drained() && self.broken.is_none() && end < bytes.len() {
                // Behind the last record stands one without a line break, or one that does not end.
                let tail = bytes[end..].iter().any(|byte| !matches!(byte, b'\n' | b'\r'));
                match (tail, scan.is_open()) {
                    (true, true) if end == 0 => return self.open(bytes),
                    (true, true) => {}
                    _ => end = bytes.len(),
                }
            }
            if end > 0 {
                self.keep(bytes.split_off(end));
                let first = self.line;
                self.finish(&bytes);
                return Some(Cut::Records(Records { bytes, first }));
            }
            if let Some(error) = self.broken.take() {
                return Some(Cut::Broken(self.line, error));
            }
            if self.drained() {
                return None;
            }
            if bytes.len() > self.limit {
                let (offset, line) = (self.offset, self.line);
                let first = memchr(b'\n', &bytes).map(|at| at + 1);
                self.finish(&bytes);
                drop(bytes);
                if self.skip_record(scan) || self.broken.is_some() {
                    return Some(Cut::TooLong(line, ""));
                }
                let next = offset + first.unwrap_or(0) as u64;
                if first.is_some() && self.stream.reopen(next) {
                    (self.offset, self.line, self.ended) = (next, line + 1, false);
                    return Some(Cut::TooLong(line, NEVER_CLOSED));
                }
                return Some(Cut::TooLong(line, NEVER_CLOSED_AND_LOST));
            }
        }
    }
}

/// Finds the ends of records. Their cells are thrown away.
struct Scan {
    parser: Reader,
    dialect: Dialect,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

impl Scan {
    fn new(dialect: Dialect) -> Self {
        Self { parser: dialect.parser(), dialect, cells: vec![0; CHUNK], ends: vec![0; 1024] }
    }

    /// Where the record that begins here, or began before, ends.
    fn record(&mut self, bytes: &[u8]) -> End {
        let mut at = 0;
        while at < bytes.len() {
            let (result, read, ..) = self.parser.read_record(&bytes[at..], &mut self.cells, &mut self.ends);
            at += read;
            match result {
                ReadRecordResult::Record => return End::At(at),
                ReadRecordResult::InputEmpty => return End::More,
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {}
                ReadRecordResult::End => return End::More,
            }
        }
        End::More
    }

    /// Whether a line break would be part of a cell. Nothing is scanned after that: a copy of the parser, which could be
    /// asked instead, begins a record anew.
    fn is_open(&mut self) -> bool {
        self.dialect.quotes && matches!(self.record(b"\n"), End::More)
    }
}

/// The cells of a record.
pub struct Cells<'c> {
    cells: &'c [u8],
    ends: &'c [usize],
}

impl<'c> Cells<'c> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// One of them.
    pub fn get(&self, at: usize) -> Option<&'c [u8]> {
        let start = if at == 0 { 0 } else { *self.ends.get(at - 1)? };
        self.cells.get(start..*self.ends.get(at)?)
    }
}

/// Gives each record of some bytes to `each`: the number of its line, its bytes and its cells.
pub fn records<'b>(bytes: &'b [u8], first: u64, dialect: Dialect, mut each: impl FnMut(u64, &'b [u8], Cells<'_>)) {
    let mut parser = dialect.parser();
    let (mut cells, mut ends) = (vec![0; bytes.len().max(1)], vec![0; 64]);
    let (mut at, mut line) = (0, first);
    while at < bytes.len() {
        // Line breaks before a record, and the second half of CRLF, belong to no record.
        let skipped = bytes[at..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        line += memchr_iter(b'\n', &bytes[at..at + skipped]).count() as u64;
        at += skipped;
        let start = at;
        let (mut written, mut ended) = (0, 0);
        loop {
            let (result, read, out, new_ends) =
                parser.read_record(&bytes[at..], &mut cells[written..], &mut ends[ended..]);
            at += read;
            written += out;
            ended += new_ends;
            match result {
                ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
                ReadRecordResult::OutputFull => cells.resize(cells.len() * 2, 0),
                // The last record has no line break: an empty input tells the parser so.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record => {
                    each(line, &bytes[start..at], Cells { cells: &cells[..written], ends: &ends[..ended] });
                    break;
                }
                ReadRecordResult::End => break,
            }
        }
        line += memchr_iter(b'\n', &bytes[start..at]).count() as u64;
    }
}
