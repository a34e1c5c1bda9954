//! A document is checked away from the messages, and what came out is put into the words of the protocol.

use super::client::Client;
use super::positions::Positions;
use super::setups::Setup;
use crate::check::{Checked, check, check_page};
use crate::finding::{Edit, Finding, Severity};
use crate::fix::fix;
use crate::input::{Format, MAX_BYTES, Source};
use crate::report::{isolate, sentence};
use crate::rules::PageFurniture;
use crate::span::Span;
use lsp_types::{
    Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, Position, Range, Uri,
};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// What stands before the text of some files; offsets count it, the checker does not see it.
const BYTE_ORDER_MARK: char = '\u{FEFF}';
/// Related places that a diagnostic names: a habit of a long text has thousands, and nobody looks at more.
const MOST_RELATED: usize = 32;
/// Characters that tell whether a text may be in Persian or Arabic.
const BEGINNING: usize = 10_000;

/// A document as it stood at one moment.
pub(super) struct Snapshot {
    pub uri: Uri,
    pub path: PathBuf,
    pub version: i32,
    /// Tells this moment from every other, of any document.
    pub revision: u64,
    pub text: Arc<String>,
    pub setup: Arc<Setup>,
}

/// What came out.
pub(super) struct Outcome {
    pub snapshot: Snapshot,
    pub positions: Positions,
    /// The bytes that a document may have, when it has more and was not checked.
    too_large: Option<u32>,
    /// Nothing when the document is left out. Spans are those of the whole text.
    pub checked: Option<Checked>,
    mended: OnceLock<Mended>,
}

/// What makes of a text one in which nothing is left to mend for certain.
pub(super) struct Mended {
    /// An edit for each line that changes, in order.
    pub edits: Vec<Edit>,
    /// Places that are mended.
    pub places: usize,
}

/// Checks a document as `mtlint check` does. Other languages than those of the articles are left alone: an editor opens
/// notes and manuals, too.
pub(super) fn examine(snapshot: Snapshot, client: &Client) -> Outcome {
    let text = &**snapshot.text;
    let profile = &snapshot.setup.profile;
    let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let limit = profile.max_bytes.unwrap_or(MAX_BYTES);
    let too_large = (!snapshot.setup.excluded && body.len() > limit as usize).then_some(limit);
    let checked = (too_large.is_none() && !snapshot.setup.excluded).then(|| {
        let path = snapshot.path.to_string_lossy();
        let source = Source::of_text(body, Format::of(&path));
        let mut checked = check_page(&source.text, source.layout.as_ref(), &profile.settings);
        snapshot.setup.silencing.apply(&path, &source.text, profile, &mut checked);
        checked.recount_lines(source.map.lines(&source.text));
        let mark = (text.len() - body.len()) as u32;
        for finding in &mut checked.findings {
            // What stands in the file with markup between cannot be replaced as it is.
            if source.map.verbatim(finding.span).is_none() {
                finding.suggestion = None;
            }
            for span in std::iter::once(&mut finding.span).chain(&mut finding.related) {
                let place = source.map.in_file(*span);
                *span = Span::new(place.start + mark, place.end + mark);
            }
            finding.edits.retain_mut(|edit| {
                let place = source.map.verbatim(edit.span);
                edit.span = place.map_or(edit.span, |place| Span::new(place.start + mark, place.end + mark));
                place.is_some()
            });
        }
        checked
    });
    let checked = checked.filter(|checked| checked.lang.is_supported());
    Outcome { positions: Positions::new(text, client.encoding), too_large, checked, snapshot, mended: OnceLock::new() }
}

impl Outcome {
    /// The text that was checked.
    pub fn text(&self) -> &str {
        &self.snapshot.text
    }

    /// The findings, in order of place.
    pub fn findings(&self) -> &[Finding] {
        self.checked.as_ref().map_or(&[], |checked| &checked.findings)
    }

