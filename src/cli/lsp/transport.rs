//! Messages over the standard input and output. Nothing that a client sends ends the server.

use lsp_server::{ErrorCode, Message, RequestId, ResponseError};
use serde_json::{Value, json};
use std::io::{self, BufRead, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// Largest message that is read: an article of the largest size, in escapes. A header that promises more is damaged.
const MOST_BYTES: usize = 512 << 20;

/// What comes in.
pub(super) enum Incoming {
    /// A message of the protocol.
    Message(Message),
    /// Something else: what to answer, and to which request where that can be read.
    Malformed(Option<RequestId>, ResponseError),
}

/// What goes out.
pub(super) enum Outgoing {
    /// A message of the protocol.
    Message(Message),
    /// The answer to something that has no name.
    Refusal(ResponseError),
}

/// Reads until the input ends.
pub(super) fn read(input: &mut impl BufRead, mut got: impl FnMut(Incoming)) {
    loop {
        match read_one(input) {
            Ok(Some(incoming)) => got(incoming),
            Ok(None) => return,
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                got(Incoming::Malformed(None, refusal(ErrorCode::ParseError, error.to_string())));
            }
            Err(_) => return,
        }
    }
}

/// The next message; `None` at the end of the input, an error of invalid data when a header is none. Then reading goes
/// on with the next line.
fn read_one(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            break;
        }
        let damaged =
            || io::Error::new(io::ErrorKind::InvalidData, format!("a header is \"Name: value\", not {line:?}"));
        let (name, value) = line.split_once(':').ok_or_else(damaged)?;
        if name.trim().eq_ignore_ascii_case("Content-Length") {
            length = Some(value.trim().parse().ok().filter(|&length| length <= MOST_BYTES).ok_or_else(damaged)?);
        }
    }
    let Some(length) = length else {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the header has no Content-Length"));
    };
    let mut body = Vec::new();
    if input.take(length as u64).read_to_end(&mut body)? < length {
        return Ok(None);
    }
    Ok(Some(parse(&body)))
}

fn parse(body: &[u8]) -> Incoming {
    if let Ok(message) = serde_json::from_slice(body) {
        return Incoming::Message(message);
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(value) => {
            let id = value.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
            Incoming::Malformed(id, refusal(ErrorCode::InvalidRequest, "this is no message".to_owned()))
        }
        Err(error) => Incoming::Malformed(None, refusal(ErrorCode::ParseError, error.to_string())),
    }
}

/// An error as the protocol says it.
pub(super) fn refusal(code: ErrorCode, message: String) -> ResponseError {
    ResponseError { code: code as i32, message, data: None }
}

/// A thread that writes what it is sent, until nobody sends any more. The receiver is cut off when it has written all.
pub(super) fn writer() -> (Sender<Outgoing>, Receiver<()>) {
    let (sender, outgoing) = channel();
    let (busy, written) = channel();
    thread::spawn(move || {
        write_all(&outgoing, &mut io::stdout().lock());
        drop(busy);
    });
    (sender, written)
}

fn write_all(outgoing: &Receiver<Outgoing>, output: &mut impl Write) {
    for outgoing in outgoing {
        let written = match outgoing {
            Outgoing::Message(message) => message.write(output),
            Outgoing::Refusal(error) => {
                let body = json!({ "jsonrpc": "2.0", "id": null, "error": error }).to_string();
                write!(output, "Content-Length: {}\r\n\r\n{body}", body.len()).and_then(|()| output.flush())
            }
        };
        // Whoever closed the output hears nothing more; the input says when to end.
        if written.is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(input: &str) -> Vec<String> {
        let mut got = Vec::new();
        read(&mut input.as_bytes(), |incoming| {
            got.push(match incoming {
                Incoming::Message(Message::Request(request)) => request.method,
                Incoming::Message(Message::Notification(notification)) => notification.method,
                Incoming::Message(Message::Response(response)) => response.id.to_string(),
                Incoming::Malformed(id, error) => format!("{:?} {}", id.map(|id| id.to_string()), error.code),
            });
        });
        got
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn reading_goes_on_after_everything_that_is_no_message() {
        let exit = framed(r#"{"jsonrpc":"2.0","method":"exit"}"#);
        for (damaged, said) in [
            (framed("{"), "None -32700"),
            (framed("[]"), "None -32600"),
            (framed(r#"{"id":7}"#), "Some(\"7\") -32600"),
            ("no header\r\n".to_owned(), "None -32700"),
            ("Content-Length: 99999999999999999999\r\n".to_owned(), "None -32700"),
            ("Content-Type: text\r\n\r\n".to_owned(), "None -32700"),
        ] {
            assert_eq!(read_text(&format!("{damaged}{exit}")), [said, "exit"], "{damaged:?}");
        }
    }

    #[test]
    fn a_message_that_is_cut_off_is_none() {
        assert!(read_text("Content-Length: 40\r\n\r\n{").is_empty());
    }
}
