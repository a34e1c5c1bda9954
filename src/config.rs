//! What a person may set, as the checker uses it.

use crate::finding::{Confidence, Finding, RuleMeta, Severity};
use crate::lang::Lang;

/// Settings of a check. The default runs every rule and shows every finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The language of the texts; `None`: each text tells it.
    pub lang: Option<Lang>,
    /// Names of the rules to run; empty: all.
    pub select: Vec<String>,
    /// Names of rules not to run.
    pub ignore: Vec<String>,
    /// Milder findings are neither shown nor scored.
    pub min_severity: Severity,
    /// Less certain findings are neither shown nor scored.
    pub min_confidence: Confidence,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: None,
            select: Vec::new(),
            ignore: Vec::new(),
            min_severity: Severity::Minor,
            min_confidence: Confidence::Low,
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

    /// Whether a finding is severe and certain enough.
    #[must_use]
    pub fn shows(&self, finding: &Finding) -> bool {
        finding.severity >= self.min_severity && finding.confidence >= self.min_confidence
    }
}
