use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Lang, Part};
use crate::rule::{Context, Findings, Rule};
use crate::text::{ParagraphKind, TokenKind};
use crate::words::Message;

declare_rule! {
    /// A full stop after a word that cannot end a sentence: a preposition, a conjunction, a relative pronoun.
    ///
    /// The page of the source carried a link or italics there; the translator was given the pieces one by one
    /// and closed each with a full stop. A Persian paragraph of 40 words or more that ends with neither a mark
    /// nor a verb is a reminder only: the page may have been cut off instead.
    ///
    /// ## Why it matters
    ///
    /// One sentence became two, and neither can be read: what the particle governs stands behind the full stop.
    ///
    /// ## What it lets pass
    ///
    /// Particles behind "not", which leave out what they govern («بالرغم وليس بسبب.»), names of letters and initials
    /// («سي. إن. إن.», «جون إن. ميتشيل»), words that good sentences end in («را», «من قبل», «فيما بعد»), questions and
    /// ellipses, particles in quotation marks. Particles that are another word here: a noun («خسر بهدف.»), a name
    /// («محمد على.», «وادي سوف.»), "whom" («من قتل من.»), a set phrase («بين بين.», «بی اما و اگر.», «دو تا.»).
    ///
    /// ## Examples
    ///
    /// - «شرکت قرار است کارخانه تازه‌ای را با همکاری. دولت محلی در شهر بسازد.»
    /// - «وتبحث الوزارة استخدام المبنى القديم بدلا من. إنشاء مبنى جديد.»
    CutSentence {
        name: "cut-sentence",
        axis: Axis::Translation,
        severity: Severity::Major,
        confidence: Confidence::High,
        languages: &[Lang::AR, Lang::FA],
        mqm: "linguistic_conventions/unintelligible",
        its: "grammar",
        cost: Cost::Independent,
        yields_to: &["decoder-loop", "stranded-fragment"],
        judged: Judged { right: 7, wrong: 0, data: "mt-and-native-ar-posts, mt-fa-course-markdown, mt-fa-wikinews: 7 findings read" },
        since: "0.1.0",
    }
}

/// A paragraph this long is running text, and its last sentence ought to end.
const RUNNING_WORDS: usize = 40;

impl Rule for CutSentence {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for paragraph in doc.article().filter(|p| p.kind.is_prose()) {
            let sentences = doc.sentences(paragraph);
            for sentence in sentences {
                let Some(particles) = doc.dangling_end(sentence) else { continue };
                let place = doc.span(particles.start, particles.end);
                // «بالرغم وليس بسبب.»: "despite, not because" leaves out what both govern.
                if particles.start > sentence.tokens.0
                    && doc.clause_part(Part::Not, particles.start - 1, particles.start).is_some()
                {
                    continue;
                }
                let whole = doc.words_in(sentence.tokens.0..particles.start).is_empty();
                if whole {
                    out.report(place, Message::error("cut-sentence-particle")).severity(Severity::Critical);
                } else {
                    out.report(place, Message::error("cut-sentence-end"));
                }
            }
            let Some(last) = sentences.last().filter(|last| !last.ended) else { continue };
            let (from, to) = last.tokens;
            if cx.lang() != Lang::FA
                || paragraph.kind != ParagraphKind::Body
                || !doc.is_arabic_script(to - 1)
                || doc.words_in(paragraph.tokens.0..paragraph.tokens.1).len() < RUNNING_WORDS
                || doc.is_verb_final(from..to)
                || doc.is_quoted(to)
                || (from..to).any(|at| {
                    doc.clause_part(Part::Closing, at, to).is_some()
                        || doc.token(at).kind == TokenKind::Number
                        || matches!(doc.mark(at), Some(':' | '-' | '–' | '؛' | '*'))
                })
            {
                continue;
            }
            let words = doc.words_in(from..to);
            let first = words[words.len().saturating_sub(4)];
            out.report(doc.span(first, to - 1), Message::reminder("cut-sentence-paragraph"))
                .severity(Severity::Minor)
                .confidence(Confidence::Low);
        }
    }
}
