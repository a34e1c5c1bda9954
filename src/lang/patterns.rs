//! Phrases of a list, and how they are found in running text.
//!
//! In a form `|` separates alternatives and `/` alternatives of one word; `_` is any one word, `…` one to three, `ل+` a word
//! that begins with ل, and `~` before a word (or its alternatives) lets it take the affixes of the language's list of
//! inflections: `~رد/پاسخ منفی`.
//!
//! Everything lies in a few tables of numbers, and what shares its pieces lies there once. Those of the lists of this project
//! are made by the build script: reading the lists was two thirds of what a short run costs.

use super::bloom::Bloom;
use super::fold::{NOTHING, fold, fold_into, is_letter, letter};
use super::hash::{Folded, Hashed, hash_of};
use super::packed::{Packed, Table, halves, number, whole};
use hashbrown::{HashSet, HashTable};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// What may be added to a word that is marked with `~`.
#[derive(Clone, Debug, Default)]
pub struct Inflections {
    affixes: Arc<[Affix]>,
}

/// What stands before a word and what behind it.
#[derive(Debug)]
struct Affix {
    ahead: Vec<String>,
    prefix: String,
    suffix: String,
    behind: Vec<String>,
}

impl Affix {
    /// `-` stands for the word; what a space parts from it is a word of its own.
    fn parse(form: &str) -> Option<Self> {
        let (before, behind) = form.split_once('-')?;
        let words = |side: &str| -> Vec<String> { fold(side).split(' ').map(str::to_owned).collect() };
        let (mut ahead, mut behind) = (words(before), words(behind));
        Some(Self { prefix: ahead.pop()?, suffix: behind.remove(0), ahead, behind })
    }

    /// Takes a word with this affix from the words of a text. How many they were, if they fit.
    fn strip<'w>(&self, word: &str, words: &mut impl Iterator<Item = &'w str>) -> Option<usize> {
        let mut next_is = |expected: &String| words.next() == Some(expected);
        self.ahead.iter().all(&mut next_is).then_some(())?;
        let bare = words.next()?.strip_prefix(&*self.prefix)?.strip_suffix(&*self.suffix)?;
        let fits = bare == word && self.behind.iter().all(|expected| words.next() == Some(expected));
        fits.then_some(self.ahead.len() + 1 + self.behind.len())
    }

    /// The first word of a word with this affix.
    fn sketch(&self, word: &str) -> Sketch {
        match self.ahead.first() {
            Some(first) => Sketch::beginning(first),
            None => Sketch::beginning(if self.prefix.is_empty() { word } else { &self.prefix }),
        }
    }

    /// The words of a word with this affix.
    fn add(&self, word: &str) -> impl Iterator<Item = String> {
        let joined = format!("{}{word}{}", self.prefix, self.suffix);
        self.ahead.iter().cloned().chain([joined]).chain(self.behind.iter().cloned())
    }
}

impl Inflections {
    /// Reads a list of affixes: `-` stands for the word.
    #[must_use]
    pub fn parse(source: &str) -> Self {
        Self::of([source])
    }

    /// Reads several such lists as one.
    pub(super) fn of<'s>(sources: impl IntoIterator<Item = &'s str>) -> Self {
        let rows = sources.into_iter().flat_map(rows);
        Self { affixes: rows.filter_map(|(_, line)| Affix::parse(line.split('\t').next()?)).collect() }
    }

    /// The affixes that a word may take.
    fn of_word(&self, one_of: OneOf) -> &[Affix] {
        if one_of.inflected { &self.affixes } else { &[] }
    }
}

/// Where a folded word stands in the text of [`Patterns`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    start: u32,
    end: u32,
}

/// Alternatives of one word: a range of [`Patterns::alternatives`].
#[derive(Clone, Copy, Debug)]
pub(super) struct OneOf {
    start: u32,
    end: u32,
    /// Whether each may take the affixes.
    inflected: bool,
}

/// What stands at one place of a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece {
    Word(Place),
    Prefix(Place),
    OneOf(OneOf),
    One,
    UpToThree,
}

