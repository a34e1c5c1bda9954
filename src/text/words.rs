//! The distinct words of a document, and what folding, lists and paradigms say of them.
//!
//! Texts share their words: what is found out of a spelling once is kept by the thread and copied into the next
//! document that has it. What is kept is a function of the spelling alone, and documents number their words by
//! themselves in order of appearance: nothing in a document depends on those that were read before it.

use super::Signs;
use super::repeats::{SHORTEST_STUTTER, stutter};
use super::tokenize::Table;
use crate::lang::{Facts, Hashed, Lang, LanguagePack, List, PECULIAR_LETTERS, PhraseList, ZWNJ, fold_into, is_letter};
use hashbrown::{DefaultHashBuilder, HashTable};
use std::cell::Cell;
use std::hash::{BuildHasher, Hasher};
use std::sync::LazyLock;

/// Spellings that a thread keeps between documents. The commonest 30,000 cover 19 in 20 words of news, and take about
/// 4 MB.
const KEPT: usize = 30_000;

/// The packs, in the order of the bits and arrays of this module.
const PACKS: [Lang; 3] = [Lang::FA, Lang::AR, Lang::EN];

/// The words of a document by their folded forms.
pub struct Vocabulary<'w> {
    words: &'w Words,
    table: HashTable<u32>,
}

impl<'w> Vocabulary<'w> {
    pub(super) fn of(words: &'w Words) -> Self {
        let hash = |&word: &u32| words.words[word as usize].hash;
        let mut table = HashTable::with_capacity(words.len());
        for word in 0..words.len() as u32 {
            table.insert_unique(hash(&word), word, hash);
        }
        Self { words, table }
    }

    /// The number of a folded word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<u32> {
        let word = Hashed::of(word);
        let same = |&at: &u32| self.words.words[at as usize].hash == word.hash && self.words.folded(at) == word.text;
        self.table.find(word.hash, same).copied()
    }
}

/// The place of a language among the bits of [`Words::functions`].
pub(super) fn pack_index(lang: Lang) -> Option<usize> {
    PACKS.iter().position(|&known| known == lang)
}

/// What is known of a distinct word of a document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// Where its folded form stands among those of the document.
    folded: (u32, u32),
    /// The hash of its folded form.
    hash: u64,
    /// Its letters: characters of the folded form.
    pub letters: u32,
    /// What the lists of the document's language say.
    pub facts: Facts,
    /// How often one piece comes in it in a row.
    pub stutter: u32,
    /// Whether a letter comes three times in a row.
    pub drawn_out: bool,
    /// Whether it is made of letters and digits alone.
    pub plain: bool,
    /// Whether ة, which ends words, stands before another letter.
    pub runs_on: bool,
    /// Bit n: a function word of pack n.
    functions: u8,
}

/// What is known of a spelling beyond its word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    /// Its first character.
    pub first: char,
    /// Bit n: it has a letter that of the languages of its script only that of row n of [`PECULIAR_LETTERS`] writes.
    pub peculiar: u8,
    /// Whether it has a zero-width non-joiner.
    pub joined: bool,
}

/// The distinct words of a document, by the numbers in its tokens.
#[derive(Debug, Default)]
pub(super) struct Words {
    folded: String,
    words: Vec<Word>,
    /// The cues of all words.
    cues: u64,
    signs: Signs,
}

impl Words {
    /// Whether some word begins a row of a list.
    #[inline]
    pub fn may_have(&self, list: List) -> bool {
        self.cues & list.bit() != 0
    }

    /// What the words tell of the characters of the text.
    pub fn signs(&self) -> Signs {
        self.signs
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    #[inline]
    pub fn get(&self, word: u32) -> &Word {
        &self.words[word as usize]
    }

    /// The folded form of a word.
    #[inline]
    pub fn folded(&self, word: u32) -> &str {
        let (start, end) = self.words[word as usize].folded;
        &self.folded[start as usize..end as usize]
    }

    /// The folded form of a word with its hash.
    #[inline]
    pub fn hashed(&self, word: u32) -> Hashed<'_> {
        Hashed { text: self.folded(word), hash: self.words[word as usize].hash }
    }

