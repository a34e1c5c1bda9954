use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Lang, LanguagePack, List};
use crate::rule::{Context, Findings, Rule};
use crate::span::Span;
use crate::text::{Document, ForeignRun, Script, Signs, TokenKind, latin_runs};
use crate::words::Message;
use std::collections::BTreeMap;

declare_rule! {
    /// Foreign names left in Latin letters inside Persian sentences.
    ///
    /// Flagged are capitalised Latin words that stand alone among Persian words, as one finding for the document.
    ///
    /// ## Why it matters
    ///
    /// Newspapers write the names of persons and places in the letters of their readers, with the Latin form at
    /// most in brackets. Machines leave what they do not know; so do human translators who save themselves the work,
    /// therefore it is a habit of writing and no sign of machine translation. In post-edited English–Persian output
    /// editors changed 61 of 62 such names.
    ///
    /// ## What it lets pass
    ///
    /// Acronyms, brands and services, several Latin words together (a title), glosses in brackets or behind «یا»,
    /// what stands in quotation marks, names behind a word for a company, a product or a paper («شرکت Sinopec»,
    /// «نرم‌افزار Word», «مجله Science») or beside a number («Snapdragon 810»), and what the text keeps coming back to; texts on
    /// software, which are full of Latin words.
    ///
    /// ## Fixes
    ///
    /// None: a name has several spellings.
    ///
    /// ## Examples
    ///
    /// - «Lindqvist گفت خیابان‌ها تا پاییز بسته می‌ماند»
    /// - «ساکنان Uppsala از سر و صدا گله دارند»
    UntransliteratedName {
        name: "untransliterated-name",
        axis: Axis::Typography,
        severity: Severity::Minor,
        confidence: Confidence::Medium,
        languages: &[Lang::FA],
        mqm: "locale_conventions/locale_specific_content",
        its: "locale-specific-content",
        cost: Cost::Habit,
        yields_to: &["untranslated-word", "mangled-name"],
        judged: Judged { right: 58, wrong: 2, data: "mt-fa-course-markdown, mt-fa-postedited, mt-fa-wikinews: 60 findings read" },
        since: "0.1.0",
    }
}

/// A shorter word is an initial or a symbol.
const MIN_LETTERS: usize = 3;
/// A name that comes this often is what the text is about, and usually a product: of 62 names that editors of
/// post-edited English–Persian output met, none came so often.
const SUBJECT_PLACES: usize = 4;
/// A text with so many Latin words beside capitalised ones is technical: 59 of 65 pages of software documentation, 1 of
/// 1,124 news documents by machines.
const TECHNICAL_WORDS: usize = 8;
/// A head noun stands at most this many words before its name («شرکت فناوری‌های هوایی Zuri»).
const HEAD_WORDS: u32 = 3;

impl Rule for UntransliteratedName {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        if !doc.signs().have(Signs::LATIN) || is_technical(doc) {
            return;
        }
        let mut names: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
        for paragraph in doc.article() {
            for run in latin_runs(doc, paragraph.range()) {
                if is_bare_name(doc, &run) {
                    let span = doc.token(run.tokens.start).span;
                    names.entry(span.of(doc.text())).or_default().push(span);
                }
            }
        }
        let mut places: Vec<Span> =
            names.into_values().filter(|places| places.len() < SUBJECT_PLACES).flatten().collect();
        places.sort();
        out.once(&places, Message::reminder("untransliterated-name").with("count", places.len()));
    }
}

/// Whether the text is full of Latin words that are no names: its readers know the products in Latin too.
fn is_technical(doc: &Document<'_>) -> bool {
    let tokens = doc.article().flat_map(|paragraph| paragraph.range()).map(|at| doc.token(at));
    let latin = tokens.filter(|token| token.kind == TokenKind::Word && token.script == Script::Latin);
    latin.filter(|token| !is_capitalised(token.span.of(doc.text()))).nth(TECHNICAL_WORDS - 1).is_some()
}

fn is_capitalised(word: &str) -> bool {
    word.as_bytes()[0].is_ascii_uppercase() && word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
}

/// A capitalised word alone among Persian words, no brand, no unit, no gloss.
fn is_bare_name(doc: &Document<'_>, run: &ForeignRun) -> bool {
    let at = run.tokens.start;
    let text = doc.token(at).span.of(doc.text());
    let capitalised = text.len() >= MIN_LETTERS && is_capitalised(text);
    if run.tokens.len() != 1 || !capitalised || !run.stands_free(doc) || run.is_title_or_gloss(doc) || run.is_named(doc)
    {
        return false;
    }
    let word = doc.folded(at);
    let number = |at: u32| doc.token(at).kind == TokenKind::Number;
    let numbered = at > run.paragraph.start && number(at - 1) || at + 1 < run.paragraph.end && number(at + 1);
    let headed = (at.saturating_sub(HEAD_WORDS).max(run.paragraph.start)..at)
        .rev()
        .take_while(|&before| doc.is_wordlike(before))
        .any(|before| doc.facts_at(before).is(List::ProductHeads));
    (run.stands_after_arabic(doc) || run.stands_before_arabic(doc))
        && !numbered
        && !headed
        && !LanguagePack::english().has(List::LatinNames, word)
        && !LanguagePack::english().has(List::Units, word)
}
