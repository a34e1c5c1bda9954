//! Sets of hashes that are asked for what is mostly not in them.

use std::borrow::Cow;

/// A Bloom filter with one hash function (Bloom 1970): it has all that was added, and few others.
#[derive(Clone, Debug)]
pub(crate) struct Bloom(Cow<'static, [[u8; 8]]>);

impl Default for Bloom {
    /// A filter that has nothing.
    fn default() -> Self {
        Self(Cow::Borrowed(&[[0; 8]]))
    }
}

impl Bloom {
    /// A filter with so many bits for each hash, or up to twice as many, and 64 at least. Of others one in so many is taken to be
    /// in it, or fewer.
    pub fn of(hashes: impl IntoIterator<Item = u64, IntoIter: ExactSizeIterator>, bits: usize) -> Self {
        let hashes = hashes.into_iter();
        let mut filter = vec![0; (hashes.len() * bits).div_ceil(64).next_power_of_two()];
        for hash in hashes {
            let (at, bit) = Self::place(hash, filter.len());
            filter[at] |= bit;
        }
        Self(filter.into_iter().map(u64::to_le_bytes).collect())
    }

    #[inline]
    fn place(hash: u64, len: usize) -> (usize, u64) {
        ((hash / 64) as usize & (len - 1), 1 << (hash % 64))
    }

    /// Whether a hash may be one of those that were added.
    #[inline]
    pub fn may_have(&self, hash: u64) -> bool {
        let filter = &*self.0;
        let (at, bit) = Self::place(hash, filter.len());
        u64::from_le_bytes(filter[at]) & bit != 0
    }

    /// The filter as bytes, which [`Bloom::read`] reads.
    #[allow(dead_code, reason = "the build script needs it")]
    pub fn bytes(&self) -> &[u8] {
        self.0.as_flattened()
    }

    /// A filter that lies in the program.
    pub fn read(bytes: &'static [u8]) -> Self {
        Self(Cow::Borrowed(bytes.as_chunks().0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_has_what_was_added_and_few_others() {
        let hash = |number: u64| number.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        for (count, bits) in [(0, 8), (1, 8), (100, 8), (5_000, 10), (3_000, 20)] {
            let filter = Bloom::of((0..count).map(hash).collect::<Vec<_>>(), bits);
            assert!((0..count).all(|number| filter.may_have(hash(number))));
            let others = (count..count + 10_000).filter(|&number| filter.may_have(hash(number))).count();
            assert!(others * bits < 13_000, "{others} of 10,000 with {bits} bits for each of {count}");
        }
    }
}
