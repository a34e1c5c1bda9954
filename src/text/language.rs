//! Which language a text or a paragraph is in.
//!
//! Letters first (Urdu, Pashto, Sorani and others of Arabic script write letters that Persian and Arabic
//! do not have), then the function words and letters of each language pack, and for everything else the
//! trigram models of `whatlang`.

use super::words::{Words, pack_index};
use super::{Document, Script, Sentence, Token, TokenKind};
use crate::lang::{Lang, List, PECULIAR_LETTERS};
use std::ops::Range;

/// A text with this share of words that carry a letter of one other language is in that language.
/// Lowest share in Urdu, Pashto and Sorani paragraphs .3; highest in Persian and Arabic .02.
const PECULIAR_SHARE_PERCENT: usize = 10;

/// A language pack claims a text when function words and letters of its own, counted by the word, reach
/// this share of its words. All 13,906 Persian and Arabic texts of the development data do.
const EVIDENCE_PERCENT: usize = 10;

/// English says so by its function words in texts too short for trigrams: they are 40 to 55 % of its words.
const ENGLISH_SHARE_PERCENT: usize = 25;

/// A paragraph with this share of function words of the document's language is in that language.
const FUNCTION_SHARE_PERCENT: usize = 10;

/// Words that are looked at: enough for every share to settle.
const SAMPLE_WORDS: usize = 1000;

/// Below this many words a paragraph keeps the language of its document.
const MIN_WORDS_OF_PARAGRAPH: usize = 8;

/// A sentence with fewer words says too little.
const MIN_WORDS_OF_SENTENCE: usize = 5;

/// A sentence is in another language when it has so many different words that only that language has, and none that
/// only the language of the document has. Of 13,913 native Persian and Arabic texts
/// none has such a sentence in the other language.
const MARGIN_OF_SENTENCE: usize = 3;

/// A whole sentence in Latin letters is English with so many function words: its letters have spoken already.
const ENGLISH_WORDS_OF_SENTENCE: usize = 2;

/// These words make up at least this share of the sentence.
const SHARE_OF_SENTENCE_PERCENT: usize = 15;

/// Enough text for the trigram models, in bytes.
const SAMPLE_BYTES: usize = 4096;

/// The language of a stretch of tokens.
#[must_use]
pub fn identify(doc: &Document<'_>, tokens: Range<u32>) -> Lang {
    identify_all(doc, &doc.words, std::slice::from_ref(&tokens))
}

/// The language of some stretches of tokens together; `known` are the words of the document.
pub(super) fn identify_all(doc: &Document<'_>, known: &Words, tokens: &[Range<u32>]) -> Lang {
    let words = || {
        let all = tokens.iter().cloned().flatten().map(|at| doc.token(at));
        all.filter(|token| token.kind == TokenKind::Word).take(SAMPLE_WORDS)
    };
    let mut counts = Counts::default();
    words().for_each(|token| counts.add(token, known));
    if counts.arabic_script * 2 > counts.words {
        if let Some(lang) = by_letters(doc, &counts, words) {
            return lang;
        }
        if let Some(lang) = by_pack(&counts) {
            return lang;
        }
    }
    if counts.words == 0 {
        return Lang::UNKNOWN;
    }
    if counts.function_words(Lang::EN) * 100 > counts.words * ENGLISH_SHARE_PERCENT {
        return Lang::EN;
    }
    let mut sample = String::new();
    for stretch in tokens.iter().filter(|stretch| !stretch.is_empty()) {
        let text = doc.span(stretch.start, stretch.end - 1).of(doc.text());
        let room = SAMPLE_BYTES - sample.len();
        let end = (0..=room.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or_default();
        sample.push_str(&text[..end]);
        sample.push('\n');
        if sample.len() >= SAMPLE_BYTES {
            break;
        }
    }
    by_trigrams(&sample)
}

/// How many words of a sample say something of its language.
#[derive(Default)]
struct Counts {
    words: usize,
    /// Of them, those that are not in the totals of the tallies.
    unsettled: usize,
    arabic_script: usize,
    /// By the place of the pack of which they are function words.
    function: Tally,
    /// By the row of [`PECULIAR_LETTERS`] of which they have a letter.
    peculiar: Tally,
}

/// Counts for each of eight bits in how many bytes it is set.
#[derive(Default)]
struct Tally {
    total: [usize; 8],
    /// What is not in the total yet, in lanes of 16 bits.
    lanes: u128,
}

impl Tally {
    /// After so many bytes a lane may be full.
    const FULL: usize = u16::MAX as usize;

    #[inline]
    fn add(&mut self, bits: u8) {
        self.lanes += SPREAD[usize::from(bits)];
    }

    /// To be called once in [`Self::FULL`] bytes at least.
    fn settle(&mut self) {
        for (total, lane) in self.total.iter_mut().zip(0..) {
            *total += (self.lanes >> (16 * lane)) as usize & Self::FULL;
        }
        self.lanes = 0;
    }

    fn of(&self, bit: usize) -> usize {
        self.total[bit] + ((self.lanes >> (16 * bit)) as usize & Self::FULL)
    }
}

/// For each byte its bits in lanes.
static SPREAD: [u128; 256] = {
    let mut spread = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            spread[byte] |= (byte as u128 >> bit & 1) << (16 * bit);
            bit += 1;
        }
        byte += 1;
    }
    spread
};

