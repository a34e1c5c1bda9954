//! Measures mtlint on development data that lies beside the project (`../shared`, not shipped).
//!
//! ```text
//! cargo run --release --example measure -- ../shared native           false alarms per rule on native text
//! cargo run --release --example measure -- ../shared machine          findings per rule on machine output
//! cargo run --release --example measure -- ../shared show RULE SET N  findings of a rule in a set, N of them
//! cargo run --release --example measure -- ../shared articles         the five hand-marked articles
//! cargo run --release --example measure -- ../shared sentences        sentence boundaries
//! cargo run --release --example measure -- ../shared languages        language identification
//! cargo run --release --example measure -- ../shared loops [show]     repetitions in annotated English output
//! cargo run --release --example measure -- ../shared postedited       words that post-editors changed
//! cargo run --release --example measure -- ../shared pairs            typography: faulty inputs found, clean ones flagged
//! cargo run --release --example measure -- ../shared floors           all floors; fails when one is missed
//! cargo run --release --example measure -- ../shared judge RULE N     findings on machine output to judge, N of them
//! cargo run --release --example measure -- ../shared precision        judged precision of every rule
//! cargo run --release --example measure -- ../shared fixes SET N [RULE]   what --fix changes, N edits of it
//! cargo run --release --example measure -- ../shared fixes pairs     typography: inputs that become what is expected
//! cargo run --release --example measure -- ../shared inject SEED [CLASS]  recall on artifacts put into native text
//! cargo run --release --example measure -- ../shared edges LANG [HALF]   where in a sentence native words stand: the rows of a list
//! ```

mod edges;
mod fixes;
mod inject;
mod judged;
mod shared;

use mtlint::finding::{Axis, Severity};
use mtlint::lang::Lang;
use mtlint::span::LineIndex;
use mtlint::text::Document;
use mtlint::{Settings, Verdict, check, rules};
use rayon::prelude::*;
use serde_json::Value;
use shared::{HUMAN, MACHINE, NATIVE, Shared, Text, around, check_all};
use std::collections::BTreeMap;
use std::path::Path;

/// The rules on repetition, as far as they know something of English.
const LOOP_RULES: [&str; 5] =
    ["collapsed-pair", "decoder-loop", "repeated-phrase", "repeated-sentence", "repeated-word"];

/// Findings on the translation axis per 1,000 words, by severity, and the share of documents that fail.
struct Rates {
    words: u64,
    documents: usize,
    failed: usize,
    by_severity: [usize; 3],
    by_rule: BTreeMap<(&'static str, Severity), usize>,
}

fn rates(texts: &[Text]) -> Rates {
    let checked = check_all(texts);
    let mut rates =
        Rates { words: 0, documents: texts.len(), failed: 0, by_severity: [0; 3], by_rule: BTreeMap::new() };
    for document in &checked {
        rates.words += u64::from(document.score.words);
        rates.failed += usize::from(document.score.verdict == Verdict::Fail);
        for finding in &document.findings {
            if finding.rule.axis == Axis::Translation {
                rates.by_severity[finding.severity as usize] += 1;
            }
            *rates.by_rule.entry((finding.rule.name, finding.severity)).or_default() += 1;
        }
    }
    rates
}

fn print_rates(shared: &Shared, sets: &[&str], with_rules: bool) {
    for set in sets {
        let rates = rates(&shared.texts(set));
        let per_thousand = |count: usize| count as f64 * 1000.0 / rates.words.max(1) as f64;
        println!(
            "{set}: {} documents, {} words; translation per 1,000 words: critical {:.4} major {:.4} minor {:.4}; fail {:.2} %",
            rates.documents,
            rates.words,
            per_thousand(rates.by_severity[2]),
            per_thousand(rates.by_severity[1]),
            per_thousand(rates.by_severity[0]),
            rates.failed as f64 * 100.0 / rates.documents.max(1) as f64,
        );
        if with_rules {
            for ((rule, severity), count) in &rates.by_rule {
                println!("    {rule:22} {:9} {count:6}  {:.4} ‰", severity.name(), per_thousand(*count));
            }
        }
    }
}

fn show(shared: &Shared, rule: &str, set: &str, limit: usize) {
    assert!(rules::by_name(rule).is_some(), "no rule {rule}");
    let texts = shared.texts(set);
    let mut shown = 0;
    for (text, checked) in texts.iter().zip(check_all(&texts)) {
        for finding in checked.findings.iter().filter(|finding| finding.rule.name == rule) {
            if shown == limit {
                return;
            }
            shown += 1;
            println!(
                "{} [{} ×{}] {}  → {}",
                text.id,
                finding.severity.name(),
                finding.count,
                around(&text.text, finding.span, 80),
                finding.message,
            );
        }
    }
}

/// A hand-marked span of the five articles, in code points.
struct Gold {
    file: String,
    start: u64,
    end: u64,
    row: Value,
}

impl Gold {
    fn read(rows: Vec<Value>) -> Vec<Self> {
        let place = |row: &Value, name: &str| row[name].as_u64().unwrap_or_default();
        rows.into_iter()
            .map(|row| Self {
                file: row["file"].as_str().unwrap_or_default().to_owned(),
                start: place(&row, "start"),
                end: place(&row, "end"),
                row,
            })
            .collect()
    }