    /// Whether a word is a function word of a language that has a pack.
    #[inline]
    pub fn is_function_word(&self, word: u32, lang: Lang) -> bool {
        pack_index(lang).is_some_and(|pack| self.functions(word) & 1 << pack != 0)
    }

    /// The languages, as bits, of which a word is a function word.
    #[inline]
    pub fn functions(&self, word: u32) -> u8 {
        self.words[word as usize].functions
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

/// What one look at the letters of a folded word tells.
struct Letters {
    count: u32,
    /// Whether one comes three times in a row.
    drawn_out: bool,
    /// Whether there is nothing but letters and digits.
    plain: bool,
    /// Whether ة, which ends words, stands before another letter.
    runs_on: bool,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut letters = Self { count: 0, drawn_out: false, plain: !word.is_empty(), runs_on: false };
        let (mut last, mut run) = (None, 0);
        for c in word.chars() {
            letters.count += 1;
            letters.runs_on |= last == Some('ة');
            run = if last == Some(c) { run + 1 } else { 1 };
            last = Some(c);
            letters.drawn_out |= run >= 3;
            letters.plain &= is_letter(c);
        }
        letters
    }
}

/// The function words of each pack.
static FUNCTION_WORDS: LazyLock<[Option<&PhraseList>; PACKS.len()]> =
    LazyLock::new(|| PACKS.map(|lang| lang.pack().map(|pack| pack.list(List::FunctionWords))));

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
        let (parts, _) = bytes.as_chunks::<8>();
        let part = |at: usize| u64::from_le_bytes(parts[at]);
        Self([part(0), part(1), part(2), part(3)])
    }

    #[inline]
    fn hash(self, hasher: &DefaultHashBuilder) -> u64 {
        let [a, b, c, d] = self.0;
        let mut hasher = hasher.build_hasher();
        hasher.write_u64(a);
        hasher.write_u64(b);
        hasher.write_u64(c);
        hasher.write_u64(d);
        hasher.finish()
    }

    fn long(hash: u64, start: u32, end: u32) -> Self {
        Self([hash, u64::from(start), u64::from(end), u64::from(LONG) << 56])
    }

    /// The hash of a long spelling and where it stands.
    fn as_long(self) -> Option<(u64, std::ops::Range<usize>)> {
        let [hash, start, end, mark] = self.0;
        (mark >> 56 == u64::from(LONG)).then_some((hash, start as usize..end as usize))
    }
}

/// What a thread keeps of a spelling: one line of the cache, since it is looked up for every token.
#[repr(align(64))]
struct KnownSpelling {
    key: Key,
    hash: u64,
    word: u32,
    spelling: Spelling,
    /// The document that had it last, and there the number of its word.
    seen: (u32, u32),
}

