//! The lines that a person changed, as git knows them.

use super::CliError;
use super::args::ChangedArgs;
use crate::check::Checked;
use crate::report::one_line;
use crate::source_map::SourceMap;
use crate::span::Span;
use rayon::prelude::*;
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which lines of a file changed.
#[derive(Debug, PartialEq)]
enum Lines {
    All,
    /// 1-based, as git counts: they end at a line feed.
    Some(Vec<RangeInclusive<u32>>),
}

/// What changed in the files that git follows; of others it cannot say what is old.
pub(super) struct Changed {
    files: HashMap<PathBuf, Lines>,
}

impl Changed {
    /// What the arguments ask for; `None`: everything counts.
    pub fn read(args: &ChangedArgs) -> Result<Option<Self>, CliError> {
        if args.since.is_none() && !args.changed {
            return Ok(None);
        }
        let root = git(None, ["rev-parse", "--show-toplevel"])?;
        let root = path(root.strip_suffix(b"\n").unwrap_or(&root));
        let base = args.since.as_deref().map_or_else(|| Ok("HEAD".to_owned()), since)?;
        let mut files = HashMap::new();
        if git(None, ["rev-parse", "--verify", "--quiet", "HEAD"]).is_ok() {
            follow(&Repository { root: root.canonicalize().unwrap_or(root), is_within: false }, &base, &mut files)?;
        }
        Ok(Some(Self { files }))
    }

    fn of(&self, path: &Path) -> &Lines {
        path.canonicalize().ok().and_then(|path| self.files.get(&path)).unwrap_or(&Lines::All)
    }

    /// Whether something in a file changed. One that is not there does not pass for one that did not.
    pub fn touches(&self, path: &Path) -> bool {
        match self.of(path) {
            Lines::All => true,
            Lines::Some(lines) => !lines.is_empty(),
        }
    }

    /// Keeps the findings that a changed line has a part in, with their edits on changed lines, and says how many are
    /// left out. The score stays that of the whole document.
    pub fn keep(&self, path: &Path, text: &str, source: &SourceMap, checked: &mut Checked) -> usize {
        let Lines::Some(changed) = self.of(path) else { return 0 };
        let breaks: Vec<usize> = memchr::memchr_iter(b'\n', source.file(text).as_bytes()).collect();
        let line = |at: u32| breaks.partition_point(|&end| end < at as usize) as u32 + 1;
        let touched = |span: &Span| {
            let span = source.in_file(*span);
            let (first, last) = (line(span.start), line(span.end.saturating_sub(1).max(span.start)));
            changed.iter().any(|range| *range.start() <= last && first <= *range.end())
        };
        let all = checked.findings.len();
        checked.findings.retain(|finding| touched(&finding.span) || finding.related.iter().any(touched));
        for finding in &mut checked.findings {
            finding.edits.retain(|edit| touched(&edit.span));
        }
        all - checked.findings.len()
    }
}

/// A repository, or one within another.
struct Repository {
    root: PathBuf,
    is_within: bool,
}

impl Repository {
    fn git<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Result<Vec<u8>, CliError> {
        git(Some(self), arguments)
    }
}

/// Adds the files that git follows in a repository and in those within it, with the lines that changed since a commit.
fn follow(repository: &Repository, base: &str, files: &mut HashMap<PathBuf, Lines>) -> Result<(), CliError> {
    let root = &repository.root;
    let mut within = Vec::new();
    let entries = repository.git(["ls-files", "--stage", "-z"])?;
    for (kind, name) in entries.split(|&byte| byte == 0).filter_map(before_tab) {
        if kind.starts_with(LINK) {
            within.push(path(name));
        } else {
            files.insert(root.join(path(name)), Lines::Some(Vec::new()));
        }
    }
    let names = repository.git(DIFF.into_iter().chain(["--name-only", "-z", base, "--"]))?;
    let names: Vec<PathBuf> = names.split(|&byte| byte == 0).filter(|name| !name.is_empty()).map(path).collect();
    let changed: Result<Vec<_>, CliError> = names
        .into_par_iter()
        .map(|name| {
            let lines = lines(repository, base, &name)?;
            Ok((root.join(name), lines))
        })
        .collect();
    files.extend(changed?);
    for name in within {
        let Some(base) = commit_within(repository, base, &name) else { continue };
        let inner = Repository { root: root.join(name), is_within: true };
        // Where that commit was not fetched, or nothing is checked out, git cannot say what is old.
        let commit = format!("{base}^{{commit}}");
        if inner.root.join(".git").exists() && inner.git(["rev-parse", "--verify", "--quiet", &commit]).is_ok() {
            follow(&inner, &base, files)?;
        }
    }
    Ok(())
}

