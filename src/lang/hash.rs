//! Hashes of folded words.

use xxhash_rust::xxh3::xxh3_64;

/// A folded word with its hash, which is the same in all lists: a word is looked up in many.
#[derive(Clone, Copy, Debug)]
pub struct Hashed<'w> {
    pub(crate) text: &'w str,
    pub(crate) hash: u64,
}

impl<'w> Hashed<'w> {
    /// Hashes a folded word.
    #[must_use]
    pub fn of(text: &'w str) -> Self {
        Self { text, hash: hash_of(text) }
    }
}

/// A folded word that can be looked up, whether its hash is known or not.
pub trait Folded<'w>: Copy {
    /// The word.
    fn text(self) -> &'w str;
    /// The word with its hash.
    fn hashed(self) -> Hashed<'w>;
}

impl<'w> Folded<'w> for Hashed<'w> {
    #[inline]
    fn text(self) -> &'w str {
        self.text
    }

    #[inline]
    fn hashed(self) -> Hashed<'w> {
        self
    }
}

impl<'w> Folded<'w> for &'w str {
    #[inline]
    fn text(self) -> &'w str {
        self
    }

    fn hashed(self) -> Hashed<'w> {
        Hashed::of(self)
    }
}

/// The same in every run and on every machine: the lists that lie in the program are laid out by it. What a text may fill
/// without end needs seeds beside it.
pub(super) fn hash_of(word: &str) -> u64 {
    xxh3_64(word.as_bytes())
}
