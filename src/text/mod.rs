//! A text as rules see it: paragraphs with their kinds, sentences, tokens, interned folded words.

mod amounts;
mod blocks;
mod language;
mod latin;
mod layout;
mod lines;
mod predicates;
mod quotation;
mod repeats;
mod segment;
mod signs;
mod template;
mod tokenize;
mod words;

pub use amounts::{SaidAgain, said_again};
pub use blocks::{ParagraphKind, runs_into};
pub use language::{identify, sentence_language};
pub use latin::{ForeignRun, latin_runs, other_script_runs, shows_programs};
pub use layout::{Block, Layout};
pub use quotation::{Enclosure, QuoteMark, QuoteStyle, quote_marks};
pub use repeats::{EMPHASIS, LOOP_PASSES, Repeat, repeats, stutter};
pub use signs::{Signs, is_odd_space, is_piece};
pub use template::unfilled_fields;
pub use tokenize::{Script, Token, TokenKind};

use crate::lang::{Facts, Hashed, Lang, LanguagePack, List, Match, NameKeys, PhraseList, Row};
use crate::span::Span;
use std::ops::Range;
use tokenize::NO_MARK;
pub use words::{Joints, Vocabulary};
use words::{Reader, Words};

/// A stretch of text between line breaks that are no mere wrapping.
#[derive(Clone, Copy, Debug)]
pub struct Paragraph {
    /// Without the space around it.
    pub span: Span,
    /// First token and the one after the last.
    pub tokens: (u32, u32),
    /// First sentence and the one after the last.
    pub sentences: (u32, u32),
    /// What the paragraph is for.
    pub kind: ParagraphKind,
    /// Its language; that of the document unless the paragraph is long enough to tell otherwise.
    pub lang: Lang,
}

impl Paragraph {
    /// Its tokens.
    #[must_use]
    #[inline]
    pub fn range(&self) -> Range<u32> {
        self.tokens.0..self.tokens.1
    }
}

/// A sentence, with its closing marks.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// First token and the one after the last.
    pub tokens: (u32, u32),
    /// Whether a mark ends it; the last sentence of a paragraph may have none.
    pub ended: bool,
}

/// Tokens of the longest sentence that rules look into clause by clause.
const SENTENCE_TOKENS: u32 = 200;

impl Sentence {
    /// Its tokens.
    #[must_use]
    #[inline]
    pub fn range(&self) -> Range<u32> {
        self.tokens.0..self.tokens.1
    }

    /// Whether it is too long to be a sentence: a list or a table without full stops, in which predicates
    /// come again by rights.
    #[must_use]
    pub fn is_endless(&self) -> bool {
        self.tokens.1 - self.tokens.0 > SENTENCE_TOKENS
    }
}

/// Byte spans are `u32`: a longer text must be cut before it is checked.
pub const MAX_BYTES: usize = u32::MAX as usize;

/// A text, read once.
pub struct Document<'t> {
    text: &'t str,
    lang: Lang,
    pack: Option<&'static LanguagePack>,
    tokens: Vec<Token>,
    /// For each token its [cues](Facts::cues) and those of its word: what most rules look at and nothing else of most tokens.
    cues: Vec<u64>,
    /// The tokens that are marks.
    marks: Vec<u32>,
    /// For each token the number of marks before it.
    marks_before: Vec<u32>,
    words: Words,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Sentence>,
    enclosures: Vec<Enclosure>,
    code: Vec<Span>,
    signs: Signs,
}

impl<'t> Document<'t> {
    /// Reads a text. Without a language, the text tells it.
    ///
    /// # Panics
    /// When the text is longer than [`MAX_BYTES`], or its words are when they are folded.
    #[must_use]
    pub fn new(text: &'t str, lang: Option<Lang>) -> Self {
        let block = |(start, end): (usize, usize)| Block { span: Span::new(start as u32, end as u32), kind: None };
        let blocks = lines::paragraphs(text).into_iter().map(block).collect();
        Self::with_layout(text, &Layout { blocks, code: Vec::new() }, lang)
    }

