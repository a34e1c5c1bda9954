//! Hostile input: every text gets an answer, and the same one each time.

use mtlint::lang::Lang;
use mtlint::text::Document;
use mtlint::{Settings, check};

fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "\n\n\n",
        "\u{0}",
        "\u{FEFF}",
        "\u{200C}",
        "\u{200C}\u{200C} \u{200C}",
        "\u{0640}",
        "\u{064B}",
        "....",
        "؟!؟!",
        "«",
        "»",
        "“““",
        "\"",
        "«»",
        "()",
        "،،،،",
        "..",
        ".",
        "-",
        "1",
        "1.",
        "۱۲۳",
        "a",
        "http://",
        "@",
        "#",
        "www.",
        "://",
        "a@b.c",
        "\u{202E}abc\u{202C}",
        "\u{1F600}\u{1F600}",
        "👩‍👩‍👧‍👦 خانواده",
        "e\u{301}e\u{301}",
        "ﷺ ﷺ ﷺ",
        "ﻻﻻ",
        "ａｂｃ",
        "\r\r\n\n\r",
        "\u{2028}\u{2029}",
        "ه\u{654}",
        "\u{654}",
    ]
    .map(str::to_owned)
    .into();
    // Every character of the Arabic block, alone, doubled, and between words.
    for c in '\u{0600}'..='\u{06FF}' {
        texts.push(format!("{c}"));
        texts.push(format!("سلام {c}{c} دنیا{c}. {c}"));
    }
    texts.push("سلام".repeat(50_000));
    texts.push("سلام ".repeat(40_000));
    texts.push("الف ب ".repeat(20_000));
    texts.push("، ".repeat(50_000));
    texts.push("“".repeat(50_000));
    texts.push("«الف» ".repeat(20_000));
    texts.push("می ".repeat(20_000));
    texts.push("بار. ".repeat(20_000));
    texts.push(". ".repeat(50_000));
    texts.push((0..30_000).map(|n| format!("واژه{} ", char::from_u32(0x0628 + n % 20).unwrap_or('ب'))).collect());
    texts.push((0..20_000u32).map(|n| format!("{}{} ", ['ب', 'ت', 'س', 'ر'][n as usize % 4], n)).collect());
    texts.push("نظر شما\n".repeat(5_000));
    texts
}

#[test]
fn every_text_gets_an_answer_with_places_on_character_boundaries() {
    for text in hostile() {
        for lang in [None, Some(Lang::FA), Some(Lang::AR)] {
            let checked = check(&text, &Settings { lang, ..Settings::default() });
            for finding in &checked.findings {
                for span in finding.related.iter().chain([&finding.span]) {
                    assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} in {:.40?}", text);
                }
                assert!(!finding.span.is_empty(), "{} marks nothing in {:.40?}", finding.rule.name, text);
            }
            for score in [checked.score.axes.translation, checked.score.axes.typography, checked.score.axes.extraction]
            {
                assert!((0.0..=100.0).contains(&score), "score {score} for {:.40?}", text);
            }
        }
    }
}

#[test]
fn findings_of_one_rule_do_not_overlap() {
    for text in hostile() {
        let checked = check(&text, &Settings { lang: Some(Lang::FA), ..Settings::default() });
        for (i, a) in checked.findings.iter().enumerate() {
            for b in checked.findings.iter().skip(i + 1).take_while(|b| b.span.start < a.span.end) {
                assert!(a.rule.name != b.rule.name, "{} twice at {:?} in {:.40?}", a.rule.name, b.span, text);
            }
        }
    }
}

#[test]
fn tokens_lie_in_order_and_sentences_cover_their_paragraph() {
    for text in hostile() {
        let doc = Document::new(&text, Some(Lang::FA));
        assert!(doc.tokens().windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        for paragraph in doc.paragraphs() {
            let sentences = doc.sentences(paragraph);
            assert_eq!(sentences.first().map(|s| s.tokens.0), Some(paragraph.tokens.0));
            assert_eq!(sentences.last().map(|s| s.tokens.1), Some(paragraph.tokens.1));
            assert!(sentences.windows(2).all(|pair| pair[0].tokens.1 == pair[1].tokens.0));
        }
    }
}

#[test]
fn line_ends_change_nothing_but_places() {
    let article = "رئیس بانک مرکزی گفت نرخ سود تغییر نمی کند. گاردین گزارش.\nوی افزود که بازار ارز در آرامش آرامش است.";
    let names = |text: &str| -> Vec<(&str, String)> {
        check(text, &Settings::default()).findings.iter().map(|f| (f.rule.name, f.span.of(text).to_owned())).collect()
    };
    assert_eq!(names(article), names(&article.replace('\n', "\r\n")));
    assert_eq!(names(article), names(&article.replace('\n', "\r")));
}
