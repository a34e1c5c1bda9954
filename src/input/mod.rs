//! Files in, texts out. Knows no rule.

mod gold;
mod html;
mod markdown;
mod pieces;
mod text;
mod walk;

pub use gold::{Annotated, GoldError, Marked, read_gold, text_beside};
pub use text::{DecodeError, Decoded, decode};
pub use walk::{GOLD, Origin, TEXTS, collect};

use crate::source_map::{Encoding, SourceMap};
use crate::text::Layout;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::thread;
use std::time::Duration;

/// Largest file that is read when nobody says otherwise: 64 MB, about a hundred novels.
pub const MAX_BYTES: u32 = 64_000_000;

/// A text as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The text that is checked: no byte order mark, no markup.
    pub text: String,
    /// Its paragraphs, where markup bounds them.
    pub layout: Option<Layout>,
    /// Where each place of the text stands in the file, and whether it may be edited there
    /// ([`SourceMap::verbatim`]).
    pub map: SourceMap,
}

/// What a file is written in, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Nothing but text.
    Plain,
    /// A page.
    Html,
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
}

impl Format {
    /// The format that the ending of a name tells; plain text where it tells none.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if ends(walk::HTML) {
            Self::Html
        } else if ends(walk::MARKDOWN) {
            Self::Markdown
        } else {
            Self::Plain
        }
    }
}

impl Source {
    /// The text of a file.
    ///
    /// # Errors
    /// When it is in no encoding that can be read without doubt.
    pub fn of(bytes: Vec<u8>, format: Format) -> Result<Self, DecodeError> {
        Self::sent(bytes, format, None)
    }

    /// The text of a file that came with a word about its encoding, which stands above that of a page.
    ///
    /// # Errors
    /// When it is in no encoding that can be read without doubt.
    pub fn sent(
        bytes: Vec<u8>,
        format: Format,
        charset: Option<&'static encoding_rs::Encoding>,
    ) -> Result<Self, DecodeError> {
        // UTF-8 is what many programs say of anything; what is not is read as if they said nothing.
        let charset = charset.filter(|charset| *charset != encoding_rs::UTF_8);
        let page = || if format == Format::Html { text::declared(&bytes) } else { None };
        let declared = charset.or_else(page);
        let Decoded { text, bom, encoding } = decode(bytes, declared)?;
        Ok(Self::decoded(text, bom, encoding, format))
    }

    /// What is to be checked of a file that somebody else decoded: an editor.
    #[must_use]
    pub fn of_text(text: &str, format: Format) -> Self {
        Self::decoded(text.to_owned(), false, Encoding::Utf8, format)
    }

    /// Whether the file is nothing but the text, in UTF-8: then edits of the text are edits of the file.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.layout.is_none() && self.map.encoding == Encoding::Utf8
    }

    fn decoded(text: String, bom: bool, encoding: Encoding, format: Format) -> Self {
        let page = match format {
            Format::Plain => return Self { text, layout: None, map: SourceMap::plain(bom, encoding) },
            Format::Html => html::page(&text),
            Format::Markdown => markdown::article(&text),
        };
        let (checked, layout, segments) = page;
        Self { text: checked, layout: Some(layout), map: segments.of_file(text, bom, encoding) }
    }
}

/// Why there is no text.
#[derive(Debug)]
pub enum InputError {
    /// The operating system said no.
    Unreadable(io::Error),
    /// More bytes than the limit.
    TooLarge {
        /// The limit in bytes.
        limit: u32,
    },
    /// The bytes are no text that can be read without doubt.
    Decode(DecodeError),
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => match error.kind() {
                io::ErrorKind::NotFound => f.write_str("no such file"),
                io::ErrorKind::PermissionDenied => f.write_str("permission denied"),
                _ => write!(f, "cannot be read: {error}"),
            },
            Self::TooLarge { limit } => write!(f, "larger than {limit} bytes (max-bytes raises the limit)"),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for InputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable(error) => Some(error),
            Self::TooLarge { .. } => None,
            Self::Decode(error) => Some(error),
        }
    }
}

/// Reads a file or the standard input, at most `limit` bytes.
///
/// # Errors
/// When it cannot be read, is too large, or is in no encoding that can be read without doubt.
pub fn read(origin: &Origin, limit: u32) -> Result<Source, InputError> {
    match origin {
        Origin::Stdin { name } => read_from(io::stdin().lock(), limit, Format::of(name)),
        Origin::File(path) => {
            let format = Format::of(&path.to_string_lossy());
            read_from(open(path).map_err(InputError::Unreadable)?, limit, format)
        }
        Origin::Lost { error, .. } => Err(InputError::Unreadable(io::Error::other(error.clone()))),
    }
}

/// Opens a file. When too many are open, another thread is about to close one.
fn open(path: &Path) -> io::Result<File> {
    /// Numbers of the errors "too many open files", in the program and in the system: the same on every Unix.
    const TOO_MANY: [i32; 2] = [24, 23];
    /// Longer than any file is read; then the limit is not ours.
    const TRIES: usize = 200;
    const PAUSE: Duration = Duration::from_millis(10);
    for _ in 0..TRIES {
        match File::open(path) {
            Err(error) if cfg!(unix) && error.raw_os_error().is_some_and(|code| TOO_MANY.contains(&code)) => {
                thread::sleep(PAUSE);
            }
            opened => return opened,
        }
    }
    File::open(path)
}

fn read_from(reader: impl Read, limit: u32, format: Format) -> Result<Source, InputError> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that fits from one that does not; a pipe has no length.
    reader.take(u64::from(limit) + 1).read_to_end(&mut bytes).map_err(InputError::Unreadable)?;
    if bytes.len() as u64 > u64::from(limit) {
        return Err(InputError::TooLarge { limit });
    }
    Source::of(bytes, format).map_err(InputError::Decode)
}
