//! What XML can hold.

use super::terminal::named;

/// A text for an attribute or an element: characters that XML cannot hold, or that a reader would change, by name.
pub(super) fn xml_text(text: &str) -> String {
    let cannot = |c: char| c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if !text.contains(cannot) {
        return text.to_owned();
    }
    text.chars().map(|c| if cannot(c) { named(c) } else { c.to_string() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_named_and_the_rest_stays() {
        assert_eq!(xml_text("a\u{1B}\n\u{FFFF}\u{85}b"), "a⟨ESC⟩⟨LF⟩⟨U+FFFF⟩⟨U+0085⟩b");
        assert_eq!(xml_text("می\u{200C}رود \u{10FFFF}"), "می\u{200C}رود \u{10FFFF}");
    }
}
