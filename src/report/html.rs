//! A page for the browser in one file: an overview of the documents, and each text with its doubtful places marked.
//!
//! Documents are data in script elements that do not run, two a document: what the overview needs, and the text with
//! its findings, which the page reads when somebody opens the document. So nothing has to be kept while the report is
//! written, and a large report opens at once. No markup is made of anything that an article says: the program of
//! the page (`html/articles.js` behind `html/common.js`) sets texts, and its content security policy lets nothing else run.
//!
//! The page of a corpus (`html/corpus.js`) is made the same way; its data are the summary of a run.

use super::place::Places;
use super::shown;
use super::terminal::{isolate, name_of_hidden, one_line};
use super::{Article, Entry, Later, Reporter, Totals, json};
use crate::finding::{Finding, RuleMeta};
use crate::rules;
use crate::span::Span;
use crate::words::{self, Level, Message, Pattern, Phrase, UiLang, Value};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A page for the browser.
pub struct Html {
    /// Whether a document without findings brings its text: of a thousand that pass nobody reads them here.
    pub whole: bool,
    /// The language in which the page opens. It brings all of them.
    pub ui: UiLang,
}

const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/style.css");
/// The programs of the pages: each stands in a block with what all share.
const ARTICLES: &str =
    concat!("\"use strict\";\n{\n", include_str!("html/common.js"), "\n", include_str!("html/articles.js"), "}\n");
const CORPUS: &str =
    concat!("\"use strict\";\n{\n", include_str!("html/common.js"), "\n", include_str!("html/corpus.js"), "}\n");

/// Where the documents stand in the page.
const DOCUMENTS: &str = "@documents@";

/// Longest title in the overview, in characters: two lines of a table.
const TITLE_CHARS: usize = 120;

impl Reporter for Html {
    fn opening(&self) -> String {
        opening(ARTICLES, self.ui)
    }

    fn entry(&self, entry: &Entry<'_>) -> String {
        let (head, body) = match &entry.outcome {
            Ok(article) => {
                let told = self.whole || !article.checked.findings.is_empty();
                (data("head", &head(entry.path, article)), data("body", &told.then(|| body(article))))
            }
            Err(error) => {
                let failure = Failure { path: one_line(entry.path), error: one_line(error) };
                (data("head", &failure), data("body", &None::<Body>))
            }
        };
        head + &body
    }

    fn closing(&self, totals: &Totals, _later: &Later) -> String {
        closing(ARTICLES, totals.rules.values().map(|(rule, _)| *rule), &["html-"])
    }
}

/// Writes the page of a corpus with the summary of a run, in which these rules found something. It brings all languages and
/// opens in one.
///
/// # Errors
/// Those of the writer.
pub fn write_corpus_page(summary: &impl Serialize, rules: &[&str], ui: UiLang, out: &mut impl Write) -> io::Result<()> {
    let known = rules.iter().filter_map(|name| rules::by_name(name)).map(|rule| rule.meta());
    out.write_all(opening(CORPUS, ui).as_bytes())?;
    out.write_all(DATA_OPENING.replace("@class@", "sums").as_bytes())?;
    json::stream_json(summary, true, out)?;
    out.write_all(DATA_CLOSING.as_bytes())?;
    out.write_all(closing(CORPUS, known, &["html-", "corpus-"]).as_bytes())
}

/// The page before its data.
fn opening(script: &str, ui: UiLang) -> String {
    let (before, _) = halves();
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(script),
        hash(STYLE)
    );
    before
        .replace("@lang@", ui.code())
        .replace("@dir@", if ui.is_rtl() { "rtl" } else { "ltr" })
        .replace("@policy@", &policy)
        .replace("@version@", env!("CARGO_PKG_VERSION"))
        .replace("@rules@", crate::RULE_SET)
        .replace("@style@", STYLE)
}

/// What the page says of rules and in each language, and its program.
fn closing(script: &str, rules: impl Iterator<Item = &'static RuleMeta>, prefixes: &[&str]) -> String {
    let rules: BTreeMap<&str, RulePage> = rules.map(|rule| (rule.name, RulePage::of(rule))).collect();
    let found: Vec<&str> = rules.keys().copied().collect();
    let words: BTreeMap<&str, Words> = UiLang::ALL.map(|ui| (ui.code(), Words::of(ui, &found, prefixes))).into();
    let (_, after) = halves();
    data("rules", &rules) + &data("words", &words) + &after.replace("@script@", script)
}

