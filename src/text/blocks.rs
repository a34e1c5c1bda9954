//! What each paragraph is for: headline, heading, dateline, body, caption, list item or page furniture.
//!
//! Furniture is found first, because nothing else may be said about it: from the lists of phrases, then
//! from structure (what stands between two pieces of furniture at the edge of a page is furniture too).

use super::{Document, Script, TokenKind};
use crate::lang::{LanguagePack, List, Match, PhraseList};
use memchr::memmem;
use std::ops::Range;

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
    /// Program text between Markdown fences.
    Code,
    /// What the markup of a page puts outside the article.
    Outside,
}

impl ParagraphKind {
    /// Lower-case name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Heading => "heading",
            Self::Body => "body",
            Self::Dateline => "dateline",
            Self::Caption => "caption",
            Self::ListItem => "list-item",
            Self::Furniture => "furniture",
            Self::Code => "code",
            Self::Outside => "outside",
        }
    }

    /// Whether the paragraph belongs to the article.
    #[must_use]
    pub fn is_article(self) -> bool {
        !matches!(self, Self::Furniture | Self::Code | Self::Outside)
    }

    /// Whether the paragraph is made of whole sentences.
    #[must_use]
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Body | Self::Caption)
    }
}

// What is measured was measured on native text (ISNA, 1.31 M words; native-ar-saudi, 1.64 M), on machine output of several
// paragraphs (courses in Markdown and documents of Wikinews and FLORES, 360 k words) and on the shipped articles, with the findings of
// every rule.
/// A headline has at most this many words: the longest of 9,803 native titles has 27.
const HEADLINE_WORDS: usize = 28;
/// A heading inside an article has at most this many words. From 8 to 10 the findings are the same; with 11 a shipped translation
/// has one fewer.
const HEADING_WORDS: usize = 10;
/// A phrase that opens a widget is trusted in paragraphs up to this length: longer ones are prose. With 20 four lines of
/// furniture are missed in native text, with 40 none more is found.
const WIDGET_WORDS: usize = 30;
/// Between two pieces of furniture, a line up to this length is furniture too. With 15 four pages of courses have other
/// furniture, with 30 five and one native article.
const SANDWICH_WORDS: usize = 20;
/// Words beside the furniture phrase that a line of furniture may carry: a name, a count, a date. With 1 and with 3 the findings
/// are the same.
const EXTRA_WORDS: usize = 2;
/// Paragraphs from either edge of the page in which a date or a common word alone is furniture. With 3 one native article loses a
/// line of furniture, with 5 another gains one.
const EDGE: usize = 4;
/// Lines up to this length between the furniture above the headline and the headline are furniture. With 2 the findings are the
/// same, with 4 one page of a course has other furniture.
const MENU_WORDS: usize = 3;
/// The foot of a page after the last long paragraph has at most this many lines; more is a list. With 12 the findings are the
/// same; with 24 three pages of courses have other furniture.
const TAIL: usize = 16;
/// A sentence has function words; a menu, a name with one at most here and there («من نحن»). With 2 and with 4 the findings are
/// the same.
const SENTENCE_FUNCTION_WORDS: usize = 3;
/// An item of a menu has at most this many words. With 3 six lines are menus no longer, with 5 seven more are.
const ITEM_WORDS: usize = 4;
/// A line with at least this many spaced separators is a menu; one may be a title with its section. With 1 native text has 18
/// findings more and courses 23, with 3 courses and shipped articles have eight fewer.
const SEPARATORS: usize = 2;
/// The menu that runs into a headline has at most so many words. With 9 and with 11 the findings are the same.
const BREADCRUMB_WORDS: usize = 10;
/// A photo credit has at most this many words, and the caption above it one sentence of at most so many. With 8 and 10, and with
/// 30 and 60, the findings are the same.
const CREDIT_WORDS: usize = 9;
const CAPTION_WORDS: usize = 40;
/// A place, an agency and a date on a line of their own have at most this many words. With 8 and with 10 the findings are the
/// same.
const DATELINE_WORDS: usize = 9;
/// Up to this length a paragraph with a cue of captions anywhere in it is one. With 11 and with 13 the findings are the same.
const CUED_CAPTION_WORDS: usize = 12;
/// A line without an end, between furniture or at the foot of a page below it, is furniture up to this length. With 3 four native
/// articles have a line more, with 5 one has a line fewer.
const BESIDE_WORDS: usize = 4;
/// Paragraphs from the head of the page among which the menu that runs into a headline is looked for. With 5 and with 7 the
/// findings are the same.
const BREADCRUMB_PARAGRAPHS: usize = 6;
/// A shorter headline, in characters, may end the line before it by chance. With 10 and with 30 the findings are the same.
const BREADCRUMB_CHARS: usize = 20;
/// Longest number of an item of a list, in bytes: «12», «۱۲». With 2 and with 6 the findings are the same.
const ITEM_NUMBER_BYTES: u32 = 4;
/// «WEBSITE WEBSITE WEBSITE»: a word that comes so many times alone on its line is furniture. With 2 and with 4 the findings are the
/// same.
const SAME_WORDS: usize = 3;
/// In Latin letters so many are enough («T T»).
const SAME_LATIN_WORDS: usize = 2;
/// So many lines of furniture at the head of a page are a menu, to which further short lines belong. With 1 and with 3 the findings
/// are the same.
const HEAD_LINES: usize = 2;

