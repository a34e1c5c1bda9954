//! Plain-text lists of phrases and how they are found in running text.
//!
//! A list is UTF-8, one row a line, `#` for comments, columns between tabs: the form, then what the
//! list's header says, last the number of occurrences in native text. In a form `|` separates
//! alternatives and `/` alternatives of one word; `_` is any one word, `…` one to three, `ل+` a word that
//! begins with ل, and `~` before a word (or its alternatives) lets it take the affixes of the language's list
//! of inflections: `~رد/پاسخ منفی`.

use super::{Lang, Part, fold};
use hashbrown::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

/// One row of a list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The form as written, with its alternatives.
    pub form: &'static str,
    /// The columns between the form and the count.
    pub columns: Vec<&'static str>,
    /// Occurrences in native text.
    pub count: u32,
    /// Bits of the kinds of the second column, where [`PhraseList::mark_kinds`] has set them.
    pub(super) kinds: u64,
}

impl Row {
    /// A column after the form; empty when the row has no such column.
    #[must_use]
    pub fn column(&self, index: usize) -> &'static str {
        self.columns.get(index).copied().unwrap_or_default()
    }

    /// Whether this is among the kinds of a row of [`List::ClauseParts`](super::List::ClauseParts).
    #[must_use]
    pub fn is_part(&self, part: Part) -> bool {
        self.kinds & part.bit() != 0
    }

    /// Whether the second column names this kind; kinds are joined with `+`.
    #[must_use]
    pub fn is_kind(&self, kind: &str) -> bool {
        self.column(0).split('+').any(|one| one == kind)
    }
}

/// What may be added to a word that is marked with `~`.
#[derive(Clone, Debug, Default)]
pub struct Inflections {
    /// What stands before the word and what behind it; a space makes it a word of its own.
    affixes: Vec<(String, String)>,
}

impl Inflections {
    /// Reads a list of affixes: `-` stands for the word.
    #[must_use]
    pub fn parse(source: &str) -> Self {
        let forms = rows(source).filter_map(|(_, line)| line.split('\t').next()?.split_once('-'));
        Self { affixes: forms.map(|(before, behind)| (fold(before), fold(behind))).collect() }
    }

    /// The affixes of every language that has a pack, for lists that say no language.
    #[must_use]
    pub fn of_all_packs() -> Self {
        let packs = Lang::supported().iter().filter_map(|lang| lang.pack());
        Self { affixes: packs.flat_map(|pack| pack.inflections().affixes.iter().cloned()).collect() }
    }

    /// A folded word bare and with each affix, as sequences of words.
    fn of(&self, word: &str) -> impl Iterator<Item = Words> {
        let inflected = self.affixes.iter().map(move |(before, behind)| format!("{before}{word}{behind}"));
        std::iter::once(word.to_owned()).chain(inflected).map(|form| form.split(' ').map(Into::into).collect())
    }
}

type Words = Box<[Box<str>]>;

/// What stands at one place of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Piece {
    Word(Box<str>),
    Prefix(Box<str>),
    OneOf(Box<[Words]>),
    One,
    UpToThree,
}

#[derive(Clone, Debug)]
struct Pattern {
    rest: Box<[Piece]>,
    row: u32,
}

/// Phrases by their first word.
#[derive(Debug, Default)]
pub(super) struct Patterns(HashMap<Box<str>, Vec<Pattern>>);

impl Patterns {
    /// Adds a phrase of a row. One that does not begin with a word is never found.
    pub fn add(&mut self, parts: Vec<Piece>, row: u32) {
        let mut parts = parts.into_iter();
        let beginnings = match parts.next() {
            Some(Piece::Word(word)) => [[word].into()].into(),
            Some(Piece::OneOf(alternatives)) => alternatives,
            _ => return,
        };
        let rest: Vec<Piece> = parts.collect();
        for words in beginnings {
            let mut words = words.into_iter();
            let Some(first) = words.next() else { continue };
            let rest = words.map(Piece::Word).chain(rest.iter().cloned()).collect();
            self.0.entry(first).or_default().push(Pattern { rest, row });
        }
    }

    /// To be called when all are added: the longest phrase wins, then the one that was added first.
    pub fn sort(&mut self) {
        for patterns in self.0.values_mut() {
            patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.rest.len()));
        }
    }

    /// How many phrases begin with a word.
    pub fn beginning_with(&self, word: &str) -> usize {
        self.0.get(word).map_or(0, Vec::len)
    }

    /// The row of the longest phrase that begins with the first of these words, and the number of words it
    /// covers.
    pub fn find<'w>(
        &self,
        mut words: impl Iterator<Item = &'w str> + Clone,
        accept: impl Fn(u32) -> bool,
    ) -> Option<(u32, usize)> {
        let patterns = self.0.get(words.next()?)?;
        patterns.iter().find_map(|pattern| {
            let rest = match_rest(&pattern.rest, words.clone())?;
            accept(pattern.row).then_some((pattern.row, rest + 1))
        })
    }
}

