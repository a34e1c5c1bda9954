use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{List, Part};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Repeat};
use crate::words::Message;

declare_rule! {
    /// A phrase that is repeated at once.
    ///
    /// Three to five words come twice with at most two words between them, or two with none. Four words, or three
    /// with at most one between, are major; shorter or wider ones are minor.
    ///
    /// ## Why it matters
    ///
    /// Two phrases of the source fell together in translation, or the decoder began to loop. In 1,000 words of
    /// native news .003 are major; minor are .012 in Arabic and .007 in Persian. Two words around a third were
    /// left out: half of them were right on machine output, and they were two thirds of the native ones.
    ///
    /// ## What it lets pass
    ///
    /// Idioms of repetition («روز به روز», «يوما بعد يوم»), correlatives («هم … هم», «إما … وإما»), numbers and dates with a
    /// word between, two of something at a time («دو کیلو دو کیلو»), titles before two names, names of letters, phrases of
    /// function words alone, what is counted twice, what is set against its like («از بیمارستان تازه شهر به بیمارستان تازه
    /// بندر»), cries and titles of two or three words, scripture with its vowel signs, proverbs («من لا يرحم لا يرحم»), what is
    /// all that a speaker says (in quotation marks, behind a colon, between commas), and repetitions across a full stop. Up to
    /// three words on both sides of a comma are rhetoric, and words around another one on either side of a comma are a list
    /// («فیلم کوتاه ایرانی، فیلم کوتاه خارجی»).
    ///
    /// ## Examples
    ///
    /// - «شورای شهر درباره بودجه سال آینده درباره بودجه سال آینده رأی داد»
    /// - «أعلنت الشركة عن خطة التوسع عن خطة التوسع في المنطقة»
    RepeatedPhrase {
        name: "repeated-phrase",
        axis: Axis::Translation,
        severity: Severity::Major,
        confidence: Confidence::Medium,
        languages: &[],
        mqm: "accuracy/addition",
        its: "duplication",
        cost: Cost::Independent,
        yields_to: &["decoder-loop", "collapsed-pair", "repeated-clause"],
        judged: Judged { right: 23, wrong: 0, data: "mt-and-native-ar-posts, mt-ar-course-markdown, mt-ar-wikinews, mt-fa-postedited, mt-fa-wikinews: 23 findings read" },
        since: "0.1.0",
    }
}

// What is measured was measured on native text (ISNA and treebank, 1.38 M words; native-ar-saudi, 1.64 M) and on machine output
// (181 k words in Persian, 266 k in Arabic).
/// An arm of so many words is major with any gap. With 3 twelve minor findings of native text would be major, with 5 eight findings of
/// native text fall and nine of machine output.
const LONG_ARM: usize = 4;
/// An arm of so many words is major with a gap of at most [`NEAR`], else minor: those are twelve in native text and two in machine
/// output. Shorter arms on both sides of a comma are rhetoric: were those of two words none, native text would have four findings more.
const MIDDLE_ARM: usize = 3;
/// With 0 two findings of native text would be minor, with 2, which is the most, twelve would be major.
const NEAR: usize = 1;
/// An arm of so many words counts with no gap alone.
const SHORT_ARM: usize = 2;
/// A cry or a title of at most so many words may be said again. With 2 and with 4 the findings are the same.
const CRY_WORDS: usize = 3;
/// It is said at most so many times. With 1 machine output has one finding more, with 3 none fewer.
const CRY_PASSES: usize = 2;

fn is_cry(doc: &Document<'_>, repeat: &Repeat) -> bool {
    let twice = repeat.passes <= CRY_PASSES && repeat.gap == 0 && !repeat.across_mark;
    twice && repeat.arm <= CRY_WORDS && repeat.is_whole_utterance(doc)
}

/// A word that tells two clauses apart: «موافق اول صحبت کرد، مخالف اول صحبت کرد».
fn is_content(doc: &Document<'_>, at: u32) -> bool {
    let facts = doc.facts_at(at);
    doc.is_wordlike(at) && !facts.commonest && !facts.is(List::FunctionWords)
}

/// «من لا يرحم لا يرحم» (who shows no mercy is shown none): the verb of a relative clause, and that of the sentence.
fn is_proverb(doc: &Document<'_>, repeat: &Repeat) -> bool {
    let first = repeat.first.start;
    repeat.arm == SHORT_ARM && doc.is_behind(Part::Relative, first) && doc.facts_at(first).is(List::Modals)
}

impl Rule for RepeatedPhrase {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for repeat in cx.repeats() {
            let major = repeat.arm >= LONG_ARM || repeat.arm == MIDDLE_ARM && repeat.gap <= NEAR;
            let minor = repeat.arm == MIDDLE_ARM || repeat.arm == SHORT_ARM && repeat.gap == 0;
            // «بهترین فیلم کوتاه، بهترین فیلم بلند»: the members of a list are told apart before the comma, those of a
            // parallel behind the second arm. Where neither is, the sentence has said nothing new.
            let one_quoted = doc.is_quoted(repeat.first.start) != doc.is_quoted(repeat.second.start);
            let comma = matches!(doc.mark(repeat.first.end), Some('،' | ','));
            // «عناوين، أرقام، عناوين»: between commas it is the member of a list.
            let member = doc.mark(repeat.second.start - 1).is_some();
            let anew = || comma && !member && (repeat.first.end + 1..repeat.second.start).any(|at| is_content(doc, at));
            let says_nothing = repeat.closed && repeat.ends_clause && !one_quoted && !anew();
            let rhetoric = repeat.arm < MIDDLE_ARM
                || repeat.arm == MIDDLE_ARM && repeat.gap == 0
                || repeat.gap > 0 && !says_nothing;
            if repeat.is_loop()
                || repeat.across_mark && rhetoric
                || !(major || minor)
                || repeat.is_coordinated(doc)
                || repeat.is_counterpart(doc)
                || repeat.is_grammatical(doc)
                || repeat.is_told_apart(doc)
                || is_proverb(doc, repeat)
                || is_cry(doc, repeat)
            {
                continue;
            }
            let severity = if major { Severity::Major } else { Severity::Minor };
            let first = doc.span(repeat.first.start, repeat.first.end - 1);
            let second = doc.span(repeat.second.start, repeat.second.end - 1);
            let message =
                if major { Message::error("repeated-phrase-row") } else { Message::suspicion("repeated-phrase-close") };
            out.report(first.to(second), message)
                .severity(if repeat.across_mark { severity.lowered() } else { severity })
                .related([second]);
        }
    }
}
