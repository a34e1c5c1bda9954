//! The documents that a summary names.

use crate::batch::record::Labels;
use crate::batch::row::{DocumentScore, ScoreRow};
use crate::finding::Axis;
use std::cmp::Reverse;

/// Longest text that a summary keeps of what somebody else wrote, in characters. A corpus may call a document by a whole book.
const LONGEST: usize = 200;
/// Longest address that is kept, in characters: the most that Internet Explorer took, to which sites keep. What is cut leads
/// nowhere.
const LONGEST_ADDRESS: usize = 2083;
/// Rules that are named of a document.
const RULES: usize = 5;

/// A text of bounded length.
pub(super) fn cut(text: &str) -> String {
    cut_after(LONGEST, text)
}

fn cut_after(longest: usize, text: &str) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Where a document stands and what it is called.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub path: String,
    pub line: Option<u64>,
    pub row_group: Option<u32>,
    pub row: Option<u64>,
    pub id: Option<String>,
    pub url: Option<String>,
    pub group: Option<String>,
}

impl Name {
    pub fn of(labels: &Labels) -> Self {
        let text = |text: &Option<String>| text.as_deref().map(cut);
        Self {
            path: cut(&labels.path),
            line: labels.line,
            row_group: labels.row_group,
            row: labels.row,
            id: text(&labels.id),
            url: labels.url.as_deref().map(|url| cut_after(LONGEST_ADDRESS, url)),
            group: text(&labels.group),
        }
    }

    /// The address, where all of it was kept.
    pub fn whole_url(&self) -> Option<&str> {
        self.url.as_deref().filter(|url| url.chars().count() <= LONGEST_ADDRESS)
    }
}

/// A document with its score.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub name: Name,
    pub lang: String,
    pub words: u32,
    pub verdict: &'static str,
    pub scores: [f64; 3],
    /// The rules with most findings.
    pub rules: Vec<(String, u32)>,
}

impl Document {
    pub fn of(row: &ScoreRow, document: &DocumentScore) -> Self {
        let score = &document.score;
        let mut rules: Vec<(String, u32)> =
            document.counts.iter().map(|(rule, count)| (rule.to_string(), *count)).collect();
        rules.sort_by_key(|(_, count)| Reverse(*count));
        rules.truncate(RULES);
        Self {
            name: Name::of(&row.labels),
            lang: document.lang.to_string(),
            words: score.words,
            verdict: score.verdict.name(),
            scores: Axis::ALL.map(|axis| score.axes.get(axis)),
            rules,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_between_characters() {
        assert_eq!(cut("خبر"), "خبر");
        assert_eq!(cut(&"ا".repeat(LONGEST)).chars().count(), LONGEST);
        let long = cut(&"ا".repeat(1 << 20));
        assert!(long.chars().count() == LONGEST + 1 && long.ends_with('…'));
    }
}
