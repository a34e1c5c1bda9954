use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Clitic, Facts, Lang, LanguagePack, List, Part};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Paragraph, ParagraphKind, Script, Sentence, TokenKind};
use crate::words::Message;
use std::ops::{Range, RangeInclusive};

declare_rule! {
    /// A piece of a sentence that stands between full stops as if it were one.
    ///
    /// In Persian: up to twelve words without a verb, with a full stop or left over at the end of a paragraph. In Arabic, where
    /// a sentence needs no verb: a single noun, a bare noun phrase that goes on with «وأن», a phrase with a preposition and
    /// nothing else, and a verbless sentence behind one that was cut off. Minor are up to four Persian words that begin or end
    /// with a particle («حتی درها.») and a single one that is no title, which may be meant so.
    ///
    /// ## Why it matters
    ///
    /// The source had a link, italics or a quotation there. The fragment belongs to a neighbour, and the reader
    /// must guess to which. In native text it came 7 times in 1.31 million Persian words (ISNA) and three times in
    /// 1.64 million Arabic words (Saudi newspapers), mostly as an afterthought for effect.
    ///
    /// ## What it lets pass
    ///
    /// Answers to a question, amounts («هشت ضربه چاقو.»), what «هم», «نیز» and «یعنی» add, pieces beside another sentence
    /// without a verb or behind one of fewer than six words, lists («چای، سوپ، دمنوش.») and set phrases («بله.», «و بس.»,
    /// «یا خیر.»), ranges («از بندر تا کوهستان.»), quotations, dates, scores and other numbers, credits,
    /// names of letters, questions and exclamations, runs of three and more fragments and Persian articles with five and more
    /// sentences without a verb (a style), the first sentence of a paragraph unless it is a title («دکتر.»), headings, captions
    /// and points of a list.
    ///
    /// ## Examples
    ///
    /// - «دولت از برنامه تازه خبر داد. تعطیلی سه‌روزه مدارس. معلمان موافق نیستند.»
    /// - «وتبحث الوزارة استخدام المبنى القديم بدلا من. إنشاء مبنى جديد.»
    StrandedFragment {
        name: "stranded-fragment",
        axis: Axis::Translation,
        severity: Severity::Major,
        confidence: Confidence::Medium,
        languages: &[Lang::AR, Lang::FA],
        mqm: "linguistic_conventions/unintelligible",
        its: "grammar",
        cost: Cost::Independent,
        yields_to: &["dangling-attribution", "mangled-name"],
        judged: Judged { right: 24, wrong: 1, data: "mt-and-native-ar-posts, mt-ar-wikinews, mt-fa-course-markdown, mt-fa-wikinews: 25 findings read" },
        since: "0.1.0",
    }
}

