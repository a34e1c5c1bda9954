//! The HTML report, as far as no browser is needed; `tests/e2e/test_html_report.py` opens it in one.

use crate::cli::{CLEAN_FA, LOOP_FA, assert_code, folder, mtlint, out};
use crate::project;
use mtlint::report::{Article, Entry, Gate, Html, Later, Reporter, Totals, write_corpus_page};
use mtlint::source_map::SourceMap;
use mtlint::words::{Phrase, ids, pattern};
use mtlint::{Checked, Message, Settings, Span, UiLang, check};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

const OPENING: &str = "<script type=\"application/json\" class=\"";

fn render(whole: bool, documents: &[(&str, &str, Result<Checked, &str>)]) -> String {
    let reporter = Html { whole, ui: UiLang::En };
    let gate = Gate {
        missed: true,
        reasons: vec![Phrase::new("gate-score").with("score", "</script><img src=x onerror=alert(1)>")],
    };
    let source = SourceMap::default();
    let mut totals = Totals::default();
    let mut page = reporter.opening();
    for (path, text, outcome) in documents {
        let outcome = match outcome {
            Ok(checked) => Ok(Article { text, source: &source, checked, gate: &gate, unchanged: 1, ui: UiLang::En }),
            Err(error) => Err(*error),
        };
        let entry = Entry { path, outcome };
        totals.add(&entry);
        page += &reporter.entry(&entry);
    }
    page + &reporter.closing(&totals, &Later::default())
}

/// The page of a corpus without a summary.
fn corpus_page() -> String {
    let mut page = Vec::new();
    write_corpus_page(&serde_json::json!({}), &["decoder-loop"], UiLang::En, &mut page).expect("written");
    String::from_utf8(page).expect("UTF-8")
}

/// The data of a page by class.
fn data(page: &str, class: &str) -> Vec<Value> {
    let opening = format!("{OPENING}{class}\">");
    let value = |rest: &str| serde_json::from_str(rest.split("</script>").next().expect("a part")).expect("JSON");
    page.split(&opening).skip(1).map(value).collect()
}

/// What the page marks as the place of a finding: its own, or a place that belongs to it.
fn marked(body: &Value, finding: usize, related: Option<usize>) -> String {
    let parts = body["blocks"].as_array().expect("blocks").iter().flat_map(|block| block["parts"].as_array().unwrap());
    parts
        .filter(|part| match related {
            None => part[1].as_array().is_some_and(|own| own.contains(&finding.into())),
            Some(place) => part[2].as_array().is_some_and(|places| places.contains(&vec![finding, place].into())),
        })
        .map(|part| part[0].as_str().expect("text"))
        .collect()
}

#[test]
fn the_page_marks_the_words_of_every_finding_of_the_shipped_articles() {
    let mut findings = 0;
    for lang in ["fa", "ar"] {
        for file in fs::read_dir(project("corpora").join(lang)).expect("readable") {
            let path = file.expect("readable").path();
            if path.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("readable");
            let checked = check(&text, &Settings::default());
            let page = render(true, &[("a.txt", &text, Ok(checked.clone()))]);
            let [body] = &data(&page, "body")[..] else { panic!("one body") };
            for (index, finding) in checked.findings.iter().enumerate() {
                assert_eq!(marked(body, index, None), finding.span.of(&text), "{}", path.display());
                for (number, &span) in finding.related.iter().enumerate() {
                    assert_eq!(marked(body, index, Some(number)), span.of(&text), "{}", path.display());
                }
                findings += 1;
            }
            let parts = body["blocks"].as_array().unwrap().iter().flat_map(|block| block["parts"].as_array().unwrap());
            let shown: String = parts.map(|part| part.as_str().or(part[0].as_str()).unwrap()).collect();
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(letters(&shown), letters(&text), "{}: the whole text is in the page", path.display());
        }
    }
    assert!(findings > 200);
}

#[test]
fn nothing_that_an_article_says_becomes_markup() {
    let text = "</script><script>alert(1)</script>\n\n<!-- <script> -->\n\n\u{2028}\u{202E}<img src=x onerror=alert(2)>\u{0}\n";
    let mut checked = check(text, &Settings::default());
    let mut finding = check(LOOP_FA, &Settings::default()).findings.remove(0);
    finding.span = Span::new(0, text.len() as u32);
    finding.related = vec![Span::new(0, 9)];
    finding.message = Message::of_house("</script><b>");
    finding.suggestion = Some("<!--<script>".to_owned());
    checked.findings = vec![finding];
    let empty = render(true, &[]);
    let page = render(true, &[("<b>.txt", text, Ok(checked)), ("</script>.txt", "", Err("<script>"))]);
    let count = |page: &str, what: &str| page.matches(what).count();
    assert_eq!(count(&page, "<script"), count(&empty, "<script") + 4);
    assert_eq!(count(&page, "</script"), count(&empty, "</script") + 4);
    for what in ["<!--", "<img", "<b>", "\u{2028}", "\u{202E}", "\u{0}"] {
        assert_eq!(count(&page, what), 0, "{what:?}");
    }
    assert_eq!(marked(&data(&page, "body")[0], 0, None).trim_end(), text.trim_end());
}

#[test]
fn a_batch_leaves_out_the_texts_in_which_nothing_was_found() {
    let clean = check(CLEAN_FA, &Settings::default());
    assert!(clean.findings.is_empty());
    let bad = check(LOOP_FA, &Settings::default());
    let page = render(false, &[("clean.txt", CLEAN_FA, Ok(clean.clone())), ("bad.txt", LOOP_FA, Ok(bad))]);
    let bodies = data(&page, "body");
    assert!(bodies[0].is_null() && bodies[1].is_object());
    assert_eq!(data(&page, "head").len(), 2);
    assert!(data(&render(true, &[("clean.txt", CLEAN_FA, Ok(clean))]), "body")[0].is_object());
}

