//! Faults of the world around: disks, pipes, files, limits, signals. What can be done is done, what cannot is named, and
//! nothing half done stands under the name of something whole.

use crate::cli::{CLEAN_FA, LOOP_FA, assert_code, err, folder, json_lines, mtlint, out};
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

/// A script of the shell in a folder, in which `$mtlint` is the program.
fn shell(dir: &Path, script: &str) -> Output {
    script_of(dir, script).output().expect("a shell runs")
}

fn script_of(dir: &Path, script: &str) -> Command {
    let mut command = Command::new("sh");
    command.current_dir(dir).args(["-c", script]).env("mtlint", env!("CARGO_BIN_EXE_mtlint")).stdin(Stdio::null());
    command
}

fn quoted(script: &str) -> String {
    format!("'{}'", script.replace('\'', "'\\''"))
}

/// The same without root's right to read and write what others may not.
fn unprivileged(dir: &Path, script: &str) -> Output {
    let drop = "setpriv --inh-caps=-all --bounding-set=-dac_override,-dac_read_search,-fowner sh -c";
    match shell(dir, "id -u").stdout.starts_with(b"0\n") {
        true => shell(dir, &format!("{drop} {}", quoted(script))),
        false => shell(dir, script),
    }
}

/// The same in a folder that is a disk of 64 kB.
fn on_small_disk(dir: &Path, script: &str) -> Output {
    let mounted = format!("mount -t tmpfs -o size=64k tmpfs disk && cd disk && {{ {script}\n}}");
    shell(dir, &format!("mkdir disk && unshare --map-root-user --mount sh -c {}", quoted(&mounted)))
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

// Files without an end

#[test]
fn a_device_in_the_place_of_a_configuration_a_list_or_a_baseline_is_refused() {
    for (config, options) in [
        ("extend = \"/dev/zero\"", ""),
        ("[lexicon]\nextend = [\"/dev/zero\"]", ""),
        ("[terms]\nextend = [\"/dev/zero\"]", ""),
        ("", "--baseline /dev/zero"),
        ("", "--config /dev/zero"),
    ] {
        let dir = folder(&[("mtlint.toml", config.as_bytes()), ("a.txt", CLEAN_FA.as_bytes())]);
        let output = shell(dir.path(), &format!("$mtlint check {options} a.txt"));
        assert_code(&output, 2);
        assert!(err(&output).contains("/dev/zero") && err(&output).contains("longer than 64 MB"), "{}", err(&output));
    }
}

#[test]
fn a_configuration_comes_out_of_a_pipe() {
    let dir = folder(&[("a.txt", LOOP_FA.as_bytes())]);
    let output = shell(
        dir.path(),
        "printf 'ignore = [\"decoder-loop\", \"repeated-phrase\"]' | $mtlint check --config /dev/stdin a.txt",
    );
    assert_code(&output, 0);
    let output = shell(dir.path(), "printf 'ignore = [\"kashida\"]' | $mtlint check --config /dev/stdin a.txt");
    assert_code(&output, 1);
    let output = shell(dir.path(), "printf 'ignor = []' | $mtlint check --config /dev/stdin a.txt");
    assert_code(&output, 2);
    assert!(err(&output).contains("/dev/stdin:1:1: "), "{}", err(&output));
}

#[test]
fn a_list_that_is_too_long_is_called_so_wherever_it_is_cut() {
    for opening in ["", "a"] {
        let list = opening.to_owned() + &"ب".repeat(33_000_000);
        let dir = folder(&[("terms.txt", list.as_bytes()), ("a.txt", CLEAN_FA.as_bytes())]);
        let config = dir.path().join("mtlint.toml");
        fs::write(config, "[terms]\nextend = [\"terms.txt\"]").expect("a file");
        let output = shell(dir.path(), "$mtlint check a.txt");
        assert_code(&output, 2);
        assert!(err(&output).contains("longer than 64 MB"), "{}", err(&output));
    }
}

// Disks

/// Takes what is left of the disk.
const FILL: &str = "cat /dev/zero > filler 2>/dev/null;";

#[test]
fn what_a_full_disk_cannot_take_leaves_nothing_and_what_stood_there_stays() {
    for what in [
        "check --isolated --format html --exit-zero -o out ../in",
        "check --isolated --format jsonl --exit-zero -o out ../in",
        "check --isolated --baseline out --write-baseline ../in",
    ] {
        let dir = folder(&[("in/a.txt", LOOP_FA.as_bytes())]);
        let script = format!(
            "$mtlint check --isolated --baseline out --write-baseline ../in >/dev/null 2>&1; cp out ../before; {FILL} $mtlint {what} >/dev/null; echo $?; cmp out ../before && ls -A"
        );
        let output = on_small_disk(dir.path(), &script);
        assert_eq!(out(&output), "2\nfiller\nout\n", "{what}: {}", err(&output));
        assert!(err(&output).contains("No space left on device"), "{what}: {}", err(&output));
    }
}

#[test]
fn what_a_full_disk_cannot_take_is_not_mended_and_named() {
    let dir = folder(&[("a.txt", "شورا , بودجه را تصویب کرد.".as_bytes()), ("b.txt", CLEAN_FA.as_bytes())]);
    let script = format!(
        "cp ../*.txt .; {FILL} $mtlint check --isolated --fix --format concise; echo $?; cmp a.txt ../a.txt && ls -A"
    );
    let output = on_small_disk(dir.path(), &script);
    let said = out(&output);
    assert!(said.contains("a.txt:1:") && said.ends_with("2\na.txt\nb.txt\nfiller\n"), "{said}\n{}", err(&output));
    assert!(err(&output).contains("a.txt: cannot be written: No space left on device"), "{}", err(&output));
}

#[test]
fn a_folder_that_may_not_be_written_is_named_and_nothing_is_done() {
    let dir = folder(&[("in/a.txt", "شورا , بودجه را تصویب کرد.".as_bytes()), ("closed/old.jsonl", b"old")]);
    for (script, said) in [
        ("$mtlint check -o closed/new.jsonl in", "cannot write closed/new.jsonl: Permission denied"),
        ("$mtlint check -o closed/old.jsonl in", "cannot write closed/old.jsonl: Permission denied"),
        ("$mtlint check --baseline closed/b.json --write-baseline in", "cannot write closed/b.json: Permission denied"),
    ] {
        let output =
            unprivileged(dir.path(), &format!("chmod a-w closed; {script}; code=$?; chmod u+w closed; exit $code"));
        assert_code(&output, 2);
        assert!(err(&output).contains(said), "{}", err(&output));
        assert_eq!(names(&dir.path().join("closed")), ["old.jsonl"]);
    }
    let output = unprivileged(dir.path(), "chmod a-w in; $mtlint check --fix in; code=$?; chmod u+w in; exit $code");
    assert_code(&output, 2);
    assert!(err(&output).contains("in/a.txt: cannot be written: Permission denied"), "{}", err(&output));
}

// Pipes

#[test]
fn nobody_who_stops_reading_is_told_of_a_failure() {
    let dir = folder(&[("a.txt", LOOP_FA.as_bytes())]);
    for what in [
        "rules",
        "explain mangled-name",
        "man",
        "completions bash",
        "check a.txt",
        "check --diff a.txt",
        "score --quiet",
    ] {
        let output = shell(dir.path(), &format!("{{ sleep 0.1; $mtlint {what}; }} | true"));
        assert_eq!(err(&output), "", "{what}");
    }
    // Without a place to write to at all there is no more to say than by the exit code.
    for closed in [">&-", "2>&-", ">&- 2>&- <&-"] {
        assert_code(&shell(dir.path(), &format!("$mtlint check a.txt {closed}")), 1);
    }
}

// Files

#[test]
fn what_may_not_be_read_is_named_and_the_rest_is_reported() {
    let dir = folder(&[
        ("in/a.txt", LOOP_FA.as_bytes()),
        ("in/b.txt", CLEAN_FA.as_bytes()),
        ("in/c/d.txt", CLEAN_FA.as_bytes()),
        ("in/e/f.txt", CLEAN_FA.as_bytes()),
        ("in/g/h.txt", LOOP_FA.as_bytes()),
    ]);
    let script = "chmod 0 in/b.txt in/c; chmod a-x in/e; $mtlint check --format jsonl in; code=$?; chmod 700 in/c in/e; exit $code";
    let output = unprivileged(dir.path(), script);
    assert_code(&output, 2);
    let told: Vec<(String, String)> = json_lines(&output)
        .iter()
        .map(|document| {
            let of = |key: &str| document[key].as_str().unwrap_or_default().to_owned();
            (of("path"), of("verdict") + &of("error"))
        })
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(path, what)| (&**path, &**what)).collect();
    assert_eq!(
        told,
        [
            ("in/a.txt", "fail"),
            ("in/b.txt", "permission denied"),
            ("in/c", "cannot be read: Permission denied (os error 13)"),
            ("in/e/f.txt", "permission denied"),
            ("in/g/h.txt", "fail"),
        ]
    );
}

