//! The distinct words of a document, and what folding, lists and paradigms say of them.
//!
//! Texts share their words: what is found out of a spelling once is kept by the thread and copied into the next
//! document that has it. What is kept is a function of the spelling alone, and documents number their words by
//! themselves in order of appearance: nothing in a document depends on those that were read before it.

use super::Signs;
use super::repeats::{SHORTEST_STUTTER, stutter};
use super::tokenize::{Table, Token, TokenKind};
use crate::lang::{
    Affix, Bloom, Facts, Hashed, Lang, LanguagePack, List, NameKeys, PECULIAR_LETTERS, PhraseList, TEH_MARBUTA, ZWNJ,
    fold, fold_into, is_folded, is_letter,
};
use crate::span::Span;
use hashbrown::{DefaultHashBuilder, HashMap, HashTable};
use std::cell::{Cell, OnceCell};
use std::hash::BuildHasher;
use std::sync::LazyLock;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Spellings that a thread keeps between documents; with what packs say of them they take about 8 MB. Of 3.4 million tokens
/// of Persian and Arabic news in turn, 11 % are met for the first time, or again after they were forgotten; with 30,000
/// spellings it is 15 %.
const KEPT: usize = 50_000;
/// Bytes of text that a thread keeps between documents. The spellings have half a megabyte; more is what one document had in
/// words of a kilobyte.
const KEPT_BYTES: usize = 1 << 22;
/// How many of them stay when that is full: those that most documents had. With half of them there is room for as many new
/// ones before the next time.
const STAYING: usize = KEPT / 2;
/// With so many a thread reads a corpus, and room is made for all that it will keep: tables that grow step by step leave holes
/// as large as themselves.
const CORPUS: usize = 4_096;

/// The packs, in the order of the bits and arrays of this module.
const PACKS: [Lang; 3] = [Lang::FA, Lang::AR, Lang::EN];

/// The words of a document by their folded forms.
pub struct Vocabulary<'w> {
    words: &'w Words,
    /// Their hashes: most words that are asked for are none of the document.
    hashes: Bloom,
    table: OnceCell<HashMap<&'w str, u32>>,
}

/// For each word of [`Vocabulary::hashes`]. Both halves of a long word must be in it before the table is built: with eight
/// bits seven texts in ten built it, with sixteen one in ten.
const VOCABULARY_BITS: usize = 16;

impl<'w> Vocabulary<'w> {
    pub(super) fn of(words: &'w Words) -> Self {
        let hashes = Bloom::of(words.words.iter().map(|word| word.hash), VOCABULARY_BITS);
        Self { words, hashes, table: OnceCell::new() }
    }

    /// Whether a folded word may be one of the document: `false` is certain.
    #[must_use]
    pub fn may_have(&self, word: &str) -> bool {
        self.hashes.may_have(Hashed::of(word).hash)
    }

    /// The number of a folded word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<u32> {
        if !self.may_have(word) {
            return None;
        }
        let numbers = 0..self.words.len() as u32;
        let table = self.table.get_or_init(|| numbers.map(|number| (self.words.folded(number), number)).collect());
        table.get(word).copied()
    }
}

/// The place of a language among the bits of [`Words::functions`].
pub(super) fn pack_index(lang: Lang) -> Option<usize> {
    PACKS.iter().position(|&known| known == lang)
}

/// What is known of a distinct word of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Where its folded form stands among those of the document.
    folded: Span,
    /// The hash of its folded form.
    pub hash: u64,
    pub letters: Letters,
    /// What the lists of the document's language say, and the cues that its letters are.
    pub facts: Facts,
    /// How often one piece comes in it in a row.
    pub stutter: u32,
    pub name_keys: NameKeys,
    /// Bit n: a function word of pack n.
    functions: u8,
}

/// What is known of a spelling beyond its word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    /// What characters it has.
    signs: Signs,
    /// Its first character.
    pub first: char,
    /// Bit n: it has a letter that of the languages of its script only that of row n of [`PECULIAR_LETTERS`] writes.
    pub peculiar: u8,
    /// The cues of a token that is spelled so, from [`FIRST_CUE`] on.
    cues: u8,
    /// What its first and its last piece are.
    pub joints: Joints,
    /// Whether it is folded as it is spelled.
    verbatim: bool,
}

