//! Plain-text lists of phrases and how they are found in running text.
//!
//! A list is UTF-8, one row a line, `#` for comments, columns between tabs: the form, then what the
//! list's header says, last the number of occurrences in native text. In a form `|` separates
//! alternatives and `/` alternatives of one word; `_` is any one word, `…` one to three, `ل+` a word that
//! begins with ل, and `~` before a word (or its alternatives) lets it take the affixes of the language's list
//! of inflections: `~رد/پاسخ منفی`.

use super::bloom::Bloom;
use super::fold::{NOTHING, letter};
use super::{Lang, List, Part, fold, fold_into, is_letter};
use hashbrown::{DefaultHashBuilder, HashSet, HashTable};
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// One row of a list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The form as written, with its alternatives.
    pub form: &'static str,
    /// What stands between the form and the count.
    columns: &'static str,
    /// Occurrences in native text.
    pub count: u32,
    /// Bits of the kinds of the second column, where [`PhraseList::mark_kinds`] has set them.
    pub(super) kinds: u64,
}

impl Row {
    fn parse(line: &'static str) -> Self {
        let (form, behind) = line.split_once('\t').unwrap_or((line, ""));
        let (columns, last) = behind.rsplit_once('\t').unwrap_or(("", behind));
        let count = last.parse().ok();
        Self { form, columns: if count.is_some() { columns } else { behind }, count: count.unwrap_or(0), kinds: 0 }
    }

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

    /// The affixes of every language that has a pack, for lists that say no language.
    #[must_use]
    pub fn of_all_packs() -> Self {
        let packs = Lang::supported().iter().filter_map(|lang| lang.pack());
        Self::of(packs.map(|pack| pack.source(List::Inflections)))
    }

