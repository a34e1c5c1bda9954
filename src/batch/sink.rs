//! Where rows go: a stream, a file of text, a table. A file appears under its name when it is complete.

use super::csv::{CsvRowReader, CsvRows};
use super::hidden_beside;
use super::journal::{Checkpoint, Journal, open_cut};
use super::jsonl::{parse_line, write_line};
#[cfg(feature = "parquet")]
use super::parquet::{GroupWriter, join, read};
use super::read::{CSV, JSONL, PARQUET, Position, has_ending};
use super::row::{RowOptions, ScoreRow};
use super::stamp::Stamp;
use super::table_text::{TABLE_HEADER, write_table_row};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Time between two checkpoints of a text: what a run that is killed does again.
const BETWEEN_CHECKPOINTS: Duration = Duration::from_secs(2);

/// The form of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFormat {
    /// Columns for the eye.
    Table,
    /// Comma-separated values.
    Csv,
    /// JSON lines.
    Jsonl,
    /// Apache Parquet.
    Parquet,
}

impl RowFormat {
    /// The form that the ending of a file's name tells, of those that can be read again.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.to_string_lossy().to_ascii_lowercase();
        let forms = [(Self::Jsonl, JSONL), (Self::Csv, CSV), (Self::Parquet, PARQUET)];
        forms.into_iter().find(|(_, endings)| has_ending(&name, endings)).map(|(form, _)| form)
    }

    /// The lower-case name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
        }
    }

    /// What stands before the first row.
    #[must_use]
    pub fn opening(self, options: &RowOptions) -> Vec<u8> {
        match self {
            Self::Table => TABLE_HEADER.as_bytes().to_vec(),
            Self::Csv => CsvRows::header(options),
            Self::Jsonl | Self::Parquet => Vec::new(),
        }
    }

    /// Rows in text form, one after the other; nothing for Parquet.
    #[must_use]
    pub fn render(self, rows: &[ScoreRow], options: &RowOptions, stamp: &Stamp) -> Vec<u8> {
        let mut out = Vec::with_capacity(rows.len() * 512);
        match self {
            Self::Table => rows.iter().for_each(|row| write_table_row(row, &mut out)),
            Self::Jsonl => rows.iter().for_each(|row| write_line(row, stamp, &mut out)),
            Self::Csv => {
                let mut csv = CsvRows::new(options, stamp);
                rows.iter().for_each(|row| csv.write(row, &mut out));
            }
            Self::Parquet => {}
        }
        out
    }
}

/// A file of rows that is being written.
pub struct RowFile {
    journal: Journal,
    output: PathBuf,
    format: RowFormat,
    checkpoint: Checkpoint,
    rows: Rows,
    rejects: Option<Rejects>,
    last: Instant,
}

enum Rows {
    Text(BufWriter<File>),
    #[cfg(feature = "parquet")]
    Groups {
        open: Option<Box<GroupWriter>>,
        size: usize,
        options: RowOptions,
        stamp: Stamp,
    },
}

/// What a file of rows is to be.
pub struct RowFileOptions<'o> {
    /// Its name.
    pub output: &'o Path,
    /// Its form; not a table for the eye.
    pub format: RowFormat,
    /// What stands in its rows.
    pub rows: &'o RowOptions,
    /// What makes them.
    pub stamp: &'o Stamp,
    /// Rows of a row group.
    pub row_group: usize,
    /// Where rows go that cannot be read.
    pub rejects: Option<&'o Path>,
}

impl RowFile {
    /// Begins a file, or goes on with one from a checkpoint.
    ///
    /// # Errors
    /// When it cannot be written, or what was written before is gone.
    pub fn open(journal: Journal, checkpoint: Option<Checkpoint>, options: &RowFileOptions<'_>) -> io::Result<Self> {
        let fresh = checkpoint.is_none();
        let mut checkpoint = checkpoint.unwrap_or_default();
        let rejects = options.rejects.map(|path| Rejects::open(path, checkpoint.rejects, !fresh)).transpose()?;
        let rows = match options.format {
            #[cfg(feature = "parquet")]
            RowFormat::Parquet => Rows::Groups {
                open: None,
                size: options.row_group,
                options: options.rows.clone(),
                stamp: options.stamp.clone(),
            },
            #[cfg(not(feature = "parquet"))]
            RowFormat::Parquet => return Err(io::Error::other(super::NO_PARQUET)),
            _ => {
                let mut file = BufWriter::new(journal.text(&checkpoint)?);
                if fresh {
                    let opening = options.format.opening(options.rows);
                    file.write_all(&opening)?;
                    checkpoint.bytes = opening.len() as u64;
                }
                Rows::Text(file)
            }
        };
        let output = options.output.to_owned();
        Ok(Self { journal, output, format: options.format, checkpoint, rows, rejects, last: Instant::now() })
    }

