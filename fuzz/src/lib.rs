//! What must hold of every input, however hostile: one function a target, from bytes to a panic or nothing.
//!
//! The fuzzers call these functions with whatever they think of, and a test of the project calls them with every seed
//! (`tests/integration/fuzz.rs`), so that both check the same.

use mtlint::batch::sink::RowFormat;
use mtlint::batch::{Labels, RowOptions, ScoreRow, Stamp, parse_line};
use mtlint::check::check_page;
use mtlint::config::{ConfigFile, Layer, Project, Terms};
use mtlint::fix::{apply, fix, unified_diff};
use mtlint::input::{Format, Source};
use mtlint::lang::{Inflections, Lang, PhraseList, fix_list, interned, review_list};
use mtlint::report::{
    Article, Checkstyle, Concise, Csv, Entry, Gate, Github, Gitlab, Html, Human, Json, JsonLines, Junit, Later, RdJson,
    RdJsonLines, Reporter, Sarif, Totals, isolate, one_line, step_summary,
};
use mtlint::silence::{Baseline, Known};
use mtlint::source_map::SourceMap;
use mtlint::words::{Phrase, UiLang};
use mtlint::{Axis, Checked, Edit, Finding, Settings, Span, check, rules};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

/// What a target checks.
pub type Target = fn(&[u8]);

/// Every target by its name, which is that of its folder of seeds too.
pub const TARGETS: [(&str, Target); 6] = [
    ("text", text),
    ("html", html),
    ("markdown", markdown),
    ("config", config),
    ("lexicon", lexicon),
    ("baseline", baseline),
];

/// A name that acts on terminals, on lines and on XML, where a reporter lets it.
const PATH: &str = "پوشه/a \u{202E}b\u{1B}[35m\n::error::<&\"'>]]>,;%.txt";

/// Longest input that is checked: the time of a run goes into many inputs, and what is slow on long ones has a script of
/// its own (`scripts/count_instructions.py`).
const MOST_BYTES: usize = 64 * 1024;

/// Plain text in any encoding.
pub fn text(bytes: &[u8]) {
    file(bytes, Format::Plain);
}

/// A page.
pub fn html(bytes: &[u8]) {
    file(bytes, Format::Html);
}

/// A draft.
pub fn markdown(bytes: &[u8]) {
    file(bytes, Format::Markdown);
}

fn file(bytes: &[u8], format: Format) {
    if bytes.len() > MOST_BYTES {
        return;
    }
    let source = match Source::of(bytes.to_vec(), format) {
        Ok(source) => source,
        Err(error) => {
            let error = error.to_string();
            assert!(!error.is_empty());
            reports(&Entry { path: PATH, outcome: Err(&error) }, &[]);
            return;
        }
    };
    // What a person says and what the text tells; one of the two languages with a pack a time.
    let said = if bytes.len().is_multiple_of(2) { Lang::FA } else { Lang::AR };
    for lang in [None, Some(said)] {
        let settings = Settings { lang, ..Settings::default() };
        let checked = check_page(&source.text, source.layout.as_ref(), &settings);
        assert_eq!(checked, check_page(&source.text, source.layout.as_ref(), &settings), "two checks, two answers");
        assert_whole(&source.text, &checked);
        assert_mapped(&source.text, &source.map, &checked);
        let gate = Gate { missed: true, reasons: vec![Phrase::new("gate-score").with("score", "1")] };
        let article = Article {
            text: &source.text,
            source: &source.map,
            checked: &checked,
            gate: &gate,
            unchanged: 1,
            ui: UiLang::default(),
        };
        reports(&Entry { path: PATH, outcome: Ok(article) }, &checked.findings);
        known_again(&source.text, &checked);
        if format == Format::Plain {
            mended(&source.text, &settings);
        }
    }
}

