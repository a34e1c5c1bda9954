//! What must hold of every input, however hostile: one function a target, from bytes to a panic or nothing.
//!
//! The fuzzers call these functions with whatever they think of, and a test of the project calls them with every seed
//! (`tests/integration/fuzz.rs`), so that both check the same.

use mtlint::batch::cache::Cache;
use mtlint::batch::read::{CHUNK, Chunks, CorpusFormat, Dialect, Fields, Input, MAX_ROW_BYTES, Meter, Part, Position};
use mtlint::batch::sink::RowFormat;
use mtlint::batch::{Checker, CsvRowReader, Labels, Record, RowOptions, ScoreRow, Stamp, parse_line};
use mtlint::check::check_page;
use mtlint::config::{ConfigFile, Layer, Project, Terms};
use mtlint::fix::{apply, unified_diff};
use mtlint::input::{Format, Origin, Source};
use mtlint::lang::{Inflections, Lang, PhraseList, fix_list, interned, review_list};
use mtlint::report::{
    Article, Checkstyle, Concise, Csv, Entry, Gate, Github, Gitlab, Html, Human, Json, JsonLines, Junit, Later, RdJson,
    RdJsonLines, Reporter, Sarif, Totals, isolate, one_line, step_summary,
};
use mtlint::silence::{Baseline, Known};
use mtlint::source_map::SourceMap;
use mtlint::words::{Phrase, UiLang};
use mtlint::{Axis, Checked, Edit, Finding, Settings, Span, score};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::{env, fs, process, slice};

/// What a target checks.
pub type Target = fn(&[u8]);

/// Every target by its name, which is that of its folder of seeds too.
pub const TARGETS: [(&str, Target); 10] = [
    ("check", check),
    ("fix", fix),
    ("text", text),
    ("html", html),
    ("markdown", markdown),
    ("config", config),
    ("lexicon", lexicon),
    ("baseline", baseline),
    ("corpus", corpus),
    ("parquet", parquet),
];

/// A name that acts on terminals, on lines and on XML, where a reporter lets it.
const PATH: &str = "پوشه/a \u{202E}b\u{1B}[35m\n::error::<&\"'>]]>,;%.txt";

/// Longest input that is checked: the time of a run goes into many inputs, and what is slow on long ones has a script of
/// its own (`scripts/count_instructions.py`).
const MOST_BYTES: usize = 64 * 1024;

/// A text that was decoded, in each of the languages with a pack and as what it takes itself for. No reporter and no mending:
/// many more texts in the same time than [`text`] has.
pub fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if text.len() > MOST_BYTES {
        return;
    }
    for (settings, article) in &*IN_EACH_LANGUAGE {
        let checked = mtlint::check(text, settings);
        assert_whole(text, &checked);
        let (score, points) = score::score(checked.score.words, &checked.findings, &settings.scoring);
        assert_eq!(checked.score, score, "the score is not that of the findings");
        assert_eq!(checked.points, points, "the points are not those of the findings");
        // What a thread keeps of one text says nothing of another.
        assert_eq!(mtlint::check(ARTICLE, settings), *article, "the text before it changes a report");
        assert_eq!(mtlint::check(text, settings), checked, "two checks, two answers");
    }
}

/// A text that was decoded, mended in each of the languages with a pack and as what it takes itself for.
pub fn fix(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if text.len() > MOST_BYTES {
        return;
    }
    for (settings, _) in &*IN_EACH_LANGUAGE {
        mended(text, settings);
    }
}

/// Settings without a language and with each that has a pack, and what a thread that read nothing before says of
/// [`ARTICLE`] with them.
static IN_EACH_LANGUAGE: LazyLock<[(Settings, Checked); 3]> = LazyLock::new(|| {
    [None, Some(Lang::FA), Some(Lang::AR)].map(|lang| {
        let settings = Settings { lang, ..Settings::default() };
        let fresh = std::thread::scope(|scope| scope.spawn(|| mtlint::check(ARTICLE, &settings)).join());
        let article = fresh.expect("a report");
        (settings, article)
    })
});

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
    baseline.update(PATH, Known::all(&checked.findings, text), |_| true);
    assert_eq!(baseline.len(), checked.findings.len());
    let rendered = baseline.render();
    let read = Baseline::parse(&rendered).expect("what is written can be read");
    assert_eq!(read.render(), rendered);
    let mut known = read.of(PATH, |_| true);
    for finding in &checked.findings {
        assert!(known.take(finding, text), "{} at {:?} is not known", finding.rule.name, finding.span);
    }
    assert_eq!(known.left(), 0);
}

