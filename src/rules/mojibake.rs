use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Edit, Judged, Severity};
use crate::lang::{LanguagePack, List};
use crate::rule::{Context, Findings, Place, Rule};
use crate::span::Span;
use crate::text::{Signs, shows_programs};
use crate::words::Message;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// Text that was decoded in the wrong encoding, or an HTML entity or tag that nobody took away.
    ///
    /// UTF-8 read as Western («Ø§Ù„», «Ã©», «â€™») or as Arabic Windows («ط§ظ„»), Arabic Windows read as Western
    /// («ÇáÓáÇã»), the replacement character U+FFFD, entities (`&quot;`, `&#8220;`) and tags (`<b>`, `</p>`). One finding a document for each kind.
    ///
    /// ## Why it matters
    ///
    /// The letters are lost for readers and searches. It happens where pages are fetched and stored, not where they are
    /// translated: 48 of 6,833 native Arabic articles carry an entity.
    ///
    /// ## What it lets pass
    ///
    /// Latin words with accents, an ampersand in a name («AT&T»), tags in quotation marks or brackets and in articles about software.
    ///
    /// ## Fixes
    ///
    /// `--fix` decodes entities of quotation marks, spaces, dashes and the ampersand; letters decoded in the wrong
    /// encoding are left to people.
    ///
    /// ## Examples
    ///
    /// - `&quot;` around the words of a speaker
    /// - «cafÃ©»
    Mojibake {
        name: "mojibake",
        axis: Axis::Extraction,
        severity: Severity::Major,
        confidence: Confidence::High,
        languages: &[],
        mqm: "linguistic_conventions/character_encoding",
        its: "characters",
        cost: Cost::Habit,
        yields_to: &[],
        judged: Judged { right: 23, wrong: 0, data: "mt-ar-wikinews, mt-fa-course-markdown, mt-fa-postedited: 23 findings read" },
        since: "0.1.0",
    }
}

/// The shapes that UTF-8 takes when it is read as Western. A character of two bytes begins with C2, C3 (Western
/// letters) or D8 to DB (Arabic script), of three with E2 80 to E2 84 (marks, currencies) or EF BB BF (byte-order mark); the bytes that
/// follow are 80 to BF, which Windows-1252 shows as signs and Latin-1 as control characters.
static READ_AS_WESTERN: LazyLock<Regex> = LazyLock::new(|| {
    let follows = r"[\x{80}-\x{BF}ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]";
    Regex::new(&format!(r"(?:[ØÙÚÛ]{follows}){{2,}}|[ÃÂ]{follows}|â[€‚„\x{{80}}\x{{82}}\x{{84}}]{follows}?|ï»¿"))
        .expect("a valid pattern")
});

/// UTF-8 of Arabic script read as Windows-1256: D8 to DB are its letters ط ظ ع غ, what follows mostly signs.
static READ_AS_ARABIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:[طظعغ][€‚ƒ„…†‡ˆ‰Œ‹‘’“”•–—™›œ¢£¤¥¦§¨©¬\x{AD}®¯°±²³´µ¶·¸¹¼½¾]){2,}").expect("a valid pattern")
});

/// Arabic in its Windows code page, read as Western: words of accented letters alone.
static WESTERN_LETTERS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[À-ÖØ-öø-ÿ]{4,}").expect("a valid pattern"));

static ENTITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"&(?:#[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z]{2,8}[0-9]{0,2});").expect("a valid pattern")
});

/// A tag with its attributes. Longer ones are program text, which is left alone.
static TAG: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"</?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>\n]{0,300})?/?>").expect("a valid pattern"));

