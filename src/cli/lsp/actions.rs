//! What an editor can do about a finding: mend it, let it stand, or call it a name of the house.

use super::client::Client;
use super::examine::{Outcome, Snapshot, examine};
use super::positions::{Positions, byte_at};
use crate::check::Checked;
use crate::config::Terms;
use crate::finding::{Edit, Finding};
use crate::fix::together;
use crate::input::{Format, Source};
use crate::lang::Inflections;
use crate::report::isolate;
use crate::silence::{Comments, folded_words};
use crate::span::Span;
use crate::text::Document;
use crate::words;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CreateFile, CreateFileOptions, DocumentChange,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

/// Findings that one request gets actions for: who marks a whole text wants none of them in particular.
const MOST_FINDINGS: usize = 16;
/// Words of a name: more are a phrase.
const MOST_NAME_WORDS: usize = 4;
/// Kind of the action that mends all that is certain: editors can ask for it when a file is saved.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.mtlint");
/// Bytes of the longest document that is checked with a comment before the comment is offered.
const MOST_TRIED: usize = 200_000;
/// What the type of a page begins with.
const DOCTYPE: &str = "<!doctype";
/// What stands for the reason until the editor writes theirs.
const REASON: &str = "looked at, right as it is";
/// What means something in the notation of terms.
const NOTATION: [char; 9] = ['/', '|', '…', '~', '_', '#', '+', '\t', '\n'];

/// The text of the configuration as the editor has it or as it lies on the disk; nothing when there is none.
pub(super) struct ConfigText {
    pub text: Option<String>,
    /// Version in the editor, when it is open there.
    pub version: Option<i32>,
}

/// The actions for a range, and the one for all of the document.
pub(super) fn actions(
    outcome: &Outcome,
    params: &CodeActionParams,
    language: &str,
    client: &Client,
    config: impl FnOnce(&Path) -> ConfigText,
) -> Vec<CodeAction> {
    let only = params.context.only.as_ref();
    let wants = |kind: &CodeActionKind| only.is_none_or(|only| only.iter().any(|wanted| covers(wanted, kind)));
    let text = outcome.text();
    let byte = |position| byte_at(text, position, client.encoding) as u32;
    let (start, end) = (byte(params.range.start), byte(params.range.end));
    let touched = |finding: &&Finding| finding.span.start <= end && start <= finding.span.end;
    let findings: Vec<&Finding> = outcome.findings().iter().filter(touched).take(MOST_FINDINGS).collect();
    // Who asks for everything is looking at a place, and told of the document where the place is part of it.
    let all = if only.is_some() { outcome.findings().iter().collect() } else { findings.clone() };
    let all = wants(&FIX_ALL) && all.iter().any(|finding| !finding.edits.is_empty());
    let quick = wants(&CodeActionKind::QuickFix) && !findings.is_empty();
    if !quick && !all {
        return Vec::new();
    }
    let path = &outcome.snapshot.setup.config;
    let desk = Desk { outcome, client, format: format_of(language, &outcome.snapshot.path), config: config(path) };
    let mut actions = Vec::new();
    for finding in findings.into_iter().filter(|_| quick) {
        let own = [desk.replace(finding), desk.silence(finding), desk.allow(finding)];
        actions.extend(own.into_iter().flatten());
    }
    if all {
        actions.extend(desk.mend_all());
    }
    actions
}

/// Whether a kind is another one or belongs to it: `source.fixAll.mtlint` to `source`.
fn covers(wanted: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(wanted.as_str());
    rest.is_some_and(|rest| wanted.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'))
}

/// What a document is written in, by what the editor or its name says: it decides which comments it can hold.
fn format_of(language: &str, path: &Path) -> Format {
    match language {
        "markdown" => Format::Markdown,
        "html" | "xhtml" => Format::Html,
        _ => Format::of(&path.to_string_lossy()),
    }
}

/// What the actions of a request have in common.
struct Desk<'r> {
    outcome: &'r Outcome,
    client: &'r Client,
    format: Format,
    config: ConfigText,
}

