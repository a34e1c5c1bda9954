//! A run that can be killed: what it has finished lies beside its output, with a journal of how far it is.
//!
//! The folder `.NAME.mtlint` holds what the run is (`run.json`), the journal, and the rows: one file of text, or a file for
//! each row group of a table. A line of the journal is written after what it speaks of is on the disk. A run that goes on
//! cuts the rows back to the last line; because chunks and row groups end where the input says and not the clock, the
//! finished file has the bytes of an undisturbed run's.

use super::hidden_beside;
use super::read::Position;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;

const RUN: &str = "run.json";
const JOURNAL: &str = "journal";
const ROWS: &str = "rows";

/// What must be the same for a run to go on: names and values, for the message when something is not.
pub type Identity = BTreeMap<String, String>;

/// How far a run is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// What comes next.
    pub position: Position,
    /// Rows that are finished.
    pub rows: u64,
    /// Bytes of rows in text form.
    pub bytes: u64,
    /// Finished row groups of a table.
    pub groups: u64,
    /// Bytes of rejected rows.
    pub rejects: u64,
}

/// The folder of a run.
pub struct Journal {
    folder: PathBuf,
    /// Locked while the run lasts.
    journal: File,
    /// Rows of the last checkpoint, if there is one to go on from.
    kept: Option<u64>,
    finished: bool,
}

/// Why a run cannot begin or go on.
#[derive(Debug)]
pub enum JournalError {
    /// Another run writes the same output.
    Busy,
    /// The unfinished run is another one: in what it differs, each with what was and what is.
    Other(Vec<(String, String, String)>),
    /// The folder cannot be used.
    Io(io::Error),
}

impl From<io::Error> for JournalError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Journal {
    /// The folder of the run that writes `output`.
    #[must_use]
    pub fn folder_of(output: &Path) -> PathBuf {
        hidden_beside(output, ".mtlint")
    }

    /// Begins a run, or goes on with the unfinished one when `resume` says so; then the last checkpoint is there. Says also
    /// whether an unfinished run was thrown away.
    ///
    /// # Errors
    /// When it cannot.
    pub fn open(
        output: &Path,
        identity: &Identity,
        resume: bool,
    ) -> Result<(Self, Option<Checkpoint>, bool), JournalError> {
        let folder = Self::folder_of(output);
        if let Err(error) = fs::create_dir(&folder)
            && error.kind() != io::ErrorKind::AlreadyExists
        {
            return Err(error.into());
        }
        let mut journal =
            OpenOptions::new().create(true).truncate(false).read(true).write(true).open(folder.join(JOURNAL))?;
        match journal.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(JournalError::Busy),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let known = fs::read(folder.join(RUN)).ok().and_then(|text| serde_json::from_slice::<Identity>(&text).ok());
        // Without rows the output got its name, and the run was killed before it could tidy up.
        let rows = folder.join(ROWS).exists() || folder.join(group_name(0)).exists();
        let last = match known {
            Some(_) if rows => last_checkpoint(&journal)?,
            _ => None,
        };
        let mut run = Self { folder, journal, kept: last.as_ref().map(|(last, _)| last.rows), finished: false };
        if let (true, Some(known), Some((checkpoint, end))) = (resume, known, last.clone()) {
            let differences = differences(&known, identity);
            if !differences.is_empty() {
                return Err(JournalError::Other(differences));
            }
            run.journal.set_len(end)?;
            run.journal.seek(SeekFrom::End(0))?;
            return Ok((run, Some(checkpoint), false));
        }
        journal = run.journal.try_clone()?;
        journal.set_len(0)?;
        journal.rewind()?;
        for entry in fs::read_dir(&run.folder)? {
            let path = entry?.path();
            if path.file_name().is_none_or(|name| name != JOURNAL) {
                fs::remove_file(path)?;
            }
        }
        let mut file = File::create(run.folder.join(RUN))?;
        file.write_all(&serde_json::to_vec(identity).map_err(io::Error::other)?)?;
        file.sync_all()?;
        run.kept = None;
        Ok((run, None, last.is_some()))
    }

    /// The file of rows in text form, cut back to what is finished.
    ///
    /// # Errors
    /// When it cannot be opened, or is shorter than it should be.
    pub fn text(&self, checkpoint: &Checkpoint) -> io::Result<File> {
        open_cut(&self.folder.join(ROWS), checkpoint.bytes)
    }

    /// The name of the file of rows in text form.
    #[must_use]
    pub fn text_path(&self) -> PathBuf {
        self.folder.join(ROWS)
    }

    /// The name of the file of a row group.
    #[must_use]
    pub fn group_path(&self, group: u64) -> PathBuf {
        self.folder.join(group_name(group))
    }