/// Edits leave every line where it is, and mending twice is mending once.
fn mended(text: &str, settings: &Settings) {
    let edits = |text: &str| -> Vec<Edit> {
        mtlint::check(text, settings).findings.into_iter().flat_map(|f| f.edits).collect()
    };
    let fixed = mtlint::fix::fix(text, edits);
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

    // What a report says of rules is the same every time: of the few that found something it is enough.
    let silenced = entry.outcome.iter().flat_map(|article| &article.checked.silenced).map(|silenced| &silenced.finding);
    let found = Sarif::new(findings.iter().chain(silenced).map(|finding| finding.rule));
    let sarif: Value = serde_json::from_str(&whole(&found, entry)).expect("a log");
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
        elements(&Html { whole: page, ui: UiLang::default() }.entry(entry));
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

/// The data of a document in a page are JSON, and nothing in them ends their element.
fn elements(page: &str) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for element in page.split("<script type=\"application/json\" class=\"").skip(1) {
        let (class, rest) = element.split_once("\">").expect("a class");
        let (json, _) = rest.split_once('<').expect("an end");
        assert!(rest[json.len()..].starts_with("</script>"), "markup in the data of a page");
        serde_json::from_str::<Value>(json).expect("data");
        *counts.entry(class).or_default() += 1;
    }
    assert_eq!(counts, BTreeMap::from([("body", 1), ("head", 1)]));
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
    let folder = Folder::new();
    let path = folder.write("mtlint.toml", text.as_bytes());
    let article = folder.0.join("article.txt");
    match Project::load(Some(&path), &folder.0, nothing_said()) {
        Ok(project) => {
            let profile = project.profile(&article).expect("every list was read");
            assert_whole(ARTICLE, &mtlint::check(ARTICLE, &profile.settings));
            assert!(project.explain(&article).iter().all(|setting| !setting.origins.is_empty()));
            let _ = project.excludes(&article);
            let _ = profile.silenced_in("article.txt").count();
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A command line without options.
fn nothing_said() -> Layer {
    Layer::empty("command line")
}

/// A folder that lasts as long as this value. Tests call targets from several threads: each has one of its own.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("mtlint-fuzz-{}-{number}", process::id()));
        fs::create_dir_all(&path).expect("a folder for a moment");
        Self(path)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).expect("a file for a moment");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
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
        assert_whole(&text, &mtlint::check(&text, &settings));
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
            let checked = mtlint::check(ARTICLE, &Settings::default());
            let mut known = baseline.of(PATH, |_| true);
            let _ = checked.findings.iter().filter(|finding| known.take(finding, ARTICLE)).count();
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// How corpora are written.
const WRITTEN: [CorpusFormat; 6] = [
    CorpusFormat::Jsonl,
    CorpusFormat::CSV,
    CorpusFormat::TSV,
    CorpusFormat::Separated(Dialect { delimiter: b',', quotes: true, header: false }),
    CorpusFormat::Separated(Dialect { delimiter: b';', quotes: false, header: true }),
    CorpusFormat::Separated(Dialect { delimiter: b'|', quotes: false, header: false }),
];

/// How they are packed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Packing {
    Plain,
    Gzip,
    Zstd,
    /// Two members of gzip, as `cat` makes them of two files.
    Members,
    /// Without the second half.
    CutGzip,
    CutZstd,
}

const PACKED: [Packing; 6] =
    [Packing::Plain, Packing::Gzip, Packing::Zstd, Packing::Members, Packing::CutGzip, Packing::CutZstd];

/// Text, id, language, url, source and group of them.
const NAMED: [[Option<&str>; 6]; 6] = [
    [None; 6],
    [Some("text"), Some("id"), Some("lang"), Some("url"), Some("source"), Some("group")],
    [Some("a.text"), Some("a.id"), Some("/b~1c/lang"), None, Some("a.s"), Some("a.id")],
    [Some("1"), Some("2"), None, None, None, None],
    [Some("2"), Some("1"), Some("3"), Some("4"), Some("5"), Some("6")],
    [Some("text"), Some("text"), None, None, None, Some("url")],
];

/// Longest row where one is not to be long.
const SHORT_ROW: u32 = 64;

/// Rows that are checked and written.
const MOST_ROWS: usize = 16;

/// Who reads them when nobody configured anything.
static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let project = Project::load(None, Path::new("."), nothing_said()).expect("the defaults");
    Checker::new(project.profile(Path::new("corpus.jsonl")).expect("the defaults"))
});

