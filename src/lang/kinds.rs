//! The kinds that lists give their rows: names in a second column, joined with `+`.

macro_rules! kinds {
    ($(#[$doc:meta])* $kind:ident: $($name:ident $text:literal,)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $kind {
            $(#[doc = concat!("`", $text, "`")] $name,)*
        }

        impl $kind {
            pub(super) const ALL: &[(Self, &str)] = &[$((Self::$name, $text)),*];

            /// The kind with a name.
            #[must_use]
            pub fn by_name(name: &str) -> Option<Self> {
                Self::ALL.iter().find(|(_, known)| *known == name).map(|&(kind, _)| kind)
            }

            /// The bit that stands for this kind in [`Facts`](super::Facts).
            #[must_use]
            #[inline]
            pub const fn bit(self) -> u64 {
                1 << self as u8
            }
        }
    };
}

kinds! {
    /// What a row of [`List::ClauseParts`](super::List::ClauseParts) does in a clause: a name of its second column, which the head
    /// of the list explains.
    Part:
    And "and",
    Auxiliary "auxiliary",
    Between "between",
    Boundary "boundary",
    Closing "closing",
    Condition "condition",
    Confirmation "confirmation",
    Conjunction "conjunction",
    Copula "copula",
    Counterpart "counterpart",
    Demonstrative "demonstrative",
    Dependent "dependent",
    Existential "existential",
    FirstPerson "first-person",
    From "from",
    Governor "governor",
    Inner "inner",
    Joint "joint",
    LightVerb "light-verb",
    Modal "modal",
    Negation "negation",
    Not "not",
    Object "object",
    ObjectMarker "object-marker",
    OnlyVerb "only-verb",
    Other "other",
    Possible "possible",
    Preposition "preposition",
    Pronoun "pronoun",
    Purpose "purpose",
    Relative "relative",
    ReportNoun "report-noun",
    Separation "separation",
    Speaker "speaker",
    StandIn "stand-in",
    Standalone "standalone",
    TenseNegation "tense-negation",
    That "that",
    Then "then",
    To "to",
    Town "town",
    Until "until",
    Venue "venue",
    VerbalNoun "verbal-noun",
    Verbless "verbless",
    Vocative "vocative",
    When "when",
    While "while",
    With "with",
}

kinds! {
    /// What a row of [`List::Outlets`](super::List::Outlets) or [`List::NamesAsWords`](super::List::NamesAsWords) says that its words are.
    NameKind:
    Compound "compound",
    PersonSense "person-sense",
    Sense "sense",
    Speaker "speaker",
    Surname "surname",
    Town "town",
    VoiceSense "voice-sense",
}

kinds! {
    /// What is written onto a word: a name of the second column of [`List::Clitics`](super::List::Clitics).
    Clitic:
    And "and",
    Article "article",
    Complement "complement",
    Conjunction "conjunction",
    Future "future",
    Imperfect "imperfect",
    Person "person",
    Preposition "preposition",
    ThirdPerson "third-person",
    To "to",
}

kinds! {
    /// What a word is by the tables of affixes: a slot of the verb, or a kind of [`List::NounAffixes`](super::List::NounAffixes).
    Affix:
    Durative "durative",
    CopulaParticiple "copula-participle",
    NounToo "noun-too",
    AuxFuture "aux-future",
    AuxParticiple "aux-participle",
    Copula "copula",
    Plural "plural",
    Degree "degree",
    Ezafe "ezafe",
    Indefinite "indefinite",
}

/// What tells the bits of the kinds that a row names, in the lists that are asked for them by words, by the name of the file.
#[allow(dead_code, reason = "the build script needs it")]
pub(super) fn bits_of(list: &str) -> Option<fn(&str) -> u64> {
    fn all(kinds: &str, bit: impl Fn(&str) -> Option<u64>) -> u64 {
        kinds.split('+').filter_map(bit).fold(0, |bits, bit| bits | bit)
    }
    match list {
        "clause-parts" => Some(|kinds| all(kinds, |kind| Part::by_name(kind).map(Part::bit))),
        "names-as-words" | "outlets" => Some(|kinds| all(kinds, |kind| NameKind::by_name(kind).map(NameKind::bit))),
        _ => None,
    }
}
