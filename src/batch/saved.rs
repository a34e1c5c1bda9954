//! Files of rows, read back: what `mtlint score -o` wrote.

use super::csv::CsvRowReader;
use super::jsonl::parse_line;
use super::row::ScoreRow;
use super::stamp::Stamp;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Reads the rows of a file in JSON lines, CSV or Parquet, as the ending of its name tells, and gives each to `each`. Says
/// what made them, where the file says so.
///
/// # Errors
/// When it cannot be read or has something else than rows of scores; the message names the line.
pub fn read_scores(path: &Path, mut each: impl FnMut(ScoreRow)) -> Result<Option<Stamp>, String> {
    let name = path.to_string_lossy().to_ascii_lowercase();
    let open = || File::open(path).map_err(|error| format!("cannot be read: {error}"));
    let mut stamp = None;
    if name.ends_with(".csv") {
        for (at, row) in CsvRowReader::new(BufReader::new(open()?))?.enumerate() {
            let (row, made) = row.map_err(|error| format!("row {}: {error}", at + 1))?;
            stamp = stamp.or(made);
            each(row);
        }
    } else if name.ends_with(".parquet") || name.ends_with(".pq") {
        #[cfg(feature = "parquet")]
        return super::parquet::read(open()?, each);
        #[cfg(not(feature = "parquet"))]
        return Err(super::NO_PARQUET.to_owned());
    } else {
        for (at, line) in BufReader::new(open()?).lines().enumerate() {
            let line = line.map_err(|error| format!("line {}: {error}", at + 1))?;
            let (row, made) = parse_line(&line).map_err(|error| format!("line {}: {error}", at + 1))?;
            stamp = stamp.or(made);
            each(row);
        }
    }
    Ok(stamp)
}