    /// Rows that are finished.
    #[must_use]
    pub fn rows_so_far(&self) -> u64 {
        self.checkpoint.rows
    }

    /// What comes next.
    #[must_use]
    pub fn position(&self) -> &Position {
        &self.checkpoint.position
    }

    /// Gives the rows that were finished before to `each`.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn finished_rows(&self, mut each: impl FnMut(ScoreRow)) -> Result<(), String> {
        let text = || {
            let file = File::open(self.journal.text_path()).map_err(|error| error.to_string())?;
            Ok::<_, String>(BufReader::new(file.take(self.checkpoint.bytes)))
        };
        match self.format {
            RowFormat::Csv if self.checkpoint.rows > 0 => {
                for row in CsvRowReader::new(text()?)? {
                    each(row?.0);
                }
            }
            RowFormat::Jsonl => {
                for line in text()?.lines() {
                    each(parse_line(&line.map_err(|error| error.to_string())?)?.0);
                }
            }
            #[cfg(feature = "parquet")]
            RowFormat::Parquet => {
                for group in 0..self.checkpoint.groups {
                    let file = File::open(self.journal.group_path(group)).map_err(|error| error.to_string())?;
                    read(file, &mut each)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds the rows of a chunk, as they are and in text form, the bytes of those that could not be read, and where the next
    /// chunk begins.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write(&mut self, rows: &[ScoreRow], text: &[u8], rejects: &[u8], next: &Position) -> io::Result<()> {
        if let Some(file) = &mut self.rejects {
            file.write(rejects)?;
            self.checkpoint.rejects += rejects.len() as u64;
        }
        self.checkpoint.position = next.clone();
        self.checkpoint.rows += rows.len() as u64;
        match &mut self.rows {
            Rows::Text(file) => {
                file.write_all(text)?;
                self.checkpoint.bytes += text.len() as u64;
                if self.last.elapsed() >= BETWEEN_CHECKPOINTS {
                    self.note()?;
                }
            }
            #[cfg(feature = "parquet")]
            Rows::Groups { open, size, options, stamp } => {
                if rows.is_empty() {
                    return Ok(());
                }
                let mut group = match open.take() {
                    Some(group) => group,
                    None => {
                        let path = self.journal.group_path(self.checkpoint.groups);
                        Box::new(GroupWriter::create(&path, options, stamp)?)
                    }
                };
                for row in rows {
                    group.push(row)?;
                }
                if group.rows() < *size {
                    *open = Some(group);
                } else {
                    group.finish()?;
                    self.checkpoint.groups += 1;
                    self.note()?;
                }
            }
        }
        Ok(())
    }

    /// Keeps what was written, for a run that ends here before its end. Of a table only whole row groups are kept.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn pause(&mut self) -> io::Result<()> {
        match &self.rows {
            Rows::Text(_) if self.checkpoint.rows > 0 => self.note(),
            _ => Ok(()),
        }
    }

    /// Puts everything onto the disk and notes how far it is.
    fn note(&mut self) -> io::Result<()> {
        match &mut self.rows {
            Rows::Text(file) => {
                file.flush()?;
                file.get_ref().sync_data()?;
            }
            #[cfg(feature = "parquet")]
            Rows::Groups { .. } => {}
        }
        if let Some(rejects) = &mut self.rejects {
            rejects.sync()?;
            rejects.kept = true;
        }
        self.journal.note(&self.checkpoint)?;
        self.last = Instant::now();
        Ok(())
    }

    /// Rows behind which a run that ends here can be gone on with, if it can.
    #[must_use]
    pub fn kept_rows(&self) -> Option<u64> {
        self.journal.kept_rows()
    }

    /// Writes out what is left and gives the file its name.
    ///
    /// # Errors
    /// When that cannot be done.
    pub fn finish(mut self) -> io::Result<()> {
        let complete = match self.rows {
            Rows::Text(file) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.sync_all()?;
                self.journal.text_path()
            }
            #[cfg(feature = "parquet")]
            Rows::Groups { open, options, stamp, .. } => {
                let open = match open {
                    None if self.checkpoint.groups > 0 => None,
                    // A file without rows has its columns all the same.
                    None => Some(Box::new(GroupWriter::create(&self.journal.group_path(0), &options, &stamp)?)),
                    open => open,
                };
                let mut groups = self.checkpoint.groups;
                if let Some(group) = open {
                    group.finish()?;
                    groups += 1;
                }
                let groups: Vec<PathBuf> = (0..groups).map(|at| self.journal.group_path(at)).collect();
                let joined = self.journal.path("joined");
                let mut file = BufWriter::new(File::create(&joined)?);
                join(&groups, &mut file)?;
                file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
                joined
            }
        };
        // A disk that is full is met while the run can be gone on with.
        if let Some(rejects) = &mut self.rejects {
            rejects.sync()?;
        }
        replace(&complete, &self.output)?;
        self.journal.finish();
        // Behind the journal: a run that can be gone on with needs them where they were.
        if let Some(rejects) = self.rejects {
            rejects.finish()?;
        }
        Ok(())
    }
}