/// Gives every paragraph its kind; `known` are those that markup tells.
pub(super) fn classify(doc: &mut Document<'_>, known: &[Option<ParagraphKind>]) {
    let shapes: Vec<Shape> = doc.paragraphs.iter().map(|p| Shape::of(doc, p.range())).collect();
    if shapes.len() < 2 {
        // A single line is the text that someone wants to have checked, whatever it says, unless markup says more.
        for (paragraph, known) in doc.paragraphs.iter_mut().zip(known) {
            paragraph.kind = known.unwrap_or(paragraph.kind);
        }
        return;
    }
    let mut kinds: Vec<ParagraphKind> = shapes
        .iter()
        .map(|shape| if shape.furniture == Some(Sign::Sure) { ParagraphKind::Furniture } else { ParagraphKind::Body })
        .collect();
    confirm_hints(&shapes, &mut kinds);
    spread_furniture(&shapes, &mut kinds);
    breadcrumb(doc, &shapes, &mut kinds);
    // What has no word is furniture wherever it stands, but says nothing of its neighbours.
    for (kind, shape) in kinds.iter_mut().zip(&shapes) {
        if shape.empty {
            *kind = ParagraphKind::Furniture;
        }
    }

    let mut seen_headline = known.contains(&Some(ParagraphKind::Headline));
    let mut seen_prose = false;
    for index in 0..kinds.len() {
        if kinds[index] == ParagraphKind::Furniture {
            continue;
        }
        let shape = &shapes[index];
        let titled = seen_headline || seen_prose;
        let credited = seen_prose
            && !shape.credit
            && shape.words <= CAPTION_WORDS
            && shape.sentences <= 1
            && shapes.get(index + 1).is_some_and(|next| next.credit);
        kinds[index] = if shape.caption && titled || shape.credit && seen_prose || credited {
            ParagraphKind::Caption
        } else if shape.bullet {
            ParagraphKind::ListItem
        } else if shape.dateline && !seen_prose {
            ParagraphKind::Dateline
        } else if (!shape.ended || shape.asks) && !seen_headline && !seen_prose && shape.words <= HEADLINE_WORDS {
            seen_headline = true;
            ParagraphKind::Headline
        } else if !shape.ended && shape.words <= HEADING_WORDS {
            ParagraphKind::Heading
        } else {
            seen_prose = true;
            ParagraphKind::Body
        };
    }
    mark_code(doc, &mut kinds);
    for (kind, known) in kinds.iter_mut().zip(known) {
        match known {
            // A heading or an item of a list may still be that of a form.
            Some(known @ (ParagraphKind::Headline | ParagraphKind::Code)) => *kind = *known,
            Some(known) if *kind != ParagraphKind::Furniture => *kind = *known,
            _ => {}
        }
    }
    for (paragraph, kind) in doc.paragraphs.iter_mut().zip(kinds) {
        paragraph.kind = kind;
    }
}

