use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Paragraph};
use crate::text::{QuoteMark, QuoteStyle, quote_marks};
use crate::words::Message;

declare_rule! {
    /// Two styles of quotation marks in one document.
    ///
    /// Flagged once, at the first quotation in the rarer style.
    ///
    /// ## Why it matters
    ///
    /// A text has one style: «…», “…” or "…". Two mean that parts come from different hands or programs.
    /// Journalists who paste do so too: one in 17 native Persian articles mixes, one in 27 Arabic ones.
    ///
    /// ## What it lets pass
    ///
    /// A quotation inside a quotation, which takes the other style; apostrophes and single quotes; inches.
    ///
    /// ## Fixes
    ///
    /// None: the style is for the house to choose, and the marks of a quotation may stand in two paragraphs.
    ///
    /// ## Examples
    ///
    /// - «او گفت: "می‌آیم". وزیر افزود: «می‌مانم».»
    MixedQuotes {
        name: "mixed-quotes",
        axis: Axis::Typography,
        severity: Severity::Minor,
        confidence: Confidence::High,
        languages: &[],
        mqm: "linguistic_conventions/punctuation",
        its: "typographical",
        cost: Cost::Habit,
        yields_to: &[],
        judged: Judged { right: 17, wrong: 0, data: "mt-and-native-ar-posts, mt-fa-course-markdown, mt-fa-wikinews: 17 findings read" },
        since: "0.1.0",
    }
}

impl Rule for MixedQuotes {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let mut quotations: [Vec<u32>; 3] = Default::default();
        for paragraph in doc.article() {
            outermost(doc, paragraph, &mut quotations);
        }
        let mut used: Vec<(QuoteStyle, &Vec<u32>)> =
            QuoteStyle::ALL.into_iter().map(|style| (style, &quotations[style as usize])).collect();
        used.retain(|(_, places)| !places.is_empty());
        let Some((main, most)) =
            used.iter().copied().max_by_key(|(_, places)| (places.len(), std::cmp::Reverse(places[0])))
        else {
            return;
        };
        let mut rare: Vec<(u32, QuoteStyle)> = used
            .iter()
            .filter(|(style, _)| *style != main)
            .flat_map(|(style, places)| places.iter().map(|&at| (at, *style)))
            .collect();
        rare.sort_by_key(|&(at, _)| at);
        let Some(&(first, style)) = rare.first() else { return };
        let place = |at: u32| doc.span(at, doc.behind(at).filter(|&next| doc.is_wordlike(next)).unwrap_or(at));
        let message = Message::reminder("mixed-quotes")
            .with("here", style.sample())
            .with("elsewhere", main.sample())
            .with("count", rare.len())
            .with("usual", most.len());
        out.report(place(first), message)
            .related(rare.iter().skip(1).map(|&(at, _)| place(at)).chain([place(most[0])]))
            .count(rare.len());
    }
}

/// Openings of quotations that stand inside no other.
fn outermost(doc: &Document<'_>, paragraph: &Paragraph, quotations: &mut [Vec<u32>; 3]) {
    let marks = quote_marks(doc, paragraph);
    let mut last_closing = [None; 3];
    for (index, mark) in marks.iter().enumerate().filter(|(_, mark)| !mark.opens) {
        last_closing[mark.style as usize] = Some(index);
    }
    let closes_later = |index: usize, mark: &QuoteMark| last_closing[mark.style as usize] > Some(index);
    let mut outer: Option<QuoteStyle> = None;
    for (index, mark) in marks.iter().enumerate() {
        match outer {
            None if mark.opens && closes_later(index, mark) => {
                outer = Some(mark.style);
                quotations[mark.style as usize].push(mark.at);
            }
            Some(style) if style == mark.style && !mark.opens => outer = None,
            _ => {}
        }
    }
}
