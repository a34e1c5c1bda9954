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

/// Affixes for one end of words, laid out by the byte that tells most of them apart.
#[derive(Clone, Debug)]
pub(super) struct Edges {
    forms: Vec<String>,
    /// By the second byte of each, in the order of the forms; those without a second byte are everywhere.
    seconds: Places,
    /// By the last byte of each.
    lasts: Places,
}

/// Places of forms by a byte of them.
type Places = Box<[Vec<u16>; 64]>;

impl Edges {
    /// The affixes as they are.
    pub fn forms(&self) -> &[String] {
        &self.forms
    }

    /// A word without the first of these prefixes that it has.
    #[inline]
    pub fn without_prefix<'w>(&self, word: &'w str) -> Option<&'w str> {
        let Some(second) = word.as_bytes().get(1) else {
            return self.forms.iter().find_map(|prefix| word.strip_prefix(prefix.as_str()));
        };
        let places = &self.seconds[usize::from(second % 64)];
        places.iter().find_map(|&at| word.strip_prefix(self.forms[usize::from(at)].as_str()))
    }

    /// A word without the first of these suffixes that it has.
    #[inline]
    pub fn without_suffix<'w>(&self, word: &'w str) -> Option<&'w str> {
        let Some(last) = word.as_bytes().last() else {
            return self.forms.iter().any(String::is_empty).then_some(word);
        };
        let places = &self.lasts[usize::from(last % 64)];
        places.iter().find_map(|&at| word.strip_suffix(self.forms[usize::from(at)].as_str()))
    }
}

impl From<&[String]> for Edges {
    fn from(forms: &[String]) -> Self {
        let places = |byte: fn(&[u8]) -> Option<&u8>| {
            let mut places = Places::new(std::array::from_fn(|_| Vec::new()));
            for (form, at) in forms.iter().zip(0..) {
                match byte(form.as_bytes()) {
                    Some(byte) => places[usize::from(byte % 64)].push(at),
                    None => places.iter_mut().for_each(|places| places.push(at)),
                }
            }
            places
        };
        Self { forms: forms.to_vec(), seconds: places(|form| form.get(1)), lasts: places(|form| form.last()) }
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