// What is measured was measured on native text (ISNA and treebank, 1.38 M words; native-ar-saudi, 1.64 M) and on machine output
// (181 k words in Persian, 266 k in Arabic).
/// A verbless Persian sentence up to this length is a fragment. Native ISNA news, 1.31 M words: 5 up to four
/// words, 7 up to twelve; machine-translated news, 97 k words: 2, 5, 6.
const FRAGMENT_WORDS: usize = 12;
/// Up to this length, or beside another broken sentence, it is surely one, unless a particle shows that it may be an afterthought.
const SHORT_WORDS: usize = 4;
/// What stands behind an Arabic cut sentence, and the noun phrase before «وأن», are at most this long. With 7 native text has one
/// finding fewer, with 9 none more.
const SEAM_WORDS: usize = 8;
/// Words of the shortest noun phrase before «وأن». With 1 native text has one finding more, with 3 none fewer.
const NOUN_PHRASE_WORDS: usize = 2;
/// Words of the shortest phrase with a preposition. With 2 and with 4 the findings are the same.
const PREPOSITIONAL_WORDS: usize = 3;
/// So many fragments in a row are a style: prose poems, film scripts, advertisements. With 2 and with 4 the findings are the same.
pub(super) const STYLE_RUN: usize = 3;
/// So many sentences without a verb in an article, one in so many, are its author's way of writing: live reports, features,
/// columns. With 4 and 6 sentences, and with one in 6 and in 10, the findings are the same.
const STYLE_SENTENCES: usize = 5;
const STYLE_SHARE: usize = 8;
/// A shorter Arabic phrase with a preposition is an afterthought for effect: of four judged in machine-translated posts
/// three had three or four words and were meant so.
const PHRASE_WORDS: usize = 5;
/// A word is a spoken one when it is so many half steps of the Zipf scale commoner without the ه of the copula (thirty
/// times): «امنه» is three rarer than «امن», the name «اسکندریه» none than «اسکندری».
const SPOKEN_STEPS: u8 = 3;
/// Letters of the word before an «اند» that lost its joiner, and before a spoken ه. With 3 and with 5 letters before «اند» the
/// findings are the same; with 4 before ه machine output has one finding more, with 2 none fewer.
const JOINED_LETTERS: usize = 4;
const SPOKEN_LETTERS: usize = 3;
/// Letters of the shortest spoken verb: «میگن». With 3 machine output has three findings fewer, with 5 two more.
const SPOKEN_VERB_LETTERS: usize = 4;
/// Letters of a word in a Persian fragment: a single one is an initial or counts points. With 1 native text has seven findings
/// more, with 3 machine output has twelve fewer.
const WORD_LETTERS: usize = 2;
/// Letters of an Arabic noun that stands alone. With 5 machine output has four findings fewer, with 3 none more.
const SINGLE_LETTERS: usize = 4;
/// Letters of an Arabic word that may be a verb of the first or second person («أرفض»). With other bounds, one lower or higher, the
/// findings are the same but for one in native text, which falls when words of 7 letters may be verbs.
const PERSON_LETTERS: RangeInclusive<usize> = 4..=6;
/// Behind fewer words a definite Arabic noun is an afterthought. With 3 and with 5 the findings are the same.
const AFTERTHOUGHT_WORDS: usize = 4;
/// So many commas make a fragment a list. With 1 machine output has two findings fewer, with 3 native text none more.
const LIST_COMMAS: usize = 2;
/// The sentence that a fragment was cut from has at least so many words. With 5 and with 7 the findings are the same.
const FULL_WORDS: usize = 6;

impl Rule for StrandedFragment {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        if cx.lang() == Lang::FA && is_elliptic(doc) {
            return;
        }
        let mut asked = false;
        for paragraph in doc.article() {
            if paragraph.kind != ParagraphKind::Body {
                asked = ends_in_question(doc, paragraph.range());
                continue;
            }
            // «شغل؟» ¶ «کارگر.»: an answer.
            let answers = asked;
            asked = ends_in_question(doc, paragraph.range());
            if cx.lang() == Lang::FA {
                persian(doc, paragraph, answers, out);
            } else {
                arabic(doc, paragraph, answers, out);
            }
        }
    }
}

/// Whether a Persian article leaves verbs out all over.
fn is_elliptic(doc: &Document<'_>) -> bool {
    let body = doc.article().filter(|p| p.kind == ParagraphKind::Body);
    let mut all = 0;
    let mut bare = 0;
    for sentence in body.flat_map(|p| doc.sentences(p)).filter(|sentence| doc.is_full_stopped(sentence)) {
        all += 1;
        bare += usize::from(doc.dangling_end(sentence).is_none() && is_verbless(doc, sentence));
    }
    bare >= STYLE_SENTENCES && bare * STYLE_SHARE >= all
}

/// Whether a question mark ends a paragraph or sentence.
pub(super) fn ends_in_question(doc: &Document<'_>, tokens: Range<u32>) -> bool {
    !tokens.is_empty() && matches!(doc.mark(tokens.end - 1), Some('؟' | '?'))
}

fn place(doc: &Document<'_>, sentence: &Sentence) -> crate::span::Span {
    doc.span(sentence.tokens.0, sentence.tokens.1 - 1)
}

