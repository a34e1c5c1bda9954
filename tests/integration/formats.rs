//! The machine formats of `check`: valid against their schemas, whatever stands in texts and names.

use crate::cli::{CLEAN_FA, LOOP_FA, assert_code, err, folder, mtlint, out};
use crate::{project, snapshots};
use mtlint::report::{
    Article, Checkstyle, Csv, Entry, Gate, Github, Gitlab, Json, JsonLines, Junit, Later, RdJson, RdJsonLines,
    Reporter, Sarif, Totals,
};
use mtlint::source_map::{Encoding, SourceMap};
use mtlint::words::Phrase;
use mtlint::{Checked, Finding, Message, Settings, Severity, Span, UiLang, check, rules};
use serde_json::Value;
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::process::Command;

const FORMATS: [&str; 10] =
    ["json", "jsonl", "csv", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "rdjsonl"];

fn reporter(format: &str) -> Box<dyn Reporter> {
    match format {
        "json" => Box::new(Json),
        "jsonl" => Box::new(JsonLines),
        "csv" => Box::new(Csv),
        "sarif" => Box::new(Sarif::new(rules::metas())),
        "github" => Box::new(Github { ui: UiLang::En }),
        "gitlab" => Box::new(Gitlab),
        "junit" => Box::new(Junit),
        "checkstyle" => Box::new(Checkstyle),
        "rdjson" => Box::new(RdJson),
        "rdjsonl" => Box::new(RdJsonLines),
        _ => panic!("no format {format}"),
    }
}

/// A document with made-up findings, or one that could not be read.
struct Document {
    path: String,
    text: String,
    bom: bool,
    outcome: Result<Checked, String>,
}

impl Document {
    fn new(path: &str, text: String, bom: bool, findings: Vec<Finding>) -> Self {
        let mut checked = check("", &Settings::default());
        checked.findings = findings;
        Self { path: path.to_owned(), text, bom, outcome: Ok(checked) }
    }

    fn unreadable(path: &str, error: &str) -> Self {
        Self { path: path.to_owned(), text: String::new(), bom: false, outcome: Err(error.to_owned()) }
    }

    /// The bytes of the file.
    fn bytes(&self) -> Vec<u8> {
        let bom = if self.bom { "\u{FEFF}" } else { "" };
        format!("{bom}{}", self.text).into_bytes()
    }

    fn findings(&self) -> &[Finding] {
        self.outcome.as_ref().map_or(&[], |checked| &checked.findings)
    }
}

fn findings(documents: &[Document]) -> usize {
    documents.iter().map(|document| document.findings().len()).sum()
}

fn lost(documents: &[Document]) -> usize {
    documents.iter().filter(|document| document.outcome.is_err()).count()
}

fn render(format: &str, documents: &[Document]) -> String {
    let reporter = reporter(format);
    let gate = Gate {
        missed: true,
        reasons: vec![Phrase::new("gate-score").with("score", "a <reason> & \"another\"".to_owned())],
    };
    let (mut totals, mut later) = (Totals::default(), Later::default());
    let mut text = reporter.opening();
    let mut separator = "";
    for document in documents {
        let source = SourceMap::plain(document.bom, Encoding::Utf8);
        let outcome = match &document.outcome {
            Ok(checked) => Ok(Article {
                text: &document.text,
                source: &source,
                checked,
                gate: &gate,
                unchanged: 0,
                ui: UiLang::En,
            }),
            Err(error) => Err(error.as_str()),
        };
        let entry = Entry { path: &document.path, outcome };
        totals.add(&entry);
        later.add(reporter.later(&entry));
        let rendered = reporter.entry(&entry);
        if !rendered.is_empty() {
            text = text + separator + &rendered;
            separator = reporter.separator();
        }
    }
    text + &reporter.closing(&totals, &later)
}

