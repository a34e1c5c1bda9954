use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Lang, LanguagePack, List};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Repeat};

declare_rule! {
    /// Two words of the source that became the same word on both sides of "and" or "or".
    ///
    /// "Could not and would not" becomes «نمی‌تواند و نمی‌تواند», "rules and regulations" «قوانین و قوانین». A verb is
    /// major, a noun or adjective minor.
    ///
    /// ## Why it matters
    ///
    /// One of the two ideas is lost, and the sentence says nothing with its second half.
    ///
    /// ## What it lets pass
    ///
    /// Fixed pairs («بارها و بارها», «سال‌ها و سال‌ها», «أكثر وأكثر»), comparatives («بدتر و بدتر»), correlatives, numbers
    /// and units, a second word that is told apart by what follows («دلیل یا دلیل دیگر»).
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
        judged: Judged { right: 54, wrong: 6, data: "mt-and-native-ar-posts, mt-ar-wikinews, mt-fa-course-markdown, mt-fa-postedited, mt-fa-wikinews: 60 findings read" },
        since: "0.1.0",
    }
}

/// A verb phrase with its negation and auxiliary has at most three words.
const MAX_ARM: u32 = 3;

impl Rule for CollapsedPair {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for repeat in cx.repeats() {
            if repeat.arm <= MAX_ARM as usize && repeat.conjunction(doc) && !repeat.across_mark {
                report(doc, repeat, out);
            }
        }
        // Arabic writes "and" as a letter of the second word: «القوانين والقوانين», «لا يستطيع ولا يستطيع».
        let Some(pack) = cx.pack().filter(|pack| !pack.list(List::Clitics).rows().is_empty()) else { return };
        for paragraph in doc.article() {
            let (from, to) = paragraph.tokens;
            for second in from + 1..to {
                if let Some(repeat) = glued_pair(doc, pack, from, second, to) {
                    report(doc, &repeat, out);
                }
            }
        }
    }
}

/// One to three words that come again with "and" glued to the first. Spelled alike to the letter: «لأية
/// ولاية» and «المستعمِر والمستعمَر» are two words each.
fn glued_pair(doc: &Document<'_>, pack: &LanguagePack, from: u32, second: u32, to: u32) -> Option<Repeat> {
    let raw = |at: u32| doc.token(at).span.of(doc.text());
    let bare = pack.without_and(raw(second))?;
    let arm = (1..=MAX_ARM.min(second - from)).find(|&arm| {
        let first = second - arm;
        raw(first) == bare
            && second + arm <= to
            && (first..second).all(|at| doc.is_wordlike(at))
            && (1..arm).all(|i| doc.token(first + i).word == doc.token(second + i).word)
    })?;
    Some(Repeat {
        first: second - arm..second,
        second: second..second + arm,
        all: second - arm..second + arm,
        arm: arm as usize,
        gap: 0,
        passes: 2,
        across_mark: false,
        closed: false,
        ends_clause: false,
    })
}

fn report(doc: &Document<'_>, repeat: &Repeat, out: &mut Findings) {
    let first = repeat.first.start;
    let last = repeat.first.end - 1;
    let facts = doc.facts_at(last);
    // «عواصف وعواصف»: Arabic doubles an indefinite noun to say "many".
    let many = repeat.gap == 0 && !doc.is_definite(last);
    // «الدبلوم والدبلوم العالي», «دلیل یا دلیل دیگر», «شهر یا شهر-دولت»: the second is told apart by what follows.
    let next = repeat.second.end;
    let told_apart = (next as usize) < doc.tokens().len()
        && (doc.is_definite(last) && doc.is_definite(next)
            || doc.clause_part("other", next, next + 1).is_some()
            || matches!(doc.mark(next), Some('-' | '‐' | '–')) && !doc.space_before(next));
    // «بين الإنسان والإنسان»
    let between = first > 0 && doc.clause_part("between", first - 1, first).is_some();
    let comparative = doc.pack().is_some_and(|pack| pack.is_comparative(doc.folded(last)));
    let modal = (first..=last).any(|at| doc.phrase(List::Modals, at, last + 1).is_some());
    let verb = facts.verb.is_some() || modal;
    if !doc.is_own_script(first)
        || doc.folded(last).chars().count() < 3
        || comparative
        || between
        || many && !verb
        || told_apart
        || facts.commonest && facts.verb.is_none()
        || !verb && repeat.is_grammatical(doc)
        || doc.phrase(List::Reduplications, first, repeat.second.end).is_some()
    {
        return;
    }
    let severity = if verb { Severity::Major } else { Severity::Minor };
    let message = if verb {
        "Error: the same verb stands on both sides of the conjunction; the source had two."
    } else {
        "Suspicion: the same word stands on both sides of the conjunction; the source may have had two."
    };
    out.report(doc.span(repeat.all.start, repeat.second.end - 1), message)
        .severity(severity)
        .related([doc.span(repeat.second.start, repeat.second.end - 1)]);
}
