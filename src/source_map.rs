//! The way back from the text that was checked to the file that it stands in.
//!
//! A page is checked without its markup and an old file in another encoding than it has. A [`SourceMap`] says for each
//! place of the text which bytes of the file it came from.

use crate::span::{LineIndex, Span};

/// How a file writes its characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Up to four bytes a character.
    #[default]
    Utf8,
    /// Two bytes a unit, two units for characters beyond the first plane.
    Utf16(&'static str),
    /// One byte a character.
    SingleByte(&'static str),
}

impl Encoding {
    /// The name, as the web standards and IANA write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16(name) | Self::SingleByte(name) => name,
        }
    }
}

/// A stretch of the text and what it stands for in the file. It ends where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    /// Where it begins in the text.
    text: u32,
    /// What it came from.
    file: Span,
    /// Whether the same characters stand there.
    verbatim: bool,
}

/// Where each place of a text stands in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    /// Whether the file begins with a byte order mark. Offsets given to the outside world count it (one code point),
    /// because they are those of the file; lines and columns do not, because no editor shows it.
    pub bom: bool,
    /// How the file is written.
    pub encoding: Encoding,
    /// The characters of the file without its byte order mark, where they are not the text.
    file: Option<String>,
    /// In order of both sides.
    segments: Vec<Segment>,
}

impl SourceMap {
    /// The map of a text that is all there is in its file.
    #[must_use]
    pub fn plain(bom: bool, encoding: Encoding) -> Self {
        Self { bom, encoding, file: None, segments: Vec::new() }
    }

    /// The characters of the file without its byte order mark. They are the text itself where the file has no markup.
    #[must_use]
    pub fn file<'t>(&'t self, text: &'t str) -> &'t str {
        self.file.as_deref().unwrap_or(text)
    }

    /// What a place of the text came from, in bytes of [`SourceMap::file`]: from its first character to its last, with
    /// the markup between them.
    #[must_use]
    pub fn in_file(&self, span: Span) -> Span {
        if self.file.is_none() {
            return span;
        }
        let start = self.segment(span.start).map_or(0, |segment| segment.at(span.start));
        if span.is_empty() {
            return Span::new(start, start);
        }
        let end = self.segment(span.end - 1).map_or(start, |segment| match segment.verbatim {
            true => segment.file.start + (span.end - segment.text),
            false => segment.file.end,
        });
        Span::new(start, end.max(start))
    }

    /// The line of the file, from 1, that a byte of the text came from.
    pub fn lines<'t>(&'t self, text: &'t str) -> impl Fn(u32) -> u32 {
        let lines = LineIndex::new(self.file(text));
        move |at| lines.position(self.in_file(Span::new(at, at)).start).line
    }

    /// The bytes of the file that a place of the text is, byte for byte: what an edit of the text may replace in the file.
    /// `None` where markup, an entity or another encoding stands between. Counts no byte order mark.
    #[must_use]
    pub fn verbatim(&self, span: Span) -> Option<Span> {
        (self.is_whole(span) && self.encoding == Encoding::Utf8).then(|| self.in_file(span))
    }

    /// Whether the file has the characters of a place as they are in the text, with nothing between them.
    #[must_use]
    pub fn is_whole(&self, span: Span) -> bool {
        // Neighbours that are verbatim and touch are one segment.
        let whole = |segment: &Segment| {
            let last = self.segment(span.end.saturating_sub(1).max(span.start));
            segment.verbatim && last.is_some_and(|last| last.text == segment.text)
        };
        self.file.is_none() || self.segment(span.start).is_some_and(whole)
    }

    fn segment(&self, at: u32) -> Option<&Segment> {
        let behind = self.segments.partition_point(|segment| segment.text <= at);
        self.segments.get(behind.checked_sub(1)?)
    }
}

impl Segment {
    fn at(&self, text: u32) -> u32 {
        if self.verbatim { self.file.start + (text - self.text) } else { self.file.start }
    }
}