/// One finding of each kind of thing that may stand in a text: every character of the Arabic block, joiners,
/// directions, controls, noncharacters, characters beyond the first plane, words across every kind of line end.
fn findings_of_every_kind() -> (String, Vec<Finding>) {
    let mut words: Vec<String> = ('\u{600}'..='\u{6FF}').map(|c| format!("ب{c}")).collect();
    words.extend(('\u{1}'..='\u{1F}').map(|c| format!("ا{c}ا")));
    let odd = "\u{7F}\u{85}\u{9B}\u{A0}\u{61C}\u{200B}\u{200C}\u{200E}\u{2028}\u{2029}\u{202E}\u{2068}\u{2069}\u{FEFF}\
               \u{FFFD}\u{FFFE}\u{FFFF}\u{FDD0}😀𐐀\u{10FFFF}\u{1F468}\u{200D}\u{1F469}";
    words.extend(odd.chars().map(|c| format!("{c}آ")));
    let fixed = [
        "می\u{200C}رود",
        "<b>&amp;'\"",
        "]]>",
        "--><!--",
        "{0} {{x}} [a](b)",
        "::error::x",
        "%0A%25",
        "=cmd|' /C calc'!A1",
        "+1",
        "-1",
        "@SUM(1)",
        "\tx",
        "\\\"\\u0000",
        "a,b;c",
        "سطر\nسطر",
        "سطر\r\nسطر",
        "سطر\rسطر",
    ];
    words.extend(fixed.map(str::to_owned));
    let ends = [" ", "\n", "\r\n", "\r", "\n\n", " 😀 ", " "];
    let metas: Vec<_> = rules::metas().collect();
    let severities = [Severity::Critical, Severity::Major, Severity::Minor];
    let (mut text, mut findings) = (String::new(), Vec::<Finding>::new());
    for (at, word) in words.iter().enumerate() {
        let span = Span::new(text.len() as u32, (text.len() + word.len()) as u32);
        text += word;
        text += ends[at % ends.len()];
        let related = findings.last().map(|last| last.span).into_iter().collect();
        let rule = metas[at % metas.len()];
        findings.push(Finding {
            rule,
            span,
            related,
            severity: severities[at % 3],
            confidence: rule.confidence,
            message: Message::of_house(&format!("Error: «{word}» is wrong.")),
            suggestion: (at % 2 == 0).then(|| words[words.len() - 1 - at].clone()),
            is_gloss: false,
            edits: Vec::new(),
            count: 1,
            pattern: String::new(),
        });
    }
    (text, findings)
}

fn documents_of_every_kind() -> Vec<Document> {
    let (text, findings) = findings_of_every_kind();
    vec![
        Document::new("a.txt", text.clone(), false, findings.clone()),
        Document::new("clean.txt", CLEAN_FA.to_owned(), false, Vec::new()),
        Document::unreadable("gone/خبر <&> \"1\".txt", "no \u{1B}[31m such <file>\n& more"),
        Document::new("with mark/خبر «تازه» %20 <&>'\"#?:,.txt", text, true, findings),
        Document::new("/srv/empty\u{1}\n=.txt", String::new(), true, Vec::new()),
    ]
}

fn many_findings() -> Vec<Document> {
    let rule = rules::by_name("repeated-word").expect("a rule").meta();
    let word = "واژه‌ای ";
    let finding = |at: u32| Finding {
        rule,
        span: Span::new(at * word.len() as u32, (at + 1) * word.len() as u32 - 1),
        related: Vec::new(),
        severity: rule.severity,
        confidence: rule.confidence,
        message: Message::of_house("Error: a word comes twice."),
        suggestion: None,
        is_gloss: false,
        edits: Vec::new(),
        count: 1,
        pattern: String::new(),
    };
    vec![Document::new("a.txt", word.repeat(10_000), false, (0..10_000).map(finding).collect())]
}

/// The texts that every format must stand, with what they are.
fn sets() -> [(&'static str, Vec<Document>); 4] {
    let clean = |path| Document::new(path, CLEAN_FA.to_owned(), false, Vec::new());
    [
        ("no documents", Vec::new()),
        ("no findings", vec![clean("a.txt"), clean("b.txt")]),
        ("everything", documents_of_every_kind()),
        ("many findings", many_findings()),
    ]
}

fn valid(schema: &str, text: &str, what: &str) -> Value {
    let schema = fs::read_to_string(project("tests/schemas").join(schema)).expect("a schema");
    // The schema of SARIF has a pattern with a bracket too many, which only a lenient engine takes.
    let schema: Value = serde_json::from_str(&schema.replace("{2}]?$", "{2}\\\\]?$")).expect("JSON");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{what}: {error}"));
    let errors: Vec<String> =
        validator.iter_errors(&value).take(5).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{what}: {}", errors.join("\n"));
    value
}

fn list<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    value.pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("no list {pointer} in {value}"))
}

