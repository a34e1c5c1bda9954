//! Places in a text: byte spans inside the checker, lines and columns for the world outside.

/// A half-open range of bytes in the text of a document. Both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// A span from two byte offsets.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// The text that the span covers.
    ///
    /// # Panics
    /// When the span does not belong to `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// Where a byte offset lies for people and for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// 1-based line. Lines end at LF, CRLF or a lone CR.
    pub line: u32,
    /// 1-based column, in code points.
    pub column: u32,
    /// 0-based offset in code points from the start of the text.
    pub code_point: u32,
}

/// Turns byte offsets into [`Position`]s in logarithmic time plus one line's length.
#[derive(Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    /// For each line: byte offset of its start and the code points before it.
    lines: Vec<(u32, u32)>,
}

impl<'t> LineIndex<'t> {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![(0, 0)];
        let mut code_points = 0u32;
        for (at, &byte) in bytes.iter().enumerate() {
            code_points += u32::from(byte & 0xC0 != 0x80);
            let ends_line = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                lines.push((at as u32 + 1, code_points));
            }
        }
        Self { text, lines }
    }

    /// The position of a byte offset.
    #[must_use]
    pub fn position(&self, byte: u32) -> Position {
        let line = self.lines.partition_point(|&(start, _)| start <= byte) - 1;
        let (start, before) = self.lines[line];
        let column = self.text[start as usize..byte as usize].chars().count() as u32;
        Position { line: line as u32 + 1, column: column + 1, code_point: before + column }
    }
}