    fn of<'s>(sources: impl IntoIterator<Item = &'s str>) -> Self {
        let rows = sources.into_iter().flat_map(rows);
        Self { affixes: rows.filter_map(|(_, line)| Affix::parse(line.split('\t').next()?)).collect() }
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

/// A phrase as it is found in a text: the places of its pieces in [`Patterns`].
pub(super) type Pieces = Range<u32>;

/// A phrase behind its first word.
#[derive(Clone, Debug)]
struct Pattern {
    /// Number of the first word.
    first: u32,
    rest: Pieces,
    row: u32,
    second: Sketch,
}

#[derive(Debug)]
struct FirstWord {
    word: Place,
    hash: u64,
    /// A range of the sorted patterns.
    patterns: Range<u32>,
    /// Where those begin that are this word alone.
    alone: u32,
    /// What the second words have together of those patterns in which it is not one of a few that [`Patterns::pairs`] tells.
    second: Sketch,
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

/// A phrase with its share of the other columns has about so many bytes.
const BYTES_OF_PHRASE: usize = 24;

/// Phrases by their first word. Everything lies in a few tables, and what shares its pieces lies there once: reading the
/// lists of a language is most of what a short run costs.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    inflections: Inflections,
    /// The words of all pieces.
    text: String,
    alternatives: Vec<Place>,
    pieces: Vec<Piece>,
    patterns: Vec<Pattern>,
    firsts: Vec<FirstWord>,
    by_word: HashTable<u32>,
    /// First words with their second ones, by [`hash_of_pair`].
    pairs: Bloom,
    /// Those of them that were added since [`Self::sort`].
    new_pairs: Vec<u64>,
    /// Bytes of the longest first word.
    longest: usize,
    folded: String,
}

impl Patterns {
    pub fn new(inflections: &Inflections) -> Self {
        Self { inflections: inflections.clone(), ..Self::default() }
    }

    /// Makes room for the phrases of a list.
    fn reserve(&mut self, source: &str) {
        let phrases = source.len() / BYTES_OF_PHRASE;
        self.text.reserve(source.len() / 2);
        self.pieces.reserve(2 * phrases);
        self.patterns.reserve(phrases);
        self.firsts.reserve(phrases);
        self.by_word.reserve(phrases, |_| 0);
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

    fn affixes(&self, one_of: OneOf) -> &[Affix] {
        if one_of.inflected { &self.inflections.affixes } else { &[] }
    }

    /// What a piece stands for, each alternative as a sequence of words. Nothing for a gap.
    pub fn words_of(&self, piece: Piece) -> Vec<Vec<String>> {
        match piece {
            Piece::Word(place) | Piece::Prefix(place) => vec![vec![self.word(place).to_owned()]],
            Piece::One | Piece::UpToThree => Vec::new(),
            Piece::OneOf(one_of) => {
                let affixes = self.affixes(one_of);
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
        self.longest = self.longest.max(self.word(word).len());
        let text = self.word(word);
        let hash = hash_of(text);
        let same =
            |&at: &u32| self.firsts[at as usize].hash == hash && self.word(self.firsts[at as usize].word) == text;
        let first = match self.by_word.find(hash, same) {
            Some(&first) => first,
            None => {
                let first = self.firsts.len() as u32;
                self.firsts.push(FirstWord { word, hash, patterns: 0..0, alone: 0, second: Sketch::default() });
                self.by_word.insert_unique(hash, first, |&at| self.firsts[at as usize].hash);
                first
            }
        };
        match self.pieces(&rest).first() {
            None => {}
            Some(&Piece::Word(second)) => self.new_pairs.push(hash_of_pair(hash, hash_of(self.word(second)))),
            Some(&Piece::OneOf(one_of)) if !one_of.inflected => {
                for at in one_of.start..one_of.end {
                    let second = hash_of(self.word(self.alternatives[at as usize]));
                    self.new_pairs.push(hash_of_pair(hash, second));
                }
            }
            Some(_) => {
                let all = &mut self.firsts[first as usize].second;
                *all = all.with(second);
            }
        }
        self.patterns.push(Pattern { first, rest, row, second });
    }

    /// What the word behind the first may be. Of a phrase of one word nobody asks.
    fn second(&self, rest: &Pieces) -> Sketch {
        match self.pieces(rest).first() {
            Some(&Piece::Word(second)) => Sketch::of(Hashed::of(self.word(second))),
            Some(&Piece::Prefix(prefix)) => Sketch::beginning(self.word(prefix)),
            Some(&Piece::OneOf(one_of)) => {
                let bare = self.alternatives(one_of).map(|word| Sketch::of(Hashed::of(word)));
                let affixes = self.affixes(one_of);
                let inflected =
                    self.alternatives(one_of).flat_map(|word| affixes.iter().map(|affix| affix.sketch(word)));
                bare.chain(inflected).fold(Sketch::default(), Sketch::with)
            }
            Some(Piece::One | Piece::UpToThree) | None => Sketch::ANY,
        }
    }

    /// To be called when all are added: the longest phrase wins, then the one that was added first.
    pub fn sort(&mut self) {
        for pattern in &self.patterns {
            self.firsts[pattern.first as usize].patterns.end += 1;
        }
        let mut at = 0;
        for first in &mut self.firsts {
            let count = first.patterns.end;
            first.patterns = at..at;
            at += count;
        }
        let mut sorted = self.patterns.clone();
        for pattern in self.patterns.drain(..) {
            let place = &mut self.firsts[pattern.first as usize].patterns.end;
            let at = *place as usize;
            *place += 1;
            sorted[at] = pattern;
        }
        for first in &mut self.firsts {
            let same = &mut sorted[first.patterns.start as usize..first.patterns.end as usize];
            same.sort_by_key(|pattern| std::cmp::Reverse(pattern.rest.len()));
            first.alone = first.patterns.start + same.partition_point(|pattern| !pattern.rest.is_empty()) as u32;
        }
        self.patterns = sorted;
        self.pairs = Bloom::of(std::mem::take(&mut self.new_pairs), PAIR_BITS);
    }

    #[inline]
    fn first<'w>(&self, word: impl Folded<'w>) -> Option<&FirstWord> {
        if word.text().len() > self.longest {
            return None;
        }
        let Hashed { text, hash } = word.hashed();
        let same =
            |&at: &u32| self.firsts[at as usize].hash == hash && self.word(self.firsts[at as usize].word) == text;
        self.by_word.find(hash, same).map(|&first| &self.firsts[first as usize])
    }

    /// The phrases that begin with a word.
    fn beginning_with<'w>(&self, word: impl Folded<'w>) -> &[Pattern] {
        self.first(word).map_or(&[], |first| self.of_first(first))
    }

    fn of_first(&self, first: &FirstWord) -> &[Pattern] {
        &self.patterns[first.patterns.start as usize..first.patterns.end as usize]
    }

    /// How many phrases begin with a word.
    pub fn count_beginning_with(&self, word: &str) -> usize {
        self.beginning_with(word).len()
    }

    /// The row of the longest phrase that begins with the first of these words, and the number of words it
    /// covers.
    pub fn find<'w, W: Folded<'w>>(
        &self,
        mut words: impl Iterator<Item = W> + Clone,
        accept: impl Fn(u32) -> bool,
    ) -> Option<(u32, usize)> {
        let first = self.first(words.next()?)?;
        self.find_behind(first, words.clone().next().map(W::hashed), || words.map(W::text), accept)
    }

    /// Whether a phrase may go on so behind a first word.
    #[inline]
    fn may_be_longer(&self, first: &FirstWord, second: Hashed<'_>) -> bool {
        first.second.may_be(Sketch::of(second)) || self.pairs.may_have(hash_of_pair(first.hash, second.hash))
    }

    /// [`Self::find`] behind a first word: the second one, and that one with all that follow.
    #[inline]
    fn find_behind<'w, I: Iterator<Item = &'w str> + Clone>(
        &self,
        first: &FirstWord,
        second: Option<Hashed<'_>>,
        words: impl FnOnce() -> I,
        accept: impl Fn(u32) -> bool,
    ) -> Option<(u32, usize)> {
        let longer = second.and_then(|second| {
            let sketch = Sketch::of(second);
            if !self.may_be_longer(first, second) {
                return None;
            }
            let words = words();
            self.patterns[first.patterns.start as usize..first.alone as usize].iter().find_map(|pattern| {
                if !pattern.second.may_be(sketch) {
                    return None;
                }
                let rest = self.match_behind(self.pieces(&pattern.rest), words.clone(), 0, &mut None)?;
                accept(pattern.row).then_some((pattern.row, rest + 1))
            })
        });
        longer.or_else(|| {
            let mut alone = self.patterns[first.alone as usize..first.patterns.end as usize].iter();
            alone.find(|pattern| accept(pattern.row)).map(|pattern| (pattern.row, 1))
        })
    }

    /// How many words the rest of a phrase covers behind some words, if it fits. `dead` are ends that were tried in vain,
    /// by the pieces that are left and the words before them: without it each gap would treble the work.
    fn match_behind<'w>(
        &self,
        parts: &[Piece],
        mut words: impl Iterator<Item = &'w str> + Clone,
        before: usize,
        dead: &mut Option<HashSet<(usize, usize)>>,
    ) -> Option<usize> {
        let branches = |part: &Piece| matches!(part, Piece::OneOf(_) | Piece::UpToThree);
        for (at, &part) in parts.iter().enumerate() {
            let rest = &parts[at + 1..];
            let mut behind = |words, taken: usize| {
                let end = (rest.len(), before + at + taken);
                if dead.as_ref().is_some_and(|dead| dead.contains(&end)) {
                    return None;
                }
                let matched = self.match_behind(rest, words, end.1, dead);
                // What branches no further is tried again as fast as it is looked up.
                if matched.is_none() && rest.iter().any(branches) {
                    dead.get_or_insert_default().insert(end);
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
                Piece::OneOf(one_of) => {
                    return self.alternatives(one_of).find_map(|word| {
                        let mut ahead = words.clone();
                        let bare = (ahead.next() == Some(word)).then(|| behind(ahead, 1)).flatten();
                        let inflected = |affix: &Affix| {
                            let mut ahead = words.clone();
                            let taken = affix.strip(word, &mut ahead)?;
                            behind(ahead, taken)
                        };
                        bare.or_else(|| self.affixes(one_of).iter().find_map(inflected))
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

/// A folded word with its hash, which is the same in all lists: a word is looked up in many.
#[derive(Clone, Copy, Debug)]
pub struct Hashed<'w> {
    pub(crate) text: &'w str,
    pub(crate) hash: u64,
}

impl<'w> Hashed<'w> {
    /// Hashes a folded word.
    #[must_use]
    pub fn of(text: &'w str) -> Self {
        Self { text, hash: hash_of(text) }
    }
}

/// A folded word that can be looked up, whether its hash is known or not.
pub trait Folded<'w>: Copy {
    /// The word.
    fn text(self) -> &'w str;
    /// The word with its hash.
    fn hashed(self) -> Hashed<'w>;
}

impl<'w> Folded<'w> for Hashed<'w> {
    #[inline]
    fn text(self) -> &'w str {
        self.text
    }

    #[inline]
    fn hashed(self) -> Hashed<'w> {
        self
    }
}

impl<'w> Folded<'w> for &'w str {
    #[inline]
    fn text(self) -> &'w str {
        self
    }

    fn hashed(self) -> Hashed<'w> {
        Hashed::of(self)
    }
}

fn hash_of(word: &str) -> u64 {
    static HASHER: LazyLock<DefaultHashBuilder> = LazyLock::new(DefaultHashBuilder::default);
    HASHER.hash_one(word.as_bytes())
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
        let mut rows_read = Vec::new();
        let mut patterns = Patterns::new(inflections);
        patterns.reserve(source);
        for (_, line) in rows(source) {
            let row = Row::parse(line);
            let mut alternatives = Some(row.form);
            while let Some(form) = alternatives {
                let (phrase, others) = patterns.read(form);
                patterns.add(&phrase, rows_read.len() as u32);
                alternatives = others;
            }
            rows_read.push(row);
        }
        patterns.sort();
        Self { rows: rows_read, patterns }
    }

    /// Gives each row the bits that stand for its kinds.
    pub(super) fn mark_kinds(&mut self, bit_of: impl Fn(&str) -> u64) {
        for row in &mut self.rows {
            row.kinds = row.column(0).split('+').fold(0, |bits, kind| bits | bit_of(kind));
        }
    }

    /// The bits of the kinds of all rows that begin with a folded word.
    pub(super) fn kinds_beginning<'w>(&self, word: impl Folded<'w>) -> u64 {
        let patterns = self.patterns.beginning_with(word).iter();
        patterns.fold(0, |bits, pattern| bits | self.rows[pattern.row as usize].kinds)
    }

    /// All rows, in the order of the file.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Every word that some row begins with, and whether it is a row alone.
    pub fn first_words(&self) -> impl Iterator<Item = (&str, bool)> {
        let patterns = &self.patterns;
        patterns.firsts.iter().map(|first| (patterns.word(first.word), is_alone(patterns.of_first(first))))
    }

    /// The hashes of [`PhraseList::first_words`].
    pub(crate) fn first_hashes(&self) -> impl Iterator<Item = u64> {
        self.patterns.firsts.iter().map(|first| first.hash)
    }

    /// Whether a row that begins with a folded word may go on with other words than [`PhraseList::may_follow`] knows.
    pub(super) fn is_open<'w>(&self, word: impl Folded<'w>) -> bool {
        self.patterns.first(word).is_some_and(|first| first.second.hashes != 0)
    }

    /// Whether the word with the second hash may stand behind that with the first in a row that is not [open](Self::is_open):
    /// `false` is certain.
    #[inline]
    pub(crate) fn may_follow(&self, first: u64, second: u64) -> bool {
        self.patterns.pairs.may_have(hash_of_pair(first, second))
    }

    /// Whether a folded word alone is a row, and whether some row begins with it.
    #[must_use]
    pub fn knows<'w>(&self, word: impl Folded<'w>) -> (bool, bool) {
        let patterns = self.patterns.beginning_with(word);
        (is_alone(patterns), !patterns.is_empty())
    }

    /// The row that consists of this folded word alone.
    #[must_use]
    pub fn row_of<'w>(&self, word: impl Folded<'w>) -> Option<&Row> {
        let pattern = self.patterns.beginning_with(word).iter().find(|pattern| pattern.rest.is_empty())?;
        Some(&self.rows[pattern.row as usize])
    }

    /// Whether some row may be found that begins with a word, if another one follows: `false` is certain.
    #[must_use]
    pub fn may_find(&self, first: Hashed<'_>, second: Hashed<'_>) -> bool {
        let first = self.patterns.first(first);
        first.is_some_and(|first| self.patterns.may_be_longer(first, second) || is_alone(self.patterns.of_first(first)))
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
        let row = |row: u32| &self.rows[row as usize];
        let first = self.patterns.first(first)?;
        let (found, words) = self.patterns.find_behind(first, second, words, |found| accept(row(found)))?;
        Some(Match { row: row(found), words })
    }

    /// The longest phrase that begins with the first of these folded words. `accept` may refuse rows.
    pub fn find<'w>(
        &self,
        words: impl Iterator<Item = impl Folded<'w>> + Clone,
        accept: impl Fn(&Row) -> bool,
    ) -> Option<Match<'_>> {
        let row = |row: u32| &self.rows[row as usize];
        let (found, words) = self.patterns.find(words, |found| accept(row(found)))?;
        Some(Match { row: row(found), words })
    }
}

