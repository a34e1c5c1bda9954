use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::rule::{Context, Findings, Rule};
use crate::span::Span;
use crate::text::{Document, ParagraphKind, runs_into, unfilled_fields};
use crate::words::Message;

declare_rule! {
    /// Lines of the page around the article: menus, counters, comment forms, related links.
    ///
    /// Neighbouring lines are one finding, which is major from three lines on. So is a menu that runs into the
    /// headline.
    ///
    /// ## Why it matters
    ///
    /// The page was scraped and not cleaned. It says nothing about translation; furniture is neither counted as
    /// words nor searched for defects of translation.
    ///
    /// In HTML the lines outside the article are no defect but a reminder: one for the page, minor, however many
    /// they are.
    ///
    /// ## What it lets pass
    ///
    /// Headings inside the article, captions, credits, datelines, closing marks of an agency inside a paragraph,
    /// slashes between the columns of a table or the lines of a poem («خانه / خیابان / باران»).
    ///
    /// ## Fixes
    ///
    /// None: `--fix` takes no words out.
    ///
    /// ## Examples
    ///
    /// - «نظر شما», «کد خبر: 1234567», «اترك تعليقًا», "Most Popular"
    PageFurniture {
        name: "page-furniture",
        axis: Axis::Extraction,
        severity: Severity::Minor,
        confidence: Confidence::High,
        languages: &[],
        mqm: "design_and_markup/layout",
        its: "formatting",
        cost: Cost::Habit,
        yields_to: &[],
        judged: Judged { right: 53, wrong: 5, data: "mt-ar-course-markdown, mt-fa-course-markdown: 58 findings read" },
        since: "0.1.0",
    }
}

/// From this many lines on, what the page left behind is a block that a reader has to skip.
const BLOCK: usize = 3;

impl Rule for PageFurniture {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let paragraphs = doc.paragraphs();
        let readable = |span: Span| span.of(doc.text()).chars().any(char::is_alphanumeric);
        report_outside(doc, readable, out);
        let headline = paragraphs.iter().find(|p| p.kind == ParagraphKind::Headline).map(|p| p.span);
        for run in paragraphs.chunk_by(|a, b| a.kind == b.kind) {
            if run[0].kind != ParagraphKind::Furniture {
                continue;
            }
            // A line with an unfilled field is a finding of `empty-template`.
            let (menus, places): (Vec<Span>, Vec<Span>) = run
                .iter()
                .filter(|p| unfilled_fields(doc, p.range()).is_empty())
                .map(|p| p.span)
                .filter(|&span| readable(span))
                .partition(|&span| is_menu(doc, span, headline));
            for menu in menus {
                out.report(menu, Message::error("page-furniture-menu")).severity(Severity::Major);
            }
            let lines = places.len();
            if let Some(report) = out.once(&places, Message::error("page-furniture").with("lines", lines))
                && lines >= BLOCK
            {
                report.severity(Severity::Major);
            }
        }
    }
}

/// What the markup of a page puts outside the article, in one finding: the page is published with it.
fn report_outside(doc: &Document<'_>, readable: impl Fn(Span) -> bool, out: &mut Findings) {
    let runs = doc.paragraphs().chunk_by(|a, b| a.kind == b.kind);
    let runs: Vec<_> = runs.filter(|run| run[0].kind == ParagraphKind::Outside).collect();
    let lines = runs.iter().flat_map(|run| run.iter()).filter(|p| readable(p.span)).count();
    let places: Vec<Span> =
        runs.iter().map(|run| run[0].span.to(run[run.len() - 1].span)).filter(|&span| readable(span)).collect();
    out.once(&places, Message::reminder("page-furniture-outside").with("lines", lines));
}

/// A line above the headline that ends with the headline and has more before it.
fn is_menu(doc: &Document<'_>, span: Span, headline: Option<Span>) -> bool {
    let text = doc.text();
    headline.is_some_and(|headline| span.end <= headline.start && runs_into(span.of(text), headline.of(text)))
}
