use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, ParagraphKind, Script};

declare_rule! {
    /// A word that is immediately followed by itself.
    ///
    /// ## Why it matters
    ///
    /// Two words of the source that have one translation, or a stuttering decoder. People slip too, so a
    /// single case is minor: .07 in 1,000 words of native Arabic, .13 of native Persian.
    ///
    /// ## What it lets pass
    ///
    /// Reduplication («کم کم», «رفته رفته», «رويدا رويدا»), names of letters («سي إن إن»), numbers, Latin words,
    /// the Arabic distributive accusative («اسما اسما»), relative clauses («ما حصل حصل»), verse on a line of its own,
    /// repetitions with a mark between them.
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
        yields_to: &["decoder-loop", "repeated-phrase"],
        judged: Judged { right: 40, wrong: 4, data: "wikinews, fa and ar: 44 findings read" },
        since: "0.1.0",
    }
}

impl Rule for RepeatedWord {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for repeat in cx.repeats().iter().filter(|repeat| repeat.arm == 1 && repeat.gap == 0) {
            if repeat.across_mark
                || repeat.is_loop()
                || doc.token(repeat.first.start).script != Script::Arabic
                || doc.folded(repeat.first.start).chars().count() < 2
                || repeat.is_grammatical(doc)
                || is_distributive(doc, repeat.first.start)
                || is_in_verse(doc, repeat.first.start)
            {
                continue;
            }
            let word = doc.token(repeat.first.start).span;
            let message = format!("Suspicion: a word comes {} times in a row.", repeat.passes.max(2));
            out.report(doc.span(repeat.all.start, repeat.all.end - 1), message)
                .related([doc.token(repeat.second.start).span])
                .suggestion(word.of(doc.text()));
        }
    }
}

/// «قرأ الأسماء اسمًا اسمًا» (one by one) and «ما كان كان» (let bygones be bygones).
fn is_distributive(doc: &Document<'_>, at: u32) -> bool {
    let accusative = doc.token(at).span.of(doc.text()).contains('\u{064B}');
    let relative = at > 0 && matches!(doc.folded(at - 1), "ما" | "الذی" | "اللی" | "من" | "هرچه" | "چه");
    accusative || relative
}

/// A short line without a full stop after the headline: a verse, a slogan, a heading.
fn is_in_verse(doc: &Document<'_>, at: u32) -> bool {
    let index = doc.paragraphs().partition_point(|paragraph| paragraph.tokens.1 <= at);
    doc.paragraphs()[index].kind == ParagraphKind::Heading
}
