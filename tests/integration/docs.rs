//! Pages of rules, README and ARCHITECTURE say what is true.

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
fn the_readme_names_every_rule() {
    let readme = std::fs::read_to_string(project("README.md")).expect("there is a README");
    for meta in rules::metas() {
        assert!(readme.contains(&format!("`{}`", meta.name)), "README does not name {}", meta.name);
    }
}
