//! `mtlint score`: one row a document. It does not gate.

use super::args::{ScoreArgs, ScoreFormat};
use super::output::Output;
use super::{CliError, FINE, NOT_DONE, batch};
use crate::report::{JsonLines, Reporter, ScoreCsv, ScoreTable};
use std::io::Write;

pub(super) fn run(args: &ScoreArgs) -> Result<u8, CliError> {
    let common = &args.common;
    if args.findings && args.format != ScoreFormat::Jsonl {
        return Err(CliError::Usage("--findings needs --format jsonl: a row has no room for them".to_owned()));
    }
    let settings = common.run.settings()?;
    let reporter: &dyn Reporter = match args.format {
        ScoreFormat::Table => &ScoreTable,
        ScoreFormat::Csv => &ScoreCsv,
        ScoreFormat::Jsonl => &JsonLines { findings: args.findings },
    };
    let mut output = Output::of(&common.run, reporter.is_prose())?;
    let finished = batch::run(common, &settings, reporter, &|_| None, &mut output)?;
    output.finish()?;
    if !common.quiet {
        let _ = std::io::stderr().write_all(finished.totals.line().as_bytes());
    }
    Ok(if finished.totals.errors() > 0 { NOT_DONE } else { FINE })
}
