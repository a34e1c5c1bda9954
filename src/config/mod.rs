//! What a person may set: [`Settings`], as the checker uses them, and the file that says them.

#[cfg(feature = "cli")]
mod file;
#[cfg(feature = "cli")]
mod layers;
mod own_rule;
mod terms;

#[cfg(feature = "cli")]
pub use file::{
    AxisName, ConfidenceName, ConfigError, ConfigFile, GateConfig, LexiconConfig, PerFileConfig, RuleConfig,
    ScoreConfig, SeverityName, SilencedFinding, TermsConfig, schema,
};
#[cfg(feature = "cli")]
pub use layers::{CONFIG_NAMES, Layer, Profile, Project, Setting, relative_to};
pub use own_rule::{OwnRule, OwnRuleError, OwnRuleSource};
pub use terms::Terms;

use crate::finding::{Confidence, Finding, RuleMeta, Severity};
use crate::lang::{Lang, PhraseList};
use crate::rule::Declared;
use crate::rules;
use crate::score::Scoring;
use std::collections::BTreeMap;
use std::sync::Arc;
#[cfg(feature = "cli")]
use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

/// Longest file that a person may write: a configuration, a list, a baseline. A million phrases have less.
#[cfg(feature = "cli")]
const MAX_FILE_BYTES: u64 = 64_000_000;

/// Reads a file that a person wrote: a configuration, a list of phrases or terms, a baseline. A byte order mark at its beginning,
/// which some editors put there, is no part of it.
///
/// # Errors
/// When the file cannot be read, is binary or no UTF-8, or is longer than 64 MB, as a device without an end is.
#[cfg(feature = "cli")]
pub fn read_file(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "longer than 64 MB"));
    }
    let invalid = |error: String| io::Error::new(io::ErrorKind::InvalidData, error);
    if bytes.contains(&0) {
        return Err(invalid("binary file".to_owned()));
    }
    let text = str::from_utf8(&bytes).map_err(|error| invalid(format!("not UTF-8 at byte {}", error.valid_up_to())))?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned())
}

/// Settings of a check. The default runs every rule and shows every finding.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The language of the texts; `None`: each text tells it.
    pub lang: Option<Lang>,
    /// Names of the rules to run; empty: all.
    pub select: Vec<String>,
    /// Names of rules not to run.
    pub ignore: Vec<String>,
    /// Severities that replace what a rule says, by name of the rule.
    pub severities: BTreeMap<String, Severity>,
    /// Milder findings are neither shown nor scored.
    pub min_severity: Severity,
    /// Less certain findings are neither shown nor scored.
    pub min_confidence: Confidence,
    /// Words that are never flagged.
    pub terms: Terms,
    /// Lists of phrases beside the calques that mtlint knows, in their form.
    pub lexicons: Vec<Arc<PhraseList>>,
    /// Rules that a house wrote itself.
    pub own_rules: Vec<Arc<OwnRule>>,
    /// What findings cost and how many a text may have.
    pub scoring: Scoring,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: None,
            select: Vec::new(),
            ignore: Vec::new(),
            severities: BTreeMap::new(),
            min_severity: Severity::Minor,
            min_confidence: Confidence::Low,
            terms: Terms::default(),
            lexicons: Vec::new(),
            own_rules: Vec::new(),
            scoring: Scoring::default(),
        }
    }
}

impl Settings {
    /// Whether a rule is to run.
    #[must_use]
    pub fn runs(&self, rule: &RuleMeta) -> bool {
        let named = |list: &[String]| list.iter().any(|name| name == rule.name);
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }

    /// Whether the rule of this name is to run. One that there is no more finds nothing.
    #[must_use]
    pub fn runs_by_name(&self, rule: &str) -> bool {
        let own = || self.own_rules.iter().map(|own| own.meta()).find(|meta| meta.name == rule);
        rules::by_name(rule).map(|rule| rule.meta()).or_else(own).is_none_or(|meta| self.runs(meta))
    }

    /// Whether everything is told that the rule of this name finds, or that all rules find (`None`): none of them is left out, and no
    /// finding is too mild.
    #[must_use]
    pub fn tells_all_of(&self, rule: Option<&str>) -> bool {
        let mildest = self.min_severity == Severity::Minor && self.min_confidence == Confidence::Low;
        let every = || self.select.is_empty() && self.ignore.is_empty();
        mildest && rule.map_or_else(every, |rule| self.runs_by_name(rule))
    }

    /// Whether a finding is severe and certain enough.
    #[must_use]
    pub fn shows(&self, finding: &Finding) -> bool {
        finding.severity >= self.min_severity && finding.confidence >= self.min_confidence
    }
}
