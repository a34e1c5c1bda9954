//! Every rule's specification, `tests/rules/NAME.md`: prose with marked text, checked exactly.

use crate::{line_of, project, snapshots};
use mtlint::lang::Lang;
use mtlint::{Settings, check, rules};

/// A fenced block: its info string and the text inside.
struct Block {
    line: usize,
    lang: String,
    flags: bool,
    marked: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> =
            lines.by_ref().map(|(_, line)| line).take_while(|line| !line.starts_with("```")).collect();
        let (lang, verb) =
            info.split_once(',').unwrap_or_else(|| panic!("line {}: no `lang,verb` in {info:?}", number + 1));
        assert!(matches!(verb, "flags" | "passes"), "line {}: {verb:?} is neither flags nor passes", number + 1);
        blocks.push(Block { line: number + 1, lang: lang.into(), flags: verb == "flags", marked: body.join("\n") });
    }
    blocks
}

/// Puts the marks ⟦ ⟧ around spans. Spans of one rule do not overlap.
fn mark(text: &str, mut spans: Vec<(usize, usize)>) -> String {
    spans.sort_unstable();
    let mut marked = String::new();
    let mut at = 0;
    for (start, end) in spans {
        marked += &format!("{}⟦{}⟧", &text[at..start], &text[start..end]);
        at = end;
    }
    marked + &text[at..]
}

#[test]
fn every_rule_flags_and_passes_what_its_specification_says() {
    for meta in rules::metas() {
        let path = project("tests/rules").join(format!("{}.md", meta.name));
        let page = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let blocks = blocks(&page);
        assert!(blocks.iter().any(|b| b.flags), "{}: nothing is flagged", meta.name);
        assert!(blocks.iter().any(|b| !b.flags), "{}: nothing passes", meta.name);
        let mut rendered = String::new();
        for block in blocks {
            let text = block.marked.replace(['⟦', '⟧'], "");
            let lang = (block.lang != "und").then(|| Lang::supported_by_code(&block.lang).expect("ar, fa or und"));
            let checked = check(&text, &Settings { lang, ..Settings::default() });
            let findings: Vec<_> = checked.findings.iter().filter(|f| f.rule.name == meta.name).collect();
            let spans = findings.iter().map(|f| (f.span.start as usize, f.span.end as usize)).collect();
            assert_eq!(mark(&text, spans), block.marked, "{}, block at line {}", path.display(), block.line);
            assert_eq!(block.flags, !findings.is_empty(), "{}, block at line {}", path.display(), block.line);
            for finding in findings {
                rendered += &format!("{}\n", line_of(&text, finding));
            }
        }
        snapshots("rules").bind(|| insta::assert_snapshot!(meta.name, rendered));
    }
}

#[test]
fn every_example_gets_an_answer_wherever_it_is_cut_off() {
    let mut cut = 0;
    for meta in rules::metas() {
        let path = project("tests/rules").join(format!("{}.md", meta.name));
        let page = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for block in blocks(&page) {
            let text = block.marked.replace(['⟦', '⟧'], "");
            let lang = Lang::supported_by_code(&block.lang);
            // The last words of a text have nothing behind them, the first ones nothing before.
            for (at, _) in text.char_indices().filter(|(_, c)| c.is_whitespace() || c.is_ascii_punctuation()).take(60) {
                for piece in [&text[..at], &text[at..]] {
                    let checked = check(piece, &Settings { lang, ..Settings::default() });
                    assert!(checked.findings.iter().all(|finding| finding.span.end as usize <= piece.len()), "{piece}");
                    cut += 1;
                }
            }
        }
    }
    assert!(cut > 10_000, "{cut} pieces");
}