fn number(value: &Value, field: &str) -> usize {
    value[field].as_u64().unwrap_or_else(|| panic!("no number {field} in {value}")) as usize
}

/// The lines of a text with their ends.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\r', '\n']) {
        let length = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
        let (line, after) = rest.split_at(at + length);
        lines.push(line);
        rest = after;
    }
    lines.push(rest);
    lines
}

/// What lies between two places of a text; columns count the units that `skip` counts.
fn cut(text: &str, from: (usize, usize), to: (usize, usize), skip: impl Fn(&str, usize) -> usize) -> String {
    let lines = lines(text);
    let offset = |(line, column): (usize, usize)| {
        lines[..line - 1].iter().map(|line| line.len()).sum::<usize>() + skip(lines[line - 1], column - 1)
    };
    text[offset(from)..offset(to)].to_owned()
}

fn code_points(line: &str, count: usize) -> usize {
    line.char_indices().map(|(at, _)| at).chain([line.len()]).nth(count).expect("the column is in the line")
}

// SARIF

#[test]
fn sarif_is_valid_against_its_schema() {
    for (what, documents) in sets() {
        let log = valid("sarif-2.1.0.json", &render("sarif", &documents), what);
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        assert_eq!(list(run, "/artifacts").len(), documents.len());
        assert_eq!(list(run, "/results").len(), findings(&documents));
        let lost = lost(&documents);
        assert_eq!(list(run, "/invocations/0/toolExecutionNotifications").len(), lost);
        assert_eq!(run["invocations"][0]["executionSuccessful"], lost == 0);
    }
}

#[test]
fn the_regions_of_sarif_lead_to_the_words_by_columns_by_characters_and_by_bytes() {
    let documents = documents_of_every_kind();
    let log: Value = serde_json::from_str(&render("sarif", &documents)).expect("JSON");
    let mut results = list(&log, "/runs/0/results").iter();
    for document in &documents {
        let bytes = document.bytes();
        let file = String::from_utf8(bytes.clone()).expect("UTF-8");
        for finding in document.findings() {
            let result = results.next().expect("a result");
            let words = finding.span.of(&document.text);
            let here = &result["locations"][0]["physicalLocation"]["region"];
            let there = result["relatedLocations"][0]["physicalLocation"].get("region");
            let related = finding.related.first().map(|span| span.of(&document.text));
            for (region, words) in [(Some(here), Some(words)), (there, related)] {
                let (Some(region), Some(words)) = (region, words) else {
                    assert!(region.is_none() && words.is_none());
                    continue;
                };
                assert_eq!(region["snippet"]["text"], words);
                let from = (number(region, "startLine"), number(region, "startColumn"));
                let to = (number(region, "endLine"), number(region, "endColumn"));
                assert_eq!(cut(&document.text, from, to, code_points), words);
                let (start, length) = (number(region, "charOffset"), number(region, "charLength"));
                assert_eq!(file.chars().skip(start).take(length).collect::<String>(), words);
                let (start, length) = (number(region, "byteOffset"), number(region, "byteLength"));
                assert_eq!(&bytes[start..start + length], words.as_bytes());
            }
            let fix = result.pointer("/fixes/0/artifactChanges/0/replacements/0");
            let wanted = finding.replacement(&document.text).map(Some);
            assert_eq!(fix.map(|fix| fix["insertedContent"]["text"].as_str()), wanted);
            if let Some(fix) = fix {
                assert_eq!(fix["deletedRegion"]["byteOffset"], here["byteOffset"]);
                assert_eq!(fix["deletedRegion"]["byteLength"], here["byteLength"]);
            }
        }
    }
    assert!(results.next().is_none());
}

