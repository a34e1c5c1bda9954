//! Corpora: what is read of them, and one row of scores a document.
//!
//! A [`Record`] is a document of a corpus with what identifies it; a [`ScoreRow`] is what comes out, in JSON lines, CSV, as
//! Arrow record batches (feature `arrow`) and in Parquet (feature `parquet`). Every record gives exactly one row: one that
//! cannot be checked gives a row that says why.

pub mod cache;
mod checker;
mod csv;
mod group;
pub mod journal;
mod jsonl;
pub mod pipeline;
pub mod read;
mod record;
mod row;
mod saved;
pub mod sink;
mod stamp;
pub mod summary;
mod table_text;

#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "arrow")]
pub mod table;

pub use checker::{Checker, Listed, catching};
pub use csv::{CsvRowReader, CsvRows};
pub use group::GroupBy;
pub use jsonl::{parse_line, write_line};
pub use record::{Labels, Record};
pub use row::{Counts, DocumentScore, RowOptions, ScoreRow};
pub use saved::read_scores;
pub use stamp::Stamp;
pub use summary::Summary;
pub use table_text::{TABLE_HEADER, write_table_row};

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Most threads that may be asked for: a slip of the finger would take a machine down.
pub const MOST_THREADS: u16 = 1_024;

/// The hidden file or folder beside `path` in which what is to stand there is made: its name with a dot before it and an
/// ending behind it.
#[must_use]
pub fn hidden_beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(ending);
    path.with_file_name(name)
}

/// What is said of Parquet by a program that was built without it.
#[cfg(not(feature = "parquet"))]
pub const NO_PARQUET: &str =
    "this mtlint was built without Parquet (cargo install --path . --features parquet; pip install mtlint has it)";
