//! The shipped articles: a snapshot of each one's score and findings, and its gold.

use crate::{line_of, project, snapshots};
use mtlint::finding::Axis;
use mtlint::span::LineIndex;
use mtlint::{Checked, Settings, Verdict, check};
use std::path::{Path, PathBuf};

pub(crate) fn articles() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = ["ar", "fa"]
        .iter()
        .flat_map(|lang| std::fs::read_dir(project("corpora").join(lang)).expect("corpora are shipped"))
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths
}

fn read(path: &PathBuf) -> (String, String, Checked) {
    let lang = path.parent().and_then(|p| p.file_name()).expect("a folder").to_string_lossy().into_owned();
    let name = format!("{lang}-{}", path.file_stem().expect("a name").to_string_lossy());
    let text = std::fs::read_to_string(path).expect("UTF-8");
    let checked = check(&text, &Settings::default());
    assert_eq!(checked.lang.code(), lang, "{name}: the language is recognised");
    (name, text, checked)
}

#[test]
fn every_article_is_reported_as_reviewed() {
    let articles = articles();
    assert!(articles.len() >= 24, "{} articles", articles.len());
    for path in articles {
        let (name, text, checked) = read(&path);
        let score = &checked.score;
        let mut rendered = format!(
            "{} · {} words · translation {} · typography {} · extraction {} · {}\n\n",
            checked.lang.code(),
            score.words,
            score.axes.translation,
            score.axes.typography,
            score.axes.extraction,
            score.verdict.name()
        );
        for finding in &checked.findings {
            rendered += &format!("{}\n", line_of(&text, finding));
        }
        snapshots("corpora").bind(|| insta::assert_snapshot!(name, rendered));
    }
}

#[test]
fn human_articles_pass_and_machine_translations_fail_or_are_held_for_review() {
    let mut held = Vec::new();
    for path in articles() {
        let (name, _, checked) = read(&path);
        let verdict = checked.score.verdict;
        if name.contains("-human-") {
            assert_eq!(verdict, Verdict::Pass, "{name}: {:?}", checked.score);
        } else {
            assert_ne!(verdict, Verdict::Pass, "{name}: {:?}", checked.score);
            held.extend((verdict == Verdict::Review).then_some(name));
        }
    }
    assert!(held.len() <= 1, "held for review only: {held:?}");
}

/// A row of gold: offsets in code points, label, whether it is a defect or a tempting decoy.
struct Row {
    start: u32,
    end: u32,
    label: String,
    defect: bool,
}

fn gold(path: &Path, text: &str) -> Vec<Row> {
    let gold = std::fs::read_to_string(path.with_extension("gold.jsonl")).expect("gold beside each article");
    gold.lines()
        .map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).expect("a JSON object a line");
            let number = |name: &str| row[name].as_u64().expect("an offset") as u32;
            let (start, end) = (number("start"), number("end"));
            let marked: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
            assert_eq!(row["text"].as_str(), Some(marked.as_str()), "{}: offsets of the gold", path.display());
            Row { start, end, label: row["label"].as_str().expect("a label").into(), defect: row["kind"] == "defect" }
        })
        .collect()
}

#[test]
fn no_decoy_is_flagged_as_what_it_tempts_to() {
    let mut broken = Vec::new();
    for path in articles() {
        let (name, text, checked) = read(&path);
        let index = LineIndex::new(&text);
        let place = |byte| index.position(byte).code_point;
        let rows = gold(&path, &text);
        for finding in &checked.findings {
            let (start, end) = (place(finding.span.start), place(finding.span.end));
            let here = |row: &&Row| row.start < end && start < row.end;
            for decoy in rows.iter().filter(here).filter(|row| !row.defect) {
                let tempts = decoy.label.split('/').any(|label| label == finding.rule.name);
                let defect_too = rows.iter().filter(here).any(|row| row.defect && row.label == finding.rule.name);
                if tempts && !defect_too {
                    broken.push(format!("{name}: {}", line_of(&text, finding)));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn human_articles_have_no_finding_on_the_translation_axis() {
    let mut broken = Vec::new();
    for path in articles() {
        let (name, text, checked) = read(&path);
        if name.contains("-human-") {
            let found = checked.findings.iter().filter(|finding| finding.rule.axis == Axis::Translation);
            broken.extend(found.map(|finding| format!("{name}: {}", line_of(&text, finding))));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
