//! The language server as an editor meets it: the real binary, messages over its standard input and output.

use crate::cli::{CLEAN_FA, LOOP_FA, folder, mtlint};
use crate::corpora::articles;
use crate::project;
use lsp_server::{Message, Notification, Request, RequestId, Response};
use lsp_types::Uri;
use mtlint::{Finding, Settings, check};
use serde_json::{Value, json};
use std::collections::{HashSet, VecDeque};
use std::fs;
use std::io::{BufReader, ErrorKind, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// An editor that hears nothing for so long gives up.
const PATIENCE: Duration = Duration::from_secs(120);

struct Editor {
    server: Child,
    input: ChildStdin,
    incoming: Receiver<Message>,
    /// Heard while something else was waited for.
    heard: VecDeque<Message>,
    requests: i32,
}

impl Editor {
    /// A server that nobody has spoken to.
    fn silent(args: &[&str]) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_mtlint"))
            .arg("lsp")
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut output = BufReader::new(server.stdout.take().expect("piped"));
        let (sender, incoming) = channel();
        thread::spawn(move || {
            loop {
                match Message::read(&mut output) {
                    Ok(Some(message)) => drop(sender.send(message)),
                    // The answer to something that has no name is none that this library knows.
                    Err(error) if error.kind() == ErrorKind::InvalidData => {}
                    _ => return,
                }
            }
        });
        let input = server.stdin.take().expect("piped");
        Self { server, input, incoming, heard: VecDeque::new(), requests: 0 }
    }

    /// A server that knows the folder, and what the editor can do.
    fn in_folder(root: &Path, encoding: &str, args: &[&str]) -> Self {
        let mut editor = Self::silent(args);
        let answer = editor.ask(
            "initialize",
            json!({
                "processId": null,
                "workspaceFolders": [{ "uri": uri(root), "name": "desk" }],
                "capabilities": {
                    "general": { "positionEncodings": [encoding] },
                    "textDocument": {
                        "hover": { "contentFormat": ["markdown", "plaintext"] },
                        "publishDiagnostics": { "relatedInformation": true, "tagSupport": { "valueSet": [1, 2] } },
                    },
                    "workspace": {
                        "codeLens": { "refreshSupport": true },
                        "didChangeWatchedFiles": { "dynamicRegistration": true, "relativePatternSupport": true },
                        "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
                    },
                },
            }),
        );
        assert_eq!(answer["capabilities"]["positionEncoding"], encoding);
        editor.notify("initialized", json!({}));
        editor
    }

    fn say(&mut self, message: impl Into<Message>) {
        message.into().write(&mut self.input).expect("the server reads");
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.say(Notification { method: method.to_owned(), params });
    }

    fn request(&mut self, method: &str, params: Value) -> RequestId {
        self.requests += 1;
        let id = RequestId::from(self.requests);
        self.say(Request { id: id.clone(), method: method.to_owned(), params });
        id
    }

    /// The next message that fits; others are kept.
    fn hear<T>(&mut self, fits: impl Fn(&Message) -> Option<T>) -> T {
        if let Some((at, found)) = self.heard.iter().enumerate().find_map(|(at, message)| Some((at, fits(message)?))) {
            self.heard.remove(at);
            return found;
        }
        loop {
            let message = self.incoming.recv_timeout(PATIENCE).expect("the server answers");
            match fits(&message) {
                Some(found) => return found,
                None => self.heard.push_back(message),
            }
        }
    }

    fn answer(&mut self, id: &RequestId) -> Result<Value, i32> {
        self.hear(|message| match message {
            Message::Response(Response { id: of, response_result }) if of == id => {
                Some(response_result.clone().map_err(|error| error.code))
            }
            _ => None,
        })
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(&id).unwrap_or_else(|code| panic!("{method}: error {code}"))
    }

    fn hear_notification(&mut self, method: &str) -> Value {
        self.hear(|message| match message {
            Message::Notification(notification) if notification.method == method => Some(notification.params.clone()),
            _ => None,
        })
    }

    fn close(&mut self, path: &Path) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri(path) } }));
    }

    fn open(&mut self, path: &Path, language: &str, text: &str) {
        let document = json!({ "uri": uri(path), "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn change(&mut self, path: &Path, version: i32, changes: &[Value]) {
        let document = json!({ "uri": uri(path), "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// What the server shows of a document when all that it was told has been checked.
    fn diagnostics(&mut self, path: &Path) -> Vec<Value> {
        // The answer waits for the check, and the check is told of first.
        self.ask_about("textDocument/codeLens", path, json!({}));
        let uri = uri(path);
        let mut said = self.heard.drain(..).filter_map(|message| match message {
            Message::Notification(Notification { method, params }) => {
                (method == "textDocument/publishDiagnostics" && params["uri"] == uri).then_some(params)
            }
            _ => None,
        });
        let last = said.next_back().expect("diagnostics come after every change");
        last["diagnostics"].as_array().expect("a list").clone()
    }

    fn ask_about(&mut self, method: &str, path: &Path, with: Value) -> Value {
        let mut params = json!({ "textDocument": { "uri": uri(path) } });
        params.as_object_mut().expect("an object").extend(with.as_object().expect("an object").clone());
        self.ask(method, params)
    }

    fn actions(&mut self, path: &Path, diagnostic: &Value) -> Vec<Value> {
        let with = json!({ "range": diagnostic["range"], "context": { "diagnostics": [diagnostic] } });
        let actions = self.ask_about("textDocument/codeAction", path, with);
        let own = actions.as_array().expect("a list").iter();
        own.filter(|action| action["diagnostics"][0] == *diagnostic).cloned().collect()
    }

    /// The actions of some kinds for a whole document.
    fn actions_of_kind(&mut self, path: &Path, text: &str, kinds: &[&str]) -> Vec<Value> {
        let range = json!({ "start": position_of(text, 0), "end": position_of(text, text.len()) });
        let with = json!({ "range": range, "context": { "diagnostics": [], "only": kinds } });
        self.ask_about("textDocument/codeAction", path, with).as_array().expect("a list").clone()
    }

    fn reload(&mut self) {
        self.notify("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    }

    fn exit_code(mut self) -> Option<i32> {
        drop(self.input);
        self.server.wait().expect("the server ends").code()
    }
}

fn uri(path: &Path) -> String {
    Uri::from_file_path(path).expect("an absolute path").into()
}

/// Lines as the protocol has them, with their ends.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(end) = rest.find(['\n', '\r']) {
        let end = end + if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        lines.push(&rest[..end]);
        rest = &rest[end..];
    }
    lines.push(rest);
    lines
}

/// The byte of a position, counted slowly.
fn byte_of(text: &str, position: &Value, encoding: &str) -> usize {
    let number = |name: &str| position[name].as_u64().expect("a number") as usize;
    let lines = lines(text);
    let before: usize = lines[..number("line")].iter().map(|line| line.len()).sum();
    let units = |c: char| match encoding {
        "utf-8" => c.len_utf8(),
        "utf-16" => c.len_utf16(),
        _ => 1,
    };
    let mut left = number("character");
    let mut byte = before;
    for c in lines[number("line")].chars() {
        if left == 0 {
            break;
        }
        left = left.checked_sub(units(c)).expect("no position lies inside a character");
        byte += c.len_utf8();
    }
    assert_eq!(left, 0, "no position lies behind its line");
    byte
}

fn position_of(text: &str, byte: usize) -> Value {
    let mut left = byte;
    for (number, line) in lines(text).into_iter().enumerate() {
        let is_last = !line.ends_with(['\n', '\r']);
        if left < line.len() || is_last {
            return json!({ "line": number, "character": line[..left].encode_utf16().count() });
        }
        left -= line.len();
    }
    unreachable!("the last line has no end");
}

fn words_at<'t>(text: &'t str, range: &Value, encoding: &str) -> &'t str {
    &text[byte_of(text, &range["start"], encoding)..byte_of(text, &range["end"], encoding)]
}

/// What a diagnostic and a finding have in common: rule, place, words.
fn seen(text: &str, diagnostics: &[Value], encoding: &str) -> Vec<(String, usize, String)> {
    let with_rule = diagnostics.iter().filter(|diagnostic| diagnostic["code"].is_string());
    with_rule
        .map(|diagnostic| {
            let range = &diagnostic["range"];
            let rule = diagnostic["code"].as_str().expect("a name").to_owned();
            (rule, byte_of(text, &range["start"], encoding), words_at(text, range, encoding).to_owned())
        })
        .collect()
}

fn expected(text: &str) -> Vec<(String, usize, String)> {
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mark = text.len() - body.len();
    let found = |finding: &Finding| {
        (finding.rule.name.to_owned(), mark + finding.span.start as usize, finding.span.of(body).to_owned())
    };
    check(body, &Settings::default()).findings.iter().map(found).collect()
}

/// Makes an edit of a workspace in a text that is open and in files.
fn apply(edit: &Value, open: &Path, text: &mut String) {
    for change in edit["documentChanges"].as_array().expect("a list") {
        let named = |value: &Value| {
            Uri::parse(value.as_str().expect("a string")).expect("a URI").to_file_path().expect("a path")
        };
        if change["kind"] == "create" {
            let path = named(&change["uri"]);
            if !path.exists() {
                fs::write(path, "").expect("written");
            }
            continue;
        }
        let path = named(&change["textDocument"]["uri"]);
        let mut other = String::new();
        let target = if path == open {
            &mut *text
        } else {
            other = fs::read_to_string(&path).expect("readable");
            &mut other
        };
        // Places are those of the text before all edits, in order.
        for one in change["edits"].as_array().expect("a list").iter().rev() {
            let (start, end) = (&one["range"]["start"], &one["range"]["end"]);
            let range = byte_of(target, start, "utf-16")..byte_of(target, end, "utf-16");
            target.replace_range(range, one["newText"].as_str().expect("a string"));
        }
        if path != open {
            fs::write(&path, &other).expect("written");
        }
    }
}

#[test]
fn ranges_are_the_words_of_every_finding_of_every_shipped_article() {
    let dir = folder(&[]);
    let path = dir.path().join("article.txt");
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut editor = Editor::in_folder(dir.path(), encoding, &[]);
        for article in articles() {
            let text = fs::read_to_string(&article).expect("UTF-8");
            let shapes = [
                text.clone(),
                format!("\u{FEFF}{}", text.replace('\n', "\r\n")),
                text.replace('\n', "\r").replace(' ', " \u{1F5DE}\u{200C} "),
            ];
            for shape in shapes {
                editor.open(&path, "plaintext", &shape);
                let diagnostics = editor.diagnostics(&path);
                assert_eq!(seen(&shape, &diagnostics, encoding), expected(&shape), "{}", article.display());
                editor.close(&path);
            }
        }
    }
}

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }
}

