//! The documents of an editor, and what becomes of its messages.

use super::client::Client;
use super::examine::{Outcome, Snapshot, examine, of_mtlint};
use super::positions::{Encoding, Positions, change};
use super::setups::{Fault, Setup, Setups};
use super::transport::{Incoming, Outgoing, refusal};
use super::{ABANDONED, actions, answers};
use crate::cli::FINE;
use crate::cli::args::LspArgs;
use crate::config::{CONFIG_NAMES, ConfigError, read_file};
use crate::report::isolate;
use crate::span::Span;
use actions::ConfigText;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeLensOptions, DiagnosticSeverity,
    DidChangeTextDocumentParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, HoverParams, InitializeResult, MessageType, PublishDiagnosticsParams, Range,
    ServerCapabilities, ServerInfo, ShowMessageParams, TextDocumentContentChangeEvent, TextDocumentSyncKind,
    TextDocumentSyncOptions, Uri, WorkDoneProgressOptions, WorkspaceFolder, WorkspaceFoldersServerCapabilities,
    WorkspaceOptions,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// Longest pause in typing that a check waits for. It waits as long as the last check of the document took: nothing
/// for an article, so that marks follow each key, and long enough for a long text that checks do not pile up.
const LONGEST_PAUSE: Duration = Duration::from_millis(400);
/// Checks that take less are not waited for at all.
const SHORT_CHECK: Duration = Duration::from_millis(10);
/// Language of documents that are configuration, not articles.
const CONFIG_LANGUAGE: &str = "toml";

/// What happens to a server.
pub(super) enum Event {
    Incoming(Incoming),
    /// A check ended: its document, which state of it, how long it took, what came out; nothing when it broke.
    Checked {
        uri: Uri,
        revision: u64,
        took: Duration,
        outcome: Option<(Box<Outcome>, Value)>,
    },
    /// The input ended.
    Closed,
}

/// A document that the editor has open.
struct Document {
    path: PathBuf,
    language: String,
    version: i32,
    text: Arc<String>,
    setup: Arc<Setup>,
    /// Which state of all states of all documents it is in.
    revision: u64,
    /// When it is to be checked; nothing when it was.
    due: Option<Instant>,
    /// Whether it is checked at all; configurations are not.
    is_article: bool,
    /// The state that is being checked.
    checking: Option<u64>,
    /// How long the last check took.
    took: Duration,
    outcome: Option<Box<Outcome>>,
    /// Questions about this state.
    waiting: Vec<Request>,
}

enum Phase {
    New,
    Running,
    ShutDown,
}

pub(super) struct Server {
    out: Sender<Outgoing>,
    events: Sender<Event>,
    client: Arc<Client>,
    phase: Phase,
    setups: Setups,
    /// Folders that the editor shows.
    roots: Vec<PathBuf>,
    documents: HashMap<Uri, Document>,
    revisions: u64,
    requests: i32,
    /// Configurations that something was said about.
    faulty: BTreeSet<Uri>,
    /// Files that the editor was asked to watch.
    watched: BTreeSet<PathBuf>,
    /// Registration of the files beside those of the usual names.
    registered: bool,
}

impl Server {
    pub fn new(args: &LspArgs, out: Sender<Outgoing>, events: Sender<Event>) -> Self {
        Self {
            out,
            events,
            client: Arc::new(Client::new(&Value::Null)),
            phase: Phase::New,
            setups: Setups::new(args),
            roots: Vec::new(),
            documents: HashMap::new(),
            revisions: 0,
            requests: 0,
            faulty: BTreeSet::new(),
            watched: BTreeSet::new(),
            registered: false,
        }
    }

