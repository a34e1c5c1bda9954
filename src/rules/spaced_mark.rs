use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Affix, Lang, List, VerbForm};
use crate::rule::{Context, Findings, HABIT, Place, Rule};
use crate::text::{Document, Paragraph, Script, TokenKind};
use crate::text::{QuoteMark, QuoteStyle, quote_marks};
use crate::words::Message;
use std::ops::Range;

declare_rule! {
    /// A space on the wrong side of a punctuation mark, or none where one belongs.
    ///
    /// A mark that ends a phrase stands close to the word before it and apart from the next one; quotation
    /// marks and brackets stand close to what they enclose. A mark does not begin a line. Three slips of one kind in a
    /// document are one habit: one finding with the count and the further places.
    ///
    /// ## Why it matters
    ///
    /// A line may break before the mark, and it looks careless. It says nothing about translation: whole
    /// newspapers write «كلمة ، كلمة» (464 of 6,833 native Arabic articles do so three times or more).
    ///
    /// ## What it lets pass
    ///
    /// Dashes and dots of pause («..», «...», «. . .»), decimal numbers, times, abbreviations and initials, emoticons,
    /// addresses, paths in words, Latin text and code.
    ///
    /// ## Fixes
    ///
    /// `--fix` takes the space away, moves it or puts it in; not where a mark stands on the next line, where the turns of
    /// quotation marks are in doubt, nor after a full stop that may belong to a name.
    ///
    /// ## Examples
    ///
    /// - «قال الوزير ، إن الأسعار مستقرة»
    /// - «بازار آرام است،اما خریداران نگران‌اند»
    /// - «وأضاف " سنواصل العمل "»
    SpacedMark {
        name: "spaced-mark",
        axis: Axis::Typography,
        severity: Severity::Minor,
        confidence: Confidence::Medium,
        languages: &[],
        mqm: "linguistic_conventions/punctuation",
        its: "typographical",
        cost: Cost::Habit,
        yields_to: &["doubled-mark"],
        judged: Judged { right: 60, wrong: 0, data: "mt-and-native-ar-posts, mt-ar-wikinews, mt-fa-postedited, mt-fa-wikinews: 60 findings read" },
        since: "0.1.0",
    }
}

/// A full stop glued to both neighbours ends a sentence when the words have at least this many letters:
/// shorter ones are initials and abbreviations («ق.م»).
const STOP_LETTERS: usize = 3;

/// What is written onto what quotation marks enclose («لاله»ها).
const ENDINGS: [Affix; 4] = [Affix::Plural, Affix::Degree, Affix::Ezafe, Affix::Indefinite];
const TATWEEL: char = '\u{0640}';
/// Arabic words of so many letters may be letters that are written onto the next word («لل»).
const PROCLITIC_LETTERS: usize = 2;

#[derive(Default)]
struct Slips {
    before: Vec<Place>,
    inside: Vec<Place>,
    missing: Vec<Place>,
    next_line: Vec<Place>,
    commas: usize,
    spaced_commas: usize,
}

impl Rule for SpacedMark {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let mut slips = Slips::default();
        for paragraph in doc.article() {
            read(doc, paragraph, &mut slips);
        }
        let (commas, spaced) = (slips.commas, slips.spaced_commas);
        let before = if spaced * 2 > commas && spaced >= HABIT {
            Message::error("spaced-mark-habit").with("spaced", spaced).with("commas", commas)
        } else {
            Message::error("spaced-mark-before")
        };
        out.slips(&slips.before, "space before a mark", before);
        out.slips(&slips.inside, "space inside quotation marks", Message::error("spaced-mark-inside"));
        out.slips(&slips.missing, "no space after a mark", Message::error("spaced-mark-missing"));
        out.slips(&slips.next_line, "a mark on the next line", Message::error("spaced-mark-line"));
    }
}

