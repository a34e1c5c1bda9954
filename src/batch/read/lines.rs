//! Cuts JSON lines into chunks that end where a line ends.
//!
//! Where a chunk ends depends on nothing but the bytes after its beginning: a run that continues at a chunk cuts the rest
//! as the run before it would have.

use super::stream::Stream;
use memchr::{memchr, memchr_iter, memrchr};

/// Whole lines.
#[derive(Debug, PartialEq, Eq)]
pub struct Lines {
    /// Them.
    pub bytes: Vec<u8>,
    /// Number of the first, from 1.
    pub first: u64,
}

/// What comes out of a stream.
#[derive(Debug, PartialEq, Eq)]
pub enum Cut {
    /// Lines.
    Lines(Lines),
    /// A line that is longer than the limit, by its number.
    TooLong(u64),
    /// The rest cannot be read: the number of the line that was being read, and why.
    Broken(u64, String),
}

/// The chunks of a stream.
pub struct LineChunks {
    stream: Stream,
    /// What was read behind the last line break; whole lines only when nothing more can be read.
    rest: Vec<u8>,
    /// Bytes of the stream that are done with.
    offset: u64,
    /// Number of the next line.
    line: u64,
    /// Longest line.
    limit: usize,
    /// Why nothing more can be read.
    broken: Option<String>,
    done: bool,
}

impl LineChunks {
    /// The chunks from a line on: its offset and number.
    pub fn new(stream: Stream, limit: usize, offset: u64, line: u64) -> Self {
        Self { stream, rest: Vec::new(), offset, line, limit, broken: None, done: false }
    }

    /// Offset and number of the next line, and the hash of what came before where the input cannot be asked again.
    pub fn reached(&self) -> (u64, u64, Option<u64>) {
        (self.offset, self.line, self.stream.seen())
    }

    fn finish(&mut self, bytes: &[u8]) {
        self.stream.remember(bytes);
        self.offset += bytes.len() as u64;
        self.line += memchr_iter(b'\n', bytes).count() as u64;
    }

    /// Reads over the rest of a line.
    fn skip_line(&mut self) {
        let mut block = Vec::new();
        loop {
            block.clear();
            let (ended, broken) = match self.stream.fill_chunk(&mut block) {
                Ok(ended) => (ended, None),
                Err(error) => (true, Some(error)),
            };
            let line_end = memchr(b'\n', &block).map(|at| at + 1);
            if line_end.is_some() || broken.is_none() {
                self.rest = block.split_off(line_end.unwrap_or(block.len()));
                self.finish(&block);
            }
            if broken.is_some() {
                // A line that the damage cuts is no line.
                self.rest.truncate(memrchr(b'\n', &self.rest).map_or(0, |at| at + 1));
            }
            if line_end.is_some() || ended {
                self.done = line_end.is_none() && broken.is_none();
                self.broken = broken;
                return;
            }
        }
    }
}

impl Iterator for LineChunks {
    type Item = Cut;

    fn next(&mut self) -> Option<Cut> {
        if self.broken.is_some() && !self.rest.is_empty() {
            let (bytes, first) = (std::mem::take(&mut self.rest), self.line);
            self.finish(&bytes);
            return Some(Cut::Lines(Lines { bytes, first }));
        }
        if let Some(error) = self.broken.take() {
            self.done = true;
            return Some(Cut::Broken(self.line, error));
        }
        if self.done {
            return None;
        }
        let mut bytes = std::mem::take(&mut self.rest);
        let mut searched = 0;
        loop {
            let (ended, broken) = match self.stream.fill_chunk(&mut bytes) {
                Ok(ended) => (ended, None),
                Err(error) => (true, Some(error)),
            };
            let end = match memrchr(b'\n', &bytes[searched..]) {
                // A line that the damage cuts is no line.
                found if broken.is_some() => found.map_or(0, |at| searched + at + 1),
                _ if ended => bytes.len(),
                found => found.map_or(0, |at| searched + at + 1),
            };
            if end > 0 || ended {
                self.rest = if broken.is_some() { Vec::new() } else { bytes.split_off(end) };
                bytes.truncate(end);
                self.done = ended && broken.is_none();
                self.broken = broken;
                if bytes.is_empty() {
                    return self.next();
                }
                let first = self.line;
                self.finish(&bytes);
                return Some(Cut::Lines(Lines { bytes, first }));
            }
            searched = bytes.len();
            if bytes.len() > self.limit {
                let line = self.line;
                self.finish(&bytes);
                drop(bytes);
                self.skip_line();
                return Some(Cut::TooLong(line));
            }
        }
    }
}
