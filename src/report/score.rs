//! One row a document: a table for the eye, CSV for the spreadsheet.

use super::csv::{record, text_cell};
use super::terminal::one_line;
use super::{Entry, Reporter, translation_counts};
use std::fmt::Write as _;

/// A table. The path stands last, so that no width of a name matters.
pub struct ScoreTable;

/// Comma-separated values with a header.
pub struct ScoreCsv;

impl Reporter for ScoreTable {
    fn opening(&self) -> String {
        let names = ["translation", "verdict", "typography", "extraction", "c/M/m", "words", "lang"];
        row(names.map(str::to_owned), "path")
    }

    fn entry(&self, entry: &Entry<'_>) -> String {
        let path = one_line(entry.path);
        let Ok(article) = &entry.outcome else {
            return row(["-", "error", "-", "-", "-", "-", "-"].map(str::to_owned), &path);
        };
        let score = &article.checked.score;
        let [critical, major, minor] = translation_counts(&article.checked.findings);
        let columns = [
            format!("{:.1}", score.axes.translation),
            score.verdict.name().to_owned(),
            format!("{:.1}", score.axes.typography),
            format!("{:.1}", score.axes.extraction),
            format!("{critical}/{major}/{minor}"),
            score.words.to_string(),
            article.checked.lang.code().to_owned(),
        ];
        row(columns, &path)
    }

    fn is_prose(&self) -> bool {
        true
    }
}

/// Numbers to the right, words to the left.
fn row(columns: [String; 7], path: &str) -> String {
    let [translation, verdict, typography, extraction, counts, words, lang] = columns;
    let mut row = String::new();
    let _ = writeln!(
        row,
        "{translation:>11}  {verdict:<7}  {typography:>10}  {extraction:>10}  {counts:>8}  {words:>7}  {lang:<4}  {path}"
    );
    row
}

const CSV_COLUMNS: [&str; 17] = [
    "path",
    "lang",
    "words",
    "verdict",
    "translation",
    "typography",
    "extraction",
    "mqm_raw",
    "penalty_translation",
    "penalty_typography",
    "penalty_extraction",
    "tolerance",
    "rate_low",
    "rate_high",
    "critical",
    "major",
    "minor",
];

impl Reporter for ScoreCsv {
    fn opening(&self) -> String {
        record(CSV_COLUMNS.iter().copied().chain(["error"]).map(str::to_owned))
    }

    fn entry(&self, entry: &Entry<'_>) -> String {
        let path = text_cell(entry.path);
        let article = match &entry.outcome {
            Ok(article) => article,
            Err(error) => {
                let empty = CSV_COLUMNS[1..].iter().map(|_| String::new());
                return record(std::iter::once(path).chain(empty).chain([text_cell(error)]));
            }
        };
        let score = &article.checked.score;
        let counts = translation_counts(&article.checked.findings);
        let numbers = [
            score.axes.translation,
            score.axes.typography,
            score.axes.extraction,
            score.mqm_raw,
            score.penalty.translation,
            score.penalty.typography,
            score.penalty.extraction,
            score.tolerance,
            score.rate_interval[0],
            score.rate_interval[1],
        ];
        let facts =
            [path, article.checked.lang.code().to_owned(), score.words.to_string(), score.verdict.name().to_owned()];
        let numbers = numbers.map(|number| number.to_string());
        let counts = counts.map(|count| count.to_string());
        record(facts.into_iter().chain(numbers).chain(counts).chain([String::new()]))
    }
}