/// What holds of every report: places inside the text, on boundaries of characters, in order, and no two of one rule
/// over each other; scores from 0 to 100.
pub fn assert_whole(text: &str, checked: &Checked) {
    let inside = |span: Span| text.get(span.start as usize..span.end as usize).is_some();
    let mut ends: HashMap<&str, u32> = HashMap::new();
    for finding in &checked.findings {
        let rule = finding.rule.name;
        assert!(!finding.span.is_empty(), "{rule} marks nothing");
        assert!(finding.count >= 1 && !finding.message.to_string().is_empty(), "{rule} says nothing");
        for &span in finding.related.iter().chain([&finding.span]) {
            assert!(inside(span), "{rule}: {span:?} is no place");
        }
        for Edit { span, .. } in &finding.edits {
            assert!(inside(*span), "{rule}: the edit at {span:?} has no place");
            assert!(!span.of(text).contains(['\n', '\r']), "{rule}: the edit at {span:?} takes a line break");
        }
        let end = ends.insert(rule, finding.span.end).unwrap_or(0);
        assert!(end <= finding.span.start, "{rule} overlaps itself at {:?}", finding.span);
    }
    assert!(checked.findings.is_sorted_by_key(|finding| finding.span.start), "not in order of place");
    for axis in Axis::ALL {
        let score = checked.score.axes.get(axis);
        assert!((0.0..=100.0).contains(&score), "{}: score {score}", axis.name());
        assert!(checked.score.penalty.get(axis) >= 0.0);
    }
    let [low, high] = checked.score.rate_interval;
    assert!(0.0 <= low && low <= high && high.is_finite(), "interval {low} to {high}");
    for block in &checked.blocks {
        assert!(inside(block.span), "the paragraph at {:?} is no place", block.span);
    }
    assert!(checked.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "paragraphs overlap");
}

/// Places of the text are places of its file, and what may be edited there is what was read.
fn assert_mapped(text: &str, map: &SourceMap, checked: &Checked) {
    let file = map.file(text);
    for finding in &checked.findings {
        for &span in finding.related.iter().chain([&finding.span]) {
            let place = map.in_file(span);
            let there = file.get(place.start as usize..place.end as usize);
            assert!(there.is_some(), "{}: {span:?} is {place:?}, no place of the file", finding.rule.name);
            if let Some(place) = map.verbatim(span) {
                assert_eq!(place.of(file), span.of(text), "{}: other words stand there", finding.rule.name);
            }
        }
    }
}

/// A baseline of all findings knows each of them, once, and is read as it is written.
fn known_again(text: &str, checked: &Checked) {
    let mut baseline = Baseline::default();
    baseline.set(PATH, Known::all(&checked.findings, text));
    assert_eq!(baseline.len(), checked.findings.len());
    let rendered = baseline.render();
    let read = Baseline::parse(&rendered).expect("what is written can be read");
    assert_eq!(read.render(), rendered);
    let mut known = read.of(PATH);
    for finding in &checked.findings {
        assert!(known.take(finding, text), "{} at {:?} is not known", finding.rule.name, finding.span);
    }
    assert_eq!(known.left(), 0);
}

