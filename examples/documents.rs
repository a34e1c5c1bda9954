//! Measures how well the score of a document tells machine translation from what people write, on
//! development data that lies beside the project (`../shared`, not shipped).
//!
//! ```text
//! cargo run --release --example documents -- ../shared
//! ```
//!
//! Each row compares one set of machine translations with three others, side by side: human translations
//! of the same text (the only honest pair: same topic, same length, same source), native text, and, as the
//! control, human translation against native text. What tells machine translation from native text no
//! better than it tells human translation from native text has learnt the outlet or the topic.
//! A figure is the area under the ROC curve and the share of machine translations found when 1 % of the
//! others are (at the last threshold that finds no more of them; ties are not divided), each with the 95 %
//! interval of a bootstrap over documents: the translations of one source document are drawn together.

use mtlint::{Settings, check, lang::Lang};
use rayon::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

const REPLICATES: usize = 1000;
/// Share of the negatives that may be found.
const FALSE_POSITIVES: f64 = 0.01;
/// Articles are cut at the end of the line that reaches this many words, about the median document of the
/// wikinews sets (83 words in Persian, 65 in Arabic), so that no length tells the sides apart.
const WORDS: usize = 75;

/// A checked document: a higher figure says more machine translation.
struct Checked {
    /// What is drawn together in the bootstrap.
    document: String,
    /// 100 − score of the translation axis; penalty points per 1,000 words.
    figures: [f64; 2],
}

const FIGURES: [&str; 2] = ["score", "penalty rate"];

fn records(shared: &Path, set: &str) -> Vec<Value> {
    let path = shared.join("bench").join(format!("{set}.jsonl.gz"));
    let file = File::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    BufReader::new(flate2::read::GzDecoder::new(file))
        .lines()
        .map(|line| serde_json::from_str(&line.expect("readable")).expect("a JSON record a line"))
        .collect()
}

/// The documents of a set whose records pass, checked: segments of one document are joined, longer texts cut.
fn documents(shared: &Path, set: &str, pass: impl Fn(&Value) -> bool) -> Vec<Checked> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut lang = None;
    for record in records(shared, set).iter().filter(|record| pass(record)) {
        let field = |name: &str| record[name].as_str().unwrap_or_default();
        lang = Lang::supported_by_code(field("lang"));
        let key = [field("doc_id"), field("id")].into_iter().find(|key| !key.is_empty()).expect("a name");
        // Several systems translate one document: the key keeps them apart, the part before NUL together.
        let text = texts.entry(format!("{key}\0{}", field("system"))).or_default();
        for line in field("text").lines() {
            if record["seg"].is_number() || text.split_whitespace().count() < WORDS {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    let settings = Settings { lang, ..Settings::default() };
    let texts: Vec<(String, String)> = texts.into_iter().collect();
    texts
        .par_iter()
        .map(|(key, text)| {
            let score = check(text, &settings).score;
            let rate = score.penalty.translation * 1000.0 / f64::from(score.words.max(1));
            let document = key.split('\0').next().unwrap_or_default().to_owned();
            Checked { document, figures: [100.0 - score.axes.translation, rate] }
        })
        .collect()
}

/// Steps of a generator with a fixed start (SplitMix64): the same intervals on every machine.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((u128::from(z ^ (z >> 31)) * limit as u128) >> 64) as usize
    }
}

/// Area under the ROC curve (ties count half) and true positives at the allowed false positives, of
/// (figure, is positive, times drawn), sorted from the highest figure down.
fn roc(sorted: &[(f64, bool, f64)]) -> [f64; 2] {
    let total = |positive: bool| sorted.iter().filter(|item| item.1 == positive).map(|item| item.2).sum::<f64>();
    let (positives, negatives) = (total(true), total(false));
    let (mut area, mut found, mut seen, mut at_limit) = (0.0, 0.0, 0.0, 0.0);
    for tie in sorted.chunk_by(|a, b| a.0 == b.0) {
        let of = |positive: bool| tie.iter().filter(|item| item.1 == positive).map(|item| item.2).sum::<f64>();
        let (up, right) = (of(true), of(false));
        area += right * (found + up / 2.0);
        found += up;
        seen += right;
        if seen <= FALSE_POSITIVES * negatives {
            at_limit = found / positives;
        }
    }
    [area / (positives * negatives), at_limit]
}