    /// Reads a text whose paragraphs are known. What the layout puts outside the article does not tell the language.
    ///
    /// # Panics
    /// When the text is longer than [`MAX_BYTES`], or its words are when they are folded.
    #[must_use]
    pub fn with_layout(text: &'t str, layout: &Layout, lang: Option<Lang>) -> Self {
        assert!(text.len() <= MAX_BYTES, "a document is at most 4 GiB");
        let mut doc = Self {
            text,
            lang: Lang::UNKNOWN,
            pack: None,
            tokens: Vec::with_capacity(text.len() / 8),
            cues: Vec::with_capacity(text.len() / 8),
            // One in eight tokens of news is a mark.
            marks: Vec::with_capacity(text.len() / 48),
            marks_before: Vec::with_capacity(text.len() / 8),
            words: Words::default(),
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            enclosures: Vec::new(),
            code: layout.code.clone(),
            signs: Signs::default(),
        };
        let mut reader = Reader::new(text.len());
        let kinds = doc.read_tokens(layout, &mut reader);
        // What stands outside the article says nothing of the lines inside it.
        let is_outside = |kind: &Option<ParagraphKind>| *kind == Some(ParagraphKind::Outside);
        let mut outside = Vec::new();
        if kinds.iter().any(is_outside) {
            let marked = std::mem::take(&mut doc.paragraphs).into_iter().zip(&kinds);
            let (out, inside): (Vec<_>, Vec<_>) = marked.partition(|(_, kind)| is_outside(kind));
            doc.paragraphs = inside.into_iter().map(|(paragraph, _)| paragraph).collect();
            outside = out.into_iter().map(|(p, _)| Paragraph { kind: ParagraphKind::Outside, ..p }).collect();
        }
        let inside: Vec<Option<ParagraphKind>> = kinds.into_iter().filter(|kind| !is_outside(kind)).collect();
        doc.lang = lang.unwrap_or_else(|| {
            let tokens: Vec<Range<u32>> = doc.paragraphs.iter().map(|p| p.range()).collect();
            language::identify_all(&doc, reader.words(), &tokens)
        });
        doc.pack = doc.lang.pack();
        doc.words = reader.finish(doc.pack);
        doc.signs = doc.signs | doc.words.signs();
        for (cues, token) in doc.cues.iter_mut().zip(&doc.tokens) {
            *cues |= doc.words.get(token.word).facts.cues;
        }
        blocks::classify(&mut doc, &inside);
        if !outside.is_empty() {
            doc.paragraphs.append(&mut outside);
            doc.paragraphs.sort_by_key(|paragraph| paragraph.tokens);
        }
        language::assign(&mut doc);
        let mut sentences = Vec::new();
        for index in 0..doc.paragraphs.len() {
            let (from, to) = doc.paragraphs[index].tokens;
            let first = sentences.len() as u32;
            segment::sentences(&doc, from, to, &mut sentences);
            doc.paragraphs[index].sentences = (first, sentences.len() as u32);
        }
        doc.sentences = sentences;
        let mut enclosures = Vec::with_capacity(doc.tokens.len());
        for paragraph in &doc.paragraphs {
            quotation::enclosures(&doc, paragraph, &mut enclosures);
        }
        doc.enclosures = enclosures;
        doc
    }

    /// Whether a token lies inside a quotation that was opened in its paragraph.
    #[must_use]
    #[inline]
    pub fn is_quoted(&self, at: u32) -> bool {
        self.enclosure(at).quotes
    }

    /// Whether a place lies inside what the markup of a page says is program text.
    #[must_use]
    pub fn is_code(&self, span: Span) -> bool {
        span.lies_in(&self.code)
    }

    /// Whether some tokens have a word in the script of the document. A Latin line in a text of Arabic script is code or
    /// a foreign passage; a language without a pack may be written in any script.
    #[must_use]
    pub fn has_own_script(&self, mut tokens: Range<u32>) -> bool {
        let arabic = |at| self.token(at).kind == TokenKind::Word && self.token(at).script == Script::Arabic;
        self.pack().is_none() || tokens.any(arabic)
    }

    /// What a token stands inside of.
    #[must_use]
    #[inline]
    pub fn enclosure(&self, at: u32) -> Enclosure {
        self.enclosures.get(at as usize).copied().unwrap_or_default()
    }