    /// Serves until the editor says that it is enough. Returns the exit code.
    pub fn run(mut self, events: &Receiver<Event>) -> u8 {
        loop {
            let event = match self.next_due() {
                None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => events.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match event {
                Ok(Event::Incoming(Incoming::Message(Message::Request(request)))) => self.request(request),
                Ok(Event::Incoming(Incoming::Message(Message::Notification(notification)))) => {
                    if notification.method == "exit" {
                        return if matches!(self.phase, Phase::ShutDown) { FINE } else { ABANDONED };
                    }
                    self.notification(notification);
                }
                // Answers to what the server asked for: nothing depends on them.
                Ok(Event::Incoming(Incoming::Message(Message::Response(_)))) => {}
                Ok(Event::Incoming(Incoming::Malformed(id, error))) => match id {
                    Some(id) => self.send(Response { id, response_result: Err(error) }),
                    None => drop(self.out.send(Outgoing::Refusal(error))),
                },
                Ok(Event::Checked { uri, revision, took, outcome }) => self.checked(&uri, revision, took, outcome),
                Ok(Event::Closed) | Err(RecvTimeoutError::Disconnected) => return ABANDONED,
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.check_what_is_due();
        }
    }

    fn send(&self, message: impl Into<Message>) {
        // Whoever does not listen any more will close the input, too.
        let _ = self.out.send(Outgoing::Message(message.into()));
    }

    fn notify(&self, method: &str, params: impl serde::Serialize) {
        self.send(Notification::new(method.to_owned(), params));
    }

    fn ask(&mut self, method: &str, params: impl serde::Serialize) {
        self.requests += 1;
        self.send(Request::new(self.requests.into(), method.to_owned(), params));
    }

    fn refuse(&self, id: RequestId, code: ErrorCode, message: impl Into<String>) {
        self.send(Response { id, response_result: Err(refusal(code, message.into())) });
    }

    fn complain(&self, message: &str) {
        self.notify("window/showMessage", ShowMessageParams { kind: MessageType::Error, message: isolate(message) });
    }

    fn request(&mut self, request: Request) {
        match (&self.phase, request.method.as_str()) {
            (Phase::New, "initialize") => self.initialize(request),
            (Phase::New, _) => self.refuse(request.id, ErrorCode::ServerNotInitialized, "initialize comes first"),
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                self.send(Response::new_ok(request.id, Value::Null));
            }
            (Phase::Running, "textDocument/hover" | "textDocument/codeAction" | "textDocument/codeLens") => {
                self.question(request);
            }
            (Phase::Running, "initialize") => {
                self.refuse(request.id, ErrorCode::InvalidRequest, "initialize comes once");
            }
            (Phase::ShutDown, _) => self.refuse(request.id, ErrorCode::InvalidRequest, "the server was shut down"),
            (Phase::Running, method) => {
                let message = format!("there is no {method} here");
                self.refuse(request.id, ErrorCode::MethodNotFound, message);
            }
        }
    }

    fn initialize(&mut self, request: Request) {
        let said = &request.params;
        self.client = Arc::new(Client::new(said));
        let folders = said.get("workspaceFolders").and_then(Value::as_array).into_iter().flatten();
        let folders: Vec<&Value> = folders.filter_map(|folder| folder.get("uri")).collect();
        let folders = if folders.is_empty() { said.get("rootUri").into_iter().collect() } else { folders };
        self.roots =
            folders.into_iter().filter_map(|uri| Uri::parse(uri.as_str()?).ok()?.to_file_path().ok()).collect();
        if let Some(options) = said.get("initializationOptions")
            && let Err(message) = self.setups.set(options)
        {
            self.complain(&message);
        }
        self.speak();
        let no_progress = WorkDoneProgressOptions { work_done_progress: None };
        let capabilities = ServerCapabilities {
            position_encoding: Some(self.client.encoding.kind()),
            text_document_sync: Some(
                TextDocumentSyncOptions {
                    open_close: Some(true),
                    change: Some(TextDocumentSyncKind::Incremental),
                    save: Some(true.into()),
                    ..TextDocumentSyncOptions::default()
                }
                .into(),
            ),
            hover_provider: Some(true.into()),
            code_action_provider: Some(
                CodeActionOptions {
                    code_action_kinds: Some(vec![CodeActionKind::QuickFix, actions::FIX_ALL]),
                    documentation: None,
                    resolve_provider: None,
                    work_done_progress_options: no_progress,
                }
                .into(),
            ),
            code_lens_provider: Some(CodeLensOptions {
                resolve_provider: None,
                work_done_progress_options: no_progress,
            }),
            workspace: Some(WorkspaceOptions {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(true.into()),
                }),
                ..WorkspaceOptions::default()
            }),
            ..ServerCapabilities::default()
        };
        let server_info = ServerInfo { name: "mtlint".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
        self.phase = Phase::Running;
        self.send(Response::new_ok(request.id, InitializeResult { capabilities, server_info: Some(server_info) }));
    }

    /// Takes the language that the settings say.
    fn speak(&mut self) {
        Arc::make_mut(&mut self.client).ui = self.setups.ui;
    }

