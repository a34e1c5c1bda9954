//! `mtlint check`: findings; the exit code gates.

use super::args::{CheckArgs, CheckFormat, GateArgs};
use super::output::Output;
use super::{CliError, FINE, GATE_MISSED, NOT_DONE, batch};
use crate::check::Checked;
use crate::report::{Concise, Human, Json, JsonLines, Reporter, translation_counts};
use crate::score::Verdict;
use std::io::Write;

pub(super) fn run(args: &CheckArgs) -> Result<u8, CliError> {
    let common = &args.common;
    let settings = common.run.settings()?;
    let reporter: &dyn Reporter = match args.format {
        CheckFormat::Human => &Human { quiet: common.quiet },
        CheckFormat::Concise => &Concise,
        CheckFormat::Json => &Json,
        CheckFormat::Jsonl => &JsonLines { findings: true },
    };
    let mut output = Output::of(&common.run, reporter.is_prose())?;
    let gate = |checked: &Checked| missed(checked, &args.gate);
    let finished = batch::run(common, &settings, reporter, &gate, &mut output)?;
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
    Ok(if finished.totals.errors() > 0 {
        NOT_DONE
    } else if finished.missed && !args.gate.exit_zero {
        GATE_MISSED
    } else {
        FINE
    })
}

/// `None` when the document passes the gate, else the reasons that its verdict does not tell.
fn missed(checked: &Checked, gate: &GateArgs) -> Option<Vec<String>> {
    let mut reasons = Vec::new();
    let score = checked.score.axes.translation;
    if let Some(least) = gate.min_score.filter(|&least| score < least) {
        reasons.push(format!("translation {score:.1} is under --min-score {least}"));
    }
    let most = [gate.max_critical, gate.max_major, gate.max_minor];
    let counts = translation_counts(&checked.findings);
    for ((most, count), name) in most.into_iter().zip(counts).zip(["critical", "major", "minor"]) {
        if let Some(most) = most.filter(|&most| count > most) {
            reasons.push(format!("{count} {name} findings of translation are more than --max-{name} {most}"));
        }
    }
    (!reasons.is_empty() || checked.score.verdict == Verdict::Fail).then_some(reasons)
}
