//! `mtlint check`: findings; the exit code gates.

use super::args::{CheckArgs, CheckFormat};
use super::batch::{self, Finished, Fixes, Job, Run, leave_out, not_read};
use super::changed::Changed;
use super::output::Output;
use super::projects::Projects;
use super::silencing::Silencing;
use super::{CliError, FINE, GATE_MISSED, NOT_DONE, counted, interrupt, say, unwritable};
use crate::input::{Origin, TEXTS};
use crate::report::{
    Checkstyle, Concise, Csv, Github, Gitlab, Html, Human, Json, JsonLines, Junit, RdJson, RdJsonLines, Reporter,
    Sarif, step_summary,
};
use crate::rule::Declared;
use crate::rules;
use crate::words::UiLang;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

pub(super) fn run(args: &CheckArgs) -> Result<u8, CliError> {
    let common = &args.common;
    let mut overrides = common.run.settings.overrides();
    args.gate.add_to(&mut overrides);
    let mut projects = Projects::new(&common.run.settings, overrides)?;
    let written = common.run.output();
    not_read(written, common.paths.iter().chain(&args.baseline.baseline).cloned(), "written")?;
    if args.show_settings {
        let mut output = Output::of(&common.run, true)?;
        batch::show_settings(common, &mut projects, &mut output)?;
        not_read(written, projects.files(), "written")?;
        output.finish()?;
        return Ok(FINE);
    }
    let changed = Changed::read(&args.changed)?;
    let mut jobs = batch::jobs(common, &mut projects, changed.as_ref(), TEXTS)?;
    // A page that an earlier run wrote into the folder is no article.
    let page = written.filter(|_| common.run.ending().as_deref() == Some("html"));
    if let Some(page) = page.filter(|_| common.paths.iter().any(|path| path.is_dir())) {
        leave_out(page, &mut jobs);
    }
    let articles = jobs.iter().filter_map(|job| job.origin.file()).map(Path::to_owned);
    not_read(written, articles.chain(projects.files()), "written")?;
    if args.show_files {
        let mut output = Output::of(&common.run, true)?;
        let code = batch::show_files(&jobs, &mut output)?;
        output.finish()?;
        return Ok(code);
    }
    let fixes = match (args.fixes.fix, args.fixes.diff) {
        (true, _) if jobs.iter().any(|job| matches!(job.origin, Origin::Stdin { .. })) => {
            if jobs.len() > 1 {
                return Err(CliError::Usage(
                    "--fix writes the standard input to the standard output: - must stand alone".into(),
                ));
            }
            Fixes::Print
        }
        (true, _) => {
            batch::once(&mut jobs);
            Fixes::Write
        }
        (_, true) => Fixes::Preview,
        _ => Fixes::None,
    };
    let silencing = Silencing::read(Some(&args.baseline), &jobs)?.narrowed(common.run.settings.hides_milder());
    if silencing.writes() {
        Output::distinct(&written.into_iter().chain(silencing.files()).collect::<Vec<_>>())?;
    }
    let reporter = &*reporter(args, &jobs);
    interrupt::begin(Some(jobs.len()));
    let mut output = Output::of_gate(&common.run, reporter.is_prose() && !args.fixes.diff)?;
    let run = Run { common, reporter, silencing: &silencing, changed: changed.as_ref(), gates: true, fixes };
    let finished = batch::run(&run, &jobs, &mut output)?;
    if fixes != Fixes::None && finished.fixed.0 > 0 && !common.quiet {
        let (places, files) = finished.fixed;
        let verb = if fixes == Fixes::Preview { "would fix" } else { "fixed" };
        say(&format!("{verb} {} in {}", counted(places, "place"), counted(files, "file")));
    }
    if fixes == Fixes::Preview {
        output.finish()?;
        return Ok(match (finished.totals.errors() > 0, finished.fixed.0 > 0 && !args.gate.exit_zero) {
            (true, _) => NOT_DONE,
            (false, true) => GATE_MISSED,
            (false, false) => FINE,
        });
    }
    if args.statistics {
        let statistics = finished.totals.statistics();
        if reporter.is_prose() {
            output.write(&statistics)?;
        } else {
            // Data stay data.
            let _ = std::io::stderr().write_all(statistics.as_bytes());
        }
    }
    output.finish()?;
    let summarized = args.format() != CheckFormat::Github || write_step_summary(&finished, args.common.ui.ui_lang);
    let (lost, missed) = (finished.totals.errors() > 0 || finished.unwritten || !summarized, finished.missed);
    if args.baseline.write_baseline {
        silencing.write(finished, &jobs)?;
        return Ok(if lost { NOT_DONE } else { FINE });
    }
    // Of a part of the lines nobody can say what is gone.
    if !common.quiet && changed.is_none() {
        silencing.report_unused();
    }
    Ok(if lost {
        NOT_DONE
    } else if missed && !args.gate.exit_zero {
        GATE_MISSED
    } else {
        FINE
    })
}

fn reporter(args: &CheckArgs, jobs: &[Job]) -> Box<dyn Reporter> {
    let ui = args.common.ui.ui_lang;
    match args.format() {
        CheckFormat::Human => Box::new(Human { quiet: args.common.quiet, ui }),
        CheckFormat::Concise => Box::new(Concise),
        CheckFormat::Html => Box::new(Html { whole: jobs.len() == 1, ui }),
        CheckFormat::Json => Box::new(Json),
        CheckFormat::Jsonl => Box::new(JsonLines),
        CheckFormat::Csv => Box::new(Csv),
        CheckFormat::Sarif => {
            let own = jobs.iter().flat_map(|job| &job.profile.settings.own_rules).map(|rule| rule.meta());
            Box::new(Sarif::new(rules::metas().chain(own)))
        }
        CheckFormat::Github => Box::new(Github { ui }),
        CheckFormat::Gitlab => Box::new(Gitlab),
        CheckFormat::Junit => Box::new(Junit),
        CheckFormat::Checkstyle => Box::new(Checkstyle),
        CheckFormat::Rdjson => Box::new(RdJson),
        CheckFormat::Rdjsonl => Box::new(RdJsonLines),
    }
}

/// Adds to the summary of the job, when a job of GitHub Actions runs. Says whether nothing was lost.
fn write_step_summary(finished: &Finished, ui: UiLang) -> bool {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return true };
    let summary = step_summary(&finished.totals, &finished.later, ui);
    let file = OpenOptions::new().append(true).create(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(summary.as_bytes()));
    if let Err(error) = &written {
        say(&unwritable(Path::new(&path), error).to_string());
    }
    written.is_ok()
}
