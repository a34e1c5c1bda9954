//! What an editor shows when it is asked: hovers and the score above the first line.

use super::client::Client;
use super::examine::Outcome;
use super::positions::byte_at;
use crate::finding::Finding;
use crate::report::{axes, isolate, page, sentence};
use crate::span::Span;
use crate::words::UiLang;
use lsp_types::{CodeLens, Command, Hover, MarkupContent, MarkupKind, Position, Range};

/// Findings that one hover tells of: more do not fit on a screen.
const MOST_HOVERED: usize = 3;

/// What is wrong at a place, and the pages of the rules that say so.
pub(super) fn hover(outcome: &Outcome, at: Position, client: &Client) -> Option<Hover> {
    let at = byte_at(outcome.text(), at, client.encoding) as u32;
    let here = |span: Span| span.start <= at && (at < span.end || span.start == at);
    let findings: Vec<&Finding> = outcome
        .findings()
        .iter()
        .filter(|finding| here(finding.span) || finding.related.iter().any(|&span| here(span)))
        .take(MOST_HOVERED)
        .collect();
    let first = findings.first()?;
    let place = std::iter::once(&first.span).chain(&first.related).find(|&&span| here(span))?;
    let told: Vec<String> = findings.iter().map(|finding| told(finding, client)).collect();
    let kind = if client.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let contents = MarkupContent { kind, value: told.join("\n\n---\n\n") };
    Some(Hover { contents: contents.into(), range: Some(outcome.range(*place)) })
}

fn told(finding: &Finding, client: &Client) -> String {
    let markdown = client.markdown;
    let rule = finding.rule;
    let text = |text: &str| if markdown { escaped(&isolate(text)) } else { isolate(text) };
    let name = if markdown { format!("**{}**", rule.name) } else { rule.name.to_owned() };
    let kinds = [
        ("axis", rule.axis.name()),
        ("severity", finding.severity.name()),
        ("html-confidence", finding.confidence.name()),
    ];
    let kinds = kinds.map(|(what, which)| client.ui.say(&format!("{what}-{which}"), &[]));
    let mut told = format!("{name} · {}\n\n", kinds.join(" · "));
    let message = sentence(&finding.message.text(client.ui));
    told += &if markdown { escaped(&message) } else { message };
    if let Some(suggestion) = &finding.suggestion {
        told += &format!("\n\n→ {}", text(suggestion));
    }
    format!("{told}\n\n{}", page(rule).trim())
}

/// Words of an article as they stand in Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '(' | ')' | '#' | '!' | '|' | '~' | '&'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The score and the verdict of a document.
pub(super) fn lens(outcome: &Outcome, ui: UiLang) -> Vec<CodeLens> {
    let Some(title) = score_line(outcome, ui) else { return Vec::new() };
    // A command without a name is text.
    let command = Command { title, tooltip: None, command: String::new(), arguments: None };
    vec![CodeLens { range: Range::default(), command: Some(command), data: None }]
}

/// The score and the verdict in one line.
pub(super) fn score_line(outcome: &Outcome, ui: UiLang) -> Option<String> {
    let checked = outcome.checked.as_ref()?;
    let score = &checked.score;
    let axes = axes(score, ui.say(&format!("verdict-{}", score.verdict.name()), &[]), ui);
    let findings = ui.say("html-findings-total", &[("n", checked.findings.len().into())]);
    let words = ui.say("human-words", &[("count", score.words.into())]);
    Some(format!("mtlint: {axes} · {findings} · {words}"))
}