/// Marks what stands between two Markdown fences as code, and so what stands between the triple quotes that open and
/// close a text inside a program whose fences were lost; unless it is written in Arabic script: a language model may fence
/// the whole article.
fn mark_code(doc: &Document<'_>, kinds: &mut [ParagraphKind]) {
    let text = |index: usize| doc.paragraphs[index].span.of(doc.text());
    let fences: Vec<usize> = (0..kinds.len()).filter(|&index| text(index).starts_with("```")).collect();
    let quotes: Vec<usize> = (0..kinds.len())
        .filter(|&index| memmem::find_iter(text(index).as_bytes(), "\"\"\"").count() % 2 == 1)
        .collect();
    for pair in fences.chunks_exact(2).chain(quotes.chunks_exact(2)) {
        let inside = pair[0]..pair[1] + 1;
        let tokens = doc.paragraphs[pair[0]].tokens.0..doc.paragraphs[pair[1]].tokens.1;
        let words = || tokens.clone().map(|at| doc.token(at)).filter(|token| token.kind == TokenKind::Word);
        let own = words().filter(|token| token.script == Script::Arabic).count();
        if own * 2 <= words().count() {
            kinds[inside].fill(ParagraphKind::Code);
        }
    }
}

/// How surely a line alone shows that it is furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// Wherever it stands.
    Sure,
    /// Only at the edge of the page or beside other furniture: a date, the name of a section.
    Hint,
}

/// What a paragraph looks like from outside.
struct Shape {
    words: usize,
    ended: bool,
    /// Ends with a question or exclamation mark, as headlines may.
    asks: bool,
    /// Marks that may end a sentence, before a space or the end.
    sentences: usize,
    /// Nothing to read: rules, arrows, stars.
    empty: bool,
    furniture: Option<Sign>,
    credit: bool,
    bullet: bool,
    caption: bool,
    dateline: bool,
    latin: bool,
}

impl Shape {
    fn of(doc: &Document<'_>, tokens: Range<u32>) -> Self {
        let (from, to) = (tokens.start, tokens.end);
        let (mut words, mut letters, mut latin_letters, mut addressed) = (0, 0, 0, false);
        for token in &doc.tokens()[from as usize..to as usize] {
            words += usize::from(matches!(token.kind, TokenKind::Word | TokenKind::Number));
            letters += usize::from(token.kind == TokenKind::Word);
            latin_letters += usize::from(token.kind == TokenKind::Word && token.script == Script::Latin);
            addressed |= token.kind == TokenKind::Address;
        }
        let latin = letters > 0 && letters == latin_letters;
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
                && doc.token(from).span.len() <= ITEM_NUMBER_BYTES
                && doc.space_before(from + 2));
        let terminator = |at: &&u32| {
            matches!(doc.mark(**at), Some('.' | '!' | '?' | '؟')) && (*at + 1 == to || doc.space_before(*at + 1))
        };
        Self {
            words,
            ended,
            asks: to > from && matches!(doc.mark(to - 1), Some('!' | '?' | '؟')),
            sentences: doc.marks(from..to).iter().filter(terminator).count(),
            empty: words == 0 && !addressed,
            furniture: furniture_sign(doc, from, to, words, latin),
            credit: !ended && words <= CREDIT_WORDS && is_credit(doc, from, to),
            bullet,
            caption: is_caption(doc, from, to, words),
            dateline: words <= DATELINE_WORDS && !ended && has_date(doc, from, to),
            latin,
        }
    }
}

fn furniture_sign(doc: &Document<'_>, from: u32, to: u32, words: usize, latin: bool) -> Option<Sign> {
    let mut wordlike = (from..to).filter(|&at| doc.is_wordlike(at));
    let first = wordlike.next()?;
    // A long line is told by its first words, if at all.
    let listed = doc.cues(first) & (List::Furniture.bit() | List::Months.bit()) != 0;
    let opens = listed || doc.token(first).script != Script::Arabic;
    if words > WIDGET_WORDS && !opens && wordlike.next().is_some_and(|at| doc.token(at).word != doc.token(first).word) {
        return None;
    }
    let all = doc.words_in(from..to);
    let same = all.iter().all(|&at| doc.token(at).word == doc.token(first).word);
    // «notes.md - home page»: the file is what the line speaks of.
    let addressed = (from..first).any(|at| doc.token(at).kind == TokenKind::Address);
    if addressed || latin && is_statement(doc, from, to) {
        return None;
    }
    // «WEBSITE WEBSITE WEBSITE», «T T»: a word repeated and nothing else.
    if same && all.len() >= (if latin { SAME_LATIN_WORDS } else { SAME_WORDS }) {
        return Some(Sign::Sure);
    }
    if words <= WIDGET_WORDS && (is_menu(doc, from, to) || is_template(doc, from, to)) {
        return Some(Sign::Sure);
    }
    let listed = [doc.pack(), Some(LanguagePack::english())]
        .into_iter()
        .flatten()
        .map(|pack| pack.list(List::Furniture))
        .filter_map(|list| listed_sign(doc, list, &all, to, words, latin))
        .min_by_key(|sign| *sign == Sign::Hint);
    listed.or_else(|| is_stamp(doc, &all).then_some(Sign::Hint))
}

