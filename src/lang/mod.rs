//! What the checker knows of a language, as data.
//!
//! A language is a folder of plain-text lists beside this file. To teach mtlint a phrase, add a row;
//! to teach it a language, add a folder and its line in [`pack_sources!`](self).

mod fold;
mod list;
mod review;
mod verbs;

pub use fold::{fold, fold_into, is_ignorable};
pub use list::{Inflections, Match, PhraseList, Row};
pub use review::{Flaw, ListFlaw, fix_list, review_list};
pub use verbs::{VerbForm, Verbs};

use fst::Map;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A language by its ISO 639 code (two letters where there are two).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(&'static str);

impl Lang {
    /// Arabic.
    pub const AR: Self = Self("ar");
    /// Persian.
    pub const FA: Self = Self("fa");
    /// English: a pack of a few lists for the rules on repetition; articles in it are not supported.
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
        PACKS.iter().find(|lazy| lazy.lang == self).map(|lazy| &*lazy.pack)
    }

    /// Languages whose articles are checked by every rule.
    #[must_use]
    pub fn supported() -> &'static [Self] {
        &[Self::AR, Self::FA]
    }

    /// Whether this is one of the [supported](Self::supported) languages.
    #[must_use]
    pub fn is_supported(self) -> bool {
        Self::supported().contains(&self)
    }
}

/// The lists that a language pack can have. A language without one has it empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "each list says in its own header what it is")]
pub enum List {
    Abbreviations,
    Acronyms,
    AttributionOpeners,
    Calques,
    CaptionCues,
    ClauseParts,
    Clitics,
    Correlatives,
    DanglingParticles,
    EventNouns,
    FiniteVerbs,
    FunctionWords,
    Furniture,
    HeadlineActors,
    HeadlineConjunctions,
    Honorifics,
    Inflections,
    LetterNames,
    Masdars,
    Modals,
    Months,
    NameAffixes,
    NamesAsWords,
    NativeNames,
    NativeOutlets,
    OutletHeads,
    Outlets,
    Placeholders,
    Predicates,
    ProductHeads,
    PseudoVerbs,
    Reduplications,
    ReportNouns,
    ReportingVerbs,
    SenseGuards,
    TranslatorNotes,
    Units,
}

impl List {
    /// Number of lists.
    pub const COUNT: usize = Self::Units as usize + 1;

    /// The bit that stands for this list in [`Facts`].
    #[must_use]
    pub const fn bit(self) -> u64 {
        1 << self as u8
    }
}

/// What the lists say of one distinct word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Lists of which the word alone is a row.
    pub rows: u64,
    /// Lists of which some row begins with the word.
    pub starts: u64,
    /// The word as a form of a verb.
    pub verb: Option<VerbForm>,
    /// One of the commonest function words, which make no repetition remarkable.
    pub commonest: bool,
}

impl Facts {
    /// Whether the word alone is a row of the list.
    #[must_use]
    pub fn is(self, list: List) -> bool {
        self.rows & list.bit() != 0
    }

    /// Whether some row of the list begins with the word.
    #[must_use]
    pub fn starts(self, list: List) -> bool {
        self.starts & list.bit() != 0
    }
}

