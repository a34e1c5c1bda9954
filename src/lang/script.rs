//! How Arabic script is written: the joiner, and the letters that need none.

/// The zero-width non-joiner, which ends the shape of a letter without a space.
pub const ZWNJ: char = '\u{200C}';

/// Whether a letter joins the next one, so that the two run together where nothing parts them.
#[must_use]
pub fn joins_next(c: char) -> bool {
    !matches!(c, 'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'د' | 'ذ' | 'ر' | 'ز' | 'ژ' | 'و' | 'ؤ' | 'ء' | 'ة')
}
