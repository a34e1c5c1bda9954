use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::List;
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Repeat, Script};

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
    /// and units.
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
        languages: &[crate::lang::Lang::AR, crate::lang::Lang::FA],
        mqm: "accuracy/mistranslation",
        its: "duplication",
        cost: Cost::Independent,
        yields_to: &["decoder-loop"],
        judged: Judged { right: 0, wrong: 0, data: "" },
        since: "0.1.0",
    }
}

impl Rule for CollapsedPair {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for repeat in cx.repeats() {
            if repeat.arm <= 3 && repeat.conjunction(doc).is_some() {
                report(doc, repeat, out);
            }
        }
        // Arabic writes "and" as a letter of the second word: «القوانين والقوانين».
        if cx.pack().is_some_and(|pack| pack.without_proclitic("وكلمة").is_some()) {
            for paragraph in doc.article() {
                for at in paragraph.tokens.0 + 1..paragraph.tokens.1 {
                    if doc.folded(at).strip_prefix('و') == Some(doc.folded(at - 1)) {
                        let repeat = Repeat {
                            first: at - 1..at,
                            second: at..at + 1,
                            all: at - 1..at + 1,
                            arm: 1,
                            gap: 0,
                            passes: 2,
                            across_mark: false,
                        };
                        report(doc, &repeat, out);
                    }
                }
            }
        }
    }
}

fn report(doc: &Document<'_>, repeat: &Repeat, out: &mut Findings) {
    let first = repeat.first.start;
    let last = repeat.first.end - 1;
    let facts = doc.facts_at(last);
    let comparative = doc.folded(last).ends_with("تر");
    if doc.token(first).script != Script::Arabic
        || doc.folded(last).chars().count() < 3
        || comparative
        || facts.commonest && facts.verb.is_none()
        || repeat.is_grammatical(doc)
        || doc.phrase(List::Reduplications, first, repeat.second.end).is_some()
    {
        return;
    }
    let verb = facts.verb.is_some() || facts.is(List::Modals) || doc.facts_at(first).is(List::Modals);
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
