//! GitLab Code Quality: one array of issues, a finding each, shown in merge requests.

use super::json::to_json;
use super::place::Places;
use super::shown::Shown;
use super::terminal::one_line;
use super::{Entry, Later, Reporter, Totals, fingerprints};
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

/// A Code Quality report.
pub struct Gitlab;

impl Reporter for Gitlab {
    fn opening(&self) -> String {
        "[\n".to_owned()
    }

    fn entry(&self, entry: &Entry<'_>) -> String {
        let path = entry.path;
        match &entry.outcome {
            Ok(article) => {
                let places = Places::new(article);
                let findings = &article.checked.findings;
                let issue = |(finding, fingerprint): (&crate::Finding, String)| {
                    let place = places.of(finding.span);
                    to_json(&Issue {
                        description: Shown::of(finding, article).line(),
                        check_name: finding.rule.name,
                        fingerprint: in_path(path, &fingerprint),
                        // The levels that mtlint and GitLab have in common have common names.
                        severity: finding.severity.name(),
                        location: Location { path, lines: Lines { begin: place.line, end: place.last_line } },
                    })
                };
                let issues: Vec<String> =
                    findings.iter().zip(fingerprints(findings, article.text)).map(issue).collect();
                issues.join(self.separator())
            }
            Err(error) => to_json(&Issue {
                description: format!("could not be checked: {}", one_line(error)),
                check_name: "unreadable",
                fingerprint: in_path(path, "unreadable"),
                severity: "blocker",
                location: Location { path, lines: Lines { begin: 1, end: 1 } },
            }),
        }
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn closing(&self, _totals: &Totals, _later: &Later) -> String {
        "\n]\n".to_owned()
    }
}

/// GitLab compares the fingerprints of whole reports: that of a finding holds in its document alone.
fn in_path(path: &str, fingerprint: &str) -> String {
    format!("{:032x}", xxh3_128(format!("{path}\0{fingerprint}").as_bytes()))
}

#[derive(Serialize)]
struct Issue<'i> {
    description: String,
    check_name: &'i str,
    fingerprint: String,
    severity: &'i str,
    location: Location<'i>,
}

#[derive(Serialize)]
struct Location<'i> {
    path: &'i str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}
