//! Corpora: rows in, rows out, in every form, whatever is wrong with some of them.

use crate::cli::{CLEAN_FA, LOOP_FA, assert_code, err, folder, json_lines, mtlint, out, with_stdin};
use flate2::Compression;
use flate2::write::GzEncoder;
use mtlint::batch::cache::Cache;
use mtlint::batch::{Checker, Labels, Record, RowOptions};
use mtlint::config::{Layer, Project};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Documents of a small corpus: text, and the fields beside it.
fn documents(count: usize) -> Vec<Value> {
    let text = |at: usize| match at % 3 {
        0 => format!("{CLEAN_FA}\n\n{LOOP_FA} {at}"),
        1 => format!("{CLEAN_FA} {at}"),
        _ => format!("«{at}», \"{CLEAN_FA}\"\n\n{CLEAN_FA}"),
    };
    let document = |at: usize| {
        json!({
            "id": format!("doc-{at}"),
            "text": text(at),
            "url": format!("https://example.org/{at}"),
            "meta": {"outlet": format!("outlet-{}", at % 2), "desk": "world", "other": [1, {"x": null}]},
            "lang": "fa",
        })
    };
    (0..count).map(document).collect()
}

fn jsonl(documents: &[Value]) -> Vec<u8> {
    documents.iter().map(|document| format!("{document}\n")).collect::<String>().into_bytes()
}

fn separated(documents: &[Value], delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(["id", "outlet", "text", "url", "lang"]).expect("written");
    for document in documents {
        let cell = |pointer: &str| document.pointer(pointer).and_then(Value::as_str).expect("a text");
        writer.write_record(["/id", "/meta/outlet", "/text", "/url", "/lang"].map(cell)).expect("written");
    }
    writer.into_inner().expect("written")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("written")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("written")
}

/// The rows of a run, as JSON, without what depends on where a row was read.
fn rows(dir: &Path, args: &[&str]) -> Vec<Value> {
    let output = mtlint(dir, &[&["score", "--format", "jsonl", "--source-field", "meta.outlet"], args].concat());
    assert_code(&output, 0);
    without_places(json_lines(&output))
}

fn without_places(mut rows: Vec<Value>) -> Vec<Value> {
    for row in &mut rows {
        let row = row.as_object_mut().expect("an object");
        for place in ["path", "line", "row_group", "row"] {
            row.remove(place);
        }
    }
    rows
}

#[test]
fn every_input_gives_the_same_rows() {
    let documents = documents(40);
    let text = jsonl(&documents);
    let dir = folder(&[
        ("a.jsonl", &text),
        ("b.ndjson.gz", &gzip(&text)),
        ("c.jsonl.zst", &zstd(&text)),
        ("bom.jsonl", &[b"\xEF\xBB\xBF", &text[..]].concat()),
        ("crlf.jsonl", &String::from_utf8(text.clone()).expect("UTF-8").replace('\n', "\r\n").into_bytes()),
        ("unended.jsonl", text.strip_suffix(b"\n").expect("a line break")),
        ("blank.jsonl", &[b"\n \n", &text[..], b"\r\n\n"].concat()),
        ("two-members.jsonl.gz", &[gzip(&text[..1000]), gzip(&text[1000..])].concat()),
        ("two-frames.jsonl.zst", &[zstd(&text[..1000]), zstd(&text[1000..])].concat()),
        ("packed-without-a-name.jsonl", &gzip(&text)),
    ]);
    let expected = rows(dir.path(), &["a.jsonl"]);
    assert_eq!(expected.len(), 40);
    assert_eq!(expected[3]["id"], "doc-3");
    assert_eq!(expected[3]["url"], "https://example.org/3");
    assert_eq!(expected[3]["source"], "outlet-1");
    assert!(expected.iter().any(|row| row["counts"]["decoder-loop"] == 1));
    for name in [
        "b.ndjson.gz",
        "c.jsonl.zst",
        "bom.jsonl",
        "crlf.jsonl",
        "unended.jsonl",
        "blank.jsonl",
        "two-members.jsonl.gz",
        "two-frames.jsonl.zst",
        "packed-without-a-name.jsonl",
    ] {
        assert_eq!(rows(dir.path(), &[name]), expected, "{name}");
    }
    for (name, args) in [("plain", &[][..]), ("gzip", &["--threads", "2"])] {
        let bytes = if name == "plain" { text.clone() } else { gzip(&text) };
        let given = ["score", "--format", "jsonl", "--source-field", "/meta/outlet", "--input-format", "jsonl", "-"];
        let piped = with_stdin(dir.path(), &[&given[..], args].concat(), &bytes);
        assert_code(&piped, 0);
        assert_eq!(without_places(json_lines(&piped)), expected, "{name}");
        assert_eq!(json_lines(&piped)[1]["path"], "<stdin>");
        assert_eq!(json_lines(&piped)[1]["line"], 2);
    }
}

#[test]
fn separated_values_give_the_rows_of_json_lines() {
    let documents = documents(40);
    let (csv, tsv) = (separated(&documents, b','), separated(&documents, b'\t'));
    let dir = folder(&[
        ("a.jsonl", &jsonl(&documents)),
        ("a.csv", &csv),
        ("a.csv.gz", &gzip(&csv)),
        ("a.tsv", &tsv),
        ("semicolons.csv", &separated(&documents, b';')),
        ("bom.csv", &[b"\xEF\xBB\xBF", &csv[..]].concat()),
    ]);
    let expected = rows(dir.path(), &["a.jsonl"]);
    let read = |args: &[&str]| {
        let given = ["score", "--format", "jsonl", "--source-field", "outlet"];
        let output = mtlint(dir.path(), &[&given[..], args].concat());
        assert_code(&output, 0);
        json_lines(&output)
    };
    for args in [&["a.csv"][..], &["a.csv.gz"], &["a.tsv"], &["semicolons.csv", "--delimiter", ";"], &["bom.csv"]] {
        assert_eq!(without_places(read(args)), expected, "{args:?}");
    }
    // Cells hold line breaks: the line is that on which a record begins.
    let lines: Vec<u64> = read(&["a.csv"]).iter().filter_map(|row| row["line"].as_u64()).collect();
    assert_eq!(lines[..4], [2, 5, 6, 9]);
}