/// Everything the checker knows of one language.
pub struct LanguagePack {
    /// The language.
    pub lang: Lang,
    lists: Vec<PhraseList>,
    inflections: Inflections,
    /// For every word that is a row of a list or begins one: the bits of those lists.
    listed: HashMap<Box<str>, (u64, u64)>,
    clitics: Vec<(&'static str, Box<str>)>,
    verbs: Option<Verbs>,
    words: Option<Map<&'static [u8]>>,
    commonest: HashSet<Box<str>>,
    affixes: HashMap<&'static str, Vec<String>>,
}

/// How many of the commonest function words count as such: DETECTION's "60 commonest".
const COMMONEST_WORDS: usize = 60;

impl LanguagePack {
    fn load(lang: Lang, sources: &[(List, &'static str)], words: &'static [u8], verbs: Option<Verbs>) -> Self {
        let mut lists: Vec<PhraseList> = (0..List::COUNT).map(|_| PhraseList::default()).collect();
        let affixes = sources.iter().find(|(list, _)| *list == List::Inflections);
        let inflections = affixes.map(|(_, source)| Inflections::parse(source)).unwrap_or_default();
        for &(list, source) in sources {
            lists[list as usize] = PhraseList::parse(source, &inflections);
        }
        let mut listed: HashMap<Box<str>, (u64, u64)> = HashMap::new();
        for (index, list) in lists.iter().enumerate() {
            for (word, alone) in list.first_words() {
                let bits = listed.entry(word.into()).or_default();
                bits.0 |= u64::from(alone) << index;
                bits.1 |= 1 << index;
            }
        }
        let by_kind = |list: List| {
            let rows = lists[list as usize].rows().iter();
            rows.flat_map(|row| row.column(0).split('+').map(move |kind| (kind, fold(row.form))))
        };
        let clitics = by_kind(List::Clitics).map(|(kind, form)| (kind, form.into())).collect();
        let mut by_count: Vec<&Row> = lists[List::FunctionWords as usize].rows().iter().collect();
        by_count.sort_by_key(|row| std::cmp::Reverse(row.count));
        let commonest = by_count.iter().take(COMMONEST_WORDS).map(|row| fold(row.form).into()).collect();
        let mut affixes: HashMap<&'static str, Vec<String>> = HashMap::new();
        for (kind, form) in by_kind(List::NameAffixes) {
            affixes.entry(kind).or_default().push(form);
        }
        // The map is read where it lies in the program: nothing is built or copied.
        let words = Map::new(words).ok();
        Self { lang, lists, inflections, listed, clitics, verbs, words, commonest, affixes }
    }

    /// The rows of [`List::NameAffixes`] that are of this kind, folded.
    #[must_use]
    pub fn affixes(&self, kind: &str) -> &[String] {
        self.affixes.get(kind).map_or(&[], Vec::as_slice)
    }

    /// Whether a folded word ends as comparatives do.
    #[must_use]
    pub fn is_comparative(&self, word: &str) -> bool {
        self.affixes("comparative").iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// A word as written without the "and" that is glued to it, where the language writes it so.
    #[must_use]
    pub fn without_and<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.without_clitic("and", word)
    }

    /// One of the lists.
    #[must_use]
    pub fn list(&self, list: List) -> &PhraseList {
        &self.lists[list as usize]
    }

    /// What a word that a list marks with `~` may take.
    #[must_use]
    pub fn inflections(&self) -> &Inflections {
        &self.inflections
    }

    /// A folded word without a clitic of this kind at its beginning; two letters or more must remain.
    #[must_use]
    pub fn without_clitic<'w>(&self, kind: &str, word: &'w str) -> Option<&'w str> {
        let mut clitics = self.clitics.iter().filter(|(other, _)| *other == kind);
        clitics.find_map(|(_, clitic)| word.strip_prefix(&**clitic)).filter(|rest| rest.chars().nth(1).is_some())
    }

    /// A folded word without the proclitic "and" or "so", where the language has such.
    #[must_use]
    pub fn without_proclitic<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.without_clitic("conjunction", word)
    }

