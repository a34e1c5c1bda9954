use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Facts, Hashed, LanguagePack, List, PhraseList, is_letter};
use crate::rule::{Context, Findings, Rule};
use crate::span::Span;
use crate::text::{Document, Paragraph, Script, Sentence, Signs, TokenKind};
use crate::words::Message;

declare_rule! {
    /// What a translation program says about its work, left standing in the article.
    ///
    /// Openings and refusals of language models («إليك الترجمة», «به عنوان یک مدل زبانی»), banners of translation services
    /// («ترجمه شده توسط گوگل»), labels and notes about the translation, and a stray Markdown mark (`**`, `#`, fences) in a
    /// text that is otherwise plain.
    ///
    /// ## Why it matters
    ///
    /// Nothing says more plainly that a machine translated the text and nobody read it. None of the phrases of the
    /// lists has a hit of that kind in 2.98 million native words.
    ///
    /// ## What it lets pass
    ///
    /// The same words in quotation marks; articles about translation and language models; documents that are written in
    /// Markdown.
    ///
    /// ## Examples
    ///
    /// - «إليك الترجمة العربية للنص:»
    /// - «به عنوان یک مدل زبانی نمی‌توانم نظر بدهم»
    TranslatorResidue {
        name: "translator-residue",
        axis: Axis::Translation,
        severity: Severity::Major,
        confidence: Confidence::High,
        languages: &[],
        mqm: "accuracy/addition",
        its: "addition",
        cost: Cost::Independent,
        yields_to: &[],
        judged: Judged { right: 1, wrong: 0, data: "mt-and-native-ar-posts: 1 finding read" },
        since: "0.1.0",
    }
}

/// A model speaks before or after its translation: in this many paragraphs from either end its words are certain.
const EDGE: usize = 2;
/// The banner of a translation service stands alone in a paragraph of at most this many words; native text speaks of
/// such services 4 times, always in longer ones.
const BANNER_WORDS: usize = 14;
/// A note says within so many tokens that it is about the translation.
const NOTE_TOKENS: u32 = 60;
/// A document with more Markdown marks than this is written in Markdown. No native Persian or Arabic article has a
/// mark of these shapes.
const STRAY_MARKS: usize = 4;

impl Rule for TranslatorResidue {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let says = doc.may_have(List::TranslatorNotes) || doc.signs().have(Signs::LATIN);
        let marked = doc.signs().have(Signs::MARKDOWN);
        if !says && !marked {
            return;
        }
        let paragraphs: Vec<_> = doc.paragraphs().iter().filter(|p| p.kind.is_article()).collect();
        for (index, paragraph) in paragraphs.iter().enumerate().filter(|_| says) {
            let edge = index < EDGE || index + EDGE >= paragraphs.len();
            for sentence in doc.sentences(paragraph) {
                said(doc, paragraph, sentence, (edge, index < EDGE), out);
            }
        }
        if marked {
            stray_markdown(doc, &paragraphs, out);
        }
    }
}

/// Reports the first phrase of a list in a sentence.
fn said(
    doc: &Document<'_>,
    paragraph: &Paragraph,
    sentence: &Sentence,
    (edge, at_head): (bool, bool),
    out: &mut Findings,
) {
    let (from, to) = sentence.tokens;
    let first = |at: u32| at == from || (from..at).all(|at| !doc.is_wordlike(at));
    let opens = |at: u32| first(at) && from == paragraph.tokens.0;
    let english = LanguagePack::english().list(List::TranslatorNotes);
    let cued = doc.cued(List::TranslatorNotes.bit() | Facts::LATIN, from..to);
    let listed = |at: u32| {
        let own = doc.cues(at) & List::TranslatorNotes.bit() != 0;
        let latin = || pieces(doc, at).next().is_some_and(|piece| english.knows(piece).1);
        doc.token(at).kind == TokenKind::Word && (own || latin())
    };
    for at in cued.filter(|&at| listed(at) && !doc.is_quoted(at)) {
        for list in lists(doc, at) {
            let Some((kind, last)) = find(doc, list, at, to) else { continue };
            let next = (last + 1 < to).then(|| doc.mark(last + 1)).flatten();
            let bracket = at > from && matches!(doc.mark(at - 1), Some('[' | '('));
            let follows = |kind: &str| {
                (last + 1..to.min(last + 1 + NOTE_TOKENS)).any(|at| {
                    doc.is_wordlike(at)
                        && lists(doc, at).any(|list| find(doc, list, at, to).is_some_and(|f| f.0 == kind))
                })
            };
            let (fits, message) = match kind {
                "opening" => (first(at), Message::error("translator-residue-announces")),
                "model" => (true, Message::error("translator-residue-model")),
                "persona" => (first(at) && follows("self"), Message::error("translator-residue-model")),
                "banner" => {
                    let all = paragraph.range().filter(|&at| doc.is_wordlike(at));
                    let words = all.take(BANNER_WORDS + 1).count();
                    (words <= BANNER_WORDS, Message::error("translator-residue-banner"))
                }
                "label" => (at_head && opens(at) && next == Some(':'), Message::error("translator-residue-label")),
                "note" => {
                    let framed = next == Some(':') && (bracket || opens(at));
                    (framed && follows("about"), Message::error("translator-residue-note"))
                }
                "translator" => (next == Some(':') || bracket, Message::suspicion("translator-residue-translator")),
                _ => continue,
            };
            if fits {
                let report = out.report(sentence.span, message).pattern(kind);
                if edge && matches!(kind, "opening" | "model" | "persona") {
                    report.severity(Severity::Critical);
                } else if kind == "translator" {
                    report.severity(Severity::Minor);
                }
                return;
            }
        }
    }
}

