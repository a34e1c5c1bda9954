//! `mtlint score`: one row a document, of articles and of corpora. It does not gate.

mod progress;
mod work;

use super::args::{CorpusArgs, InputFormat, ScoreArgs, ScoreFormat, SummaryArgs};
use super::batch::{self, Job};
use super::output::Output;
use super::projects::Projects;
use super::silencing::Silencing;
use super::{CliError, FINE, NOT_DONE, counted, interrupt, say, unwritable};
use crate::batch::cache::Cache;
use crate::batch::journal::{Identity, Journal, JournalError};
use crate::batch::pipeline::in_order;
use crate::batch::read::{Chunk, Chunks, CorpusFormat, Fields, Input, MAX_ROW_BYTES, Meter, Position};
use crate::batch::sink::{Rejects, RowFile, RowFileOptions, RowFormat};
use crate::batch::{GroupBy, Labels, RowOptions, Stamp, Summary};
use crate::config::Profile;
use crate::input::{GOLD, Origin, TEXTS};
use crate::report::{isolate, one_line};
use crate::rule::Declared as _;
use crate::rules;
use progress::Progress;
use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Instant, UNIX_EPOCH};
use work::{Checking, Done, Worker};
use xxhash_rust::xxh3::Xxh3;

/// Malformed rows of one corpus that are named on stderr; the others are counted. Each has its row in the output.
const NAMED_ROWS: u64 = 20;

pub(super) fn run(args: &ScoreArgs) -> Result<u8, CliError> {
    let common = &args.common;
    let format = format(args)?;
    let fields = fields(&args.corpus)?;
    let output = common.run.output();
    let mut projects = Projects::new(&common.run.settings, common.run.settings.overrides())?;
    let endings = CorpusFormat::endings();
    let endings: Vec<&str> = TEXTS.iter().copied().chain(endings.iter().map(String::as_str)).collect();
    let mut jobs = batch::jobs(common, &mut projects, None, &endings)?;
    // Files of marks are no corpora, unless somebody says so.
    jobs.retain(|job| match &job.origin {
        Origin::File(path) => !GOLD.iter().any(|end| job.origin.name().ends_with(end)) || common.paths.contains(path),
        _ => true,
    });
    leave_out_what_is_written(args, &mut jobs)?;
    // A baseline lets old findings through a gate; a score counts them.
    let silencing = Silencing::read(None, &jobs)?;
    let inputs: Vec<Input> = jobs.iter().map(|job| input(job, &args.corpus)).collect();
    let profiles = distinct(&jobs);
    let stamp = Stamp::of_profiles(profiles.iter().map(|profile| &**profile));
    let rule_columns = if args.columns { rule_names(&profiles) } else { Vec::new() };
    let rows = RowOptions { findings: args.findings, ui: args.common.ui.ui_lang, rule_columns };

    let SummaryArgs { summary, report, compare } = &args.summary;
    for path in [summary, report].into_iter().flatten() {
        Output::probe(path).map_err(|error| unwritable(path, &error))?;
    }
    let own = profiles.iter().flat_map(|profile| &profile.settings.own_rules).map(|rule| rule.meta());
    let own = own.map(|meta| (meta.name.to_owned(), meta.axis));
    let mut sums = Summary::new(stamp.clone(), own, args.corpus.group_by.as_ref().map(GroupBy::name));
    if let Some(earlier) = compare {
        begin_comparison(&mut sums, earlier)?;
    }
    interrupt::begin(None);
    let mut sink = Sink::open(args, format, &rows, &stamp, &inputs, &jobs)?;
    let start = sink.resume(&mut sums, common.quiet)?;

    let meter = Meter::default();
    let total = inputs.iter().map(|input| size(&input.origin)).sum::<Option<u64>>();
    let rows_on_terminal = output.is_none() && io::IsTerminal::is_terminal(&io::stdout());
    let resumed = start != Position::default();
    let mut progress = Progress::new(&meter, total, resumed, common.quiet || rows_on_terminal);
    let began = (Instant::now(), sums.total().rows());
    let worker = Worker {
        jobs: &jobs,
        inputs: &inputs,
        fields: &fields,
        silencing: &silencing,
        format,
        rows: &rows,
        group_by: args.corpus.group_by.as_ref(),
        stamp: &stamp,
        cache: (!args.long.no_cache).then(Cache::default),
        checking: Checking::of_jobs(&jobs),
    };
    let threads = match common.run.threads {
        0 => thread::available_parallelism().map_or(1, std::num::NonZero::get),
        threads => threads,
    };
    let chunks = Chunks::new(&inputs, &fields, meter.clone(), start);
    let mut malformed: HashMap<usize, u64> = HashMap::new();
    let mut absent = named_labels(&args.corpus);
    let result = in_order(
        chunks,
        Chunk::weight,
        threads,
        |chunk| worker.work(chunk),
        |done: Done| -> Result<(), CliError> {
            let told = || interrupt::told().map_or(Ok(()), |signal| Err(CliError::Interrupted(signal)));
            if done.cut {
                return told();
            }
            if let Some(error) = &done.changed {
                let name = one_line(&inputs[done.input].name);
                return Err(CliError::Usage(format!("cannot resume: {name} {error}")));
            }
            for complaint in &done.complaints {
                progress.say(complaint);
            }
            let known = malformed.entry(done.input).or_default();
            for complaint in &done.malformed {
                *known += 1;
                if *known <= NAMED_ROWS {
                    progress.say(complaint);
                }
            }
            for row in &done.rows {
                sums.add(row);
                absent.retain(|(_, of)| of(&row.labels).is_none());
            }
            sink.write(&done)?;
            progress.update(sums.total().rows());
            interrupt::done(done.rows.len());
            told()
        },
    );
    progress.finish();
    let mut more: Vec<_> = malformed.into_iter().filter(|(_, count)| *count > NAMED_ROWS).collect();
    more.sort_unstable();
    for (input, count) in more {
        let name = one_line(&inputs[input].name);
        say(&format!("{name}: {} more rows could not be checked", count - NAMED_ROWS));
    }
    if let Err(error) = result {
        sink.keep(&error)?;
        return Err(error);
    }
    if sums.total().rows() > sums.total().errors() {
        absent.iter().for_each(|(field, _)| say(&isolate(&format!("warning: no document has anything in {field:?}"))));
    }
    // Before the rows get their name: what cannot be written now can be after --resume.
    let ui = common.ui.ui_lang;
    if let Some(path) = summary {
        write_whole(path, |to| sums.write_json(to))?;
    }
    if let Some(path) = report {
        write_whole(path, |to| sums.write_page(ui, to))?;
    }
    sink.finish()?;
    if !common.quiet {
        let rows = sums.total().rows() - began.1;
        let _ = io::stderr().write_all(sums.lines(began.0.elapsed(), rows, progress.bytes(), ui).as_bytes());
    }
    Ok(if sums.total().errors() > 0 { NOT_DONE } else { FINE })
}

