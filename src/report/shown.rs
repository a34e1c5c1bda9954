//! A finding in words: what stands there, what is wrong, what should stand there.

use super::Article;
use super::terminal::{directed, quote, sentence};
use crate::finding::{Axis, Finding, Severity};
use crate::lang::ZWNJ;
use crate::score::Verdict;
use crate::span::Span;
use crate::words::UiLang;

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
    ui: UiLang,
}

impl Shown {
    pub fn of(finding: &Finding, article: &Article<'_>) -> Self {
        let (words, instead) = quoted(finding, article.text);
        Self { words, message: sentence(&finding.message.text(article.ui)), instead, ui: article.ui }
    }

    /// All of it on one line, for places that show nothing else.
    pub fn line(&self) -> String {
        let mut arguments = vec![("message", self.message.clone().into()), ("words", self.words.clone().into())];
        arguments.extend(self.instead.clone().map(|instead| ("instead", instead.into())));
        let id = if self.instead.is_some() { "human-line-instead" } else { "human-line" };
        directed(&self.ui.say(id, &arguments), self.ui)
    }

    /// What should stand there, with a word before it.
    pub fn instead_line(&self) -> Option<String> {
        let words = self.instead.clone()?;
        Some(directed(&self.ui.say("human-instead", &[("words", words.into())]), self.ui))
    }
}

/// The words of a finding and what should stand there, each alone in its direction.
pub(super) fn quoted(finding: &Finding, text: &str) -> (String, Option<String>) {
    let found = finding.span.of(text);
    // Where a joiner is put in or taken out, it is what there is to see.
    let count = |text: &str| text.matches(ZWNJ).count();
    let joiners = finding.suggestion.as_ref().is_some_and(|suggestion| count(suggestion) != count(found));
    let word = word_before(text, finding.span);
    let instead = finding.suggestion.as_ref().map(|suggestion| quote(&format!("{word}{suggestion}"), joiners));
    (quote(&format!("{word}{found}"), joiners), instead)
}

/// The name of a verdict for people.
pub(super) fn verdict(verdict: Verdict, ui: UiLang) -> String {
    ui.say(&format!("verdict-{}", verdict.name()), &[])
}

/// The name of a severity for people.
pub(super) fn severity(severity: Severity, ui: UiLang) -> String {
    ui.say(&format!("severity-{}", severity.name()), &[])
}

/// The name of an axis for people.
pub(super) fn axis(axis: Axis, ui: UiLang) -> String {
    ui.say(&format!("axis-{}", axis.name()), &[])
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
