//! Affixes taken off a word. Most words have another letter there, and one byte tells it.

/// [`str::strip_prefix`]. In Arabic script the second byte tells letters apart: most words are told by it.
#[inline]
#[must_use]
pub fn without_prefix<'w>(word: &'w str, prefix: &str) -> Option<&'w str> {
    let second = |text: &str| text.as_bytes().get(1).copied();
    if prefix.len() > 1 && second(word) != second(prefix) { None } else { word.strip_prefix(prefix) }
}

/// [`str::strip_suffix`]. Most words are told by their last byte.
#[inline]
#[must_use]
pub fn without_suffix<'w>(word: &'w str, suffix: &str) -> Option<&'w str> {
    let last = |text: &str| text.as_bytes().last().copied();
    if !suffix.is_empty() && last(word) != last(suffix) { None } else { word.strip_suffix(suffix) }
}

/// Affixes for one end of words, with what most words that have none of them can be told by.
#[derive(Clone, Debug, Default)]
pub(super) struct Edges {
    forms: Vec<String>,
    /// A bit for the second byte of each, and for the last one.
    seconds: u64,
    lasts: u64,
}

impl Edges {
    /// The affixes as they are.
    pub fn forms(&self) -> &[String] {
        &self.forms
    }

    fn bit(byte: Option<u8>) -> u64 {
        byte.map_or(u64::MAX, |byte| 1 << (byte % 64))
    }

    /// A word without the first of these prefixes that it has.
    #[inline]
    pub fn without_prefix<'w>(&self, word: &'w str) -> Option<&'w str> {
        if self.seconds & Self::bit(word.as_bytes().get(1).copied()) == 0 {
            return None;
        }
        self.forms.iter().find_map(|prefix| without_prefix(word, prefix))
    }

    /// A word without the first of these suffixes that it has.
    #[inline]
    pub fn without_suffix<'w>(&self, word: &'w str) -> Option<&'w str> {
        if self.lasts & Self::bit(word.as_bytes().last().copied()) == 0 {
            return None;
        }
        self.forms.iter().find_map(|suffix| without_suffix(word, suffix))
    }
}

impl From<&[String]> for Edges {
    fn from(forms: &[String]) -> Self {
        let bits =
            |byte: fn(&[u8]) -> Option<u8>| forms.iter().fold(0, |bits, form| bits | Self::bit(byte(form.as_bytes())));
        Self {
            forms: forms.to_vec(),
            seconds: bits(|form| form.get(1).copied()),
            lasts: bits(|form| form.last().copied()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_what_the_standard_library_says() {
        let words = ["", "a", "ab", "ب", "با", "بابا", "اب", "می", "می‌", "نمی‌رود", "é", "a ", "ـa"];
        for word in words {
            for edge in words {
                assert_eq!(without_prefix(word, edge), word.strip_prefix(edge), "{word:?} {edge:?}");
                assert_eq!(without_suffix(word, edge), word.strip_suffix(edge), "{word:?} {edge:?}");
                for other in ["", "x", "نمی", "د"] {
                    let forms = [edge.to_owned(), other.to_owned()];
                    let edges = Edges::from(&forms[..]);
                    let prefix = forms.iter().find_map(|form| word.strip_prefix(form.as_str()));
                    assert_eq!(edges.without_prefix(word), prefix, "{word:?} {forms:?}");
                    let suffix = forms.iter().find_map(|form| word.strip_suffix(form.as_str()));
                    assert_eq!(edges.without_suffix(word), suffix, "{word:?} {forms:?}");
                }
            }
        }
    }
}
