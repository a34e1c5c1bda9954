//! Many documents: in parallel, in order, in bounded memory.

use super::args::CommonArgs;
use super::changed::Changed;
use super::output::Output;
use super::projects::Projects;
use super::silencing::Silencing;
use super::{CliError, interrupt, pool, say};
use crate::batch::read::CorpusFormat;
use crate::check::{Checked, check, check_page};
use crate::config::{GateConfig, Profile, Settings};
use crate::finding::{Axis, Edit};
use crate::fix::{fix, unified_diff};
use crate::input::{MAX_BYTES, Origin, Source, collect, read};
use crate::report::{
    Article, Entry, Gate, Later, Piece, Reporter, Totals, directed, isolate, one_line, translation_counts,
};
use crate::score::Verdict;
use crate::silence::Known;
use crate::source_map::{Encoding, SourceMap};
use crate::words::{Phrase, Value};
use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Documents whose reports are kept until it is their turn. Texts are dropped as soon as they are
/// rendered, so no more of them are in memory than there are threads.
const BATCH: usize = 64;

/// One document of the work list.
pub(super) struct Job {
    pub origin: Origin,
    pub profile: Arc<Profile>,
}

/// How the documents of a run are read and reported.
pub(super) struct Run<'r> {
    pub common: &'r CommonArgs,
    pub reporter: &'r dyn Reporter,
    /// What is let through.
    pub silencing: &'r Silencing,
    /// The lines that count; `None`: all.
    pub changed: Option<&'r Changed>,
    /// Whether documents can fail.
    pub gates: bool,
    /// What becomes of what can be mended.
    pub fixes: Fixes,
}

/// What a run does with what can be mended for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixes {
    /// Nothing.
    None,
    /// Mends the files and reports what is left.
    Write,
    /// Prints the mended text in place of a report.
    Print,
    /// Prints the difference in place of a report.
    Preview,
}

/// What became of one document.
struct Done {
    rendered: String,
    later: Vec<Piece>,
    totals: Totals,
    /// Lines for stderr.
    complaints: Vec<String>,
    missed: bool,
    known: Vec<Known>,
    checked: bool,
    /// Places that were mended or would be.
    fixed: usize,
    /// Whether a mended file could not be written.
    unwritten: bool,
}

/// What became of all.
#[derive(Default)]
pub(super) struct Finished {
    /// Verdicts, errors, rules.
    pub totals: Totals,
    /// What stood after the last document.
    pub later: Later,
    /// Whether some document missed the gate.
    pub missed: bool,
    /// The findings of each document that could be checked, when a baseline is to be written.
    pub known: Vec<(String, Vec<Known>)>,
    /// Places that were mended or would be, and in how many files.
    pub fixed: (usize, usize),
    /// Whether some mended file could not be written.
    pub unwritten: bool,
}

/// What is to be said of a text that is read as one article and is rather a corpus: its name says so, or it begins with a JSON
/// object that fills its line.
pub(super) fn corpus_hint(name: &str, text: &str) -> Option<&'static str> {
    let first = || text.lines().next().is_some_and(|line| serde_json::from_str::<JsonObject>(line).is_ok());
    (CorpusFormat::of(name).is_some() || text.starts_with('{') && first())
        .then_some("read as one article; a corpus is read by mtlint score, from the standard input with --input-format")
}

type JsonObject = std::collections::HashMap<String, serde::de::IgnoredAny>;

/// The documents that the arguments mean, each with its configuration.
pub(super) fn jobs(
    args: &CommonArgs,
    projects: &mut Projects,
    changed: Option<&Changed>,
    endings: &[&str],
) -> Result<Vec<Job>, CliError> {
    let origins = collect(&args.paths, &args.stdin_filename, endings);
    if origins.is_empty() {
        let paths: Vec<String> = args.paths.iter().map(|path| one_line(&path.to_string_lossy())).collect();
        return Err(CliError::Usage(format!("no {} file in {}", endings.join(", "), paths.join(", "))));
    }
    let mut jobs = Vec::with_capacity(origins.len());
    for origin in origins {
        if let Origin::File(path) = &origin {
            if changed.is_some_and(|changed| !changed.touches(path)) {
                continue;
            }
            let project = projects.of(&origin)?;
            if project.excludes(path) {
                if args.paths.contains(path) {
                    say(&format!("{}: left out: the configuration excludes it", one_line(&origin.name())));
                }
                continue;
            }
        }
        let profile = projects.profile(&origin)?;
        jobs.push(Job { origin, profile });
    }
    Ok(jobs)
}

