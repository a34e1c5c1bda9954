//! Which lines of a text make one paragraph.
//!
//! News as scraped or typed has a paragraph on each line. Mail, wire feeds and old archives break lines at a
//! column: then every break falls where the next word no longer fitted, and only such breaks are joined.

/// Breaks that must fall where the next word did not fit before a text counts as wrapped at a column. In the
/// 13,913 native documents of the development data no text whose paragraphs stand on lines of their own has so
/// many by chance beside [`WRAPPED_PERCENT`].
const MIN_BREAKS: usize = 4;
/// Share of the breaks inside blocks that must fall so; the others end a heading or a paragraph.
const WRAPPED_PERCENT: usize = 75;
/// Widest column that a program or person wraps at, in characters; RFC 5322 recommends 78.
const WIDEST: usize = 130;
/// Lines under this length are verse, whose metre makes them equally long, or a list.
const NARROWEST: usize = 45;

/// The byte ranges of the paragraphs of a text, in order; some may be blank.
pub(super) fn paragraphs(text: &str) -> Vec<(usize, usize)> {
    let lines = lines(text);
    let joined = joined_lines(text, &lines);
    let mut paragraphs: Vec<(usize, usize)> = Vec::with_capacity(lines.len());
    for (index, &(start, end)) in lines.iter().enumerate() {
        match paragraphs.last_mut() {
            Some(last) if joined.get(index).is_some_and(|&joined| joined) => last.1 = end,
            _ => paragraphs.push((start, end)),
        }
    }
    paragraphs
}

fn lines(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut lines = Vec::new();
    // All line breaks begin with one of these bytes, and so do some other characters.
    for at in memchr::memchr3_iter(b'\n', b'\r', 0xE2, bytes) {
        let length = match bytes[at] {
            0xE2 if matches!(bytes[at + 1..], [0x80, 0xA8 | 0xA9, ..]) => 3,
            0xE2 => continue,
            _ => 1,
        };
        // CRLF is one break.
        if !(bytes[at] == b'\n' && at == start && at > 0 && bytes[at - 1] == b'\r') {
            lines.push((start, at));
        }
        start = at + length;
    }
    lines.push((start, text.len()));
    lines
}

/// For each line, whether it goes on with the paragraph of the line before it. Empty where nothing is joined.
fn joined_lines(text: &str, lines: &[(usize, usize)]) -> Vec<bool> {
    let line = |&(start, end): &(usize, usize)| text[start..end].trim().len();
    // What has more bytes than the widest line is wider, whatever its characters.
    if lines.len() <= MIN_BREAKS || lines.iter().any(|bounds| line(bounds) > WIDEST * char::MAX.len_utf8()) {
        return Vec::new();
    }
    // Some programs count characters, some bytes.
    [char_count as fn(&str) -> usize, str::len]
        .into_iter()
        .find_map(|width| joined_by(text, lines, width))
        .unwrap_or_default()
}

fn char_count(line: &str) -> usize {
    line.chars().count()
}

fn joined_by(text: &str, lines: &[(usize, usize)], width: fn(&str) -> usize) -> Option<Vec<bool>> {
    let line = |index: usize| text[lines[index].0..lines[index].1].trim();
    let longest = (0..lines.len()).map(|index| char_count(line(index))).max()?;
    if !(NARROWEST..=WIDEST).contains(&longest) {
        return None;
    }
    let column = (0..lines.len()).map(|index| width(line(index))).max()?;
    let mut breaks = 0;
    let goes_on = |index: usize| {
        let before = index.checked_sub(1).map(line).filter(|before| !before.is_empty());
        let (Some(before), Some(word)) = (before, line(index).split_whitespace().next()) else { return false };
        breaks += 1;
        width(before) + 1 + width(word) > column
    };
    let joined: Vec<bool> = (0..lines.len()).map(goes_on).collect();
    let full = joined.iter().filter(|&&joined| joined).count();
    (full >= MIN_BREAKS && full * 100 >= breaks * WRAPPED_PERCENT).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines as `str::split` finds them.
    fn plainly(text: &str) -> Vec<(usize, usize)> {
        let mut start = 0;
        let mut lines = Vec::new();
        for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}']) {
            let end = start + line.len();
            if !(line.is_empty() && text[..start].ends_with('\r') && text[start..].starts_with('\n')) {
                lines.push((start, end));
            }
            start = end + text[end..].chars().next().map_or(0, char::len_utf8);
        }
        lines
    }

    #[test]
    fn lines_are_those_of_the_standard_library_with_crlf_as_one_break() {
        let mut texts = vec![String::new()];
        for _ in 0..6 {
            let alphabet = ["\n", "\r", "\u{2028}", "\u{2029}", "\u{200C}", "ب"];
            texts = texts.iter().flat_map(|text| alphabet.map(|c| format!("{text}{c}"))).collect();
            for text in &texts {
                assert_eq!(lines(text), plainly(text), "{text:?}");
            }
        }
    }

    #[test]
    fn a_text_with_a_line_wider_than_any_column_is_not_wrapped() {
        let wrapped = "واژه ".repeat(14) + "\n";
        for letter in ["a", "ب", "क", "😀"] {
            for length in [1, 60, WIDEST - 1, WIDEST, WIDEST + 1, 2 * WIDEST, 5 * WIDEST] {
                let text = wrapped.repeat(8) + &letter.repeat(length) + "\n" + &wrapped;
                let lines = lines(&text);
                let widths = [char_count as fn(&str) -> usize, str::len];
                let plain = widths.into_iter().find_map(|width| joined_by(&text, &lines, width)).unwrap_or_default();
                assert_eq!(joined_lines(&text, &lines), plain, "{length} times {letter}");
            }
        }
    }
}
