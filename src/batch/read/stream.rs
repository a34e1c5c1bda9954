//! Bytes of a corpus: files, the standard input, gzip and Zstandard by their first bytes.

use crate::input::Origin;
use flate2::bufread::GzDecoder;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use xxhash_rust::xxh3::Xxh3;

/// Bytes of a chunk: enough to make handing it over cheap, few enough to share the end of a corpus among the threads.
pub const CHUNK: usize = 256 * 1024;
/// Bytes that are asked of a file at once when it is compressed.
const COMPRESSED_BLOCK: usize = 1 << 16;
/// Longest beginning that tells what a file is.
const MAGIC: usize = 6;

/// Files that are known by their first bytes and not read.
const FOREIGN: [(&[u8], &str); 6] = [
    (b"\xFD7zXZ\0", "is compressed with xz (xz -dc unpacks it)"),
    (b"BZh", "is compressed with bzip2 (bzip2 -dc unpacks it)"),
    (b"PK\x03\x04", "is a ZIP archive"),
    (b"PAR1", "is Parquet (--input-format parquet reads it)"),
    (b"\xFF\xFE", "is UTF-16LE, not UTF-8 (convert it: iconv -f UTF-16 -t UTF-8)"),
    (b"\xFE\xFF", "is UTF-16BE, not UTF-8 (convert it: iconv -f UTF-16 -t UTF-8)"),
];
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Bytes that a chunk is filled with next: up to its size, and a full one by as much again.
pub(super) fn wanted(chunk: &[u8]) -> usize {
    if chunk.len() < CHUNK { CHUNK - chunk.len() } else { CHUNK }
}

/// Counts the bytes of files that were read, compressed as they are.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    /// Bytes so far.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn add(&self, bytes: u64) {
        self.0.fetch_add(bytes, Ordering::Relaxed);
    }
}

struct Metered<R> {
    from: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.meter.add(read as u64);
        Ok(read)
    }
}

/// The unpacked bytes of a corpus, from its first byte on, without a byte order mark.
pub struct Stream {
    origin: Origin,
    meter: Meter,
    bytes: Bytes,
    /// Bytes given so far.
    offset: u64,
    /// Hash of what was given, where the input cannot be asked again.
    seen: Option<Box<Xxh3>>,
    /// What the compression is called.
    packed: Option<&'static str>,
}

enum Bytes {
    /// A file that can be read from anywhere; the length of its byte order mark.
    File(Metered<File>, u64),
    Other(Box<dyn Read + Send>),
}

impl Stream {
    /// Opens a corpus.
    ///
    /// # Errors
    /// When it cannot be read or is nothing that is read; the message says what.
    pub fn open(origin: &Origin, meter: &Meter) -> Result<Self, String> {
        let (bytes, packed, remember) = Self::bytes(origin, meter)?;
        let seen = remember.then(|| Box::new(Xxh3::new()));
        Ok(Self { origin: origin.clone(), meter: meter.clone(), bytes, offset: 0, seen, packed })
    }

    /// The bytes, their compression, and whether they cannot be asked again.
    fn bytes(origin: &Origin, meter: &Meter) -> Result<(Bytes, Option<&'static str>, bool), String> {
        let of = |from: Box<dyn Read + Send>, remember: bool| {
            let (bytes, packed) = unpacked(Metered { from, meter: meter.clone() })?;
            Ok((Bytes::Other(bytes), packed, remember))
        };
        match origin {
            Origin::Stdin { .. } => of(Box::new(io::stdin()), true),
            Origin::File(path) => {
                let mut file = File::open(path).map_err(|error| unreadable(&error))?;
                let known = file.metadata().map_err(|error| unreadable(&error))?;
                if !known.is_file() {
                    return of(Box::new(file), true);
                }
                let mut head = Vec::new();
                let read = Read::by_ref(&mut file).take(MAGIC as u64).read_to_end(&mut head);
                read.and_then(|_| file.rewind()).map_err(|error| unreadable(&error))?;
                if packing(&head).is_some() || foreign(&head).is_some() {
                    return of(Box::new(file), false);
                }
                let mark = if head.starts_with(BOM) { BOM.len() as u64 } else { 0 };
                file.seek(SeekFrom::Start(mark)).map_err(|error| unreadable(&error))?;
                Ok((Bytes::File(Metered { from: file, meter: meter.clone() }, mark), None, false))
            }
            Origin::Lost { error, .. } => Err(error.clone()),
        }
    }

    /// Adds up to `count` bytes; fewer only at the end.
    ///
    /// # Errors
    /// When no more can be read. What came before stands in `into`.
    pub fn fill(&mut self, into: &mut Vec<u8>, count: usize) -> Result<usize, String> {
        let start = into.len();
        let result = match &mut self.bytes {
            Bytes::File(file, _) => file.take(count as u64).read_to_end(into),
            Bytes::Other(from) => from.take(count as u64).read_to_end(into),
        };
        let read = into.len() - start;
        self.offset += read as u64;
        match result {
            Ok(_) => Ok(read),
            Err(error) => Err(damaged(self.packed, &error)),
        }
    }

    /// Adds to a chunk what it [wants](wanted). Says whether the input ends there.
    ///
    /// # Errors
    /// When no more can be read. What came before stands in `chunk`.
    pub fn fill_chunk(&mut self, chunk: &mut Vec<u8>) -> Result<bool, String> {
        let wanted = wanted(chunk);
        chunk.reserve_exact(wanted);
        Ok(self.fill(chunk, wanted)? < wanted)
    }

