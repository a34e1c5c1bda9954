//! `mtlint score`: one row a document, of articles and of corpora. It does not gate.

mod progress;
mod sink;
mod work;

use super::args::{CorpusArgs, InputFormat, ScoreArgs, ScoreFormat, SummaryArgs};
use super::batch::{self, Job, leave_out, not_read};
use super::output::Output;
use super::projects::Projects;
use super::silencing::Silencing;
use super::{CliError, FINE, NOT_DONE, interrupt, say, unwritable};
use crate::batch::cache::Cache;
use crate::batch::pipeline::in_order;
use crate::batch::read::{Chunk, Chunks, CorpusFormat, Fields, Input, MAX_ROW_BYTES, Meter, Position};
use crate::batch::sink::RowFormat;
use crate::batch::{GroupBy, Labels, RowOptions, Stamp, Summary};
use crate::config::Profile;
use crate::input::{GOLD, Origin, TEXTS};
use crate::report::{isolate, one_line};
use crate::rule::Declared as _;
use crate::rules;
use progress::Progress;
use sink::{Sink, Target};
use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Instant;
use work::{Checking, Done, Worker};

/// Malformed rows of one corpus that are named on stderr; the others are counted. Each has its row in the output.
const NAMED_ROWS: u64 = 20;

pub(super) fn run(args: &ScoreArgs) -> Result<u8, CliError> {
    let common = &args.common;
    let format = format(args)?;
    let jobs = jobs(args)?;
    // A baseline lets old findings through a gate; a score counts them.
    let silencing = Silencing::read(None, &jobs)?;
    let inputs: Vec<Input> = jobs.iter().map(|job| input(job, &args.corpus)).collect();
    let fields = fields(&args.corpus, &inputs)?;
    let profiles = distinct(&jobs);
    let stamp = Stamp::of_profiles(profiles.iter().map(|profile| &**profile));
    let rule_columns = if args.columns { rule_names(&profiles) } else { Vec::new() };
    let rows = RowOptions { findings: args.findings, ui: common.ui.ui_lang, rule_columns };

    let SummaryArgs { summary, report, .. } = &args.summary;
    for path in [summary, report].into_iter().flatten() {
        Output::probe(path).map_err(|error| unwritable(path, &error))?;
    }
    let mut sums = begin_sums(args, &profiles, &stamp)?;
    interrupt::begin(None);
    let sink = Target { args, format, rows: &rows, stamp: &stamp, inputs: &inputs, jobs: &jobs }.open()?;
    let start = sink.resume(&mut sums, common.quiet)?;

    let meter = Meter::default();
    let total = inputs.iter().map(|input| size(&input.origin)).sum::<Option<u64>>();
    let rows_on_terminal = common.run.output().is_none() && io::IsTerminal::is_terminal(&io::stdout());
    let resumed = start != Position::default();
    let progress = Progress::new(&meter, total, resumed, common.quiet || rows_on_terminal);
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
    let absent = named_labels(&args.corpus);
    let mut ledger = Ledger { inputs: &inputs, sums, sink, progress, malformed: HashMap::new(), absent };
    let result = in_order(chunks, Chunk::weight, threads, |chunk| worker.work(chunk), |done| ledger.enter(&done));
    ledger.close(&result)?;
    result?;
    let Ledger { sums, mut sink, progress, .. } = ledger;
    sink.flush()?;
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

/// The articles and corpora of the run, without what it writes.
fn jobs(args: &ScoreArgs) -> Result<Vec<Job>, CliError> {
    let common = &args.common;
    let mut projects = Projects::new(&common.run.settings, common.run.settings.overrides())?;
    let endings = CorpusFormat::endings();
    let endings: Vec<&str> = TEXTS.iter().copied().chain(endings.iter().map(String::as_str)).collect();
    let mut jobs = batch::jobs(common, &mut projects, None, &endings)?;
    // Files of marks are no corpora, unless somebody says so.
    jobs.retain(|job| match &job.origin {
        Origin::File(path) => !GOLD.iter().any(|end| job.origin.name().ends_with(end)) || common.paths.contains(path),
        _ => true,
    });
    leave_out_what_is_written(args, &projects.files(), &mut jobs)?;
    Ok(jobs)
}

/// The sums of no rows yet, beside those of the run to compare with.
fn begin_sums(args: &ScoreArgs, profiles: &[Arc<Profile>], stamp: &Stamp) -> Result<Summary, CliError> {
    let own = profiles.iter().flat_map(|profile| &profile.settings.own_rules).map(|rule| rule.meta());
    let own = own.map(|meta| (meta.name.to_owned(), meta.axis));
    let mut sums = Summary::new(stamp.clone(), own, args.corpus.group_by.as_ref().map(GroupBy::name));
    if let Some(earlier) = &args.summary.compare {
        begin_comparison(&mut sums, earlier)?;
    }
    Ok(sums)
}

/// Where the chunks of a run are entered, in the order of the input.
struct Ledger<'r> {
    inputs: &'r [Input],
    sums: Summary,
    sink: Sink,
    progress: Progress,
    /// For each corpus the number of rows that could not be checked.
    malformed: HashMap<usize, u64>,
    /// The fields of labels that the arguments name and no row had yet.
    absent: Vec<(&'r str, Label)>,
}

impl Ledger<'_> {
    /// Writes the rows of a chunk, adds them to the sums and says what is to be said of them. An error ends the run.
    fn enter(&mut self, done: &Done) -> Result<(), CliError> {
        let told = || interrupt::told().map_or(Ok(()), |signal| Err(CliError::Interrupted(signal)));
        if done.cut {
            return told();
        }
        if let Some(error) = &done.changed {
            let name = one_line(&self.inputs[done.input].name);
            return Err(CliError::Usage(format!("cannot resume: {name} {error}")));
        }
        for complaint in &done.complaints {
            self.progress.say(complaint);
        }
        let known = self.malformed.entry(done.input).or_default();
        for complaint in &done.malformed {
            *known += 1;
            if *known <= NAMED_ROWS {
                self.progress.say(complaint);
            }
        }
        for row in &done.rows {
            self.sums.add(row);
            self.absent.retain(|(_, of)| of(&row.labels).is_none());
        }
        self.sink.write(done)?;
        self.progress.update(self.sums.total().rows());
        interrupt::done(done.rows.len());
        told()
    }

    /// Says what only the end of the rows tells, and when the run broke off what is kept of it.
    fn close(&mut self, result: &Result<(), CliError>) -> Result<(), CliError> {
        self.progress.finish();
        let mut more: Vec<_> = self.malformed.iter().filter(|(_, count)| **count > NAMED_ROWS).collect();
        more.sort_unstable();
        for (&input, count) in more {
            let name = one_line(&self.inputs[input].name);
            say(&format!("{name}: {} more rows could not be checked", count - NAMED_ROWS));
        }
        if let Err(error) = result {
            self.sink.keep(error)?;
        } else if self.sums.total().rows() > self.sums.total().errors() {
            for (field, _) in &self.absent {
                say(&isolate(&format!("warning: no document has anything in {field:?}")));
            }
        }
        Ok(())
    }
}

