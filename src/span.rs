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
    #[inline]
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// The text that the span covers.
    ///
    /// # Panics
    /// When the span does not belong to `text`.
    #[must_use]
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// Length in bytes.
    #[must_use]
    #[inline]
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
    #[inline]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    #[inline]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether it lies wholly inside one of these spans, which are in order and do not overlap.
    #[must_use]
    pub fn lies_in(self, places: &[Self]) -> bool {
        let behind = places.partition_point(|place| place.start <= self.start);
        behind.checked_sub(1).is_some_and(|last| places[last].contains(self))
    }

    /// Whether it shares at least one byte with one of these spans, which are in order and do not overlap.
    #[must_use]
    pub fn touches(self, places: &[Self]) -> bool {
        let first = places.partition_point(|place| place.end <= self.start);
        places.get(first).is_some_and(|place| place.overlaps(self))
    }

    /// The smallest span that covers both.
    #[must_use]
    #[inline]
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

/// Bytes between two counts of [`LineIndex`]: a look-up counts at most this far, however long the line.
const COUNT_EVERY: usize = 256;

/// Turns byte offsets into [`Position`]s in logarithmic time.
#[derive(Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    /// Byte offset of the start of each line.
    lines: Vec<u32>,
    /// Code points that begin before byte 0, [`COUNT_EVERY`], twice that and so on.
    counts: Vec<u32>,
}

impl<'t> LineIndex<'t> {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            let ends_line = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                lines.push(at as u32 + 1);
            }
        }
        let mut counts = vec![0];
        for block in bytes.chunks(COUNT_EVERY) {
            counts.push(counts[counts.len() - 1] + begun(block));
        }
        Self { text, lines, counts }
    }

    /// The position of a byte offset.
    #[must_use]
    pub fn position(&self, byte: u32) -> Position {
        let line = self.lines.partition_point(|&start| start <= byte);
        let code_point = self.code_points_before(byte);
        let column = code_point - self.code_points_before(self.lines[line - 1]);
        Position { line: line as u32, column: column + 1, code_point }
    }

    /// The byte offset at which the line of a byte offset begins.
    #[must_use]
    pub fn line_start(&self, byte: u32) -> u32 {
        self.lines[self.lines.partition_point(|&start| start <= byte) - 1]
    }

    fn code_points_before(&self, byte: u32) -> u32 {
        let byte = byte as usize;
        let block = byte / COUNT_EVERY;
        self.counts[block] + begun(&self.text.as_bytes()[block * COUNT_EVERY..byte])
    }
}

/// Code points that begin in these bytes.
fn begun(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_found_among_others_in_order_as_when_all_are_asked() {
        let places = [(1, 3), (3, 4), (6, 9)].map(|(start, end)| Span::new(start, end));
        for (start, end) in (0..11).flat_map(|start| (start..11).map(move |end| (start, end))) {
            let span = Span::new(start, end);
            assert_eq!(span.touches(&places), places.iter().any(|place| place.overlaps(span)), "{span:?}");
            assert_eq!(span.lies_in(&places), places.iter().any(|place| place.contains(span)), "{span:?}");
        }
        assert!(!Span::new(1, 2).lies_in(&[]) && !Span::new(1, 2).touches(&[]));
    }

    #[test]
    fn positions_are_those_of_a_plain_count() {
        let text = "سطر یک\r\nab\rسطر\n\n".to_owned() + &"واژه‌ها ".repeat(200);
        let lines = LineIndex::new(&text);
        for (code_point, (byte, _)) in text.char_indices().enumerate() {
            let before = text[..byte].replace("\r\n", "\u{0}\n").replace('\r', "\n");
            // A line feed that follows its carriage return still belongs to the line.
            let before = if before.ends_with('\n') && text[byte..].starts_with('\n') && text[..byte].ends_with('\r') {
                before[..before.len() - 1].to_owned() + "\u{0}"
            } else {
                before
            };
            let expected = Position {
                line: before.matches('\n').count() as u32 + 1,
                column: before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1,
                code_point: code_point as u32,
            };
            assert_eq!(lines.position(byte as u32), expected, "byte {byte}");
        }
        assert_eq!(lines.position(text.len() as u32).code_point, text.chars().count() as u32);
    }
}
