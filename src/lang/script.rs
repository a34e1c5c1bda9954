//! How Arabic script is written: the joiner, and the letters that need none.

/// The zero-width non-joiner, which ends the shape of a letter without a space.
pub const ZWNJ: char = '\u{200C}';

/// Whether a character is a sign on a letter that says how it is read: a short vowel, none, or the letter doubled.
#[must_use]
pub const fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{0652}')
}

/// The letter that stands at the end of a word and nowhere else, mostly of feminine nouns.
pub const TEH_MARBUTA: char = 'ة';

/// Whether a letter joins the next one, so that the two run together where nothing parts them.
#[must_use]
pub fn joins_next(c: char) -> bool {
    !matches!(c, 'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'د' | 'ذ' | 'ر' | 'ز' | 'ژ' | 'و' | 'ؤ' | 'ء' | 'ة')
}
