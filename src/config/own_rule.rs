//! Rules that a house writes without code: phrases or a regular expression, a message, examples.

use crate::finding::{Axis, Confidence, Cost, Judged, RuleMeta, Severity};
use crate::lang::{Inflections, Lang, PhraseList, interned};
use crate::rule::{Context, Declared, Findings, Rule};
use crate::rules;
use crate::span::Span;
use crate::text::Document;
use crate::words::Message;
use regex::Regex;
use std::fmt;

/// What a rule of a house looks for.
#[derive(Debug)]
enum Pattern {
    /// Phrases in the notation of the lists: found whatever spelling of the letters, joiners and digits.
    Phrases(Box<PhraseList>),
    /// A regular expression over the text of each paragraph, as written.
    Regex(Regex),
}

/// A rule that a house wrote itself.
#[derive(Debug)]
pub struct OwnRule {
    meta: &'static RuleMeta,
    pattern: Pattern,
    /// What to say.
    message: Message,
    /// What should stand there.
    suggestion: Option<Box<str>>,
    /// Whose texts it reads; `None`: every text.
    lang: Option<Lang>,
}

/// What a person says of a rule of their own.
#[derive(Clone, Debug)]
pub struct OwnRuleSource<'s> {
    /// Kebab-case name.
    pub name: &'s str,
    /// Language of the texts that it reads; `None`: every text.
    pub lang: Option<Lang>,
    /// Phrases to find; one of `phrases` and `regex` must be given.
    pub phrases: &'s [String],
    /// Regular expression to find.
    pub regex: Option<&'s str>,
    /// Whose defect it is.
    pub axis: Axis,
    /// What it does to the reader.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// What to tell the editor.
    pub message: &'s str,
    /// What should stand there.
    pub suggestion: Option<&'s str>,
}

/// Why a rule cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnRuleError {
    /// The name is not kebab-case.
    Name,
    /// mtlint has a rule of this name.
    Taken,
    /// Neither phrases nor a regular expression, or both.
    Pattern,
    /// A phrase that can never be found.
    Phrase(String),
    /// The regular expression is none, or matches nothing at all.
    Regex(String),
}

impl fmt::Display for OwnRuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name => f.write_str("a name is lower-case words with hyphens, for instance \"house-style\""),
            Self::Taken => f.write_str("mtlint has a rule of this name"),
            Self::Pattern => f.write_str("give either phrases or a regex"),
            Self::Phrase(phrase) => write!(f, "the phrase {phrase:?} is never found: it does not begin with a word"),
            Self::Regex(error) => write!(f, "regex: {error}"),
        }
    }
}

impl std::error::Error for OwnRuleError {}

impl OwnRule {
    /// Makes a rule.
    ///
    /// What is known of a rule lives as long as the program: a rule that is made again with the same words
    /// costs no further memory.
    ///
    /// # Errors
    /// When something about it can never work.
    pub fn new(source: &OwnRuleSource<'_>) -> Result<Self, OwnRuleError> {
        let kebab = |name: &str| {
            name.split('-').all(|part| {
                !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            })
        };
        if !kebab(source.name) {
            return Err(OwnRuleError::Name);
        }
        if rules::by_name(source.name).is_some() {
            return Err(OwnRuleError::Taken);
        }
        let pattern = match (source.phrases, source.regex) {
            ([_, ..], None) => {
                let inflections = Inflections::of_all_packs();
                if let Some(phrase) = source.phrases.iter().find(|phrase| is_never_found(phrase, &inflections)) {
                    return Err(OwnRuleError::Phrase(phrase.clone()));
                }
                Pattern::Phrases(Box::new(PhraseList::parse(interned(&source.phrases.join("\n")), &inflections)))
            }
            ([], Some(regex)) => {
                // The last line of a message says what is wrong, the others draw where.
                let cause = |message: String| {
                    message.lines().last().map(|line| line.trim_start_matches("error: ").to_owned()).unwrap_or_default()
                };
                let regex = Regex::new(regex).map_err(|error| OwnRuleError::Regex(cause(error.to_string())))?;
                if regex.is_match("") {
                    return Err(OwnRuleError::Regex("it matches where there is nothing".to_owned()));
                }
                Pattern::Regex(regex)
            }
            _ => return Err(OwnRuleError::Pattern),
        };
        let meta = RuleMeta {
            name: interned(source.name),
            docs: interned(source.message),
            axis: source.axis,
            severity: source.severity,
            confidence: source.confidence,
            languages: &[],
            mqm: "style/organization_style",
            its: "style",
            cost: Cost::Habit,
            yields_to: &[],
            // The house vouches for its own rule: the weight of a rule with 98 right of 98 judged.
            judged: Judged { right: 98, wrong: 0, data: "a rule of the house" },
            since: env!("CARGO_PKG_VERSION"),
        };
        Ok(Self {
            meta: interned_meta(meta),
            pattern,
            message: Message::of_house(source.message),
            suggestion: source.suggestion.map(Into::into),
            lang: source.lang,
        })
    }

    /// The language of the texts that the rule of this name reads, when it is this one.
    #[must_use]
    pub fn lang_of(&self, name: &str) -> Option<Lang> {
        self.lang.filter(|_| self.meta.name == name)
    }

    /// The places in a document, in order, without overlaps.
    fn places(&self, doc: &Document<'_>) -> Vec<Span> {
        let mut places = Vec::new();
        for paragraph in doc.article() {
            match &self.pattern {
                Pattern::Regex(regex) => {
                    let start = paragraph.span.start;
                    let found = regex.find_iter(paragraph.span.of(doc.text()));
                    let span =
                        |found: regex::Match<'_>| Span::new(start + found.start() as u32, start + found.end() as u32);
                    places.extend(found.filter(|found| !found.is_empty()).map(span));
                }
                Pattern::Phrases(list) => places.extend(doc.places_of(list, paragraph.range())),
            }
        }
        places
    }
}

impl Declared for OwnRule {
    fn meta(&self) -> &'static RuleMeta {
        self.meta
    }
}

impl Rule for OwnRule {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        if self.lang.is_some_and(|lang| lang != cx.lang()) {
            return;
        }
        for span in self.places(cx.doc) {
            let report = out.report(span, self.message.clone());
            if let Some(suggestion) = &self.suggestion {
                report.suggestion(&**suggestion);
            }
        }
    }
}

/// Whether what a configuration gives as a phrase is none that a list can find: lines and columns are those of lists, `#` begins
/// a comment, and a phrase begins with a word.
pub(super) fn is_never_found(phrase: &str, inflections: &Inflections) -> bool {
    phrase.contains(['\t', '\n']) || PhraseList::parse(interned(phrase), inflections).first_words().count() == 0
}

/// Metadata that live as long as the program, once for each content.
fn interned_meta(meta: RuleMeta) -> &'static RuleMeta {
    use std::sync::{Mutex, PoisonError};
    static KNOWN: Mutex<Vec<&'static RuleMeta>> = Mutex::new(Vec::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(same) = known.iter().find(|known| ***known == meta) {
        return same;
    }
    let meta: &'static RuleMeta = Box::leak(Box::new(meta));
    known.push(meta);
    meta
}