impl From<Piece> for [u32; 3] {
    fn from(piece: Piece) -> Self {
        match piece {
            Piece::Word(Place { start, end }) => [0, start, end],
            Piece::Prefix(Place { start, end }) => [1, start, end],
            Piece::OneOf(OneOf { start, end, inflected }) => [2 + u32::from(inflected), start, end],
            Piece::One => [4, 0, 0],
            Piece::UpToThree => [5, 0, 0],
        }
    }
}

impl From<&[Packed; 3]> for Piece {
    #[inline]
    fn from(&[kind, start, end]: &[Packed; 3]) -> Self {
        let (kind, start, end) = (number(kind), number(start), number(end));
        match kind {
            0 => Self::Word(Place { start, end }),
            1 => Self::Prefix(Place { start, end }),
            2 | 3 => Self::OneOf(OneOf { start, end, inflected: kind == 3 }),
            4 => Self::One,
            _ => Self::UpToThree,
        }
    }
}

/// A phrase as it is found in a text: a range of [`Patterns::pieces`].
pub(super) type Pieces = Range<u32>;

/// A phrase behind its first word.
#[derive(Clone, Debug)]
struct Pattern {
    rest: Pieces,
    row: u32,
    second: Sketch,
}

impl From<Pattern> for [u32; 5] {
    fn from(pattern: Pattern) -> Self {
        let Pattern { rest, row, second } = pattern;
        [rest.start, rest.end, row, second.hashes, second.openings]
    }
}

impl From<&[Packed; 5]> for Pattern {
    #[inline]
    fn from(&[start, end, row, hashes, openings]: &[Packed; 5]) -> Self {
        let second = Sketch { hashes: number(hashes), openings: number(openings) };
        Self { rest: number(start)..number(end), row: number(row), second }
    }
}

/// A word that phrases begin with.
#[derive(Clone, Debug)]
struct FirstWord {
    word: Place,
    /// A range of the sorted patterns.
    patterns: Range<u32>,
    /// Where those begin that are this word alone.
    alone: u32,
    /// What the second words have together of those patterns in which it is not one of a few that [`Patterns::pairs`] tells.
    second: Sketch,
}

impl From<FirstWord> for [u32; 7] {
    fn from(first: FirstWord) -> Self {
        let FirstWord { word, patterns, alone, second } = first;
        [word.start, word.end, patterns.start, patterns.end, alone, second.hashes, second.openings]
    }
}

impl From<&[Packed; 7]> for FirstWord {
    #[inline]
    fn from(&[start, end, from, to, alone, hashes, openings]: &[Packed; 7]) -> Self {
        Self {
            word: Place { start: number(start), end: number(end) },
            patterns: number(from)..number(to),
            alone: number(alone),
            second: Sketch { hashes: number(hashes), openings: number(openings) },
        }
    }
}

impl FirstWord {
    /// Whether the word alone is a phrase.
    #[inline]
    fn is_phrase(&self) -> bool {
        self.alone < self.patterns.end
    }
}

/// A number for two words in a row.
fn hash_of_pair(first: u64, second: u64) -> u64 {
    first.rotate_left(32) ^ second
}

/// For each pair of a first word with its second in [`Patterns::pairs`]. The lists of a language have tens of thousands: more
/// bits would take more of the cache than they save.
const PAIR_BITS: usize = 8;

/// What the second word of a phrase may be, as bits that other words share: most words of a text are told by them to be
/// another, and need not be compared.
#[derive(Clone, Copy, Debug, Default)]
struct Sketch {
    /// A bit for each hash.
    hashes: u32,
    /// A bit for each first letter.
    openings: u32,
}

impl Sketch {
    /// Any word.
    const ANY: Self = Self { hashes: u32::MAX, openings: u32::MAX };

    fn of(word: Hashed<'_>) -> Self {
        Self { hashes: 1 << (word.hash >> 59), openings: Self::opening(word.text) }
    }

