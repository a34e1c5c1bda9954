use super::stranded_fragment::{
    STYLE_RUN, ends_in_question, has_no_verb, has_spoken_copula, is_spoken_plural, is_spoken_verb,
};
use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Lang, List, Part, ZWNJ, fold};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, ParagraphKind, Sentence, TokenKind};
use crate::words::Message;
use std::ops::Range;

declare_rule! {
    /// A long Persian sentence without its verb.
    ///
    /// Nine words or more of running text, up to their full stop, of which none is a verb, though a pronoun, an object or a
    /// clause calls for one; or the last verb calls for another («می‌تواند», «باید», «ممکن است»), or «که» opens a clause
    /// behind it, and four words or more are left without a verb. The place is the end of the sentence, where Persian puts
    /// its verb. Shorter ones are `stranded-fragment`.
    ///
    /// ## Why it matters
    ///
    /// The translator put nouns in the place of the verbs («شما نیاز به یک نامه», "you need a letter"), or dropped them; the
    /// reader must guess what is said of whom. Native text has none (ISNA and treebank, 1.38 M words), machine translations of
    /// Wikinews and FLORES 82 in 97 k words.
    ///
    /// ## What it lets pass
    ///
    /// Prices, scenes and captions without pronoun, object or clause; verses; sentences with a colon, quotation marks or
    /// dashes, which have a form of their own; «یعنی», «عبارتند از» and «برای مثال»; spoken forms («میگن», «خنکه») and
    /// imperatives («آغاز کن»); lists of names; answers to a question; what begins with "and", "or", "not"; runs of three
    /// and more such sentences (a style); headings, captions and points of a list.
    ///
    /// ## Examples
    ///
    /// - «برای گرفتن روادید، شما نیاز به یک نامه از دانشگاه و مدارک بانکی برای سه ماه.»
    /// - «این قانون به شهرداری‌ها اجازه می‌دهد تا کنترل قیمت‌ها در بازارهای محلی.»
    MissingVerb {
        name: "missing-verb",
        axis: Axis::Translation,
        severity: Severity::Major,
        confidence: Confidence::Medium,
        languages: &[Lang::FA],
        mqm: "linguistic_conventions/grammar",
        its: "grammar",
        cost: Cost::Independent,
        yields_to: &["cut-sentence", "dangling-attribution", "decoder-loop", "stranded-fragment", "wrong-language"],
        judged: Judged { right: 81, wrong: 4, data: "mt-fa-course-markdown, mt-fa-wikinews: 85 findings read" },
        since: "0.1.0",
    }
}

/// Fewer words may be meant so: of five to eight words, one was right in machine output (97 k words), four were false in native
/// text (1.38 M words).
const LEAST_WORDS: usize = 9;
/// Behind a verb that calls for another, or in a clause, fewer words may leave it out («بیش از این نمی‌توانم برای شما.»). With 3 machine
/// output (181 k words) has three findings more, with 5 five fewer; native text none.
const WORDS_BEHIND: usize = 4;
/// A sentence with a comma after every few words is a list. With 3 and with 5 the findings are the same.
const WORDS_A_COMMA: usize = 4;
/// Of four words of running text at least so many are in Arabic script. With 4 machine output has ten findings fewer, with 2 native
/// text none more.
const ARABIC_OF_FOUR: usize = 3;
/// Two halves with a comma between are a verse when they differ by so many words at most. With 3 machine output has one finding
/// fewer, with 1 native text none more.
const VERSE_DIFFERENCE: usize = 2;
/// A verse has at most so many words. With 14 and with 18 the findings are the same.
const VERSE_WORDS: usize = 16;
/// Fewer letters before the full stop may be an initial. With 2 native text has one finding more, with 4 machine output has 13 fewer.
const WORD_LETTERS: usize = 3;

