//! A finding in words: what stands there, what is wrong, what should stand there.

use super::terminal::{isolate, quote};
use crate::finding::Finding;
use crate::lang::ZWNJ;
use crate::span::Span;

/// How far the word before a mark is looked for, in characters: a long compound with a bracket.
const CHARS_BEFORE: usize = 32;

/// A finding as people read it: nothing invisible unnamed, each quotation alone in its direction.
pub(super) struct Shown {
    /// What stands there.
    pub words: String,
    /// What is wrong with it.
    pub message: String,
    /// What should stand there.
    pub instead: Option<String>,
}

impl Shown {
    pub fn of(finding: &Finding, text: &str) -> Self {
        let found = finding.span.of(text);
        // Where a joiner is put in or taken out, it is what there is to see.
        let count = |text: &str| text.matches(ZWNJ).count();
        let joiners = finding.suggestion.as_ref().is_some_and(|suggestion| count(suggestion) != count(found));
        let word = word_before(text, finding.span);
        let instead = finding.suggestion.as_ref().map(|suggestion| quote(&format!("{word}{suggestion}"), joiners));
        Self { words: quote(&format!("{word}{found}"), joiners), message: isolate(&finding.message), instead }
    }

    /// All of it on one line, for places that show nothing else.
    pub fn line(&self) -> String {
        let mut line = format!("{} Here: {}", self.message, self.words);
        if let Some(instead) = &self.instead {
            line += &format!("; instead: {instead}");
        }
        line
    }
}

/// The word before a place that has no letter or digit in it: a mark alone tells nobody where it stands. Nothing
/// when the place has some, or begins its line.
fn word_before(text: &str, span: Span) -> &str {
    if span.of(text).contains(char::is_alphanumeric) {
        return "";
    }
    let before = &text[..span.start as usize];
    let mut start = None;
    for (at, c) in before.char_indices().rev().take(CHARS_BEFORE) {
        match (c.is_alphanumeric(), start) {
            (true, _) => start = Some(at),
            (false, _) if c == '\n' => break,
            (false, Some(_)) if c.is_whitespace() => break,
            _ => {}
        }
    }
    start.map_or("", |start| &before[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, place: &str) -> String {
        let start = text.find(place).expect("the place is in the text");
        let span = Span::new(start as u32, (start + place.len()) as u32);
        format!("{}{place}", word_before(text, span))
    }

    #[test]
    fn a_mark_is_quoted_with_the_word_before_it() {
        assert_eq!(shown("پل بسته ماند, اما جاده باز است", ","), "ماند,");
        assert_eq!(shown("آلبوم «کوچه‌های مه‌آلود», تازه", ","), "مه‌آلود»,");
        assert_eq!(shown("پل بسته ماند  ،اما", "،"), "ماند  ،");
    }

    #[test]
    fn a_place_with_letters_is_quoted_alone() {
        assert_eq!(shown("پل بسته ماند, اما", "ماند,"), "ماند,");
    }

    #[test]
    fn a_mark_that_begins_its_line_is_quoted_alone() {
        assert_eq!(shown("پل بسته ماند\n, اما", ","), ",");
        assert_eq!(shown(", اما", ","), ",");
    }
}
