use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Lang, LanguagePack, TEH_MARBUTA, is_ignorable, is_vowel_sign};
use crate::rule::{Context, Findings, Place, Rule};
use crate::span::Span;
use crate::text::{Document, Script, Signs, TokenKind};
use crate::words::Message;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

declare_rule! {
    /// Letters of another language's alphabet or keyboard in a Persian or Arabic text.
    ///
    /// Urdu letters («ٹ», «ں», «ہ», «ے», the year sign «2022ء»), letters in presentation forms («ﻢﺣﻣﺪ»), Arabic ي, ك and final
    /// ة in a Persian text, Persian ک, ی, پ, چ, ژ, گ in an Arabic one. One finding a document for each kind.
    ///
    /// ## Why it matters
    ///
    /// Searches miss such words, and they show that a piece was pasted from elsewhere. Native text is nearly
    /// free of them: no Urdu letter in 2.98 million words, ي and ك in 10 of 2,970 Persian articles, ک and ی
    /// in 17 of 6,833 Arabic ones.
    ///
    /// ## What it lets pass
    ///
    /// Quotations in the other language («رب اشرح لي صدري» in a Persian text; a Persian one is told by پ, چ, ژ, گ or a joiner), in a
    /// Persian text without quotation marks too: verses of the Qur'an (﴿…﴾), and what marks part from the rest when its words are
    /// commoner in Arabic; foreign names and dialect in brackets in Arabic («(گوگل)»), ligatures such as «ﷺ», ة in Arabic compounds in Persian
    /// («دایرة‌المعارف»).
    ///
    /// ## Fixes
    ///
    /// `--fix` types letters of the other keyboard anew and puts letters for shapes where the words are known then. It
    /// leaves alone Urdu letters, names with پ, چ, ژ, گ, final ی in Arabic (ي or ى?), ة in Persian, and words among Arabic
    /// ones in a Persian text that is typed well otherwise.
    ///
    /// ## Examples
    ///
    /// - «(کراچی نیوز ٹائمز - 3 مايو 2021ء)»
    /// - «دولت مي‌گويد»
    ForeignLetter {
        name: "foreign-letter",
        axis: Axis::Typography,
        severity: Severity::Minor,
        confidence: Confidence::High,
        languages: &[Lang::AR, Lang::FA],
        mqm: "linguistic_conventions/spelling",
        its: "characters",
        cost: Cost::Habit,
        yields_to: &["mojibake", "wrong-language"],
        judged: Judged { right: 60, wrong: 0, data: "mt-ar-wikinews, mt-fa-wikinews: 60 findings read" },
        since: "0.1.0",
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letter {
    Own,
    /// In neither alphabet.
    Alien(char),
    /// Shape of a letter instead of the letter.
    Shape,
    /// The same letter from the other language's keyboard.
    Keyboard,
    /// A letter that only the other language has.
    Neighbour,
}

fn letter(c: char, lang: Lang) -> Letter {
    let arabic = lang == Lang::AR;
    match c {
        'ي' | 'ك' | 'ى' if !arabic => Letter::Keyboard,
        'ک' | 'ی' if arabic => Letter::Keyboard,
        'پ' | 'چ' | 'ژ' | 'گ' if arabic => Letter::Neighbour,
        '\u{0621}'..='\u{063A}' | '\u{0640}'..='\u{065F}' | '\u{0670}' | '\u{0671}' => Letter::Own,
        // ڤ, ڨ and ڭ write v and g in names on Arabic pages.
        'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' | 'ۀ' | 'ڤ' | 'ڨ' | 'ڭ' => Letter::Own,
        // Ligatures of whole words are one sign by design.
        '\u{FDF0}'..='\u{FDFF}' => Letter::Own,
        '\u{FB50}'..='\u{FDCF}' | '\u{FE70}'..='\u{FEFC}' => Letter::Shape,
        '\u{0672}'..='\u{06D3}'
        | '\u{06D5}'
        | '\u{06EE}'..='\u{06EF}'
        | '\u{06FA}'..='\u{06FF}'
        | '\u{0750}'..='\u{077F}' => Letter::Alien(c),
        _ => Letter::Own,
    }
}

/// The kinds of characters that letters foreign to a language are among.
fn signs_of_letters(lang: Lang) -> Signs {
    let other = if lang == Lang::AR { Signs::PERSIAN_KEYS | Signs::PERSIAN_LETTERS } else { Signs::ARABIC_KEYS };
    other | Signs::FOREIGN_SHAPES
}

impl Rule for ForeignLetter {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let lang = doc.lang();
        if !doc.signs().have(signs_of_letters(lang) | Signs::EDGE_HAMZA) {
            return;
        }
        let mut places = Places::default();
        for paragraph in doc.article() {
            let (from, to) = paragraph.tokens;
            let mut at = from;
            let mut verse = false;
            let mut stretch = Stretch::default();
            while at < to {
                if matches!(doc.mark(at), Some('﴿' | '﴾')) {
                    verse = !verse;
                }
                if is_year_sign(doc, from, at, to) {
                    places.sign = places.sign.or(Some('ء'));
                    places.alien.push(doc.span(at - 1, at));
                    at += 1;
                    continue;
                }
                let kind = kind_of(doc, at, lang);
                match kind {
                    Letter::Own => places.own_keyboard += usize::from(has_own_keyboard(doc, at, lang)),
                    Letter::Alien(_) | Letter::Keyboard | Letter::Neighbour | Letter::Shape => {
                        // A passage in a foreign language is one place.
                        let mut last = at;
                        let mut found = kind;
                        while last + 1 < to {
                            match kind_of(doc, last + 1, lang) {
                                Letter::Own => break,
                                next @ Letter::Alien(_) => found = next,
                                _ => {}
                            }
                            last += 1;
                        }
                        let place = doc.span(at, last);
                        match found {
                            Letter::Alien(c) => {
                                places.sign = places.sign.or(Some(c));
                                places.alien.push(place);
                            }
                            Letter::Shape => places.shapes.push(unshaped(doc, at..last + 1)),
                            // «رب اشرح لي صدري»: each language quotes the other in its own letters.
                            Letter::Keyboard | Letter::Neighbour
                                if doc.is_quoted(at) && !doc.is_surely_persian(at..last + 1) => {}
                            Letter::Keyboard if lang == Lang::FA && (verse || stretch.is_arabic(doc, at, from..to)) => {
                            }
                            Letter::Keyboard => {
                                let mended = retyped(doc, at..last + 1, lang);
                                let around = at.saturating_sub(1).max(from)..(last + 2).min(to);
                                if is_arabic_passage(doc, around) {
                                    places.doubtful.push(mended.clone());
                                }
                                places.keyboard.push(mended);
                            }
                            _ if !doc.enclosure(at).brackets => places.neighbour.push(place),
                            _ => {}
                        }
                        at = last;
                    }
                }
                at += 1;
            }
        }
        places.report(lang, out);
    }
}

/// The places of a document where foreign letters stand, by kind.
#[derive(Default)]
struct Places {
    alien: Vec<Span>,
    shapes: Vec<Place>,
    keyboard: Vec<Place>,
    /// Those of `keyboard` that may be Arabic in a Persian text, in order.
    doubtful: Vec<Place>,
    neighbour: Vec<Span>,
    /// Words typed with the language's own keyboard.
    own_keyboard: usize,
    /// The first letter of another alphabet.
    sign: Option<char>,
}

impl Places {
    fn report(&mut self, lang: Lang, out: &mut Findings) {
        let throughout = self.keyboard.len() > self.own_keyboard;
        if !throughout {
            for place in &mut self.keyboard {
                let doubtful = self.doubtful.binary_search_by_key(&place.span, |place| place.span).is_ok();
                place.edit.take_if(|_| doubtful);
            }
        }
        let alien = if lang == Lang::AR {
            Message::error("foreign-letter-not-arabic")
        } else {
            Message::error("foreign-letter-not-persian")
        };
        let alien = alien.with("sign", self.sign.unwrap_or_default());
        let shapes = Message::error("foreign-letter-shapes");
        let keyboard = match (throughout, lang == Lang::AR) {
            (true, true) => Message::reminder("foreign-letter-persian-throughout"),
            (true, false) => Message::reminder("foreign-letter-arabic-throughout"),
            (false, true) => Message::error("foreign-letter-persian-keyboard"),
            (false, false) => Message::error("foreign-letter-arabic-keyboard"),
        };
        let neighbour = Message::suspicion("foreign-letter-persian-letter");
        if let Some(report) = out.once(&self.alien, alien) {
            report.pattern("letter of another alphabet");
        }
        for (places, message, pattern) in
            [(&self.shapes, shapes, "presentation form"), (&self.keyboard, keyboard, "other keyboard")]
        {
            if let Some(report) = out.once(places, message) {
                report.pattern(pattern);
            }
        }
        if let Some(report) = out.once(&self.neighbour, neighbour) {
            report.pattern("neighbour's letter").confidence(Confidence::Low);
        }
    }
}

/// Words that no mark parts but a comma, and whether they are Arabic in a Persian text.
#[derive(Default)]
struct Stretch {
    tokens: Range<u32>,
    arabic: bool,
}

impl Stretch {
    /// Whether the stretch of a word is Arabic: one in brackets, behind a colon, a sentence or a line of its own.
    fn is_arabic(&mut self, doc: &Document<'_>, at: u32, paragraph: Range<u32>) -> bool {
        if !self.tokens.contains(&at) {
            let inside = |&at: &u32| matches!(doc.mark(at), None | Some('،' | ',' | '؛' | ';'));
            let start = (paragraph.start..at).rev().take_while(inside).last().unwrap_or(at);
            let end = (at..paragraph.end).take_while(inside).last().map_or(at, |last| last + 1);
            self.tokens = start..end.max(at + 1);
            self.arabic = is_arabic_stretch(doc, self.tokens.clone());
        }
        self.arabic
    }
}

/// Commoner by so many half steps of the Zipf scale, a word is one of the language.
const COMMONER: u8 = 3;
/// So many words make a stretch Arabic.
const ARABIC_WORDS: usize = 2;

/// Whether the words of a stretch are commoner in Arabic than in Persian.
fn is_arabic_stretch(doc: &Document<'_>, tokens: Range<u32>) -> bool {
    let (Some(persian), Some(arabic)) = (doc.pack(), Lang::AR.pack()) else { return false };
    if doc.is_surely_persian(tokens.clone()) {
        return false;
    }
    let (mut theirs, mut ours) = (0, 0);
    for at in tokens.filter(|&at| doc.is_arabic_script(at)) {
        let word = doc.folded(at);
        let common = |pack: &LanguagePack| pack.commonness(word).unwrap_or_default();
        let (ar, fa) = (common(arabic), common(persian));
        theirs += usize::from(ar >= fa + COMMONER || persian.has_beginning("article", word));
        ours += usize::from(fa >= ar + COMMONER);
    }
    theirs >= ARABIC_WORDS && theirs > 2 * ours
}

/// The most foreign letter of a word.
fn kind_of(doc: &Document<'_>, at: u32, lang: Lang) -> Letter {
    let token = doc.token(at);
    if token.kind != TokenKind::Word || token.script != Script::Arabic {
        return Letter::Own;
    }
    let word = token.span.of(doc.text());
    if lang == Lang::FA && ends_in_marbuta(doc, at) {
        return Letter::Keyboard;
    }
    let rank = |letter: &Letter| match letter {
        Letter::Own => 0,
        Letter::Neighbour => 1,
        Letter::Keyboard => 2,
        Letter::Shape => 3,
        Letter::Alien(_) => 4,
    };
    let kind = word.chars().map(|c| letter(c, lang)).max_by_key(rank).unwrap_or(Letter::Own);
    // «موسى», «مدرسة»: Arabic names and phrases keep their letters in Persian.
    if kind == Letter::Keyboard && lang == Lang::FA && word.ends_with('ى') && !word.contains(['ي', 'ك']) {
        return Letter::Own;
    }
    kind
}

/// Words with the letters of their own keyboard. At the end of an Arabic word ی may stand for ي or for ى, and ة in Persian for
/// several endings.
fn retyped(doc: &Document<'_>, words: Range<u32>, lang: Lang) -> Place {
    let span = doc.span(words.start, words.end - 1);
    let text = span.of(doc.text());
    if lang == Lang::FA {
        let own = |c: char| match c {
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            _ => c,
        };
        let certain = !words.into_iter().any(|at| ends_in_marbuta(doc, at));
        let wanted: String = text.chars().map(own).collect();
        return if certain { Place::mended(doc.text(), span, &wanted) } else { span.into() };
    }
    let ends_word = |rest: &str| rest.chars().find(|&c| !is_ignorable(c)).is_none_or(|c| !c.is_alphabetic());
    let mut wanted = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            'ک' => wanted.push('ك'),
            'ی' if ends_word(&text[at + c.len_utf8()..]) => return span.into(),
            'ی' => wanted.push('ي'),
            _ if letter(c, lang) == Letter::Neighbour => return span.into(),
            _ => wanted.push(c),
        }
    }
    Place::mended(doc.text(), span, &wanted)
}

