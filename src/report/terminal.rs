//! Article text on a terminal: nothing invisible goes unnamed, nothing escapes its line or direction.

use crate::words::UiLang;
use std::fmt::Write as _;

/// First strong isolate: the words until [`PDI`] take their own direction and leave that of the line alone.
const FSI: char = '\u{2068}';
/// Right-to-left isolate: the words until [`PDI`] stand from right to left.
const RLI: char = '\u{2067}';
/// Pop directional isolate.
const PDI: char = '\u{2069}';

/// Longest quotation, in visible characters: two lines of a terminal.
const QUOTE_CHARS: usize = 160;
/// How far a shortened quotation goes back to cut at a space.
const WORD_CHARS: usize = 16;

/// The name of a character that does not show by itself, or shows as a plain space.
fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\t' => "TAB",
        '\n' => "LF",
        '\r' => "CR",
        '\u{1B}' => "ESC",
        '\u{A0}' => "NBSP",
        '\u{AD}' => "SHY",
        '\u{61C}' => "ALM",
        '\u{200B}' => "ZWSP",
        '\u{200C}' => "ZWNJ",
        '\u{200D}' => "ZWJ",
        '\u{200E}' => "LRM",
        '\u{200F}' => "RLM",
        '\u{2028}' => "LS",
        '\u{2029}' => "PS",
        '\u{202A}' => "LRE",
        '\u{202B}' => "RLE",
        '\u{202C}' => "PDF",
        '\u{202D}' => "LRO",
        '\u{202E}' => "RLO",
        '\u{202F}' => "NNBSP",
        '\u{2060}' => "WJ",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{FEFF}' => "BOM",
        _ => return None,
    })
}

/// Characters without a short name that do not show: other controls, fillers, spaces of odd width, tags.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{1680}' | '\u{180B}'..='\u{180F}'
            | '\u{2000}'..='\u{200A}' | '\u{205F}' | '\u{2061}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{3000}'
            | '\u{3164}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}')
}

/// The name of a character that does not show, unless it breaks the line.
pub(super) fn name_of_hidden(c: char) -> Option<String> {
    let known = (name(c).is_some() || is_hidden(c)) && !matches!(c, '\n' | '\r');
    known.then(|| named(c).trim_matches(['⟨', '⟩']).to_owned())
}

/// The name of a character that cannot be shown, in brackets.
pub(super) fn named(c: char) -> String {
    name(c).map_or_else(|| format!("⟨U+{:04X}⟩", u32::from(c)), |name| format!("⟨{name}⟩"))
}

/// The characters of a text as they may be printed: each visible one alone, each invisible one by name.
/// The joiner between two letters is spelling and stays, unless the finding is about joiners.
fn pieces(text: &str, name_joiners: bool) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let inside_word = before.is_some_and(char::is_alphabetic) && rest.peek().is_some_and(|c| c.is_alphabetic());
        if c == '\u{200C}' && inside_word && !name_joiners {
            pieces.push(c.to_string());
        } else if name(c).is_some() || is_hidden(c) {
            pieces.push(named(c));
        } else {
            pieces.push(c.to_string());
        }
        before = Some(c);
    }
    pieces
}

/// A text on one line, with everything invisible by name.
#[must_use]
pub fn one_line(text: &str) -> String {
    pieces(text, false).concat()
}

/// Words of an article, alone in their direction, with everything invisible by name, shortened in the
/// middle when long.
pub(super) fn quote(text: &str, name_joiners: bool) -> String {
    // A line break inside a place wraps the line and says no more than a space.
    let text = text.replace("\r\n", " ").replace(['\n', '\r'], " ");
    let pieces = pieces(&text, name_joiners);
    if pieces.len() <= QUOTE_CHARS {
        return format!("{FSI}{}{PDI}", pieces.concat());
    }
    let is_space = |piece: &String| piece == " ";
    let (mut head, mut tail) = (QUOTE_CHARS * 2 / 3, pieces.len() - QUOTE_CHARS / 3);
    if let Some(back) = pieces[head - WORD_CHARS..=head].iter().rposition(is_space) {
        head = head - WORD_CHARS + back;
    }
    if let Some(on) = pieces[tail - 1..tail + WORD_CHARS].iter().position(is_space) {
        tail += on;
    }
    format!("{FSI}{} … {}{PDI}", pieces[..head].concat().trim_end(), pieces[tail..].concat())
}

