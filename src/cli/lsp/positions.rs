//! Lines and characters as an editor counts them.

use crate::span::Span;
use lsp_types::{Position, PositionEncodingKind, Range};

/// What a client counts on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16,
    Utf32,
}

impl Encoding {
    /// The first of the encodings that a client offers, by their names; UTF-16 is what every client knows.
    pub fn negotiated<'n>(mut offered: impl Iterator<Item = &'n str>) -> Self {
        let known = offered.find_map(|name| match name {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        });
        known.unwrap_or(Self::Utf16)
    }

    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// Units of a piece of UTF-8. A character counts where it begins.
    fn units(self, bytes: &[u8]) -> u32 {
        let begun = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        let units = match self {
            Self::Utf8 => bytes.len(),
            // Four bytes in UTF-8 are two units in UTF-16.
            Self::Utf16 => begun(bytes) + bytes.iter().filter(|&&byte| byte >= 0xF0).count(),
            Self::Utf32 => begun(bytes),
        };
        units as u32
    }

    fn units_of(self, c: char) -> u32 {
        match self {
            Self::Utf8 => c.len_utf8() as u32,
            Self::Utf16 => c.len_utf16() as u32,
            Self::Utf32 => 1,
        }
    }
}

/// The byte where the line behind that of a byte begins, if there is one.
fn line_behind(bytes: &[u8], from: usize) -> Option<usize> {
    let end = from + bytes[from..].iter().position(|&byte| byte == b'\n' || byte == b'\r')?;
    Some(if bytes[end..].starts_with(b"\r\n") { end + 2 } else { end + 1 })
}

/// The byte that a position means. As the protocol says, a character behind the end of its line is that end; a line
/// behind the last is the end of the text. The middle of a character is its beginning.
pub(super) fn byte_at(text: &str, position: Position, encoding: Encoding) -> usize {
    let bytes = text.as_bytes();
    let mut start = 0;
    for _ in 0..position.line {
        match line_behind(bytes, start) {
            Some(next) => start = next,
            None => return text.len(),
        }
    }
    let mut units = 0;
    for (at, c) in text[start..].char_indices() {
        units += encoding.units_of(c);
        if matches!(c, '\n' | '\r') || units > position.character {
            return start + at;
        }
    }
    text.len()
}

/// Puts what was typed into a text.
pub(super) fn change(text: &mut String, range: Range, typed: &str, encoding: Encoding) {
    let start = byte_at(text, range.start, encoding);
    let end = byte_at(text, range.end, encoding);
    text.replace_range(start.min(end)..end.max(start), typed);
}

/// Bytes between two counts: a look-up counts at most this far, however long the line.
const COUNT_EVERY: usize = 256;

/// Turns bytes of one text into positions in logarithmic time.
pub(super) struct Positions {
    encoding: Encoding,
    /// Where lines begin.
    lines: Vec<u32>,
    /// Units before byte 0, [`COUNT_EVERY`], twice that and so on.
    counts: Vec<u32>,
}

impl Positions {
    /// Reads a text once.
    pub fn new(text: &str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        let mut at = 0;
        while let Some(next) = line_behind(bytes, at) {
            lines.push(next as u32);
            at = next;
        }
        let mut counts = vec![0];
        for block in bytes.chunks(COUNT_EVERY) {
            counts.push(counts[counts.len() - 1] + encoding.units(block));
        }
        Self { encoding, lines, counts }
    }

    /// The position of a byte of the text.
    pub fn position(&self, text: &str, byte: u32) -> Position {
        let line = self.lines.partition_point(|&start| start <= byte) - 1;
        let character = self.before(text, byte) - self.before(text, self.lines[line]);
        Position { line: line as u32, character }
    }

    /// The range of a span of the text.
    pub fn range(&self, text: &str, span: Span) -> Range {
        Range { start: self.position(text, span.start), end: self.position(text, span.end) }
    }

    fn before(&self, text: &str, byte: u32) -> u32 {
        let byte = byte as usize;
        let block = byte / COUNT_EVERY;
        self.counts[block] + self.encoding.units(&text.as_bytes()[block * COUNT_EVERY..byte])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\u{FEFF}می\u{200C}رود 😀 خوب\r\nخط 𝒜\rسوم\n\n";

    #[test]
    fn every_byte_comes_back_from_its_position() {
        let long = format!("{TEXT}{}", "واژه‌ها 😀 ".repeat(99));
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let positions = Positions::new(&long, encoding);
            for (byte, c) in long.char_indices() {
                let back = byte_at(&long, positions.position(&long, byte as u32), encoding);
                // Between CR and LF there is no place of its own.
                let expected = if c == '\n' && long[..byte].ends_with('\r') { byte - 1 } else { byte };
                assert_eq!(back, expected, "{encoding:?}");
            }
        }
    }

    #[test]
    fn astral_characters_are_two_units_of_utf_16() {
        let at = |encoding| {
            let byte = TEXT.find("خوب").expect("it is there") as u32;
            Positions::new(TEXT, encoding).position(TEXT, byte).character
        };
        assert_eq!([at(Encoding::Utf32), at(Encoding::Utf16), at(Encoding::Utf8)], [10, 11, 22]);
    }

    #[test]
    fn places_outside_the_text_are_moved_into_it() {
        let at = |line, character| byte_at("ab\r\n😀c", Position { line, character }, Encoding::Utf16);
        assert_eq!([at(0, 9), at(1, 1), at(1, 2), at(1, 99), at(7, 0)], [2, 4, 8, 9, 9]);
    }

    #[test]
    fn changes_are_made_where_they_were_typed() {
        let mut text = "یک 😀 دو\nسه".to_owned();
        let place = |line, character| Position { line, character };
        change(&mut text, Range { start: place(0, 5), end: place(1, 1) }, "-", Encoding::Utf16);
        assert_eq!(text, "یک 😀-ه");
        change(&mut text, Range { start: place(0, 2), end: place(0, 0) }, "", Encoding::Utf16);
        assert_eq!(text, " 😀-ه");
    }
}
