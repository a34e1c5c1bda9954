//! What a run over a corpus adds up to: numbers worked out by hand, groups, another run, names that mean harm.

use crate::cli::{CLEAN_FA, LOOP_FA, assert_code, err, folder, mtlint};
use crate::project;
use mtlint::batch::{CsvRows, DocumentScore, Labels, RowOptions, ScoreRow, Stamp, Summary, write_line};
use mtlint::config::{Layer, Project};
use mtlint::score::{PerAxis, Score};
use mtlint::{Axis, UiLang, Verdict};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A row: id, group, words, translation score, counts of rules.
fn row(id: &str, group: Option<&str>, words: u32, score: f64, counts: &[(&'static str, u32)]) -> ScoreRow {
    let verdict = match score {
        _ if words < 150 => Verdict::Review,
        score if score < 80.0 => Verdict::Fail,
        _ => Verdict::Pass,
    };
    let labels = Labels {
        line: Some(1),
        id: Some(id.to_owned()),
        group: group.map(str::to_owned),
        ..Labels::of("corpus.jsonl")
    };
    let document = DocumentScore {
        lang: "fa".into(),
        encoding: None,
        score: Score {
            words,
            axes: PerAxis { translation: score, typography: 100.0, extraction: 90.0 },
            mqm_raw: score,
            penalty: PerAxis { translation: 100.0 - score, ..PerAxis::default() },
            tolerance: 5.0,
            rate_interval: [0.0, 1.0],
            verdict,
        },
        severities: [0, 0, counts.iter().map(|(_, count)| count).sum()],
        counts: counts.iter().map(|(rule, count)| ((*rule).into(), *count)).collect(),
        findings: None,
    };
    ScoreRow { labels, outcome: Ok(document) }
}

fn failed(id: &str, group: Option<&str>, error: &str) -> ScoreRow {
    let labels = Labels { id: Some(id.to_owned()), group: group.map(str::to_owned), ..Labels::of("corpus.jsonl") };
    ScoreRow::failed(labels, error)
}

fn stamp() -> Stamp {
    Stamp::of("0123456789abcdef".to_owned())
}

fn summed<'r>(rows: impl IntoIterator<Item = &'r ScoreRow>) -> Summary {
    let mut summary = Summary::new(stamp(), [("house-word".to_owned(), Axis::Typography)], Some("outlet"));
    rows.into_iter().for_each(|row| summary.add(row));
    summary
}

/// The rows against a file of earlier ones.
fn compared(rows: &[ScoreRow], earlier: &Path) -> Summary {
    let mut summary = summed([]);
    summary.compare(earlier).expect("rows of scores");
    rows.iter().for_each(|row| summary.add(row));
    summary
}

fn file(dir: &Path, name: &str, rows: &[ScoreRow], stamp: &Stamp) -> PathBuf {
    let mut text = Vec::new();
    rows.iter().for_each(|row| write_line(row, stamp, &mut text));
    let path = dir.join(name);
    fs::write(&path, text).expect("written");
    path
}

/// The summary as JSON, held against its schema.
fn json(summary: &Summary) -> Value {
    let mut text = Vec::new();
    summary.write_json(&mut text).expect("written");
    valid(&text)
}

fn page(summary: &Summary) -> String {
    let mut text = Vec::new();
    summary.write_page(UiLang::En, &mut text).expect("written");
    String::from_utf8(text).expect("UTF-8")
}

fn valid(text: &[u8]) -> Value {
    let schema = fs::read_to_string(project("tests/schemas/summary.json")).expect("a schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::options().build(&schema).expect("a schema");
    let value: Value = serde_json::from_slice(text).expect("JSON");
    let errors: Vec<String> =
        validator.iter_errors(&value).take(5).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    value
}

fn close(value: &Value, expected: f64) -> bool {
    value.as_f64().is_some_and(|value| (value - expected).abs() < 0.00051)
}

#[track_caller]
fn assert_ends(value: &Value, low: f64, high: f64, within: f64) {
    let near = |at: usize, end: f64| value[at].as_f64().is_some_and(|value| (value - end).abs() <= within);
    assert!(near(0, low) && near(1, high), "{value} is not {low} to {high}");
}

#[test]
fn shares_means_and_rates_are_those_worked_out_by_hand() {
    let rows = [
        row("1", Some("a"), 200, 100.0, &[]),
        row("2", Some("a"), 300, 60.0, &[("decoder-loop", 2), ("house-word", 1)]),
        failed("3", Some("a"), "\"text\" is null"),
        row("4", Some("b"), 500, 85.0, &[("decoder-loop", 1)]),
        row("5", None, 100, 70.5, &[("mojibake", 4)]),
    ];
    let summary = json(&summed(&rows));
    let total = &summary["total"];
    assert_eq!((&total["documents"], &total["errors"], &total["words"]), (&json!(4), &json!(1), &json!(1100)));
    // One of four: Wilson (0.25 + z²/8 ± z·√(0.1875/4 + z²/64)) / (1 + z²/4).
    let fail = &total["verdicts"]["fail"];
    assert_eq!((&fail["documents"], &fail["share"]), (&json!(1), &json!(0.25)));
    assert_ends(&fail["interval"], 0.0456, 0.6994, 0.0001);
    assert_eq!(total["verdicts"]["pass"]["documents"], 2);
    assert_eq!(total["verdicts"]["review"]["documents"], 1);
    // Deviations from 78.875: 21.125, -18.875, 6.125, -8.375; s² = 303.40, t of three degrees 3.182.
    let scores = &total["scores"]["translation"];
    assert!(close(&scores["mean"], 78.88), "{scores}");
    assert_ends(&scores["interval"], 51.16, 100.0, 0.01);
    let mut bins = [0; 20];
    for bin in [12, 14, 17, 19] {
        bins[bin] = 1;
    }
    assert_eq!(scores["bins"], json!(bins));
    assert_eq!(total["scores"]["typography"]["bins"][19], 4);
    let quantiles = &total["quantiles"]["translation"];
    let expected = [("p5", 60.0), ("p25", 60.0), ("p50", 70.5), ("p75", 85.0), ("p95", 100.0)];
    assert!(expected.iter().all(|(name, score)| close(&quantiles[name], *score)), "{quantiles}");
    // Three loops in 1,100 words, in two of four documents; most findings first, of equally many by name.
    let rules: Vec<&Value> = total["findings"].as_array().expect("rules").iter().map(|one| &one["rule"]).collect();
    assert_eq!(rules, ["mojibake", "decoder-loop", "house-word"]);
    let loops = &total["findings"][1];
    assert_eq!((&loops["findings"], &loops["documents"], &loops["share"]), (&json!(3), &json!(2), &json!(0.5)));
    assert!(close(&loops["per_thousand_words"], 2.7273) && loops["axis"] == "translation", "{loops}");
    // R = 3/1100; Σ(y - R·w)² = 5 - 2R·1100 + R²·390,000 = 1.9008; times 4/3 over 3 findings: under 1, so the design effect
    // is 1; (t/z)² = (3.182/1.960)² = 2.636 leaves 1.138 independent findings, of which each stands for 2.636.
    assert_ends(&loops["interval"], 0.0664, 13.906, 0.001);
    assert_eq!(total["findings"][2]["axis"], "typography");
    // Groups: a fails in one of two, b in none of one, those without a group in none.
    let groups: Vec<(&Value, &Value, &Value)> = summary["groups"]
        .as_array()
        .expect("groups")
        .iter()
        .map(|group| (&group["group"], &group["documents"], &group["errors"]))
        .collect();
    assert_eq!(
        groups,
        [
            (&json!("a"), &json!(2), &json!(1)),
            (&json!(null), &json!(1), &json!(0)),
            (&json!("b"), &json!(1), &json!(0)),
        ]
    );
    assert!(close(&summary["groups"][0]["findings"][0]["per_thousand_words"], 4.0));
    assert_eq!((&summary["group_by"], &summary["further_groups"]), (&json!("outlet"), &json!(null)));
    let ids = |list: &Value| list.as_array().expect("a list").iter().map(|one| one["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&summary["worst"]), ["2", "5", "4"]);
    assert_eq!(summary["worst"][0]["rules"], json!([["decoder-loop", 2], ["house-word", 1]]));
    assert_eq!(
        (ids(&summary["failures"]), &summary["failures"][0]["error"]),
        (vec![json!("3")], &json!("\"text\" is null"))
    );
    assert_eq!((&summary["languages"][0]["lang"], &summary["languages"][0]["documents"]), (&json!("fa"), &json!(4)));
}

#[test]
fn a_run_without_documents_has_a_summary_without_numbers() {
    for rows in [vec![], vec![failed("1", None, "no text")]] {
        let summary = summed(&rows);
        let value = json(&summary);
        assert_eq!(value["total"]["verdicts"]["fail"]["share"], Value::Null);
        assert_eq!(value["total"]["scores"]["translation"]["mean"], Value::Null);
        assert_eq!(value["total"]["translation_findings"]["per_thousand_words"], Value::Null);
        assert!(!summary.lines(Duration::ZERO, 0, 0, UiLang::En).contains("NaN"));
        assert!(!page(&summary).contains("NaN"));
    }
}

#[test]
fn groups_are_bounded_and_what_is_beyond_is_counted() {
    let name = |at: usize| format!("outlet {at}");
    let long = "ن".repeat(100_000);
    let mut rows: Vec<ScoreRow> = (0..10_050).map(|at| row("x", Some(&name(at)), 200, 90.0, &[])).collect();
    rows.insert(3, row("x", Some(&long), 200, 90.0, &[]));
    rows.push(row("x", Some(&name(7)), 200, 10.0, &[]));
    let summary = summed(&rows);
    let value = json(&summary);
    assert_eq!(value["groups"].as_array().expect("groups").len(), 10_000);
    assert_eq!((&value["groups"][0]["group"], &value["groups"][0]["documents"]), (&json!("outlet 7"), &json!(2)));
    assert_eq!(value["further_groups"]["documents"], 51);
    let lines = summary.lines(Duration::ZERO, 0, 0, UiLang::En);
    assert!(lines.contains("more than 10000 groups: 51 documents of further ones"), "{lines}");
    assert!(lines.contains("and 9990 more groups"), "{lines}");
    assert_eq!(lines.lines().count(), 1 + 1 + 10 + 2, "{lines}");
}

/// Documents whose scores differ, the first `worse` of them lower by 30 points than in the other run.
fn runs(count: usize, worse: usize) -> [Vec<ScoreRow>; 2] {
    let of = |at: usize, points: f64, loops: u32| {
        let counts = [("decoder-loop", loops), ("mojibake", at as u32 % 3)];
        let counts: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
        row(&format!("doc {at}"), Some(["a", "b"][at % 2]), 200 + at as u32 % 7, points, &counts)
    };
    let points = |at: usize| 85.0 + (at % 15) as f64;
    let was = (0..count).map(|at| of(at, points(at), 0));
    let is = (0..count).map(|at| if at < worse { of(at, points(at) - 30.0, 2) } else { of(at, points(at), 0) });
    [was.collect(), is.collect()]
}

/// What every change says of itself, however deep it stands.
fn significances(value: &Value) -> Vec<&Value> {
    match value {
        Value::Object(fields) => {
            let of = |(name, value)| if name == "significant" { vec![value] } else { significances(value) };
            fields.iter().flat_map(of).collect()
        }
        Value::Array(list) => list.iter().flat_map(significances).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_planted_worsening_is_found_and_equal_runs_are_silent() {
    let dir = folder(&[]);
    let [was, is] = runs(300, 30);
    let earlier = file(dir.path(), "old.jsonl", &was, &stamp());
    let equal = compared(&was, &earlier);
    let value = json(&equal);
    let compare = &value["compare"];
    assert_eq!(
        (&compare["matched"], &compare["pairs"], &compare["comparable"]),
        (&json!(300), &json!(300), &json!(true))
    );
    for change in [&compare["scores"]["translation"], &compare["fail_share"], &compare["translation_findings"]] {
        assert_eq!(
            (&change["change"], &change["interval"], &change["p"]),
            (&json!(0.0), &json!([0.0, 0.0]), &json!(1.0))
        );
    }
    let seen = significances(compare);
    assert!(seen.len() > 4 && seen.iter().all(|value| value.is_null()), "{compare}");
    assert_eq!((&compare["worse"], &compare["better"]), (&json!([]), &json!([])));
    let lines = equal.lines(Duration::ZERO, 0, 0, UiLang::En);
    assert_eq!(lines.matches("no clear change").count(), 3, "{lines}");

    let summary = compared(&is, &earlier);
    let value = json(&summary);
    let compare = &value["compare"];
    let score = &compare["scores"]["translation"];
    assert!(close(&score["change"], -3.0) && score["significant"] == "worse", "{score}");
    // Thirty of 300 lose 30 points: the standard error is √(0.1·0.9·900/300) = 0.52.
    assert_ends(&score["interval"], -4.0, -2.0, 0.15);
    assert!(score["p"].as_f64().is_some_and(|p| p < 0.002), "{score}");
    assert!(close(&compare["fail_share"]["change"], 0.1) && compare["fail_share"]["significant"] == "worse");
    assert_eq!(compare["scores"]["typography"]["significant"], Value::Null);
    let loops = &compare["findings"][0];
    assert_eq!(
        (&loops["rule"], &loops["significant"], &loops["was"]),
        (&json!("decoder-loop"), &json!("worse"), &json!(0.0))
    );
    let other = compare["findings"].as_array().expect("rules").iter().find(|rule| rule["rule"] == "mojibake");
    assert!(other.is_some_and(|rule| rule["significant"].is_null() && rule["change"] == json!(0.0)), "{other:?}");
    assert_eq!(
        (&compare["lower"], &compare["higher"], &compare["outcomes"]["pass"]["fail"]),
        (&json!(30), &json!(0), &json!(30))
    );
    let worse = compare["worse"].as_array().expect("documents");
    assert_eq!(worse.len(), 10);
    assert_eq!(
        (&worse[0]["id"], &worse[0]["was"]["verdict"], &worse[0]["verdict"]),
        (&json!("doc 0"), &json!("pass"), &json!("fail"))
    );
    assert_eq!(worse[0]["was"]["rules"], json!([["decoder-loop", 0, 2]]));
    let change = &value["groups"][0]["change"];
    assert_eq!((&change["matched"], &change["newly_failing"]), (&json!(150), &json!(15)));
    assert!(close(&change["change"], -3.0), "{change}");
    // The other way about it is an improvement.
    let back = file(dir.path(), "new.jsonl", &is, &stamp());
    let back = json(&compared(&was, &back));
    assert_eq!(back["compare"]["scores"]["translation"]["significant"], "better");
    assert_eq!(back["compare"]["better"].as_array().expect("documents").len(), 10);
}

#[test]
fn documents_of_one_run_alone_repeated_ids_and_other_rules_are_said() {
    let dir = folder(&[]);
    let [was, mut is] = runs(20, 0);
    is.truncate(15);
    is.push(row("new", None, 200, 90.0, &[]));
    is.push(row("doc 3", None, 200, 10.0, &[]));
    is[4] = failed("doc 4", None, "gone");
    let other = Stamp { rules: "1999.1".to_owned(), ..stamp() };
    let earlier = file(dir.path(), "old.jsonl", &[was.clone(), was[..2].to_vec()].concat(), &other);
    let summary = compared(&is, &earlier);
    let value = json(&summary);
    let compare = &value["compare"];
    for (field, count) in [
        ("matched", 15),
        ("pairs", 14),
        ("only_here", 1),
        ("only_there", 5),
        ("repeated_here", 1),
        ("repeated_there", 2),
    ] {
        assert_eq!(compare[field], count, "{field}");
    }
    assert_eq!((&compare["comparable"], &compare["rules"]), (&json!(false), &json!("1999.1")));
    assert_eq!(compare["outcomes"]["pass"]["error"], 1);
    let score = &compare["scores"]["translation"];
    assert_eq!((&score["change"], &score["interval"]), (&json!(0.0), &json!(null)), "of 14 pairs nothing is said");
    let lines = summary.lines(Duration::ZERO, 0, 0, UiLang::En);
    assert!(lines.contains("only in this run 1, only in the earlier one 5"), "{lines}");
    assert!(lines.contains("1 of this run, 2 of the earlier one"), "{lines}");
    let none = json(&compared(&is[..1], &file(dir.path(), "none.jsonl", &was[5..], &stamp())));
    assert_eq!((&none["compare"]["pairs"], &none["compare"]["fail_share"]), (&json!(0), &json!(null)));
    // Ids tell documents apart; without them their places do.
    let without = |mut row: ScoreRow, line: u64| {
        (row.labels.id, row.labels.line) = (None, Some(line));
        row
    };
    let placed: Vec<ScoreRow> = (1..).zip(was).map(|(line, row)| without(row, line)).collect();
    let by_place = json(&compared(&placed[..7], &file(dir.path(), "placed.jsonl", &placed, &stamp())));
    assert_eq!((&by_place["compare"]["matched"], &by_place["compare"]["only_there"]), (&json!(7), &json!(13)));
}

#[test]
fn a_change_that_is_rounded_to_nothing_has_no_sign() {
    let dir = folder(&[]);
    let [was, mut is] = runs(100, 0);
    is[1] = row("doc 1", Some("b"), 201, 85.0, &[("mojibake", 1)]);
    let summary = compared(&is, &file(dir.path(), "old.jsonl", &was, &stamp()));
    assert_eq!(json(&summary)["compare"]["scores"]["translation"]["change"], json!(-0.01));
    let lines = summary.lines(Duration::ZERO, 0, 0, UiLang::En);
    assert!(lines.contains("change 0.0 (0.0 to 0.0, ") && !lines.contains('−'), "{lines}");
}

#[test]
fn runs_whose_configurations_find_the_same_are_comparable() {
    let stamp = |phrase: &str, example: &str, reason: &str| {
        let rule = format!(
            "[[rule]]\nname = \"own\"\nmessage = \"m\"\nphrases = [\"{phrase}\"]\nflags = [\"{example}\"]\npasses = [\"x {example}\"]"
        );
        let config = format!("{rule}\n[[silence]]\nrule = \"own\"\npath = \"a.txt\"\nreason = \"{reason}\"");
        let project = Project::of_text(&config, Path::new("mtlint.toml"), Path::new(""), Layer::empty("command line"));
        let profile = project.expect("a project").profile(Path::new("b.txt")).expect("a profile");
        Stamp::of_profiles([&*profile])
    };
    assert_eq!(stamp("تنش", "تنش", "a quotation"), stamp("تنش", "تنش ها", "the title of a book"));
    assert_ne!(stamp("تنش", "تنش", "a quotation"), stamp("تنش ها", "تنش", "a quotation"));
}

#[test]
fn rows_that_several_versions_made_are_comparable_with_none() {
    let dir = folder(&[]);
    let [was, is] = runs(20, 0);
    let text = |rows: &[ScoreRow], stamp: &Stamp| {
        let mut text = Vec::new();
        rows.iter().for_each(|row| write_line(row, stamp, &mut text));
        text
    };
    let options = RowOptions::default();
    let cells = |rows: &[ScoreRow], stamp: &Stamp| {
        let mut text = Vec::new();
        rows.iter().for_each(|row| CsvRows::new(&options, stamp).write(row, &mut text));
        text
    };
    let other = Stamp { rules: "1999.1".to_owned(), ..stamp() };
    let is_comparable = |name: &str, text: &[u8]| {
        let path = dir.path().join(name);
        fs::write(&path, text).expect("written");
        let value = json(&compared(&is, &path));
        assert_eq!(value["compare"]["matched"], 20, "{name}");
        value["compare"]["comparable"] == true
    };
    let failed = failed("bad", None, "\"text\" is null");
    for (second, expected) in [(stamp(), true), (other, false)] {
        let lines =
            [text(&was[..10], &stamp()), text(std::slice::from_ref(&failed), &second), text(&was[10..], &second)]
                .concat();
        assert_eq!(is_comparable("old.jsonl", &lines), expected);
        let rows = [CsvRows::header(&options), cells(&was[..10], &stamp()), cells(&was[10..], &second)].concat();
        assert_eq!(is_comparable("old.csv", &rows), expected);
    }
}

#[test]
fn addresses_are_whole_and_the_page_leads_nowhere_else() {
    let with = |url: &str| {
        let mut row = row("", None, 200, 10.0, &[("decoder-loop", 1)]);
        row.labels.url = Some(url.to_owned());
        row
    };
    let persian = format!("https://example.org/{}", "%D8%AE%D8%A8%D8%B1-".repeat(80));
    let endless = format!("https://example.net/{}", "a".repeat(5000));
    let hidden = "https://example.com/\u{202E}txt";
    let summary = summed(&[with(&persian), with(&endless), with(hidden)]);
    let value = json(&summary);
    let urls: Vec<&str> = (0..3).filter_map(|at| value["worst"][at]["url"].as_str()).collect();
    assert_eq!(urls, [&persian, &format!("{}…", &endless[..2083]), hidden]);
    let page = page(&summary);
    assert!(page.contains(&persian) && !page.contains("example.net") && !page.contains("example.com"));
}

#[test]
fn an_earlier_run_that_means_harm_costs_little() {
    let dir = folder(&[]);
    let names: Vec<Value> = (0..1001).map(|at| json!(format!("rule {at}"))).collect();
    let made_up = |name: &str, rules: &[Value]| {
        let mut row: Value =
            serde_json::from_slice(&fs::read(file(dir.path(), name, &runs(1, 0)[0], &stamp())).expect("a row"))
                .expect("JSON");
        row["counts"] = rules.iter().filter_map(Value::as_str).map(|rule| (rule.to_owned(), json!(u32::MAX))).collect();
        row["severities"] = json!({"critical": u32::MAX, "major": u32::MAX, "minor": u32::MAX});
        let path = dir.path().join(name);
        fs::write(&path, format!("{row}\n")).expect("written");
        path
    };
    let mut summary = summed([]);
    let error = summary.compare(&made_up("many.jsonl", &names)).expect_err("too many rules");
    assert_eq!(error, "its rows name more than 1000 rules");
    let mut summary = summed([]);
    summary.compare(&made_up("most.jsonl", &names[..1000])).expect("as many as one may have");
    let mut bad = row("doc 0", Some("a"), 200, 85.0, &[("decoder-loop", u32::MAX)]);
    if let Ok(document) = &mut bad.outcome {
        document.severities = [u32::MAX; 3];
    }
    summary.add(&bad);
    let value = json(&summary);
    assert_eq!(value["total"]["translation_findings"]["findings"], 3 * u64::from(u32::MAX));
    let findings = &value["compare"]["translation_findings"];
    assert!(findings["change"] == json!(0.0) && findings["was"].as_f64().is_some_and(|was| was > 6e10), "{findings}");
    assert_eq!(value["compare"]["findings"].as_array().map(Vec::len), Some(1001));
}

#[cfg(unix)]
#[test]
fn whoever_reads_a_named_pipe_gets_the_summary_and_then_the_page() {
    use crate::cli::command;
    use std::process::{Command, Stdio};
    let dir = folder(&[("a.txt", LOOP_FA.as_bytes())]);
    for name in ["summary", "report"] {
        assert!(Command::new("mkfifo").arg(dir.path().join(name)).status().expect("mkfifo runs").success());
    }
    let args = ["score", "--quiet", "a.txt", "--summary", "summary", "--report", "report"];
    let child = command(dir.path(), &args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    let read = |name: &str| fs::read(dir.path().join(name)).expect("the pipe is written");
    let (summary, report) = (read("summary"), read("report"));
    assert_eq!(valid(&summary)["total"]["documents"], 1);
    assert!(report.ends_with(b"</html>\n"));
    assert_code(&child.wait_with_output().expect("it ends"), 0);
}

const HOSTILE: [&str; 6] = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\u{202E}txt.\u{2028}\u{0}\u{1B}[31m",
    "javascript:alert(1)",
    "a,b\n\"c\"",
    "<!--<script>",
];

#[test]
fn names_that_mean_harm_are_text_in_json_on_the_page_and_on_a_terminal() {
    let dir = folder(&[]);
    let rows: Vec<ScoreRow> = HOSTILE
        .iter()
        .flat_map(|&name| {
            let counts = [("__proto__", 3), ("constructor", 2), ("decoder-loop", 1)];
            let mut bad = row(name, Some(name), 200, 10.0, &counts);
            (bad.labels.path, bad.labels.url) = (name.into(), Some(name.to_owned()));
            [bad, failed(name, Some(name), name)]
        })
        .collect();
    let earlier = file(dir.path(), "old <script>.jsonl", &rows, &Stamp { mtlint: HOSTILE[0].to_owned(), ..stamp() });
    let mut summary = Summary::new(stamp(), [], Some(HOSTILE[0]));
    summary.compare(&earlier).expect("rows");
    rows.iter().for_each(|row| summary.add(row));
    let mut text = Vec::new();
    summary.write_json(&mut text).expect("written");
    let text = String::from_utf8(text).expect("UTF-8");
    assert!(!text.contains(['\u{202E}', '\u{2028}', '\u{0}', '\u{1B}']), "{text}");
    let value = valid(text.as_bytes());
    let groups: Vec<&str> =
        value["groups"].as_array().expect("groups").iter().filter_map(|group| group["group"].as_str()).collect();
    assert!(HOSTILE.iter().all(|name| groups.contains(name)), "{groups:?}");
    let (full, empty) = (page(&summary), page(&summed([])));
    for what in ["<script", "</script", "<img", "<!--", "\u{202E}", "\u{2028}", "\u{0}", "\u{1B}"] {
        assert_eq!(full.matches(what).count(), empty.matches(what).count(), "{what:?}");
    }
    let lines = summary.lines(Duration::ZERO, 0, 0, UiLang::En);
    assert!(!lines.contains(['\u{202E}', '\u{0}', '\u{1B}']) && lines.lines().count() < 20, "{lines}");
}

#[test]
fn the_lines_at_the_end_of_a_run_are_in_the_language_of_the_user() {
    let dir = folder(&[]);
    let [was, is] = runs(120, 60);
    let summary = compared(&is, &file(dir.path(), "old.jsonl", &was, &stamp()));
    let lines = |ui| summary.lines(Duration::from_secs(12), 120, 34_500_000, ui);
    let english = lines(UiLang::En);
    assert!(
        english.starts_with("120 documents: 60 fail (50.0 %), 60 pass (50.0 %); 12.0 s, 10 documents/s, 2.9 MB/s\n"),
        "{english}"
    );
    assert!(
        english.contains("translation score: 92.0 → 77.0; change −15.0 (") && english.contains("; worse"),
        "{english}"
    );
    for (ui, words) in
        [(UiLang::Fa, ["۱۲٫۰ ثانیه", "درصد مردود", "بدتر"]), (UiLang::Ar, ["12.0 ثانية", "المرفوض %", "أسوأ"])]
    {
        let said = lines(ui);
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
        assert!(!["documents", "change", "fail", "worse"].iter().any(|word| said.contains(word)), "{said}");
        assert_eq!(said.lines().count(), english.lines().count());
    }
}

#[test]
fn the_summary_of_a_corpus_by_any_field_and_what_stops_it_before_the_work() {
    let document = |at: usize| {
        let text = if at.is_multiple_of(3) { format!("{LOOP_FA} {at}") } else { format!("{CLEAN_FA} {at}") };
        let (host, desk) = (at % 2, ["world", "local"][at % 2]);
        json!({"id": at, "text": text, "url": format!("https://www{host}.example.org/{at}"), "meta": {"desk": desk}})
    };
    let corpus: String = (0..60).map(|at| format!("{}\n", document(at))).collect();
    let dir = folder(&[("in/a.jsonl", corpus.as_bytes()), ("in/b.txt", LOOP_FA.as_bytes())]);
    let score = |args: &[&str]| mtlint(dir.path(), &[&["score", "in"], args].concat());
    let read = |name: &str| fs::read(dir.path().join(name)).expect("a file");
    let names = |by: &str| -> Vec<Value> {
        let output = score(&["--quiet", "--format", "jsonl", "--summary", "s.json", "--group-by", by]);
        assert_code(&output, 0);
        let groups = valid(&read("s.json"))["groups"].as_array().expect("groups").clone();
        let mut names: Vec<Value> = groups.into_iter().map(|group| group["group"].clone()).collect();
        names.sort_by_key(Value::to_string);
        names
    };
    assert_eq!(names("@host"), [json!("www0.example.org"), json!("www1.example.org"), json!(null)]);
    assert_eq!(names("@file"), ["in/a.jsonl", "in/b.txt"]);
    // A run beside its own outputs, twice: none of them is read, and the second says what the first did.
    let args = ["--group-field", "meta.desk", "-o", "in/s.jsonl", "--summary", "in/s.json", "--report", "in/s.html"];
    let first = score(&args);
    assert_code(&first, 0);
    assert!(err(&first).contains("world") && err(&first).contains("per 1,000 words"), "{}", err(&first));
    let summary = valid(&read("in/s.json"));
    assert_eq!((&summary["total"]["documents"], &summary["group_by"]), (&json!(61), &json!("meta.desk")));
    let both = (read("in/s.json"), read("in/s.html"));
    let second = score(&args);
    assert_code(&second, 0);
    assert!(both == (read("in/s.json"), read("in/s.html")));
    // What the rows say is what the summary says.
    let rows = String::from_utf8(read("in/s.jsonl")).expect("UTF-8");
    let fails = rows.lines().filter(|line| line.contains("\"verdict\":\"fail\"")).count();
    assert_eq!(summary["total"]["verdicts"]["fail"]["documents"], fails);
    fs::rename(dir.path().join("in/s.jsonl"), dir.path().join("old.jsonl")).expect("renamed");
    let other =
        score(&["--compare", "old.jsonl", "--ignore", "decoder-loop", "--report", "in/s.html", "-o", "in/s.jsonl"]);
    assert!(
        err(&other).contains("warning: old.jsonl was made by mtlint ") && err(&other).contains("; better"),
        "{}",
        err(&other)
    );
    for (args, error) in [
        (&["--summary", "no/such/folder/s.json"][..], "cannot write no/such/folder/s.json"),
        (&["--report", "in"], "cannot write in"),
        (&["--summary", "x", "--report", "x"], "x would be written twice"),
        (&["--report", "in/b.txt", "in/b.txt"], "in/b.txt is read: it cannot be written too"),
        (&["--compare", "in/a.jsonl", "in/a.jsonl"], "in/a.jsonl is read: it cannot be compared with too"),
        (
            &["--compare", "in/b.txt"],
            "cannot compare with in/b.txt: no rows of scores in JSON lines; CSV and Parquet are",
        ),
        (&["--compare", "none.jsonl"], "cannot compare with none.jsonl"),
        (&["--compare", "in/a.jsonl"], "cannot compare with in/a.jsonl: line 1: no row of scores"),
        (&["--group-by", "@desk"], "@lang, @host, @file, @folder"),
    ] {
        let refused = score(args);
        assert_code(&refused, 2);
        assert!(err(&refused).contains(error) && refused.stdout.is_empty(), "{args:?}: {}", err(&refused));
    }
    let left: Vec<_> =
        fs::read_dir(dir.path()).expect("a folder").filter_map(Result::ok).map(|entry| entry.file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with('.')), "{left:?}");
}