/// The lowest cue that a spelling tells.
const FIRST_CUE: u32 = Facts::STRETCHED.trailing_zeros();
const _: () = assert!((Facts::JOINED | Facts::STRETCHED) >> FIRST_CUE <= u8::MAX as u64);

/// What stands at either end of a word whose pieces a zero-width non-joiner parts, in the language that parts pieces so.
/// Found once a spelling: lost-joiner, which asks of every joined word, cost three times as much without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Joints {
    /// An affix that stands before verbs.
    pub prefix: bool,
    /// An affix that stands behind nouns or participles.
    pub ending: bool,
}

impl Joints {
    fn of(text: &str) -> Self {
        // The languages with verbs of several pieces are those that write the joiner.
        let joining = PACKS.into_iter().filter_map(Lang::pack).find(|pack| pack.verbs().is_some());
        let (Some(pack), Some((first, _)), Some((_, last))) = (joining, text.split_once(ZWNJ), text.rsplit_once(ZWNJ))
        else {
            return Self::default();
        };
        let is = |piece: &str, affixes: &[Affix]| {
            let bits = u64::from(pack.affix_bits(&fold(piece)));
            affixes.iter().any(|affix| bits & affix.bit() != 0)
        };
        Self {
            prefix: is(first, &[Affix::Durative]),
            ending: is(last, &[Affix::Plural, Affix::Degree, Affix::CopulaParticiple]),
        }
    }
}

/// What one look at a spelling tells.
struct Look {
    spelling: Spelling,
    /// What its folded form is like, when that is the spelling.
    letters: Option<Letters>,
}

impl Look {
    fn at(text: &str) -> Self {
        let table = &*TRAITS;
        let mut all = Traits { signs: Signs::default(), peculiar: 0, verbatim: true, letter: true };
        let mut letters = LetterRun::default();
        for c in text.chars() {
            let here = table.get(c).unwrap_or_else(|| Traits::of(c));
            all.signs = all.signs | here.signs;
            all.peculiar |= here.peculiar;
            all.verbatim &= here.verbatim;
            letters.add(c, here.letter);
        }
        if all.signs.depend_on_neighbours() {
            all.signs = Signs::of(text);
        }
        let cue = |sign: Signs, cue: u64| if all.signs.have(sign) { (cue >> FIRST_CUE) as u8 } else { 0 };
        Self {
            spelling: Spelling {
                signs: all.signs,
                first: text.chars().next().unwrap_or_default(),
                peculiar: all.peculiar,
                cues: cue(Signs::JOINER, Facts::JOINED) | cue(Signs::TATWEEL, Facts::STRETCHED),
                joints: if all.signs.have(Signs::JOINER) { Joints::of(text) } else { Joints::default() },
                verbatim: all.verbatim,
            },
            letters: all.verbatim.then(|| letters.read()),
        }
    }
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

