//! The check over HTTP, as other programs meet it.

use crate::cli::{CLEAN_FA, LOOP_FA, folder, mtlint, out};
use crate::project;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A service that ends with its test.
struct Service {
    child: Child,
    address: String,
}

impl Service {
    fn start(dir: &Path, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mtlint"))
            .current_dir(dir)
            .args([&["serve", "--port", "0"], args].concat())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut line = String::new();
        BufReader::new(child.stderr.take().expect("piped")).read_line(&mut line).expect("a line");
        let address = line.trim().strip_prefix("mtlint: listening on http://").expect("an address").to_owned();
        Self { child, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
        stream
    }

    /// The status, the head and the body of the answer to a request.
    fn ask(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> (u16, String, String) {
        let mut stream = self.connect();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}content-length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).expect("sent");
        // A body that is refused may not be read to its end.
        let _ = stream.write_all(body);
        answer(stream)
    }

    /// The answer to a file that is sent as it is.
    fn send(&self, query: &str, kind: &str, bytes: &[u8]) -> (u16, Value) {
        let headers = if kind.is_empty() { String::new() } else { format!("content-type: {kind}\r\n") };
        let (status, _, body) = self.ask("POST", &format!("/v1/check{query}"), &headers, bytes);
        (status, serde_json::from_str(&body).expect("JSON"))
    }

    /// The report of files that are chosen on the page.
    fn choose(&self, files: &[(&str, &[u8])], headers: &str) -> (u16, String) {
        let mut form = Vec::new();
        for (name, bytes) in files {
            let part = "content-disposition: form-data; name=\"file\"; filename=";
            form.extend(format!("--seam\r\n{part}\"{name}\"\r\n\r\n").bytes());
            form.extend(*bytes);
            form.extend(b"\r\n");
        }
        form.extend(b"--seam--\r\n");
        let headers = format!("content-type: multipart/form-data; boundary=seam\r\n{headers}");
        let (status, _, body) = self.ask("POST", "/", &headers, &form);
        (status, body)
    }