#[test]
fn the_rules_and_addresses_of_sarif_are_those_of_the_findings() {
    let log: Value = serde_json::from_str(&render("sarif", &documents_of_every_kind())).expect("JSON");
    let rules = list(&log, "/runs/0/tool/driver/rules");
    assert_eq!(rules.len(), rules::ALL.len());
    let mut seen = HashSet::new();
    for result in list(&log, "/runs/0/results") {
        assert_eq!(rules[number(result, "ruleIndex")]["id"], result["ruleId"]);
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("a URI");
        assert!(uri.is_ascii() && !uri.contains([' ', '"', '<', '>', '\\', '#', '?']), "{uri}");
        let fingerprint = result["partialFingerprints"]["mtlint/v1"].as_str().expect("a fingerprint");
        assert!(seen.insert((uri.to_owned(), fingerprint.to_owned())), "{uri} {fingerprint} comes twice");
        assert_eq!(result["suppressions"], serde_json::json!([]));
    }
    for rule in rules {
        let helped = rule["help"]["markdown"].as_str().is_some_and(|page| page.contains("## Examples"));
        assert!(helped && rule["shortDescription"]["text"].is_string(), "{rule}");
    }
}

const OWN_RULE: &str = "[[rule]]\nname = \"house-word\"\nmessage = \"Reminder: the house says otherwise.\"\n\
                        phrases = [\"بودجه سال آینده\"]\n";

#[test]
fn sarif_knows_the_rules_of_the_house_and_what_is_let_through() {
    let known = format!("{CLEAN_FA}\n\n<!-- mtlint-ignore decoder-loop: a quotation -->\n{LOOP_FA}\n");
    let silence = "\n[[silence]]\nrule = \"house-word\"\npath = \"listed.txt\"\nreason = \"the title of a book\"\n";
    let dir = folder(&[
        ("mtlint.toml", format!("{OWN_RULE}{silence}").as_bytes()),
        ("comment.txt", known.as_bytes()),
        ("listed.txt", CLEAN_FA.as_bytes()),
        ("old.txt", LOOP_FA.as_bytes()),
    ]);
    assert_code(&mtlint(dir.path(), &["check", "--write-baseline", "--baseline", "known.json", "old.txt"]), 0);
    let output = mtlint(dir.path(), &["check", "--format", "sarif", "--baseline", "known.json"]);
    assert_code(&output, 0);
    let log = valid("sarif-2.1.0.json", &out(&output), "own rules");
    let rules = list(&log, "/runs/0/tool/driver/rules");
    let mut suppressed = BTreeSet::new();
    let mut own = 0;
    for result in list(&log, "/runs/0/results") {
        let rule = &rules[number(result, "ruleIndex")];
        assert_eq!(rule["id"], result["ruleId"]);
        own += usize::from(result["ruleId"] == "house-word");
        for suppression in list(result, "/suppressions") {
            let words = |field: &str| suppression[field].as_str().unwrap_or_default().to_owned();
            suppressed.insert((words("kind"), words("justification")));
            assert_eq!(suppression["kind"] == "inSource", suppression["location"].is_object());
        }
    }
    assert_eq!(own, 2);
    let expected =
        [("external", "it is in the baseline"), ("external", "the title of a book"), ("inSource", "a quotation")];
    assert_eq!(suppressed, expected.map(|(kind, reason)| (kind.to_owned(), reason.to_owned())).into());
    let fails = |artifact: &Value| artifact["properties"]["gateMissed"] == true;
    assert!(!list(&log, "/runs/0/artifacts").iter().any(fails));
}

#[test]
fn a_finding_has_one_fingerprint_in_every_format_whatever_is_let_through_before_it() {
    let text = format!("<!-- mtlint-ignore decoder-loop: a quotation -->\n{LOOP_FA}\n\n{CLEAN_FA}\n\n{LOOP_FA}\n");
    let dir = folder(&[("a.md", text.as_bytes())]);
    let report = |format: &str| out(&mtlint(dir.path(), &["check", "--format", format, "a.md"]));
    let log = valid("sarif-2.1.0.json", &report("sarif"), "the same words twice");
    let of = |suppressed: bool| {
        let results = list(&log, "/runs/0/results").iter();
        let results = results.filter(move |result| list(result, "/suppressions").is_empty() != suppressed);
        results.map(|result| result["partialFingerprints"]["mtlint/v1"].as_str().expect("a text").to_owned())
    };
    let (shown, suppressed): (Vec<String>, Vec<String>) = (of(false).collect(), of(true).collect());
    let table = report("csv");
    let mut table = csv::Reader::from_reader(table.as_bytes());
    let column = table.headers().expect("a header").iter().position(|name| name == "fingerprint").expect("a column");
    let listed: Vec<String> = table.records().map(|row| row.expect("a row")[column].to_owned()).collect();
    assert_eq!(shown, listed);
    assert_eq!(suppressed, [format!("{}:2", shown[0])]);
}

