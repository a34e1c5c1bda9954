//! Plain-text lists of phrases.
//!
//! A list is UTF-8, one row a line, `#` for comments, columns between tabs: the form, then what the list's header says, last
//! the number of occurrences in native text.

use super::hash::{Folded, Hashed};
use super::patterns::Inflections;
use super::tables::{RowPlace, Tables};
use super::{Lang, List, Part};
use hashbrown::HashSet;
use std::sync::{Mutex, OnceLock, PoisonError};

/// One row of a list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The form as written, with its alternatives.
    pub form: &'static str,
    /// What stands between the form and the count.
    columns: &'static str,
    /// Occurrences in native text.
    pub count: u32,
    /// Bits of the kinds of the second column, in lists that are asked for them.
    kinds: u64,
}

impl Row {
    /// A column after the form; empty when the row has no such column.
    #[must_use]
    pub fn column(&self, index: usize) -> &'static str {
        self.columns.split('\t').nth(index).unwrap_or_default()
    }

    /// Whether this is among the kinds of a row of [`List::ClauseParts`].
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

impl Inflections {
    /// The affixes of every language that has a pack, for lists that say no language.
    #[must_use]
    pub fn of_all_packs() -> Self {
        let packs = Lang::supported().iter().filter_map(|lang| lang.pack());
        Self::of(packs.map(|pack| pack.source(List::Inflections)))
    }
}

/// A list of this project with what the build script made of it.
pub(super) struct PackedList {
    pub source: &'static str,
    /// The folded words of its phrases.
    pub words: &'static str,
    pub tables: &'static [u8],
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
    source: &'static str,
    tables: Tables,
    /// Those of many lists are never asked for.
    rows: OnceLock<Box<[Row]>>,
}

impl PhraseList {
    /// Reads a list of a language with these inflections.
    #[must_use]
    pub fn parse(source: &'static str, inflections: &Inflections) -> Self {
        Self { source, tables: Tables::of(source, inflections, None), rows: OnceLock::new() }
    }

    /// A list of this project, with the tables that the build script made of it.
    pub(super) fn packed(packed: &PackedList, inflections: &Inflections) -> Self {
        let tables = Tables::read(inflections, packed.words, packed.tables);
        Self { source: packed.source, tables, rows: OnceLock::new() }
    }

    #[cfg(test)]
    pub(super) fn patterns(&self) -> &super::patterns::Patterns {
        &self.tables.patterns
    }

