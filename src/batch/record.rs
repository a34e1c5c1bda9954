//! A document of a corpus, as it was read.

use crate::lang::Lang;
use std::borrow::Cow;
use std::sync::Arc;

/// What identifies a document in a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// The file, as the user knows it.
    pub path: Arc<str>,
    /// Line of the file on which the record begins, from 1; `None` for articles and for Parquet.
    pub line: Option<u64>,
    /// Row group of a Parquet file, from 0.
    pub row_group: Option<u32>,
    /// Row of a Parquet file, from 0, as DuckDB's `file_row_number`.
    pub row: Option<u64>,
    /// What the corpus calls the document.
    pub id: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// What it is to be counted with.
    pub group: Option<String>,
}

impl Labels {
    /// The labels of something that has nothing but a name.
    #[must_use]
    pub fn of(path: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), ..Self::default() }
    }

    /// The place for people: `corpus.jsonl:17`, `corpus.parquet: row group 0, row 17`.
    #[must_use]
    pub fn place(&self) -> String {
        match (self.line, self.row_group, self.row) {
            (Some(line), ..) => format!("{}:{line}", self.path),
            (None, Some(group), Some(row)) => format!("{}: row group {group}, row {row}", self.path),
            _ => self.path.to_string(),
        }
    }
}

/// A document of a corpus. Its text is borrowed from what was read wherever it stands there as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'t> {
    /// What identifies it.
    pub labels: Labels,
    /// The language that the corpus says it has, where that is one with a pack; `None`: the text tells it.
    pub lang: Option<Lang>,
    /// The text.
    pub text: Cow<'t, str>,
}