/// Reads, checks and reports every document.
pub(super) fn run(run: &Run<'_>, jobs: &[Job], output: &mut Output) -> Result<Finished, CliError> {
    let pool = pool(run.common.run.threads)?;
    let reports = matches!(run.fixes, Fixes::None | Fixes::Write);
    if reports {
        output.write(&run.reporter.opening())?;
    }
    let mut finished = Finished::default();
    let mut separator = "";
    for batch in jobs.chunks(BATCH) {
        let next = |job| interrupt::told().map_or_else(|| Ok(one(run, job)), Err);
        let done: Vec<Result<Done, i32>> = pool.install(|| batch.par_iter().map(next).collect());
        for (document, job) in done.into_iter().zip(batch) {
            let document = document.map_err(CliError::Interrupted)?;
            for complaint in &document.complaints {
                say(complaint);
            }
            if !document.rendered.is_empty() {
                output.write(separator)?;
                output.write(&document.rendered)?;
                separator = if reports { run.reporter.separator() } else { "" };
            }
            finished.later.add(document.later);
            finished.totals.merge(document.totals);
            finished.missed |= document.missed;
            finished.fixed.0 += document.fixed;
            finished.fixed.1 += usize::from(document.fixed > 0);
            finished.unwritten |= document.unwritten;
            if document.checked && run.silencing.writes() {
                finished.known.push((job.origin.name(), document.known));
            }
            interrupt::done(1);
        }
    }
    if reports {
        output.write(&run.reporter.closing(&finished.totals, &finished.later))?;
    }
    Ok(finished)
}

fn one(run: &Run<'_>, job: &Job) -> Done {
    let path = job.origin.name();
    let printable = one_line(&path);
    let mut totals = Totals::default();
    let profile = &*job.profile;
    match read(&job.origin, profile.max_bytes.unwrap_or(MAX_BYTES)) {
        Ok(source) => {
            let mut complaints = Vec::new();
            let mut unwritten = false;
            if source.map.encoding != Encoding::Utf8 {
                complaints.push(format!("{printable}: read as {}", source.map.encoding.name()));
            }
            if let Some(hint) = corpus_hint(&path, &source.text) {
                complaints.push(format!("{printable}: {hint}"));
            }
            let mut fixed = match run.fixes {
                Fixes::None => None,
                _ if !source.is_plain() => {
                    complaints.push(format!("{printable}: not mended: only plain text in UTF-8 is"));
                    None
                }
                _ => Some(fix(&source.text, |text| edits(run, job, text))).filter(|fixed| fixed.edits > 0),
            };
            if run.fixes == Fixes::Write
                && let (Some(mended), Origin::File(file)) = (&fixed, &job.origin)
                && let Err(error) = rewrite(file, &mended.text, source.map.bom)
            {
                complaints.push(format!("{printable}: cannot be written: {}", one_line(&error.to_string())));
                fixed = None;
                unwritten = true;
            }
            let of_file = complaints.len();
            let (text, mut checked) = match &fixed {
                Some(fixed) => (&*fixed.text, check(&fixed.text, &profile.settings)),
                None => (&*source.text, check_source(&source, &profile.settings)),
            };
            complaints
                .extend(checked.notes.iter().map(|note| isolate(&format!("{path}:{}: {}", note.line, note.message))));
            run.silencing.apply(&path, text, profile, &mut checked);
            let known = if run.silencing.writes() { Known::all(&checked.findings, text) } else { Vec::new() };
            let gate = if run.gates { gate(&checked, &profile.gate) } else { Gate::default() };
            let unchanged = match (run.changed, &job.origin) {
                (Some(changed), Origin::File(name)) => changed.keep(name, text, &source.map, &mut checked),
                _ => 0,
            };
            let ui = run.common.ui.ui_lang;
            if run.fixes != Fixes::None || !run.reporter.tells_gate() {
                let reasons = gate.reasons.iter().map(|reason| directed(&reason.text(ui), ui));
                complaints.extend(reasons.map(|reason| format!("{printable}: {reason}")));
            }
            let article = Article { text, source: &source.map, checked: &checked, gate: &gate, unchanged, ui };
            let entry = Entry { path: &path, outcome: Ok(article) };
            totals.add(&entry);
            let mark = if source.map.bom { "\u{FEFF}" } else { "" };
            let rendered = match run.fixes {
                Fixes::None | Fixes::Write => run.reporter.entry(&entry),
                Fixes::Print => format!("{mark}{text}"),
                Fixes::Preview => unified_diff(&path, &format!("{mark}{}", source.text), &format!("{mark}{text}")),
            };
            // A difference says nothing of findings and gates.
            if run.fixes == Fixes::Preview {
                complaints.truncate(of_file);
            }
            Done {
                rendered,
                later: run.reporter.later(&entry),
                totals,
                complaints,
                missed: gate.missed,
                known,
                checked: true,
                fixed: fixed.as_ref().map_or(0, |fixed| fixed.edits),
                unwritten,
            }
        }
        Err(error) => {
            let error = error.to_string();
            let entry = Entry { path: &path, outcome: Err(&error) };
            totals.add(&entry);
            let complaints = vec![format!("{printable}: {}", one_line(&error))];
            let rendered = run.reporter.entry(&entry);
            Done {
                rendered: if matches!(run.fixes, Fixes::None | Fixes::Write) { rendered } else { String::new() },
                later: run.reporter.later(&entry),
                totals,
                complaints,
                missed: false,
                known: Vec::new(),
                checked: false,
                fixed: 0,
                unwritten: false,
            }
        }
    }
}

