//! Pages of rules, README and ARCHITECTURE say what is true.

use crate::cli::mtlint;
use crate::project;
use mtlint::rules;

#[test]
fn every_rule_has_a_page_with_the_parts_that_readers_look_for() {
    for meta in rules::metas() {
        let first = meta.docs.trim().split("\n\n").next().unwrap_or_default();
        assert!(first.trim_end().ends_with('.'), "{}: the first paragraph is one sentence", meta.name);
        assert!(!first.contains('\n'), "{}: the summary stands on one line", meta.name);
        for part in ["## Why it matters", "## What it lets pass", "## Examples"] {
            assert!(meta.docs.contains(part), "{}: no {part:?}", meta.name);
        }
        assert!(meta.mqm.contains('/') && !meta.its.is_empty(), "{}: no MQM or ITS type", meta.name);
    }
}

#[test]
fn the_readme_says_what_every_rule_marks() {
    let readme = std::fs::read_to_string(project("README.md")).expect("there is a README");
    for meta in rules::metas() {
        let row = format!("| {} | `{}` | {} |\n", meta.axis.name(), meta.name, meta.summary());
        assert!(readme.contains(&row), "README lacks {row}");
    }
}

/// The lines of the README's fenced blocks that show output.
fn shown(readme: &str) -> Vec<&str> {
    let blocks = readme.split("```\n").skip(1).step_by(2);
    blocks.filter(|block| block.contains("mt-grain-corridor")).flat_map(str::lines).collect()
}

#[test]
fn the_readme_shows_what_the_check_prints_today() {
    let readme = std::fs::read_to_string(project("README.md")).expect("there is a README");
    let output = mtlint(&project(""), &["check", "corpora/fa/mt-grain-corridor.txt"]);
    // The isolates around quotations do not show on a page.
    let printed = String::from_utf8(output.stdout).expect("UTF-8").replace(['\u{2068}', '\u{2069}'], "");
    let shown = shown(&readme);
    assert!(shown.len() >= 5, "{shown:?}");
    for line in shown.into_iter().filter(|line| !line.starts_with("$ ")) {
        assert!(printed.lines().any(|printed| printed == line), "README shows {line:?}");
    }
}

#[test]
fn the_readme_has_the_accuracy_on_the_shipped_articles_of_today() {
    let readme = std::fs::read_to_string(project("README.md")).expect("there is a README");
    let output = mtlint(&project(""), &["eval", "corpora/", "--format", "markdown"]);
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    for axis in ["translation", "typography", "extraction", "all"] {
        let row = printed.lines().find(|line| line.starts_with(&format!("| {axis} |"))).expect("a row an axis");
        assert!(readme.contains(row), "README lacks {row}");
    }
}
