//! Words of Latin and other scripts in a paragraph of Arabic script, and where they stand.

use super::{Document, Enclosure, Paragraph, ParagraphKind, Script, TokenKind};
use crate::lang::{Facts, List};
use std::ops::Range;

/// The longest "according to" before a name, in words.
const OPENER_WORDS: u32 = 4;
/// A name for words stands at most so many words before the word that it cites («واژه کهن سانسکریت agni»).
const CITING_WORDS: u32 = 3;

/// Words of one foreign script that stand together, of Latin with the numbers and marks of titles between them.
#[derive(Clone, Debug)]
pub struct ForeignRun {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// The tokens of its paragraph.
    pub paragraph: Range<u32>,
    /// What it stands inside of.
    pub enclosure: Enclosure,
}

/// The runs of Latin words of a paragraph.
#[must_use]
pub fn latin_runs(doc: &Document<'_>, paragraph: Range<u32>) -> Vec<ForeignRun> {
    let mut runs = Vec::new();
    let mut at = paragraph.start;
    while let Some(start) = doc.cued(Facts::LATIN, at..paragraph.end).find(|&at| is_latin(doc, at)) {
        // What stands between brackets or Latin words is one name.
        at = start;
        while at < paragraph.end
            && (is_latin(doc, at)
                || at + 1 < paragraph.end
                    && is_latin(doc, at + 1)
                    && (doc.token(at).kind == TokenKind::Number
                        || matches!(doc.mark(at), Some('-' | '&' | '\'' | '’' | '/' | '.' | ':' | ',' | '+' | '–'))))
        {
            at += 1;
        }
        runs.push(ForeignRun { tokens: start..at, paragraph: paragraph.clone(), enclosure: doc.enclosure(start) });
    }
    runs
}