    fn notification(&mut self, notification: Notification) {
        if !matches!(self.phase, Phase::Running) {
            return;
        }
        let Notification { method, params } = notification;
        match method.as_str() {
            "initialized" => {
                self.watch(CONFIG_WATCH, CONFIG_NAMES.map(|name| json!({ "globPattern": format!("**/{name}") })).into())
            }
            "textDocument/didOpen" => self.with(&method, params, Self::open),
            "textDocument/didChange" => self.with(&method, params, Self::edit),
            "textDocument/didClose" => self.with(&method, params, Self::close),
            "workspace/didChangeWatchedFiles" => self.reload(),
            // An editor that cannot watch files says at least this.
            "textDocument/didSave" if !self.client.watches => self.reload(),
            "workspace/didChangeConfiguration" => {
                // Editors that want to be asked say nothing here; what they said at the start holds.
                let settings = params.get("settings").filter(|settings| !settings.is_null());
                match settings.map(|settings| self.setups.set(settings)) {
                    Some(Ok(())) => {
                        self.speak();
                        self.reload();
                    }
                    Some(Err(message)) => self.complain(&message),
                    None => {}
                }
            }
            "workspace/didChangeWorkspaceFolders" => self.with(&method, params, Self::change_roots),
            "$/cancelRequest" => self.cancel(&params),
            _ => {}
        }
    }

    /// Does what a notification asks for, if it says it as the protocol has it.
    fn with<P: DeserializeOwned>(&mut self, method: &str, params: Value, does: fn(&mut Self, P)) {
        match serde_json::from_value(params) {
            Ok(params) => does(self, params),
            Err(error) => {
                let params = json!({ "type": MessageType::Warning, "message": format!("{method}: {error}") });
                self.notify("window/logMessage", params);
            }
        }
    }

    fn open(&mut self, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        let language = serde_json::to_value(&item.language_id).unwrap_or_default();
        let language = language.as_str().unwrap_or_default().to_owned();
        let path = self.path_of(&item.uri);
        let is_config = path.file_name().is_some_and(|name| CONFIG_NAMES.iter().any(|config| name == *config));
        let setup = self.setup(&path);
        let is_article = language != CONFIG_LANGUAGE && !is_config;
        self.revisions += 1;
        let document = Document {
            path,
            language,
            version: item.version,
            text: Arc::new(item.text),
            setup,
            revision: self.revisions,
            due: is_article.then(Instant::now),
            is_article,
            checking: None,
            took: Duration::ZERO,
            outcome: None,
            waiting: Vec::new(),
        };
        self.documents.insert(item.uri, document);
        self.tell_faults();
    }

    fn edit(&mut self, params: DidChangeTextDocumentParams) {
        let encoding = self.client.encoding;
        let Some(document) = self.documents.get_mut(&params.text_document.text_document_identifier.uri) else { return };
        let text = Arc::make_mut(&mut document.text);
        for one in params.content_changes {
            match one {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    change(text, part.range, &part.text, encoding);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => *text = whole.text,
            }
        }
        document.version = params.text_document.version;
        self.revisions += 1;
        document.changed(self.revisions);
    }

    fn close(&mut self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        let Some(document) = self.documents.remove(&uri) else { return };
        for request in document.waiting {
            self.send(Response::new_ok(request.id, Value::Null));
        }
        // What is marked in an article goes with it; a configuration stays wrong.
        if document.is_article {
            self.publish(&PublishDiagnosticsParams { uri, version: None, diagnostics: Vec::new() });
        }
    }

    fn publish(&self, params: &PublishDiagnosticsParams) {
        self.notify("textDocument/publishDiagnostics", params);
    }

    fn change_roots(&mut self, params: DidChangeWorkspaceFoldersParams) {
        let path = |folder: WorkspaceFolder| folder.uri.to_file_path().ok();
        let removed: Vec<PathBuf> = params.event.removed.into_iter().filter_map(path).collect();
        self.roots.retain(|root| !removed.contains(root));
        self.roots.extend(params.event.added.into_iter().filter_map(path));
        self.reload();
    }

    /// Reads the configuration again and checks everything with it.
    fn reload(&mut self) {
        self.setups.forget();
        for uri in std::mem::take(&mut self.faulty) {
            self.publish(&PublishDiagnosticsParams { uri, version: None, diagnostics: Vec::new() });
        }
        let uris: Vec<Uri> = self.documents.keys().cloned().collect();
        for uri in uris {
            let setup = self.setup(&self.documents[&uri].path.clone());
            self.revisions += 1;
            if let Some(document) = self.documents.get_mut(&uri) {
                document.setup = setup;
                document.changed(self.revisions);
            }
        }
        self.tell_faults();
    }

    fn setup(&mut self, path: &Path) -> Arc<Setup> {
        let within = self.roots.iter().filter(|root| path.starts_with(root));
        let root = within.max_by_key(|root| root.as_os_str().len()).cloned();
        let root = root.or_else(|| path.parent().map(Path::to_owned)).unwrap_or_default();
        self.setups.of(path, &root)
    }

