//! SARIF 2.1.0: findings for code scanning and for editors, with everything that is known of them.

use super::json::to_json;
use super::place::{Place, Places};
use super::rules::{page, summary};
use super::terminal::{one_line, sentence};
use super::{Article, Entry, Later, Piece, Reporter, Totals, fingerprints};
use crate::finding::{Finding, RuleMeta, Severity};
use crate::score::Verdict;
use crate::silence::{Silenced, Silencer};
use crate::span::Span;
use crate::words::UiLang;
use serde_json::{Value, json};
use serde_sarif::sarif::{
    Artifact, ArtifactChange, ArtifactContent, ArtifactLocation, Fix, Invocation, Location, Message,
    MultiformatMessageString, Notification, PhysicalLocation, PropertyBag, Region, Replacement, ReportingConfiguration,
    ReportingDescriptor, Result as SarifResult, ResultLevel, Suppression, Tool, ToolComponent,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// What relative addresses are relative to; the name is that of the specification and of GitHub.
const ROOT: &str = "%SRCROOT%";
/// The name and version of our fingerprints.
const FINGERPRINT: &str = "mtlint/v1";

/// Groups of [`Piece`]s.
const ARTIFACTS: u8 = 0;
const NOTIFICATIONS: u8 = 1;

/// A SARIF log with one run.
pub struct Sarif {
    rules: Vec<&'static RuleMeta>,
}

impl Sarif {
    /// A report of findings of these rules; that one comes more than once does no harm.
    pub fn new(rules: impl IntoIterator<Item = &'static RuleMeta>) -> Self {
        let mut once: Vec<&'static RuleMeta> = Vec::new();
        for rule in rules {
            if !once.contains(&rule) {
                once.push(rule);
            }
        }
        Self { rules: once }
    }
}

impl Reporter for Sarif {
    fn opening(&self) -> String {
        let rules: Vec<ReportingDescriptor> = self.rules.iter().map(|rule| descriptor(rule)).collect();
        let driver = ToolComponent::builder()
            .name("mtlint")
            .semantic_version(env!("CARGO_PKG_VERSION"))
            .language("en-US")
            .properties(properties([("ruleSet", crate::RULE_SET.into())]))
            .rules(rules)
            .build();
        let bases = json!({ROOT: {"description": {"text": "The folder in which mtlint ran."}}});
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{},\"columnKind\":\"unicodeCodePoints\",\
             \"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\"defaultEncoding\":\"UTF-8\",\"originalUriBaseIds\":{bases},\
             \"results\":[\n",
            to_json(&Tool::from(driver))
        )
    }

    fn entry(&self, entry: &Entry<'_>) -> String {
        let Ok(article) = &entry.outcome else { return String::new() };
        let places = Places::new(article);
        let shown = article.checked.findings.iter().map(|finding| (finding, None));
        let silenced = article.checked.silenced.iter().map(|silenced| (&silenced.finding, Some(silenced)));
        let all: Vec<(&Finding, Option<&Silenced>)> = shown.chain(silenced).collect();
        // In this order those that are shown have the fingerprints of the other formats.
        let fingerprints = fingerprints(all.iter().map(|(finding, _)| *finding), article.text);
        let mut all: Vec<_> = all.into_iter().zip(fingerprints).collect();
        all.sort_by_key(|((finding, _), _)| finding.span);
        let document = InDocument { path: entry.path, text: article.text, ui: article.ui, places: &places };
        let results: Vec<String> = all
            .into_iter()
            .map(|((finding, silenced), fingerprint)| to_json(&self.result(finding, silenced, fingerprint, &document)))
            .collect();
        results.join(self.separator())
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn later(&self, entry: &Entry<'_>) -> Vec<Piece> {
        let mut artifact = Artifact::builder().location(at(entry.path)).roles(vec!["analysisTarget".into()]).build();
        match &entry.outcome {
            Ok(article) => {
                artifact.length = Some(i64::from(Places::new(article).file_bytes()));
                artifact.encoding = Some(article.source.encoding.name().to_owned());
                artifact.properties = Some(verdict(article));
                vec![Piece { group: ARTIFACTS, text: to_json(&artifact) }]
            }
            Err(error) => {
                let place = PhysicalLocation::builder().artifact_location(at(entry.path)).build();
                let notification = Notification::builder()
                    .level("error")
                    .message(message(&format!("could not be checked: {}", one_line(error))))
                    .locations(vec![Location::builder().physical_location(place).build()])
                    .build();
                vec![
                    Piece { group: ARTIFACTS, text: to_json(&artifact) },
                    Piece { group: NOTIFICATIONS, text: to_json(&notification) },
                ]
            }
        }
    }

    fn closing(&self, totals: &Totals, later: &Later) -> String {
        let mut invocation = to_json(&Invocation::builder().execution_successful(totals.errors() == 0).build());
        // The notifications are rendered already.
        invocation.pop();
        let documents = properties([
            ("documents", totals.entries().into()),
            ("fail", totals.with(Verdict::Fail).into()),
            ("review", totals.with(Verdict::Review).into()),
            ("pass", totals.with(Verdict::Pass).into()),
            ("unreadable", totals.errors().into()),
        ]);
        format!(
            "\n],\"artifacts\":[\n{}\n],\"invocations\":[{invocation},\"toolExecutionNotifications\":[{}]}}],\
             \"properties\":{}}}]}}\n",
            later.of(ARTIFACTS).join(",\n"),
            later.of(NOTIFICATIONS).join(",\n"),
            to_json(&documents)
        )
    }
}

/// The document that a result is about.
struct InDocument<'d> {
    path: &'d str,
    text: &'d str,
    ui: UiLang,
    places: &'d Places<'d>,
}

