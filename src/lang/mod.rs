//! What the checker knows of a language, as data.
//!
//! A language is a folder of plain-text lists beside this file. To teach mtlint a phrase, add a row;
//! to teach it a list or a language, add it to the table of [`lists!`](self).

mod bloom;
mod edges;
mod fold;
mod hash;
mod kinds;
mod list;
mod names;
mod packed;
mod patterns;
mod review;
mod script;
mod sentence_edges;
mod tables;
mod transliteration;
mod verbs;

pub(crate) use bloom::Bloom;
pub(crate) use fold::is_folded;
pub use fold::{fold, fold_into, is_ignorable, is_letter};
pub use hash::{Folded, Hashed};
pub use kinds::{Affix, Clitic, NameKind, Part};
pub use list::{Match, PhraseList, Row, interned};
pub use patterns::Inflections;
pub use review::{Flaw, ListFlaw, fix_list, has_calques, review_calques, review_list};
pub use script::{TEH_MARBUTA, ZWNJ, is_vowel_sign, joins_next};
pub use sentence_edges::{Ratios, SentenceEdges};
pub(crate) use transliteration::{NameKeys, NameLetter, TRANSLITERATION};
pub use verbs::{VerbForm, Verbs};

use edges::{Edges, without_prefix};
use fst::Map;
use hashbrown::{HashMap, HashSet};
use list::PackedList;
use names::NameAffixes;
use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

/// A language by its ISO 639 code (two letters where there are two).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(&'static str);

impl Lang {
    /// Arabic.
    pub const AR: Self = Self("ar");
    /// Persian.
    pub const FA: Self = Self("fa");
    /// English: a pack for what stands in English in Persian and Arabic texts, and for the rules on repetition;
    /// articles in it are not supported.
    pub const EN: Self = Self("en");
    /// Nothing to tell the language by.
    pub const UNKNOWN: Self = Self("und");

    /// The ISO 639 code; `und` when unknown.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }

    /// A language for which only its code is known here.
    #[must_use]
    pub const fn other(code: &'static str) -> Self {
        Self(code)
    }

    /// The pack of this language, if mtlint has one.
    #[must_use]
    pub fn pack(self) -> Option<&'static LanguagePack> {
        match self {
            Self::AR => Some(&ARABIC),
            Self::FA => Some(&PERSIAN),
            Self::EN => Some(&ENGLISH),
            _ => None,
        }
    }

    /// Languages whose articles are checked by every rule.
    #[must_use]
    pub fn supported() -> &'static [Self] {
        &[Self::AR, Self::FA]
    }

    /// The [supported](Self::supported) language with this ISO 639 code.
    #[must_use]
    pub fn supported_by_code(code: &str) -> Option<Self> {
        Self::supported().iter().copied().find(|lang| lang.code().eq_ignore_ascii_case(code))
    }

    /// Whether this is one of the [supported](Self::supported) languages.
    #[must_use]
    pub fn is_supported(self) -> bool {
        Self::supported().contains(&self)
    }
}

macro_rules! lists {
    ($($list:ident $file:literal $($lang:literal)+,)+) => {
        /// The lists that a language pack can have. A language without one has it empty.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "each list says in its own header what it is")]
        pub enum List {
            $($list),+
        }

        impl List {
            /// Every list, in order.
            pub const ALL: [Self; Self::COUNT] = [$(Self::$list),+];
            /// Number of lists.
            pub const COUNT: usize = [$(Self::$list),+].len();

            /// The bit that stands for this list in [`Facts`].
            #[must_use]
            #[inline]
            pub const fn bit(self) -> u64 {
                1 << self as u8
            }
        }

        /// The lists that the packs have, with the codes of their languages.
        static PACKED: &[(List, &str, PackedList)] = &[$($((
            List::$list,
            $lang,
            PackedList {
                source: include_str!(concat!($lang, "/", $file, ".tsv")),
                words: include_str!(concat!(env!("OUT_DIR"), "/", $lang, "/", $file, ".words")),
                tables: include_bytes!(concat!(env!("OUT_DIR"), "/", $lang, "/", $file, ".tables")),
            },
        ),)+)+];
    };
}

