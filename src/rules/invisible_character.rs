use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Lang, ZWNJ, fold, is_ignorable, joins_next};
use crate::rule::{Context, Findings, Place, Rule};
use crate::span::Span;
use crate::text::{Document, Signs};
use crate::words::Message;

declare_rule! {
    /// Characters that nobody sees and that do nothing where they stand.
    ///
    /// Directional marks between Arabic letters and all embeddings, overrides and isolates; zero-width spaces, soft
    /// hyphens, word joiners, joiners between letters that join anyway and byte-order marks inside the text; control
    /// characters and private-use characters. One finding a document for each of the three kinds.
    ///
    /// ## Why it matters
    ///
    /// Searches miss «می‌شود» when a directional mark stands for its joiner, and one override turns a line around. They
    /// are litter of word processors, social networks and PDF files: 3 % of native Persian articles and 1 % of
    /// Arabic ones carry some.
    ///
    /// ## What it lets pass
    ///
    /// A directional mark beside a number, a punctuation mark or Latin text, where it puts the line in order; the
    /// joiner of «ه‍» and of pictures; the zero-width non-joiner, whose misuse `stray-space` and `lost-joiner` report.
    ///
    /// ## Fixes
    ///
    /// `--fix` takes directional and zero-width characters out and puts the zero-width non-joiner where one of them set off
    /// a Persian prefix or ending. It leaves embeddings in lines with digits or Latin letters, characters between other Persian
    /// letters that join, and control and private-use characters, which may stand for lost letters.
    ///
    /// ## Examples
    ///
    /// - a directional mark inside a word
    /// - a soft hyphen that a word processor left
    InvisibleCharacter {
        name: "invisible-character",
        axis: Axis::Extraction,
        severity: Severity::Minor,
        confidence: Confidence::High,
        languages: &[],
        mqm: "linguistic_conventions/character_encoding",
        its: "characters",
        cost: Cost::Habit,
        yields_to: &[],
        judged: Judged {
            right: 38,
            wrong: 1,
            data: "native-fa-isna, native-ar-saudi, mt-and-native-ar-posts, human-translation-ar-tico19: 39 findings read",
        },
        since: "0.1.0",
    }
}

/// Invisible characters come alone or in twos; so far the next visible one is looked for. With 4 and with 16 the
/// development data (53,170 texts) have the same findings.
const REACH: usize = 8;

#[derive(Clone, Copy)]
enum Kind {
    Directional,
    ZeroWidth,
    Control,
}

impl Rule for InvisibleCharacter {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        if !doc.signs().have(Signs::INVISIBLE) {
            return;
        }
        let mut places: [Vec<Span>; 3] = Default::default();
        let lines = Span::new(0, doc.text().len() as u32);
        let mut start = lines.start;
        for paragraph in doc.paragraphs() {
            // What stands between two paragraphs belongs to the later one.
            let end = paragraph.span.end;
            if paragraph.kind.is_article() {
                read(Span::new(start, end).of(doc.text()), start, start == 0, &mut places);
            }
            start = end;
        }
        read(Span::new(start, lines.end).of(doc.text()), start, start == 0, &mut places);
        let kinds = [
            (
                Kind::Directional,
                "directional marks that order nothing",
                Message::error("invisible-character-directional"),
            ),
            (
                Kind::ZeroWidth,
                "zero-width spaces, joiners or soft hyphens that do nothing",
                Message::error("invisible-character-zero-width"),
            ),
            (Kind::Control, "control or private-use characters", Message::error("invisible-character-control")),
        ];
        for (kind, pattern, message) in kinds {
            let mut lines = Lines::default();
            let places: Vec<Place> = places[kind as usize].iter().map(|&span| mended(doc, span, &mut lines)).collect();
            if let Some(report) = out.once(&places, message.with("count", places.len())) {
                report.pattern(pattern);
            }
        }
    }
}

/// The useless characters of a stretch of text, each with the word that it stands in.
fn read(text: &str, offset: u32, opens_document: bool, places: &mut [Vec<Span>; 3]) {
    let mut word_start = 0;
    let mut found: Option<Kind> = None;
    let mut last = None;
    let mut close = |from: usize, to: usize, found: &mut Option<Kind>| {
        if let Some(kind) = found.take() {
            places[kind as usize].push(Span::new(offset + from as u32, offset + to as u32));
        }
    };
    for (at, c) in text.char_indices() {
        if c.is_whitespace() && !c.is_control() || matches!(c, '\n' | '\r' | '\t') {
            close(word_start, at, &mut found);
            word_start = at + c.len_utf8();
        } else if found.is_none() {
            let next = text[at + c.len_utf8()..].chars().take(REACH).find(|&c| !is_invisible(c));
            let mark_of_order = opens_document && at == 0 && c == '\u{FEFF}';
            found = kind_of(c, last, next).filter(|_| !mark_of_order);
        }
        if !is_invisible(c) {
            last = Some(c);
        }
    }
    close(word_start, text.len(), &mut found);
}

