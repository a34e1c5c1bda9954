//! Fields of a template that a program should have filled in.

use super::{Document, Script, TokenKind};
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// `{{name}}`, `${name}`, `{author}`, `{0}`, `%s`, `%(name)s`, `%1$s`, `%name%`, «».
static FIELD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\{\{[^{}]{0,60}\}\}|\$\{[^{}]{1,60}\}|\{(?:[A-Za-z][A-Za-z0-9_.]+|[0-9]{1,2})\}",
        r"|«\s*»|%\([A-Za-z_]{1,30}\)[sd]|%[0-9]\$[sd@]|%[A-Za-z_]{3,30}%|%[sd](?-u:\b)",
    ))
    .expect("a valid pattern")
});

/// The unfilled fields among some tokens.
#[must_use]
pub fn unfilled_fields(doc: &Document<'_>, (from, to): (u32, u32)) -> Vec<Span> {
    // Every shape has one of these signs.
    if !(from..to).any(|at| matches!(doc.mark(at), Some('{' | '%' | '«'))) {
        return Vec::new();
    }
    let word = |at: u32| doc.token(at).kind == TokenKind::Word;
    // A list of marks («»، «؛») has no gap; a Latin line in a text of Arabic script is code.
    let reads = |at: u32| word(at) && (doc.pack().is_none() || doc.token(at).script == Script::Arabic);
    if !(from..to).any(reads) {
        return Vec::new();
    }
    let all = doc.span(from, to - 1);
    let text = all.of(doc.text());
    let tokens = &doc.tokens()[from as usize..to as usize];
    let fields = FIELD.find_iter(text).map(|found| (found.start(), found.end()));
    fields
        // «50%s» is a percentage.
        .filter(|&(start, _)| !text[..start].ends_with(char::is_numeric))
        .map(|(start, end)| Span::new(all.start + start as u32, all.start + end as u32))
        .filter(|span| {
            let token = tokens.get(tokens.partition_point(|token| token.span.end <= span.start));
            token.is_none_or(|token| token.kind != TokenKind::Address)
        })
        .collect()
}