// Each list with its file and the languages that have it.
lists! {
    Abbreviations "abbreviations" "ar" "fa",
    Acronyms "acronyms" "ar" "fa",
    Amounts "amounts" "ar" "fa",
    AttributionOpeners "attribution-openers" "ar" "fa",
    Calques "calques" "ar" "fa",
    CaptionCues "caption-cues" "ar" "fa",
    Citations "citations" "ar" "fa",
    ClauseParts "clause-parts" "ar" "en" "fa",
    Clitics "clitics" "ar",
    Correlatives "correlatives" "ar" "fa",
    DanglingParticles "dangling-particles" "ar" "fa",
    EventNouns "event-nouns" "ar",
    FiniteVerbs "finite-verbs" "ar",
    FunctionWords "function-words" "ar" "en" "fa",
    Furniture "furniture" "ar" "en" "fa",
    GivenNames "given-names" "ar" "fa",
    HeadlineActors "headline-actors" "ar" "fa",
    HeadlineConjunctions "headline-conjunctions" "ar" "fa",
    Honorifics "honorifics" "ar" "fa",
    HtmlTags "html-tags" "en",
    Inflections "inflections" "ar" "fa",
    LatinNames "names" "en",
    LetterNames "letter-names" "ar" "fa",
    Masdars "masdars" "ar",
    Modals "modals" "ar",
    Months "months" "ar" "en" "fa",
    NamesAsWords "names-as-words" "ar" "fa",
    NativeNames "native-names" "ar" "fa",
    NativeOutlets "native-outlets" "ar" "fa",
    NounAffixes "noun-affixes" "ar" "fa",
    OutletHeads "outlet-heads" "ar" "fa",
    Outlets "outlets" "ar" "fa",
    Placeholders "placeholders" "ar" "en" "fa",
    Predicates "predicates" "fa",
    ProductHeads "product-heads" "fa",
    PseudoVerbs "pseudo-verbs" "fa",
    Reduplications "reduplications" "ar" "en" "fa",
    ReportingVerbs "reporting-verbs" "ar" "fa",
    SenseGuards "sense-guards" "ar" "fa",
    SpecialTokens "special-tokens" "en",
    States "states" "ar" "en" "fa",
    Suffixes "suffixes" "en",
    TranslatedSurnames "translated-surnames" "ar" "fa",
    TranslatorNotes "translator-notes" "ar" "en" "fa",
    Units "units" "ar" "en" "fa",
}

/// What the lists say of one distinct word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Facts {
    /// Lists of which the word alone is a row.
    pub rows: u64,
    /// Lists in which a row begins with the word and goes on with what is no single known word.
    pub open: u64,
    /// What rules find their words by. Bits from below: the lists of which some row begins with the word
    /// ([`List::bit`]); from above: [`Facts::VERB`] and the other constants.
    pub cues: u64,
    /// The word as a form of a verb.
    pub verb: Option<VerbForm>,
    /// One of the commonest function words, which make no repetition remarkable.
    pub commonest: bool,
    /// Kinds of the rows of [`List::ClauseParts`] that begin with the word.
    pub parts: u64,
    /// What the word is by the tables of affixes.
    pub affixes: u16,
    /// A stem of the past tense.
    pub past_stem: bool,
    /// "And" or "so" is written onto the word.
    pub conjunction: bool,
    /// The definite article is written onto the word.
    pub definite: bool,
}

// The lists have the bits below those of the constants.
const _: () = assert!(List::COUNT <= 47);

impl Facts {
    /// Among the cues: the word may be a form of a verb.
    pub const VERB: u64 = 1 << 63;
    /// Among the cues: the prefix of the present tense, which careless texts write as a word of its own.
    pub const DURATIVE: u64 = 1 << 62;
    /// Among the cues: an [`Affix`] of some kind.
    pub const AFFIX: u64 = 1 << 61;
    /// Among the cues: an affix may be written onto the word without the joiner that belongs between: «میکند»,
    /// «رسانهها».
    pub const FUSED: u64 = 1 << 60;
    /// Among the cues: "and" or "so" is written onto the word.
    pub const CONJUNCTION: u64 = 1 << 59;
    /// Among the cues: the Arabic preposition "to" is written onto a word that begins a row of a [`NameKind`].
    pub const DIRECTED: u64 = 1 << 58;
    /// Among the cues: a row of [`Part::To`] begins with the word.
    pub const TO: u64 = 1 << 57;
    /// Among the cues: a row of [`NameKind::Compound`] begins with the word.
    pub const COMPOUND: u64 = 1 << 56;
    /// Among the cues: a row of another [`NameKind`] begins with the word.
    pub const SENSE: u64 = 1 << 55;
    /// Among the cues: no list has the word alone apart from those of foreign names, and it is no form of a verb.
    pub const UNLISTED: u64 = 1 << 54;
    /// Among the cues: the word may be a foreign name, or one behind a proclitic. It is in no list but
    /// [`List::HeadlineActors`] and those of foreign names, no form of a verb, and has [`NAME_CONSONANTS`].
    pub const NAME: u64 = 1 << 53;
    /// Among the cues of a token and of its word: ة, which ends words, stands before another letter.
    pub const RUN_ON: u64 = 1 << 52;
    /// Among the cues of a token: it is written in Latin letters.
    pub const LATIN: u64 = 1 << 51;
    /// Among the cues of a token: nothing stands between it and the token before it.
    pub const TOUCHING: u64 = 1 << 50;
    /// Among the cues of a token: something else than one space stands between it and the token before it.
    pub const ODD_GAP: u64 = 1 << 49;
    /// Among the cues of a token: a zero-width non-joiner stands inside.
    pub const JOINED: u64 = 1 << 48;
    /// Among the cues of a token: it has the stretching stroke, or a letter three times in a row. Of the two a word tells the
    /// second.
    pub const STRETCHED: u64 = 1 << 47;

