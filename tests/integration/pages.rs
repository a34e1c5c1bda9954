//! Articles in HTML and Markdown: what is checked, what is not, and that every place is one of the file.

use crate::cli::{assert_code, err, folder, json_lines, mtlint, out, with_stdin};
use crate::project;
use mtlint::check::check_page;
use mtlint::input::{Format, Source};
use mtlint::source_map::Encoding;
use mtlint::text::{Document, ParagraphKind};
use mtlint::{Axis, Checked, Settings, Span};
use serde_json::Value;

fn page(html: &str) -> Source {
    Source::of(html.as_bytes().to_vec(), Format::Html).expect("UTF-8")
}

fn markdown(text: &str) -> Source {
    Source::of(text.as_bytes().to_vec(), Format::Markdown).expect("UTF-8")
}

fn read(name: &str) -> Source {
    let path = project("tests/pages").join(name);
    Source::of(std::fs::read(path).expect("readable"), Format::of(name)).expect("UTF-8")
}

fn checked(source: &Source) -> Checked {
    check_page(&source.text, source.layout.as_ref(), &Settings::default())
}

/// The lines of a source and what they are for.
fn lines(source: &Source) -> Vec<(ParagraphKind, String)> {
    let layout = source.layout.as_ref().expect("markup");
    let doc = Document::with_layout(&source.text, layout, None);
    doc.paragraphs().iter().map(|p| (p.kind, p.span.of(&source.text).to_owned())).collect()
}

fn kind_of(source: &Source, words: &str) -> ParagraphKind {
    let line = lines(source).into_iter().find(|(_, line)| line.contains(words));
    line.unwrap_or_else(|| panic!("no line {words:?} in {:#?}", lines(source))).0
}