    /// Words that begin so.
    fn beginning(prefix: &str) -> Self {
        // One byte says nothing of the second.
        if prefix.len() < 2 { Self::ANY } else { Self { hashes: u32::MAX, openings: Self::opening(prefix) } }
    }

    /// In Arabic script the second byte tells letters apart.
    fn opening(word: &str) -> u32 {
        let bytes = word.as_bytes();
        1 << (bytes.get(1).or(bytes.first()).map_or(0, |byte| byte % 32))
    }

    fn with(self, other: Self) -> Self {
        Self { hashes: self.hashes | other.hashes, openings: self.openings | other.openings }
    }

    fn may_be(self, word: Self) -> bool {
        self.hashes & word.hashes != 0 && self.openings & word.openings != 0
    }
}

/// Phrases as they are read of their forms, before they can be looked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Forms {
    inflections: Inflections,
    /// The words of all pieces.
    text: String,
    alternatives: Vec<Place>,
    pieces: Vec<Piece>,
    /// Each with the number of its first word.
    patterns: Vec<(u32, Pattern)>,
    firsts: Vec<FirstWord>,
    /// The hashes of the first words.
    hashes: Vec<u64>,
    by_word: HashTable<u32>,
    pairs: Vec<u64>,
    folded: String,
}

impl Forms {
    pub fn new(inflections: &Inflections) -> Self {
        Self { inflections: inflections.clone(), ..Self::default() }
    }

    fn word(&self, place: Place) -> &str {
        &self.text[place.start as usize..place.end as usize]
    }

    fn keep(&mut self, word: &str) -> Place {
        let start = self.text.len() as u32;
        self.text.push_str(word);
        Place { start, end: self.text.len() as u32 }
    }

