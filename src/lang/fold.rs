//! When two spellings count as the same word.
//!
//! NFKC, then: the code points that Arabic and Persian keyboards give to one letter become one
//! (ي ى ی, ك ک, أ إ آ ٱ ا, ۀ ه), short vowels, tatweel, ZWNJ, ZWJ and directional marks vanish, digits
//! become ASCII, other letters lower case. Nothing that distinguishes words of one language goes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Whether a character has no share in the identity of a word: joiners, tatweel, directional marks,
/// soft hyphen, vowel signs.
#[must_use]
pub fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{0640}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'
            | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    ) || is_vowel_sign(c)
}

/// Arabic vowel signs and Koranic marks.
fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}')
}

/// Whether a character needs the Unicode normaliser: everything outside ASCII and the letters and
/// digits of the Arabic block, and the hamza and madda signs that compose with the letter before.
fn needs_normalizer(c: char) -> bool {
    !(c.is_ascii()
        || matches!(c, '\u{0620}'..='\u{0652}' | '\u{0656}'..='\u{0674}' | '\u{0679}'..='\u{06FF}')
        || is_ignorable(c) && !matches!(c, '\u{0653}'..='\u{0655}'))
}

/// Appends the folded form of `word` to `out`.
pub fn fold_into(word: &str, out: &mut String) {
    if word.chars().any(needs_normalizer) {
        word.nfkc().for_each(|c| fold_char(c, out));
    } else {
        word.chars().for_each(|c| fold_char(c, out));
    }
}

/// The folded form of a word.
///
/// ```
/// use mtlint::lang::fold;
/// assert_eq!(fold("كتابي"), fold("کتابی"));
/// assert_eq!(fold("می\u{200C}گوید"), fold("میگوید"));
/// assert_ne!(fold("مدرسة"), fold("مدرسه"));
/// ```
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

fn fold_char(c: char, out: &mut String) {
    let folded = match c {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ۀ' | 'ە' => 'ه',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        _ if is_ignorable(c) => return,
        '\u{0621}'..='\u{06FF}' => c,
        _ if is_combining_mark(c) && ('\u{0600}'..='\u{08FF}').contains(&c) => return,
        _ => {
            out.extend(c.to_lowercase());
            return;
        }
    };
    out.push(folded);
}

fn digit(c: char, zero: char) -> char {
    char::from(b'0' + (c as u32 - zero as u32) as u8)
}