/// The lists that may know a phrase at a word: the language's own, and English for Latin words.
fn lists<'d>(doc: &'d Document<'_>, at: u32) -> impl Iterator<Item = &'static PhraseList> + use<'d> {
    let own = doc
        .pack()
        .map(|pack| pack.list(List::TranslatorNotes))
        .filter(|_| doc.facts_at(at).starts(List::TranslatorNotes));
    let english = (doc.token(at).script == Script::Latin).then(|| LanguagePack::english().list(List::TranslatorNotes));
    own.into_iter().chain(english)
}

/// What lists take a word apart into: "here's", «زبان‌شناس».
fn pieces<'d>(doc: &'d Document<'_>, at: u32) -> impl Iterator<Item = Hashed<'d>> + Clone {
    let whole = doc.is_plain(at).then(|| doc.hashed(at));
    let word = if whole.is_some() { "" } else { doc.folded(at) };
    let parts = word.split(|c: char| !is_letter(c)).filter(|piece| !piece.is_empty()).map(Hashed::of);
    whole.into_iter().chain(parts)
}

/// The longest phrase of a list at a token, over commas («Sure, here is …»): its kind and last token.
fn find(doc: &Document<'_>, list: &'static PhraseList, at: u32, to: u32) -> Option<(&'static str, u32)> {
    // Most words are plain, and the next one shows that none begins here.
    let beside = at + 1 < to && doc.is_wordlike(at + 1) && doc.is_plain(at) && doc.is_plain(at + 1);
    if beside && !list.may_find(doc.hashed(at), doc.hashed(at + 1)) {
        return None;
    }
    let words = (at..to).filter(|&at| doc.is_wordlike(at));
    let found = list.find(words.flat_map(|at| pieces(doc, at)), |_| true)?;
    let mut left = found.words;
    let mut last = at;
    for token in (at..to).filter(|&at| doc.is_wordlike(at)) {
        left = left.saturating_sub(pieces(doc, token).count());
        last = token;
        if left == 0 {
            break;
        }
    }
    Some((found.row.column(0), last))
}

/// A few marks of one kind in a text without other Markdown.
fn stray_markdown(doc: &Document<'_>, paragraphs: &[&Paragraph], out: &mut Findings) {
    let (mut bold, mut headings, mut fences, mut others) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for paragraph in paragraphs {
        let (text, base) = (paragraph.span.of(doc.text()), paragraph.span.start);
        let place = |from: usize, to: usize| Span::new(base + from as u32, base + to as u32);
        bold.extend(bold_runs(text).into_iter().map(|(from, to)| place(from, to)));
        let signs = text.len() - text.trim_start_matches('#').len();
        if (1..=6).contains(&signs) && text[signs..].starts_with(' ') {
            headings.push(place(0, text.len()));
        }
        fences.extend(text.match_indices("```").map(|(at, fence)| place(at, at + fence.len())));
        others += text.matches("](").count()
            + usize::from(text.starts_with('|'))
            + text.replace("```", "").matches('`').count();
    }
    let kinds = [bold, headings, fences];
    let marks: usize = kinds.iter().map(Vec::len).sum();
    if others > 0 || marks > STRAY_MARKS || kinds.iter().filter(|places| !places.is_empty()).count() > 1 {
        return;
    }
    for places in kinds {
        if let Some(report) = out.once(&places, Message::suspicion("translator-residue-markdown")) {
            report.pattern("markdown").severity(Severity::Minor).confidence(Confidence::Medium);
        }
    }
}

/// «**word**»: pairs of double stars close to what they enclose.
fn bold_runs(text: &str) -> Vec<(usize, usize)> {
    let stars: Vec<usize> = text.match_indices("**").map(|(at, _)| at).collect();
    let mut found = Vec::new();
    let mut index = 0;
    while index + 1 < stars.len() {
        let (open, close) = (stars[index], stars[index + 1]);
        let inner = &text[open + 2..close];
        let tight = !inner.is_empty()
            && !inner.starts_with(|c: char| c.is_whitespace() || c == '*')
            && !inner.ends_with(char::is_whitespace);
        if tight && !text[close + 2..].starts_with('*') && !text[..open].ends_with('*') {
            found.push((open, close + 2));
            index += 2;
        } else {
            index += 1;
        }
    }
    found
}