// The other formats

#[test]
fn gitlab_reports_are_valid_and_no_two_fingerprints_are_the_same() {
    for (what, documents) in sets() {
        let issues = valid("gitlab-code-quality.json", &render("gitlab", &documents), what);
        let issues = list(&issues, "");
        let findings = findings(&documents);
        let lost = lost(&documents);
        assert_eq!(issues.len(), findings + lost, "{what}");
        let fingerprints: HashSet<&Value> = issues.iter().map(|issue| &issue["fingerprint"]).collect();
        assert_eq!(fingerprints.len(), issues.len(), "{what}");
        for issue in issues {
            let lines = &issue["location"]["lines"];
            assert!(number(lines, "begin") <= number(lines, "end"));
        }
    }
}

#[test]
fn reviewdog_reports_are_valid_and_their_columns_count_bytes() {
    for (what, documents) in sets() {
        let text = render("rdjson", &documents);
        let result = valid("rdjson.json", &text, what);
        let mut diagnostics = list(&result, "/diagnostics").iter();
        let each: Vec<Value> = render("rdjsonl", &documents)
            .lines()
            .map(|line| serde_json::from_str(line).expect("one JSON object a line"))
            .collect();
        assert_eq!(each, list(&result, "/diagnostics"), "{what}");
        for document in &documents {
            if document.outcome.is_err() {
                assert!(diagnostics.next().expect("a diagnostic")["location"]["range"].is_null());
            }
            let file = String::from_utf8(document.bytes()).expect("UTF-8");
            for finding in document.findings().iter().take(1000) {
                let diagnostic = diagnostics.next().expect("a diagnostic");
                let range = &diagnostic["location"]["range"];
                let place = |end: &str| (number(&range[end], "line"), number(&range[end], "column"));
                let words = cut(&file, place("start"), place("end"), |_, bytes| bytes);
                assert_eq!(words, finding.span.of(&document.text));
                let suggestion = diagnostic.pointer("/suggestions/0");
                assert_eq!(suggestion.map(|fix| &fix["range"]), finding.replacement(&document.text).map(|_| range));
            }
        }
    }
}

/// Elements of an XML text by name; panics when it is not well-formed or holds what XML cannot hold.
fn elements(xml: &str, name: &str) -> usize {
    use quick_xml::events::Event;
    let may = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    assert!(xml.chars().all(may), "a character that XML cannot hold");
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut count = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) | Event::Empty(element) => {
                for attribute in element.attributes() {
                    let attribute = attribute.expect("an attribute");
                    let raw = std::str::from_utf8(&attribute.value).expect("UTF-8");
                    quick_xml::escape::unescape(raw).expect("known entities");
                    assert!(!raw.contains('<'), "{raw}");
                }
                count += usize::from(element.name().as_ref() == name.as_bytes());
            }
            Event::Eof => return count,
            _ => {}
        }
    }
}

#[test]
fn checkstyle_and_junit_reports_are_well_formed() {
    for (what, documents) in sets() {
        let findings = findings(&documents);
        let lost = lost(&documents);
        let checkstyle = render("checkstyle", &documents);
        assert_eq!(elements(&checkstyle, "error"), findings + lost, "{what}");
        assert_eq!(elements(&checkstyle, "file"), documents.len(), "{what}");
        let junit = render("junit", &documents);
        assert_eq!(elements(&junit, "testcase"), documents.len(), "{what}");
        assert_eq!(elements(&junit, "failure"), documents.len() - lost, "{what}");
        assert_eq!(elements(&junit, "error"), lost, "{what}");
        let report = quick_junit::Report::deserialize_from_str(&junit).expect("JUnit");
        assert_eq!(report.test_suites.len(), documents.len(), "{what}");
    }
}