fn read(doc: &Document<'_>, paragraph: &Paragraph, slips: &mut Slips) {
    let (from, to) = paragraph.tokens;
    let arabic = |at: u32| doc.is_arabic_script(at);
    let spaced = |at: u32| doc.gap_before(at).contains(char::is_whitespace);
    let emoticons = emoticons(doc, paragraph);
    for &at in doc.marks(from..to) {
        let Some(mark) = doc.mark(at) else { continue };
        if holder(&emoticons, at).is_some() {
            continue;
        }
        let length = doc.token(at).span.len() as usize;
        let next = (at + 1 < to).then_some(at + 1);
        slips.commas += usize::from(mark == '،');
        if is_closing_mark(mark) && at > from {
            // «. . .»
            let pauses =
                mark == '.' && (doc.mark(at - 1) == Some('.') || next.is_some_and(|next| doc.mark(next) == Some('.')));
            let single = length == mark.len_utf8() || matches!(mark, '!' | '?' | '؟');
            // « .com», « :)», «2 : 1»: something else begins here.
            let begins = next.is_some_and(|next| doc.gap_before(next).is_empty() && !ends_phrase(doc.mark(next)))
                && matches!(mark, '.' | ':' | '!' | ',');
            let after_words = arabic(at - 1)
                || doc.token(at - 1).kind == TokenKind::Number
                    && !next.is_some_and(|n| doc.token(n).kind == TokenKind::Number)
                || matches!(doc.mark(at - 1), Some('»' | '”' | ')' | '"' | ']'));
            if single && spaced(at) && after_words && !begins && !pauses {
                // «كلمة ،كلمة»: the space stands on the wrong side.
                let moves = next.is_some_and(|next| doc.gap_before(next).is_empty() && opens_phrase(doc, next));
                let (before, own) = (doc.token(at - 1).span.of(doc.text()), doc.token(at).span.of(doc.text()));
                let wanted = format!("{before}{own}{}", if moves { " " } else { "" });
                slips.before.push(Place::mended(doc.text(), doc.span(at - 1, at), &wanted));
                slips.spaced_commas += usize::from(mark == '،');
            }
        }
        if let Some(next) = next
            && at > from
            && length == mark.len_utf8()
            && doc.gap_before(next).is_empty()
            && (arabic(next) || matches!(mark, ':' | '،' | '؛') && matches!(doc.mark(next), Some('«' | '“')))
            && doc.token(at - 1).kind == TokenKind::Word
            && doc.gap_before(at).is_empty()
            && lacks_space(doc, mark, at, next)
            && !(mark == '.' && is_chained(doc, from, at, to))
        {
            let wanted = format!("{} {}", doc.span(at - 1, at).of(doc.text()), doc.token(next).span.of(doc.text()));
            let span = doc.span(at - 1, next);
            let certain = mark != '.' || ends_sentence(doc, at);
            slips.missing.push(if certain { Place::mended(doc.text(), span, &wanted) } else { span.into() });
        }
    }
    slips.next_line.extend(on_next_line(doc, to).map(|at| Place::from(doc.token(at).span)));
    inside(doc, paragraph, &emoticons, slips);
}

/// «چرا⏎؟»: the mark of a paragraph that ends in a word, on a line of its own. Full stops stand so between notices, and colons
/// behind labels.
fn on_next_line(doc: &Document<'_>, at: u32) -> Option<u32> {
    doc.tokens().get(at as usize)?;
    let mark = matches!(doc.mark(at), Some('،' | '؛' | '؟' | '!' | '?' | ',' | ';'));
    (doc.is_arabic_script(at - 1) && mark && doc.paragraph_of(at).tokens == (at, at + 1)).then_some(at)
}

/// Spaces at the inner side of quotation marks and brackets that have their partner.
fn inside(doc: &Document<'_>, paragraph: &Paragraph, emoticons: &[Range<u32>], slips: &mut Slips) {
    let (from, to) = paragraph.tokens;
    let mut add = |at: u32, opens: bool, certain: bool| {
        let last = if opens { at + 1 } else { at };
        if last < to
            && last > from
            && (!opens || doc.is_wordlike(last))
            && doc.gap_before(last).contains(char::is_whitespace)
        {
            let span = doc.span(last - 1, last);
            let mut closed = [last - 1, last].map(|at| doc.token(at).span.of(doc.text())).concat();
            // «وزیر( آقای احمدی )گفت»: the spaces stand on the wrong sides.
            if opens && at > from && is_parted(doc, at - 1, at) {
                closed.insert(0, ' ');
            } else if !opens && at + 1 < to && is_parted(doc, at + 1, at + 1) {
                closed.push(' ');
            }
            slips.inside.push(if certain { Place::mended(doc.text(), span, &closed) } else { span.into() });
        }
    };
    if !doc.has_own_script(paragraph.range()) {
        return;
    }
    let quotes = quote_marks(doc, paragraph);
    for style in QuoteStyle::ALL {
        let own: Vec<_> = quotes.iter().filter(|mark| mark.style == style).collect();
        let turned = own.iter().any(|mark| turns_its_back(doc, paragraph, mark));
        if style == QuoteStyle::Straight && turned {
            continue;
        }
        let certain = style == QuoteStyle::Guillemets || !turned;
        // Only pairs tell the inner side for certain.
        let mut index = 0;
        while index + 1 < own.len() {
            let (open, close) = (own[index], own[index + 1]);
            if open.opens && !close.opens && (style != QuoteStyle::Straight || own.len().is_multiple_of(2)) {
                add(open.at, true, certain);
                add(close.at, false, certain);
                index += 2;
            } else {
                index += 1;
            }
        }
    }
    let mut open: Vec<u32> = Vec::new();
    let mut reversed = false;
    for &at in doc.marks(from..to) {
        if holder(emoticons, at).is_some() {
            continue;
        }
        match doc.mark(at) {
            Some('(' | '[') => open.push(at),
            Some(')' | ']') => {
                // «[ ]» is an empty box.
                let start = open.pop();
                // «)۵۰۰ متر(»: a program that turned the line wrote the brackets the wrong way round.
                reversed |= start.is_none() && doc.space_before(at) && at + 1 < to && !doc.space_before(at + 1);
                if let Some(start) = start.filter(|&start| start + 1 < at) {
                    add(start, true, !reversed);
                    add(at, false, !reversed);
                }
            }
            _ => {}
        }
    }
}