#[test]
fn a_configuration_or_baseline_that_may_not_be_read_is_named_and_nothing_is_checked() {
    let dir = folder(&[("a.txt", LOOP_FA.as_bytes()), ("mtlint.toml", b"baseline = \"b.json\""), ("b.json", b"{}")]);
    for file in ["mtlint.toml", "b.json"] {
        let script = format!("chmod 0 {file}; $mtlint check a.txt; code=$?; chmod 600 {file}; exit $code");
        let output = unprivileged(dir.path(), &script);
        assert_code(&output, 2);
        assert_eq!(out(&output), "");
        assert!(err(&output).contains(file) && err(&output).contains("Permission denied"), "{}", err(&output));
    }
}

#[test]
fn files_that_vanish_while_others_are_checked_are_named() {
    // More than wait in memory at a time; the first of them keeps the others waiting.
    let dir = folder(&[]);
    for at in 0..200 {
        fs::write(dir.path().join(format!("{at:03}.txt")), CLEAN_FA).expect("a file");
    }
    let script =
        "mkfifo pipe; { sleep 1; rm 1[5-9]*.txt; cat 000.txt > pipe; } & $mtlint check --format jsonl pipe .; exit $?";
    let output = shell(dir.path(), script);
    assert_code(&output, 2);
    let documents = json_lines(&output);
    assert_eq!(documents.len(), 201);
    assert_eq!(documents.iter().filter(|document| document["error"] == "no such file").count(), 50);
    assert_eq!(documents.iter().filter(|document| document["verdict"] == "review").count(), 151);
}