/// Whether one of the phrases with the same first word, the longest first, is that word alone.
fn is_alone(patterns: &[Pattern]) -> bool {
    patterns.last().is_some_and(|shortest| shortest.rest.is_empty())
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

/// Whether a character of a form belongs to a word: letters and digits, and the marks that the tokens of a text
/// have inside Latin words («Wi-Fi», «Editor's»).
pub(super) fn belongs(c: char, chunk: &str) -> bool {
    let latin = || chunk.starts_with(|first: char| first.is_ascii_alphabetic());
    is_letter(c) || matches!(c, '-' | '\'' | '’' | '&' | '_') && latin()
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
    fn letters_are_read_in_one_pass_as_they_are_chunk_by_chunk() {
        let lists = [Lang::AR, Lang::EN, Lang::FA].into_iter().filter_map(|lang| lang.pack());
        let rows = lists.flat_map(|pack| List::ALL.into_iter().flat_map(|list| pack.list(list).rows()));
        let odd =
            ["", " ", "ا  ب", " ا ", "ا\u{A0}ب", "ـ", "ا ـ ب", "۱۲ آب", "a B", "ﷺ", "ه\u{654} ا", "\0", "\u{10FFFF}"];
        let mut in_one_pass = 0;
        for form in rows.map(|row| row.form).chain(odd) {
            for alternative in form.split('|') {
                let (mut fast, mut plain) = (Patterns::default(), Patterns::default());
                in_one_pass += usize::from(fast.read_letters(alternative).is_some());
                fast = Patterns::default();
                let _ = fast.read(alternative);
                plain.read_chunks(alternative);
                let pieces = |patterns: &Patterns| -> Vec<_> {
                    let kind_and_words = |&piece: &Piece| (std::mem::discriminant(&piece), patterns.words_of(piece));
                    patterns.pieces.iter().map(kind_and_words).collect()
                };
                assert_eq!(pieces(&fast), pieces(&plain), "{alternative}");
            }
        }
        assert!(in_one_pass > 30_000, "{in_one_pass}");
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
                    let patterns = &list.patterns;
                    let plain = patterns.beginning_with(words[at].as_str()).iter().find_map(|pattern| {
                        let pieces = patterns.pieces(&pattern.rest);
                        let rest = patterns.match_behind(pieces, ahead.clone().skip(1), 0, &mut None)?;
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