/// Leaves out of the inputs what the run writes or compares with, where it was found in a folder.
fn leave_out_what_is_written(args: &ScoreArgs, jobs: &mut Vec<Job>) -> Result<(), CliError> {
    let SummaryArgs { summary, report, compare } = &args.summary;
    let paths = &args.common.paths;
    let written = [args.common.run.output(), args.corpus.rejects.as_deref(), summary.as_deref(), report.as_deref()];
    let written: Vec<&Path> = written.into_iter().flatten().collect();
    let twice = written.iter().enumerate().find_map(|(at, path)| written[..at].contains(path).then_some(path));
    if let Some(twice) = twice {
        return Err(CliError::Usage(format!("{} would be written twice", one_line(&twice.to_string_lossy()))));
    }
    for written in written {
        leave_out(jobs, written, paths, "it cannot be written too")?;
    }
    if let Some(compare) = compare {
        leave_out(jobs, compare, paths, "it cannot be compared with too")?;
    }
    Ok(())
}

/// The part of the labels that a field is read into.
type Label = fn(&Labels) -> Option<&String>;

/// The fields of labels that the arguments name. Of JSON lines nobody knows before the end whether they have them.
fn named_labels(args: &CorpusArgs) -> Vec<(&str, Label)> {
    let labels: [(_, Label); 3] = [
        (&args.id_field, |labels| labels.id.as_ref()),
        (&args.url_field, |labels| labels.url.as_ref()),
        (&args.source_field, |labels| labels.source.as_ref()),
    ];
    labels.into_iter().filter_map(|(field, of)| Some((field.as_deref()?, of))).collect()
}

/// Reads an earlier run, and says so when it looked for something else.
fn begin_comparison(sums: &mut Summary, path: &Path) -> Result<(), CliError> {
    let name = one_line(&path.to_string_lossy());
    let read = sums.compare(path);
    read.map_err(|error| CliError::Usage(format!("cannot compare with {name}: {}", one_line(&error))))?;
    let Some(with) = sums.comparison().filter(|with| !sums.is_comparable(with)) else { return Ok(()) };
    let made =
        |stamp: &Stamp| format!("mtlint {}, rules {}, configuration {}", stamp.mtlint, stamp.rules, stamp.config);
    let then = with.stamp.as_ref().map_or_else(|| "several versions or an unknown one".to_owned(), made);
    say(&format!(
        "warning: {name} was made by {}, this run by {}: what differs may be the rules and not the documents",
        one_line(&then),
        made(sums.stamp())
    ));
    Ok(())
}