impl InDocument<'_> {
    fn location(&self, span: Span) -> PhysicalLocation {
        let mut region = region(&self.places.of(span));
        region.snippet = Some(content(self.places.file_text(span)));
        PhysicalLocation::builder().artifact_location(at(self.path)).region(region).build()
    }
}

impl Sarif {
    fn result(
        &self,
        finding: &Finding,
        silenced: Option<&Silenced>,
        fingerprint: String,
        document: &InDocument<'_>,
    ) -> SarifResult {
        let here = Location::builder().physical_location(document.location(finding.span)).build();
        let suppressions: Vec<Suppression> =
            silenced.map(|silenced| suppression(silenced, document.path)).into_iter().collect();
        let mut result = SarifResult::builder()
            .rule_id(finding.rule.name)
            .level(level(finding.severity))
            .message(message(&sentence(&finding.message.text(document.ui))))
            .locations(vec![here])
            .partial_fingerprints(BTreeMap::from([(FINGERPRINT.to_owned(), fingerprint)]))
            .suppressions(suppressions)
            .properties(properties([
                ("axis", finding.rule.axis.name().into()),
                ("severity", finding.severity.name().into()),
                ("confidence", finding.confidence.name().into()),
                ("count", finding.count.into()),
            ]))
            .build();
        result.rule_index = self.rules.iter().position(|rule| *rule == finding.rule).map(|index| index as i64);
        let mut others: Vec<Location> = Vec::new();
        for &span in finding.related.iter().filter(|&&span| span != finding.span) {
            others.push(
                Location::builder()
                    .id(others.len() as i64 + 1)
                    .physical_location(document.location(span))
                    .message(message("another place of the same defect"))
                    .build(),
            );
        }
        if !others.is_empty() {
            result.related_locations = Some(others);
        }
        // Where markup stands between the words, a replacement would take it out.
        let suggestion = finding.replacement(document.text);
        if let Some(suggestion) = suggestion.filter(|_| document.places.is_whole(finding.span)) {
            let replacement = Replacement::builder()
                .deleted_region(region(&document.places.of(finding.span)))
                .inserted_content(content(suggestion))
                .build();
            let change =
                ArtifactChange::builder().artifact_location(at(document.path)).replacements(vec![replacement]).build();
            let fix = Fix::builder().description(message("what probably should stand there"));
            result.fixes = Some(vec![fix.artifact_changes(vec![change]).build()]);
        }
        result
    }
}

