use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Facts, ZWNJ, joins_next};
use crate::rule::{Context, Findings, Place, Rule};
use crate::span::Span;
use crate::text::{Document, Paragraph, Signs, TokenKind, is_odd_space};
use crate::words::Message;

declare_rule! {
    /// Spaces that a page left behind: non-breaking and other odd spaces, double spaces, spaces beside a joiner.
    ///
    /// One finding a document, with the count and the further places.
    ///
    /// ## Why it matters
    ///
    /// Such litter splits words for searches and shows up as gaps. It comes from editors on the web and from
    /// scraping, not from translation: 13 % of native Persian articles and 15 % of Arabic ones carry some.
    ///
    /// ## What it lets pass
    ///
    /// A non-breaking space beside a number; ordinary spaces at the ends of a line and before a comment in code.
    ///
    /// ## Fixes
    ///
    /// `--fix` leaves one ordinary space between words and none of the litter at the ends of a line; not where tabs or
    /// more than four spaces set columns.
    ///
    /// ## Examples
    ///
    /// - a sentence with two spaces in  a row
    /// - a line that begins with a non-breaking space
    StraySpace {
        name: "stray-space",
        axis: Axis::Extraction,
        severity: Severity::Minor,
        confidence: Confidence::High,
        languages: &[],
        mqm: "linguistic_conventions/character_encoding",
        its: "characters",
        cost: Cost::Habit,
        yields_to: &[],
        judged: Judged { right: 28, wrong: 0, data: "mt-and-native-ar-posts, mt-ar-course-markdown, mt-ar-wikinews, mt-fa-course-markdown, mt-fa-postedited, mt-fa-wikinews: 28 findings read" },
        since: "0.1.0",
    }
}

/// More spaces in a row than this set columns or a blank to fill in.
const COLUMN: usize = 4;

impl Rule for StraySpace {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        if !doc.signs().have(Signs::ODD_SPACE | Signs::DOUBLE_SPACE | Signs::LOOSE_JOINER) {
            return;
        }
        let (mut odd, mut double, mut joiner) = (Vec::new(), Vec::new(), Vec::new());
        for paragraph in doc.paragraphs().iter().filter(|p| p.kind.is_article()) {
            let (from, to) = paragraph.tokens;
            let (start, end) = line_of(doc, paragraph);
            let lead = Span::new(start, paragraph.span.start).of(doc.text());
            for (litter, places) in [(lead.contains(is_odd_space), &mut odd), (lead.contains(ZWNJ), &mut joiner)] {
                if litter {
                    let wanted = without_litter(lead) + doc.token(from).span.of(doc.text());
                    places.push(Place::mended(doc.text(), Span::new(start, doc.token(from).span.end), &wanted));
                }
            }
            for at in doc.cued(Facts::ODD_GAP | Facts::JOINED, from..to) {
                let word = doc.token(at).span.of(doc.text());
                if doc.has_joiner(at) && doc.token(at).kind == TokenKind::Word && word.contains("\u{200C}\u{200C}") {
                    joiner.push(Place::mended(doc.text(), doc.token(at).span, &joined_once(word)));
                }
                if at == from {
                    continue;
                }
                let gap = doc.gap_before(at);
                if gap.is_empty() || gap == " " {
                    continue;
                }
                let number = [at - 1, at].iter().any(|&at| doc.token(at).kind == TokenKind::Number);
                let mended = |gap: String| {
                    let wanted = format!("{}{gap}{word}", doc.token(at - 1).span.of(doc.text()));
                    Place::mended(doc.text(), doc.span(at - 1, at), &wanted)
                };
                if gap.contains(ZWNJ) && (gap.contains(char::is_whitespace) || doc.mark(at).is_some()) {
                    joiner.push(mended(gap.replace(ZWNJ, "")));
                } else if gap.contains(is_odd_space) && !(number && gap.chars().count() == 1) {
                    odd.push(mended(one_space(&gap.replace(is_odd_space, " "))));
                } else if !(gap.contains(['\n', '\r'])
                    || is_comment_sign(doc, at, to)
                    || is_comment_sign(doc, at - 1, to))
                    && gap.split(|c: char| !c.is_whitespace()).any(|run| run.chars().count() > 1)
                {
                    // Tabs and many spaces set columns.
                    let column = gap.contains('\t') || gap.chars().count() > COLUMN;
                    double.push(if column { doc.span(at - 1, at).into() } else { mended(one_space(gap)) });
                }
            }
            let tail = Span::new(paragraph.span.end, end).of(doc.text());
            for (litter, places) in [(tail.contains(is_odd_space), &mut odd), (tail.contains(ZWNJ), &mut joiner)] {
                if litter {
                    let wanted = doc.token(to - 1).span.of(doc.text()).to_owned() + &without_litter(tail);
                    places.push(Place::mended(doc.text(), Span::new(doc.token(to - 1).span.start, end), &wanted));
                }
            }
        }
        let kinds = [
            (odd, "non-breaking or other odd spaces", Message::error("stray-space-odd")),
            (double, "two spaces in a row", Message::error("stray-space-double")),
            (joiner, "zero-width non-joiners that join nothing", Message::error("stray-space-joiner")),
        ];
        for (places, pattern, message) in kinds {
            if let Some(report) = out.once(&places, message.with("count", places.len())) {
                report.pattern(pattern);
            }
        }
    }
}

/// «x = 5  # metres»: comments stand in a column of their own.
fn is_comment_sign(doc: &Document<'_>, at: u32, to: u32) -> bool {
    doc.mark(at) == Some('#') && at + 1 < to && doc.space_before(at + 1)
}

/// The edge of a line without odd spaces and joiners; ordinary spaces may be its indent.
fn without_litter(edge: &str) -> String {
    edge.replace(|c| is_odd_space(c) || c == ZWNJ, "")
}

/// What stands between two words with one space for each run of spaces.
fn one_space(gap: &str) -> String {
    let mut out = String::with_capacity(gap.len());
    for c in gap.chars() {
        if !(c == ' ' && out.ends_with(' ')) {
            out.push(c);
        }
    }
    out
}

/// A word with one joiner for each row of them, and none after a letter that does not join.
fn joined_once(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        if c != ZWNJ && chars.peek() == Some(&ZWNJ) {
            let mut row = 0;
            while chars.next_if_eq(&ZWNJ).is_some() {
                row += 1;
            }
            if row == 1 || joins_next(c) {
                out.push(ZWNJ);
            }
        }
    }
    out
}

/// The line that a paragraph stands on, without its break.
fn line_of(doc: &Document<'_>, paragraph: &Paragraph) -> (u32, u32) {
    let breaks = ['\n', '\r', '\u{2028}', '\u{2029}'];
    let (before, after) = (paragraph.span.start as usize, paragraph.span.end as usize);
    let start = doc.text()[..before]
        .rfind(breaks)
        .map_or(0, |at| at + doc.text()[at..].chars().next().map_or(0, char::len_utf8));
    let end = doc.text()[after..].find(breaks).map_or(doc.text().len(), |at| after + at);
    (start as u32, end as u32)
}
