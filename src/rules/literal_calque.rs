use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::Lang;
use crate::lang::List;
use crate::rule::{Context, Findings, Rule};

declare_rule! {
    /// A phrase that was put together word by word from English, or a word in the wrong one of its senses.
    ///
    /// The list holds phrases that a translator's choice of the nearest word makes and that native news does
    /// not: every row was counted on native newspapers, and says what an editor would write.
    ///
    /// ## Why it matters
    ///
    /// The reader has to guess the English to understand the sentence.
    ///
    /// ## What it lets pass
    ///
    /// Loan translations that have become idiom: what native newspapers write is not in the list.
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
        judged: Judged {
            right: 17,
            wrong: 0,
            data: "mt-fa-wikinews, mt-ar-wikinews, mt-and-native-ar-posts, articles: 17 findings read",
        },
        since: "0.1.0",
    }
}

impl Rule for LiteralCalque {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for paragraph in doc.article() {
            let (mut at, to) = paragraph.tokens;
            while at < to {
                let Some((found, place)) = doc.phrase(List::Calques, at, to) else {
                    at += 1;
                    continue;
                };
                let row = found.row;
                let english = row.column(1);
                let message = match row.column(0) {
                    "sense" => format!("Suspicion: the wrong sense of a word, probably for English “{english}”."),
                    _ => format!("Suspicion: word by word from English, probably “{english}”."),
                };
                let mut report = out.report(doc.span(place.start, place.end - 1), message).pattern(row.form);
                if !row.column(2).is_empty() {
                    report = report.suggestion(row.column(2));
                }
                match row.column(3) {
                    "critical" => drop(report.severity(Severity::Critical)),
                    "major" => drop(report.severity(Severity::Major)),
                    _ => {}
                }
                at = place.end;
            }
        }
    }
}
