//! Words, numbers, marks and addresses.
//!
//! `regex` and UAX #29 both treat ZWNJ in ways that Persian does not bear (`\b` does not break at it,
//! `\w` swallows it at the edge of a word), and neither tells a URL from three words. So words are cut
//! here: a word is a run of letters of one script with the joiners, vowel signs and tatweel inside it.

use super::words::Joints;
use crate::lang::is_ignorable;
use crate::span::Span;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters of one script.
    Word,
    /// Digits with their separators.
    Number,
    /// A punctuation mark or symbol; a run of full stops or of question and exclamation marks is one.
    Mark,
    /// A URL, e-mail address, path of a file or handle; a bare host, file name or hashtag in Latin letters.
    Address,
}

/// The writing system of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Arabic script: Persian, Arabic, Urdu and others.
    Arabic,
    /// Latin script.
    Latin,
    /// Any other script; marks and numbers too.
    Other,
}

/// A piece of text that rules look at.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Number of its folded form among the distinct words of the document.
    pub word: u32,
    /// Its first character when it is a mark, else [`NO_MARK`].
    pub(super) mark: char,
    /// What it is.
    pub kind: TokenKind,
    /// Its writing system.
    pub script: Script,
    pub(super) joints: Joints,
    /// Bit n: it has a letter that of the languages of its script only that of row n of
    /// [`PECULIAR_LETTERS`](crate::lang::PECULIAR_LETTERS) writes.
    pub(super) peculiar: u8,
}

impl Token {
    /// A token of which no more is known than where it stands and what it is.
    pub(super) fn new(span: Span, kind: TokenKind, script: Script) -> Self {
        Self { span, word: 0, mark: NO_MARK, kind, script, joints: Joints::default(), peculiar: 0 }
    }
}

/// Where a token is no mark: no token begins with this character.
pub(super) const NO_MARK: char = '\0';

/// What a character is to the tokenizer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Arabic,
    Latin,
    OtherLetter,
    Digit,
    /// Belongs to the word before it: joiners, vowel signs, tatweel, combining marks.
    Extend,
    Space,
    Mark,
}

/// What is looked up: every character of two bytes, Latin and Arabic script among them, and general punctuation.
const TABLED: [Range<u32>; 2] = [0..0x800, 0x2000..0x2080];
const TABLE_SIZE: usize = 0x880;

/// Something that is known of characters, for the common ones from a table.
pub(super) struct Table<T>(Box<[T; TABLE_SIZE]>);

impl<T: Copy> Table<T> {
    pub fn new(of: impl Fn(char) -> T) -> Self {
        let tabled = TABLED.into_iter().flatten();
        let all: Vec<T> = tabled.map(|code| of(char::from_u32(code).expect("no surrogate"))).collect();
        Self(all.try_into().ok().expect("as many as are tabled"))
    }

    /// What is known of the character that a byte of UTF-8 stands for alone.
    #[inline]
    pub fn one_byte(&self, byte: u8) -> T {
        self.0[usize::from(byte)]
    }

    /// What is known of a character of two bytes of UTF-8.
    #[inline]
    pub fn two_bytes(&self, first: u8, second: u8) -> T {
        self.0[usize::from(first & 0x1F) << 6 | usize::from(second & 0x3F)]
    }

    /// What is known of a character; `None` for one that is not common.
    #[inline]
    pub fn get(&self, c: char) -> Option<T> {
        let code = u32::from(c);
        let [low, high] = TABLED;
        if code < low.end {
            Some(self.0[code as usize])
        } else if high.contains(&code) {
            Some(self.0[(code - high.start + low.end) as usize])
        } else {
            None
        }
    }
}

static CLASSES: LazyLock<Table<Class>> = LazyLock::new(|| Table::new(find_class));

