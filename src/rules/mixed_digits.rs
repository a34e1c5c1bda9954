use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::Lang;
use crate::rule::{Context, Findings, Rule};
use crate::span::Span;
use crate::text::{Document, Script, TokenKind};
use crate::words::Message;

declare_rule! {
    /// Digits of two writing systems in one document.
    ///
    /// Flagged once, at the first number in the rarer system. Which system a house uses is its own affair. A
    /// single number in digits of both («۱۴0۱») is flagged in any text.
    ///
    /// ## Why it matters
    ///
    /// A number in other digits was pasted or left as the machine gave it; readers and searches miss it.
    ///
    /// ## What it lets pass
    ///
    /// Codes, versions and long numbers (telephone, identifiers), numbers beside Latin words, in formulas, citations
    /// and addresses, a text that keeps one system throughout.
    ///
    /// ## Fixes
    ///
    /// None: which digits a number keeps (a code, a quotation) is for people to say.
    ///
    /// ## Examples
    ///
    /// - «در سال ۱۴۰۰ تولید ۱۲ درصد و در سال 1401 تولید ۹ درصد رشد کرد»
    MixedDigits {
        name: "mixed-digits",
        axis: Axis::Typography,
        severity: Severity::Minor,
        confidence: Confidence::High,
        languages: &[],
        mqm: "locale_conventions/number_format",
        its: "locale-violation",
        cost: Cost::Habit,
        yields_to: &[],
        judged: Judged { right: 57, wrong: 3, data: "mt-ar-course-markdown, mt-ar-wikinews, mt-fa-course-markdown, mt-fa-postedited, mt-fa-wikinews: 60 findings read" },
        since: "0.1.0",
    }
}

/// Numbers of this many digits are codes and telephone numbers, which keep their digits.
const CODE_DIGITS: usize = 7;
/// So many marks may stand between a Latin word and its number: «(Hall, 2009)», «O (1)», «v1.4».
const MARKS_BETWEEN: u32 = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum System {
    Ascii,
    Arabic,
    Persian,
}

impl System {
    const ALL: [Self; 3] = [Self::Ascii, Self::Arabic, Self::Persian];

    fn of(c: char) -> Option<Self> {
        match c {
            '0'..='9' => Some(Self::Ascii),
            '٠'..='٩' => Some(Self::Arabic),
            '۰'..='۹' => Some(Self::Persian),
            _ => None,
        }
    }

    fn sample(self) -> &'static str {
        match self {
            Self::Ascii => "123",
            Self::Arabic => "١٢٣",
            Self::Persian => "۱۲۳",
        }
    }
}

impl Rule for MixedDigits {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let mut numbers: Vec<(Span, System)> = Vec::new();
        let mut torn: Vec<Span> = Vec::new();
        for paragraph in doc.article() {
            let (from, to) = paragraph.tokens;
            for at in from..to {
                if doc.token(at).kind != TokenKind::Number || is_code(doc, from, at, to) {
                    continue;
                }
                let span = doc.token(at).span;
                let mut systems = span.of(doc.text()).chars().filter_map(System::of);
                let Some(first) = systems.next() else { continue };
                if systems.any(|system| system != first) {
                    torn.push(span);
                } else {
                    numbers.push((span, first));
                }
            }
        }
        out.slips(&torn, "one number", Message::error("mixed-digits-number"));
        let of = |system: System| numbers.iter().filter(move |number| number.1 == system);
        // Of two equally common systems the one of the language is the document's.
        let own = if doc.lang() == Lang::FA { System::Persian } else { System::Ascii };
        let Some(main) = System::ALL.into_iter().max_by_key(|&system| (of(system).count(), system == own)) else {
            return;
        };
        let rare: Vec<Span> = numbers.iter().filter(|number| number.1 != main).map(|number| number.0).collect();
        let Some(&(_, system)) = numbers.iter().find(|number| number.1 != main) else { return };
        let message = Message::reminder("mixed-digits-systems")
            .with("here", system.sample())
            .with("elsewhere", main.sample())
            .with("count", rare.len())
            .with("usual", of(main).count());
        if let Some(report) = out.once(&rare, message) {
            report.pattern("two systems");
        }
    }
}

/// Whether nothing but marks of its sentence and numbers glued to them stand between a number and a Latin word.
fn follows_latin(doc: &Document<'_>, from: u32, at: u32) -> bool {
    (at.saturating_sub(MARKS_BETWEEN + 1).max(from)..at)
        .rev()
        .take_while(|&before| {
            let glued = doc.gap_before(before + 1).is_empty();
            doc.token(before).kind != TokenKind::Number && !matches!(doc.mark(before), Some('.' | '!' | '؟' | '?'))
                || glued
        })
        .find(|&before| doc.token(before).kind == TokenKind::Word)
        .is_some_and(|before| doc.token(before).script == Script::Latin)
}

/// Telephone numbers, versions, identifiers, and numbers that belong to Latin words or formulas.
fn is_code(doc: &Document<'_>, from: u32, at: u32, to: u32) -> bool {
    let latin = |at: u32| {
        let token = doc.token(at);
        token.kind == TokenKind::Address || token.kind == TokenKind::Word && token.script != Script::Arabic
    };
    let digits = doc.folded(at).chars().filter(char::is_ascii_digit).count();
    // «+98 21», «12-45-78», «A/3»: parts of something longer.
    let glued = |at: u32| matches!(doc.mark(at), Some('-' | '/' | '+' | '_' | '=' | '*' | '#' | '\\'));
    digits >= CODE_DIGITS
        || doc.token(at).span.of(doc.text()).matches('.').count() > 1
        || follows_latin(doc, from, at)
        || at > from && (latin(at - 1) || glued(at - 1) && doc.gap_before(at).is_empty())
        || at + 1 < to && (latin(at + 1) || glued(at + 1) && doc.gap_before(at + 1).is_empty())
}