    /// Reads the first alternative of a form and gives it back with the others.
    pub fn read<'s>(&mut self, form: &'s str) -> (Pieces, Option<&'s str>) {
        let start = self.pieces.len() as u32;
        let end = self.read_letters(form).unwrap_or_else(|| {
            let (alternative, _) = form.split_once('|').unwrap_or((form, ""));
            self.read_chunks(alternative);
            alternative.len()
        });
        (start..self.pieces.len() as u32, form.get(end + 1..))
    }

    /// Reads words of nothing but letters up to the end of the alternative, which it gives back: what most alternatives
    /// are made of, in one pass. Nothing is read of others.
    fn read_letters(&mut self, form: &str) -> Option<usize> {
        let (text, pieces) = (self.text.len(), self.pieces.len());
        let mut word = text;
        // Letters that are folded to themselves are copied together.
        let mut copied = 0;
        let mut end = form.len();
        for (at, c) in form.char_indices() {
            let folded = letter(c);
            if folded == Some(c) {
                continue;
            }
            self.text.push_str(&form[copied..at]);
            copied = at + c.len_utf8();
            match folded {
                Some(NOTHING) => {}
                Some(folded) => self.text.push(folded),
                None if c == ' ' => word = self.end_word(word),
                None if c == '|' => {
                    end = at;
                    break;
                }
                None => {
                    self.text.truncate(text);
                    self.pieces.truncate(pieces);
                    return None;
                }
            }
        }
        if copied < end {
            self.text.push_str(&form[copied..end]);
        }
        self.end_word(word);
        Some(end)
    }

    /// Ends the word that begins at a byte of the text; where the next one begins.
    fn end_word(&mut self, start: usize) -> usize {
        let end = self.text.len();
        if start < end {
            self.pieces.push(Piece::Word(Place { start: start as u32, end: end as u32 }));
        }
        end
    }

    fn read_chunks(&mut self, alternative: &str) {
        for chunk in alternative.split_whitespace() {
            match chunk {
                "_" => self.pieces.push(Piece::One),
                "…" => self.pieces.push(Piece::UpToThree),
                _ => self.read_chunk(chunk),
            }
        }
    }

    fn read_chunk(&mut self, chunk: &str) {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        fold_into(chunk, &mut folded);
        let words = folded.split(|c: char| !belongs(c, &folded)).filter(|word| !word.is_empty());
        let inflected = folded.starts_with('~');
        if inflected || folded.contains('/') {
            let start = self.alternatives.len() as u32;
            for word in words {
                let place = self.keep(word);
                self.alternatives.push(place);
            }
            self.pieces.push(Piece::OneOf(OneOf { start, end: self.alternatives.len() as u32, inflected }));
        } else {
            let piece = if folded.ends_with('+') { Piece::Prefix } else { Piece::Word };
            for word in words {
                let place = self.keep(word);
                self.pieces.push(piece(place));
            }
        }
        self.folded = folded;
    }

    /// The pieces of a phrase.
    pub fn pieces(&self, phrase: &Pieces) -> &[Piece] {
        &self.pieces[phrase.start as usize..phrase.end as usize]
    }

    fn alternatives(&self, one_of: OneOf) -> impl Iterator<Item = &str> {
        self.alternatives[one_of.start as usize..one_of.end as usize].iter().map(|&place| self.word(place))
    }

    /// What a piece stands for, each alternative as a sequence of words. Nothing for a gap.
    pub fn words_of(&self, piece: Piece) -> Vec<Vec<String>> {
        match piece {
            Piece::Word(place) | Piece::Prefix(place) => vec![vec![self.word(place).to_owned()]],
            Piece::One | Piece::UpToThree => Vec::new(),
            Piece::OneOf(one_of) => {
                let affixes = self.inflections.of_word(one_of);
                let forms = |word: &str| -> Vec<Vec<String>> {
                    let inflected = affixes.iter().map(|affix| affix.add(word).collect());
                    std::iter::once(vec![word.to_owned()]).chain(inflected).collect()
                };
                self.alternatives(one_of).flat_map(forms).collect()
            }
        }
    }

    /// Adds a phrase of a row. One that does not begin with a word is never found.
    pub fn add(&mut self, phrase: &Pieces, row: u32) {
        let Some(&first) = self.pieces(phrase).first() else { return };
        let rest = phrase.start + 1..phrase.end;
        match first {
            Piece::Word(place) => self.add_beginning(place, rest, row),
            Piece::OneOf(one_of) if !one_of.inflected => {
                for at in one_of.start..one_of.end {
                    self.add_beginning(self.alternatives[at as usize], rest.clone(), row);
                }
            }
            Piece::OneOf(_) => {
                for words in self.words_of(first) {
                    let mut places = words.iter().map(|word| self.keep(word)).collect::<Vec<_>>().into_iter();
                    let Some(first) = places.next() else { continue };
                    let mut rest = rest.clone();
                    if !places.as_slice().is_empty() {
                        let start = self.pieces.len() as u32;
                        self.pieces.extend(places.map(Piece::Word));
                        self.pieces.extend_from_within(rest.start as usize..rest.end as usize);
                        rest = start..self.pieces.len() as u32;
                    }
                    self.add_beginning(first, rest, row);
                }
            }
            _ => {}
        }
    }

    fn add_beginning(&mut self, word: Place, rest: Pieces, row: u32) {
        let second = self.second(&rest);
        let text = self.word(word);
        let hash = hash_of(text);
        let same = |&at: &u32| self.hashes[at as usize] == hash && self.word(self.firsts[at as usize].word) == text;
        let first = match self.by_word.find(hash, same) {
            Some(&first) => first,
            None => {
                let first = self.firsts.len() as u32;
                self.firsts.push(FirstWord { word, patterns: 0..0, alone: 0, second: Sketch::default() });
                self.hashes.push(hash);
                self.by_word.insert_unique(hash, first, |&at| self.hashes[at as usize]);
                first
            }
        };
        match self.pieces(&rest).first() {
            None => {}
            Some(&Piece::Word(second)) => self.pairs.push(hash_of_pair(hash, hash_of(self.word(second)))),
            Some(&Piece::OneOf(one_of)) if !one_of.inflected => {
                for at in one_of.start..one_of.end {
                    let second = hash_of(self.word(self.alternatives[at as usize]));
                    self.pairs.push(hash_of_pair(hash, second));
                }
            }
            Some(_) => {
                let all = &mut self.firsts[first as usize].second;
                *all = all.with(second);
            }
        }
        self.patterns.push((first, Pattern { rest, row, second }));
    }

    /// What the word behind the first may be. Of a phrase of one word nobody asks.
    fn second(&self, rest: &Pieces) -> Sketch {
        match self.pieces(rest).first() {
            Some(&Piece::Word(second)) => Sketch::of(Hashed::of(self.word(second))),
            Some(&Piece::Prefix(prefix)) => Sketch::beginning(self.word(prefix)),
            Some(&Piece::OneOf(one_of)) => {
                let bare = self.alternatives(one_of).map(|word| Sketch::of(Hashed::of(word)));
                let affixes = self.inflections.of_word(one_of);
                let inflected =
                    self.alternatives(one_of).flat_map(|word| affixes.iter().map(|affix| affix.sketch(word)));
                bare.chain(inflected).fold(Sketch::default(), Sketch::with)
            }
            Some(Piece::One | Piece::UpToThree) | None => Sketch::ANY,
        }
    }

    /// The phrases so that they can be found: the longest wins, then the one that was added first.
    pub fn finish(mut self) -> Patterns {
        self.patterns.sort_by_key(|(first, pattern)| (*first, std::cmp::Reverse(pattern.rest.len())));
        for ((first, pattern), at) in self.patterns.iter().zip(1..) {
            let first = &mut self.firsts[*first as usize];
            if first.patterns.is_empty() {
                (first.patterns, first.alone) = (at - 1..at, at - 1);
            }
            first.patterns.end = at;
            first.alone += u32::from(!pattern.rest.is_empty());
        }
        let longest = self.firsts.iter().map(|first| first.word.end - first.word.start).max().unwrap_or_default();
        Patterns {
            inflections: self.inflections,
            alternatives: self.alternatives.into_iter().map(|place| [place.start, place.end]).collect(),
            pieces: self.pieces.into_iter().collect(),
            patterns: self.patterns.into_iter().map(|(_, pattern)| pattern).collect(),
            firsts: self.firsts.into_iter().collect(),
            slots: slots(&self.hashes),
            hashes: self.hashes.into_iter().map(halves).collect(),
            pairs: Bloom::of(self.pairs, PAIR_BITS),
            text: self.text.into(),
            longest,
        }
    }
}