/// Writes a file that appears when it is complete.
fn write_whole(path: &Path, write: impl FnOnce(&mut Output) -> io::Result<()>) -> Result<(), CliError> {
    let written = Output::file(path, false).and_then(|mut output| {
        write(&mut output)?;
        output.finish()
    });
    written.map_err(|error| unwritable(path, &error))
}

/// The form of the rows: what the arguments say, or the ending of the output.
fn format(args: &ScoreArgs) -> Result<RowFormat, CliError> {
    let output = args.common.run.output();
    let format = match (args.format, output.and_then(RowFormat::of)) {
        (Some(ScoreFormat::Table), _) => RowFormat::Table,
        (Some(ScoreFormat::Csv), _) => RowFormat::Csv,
        (Some(ScoreFormat::Jsonl), _) => RowFormat::Jsonl,
        (Some(ScoreFormat::Parquet), _) => RowFormat::Parquet,
        (None, Some(told)) => told,
        (None, None) if output.is_some_and(promises_data) => {
            return Err(CliError::Usage(
                "the output is JSON lines, CSV or Parquet: name it .jsonl, .csv or .parquet, or say --format"
                    .to_owned(),
            ));
        }
        (None, None) => RowFormat::Table,
    };
    if args.findings && !matches!(format, RowFormat::Jsonl | RowFormat::Parquet) {
        return Err(CliError::Usage(
            "--findings needs --format jsonl or parquet: other rows have no room for them".to_owned(),
        ));
    }
    if args.columns && !matches!(format, RowFormat::Csv | RowFormat::Parquet) {
        return Err(CliError::Usage("--columns needs --format csv or parquet: other rows have no columns".to_owned()));
    }
    #[cfg(not(feature = "parquet"))]
    if format == RowFormat::Parquet {
        return Err(CliError::Usage(crate::batch::NO_PARQUET.to_owned()));
    }
    Ok(format)
}

/// Whether a name promises a form of data that rows are not written in.
fn promises_data(output: &Path) -> bool {
    let name = output.to_string_lossy().to_ascii_lowercase();
    [".gz", ".zst", ".tsv", ".json", ".xlsx"].into_iter().any(|ending| name.ends_with(ending))
}

fn fields(args: &CorpusArgs) -> Result<Fields, CliError> {
    let CorpusArgs { text_field, id_field, lang_field, url_field, source_field, group_by, .. } = args;
    let [text, id, lang, url, source] =
        [text_field, id_field, lang_field, url_field, source_field].map(|name| name.as_deref());
    let group = group_by.as_ref().and_then(GroupBy::field);
    Fields::new([text, id, lang, url, source, group]).map_err(CliError::Usage)
}

/// How an input is read.
fn input(job: &Job, args: &CorpusArgs) -> Input {
    let name = job.origin.name();
    let format = match args.input_format {
        InputFormat::Auto => CorpusFormat::of(&name),
        InputFormat::Text => None,
        InputFormat::Jsonl => Some(CorpusFormat::Jsonl),
        InputFormat::Csv => Some(CorpusFormat::CSV),
        InputFormat::Tsv => Some(CorpusFormat::TSV),
        InputFormat::Parquet => Some(CorpusFormat::Parquet),
    };
    let format = format.filter(|_| !matches!(job.origin, Origin::Lost { .. })).map(|format| match format {
        CorpusFormat::Separated(mut dialect) => {
            dialect.delimiter = args.delimiter.unwrap_or(dialect.delimiter);
            dialect.quotes &= !args.no_quotes;
            dialect.header &= !args.no_header;
            CorpusFormat::Separated(dialect)
        }
        format => format,
    });
    let limit = job.profile.max_bytes.unwrap_or(MAX_ROW_BYTES);
    Input { origin: job.origin.clone(), name: name.into(), format, limit }
}

/// Leaves out what is no input, where it was found in a folder.
fn leave_out(jobs: &mut Vec<Job>, written: &Path, named: &[PathBuf], otherwise: &str) -> Result<(), CliError> {
    let Ok(written) = fs::canonicalize(written) else { return Ok(()) };
    if !written.is_file() {
        return Ok(());
    }
    let is_it = |path: &Path| fs::canonicalize(path).is_ok_and(|path| path == written);
    if named.iter().any(|path| is_it(path)) {
        let name = one_line(&written.to_string_lossy());
        return Err(CliError::Usage(format!("{name} is read: {otherwise}")));
    }
    jobs.retain(|job| !matches!(&job.origin, Origin::File(path) if is_it(path)));
    Ok(())
}

