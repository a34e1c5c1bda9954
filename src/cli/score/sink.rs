//! Where the rows of a run go: a stream, or a file that a run which breaks off can be gone on with.

use super::work::Done;
use crate::batch::journal::{Identity, Journal, JournalError};
use crate::batch::read::{Input, Position};
use crate::batch::sink::{Rejects, RowFile, RowFileOptions, RowFormat};
use crate::batch::{GroupBy, RowOptions, Stamp, Summary};
use crate::cli::args::{CorpusArgs, ScoreArgs};
use crate::cli::batch::Job;
use crate::cli::output::Output;
use crate::cli::{CliError, counted, say, unwritable};
use crate::input::Origin;
use crate::report::{isolate, one_line};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::UNIX_EPOCH;
use xxhash_rust::xxh3::Xxh3;

/// What a run writes, and of what.
pub(super) struct Target<'r> {
    pub args: &'r ScoreArgs,
    pub format: RowFormat,
    pub rows: &'r RowOptions,
    pub stamp: &'r Stamp,
    pub inputs: &'r [Input],
    pub jobs: &'r [Job],
}

impl Target<'_> {
    /// Opens the place that the arguments name.
    pub fn open(&self) -> Result<Sink, CliError> {
        let rejects = self.args.corpus.rejects.as_deref();
        if let Some(path) = rejects.filter(|path| !Output::is_replaced(path)) {
            let error = io::Error::other("rows that cannot be read need a file of their own");
            return Err(unwritable(path, &error));
        }
        match self.args.common.run.output() {
            Some(path) if self.format != RowFormat::Table && Output::is_replaced(path) => self.file(path),
            _ if self.format == RowFormat::Parquet => {
                Err(CliError::Usage("Parquet is written to a file: name one with -o scores.parquet".to_owned()))
            }
            _ if self.args.long.resume => {
                Err(CliError::Usage("--resume needs an output file in JSON lines, CSV or Parquet".to_owned()))
            }
            _ => self.stream(),
        }
    }

    fn stream(&self) -> Result<Sink, CliError> {
        let rejects = self.args.corpus.rejects.as_deref();
        let rejects = rejects.map(|path| Rejects::open(path, 0, false).map_err(|error| unwritable(path, &error)));
        let rejects = rejects.transpose()?;
        let mut output = Output::of(&self.args.common.run, self.format == RowFormat::Table)?;
        output.write_bytes(&self.format.opening(self.rows))?;
        Ok(Sink::Stream(output, rejects))
    }

    fn file(&self, path: &Path) -> Result<Sink, CliError> {
        // A link is written through.
        let output = Output::place(path);
        let opened = Journal::open(&output, &self.identity(), self.args.long.resume);
        let (journal, checkpoint, thrown_away) = opened.map_err(|error| refused(path, error))?;
        if thrown_away {
            say(
                "what an unfinished run into this file had finished is thrown away; --resume would have gone on with it",
            );
        }
        let options = RowFileOptions {
            output: &output,
            format: self.format,
            rows: self.rows,
            stamp: self.stamp,
            row_group: self.args.long.row_group_size as usize,
            rejects: self.args.corpus.rejects.as_deref(),
        };
        let file = RowFile::open(journal, checkpoint, &options).map_err(|error| unwritable(path, &error))?;
        Ok(Sink::File(Box::new(file)))
    }

    /// What must be the same for a run to go on.
    fn identity(&self) -> Identity {
        let Self { args, format, stamp, inputs, jobs, .. } = *self;
        let mut hash = Xxh3::new();
        for (input, job) in inputs.iter().zip(jobs) {
            let known = match &input.origin {
                Origin::File(path) => fs::metadata(path).ok().filter(fs::Metadata::is_file),
                _ => None,
            };
            let changed = known.as_ref().and_then(|known| known.modified().ok()?.duration_since(UNIX_EPOCH).ok());
            let known = (known.map(|known| known.len()), changed, input.format, input.limit, job.profile.max_bytes);
            hash.update(format!("{}\0{known:?}\n", input.name).as_bytes());
        }
        let CorpusArgs { text_field, id_field, lang_field, url_field, source_field, group_by, rejects, .. } =
            &args.corpus;
        let given = |value: Option<&str>| value.unwrap_or("-").to_owned();
        let yes = |flag: bool| if flag { "yes" } else { "no" }.to_owned();
        let group = if format == RowFormat::Parquet { args.long.row_group_size.to_string() } else { "-".to_owned() };
        let rejects = rejects.as_deref().map_or("-".into(), Path::to_string_lossy);
        [
            ("version of mtlint", stamp.mtlint.clone()),
            ("rules", stamp.rules.clone()),
            ("configuration", stamp.config.clone()),
            ("format", format.name().to_owned()),
            ("--text-field", given(text_field.as_deref())),
            ("--id-field", given(id_field.as_deref())),
            ("--lang-field", given(lang_field.as_deref())),
            ("--url-field", given(url_field.as_deref())),
            ("--source-field", given(source_field.as_deref())),
            ("--group-by", given(group_by.as_ref().map(GroupBy::name))),
            ("--findings", yes(args.findings)),
            ("--ui-lang", args.common.ui.ui_lang.code().to_owned()),
            ("--columns", yes(args.columns)),
            ("--row-group-size", group),
            ("--rejects", rejects.into_owned()),
            (
                "inputs, their names, sizes, times, forms and limits",
                format!("{} of digest {:016x}", inputs.len(), hash.digest()),
            ),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }
}

