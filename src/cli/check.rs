//! `mtlint check`: findings; the exit code gates.

use super::args::{CheckArgs, CheckFormat};
use super::batch::{self, Run};
use super::changed::Changed;
use super::output::Output;
use super::projects::Projects;
use super::silencing::Silencing;
use super::{CliError, FINE, GATE_MISSED, NOT_DONE};
use crate::report::{Concise, Human, Json, JsonLines, Reporter};
use std::io::Write;

pub(super) fn run(args: &CheckArgs) -> Result<u8, CliError> {
    let common = &args.common;
    let mut overrides = common.run.overrides();
    args.gate.add_to(&mut overrides);
    let mut projects = Projects::new(&common.run, overrides)?;
    let reporter: &dyn Reporter = match args.format {
        CheckFormat::Human => &Human { quiet: common.quiet },
        CheckFormat::Concise => &Concise,
        CheckFormat::Json => &Json,
        CheckFormat::Jsonl => &JsonLines { findings: true },
    };
    let mut output = Output::of(&common.run, reporter.is_prose())?;
    if args.show_settings {
        batch::show_settings(common, &mut projects, &mut output)?;
        output.finish()?;
        return Ok(FINE);
    }
    let changed = Changed::read(&args.changed)?;
    let jobs = batch::jobs(common, &mut projects, changed.as_ref())?;
    if args.show_files {
        batch::show_files(&jobs, &mut output)?;
        output.finish()?;
        return Ok(FINE);
    }
    let silencing = Silencing::read(Some(&args.baseline), &jobs)?;
    let run = Run { common, reporter, silencing: &silencing, changed: changed.as_ref(), gates: true };
    let finished = batch::run(&run, &jobs, &mut output)?;
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
    let (lost, missed) = (finished.totals.errors() > 0, finished.missed);
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