    fn is(&self, field: &str, values: &[&str]) -> bool {
        self.row[field].as_str().is_some_and(|value| values.contains(&value))
    }

    fn certain(&self) -> bool {
        self.row["certain"].as_bool().unwrap_or_default()
    }
}

/// Which findings a must-not-flag category speaks of.
fn tempts(category: &str, rule: &str) -> bool {
    let rules: &[&str] = match category {
        "sentence-fragment" | "truncated" => &["stranded-fragment"],
        "broken-sentence-boundary" => &["stranded-fragment", "cut-sentence"],
        "duplicated-phrase" => &["repeated-phrase", "decoder-loop", "collapsed-pair", "repeated-word"],
        "repeated-clause" => &["repeated-clause"],
        "ungrammatical-clause" => &["double-predicate"],
        "dangling-attribution" => &["dangling-attribution"],
        "mangled-name" => &["mangled-name"],
        "inconsistent-name" => &["inconsistent-name"],
        "untranslated-token" | "mixed-script" => &["untranslated-word"],
        "headline-calque" => &["headline-calque"],
        "literal-idiom" => &["literal-calque", "wrong-sense"],
        "unbalanced-quote" => &["unbalanced-quote"],
        "mixed-quote-style" => &["mixed-quotes"],
        "digit-mix" => &["mixed-digits"],
        "zwnj-missing" => &["lost-joiner"],
        "foreign-letter" => &["foreign-letter"],
        "duplicate-punctuation" => &["doubled-mark"],
        "punctuation-spacing" => &["spaced-mark", "stray-space"],
        "boilerplate" => &["page-furniture"],
        _ => &[],
    };
    rules.contains(&rule)
}

#[derive(Default)]
struct Articles {
    scores: Vec<(String, f64, Verdict)>,
    rule_found: (usize, usize),
    lexicon_found: (usize, usize),
    /// By cluster: all rows of one underlying error count once.
    lexicon_clusters: (usize, usize),
    all_clusters: (usize, usize),
    violations: usize,
    strangers: usize,
}

fn articles(shared: &Shared, print: bool) -> Articles {
    let mut result = Articles::default();
    let gold = Gold::read(shared.lines("gold/seeds.jsonl"));
    let negatives = Gold::read(shared.lines("gold/seeds-negatives.jsonl"));
    let mut files: Vec<String> = gold.iter().map(|gold| gold.file.clone()).collect();
    files.dedup();
    for file in files {
        let text = std::fs::read_to_string(shared.0.join("seeds").join(&file)).expect("readable");
        let checked = check(&text, &Settings::default());
        let index = LineIndex::new(&text);
        let places: Vec<(u64, u64)> = checked
            .findings
            .iter()
            .map(|f| {
                let place = |byte| u64::from(index.position(byte).code_point);
                (place(f.span.start), place(f.span.end))
            })
            .collect();
        let score = &checked.score;
        result.scores.push((file.clone(), score.axes.translation, score.verdict));
        if print {
            println!(
                "== {file} {} words {} · translation {} typography {} extraction {} · {} (penalty {}, tolerance {}, rate {:?})",
                checked.lang.code(),
                score.words,
                score.axes.translation,
                score.axes.typography,
                score.axes.extraction,
                score.verdict.name(),
                score.penalty.translation,
                score.tolerance,
                score.rate_interval
            );
        }
        for (finding, &(start, end)) in checked.findings.iter().zip(&places) {
            let here = |gold: &&Gold| gold.file == file && gold.start < end && start < gold.end;
            let broken: Vec<_> = negatives
                .iter()
                .filter(here)
                .filter(|n| {
                    n.row["tempting"].as_str().is_some_and(|t| t.split('/').any(|t| tempts(t, finding.rule.name)))
                })
                // A finding that overlaps a marked defect more than the tempting span is that defect's.
                .filter(|n| !gold.iter().filter(here).any(|g| g.start >= n.end || g.end <= n.start))
                .collect();
            result.violations += broken.len();
            let known = gold.iter().filter(here).any(|gold| gold.is("origin", &["mt", "typo", "human"]));
            let stranger = finding.rule.axis == Axis::Translation && !known;
            result.strangers += usize::from(stranger && (file.starts_with("001") || file.starts_with("002")));
            if print && finding.rule.axis != Axis::Extraction {
                println!(
                    "{} {start}-{end} {} {} ⟦{}⟧{}{}",
                    if stranger { "?" } else { " " },
                    finding.rule.name,
                    finding.severity.name(),
                    finding.span.of(&text).replace('\n', "⏎"),
                    if finding.count > 1 { format!(" ×{}", finding.count) } else { String::new() },
                    if broken.is_empty() { String::new() } else { format!("   VIOLATES {}", broken[0].row["reason"]) },
                );
            }
        }
        let mut clusters: BTreeMap<String, (bool, bool)> = BTreeMap::new();
        for gold in gold.iter().filter(|gold| gold.file == file) {
            let counts = gold.is("origin", &["mt"]) && gold.certain() && gold.is("severity", &["major", "critical"]);
            if !counts {
                continue;
            }
            let found = checked.findings.iter().zip(&places).any(|(finding, &(start, end))| {
                let related = finding.related.iter().any(|span| {
                    let place = |byte| u64::from(index.position(byte).code_point);
                    place(span.start) < gold.end && gold.start < place(span.end)
                });
                finding.rule.axis == Axis::Translation && (start < gold.end && gold.start < end || related)
            });
            let by_rule_or_lexicon = gold.is("detectable", &["rule", "lexicon"]);
            let cluster = gold.row["cluster"].as_str().or(gold.row["id"].as_str()).unwrap_or_default();
            let (any_found, any_listed) = clusters.entry(cluster.to_owned()).or_default();
            *any_found |= found;
            *any_listed |= by_rule_or_lexicon;
            if !by_rule_or_lexicon {
                continue;
            }
            if gold.is("detectable", &["rule"]) {
                result.rule_found.0 += usize::from(found);
                result.rule_found.1 += 1;
            }
            result.lexicon_found.0 += usize::from(found);
            result.lexicon_found.1 += 1;
            if print && !found {
                println!(
                    "  MISSED {} {} {} {}",
                    gold.row["id"], gold.row["detectable"], gold.row["category"], gold.row["text"]
                );
            }
        }
        for (found, listed) in clusters.into_values() {
            result.all_clusters.0 += usize::from(found);
            result.all_clusters.1 += 1;
            result.lexicon_clusters.0 += usize::from(found && listed);
            result.lexicon_clusters.1 += usize::from(listed);
        }
    }
    if print {
        println!(
            "by cluster: rule+lexicon {}/{} · all {}/{}",
            result.lexicon_clusters.0, result.lexicon_clusters.1, result.all_clusters.0, result.all_clusters.1
        );
        println!(
            "rule {}/{} · rule+lexicon {}/{} · must-not-flag violations {} · strangers on 001, 002: {}",
            result.rule_found.0,
            result.rule_found.1,
            result.lexicon_found.0,
            result.lexicon_found.1,
            result.violations,
            result.strangers
        );
    }
    result
}

/// Precision and recall of inner sentence boundaries, as offsets of non-space characters.
fn sentences(shared: &Shared) {
    let inner = |sentences: &[String]| {
        let mut at = 0;
        let mut ends: Vec<usize> = sentences
            .iter()
            .map(|s| {
                at += s.chars().filter(|c| !c.is_whitespace()).count();
                at
            })
            .collect();
        ends.pop();
        ends
    };
    let segment = |text: &str, lang| {
        let doc = Document::new(text, lang);
        let sentences: Vec<String> =
            doc.paragraphs().iter().flat_map(|p| doc.sentences(p)).map(|s| s.span.of(text).to_owned()).collect();
        // Marks outside any token run are none; what lies between sentences is space.
        inner(&sentences)
    };
    let mut table: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut add = |name: String, expected: &[usize], got: &[usize]| {
        let row = table.entry(name).or_default();
        row[0] += got.iter().filter(|end| expected.contains(end)).count();
        row[1] += got.len();
        row[2] += expected.len();
    };
    for record in shared.records("sentence-boundaries") {
        let text = record["text"].as_str().unwrap_or_default();
        let expected: Vec<String> = record["sentences"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|s| s.as_str().map(str::to_owned))
            .collect();
        let lang = record["lang"].as_str().unwrap_or_default();
        let origin: String = record["id"].as_str().unwrap_or_default().split('-').take(2).collect::<Vec<_>>().join("-");
        add(format!("{origin} {lang}"), &inner(&expected), &segment(text, Lang::supported_by_code(lang)));
    }
    let treebank: Vec<String> =
        shared.texts("native-fa-treebank").into_iter().map(|t| t.text.trim().to_owned()).collect();
    for chunk in treebank.chunks(5) {
        add("treebank fa (5 sentences joined)".into(), &inner(chunk), &segment(&chunk.join(" "), Some(Lang::FA)));
    }
    for (name, [right, got, expected]) in table {
        let (p, r) = (right as f64 / got.max(1) as f64, right as f64 / expected.max(1) as f64);
        println!(
            "{name}: precision {p:.4} ({right}/{got}) recall {r:.4} ({right}/{expected}) F1 {:.4}",
            2.0 * p * r / (p + r).max(1e-9)
        );
    }
}

fn languages(shared: &Shared) {
    for (set, expected) in [("native-fa-isna", "fa"), ("native-ar-saudi", "ar"), ("native-fa-treebank", "fa")] {
        let texts = shared.texts(set);
        let right = texts.par_iter().filter(|text| Document::new(&text.text, None).lang().code() == expected).count();
        println!("{set}: {right} of {} recognised as {expected}", texts.len());
    }
    let urdu: Vec<_> = shared.records("sentence-boundaries").into_iter().filter(|r| r["lang"] == "ur").collect();
    let right = urdu
        .iter()
        .filter(|r| matches!(Document::new(r["text"].as_str().unwrap_or_default(), None).lang().code(), "ur" | "urd"))
        .count();
    println!("sentence-boundaries: {right} of {} recognised as ur", urdu.len());
}

/// Repetitions on annotated English output: a segment counts as found when one of the rules fires. The halves
/// show how much a figure owes to single segments.
fn loops(shared: &Shared, print: bool) -> f64 {
    struct Row {
        labelled: bool,
        half: usize,
        found: Vec<&'static str>,
    }
    let rows: Vec<Row> = shared
        .records("mt-en-loops")
        .par_iter()
        .map(|record| {
            let text = record["text"].as_str().unwrap_or_default();
            let id = record["id"].as_str().unwrap_or_default();
            let checked = check(text, &Settings { lang: Some(Lang::EN), ..Settings::default() });
            Row {
                labelled: record["labels"]["repetitions"] == 1,
                half: id.bytes().fold(0, |hash: usize, byte| hash.wrapping_mul(31).wrapping_add(byte.into())) / 7 % 2,
                found: checked.findings.iter().map(|f| f.rule.name).filter(|name| LOOP_RULES.contains(name)).collect(),
            }
        })
        .collect();
    if print {
        for (row, record) in rows.iter().zip(shared.records("mt-en-loops")) {
            match (row.labelled, row.found.is_empty()) {
                (true, true) => println!("MISSED {} {}", record["id"], record["text"]),
                (false, false) => println!("FALSE {:?} {} {}", row.found, record["id"], record["text"]),
                _ => {}
            }
        }
    }
    let line = |name: &str, rows: &[&Row], rules: &[&str]| {
        let fires = |row: &&&Row| row.found.iter().any(|name| rules.contains(name));
        let labelled = rows.iter().filter(|row| row.labelled).count();
        let flagged = rows.iter().filter(fires).count();
        let right = rows.iter().filter(fires).filter(|row| row.labelled).count();
        let (p, r) = (right as f64 / flagged.max(1) as f64, right as f64 / labelled.max(1) as f64);
        let f1 = 2.0 * p * r / (p + r).max(1e-9);
        println!("{name}: precision {p:.3} ({right}/{flagged}) recall {r:.3} ({right}/{labelled}) F1 {f1:.3}");
        f1
    };
    let all: Vec<&Row> = rows.iter().collect();
    for rule in LOOP_RULES {
        line(rule, &all, &[rule]);
    }
    let f1 = line("all of them", &all, &LOOP_RULES);
    for half in 0..2 {
        let rows: Vec<&Row> = rows.iter().filter(|row| row.half == half).collect();
        line(&format!("all of them, half {}", half + 1), &rows, &LOOP_RULES);
    }
    f1
}

/// Rules that the tags cannot show: they are set on tokens, and spaces lie between them; and the digits of the whole
/// text, which editors left as they were.
const NOT_TAGGED: [&str; 4] = ["lost-joiner", "mixed-digits", "spaced-mark", "stray-space"];

/// Predictions for each token beside what the editors did.
#[derive(Clone, Copy, Default)]
struct Confusion {
    hits: usize,
    false_alarms: usize,
    misses: usize,
    passes: usize,
}

impl Confusion {
    fn add(&mut self, bad: bool, predicted: bool) {
        *match (bad, predicted) {
            (true, true) => &mut self.hits,
            (false, true) => &mut self.false_alarms,
            (true, false) => &mut self.misses,
            (false, false) => &mut self.passes,
        } += 1;
    }