#[test]
fn a_path_longer_than_the_system_takes_is_named_and_the_rest_is_reported() {
    let dir = folder(&[("a.txt", LOOP_FA.as_bytes())]);
    let script = "n=folder-with-a-long-name; for i in $(seq 200); do mkdir $n; cd $n; done; cd $OLDPWD/..; $mtlint check --format jsonl .";
    let script = script.replace("cd $OLDPWD/..", &format!("cd {}", dir.path().display()));
    let output = shell(dir.path(), &script);
    assert_code(&output, 2);
    let documents = json_lines(&output);
    assert_eq!(documents.len(), 2, "{}", err(&output));
    assert_eq!(documents[0]["verdict"], "fail");
    assert!(documents[1]["error"].as_str().is_some_and(|error| error.contains("name too long")), "{documents:?}");
}

// Limits and surroundings

#[test]
fn few_open_files_are_enough_for_many_threads() {
    let dir = folder(&[]);
    for at in 0..300 {
        fs::write(dir.path().join(format!("{at:03}.txt")), if at % 2 == 0 { LOOP_FA } else { CLEAN_FA })
            .expect("a file");
    }
    let free = mtlint(dir.path(), &["check", "--format", "jsonl"]);
    let bound = shell(
        dir.path(),
        "ulimit -n 16; $mtlint check --format jsonl --threads 64 -o ../$$.out; code=$?; cat ../$$.out; rm ../$$.out; exit $code",
    );
    assert_code(&bound, 1);
    assert_eq!((out(&bound), err(&bound)), (out(&free), err(&free)));
}

