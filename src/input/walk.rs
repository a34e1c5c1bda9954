//! Which files the arguments mean.

use ignore::WalkBuilder;
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

/// Endings of the texts that are taken from a folder. A file named on the command line is always read.
pub const TEXTS: &[&str] = &[".txt", ".text", ".html", ".htm", ".xhtml", ".md", ".markdown"];
/// Endings of pages.
pub const HTML: &[&str] = &[".html", ".htm", ".xhtml"];
/// Endings of texts in Markdown.
pub const MARKDOWN: &[&str] = &[".md", ".markdown"];
/// Endings of the files of marks that are taken from a folder.
pub const GOLD: &[&str] = &[".gold.jsonl"];

/// Where a text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The standard input.
    Stdin {
        /// The name that it has in reports.
        name: String,
    },
    /// A file.
    File(PathBuf),
    /// Something in a folder that could not be walked.
    Lost {
        /// The folder.
        path: PathBuf,
        /// Why.
        error: String,
    },
}

impl Origin {
    /// The name in reports.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Stdin { name } => name.clone(),
            Self::File(path) | Self::Lost { path, .. } => path.to_string_lossy().into_owned(),
        }
    }
}

/// The files that the arguments mean, in the order of the arguments, the files of a folder with one of the
/// endings sorted by path, each file once. Folders are walked as ripgrep does: `.gitignore` is honoured, hidden files are skipped,
/// links are not followed. `-` is the standard input.
#[must_use]
pub fn collect(paths: &[PathBuf], stdin_name: &str, endings: &[&str]) -> Vec<Origin> {
    let mut origins = Vec::new();
    let mut seen = HashSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            let origin = Origin::Stdin { name: stdin_name.to_owned() };
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        } else if path.is_dir() {
            walk(path, endings, &mut |origin| match &origin {
                Origin::File(file) if !seen.insert(file.clone()) => {}
                _ => origins.push(origin),
            });
        } else {
            let file = plain(path);
            if seen.insert(file.clone()) {
                origins.push(Origin::File(file));
            }
        }
    }
    origins
}

fn walk(folder: &Path, endings: &[&str], found: &mut dyn FnMut(Origin)) {
    let walker = WalkBuilder::new(folder).sort_by_file_path(|a, b| a.cmp(b)).build();
    for entry in walker {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                let name = entry.file_name().to_string_lossy().to_ascii_lowercase();
                if is_file && endings.iter().any(|ending| name.ends_with(ending)) {
                    found(Origin::File(plain(entry.path())));
                }
            }
            Err(error) => found(lost(folder, &error)),
        }
    }
}

fn lost(folder: &Path, error: &ignore::Error) -> Origin {
    let mut path = folder;
    let mut cause = error;
    loop {
        cause = match cause {
            ignore::Error::WithPath { path: at, err } => {
                path = at;
                err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            _ => return Origin::Lost { path: plain(path), error: cause.to_string() },
        };
    }
}

/// The path without `.` parts: `./a.txt` and `a.txt` are one file.
fn plain(path: &Path) -> PathBuf {
    let plain: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if plain.as_os_str().is_empty() { path.to_owned() } else { plain }
}
