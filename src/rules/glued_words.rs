use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Facts, Lang, List, TEH_MARBUTA, is_ignorable, joins_next};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Script, Signs, TokenKind};
use crate::words::Message;
use hashbrown::HashMap;

declare_rule! {
    /// Two words that run together because the space between them was lost.
    ///
    /// Flagged are a Latin and an Arabic-script word without a space, a word and a number without one, an Arabic word
    /// that goes on after ة, and a word that this text elsewhere writes as two, at least three times as often.
    ///
    /// ## Why it matters
    ///
    /// Scrapers that strip line breaks and tags glue menu to headline and link to sentence.
    ///
    /// ## What it lets pass
    ///
    /// Arabic particles before Latin names («الـBBC», «لـNASA», «بGPS»), Persian endings after them («PDFها»),
    /// words joined by ZWNJ; hashtags; outlets that write their number so («فرانس24», «قناة رووداو24»); names and compounds
    /// that are written both ways («عبدالله», «غیرنفتی»).
    ///
    /// ## Fixes
    ///
    /// None: where one word ends is for people to say.
    ///
    /// ## Examples
    ///
    /// - «Homeأخبار محلية»
    /// - «أعلنت أمانة مدينةالدمام»
    GluedWords {
        name: "glued-words",
        axis: Axis::Extraction,
        severity: Severity::Minor,
        confidence: Confidence::High,
        languages: &[],
        mqm: "linguistic_conventions/spelling",
        its: "misspelling",
        cost: Cost::Habit,
        yields_to: &["mojibake"],
        judged: Judged { right: 16, wrong: 1, data: "mt-ar-wikinews, mt-fa-course-markdown, mt-fa-postedited, mt-fa-wikinews: 17 findings read" },
        since: "0.1.0",
    }
}

/// Shorter pieces are particles, prefixes and endings, which are written together with Latin words. With 3 native news (3.0 M words) has
/// eight findings more («والـf15», «والـUSB»), with 5 five fewer, and human translation seven, all right («شركةInrupt»).
const PIECE_LETTERS: usize = 4;
/// A pair that stands apart this many times as often as glued is a slip when glued. With 1, names and
/// compounds that are written both ways («محمد علی», «غیر نفتی») made up 9 of 10 native findings.
const APART: usize = 3;
/// Each half of a word that the text also writes as two has at least this many letters. With 2 native news has 23 findings more («ال26»),
/// with 4 it loses 27 («عام2006», «مرةوهو»).
const HALF_LETTERS: usize = 3;
/// No longer word is two: of 20 MB of native news the longest has 21 letters. What is longer is no word (a seed, a picture in
/// letters), and would be taken apart at each of its letters.
const MOST_LETTERS: usize = 48;
/// A hashtag has at most this many words and numbers. With 6 and with 12 the findings are the same.
const HASHTAG_PARTS: u32 = 8;

impl Rule for GluedWords {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let hashtags = doc.signs().have(Signs::MARKDOWN);
        let arabic = doc.lang() == Lang::AR;
        for paragraph in doc.paragraphs() {
            let (from, to) = paragraph.tokens;
            for at in doc.cued(Facts::TOUCHING | Facts::RUN_ON, from..to) {
                let apart = at == from || doc.cues(at) & Facts::TOUCHING == 0;
                let run_on = arabic && is_run_on(doc, at);
                if apart && !run_on || hashtags && in_hashtag(doc, from, at) {
                    continue;
                }
                if run_on {
                    out.report(doc.token(at).span, Message::error("glued-words-two")).pattern("letter that ends words");
                }
                if !apart && is_word_and_number(doc, at, to) {
                    out.report(doc.span(at - 1, at), Message::suspicion("glued-words-number"))
                        .confidence(Confidence::Medium)
                        .pattern("word and number");
                }
                if !apart && is_mixed_script(doc, at) {
                    out.report(doc.span(at - 1, at), Message::error("glued-words-latin"))
                        .severity(Severity::Major)
                        .pattern("two scripts");
                }
            }
        }
        written_apart(cx, out);
    }
}

