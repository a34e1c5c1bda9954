//! Which language a text or a paragraph is in.
//!
//! Letters first (Urdu, Pashto, Sorani and others of Arabic script write letters that Persian and Arabic
//! do not have), then the function words and letters of each language pack, and for everything else the
//! trigram models of `whatlang`.

use super::{Document, Script, Sentence, TokenKind};
use crate::lang::{Lang, LanguagePack, List, PECULIAR_LETTERS, PhraseList};
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
    identify_all(doc, std::slice::from_ref(&tokens))
}

/// The language of some stretches of tokens together.
pub(super) fn identify_all(doc: &Document<'_>, tokens: &[Range<u32>]) -> Lang {
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
        if let Some(lang) = by_letters(doc, &words, arabic_script) {
            return lang;
        }
        if let Some(lang) = by_pack(doc, &words, arabic_script) {
            return lang;
        }
    }
    if words.is_empty() {
        return Lang::UNKNOWN;
    }
    let english = LanguagePack::english();
    let english = words.iter().filter(|token| english.has(List::FunctionWords, doc.word(token.word))).count();
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
fn by_letters(doc: &Document<'_>, words: &[super::Token], arabic_script: usize) -> Option<Lang> {
    let mut best: Option<(usize, Lang)> = None;
    for &(lang, letters) in PECULIAR_LETTERS.iter().filter(|(lang, _)| !lang.is_supported()) {
        let text = |token: &super::Token| token.span.of(doc.text());
        let carriers = words.iter().filter(|token| text(token).contains(|c| letters.contains(c))).count();
        let letters = words.iter().map(|token| text(token).chars().filter(|&c| letters.contains(c)).count()).sum();
        if carriers * 100 > arabic_script * PECULIAR_SHARE_PERCENT && best.is_none_or(|(most, _)| letters > most) {
            best = Some((letters, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

/// The letters that only this language writes.
fn letters_of(lang: Lang) -> &'static str {
    PECULIAR_LETTERS.iter().find(|(of, _)| *of == lang).map_or("", |&(_, letters)| letters)
}

/// A language with a pack, by its function words and by the letters that its sisters do not write.
fn by_pack(doc: &Document<'_>, words: &[super::Token], arabic_script: usize) -> Option<Lang> {
    Lang::supported()
        .iter()
        .map(|&lang| {
            let list = lang.pack().map(|pack| pack.list(List::FunctionWords));
            let letters = letters_of(lang);
            let function =
                words.iter().filter(|token| list.is_some_and(|list| list.knows(doc.word(token.word)).0)).count();
            let spelled =
                words.iter().filter(|token| token.span.of(doc.text()).contains(|c| letters.contains(c))).count();
            (function + spelled, lang)
        })
        .max_by_key(|&(evidence, _)| evidence)
        .filter(|&(evidence, _)| evidence * 100 > arabic_script * EVIDENCE_PERCENT)
        .map(|(_, lang)| lang)
}

/// The language of one sentence, where its words and letters leave no doubt.
#[must_use]
pub fn sentence_language(doc: &Document<'_>, sentence: &Sentence) -> Option<Lang> {
    let own = doc.pack()?.list(List::FunctionWords);
    let (from, to) = sentence.tokens;
    let words: Vec<_> = (from..to).map(|at| doc.token(at)).filter(|token| token.kind == TokenKind::Word).collect();
    if words.len() < MIN_WORDS_OF_SENTENCE {
        return None;
    }
    let certain =
        |evidence: usize| evidence >= MARGIN_OF_SENTENCE && evidence * 100 >= words.len() * SHARE_OF_SENTENCE_PERCENT;
    let knows = |list: &PhraseList, token: &super::Token| list.knows(doc.word(token.word)).0;
    if words.iter().all(|token| token.script == Script::Latin) {
        let list = LanguagePack::english().list(List::FunctionWords);
        let english = words.iter().filter(|token| knows(list, token)).count();
        let strong = certain(english) && english * 100 > words.len() * ENGLISH_SHARE_PERCENT;
        // A line of code or a list of terms has no full stop.
        let weak = english >= ENGLISH_WORDS_OF_SENTENCE && english * 100 >= words.len() * SHARE_OF_SENTENCE_PERCENT;
        return (strong || weak && sentence.ended).then_some(Lang::EN);
    }
    let letters = PECULIAR_LETTERS.iter().filter(|(lang, _)| !lang.is_supported()).find(|(_, letters)| {
        let carries = |token: &&super::Token| token.span.of(doc.text()).contains(|c| letters.contains(c));
        certain(words.iter().filter(carries).count())
    });
    if let Some(&(lang, _)) = letters {
        return Some(lang);
    }
    let text = |token: &super::Token| token.span.of(doc.text());
    let own_letters = letters_of(doc.lang());
    // Two languages of one script share short words: only those of one alone count.
    Lang::supported().iter().copied().filter(|&lang| lang != doc.lang()).find(|lang| {
        let Some(other) = lang.pack().map(|pack| pack.list(List::FunctionWords)) else { return false };
        let ours = |token: &super::Token| {
            knows(own, token) && !knows(other, token) || text(token).contains(|c| own_letters.contains(c))
        };
        let mut theirs: Vec<u32> = Vec::new();
        theirs.extend(words.iter().filter(|token| knows(other, token) && !knows(own, token)).map(|token| token.word));
        let all = theirs.len();
        theirs.sort_unstable();
        theirs.dedup();
        certain(all) && theirs.len() >= MARGIN_OF_SENTENCE && !words.iter().any(ours)
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
