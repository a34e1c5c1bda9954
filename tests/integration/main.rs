//! All integration tests in one binary.

mod batch;
mod blocks;
mod calendars;
mod changed;
mod cli;
mod config;
mod corpora;
mod data;
mod dependencies;
mod docs;
mod eval;
#[cfg(target_os = "linux")]
mod faults;
mod fixes;
mod formats;
mod fuzz;
mod html;
mod language;
mod layers;
#[cfg(feature = "lsp")]
mod lsp;
mod mending;
mod metamorphic;
mod pages;
mod registry;
mod score;
mod sentences;
mod serve;
mod silence;
mod specifications;
mod summary;
mod totality;
mod verbs;
mod words;
mod wrapping;

use std::path::PathBuf;

/// A path inside the project.
fn project(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Snapshot settings: every snapshot lies in a folder of the top-level `snapshots/`.
fn snapshots(folder: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(project("snapshots").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// A finding on one line, for snapshots: place, rule, severity, confidence, words, message.
fn line_of(text: &str, finding: &mtlint::Finding) -> String {
    let position = mtlint::span::LineIndex::new(text).position(finding.span.start);
    let mut line = format!(
        "{}:{} {} {} {} ⟦{}⟧",
        position.line,
        position.column,
        finding.rule.name,
        finding.severity.name(),
        finding.confidence.name(),
        finding.span.of(text),
    );
    if finding.count > 1 {
        line += &format!(" ×{}", finding.count);
    }
    line += &format!("\n    {}", finding.message);
    if let Some(suggestion) = &finding.suggestion {
        line += &format!("\n    → {suggestion}");
    }
    line
}
