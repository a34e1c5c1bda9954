//! Files in, texts out. Knows no rule.

mod gold;
mod text;
mod walk;

pub use gold::{Annotated, GoldError, Marked, read_gold};
pub use text::{DecodeError, decode};
pub use walk::{GOLD, Origin, TEXTS, collect};

use std::fmt;
use std::fs::File;
use std::io::{self, Read};

/// Largest file that is read when nobody says otherwise: 64 MB, about a hundred novels.
pub const MAX_BYTES: u32 = 64_000_000;

/// A text as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The text without a byte order mark.
    pub text: String,
    /// Whether the file began with a byte order mark. Offsets given to the outside world count it (one
    /// code point, three bytes), because they are those of the file; lines and columns do not, because
    /// no editor shows it.
    pub bom: bool,
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
    /// The bytes are no UTF-8 text.
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
            Self::TooLarge { limit } => write!(f, "larger than {limit} bytes (--max-bytes raises the limit)"),
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
/// When it cannot be read, is too large, or is not UTF-8.
pub fn read(origin: &Origin, limit: u32) -> Result<Source, InputError> {
    match origin {
        Origin::Stdin { .. } => read_from(io::stdin().lock(), limit),
        Origin::File(path) => read_from(File::open(path).map_err(InputError::Unreadable)?, limit),
        Origin::Lost { error, .. } => Err(InputError::Unreadable(io::Error::other(error.clone()))),
    }
}

fn read_from(reader: impl Read, limit: u32) -> Result<Source, InputError> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that fits from one that does not; a pipe has no length.
    reader.take(u64::from(limit) + 1).read_to_end(&mut bytes).map_err(InputError::Unreadable)?;
    if bytes.len() as u64 > u64::from(limit) {
        return Err(InputError::TooLarge { limit });
    }
    decode(bytes).map_err(InputError::Decode)
}
