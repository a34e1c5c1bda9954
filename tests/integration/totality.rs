//! Hostile input: every text gets an answer, and the same one each time.

use mtlint::lang::Lang;
use mtlint::text::Document;
use mtlint::{Checked, Finding, Settings, Span, check, rules};

pub(crate) fn hostile() -> Vec<String> {
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
    for line_end in ["\r", "\u{2028}", "\u{2029}"] {
        assert_eq!(names(article), names(&article.replace('\n', line_end)));
        // A particle that ends a paragraph is cut for another reason than one before a word.
        let way = "وقال الوزير إن الشحنة وصلت أمس عن طريق.\nالمدينة جميلة في الشتاء، ويزورها كثيرون كل عام.";
        assert_eq!(names(way), names(&way.replace('\n', line_end)), "{line_end:?}");
    }
}

/// An ordinary article in each language, with a few defects; written for mtlint.
const ARTICLES: [(Lang, &str); 2] = [
    (
        Lang::FA,
        "گشایش کتابخانه تازه در رشت\nشهردار رشت گفت که ساخت کتابخانه مرکزی سه سال طول کشید. گاردین گزارش. \
         او افزود: «این بنا بنا برای همه شهروندان است.» کتابخانه ۲۰ هزار جلد کتاب دارد، اما هنوز online نیست.",
    ),
    (
        Lang::AR,
        "افتتاح مكتبة جديدة في صفاقس\nقال رئيس البلدية إن بناء المكتبة المركزية استغرق ثلاث سنوات. الطبيبة. \
         وأضاف: «هذا المبنى المبنى لكل سكان المدينة.» وتضم المكتبة 20 ألف كتاب ،لكنها لا تزال بلا فهرس online.",
    ),
];

const MARKS: &str = ".،؛:؟!?,;…«»“”\"'()[]{}-–—/\\|*#@&%+=<>_~^`•٪۔ـ\u{640}\u{200C}\u{200D}\u{200E}\u{200F}\u{FEFF}";

/// Texts that no newspaper prints and every scraper meets sooner or later.
fn malformed() -> Vec<String> {
    let mut texts: Vec<String> = vec![
        "\u{64B}\u{64E}\u{650}\u{651}".repeat(100),
        "\u{300}\u{301} \u{20DD}\u{FE0F}".into(),
        "\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}\u{61C}".into(),
        "سلام\u{202E}دنیا\u{2069} \u{2066}خبر".into(),
        "سلام\0دنیا. \0\0".into(),
        r"خبر \ud83d\ude00 تازه \udc00 رسید".into(),
        "\u{FFFD}\u{FFFE}\u{FFFF}\u{10FFFF}\u{E000}\u{F8FF}".into(),
        "ﻣﺤﻤﺪ ﻓﻲ ﺍﻟﻤﺪﻳﻨﺔ ﻭﻗﺎﻝ ﻷﺣﻤﺪ. ﭘﮋﻣﺎﻥ ﮔﻔﺖ.".into(),
        "ب😀ت س🇮🇷ر 👩‍👩‍👧‍👦ق𐤀𐤁م 𝐀𝐁 ع𠀀ل".into(),
        "قهرمـــــــــان ــ ـ ســـــلام ــــ".into(),
        "سلام a دنیا b خبر c روز d سال e ماه f".repeat(30),
        "الف abc ب def1۲٣ ج-د_ه ١٢3 x٤y".into(),
        "\u{FEFF}\u{FEFF}سلام\u{FEFF} دنیا.".into(),
        "سلام\u{85}دنیا\u{B}خبر\u{C}روز\u{1E}سال\u{2028}ماه\u{2029}هفته".into(),
        "\r".repeat(50) + "سلام دنیا.\n\r\n\r" + &"\r\n".repeat(50),
        "كتاب. كتاب.".into(),
        "الكتاب. الكتاب. الكتاب.".into(),
        "کتاب. کتاب.".into(),
        "قال. قالت. أن.".into(),
        "عکس: بار".into(),
        "بار (بار".into(),
        "The بار".into(),
        "وفقا ل".into(),
        "به گزارش".into(),
        "قامت ".repeat(9),
        "می نمی می نمی.".into(),
        "erمی\u{200C}کندal و Times\t\tmajor\u{200C}\t3".into(),
        "ایران\nایران".into(),
        "نظر شما\nآمریکا و ایران".into(),
        "إيران\nإيران وأمريكا".into(),
    ];
    for mark in MARKS.chars() {
        for (_, article) in ARTICLES {
            texts.push(format!("{mark}{article}"));
            texts.push(format!("{article}{mark}"));
            texts.push(format!("{mark} {article} {mark}"));
            texts.push(article.replace(' ', &format!(" {mark}")));
            texts.push(article.replace(' ', &format!("{mark} ")));
        }
        texts.push(mark.to_string().repeat(7));
        texts.push(format!("{mark} ").repeat(7));
        texts.push(format!("کتاب{mark}كتاب{mark}"));
    }
    for (_, article) in ARTICLES {
        // Cut off after every character and before every character.
        let cuts: Vec<usize> = article.char_indices().map(|(at, _)| at).collect();
        texts.extend(cuts.iter().map(|&at| article[..at].to_owned()));
        texts.extend(cuts.iter().map(|&at| article[at..].to_owned()));
        // A space, a full stop, a line break or a joiner between all letters.
        for between in [" ", ".", "\n", "\u{200C}", "\u{640}", "\u{64E}", "😀", "a"] {
            texts.push(article.chars().flat_map(|c| [c.to_string(), between.to_owned()]).collect());
        }
        texts.push(article.chars().rev().collect());
    }
    texts
}

