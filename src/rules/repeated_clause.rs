use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Lang, List, Part};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Sentence};
use crate::words::Message;
use std::ops::Range;

declare_rule! {
    /// A predicate that comes a second time in its sentence, where the source had another verb or none.
    ///
    /// In Persian a compound predicate of two or more words before a comma and again at the end («توسعه را رد می‌کنند،
    /// درخواست‌ها را رد می‌کنند»), in Arabic a participle that returns behind «كان» («اجتماعا مقررا … كان مقررا»)
    /// and a verb with its complement that comes again behind a comma or at the end («تم نقله، مساء، تم نقله»).
    ///
    /// ## Why it matters
    ///
    /// Either two ideas of the source became one, or one idea was said twice because the translator had
    /// forgotten that it was said.
    ///
    /// ## What it lets pass
    ///
    /// Clauses joined by "and", "or", "but", «نه … نه», «چه … چه», parallels in quotations, a clause that repeats the verb
    /// under "that" or "if", a new subject with the same predicate («دلار گران شد، سکه گران شد»), arms of as many words
    /// («تهران واشنگتن را محکوم می‌کند، واشنگتن تهران را محکوم می‌کند»). Minor is a predicate that is said again of another object.
    ///
    /// ## Examples
    ///
    /// - «دو حزب ائتلاف را رد می‌کنند، شرایط تازه را رد می‌کنند»
    /// - «ألغى الوزير اجتماعا مقررا مع نظيره كان مقررا الأحد»
    RepeatedClause {
        name: "repeated-clause",
        axis: Axis::Translation,
        severity: Severity::Major,
        confidence: Confidence::Medium,
        languages: &[Lang::AR, Lang::FA],
        mqm: "accuracy/addition",
        its: "duplication",
        cost: Cost::Independent,
        yields_to: &["decoder-loop", "collapsed-pair"],
        judged: Judged { right: 3, wrong: 0, data: "mt-fa-wikinews: 3 findings read" },
        since: "0.1.0",
    }
}

// What is measured was measured on native text (ISNA and treebank, 1.38 M words; native-ar-saudi, 1.64 M) and on machine output
// (181 k words in Persian, 266 k in Arabic).
/// Words of a predicate before its noun: object and preposition. With 5 and with 7 the findings are the same.
const PREDICATE_WORDS: u32 = 6;
/// Letters of the noun of a compound predicate («رد می‌کنند»). With 3 machine output has one finding fewer, with 1 native text none
/// more.
const COMPLEMENT_LETTERS: usize = 2;
/// An Arabic verb and the word behind it.
const GROUP_WORDS: u32 = 2;
/// Words between an Arabic verb group and its return. With 9 native text has one finding more; from 6 on the others are the same.
const GROUP_GAP: u32 = 8;
/// Letters of an Arabic verb behind "and": in a shorter word the first letter is rather that of the root. With 3 and with 5 the
/// findings are the same.
const JOINED_LETTERS: usize = 4;
/// Words between a participle and its return behind «كان». From 10 to 20 the findings are the same.
const RETURN_WORDS: u32 = 14;
/// Letters of the shortest participle in the accusative: م, three of the root and an ending («مقررا»). With 6 machine output has one
/// finding fewer.
const PARTICIPLE_LETTERS: usize = 5;

impl Rule for RepeatedClause {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for paragraph in doc.article() {
            for sentence in doc.sentences(paragraph) {
                if doc.is_quoted(sentence.tokens.0) {
                    continue;
                }
                if cx.lang() == Lang::FA {
                    compound_predicate(cx, sentence, out);
                } else {
                    participle(doc, sentence, out);
                    verb_group(cx, sentence, out);
                }
            }
        }
    }
}

/// The noun or adjective of a compound predicate with its verb: «رد می‌کنند», «متعهد هستیم».
fn with_complement(doc: &Document<'_>, group: Range<u32>, from: u32) -> Option<Range<u32>> {
    let complement = group.start.checked_sub(1).filter(|&at| at >= from && doc.is_arabic_script(at))?;
    let facts = doc.facts_at(complement);
    let is_word = !facts.commonest && !facts.is(List::FunctionWords) && facts.verb.is_none();
    (is_word && doc.letters(complement) >= COMPLEMENT_LETTERS).then_some(complement..group.end)
}

