//! Throughput of the checker on one thread, beside yardsticks in the same run.
//!
//! `cargo bench` prints MB/s. Trust the ratios between rows, not the figures: machines differ.

mod articles;

use articles::{article, worst_cases};
use divan::{Bencher, counter::BytesCount};
use mtlint::check::check_document;
use mtlint::input::{Format, Source};
use mtlint::lang::Lang;
use mtlint::report::{Article, Concise, Csv, Entry, Gate, Html, Human, JsonLines, Junit, RdJsonLines, Reporter, Sarif};
use mtlint::score::score;
use mtlint::text::Document;
use mtlint::{Checked, Settings, UiLang, check, rules};
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    divan::main();
}

/// Size of an ordinary article, in bytes.
const ARTICLE: usize = 4500;

fn lang(code: &str) -> Lang {
    Lang::supported_by_code(code).expect("a language with a pack")
}

#[divan::bench(args = ["fa", "ar"])]
fn check_articles(bencher: Bencher<'_, '_>, code: &str) {
    let texts: Vec<String> = (0..40).map(|seed| article(lang(code), ARTICLE, seed)).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let settings = Settings { lang: Some(lang(code)), ..Settings::default() };
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| texts.iter().map(|text| check(text, &settings).findings.len()).sum::<usize>());
}

/// Articles of both languages, and how many bytes they have.
fn articles_of_both() -> (Vec<String>, usize) {
    let texts: Vec<String> =
        (0..40).map(|seed| article(lang(["fa", "ar"][seed as usize % 2]), ARTICLE, seed)).collect();
    let bytes = texts.iter().map(String::len).sum();
    (texts, bytes)
}

#[divan::bench(args = ["UTF-8", "windows-1256"])]
fn stage_decode(bencher: Bencher<'_, '_>, encoding: &str) {
    let (texts, bytes) = articles_of_both();
    let encode = |text: &String| match encoding {
        "UTF-8" => text.clone().into_bytes(),
        _ => encoding_rs::WINDOWS_1256.encode(text).0.into_owned(),
    };
    let files: Vec<Vec<u8>> = texts.iter().map(encode).collect();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        let decode = |file: &Vec<u8>| Source::of(file.clone(), Format::Plain).map_or(0, |source| source.text.len());
        files.iter().map(decode).sum::<usize>()
    });
}

/// One rule over documents that are read already.
#[divan::bench(args = rules::metas().map(|meta| meta.name))]
fn stage_rule(bencher: Bencher<'_, '_>, rule: &str) {
    let (texts, bytes) = articles_of_both();
    let documents: Vec<Document<'_>> = texts.iter().map(|text| Document::new(text, None)).collect();
    let settings = Settings { select: vec![rule.to_owned()], ..Settings::default() };
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| documents.iter().map(|document| check_document(document, &settings).findings.len()).sum::<usize>());
}

#[divan::bench]
fn stage_score(bencher: Bencher<'_, '_>) {
    let (texts, bytes) = articles_of_both();
    let settings = Settings::default();
    let checked: Vec<Checked> = texts.iter().map(|text| check(text, &settings)).collect();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        let translation =
            |checked: &Checked| score(checked.score.words, &checked.findings, &settings.scoring).0.axes.translation;
        checked.iter().map(translation).sum::<f64>()
    });
}

#[divan::bench(args = ["concise", "csv", "html", "human", "jsonl", "junit", "rdjsonl", "sarif"])]
fn stage_report(bencher: Bencher<'_, '_>, format: &str) {
    let ui = UiLang::default();
    let reporter: Box<dyn Reporter> = match format {
        "concise" => Box::new(Concise),
        "csv" => Box::new(Csv),
        "html" => Box::new(Html { whole: false, ui }),
        "human" => Box::new(Human { quiet: false, ui }),
        "junit" => Box::new(Junit),
        "rdjsonl" => Box::new(RdJsonLines),
        "sarif" => Box::new(Sarif::new(rules::metas())),
        _ => Box::new(JsonLines),
    };
    let (texts, bytes) = articles_of_both();
    let (settings, source, gate) = (Settings::default(), Default::default(), Gate::default());
    let checked: Vec<Checked> = texts.iter().map(|text| check(text, &settings)).collect();
    let entries = texts.iter().zip(&checked).map(|(text, checked)| {
        let article = Article { text, source: &source, checked, gate: &gate, unchanged: 0, ui };
        Entry { path: "article.txt", outcome: Ok(article) }
    });
    let entries: Vec<Entry<'_>> = entries.collect();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        let written = |entry| reporter.entry(entry).len() + reporter.later(entry).len();
        entries.iter().map(written).sum::<usize>()
    });
}

#[divan::bench(args = ["fa", "ar"])]
fn read_articles(bencher: Bencher<'_, '_>, code: &str) {
    let texts: Vec<String> = (0..40).map(|seed| article(lang(code), ARTICLE, seed)).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| texts.iter().map(|text| Document::new(text, Some(lang(code))).tokens().len()).sum::<usize>());
}

#[divan::bench(args = [1, 4, 16, 64])]
fn check_one_long_document(bencher: Bencher<'_, '_>, times: usize) {
    let text = article(Lang::FA, ARTICLE * times, 1);
    let settings = Settings { lang: Some(Lang::FA), ..Settings::default() };
    bencher.counter(BytesCount::new(text.len())).bench(|| check(&text, &settings).findings.len());
}

#[divan::bench(args = worst_cases(1).into_iter().map(|(name, _)| name), sample_count = 5)]
fn check_worst_case_of_200_kb(bencher: Bencher<'_, '_>, case: &str) {
    let mut cases = worst_cases(200_000).into_iter();
    let (_, text) = cases.find(|(name, _)| *name == case).expect("a name of theirs");
    let settings = Settings { lang: Some(Lang::FA), ..Settings::default() };
    bencher.counter(BytesCount::new(text.len())).bench(|| check(&text, &settings).findings.len());
}

#[divan::bench]
fn yardstick_utf8_validation(bencher: Bencher<'_, '_>) {
    let text = article(Lang::FA, ARTICLE * 40, 1);
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| std::str::from_utf8(divan::black_box(text.as_bytes())).is_ok());
}

#[divan::bench]
fn yardstick_unicode_words(bencher: Bencher<'_, '_>) {
    let text = article(Lang::FA, ARTICLE * 40, 1);
    bencher.counter(BytesCount::new(text.len())).bench(|| divan::black_box(&text).unicode_words().count());
}