#[test]
fn columns_are_named_by_number_where_there_is_no_header_and_quotes_may_mean_nothing() {
    let dir = folder(&[("a.tsv", format!("1\t\"{CLEAN_FA}\n2\t{LOOP_FA}\n").as_bytes())]);
    let args = ["score", "--format", "jsonl", "--no-header", "--no-quotes", "--text-field", "2", "--id-field", "1"];
    let output = mtlint(dir.path(), &[&args[..], &["a.tsv"]].concat());
    assert_code(&output, 0);
    let rows = json_lines(&output);
    assert_eq!((&rows[0]["id"], &rows[1]["id"]), (&json!("1"), &json!("2")));
    assert_eq!((&rows[0]["line"], &rows[1]["line"]), (&json!(1), &json!(2)));
    assert_eq!(rows[1]["counts"]["decoder-loop"], 1);
}

#[test]
fn a_byte_order_mark_before_a_record_is_text_wherever_the_record_stands() {
    let dir = folder(&[("a.csv", format!("id,text\n\u{FEFF}1,{CLEAN_FA}\n\u{FEFF}2,{CLEAN_FA}\n").as_bytes())]);
    let output = mtlint(dir.path(), &["score", "--format", "jsonl", "a.csv"]);
    assert_code(&output, 0);
    let ids: Vec<Value> = json_lines(&output).iter().map(|row| row["id"].clone()).collect();
    assert_eq!(ids, ["\u{FEFF}1", "\u{FEFF}2"]);
}