fn descriptor(rule: &RuleMeta) -> ReportingDescriptor {
    let summary = summary(rule);
    let page = page(rule);
    let words = |text: &str| MultiformatMessageString::builder().text(text).build();
    let mut properties = properties([
        ("axis", rule.axis.name().into()),
        ("severity", rule.severity.name().into()),
        ("confidence", rule.confidence.name().into()),
        ("mqm", rule.mqm.into()),
        ("its", rule.its.into()),
        ("precision", precision(rule).into()),
        ("problem.severity", problem(rule.severity).into()),
    ]);
    properties.tags = Some(vec![rule.axis.name().to_owned(), format!("mqm/{}", rule.mqm), format!("its/{}", rule.its)]);
    ReportingDescriptor::builder()
        .id(rule.name)
        .short_description(words(&summary))
        .full_description(words(&summary))
        .help(MultiformatMessageString::builder().text(page.clone()).markdown(page).build())
        .default_configuration(ReportingConfiguration::builder().level(level(rule.severity).to_string()).build())
        .properties(properties)
        .build()
}

/// The measured precision in the words that code scanning sorts by.
fn precision(rule: &RuleMeta) -> &'static str {
    match rule.judged.precision_millionths() {
        950_000.. => "very-high",
        850_000.. => "high",
        500_000.. => "medium",
        _ => "low",
    }
}

/// The severity in the words of code scanning.
fn problem(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "error",
        Severity::Major => "warning",
        Severity::Minor => "recommendation",
    }
}

fn level(severity: Severity) -> ResultLevel {
    match severity {
        Severity::Critical => ResultLevel::Error,
        Severity::Major => ResultLevel::Warning,
        Severity::Minor => ResultLevel::Note,
    }
}

fn suppression(silenced: &Silenced, path: &str) -> Suppression {
    let (kind, reason, line) = match &silenced.by {
        Silencer::Comment { line, reason, .. } => ("inSource", reason.as_str(), Some(*line)),
        Silencer::List { reason } => ("external", reason.as_str(), None),
        Silencer::Baseline => ("external", "it is in the baseline", None),
    };
    let mut suppression = Suppression::builder().kind(kind).status("accepted").build();
    if !reason.is_empty() {
        suppression.justification = Some(reason.to_owned());
    }
    suppression.location = line.map(|line| {
        let region = Region::builder().start_line(line).build();
        let place = PhysicalLocation::builder().artifact_location(at(path)).region(region).build();
        Location::builder().physical_location(place).build()
    });
    suppression
}

fn verdict(article: &Article<'_>) -> PropertyBag {
    let checked = article.checked;
    let axes = checked.score.axes;
    properties([
        ("lang", checked.lang.code().into()),
        ("words", checked.score.words.into()),
        ("verdict", checked.score.verdict.name().into()),
        ("gateMissed", article.gate.missed.into()),
        (
            "scores",
            json!({"translation": axes.translation, "typography": axes.typography, "extraction": axes.extraction}),
        ),
    ])
}

fn region(place: &Place) -> Region {
    Region::builder()
        .start_line(place.line)
        .start_column(place.column)
        .end_line(place.end_line)
        .end_column(place.end_column)
        .char_offset(place.start)
        .char_length(place.end - place.start)
        .byte_offset(place.byte_start)
        .byte_length(place.byte_end - place.byte_start)
        .build()
}

fn content(text: &str) -> ArtifactContent {
    ArtifactContent::builder().text(text).build()
}

fn message(text: &str) -> Message {
    Message::builder().text(text).build()
}

fn properties<const N: usize>(pairs: [(&str, Value); N]) -> PropertyBag {
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value));
    PropertyBag::builder().additional_properties(BTreeMap::from(pairs)).build()
}

/// Where a file lies.
fn at(path: &str) -> ArtifactLocation {
    if path.starts_with('/') {
        return ArtifactLocation::builder().uri(format!("file://{}", percent_encoded(path))).build();
    }
    ArtifactLocation::builder().uri(percent_encoded(path)).uri_base_id(ROOT).build()
}

/// A path as the path of a URI (RFC 3986): everything but unreserved characters and slashes is encoded, so that
/// no name looks like a scheme, a query or a fragment.
fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        assert_eq!(percent_encoded("news/a b.txt"), "news/a%20b.txt");
        assert_eq!(percent_encoded("خبر.txt"), "%D8%AE%D8%A8%D8%B1.txt");
        assert_eq!(percent_encoded("a:b?c#d%20<&>\"'.txt"), "a%3Ab%3Fc%23d%2520%3C%26%3E%22%27.txt");
        assert_eq!(at("/srv/a b").uri.as_deref(), Some("file:///srv/a%20b"));
        assert_eq!(at("/srv/a").uri_base_id, None);
    }
}