/// What was made of a record: its text and language, or what is wrong with it and its bytes.
type Made = (Labels, Result<(String, Option<Lang>), (String, Vec<u8>)>);

/// A corpus. Four bytes say how it is written and packed, which fields are read, and where a filling makes it longer than a
/// chunk; in seeds they are digits. The others are its own.
pub fn corpus(bytes: &[u8]) {
    let [written, packed, named, filled, contents @ ..] = bytes else { return };
    if contents.len() > MOST_BYTES {
        return;
    }
    let format = WRITTEN[usize::from(*written) % WRITTEN.len()];
    let packing = PACKED[usize::from(*packed) % PACKED.len()];
    let fields = Fields::new(NAMED[usize::from(*named) % NAMED.len()]).expect("names of fields");
    let (contents, limit) = filling(contents, *filled);
    let packs_itself = contents.starts_with(b"\x1F\x8B") || contents.starts_with(b"\x28\xB5\x2F\xFD");
    // A few bytes unpack to gigabytes.
    if packs_itself && contents.len() > 1024 {
        return;
    }
    let folder = Folder::new();
    let input = |name: &str, bytes: &[u8]| Input {
        origin: Origin::File(folder.write(name, bytes)),
        name: PATH.into(),
        format: Some(format),
        limit,
    };
    let plain = input("plain", &contents);
    let chunks = chunks(&plain, &fields, Position::default(), usize::MAX);
    let rows: Vec<&Made> = chunks.iter().flat_map(|(rows, _)| rows).collect();
    in_order(&rows, format);
    goes_on(&plain, &fields, &chunks, usize::MAX);
    if !packs_itself {
        complete(&contents, format, &rows);
        if packing != Packing::Plain {
            let other = input("packed", &pack(&contents, packing));
            let chunks = self::chunks(&other, &fields, Position::default(), usize::MAX);
            same_unpacked(&rows, &chunks.iter().flat_map(|(rows, _)| rows).collect::<Vec<_>>(), packing);
            goes_on(&other, &fields, &chunks, usize::MAX);
        }
    }
    scored(&rows);
}

/// Contents with a filling in their middle, so that the end of a chunk lies behind it or, for a long one, in it, and the
/// longest row that is read.
fn filling(contents: &[u8], filled: u8) -> (Vec<u8>, u32) {
    let (before, behind) = contents.split_at(contents.len() / 2);
    let to_end = CHUNK - before.len() - usize::from(filled / 16) * 4;
    // Most have none: a chunk is a quarter of a megabyte.
    let (length, limit) = match filled % 16 {
        1 => (to_end, MAX_ROW_BYTES),
        2 => (to_end, SHORT_ROW),
        3 => (to_end + 2 * CHUNK, SHORT_ROW),
        _ => (0, MAX_ROW_BYTES),
    };
    ([before, &vec![b'x'; length], behind].concat(), limit)
}

