use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Lang, List};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Sentence, Token};

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
    /// - «نمایندگان در حالی که با خبرنگاران گفت‌وگو می‌کنند، هستند»
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
        judged: Judged { right: 1, wrong: 0, data: "mt-ar-wikinews: 1 finding read" },
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
    if sentence.is_endless() {
        return;
    }
    for group in doc.predicates(from..to) {
        let comma = group.end;
        if comma + 1 >= to || !matches!(doc.mark(comma), Some('،' | ',')) || in_relative_clause(doc, from, group.start)
        {
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

/// Whether the nearest که before the verb opens a relative or complement clause: behind such a clause the
/// copula comes with good reason («کسی که می‌گوید، نیست»). «در حالی که» opens none.
fn in_relative_clause(doc: &Document<'_>, from: u32, verb: u32) -> bool {
    let Some(that) = (from..verb).rev().find(|&at| doc.clause_part("that", at, at + 1).is_some()) else { return false };
    !(from.max(that.saturating_sub(2))..=that).any(|at| doc.clause_part("while", at, verb) == Some(that + 1))
}

fn light_verb(doc: &Document<'_>, sentence: &Sentence, out: &mut Findings) {
    let (from, to) = sentence.tokens;
    for at in from..to {
        let Some(next) = doc.clause_part("light-verb", at, to) else { continue };
        // «ما قام به», «التي قامت بها»: the complement stands before.
        if at > from
            && doc.clause_part("joint", at - 1, at).is_some()
            && doc.clause_part("perfect", at - 1, at).is_none()
        {
            continue;
        }
        let mut clause = (next..to.min(next + CLAUSE_WORDS)).take_while(|&at| doc.is_wordlike(at));
        let stops = |at: u32| {
            let folded = doc.folded(at);
            let governed = folded.starts_with('ب') && !is_name_in_b(doc, at);
            let joined = doc.has_conjunction(at) && is_past_verb(doc, at);
            governed || joined || ["governor", "joint"].iter().any(|kind| doc.clause_part(kind, at, at + 1).is_some())
        };
        let Some(second) = clause.find(|&at| stops(at) || is_past_verb(doc, at)) else { continue };
        if second == next || stops(second) {
            continue;
        }
        let message = "Error: «قام» has neither its «بـ» nor a complement, and a second finite verb follows.";
        out.report(doc.span(at, second), message);
    }
}

/// A word that begins with ب by its root and not by the preposition, as far as the article shows: it comes
/// more than once, and never without the ب («بايدن»).
fn is_name_in_b(doc: &Document<'_>, at: u32) -> bool {
    let word = doc.token(at).word;
    let Some(rest) = doc.folded(at).strip_prefix('ب').filter(|rest| rest.chars().count() >= 3) else { return false };
    let times = doc.tokens().iter().filter(|token| token.word == word).count();
    let bare = |token: &Token| {
        let other = doc.word(token.word);
        let behind = |clitic: Option<&str>| clitic == Some(rest);
        other == rest
            || doc.pack().is_some_and(|p| behind(p.without_article(other)) || behind(p.without_proclitic(other)))
    };
    let definite = doc.pack().is_some_and(|pack| pack.without_article(rest).is_some());
    times >= 2 && !definite && !rest.starts_with('ه') && !doc.tokens().iter().any(bare)
}

/// A word that is a finite verb in the past and nothing else: «قام رجل يقود» has a relative clause.
fn is_past_verb(doc: &Document<'_>, at: u32) -> bool {
    let Some(pack) = doc.pack() else { return false };
    let strict = |word: &str| {
        !word.starts_with(['ی', 'ت', 'س'])
            && pack.list(List::FiniteVerbs).row_of(word).is_some_and(|row| row.column(0) == "verb")
    };
    strict(doc.folded(at)) || pack.without_proclitic(doc.folded(at)).is_some_and(strict)
}
