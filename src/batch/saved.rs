//! Files of rows, read back: what `mtlint score -o` wrote.

use super::csv::CsvRowReader;
use super::jsonl::parse_line;
use super::row::ScoreRow;
use super::sink::RowFormat;
use super::stamp::Stamp;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Reads the rows of a file in JSON lines, CSV or Parquet, as the ending of its name tells, and gives each to `each`. A name
/// that tells nothing, as that of a pipe, is taken for one of JSON lines. Says what made the rows, where the file says so and
/// all of them are of one make.
///
/// # Errors
/// When it cannot be read or has something else than rows of scores; the message names the line.
pub fn read_scores(path: &Path, mut each: impl FnMut(ScoreRow)) -> Result<Option<Stamp>, String> {
    let format = RowFormat::of(path);
    let open = || File::open(path).map_err(|error| format!("cannot be read: {error}"));
    let mut maker = Maker::default();
    if format == Some(RowFormat::Csv) {
        for (at, row) in CsvRowReader::new(BufReader::new(open()?))?.enumerate() {
            let (row, made) = row.map_err(|error| format!("row {}: {error}", at + 1))?;
            maker.add(&row, made);
            each(row);
        }
    } else if format == Some(RowFormat::Parquet) {
        #[cfg(feature = "parquet")]
        return super::parquet::read(open()?, each);
        #[cfg(not(feature = "parquet"))]
        return Err(super::NO_PARQUET.to_owned());
    } else {
        for (at, line) in BufReader::new(open()?).lines().enumerate() {
            let wrong = |error: String| match format {
                // The name may be what is wrong: `old.tsv`, `old.jsonl.gz`.
                None if at == 0 => {
                    "no rows of scores in JSON lines; CSV and Parquet are known by .csv and .parquet".to_owned()
                }
                _ => format!("line {}: {error}", at + 1),
            };
            let line = line.map_err(|error| wrong(error.to_string()))?;
            let (row, made) = parse_line(&line).map_err(wrong)?;
            maker.add(&row, made);
            each(row);
        }
    }
    Ok(maker.0.flatten())
}

/// What made the rows so far: nothing yet, or one stamp, or several or unknown ones. Files of several runs can be put together
/// into one.
#[derive(Default)]
struct Maker(Option<Option<Stamp>>);

impl Maker {
    fn add(&mut self, row: &ScoreRow, made: Option<Stamp>) {
        // Rows without scores do not say it in every form, nor does it matter there.
        if row.outcome.is_err() && made.is_none() {
            return;
        }
        match &mut self.0 {
            None => self.0 = Some(made),
            Some(known) if *known != made => *known = None,
            Some(_) => {}
        }
    }
}
