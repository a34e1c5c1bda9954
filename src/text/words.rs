//! The distinct words of a document, and what folding, lists and paradigms say of them.
//!
//! Texts share their words: what is found out of a spelling once is kept by the thread and copied into the next
//! document that has it. What is kept is a function of the spelling alone, and documents number their words by
//! themselves in order of appearance: nothing in a document depends on those that were read before it.

use super::Signs;
use super::repeats::stutter;
use super::tokenize::Table;
use crate::lang::{Facts, Lang, LanguagePack, List, PECULIAR_LETTERS, ZWNJ, fold_into};
use hashbrown::{DefaultHashBuilder, HashTable};
use std::cell::Cell;
use std::hash::BuildHasher;
use std::sync::LazyLock;

/// Spellings that a thread keeps between documents. The commonest 30,000 cover 19 in 20 words of news, and take about
/// 4 MB.
const KEPT: usize = 30_000;

/// The packs, in the order of the bits and arrays of this module.
const PACKS: [Lang; 3] = [Lang::FA, Lang::AR, Lang::EN];

fn pack_index(lang: Lang) -> Option<usize> {
    PACKS.iter().position(|&known| known == lang)
}

/// What is known of a distinct word of a document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// Where its folded form stands among those of the document.
    folded: (u32, u32),
    /// Its letters: characters of the folded form.
    pub letters: u32,
    /// What the lists of the document's language say.
    pub facts: Facts,
    /// How often one piece comes in it in a row.
    pub stutter: u32,
    /// Bit n: a function word of pack n.
    functions: u8,
}

/// What is known of a distinct spelling of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    /// Its first character.
    pub first: char,
    /// Bit n: it has a letter that of the languages of its script only that of row n of [`PECULIAR_LETTERS`] writes.
    peculiar: u8,
    /// Whether it has a zero-width non-joiner.
    pub joined: bool,
}

/// The distinct words and spellings of a document, by the numbers in its tokens.
#[derive(Debug, Default)]
pub(super) struct Words {
    folded: String,
    words: Vec<Word>,
    spellings: Vec<Spelling>,
    /// The lists of which some row begins with one of the words.
    starts: u64,
    drawn_out: bool,
}

impl Words {
    /// Whether some word begins a row of a list.
    #[inline]
    pub fn may_have(&self, list: List) -> bool {
        self.starts & list.bit() != 0
    }

    /// What the words tell of the characters of the text.
    pub fn signs(&self) -> Signs {
        if self.drawn_out { Signs::DRAWN_OUT } else { Signs::default() }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    #[inline]
    pub fn get(&self, word: u32) -> &Word {
        &self.words[word as usize]
    }

    #[inline]
    pub fn spelling(&self, spelling: u32) -> &Spelling {
        &self.spellings[spelling as usize]
    }

    #[inline]
    pub fn folded(&self, word: u32) -> &str {
        let (start, end) = self.words[word as usize].folded;
        &self.folded[start as usize..end as usize]
    }

    /// Whether a word is a function word of a language that has a pack.
    #[inline]
    pub fn is_function_word(&self, word: u32, lang: Lang) -> bool {
        pack_index(lang).is_some_and(|pack| self.words[word as usize].functions & 1 << pack != 0)
    }
}

impl Spelling {
    /// Whether it has a letter of this row of [`PECULIAR_LETTERS`].
    #[inline]
    pub fn is_peculiar_to(&self, row: usize) -> bool {
        self.peculiar & 1 << row != 0
    }
}

/// Bit n: row n of [`PECULIAR_LETTERS`] has the letter.
fn peculiar(c: char) -> u8 {
    let rows = PECULIAR_LETTERS.iter().enumerate();
    rows.filter(|(_, (_, letters))| letters.contains(c)).fold(0, |rows, (row, _)| rows | 1 << row)
}

static PECULIAR: LazyLock<Table<u8>> = LazyLock::new(|| {
    let all: String = PECULIAR_LETTERS.iter().map(|(_, letters)| *letters).collect();
    Table::new(|c| if all.contains(c) { peculiar(c) } else { 0 })
});

/// Whether a letter comes three times in a row.
fn is_drawn_out(word: &str) -> bool {
    let mut run = (None, 0);
    word.chars().any(|c| {
        run = if run.0 == Some(c) { (Some(c), run.1 + 1) } else { (Some(c), 1) };
        run.1 >= 3
    })
}

/// A spelling as a value that is compared without looking elsewhere: up to [`SHORT`] bytes and their number; of a longer
/// one its hash and where it stands in the text of [`Known`].
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key([u64; 4]);

/// Longest spelling, in bytes, that fits into a [`Key`]: 15 letters of Arabic script.
const SHORT: usize = 31;
/// In the place of the number of bytes.
const LONG: u8 = u8::MAX;

impl Key {
    #[inline]
    fn short(text: &[u8]) -> Self {
        let mut bytes = [0; SHORT + 1];
        bytes[..text.len()].copy_from_slice(text);
        bytes[SHORT] = text.len() as u8;
        let (words, _) = bytes.as_chunks::<8>();
        Self([0, 1, 2, 3].map(|at| u64::from_le_bytes(words[at])))
    }