/// The text of a file with its tags taken out and its references read, as far as these tests write them.
fn seen(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some((before, tag)) = rest.split_once('<') {
        text += before;
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text += rest;
    for (reference, c) in [
        ("&zwnj;", "\u{200C}"),
        ("&nbsp;", "\u{A0}"),
        ("&#x634;", "ش"),
        ("&#1740;", "ی"),
        ("&quot;", "\""),
        ("&laquo;", "«"),
        ("&raquo;", "»"),
        ("&#32;", " "),
        ("**", ""),
        ("`", ""),
    ] {
        text = text.replace(reference, c);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every place that may be edited is the same in the file; every other says the same there.
fn places_hold(source: &Source, checked: &Checked) {
    let file = source.map.file(&source.text);
    for finding in &checked.findings {
        for span in finding.related.iter().chain([&finding.span]) {
            let there = source.map.in_file(*span).of(file);
            match source.map.verbatim(*span) {
                Some(place) => assert_eq!(place.of(file), span.of(&source.text)),
                None if finding.rule.axis == Axis::Extraction => {}
                None => assert_eq!(seen(there), seen(span.of(&source.text)), "{}", finding.rule.name),
            }
        }
    }
}

fn found<'s>(source: &'s Source, checked: &Checked, rule: &str) -> Vec<&'s str> {
    checked.findings.iter().filter(|f| f.rule.name == rule).map(|f| f.span.of(&source.text)).collect()
}

#[test]
fn the_article_of_an_agency_page_is_checked_and_the_page_around_it_is_not() {
    let source = read("agency-fa.html");
    let checked = checked(&source);
    places_hold(&source, &checked);
    assert_eq!(found(&source, &checked, "collapsed-pair"), ["نمی‌تواند و نمی‌تواند"]);
    assert_eq!(found(&source, &checked, "repeated-word"), ["تنش تنش"]);
    assert_eq!(checked.silenced.len(), 1, "the comment before the paragraph");
    assert_eq!(checked.notes, []);
    let file = source.map.file(&source.text);
    let twice = checked.findings.iter().find(|f| f.rule.name == "repeated-word").expect("found");
    assert_eq!(source.map.in_file(twice.span).of(file), "تن&#x634; تنش");
    assert_eq!(source.map.verbatim(twice.span), None);
    for (words, kind) in [
        ("بازگشایی کتابخانه تاریخی ساحل", ParagraphKind::Headline),
        ("از قدیمی\u{200C}ترین کتابخانه", ParagraphKind::Body),
        ("نمای تازه تالار", ParagraphKind::Caption),
        ("کارت عضویت", ParagraphKind::ListItem),
        ("سیاست", ParagraphKind::Outside),
        ("قیمت میوه", ParagraphKind::Outside),
        ("موزه دریا", ParagraphKind::Outside),
        ("همه حقوق", ParagraphKind::Outside),
        ("نظر شما", ParagraphKind::Outside),
    ] {
        assert_eq!(kind_of(&source, words), kind, "{words}");
    }
    for words in ["پنهان", "این متن نیست", "بنویسید"] {
        assert!(!source.text.contains(words), "{words}");
    }
}

#[test]
fn what_surrounds_the_article_is_one_reminder_and_no_word_of_the_score() {
    let source = read("agency-fa.html");
    let checked = checked(&source);
    let furniture: Vec<_> = checked.findings.iter().filter(|f| f.rule.name == "page-furniture").collect();
    assert_eq!(furniture.len(), 1);
    assert!(furniture[0].message.to_string().starts_with("Reminder:") && !furniture[0].related.is_empty());
    let article: String =
        lines(&source).into_iter().filter(|(kind, _)| kind.is_article()).map(|(_, line)| line + "\n\n").collect();
    let alone = mtlint::check(&article, &Settings::default());
    assert_eq!(checked.score.words, alone.score.words);
    assert_eq!(checked.score.penalty.typography, alone.score.penalty.typography);
}

#[test]
fn a_page_of_nested_tables_and_line_breaks_is_read_line_by_line() {
    let source = read("old-daily-ar.html");
    let checked = checked(&source);
    places_hold(&source, &checked);
    assert_eq!(checked.lang.code(), "ar");
    assert_eq!(found(&source, &checked, "collapsed-pair"), ["لا يستطيع ولا يستطيع"]);
    assert_eq!(found(&source, &checked, "repeated-word"), ["الوزير الوزير"]);
    assert_eq!(kind_of(&source, "محليات"), ParagraphKind::Outside);
    assert_eq!(kind_of(&source, "مهرجان التمور يفتح"), ParagraphKind::Headline);
    assert_eq!(kind_of(&source, "افتتح محافظ"), ParagraphKind::Body);
}

#[test]
fn markup_of_markdown_is_not_text_and_its_words_are_found_in_the_file() {
    let source = read("newsroom-fa.md");
    let checked = checked(&source);
    places_hold(&source, &checked);
    assert_eq!(found(&source, &checked, "collapsed-pair"), ["نمی‌تواند و نمی‌تواند"]);
    assert_eq!(found(&source, &checked, "repeated-word"), ["تنش تنش", "تنش تنش", "وزیر وزیر"]);
    assert_eq!(checked.silenced.len(), 1);
    assert_eq!(kind_of(&source, "آغاز کشت زعفران"), ParagraphKind::Headline);
    assert_eq!(kind_of(&source, "print(\"در میان"), ParagraphKind::Code);
    assert_eq!(kind_of(&source, "پیاز زعفران"), ParagraphKind::ListItem);
    assert_eq!(found(&source, &checked, "mixed-quotes"), [""; 0], "a string in inline code is no quotation");
    assert!(source.text.contains("از هفته گذشته کشت"), "emphasis is no text");
    assert!(source.text.contains("که باران پاییزی زودتر"), "links keep their text: {}", source.text);
    for markup in ["title:", "**", "example.org", "map.png", "<div", "&laquo;"] {
        assert!(!source.text.contains(markup), "{markup}");
    }
}

#[test]
fn reports_speak_of_the_file() {
    let html = "<!DOCTYPE html>\n<html><body>\n<h1>نشست شهر</h1>\n<p>گفت که دولت <b>نمی‌تواند</b> و\n نمی‌تواند.</p>\n<!-- mtlint-ignore mojibake: x -->\n</body></html>\n";
    let dir =
        folder(&[("a.html", html.as_bytes()), ("b.md", "# سلام\n\nگفت که دولت نمی‌تواند و نمی‌تواند.\n".as_bytes())]);
    let output =
        mtlint(dir.path(), &["check", "--format", "jsonl", "--select", "collapsed-pair,mojibake", "--exit-zero"]);
    assert_code(&output, 0);
    let documents = json_lines(&output);
    let finding = &documents[0]["findings"][0];
    assert_eq!(finding["text"], "نمی‌تواند و نمی‌تواند");
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(4), Some(19)));
    let number = |key: &str| usize::try_from(finding[key].as_u64().expect("a number")).expect("small");
    assert_eq!(&html[number("byte_start")..number("byte_end")], "نمی‌تواند</b> و\n نمی‌تواند");
    let chars: Vec<char> = html.chars().collect();
    let there: String = chars[number("start")..number("end")].iter().collect();
    assert_eq!(there, "نمی‌تواند</b> و\n نمی‌تواند");
    assert!(err(&output).contains("a.html:6: "), "{}", err(&output));
    assert_eq!(documents[1]["findings"][0]["line"], 3);
    let concise = mtlint(dir.path(), &["check", "--format", "concise", "--exit-zero", "--select", "collapsed-pair"]);
    assert!(out(&concise).starts_with("a.html:4:19: "), "{}", out(&concise));
    let sarif: Value =
        serde_json::from_str(&out(&mtlint(dir.path(), &["check", "--format", "sarif", "--select", "collapsed-pair"])))
            .expect("JSON");
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["snippet"]["text"], "نمی‌تواند</b> و\n نمی‌تواند");
    let stdin = ["check", "--format", "jsonl", "--exit-zero", "--stdin-filename", "x.html", "-"];
    let documents = json_lines(&with_stdin(dir.path(), &stdin, html.as_bytes()));
    assert_eq!(documents[0]["findings"][0]["line"], 4);
}

