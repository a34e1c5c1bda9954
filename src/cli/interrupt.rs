//! A run that is told to end: it stops between two documents, leaves no unfinished file, and says how far it came.
//!
//! What was told stands in a flag that the run looks at. A document that takes long, or a reader that does not read, must
//! not keep a program alive that was told to end: after a moment, or when it is told again, the thread that hears the signals
//! ends it.

use super::{counted, say};
use crate::report::one_line;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The signal that came; 0: none.
static SIGNAL: AtomicI32 = AtomicI32::new(0);
/// Whether documents are checked; else nobody looks at the flag.
static BEGUN: AtomicBool = AtomicBool::new(false);
/// Documents of the run where their number is known, else 0, and how many of them are reported.
static ALL: AtomicUsize = AtomicUsize::new(0);
static DONE: AtomicUsize = AtomicUsize::new(0);
/// Files that are being written, and the names that they will have.
static UNFINISHED: Mutex<BTreeMap<PathBuf, PathBuf>> = Mutex::new(BTreeMap::new());

/// Documents are about to be checked: from here on the run looks whether it was [told to end](told). Their number is not
/// known of a corpus.
pub(super) fn begin(documents: Option<usize>) {
    ALL.store(documents.unwrap_or(0), Ordering::Relaxed);
    BEGUN.store(true, Ordering::Relaxed);
    watch();
}

/// Documents were reported.
pub(super) fn done(documents: usize) {
    DONE.fetch_add(documents, Ordering::Relaxed);
}

/// The signal that told the run to end.
pub(super) fn told() -> Option<i32> {
    Some(SIGNAL.load(Ordering::Relaxed)).filter(|&signal| signal != 0)
}

/// Takes note of a file that is about to be created, and must not be left behind.
pub(super) fn unfinished(part: &Path, name: &Path) {
    watch();
    files().insert(part.to_owned(), name.to_owned());
}

/// Forgets a file that has its name. One that was given up is remembered, for the [report].
pub(super) fn finished(part: &Path) {
    files().remove(part);
}

fn files() -> MutexGuard<'static, BTreeMap<PathBuf, PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says how far the run came, and gives its exit code.
pub(super) fn report(signal: i32) -> u8 {
    tell(signal, &mut files())
}

fn tell(signal: i32, files: &mut BTreeMap<PathBuf, PathBuf>) -> u8 {
    static SAID: AtomicBool = AtomicBool::new(false);
    let mut message = match signal {
        SIGINT => "interrupted".to_owned(),
        _ => "told to end".to_owned(),
    };
    if BEGUN.load(Ordering::Relaxed) {
        let done = DONE.load(Ordering::Relaxed);
        message += &match ALL.load(Ordering::Relaxed) {
            0 => format!(" after {}", counted(done, "document")),
            all => format!(" after {done} of {}", counted(all, "document")),
        };
    }
    for (part, name) in std::mem::take(files) {
        let _ = fs::remove_file(part);
        message += &format!("; {} was not written", one_line(&name.to_string_lossy()));
    }
    if !SAID.swap(true, Ordering::Relaxed) {
        say(&message);
    }
    // As shells report a program that a signal ended.
    128 + signal as u8
}

#[cfg(unix)]
const SIGINT: i32 = signal_hook::consts::SIGINT;
#[cfg(not(unix))]
const SIGINT: i32 = 2;

/// Ends the program where it is. Nobody begins a file meanwhile.
#[cfg(unix)]
fn end(signal: i32) -> ! {
    let mut files = files();
    std::process::exit(tell(signal, &mut files).into())
}

/// Listens for signals from the first call on.
#[cfg(unix)]
fn watch() {
    use signal_hook::consts::SIGTERM;
    use signal_hook::iterator::Signals;
    use std::sync::Once;
    use std::thread;
    use std::time::Duration;

    /// How long the run has to come to the end of a document.
    const GRACE: Duration = Duration::from_secs(1);
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        // Without a listener signals do what they do to any program.
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        thread::spawn(move || {
            for signal in signals.forever() {
                let again = SIGNAL.swap(signal, Ordering::Relaxed) != 0;
                if again || !BEGUN.load(Ordering::Relaxed) {
                    end(signal);
                }
                thread::spawn(move || {
                    thread::sleep(GRACE);
                    end(signal);
                });
            }
        });
    });
}

#[cfg(not(unix))]
fn watch() {}
