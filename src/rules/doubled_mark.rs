use super::spaced_mark::emoticon;
use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Lang, List};
use crate::rule::{Context, Findings, Place, Rule};
use crate::span::Span;
use crate::text::{Document, Script, TokenKind};
use crate::words::Message;

declare_rule! {
    /// A punctuation mark typed twice, or two marks where one belongs.
    ///
    /// ## Why it matters
    ///
    /// «،،», «؛؛», «.،» and «؟؟؟» are slips of the keyboard or leftovers of an edit. Native Persian news has .01 in
    /// 1,000 words of the first kind; rows of question or exclamation marks are commoner (.04 Persian,
    /// .2 Arabic) and have no place in news.
    ///
    /// ## What it lets pass
    ///
    /// «...», «؟!», the Arabic pauses «..» and «....», the full stop of an abbreviation before a comma («ق.م.،»),
    /// three commas that close a letter («والله ولي التوفيق،،،»), moves of chess («Kg8??»), emoticons behind a mark («. :)»), code.
    ///
    /// ## Fixes
    ///
    /// `--fix` leaves one of several marks of a kind after a word, and three of four or five full stops; of «.،» nobody
    /// knows which mark is meant.
    ///
    /// ## Examples
    ///
    /// - «يوم الأحد،، وصل الوفد»
    /// - «قیمت‌ها ثابت ماند.،»
    DoubledMark {
        name: "doubled-mark",
        axis: Axis::Typography,
        severity: Severity::Minor,
        confidence: Confidence::High,
        languages: &[],
        mqm: "linguistic_conventions/punctuation",
        its: "typographical",
        cost: Cost::Habit,
        yields_to: &["mojibake"],
        judged: Judged { right: 44, wrong: 0, data: "mt-and-native-ar-posts, mt-ar-course-markdown: 44 findings read" },
        since: "0.1.0",
    }
}

/// More full stops than this in a row are no ellipsis.
const ELLIPSIS: u32 = 3;
/// More Latin question marks than this in a row may stand for letters that were lost.
const LOST_LETTERS: usize = 3;
/// More full stops than this in a row are a line to write on or to fill a table.
const LONG_ELLIPSIS: u32 = 5;
/// Arabic papers set rows of two to four full stops for a pause.
const PAUSE: u32 = 4;

impl Rule for DoubledMark {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let (mut pairs, mut rows) = (Vec::new(), Vec::new());
        for paragraph in doc.article() {
            let (from, to) = paragraph.tokens;
            let mut free = from;
            for &at in doc.marks(from..to) {
                if at < free {
                    continue;
                }
                if is_row(doc, at, from, to) {
                    rows.push(place(doc, from, at, at));
                } else if at + 1 < to && is_pair(doc, (from, to), at, false) {
                    let mut last = at + 1;
                    while last + 1 < to && is_pair(doc, (from, to), last, true) {
                        last += 1;
                    }
                    if !closes_letter(doc, at, last, to) {
                        pairs.push(place(doc, from, at, last));
                    }
                    free = last + 1;
                }
            }
        }
        out.slips(&pairs, "two marks", Message::error("doubled-mark-pair"));
        out.slips(&rows, "row of marks", Message::error("doubled-mark-row"));
    }
}

/// «والله ولي التوفيق،،،»: three commas end a letter.
fn closes_letter(doc: &Document<'_>, first: u32, last: u32, to: u32) -> bool {
    last + 1 == to && last - first >= 2 && (first..=last).all(|at| doc.mark(at) == Some('،'))
}

/// «Kg8??»: a mark for a move of chess.
fn judges_a_move(doc: &Document<'_>, at: u32) -> bool {
    let before = doc.token(at - 1);
    let text = before.span.of(doc.text());
    doc.token(at).span.of(doc.text()).chars().count() == 2
        && doc.gap_before(at).is_empty()
        && before.script == Script::Latin
        && text.ends_with(|c: char| c.is_ascii_digit())
}

/// The marks with the word before them, so that a reader finds the place, and the one mark that belongs there.
fn place(doc: &Document<'_>, from: u32, first: u32, last: u32) -> Place {
    let text = doc.text();
    let marks = doc.span(first, last);
    let glued = first > from && doc.gap_before(first).is_empty();
    let word = glued && doc.is_wordlike(first - 1);
    let span = doc.span(if word { first - 1 } else { first }, last);
    let after_word = word || glued && matches!(doc.mark(first - 1), Some('»' | '”' | ')'));
    let one = one_of(marks.of(text)).filter(|_| after_word && doc.lang().is_supported());
    let wanted = one.map(|one| format!("{}{one}", Span::new(span.start, marks.start).of(text)));
    wanted.map_or(span.into(), |wanted| Place::mended(text, span, &wanted))
}