    /// Reads the words of each block and gives back what the layout says of those that have some.
    fn read_tokens(&mut self, layout: &Layout, reader: &mut Reader) -> Vec<Option<ParagraphKind>> {
        let mut kinds = Vec::with_capacity(layout.blocks.len());
        let text = self.text;
        // The words tell what characters they have. What stands between them is most often one space.
        let mut read = 0;
        let mut signs = Signs::default();
        for block in &layout.blocks {
            let (start, end) = (block.span.start as usize, block.span.end as usize);
            let first = self.tokens.len() as u32;
            tokenize::tokenize(text, start, end, &mut |span, kind, script| {
                let mut cues = if script == Script::Latin { Facts::LATIN } else { 0 };
                if span.start == read {
                    cues |= Facts::TOUCHING;
                } else if span.start != read + 1 || text.as_bytes()[read as usize] != b' ' {
                    cues |= Facts::ODD_GAP;
                    signs = signs | Signs::between(text, read.min(span.start), span.start);
                }
                self.cues.push(cues);
                read = span.end;
                self.marks_before.push(self.marks.len() as u32);
                if kind == TokenKind::Mark {
                    self.marks.push(self.tokens.len() as u32);
                }
                self.tokens.push(Token::new(span, kind, script));
                if reader.put(text, span) {
                    reader.read(text, &mut self.tokens, &mut self.cues);
                }
            });
            let last = self.tokens.len() as u32;
            if first < last {
                let span = self.tokens[first as usize].span.to(self.tokens[last as usize - 1].span);
                self.paragraphs.push(Paragraph {
                    span,
                    tokens: (first, last),
                    sentences: (0, 0),
                    kind: ParagraphKind::Body,
                    lang: Lang::UNKNOWN,
                });
                kinds.push(block.kind);
            }
        }
        reader.read(text, &mut self.tokens, &mut self.cues);
        self.signs = signs | Signs::between(text, read, text.len() as u32);
        kinds
    }