/// Whether a space belongs between a word or number and the mark that it touches. Behind a letter that Arabic writes onto the next
/// word, and before an ending of a Persian one, none does.
fn is_parted(doc: &Document<'_>, word: u32, behind: u32) -> bool {
    if !doc.gap_before(behind).is_empty() || !(doc.is_arabic_script(word) || doc.token(word).kind == TokenKind::Number)
    {
        return false;
    }
    if word == behind {
        return !ENDINGS.iter().any(|&ending| doc.facts_at(word).is_affix(ending));
    }
    let is_whole = doc.letters(word) > PROCLITIC_LETTERS || doc.facts_at(word).is(List::FunctionWords);
    let is_number = doc.token(word).kind == TokenKind::Number;
    let stretched = doc.token(word).span.of(doc.text()).ends_with(TATWEEL);
    !stretched && (is_whole || is_number || doc.lang() != Lang::AR)
}

/// Whether a mark closes by its turn and opens by its place («مبدأ "الأرض»): one before it is missing, and none of
/// them tells its inner side.
fn turns_its_back(doc: &Document<'_>, paragraph: &Paragraph, mark: &QuoteMark) -> bool {
    let next = mark.at + 1;
    !mark.opens
        && doc.space_before(mark.at)
        && next < paragraph.tokens.1
        && !doc.space_before(next)
        && doc.is_wordlike(next)
}

/// The emoticons of a paragraph: «:(», «;-)», «):». A bracket that has a partner belongs to none: «قال :( النص )».
fn emoticons(doc: &Document<'_>, paragraph: &Paragraph) -> Vec<Range<u32>> {
    let (from, to) = paragraph.tokens;
    let mut found: Vec<Range<u32>> = Vec::new();
    for &at in doc.marks(from..to) {
        if found.last().is_none_or(|last| last.end <= at) {
            found.extend(emoticon(doc, at, to).map(|end| at..end));
        }
    }
    if found.is_empty() {
        return found;
    }
    // For each open bracket, which emoticon it may be of.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut partners = Vec::new();
    for &at in doc.marks(from..to) {
        let own = holder(&found, at);
        match doc.mark(at) {
            Some('(' | '[') => open.push(own),
            Some(')' | ']') => match (own, open.last()) {
                (Some(_), None | Some(Some(_))) => {}
                (own, Some(_)) => partners.extend([own, open.pop().flatten()].into_iter().flatten()),
                (None, None) => {}
            },
            _ => {}
        }
    }
    partners.sort_unstable();
    let mut index = 0..;
    found.retain(|_| index.next().is_none_or(|index| partners.binary_search(&index).is_err()));
    found
}

/// Which of some ranges in order has a token.
fn holder(ranges: &[Range<u32>], at: u32) -> Option<usize> {
    let index = ranges.partition_point(|range| range.end <= at);
    ranges.get(index).filter(|range| range.contains(&at)).map(|_| index)
}

