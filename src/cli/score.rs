//! `mtlint score`: one row a document. It does not gate.

use super::args::{ScoreArgs, ScoreFormat};
use super::batch::{self, Fixes, Run};
use super::output::Output;
use super::projects::Projects;
use super::silencing::Silencing;
use super::{CliError, FINE, NOT_DONE};
use crate::report::{JsonLines, Reporter, ScoreCsv, ScoreTable};
use std::io::Write;

pub(super) fn run(args: &ScoreArgs) -> Result<u8, CliError> {
    let common = &args.common;
    if args.findings && args.format != ScoreFormat::Jsonl {
        return Err(CliError::Usage("--findings needs --format jsonl: a row has no room for them".to_owned()));
    }
    let mut projects = Projects::new(&common.run.settings, common.run.settings.overrides())?;
    let reporter: &dyn Reporter = match args.format {
        ScoreFormat::Table => &ScoreTable,
        ScoreFormat::Csv => &ScoreCsv,
        ScoreFormat::Jsonl => &JsonLines { findings: args.findings },
    };
    let mut output = Output::of(&common.run, reporter.is_prose())?;
    let jobs = batch::jobs(common, &mut projects, None)?;
    // A baseline lets old findings through a gate; a score counts them.
    let silencing = Silencing::read(None, &jobs)?;
    let run = Run { common, reporter, silencing: &silencing, changed: None, gates: false, fixes: Fixes::None };
    let finished = batch::run(&run, &jobs, &mut output)?;
    output.finish()?;
    if !common.quiet {
        let _ = std::io::stderr().write_all(finished.totals.line().as_bytes());
    }
    Ok(if finished.totals.errors() > 0 { NOT_DONE } else { FINE })
}
