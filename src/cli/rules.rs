//! `mtlint explain` and `mtlint rules`.

use super::args::{ExplainArgs, RulesArgs, RulesFormat, known_rule};
use super::output::Output;
use super::{CliError, FINE};
use crate::finding::RuleMeta;
use crate::report;
use crate::rules;

pub(super) fn explain(args: &ExplainArgs) -> Result<u8, CliError> {
    let rule = known_rule(&args.rule)?;
    let mut output = Output::stdout(true, args.color.choice());
    output.write(&report::explain(rule.meta()))?;
    output.finish()?;
    Ok(FINE)
}

pub(super) fn list(args: &RulesArgs) -> Result<u8, CliError> {
    let metas: Vec<&RuleMeta> = rules::metas().collect();
    let (text, prose) = match args.format {
        RulesFormat::Text => (report::list_text(&metas), true),
        RulesFormat::Json => (report::list_json(&metas), false),
    };
    let mut output = Output::stdout(prose, args.color.choice());
    output.write(&text)?;
    output.finish()?;
    Ok(FINE)
}
