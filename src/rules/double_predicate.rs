use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Clitic, Facts, Lang, LanguagePack, List, Part};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Sentence};
use crate::words::Message;
use std::ops::Range;

declare_rule! {
    /// Two finite verbs that claim one place in the clause.
    ///
    /// In Persian a verb, a comma and a form of "to be" with nothing between («صحبت می‌کنند، هستند»), the two side by side at the
    /// end of their clause («برگزار می‌شود خواهد شد»), or a predicate that has lost its subject («کشف شدند، وجود دارند»); in Arabic «قامت» that never gets its «بـ» and is followed by a
    /// second finite verb («لقد قامت الوزارة مرارا حذرت»), and two finite verbs side by side («تحاول تشتري»).
    ///
    /// ## Why it matters
    ///
    /// The translator began the clause one way and finished it another; nobody can tell which half holds.
    ///
    /// ## What it lets pass
    ///
    /// Compound tenses and modals («خواهد شد», «باید باشد»), verbs in a row («آمد، دید، رفت»), a verb of saying behind a
    /// quotation, relative clauses («آنچه می‌گوید، درست است»), «قامت الدولة على …», verbs that rightly have another
    /// behind them («بدأ يكتب», «جاء يركض», «سمعه يغني»).
    ///
    /// ## Examples
    ///
    /// - «نمایندگان در حالی که با خبرنگاران گفت‌وگو می‌کنند، هستند»
    /// - «لقد قامت الشركة مرارا حذرت العملاء من الاحتيال»
    DoublePredicate {
        name: "double-predicate",
        axis: Axis::Translation,
        severity: Severity::Major,
        confidence: Confidence::Medium,
        languages: &[Lang::AR, Lang::FA],
        mqm: "linguistic_conventions/grammar",
        its: "grammar",
        cost: Cost::Independent,
        yields_to: &["dangling-attribution", "repeated-clause", "collapsed-pair"],
        judged: Judged { right: 13, wrong: 0, data: "mt-ar-wikinews, mt-fa-wikinews: 13 findings read" },
        since: "0.1.0",
    }
}

// What is measured was measured on native-ar-saudi (1.64 M words) and on machine output in Arabic (266 k words).
/// Words between «قامت» and the second verb: a subject and an adverbial. From 6 to 10 the findings are the same.
const CLAUSE_WORDS: u32 = 8;
/// Words behind a modal up to the end of its sentence. The longest of the eleven findings on machine output has eleven.
const POSSIBLE_WORDS: u32 = 12;
/// Letters of a name behind its ب («بايدن»). With 2 and with 4 the findings are the same.
const NAME_LETTERS: usize = 3;
/// Letters of an adverbial in ا («مرارا»). With 3 and with 5 the findings are the same.
const ADVERBIAL_LETTERS: usize = 4;
/// Letters of a verb behind its "and": in a shorter word the first letter is rather that of the root («واعد», «وادي»). With 3 native
/// text has four findings more, with 5 none fewer.
const JOINED_LETTERS: usize = 4;
/// Letters of an imperfect in ت: a shorter word is rather a noun. With 4 native text has one finding more, with 6 none fewer.
const IMPERFECT_LETTERS: usize = 5;

impl Rule for DoublePredicate {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for paragraph in doc.article().filter(|p| p.kind.is_prose()) {
            for sentence in doc.sentences(paragraph) {
                if cx.lang() == Lang::FA {
                    verb_comma_copula(cx, sentence, out);
                    verb_and_auxiliary(doc, sentence, out);
                    possible_and_indicative(doc, sentence, out);
                } else {
                    light_verb(cx, sentence, out);
                    two_verbs(doc, sentence, out);
                }
            }
        }
    }
}

fn verb_comma_copula(cx: &Context<'_, '_>, sentence: &Sentence, out: &mut Findings) {
    let doc = cx.doc;
    let (from, to) = sentence.tokens;
    if sentence.is_endless() {
        return;
    }
    for group in cx.predicates(sentence) {
        let comma = group.end;
        if comma + 1 >= to || !matches!(doc.mark(comma), Some('،' | ',')) || in_relative_clause(doc, from, group.start)
        {
            continue;
        }
        // «گم شد، شد.»: so be it.
        if doc.token(group.end - 1).word == doc.token(comma + 1).word {
            continue;
        }
        let Some(end) = lone_copula(doc, group, comma + 1, to).or_else(|| lone_predicate(doc, comma + 1, to)) else {
            continue;
        };
        let place = doc.span(group.start, end - 1);
        out.report(place, Message::error("double-predicate-complement"));
    }
}