#[test]
fn places_in_bytes_characters_lines_and_snippets_are_one_place() {
    let root = project("");
    let report = |format: &str| {
        let pages = ["tests/pages/agency-fa.html", "tests/pages/newsroom-fa.md", "tests/pages/old-daily-ar.html"];
        let args = [&["check", "--isolated", "--exit-zero", "--format", format][..], &pages].concat();
        serde_json::from_str::<Value>(&out(&mtlint(&root, &args))).expect("JSON")
    };
    let number = |value: &Value, key: &str| usize::try_from(value[key].as_u64().expect("a number")).expect("small");
    let mut findings = 0;
    for document in report("json").as_array().expect("documents") {
        let file = std::fs::read_to_string(project(document["path"].as_str().expect("a path"))).expect("readable");
        for finding in document["findings"].as_array().expect("findings") {
            let there = &file[number(finding, "byte_start")..number(finding, "byte_end")];
            let (start, end) = (number(finding, "start"), number(finding, "end"));
            assert_eq!(file.chars().skip(start).take(end - start).collect::<String>(), there);
            let line = file.lines().nth(number(finding, "line") - 1).expect("a line");
            let rest: String = line.chars().skip(number(finding, "column") - 1).collect();
            assert!(rest.starts_with(there.lines().next().unwrap_or_default()), "{rest}");
            findings += 1;
        }
    }
    assert!(findings >= 10);
    let sarif = report("sarif");
    for result in sarif["runs"][0]["results"].as_array().expect("results") {
        let place = &result["locations"][0]["physicalLocation"];
        let path = place["artifactLocation"]["uri"].as_str().expect("a path");
        let file = std::fs::read_to_string(project(path)).expect("readable");
        let (start, length) = (number(&place["region"], "byteOffset"), number(&place["region"], "byteLength"));
        assert_eq!(place["region"]["snippet"]["text"], file[start..start + length]);
        let replaces = result.get("fixes").is_some();
        assert!(!replaces || !file[start..start + length].contains(['<', '&']), "a replacement takes no markup out");
    }
}

const SENTENCES: [&str; 2] = [
    "مدیر موزه در نشست خبری گفت که مرمت سقف تالار بزرگ سه سال طول کشید و در این مدت چهل هزار سند در انبار ماند.",
    "او افزود که گروه مرمت با کمک استادکاران محلی پنجره‌های چوبی را از نو ساخت و هزینه آن را سه نهاد شهری پرداختند.",
];

#[test]
fn the_comments_of_readers_are_not_part_of_a_brief() {
    let [first, second] = SENTENCES;
    let comment = "<div class=comment><p>به نظر من این کار خوب بود، باید همه جا انجام شود، ممنون از خبر خوبتان و از شهرداری.</p></div>";
    let source = page(&format!(
        "<title>مرمت موزه پایان یافت - روزنامه</title><div class=content><h1>مرمت موزه پایان یافت</h1>\
         <p>{first}</p><p>{second}</p></div><div class=comments>{}</div>",
        comment.repeat(10)
    ));
    assert_eq!(kind_of(&source, "مرمت موزه پایان"), ParagraphKind::Headline);
    assert_eq!(kind_of(&source, "مدیر موزه"), ParagraphKind::Body);
    assert_eq!(kind_of(&source, "به نظر من"), ParagraphKind::Outside);
}

