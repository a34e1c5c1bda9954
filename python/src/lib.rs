//! The Python package: what a program in Python asks, answered by the library that the command line is made of, with the same
//! results. `python/mtlint/_mtlint.pyi` has the types and what they mean, for people and type checkers.

mod checker;
mod document;
mod scores;

use checker::Checker;
use document::{Document, Finding, Penalty, Place, Replacement, Scores, Severities};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use scores::{Columns, ScoreReader};
use std::ffi::OsString;
use std::path::Path;

#[pymodule(gil_used = false)]
mod _mtlint {
    #[pymodule_export]
    use super::{
        Checker, Document, Finding, Penalty, Place, Replacement, ScoreReader, Scores, Severities, check, check_batch,
        run, score_arrow,
    };

    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "as Python names it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
    #[pymodule_export]
    const RULE_SET: &str = mtlint::RULE_SET;
}

/// Checks a text.
///
/// `lang` is `fa` or `ar`; None: as the configuration says, or as the text tells. `config` and `ui_lang` are those of
/// `Checker`, which reads a configuration once for many texts. `path` is the name that globs of the configuration see.
///
/// Raises ValueError when the text is longer than `max-bytes` (64 MB) or has half a surrogate pair, when there is no such
/// language, or the configuration cannot be used.
#[pyfunction]
#[pyo3(signature = (text, lang = None, config = None, *, path = "article", ui_lang = "en"))]
fn check(
    py: Python<'_>,
    text: PyBackedStr,
    lang: Option<&str>,
    config: Option<&Bound<'_, PyAny>>,
    path: &str,
    ui_lang: &str,
) -> PyResult<Document> {
    Checker::with(py, config, ui_lang, |checker| checker.check(py, text, lang, path))
}

/// Checks texts on so many threads (0: all cores), without the lock of the interpreter. The documents are in the order of
/// the texts, the same for any number of threads.
///
/// Raises ValueError as `check` does, with the number of the text.
#[pyfunction]
#[pyo3(signature = (texts, lang = None, config = None, *, ui_lang = "en", threads = 0))]
fn check_batch(
    py: Python<'_>,
    texts: Vec<PyBackedStr>,
    lang: Option<&str>,
    config: Option<&Bound<'_, PyAny>>,
    ui_lang: &str,
    threads: usize,
) -> PyResult<Vec<Document>> {
    Checker::with(py, config, ui_lang, |checker| checker.check_batch(py, texts, lang, threads))
}

/// Scores the texts of a table: a row of scores for each row, in order, in batches that are made while they are read.
///
/// `data` is whatever speaks Arrow's C interface: tables and readers of PyArrow, data frames of Polars and pandas, relations
/// of DuckDB. Texts are read where they lie. `text_col` names them; `id_col` and `url_col` (`id` and `url` where there are
/// such), `source_col` and `group_col` become the columns `id`, `url`, `source` and `group` as text; `lang_col` has the
/// language of each text. `a.b` is the field `b` of the structure `a`, `/a.b` the column `a.b`.
///
/// The columns are those that `mtlint score` writes into Parquet (`docs/batch.md`) without the places in files; those named in
/// `keep` stand before them as they are. A text that is null, no UTF-8 or longer than `max-bytes` (16 MB) gives a row with
/// `error`.
///
/// Raises ValueError when a column is missing or has no texts, TypeError when `data` is no such table.
#[pyfunction]
#[pyo3(signature = (data, text_col = "text", *, id_col = None, lang_col = None, url_col = None, source_col = None,
                    group_col = None, keep = None, findings = false, config = None, ui_lang = "en", threads = 0))]
#[expect(clippy::too_many_arguments, reason = "keywords of Python")]
fn score_arrow(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    text_col: &str,
    id_col: Option<&str>,
    lang_col: Option<&str>,
    url_col: Option<&str>,
    source_col: Option<&str>,
    group_col: Option<&str>,
    keep: Option<Vec<String>>,
    findings: bool,
    config: Option<&Bound<'_, PyAny>>,
    ui_lang: &str,
    threads: usize,
) -> PyResult<ScoreReader> {
    let names = [Some(text_col), id_col, lang_col, url_col, source_col, group_col];
    Checker::with(py, config, ui_lang, |checker| {
        checker.score(data, Columns { names, keep: keep.unwrap_or_default(), findings }, threads)
    })
}

/// Runs the command line with these arguments, the first of them the program's own name; its exit code.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    // Usage lines name the command, however it was started.
    let arguments = arguments.into_iter().enumerate().map(|(at, said)| if at == 0 { "mtlint".into() } else { said });
    let arguments: Vec<OsString> = arguments.collect();
    py.detach(|| mtlint::cli::run_with(arguments))
}

/// What is wrong with a file or an argument, as Python says it.
fn wrong(error: impl ToString) -> PyErr {
    pyo3::exceptions::PyValueError::new_err(error.to_string())
}

/// The current folder, which relative paths are relative to.
fn here() -> std::path::PathBuf {
    std::env::current_dir().unwrap_or_else(|_| Path::new(".").to_owned())
}
