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
        ("POST", "/v1/check", "content-type: text/plain\r\n", b"\xFF", 400),
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
    let service = Service::start(dir.path(), &["--isolated", "--timeout", "1"]);
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
