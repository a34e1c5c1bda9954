//! Sentence boundaries, from the token stream.

use super::{Document, Script, Sentence, TokenKind};
use crate::lang::List;
use crate::span::Span;

const CLOSERS: [char; 9] = ['»', '”', '“', '"', '’', '\'', ')', ']', '›'];

/// Most marks behind the full stop that are read to see how the text goes on; longer rows are no text.
const MAX_CLOSERS: u32 = 16;

/// Whether a mark ends a sentence when nothing speaks against it.
fn is_terminator(mark: char) -> bool {
    matches!(mark, '.' | '!' | '?' | '؟' | '…' | '۔')
}

/// Cuts the tokens `from..to` of one paragraph into sentences.
pub(super) fn sentences(doc: &Document<'_>, from: u32, to: u32, out: &mut Vec<Sentence>) {
    let mut start = from;
    let mut at = from;
    while at < to {
        if !ends_sentence(doc, from, at, to) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < to && closes(doc, end, to) {
            end += 1;
        }
        push(doc, start, end, true, out);
        start = end;
        at = end;
    }
    if start < to {
        push(doc, start, to, false, out);
    }
}

fn push(doc: &Document<'_>, from: u32, to: u32, ended: bool, out: &mut Vec<Sentence>) {
    let span = Span::new(doc.token(from).span.start, doc.token(to - 1).span.end);
    let mark_only = (from..to).all(|at| doc.token(at).kind == TokenKind::Mark);
    match out.last_mut() {
        // Marks without a word belong to the sentence before them.
        Some(last) if mark_only && last.tokens.1 == from => {
            last.tokens.1 = to;
            last.span.end = span.end;
            last.ended |= ended;
        }
        _ => out.push(Sentence { span, tokens: (from, to), ended }),
    }
}

/// A closing quotation mark or bracket that still belongs to the sentence before it: glued to what it
/// closes, or followed by space or the end.
fn closes(doc: &Document<'_>, at: u32, to: u32) -> bool {
    let Some(mark) = doc.mark(at) else { return false };
    if is_terminator(mark) {
        return !doc.space_before(at);
    }
    if !CLOSERS.contains(&mark) {
        return false;
    }
    !doc.space_before(at) || matches!(mark, '»' | ')' | '”') || at + 1 == to
}

fn ends_sentence(doc: &Document<'_>, from: u32, at: u32, to: u32) -> bool {
    let Some(mark) = doc.mark(at) else { return false };
    if !is_terminator(mark) {
        return false;
    }
    let mut next = at + 1;
    while next < to && next - at <= MAX_CLOSERS && closes(doc, next, to) {
        next += 1;
    }
    if next >= to {
        return true;
    }
    // «آیا راهی هست؟»، پرسید: the sentence goes on after a comma, a dash or a closing bracket.
    if let Some(following) = doc.mark(next)
        && matches!(following, '،' | ',' | '؛' | ';' | ':' | ')' | ']' | '»')
    {
        return false;
    }
    if mark != '.' && mark != '…' {
        return true;
    }
    // Latin script says by its case that the sentence goes on: "approx. five".
    if doc.token(next).script == Script::Latin
        && doc.token(next).span.of(doc.text()).starts_with(char::is_lowercase)
        && at > from
        && doc.token(at - 1).script == Script::Latin
    {
        return false;
    }
    let run = doc.token(at).span.len();
    if mark == '…' || run >= 3 {
        // An ellipsis glued to both sides or opening a phrase is a pause, not an end.
        return !doc.space_before(at) && doc.space_before(next);
    }
    if run == 2 {
        // Arabic newspapers write «..» for a dash.
        return false;
    }
    if at == from {
        return false;
    }
    let (before, after) = (doc.token(at - 1), doc.token(next));
    match before.kind {
        TokenKind::Number => {
            // «1. » opens a list item; «3.5» was one number already.
            if at - 1 == from {
                return false;
            }
            doc.space_before(next) || after.kind != TokenKind::Number
        }
        TokenKind::Word => {
            let facts = doc.facts(before);
            // «و.»: a word of one letter is a word.
            let one_letter = doc.letters(at - 1) == 1 && !facts.commonest;
            // «سي. إن. إن.»: a particle has no full stop behind it.
            let spelt = doc.facts(after).is(List::LetterNames) && next + 1 < to && doc.mark(next + 1) == Some('.');
            let letter_after = after.kind == TokenKind::Word
                && (doc.letters(next) == 1 || doc.facts(after).is(List::LetterNames))
                && (!doc.facts(after).commonest || spelt);
            if one_letter || facts.is(List::Abbreviations) {
                // «د. محمد», «ق.م», "J. Smith": but a year's «م.» may end a sentence, before a new one
                // whose first word stands apart.
                let after_number = at >= from + 2 && doc.token(at - 2).kind == TokenKind::Number;
                return after_number && doc.space_before(next) && doc.letters(next) > 1;
            }
            if facts.is(List::LetterNames) {
                let chain = at >= from + 2 && is_letter_chain(doc, from, at - 2);
                return !(letter_after || chain);
            }
            // «کرد.تجمع»: a full stop without a space is still one between two words.
            true
        }
        _ => true,
    }
}

/// Whether the token, or the one before a full stop there, is the name of a letter: «سي. إن. إن.».
fn is_letter_chain(doc: &Document<'_>, from: u32, at: u32) -> bool {
    let at = if doc.mark(at) == Some('.') && at > from { at - 1 } else { at };
    let token = doc.token(at);
    token.kind == TokenKind::Word && doc.facts(token).is(List::LetterNames)
}