impl Counts {
    #[inline]
    fn add(&mut self, token: Token, known: &Words) {
        self.words += 1;
        self.arabic_script += usize::from(token.script == Script::Arabic);
        self.tally(known.functions(token.word), token.peculiar);
    }

    #[inline]
    fn tally(&mut self, functions: u8, peculiar: u8) {
        self.function.add(functions);
        self.peculiar.add(peculiar);
        self.unsettled += 1;
        if self.unsettled == Tally::FULL {
            self.function.settle();
            self.peculiar.settle();
            self.unsettled = 0;
        }
    }

    fn function_words(&self, lang: Lang) -> usize {
        pack_index(lang).map_or(0, |pack| self.function.of(pack))
    }
}

/// Whether a token has a letter of this row of [`PECULIAR_LETTERS`].
fn is_peculiar_to(row: usize, token: Token) -> bool {
    token.peculiar & 1 << row != 0
}

/// A language that no pack knows, by the letters of its alphabet.
fn by_letters<I: Iterator<Item = Token>>(doc: &Document<'_>, counts: &Counts, words: impl Fn() -> I) -> Option<Lang> {
    let mut best: Option<(usize, Lang)> = None;
    for (row, &(lang, letters)) in PECULIAR_LETTERS.iter().enumerate().filter(|(_, (lang, _))| !lang.is_supported()) {
        if counts.peculiar.of(row) * 100 > counts.arabic_script * PECULIAR_SHARE_PERCENT {
            let text = |token: Token| token.span.of(doc.text());
            let carriers = words().filter(|&token| is_peculiar_to(row, token));
            let letters = carriers.map(|token| text(token).chars().filter(|&c| letters.contains(c)).count()).sum();
            if best.is_none_or(|(most, _)| letters > most) {
                best = Some((letters, lang));
            }
        }
    }
    best.map(|(_, lang)| lang)
}

/// The row of the letters that only this language writes.
fn row_of(lang: Lang) -> Option<usize> {
    PECULIAR_LETTERS.iter().position(|&(of, _)| of == lang)
}

/// A language with a pack, by its function words and by the letters that its sisters do not write.
fn by_pack(counts: &Counts) -> Option<Lang> {
    Lang::supported()
        .iter()
        .map(|&lang| (counts.function_words(lang) + row_of(lang).map_or(0, |row| counts.peculiar.of(row)), lang))
        .max_by_key(|&(evidence, _)| evidence)
        .filter(|&(evidence, _)| evidence * 100 > counts.arabic_script * EVIDENCE_PERCENT)
        .map(|(_, lang)| lang)
}

/// Whether a sentence has at least what [`sentence_language`] asks of every sentence in another language: letters of a
/// language that no pack knows, words of another pack alone, or no word of Arabic script.
fn may_be_foreign(doc: &Document<'_>, sentence: &Sentence) -> bool {
    if !doc.lang().is_supported() {
        return true;
    }
    let bit = |lang: &Lang| pack_index(*lang).map_or(0, |pack| 1 << pack);
    let own: u8 = bit(&doc.lang());
    let others: u8 = Lang::supported().iter().map(bit).sum::<u8>() & !own;
    let (mut rows, mut theirs, mut latin) = (0, 0, true);
    for token in &doc.tokens()[sentence.tokens.0 as usize..sentence.tokens.1 as usize] {
        let functions = doc.words.functions(token.word);
        theirs += usize::from(functions & own == 0 && functions & others != 0);
        rows |= token.peculiar;
        latin &= token.kind != TokenKind::Word || token.script == Script::Latin;
    }
    let unknown =
        || PECULIAR_LETTERS.iter().zip(0..).any(|((lang, _), row)| rows & 1 << row != 0 && !lang.is_supported());
    latin || theirs >= MARGIN_OF_SENTENCE || rows != 0 && unknown()
}

