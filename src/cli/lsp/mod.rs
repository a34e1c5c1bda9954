//! `mtlint lsp`: the checker in an editor, over the Language Server Protocol.
//!
//! One thread reads, one writes, one (the server's) keeps the documents and answers; checks run beside them. A check
//! whose document changed meanwhile is dropped. Questions about a document wait for the check of what stands there now.

mod actions;
mod answers;
mod client;
mod examine;
mod positions;
mod server;
mod setups;
mod transport;

use super::CliError;
use super::args::LspArgs;
use server::{Event, Server};
use std::io;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// How long the end waits for an editor that does not read.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// The editor went away without a word.
const ABANDONED: u8 = 1;

pub(super) fn run(args: &LspArgs) -> Result<u8, CliError> {
    let (out, written) = transport::writer();
    let (events, incoming) = channel();
    let from_editor = events.clone();
    thread::spawn(move || {
        transport::read(&mut io::stdin().lock(), |incoming| drop(from_editor.send(Event::Incoming(incoming))));
        // Nobody to tell: the server has ended before.
        let _ = from_editor.send(Event::Closed);
    });
    let code = Server::new(args, out, events).run(&incoming);
    // What was said last is written before the program ends, if somebody reads it.
    let _ = written.recv_timeout(LAST_WORDS);
    Ok(code)
}
