//! The pages of a column of a Parquet file, held against what they can hold before the library makes room for it. It believes
//! the numbers that stand in a page, and a few bytes of a damaged one ask for more memory than there is, which ends the program.

use super::compact::Compact;
use parquet::basic::{Compression, Encoding, Type as Physical};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

/// Fields of the header of a page.
const KIND: i16 = 1;
const UNPACKED: i16 = 2;
const PACKED: i16 = 3;
/// The kind of a page that is passed over.
const INDEX: i64 = 1;
/// Most lengths that a byte of packed lengths stands for: blocks of 128 take five bytes or more.
const LENGTHS_A_BYTE: usize = 64;

/// Looks at the end of a file before the library does.
///
/// # Errors
/// When the library could not read it, or would not come back from it. What is no Parquet at all it may say itself.
pub fn check_footer(mut file: &File) -> Result<()> {
    const TAIL: u64 = 8;
    let length = file.seek(SeekFrom::End(0))?;
    if length < TAIL {
        return Ok(());
    }
    file.seek(SeekFrom::End(-(TAIL as i64)))?;
    let mut tail = [0; TAIL as usize];
    file.read_exact(&mut tail)?;
    let [a, b, c, d, magic @ ..] = tail;
    let footer = u64::from(u32::from_le_bytes([a, b, c, d]));
    if magic != *b"PAR1" || footer + TAIL > length {
        return Ok(());
    }
    file.seek(SeekFrom::End(-((footer + TAIL) as i64)))?;
    Ok(Compact::new(BufReader::new(file.take(footer))).footer()?)
}

/// Pages that are read one after the other, each after a look at it.
pub struct Pages {
    pages: Box<dyn PageReader>,
    file: File,
    /// Where the next page begins, and where the last one ends.
    offset: u64,
    end: u64,
    codec: Compression,
    physical: Physical,
    levels: i16,
}

impl Pages {
    /// Looks at what `pages` reads of a column of the file.
    ///
    /// # Errors
    /// When the file cannot be asked for its length.
    pub fn new(pages: Box<dyn PageReader>, file: File, column: &ColumnChunkMetaData) -> Result<Self> {
        let (offset, length) = column.byte_range();
        Ok(Self {
            pages,
            offset,
            end: offset.saturating_add(length).min(file.metadata()?.len()),
            file,
            codec: column.compression(),
            physical: column.column_type(),
            levels: column.column_descr().max_def_level(),
        })
    }

    /// Looks at the header of the next page, and of those before it that are passed over.
    fn check_header(&mut self) -> Result<()> {
        while self.offset < self.end {
            self.file.seek(SeekFrom::Start(self.offset))?;
            let mut header = Compact::new(BufReader::new((&self.file).take(self.end - self.offset)));
            let (mut id, mut sizes) = (0, [0; 4]);
            while let Some(kind) = header.field(&mut id)? {
                match id {
                    KIND | UNPACKED | PACKED => sizes[id as usize] = header.signed()?,
                    _ => header.skip(kind)?,
                }
            }
            let [_, kind, unpacked, packed] = sizes;
            let (unpacked, packed) = (u64::try_from(unpacked)?, u64::try_from(packed)?);
            if unpacked > most_unpacked(self.codec, packed) {
                return Err(ParquetError::General(format!("{packed} bytes of a page cannot unpack to {unpacked}")));
            }
            self.offset = self.offset.saturating_add(header.read).saturating_add(packed);
            if self.offset > self.end {
                return Err(ParquetError::EOF("a page is longer than its column".to_owned()));
            }
            if kind != INDEX {
                break;
            }
        }
        Ok(())
    }