    /// Adds a word that is folded so.
    #[inline]
    fn add(&mut self, folded: &str, known: &KnownWord) {
        let folded = keep(&mut self.folded, folded);
        let &KnownWord { hash, letters, stutter, name_keys, functions, .. } = known;
        if letters.drawn_out {
            self.signs = self.signs | Signs::DRAWN_OUT;
        }
        if stutter > 1 {
            self.signs = self.signs | Signs::STUTTER;
        }
        let facts = Facts::default();
        self.words.push(Word { folded, hash, letters, stutter, name_keys, functions, facts });
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
        self.words[word as usize].folded.of(&self.folded)
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

/// What is known of a character, whatever word it stands in.
#[derive(Clone, Copy)]
struct Traits {
    signs: Signs,
    /// See [`PECULIAR`].
    peculiar: u8,
    /// Whether it is folded to itself.
    verbatim: bool,
    /// Whether it is a letter or a digit.
    letter: bool,
}

impl Traits {
    #[cold]
    fn of(c: char) -> Self {
        Self {
            signs: Signs::of_char(c),
            peculiar: PECULIAR.get(&c).copied().unwrap_or_default(),
            verbatim: is_folded(c),
            letter: is_letter(c),
        }
    }
}

/// Bit n: row n of [`PECULIAR_LETTERS`] has the letter.
static PECULIAR: LazyLock<HashMap<char, u8>> = LazyLock::new(|| {
    let mut rows: HashMap<char, u8> = HashMap::new();
    for ((_, letters), row) in PECULIAR_LETTERS.iter().zip(0..) {
        letters.chars().for_each(|letter| *rows.entry(letter).or_default() |= 1 << row);
    }
    rows
});

static TRAITS: LazyLock<Table<Traits>> = LazyLock::new(|| Table::new(Traits::of));

/// What the letters of a folded word tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters {
    /// Characters.
    pub count: u32,
    /// Whether one comes three times in a row.
    pub drawn_out: bool,
    /// Whether there is nothing but letters and digits.
    pub plain: bool,
    /// Whether ة, which ends words, stands before another letter.
    pub runs_on: bool,
}

impl Letters {
    /// The cues of a token that has such a word.
    fn cues(self) -> u64 {
        let cue = |is: bool, cue: u64| if is { cue } else { 0 };
        cue(self.runs_on, Facts::RUN_ON) | cue(self.drawn_out, Facts::STRETCHED)
    }

    fn of(word: &str) -> Self {
        let mut letters = LetterRun::default();
        word.chars().for_each(|c| letters.add(c, TRAITS.get(c).map_or_else(|| is_letter(c), |traits| traits.letter)));
        letters.read()
    }
}

/// What was read of a word letter by letter.
#[derive(Default)]
struct LetterRun {
    count: u32,
    drawn_out: bool,
    runs_on: bool,
    others: bool,
    /// The last two characters.
    last: (char, char),
}

impl LetterRun {
    #[inline]
    fn add(&mut self, c: char, is_letter: bool) {
        self.count += 1;
        self.others |= !is_letter;
        self.runs_on |= self.last.1 == TEH_MARBUTA;
        self.drawn_out |= self.last == (c, c) && self.count > 2;
        self.last = (self.last.1, c);
    }

    fn read(&self) -> Letters {
        let &Self { count, drawn_out, runs_on, others, .. } = self;
        Letters { count, drawn_out, plain: count > 0 && !others, runs_on }
    }
}

/// The function words of each pack.
struct FunctionWords {
    lists: [Option<&'static PhraseList>; PACKS.len()],
    /// Those of all packs.
    all: Bloom,
}

/// For each of [`FunctionWords::all`]. They are few, and every word that is learned is asked for: one in sixteen or fewer is
/// looked for in the lists in vain.
const FUNCTION_WORD_BITS: usize = 16;

static FUNCTION_WORDS: LazyLock<FunctionWords> = LazyLock::new(|| {
    let lists = PACKS.map(|lang| lang.pack().map(|pack| pack.list(List::FunctionWords)));
    let hashes: Vec<u64> = lists.iter().flatten().flat_map(|list| list.first_hashes()).collect();
    FunctionWords { lists, all: Bloom::of(hashes, FUNCTION_WORD_BITS) }
});

impl FunctionWords {
    /// Bit n: a function word of pack n.
    fn packs(&self, word: Hashed<'_>) -> u8 {
        if !self.all.may_have(word.hash) {
            return 0;
        }
        let knows = |list: &Option<&PhraseList>| list.is_some_and(|list| list.knows(word).0);
        self.lists.iter().zip(0..).fold(0, |packs, (list, pack)| packs | u8::from(knows(list)) << pack)
    }
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
    /// The key of so many bytes, up to [`SHORT`], with which a text begins.
    #[inline]
    fn short(text: &[u8], length: usize) -> Self {
        let bytes = match text.first_chunk() {
            Some(bytes) => *bytes,
            None => {
                let mut bytes = [0; SHORT + 1];
                bytes[..length].copy_from_slice(&text[..length]);
                bytes
            }
        };
        let (parts, _) = bytes.as_chunks::<8>();
        let mask = &MASKS[length];
        let part = |at: usize| u64::from_le_bytes(parts[at]) & mask[at];
        Self([part(0), part(1), part(2), part(3) | (length as u64) << 56])
    }