    fn long(hash: u64, start: u32, end: u32) -> Self {
        Self([hash, u64::from(start), u64::from(end), u64::from(LONG) << 56])
    }

    /// The hash of a long spelling and where it stands.
    fn as_long(self) -> Option<(u64, std::ops::Range<usize>)> {
        let [hash, start, end, mark] = self.0;
        (mark >> 56 == u64::from(LONG)).then_some((hash, start as usize..end as usize))
    }

    #[inline]
    fn hash(self, hasher: &DefaultHashBuilder) -> u64 {
        self.as_long().map_or_else(|| hasher.hash_one(self.0), |(hash, _)| hash)
    }
}

/// What a thread keeps of a spelling: one line of the cache, since it is looked up for every token.
#[repr(align(64))]
struct KnownSpelling {
    key: Key,
    word: u32,
    spelling: Spelling,
    /// The document that had it last, and there its number and that of its word.
    seen: (u32, u32, u32),
}

/// What a thread keeps of a folded word.
struct KnownWord {
    text: (u32, u32),
    hash: u64,
    letters: u32,
    stutter: u32,
    /// Whether a letter comes three times in a row.
    drawn_out: bool,
    functions: u8,
    seen: (u32, u32),
}

#[derive(Default)]
struct Known {
    hasher: DefaultHashBuilder,
    text: String,
    spellings: Vec<KnownSpelling>,
    words: Vec<KnownWord>,
    /// For each pack what it says of each word, as far as it was asked. Apart from the words, which are looked up more
    /// often.
    facts: [Vec<Option<Facts>>; PACKS.len()],
    by_spelling: HashTable<u32>,
    by_word: HashTable<u32>,
    /// Number of the document that is being read.
    document: u32,
    folded: String,
}

thread_local! {
    static KNOWN: Cell<Option<Box<Known>>> = const { Cell::new(None) };
}

/// Reads the words of one document.
pub(super) struct Reader {
    known: Box<Known>,
    words: Words,
    /// For each word of the document its number among those that the thread knows.
    numbers: Vec<u32>,
}

impl Reader {
    /// A reader for a text of so many bytes.
    pub fn new(bytes: usize) -> Self {
        let mut known = KNOWN.take().unwrap_or_default();
        if known.spellings.len() > KEPT || known.document == u32::MAX {
            *known = Known { hasher: known.hasher, ..Known::default() };
        }
        known.document += 1;
        // Every second word of an article is a new one, and a word has ten bytes. Longer texts come to repeat themselves.
        let bytes = bytes.min(1 << 16);
        let distinct = bytes / 20;
        let words = Words {
            folded: String::with_capacity(bytes / 2),
            words: Vec::with_capacity(distinct),
            spellings: Vec::with_capacity(distinct),
            ..Words::default()
        };
        Self { known, words, numbers: Vec::with_capacity(distinct) }
    }