#[test]
fn typing_leads_to_what_a_check_of_the_whole_text_finds() {
    const TYPED: [&str; 12] =
        ["", "", "ا", " ", "\u{200C}", "😀", "\r\n", "\n\n", ", ", "در استان جنوبی ", "«", "رویترز گزارش.\r"];
    let dir = folder(&[]);
    let mut editor = Editor::in_folder(dir.path(), "utf-16", &[]);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for article in articles() {
        let path = dir.path().join(article.file_name().expect("a name"));
        let mut text = fs::read_to_string(&article).expect("UTF-8");
        editor.open(&path, "plaintext", &text);
        for version in 2..10 {
            let changes: Vec<Value> = (0..=dice.roll(4))
                .map(|_| {
                    let mut places = [dice.roll(text.len() + 1), 0];
                    places[1] = (places[0] + [0, 1, 7, 60][dice.roll(4)]).min(text.len());
                    let places = places.map(|place| (place..).find(|&at| text.is_char_boundary(at)).expect("an end"));
                    // An editor knows no place between CR and LF.
                    let places = places.map(|at| {
                        let inside = text[..at].ends_with('\r') && text[at..].starts_with('\n');
                        if inside { at + 1 } else { at }
                    });
                    let typed = TYPED[dice.roll(TYPED.len())];
                    let range = json!({ "start": position_of(&text, places[0]), "end": position_of(&text, places[1]) });
                    text.replace_range(places[0]..places[1], typed);
                    json!({ "range": range, "text": typed })
                })
                .collect();
            editor.change(&path, version, &changes);
            if version % 3 == 0 {
                let diagnostics = editor.diagnostics(&path);
                assert_eq!(seen(&text, &diagnostics, "utf-16"), expected(&text), "{}", article.display());
            }
        }
    }
}

