//! The command line as its users meet it: the real binary, real files, exit codes.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A paragraph in which a decoder loops; written for mtlint.
pub(crate) const LOOP_FA: &str = "وزیر نیرو روز شنبه گفت که ساخت سد تازه در استان جنوبی در استان جنوبی در استان جنوبی از \
                       بهار آغاز می‌شود و دو سال طول می‌کشد.";
/// The same in Arabic.
const LOOP_AR: &str = "وقالت وزيرة البيئة إن الحكومة تعمل على حماية الغابات على حماية الغابات على حماية الغابات قبل \
                       نهاية هذا العام.";
/// A paragraph as a reporter writes it.
pub(crate) const CLEAN_FA: &str = "شورای شهر روز یکشنبه بودجه سال آینده را تصویب کرد. به گفته رئیس شورا، بیشترین سهم به \
                        حمل‌ونقل عمومی می‌رسد و ساخت دو ایستگاه تازه مترو نیز در برنامه آمده است.";

pub(crate) fn mtlint(dir: &Path, args: &[&str]) -> Output {
    command(dir, args).output().expect("the binary runs")
}

pub(crate) fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mtlint"));
    command.current_dir(dir).args(args).env_remove("CLICOLOR_FORCE").env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

pub(crate) fn with_stdin(dir: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = command(dir, args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    // The child may have given up before it read: what it says then is the test's matter.
    let _ = child.stdin.take().expect("piped").write_all(input);
    child.wait_with_output().expect("the binary ends")
}

pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("in the folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    dir
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8 on stdout")
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8 on stderr")
}

#[track_caller]
pub(crate) fn assert_code(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "stdout: {}\nstderr: {}", out(output), err(output));
}

pub(crate) fn json_lines(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
}

fn manifest() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

// Exit codes and gates

#[test]
fn a_clean_article_exits_with_0_and_a_failing_one_with_1() {
    let dir = folder(&[("clean.txt", CLEAN_FA.as_bytes()), ("loop.txt", LOOP_FA.as_bytes())]);
    assert_code(&mtlint(dir.path(), &["check", "clean.txt"]), 0);
    assert_code(&mtlint(dir.path(), &["check", "loop.txt"]), 1);
    assert_code(&mtlint(dir.path(), &["check"]), 1);
    assert_code(&mtlint(dir.path(), &["check", "--exit-zero"]), 0);
}

#[test]
fn score_does_not_gate() {
    let dir = folder(&[("loop.txt", LOOP_FA.as_bytes())]);
    for format in ["table", "csv", "jsonl"] {
        assert_code(&mtlint(dir.path(), &["score", "--format", format, "loop.txt"]), 0);
    }
}

#[test]
fn gates_of_numbers_say_what_was_missed() {
    let dir = folder(&[("pair.txt", "نماینده شهر گفت مردم نمی‌توانند و نمی‌توانند این هزینه را بپردازند.".as_bytes())]);
    assert_code(&mtlint(dir.path(), &["check", "pair.txt"]), 0);
    let missed = mtlint(dir.path(), &["check", "--max-major", "0", "pair.txt"]);
    assert_code(&missed, 1);
    assert!(out(&missed).contains("\n  major findings of translation: 1; max-major is 0\n"), "{}", out(&missed));
    assert_eq!(err(&missed), "", "the report tells it");
    let json = mtlint(dir.path(), &["check", "--max-major", "0", "--format", "json", "pair.txt"]);
    assert!(out(&json).contains("\"gate\":[\"major findings of translation: 1; max-major is 0\"]"));
    assert!(err(&json).contains("pair.txt: major findings of translation: 1; max-major is 0"));
    assert_code(&mtlint(dir.path(), &["check", "--max-major", "1", "--max-critical", "0", "pair.txt"]), 0);
    let low = mtlint(dir.path(), &["check", "--min-score", "99.5", "pair.txt"]);
    assert_code(&low, 1);
    assert!(out(&low).contains("is under min-score 99.5"));
    assert_code(&mtlint(dir.path(), &["check", "--min-score", "99.5", "--exit-zero", "pair.txt"]), 0);
}

#[test]
fn a_score_that_is_none_is_refused_as_a_gate() {
    let dir = folder(&[("loop.txt", LOOP_FA.as_bytes())]);
    for bad in ["nan", "NaN", "inf", "-1", "100.5", "high"] {
        let refused = mtlint(dir.path(), &["check", &format!("--min-score={bad}"), "loop.txt"]);
        assert_code(&refused, 2);
        assert!(err(&refused).contains("a score is a number from 0 to 100"), "{bad}");
    }
}

#[test]
fn rules_can_be_selected_ignored_and_filtered() {
    let dir = folder(&[("loop.txt", LOOP_FA.as_bytes())]);
    let rules = |args: &[&str]| -> Vec<String> {
        let args = [&["check", "--format", "jsonl", "--exit-zero", "loop.txt"], args].concat();
        let documents = json_lines(&mtlint(dir.path(), &args));
        let findings = documents[0]["findings"].as_array().expect("findings");
        findings.iter().map(|finding| finding["rule"].as_str().expect("a name").to_owned()).collect()
    };
    assert!(rules(&[]).contains(&"decoder-loop".to_owned()));
    assert_eq!(rules(&["--select", "decoder-loop,repeated-word"]), ["decoder-loop"]);
    assert!(!rules(&["--ignore", "decoder-loop"]).contains(&"decoder-loop".to_owned()));
    assert!(rules(&["--select", "decoder-loop", "--ignore", "repeated-word", "--ignore", "decoder-loop"]).is_empty());
    assert_eq!(rules(&["--min-severity", "critical", "--min-confidence", "high"]), ["decoder-loop"]);
}

#[test]
fn misspelled_options_and_rules_get_a_suggestion() {
    let dir = folder(&[("a.txt", CLEAN_FA.as_bytes())]);
    let option = mtlint(dir.path(), &["check", "--formt", "json"]);
    assert_code(&option, 2);
    assert!(err(&option).contains("--format"));
    for args in
        [&["check", "--select", "decoder-lop"][..], &["score", "--ignore", "decoder-lop"], &["explain", "decoder-lop"]]
    {
        let rule = mtlint(dir.path(), args);
        assert_code(&rule, 2);
        assert!(err(&rule).contains("did you mean decoder-loop?"), "{}", err(&rule));
        assert!(rule.stdout.is_empty());
    }
    let far = mtlint(dir.path(), &["explain", "xyzzy"]);
    assert_code(&far, 2);
    assert!(err(&far).contains("mtlint rules"));
    assert_code(&mtlint(dir.path(), &["check", "--lang", "ur"]), 2);
    assert_code(&mtlint(dir.path(), &["score", "--findings"]), 2);
}