fn listed_sign(doc: &Document<'_>, list: &PhraseList, all: &[u32], to: u32, words: usize, latin: bool) -> Option<Sign> {
    // English begins with no word of Arabic script, the language of the document with none that lacks its cue.
    let own = doc.pack().is_some_and(|pack| std::ptr::eq(pack.list(List::Furniture), list));
    let may_begin = |at: u32| {
        if own { doc.cues(at) & List::Furniture.bit() != 0 } else { doc.token(at).script != Script::Arabic }
    };
    // Each kind of row contains the weaker ones: what is furniture anywhere is so at the start.
    let found = |at: usize, kinds: &[&str]| -> Option<Match<'_>> {
        if !may_begin(all[at]) {
            return None;
        }
        let rest = all[at..].iter().map(|&at| doc.hashed(at));
        list.find(rest, |row| kinds.contains(&row.column(0)))
    };
    // What native articles say too is furniture only beside furniture.
    let listed = |found: &Match<'_>| if latin || found.row.count == 0 { Sign::Sure } else { Sign::Hint };
    if words <= WIDGET_WORDS {
        if found(0, &["anywhere"]).is_some() {
            return Some(Sign::Sure);
        }
        if let Some(found) = found(0, &["start"]) {
            // A full stop ends a sentence of the article, unless no article begins one so.
            if doc.mark(to - 1) != Some('.') || listed(&found) == Sign::Sure {
                return Some(Sign::Sure);
            }
        }
        if let Some(found) = found(0, &["colon"]) {
            let last = all[found.words - 1];
            if last + 1 < to && matches!(doc.mark(last + 1), Some(':' | '-' | '–' | '—' | '|')) {
                return Some(listed(&found));
            }
        }
        // After the end of a sentence it is litter at the end of an article's paragraph.
        let ends = |at: u32| matches!(doc.mark(at), Some('.' | '!' | '?' | '؟'));
        let inside = (1..all.len()).find(|&at| found(at, &["anywhere"]).is_some());
        if inside.is_some_and(|at| !(all[0]..all[at]).any(ends)) {
            return Some(Sign::Sure);
        }
    }
    let found = found(0, &["line", "colon"])?;
    let extra = all[found.words..].iter().filter(|&&at| doc.token(at).kind == TokenKind::Word).count();
    // A line of furniture in the language of the article may be words of the article: exact only.
    let allowed = if latin { EXTRA_WORDS } else { 0 };
    // «Recommended plans»: with more words it may be a heading of the article.
    let sign = if extra > 0 { Sign::Hint } else { listed(&found) };
    (extra <= allowed).then_some(sign)
}

/// «Home / World / Europe», «12 comments | Print | Share», "Homeرياضة": short items between separators, or a
/// Latin and an Arabic item that lost theirs at the start of the line.
fn is_menu(doc: &Document<'_>, from: u32, to: u32) -> bool {
    let word = |at: u32| doc.token(at).kind == TokenKind::Word;
    let glued = from + 1 < to
        && to - from <= MENU_WORDS as u32
        && word(from)
        && word(from + 1)
        && doc.token(from).script == Script::Latin
        && doc.token(from + 1).script == Script::Arabic
        && doc.gap_before(from + 1).is_empty();
    if glued {
        return true;
    }
    let spaced = |at: u32| doc.space_before(at) && at + 1 < to && doc.space_before(at + 1);
    let (mut separators, mut slashes, mut words) = (0, 0, 0);
    for at in from..to {
        match doc.mark(at) {
            Some('|' | '›' | '»' | '>') if spaced(at) => separators += 1,
            Some('/') if spaced(at) => slashes += 1,
            Some('.' | '!' | '?' | '؟' | '«' | '“' | '"') => return false,
            Some(_) => continue,
            None => {
                words += 1;
                if words > ITEM_WORDS {
                    return false;
                }
                continue;
            }
        }
        words = 0;
    }
    // Slashes also stand in dates («9 / 10 / 1436»), credits of songs («words: A / music: B»), tables («role / actor») and
    // between the lines of a poem: a menu begins with a word of menus.
    let names = || (from..to).all(|at| doc.token(at).kind != TokenKind::Number && doc.mark(at) != Some(':'));
    let path = || {
        doc.token(from).script != Script::Arabic
            || doc.phrase(List::Furniture, from, to).is_some_and(|(item, place)| {
                (item.row.count == 0 || item.row.column(0) != "line") && doc.mark(place.end) == Some('/')
            })
    };
    separators + slashes >= SEPARATORS && (slashes == 0 || names() && path())
}

