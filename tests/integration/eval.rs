//! Measuring against marks: the figures by hand, the command, and marks that are wrong.

use crate::cli::{CLEAN_FA, LOOP_FA, assert_code, err, folder, mtlint, out, with_stdin};
use crate::{project, snapshots};
use mtlint::eval::{Evaluation, Mark, Tally, wilson};
use mtlint::finding::{Finding, RuleMeta};
use mtlint::span::LineIndex;
use mtlint::{Axis, Settings, Span, check, rules};
use serde_json::{Value, json};

// The measure

#[track_caller]
fn assert_near(value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() <= tolerance, "{value} is not {expected}");
}

#[test]
fn intervals_are_those_that_were_published() {
    // Newcombe 1998, Statistics in Medicine 17, table I, method 3; the last is a common worked example.
    for (successes, trials, low, high) in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (9, 10, 0.5958, 0.9821),
    ] {
        let [from, to] = wilson(successes, trials).expect("there are trials");
        assert_near(from, low, 0.00005);
        assert_near(to, high, 0.00005);
    }
    assert_eq!(wilson(0, 0), None);
    let [low, high] = wilson(59, 59).expect("there are trials");
    assert!(low > 0.93 && high == 1.0, "59 right of 59 show more than 93 %: {low}");
}

fn rule(name: &str) -> &'static RuleMeta {
    rules::by_name(name).expect("a rule").meta()
}

fn finding(name: &str, place: (u32, u32), related: &[(u32, u32)]) -> Finding {
    let rule = rule(name);
    Finding {
        rule,
        span: Span::new(place.0, place.1),
        related: related.iter().map(|&(start, end)| Span::new(start, end)).collect(),
        severity: rule.severity,
        confidence: rule.confidence,
        message: mtlint::Message::of_house(""),
        suggestion: None,
        is_gloss: false,
        edits: Vec::new(),
        count: 1,
        pattern: String::new(),
    }
}

fn mark(labels: &str, place: (u32, u32), defect: bool) -> Mark {
    Mark { span: Span::new(place.0, place.1), labels: labels.split('/').map(str::to_owned).collect(), defect }
}

fn measured(text: &str, findings: &[Finding], marks: &[Mark]) -> Evaluation {
    let mut evaluation = Evaluation::new(rules::metas());
    evaluation.add(text, 1000, findings, marks);
    evaluation
}

fn of_rule(evaluation: &Evaluation, name: &str) -> Tally {
    evaluation.rules.iter().find(|(rule, _)| rule.name == name).expect("it ran").1
}

#[test]
fn a_part_earns_its_share_of_the_finding_and_of_the_defect() {
    let text = "x".repeat(100);
    // 5 of the 10 characters of the finding, 5 of the 20 of the defect.
    let half = measured(&text, &[finding("repeated-word", (5, 15), &[])], &[mark("repeated-word", (10, 30), true)]);
    assert_near(half.total.precision().expect("a finding"), 0.5, 1e-12);
    assert_near(half.total.recall().expect("a defect"), 0.25, 1e-12);
    // 1.25 · .5 · .25 / (.25 · .5 + .25)
    assert_near(half.total.f_half().expect("both"), 0.416_666_666_666, 1e-9);
    assert_eq!((half.total.right, half.total.found, half.total.false_alarms()), (1, 1, 0));
}

#[test]
fn the_mean_is_taken_over_all_findings_and_all_defects() {
    let text = "x".repeat(100);
    let findings = [
        finding("repeated-word", (0, 10), &[]),
        finding("repeated-word", (20, 24), &[]),
        finding("repeated-phrase", (50, 60), &[]),
    ];
    let marks = [
        mark("repeated-word", (0, 10), true),
        mark("repeated-word", (22, 30), true),
        mark("decoder-loop", (90, 95), true),
    ];
    let all = measured(&text, &findings, &marks);
    // (1 + 2/4 + 0) / 3 and (1 + 2/8 + 0) / 3
    assert_near(all.total.precision().expect("findings"), 0.5, 1e-12);
    assert_near(all.total.recall().expect("defects"), 0.416_666_666_666, 1e-9);
    assert_eq!((all.total.findings, all.total.right, all.total.false_alarms()), (3, 2, 1));
    assert_near(all.false_per_thousand(&all.total).expect("words"), 1.0, 1e-12);
    let words = of_rule(&all, "repeated-word");
    assert_near(words.precision().expect("findings"), 0.75, 1e-12);
    assert_eq!(of_rule(&all, "decoder-loop").precision(), None);
    assert_eq!(of_rule(&all, "repeated-phrase").recall(), None);
}