    /// Whether the word alone is a row of the list.
    #[must_use]
    #[inline]
    pub fn is(self, list: List) -> bool {
        self.rows & list.bit() != 0
    }

    /// Whether some row of the list begins with the word.
    #[must_use]
    #[inline]
    pub fn starts(self, list: List) -> bool {
        self.cues & list.bit() != 0
    }

    /// Whether some row of [`List::ClauseParts`] of a kind begins with the word.
    #[must_use]
    #[inline]
    pub fn begins(self, part: Part) -> bool {
        self.parts & part.bit() != 0
    }

    /// Whether the word alone is an affix of a kind.
    #[must_use]
    #[inline]
    pub fn is_affix(self, affix: Affix) -> bool {
        u64::from(self.affixes) & affix.bit() != 0
    }
}

/// Everything the checker knows of one language. Each part is read when it is first asked for: a text in another
/// language needs the function words alone, and an empty one nothing.
pub struct LanguagePack {
    /// The language.
    pub lang: Lang,
    packed: [Option<&'static PackedList>; List::COUNT],
    lists: Vec<OnceLock<PhraseList>>,
    inflections: OnceLock<Inflections>,
    beginnings: OnceLock<Beginnings>,
    clitics: OnceLock<Vec<Edges>>,
    affixes: OnceLock<Kinds>,
    fused_plurals: OnceLock<Edges>,
    name_affixes: OnceLock<NameAffixes>,
    affix_words: OnceLock<HashMap<String, u16>>,
    outlets: OnceLock<HashMap<&'static str, &'static str>>,
    commonest: OnceLock<HashSet<Box<str>>>,
    edges_source: &'static str,
    sentence_edges: OnceLock<SentenceEdges>,
    verbs: Option<LazyLock<Verbs>>,
    words: Option<Map<&'static [u8]>>,
}

/// Lists as bits: those of which a word is a row, those in which a row begins with it, and those in which such a row goes on
/// with what is no single known word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct ListBits {
    rows: u64,
    starts: u64,
    open: u64,
}

/// Kinds of rows with their folded forms. They are few: searched faster than hashed.
type Kinds = Vec<(&'static str, Vec<String>)>;

fn of_kind<'k>(kinds: &'k Kinds, kind: &str) -> &'k [String] {
    kinds.iter().find(|(known, _)| *known == kind).map_or(&[], |(_, forms)| forms)
}

/// A foreign name has so many consonants that show its build: of fewer there are too many in every text.
pub const NAME_CONSONANTS: usize = 3;

/// Lists that say of a word what it may be in a foreign name, and nothing of whether the language knows it.
const OF_FOREIGN_NAMES: u64 = List::GivenNames.bit() | List::States.bit() | List::TranslatedSurnames.bit();

/// How many of the commonest function words count as such. On native text the sixtieth stands 1,350 times in a million
/// words of Persian and 840 times in a million of Arabic.
const COMMONEST_WORDS: usize = 60;

/// For each word of [`Beginnings::known`]: 32 kB for the language that has most of them.
const BEGINNING_BITS: usize = 10;

/// What the words that begin a row of some list can be told by, and affixes and stems of the past tense: most words are
/// nothing of all that, and need not be looked for in each list.
struct Beginnings {
    /// All of them.
    known: Bloom,
    /// For hashes that fall together, the bits of the lists of all of them.
    lists: Box<[u64]>,
}

