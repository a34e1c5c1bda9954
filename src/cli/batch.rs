//! Many documents: in parallel, in order, in bounded memory.

use super::args::CommonArgs;
use super::changed::Changed;
use super::difference::difference;
use super::output::Output;
use super::projects::Projects;
use super::silencing::Silencing;
use super::{CliError, FINE, NOT_DONE, interrupt, pool, say};
use crate::batch::catching;
use crate::batch::read::CorpusFormat;
use crate::check::{Checked, check, check_page};
use crate::config::{GateConfig, Profile, Settings};
use crate::finding::{Axis, Edit};
use crate::fix::{Fixed, fix};
use crate::input::{InputError, MAX_BYTES, Origin, Source, collect, read};
use crate::report::{
    Article, Entry, Gate, Later, Piece, Reporter, Totals, directed, isolate, one_line, translation_counts,
};
use crate::score::Verdict;
use crate::silence::Known;
use crate::source_map::{Encoding, SourceMap};
use crate::words::{Phrase, Value};
use rayon::prelude::*;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Documents whose reports are kept until it is their turn. Texts are dropped as soon as they are
/// rendered, so no more of them are in memory than there are threads.
const BATCH: usize = 64;

/// One document of the work list.
pub(super) struct Job {
    pub origin: Origin,
    pub profile: Arc<Profile>,
}

impl Job {
    /// The document, or why it cannot be read.
    pub fn read(&self) -> Result<Source, String> {
        read(&self.origin, self.profile.max_bytes.unwrap_or(MAX_BYTES)).map_err(|error| error.to_string())
    }
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

impl Fixes {
    /// Whether there is a report, of what is left.
    fn report(self) -> bool {
        matches!(self, Self::None | Self::Write)
    }
}

/// What became of one document.
#[derive(Default)]
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

impl Done {
    /// Adds a line about the file.
    fn complain(&mut self, path: &str, what: &str) {
        self.complaints.push(format!("{}: {what}", one_line(path)));
    }
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
    /// Whether some mended file, or what is known of a document, could not be written.
    pub unwritten: bool,
}

/// What is to be said of a file however its text is.
pub(super) fn remarks(path: &str, source: &Source) -> impl Iterator<Item = String> {
    let encoding = source.map.encoding;
    let decoded = (encoding != Encoding::Utf8).then(|| format!("read as {}", encoding.name()));
    decoded.into_iter().chain(corpus_hint(path, &source.text).map(str::to_owned))
}

/// What is to be said of a text that is read as one article and is rather a corpus: its name says so, or it begins with a JSON
/// object that fills its line.
fn corpus_hint(name: &str, text: &str) -> Option<&'static str> {
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
        return Err(CliError::Usage(format!(
            "no {} file in {}; of a folder, hidden files and what .gitignore names are left out",
            endings.join(", "),
            paths.join(", ")
        )));
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
    if jobs.is_empty() && changed.is_none() {
        say("nothing to read: the configuration excludes every file");
    }
    Ok(jobs)
}

/// Whether a path is this file, under whatever name; none is one that is not there.
fn is_file(file: &Path) -> impl Fn(&Path) -> bool + use<> {
    let file = fs::canonicalize(file).ok().filter(|file| file.is_file());
    move |path| file.is_some() && fs::canonicalize(path).ok() == file
}

/// Makes sure that a file, if there is one, is none of those that are read; `otherwise` says what it cannot be besides.
pub(super) fn not_read(
    file: Option<&Path>,
    read: impl IntoIterator<Item = PathBuf>,
    otherwise: &str,
) -> Result<(), CliError> {
    let Some(file) = file else { return Ok(()) };
    let is_it = is_file(file);
    let read = read.into_iter().find(|path| is_it(path)).map(|path| one_line(&path.to_string_lossy()));
    read.map_or(Ok(()), |path| Err(CliError::Usage(format!("{path} is read: it cannot be {otherwise} too"))))
}

/// Leaves a file out of the inputs.
pub(super) fn leave_out(file: &Path, jobs: &mut Vec<Job>) {
    let is_it = is_file(file);
    jobs.retain(|job| !job.origin.file().is_some_and(&is_it));
}

/// Leaves out other names of a file that was named before: two threads must not mend one file.
pub(super) fn once(jobs: &mut Vec<Job>) {
    let mut seen = HashSet::new();
    jobs.retain(|job| {
        let file = job.origin.file().and_then(|file| fs::canonicalize(file).ok());
        file.is_none_or(|file| seen.insert(file))
    });
}

/// Reads, checks and reports every document.
pub(super) fn run(run: &Run<'_>, jobs: &[Job], output: &mut Output) -> Result<Finished, CliError> {
    let pool = pool(run.common.run.threads)?;
    let reports = run.fixes.report();
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
                if has_name(job) {
                    finished.known.push((job.origin.name(), document.known));
                } else if !document.known.is_empty() {
                    let name = one_line(&job.origin.name());
                    say(&format!("{name}: a baseline cannot hold its findings: its name is not UTF-8"));
                    finished.unwritten = true;
                }
            }
            interrupt::done(1);
        }
    }
    if reports {
        output.write(&run.reporter.closing(&finished.totals, &finished.later))?;
    }
    Ok(finished)
}

