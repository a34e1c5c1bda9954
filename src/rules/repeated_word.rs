use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Facts, Lang, List, Part};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, EMPHASIS, LOOP_PASSES, ParagraphKind, Repeat, Signs, said_again};
use crate::words::Message;

declare_rule! {
    /// A word that is immediately followed by itself, or a unit, number or date that says the same thing twice.
    ///
    /// Of amounts also what stands apart or in another form: «۱۸ ماه ماهه», «۹۵٪ درصد», «۷ درصد (هفت ۷)», «مارس آذار مارس», «۸ میلیون پوند میلیون»,
    /// and a conversion that leaves the number as it was: «10 كيلومترات (10 أميال)».
    ///
    /// ## Why it matters
    ///
    /// Two words of the source that have one translation, or a stuttering decoder. People slip too, so a
    /// single case is minor: .03 in 1,000 words of native Arabic, .05 of native Persian.
    ///
    /// ## What it lets pass
    ///
    /// Reduplication («کم کم», «رفته رفته», «رويدا رويدا»), names of letters («سي إن إن»), numbers, Latin words,
    /// the Arabic distributive accusative («اسما اسما»), relative clauses («ما حصل حصل»), verse on a line of its own,
    /// two words with a mark between them, words told apart by vowel signs («مَن مِن»), a preposition before a verbal noun
    /// that begins with the same one («پس از از دست دادن»), a pronoun before the like object («خانه آنها آنها را»), a subject
    /// before it («چشم چشم را نمی‌دید»), cries, calls, slogans and titles («یار یار»), the name of a programme before a colon;
    /// prices for each unit («۵۰ متر متری سه میلیون»), ranges («دو سال تا دو سال و نیم»);
    /// in Arabic a bare noun or adjective at the end of the clause («ورقة ورقة») that is no month or unit, and verbs that go on («ونقلب ونقلب حتى»).
    ///
    /// ## Examples
    ///
    /// - «در میان تنش تنش بین دو همسایه»
    /// - «أكد الوزير الوزير أن الأسعار مستقرة»
    RepeatedWord {
        name: "repeated-word",
        axis: Axis::Translation,
        severity: Severity::Minor,
        confidence: Confidence::Medium,
        languages: &[],
        mqm: "accuracy/addition",
        its: "duplication",
        cost: Cost::Independent,
        yields_to: &["collapsed-pair", "decoder-loop", "repeated-phrase"],
        judged: Judged { right: 67, wrong: 3, data: "mt-and-native-ar-posts, mt-ar-wikinews, mt-fa-course-markdown, mt-fa-postedited, mt-fa-wikinews: 70 findings read" },
        since: "0.1.0",
    }
}

impl Rule for RepeatedWord {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for repeat in cx.repeats().iter().filter(|repeat| repeat.arm == 1 && repeat.gap == 0) {
            let first = repeat.first.start;
            // Between two words a mark separates; a word that comes three times with commas is a loop of its
            // list, unless a speaker insists.
            let separate = repeat.across_mark && (repeat.passes < 3 || doc.is_quoted(first));
            if separate
                || repeat.is_loop()
                || !doc.is_own_script(first)
                || doc.letters(first) < 2
                || repeat.is_grammatical(doc)
                || repeat.is_told_apart(doc)
                || is_distributive(doc, first)
                || closes_clause(doc, repeat)
                || goes_on_and_on(doc, repeat)
                || is_governed(doc, repeat)
                || repeat.passes < LOOP_PASSES && repeat.is_whole_utterance(doc)
                || repeat.passes < 3 && is_label(doc, repeat)
                || is_in_verse(doc, first)
            {
                continue;
            }
            let word = doc.token(first).span;
            let message = Message::suspicion("repeated-word").with("count", repeat.passes.max(2));
            out.report(doc.span(repeat.all.start, repeat.all.end - 1), message)
                .related([doc.token(repeat.second.start).span])
                .suggestion(word.of(doc.text()));
        }
        behind_and(doc, out);
        for again in said_again(doc, cx.repeats()) {
            let place = doc.span(again.all.start, again.all.end - 1);
            let message = Message::suspicion("repeated-word-amount");
            out.report(place, message).related([doc.token(again.again).span]);
        }
        if !doc.signs().have(Signs::STUTTER) {
            return;
        }
        for at in doc.article().flat_map(|paragraph| paragraph.range()) {
            if doc.stutter(at) >= 2 && doc.is_own_script(at) && is_doubled_inside(doc, at) {
                let message = Message::suspicion("repeated-word-piece");
                out.report(doc.token(at).span, message);
            }
        }
    }
}

/// «والعلماء العلماء»: "and" is a letter of the first of two like words, spelled alike to the letter otherwise.
fn behind_and(doc: &Document<'_>, out: &mut Findings) {
    let Some(pack) = doc.pack() else { return };
    let raw = |at: u32| doc.token(at).span.of(doc.text());
    for (from, to) in doc.article().map(|paragraph| paragraph.tokens) {
        for first in doc.cued(Facts::CONJUNCTION, from..to.saturating_sub(1)) {
            let second = first + 1;
            let lawful = || doc.phrase(List::Reduplications, first, to).is_some_and(|(_, phrase)| phrase.end > second);
            if doc.is_wordlike(second)
                && doc.is_definite(second)
                && pack.without_and(raw(first)) == Some(raw(second))
                && !lawful()
            {
                let message = Message::suspicion("repeated-word").with("count", 2_usize);
                out.report(doc.span(first, second), message).related([doc.token(second).span]).suggestion(raw(first));
            }
        }
    }
}