    /// Two products of 128 bits, as in wyhash and foldhash.
    #[inline]
    fn hash(self, seeds: &Seeds) -> u64 {
        let [a, b, c, d] = self.0;
        let folded = |a: u64, b: u64| {
            let product = u128::from(a) * u128::from(b);
            product as u64 ^ (product >> 64) as u64
        };
        folded(a ^ seeds.0[0], b ^ seeds.0[1]) ^ folded(c ^ seeds.0[2], d ^ seeds.0[3])
    }

    fn long(hash: u64, place: Span) -> Self {
        Self([hash, place.start.into(), place.end.into(), u64::from(LONG) << 56])
    }

    /// The hash of a long spelling and where it stands.
    fn as_long(self) -> Option<(u64, Span)> {
        let [hash, start, end, mark] = self.0;
        (mark >> 56 == u64::from(LONG)).then(|| (hash, Span::new(start as u32, end as u32)))
    }
}

/// For each length of a short spelling the bytes of a [`Key`] that are its own.
static MASKS: [[u64; 4]; SHORT + 1] = {
    let mut masks = [[0; 4]; SHORT + 1];
    let mut length = 0;
    while length <= SHORT {
        let mut byte = 0;
        while byte < length {
            masks[length][byte / 8] |= 0xFF << (8 * (byte % 8));
            byte += 1;
        }
        length += 1;
    }
    masks
};

/// What hashes of spellings and words begin with: other numbers in every run, so that no text is made to be slow.
struct Seeds([u64; 4]);

impl Seeds {
    fn hash(&self, text: &str) -> u64 {
        match text.len() {
            length @ ..=SHORT => Key::short(text.as_bytes(), length).hash(self),
            _ => xxh3_64_with_seed(text.as_bytes(), self.0[0]),
        }
    }
}

impl Default for Seeds {
    fn default() -> Self {
        Self(std::array::from_fn(|at| DefaultHashBuilder::default().hash_one(at)))
    }
}

/// What a thread keeps of a spelling: one line of the cache, since it is looked up for every token.
#[repr(align(64))]
struct KnownSpelling {
    key: Key,
    word: u32,
    spelling: Spelling,
    /// How many documents had it.
    documents: u32,
    /// The document that had it last, and there the number of its word.
    seen: (u32, u32),
}

const _: () = assert!(size_of::<KnownSpelling>() == 64 && size_of::<KnownWord>() == 64);

impl KnownSpelling {
    fn hash(&self, seeds: &Seeds) -> u64 {
        self.key.as_long().map_or_else(|| self.key.hash(seeds), |(hash, _)| hash)
    }
}

/// What a thread keeps of a folded word: a line of the cache too.
#[repr(align(64))]
struct KnownWord {
    text: Span,
    hash: u64,
    letters: Letters,
    stutter: u32,
    name_keys: NameKeys,
    functions: u8,
    seen: (u32, u32),
    /// What each pack says: a place among [`Known::facts`], counted from one, or 0 before the pack was asked.
    facts: [u32; PACKS.len()],
}

#[derive(Default)]
struct Known {
    seeds: Seeds,
    /// The folded words, and spellings that are longer than a key.
    text: String,
    spellings: Vec<KnownSpelling>,
    words: Vec<KnownWord>,
    by_spelling: HashTable<u32>,
    by_word: HashTable<u32>,
    /// What packs say of words, each once: of most words they say what they say of many. Never forgotten: 32 MB of news have
    /// 1,800.
    facts: Vec<Facts>,
    by_facts: HashMap<Facts, u32>,
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
    /// The spellings that were put and not yet read.
    put: Vec<(Key, u64)>,
    /// Their numbers among those that the thread knows.
    found: Vec<Option<u32>>,
}

/// Spellings that are looked up in a row, before anything depends on what is found: so the processor waits for the memory
/// once for many of them.
const TOGETHER: usize = 128;

impl Reader {
    /// A reader for a text of so many bytes.
    pub fn new(bytes: usize) -> Self {
        let mut known = KNOWN.take().unwrap_or_default();
        if known.spellings.len() > KEPT || known.text.len() > KEPT_BYTES || known.document == u32::MAX {
            known.forget();
        }
        known.document += 1;
        // A word with its space has eight bytes or more. At first most words are new ones; longer texts come to repeat
        // themselves.
        let bytes = bytes.min(1 << 18);
        let distinct = bytes.min(1 << 11) / 16 + bytes / 16;
        let words = Words {
            folded: String::with_capacity(8 * distinct),
            words: Vec::with_capacity(distinct),
            ..Words::default()
        };
        Self {
            known,
            words,
            numbers: Vec::with_capacity(distinct),
            put: Vec::with_capacity(TOGETHER),
            found: Vec::with_capacity(TOGETHER),
        }
    }