/// «print(total)», «model = load(», «Question: {question}\n»: an equals sign, a call or a field, as in programs that lost
/// their fences.
fn is_statement(doc: &Document<'_>, from: u32, to: u32) -> bool {
    let call = |at: u32| {
        at > from
            && at + 1 < to
            && doc.token(at - 1).kind == TokenKind::Word
            && doc.token(at + 1).kind != TokenKind::Number
            && !doc.space_before(at)
            && !doc.space_before(at + 1)
    };
    let brace = |at: u32| (from..to).contains(&at) && doc.mark(at) == Some('{');
    (from..to).any(|at| match doc.mark(at) {
        Some('=' | '\\') => true,
        Some('(') => call(at) || at > from && at + 1 == to && !doc.space_before(at),
        Some('{') => !(brace(at + 1) || at > from && brace(at - 1)),
        _ => false,
    })
}

/// «{{ date }}», «{author}», «%city%»: what a program should have filled in. Of `${HOME}` an instruction speaks.
fn is_template(doc: &Document<'_>, from: u32, to: u32) -> bool {
    let latin = |at: u32| doc.token(at).kind == TokenKind::Word && doc.token(at).script == Script::Latin;
    (from + 1..to.saturating_sub(1)).any(|at| {
        let variable = at > from + 1 && doc.mark(at - 2) == Some('$');
        latin(at)
            && (doc.mark(at - 1) == Some('{') && doc.mark(at + 1) == Some('}') && !variable
                || doc.mark(at - 1) == Some('%') && doc.mark(at + 1) == Some('%'))
    })
}

/// «John Smith / AP»: names, a slash, an agency in Latin capitals or from the list, and no sentence.
fn is_credit(doc: &Document<'_>, from: u32, to: u32) -> bool {
    let word = |at: u32| doc.token(at).kind == TokenKind::Word;
    let slash = (from + 1..to.saturating_sub(1)).any(|at| doc.mark(at) == Some('/') && word(at - 1) && word(at + 1));
    let sign = (from..to).any(|at| doc.mark(at) == Some('©'));
    let agency = |at: u32| {
        let token = doc.token(at);
        token.kind == TokenKind::Word
            && (token.script == Script::Latin && token.span.of(doc.text()).chars().all(|c| c.is_ascii_uppercase())
                || doc.facts(token).is(List::Outlets)
                || doc.facts(token).is(List::NativeOutlets))
    };
    sign || slash && (from..to).any(agency)
}

/// Only numbers, months, weekdays and their like: the date and time of the page.
fn is_stamp(doc: &Document<'_>, all: &[u32]) -> bool {
    let is_number = |at: u32| doc.token(at).kind == TokenKind::Number;
    let told = |at: u32| {
        is_number(at) || doc.facts_at(at).is(List::Months) || LanguagePack::english().has(List::Months, doc.hashed(at))
    };
    if !all.iter().all(|&at| told(at)) {
        return false;
    }
    let numbers = all.iter().filter(|&&at| is_number(at)).count();
    numbers > 0 && (all.len() > numbers || all.len() >= 2)
}

fn has_date(doc: &Document<'_>, from: u32, to: u32) -> bool {
    let number = (from..to).any(|at| doc.token(at).kind == TokenKind::Number);
    let month = (from..to).any(|at| doc.phrase(List::Months, at, to).is_some());
    number && month
}

fn is_caption(doc: &Document<'_>, from: u32, to: u32, words: usize) -> bool {
    if words > WIDGET_WORDS {
        return false;
    }
    let cue = |at: u32, kind: &str| doc.phrase_where(List::CaptionCues, at, to, |row| row.column(0) == kind).is_some();
    let titled = doc
        .phrase_where(List::CaptionCues, from, to, |row| row.column(0) == "colon")
        .is_some_and(|(_, place)| place.end < to && matches!(doc.mark(place.end), Some(':' | '-' | '–' | '—' | '|')));
    titled
        || cue(from, "start")
        || (words <= CUED_CAPTION_WORDS && (from..to).any(|at| doc.is_wordlike(at) && cue(at, "anywhere")))
}