impl Beginnings {
    /// Whether a word may be one of those that there are bits of.
    fn may_know(&self, word: Hashed<'_>) -> bool {
        self.known.may_have(word.hash)
    }

    /// Lists in which some row may begin with a word, as bits: all in which one does, and seldom others.
    #[inline]
    fn of(&self, word: Hashed<'_>) -> u64 {
        if self.may_know(word) { self.lists[list_place(word.hash)] } else { 0 }
    }
}

/// As many as words that begin a row of a list in the language that has most.
const LIST_PLACES: usize = 1 << 15;

/// Where the lists of a hash stand: by other bits of it than in [`Beginnings::known`].
fn list_place(hash: u64) -> usize {
    (hash >> 32) as usize % LIST_PLACES
}

impl LanguagePack {
    fn new(lang: Lang, words: &'static [u8], sentence_edges: &'static str, verbs: Option<LazyLock<Verbs>>) -> Self {
        let mut packed = [None; List::COUNT];
        for (list, _, of_list) in PACKED.iter().filter(|(_, code, _)| *code == lang.code()) {
            packed[*list as usize] = Some(of_list);
        }
        Self {
            lang,
            packed,
            lists: (0..List::COUNT).map(|_| OnceLock::new()).collect(),
            inflections: OnceLock::new(),
            beginnings: OnceLock::new(),
            clitics: OnceLock::new(),
            affixes: OnceLock::new(),
            fused_plurals: OnceLock::new(),
            name_affixes: OnceLock::new(),
            affix_words: OnceLock::new(),
            outlets: OnceLock::new(),
            commonest: OnceLock::new(),
            edges_source: sentence_edges,
            sentence_edges: OnceLock::new(),
            verbs,
            // The map is read where it lies in the program: nothing is built or copied.
            words: Map::new(words).ok(),
        }
    }

