//! How foreign names are spelled in Arabic script, from a list: which letters alternate, and what it costs that they do.

use super::patterns;
use std::num::NonZeroU32;
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
    /// What all letters count as that are exchanged with it for less than another change, or with one that is, and so on; U+0000
    /// where one of them may be missing, as vowels may. Words whose sounds differ, but for doubled ones, are no spellings of one name.
    pub sound: char,
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
            sound: letter,
        }
    }
}

/// Consonants that a word must have, long vowels set aside, to be looked for in another spelling.
const MIN_SKELETON: usize = 3;

/// What spellings of one foreign name have in common, as numbers. Other words may share them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameKeys {
    /// Of the [skeleton](Transliteration::skeleton), if it has [`MIN_SKELETON`] letters.
    pub skeleton: Option<NonZeroU32>,
    /// Of the [sounds](NameLetter::sound), doubled ones once.
    pub sounds: u32,
}

impl NameKeys {
    /// The keys of a folded word.
    pub fn of(word: &str) -> Self {
        let known = &*TRANSLITERATION;
        let (mut skeleton, mut sounds) = (Key::default(), Key::default());
        for c in word.chars() {
            let (class, sound) = known.know(c, |known| (known.class, known.sound));
            skeleton.add(class);
            sounds.add(sound);
        }
        let skeleton = NonZeroU32::new(skeleton.hash).filter(|_| skeleton.length >= MIN_SKELETON);
        Self { skeleton, sounds: sounds.hash }
    }
}

/// A number for letters of which those that come twice in a row count once.
#[derive(Default)]
struct Key {
    hash: u32,
    length: usize,
    last: char,
}

impl Key {
    #[inline]
    fn add(&mut self, letter: char) {
        if letter != '\0' && letter != self.last {
            self.last = letter;
            self.length += 1;
            // FNV-1a with a character in the place of a byte.
            self.hash = (self.hash ^ u32::from(letter)).wrapping_mul(0x0100_0193);
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
        for (_, line) in patterns::rows(source) {
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

    /// Every letter of the list.
    fn letters(&self) -> String {
        let costs = self.omitted.iter().chain(&self.exchanged).map(|(letters, _)| *letters);
        costs
            .chain(self.classes.iter().copied())
            .chain([self.vowels, self.seats, self.silent, self.gutturals])
            .collect()
    }

    fn is_like_vowel(&self, letter: char) -> bool {
        self.vowels.contains(letter) || self.seats.contains(letter)
    }

    /// [`NameLetter::omitted`].
    fn omitted(&self, letter: char) -> u32 {
        let listed = self.omitted.iter().find(|(row, _)| row.contains(letter)).map(|&(_, cost)| cost);
        listed.unwrap_or(if self.is_like_vowel(letter) { self.vowel } else { CHANGE })
    }

    /// [`NameLetter::sound`].
    fn sound(&self, letter: char) -> char {
        let mut reached = vec![letter];
        let mut next = 0;
        while let Some(&one) = reached.get(next) {
            next += 1;
            for (row, _) in self.exchanged.iter().filter(|(row, _)| row.contains(one)) {
                let new: Vec<char> = row.chars().filter(|other| !reached.contains(other)).collect();
                reached.extend(new);
            }
        }
        let may_be_missing = reached.iter().any(|&one| self.omitted(one) < CHANGE);
        reached.into_iter().min().filter(|_| !may_be_missing).unwrap_or_default()
    }

    fn letter(&self, letter: char) -> NameLetter {
        let has = |row: &str| row.contains(letter);
        let vowel = has(self.vowels);
        let (like_vowel, omitted) = (self.is_like_vowel(letter), self.omitted(letter));
        let first = |row: &str| row.chars().next().unwrap_or(letter);
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
            sound: self.sound(letter),
        }
    }
}

/// The list.
pub(crate) static TRANSLITERATION: LazyLock<Transliteration> = LazyLock::new(|| {
    let list = Rows::parse(include_str!("transliteration.tsv"));
    let letters = list.letters();
    let known = |at: usize| {
        let letter = char::from_u32(ARABIC_BLOCK + at as u32).unwrap_or_default();
        if letters.contains(letter) { list.letter(letter) } else { NameLetter::other(letter) }
    };
    Transliteration { arabic: std::array::from_fn(known), list }
});

impl Transliteration {
    /// What is known of a folded letter.
    #[inline]
    pub fn of(&self, letter: char) -> NameLetter {
        self.know(letter, |known| *known)
    }

    /// The consonants of a folded word by [class](NameLetter::class), doubled ones once.
    pub fn skeleton(&self, word: &str) -> String {
        let mut skeleton = String::new();
        for class in word.chars().map(|c| self.know(c, |known| known.class)) {
            if class != '\0' && !skeleton.ends_with(class) {
                skeleton.push(class);
            }
        }
        skeleton
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
    fn words_share_a_key_when_they_share_a_skeleton() {
        let names = ["بلینکن", "بلينكين", "غرينر", "جرينير", "واشنطن", "واشنگتن", "تنتن", "سازمان", "اوا", "ممم"];
        for a in names {
            let (skeleton, key) = (TRANSLITERATION.skeleton(a), NameKeys::of(a).skeleton);
            assert_eq!(key.is_some(), skeleton.chars().count() >= MIN_SKELETON, "{a}");
            for b in names {
                let both = key.zip(NameKeys::of(b).skeleton);
                let same = skeleton == TRANSLITERATION.skeleton(b);
                assert!(both.is_none_or(|(one, other)| (one == other) == same), "{a} {b}");
            }
        }
    }

    #[test]
    fn letters_of_the_list_are_folded_and_stand_once_where_they_are_told_apart() {
        let list = &TRANSLITERATION.list;
        assert_eq!(crate::lang::fold(&list.letters()), list.letters());
        assert!(list.exchanged.iter().chain(&list.omitted).all(|&(_, cost)| cost < CHANGE));
        let classes: Vec<char> =
            list.classes.iter().flat_map(|letters| letters.chars()).chain(list.silent.chars()).collect();
        assert!(classes.iter().enumerate().all(|(at, letter)| !classes[..at].contains(letter)));
    }
}
