use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Lang, List, VerbForm};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Sentence};

declare_rule! {
    /// Two finite verbs that claim one place in the clause.
    ///
    /// In Persian a verb, a comma and a form of "to be" with nothing between («صحبت می‌کنند، هستند»); in Arabic «قامت» that
    /// never gets its «بـ» and is followed by a second finite verb («لقد قامت الوزارة مرارا حذرت»).
    ///
    /// ## Why it matters
    ///
    /// The translator began the clause one way and finished it another; nobody can tell which half holds.
    ///
    /// ## What it lets pass
    ///
    /// Compound tenses and modals («خواهد شد», «باید باشد»), verbs in a row («آمد، دید، رفت»), a verb of saying behind a
    /// quotation, relative clauses («آنچه می‌گوید، درست است»), «قامت الدولة على …».
    ///
    /// ## Examples
    ///
    /// - «نمایندگان در حالی که با خبرنگاران گفتگو می‌کنند، هستند»
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
        judged: Judged { right: 0, wrong: 0, data: "" },
        since: "0.1.0",
    }
}

/// Words between «قامت» and the second verb: a subject and an adverbial.
const CLAUSE_WORDS: u32 = 8;

impl Rule for DoublePredicate {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for paragraph in doc.article().filter(|p| p.kind.is_prose()) {
            for sentence in doc.sentences(paragraph) {
                if cx.lang() == Lang::FA {
                    verb_comma_copula(doc, sentence, out);
                } else {
                    light_verb(doc, sentence, out);
                }
            }
        }
    }
}

fn verb_comma_copula(doc: &Document<'_>, sentence: &Sentence, out: &mut Findings) {
    let (from, to) = sentence.tokens;
    for group in doc.predicates(from..to) {
        let comma = group.end;
        if comma + 1 >= to || !matches!(doc.mark(comma), Some('،' | ',')) {
            continue;
        }
        let Some(end) = doc.clause_part("copula", comma + 1, to) else { continue };
        // «است که» presents, «بود و» goes on: only a copula at the end of its clause lacks a complement.
        if end < to && doc.is_wordlike(end) || doc.clause_part("copula", group.end - 1, to).is_some() {
            continue;
        }
        let place = doc.span(group.start, end - 1);
        out.report(place, "Error: two finite verbs stand side by side, and the second has no complement.");
    }
}

fn light_verb(doc: &Document<'_>, sentence: &Sentence, out: &mut Findings) {
    let (from, to) = sentence.tokens;
    for at in from..to {
        let Some(next) = doc.clause_part("light-verb", at, to) else { continue };
        let mut clause = (next..to.min(next + CLAUSE_WORDS)).take_while(|&at| doc.is_wordlike(at));
        let stops = |at: u32| {
            let folded = doc.folded(at);
            folded.starts_with(['ب', 'و', 'ف', 'ل']) || folded == "علی" || doc.clause_part("joint", at, at + 1).is_some()
        };
        let Some(second) = clause.find(|&at| stops(at) || is_strict_verb(doc, at)) else { continue };
        if second == next || stops(second) {
            continue;
        }
        let message = "Error: «قام» has neither its «بـ» nor a complement, and a second finite verb follows.";
        out.report(doc.span(at, second), message);
    }
}

/// A word that is a finite verb and nothing else.
fn is_strict_verb(doc: &Document<'_>, at: u32) -> bool {
    doc.facts_at(at).verb == Some(VerbForm::Finite)
        && doc.pack().is_some_and(|pack| {
            pack.list(List::FiniteVerbs).row_of(doc.folded(at)).is_some_and(|row| row.column(0) == "verb")
        })
}
