use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Lang, is_vowel_sign};
use crate::rule::{Context, Findings, Rule};
use crate::span::Span;
use crate::text::{Document, Paragraph, ParagraphKind, Script, Sentence, TokenKind, sentence_language};
use crate::words::Message;

declare_rule! {
    /// A sentence or paragraph in another language than the article.
    ///
    /// A Persian sentence in an Arabic article and the reverse, Urdu, English: at least 25 letters without a
    /// function word of the article's language and with several of the other's.
    ///
    /// ## Why it matters
    ///
    /// The translator skipped a passage or slid into a neighbouring language.
    ///
    /// ## What it lets pass
    ///
    /// Quotations, verses and prayers (in quotation marks, brackets or with their vowel signs, or several lines behind a colon),
    /// titles, names and credits, addresses and code.
    ///
    /// ## Examples
    ///
    /// - "The ministry said that it would not comment on the report." in a Persian article
    WrongLanguage {
        name: "wrong-language",
        axis: Axis::Translation,
        severity: Severity::Major,
        confidence: Confidence::Medium,
        languages: &[Lang::AR, Lang::FA],
        mqm: "accuracy/untranslated",
        its: "untranslated",
        cost: Cost::Independent,
        yields_to: &[],
        judged: Judged { right: 113, wrong: 0, data: "mt-ar-course-markdown, mt-ar-wikinews, mt-fa-course-markdown: 113 findings read" },
        since: "0.1.0",
    }
}

/// A passage has at least this many letters: shorter ones are names and set phrases. With it one native article of
/// 9,803 is flagged, and its captions are in English.
const LETTERS: usize = 25;
/// A line of a poem has at least so many words and marks; a shorter one is a heading («Docker»).
const VERSE_TOKENS: u32 = 4;
/// More vowel signs than one to so many letters are scripture or verse.
const LETTERS_A_SIGN: usize = 8;

impl Rule for WrongLanguage {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let paragraphs: Vec<&Paragraph> = doc.paragraphs().iter().filter(|p| !is_skipped(p.kind)).collect();
        // «چنین ترجمه کرده بود:»: a poem follows, or another text of several lines.
        let own = |paragraph: &&&Paragraph| doc.has_own_script(paragraph.range());
        let mut announced = false;
        for (index, paragraph) in paragraphs.iter().enumerate() {
            if own(&paragraph) {
                let verse = |next: &&&Paragraph| !own(next) && next.tokens.1 - next.tokens.0 >= VERSE_TOKENS;
                let lines = || paragraphs[index + 1..].iter().take_while(verse).take(2).count();
                announced = doc.mark(paragraph.tokens.1 - 1) == Some(':') && lines() > 1;
            } else if announced {
                continue;
            }
            let mut run: Option<(Span, Lang)> = None;
            for sentence in doc.sentences(paragraph) {
                let found = passage(doc, paragraph, sentence);
                match (run, found) {
                    (Some((span, lang)), Some(next)) if lang == next => run = Some((span.to(sentence.span), lang)),
                    (before, next) => {
                        report(before, out);
                        run = next.map(|lang| (sentence.span, lang));
                    }
                }
            }
            report(run, out);
        }
    }
}

fn report(run: Option<(Span, Lang)>, out: &mut Findings) {
    let Some((span, lang)) = run else { return };
    out.report(span, Message::error("wrong-language").with("lang", lang.code())).pattern(lang.code());
}

fn is_skipped(kind: ParagraphKind) -> bool {
    !kind.is_article() || matches!(kind, ParagraphKind::Caption | ParagraphKind::Dateline)
}

/// The language of a sentence, when it is another than the document's and nothing excuses it.
fn passage(doc: &Document<'_>, paragraph: &Paragraph, sentence: &Sentence) -> Option<Lang> {
    let (from, to) = sentence.tokens;
    let lang = sentence_language(doc, sentence).filter(|&lang| lang != doc.lang())?;
    let words = || (from..to).filter(|&at| doc.token(at).kind == TokenKind::Word);
    let letters: usize = words().map(|at| doc.letters(at)).sum();
    let text = doc.span(from, to - 1).of(doc.text());
    let signs = text.chars().filter(|&c| is_vowel_sign(c) || c == '\u{0670}').count();
    // A name in quotation marks makes no quotation of the sentence around it.
    let quoted = words().filter(|&at| doc.is_quoted(at)).count();
    let torn = quoted == 0 && text.contains(['«', '»', '“', '”', '"']);
    // A name in brackets («(ECB)») makes none either.
    let bracketed = words().filter(|&at| doc.enclosure(at).brackets).count();
    let open = text.matches(['(', '[']).count() != text.matches([')', ']']).count();
    let enclosed = (quoted.max(bracketed)) * 2 > words().count()
        || torn
        || open
        || text.contains(['﴿', '﴾', '{', '`', '=', '<', '|', '\\']);
    let verse = signs * LETTERS_A_SIGN > letters;
    // A title or a list of names writes its words with capitals.
    let lower = || words().filter(|&at| doc.token(at).span.of(doc.text()).starts_with(char::is_lowercase)).count();
    let title = doc.token(words().next()?).script == Script::Latin && lower() * 2 < words().count();
    let address = (from..to).any(|at| doc.token(at).kind == TokenKind::Address);
    let item = paragraph.kind == ParagraphKind::ListItem;
    (letters >= LETTERS && !enclosed && !verse && !title && !address && !item).then_some(lang)
}