fn persian(doc: &Document<'_>, paragraph: &Paragraph, answers: bool, out: &mut Findings) {
    let sentences = doc.sentences(paragraph);
    let bare: Vec<usize> = sentences.iter().map(|s| verbless_words(doc, s)).collect();
    // Dates and lines of credits between them belong to the style.
    let broken: Vec<bool> = sentences.iter().map(|s| is_verbless(doc, s)).collect();
    // «دکتر. لی گفت»: an abbreviated title that was spelled out and kept its full stop. Longer phrases at the
    // head of a paragraph are headings run in, other words set a scene («سکوت. کسی نگاه نمی‌کند.»).
    if !answers
        && bare.first() == Some(&1)
        && bare.get(1) == Some(&0)
        && sentences[0].ended
        && is_title(doc, &sentences[0])
    {
        out.report(place(doc, &sentences[0]), Message::error("stranded-fragment-verbless-word"));
    }
    for index in 1..sentences.len() {
        let (sentence, before) = (&sentences[index], &sentences[index - 1]);
        let words = bare[index];
        if words == 0 || !doc.is_full_stopped(before) {
            continue;
        }
        let run = broken[..index].iter().rev().take(STYLE_RUN).take_while(|&&is| is).count()
            + broken[index..].iter().take(STYLE_RUN).take_while(|&&is| is).count();
        // «خانه‌ای کوچک. حیاطی بزرگ‌تر.», «دقیقه ۵۹- پنالتی. خطای هند.»: phrases side by side are a figure of style.
        let cut = doc.dangling_end(before).is_some();
        let beside = broken[index - 1] || broken.get(index + 1).is_some_and(|&is| is);
        if run >= STYLE_RUN || words >= 2 && beside && !cut {
            continue;
        }
        let ends = |at: u32| doc.clause_part(Part::Closing, at, before.tokens.1).is_some();
        let whole_before = doc.is_verb_final(before.range()) || before.range().any(ends);
        if !sentence.ended {
            if words >= 2 && whole_before {
                let message = Message::error("stranded-fragment-noun-phrase");
                out.report(place(doc, sentence), message);
            }
            continue;
        }
        // «دارد. بعضی شب‌ها.», «یک روز، تهران. میدان آزادی.»: nothing was cut off from so little, nor from a sentence that
        // leaves its own verb out.
        let full = doc.words_in(before.range()).len() >= FULL_WORDS;
        if !(cut || full && whole_before) {
            continue;
        }
        if words == 1 {
            // «بی‌صدا.», «تنهایی.»: one word may be all that a writer wanted to add.
            if is_title(doc, sentence) {
                out.report(place(doc, sentence), Message::error("stranded-fragment-verbless-word"));
            } else {
                out.report(place(doc, sentence), Message::suspicion("stranded-fragment-words"))
                    .severity(Severity::Minor);
            }
            continue;
        }
        // «حتی درها.», «از ایستادنشان.»: an afterthought, more often than a piece that was cut off.
        let (first, last) = (sentence.tokens.0, sentence.tokens.1 - 2);
        let particle = |at: u32| doc.facts_at(at).is(List::FunctionWords);
        let afterthought = words <= SHORT_WORDS && !cut && (particle(first) || particle(last));
        let message = if afterthought {
            Message::suspicion("stranded-fragment-words")
        } else {
            Message::error("stranded-fragment-words")
        };
        let report = out.report(place(doc, sentence), message);
        if afterthought {
            report.severity(Severity::Minor);
        } else if words <= SHORT_WORDS || cut {
            report.confidence(Confidence::High);
        }
    }
}

/// «دکتر.»: whether a title opens a sentence, whose full stop was that of an abbreviation.
fn is_title(doc: &Document<'_>, sentence: &Sentence) -> bool {
    let (from, to) = sentence.tokens;
    doc.phrase_where(List::Honorifics, from, to, |row| row.column(0) == "title").is_some()
}

/// Whether a sentence has no more words than a fragment.
fn is_short(doc: &Document<'_>, sentence: &Sentence) -> bool {
    let (from, to) = sentence.tokens;
    (from..to).filter(|&at| doc.is_wordlike(at)).nth(FRAGMENT_WORDS).is_none()
}

/// Whether a sentence is short and has no verb, whatever excuses it.
fn is_verbless(doc: &Document<'_>, sentence: &Sentence) -> bool {
    is_short(doc, sentence) && has_no_verb(doc, sentence)
}

pub(super) fn has_no_verb(doc: &Document<'_>, sentence: &Sentence) -> bool {
    let (from, to) = sentence.tokens;
    !doc.is_verb_final(from..to) && doc.predicates(from..to).is_empty()
}