/// «سفر به تعویق می‌افتد خواهد شد.», «پرونده بسته است شد.»: a finite verb, and at once another that ends the clause.
fn verb_and_auxiliary(doc: &Document<'_>, sentence: &Sentence, out: &mut Findings) {
    let (from, to) = sentence.tokens;
    let Some(verbs) = doc.pack().and_then(LanguagePack::verbs).filter(|_| !sentence.is_endless()) else { return };
    let mut free = from;
    for first in doc.cued(Facts::VERB, from..to.saturating_sub(1)) {
        let second = first + 1;
        let auxiliary = doc.clause_part(Part::Auxiliary, second, to);
        let Some(end) = auxiliary.filter(|&end| ends_clause(doc, end, to)) else { continue };
        let spaced = first > from && doc.cues(first - 1) & Facts::DURATIVE != 0;
        // «شده است», «خواهد رفت»: of two words. «داده خواهد شد» has three.
        let group = (first > from).then(|| first - 1).filter(|&at| doc.predicate_at(at, to) == Some(second));
        let start = group.unwrap_or(first - u32::from(spaced));
        if [start, first].into_iter().any(|at| doc.predicate_at(at, to) != Some(second)) {
            continue;
        }
        // «می‌کرده است» is a tense, «می‌تواند شد» a modal.
        let open = verbs.ends_as_participle(doc.folded(first))
            || (start..second).any(|at| doc.clause_part(Part::Modal, at, second) == Some(second));
        let is = |part: Part| doc.clause_part(part, start, second) == Some(second);
        // Other forms may be nouns too («دریافت شد», «بیماری است»).
        let finite = group.is_some() || verbs.is_durative(doc.folded(first)) || is(Part::Copula);
        let surely = !open && (finite || is(Part::Dependent)) || is(Part::OnlyVerb);
        let same = doc.token(first).word == doc.token(end - 1).word;
        if surely && !same && start >= free && !in_relative_clause(doc, from, first) {
            out.report(doc.span(start, end - 1), Message::error("double-predicate-complement"));
            free = end;
        }
    }
}

/// «ممکن است سرد است.», «می‌توان آن را ترکیب شده است.»: what is possible stands in the subjunctive, and here the only verb behind the
/// modal is an indicative at the end of the sentence.
fn possible_and_indicative(doc: &Document<'_>, sentence: &Sentence, out: &mut Findings) {
    let (from, to) = sentence.tokens;
    for modal in doc.cued(List::ClauseParts.bit(), from..to) {
        let Some(next) = doc.clause_part(Part::Possible, modal, to) else { continue };
        let joined = |at: u32| doc.is_conjunction(at) || doc.clause_part(Part::That, at, at + 1).is_some();
        let far = to.min(next + POSSIBLE_WORDS);
        let end = (next..far).find(|&at| !doc.is_wordlike(at) || joined(at)).unwrap_or(far);
        if end < to && doc.mark(end) != Some('.') || doc.is_quoted(modal) {
            continue;
        }
        let verbs = doc.predicates(next..end);
        let [verb] = &verbs[..] else { continue };
        // «می‌توان امیدوار بود»: a bare past stands behind an impersonal modal.
        let is = |part: Part, at: u32| doc.clause_part(part, at, end) == Some(end);
        let indicative = |at: u32| is(Part::Auxiliary, at) && !is(Part::OnlyVerb, at);
        let closes = verb.end == end && verb.start > next;
        if closes && (indicative(verb.start) || verb.len() > 1 && indicative(end - 1) && is(Part::Copula, end - 1)) {
            out.report(doc.span(modal, end - 1), Message::error("double-predicate-possible"));
        }
    }
}

/// Whether nothing of the clause follows.
fn ends_clause(doc: &Document<'_>, end: u32, to: u32) -> bool {
    end >= to || !doc.is_wordlike(end) || doc.is_conjunction(end)
}

/// The end of a copula that is all of its clause. «است که» presents: only a copula at the end of its clause or before
/// "and" lacks a complement.
fn lone_copula(doc: &Document<'_>, first: &Range<u32>, at: u32, to: u32) -> Option<u32> {
    doc.clause_part(Part::Copula, at, to)
        .filter(|&end| ends_clause(doc, end, to))
        .filter(|_| doc.clause_part(Part::Copula, first.end - 1, to).is_none())
}

