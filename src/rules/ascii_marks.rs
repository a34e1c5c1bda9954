use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::Lang;
use crate::rule::{Context, Findings, Place, Rule};
use crate::text::{Document, TokenKind};
use crate::words::Message;

declare_rule! {
    /// A Latin comma, semicolon, question mark or percent sign where Arabic script has its own.
    ///
    /// Latin commas are looked for behind Latin words and numbers too, where Arabic script goes on. One finding a document, with
    /// the count and the further places; another one counts the thousands separator («۱۰٬۰۰۰») where it stands for a comma.
    ///
    /// ## Why it matters
    ///
    /// Persian and Arabic write «،», «؛», «؟» and «٪». A Latin comma among them was typed on another keyboard or left
    /// as the translator gave it: in post-edited English–Persian output 93 % of them were changed by the editor.
    /// By itself it says little: 6 of 2,970 native Persian articles and 460 of 6,833 Arabic ones have it (the separator: 5 and 1).
    ///
    /// ## What it lets pass
    ///
    /// Numbers, code, addresses and Latin text; Latin marks after a space, which are another slip (`spaced-mark`).
    ///
    /// ## Fixes
    ///
    /// `--fix` puts the mark of Arabic script in its place; a row of more than three question marks may stand for lost letters.
    ///
    /// ## Examples
    ///
    /// - «بازار آرام است, اما خریداران نگرانند»
    /// - «هل يعود اللاعب?»
    /// - «نویسنده٬ مترجم و ویراستار»
    AsciiMarks {
        name: "ascii-marks",
        axis: Axis::Typography,
        severity: Severity::Minor,
        confidence: Confidence::High,
        languages: &[Lang::AR, Lang::FA],
        mqm: "locale_conventions/punctuation",
        its: "locale-violation",
        cost: Cost::Habit,
        yields_to: &[],
        judged: Judged { right: 60, wrong: 0, data: "mt-fa-postedited, mt-fa-wikinews: 60 findings read" },
        since: "0.1.0",
    }
}

/// More question marks than this in a row may stand for letters that were lost.
const LOST_LETTERS: u32 = 3;

impl Rule for AsciiMarks {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let mut places: Vec<Place> = Vec::new();
        let mut separators: Vec<Place> = Vec::new();
        for paragraph in doc.article() {
            let (from, to) = paragraph.tokens;
            let separates = |&&at: &&u32| is_lone_separator(doc, at, to);
            let mended = |&at: &u32| match doc.token(at - 1).kind {
                TokenKind::Number => doc.token(at).span.into(),
                _ => Place::mended(doc.text(), doc.token(at).span, "،"),
            };
            separators.extend(doc.marks(from + 1..to).iter().filter(separates).map(mended));
            for &at in doc.marks(from + 1..to).iter().filter(|&&at| is_foreign(doc, at, to)) {
                let span = doc.token(at).span;
                let wanted: String = span.of(doc.text()).chars().map(own).collect();
                let lost = span.len() > LOST_LETTERS;
                places.push(if lost { span.into() } else { Place::mended(doc.text(), span, &wanted) });
            }
        }
        let message = Message::error("ascii-marks-separator").with("count", separators.len());
        if let Some(report) = out.once(&separators, message) {
            report.suggestion('،');
        }
        let Some(first) = places.first() else { return };
        let sign = first.span.of(doc.text()).chars().next().unwrap_or(',');
        let own = own(sign);
        let message = Message::error("ascii-marks").with("count", places.len()).with("sign", sign).with("own", own);
        if let Some(report) = out.once(&places, message) {
            report.suggestion(own);
        }
    }
}

/// The mark of Arabic script for a Latin one; any other as it is.
fn own(mark: char) -> char {
    match mark {
        ';' => '؛',
        '%' => '٪',
        ',' => '،',
        '?' => '؟',
        _ => mark,
    }
}

/// «نویسنده٬ مترجم»: the sign that parts thousands, between words or behind a number.
fn is_lone_separator(doc: &Document<'_>, at: u32, to: u32) -> bool {
    let number = |at: u32| doc.token(at).kind == TokenKind::Number;
    let parts = at + 1 < to && number(at + 1) && (number(at - 1) || doc.gap_before(at + 1).is_empty());
    // «٬٬برنامج٬٬»: quotation marks.
    let doubled = at + 1 < to && doc.mark(at + 1) == Some('٬');
    doc.mark(at) == Some('٬') && doc.is_wordlike(at - 1) && !parts && !doubled
}

/// A Latin mark that closes what a word of Arabic script, or a number in its digits, began.
fn is_foreign(doc: &Document<'_>, at: u32, to: u32) -> bool {
    let Some(mark) = doc.mark(at) else { return false };
    if !doc.gap_before(at).is_empty() {
        return false;
    }
    let (before, word) = (doc.token(at - 1), doc.is_arabic_script(at - 1));
    match mark {
        ',' | ';' | '?' => {}
        '%' => {
            return before.kind == TokenKind::Number && before.span.of(doc.text()).chars().all(|c| !c.is_ascii_digit());
        }
        _ => return false,
    }
    // «کتاب;)», «متن,code»: the mark belongs to something else.
    let goes_on = at + 1 < to
        && doc.gap_before(at + 1).is_empty()
        && !doc.is_arabic_script(at + 1)
        && !matches!(doc.mark(at + 1), Some('»' | '”' | '"' | '\''));
    // «شرکت Tesla, که …»: what goes on in Arabic script has its marks.
    let own_behind = || {
        mark == ','
            && !word
            && doc.is_wordlike(at - 1)
            && at + 1 < to
            && doc.is_arabic_script(at + 1)
            && doc.space_before(at + 1)
    };
    (word || doc.mark(at - 1) == Some('»') || own_behind()) && !goes_on
}