    fn print(&self, name: &str) {
        let [hits, false_alarms, misses, passes] =
            [self.hits, self.false_alarms, self.misses, self.passes].map(|count| count as f64);
        let (flagged, bad) = (hits + false_alarms, hits + misses);
        let spread = flagged * bad * (passes + false_alarms) * (passes + misses);
        println!(
            "{name:40} precision {:.3} ({}/{}) recall {:.3} ({}/{}) MCC {:.3}",
            hits / flagged.max(1.0),
            self.hits,
            self.hits + self.false_alarms,
            hits / bad.max(1.0),
            self.hits,
            self.hits + self.misses,
            (hits * passes - false_alarms * misses) / spread.sqrt().max(1.0),
        );
    }
}

/// Word-level tags of post-editing. A token counts as flagged when a finding, or a further place of it, overlaps it.
fn postedited(shared: &Shared) {
    let tags = |record: &Value| -> Vec<bool> {
        record["tags"].as_array().into_iter().flatten().map(|tag| tag == "BAD").collect()
    };
    let records = shared.records("mt-fa-postedited");
    let (mut all, mut tagged) = (Confusion::default(), Confusion::default());
    let mut rules: BTreeMap<&str, Confusion> = BTreeMap::new();
    let mut places: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for record in &records {
        let text = record["text"].as_str().unwrap_or_default();
        let checked = check(text, &Settings { lang: Some(Lang::FA), ..Settings::default() });
        let index = LineIndex::new(text);
        let flagged: Vec<(&str, u64, u64)> = checked
            .findings
            .iter()
            .flat_map(|finding| {
                let places = std::iter::once(&finding.span).chain(&finding.related);
                places.map(|span| {
                    let place = |byte| u64::from(index.position(byte).code_point);
                    (finding.rule.name, place(span.start), place(span.end))
                })
            })
            .collect();
        let place = |span: &Value, index: usize| span[index].as_u64().unwrap_or_default();
        let spans = record["token_spans"].as_array().into_iter().flatten();
        let tokens: Vec<(u64, u64, bool)> =
            spans.zip(tags(record)).map(|(span, bad)| (place(span, 0), place(span, 1), bad)).collect();
        for &(rule, from, to) in &flagged {
            let row = places.entry(rule).or_default();
            row.0 += usize::from(tokens.iter().any(|&(start, end, bad)| bad && from < end && start < to));
            row.1 += 1;
        }
        for (start, end, bad) in tokens {
            let mut here: Vec<&str> =
                flagged.iter().filter(|(_, from, to)| *from < end && start < *to).map(|(rule, ..)| *rule).collect();
            here.dedup();
            all.add(bad, !here.is_empty());
            tagged.add(bad, here.iter().any(|rule| !NOT_TAGGED.contains(rule)));
            for rule in here {
                rules.entry(rule).or_default().add(bad, true);
            }
        }
    }
    all.print("all rules");
    tagged.print(&format!("without {}", NOT_TAGGED.join(", ")));
    for set in ["mt-fa-postedited-neural-a", "mt-fa-postedited-neural-b"] {
        let mut neural = Confusion::default();
        for (record, predicted) in records.iter().zip(shared.records(set)) {
            assert_eq!(record["id"], predicted["id"], "the same segments in the same order");
            tags(record).into_iter().zip(tags(&predicted)).for_each(|(bad, predicted)| neural.add(bad, predicted));
        }
        neural.print(set);
    }
    for (rule, tokens) in rules {
        let (touched, all) = places[rule];
        println!(
            "    {rule:22} tokens right {:4} wrong {:4}; places that editors touched {touched} of {all}",
            tokens.hits, tokens.false_alarms
        );
    }
}

/// Tests of the normalisers (by a part of their names) whose input is no defect but another house's style, or is not
/// to be read as text: digits, quotation marks and dots of one or the other form, vowel signs, ligatures, pictures,
/// tags, blank lines, compounds and verbs in two words, spellings, and marks without a word.
const HOUSE_STYLE: [&str; 32] = [
    "Complex_",
    "Dates",
    "HTML tags",
    "RemoveThesePhrases",
    "ZWNJ_Connection",
    "ajust_typo",
    "autocorrect",
    "comma and semicolon",
    "comma_and_semicolon",
    "compound_words",
    "cleanupKashidas",
    "dash",
    "diacritics",
    "dots",
    "Dots",
    "emojis",
    "fixSuffixMisc",
    "html_tags",
    "kashidasAs",
    "line break",
    "line_break",
    "non_persian",
    "number",
    "percent_sig",
    "persian_style",
    "prefixed_verbs",
    "quotes",
    "English_quotes",
    "spacing for ()",
    "special",
    "unicode",
    "unify_punctuations",
];

/// A test of a Persian normaliser: whether the faulty input is flagged where it differs, and whether the form that
/// should stand there, or a clean input, is flagged at all. With `print` the faulty inputs that nothing flagged, the clean ones
/// that something did, and the counts of each test are printed. Gives the shares of both without the house styles.
fn pairs(shared: &Shared, print: bool) -> [f64; 2] {
    let found = |text: &str, lang: Option<Lang>| -> Vec<(&'static str, Vec<(usize, usize)>)> {
        let checked = check(text, &Settings { lang, ..Settings::default() });
        let marks = checked.findings.iter().filter(|finding| finding.rule.axis != Axis::Translation);
        marks
            .map(|f| {
                let spans = f.related.iter().chain([&f.span]).map(|s| (s.start as usize, s.end as usize));
                (f.rule.name, spans.collect())
            })
            .collect()
    };
    let mut table: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for record in shared.records("typography-fa-pairs") {
        let field = |name: &str| record[name].as_str().unwrap_or_default();
        let (input, expected) = (field("input"), record["expected"].as_str());
        let lang = Lang::supported_by_code(field("lang"));
        let name = format!("{} {}", field("origin"), field("rule"));
        let mut row = [0; 4];
        let mut clean = |text: &str| {
            let flagged = found(text, lang);
            row[2] += usize::from(!flagged.is_empty());
            row[3] += 1;
            if print && !flagged.is_empty() {
                println!(
                    "flagged  {name}: {text:?} by {:?}",
                    flagged.iter().map(|(rule, _)| *rule).collect::<Vec<_>>()
                );
            }
        };
        if record["clean"] == true {
            clean(input);
        } else {
            let place = differing(input, expected);
            let touches = |&(start, end): &(usize, usize)| start <= place.1 && place.0 <= end;
            let hit = found(input, lang).iter().any(|(_, spans)| spans.iter().any(touches));
            if let Some(expected) = expected {
                clean(expected);
            }
            row[0] += usize::from(hit);
            row[1] += 1;
            if print && !hit {
                println!("missed   {name}: {input:?} for {expected:?}");
            }
        }
        for (sum, count) in table.entry(name).or_default().iter_mut().zip(row) {
            *sum += count;
        }
    }
    let (mut all, mut defects) = ([0; 4], [0; 4]);
    for (name, row) in &table {
        if print {
            println!("{name}: faulty found {}/{}, clean flagged {}/{}", row[0], row[1], row[2], row[3]);
        }
        all.iter_mut().zip(row).for_each(|(sum, count)| *sum += count);
        if !HOUSE_STYLE.iter().any(|part| name.contains(part)) {
            defects.iter_mut().zip(row).for_each(|(sum, count)| *sum += count);
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let percent = |part: usize, whole: usize| share(part, whole) * 100.0;
    for (name, sums) in [("all", all), ("without house style", defects)].into_iter().filter(|_| print) {
        println!(
            "{name}: faulty found {:.1} % ({}/{}), clean and expected flagged {:.1} % ({}/{})",
            percent(sums[0], sums[1]),
            sums[0],
            sums[1],
            percent(sums[2], sums[3]),
            sums[2],
            sums[3]
        );
    }
    [share(defects[0], defects[1]), share(defects[2], defects[3])]
}

/// The stretch of `input` that is not as expected; all of it when nothing is known to be expected.
fn differing(input: &str, expected: Option<&str>) -> (usize, usize) {
    let Some(expected) = expected else { return (0, input.len()) };
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let start = same(&mut input.chars(), &mut expected.chars());
    let end = input.len() - same(&mut input.chars().rev(), &mut expected.chars().rev());
    (start.min(end), end.max(start))
}

/// The figures that must hold; returns those that do not.
fn floors(shared: &Shared) -> Vec<String> {
    let mut missed = Vec::new();
    let mut floor = |name: &str, value: f64, holds: bool| {
        println!("{} {name}: {value:.4}", if holds { "ok    " } else { "MISSED" });
        if !holds {
            missed.push(name.to_owned());
        }
    };
    for set in &NATIVE {
        let rates = rates(&shared.texts(set));
        let per_thousand =
            |severity: Severity| rates.by_severity[severity as usize] as f64 * 1000.0 / rates.words as f64;
        let (critical, major) = (per_thousand(Severity::Critical), per_thousand(Severity::Major));
        let minor = per_thousand(Severity::Minor);
        let failed = rates.failed as f64 * 100.0 / rates.documents as f64;
        floor(&format!("{set}: critical per 1,000 words <= .005"), critical, critical <= 0.005);
        floor(&format!("{set}: major per 1,000 words <= .05"), major, major <= 0.05);
        floor(&format!("{set}: minor per 1,000 words <= .5"), minor, minor <= 0.5);
        floor(&format!("{set}: failing documents <= 1 %"), failed, failed <= 1.0);
    }
    let f1 = loops(shared, false);
    floor("repetitions in English output: F1 >= .75", f1, f1 >= 0.75);
    let [found, flagged] = pairs(shared, false);
    floor("typography pairs: faulty inputs flagged >= 90 %", found * 100.0, found >= 0.90);
    floor("typography pairs: clean inputs flagged <= 1 %", flagged * 100.0, flagged <= 0.01);
    let five = articles(shared, false);
    let (mut best_machine, mut worst_human) = (0f64, 100f64);
    for (file, score, verdict) in &five.scores {
        let human = file.starts_with("001") || file.starts_with("002");
        if human {
            worst_human = worst_human.min(*score);
            floor(&format!("{file}: translation >= 85 and pass"), *score, *score >= 85.0 && *verdict == Verdict::Pass);
        } else {
            best_machine = best_machine.max(*score);
            floor(&format!("{file}: translation <= 55 and fail"), *score, *score <= 55.0 && *verdict == Verdict::Fail);
        }
    }
    floor(
        "gap between human and machine articles >= 30",
        worst_human - best_machine,
        worst_human - best_machine >= 30.0,
    );
    let share = |(found, all): (usize, usize)| found as f64 / all as f64;
    floor("articles: recall, rule >= .90", share(five.rule_found), share(five.rule_found) >= 0.90);
    floor("articles: recall, rule and lexicon >= .75", share(five.lexicon_found), share(five.lexicon_found) >= 0.75);
    floor(
        "articles: recall by cluster, rule and lexicon >= .90",
        share(five.lexicon_clusters),
        share(five.lexicon_clusters) >= 0.90,
    );
    floor(
        "articles: recall by cluster, all certain defects >= .65",
        share(five.all_clusters),
        share(five.all_clusters) >= 0.65,
    );
    floor("articles: must-not-flag violations = 0", five.violations as f64, five.violations == 0);
    floor(
        "articles: translation findings outside the gold on 001, 002 = 0",
        five.strangers as f64,
        five.strangers == 0,
    );
    missed
}

fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let argument = |index: usize| arguments.get(index).map_or("", String::as_str);
    let shared = Shared(Path::new(argument(0)).to_owned());
    match argument(1) {
        "native" => print_rates(&shared, &NATIVE, true),
        "human" => print_rates(&shared, &HUMAN, true),
        "machine" => print_rates(&shared, &MACHINE, true),
        "show" => show(&shared, argument(2), argument(3), argument(4).parse().unwrap_or(20)),
        "articles" => drop(articles(&shared, true)),
        "sentences" => sentences(&shared),
        "languages" => languages(&shared),
        "loops" => {
            loops(&shared, argument(2) == "show");
        }
        "judge" => judged::judge(&shared, argument(2), argument(3).parse().unwrap_or(20)),
        "precision" => judged::precision(&shared),
        "postedited" => postedited(&shared),
        "inject" => inject::inject(&shared, argument(2), argument(3)),
        "edges" => edges::edges(&shared, argument(2), argument(3).parse().ok()),
        "pairs" => {
            pairs(&shared, true);
        }
        "fixes" if argument(2) == "pairs" => fixes::fixed_pairs(&shared),
        "fixes" => {
            let rule = Some(argument(4)).filter(|rule| !rule.is_empty());
            fixes::fixes(&shared, argument(2), argument(3).parse().unwrap_or(20), rule);
        }
        "floors" => {
            let missed = floors(&shared);
            if !missed.is_empty() {
                eprintln!("missed: {}", missed.join("; "));
                return std::process::ExitCode::FAILURE;
            }
        }
        other => {
            eprintln!(
                "measure SHARED native|human|machine|show|articles|sentences|languages|loops|floors|judge|precision|postedited|inject|edges|pairs|fixes, not {other:?}"
            );
            return std::process::ExitCode::from(2);
        }
    }
    std::process::ExitCode::SUCCESS
}