#[test]
fn whoever_lets_a_finding_stand_or_mends_it_sees_it_no_more() {
    let dir = folder(&[]);
    let mut editor = Editor::in_folder(dir.path(), "utf-16", &[]);
    let mut done: HashSet<(String, String)> = HashSet::new();
    for article in articles() {
        for language in ["plaintext", "markdown", "html"] {
            let path = dir.path().join(article.file_name().expect("a name"));
            let text = fs::read_to_string(&article).expect("UTF-8");
            editor.open(&path, language, &text);
            let mut version = 1;
            let diagnostics = editor.diagnostics(&path);
            for diagnostic in &diagnostics {
                let rule = diagnostic["code"].as_str().expect("a name").to_owned();
                let words = words_at(&text, &diagnostic["range"], "utf-16").to_owned();
                for action in editor.actions(&path, diagnostic) {
                    let title = action["title"].as_str().expect("a title").to_owned();
                    let what: String = title.chars().take_while(|c| !c.is_whitespace()).collect();
                    if !done.insert((rule.clone(), format!("{language} {what}"))) {
                        continue;
                    }
                    let mut edited = text.clone();
                    apply(&action["edit"], &path, &mut edited);
                    version += 1;
                    editor.change(&path, version, &[json!({ "text": edited })]);
                    editor.reload();
                    let left = editor.diagnostics(&path);
                    let [before, after] = [(&text, &diagnostics), (&edited, &left)].map(|(text, shown)| {
                        let same = |diagnostic: &&Value| {
                            diagnostic["code"] == rule && words_at(text, &diagnostic["range"], "utf-16") == words
                        };
                        let places = |one: &Value| 1 + one["relatedInformation"].as_array().map_or(0, Vec::len);
                        shown.iter().filter(same).map(places).sum::<usize>()
                    });
                    assert!(after < before, "{rule} «{words}» in {language}: {title}\n{:#}", action["edit"]);
                    let _ = fs::remove_file(dir.path().join("mtlint.toml"));
                    version += 1;
                    editor.change(&path, version, &[json!({ "text": text })]);
                    editor.reload();
                    editor.diagnostics(&path);
                }
            }
            editor.close(&path);
        }
    }
    let kinds: HashSet<&str> = done.iter().map(|(_, what)| what.as_str()).collect();
    for what in ["plaintext Let", "markdown Let", "html Let", "plaintext Never", "plaintext Replace"] {
        assert!(kinds.contains(what), "{what}: {kinds:?}");
    }
}