/// Rows that cannot be read, as they are.
pub struct Rejects {
    part: PathBuf,
    path: PathBuf,
    file: BufWriter<File>,
    /// Whether the unfinished file is worth keeping.
    kept: bool,
}

impl Rejects {
    /// Begins the file, or goes on behind so many bytes. `kept` says whether a later run may go on with it.
    ///
    /// # Errors
    /// When it cannot be written, or what was written before is gone.
    pub fn open(path: &Path, length: u64, kept: bool) -> io::Result<Self> {
        let part = hidden_beside(path, ".part");
        let file = BufWriter::new(open_cut(&part, length)?);
        Ok(Self { part, path: path.to_owned(), file, kept })
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_data()
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// When that cannot be done.
    pub fn finish(mut self) -> io::Result<()> {
        self.sync()?;
        replace(&self.part, &self.path)?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for Rejects {
    fn drop(&mut self) {
        if !self.kept {
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// Puts a complete file in the place of another, which keeps who may read and write it.
fn replace(complete: &Path, path: &Path) -> io::Result<()> {
    // A link is written through.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Ok(known) = fs::metadata(&path) {
        fs::set_permissions(complete, known.permissions())?;
    }
    fs::rename(complete, &path)?;
    // The name is on the disk when its folder is; not every system lets folders be asked for that.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::{Labels, journal::Identity};

    #[test]
    fn a_run_that_ends_before_its_rows_have_their_name_goes_on() {
        let dir = tempfile::tempdir().expect("a folder");
        let (identity, stamp, rows) = (Identity::new(), Stamp::of(String::new()), RowOptions::default());
        let failed = [ScoreRow::failed(Labels::of("a.jsonl"), "broken JSON".to_owned())];
        let formats = [RowFormat::Jsonl, RowFormat::Csv, RowFormat::Parquet];
        for format in formats.into_iter().filter(|format| cfg!(feature = "parquet") || *format != RowFormat::Parquet) {
            let output = dir.path().join(format!("scores.{}", format.name()));
            let rejects = dir.path().join(format!("bad.{}", format.name()));
            let options = RowFileOptions {
                output: &output,
                format,
                rows: &rows,
                stamp: &stamp,
                row_group: 1,
                rejects: Some(&rejects),
            };
            let open = || {
                let (journal, checkpoint, _) = Journal::open(&output, &identity, true).expect("a run");
                RowFile::open(journal, checkpoint, &options).expect("a file")
            };
            let mut file = open();
            let text = format.render(&failed, &rows, &stamp);
            file.write(&failed, &text, b"{}\n", &Position::default()).expect("written");
            file.pause().expect("noted");
            // A folder of its name is in the way of the rows.
            fs::create_dir(&output).expect("a folder");
            file.finish().expect_err("no name for the rows");
            fs::remove_dir(&output).expect("removed");
            let file = open();
            assert_eq!(file.rows_so_far(), 1, "{}", format.name());
            file.finish().expect("finished");
            assert_eq!(fs::read(&rejects).expect("rejects"), b"{}\n");
            assert!(output.is_file() && !Journal::folder_of(&output).exists());
        }
    }
}
