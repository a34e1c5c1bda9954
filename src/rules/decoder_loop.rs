use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::rule::{Context, Findings, Rule};
use crate::text::{LOOP_PASSES, TokenKind};
use crate::words::Message;

declare_rule! {
    /// A phrase that a decoder emitted again and again.
    ///
    /// A neural translator that loses its place repeats its last phrase. Flagged are two or more words that
    /// come three times in a row, a word or a piece of a word that comes four times, eight with marks between, and six or
    /// more words that come twice with at most two words between.
    ///
    /// ## Why it matters
    ///
    /// It is the surest sign of machine output: nobody types a sentence this way, and the words that should
    /// have stood there are lost. In 3 million words of native news the pattern never came (counted
    /// after the exemptions below).
    ///
    /// ## What it lets pass
    ///
    /// Names of letters («بی بی سی»), function words alone that come twice, numbers with their units, idioms of repetition up to
    /// three times, lists, verse and refrains on lines of their own (no finding crosses a line). What is said on purpose,
    /// up to three times: all that stands in quotation marks, behind a colon or between commas, scripture with its vowel
    /// signs, a formula («الله أكبر»), a word heaped up with "then" («أمك ثم أمك ثم أمك») or a verb with "and".
    ///
    /// ## Examples
    ///
    /// - «افزایش قیمت ها در بازار جهانی نفت در بازار جهانی نفت در بازار جهانی نفت ادامه یافت»
    /// - «وقال الوزير إن البلاد تسعى إلى تحسين الخدمات إلى تحسين الخدمات إلى تحسين الخدمات»
    DecoderLoop {
        name: "decoder-loop",
        axis: Axis::Translation,
        severity: Severity::Critical,
        confidence: Confidence::High,
        languages: &[],
        mqm: "accuracy/addition",
        its: "duplication",
        cost: Cost::Independent,
        yields_to: &[],
        judged: Judged { right: 7, wrong: 0, data: "mt-and-native-ar-posts, mt-ar-wikinews, mt-fa-wikinews: 7 findings read" },
        since: "0.1.0",
    }
}

impl Rule for DecoderLoop {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for at in doc.article().flat_map(|paragraph| paragraph.range()) {
            let token = doc.token(at);
            if token.kind != TokenKind::Word {
                continue;
            }
            let passes = doc.stutter(at);
            if passes >= LOOP_PASSES {
                let message = Message::error("decoder-loop-piece").with("passes", passes);
                out.report(token.span, message);
            }
        }
        for repeat in cx.repeats() {
            if !repeat.is_loop() || repeat.is_grammatical(doc) || repeat.is_coordinated(doc) {
                continue;
            }
            let place = doc.span(repeat.all.start, repeat.all.end - 1);
            let words = repeat.arm;
            let message = if words == 1 {
                Message::error("decoder-loop-word").with("passes", repeat.passes)
            } else {
                Message::error("decoder-loop-words").with("words", words).with("passes", repeat.passes.max(2))
            };
            let report = out
                .report(place, message)
                .related([doc.span(repeat.second.start, repeat.second.end - 1)])
                .suggestion(doc.span(repeat.first.start, repeat.first.end - 1).of(doc.text()));
            // A mark between the arms may be rhetoric.
            if repeat.across_mark && repeat.passes < 3 {
                report.severity(Severity::Major).confidence(Confidence::Medium);
            }
        }
    }
}
