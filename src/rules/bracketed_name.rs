use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Lang, List, Part};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Sentence};
use crate::words::Message;
use std::ops::Range;

declare_rule! {
    /// A foreign name in brackets where an Arabic sentence begins with its subject.
    ///
    /// Up to three words in brackets at the head of a sentence that goes on behind them: «(نادال) حزمت حقائبها».
    ///
    /// ## Why it matters
    ///
    /// Arabic subtitles put names in brackets, and translators that learned from subtitles do so in news. The reader takes
    /// brackets for an aside, and the sentence has lost its subject.
    ///
    /// ## What it lets pass
    ///
    /// Words with the article («(الرقابة) كلمة …»), function words and verbs («(خذوا راحتكم)»), single letters («(أ) يقف»), names
    /// of Arabic persons and places, numbers, brackets in the middle of a sentence, headings and points of a list.
    ///
    /// ## Examples
    ///
    /// - «(ماكنزي) قال إن الشركة ستفتح ثلاثة مصانع.»
    BracketedName {
        name: "bracketed-name",
        axis: Axis::Translation,
        severity: Severity::Minor,
        confidence: Confidence::Medium,
        languages: &[Lang::AR],
        mqm: "linguistic_conventions/punctuation",
        its: "typographical",
        cost: Cost::Habit,
        yields_to: &["decoder-loop"],
        judged: Judged { right: 13, wrong: 1, data: "mt-and-native-ar-posts, mt-ar-wikinews: 14 findings read" },
        since: "0.1.0",
    }
}

/// A name has at most so many words; longer brackets are asides. With 2 and with 4 the findings are the same, in native text (1.64 M
/// words) and in machine output (266 k).
const NAME_WORDS: u32 = 3;
/// Letters of the shortest name: «(أ)» counts points of a list. With 4 machine output has one finding fewer, with 2 native text
/// none more.
const NAME_LETTERS: usize = 3;

impl Rule for BracketedName {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for paragraph in doc.article().filter(|paragraph| paragraph.kind.is_prose()) {
            for sentence in doc.sentences(paragraph) {
                let named = |name: &Range<u32>| {
                    name.clone().all(|at| may_be_name(doc, at)) && name.clone().any(|at| is_foreign(doc, at))
                };
                if let Some(name) = bracketed(doc, sentence).filter(named) {
                    out.report(doc.span(name.start - 1, name.end), Message::suspicion("bracketed-name"));
                }
            }
        }
    }
}

/// The words in brackets with which a sentence begins, if it goes on behind them.
fn bracketed(doc: &Document<'_>, sentence: &Sentence) -> Option<Range<u32>> {
    let (from, to) = sentence.tokens;
    if doc.mark(from) != Some('(') {
        return None;
    }
    let end = (from + 1..to.min(from + NAME_WORDS + 2)).find(|&at| doc.mark(at) == Some(')'))?;
    let goes_on = end + 1 < to && doc.is_arabic_script(end + 1) && doc.space_before(end + 1);
    (from + 1 < end && goes_on).then_some(from + 1..end)
}

fn may_be_name(doc: &Document<'_>, at: u32) -> bool {
    let facts = doc.facts_at(at);
    doc.is_arabic_script(at)
        && doc.letters(at) >= NAME_LETTERS
        && !doc.is_definite(at)
        && !doc.may_be_verb(at)
        && [List::FunctionWords, List::NativeNames, List::NativeOutlets, List::Masdars]
            .into_iter()
            .all(|list| !facts.is(list))
        && doc.clause_part(Part::Joint, at, at + 1).is_none()
}

/// Whether a word is in no dictionary or has the build of a foreign name.
fn is_foreign(doc: &Document<'_>, at: u32) -> bool {
    let word = doc.folded(at);
    doc.pack().is_some_and(|pack| pack.commonness(word).is_none() || pack.foreign_consonants(word) > 0)
}