    /// Where a document lies; one that was never saved lies in the first folder.
    fn path_of(&self, uri: &Uri) -> PathBuf {
        uri.to_file_path().unwrap_or_else(|()| {
            let name = uri.path().rsplit('/').next().unwrap_or_default();
            let here = || std::env::current_dir().unwrap_or_default();
            self.roots.first().cloned().unwrap_or_else(here).join(name)
        })
    }

    /// Says what is wrong with configurations, and asks to be told when they change.
    fn tell_faults(&mut self) {
        let mut by_file: HashMap<Uri, Vec<_>> = HashMap::new();
        for fault in self.setups.take_faults() {
            let message = match fault {
                Fault::Config(error) => {
                    if let Ok(uri) = Uri::from_file_path(&error.path)
                        && error.path.is_file()
                    {
                        let range = place_of(&error, self.client.encoding);
                        let diagnostic = of_mtlint(range, DiagnosticSeverity::Error, isolate(&error.message));
                        let said = by_file.entry(uri).or_default();
                        if !said.contains(&diagnostic) {
                            said.push(diagnostic);
                        }
                    }
                    error.to_string()
                }
                Fault::Other(message) => message,
            };
            self.complain(&message);
        }
        for (uri, diagnostics) in by_file {
            self.faulty.insert(uri.clone());
            self.publish(&PublishDiagnosticsParams { uri, version: None, diagnostics });
        }
        self.watch_named_files();
    }

    /// Asks to be told of the files that configurations name, where they have names of their own or lie outside the
    /// folders of the editor.
    fn watch_named_files(&mut self) {
        let usual = |path: &PathBuf| {
            path.file_name().is_some_and(|name| CONFIG_NAMES.iter().any(|config| name == *config))
                && self.roots.iter().any(|root| path.starts_with(root))
        };
        let files: BTreeSet<PathBuf> = self.setups.files().into_iter().filter(|path| !usual(path)).collect();
        if files == self.watched || !self.client.watches {
            return;
        }
        if self.registered {
            let registration = json!({ "id": FILES_WATCH, "method": "workspace/didChangeWatchedFiles" });
            self.ask("client/unregisterCapability", json!({ "unregisterations": [registration] }));
        }
        let elsewhere = self.client.watches_elsewhere;
        let watchers = files.iter().filter_map(|path| {
            if !elsewhere {
                return Some(json!({ "globPattern": path.to_str()? }));
            }
            let folder = Uri::from_file_path(path.parent()?).ok()?;
            Some(json!({ "globPattern": { "baseUri": folder, "pattern": path.file_name()?.to_str()? } }))
        });
        let watchers: Vec<Value> = watchers.collect();
        self.registered = !watchers.is_empty();
        self.watched = files;
        if self.registered {
            self.watch(FILES_WATCH, watchers);
        }
    }

    fn watch(&mut self, id: &str, watchers: Vec<Value>) {
        if self.client.watches {
            let options = json!({ "watchers": watchers });
            let registration =
                json!({ "id": id, "method": "workspace/didChangeWatchedFiles", "registerOptions": options });
            self.ask("client/registerCapability", json!({ "registrations": [registration] }));
        }
    }

    fn next_due(&self) -> Option<Instant> {
        self.documents.values().filter(|document| document.checking.is_none()).filter_map(|document| document.due).min()
    }

    fn check_what_is_due(&mut self) {
        let now = Instant::now();
        for (uri, document) in &mut self.documents {
            if document.checking.is_some() || document.due.is_none_or(|due| due > now) {
                continue;
            }
            document.due = None;
            document.checking = Some(document.revision);
            let snapshot = Snapshot {
                uri: uri.clone(),
                path: document.path.clone(),
                version: document.version,
                revision: document.revision,
                text: Arc::clone(&document.text),
                setup: Arc::clone(&document.setup),
            };
            let (client, events) = (Arc::clone(&self.client), self.events.clone());
            rayon::spawn(move || {
                let (uri, revision, version) = (snapshot.uri.clone(), snapshot.revision, snapshot.version);
                let started = Instant::now();
                let outcome = catch_unwind(AssertUnwindSafe(|| {
                    let outcome = examine(snapshot, &client);
                    let diagnostics = outcome.diagnostics(&client);
                    let params = PublishDiagnosticsParams { uri: uri.clone(), version: Some(version), diagnostics };
                    let params = serde_json::to_value(params).unwrap_or_default();
                    (Box::new(outcome), params)
                }));
                // The server may have ended meanwhile.
                let _ = events.send(Event::Checked { uri, revision, took: started.elapsed(), outcome: outcome.ok() });
            });
        }
    }

