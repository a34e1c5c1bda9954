//! What the editor at the other end can do.

use super::positions::Encoding;
use crate::words::UiLang;
use serde_json::Value;

/// What a client said of itself in `initialize`, as far as it matters. What a client says wrongly or of features that
/// are not used does no harm.
#[derive(Clone)]
pub(super) struct Client {
    /// What the person at the editor reads.
    pub ui: UiLang,
    pub encoding: Encoding,
    /// Hovers may be Markdown.
    pub markdown: bool,
    /// Diagnostics may name related places.
    pub related: bool,
    /// Diagnostics may be marked as needless text.
    pub unnecessary: bool,
    /// Edits may say which version of a document they are for.
    pub versioned_edits: bool,
    /// Edits may create files.
    pub creates_files: bool,
    /// Code lenses can be asked for again.
    pub refreshes_lenses: bool,
    /// Files are watched on request.
    pub watches: bool,
    /// Watched files may be named relative to any folder.
    pub watches_elsewhere: bool,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub fn new(initialize: &Value) -> Self {
        let said = |path: &str| initialize.pointer(&format!("/capabilities/{path}"));
        let can = |path| said(path).and_then(Value::as_bool) == Some(true);
        let listed = |path| said(path).and_then(Value::as_array).into_iter().flatten();
        let names = |path, name: &str| listed(path).any(|value| value == name);
        Self {
            ui: UiLang::default(),
            encoding: Encoding::negotiated(listed("general/positionEncodings").filter_map(Value::as_str)),
            markdown: names("textDocument/hover/contentFormat", "markdown"),
            related: can("textDocument/publishDiagnostics/relatedInformation"),
            unnecessary: listed("textDocument/publishDiagnostics/tagSupport/valueSet").any(|tag| *tag == 1),
            versioned_edits: can("workspace/workspaceEdit/documentChanges"),
            creates_files: can("workspace/workspaceEdit/documentChanges")
                && names("workspace/workspaceEdit/resourceOperations", "create"),
            refreshes_lenses: can("workspace/codeLens/refreshSupport"),
            watches: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            watches_elsewhere: can("workspace/didChangeWatchedFiles/relativePatternSupport"),
        }
    }
}