    fn check(&self, article: &Value) -> (u16, Value) {
        let (status, _, body) =
            self.ask("POST", "/v1/check", "content-type: application/json\r\n", article.to_string().as_bytes());
        (status, serde_json::from_str(&body).expect("JSON"))
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn answer(mut stream: TcpStream) -> (u16, String, String) {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    (status, head.to_ascii_lowercase(), body.to_owned())
}

/// The schema of a part of the interface.
fn part(name: &str) -> jsonschema::Validator {
    let text = fs::read_to_string(project("src/cli/serve/openapi.json")).expect("it is there");
    let mut document: Value = serde_json::from_str(&text).expect("JSON");
    document["$ref"] = json!(format!("#/components/schemas/{name}"));
    jsonschema::validator_for(&document).expect("a schema")
}

#[test]
fn the_answer_is_the_document_that_the_check_prints() {
    let service = Service::start(&project(""), &["--isolated"]);
    let schema = part("Document");
    for entry in fs::read_dir(project("corpora/fa")).expect("articles") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("an article");
        let name = path.to_string_lossy();
        let (status, document) = service.check(&json!({"text": text, "path": name}));
        let printed = mtlint(&project(""), &["check", "--isolated", "--format", "jsonl", "--exit-zero", &name]);
        assert_eq!((status, &document), (200, &serde_json::from_str(&out(&printed)).expect("JSON")), "{name}");
        assert!(schema.is_valid(&document), "{name}");
    }
    let (status, head, body) =
        service.ask("POST", "/v1/check", "content-type: text/plain; charset=utf-8\r\n", LOOP_FA.as_bytes());
    assert_eq!(status, 200);
    assert!(head.contains("content-type: application/json") && body.contains("decoder-loop"), "{head}\n{body}");
}

#[test]
fn the_configuration_of_the_folder_and_the_language_of_the_request_hold() {
    let config = "[terms]\nallow = [\"در استان جنوبی در استان جنوبی در استان جنوبی\"]\n[[silence]]\nrule = \"decoder-loop\"\nreason = \"x\"";
    let dir = folder(&[("mtlint.toml", config.as_bytes())]);
    let service = Service::start(dir.path(), &[]);
    let (_, document) = service.check(&json!({"text": LOOP_FA}));
    assert_eq!(document["findings"], json!([]));
    let (_, document) = service.check(&json!({"text": CLEAN_FA, "lang": "ar"}));
    assert_eq!(document["lang"], "ar");
}

#[test]
fn the_page_takes_an_article_and_gives_the_report() {
    let dir = folder(&[]);
    let service = Service::start(dir.path(), &["--isolated"]);
    let (status, head, page) = service.ask("GET", "/", "", b"");
    assert_eq!(status, 200);
    assert!(head.contains("content-type: text/html") && page.contains("<textarea"), "{head}");
    let hostile = "<script>alert(1)</script></textarea> ";
    let encoded: String = format!("{hostile}{LOOP_FA}").bytes().map(|byte| format!("%{byte:02X}")).collect();
    let form = format!("text={encoded}");
    let (status, head, report) =
        service.ask("POST", "/", "content-type: application/x-www-form-urlencoded\r\n", form.as_bytes());
    assert_eq!(status, 200, "{report}");
    assert!(head.contains("content-type: text/html"));
    assert!(report.contains("decoder-loop") && report.contains("Content-Security-Policy"));
    assert!(!report.contains("<script>alert") && !report.contains("</textarea>"));
}

/// Every byte as an address writes it.
fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// What the command line prints of a file.
fn printed(dir: &Path, name: &str) -> Value {
    let printed = mtlint(dir, &["check", "--isolated", "--format", "jsonl", "--exit-zero", name]);
    serde_json::from_str(&out(&printed)).expect("JSON")
}

#[test]
fn a_file_is_sent_as_it_is_and_checked_as_on_the_command_line() {
    let page = fs::read(project("tests/pages/agency-fa.html")).expect("a page");
    let article = fs::read_to_string(project("corpora/fa/mt-grain-corridor.txt")).expect("an article");
    let arabic = fs::read_to_string(project("tests/pages/old-daily-ar.html")).expect("a page");
    let old = encoding_rs::WINDOWS_1256.encode(&arabic.replace("utf-8", "windows-1256")).0.into_owned();
    let utf_16: Vec<u8> = "\u{FEFF}"
        .chars()
        .chain(article.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let with_mark = format!("\u{FEFF}{article}");
    let files: [(&str, &str, &[u8]); 9] = [
        ("a.txt", "text/plain", article.as_bytes()),
        ("mark.txt", "text/plain;charset=UTF-8", with_mark.as_bytes()),
        ("wide.txt", "Text/Plain", &utf_16),
        ("خبر 1.html", "text/html", &page),
        ("x.xhtml", "application/xhtml+xml; charset=\"utf-8\"", &page),
        ("old.html", "text/html", &old),
        ("old.htm", "text/html; charset=utf-8", &old),
        (
            "n.md",
            "text/markdown",
            b"# \xD8\xAE\xD8\xA8\xD8\xB1\n\n*\xD8\xA8\xD8\xA7* \xD8\xA8\xD8\xA7 \xD8\xA8\xD8\xA7\n",
        ),
        ("empty.txt", "text/plain", b""),
    ];
    let dir = folder(&files.map(|(name, _, bytes)| (name, bytes)));
    let service = Service::start(dir.path(), &["--isolated"]);
    let schema = part("Document");
    for (name, kind, bytes) in files {
        let expected = printed(dir.path(), name);
        assert!(schema.is_valid(&expected), "{name}");
        let query = format!("?filename={}", escaped(name));
        for kind in [kind, "", "application/octet-stream"] {
            let (status, document) = service.send(&query, kind, bytes);
            // Without a type and without a byte nothing was sent.
            if bytes.is_empty() && kind.is_empty() {
                assert_eq!(status, 400, "{document}");
            } else {
                assert_eq!((status, document), (200, expected.clone()), "{name} as {kind:?}");
            }
        }
    }
    let (_, document) = service.send("?filename=old.html", "", &old);
    assert_eq!(document["encoding"], "windows-1256");
    let (_, document) = service.send("?lang=ar", "text/plain", CLEAN_FA.as_bytes());
    assert_eq!((&document["path"], &document["lang"]), (&json!("article"), &json!("ar")));
}

#[test]
fn what_a_request_says_of_a_file_stands_above_its_name() {
    let dir = folder(&[]);
    let service = Service::start(dir.path(), &["--isolated"]);
    let markup = format!("<p>{LOOP_FA} وزیر <b>وزیر</b> گفت که کار ادامه دارد.</p>");
    let found = |(status, document): (u16, Value)| -> Vec<String> {
        assert_eq!(status, 200, "{document}");
        let findings = document["findings"].as_array().expect("a list").iter();
        findings.map(|finding| finding["text"].as_str().expect("words").to_owned()).collect()
    };
    let page = found(service.send("?filename=a.txt", "text/html", markup.as_bytes()));
    assert!(page.contains(&"وزیر وزیر".to_owned()), "{page:?}");
    assert_eq!(found(service.check(&json!({"text": markup, "type": "text/html", "path": "a.txt"}))), page);
    assert_eq!(found(service.check(&json!({"text": markup, "type": "application/xhtml+xml"}))), page);
    let plain = found(service.send("?filename=a.html", "text/plain", markup.as_bytes()));
    assert_ne!(plain, page);
    assert_eq!(found(service.check(&json!({"text": markup, "path": "a.html"}))), plain);
    // Too short to show by itself which encoding it is in.
    let (old, ..) = encoding_rs::WINDOWS_1256.encode("الوزير الوزير قال");
    assert_eq!(service.send("", "text/plain", &old).0, 400);
    assert_eq!(found(service.send("", "text/plain; charset=windows-1256", &old)), ["الوزير الوزير"]);
    let (status, said) = service.send("?filename=a%0Ab", "text/plain; charset=shift_jis", &old);
    assert_eq!(status, 400);
    assert!(said["detail"].as_str().is_some_and(|said| said.starts_with("a⟨LF⟩b: is Shift_JIS")), "{said}");
}

#[test]
fn files_that_are_chosen_on_the_page_are_reported_together() {
    let dir = folder(&[]);
    let service = Service::start(dir.path(), &["--isolated"]);
    let page = fs::read(project("tests/pages/agency-fa.html")).expect("a page");
    let (status, report) = service.choose(&[("خبر.html", &page)], "");
    assert_eq!(status, 200, "{report}");
    assert!(
        report.contains("خبر.html") && report.contains("collapsed-pair") && report.contains("Content-Security-Policy")
    );
    let files = [("a.txt", LOOP_FA.as_bytes()), ("<script>.txt", CLEAN_FA.as_bytes()), ("b.txt", b"\x00\x01")];
    let (status, report) = service.choose(&files, "");
    assert_eq!(status, 200, "{report}");
    assert!(report.contains("decoder-loop") && report.contains("binary file") && !report.contains("<script>.txt"));
    // A browser whose user chose nothing sends a file without a name.
    let (status, said) = service.choose(&[("", b"")], "");
    assert_eq!(status, 400);
    assert!(said.contains("no file was chosen"), "{said}");
    let (status, said) = service.choose(&[("", b"")], "accept: text/html,*/*;q=0.8\r\n");
    assert_eq!(status, 400);
    assert!(said.contains("<textarea") && said.contains("role=\"alert\">no file was chosen</p>"), "{said}");
    for broken in [&b""[..], b"--other\r\n", b"--seam\r\ncontent-disposition: form-data; filename=\"a\"\r\n\r\ncut"] {
        let kind = "content-type: multipart/form-data; boundary=seam\r\n";
        assert_eq!(service.ask("POST", "/", kind, broken).0, 400);
    }
    assert_eq!(service.ask("POST", "/", "content-type: multipart/form-data\r\n", b"x").0, 400);
}

#[test]
fn who_sends_too_much_hears_so_when_it_is_sent() {
    let dir = folder(&[]);
    let service = Service::start(dir.path(), &["--isolated", "--max-request-bytes", "3000000", "--timeout", "120"]);
    let huge = vec![b' '; 8_000_000];
    let (status, page) = service.choose(&[("a.txt", &huge)], "accept: text/html\r\n");
    assert_eq!(status, 413);
    assert!(page.contains("role=\"alert\">a request has at most 3000000 bytes"), "{page}");
    assert_eq!(service.send("", "text/plain", &huge).0, 413);
    // What is under the limit is taken in every way.
    let text = format!("{LOOP_FA}{}", " ".repeat(2_600_000));
    assert_eq!(service.choose(&[("a.txt", text.as_bytes())], "").0, 200);
    let form = format!("text={}", text.replace(' ', "+"));
    let (status, _, report) =
        service.ask("POST", "/", "content-type: application/x-www-form-urlencoded\r\n", form.as_bytes());
    assert_eq!(status, 200, "{report}");
    // Who asks first is not made to send.
    let mut stream = service.connect();
    let head = "POST /v1/check HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: text/plain\r\nexpect: 100-continue\r\ncontent-length: 8000000\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("sent");
    assert_eq!(answer(stream).0, 413);
}

#[test]
fn what_cannot_be_done_is_told_as_a_problem_with_the_number_of_the_request() {
    let dir = folder(&[]);
    let service = Service::start(dir.path(), &["--isolated", "--max-request-bytes", "1000"]);
    let schema = part("Problem");
    let json_type = "content-type: application/json\r\n";
    let large = vec![b'x'; 100_000];
    for (method, path, headers, body, expected) in [
        ("POST", "/v1/check", json_type, &b"{"[..], 400),
        ("POST", "/v1/check", json_type, b"{\"text\": 1}", 400),
        ("POST", "/v1/check", json_type, b"{\"text\": \"\\ud800\"}", 400),
        ("POST", "/v1/check", json_type, b"{\"txt\": \"x\"}", 400),
        ("POST", "/v1/check", json_type, b"{\"text\": \"x\", \"lang\": \"xx\"}", 422),
        ("POST", "/v1/check", json_type, b"{\"text\": \"x\", \"type\": \"text/rtf\"}", 422),
        ("POST", "/v1/check", "content-type: text/plain\r\n", b"\xFF", 400),
        ("POST", "/v1/check", "content-type: text/plain\r\n", b"a\0b", 400),
        ("POST", "/v1/check", "content-type: text/plain; charset=klingon\r\n", b"x", 415),
        ("POST", "/v1/check?file=a.html", "content-type: text/plain\r\n", b"x", 400),
        ("POST", "/v1/check?lang=xx", "content-type: text/plain\r\n", b"x", 422),
        ("POST", "/v1/check?lang=xx", json_type, b"{\"text\": \"x\", \"lang\": \"fa\"}", 422),
        ("POST", "/v1/check", "content-type: application/x-www-form-urlencoded\r\n", b"x", 415),
        ("POST", "/v1/check", "content-type: image/png\r\n", b"x", 415),
        ("POST", "/v1/check", json_type, &large, 413),
        ("GET", "/v1/check", "", b"", 405),
        ("GET", "/nothing", "", b"", 404),
        ("POST", "/", "content-type: text/plain\r\n", b"x", 415),
        ("POST", "/", "content-type: application/x-www-form-urlencoded\r\n", b"x=1", 400),
    ] {
        let (status, head, body) = service.ask(method, path, &format!("x-request-id: r-1\r\n{headers}"), body);
        assert_eq!(status, expected, "{method} {path}: {body}");
        assert!(head.contains("application/problem+json") && head.contains("x-request-id: r-1"), "{head}");
        let problem: Value = serde_json::from_str(&body).expect("JSON");
        assert!(schema.is_valid(&problem), "{body}");
        assert_eq!((&problem["status"], &problem["request_id"]), (&json!(expected), &json!("r-1")));
    }
    let (_, head, _) = service.ask("GET", "/nothing", "x-request-id: a b\r\n", b"");
    assert!(!head.contains("a b") && head.contains("x-request-id: "), "{head}");
}

#[test]
fn a_body_without_a_length_is_limited_as_well() {
    let dir = folder(&[]);
    let service = Service::start(dir.path(), &["--isolated", "--max-request-bytes", "1000"]);
    let mut stream = service.connect();
    let head = "POST /v1/check HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("sent");
    for _ in 0..100 {
        if stream.write_all(format!("64\r\n{}\r\n", "x".repeat(100)).as_bytes()).is_err() {
            break;
        }
    }
    let _ = stream.write_all(b"0\r\n\r\n");
    assert_eq!(answer(stream).0, 413);
}

#[test]
fn slow_and_broken_clients_take_nobodys_place() {
    let dir = folder(&[]);
    let service = Service::start(dir.path(), &["--isolated", "--timeout", "5"]);
    // Heads and bodies that never end, heads that are none, clients that are gone.
    let mut held: Vec<TcpStream> = Vec::new();
    for at in 0..60 {
        let mut stream = service.connect();
        let start: &[u8] = match at % 3 {
            0 => b"POST /v1/che",
            1 => b"POST /v1/check HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 100\r\n\r\nab",
            _ => b"\x16\x03\x01 what is this\r\n\r\n",
        };
        let _ = stream.write_all(start);
        if at % 2 == 0 {
            held.push(stream);
        }
    }
    let (status, document) = service.check(&json!({"text": CLEAN_FA}));
    assert_eq!((status, &document["verdict"]), (200, &json!("review")));
    let mut slow = service.connect();
    let head = "POST /v1/check HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: text/plain\r\ncontent-length: 100\r\n\r\nab";
    slow.write_all(head.as_bytes()).expect("sent");
    assert_eq!(answer(slow).0, 408);
}

#[test]
fn many_clients_at_once_get_their_own_answers() {
    let dir = folder(&[]);
    let service = Service::start(dir.path(), &["--isolated"]);
    std::thread::scope(|scope| {
        for client in 0..8 {
            let service = &service;
            scope.spawn(move || {
                for at in 0..10 {
                    let name = format!("{client}-{at}");
                    let text = if at % 2 == 0 { CLEAN_FA } else { LOOP_FA };
                    let (status, document) = service.check(&json!({"text": text, "path": name}));
                    assert_eq!((status, &document["path"]), (200, &json!(name)));
                    assert_eq!(document["findings"].as_array().expect("a list").is_empty(), at % 2 == 0);
                }
            });
        }
    });
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_told_to() {
    let dir = folder(&[]);
    let mut service = Service::start(dir.path(), &["--isolated"]);
    let (status, _, body) = service.ask("GET", "/healthz", "", b"");
    assert_eq!((status, body.as_str()), (200, "ok\n"));
    let told = Command::new("kill").arg(service.child.id().to_string()).status().expect("kill runs");
    assert!(told.success());
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(30) {
        if let Some(status) = service.child.try_wait().expect("a child") {
            assert!(status.success());
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("it goes on");
}

#[test]
fn an_address_that_is_taken_is_named() {
    let dir = folder(&[]);
    let service = Service::start(dir.path(), &["--isolated"]);
    let port = service.address.rsplit(':').next().expect("a port");
    let second = mtlint(dir.path(), &["serve", "--isolated", "--port", port]);
    assert_eq!(second.status.code(), Some(2));
    let said = String::from_utf8_lossy(&second.stderr);
    assert!(said.contains(&format!("cannot listen on 127.0.0.1:{port}")), "{said}");
}

#[test]
fn the_service_answers_in_the_language_that_a_request_asks_for() {
    let dir = folder(&[]);
    let service = Service::start(dir.path(), &["--isolated", "--ui-lang", "ar"]);
    let say = |article: Value, path: &str, headers: &str| {
        let headers = format!("content-type: application/json\r\n{headers}");
        let (status, _, body) = service.ask("POST", path, &headers, article.to_string().as_bytes());
        let body: Value = serde_json::from_str(&body).expect("JSON");
        (
            status,
            body["findings"][0]["message"]
                .as_str()
                .unwrap_or_default()
                .chars()
                .take_while(|c| *c != ':')
                .collect::<String>(),
        )
    };
    let plain = || json!({ "text": LOOP_FA });
    assert_eq!(say(plain(), "/v1/check", ""), (200, "خطأ".to_owned()));
    assert_eq!(say(plain(), "/v1/check", "accept-language: de, fa-IR;q=0.8, en;q=0.2\r\n"), (200, "خطا".to_owned()));
    assert_eq!(say(plain(), "/v1/check", "accept-language: fa;q=0, de;q=x, *\r\n"), (200, "خطأ".to_owned()));
    assert_eq!(say(plain(), "/v1/check?filename=a.txt&ui=en", "accept-language: fa\r\n"), (200, "Error".to_owned()));
    assert_eq!(say(json!({ "text": LOOP_FA, "ui_lang": "fa" }), "/v1/check?ui=en", ""), (200, "خطا".to_owned()));
    assert_eq!(say(plain(), "/v1/check?ui=xx", "").0, 422);
    assert_eq!(say(json!({ "text": LOOP_FA, "ui_lang": "xx" }), "/v1/check", "").0, 422);
    // The page on which people read what went wrong, too.
    for (path, lang) in [("/", "ar"), ("/?ui=fa", "fa"), ("/?ui=xx", "ar")] {
        let (_, _, page) = service.ask("POST", path, "accept: text/html\r\ncontent-type: text/plain\r\n", b"x");
        assert!(page.contains(&format!("<html lang=\"{lang}\"")) && page.contains("role=\"alert\""), "{page}");
    }
}

#[test]
fn the_page_to_paste_into_speaks_three_languages() {
    let dir = folder(&[]);
    let service = Service::start(dir.path(), &["--isolated"]);
    for (lang, direction, word) in [("en", "ltr", "Check"), ("fa", "rtl", "بررسی"), ("ar", "rtl", "افحص")] {
        let (status, _, page) = service.ask("GET", &format!("/?ui={lang}"), "", b"");
        assert_eq!(status, 200);
        assert!(page.contains(&format!("<html lang=\"{lang}\" dir=\"{direction}\">")), "{page}");
        assert!(page.contains(&format!(">{word}</button>")), "{page}");
        assert!(page.contains(&format!("lang=\"{lang}\" hreflang=\"{lang}\" aria-current=\"true\">")), "{page}");
        let headers = "content-type: application/x-www-form-urlencoded\r\naccept-language: fa\r\n";
        let (_, _, report) = service.ask("POST", &format!("/?ui={lang}"), headers, b"text=x");
        assert!(report.contains(&format!("<html lang=\"{lang}\" dir=\"{direction}\">")));
        assert!(page.split('@').nth(1).is_none_or(|place| place.len() >= 12), "every place is filled: {page}");
    }
    assert_eq!(service.ask("GET", "/?ui=xx", "", b"").0, 422);
}