impl Rule for MissingVerb {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let mut asked = false;
        for paragraph in doc.article() {
            let sentences = doc.sentences(paragraph);
            if paragraph.kind == ParagraphKind::Body {
                for (index, sentence) in sentences.iter().enumerate() {
                    let answers = match index.checked_sub(1) {
                        Some(before) => opens(doc, &sentences[before]),
                        None => asked,
                    };
                    if let Some(message) =
                        missing(doc, sentence).filter(|_| !answers && !is_style(doc, sentences, index))
                    {
                        let end = sentence.tokens.1 - 1;
                        out.report(doc.span(end - 1, end), message);
                    }
                }
            }
            asked = sentences.last().is_some_and(|last| opens(doc, last));
        }
    }
}

/// Whether a word shows that a verb is missed: a pronoun, an object, a clause inside the sentence. Without one, long
/// sentences without a verb are meant so (prices, scenes, captions): eight of eight in native news and stories.
fn calls_for_verb(doc: &Document<'_>, at: u32, to: u32) -> bool {
    let parts = [Part::Pronoun, Part::ObjectMarker, Part::That, Part::Condition];
    parts.into_iter().any(|part| doc.clause_part(part, at, to).is_some())
}

/// Whether a sentence asks for what follows: a question, or a colon.
fn opens(doc: &Document<'_>, sentence: &Sentence) -> bool {
    ends_in_question(doc, sentence.range()) || doc.mark(sentence.tokens.1 - 1) == Some(':')
}

/// Whether the sentence stands among others without a verb.
fn is_style(doc: &Document<'_>, sentences: &[Sentence], index: usize) -> bool {
    let verbless = |sentence: &&Sentence| has_no_verb(doc, sentence);
    let before = sentences[..index].iter().rev().take(STYLE_RUN).take_while(verbless).count();
    let behind = sentences[index..].iter().take(STYLE_RUN).take_while(verbless).count();
    before + behind >= STYLE_RUN
}

/// What a sentence says of its verb that is not there, when it has none or one that calls for another.
fn missing(doc: &Document<'_>, sentence: &Sentence) -> Option<Message> {
    let (from, stop) = (sentence.tokens.0, sentence.tokens.1 - 1);
    if !doc.is_full_stopped(sentence) || doc.is_verb_final(from..stop) {
        return None;
    }
    let words = doc.words_in(from..stop);
    if words.len() < LEAST_WORDS || !is_running_text(doc, &words, from..stop) || is_excused(doc, &words, stop) {
        return None;
    }
    let Some(last) = doc.predicates(from..stop).pop() else {
        let missed = words.iter().any(|&at| calls_for_verb(doc, at, stop))
            && !is_verse(doc, &words, from..stop)
            && !has_unlisted_verb(doc, &words);
        return missed.then(|| Message::suspicion("missing-verb"));
    };
    let behind = &words[words.partition_point(|&at| at < last.end)..];
    if behind.len() < WORDS_BEHIND || has_unlisted_verb(doc, behind) {
        return None;
    }
    // «که این بودجه صرف ساختن فیلم شده یا نه»: a participle may be the verb.
    let has_form = || behind.iter().any(|&at| doc.facts_at(at).verb.is_some());
    let opener = behind[0];
    if let Some(end) = doc.clause_part(Part::That, opener, stop).filter(|_| !has_form()) {
        let words = doc.span(opener, end - 1).of(doc.text());
        return Some(Message::suspicion("missing-verb-clause").with("words", words.to_owned()));
    }
    let modal = (last.start.saturating_sub(1).max(from)..=last.start)
        .find(|&at| doc.clause_part(Part::Modal, at, stop) == Some(last.end))
        .filter(|_| doc.is_wordlike(last.end))?;
    let verb = doc.span(modal, last.end - 1).of(doc.text());
    Some(Message::suspicion("missing-verb-behind").with("verb", verb.to_owned()))
}