#[test]
fn what_two_findings_cover_together_counts_once() {
    let text = "x".repeat(100);
    let findings = [finding("mangled-name", (10, 18), &[]), finding("mangled-name", (14, 20), &[])];
    let all = measured(&text, &findings, &[mark("mangled-name", (10, 20), true)]);
    assert_near(all.total.recall().expect("a defect"), 1.0, 1e-12);
    assert_near(all.total.precision().expect("findings"), 1.0, 1e-12);
}

#[test]
fn shares_are_shares_of_letters_not_of_bytes() {
    // Two letters of one byte and two of two bytes: the finding covers one of each.
    let all = measured("abاب", &[finding("glued-words", (1, 4), &[])], &[mark("glued-words", (0, 6), true)]);
    assert_near(all.total.recall().expect("a defect"), 0.5, 1e-12);
}

#[test]
fn a_finding_earns_what_its_best_place_earns() {
    let text = "x".repeat(100);
    let variant = finding("inconsistent-name", (0, 5), &[(40, 50)]);
    let all = measured(&text, &[variant], &[mark("inconsistent-name", (40, 50), true)]);
    assert_eq!((all.total.precision(), all.total.recall()), (Some(1.0), Some(1.0)));
}

#[test]
fn another_label_is_neither_right_nor_a_false_alarm() {
    let text = "x".repeat(100);
    let findings = [finding("literal-calque", (0, 10), &[]), finding("repeated-word", (20, 30), &[])];
    let marks = [mark("implausible-source", (0, 10), true), mark("decoder-loop", (20, 30), true)];
    let all = measured(&text, &findings, &marks);
    assert_eq!((all.total.other, all.total.right, all.total.false_alarms()), (2, 0, 0));
    assert_eq!(all.total.precision(), Some(0.0));
    // No rule is called implausible-source: what nobody looks for is no miss.
    assert_eq!(all.total.defects, 1);
    assert_eq!(all.unsought["implausible-source"], 1);
}

#[test]
fn each_label_of_a_defect_is_right() {
    let text = "x".repeat(100);
    let marks = [mark("wrong-sense/literal-calque/mangled-name", (0, 10), true)];
    for name in ["literal-calque", "mangled-name"] {
        let all = measured(&text, &[finding(name, (0, 10), &[])], &marks);
        assert_eq!((all.total.precision(), all.total.recall()), (Some(1.0), Some(1.0)), "{name}");
        assert!(all.unsought.is_empty());
    }
}

#[test]
fn a_decoy_is_violated_by_the_rules_that_it_tempts_unless_a_defect_lies_there() {
    let text = "x".repeat(100);
    let decoy = mark("repeated-word/repeated-phrase", (0, 10), false);
    let violated = |findings: &[Finding], marks: &[Mark]| measured(&text, findings, marks);
    let tempted = violated(&[finding("repeated-word", (5, 12), &[])], std::slice::from_ref(&decoy));
    assert_eq!((tempted.total.decoys, tempted.total.violated, tempted.total.false_alarms()), (1, 1, 1));
    assert_eq!(of_rule(&tempted, "repeated-word").violated, 1);
    assert_eq!((of_rule(&tempted, "repeated-phrase").decoys, of_rule(&tempted, "repeated-phrase").violated), (1, 0));
    assert_eq!((tempted.axes[0].0, tempted.axes[0].1.violated), (Axis::Translation, 1));
    let other = violated(&[finding("spaced-mark", (5, 12), &[])], std::slice::from_ref(&decoy));
    assert_eq!(other.total.violated, 0);
    let defect = mark("repeated-word", (9, 12), true);
    assert_eq!(violated(&[finding("repeated-word", (5, 12), &[])], &[decoy, defect]).total.violated, 0);
}