/// Where a phrase was found.
#[derive(Clone, Copy, Debug)]
pub struct Match<'l> {
    /// The row.
    pub row: &'l Row,
    /// Number of words that the phrase covers.
    pub words: usize,
}

/// A list of phrases that can be looked up at a word.
#[derive(Debug, Default)]
pub struct PhraseList {
    rows: Vec<Row>,
    patterns: Patterns,
}

impl PhraseList {
    /// Reads a list of a language with these inflections.
    #[must_use]
    pub fn parse(source: &'static str, inflections: &Inflections) -> Self {
        let mut list = Self::default();
        for (_, line) in rows(source) {
            let mut columns = line.split('\t');
            let form = columns.next().unwrap_or_default();
            let mut columns: Vec<_> = columns.collect();
            let count = columns.last().and_then(|last| last.parse().ok());
            if count.is_some() {
                columns.pop();
            }
            for alternative in form.split('|') {
                list.patterns.add(parts_of(alternative, inflections), list.rows.len() as u32);
            }
            list.rows.push(Row { form, columns, count: count.unwrap_or(0), kinds: 0 });
        }
        list.patterns.sort();
        list
    }

    /// Gives each row the bits that stand for its kinds.
    pub(super) fn mark_kinds(&mut self, bit_of: impl Fn(&str) -> u64) {
        for row in &mut self.rows {
            row.kinds = row.column(0).split('+').fold(0, |bits, kind| bits | bit_of(kind));
        }
    }

    /// The bits of the kinds of all rows that begin with a folded word.
    pub(super) fn kinds_beginning(&self, word: &str) -> u64 {
        let patterns = self.patterns.0.get(word).into_iter().flatten();
        patterns.fold(0, |bits, pattern| bits | self.rows[pattern.row as usize].kinds)
    }

    /// All rows, in the order of the file.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Every word that some row begins with, and whether it is a row alone.
    pub fn first_words(&self) -> impl Iterator<Item = (&str, bool)> {
        self.patterns.0.iter().map(|(word, patterns)| (&**word, patterns.iter().any(|pattern| pattern.rest.is_empty())))
    }

    /// Whether a folded word alone is a row, and whether some row begins with it.
    #[must_use]
    pub fn knows(&self, word: &str) -> (bool, bool) {
        self.patterns
            .0
            .get(word)
            .map_or((false, false), |patterns| (patterns.iter().any(|pattern| pattern.rest.is_empty()), true))
    }

    /// The row that consists of this folded word alone.
    #[must_use]
    pub fn row_of(&self, word: &str) -> Option<&Row> {
        let patterns = self.patterns.0.get(word)?;
        let pattern = patterns.iter().find(|pattern| pattern.rest.is_empty())?;
        Some(&self.rows[pattern.row as usize])
    }

    /// The longest phrase that begins with the first of these folded words. `accept` may refuse rows.
    pub fn find<'w>(
        &self,
        words: impl Iterator<Item = &'w str> + Clone,
        accept: impl Fn(&Row) -> bool,
    ) -> Option<Match<'_>> {
        let row = |row: u32| &self.rows[row as usize];
        let (found, words) = self.patterns.find(words, |found| accept(row(found)))?;
        Some(Match { row: row(found), words })
    }
}

/// A text that lives as long as the program, for lists that are read while it runs: kept once, however often it
/// is asked for.
#[must_use]
pub fn interned(text: &str) -> &'static str {
    static KNOWN: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    if let Some(same) = known.get(text) {
        return same;
    }
    let text: &'static str = Box::leak(text.into());
    known.insert(text);
    text
}

/// The rows of a list with their 1-based lines: everything but comments and empty lines.
pub(super) fn rows(source: &str) -> impl Iterator<Item = (usize, &str)> {
    source.lines().zip(1..).filter(|(line, _)| !line.is_empty() && !line.starts_with('#')).map(|(line, at)| (at, line))
}

/// How many words the rest of a pattern covers, if it fits.
fn match_rest<'w>(parts: &[Piece], words: impl Iterator<Item = &'w str> + Clone) -> Option<usize> {
    match_behind(parts, words, 0, &mut HashSet::new())
}

/// [`match_rest`] behind some words. `dead` are ends that were tried in vain, by the pieces that are left and the words
/// before them: without it each gap would treble the work.
fn match_behind<'w>(
    parts: &[Piece],
    mut words: impl Iterator<Item = &'w str> + Clone,
    before: usize,
    dead: &mut HashSet<(usize, usize)>,
) -> Option<usize> {
    let branches = |part: &Piece| matches!(part, Piece::OneOf(_) | Piece::UpToThree);
    for (at, part) in parts.iter().enumerate() {
        let rest = &parts[at + 1..];
        let mut behind = |words, taken: usize| {
            let end = (rest.len(), before + at + taken);
            if dead.contains(&end) {
                return None;
            }
            let matched = match_behind(rest, words, end.1, dead);
            // What branches no further is tried again as fast as it is looked up.
            if matched.is_none() && rest.iter().any(branches) {
                dead.insert(end);
            }
            matched.map(|matched| at + taken + matched)
        };
        match part {
            Piece::UpToThree => {
                return (1..=3).find_map(|skipped| {
                    words.next()?;
                    behind(words.clone(), skipped)
                });
            }
            Piece::OneOf(alternatives) => {
                return alternatives.iter().find_map(|alternative| {
                    let mut words = words.clone();
                    let fits = alternative.iter().all(|expected| words.next() == Some(expected));
                    fits.then(|| behind(words, alternative.len()))?
                });
            }
            Piece::Word(expected) => (words.next()? == &**expected).then_some(())?,
            Piece::Prefix(prefix) => words.next()?.starts_with(&**prefix).then_some(())?,
            Piece::One => drop(words.next()?),
        }
    }
    Some(parts.len())
}

