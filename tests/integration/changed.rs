//! Findings on changed lines, as git knows them.

use crate::cli::{CLEAN_FA, LOOP_FA, assert_code, err, folder, mtlint, out};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A line without a fault.
const NEW_FA: &str = "سطر بی‌عیب تازه.";

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
fn a_text_that_fails_by_old_lines_is_not_called_free_of_signs() {
    let dir = repository();
    let text = format!("{CLEAN_FA}\n\n{LOOP_FA}\n\n{NEW_FA}\n");
    fs::write(dir.path().join("old.txt"), text).expect("written");
    let languages = [
        ("en", "no finding of translation on the lines that changed", "1 finding on lines that did not change"),
        ("fa", "در سطرهای تغییرکرده ایرادی در ترجمه یافت نشد", "یافته در سطرهایی که تغییر نکرده‌اند"),
        ("ar", "لا ملاحظات على الترجمة في الأسطر التي تغيرت", "ملاحظة واحدة في أسطر لم تتغير"),
    ];
    for (language, head, note) in languages {
        for format in ["human", "junit", "github"] {
            let checked = mtlint(dir.path(), &["check", "--changed", "--ui-lang", language, "--format", format]);
            assert_code(&checked, 1);
            let said = out(&checked);
            assert!(said.contains(head) && said.contains(note), "{language} {format}: {said}");
        }
    }
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

/// Each named file is checked, and a loop in it is found.
#[track_caller]
fn assert_loops(dir: &Path, args: &[&str], count: usize) {
    let checked = mtlint(dir, &[&["check", "--format", "concise"], args].concat());
    let loops = out(&checked).lines().filter(|line| line.contains("decoder-loop")).count();
    assert_eq!(loops, count, "{args:?}: {}{}", out(&checked), err(&checked));
    assert_code(&checked, i32::from(count > 0));
}

#[test]
fn a_name_that_is_not_there_is_no_file_without_changes() {
    let dir = repository();
    for name in ["nosuch.txt", "nosuch/", "x*.txt"] {
        for args in [&["--changed"][..], &["--since", "main"]] {
            let checked = mtlint(dir.path(), &[&["check"], args, &[name]].concat());
            assert_code(&checked, 2);
            assert!(err(&checked).contains("no such file"), "{name}: {}", err(&checked));
        }
    }
}

#[test]
fn what_git_does_not_follow_counts_in_full_when_it_is_named() {
    let dir = repository();
    let outside = folder(&[("outside.txt", LOOP_FA.as_bytes())]);
    fs::write(dir.path().join(".gitignore"), "ignored.txt\n").expect("written");
    fs::write(dir.path().join("ignored.txt"), LOOP_FA).expect("written");
    let outside = outside.path().join("outside.txt");
    for args in [&["--changed"][..], &["--since", "main"]] {
        assert_loops(dir.path(), &[args, &["ignored.txt"]].concat(), 1);
        assert_loops(dir.path(), &[args, &[outside.to_str().expect("UTF-8")]].concat(), 1);
        assert_loops(dir.path(), args, 0);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_found() {
    use std::os::unix::ffi::OsStrExt as _;
    let dir = repository();
    let name = dir.path().join(std::ffi::OsStr::from_bytes(b"bad\xff.txt"));
    fs::write(&name, LOOP_FA).expect("written");
    assert_loops(dir.path(), &["--changed"], 1);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "--quiet", "--message", "Name"]);
    assert_loops(dir.path(), &["--changed"], 0);
    fs::write(&name, format!("{CLEAN_FA}\n\n{LOOP_FA}\n")).expect("written");
    assert_loops(dir.path(), &["--changed"], 1);
}

#[test]
fn changes_within_a_submodule_are_found() {
    let (dir, inner) = (repository(), repository());
    let inner = inner.path().to_str().expect("UTF-8");
    git(dir.path(), &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "inner"]);
    assert_loops(dir.path(), &["--changed", "inner"], 1);
    git(dir.path(), &["commit", "--quiet", "--message", "Inner"]);
    assert_loops(dir.path(), &["--changed"], 0);
    fs::write(dir.path().join("inner/نام تازه/دو.txt"), LOOP_FA).expect("written");
    assert_loops(dir.path(), &["--changed"], 1);
    git(&dir.path().join("inner"), &["commit", "--quiet", "--all", "--message", "Inner"]);
    assert_loops(dir.path(), &["--changed"], 1);
    git(dir.path(), &["commit", "--quiet", "--all", "--message", "Inner"]);
    assert_loops(dir.path(), &["--changed"], 0);
    git(dir.path(), &["tag", "before", "HEAD^"]);
    assert_loops(dir.path(), &["--since", "before"], 1);
}

#[test]
fn changed_lines_are_found_in_what_git_takes_for_no_text() {
    let utf16 = |text: &str| [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let dir = repository();
    let before = format!("{CLEAN_FA}\n\n{NEW_FA}\n");
    let after = format!("{before}\n{LOOP_FA}\n");
    let write = |text: &str| {
        let files: [(&str, Vec<u8>); 4] = [
            ("utf16.txt", utf16(text)),
            ("carriage.txt", text.replace('\n', "\r").into_bytes()),
            ("attribute.txt", text.into()),
            ("binary.txt", text.into()),
        ];
        for (name, bytes) in files {
            fs::write(dir.path().join(name), bytes).expect("written");
        }
    };
    let names = ["utf16.txt", "carriage.txt", "attribute.txt", "binary.txt"];
    fs::write(dir.path().join(".gitattributes"), "attribute.txt -diff\nbinary.txt binary\n").expect("written");
    write(&after);
    git(dir.path(), &["add", "."]);
    names.iter().for_each(|name| assert_loops(dir.path(), &["--changed", name], 1));
    write(&before);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "--quiet", "--message", "Before"]);
    names.iter().for_each(|name| assert_loops(dir.path(), &["--changed", name], 0));
    write(&after);
    names.iter().for_each(|name| assert_loops(dir.path(), &["--changed", name], 1));
    git(dir.path(), &["commit", "--quiet", "--all", "--message", "After"]);
    names.iter().for_each(|name| assert_loops(dir.path(), &["--since", "HEAD^", name], 1));
    // Of what is a text in spite of its attribute, only the lines that changed count.
    write(&format!("{after}\nگزارش به پایان رسید."));
    for name in ["attribute.txt", "binary.txt"] {
        assert_eq!(out(&mtlint(dir.path(), &["check", "--changed", "--format", "concise", name])), "");
    }
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