#[test]
fn no_home_an_empty_environment_and_a_folder_that_is_gone_change_nothing() {
    let dir = folder(&[("a.txt", LOOP_FA.as_bytes()), ("home/x", b""), ("gone/x", b"")]);
    let article = dir.path().join("a.txt");
    let script = |before: &str| format!("{before} check --format jsonl {}", article.display());
    let expected = mtlint(dir.path(), &["check", "--format", "jsonl", &article.to_string_lossy()]);
    for before in [
        "env -u HOME $mtlint",
        "env -i $mtlint",
        "HOME=/nowhere $mtlint",
        "HOME=/dev/null XDG_CONFIG_HOME=/proc/self/mem $mtlint",
        "chmod 0 home; HOME=$PWD/home $mtlint",
        "TMPDIR=/nowhere $mtlint",
        "cd gone; rm x; rmdir ../gone; $mtlint",
        "mkdir shut; cd shut; chmod 0 .; $mtlint",
    ] {
        let output = unprivileged(dir.path(), &script(before));
        assert_eq!((out(&output), err(&output)), (out(&expected), String::new()), "{before}");
        assert_code(&output, 1);
    }
    assert!(shell(dir.path(), "chmod 700 home shut").status.success());
}

// Signals

fn tell(child: &Child, signal: &str) {
    let told = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill runs");
    assert!(told.success());
}

