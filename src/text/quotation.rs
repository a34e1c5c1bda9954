//! Quotation marks and what each does in its paragraph.

use super::{Document, Paragraph, TokenKind};

/// A way to set quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteStyle {
    /// «…»
    Guillemets,
    /// “…”
    Curly,
    /// "…"
    Straight,
}

impl QuoteStyle {
    /// All styles.
    pub const ALL: [Self; 3] = [Self::Guillemets, Self::Curly, Self::Straight];

    /// The style as a reader sees it.
    pub fn sample(self) -> &'static str {
        match self {
            Self::Guillemets => "«…»",
            Self::Curly => "“…”",
            Self::Straight => "\"…\"",
        }
    }
}

/// One quotation mark.
#[derive(Clone, Copy, Debug)]
pub struct QuoteMark {
    /// Its token.
    pub at: u32,
    /// The way it is set.
    pub style: QuoteStyle,
    /// Whether it opens, judged by its form and, where the form says nothing, by its turn.
    pub opens: bool,
}

/// The quotation marks of a paragraph. Inches («27"») are none.
#[must_use]
pub fn quote_marks(doc: &Document<'_>, paragraph: &Paragraph) -> Vec<QuoteMark> {
    let (from, to) = paragraph.tokens;
    let mut found: Vec<QuoteMark> = Vec::new();
    let mut open = [false; 3];
    for &at in doc.marks(from..to) {
        let Some(mark) = doc.mark(at) else { continue };
        let style = match mark {
            '«' | '»' => QuoteStyle::Guillemets,
            // A double prime is what some editors make of a mark after a digit.
            '“' | '”' | '„' | '″' => QuoteStyle::Curly,
            '"' => QuoteStyle::Straight,
            _ => continue,
        };
        // A string of a program is no quotation.
        if doc.is_code(doc.token(at).span) {
            continue;
        }
        let was_open = open[style as usize];
        let glued_before = at > from && !doc.space_before(at);
        let glued_after = at + 1 < to && !doc.space_before(at + 1);
        let begins = || doc.is_wordlike(at + 1) || matches!(doc.mark(at + 1), Some('«' | '“' | '"' | '(' | '['));
        let before_words = glued_after && begins();
        let opens = match mark {
            '«' | '„' => true,
            '»' => false,
            '″' if glued_before && was_open => false,
            '″' => continue,
            // Some keyboards have one curly mark only: its sides tell what it does.
            '“' => !(was_open && glued_before && !before_words),
            '”' => !was_open && !glued_before && before_words,
            _ => {
                if !was_open && glued_before && !glued_after && doc.token(at - 1).kind == TokenKind::Number {
                    continue;
                }
                !was_open
            }
        };
        open[style as usize] = opens;
        found.push(QuoteMark { at, style, opens });
    }
    found
}

/// What a token stands inside of: marks that were opened in its paragraph and are not yet closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Enclosure {
    /// Quotation marks.
    pub quotes: bool,
    /// Brackets.
    pub brackets: bool,
    /// Back-ticks.
    pub code: bool,
}

/// Appends for each token of a paragraph what it stands inside of. A closing mark stands inside, an opening one outside.
pub(super) fn enclosures(doc: &Document<'_>, paragraph: &Paragraph, out: &mut Vec<Enclosure>) {
    let (mut quotes, mut brackets, mut code) = ([0u32; 3], 0u32, false);
    let (from, to) = paragraph.tokens;
    let mut quotations = quote_marks(doc, paragraph).into_iter().peekable();
    for &at in doc.marks(from..to) {
        let mark = doc.mark(at);
        let quotation = quotations.next_if(|quotation| quotation.at == at);
        if quotation.is_none() && !matches!(mark, Some('(' | '[' | '{' | ')' | ']' | '}' | '`')) {
            continue;
        }
        let inside = Enclosure { quotes: quotes != [0; 3], brackets: brackets > 0, code };
        out.resize(at as usize + 1, inside);
        match (quotation, mark) {
            (Some(QuoteMark { style, opens: true, .. }), _) => quotes[style as usize] += 1,
            (Some(QuoteMark { style, .. }), _) => quotes[style as usize] = quotes[style as usize].saturating_sub(1),
            (_, Some('(' | '[' | '{')) => brackets += 1,
            (_, Some(')' | ']' | '}')) => brackets = brackets.saturating_sub(1),
            (_, Some('`')) => code = !code,
            _ => {}
        }
    }
    out.resize(to as usize, Enclosure { quotes: quotes != [0; 3], brackets: brackets > 0, code });
}
