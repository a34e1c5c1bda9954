//! Tables of numbers that are read where they lie: in the program, or in memory that was filled while it runs.

use std::borrow::Cow;
use std::ops::Range;
use std::slice;

/// A number as it lies there.
pub(super) type Packed = [u8; 4];

/// Rows of `N` numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table<const N: usize>(Cow<'static, [[Packed; N]]>);

impl<const N: usize> Table<N> {
    #[inline]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// One row.
    #[inline]
    pub fn get(&self, at: u32) -> &[Packed; N] {
        &self.0[at as usize]
    }

    /// The rows of a range.
    #[inline]
    pub fn range(&self, range: Range<u32>) -> slice::Iter<'_, [Packed; N]> {
        self.0[range.start as usize..range.end as usize].iter()
    }

    pub fn iter(&self) -> slice::Iter<'_, [Packed; N]> {
        self.0.iter()
    }

    /// Appends the table to the bytes of a file, which [`Table::read`] reads.
    #[allow(dead_code, reason = "the build script needs it")]
    pub fn write(&self, file: &mut Vec<u8>) {
        file.extend((self.len() as u32).to_le_bytes());
        file.extend(self.0.as_flattened().as_flattened());
    }

    /// Takes a table from the front of what is left of a file.
    ///
    /// # Panics
    /// When the file ends before the table does.
    pub fn read(file: &mut &'static [u8]) -> Self {
        let (rows, behind) = file.split_first_chunk().expect("the number of rows");
        let (table, rest) = behind.split_at(u32::from_le_bytes(*rows) as usize * 4 * N);
        *file = rest;
        Self(Cow::Borrowed(table.as_chunks().0.as_chunks().0))
    }
}

#[inline]
pub(super) fn number(packed: Packed) -> u32 {
    u32::from_le_bytes(packed)
}

/// The two halves of a number of 64 bits, the low one first.
pub(super) fn halves(number: u64) -> [u32; 2] {
    [number as u32, (number >> 32) as u32]
}

/// A number of 64 bits from its [`halves`].
#[inline]
pub(super) fn whole(&[low, high]: &[Packed; 2]) -> u64 {
    u64::from(number(low)) | u64::from(number(high)) << 32
}

impl<const N: usize, R: Into<[u32; N]>> FromIterator<R> for Table<N> {
    fn from_iter<I: IntoIterator<Item = R>>(rows: I) -> Self {
        Self(rows.into_iter().map(|row| row.into().map(u32::to_le_bytes)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_as_they_were_written_one_behind_the_other() {
        let numbers = Table::<1>::from_iter([[7], [u32::MAX]]);
        let pairs = Table::<2>::from_iter([[1, 2], [3, 4], [5, 6]]);
        let mut file = Vec::new();
        numbers.write(&mut file);
        Table::<3>::default().write(&mut file);
        pairs.write(&mut file);
        let mut file: &'static [u8] = file.leak();
        assert_eq!(Table::<1>::read(&mut file), numbers);
        assert_eq!(Table::<3>::read(&mut file).len(), 0);
        let read = Table::<2>::read(&mut file);
        assert_eq!((read.get(1).map(number), file), ([3, 4], &[][..]));
        assert!(read.range(1..3).rev().map(|row| row.map(number)).eq([[5, 6], [3, 4]]));
        assert_eq!(read.iter().len(), 3);
        let long = Table::<2>::from_iter([halves(0x0123_4567_89AB_CDEF)]);
        assert_eq!(whole(long.get(0)), 0x0123_4567_89AB_CDEF);
    }
}