/// Where the rows of a run go.
pub(super) enum Sink {
    Stream(Output, Option<Rejects>),
    File(Box<RowFile>),
}

impl Sink {
    /// Adds the rows that are finished to the sums, and says where the run goes on.
    pub fn resume(&self, sums: &mut Summary, quiet: bool) -> Result<Position, CliError> {
        let file = match self {
            Self::File(file) if file.rows_so_far() > 0 => file,
            _ => return Ok(Position::default()),
        };
        let finished = file.finished_rows(|row| sums.add(&row));
        finished.map_err(|error| CliError::Usage(format!("cannot resume: {}", one_line(&error))))?;
        if !quiet {
            say(&format!("going on behind {} that are finished", counted(file.rows_so_far() as usize, "row")));
        }
        Ok(file.position().clone())
    }

    /// Keeps what can be gone on with when the run breaks off, and says so.
    pub fn keep(&mut self, error: &CliError) -> Result<(), CliError> {
        let Self::File(file) = self else { return Ok(()) };
        // What was written before another error may be what cannot be kept.
        if matches!(error, CliError::Interrupted(_)) {
            file.pause()?;
        }
        if let Some(rows) = file.kept_rows() {
            say(&format!("{} kept: --resume goes on from there", counted(rows as usize, "row")));
        }
        Ok(())
    }

    /// Adds the rows of a chunk.
    pub fn write(&mut self, done: &Done) -> Result<(), CliError> {
        match self {
            Self::Stream(output, rejects) => {
                output.write_bytes(&done.text)?;
                if let Some(rejects) = rejects {
                    rejects.write(&done.rejects)?;
                }
            }
            Self::File(file) => file.write(&done.rows, &done.text, &done.rejects, &done.next)?,
        }
        Ok(())
    }

    /// Writes out the rows of a stream so far, which may be where something else is about to be written.
    pub fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(output, _) => output.flush(),
            Self::File(_) => Ok(()),
        }
    }

    /// Writes out what is left and gives a file its name.
    pub fn finish(self) -> Result<(), CliError> {
        match self {
            Self::Stream(output, rejects) => {
                output.finish()?;
                if let Some(rejects) = rejects {
                    rejects.finish()?;
                }
            }
            Self::File(file) => file.finish()?,
        }
        Ok(())
    }
}

fn refused(path: &Path, error: JournalError) -> CliError {
    let name = one_line(&path.to_string_lossy());
    match error {
        JournalError::Busy => CliError::Usage(format!("another run is writing {name}")),
        JournalError::Io(error) => unwritable(path, &error),
        JournalError::Other(differences) => {
            let difference = |(what, was, is): &(String, String, String)| format!("{what}: {was:?}, then {is:?}");
            let differences: String =
                differences.iter().map(|one| format!("\n  {}", isolate(&difference(one)))).collect();
            CliError::Usage(format!(
                "cannot resume: the unfinished run into {name} was another one{differences}\nrun it as it was, or without \
                 --resume to begin again"
            ))
        }
    }
}
