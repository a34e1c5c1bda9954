//! Plain-text lists of phrases and how they are found in running text.
//!
//! A list is UTF-8, one row a line, `#` for comments, columns between tabs: the form, then what the
//! list's header says, last the number of occurrences in native text. In a form `|` separates
//! alternatives, `_` is any one word, `…` one to three, and `ل+` a word that begins with ل.

use super::fold;
use std::collections::HashMap;

/// One row of a list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The form as written, with its alternatives.
    pub form: &'static str,
    /// The columns between the form and the count.
    pub columns: Vec<&'static str>,
    /// Occurrences in native text.
    pub count: u32,
}

impl Row {
    /// A column after the form; empty when the row has no such column.
    #[must_use]
    pub fn column(&self, index: usize) -> &'static str {
        self.columns.get(index).copied().unwrap_or_default()
    }

    /// Whether the second column names this kind; kinds are joined with `+`.
    #[must_use]
    pub fn is_kind(&self, kind: &str) -> bool {
        self.column(0).split('+').any(|one| one == kind)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Word(Box<str>),
    Prefix(Box<str>),
    One,
    UpToThree,
}

#[derive(Clone, Debug)]
struct Pattern {
    rest: Box<[Part]>,
    row: u32,
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
    patterns: HashMap<Box<str>, Vec<Pattern>>,
}

impl PhraseList {
    /// Reads a list.
    #[must_use]
    pub fn parse(source: &'static str) -> Self {
        let mut list = Self::default();
        for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let form = columns.next().unwrap_or_default();
            let mut columns: Vec<_> = columns.collect();
            let count = columns.last().and_then(|last| last.parse().ok());
            if count.is_some() {
                columns.pop();
            }
            let row = list.rows.len() as u32;
            for alternative in form.split('|') {
                let mut parts = parts_of(alternative).into_iter();
                if let Some(Part::Word(first)) = parts.next() {
                    list.patterns.entry(first).or_default().push(Pattern { rest: parts.collect(), row });
                }
            }
            list.rows.push(Row { form, columns, count: count.unwrap_or(0) });
        }
        // The longest phrase wins.
        for patterns in list.patterns.values_mut() {
            patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.rest.len()));
        }
        list
    }

    /// All rows, in the order of the file.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Every word that some row begins with, and whether it is a row alone.
    pub fn first_words(&self) -> impl Iterator<Item = (&str, bool)> {
        self.patterns.iter().map(|(word, patterns)| (&**word, patterns.iter().any(|pattern| pattern.rest.is_empty())))
    }

    /// Whether a folded word alone is a row, and whether some row begins with it.
    #[must_use]
    pub fn knows(&self, word: &str) -> (bool, bool) {
        self.patterns
            .get(word)
            .map_or((false, false), |patterns| (patterns.iter().any(|pattern| pattern.rest.is_empty()), true))
    }

    /// The row that consists of this folded word alone.
    #[must_use]
    pub fn row_of(&self, word: &str) -> Option<&Row> {
        let patterns = self.patterns.get(word)?;
        let pattern = patterns.iter().find(|pattern| pattern.rest.is_empty())?;
        Some(&self.rows[pattern.row as usize])
    }

    /// The longest phrase that begins with the first of these folded words. `accept` may refuse rows.
    pub fn find<'w>(
        &self,
        words: impl Iterator<Item = &'w str> + Clone,
        accept: impl Fn(&Row) -> bool,
    ) -> Option<Match<'_>> {
        let mut words = words;
        let patterns = self.patterns.get(words.next()?)?;
        patterns.iter().find_map(|pattern| {
            let row = &self.rows[pattern.row as usize];
            let rest = match_rest(&pattern.rest, words.clone())?;
            accept(row).then_some(Match { row, words: rest + 1 })
        })
    }
}

/// How many words the rest of a pattern covers, if it fits.
fn match_rest<'w>(parts: &[Part], mut words: impl Iterator<Item = &'w str> + Clone) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(0) };
    if *part == Part::UpToThree {
        return (1..=3).find_map(|skipped| {
            words.next()?;
            match_rest(rest, words.clone()).map(|matched| matched + skipped)
        });
    }
    let word = words.next()?;
    let fits = match part {
        Part::Word(expected) => word == &**expected,
        Part::Prefix(prefix) => word.starts_with(&**prefix),
        Part::One | Part::UpToThree => true,
    };
    if fits { match_rest(rest, words).map(|matched| matched + 1) } else { None }
}

fn parts_of(form: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for chunk in form.split_whitespace() {
        match chunk {
            "_" => parts.push(Part::One),
            "…" => parts.push(Part::UpToThree),
            _ => {
                let folded = fold(chunk);
                let prefix = folded.ends_with('+');
                let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
                parts.extend(words.map(
                    |word| {
                        if prefix { Part::Prefix(word.into()) } else { Part::Word(word.into()) }
                    },
                ));
            }
        }
    }
    parts
}