    fn checked(&mut self, uri: &Uri, revision: u64, took: Duration, outcome: Option<(Box<Outcome>, Value)>) {
        let Some(document) = self.documents.get_mut(uri) else { return };
        // A document that was closed and opened again has another check under way.
        if document.checking != Some(revision) {
            return;
        }
        document.checking = None;
        document.took = took;
        if document.revision != revision {
            return;
        }
        let Some((outcome, params)) = outcome else {
            document.outcome = None;
            for request in std::mem::take(&mut document.waiting) {
                self.refuse(request.id, ErrorCode::InternalError, "the document could not be checked");
            }
            return;
        };
        let lens = |outcome: &Outcome| answers::score_line(outcome, self.client.ui);
        let new_lens = document.outcome.as_deref().map(lens) != Some(lens(&outcome));
        document.outcome = Some(outcome);
        let waiting = std::mem::take(&mut document.waiting);
        self.notify("textDocument/publishDiagnostics", params);
        for request in waiting {
            self.question(request);
        }
        if new_lens && self.client.refreshes_lenses {
            self.ask("workspace/codeLens/refresh", Value::Null);
        }
    }

    /// Answers a question about a document, now or when its check is there.
    fn question(&mut self, request: Request) {
        let uri = request.params.pointer("/textDocument/uri").and_then(Value::as_str);
        let Some(uri) = uri.and_then(|uri| Uri::parse(uri).ok()) else {
            return self.refuse(request.id, ErrorCode::InvalidParams, "no document is named");
        };
        if let Some(document) = self.documents.get_mut(&uri)
            && (document.due.is_some() || document.checking.is_some())
        {
            return document.waiting.push(request);
        }
        let document = self.documents.get(&uri);
        let Some((document, outcome)) = document.and_then(|document| Some((document, document.outcome.as_deref()?)))
        else {
            return self.send(Response::new_ok(request.id, Value::Null));
        };
        let answer = match request.method.as_str() {
            "textDocument/hover" => serde_json::from_value(request.params).map(|params: HoverParams| {
                let at = params.text_document_position_params.position;
                json!(answers::hover(outcome, at, &self.client))
            }),
            "textDocument/codeAction" => serde_json::from_value(request.params).map(|params: CodeActionParams| {
                let config = |path: &Path| self.config_text(path);
                json!(actions::actions(outcome, &params, &document.language, &self.client, config))
            }),
            _ => Ok(json!(answers::lens(outcome, self.client.ui))),
        };
        match answer {
            Ok(answer) => self.send(Response::new_ok(request.id, answer)),
            Err(error) => self.refuse(request.id, ErrorCode::InvalidParams, error.to_string()),
        }
    }

    fn config_text(&self, path: &Path) -> ConfigText {
        let open = Uri::from_file_path(path).ok().and_then(|uri| self.documents.get(&uri));
        match open {
            Some(document) => ConfigText { text: Some((*document.text).clone()), version: Some(document.version) },
            None => ConfigText { text: read_file(path).ok(), version: None },
        }
    }

    fn cancel(&mut self, params: &Value) {
        let Some(id) = params.get("id").and_then(|id| serde_json::from_value::<RequestId>(id.clone()).ok()) else {
            return;
        };
        let mut cancelled = false;
        for document in self.documents.values_mut() {
            let before = document.waiting.len();
            document.waiting.retain(|request| request.id != id);
            cancelled |= document.waiting.len() < before;
        }
        if cancelled {
            self.refuse(id, ErrorCode::RequestCanceled, "as was asked for");
        }
    }
}

/// Name of the registration of configurations.
const CONFIG_WATCH: &str = "mtlint-configurations";
/// Name of the registration of what they name.
const FILES_WATCH: &str = "mtlint-files";

impl Document {
    /// It is in a new state, which is to be checked after a pause.
    fn changed(&mut self, revision: u64) {
        self.revision = revision;
        if self.is_article {
            let pause = if self.took < SHORT_CHECK { Duration::ZERO } else { self.took.min(LONGEST_PAUSE) };
            self.due = Some(Instant::now() + pause);
        }
    }
}

/// The place in a configuration that an error is about, to the end of its line.
fn place_of(error: &ConfigError, encoding: Encoding) -> Range {
    let text = read_file(&error.path).unwrap_or_default();
    let (line, column) = error.place.unwrap_or((1, 1));
    let before: usize = text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
    let rest = text[before..].lines().next().unwrap_or_default();
    let start: usize = rest.chars().take(column as usize - 1).map(char::len_utf8).sum();
    let span = Span::new((before + start) as u32, (before + rest.len()) as u32);
    Positions::new(&text, encoding).range(&text, span)
}