    /// The bits of the kinds of all rows that begin with a folded word.
    pub(super) fn kinds_beginning<'w>(&self, word: impl Folded<'w>) -> u64 {
        self.tables.patterns.beginning_with(word).fold(0, |bits, row| bits | self.tables.kinds(row))
    }

    /// All rows, in the order of the file.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        self.rows.get_or_init(|| {
            let row = |(RowPlace { form, columns, count }, at): (RowPlace, u32)| Row {
                form: &self.source[form],
                columns: &self.source[columns],
                count,
                kinds: self.tables.kinds(at),
            };
            self.tables.rows().zip(0..).map(row).collect()
        })
    }

    /// Every word that some row begins with, and whether it is a row alone.
    pub fn first_words(&self) -> impl Iterator<Item = (&str, bool)> {
        self.tables.patterns.first_words()
    }

    /// The hashes of [`PhraseList::first_words`].
    pub(crate) fn first_hashes(&self) -> impl Iterator<Item = u64> {
        self.tables.patterns.first_hashes()
    }

    /// Whether a row that begins with a folded word may go on with other words than [`PhraseList::may_follow`] knows.
    pub(super) fn is_open<'w>(&self, word: impl Folded<'w>) -> bool {
        self.tables.patterns.is_open(word)
    }

    /// Whether the word with the second hash may stand behind that with the first in a row that is not [open](Self::is_open):
    /// `false` is certain.
    #[inline]
    pub(crate) fn may_follow(&self, first: u64, second: u64) -> bool {
        self.tables.patterns.may_follow(first, second)
    }

    /// Whether a folded word alone is a row, and whether some row begins with it.
    #[must_use]
    pub fn knows<'w>(&self, word: impl Folded<'w>) -> (bool, bool) {
        let (alone, begins) = self.tables.patterns.knows(word);
        (alone.is_some(), begins)
    }

    /// The row that consists of this folded word alone.
    #[must_use]
    pub fn row_of<'w>(&self, word: impl Folded<'w>) -> Option<&Row> {
        let (alone, _) = self.tables.patterns.knows(word);
        Some(&self.rows()[alone? as usize])
    }

    /// Whether some row may be found that begins with a word, if another one follows: `false` is certain.
    #[must_use]
    pub fn may_find(&self, first: Hashed<'_>, second: Hashed<'_>) -> bool {
        self.tables.patterns.may_find(first, second)
    }

    /// [`PhraseList::find`] where the first word is told apart: the second one, and that one with all that follow.
    #[inline]
    pub(crate) fn find_behind<'w, I: Iterator<Item = &'w str> + Clone>(
        &self,
        first: Hashed<'_>,
        second: Option<Hashed<'_>>,
        words: impl FnOnce() -> I,
        accept: impl Fn(&Row) -> bool,
    ) -> Option<Match<'_>> {
        let row = |row: u32| &self.rows()[row as usize];
        let (found, words) = self.tables.patterns.find_behind(first, second, words, |found| accept(row(found)))?;
        Some(Match { row: row(found), words })
    }

    /// The longest phrase that begins with the first of these folded words. `accept` may refuse rows.
    pub fn find<'w>(
        &self,
        words: impl Iterator<Item = impl Folded<'w>> + Clone,
        accept: impl Fn(&Row) -> bool,
    ) -> Option<Match<'_>> {
        let row = |row: u32| &self.rows()[row as usize];
        let (found, words) = self.tables.patterns.find(words, |found| accept(row(found)))?;
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

#[cfg(test)]
mod tests {
    use super::super::{NameKind, PACKED};
    use super::*;

    #[test]
    fn what_the_build_script_made_of_a_list_is_what_is_read_of_it() {
        let mut count = 0;
        for (list, code, packed) in PACKED {
            let pack = [Lang::AR, Lang::EN, Lang::FA].into_iter().find(|lang| lang.code() == *code);
            let pack = pack.and_then(Lang::pack).expect("a pack");
            let plain = PhraseList::parse(packed.source, pack.inflections());
            let list = pack.list(*list);
            let tables = |list: &PhraseList| {
                let mut tables = Vec::new();
                let words = list.patterns().write(&mut tables).to_owned();
                (words, tables)
            };
            assert!(tables(list) == tables(&plain), "{code} {}", packed.source.lines().next().unwrap_or_default());
            let columns = |row: &Row| (row.form, row.columns, row.count);
            assert!(list.rows().iter().map(columns).eq(plain.rows().iter().map(columns)));
            count += list.rows().len();
        }
        assert!(count > 20_000, "{count} rows");
    }

    #[test]
    fn the_kinds_of_a_row_are_known_by_bits_where_they_are_asked_for_so() {
        let mut seen = 0;
        for pack in [Lang::AR, Lang::FA].into_iter().filter_map(Lang::pack) {
            for row in pack.list(List::ClauseParts).rows() {
                for &(part, name) in Part::ALL {
                    assert_eq!(row.is_part(part), row.is_kind(name), "{}", row.form);
                    seen += usize::from(row.is_part(part));
                }
            }
            for list in [List::Outlets, List::NamesAsWords] {
                for row in pack.list(list).rows() {
                    for &(kind, name) in NameKind::ALL {
                        assert_eq!(row.kinds & kind.bit() != 0, row.is_kind(name), "{}", row.form);
                        seen += usize::from(row.is_kind(name));
                    }
                }
            }
        }
        assert!(seen > 1_000, "{seen}");
    }
}
