use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Facts, Lang};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, ParagraphKind, Sentence, TokenKind};
use crate::words::Message;

declare_rule! {
    /// A phrase that was put together word by word from another language.
    ///
    /// Idioms and compounds whose words are all translated and whose meaning is not: a dark horse, a think tank,
    /// friendly fire. The list holds what a translator's choice of the nearest words makes and native news does
    /// not write: every row was counted on native newspapers. So is an age that stands bare between commas behind a
    /// foreign name («ليندا تريلور، 71، …»), as English tells it.
    ///
    /// ## Why it matters
    ///
    /// The reader has to guess the English to understand the sentence.
    ///
    /// ## What it lets pass
    ///
    /// Loan translations that have become idiom: what native newspapers write is not in the list. The same words
    /// in their own sense: where the literal meaning is possible, the row holds the context that excludes it. Numbers
    /// behind names in rosters, results and references, and ages with their unit («71 عاما», «۷۱ ساله»).
    ///
    /// ## Examples
    ///
    /// - «این جوان بیست‌ساله اسب تاریک مسابقه‌هاست» ("dark horse")
    /// - «رفض الرئيس فكرة وجود أحذية على الأرض» ("boots on the ground")
    /// - «قالت ليندا تريلور، 71، إن الرياح شديدة»
    LiteralCalque {
        name: "literal-calque",
        axis: Axis::Translation,
        severity: Severity::Minor,
        confidence: Confidence::Medium,
        languages: &[Lang::AR, Lang::FA],
        mqm: "style/unidiomatic_style",
        its: "style",
        cost: Cost::Habit,
        yields_to: &["mangled-name"],
        judged: Judged { right: 33, wrong: 0, data: "mt-and-native-ar-posts, mt-ar-wikinews, mt-fa-wikinews: 33 findings read" },
        since: "0.1.0",
    }
}

/// Frequency class up to which a word that no list has and that opens a sentence may be a foreign name. With 6 and with 8 the
/// development data (53,170 texts) have the same findings.
const NAME_CLASS: u8 = 7;
/// Whoever is younger is told of as a child, with the word for years. Two digits.
const LEAST_AGE: &str = "16";

impl Rule for LiteralCalque {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        report_rows(cx, "literal", &Message::suspicion("literal-calque"), out);
        let doc = cx.doc;
        for paragraph in doc.article().filter(|paragraph| paragraph.kind == ParagraphKind::Body) {
            for sentence in doc.sentences(paragraph) {
                bare_age(doc, sentence, out);
            }
        }
    }
}

/// «ليندا تريلور، 71، …»: two digits alone between commas behind a foreign name, outside of brackets, where every other number
/// of the sentence stands between words: what lists, cites or counts points has more between marks.
fn bare_age(doc: &Document<'_>, sentence: &Sentence, out: &mut Findings) {
    let (from, to) = sentence.tokens;
    let kind = |at: u32| doc.token(at).kind;
    let comma = |at: u32| matches!(doc.mark(at), Some('،' | ','));
    let bare = |at: u32| comma(at - 1) && kind(at) == TokenKind::Number && comma(at + 1);
    let commas = doc.marks(from..to.saturating_sub(3)).iter().copied().filter(|&at| at > from);
    let Some(age) = commas.map(|mark| mark + 1).find(|&at| bare(at)) else { return };
    let digits = doc.folded(age);
    let plain = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit()) && digits >= LEAST_AGE;
    let apart = doc.gap_before(age) == " " && doc.gap_before(age + 2) == " " && kind(age + 2) == TokenKind::Word;
    let told = |at: u32| {
        let between = at > from && at + 1 < to && kind(at - 1) == TokenKind::Word && kind(at + 1) == TokenKind::Word;
        at == age || kind(at) != TokenKind::Number || between
    };
    let marked = || doc.marks(from..to).iter().any(|&at| matches!(doc.mark(at), Some('(' | '[' | ':' | '/')));
    if !plain || !apart || !(from..to).all(told) || marked() {
        return;
    }
    let name =
        |at: u32| doc.is_arabic_script(at) && doc.facts_at(at).cues & Facts::UNLISTED != 0 && !doc.is_definite(at);
    let last = age - 2;
    let class = doc.pack().and_then(|pack| pack.commonness(doc.folded(last)));
    let known = match class {
        None => last == from || doc.gap_before(last) == " " && name(last - 1),
        Some(class) => last == from && class <= NAME_CLASS,
    };
    if known && name(last) && !doc.has_conjunction(last) {
        out.report(doc.span(age, age), Message::suspicion("literal-calque-age")).pattern("bare age");
    }
}

/// Reports the calques whose row is of a kind.
pub(super) fn report_rows(cx: &Context<'_, '_>, kind: &str, message: &Message, out: &mut Findings) {
    for &(row, span) in cx.calques().iter().filter(|(row, _)| row.column(0) == kind) {
        let severity = match row.column(3) {
            "critical" => Severity::Critical,
            "major" => Severity::Major,
            _ => Severity::Minor,
        };
        let message = message.clone().with("source", row.column(1));
        let report = out.report(span, message).pattern(row.form).severity(severity);
        if !row.column(2).is_empty() {
            report.gloss(row.column(2));
        }
    }
}