#[test]
fn a_comment_that_is_offered_silences_its_finding_and_changes_no_other() {
    const TWICE: &str = "شهردار گفت که تنش تنش میان دو محله پایان یافته است.";
    const OTHERS: [&str; 6] = [
        "استاندار از مردم مردم شهر خواست آرام باشند.",
        "باران دیروز دیروز همه خیابان‌ها را خیس کرد.",
        "کتابخانه تازه تازه پس از دو سال باز شد.",
        "راننده اتوبوس اتوبوس در ایستگاه پیاده شد.",
        "نانوایی محله محله ما صبح زود باز می‌شود.",
        "دانش‌آموزان مدرسه مدرسه را با شادی آراستند.",
    ];
    let pages = [
        "# ◆\n\n◇\n",
        "◆\n◇\n\n◇\n",
        "---\ntitle: x\n---\n# ◆\n\n◇\n",
        "---\ntitle: x\n---\n◆\n\n◇\n",
        "+++\ntitle = 'x'\n+++\n◆\n\n◇\n",
        "◇[^1]\n\n[^1]: ◇\n\n    ◆\n",
        "- ◇\n\n    ◆\n\n- ◇\n",
        "- ◇\n  - ◇\n\n    ◆\n",
        "- ◇\n- ◆\n- ◇\n",
        "- ◆\n- ◇\n",
        "1. ◇\n2. ◆\n3. ◇\n",
        "- [ ] ◇\n- [x] ◆\n",
        "| الف | ب |\n| --- | --- |\n| ◇ | ◇ |\n| ◆ | ◇ |\n| ◇ | ◆ |\n",
        "الف | ب\n--- | ---\n◆ | ◇\n◇ | ◆\n",
        "> ◇\n>\n> ◆\n",
        "> ◆\n> ◇\n",
        "# گزارش\n◆\n\n◇\n",
        "# ◆ #\n\n◇\n",
        "# ◆ {#id}\n\n◇\n",
        "◆\n===\n\n◇\n",
        "◆  \n◇\n",
        "◆\\\n◇\n",
        "**◆**\n\n*◇*\n",
        "[◆](https://example.com)، ◇\n",
        "<div>\n\n◆\n\n</div>\n\n◇\n",
        "<p>◆</p><p>◇</p>\n",
        "\u{FEFF}◆\r\n\r\n◇\r\n",
    ];
    let html = [
        "<!DOCTYPE html><html><body><article><h1>◆</h1><p>◇</p><p>◆</p></article></body></html>",
        "<!DOCTYPE html>\n<html>\n<body>\n<article>\n<h1>◇</h1>\n<p>◆</p>\n<p>◇</p>\n</article></body></html>\n",
        "<article><p\n  class=\"x\">◆</p><p>◇</p></article>\n",
        "<article><ul><li>◇</li><li>◆</li></ul><table><tr><td>◇</td><td>◆</td></tr></table></article>\n",
        "<article><p>◇<br>◆<br>◇</p></article>\n",
        "<article><p>گفت: <b>شهردار گفت که تنش\nتنش</b>، و رفت.</p><p>◇</p></article>\n",
    ];
    let dir = folder(&[]);
    let mut editor = Editor::in_folder(dir.path(), "utf-16", &[]);
    let (mut comments, mut entries) = (0, 0);
    let shapes =
        pages.iter().map(|page| (page, "a.md", "markdown")).chain(html.iter().map(|page| (page, "a.html", "html")));
    for (shape, name, language) in shapes {
        let path = dir.path().join(name);
        let others = OTHERS.iter().fold((*shape).to_owned(), |text, other| text.replacen('◇', other, 1));
        let text = others.replace('◆', TWICE);
        editor.open(&path, language, &text);
        let diagnostics = editor.diagnostics(&path);
        assert!(!diagnostics.is_empty(), "{shape}");
        // What is seen of a place does not tell where it is, which a comment moves.
        let seen = |text: &str, diagnostics: &[Value]| {
            let found = seen(text, diagnostics, "utf-16").into_iter();
            found.map(|(rule, _, words)| format!("{rule} {words}")).collect::<Vec<_>>()
        };
        for (at, diagnostic) in diagnostics.iter().enumerate() {
            let actions = editor.actions(&path, diagnostic);
            let lets = |action: &&Value| action["title"].as_str().is_some_and(|title| title.contains("Let "));
            let action = actions.iter().find(lets).unwrap_or_else(|| panic!("{shape}: {actions:#?}"));
            let mut edited = text.clone();
            apply(&action["edit"], &path, &mut edited);
            if edited == text {
                entries += 1;
                fs::remove_file(dir.path().join("mtlint.toml")).expect("an entry");
                continue;
            }
            comments += 1;
            editor.change(&path, 2, &[json!({ "text": edited })]);
            let left = editor.diagnostics(&path);
            let mut wanted = seen(&text, &diagnostics);
            wanted.remove(at);
            assert_eq!(seen(&edited, &left), wanted, "{shape}\n{edited}");
            editor.change(&path, 3, &[json!({ "text": text })]);
            editor.diagnostics(&path);
        }
        editor.close(&path);
    }
    // A comment would reach both of two in a block.
    assert!(comments > 50 && entries < 20, "{comments} comments, {entries} entries");
}