/// A date or a common word alone on its line is furniture at the edges of the page and beside furniture.
fn confirm_hints(shapes: &[Shape], kinds: &mut [ParagraphKind]) {
    let n = kinds.len();
    let furniture = |kinds: &[ParagraphKind], index: Option<usize>| {
        index.and_then(|index| kinds.get(index)) == Some(&ParagraphKind::Furniture)
    };
    let mut confirm = |index: usize| {
        let edge = index < EDGE || index + EDGE >= n;
        let beside = furniture(kinds, index.checked_sub(1)) || furniture(kinds, Some(index + 1));
        if shapes[index].furniture == Some(Sign::Hint) && (edge || beside) {
            kinds[index] = ParagraphKind::Furniture;
        }
    };
    (0..n).for_each(&mut confirm);
    (0..n).rev().for_each(&mut confirm);
}

/// Short lines between furniture, and short Latin lines beside it, are furniture. So is what follows the
/// last long paragraph when furniture stands in it, and what stands between the furniture at the head of a
/// page and the headline.
fn spread_furniture(shapes: &[Shape], kinds: &mut [ParagraphKind]) {
    let is = |kinds: &[ParagraphKind], index: usize| kinds[index] == ParagraphKind::Furniture;
    let n = kinds.len();
    for index in 1..n.saturating_sub(1) {
        let between = is(kinds, index - 1) && is(kinds, index + 1);
        let short = shapes[index].words <= BESIDE_WORDS && !shapes[index].ended;
        if between && (short || shapes[index].latin && shapes[index].words <= SANDWICH_WORDS) {
            kinds[index] = ParagraphKind::Furniture;
        }
    }
    let head = (0..n).take_while(|&index| is(kinds, index)).count();
    if head >= HEAD_LINES {
        let menu = (head..n).take_while(|&i| is(kinds, i) || shapes[i].words <= MENU_WORDS && !shapes[i].ended).count();
        // A headline or a lede must remain.
        if head + menu < n {
            kinds[head..head + menu].fill(ParagraphKind::Furniture);
        }
    }
    let last_prose = (0..n).rev().find(|&i| !is(kinds, i) && shapes[i].words > SANDWICH_WORDS).unwrap_or(0);
    let tail = last_prose + 1..n;
    if let Some(first) = tail.clone().find(|&i| is(kinds, i)).filter(|_| tail.len() <= TAIL) {
        let last = tail.clone().rev().find(|&i| is(kinds, i)).unwrap_or(first);
        for index in tail {
            let inside = index > first && index < last;
            let latin_after = index > first && shapes[index].latin;
            let short_after = index > last && shapes[index].words <= BESIDE_WORDS && !shapes[index].ended;
            if inside || latin_after || short_after {
                kinds[index] = ParagraphKind::Furniture;
            }
        }
    }
}

/// Whether a line ends with the headline and has more before it, and not by chance.
#[must_use]
pub fn runs_into(line: &str, headline: &str) -> bool {
    line.len() > headline.len() && line.ends_with(headline) && headline.chars().count() >= BREADCRUMB_CHARS
}

/// A line before the headline that ends with the headline, run together with a menu.
fn breadcrumb(doc: &Document<'_>, shapes: &[Shape], kinds: &mut [ParagraphKind]) {
    let text = |index: usize| doc.paragraphs[index].span.of(doc.text());
    for index in 0..kinds.len().saturating_sub(1).min(BREADCRUMB_PARAGRAPHS) {
        if kinds[index] == ParagraphKind::Furniture {
            continue;
        }
        let Some(next) = (index + 1..kinds.len()).find(|&i| kinds[i] != ParagraphKind::Furniture) else { break };
        let (line, title) = (text(index), text(next));
        let headline = !shapes[next].ended && shapes[next].words <= HEADLINE_WORDS;
        let (from, to) = doc.paragraphs[index].tokens;
        let end = doc.paragraphs[index].span.end.saturating_sub(title.len() as u32);
        let before = (from..to).take_while(|&at| doc.token(at).span.end <= end);
        let reads = before.filter(|&at| doc.facts_at(at).is(List::FunctionWords)).count() >= SENTENCE_FUNCTION_WORDS;
        let menu = shapes[index].words <= shapes[next].words + BREADCRUMB_WORDS;
        if headline && menu && !reads && runs_into(line, title) {
            kinds[index] = ParagraphKind::Furniture;
        }
        break;
    }
}
