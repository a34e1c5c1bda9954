//! What is wrong with a list of phrases: one judgement for the lists of this project and those of its users.

use super::fold;
use super::patterns::{Forms, Inflections, Patterns, Piece, Pieces, belongs, rows};
use std::collections::{HashMap, HashSet};
use std::fmt;

/// Words of the longest phrase that is worth matching: no row of this project has half as many.
const MOST_WORDS: usize = 24;
/// `…` in one phrase: each trebles the ways to match it.
const MOST_GAPS: usize = 4;
/// Phrases with one first word among which shadows are searched: every pair of them is compared.
const MOST_NEIGHBOURS: usize = 500;
/// Characters of a form that a message quotes.
const QUOTED_CHARS: usize = 40;

/// Something wrong with a list, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFlaw {
    /// The line, 1-based.
    pub line: usize,
    /// What it is.
    pub flaw: Flaw,
}

/// What can be wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The list has no row.
    NoRows,
    /// Nothing stands before the first tab, or between two `|`.
    EmptyForm,
    /// Space at the edge of a column.
    PaddedColumn,
    /// Not as many columns as the first row has.
    Columns {
        /// Columns of the first row.
        expected: usize,
        /// Columns of this row.
        found: usize,
    },
    /// The folded form is smaller than that of the row before.
    OutOfOrder,
    /// The folded form is that of another row.
    FormTwice {
        /// The line of the other row.
        first: usize,
    },
    /// A phrase that another alternative has too, in another spelling or in the same.
    PhraseTwice {
        /// The phrase as it is written here.
        phrase: String,
        /// The line of the other.
        first: usize,
    },
    /// A phrase in whose place another row is always found.
    Shadowed {
        /// The phrase.
        phrase: String,
        /// The line of the other row.
        by: usize,
    },
    /// A mark inside a phrase: no phrase goes across a mark.
    MarkInside {
        /// The phrase.
        phrase: String,
        /// The mark.
        mark: char,
    },
    /// A phrase that does not begin with a word is never looked up.
    NoFirstWord {
        /// The phrase.
        phrase: String,
    },
    /// More words than a phrase can have.
    TooLong {
        /// The phrase.
        phrase: String,
    },
    /// More `…` than a phrase can have.
    TooManyGaps {
        /// The phrase.
        phrase: String,
    },
    /// `~` behind a word: it stands before the one that takes affixes.
    TildeBehind {
        /// The phrase.
        phrase: String,
    },
    /// The second column of a calque says neither that it is literal nor that a sense is wrong.
    UnknownKind {
        /// What it says.
        kind: String,
    },
    /// The fifth column of a calque names no severity.
    UnknownSeverity {
        /// What it says.
        severity: String,
    },
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRows => f.write_str("the list has no row"),
            Self::EmptyForm => f.write_str("an empty form"),
            Self::PaddedColumn => f.write_str("space at the edge of a column"),
            Self::Columns { expected, found } => write!(f, "{found} columns where the first row has {expected}"),
            Self::OutOfOrder => f.write_str("not in the order of folded forms"),
            Self::FormTwice { first } => write!(f, "the form of line {first} again"),
            Self::PhraseTwice { phrase, first } => write!(f, "«{phrase}» is the same phrase as one in line {first}"),
            Self::Shadowed { phrase, by } => write!(f, "«{phrase}» is never found: line {by} is found in its place"),
            Self::MarkInside { phrase, mark } => {
                write!(f, "«{phrase}» is never found: no phrase goes across a mark ({mark})")
            }
            Self::NoFirstWord { phrase } => write!(f, "«{phrase}» is never found: it does not begin with a word"),
            Self::TooLong { phrase } => write!(f, "«{phrase}» has more than {MOST_WORDS} words"),
            Self::TooManyGaps { phrase } => write!(f, "«{phrase}» has more than {MOST_GAPS} gaps (…)"),
            Self::TildeBehind { phrase } => {
                write!(f, "«{phrase}»: ~ stands before the word that takes affixes, not behind it")
            }
            Self::UnknownKind { kind } => write!(f, "the kind is {kind:?}, not literal or sense"),
            Self::UnknownSeverity { severity } => {
                write!(f, "the severity is {severity:?}, not critical, major or minor")
            }
        }
    }
}

/// A phrase of the list under review.
struct Phrase<'s> {
    line: usize,
    form: &'s str,
    pieces: Pieces,
}

