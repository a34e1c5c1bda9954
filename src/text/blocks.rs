//! What each paragraph is for: headline, heading, dateline, body, caption, list item or page furniture.
//!
//! Furniture is found first, because nothing else may be said about it: from the lists of phrases, then
//! from structure (what stands between two pieces of furniture at the edge of a page is furniture too).

use super::{Document, Script, TokenKind};
use crate::lang::{ENGLISH_FURNITURE, List, Match, PhraseList};

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParagraphKind {
    /// The title of the article.
    Headline,
    /// A heading inside it.
    Heading,
    /// Running text.
    Body,
    /// Place, agency, date on a line of their own.
    Dateline,
    /// Under a picture, or a photo credit.
    Caption,
    /// One of several points.
    ListItem,
    /// What the page put around the article: menus, forms, counters, related links.
    Furniture,
}

impl ParagraphKind {
    /// Whether the paragraph is made of whole sentences.
    #[must_use]
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Body | Self::Caption)
    }
}

/// A headline has at most this many words: the longest of 9,803 native titles has 27.
const HEADLINE_WORDS: usize = 28;
/// A heading inside an article has at most this many words.
const HEADING_WORDS: usize = 10;
/// A phrase that opens a widget is trusted in paragraphs up to this length: longer ones are prose.
const WIDGET_WORDS: usize = 30;
/// Between two pieces of furniture, a line up to this length is furniture too.
const SANDWICH_WORDS: usize = 20;
/// Words beside the furniture phrase that a line of furniture may carry: a name, a count, a date.
const EXTRA_WORDS: usize = 2;

/// Gives every paragraph its kind.
pub(super) fn classify(doc: &mut Document<'_>) {
    let shapes: Vec<Shape> = doc.paragraphs.iter().map(|p| Shape::of(doc, p.tokens)).collect();
    let mut kinds: Vec<ParagraphKind> = shapes
        .iter()
        .map(|shape| if shape.furniture { ParagraphKind::Furniture } else { ParagraphKind::Body })
        .collect();
    spread_furniture(&shapes, &mut kinds);
    breadcrumb(doc, &mut kinds);

    let mut seen_headline = false;
    let mut seen_prose = false;
    for index in 0..kinds.len() {
        if kinds[index] == ParagraphKind::Furniture {
            continue;
        }
        let shape = &shapes[index];
        kinds[index] = if shape.caption {
            ParagraphKind::Caption
        } else if shape.bullet {
            ParagraphKind::ListItem
        } else if shape.dateline && !seen_prose {
            ParagraphKind::Dateline
        } else if !shape.ended && !seen_headline && !seen_prose && shape.words <= HEADLINE_WORDS && kinds.len() > 1 {
            seen_headline = true;
            ParagraphKind::Headline
        } else if !shape.ended && shape.words <= HEADING_WORDS && kinds.len() > 1 {
            ParagraphKind::Heading
        } else {
            seen_prose = true;
            ParagraphKind::Body
        };
    }
    for (paragraph, kind) in doc.paragraphs.iter_mut().zip(kinds) {
        paragraph.kind = kind;
    }
}

/// What a paragraph looks like from outside.
struct Shape {
    words: usize,
    ended: bool,
    furniture: bool,
    bullet: bool,
    caption: bool,
    dateline: bool,
    latin: bool,
}

impl Shape {
    fn of(doc: &Document<'_>, (from, to): (u32, u32)) -> Self {
        let words = (from..to).filter(|&at| doc.is_wordlike(at)).count();
        let letters: Vec<u32> = (from..to).filter(|&at| doc.token(at).kind == TokenKind::Word).collect();
        let latin = !letters.is_empty() && letters.iter().all(|&at| doc.token(at).script == Script::Latin);
        let ended = (from..to)
            .rev()
            .filter_map(|at| {
                doc.mark(at).map_or(Some(None), |mark| match mark {
                    '»' | '”' | '“' | '"' | '\'' | ')' | ']' | '’' => None,
                    mark => Some(Some(mark)),
                })
            })
            .next()
            .flatten()
            .is_some_and(|mark| matches!(mark, '.' | '!' | '?' | '؟' | '…' | '۔' | ':' | '؛' | '،'));
        let first = doc.mark(from);
        let bullet = matches!(first, Some('•' | '●' | '▪' | '◦' | '‣' | '■' | '*' | '·'))
            || (matches!(first, Some('-' | '–' | '—')) && from + 1 < to && doc.space_before(from + 1))
            || (doc.token(from).kind == TokenKind::Number
                && from + 2 < to
                && matches!(doc.mark(from + 1), Some('.' | ')' | '-' | '–'))
                && doc.token(from).span.len() <= 4
                && doc.space_before(from + 2));
        Self {
            words,
            ended,
            furniture: is_furniture(doc, from, to, words, latin),
            bullet,
            caption: is_caption(doc, from, to, words),
            dateline: words <= 9 && !ended && has_date(doc, from, to),
            latin,
        }
    }
}

fn words_of(doc: &Document<'_>, from: u32, to: u32) -> Vec<u32> {
    (from..to).filter(|&at| doc.is_wordlike(at)).collect()
}

