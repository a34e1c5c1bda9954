//! What characters a text has: most rules about characters have nothing to look for in most texts. Words tell theirs when
//! they are read for the first time; what stands between two words is read where it is something else than one space.

use super::tokenize::{Class, Classes, Table};
use crate::lang::is_ignorable;
use std::ops::BitOr;
use std::sync::LazyLock;

/// A set of kinds of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u32);

impl Signs {
    /// Characters that nobody sees and that are neither spaces nor the zero-width non-joiner, and private ones.
    pub const INVISIBLE: Self = Self(1 << 3);
    /// Spaces that no keyboard types.
    pub const ODD_SPACE: Self = Self(1 << 4);
    /// Two spaces or more in a row, line breaks aside.
    pub const DOUBLE_SPACE: Self = Self(1 << 5);
    /// A zero-width non-joiner that does not stand between two letters or digits.
    pub const LOOSE_JOINER: Self = Self(1 << 6);
    /// What wrong decoding leaves: accented Latin letters, signs of code pages, U+FFFD, ampersands.
    pub const DECODED: Self = Self(1 << 7);
    /// The stretching stroke.
    pub const TATWEEL: Self = Self(1 << 8);
    /// Signs that pieces of a vocabulary carry: `<`, `[`, `@`, `#`, `_`, `▁`.
    pub const PIECES: Self = Self(1 << 9);
    /// ي, ى, ك and ة.
    pub const ARABIC_KEYS: Self = Self(1 << 10);
    /// ی and ک.
    pub const PERSIAN_KEYS: Self = Self(1 << 11);
    /// پ, چ, ژ and گ.
    pub const PERSIAN_LETTERS: Self = Self(1 << 12);
    /// Letters of Arabic script that neither Persian nor Arabic writes, and letters stored as shapes.
    pub const FOREIGN_SHAPES: Self = Self(1 << 13);
    /// A hamza that a letter may not stand before: one right behind a digit, and most others at the edge of a word.
    pub const EDGE_HAMZA: Self = Self(1 << 14);
    /// Latin letters.
    pub const LATIN: Self = Self(1 << 15);
    /// A letter three times in a row, or more; the words tell it.
    pub const DRAWN_OUT: Self = Self(1 << 16);
    /// Stars, back-ticks and number signs, as Markdown has them.
    pub const MARKDOWN: Self = Self(1 << 17);
    /// A word in which a piece comes again at once; the words tell it.
    pub const STUTTER: Self = Self(1 << 18);

    /// Helpers of the pairs: the signs of a text may lack those of characters that are not looked at.
    pub(super) const SPACE: Self = Self(1 << 24);
    pub(super) const JOINER: Self = Self(1 << 25);
    const SOLID: Self = Self(1 << 26);
    const HAMZA: Self = Self(1 << 27);
    const NOT_LETTER: Self = Self(1 << 28);