fn pack(bytes: &[u8], packing: Packing) -> Vec<u8> {
    let gzip = |bytes: &[u8]| {
        let mut packed = Vec::new();
        let mut encoder = flate2::read::GzEncoder::new(bytes, flate2::Compression::fast());
        encoder.read_to_end(&mut packed).expect("packed");
        packed
    };
    let cut = |mut packed: Vec<u8>| {
        packed.truncate(packed.len() / 2);
        packed
    };
    let zstd = |bytes: &[u8]| zstd::encode_all(bytes, 1).expect("packed");
    match packing {
        Packing::Plain => bytes.to_vec(),
        Packing::Gzip => gzip(bytes),
        Packing::Zstd => zstd(bytes),
        Packing::Members => {
            let (one, other) = bytes.split_at(bytes.len() / 3);
            [gzip(one), gzip(other)].concat()
        }
        Packing::CutGzip => cut(gzip(bytes)),
        Packing::CutZstd => cut(zstd(bytes)),
    }
}

/// The rows of each of so many chunks, and where the next one begins.
fn chunks(input: &Input, fields: &Fields, start: Position, most: usize) -> Vec<(Vec<Made>, Position)> {
    let chunks = Chunks::new(slice::from_ref(input), fields, Meter::default(), start);
    let rows = |chunk: mtlint::batch::read::Chunk| {
        assert!(!matches!(chunk.part, Part::Article | Part::Changed(_)), "{:?}", chunk.part);
        let mut rows = Vec::new();
        chunk.part.rows(input, fields, |row| {
            rows.push(match row {
                Ok(Record { labels, lang, text }) => (labels, Ok((text.into_owned(), lang))),
                Err((labels, error, raw)) => (labels, Err((error, raw.to_vec()))),
            });
        });
        (rows, chunk.next)
    };
    chunks.take(most).map(rows).collect()
}

/// Every row has its place, behind the one before it.
fn in_order(rows: &[&Made], format: CorpusFormat) {
    for (labels, outcome) in rows {
        assert_eq!(&*labels.path, PATH);
        assert!(labels.line.is_some_and(|line| line > 0) || rows.len() == 1, "a row without its line: {labels:?}");
        assert!(outcome.as_ref().err().is_none_or(|(error, _)| !error.is_empty()), "nothing is said of {labels:?}");
    }
    // A carriage return alone ends a record of CSV, and no line.
    let grows = |pair: &[&Made]| match format {
        CorpusFormat::Jsonl => pair[0].0.line < pair[1].0.line,
        _ => pair[0].0.line <= pair[1].0.line,
    };
    assert!(rows.windows(2).all(grows), "lines are not in order");
}

/// A run that goes on between two chunks reads what the run before it, which read so many chunks, would have read.
fn goes_on(input: &Input, fields: &Fields, chunks: &[(Vec<Made>, Position)], most: usize) {
    for at in 0..chunks.len().min(4) {
        let again = self::chunks(input, fields, chunks[at].1.clone(), most - at - 1);
        assert_eq!(again, chunks[at + 1..], "behind chunk {at} stand other rows");
    }
}

/// Every record gives one row, with its text, wherever chunks end.
fn complete(contents: &[u8], format: CorpusFormat, rows: &[&Made]) {
    let contents = contents.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(contents);
    // A file that is not read at all, or has no column of texts.
    if let [(Labels { line: None, .. }, Err(_))] = rows {
        return;
    }
    let CorpusFormat::Separated(Dialect { delimiter, quotes, header }) = format else {
        let lines = contents.split(|byte| *byte == b'\n').zip(1..);
        let written = lines.filter(|(line, _)| !line.iter().all(u8::is_ascii_whitespace)).map(|(_, number)| number);
        let read = rows.iter().map(|(labels, _)| labels.line.unwrap_or(0));
        assert!(written.eq(read), "a line has no row, or a row no line");
        return;
    };
    // A record behind the others tells whether a quotation mark is never closed. Of a byte order mark before the first one
    // the reader would make nothing.
    let known = [b"\n", contents, b"\nEND\n"].concat();
    let mut reader = csv::ReaderBuilder::new();
    reader.delimiter(delimiter).quoting(quotes).has_headers(false).flexible(true);
    let records: Result<Vec<csv::ByteRecord>, _> = reader.from_reader(&known[..]).into_byte_records().collect();
    let records = records.expect("bytes");
    let Some((end, records)) = records.split_last() else { return };
    if end.iter().ne([b"END"]) {
        return;
    }
    let records = &records[usize::from(header).min(records.len())..];
    assert_eq!(rows.len(), records.len(), "a record has no row, or a row no record");
    for ((labels, outcome), record) in rows.iter().zip(records) {
        let Ok((text, _)) = outcome else { continue };
        assert!(record.iter().any(|cell| cell == text.as_bytes()), "another text: {labels:?}");
    }
}