    fn source(&self, list: List) -> &'static str {
        self.packed[list as usize].map_or("", |packed| packed.source)
    }

    /// The lists of which a folded word is a row, and those in which a row begins with it.
    fn listed(&self, word: Hashed<'_>) -> ListBits {
        let mut listed = ListBits::default();
        let mut lists = self.beginnings().of(word);
        while lists != 0 {
            let list = List::ALL[lists.trailing_zeros() as usize];
            lists &= lists - 1;
            let (alone, begins) = self.list(list).knows(word);
            listed.rows |= if alone { list.bit() } else { 0 };
            listed.starts |= if begins { list.bit() } else { 0 };
            listed.open |= if begins && self.list(list).is_open(word) { list.bit() } else { 0 };
        }
        listed
    }

    fn beginnings(&self) -> &Beginnings {
        self.beginnings.get_or_init(|| {
            let past_stems = self.verbs().into_iter().flat_map(|verbs| verbs.stems().0);
            let words = self.affix_words().keys().map(String::as_str).chain(past_stems);
            let mut known: Vec<u64> = words.map(|word| Hashed::of(word).hash).collect();
            let mut lists = vec![0; LIST_PLACES].into_boxed_slice();
            for list in List::ALL {
                for hash in self.list(list).first_hashes() {
                    known.push(hash);
                    lists[list_place(hash)] |= list.bit();
                }
            }
            Beginnings { known: Bloom::of(known, BEGINNING_BITS), lists }
        })
    }

    /// The folded forms of a list by their kinds.
    fn by_kind(&self, list: List) -> Kinds {
        let mut kinds = Kinds::new();
        for row in self.list(list).rows() {
            for kind in row.column(0).split('+') {
                match kinds.iter_mut().find(|(known, _)| *known == kind) {
                    Some((_, forms)) => forms.push(fold(row.form)),
                    None => kinds.push((kind, vec![fold(row.form)])),
                }
            }
        }
        kinds
    }

    fn clitics(&self, kind: Clitic) -> &Edges {
        let clitics = self.clitics.get_or_init(|| {
            let by_kind = self.by_kind(List::Clitics);
            Clitic::ALL.iter().map(|(_, name)| of_kind(&by_kind, name).into()).collect()
        });
        &clitics[kind as usize]
    }

    fn is_commonest(&self, word: &str) -> bool {
        let commonest = self.commonest.get_or_init(|| {
            let mut by_count: Vec<&Row> = self.list(List::FunctionWords).rows().iter().collect();
            by_count.sort_by_key(|row| std::cmp::Reverse(row.count));
            by_count.iter().take(COMMONEST_WORDS).map(|row| fold(row.form).into()).collect()
        });
        commonest.contains(word)
    }

    /// The rows of [`List::NounAffixes`] that are of this kind, folded, longest first.
    #[must_use]
    pub fn affixes(&self, kind: &str) -> &[String] {
        let affixes = self.affixes.get_or_init(|| {
            let mut affixes = self.by_kind(List::NounAffixes);
            affixes.iter_mut().for_each(|(_, forms)| forms.sort_by_key(|form| std::cmp::Reverse(form.len())));
            affixes
        });
        of_kind(affixes, kind)
    }

    /// Whether a folded word ends in such an affix.
    #[must_use]
    pub fn has_ending(&self, kind: &str, word: &str) -> bool {
        self.affixes(kind).iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a folded word begins with such an affix.
    #[must_use]
    pub fn has_beginning(&self, kind: &str, word: &str) -> bool {
        self.affixes(kind).iter().any(|beginning| word.starts_with(beginning.as_str()))
    }

    /// Whether a folded word or piece of a word is such an affix.
    #[must_use]
    pub fn is_affix(&self, kind: &str, piece: &str) -> bool {
        self.affixes(kind).iter().any(|affix| affix == piece)
    }

    /// A folded word without the ending of the plural that is written onto it.
    #[must_use]
    pub fn fused_plural<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.fused_plurals.get_or_init(|| self.affixes("plural-fused").into()).without_suffix(word)
    }

    /// Whether an affix may be written onto a folded word without the joiner that belongs between: the prefix of a finite
    /// verb, or the ending of the plural of what is no verb.
    fn may_be_fused(&self, word: &str, verb: Option<VerbForm>) -> bool {
        match verb {
            Some(VerbForm::Finite) => self.verbs().is_some_and(|verbs| verbs.without_durative(word).is_some()),
            Some(VerbForm::Participle) => false,
            None => self.fused_plural(word).is_some(),
        }
    }

    /// How many consonants show that a folded word has the build of a foreign name: those behind the letters of native
    /// patterns; none where an affix of a native pattern stands at either end.
    #[must_use]
    pub fn foreign_consonants(&self, word: &str) -> usize {
        self.name_affixes.get_or_init(|| NameAffixes::of(self)).foreign_consonants(word)
    }

    /// Whether a folded word has the build of a foreign name, as it is or behind a proclitic of one letter.
    fn may_be_name(&self, word: &str) -> bool {
        let mut bare = word.chars();
        bare.next();
        [word, bare.as_str()].into_iter().any(|word| self.foreign_consonants(word) >= NAME_CONSONANTS)
    }

    /// Whether a folded word ends as comparatives do.
    #[must_use]
    pub fn is_comparative(&self, word: &str) -> bool {
        self.has_ending("comparative", word)
    }

    /// Whether a folded word is an article that stands by itself.
    #[must_use]
    pub fn is_article(&self, word: &str) -> bool {
        self.has_kind(List::ClauseParts, word, "article")
    }

    /// A word as written without the "and" that is glued to it, where the language writes it so.
    #[must_use]
    pub fn without_and<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.without_clitic(Clitic::And, word)
    }

    /// The pack of English, of which texts in every language hold something.
    #[must_use]
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    /// One of the lists.
    #[must_use]
    #[inline]
    pub fn list(&self, list: List) -> &PhraseList {
        self.lists[list as usize].get_or_init(|| match self.packed[list as usize] {
            Some(packed) => PhraseList::packed(packed, self.inflections()),
            None => PhraseList::default(),
        })
    }

    /// Whether a folded word alone is a row of one of the lists.
    #[must_use]
    pub fn has<'w>(&self, list: List, word: impl Folded<'w>) -> bool {
        self.list(list).knows(word).0
    }

    /// Whether a folded word alone is a row of this kind in a list.
    #[must_use]
    pub fn has_kind<'w>(&self, list: List, word: impl Folded<'w>, kind: &str) -> bool {
        self.list(list).row_of(word).is_some_and(|row| row.is_kind(kind))
    }

    /// What a word that a list marks with `~` may take.
    #[must_use]
    pub fn inflections(&self) -> &Inflections {
        self.inflections.get_or_init(|| Inflections::parse(self.source(List::Inflections)))
    }

    /// A folded word without a clitic of this kind at its beginning; two letters or more must remain.
    #[must_use]
    pub fn without_clitic<'w>(&self, kind: Clitic, word: &'w str) -> Option<&'w str> {
        self.clitics(kind).without_prefix(word).filter(|rest| rest.chars().nth(1).is_some())
    }

    /// The folded words of the language that are this one behind a proclitic of its own or the article.
    pub fn with_clitics(&self, word: &str) -> impl Iterator<Item = String> {
        let kinds = [Clitic::Conjunction, Clitic::Article];
        kinds.into_iter().flat_map(move |kind| {
            let joined = self.clitics(kind).forms().iter().map(move |clitic| format!("{clitic}{word}"));
            joined.filter(move |joined| self.without_clitic(kind, joined) == Some(word))
        })
    }

    /// A folded word without the proclitic "and" or "so", where the language has such.
    #[must_use]
    pub fn without_proclitic<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.without_clitic(Clitic::Conjunction, word)
    }

    /// A folded word without the definite article, where the language writes it onto the word.
    #[must_use]
    pub fn without_article<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.without_clitic(Clitic::Article, word)
    }

    /// The Arabic preposition "to" and the article, as they are written onto words.
    fn preposition_and_article(&self) -> Option<(&str, &str)> {
        let clitic = |kind: Clitic| self.clitics(kind).forms().first().map(String::as_str);
        Some((clitic(Clitic::To)?, clitic(Clitic::Article)?))
    }

    /// The usual form of the outlet with this English name: the first that its row accepts.
    #[must_use]
    pub fn usual_outlet(&self, name: &str) -> Option<&'static str> {
        let outlets = self.outlets.get_or_init(|| {
            let accepted = self.list(List::Outlets).rows().iter().filter(|row| row.column(0) == "accepted");
            let usual = |row: &Row| (row.column(1), row.form.split('|').next().unwrap_or_default());
            // Of several rows the first counts.
            accepted.rev().map(usual).collect()
        });
        outlets.get(name).copied()
    }

    /// The bits of [`NameKind`] of the rows that begin with a folded word.
    fn name_kinds(&self, word: Hashed<'_>) -> u64 {
        if self.beginnings().of(word) & (List::Outlets.bit() | List::NamesAsWords.bit()) == 0 {
            return 0;
        }
        let kinds = |list: List| self.list(list).kinds_beginning(word);
        kinds(List::Outlets) | kinds(List::NamesAsWords)
    }

    /// What a folded word with the Arabic preposition "to" is without it («لأوقات», «للأوقات»): bare, and with the
    /// article that the preposition swallows. With the article it is the first and owned.
    pub fn without_preposition<'w>(&self, word: &'w str) -> impl Iterator<Item = Cow<'w, str>> {
        let known = self.preposition_and_article();
        let bare = known.and_then(|(to, _)| without_prefix(word, to));
        let definite = || known.zip(bare).and_then(|((to, article), bare)| Some((article, bare.strip_prefix(to)?)));
        let definite = definite().map(|(article, rest)| Cow::Owned(format!("{article}{rest}")));
        definite.into_iter().chain(bare.map(Cow::Borrowed))
    }

    /// What folded words are by the tables of affixes, as in [`Facts`].
    fn affix_words(&self) -> &HashMap<String, u16> {
        self.affix_words.get_or_init(|| {
            let mut words: HashMap<String, u16> = HashMap::new();
            for &(affix, name) in Affix::ALL {
                let of_nouns = matches!(affix, Affix::Plural | Affix::Degree | Affix::Ezafe | Affix::Indefinite);
                let of_verbs = self.verbs().filter(|_| !of_nouns);
                let nouns = if of_nouns { self.affixes(name) } else { &[] };
                let forms = nouns.iter().map(String::as_str).chain(of_verbs.into_iter().flat_map(|v| v.affixes(name)));
                for form in forms.filter(|form| !form.is_empty()) {
                    *words.entry(form.to_owned()).or_default() |= affix.bit() as u16;
                }
            }
            words
        })
    }

    /// What a folded word is by the tables of affixes, as in [`Facts`].
    #[must_use]
    pub fn affix_bits(&self, word: &str) -> u16 {
        self.affix_words().get(word).copied().unwrap_or_default()
    }

    /// What the lists say of a folded word.
    #[must_use]
    pub fn facts(&self, word: Hashed<'_>) -> Facts {
        let bare = self.without_proclitic(word.text).map(Hashed::of);
        let behind = bare.map(|bare| self.listed(bare)).unwrap_or_default();
        let ListBits { rows, starts, open } = self.listed(word);
        let (all, cues, open) = (rows | behind.rows, starts | behind.starts, open | behind.open);
        let mut facts = Facts { rows: all, cues, open, ..Facts::default() };
        // Rows of function words all of them.
        facts.commonest = rows & List::FunctionWords.bit() != 0 && self.is_commonest(word.text);
        if facts.starts(List::ClauseParts) {
            let parts = self.list(List::ClauseParts);
            facts.parts = parts.kinds_beginning(word) | bare.map_or(0, |bare| parts.kinds_beginning(bare));
        }
        let mut kinds = 0;
        if facts.starts(List::Outlets) || facts.starts(List::NamesAsWords) {
            kinds = self.name_kinds(word) | bare.map_or(0, |bare| self.name_kinds(bare));
        }
        if self.beginnings().may_know(word) {
            facts.affixes = self.affix_bits(word.text);
            facts.past_stem = self.verbs().is_some_and(|verbs| verbs.is_past_stem(word.text));
        }
        facts.conjunction = bare.is_some();
        facts.definite = self.without_article(word.text).is_some();
        facts.verb = self.verbs().and_then(|verbs| verbs.recognize(word.text));
        if facts.is(List::Predicates) || (facts.verb.is_none() && facts.is(List::FiniteVerbs)) {
            facts.verb = Some(VerbForm::Finite);
        }
        let listed = facts.rows & !OF_FOREIGN_NAMES;
        let is_name = listed & !List::HeadlineActors.bit() == 0 && facts.verb.is_none() && self.may_be_name(word.text);
        facts.cues |= [
            (Facts::VERB, facts.verb.is_some()),
            (Facts::DURATIVE, facts.is_affix(Affix::Durative)),
            (Facts::AFFIX, facts.affixes != 0),
            (Facts::FUSED, self.may_be_fused(word.text, facts.verb)),
            (Facts::UNLISTED, listed == 0 && facts.verb.is_none()),
            (Facts::NAME, is_name),
            (Facts::CONJUNCTION, facts.conjunction),
            (Facts::DIRECTED, self.without_preposition(word.text).any(|bare| self.name_kinds(Hashed::of(&bare)) != 0)),
            (Facts::TO, facts.begins(Part::To)),
            (Facts::COMPOUND, kinds & NameKind::Compound.bit() != 0),
            (Facts::SENSE, kinds & !NameKind::Compound.bit() != 0),
        ]
        .into_iter()
        .fold(0, |cues, (cue, is)| if is { cues | cue } else { cues });
        facts
    }

    /// How common a folded word is in the language at large: its frequency on the Zipf scale (the logarithm of the
    /// occurrences in a billion words) in half steps, from 5 (rare, 2.5) to 15 (the commonest, 7.5). `None` for
    /// what no word list has: rarer words, most foreign names, misprints. Well-known names have a frequency too.
    ///
    /// ```
    /// use mtlint::lang::{Lang, fold};
    /// let pack = Lang::FA.pack().expect("a pack");
    /// assert!(pack.commonness("این") > pack.commonness(&fold("کتابخانه")));
    /// assert_eq!(pack.commonness("کتبخنه"), None);
    /// ```
    #[must_use]
    pub fn commonness(&self, word: &str) -> Option<u8> {
        self.words.as_ref()?.get(word)?.try_into().ok()
    }

    /// Where in a sentence words stand; empty where nobody counted.
    #[must_use]
    pub fn sentence_edges(&self) -> &SentenceEdges {
        self.sentence_edges.get_or_init(|| SentenceEdges::parse(self.edges_source))
    }

    /// The verb paradigm, where the language has one.
    #[must_use]
    pub fn verbs(&self) -> Option<&Verbs> {
        self.verbs.as_deref()
    }
}

