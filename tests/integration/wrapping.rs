//! A text whose lines were broken at a column reads like the text with its paragraphs on lines of their own.

use crate::project;
use mtlint::text::Document;
use mtlint::{Settings, check};

/// Breaks each line where the next word would go beyond the column, as mail programs do.
fn wrapped(text: &str, column: usize) -> String {
    let wrap = |line: &str| {
        let mut out = String::new();
        let mut width = 0;
        for word in line.split(' ') {
            let letters = word.chars().count();
            if width > 0 && width + 1 + letters > column {
                out.push('\n');
                width = 0;
            } else if width > 0 {
                out.push(' ');
                width += 1;
            }
            out.push_str(word);
            width += letters;
        }
        out
    };
    text.lines().map(wrap).collect::<Vec<_>>().join("\n\n")
}

/// Rule and words of every finding, spaces of all kinds made one. Double spaces do not survive a line break.
fn findings(text: &str) -> Vec<(&'static str, String)> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = check(text, &Settings::default()).findings;
    found.iter().filter(|f| f.rule.name != "stray-space").map(|f| (f.rule.name, plain(f.span.of(text)))).collect()
}

#[test]
fn breaking_lines_at_a_column_changes_no_finding() {
    for lang in ["ar", "fa"] {
        for entry in std::fs::read_dir(project("corpora").join(lang)).expect("corpora are shipped") {
            let path = entry.expect("readable").path();
            if path.extension().is_none_or(|e| e != "txt") {
                continue;
            }
            let article = std::fs::read_to_string(&path).expect("UTF-8");
            let paragraphs = article.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n");
            let whole = findings(&paragraphs.replace('\n', "\n\n"));
            for column in [60, 72, 100] {
                let text = wrapped(&paragraphs, column);
                assert_eq!(findings(&text), whole, "{} at column {column}", path.display());
                assert_eq!(findings(&text.replace('\n', "\r\n")), whole, "{} with CRLF", path.display());
            }
        }
    }
}

#[test]
fn short_lines_of_their_own_are_not_joined() {
    let verse = "ابر و باد و مه و خورشید و فلک در کارند\nتا تو نانی به کف آری و به غفلت نخوری\nهمه از بهر تو سرگشته و فرمان‌بردار\n\
                 شرط انصاف نباشد که تو فرمان نبری\nباران آمد\nو رفت";
    assert_eq!(Document::new(verse, None).paragraphs().len(), 6);
    let list = "خبرهای امروز\nگزارش آب‌وهوا\nنرخ ارز در بازار آزاد\nنتایج مسابقات\nیادداشت سردبیر\nصفحه آخر";
    assert_eq!(Document::new(list, None).paragraphs().len(), 6);
}

#[test]
fn a_heading_above_wrapped_lines_stays_a_line_of_its_own() {
    let body = "شهرداری اعلام کرد که بازسازی پل قدیمی شهر از هفته آینده آغاز می‌شود و تا پایان تابستان ادامه دارد. رانندگان در این مدت باید از \
                پل تازه بگذرند و مغازه‌داران نگران کسادی کار خود هستند. شهردار گفت که هزینه کار پیش از این در بودجه شهر آمده است.";
    let text = format!("بازسازی پل قدیمی\n{}", wrapped(body, 50));
    let doc = Document::new(&text, None);
    assert_eq!(doc.paragraphs().len(), 2);
    assert_eq!(doc.paragraphs()[0].span.of(&text), "بازسازی پل قدیمی");
}