/// "AUC .xxx [low, high]  TPR .xxx [low, high]" of positives against negatives.
fn compared(positives: &[Checked], negatives: &[Checked], figure: usize) -> String {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for checked in positives.iter().chain(negatives) {
        let next = numbers.len();
        numbers.entry(&checked.document).or_insert(next);
    }
    let side = |side: &'_ [Checked], positive: bool| -> Vec<(f64, bool, usize)> {
        side.iter().map(|checked| (checked.figures[figure], positive, numbers[checked.document.as_str()])).collect()
    };
    let mut items = side(positives, true);
    items.extend(side(negatives, false));
    items.sort_by(|a, b| b.0.total_cmp(&a.0));
    let drawn = |times: &[f64]| {
        let weighted: Vec<_> = items.iter().map(|&(figure, positive, at)| (figure, positive, times[at])).collect();
        roc(&weighted)
    };
    let measured = drawn(&vec![1.0; numbers.len()]);
    let mut draw = Draw(1);
    let replicates: Vec<[f64; 2]> = (0..REPLICATES)
        .map(|_| {
            let mut times = vec![0.0; numbers.len()];
            for _ in 0..numbers.len() {
                times[draw.below(numbers.len())] += 1.0;
            }
            drawn(&times)
        })
        .collect();
    let interval = |which: usize| {
        let mut values: Vec<f64> = replicates.iter().map(|replicate| replicate[which]).collect();
        values.sort_by(f64::total_cmp);
        let at = |share: f64| values[(share * (REPLICATES - 1) as f64).round() as usize];
        format!("{:.3} [{:.3}, {:.3}]", measured[which], at(0.025), at(0.975))
    };
    format!("AUC {} TPR {}", interval(0), interval(1))
}

/// Machine translation and what it is compared with: human translation of the same text where there is one, and
/// native text; human translation against the same native text is the control.
struct Row<'a> {
    name: String,
    machine: &'a [Checked],
    same_text: Option<&'a [Checked]>,
    native: &'a [Checked],
    human: &'a [Checked],
}

impl Row<'_> {
    fn print(&self) {
        println!(
            "{} ({} machine, {} human, {} native documents)",
            self.name,
            self.machine.len(),
            self.human.len(),
            self.native.len()
        );
        for (figure, name) in FIGURES.iter().enumerate() {
            println!(
                "  {name:12} | same text: {:53} | native: {} | control, human against native: {}",
                self.same_text.map_or_else(|| "–".to_owned(), |human| compared(self.machine, human, figure)),
                compared(self.machine, self.native, figure),
                compared(self.human, self.native, figure),
            );
        }
    }
}

fn main() {
    let shared = PathBuf::from(std::env::args().nth(1).expect("the folder of the development data"));
    let is = |name: &'static str, value: &str| {
        let value = value.to_owned();
        move |record: &Value| record[name].as_str() == Some(&value)
    };
    for (lang, native) in [("fa", "native-fa-isna"), ("ar", "native-ar-saudi")] {
        let native = documents(&shared, native, |_| true);
        let news = format!("mt-{lang}-wikinews");
        let human = documents(&shared, &news, is("kind", "human"));
        let row = |name: String, machine: &[Checked]| {
            Row { name, machine, same_text: Some(&human), native: &native, human: &human }.print();
        };
        row(format!("{news}, all systems"), &documents(&shared, &news, is("kind", "mt")));
        let systems = records(&shared, &news).into_iter().filter(is("kind", "mt"));
        let mut systems: Vec<String> = systems.filter_map(|r| Some(r["system"].as_str()?.to_owned())).collect();
        systems.sort();
        systems.dedup();
        for system in systems {
            row(format!("{news}, {system}"), &documents(&shared, &news, is("system", &system)));
        }
        let ntrex = documents(&shared, &format!("human-translation-{lang}-ntrex"), |_| true);
        let course = format!("mt-{lang}-course-markdown");
        let machine = documents(&shared, &course, |_| true);
        let control = |name: String, machine: &[Checked], native: &[Checked]| {
            Row { name, machine, same_text: None, native, human: &ntrex }.print();
        };
        control(format!("{course}, control ntrex"), &machine, &native);
        if lang == "ar" {
            let posts = "mt-and-native-ar-posts";
            let native = documents(&shared, posts, is("kind", "native"));
            control(format!("{posts}, control ntrex"), &documents(&shared, posts, is("kind", "mt")), &native);
        }
    }
}
