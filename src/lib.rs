//! Finds the artifacts of unedited machine translation in news articles, from the article alone.
//!
//! ```
//! use mtlint::{Settings, check};
//! let checked = check("نشست تمام شد. رویترز گزارش.", &Settings::default());
//! for finding in &checked.findings {
//!     println!("{} {}", finding.rule.name, finding.message);
//! }
//! ```
//!
//! The way of the data: bytes → [`Document`](text::Document) (paragraphs, sentences, tokens, interned words)
//! → [`rules`] → [`Finding`]s → [`Score`] → report. `ARCHITECTURE.md` has the map and its reasons.

#[cfg(feature = "cli")]
pub mod batch;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod eval;
pub mod finding;
pub mod fix;
#[cfg(feature = "cli")]
pub mod input;
pub mod lang;
#[cfg(feature = "cli")]
pub mod report;
pub mod rule;
pub mod rules;
pub mod score;
pub mod silence;
pub mod source_map;
pub mod span;
pub mod text;
pub mod words;

pub use check::{Checked, check};
pub use config::Settings;
pub use finding::{Axis, Confidence, Edit, Finding, RuleMeta, Severity};
pub use score::{Score, Verdict};
pub use span::Span;
pub use words::{Message, UiLang};

/// Version of the set of rules: scores are comparable only within one.
pub const RULE_SET: &str = "2026.3";
