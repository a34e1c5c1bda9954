//! `mtlint eval`: findings against the marks of people.

use super::args::{EvalArgs, EvalFormat};
use super::batch::not_read;
use super::output::Output;
use super::projects::Projects;
use super::{CliError, FINE, GATE_MISSED, NOT_DONE, pool, say};
use crate::batch::catching;
use crate::check::check;
use crate::config::Settings;
use crate::eval::{Evaluation, Mark};
use crate::finding::RuleMeta;
use crate::input::{Annotated, GOLD, GoldError, MAX_BYTES, Origin, collect, read_gold, text_beside};
use crate::report::{eval_json, eval_markdown, eval_table, isolate};
use crate::rule::Declared;
use crate::rules;
use rayon::prelude::*;
use std::path::Path;

/// Files that are read at a time: so many documents are in memory, not the whole collection.
const BATCH: usize = 64;

pub(super) fn run(args: &EvalArgs) -> Result<u8, CliError> {
    let origins = collect(&args.paths, "<stdin>", GOLD);
    let here = Origin::Stdin { name: String::new() };
    let mut projects = Projects::new(&args.run.settings, args.run.settings.overrides())?;
    let profile = projects.profile(&here)?;
    let files = origins.iter().filter_map(Origin::file);
    let texts = files.clone().filter_map(text_beside);
    not_read(args.run.output(), files.map(Path::to_owned).chain(texts).chain(projects.files()), "written")?;
    let settings = &profile.settings;
    let limit = profile.max_bytes.unwrap_or(MAX_BYTES);
    let own_rules = settings.own_rules.iter().map(|rule| rule.meta());
    let rules: Vec<&'static RuleMeta> = rules::metas().chain(own_rules).filter(|rule| settings.runs(rule)).collect();
    let mut output = Output::of_gate(&args.run, args.format() != EvalFormat::Json)?;
    let pool = pool(args.run.threads)?;
    let mut all = Evaluation::new(rules.iter().copied());
    let mut lost = false;
    for batch in origins.chunks(BATCH) {
        let measured: Vec<(Vec<Evaluation>, Vec<String>)> =
            pool.install(|| batch.par_iter().map(|origin| measure(origin, limit, settings, &rules)).collect());
        for (documents, complaints) in measured {
            documents.into_iter().for_each(|document| all.merge(document));
            lost |= !complaints.is_empty();
            complaints.iter().for_each(|complaint| say(complaint));
        }
    }
    if all.documents == 0 {
        return Err(CliError::Usage("no annotated document to measure".to_owned()));
    }
    output.write(&match args.format() {
        EvalFormat::Table => eval_table(&all),
        EvalFormat::Markdown => eval_markdown(&all),
        EvalFormat::Json => eval_json(&all),
    })?;
    output.finish()?;
    let missed = [
        missed("precision", all.total.precision(), args.min_precision),
        missed("recall", all.total.recall(), args.min_recall),
    ];
    missed.iter().flatten().for_each(|floor| say(floor));
    Ok(if lost {
        NOT_DONE
    } else if missed.iter().any(Option::is_some) {
        GATE_MISSED
    } else {
        FINE
    })
}

/// The documents of a file, each measured, and what is wrong with the file.
fn measure(
    origin: &Origin,
    limit: u32,
    settings: &Settings,
    rules: &[&'static RuleMeta],
) -> (Vec<Evaluation>, Vec<String>) {
    let (documents, errors) = read_gold(origin, limit);
    let one = |document: Annotated| {
        let settings = Settings { lang: settings.lang.or(document.lang), ..settings.clone() };
        let checked = catching(|| check(&document.text, &settings))?;
        let marks: Vec<Mark> = document
            .marks
            .into_iter()
            .map(|mark| Mark { span: mark.span, labels: mark.labels, defect: mark.defect })
            .collect();
        let mut evaluation = Evaluation::new(rules.iter().copied());
        evaluation.add(&document.text, checked.score.words, &checked.findings, &marks);
        Ok(evaluation)
    };
    let name = origin.name();
    let complain = |error: &GoldError| {
        let place = error.line.map_or_else(|| name.clone(), |line| format!("{name}:{line}"));
        isolate(&format!("{place}: {error}"))
    };
    let measured: Vec<Result<Evaluation, String>> = documents.into_par_iter().map(one).collect();
    let mut complaints: Vec<String> = errors.iter().map(complain).collect();
    let stumbled = measured.iter().filter_map(|measured| measured.as_ref().err());
    complaints.extend(stumbled.map(|error| isolate(&format!("{name}: {error}"))));
    (measured.into_iter().flatten().collect(), complaints)
}

/// What to say of a floor that is missed. A share without a value holds no floor.
fn missed(name: &str, value: Option<f64>, floor: Option<f64>) -> Option<String> {
    let floor = floor?;
    match value {
        Some(value) if value >= floor => None,
        Some(value) => Some(format!("{name} {value:.4} is under --min-{name} {floor}")),
        None => Some(format!("{name} has no value, so --min-{name} {floor} does not hold")),
    }
}