/// Where the first words with these hashes are found: at the place that the low half of a hash tells, or at the next that was
/// free, the number of the word, counted from one, and the high half.
fn slots(hashes: &[u64]) -> Table<2> {
    let mut slots = vec![[0; 2]; (2 * hashes.len()).next_power_of_two()];
    for (&hash, number) in hashes.iter().zip(1..) {
        let mut at = hash as usize & (slots.len() - 1);
        while slots[at][0] != 0 {
            at = (at + 1) & (slots.len() - 1);
        }
        slots[at] = [number, (hash >> 32) as u32];
    }
    slots.into_iter().collect()
}

/// Phrases by their first word.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    inflections: Inflections,
    /// The words of all pieces.
    text: Cow<'static, str>,
    alternatives: Table<2>,
    pieces: Table<3>,
    patterns: Table<5>,
    firsts: Table<7>,
    /// The hashes of the first words, their low and their high half.
    hashes: Table<2>,
    slots: Table<2>,
    /// First words with their second ones, by [`hash_of_pair`].
    pairs: Bloom,
    /// Bytes of the longest first word.
    longest: u32,
}

impl Patterns {
    /// The words and the tables, which [`Patterns::read`] reads.
    #[allow(dead_code, reason = "the build script needs it")]
    pub fn write(&self, tables: &mut Vec<u8>) -> &str {
        Table::from_iter([[self.longest]]).write(tables);
        self.alternatives.write(tables);
        self.pieces.write(tables);
        self.patterns.write(tables);
        self.firsts.write(tables);
        self.hashes.write(tables);
        self.slots.write(tables);
        tables.extend(self.pairs.bytes());
        &self.text
    }

