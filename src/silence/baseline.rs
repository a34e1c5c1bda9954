//! Findings that were there when the gate was put up, and are let through.

use super::fingerprint::{Fingerprint, folded_words};
use crate::finding::Finding;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// Version of the file.
const VERSION: u32 = 1;
/// Longest piece of a finding's words that is kept to be read by people, in characters.
const WORDS_CHARS: usize = 80;

/// The known findings of a set of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    documents: BTreeMap<String, Vec<Known>>,
}

/// A known finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The rule.
    pub rule: String,
    /// Its words, or the kind of the slip when it is a habit; for people.
    pub words: String,
    /// The fingerprint, as 16 hexadecimal digits.
    pub fingerprint: String,
    /// How many findings of this fingerprint are known.
    pub count: u32,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", expecting = "an object")]
struct File {
    mtlint_baseline: u32,
    documents: BTreeMap<String, Vec<Known>>,
}

/// Why a baseline cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BaselineError {
    /// It is not what mtlint writes.
    Malformed(String),
    /// A later mtlint wrote it.
    Version(u32),
}

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => write!(f, "is no baseline of mtlint: {error}"),
            Self::Version(version) => write!(f, "is a baseline of version {version}; this mtlint reads {VERSION}"),
        }
    }
}

impl std::error::Error for BaselineError {}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// When the text is none.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let malformed = |error: &dyn fmt::Display| BaselineError::Malformed(error.to_string());
        let file: File = serde_json::from_str(text).map_err(|error| malformed(&error))?;
        if file.mtlint_baseline != VERSION {
            return Err(BaselineError::Version(file.mtlint_baseline));
        }
        let mut known = file.documents.values().flatten();
        if let Some(wrong) = known.find(|known| Fingerprint::parse(&known.fingerprint).is_none()) {
            return Err(malformed(&format!("{:?} is no fingerprint", wrong.fingerprint)));
        }
        Ok(Self { documents: file.documents })
    }

    /// The file: sorted, a finding a line, so that a change of it can be read in a review.
    #[must_use]
    pub fn render(&self) -> String {
        let mut out = format!("{{\n  \"mtlint-baseline\": {VERSION},\n  \"documents\": {{");
        let mut separator = "\n";
        for (path, known) in self.documents.iter().filter(|(_, known)| !known.is_empty()) {
            let rows: Vec<String> = known.iter().map(|known| format!("      {}", to_json(known))).collect();
            out.push_str(&format!("{separator}    {}: [\n{}\n    ]", to_json(path), rows.join(",\n")));
            separator = ",\n";
        }
        out.push_str(if separator == "\n" { "}\n}\n" } else { "\n  }\n}\n" });
        out
    }

    /// Replaces what is known of a document. What was known stays where `looked_for` says of its rule that nobody looked for it:
    /// that it was not found does not say that it is gone.
    pub fn update(&mut self, path: &str, found: Vec<Known>, looked_for: impl Fn(&str) -> bool) {
        let known = self.documents.entry(path.to_owned()).or_default();
        known.retain(|known| {
            let again = |found: &Known| (&found.rule, &found.fingerprint) == (&known.rule, &known.fingerprint);
            !looked_for(&known.rule) && !found.iter().any(again)
        });
        known.extend(found);
        known.sort();
    }

    /// Drops the documents that `gone` names.
    pub fn drop_documents(&mut self, gone: impl Fn(&str) -> bool) {
        self.documents.retain(|path, _| !gone(path));
    }

    /// What is known of a document and of these rules, to be used up finding by finding.
    #[must_use]
    pub fn of(&self, path: &str, runs: impl Fn(&str) -> bool) -> Remaining {
        let known = self.documents.get(path).into_iter().flatten().filter(|known| runs(&known.rule));
        Remaining(known.filter_map(|known| Some((Fingerprint::parse(&known.fingerprint)?, known.count))).collect())
    }

    /// Findings that are known, all documents together.
    #[must_use]
    pub fn len(&self) -> usize {
        self.documents.values().flatten().map(|known| known.count as usize).sum()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("strings and numbers serialize")
}

impl Known {
    /// The findings of a text as a baseline keeps them.
    #[must_use]
    pub fn all(findings: &[Finding], text: &str) -> Vec<Self> {
        let mut all: BTreeMap<(&str, String, Fingerprint), u32> = BTreeMap::new();
        for finding in findings {
            let words = match (finding.count > 1, finding.pattern.as_str()) {
                (true, "") => "a habit".to_owned(),
                (true, pattern) => format!("a habit: {pattern}"),
                (false, _) => folded_words(finding.span.of(text)),
            };
            let words = words.chars().take(WORDS_CHARS).collect();
            *all.entry((finding.rule.name, words, Fingerprint::of(finding, text))).or_default() += 1;
        }
        let known = all.into_iter().map(|((rule, words, fingerprint), count)| Self {
            rule: rule.to_owned(),
            words,
            fingerprint: fingerprint.to_string(),
            count,
        });
        known.collect()
    }
}

/// What a baseline still knows of a document.
#[derive(Clone, Debug, Default)]
pub struct Remaining(HashMap<Fingerprint, u32>);

impl Remaining {
    /// Whether a finding is known. Each known finding answers once; a habit answers for every slip of its kind.
    pub fn take(&mut self, finding: &Finding, text: &str) -> bool {
        if let Some(count) = self.0.get_mut(&Fingerprint::of(finding, text)).filter(|count| **count > 0) {
            *count -= 1;
            return true;
        }
        // A habit of which most is mended is single slips: those that are left are not new.
        finding.count == 1 && self.0.contains_key(&Fingerprint::of_habit(finding))
    }

    /// Known findings that were not met.
    #[must_use]
    pub fn left(&self) -> usize {
        self.0.values().map(|&count| count as usize).sum()
    }
}