    /// The numbers of the word and of the spelling in the document.
    #[inline]
    pub fn read(&mut self, text: &str) -> (u32, u32) {
        let known = &mut *self.known;
        let at = if text.len() <= SHORT {
            let key = Key::short(text.as_bytes());
            let hash = known.hasher.hash_one(key.0);
            match known.by_spelling.find(hash, |&at| known.spellings[at as usize].key == key) {
                Some(&at) => at,
                None => known.learn(text, hash, key),
            }
        } else {
            known.long_spelling(text)
        };
        let spelling = &mut known.spellings[at as usize];
        if spelling.seen.0 != known.document {
            let word = &mut known.words[spelling.word as usize];
            if word.seen.0 != known.document {
                word.seen = (known.document, self.words.words.len() as u32);
                let start = self.words.folded.len() as u32;
                self.words.folded.push_str(&known.text[word.text.0 as usize..word.text.1 as usize]);
                let folded = (start, self.words.folded.len() as u32);
                let (letters, stutter, functions) = (word.letters, word.stutter, word.functions);
                self.words.drawn_out |= word.drawn_out;
                self.words.words.push(Word { folded, letters, stutter, functions, facts: Facts::default() });
                self.numbers.push(spelling.word);
            }
            spelling.seen = (known.document, self.words.spellings.len() as u32, word.seen.1);
            self.words.spellings.push(spelling.spelling);
        }
        (spelling.seen.2, spelling.seen.1)
    }

    /// The words so far.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// All words, with what the lists of a language say of them.
    pub fn finish(mut self, pack: Option<&LanguagePack>) -> Words {
        if let Some((pack, index)) = pack.and_then(|pack| Some((pack, pack_index(pack.lang)?))) {
            let Known { facts, words, .. } = &mut *self.known;
            facts[index].resize(words.len(), None);
            for (word, &number) in self.words.words.iter_mut().zip(&self.numbers) {
                let text = &self.words.folded[word.folded.0 as usize..word.folded.1 as usize];
                word.facts = *facts[index][number as usize].get_or_insert_with(|| pack.facts(text));
                self.words.starts |= word.facts.starts;
            }
        }
        KNOWN.set(Some(self.known));
        self.words
    }
}

impl Known {
    /// The number of a spelling that is longer than a key.
    #[cold]
    fn long_spelling(&mut self, text: &str) -> u32 {
        let hash = self.hasher.hash_one(text.as_bytes());
        let same = |&at: &u32| {
            let known = self.spellings[at as usize].key.as_long();
            known.is_some_and(|(known, place)| known == hash && self.text[place] == *text)
        };
        match self.by_spelling.find(hash, same) {
            Some(&at) => at,
            None => {
                let start = self.text.len() as u32;
                self.text.push_str(text);
                let key = Key::long(hash, start, self.text.len() as u32);
                self.learn(text, hash, key)
            }
        }
    }

    /// Finds out what there is to know of a spelling.
    #[cold]
    fn learn(&mut self, text: &str, hash: u64, key: Key) -> u32 {
        self.folded.clear();
        fold_into(text, &mut self.folded);
        let folded_hash = self.hasher.hash_one(self.folded.as_bytes());
        let same = |&at: &u32| {
            let old = &self.words[at as usize];
            old.hash == folded_hash && self.text[old.text.0 as usize..old.text.1 as usize] == *self.folded
        };
        let word = match self.by_word.find(folded_hash, same) {
            Some(&word) => word,
            None => {
                let word = self.words.len() as u32;
                let folded = self.folded.as_str();
                let is_function =
                    |&(_, lang): &(usize, Lang)| lang.pack().is_some_and(|pack| pack.has(List::FunctionWords, folded));
                let functions = PACKS.into_iter().enumerate().filter(is_function).map(|(bit, _)| 1 << bit).sum();
                let start = self.text.len() as u32;
                self.text.push_str(folded);
                self.words.push(KnownWord {
                    text: (start, self.text.len() as u32),
                    hash: folded_hash,
                    letters: folded.chars().count() as u32,
                    stutter: stutter(folded) as u32,
                    drawn_out: is_drawn_out(folded),
                    functions,
                    seen: (0, 0),
                });
                self.by_word.insert_unique(folded_hash, word, |&at| self.words[at as usize].hash);
                word
            }
        };
        let at = self.spellings.len() as u32;
        let peculiar = text.chars().fold(0, |rows, c| rows | PECULIAR.get(c).copied().unwrap_or_else(|| peculiar(c)));
        let spelling =
            Spelling { first: text.chars().next().unwrap_or_default(), peculiar, joined: text.contains(ZWNJ) };
        self.spellings.push(KnownSpelling { key, word, spelling, seen: (0, 0, 0) });
        self.by_spelling.insert_unique(hash, at, |&at| self.spellings[at as usize].key.hash(&self.hasher));
        at
    }
}