/// Number of words of a Persian sentence that has no verb and nothing that excuses it; else 0.
fn verbless_words(doc: &Document<'_>, sentence: &Sentence) -> usize {
    if !is_short(doc, sentence) {
        return 0;
    }
    let (from, to) = sentence.tokens;
    let words = doc.words_in(from..to);
    let Some(&first) = words.first() else { return 0 };
    if sentence.ended && !doc.is_full_stopped(sentence) {
        return 0;
    }
    let plain = (from..to).all(|at| match doc.token(at).kind {
        TokenKind::Word => {
            let facts = doc.facts_at(at);
            doc.token(at).script == Script::Latin
                || doc.is_arabic_script(at)
                    && doc.letters(at) >= WORD_LETTERS
                    && !facts.is(List::LetterNames)
                    && !facts.is(List::Abbreviations)
                    && !facts.is(List::Months)
        }
        TokenKind::Mark => matches!(doc.mark(at), Some('،' | '.')),
        TokenKind::Number | TokenKind::Address => false,
    });
    // «کمی خواب، کمی پیاده‌روی، کمی سکوت.»: a list.
    let listed = (from..to).filter(|&at| doc.mark(at) == Some('،')).nth(LIST_COMMAS - 1).is_some();
    let excused = listed
        || doc.clause_part(Part::Standalone, first, to).is_some_and(|end| end + u32::from(sentence.ended) >= to)
        || words.iter().any(|&at| doc.clause_part(Part::Closing, at, to).is_some())
        || words.iter().any(|&at| doc.phrase(List::Furniture, at, to).is_some())
        || doc.phrase(List::CaptionCues, first, to).is_some()
        || is_range(doc, first, to)
        || is_amount(doc, first, to)
        // «آستین بالا زده، دمپایی به پا.»: a participle is the verb of a clause that leaves "is" out.
        || (from..to).any(|at| doc.mark(at) == Some('،') && doc.is_verb_final(from..at))
        || words.iter().any(|&at| doc.clause_part(Part::StandIn, at, to).is_some())
        || words.last().is_some_and(|&last| has_spoken_copula(doc, last) || is_spoken_plural(doc, first, last));
    // «مدل‌های BitNET به سخت‌افزار»: names may be Latin, an English sentence is none of ours.
    let latin = words.iter().filter(|&&at| doc.token(at).script == Script::Latin).count();
    if !plain
        || latin * 2 >= words.len()
        || excused
        || !is_verbless(doc, sentence)
        || words.iter().any(|&at| is_spoken_verb(doc, at))
        || doc.dangling_end(sentence).is_some()
        || doc.is_quoted(from)
    {
        return 0;
    }
    words.len()
}

/// «هشت ضربه چاقو.», «حتی یک بار.»: an amount in words.
fn is_amount(doc: &Document<'_>, first: u32, to: u32) -> bool {
    let unit = |at: u32| doc.phrase(List::Units, at, to).is_some();
    unit(first) || first + 1 < to && doc.facts_at(first).is(List::FunctionWords) && unit(first + 1)
}

/// «از بندر تا کوهستان.»: "from" and "until" span a range that sums up the sentence before it.
fn is_range(doc: &Document<'_>, first: u32, to: u32) -> bool {
    let from = doc.clause_part(Part::From, first, to);
    from.is_some_and(|behind| (behind..to).any(|at| doc.clause_part(Part::Until, at, to).is_some()))
}

/// «میگن», «نمی‌تونستن»: spoken forms are verbs too.
pub(super) fn is_spoken_verb(doc: &Document<'_>, at: u32) -> bool {
    let verbs = doc.pack().and_then(|pack| pack.verbs());
    verbs.is_some_and(|verbs| verbs.without_durative(doc.folded(at)).is_some())
        && !doc.facts_at(at).is(List::PseudoVerbs)
        && doc.letters(at) >= SPOKEN_VERB_LETTERS
}

/// «همه رفتن»: the plural of the past as it is spoken, behind its subject.
pub(super) fn is_spoken_plural(doc: &Document<'_>, first: u32, last: u32) -> bool {
    let Some(verbs) = doc.pack().and_then(|pack| pack.verbs()) else { return false };
    first < last && verbs.without_ending("plural-spoken", doc.folded(last)).any(|stem| verbs.is_past_stem(stem))
}

