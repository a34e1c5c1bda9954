//! Throughput of the checker on one thread, beside yardsticks in the same run.
//!
//! `cargo bench` prints MB/s. Trust the ratios between rows, not the figures: machines differ.

mod articles;

use articles::{article, worst_cases};
use divan::{Bencher, counter::BytesCount};
use mtlint::lang::Lang;
use mtlint::text::Document;
use mtlint::{Settings, check};
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
