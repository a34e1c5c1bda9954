//! What a finding is called when its place may move.

use crate::finding::Finding;
use crate::lang::fold;
use std::fmt;
use xxhash_rust::xxh3::xxh3_64;

/// Tells a finding again after edits elsewhere in its document, after it moved to another line or was wrapped
/// anew: a hash (XXH3, 64 bits) of the rule and the folded words or, of a habit, of the rule and the kind of slip
/// alone, because its first place changes when any of its places is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of a finding in a text.
    #[must_use]
    pub fn of(finding: &Finding, text: &str) -> Self {
        if finding.count > 1 {
            Self::of_habit(finding)
        } else {
            Self::new(finding, 'w', &folded_words(finding.span.of(text)))
        }
    }

    /// The fingerprint of the habit that a finding belongs to, or would.
    #[must_use]
    pub fn of_habit(finding: &Finding) -> Self {
        Self::new(finding, 'h', &finding.pattern)
    }

    fn new(finding: &Finding, kind: char, what: &str) -> Self {
        Self(xxh3_64(format!("{}\0{kind}{what}", finding.rule.name).as_bytes()))
    }

    /// The fingerprint that was written as 16 hexadecimal digits.
    #[must_use]
    pub fn parse(digits: &str) -> Option<Self> {
        let plain = digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        plain.then(|| u64::from_str_radix(digits, 16).ok().map(Self))?
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The words of a text in the one spelling that all spellings of them count as, with one space between them.
#[must_use]
pub fn folded_words(text: &str) -> String {
    text.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