/// The classes of characters, the common ones from a table.
#[derive(Clone, Copy)]
pub(super) struct Classes(&'static Table<Class>);

impl Classes {
    pub fn new() -> Self {
        Self(&CLASSES)
    }

    #[inline]
    pub fn of(self, c: char) -> Class {
        self.0.get(c).unwrap_or_else(|| find_class(c))
    }

    /// The class of the character that begins at a byte, and its length in bytes.
    #[inline]
    fn at(self, text: &str, at: usize) -> (Class, usize) {
        let bytes = text.as_bytes();
        match bytes[at] {
            byte @ ..0x80 => (self.0.one_byte(byte), 1),
            first @ ..0xE0 => (self.0.two_bytes(first, bytes[at + 1]), 2),
            _ => {
                let c = text[at..].chars().next().unwrap_or_default();
                (self.of(c), c.len_utf8())
            }
        }
    }
}

#[cold]
fn find_class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Latin,
        '0'..='9' | '٠'..='٩' | '۰'..='۹' => Class::Digit,
        _ if c.is_ascii() => {
            if c.is_ascii_whitespace() || c.is_ascii_control() {
                Class::Space
            } else {
                Class::Mark
            }
        }
        '،' | '؛' | '؟' | '٪' | '٫' | '٬' | '٭' | '۔' | '\u{0606}'..='\u{060F}' => Class::Mark,
        _ if is_ignorable(c) => Class::Extend,
        '\u{0620}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08FF}' => Class::Arabic,
        '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
            if c.is_alphabetic() {
                Class::Arabic
            } else {
                Class::Mark
            }
        }
        '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}'
            if c.is_alphabetic() =>
        {
            Class::Latin
        }
        '\u{0300}'..='\u{036F}' | '\u{FE00}'..='\u{FE0F}' => Class::Extend,
        _ if c.is_whitespace() || c.is_control() => Class::Space,
        _ if c.is_alphabetic() => Class::OtherLetter,
        _ if c.is_numeric() => Class::Digit,
        _ => Class::Mark,
    }
}

/// Longest address, in bytes: browsers took URLs up to this length. A longer run without a space is data or
/// code, in which an address is not looked for at every word.
const ADDRESS_BYTES: usize = 2_083;

/// Cuts `text[from..to]` into tokens and hands each to `emit`.
pub(super) fn tokenize(text: &str, from: usize, to: usize, emit: &mut impl FnMut(Span, TokenKind, Script)) {
    let span = |start: usize, end: usize| Span::new(start as u32, end as u32);
    let classes = Classes::new();
    let mut at = from;
    // Where the run of characters that an address may have ends; found once a run.
    let mut run_end = from;
    while at < to {
        // Most of what stands between words is one space.
        if text.as_bytes()[at] == b' ' {
            at += 1;
            continue;
        }
        let (here, length) = classes.at(text, at);
        match here {
            Class::Space | Class::Extend => at += length,
            Class::Mark => {
                let mark = text.as_bytes()[at];
                let address = match mark {
                    b'@' | b'#' => address(text, at, to, &mut run_end).or_else(|| handle(text, from, at, to)),
                    b'/' => path(text, from, at, to),
                    _ => None,
                };
                if let Some(end) = address {
                    emit(span(at, end), TokenKind::Address, Script::Latin);
                    at = end;
                    continue;
                }
                let end = match mark {
                    b'.' => at + run(&text[at..to], |c| c == '.'),
                    b'!' | b'?' => at + run(&text[at..to], is_asking),
                    _ if text[at..].starts_with(is_asking) => at + run(&text[at..to], is_asking),
                    _ => at + length,
                };
                emit(span(at, end), TokenKind::Mark, Script::Other);
                at = end;
            }
            Class::Latin | Class::Digit if length == 1 && starts_chunk(text, from, at) => {
                if let Some(end) = address(text, at, to, &mut run_end) {
                    emit(span(at, end), TokenKind::Address, Script::Latin);
                    at = end;
                } else {
                    at = word_or_number(text, at, to, here, classes, emit);
                }
            }
            _ => at = word_or_number(text, at, to, here, classes, emit),
        }
    }
}

