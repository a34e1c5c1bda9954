//! Thrift's compact protocol, in which Parquet writes what is in a file: enough of it to tell, before the library reads it,
//! what would make the library run out of stack or memory.

use std::io::{self, Error, ErrorKind, Read};

/// How deep a file may nest its columns, and the library its values.
const MOST_NESTED: u8 = 64;
/// Field of a footer.
const SCHEMA: i16 = 2;
/// Field of an element of a schema.
const CHILDREN: i16 = 5;

/// Values of the protocol, from bytes.
pub struct Compact<R> {
    from: R,
    /// Bytes that were read.
    pub read: u64,
}

impl<R: Read> Compact<R> {
    /// Reads from these bytes.
    pub fn new(from: R) -> Self {
        Self { from, read: 0 }
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.from.read_exact(&mut byte)?;
        self.read += 1;
        Ok(byte[0])
    }

    /// A number without a sign.
    pub fn number(&mut self) -> io::Result<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(senseless("a number is too long"))
    }

    /// A number with a sign.
    pub fn signed(&mut self) -> io::Result<i64> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// The kind of the next field of a structure; `None` at its end. `id` becomes that of the field.
    pub fn field(&mut self, id: &mut i16) -> io::Result<Option<u8>> {
        let head = self.byte()?;
        if head == 0 {
            return Ok(None);
        }
        let next = match head >> 4 {
            0 => i16::try_from(self.signed()?).ok(),
            more => id.checked_add(i16::from(more)),
        };
        *id = next.ok_or_else(|| senseless("a field has no number"))?;
        Ok(Some(head & 0x0F))
    }

    fn list(&mut self) -> io::Result<(u64, u8)> {
        let head = self.byte()?;
        let size = if head >> 4 == 0x0F { self.number()? } else { u64::from(head >> 4) };
        Ok((size, head & 0x0F))
    }

    fn bytes(&mut self, count: u64) -> io::Result<()> {
        let skipped = io::copy(&mut self.from.by_ref().take(count), &mut io::sink())?;
        self.read += skipped;
        if skipped == count { Ok(()) } else { Err(ErrorKind::UnexpectedEof.into()) }
    }

    /// Passes over the value of a field.
    pub fn skip(&mut self, kind: u8) -> io::Result<()> {
        // A truth value stands in the kind of its field.
        if matches!(kind, 1 | 2) { Ok(()) } else { self.pass(kind, MOST_NESTED) }
    }

    fn pass(&mut self, kind: u8, depth: u8) -> io::Result<()> {
        let depth = depth.checked_sub(1).ok_or_else(|| senseless("values lie too deep in each other"))?;
        match kind {
            1..=3 => self.bytes(1),
            4..=6 => self.number().map(drop),
            7 => self.bytes(8),
            8 => {
                let count = self.number()?;
                self.bytes(count)
            }
            9 | 10 => {
                let (size, kind) = self.list()?;
                (0..size).try_for_each(|_| self.pass(kind, depth))
            }
            11 => {
                let size = self.number()?;
                let kinds = if size > 0 { self.byte()? } else { 0 };
                (0..size).try_for_each(|_| self.pass(kinds >> 4, depth).and_then(|()| self.pass(kinds & 0x0F, depth)))
            }
            12 => {
                let mut id = 0;
                while let Some(kind) = self.field(&mut id)? {
                    if !matches!(kind, 1 | 2) {
                        self.pass(kind, depth)?;
                    }
                }
                Ok(())
            }
            13 => self.bytes(16),
            _ => Err(senseless("a value is of no kind")),
        }
    }

    /// Passes over a footer.
    ///
    /// # Errors
    /// When it cannot be read, or its columns lie so deep in each other that the library's recursion would not end well.
    pub fn footer(&mut self) -> io::Result<()> {
        let mut id = 0;
        while let Some(kind) = self.field(&mut id)? {
            if id == SCHEMA { self.schema()? } else { self.skip(kind)? }
        }
        Ok(())
    }

    fn schema(&mut self) -> io::Result<()> {
        let (size, _) = self.list()?;
        // How many columns are still to come in each group that is open.
        let mut open: Vec<i64> = Vec::new();
        for _ in 0..size {
            let (mut id, mut children) = (0, 0);
            while let Some(kind) = self.field(&mut id)? {
                if id == CHILDREN { children = self.signed()? } else { self.skip(kind)? }
            }
            if let Some(left) = open.last_mut() {
                *left -= 1;
            }
            if children > 0 {
                open.push(children);
            }
            while open.last() == Some(&0) {
                open.pop();
            }
            if open.len() > usize::from(MOST_NESTED) {
                return Err(senseless("columns lie too deep in each other"));
            }
        }
        Ok(())
    }
}

fn senseless(what: &'static str) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}