impl Desk<'_> {
    /// Mends what is certain; where nothing is, puts what should stand there in its place.
    fn replace(&self, finding: &Finding) -> Option<CodeAction> {
        let text = self.outcome.text();
        let words = finding.span.of(text);
        let edits = together(finding.edits.clone());
        let title = |words: &str, wanted: &str| {
            self.say("lsp-replace", &[("words", short(words).into()), ("wanted", short(wanted).into())])
        };
        let (title, edits) = match (&edits[..], finding.replacement(text)) {
            ([], Some(suggestion)) => {
                let edit = Edit { span: finding.span, replacement: suggestion.to_owned() };
                (title(words, suggestion), vec![edit])
            }
            ([], _) => return None,
            ([edit], _) => {
                let place = finding.span.to(edit.span);
                let before = Span::new(place.start, edit.span.start).of(text);
                let after = Span::new(edit.span.end, place.end).of(text);
                (title(place.of(text), &format!("{before}{}{after}", edit.replacement)), edits)
            }
            _ => {
                let places = [("count", edits.len().into()), ("rule", finding.rule.name.into())];
                (self.say("lsp-mend-places", &places), edits)
            }
        };
        Some(self.action(finding, title, true, self.edit_document(self.text_edits(&edits))))
    }

    /// Mends all that is certain, as `mtlint check --fix` does.
    fn mend_all(&self) -> Option<CodeAction> {
        let mended = self.outcome.mended();
        let title = self.say("lsp-mend-all", &[("count", mended.places.into())]);
        let edit = (!mended.edits.is_empty()).then(|| self.edit_document(self.text_edits(&mended.edits)))?;
        Some(CodeAction { title: isolate(&title), kind: Some(FIX_ALL), edit: Some(edit), ..CodeAction::default() })
    }

    fn text_edits(&self, edits: &[Edit]) -> Vec<TextEdit> {
        let edit = |edit: &Edit| TextEdit { range: self.outcome.range(edit.span), new_text: edit.replacement.clone() };
        edits.iter().map(edit).collect()
    }

    /// Lets it stand: with a comment where one does that and nothing else, else with an entry in the configuration.
    fn silence(&self, finding: &Finding) -> Option<CodeAction> {
        let rule = finding.rule.name;
        if let Some(comment) = self.comment(finding) {
            let title = self.say("lsp-let-comment", &[("rule", rule.into())]);
            return Some(self.action(finding, title, false, self.edit_document(self.text_edits(&[comment]))));
        }
        let snapshot = &self.outcome.snapshot;
        let mut entry = vec![("rule", rule.to_owned())];
        // Which place of a habit comes first changes when one is mended; marks have no words.
        let words = finding.span.of(self.outcome.text());
        if finding.count == 1 && !folded_words(words).is_empty() {
            entry.push(("text", words.to_owned()));
        }
        if snapshot.uri.scheme() == "file" {
            let path = snapshot.setup.profile.relative(&snapshot.path.to_string_lossy());
            entry.push(("path", globset::escape(&path)));
        }
        entry.push(("reason", REASON.to_owned()));
        let title = self.say("lsp-let-file", &[("rule", rule.into()), ("file", self.config_name().into())]);
        let edit = self.edit_config(|config| add_silence(config, &entry))?;
        Some(self.action(finding, title, false, edit))
    }

    /// Calls it a name that is right wherever it stands.
    fn allow(&self, finding: &Finding) -> Option<CodeAction> {
        let words = finding.span.of(self.outcome.text());
        let is_name = words.split_whitespace().count() <= MOST_NAME_WORDS
            && words.starts_with(char::is_alphabetic)
            && words.ends_with(char::is_alphanumeric)
            && !words.contains(NOTATION);
        if finding.count > 1 || !is_name || !self.would_allow(finding) {
            return None;
        }
        let title = self.say("lsp-never", &[("words", short(words).into()), ("file", self.config_name().into())]);
        let edit = self.edit_config(|config| add_term(config, words))?;
        Some(self.action(finding, title, false, edit))
    }

    /// Whether the words of a finding are found where they stand when they are a term: terms are whole words.
    fn would_allow(&self, finding: &Finding) -> bool {
        let (text, span) = (self.outcome.text(), finding.span);
        let start = line_start(text, span.start as usize);
        let end = text[start..].find(BREAKS).map_or(text.len(), |at| start + at);
        let Some(place) =
            (span.end as usize <= end).then(|| Span::new(span.start - start as u32, span.end - start as u32))
        else {
            return false;
        };
        let line = Document::new(&text[start..end], self.outcome.checked.as_ref().map(|checked| checked.lang));
        let terms = Terms::parse(span.of(text), &Inflections::default());
        terms.places(&line).iter().any(|term| term.contains(place))
    }

    fn action(&self, finding: &Finding, title: String, preferred: bool, edit: WorkspaceEdit) -> CodeAction {
        CodeAction {
            title: isolate(&title),
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![self.outcome.diagnostic(finding, self.client)]),
            is_preferred: preferred.then_some(true),
            disabled: None,
            edit: Some(edit),
            command: None,
            data: None,
            tags: None,
        }
    }

    /// The comment that silences a rule at a place, if the document can hold one that changes nothing else.
    fn comment(&self, finding: &Finding) -> Option<Edit> {
        let text = self.outcome.text();
        if self.format == Format::Plain || text.len() > MOST_TRIED {
            return None;
        }
        let own = self.visible(text);
        let places =
            [self.comment_above(finding), self.comment_at_line_end(finding), Some(self.comment_behind(finding))];
        places.into_iter().flatten().find(|comment| self.silences_alone(finding, comment, &own))
    }

    /// On a line of its own: above the line of a page, above a block of Markdown that is inside no other.
    fn comment_above(&self, finding: &Finding) -> Option<Edit> {
        let text = self.outcome.text();
        let line = line_start(text, finding.span.start as usize);
        // Markdown is made of blocks. A page has none that a comment could stand above: its first line is its type.
        let (at, keyword) = if self.format == Format::Html && !finding.span.of(text).contains(BREAKS) {
            (line, "mtlint-ignore-next-line")
        } else {
            (block_start(text, line), "mtlint-ignore")
        };
        let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
        // A byte order mark begins the file, whatever comes behind it.
        let at = if text[at..].starts_with('\u{FEFF}') { at + '\u{FEFF}'.len_utf8() } else { at };
        let rest = &text[at..];
        let fits = match self.format {
            Format::Html => {
                !rest.trim_start().get(..DOCTYPE.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(DOCTYPE))
            }
            // What begins with a mark may be an item, a row or a heading, what is indented stands inside something.
            _ => rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '«' | '“' | '"' | '(')),
        };
        let replacement = format!("{}{ending}", comment(keyword, finding));
        fits.then(|| Edit { span: Span::new(at as u32, at as u32), replacement })
    }

    /// Behind the words of its line in Markdown, before the spaces that break it.
    fn comment_at_line_end(&self, finding: &Finding) -> Option<Edit> {
        let text = self.outcome.text();
        let end = finding.span.end as usize;
        let line = text[end..].find(BREAKS).map_or(text.len(), |at| end + at);
        let at = end + text[end..line].trim_end().len();
        // What ends so may end a row of a table, a heading or its attributes, or break the line.
        let fits = self.format == Format::Markdown && !text[..at].ends_with(['|', '#', '}', '\\']);
        let replacement = format!(" {}", comment("mtlint-ignore", finding));
        fits.then(|| Edit { span: Span::new(at as u32, at as u32), replacement })
    }

    /// Right behind the words.
    fn comment_behind(&self, finding: &Finding) -> Edit {
        let at = finding.span.end;
        Edit { span: Span::new(at, at), replacement: comment("mtlint-ignore", finding) }
    }

    /// Whether with a comment a finding is gone, all others are where they were, and what a reader sees is the same.
    fn silences_alone(&self, finding: &Finding, comment: &Edit, own: &str) -> bool {
        let (at, added) = (comment.span.start, comment.replacement.len() as u32);
        let mut text = self.outcome.text().to_owned();
        text.insert_str(at as usize, &comment.replacement);
        if self.visible(&text) != own {
            return false;
        }
        let Snapshot { uri, path, version, revision, setup, .. } = &self.outcome.snapshot;
        let tried = Snapshot {
            uri: uri.clone(),
            path: path.clone(),
            version: *version,
            revision: *revision,
            text: Arc::new(text),
            setup: Arc::clone(setup),
        };
        let tried = examine(tried, self.client);
        let (Some(before), Some(after)) = (&self.outcome.checked, &tried.checked) else { return false };
        let moved = |place: Span| {
            let move_by = |bound: u32, stays: bool| if stays { bound } else { bound + added };
            Span::new(move_by(place.start, place.start < at), move_by(place.end, place.end <= at))
        };
        let places = |checked: &Checked, moved: &dyn Fn(Span) -> Span| {
            let findings = checked.findings.iter();
            let places = findings.flat_map(|finding| {
                let all = std::iter::once(finding.span).chain(finding.related.iter().copied());
                all.map(|place| (finding.rule.name, moved(place))).collect::<Vec<_>>()
            });
            places.collect::<HashSet<_>>()
        };
        let (old, new) = (places(before, &moved), places(after, &|place| place));
        let kinds = |checked: &Checked| checked.blocks.iter().map(|block| block.kind).collect::<Vec<_>>();
        // Of a habit the places that the comment does not reach stay.
        let is_own =
            |place: Span| std::iter::once(&finding.span).chain(&finding.related).any(|&own| moved(own) == place);
        let rule = finding.rule.name;
        !new.contains(&(rule, moved(finding.span)))
            && new.is_subset(&old)
            && old.difference(&new).all(|&(other, place)| other == rule && is_own(place))
            && kinds(before) == kinds(after)
            && after.notes.len() <= before.notes.len()
    }

    /// What a reader sees of a document, without spaces.
    fn visible(&self, text: &str) -> String {
        let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let source = Source::of_text(body, Format::of(&self.outcome.snapshot.path.to_string_lossy()));
        let comments = Comments::read(&source.text, std::iter::empty());
        comments.blank(&source.text).chars().filter(|c| !c.is_whitespace()).collect()
    }

    fn edit_document(&self, edits: Vec<TextEdit>) -> WorkspaceEdit {
        let snapshot = &self.outcome.snapshot;
        self.edit(&snapshot.uri, Some(snapshot.version), edits, false)
    }

    fn say(&self, id: &str, arguments: &[(&'static str, words::Value)]) -> String {
        self.client.ui.say(id, arguments)
    }

    fn config_name(&self) -> String {
        let path = &self.outcome.snapshot.setup.config;
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    /// Changes the configuration; nothing when it cannot be read or the editor cannot create it.
    fn edit_config(&self, change: impl FnOnce(&mut DocumentMut) -> Option<()>) -> Option<WorkspaceEdit> {
        let uri = Uri::from_file_path(&self.outcome.snapshot.setup.config).ok()?;
        let before = self.config.text.as_deref();
        if before.is_none() && !self.client.creates_files {
            return None;
        }
        let text = before.unwrap_or_default();
        let mut config: DocumentMut = text.parse().ok()?;
        change(&mut config)?;
        // What writes TOML ends every line with LF alone. Places are lines and columns: they are the same with CRLF.
        let unix = |text: &str| text.replace("\r\n", "\n");
        let mut edit = difference(&unix(text), &unix(&config.to_string()), self.client);
        if text.contains("\r\n") {
            edit.new_text = edit.new_text.replace('\n', "\r\n");
        }
        Some(self.edit(&uri, self.config.version, vec![edit], before.is_none()))
    }

    fn edit(&self, uri: &Uri, version: Option<i32>, edits: Vec<TextEdit>, create: bool) -> WorkspaceEdit {
        let mut edit = WorkspaceEdit { changes: None, document_changes: None, change_annotations: None };
        if !self.client.versioned_edits {
            edit.changes = Some(HashMap::from([(uri.clone(), edits)]));
            return edit;
        }
        let options = CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
        let create = create.then(|| CreateFile::new(uri.clone(), Some(options), None));
        let document = OptionalVersionedTextDocumentIdentifier {
            version,
            text_document_identifier: TextDocumentIdentifier { uri: uri.clone() },
        };
        let edits = TextDocumentEdit { text_document: document, edits: edits.into_iter().map(Into::into).collect() };
        let create = create.map(DocumentChange::CreateFile);
        edit.document_changes = Some(create.into_iter().chain([DocumentChange::TextDocumentEdit(edits)]).collect());
        edit
    }
}

/// A comment for mtlint.
fn comment(keyword: &str, finding: &Finding) -> String {
    format!("<!-- {keyword} {}: {REASON} -->", finding.rule.name)
}

const BREAKS: [char; 2] = ['\n', '\r'];
/// Characters of a quotation in a title.
const SHORT: usize = 40;

/// Words as a title quotes them.
fn short(words: &str) -> String {
    let mut chars = words.chars();
    let head: String = chars.by_ref().take(SHORT).collect();
    if chars.next().is_some() { format!("{head}…") } else { head }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(BREAKS).map_or(0, |end| end + 1)
}

/// Where the block of a line begins, as comments see it: behind an empty line or another comment of mtlint.
fn block_start(text: &str, mut line: usize) -> usize {
    while line > 0 {
        let before = text[..line].strip_suffix('\n').unwrap_or(&text[..line]);
        let before = before.strip_suffix('\r').unwrap_or(before);
        let start = line_start(text, before.len());
        let words = text[start..before.len()].trim();
        if words.is_empty() || (words.starts_with("<!-- mtlint-ignore") && words.ends_with("-->")) {
            break;
        }
        line = start;
    }
    line
}

/// Adds an entry of `[[silence]]`.
fn add_silence(config: &mut DocumentMut, entry: &[(&'static str, String)]) -> Option<()> {
    let is_new = config.is_empty();
    match config.entry("silence").or_insert(Item::ArrayOfTables(ArrayOfTables::new())) {
        Item::ArrayOfTables(entries) => {
            let mut table = Table::new();
            table.extend(entry.iter().map(|(key, value)| (*key, value.as_str())));
            if !is_new {
                table.decor_mut().set_prefix("\n");
            }
            entries.push(table);
        }
        Item::Value(Value::Array(entries)) => {
            let table: InlineTable = entry.iter().map(|(key, value)| (*key, value.as_str())).collect();
            push(entries, table.into());
        }
        _ => return None,
    }
    Some(())
}

/// Adds a name to `allow` of `[terms]`.
fn add_term(config: &mut DocumentMut, term: &str) -> Option<()> {
    let is_new = config.is_empty();
    let mut table = Table::new();
    if !is_new {
        table.decor_mut().set_prefix("\n");
    }
    let terms = config.entry("terms").or_insert(Item::Table(table)).as_table_like_mut()?;
    let allowed = terms.entry("allow").or_insert(Item::Value(Array::new().into())).as_array_mut()?;
    push(allowed, term.into());
    Some(())
}

/// Adds a value, on a line of its own where the others have one.
fn push(array: &mut Array, mut value: Value) {
    let prefix = array.iter().last().and_then(|last| last.decor().prefix()?.as_str()).filter(|p| p.contains('\n'));
    match prefix.map(str::to_owned) {
        Some(prefix) => {
            value.decor_mut().set_prefix(prefix);
            array.push_formatted(value);
        }
        None => array.push(value),
    }
}

/// The one edit that makes a text of another: what differs between what they begin and end with alike.
fn difference(before: &str, after: &str, client: &Client) -> TextEdit {
    let alike = |a: (char, char)| a.0 == a.1;
    let head: usize =
        before.chars().zip(after.chars()).take_while(|&pair| alike(pair)).map(|(c, _)| c.len_utf8()).sum();
    let (rest_before, rest_after) = (&before[head..], &after[head..]);
    let tail: usize = rest_before
        .chars()
        .rev()
        .zip(rest_after.chars().rev())
        .take_while(|&pair| alike(pair))
        .map(|(c, _)| c.len_utf8())
        .sum();
    let span = Span::new(head as u32, (before.len() - tail) as u32);
    let range = Positions::new(before, client.encoding).range(before, span);
    TextEdit { range, new_text: rest_after[..rest_after.len() - tail].to_owned() }
}
