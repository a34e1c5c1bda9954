//! Which language a text or a paragraph is in.
//!
//! Letters first (Urdu, Pashto, Sorani and others of Arabic script write letters that Persian and Arabic
//! do not have), then the function words and letters of each language pack, and for everything else the
//! trigram models of `whatlang`.

use super::words::Words;
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
    let words: Vec<_> = tokens
        .iter()
        .cloned()
        .flatten()
        .map(|at| doc.token(at))
        .filter(|token| token.kind == TokenKind::Word)
        .take(SAMPLE_WORDS)
        .collect();
    let arabic_script = words.iter().filter(|token| token.script == Script::Arabic).count();
    if arabic_script * 2 > words.len() {
        if let Some(lang) = by_letters(doc, known, &words, arabic_script) {
            return lang;
        }
        if let Some(lang) = by_pack(known, &words, arabic_script) {
            return lang;
        }
    }
    if words.is_empty() {
        return Lang::UNKNOWN;
    }
    let english = words.iter().filter(|token| known.is_function_word(token.word, Lang::EN)).count();
    if english * 100 > words.len() * ENGLISH_SHARE_PERCENT {
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

/// A language that no pack knows, by the letters of its alphabet.
fn by_letters(doc: &Document<'_>, known: &Words, words: &[Token], arabic_script: usize) -> Option<Lang> {
    let mut best: Option<(usize, Lang)> = None;
    for (row, &(lang, letters)) in PECULIAR_LETTERS.iter().enumerate().filter(|(_, (lang, _))| !lang.is_supported()) {
        let carriers = words.iter().filter(|token| known.spelling(token.spelling).is_peculiar_to(row));
        if carriers.clone().count() * 100 > arabic_script * PECULIAR_SHARE_PERCENT {
            let text = |token: &Token| token.span.of(doc.text());
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
fn by_pack(known: &Words, words: &[Token], arabic_script: usize) -> Option<Lang> {
    Lang::supported()
        .iter()
        .map(|&lang| {
            let row = row_of(lang);
            let function = words.iter().filter(|token| known.is_function_word(token.word, lang)).count();
            let spelled = |token: &&Token| row.is_some_and(|row| known.spelling(token.spelling).is_peculiar_to(row));
            (function + words.iter().filter(spelled).count(), lang)
        })
        .max_by_key(|&(evidence, _)| evidence)
        .filter(|&(evidence, _)| evidence * 100 > arabic_script * EVIDENCE_PERCENT)
        .map(|(_, lang)| lang)
}

/// The language of one sentence, where its words and letters leave no doubt.
#[must_use]
pub fn sentence_language(doc: &Document<'_>, sentence: &Sentence) -> Option<Lang> {
    doc.pack()?;
    let (from, to) = sentence.tokens;
    let mut words = Vec::with_capacity((to - from) as usize);
    words.extend((from..to).map(|at| doc.token(at)).filter(|token| token.kind == TokenKind::Word));
    if words.len() < MIN_WORDS_OF_SENTENCE {
        return None;
    }
    let certain =
        |evidence: usize| evidence >= MARGIN_OF_SENTENCE && evidence * 100 >= words.len() * SHARE_OF_SENTENCE_PERCENT;
    let knows = |lang: Lang, token: &Token| doc.words.is_function_word(token.word, lang);
    let writes = |row: usize, token: &Token| doc.words.spelling(token.spelling).is_peculiar_to(row);
    if words.iter().all(|token| token.script == Script::Latin) {
        let english = words.iter().filter(|token| knows(Lang::EN, token)).count();
        let strong = certain(english) && english * 100 > words.len() * ENGLISH_SHARE_PERCENT;
        // A line of code or a list of terms has no full stop.
        let weak = english >= ENGLISH_WORDS_OF_SENTENCE && english * 100 >= words.len() * SHARE_OF_SENTENCE_PERCENT;
        return (strong || weak && sentence.ended).then_some(Lang::EN);
    }
    let letters = PECULIAR_LETTERS
        .iter()
        .enumerate()
        .filter(|(_, (lang, _))| !lang.is_supported())
        .find(|&(row, _)| certain(words.iter().filter(|token| writes(row, token)).count()));
    if let Some((_, &(lang, _))) = letters {
        return Some(lang);
    }
    let own_letters = row_of(doc.lang());
    // Two languages of one script share short words: only those of one alone count.
    Lang::supported().iter().copied().filter(|&lang| lang != doc.lang()).find(|lang| {
        let own = doc.lang();
        let ours = |token: &Token| {
            knows(own, token) && !knows(*lang, token) || own_letters.is_some_and(|row| writes(row, token))
        };
        let only_theirs = |token: &&Token| knows(*lang, token) && !knows(own, token);
        if !certain(words.iter().filter(only_theirs).count()) {
            return false;
        }
        let mut theirs: Vec<u32> = words.iter().filter(only_theirs).map(|token| token.word).collect();
        theirs.sort_unstable();
        theirs.dedup();
        theirs.len() >= MARGIN_OF_SENTENCE && !words.iter().any(ours)
    })
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
    let langs: Vec<Lang> = doc.paragraphs.iter().map(|p| paragraph_language(doc, p.tokens.0..p.tokens.1)).collect();
    for (paragraph, lang) in doc.paragraphs.iter_mut().zip(langs) {
        paragraph.lang = lang;
    }
}

fn paragraph_language(doc: &Document<'_>, tokens: Range<u32>) -> Lang {
    // In other languages there is nothing to tell a stray paragraph by.
    if !doc.lang().is_supported() {
        return doc.lang();
    }
    let words: Vec<_> = tokens.clone().filter(|&at| doc.token(at).kind == TokenKind::Word).collect();
    if words.len() < MIN_WORDS_OF_PARAGRAPH {
        return doc.lang();
    }
    let own = words.iter().filter(|&&at| doc.facts_at(at).is(List::FunctionWords)).count();
    if own * 100 > words.len() * FUNCTION_SHARE_PERCENT {
        return doc.lang();
    }
    match identify(doc, tokens) {
        Lang::UNKNOWN => doc.lang(),
        // Two languages of one script share short words; a paragraph of names proves nothing.
        lang if lang.is_supported() && own > 0 => doc.lang(),
        lang => lang,
    }
}