/// Builds a text and its map from the pieces of a file, in the order of the file.
#[derive(Debug, Default)]
pub struct TextBuilder {
    text: String,
    segments: Vec<Segment>,
    /// End of the last piece in the file.
    end: u32,
}

impl TextBuilder {
    /// Length of the text so far.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.text.len() as u32
    }

    /// Whether there is no text yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds a piece of the file as it stands there.
    pub fn verbatim(&mut self, file: &str, place: Span) {
        if place.is_empty() {
            return;
        }
        let text = self.len();
        self.text.push_str(place.of(file));
        self.end = place.end;
        match self.segments.last_mut() {
            Some(last) if last.verbatim && last.file.end == place.start => last.file.end = place.end,
            _ => self.segments.push(Segment { text, file: place, verbatim: true }),
        }
    }

    /// Adds what a piece of the file stands for.
    pub fn instead(&mut self, text: &str, place: Span) {
        if !text.is_empty() {
            let at = self.len();
            self.text.push_str(text);
            self.segments.push(Segment { text: at, file: place, verbatim: false });
        }
        self.end = place.end;
    }

    /// Adds something that does not stand in the file.
    pub fn insert(&mut self, text: &str) {
        self.instead(text, Span::new(self.end, self.end));
    }

    /// The text, and what it came from.
    #[must_use]
    pub fn finish(self) -> (String, Segments) {
        (self.text, Segments(self.segments))
    }
}

/// What the pieces of a text came from.
#[derive(Debug)]
pub struct Segments(Vec<Segment>);

impl Segments {
    /// The map into a file with these characters.
    #[must_use]
    pub fn of_file(self, file: String, bom: bool, encoding: Encoding) -> SourceMap {
        SourceMap { bom, encoding, file: Some(file), segments: self.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built() -> (String, SourceMap) {
        let file = "<p>یک&nbsp;<b>دو</b></p> سه";
        let mut builder = TextBuilder::default();
        let place = |what: &str| {
            let at = file.find(what).expect("it stands there") as u32;
            Span::new(at, at + what.len() as u32)
        };
        builder.verbatim(file, place("یک"));
        builder.instead("\u{A0}", place("&nbsp;"));
        builder.verbatim(file, place("دو"));
        builder.insert("\n\n");
        builder.verbatim(file, place("سه"));
        let (text, segments) = builder.finish();
        (text, segments.of_file(file.to_owned(), false, Encoding::Utf8))
    }

    fn place(text: &str, what: &str) -> Span {
        let at = text.find(what).expect("it stands there") as u32;
        Span::new(at, at + what.len() as u32)
    }

    #[test]
    fn a_place_is_found_again_in_the_file_with_the_markup_inside_it() {
        let (text, map) = built();
        assert_eq!(text, "یک\u{A0}دو\n\nسه");
        let back = |what: &str| map.in_file(place(&text, what)).of(map.file(&text)).to_owned();
        assert_eq!(back("یک"), "یک");
        assert_eq!(back("ک\u{A0}"), "ک&nbsp;");
        assert_eq!(back("\u{A0}دو"), "&nbsp;<b>دو");
        assert_eq!(back("دو\n\nس"), "دو</b></p> س");
        assert_eq!(back("\n"), "");
    }

    #[test]
    fn only_what_stands_in_the_file_byte_for_byte_may_be_edited_there() {
        let (text, mut map) = built();
        assert!(map.verbatim(place(&text, "دو")).is_some_and(|span| span.of(map.file(&text)) == "دو"));
        for what in ["یک\u{A0}", "\u{A0}", "دو\n\nسه"] {
            assert_eq!(map.verbatim(place(&text, what)), None, "{what:?}");
        }
        map.encoding = Encoding::SingleByte("windows-1256");
        assert_eq!(map.verbatim(place(&text, "دو")), None);
    }
}
