//! Plain text: UTF-8, and a plain word about everything else.

use super::Source;
use std::fmt;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Marks of encodings that are not UTF-8. UTF-32 first: its mark begins with that of UTF-16.
const FOREIGN_MARKS: [(&[u8], &str); 4] = [
    (b"\xFF\xFE\0\0", "UTF-32LE"),
    (b"\0\0\xFE\xFF", "UTF-32BE"),
    (b"\xFF\xFE", "UTF-16LE"),
    (b"\xFE\xFF", "UTF-16BE"),
];

/// Why bytes are no text. Offsets are 0-based, lines 1-based.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// The file says itself that it is in another encoding.
    Encoding(&'static str),
    /// A NUL byte: no text at all.
    Binary,
    /// Bytes that are no UTF-8.
    NotUtf8 {
        /// Offset of the first such byte.
        byte: usize,
        /// Its line.
        line: usize,
        /// Whether the very first byte beyond ASCII is wrong: then the whole file is in another encoding.
        legacy: bool,
        /// Whether the file ends within a character.
        cut: bool,
    },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Encoding(name) => {
                write!(f, "is {name}, not UTF-8 (convert it: iconv -f {} -t UTF-8)", &name[..6])
            }
            Self::Binary => f.write_str("binary file"),
            Self::NotUtf8 { byte, line, legacy, cut } => {
                write!(f, "not UTF-8 at byte {byte} (line {line})")?;
                match (cut, legacy) {
                    (true, false) => f.write_str("; the file ends within a character"),
                    (_, true) => f.write_str("; perhaps windows-1256"),
                    (false, false) => f.write_str("; the text before it is UTF-8, so the file is damaged"),
                }
            }
        }
    }
}

impl std::error::Error for DecodeError {}

/// Reads bytes as UTF-8.
///
/// # Errors
/// When they are something else: never a text with replacement characters.
pub fn decode(mut bytes: Vec<u8>) -> Result<Source, DecodeError> {
    if let Some((_, name)) = FOREIGN_MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Err(DecodeError::Encoding(name));
    }
    if bytes.contains(&0) {
        return Err(DecodeError::Binary);
    }
    let bom = bytes.starts_with(BOM);
    let skipped = if bom { BOM.len() } else { 0 };
    bytes.drain(..skipped);
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source { text, bom }),
        Err(error) => {
            let (at, cut) = (error.utf8_error().valid_up_to(), error.utf8_error().error_len().is_none());
            let before = &error.as_bytes()[..at];
            let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
            Err(DecodeError::NotUtf8 { byte: skipped + at, line, legacy: !bom && before.is_ascii(), cut })
        }
    }
}