fn compound_predicate(cx: &Context<'_, '_>, sentence: &Sentence, out: &mut Findings) {
    let doc = cx.doc;
    let (from, to) = sentence.tokens;
    if sentence.is_endless() {
        return;
    }
    let predicates: Vec<Range<u32>> =
        cx.predicates(sentence).iter().filter_map(|group| with_complement(doc, group.clone(), from)).collect();
    let key = |range: &Range<u32>| range.clone().map(|at| doc.token(at).word).collect::<Vec<_>>();
    for (index, first) in predicates.iter().enumerate() {
        if !matches!(doc.mark(first.end.min(to - 1)), Some('،' | ',')) {
            continue;
        }
        let joined = doc.clause_part(Part::Joint, first.end + 1, to).is_some();
        let Some(second) = predicates[index + 1..].iter().find(|second| key(second) == key(first)) else { continue };
        let resumed = resumes(doc, first, second, from);
        let ends_clause = second.end >= to
            || !doc.is_wordlike(second.end)
            || resumed && doc.clause_part(Part::That, second.end, to).is_some();
        let correlated = (from..first.end).any(|at| {
            let Some((_, row)) = doc.phrase(List::Correlatives, at, first.end) else { return false };
            let telling =
                row.len() > 1 || !doc.facts_at(at).commonest || doc.clause_part(Part::Joint, at, to).is_some();
            telling
                && (first.end..second.end + 1 - row.len() as u32)
                    .any(|other| row.clone().zip(other..).all(|(one, two)| doc.token(one).word == doc.token(two).word))
        });
        // «اگر خروجی غلط است، ورودی غلط است»: a condition says its verb again by rights.
        let conditional = (from..first.start).any(|at| doc.clause_part(Part::Condition, at, to).is_some());
        // Another verb between the arms makes a parallel of full clauses, unless it belongs to a condition
        // that was pushed in behind the comma. So do speakers, for effect.
        let pushed_in = doc.clause_part(Part::Condition, first.end + 1, to).is_some();
        let spoken = doc.is_quoted(first.start);
        let apart = !pushed_in && (spoken || !doc.predicates(first.end..second.start).is_empty());
        // «دلار گران شد، سکه گران شد»: a new subject with the same predicate makes a parallel. What the translator forgot
        // is said of another object, or of nothing at all.
        let said_of = |at: u32| doc.clause_part(Part::ObjectMarker, at, second.start).is_some();
        let anew = !resumed && !pushed_in && !(first.end..second.start).any(said_of);
        // «تهران واشنگتن را محکوم می‌کند، واشنگتن تهران را محکوم می‌کند»: arms of one length are a figure of style.
        let words = |tokens: Range<u32>| doc.words_in(tokens).len();
        let symmetric = !resumed && !pushed_in && words(from..first.start) == words(first.end..second.start);
        // «زدم و پاک کردم، زدم و پاک کردم»: the whole clause again insists.
        let whole = resumed && is_whole(doc, first, second, from);
        if (joined || correlated) && !resumed
            || anew
            || symmetric
            || whole
            || !ends_clause
            || conditional
            || apart
            || quotes_between(doc, first.end..second.start)
        {
            continue;
        }
        let message = Message::suspicion("repeated-clause-predicate");
        // «مردم موسیقی محلی را دوست دارند، رقص را دوست دارند»: another object may be a figure of style too.
        let severity = if resumed || pushed_in { Severity::Major } else { Severity::Minor };
        out.report(doc.span(second.start, second.end - 1), message)
            .severity(severity)
            .related([doc.span(first.start, first.end - 1)]);
    }
}

/// «از شاهدان خواست، در بیانیه‌ای کوتاه، از شاهدان خواست که …»: an adverbial between commas, and the predicate again.
fn resumes(doc: &Document<'_>, first: &Range<u32>, second: &Range<u32>, from: u32) -> bool {
    let same = |back: u32| doc.token(first.start - back).word == doc.token(second.start - back).word;
    let start =
        second.start - (1..=PREDICATE_WORDS.min(first.start - from)).take_while(|&back| same(back)).count() as u32;
    matches!(doc.mark(start - 1), Some('،' | ','))
}

/// Whether nothing stands between the two arms with what comes again before them, nor before the first one.
fn is_whole(doc: &Document<'_>, first: &Range<u32>, second: &Range<u32>, from: u32) -> bool {
    let like = |back: u32| doc.token(first.start - back).word == doc.token(second.start - back).word;
    let words = (1..=PREDICATE_WORDS).take_while(|&back| first.start >= from + back && like(back)).count() as u32;
    let start = first.start - words;
    second.start - words == first.end + 1 && (start == from || doc.mark(start - 1).is_some())
}

fn quotes_between(doc: &Document<'_>, tokens: Range<u32>) -> bool {
    tokens.into_iter().any(|at| matches!(doc.mark(at), Some('«' | '»' | '“' | '”' | '"' | ':')))
}