/// «هوا خنکه», «به این نام معروفند»: a word to which speech adds «است» as ه, or «اند» is written without its joiner. Without
/// those letters it is far commoner.
pub(super) fn has_spoken_copula(doc: &Document<'_>, at: u32) -> bool {
    let Some(pack) = doc.pack() else { return false };
    let Some(verbs) = pack.verbs() else { return false };
    let word = doc.folded(at);
    let common = |word: &str| pack.commonness(word).unwrap_or_default();
    [("copula-joined", JOINED_LETTERS), ("copula-spoken", SPOKEN_LETTERS)].into_iter().any(|(slot, least)| {
        verbs
            .without_ending(slot, word)
            .any(|bare| bare.chars().count() >= least && common(bare) >= common(word) + SPOKEN_STEPS)
    })
}

fn arabic(doc: &Document<'_>, paragraph: &Paragraph, answers: bool, out: &mut Findings) {
    let sentences = doc.sentences(paragraph);
    for (index, pair) in sentences.windows(2).enumerate() {
        let word = pair[0].tokens.0;
        // «ظلام.», «مجنون.»: an indefinite noun with no long sentence before it is a remark.
        let before = index.checked_sub(1).map(|before| &sentences[before]);
        // «ماذا يريد الشباب؟ العمل.»: an answer. «هذا هو المطلوب. العدل.»: an afterthought.
        let asked = before.map_or(answers, |before| ends_in_question(doc, before.range()));
        let cut_off = || match before {
            Some(before) => {
                let least = if doc.is_definite(word) { AFTERTHOUGHT_WORDS } else { FULL_WORDS };
                !asked && last_clause_words(doc, before) >= least
            }
            None => !asked && doc.is_definite(word),
        };
        if single_word(doc, &pair[0]) && !single_word(doc, &pair[1]) && !doc.is_quoted(word) && cut_off() {
            out.report(place(doc, &pair[0]), Message::error("stranded-fragment-word"));
        }
    }
    for index in 1..sentences.len() {
        let (sentence, before) = (&sentences[index], &sentences[index - 1]);
        if !doc.is_full_stopped(before) || doc.is_quoted(sentence.tokens.0) {
            continue;
        }
        if doc.dangling_end(before).is_some() && behind_cut(doc, sentence) {
            out.report(place(doc, sentence), Message::error("stranded-fragment-behind"));
        } else if doc.is_full_stopped(sentence)
            && whole(doc, before)
            && prepositional(doc, sentence)
            && doc.words_in(sentence.range()).len() >= PHRASE_WORDS
        {
            out.report(place(doc, sentence), Message::error("stranded-fragment-preposition"));
        } else if noun_phrase_and_that(doc, sentence) {
            out.report(place(doc, sentence), Message::error("stranded-fragment-and-that"));
        }
    }
}

/// Number of words of a sentence behind its last colon.
fn last_clause_words(doc: &Document<'_>, sentence: &Sentence) -> usize {
    let (from, to) = sentence.tokens;
    let start = (from..to).rev().find(|&at| doc.mark(at) == Some(':')).unwrap_or(from);
    doc.words_in(start..to).len()
}

/// «الدكتور.»: one Arabic noun with a full stop, in the middle of things.
fn single_word(doc: &Document<'_>, sentence: &Sentence) -> bool {
    let (from, to) = sentence.tokens;
    let facts = doc.facts_at(from);
    to - from == 2
        && doc.is_full_stopped(sentence)
        && (to as usize == doc.tokens().len() || doc.space_before(to))
        && doc.is_arabic_script(from)
        && doc.letters(from) >= SINGLE_LETTERS
        && !doc.may_be_verb(from)
        && !facts.is(List::FunctionWords)
        && !facts.is(List::LetterNames)
        && !facts.is(List::Abbreviations)
        && !facts.is(List::DanglingParticles)
        && doc.clause_part(Part::Standalone, from, to).is_none()
}

