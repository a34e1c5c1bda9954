//! Fields of a template that a program should have filled in.

use super::{Document, TokenKind};
use crate::span::Span;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// `{{name}}`, `${name}`, `{author}`, `{0}`, `%s`, `%(name)s`, `%1$s`, `%name%`, «».
static FIELD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\{\{[^{}]{0,60}\}\}|\$\{[^{}]{1,60}\}|\{(?:[A-Za-z][A-Za-z0-9_.]+|[0-9]{1,2})\}",
        r"|«\s*»|%\([A-Za-z_]{1,30}\)[sd]|%[0-9]\$[sd@]|%[A-Za-z_]{3,30}%|%[sd](?-u:\b)",
    ))
    .expect("a valid pattern")
});

/// Whether a field with what stands before it is a variable that an instruction speaks of.
fn is_variable(before: &str, field: &str) -> bool {
    let upper =
        |name: &str| name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    let name = field.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
    name.is_some_and(upper) || field.starts_with("{{") && before.ends_with('$')
}

/// The unfilled fields among some tokens.
#[must_use]
pub fn unfilled_fields(doc: &Document<'_>, tokens: Range<u32>) -> Vec<Span> {
    let (from, to) = (tokens.start, tokens.end);
    // Every shape has one of these signs; between empty quotation marks stands nothing.
    let shaped = |at: u32| match doc.mark(at) {
        Some('{' | '%') => true,
        Some('«') => at + 1 < to && doc.mark(at + 1) == Some('»'),
        _ => false,
    };
    if !doc.marks(tokens.clone()).iter().any(|&at| shaped(at)) {
        return Vec::new();
    }
    // A list of marks («»، «؛») has no gap.
    if !(from..to).any(|at| doc.token(at).kind == TokenKind::Word) || !doc.has_own_script(tokens) {
        return Vec::new();
    }
    let all = doc.span(from, to - 1);
    let text = all.of(doc.text());
    let tokens = &doc.tokens()[from as usize..to as usize];
    let fields = FIELD.find_iter(text).map(|found| (found.start(), found.end()));
    fields
        // «50%s» is a percentage; `${HOME}` and `${{ x }}` are what a shell or a workflow fills in.
        .filter(|&(start, end)| {
            !text[..start].ends_with(char::is_numeric) && !is_variable(&text[..start], &text[start..end])
        })
        .map(|(start, end)| Span::new(all.start + start as u32, all.start + end as u32))
        .filter(|span| {
            let token = tokens.get(tokens.partition_point(|token| token.span.end <= span.start));
            token.is_none_or(|token| token.kind != TokenKind::Address)
        })
        .collect()
}