fn ended(child: &mut Child) -> ExitStatus {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(60) {
        if let Some(status) = child.try_wait().expect("a child") {
            return status;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let _ = child.kill();
    panic!("it goes on");
}

fn start(dir: &Path, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_mtlint"))
        .current_dir(dir)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs")
}

fn said(child: &mut Child) -> String {
    let mut said = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut said).expect("UTF-8");
    said
}

/// Waits until there is another file than those.
fn wait_for_a_file_beside(dir: &Path, known: &[&str]) {
    let start = Instant::now();
    while names(dir) == known {
        assert!(start.elapsed() < Duration::from_secs(60), "no file is written");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_run_that_is_told_to_end_leaves_no_unfinished_file_and_says_how_far_it_came() {
    for (signal, code, word) in [("-INT", 130, "interrupted"), ("-TERM", 143, "told to end")] {
        let dir = folder(&[("a.txt", LOOP_FA.as_bytes()), ("out.html", b"old")]);
        // The article from the standard input never comes.
        let mut child =
            start(dir.path(), &["check", "--format", "html", "-o", "out.html", "--threads", "1", "-", "a.txt"]);
        wait_for_a_file_beside(dir.path(), &["a.txt", "out.html"]);
        tell(&child, signal);
        let status = ended(&mut child);
        assert_eq!((status.code(), status.signal()), (Some(code), None));
        assert_eq!(said(&mut child), format!("mtlint: {word} after 0 of 2 documents; out.html was not written\n"));
        assert_eq!(names(dir.path()), ["a.txt", "out.html"]);
        assert_eq!(fs::read(dir.path().join("out.html")).expect("kept"), b"old");
    }
}

#[test]
fn a_corpus_that_is_told_to_end_keeps_every_row_that_it_says() {
    let row = |at: usize| format!("{}\n", serde_json::json!({"text": format!("{CLEAN_FA}\n\n{LOOP_FA} {at}")}));
    let corpus: String = (0..20_000).map(row).collect();
    let dir = folder(&[("corpus.jsonl", corpus.as_bytes())]);
    let args = ["score", "--threads", "1", "corpus.jsonl", "-o", "scores.jsonl"];
    let mut child = start(dir.path(), &args);
    let folder = dir.path().join(".scores.jsonl.mtlint");
    let began = Instant::now();
    let written = || {
        let files = fs::read_dir(&folder).into_iter().flatten().flatten();
        files.filter(|file| file.file_name() == "rows").any(|file| file.metadata().is_ok_and(|known| known.len() > 0))
    };
    while !written() {
        assert!(began.elapsed() < Duration::from_secs(60), "no row is written");
        std::thread::sleep(Duration::from_millis(10));
    }
    tell(&child, "-INT");
    assert_eq!(ended(&mut child).code(), Some(130));
    let first = said(&mut child);
    let number = |text: &str, after: &str| -> usize {
        let rest = text.split_once(after).unwrap_or_else(|| panic!("{after} in {text}")).1;
        rest.split(' ').next().and_then(|digits| digits.parse().ok()).expect("a number")
    };
    let rows = number(&first, "interrupted after ");
    assert!((1..20_000).contains(&rows), "{first}");
    assert_eq!(number(&first, "mtlint: "), rows, "{first}");
    let resumed = mtlint(dir.path(), &[&args[..], &["--resume"]].concat());
    assert_code(&resumed, 0);
    assert_eq!(number(&err(&resumed), "going on behind "), rows);
    assert_eq!(fs::read_to_string(dir.path().join("scores.jsonl")).expect("written").lines().count(), 20_000);
}

#[test]
fn what_was_printed_before_the_end_is_whole_documents() {
    let text = format!("{LOOP_FA}\n\n{CLEAN_FA}\n\n").repeat(20);
    let dir = folder(&[]);
    for at in 0..2000 {
        fs::write(dir.path().join(format!("{at:04}.txt")), &text).expect("a file");
    }
    let mut child = start(dir.path(), &["check", "--format", "jsonl"]);
    let mut output = BufReader::new(child.stdout.take().expect("piped"));
    let mut printed = String::new();
    output.read_line(&mut printed).expect("a line");
    tell(&child, "-INT");
    output.read_to_string(&mut printed).expect("UTF-8");
    assert_eq!(ended(&mut child).code(), Some(130));
    let lines = printed.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a whole document"));
    let lines = lines.count();
    assert!(printed.ends_with('\n') && (1..2000).contains(&lines), "{lines}");
    assert_eq!(said(&mut child), format!("mtlint: interrupted after {lines} of 2000 documents\n"));
}

#[test]
fn files_are_mended_whole_or_not_at_all_when_the_run_is_told_to_end() {
    let slip = "شورا , بودجه را تصویب کرد.\n\n";
    let text = format!("{slip}{LOOP_FA}\n\n{CLEAN_FA}\n\n").repeat(20);
    let dir = folder(&[]);
    let mut expected = Vec::new();
    for at in 0..1000 {
        expected.push(format!("{at:04}.txt"));
        fs::write(dir.path().join(&expected[at]), &text).expect("a file");
    }
    let mut child = start(dir.path(), &["check", "--fix", "--format", "concise"]);
    let mut line = String::new();
    let mut output = BufReader::new(child.stdout.take().expect("piped"));
    // The output is read on, so that nothing waits for it.
    output.read_line(&mut line).expect("a line");
    tell(&child, "-TERM");
    output.read_to_string(&mut line).expect("UTF-8");
    assert_eq!(ended(&mut child).code(), Some(143));
    assert_eq!(names(dir.path()), expected);
    let mended = text.replace(" , ", "، ");
    let read = |name: &String| fs::read_to_string(dir.path().join(name)).expect("readable");
    let whole = expected.iter().map(read).filter(|read| *read == mended).count();
    assert_eq!(expected.iter().map(read).filter(|read| *read == text).count(), 1000 - whole);
    assert!((1..1000).contains(&whole), "{whole}");
}

#[test]
fn a_score_that_was_told_to_end_goes_on_to_the_bytes_of_one_that_was_not() {
    let text = format!("{LOOP_FA}\n\n{CLEAN_FA}\n\n").repeat(20);
    let dir = folder(&[]);
    for at in 0..1000 {
        let path = dir.path().join(format!("in/{at:04}.txt"));
        fs::create_dir_all(dir.path().join("in")).expect("a folder");
        fs::write(path, &text).expect("a file");
    }
    let args = ["score", "--quiet", "--no-cache", "--threads", "1", "-o", "out.jsonl", "in"];
    let mut child = start(dir.path(), &args);
    wait_for_a_file_beside(dir.path(), &["in"]);
    tell(&child, "-TERM");
    assert_eq!(ended(&mut child).code(), Some(143));
    assert!(said(&mut child).contains("mtlint: told to end after "));
    assert!(!dir.path().join("out.jsonl").exists());
    assert_code(&mtlint(dir.path(), &[&args[..], &["--resume"]].concat()), 0);
    assert_code(&mtlint(dir.path(), &["score", "--quiet", "-o", "whole.jsonl", "in"]), 0);
    let read = |name| fs::read_to_string(dir.path().join(name)).expect("written");
    assert_eq!(read("out.jsonl"), read("whole.jsonl"));
    assert_eq!(read("out.jsonl").lines().count(), 1000);
}
