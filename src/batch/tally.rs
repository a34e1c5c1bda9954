//! What the rows of a run add up to.

use super::row::ScoreRow;
use crate::report::sentence;
use crate::score::Verdict;
use crate::words::UiLang;
use std::fmt::Write as _;
use std::time::Duration;

/// From so many documents on, shares say something.
const SHARES: u64 = 100;
/// Runs that are shorter have no rate: it would be that of the start.
const RATED: Duration = Duration::from_secs(1);

/// Rows by what came out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Pass, review, fail.
    verdicts: [u64; 3],
    errors: u64,
    words: u64,
}

impl Tally {
    /// Adds a row.
    pub fn add(&mut self, row: &ScoreRow) {
        match &row.outcome {
            Ok(document) => {
                self.verdicts[document.score.verdict as usize] += 1;
                self.words += u64::from(document.score.words);
            }
            Err(_) => self.errors += 1,
        }
    }

    /// All rows.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.verdicts.iter().sum::<u64>() + self.errors
    }

    /// Rows that could not be checked.
    #[must_use]
    pub fn errors(&self) -> u64 {
        self.errors
    }

    /// Words of all documents.
    #[must_use]
    pub fn words(&self) -> u64 {
        self.words
    }

    /// Rows with this verdict.
    #[must_use]
    pub fn with(&self, verdict: Verdict) -> u64 {
        self.verdicts[verdict as usize]
    }

    /// One line: documents, verdicts with their shares, errors, and of a longer run the time, in which `rows` rows and `bytes`
    /// bytes were read; in the language of the user.
    #[must_use]
    pub fn line(&self, time: Duration, rows: u64, bytes: u64, ui: UiLang) -> String {
        let documents = self.rows() - self.errors;
        let part = |verdict: Verdict| {
            let count = self.with(verdict);
            let share = match documents >= SHARES {
                true => format!(" ({:.1} %)", 100.0 * count as f64 / documents as f64),
                false => String::new(),
            };
            let name = ui.say(&format!("verdict-{}", verdict.name()), &[]);
            (count > 0).then(|| format!("{} {name}{}", ui.number(&count.to_string()), ui.number(&share)))
        };
        let parts: Vec<String> = [Verdict::Fail, Verdict::Review, Verdict::Pass].into_iter().filter_map(part).collect();
        let mut line = ui.say("human-documents", &[("count", (documents as usize).into())]);
        if !parts.is_empty() {
            let _ = write!(line, ": {}", parts.join(&ui.say("human-comma", &[])));
        }
        if self.errors > 0 {
            let _ = write!(
                line,
                "{}{}",
                ui.say("human-semicolon", &[]),
                ui.say("human-could-not", &[("count", (self.errors as usize).into())])
            );
        }
        if time >= RATED {
            let seconds = time.as_secs_f64();
            let (rate, megabytes) = (rows as f64 / seconds, bytes as f64 / 1e6 / seconds);
            let _ = write!(line, "; {seconds:.1} s, {rate:.0} documents/s, {megabytes:.1} MB/s");
        }
        sentence(&line) + "\n"
    }
}
