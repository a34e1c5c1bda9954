use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, LOOP_PASSES, Paragraph, Sentence, TokenKind};
use crate::words::Message;
use std::cell::OnceCell;
use std::collections::HashMap;

declare_rule! {
    /// A sentence that comes again in its paragraph, word for word or nearly so.
    ///
    /// Compared with the three sentences before it, word for word also with those of the paragraph before. Word for
    /// word is major; at least four words of five in the same order minor.
    ///
    /// ## Why it matters
    ///
    /// The translator lost its place, or a text in two languages was translated as if it were one. In 2.9 million
    /// words of native news it came in two articles, one of them scraped twice.
    ///
    /// ## What it lets pass
    ///
    /// Sentences under six words (unless they come four times in a row), under eight when a word differs, questions,
    /// quotations, sentences whose numbers differ, headlines and captions, entries of a list under their labels, a refrain that
    /// closes two paragraphs, and whole paragraphs that come twice: teasers that stand above the article again, lists of rules
    /// or of prizes. Those are made by pages, not by translators.
    ///
    /// ## Examples
    ///
    /// - «این پل سال آینده بازسازی می‌شود. هزینه آن روشن نیست. این پل سال آینده بازسازی می‌شود.»
    /// - «يقع المتحف في قلب المدينة القديمة. يقع المتحف في وسط المدينة القديمة.»
    RepeatedSentence {
        name: "repeated-sentence",
        axis: Axis::Translation,
        severity: Severity::Major,
        confidence: Confidence::Medium,
        languages: &[],
        mqm: "accuracy/addition",
        its: "duplication",
        cost: Cost::Independent,
        yields_to: &["decoder-loop", "repeated-phrase"],
        judged: Judged { right: 12, wrong: 0, data: "mt-and-native-ar-posts: 12 findings read" },
        since: "0.1.0",
    }
}

/// Sentences back in which an earlier copy is looked for. Farther ones are summaries.
const WINDOW: usize = 3;

/// Shorter sentences come again by right: «این رای قطعی است.»
const MIN_WORDS: usize = 6;

/// In a shorter sentence the one word that differs is what it says: «شهردار به پرسش خبرنگاران پاسخ نداد.»
const MIN_NEAR_WORDS: usize = 8;

/// Longer sentences are compared word for word only: the distance costs the square of the length.
const MAX_WORDS: usize = 120;

/// A dash behind so many words or fewer parts a label from what it labels.
const LABEL_WORDS: usize = 3;

/// Share of pairs of neighbouring words that the sentences must have in common, and share of words in the same
/// order, in percent. Within a paragraph five native sentences of 2.9 million words pass both, two of them
/// captions and two questions, which the rule skips.
const ALIKE_PERCENT: usize = 80;

impl Rule for RepeatedSentence {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let mut sentences: Vec<Words> = Vec::new();
        for paragraph in doc.article().filter(|paragraph| paragraph.kind.is_prose()) {
            let opening = sentences.len();
            for sentence in doc.sentences(paragraph) {
                sentences.push(Words::of(doc, sentence, paragraph));
                let index = sentences.len() - 1;
                let again = earlier(&sentences, opening).or_else(|| in_a_row(&sentences[opening..]));
                let Some((first, same)) = again else { continue };
                let message = if same {
                    Message::error("repeated-sentence-same")
                } else {
                    Message::suspicion("repeated-sentence-changed")
                };
                let report = out.report(sentences[index].sentence.span, message).related([first.span]);
                if !same {
                    report.severity(Severity::Minor);
                }
            }
        }
    }
}

/// The sentence that the last one says again, and whether word for word. In the paragraph before, which ends at
/// `opening`, only a copy word for word counts, and only inside a paragraph: pages put a teaser above the article, and
/// its sentences come again from the beginning of a paragraph. Nor does a refrain count, which closes both of them.
fn earlier<'d>(sentences: &[Words<'d>], opening: usize) -> Option<(&'d Sentence, bool)> {
    let (sentence, before) = sentences.split_last()?;
    let index = before.len();
    let from = index.saturating_sub(WINDOW);
    let within = (from.max(opening)..index).rev().find_map(|at| before[at].repeats_in(sentence));
    let across = || {
        let copies = |&at: &usize| index > opening && before[at].words == sentence.words;
        (from..opening).rev().filter(copies).find_map(|at| {
            let alone = at == 0 || before[at - 1].words != before[index - 1].words;
            let refrain = before[at].closes && sentence.closes;
            before[at].repeats_in(sentence).filter(|_| alone && !refrain)
        })
    };
    within.or_else(across)
}

/// The sentence before the last, if all of a row of [`LOOP_PASSES`] are the same, however short.
fn in_a_row<'d>(sentences: &[Words<'d>]) -> Option<(&'d Sentence, bool)> {
    let row = sentences.last_chunk::<LOOP_PASSES>()?;
    let same = row[0].words.len() > 1 && row.iter().all(|sentence| sentence.words == row[0].words);
    (same && !row.iter().any(|sentence| sentence.insists)).then(|| (row[LOOP_PASSES - 2].sentence, true))
}

/// A sentence as a row of words.
struct Words<'d> {
    sentence: &'d Sentence,
    words: Vec<u32>,
    /// A bit for each of its words, which others may share.
    bits: u64,
    /// Pairs of neighbouring words, in order of their numbers.
    pairs: OnceCell<Vec<(u32, u32)>>,
    numbers: Vec<u32>,
    /// Whether it ends a paragraph of several sentences.
    closes: bool,
    /// Whether it asks or is quoted.
    insists: bool,
    /// Whether a copy of it would be remarkable.
    counts: bool,
}