    /// The text as given.
    #[must_use]
    #[inline]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The language of the document.
    #[must_use]
    #[inline]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The pack of the document's language.
    #[must_use]
    #[inline]
    pub fn pack(&self) -> Option<&'static LanguagePack> {
        self.pack
    }

    /// All tokens.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// One token.
    #[must_use]
    #[inline]
    pub fn token(&self, at: u32) -> Token {
        self.tokens[at as usize]
    }

    /// The folded form behind a word number.
    #[must_use]
    #[inline]
    pub fn word(&self, word: u32) -> &str {
        self.words.folded(word)
    }

    /// The folded form of a token.
    #[must_use]
    #[inline]
    pub fn folded(&self, at: u32) -> &str {
        self.word(self.token(at).word)
    }

    /// The folded form of a token with its hash.
    #[must_use]
    #[inline]
    pub fn hashed(&self, at: u32) -> Hashed<'_> {
        self.words.hashed(self.token(at).word)
    }

    /// The hash of the folded form of a token, as in [`Hashed`], without a look at the letters.
    #[inline]
    fn hash(&self, at: u32) -> u64 {
        self.words.get(self.token(at).word).hash
    }

    /// Letters of a token's word: characters of its folded form.
    #[must_use]
    #[inline]
    pub fn letters(&self, at: u32) -> usize {
        self.letters_of(self.token(at).word)
    }

    /// How often one piece comes in a token's word in a row, as [`stutter`] counts.
    #[must_use]
    #[inline]
    pub fn stutter(&self, at: u32) -> usize {
        self.words.get(self.token(at).word).stutter as usize
    }

    /// Whether a token's word is made of letters and digits alone.
    #[must_use]
    #[inline]
    pub fn is_plain(&self, at: u32) -> bool {
        self.words.get(self.token(at).word).letters.plain
    }

    /// Whether ة, which ends words, stands before another letter of a token's word.
    #[must_use]
    #[inline]
    pub fn runs_on(&self, at: u32) -> bool {
        self.words.get(self.token(at).word).letters.runs_on
    }

    /// Whether a letter of a token's word comes three times in a row.
    #[must_use]
    #[inline]
    pub fn is_drawn_out(&self, at: u32) -> bool {
        self.words.get(self.token(at).word).letters.drawn_out
    }

    /// What the pieces of a token are that a zero-width non-joiner parts.
    #[must_use]
    #[inline]
    pub fn joints(&self, at: u32) -> Joints {
        self.token(at).joints
    }

    /// Whether a zero-width non-joiner stands inside a token.
    #[must_use]
    #[inline]
    pub fn has_joiner(&self, at: u32) -> bool {
        self.cues(at) & Facts::JOINED != 0
    }

    /// What characters the text has.
    #[must_use]
    #[inline]
    pub fn signs(&self) -> Signs {
        self.signs
    }

    /// Whether some word of the text begins a row of a list.
    #[must_use]
    #[inline]
    pub fn may_have(&self, list: List) -> bool {
        self.words.may_have(list)
    }

    /// How many distinct words the text has: their numbers in tokens are below.
    #[must_use]
    pub fn distinct_words(&self) -> usize {
        self.words.len()
    }

    /// The distinct words by their folded forms, for those who ask whether words occur.
    #[must_use]
    pub fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary::of(&self.words)
    }

    /// Letters of a word: characters of its folded form.
    #[must_use]
    #[inline]
    pub fn letters_of(&self, word: u32) -> usize {
        self.words.get(word).letters.count as usize
    }

    /// What a distinct word has in common with other spellings of it, if it is a foreign name.
    #[must_use]
    pub(crate) fn name_keys(&self, word: u32) -> NameKeys {
        self.words.get(word).name_keys
    }

    /// What the lists of the language say of a token's word.
    #[must_use]
    #[inline]
    pub fn facts(&self, token: Token) -> Facts {
        self.words.get(token.word).facts
    }

    /// What the lists of the language say of a word, with the cues that its letters are.
    #[must_use]
    pub fn word_facts(&self, word: u32) -> Facts {
        self.words.get(word).facts
    }

    /// [`Document::facts`] of the token at a place.
    #[must_use]
    #[inline]
    pub fn facts_at(&self, at: u32) -> Facts {
        self.facts(self.token(at))
    }

    /// The [cues](Facts::cues) of a token and of its word.
    #[must_use]
    #[inline]
    pub fn cues(&self, at: u32) -> u64 {
        self.cues[at as usize]
    }

    /// The tokens of a range that have one of these [cues](Facts::cues), or whose words do, in order.
    #[inline]
    pub fn cued(&self, cues: u64, tokens: Range<u32>) -> Cued<'_> {
        let end = self.cues.len().min(tokens.end as usize);
        Cued { all: self.cues.get(tokens.start as usize..end).unwrap_or_default(), wanted: cues, next: tokens.start }
    }

    /// The tokens of a range that are marks, in order.
    #[must_use]
    pub fn marks(&self, tokens: Range<u32>) -> &[u32] {
        let before =
            |bound: u32| self.marks_before.get(bound as usize).map_or(self.marks.len(), |&marks| marks as usize);
        let first = before(tokens.start);
        &self.marks[first..before(tokens.end).max(first)]
    }

    /// The first character of a token that is a mark.
    #[must_use]
    #[inline]
    pub fn mark(&self, at: u32) -> Option<char> {
        let mark = self.token(at).mark;
        (mark != NO_MARK).then_some(mark)
    }

    /// Whether something stands between this token and the one before it.
    #[must_use]
    #[inline]
    pub fn space_before(&self, at: u32) -> bool {
        at == 0 || self.token(at - 1).span.end < self.token(at).span.start
    }

    /// What stands between this token and the one before it: spaces, joiners, nothing.
    #[must_use]
    #[inline]
    pub fn gap_before(&self, at: u32) -> &'t str {
        let start = if at == 0 { 0 } else { self.token(at - 1).span.end };
        Span::new(start, self.token(at).span.start).of(self.text)
    }

    /// Whether the token is a word or a number.
    #[must_use]
    #[inline]
    pub fn is_wordlike(&self, at: u32) -> bool {
        matches!(self.token(at).kind, TokenKind::Word | TokenKind::Number)
    }

    /// The span from one token to another, both included.
    #[must_use]
    pub fn span(&self, first: u32, last: u32) -> Span {
        self.token(first).span.to(self.token(last).span)
    }

    /// All paragraphs.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The paragraph of a token.
    #[must_use]
    pub fn paragraph_of(&self, at: u32) -> &Paragraph {
        &self.paragraphs[self.paragraphs.partition_point(|paragraph| paragraph.tokens.1 <= at)]
    }

    /// The token right before one, in the same paragraph.
    #[must_use]
    pub fn before(&self, at: u32) -> Option<u32> {
        (at > self.paragraph_of(at).tokens.0).then(|| at - 1)
    }

    /// The token right behind one, in the same paragraph.
    #[must_use]
    pub fn behind(&self, at: u32) -> Option<u32> {
        (at + 1 < self.paragraph_of(at).tokens.1).then_some(at + 1)
    }

    /// Paragraphs that belong to the article: everything but furniture, in the language of the document.
    pub fn article(&self) -> impl Iterator<Item = &Paragraph> + Clone {
        self.paragraphs.iter().filter(|p| p.kind.is_article() && p.lang == self.lang)
    }

    /// The sentences of a paragraph.
    #[must_use]
    pub fn sentences(&self, paragraph: &Paragraph) -> &[Sentence] {
        &self.sentences[paragraph.sentences.0 as usize..paragraph.sentences.1 as usize]
    }

    /// Words and numbers outside page furniture: the length that scores are relative to.
    #[must_use]
    pub fn word_count(&self) -> u32 {
        let article = self.paragraphs.iter().filter(|p| p.kind.is_article());
        article.map(|p| p.range().filter(|&at| self.is_wordlike(at)).count() as u32).sum()
    }

    /// The longest phrase of a list that begins at a token and ends before `to`, with no mark inside.
    /// Where the language glues "and" to the next word, the phrase is also found behind it.
    #[must_use]
    #[inline]
    pub fn phrase(&self, list: List, at: u32, to: u32) -> Option<(Match<'static>, Range<u32>)> {
        self.phrase_where(list, at, to, |_| true)
    }

    /// [`Document::phrase`] among the rows that `accept` lets pass.
    #[inline]
    pub fn phrase_where(
        &self,
        list: List,
        at: u32,
        to: u32,
        accept: impl Fn(&Row) -> bool + Copy,
    ) -> Option<(Match<'static>, Range<u32>)> {
        if at >= to || self.cues(at) & list.bit() == 0 {
            return None;
        }
        let facts = self.facts_at(at);
        let list_of_pack = self.pack()?.list(list);
        if (facts.rows | facts.open) & list.bit() == 0 && !facts.conjunction {
            let follows = at + 1 < to && list_of_pack.may_follow(self.hash(at), self.hash(at + 1));
            if !follows {
                return None;
            }
        }
        self.find_phrase(list_of_pack, at, to, accept)
    }

    /// [`Document::phrase`] whose first word has no "and" before it.
    #[must_use]
    pub fn phrase_as_written(&self, list: List, at: u32, to: u32) -> Option<(Match<'static>, Range<u32>)> {
        if at >= to || self.cues(at) & list.bit() == 0 {
            return None;
        }
        let found = self.pack()?.list(list).find(self.words_from(at, to), |_| true)?;
        let end = at + found.words as u32;
        Some((found, at..end))
    }

    /// [`Document::phrase`] in a list that is of no pack.
    #[must_use]
    pub fn phrase_of<'l>(&self, list: &'l PhraseList, at: u32, to: u32) -> Option<(Match<'l>, Range<u32>)> {
        self.find_phrase(list, at, to, |_| true)
    }

    /// Where phrases of a list that is of no pack stand in a range of tokens, in order, the longest first and none
    /// inside another.
    #[must_use]
    pub fn places_of(&self, list: &PhraseList, tokens: Range<u32>) -> Vec<Span> {
        let (mut at, to) = (tokens.start, tokens.end);
        let mut places = Vec::new();
        while at < to {
            match self.phrase_of(list, at, to) {
                Some((_, place)) => {
                    places.push(self.span(place.start, place.end - 1));
                    at = place.end;
                }
                None => at += 1,
            }
        }
        places
    }

    /// The word of a token, whatever it is and wherever `to` is, and the words behind it up to the next mark or `to`.
    pub fn words_from(&self, at: u32, to: u32) -> impl Iterator<Item = Hashed<'_>> + Clone {
        let words = (at..to.max(at + 1)).take_while(move |&next| next == at || self.is_wordlike(next));
        words.map(|at| self.hashed(at))
    }

    fn find_phrase<'l>(
        &self,
        list: &'l PhraseList,
        at: u32,
        to: u32,
        accept: impl Fn(&Row) -> bool + Copy,
    ) -> Option<(Match<'l>, Range<u32>)> {
        let second = (at + 1 < to && self.is_wordlike(at + 1)).then(|| self.hashed(at + 1));
        let find =
            |first| list.find_behind(first, second, || self.words_from(at, to).skip(1).map(|word| word.text), accept);
        let found =
            find(self.hashed(at)).or_else(|| find(Hashed::of(self.pack()?.without_proclitic(self.folded(at))?)))?;
        Some((found, at..at + found.words as u32))
    }

    /// Whether rows of these lists, numbers, marks and words that `passes` lets through are all there is in a range.
    #[must_use]
    pub fn is_made_of(&self, lists: &[List], range: Range<u32>, passes: impl Fn(u32) -> bool) -> bool {
        let mut at = range.start;
        while at < range.end {
            let longest = lists.iter().filter_map(|&list| Some(self.phrase(list, at, range.end)?.1.end)).max();
            at = match longest {
                Some(end) => end,
                None if self.token(at).kind != TokenKind::Word || passes(at) => at + 1,
                None => return false,
            };
        }
        true
    }
}