/// Packing changes nothing, and damage only takes away what lies behind it.
fn same_unpacked(rows: &[&Made], unpacked: &[&Made], packing: Packing) {
    if !matches!(packing, Packing::CutGzip | Packing::CutZstd) {
        assert_eq!(unpacked, rows, "packed it has other rows");
        return;
    }
    let Some(((_, error), before)) = unpacked.split_last() else { panic!("of damage nothing is said") };
    assert!(error.is_err(), "the damage is not the last thing that is said");
    // What is behind the damage may tell what a record was that is too long.
    let same = |(a, b): (&&Made, &&Made)| a.0 == b.0 && (a.1.is_ok() == b.1.is_ok());
    assert!(before.iter().zip(rows).all(same) && before.len() <= rows.len(), "damage changes what lies before it");
}

/// Rows that are written can be read, and are the same; a text that comes again has the score that it had.
fn scored(rows: &[&Made]) {
    let (options, stamp, cache) = (RowOptions::default(), Stamp::of(String::new()), Cache::default());
    let score = |(labels, outcome): &Made| match outcome {
        Ok((text, lang)) => {
            let record = || Record { labels: labels.clone(), lang: *lang, text: text.into() };
            let row = CHECKER.row(record(), &options, &cache);
            assert!(row.outcome.is_ok(), "{:?}", row.outcome);
            assert_eq!(CHECKER.row(record(), &options, &cache), row, "a text that comes again has another score");
            row
        }
        Err((error, _)) => ScoreRow::failed(labels.clone(), error),
    };
    let long = |(_, outcome): &Made| outcome.as_ref().is_ok_and(|(text, _)| text.len() > MOST_BYTES);
    let rows: Vec<ScoreRow> = rows.iter().filter(|made| !long(made)).take(MOST_ROWS).map(|made| score(made)).collect();
    let written = |format: RowFormat| {
        let mut file = format.opening(&options);
        file.append(&mut format.render(&rows, &options, &stamp));
        String::from_utf8(file).expect("UTF-8")
    };
    let lines = written(RowFormat::Jsonl);
    let read: Vec<ScoreRow> = lines.lines().map(|line| parse_line(line).expect("a row of scores").0).collect();
    assert_eq!(read, rows, "rows of JSON are read back as others");
    let table = written(RowFormat::Csv);
    let read = CsvRowReader::new(table.as_bytes()).expect("columns of scores");
    let read: Vec<ScoreRow> = read.map(|row| row.expect("a row of scores").0).collect();
    assert_eq!(read, rows, "rows of CSV are read back as others");
    shows_safely(&written(RowFormat::Table));
}

/// Chunks that are read of a table that is not known: a few bytes are thousands of millions of rows when they are all the same.
const MOST_CHUNKS: usize = 4;

/// A table: the bytes as they are, and one that is written of them. Of the latter five bytes say how it is written, how many
/// rows a row group has, and where and how it is damaged; in the others each line is a row with a tab between its cells.
pub fn parquet(bytes: &[u8]) {
    if bytes.len() > MOST_BYTES {
        return;
    }
    table(bytes, &Fields::new([None; 6]).expect("the usual names"), MOST_CHUNKS);
    #[cfg(feature = "parquet")]
    if !bytes.starts_with(b"PAR1") {
        tables::written(bytes);
    }
}

/// The rows of so many chunks of a table: each with its place, and the same wherever a run goes on.
fn table(bytes: &[u8], fields: &Fields, most: usize) -> Vec<Made> {
    let folder = Folder::new();
    let input = Input {
        origin: Origin::File(folder.write("table", bytes)),
        name: PATH.into(),
        format: Some(CorpusFormat::Parquet),
        limit: MAX_ROW_BYTES,
    };
    let chunks = chunks(&input, fields, Position::default(), most);
    goes_on(&input, fields, &chunks, most);
    let rows: Vec<Made> = chunks.into_iter().flat_map(|(rows, _)| rows).collect();
    numbered(&rows);
    rows
}