/// The end of a predicate that needs a subject or a participle and is all that stands before the full stop:
/// «…، شده است.», «…، وجود دارند.»
fn lone_predicate(doc: &Document<'_>, at: u32, to: u32) -> Option<u32> {
    doc.clause_part(Part::Dependent, at, to).filter(|&end| end + 1 == to && doc.mark(end) == Some('.'))
}

/// Whether the nearest که before the verb opens a relative clause: behind such a clause the copula comes with good
/// reason («کسی که می‌گوید، نیست»). «در حالی که» opens none, nor does «گفت که».
fn in_relative_clause(doc: &Document<'_>, from: u32, verb: u32) -> bool {
    if (from..verb).any(|at| doc.clause_part(Part::Relative, at, verb).is_some()) {
        return true;
    }
    let Some(that) = (from..verb).rev().find(|&at| doc.clause_part(Part::That, at, at + 1).is_some()) else {
        return false;
    };
    let circumstance =
        (from.max(that.saturating_sub(2))..=that).any(|at| doc.clause_part(Part::While, at, verb) == Some(that + 1));
    let said =
        that > from && doc.facts_at(that - 1).verb.is_some() && doc.clause_part(Part::Copula, that - 1, that).is_none();
    !(circumstance || said)
}

fn light_verb(cx: &Context<'_, '_>, sentence: &Sentence, out: &mut Findings) {
    let doc = cx.doc;
    let (from, to) = sentence.tokens;
    for at in doc.cued(List::ClauseParts.bit(), from..to) {
        let Some(next) = doc.clause_part(Part::LightVerb, at, to) else { continue };
        // «ما قام به», «التي قامت بها»: the complement stands before.
        if at > from && doc.clause_part(Part::Relative, at - 1, at).is_some() {
            continue;
        }
        let mut clause = (next..to.min(next + CLAUSE_WORDS)).take_while(|&at| doc.is_wordlike(at));
        let stops = |at: u32| {
            let governed = is_complement(cx, at);
            let joined = doc.has_conjunction(at) && is_past_verb(doc, at);
            governed
                || joined
                || [Part::Governor, Part::Joint].into_iter().any(|part| doc.clause_part(part, at, at + 1).is_some())
        };
        let verb = |at: u32| is_past_verb(doc, at) || at > next && behind_adverbial(doc, at);
        let Some(second) = clause.find(|&at| stops(at) || verb(at)) else { continue };
        if second == next || stops(second) {
            continue;
        }
        let message = Message::error("double-predicate-support");
        out.report(doc.span(at, second), message);
    }
}

/// What a verb of support governs: «قام بزيارة». A word begins with the letter of that preposition by its root, as far as the article
/// shows, where it comes more than once and never without it («بايدن»).
fn is_complement(cx: &Context<'_, '_>, at: u32) -> bool {
    let doc = cx.doc;
    let Some(pack) = doc.pack() else { return false };
    let Some(rest) = pack.without_clitic(Clitic::Complement, doc.folded(at)) else { return false };
    let name = || {
        let has = |word: &str| cx.vocabulary().get(word).is_some();
        let bare = || has(rest) || pack.with_clitics(rest).any(|word| has(&word));
        rest.chars().count() >= NAME_LETTERS && cx.occurrences(doc.token(at).word) > 1 && !bare()
    };
    pack.without_article(rest).is_some() || doc.facts_at(at).is(List::FunctionWords) || !name()
}

/// A word that is a finite verb and nothing else, with or without "and".
fn is_verb(doc: &Document<'_>, at: u32, kind: &str, accept: impl Fn(&str) -> bool) -> bool {
    let Some(pack) = doc.pack().filter(|_| doc.facts_at(at).is(List::FiniteVerbs)) else { return false };
    let strict = |word: &str| accept(word) && pack.has_kind(List::FiniteVerbs, word, kind);
    strict(doc.folded(at)) || pack.without_proclitic(doc.folded(at)).is_some_and(strict)
}

/// Whether a word begins with a letter of these kinds.
fn is_begun_with(doc: &Document<'_>, kinds: &[Clitic], word: &str) -> bool {
    doc.pack().is_some_and(|pack| kinds.iter().any(|&kind| pack.without_clitic(kind, word).is_some()))
}