/// Edits leave every line where it is, and mending twice is mending once.
fn mended(text: &str, settings: &Settings) {
    let edits =
        |text: &str| -> Vec<Edit> { check(text, settings).findings.into_iter().flat_map(|f| f.edits).collect() };
    let fixed = fix(text, edits);
    let breaks = |text: &str| text.chars().filter(|c| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')).count();
    assert_eq!(breaks(text), breaks(&fixed.text), "an edit touched a line break");
    assert_eq!(fixed.edits == 0, fixed.text == text, "{} edits", fixed.edits);
    let again = apply(&fixed.text, edits(&fixed.text));
    assert_eq!(again.text, fixed.text, "mended twice it is another text");
    let diff = unified_diff("a.txt", text, &fixed.text);
    assert_eq!(diff.is_empty(), fixed.edits == 0, "{diff}");
}

/// Every reporter, and what its readers rely on.
fn reports(entry: &Entry<'_>, findings: &[Finding]) {
    let json = whole(&Json, entry);
    let documents: Vec<Value> = serde_json::from_str(&json).expect("an array of documents");
    assert_eq!(documents.len(), 1);
    let line = whole(&JsonLines, entry);
    assert_eq!(line.trim_end().lines().count(), 1, "a document a line");
    assert_eq!(serde_json::from_str::<Value>(&line).expect("a document"), documents[0]);
    told(entry, findings, &documents[0]);
    let row = row(entry);
    let line = rows(RowFormat::Jsonl, &row);
    let read = parse_line(line.strip_suffix('\n').expect("a line")).expect("a row of scores");
    assert_eq!(read.0, row, "a row that is read back is another one");

    let sarif: Value = serde_json::from_str(&whole(&Sarif::new(rules::metas()), entry)).expect("a log");
    if let Ok(article) = &entry.outcome {
        let results = sarif["runs"][0]["results"].as_array().expect("results");
        let shown = results.iter().filter(|result| result["suppressions"].as_array().is_none_or(Vec::is_empty));
        assert_eq!(shown.count(), findings.len(), "a result a finding");
        assert_eq!(results.len(), findings.len() + article.checked.silenced.len(), "a result a silenced finding");
    }
    serde_json::from_str::<Vec<Value>>(&whole(&Gitlab, entry)).expect("an array of issues");
    let rdjson: Value = serde_json::from_str(&whole(&RdJson, entry)).expect("a result");
    let lines = whole(&RdJsonLines, entry);
    let diagnostics: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("a diagnostic")).collect();
    assert_eq!(rdjson["diagnostics"].as_array().expect("diagnostics"), &diagnostics);

    for page in [whole(&Junit, entry), whole(&Checkstyle, entry)] {
        well_formed(&page);
    }
    for (table, rows) in [(whole(&Csv, entry), findings.len()), (rows(RowFormat::Csv, &row), 1)] {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("as many cells a row");
        if entry.outcome.is_ok() {
            assert_eq!(records.len(), rows, "a row a finding");
        }
    }
    for prose in [
        whole(&Human { quiet: false, ui: UiLang::default() }, entry),
        whole(&Human { quiet: true, ui: UiLang::default() }, entry),
        whole(&Concise, entry),
        rows(RowFormat::Table, &row),
    ] {
        shows_safely(&prose);
    }
    for page in [true, false] {
        elements(&whole(&Html { whole: page, ui: UiLang::default() }, entry));
    }
    let github = Github { ui: UiLang::default() };
    let (totals, later) = after(&github, entry);
    let annotations = github.closing(&totals, &later);
    assert!(annotations.lines().all(|line| line.starts_with("::")), "a line is no annotation");
    let _ = step_summary(&totals, &later, UiLang::default());
    for text in [isolate(PATH), one_line(PATH)] {
        shows_safely(&text);
    }
}

fn after(reporter: &dyn Reporter, entry: &Entry<'_>) -> (Totals, Later) {
    let (mut totals, mut later) = (Totals::default(), Later::default());
    totals.add(entry);
    later.add(reporter.later(entry));
    (totals, later)
}

/// The row of scores with its findings.
fn row(entry: &Entry<'_>) -> ScoreRow {
    let labels = Labels::of(entry.path);
    match &entry.outcome {
        Ok(article) => ScoreRow::of(labels, article.checked, article.text, article.source, Some(article.ui)),
        Err(error) => ScoreRow::failed(labels, *error),
    }
}

/// A file of one row.
fn rows(format: RowFormat, row: &ScoreRow) -> String {
    let (options, stamp) = (RowOptions::default(), Stamp::of(String::new()));
    let mut file = format.opening(&options);
    file.append(&mut format.render(std::slice::from_ref(row), &options, &stamp));
    String::from_utf8(file).expect("UTF-8")
}