#[test]
fn a_quick_fix_makes_the_certain_edits_of_its_finding_and_no_other() {
    let dir = folder(&[]);
    let path = dir.path().join("article.txt");
    let mut editor = Editor::in_folder(dir.path(), "utf-16", &[]);
    let mut places = 0;
    for article in articles() {
        let text = fs::read_to_string(&article).expect("UTF-8");
        let findings = check(&text, &Settings::default()).findings;
        editor.open(&path, "plaintext", &text);
        let diagnostics = editor.diagnostics(&path);
        for (finding, diagnostic) in findings.iter().zip(&diagnostics).filter(|(finding, _)| !finding.edits.is_empty())
        {
            let actions = editor.actions(&path, diagnostic);
            let [mend] = actions.iter().filter(|action| action["isPreferred"] == true).collect::<Vec<_>>()[..] else {
                panic!("{actions:?}")
            };
            let mut edited = text.clone();
            apply(&mend["edit"], &path, &mut edited);
            let wanted = mtlint::fix::apply(&text, finding.edits.clone());
            assert_eq!(edited, wanted.text, "{}", finding.rule.name);
            places += wanted.edits;
        }
        editor.close(&path);
    }
    assert!(places > 100, "{places}");
}

#[test]
fn what_an_editor_mends_when_it_saves_is_what_check_fix_writes() {
    let dir = folder(&[]);
    let mut editor = Editor::in_folder(dir.path(), "utf-16", &[]);
    let mut mended = 0;
    for article in articles() {
        let text = fs::read_to_string(&article).expect("UTF-8");
        for shape in [text.clone(), format!("\u{FEFF}{}", text.replace('\n', "\r\n"))] {
            let path = dir.path().join("article.txt");
            fs::write(&path, &shape).expect("written");
            mtlint(dir.path(), &["check", "--fix", "--quiet", "article.txt"]);
            let wanted = fs::read_to_string(&path).expect("readable");
            editor.open(&path, "plaintext", &shape);
            for kinds in [&["source.fixAll"][..], &["source.fixAll.mtlint"], &["source.organizeImports", "source"]] {
                let actions = editor.actions_of_kind(&path, &shape, kinds);
                let mut edited = shape.clone();
                for action in &actions {
                    assert_eq!(action["kind"], "source.fixAll.mtlint");
                    apply(&action["edit"], &path, &mut edited);
                }
                assert_eq!(edited, wanted, "{}", article.display());
                assert_eq!(actions.len(), usize::from(shape != wanted));
                mended += actions.len();
            }
            assert_eq!(
                editor.actions_of_kind(&path, &shape, &["source.fixAll.other", "refactor"]),
                Vec::<Value>::new()
            );
            editor.close(&path);
        }
    }
    assert!(mended > 60, "{mended}");
}

#[test]
fn a_place_that_can_be_mended_offers_to_mend_the_whole_text() {
    let dir = folder(&[("mtlint.toml", b"[[silence]]\nrule = \"doubled-mark\"\nreason = \"x\"")]);
    let text =
        format!("{CLEAN_FA}\n\nشورا , که بودجه را تصویب کرد, شنبه دوباره می\u{200C}نشیند،، و رأی می\u{200C}گیرد.");
    let mut editor = Editor::in_folder(dir.path(), "utf-16", &[]);
    let path = dir.path().join("a.txt");
    editor.open(&path, "plaintext", &text);
    let at = |byte| json!({ "start": position_of(&text, byte), "end": position_of(&text, byte) });
    let mut kinds = |byte| -> HashSet<String> {
        let with = json!({ "range": at(byte), "context": { "diagnostics": [] } });
        let actions = editor.ask_about("textDocument/codeAction", &path, with);
        let kinds = actions.as_array().expect("a list").iter();
        kinds.map(|action| action["kind"].as_str().expect("a kind").to_owned()).collect()
    };
    assert!(kinds(0).is_empty());
    let comma = text.find(',').expect("it is there");
    assert_eq!(kinds(comma), HashSet::from(["quickfix".to_owned(), "source.fixAll.mtlint".to_owned()]));
    let actions = editor.actions_of_kind(&path, &text, &["source.fixAll"]);
    let mut edited = text.clone();
    apply(&actions[0]["edit"], &path, &mut edited);
    // What is silenced stays.
    assert!(!edited.contains(',') && edited.contains("،،"), "{edited}");
    // Markup is not mended as a whole, as on the command line; each place may be.
    let page = dir.path().join("a.md");
    editor.open(&page, "markdown", &text);
    assert_eq!(editor.actions_of_kind(&page, &text, &["source.fixAll"]), Vec::<Value>::new());
    assert!(!editor.actions_of_kind(&page, &text, &["quickfix"]).is_empty());
}

