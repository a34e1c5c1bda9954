//! Findings on changed lines, as git knows them.

use crate::cli::{CLEAN_FA, LOOP_FA, assert_code, err, folder, mtlint, out};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

fn git(dir: &Path, args: &[&str]) {
    let identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").current_dir(dir).args(identity).args(args).output().expect("git runs");
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with two committed articles, one of which loops.
fn repository() -> TempDir {
    let old = format!("{CLEAN_FA}\n\n{LOOP_FA}\n");
    let dir = folder(&[("old.txt", old.as_bytes()), ("نام تازه/دو.txt", CLEAN_FA.as_bytes())]);
    git(dir.path(), &["init", "--quiet", "--initial-branch", "main"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "--quiet", "--message", "Articles"]);
    dir
}

#[test]
fn nothing_is_checked_when_nothing_changed() {
    let dir = repository();
    let checked = mtlint(dir.path(), &["check", "--changed"]);
    assert_code(&checked, 0);
    assert_eq!(out(&checked), "");
}

#[test]
fn findings_on_changed_lines_are_shown_and_the_verdict_is_that_of_the_text() {
    let dir = repository();
    let text = format!("{CLEAN_FA}\n\n{LOOP_FA}\n\nنماینده گفت مردم نمی‌توانند و نمی‌توانند بپردازند.\n");
    fs::write(dir.path().join("old.txt"), text).expect("written");
    let checked = mtlint(dir.path(), &["check", "--changed"]);
    assert_code(&checked, 1);
    let said = out(&checked);
    assert!(said.contains("collapsed-pair") && !said.contains("critical decoder-loop"), "{said}");
    assert!(said.contains("the verdict is that of the whole text: 1 finding on lines that did not change"), "{said}");
}

#[test]
fn new_files_count_in_full_and_names_of_any_letters_are_found() {
    let dir = repository();
    fs::write(dir.path().join("نام تازه/دو.txt"), LOOP_FA).expect("written");
    fs::write(dir.path().join("a \"new\" one.txt"), LOOP_FA).expect("written");
    let checked = mtlint(dir.path(), &["check", "--changed", "--format", "concise"]);
    assert_code(&checked, 1);
    let loops = out(&checked).lines().filter(|line| line.contains("decoder-loop")).count();
    assert_eq!(loops, 2, "{}", out(&checked));
    let inside = mtlint(&dir.path().join("نام تازه"), &["check", "--changed", "--format", "concise", "."]);
    assert_eq!(out(&inside).lines().filter(|line| line.contains("decoder-loop")).count(), 1);
}

#[test]
fn since_counts_from_where_the_branch_left() {
    let dir = repository();
    git(dir.path(), &["switch", "--quiet", "--create", "article"]);
    fs::write(dir.path().join("mine.txt"), LOOP_FA).expect("written");
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "--quiet", "--message", "Mine"]);
    git(dir.path(), &["switch", "--quiet", "main"]);
    fs::write(dir.path().join("theirs.txt"), LOOP_FA).expect("written");
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "--quiet", "--message", "Theirs"]);
    git(dir.path(), &["switch", "--quiet", "article"]);
    let files = |args: &[&str]| out(&mtlint(dir.path(), &[&["check", "--show-files"], args].concat()));
    assert_eq!(files(&["--since", "main"]), "mine.txt\n");
    assert_eq!(files(&["--changed"]), "");
}

#[test]
fn what_git_cannot_do_is_said() {
    let dir = repository();
    let unknown = mtlint(dir.path(), &["check", "--since", "nowhere"]);
    assert_code(&unknown, 2);
    assert!(err(&unknown).contains("git knows no commit \"nowhere\""), "{}", err(&unknown));
    assert_code(&mtlint(dir.path(), &["check", "--since", "--output=x"]), 2);
    let outside = folder(&[("a.txt", CLEAN_FA.as_bytes())]);
    let outside = mtlint(outside.path(), &["check", "--changed"]);
    assert_code(&outside, 2);
    assert!(err(&outside).contains("git: "), "{}", err(&outside));
}

#[test]
fn a_repository_without_a_commit_has_only_changed_lines() {
    let dir = folder(&[("a.txt", LOOP_FA.as_bytes()), ("b.txt", CLEAN_FA.as_bytes())]);
    git(dir.path(), &["init", "--quiet"]);
    git(dir.path(), &["add", "b.txt"]);
    assert_eq!(out(&mtlint(dir.path(), &["check", "--changed", "--show-files"])), "a.txt\nb.txt\n");
}