fn whole(reporter: &dyn Reporter, entry: &Entry<'_>) -> String {
    let (totals, later) = after(reporter, entry);
    reporter.opening() + &reporter.entry(entry) + &reporter.closing(&totals, &later)
}

/// The document that was written is the one that was checked.
fn told(entry: &Entry<'_>, findings: &[Finding], document: &Value) {
    assert_eq!(document["path"], *entry.path);
    let Ok(article) = &entry.outcome else { return };
    let file: Vec<char> = article.source.file(article.text).chars().collect();
    let mark = u64::from(article.source.bom);
    let defects = document["findings"].as_array().expect("findings");
    assert_eq!(defects.len(), findings.len());
    for (defect, finding) in defects.iter().zip(findings) {
        assert_eq!(defect["rule"], finding.rule.name);
        assert_eq!(defect["text"], *finding.span.of(article.text));
        assert_eq!(defect["message"], finding.message.to_string());
        assert_eq!(defect["suggestion"].as_str(), finding.suggestion.as_deref());
        assert_eq!(defect["count"], finding.count);
        let related = defect["related"].as_array().expect("places");
        assert_eq!(related.len(), finding.related.len());
        let number = |value: &Value, key: &str| value[key].as_u64().expect("a number");
        let place = |value: &Value| {
            let (start, end) = (number(value, "start"), number(value, "end"));
            assert!(mark <= start && start <= end && end - mark <= file.len() as u64, "{start} to {end}");
            file[(start - mark) as usize..(end - mark) as usize].iter().collect::<String>()
        };
        related.iter().chain(defect["fix"].as_array().expect("edits")).for_each(|value| drop(place(value)));
        let there = place(defect);
        if article.source.is_whole(finding.span) {
            assert_eq!(there, finding.span.of(article.text), "other words stand there");
        }
    }
}

/// Nothing on a terminal acts on it but the styles of the report, and what opens a direction closes it on its line.
fn shows_safely(prose: &str) {
    // What `anstyle` writes for the styles of this project.
    const STYLES: [&str; 7] = ["[0m", "[1m", "[2m", "[31m", "[32m", "[33m", "[36m"];
    for line in prose.lines() {
        let mut open = 0;
        for (at, c) in line.char_indices() {
            match c {
                '\u{2068}' => open += 1,
                '\u{2069}' => open -= 1,
                '\u{1B}' => {
                    let rest = &line[at + 1..];
                    assert!(STYLES.iter().any(|style| rest.starts_with(style)), "an escape that is no style: {line:?}");
                }
                '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}' | '\u{2067}' => {
                    panic!("a direction that nobody named: {line:?}")
                }
                c => assert!(!c.is_control(), "{c:?} on a terminal: {line:?}"),
            }
            assert!(open >= 0, "a direction is closed that was not opened: {line:?}");
        }
        assert_eq!(open, 0, "a direction stays open: {line:?}");
    }
}

