use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Facts, LanguagePack, List, TEH_MARBUTA, VerbForm, Verbs, fold, is_ignorable};
use crate::rule::{Context, Findings, Rule};
use crate::span::Span;
use crate::text::{Document, Paragraph, Script, Signs, TokenKind, is_piece};
use crate::words::Message;

declare_rule! {
    /// Pieces and signs of a translation program's vocabulary that it should have joined or removed.
    ///
    /// Flagged are the special tokens of translation models (`<unk>`, `</s>`, `[UNK]`, «⁇», «▁»), their marks of joined pieces
    /// (`##`, `@@`, `@-@`), a suffix that stands alone behind a dash («ديجيتال - ization»), the letter that denies a Persian verb cut off
    /// from it («موافق ن باشند») and an Arabic pronoun put onto a word whose ة nobody opened («إدارةهم»). The last two are minor.
    ///
    /// ## Why it matters
    ///
    /// Nobody types such signs: the text came out of a machine and nobody read it. None stands in 3.0 million
    /// native words; in 461,000 words of machine output stand 16 such pronouns and six such letters.
    ///
    /// ## What it lets pass
    ///
    /// Hashtags, Markdown headings, e-mail addresses and handles, dashes between words, letters that number or abridge («بند ن»).
    ///
    /// ## Examples
    ///
    /// - «زار الرئيس `<unk>` أمس»
    /// - «شرکت برای digital - ization آماده است»
    /// - «قررت إدارةهم المحلية إعادة فتح المدارس»
    SubwordDebris {
        name: "subword-debris",
        axis: Axis::Translation,
        severity: Severity::Major,
        confidence: Confidence::High,
        languages: &[],
        mqm: "accuracy/untranslated",
        its: "untranslated",
        cost: Cost::Habit,
        yields_to: &[],
        judged: Judged { right: 19, wrong: 0, data: "mt-ar-course-markdown, mt-ar-wikinews, mt-fa-wikinews: 19 findings read" },
        since: "0.1.0",
    }
}

/// A piece behind `##` has at most this many letters; more is a hashtag with its sign doubled, as
/// social networks have it, where the text has another hashtag.
const PIECE_LETTERS: usize = 4;
/// A word in ة has at least so many letters before it. Those found on machine output have three or more.
const STEM_LETTERS: usize = 2;
/// What ة is written as before a pronoun.
const TEH: char = 'ت';

impl Rule for SubwordDebris {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let pieces = doc.signs().have(Signs::PIECES);
        let hashtags = pieces && has_hashtags(doc.text());
        let verbs = doc.pack().and_then(LanguagePack::verbs);
        for paragraph in doc.paragraphs().iter().filter(|p| p.kind.is_article()) {
            for place in pieces.then(|| special_tokens(doc, paragraph, hashtags)).into_iter().flatten() {
                out.report(place, Message::error("subword-debris-sign")).pattern(place.of(doc.text()));
            }
            for &at in doc.marks(paragraph.range()) {
                if let Some(place) = suffix(doc, paragraph, at) {
                    out.report(place, Message::error("subword-debris-ending")).pattern("suffix");
                }
            }
            for at in doc.cued(Facts::RUN_ON, paragraph.range()) {
                if let Some(mended) = with_pronoun(doc, at) {
                    let report = out.report(doc.token(at).span, Message::error("subword-debris-pronoun"));
                    report.severity(Severity::Minor).suggestion(mended).pattern("pronoun");
                }
            }
            for verb in
                verbs.into_iter().flat_map(|_| doc.cued(Facts::VERB, paragraph.tokens.0 + 1..paragraph.tokens.1))
            {
                if let Some(mended) = verbs.and_then(|verbs| with_denial(doc, verbs, verb)) {
                    let report = out.report(doc.span(verb - 1, verb), Message::error("subword-debris-prefix"));
                    report.severity(Severity::Minor).suggestion(mended).pattern("prefix");
                }
            }
        }
    }
}

/// «إدارةهم»: a pronoun behind a ة, which is ت before one. The word as it should stand.
fn with_pronoun(doc: &Document<'_>, at: u32) -> Option<String> {
    let (before, after) = doc.token(at).span.of(doc.text()).split_once(TEH_MARBUTA)?;
    let pronoun = doc.pack().is_some_and(|pack| pack.is_affix("possessive", &fold(after)));
    (pronoun && before.chars().count() >= STEM_LETTERS).then(|| format!("{before}{TEH}{after}"))
}