#[test]
fn a_headline_without_a_heading_is_known_by_the_title_of_the_page() {
    let [first, second] = SENTENCES;
    let source = page(&format!(
        "<title>مرمت موزه پایان یافت</title><form><table><tr><td>\
         <span class=title>مرمت موزه پایان یافت</span><br><span>{first}<br/><br/>{second}<br/>{first}</span></td></tr>\
         </table></form>"
    ));
    assert_eq!(kind_of(&source, "مرمت موزه پایان"), ParagraphKind::Headline);
    assert_eq!(kind_of(&source, "مدیر موزه"), ParagraphKind::Body);
}

#[test]
fn a_lede_in_a_box_of_its_own_is_the_articles() {
    let [first, second] = SENTENCES;
    let source = page(&format!(
        "<title>مرمت موزه پایان یافت</title><div class=head><h1>مرمت موزه پایان یافت</h1><div class=subtitle>{second}</div></div>\
         <div class=news-body>{}<div class=more><a href=1>بیشتر بخوانید: موزه دریا میزبان نمایشگاه است.</a></div><p>پایان خبر بود.</p></div>",
        format!("<p>{first}</p>").repeat(6)
    ));
    assert_eq!(kind_of(&source, "او افزود"), ParagraphKind::Body);
    assert_eq!(kind_of(&source, "بیشتر بخوانید"), ParagraphKind::Outside);
}

#[test]
fn nothing_is_found_in_code_inside_a_line() {
    let words = "نمی‌تواند و نمی‌تواند";
    let html = page(&format!("<h1>فرمان تازه</h1><p>او نوشت که فرمان <code>{words}</code> کار نمی‌کند.</p>"));
    let text = markdown(&format!("# فرمان تازه\n\nاو نوشت که فرمان `{words}` کار نمی‌کند.\n"));
    for source in [&html, &text] {
        assert!(source.text.contains(&format!("فرمان `{words}` کار")), "{}", source.text);
        assert_eq!(found(source, &checked(source), "collapsed-pair"), [""; 0]);
    }
}

#[test]
fn a_comment_at_the_end_of_a_paragraph_is_about_that_paragraph() {
    let first = "<p>در میان تنش تنش بین دو همسایه، مرز بسته ماند. <!-- mtlint-ignore repeated-word: x --></p>";
    let second = "<p>در میان تنش تنش بین دو همسایه، مرز بسته ماند.</p>";
    let source = page(&format!("<h1>مرز بسته ماند</h1>\n{first}\n{second}"));
    let checked = checked(&source);
    assert_eq!(checked.silenced.len(), 1);
    assert!(checked.silenced[0].finding.span.start < checked.findings[0].span.start);
}

#[test]
fn text_that_shows_a_comment_is_none() {
    let comment = "<!-- mtlint-ignore-file all: x -->";
    let escaped = comment.replace('<', "&lt;").replace('>', "&gt;");
    let twice = "شهردار گفت که تنش تنش میان دو محله پایان یافته است.";
    let shown = [
        format!("`{comment}`"),
        format!("در `{comment}` نوشته شد."),
        format!("```\n{comment}\n```"),
        "```\n<!--\nmtlint-ignore-file all: x\n-->\n```".to_owned(),
        format!("    {comment}"),
        format!("\\{comment}"),
        "<\\!-- mtlint-ignore-file all: x -->".to_owned(),
        escaped.clone(),
        format!("<pre>{escaped}</pre>"),
    ];
    for shown in shown {
        let source = markdown(&format!("# گزارش\n\n{shown}\n\n{twice}\n"));
        let checked = checked(&source);
        assert_eq!(found(&source, &checked, "repeated-word"), ["تنش تنش"], "{shown}");
        assert!(checked.notes.is_empty(), "{shown}");
        places_hold(&source, &checked);
    }
    for shown in [format!("<pre>{escaped}</pre>"), format!("<p><code>{escaped}</code>"), format!("<p>{escaped}")] {
        let source = page(&format!("<h1>گزارش</h1>{shown}<p>{twice}"));
        assert_eq!(found(&source, &checked(&source), "repeated-word"), ["تنش تنش"], "{shown}");
    }
    // One that a reader does not see is one, beside text that shows another too.
    for comment in [format!("`<!--` و\n\n{comment}"), format!("`{comment}` {comment}")] {
        let source = markdown(&format!("# گزارش\n\n{comment}\n\n{twice}\n"));
        assert_eq!(checked(&source).silenced.len(), 1, "{comment}");
    }
}