/// Whether a file can be told from every other by its name as text.
pub(super) fn has_name(job: &Job) -> bool {
    job.origin.file().is_none_or(|file| file.to_str().is_some())
}

fn one(run: &Run<'_>, job: &Job) -> Done {
    let path = job.origin.name();
    let reported = catching(|| {
        let source = job.read()?;
        Ok(report(run, job, &path, &source))
    });
    reported.flatten().unwrap_or_else(|error| failed(run, &path, &error))
}

/// Reports a file of which nothing can be said.
fn failed(run: &Run<'_>, path: &str, error: &str) -> Done {
    let mut done = Done::default();
    done.complain(path, &one_line(error));
    let entry = Entry { path, outcome: Err(error) };
    done.totals.add(&entry);
    if run.fixes.report() {
        done.rendered = run.reporter.entry(&entry);
    }
    done.later = run.reporter.later(&entry);
    done
}

/// Mends, checks and reports a file that was read.
fn report(run: &Run<'_>, job: &Job, path: &str, source: &Source) -> Done {
    let mut done = Done::default();
    let profile = &*job.profile;
    for remark in remarks(path, source) {
        done.complain(path, &remark);
    }
    let fixed = mend(run, job, path, source, &mut done);
    let of_file = done.complaints.len();
    let (text, mut checked) = match &fixed {
        Some(fixed) => (&*fixed.text, check(&fixed.text, &profile.settings)),
        None => (&*source.text, check_source(source, &profile.settings)),
    };
    let notes = checked.notes.iter().map(|note| isolate(&format!("{path}:{}: {}", note.line, note.message)));
    done.complaints.extend(notes);
    run.silencing.apply(path, text, profile, &mut checked);
    if run.silencing.writes() {
        done.known = Known::all(&checked.findings, text);
    }
    let gate = if run.gates { gate(&checked, &profile.gate) } else { Gate::default() };
    let unchanged = match (run.changed, &job.origin) {
        (Some(changed), Origin::File(name)) => changed.keep(name, text, &source.map, &mut checked),
        _ => 0,
    };
    let ui = run.common.ui.ui_lang;
    if !run.fixes.report() || !run.reporter.tells_gate() {
        for reason in &gate.reasons {
            done.complain(path, &directed(&reason.text(ui), ui));
        }
    }
    let article = Article { text, source: &source.map, checked: &checked, gate: &gate, unchanged, ui };
    let entry = Entry { path, outcome: Ok(article) };
    done.totals.add(&entry);
    let mark = if source.map.bom { "\u{FEFF}" } else { "" };
    done.rendered = match run.fixes {
        Fixes::None | Fixes::Write => run.reporter.entry(&entry),
        Fixes::Print if done.unwritten => String::new(),
        Fixes::Print => format!("{mark}{text}"),
        Fixes::Preview => difference(&job.origin, &format!("{mark}{}", source.text), &format!("{mark}{text}")),
    };
    // A difference says nothing of findings and gates.
    if run.fixes == Fixes::Preview {
        done.complaints.truncate(of_file);
    }
    done.later = run.reporter.later(&entry);
    done.missed = gate.missed;
    done.checked = true;
    done.fixed = fixed.map_or(0, |fixed| fixed.edits);
    done
}

/// The text of a file with what the arguments want mended, where something is; written into the file where they say so.
fn mend(run: &Run<'_>, job: &Job, path: &str, source: &Source, done: &mut Done) -> Option<Fixed> {
    if run.fixes == Fixes::None {
        return None;
    }
    if !source.is_plain() {
        done.complain(path, "not mended: only plain text in UTF-8 is");
        // The text of a page is no page: whoever takes the output for the mended file must not get it.
        done.unwritten = run.fixes == Fixes::Print;
        return None;
    }
    let fixed = Some(fix(&source.text, |text| edits(run, job, text))).filter(|fixed| fixed.edits > 0)?;
    if run.fixes == Fixes::Write
        && let Origin::File(file) = &job.origin
        && let Err(error) = rewrite(file, &fixed.text, source.map.bom)
    {
        done.complain(path, &format!("cannot be written: {}", one_line(&error.to_string())));
        done.unwritten = true;
        return None;
    }
    Some(fixed)
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
    // What the standard input was redirected from is a file to mend: under /dev it would be written behind what is in it.
    let mut output = Output::file(&fs::canonicalize(file)?, false)?;
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

/// The files that would be checked. Says on stderr which cannot be, and gives the exit code.
pub(super) fn show_files(jobs: &[Job], output: &mut Output) -> Result<u8, CliError> {
    let mut code = FINE;
    for job in jobs {
        let name = one_line(&job.origin.name());
        let lost = match &job.origin {
            Origin::Stdin { .. } => None,
            Origin::File(file) => fs::metadata(file).err().map(|error| InputError::Unreadable(error).to_string()),
            Origin::Lost { error, .. } => Some(InputError::Unreadable(io::Error::other(error.clone())).to_string()),
        };
        match lost {
            None => output.write(&format!("{name}\n"))?,
            Some(error) => {
                say(&format!("{name}: {}", one_line(&error)));
                code = NOT_DONE;
            }
        }
    }
    Ok(code)
}