    /// Takes the spelling of the next token. Whether it is to be read now with those before it: there are enough, or it is
    /// long and must be known before it comes again.
    #[inline]
    pub fn put(&mut self, text: &str, span: Span) -> bool {
        let behind = &text.as_bytes()[span.start as usize..];
        let length = span.len() as usize;
        if length > SHORT {
            self.put.push(self.known.long_key(span.of(text)));
            return true;
        }
        let key = Key::short(behind, length);
        self.put.push((key, key.hash(&self.known.seeds)));
        self.put.len() >= TOGETHER
    }

    /// Gives the last tokens, those whose spellings were put, their words and what is known of their spellings.
    pub fn read(&mut self, text: &str, tokens: &mut [Token], cues: &mut [u64]) {
        let known = &mut *self.known;
        let find = |known: &Known, &(key, hash): &(Key, u64)| {
            known.by_spelling.find(hash, |&at| known.spellings[at as usize].key == key).copied()
        };
        self.found.clear();
        self.found.extend(self.put.iter().map(|put| find(known, put)));
        let first = tokens.len() - self.put.len();
        let tokens = tokens[first..].iter_mut().zip(&mut cues[first..]);
        for (((token, cues), put), found) in tokens.zip(&self.put).zip(&self.found) {
            // What was not known may have been learned for a token before this one.
            let at =
                found.or_else(|| find(known, put)).unwrap_or_else(|| known.learn(token.span.of(text), put.1, put.0));
            let KnownSpelling { spelling, word, documents, seen, .. } = &mut known.spellings[at as usize];
            if seen.0 != known.document {
                let known_word = &mut known.words[*word as usize];
                if known_word.seen.0 != known.document {
                    known_word.seen = (known.document, self.words.words.len() as u32);
                    let folded = if spelling.verbatim { token.span.of(text) } else { known_word.text.of(&known.text) };
                    self.words.add(folded, known_word);
                    self.numbers.push(*word);
                }
                *seen = known_word.seen;
                *documents = documents.saturating_add(1);
                self.words.signs = self.words.signs | spelling.signs;
            }
            token.word = seen.1;
            *cues |= u64::from(spelling.cues) << FIRST_CUE;
            token.joints = spelling.joints;
            token.peculiar = spelling.peculiar;
            if token.kind == TokenKind::Mark {
                token.mark = spelling.first;
            }
        }
        self.put.clear();
    }

    /// The words so far.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// All words, with what the lists of a language say of them.
    pub fn finish(mut self, pack: Option<&LanguagePack>) -> Words {
        if let Some(pack) = pack {
            // A pack that is not among those of this module is asked each time.
            let index = pack_index(pack.lang);
            let known = &mut *self.known;
            for (word, &number) in self.words.words.iter_mut().zip(&self.numbers) {
                let hashed = Hashed { text: word.folded.of(&self.words.folded), hash: word.hash };
                word.facts = match index {
                    Some(index) => known.facts(number, hashed, pack, index),
                    None => pack.facts(hashed),
                };
                word.facts.cues |= word.letters.cues();
                self.words.cues |= word.facts.cues;
            }
        } else {
            // There is no list that could have them.
            self.words.words.iter_mut().for_each(|word| word.facts.cues = Facts::UNLISTED | word.letters.cues());
        }
        KNOWN.set(Some(self.known));
        self.words
    }
}

impl Known {
    /// The key and the hash of a spelling that is longer than a key.
    #[cold]
    fn long_key(&mut self, text: &str) -> (Key, u64) {
        let hash = self.seeds.hash(text);
        let long = |&at: &u32| self.spellings[at as usize].key.as_long();
        let same = |at: &u32| long(at).is_some_and(|(known, place)| known == hash && *place.of(&self.text) == *text);
        match self.by_spelling.find(hash, same) {
            Some(&at) => (self.spellings[at as usize].key, hash),
            None => (Key::long(hash, keep(&mut self.text, text)), hash),
        }
    }