#[test]
fn every_malformed_row_is_named_with_its_line_and_none_is_lost() {
    let good = json!({"text": CLEAN_FA, "id": 7}).to_string();
    let lines: Vec<(Vec<u8>, Option<&str>)> = vec![
        (good.clone().into_bytes(), None),
        (br#"{"text": "half"#.to_vec(), Some("broken JSON")),
        (br#"{"id": "no text", "body": "x"}"#.to_vec(), Some("no field \"text\"; its fields: body, id")),
        (br#"{"text": null}"#.to_vec(), Some("\"text\" is null")),
        (br#"{"text": 12}"#.to_vec(), Some("\"text\" is 12, not a text")),
        (br#"{"text": ["a"]}"#.to_vec(), Some("\"text\" is a list, not a text")),
        (b"{\"text\": \"\xFF\"}".to_vec(), Some("not UTF-8 at byte 10")),
        (br#"{"text": "\ud83d alone"}"#.to_vec(), Some("broken JSON")),
        (br#"["text"]"#.to_vec(), Some("no JSON object")),
        (br#"{"text": "a"} {"text": "b"}"#.to_vec(), Some("trailing characters")),
        (format!("{{\"text\": \"{}\"}}", "و ".repeat(700)).into_bytes(), Some("longer than 2000 bytes")),
        (format!("{{\"text\": \"{}\"}}", "و ".repeat(300_000)).into_bytes(), Some("longer than 2000 bytes")),
        (br#"{"text": "a", "id": {"x": 1}}"#.to_vec(), Some("\"id\" is an object")),
        (good.into_bytes(), None),
    ];
    let text: Vec<u8> = lines.iter().flat_map(|(line, _)| [line, &b"\n"[..]].concat()).collect();
    let dir = folder(&[("a.jsonl", &text)]);
    let args = ["score", "--format", "jsonl", "--max-bytes", "2000", "--rejects", "bad.jsonl", "a.jsonl"];
    let output = mtlint(dir.path(), &args);
    assert_code(&output, 2);
    let rows = json_lines(&output);
    assert_eq!(rows.len(), lines.len());
    for (at, (row, (_, error))) in rows.iter().zip(&lines).enumerate() {
        assert_eq!((&row["line"], &row["path"], &row["schema"]), (&json!(at + 1), &json!("a.jsonl"), &json!(1)));
        match error {
            None => assert_eq!((&row["id"], &row["error"]), (&json!("7"), &Value::Null)),
            Some(error) => {
                assert!(row["error"].as_str().is_some_and(|said| said.contains(error)), "{row}");
                let place = format!("mtlint: a.jsonl:{}: ", at + 1);
                assert!(err(&output).lines().any(|line| line.starts_with(&place) && line.contains(error)), "{place}");
            }
        }
    }
    assert_eq!(rows[2]["id"], "no text");
    assert!(err(&output).contains("2 documents: 2 review; 12 could not be checked"), "{}", err(&output));
    // All but the one that was not held in memory, byte for byte.
    let rejected: Vec<u8> = (lines.iter().enumerate())
        .filter(|(at, (_, error))| error.is_some() && *at != 11)
        .flat_map(|(_, (line, _))| [line, &b"\n"[..]].concat())
        .collect();
    assert_eq!(fs::read(dir.path().join("bad.jsonl")).expect("rejects"), rejected);
}

#[test]
fn of_many_malformed_rows_the_first_are_named_and_all_are_counted() {
    let dir = folder(&[("a.jsonl", "{}\n".repeat(1000).as_bytes())]);
    let output = mtlint(dir.path(), &["score", "--format", "csv", "a.jsonl"]);
    assert_code(&output, 2);
    assert_eq!(out(&output).lines().count(), 1001);
    let said = err(&output);
    assert_eq!(said.lines().filter(|line| line.contains("no field")).count(), 20);
    assert!(said.contains("mtlint: a.jsonl: 980 more rows could not be checked"), "{said}");
}

#[test]
fn a_record_with_other_columns_is_malformed_and_an_open_quotation_mark_swallows_its_line_alone() {
    let text = format!("id,text\n1,{CLEAN_FA}\n2,a,b\n3,\"{CLEAN_FA}\n4,{CLEAN_FA}\n5,{LOOP_FA}\n");
    let dir = folder(&[("a.csv", text.as_bytes())]);
    for args in [&[][..], &["--max-bytes", "900"]] {
        let output = mtlint(dir.path(), &[&["score", "--format", "jsonl", "--rejects", "bad", "a.csv"], args].concat());
        assert_code(&output, 2);
        let rows = json_lines(&output);
        let facts: Vec<(Option<u64>, bool)> =
            rows.iter().map(|row| (row["line"].as_u64(), row["error"].is_string())).collect();
        let expected = [(2, false), (3, true), (4, true), (5, false), (6, false)];
        assert_eq!(facts, expected.map(|(line, error)| (Some(line), error)), "{}", err(&output));
        assert!(
            rows[1]["error"].as_str().is_some_and(|error| error.contains("3 columns where the first record has 2"))
        );
        assert!(rows[2]["error"].as_str().is_some_and(|error| error.contains("quotation mark")), "{}", rows[2]);
        assert_eq!(rows[4]["counts"]["decoder-loop"], 1);
    }
}

#[test]
fn a_record_with_a_text_that_cannot_be_read_is_known_by_its_labels() {
    let dir = folder(&[("a.csv", b"id,text,desk\n7,\xFF\xFE,world\n\xFF,text,world\n")]);
    let output = mtlint(dir.path(), &["score", "--format", "jsonl", "--source-field", "desk", "a.csv"]);
    assert_code(&output, 2);
    let rows = json_lines(&output);
    let facts: Vec<_> = rows.iter().map(|row| [&row["id"], &row["source"], &row["error"]]).collect();
    assert_eq!(facts[0], [&json!("7"), &json!("world"), &json!("\"text\" is not UTF-8 at byte 0")]);
    assert_eq!(facts[1], [&Value::Null, &json!("world"), &json!("\"id\" is not UTF-8 at byte 0")]);
}

#[test]
fn columns_of_separated_values_have_any_names() {
    let dir = folder(&[("a.csv", format!("id.,a,a.b,/x//y\n7,{CLEAN_FA},desk,fa\n").as_bytes()), ("a.jsonl", b"{}")]);
    let args = ["score", "--format", "jsonl", "--id-field", "id.", "--text-field", "a", "--source-field", "a.b"];
    let args = [&args[..], &["--lang-field", "/x//y"]].concat();
    let output = mtlint(dir.path(), &[&args[..], &["a.csv"]].concat());
    assert_code(&output, 0);
    let row = &json_lines(&output)[0];
    assert_eq!((&row["id"], &row["source"], &row["lang"]), (&json!("7"), &json!("desk"), &json!("fa")));
    let refused = mtlint(dir.path(), &[&args[..], &["a.csv", "a.jsonl"]].concat());
    assert_code(&refused, 2);
    assert!(err(&refused).contains("is no field") && refused.stdout.is_empty(), "{}", err(&refused));
}

#[test]
fn the_memory_of_texts_does_not_hide_that_a_finding_may_stand_in_one_file_alone() {
    let config = "[[silence]]\nrule = \"decoder-loop\"\npath = \"a.jsonl\"\nreason = \"x\"";
    let nothing = || Layer::empty("command line");
    let project = Project::of_text(config, Path::new("mtlint.toml"), Path::new(""), nothing()).expect("a project");
    let checker = Checker::new(project.profile(Path::new("a.jsonl")).expect("a profile"));
    let cache = Cache::default();
    let loops = |path: &str| {
        let record = Record { labels: Labels::of(path), lang: None, text: LOOP_FA.into() };
        let score = checker.row(record, &RowOptions::default(), &cache).outcome.expect("a score");
        score.counts.iter().filter(|(rule, _)| rule.as_ref() == "decoder-loop").count()
    };
    assert_eq!(["a.jsonl", "b.jsonl", "a.jsonl"].map(loops), [0, 1, 0]);
}

#[test]
fn a_corpus_without_the_column_of_the_text_is_one_error_that_names_the_columns() {
    let dir =
        folder(&[("a.csv", b"id,body\n1,x\n"), ("b.csv", b"text\nx\n"), ("empty.csv", b""), ("empty.jsonl", b"")]);
    let output = mtlint(dir.path(), &["score", "--format", "jsonl", "a.csv", "b.csv", "empty.jsonl"]);
    assert_code(&output, 2);
    let rows = json_lines(&output);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["error"], "no column \"text\"; there are id, body; --text-field names another");
    let empty = mtlint(dir.path(), &["score", "--format", "jsonl", "empty.csv"]);
    assert_code(&empty, 2);
    assert_eq!(json_lines(&empty)[0]["error"], "it is empty: not even names of columns are in it");
    let list = mtlint(dir.path(), &["score", "--no-header", "b.csv"]);
    assert!(err(&list).contains("there are 1; --delimiter names another mark between columns"), "{}", err(&list));
    assert_eq!(rows[1]["verdict"], "review");
    let asked = mtlint(dir.path(), &["score", "--format", "jsonl", "--id-field", "key", "b.csv"]);
    assert!(err(&asked).contains("no column \"key\"; there are text"), "{}", err(&asked));
}

#[test]
fn a_compressed_corpus_that_ends_early_gives_the_rows_before_and_says_so() {
    let text = jsonl(&documents(3000));
    let (gz, zst) = (gzip(&text), zstd(&text));
    let dir = folder(&[
        ("cut.jsonl.gz", &gz[..gz.len() / 2]),
        ("cut.jsonl.zst", &zst[..zst.len() / 2]),
        ("damaged.jsonl.gz", &[&gz[..gz.len() / 2], &[0xFF; 4000][..]].concat()),
        ("garbage.jsonl.gz", b"\x1F\x8B but no gzip"),
        ("xz.jsonl", b"\xFD7zXZ\0 and so on"),
        ("utf16.jsonl", b"\xFF\xFE{\0}\0"),
    ]);
    for name in ["cut.jsonl.gz", "cut.jsonl.zst", "damaged.jsonl.gz"] {
        let output = mtlint(dir.path(), &["score", "--format", "jsonl", name]);
        assert_code(&output, 2);
        let rows = json_lines(&output);
        let (last, good) = rows.split_last().expect("rows");
        assert!(good.len() > 100 && good.iter().all(|row| row["error"].is_null()), "{name}: {}", good.len());
        assert_eq!(last["line"], json!(good.len() + 1));
        assert!(last["error"].as_str().is_some_and(|error| error.ends_with("the rest is lost")), "{last}");
    }
    for (name, error) in [("garbage.jsonl.gz", "gzip"), ("xz.jsonl", "xz -dc"), ("utf16.jsonl", "UTF-16LE")] {
        let output = mtlint(dir.path(), &["score", "--format", "jsonl", name]);
        assert_code(&output, 2);
        assert!(json_lines(&output)[0]["error"].as_str().is_some_and(|said| said.contains(error)), "{}", out(&output));
    }
}

#[test]
fn bytes_behind_complete_gzip_data_are_named_and_no_row_is_called_lost() {
    let text = jsonl(&documents(20));
    for tail in [&b"x"[..], b"\0\0\0", &[b'x'; 5000]] {
        let dir = folder(&[("a.jsonl.gz", &[&gzip(&text[..]), &gzip(&text[..]), tail].concat())]);
        let output = mtlint(dir.path(), &["score", "--format", "jsonl", "a.jsonl.gz"]);
        assert_code(&output, 2);
        let rows = json_lines(&output);
        assert_eq!(rows.iter().filter(|row| row["error"].is_null()).count(), 40);
        assert_eq!(rows[40]["error"], "the gzip data are complete, and other bytes follow, which are not read");
    }
}

#[test]
fn a_folder_gives_articles_and_corpora_and_a_glob_what_fits() {
    let corpus = jsonl(&documents(2));
    let dir = folder(&[
        ("a.txt", CLEAN_FA.as_bytes()),
        ("a.gold.jsonl", b"{}"),
        ("b.jsonl", &corpus),
        ("c/d.jsonl.gz", &gzip(&corpus)),
        ("c/e.csv", format!("text\n{CLEAN_FA}\n").as_bytes()),
        ("c/f.rst", b"x"),
        ("z.txt", LOOP_FA.as_bytes()),
    ]);
    let paths = |args: &[&str]| -> Vec<String> {
        let output = mtlint(dir.path(), &[&["score", "--format", "jsonl"], args].concat());
        assert_code(&output, 0);
        json_lines(&output).iter().map(|row| row["path"].as_str().expect("a path").to_owned()).collect()
    };
    let all = ["a.txt", "b.jsonl", "b.jsonl", "c/d.jsonl.gz", "c/d.jsonl.gz", "c/e.csv", "z.txt"];
    assert_eq!(paths(&[]), all);
    // What is written is not read, neither the first time nor the second.
    for _ in 0..2 {
        let written = mtlint(dir.path(), &["score", ".", "-o", "scores.jsonl", "--rejects", "bad.jsonl"]);
        assert_code(&written, 0);
        assert_eq!(fs::read_to_string(dir.path().join("scores.jsonl")).expect("rows").lines().count(), all.len());
    }
    fs::remove_file(dir.path().join("scores.jsonl")).expect("removed");
    fs::remove_file(dir.path().join("bad.jsonl")).expect("removed");
    assert_eq!(paths(&["*.jsonl", "--isolated"])[..1], ["b.jsonl"]);
    assert_eq!(paths(&["./**/*.{gz,csv}"]), ["c/d.jsonl.gz", "c/d.jsonl.gz", "c/e.csv"]);
    assert_eq!(paths(&["c/?.csv"]), ["c/e.csv"]);
    let nothing = mtlint(dir.path(), &["score", "*.ndjson"]);
    assert_code(&nothing, 2);
    assert!(err(&nothing).contains("*.ndjson: no such file"), "{}", err(&nothing));
    let itself = mtlint(dir.path(), &["score", "b.jsonl", "-o", "b.jsonl"]);
    assert_code(&itself, 2);
    assert!(err(&itself).contains("it cannot be written too"), "{}", err(&itself));
}

#[test]
fn one_thread_and_three_with_and_without_the_memory_of_texts_give_the_same_bytes() {
    let mut documents = documents(900);
    let again: Vec<Value> = documents.iter().step_by(3).cloned().collect();
    documents.extend(again);
    let text = jsonl(&documents);
    assert!(text.len() > 2 * 256 * 1024);
    let dir = folder(&[("a.jsonl", &text), ("a.csv.gz", &gzip(&separated(&documents, b',')))]);
    for format in ["jsonl", "csv", "table"] {
        let run = |args: &[&str]| {
            let given = ["score", "--format", format, "a.jsonl", "a.csv.gz"];
            let output = mtlint(dir.path(), &[&given[..], args].concat());
            assert_code(&output, 0);
            output.stdout
        };
        let read = |name: &str| fs::read(dir.path().join(name)).expect("a file");
        let sums = ["--group-by", "@file", "--summary", "s.json", "--report", "s.html"];
        let one = run(&[&["--threads", "1"], &sums[..]].concat());
        let summed = (read("s.json"), read("s.html"));
        assert_eq!(one, run(&[&["--threads", "3"], &sums[..]].concat()), "{format}");
        assert!(summed == (read("s.json"), read("s.html")), "{format}");
        assert_eq!(one, run(&[&["--threads", "2", "--no-cache"], &sums[..2]].concat()), "{format}");
    }
}

#[test]
fn the_language_of_a_row_is_used_where_mtlint_knows_it() {
    let short = "گفت";
    let lines = ["fa", "ar", "per", "AR-eg", "de", ""].map(|lang| json!({"text": short, "l": lang}).to_string());
    let dir = folder(&[("a.jsonl", lines.join("\n").as_bytes())]);
    let output = mtlint(dir.path(), &["score", "--format", "jsonl", "--lang-field", "l", "a.jsonl"]);
    let langs: Vec<Value> = json_lines(&output).iter().map(|row| row["lang"].clone()).collect();
    assert_eq!(langs[..4], ["fa", "ar", "fa", "ar"]);
    assert_eq!(langs[4], langs[5]);
}

#[test]
fn rows_in_csv_have_a_column_a_rule_when_asked_and_are_read_back_as_they_were() {
    let mut documents = documents(6);
    documents[1]["id"] = json!("=1+1");
    documents[2]["text"] = Value::Null;
    documents[3]["id"] = json!("'=1+1");
    documents[4]["id"] = json!("");
    let dir = folder(&[("a.jsonl", &jsonl(&documents))]);
    for args in [&["-o", "rows.csv"][..], &["-o", "rows.csv", "--columns"], &["-o", "rows.jsonl", "--findings"]] {
        let output = mtlint(dir.path(), &[&["score", "a.jsonl"], args].concat());
        assert_code(&output, 2);
        assert!(output.stdout.is_empty());
        let mut rows = Vec::new();
        let stamp = mtlint::batch::read_scores(&dir.path().join(args[1]), |row| rows.push(row)).expect("rows");
        let stamp = stamp.expect("a stamp");
        assert_eq!((stamp.rules.as_str(), stamp.config.len()), (mtlint::RULE_SET, 16));
        assert_eq!(rows.len(), 6);
        let ids = [1, 3, 4].map(|at: usize| rows[at].labels.id.as_deref());
        assert_eq!(ids, [Some("=1+1"), Some("'=1+1"), None], "{args:?}");
        assert_eq!(rows[2].outcome.as_ref().err().map(String::as_str), Some("\"text\" is null"));
        let first = rows[0].outcome.as_ref().expect("a score");
        assert_eq!((first.count("decoder-loop"), first.count("mojibake")), (1, 0));
        assert!(first.findings.as_ref().is_none_or(|all| all.iter().any(|defect| defect.rule == "decoder-loop")));
    }
    let columns = fs::read_to_string(dir.path().join("rows.csv")).expect("rows");
    let header = columns.lines().next().expect("a header");
    assert!(header.contains(",decoder-loop,") && !header.contains(",counts,"), "{header}");
}

#[test]
fn options_that_do_not_go_together_are_refused_before_anything_is_read() {
    let dir = folder(&[("a.jsonl", b"{}")]);
    for (args, error) in [
        (&["--findings", "-o", "x.csv"][..], "--findings needs"),
        (&["--columns"], "--columns needs"),
        (&["-o", "x.jsonl.gz"], "the output is JSON lines, CSV or Parquet"),
        (&["--resume"], "--output"),
        (&["--resume", "-o", "x.txt"], "--resume needs"),
        (&["--text-field", "a", "--id-field", "a.b"], "overlaps"),
        (&["--text-field", "a..b"], "is no field"),
        (&["--delimiter", "ab"], "one ASCII character"),
    ] {
        let output = mtlint(dir.path(), &[&["score", "a.jsonl"], args].concat());
        assert_code(&output, 2);
        assert!(err(&output).contains(error) && output.stdout.is_empty(), "{args:?}: {}", err(&output));
    }
}

// Runs that are killed

/// Starts a run that does not end by itself soon, and kills it after a while.
fn killed(dir: &Path, args: &[&str], after: std::time::Duration) {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_mtlint"))
        .current_dir(dir)
        .args(args)
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the binary runs");
    std::thread::sleep(after);
    child.kill().expect("killed");
    child.wait().expect("gone");
}

#[test]
fn a_run_that_was_killed_goes_on_to_the_bytes_of_an_undisturbed_one() {
    let mut lines: Vec<String> = documents(1200).iter().map(Value::to_string).collect();
    lines.insert(700, "{}".to_owned());
    let text = lines.join("\n").into_bytes();
    let parts = separated(&documents(400), b',');
    let dir = folder(&[("a.jsonl", &text), ("b.csv.gz", &gzip(&parts)), ("c.txt", LOOP_FA.as_bytes())]);
    for output in OUTPUTS {
        let rejects = format!("rejects-{output}");
        let args = ["score", "a.jsonl", "b.csv.gz", "c.txt", "-o", output, "--rejects", &rejects];
        let args = [&args[..], &["--row-group-size", "100", "--resume", "--threads", "2"]].concat();
        let args = [&args[..], &["--group-by", "@file", "--summary", "s.json", "--report", "s.html"]].concat();
        assert_code(&mtlint(dir.path(), &args), 2);
        let read = |name: &str| fs::read(dir.path().join(name)).expect("a file");
        let undisturbed = [output, &rejects, "s.json", "s.html"].map(read);
        fs::remove_file(dir.path().join(output)).expect("removed");
        for millis in [30, 400, 900] {
            killed(dir.path(), &args, std::time::Duration::from_millis(millis));
        }
        assert_code(&mtlint(dir.path(), &args), 2);
        assert!([output, &rejects, "s.json", "s.html"].map(read) == undisturbed, "{output}");
        let left = fs::read_dir(dir.path()).expect("a folder").filter_map(Result::ok);
        // Nobody cleans up behind a run that is killed while it writes its summary or report, once all rows are there.
        let of_rows =
            |name: &str| name.starts_with('.') && !name.starts_with(".s.json.") && !name.starts_with(".s.html.");
        let left: Vec<_> = left.filter(|entry| of_rows(&entry.file_name().to_string_lossy())).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

/// What a run leaves behind that is killed after its first checkpoint: the same for every speed of the machine.
fn unfinished(dir: &Path, output: &str, corpus: &[u8]) -> Vec<u8> {
    // The first chunks stand there, then the pipe is quiet.
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_mtlint"))
        .current_dir(dir)
        .args(["score", "--input-format", "jsonl", "-", "-o", output, "--row-group-size", "1"])
        .stdin(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the binary runs");
    let mut input = child.stdin.take().expect("piped");
    let journal = dir.join(format!(".{output}.mtlint/journal"));
    let mut chunks = corpus.chunks(300_000);
    // Every chunk may be the one after which a checkpoint is due.
    while fs::metadata(&journal).map_or(0, |known| known.len()) == 0 {
        let chunk = chunks.next().expect("a checkpoint before the corpus ends");
        input.write_all(chunk).expect("written");
        std::thread::sleep(std::time::Duration::from_millis(700));
    }
    child.kill().expect("killed");
    child.wait().expect("gone");
    fs::read(journal).expect("a journal")
}

#[test]
fn the_standard_input_may_be_given_again_and_must_be_the_same() {
    let corpus = jsonl(&documents(6000));
    let dir = folder(&[]);
    for output in OUTPUTS {
        let args = |resume: &'static str| {
            ["score", "--input-format", "jsonl", "-", "-o", output, "--row-group-size", "1", resume]
        };
        assert_code(&with_stdin(dir.path(), &args("--quiet"), &corpus), 0);
        let undisturbed = fs::read(dir.path().join(output)).expect("rows");
        unfinished(dir.path(), output, &corpus);
        let mut other = corpus.clone();
        other[15] ^= 1;
        let refused = with_stdin(dir.path(), &args("--resume"), &other);
        assert_code(&refused, 2);
        assert!(err(&refused).contains("is not what it was when the run began"), "{}", err(&refused));
        assert_eq!(fs::read(dir.path().join(output)).expect("rows"), undisturbed);
        let resumed = with_stdin(dir.path(), &args("--resume"), &corpus);
        assert_code(&resumed, 0);
        assert!(err(&resumed).contains("rows that are finished"), "{}", err(&resumed));
        assert!(fs::read(dir.path().join(output)).expect("rows") == undisturbed, "{output}");
    }
}

#[test]
fn a_corpus_that_is_read_as_one_article_and_a_field_that_no_document_has_are_named() {
    let corpus = jsonl(&documents(3));
    let dir = folder(&[("c.jsonl", &corpus), ("a.txt", CLEAN_FA.as_bytes())]);
    let hint = "read as one article; a corpus is read by mtlint score";
    assert!(err(&mtlint(dir.path(), &["check", "c.jsonl"])).contains(hint));
    assert!(err(&with_stdin(dir.path(), &["check", "-"], &corpus)).contains(hint));
    assert!(err(&with_stdin(dir.path(), &["score", "-"], &corpus)).contains(hint));
    assert_eq!(err(&mtlint(dir.path(), &["check", "a.txt"])), "");
    let score = |field: &str| err(&mtlint(dir.path(), &["score", "c.jsonl", "--id-field", field]));
    assert!(score("nope").contains("warning: no document has anything in \"nope\""), "{}", score("nope"));
    assert!(!score("url").contains("warning"), "{}", score("url"));
}

#[test]
fn another_run_is_not_gone_on_with_and_says_in_what_it_differs() {
    let corpus = jsonl(&documents(6000));
    let dir = folder(&[]);
    unfinished(dir.path(), "scores.jsonl", &corpus);
    let args = ["score", "--input-format", "jsonl", "-", "-o", "scores.jsonl", "--resume"];
    for (more, what) in [
        (&["--ignore", "decoder-loop"][..], "configuration:"),
        (&["--findings"], "another one\n  --findings: \"no\", then \"yes\"\n"),
        (&["--id-field", "url"], "another one\n  --id-field: \"-\", then \"url\"\n"),
        (&["--format", "csv"], "format: \"jsonl\", then \"csv\""),
        (&["--stdin-filename", "x"], "inputs, their names, sizes, times, forms and limits: "),
        (&["--max-bytes", "10000"], "inputs, their names, sizes, times, forms and limits: "),
        (&["--rejects", "bad"], "--rejects: \"-\", then \"bad\""),
    ] {
        let refused = with_stdin(dir.path(), &[&args[..], more].concat(), &corpus);
        assert_code(&refused, 2);
        assert!(err(&refused).contains("cannot resume") && err(&refused).contains(what), "{more:?}: {}", err(&refused));
        assert!(!dir.path().join("scores.jsonl").exists());
    }
    let anew = with_stdin(dir.path(), &args[..args.len() - 1], &corpus);
    assert_code(&anew, 0);
    assert!(err(&anew).contains("is thrown away; --resume would have gone on with it"), "{}", err(&anew));
}

#[cfg(not(feature = "parquet"))]
const OUTPUTS: [&str; 2] = ["scores.jsonl", "scores.csv"];
#[cfg(feature = "parquet")]
const OUTPUTS: [&str; 3] = ["scores.jsonl", "scores.csv", "scores.parquet"];

#[cfg(feature = "parquet")]
mod tables {
    use super::*;
    use arrow_array::{
        ArrayRef, BinaryArray, Int64Array, RecordBatch, StringArray, StructArray, UInt32Array, UInt64Array,
    };
    use arrow_schema::{DataType, Field};
    use parquet::arrow::ArrowWriter;
    use parquet::basic::Compression as Codec;
    use parquet::file::properties::WriterProperties;
    use std::sync::Arc;

    /// A table of documents in row groups of ten.
    fn table(documents: &[Value], codec: Codec) -> Vec<u8> {
        let texts = |pointer: &str| -> ArrayRef {
            let cell = |document: &Value| document.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
            Arc::new(documents.iter().map(cell).collect::<StringArray>())
        };
        let outlet = (Arc::new(Field::new("outlet", DataType::Utf8, true)), texts("/meta/outlet"));
        let meta: ArrayRef = Arc::new(StructArray::from(vec![outlet]));
        let number: ArrayRef = Arc::new((0..documents.len() as i64).collect::<Int64Array>());
        let columns = [
            ("number", number),
            ("id", texts("/id")),
            ("meta", meta),
            ("text", texts("/text")),
            ("url", texts("/url")),
        ];
        let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true)));
        let batch = batch.expect("a batch");
        let properties = WriterProperties::builder().set_compression(codec).set_max_row_group_row_count(Some(10));
        let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties.build())).expect("a writer");
        writer.write(&batch).expect("written");
        writer.into_inner().expect("written")
    }

    #[test]
    fn parquet_gives_the_rows_of_json_lines() {
        let documents = documents(35);
        let dir = folder(&[
            ("a.jsonl", &jsonl(&documents)),
            ("plain.parquet", &table(&documents, Codec::UNCOMPRESSED)),
            ("snappy.parquet", &table(&documents, Codec::SNAPPY)),
            ("zstd.parquet", &table(&documents, Codec::ZSTD(Default::default()))),
            ("gzip.pq", &table(&documents, Codec::GZIP(Default::default()))),
            ("lz4.parquet", &table(&documents, Codec::LZ4_RAW)),
        ]);
        let expected = rows(dir.path(), &["a.jsonl"]);
        for name in ["plain.parquet", "snappy.parquet", "zstd.parquet", "gzip.pq", "lz4.parquet"] {
            assert_eq!(rows(dir.path(), &[name]), expected, "{name}");
        }
        let output = mtlint(dir.path(), &["score", "--format", "jsonl", "--id-field", "number", "plain.parquet"]);
        let row = &json_lines(&output)[23];
        assert_eq!((&row["row_group"], &row["row"], &row["id"]), (&json!(2), &json!(23), &json!("23")));
    }

    #[test]
    fn numbers_without_a_sign_are_labels_as_they_were_written() {
        let text = || -> ArrayRef { Arc::new(StringArray::from(vec![CLEAN_FA])) };
        let long: ArrayRef = Arc::new(UInt64Array::from(vec![u64::MAX]));
        let short: ArrayRef = Arc::new(UInt32Array::from(vec![u32::MAX]));
        let negative: ArrayRef = Arc::new(Int64Array::from(vec![-1]));
        for (number, label) in
            [(long, u64::MAX.to_string()), (short, u32::MAX.to_string()), (negative, "-1".to_owned())]
        {
            let batch = RecordBatch::try_from_iter([("id", number), ("text", text())]).expect("a batch");
            let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
            writer.write(&batch).expect("written");
            let dir = folder(&[("a.parquet", &writer.into_inner().expect("written"))]);
            let output = mtlint(dir.path(), &["score", "--format", "jsonl", "a.parquet"]);
            assert_code(&output, 0);
            assert_eq!(json_lines(&output)[0]["id"], label);
        }
    }

    #[test]
    fn what_an_older_writer_says_of_a_number_counts() {
        use parquet::basic::{ConvertedType, Repetition, Type as Physical};
        use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
        use parquet::file::writer::SerializedFileWriter;
        use parquet::schema::types::Type;
        let corpus = |kind: ConvertedType| {
            let column = |name: &str, physical: Physical, kind: ConvertedType| {
                let column = Type::primitive_type_builder(name, physical).with_repetition(Repetition::REQUIRED);
                Arc::new(column.with_converted_type(kind).build().expect("a column"))
            };
            let columns =
                vec![column("id", Physical::INT32, kind), column("text", Physical::BYTE_ARRAY, ConvertedType::UTF8)];
            let schema = Type::group_type_builder("schema").with_fields(columns).build().expect("a schema");
            let mut writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::default()).expect("a writer");
            let mut group = writer.next_row_group().expect("a row group");
            let mut id = group.next_column().expect("written").expect("a column");
            id.typed::<Int32Type>().write_batch(&[-1], None, None).expect("written");
            id.close().expect("written");
            let mut text = group.next_column().expect("written").expect("a column");
            text.typed::<ByteArrayType>().write_batch(&[ByteArray::from(CLEAN_FA)], None, None).expect("written");
            text.close().expect("written");
            group.close().expect("written");
            writer.into_inner().expect("written")
        };
        let read = |kind: ConvertedType| {
            let dir = folder(&[("a.parquet", &corpus(kind))]);
            mtlint(dir.path(), &["score", "--format", "jsonl", "a.parquet"])
        };
        for (kind, label) in
            [(ConvertedType::NONE, "-1"), (ConvertedType::INT_32, "-1"), (ConvertedType::UINT_32, "4294967295")]
        {
            assert_eq!(json_lines(&read(kind))[0]["id"], label, "{kind}");
        }
        for kind in [ConvertedType::DATE, ConvertedType::TIME_MILLIS] {
            let refused = read(kind);
            assert_code(&refused, 2);
            assert!(err(&refused).contains("the column id has no texts or numbers"), "{kind}: {}", err(&refused));
        }
    }

    #[test]
    fn broken_rows_of_a_table_are_named_by_row_group_and_row() {
        let texts: ArrayRef =
            Arc::new(BinaryArray::from_opt_vec(vec![Some(CLEAN_FA.as_bytes()), None, Some(b"\xFF"), Some(b"a")]));
        let batch = RecordBatch::try_from_iter_with_nullable([("text", texts, true)]).expect("a batch");
        let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
        writer.write(&batch).expect("written");
        let good = writer.into_inner().expect("written");
        let whole = table(&documents(35), Codec::ZSTD(Default::default()));
        let mut damaged = whole.clone();
        // Wide enough to reach a column that is read.
        let middle = whole.len() / 3;
        damaged[middle..middle + 400].fill(0xEE);
        let dir = folder(&[
            ("a.parquet", &good),
            ("damaged.parquet", &damaged),
            ("cut.parquet", &whole[..whole.len() / 2]),
            ("not.parquet", b"not at all"),
        ]);
        let output = mtlint(dir.path(), &["score", "--format", "jsonl", "--rejects", "bad", "a.parquet"]);
        assert_code(&output, 2);
        let rows = json_lines(&output);
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[1]["error"], "\"text\" is null");
        assert_eq!(rows[2]["error"], "\"text\" is not UTF-8 at byte 0");
        assert!(
            err(&output).contains("mtlint: a.parquet: row group 0, row 2: \"text\" is not UTF-8"),
            "{}",
            err(&output)
        );
        assert_eq!(fs::read_to_string(dir.path().join("bad")).expect("rejects").lines().count(), 2);
        let output = mtlint(dir.path(), &["score", "--format", "jsonl", "damaged.parquet"]);
        assert_code(&output, 2);
        assert_eq!(json_lines(&output).len(), 35, "rows out are rows in: {}", err(&output));
        for name in ["cut.parquet", "not.parquet"] {
            let output = mtlint(dir.path(), &["score", "--format", "jsonl", name]);
            assert_code(&output, 2);
            assert!(json_lines(&output)[0]["error"].as_str().is_some_and(|error| error.contains("as Parquet")));
        }
        let output = mtlint(dir.path(), &["score", "--text-field", "meta", "damaged.parquet"]);
        assert!(err(&output).contains("the column meta is a structure"), "{}", err(&output));
        let output = mtlint(dir.path(), &["score", "--text-field", "number", "damaged.parquet"]);
        assert!(err(&output).contains("the column number has no texts"), "{}", err(&output));
    }

    #[test]
    fn rows_in_parquet_are_those_in_json_lines() {
        let mut documents = documents(500);
        documents[7]["text"] = Value::Null;
        let dir = folder(&[("a.jsonl", &jsonl(&documents))]);
        let read = |args: &[&str]| {
            let output = mtlint(dir.path(), &[&["score", "a.jsonl", "--source-field", "meta.outlet"], args].concat());
            assert_code(&output, 2);
            let mut rows = Vec::new();
            let stamp = mtlint::batch::read_scores(&dir.path().join(args[1]), |row| rows.push(row)).expect("rows");
            (rows, stamp)
        };
        let expected = read(&["-o", "rows.jsonl"]);
        assert_eq!(expected.0.len(), 500);
        for args in
            [&["-o", "a.parquet"][..], &["-o", "b.parquet", "--columns"], &["-o", "c.parquet", "--row-group-size", "7"]]
        {
            assert!(read(args) == expected, "{args:?}");
        }
        let findings = read(&["-o", "rows.jsonl", "--findings"]);
        assert!(findings == read(&["-o", "d.parquet", "--findings"]));
        assert!(
            findings.0[0].outcome.as_ref().is_ok_and(|row| row.findings.as_ref().is_some_and(|all| !all.is_empty()))
        );
        let none = folder(&[("none.jsonl", b"")]);
        assert_code(&mtlint(none.path(), &["score", "none.jsonl", "-o", "none.parquet"]), 0);
        let mut rows = 0;
        let stamp = mtlint::batch::read_scores(&none.path().join("none.parquet"), |_| rows += 1).expect("a table");
        assert_eq!((rows, stamp.map(|stamp| stamp.mtlint)), (0, Some(env!("CARGO_PKG_VERSION").to_owned())));
    }
}