/// «#ساحل_۲۰۲۴», «#يوم10أكتوبر»: a hashtag has no spaces.
fn in_hashtag(doc: &Document<'_>, from: u32, at: u32) -> bool {
    (at.saturating_sub(HASHTAG_PARTS).max(from)..at)
        .rev()
        .take_while(|&before| doc.gap_before(before + 1).is_empty())
        .any(|before| doc.mark(before) == Some('#'))
}

/// «سال۱۴۰۰»: a word that runs into a number of several digits or into a quantity. One digit alone may count a model
/// or a part («آيفون6»).
fn is_word_and_number(doc: &Document<'_>, at: u32, to: u32) -> bool {
    let (before, after) = (doc.token(at - 1), doc.token(at));
    if before.kind != TokenKind::Word
        || before.script != Script::Arabic
        || after.kind != TokenKind::Number
        || !doc.gap_before(at).is_empty()
    {
        return false;
    }
    let word = before.span.of(doc.text());
    let quantity = at + 1 < to && (doc.facts_at(at + 1).is(List::Units) || matches!(doc.mark(at + 1), Some('%' | '٪')));
    // «الـ20», «بـ30»: particles.
    let particle = word.ends_with('\u{0640}') || doc.letters(at - 1) < HALF_LETTERS;
    // «سیزده59»: titles in quotation marks are written as their makers like.
    !particle
        && !doc.is_quoted(at)
        && !is_named_so(doc, at)
        && (quantity || doc.folded(at).chars().filter(char::is_ascii_digit).count() > 1)
}

/// «فرانس24», «قناة رووداو24»: the name of an outlet, known or behind the word for what it is.
fn is_named_so(doc: &Document<'_>, number: u32) -> bool {
    let (from, to) = (number - 1, number + 1);
    let headed = || {
        let head = from > 0 && doc.gap_before(from) == " " && doc.facts_at(from - 1).is(List::OutletHeads);
        head && doc.lang() == Lang::AR && doc.pack().is_some_and(|pack| pack.commonness(doc.folded(from)).is_none())
    };
    let ends = |list| doc.phrase(list, from, to).is_some_and(|(_, name)| name.end == to);
    headed() || ends(List::Outlets) || ends(List::NativeOutlets)
}

fn is_mixed_script(doc: &Document<'_>, at: u32) -> bool {
    let (before, after) = (doc.token(at - 1), doc.token(at));
    if before.kind != TokenKind::Word || after.kind != TokenKind::Word || !doc.gap_before(at).is_empty() {
        return false;
    }
    let letters = |at: u32| doc.letters(at);
    match (before.script, after.script) {
        (Script::Latin, Script::Arabic) => {
            // «PDFهای»: Persian endings follow Latin names directly.
            let ending = doc.pack().is_some_and(|pack| pack.is_affix("plural", doc.folded(at)));
            letters(at) >= PIECE_LETTERS && letters(at - 1) >= 2 && !ending
        }
        (Script::Arabic, Script::Latin) => letters(at - 1) >= PIECE_LETTERS && letters(at) >= 2,
        _ => false,
    }
}

/// «مدينةالرياض»: ة ends a word.
fn is_run_on(doc: &Document<'_>, at: u32) -> bool {
    let token = doc.token(at);
    token.kind == TokenKind::Word
        && doc.runs_on(at)
        && token.span.of(doc.text()).split_once(TEH_MARBUTA).is_some_and(|(before, after)| {
            let letters = |part: &str| part.chars().filter(|c| !is_ignorable(*c)).count();
            letters(before) >= HALF_LETTERS - 1 && letters(after) >= HALF_LETTERS
        })
}