/// «إنشاء مبنى جديد.»: an indefinite verbal noun and no verb, up to eight words.
fn behind_cut(doc: &Document<'_>, sentence: &Sentence) -> bool {
    if prepositional(doc, sentence) {
        return true;
    }
    let words = doc.words_in(sentence.range());
    words.len() <= SEAM_WORDS
        // A definite noun may be the subject of a nominal sentence, whole without a verb.
        && words.first().is_some_and(|&first| {
            !doc.facts_at(first).is(List::FunctionWords) && !doc.is_definite(first)
        })
        && words[1..].iter().all(|&at| !doc.may_be_verb(at))
        && (doc.facts_at(words[0]).is(List::Masdars) || !doc.may_be_verb(words[0]) && !is_joined_future(doc, words[0]))
}

/// «وسنعيد»: "and", the future letter and the first person, which no other test for verbs sees.
fn is_joined_future(doc: &Document<'_>, at: u32) -> bool {
    let bare =
        |pack: &'static LanguagePack| pack.without_clitic(Clitic::Future, pack.without_proclitic(doc.folded(at))?);
    doc.pack().and_then(bare).is_some_and(|bare| is_begun_by_person(doc, bare))
}

/// Whether a word begins with the letter of a person of the imperfect that is not the third of the masculine.
fn is_begun_by_person(doc: &Document<'_>, word: &str) -> bool {
    doc.pack().is_some_and(|pack| pack.without_clitic(Clitic::Person, word).is_some())
}

/// A sentence that is long enough to have lost a piece, and is over.
fn whole(doc: &Document<'_>, sentence: &Sentence) -> bool {
    let (from, to) = sentence.tokens;
    let words = doc.words_in(from..to);
    words.len() >= FULL_WORDS && words.iter().any(|&at| doc.may_be_verb(at))
}

/// «على ملعب المدينة في أكتوبر الماضي.»: a few words in all, and none that may be a predicate. «من» is not
/// asked: «من الأفضل الانتظار.» is whole.
fn prepositional(doc: &Document<'_>, sentence: &Sentence) -> bool {
    let (from, to) = (sentence.tokens.0, sentence.tokens.1 - 1);
    let words = doc.words_in(from..to);
    doc.clause_part(Part::Preposition, from, to).is_some()
        && (PREPOSITIONAL_WORDS..=SEAM_WORDS).contains(&words.len())
        && words.len() == (to - from) as usize
        && words[1..].iter().all(|&at| {
            let is = |part: Part| doc.clause_part(part, at, at + 1).is_some();
            let predicate = may_be_finite(doc, at)
                || [Part::Joint, Part::Object, Part::Negation, Part::Existential].into_iter().any(is);
            doc.is_arabic_script(at) && (is(Part::Preposition) || !predicate)
        })
}

/// Whether an Arabic word may be a finite verb of any person: «أرفض», «نجعل», «تنقسم» too.
fn may_be_finite(doc: &Document<'_>, at: u32) -> bool {
    let folded = doc.folded(at);
    doc.may_be_verb(at)
        || PERSON_LETTERS.contains(&folded.chars().count())
            && is_begun_by_person(doc, folded)
            && !doc.is_definite(at)
            && doc.cues(at) & Facts::UNLISTED != 0
}

/// «مشروع القطار السريع وأن على الوزارة …»: a noun phrase, then a clause that only a verb or "that" before
/// it could govern.
fn noun_phrase_and_that(doc: &Document<'_>, sentence: &Sentence) -> bool {
    let (from, to) = sentence.tokens;
    let Some(joint) = (from..to).find(|&at| doc.has_conjunction(at) && doc.clause_part(Part::That, at, to).is_some())
    else {
        return false;
    };
    let head = from..joint;
    let words = doc.words_in(head.clone());
    if !(NOUN_PHRASE_WORDS..=SEAM_WORDS).contains(&words.len()) || words.len() != head.len() {
        return false;
    }
    let first = words[0];
    let noun = !doc.facts_at(first).is(List::FunctionWords)
        && !doc.is_definite(first)
        && !doc.has_conjunction(first)
        && doc.facts_at(first).verb.is_none();
    noun && words.iter().all(|&at| {
        !doc.may_be_verb(at)
            && doc.is_arabic_script(at)
            && doc.clause_part(Part::Joint, at, at + 1).is_none()
            && !doc.facts_at(at).is(List::ReportingVerbs)
    })
}