fn is_asking(c: char) -> bool {
    matches!(c, '!' | '?' | '؟')
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

fn starts_chunk(text: &str, from: usize, at: usize) -> bool {
    text[from..at].chars().next_back().is_none_or(|before| !before.is_ascii_alphanumeric())
}

fn word_or_number(
    text: &str,
    start: usize,
    to: usize,
    first: Class,
    classes: Classes,
    emit: &mut impl FnMut(Span, TokenKind, Script),
) -> usize {
    let bytes = &text.as_bytes()[..to];
    let mut end = start;
    let mut last_solid = start;
    loop {
        if first == Class::Arabic {
            let (pairs, _) = bytes[end..].as_chunks();
            let is_arabic =
                |&&[one, two]: &&[u8; 2]| matches!(one, 0xD8..0xE0) && classes.0.two_bytes(one, two) == Class::Arabic;
            let letters = pairs.iter().take_while(is_arabic).count();
            if letters > 0 {
                end += 2 * letters;
                last_solid = end;
            }
            // Most words end before a space, which belongs to none.
            if bytes.get(end) == Some(&b' ') {
                break;
            }
        }
        if end == to {
            break;
        }
        let (here, length) = classes.at(text, end);
        if here == first {
            end += length;
            last_solid = end;
            continue;
        }
        let c = || text[end..].chars().next().unwrap_or_default();
        let next = || (end + length < to).then(|| classes.at(text, end + length).0);
        let belongs = here == Class::Extend
            || match first {
                Class::Digit => matches!(c(), '.' | ',' | '٫' | '٬' | '/' | ':' | '\'') && next() == Some(Class::Digit),
                // «COVID-19», «F-35», "don't", "B2B": one word.
                Class::Latin => {
                    here == Class::Digit
                        || matches!(c(), '-' | '\'' | '’' | '&' | '_')
                            && matches!(next(), Some(Class::Latin | Class::Digit))
                }
                _ => false,
            };
        if !belongs {
            break;
        }
        // A joiner at the edge of a word is litter and belongs to no token.
        let is_solid = here != Class::Extend || !is_ignorable(c()) || stays_at_edges(c());
        end += length;
        if is_solid {
            last_solid = end;
        }
    }
    if first == Class::Arabic
        && matches!(text.as_bytes()[..to].get(end), Some(b'@' | b'.' | b'_' | b'-'))
        && let Some(end) = mailbox(text, end, to)
    {
        emit(Span::new(start as u32, end as u32), TokenKind::Address, Script::Latin);
        return end;
    }
    let (kind, script) = match first {
        Class::Digit => (TokenKind::Number, Script::Other),
        Class::Arabic => (TokenKind::Word, Script::Arabic),
        Class::Latin => (TokenKind::Word, Script::Latin),
        _ => (TokenKind::Word, Script::Other),
    };
    emit(Span::new(start as u32, last_solid as u32), kind, script);
    end
}

/// Whether what has no share in the identity of a word is written at its end: vowel signs and the stretching stroke.
fn stays_at_edges(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{0652}' | '\u{0640}' | '\u{0670}' | '\u{0653}'..='\u{0655}')
}

/// The end of a URL, e-mail address, domain, path, handle or hashtag that begins at `at`, if one does.
fn address(text: &str, at: usize, to: usize, run_end: &mut usize) -> Option<usize> {
    if at >= *run_end {
        let graphic =
            |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | ',');
        *run_end = at + run(&text[at..to], graphic);
    }
    if *run_end - at > ADDRESS_BYTES {
        return None;
    }
    if text.as_bytes()[..to].get(*run_end).is_some_and(|byte| !byte.is_ascii())
        && let Some(end) = goes_on(&text[at..*run_end]).then(|| continued(text, at, *run_end, to)).flatten()
    {
        return Some(end);
    }
    let chunk = text[at..*run_end].trim_end_matches(['.', ':', ';', '!', '?', '\'', '/']);
    // A chunk of two characters cannot be an address, and most Latin chunks have no mark inside.
    let marked = chunk.bytes().skip(1).any(|b| matches!(b, b'.' | b'@' | b'/' | b':'))
        || (chunk.len() > 1 && matches!(chunk.as_bytes()[0], b'@' | b'#'));
    (marked && is_address(chunk)).then_some(at + chunk.len())
}