/// What a thread keeps of a folded word.
struct KnownWord {
    text: (u32, u32),
    hash: u64,
    letters: u32,
    stutter: u32,
    /// Whether a letter comes three times in a row.
    drawn_out: bool,
    /// Whether it is made of letters and digits alone.
    plain: bool,
    /// Whether ة, which ends words, stands before another letter.
    runs_on: bool,
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
            known.forget();
        }
        known.document += 1;
        // Every second word of an article is a new one, and a word with its space has eight bytes or more. Longer texts
        // come to repeat themselves.
        let bytes = bytes.min(1 << 16);
        let distinct = bytes / 16;
        let words =
            Words { folded: String::with_capacity(bytes / 2), words: Vec::with_capacity(distinct), ..Words::default() };
        Self { known, words, numbers: Vec::with_capacity(distinct) }
    }

    /// The number of the word in the document, and what is known of its spelling.
    #[inline]
    pub fn read(&mut self, text: &str) -> (u32, Spelling) {
        let known = &mut *self.known;
        let at = if text.len() <= SHORT {
            let key = Key::short(text.as_bytes());
            let hash = key.hash(&known.hasher);
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
                let &mut KnownWord { hash, letters, stutter, drawn_out, plain, runs_on, functions, .. } = word;
                if drawn_out {
                    self.words.signs = self.words.signs | Signs::DRAWN_OUT;
                }
                if stutter > 1 {
                    self.words.signs = self.words.signs | Signs::STUTTER;
                }
                let facts = Facts::default();
                self.words.words.push(Word {
                    folded,
                    hash,
                    letters,
                    stutter,
                    drawn_out,
                    plain,
                    runs_on,
                    functions,
                    facts,
                });
                self.numbers.push(spelling.word);
            }
            spelling.seen = word.seen;
        }
        (spelling.seen.1, spelling.spelling)
    }

    /// The words so far.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// All words, with what the lists of a language say of them.
    pub fn finish(mut self, pack: Option<&LanguagePack>) -> Words {
        if let Some(pack) = pack {
            let Known { facts, words, .. } = &mut *self.known;
            // A pack that is not among those of this module is asked each time.
            let mut none = Vec::new();
            let known = pack_index(pack.lang).map_or(&mut none, |index| &mut facts[index]);
            known.resize(words.len(), None);
            for (word, &number) in self.words.words.iter_mut().zip(&self.numbers) {
                let text = &self.words.folded[word.folded.0 as usize..word.folded.1 as usize];
                let hashed = Hashed { text, hash: word.hash };
                word.facts = *known[number as usize].get_or_insert_with(|| pack.facts(hashed));
                self.words.cues |= word.facts.cues;
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
                let (start, end) = self.keep(text);
                let key = Key::long(hash, start, end);
                self.learn(text, hash, key)
            }
        }
    }

    /// Finds out what there is to know of a spelling.
    #[cold]
    fn learn(&mut self, text: &str, hash: u64, key: Key) -> u32 {
        self.folded.clear();
        fold_into(text, &mut self.folded);
        let folded = Hashed::of(&self.folded);
        let same = |&at: &u32| {
            let old = &self.words[at as usize];
            old.hash == folded.hash && self.text[old.text.0 as usize..old.text.1 as usize] == *folded.text
        };
        let word = match self.by_word.find(folded.hash, same) {
            Some(&word) => word,
            None => {
                let word = self.words.len() as u32;
                let letters = Letters::of(folded.text);
                let mut functions = 0;
                for (list, bit) in FUNCTION_WORDS.iter().zip(0..) {
                    functions |= u8::from(list.is_some_and(|list| list.knows(folded).0)) << bit;
                }
                let start = self.text.len() as u32;
                self.text.push_str(folded.text);
                self.words.push(KnownWord {
                    text: (start, self.text.len() as u32),
                    hash: folded.hash,
                    letters: letters.count,
                    // Without a hyphen a word must be long.
                    stutter: if letters.plain && letters.count < SHORTEST_STUTTER {
                        0
                    } else {
                        stutter(folded.text) as u32
                    },
                    drawn_out: letters.drawn_out,
                    plain: letters.plain,
                    runs_on: letters.runs_on,
                    functions,
                    seen: (0, 0),
                });
                self.by_word.insert_unique(folded.hash, word, |&at| self.words[at as usize].hash);
                word
            }
        };
        let at = self.spellings.len() as u32;
        let table = &*PECULIAR;
        let (mut rows, mut joined) = (0, false);
        for c in text.chars() {
            rows |= table.get(c).unwrap_or_else(|| peculiar(c));
            joined |= c == ZWNJ;
        }
        let spelling = Spelling { first: text.chars().next().unwrap_or_default(), peculiar: rows, joined };
        self.spellings.push(KnownSpelling { key, hash, word, spelling, seen: (0, 0) });
        self.by_spelling.insert_unique(hash, at, |&at| self.spellings[at as usize].hash);
        at
    }

    /// Forgets all words and keeps the room that they had, unless one document had very many.
    fn forget(&mut self) {
        if self.spellings.len() > 2 * KEPT {
            *self = Self { hasher: std::mem::take(&mut self.hasher), ..Self::default() };
            return;
        }
        self.text.clear();
        self.spellings.clear();
        self.words.clear();
        self.facts.iter_mut().for_each(Vec::clear);
        self.by_spelling.clear();
        self.by_word.clear();
        self.document = 0;
    }

    /// Where a text stands among those that are kept.
    fn keep(&mut self, text: &str) -> (u32, u32) {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        (start, self.text.len() as u32)
    }
}