#[test]
fn references_are_read_as_browsers_read_them() {
    let source = page("<p>AT&ampT &amp;lt; a&#1588;b &#x80; &notit; &nosuch; x&y &#0; &zwnj;&Zwnj;</p>");
    assert!(source.text.contains("AT&T &lt; aشb € ¬it; &nosuch; x&y \u{FFFD} \u{200C}&Zwnj;"), "{}", source.text);
}

#[test]
fn space_between_elements_parts_words_and_no_space_does_not() {
    let source = page("<p>یک<b>دو</b> <i>سه</i>\n\t چهار<br>پنج<!-- x -->شش</p><div>هفت</div>هشت<ul><li>نه<li>ده</ul>");
    assert_eq!(source.text, "یکدو سه چهار\nپنجشش\n\nهفت\n\nهشت\n\nنه\n\nده");
}

#[test]
fn an_encoding_that_is_named_or_beyond_doubt_is_read_and_every_other_is_refused() {
    let article = "قال الوزير إن الأسعار مستقرة في الأسواق المحلية. أكد الوزير الوزير أن الجسر سيغلق ليلا حتى نهاية الأسبوع، \
                   وأن العمال سيعودون إلى مواقعهم في الصباح الباكر.";
    for (encoding, name) in [(encoding_rs::WINDOWS_1256, "windows-1256"), (encoding_rs::ISO_8859_6, "ISO-8859-6")] {
        let (bytes, _, lossy) = encoding.encode(article);
        assert!(!lossy);
        let bytes = bytes.into_owned();
        let source = Source::of(bytes.clone(), Format::Plain).expect("beyond doubt");
        assert_eq!((source.text.as_str(), source.map.encoding), (article, Encoding::SingleByte(name)));
        let html = [format!("<meta charset={name}><p>").as_bytes(), &bytes[..40], b"</p>"].concat();
        assert_eq!(Source::of(html, Format::Html).expect("named").map.encoding, Encoding::SingleByte(name));
        let dir = folder(&[("a.txt", &bytes)]);
        let output = mtlint(dir.path(), &["check", "--format", "jsonl", "--exit-zero", "--select", "repeated-word"]);
        assert_code(&output, 0);
        assert!(err(&output).contains(&format!("a.txt: read as {name}")), "{}", err(&output));
        let document = &json_lines(&output)[0];
        assert_eq!(document["encoding"], name);
        let finding = &document["findings"][0];
        let byte = |key: &str| usize::try_from(finding[key].as_u64().expect("a number")).expect("small");
        let there = encoding.decode_without_bom_handling(&bytes[byte("byte_start")..byte("byte_end")]).0;
        assert_eq!((there.as_ref(), finding["text"].as_str()), ("الوزير الوزير", Some("الوزير الوزير")));
    }
    // Its first two letters look like one character of UTF-8.
    let persian = "آگهي تازه شهرداري در روزنامه چاپ شد. ".repeat(5);
    let bytes = encoding_rs::WINDOWS_1256.encode(&persian).0.into_owned();
    assert_eq!(Source::of(bytes, Format::Plain).expect("beyond doubt").text, persian);
    // Too short for a guess, French, and a declared encoding that is broken.
    let refused = [
        (b"\xD3\xE1\xC7\xE3".to_vec(), Format::Plain),
        ("é à la fête ".repeat(60).chars().map(|c| c as u8).collect(), Format::Plain),
        (b"<meta charset=iso-8859-6><p>\xA1\xA2</p>".to_vec(), Format::Html),
        (b"<meta charset=shift_jis><p>\x83\x65\x83\x58</p>".to_vec(), Format::Html),
    ];
    for (bytes, format) in refused {
        let error = Source::of(bytes.clone(), format).expect_err("refused").to_string();
        assert!(error.contains("iconv -f "), "{error}");
    }
}

