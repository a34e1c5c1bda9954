//! Facts about pairs of texts: what is added, joined or spelled otherwise must not change what is found.
//!
//! Texts are drawn from the shipped articles, with words dropped and doubled and marks put in. The seed is fixed: a
//! failure comes again.

use crate::fuzz::harness::assert_whole;
use crate::project;
use mtlint::lang::{Lang, ZWNJ, is_ignorable, joins_next};
use mtlint::text::{Document, ParagraphKind};
use mtlint::{Axis, Checked, Finding, Settings, Span, check};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use unicode_normalization::UnicodeNormalization;

/// Texts that each fact is tried with, a language.
const CASES: u32 = 48;
/// Scores are rounded to a tenth.
const ROUNDING: f64 = 0.1;

/// The paragraphs of the shipped articles.
struct Pool {
    lang: Lang,
    /// Of all articles.
    all: Vec<String>,
    /// Of the articles that people wrote, those in which alone nothing of translation is found.
    clean: Vec<String>,
}

static POOLS: LazyLock<[Pool; 2]> = LazyLock::new(|| {
    [Lang::FA, Lang::AR].map(|lang| {
        let (mut all, mut clean) = (Vec::new(), Vec::new());
        let mut files: Vec<_> = std::fs::read_dir(project("corpora").join(lang.code()))
            .expect("articles")
            .map(|entry| entry.expect("readable").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
            .collect();
        files.sort();
        for path in files {
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            let human = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("human-"));
            for paragraph in text.lines().filter(|line| line.split_whitespace().count() >= 20) {
                all.push(paragraph.to_owned());
                if human && seen(paragraph, lang).is_empty() {
                    clean.push(paragraph.to_owned());
                }
            }
        }
        assert!(all.len() >= 60 && clean.len() >= 20, "{} and {} paragraphs", all.len(), clean.len());
        Pool { lang, all, clean }
    })
});

#[derive(Clone, Debug)]
enum Noise {
    Double,
    Drop,
    Before(&'static str),
    After(&'static str),
}

fn noise() -> impl Strategy<Value = Noise> {
    let marks = || select(&[".", "،", "؟", "«", "»", "\"", "(", ")", ":", "…", "-", "The", "۱۲", "12", "\u{64E}"][..]);
    prop_oneof![
        2 => Just(Noise::Double),
        1 => Just(Noise::Drop),
        1 => marks().prop_map(Noise::Before),
        1 => marks().prop_map(Noise::After),
    ]
}

/// Paragraphs with a few words of each spoilt.
fn paragraphs(pool: &'static Pool, count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    let spoilt = (select(&pool.all[..]), vec((any::<Index>(), noise()), 0..4)).prop_map(|(paragraph, spots)| {
        let mut words: Vec<String> = paragraph.split(' ').map(str::to_owned).collect();
        for (at, noise) in spots {
            let at = at.index(words.len());
            match noise {
                Noise::Double => words.insert(at, words[at].clone()),
                Noise::Drop => drop(words.remove(at)),
                Noise::Before(mark) => words[at].insert_str(0, mark),
                Noise::After(mark) => words[at].push_str(mark),
            }
        }
        words.join(" ")
    });
    vec(spoilt, count)
}

fn texts(pool: &'static Pool) -> impl Strategy<Value = String> {
    paragraphs(pool, 1..6).prop_map(|paragraphs| paragraphs.join("\n") + "\n")
}