/// Tokens that have some [cues](Facts::cues), in order.
#[derive(Clone, Debug)]
pub struct Cued<'d> {
    /// The cues of the tokens that are left.
    all: &'d [u64],
    wanted: u64,
    /// The token of the first of them.
    next: u32,
}

impl Iterator for Cued<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        // Most tokens have none: four at once are looked at.
        while let Some((&[a, b, c, d], behind)) = self.all.split_first_chunk()
            && (a | b | c | d) & self.wanted == 0
        {
            self.all = behind;
            self.next += 4;
        }
        let skipped = self.all.iter().position(|here| here & self.wanted != 0)?;
        let found = self.next + skipped as u32;
        self.all = &self.all[skipped + 1..];
        self.next = found + 1;
        Some(found)
    }
}

/// The shipped articles.
#[cfg(test)]
fn articles() -> Vec<String> {
    let folder = |code: &str| format!("{}/corpora/{code}", env!("CARGO_MANIFEST_DIR"));
    let files = ["ar", "fa"].into_iter().flat_map(|code| std::fs::read_dir(folder(code)).expect("a folder"));
    let paths = files.map(|file| file.expect("readable").path());
    let texts = paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    texts.map(|path| std::fs::read_to_string(path).expect("UTF-8")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_found_by_their_cues_and_marks_as_one_by_one() {
        let text =
            "سخنگوی دولت گفت: «قیمت‌ها بالا نمی رود»، اما (به گفته گاردین) ۱۲ درصد رشد کرد؟! Wi-Fi.\n\nوقال الوزير: لا.";
        for lang in [Lang::FA, Lang::AR, Lang::EN, Lang::UNKNOWN] {
            let doc = Document::new(text, Some(lang));
            let all = doc.tokens().len() as u32;
            for (from, to) in (0..=all).flat_map(|from| (from..=all).map(move |to| (from, to))) {
                let marks: Vec<u32> = (from..to).filter(|&at| doc.mark(at).is_some()).collect();
                assert_eq!(doc.marks(from..to), marks);
                let of_tokens = Facts::LATIN | Facts::ODD_GAP;
                for cues in [u64::MAX, Facts::VERB | Facts::DURATIVE, of_tokens, List::ClauseParts.bit(), 0] {
                    let plain = (from..to).filter(|&at| doc.cues(at) & cues != 0);
                    assert!(doc.cued(cues, from..to).eq(plain));
                }
            }
            let backwards = Range { start: 1, end: 0 };
            assert!(doc.marks(backwards).is_empty() && doc.cued(u64::MAX, all..all + 1).next().is_none());
            assert!(doc.cued(List::ClauseParts.bit(), 0..all + 9).eq(doc.cued(List::ClauseParts.bit(), 0..all)));
        }
    }

    /// Texts with what is rare between words and in them, and every shipped article.
    fn texts() -> Vec<String> {
        let odd = [
            "",
            " ",
            "می\u{200C}رود",
            " می\u{200C} رود\u{200C}",
            "یک  دو\t سه\u{A0}چهار\u{200C}",
            "ســلام hello2ء\u{200F} ءx «Wi-Fi»",
            "هههه\r\n\r\n2022ء خیلیییی",
            "&amp; ð @x #y _z ▁ \u{FFFD}",
            "مدينةالرياض كبيرةجدا.وقال",
        ];
        articles().into_iter().chain(odd.map(str::to_owned)).collect()
    }

    #[test]
    fn words_and_what_stands_between_them_tell_what_characters_the_text_has() {
        for text in texts() {
            let (told, plain) = (Document::new(&text, None).signs(), Signs::of(&text));
            // One space between two words is not looked at.
            let of_words = Signs::EDGE_HAMZA | Signs::DRAWN_OUT | Signs::STUTTER | Signs::SPACE;
            assert_eq!(told | of_words, plain | of_words, "{text}");
            assert!(told.have(Signs::EDGE_HAMZA) || !plain.have(Signs::EDGE_HAMZA), "{text}");
        }
    }

    #[test]
    fn cues_of_a_token_say_how_it_is_written_and_what_stands_before_it() {
        let mut seen = 0;
        for text in texts() {
            let doc = Document::new(&text, None);
            for at in 0..doc.tokens().len() as u32 {
                let (token, written) = (doc.token(at), doc.token(at).span.of(&text));
                let gap = doc.gap_before(at);
                let plain = [
                    (Facts::LATIN, token.script == Script::Latin),
                    (Facts::TOUCHING, gap.is_empty()),
                    (Facts::ODD_GAP, !gap.is_empty() && gap != " "),
                    (Facts::JOINED, written.contains('\u{200C}')),
                    (Facts::STRETCHED, written.contains('\u{640}') || doc.is_drawn_out(at)),
                    (Facts::RUN_ON, doc.runs_on(at)),
                ];
                for (cue, is) in plain {
                    assert_eq!(doc.cues(at) & cue != 0, is, "{written} {cue:b}");
                    seen += usize::from(is);
                }
            }
        }
        assert!(seen > 2_000, "{seen}");
    }

    #[test]
    fn phrases_are_found_as_without_cues() {
        let mut found = 0;
        for text in texts() {
            let doc = Document::new(&text, None);
            let (Some(pack), end) = (doc.pack(), doc.tokens().len() as u32) else { continue };
            let places = List::ALL.into_iter().flat_map(|list| (0..end).map(move |at| (list, at)));
            for ((list, at), short) in places.flat_map(|place| [(place, false), (place, true)]) {
                // In a sentence that ends at once, among the rows of even length.
                let to = if short { (at + 2).min(end) } else { end };
                let accept = |row: &Row| !short || row.form.len().is_multiple_of(2);
                let words = || doc.words_from(at, to).map(|word| word.text);
                let behind = |first| pack.list(list).find(std::iter::once(first).chain(words().skip(1)), accept);
                let plain = behind(doc.folded(at)).or_else(|| behind(pack.without_proclitic(doc.folded(at))?));
                let row = |found: Match<'_>| (found.row.form, found.words);
                let quick = doc.phrase_where(list, at, to, accept).map(|(found, _)| row(found));
                assert_eq!(quick, plain.map(row), "{list:?} {}", doc.folded(at));
                found += usize::from(plain.is_some());
            }
        }
        assert!(found > 5_000, "{found}");
    }
}