    /// A folded word without the definite article, where the language writes it onto the word.
    #[must_use]
    pub fn without_article<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.without_clitic("article", word)
    }

    /// What a folded word with the Arabic preposition "to" is without it («لأوقات», «للأوقات»): bare, and with the
    /// article that the preposition swallows.
    #[must_use]
    pub fn without_preposition(&self, word: &str) -> Vec<String> {
        let clitic = |kind: &'static str| self.clitics.iter().find(move |(other, _)| *other == kind);
        let (Some((_, to)), Some((_, article))) = (clitic("to"), clitic("article")) else { return Vec::new() };
        let bare = word.strip_prefix(&**to);
        let definite = bare.and_then(|bare| bare.strip_prefix(&**to)).map(|rest| format!("{article}{rest}"));
        definite.into_iter().chain(bare.map(str::to_owned)).collect()
    }

    /// What the lists say of a folded word.
    #[must_use]
    pub fn facts(&self, word: &str) -> Facts {
        let bits = |word: &str| self.listed.get(word).copied().unwrap_or_default();
        let (own, bare) = (bits(word), self.without_proclitic(word).map(bits).unwrap_or_default());
        let mut facts = Facts { rows: own.0 | bare.0, starts: own.1 | bare.1, ..Facts::default() };
        facts.commonest = self.commonest.contains(word);
        facts.verb = self.verbs.as_ref().and_then(|verbs| verbs.recognize(word));
        if facts.is(List::Predicates) || (facts.verb.is_none() && facts.is(List::FiniteVerbs)) {
            facts.verb = Some(VerbForm::Finite);
        }
        facts
    }

    /// How common a folded word is in the language at large: its frequency on the Zipf scale (the logarithm of the
    /// occurrences in a billion words) in half steps, from 5 (rare, 2.5) to 15 (the commonest, 7.5). `None` for
    /// what no word list has: rarer words, most foreign names, misprints. Well-known names have a frequency too.
    ///
    /// ```
    /// use mtlint::lang::{Lang, fold};
    /// let pack = Lang::FA.pack().expect("a pack");
    /// assert!(pack.commonness("و") > pack.commonness(&fold("کتابخانه")));
    /// assert_eq!(pack.commonness("کتبخنه"), None);
    /// ```
    #[must_use]
    pub fn commonness(&self, word: &str) -> Option<u8> {
        self.words.as_ref()?.get(word)?.try_into().ok()
    }

    /// The verb paradigm, where the language has one.
    #[must_use]
    pub fn verbs(&self) -> Option<&Verbs> {
        self.verbs.as_ref()
    }
}

macro_rules! pack_sources {
    ($lang:literal: $($list:ident $file:literal),* $(,)?) => {
        &[$((List::$list, include_str!(concat!($lang, "/", $file, ".tsv")))),*]
    };
}

/// A pack is parsed when a document first needs it: an Arabic article does not pay for Persian.
struct LazyPack {
    lang: Lang,
    pack: LazyLock<LanguagePack>,
}