/// The page before and after the documents.
fn halves() -> (&'static str, &'static str) {
    PAGE.split_once(DOCUMENTS).expect("the page has a place for the documents")
}

/// The source of a script or style, as a content security policy names it.
fn hash(source: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(source)))
}

/// A script element that does not run. `<` is written as an escape, so that nothing in a text ends the element.
const DATA_OPENING: &str = "<script type=\"application/json\" class=\"@class@\">";
const DATA_CLOSING: &str = "</script>\n";

fn data(class: &str, value: &impl Serialize) -> String {
    let json = json::to_json(value).replace('<', "\\u003c");
    DATA_OPENING.replace("@class@", class) + &json + DATA_CLOSING
}

#[derive(Serialize)]
struct Failure {
    path: String,
    error: String,
}

/// What the overview needs of a document. Arrays of three are in the order of the axes.
#[derive(Serialize)]
struct Head {
    path: String,
    title: String,
    lang: &'static str,
    words: u32,
    verdict: &'static str,
    reasons: Vec<Spoken>,
    scores: [f64; 3],
    penalty: [f64; 3],
    tolerance: f64,
    rate: [f64; 2],
    unchanged: usize,
    silenced: usize,
    /// Rule, severity, findings.
    counts: Vec<(&'static str, &'static str, u32)>,
}

fn head(path: &str, article: &Article<'_>) -> Head {
    let checked = article.checked;
    let score = &checked.score;
    let mut counts = BTreeMap::new();
    for finding in &checked.findings {
        *counts.entry((finding.rule.name, finding.severity)).or_insert(0) += 1;
    }
    let axes = |axes: crate::score::PerAxis| [axes.translation, axes.typography, axes.extraction];
    Head {
        path: one_line(path),
        title: title(article),
        lang: checked.lang.code(),
        words: score.words,
        verdict: score.verdict.name(),
        reasons: article.gate.reasons.iter().map(Spoken::of).collect(),
        scores: axes(score.axes),
        penalty: axes(score.penalty),
        tolerance: score.tolerance,
        rate: score.rate_interval,
        unchanged: article.unchanged,
        silenced: checked.silenced.len(),
        counts: counts.into_iter().map(|((rule, severity), count)| (rule, severity.name(), count)).collect(),
    }
}

/// The headline, or how the article begins.
fn title(article: &Article<'_>) -> String {
    let blocks = &article.checked.blocks;
    let headline = blocks.iter().find(|block| block.kind.name() == "headline");
    let first = headline.or_else(|| blocks.iter().find(|block| block.kind.is_article()));
    let line = first.map_or("", |block| block.span.of(article.text));
    let mut title: String = one_line(line).chars().take(TITLE_CHARS + 1).collect();
    if title.chars().count() > TITLE_CHARS {
        // A line without spaces, an address for instance, is cut where it is too long.
        let end = title.char_indices().nth(TITLE_CHARS).map(|(at, _)| at);
        let cut = title.rfind(' ').or(end).unwrap_or(title.len());
        title.truncate(cut);
        title.push('…');
    }
    title
}

/// The text in pieces, and what was found in it.
#[derive(Serialize)]
struct Body {
    blocks: Vec<Paragraph>,
    findings: Vec<Defect>,
    /// Names of the characters in marks that do not show.
    hidden: BTreeMap<char, String>,
}

#[derive(Serialize)]
struct Paragraph {
    kind: &'static str,
    parts: Vec<Part>,
}

/// A stretch of text in which the same findings lie.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Part {
    Plain(String),
    /// The text, the findings whose place it is, and the places that belong to others: finding and number of place.
    Marked(String, Vec<usize>, Vec<(usize, usize)>),
}

#[derive(Serialize)]
struct Defect {
    rule: &'static str,
    severity: &'static str,
    confidence: &'static str,
    line: u32,
    column: u32,
    words: String,
    message: Told,
    instead: Option<String>,
    count: u32,
    points: f64,
    related: usize,
}