// Input

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_reported() {
    let mut utf16: Vec<u8> = [0xFEFF].into_iter().chain("متن".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    utf16.pop();
    let dir = folder(&[
        ("a.txt", LOOP_FA.as_bytes()),
        ("binary.txt", b"abc\0def"),
        ("cut.txt", &CLEAN_FA.as_bytes()[..21]),
        ("damaged.txt", &[CLEAN_FA.as_bytes(), b"\n\n\xFF\xFE."].concat()),
        // «سلام» in windows-1256.
        ("legacy.txt", b"first line\nsecond \xD3\xE1\xC7\xE3"),
        ("utf16.txt", &utf16),
        ("z.txt", CLEAN_FA.as_bytes()),
    ]);
    let output = mtlint(dir.path(), &["check", "--format", "jsonl"]);
    assert_code(&output, 2);
    let documents = json_lines(&output);
    assert_eq!(documents.len(), 7, "never a missing line");
    assert_eq!(documents[0]["verdict"], "fail");
    assert_eq!(documents[6]["verdict"], "review");
    let expected = [
        ("binary.txt", "binary file"),
        ("cut.txt", "ends within a character"),
        ("damaged.txt", "(line 3)"),
        ("legacy.txt", "not UTF-8 at byte 18 (line 2); perhaps windows-1256"),
        ("utf16.txt", "is UTF-16LE, not UTF-8"),
    ];
    let complaints = err(&output);
    for (document, (path, error)) in documents[1..6].iter().zip(expected) {
        assert_eq!(document["schema"], 1);
        assert_eq!(document["path"], path);
        assert!(document["error"].as_str().is_some_and(|text| text.contains(error)), "{document}");
        assert_eq!(document.as_object().map(serde_json::Map::len), Some(3));
        assert!(complaints.lines().any(|line| line.starts_with(&format!("mtlint: {path}: ")) && line.contains(error)));
    }
    assert_code(&mtlint(dir.path(), &["check", "--exit-zero", "binary.txt"]), 2);
    let table = mtlint(dir.path(), &["score"]);
    assert_code(&table, 2);
    assert_eq!(out(&table).lines().count(), 8);
    let csv = out(&mtlint(dir.path(), &["score", "--format", "csv", "--quiet"]));
    let columns = |line: &str| line.split(',').count();
    assert_eq!(columns(csv.lines().next().expect("a header")), 30);
    assert!(csv.lines().nth(2).is_some_and(|line| line.starts_with("binary.txt,,") && line.ends_with(",binary file")));
}

#[test]
fn an_empty_file_is_a_document_without_words() {
    let dir = folder(&[("empty.txt", b""), ("mark.txt", b"\xEF\xBB\xBF"), ("space.txt", b" \r\n\n")]);
    let output = mtlint(dir.path(), &["check", "--format", "jsonl"]);
    assert_code(&output, 0);
    for document in json_lines(&output) {
        assert_eq!((&document["words"], &document["verdict"]), (&0.into(), &"review".into()));
    }
    assert_code(&mtlint(dir.path(), &["check", "empty.txt"]), 0);
}

#[test]
fn a_file_above_the_limit_is_refused() {
    let dir = folder(&[("a.txt", CLEAN_FA.as_bytes())]);
    let exact = CLEAN_FA.len().to_string();
    assert_code(&mtlint(dir.path(), &["check", "--max-bytes", &exact, "a.txt"]), 0);
    let output = mtlint(dir.path(), &["check", "--max-bytes", "100", "a.txt"]);
    assert_code(&output, 2);
    assert!(err(&output).contains("a.txt: larger than 100 bytes"));
}

#[test]
fn folders_give_their_text_files_sorted_once() {
    let clean = CLEAN_FA.as_bytes();
    let dir = folder(&[
        (".git/config", b""),
        (".gitignore", b"skipped/\n"),
        (".hidden.txt", clean),
        ("notes.rst", clean),
        ("README.md", clean),
        ("a.gold.jsonl", b"{}"),
        ("b/c.text", clean),
        ("b/a.TXT", clean),
        ("b.txt/inner.txt", clean),
        ("page.html", clean),
        ("skipped/x.txt", clean),
        ("z.txt", clean),
    ]);
    let paths = |args: &[&str]| -> Vec<String> {
        let output = mtlint(dir.path(), &[&["score", "--format", "jsonl"], args].concat());
        assert_code(&output, 0);
        json_lines(&output).iter().map(|document| document["path"].as_str().expect("a path").to_owned()).collect()
    };
    let all = ["README.md", "b/a.TXT", "b/c.text", "b.txt/inner.txt", "page.html", "z.txt"];
    assert_eq!(paths(&[]), all);
    assert_eq!(paths(&[".", "./z.txt", "b"]), all);
    assert_eq!(paths(&["z.txt", "./z.txt", "b"]), ["z.txt", "b/a.TXT", "b/c.text"]);
    assert_eq!(paths(&["notes.rst", "skipped/x.txt", ".hidden.txt"]), ["notes.rst", "skipped/x.txt", ".hidden.txt"]);
}

#[test]
fn a_folder_without_texts_is_no_success() {
    let dir = folder(&[("notes.rst", b"x")]);
    let output = mtlint(dir.path(), &["check"]);
    assert_code(&output, 2);
    assert!(err(&output).contains("no .txt, .text, .html, .htm, .xhtml, .md, .markdown file in ."));
}

#[cfg(unix)]
#[test]
fn links_make_no_loops_and_dangling_ones_are_named() {
    use std::os::unix::fs::symlink;
    let dir = folder(&[("news/a.txt", CLEAN_FA.as_bytes())]);
    symlink("..", dir.path().join("news/up")).expect("a link");
    symlink("nowhere", dir.path().join("gone.txt")).expect("a link");
    symlink("news", dir.path().join("linked")).expect("a link");
    let walked = mtlint(dir.path(), &["score", "--format", "jsonl", "."]);
    assert_code(&walked, 0);
    assert_eq!(json_lines(&walked).len(), 1);
    let named = mtlint(dir.path(), &["score", "--format", "jsonl", "gone.txt", "linked", "missing.txt"]);
    assert_code(&named, 2);
    let documents = json_lines(&named);
    assert_eq!(documents.len(), 3);
    assert_eq!(documents[0]["error"], "no such file");
    assert_eq!(documents[1]["path"], "linked/a.txt");
    assert_eq!(documents[2]["path"], "missing.txt");
    assert!(err(&named).contains("mtlint: gone.txt: no such file"));
}

#[test]
fn files_that_would_be_checked_are_those_that_are_there() {
    let dir = folder(&[("a.txt", CLEAN_FA.as_bytes())]);
    let shown = mtlint(dir.path(), &["check", "--show-files", "nosuch.txt", "a.txt", "x*.md"]);
    assert_code(&shown, 2);
    assert_eq!(out(&shown), "a.txt\n");
    assert!(err(&shown).contains("mtlint: nosuch.txt: no such file\nmtlint: x*.md: no such file"), "{}", err(&shown));
}

#[test]
fn the_standard_input_has_a_name() {
    let dir = folder(&[]);
    let output = with_stdin(dir.path(), &["check", "--format", "concise", "-"], LOOP_FA.as_bytes());
    assert_code(&output, 1);
    assert!(out(&output).starts_with("<stdin>:1:"), "{}", out(&output));
    let named = with_stdin(
        dir.path(),
        &["check", "--format", "jsonl", "--stdin-filename", "desk/1.txt", "-"],
        LOOP_AR.as_bytes(),
    );
    assert_eq!(json_lines(&named)[0]["path"], "desk/1.txt");
    assert_eq!(json_lines(&named)[0]["lang"], "ar");
}

#[cfg(unix)]
#[test]
fn a_folder_gives_no_pipes_sockets_or_loops() {
    use std::os::unix::fs::symlink;
    let dir = folder(&[("a.txt", CLEAN_FA.as_bytes()), ("b/c.txt", CLEAN_FA.as_bytes())]);
    let pipe = Command::new("mkfifo").arg(dir.path().join("pipe.txt")).status().expect("mkfifo runs");
    assert!(pipe.success());
    let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("socket.txt")).expect("a socket");
    symlink(".", dir.path().join("b/here")).expect("a link");
    symlink("self.txt", dir.path().join("self.txt")).expect("a link");
    fs::create_dir(dir.path().join("folder.txt")).expect("a folder");
    let walked = mtlint(dir.path(), &["score", "--format", "jsonl"]);
    assert_code(&walked, 0);
    assert_eq!(json_lines(&walked).len(), 2);
    let named = mtlint(dir.path(), &["score", "--format", "jsonl", "self.txt", "socket.txt", "a.txt"]);
    assert_code(&named, 2);
    let documents = json_lines(&named);
    assert_eq!(documents.len(), 3, "{}", err(&named));
    assert!(documents[0]["error"].is_string() && documents[1]["error"].is_string() && documents[2]["error"].is_null());
    assert_code(&mtlint(dir.path(), &["score", "folder.txt"]), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_that_is_named_is_read() {
    let dir = folder(&[]);
    let pipe = dir.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    let child = command(dir.path(), &["check", "--format", "jsonl", "pipe"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    fs::write(&pipe, LOOP_FA).expect("the pipe is read");
    let output = child.wait_with_output().expect("the binary ends");
    assert_code(&output, 1);
    assert_eq!(json_lines(&output)[0]["path"], "pipe");
}

#[cfg(target_os = "linux")]
#[test]
fn names_of_any_bytes_are_read_and_reported_on_one_line() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let dir = folder(&[]);
    let names: [&[u8]; 5] =
        [b"two\nlines.txt", b"not\xFFutf8.txt", "خبر\u{202E}txt.txt".as_bytes(), b"tab\there.txt", b" .txt"];
    for name in names {
        fs::write(dir.path().join(OsStr::from_bytes(name)), LOOP_FA).expect("a file");
    }
    for format in ["human", "concise", "json", "jsonl"] {
        let output = mtlint(dir.path(), &["check", "--format", format]);
        assert_code(&output, 1);
        assert_terminal_safe(&out(&output));
        assert_eq!(err(&output), "");
    }
    assert_eq!(json_lines(&mtlint(dir.path(), &["check", "--format", "jsonl"])).len(), names.len());
    for format in ["table", "jsonl"] {
        let output = mtlint(dir.path(), &["score", "--format", format]);
        assert_code(&output, 0);
        assert_terminal_safe(&out(&output));
    }
    let named = command(dir.path(), &["check", "--format", "concise"])
        .arg(OsStr::from_bytes(b"not\xFFutf8.txt"))
        .arg(OsStr::from_bytes(b"gone\xFE\n.txt"))
        .output()
        .expect("the binary runs");
    assert_code(&named, 2);
    assert_terminal_safe(&err(&named));
    assert_eq!(err(&named).lines().count(), 1, "{}", err(&named));
}

#[test]
fn a_file_that_vanished_is_named_and_the_rest_is_reported() {
    let dir = folder(&[("a.txt", LOOP_FA.as_bytes())]);
    for gone in ["gone.txt", "a.txt/inner.txt", "gone/b.txt", "gone\n\u{1B}[31m.txt"] {
        let output = mtlint(dir.path(), &["check", "--format", "jsonl", gone, "a.txt"]);
        assert_code(&output, 2);
        let documents = json_lines(&output);
        assert_eq!(documents.len(), 2);
        assert_eq!(documents[0]["path"], gone);
        assert!(documents[0]["error"].is_string());
        assert_eq!(documents[1]["verdict"], "fail");
        assert_terminal_safe(&err(&output));
    }
}

#[test]
fn the_standard_input_is_read_once_and_may_be_empty_or_no_text() {
    let dir = folder(&[("a.txt", CLEAN_FA.as_bytes())]);
    let twice = with_stdin(dir.path(), &["check", "--format", "jsonl", "-", "a.txt", "-"], LOOP_FA.as_bytes());
    assert_code(&twice, 1);
    assert_eq!(json_lines(&twice).len(), 2);
    let empty = with_stdin(dir.path(), &["check", "--format", "jsonl", "-"], b"");
    assert_code(&empty, 0);
    assert_eq!(json_lines(&empty)[0]["words"], 0);
    let texts: [(&[u8], &str); 5] = [
        (b"\x7FELF\0\x01", "binary file"),
        (b"\xFF\xFE\x33\x06\x33", "UTF-16LE"),
        (b"\xFE\xFF\x06\x33\xD8\x00", "UTF-16BE"),
        (b"\xFF\xFE\0\0\x33\x06\0\0", "UTF-32LE"),
        ("سلا".as_bytes().split_last().expect("bytes").1, "ends within a character"),
    ];
    for (bytes, error) in texts {
        for command_line in [&["check", "-"][..], &["score", "-"], &["check", "--format", "json", "-"]] {
            let output = with_stdin(dir.path(), command_line, bytes);
            assert_code(&output, 2);
            assert!(err(&output).starts_with("mtlint: <stdin>: ") && err(&output).contains(error), "{}", err(&output));
        }
    }
}

#[test]
fn numbers_and_names_of_options_are_checked() {
    let dir = folder(&[("a.txt", LOOP_FA.as_bytes())]);
    let plain = mtlint(dir.path(), &["check", "a.txt"]);
    assert_eq!(mtlint(dir.path(), &["check", "--threads", "0", "a.txt"]).stdout, plain.stdout);
    assert_code(&mtlint(dir.path(), &["check", "--max-bytes", "0", "a.txt"]), 2);
    for args in [
        &["--threads", "-1"][..],
        &["--threads", "two"],
        &["--threads", "1025"],
        &["--lang", "fra"],
        &["--lang", ""],
        &["--format", "xml"],
        &["--max-critical", "-1"],
        &["--max-bytes", "99999999999"],
        &["--select", ""],
        &["--select", "decoder-loop,,"],
        &["--ignore", "Decoder-Loop"],
        &["--min-severity", "huge"],
        &["--no-such-option"],
    ] {
        let output = mtlint(dir.path(), &[&["check"], args, &["a.txt"]].concat());
        assert_code(&output, 2);
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn a_long_paragraph_without_marks_is_reported_by_every_format() {
    let text = "شهر بزرگ خانه کوچک راه دراز آب روشن ".repeat(3_000);
    let dir = folder(&[("a.txt", text.as_bytes())]);
    for format in ["human", "concise", "json", "jsonl"] {
        let output = mtlint(dir.path(), &["check", "--exit-zero", "--format", format, "a.txt"]);
        assert_code(&output, 0);
        assert!(!output.stdout.is_empty());
    }
}

// JSON

const DOCUMENT_FIELDS: [&str; 12] = [
    "schema",
    "mtlint",
    "rules",
    "path",
    "id",
    "lang",
    "words",
    "verdict",
    "scores",
    "penalty",
    "tolerance",
    "rate_interval",
];
const FINDING_FIELDS: [&str; 20] = [
    "rule",
    "axis",
    "severity",
    "confidence",
    "mqm",
    "its",
    "start",
    "end",
    "byte_start",
    "byte_end",
    "line",
    "column",
    "text",
    "message",
    "message_id",
    "suggestion",
    "count",
    "points",
    "related",
    "fix",
];

/// The fields of a document stand in the line in the order of the published schema.
#[track_caller]
fn assert_order(line: &str, fields: &[&str]) {
    let places: Vec<_> = fields.iter().map(|field| line.find(&format!("\"{field}\":"))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{line}");
}

/// Every offset of a document leads back to the text.
#[track_caller]
fn assert_offsets(document: &Value, bytes: &[u8]) -> usize {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let code_points: Vec<char> = text.chars().collect();
    let findings = document["findings"].as_array().expect("findings");
    for finding in findings {
        let number = |field: &str| finding[field].as_u64().expect("a number") as usize;
        let quoted = finding["text"].as_str().expect("a text");
        let (start, end) = (number("start"), number("end"));
        assert_eq!(code_points[start..end].iter().collect::<String>(), quoted);
        assert_eq!(&bytes[number("byte_start")..number("byte_end")], quoted.as_bytes());
        let lines = text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
        let line = lines.split('\n').nth(number("line") - 1).expect("the line");
        let rest: String = line.chars().skip(number("column") - 1).collect();
        assert!(rest.starts_with(quoted), "{rest}");
        for related in finding["related"].as_array().expect("places") {
            let end = |field: &str| related[field].as_u64().expect("a number") as usize;
            assert!(end("start") < end("end") && end("end") <= code_points.len());
        }
    }
    findings.len()
}

#[test]
fn json_has_the_published_fields_and_offsets_that_lead_back() {
    let texts = [
        format!("{CLEAN_FA}\n\n{LOOP_FA}\n"),
        format!("\u{FEFF}{LOOP_AR}\r\n\r\n{LOOP_AR}\r\n"),
        format!("{CLEAN_FA}\r{LOOP_FA}\r"),
        format!("\u{FEFF}{CLEAN_FA}\n😀 {LOOP_FA}"),
    ];
    for text in texts {
        let dir = folder(&[("a.txt", text.as_bytes())]);
        let output = mtlint(dir.path(), &["check", "--format", "jsonl", "--exit-zero", "a.txt"]);
        assert_code(&output, 0);
        let line = out(&output);
        assert_order(&line, &[&DOCUMENT_FIELDS[..], &["findings"]].concat());
        let document = &json_lines(&output)[0];
        assert_eq!(document.as_object().expect("an object").len(), DOCUMENT_FIELDS.len() + 1);
        assert_eq!(document["schema"], 1);
        assert_eq!(document["mtlint"], env!("CARGO_PKG_VERSION"));
        assert_eq!(document["rules"], mtlint::RULE_SET);
        assert!(document["id"].is_null());
        for axis in ["translation", "typography", "extraction"] {
            assert!(document["scores"][axis].is_f64() && document["penalty"][axis].is_f64());
        }
        assert!(document["scores"]["mqm_raw"].is_f64());
        let finding = document["findings"][0].as_object().expect("a finding");
        assert_eq!(finding.len(), FINDING_FIELDS.len());
        let start = line.find("\"findings\":").expect("findings");
        assert_order(&line[start..], &FINDING_FIELDS);
        assert!(assert_offsets(document, text.as_bytes()) > 0);
    }
}

#[test]
fn the_corpora_are_reported_in_every_machine_format_alike() {
    let args = |format: &'static str| ["check", "--exit-zero", "--format", format, "corpora"];
    let lines = json_lines(&mtlint(&manifest(), &args("jsonl")));
    let array: Vec<Value> = serde_json::from_slice(&mtlint(&manifest(), &args("json")).stdout).expect("an array");
    assert_eq!(lines, array);
    assert!(lines.len() >= 10);
    for document in &lines {
        let path = document["path"].as_str().expect("a path");
        assert!(path.ends_with(".txt"), "{path}");
        assert_offsets(document, &fs::read(manifest().join(path)).expect("the article"));
    }
    let rows = json_lines(&mtlint(&manifest(), &["score", "--format", "jsonl", "corpora"]));
    let full = json_lines(&mtlint(&manifest(), &["score", "--format", "jsonl", "--findings", "corpora"]));
    for ((mut row, mut with_findings), mut document) in rows.into_iter().zip(full).zip(lines) {
        for row in [&mut row, &mut with_findings] {
            // What rows have beside the fields of a document.
            let fields = row.as_object_mut().expect("an object");
            assert!(["config", "counts", "severities"].map(|field| fields.remove(field)).iter().all(Option::is_some));
        }
        assert_eq!(with_findings, document);
        document.as_object_mut().expect("an object").remove("findings");
        assert_eq!(row, document);
    }
}

// Output

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let texts: Vec<(String, String)> = (0..150)
        .map(|at| {
            let text = if at % 3 == 0 { LOOP_AR } else { LOOP_FA };
            (format!("{at:03}.txt"), format!("{CLEAN_FA}\n").repeat(at % 7) + text)
        })
        .collect();
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let dir = folder(&files);
    for format in ["human", "concise", "json", "jsonl"] {
        let args = |threads| ["check", "--statistics", "--format", format, "--threads", threads];
        let (one, two) = (mtlint(dir.path(), &args("1")), mtlint(dir.path(), &args("2")));
        assert_eq!(one.stdout, two.stdout, "{format}");
        assert_eq!(one.stderr, two.stderr, "{format}");
        assert_code(&one, 1);
    }
}

#[test]
fn a_closed_pipe_is_silent() {
    let dir = folder(&[]);
    let text = format!("{LOOP_FA}\n").repeat(500);
    // The gate of a check is missed whether or not somebody reads why.
    let commands: [(&[&str], i32); 3] =
        [(&["check", "-"], 1), (&["check", "--format", "json", "-"], 1), (&["score", "--quiet", "-"], 0)];
    for (command_line, code) in commands {
        let mut child = command(dir.path(), command_line)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        // The reader is gone before the text arrives.
        drop(child.stdout.take());
        // A header that nobody reads ends the run before the text is read.
        let _ = child.stdin.take().expect("piped").write_all(text.as_bytes());
        let output = child.wait_with_output().expect("the binary ends");
        assert_code(&output, code);
        assert_eq!(err(&output), "");
    }
}

#[test]
fn what_is_read_is_not_written_over() {
    let gold = r#"{"text": "x", "marks": []}"#;
    let dir = folder(&[
        ("mtlint.toml", b"[terms]\nextend = [\"names.txt\"]\n"),
        ("names.txt", "روزنامه آفتاب\n".as_bytes()),
        ("in/a.txt", CLEAN_FA.as_bytes()),
        ("in/b.txt", CLEAN_FA.as_bytes()),
        ("in/b.gold.jsonl", b""),
        ("x.gold.jsonl", gold.as_bytes()),
    ]);
    for args in [
        &["check", "-o", "in/a.txt", "in/a.txt"][..],
        &["check", "--diff", "-o", "in/a.txt", "in/a.txt"],
        &["check", "--fix", "-o", "in/a.txt", "in/a.txt"],
        &["check", "--show-settings", "-o", "./in/a.txt", "in/a.txt"],
        &["check", "-o", "in/a.txt", "in"],
        &["check", "-o", "in/a.txt", "in/*.txt"],
        &["check", "-o", "mtlint.toml", "in"],
        &["check", "--show-settings", "-o", "mtlint.toml", "in"],
        &["check", "-o", "names.txt", "in"],
        &["score", "-o", "mtlint.toml", "--format", "csv", "in"],
        &["eval", "-o", "x.gold.jsonl", "x.gold.jsonl"],
        &["eval", "-o", "in/b.txt", "in/b.gold.jsonl"],
        &["eval", "-o", "mtlint.toml", "in/b.gold.jsonl"],
    ] {
        let output = mtlint(dir.path(), args);
        assert_code(&output, 2);
        assert!(err(&output).contains("is read: it cannot be written too"), "{}", err(&output));
    }
    assert_eq!(fs::read_to_string(dir.path().join("in/a.txt")).expect("the article"), CLEAN_FA);
    assert_eq!(fs::read_to_string(dir.path().join("x.gold.jsonl")).expect("the gold"), gold);
    assert!(fs::read_to_string(dir.path().join("mtlint.toml")).expect("the configuration").starts_with("[terms]"));
    // A page of an earlier run that lies in the folder is no article.
    for _ in 0..2 {
        assert_code(&mtlint(dir.path(), &["check", "-o", "in/report.html", "in"]), 0);
    }
    let report = fs::read_to_string(dir.path().join("in/report.html")).expect("the report");
    assert!(report.contains("a.txt") && !report.contains("report.html"), "{report}");
}

#[test]
fn a_report_and_a_baseline_are_two_files() {
    let dir = folder(&[("a.txt", LOOP_FA.as_bytes()), ("own/mtlint.toml", b"baseline = \"known.json\"\n")]);
    fs::write(dir.path().join("own/b.txt"), LOOP_FA).expect("written");
    for args in [
        &["-o", "b.json", "--baseline", "b.json", "--write-baseline", "a.txt"][..],
        &["-o", "./own/../b.json", "--baseline", "b.json", "--write-baseline", "a.txt"],
        &["-o", "mtlint-baseline.json", "--write-baseline", "a.txt"],
        &["-o", "own/known.json", "--write-baseline", "own"],
    ] {
        let refused = mtlint(dir.path(), &[&["check"], args].concat());
        assert_code(&refused, 2);
        assert!(err(&refused).contains("would be written twice"), "{}", err(&refused));
        assert!(!dir.path().join(args[1]).exists(), "{args:?}");
    }
    assert_code(&mtlint(dir.path(), &["check", "--write-baseline", "own"]), 0);
    let known = fs::read(dir.path().join("own/known.json")).expect("the baseline");
    let refused = mtlint(dir.path(), &["check", "-o", "own/known.json", "own"]);
    assert_code(&refused, 2);
    assert!(err(&refused).contains("is read: it cannot be written too"), "{}", err(&refused));
    assert_eq!(fs::read(dir.path().join("own/known.json")).expect("the baseline"), known);
}

#[test]
fn the_ending_of_the_output_tells_the_form_of_the_report() {
    let dir = folder(&[("a.txt", CLEAN_FA.as_bytes())]);
    let begins = |args: &[&str], name: &str| {
        assert_code(&mtlint(dir.path(), &[&["check", "a.txt", "-o", name], args].concat()), 0);
        fs::read_to_string(dir.path().join(name)).expect("the report").chars().take(9).collect::<String>()
    };
    assert_eq!((begins(&[], "r.html"), begins(&[], "R.HTML")), ("<!doctype".to_owned(), "<!doctype".to_owned()));
    assert!(begins(&[], "r.json").starts_with('[') && begins(&[], "r.jsonl").starts_with('{'));
    assert!(begins(&[], "r.sarif").starts_with('{') && begins(&[], "r.csv").starts_with("path"));
    assert_eq!(begins(&[], "r.report"), "a.txt  tr");
    assert_eq!(begins(&["--format", "human"], "r.json"), "a.txt  tr");
}

#[test]
fn a_folder_of_which_everything_is_excluded_is_named() {
    let dir = folder(&[("mtlint.toml", b"exclude = [\"old/**\"]\n"), ("old/a.txt", LOOP_FA.as_bytes())]);
    let output = mtlint(dir.path(), &["check", "old"]);
    assert_code(&output, 0);
    assert_eq!(err(&output), "mtlint: nothing to read: the configuration excludes every file\n");
}

#[test]
fn a_name_for_the_standard_input_means_that_it_is_read() {
    let dir = folder(&[("other.txt", LOOP_FA.as_bytes())]);
    let output = with_stdin(dir.path(), &["check", "--stdin-filename", "desk.txt"], CLEAN_FA.as_bytes());
    assert_code(&output, 0);
    assert!(out(&output).starts_with("desk.txt") && !out(&output).contains("other.txt"), "{}", out(&output));
}

#[test]
fn every_command_has_a_page_of_the_manual() {
    let dir = folder(&[]);
    let page = |args: &[&str]| out(&mtlint(dir.path(), &[&["man"], args].concat()));
    assert!(page(&[]).contains(".TH mtlint 1"), "{}", page(&[]));
    assert!(page(&["check"]).contains(".TH mtlint-check 1") && page(&["check"]).contains("exit\\-zero"));
    assert!(page(&["lexicon", "check"]).contains(".TH mtlint-lexicon-check 1"));
    assert_code(&mtlint(dir.path(), &["man", "chekc"]), 2);
}

#[test]
fn a_configuration_with_a_baseline_that_cannot_be_read_is_not_sound() {
    let dir = folder(&[("mtlint.toml", b"baseline = \"known.json\"\n"), ("a.txt", CLEAN_FA.as_bytes())]);
    let missing = mtlint(dir.path(), &["check-config"]);
    assert_code(&missing, 2);
    assert!(err(&missing).contains("known.json: there is no such baseline; --write-baseline writes it"));
    assert_code(&mtlint(dir.path(), &["check", "--write-baseline"]), 0);
    assert_code(&mtlint(dir.path(), &["check-config"]), 0);
    fs::write(dir.path().join("known.json"), "{").expect("written");
    assert_code(&mtlint(dir.path(), &["check-config"]), 2);
}

#[test]
fn an_output_file_is_complete_or_absent() {
    let dir = folder(&[("in/a.txt", LOOP_FA.as_bytes()), ("old.jsonl", b"old"), ("none/x.rst", b"")]);
    let names = || {
        let mut names: Vec<_> =
            fs::read_dir(dir.path()).expect("the folder").map(|entry| entry.expect("an entry").file_name()).collect();
        names.sort();
        names
    };
    let before = names();
    let check = |args: &[&str]| mtlint(dir.path(), &[&["check", "--format", "jsonl"], args].concat());

    let nothing = check(&["-o", "old.jsonl", "none"]);
    assert_code(&nothing, 2);
    assert_eq!(fs::read(dir.path().join("old.jsonl")).expect("kept"), b"old");
    assert_eq!(names(), before);

    for bad in ["in", "absent/new.jsonl"] {
        let output = check(&["-o", bad, "in"]);
        assert_code(&output, 2);
        assert!(err(&output).contains("cannot write"), "{}", err(&output));
    }
    assert_eq!(names(), before);

    assert_code(&check(&["-o", "old.jsonl", "in"]), 1);
    assert_eq!(names(), before);
    let written = fs::read(dir.path().join("old.jsonl")).expect("written");
    assert_eq!(written, check(&["in"]).stdout);
    assert_code(&mtlint(dir.path(), &["check", "--color", "always", "-o", "report.txt", "in"]), 1);
    assert!(!fs::read(dir.path().join("report.txt")).expect("written").contains(&0x1B), "no colours in a file");
}

/// Whoever redirects the output has the file open, and others write there too.
#[cfg(target_os = "linux")]
#[test]
fn what_an_open_file_has_already_stays_when_it_is_named_as_a_device() {
    let gold = r#"{"text": "x", "spans": []}"#;
    let dir = folder(&[("a.txt", CLEAN_FA.as_bytes()), ("marks.jsonl", gold.as_bytes())]);
    let log = dir.path().join("log");
    for (append, device) in [(true, "/dev/stdout"), (false, "/dev/stdout"), (false, "/dev/stderr"), (true, "/dev/fd/1")]
    {
        for args in [
            &["check", "--format", "concise", "-o", device, "a.txt"][..],
            &["score", "--format", "jsonl", "-q", "-o", device, "a.txt"],
            &["score", "-q", "--summary", device, "a.txt"],
            &["eval", "-o", device, "marks.jsonl"],
        ] {
            fs::write(&log, "").expect("emptied");
            let mut file = fs::OpenOptions::new().append(append).write(true).open(&log).expect("opened");
            file.write_all(b"first\n").expect("written");
            let mut run = command(dir.path(), args);
            let stream = || Stdio::from(file.try_clone().expect("shared"));
            match device {
                "/dev/stderr" => run.stderr(stream()).stdout(Stdio::null()),
                _ => run.stdout(stream()).stderr(Stdio::null()),
            };
            assert!(run.status().expect("the binary runs").success(), "{args:?}");
            file.write_all(b"last\n").expect("written");
            let written = fs::read_to_string(&log).expect("the log");
            assert!(written.starts_with("first\n") && written.ends_with("last\n"), "{args:?}: {written}");
            assert!(args[0] == "check" || written.len() > 50, "{args:?}: {written}");
        }
    }
    let rejects = mtlint(dir.path(), &["score", "--rejects", "/dev/null", "a.txt"]);
    assert_code(&rejects, 2);
    assert!(err(&rejects).contains("need a file of their own"), "{}", err(&rejects));
}

#[cfg(unix)]
#[test]
fn a_link_is_written_through_whether_its_end_is_there_or_not() {
    let dir = folder(&[("a.txt", CLEAN_FA.as_bytes()), ("kept/x", b"")]);
    std::os::unix::fs::symlink("kept/report.jsonl", dir.path().join("link.jsonl")).expect("a link");
    for command in ["check", "score", "check"] {
        let _ = fs::remove_file(dir.path().join("kept/report.jsonl"));
        for _ in 0..2 {
            assert_code(&mtlint(dir.path(), &[command, "-o", "link.jsonl", "a.txt"]), 0);
            assert!(dir.path().join("link.jsonl").is_symlink(), "{command}");
            assert!(!fs::read(dir.path().join("kept/report.jsonl")).expect("written").is_empty(), "{command}");
        }
    }
}

/// The standard input by its name is the file that it comes from.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_is_named_as_a_device_is_mended_where_it_stands() {
    let dir = folder(&[("a.txt", "بازار آرام است ، اما خریداران نگران‌اند.\n".as_bytes())]);
    let input = fs::File::open(dir.path().join("a.txt")).expect("opened");
    let mended = command(dir.path(), &["check", "--fix", "/dev/stdin"]).stdin(input).output().expect("the binary runs");
    assert_code(&mended, 0);
    let text = fs::read_to_string(dir.path().join("a.txt")).expect("mended");
    assert_eq!(text, "بازار آرام است، اما خریداران نگران‌اند.\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_no_success() {
    let dir = folder(&[("a.txt", LOOP_FA.as_bytes())]);
    for format in ["human", "jsonl"] {
        let output = mtlint(dir.path(), &["check", "--format", format, "-o", "/dev/full", "a.txt"]);
        assert_code(&output, 2);
        assert!(err(&output).contains("cannot write the output"));
    }
    assert!(Path::new("/dev/full").exists());
}

/// No direction leaks out of a line, no control character is left.
#[track_caller]
fn assert_terminal_safe(text: &str) {
    for line in text.lines() {
        let mut depth = 0;
        for c in line.chars() {
            match c {
                '\u{2068}' => depth += 1,
                '\u{2069}' => depth -= 1,
                '\u{202A}'..='\u{202E}' | '\u{2066}' | '\u{2067}' | '\u{200E}' | '\u{200F}' | '\u{61C}' => {
                    panic!("a direction mark in {line:?}")
                }
                _ => assert!(!c.is_control(), "a control character in {line:?}"),
            }
            assert!((0..=1).contains(&depth), "unbalanced isolates in {line:?}");
        }
        assert_eq!(depth, 0, "unbalanced isolates in {line:?}");
    }
}

#[test]
fn articles_and_names_cannot_act_on_the_terminal() {
    let evil = "\u{1B}]0;x\u{7}\u{1B}[2J\u{9B}31m\u{202E}\u{2069}\u{2067}\u{200F}";
    let text = format!("گفت که {evil} در بازار{evil} نفت در بازار نفت در بازار نفت در بازار نفت ماند.\n{LOOP_AR}\n");
    let name = "خبر\u{202E}\u{1B}[31m.txt";
    let dir = folder(&[(name, text.as_bytes()), ("bad\u{1B}[1m.txt", b"\0")]);
    for args in [
        &["check"][..],
        &["check", "--format", "concise", "--statistics"],
        &["check", "--format", "json"],
        &["check", "--format", "jsonl"],
        &["check", "--format", "sarif"],
        &["check", "--format", "gitlab"],
        &["check", "--format", "rdjson"],
        &["check", "--format", "rdjsonl"],
        &["score"],
        &["check", "--min-score", "100"],
    ] {
        let output = mtlint(dir.path(), args);
        assert_code(&output, 2);
        assert_terminal_safe(&err(&output));
        assert_terminal_safe(&out(&output));
        assert!(!output.stdout.is_empty());
    }
    let empty = mtlint(dir.path(), &["check", "--select", "x\u{1B}[31m"]);
    assert_terminal_safe(&err(&empty));
    // The escapes are the terminal's business; the data stay what they were.
    let document = &json_lines(&mtlint(dir.path(), &["check", "--format", "jsonl", name]))[0];
    assert_eq!(document["path"], name);
    assert_offsets(document, text.as_bytes());
}

#[test]
fn colours_come_when_asked_for() {
    let dir = folder(&[("a.txt", LOOP_FA.as_bytes())]);
    let coloured = |args: &[&str]| mtlint(dir.path(), args).stdout.contains(&0x1B);
    assert!(!coloured(&["check", "a.txt"]), "a pipe gets none");
    assert!(coloured(&["check", "--color", "always", "a.txt"]));
    assert!(!coloured(&["check", "--color", "never", "a.txt"]));
    assert!(!coloured(&["check", "--color", "always", "--format", "json", "a.txt"]));
    let forced = command(dir.path(), &["check", "a.txt"]).env("NO_COLOR", "1").output().expect("the binary runs");
    assert!(!forced.stdout.contains(&0x1B));
}

#[test]
fn quiet_says_nothing_of_clean_articles() {
    let dir = folder(&[("a.txt", CLEAN_FA.as_bytes()), ("b.txt", LOOP_FA.as_bytes())]);
    let args = ["check", "--quiet", "--select", "decoder-loop"];
    let text = out(&mtlint(dir.path(), &args));
    assert!(!text.contains("a.txt") && !text.contains("documents"));
    assert!(text.contains("b.txt:1:"));
    let score = mtlint(dir.path(), &["score", "--quiet"]);
    assert_eq!(err(&score), "");
}

#[test]
fn a_language_without_a_pack_is_named() {
    let dir = folder(&[("ur.txt", "وزیر اعظم نے کہا ہے کہ حکومت عوام کے لیے نئے منصوبے شروع کرے گی۔".as_bytes())]);
    let output = mtlint(dir.path(), &["check", "ur.txt"]);
    assert_code(&output, 0);
    assert!(out(&output).contains("language: ur — no language pack: only language-independent rules ran"));
}

// Rules

#[test]
fn every_rule_is_listed_and_has_a_page() {
    let dir = folder(&[]);
    let text = mtlint(dir.path(), &["rules"]);
    assert_code(&text, 0);
    assert_terminal_safe(&out(&text));
    let json = mtlint(dir.path(), &["rules", "--format", "json"]);
    assert_code(&json, 0);
    let rules: Vec<Value> = serde_json::from_slice(&json.stdout).expect("an array");
    assert_eq!(rules.len(), mtlint::rules::ALL.len());
    assert_eq!(out(&text).lines().count(), rules.len());
    for (meta, rule) in mtlint::rules::metas().zip(&rules) {
        assert_eq!(rule["name"], meta.name);
        assert_eq!(rule["axis"], meta.axis.name());
        assert!(rule["summary"].as_str().is_some_and(|summary| !summary.is_empty()));
        let page = mtlint(dir.path(), &["explain", meta.name]);
        assert_code(&page, 0);
        let page = out(&page);
        assert_terminal_safe(&page);
        for part in [meta.name, meta.mqm, meta.its, meta.severity.name(), "precision", "--ignore"] {
            assert!(page.contains(part), "{}: {part}", meta.name);
        }
    }
}

#[test]
fn help_and_version_are_no_errors() {
    let dir = folder(&[]);
    for args in [&["--help"][..], &["--version"], &["check", "--help"], &["score", "-h"], &["help", "explain"]] {
        let output = mtlint(dir.path(), args);
        assert_code(&output, 0);
        assert!(output.stderr.is_empty() && !output.stdout.is_empty());
    }
    assert_code(&mtlint(dir.path(), &[]), 2);
}

// Renderings

/// Scores and penalties follow from measured precisions, which change with every judging; the rendering
/// does not.
fn masked(text: &str) -> String {
    let number = regex::Regex::new(r"(translation|penalty) [0-9.]+").expect("a pattern");
    number.replace_all(text, "$1 #").into_owned()
}

#[test]
fn renderings() {
    let nbsp = "گفت که در\u{A0}بازار نفت در بازار نفت در بازار نفت ماند.";
    let long = format!("نوشت: {} پایان.", "نخست وزیر از کابینه خواست برنامه تازه را بپذیرد ".repeat(6));
    let dir = folder(&[
        ("clean.txt", CLEAN_FA.as_bytes()),
        ("empty.txt", b""),
        ("loops.txt", format!("{LOOP_FA}\n\n{LOOP_AR}\n{nbsp}\n{long}\n").as_bytes()),
        ("ur.txt", "وزیر اعظم نے کہا ہے کہ حکومت عوام کے لیے نئے منصوبے شروع کرے گی۔".as_bytes()),
    ]);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(manifest().join("snapshots/cli"));
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| {
        for format in ["human", "concise"] {
            let args = ["check", "--select", "decoder-loop", "--statistics", "--format", format];
            insta::assert_snapshot!(format, masked(&out(&mtlint(dir.path(), &args))));
        }
    });
}

// Lists

#[test]
fn a_list_in_order_exits_with_0_and_a_flawed_one_with_1_and_each_flaw_has_its_line() {
    let dir = folder(&[
        ("good.tsv", "# names\nالف ب\tx\nب\ty\n".as_bytes()),
        ("bad.tsv", "ب\tx\nالف _ ج\tx\nالف ب ج\tx\nسی.ان.ان\n".as_bytes()),
    ]);
    let output = mtlint(dir.path(), &["lexicon", "check", "good.tsv"]);
    assert_code(&output, 0);
    assert_eq!(out(&output), "");
    let output = mtlint(dir.path(), &["lexicon", "check", "good.tsv", "bad.tsv"]);
    assert_code(&output, 1);
    let said: Vec<String> = out(&output).lines().map(|line| line.replace(['\u{2068}', '\u{2069}'], "")).collect();
    assert_eq!(
        said,
        [
            "bad.tsv:2: not in the order of folded forms",
            "bad.tsv:3: «الف ب ج» is never found: line 2 is found in its place",
            "bad.tsv:4: 1 columns where the first row has 2",
            "bad.tsv:4: «سی.ان.ان» is never found: no phrase goes across a mark (.)",
        ]
    );
}

#[test]
fn kinds_and_severities_of_calques_and_marks_of_affixes_are_checked() {
    let list = "ایست~ بازرسی\tliteral\tcheckpoint\t\tminor\nخط قرمز\tlitteral\tred line\t\tmayor\nخط لوله\tsense\tpipeline\t\t\n";
    let dir = folder(&[("list.tsv", list.as_bytes())]);
    let output = mtlint(dir.path(), &["lexicon", "check", "list.tsv"]);
    assert_code(&output, 1);
    let said: Vec<String> = out(&output).lines().map(|line| line.replace(['\u{2068}', '\u{2069}'], "")).collect();
    assert_eq!(
        said,
        [
            "list.tsv:1: «ایست~ بازرسی»: ~ stands before the word that takes affixes, not behind it",
            "list.tsv:2: the kind is \"litteral\", not literal or sense",
            "list.tsv:2: the severity is \"mayor\", not critical, major or minor",
        ]
    );
}

#[test]
fn a_list_is_checked_with_the_affixes_of_its_language() {
    let dir = folder(&[("list.tsv", "~تماس بیداری\tx\nتماس‌های بیداری\ty\n".as_bytes())]);
    let shadowed = |args: &[&str]| {
        let output = mtlint(dir.path(), args);
        out(&output).contains("line 1 is found in its place")
    };
    assert!(shadowed(&["lexicon", "check", "--lang", "fa", "list.tsv"]));
    assert!(!shadowed(&["lexicon", "check", "list.tsv"]));
}

#[test]
fn fixing_a_list_sorts_it_and_leaves_nothing_else_in_the_folder() {
    let windows = "\u{FEFF}# names\r\nب\tx\r\nالف|آلف \tx\r\nالف\tx\r\nب\tx\r\n";
    let dir = folder(&[("list.tsv", windows.as_bytes())]);
    assert_code(&mtlint(dir.path(), &["lexicon", "check", "list.tsv"]), 1);
    assert_eq!(fs::read_to_string(dir.path().join("list.tsv")).expect("readable"), windows, "checking changes nothing");
    assert_code(&mtlint(dir.path(), &["lexicon", "check", "--fix", "list.tsv"]), 0);
    assert_eq!(fs::read_to_string(dir.path().join("list.tsv")).expect("readable"), "# names\nالف\tx\nب\tx\n");
    assert_eq!(fs::read_dir(dir.path()).expect("readable").count(), 1);
    let before = fs::metadata(dir.path().join("list.tsv")).and_then(|m| m.modified()).expect("a time");
    assert_code(&mtlint(dir.path(), &["lexicon", "check", "--fix", "list.tsv"]), 0);
    let after = fs::metadata(dir.path().join("list.tsv")).and_then(|m| m.modified()).expect("a time");
    assert_eq!(before, after, "a list in order is not rewritten");
}

#[test]
fn a_list_is_read_as_the_configuration_reads_it_whatever_its_name_and_encoding() {
    let list = "ب\tx\nالف\ty\n";
    let old = encoding_rs::WINDOWS_1256.encode("خبر تازه\tx\nسال گذشته\ty\nوزیر بهداشت\tz\n").0.into_owned();
    let calques = "\u{FEFF}خط لوله استعداد\tliteral\ttalent pipeline\t\tmajor\n";
    let dir = folder(&[
        ("list.md", list.as_bytes()),
        ("old.tsv", &old),
        ("mark.tsv", calques.as_bytes()),
        ("old.toml", b"[terms]\nextend = [\"old.tsv\"]"),
        ("mark.toml", "\u{FEFF}[lexicon]\nextend = [\"mark.tsv\"]".as_bytes()),
        ("a.txt", "باشگاه شهر می‌خواهد خط لوله استعداد خود را بازسازی کند.".as_bytes()),
    ]);
    let output = mtlint(dir.path(), &["lexicon", "check", "list.md"]);
    assert_code(&output, 1);
    assert!(out(&output).starts_with("list.md:2: "), "{}", out(&output));
    assert_code(&mtlint(dir.path(), &["lexicon", "check", "--fix", "list.md"]), 0);
    assert_eq!(fs::read_to_string(dir.path().join("list.md")).expect("readable"), "الف\ty\nب\tx\n");
    for args in [&["lexicon", "check", "old.tsv"][..], &["check", "--config", "old.toml", "a.txt"]] {
        let refused = mtlint(dir.path(), args);
        assert_code(&refused, 2);
        assert!(err(&refused).contains("old.tsv: cannot be read: not UTF-8 at byte 0"), "{}", err(&refused));
    }
    assert_code(&mtlint(dir.path(), &["lexicon", "check", "mark.tsv"]), 0);
    let found = mtlint(dir.path(), &["check", "--exit-zero", "--config", "mark.toml", "a.txt"]);
    assert_code(&found, 0);
    assert!(out(&found).contains("literal-calque"), "{}", out(&found));
}

#[test]
fn a_list_that_cannot_be_read_exits_with_2_and_the_others_are_checked() {
    let long = format!("{}\tx\n", "ا ب|".repeat(140_000));
    let dir = folder(&[
        ("latin.tsv", b"caf\xE9\tx\n"),
        ("empty.tsv", b""),
        ("nul.tsv", b"a\0b\tx\n"),
        ("long.tsv", long.as_bytes()),
    ]);
    for (name, message) in [
        ("latin.tsv", "latin.tsv: cannot be read: not UTF-8 at byte 3"),
        ("nul.tsv", "nul.tsv: cannot be read: binary file"),
        ("missing.tsv", "missing.tsv: no such file"),
    ] {
        let output = mtlint(dir.path(), &["lexicon", "check", "--fix", name, "empty.tsv"]);
        assert_code(&output, 2);
        assert!(err(&output).contains(message), "{}", err(&output));
        assert_eq!(out(&output), "empty.tsv:1: the list has no row\n");
    }
    assert_eq!(fs::read(dir.path().join("latin.tsv")).expect("readable"), b"caf\xE9\tx\n", "untouched");
    assert_eq!(fs::read(dir.path().join("empty.tsv")).expect("readable"), b"", "nothing to write");
    assert_code(&mtlint(dir.path(), &["lexicon", "check", "long.tsv"]), 1);
    assert_code(&mtlint(dir.path(), &["lexicon", "check", "--fix", "long.tsv"]), 0);
    assert_code(&mtlint(dir.path(), &["lexicon", "check"]), 2);
}
