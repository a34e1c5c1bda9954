//! How foreign names are spelled in Arabic script, from a list: which letters alternate, and what it costs that they do.

use super::list;
use std::sync::LazyLock;

/// The first code point of the Arabic block, which has 256.
const ARABIC_BLOCK: u32 = 0x600;

/// What a change costs that the list does not know, in hundredths; its costs are shares of it.
const CHANGE: u32 = 100;

/// A folded letter in the spelling of a foreign name. Costs are in hundredths of a change that nothing explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameLetter {
    /// Itself.
    pub letter: char,
    /// What it counts as when two words are asked for the same consonants; U+0000 where it does not count.
    pub class: char,
    /// A long vowel.
    pub vowel: bool,
    /// A vowel, or hamza on one, which costs what vowels cost.
    pub like_vowel: bool,
    /// One of the letters for a foreign g.
    pub guttural: bool,
    /// What one more or less costs.
    pub omitted: u32,
    /// The rows of letters that are exchanged in which it is, a bit each.
    rows: u16,
    /// The letter that it is exchanged for at no cost, or itself; U+0000 for one that may be missing at no cost.
    pub kin: char,
}

impl NameLetter {
    /// A letter that the list does not have: those of other scripts.
    fn other(letter: char) -> Self {
        Self {
            letter,
            class: letter,
            vowel: false,
            like_vowel: false,
            guttural: false,
            omitted: CHANGE,
            rows: 0,
            kin: letter,
        }
    }
}

/// What is known of all letters.
pub(crate) struct Transliteration {
    arabic: [NameLetter; 256],
    list: Rows,
}

/// The rows of the list.
#[derive(Default)]
struct Rows {
    vowels: &'static str,
    seats: &'static str,
    vowel: u32,
    omitted: Vec<(&'static str, u32)>,
    exchanged: Vec<(&'static str, u32)>,
    gutturals: &'static str,
    silent: &'static str,
    classes: Vec<&'static str>,
}

impl Rows {
    fn parse(source: &'static str) -> Self {
        let mut rows = Self::default();
        for (_, line) in list::rows(source) {
            let mut columns = line.split('\t');
            let mut column = || columns.next().unwrap_or_default();
            let (kind, letters, cost) = (column(), column(), column());
            let cost = || cost.parse().expect("a cost");
            match kind {
                "vowel" => (rows.vowels, rows.vowel) = (letters, cost()),
                "seat" => rows.seats = letters,
                "omitted" => rows.omitted.push((letters, cost())),
                "exchanged" => rows.exchanged.push((letters, cost())),
                "guttural" => rows.gutturals = letters,
                "silent" => rows.silent = letters,
                "class" => rows.classes.push(letters),
                _ => panic!("a row of transliteration is about {kind:?}"),
            }
        }
        rows
    }

    fn letter(&self, letter: char) -> NameLetter {
        let has = |row: &str| row.contains(letter);
        let vowel = has(self.vowels);
        let like_vowel = vowel || has(self.seats);
        let omitted = self.omitted.iter().find(|(row, _)| has(row)).map(|&(_, cost)| cost);
        let omitted = omitted.unwrap_or(if like_vowel { self.vowel } else { CHANGE });
        let first = |row: &str| row.chars().next().unwrap_or(letter);
        let kin =
            self.exchanged.iter().find(|(row, cost)| *cost == 0 && has(row)).map_or(letter, |(row, _)| first(row));
        let class = self.classes.iter().find(|row| has(row)).map_or(letter, |row| first(row));
        let rows = self.exchanged.iter().zip(0..).filter(|((row, _), _)| has(row));
        NameLetter {
            letter,
            class: if has(self.silent) { '\0' } else { class },
            vowel,
            like_vowel,
            guttural: has(self.gutturals),
            omitted,
            rows: rows.fold(0, |bits, (_, row)| bits | 1 << row),
            kin: if omitted == 0 { '\0' } else { kin },
        }
    }
}

/// The list.
pub(crate) static TRANSLITERATION: LazyLock<Transliteration> = LazyLock::new(|| {
    let list = Rows::parse(include_str!("transliteration.tsv"));
    let letter = |at: usize| char::from_u32(ARABIC_BLOCK + at as u32).unwrap_or_default();
    Transliteration { arabic: std::array::from_fn(|at| list.letter(letter(at))), list }
});

impl Transliteration {
    /// What is known of a folded letter.
    #[inline]
    pub fn of(&self, letter: char) -> NameLetter {
        self.know(letter, |known| *known)
    }

    /// [`NameLetter::class`] of a folded letter.
    #[inline]
    pub fn class(&self, letter: char) -> char {
        self.know(letter, |known| known.class)
    }

    /// [`NameLetter::vowel`] of a folded letter.
    #[inline]
    pub fn is_vowel(&self, letter: char) -> bool {
        self.know(letter, |known| known.vowel)
    }

    #[inline]
    fn know<T>(&self, letter: char, what: impl Fn(&NameLetter) -> T) -> T {
        match self.arabic.get((u32::from(letter) as usize).wrapping_sub(ARABIC_BLOCK as usize)) {
            Some(known) => what(known),
            None => what(&NameLetter::other(letter)),
        }
    }

    /// What a vowel more or less costs, or another one.
    pub fn vowel(&self) -> u32 {
        self.list.vowel
    }

    /// What it costs to take one letter for another.
    pub fn exchanged(&self, a: NameLetter, b: NameLetter) -> u32 {
        if a.letter == b.letter {
            return 0;
        }
        let both = a.rows & b.rows;
        if both == 0 {
            return if a.like_vowel && b.like_vowel { self.vowel() } else { CHANGE };
        }
        let shared = self.list.exchanged.iter().zip(0..).filter(|(_, row)| both & 1 << row != 0);
        shared.map(|((_, cost), _)| *cost).min().unwrap_or(CHANGE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_letters_says_what_is_found_out_of_each() {
        for letter in '\0'..='\u{FFFF}' {
            assert_eq!(TRANSLITERATION.of(letter), TRANSLITERATION.list.letter(letter), "{letter:?}");
        }
    }

    #[test]
    fn letters_of_the_list_are_folded_and_stand_once_where_they_are_told_apart() {
        let list = &TRANSLITERATION.list;
        let costs = list.omitted.iter().chain(&list.exchanged).map(|(letters, _)| *letters);
        let all: String = costs.chain(list.classes.iter().copied()).chain([list.silent, list.gutturals]).collect();
        assert_eq!(crate::lang::fold(&all), all);
        let classes: Vec<char> =
            list.classes.iter().flat_map(|letters| letters.chars()).chain(list.silent.chars()).collect();
        assert!(classes.iter().enumerate().all(|(at, letter)| !classes[..at].contains(letter)));
    }
}
