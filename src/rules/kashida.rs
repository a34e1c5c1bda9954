use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Facts, Lang, List, is_ignorable, joins_next};
use crate::rule::{Context, Findings, Place, Rule};
use crate::text::{Document, Signs};
use crate::words::Message;

declare_rule! {
    /// Words drawn out with the stretching stroke (kashida, tatweel) or by typing a letter over and over.
    ///
    /// ## Why it matters
    ///
    /// Stretching is an ornament of headlines and posters; in running text searches miss the word and screen
    /// readers stumble. Some newspapers stretch to fill a line: 316 of 6,833 native Arabic articles, 1 of 2,970
    /// Persian ones.
    ///
    /// ## What it lets pass
    ///
    /// «هـ» of the Hijri year, particles before a name or a number («الـ20», «لـناسا»), a tatweel that stands alone
    /// as a dash, words that have a letter three times by their grammar («تتتبع»).
    ///
    /// ## Fixes
    ///
    /// `--fix` takes the strokes out, unless one may be a dash between two words; how often a letter that is typed over
    /// and over belongs there is for people to say.
    ///
    /// ## Examples
    ///
    /// - «ارتفاع الذهـــب اليوم»
    /// - «خیلی خوبببب بود»
    Kashida {
        name: "kashida",
        axis: Axis::Typography,
        severity: Severity::Minor,
        confidence: Confidence::High,
        languages: &[Lang::AR, Lang::FA],
        mqm: "linguistic_conventions/spelling",
        its: "typographical",
        cost: Cost::Habit,
        yields_to: &[],
        judged: Judged {
            right: 10,
            wrong: 1,
            data: "native-ar-saudi, human-translation-fa-ntrex, human-translation-ar-ntrex: 11 findings read",
        },
        since: "0.1.0",
    }
}

const TATWEEL: char = '\u{0640}';

/// A letter this many times in a row is drawn out wherever it stands.
const DRAWN_OUT: usize = 4;

/// At the end of a word three are enough: of 2.98 million native words those that end so are slips and cries.
const DRAWN_OUT_END: usize = 3;

impl Rule for Kashida {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        if !doc.signs().have(Signs::TATWEEL | Signs::DRAWN_OUT) {
            return;
        }
        let tatweel = doc.signs().have(Signs::TATWEEL);
        let (mut stretched, mut repeated) = (Vec::new(), Vec::new());
        for paragraph in doc.article() {
            for at in doc.cued(Facts::STRETCHED, paragraph.range()) {
                if !doc.is_arabic_script(at) {
                    continue;
                }
                if tatweel && is_stretched(doc, at) {
                    stretched.push(drawn_in(doc, at));
                } else if doc.is_drawn_out(at) && is_drawn_out(doc.folded(at)) {
                    repeated.push(doc.token(at).span);
                }
            }
        }
        out.slips(&stretched, "kashida", Message::error("kashida"));
        out.slips(&repeated, "drawn-out letter", Message::error("kashida-letter"));
    }
}

/// Whether strokes stand between letters of the word, other than one after an article or preposition.
fn is_stretched(doc: &Document<'_>, at: u32) -> bool {
    let word = doc.token(at).span.of(doc.text());
    let inner = word.trim_matches(TATWEEL);
    let Some((before, after)) = inner.split_once(TATWEEL) else { return false };
    let single = !after.contains(TATWEEL);
    let particle = |before: &str| {
        doc.pack().is_some_and(|pack| {
            let row = pack.list(List::NounAffixes).row_of(&*crate::lang::fold(before));
            row.is_some_and(|row| row.column(0).contains("prefix"))
        })
    };
    !(single && particle(before))
}

/// A stretched word without its strokes. After a letter that does not join, and before an article in no known word, a
/// stroke is a dash between two words.
fn drawn_in(doc: &Document<'_>, at: u32) -> Place {
    let (span, text) = (doc.token(at).span, doc.text());
    let word = span.of(text);
    let inner = word.trim_matches(TATWEEL);
    let pack = doc.pack();
    let known = pack.is_some_and(|pack| pack.commonness(doc.folded(at)).is_some());
    let article = |part: &str| {
        let folded = crate::lang::fold(part);
        pack.is_some_and(|pack| pack.has_beginning("article", &folded))
    };
    let mut parts = inner.split(TATWEEL).filter(|part| !part.is_empty()).peekable();
    while let Some(part) = parts.next() {
        let Some(next) = parts.peek() else { break };
        let joins = part.chars().rev().find(|&c| !is_ignorable(c)).is_some_and(joins_next);
        if !joins || !known && article(next) {
            return span.into();
        }
    }
    Place::mended(text, span, &word.replacen(inner, &inner.replace(TATWEEL, ""), 1))
}

/// Whether one letter of a folded word comes again and again. Words of one letter alone («ههههه») are noises.
fn is_drawn_out(word: &str) -> bool {
    let (mut run, mut longest, mut kinds, mut last) = (0, 0, 0, None);
    for c in word.chars() {
        if last == Some(c) {
            run += 1;
        } else {
            run = 1;
            kinds += 1;
            last = Some(c);
        }
        longest = longest.max(run);
    }
    kinds > 1 && (longest >= DRAWN_OUT || run >= DRAWN_OUT_END)
}
