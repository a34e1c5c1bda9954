//! Many documents: in parallel, in order, in bounded memory.

use super::args::CommonArgs;
use super::output::Output;
use super::{CliError, say};
use crate::check::{Checked, check};
use crate::config::Settings;
use crate::input::{Origin, TEXTS, collect, read};
use crate::report::{Article, Entry, Reporter, Totals, one_line};
use rayon::prelude::*;

/// Documents whose reports are kept until it is their turn. Texts are dropped as soon as they are
/// rendered, so no more of them are in memory than there are threads.
const BATCH: usize = 64;

/// What became of one document.
struct Done {
    rendered: String,
    totals: Totals,
    /// Lines for stderr.
    complaints: Vec<String>,
    missed: bool,
}

/// What became of all.
pub(super) struct Finished {
    /// Verdicts, errors, rules.
    pub totals: Totals,
    /// Whether some document missed the gate.
    pub missed: bool,
}

/// Reads, checks and reports every text that the arguments name. `gate` says what is wrong with a
/// document, if anything: `None` when it passes, else the reasons that the verdict does not tell.
pub(super) fn run(
    args: &CommonArgs,
    settings: &Settings,
    reporter: &dyn Reporter,
    gate: &(dyn Fn(&Checked) -> Option<Vec<String>> + Sync),
    output: &mut Output,
) -> Result<Finished, CliError> {
    let origins = collect(&args.paths, &args.stdin_filename, TEXTS);
    if origins.is_empty() {
        let paths: Vec<String> = args.paths.iter().map(|path| one_line(&path.to_string_lossy())).collect();
        return Err(CliError::Usage(format!("no .txt or .text file in {}", paths.join(", "))));
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.run.threads)
        .build()
        .map_err(|error| CliError::Usage(format!("cannot start {} threads: {error}", args.run.threads)))?;

    output.write(&reporter.opening())?;
    let mut finished = Finished { totals: Totals::default(), missed: false };
    let mut separator = "";
    for batch in origins.chunks(BATCH) {
        let done: Vec<Done> =
            pool.install(|| batch.par_iter().map(|origin| one(origin, args, settings, reporter, gate)).collect());
        for document in done {
            for complaint in &document.complaints {
                say(complaint);
            }
            output.write(separator)?;
            output.write(&document.rendered)?;
            separator = reporter.separator();
            finished.totals.merge(document.totals);
            finished.missed |= document.missed;
        }
    }
    output.write(&reporter.closing(&finished.totals))?;
    Ok(finished)
}

fn one(
    origin: &Origin,
    args: &CommonArgs,
    settings: &Settings,
    reporter: &dyn Reporter,
    gate: &(dyn Fn(&Checked) -> Option<Vec<String>> + Sync),
) -> Done {
    let path = origin.name();
    let printable = one_line(&path);
    let mut totals = Totals::default();
    match read(origin, args.run.max_bytes) {
        Ok(source) => {
            let checked = check(&source.text, settings);
            let article = Article { text: &source.text, bom: source.bom, checked: &checked };
            let entry = Entry { path: &path, outcome: Ok(article) };
            totals.add(&entry);
            let reasons = gate(&checked);
            let missed = reasons.is_some();
            let complaints = reasons.into_iter().flatten().map(|reason| format!("{printable}: {reason}")).collect();
            Done { rendered: reporter.entry(&entry), totals, complaints, missed }
        }
        Err(error) => {
            let error = error.to_string();
            let entry = Entry { path: &path, outcome: Err(&error) };
            totals.add(&entry);
            let complaints = vec![format!("{printable}: {}", one_line(&error))];
            Done { rendered: reporter.entry(&entry), totals, complaints, missed: false }
        }
    }
}
