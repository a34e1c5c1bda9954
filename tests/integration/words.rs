//! What the program says: the catalogues of messages, and the languages in which it says them.

use crate::cli::{LOOP_FA, assert_code, folder, mtlint, out};
use crate::project;
use mtlint::lang::Lang;
use mtlint::words::{Level, Pattern, Value, ids, pattern};
use mtlint::{Axis, Message, Settings, UiLang, check};
use regex::Regex;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Rust sources of the rules and of what else reports findings, without comments.
fn sources() -> Vec<(String, String)> {
    let rules = fs::read_dir(project("src/rules")).expect("readable").map(|file| file.expect("readable").path());
    let read = |path: std::path::PathBuf| {
        let source = fs::read_to_string(&path).expect("readable");
        let code: Vec<&str> = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        (path.file_stem().expect("a name").to_string_lossy().into_owned(), code.join("\n"))
    };
    rules.map(read).collect()
}

/// The ids that rules name, with the level and the file of each.
fn named() -> Vec<(String, String, String)> {
    let call = Regex::new(r#"Message::(error|suspicion|reminder)\(\s*"([^"]*)"\s*\)"#).expect("a pattern");
    let any = Regex::new(r"Message::(?:error|suspicion|reminder)\(").expect("a pattern");
    let mut named = Vec::new();
    for (file, source) in sources() {
        let found: Vec<_> = call.captures_iter(&source).collect();
        assert_eq!(found.len(), any.find_iter(&source).count(), "{file}: a message is named by a literal");
        named.extend(found.into_iter().map(|found| (found[1].to_owned(), found[2].to_owned(), file.clone())));
    }
    named
}

/// The sentences of a pattern, with the keys that lead to each.
fn sentences(pattern: &Pattern) -> Vec<(Vec<&'static str>, &str)> {
    match pattern {
        Pattern::Plain(text) => vec![(Vec::new(), text)],
        Pattern::Choice { variants, .. } => variants
            .iter()
            .flat_map(|(key, variant)| {
                sentences(variant).into_iter().map(move |(mut keys, text)| {
                    keys.insert(0, *key);
                    (keys, text)
                })
            })
            .collect(),
    }
}

/// The arguments of a pattern: those that stand in a sentence and those that choose one.
fn arguments(pattern: &Pattern) -> BTreeSet<String> {
    let place = Regex::new(r"\{(\w+)\}").expect("a pattern");
    let mut found: BTreeSet<String> = sentences(pattern)
        .iter()
        .flat_map(|(_, text)| place.captures_iter(text).map(|found| found[1].to_owned()).collect::<Vec<_>>())
        .collect();
    let mut rest = vec![pattern];
    while let Some(next) = rest.pop() {
        if let Pattern::Choice { by, variants, .. } = next {
            found.insert((*by).to_owned());
            rest.extend(variants.iter().map(|(_, variant)| variant));
        }
    }
    found
}

fn of_rule(id: &str) -> Option<&'static str> {
    let belongs = |rule: &str| id.strip_prefix(rule).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    mtlint::rules::metas().map(|meta| meta.name).find(|name| belongs(name))
}