static ARABIC: LazyLock<LanguagePack> = LazyLock::new(|| {
    LanguagePack::new(Lang::AR, include_bytes!("ar/words.fst"), include_str!("ar/sentence-edges.tsv"), None)
});
static PERSIAN: LazyLock<LanguagePack> = LazyLock::new(|| {
    let verbs: LazyLock<Verbs> = LazyLock::new(|| {
        Verbs::parse(
            include_str!("fa/verbs.tsv"),
            include_str!("fa/verb-affixes.tsv"),
            include_str!("fa/verb-lookalikes.tsv"),
        )
    });
    LanguagePack::new(Lang::FA, include_bytes!("fa/words.fst"), include_str!("fa/sentence-edges.tsv"), Some(verbs))
});
static ENGLISH: LazyLock<LanguagePack> = LazyLock::new(|| LanguagePack::new(Lang::EN, &[], "", None));

/// Letters that give a language of Arabic script away, by its code.
pub static PECULIAR_LETTERS: LazyLock<Vec<(Lang, &'static str)>> = LazyLock::new(|| {
    patterns::rows(include_str!("peculiar-letters.tsv"))
        .filter_map(|(_, line)| line.split_once('\t'))
        .map(|(code, letters)| (Lang(code), letters))
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_in_the_lists_that_know_it_and_in_no_other() {
        let packs: Vec<&LanguagePack> = [Lang::AR, Lang::FA, Lang::EN].into_iter().filter_map(Lang::pack).collect();
        let mut words: Vec<String> = Vec::new();
        for pack in &packs {
            let firsts = List::ALL.into_iter().flat_map(|list| pack.list(list).first_words()).map(|(word, _)| word);
            words.extend(firsts.flat_map(|word| [word.to_owned(), format!("{word}ه")]));
        }
        for pack in packs {
            for word in words.iter().map(|word| Hashed::of(word)) {
                let mut plain = ListBits::default();
                for list in List::ALL {
                    let (alone, begins) = pack.list(list).knows(word);
                    plain.rows |= u64::from(alone) << list as u8;
                    plain.starts |= u64::from(begins) << list as u8;
                    plain.open |= u64::from(pack.list(list).is_open(word)) << list as u8;
                }
                assert_eq!(pack.listed(word), plain, "{}", word.text);
            }
        }
        assert!(words.len() > 50_000, "{} words", words.len());
    }

    #[test]
    fn cues_say_what_is_known_of_a_word() {
        let mut seen = 0;
        for pack in [Lang::AR, Lang::FA].into_iter().filter_map(Lang::pack) {
            let firsts = [List::Outlets, List::NamesAsWords, List::ClauseParts, List::FiniteVerbs, List::Furniture];
            let firsts = firsts.into_iter().flat_map(|list| pack.list(list).first_words()).map(|(word, _)| word);
            let beginning = |kinds: &[&str]| -> HashSet<String> {
                let rows = [List::Outlets, List::NamesAsWords].into_iter().flat_map(|list| pack.list(list).rows());
                let forms = rows.filter(|row| kinds.contains(&row.column(0))).flat_map(|row| row.form.split('|'));
                forms.filter_map(|form| form.split([' ', '/']).next().map(fold)).collect()
            };
            let kinds: Vec<&str> = NameKind::ALL.iter().map(|(_, name)| *name).collect();
            let (compounds, senses): (Vec<&str>, Vec<&str>) = kinds.into_iter().partition(|kind| *kind == "compound");
            let (compounds, senses) = (beginning(&compounds), beginning(&senses));
            for word in firsts.step_by(5).flat_map(|word| ["", "و", "ل"].map(|clitic| format!("{clitic}{word}"))) {
                let facts = pack.facts(Hashed::of(&word));
                let bare = pack.without_proclitic(&word);
                let named = |names: &HashSet<String>| {
                    names.contains(word.as_str()) || bare.is_some_and(|bare| names.contains(bare))
                };
                for (cue, is) in [
                    (Facts::VERB, facts.verb.is_some()),
                    (Facts::DURATIVE, facts.is_affix(Affix::Durative)),
                    (Facts::AFFIX, facts.affixes != 0),
                    (Facts::CONJUNCTION, bare.is_some()),
                    (Facts::TO, facts.begins(Part::To)),
                    (Facts::COMPOUND, named(&compounds)),
                    (Facts::SENSE, named(&senses)),
                    (Facts::FUSED, facts.verb.is_none() && pack.fused_plural(&word).is_some()),
                    (
                        Facts::FUSED,
                        facts.verb == Some(VerbForm::Finite)
                            && pack.verbs().is_some_and(|verbs| verbs.without_durative(&word).is_some()),
                    ),
                ] {
                    // A form with alternatives of its first word has more beginnings than this test reads.
                    assert!(facts.cues & cue != 0 || !is, "{word}: no cue {cue:b}");
                    seen += usize::from(is);
                }
                let unlisted = facts.rows & !OF_FOREIGN_NAMES == 0 && facts.verb.is_none();
                assert_eq!(facts.cues & Facts::UNLISTED != 0, unlisted, "{word}");
                let unlisted =
                    facts.rows & !(OF_FOREIGN_NAMES | List::HeadlineActors.bit()) == 0 && facts.verb.is_none();
                let name = unlisted && pack.foreign_consonants(&word) >= NAME_CONSONANTS;
                let has = facts.cues & Facts::NAME != 0;
                assert!((has || !name) && (unlisted || !has), "{word}");
            }
        }
        assert!(seen > 2_000, "{seen}");
    }
}