    /// The name of another file of the run.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Notes how far the run is. What the checkpoint speaks of must be on the disk.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn note(&mut self, checkpoint: &Checkpoint) -> io::Result<()> {
        let json = serde_json::to_string(checkpoint).map_err(io::Error::other)?;
        let line = format!("{:016x} {json}\n", xxh3_64(json.as_bytes()));
        self.journal.write_all(line.as_bytes())?;
        self.journal.sync_data()?;
        self.kept = Some(checkpoint.rows);
        Ok(())
    }

    /// Rows behind which a later run can go on, if it can.
    #[must_use]
    pub fn kept_rows(&self) -> Option<u64> {
        self.kept
    }

    /// The run is over: its output has its name.
    pub fn finish(mut self) {
        self.finished = true;
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if self.finished || self.kept.is_none() {
            // First what makes it a run to go on with: removing a folder takes more than one step.
            let _ = fs::remove_file(self.folder.join(RUN));
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

fn group_name(group: u64) -> String {
    format!("group-{group:08}.parquet")
}

/// A file, cut back to `length` bytes and ready to be written behind them.
///
/// # Errors
/// When it cannot be opened, or is shorter.
pub fn open_cut(path: &Path, length: u64) -> io::Result<File> {
    let mut file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)?;
    if file.metadata()?.len() < length {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the rows of the unfinished run are gone"));
    }
    file.set_len(length)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}

/// The last whole line of a journal, and where it ends. A line that the end of the run tore is none.
fn last_checkpoint(journal: &File) -> io::Result<Option<(Checkpoint, u64)>> {
    let mut reader = BufReader::new(journal);
    reader.rewind()?;
    let (mut last, mut end) = (None, 0);
    let mut line = Vec::new();
    while reader.by_ref().take(1 << 20).read_until(b'\n', &mut line)? > 0 {
        let Some(checkpoint) = checkpoint(&line) else { break };
        end += line.len() as u64;
        last = Some((checkpoint, end));
        line.clear();
    }
    Ok(last)
}

fn checkpoint(line: &[u8]) -> Option<Checkpoint> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (sum, json) = line.split_once(' ')?;
    (u64::from_str_radix(sum, 16).ok()? == xxh3_64(json.as_bytes())).then(|| serde_json::from_str(json).ok())?
}

fn differences(was: &Identity, is: &Identity) -> Vec<(String, String, String)> {
    let of = |identity: &Identity, name: &String| identity.get(name).cloned().unwrap_or_default();
    let names: std::collections::BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let pairs = names.into_iter().map(|name| (name.clone(), of(was, name), of(is, name)));
    pairs.filter(|(_, was, is)| was != is).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(rules: &str) -> Identity {
        Identity::from([("rules".to_owned(), rules.to_owned())])
    }

    fn checkpoint_of(rows: u64) -> Checkpoint {
        Checkpoint { rows, ..Checkpoint::default() }
    }

    #[test]
    fn a_run_goes_on_from_the_last_line_that_is_whole() {
        let dir = tempfile::tempdir().expect("a folder");
        let output = dir.path().join("scores.csv");
        let (mut run, none, _) = Journal::open(&output, &identity("1"), true).expect("a run");
        assert_eq!(none, None);
        drop(run.text(&checkpoint_of(0)).expect("rows"));
        run.note(&checkpoint_of(10)).expect("noted");
        run.note(&checkpoint_of(20)).expect("noted");
        drop(run);
        let journal = Journal::folder_of(&output).join(JOURNAL);
        let whole = fs::read(&journal).expect("a journal");
        for torn in [&b"0123"[..], b"0000000000000000 {}\n", &whole[..whole.len() / 2 - 3]] {
            fs::write(&journal, [&whole, torn].concat()).expect("written");
            let (mut run, last, _) = Journal::open(&output, &identity("1"), true).expect("a run");
            assert_eq!(last, Some(checkpoint_of(20)));
            run.note(&checkpoint_of(30)).expect("noted");
            drop(run);
            let (_, last, _) = Journal::open(&output, &identity("1"), true).expect("a run");
            assert_eq!(last, Some(checkpoint_of(30)));
            fs::write(&journal, &whole).expect("written");
        }
    }

    #[test]
    fn a_run_whose_rows_have_their_name_already_is_over() {
        let dir = tempfile::tempdir().expect("a folder");
        let output = dir.path().join("scores.csv");
        let (mut run, ..) = Journal::open(&output, &identity("1"), false).expect("a run");
        run.note(&checkpoint_of(10)).expect("noted");
        drop(run);
        let (_, none, thrown_away) = Journal::open(&output, &identity("1"), true).expect("a run");
        assert_eq!((none, thrown_away), (None, false));
    }

    #[test]
    fn another_run_is_not_gone_on_with_and_two_do_not_write_at_once() {
        let dir = tempfile::tempdir().expect("a folder");
        let output = dir.path().join("scores.csv");
        let (mut run, ..) = Journal::open(&output, &identity("1"), false).expect("a run");
        assert!(matches!(Journal::open(&output, &identity("1"), true), Err(JournalError::Busy)));
        drop(run.text(&checkpoint_of(0)).expect("rows"));
        run.note(&checkpoint_of(10)).expect("noted");
        drop(run);
        let other = Journal::open(&output, &identity("2"), true);
        assert!(matches!(other, Err(JournalError::Other(differences)) if differences[0].0 == "rules"));
        let (run, none, thrown_away) = Journal::open(&output, &identity("2"), false).expect("a run");
        assert_eq!((none, thrown_away), (None, true));
        drop(run);
        assert!(!Journal::folder_of(&output).exists());
    }
}
