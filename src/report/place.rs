//! Where a finding lies, as machine formats say it.

use super::Article;
use crate::source_map::{Encoding, SourceMap};
use crate::span::{LineIndex, Span};

/// Length of a byte order mark in UTF-8.
const BOM_BYTES: u32 = 3;

/// The places of one file.
pub(super) struct Places<'t> {
    source: &'t SourceMap,
    file: &'t str,
    lines: LineIndex<'t>,
    /// Where characters begin that are two units in UTF-16, in a file that is written so.
    pairs: Vec<u32>,
}

/// A span of a file. Offsets are those of the file and count a byte order mark; lines and columns do not, because
/// no editor shows it.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// First code point, from 0.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// First byte, from 0.
    pub byte_start: u32,
    /// Byte after the last.
    pub byte_end: u32,
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
    /// Line of `end`.
    pub end_line: u32,
    /// Column of `end`.
    pub end_column: u32,
    /// Line of the last character.
    pub last_line: u32,
    /// Byte of the line in UTF-8, from 1. A byte order mark is part of its line here.
    pub byte_column: u32,
    /// Byte of the line of `end`.
    pub end_byte_column: u32,
}

impl<'t> Places<'t> {
    pub fn new(article: &Article<'t>) -> Self {
        let source = article.source;
        let file = source.file(article.text);
        let is_pair = |&(_, c): &(usize, char)| c.len_utf16() == 2;
        let pairs = match source.encoding {
            Encoding::Utf16(_) => file.char_indices().filter(is_pair).map(|(at, _)| at as u32).collect(),
            _ => Vec::new(),
        };
        Self { source, file, lines: LineIndex::new(file), pairs }
    }

    pub fn of(&self, span: Span) -> Place {
        let span = self.source.in_file(span);
        let (start, end) = (self.lines.position(span.start), self.lines.position(span.end));
        let mark = u32::from(self.source.bom);
        let byte_column = |byte: u32| {
            let line_start = self.lines.line_start(byte);
            byte - line_start + 1 + if line_start == 0 { mark * BOM_BYTES } else { 0 }
        };
        Place {
            start: mark + start.code_point,
            end: mark + end.code_point,
            byte_start: self.byte(span.start, start.code_point),
            byte_end: self.byte(span.end, end.code_point),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            last_line: self.lines.position(span.end.saturating_sub(1).max(span.start)).line,
            byte_column: byte_column(span.start),
            end_byte_column: byte_column(span.end),
        }
    }

    /// What stands in the file, with the markup inside the place.
    pub fn file_text(&self, span: Span) -> &'t str {
        self.source.in_file(span).of(self.file)
    }

    /// Whether the file has the words as they were checked, so that others may take their place.
    pub fn is_whole(&self, span: Span) -> bool {
        self.source.is_whole(span)
    }

    /// Length of the file in bytes.
    pub fn file_bytes(&self) -> u32 {
        let end = self.file.len() as u32;
        self.byte(end, self.lines.position(end).code_point)
    }

    /// The byte of the file at which a character begins.
    fn byte(&self, utf8: u32, code_point: u32) -> u32 {
        let mark = u32::from(self.source.bom);
        match self.source.encoding {
            Encoding::Utf8 => mark * BOM_BYTES + utf8,
            Encoding::SingleByte(_) => code_point,
            Encoding::Utf16(_) => {
                let pairs = self.pairs.partition_point(|&pair| pair < utf8) as u32;
                2 * (mark + code_point + pairs)
            }
        }
    }
}