/// A sentence of ours that may quote an article: one line, and each run of right-to-left letters alone in
/// its direction.
#[must_use]
pub fn isolate(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // The run of right-to-left text, and what followed it that may still belong to it.
    let (mut run, mut after) = (String::new(), String::new());
    let close = |run: &mut String, after: &mut String, out: &mut String| {
        if !run.is_empty() {
            let _ = write!(out, "{FSI}{run}{PDI}");
        }
        out.push_str(after);
        run.clear();
        after.clear();
    };
    for piece in pieces(text, false) {
        let first = piece.chars().next().unwrap_or_default();
        if is_right_to_left(first) {
            run.push_str(&after);
            run.push_str(&piece);
            after.clear();
        } else if run.is_empty() || first.is_alphabetic() || matches!(first, '«' | '»' | '\n') {
            close(&mut run, &mut after, &mut out);
            out.push_str(&piece);
        } else {
            after.push_str(&piece);
        }
    }
    close(&mut run, &mut after, &mut out);
    out
}

/// A whole sentence of ours, or of a house: one that is written from right to left keeps its direction, whatever stands
/// around it.
#[must_use]
pub fn sentence(text: &str) -> String {
    let first = text.chars().find(|c| c.is_alphabetic());
    if first.is_some_and(is_right_to_left) { format!("{RLI}{}{PDI}", one_line(text)) } else { isolate(text) }
}

/// A line of ours in which nothing has to be named, in the direction of its language.
#[must_use]
pub fn directed(line: &str, ui: UiLang) -> String {
    if ui.is_rtl() { format!("{RLI}{line}{PDI}") } else { line.to_owned() }
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joiners_stay_in_words_and_are_named_elsewhere() {
        assert_eq!(one_line("می\u{200C}رود"), "می\u{200C}رود");
        assert_eq!(one_line("می\u{200C} رود"), "می⟨ZWNJ⟩ رود");
        assert_eq!(quote("می\u{200C}رود", true), "\u{2068}می⟨ZWNJ⟩رود\u{2069}");
    }

    #[test]
    fn controls_are_named() {
        assert_eq!(one_line("\u{1B}[31m\u{9B}\u{202E}\u{2069}\u{7}"), "⟨ESC⟩[31m⟨U+009B⟩⟨RLO⟩⟨PDI⟩⟨U+0007⟩");
    }

    #[test]
    fn long_quotations_lose_their_middle_between_words() {
        let text = "کلمه ".repeat(80);
        let quoted = quote(&text, false);
        assert!(quoted.chars().count() <= QUOTE_CHARS + 5);
        assert!(quoted.contains("کلمه … کلمه"));
        assert_eq!(quote(&"ا".repeat(500), false).matches('…').count(), 1);
    }

    #[test]
    fn a_sentence_from_right_to_left_stays_whole() {
        assert_eq!(sentence("خطا: «سی» و PDF"), "\u{2067}خطا: «سی» و PDF\u{2069}");
        assert_eq!(sentence("the form «بار» stands"), "the form «\u{2068}بار\u{2069}» stands");
        assert_eq!(sentence("خطا\u{202E}"), "\u{2067}خطا⟨RLO⟩\u{2069}");
    }

    #[test]
    fn runs_of_arabic_letters_are_isolated() {
        assert_eq!(isolate("the form «بار گزارش» stands"), "the form «\u{2068}بار گزارش\u{2069}» stands");
        assert_eq!(isolate("plain"), "plain");
    }
}