/// The language of one sentence, where its words and letters leave no doubt.
#[must_use]
pub fn sentence_language(doc: &Document<'_>, sentence: &Sentence) -> Option<Lang> {
    doc.pack()?;
    let words = || {
        let tokens = &doc.tokens()[sentence.tokens.0 as usize..sentence.tokens.1 as usize];
        tokens.iter().copied().filter(|token| token.kind == TokenKind::Word)
    };
    if !may_be_foreign(doc, sentence) {
        return None;
    }
    let mut counts = Counts::default();
    let mut latin = true;
    for token in words() {
        counts.add(token, &doc.words);
        latin &= token.script == Script::Latin;
    }
    if counts.words < MIN_WORDS_OF_SENTENCE {
        return None;
    }
    let certain =
        |evidence: usize| evidence >= MARGIN_OF_SENTENCE && evidence * 100 >= counts.words * SHARE_OF_SENTENCE_PERCENT;
    if latin {
        let english = counts.function_words(Lang::EN);
        let strong = certain(english) && english * 100 > counts.words * ENGLISH_SHARE_PERCENT;
        // A line of code or a list of terms has no full stop.
        let weak = english >= ENGLISH_WORDS_OF_SENTENCE && english * 100 >= counts.words * SHARE_OF_SENTENCE_PERCENT;
        return (strong || weak && sentence.ended).then_some(Lang::EN);
    }
    let letters = PECULIAR_LETTERS
        .iter()
        .enumerate()
        .filter(|(_, (lang, _))| !lang.is_supported())
        .find(|&(row, _)| certain(counts.peculiar.of(row)));
    if let Some((_, &(lang, _))) = letters {
        return Some(lang);
    }
    let own = doc.lang();
    let own_letters = row_of(own);
    let knows = |lang: Lang, token: Token| doc.words.is_function_word(token.word, lang);
    // Two languages of one script share short words: only those of one alone count.
    Lang::supported().iter().copied().filter(|&lang| lang != own && certain(counts.function_words(lang))).find(
        |&lang| {
            let is_ours = |token: Token| {
                knows(own, token) && !knows(lang, token) || own_letters.is_some_and(|row| is_peculiar_to(row, token))
            };
            let mut theirs: Vec<u32> = Vec::new();
            for token in words() {
                if is_ours(token) {
                    return false;
                }
                if knows(lang, token) && !knows(own, token) {
                    theirs.push(token.word);
                }
            }
            let enough = certain(theirs.len());
            theirs.sort_unstable();
            theirs.dedup();
            enough && theirs.len() >= MARGIN_OF_SENTENCE
        },
    )
}

fn by_trigrams(sample: &str) -> Lang {
    match whatlang::detect(sample) {
        Some(info) => match info.lang() {
            whatlang::Lang::Ara => Lang::AR,
            whatlang::Lang::Pes => Lang::FA,
            whatlang::Lang::Eng => Lang::EN,
            lang => Lang::other(lang.code()),
        },
        None => Lang::UNKNOWN,
    }
}

/// Gives every paragraph its language.
pub(super) fn assign(doc: &mut Document<'_>) {
    let langs: Vec<Lang> = doc.paragraphs.iter().map(|p| paragraph_language(doc, p.range())).collect();
    for (paragraph, lang) in doc.paragraphs.iter_mut().zip(langs) {
        paragraph.lang = lang;
    }
}

fn paragraph_language(doc: &Document<'_>, tokens: Range<u32>) -> Lang {
    // In other languages there is nothing to tell a stray paragraph by.
    if !doc.lang().is_supported() {
        return doc.lang();
    }
    let (mut words, mut own) = (0, 0);
    for token in &doc.tokens()[tokens.start as usize..tokens.end as usize] {
        if token.kind == TokenKind::Word {
            words += 1;
            own += usize::from(doc.facts(*token).is(List::FunctionWords));
        }
    }
    if words < MIN_WORDS_OF_PARAGRAPH || own * 100 > words * FUNCTION_SHARE_PERCENT {
        return doc.lang();
    }
    match identify(doc, tokens) {
        Lang::UNKNOWN => doc.lang(),
        // Two languages of one script share short words; a paragraph of names proves nothing.
        lang if lang.is_supported() && own > 0 => doc.lang(),
        lang => lang,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_counts_beyond_its_lanes() {
        let mut counts = Counts::default();
        let mut bits = [0; 8];
        for round in 0..200_000_u32 {
            let peculiar = (round.wrapping_mul(0x9E37_79B1) >> 24) as u8;
            (0..8).for_each(|bit| bits[bit] += usize::from(peculiar >> bit & 1));
            counts.tally(0, peculiar);
        }
        assert_eq!(std::array::from_fn(|bit| counts.peculiar.of(bit)), bits);
    }
}
