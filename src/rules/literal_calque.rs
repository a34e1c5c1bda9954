use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::Lang;
use crate::rule::{Context, Findings, Rule};
use crate::words::Message;

declare_rule! {
    /// A phrase that was put together word by word from another language.
    ///
    /// Idioms and compounds whose words are all translated and whose meaning is not: a dark horse, a think tank,
    /// friendly fire. The list holds what a translator's choice of the nearest words makes and native news does
    /// not write: every row was counted on native newspapers.
    ///
    /// ## Why it matters
    ///
    /// The reader has to guess the English to understand the sentence.
    ///
    /// ## What it lets pass
    ///
    /// Loan translations that have become idiom: what native newspapers write is not in the list. The same words
    /// in their own sense: where the literal meaning is possible, the row holds the context that excludes it.
    ///
    /// ## Examples
    ///
    /// - «این جوان بیست‌ساله اسب تاریک مسابقه‌هاست» ("dark horse")
    /// - «رفض الرئيس فكرة وجود أحذية على الأرض» ("boots on the ground")
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
        judged: Judged { right: 13, wrong: 0, data: "mt-ar-wikinews, mt-fa-wikinews: 13 findings read" },
        since: "0.1.0",
    }
}

impl Rule for LiteralCalque {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        report_rows(cx, "literal", &Message::suspicion("literal-calque"), out);
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
            report.suggestion(row.column(2));
        }
    }
}