    /// Whether some kind is in both sets.
    #[must_use]
    #[inline]
    pub fn have(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The kinds of characters between two words of a text, and of what they make with the characters around them.
    #[must_use]
    pub fn between(text: &str, from: u32, to: u32) -> Self {
        let (from, to) = (from as usize, to as usize);
        let before = text[..from].chars().next_back().map_or(0, char::len_utf8);
        let behind = text[to..].chars().next().map_or(0, char::len_utf8);
        Self::of(&text[from - before..to + behind])
    }

    /// The kinds of characters of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let table = &*TABLE;
        let of_char = |c: char| table.get(c).unwrap_or_else(|| Self::of_char(c));
        let mut seen = Self::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (here, length) = match bytes[at] {
                byte @ ..0x80 => (table.one_byte(byte), 1),
                byte @ ..0xE0 => (table.two_bytes(byte, bytes[at + 1]), 2),
                _ => {
                    let c = text[at..].chars().next().unwrap_or_default();
                    (of_char(c), c.len_utf8())
                }
            };
            let next = at + length;
            seen = seen | here;
            // What stands around these makes a kind of its own.
            if here.have(Self::SPACE) {
                // Most spaces stand before a letter of two bytes.
                if bytes.get(next).is_some_and(|byte| !(0xD8..0xE0).contains(byte)) {
                    seen = seen | Self::of_pair(here, text[next..].chars().next().map(of_char));
                }
            } else if here.have(Self::JOINER | Self::HAMZA) {
                let before = text[..at].chars().next_back().map_or(Self::NOT_LETTER, of_char);
                seen = seen
                    | Self::of_pair(before, Some(here))
                    | Self::of_pair(here, text[next..].chars().next().map(of_char));
            }
            at = next;
        }
        seen
    }

    /// What two characters in a row are together; behind the last one stands none.
    fn of_pair(last: Self, here: Option<Self>) -> Self {
        let mut pair = Self::default();
        let Some(here) = here else {
            return if last.have(Self::JOINER) { Self::LOOSE_JOINER } else { pair };
        };
        if last.have(Self::SPACE) && here.have(Self::SPACE) {
            pair = pair | Self::DOUBLE_SPACE;
        }
        if last.have(Self::JOINER) && !here.have(Self::SOLID) || here.have(Self::JOINER) && !last.have(Self::SOLID) {
            pair = pair | Self::LOOSE_JOINER;
        }
        if here.have(Self::HAMZA) && last.have(Self::NOT_LETTER) {
            pair = pair | Self::EDGE_HAMZA;
        }
        pair
    }

    /// Whether some of these characters make other kinds with those around them.
    pub(super) fn depend_on_neighbours(self) -> bool {
        self.have(Self::SPACE | Self::JOINER | Self::HAMZA)
    }

    /// The kinds of one character.
    #[cold]
    pub(super) fn of_char(c: char) -> Self {
        let class = Classes::new().of(c);
        let kinds = [
            (
                c != '\u{200C}'
                    && (c.is_control() && !matches!(c, '\n' | '\r' | '\t')
                        || is_ignorable(c)
                            && !matches!(c, '\u{0640}' | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{06ED}')
                        || matches!(c, '\u{2060}'..='\u{2069}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFC}')),
                Self::INVISIBLE,
            ),
            (is_odd_space(c), Self::ODD_SPACE),
            (matches!(c, 'À'..='ÿ' | '§' | '„' | '†' | '\u{FFFD}' | '&'), Self::DECODED),
            (c == '\u{0640}', Self::TATWEEL),
            (is_piece(c), Self::PIECES),
            (matches!(c, '*' | '`' | '#'), Self::MARKDOWN),
            (matches!(c, 'ي' | 'ى' | 'ك' | 'ة'), Self::ARABIC_KEYS),
            (matches!(c, 'ی' | 'ک'), Self::PERSIAN_KEYS),
            (matches!(c, 'پ' | 'چ' | 'ژ' | 'گ'), Self::PERSIAN_LETTERS),
            (
                matches!(c, '\u{0672}'..='\u{06D3}' | '\u{06D5}' | '\u{06EE}'..='\u{06EF}' | '\u{06FA}'..='\u{06FF}'
                    | '\u{0750}'..='\u{077F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
                    && !matches!(c, 'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' | 'ۀ'),
                Self::FOREIGN_SHAPES,
            ),
            (class == Class::Latin, Self::LATIN),
            (c.is_whitespace() && !matches!(c, '\n' | '\r'), Self::SPACE),
            (c == '\u{200C}', Self::JOINER),
            (matches!(class, Class::Arabic | Class::Latin | Class::OtherLetter | Class::Digit), Self::SOLID),
            (c == 'ء', Self::HAMZA),
            (!matches!(class, Class::Arabic | Class::Latin | Class::OtherLetter), Self::NOT_LETTER),
        ];
        kinds.into_iter().filter(|(is, _)| *is).fold(Self::default(), |all, (_, kind)| all | kind)
    }
}

/// No-break, thin, ideographic and other spaces that no keyboard types.
#[must_use]
pub fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{00A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{2800}' | '\u{3000}')
}

/// What the tokens of a translator's vocabulary begin or end with.
#[must_use]
pub fn is_piece(c: char) -> bool {
    matches!(c, '<' | '[' | '⁇' | '▁' | '@' | '#' | '_' | '>')
}

impl BitOr for Signs {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

static TABLE: LazyLock<Table<Signs>> = LazyLock::new(|| Table::new(Signs::of_char));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_seen_across_two_characters_only() {
        let loose = |text: &str| Signs::of(text).have(Signs::LOOSE_JOINER);
        assert!(!loose("می\u{200C}رود"));
        assert!(
            loose("می\u{200C} رود") && loose("می \u{200C}رود") && loose("می\u{200C}\u{200C}رود") && loose("می\u{200C}")
        );
        let double = |text: &str| Signs::of(text).have(Signs::DOUBLE_SPACE);
        assert!(double("یک  دو") && double("یک\t دو") && !double("یک\n\nدو") && !double("یک دو سه"));
        let hamza = |text: &str| Signs::of(text).have(Signs::EDGE_HAMZA);
        assert!(hamza("2022ء") && !hamza("جزء"));
    }

    #[test]
    fn a_text_without_a_kind_of_character_does_not_have_it() {
        assert!(!Signs::of("سلام").have(Signs::LATIN | Signs::INVISIBLE | Signs::TATWEEL));
        assert!(Signs::of("سـلام").have(Signs::TATWEEL));
        assert!(Signs::of("سلا\u{200F}م").have(Signs::INVISIBLE));
    }

    /// What a text has, from pairs of characters and nothing else.
    fn plainly(text: &str) -> Signs {
        let mut chars: Vec<Option<Signs>> = text.chars().map(|c| Some(Signs::of_char(c))).collect();
        chars.insert(0, Some(Signs::NOT_LETTER));
        chars.push(None);
        let pair = |pair: &[Option<Signs>]| pair[0].map_or(Signs::default(), |last| Signs::of_pair(last, pair[1]));
        let alone = chars[1..].iter().flatten().fold(Signs::default(), |seen, &here| seen | here);
        chars.windows(2).map(pair).fold(alone, |seen, here| seen | here)
    }

    #[test]
    fn one_pass_over_the_bytes_sees_what_pairs_of_characters_show() {
        let alphabet = [' ', '\t', '\n', '\u{200C}', '\u{A0}', 'ا', 'a', '1', 'ء', '.', '\u{2003}', 'é', '😀'];
        let mut texts = vec![String::new()];
        for length in 0..4 {
            let longest: Vec<String> = texts.iter().filter(|text| text.chars().count() == length).cloned().collect();
            texts.extend(longest.iter().flat_map(|text| alphabet.map(|c| format!("{text}{c}"))));
        }
        assert_eq!(texts.len(), 1 + 13 + 13 * 13 + 13 * 13 * 13 + 13 * 13 * 13 * 13);
        for text in texts {
            assert_eq!(Signs::of(&text), plainly(&text), "{text:?}");
        }
    }
}