    /// Phrases that lie in the program.
    pub fn read(inflections: &Inflections, text: &'static str, mut tables: &'static [u8]) -> Self {
        let tables = &mut tables;
        let [longest] = Table::read(tables).get(0).map(number);
        Self {
            inflections: inflections.clone(),
            text: Cow::Borrowed(text),
            alternatives: Table::read(tables),
            pieces: Table::read(tables),
            patterns: Table::read(tables),
            firsts: Table::read(tables),
            hashes: Table::read(tables),
            slots: Table::read(tables),
            pairs: Bloom::read(tables),
            longest,
        }
    }

    #[inline]
    fn word(&self, place: Place) -> &str {
        &self.text[place.start as usize..place.end as usize]
    }

    fn alternatives(&self, one_of: OneOf) -> impl Iterator<Item = &str> {
        let places = self.alternatives.range(one_of.start..one_of.end);
        places.map(|&[start, end]| self.word(Place { start: number(start), end: number(end) }))
    }

    #[inline]
    fn first<'w>(&self, word: impl Folded<'w>) -> Option<FirstWord> {
        if word.text().len() > self.longest as usize {
            return None;
        }
        let Hashed { text, hash } = word.hashed();
        let last = (self.slots.len() as u32).checked_sub(1)?;
        let mut at = hash as u32 & last;
        loop {
            let &[first, half] = self.slots.get(at);
            let first = number(first).checked_sub(1)?;
            if number(half) == (hash >> 32) as u32 {
                let first = FirstWord::from(self.firsts.get(first));
                if self.word(first.word) == text {
                    return Some(first);
                }
            }
            at = (at + 1) & last;
        }
    }

    /// The rows of the phrases that begin with a word, the longest first.
    pub fn beginning_with<'w>(&self, word: impl Folded<'w>) -> impl Iterator<Item = u32> {
        let range = self.first(word).map_or(0..0, |first| first.patterns);
        self.patterns.range(range).map(|pattern| Pattern::from(pattern).row)
    }

    /// The row that is a word alone, if there is one, and whether some phrase begins with the word.
    #[inline]
    pub fn knows<'w>(&self, word: impl Folded<'w>) -> (Option<u32>, bool) {
        let Some(first) = self.first(word) else { return (None, false) };
        (first.is_phrase().then(|| Pattern::from(self.patterns.get(first.alone)).row), true)
    }

    /// Every word that some phrase begins with, and whether it is a phrase alone.
    pub fn first_words(&self) -> impl Iterator<Item = (&str, bool)> {
        self.firsts.iter().map(FirstWord::from).map(|first| (self.word(first.word), first.is_phrase()))
    }

    /// The hashes of [`Patterns::first_words`].
    pub fn first_hashes(&self) -> impl Iterator<Item = u64> {
        self.hashes.iter().map(whole)
    }

    /// Whether a phrase that begins with a word may go on with other words than [`Patterns::may_follow`] knows.
    pub fn is_open<'w>(&self, word: impl Folded<'w>) -> bool {
        self.first(word).is_some_and(|first| first.second.hashes != 0)
    }

    /// Whether the word with the second hash may stand behind that with the first in a phrase that is not
    /// [open](Self::is_open): `false` is certain.
    #[inline]
    pub fn may_follow(&self, first: u64, second: u64) -> bool {
        self.pairs.may_have(hash_of_pair(first, second))
    }

    /// Whether a phrase may be found that begins with a word, if another one follows: `false` is certain.
    pub fn may_find(&self, first: Hashed<'_>, second: Hashed<'_>) -> bool {
        self.first(first).is_some_and(|found| self.may_be_longer(&found, first.hash, second) || found.is_phrase())
    }

    /// Whether a phrase may go on so behind a first word with a hash.
    #[inline]
    fn may_be_longer(&self, first: &FirstWord, hash: u64, second: Hashed<'_>) -> bool {
        first.second.may_be(Sketch::of(second)) || self.may_follow(hash, second.hash)
    }

    /// The row of the longest phrase that begins with the first of these words, and the number of words it
    /// covers.
    pub fn find<'w, W: Folded<'w>>(
        &self,
        mut words: impl Iterator<Item = W> + Clone,
        accept: impl Fn(u32) -> bool,
    ) -> Option<(u32, usize)> {
        let first = words.next()?.hashed();
        self.find_behind(first, words.clone().next().map(W::hashed), || words.map(W::text), accept)
    }

    /// [`Self::find`] where the first word is told apart: the second one, and that one with all that follow.
    #[inline]
    pub fn find_behind<'w, I: Iterator<Item = &'w str> + Clone>(
        &self,
        first: Hashed<'_>,
        second: Option<Hashed<'_>>,
        words: impl FnOnce() -> I,
        accept: impl Fn(u32) -> bool,
    ) -> Option<(u32, usize)> {
        let found = self.first(first)?;
        let longer = second.and_then(|second| {
            let sketch = Sketch::of(second);
            if !self.may_be_longer(&found, first.hash, second) {
                return None;
            }
            let words = words();
            self.patterns.range(found.patterns.start..found.alone).map(Pattern::from).find_map(|pattern| {
                if !pattern.second.may_be(sketch) {
                    return None;
                }
                let rest = self.match_behind(pattern.rest, words.clone(), 0, &mut None)?;
                accept(pattern.row).then_some((pattern.row, rest + 1))
            })
        });
        longer.or_else(|| {
            let mut alone = self.patterns.range(found.alone..found.patterns.end).map(Pattern::from);
            alone.find(|pattern| accept(pattern.row)).map(|pattern| (pattern.row, 1))
        })
    }

    /// How many words the rest of a phrase covers behind some words, if it fits. `dead` are ends that were tried in vain,
    /// by the pieces that are left and the words before them: without it each gap would treble the work.
    fn match_behind<'w>(
        &self,
        parts: Pieces,
        mut words: impl Iterator<Item = &'w str> + Clone,
        before: usize,
        dead: &mut Option<HashSet<(usize, usize)>>,
    ) -> Option<usize> {
        let branches = |part: &[Packed; 3]| matches!(part.into(), Piece::OneOf(_) | Piece::UpToThree);
        for (at, part) in parts.clone().enumerate() {
            let rest = part + 1..parts.end;
            let mut behind = |words, taken: usize| {
                let end = (rest.len(), before + at + taken);
                if dead.as_ref().is_some_and(|dead| dead.contains(&end)) {
                    return None;
                }
                let matched = self.match_behind(rest.clone(), words, end.1, dead);
                // What branches no further is tried again as fast as it is looked up.
                if matched.is_none() && self.pieces.range(rest.clone()).any(branches) {
                    dead.get_or_insert_default().insert(end);
                }
                matched.map(|matched| at + taken + matched)
            };
            match self.pieces.get(part).into() {
                Piece::UpToThree => {
                    return (1..=3).find_map(|skipped| {
                        words.next()?;
                        behind(words.clone(), skipped)
                    });
                }
                Piece::OneOf(one_of) => {
                    return self.alternatives(one_of).find_map(|word| {
                        let mut ahead = words.clone();
                        let bare = (ahead.next() == Some(word)).then(|| behind(ahead, 1)).flatten();
                        let inflected = |affix: &Affix| {
                            let mut ahead = words.clone();
                            let taken = affix.strip(word, &mut ahead)?;
                            behind(ahead, taken)
                        };
                        bare.or_else(|| self.inflections.of_word(one_of).iter().find_map(inflected))
                    });
                }
                Piece::Word(expected) => (words.next()? == self.word(expected)).then_some(())?,
                Piece::Prefix(prefix) => words.next()?.starts_with(self.word(prefix)).then_some(())?,
                Piece::One => drop(words.next()?),
            }
        }
        Some(parts.len())
    }
}