/// Checks the text of a file, with the lines of the file in what is said of comments. Edits are places of the text: there are
/// none where the file is something else.
pub(super) fn check_source(source: &Source, settings: &Settings) -> Checked {
    let mut checked = check_page(&source.text, source.layout.as_ref(), settings);
    if !source.is_plain() {
        checked.findings.iter_mut().for_each(|finding| finding.edits.clear());
    }
    if source.layout.is_some() {
        checked.recount_lines(source.map.lines(&source.text));
    }
    checked
}

/// What mends a text: the edits of the findings that count, on the lines that count.
fn edits(run: &Run<'_>, job: &Job, text: &str) -> Vec<Edit> {
    let mut checked = check(text, &job.profile.settings);
    run.silencing.take_out(&job.origin.name(), text, &job.profile, &mut checked);
    if let (Some(changed), Origin::File(file)) = (run.changed, &job.origin) {
        changed.keep(file, text, &SourceMap::default(), &mut checked);
    }
    checked.findings.into_iter().flat_map(|finding| finding.edits).collect()
}

/// Puts a mended text in the place of a file.
fn rewrite(file: &Path, text: &str, bom: bool) -> io::Result<()> {
    let known = fs::metadata(file)?;
    if !known.is_file() {
        return Err(io::Error::other("no regular file"));
    }
    if known.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut output = Output::file(file, false)?;
    if bom {
        output.write("\u{FEFF}")?;
    }
    output.write(text)?;
    output.finish()
}

/// Whether a document misses the gate, and the reasons that its verdict does not tell.
pub(super) fn gate(checked: &Checked, gate: &GateConfig) -> Gate {
    let mut reasons = Vec::new();
    for axis in Axis::ALL {
        let score = checked.score.axes.get(axis);
        if let Some(least) = gate.min(axis).filter(|&least| score < least) {
            // Rounded down: 79.96 is under 80 and must not look as if it were on it.
            let score = (score * 10.0).floor() / 10.0;
            let reason = Phrase::new("gate-score")
                .with("axis", axis.name())
                .with("score", Value::Decimal(format!("{score:.1}")));
            reasons.push(reason.with("least", Value::Decimal(least.to_string())));
        }
    }
    let most = [gate.max_critical, gate.max_major, gate.max_minor];
    let counts = translation_counts(&checked.findings);
    for ((most, count), severity) in most.into_iter().zip(counts).zip(["critical", "major", "minor"]) {
        if let Some(most) = most.filter(|&most| count > most) {
            reasons.push(Phrase::new("gate-count").with("severity", severity).with("count", count).with("most", most));
        }
    }
    Gate { missed: !reasons.is_empty() || checked.score.verdict == Verdict::Fail, reasons }
}

/// The settings that hold for each path, for people.
pub(super) fn show_settings(args: &CommonArgs, projects: &mut Projects, output: &mut Output) -> Result<(), CliError> {
    for path in &args.paths {
        // A folder stands for a file in it that no table of some files is about.
        let probe = if path.is_dir() { path.join("article.txt") } else { path.clone() };
        let project = projects.of(&Origin::File(probe.clone()))?;
        output.write(&format!("# {}\n", isolate(&path.to_string_lossy())))?;
        let settings = project.explain(&probe);
        let lines: Vec<(String, String)> = settings
            .iter()
            .map(|setting| (isolate(&format!("{} = {}", setting.key, setting.value)), setting.origins.join(", ")))
            .collect();
        let width = lines.iter().map(|(line, _)| line.chars().count()).filter(|&width| width <= 48).max().unwrap_or(0);
        for (line, origin) in lines {
            output.write(&format!("{line:width$}  # {}\n", isolate(&origin)))?;
        }
    }
    Ok(())
}

/// The files that would be checked.
pub(super) fn show_files(jobs: &[Job], output: &mut Output) -> Result<(), CliError> {
    for job in jobs {
        output.write(&format!("{}\n", one_line(&job.origin.name())))?;
    }
    Ok(())
}
