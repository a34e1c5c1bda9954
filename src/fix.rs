//! Edits applied to a text, and the places that no edit may touch: pure.

use crate::finding::{Edit, Finding};
use crate::lang::{Lang, ZWNJ, is_ignorable, joins_next};
use crate::span::Span;
use crate::text::{Document, Paragraph, Script, TokenKind, latin_runs, quote_marks};

/// Rounds of checking and mending. One round leaves what two edits wanted and what only shows when another slip is
/// gone: of 9,803 native articles none takes more than two.
const ROUNDS: usize = 8;

/// A text after its fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// Edits that were made.
    pub edits: usize,
}

/// Mends a text until nothing is left to mend; `edits` says what a text needs.
pub fn fix(text: &str, mut edits: impl FnMut(&str) -> Vec<Edit>) -> Fixed {
    let mut fixed = Fixed { text: text.to_owned(), edits: 0 };
    for _ in 0..ROUNDS {
        let round = apply(&fixed.text, edits(&fixed.text));
        if round.edits == 0 {
            break;
        }
        fixed = Fixed { text: round.text, edits: fixed.edits + round.edits };
    }
    fixed
}

/// Makes the edits that can be made [together].
#[must_use]
pub fn apply(text: &str, edits: Vec<Edit>) -> Fixed {
    let edits = together(edits);
    let mut fixed = Fixed { text: String::with_capacity(text.len()), edits: edits.len() };
    let mut done = 0;
    for edit in edits {
        fixed.text.push_str(&text[done..edit.span.start as usize]);
        fixed.text.push_str(&edit.replacement);
        done = edit.span.end as usize;
    }
    fixed.text.push_str(&text[done..]);
    fixed
}

/// Edits in order of place. Of two that overlap or touch only the first stays, because the second was thought out for
/// the text without it.
#[must_use]
pub fn together(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by(|a, b| (a.span, &a.replacement).cmp(&(b.span, &b.replacement)));
    let mut done: Option<u32> = None;
    edits.retain(|edit| {
        let free = done.is_none_or(|done| done < edit.span.start);
        if free {
            done = Some(edit.span.end);
        }
        free
    });
    edits
}

/// Lines around a change that a diff shows.
const CONTEXT: usize = 3;

/// The difference between two texts of as many line breaks, for `git apply` and `patch -p1`; nothing when they are the same.
/// Edits never touch a line break, so that nothing has to be guessed.
#[must_use]
pub fn unified_diff(path: &str, before: &str, after: &str) -> String {
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
    let (before, after) = (lines(before), lines(after));
    // Where nothing is left of a last line without a break, there is a line less.
    let same = |at: usize| after.get(at) == Some(&before[at]);
    let changed: Vec<usize> = (0..before.len()).filter(|&at| !same(at)).collect();
    if changed.is_empty() {
        return String::new();
    }
    let path = path.replace(char::is_control, "?");
    // As git writes them: a tab ends a name with spaces; an absolute path is no path in the repository.
    let name = |side: &str| {
        let side = if path.starts_with('/') { "" } else { side };
        format!("{side}{path}{}", if path.contains(' ') { "\t" } else { "" })
    };
    let mut diff = format!("--- {}\n+++ {}\n", name("a/"), name("b/"));
    let mut line = |sign: char, line: &str| {
        diff.push(sign);
        diff.push_str(line);
        if !line.ends_with('\n') {
            diff.push_str("\n\\ No newline at end of file\n");
        }
    };
    let mut rest = &changed[..];
    while let Some(&first) = rest.first() {
        let together = rest.windows(2).take_while(|pair| pair[1] - pair[0] <= 2 * CONTEXT).count() + 1;
        let (hunk, later) = rest.split_at(together);
        rest = later;
        let from = first.saturating_sub(CONTEXT);
        let to = (hunk[together - 1] + 1 + CONTEXT).min(before.len());
        let place = |lines: usize| format!("{},{lines}", from + usize::from(lines > 0));
        line('@', &format!("@ -{} +{} @@\n", place(to - from), place(to.min(after.len()) - from)));
        let mut at = from;
        while at < to {
            let run = (at..to).take_while(|&at| !same(at)).count();
            (at..at + run).for_each(|at| line('-', before[at]));
            after.iter().take(at + run).skip(at).for_each(|after| line('+', after));
            at += run;
            if at < to {
                line(' ', before[at]);
                at += 1;
            }
        }
    }
    diff
}

/// Drops the edits of findings that would touch a term, an address, code, Latin text, a passage in another language
/// or a line break, and those that would put a joiner where it joins nothing.
pub(crate) fn keep_safe(doc: &Document<'_>, terms: &[Span], findings: &mut [Finding]) {
    if findings.iter().all(|finding| finding.edits.is_empty()) {
        return;
    }
    let protected = Protected::of(doc);
    for finding in findings {
        finding.edits.retain(|edit| {
            !edit.span.touches(terms)
                && !protected.hold(doc, edit)
                && !edit.span.of(doc.text()).contains(BREAKS)
                && joins(doc.text(), edit)
        });
    }
}