/// What git calls a repository within another.
const LINK: &[u8] = b"160000 ";
/// Settings of a person must not decide what a difference looks like.
const DIFF: [&str; 7] =
    ["diff", "--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", "--ignore-submodules", "--diff-filter=d"];

/// The lines of a file that changed since a commit.
fn lines(repository: &Repository, base: &str, name: &Path) -> Result<Lines, CliError> {
    let mut literal = OsString::from(":(literal)");
    literal.push(name);
    let diff = |more: &'static str| {
        let arguments = DIFF.into_iter().chain([more, "--unified=0", base, "--"]).map(OsStr::new);
        repository.git(arguments.chain([&*literal]))
    };
    let shown = diff("--patch")?;
    if !shown.split(|&byte| byte == b'\n').any(|line| line.starts_with(b"Binary files ")) {
        return Ok(Lines::Some(added(&shown)));
    }
    // An attribute may say so of a text whose lines can be compared; those of UTF-16 are not what git takes for lines.
    let is_text = fs::read(repository.root.join(name)).is_ok_and(|bytes| !bytes.contains(&0));
    Ok(if is_text { Lines::Some(added(&diff("--text")?)) } else { Lines::All })
}

/// The commit of a repository within another that a commit of the outer one goes with.
fn commit_within(outer: &Repository, base: &str, name: &Path) -> Option<String> {
    let arguments = ["ls-tree", "-z", base, "--"].map(OsStr::new);
    let entry = outer.git(arguments.into_iter().chain([name.as_os_str()])).ok()?;
    let (kind, _) = before_tab(&entry).filter(|(kind, _)| kind.starts_with(LINK))?;
    Some(String::from_utf8_lossy(kind).split(' ').nth(2)?.to_owned())
}

/// The commit that the changes since a reference are counted from: where the current branch left it.
fn since(reference: &str) -> Result<String, CliError> {
    let commit = format!("{reference}^{{commit}}");
    let Ok(commit) = git(None, ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]) else {
        let hint = "a shallow clone does not have it: fetch the history (fetch-depth: 0)";
        return Err(CliError::Usage(format!("git knows no commit {:?}; {hint}", one_line(reference))));
    };
    let name = |said: Vec<u8>| String::from_utf8_lossy(said.trim_ascii()).into_owned();
    let commit = name(commit);
    Ok(git(None, ["merge-base", &commit, "HEAD"]).map_or(commit, name))
}

/// The lines that a diff without context adds or changes, from its "@@ -12,0 +13,2 @@". Where it only takes lines
/// away, the lines around the gap count: the sentence may have lost its other half.
fn added(diff: &[u8]) -> Vec<RangeInclusive<u32>> {
    let hunk = |line: &str| {
        let new = line.strip_prefix("@@ ")?.split(' ').find_map(|part| part.strip_prefix('+'))?;
        let (start, count) = new.split_once(',').unwrap_or((new, "1"));
        let (start, count): (u32, u32) = (start.parse().ok()?, count.parse().ok()?);
        Some(if count == 0 { start..=start.saturating_add(1) } else { start..=start.saturating_add(count - 1) })
    };
    String::from_utf8_lossy(diff).lines().filter_map(hunk).collect()
}

/// What git says of an entry, and its name.
fn before_tab(entry: &[u8]) -> Option<(&[u8], &[u8])> {
    let tab = memchr::memchr(b'\t', entry)?;
    Some((&entry[..tab], &entry[tab + 1..]))
}

/// A name as git writes it with -z: the bytes that it has.
fn path(name: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        OsStr::from_bytes(name).into()
    }
    #[cfg(not(unix))]
    {
        String::from_utf8_lossy(name).into_owned().into()
    }
}

/// What git says, in the working folder or at the root of a repository.
fn git<S: AsRef<OsStr>>(
    repository: Option<&Repository>,
    arguments: impl IntoIterator<Item = S>,
) -> Result<Vec<u8>, CliError> {
    let mut command = Command::new("git");
    if let Some(Repository { root, is_within }) = repository {
        command.arg("-C").arg(root);
        if *is_within {
            // A hook of the outer repository runs with these, and they are about that one.
            for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"] {
                command.env_remove(name);
            }
        }
    }
    let output = command.args(arguments).output();
    let output = output.map_err(|error| CliError::Usage(format!("cannot run git: {error}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().next().unwrap_or("it gave no reason").to_owned();
        return Err(CliError::Usage(format!("git: {}", one_line(&said))));
    }
    Ok(output.stdout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_from_the_heads_of_hunks() {
        let diff = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n@@ -4,0 +5,3 @@ head\n+@@ -9 +9 @@\n@@ -9,2 +12,0 @@\n";
        assert_eq!(added(diff.as_bytes()), [1..=1, 5..=7, 12..=13]);
    }
}