/// Whether a sentence is made of words, commas and brackets, and no list.
fn is_running_text(doc: &Document<'_>, words: &[u32], tokens: Range<u32>) -> bool {
    let marks = doc.marks(tokens.clone());
    let commas = marks.iter().filter(|&&at| matches!(doc.mark(at), Some('،' | ','))).count();
    marks.iter().all(|&at| matches!(doc.mark(at), Some('،' | ',' | '(' | ')' | '/')))
        && commas * WORDS_A_COMMA <= words.len()
        && tokens.into_iter().all(|at| doc.token(at).kind != TokenKind::Address)
        && words.iter().filter(|&&at| doc.is_arabic_script(at)).count() * 4 >= words.len() * ARABIC_OF_FOUR
        && !doc.is_quoted(words[0])
        && !doc.is_quoted(words[words.len() - 1])
}

/// «دی و بهمن و آذر و فروردین، همیشه پر از لاله بینی زمین.»: two halves of like length.
fn is_verse(doc: &Document<'_>, words: &[u32], tokens: Range<u32>) -> bool {
    let &[comma] = doc.marks(tokens) else { return false };
    let first = words.partition_point(|&at| at < comma);
    words.len() <= VERSE_WORDS && first.abs_diff(words.len() - first) <= VERSE_DIFFERENCE
}

/// Whether the sentence needs no verb, or does not end where the full stop stands.
fn is_excused(doc: &Document<'_>, words: &[u32], stop: u32) -> bool {
    let (first, last) = (words[0], words[words.len() - 1]);
    let facts = doc.facts_at(last);
    // «ساعت ۱۲ جی. ام. تی.», «آرتور سی. کلارک»: the full stop is that of an initial.
    !doc.is_arabic_script(last)
        || last + 1 != stop
        || doc.letters(last) < WORD_LETTERS
        || facts.is(List::LetterNames)
        || facts.is(List::Abbreviations)
        || [Part::Conjunction, Part::Not, Part::Negation]
            .into_iter()
            .any(|part| doc.clause_part(part, first, stop).is_some())
        || doc.phrase(List::CaptionCues, first, stop).is_some()
        || words.iter().any(|&at| {
            [Part::Closing, Part::Verbless].into_iter().any(|part| doc.clause_part(part, at, stop).is_some())
        })
}

/// Whether some word may be a verb that the paradigm does not make: a spoken form, an imperative, "to be" on a noun.
fn has_unlisted_verb(doc: &Document<'_>, words: &[u32]) -> bool {
    let Some((pack, verbs)) = doc.pack().and_then(|pack| Some((pack, pack.verbs()?))) else { return true };
    let (first, last) = (words[0], words[words.len() - 1]);
    let word = doc.folded(last);
    // «توضیح دهم», «برانگیزد», «بنیان نهادی»: a form that is more often another word, or literary.
    let is_stem = |word: &str| verbs.is_present_stem(word) || verbs.is_past_stem(word);
    let literary = |word: &str| {
        is_stem(word) || verbs.affixes("preverb").any(|preverb| word.strip_prefix(preverb).is_some_and(is_stem))
    };
    let inflected = verbs.without_ending("ending-present", word).any(literary);
    // «نیازمندیم»: "to be" without its joiner.
    let with_copula = verbs.without_ending("copula-joined", word).any(|noun| pack.commonness(noun).is_some());
    // «ندارن», «کنن»: the plural of the present as it is spoken.
    let spoken_present = verbs.without_ending("plural-spoken", word).any(|stem| {
        verbs.is_present_stem(stem)
            || verbs.affixes("negation").any(|no| stem.strip_prefix(no).is_some_and(|stem| verbs.is_present_stem(stem)))
    });
    // «خواهنددید», «خنثیمی‌کردند»: the space in the verb was lost.
    let glued =
        verbs.affixes("aux-future").any(|aux| word.strip_prefix(aux).is_some_and(|stem| verbs.is_past_stem(stem)))
            || doc
                .span(last, last)
                .of(doc.text())
                .rsplit_once(ZWNJ)
                .is_some_and(|(_, end)| verbs.recognize(&fold(end)).is_some());
    words.iter().any(|&at| is_spoken_verb(doc, at))
        || inflected
        || with_copula
        || spoken_present
        || glued
        || has_spoken_copula(doc, last)
        || is_spoken_plural(doc, first, last)
        || doc.facts_at(last).past_stem
        || verbs.is_present_stem(word)
}