/// Leaves out of the inputs what the run writes or compares with, where it was found in a folder.
fn leave_out_what_is_written(args: &ScoreArgs, read: &[PathBuf], jobs: &mut Vec<Job>) -> Result<(), CliError> {
    let SummaryArgs { summary, report, compare } = &args.summary;
    let paths = &args.common.paths;
    let written = [args.common.run.output(), args.corpus.rejects.as_deref(), summary.as_deref(), report.as_deref()];
    let written: Vec<&Path> = written.into_iter().flatten().collect();
    Output::distinct(&written)?;
    for written in written {
        not_read(Some(written), read.iter().chain(paths).cloned(), "written")?;
        leave_out(written, jobs);
    }
    if let Some(compare) = compare {
        not_read(Some(compare), paths.iter().cloned(), "compared with")?;
        leave_out(compare, jobs);
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

fn fields(args: &CorpusArgs, inputs: &[Input]) -> Result<Fields, CliError> {
    let CorpusArgs { text_field, id_field, lang_field, url_field, source_field, group_by, .. } = args;
    let [text, id, lang, url, source] =
        [text_field, id_field, lang_field, url_field, source_field].map(|name| name.as_deref());
    let group = group_by.as_ref().and_then(GroupBy::field);
    let names = [text, id, lang, url, source, group];
    let separated = |format: CorpusFormat| matches!(format, CorpusFormat::Separated(_));
    match inputs.iter().filter_map(|input| input.format).all(separated) {
        true => Ok(Fields::of_columns(names)),
        false => Fields::new(names).map_err(CliError::Usage),
    }
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

fn size(origin: &Origin) -> Option<u64> {
    match origin {
        Origin::File(path) => fs::metadata(path).map_or(Some(0), |known| known.is_file().then_some(known.len())),
        Origin::Stdin { .. } => None,
        Origin::Lost { .. } => Some(0),
    }
}