#[test]
fn nothing_that_a_client_sends_ends_the_server() {
    let mut editor = Editor::silent(&["--stdio"]);
    let refused = |message: &Message, code: i32| match message {
        Message::Response(response) => response.response_result.as_ref().err().filter(|e| e.code == code).map(drop),
        _ => None,
    };
    let early = editor.request("textDocument/hover", json!({}));
    assert_eq!(editor.answer(&early), Err(-32002));
    editor.ask("initialize", json!({ "capabilities": { "general": 7 }, "workspaceFolders": "no" }));
    for damaged in ["Content-Length: 3\r\n\r\n{]}", "nonsense\r\n", "Content-Length: 2\r\n\r\n[]"] {
        editor.input.write_all(damaged.as_bytes()).expect("the server reads");
    }
    let body = r#"{"jsonrpc":"2.0","id":77,"method":8}"#;
    write!(editor.input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server reads");
    editor.hear(|message| refused(message, -32600));
    let unknown = editor.request("textDocument/astrology", json!({}));
    assert_eq!(editor.answer(&unknown), Err(-32601));
    for method in ["textDocument/didOpen", "textDocument/didChange", "$/cancelRequest", "stars/twinkle"] {
        editor.notify(method, json!({ "textDocument": { "uri": "no uri" } }));
    }
    for params in [json!({}), json!({ "textDocument": { "uri": "file:///nowhere.txt" } })] {
        let id = editor.request("textDocument/codeAction", params);
        assert!(matches!(editor.answer(&id), Ok(Value::Null) | Err(-32602)));
    }
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    let late = editor.request("textDocument/hover", json!({}));
    assert_eq!(editor.answer(&late), Err(-32600));
    editor.notify("exit", Value::Null);
    assert_eq!(editor.exit_code(), Some(0));
}

#[test]
fn an_editor_that_leaves_without_a_word_is_told_by_the_exit_code() {
    let dir = folder(&[]);
    assert_eq!(Editor::silent(&[]).exit_code(), Some(1));
    let mut editor = Editor::in_folder(dir.path(), "utf-16", &[]);
    editor.notify("exit", Value::Null);
    assert_eq!(editor.exit_code(), Some(1));
}

#[test]
fn a_question_waits_for_its_answer_until_it_is_cancelled() {
    let dir = folder(&[]);
    let path = dir.path().join("long.txt");
    let mut editor = Editor::in_folder(dir.path(), "utf-16", &[]);
    editor.open(&path, "plaintext", &format!("{LOOP_FA}\n\n").repeat(2000));
    let about = json!({ "textDocument": { "uri": uri(&path) } });
    let waits = editor.request("textDocument/codeLens", about.clone());
    let cancelled = editor.request("textDocument/codeLens", about);
    editor.notify("$/cancelRequest", json!({ "id": cancelled }));
    assert_eq!(editor.answer(&cancelled), Err(-32800));
    assert!(editor.answer(&waits).expect("an answer").is_array());
}

#[test]
fn a_diagnostic_says_what_the_check_says() {
    let dir = folder(&[]);
    let path = dir.path().join("a.txt");
    let mut editor = Editor::in_folder(dir.path(), "utf-16", &[]);
    let text = format!("{CLEAN_FA}\n\n{LOOP_FA}");
    editor.open(&path, "plaintext", &text);
    let diagnostics = editor.diagnostics(&path);
    let [diagnostic] = &diagnostics[..] else { panic!("{diagnostics:?}") };
    assert_eq!(diagnostic["code"], "decoder-loop");
    assert_eq!(diagnostic["severity"], 1);
    assert_eq!(diagnostic["source"], "mtlint");
    assert!(diagnostic["message"].as_str().expect("a sentence").starts_with("Error: "));

    let hover = editor.ask_about("textDocument/hover", &path, json!({ "position": diagnostic["range"]["start"] }));
    let shown = hover["contents"]["value"].as_str().expect("Markdown");
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert!(shown.starts_with("**decoder-loop** · translation · critical") && shown.contains("## Why it matters"));
    assert_eq!(hover["range"], diagnostic["range"]);
    let nothing = editor.ask_about("textDocument/hover", &path, json!({ "position": { "line": 0, "character": 1 } }));
    assert_eq!(nothing, Value::Null);

    let lenses = editor.ask_about("textDocument/codeLens", &path, json!({}));
    assert_eq!(lenses[0]["range"]["start"], json!({ "line": 0, "character": 0 }));
    let title = lenses[0]["command"]["title"].as_str().expect("a title");
    assert!(
        title.starts_with("mtlint: translation ")
            && title.contains(" fail · typography ")
            && title.contains(" · 1 finding · "),
        "{title}"
    );

    let actions = editor.actions(&path, diagnostic);
    let kinds: HashSet<&str> = actions.iter().map(|action| action["kind"].as_str().expect("a kind")).collect();
    assert_eq!(kinds, HashSet::from(["quickfix"]));
    let preferred: Vec<_> = actions.iter().filter(|action| action["isPreferred"] == true).collect();
    assert!(
        matches!(preferred[..], [action] if action["title"].as_str().is_some_and(|title| title.starts_with("Replace")))
    );
    let with =
        json!({ "range": diagnostic["range"], "context": { "diagnostics": [], "only": ["source.organizeImports"] } });
    assert_eq!(editor.ask_about("textDocument/codeAction", &path, with), json!([]));
}

#[test]
fn notes_in_another_language_are_left_alone() {
    let dir = folder(&[]);
    let path = dir.path().join("README.md");
    let text = fs::read_to_string(project("ARCHITECTURE.md")).expect("readable");
    assert!(!expected(&text).is_empty(), "the check has something to say of it");
    let mut editor = Editor::in_folder(dir.path(), "utf-16", &[]);
    editor.open(&path, "markdown", &text);
    assert!(editor.diagnostics(&path).is_empty());
    assert_eq!(editor.ask_about("textDocument/codeLens", &path, json!({})), json!([]));
}

#[test]
fn a_text_that_is_too_large_is_not_shown_as_one_without_findings() {
    let dir = folder(&[("mtlint.toml", b"max-bytes = 100\n")]);
    let path = dir.path().join("a.txt");
    let mut editor = Editor::in_folder(dir.path(), "utf-16", &[]);
    editor.open(&path, "plaintext", LOOP_FA);
    let diagnostics = editor.diagnostics(&path);
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    assert!(diagnostics[0]["message"].as_str().is_some_and(|said| said.contains("larger than 100 bytes")));
    assert_eq!(diagnostics[0]["range"]["start"], json!({ "line": 0, "character": 0 }));
}

#[test]
fn places_that_belong_together_and_needless_text_are_marked() {
    let dir = folder(&[]);
    let mut editor = Editor::in_folder(dir.path(), "utf-16", &[]);
    let (mut related, mut needless) = (0, 0);
    for article in articles() {
        let path = dir.path().join("a.txt");
        let text = fs::read_to_string(&article).expect("UTF-8");
        editor.open(&path, "plaintext", &text);
        let findings = check(&text, &Settings::default()).findings;
        for (finding, diagnostic) in findings.iter().zip(editor.diagnostics(&path)) {
            let own = diagnostic["relatedInformation"].as_array().map_or(&[][..], Vec::as_slice);
            let places = own.iter().map(|place| words_at(&text, &place["location"]["range"], "utf-16"));
            assert!(places.eq(finding.related.iter().take(32).map(|span| span.of(&text))), "{diagnostic}");
            related += own.len();
            assert_eq!(diagnostic["tags"] == json!([1]), finding.rule.name == "page-furniture");
            needless += usize::from(diagnostic["tags"] == json!([1]));
        }
        editor.close(&path);
    }
    assert!(related > 0 && needless > 0);
}

#[test]
fn the_configuration_of_each_file_holds_and_is_read_again_when_it_changes() {
    let dir = folder(&[("desk/mtlint.toml", b"ignore = [\"decoder-loop\"]"), ("desk/words.txt", b"")]);
    let (free, desk) = (dir.path().join("a.txt"), dir.path().join("desk/a.txt"));
    let config = dir.path().join("desk/mtlint.toml");
    let mut editor = Editor::in_folder(dir.path(), "utf-16", &[]);
    let watched = |message: &Message| match message {
        Message::Request(request) if request.method == "client/registerCapability" => Some(request.params.clone()),
        _ => None,
    };
    assert!(editor.hear(watched).to_string().contains("**/mtlint.toml"));
    for path in [&free, &desk] {
        editor.open(path, "plaintext", LOOP_FA);
    }
    let count = |editor: &mut Editor| {
        [&free, &desk].map(|path| {
            let uri = uri(path);
            editor.ask_about("textDocument/codeLens", path, json!({}));
            let shown = editor.heard.iter().rev().find_map(|message| match message {
                Message::Notification(n) if n.params["uri"] == uri => n.params["diagnostics"].as_array().map(Vec::len),
                _ => None,
            });
            shown.expect("diagnostics")
        })
    };
    assert_eq!(count(&mut editor), [1, 0]);

    fs::write(&config, "[terms]\nextend = [\"words.txt\"]").expect("written");
    editor.reload();
    assert_eq!(count(&mut editor), [1, 1]);
    editor.heard.retain(|message| watched(message).is_some());
    assert!(editor.hear(watched).to_string().contains("words.txt"));

    editor.notify("workspace/didChangeConfiguration", json!({ "settings": { "mtlint": { "select": ["kashida"] } } }));
    assert_eq!(count(&mut editor), [0, 0]);
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": { "mtlint": { "selct": ["kashida"] } } }));
    let said = editor.hear_notification("window/showMessage");
    assert!(said["message"].as_str().is_some_and(|said| said.contains("select")), "{said}");
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": {} }));
    assert_eq!(count(&mut editor), [1, 1]);

    // A file that cannot be used says so where it is wrong; until it is mended the last one holds.
    fs::write(&config, "[terms]\nextent = [\"words.txt\"]").expect("written");
    editor.heard.clear();
    editor.reload();
    let uri = uri(&config);
    let wrong = editor.hear(|message| match message {
        Message::Notification(n) if n.params["uri"] == uri => Some(n.params["diagnostics"].clone()),
        _ => None,
    });
    assert_eq!(wrong[0]["range"]["start"], json!({ "line": 1, "character": 0 }));
    assert_eq!(count(&mut editor), [1, 1]);
    fs::write(&config, "ignore = [\"decoder-loop\"]").expect("written");
    editor.heard.clear();
    editor.reload();
    assert_eq!(count(&mut editor), [1, 0]);
}

#[test]
fn an_entry_goes_into_the_folder_of_the_workspace_that_the_article_is_in() {
    let dir = folder(&[("a/x.txt", b""), ("b/wire/x.txt", b"")]);
    let mut editor = Editor::in_folder(&dir.path().join("a"), "utf-16", &[]);
    let (b, path) = (dir.path().join("b"), dir.path().join("b/wire/x.txt"));
    let event = json!({ "added": [{ "uri": uri(&b), "name": "b" }], "removed": [] });
    editor.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    editor.open(&path, "plaintext", LOOP_FA);
    let diagnostics = editor.diagnostics(&path);
    let actions = editor.actions(&path, &diagnostics[0]);
    let [create, edit] = &actions[1]["edit"]["documentChanges"].as_array().expect("a list")[..] else {
        panic!("{actions:?}")
    };
    assert_eq!(create["uri"], uri(&b.join("mtlint.toml")));
    assert!(
        edit["edits"][0]["newText"].as_str().is_some_and(|entry| entry.contains("path = \"wire/x.txt\"")),
        "{edit}"
    );
}

#[test]
fn entries_are_added_to_a_configuration_without_touching_what_is_there() {
    let before = "# The desk's own.\n[terms]\nallow = [\n    \"الف\", # a name\n]\n\n[[silence]]\nrule = \"kashida\"\nreason = \"a \\\"title\\\"\"\n";
    for ending in ["\n", "\r\n"] {
        let before = before.replace('\n', ending);
        let dir = folder(&[("mtlint.toml", before.as_bytes())]);
        let path = dir.path().join("خبر [1].txt");
        let mut text = LOOP_FA.to_owned();
        let mut editor = Editor::in_folder(dir.path(), "utf-16", &[]);
        editor.open(&path, "plaintext", &text);
        let diagnostics = editor.diagnostics(&path);
        let actions = editor.actions(&path, &diagnostics[0]);
        let lets = |action: &&Value| action["title"].as_str().is_some_and(|title| title.starts_with("Let"));
        apply(&actions.iter().find(lets).expect("an action")["edit"], &path, &mut text);
        let after = fs::read_to_string(dir.path().join("mtlint.toml")).expect("readable");
        let entry = after.strip_prefix(&before).expect("what was there stays");
        assert_eq!(text, LOOP_FA);
        assert!(entry.starts_with(&"\n[[silence]]\nrule = \"decoder-loop\"\n".replace('\n', ending)), "{entry}");
        assert_eq!(entry.matches('\n').count(), entry.matches(ending).count(), "{entry:?}");
        editor.reload();
        assert!(editor.diagnostics(&path).is_empty());
    }
}

#[test]
fn the_settings_on_the_page_of_editors_are_well_formed() {
    let page = fs::read_to_string(project("docs/editors.md")).expect("there is a page");
    let blocks = |language: &str| {
        let opening = format!("```{language}\n");
        let parts = page.split(&opening).skip(1).map(|part| part.split("```").next());
        parts.flatten().map(str::to_owned).collect::<Vec<_>>()
    };
    for block in blocks("toml") {
        let languages: toml::Table = toml::from_str(&block).expect("TOML");
        assert_eq!(languages["language-server"]["mtlint"]["args"][0].as_str(), Some("lsp"));
    }
    for block in blocks("json") {
        serde_json::from_str::<Value>(&block).expect("JSON");
    }
    assert_eq!([blocks("toml").len(), blocks("json").len(), blocks("lua").len()], [1, 1, 2]);
}

#[test]
fn messages_are_in_the_language_that_the_editor_or_the_command_line_says() {
    let dir = folder(&[]);
    let path = dir.path().join("a.txt");
    let opening = |editor: &mut Editor| {
        let diagnostics = editor.diagnostics(&path);
        diagnostics[0]["message"].as_str().expect("a sentence").trim_start_matches('\u{2067}').to_owned()
    };
    let mut editor = Editor::in_folder(dir.path(), "utf-16", &["--ui-lang", "fa"]);
    editor.open(&path, "plaintext", LOOP_FA);
    assert!(opening(&mut editor).starts_with("خطا: "));
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": { "mtlint": { "ui-lang": "ar" } } }));
    assert!(opening(&mut editor).starts_with("خطأ: "));
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": { "mtlint": { "ui-lang": "xx" } } }));
    let said = editor.hear_notification("window/showMessage");
    assert!(said["message"].as_str().is_some_and(|said| said.contains("en, fa, ar")), "{said}");
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": { "mtlint": {} } }));
    assert!(opening(&mut editor).starts_with("خطا: "));
}
