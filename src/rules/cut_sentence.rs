use super::stranded_fragment::has_no_verb;
use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Lang, List, Part};
use crate::rule::{Context, Findings, Rule};
use crate::span::Span;
use crate::text::{Document, ParagraphKind, Sentence, TokenKind};
use crate::words::Message;

declare_rule! {
    /// A full stop inside a sentence: behind a word that cannot end one, or before a word that cannot begin one.
    ///
    /// None ends with a preposition, a conjunction or a relative pronoun, and none begins with a Persian «را» or a verb
    /// that stands behind what it governs, or with an Arabic relative pronoun behind its noun. A suspicion is a full stop
    /// between two words that native sentences hardly ever end and begin with («وزارت. نیرو»): by the counts in
    /// `sentence-edges.tsv` four hundred times as seldom as between words at large.
    /// The page of the source carried a link or italics there; the translator was given the pieces one by one
    /// and closed each with a full stop. A Persian paragraph of 40 words or more that ends with neither a mark
    /// nor a verb is a reminder only: the page may have been cut off instead.
    ///
    /// ## Why it matters
    ///
    /// One sentence became two, and neither can be read: what belongs together stands on two sides of a full stop.
    /// Of full stops put at a random place inside native sentences the counts find 41 of 100 in Persian (20 without them)
    /// and 10 in Arabic (2). Counted on half of the native articles they flagged 4 full stops in 3.02 million words
    /// of the other half, and one in 0.35 million words of human translation; on machine output they found none.
    ///
    /// ## What it lets pass
    ///
    /// Particles behind "not", which leave out what they govern («بالرغم وليس بسبب.»), names of letters and initials
    /// («سي. إن. إن.», «جون إن. ميتشيل»), words that good sentences end in («را», «من قبل», «فيما بعد»), questions and
    /// ellipses, particles in quotation marks. Particles that are another word here: a noun («خسر بهدف.»), a name
    /// («محمد على.», «وادي سوف.»), "whom" («من قتل من.»), a set phrase («بين بين.», «بی اما و اگر.», «دو تا.»).
    /// Between words that are only counted: a sentence of fewer than five words or with "not", two Persian sentences of which the
    /// second has no verb, and words that occur fewer than a hundred times in the native text.
    /// A Persian sentence that ends with its verb, whatever begins the next one; «الذي», «الذين» for "he who", which has a
    /// predicate of its own («الذي قاله هو الحق.»).
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
        judged: Judged { right: 30, wrong: 0, data: "mt-and-native-ar-posts, mt-ar-wikinews, mt-fa-course-markdown, mt-fa-wikinews: 30 findings read" },
        since: "0.1.0",
    }
}

/// A paragraph this long is running text, and its last sentence ought to end. With 30 machine output (181 k words in Persian) has
/// three reminders more and native text (1.38 M) none; with 50 native text has four fewer.
const RUNNING_WORDS: usize = 40;
/// A reminder shows so many words, by which its reader finds the end of the paragraph.
const SHOWN_WORDS: usize = 4;
/// Letters of the word before the full stop: a shorter one may be an initial, or half of a word. Of cuts before an
/// inner word the findings are the same with 1 and 2; of unlikely seams (below) 7 and 489 are flagged with 2, one and 296 with 4.
const WORD_LETTERS: usize = 3;

// An unlikely seam was measured with lists counted on one half of the native articles (ISNA and native-ar-saudi, 3.02 M words), on
// full stops of the other half and on 6,000 that were put there at random places. With the values below 4 of the former and 429 of
// the latter are flagged.
/// How often a full stop stands between two words, against words at large, when it is an unlikely seam. With 1/150 these are 15 and
/// 657, with 1/1000 none and 199.
const SEAM_RATIO: f64 = 1.0 / 400.0;
/// What the next word can add to what the last one tells: sentences begin with anything now and then. With 1/3 they are 3 and
/// 275, with 1/30 4 and 449, but one more in human translation.
const LEAST_BEGIN_RATIO: f64 = 1.0 / 10.0;
/// Shorter sentences are fragments that may be meant so. With 3 they are 4 and 456.
const SEAM_WORDS: usize = 5;