/// Words with letters for their shapes, if all are then words of the language: a PDF file may give its letters in the
/// order of the page.
fn unshaped(doc: &Document<'_>, words: Range<u32>) -> Place {
    let span = doc.span(words.start, words.end - 1);
    let known = |at: u32| doc.pack().is_some_and(|pack| pack.commonness(doc.folded(at)).is_some());
    if !words.into_iter().all(known) {
        return span.into();
    }
    let mut wanted = String::with_capacity(span.len() as usize);
    for c in span.of(doc.text()).chars() {
        match c {
            '\u{FB50}'..='\u{FDCF}' | '\u{FE70}'..='\u{FEFC}' => wanted.extend(std::iter::once(c).nfkc()),
            _ => wanted.push(c),
        }
    }
    Place::mended(doc.text(), span, &wanted)
}

/// Whether a Persian text may quote Arabic here: an article, a vowel sign or ة stands among the words.
fn is_arabic_passage(doc: &Document<'_>, mut words: Range<u32>) -> bool {
    let article = |word: &str| doc.pack().is_some_and(|pack| pack.has_beginning("article", word));
    doc.lang() == Lang::FA
        && words.any(|at| {
            let word = doc.token(at).span.of(doc.text());
            article(doc.folded(at)) || word.contains(|c| c == TEH_MARBUTA || is_vowel_sign(c))
        })
}