/// «موافق ن باشند»: the prefix that denies a verb is a word of its own. The verb as it should stand.
fn with_denial(doc: &Document<'_>, verbs: &Verbs, verb: u32) -> Option<String> {
    let prefix = verb - 1;
    let alone = doc.letters(prefix) == 1
        && verbs.is_affix("negation", doc.folded(prefix))
        && doc.gap_before(prefix) == " "
        && doc.gap_before(verb) == " "
        && doc.before(prefix).is_some_and(|before| doc.is_own_script(before) && doc.letters(before) > 1);
    // «بند ن باشد»
    let numbered = || doc.before(prefix).is_some_and(|at| doc.phrase(List::Citations, at, prefix).is_some());
    if !alone || numbered() {
        return None;
    }
    let joined = [doc.folded(prefix), doc.folded(verb)].concat();
    let written = |at: u32| doc.token(at).span.of(doc.text());
    (verbs.recognize(&joined) == Some(VerbForm::Finite)).then(|| format!("{}{}", written(prefix), written(verb)))
}

fn special_tokens(doc: &Document<'_>, paragraph: &Paragraph, hashtags: bool) -> Vec<Span> {
    let text = paragraph.span.of(doc.text());
    // «##زلزله شناسان گفتند»: the line is a sentence and no heading.
    let open = paragraph.kind.is_prose();
    let mut found = Vec::new();
    let mut rest = 0;
    for (at, c) in text.char_indices() {
        if at < rest || !is_piece(c) {
            continue;
        }
        let (before, after) = (text[..at].chars().next_back(), &text[at..]);
        let mut tokens = LanguagePack::english().list(List::SpecialTokens).rows().iter();
        let listed = tokens.find(|token| after.starts_with(token.form)).map(|token| token.form.len());
        let Some(length) = listed.or_else(|| joining_mark(before, after, open, hashtags)) else { continue };
        rest = at + length;
        let start = paragraph.span.start + at as u32;
        found.push(Span::new(start, start + length as u32));
    }
    found
}

/// Whether some number sign of a text stands alone before a letter.
fn has_hashtags(text: &str) -> bool {
    let alone = |at: usize| !text[..at].ends_with('#') && text[at + 1..].starts_with(char::is_alphabetic);
    text.match_indices('#').any(|(at, _)| alone(at))
}

/// `##` before a piece of a word, `@@` behind one.
fn joining_mark(before: Option<char>, after: &str, open: bool, hashtags: bool) -> Option<usize> {
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if let Some(piece) = after.strip_prefix("##") {
        let end = piece.find(|c: char| !c.is_alphabetic() && !is_ignorable(c)).unwrap_or(piece.len());
        let letters = piece[..end].chars().filter(|&c| !is_ignorable(c)).count();
        let closed = piece[end..].chars().next().is_none_or(|c| !matches!(c, '_' | '#') && !c.is_numeric());
        let inside = before.map_or(open, |c| c == ' ' || c.is_alphabetic());
        let short = letters <= PIECE_LETTERS || !hashtags;
        return (inside && closed && letters > 0 && short).then_some(2 + end);
    }
    let joins = before.is_some_and(char::is_alphabetic)
        && after.strip_prefix("@@").is_some_and(|rest| space(rest.chars().next()));
    joins.then_some(2)
}

/// «- ization» behind a space, «- ها» between spaces.
fn suffix(doc: &Document<'_>, paragraph: &Paragraph, at: u32) -> Option<Span> {
    let (from, to) = paragraph.tokens;
    if at == from || at + 1 >= to || doc.mark(at) != Some('-') || doc.token(at - 1).kind != TokenKind::Word {
        return None;
    }
    let (before, ending) = (doc.token(at - 1), doc.token(at + 1));
    if ending.kind != TokenKind::Word || !doc.gap_before(at).contains(char::is_whitespace) {
        return None;
    }
    let text = ending.span.of(doc.text());
    let alone = match ending.script {
        Script::Latin => {
            text.bytes().all(|b| b.is_ascii_lowercase())
                && LanguagePack::english().has(List::Suffixes, doc.folded(at + 1))
        }
        Script::Arabic => {
            before.script == Script::Arabic
                && doc.gap_before(at + 1).contains(char::is_whitespace)
                && doc.pack().is_some_and(|pack| pack.is_affix("plural", doc.folded(at + 1)))
        }
        Script::Other => false,
    };
    alone.then(|| doc.span(at, at + 1))
}
