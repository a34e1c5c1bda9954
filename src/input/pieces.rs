//! The pieces of a marked-up file, laid out as text: a paragraph a line, an empty line between blocks.

use crate::source_map::{Segments, TextBuilder};
use crate::span::Span;
use crate::text::{Block, Layout, ParagraphKind};

/// The text of a page, its paragraphs, and what they came from.
pub(super) type Page = (String, Layout, Segments);

/// What a comment that lets findings stand begins with.
const KEYWORD: &str = "mtlint-ignore";

/// What begins every comment.
const OPEN: &str = "<!--";

/// Whether HTML takes a character for space that may be shortened.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

/// Whether a piece of a file is a comment for mtlint.
pub(super) fn is_for_mtlint(comment: &str) -> bool {
    let inside = comment.strip_prefix(OPEN).and_then(|rest| rest.strip_suffix("-->"));
    inside.is_some_and(|inside| inside.trim_start().starts_with(KEYWORD))
}

/// A text that grows piece by piece, in the order of the file.
pub(super) struct Pieces<'f> {
    file: &'f str,
    out: TextBuilder,
    blocks: Vec<Block>,
    code: Vec<Span>,
    /// Where the open line began.
    open: Option<u32>,
    /// What the open line or the next one is for.
    kind: Option<ParagraphKind>,
    /// Space that shows as soon as something follows on its line.
    space: Option<Span>,
    /// Whether an empty line comes before the next line.
    parted: bool,
    /// Comments that stand alone before the next line.
    comments: Vec<Span>,
    /// Whether the file has a comment for mtlint, or text that shows one.
    speaks: bool,
    /// How much of [`OPEN`] the text ends with that shows.
    opened: usize,
}

impl<'f> Pieces<'f> {
    pub fn of(file: &'f str) -> Self {
        Self {
            file,
            out: TextBuilder::default(),
            blocks: Vec::new(),
            code: Vec::new(),
            open: None,
            kind: None,
            space: None,
            parted: false,
            comments: Vec::new(),
            speaks: file.contains(KEYWORD),
            opened: 0,
        }
    }

    /// Ends the line, and with `block` its block.
    pub fn end_line(&mut self, block: bool) {
        if let Some(start) = self.open.take() {
            self.blocks.push(Block { span: Span::new(start, self.out.len()), kind: self.kind });
        }
        self.parted |= block;
        self.space = None;
    }

    /// What the lines from here on are for.
    pub fn set_kind(&mut self, kind: Option<ParagraphKind>) {
        self.kind = kind;
    }

    /// Text of the file, with each stretch of space as one.
    pub fn text(&mut self, place: Span) {
        let text = place.of(self.file);
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let end = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
            let start = place.start + at as u32;
            self.space(Span::new(start, start + end as u32));
            let word = &rest[end..];
            let length = word.find(is_space).unwrap_or(word.len());
            let start = start + end as u32;
            self.exact(Span::new(start, start + length as u32));
            at += end + length;
        }
    }

    /// Space of the file.
    pub fn space(&mut self, place: Span) {
        if self.open.is_some() && !place.is_empty() {
            self.space = Some(self.space.map_or(place, |space| space.to(place)));
        }
    }

    /// Text of the file as it is, on one line.
    pub fn exact(&mut self, place: Span) {
        if !place.is_empty() {
            self.begin();
            let text = place.of(self.file);
            let mut done = 0;
            for end in self.openings(text) {
                let shown = Span::new(place.start + done as u32, place.start + end as u32);
                self.out.verbatim(self.file, shown);
                self.out.insert(" ");
                done = end;
            }
            self.out.verbatim(self.file, Span::new(place.start + done as u32, place.end));
        }
    }

    /// What a piece of the file stands for.
    pub fn instead(&mut self, text: &str, place: Span) {
        if text.chars().all(is_space) {
            return self.space(place);
        }
        self.begin();
        let mut shown = String::new();
        let mut done = 0;
        for end in self.openings(text) {
            shown.push_str(&text[done..end]);
            shown.push(' ');
            done = end;
        }
        shown.push_str(&text[done..]);
        self.out.instead(&shown, place);
    }

    /// Where text that shows, behind what shows already, has the last sign of what opens a comment: a space before it keeps
    /// text that speaks of a comment from being one.
    fn openings(&mut self, text: &str) -> Vec<usize> {
        let mut ends = Vec::new();
        if !self.speaks {
            return ends;
        }
        for (at, byte) in text.bytes().enumerate() {
            let goes_on = OPEN.as_bytes()[self.opened] == byte;
            self.opened = if goes_on { self.opened + 1 } else { usize::from(byte == OPEN.as_bytes()[0]) };
            if self.opened == OPEN.len() {
                self.opened = 0;
                ends.push(at);
            }
        }
        ends
    }

    /// Program text inside a line.
    pub fn code(&mut self, add: impl FnOnce(&mut Self)) {
        self.begin();
        let start = self.out.len();
        add(self);
        self.code.push(Span::new(start, self.out.len()));
    }

    /// A comment for mtlint: on the open line with `inside`, else alone before the next line.
    pub fn comment(&mut self, place: Span, inside: bool) {
        if inside && self.open.is_some() {
            self.begin();
            self.out.verbatim(self.file, place);
            self.opened = 0;
        } else {
            self.end_line(false);
            self.comments.push(place);
        }
    }

    /// Readies the line for a piece.
    fn begin(&mut self) {
        if self.open.is_some() {
            if let Some(space) = self.space.take() {
                self.opened = 0;
                match space.of(self.file) {
                    " " => self.out.verbatim(self.file, space),
                    _ => self.out.instead(" ", space),
                }
            }
            return;
        }
        if !self.out.is_empty() {
            self.out.insert(if self.parted || !self.comments.is_empty() { "\n\n" } else { "\n" });
        }
        self.flush_comments();
        self.opened = 0;
        self.parted = false;
        self.open = Some(self.out.len());
    }

    fn flush_comments(&mut self) {
        for comment in std::mem::take(&mut self.comments) {
            self.out.verbatim(self.file, comment);
            self.out.insert("\n");
        }
    }

    pub fn finish(mut self) -> Page {
        self.end_line(true);
        if !self.comments.is_empty() && !self.out.is_empty() {
            self.out.insert("\n\n");
        }
        self.flush_comments();
        let (text, segments) = self.out.finish();
        (text, Layout { blocks: self.blocks, code: self.code }, segments)
    }
}