const BREAKS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];

/// Whether every zero-width non-joiner that an edit puts in stands between letters of which the first joins.
fn joins(text: &str, edit: &Edit) -> bool {
    let (before, after) = (&text[..edit.span.start as usize], &text[edit.span.end as usize..]);
    edit.replacement.match_indices(ZWNJ).all(|(at, joiner)| {
        let (head, tail) = (&edit.replacement[..at], &edit.replacement[at + joiner.len()..]);
        let last = before.chars().chain(head.chars()).rev().find(|&c| c == ZWNJ || !is_ignorable(c));
        let next = tail.chars().chain(after.chars()).next();
        last.is_some_and(|c| is_letter(c) && joins_next(c)) && next.is_some_and(is_letter)
    })
}

fn is_letter(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D3}') && c.is_alphabetic() && !is_ignorable(c)
}

/// The places of a document that no edit may touch, in order.
struct Protected {
    places: Vec<Span>,
    /// Latin text: the names in character entities (`&quot;`) are none.
    latin: Vec<Span>,
}

impl Protected {
    fn of(doc: &Document<'_>) -> Self {
        let mut protected = Self { places: Vec::new(), latin: Vec::new() };
        for paragraph in doc.paragraphs() {
            let words = |script: Script| {
                let mut tokens = paragraph.range().map(|at| doc.token(at));
                tokens.any(|token| token.kind == TokenKind::Word && token.script == script)
            };
            // A line of Latin words alone may be program text that lost its fence.
            let own = doc.pack().is_none() || words(Script::Arabic) || !words(Script::Latin);
            if own && paragraph.kind.is_article() && paragraph.lang == doc.lang() {
                protected.read(doc, paragraph);
            } else {
                protected.places.push(paragraph.span);
            }
        }
        protected.places = merged(protected.places);
        protected.latin = merged(protected.latin);
        protected
    }

    fn read(&mut self, doc: &Document<'_>, paragraph: &Paragraph) {
        let (from, to) = paragraph.tokens;
        self.latin
            .extend(latin_runs(doc, from..to).into_iter().map(|run| doc.span(run.tokens.start, run.tokens.end - 1)));
        let mut code: Option<u32> = None;
        let mut tag: Option<u32> = None;
        let mut verse: Option<u32> = None;
        for at in from..to {
            let token = doc.token(at);
            match (token.kind, doc.mark(at)) {
                (TokenKind::Address, _) => self.places.push(token.span),
                (TokenKind::Word, _) if token.script == Script::Other => self.places.push(token.span),
                (_, Some('`')) => match code.take() {
                    Some(start) => self.places.push(doc.span(start, at)),
                    None => code = Some(at),
                },
                // Ornate brackets enclose verses of the Qur'an.
                (_, Some('﴿' | '﴾')) => match verse.take() {
                    Some(start) => self.places.push(doc.span(start, at)),
                    None => verse = Some(at),
                },
                // «<a href=…>»: a name stands close behind the bracket of a tag.
                (_, Some('<')) if at + 1 < to && !doc.space_before(at + 1) => tag = Some(at),
                (_, Some('>')) => self.places.extend(tag.take().map(|start| doc.span(start, at))),
                _ => {}
            }
        }
        let marks = quote_marks(doc, paragraph);
        for (index, open) in marks.iter().enumerate().filter(|(_, mark)| mark.opens) {
            let close = marks[index + 1..].iter().find(|mark| mark.style == open.style);
            if let Some(close) = close.filter(|close| !close.opens && is_foreign(doc, open.at..close.at)) {
                self.places.push(doc.span(open.at, close.at));
            }
        }
    }

    fn hold(&self, doc: &Document<'_>, edit: &Edit) -> bool {
        let found = edit.span.of(doc.text());
        let entity = found.starts_with('&') && found.ends_with(';');
        edit.span.touches(&self.places) || !entity && edit.span.touches(&self.latin)
    }
}

/// Whether words between quotation marks are spelled in another language: Arabic in a Persian text or the reverse.
fn is_foreign(doc: &Document<'_>, tokens: std::ops::Range<u32>) -> bool {
    let foreign: &[char] = if doc.lang() == Lang::FA {
        &['ي', 'ك', 'ى', 'ة', 'إ', 'ٱ']
    } else if doc.lang() == Lang::AR {
        &['ی', 'ک', 'گ', 'چ', 'پ', 'ژ']
    } else {
        return false;
    };
    // «كارگران بيمه مي‌شوند»: Persian, typed with an Arabic keyboard.
    if doc.is_surely_persian(tokens.clone()) {
        return false;
    }
    tokens
        .into_iter()
        .any(|at| doc.token(at).kind == TokenKind::Word && doc.token(at).span.of(doc.text()).contains(foreign))
}

/// Spans in order, those that overlap made one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start < last.end => *last = last.to(span),
            _ => merged.push(span),
        }
    }
    merged
}
