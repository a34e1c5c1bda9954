//! `mtlint check-config`: is the configuration sound, and do the house's rules do what their examples say?

use super::args::CheckConfigArgs;
use super::output::Output;
use super::silencing::read_baseline;
use super::{CliError, FINE, GATE_MISSED, counted};
use crate::check::check;
use crate::config::{Layer, Project, RuleConfig, schema};
use crate::report::{isolate, one_line};
use crate::span::Span;
use std::path::Path;

pub(super) fn check_config(args: &CheckConfigArgs) -> Result<u8, CliError> {
    let mut output = Output::stdout(true, args.color.choice());
    if args.schema {
        let schema = serde_json::to_string_pretty(&schema()).expect("a schema is JSON");
        output.write(&format!("{schema}\n"))?;
        output.finish()?;
        return Ok(FINE);
    }
    let here = std::env::current_dir().unwrap_or_default();
    let file = match &args.file {
        Some(file) => file.clone(),
        None => Project::find(&here)
            .map(|file| file.strip_prefix(&here).map(Path::to_owned).unwrap_or(file))
            .ok_or_else(|| CliError::Usage("no mtlint.toml here or in a folder above".to_owned()))?,
    };
    let project = Project::load(Some(&file), &here, Layer::empty("command line"))?;
    let profile = project.profile(&project.root)?;
    if let Some(baseline) = &profile.baseline {
        read_baseline(baseline)?;
    }
    let rules = &profile.file.rule;
    let name = one_line(&file.to_string_lossy());
    let (mut examples, mut failed) = (0, 0);
    for rule in rules {
        for (example, flags) in
            rule.flags.iter().map(|text| (text, true)).chain(rule.passes.iter().map(|text| (text, false)))
        {
            examples += 1;
            if let Err(what) = try_example(&project, rule, example, flags) {
                failed += 1;
                output.write(&format!("{name}: {}: {}\n", rule.name, isolate(&what)))?;
            }
        }
        if rule.flags.is_empty() {
            failed += 1;
            output.write(&format!("{name}: {}: an example in `flags` is missing\n", rule.name))?;
        }
    }
    if failed == 0 {
        output.write(&format!(
            "{name}: sound; {} of the house, {} as they say\n",
            counted(rules.len(), "rule"),
            counted(examples, "example")
        ))?;
    }
    output.finish()?;
    Ok(if failed == 0 { FINE } else { GATE_MISSED })
}

/// Checks an example, whose words to flag stand between ⟦ and ⟧, with the rule alone: which words it flags, or that it flags none.
fn try_example(project: &Project, rule: &RuleConfig, example: &str, flags: bool) -> Result<(), String> {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), None);
    for c in example.chars() {
        match c {
            '⟦' => open = Some(text.len() as u32),
            '⟧' => marks.extend(open.take().map(|start| Span::new(start, text.len() as u32))),
            _ => text.push(c),
        }
    }
    let mut settings = project.profile(&project.root).map_err(|error| error.to_string())?.settings.clone();
    settings.select = vec![rule.name.clone()];
    settings.ignore.clear();
    settings.lang = settings.own_rules.iter().find_map(|own| own.lang_of(&rule.name)).or(settings.lang);
    settings.min_severity = crate::finding::Severity::Minor;
    settings.min_confidence = crate::finding::Confidence::Low;
    let found: Vec<Span> = check(&text, &settings).findings.iter().map(|finding| finding.span).collect();
    let words = |spans: &[Span]| {
        let words: Vec<String> = spans.iter().map(|span| format!("«{}»", span.of(&text))).collect();
        if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
    };
    match flags {
        false if found.is_empty() => Ok(()),
        false => Err(format!("flags {} in an example that must pass: {text}", words(&found))),
        true if marks.is_empty() && !found.is_empty() => Ok(()),
        true if marks == found && !marks.is_empty() => Ok(()),
        true if marks.is_empty() => Err(format!("flags nothing in: {text}")),
        true => Err(format!("flags {} where {} is marked: {text}", words(&found), words(&marks))),
    }
}