/// The mark that several of one kind stand for; «.،» may be either of its marks.
fn one_of(marks: &str) -> Option<&'static str> {
    let all = |kind: &[char]| marks.chars().all(|mark| kind.contains(&mark));
    let (comma, semicolon) = (all(&['،', ',']), all(&['؛', ';']));
    let stops = marks.len() as u32;
    match () {
        () if comma => Some("،"),
        () if semicolon => Some("؛"),
        () if all(&[':']) => Some(":"),
        () if all(&['!']) => Some("!"),
        () if all(&['؟']) => Some("؟"),
        // More Latin question marks may be letters lost in decoding, more full stops the line of a form.
        () if all(&['?']) && marks.len() <= LOST_LETTERS => Some("؟"),
        () if all(&['.']) && (ELLIPSIS + 1..=LONG_ELLIPSIS).contains(&stops) => Some("..."),
        () => None,
    }
}

/// «؟؟», «!!!», and too many or too few full stops for an ellipsis.
fn is_row(doc: &Document<'_>, at: u32, from: u32, to: u32) -> bool {
    let Some(mark) = doc.mark(at) else { return false };
    // A row that opens a line and the «..» of a path are markup.
    if at == from || at + 1 < to && doc.mark(at + 1) == Some('/') {
        return false;
    }
    let text = doc.token(at).span.of(doc.text());
    match mark {
        '.' if doc.lang() == Lang::AR => text.len() as u32 > PAUSE,
        '.' => text.len() as u32 > ELLIPSIS || text.len() == 2 && doc.lang() == Lang::FA,
        '!' | '?' | '؟' if judges_a_move(doc, at) => false,
        '!' | '?' | '؟' => {
            let questions = text.chars().filter(|c| *c != '!').count();
            questions > 1 || text.matches('!').count() > 1
        }
        _ => false,
    }
}

/// Whether a mark stands behind a word. «، ؛» after none are marks that the text speaks of.
fn follows(doc: &Document<'_>, from: u32, at: u32) -> bool {
    at > from && (doc.is_wordlike(at - 1) || matches!(doc.mark(at - 1), Some('»' | '”' | '"' | ')' | ']')))
}

/// Whether a mark and the next one are a slip; `in_row` says that a mark of the same row stands before them.
fn is_pair(doc: &Document<'_>, (from, to): (u32, u32), at: u32, in_row: bool) -> bool {
    let (Some(first), Some(second)) = (doc.mark(at), doc.mark(at + 1)) else { return false };
    if doc.token(at).span.len() as usize != first.len_utf8()
        || doc.token(at + 1).span.len() as usize != second.len_utf8()
    {
        return false;
    }
    // «&quot;.»: an entity, not a semicolon.
    if first == ';' && at > from && doc.token(at - 1).script == Script::Latin {
        return false;
    }
    // «، .profile»: the second belongs to the next word.
    if second == '.' && at + 2 < to && doc.gap_before(at + 2).is_empty() && doc.is_wordlike(at + 2) {
        return false;
    }
    // «تمام شد. :)»
    if emoticon(doc, at + 1, to).is_some() {
        return false;
    }
    let comma = |mark: char| matches!(mark, '،' | ',' | '؛' | ';');
    match (first, second) {
        // «std::vector», «[::-1]»: code.
        (':', ':') => {
            let apart = in_row || at == from || doc.space_before(at) || doc.token(at - 1).script == Script::Arabic;
            apart && doc.gap_before(at + 1).is_empty()
        }
        (a, b) if comma(a) && (comma(b) || matches!(b, '.' | ':')) => in_row || follows(doc, from, at),
        ('.', b) if comma(b) || b == ':' => at > from && !is_abbreviated(doc, at - 1),
        (':', b) => comma(b) || b == '.' && !doc.space_before(at + 1),
        _ => false,
    }
}

/// Whether the full stop after this token may belong to it.
fn is_abbreviated(doc: &Document<'_>, at: u32) -> bool {
    let token = doc.token(at);
    let facts = doc.facts(token);
    token.kind != TokenKind::Word
        || token.script != Script::Arabic
        || doc.letters(at) < 3
        || facts.is(List::Abbreviations)
        || facts.is(List::LetterNames)
}