    /// Where a span is.
    pub fn range(&self, span: Span) -> Range {
        self.positions.range(self.text(), span)
    }

    /// What `mtlint check --fix` would do to the document: nothing where it has markup.
    pub fn mended(&self) -> &Mended {
        self.mended.get_or_init(|| {
            let Snapshot { path, text, setup, .. } = &self.snapshot;
            let path = path.to_string_lossy();
            if self.checked.is_none() || Format::of(&path) != Format::Plain {
                return Mended { edits: Vec::new(), places: 0 };
            }
            let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
            let fixed = fix(body, |text| {
                let mut checked = check(text, &setup.profile.settings);
                setup.silencing.take_out(&path, text, &setup.profile, &mut checked);
                checked.findings.into_iter().flat_map(|finding| finding.edits).collect()
            });
            // Edits touch no line break.
            let mut start = (text.len() - body.len()) as u32;
            let lines = body.split_inclusive('\n').zip(fixed.text.split_inclusive('\n'));
            let edits = lines.filter_map(|(line, wanted)| {
                let place = Span::new(start, start + line.len() as u32);
                start = place.end;
                Edit::of(text, place, wanted)
            });
            Mended { edits: edits.collect(), places: fixed.edits }
        })
    }

    /// All that the editor is to show.
    pub fn diagnostics(&self, client: &Client) -> Vec<Diagnostic> {
        // Nothing marked would look like nothing wrong, where the text may be one of an article at all.
        let is_arabic = |c: char| matches!(c, '\u{0600}'..='\u{06FF}');
        let too_large = self.too_large.filter(|_| self.text().chars().take(BEGINNING).any(is_arabic)).map(|limit| {
            let message = client.ui.say("lsp-too-large", &[("limit", limit.into())]);
            of_mtlint(Range::default(), DiagnosticSeverity::Warning, sentence(&message))
        });
        let notes = self.checked.iter().flat_map(|checked| &checked.notes).map(|note| {
            let place = |line, character| Position { line, character };
            let range = Range { start: place(note.line - 1, 0), end: place(note.line, 0) };
            of_mtlint(range, DiagnosticSeverity::Warning, isolate(&note.message))
        });
        self.findings().iter().map(|finding| self.diagnostic(finding, client)).chain(notes).chain(too_large).collect()
    }

    /// A finding as the editor shows it.
    pub fn diagnostic(&self, finding: &Finding, client: &Client) -> Diagnostic {
        let severity = match finding.severity {
            Severity::Critical => DiagnosticSeverity::Error,
            Severity::Major => DiagnosticSeverity::Warning,
            Severity::Minor => DiagnosticSeverity::Information,
        };
        let related = finding.related.iter().take(MOST_RELATED).map(|&span| DiagnosticRelatedInformation {
            location: Location { uri: self.snapshot.uri.clone(), range: self.range(span) },
            message: isolate(span.of(self.text())),
        });
        let related = (client.related && !finding.related.is_empty()).then(|| related.collect());
        let mut message = finding.message.text(client.ui).into_owned();
        if let Some(suggestion) = &finding.suggestion {
            let arrow = if client.ui.is_rtl() { '←' } else { '→' };
            message += &format!(" {arrow} {suggestion}");
        }
        // What is no part of the article at all.
        let needless = client.unnecessary && finding.rule == PageFurniture::META;
        Diagnostic {
            code: Some(Code::String(finding.rule.name.to_owned())),
            tags: needless.then(|| vec![DiagnosticTag::Unnecessary]),
            related_information: related,
            ..of_mtlint(self.range(finding.span), severity, sentence(&message))
        }
    }
}

/// A diagnostic with nothing but a place and a message.
pub(super) fn of_mtlint(range: Range, severity: DiagnosticSeverity, message: String) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(severity),
        code: None,
        code_description: None,
        source: Some("mtlint".to_owned()),
        message: message.into(),
        tags: None,
        related_information: None,
        data: None,
    }
}