/// The profiles of a run, each once.
fn distinct(jobs: &[Job]) -> Vec<Arc<Profile>> {
    let mut profiles: Vec<Arc<Profile>> = Vec::new();
    for job in jobs {
        if !profiles.iter().any(|known| Arc::ptr_eq(known, &job.profile)) {
            profiles.push(Arc::clone(&job.profile));
        }
    }
    profiles
}

/// The names of all rules: mtlint's in alphabetical order, then those of the house.
fn rule_names(profiles: &[Arc<Profile>]) -> Vec<String> {
    let mut names: Vec<String> = rules::metas().map(|meta| meta.name.to_owned()).collect();
    let own = profiles.iter().flat_map(|profile| &profile.settings.own_rules);
    let mut own: Vec<String> = own.map(|rule| rule.meta().name.to_owned()).collect();
    own.sort();
    own.dedup();
    names.append(&mut own);
    names
}

/// Whether an output can be written beside its place and then renamed: no device, no pipe.
fn is_replaceable(path: &Path) -> bool {
    fs::metadata(path).map_or(true, |known| known.is_file())
}

fn size(origin: &Origin) -> Option<u64> {
    match origin {
        Origin::File(path) => fs::metadata(path).map_or(Some(0), |known| known.is_file().then_some(known.len())),
        Origin::Stdin { .. } => None,
        Origin::Lost { .. } => Some(0),
    }
}

/// Where the rows of a run go.
enum Sink {
    Stream(Output, Option<Rejects>),
    File(Box<RowFile>),
}

impl Sink {
    /// The place that the arguments name.
    fn open(
        args: &ScoreArgs,
        format: RowFormat,
        rows: &RowOptions,
        stamp: &Stamp,
        inputs: &[Input],
        jobs: &[Job],
    ) -> Result<Self, CliError> {
        match args.common.run.output() {
            Some(path) if format != RowFormat::Table && is_replaceable(path) => {
                Self::file(args, path, format, rows, stamp, inputs, jobs)
            }
            _ if format == RowFormat::Parquet => {
                Err(CliError::Usage("Parquet is written to a file: name one with -o scores.parquet".to_owned()))
            }
            _ if args.long.resume => {
                Err(CliError::Usage("--resume needs an output file in JSON lines, CSV or Parquet".to_owned()))
            }
            _ => Self::stream(args, format, rows),
        }
    }

    fn stream(args: &ScoreArgs, format: RowFormat, rows: &RowOptions) -> Result<Self, CliError> {
        let rejects = args
            .corpus
            .rejects
            .as_deref()
            .map(|path| Rejects::open(path, 0, false).map_err(|error| unwritable(path, &error)));
        let rejects = rejects.transpose()?;
        let mut output = Output::of(&args.common.run, format == RowFormat::Table)?;
        output.write_bytes(&format.opening(rows))?;
        Ok(Self::Stream(output, rejects))
    }

    fn file(
        args: &ScoreArgs,
        path: &Path,
        format: RowFormat,
        rows: &RowOptions,
        stamp: &Stamp,
        inputs: &[Input],
        jobs: &[Job],
    ) -> Result<Self, CliError> {
        // A link is written through.
        let output = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let identity = identity(args, format, stamp, inputs, jobs);
        let opened = Journal::open(&output, &identity, args.long.resume);
        let (journal, checkpoint, thrown_away) = opened.map_err(|error| refused(path, error))?;
        if thrown_away {
            say(
                "what an unfinished run into this file had finished is thrown away; --resume would have gone on with it",
            );
        }
        let options = RowFileOptions {
            output: &output,
            format,
            rows,
            stamp,
            row_group: args.long.row_group_size as usize,
            rejects: args.corpus.rejects.as_deref(),
        };
        let file = RowFile::open(journal, checkpoint, &options).map_err(|error| unwritable(path, &error))?;
        Ok(Self::File(Box::new(file)))
    }

    /// Adds the rows that are finished to the sums, and says where the run goes on.
    fn resume(&self, sums: &mut Summary, quiet: bool) -> Result<Position, CliError> {
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
    fn keep(&mut self, error: &CliError) -> Result<(), CliError> {
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

    fn write(&mut self, done: &Done) -> Result<(), CliError> {
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

    fn finish(self) -> Result<(), CliError> {
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

/// What must be the same for a run to go on.
fn identity(args: &ScoreArgs, format: RowFormat, stamp: &Stamp, inputs: &[Input], jobs: &[Job]) -> Identity {
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
    let CorpusArgs { text_field, id_field, lang_field, url_field, source_field, group_by, rejects, .. } = &args.corpus;
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