/// A sentence with numbers and words in its places.
fn filled(ui: UiLang, id: &str, number: u64) -> String {
    // What articles and lists put there.
    let words: BTreeMap<&str, &str> = BTreeMap::from([
        ("right", "NATO"),
        ("name", "The Guardian"),
        ("odd", "ترامب"),
        ("usual", "ترمپ"),
        ("source", "air strike"),
        ("sign", "…"),
        ("own", "،"),
        ("lang", "ur"),
        ("here", "«…»"),
        ("elsewhere", "«…»"),
    ]);
    let numbers = ["rare", "usual"].into_iter().filter(|_| id.starts_with("mixed-")).collect::<Vec<_>>();
    let pattern = pattern(ui, id).expect("it is read");
    let keys: Vec<String> = arguments(&pattern).into_iter().collect();
    let values: Vec<(&'static str, Value)> = keys
        .into_iter()
        .map(|key| {
            let value = match words.get(key.as_str()).filter(|_| !numbers.contains(&key.as_str())) {
                Some(&word) => Value::from(word),
                None => Value::Number(number),
            };
            (&*key.leak(), value)
        })
        .collect();
    ui.say(id, &values)
}

#[test]
fn every_message_that_a_rule_names_is_in_every_catalogue_and_none_is_there_in_vain() {
    let named: BTreeSet<String> = named().into_iter().map(|(_, id, _)| id).collect();
    for ui in UiLang::ALL {
        let listed: BTreeSet<String> = ids(ui).filter(|id| of_rule(id).is_some()).map(str::to_owned).collect();
        assert_eq!(named, listed, "{ui:?}");
    }
}

#[test]
fn a_message_bears_the_name_of_its_rule() {
    for (_, id, file) in named() {
        let rule = of_rule(&id).unwrap_or_else(|| panic!("{id} is no message of a rule"));
        assert!(rule == file.replace('_', "-"), "{file} says {id}");
    }
}

#[test]
fn the_catalogues_have_the_same_texts_with_the_same_arguments() {
    let table = |ui| ids(ui).map(|id| (id, pattern(ui, id))).collect::<BTreeMap<_, _>>();
    let english = table(UiLang::En);
    assert_eq!(english.len(), ids(UiLang::En).count(), "a name comes twice");
    for ui in [UiLang::Fa, UiLang::Ar] {
        let other = table(ui);
        assert_eq!(other.len(), ids(ui).count(), "{ui:?}: a name comes twice");
        assert_eq!(english.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{ui:?}");
        for (id, pattern) in &english {
            let both = [pattern, &other[id]].map(|pattern| pattern.as_ref().map(arguments));
            assert_eq!(both[0], both[1], "{ui:?}: {id}");
        }
    }
}

#[test]
fn everything_is_a_sentence_or_a_choice_of_sentences() {
    for ui in UiLang::ALL {
        let odd: Vec<&str> = ids(ui).filter(|id| pattern(ui, id).is_none()).collect();
        assert!(odd.is_empty(), "{ui:?}: {odd:?}");
    }
}

#[test]
fn a_choice_by_number_knows_every_plural_form_of_its_language() {
    for (ui, forms) in [
        (UiLang::En, &["one", "other"][..]),
        (UiLang::Fa, &["one", "other"]),
        (UiLang::Ar, &["one", "two", "few", "many", "other"]),
    ] {
        for id in ids(ui) {
            let Some(Pattern::Choice { variants, .. }) = pattern(ui, id) else { continue };
            let keys: Vec<&str> =
                variants.iter().map(|(key, _)| *key).filter(|key| !key.starts_with(char::is_numeric)).collect();
            let plural = keys.iter().all(|key| ["zero", "one", "two", "few", "many", "other"].contains(key));
            // The names of defects have their number in brackets.
            let whole = ui == UiLang::Ar && !id.starts_with("name-") && keys.len() > 1;
            let wanted = if whole { forms } else { &["other"] };
            assert!(!plural || wanted.iter().all(|form| keys.contains(form)), "{ui:?}: {id} has {keys:?}");
        }
    }
}

#[test]
fn every_message_is_said_with_any_number_in_every_language() {
    for ui in UiLang::ALL {
        for id in ids(ui).filter(|id| of_rule(id).is_some()) {
            for number in [0, 1, 2, 3, 11, 100] {
                let sentence = filled(ui, id, number);
                assert!(!sentence.contains(['{', '}', '$']) && sentence != id, "{ui:?}: {id}: {sentence}");
                assert!(sentence.ends_with('.'), "{ui:?}: {id}: {sentence}");
                let plain = sentence.trim_end_matches('.');
                assert!(
                    !plain.is_empty() && plain == plain.trim() && !plain.contains("  "),
                    "{ui:?}: {id}: {sentence}"
                );
            }
        }
    }
}

#[test]
fn a_message_says_first_whether_it_is_certain() {
    let made = |level: &str, id: &'static str| match level {
        "error" => Message::error(id),
        "suspicion" => Message::suspicion(id),
        _ => Message::reminder(id),
    };
    for ui in UiLang::ALL {
        let openings = Level::ALL.map(|level| ui.say(level.name(), &[("message", "".into())]));
        assert_eq!(openings.iter().collect::<BTreeSet<_>>().len(), Level::ALL.len(), "{ui:?}: {openings:?}");
        for (level, id, _) in named() {
            let message = made(&level, id.leak());
            let opening = ui.say(&level, &[("message", "".into())]);
            assert_eq!(message.level().map(Level::name), Some(&*level));
            assert!(opening.ends_with(": ") && message.text(ui).starts_with(&opening), "{ui:?}: {}", message.text(ui));
        }
    }
}

#[test]
fn numbers_stand_in_the_digits_and_the_grammar_of_the_language() {
    let times = |count: u32, ui| Message::suspicion("repeated-word").with("count", count).text(ui).into_owned();
    assert_eq!(times(3, UiLang::En), "Suspicion: a word comes 3 times in a row.");
    assert!(times(12, UiLang::Fa).contains("۱۲ بار"), "{}", times(12, UiLang::Fa));
    for (count, words) in
        [(2, "مرتين"), (3, "3 مرات"), (11, "11 مرة"), (100, "100 مرة"), (103, "103 مرات"), (111, "111 مرة")]
    {
        assert!(times(count, UiLang::Ar).contains(words), "{}", times(count, UiLang::Ar));
    }
    assert_eq!(UiLang::Fa.number("79.9"), "۷۹٫۹");
}

#[test]
fn the_words_of_a_house_are_the_same_in_every_language() {
    let message = Message::of_house("ننویسید").with("count", 3_u32);
    for ui in UiLang::ALL {
        assert_eq!(message.text(ui), "ننویسید");
    }
    assert_eq!((message.phrase(), message.id(), message.level()), (None, None, None));
}

#[test]
fn tags_with_a_region_name_a_language() {
    for (tag, lang) in
        [("fa-IR", Some(UiLang::Fa)), ("AR_eg", Some(UiLang::Ar)), ("en", Some(UiLang::En)), ("far", None), ("", None)]
    {
        assert_eq!(UiLang::of_tag(tag), lang, "{tag}");
    }
}

/// What mtlint finds in a text of its own, beside scraping.
fn found(text: &str, ui: UiLang) -> Vec<String> {
    let settings = Settings { lang: Lang::supported_by_code(ui.code()), ..Settings::default() };
    let findings = check(text, &settings).findings;
    let own = findings.iter().filter(|finding| finding.rule.axis != Axis::Extraction);
    own.map(|finding| format!("{}: {} ({})", finding.rule.name, finding.span.of(text), finding.message)).collect()
}

/// The tool finds translations and slips of typing: its own Persian and Arabic must be free of them.
#[test]
fn mtlint_finds_nothing_in_what_it_says_itself() {
    let place = Regex::new(r"\{\w+\}").expect("a pattern");
    let mut wrong = Vec::new();
    for ui in [UiLang::Fa, UiLang::Ar] {
        let mut messages = Vec::new();
        for id in ids(ui) {
            if of_rule(id).is_some() {
                messages.push(ui.say("reminder", &[("message", filled(ui, id, 3).into())]));
            } else if let Some(pattern) = pattern(ui, id) {
                for (_, text) in sentences(&pattern) {
                    // A short line about machine translation looks like what a translation service leaves behind.
                    let found = found(&place.replace_all(text, ui.number("3")).replace("mtlint", "«mtlint»"), ui);
                    wrong.extend(found.into_iter().filter(|found| !found.starts_with("translator-residue")));
                }
            }
        }
        wrong.extend(messages.iter().flat_map(|message| found(message, ui)));
        // The same sentence comes again under another name, with a word changed.
        let whole = found(&messages.join("\n\n"), ui);
        wrong.extend(whole.into_iter().filter(|found| !found.starts_with("repeated-sentence")));
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_format_says_its_messages_in_the_language_that_is_asked_for() {
    let dir = folder(&[("loop.txt", LOOP_FA.as_bytes())]);
    let formats = [
        "human",
        "concise",
        "json",
        "jsonl",
        "csv",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "rdjson",
        "rdjsonl",
    ];
    for format in formats {
        for (lang, words) in
            [("en", "as when a decoder loops"), ("fa", "در حلقه تکرار افتاده است"), ("ar", "في حلقة مفرغة")]
        {
            let args = ["check", "--format", format, "--exit-zero", "--ui-lang", lang, "loop.txt"];
            let output = mtlint(dir.path(), &args);
            assert_code(&output, 0);
            assert!(out(&output).contains(words), "{format} {lang}: {}", out(&output));
        }
    }
}

#[test]
fn of_data_nothing_but_the_messages_depends_on_the_language() {
    let dir = folder(&[("loop.txt", LOOP_FA.as_bytes())]);
    let document = |lang: &str| -> Json {
        let output = mtlint(dir.path(), &["check", "--format", "jsonl", "--exit-zero", "--ui-lang", lang]);
        serde_json::from_str(&out(&output)).expect("JSON")
    };
    let mut english = document("en");
    assert_eq!(english["findings"][0]["message_id"], "decoder-loop-words");
    for lang in ["fa", "ar"] {
        let mut other = document(lang);
        assert_ne!(other["findings"][0]["message"].take(), english["findings"][0]["message"]);
        let mut plain = english.clone();
        plain["findings"][0]["message"].take();
        assert_eq!(other, plain);
    }
    assert!(english["findings"][0]["message"].take().is_string());
}

#[test]
fn a_line_from_right_to_left_keeps_its_direction_on_a_terminal() {
    let dir = folder(&[("loop.txt", LOOP_FA.as_bytes()), ("other.txt", "کتابخانه".as_bytes())]);
    let report = out(&mtlint(dir.path(), &["check", "--exit-zero", "--ui-lang", "fa"]));
    for words in ["ترجمه ", "خطا: ", "جایگزین: ", "بحرانی", "۲ مطلب"] {
        let line = report.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {report}"));
        assert!(line.contains(&format!("\u{2067}{words}")), "{line:?}");
        assert_eq!(line.matches(['\u{2067}', '\u{2068}']).count(), line.matches('\u{2069}').count(), "{line:?}");
    }
    assert!(!report.contains("instead") && !report.contains("penalty") && !report.contains("document"), "{report}");
    assert!(report.contains("decoder-loop"), "{report}");
}

#[test]
fn the_language_is_said_and_not_guessed() {
    let dir = folder(&[("loop.txt", LOOP_FA.as_bytes())]);
    let plain = mtlint(dir.path(), &["check", "--exit-zero"]);
    assert!(out(&plain).contains("Error: "), "{}", out(&plain));
    let unknown = mtlint(dir.path(), &["check", "--ui-lang", "xx"]);
    assert_code(&unknown, 2);
    let summary = mtlint(dir.path(), &["score", "--ui-lang", "ar"]);
    assert!(String::from_utf8_lossy(&summary.stderr).contains("مستند واحد"), "{:?}", summary.stderr);
}
