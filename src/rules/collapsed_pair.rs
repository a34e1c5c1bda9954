use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Clitic, Facts, Hashed, Lang, LanguagePack, List, Part, TEH_MARBUTA, VerbForm, ZWNJ, fold};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Repeat};
use crate::words::Message;

declare_rule! {
    /// Two words of the source that became the same word on both sides of "and" or "or".
    ///
    /// "Could not and would not" becomes «نمی‌تواند و نمی‌تواند», "rules and regulations" «قوانین و قوانین». A verb is
    /// major when it is denied, a modal, of several words or joined by "or"; other words are minor.
    ///
    /// ## Why it matters
    ///
    /// One of the two ideas is lost, and the sentence says nothing with its second half.
    ///
    /// ## What it lets pass
    ///
    /// Fixed pairs («بارها و بارها», «سال‌ها و سال‌ها», «أكثر وأكثر»), comparatives («بدتر و بدتر»), correlatives, numbers
    /// and units, a second word that is told apart by what follows («دلیل یا دلیل دیگر»), words told apart by vowel signs,
    /// crossed phrases («آب به بخار و بخار به آب»), halves of a compound («نیمه خشک و خشک», «توسعه و توسعه یافته»), "then"
    /// («المشي ثم المشي»), an Arabic noun that begins a clause («ينتظر الحل والحل بعيد»), an Arabic verb without a complement («سار
    /// وسار حتى وصل»).
    ///
    /// ## Examples
    ///
    /// - «وزیر گفت که دولت نمی تواند و نمی تواند این هزینه را بپردازد»
    /// - «يستطيع أو يستطيع المستخدم حذف الحساب»
    CollapsedPair {
        name: "collapsed-pair",
        axis: Axis::Translation,
        severity: Severity::Minor,
        confidence: Confidence::Medium,
        languages: &[Lang::AR, Lang::EN, Lang::FA],
        mqm: "accuracy/mistranslation",
        its: "duplication",
        cost: Cost::Independent,
        yields_to: &["decoder-loop"],
        judged: Judged { right: 70, wrong: 3, data: "mt-and-native-ar-posts, mt-ar-wikinews, mt-fa-postedited, mt-fa-wikinews: 73 findings read" },
        since: "0.1.0",
    }
}

/// Words of an arm. With 3 machine output has one finding fewer (five words of English), native text (3.0 M words) with 3 and with 8 the
/// same.
const MAX_ARM: u32 = 8;
/// So many words do not come again behind a comma and "and" by rights. With 4 and with 6 the findings are the same.
const CLAUSE_ARM: u32 = 5;

impl Rule for CollapsedPair {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for repeat in cx.repeats() {
            // «گفت و گفت و خندید»: a verb between conjunctions insists.
            let acts = |pair: &Repeat| doc.facts_at(pair.first.end - 1).verb.is_some();
            let pair = repeat.pair(doc).filter(|pair| !acts(pair));
            let repeat = pair.as_ref().unwrap_or(repeat);
            // «العمل ثم العمل»: what comes after its like is heaped on it.
            let heaped = doc.clause_part(Part::Then, repeat.first.end, repeat.second.start).is_some();
            if repeat.arm <= MAX_ARM as usize && repeat.conjunction(doc) && !repeat.across_mark && !heaped {
                report(doc, repeat, out);
            }
        }
        // Arabic writes "and" as a letter of the second word: «القوانين والقوانين», «لا يستطيع ولا يستطيع».
        let Some(pack) = cx.pack().filter(|pack| !pack.list(List::Clitics).rows().is_empty()) else { return };
        for paragraph in doc.article() {
            let (from, to) = paragraph.tokens;
            for second in doc.cued(Facts::CONJUNCTION, from + 1..to) {
                if let Some(repeat) = glued_pair(doc, pack, from, second, to) {
                    report(doc, &repeat, out);
                }
            }
        }
    }
}

/// One word or more that come again with "and" glued to the first, a whole clause also behind a comma, a word also without its
/// preposition. Spelled alike to the letter: «لأية
/// ولاية» and «المستعمِر والمستعمَر» are two words each.
fn glued_pair(doc: &Document<'_>, pack: &LanguagePack, from: u32, second: u32, to: u32) -> Option<Repeat> {
    let raw = |at: u32| doc.token(at).span.of(doc.text());
    let bare = pack.without_and(raw(second))?;
    let comma = second > from && matches!(doc.mark(second - 1), Some('،' | ','));
    let (end, least) = if comma { (second - 1, CLAUSE_ARM) } else { (second, 1) };
    // «بالارتياح والارتياح»
    let governed =
        |at: u32| pack.without_clitic(Clitic::Preposition, raw(at)).filter(|rest| pack.without_article(rest).is_some());
    let arm = (least..=MAX_ARM.min(end - from)).find(|&arm| {
        let first = end - arm;
        (raw(first) == bare || arm == 1 && governed(first) == Some(bare))
            && second + arm <= to
            && (first..end).all(|at| doc.is_wordlike(at))
            && (1..arm).all(|i| doc.token(first + i).word == doc.token(second + i).word)
    })?;
    // «ضرب وضرب وضرب»: three times is meant so.
    let third = second + arm;
    if arm == 1 && third < to && doc.token(third).word == doc.token(second).word {
        return None;
    }
    Some(Repeat {
        first: end - arm..end,
        second: second..second + arm,
        all: end - arm..second + arm,
        arm: arm as usize,
        gap: 0,
        passes: 2,
        across_mark: comma,
        closed: false,
        ends_clause: false,
    })
}

