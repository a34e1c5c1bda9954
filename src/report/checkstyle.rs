//! The XML of Checkstyle, which many servers and editors read.

use super::place::Places;
use super::shown::Shown;
use super::xml::xml_text;
use super::{Entry, Later, Reporter, Totals};
use crate::finding::Severity;
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, Event};

/// A Checkstyle report: one element a file, one a finding. Columns count code points.
pub struct Checkstyle;

/// The version of Checkstyle whose form it is; readers ask for one.
const FORM: &str = "4.3";

impl Reporter for Checkstyle {
    fn opening(&self) -> String {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"{FORM}\">\n")
    }

    fn entry(&self, entry: &Entry<'_>) -> String {
        let errors: Vec<BytesStart<'_>> = match &entry.outcome {
            Ok(article) => {
                let places = Places::new(article);
                let error = |finding: &crate::Finding| {
                    let place = places.of(finding.span);
                    let severity = match finding.severity {
                        Severity::Critical => "error",
                        Severity::Major => "warning",
                        Severity::Minor => "info",
                    };
                    let message = Shown::of(finding, article).line();
                    error(place.line, place.column, severity, &message, finding.rule.name)
                };
                article.checked.findings.iter().map(error).collect()
            }
            Err(message) => vec![error(1, 1, "error", &format!("could not be checked: {message}"), "unreadable")],
        };
        let mut file = BytesStart::new("file");
        file.push_attribute(("name", &*xml_text(entry.path)));
        let mut events = Vec::with_capacity(errors.len() + 2);
        if errors.is_empty() {
            events.push(Event::Empty(file));
        } else {
            events.push(Event::Start(file));
            events.extend(errors.into_iter().map(Event::Empty));
            events.push(Event::End(BytesEnd::new("file")));
        }
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        for event in events {
            writer.write_event(event).expect("memory takes everything");
        }
        String::from_utf8(writer.into_inner()).expect("XML of strings is UTF-8") + "\n"
    }

    fn closing(&self, _totals: &Totals, _later: &Later) -> String {
        "</checkstyle>\n".to_owned()
    }
}

fn error(line: u32, column: u32, severity: &str, message: &str, rule: &str) -> BytesStart<'static> {
    let mut element = BytesStart::new("error");
    element.push_attribute(("line", &*line.to_string()));
    element.push_attribute(("column", &*column.to_string()));
    element.push_attribute(("severity", severity));
    element.push_attribute(("message", &*xml_text(message)));
    element.push_attribute(("source", &*format!("mtlint.{rule}")));
    element
}