    /// Finds out what there is to know of a spelling, and gives back its number.
    #[cold]
    fn learn(&mut self, text: &str, hash: u64, key: Key) -> u32 {
        let Look { spelling, letters } = Look::at(text);
        let word = match letters {
            Some(letters) => self.word(Hashed::of(text), || letters),
            None => {
                let mut folded = std::mem::take(&mut self.folded);
                folded.clear();
                fold_into(text, &mut folded);
                let word = self.word(Hashed::of(&folded), || Letters::of(&folded));
                self.folded = folded;
                word
            }
        };
        let number = self.spellings.len() as u32;
        self.spellings.push(KnownSpelling { key, word, spelling, documents: 0, seen: (0, 0) });
        self.by_spelling.insert_unique(hash, number, |&at| self.spellings[at as usize].hash(&self.seeds));
        number
    }

    /// The number of a folded word.
    fn word(&mut self, folded: Hashed<'_>, letters: impl FnOnce() -> Letters) -> u32 {
        let same = |&at: &u32| *self.words[at as usize].text.of(&self.text) == *folded.text;
        let hash = self.seeds.hash(folded.text);
        if let Some(&word) = self.by_word.find(hash, same) {
            return word;
        }
        if self.words.len() == CORPUS {
            self.make_room();
        }
        let letters = letters();
        // Without a hyphen a word must be long.
        let may_stutter = !letters.plain || letters.count >= SHORTEST_STUTTER;
        let text = keep(&mut self.text, folded.text);
        let word = KnownWord {
            text,
            hash: folded.hash,
            letters,
            stutter: if may_stutter { stutter(folded.text) as u32 } else { 0 },
            name_keys: NameKeys::of(folded.text),
            functions: FUNCTION_WORDS.packs(folded),
            seen: (0, 0),
            facts: [0; PACKS.len()],
        };
        self.add_word(word, hash)
    }

    fn add_word(&mut self, word: KnownWord, hash: u64) -> u32 {
        let number = self.words.len() as u32;
        self.words.push(word);
        let hash_of = |&word: &u32| self.seeds.hash(self.words[word as usize].text.of(&self.text));
        self.by_word.insert_unique(hash, number, hash_of);
        number
    }

    fn make_room(&mut self) {
        let Self { spellings, words, by_spelling, by_word, seeds, text, .. } = self;
        let room = |known: usize| (KEPT + KEPT / 8).saturating_sub(known);
        by_spelling.reserve(room(by_spelling.len()), |&at| spellings[at as usize].hash(seeds));
        by_word.reserve(room(by_word.len()), |&word| seeds.hash(words[word as usize].text.of(text)));
        spellings.reserve_exact(room(spellings.len()));
        words.reserve_exact(room(words.len()));
    }

    /// What a pack says of a word.
    #[inline]
    fn facts(&mut self, number: u32, word: Hashed<'_>, pack: &LanguagePack, index: usize) -> Facts {
        let place = &mut self.words[number as usize].facts[index];
        if *place == 0 {
            let facts = pack.facts(word);
            *place = *self.by_facts.entry(facts).or_insert_with(|| {
                self.facts.push(facts);
                self.facts.len() as u32
            });
        }
        self.facts[*place as usize - 1]
    }