/// A finite verb in the past: «قام رجل يقود» has a relative clause.
fn is_past_verb(doc: &Document<'_>, at: u32) -> bool {
    is_verb(doc, at, "verb", |word| !is_begun_with(doc, &[Clitic::ThirdPerson, Clitic::Future], word))
}

/// A form that may be a noun too, behind an adverbial that no noun in the genitive can follow: «قام أمس حذر».
fn behind_adverbial(doc: &Document<'_>, at: u32) -> bool {
    let before = at - 1;
    let folded = doc.folded(before);
    let is_adverbial = |word: &str| doc.pack().is_some_and(|pack| pack.has_ending("adverbial", word));
    let adverbial = doc.facts_at(before).is(List::Months)
        || is_adverbial(folded) && folded.chars().count() >= ADVERBIAL_LETTERS && !doc.is_definite(before)
        || doc.clause_part(Part::When, before, at).is_some();
    adverbial && is_verb(doc, at, "ambiguous", |word| !is_adverbial(word))
}

/// «ويواصل يخضع», «رفضت لم ترد»: a finite verb, and the next at once, where a verbal noun or "that" belongs.
fn two_verbs(doc: &Document<'_>, sentence: &Sentence, out: &mut Findings) {
    let (from, to) = sentence.tokens;
    for first in doc.cued(List::FiniteVerbs.bit(), from..to.saturating_sub(1)) {
        let negated = doc.clause_part(Part::TenseNegation, first + 1, to);
        let second = negated.unwrap_or(first + 1);
        // «تم لم شمل الأسرة»: a noun that is spelled like the negation.
        let jussive = |word: &str| is_begun_with(doc, &[Clitic::ThirdPerson], word);
        let listed = second < to && doc.cues(second) & List::FiniteVerbs.bit() != 0;
        if !listed || !jussive(doc.folded(second)) && !doc.has_conjunction(second) {
            continue;
        }
        if is_verb(doc, first, "chaining", |_| true) || doc.is_quoted(first) || !is_verb(doc, first, "verb", |_| true) {
            continue;
        }
        if !(is_imperfect(doc, second) || negated.is_some() && is_verb(doc, second, "verb", jussive)) {
            continue;
        }
        // The same verb twice is a repeated word.
        if doc.token(first).word == doc.token(second).word {
            continue;
        }
        let without_and = |at: u32| doc.pack().and_then(|pack| pack.without_proclitic(doc.folded(at)));
        let head = first == from || !doc.is_wordlike(first - 1);
        let joined = without_and(first).is_some_and(|rest| rest.chars().count() >= JOINED_LETTERS);
        let definite = |at: u32| {
            let article = |rest: &str| doc.pack().is_some_and(|pack| pack.without_article(rest).is_some());
            doc.is_definite(at) || without_and(at).is_some_and(article)
        };
        // Behind an indefinite noun or a relative the first verb ends a clause of its own.
        if head || joined || definite(first - 1) && !in_relative(doc, from, first) {
            let message = Message::error("double-predicate-unjoined");
            out.report(doc.span(first, second), message);
        }
    }
}

/// A third person of the imperfect that cannot be a verbal noun of the form تفعّل or تفاعل, nor one in the accusative
/// («تشهد تغيرا»).
fn is_imperfect(doc: &Document<'_>, at: u32) -> bool {
    if doc.cues(at) & List::FiniteVerbs.bit() == 0 {
        return false;
    }
    let Some(pack) = doc.pack() else { return false };
    let word = doc.folded(at);
    let noun = || {
        let behind_root = word.char_indices().nth(2).map_or("", |(third, _)| &word[third..]);
        doc.letters(at) < IMPERFECT_LETTERS
            || pack.has_beginning("form-six", behind_root)
            || pack.has_ending("adverbial", word)
    };
    let masculine = pack.without_clitic(Clitic::Imperfect, word).is_some();
    (masculine || is_begun_with(doc, &[Clitic::ThirdPerson], word) && !noun())
        && pack.has_kind(List::FiniteVerbs, word, "verb")
}

/// Whether a relative stands before the verb in its clause.
fn in_relative(doc: &Document<'_>, from: u32, verb: u32) -> bool {
    (from..verb)
        .rev()
        .take_while(|&at| doc.is_wordlike(at))
        .take(CLAUSE_WORDS as usize)
        .any(|at| doc.clause_part(Part::Relative, at, at + 1).is_some())
}