/// The runs of words that have letters of a script which is neither that of the paragraph nor Latin, in whole or in part («والت优化»).
/// Greek letters are signs of formulas.
#[must_use]
pub fn other_script_runs(doc: &Document<'_>, paragraph: Range<u32>) -> Vec<ForeignRun> {
    // Cyrillic, Armenian and Hebrew; Syriac; the scripts of India and South-East Asia, Georgian, Korean, Ethiopic, Khmer; Chinese and
    // Japanese.
    let third = |c: char| {
        matches!(c, '\u{0400}'..='\u{05FF}' | '\u{0700}'..='\u{074F}' | '\u{0900}'..='\u{139F}' | '\u{1780}'..='\u{18AF}'
            | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{20000}'..='\u{3FFFF}')
    };
    let is_other = |at: u32| doc.token(at).kind == TokenKind::Word && doc.token(at).span.of(doc.text()).contains(third);
    let mut runs = Vec::new();
    let mut end = paragraph.start;
    for at in doc.cued(Facts::UNLISTED, paragraph.clone()) {
        if at >= end && is_other(at) {
            end = (at..paragraph.end).find(|&at| !is_other(at)).unwrap_or(paragraph.end);
            runs.push(ForeignRun { tokens: at..end, paragraph: paragraph.clone(), enclosure: doc.enclosure(at) });
        }
    }
    runs
}

impl ForeignRun {
    fn before(&self) -> Option<u32> {
        (self.tokens.start > self.paragraph.start).then(|| self.tokens.start - 1)
    }

    fn after(&self) -> Option<u32> {
        (self.tokens.end < self.paragraph.end).then_some(self.tokens.end)
    }

    /// Whether an Arabic-script word stands directly before it.
    #[must_use]
    pub fn stands_after_arabic(&self, doc: &Document<'_>) -> bool {
        self.before().is_some_and(|at| is_arabic(doc, at))
    }

    /// Whether an Arabic-script word stands directly after it.
    #[must_use]
    pub fn stands_before_arabic(&self, doc: &Document<'_>) -> bool {
        self.after().is_some_and(|at| is_arabic(doc, at))
    }

    /// Its tokens with the hyphen that a space broke off from it («راه‌حل - ologies», «hard - نصب‌شده»). Two dashes set
    /// it off from the sentence and belong to that.
    #[must_use]
    pub fn with_hyphen(&self, doc: &Document<'_>) -> Range<u32> {
        let hyphen = |at: u32| doc.mark(at) == Some('-') && doc.space_before(at) && doc.space_before(at + 1);
        let start = self.before().filter(|&at| at > self.paragraph.start && hyphen(at) && is_arabic(doc, at - 1));
        let end = self.after().filter(|&at| at + 1 < self.paragraph.end && hyphen(at) && is_arabic(doc, at + 1));
        match (start, end) {
            (Some(start), None) => start..self.tokens.end,
            (None, Some(end)) => self.tokens.start..end + 1,
            _ => self.tokens.clone(),
        }
    }

    /// Whether it is a text of its own: not glued to what stands beside it, no code, no formula.
    #[must_use]
    pub fn stands_free(&self, doc: &Document<'_>) -> bool {
        let glued = self.before().is_some_and(|at| !doc.space_before(at + 1) && !is_open(doc, at))
            || self.after().is_some_and(|at| !doc.space_before(at) && !is_close(doc, at));
        !glued && !self.before().is_some_and(|at| is_sign(doc, at)) && !self.after().is_some_and(|at| is_sign(doc, at))
    }

    /// Whether it stands in quotation marks, or fills its brackets.
    #[must_use]
    pub fn is_title_or_gloss(&self, doc: &Document<'_>) -> bool {
        let filled = !self.stands_after_arabic(doc) && !self.stands_before_arabic(doc);
        self.enclosure.quotes || self.enclosure.code || self.enclosure.brackets && filled
    }

    /// Whether a head noun («وب‌سایت») or "according to" stands before it.
    #[must_use]
    pub fn is_named(&self, doc: &Document<'_>) -> bool {
        let start = self.tokens.start;
        self.before().is_some_and(|at| doc.facts_at(at).is(List::OutletHeads))
            || (start.saturating_sub(OPENER_WORDS).max(self.paragraph.start)..start)
                .any(|at| doc.phrase(List::AttributionOpeners, at, start).is_some_and(|(_, place)| place.end == start))
    }

    /// Whether it is cited as a word: a name for words stands before it, the name of a language beside it, a name for names of
    /// techniques directly before it, or "means" behind it.
    #[must_use]
    pub fn is_cited(&self, doc: &Document<'_>) -> bool {
        let (start, end) = (self.tokens.start, self.tokens.end);
        let cites = |kind: &str, from: u32, to: u32| {
            let found = || doc.phrase_where(List::Citations, from, to, |row| row.column(0) == kind);
            (from < to).then(found).flatten().map(|(_, place)| place.end)
        };
        let near = (start.saturating_sub(CITING_WORDS).max(self.paragraph.start)..start)
            .rev()
            .take_while(|&at| doc.token(at).kind == TokenKind::Word);
        let mut heads = near.clone();
        // «اللاتينية agnus، التي تعني …»: the comma before the relative clause says nothing.
        let behind = if matches!(self.after().and_then(|at| doc.mark(at)), Some('،' | ',')) { end + 1 } else { end };
        heads.any(|at| cites("word", at, start).is_some())
            || near.take(1).any(|at| ["language", "head"].iter().any(|kind| cites(kind, at, start) == Some(start)))
            || cites("language", end, self.paragraph.end).is_some()
            || cites("meaning", behind, self.paragraph.end).is_some()
    }

    /// Whether a number follows, as the version follows the name of a program; a number with its unit («tumbled 2.1 درصد») is none.
    #[must_use]
    pub fn is_numbered(&self, doc: &Document<'_>) -> bool {
        self.after().is_some_and(|at| {
            let (next, end) = (at + 1, self.paragraph.end);
            let measured = next < end && doc.phrase(List::Units, next, end).is_some();
            doc.token(at).kind == TokenKind::Number && !measured
        })
    }
}

/// Places of program text from which on an article is about software: of 9,803 native articles 25 have so many. Its lower-case words
/// are names of commands, values and packages (19 of 24 judged), and it shows tags on purpose.
const PROGRAM_PLACES: usize = 2;

/// Whether an article is about software and shows program text.
#[must_use]
pub fn shows_programs(doc: &Document<'_>) -> bool {
    program_places(doc) >= PROGRAM_PLACES
}

/// Number of places in the article that a program reads: paths, names of files and variables, options, commands between
/// back-ticks, fenced blocks.
fn program_places(doc: &Document<'_>) -> usize {
    let latin = |at: u32| is_latin(doc, at);
    let in_article = |paragraph: &Paragraph| {
        let (from, to) = paragraph.tokens;
        let glued = |at: u32| at + 1 < to && !doc.space_before(at + 1) && latin(at + 1);
        let place = |&at: &u32| match doc.token(at).kind {
            TokenKind::Address => {
                let address = doc.token(at).span.of(doc.text());
                !address.starts_with(['@', '#']) && !address.contains("://")
            }
            TokenKind::Mark => match doc.mark(at) {
                Some('/' | '\\' | '=' | ':') => at > from && latin(at - 1) && !doc.space_before(at) && glued(at),
                Some('`' | '$' | '{') => glued(at),
                Some('-') => at > from && doc.mark(at - 1) == Some('-') && !doc.space_before(at) && glued(at),
                _ => false,
            },
            TokenKind::Word => latin(at) && doc.token(at).span.of(doc.text()).contains('_'),
            TokenKind::Number => false,
        };
        let latin = doc.cued(Facts::LATIN, from..to).filter(place).count();
        latin + doc.marks(from..to).iter().filter(|at| place(at)).count()
    };
    let code = doc.paragraphs().iter().filter(|paragraph| paragraph.kind == ParagraphKind::Code).count();
    code + doc.article().map(in_article).sum::<usize>()
}

fn is_latin(doc: &Document<'_>, at: u32) -> bool {
    let token = doc.token(at);
    token.kind == TokenKind::Word && token.script == Script::Latin
}

fn is_arabic(doc: &Document<'_>, at: u32) -> bool {
    let token = doc.token(at);
    token.kind == TokenKind::Word && token.script == Script::Arabic
}

fn is_open(doc: &Document<'_>, at: u32) -> bool {
    matches!(doc.mark(at), Some('(' | '[' | '«' | '"' | '“' | '،' | '؛'))
}

fn is_close(doc: &Document<'_>, at: u32) -> bool {
    matches!(doc.mark(at), Some(')' | ']' | '»' | '"' | '”' | '،' | '؛' | '.' | ',' | '؟' | '!' | ':'))
}

/// Back-ticks, equals signs, braces, underscores and the like: the marks of code and formulas.
fn is_sign(doc: &Document<'_>, at: u32) -> bool {
    matches!(
        doc.mark(at),
        Some('`' | '=' | '{' | '}' | '_' | '<' | '>' | '/' | '\\' | '@' | '#' | '$' | '*' | '|' | '~' | '^')
    )
}