#[test]
fn measuring_in_parts_gives_the_same_as_measuring_at_once() {
    let text = "x".repeat(100);
    let (findings, marks) = ([finding("repeated-word", (5, 15), &[])], [mark("repeated-word", (10, 30), true)]);
    let mut whole = measured(&text, &findings, &marks);
    whole.add(&text, 1000, &[], &marks);
    let mut parts = measured(&text, &findings, &marks);
    parts.merge(measured(&text, &[], &marks));
    assert_eq!((whole.total, whole.words, whole.documents), (parts.total, parts.words, parts.documents));
    assert_eq!(whole.rules, parts.rules);
}

// The command

#[test]
fn the_shipped_articles_are_measured_as_reviewed() {
    let measured = mtlint(&project(""), &["eval", "corpora/", "--format", "markdown"]);
    assert_code(&measured, 0);
    snapshots("cli").bind(|| insta::assert_snapshot!("eval", out(&measured)));
}

/// Gold in one line: the text with these marks.
fn document(text: &str, spans: Value) -> String {
    format!("{}\n", json!({"id": "a", "text": text, "lang": "fa", "spans": spans}))
}

/// Where the checker sees the loop, as code points.
fn the_loop() -> (u32, u32) {
    let checked = check(LOOP_FA, &Settings::default());
    let found = checked.findings.iter().find(|finding| finding.rule.name == "decoder-loop").expect("the loop");
    let lines = LineIndex::new(LOOP_FA);
    (lines.position(found.span.start).code_point, lines.position(found.span.end).code_point)
}

fn json_of(output: &std::process::Output) -> Value {
    serde_json::from_str(&out(output)).expect("one JSON object")
}

#[test]
fn marks_beside_a_text_and_marks_with_their_text_measure_alike() {
    let (start, end) = the_loop();
    let mark = json!({"start": start, "end": end, "label": "decoder-loop", "kind": "defect", "severity": "critical"});
    let dir = folder(&[
        ("beside/a.txt", LOOP_FA.as_bytes()),
        ("beside/a.gold.jsonl", mark.to_string().as_bytes()),
        ("beside/clean.txt", CLEAN_FA.as_bytes()),
        ("beside/clean.gold.jsonl", b""),
        ("all.jsonl", (document(LOOP_FA, json!([mark])) + &document(CLEAN_FA, json!([]))).as_bytes()),
    ]);
    let beside = mtlint(dir.path(), &["eval", "--format", "json", "beside"]);
    assert_code(&beside, 0);
    let report = json_of(&beside);
    assert_eq!(report["documents"], 2);
    assert_eq!(report["by_rule"]["decoder-loop"]["precision"], 1.0);
    assert_eq!(report["by_rule"]["decoder-loop"]["recall"], 1.0);
    assert_eq!(report["by_rule"]["decoder-loop"]["found_interval"], json!([0.2065, 1.0]));
    let inside = mtlint(dir.path(), &["eval", "--format", "json", "all.jsonl"]);
    assert_code(&inside, 0);
    assert_eq!(out(&inside), out(&beside));
    let piped = std::fs::read(dir.path().join("all.jsonl")).expect("written");
    assert_eq!(out(&with_stdin(dir.path(), &["eval", "--format", "json", "-"], &piped)), out(&beside));
    for threads in ["1", "3"] {
        let again = mtlint(dir.path(), &["eval", "--format", "json", "--threads", threads, "all.jsonl"]);
        assert_eq!(out(&again), out(&beside));
    }
}

#[test]
fn offsets_beside_a_file_count_its_byte_order_mark() {
    let (start, end) = the_loop();
    let row = json!({"start": start + 1, "end": end + 1, "label": "decoder-loop"}).to_string();
    let text = format!("\u{FEFF}{LOOP_FA}");
    let dir = folder(&[("a.txt", text.as_bytes()), ("a.gold.jsonl", row.as_bytes())]);
    let measured = mtlint(dir.path(), &["eval", "--format", "json", "a.gold.jsonl"]);
    assert_code(&measured, 0);
    assert_eq!(json_of(&measured)["by_rule"]["decoder-loop"]["recall"], 1.0);
}