/// The rows of a list with their 1-based lines: everything but comments and empty lines.
pub(super) fn rows(source: &str) -> impl Iterator<Item = (usize, &str)> {
    source.lines().zip(1..).filter(|(line, _)| !line.is_empty() && !line.starts_with('#')).map(|(line, at)| (at, line))
}

/// Whether a character of a form belongs to a word: letters and digits, and the marks that the tokens of a text
/// have inside Latin words («Wi-Fi», «Editor's»).
pub(super) fn belongs(c: char, chunk: &str) -> bool {
    let latin = || chunk.starts_with(|first: char| first.is_ascii_alphabetic());
    is_letter(c) || matches!(c, '-' | '\'' | '’' | '&' | '_') && latin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Lang, List, PhraseList};

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
    fn a_letter_of_one_byte_opens_longer_words() {
        assert_eq!(covers("سال 1+", "سال 1403 بود"), 2);
        assert_eq!(covers("خط a+ ویژه", "خط abc ویژه"), 3);
        assert_eq!(covers("خط ~a", "خط aها"), 2);
        assert_eq!(covers("خط ~a", "خط بالa"), 2);
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

    #[test]
    fn letters_are_read_in_one_pass_as_they_are_chunk_by_chunk() {
        let lists = [Lang::AR, Lang::EN, Lang::FA].into_iter().filter_map(|lang| lang.pack());
        let rows = lists.flat_map(|pack| List::ALL.into_iter().flat_map(|list| pack.list(list).rows()));
        let odd =
            ["", " ", "ا  ب", " ا ", "ا\u{A0}ب", "ـ", "ا ـ ب", "۱۲ آب", "a B", "ﷺ", "ه\u{654} ا", "\0", "\u{10FFFF}"];
        let mut in_one_pass = 0;
        for form in rows.map(|row| row.form).chain(odd) {
            for alternative in form.split('|') {
                let (mut fast, mut plain) = (Forms::default(), Forms::default());
                in_one_pass += usize::from(fast.read_letters(alternative).is_some());
                fast = Forms::default();
                let _ = fast.read(alternative);
                plain.read_chunks(alternative);
                let pieces = |forms: &Forms| -> Vec<_> {
                    let kind_and_words = |&piece: &Piece| (std::mem::discriminant(&piece), forms.words_of(piece));
                    forms.pieces.iter().map(kind_and_words).collect()
                };
                assert_eq!(pieces(&fast), pieces(&plain), "{alternative}");
            }
        }
        assert!(in_one_pass > 30_000, "{in_one_pass}");
    }

    #[test]
    fn no_phrase_is_lost_by_what_its_second_word_is_told_by() {
        let mut found = 0;
        for pack in [Lang::AR, Lang::FA, Lang::EN].into_iter().filter_map(Lang::pack) {
            let lists: Vec<&PhraseList> = List::ALL.into_iter().map(|list| pack.list(list)).collect();
            // The rows themselves are the texts, each before one of the next list, so that some go on and others end.
            let rows = lists.iter().flat_map(|list| list.rows().iter().step_by(7));
            let words: Vec<String> = rows
                .flat_map(|row| row.form.split(['|', '/', ' ', '~', '+']))
                .map(fold)
                .filter(|word| !word.is_empty())
                .collect();
            for at in 0..words.len() {
                let ahead = words[at..words.len().min(at + 8)].iter().map(String::as_str);
                for list in &lists {
                    let patterns = list.patterns();
                    let beginning = patterns.first(words[at].as_str()).map_or(0..0, |first| first.patterns);
                    let plain = patterns.patterns.range(beginning).map(Pattern::from).find_map(|pattern| {
                        let rest = patterns.match_behind(pattern.rest, ahead.clone().skip(1), 0, &mut None)?;
                        Some((pattern.row, rest + 1))
                    });
                    assert_eq!(patterns.find(ahead.clone(), |_| true), plain, "{}", words[at]);
                    if let Some(second) = words.get(at + 1) {
                        let may = list.may_find(Hashed::of(&words[at]), Hashed::of(second));
                        assert!(may || plain.is_none(), "{} {second}", words[at]);
                    }
                    found += usize::from(plain.is_some());
                }
            }
        }
        assert!(found > 10_000, "{found}");
    }
}