impl Rule for Mojibake {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        if !doc.signs().have(Signs::DECODED | Signs::PIECES) {
            return;
        }
        let (mut garbled, mut lost, mut entities, mut tags) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for paragraph in doc.paragraphs().iter().filter(|p| p.kind.is_article()) {
            let (text, base) = (paragraph.span.of(doc.text()), paragraph.span.start);
            let place = |(from, to): (usize, usize)| Span::new(base + from as u32, base + to as u32);
            let shape = |pattern: &Regex| -> Vec<(usize, usize)> {
                pattern.find_iter(text).map(|found| (found.start(), found.end())).collect()
            };
            // The cheap look first: nearly every paragraph has none of these characters.
            if text.contains(|c| matches!(c, 'À'..='ÿ')) {
                garbled.extend(chunks(text, &shape(&READ_AS_WESTERN)).map(place));
                garbled.extend(chunks(text, &shape(&WESTERN_LETTERS)).map(place));
            }
            // Alef, lam and noon: no Arabic or Persian text goes without them.
            if text.contains(['§', '„', '†']) {
                garbled.extend(chunks(text, &shape(&READ_AS_ARABIC)).map(place));
            }
            let signs: Vec<_> = text.match_indices('\u{FFFD}').map(|(at, sign)| (at, at + sign.len())).collect();
            lost.extend(chunks(text, &signs).map(place));
            if text.contains('&') {
                entities.extend(shape(&ENTITY).into_iter().map(|found| decoded(text, place(found), found)));
            }
            if text.contains('<') {
                let shown = |span: Span| doc.is_code(span) || is_quoted(doc.text(), span);
                tags.extend(shape(&TAG).into_iter().filter(|&at| is_tag(text, at)).map(place).filter(|&at| !shown(at)));
            }
        }
        garbled.sort_unstable();
        garbled.dedup();
        let plain = |spans: Vec<Span>| spans.into_iter().map(Place::from).collect::<Vec<_>>();
        if !tags.is_empty() && shows_programs(doc) {
            tags.clear();
        }
        let (garbled, lost, tags) = (plain(garbled), plain(lost), plain(tags));
        let kinds = [
            (&garbled, "letters decoded in the wrong encoding", Severity::Major, Message::error("mojibake-encoding")),
            (&lost, "letters lost in decoding (U+FFFD)", Severity::Major, Message::error("mojibake-lost")),
            (&entities, "HTML entities that were not decoded", Severity::Minor, Message::error("mojibake-entities")),
            (&tags, "HTML tags that were left", Severity::Minor, Message::error("mojibake-tags")),
        ];
        for (places, pattern, severity, message) in kinds {
            if let Some(report) = out.once(places, message.with("count", places.len())) {
                report.pattern(pattern).severity(severity);
            }
        }
    }
}

/// Whether what looks like a tag has the name of an element.
fn is_tag(text: &str, (from, to): (usize, usize)) -> bool {
    let name = text[from..to].trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    LanguagePack::english().has(List::HtmlTags, &*name[..end].to_ascii_lowercase())
}

/// Whether a mark stands before it that quotes it or sets it as code.
fn is_quoted(text: &str, span: Span) -> bool {
    text[..span.start as usize].ends_with(['"', '«', '“', '`', '\'', '('])
}

/// An entity that stands for a mark or a space and touches no Latin letter or digit. Angle brackets stay: decoded they
/// would be tags.
fn decoded(text: &str, span: Span, (from, to): (usize, usize)) -> Place {
    let beside = [text[..from].chars().next_back(), text[to..].chars().next()];
    let entity = &text[from + 1..to - 1];
    let sign = match entity {
        "quot" => Some('"'),
        "apos" => Some('\''),
        "amp" => Some('&'),
        "nbsp" => Some(' '),
        "laquo" => Some('«'),
        "raquo" => Some('»'),
        "ldquo" => Some('“'),
        "rdquo" => Some('”'),
        "lsquo" => Some('‘'),
        "rsquo" => Some('’'),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "hellip" => Some('…'),
        _ => {
            let number = entity.trim_start_matches('#');
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            let sign = code.ok().filter(|_| entity.starts_with('#')).and_then(char::from_u32);
            sign.map(|c| if c == '\u{A0}' { ' ' } else { c })
                .filter(|&c| matches!(c, ' ' | '"' | '&' | '\'' | '«' | '»' | '–' | '—' | '‘' | '’' | '“' | '”' | '…'))
        }
    };
    let latin = sign == Some('&') && beside.iter().flatten().any(char::is_ascii_alphanumeric);
    let edit = sign.filter(|_| !latin).map(|sign| Edit { span, replacement: sign.to_string() });
    Place { span, edit }
}

/// The stretches between spaces that hold the places, each once.
fn chunks(text: &str, places: &[(usize, usize)]) -> impl Iterator<Item = (usize, usize)> {
    let mut seen = 0;
    places.iter().filter_map(move |&(start, end)| {
        if start < seen {
            return None;
        }
        let space = |(_, c): &(usize, char)| c.is_whitespace();
        let before = text[seen..start].char_indices().rev().find(space);
        let from = before.map_or(seen, |(at, c)| seen + at + c.len_utf8());
        let to = text[end..].find(char::is_whitespace).map_or(text.len(), |at| end + at);
        seen = to;
        Some((from, to))
    })
}
