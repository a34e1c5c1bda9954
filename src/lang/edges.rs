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
            }
        }
    }
}
