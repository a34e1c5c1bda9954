//! Bytes to text: UTF-8, what names its encoding or shows it beyond doubt, and a plain word about everything else.

use crate::source_map::Encoding;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{ISO_8859_6, UTF_16BE, UTF_16LE, WINDOWS_1256};
use std::fmt;

const BOM: &[u8] = b"\xEF\xBB\xBF";
/// Marks of UTF-32, which nobody writes. Looked for first: they begin or end with those of UTF-16.
const UTF_32: [(&[u8], &str); 2] = [(b"\xFF\xFE\0\0", "UTF-32LE"), (b"\0\0\xFE\xFF", "UTF-32BE")];
const UTF_16: [(&[u8], &encoding_rs::Encoding); 2] = [(b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)];

/// A guess counts from this many bytes beyond ASCII on: about twenty words.
const GUESS_BYTES: usize = 100;
/// And when so many of the characters beyond ASCII are Arabic letters and marks: French guessed as Arabic has symbols.
const ARABIC_PERCENT: usize = 90;

/// A file's characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Without a byte order mark.
    pub text: String,
    /// Whether there was one.
    pub bom: bool,
    /// How they were written.
    pub encoding: Encoding,
}

/// Why bytes are no text. Offsets are 0-based, lines 1-based.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// The file says that it is in an encoding that is not read, or is damaged in it.
    Encoding(&'static str),
    /// A NUL byte: no text at all.
    Binary,
    /// Bytes that are no UTF-8.
    NotUtf8 {
        /// Offset of the first such byte.
        byte: usize,
        /// Its line.
        line: usize,
        /// The encoding that the whole file may be in: most of its bytes beyond ASCII are wrong.
        legacy: Option<&'static str>,
        /// Whether the file ends within a character.
        cut: bool,
    },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Encoding(name) => {
                // iconv does not read a byte order mark where the name says the order.
                let from = if name.starts_with("UTF-") { &name[..6] } else { name };
                write!(f, "is {name}, not UTF-8 (convert it: iconv -f {from} -t UTF-8)")
            }
            Self::Binary => f.write_str("binary file"),
            Self::NotUtf8 { byte, line, legacy, cut } => {
                write!(f, "not UTF-8 at byte {byte} (line {line})")?;
                match (cut, legacy) {
                    (true, None) => f.write_str("; the file ends within a character"),
                    (_, Some(name)) => write!(f, "; perhaps {name} (convert it: iconv -f {name} -t UTF-8)"),
                    (false, None) => f.write_str("; the text before it is UTF-8, so the file is damaged"),
                }
            }
        }
    }
}

impl std::error::Error for DecodeError {}

/// Reads bytes as text: UTF-8, UTF-16 with its mark, an encoding of one byte a character that `declared` names, or one
/// that shows without doubt.
///
/// # Errors
/// When they are something else: never a text with replacement characters.
pub fn decode(mut bytes: Vec<u8>, declared: Option<&'static encoding_rs::Encoding>) -> Result<Decoded, DecodeError> {
    if let Some((_, name)) = UTF_32.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Err(DecodeError::Encoding(name));
    }
    if let Some((mark, encoding)) = UTF_16.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        let name = encoding.name();
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark.len()..]);
        let text = text.filter(|text| !text.contains('\0')).ok_or(DecodeError::Encoding(name))?;
        return Ok(Decoded { text: text.into_owned(), bom: true, encoding: Encoding::Utf16(name) });
    }
    if bytes.contains(&0) {
        return Err(DecodeError::Binary);
    }
    let bom = bytes.starts_with(BOM);
    let skipped = if bom { BOM.len() } else { 0 };
    bytes.drain(..skipped);
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, bom, encoding: Encoding::Utf8 }),
        Err(error) => {
            let (at, cut) = (error.utf8_error().valid_up_to(), error.utf8_error().error_len().is_none());
            let before = &error.as_bytes()[..at];
            let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
            // A file that is mostly UTF-8 is damaged, whatever it declares.
            let legacy = !bom && !is_mostly_utf8(error.as_bytes());
            let legacy = legacy.then(|| foreign(error.as_bytes(), declared)).transpose()?;
            match legacy {
                Some(Ok(decoded)) => Ok(decoded),
                Some(Err(name)) => Err(DecodeError::NotUtf8 { byte: skipped + at, line, legacy: Some(name), cut }),
                None => Err(DecodeError::NotUtf8 { byte: skipped + at, line, legacy: None, cut }),
            }
        }
    }
}

/// Whether most bytes beyond ASCII are characters in UTF-8. Two letters of an old encoding may look like one: «آگ».
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let beyond = |bytes: &[u8]| bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let valid: usize = bytes.utf8_chunks().map(|chunk| beyond(chunk.valid().as_bytes())).sum();
    valid * 2 > beyond(bytes)
}

/// The text in an encoding that is declared or shows without doubt, else the name of the one that is most likely.
fn foreign(
    bytes: &[u8],
    declared: Option<&'static encoding_rs::Encoding>,
) -> Result<Result<Decoded, &'static str>, DecodeError> {
    let read = |encoding: &'static encoding_rs::Encoding| {
        // Offsets are those of the file, and only with one byte a character they can be told.
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        text.filter(|_| encoding.is_single_byte()).map(|text| Decoded {
            text: text.into_owned(),
            bom: false,
            encoding: Encoding::SingleByte(encoding.name()),
        })
    };
    if let Some(encoding) =
        declared.filter(|encoding| encoding.is_ascii_compatible() && *encoding != encoding_rs::UTF_8)
    {
        return read(encoding).map(Ok).ok_or(DecodeError::Encoding(encoding.name()));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let arabic = guess == WINDOWS_1256 || guess == ISO_8859_6;
    let certain = |decoded: &Decoded| {
        let beyond: Vec<char> = decoded.text.chars().filter(|c| !c.is_ascii()).collect();
        let letters = beyond.iter().filter(|c| matches!(c, '\u{60C}'..='\u{6FF}' | '\u{200C}')).count();
        beyond.len() >= GUESS_BYTES && letters * 100 >= beyond.len() * ARABIC_PERCENT
    };
    let decoded = Some(guess).filter(|_| arabic).and_then(read).filter(certain);
    // A few bytes say nothing; of Persian and Arabic files that are not UTF-8 most are windows-1256.
    let few = bytes.iter().filter(|byte| !byte.is_ascii()).count() < GUESS_BYTES;
    Ok(decoded.ok_or(if few { WINDOWS_1256 } else { guess }.name()))
}

/// The encoding that a page names: `<meta charset>` or the XML declaration, where the standard looks for it.
pub fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    /// How far browsers look.
    const HEAD: usize = 1024;
    let head = &bytes[..bytes.len().min(HEAD)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let value = |rest: &str| {
        let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '>' | '/' | '?'));
        encoding_rs::Encoding::for_label(&rest.as_bytes()[..end.unwrap_or(rest.len())])
    };
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let xml = xml.and_then(|declaration| value(declaration.split_once("encoding")?.1));
    let meta = || {
        let tags = head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
        tags.filter_map(|tag| value(tag.split_once("charset")?.1)).next()
    };
    xml.or_else(meta)
}