fn report(doc: &Document<'_>, repeat: &Repeat, out: &mut Findings) {
    let first = repeat.first.start;
    let last = repeat.first.end - 1;
    let facts = doc.facts_at(last);
    // «عواصف وعواصف»: Arabic doubles an indefinite noun to say "many".
    let many = repeat.gap == 0 && repeat.arm == 1 && !repeat.is_particular(doc) && !is_attribute(doc, repeat);
    // «الدبلوم والدبلوم العالي», «دلیل یا دلیل دیگر», «شهر یا شهر-دولت»: the second is told apart by what follows.
    let next = repeat.second.end;
    let told_apart = doc.behind(next - 1).is_some()
        && (doc.is_definite(last) && doc.is_definite(next)
            || doc.clause_part(Part::Other, next, next + 1).is_some()
            || matches!(doc.mark(next), Some('-' | '‐' | '–')) && !doc.space_before(next)
            || is_a_pair_of_its_own(doc, repeat));
    // «بين الإنسان والإنسان»
    let between = doc.is_behind(Part::Between, first);
    let comparative = doc.pack().is_some_and(|pack| pack.is_comparative(doc.folded(last)));
    // «فطور» is no verb behind a conjunction.
    let whole = |pack: &LanguagePack, word| pack.without_proclitic(word).is_none() || pack.has(List::FiniteVerbs, word);
    let conjugated = facts.verb.is_some() && doc.pack().is_some_and(|pack| whole(pack, doc.folded(last)));
    let modal = (first..=last).any(|at| doc.phrase(List::Modals, at, last + 1).is_some());
    let verb = conjugated || modal;
    if !doc.is_own_script(first)
        || doc.letters(last) < 3
        || comparative && repeat.arm == 1
        || between
        || many && !verb
        || told_apart
        || opens_clause(doc, repeat)
        || goes_on(doc, repeat)
        || repeat.is_told_apart(doc)
        || is_chiasm(doc, repeat)
        || is_compound(doc, repeat)
        || facts.commonest && !conjugated
        || !verb && repeat.is_grammatical(doc)
        || doc.phrase(List::Reduplications, first, repeat.second.end).is_some()
    {
        return;
    }
    let severity = if verb && !may_insist(doc, repeat) { Severity::Major } else { Severity::Minor };
    let message = if verb { Message::error("collapsed-pair-verb") } else { Message::suspicion("collapsed-pair-word") };
    out.report(doc.span(repeat.all.start, repeat.second.end - 1), message)
        .severity(severity)
        .related([doc.span(repeat.second.start, repeat.second.end - 1)]);
}

/// «أمور صادمة وصادمة», «الحالات نادرة ونادرة في …»: a feminine in the singular, which no preposition governs and no other feminine tells
/// apart («محاور جنوبية وجنوبية شرقية»), is an adjective. Machine output (273,000 words) has five such pairs, native text (1.68 million)
/// none.
fn is_attribute(doc: &Document<'_>, repeat: &Repeat) -> bool {
    let feminine = |at: u32| doc.token(at).span.of(doc.text()).ends_with(TEH_MARBUTA);
    let (first, next) = (repeat.first.start, doc.behind(repeat.second.end - 1));
    let told_apart = next.is_some_and(|next| doc.is_wordlike(next) && feminine(next) && !doc.has_conjunction(next));
    let attributed = doc.before(first).is_some_and(|before| doc.is_wordlike(before) && doc.letters(before) > 2);
    feminine(first) && attributed && !doc.is_behind(Part::Preposition, first) && !told_apart
}

/// «می‌نوشت و می‌نوشت» (wrote and wrote): "and" between like verbs that nothing denies may insist.
fn may_insist(doc: &Document<'_>, repeat: &Repeat) -> bool {
    let (first, last) = (repeat.first.start, repeat.first.end - 1);
    let Some(pack) = doc.pack() else { return false };
    let or = repeat.gap > 0 && doc.clause_part(Part::And, repeat.second.start - 1, repeat.second.start).is_none();
    let modal = doc.facts_at(last).is(List::Modals) || doc.facts_at(first).is(List::Modals);
    let denied = pack.verbs().is_some_and(|verbs| {
        let word: String = repeat.first.clone().map(|at| doc.folded(at)).collect();
        verbs.affixes("negation").any(|no| word.strip_prefix(no).is_some_and(|rest| verbs.recognize(rest).is_some()))
    });
    // «پیچ می‌خورد و پیچ می‌خورد»: a compound verb.
    let compound = repeat.arm == 2 && pack.verbs().is_some();
    !or && !modal && !denied && (repeat.arm == 1 || compound)
}

