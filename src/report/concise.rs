//! One line a finding, as compilers write them: editors and `grep` know the form.

use super::place::Places;
use super::terminal::{one_line, sentence};
use super::{Entry, Reporter};
use std::fmt::Write as _;

/// One line a finding.
pub struct Concise;

impl Reporter for Concise {
    fn entry(&self, entry: &Entry<'_>) -> String {
        let mut out = String::new();
        if let Ok(article) = &entry.outcome {
            let path = one_line(entry.path);
            let places = Places::new(article);
            for finding in &article.checked.findings {
                let place = places.of(finding.span);
                let _ = writeln!(
                    out,
                    "{path}:{}:{}: {} {}: {}",
                    place.line,
                    place.column,
                    finding.severity.name(),
                    finding.rule.name,
                    sentence(&finding.message.text(article.ui))
                );
            }
        }
        out
    }

    fn is_prose(&self) -> bool {
        true
    }
}