/// A word without its useless characters, unless one of them may stand for something.
fn mended(doc: &Document<'_>, span: Span, lines: &mut Lines) -> Place {
    let word = span.of(doc.text());
    let mut last = doc.text()[..span.start as usize].chars().rev().take(REACH).find(|&c| !is_invisible(c));
    let mut wanted = String::with_capacity(word.len());
    for (at, c) in word.char_indices() {
        let rest = &doc.text()[span.start as usize + at + c.len_utf8()..];
        let next = rest.chars().take(REACH).find(|&c| !is_invisible(c));
        match kind_of(c, last, next) {
            None => wanted.push(c),
            Some(Kind::Control) => return span.into(),
            Some(_) if matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') => {
                if lines.have_to_order(doc.text(), span) {
                    return span.into();
                }
            }
            Some(_) => match between(doc, &wanted, last, next, &word[at + c.len_utf8()..]) {
                Some(Between::Nothing) => {}
                Some(Between::Joiner) if !wanted.ends_with(ZWNJ) => wanted.push(ZWNJ),
                Some(Between::Joiner) => {}
                None => return span.into(),
            },
        }
        if !is_invisible(c) {
            last = Some(c);
        }
    }
    Place::mended(doc.text(), span, &wanted)
}

enum Between {
    Nothing,
    Joiner,
}

/// What belongs between the letters on both sides of a useless character. In Persian it often stands for the joiner: for
/// certain where an ending or a prefix is set off; elsewhere between letters that join nobody knows.
fn between(doc: &Document<'_>, before: &str, last: Option<char>, next: Option<char>, after: &str) -> Option<Between> {
    let letters = last.is_some_and(is_arabic_letter) && next.is_some_and(is_arabic_letter);
    if !letters {
        return Some(Between::Nothing);
    }
    if doc.lang() != Lang::FA {
        // ة ends a word: a space may be lost.
        return (!matches!(last, Some('ة' | 'ى'))).then_some(Between::Nothing);
    }
    if !last.is_some_and(joins_next) {
        return Some(Between::Nothing);
    }
    let in_piece = |c: &char| *c != ZWNJ && (is_arabic_letter(*c) || is_ignorable(*c));
    let first: Vec<char> = before.chars().rev().take_while(in_piece).take(REACH).collect();
    let first = fold(&first.iter().rev().collect::<String>());
    let after = after.trim_start_matches(is_invisible);
    let second = fold(&after.chars().take_while(in_piece).take(REACH).collect::<String>());
    let pack = doc.pack()?;
    let verbs = pack.verbs()?;
    let set_off = verbs.is_affix("durative", &first)
        || verbs.is_affix("copula-participle", &second)
        || ["plural", "degree", "indefinite", "ezafe"].iter().any(|kind| pack.is_affix(kind, &second));
    set_off.then_some(Between::Joiner)
}

/// The lines of a text, for places in order: each line is read once, however many places it has.
#[derive(Default)]
struct Lines {
    /// Where the line that was read last ends.
    end: usize,
    orders: bool,
}

impl Lines {
    /// Whether the line of a place has something to order: digits or letters that run to the right.
    fn have_to_order(&mut self, text: &str, span: Span) -> bool {
        let breaks = ['\n', '\r', '\u{2028}', '\u{2029}'];
        let place = span.start as usize;
        if place >= self.end {
            let start = text[..place].rfind(breaks).unwrap_or_default();
            self.end = text[span.end as usize..].find(breaks).map_or(text.len(), |at| span.end as usize + at);
            let orders = |c: char| c.is_numeric() || c.is_alphabetic() && !is_arabic_letter(c);
            self.orders = text[start..self.end].contains(orders);
        }
        self.orders
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Why a character is useless between its visible neighbours, if it is.
fn kind_of(c: char, last: Option<char>, next: Option<char>) -> Option<Kind> {
    match c {
        '\u{061C}' | '\u{200E}' | '\u{200F}' => {
            let orders = |c: Option<char>| c.is_some_and(|c| !is_arabic_letter(c) && !c.is_whitespace());
            (!orders(last) && !orders(next)).then_some(Kind::Directional)
        }
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some(Kind::Directional),
        '\u{200D}' => {
            let shapes = matches!(last, Some('ه' | '\u{0640}')) || !last.is_some_and(is_arabic_letter);
            (!shapes || last.is_some_and(char::is_whitespace)).then_some(Kind::ZeroWidth)
        }
        '\u{00AD}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => Some(Kind::ZeroWidth),
        '\u{E000}'..='\u{F8FF}' | '\u{FFFC}' => Some(Kind::Control),
        '\n' | '\r' | '\t' | '\u{000C}' | '\u{0085}' => None,
        _ => c.is_control().then_some(Kind::Control),
    }
}

fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_useless_character_is_seen_before_the_rule_looks() {
        for c in ('\0'..=char::MAX).filter(|&c| kind_of(c, Some('ب'), Some('ب')).is_some()) {
            assert!(Signs::of(&c.to_string()).have(Signs::INVISIBLE), "{c:?}");
        }
    }
}