fn participle(doc: &Document<'_>, sentence: &Sentence, out: &mut Findings) {
    let (from, to) = sentence.tokens;
    let Some(pack) = doc.pack() else { return };
    for copula in doc.cued(List::ClauseParts.bit(), from + 1..to.saturating_sub(1)) {
        if doc.has_conjunction(copula) || doc.clause_part(Part::Copula, copula, to).is_none() {
            continue;
        }
        let second = copula + 1;
        let folded = doc.folded(second);
        let facts = doc.facts_at(second);
        // «وإن كان», «حيث كانت», «بعد أن كانت»: a clause of its own.
        let clause = doc.clause_part(Part::Joint, copula - 1, copula).is_some() || !doc.is_wordlike(copula - 1);
        let participle = pack.has_beginning("participle", folded) && pack.has_ending("predicate", folded);
        if clause
            || !participle
            || !doc.is_arabic_script(second)
            || folded.chars().count() < PARTICIPLE_LETTERS
            || facts.is(List::FunctionWords)
            || facts.verb.is_some()
        {
            continue;
        }
        let earlier = from.max(copula.saturating_sub(RETURN_WORDS));
        let same = |at: u32| doc.folded(at) == folded;
        let Some(first) = (earlier..copula).rev().find(|&at| same(at)) else { continue };
        // «غير مصابة … كانت مصابة»: the contrast is meant.
        if quotes_between(doc, first..copula)
            || first > from && doc.clause_part(Part::Negation, first - 1, first).is_some()
        {
            continue;
        }
        let message = Message::suspicion("repeated-clause-participle");
        out.report(doc.span(copula, second), message).related([doc.span(first, first)]);
    }
}

/// A content word: «تصل إلى» goes on differently each time.
fn is_complement(doc: &Document<'_>, at: u32) -> bool {
    let facts = doc.facts_at(at);
    doc.is_arabic_script(at)
        && !facts.commonest
        && !facts.is(List::FunctionWords)
        && doc.clause_part(Part::Object, at, at + 1).is_none()
}

/// Whether no word follows before the full stop or the end of the quotation.
fn closes_sentence(doc: &Document<'_>, at: u32, to: u32) -> bool {
    at >= to || matches!(doc.mark(at), Some('.' | '»' | '"' | '”'))
}

/// «تم تشغيله فور كسر الزجاج، تم تشغيله»: a verb with its next word, and both again, with neither another verb between
/// nor anything that joins them.
fn verb_group(cx: &Context<'_, '_>, sentence: &Sentence, out: &mut Findings) {
    let doc = cx.doc;
    let (from, to) = sentence.tokens;
    let Some(pack) = doc.pack() else { return };
    let verb = |word: &str| pack.has_kind(List::FiniteVerbs, word, "verb");
    let is_verb = |at: u32| {
        let behind_and = |rest: &str| rest.chars().count() >= JOINED_LETTERS && verb(rest);
        verb(doc.folded(at)) || pack.without_proclitic(doc.folded(at)).is_some_and(behind_and)
    };
    let mut last = from;
    for second in doc.cued(List::FiniteVerbs.bit(), from + GROUP_WORDS..to.saturating_sub(1)) {
        // Most complements do not come again at all.
        let again = second >= last && cx.occurrences(doc.token(second + 1).word) > 1;
        if !again || !is_complement(doc, second + 1) || !verb(doc.folded(second)) {
            continue;
        }
        let plain = |at: u32| {
            let word = doc.folded(at);
            pack.without_proclitic(word).filter(|rest| verb(rest)).unwrap_or(word)
        };
        let earlier = from.max(second.saturating_sub(GROUP_GAP + GROUP_WORDS));
        let same = |at: u32| plain(at) == doc.folded(second) && doc.token(at + 1).word == doc.token(second + 1).word;
        let Some(first) = (earlier..second - 1).rev().find(|&at| same(at)) else { continue };
        let between = first + GROUP_WORDS..second;
        // The second word of the group may be a verb: «كانت تتوقع».
        let another = between.clone().any(|at| doc.is_arabic_script(at) && is_verb(at));
        let joined = doc.clause_part(Part::Joint, second - 1, second).is_some()
            || doc.clause_part(Part::Negation, second - 1, second).is_some();
        let spoken = doc.is_quoted(second) && !doc.is_wordlike(second - 1);
        // Behind a comma the first group was interrupted by an adverbial; without one the second group must close
        // the sentence. Anything else is a parallel: «عقوبة تصل إلى … وغرامة تصل إلى …».
        let resumes = matches!(doc.mark(second - 1), Some('،' | ','));
        let closes = doc.is_wordlike(second - 1) && closes_sentence(doc, second + GROUP_WORDS, to);
        if !(resumes || closes)
            || between.is_empty()
            || another
            || joined
            || spoken
            || quotes_between(doc, first..second)
        {
            continue;
        }
        last = second + GROUP_WORDS;
        let message = Message::suspicion("repeated-clause-verb");
        out.report(doc.span(second, second + 1), message).related([doc.span(first, first + 1)]);
    }
}