/// Texts so large that anything quadratic in them would not end.
fn huge() -> Vec<String> {
    vec![
        "س".repeat(500_000),
        "\u{64E}".repeat(200_000),
        "\u{200C}".repeat(200_000),
        "ـ".repeat(200_000),
        "کتاب. ".repeat(50_000),
        "كتاب. ".repeat(50_000),
        "«“\"".repeat(10_000) + "سلام" + &"\"”»".repeat(10_000),
        "سلام a ".repeat(20_000),
        "شهر بزرگ خانه کوچک راه دراز ".repeat(4_000),
        "\r\n".repeat(50_000),
        "(".repeat(50_000),
        "a/b;".repeat(20_000),
        "سلام".to_owned() + &".»".repeat(20_000) + "،",
        "سلام".to_owned() + &"…".repeat(20_000) + "،",
        "طرح را رد می‌کند، ".repeat(10_000),
        "گفت‌وگو می‌کنند، هستند ".repeat(10_000),
        (0..20_000).map(|n| format!("در {} خانه ", in_letters(n))).collect(),
    ]
}

/// A number as a Latin word of its own: 27 is "di".
fn in_letters(number: u32) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'b')).collect()
}

fn check_as(text: &str, lang: Lang, select: &[&str]) -> Checked {
    let select = select.iter().map(|&name| name.to_owned()).collect();
    check(text, &Settings { lang: Some(lang), select, ..Settings::default() })
}

/// What holds of every report: places inside the text, on boundaries of characters, in order, and none
/// twice for one rule.
#[track_caller]
fn assert_whole(text: &str, checked: &Checked) {
    for finding in &checked.findings {
        let rule = finding.rule.name;
        assert!(!finding.span.is_empty(), "{rule} marks nothing in {text:.60?}");
        assert!(finding.count >= 1 && !finding.message.to_string().is_empty(), "{rule} in {text:.60?}");
        for span in finding.related.iter().chain([&finding.span]) {
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{rule}: {span:?} in {text:.60?}");
        }
    }
    assert!(checked.findings.is_sorted_by_key(|finding| finding.span.start));
    let mut ends: std::collections::BTreeMap<&str, u32> = std::collections::BTreeMap::new();
    for finding in &checked.findings {
        let end = ends.insert(finding.rule.name, finding.span.end).unwrap_or(0);
        assert!(
            end <= finding.span.start,
            "{} overlaps itself at {:?} in {text:.60?}",
            finding.rule.name,
            finding.span
        );
    }
    for score in [checked.score.axes.translation, checked.score.axes.typography, checked.score.axes.extraction] {
        assert!((0.0..=100.0).contains(&score), "score {score} for {text:.60?}");
    }
}

