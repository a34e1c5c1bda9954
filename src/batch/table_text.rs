//! Rows as a table for the eye. The path stands last, so that no width of a name matters.

use super::row::ScoreRow;
use crate::report::one_line;
use std::io::Write as _;

/// The names of the columns.
pub const TABLE_HEADER: &str = "translation  verdict  typography  extraction     c/M/m    words  lang  path\n";

/// Adds a row: numbers to the right, words to the left.
pub fn write_table_row(row: &ScoreRow, out: &mut Vec<u8>) {
    let place = one_line(&row.labels.place());
    let written = match &row.outcome {
        Ok(document) => {
            let score = &document.score;
            let [critical, major, minor] = document.severities;
            let counts = format!("{critical}/{major}/{minor}");
            writeln!(
                out,
                "{:>11.1}  {:<7}  {:>10.1}  {:>10.1}  {counts:>8}  {:>7}  {:<4}  {place}",
                score.axes.translation,
                score.verdict.name(),
                score.axes.typography,
                score.axes.extraction,
                score.words,
                document.lang,
            )
        }
        Err(_) => writeln!(
            out,
            "{:>11}  {:<7}  {:>10}  {:>10}  {:>8}  {:>7}  {:<4}  {place}",
            "-", "error", "-", "-", "-", "-", "-"
        ),
    };
    written.expect("a vector takes everything");
}
