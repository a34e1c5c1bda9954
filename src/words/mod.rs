//! What the program says to people, in their language: messages are data.
//!
//! A rule names a message and gives its numbers and short texts ([`Message`]); no words are put together until somebody
//! reads them. The sentences stand in catalogues in the Fluent syntax, one a language (`en.ftl`, `fa.ftl`, `ar.ftl`), with the
//! plural forms of CLDR. Fluent is what Firefox is translated with: <https://projectfluent.org>.

mod catalogue;

pub use catalogue::{Pattern, ids, pattern};

use std::borrow::Cow;
use std::fmt;

/// The language that the program speaks to its user: not that of the articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UiLang {
    /// English.
    #[default]
    En,
    /// Persian.
    Fa,
    /// Arabic.
    Ar,
}

impl UiLang {
    /// All of them, the default first.
    pub const ALL: [Self; 3] = [Self::En, Self::Fa, Self::Ar];

    /// BCP 47 tag.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fa => "fa",
            Self::Ar => "ar",
        }
    }

    /// The language of a BCP 47 tag, whatever its region: `fa-IR` is Persian.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(code))
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub fn is_rtl(self) -> bool {
        self != Self::En
    }

    /// A number in the digits of the language: Persian has its own, Arabic newspapers write both and software the
    /// European ones.
    #[must_use]
    pub fn number(self, plain: &str) -> String {
        let own = |c: char| match (self, c) {
            (Self::Fa, '0'..='9') => char::from_u32('۰' as u32 + (c as u32 - '0' as u32)).unwrap_or(c),
            (Self::Fa, '.') => '٫',
            _ => c,
        };
        plain.chars().map(own).collect()
    }

    /// A text of the catalogue. One that is not there is said by its name: a test finds it.
    #[must_use]
    pub fn say(self, id: &str, arguments: &[(&'static str, Value)]) -> String {
        catalogue::render(self, id, arguments)
    }
}

/// Whether a message is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Something is wrong.
    Error,
    /// Something is probably wrong; a person must look.
    Suspicion,
    /// Nothing may be wrong; it is good to know.
    Reminder,
}

impl Level {
    /// All levels, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Suspicion, Self::Reminder];

    /// Lower-case name: also that of the text which opens messages of this level.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Suspicion => "suspicion",
            Self::Reminder => "reminder",
        }
    }
}

/// What is put into a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number, on which plural forms depend.
    Number(u64),
    /// A number with a decimal point, as it is written in English.
    Decimal(String),
    /// A short text.
    Text(Cow<'static, str>),
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<char> for Value {
    fn from(letter: char) -> Self {
        Self::Text(letter.to_string().into())
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

/// A text of the catalogue with what is put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    id: &'static str,
    arguments: Vec<(&'static str, Value)>,
}

impl Phrase {
    /// The text of this name.
    #[must_use]
    pub const fn new(id: &'static str) -> Self {
        Self { id, arguments: Vec::new() }
    }

    /// Adds a number or a short text that the text names.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Its name in the catalogue.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// What is put into it.
    #[must_use]
    pub fn arguments(&self) -> &[(&'static str, Value)] {
        &self.arguments
    }

    /// The text in a language.
    #[must_use]
    pub fn text(&self, ui: UiLang) -> String {
        ui.say(self.id, &self.arguments)
    }
}

/// One plain sentence for the reader, which says first whether it is an error, a suspicion or a reminder.
///
/// ```
/// use mtlint::{Message, UiLang};
/// let message = Message::suspicion("repeated-word").with("count", 3_usize);
/// assert_eq!(message.text(UiLang::En), "Suspicion: a word comes 3 times in a row.");
/// assert_eq!(message.text(UiLang::Fa), "خطای احتمالی: یک واژه ۳ بار پشت سر هم آمده است.");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message(Said);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Listed { level: Level, phrase: Phrase },
    OfHouse(Box<str>),
}

impl Message {
    /// Something is wrong. `id` names a text of the catalogue: the rule's name, and which of its messages it is.
    #[must_use]
    pub const fn error(id: &'static str) -> Self {
        Self::listed(Level::Error, id)
    }

    /// Something is probably wrong.
    #[must_use]
    pub const fn suspicion(id: &'static str) -> Self {
        Self::listed(Level::Suspicion, id)
    }

    /// It is good to know.
    #[must_use]
    pub const fn reminder(id: &'static str) -> Self {
        Self::listed(Level::Reminder, id)
    }

    const fn listed(level: Level, id: &'static str) -> Self {
        Self(Said::Listed { level, phrase: Phrase::new(id) })
    }

    /// The words of a house for a rule of its own: the same in every language.
    #[must_use]
    pub fn of_house(text: &str) -> Self {
        Self(Said::OfHouse(text.into()))
    }

    /// Adds a number or a short text that the message names.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        if let Said::Listed { phrase, .. } = &mut self.0 {
            phrase.arguments.push((name, value.into()));
        }
        self
    }

    /// Tells the message another number of places, where it says one.
    pub(crate) fn recount(&mut self, count: u32) {
        if let Said::Listed { phrase, .. } = &mut self.0
            && let Some((_, told)) = phrase.arguments.iter_mut().find(|(name, _)| *name == "count")
        {
            *told = count.into();
        }
    }

    /// The text of the catalogue; `None` for the words of a house.
    #[must_use]
    pub fn phrase(&self) -> Option<&Phrase> {
        match &self.0 {
            Said::Listed { phrase, .. } => Some(phrase),
            Said::OfHouse(_) => None,
        }
    }

    /// The name of the text in the catalogue; `None` for the words of a house.
    #[must_use]
    pub fn id(&self) -> Option<&'static str> {
        self.phrase().map(Phrase::id)
    }

    /// Whether it is certain; `None` for the words of a house.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        match &self.0 {
            Said::Listed { level, .. } => Some(*level),
            Said::OfHouse(_) => None,
        }
    }

    /// The sentence. Words of a house are the same in every language.
    #[must_use]
    pub fn text(&self, ui: UiLang) -> Cow<'_, str> {
        match &self.0 {
            Said::Listed { level, phrase } => ui.say(level.name(), &[("message", phrase.text(ui).into())]).into(),
            Said::OfHouse(text) => Cow::Borrowed(text),
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(UiLang::En))
    }
}
