//! JUnit XML: a document is a test that fails when it misses the gate. Without times, so that the same texts give
//! the same bytes.

use super::human::{axes, kinds, unchanged};
use super::place::Places;
use super::shown::{self, Shown};
use super::terminal::{directed, one_line};
use super::xml::xml_text;
use super::{Article, Entry, Later, Reporter, Totals};
use crate::finding::Finding;
use crate::score::Verdict;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::cmp::Reverse;

/// A JUnit report: one suite with one test a document, so that nothing has to be counted before it is written.
pub struct Junit;

/// Servers show tests by their class.
const CLASS: &str = "mtlint";

impl Reporter for Junit {
    fn opening(&self) -> String {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{CLASS}\">\n")
    }

    fn entry(&self, entry: &Entry<'_>) -> String {
        let path = xml_text(entry.path);
        let mut test = match &entry.outcome {
            Ok(article) => test(&path, article),
            Err(error) => {
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
                status.set_type("unreadable").set_message(one_line(error));
                TestCase::new(path.clone(), status)
            }
        };
        test.set_classname(CLASS);
        let mut suite = TestSuite::new(path.clone());
        suite.extra.insert("file".into(), path.into());
        suite.add_test_case(test);
        let mut report = Report::unnamed();
        report.add_test_suite(suite);
        let xml = report.to_string().expect("memory takes everything");
        // The lines of the suite stand between those of the report.
        let start = xml.find("    <testsuite ").expect("a suite was added");
        let end = xml.rfind("</testsuites>").expect("the report is closed");
        xml[start..end].to_owned()
    }

    fn closing(&self, _totals: &Totals, _later: &Later) -> String {
        "</testsuites>\n".to_owned()
    }
}

fn test(path: &str, article: &Article<'_>) -> TestCase {
    let findings = findings(path, article);
    if !article.gate.missed {
        let mut test = TestCase::new(path, TestCaseStatus::success());
        if !findings.is_empty() {
            test.set_system_out(findings);
        }
        return test;
    }
    let score = &article.checked.score;
    let mut message =
        format!("{} — {}", axes(score, shown::verdict(score.verdict, article.ui), article.ui), kinds(article));
    let reasons = article.gate.reasons.iter().map(|reason| reason.text(article.ui));
    for more in reasons.chain(unchanged(article)) {
        message += &article.ui.say("human-semicolon", &[]);
        message += &more;
    }
    // A text that passes by its verdict may miss the gate by another number.
    let kind = if score.verdict == Verdict::Fail { score.verdict.name() } else { "gate" };
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(kind).set_message(xml_text(&directed(&message, article.ui))).set_description(findings);
    TestCase::new(path, status)
}

/// The findings as text, worst first.
fn findings(path: &str, article: &Article<'_>) -> String {
    let places = Places::new(article);
    let mut findings: Vec<&Finding> = article.checked.findings.iter().collect();
    findings.sort_by_key(|finding| (finding.rule.axis, Reverse(finding.severity), finding.span));
    let mut out = String::new();
    for finding in findings {
        let place = places.of(finding.span);
        let shown = Shown::of(finding, article);
        let (severity, rule) = (finding.severity.name(), finding.rule.name);
        let mut lines = vec![
            format!("{path}:{}:{} {severity} {rule}", place.line, place.column),
            format!("    {}", shown.words),
            format!("    {}", shown.message),
        ];
        lines.extend(shown.instead_line().map(|instead| format!("    {instead}")));
        for line in lines {
            out.push_str(&xml_text(&line));
            out.push('\n');
        }
    }
    out
}