#[test]
fn csv_gives_the_words_back_and_no_cell_is_a_formula() {
    for (what, documents) in sets() {
        let text = render("csv", &documents);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().expect("a header").clone();
        let column = |name: &str| header.iter().position(|field| field == name).expect("a column");
        let (words, suggestion, path, error) = (column("text"), column("suggestion"), column("path"), column("error"));
        let mut rows = reader.records().map(|row| row.expect("as many cells as columns"));
        for document in &documents {
            if document.outcome.is_err() {
                let row = rows.next().expect("a row");
                assert!(!row[error].is_empty() && row[words].is_empty());
            }
            for finding in document.findings() {
                let row = rows.next().expect("a row");
                let plain = |cell: &str| cell.strip_prefix('\'').unwrap_or(cell).to_owned();
                assert_eq!(plain(&row[words]), plain(finding.span.of(&document.text)), "{what}");
                assert_eq!(plain(&row[suggestion]), plain(finding.suggestion.as_deref().unwrap_or_default()));
                assert_eq!(&row[path], document.path);
                assert!(!row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
            }
        }
        assert!(rows.next().is_none(), "{what}");
    }
}

#[test]
fn a_name_that_would_be_a_formula_is_text_in_every_table() {
    let dir = folder(&[("=cmd.txt", LOOP_FA.as_bytes()), ("@sum.txt", b"\0")]);
    for command in ["check", "score"] {
        let table = out(&mtlint(dir.path(), &[command, "--format", "csv", "=cmd.txt", "@sum.txt"]));
        let starts: Vec<&str> = table.lines().skip(1).map(|line| line.split(',').next().expect("a cell")).collect();
        assert!(starts.contains(&"'=cmd.txt") && starts.contains(&"'@sum.txt"), "{table}");
        assert!(starts.iter().all(|cell| cell.starts_with('\'')), "{table}");
    }
}

#[test]
fn github_gets_one_command_a_line_worst_first() {
    for (what, documents) in sets() {
        let text = render("github", &documents);
        let findings = findings(&documents);
        assert_eq!(text.lines().count(), findings + documents.len(), "{what}: a verdict or an error for each document");
        let rank = |line: &str| {
            let rest = line.strip_prefix("::").expect("a command");
            match rest.split(' ').next() {
                Some("error") if !rest.contains(",line=") => 0,
                Some("error") => 1,
                Some("warning") => 2,
                Some("notice") => 3,
                other => panic!("{other:?}"),
            }
        };
        assert!(text.lines().map(rank).is_sorted(), "{what}");
        assert!(!text.contains('\r'), "{what}");
    }
}

#[test]
fn the_summary_of_a_job_is_added_to_and_holds_no_markup_of_articles() {
    let evil =
        format!("{LOOP_FA}\n\n[بازار](http://x.example) <img src=x> | `در بازار` در بازار در بازار در بازار ماند.\n");
    let dir = folder(&[
        ("a|b <i>.txt", evil.as_bytes()),
        ("clean.txt", CLEAN_FA.as_bytes()),
        ("binary.txt", b"\0"),
        ("summary", b"before\n"),
    ]);
    let run = |format: &str, summary: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mtlint"));
        command.current_dir(dir.path()).args(["check", "--format", format]).env("GITHUB_STEP_SUMMARY", summary);
        command.output().expect("the binary runs")
    };
    assert_code(&run("json", "summary"), 2);
    let summary = || fs::read_to_string(dir.path().join("summary")).expect("the summary");
    assert_eq!(summary(), "before\n", "only the format for GitHub writes it");
    let output = run("github", "summary");
    assert_code(&output, 2);
    let text = summary();
    assert!(text.starts_with("before\n### mtlint: 2 documents: 1 fail, "), "{text}");
    assert!(text.contains("| **fail** |") && text.contains("| not checked |") && text.contains("**Worst findings**"));
    for markup in ["<img", "](http", "<i>", "`در"] {
        assert!(!text.contains(markup), "{markup} in {text}");
    }
    let tags = ["<code>", "</code>"].map(|tag| text.matches(tag).count());
    assert_eq!(tags[0], tags[1]);
    assert_eq!(text.matches('<').count(), tags[0] + tags[1]);
    let lost = run("github", "no/such/folder.md");
    assert_code(&lost, 2);
    assert!(err(&lost).contains("cannot write no/such/folder.md"));
}