/// The shapes of an address: a URL with its scheme; a handle or hashtag; a host name with a top-level domain
/// in small letters, perhaps with a user before it and a path behind it.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:[A-Za-z0-9+]+://.+",
        r"|[@#][A-Za-z0-9_.]*[A-Za-z][A-Za-z0-9_.]*",
        r"|(?:[^/?#@]+@)?([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.[a-z][a-z0-9]{1,11})(?:[/?#:].*)?)$",
    ))
    .expect("a valid pattern")
});

/// Whether letters of any script that stand close behind this belong to an address: to the path or the host of a URL,
/// the path of a bare host or of a file, the host of a mailbox.
fn goes_on(begun: &str) -> bool {
    // «https://example.com/aسپس»: a word that lost its space.
    if begun.ends_with(|c: char| c.is_ascii_alphanumeric())
        || !begun.bytes().skip(1).any(|b| matches!(b, b'.' | b'@' | b'/' | b':'))
    {
        return false;
    }
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+-".contains(&b));
    if let Some((scheme, rest)) = begun.split_once("://") {
        return is_name(scheme) && (matches!(rest, "" | "www.") || rest.contains(['/', '?', '#']));
    }
    let mailbox = begun.strip_suffix('@').is_some_and(is_name);
    let drive = begun[1..].starts_with(":\\");
    let path = || begun.split_once('/').is_some_and(|(host, _)| !host.starts_with(['@', '#']) && is_address(host));
    mailbox || drive || begun == "www." || path()
}

/// The end of an address that began at `at` and goes on at `from` in letters of any script.
fn continued(text: &str, at: usize, from: usize, to: usize) -> Option<usize> {
    let mailbox = text[..from].ends_with('@');
    let mut open = 0_usize;
    let mut chars = text[from..to].char_indices().peekable();
    let mut end = from;
    while let Some((place, c)) = chars.next() {
        if from + place - at > ADDRESS_BYTES {
            return None;
        }
        let next = chars.peek().map(|&(_, next)| next);
        let belongs = match c {
            // «wiki/علی_(نام)»
            '(' => {
                open += 1;
                true
            }
            ')' => {
                let is_open = open > 0;
                open = open.saturating_sub(1);
                is_open
            }
            '"' | '<' | '>' | '[' | ']' | '{' | '}' | '`' | '|' => false,
            ',' | '٬' | '٫' | '–' => next.is_some_and(char::is_alphanumeric),
            '،' => next == Some('_'),
            _ => c.is_ascii_graphic() || c.is_alphanumeric() || Classes::new().of(c) == Class::Extend,
        };
        if !belongs || mailbox && !(c.is_alphanumeric() || matches!(c, '.' | '-')) {
            break;
        }
        end = from + place + c.len_utf8();
    }
    let added = text[from..end].trim_end_matches(|c: char| {
        matches!(c, '.' | ':' | ';' | '!' | '?' | '\'' | '/') || is_ignorable(c) && !stays_at_edges(c)
    });
    (!added.is_empty() && (!mailbox || added.contains('.'))).then(|| from + added.len())
}

/// The end of a handle in letters of Arabic script («@علي_كريمي») whose sign stands at `at`.
fn handle(text: &str, from: usize, at: usize, to: usize) -> Option<usize> {
    let name = &text[at + 1..to];
    let begins = text[at..].starts_with('@')
        && name.starts_with(char::is_alphabetic)
        && !text[from..at].ends_with(char::is_alphanumeric);
    let length = || run(name, |c| c.is_alphanumeric() || c == '_' || Classes::new().of(c) == Class::Extend);
    begins.then(|| at + 1 + name[..length()].trim_end_matches(|c: char| c == '_' || !c.is_alphanumeric()).len())
}