fn body(article: &Article<'_>) -> Body {
    let places = Places::new(article);
    let defect = |(finding, &points): (&Finding, &f64)| {
        let place = places.of(finding.span);
        let (words, instead) = shown::quoted(finding, article.text);
        Defect {
            rule: finding.rule.name,
            severity: finding.severity.name(),
            confidence: finding.confidence.name(),
            line: place.line,
            column: place.column,
            words,
            message: Told::of(&finding.message),
            instead,
            count: finding.count,
            points,
            related: finding.related.len(),
        }
    };
    let blocks = paragraphs(article);
    let marked = blocks.iter().flat_map(|block| &block.parts).filter_map(|part| match part {
        Part::Plain(_) => None,
        Part::Marked(text, ..) => Some(text),
    });
    let hidden = marked.flat_map(|text| text.chars()).filter_map(|c| Some((c, name_of_hidden(c)?))).collect();
    let checked = article.checked;
    Body { blocks, findings: checked.findings.iter().zip(&checked.points).map(defect).collect(), hidden }
}

/// A place in the text that the page marks.
struct Mark {
    span: Span,
    finding: usize,
    /// Its number among the places that belong to the finding; `None`: the place of the finding itself.
    related: Option<usize>,
}

fn marks(findings: &[Finding]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        marks.push(Mark { span: finding.span, finding: index, related: None });
        let related = finding.related.iter().enumerate();
        marks.extend(related.map(|(number, &span)| Mark { span, finding: index, related: Some(number) }));
    }
    marks.sort_by_key(|mark| (mark.span, mark.finding, mark.related));
    marks
}

/// The paragraphs, and what stands between them when it is not only space or when a place reaches into it, so that
/// every finding is in the page with all its words.
fn paragraphs(article: &Article<'_>) -> Vec<Paragraph> {
    let text = article.text;
    let marks = marks(&article.checked.findings);
    let mut sweep = Sweep::new(text, &marks);
    let mut out = Vec::new();
    let mut from = 0;
    let end = Span::new(text.len() as u32, text.len() as u32);
    let blocks = article.checked.blocks.iter().map(|block| (block.span, block.kind.name()));
    for (span, kind) in blocks.chain(std::iter::once((end, ""))) {
        let between = sweep.parts(Span::new(from, span.start));
        let speaks = |part: &Part| match part {
            Part::Plain(text) => !text.trim().is_empty(),
            Part::Marked(..) => true,
        };
        if between.iter().any(speaks) {
            out.push(Paragraph { kind: "between", parts: between });
        }
        if !span.is_empty() {
            out.push(Paragraph { kind, parts: sweep.parts(span) });
        }
        from = span.end;
    }
    out
}

/// Cuts a text at the ends of its marks, from the start to the end.
struct Sweep<'t> {
    text: &'t str,
    marks: &'t [Mark],
    /// Where a mark begins or ends, in order.
    cuts: Vec<u32>,
    /// Marks that began, and the next that does.
    open: Vec<&'t Mark>,
    next: usize,
}

impl<'t> Sweep<'t> {
    fn new(text: &'t str, marks: &'t [Mark]) -> Self {
        let mut cuts: Vec<u32> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        Self { text, marks, cuts, open: Vec::new(), next: 0 }
    }

    /// The parts of the next stretch.
    fn parts(&mut self, stretch: Span) -> Vec<Part> {
        let first = self.cuts.partition_point(|&cut| cut <= stretch.start);
        let last = self.cuts.partition_point(|&cut| cut < stretch.end);
        let inner: Vec<u32> = self.cuts.get(first..last).unwrap_or_default().to_vec();
        let mut parts = Vec::with_capacity(2 * inner.len() + 1);
        let mut start = stretch.start;
        for end in inner.into_iter().chain(std::iter::once(stretch.end)) {
            let span = Span::new(start, end);
            if !span.is_empty() {
                parts.push(self.part(span));
            }
            start = end;
        }
        parts
    }

    fn part(&mut self, span: Span) -> Part {
        self.open.retain(|mark| mark.span.end > span.start);
        while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.span.start <= span.start) {
            self.next += 1;
            if mark.span.end > span.start {
                self.open.push(mark);
            }
        }
        let text = span.of(self.text).to_owned();
        if self.open.is_empty() {
            return Part::Plain(text);
        }
        let own = self.open.iter().filter(|mark| mark.related.is_none()).map(|mark| mark.finding);
        let related = self.open.iter().filter_map(|mark| Some((mark.finding, mark.related?)));
        Part::Marked(text, own.collect(), related.collect())
    }
}