#[test]
fn findings_measured_against_themselves_are_right_and_complete() {
    let root = project("");
    let checked = mtlint(&root, &["check", "--format", "jsonl", "--exit-zero", "corpora"]);
    let gold: String = out(&checked)
        .lines()
        .map(|line| {
            let report: Value = serde_json::from_str(line).expect("JSON");
            let text = std::fs::read_to_string(root.join(report["path"].as_str().expect("a path"))).expect("UTF-8");
            let spans: Vec<Value> = report["findings"]
                .as_array()
                .expect("findings")
                .iter()
                .map(|f| json!({"start": f["start"], "end": f["end"], "text": f["text"], "label": f["rule"]}))
                .collect();
            document(&text, json!(spans)).replace("\"lang\":\"fa\"", &format!("\"lang\":{}", report["lang"]))
        })
        .collect();
    let floors = ["eval", "--format", "json", "--min-precision", "1", "--min-recall", "1", "-"];
    let measured = with_stdin(&root, &floors, gold.as_bytes());
    assert_code(&measured, 0);
    assert_eq!(json_of(&measured)["total"]["false"], 0);
}

#[test]
fn rules_that_do_not_run_are_not_measured() {
    let root = project("");
    let measured = json_of(&mtlint(&root, &["eval", "--format", "json", "--select", "decoder-loop", "corpora/fa"]));
    let names: Vec<&String> = measured["by_rule"].as_object().expect("rules").keys().collect();
    assert_eq!(names, ["decoder-loop"]);
    assert_eq!(measured["total"]["defects"], measured["by_rule"]["decoder-loop"]["defects"]);
    assert!(measured["unsought"]["mangled-name"].as_u64().expect("counted") > 0);
}

#[test]
fn a_missed_floor_exits_with_1_and_says_which() {
    let wrong = document(LOOP_FA, json!([{"start": 0, "end": 4, "label": "mangled-name"}]));
    let dir = folder(&[("gold.jsonl", wrong.as_bytes()), ("clean.jsonl", document(CLEAN_FA, json!([])).as_bytes())]);
    assert_code(&mtlint(dir.path(), &["eval", "gold.jsonl"]), 0);
    for (floor, value) in [("--min-precision", "0.5"), ("--min-recall", "0.01")] {
        let missed = mtlint(dir.path(), &["eval", floor, value, "gold.jsonl"]);
        assert_code(&missed, 1);
        assert!(err(&missed).contains(&format!("is under {floor} {value}")), "{}", err(&missed));
        assert!(!out(&missed).is_empty(), "the table is printed all the same");
    }
    assert_code(&mtlint(dir.path(), &["eval", "--min-precision", "0", "--min-recall", "0", "gold.jsonl"]), 0);
    let nothing = mtlint(dir.path(), &["eval", "--min-recall", "0", "clean.jsonl"]);
    assert_code(&nothing, 1);
    assert!(err(&nothing).contains("recall has no value"), "{}", err(&nothing));
    for bad in ["1.5", "-0.1", "NaN", "half"] {
        assert_code(&mtlint(dir.path(), &["eval", &format!("--min-precision={bad}"), "gold.jsonl"]), 2);
    }
}