    /// Forgets the spellings that the fewest documents had, and the long ones. Half of what is counted is forgotten too: what
    /// was common long ago makes room.
    #[cold]
    fn forget(&mut self) {
        self.spellings.retain(|spelling| spelling.key.as_long().is_none());
        if self.spellings.len() > STAYING {
            self.spellings.select_nth_unstable_by_key(STAYING, |spelling| std::cmp::Reverse(spelling.documents));
            self.spellings.truncate(STAYING);
        }
        let text = std::mem::take(&mut self.text);
        let mut numbers = vec![None; self.words.len()];
        let mut words = Vec::with_capacity(self.spellings.len());
        for spelling in &mut self.spellings {
            let word = &self.words[spelling.word as usize];
            spelling.word = *numbers[spelling.word as usize].get_or_insert_with(|| {
                let text = keep(&mut self.text, word.text.of(&text));
                words.push(KnownWord { text, seen: (0, 0), ..*word });
                words.len() as u32 - 1
            });
            spelling.documents /= 2;
            spelling.seen = (0, 0);
        }
        self.document = 0;
        self.folded = String::new();
        self.words.clear();
        self.by_word.clear();
        self.by_spelling.clear();
        // One document may have had very many.
        if self.by_spelling.capacity() > 2 * KEPT {
            (self.words, self.by_word, self.by_spelling) = Default::default();
            self.spellings.shrink_to_fit();
        }
        self.make_room();
        for word in words {
            let hash = self.seeds.hash(word.text.of(&self.text));
            self.add_word(word, hash);
        }
        for (number, spelling) in self.spellings.iter().enumerate() {
            let hash = |&at: &u32| self.spellings[at as usize].hash(&self.seeds);
            self.by_spelling.insert_unique(spelling.hash(&self.seeds), number as u32, hash);
        }
    }
}

/// Adds a text to others, and says where it stands.
#[inline]
fn keep(texts: &mut String, text: &str) -> Span {
    let length = |texts: &String| u32::try_from(texts.len()).expect("4 GiB of words at most");
    let start = length(texts);
    texts.push_str(text);
    Span::new(start, length(texts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_those_of_the_lists() {
        let packs: Vec<_> = PACKS.into_iter().filter_map(Lang::pack).collect();
        let words: Vec<&str> =
            packs.iter().flat_map(|pack| pack.list(List::FunctionWords).first_words()).map(|(word, _)| word).collect();
        for word in words.iter().copied().chain(["کتاب", "خبر", "report", ""]) {
            let word = Hashed::of(word);
            let plain = packs
                .iter()
                .zip(0..)
                .fold(0, |all, (pack, at)| all | u8::from(pack.has(List::FunctionWords, word)) << at);
            assert_eq!(FUNCTION_WORDS.packs(word), plain, "{}", word.text);
        }
        assert!(words.len() > 500, "{} words", words.len());
    }

    #[test]
    fn a_vocabulary_has_the_words_of_its_document_and_no_other() {
        for article in crate::text::articles() {
            let doc = crate::text::Document::new(&article, None);
            let vocabulary = doc.vocabulary();
            for word in (0..doc.distinct_words() as u32).map(|word| doc.word(word)) {
                assert_eq!(vocabulary.get(word).map(|word| doc.word(word)), Some(word));
                let other = format!("{word}ژژ");
                assert_eq!(vocabulary.get(&other), None, "{other}");
                assert!(vocabulary.may_have(word));
            }
        }
    }

    #[test]
    fn one_look_at_a_spelling_tells_what_its_characters_tell_one_by_one() {
        let odd =
            ["", "می\u{200C}رود", "مدينةالرياض", "خیلیییی", "ســلام", "Wi-Fi", "2ء", "é", "۱۲٫۵", "ۆ", "ه\u{654}", "😀"];
        let articles = crate::text::articles();
        let spellings = articles.iter().flat_map(|article| article.split_whitespace()).chain(odd);
        let mut verbatim = 0;
        for text in spellings {
            let Look { spelling, letters } = Look::at(text);
            let folded = fold(text);
            assert_eq!(spelling.signs, Signs::of(text), "{text}");
            let rows = PECULIAR_LETTERS.iter().zip(0..);
            let peculiar = rows.filter(|((_, letters), _)| text.contains(|c| letters.contains(c)));
            assert_eq!(spelling.peculiar, peculiar.fold(0, |all, (_, row)| all | 1 << row), "{text}");
            let chars: Vec<char> = folded.chars().collect();
            let plain = Letters {
                count: chars.len() as u32,
                drawn_out: chars.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]),
                plain: !chars.is_empty() && chars.iter().all(|&c| is_letter(c)),
                runs_on: chars.windows(2).any(|two| two[0] == 'ة'),
            };
            assert_eq!(Letters::of(&folded), plain, "{text}");
            assert_eq!(spelling.verbatim, letters.is_some());
            if let Some(letters) = letters {
                assert_eq!((folded.as_str(), letters), (text, plain));
                verbatim += 1;
            }
        }
        assert!(verbatim > 2_000, "{verbatim}");
    }

    #[test]
    fn keys_are_the_bytes_of_a_spelling_and_their_number() {
        let text = "خبرگزاری‌های رسمی aé 12 و دیگران";
        for (start, end) in (0..=text.len()).flat_map(|start| (start..=text.len()).map(move |end| (start, end))) {
            if end - start <= SHORT {
                let mut bytes = [0; SHORT + 1];
                bytes[..end - start].copy_from_slice(&text.as_bytes()[start..end]);
                bytes[SHORT] = (end - start) as u8;
                let key = Key::short(&text.as_bytes()[start..], end - start);
                let plain = bytes.as_chunks::<8>().0.iter().map(|part| u64::from_le_bytes(*part));
                assert!(key.0.iter().copied().eq(plain) && key.as_long().is_none(), "{start}..{end}");
            }
        }
    }

    #[test]
    fn a_word_of_many_letters_is_kept_once_and_not_for_long() {
        let long = "ا".repeat(40_000);
        let text = format!("{long} {long}، {long} {long}");
        assert_eq!(words(&text, Lang::FA).iter().map(|word| word.0).collect::<Vec<_>>(), [0, 0, 1, 0, 0]);
        let kept = |held: &Known| held.text.len();
        let held = KNOWN.take().expect("read");
        assert!(kept(&held) < 3 * long.len(), "{} bytes", kept(&held));
        KNOWN.set(Some(held));
        for letter in 'ب'..='ی' {
            words(&letter.to_string().repeat(200_000), Lang::FA);
        }
        words("تمام", Lang::FA);
        let held = KNOWN.take().expect("read");
        assert!(kept(&held) < KEPT_BYTES, "{} bytes", kept(&held));
    }

    #[test]
    fn joints_are_the_affixes_between_joiners() {
        for (text, prefix, ending) in [
            ("می\u{200C}رود", true, false),
            ("کتاب\u{200C}ها", false, true),
            ("نمی\u{200C}شده\u{200C}اند", true, true),
            ("هم\u{200C}کار", false, false),
            ("بزرگ\u{200C}ترین", false, true),
            ("می", false, false),
        ] {
            assert_eq!(Joints::of(text), Joints { prefix, ending }, "{text}");
        }
    }

    /// The words of a text, as a reader numbers them.
    fn words(text: &str, lang: Lang) -> Vec<(u32, String, Facts)> {
        let doc = crate::text::Document::new(text, Some(lang));
        (0..doc.tokens().len() as u32)
            .map(|at| (doc.token(at).word, doc.folded(at).to_owned(), doc.facts_at(at)))
            .collect()
    }

    #[test]
    fn a_text_has_the_same_words_whatever_was_read_before_and_forgotten() {
        let text = "رییس‌جمهور گفت: «كتاب، کتاب و كِتاب» در تهران‌شهر و در Wi-Fi است، و بینهایت‌وبی‌نهایت‌وبی‌نهایت.";
        let fresh = PACKS.map(|lang| words(text, lang));
        let mut known = 0;
        for round in 0..12 {
            let start = round * KEPT / 5;
            let filling: String = (start..start + KEPT / 5).map(|number| format!("واژه{number} ")).collect();
            words(&filling, PACKS[round % PACKS.len()]);
            assert_eq!(PACKS.map(|lang| words(text, lang)), fresh);
            let held = KNOWN.take().expect("read");
            assert!(held.spellings.len() < 2 * KEPT && held.by_spelling.len() == held.spellings.len());
            assert!(held.by_word.len() == held.words.len());
            known = held.spellings.len();
            KNOWN.set(Some(held));
        }
        assert!(known < KEPT + KEPT / 5, "{known} spellings are known: nothing was forgotten");
    }
}