/// Tries a fact with texts of both languages.
fn holds<T: std::fmt::Debug>(
    texts: impl Fn(&'static Pool) -> BoxedStrategy<T>,
    fact: impl Fn(&T, &'static Pool) -> Result<(), TestCaseError>,
) {
    for pool in &*POOLS {
        let config =
            Config { cases: CASES, rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..Config::default() };
        let result = TestRunner::new(config).run(&texts(pool), |text| fact(&text, pool));
        if let Err(failure) = result {
            panic!("{}: {failure}", pool.lang.code());
        }
    }
}

fn checked(text: &str, lang: Lang) -> Checked {
    check(text, &Settings { lang: Some(lang), ..Settings::default() })
}

/// What two readers of one text must agree on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    rule: &'static str,
    places: Vec<Span>,
    severity: &'static str,
    confidence: &'static str,
    count: u32,
}

impl Seen {
    fn of(finding: &Finding) -> Self {
        let places = std::iter::once(finding.span).chain(finding.related.iter().copied());
        Self {
            rule: finding.rule.name,
            places: places.collect(),
            severity: finding.severity.name(),
            confidence: finding.confidence.name(),
            count: finding.count,
        }
    }

    fn moved(mut self, to: impl Fn(u32) -> u32) -> Self {
        self.places.iter_mut().for_each(|place| *place = Span::new(to(place.start), to(place.end)));
        self
    }
}

/// The findings of translation.
fn seen(text: &str, lang: Lang) -> Vec<Seen> {
    let translation = |finding: &&Finding| finding.rule.axis == Axis::Translation;
    checked(text, lang).findings.iter().filter(translation).map(Seen::of).collect()
}

/// A text spelled otherwise, character by character, and where each byte of it went.
fn respelled(text: &str, spell: impl Fn(Option<char>, char, Option<char>) -> String) -> (String, Vec<u32>) {
    let (mut other, mut places) = (String::new(), vec![0; text.len() + 1]);
    let mut before = None;
    for (at, c) in text.char_indices() {
        places[at] = other.len() as u32;
        other.push_str(&spell(before, c, text[at + c.len_utf8()..].chars().next()));
        before = Some(c);
    }
    places[text.len()] = other.len() as u32;
    (other, places)
}

/// The findings of translation are those of the other spelling.
fn says_nothing_else(spell: impl Fn(Lang, Option<char>, char, Option<char>) -> String) {
    holds(
        |pool| texts(pool).boxed(),
        |text, pool| {
            let (other, places) = respelled(text, |before, c, next| spell(pool.lang, before, c, next));
            let moved: Vec<Seen> =
                seen(text, pool.lang).into_iter().map(|seen| seen.moved(|at| places[at as usize])).collect();
            prop_assert_eq!(moved, seen(&other, pool.lang), "{}", other);
            Ok(())
        },
    );
}

fn same(c: char) -> String {
    c.to_string()
}

#[test]
fn every_report_is_whole_and_the_same_each_time() {
    holds(
        |pool| texts(pool).boxed(),
        |text, pool| {
            let once = checked(text, pool.lang);
            assert_whole(text, &once);
            prop_assert_eq!(&once, &checked(text, pool.lang));
            Ok(())
        },
    );
}

#[test]
fn the_line_ends_of_windows_say_nothing_else() {
    says_nothing_else(|_, _, c, _| if c == '\n' { "\r\n".to_owned() } else { same(c) });
}

#[test]
fn letters_of_the_other_keyboard_say_nothing_else() {
    says_nothing_else(|lang, _, c, _| match c {
        'ی' if lang == Lang::FA => same('ي'),
        'ک' if lang == Lang::FA => same('ك'),
        'ي' if lang == Lang::AR => same('ی'),
        'ك' if lang == Lang::AR => same('ک'),
        _ => same(c),
    });
}

#[test]
fn digits_of_another_system_say_nothing_else() {
    let systems = ['0', '٠', '۰'];
    for zero in systems {
        says_nothing_else(|_, _, c, _| {
            let value =
                systems.iter().find_map(|&from| (c as u32).checked_sub(from as u32).filter(|&value| value < 10));
            same(value.and_then(|value| char::from_u32(zero as u32 + value)).unwrap_or(c))
        });
    }
}

#[test]
fn letters_in_pieces_say_nothing_else() {
    says_nothing_else(|_, _, c, _| c.nfd().collect());
    // Put together again.
    says_nothing_else(|_, _, c, _| c.nfc().collect());
}

#[test]
fn stretched_words_say_nothing_else() {
    let letter = |c: char| c.is_alphabetic() && ('\u{620}'..='\u{6FF}').contains(&c) && !is_ignorable(c);
    says_nothing_else(|_, before, c, next| {
        // In the middle of a word of at least four letters, once in a while.
        let inside = before.is_some_and(letter) && letter(c) && next.is_some_and(letter);
        if inside && joins_next(c) && (c as u32).is_multiple_of(3) { format!("{c}\u{640}") } else { same(c) }
    });
}

#[test]
fn joiners_that_join_nothing_say_nothing_else() {
    let letter = |c: char| c.is_alphabetic() && ('\u{620}'..='\u{6FF}').contains(&c) && !is_ignorable(c);
    says_nothing_else(|_, before, c, next| {
        // Behind a letter that does not join the joiner does not show.
        let inside = before.is_some_and(letter) && letter(c) && next.is_some_and(letter);
        if inside && !joins_next(c) { format!("{c}{ZWNJ}") } else { same(c) }
    });
}

/// Rules that look beyond their paragraph, and for what.
const FAR: [(&str, &str); 13] = [
    ("acronym-slip", "the institution that another paragraph names"),
    ("dangling-attribution", "the end of the article, where a source may stand alone"),
    ("double-predicate", "words that come elsewhere without a preposition"),
    ("headline-calque", "the headline"),
    ("inconsistent-name", "the other spelling"),
    ("mangled-name", "how often a name was mangled"),
    ("missing-verb", "the paragraph before, which may ask for an answer"),
    ("repeated-sentence", "the paragraph before, which said the sentence already"),
    ("stranded-fragment", "whether the article leaves verbs out all over, and a question before the answer"),
    ("translator-residue", "the head and the foot of the text, and whether it is written in Markdown"),
    ("unbalanced-quote", "the paragraph that closes a quotation"),
    ("untranslated-word", "whether the text is about the word, or about software"),
    ("wrong-language", "the language of the text"),
];

fn near(seen: &[Seen]) -> Vec<Seen> {
    seen.iter().filter(|seen| FAR.iter().all(|(rule, _)| *rule != seen.rule)).cloned().collect()
}

/// What each paragraph is for. A line is read otherwise beside others, so that facts about lines are facts about texts in
/// which each keeps its kind.
fn kinds(text: &str, lang: Lang) -> Vec<ParagraphKind> {
    Document::new(text, Some(lang)).paragraphs().iter().map(|paragraph| paragraph.kind).collect()
}

#[test]
fn a_clean_paragraph_more_never_lowers_the_score() {
    let tried = AtomicU32::new(0);
    holds(
        |pool| (texts(pool), select(&pool.clean[..])).boxed(),
        |(text, clean), pool| {
            // A paragraph that stands there already is repeated, not clean.
            let start: String = clean.chars().take(40).collect();
            prop_assume!(!text.contains(&start));
            let longer = format!("{text}{clean}\n");
            prop_assume!(kinds(&longer, pool.lang).starts_with(&kinds(text, pool.lang)));
            tried.fetch_add(1, Ordering::Relaxed);
            let (before, after) = (seen(text, pool.lang), seen(&longer, pool.lang));
            prop_assert_eq!(near(&before), near(&after));
            // What a rule that looks far finds behind the paragraph is its affair; without, the longer text is better.
            if after.len() <= before.len() {
                let score = |text: &str| checked(text, pool.lang).score.axes.translation;
                prop_assert!(score(&longer) >= score(text) - ROUNDING, "{} to {}", score(text), score(&longer));
            }
            Ok(())
        },
    );
    assert!(tried.into_inner() >= CASES, "most texts lose the kinds of their paragraphs");
}

#[test]
fn two_texts_together_have_the_findings_of_each() {
    let tried = AtomicU32::new(0);
    holds(
        |pool| (texts(pool), texts(pool)).boxed(),
        |(first, second), pool| {
            let together = format!("{first}{second}");
            let both = [kinds(first, pool.lang), kinds(second, pool.lang)].concat();
            prop_assume!(kinds(&together, pool.lang) == both);
            tried.fetch_add(1, Ordering::Relaxed);
            let offset = first.len() as u32;
            let mut parts = near(&seen(first, pool.lang));
            parts.extend(near(&seen(second, pool.lang)).into_iter().map(|seen| seen.moved(|at| at + offset)));
            prop_assert_eq!(parts, near(&seen(&together, pool.lang)));
            Ok(())
        },
    );
    assert!(tried.into_inner() >= CASES, "most texts lose the kinds of their paragraphs");
}

#[test]
fn rules_that_look_far_are_rules() {
    assert!(FAR.is_sorted());
    for (rule, reason) in FAR {
        assert!(mtlint::rules::by_name(rule).is_some() && !reason.is_empty(), "{rule}");
    }
}