    /// Skips to an offset that was reached before.
    ///
    /// # Errors
    /// When there are not so many bytes.
    pub fn skip_to(&mut self, offset: u64) -> Result<(), String> {
        let short = || "is shorter than it was".to_owned();
        match &mut self.bytes {
            Bytes::File(file, mark) => {
                let length = file.from.metadata().map_err(|error| unreadable(&error))?.len();
                if length < *mark + offset {
                    return Err(short());
                }
                file.from.seek(SeekFrom::Start(*mark + offset)).map_err(|error| unreadable(&error))?;
                file.meter.add(offset);
                self.offset = offset;
            }
            Bytes::Other(_) => {
                let mut block = Vec::new();
                while self.offset < offset {
                    block.clear();
                    let wanted = (offset - self.offset).min(COMPRESSED_BLOCK as u64) as usize;
                    if self.fill(&mut block, wanted)? < wanted {
                        return Err(short());
                    }
                    self.remember(&block);
                }
            }
        }
        Ok(())
    }

    /// Takes back bytes that were given last.
    pub fn unread(&mut self, bytes: Vec<u8>) {
        self.offset -= bytes.len() as u64;
        match &mut self.bytes {
            Bytes::File(..) => {}
            Bytes::Other(from) => {
                let rest = std::mem::replace(from, Box::new(io::empty()));
                *from = Box::new(io::Cursor::new(bytes).chain(rest));
            }
        }
    }

    /// Takes note of bytes that are done with, in order, where they cannot be asked again.
    pub fn remember(&mut self, bytes: &[u8]) {
        if let Some(seen) = &mut self.seen {
            seen.update(bytes);
        }
    }

    /// Hash of the bytes that are done with, where they cannot be asked again.
    #[must_use]
    pub fn seen(&self) -> Option<u64> {
        self.seen.as_ref().map(|seen| seen.digest())
    }

    /// Begins again and skips to an offset. Says whether that is possible.
    pub fn reopen(&mut self, offset: u64) -> bool {
        if self.seen.is_some() {
            return false;
        }
        let again = Self::open(&self.origin, &self.meter).and_then(|mut again| again.skip_to(offset).map(|()| again));
        again.map(|again| *self = again).is_ok()
    }
}

/// What a reader gives without compression and byte order mark, and the compression.
fn unpacked(from: impl Read + Send + 'static) -> Result<(Box<dyn Read + Send>, Option<&'static str>), String> {
    let (head, from) = beginning(from).map_err(|error| unreadable(&error))?;
    if let Some(what) = foreign(&head) {
        return Err(what.to_owned());
    }
    let packed = packing(&head);
    let from = BufReader::with_capacity(COMPRESSED_BLOCK, from);
    let plain: Box<dyn Read + Send> = match packed {
        None => Box::new(from),
        Some("gzip") => Box::new(Gzip(Some(GzDecoder::new(from)))),
        Some(_) => Box::new(zstd::stream::read::Decoder::with_buffer(from).map_err(|error| unreadable(&error))?),
    };
    let (head, mut plain): (Vec<u8>, Box<dyn Read + Send>) = match packed {
        None => (head, plain),
        Some(_) => {
            let (head, plain) = beginning(plain).map_err(|error| damaged(packed, &error))?;
            (head, Box::new(plain))
        }
    };
    if let Some(what) = foreign(&head) {
        return Err(what.to_owned());
    }
    if head.starts_with(BOM) {
        plain.read_exact(&mut [0; BOM.len()]).map_err(|error| damaged(packed, &error))?;
    }
    Ok((plain, packed))
}

/// The members of gzip data, one behind the other. The decoder is always there; it is taken out to begin the next one.
struct Gzip<R>(Option<GzDecoder<R>>);

/// First byte of a member.
const MEMBER: u8 = 0x1F;

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.0 {
            let read = member.read(into)?;
            if read > 0 || into.is_empty() {
                return Ok(read);
            }
            match member.get_mut().fill_buf()?.first() {
                None => return Ok(0),
                Some(&MEMBER) => self.0 = self.0.take().map(|member| GzDecoder::new(member.into_inner())),
                Some(_) => return Err(io::Error::new(io::ErrorKind::InvalidData, OtherBytes)),
            }
        }
        Ok(0)
    }
}

/// What stands behind complete data is nothing that they can be gone on with.
#[derive(Debug)]
struct OtherBytes;

impl fmt::Display for OtherBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("other bytes follow")
    }
}

impl std::error::Error for OtherBytes {}

/// The first bytes, and a reader that gives them again.
fn beginning<R: Read>(mut from: R) -> io::Result<(Vec<u8>, impl Read)> {
    let mut head = Vec::new();
    Read::by_ref(&mut from).take(MAGIC as u64).read_to_end(&mut head)?;
    Ok((head.clone(), io::Cursor::new(head).chain(from)))
}

fn packing(head: &[u8]) -> Option<&'static str> {
    if head.starts_with(b"\x1F\x8B") {
        Some("gzip")
    } else if head.starts_with(b"\x28\xB5\x2F\xFD") {
        Some("Zstandard")
    } else {
        None
    }
}

fn foreign(head: &[u8]) -> Option<&'static str> {
    FOREIGN.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, what)| *what)
}

pub(super) fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

fn damaged(packed: Option<&str>, error: &io::Error) -> String {
    match (packed, error.kind()) {
        (None, _) => unreadable(error),
        (Some(packing), _) if error.get_ref().is_some_and(|error| error.is::<OtherBytes>()) => {
            format!("the {packing} data are complete, and other bytes follow, which are not read")
        }
        (Some(packing), io::ErrorKind::UnexpectedEof) => format!("the {packing} data end too early: the rest is lost"),
        (Some(packing), _) => format!("the {packing} data are damaged ({error}): the rest is lost"),
    }
}
