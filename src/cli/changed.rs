//! The lines that a person changed, as git knows them.

use super::CliError;
use super::args::ChangedArgs;
use crate::check::Checked;
use crate::report::one_line;
use crate::source_map::SourceMap;
use crate::span::{LineIndex, Span};
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which lines of a file changed.
#[derive(Debug, PartialEq)]
enum Lines {
    All,
    /// 1-based.
    Some(Vec<RangeInclusive<u32>>),
}

/// The changed files and lines of a repository.
pub(super) struct Changed {
    files: HashMap<PathBuf, Lines>,
}

impl Changed {
    /// What the arguments ask for; `None`: everything counts.
    pub fn read(args: &ChangedArgs) -> Result<Option<Self>, CliError> {
        if args.since.is_none() && !args.changed {
            return Ok(None);
        }
        let root = PathBuf::from(git(&["rev-parse", "--show-toplevel"])?.trim_end_matches(['\n', '\r']));
        let base = args.since.as_deref().map_or_else(|| Ok("HEAD".to_owned()), since)?;
        let listed = |args: &[&str]| -> Result<Vec<PathBuf>, CliError> {
            Ok(git(args)?.split('\0').filter(|path| !path.is_empty()).map(PathBuf::from).collect())
        };
        let has_commit = git(&["rev-parse", "--verify", "--quiet", "HEAD"]).is_ok();
        let mut files = HashMap::new();
        if has_commit {
            let root_text = root.to_string_lossy().into_owned();
            let diff = ["-C", &root_text, "diff", "--no-ext-diff", "--no-color", "--no-renames", "--diff-filter=d"];
            let names = listed(&[&diff[..], &["--name-only", "-z", &base, "--"]].concat())?;
            let hunks: Result<Vec<_>, CliError> = names
                .into_par_iter()
                .map(|name| {
                    let path = format!(":(literal){}", name.to_string_lossy());
                    let hunks = git(&[&diff[..], &["--unified=0", &base, "--", &path]].concat())?;
                    Ok((root.join(name), Lines::Some(added(&hunks))))
                })
                .collect();
            files.extend(hunks?);
        } else {
            files.extend(
                listed(&["ls-files", "--cached", "-z", "--full-name", "--", ":/"])?
                    .into_iter()
                    .map(|name| (root.join(name), Lines::All)),
            );
        }
        let untracked = listed(&["ls-files", "--others", "--exclude-standard", "-z", "--full-name", "--", ":/"])?;
        files.extend(untracked.into_iter().map(|name| (root.join(name), Lines::All)));
        Ok(Some(Self { files }))
    }

    fn of(&self, path: &Path) -> Option<&Lines> {
        self.files.get(&path.canonicalize().ok()?)
    }

    /// Whether something in a file changed.
    pub fn touches(&self, path: &Path) -> bool {
        self.of(path).is_some()
    }

    /// Keeps the findings that a changed line has a part in, with their edits on changed lines, and says how many are
    /// left out. The score stays that of the whole document.
    pub fn keep(&self, path: &Path, text: &str, source: &SourceMap, checked: &mut Checked) -> usize {
        let Some(Lines::Some(changed)) = self.of(path) else { return 0 };
        let lines = LineIndex::new(source.file(text));
        let touched = |span: &Span| {
            let span = source.in_file(*span);
            let first = lines.position(span.start).line;
            let last = lines.position(span.end.saturating_sub(1).max(span.start)).line;
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

/// The commit that the changes since a reference are counted from: where the current branch left it.
fn since(reference: &str) -> Result<String, CliError> {
    let commit = format!("{reference}^{{commit}}");
    let Ok(commit) = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]) else {
        let hint = "a shallow clone does not have it: fetch the history (fetch-depth: 0)";
        return Err(CliError::Usage(format!("git knows no commit {:?}; {hint}", one_line(reference))));
    };
    let commit = commit.trim().to_owned();
    Ok(git(&["merge-base", &commit, "HEAD"]).map_or(commit, |base| base.trim().to_owned()))
}

/// The lines that a diff without context adds or changes, from its "@@ -12,0 +13,2 @@". Where it only takes lines
/// away, the lines around the gap count: the sentence may have lost its other half.
fn added(diff: &str) -> Vec<RangeInclusive<u32>> {
    let hunk = |line: &str| {
        let new = line.strip_prefix("@@ ")?.split(' ').find_map(|part| part.strip_prefix('+'))?;
        let (start, count) = new.split_once(',').unwrap_or((new, "1"));
        let (start, count): (u32, u32) = (start.parse().ok()?, count.parse().ok()?);
        Some(if count == 0 { start..=start.saturating_add(1) } else { start..=start.saturating_add(count - 1) })
    };
    diff.lines().filter_map(hunk).collect()
}

fn git(args: &[&str]) -> Result<String, CliError> {
    let output =
        Command::new("git").args(args).output().map_err(|error| CliError::Usage(format!("cannot run git: {error}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().next().unwrap_or("it gave no reason").to_owned();
        return Err(CliError::Usage(format!("git: {}", one_line(&said))));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_from_the_heads_of_hunks() {
        let diff = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n@@ -4,0 +5,3 @@ head\n+@@ -9 +9 @@\n@@ -9,2 +12,0 @@\n";
        assert_eq!(added(diff), [1..=1, 5..=7, 12..=13]);
    }
}
