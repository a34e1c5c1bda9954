//! Where a finding lies, as machine formats say it.

use crate::span::{LineIndex, Span};

/// Length of a byte order mark.
pub(super) const BOM_BYTES: u32 = 3;

/// The places of one file.
pub(super) struct Places<'t> {
    lines: LineIndex<'t>,
    bom: bool,
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
    /// Byte of the line, from 1. A byte order mark is part of its line here.
    pub byte_column: u32,
    /// Byte of the line of `end`.
    pub end_byte_column: u32,
}

impl<'t> Places<'t> {
    pub fn new(text: &'t str, bom: bool) -> Self {
        Self { lines: LineIndex::new(text), bom }
    }

    pub fn of(&self, span: Span) -> Place {
        let (start, end) = (self.lines.position(span.start), self.lines.position(span.end));
        let (mark, mark_bytes) = if self.bom { (1, BOM_BYTES) } else { (0, 0) };
        let byte_column = |byte: u32| {
            let line_start = self.lines.line_start(byte);
            byte - line_start + 1 + if line_start == 0 { mark_bytes } else { 0 }
        };
        Place {
            start: mark + start.code_point,
            end: mark + end.code_point,
            byte_start: mark_bytes + span.start,
            byte_end: mark_bytes + span.end,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            last_line: self.lines.position(span.end.saturating_sub(1).max(span.start)).line,
            byte_column: byte_column(span.start),
            end_byte_column: byte_column(span.end),
        }
    }
}
