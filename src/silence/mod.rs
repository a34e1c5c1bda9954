//! Findings that somebody looked at and lets stand: by a comment in the text, by a list, by a baseline.

#[cfg(feature = "cli")]
mod baseline;
mod comments;
#[cfg(feature = "cli")]
mod fingerprint;

#[cfg(feature = "cli")]
pub use baseline::{Baseline, BaselineError, Known, Remaining};
pub use comments::Comments;
#[cfg(feature = "cli")]
pub use fingerprint::{Fingerprint, folded_words};

use crate::finding::Finding;

/// A finding that is not counted, and who says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Silenced {
    /// The finding.
    pub finding: Finding,
    /// Who says so.
    pub by: Silencer,
}

/// Who lets a finding stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Silencer {
    /// A comment in the text.
    Comment {
        /// Its 1-based line.
        line: u32,
        /// Its first byte.
        at: u32,
        /// The reason that it gives.
        reason: String,
    },
    /// An entry of the configuration.
    List {
        /// The reason that it gives.
        reason: String,
    },
    /// The baseline: it was there before.
    Baseline,
}

/// Something about a comment that its writer should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// 1-based line of the comment.
    pub line: u32,
    /// First byte of the comment.
    pub at: u32,
    /// One sentence.
    pub message: String,
}