/// Words that stand as two in other places of the text. Distinct words are much fewer than pairs of tokens, and few of them are
/// two others of the text: pairs are looked for only then.
fn written_apart(cx: &Context<'_, '_>, out: &mut Findings) {
    let doc = cx.doc;
    let mut made = made_of_two(cx);
    if made.is_empty() {
        return;
    }
    made.sort_unstable_by_key(|made| (made.first, made.second));
    // The place of each among the glued ones, once it is seen in the article.
    let mut seen: HashMap<u32, Option<usize>> = made.iter().map(|made| (made.whole, None)).collect();
    let mut glued: Vec<Glued> = Vec::new();
    for paragraph in doc.article() {
        for at in doc.cued(Facts::UNLISTED, paragraph.range()) {
            if !doc.is_arabic_script(at) || doc.has_joiner(at) {
                continue;
            }
            if let Some(place) = seen.get_mut(&doc.token(at).word) {
                let place = *place.get_or_insert_with(|| {
                    glued.push(Glued { at, times: 0, apart: Vec::new() });
                    glued.len() - 1
                });
                glued[place].times += 1;
            }
        }
    }
    for paragraph in doc.article() {
        for at in paragraph.tokens.0 + 1..paragraph.tokens.1 {
            let pair = (doc.token(at - 1).word, doc.token(at).word);
            if let Ok(found) = made.binary_search_by_key(&pair, |made| (made.first, made.second))
                && let Some(place) = seen[&made[found].whole]
                && is_pair(doc, at)
            {
                glued[place].apart.push(at);
            }
        }
    }
    // «سازوکار», «محمدرضا»: a word of the language, though some write it as two.
    let is_word = |word: &Glued| doc.pack().is_some_and(|pack| pack.commonness(doc.folded(word.at)).is_some());
    let found: Vec<_> =
        glued.into_iter().filter(|word| word.apart.len() >= APART * word.times && !is_word(word)).collect();
    for word in found {
        let places = word.apart.iter().map(|&at| doc.span(at - 1, at));
        let suggestion = places.clone().next().map(|span| span.of(doc.text()).to_owned()).unwrap_or_default();
        out.report(doc.token(word.at).span, Message::suspicion("glued-words-elsewhere"))
            .related(places)
            .suggestion(suggestion)
            .confidence(Confidence::Medium)
            .pattern("written apart elsewhere");
    }
}

/// A word of the text that is two others of it, one behind the other.
struct Made {
    first: u32,
    second: u32,
    whole: u32,
}

/// The long words that no list has and that are two others, wherever those stand.
fn made_of_two(cx: &Context<'_, '_>) -> Vec<Made> {
    let (doc, vocabulary) = (cx.doc, cx.vocabulary());
    let mut all = Vec::new();
    for whole in 0..doc.distinct_words() as u32 {
        let letters = doc.letters_of(whole);
        let long = (2 * HALF_LETTERS..=MOST_LETTERS).contains(&letters);
        if !long || doc.word_facts(whole).cues & Facts::UNLISTED == 0 {
            continue;
        }
        let word = doc.word(whole);
        for (split, _) in word.char_indices().take(letters - HALF_LETTERS + 1).skip(HALF_LETTERS) {
            let (first, second) = word.split_at(split);
            // Of one word in eight the text has one half: before its table is built, both are asked for.
            if vocabulary.may_have(first)
                && vocabulary.may_have(second)
                && let Some(first) = vocabulary.get(first)
                && let Some(second) = vocabulary.get(second)
            {
                all.push(Made { first, second, whole });
            }
        }
    }
    all
}

/// A word of the article that is two others: where it stands first, how often it stands there, and where its halves stand apart.
struct Glued {
    at: u32,
    times: usize,
    apart: Vec<u32>,
}

/// Two words side by side whose gluing would not show in their letters. Words with a verbal second part
/// («تولید کننده») and prefixes («غیر نفتی», «خود ایمنی») are written both ways.
fn is_pair(doc: &Document<'_>, at: u32) -> bool {
    let (first, second) = (doc.token(at - 1), doc.token(at));
    let halves = first.kind == TokenKind::Word
        && second.kind == TokenKind::Word
        && doc.letters(at - 1) >= HALF_LETTERS
        && doc.letters(at) >= HALF_LETTERS
        && doc.facts(second).verb.is_none()
        && !doc.facts(first).is(List::FunctionWords)
        && doc.gap_before(at) == " ";
    let apart = || {
        let end = first.span.of(doc.text()).chars().next_back();
        if doc.lang() == Lang::AR { end == Some(TEH_MARBUTA) } else { end.is_some_and(|end| !joins_next(end)) }
    };
    halves && apart()
}
