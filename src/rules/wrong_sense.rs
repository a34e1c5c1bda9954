use super::literal_calque::report_rows;
use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::Lang;
use crate::rule::{Context, Findings, Rule};
use crate::words::Message;

declare_rule! {
    /// A word in the wrong one of its senses.
    ///
    /// The word of the source has several meanings, and the translation has one that the neighbouring words
    /// exclude: a military "exercise" that became sport, an interest rate that became a rate of curiosity, a "strike"
    /// from the air that became a walkout. Each row of the list holds the neighbours that exclude the sense, and was
    /// counted on native newspapers.
    ///
    /// ## Why it matters
    ///
    /// The sentence says something else than its source, and often something that cannot be.
    ///
    /// ## What it lets pass
    ///
    /// The same words in the sense that they have here: «اعتصاب کارگران» is a strike, «نرخ بهره» is right. A word
    /// alone is never enough.
    ///
    /// ## Examples
    ///
    /// «سه نفر در اعتصاب هوایی کشته شدند»: "air strike"; an editor writes حمله هوایی. The list names for each phrase the
    /// English behind it and what an editor would write.
    WrongSense {
        name: "wrong-sense",
        axis: Axis::Translation,
        severity: Severity::Major,
        confidence: Confidence::Medium,
        languages: &[Lang::AR, Lang::FA],
        mqm: "accuracy/mistranslation",
        its: "mistranslation",
        cost: Cost::Habit,
        yields_to: &["mangled-name"],
        judged: Judged { right: 10, wrong: 0, data: "mt-and-native-ar-posts, mt-ar-wikinews, mt-fa-wikinews: 10 findings read" },
        since: "0.1.0",
    }
}

impl Rule for WrongSense {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        report_rows(cx, "sense", &Message::suspicion("wrong-sense"), out);
    }
}
