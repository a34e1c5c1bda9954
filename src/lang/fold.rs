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
pub const fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{0640}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'
            | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    ) || is_combining_sign(c)
}

/// Arabic vowel signs, the hamza and madda of letters in pieces, and Koranic marks.
const fn is_combining_sign(c: char) -> bool {
    matches!(c, '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}')
}

/// Whether a character needs the Unicode normaliser: everything outside ASCII and the letters and
/// digits of the Arabic block, and the hamza and madda signs that compose with the letter before.
const fn needs_normalizer(c: char) -> bool {
    !(c.is_ascii()
        || matches!(c, '\u{0620}'..='\u{0652}' | '\u{0656}'..='\u{0674}' | '\u{0679}'..='\u{06FF}')
        || is_ignorable(c) && !matches!(c, '\u{0653}'..='\u{0655}'))
}

/// Characters below this code point are folded by table: Latin, Arabic and all scripts between.
const TABLED: usize = 0x700;
/// In the table: the character vanishes.
pub(super) const NOTHING: char = '\0';
/// In the table: the word needs the normaliser. No character of the table is folded to this one.
const NORMALIZE: char = char::MAX;

const FOLDED: [char; TABLED] = {
    let mut table = [NORMALIZE; TABLED];
    let mut code = 1;
    while code < TABLED {
        if let Some(c) = char::from_u32(code as u32)
            && !needs_normalizer(c)
        {
            table[code] = match fold_plain(c) {
                Some(folded) => folded,
                None => NOTHING,
            };
        }
        code += 1;
    }
    table
};

/// What the table says of a character.
#[inline]
fn tabled(c: char) -> char {
    static TABLE: [char; TABLED] = FOLDED;
    match TABLE.get(c as usize) {
        Some(&folded) => folded,
        None if is_ignorable(c) => NOTHING,
        None => NORMALIZE,
    }
}

/// Whether a character is folded to itself in every word; U+10FFFF, of which the normaliser says the same, among them.
pub(crate) fn is_folded(c: char) -> bool {
    tabled(c) == c
}

/// Appends the folded form of `word` to `out`.
pub fn fold_into(word: &str, out: &mut String) {
    let start = out.len();
    out.reserve(word.len());
    for c in word.chars() {
        match tabled(c) {
            NOTHING => {}
            NORMALIZE => {
                out.truncate(start);
                word.nfkc().for_each(|c| fold_char(c, out));
                return;
            }
            folded => out.push(folded),
        }
    }
}

/// Whether a folded character is a letter or digit of ASCII or Arabic script: told without the tables of the standard
/// library, which are slow.
#[inline]
pub(super) const fn is_common_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9' | '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{064A}' | '\u{0671}'..='\u{06D3}')
}

/// Whether a folded character is a letter or a digit.
#[must_use]
#[inline]
pub fn is_letter(c: char) -> bool {
    is_common_letter(c) || c.is_alphanumeric()
}

static LETTERS: [Option<char>; TABLED] = {
    let mut table = [None; TABLED];
    let mut code = 0;
    while code < TABLED {
        if FOLDED[code] == NOTHING || is_common_letter(FOLDED[code]) {
            table[code] = Some(FOLDED[code]);
        }
        code += 1;
    }
    table
};

/// What a character is folded to, when that is a [common letter](is_common_letter) or [`NOTHING`].
#[inline]
pub(super) fn letter(c: char) -> Option<char> {
    match LETTERS.get(c as usize) {
        Some(&letter) => letter,
        None => is_ignorable(c).then_some(NOTHING),
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
    if c.is_ascii() || is_ignorable(c) || matches!(c, '\u{0621}'..='\u{06FF}') {
        out.extend(fold_plain(c));
    } else if !(is_combining_mark(c) && ('\u{0600}'..='\u{08FF}').contains(&c)) {
        out.extend(c.to_lowercase());
    }
}

/// What becomes of a character of ASCII or Arabic script.
const fn fold_plain(c: char) -> Option<char> {
    Some(match c {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ۀ' | 'ە' => 'ه',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        _ if is_ignorable(c) => return None,
        _ => c,
    })
}

const fn digit(c: char, zero: char) -> char {
    (b'0' + (c as u32 - zero as u32) as u8) as char
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_the_normaliser_says() {
        let plainly = |word: &str| {
            let mut out = String::new();
            word.nfkc().for_each(|c| fold_char(c, &mut out));
            out
        };
        for c in '\0'..=char::MAX {
            assert_eq!(fold(c.encode_utf8(&mut [0; 4])), plainly(c.encode_utf8(&mut [0; 4])), "{c:?}");
        }
        for c in '\0'..'\u{2100}' {
            for word in [format!("ب{c}ا"), format!("{c}e\u{654}")] {
                assert_eq!(fold(&word), plainly(&word), "{c:?}");
            }
        }
    }
}
