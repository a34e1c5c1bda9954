use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::List;
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, ParagraphKind, stutter};

declare_rule! {
    /// A word that is immediately followed by itself.
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
    /// two words with a mark between them, words told apart by vowel signs («مَن مِن»).
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
        judged: Judged { right: 50, wrong: 10, data: "mt-and-native-ar-posts, mt-ar-wikinews, mt-fa-course-markdown, mt-fa-postedited, mt-fa-wikinews: 60 findings read" },
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
                || doc.folded(first).chars().count() < 2
                || repeat.is_grammatical(doc)
                || is_told_apart(doc, first, repeat.second.start)
                || is_distributive(doc, first)
                || is_in_verse(doc, first)
            {
                continue;
            }
            let word = doc.token(first).span;
            let message = format!("Suspicion: a word comes {} times in a row.", repeat.passes.max(2));
            out.report(doc.span(repeat.all.start, repeat.all.end - 1), message)
                .related([doc.token(repeat.second.start).span])
                .suggestion(word.of(doc.text()));
        }
        for at in doc.article().flat_map(|paragraph| paragraph.tokens.0..paragraph.tokens.1) {
            if doc.is_own_script(at) && is_doubled_inside(doc, at) {
                let message = "Suspicion: a piece of the word comes twice in it.";
                out.report(doc.token(at).span, message);
            }
        }
    }
}

/// «white-white»: a hyphenated word one of whose pieces comes twice or three times.
fn is_doubled_inside(doc: &Document<'_>, at: u32) -> bool {
    let Some(pack) = doc.pack().filter(|_| doc.folded(at).contains('-')) else { return false };
    let lawful = |pieces: &[&str]| pack.list(List::Reduplications).find(pieces.iter().copied(), |_| true).is_some();
    let pieces: Vec<&str> = doc.folded(at).split('-').collect();
    stutter(doc.folded(at)) >= 2 && !pieces.windows(2).any(|pair| pair[0] == pair[1] && lawful(pair))
}

/// «مَن مِن اللاعبين» (who of the players): two words that only their vowel signs tell apart.
fn is_told_apart(doc: &Document<'_>, first: u32, second: u32) -> bool {
    let signs = |at: u32| doc.token(at).span.of(doc.text()).chars().filter(|c| matches!(c, '\u{064E}'..='\u{0650}'));
    !signs(first).eq(signs(second))
}

/// «قرأ الأسماء اسمًا اسمًا» (one by one) and «ما كان كان» (let bygones be bygones).
fn is_distributive(doc: &Document<'_>, at: u32) -> bool {
    let accusative = doc.token(at).span.of(doc.text()).contains('\u{064B}');
    accusative || at > 0 && doc.clause_part("relative", at - 1, at).is_some()
}

/// A short line without a full stop after the headline: a verse, a slogan, a heading.
fn is_in_verse(doc: &Document<'_>, at: u32) -> bool {
    let index = doc.paragraphs().partition_point(|paragraph| paragraph.tokens.1 <= at);
    doc.paragraphs()[index].kind == ParagraphKind::Heading
}