static PACKS: [LazyPack; 3] = [
    LazyPack {
        lang: Lang::AR,
        pack: LazyLock::new(|| {
            let sources = pack_sources!("ar":
                Abbreviations "abbreviations",
                Acronyms "acronyms",
                AttributionOpeners "attribution-openers",
                Calques "calques",
                CaptionCues "caption-cues",
                ClauseParts "clause-parts",
                Clitics "clitics",
                Correlatives "correlatives",
                DanglingParticles "dangling-particles",
                EventNouns "event-nouns",
                FiniteVerbs "finite-verbs",
                FunctionWords "function-words",
                Furniture "furniture",
                HeadlineConjunctions "headline-conjunctions",
                Honorifics "honorifics",
                Inflections "inflections",
                LetterNames "letter-names",
                Masdars "masdars",
                Modals "modals",
                Months "months",
                NameAffixes "name-affixes",
                NamesAsWords "names-as-words",
                NativeNames "native-names",
                NativeOutlets "native-outlets",
                OutletHeads "outlet-heads",
                Outlets "outlets",
                Placeholders "placeholders",
                Reduplications "reduplications",
                ReportNouns "report-nouns",
                ReportingVerbs "reporting-verbs",
                SenseGuards "sense-guards",
                TranslatorNotes "translator-notes",
                Units "units",
            );
            LanguagePack::load(Lang::AR, sources, include_bytes!("ar/words.fst"), None)
        }),
    },
    LazyPack {
        lang: Lang::FA,
        pack: LazyLock::new(|| {
            let sources = pack_sources!("fa":
                Abbreviations "abbreviations",
                Acronyms "acronyms",
                AttributionOpeners "attribution-openers",
                Calques "calques",
                CaptionCues "caption-cues",
                ClauseParts "clause-parts",
                Correlatives "correlatives",
                DanglingParticles "dangling-particles",
                FunctionWords "function-words",
                Furniture "furniture",
                HeadlineActors "headline-actors",
                HeadlineConjunctions "headline-conjunctions",
                Honorifics "honorifics",
                Inflections "inflections",
                LetterNames "letter-names",
                Months "months",
                NameAffixes "name-affixes",
                NamesAsWords "names-as-words",
                NativeNames "native-names",
                NativeOutlets "native-outlets",
                OutletHeads "outlet-heads",
                Outlets "outlets",
                Placeholders "placeholders",
                Predicates "predicates",
                ProductHeads "product-heads",
                PseudoVerbs "pseudo-verbs",
                Reduplications "reduplications",
                ReportNouns "report-nouns",
                ReportingVerbs "reporting-verbs",
                SenseGuards "sense-guards",
                TranslatorNotes "translator-notes",
                Units "units",
            );
            let verbs = Verbs::parse(
                include_str!("fa/verbs.tsv"),
                include_str!("fa/verb-affixes.tsv"),
                include_str!("fa/verb-lookalikes.tsv"),
            );
            LanguagePack::load(Lang::FA, sources, include_bytes!("fa/words.fst"), Some(verbs))
        }),
    },
    LazyPack {
        lang: Lang::EN,
        pack: LazyLock::new(|| {
            let sources = pack_sources!("en":
                ClauseParts "clause-parts",
                FunctionWords "function-words",
                Reduplications "reduplications",
            );
            LanguagePack::load(Lang::EN, sources, &[], None)
        }),
    },
];

fn english(source: &'static str) -> PhraseList {
    PhraseList::parse(source, &Inflections::default())
}

/// Page furniture in English: it stands on pages of every language.
pub static ENGLISH_FURNITURE: LazyLock<PhraseList> = LazyLock::new(|| english(include_str!("en/furniture.tsv")));

/// English function words.
pub static ENGLISH_FUNCTION_WORDS: LazyLock<PhraseList> =
    LazyLock::new(|| english(include_str!("en/function-words.tsv")));

/// Units and technical abbreviations in lower-case Latin letters.
pub static LATIN_UNITS: LazyLock<PhraseList> = LazyLock::new(|| english(include_str!("en/units.tsv")));

/// Brands, services and agencies that stay in Latin letters.
pub static LATIN_NAMES: LazyLock<PhraseList> = LazyLock::new(|| english(include_str!("en/names.tsv")));

/// English names of months, weekdays and halves of the day.
pub static ENGLISH_MONTHS: LazyLock<PhraseList> = LazyLock::new(|| english(include_str!("en/months.tsv")));

/// Names of fields and of missing values that programs print in Latin letters.
pub static LATIN_PLACEHOLDERS: LazyLock<PhraseList> =
    LazyLock::new(|| english(include_str!("en/placeholders.tsv")));

/// Endings of English words that translation programs cut off as pieces.
pub static LATIN_SUFFIXES: LazyLock<PhraseList> = LazyLock::new(|| english(include_str!("en/suffixes.tsv")));

/// What translation programs say of their work in English.
pub static ENGLISH_TRANSLATOR_NOTES: LazyLock<PhraseList> =
    LazyLock::new(|| english(include_str!("en/translator-notes.tsv")));

/// Special tokens in the vocabularies of translation models, as they are written.
pub static SPECIAL_TOKENS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("en/special-tokens.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .collect()
});

/// Letters that give a language of Arabic script away, by its code.
pub static PECULIAR_LETTERS: LazyLock<Vec<(Lang, &'static str)>> = LazyLock::new(|| {
    include_str!("peculiar-letters.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(code, letters)| (Lang(code), letters))
        .collect()
});