/// The token behind the emoticon that begins at a mark, if one does: eyes and a mouth, perhaps with a nose between them, in
/// either order, apart from what follows.
pub(super) fn emoticon(doc: &Document<'_>, at: u32, to: u32) -> Option<u32> {
    let glued = |at: u32| at < to && doc.gap_before(at).is_empty();
    let mark = |at: u32| doc.mark(at).filter(|mark| doc.token(at).span.len() as usize == mark.len_utf8());
    let is_eyes = |at: u32| matches!(mark(at), Some(':' | ';' | '؛' | '='));
    let is_nose = |at: u32| matches!(mark(at), Some('-' | '\'' | '^'));
    let is_bracket = |at: u32| matches!(mark(at), Some('(' | ')' | '[' | ']'));
    let is_mouth = |at: u32| {
        let letter =
            || matches!(doc.token(at).span.of(doc.text()), "D" | "P" | "p" | "O" | "o" | "S" | "s" | "X" | "x");
        is_bracket(at)
            || matches!(mark(at), Some('{' | '}' | '/' | '\\' | '|' | '*' | '<' | '>' | '@' | '$'))
            || letter()
    };
    let behind_noses = |mut at: u32| {
        while glued(at) && is_nose(at) {
            at += 1;
        }
        at
    };
    let end = if is_eyes(at) {
        let mouth = behind_noses(at + 1);
        let mut end = mouth;
        if glued(end) && is_mouth(end) {
            end += 1;
        }
        // «:(((»
        while end > mouth && glued(end) && doc.mark(end).is_some_and(|next| doc.mark(mouth) == Some(next)) {
            end += 1;
        }
        (end > mouth).then_some(end)
    } else if is_bracket(at) && doc.space_before(at) {
        let eyes = behind_noses(at + 1);
        (glued(eyes) && is_eyes(eyes)).then_some(eyes + 1)
    } else {
        None
    };
    end.filter(|&end| !glued(end) || doc.mark(end).is_some_and(|mark| is_closing_mark(mark) || "»”\")]".contains(mark)))
}

fn is_closing_mark(mark: char) -> bool {
    matches!(mark, '،' | '؛' | '؟' | '.' | '!' | '?' | ':' | ',' | ';')
}

/// Whether the mark after a mark closes a phrase too, so that nothing new begins between them.
fn ends_phrase(mark: Option<char>) -> bool {
    mark.is_some_and(|mark| {
        is_closing_mark(mark) || matches!(mark, '»' | '”' | '"' | ']' | '“' | '«' | '(' | '-' | '–')
    })
}

/// Whether a glued full stop ends a sentence: a name with a stop («درایو.ای‌آی») stands in quotation marks, and a Persian
/// sentence ends with its verb.
fn ends_sentence(doc: &Document<'_>, at: u32) -> bool {
    let persian = doc.pack().is_some_and(|pack| pack.verbs().is_some());
    !doc.is_quoted(at) && (!persian || doc.facts_at(at - 1).verb == Some(VerbForm::Finite))
}

/// Whether a word, a number or what encloses one begins at a place.
fn opens_phrase(doc: &Document<'_>, at: u32) -> bool {
    doc.token(at).kind != TokenKind::Mark || matches!(doc.mark(at), Some('«' | '“' | '(' | '['))
}

/// «إصدار.فرع.تصحيح»: the dot of a path or a version in words, one of several between glued words.
fn is_chained(doc: &Document<'_>, from: u32, at: u32, to: u32) -> bool {
    let glued = |at: u32| {
        doc.mark(at) == Some('.') && at > from && at + 1 < to && !doc.space_before(at) && !doc.space_before(at + 1)
    };
    at >= from + 2 && glued(at - 2) || at + 2 < to && glued(at + 2)
}

fn lacks_space(doc: &Document<'_>, mark: char, at: u32, next: u32) -> bool {
    let letters = |at: u32| doc.letters(at);
    match mark {
        '،' | '؛' | '؟' => true,
        ',' | ';' | '!' | '?' => doc.token(at - 1).script == Script::Arabic && letters(next) > 1,
        // «x:y» may be a name or a ratio.
        ':' => doc.token(at - 1).script == Script::Arabic && (doc.mark(next).is_some() || letters(next) > 1),
        '.' => {
            let abbreviation =
                |at: u32| doc.facts_at(at).is(List::Abbreviations) || doc.facts_at(at).is(List::LetterNames);
            doc.token(at - 1).script == Script::Arabic
                && letters(at - 1) >= STOP_LETTERS
                && letters(next) >= STOP_LETTERS
                && !abbreviation(at - 1)
                && !abbreviation(next)
        }
        _ => false,
    }
}