/// Every row has its number and its row group, and behind damage no row of the row group is read.
fn numbered(rows: &[Made]) {
    if let [(Labels { row: None, .. }, Err((error, _)))] = rows {
        assert!(!error.is_empty(), "nothing is said of the file");
        return;
    }
    for (number, (labels, outcome)) in rows.iter().enumerate() {
        assert_eq!((&*labels.path, labels.line, labels.row), (PATH, None, Some(number as u64)));
        assert!(outcome.as_ref().err().is_none_or(|(error, _)| !error.is_empty()), "nothing is said of {labels:?}");
    }
    assert!(rows.is_sorted_by_key(|(labels, _)| labels.row_group), "row groups are not in order");
    let lost = |(_, outcome): &Made| match outcome {
        Err((error, _)) if error.starts_with("cannot be read as Parquet") => Some(error.clone()),
        _ => None,
    };
    for pair in rows.windows(2) {
        let inside = pair[0].0.row_group == pair[1].0.row_group;
        assert!(
            !inside || lost(&pair[0]).is_none() || lost(&pair[0]) == lost(&pair[1]),
            "two things are said of damage"
        );
    }
}

/// Tables that are written here.
#[cfg(feature = "parquet")]
mod tables {
    use super::{Labels, MOST_CHUNKS, Made, PATH, table};
    use ::parquet::basic::{Compression, Encoding};
    use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int64Type};
    use ::parquet::file::properties::{WriterProperties, WriterVersion};
    use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
    use ::parquet::schema::parser::parse_message_type;
    use ::parquet::schema::types::ColumnPath;
    use mtlint::batch::read::{Fields, language};
    use std::sync::Arc;

    /// What is in them; each column has a role.
    const SCHEMA: &str = "message table { optional binary text (UTF8); optional binary id (UTF8); \
        optional binary lang (UTF8); optional binary url; required boolean even; required int64 number; }";
    const NAMED: [Option<&str>; 6] =
        [Some("text"), Some("id"), Some("lang"), Some("url"), Some("even"), Some("number")];
    const TEXTS: usize = 4;

    /// How texts and numbers are written; as a dictionary where nothing is said.
    const ENCODINGS: [Option<(Encoding, Encoding)>; 4] = [
        None,
        Some((Encoding::PLAIN, Encoding::PLAIN)),
        Some((Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BINARY_PACKED)),
        Some((Encoding::DELTA_BYTE_ARRAY, Encoding::BYTE_STREAM_SPLIT)),
    ];

    /// Rows that are written, where there are not to be many.
    const FEW_ROWS: usize = 24;
    /// Bytes of rows that come again.
    const FEW_BYTES: usize = 256;
    /// Rows of a row group that is longer than a chunk, and of a table that has another one behind it.
    const LONG: [usize; 2] = [4200, 4300];

    type Row = [Option<Vec<u8>>; TEXTS];

    /// A table that is read as it was written, and then damaged.
    pub fn written(bytes: &[u8]) {
        let [written, size, high, low, damage, contents @ ..] = bytes else { return };
        let line = |line: &[u8]| -> Row {
            let mut cells = line.split(|byte| *byte == b'\t').map(<[u8]>::to_vec);
            std::array::from_fn(|_| cells.next())
        };
        let mut rows: Vec<Row> = contents.split(|byte| *byte == b'\n').map(line).take(FEW_ROWS).collect();
        let mut group = 1 + usize::from(size % 8);
        if size / 8 % 8 == 1 && contents.len() <= FEW_BYTES {
            rows = rows.into_iter().cycle().take(LONG[1]).collect();
            group = LONG[0];
        }
        let mut file = file(&rows, group, *written);
        let fields = Fields::new(NAMED).expect("names of fields");
        let read = table(&file, &fields, usize::MAX);
        assert_eq!(read.len(), rows.len(), "a row is not read, or one that was not written");
        for (number, (row, made)) in rows.iter().zip(&read).enumerate() {
            same(row, made, number, group);
        }
        harm(&mut file, u16::from_be_bytes([*high, *low]), *damage);
        table(&file, &fields, MOST_CHUNKS);
    }

    /// What is read of a row is what was written.
    fn same(row: &Row, (labels, outcome): &Made, number: usize, group: usize) {
        let read = |cell: &Option<Vec<u8>>| cell.clone().and_then(|cell| String::from_utf8(cell).ok());
        let [text, id, lang, url] = row.each_ref().map(read);
        let expected = Labels {
            row_group: Some((number / group) as u32),
            row: Some(number as u64),
            id: id.filter(|id| !id.is_empty()),
            url: url.filter(|url| !url.is_empty()),
            source: Some(number.is_multiple_of(2).to_string()),
            group: Some(number.to_string()),
            ..Labels::of(PATH)
        };
        assert_eq!(*labels, expected);
        let whole = row.iter().flatten().all(|cell| std::str::from_utf8(cell).is_ok());
        let text = text.filter(|_| whole).map(|text| (text, lang.as_deref().and_then(language)));
        assert_eq!(outcome.as_ref().ok(), text.as_ref(), "{labels:?} has another text");
    }

    fn file(rows: &[Row], group: usize, written: u8) -> Vec<u8> {
        let codecs = [
            Compression::UNCOMPRESSED,
            Compression::SNAPPY,
            Compression::GZIP(Default::default()),
            Compression::LZ4,
            Compression::LZ4_RAW,
            Compression::ZSTD(Default::default()),
        ];
        let versions = [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0];
        let written = usize::from(written);
        let mut properties = WriterProperties::builder()
            .set_compression(codecs[written % 6])
            .set_writer_version(versions[written / 24 % 2])
            .set_write_batch_size(500)
            .set_data_page_row_count_limit(1500);
        if let Some((texts, numbers)) = ENCODINGS[written / 6 % 4] {
            properties = properties.set_dictionary_enabled(false);
            for column in ["text", "id", "lang", "url"] {
                properties = properties.set_column_encoding(ColumnPath::from(column), texts);
            }
            properties = properties.set_column_encoding(ColumnPath::from("number"), numbers);
        }
        let schema = Arc::new(parse_message_type(SCHEMA).expect("a schema"));
        let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties.build())).expect("a file");
        for (at, rows) in rows.chunks(group).enumerate() {
            let mut columns = file.next_row_group().expect("a row group");
            for text in 0..TEXTS {
                let cells = || rows.iter().map(|row| &row[text]);
                let levels: Vec<i16> = cells().map(|cell| i16::from(cell.is_some())).collect();
                let values: Vec<ByteArray> = cells().flatten().map(|cell| cell.clone().into()).collect();
                column::<ByteArrayType>(&mut columns, &values, Some(&levels));
            }
            let numbers: Vec<i64> = (at * group..).take(rows.len()).map(|number| number as i64).collect();
            let even: Vec<bool> = numbers.iter().map(|number| number % 2 == 0).collect();
            column::<BoolType>(&mut columns, &even, None);
            column::<Int64Type>(&mut columns, &numbers, None);
            columns.close().expect("written");
        }
        file.into_inner().expect("written")
    }

    fn column<T: DataType>(
        columns: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
        values: &[T::T],
        levels: Option<&[i16]>,
    ) {
        let mut column = columns.next_column().expect("written").expect("a column");
        column.typed::<T>().write_batch(values, levels, None).expect("written");
        column.close().expect("written");
    }

    /// Damages a file at a place; the greatest bit of the place says from which end it is counted.
    fn harm(file: &mut Vec<u8>, place: u16, damage: u8) {
        let at = usize::from(place & 0x7FFF) % file.len();
        let at = if place > 0x7FFF { file.len() - 1 - at } else { at };
        let amount = damage / 6;
        let piece = at..(at + 1 + usize::from(amount)).min(file.len());
        match damage % 6 {
            0 => file[at] ^= 1 << (amount % 8),
            1 => file[at] = file[at].wrapping_add(amount),
            2 => drop(file.drain(piece)),
            3 => drop(file.splice(at..at, file[piece].to_vec())),
            4 => file[piece].fill(0xFF),
            _ => file.truncate(at),
        }
    }
}