impl Rule for CutSentence {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for paragraph in doc.article().filter(|p| p.kind.is_prose()) {
            let sentences = doc.sentences(paragraph);
            for (index, sentence) in sentences.iter().enumerate() {
                let Some(particles) = doc.dangling_end(sentence) else { continue };
                let place = doc.span(particles.start, particles.end);
                // «بالرغم وليس بسبب.»: "despite, not because" leaves out what both govern.
                if particles.start > sentence.tokens.0
                    && doc.clause_part(Part::Not, particles.start - 1, particles.start).is_some()
                {
                    continue;
                }
                let whole = doc.words_in(sentence.tokens.0..particles.start).is_empty();
                if whole && sentences.get(index + 1).is_some_and(|next| takes_up(doc, particles.start, next)) {
                    continue;
                }
                if whole {
                    out.report(place, Message::error("cut-sentence-particle")).severity(Severity::Critical);
                } else {
                    out.report(place, Message::error("cut-sentence-end"));
                }
            }
            for pair in sentences.windows(2) {
                if let Some(seam) = cut_before_inner(doc, &pair[0], &pair[1]) {
                    out.report(seam, Message::error("cut-sentence-inner"));
                } else if paragraph.kind == ParagraphKind::Body
                    && let Some(seam) = unlikely_seam(doc, &pair[0], &pair[1])
                {
                    out.report(seam, Message::suspicion("cut-sentence-seam")).confidence(Confidence::Medium);
                }
            }
            let Some(last) = sentences.last().filter(|last| !last.ended) else { continue };
            let (from, to) = last.tokens;
            if cx.lang() != Lang::FA
                || paragraph.kind != ParagraphKind::Body
                || !doc.is_arabic_script(to - 1)
                || doc.words_in(paragraph.range()).len() < RUNNING_WORDS
                || doc.is_verb_final(from..to)
                || doc.is_quoted(to - 1)
                || (from..to).any(|at| {
                    doc.clause_part(Part::Closing, at, to).is_some()
                        || doc.token(at).kind == TokenKind::Number
                        || matches!(doc.mark(at), Some(':' | '-' | '–' | '؛' | '*'))
                })
            {
                continue;
            }
            let words = doc.words_in(from..to);
            let first = words[words.len().saturating_sub(SHOWN_WORDS)];
            out.report(doc.span(first, to - 1), Message::reminder("cut-sentence-paragraph"))
                .severity(Severity::Minor)
                .confidence(Confidence::Low);
        }
    }
}

/// «لكن. ولكن هذه تحمل الحكاية كلها.»: the next sentence begins with the same particle and says what it is about.
fn takes_up(doc: &Document<'_>, particle: u32, next: &Sentence) -> bool {
    let bare = |at: u32| {
        let word = doc.folded(at);
        doc.pack().and_then(|pack| pack.without_proclitic(word)).unwrap_or(word)
    };
    bare(next.tokens.0) == bare(particle)
}

/// The last word of a sentence and the first of the next one, when this one can only go on with that sentence:
/// «این طرح. را», «المدارس. التي».
fn cut_before_inner(doc: &Document<'_>, ended: &Sentence, begun: &Sentence) -> Option<Span> {
    let (stop, first, to) = (ended.tokens.1 - 1, begun.tokens.0, begun.tokens.1);
    doc.clause_part(Part::Inner, first, to)?;
    let last = word_before_seam(doc, ended, begun).filter(|_| !doc.has_conjunction(first))?;
    let goes_on = match doc.lang() {
        // What ends with its verb is whole, unless the object marker has been cut off from its object.
        Lang::FA => {
            doc.clause_part(Part::ObjectMarker, first, to).is_some() || !doc.is_verb_final(ended.tokens.0..stop)
        }
        // «الذي قاله هو الحق», «الذي جاء، لم يعد»: "he who", with a predicate of its own.
        _ => !(first..to)
            .any(|at| matches!(doc.mark(at), Some('،' | ',')) || doc.clause_part(Part::Separation, at, to).is_some()),
    };
    goes_on.then(|| doc.span(last, first))
}

/// The last word of a sentence, where nothing but a full stop parts it from the first word of the next one.
fn word_before_seam(doc: &Document<'_>, ended: &Sentence, begun: &Sentence) -> Option<u32> {
    let (from, first) = (ended.tokens.0, begun.tokens.0);
    let last = ended.tokens.1.checked_sub(2).filter(|&last| last >= from)?;
    let bare = doc.is_full_stopped(ended)
        && doc.is_arabic_script(last)
        && doc.letters(last) >= WORD_LETTERS
        && !doc.is_quoted(last)
        && !doc.is_quoted(first);
    bare.then_some(last)
}

/// The last word of a sentence and the first of the next one, when native sentences hardly ever end with the one and begin
/// with the other.
fn unlikely_seam(doc: &Document<'_>, ended: &Sentence, begun: &Sentence) -> Option<Span> {
    let edges = doc.pack()?.sentence_edges();
    let (from, stop, first) = (ended.tokens.0, ended.tokens.1 - 1, begun.tokens.0);
    let last = word_before_seam(doc, ended, begun).filter(|_| doc.is_arabic_script(first))?;
    let end = edges.of(doc.folded(last))?.end;
    let begin = edges.of(doc.folded(first)).map_or(1.0, |ratios| ratios.begin.max(LEAST_BEGIN_RATIO));
    let facts = doc.facts_at(last);
    let excused = end * begin > SEAM_RATIO
        || [List::Abbreviations, List::DanglingParticles, List::LetterNames].into_iter().any(|list| facts.is(list))
        || doc.dangling_end(ended).is_some()
        || doc.words_in(from..stop).len() < SEAM_WORDS
        || doc.lang() == Lang::FA && (doc.is_verb_final(from..stop) || has_no_verb(doc, begun))
        || (from..stop).any(|at| doc.clause_part(Part::Not, at, stop).is_some());
    (!excused).then(|| doc.span(last, first))
}
