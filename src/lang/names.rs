//! How foreign names are built, by what a native word has at its ends.

use super::LanguagePack;
use super::edges::Edges;
use super::transliteration::TRANSLITERATION;

/// What grammar adds to words, from the list of affixes.
#[derive(Debug)]
pub(super) struct NameAffixes {
    native: Edges,
    prefixes: Edges,
    patterns: Edges,
}

impl NameAffixes {
    pub fn of(pack: &LanguagePack) -> Self {
        let affixes = |kind| pack.affixes(kind).into();
        Self { native: affixes("native"), prefixes: affixes("prefix"), patterns: affixes("pattern") }
    }

    /// See [`LanguagePack::foreign_consonants`].
    pub fn foreign_consonants(&self, word: &str) -> usize {
        if self.prefixes.without_prefix(word).is_some() || self.native.without_suffix(word).is_some() {
            return 0;
        }
        let known = &*TRANSLITERATION;
        let vowel = |c: char| known.is_vowel(c);
        // Letters of native patterns at the beginning prove nothing, unless a long vowel follows («بينيتيز»).
        let mut core = word;
        while let Some(rest) = self.patterns.without_prefix(core) {
            if rest.starts_with(vowel) {
                break;
            }
            core = rest;
        }
        core.chars().filter(|&c| !vowel(c)).count()
    }
}