/// The end of the path of a file that begins at the root, at a slash at `at`, and has letters of another script than Latin:
/// «/home/كتاب/x.txt».
fn path(text: &str, from: usize, at: usize, to: usize) -> Option<usize> {
    if !text.as_bytes()[..to].get(at + 1).is_some_and(u8::is_ascii_alphabetic)
        || !text[from..at].chars().next_back().is_none_or(|before| before.is_whitespace() || "([«“\"".contains(before))
    {
        return None;
    }
    let folders = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    let end = at + run(&text[at..to], folders);
    let goes_on =
        end - at <= ADDRESS_BYTES && text[at + 1..end].contains('/') && text[..end].ends_with(['/', '.', '_', '-']);
    goes_on.then(|| continued(text, at, end, to)).flatten()
}

/// Longest name of a mailbox, in bytes, as RFC 5321 has it.
const MAILBOX_BYTES: usize = 64;

/// The end of an e-mail address whose name begins with a word of Arabic script that ends at `at`.
fn mailbox(text: &str, at: usize, to: usize) -> Option<usize> {
    memchr::memchr(b'@', &text.as_bytes()[at..to.min(at + MAILBOX_BYTES + char::MAX.len_utf8())])?;
    let name =
        |&(place, c): &(usize, char)| place < MAILBOX_BYTES && (c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
    let rest = &text[at..to];
    let sign = at + rest.char_indices().take_while(name).last().map_or(0, |(place, c)| place + c.len_utf8());
    if !text[sign..to].starts_with('@') {
        return None;
    }
    let host = &text[sign + 1..to];
    let length = run(host, |c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    let host = host[..length].trim_end_matches(['.', '-']);
    (host.contains('.') && length <= ADDRESS_BYTES).then(|| sign + 1 + host.len())
}

fn is_address(chunk: &str) -> bool {
    let Some(found) = ADDRESS.captures(chunk) else { return false };
    // «e.g» and «U.S» are abbreviations: a host has more than three letters.
    found.get(1).is_none_or(|host| host.as_str().bytes().filter(|&b| b != b'.').count() > 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn the_table_says_of_each_character_what_is_found_out_of_it_alone() {
        let table = Table::new(find_class);
        for c in '\0'..=char::MAX {
            assert_eq!(Classes::new().of(c), find_class(c), "{c:?}");
            match *c.encode_utf8(&mut [0; 4]).as_bytes() {
                [byte] => assert_eq!(table.one_byte(byte), find_class(c), "{c:?}"),
                [first, second] => assert_eq!(table.two_bytes(first, second), find_class(c), "{c:?}"),
                _ => {}
            }
        }
    }

    #[test]
    fn words_of_letters_of_one_script_are_those_of_uax_29() {
        let is_arabic = |c: char| matches!(c, '\u{600}'..='\u{6FF}');
        let mut count = 0;
        for article in crate::text::articles() {
            // UAX #29 has other rules for marks, joiners and digits between letters, and keeps words of two scripts whole.
            let mut plain = String::new();
            for c in article
                .chars()
                .map(|c| if c.is_ascii_alphabetic() || c.is_alphabetic() && is_arabic(c) { c } else { ' ' })
            {
                if plain.chars().next_back().is_some_and(|before| is_arabic(before) != is_arabic(c)) {
                    plain.push(' ');
                }
                plain.push(c);
            }
            let mut words = Vec::new();
            tokenize(&plain, 0, plain.len(), &mut |span, kind, _| {
                assert_eq!(kind, TokenKind::Word);
                words.push(span.of(&plain));
            });
            assert!(words.iter().copied().eq(plain.unicode_words()), "{plain}");
            count += words.len();
        }
        assert!(count > 5_000, "{count} words");
    }
}