/// What a form without `|` stands for.
pub(super) fn parts_of(form: &str, inflections: &Inflections) -> Vec<Piece> {
    let mut parts = Vec::new();
    for chunk in form.split_whitespace() {
        match chunk {
            "_" => parts.push(Piece::One),
            "…" => parts.push(Piece::UpToThree),
            _ => {
                let folded = fold(chunk);
                let words = folded.split(|c: char| !belongs(c, &folded)).filter(|word| !word.is_empty());
                let inflected = folded.starts_with('~');
                if inflected || folded.contains('/') {
                    let bare = Inflections::default();
                    let forms = if inflected { inflections } else { &bare };
                    parts.push(Piece::OneOf(words.flat_map(|word| forms.of(word)).collect()));
                } else if folded.ends_with('+') {
                    parts.extend(words.map(|word| Piece::Prefix(word.into())));
                } else {
                    parts.extend(words.map(|word| Piece::Word(word.into())));
                }
            }
        }
    }
    parts
}

/// Whether a character of a form belongs to a word: letters and digits, and the marks that the tokens of a text
/// have inside Latin words («Wi-Fi», «Editor's»).
pub(super) fn belongs(c: char, chunk: &str) -> bool {
    let latin = || chunk.starts_with(|first: char| first.is_ascii_alphabetic());
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '&' | '_') && latin()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of the text that a list of one form covers from its first word on.
    fn covers(form: &'static str, text: &str) -> usize {
        let inflections = Inflections::parse("-ها\t0\n-های\t0\n- های\t0\nال-\t0\nبال-\t0\n");
        let list = PhraseList::parse(form, &inflections);
        let words: Vec<String> = text.split(' ').map(fold).collect();
        list.find(words.iter().map(String::as_str), |_| true).map_or(0, |found| found.words)
    }

    #[test]
    fn a_slash_separates_alternatives_of_one_word() {
        assert_eq!(covers("حمله هوایی/زمینی شدید", "حمله زمینی شدید بود"), 3);
        assert_eq!(covers("حمله/یورش هوایی", "یورش هوایی"), 2);
        assert_eq!(covers("حمله هوایی/زمینی شدید", "حمله شدید"), 0);
    }

    #[test]
    fn a_tilde_lets_a_word_take_affixes_joined_or_as_a_word_of_their_own() {
        for text in ["تماس بیداری", "تماس\u{200C}ها بیداری", "تماس‌های بیداری"] {
            assert_eq!(covers("~تماس بیداری", text), 2, "{text}");
        }
        assert_eq!(covers("~تماس بیداری", "تماس های بیداری"), 3);
        assert_eq!(covers("دو ~تماس/زنگ بیداری", "دو زنگ های بیداری"), 4);
        assert_eq!(covers("~سلم/حرب شاملة", "بالحرب شاملة"), 2);
        assert_eq!(covers("~تماس بیداری", "تماسی بیداری"), 0);
    }

    #[test]
    fn wildcards_stand_for_words() {
        assert_eq!(covers("ا _ ج", "ا ب ج"), 3);
        assert_eq!(covers("ا … ج", "ا ب ب ب ج"), 5);
        assert_eq!(covers("ا … ج", "ا ب ب ب ب ج"), 0);
        assert_eq!(covers("ا ل+", "ا للبيت"), 2);
    }

    #[test]
    fn gaps_and_alternatives_do_not_multiply() {
        let text = "ا ".repeat(300);
        for piece in ["… ", "ا/ا ", "… ا/ا "] {
            let form: &'static str = Box::leak(format!("ا {}ب", piece.repeat(60)).into_boxed_str());
            assert_eq!(covers(form, text.trim_end()), 0);
            let fits: &'static str = Box::leak(format!("ا {}ا", piece.repeat(60)).into_boxed_str());
            let words = 2 + 60 * piece.split(' ').filter(|part| !part.is_empty()).count();
            assert_eq!(covers(fits, text.trim_end()), words);
        }
    }

    #[test]
    fn marks_that_tokens_have_inside_latin_words_belong_to_the_word() {
        assert_eq!(covers("Wi-Fi", "wi-fi"), 1);
        assert_eq!(covers("سي.إن", "سي إن"), 2);
    }
}