#[test]
fn wrong_marks_are_named_with_their_line_and_the_rest_is_measured() {
    let deep = "[".repeat(100_000);
    let good = document(CLEAN_FA, json!([]));
    let spans = |row: Value| document(CLEAN_FA, json!([row]));
    let cases: Vec<(String, &str)> = vec![
        ("{".into(), "no JSON"),
        (deep, "no JSON"),
        ("[1]".into(), "no JSON object"),
        ("{\"text\": \"\\ud800\", \"spans\": []}".into(), "no JSON"),
        ("{\"spans\": []}".into(), "\"text\" is not a text"),
        ("{\"text\": \"a\", \"spans\": 1}".into(), "\"spans\" is not a list of marks"),
        ("{\"text\": \"a\", \"lang\": 1, \"spans\": []}".into(), "\"lang\" is not a code"),
        (spans(json!(1)), "no JSON object"),
        (spans(json!({"end": 2, "label": "a"})), "\"start\" is not an offset"),
        (spans(json!({"start": -1, "end": 2, "label": "a"})), "\"start\" is not an offset"),
        (spans(json!({"start": 0, "end": 1e30, "label": "a"})), "\"end\" is not an offset"),
        (spans(json!({"start": 0, "end": 99_999, "label": "a"})), "offsets 0 to 99999 mark nothing"),
        (spans(json!({"start": u64::MAX, "end": u64::MAX, "label": "a"})), "mark nothing"),
        (spans(json!({"start": 4, "end": 2, "label": "a"})), "offsets 4 to 2 mark nothing"),
        (spans(json!({"start": 2, "end": 2, "label": "a"})), "offsets 2 to 2 mark nothing"),
        (spans(json!({"start": 0, "end": 4, "label": "a", "text": "رود"})), "is not what \"text\" says"),
        (spans(json!({"start": 0, "end": 4})), "\"label\" is not a label"),
        (spans(json!({"start": 0, "end": 4, "label": "a", "alt": "b"})), "\"alt\" is not a list of labels"),
        (spans(json!({"start": 0, "end": 4, "label": "a", "kind": "maybe"})), "\"kind\" is not"),
        (json!({"start": 0, "end": 4, "label": "a"}).to_string(), "a mark without a text"),
    ];
    for (line, expected) in cases {
        let gold = format!("{good}{}\n\n{good}", line.trim_end());
        let dir = folder(&[("gold.jsonl", gold.as_bytes())]);
        let measured = mtlint(dir.path(), &["eval", "--format", "json", "gold.jsonl"]);
        assert_code(&measured, 2);
        let said = err(&measured);
        assert!(said.contains("gold.jsonl:2: ") && said.contains(expected), "{expected}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert_eq!(json_of(&measured)["documents"], 2, "{expected}");
    }
}

#[test]
fn an_article_with_a_wrong_mark_is_left_out_and_the_others_are_measured() {
    let row = json!({"start": 0, "end": 4, "label": "mangled-name"}).to_string();
    let dir = folder(&[
        ("bad.txt", CLEAN_FA.as_bytes()),
        ("bad.gold.jsonl", format!("{row}\n{{}}\n").as_bytes()),
        ("binary.gold.jsonl", b"\0\0"),
        ("good.txt", CLEAN_FA.as_bytes()),
        ("good.gold.jsonl", row.as_bytes()),
        ("lone.gold.jsonl", row.as_bytes()),
        ("latin.txt", b"\xE7\xE7"),
        ("latin.gold.jsonl", row.as_bytes()),
    ]);
    let measured = mtlint(dir.path(), &["eval", "--format", "json", ".", "absent.gold.jsonl"]);
    assert_code(&measured, 2);
    assert_eq!(json_of(&measured)["documents"], 1);
    let said = err(&measured);
    for line in [
        "bad.gold.jsonl:2: \"start\" is not an offset",
        "binary.gold.jsonl: binary file",
        "latin.gold.jsonl: its text latin.txt: not UTF-8",
        "lone.gold.jsonl: its text lone.txt: no such file",
        "absent.gold.jsonl: no such file",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
}

#[test]
fn nothing_to_measure_is_no_success() {
    let dir = folder(&[("a.txt", CLEAN_FA.as_bytes()), ("empty.jsonl", b"\n\n")]);
    for args in [&["eval", "."][..], &["eval", "empty.jsonl"], &["eval"]] {
        let measured = mtlint(dir.path(), args);
        assert_code(&measured, 2);
        assert!(measured.stdout.is_empty());
    }
}

#[test]
fn labels_cannot_act_on_the_terminal() {
    let gold = document(CLEAN_FA, json!([{"start": 0, "end": 4, "label": "\u{1B}[31mred\u{202E}"}]));
    let dir = folder(&[("gold.jsonl", gold.as_bytes())]);
    for format in ["table", "markdown", "json"] {
        let measured = mtlint(dir.path(), &["eval", "--color", "never", "--format", format, "gold.jsonl"]);
        assert_code(&measured, 0);
        assert!(!out(&measured).contains(['\u{1B}', '\u{202E}']), "{format}: {}", out(&measured));
    }
}