/// Everything that is wrong with a list, in order of place. `inflections` are those of its language.
#[must_use]
pub fn review_list(source: &str, inflections: &Inflections) -> Vec<ListFlaw> {
    let mut flaws = Vec::new();
    let mut flaw = |line, flaw| flaws.push(ListFlaw { line, flaw });
    let mut expected = None;
    let mut last = String::new();
    let mut forms: HashMap<String, usize> = HashMap::new();
    let mut phrases = Vec::new();
    let mut read = Forms::new(inflections);
    for (line, row) in rows(source) {
        let columns: Vec<&str> = row.split('\t').collect();
        let expected = *expected.get_or_insert(columns.len());
        if columns.len() != expected {
            flaw(line, Flaw::Columns { expected, found: columns.len() });
        }
        if columns.iter().any(|column| column.trim() != *column) {
            flaw(line, Flaw::PaddedColumn);
        }
        let key = fold(columns[0].trim());
        if let Some(&first) = forms.get(&key) {
            flaw(line, Flaw::FormTwice { first });
            continue;
        }
        if key < last {
            flaw(line, Flaw::OutOfOrder);
        }
        last.clone_from(&key);
        forms.insert(key, line);
        for form in columns[0].split('|').map(str::trim) {
            if form.is_empty() {
                flaw(line, Flaw::EmptyForm);
                continue;
            }
            let (pieces, _) = read.read(form);
            match fault(form, read.pieces(&pieces)) {
                Some(found) => flaw(line, found),
                None => {
                    read.add(&pieces, phrases.len() as u32);
                    phrases.push(Phrase { line, form, pieces });
                }
            }
        }
    }
    if forms.is_empty() {
        flaw(1, Flaw::NoRows);
    }
    let patterns = read.clone().finish();
    collisions(&phrases, &read, &patterns, &mut flaw);
    flaws.sort_by_key(|flaw| flaw.line);
    flaws
}

/// Rows of a list of calques (form, kind, probable source, suggestion, severity) whose kind or severity nobody knows; without
/// a severity a calque is minor.
#[must_use]
pub fn review_calques(source: &str) -> Vec<ListFlaw> {
    let mut flaws = Vec::new();
    for (line, row) in rows(source) {
        let column = |at: usize| row.split('\t').nth(at).unwrap_or_default().trim();
        if !is_kind(column(1)) {
            flaws.push(ListFlaw { line, flaw: Flaw::UnknownKind { kind: excerpt(column(1)) } });
        }
        if !matches!(column(4), "critical" | "major" | "minor" | "") {
            flaws.push(ListFlaw { line, flaw: Flaw::UnknownSeverity { severity: excerpt(column(4)) } });
        }
    }
    flaws
}

/// Whether some row of a list is a calque.
#[must_use]
pub fn has_calques(source: &str) -> bool {
    rows(source).any(|(_, row)| row.split('\t').nth(1).is_some_and(|kind| is_kind(kind.trim())))
}

fn is_kind(kind: &str) -> bool {
    matches!(kind, "literal" | "sense")
}

/// Why a phrase by itself can never be found.
fn fault(form: &str, parts: &[Piece]) -> Option<Flaw> {
    let phrase = || excerpt(form);
    let marker = |c: char| matches!(c, '~' | '/' | '+' | '_' | '…');
    for chunk in form.split_whitespace() {
        // «/» and «~» by themselves are alternatives of nothing.
        let folded = fold(chunk);
        if chunk.ends_with('~') && chunk.len() > 1 {
            return Some(Flaw::TildeBehind { phrase: phrase() });
        }
        let bare = !matches!(chunk, "_" | "…") && !folded.contains(|c| belongs(c, &folded));
        let is_mark =
            |&c: &char| !belongs(c, chunk) && (bare || !marker(c)) && !fold(c.encode_utf8(&mut [0; 4])).is_empty();
        if let Some(mark) = chunk.chars().find(is_mark) {
            return Some(Flaw::MarkInside { phrase: phrase(), mark });
        }
    }
    if !matches!(parts.first(), Some(Piece::Word(_) | Piece::OneOf(_))) {
        return Some(Flaw::NoFirstWord { phrase: phrase() });
    }
    if parts.len() > MOST_WORDS {
        return Some(Flaw::TooLong { phrase: phrase() });
    }
    let gaps = parts.iter().filter(|part| matches!(part, Piece::UpToThree)).count();
    (gaps > MOST_GAPS).then(|| Flaw::TooManyGaps { phrase: phrase() })
}