fn is_furniture(doc: &Document<'_>, from: u32, to: u32, words: usize, latin: bool) -> bool {
    let all = words_of(doc, from, to);
    let Some(&first) = all.first() else {
        // Rules, arrows, stars: nothing to read.
        return (from..to).all(|at| doc.token(at).kind != TokenKind::Address);
    };
    let same = all.iter().all(|&at| doc.token(at).word == doc.token(first).word);
    // «WEBSITE WEBSITE WEBSITE», «T T»: a word repeated and nothing else.
    if same && (all.len() >= 3 || all.len() == 2 && latin) {
        return true;
    }
    if is_stamp(doc, &all) {
        return true;
    }
    let own = doc.pack().map(|pack| pack.list(List::Furniture));
    [own, Some(&*ENGLISH_FURNITURE)].into_iter().flatten().any(|list| in_list(doc, list, &all, words, latin))
}

fn in_list(doc: &Document<'_>, list: &PhraseList, all: &[u32], words: usize, latin: bool) -> bool {
    let found = |at: usize, kind: &str| -> Option<Match<'_>> {
        let rest = all[at..].iter().map(|&at| doc.folded(at));
        list.find(rest, |row| row.column(0) == kind)
    };
    if let Some(found) = found(0, "line") {
        let extra = all[found.words..].iter().filter(|&&at| doc.token(at).kind == TokenKind::Word).count();
        // A line of furniture in the language of the article may be a word of the article: exact only.
        let allowed = if latin || found.words >= 2 { EXTRA_WORDS } else { 0 };
        if extra <= allowed {
            return true;
        }
    }
    if words <= WIDGET_WORDS && found(0, "start").is_some() {
        return true;
    }
    words <= WIDGET_WORDS && (0..all.len()).any(|at| found(at, "anywhere").is_some())
}

/// Only numbers, months, weekdays and their like: the date and time of the page.
fn is_stamp(doc: &Document<'_>, all: &[u32]) -> bool {
    const ENGLISH: [&str; 21] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "am",
        "pm",
    ];
    let has_number = all.iter().any(|&at| doc.token(at).kind == TokenKind::Number);
    let numbers = all.iter().filter(|&&at| doc.token(at).kind == TokenKind::Number).count();
    has_number
        && all.iter().all(|&at| {
            doc.token(at).kind == TokenKind::Number
                || doc.facts_at(at).is(List::Months)
                || ENGLISH.contains(&doc.folded(at))
        })
        && (all.len() > numbers || all.len() >= 2)
}

fn has_date(doc: &Document<'_>, from: u32, to: u32) -> bool {
    let number = (from..to).any(|at| doc.token(at).kind == TokenKind::Number);
    let month = (from..to).any(|at| doc.facts_at(at).is(List::Months));
    number && month
}

fn is_caption(doc: &Document<'_>, from: u32, to: u32, words: usize) -> bool {
    if words > WIDGET_WORDS {
        return false;
    }
    let cue = |at: u32, kind: &str| doc.phrase_where(List::CaptionCues, at, to, |row| row.column(0) == kind).is_some();
    cue(from, "start") || (words <= 12 && (from..to).any(|at| doc.is_wordlike(at) && cue(at, "anywhere")))
}

/// Short lines between furniture, and short Latin lines beside it, are furniture. So is what follows the
/// last long paragraph when furniture stands in it.
fn spread_furniture(shapes: &[Shape], kinds: &mut [ParagraphKind]) {
    let is = |kinds: &[ParagraphKind], index: usize| kinds[index] == ParagraphKind::Furniture;
    let n = kinds.len();
    // From both edges: a line without a full stop next to furniture that reaches the edge.
    for index in 1..n.saturating_sub(1) {
        let between = is(kinds, index - 1) && is(kinds, index + 1);
        let short = shapes[index].words <= 4 && !shapes[index].ended;
        if between && (short || shapes[index].latin && shapes[index].words <= SANDWICH_WORDS) {
            kinds[index] = ParagraphKind::Furniture;
        }
    }
    let last_prose = (0..n).rev().find(|&i| !is(kinds, i) && shapes[i].words > SANDWICH_WORDS).unwrap_or(0);
    let tail = last_prose + 1..n;
    if let Some(first) = tail.clone().find(|&i| is(kinds, i)) {
        let last = tail.clone().rev().find(|&i| is(kinds, i)).unwrap_or(first);
        for index in tail {
            let inside = index > first && index < last;
            let latin_after = index > first && shapes[index].latin;
            let short_after = index > last && shapes[index].words <= 4 && !shapes[index].ended;
            if inside || latin_after || short_after {
                kinds[index] = ParagraphKind::Furniture;
            }
        }
    }
}

/// A line before the headline that ends with the headline, run together with a menu.
fn breadcrumb(doc: &Document<'_>, kinds: &mut [ParagraphKind]) {
    let text = |index: usize| doc.paragraphs[index].span.of(doc.text());
    for index in 0..kinds.len().saturating_sub(1).min(6) {
        if kinds[index] == ParagraphKind::Furniture {
            continue;
        }
        let Some(next) = (index + 1..kinds.len()).find(|&i| kinds[i] != ParagraphKind::Furniture) else { break };
        let (line, title) = (text(index), text(next));
        if title.chars().count() >= 20 && line.len() > title.len() && line.ends_with(title) {
            kinds[index] = ParagraphKind::Furniture;
        }
        break;
    }
}