/// «ينتظر الناس الحل والحل بعيد» (and the solution is far): the second is the subject of a clause of its own, whose predicate
/// stands behind it. Machines go on with a mark, a preposition, "and" or an attribute with the article, in 22 of 23 pairs of
/// definite nouns.
fn opens_clause(doc: &Document<'_>, repeat: &Repeat) -> bool {
    let next = repeat.second.end;
    if repeat.gap > 0 || !doc.is_definite(repeat.first.end - 1) || doc.behind(next - 1).is_none() {
        return false;
    }
    let facts = doc.facts_at(next);
    let noun = facts.definite || facts.conjunction || facts.commonest || facts.is(List::FunctionWords);
    let phrase = || doc.clause_part(Part::Preposition, next, next + 1).is_some();
    // «القطع المعيبة والمعيبة مجانًا»: an accusative is no predicate.
    let adverbial = || doc.token(next).span.of(doc.text()).contains('\u{064B}');
    doc.is_own_script(next) && (!noun && !phrase() && !adverbial() || facts.is(List::Modals))
}

/// «سار وسار حتى وصل» (walked and walked until), «تصعد وتصعد ولا تصل»: a verb without a complement, said again by insistence,
/// unless it is denied.
fn goes_on(doc: &Document<'_>, repeat: &Repeat) -> bool {
    let (first, next) = (repeat.first.start, repeat.second.end);
    let until = || repeat.goes_on_with(doc, Part::Until);
    // «پیچ می‌خورد و پیچ می‌خورد تا می‌رسد»
    if doc.facts_at(next - 1).verb.is_some() && until() && may_insist(doc, repeat) {
        return true;
    }
    let ends = || doc.behind(next - 1).is_none_or(|next| !doc.is_wordlike(next));
    let alone = || ends() || doc.has_conjunction(next) || doc.is_conjunction(next);
    let verb = || doc.pack().is_some_and(|pack| pack.has_kind(List::FiniteVerbs, doc.folded(first), "verb"));
    let insists = || verb() && alone() && !doc.facts_at(first).is(List::Modals);
    repeat.gap == 0 && repeat.arm == 1 && !repeat.is_particular(doc) && (until() || insists())
}

/// «کفش یا کفش و جوراب»: "or" sets a pair against the word.
fn is_a_pair_of_its_own(doc: &Document<'_>, repeat: &Repeat) -> bool {
    let is = |part: Part, at: u32| doc.clause_part(part, at, at + 1).is_some();
    let next = repeat.second.end;
    let and = is(Part::And, next)
        || doc.is_wordlike(next) && doc.pack().is_some_and(|p| p.without_and(doc.folded(next)).is_some());
    repeat.gap > 0 && !is(Part::And, repeat.second.start - 1) && and
}

/// «آب به بخار و بخار به آب», «تقول ما تفعل وتفعل ما تقول»: the word before the pair comes again behind it, and is
/// not the "and" or the "that" of a longer series, nor a preposition alone («في انهيارات أرضية وانهيارات أرضية في الجزيرة»).
fn is_chiasm(doc: &Document<'_>, repeat: &Repeat) -> bool {
    let (first, next) = (repeat.first.start, repeat.second.end);
    let (from, to) = doc.paragraph_of(first).tokens;
    if next >= to {
        return false;
    }
    let same = |at: u32, next: u32| next < to && doc.is_wordlike(at) && doc.token(at).word == doc.token(next).word;
    let joins = || doc.is_conjunction(next) || doc.clause_part(Part::That, next, next + 1).is_some();
    let crossed = |back: u32| {
        let alone = back == 1 && doc.clause_part(Part::Preposition, next, next + 1).is_some();
        first >= from + back && same(first - back, next) && (!alone || first >= from + 2 && same(first - 2, next + 1))
    };
    (1..=2).any(crossed) && !joins()
}

/// «نیمه خشک و خشک», «در حال توسعه و توسعه یافته»: the word is half of a compound that is written with a space.
fn is_compound(doc: &Document<'_>, repeat: &Repeat) -> bool {
    let Some(pack) = doc.pack().filter(|pack| pack.verbs().is_some()) else { return false };
    let (first, next) = (repeat.first.start, repeat.second.end);
    let to = doc.paragraph_of(first).tokens.1;
    let particle = |at: u32| doc.facts_at(at).commonest;
    let known = |a: u32, b: u32| {
        !particle(a) && !particle(b) && pack.commonness(&[doc.folded(a), doc.folded(b)].concat()).is_some()
    };
    // «هویت و هویت تأییدشده»
    let participle = |at: u32| {
        let piece = doc.token(at).span.of(doc.text()).rsplit(ZWNJ).next().unwrap_or_default();
        doc.facts_at(at).verb.or_else(|| pack.facts(Hashed::of(&fold(piece))).verb) == Some(VerbForm::Participle)
    };
    doc.before(first).is_some_and(|before| doc.is_wordlike(before) && known(before, first))
        || next < to
            && doc.is_wordlike(next)
            && (known(next - 1, next) || participle(next) && doc.predicate_at(next, to).is_none())
}