/// A message that the page puts into words, in whatever language it speaks: its level, and its text. The words of a house
/// are a text.
#[derive(Serialize)]
#[serde(untagged)]
enum Told {
    Listed(&'static str, Spoken),
    OfHouse(String),
}

impl Told {
    fn of(message: &Message) -> Self {
        match (message.level(), message.phrase()) {
            (Some(level), Some(phrase)) => Self::Listed(level.name(), Spoken::of(phrase)),
            _ => Self::OfHouse(isolate(&message.text(UiLang::En))),
        }
    }
}

/// A text of the catalogue by its name, and what stands in it.
#[derive(Serialize)]
struct Spoken(&'static str, BTreeMap<&'static str, serde_json::Value>);

impl Spoken {
    fn of(phrase: &Phrase) -> Self {
        let argument = |value: &Value| match value {
            Value::Number(number) => (*number).into(),
            Value::Decimal(number) => number.parse::<f64>().map_or_else(|_| number.as_str().into(), Into::into),
            Value::Text(text) => one_line(text).into(),
        };
        Self(phrase.id(), phrase.arguments().iter().map(|(name, value)| (*name, argument(value))).collect())
    }
}

/// What the page says in one language, in words whose names begin as its own do: of the sentences about findings and the
/// names of rules only those of rules that found something.
#[derive(Serialize)]
struct Words {
    page: BTreeMap<&'static str, serde_json::Value>,
    levels: BTreeMap<&'static str, serde_json::Value>,
    names: BTreeMap<&'static str, serde_json::Value>,
    messages: BTreeMap<&'static str, serde_json::Value>,
}

impl Words {
    fn of(ui: UiLang, found: &[&str], prefixes: &[&str]) -> Self {
        let mut words =
            Self { page: BTreeMap::new(), levels: BTreeMap::new(), names: BTreeMap::new(), messages: BTreeMap::new() };
        // A sentence belongs to the rule whose name begins its own.
        let of =
            |id: &str, rule: &str| id.strip_prefix(rule).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        for id in words::ids(ui) {
            let pattern = || words::pattern(ui, id).map_or(serde_json::Value::Null, |pattern| as_data(pattern, ui));
            if let Some(key) = prefixes.iter().find_map(|prefix| id.strip_prefix(prefix)) {
                words.page.insert(key, pattern());
            } else if let Some(rule) = id.strip_prefix("name-") {
                if found.contains(&rule) {
                    words.names.insert(rule, pattern());
                }
            } else if Level::ALL.iter().any(|level| level.name() == id) {
                words.levels.insert(id, pattern());
            } else if of(id, "gate") || found.iter().any(|rule| of(id, rule)) {
                words.messages.insert(id, pattern());
            }
        }
        words
    }
}

/// A sentence as a text, a choice as an object: `$` is what it depends on, `*` the name of the variant for everything
/// else.
fn as_data(pattern: Pattern, ui: UiLang) -> serde_json::Value {
    match pattern {
        // Persian and Arabic words in an English sentence keep to themselves.
        Pattern::Plain(text) => if ui.is_rtl() { text } else { isolate(&text) }.into(),
        Pattern::Choice { by, variants, default } => {
            let named = |(key, variant): (&str, Pattern)| (key.to_owned(), as_data(variant, ui));
            let about = [("$".to_owned(), by.into()), ("*".to_owned(), default.into())];
            serde_json::Value::Object(about.into_iter().chain(variants.into_iter().map(named)).collect())
        }
    }
}

/// What the page says of a rule.
#[derive(Serialize)]
struct RulePage {
    axis: &'static str,
    summary: String,
    why: String,
}

impl RulePage {
    fn of(rule: &RuleMeta) -> Self {
        let line = |text: &str| isolate(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        let why = rule.docs.split("## ").find_map(|section| section.strip_prefix("Why it matters"));
        Self { axis: rule.axis.name(), summary: line(rule.summary()), why: line(why.unwrap_or_default()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Gate;
    use crate::source_map::SourceMap;
    use crate::{Checked, Settings, check};
    use std::sync::LazyLock;

    fn article<'a>(text: &'a str, checked: &'a Checked, gate: &'a Gate) -> Article<'a> {
        static PLAIN: LazyLock<SourceMap> = LazyLock::new(SourceMap::default);
        Article { text, source: &PLAIN, checked, gate, unchanged: 0, ui: UiLang::En }
    }

    fn text_of(parts: &[Part]) -> String {
        let text = |part: &Part| match part {
            Part::Plain(text) | Part::Marked(text, ..) => text.clone(),
        };
        parts.iter().map(text).collect()
    }

    #[test]
    fn overlapping_places_are_cut_where_one_of_them_begins_or_ends() {
        let mark = |start, end, finding, related| Mark { span: Span::new(start, end), finding, related };
        let marks = [mark(1, 4, 0, None), mark(2, 6, 1, None), mark(5, 6, 0, Some(0))];
        let parts = Sweep::new("abcdefgh", &marks).parts(Span::new(0, 8));
        let marked = |text: &str, own: &[usize], related: &[(usize, usize)]| {
            Part::Marked(text.to_owned(), own.to_vec(), related.to_vec())
        };
        assert_eq!(
            parts,
            [
                Part::Plain("a".to_owned()),
                marked("b", &[0], &[]),
                marked("cd", &[0, 1], &[]),
                marked("e", &[1], &[]),
                marked("f", &[1], &[(0, 0)]),
                Part::Plain("gh".to_owned()),
            ]
        );
    }

    #[test]
    fn a_place_across_paragraphs_keeps_all_its_words() {
        let text = "سطر اول این متن کوتاه است.\n\nسطر دوم این متن کوتاه است.";
        let mut checked = check(text, &Settings::default());
        let mut finding = check("نشست تمام شد. رویترز گزارش.", &Settings::default()).findings.remove(0);
        let at = |words: &str| text.find(words).expect("it is in the text") as u32;
        finding.span = Span::new(at("اول"), at("دوم"));
        finding.related.clear();
        checked.findings = vec![finding];
        let paragraphs = paragraphs(&article(text, &checked, &Gate::default()));
        let marked: String = paragraphs
            .iter()
            .flat_map(|paragraph| &paragraph.parts)
            .filter_map(|part| if let Part::Marked(text, ..) = part { Some(text.as_str()) } else { None })
            .collect();
        assert_eq!(marked, checked.findings[0].span.of(text));
        let kinds: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.kind).collect();
        assert_eq!(kinds.iter().filter(|kind| **kind == "between").count(), 1);
    }

    #[test]
    fn characters_that_do_not_show_have_names_where_they_are_marked() {
        let text = "شهردار\u{200B} گفت که پل ساخته شد.\n\nاین سطر هم\u{200B} تمام شد.\n";
        let checked = check(text, &Settings::default());
        let body = body(&article(text, &checked, &Gate::default()));
        assert_eq!(body.hidden, BTreeMap::from([('\u{200B}', "ZWSP".to_owned())]));
    }

    #[test]
    fn comments_for_mtlint_stand_between_the_paragraphs() {
        let text = "<!-- mtlint-ignore-file kashida: a poem -->\nبهار آمد و باران بر شهر بارید.\n\nمردم شاد شدند.\n";
        let checked = check(text, &Settings::default());
        let paragraphs = paragraphs(&article(text, &checked, &Gate::default()));
        assert_eq!(paragraphs[0].kind, "between");
        assert!(text_of(&paragraphs[0].parts).contains("a poem"));
        assert_eq!(text_of(&paragraphs[1].parts), "بهار آمد و باران بر شهر بارید.");
        assert_eq!(paragraphs.len(), 3);
    }

    #[test]
    fn a_long_first_line_is_cut_between_words_for_the_overview() {
        let text = "باران ".repeat(60);
        let checked = check(&text, &Settings::default());
        let title = title(&article(&text, &checked, &Gate::default()));
        assert!(title.chars().count() <= TITLE_CHARS + 1 && title.ends_with("باران…"), "{title}");
    }

    #[test]
    fn a_long_first_line_without_spaces_is_cut_for_the_overview() {
        let text = "باران".repeat(60);
        let checked = check(&text, &Settings::default());
        let title = title(&article(&text, &checked, &Gate::default()));
        assert_eq!(title, format!("{}…", "باران".repeat(TITLE_CHARS / 5)));
    }

    #[test]
    fn the_page_says_why_a_rule_matters() {
        let rule = crate::rules::metas().find(|rule| rule.name == "decoder-loop").expect("it is a rule");
        let page = RulePage::of(rule);
        assert!(page.why.starts_with("It is the surest sign of machine output"), "{}", page.why);
        assert!(!page.why.contains('\n') && !page.why.contains("##") && !page.why.contains("What it lets pass"));
    }
}
