use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Facts, LanguagePack, List};
use crate::rule::{Context, Findings, Rule};
use crate::span::Span;
use crate::text::{
    Document, Paragraph, ParagraphKind, QuoteStyle, Script, Signs, TokenKind, quote_marks, unfilled_fields,
};
use crate::words::Message;

declare_rule! {
    /// A place that a template left empty: quotation marks or brackets with nothing inside, a field never filled in.
    ///
    /// Fields are `{{name}}`, `{author}`, `%s`, «[نام]», the values `undefined`, `null` and `NaN`, and a byline without a
    /// name («بقلم ، 12 مايو»).
    ///
    /// ## Why it matters
    ///
    /// The reader misses a name or a number that the page once had. It is the page's defect, not the translator's.
    ///
    /// ## What it lets pass
    ///
    /// Calls in code («main()»), check boxes («[ ]»), verses in braces, emoticons.
    ///
    /// ## Fixes
    ///
    /// None: what belongs there is not in the text.
    ///
    /// ## Examples
    ///
    /// - «نوشته شده توسط «» در ساعت {{time}}»
    /// - «سعر السهم: undefined ريال»
    EmptyTemplate {
        name: "empty-template",
        axis: Axis::Extraction,
        severity: Severity::Minor,
        confidence: Confidence::High,
        languages: &[],
        mqm: "design_and_markup/markup",
        its: "markup",
        cost: Cost::Habit,
        yields_to: &[],
        judged: Judged {
            right: 9,
            wrong: 4,
            data: "native-fa-isna, native-ar-saudi, mt-fa-course-markdown, mt-ar-course-markdown: 13 findings read",
        },
        since: "0.1.0",
    }
}

impl Rule for EmptyTemplate {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for paragraph in doc.paragraphs() {
            let fields = unfilled_fields(doc, paragraph.range());
            if paragraph.kind == ParagraphKind::Furniture {
                if !fields.is_empty() {
                    out.report(paragraph.span, Message::error("empty-template-line")).pattern("field");
                }
                continue;
            }
            let (quotes, fields): (Vec<Span>, Vec<Span>) =
                fields.into_iter().partition(|field| field.of(doc.text()).starts_with('«'));
            for field in fields {
                out.report(field, Message::error("empty-template-field")).pattern("field");
            }
            for place in quotes.into_iter().chain(empty_pairs(doc, paragraph)) {
                out.report(place, Message::error("empty-template-pair")).pattern("empty pair");
            }
            placeholders(doc, paragraph, out);
        }
    }
}

/// “”, "" and () with nothing inside; «» is a field.
fn empty_pairs(doc: &Document<'_>, paragraph: &Paragraph) -> Vec<Span> {
    let (from, to) = paragraph.tokens;
    // Two marks side by side, the first of which may open.
    let pair = |at: u32| {
        at + 1 < to && doc.mark(at + 1).is_some() && matches!(doc.mark(at), Some('“' | '”' | '„' | '″' | '"' | '('))
    };
    if !doc.marks(from..to).iter().any(|&at| pair(at)) {
        return Vec::new();
    }
    // «،» «»: a list of marks, not a text with a gap.
    if !(from..to).any(|at| doc.is_wordlike(at)) {
        return Vec::new();
    }
    let marks = quote_marks(doc, paragraph);
    // «f("")», «x=""», «"""»: code.
    let in_code = |open: u32, close: u32| {
        let sign = |at: u32| matches!(doc.mark(at), Some('(' | '=' | ',' | '[' | '{' | '"' | ')' | '\\'));
        open > from && !doc.space_before(open) && sign(open - 1)
            || close + 1 < to && !doc.space_before(close + 1) && sign(close + 1)
    };
    let straight = marks.iter().filter(|mark| mark.style == QuoteStyle::Straight).count();
    let mut found: Vec<Span> = marks
        .windows(2)
        .filter(|pair| {
            let (open, close) = (pair[0], pair[1]);
            // An odd straight mark leaves it open which of two neighbours opens.
            let certain = open.style != QuoteStyle::Straight || straight.is_multiple_of(2);
            let empty = open.style == close.style
                && open.style != QuoteStyle::Guillemets
                && open.opens
                && !close.opens
                && close.at == open.at + 1;
            empty && certain && !in_code(open.at, close.at)
        })
        .map(|pair| doc.span(pair[0].at, pair[1].at))
        .collect();
    found.extend(
        (from..to.saturating_sub(1))
            .filter(|&at| doc.mark(at) == Some('(') && doc.mark(at + 1) == Some(')'))
            // «main()», «:()».
            .filter(|&at| {
                at == from
                    || doc.space_before(at)
                    || doc.token(at - 1).kind == TokenKind::Word && doc.token(at - 1).script == Script::Arabic
            })
            .map(|at| doc.span(at, at + 1)),
    );
    found
}

/// Phrases of the list, each in its frame.
fn placeholders(doc: &Document<'_>, paragraph: &Paragraph, out: &mut Findings) {
    let (from, to) = paragraph.tokens;
    if !doc.may_have(List::Placeholders) && !doc.signs().have(Signs::LATIN) {
        return;
    }
    for at in doc.cued(List::Placeholders.bit() | Facts::LATIN, from..to) {
        let Some((kind, last)) = placeholder_at(doc, at, to) else { continue };
        let next = (last + 1 < to).then(|| doc.mark(last + 1)).flatten();
        match kind {
            "field"
                if at > from && matches!((doc.mark(at - 1), next), (Some('['), Some(']')) | (Some('<'), Some('>'))) =>
            {
                out.report(doc.span(at - 1, last + 1), Message::error("empty-template-field")).pattern("field");
            }
            "value" if !is_code(doc, at, from) => {
                out.report(doc.span(at, last), Message::error("empty-template-value")).pattern("value");
            }
            "byline" if at == from && matches!(next, Some('،' | ',' | '|')) => {
                out.report(doc.span(at, last + 1), Message::error("empty-template-byline")).pattern("byline");
            }
            _ => {}
        }
    }
}

/// The kind of the placeholder that begins at a token, and its last token.
fn placeholder_at(doc: &Document<'_>, at: u32, to: u32) -> Option<(&'static str, u32)> {
    if !doc.is_wordlike(at) {
        return None;
    }
    if let Some((found, place)) = doc.phrase(List::Placeholders, at, to) {
        return Some((found.row.column(0), place.end - 1));
    }
    let latin = LanguagePack::english().list(List::Placeholders);
    if doc.token(at).script != Script::Latin || !latin.knows(doc.folded(at)).1 {
        return None;
    }
    let words = (at..to).take_while(|&next| doc.is_wordlike(next)).map(|next| doc.folded(next));
    let found = latin.find(words, |_| true)?;
    Some((found.row.column(0), at + found.words as u32 - 1))
}

/// Whether a word belongs to code or to Latin text, where `null` is a word like any other.
fn is_code(doc: &Document<'_>, at: u32, from: u32) -> bool {
    let latin = |at: u32| doc.token(at).kind != TokenKind::Number && doc.token(at).script == Script::Latin;
    let sign = |at: u32| matches!(doc.mark(at), Some('`' | '=' | '/' | '<' | '(' | '"' | '\'' | '_' | '.' | '«' | '{'));
    at > from && (latin(at - 1) || sign(at - 1))
        || doc.behind(at).is_some_and(|next| latin(next) || sign(next) && !doc.space_before(next))
}