/// Phrases that stand twice, and phrases that another row hides.
fn collisions(phrases: &[Phrase<'_>], read: &Forms, patterns: &Patterns, flaw: &mut impl FnMut(usize, Flaw)) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (phrase, index) in phrases.iter().zip(0u32..) {
        let key = identity(read, &phrase.pieces);
        if let Some(&first) = seen.get(&key) {
            flaw(phrase.line, Flaw::PhraseTwice { phrase: excerpt(phrase.form), first });
            continue;
        }
        seen.insert(key, phrase.line);
        let hides = |specimen: Vec<String>| {
            if patterns.beginning_with(specimen[0].as_str()).count() > MOST_NEIGHBOURS {
                return None;
            }
            let (found, _) = patterns.find(specimen.iter().map(String::as_str), |_| true)?;
            (found != index && phrases[found as usize].line != phrase.line).then_some(found)
        };
        if let Some(found) = specimens(read, &phrase.pieces).find_map(hides) {
            let by = phrases[found as usize].line;
            flaw(phrase.line, Flaw::Shadowed { phrase: excerpt(phrase.form), by });
        }
    }
}

/// What two phrases that are found in the same texts share.
fn identity(read: &Forms, pieces: &Pieces) -> String {
    let mut identity = String::new();
    for &piece in read.pieces(pieces) {
        identity.push(match piece {
            Piece::Word(_) => ' ',
            Piece::Prefix(_) => '+',
            Piece::OneOf(_) => '~',
            Piece::One => '_',
            Piece::UpToThree => '…',
        });
        for words in read.words_of(piece) {
            identity.extend(words.iter().flat_map(|word| [word, "\t"]));
            identity.push('/');
        }
    }
    identity
}

/// Texts that a phrase should be found in: one with the first of all alternatives, and for each further
/// alternative one that has it.
fn specimens(read: &Forms, pieces: &Pieces) -> impl Iterator<Item = Vec<String>> {
    // No word of a phrase: only `_` and `…` fit it.
    const ANY: &str = "\u{1}";
    let words_of = |&piece: &Piece| match piece {
        Piece::One | Piece::UpToThree => vec![vec![ANY.to_owned()]],
        _ => read.words_of(piece),
    };
    let parts: Vec<Vec<Vec<String>>> = read.pieces(pieces).iter().map(words_of).collect();
    let variants: Vec<(usize, usize)> =
        parts.iter().enumerate().flat_map(|(at, part)| (1..part.len()).map(move |n| (at, n))).collect();
    std::iter::once((0, 0)).chain(variants).map(move |(varied, chosen)| {
        let alternative = |(at, part): (usize, &Vec<Vec<String>>)| part[if at == varied { chosen } else { 0 }].clone();
        parts.iter().enumerate().flat_map(alternative).collect()
    })
}

/// The list with its rows sorted by folded form and with columns trimmed, without rows and alternatives
/// that stand twice or are empty. Comments go before the rows. What needs a decision stays as it is.
#[must_use]
pub fn fix_list(source: &str, inflections: &Inflections) -> String {
    let mut table: Vec<(String, Vec<String>)> = Vec::new();
    for (_, row) in rows(source) {
        let mut columns: Vec<String> = row.split('\t').map(|column| column.trim().to_owned()).collect();
        let mut read = Forms::new(inflections);
        let mut seen: HashSet<String> = HashSet::new();
        let mut kept: Vec<&str> = Vec::new();
        for form in columns[0].split('|').map(str::trim).filter(|form| !form.is_empty()) {
            let (pieces, _) = read.read(form);
            if seen.insert(identity(&read, &pieces)) {
                kept.push(form);
            }
        }
        columns[0] = kept.join("|");
        table.push((fold(&columns[0]), columns));
    }
    table.sort_by(|a, b| a.0.cmp(&b.0));
    // Another row of the same form may stand between two that are the same.
    let mut known: HashSet<(String, Vec<String>)> = HashSet::new();
    table.retain(|(key, columns)| known.insert((key.clone(), columns[1..].to_vec())));
    let comments = source.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_end().to_owned());
    // A form that begins like a comment keeps its space; nothing is left of a row of empty alternatives.
    let line = |columns: &[String]| if columns[0].starts_with('#') { " " } else { "" }.to_owned() + &columns.join("\t");
    let body = table.iter().map(|(_, columns)| line(columns)).filter(|line| !line.is_empty());
    comments.chain(body).map(|line| line + "\n").collect()
}

