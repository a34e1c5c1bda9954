use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{LanguagePack, List, is_ignorable};
use crate::rule::{Context, Findings, Rule};
use crate::span::Span;
use crate::text::{Document, Paragraph, Script, Signs, TokenKind, is_piece};
use crate::words::Message;

declare_rule! {
    /// Pieces and signs of a translation program's vocabulary that it should have joined or removed.
    ///
    /// Flagged are the special tokens of translation models (`<unk>`, `</s>`, `[UNK]`, «⁇», «▁»), their marks of joined pieces
    /// (`##`, `@@`, `@-@`) and a suffix that stands alone behind a dash («ديجيتال - ization»).
    ///
    /// ## Why it matters
    ///
    /// Nobody types such signs: the text came out of a machine and nobody read it. None stands in 2.98 million
    /// native words.
    ///
    /// ## What it lets pass
    ///
    /// Hashtags, Markdown headings, e-mail addresses and handles, dashes between words.
    ///
    /// ## Examples
    ///
    /// - «زار الرئيس `<unk>` أمس»
    /// - «شرکت برای digital - ization آماده است»
    SubwordDebris {
        name: "subword-debris",
        axis: Axis::Translation,
        severity: Severity::Major,
        confidence: Confidence::High,
        languages: &[],
        mqm: "accuracy/untranslated",
        its: "untranslated",
        cost: Cost::Habit,
        yields_to: &[],
        judged: Judged {
            right: 0,
            wrong: 0,
            data: "no finding on development data",
        },
        since: "0.1.0",
    }
}

/// A piece behind `##` has at most this many letters; more is a hashtag with its sign doubled, as
/// social networks have it, where the text has another hashtag.
const PIECE_LETTERS: usize = 4;

impl Rule for SubwordDebris {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let pieces = doc.signs().have(Signs::PIECES);
        let hashtags = pieces && has_hashtags(doc.text());
        for paragraph in doc.paragraphs().iter().filter(|p| p.kind.is_article()) {
            for place in pieces.then(|| special_tokens(doc, paragraph, hashtags)).into_iter().flatten() {
                out.report(place, Message::error("subword-debris-sign")).pattern(place.of(doc.text()));
            }
            for &at in doc.marks(paragraph.range()) {
                if let Some(place) = suffix(doc, paragraph, at) {
                    out.report(place, Message::error("subword-debris-ending")).pattern("suffix");
                }
            }
        }
    }
}

fn special_tokens(doc: &Document<'_>, paragraph: &Paragraph, hashtags: bool) -> Vec<Span> {
    let text = paragraph.span.of(doc.text());
    // «##زلزله شناسان گفتند»: the line is a sentence and no heading.
    let open = paragraph.kind.is_prose();
    let mut found = Vec::new();
    let mut rest = 0;
    for (at, c) in text.char_indices() {
        if at < rest || !is_piece(c) {
            continue;
        }
        let (before, after) = (text[..at].chars().next_back(), &text[at..]);
        let mut tokens = LanguagePack::english().list(List::SpecialTokens).rows().iter();
        let listed = tokens.find(|token| after.starts_with(token.form)).map(|token| token.form.len());
        let Some(length) = listed.or_else(|| joining_mark(before, after, open, hashtags)) else { continue };
        rest = at + length;
        let start = paragraph.span.start + at as u32;
        found.push(Span::new(start, start + length as u32));
    }
    found
}

/// Whether some number sign of a text stands alone before a letter.
fn has_hashtags(text: &str) -> bool {
    let alone = |at: usize| !text[..at].ends_with('#') && text[at + 1..].starts_with(char::is_alphabetic);
    text.match_indices('#').any(|(at, _)| alone(at))
}

/// `##` before a piece of a word, `@@` behind one.
fn joining_mark(before: Option<char>, after: &str, open: bool, hashtags: bool) -> Option<usize> {
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if let Some(piece) = after.strip_prefix("##") {
        let end = piece.find(|c: char| !c.is_alphabetic() && !is_ignorable(c)).unwrap_or(piece.len());
        let letters = piece[..end].chars().filter(|&c| !is_ignorable(c)).count();
        let closed = piece[end..].chars().next().is_none_or(|c| !matches!(c, '_' | '#') && !c.is_numeric());
        let inside = before.map_or(open, |c| c == ' ' || c.is_alphabetic());
        let short = letters <= PIECE_LETTERS || !hashtags;
        return (inside && closed && letters > 0 && short).then_some(2 + end);
    }
    let joins = before.is_some_and(char::is_alphabetic)
        && after.strip_prefix("@@").is_some_and(|rest| space(rest.chars().next()));
    joins.then_some(2)
}

/// «- ization» behind a space, «- ها» between spaces.
fn suffix(doc: &Document<'_>, paragraph: &Paragraph, at: u32) -> Option<Span> {
    let (from, to) = paragraph.tokens;
    if at == from || at + 1 >= to || doc.mark(at) != Some('-') || doc.token(at - 1).kind != TokenKind::Word {
        return None;
    }
    let (before, ending) = (doc.token(at - 1), doc.token(at + 1));
    if ending.kind != TokenKind::Word || !doc.gap_before(at).contains(char::is_whitespace) {
        return None;
    }
    let text = ending.span.of(doc.text());
    let alone = match ending.script {
        Script::Latin => {
            text.bytes().all(|b| b.is_ascii_lowercase())
                && LanguagePack::english().has(List::Suffixes, doc.folded(at + 1))
        }
        Script::Arabic => {
            before.script == Script::Arabic
                && doc.gap_before(at + 1).contains(char::is_whitespace)
                && doc.pack().is_some_and(|pack| pack.is_affix("plural", doc.folded(at + 1)))
        }
        Script::Other => false,
    };
    alone.then(|| doc.span(at, at + 1))
}