#[test]
fn utf_16_is_read_with_its_mark_and_offsets_are_bytes_of_the_file() {
    let text = "😀 گفت که دولت نمی‌تواند و نمی‌تواند.";
    let bytes: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let dir = folder(&[("a.txt", &bytes)]);
    let output = mtlint(dir.path(), &["check", "--format", "jsonl", "--exit-zero", "--select", "collapsed-pair"]);
    let documents = json_lines(&output);
    assert_eq!(documents[0]["encoding"], "UTF-16LE");
    let finding = &documents[0]["findings"][0];
    let byte = |key: &str| usize::try_from(finding[key].as_u64().expect("a number")).expect("small");
    let units: Vec<u16> = bytes[byte("byte_start")..byte("byte_end")]
        .chunks(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    assert_eq!(String::from_utf16(&units).expect("whole"), "نمی‌تواند و نمی‌تواند");
    assert_eq!(finding["start"], 1 + "😀 گفت که دولت ".chars().count());
}

/// Pages that a person would not write.
fn hostile() -> Vec<(&'static str, String)> {
    let words = "در میان تنش تنش بین دو همسایه، مرز بسته ماند. ";
    vec![
        ("nested", "<div>".repeat(200_000) + words),
        ("nested-tables", "<table><tr><td>".repeat(50_000) + words),
        ("nested-inline", "<span>".repeat(200_000) + words),
        ("unclosed-formatting", (0..20_000).map(|i| format!("<b id=x{i}><p>{words}")).collect()),
        ("unclosed-anchors", (0..20_000).map(|i| format!("<a name=x{i}>{words}<p>")).collect()),
        ("attributes", format!("<p {}>{words}", (0..200_000).map(|i| format!("a{i} ")).collect::<String>())),
        ("line", words.repeat(5_000_000 / words.len())),
        ("references", "&amp;&#x634;&zwnj;&nosuch;&".repeat(100_000)),
        ("reference-without-end", "&#".to_owned() + &"0".repeat(1_000_000)),
        ("breaks", words.to_owned() + &"<br>".repeat(300_000) + words),
        ("comment", format!("<p>{words}<!-- {}", words.repeat(1000))),
        ("comments", format!("<p>{}", "<!-- mtlint-ignore repeated-word: x -->".repeat(20_000))),
        ("cdata", format!("<p>{words}<svg><![CDATA[ {words} ]]></svg><![CDATA[ {words} ]]> {words}")),
        ("half-a-tag", format!("<p>{words}<a href=\"{words}")),
        ("end-tags", "</p></div></b></a></table></li>".repeat(50_000) + words),
        ("scripts", "<script>".repeat(50_000) + words),
        ("private-use", format!("<p>\u{F0001}\u{100002} {words}&#xF0001;&#x100001;</p>")),
        ("foster", "<table>".to_owned() + &format!("<tr>{words}<td>{words}").repeat(20_000)),
        ("selects", "<select><option>".repeat(20_000) + words),
        ("quotes", "> ".repeat(20_000) + words),
        ("lists", "- ".repeat(20_000) + words),
        ("brackets", "[".repeat(100_000) + words + &"](".repeat(100_000)),
        ("stars", "*a_".repeat(100_000)),
        ("ticks", (1..500).map(|n| "`".repeat(n) + " ").collect()),
    ]
}

#[test]
fn hostile_pages_are_read_to_the_end_and_their_places_lie_in_the_file() {
    for (name, text) in hostile() {
        for source in [page(&text), markdown(&text)] {
            let file = source.map.file(&source.text);
            assert_eq!(file, text, "{name}");
            let layout = source.layout.as_ref().expect("markup");
            let mut end = 0;
            for block in &layout.blocks {
                assert!(block.span.start >= end && block.span.end as usize <= source.text.len(), "{name}");
                end = block.span.end;
                let there = source.map.in_file(block.span);
                assert!(file.get(there.start as usize..there.end as usize).is_some(), "{name}");
            }
            let mut last = 0;
            for (at, c) in source.text.char_indices().step_by(997) {
                let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
                let there = source.map.in_file(span);
                assert!(last <= there.start, "{name}: the map goes forward");
                last = there.start;
                if let Some(place) = source.map.verbatim(span) {
                    assert_eq!(place.of(file), span.of(&source.text), "{name}");
                }
            }
        }
    }
}

#[test]
fn every_cut_of_a_page_is_read() {
    for name in ["agency-fa.html", "old-daily-ar.html", "newsroom-fa.md"] {
        let text = std::fs::read_to_string(project("tests/pages").join(name)).expect("readable");
        for end in (0..text.len()).step_by(61).filter(|&end| text.is_char_boundary(end)) {
            for format in [Format::Html, Format::Markdown] {
                let source = Source::of(text.as_bytes()[..end].to_vec(), format).expect("UTF-8");
                for block in &source.layout.as_ref().expect("markup").blocks {
                    let there = source.map.in_file(block.span);
                    assert!(text.get(there.start as usize..there.end as usize).is_some());
                }
            }
        }
    }
}