#[test]
fn every_format_stands_a_run_over_files_of_every_kind() {
    let names = ["news/a b.txt", "news/'q' \"d\" <&>.txt", "news/خبر\u{200C}ها.txt", "news/=cmd.txt"];
    let dir = folder(&[]);
    fs::create_dir_all(dir.path().join("news")).expect("a folder");
    for (at, name) in names.iter().enumerate() {
        let text =
            [LOOP_FA.to_owned(), format!("\u{FEFF}{CLEAN_FA}\r\n{LOOP_FA}\r\n"), format!("{LOOP_FA}\r{LOOP_FA}")];
        fs::write(dir.path().join(name), &text[at % 3]).expect("a file");
    }
    for at in 0..70 {
        let text = format!("{CLEAN_FA}\n").repeat(at % 5) + LOOP_FA;
        fs::write(dir.path().join(format!("news/{at:02}.txt")), text).expect("a file");
    }
    fs::write(dir.path().join("news/binary.txt"), b"\0").expect("a file");
    for format in FORMATS {
        let run = |threads: &str| mtlint(dir.path(), &["check", "--format", format, "--threads", threads, "news"]);
        let one = run("1");
        assert_code(&one, 2);
        assert_eq!(err(&one), "mtlint: news/binary.txt: binary file\n");
        assert!(out(&one) == out(&run("3")), "{format}: the number of threads shows");
    }
    let sarif = out(&mtlint(dir.path(), &["check", "--format", "sarif", "news"]));
    valid("sarif-2.1.0.json", &sarif, "a run");
    let gitlab =
        valid("gitlab-code-quality.json", &out(&mtlint(dir.path(), &["check", "--format", "gitlab", "news"])), "a run");
    let fingerprints: HashSet<&Value> = list(&gitlab, "").iter().map(|issue| &issue["fingerprint"]).collect();
    assert_eq!(fingerprints.len(), list(&gitlab, "").len());
}

#[test]
fn reports_of_shipped_articles_are_as_reviewed() {
    let number =
        regex::Regex::new(r#"(translation "?:?|"(?:translation|typography|extraction)":)[0-9.]+"#).expect("a pattern");
    let rules = regex::Regex::new(r#""rules":\[.*\],"semanticVersion":"[^"]*""#).expect("a pattern");
    snapshots("cli").bind(|| {
        for format in FORMATS.into_iter().filter(|format| !format.starts_with("json")) {
            let args = ["check", "--isolated", "--select", "decoder-loop,mangled-name,lost-joiner", "--format", format];
            let paths = ["corpora/fa/mt-museum-theft.txt", "corpora/ar/human-gulf-ports.txt", "corpora/gone.txt"];
            let text = out(&mtlint(&project(""), &[&args[..], &paths].concat()));
            let text = rules.replace(&text, r#""rules":[…],"semanticVersion":"…""#);
            let text = number.replace_all(&text, "$1#").into_owned();
            insta::assert_snapshot!(format!("check-{format}"), text);
        }
    });
}

#[test]
fn exit_codes_are_the_same_in_every_format() {
    let dir = folder(&[
        ("clean.txt", CLEAN_FA.as_bytes()),
        ("loop.txt", LOOP_FA.as_bytes()),
        ("binary.txt", b"\0"),
        ("broken.toml", b"selct = []"),
    ]);
    for format in FORMATS.iter().copied().chain(["human", "concise"]) {
        for (args, code) in [
            (&["clean.txt"][..], 0),
            (&["loop.txt"], 1),
            (&["clean.txt", "loop.txt"], 1),
            (&["loop.txt", "--exit-zero"], 0),
            (&["clean.txt", "--min-score", "100"], 0),
            (&["loop.txt", "--ignore", "decoder-loop,repeated-phrase", "--max-minor", "0"], 0),
            (&["clean.txt", "binary.txt"], 2),
            (&["loop.txt", "binary.txt"], 2),
            (&["loop.txt", "binary.txt", "--exit-zero"], 2),
            (&["none.txt", "clean.txt"], 2),
            (&["clean.txt", "--config", "broken.toml"], 2),
            (&["clean.txt", "--config", "none.toml"], 2),
            (&["clean.txt", "--baseline", "none.json"], 2),
            (&["clean.txt", "--output", "none/report"], 2),
        ] {
            let args = [&["check", "--format", format], args].concat();
            let output = mtlint(dir.path(), &args);
            assert_eq!(output.status.code(), Some(code), "{args:?}: {}", err(&output));
        }
    }
}