/// A phrase as a message quotes it.
fn excerpt(form: &str) -> String {
    let mut quoted: String = form.chars().take(QUOTED_CHARS).collect();
    if quoted.len() < form.len() {
        quoted.push('…');
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(source: &str) -> Vec<String> {
        let inflections = Inflections::parse("-ها\t0\n- ها\t0\n");
        review_list(source, &inflections).iter().map(|f| format!("{}: {}", f.line, f.flaw)).collect()
    }

    #[test]
    fn a_list_in_order_has_no_flaw() {
        assert_eq!(messages("# names\n~پرنده آبی/سبز\tx\t0\nالف ب\tx\t0\nب _ ج\tx\t0\n"), [""; 0]);
    }

    #[test]
    fn each_flaw_is_named_with_its_line() {
        assert_eq!(messages(""), ["1: the list has no row"]);
        assert_eq!(messages("# only a comment\n"), ["1: the list has no row"]);
        assert_eq!(messages("الف\tx\nب\n"), ["2: 1 columns where the first row has 2"]);
        assert_eq!(messages("الف \tx\n"), ["1: space at the edge of a column"]);
        assert_eq!(messages("ب\tx\nالف\tx\n"), ["2: not in the order of folded forms"]);
        assert_eq!(messages("الف||ب\tx\n"), ["1: an empty form"]);
        assert_eq!(messages("\tx\n"), ["1: an empty form"]);
        assert_eq!(messages("كتاب\tx\nکتاب\ty\n"), ["2: the form of line 1 again"]);
        assert_eq!(messages("_ ب\tx\n"), ["1: «_ ب» is never found: it does not begin with a word"]);
        assert_eq!(messages("سی.ان.ان\tx\n"), ["1: «سی.ان.ان» is never found: no phrase goes across a mark (.)"]);
        assert_eq!(messages("/\tx\n"), ["1: «/» is never found: no phrase goes across a mark (/)"]);
        assert_eq!(messages("ب ~ـ ج\tx\n"), ["1: «ب ~ـ ج» is never found: no phrase goes across a mark (~)"]);
        assert_eq!(messages(&"و ".repeat(30)).len(), 2);
        assert_eq!(messages("ا … … … … … ب\tx\n"), ["1: «ا … … … … … ب» has more than 4 gaps (…)"]);
    }

    #[test]
    fn two_spellings_of_a_phrase_are_one_phrase() {
        assert_eq!(messages("به\u{200C}روز شد|بهروز شد\tx\n"), ["1: «بهروز شد» is the same phrase as one in line 1"]);
        assert_eq!(messages("الف ب|ج د\tx\nب|ج د\tx\n"), ["2: «ج د» is the same phrase as one in line 1"]);
    }

    #[test]
    fn a_phrase_behind_a_wildcard_or_an_inflection_is_shadowed() {
        let shadowed = messages("الف _ ج\tx\nالف ب ج\tx\n");
        assert_eq!(shadowed, ["2: «الف ب ج» is never found: line 1 is found in its place"]);
        assert!(messages("~پرنده آبی\tx\nپرنده\u{200C}ها آبی\ty\n").iter().any(|m| m.contains("line 1 is found")));
        assert_eq!(messages("الف ب\tx\nالف ب ج\tx\n"), [""; 0], "the longer phrase is found");
    }

    #[test]
    fn fixing_sorts_trims_and_drops_doubles_and_keeps_what_needs_a_decision() {
        let inflections = Inflections::default();
        let source = "ب \tx\r\n# a comment\r\nالف|آلف||ا\tx\r\nالف|ا\tx\r\nالف|ا\ty\r\n\r\n";
        let fixed = fix_list(source, &inflections);
        assert_eq!(fixed, "# a comment\nالف|ا\tx\nالف|ا\ty\nب\tx\n");
        assert_eq!(fix_list(&fixed, &inflections), fixed);
        assert_eq!(review_list(&fixed, &inflections), [ListFlaw { line: 3, flaw: Flaw::FormTwice { first: 2 } }]);
    }

    #[test]
    fn a_list_that_was_fixed_stays_as_it_is() {
        let inflections = Inflections::default();
        for (source, fixed) in [
            ("||\nالف\tx\n", "الف\tx\n"),
            (" #الف\tx\n# a comment\n", "# a comment\n #الف\tx\n"),
            ("الف\tx\nالف\ty\nالف\tx\n", "الف\tx\nالف\ty\n"),
            ("\t\n|\n\t", "\t\n"),
        ] {
            assert_eq!(fix_list(source, &inflections), fixed);
            assert_eq!(fix_list(fixed, &inflections), fixed);
        }
    }

    #[test]
    fn a_million_letters_in_one_line_are_reviewed_in_linear_time() {
        let alternatives = "ا ب|".repeat(100_000) + "ا ب";
        assert_eq!(review_list(&alternatives, &Inflections::default()).len(), 100_000);
        let distinct: String = (0..50_000).map(|n| format!("ا {n}|")).collect();
        assert_eq!(review_list(&distinct, &Inflections::default()).len(), 1);
        assert_eq!(review_list(&"و ".repeat(500_000), &Inflections::default()).len(), 2);
    }
}