#[test]
fn malformed_texts_are_reported_whole_and_alike_each_time() {
    for text in malformed() {
        for lang in [Lang::FA, Lang::AR, Lang::UNKNOWN] {
            let checked = check_as(&text, lang, &[]);
            assert_whole(&text, &checked);
            assert_eq!(checked, check_as(&text, lang, &[]), "{text:.60?}");
        }
    }
}

#[test]
fn huge_texts_are_reported_whole() {
    for text in huge() {
        for lang in [Lang::FA, Lang::AR] {
            assert_whole(&text, &check_as(&text, lang, &[]));
        }
    }
}

#[test]
fn each_rule_finds_alone_what_it_finds_among_the_others() {
    // Every rule on every text would take minutes: each third text has all marks and all kinds of cuts.
    let places = |finding: &Finding| -> Vec<Span> {
        std::iter::once(finding.span).chain(finding.further_places().iter().copied()).collect()
    };
    for text in malformed().into_iter().step_by(3).filter(|text| text.len() < 2_000) {
        for lang in [Lang::FA, Lang::AR] {
            let together = check_as(&text, lang, &[]);
            for meta in rules::metas() {
                let alone = check_as(&text, lang, &[meta.name]);
                assert_whole(&text, &alone);
                for finding in together.findings.iter().filter(|finding| finding.rule.name == meta.name) {
                    // Of a habit others may have said some places better.
                    let found: Vec<Span> = alone.findings.iter().flat_map(places).collect();
                    let known = places(finding).iter().all(|place| found.contains(place));
                    assert!(known, "{}: {:?} in {text:.60?}", meta.name, finding.span);
                }
            }
        }
    }
}

#[test]
fn space_around_a_text_changes_no_finding_of_translation() {
    for (lang, article) in ARTICLES {
        let found = |text: &str| -> Vec<(&str, String)> {
            let checked = check_as(text, lang, &[]);
            let translation = checked.findings.iter().filter(|f| f.rule.axis == mtlint::finding::Axis::Translation);
            translation.map(|f| (f.rule.name, f.span.of(text).to_owned())).collect()
        };
        let plain = found(article);
        assert!(!plain.is_empty());
        for (before, after) in
            [("", "\n"), ("\n\n", ""), ("  ", "  "), ("\u{FEFF}", ""), ("", "\r\n\r\n"), ("\t", "\u{A0}")]
        {
            assert_eq!(plain, found(&format!("{before}{article}{after}")), "{before:?} {after:?}");
        }
    }
}

#[test]
fn what_a_thread_read_before_changes_no_finding() {
    let texts: Vec<String> = corpora_texts();
    let alone = |text: &str| {
        let text = text.to_owned();
        std::thread::spawn(move || check(&text, &Settings::default())).join().expect("no panic")
    };
    // More spellings than a thread keeps, and some that are longer than it compares at once.
    let many: String = (0..40_000).map(|n| format!("{} {} ", in_letters(n), "ب".repeat(n as usize % 40 + 1))).collect();
    let _ = check(&many, &Settings::default());
    for text in texts.iter().chain(texts.iter().rev()) {
        assert_eq!(check(text, &Settings::default()), alone(text), "{text:.80}");
    }
}

fn corpora_texts() -> Vec<String> {
    let folders = ["corpora/fa", "corpora/ar"].map(crate::project);
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("a folder"));
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    assert!(paths.len() > 20, "{paths:?}");
    paths.iter().map(|path| std::fs::read_to_string(path).expect("UTF-8")).collect()
}