/// «white-white»: a hyphenated word one of whose pieces comes twice or three times.
fn is_doubled_inside(doc: &Document<'_>, at: u32) -> bool {
    let Some(pack) = doc.pack().filter(|_| doc.folded(at).contains('-')) else { return false };
    let lawful = |pieces: &[&str]| pack.list(List::Reduplications).find(pieces.iter().copied(), |_| true).is_some();
    let pieces: Vec<&str> = doc.folded(at).split('-').collect();
    !pieces.windows(2).any(|pair| pair[0] == pair[1] && lawful(pair))
}

/// «پس از از دست دادن» (after losing): a preposition before a verbal noun that begins with the same one. «از خود
/// خودش را»: a pronoun ends the phrase before, the next one is the object. «چشم چشم را نمی‌دید» (one could not see one's
/// hand): what opens the clause is the subject. «آخرِ آخرِ کار»: the vowel that is written binds the first to the second.
fn is_governed(doc: &Document<'_>, repeat: &Repeat) -> bool {
    let (first, second, next) = (repeat.first.start, repeat.second.start, repeat.second.end);
    let to = doc.paragraph_of(first).tokens.1;
    let object = doc.clause_part(Part::ObjectMarker, next, to).is_some();
    let opens = || repeat.opens_paragraph(doc) || doc.mark(first - 1).is_some();
    doc.clause_part(Part::VerbalNoun, second, to).is_some()
        || object && (doc.clause_part(Part::Pronoun, second, second + 1).is_some() || opens())
        || doc.token(first).span.of(doc.text()).ends_with('\u{0650}')
}

/// «راجعنا الملف ورقة ورقة.» (page by page), «كلام قديم قديم.» (very old): Arabic says so with a bare noun or adjective at
/// the end of the clause. What machines say twice there has the article, a pronoun or "and", or is a verb: of 39 words on
/// machine output one was bare and last, of 50 on native text four.
fn closes_clause(doc: &Document<'_>, repeat: &Repeat) -> bool {
    let last = repeat.second.start;
    let facts = doc.facts_at(last);
    // «ورقة» begins with the letter, but is a word.
    let joins = || facts.conjunction && doc.pack().is_some_and(|pack| pack.commonness(doc.folded(last)).is_none());
    doc.lang() == Lang::AR
        && repeat.passes < LOOP_PASSES
        && repeat.ends_clause
        && !facts.commonest
        && !joins()
        && !repeat.is_particular(doc)
        && !repeat.is_amount_again(doc)
        && !doc.pack().is_some_and(|pack| pack.has_kind(List::FiniteVerbs, doc.folded(last), "verb"))
}

/// «مشينا ومشينا ومشينا» (walked and walked and walked), «ونقلب ونقلب حتى يتماسك» (stir and stir until): three times with "and", or
/// twice before "until"; a verb before "until" without "and" too («يكتب يكتب حتى طلع الفجر»).
fn goes_on_and_on(doc: &Document<'_>, repeat: &Repeat) -> bool {
    let first = repeat.first.start;
    if repeat.passes <= EMPHASIS && repeat.goes_on_with(doc, Part::Until) && doc.may_be_verb(first) {
        return true;
    }
    let raw = |at: u32| doc.token(at).span.of(doc.text());
    let Some(bare) = doc.pack().and_then(|pack| pack.without_and(raw(first))) else { return false };
    let times = repeat.passes + usize::from(doc.before(first).is_some_and(|before| raw(before) == bare));
    let goes_on = times == EMPHASIS || times < EMPHASIS && repeat.goes_on_with(doc, Part::Until);
    doc.has_conjunction(first) && !repeat.is_particular(doc) && goes_on
}

/// Words between a doubled name and the colon that makes a label of it.
const LABEL_WORDS: u32 = 2;

/// «تيك تيك نيوز: …»: the name of a programme, at the head of the line and before a colon.
fn is_label(doc: &Document<'_>, repeat: &Repeat) -> bool {
    let to = repeat.all.end;
    let end = (to + LABEL_WORDS + 1).min(doc.paragraph_of(to - 1).tokens.1);
    repeat.opens_paragraph(doc) && (to..end).map(|at| doc.mark(at)).find(Option::is_some) == Some(Some(':'))
}

/// «قرأ الأسماء اسمًا اسمًا» (one by one) and «ما كان كان» (let bygones be bygones).
fn is_distributive(doc: &Document<'_>, at: u32) -> bool {
    let accusative = doc.token(at).span.of(doc.text()).contains('\u{064B}');
    accusative || doc.is_behind(Part::Relative, at)
}

/// A short line without a full stop after the headline: a verse, a slogan, a heading.
fn is_in_verse(doc: &Document<'_>, at: u32) -> bool {
    doc.paragraph_of(at).kind == ParagraphKind::Heading
}