/// A document of XML whose tags match, with nothing in it that XML cannot hold.
fn well_formed(page: &str) {
    let forbidden =
        |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    assert!(!page.contains(forbidden), "a character that XML cannot hold");
    let mut reader = quick_xml::Reader::from_str(page);
    let mut depth = 0;
    loop {
        match reader.read_event().expect("well-formed") {
            quick_xml::events::Event::Start(start) => {
                start.attributes().for_each(|attribute| drop(attribute.expect("an attribute")));
                depth += 1;
            }
            quick_xml::events::Event::Empty(empty) => {
                empty.attributes().for_each(|attribute| drop(attribute.expect("an attribute")));
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "an element stays open");
}

/// The data of the page are JSON, and nothing in them ends their element.
fn elements(page: &str) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for element in page.split("<script type=\"application/json\" class=\"").skip(1) {
        let (class, rest) = element.split_once("\">").expect("a class");
        let (json, _) = rest.split_once('<').expect("an end");
        assert!(rest[json.len()..].starts_with("</script>"), "markup in the data of a page");
        serde_json::from_str::<Value>(json).expect("data");
        *counts.entry(class).or_default() += 1;
    }
    assert_eq!(counts, BTreeMap::from([("body", 1), ("head", 1), ("rules", 1), ("words", 1)]));
}

/// A configuration file: read or refused, and never a rule or a limit that breaks a check.
pub fn config(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let path = Path::new("mtlint.toml");
    let printed = |file: &ConfigFile| toml::to_string(file).expect("what was read can be written");
    match ConfigFile::parse(text, path) {
        // Other files are somebody else's: a device has no end.
        Ok(file) if file.extend.is_none() && file.lexicon.extend.is_empty() && file.terms.extend.is_empty() => {
            let again = ConfigFile::parse(&printed(&file), path).expect("what is written can be read");
            assert_eq!(printed(&again), printed(&file));
            checks_under(text);
        }
        Ok(_) => {}
        Err(error) => {
            let error = error.to_string();
            assert!(!error.is_empty() && !error.contains(char::is_control), "{error:?}");
        }
    }
}

/// What a configuration lets pass and weighs still is a report.
fn checks_under(text: &str) {
    // Rules of a house live as long as the program.
    if text.len() > 4096 {
        return;
    }
    let folder = std::env::temp_dir().join(format!("mtlint-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for a moment");
    let path = folder.join("mtlint.toml");
    std::fs::write(&path, text).expect("a file for a moment");
    let nothing = Layer { origin: "the command line".to_owned(), table: toml::Table::new() };
    let article = folder.join("article.txt");
    match Project::load(Some(&path), &folder, nothing) {
        Ok(project) => {
            let profile = project.profile(&article).expect("every list was read");
            assert_whole(ARTICLE, &check(ARTICLE, &profile.settings));
            assert!(project.explain(&article).iter().all(|setting| !setting.origins.is_empty()));
            let _ = project.excludes(&article);
            let _ = profile.silenced_in("article.txt").count();
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    std::fs::remove_dir_all(&folder).expect("the folder goes again");
}

/// A text with something to find in each of the languages.
const ARTICLE: &str = "وزیر گفت که دولت نمی‌تواند و نمی‌تواند. بار گزارش. این بنا بنا برای همه شهروندان است.\n\
    وقال الوزير إن الحكومة الحكومة لا تستطيع. الأوقات ذكرت أن online.";

/// A list of phrases, looked up in itself and in [`ARTICLE`].
pub fn lexicon(bytes: &[u8]) {
    let Ok(list) = std::str::from_utf8(bytes) else { return };
    // Lists live as long as the program.
    if list.len() > 4096 {
        return;
    }
    let inflections = Inflections::of_all_packs();
    let flaws = review_list(list, &inflections);
    assert!(flaws.is_sorted_by_key(|flaw| flaw.line));
    for flaw in &flaws {
        shows_safely(&isolate(&flaw.flaw.to_string()));
    }
    let fixed = fix_list(list, &inflections);
    assert_eq!(fix_list(&fixed, &inflections), fixed, "mended twice it is another list");
    let phrases = Arc::new(PhraseList::parse(interned(list), &inflections));
    let text = format!("{list}\n{ARTICLE}");
    for lang in [Lang::FA, Lang::AR] {
        let settings = Settings {
            lang: Some(lang),
            lexicons: vec![Arc::clone(&phrases)],
            terms: Terms::parse(list, &inflections),
            ..Settings::default()
        };
        assert_whole(&text, &check(&text, &settings));
    }
}

/// A file of known findings: read as it is written, or refused.
pub fn baseline(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Baseline::parse(text) {
        Ok(baseline) => {
            let rendered = baseline.render();
            let again = Baseline::parse(&rendered).expect("what is written can be read");
            assert_eq!(again.render(), rendered);
            let checked = check(ARTICLE, &Settings::default());
            let mut known = baseline.of(PATH);
            let _ = checked.findings.iter().filter(|finding| known.take(finding, ARTICLE)).count();
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