    /// Looks at the numbers that stand in a page.
    fn check(&self, page: &Page) -> Result<()> {
        let values = match page {
            Page::DictionaryPage { buf, num_values, .. } => {
                let least = match self.physical {
                    Physical::BYTE_ARRAY | Physical::INT32 | Physical::FLOAT => 4,
                    Physical::INT64 | Physical::DOUBLE => 8,
                    _ => 1,
                };
                let most = buf.len() / least;
                if *num_values as usize > most {
                    let what = format!("a dictionary of {} bytes cannot hold {num_values} values", buf.len());
                    return Err(ParquetError::General(what));
                }
                return Ok(());
            }
            Page::DataPage { buf, num_values, def_level_encoding, .. } if self.levels > 0 => {
                levels(buf, *num_values, *def_level_encoding, self.levels).and_then(|length| buf.get(length..))
            }
            Page::DataPage { buf, .. } => Some(&buf[..]),
            Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, .. } => {
                buf.get(*def_levels_byte_len as usize + *rep_levels_byte_len as usize..)
            }
        };
        let lists = match (self.physical, page.encoding()) {
            (Physical::BYTE_ARRAY, Encoding::DELTA_LENGTH_BYTE_ARRAY) => 1,
            (Physical::BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY) => 2,
            _ => 0,
        };
        let mut rest = values;
        for _ in 0..lists {
            rest = rest.and_then(|bytes| bytes.get(lengths(bytes)?..));
        }
        rest.map(drop)
            .ok_or_else(|| ParquetError::General("the lengths of the values of a page make no sense".to_owned()))
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        self.check_header()?;
        let page = self.pages.get_next_page()?;
        page.iter().try_for_each(|page| self.check(page))?;
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        Err(ParquetError::NYI("pages are read, not skipped".to_owned()))
    }

    fn skip_next_page(&mut self) -> Result<()> {
        Err(ParquetError::NYI("pages are read, not skipped".to_owned()))
    }
}

/// Most bytes that so many bytes can unpack to: what the longest runs of the format give.
fn most_unpacked(codec: Compression, packed: u64) -> u64 {
    let times = match codec {
        // It makes no room for them.
        Compression::UNCOMPRESSED => return u64::MAX,
        Compression::SNAPPY => 32,
        Compression::LZ4 | Compression::LZ4_RAW => 256,
        Compression::GZIP(_) => 1100,
        _ => 1 << 15,
    };
    packed.saturating_mul(times)
}

/// The length of the definition levels before the values of a page.
fn levels(page: &[u8], values: u32, encoding: Encoding, most: i16) -> Option<usize> {
    match encoding {
        Encoding::RLE => {
            let (length, _) = page.split_first_chunk()?;
            usize::try_from(u32::from_le_bytes(*length)).ok()?.checked_add(length.len())
        }
        // Each level has the bits of the greatest one.
        _ => Some((values as usize * (i16::BITS - most.leading_zeros()) as usize).div_ceil(8)),
    }
}

/// The length of packed lengths (DELTA_BINARY_PACKED) at the beginning of some bytes; `None` where they cannot be as many as
/// they say.
fn lengths(bytes: &[u8]) -> Option<usize> {
    let mut head = Compact::new(bytes);
    let [block, parts, count, _first] = [(); 4].map(|()| head.number().ok());
    let (block, parts) = (usize::try_from(block?).ok()?, usize::try_from(parts?).ok()?);
    let count = usize::try_from(count?).ok().filter(|count| count / LENGTHS_A_BYTE <= bytes.len())?;
    let part = block.checked_div(parts).filter(|part| *part > 0)?;
    let mut at = usize::try_from(head.read).ok()?;
    let mut left = count.saturating_sub(1);
    while left > 0 {
        let mut least = Compact::new(bytes.get(at..)?);
        least.number().ok()?;
        at += usize::try_from(least.read).ok()?;
        let widths = bytes.get(at..at.checked_add(parts)?)?;
        at += parts;
        for width in widths.iter().take(left.div_ceil(part)) {
            at = at.checked_add(usize::from(*width).checked_mul(part)? / 8)?;
        }
        left = left.saturating_sub(block);
    }
    Some(at)
}