#[test]
fn the_page_loads_nothing_and_makes_no_markup_of_texts() {
    for page in [render(true, &[]), corpus_page()] {
        loads_nothing(&page);
    }
}

fn loads_nothing(page: &str) {
    for what in [
        "src=",
        "@import",
        "url(",
        "https://",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "eval(",
        "document.write",
    ] {
        assert!(!page.contains(what), "{what}");
    }
    assert_eq!(page.matches("http://").count(), 1, "the namespace of SVG");
    assert!(page.contains("default-src 'none'; script-src 'sha256-") && !page.contains("unsafe-inline"));
    for place in ["@lang@", "@dir@", "@policy@", "@version@", "@rules@", "@style@", "@documents@", "@script@"] {
        assert!(!page.contains(place), "{place} is filled");
    }
}

#[test]
fn every_word_of_the_pages_stands_in_their_tables_and_is_used() {
    let script = |name: &str| fs::read_to_string(project("src/report/html").join(name)).expect("readable");
    let (common, articles, corpus) = (script("common.js"), script("articles.js"), script("corpus.js"));
    let keys = |lang: &Value| lang["page"].as_object().expect("a table").keys().cloned().collect::<BTreeSet<String>>();
    let check = |page: &str, scripts: [&str; 2], used: &dyn Fn(&str) -> bool| {
        let table = &data(page, "words")[0];
        let english = keys(&table["en"]);
        for (lang, words) in table.as_object().expect("languages") {
            assert_eq!(keys(words), english, "{lang} has other words than English");
            assert!(words["page"].as_object().expect("a table").values().all(|text| !text.is_null()), "{lang}");
        }
        for part in scripts.iter().flat_map(|script| script.split("say(\"").skip(1)) {
            let key = part.split('"').next().expect("a part");
            assert!(english.contains(key), "no words for {key}");
        }
        for key in english.iter().filter(|key| used(key)) {
            let family = format!("say(`{}-${{", key.split('-').next().expect("a part"));
            let said = scripts.iter().any(|script| script.contains(&family) || script.contains(&format!("\"{key}\"")));
            assert!(said, "{key} is never said");
        }
        english
    };
    let own = check(&render(true, &[]), [&common, &articles], &|_| true);
    let of_corpora = corpus_page();
    let both = check(&of_corpora, [&common, &corpus], &|key| !own.contains(key));
    let listed = ids(UiLang::En).filter(|id| id.starts_with("html-") || id.starts_with("corpus-")).count();
    assert!(both.is_superset(&own) && both.len() == listed, "a word has two meanings");
}

#[test]
fn the_report_is_the_same_for_any_number_of_threads() {
    let folder =
        folder(&[("a.txt", LOOP_FA.as_bytes()), ("b.txt", CLEAN_FA.as_bytes()), ("c.txt", LOOP_FA.as_bytes())]);
    let page = |threads: &str| {
        let output = mtlint(folder.path(), &["check", "--format", "html", "--exit-zero", "--threads", threads]);
        assert_code(&output, 0);
        out(&output)
    };
    let one = page("1");
    assert_eq!(one, page("4"));
    assert_eq!(data(&one, "head").len(), 3);
}

#[test]
fn a_page_brings_every_sentence_that_its_findings_say_in_every_language() {
    let text = "وزير گفت: \"نرخ (Fed) بالا رفت . مردم در تنش تنش ماندند ، اما كتاب نوشت .\n\n".repeat(2) + LOOP_FA;
    let checked = check(&text, &Settings::default());
    assert!(checked.findings.len() > 3);
    let page = render(true, &[("a.txt", &text, Ok(checked.clone()))]);
    let (words, body) = (&data(&page, "words")[0], &data(&page, "body")[0]);
    for (finding, shown) in checked.findings.iter().zip(body["findings"].as_array().expect("findings")) {
        let id = finding.message.id().expect("a rule of mtlint");
        let (level, told) = (&shown["message"][0], &shown["message"][1]);
        assert_eq!((level, &told[0]), (&finding.message.level().unwrap().name().into(), &id.into()));
        let phrase = finding.message.phrase().expect("a rule of mtlint");
        assert_eq!(told[1].as_object().expect("arguments").len(), phrase.arguments().len());
        for lang in ["en", "fa", "ar"] {
            let sentence = &words[lang]["messages"][id];
            assert!(sentence.is_string() || sentence["*"].is_string(), "{lang}: {id}: {sentence}");
            assert!(words[lang]["names"][finding.rule.name].is_object());
        }
    }
    assert!(words["fa"]["messages"].as_object().expect("sentences").len() < ids(UiLang::Fa).count() / 3);
    assert!(pattern(UiLang::Fa, "html-title").is_some());
}

#[test]
fn the_page_opens_in_the_language_that_is_asked_for() {
    let folder = folder(&[("a.txt", LOOP_FA.as_bytes())]);
    for (lang, direction) in [("en", "ltr"), ("fa", "rtl"), ("ar", "rtl")] {
        let output = mtlint(folder.path(), &["check", "--format", "html", "--exit-zero", "--ui-lang", lang]);
        assert!(out(&output).contains(&format!("<html lang=\"{lang}\" dir=\"{direction}\">")));
    }
}
