//! Which files the arguments mean.

use globset::GlobBuilder;
use ignore::WalkBuilder;
use std::collections::HashSet;
use std::error::Error as _;
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

    /// The file, if it is one.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stdin { .. } | Self::Lost { .. } => None,
        }
    }
}

/// The files that the arguments mean, in the order of the arguments, the files of a folder with one of the
/// endings sorted by path, each file once. Folders are walked as ripgrep does: `.gitignore` is honoured, hidden files are skipped,
/// links are not followed. `-` is the standard input. A path that is not there and has `*`, `?`, `[` or `{` in it is a glob: the files
/// that fit, sorted, whatever their endings; `**` stands for any folders.
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
            let files = matching(path).unwrap_or_else(|| vec![path.clone()]);
            for file in files.iter().map(|file| plain(file)) {
                if seen.insert(file.clone()) {
                    origins.push(Origin::File(file));
                }
            }
        }
    }
    origins
}

/// The files that fit a glob; `None` when the path is no glob or nothing fits.
fn matching(path: &Path) -> Option<Vec<PathBuf>> {
    let is_glob = |part: &Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let path = &*plain(path);
    let written = path.to_str()?;
    if path.symlink_metadata().is_ok() || !path.components().any(|part| is_glob(&part)) {
        return None;
    }
    let glob = GlobBuilder::new(written).literal_separator(true).build().ok()?.compile_matcher();
    // What stands before the first part with a star is a folder like others.
    let folder: PathBuf = path.components().take_while(|part| !is_glob(part)).collect();
    let root = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
    let depth =
        if written.contains("**") { None } else { Some(path.components().count() - folder.components().count()) };
    let walker = WalkBuilder::new(root)
        .git_ignore(false)
        .git_global(false)
        .git_exclude(false)
        .ignore(false)
        .max_depth(depth)
        .build();
    let files = walker.filter_map(Result::ok).filter(|entry| entry.file_type().is_some_and(|kind| !kind.is_dir()));
    let mut files: Vec<PathBuf> = files.map(|entry| plain(entry.path())).filter(|file| glob.is_match(file)).collect();
    files.sort();
    (!files.is_empty()).then_some(files)
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
            _ => {
                // The walker says in its own words where it was; what the system said lies behind them.
                let system = cause.io_error().and_then(|error| error.source());
                let error = system.map_or_else(|| cause.to_string(), ToString::to_string);
                return Origin::Lost { path: plain(path), error };
            }
        };
    }
}

/// The path without `.` parts: `./a.txt` and `a.txt` are one file.
fn plain(path: &Path) -> PathBuf {
    let plain: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if plain.as_os_str().is_empty() { path.to_owned() } else { plain }
}