/// «مطالعة این پدیده»: ة for the ۀ of a Persian word. Arabic phrases («مکة المکرمة») keep theirs.
fn ends_in_marbuta(doc: &Document<'_>, at: u32) -> bool {
    let Some(pack) = doc.pack() else { return false };
    let article = |at: u32| pack.has_beginning("article", doc.folded(at));
    let phrase = [Some(at), doc.before(at), doc.behind(at)].into_iter().flatten().any(article);
    !phrase && doc.token(at).span.of(doc.text()).ends_with(TEH_MARBUTA)
}

/// Whether the word shows which keyboard the text was typed with.
fn has_own_keyboard(doc: &Document<'_>, at: u32, lang: Lang) -> bool {
    let token = doc.token(at);
    let own: &[char] = if lang == Lang::AR { &['ي', 'ك', 'ى'] } else { &['ی', 'ک'] };
    token.kind == TokenKind::Word && token.span.of(doc.text()).contains(own)
}

/// «2022ء»: Urdu sets a hamza after the year of the common era.
fn is_year_sign(doc: &Document<'_>, from: u32, at: u32, to: u32) -> bool {
    at > from
        && doc.token(at).span.of(doc.text()) == "ء"
        && doc.gap_before(at).is_empty()
        && doc.token(at - 1).kind == TokenKind::Number
        && (at + 1 == to || doc.space_before(at + 1) || doc.mark(at + 1).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_foreign_letter_is_seen_before_the_rule_looks() {
        for lang in [Lang::AR, Lang::FA] {
            for c in ('\0'..=char::MAX).filter(|&c| !matches!(letter(c, lang), Letter::Own)) {
                assert!(Signs::of(&c.to_string()).have(signs_of_letters(lang)), "{c:?}");
            }
        }
    }
}