impl<'d> Words<'d> {
    fn of(doc: &Document<'_>, sentence: &'d Sentence, paragraph: &Paragraph) -> Self {
        let (from, to) = sentence.tokens;
        let mut words = Vec::with_capacity((to - from) as usize);
        let mut numbers = Vec::new();
        for token in &doc.tokens()[from as usize..to as usize] {
            if token.kind == TokenKind::Number {
                numbers.push(token.word);
            }
            if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                words.push(token.word);
            }
        }
        let asks = || doc.marks(from..to).iter().any(|&at| matches!(doc.mark(at), Some('؟' | '?')));
        // «سالن‌ها - ورود آزاد است.»: an entry of a list, under its label.
        let label = || (from..to).take(LABEL_WORDS + 1).find(|&at| doc.mark(at).is_some());
        let entry = || label().is_some_and(|at| matches!(doc.mark(at), Some('-' | '–' | '—')) && doc.space_before(at));
        let insists = || asks() || doc.is_quoted(from) || doc.is_quoted(to - 1);
        let insists = insists();
        let counts = words.len() >= MIN_WORDS && !insists && !entry();
        let closes = from > paragraph.tokens.0 && to == paragraph.tokens.1;
        let bits = bits_of(&words);
        Self { sentence, words, bits, pairs: OnceCell::new(), closes, numbers, insists, counts }
    }

    fn pairs(&self) -> &[(u32, u32)] {
        self.pairs.get_or_init(|| {
            let mut pairs: Vec<(u32, u32)> = self.words.windows(2).map(|pair| (pair[0], pair[1])).collect();
            pairs.sort_unstable();
            pairs.dedup();
            pairs
        })
    }

    /// Whether [`is_near`] may hold: what is changed at most is also the most by which the lengths differ, and the most
    /// words that one of the two has alone.
    fn may_be_near(&self, other: &Self) -> bool {
        let longer = self.words.len().max(other.words.len());
        let alone = (self.bits & !other.bits).count_ones().max((other.bits & !self.bits).count_ones());
        let differing = self.words.len().abs_diff(other.words.len()).max(alone as usize);
        differing * 100 <= longer * (100 - ALIKE_PERCENT)
    }

    /// Whether the other sentence says this one again; if so, whether word for word.
    fn repeats_in(&self, other: &Self) -> Option<(&'d Sentence, bool)> {
        if !self.counts {
            return None;
        }
        let same = self.words == other.words;
        let alike = || {
            self.words.len().min(other.words.len()) >= MIN_NEAR_WORDS
                && self.numbers == other.numbers
                && self.may_be_near(other)
                && share_pairs(self.pairs(), other.pairs())
                && is_near(&self.words, &other.words)
        };
        (same || alike()).then_some((self.sentence, same))
    }
}

/// A bit for each word, which others may share.
fn bits_of(words: &[u32]) -> u64 {
    words.iter().fold(0, |bits, word| bits | 1 << (word % u64::BITS))
}

/// Whether enough pairs of neighbouring words of the shorter sentence stand in the other.
fn share_pairs(a: &[(u32, u32)], b: &[(u32, u32)]) -> bool {
    let mut others = b.iter().peekable();
    let shared = |pair: &&(u32, u32)| {
        while others.next_if(|other| other < pair).is_some() {}
        others.peek() == Some(pair)
    };
    a.iter().filter(shared).count() * 100 >= a.len().min(b.len()) * ALIKE_PERCENT
}

/// Whether few enough words must be changed to make one sentence of the other.
fn is_near(a: &[u32], b: &[u32]) -> bool {
    let longer = a.len().max(b.len());
    if longer > MAX_WORDS {
        return false;
    }
    // Each distinct word becomes a character: the distance of words is then that of two strings.
    let mut letters: HashMap<u32, char> = HashMap::new();
    let mut spell = |words: &[u32]| -> String {
        let mut letter = |word: u32| {
            let next = char::from_u32('\u{F0000}' as u32 + letters.len() as u32).unwrap_or_default();
            *letters.entry(word).or_insert(next)
        };
        words.iter().map(|&word| letter(word)).collect()
    };
    let (a, b) = (spell(a), spell(b));
    levenshtein::levenshtein(&a, &b) * 100 <= longer * (100 - ALIKE_PERCENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_apart_at_once_is_not_near() {
        let words = |seed: u32, length: u32| -> Vec<u32> {
            (0..length).map(|at| (seed ^ at).wrapping_mul(0x9E37_79B1) >> 25).collect()
        };
        let sentence = Sentence { span: crate::span::Span::new(0, 2), tokens: (0, 1), ended: true };
        let of = |words: &[u32]| {
            let (words, bits, numbers) = (words.to_vec(), bits_of(words), Vec::new());
            Words {
                sentence: &sentence,
                words,
                bits,
                pairs: OnceCell::new(),
                numbers,
                closes: false,
                insists: false,
                counts: true,
            }
        };
        let mut near = 0;
        for (seed, length) in (0..200).flat_map(|seed| [8, 15, 30].map(|length| (seed, length))) {
            let one = words(seed, length);
            for changes in 0..12 {
                let mut other = one.clone();
                (0..changes)
                    .for_each(|change| other[(change * 7 + seed as usize) % length as usize] = 1_000 + change as u32);
                other.truncate(other.len() - (seed as usize % 4));
                if is_near(&one, &other) {
                    near += 1;
                    assert!(of(&one).may_be_near(&of(&other)), "{one:?} {other:?}");
                }
            }
        }
        assert!(near > 500, "{near} pairs");
    }
}
