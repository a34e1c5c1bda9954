use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Facts, Lang, LanguagePack, List, fold};
use crate::rule::{Context, Findings, Rule};
use crate::span::Span;
use crate::text::{
    Document, Enclosure, ForeignRun, Paragraph, ParagraphKind, Script, TokenKind, latin_runs, other_script_runs,
    shows_programs,
};
use crate::words::Message;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

declare_rule! {
    /// A word of the source language that was left in the translation.
    ///
    /// Flagged are lower-case Latin words in a sentence of Arabic script, English function words beside a word of
    /// that script («The نیویورک تایمز»), headings in Latin capitals inside the article («TOPLINE»), labels in
    /// capitals before its text («BREAKING:»), words of a third script («والت优化»; one that stands alone is a minor suspicion), and
    /// the party and state of a politician as English has them («(R-Ky.)», «(د-تكساس)»).
    ///
    /// ## Why it matters
    ///
    /// The translator did not know the word and nobody looked. In post-edited English–Persian output 93 % of
    /// lower-case Latin words were changed by the editor.
    ///
    /// ## What it lets pass
    ///
    /// Capitalised names and acronyms, units and abbreviations (km, pH, knn), brands in lower case
    /// (iPhone), the letter a where it is one (ویتامین a), addresses and code, glosses that fill their brackets or stand between commas, titles in quotation
    /// marks or in several Latin words, words cited as words («واژه لاتین cella», «caro یعنی گوشت», «تقنية genlock») or taken up
    /// from a Latin passage of the article, lower-case words of
    /// articles about software, which show program text or are full of Latin words.
    ///
    /// ## Examples
    ///
    /// - «در طبقه دوم یک mezzanine بزرگ ساخته شده است»
    /// - «تنش در مرزها بالا گرفت (The نیویورک تایمز)»
    UntranslatedWord {
        name: "untranslated-word",
        axis: Axis::Translation,
        severity: Severity::Minor,
        confidence: Confidence::Medium,
        languages: &[Lang::AR, Lang::FA],
        mqm: "accuracy/untranslated",
        its: "untranslated",
        cost: Cost::Habit,
        yields_to: &["empty-template", "mangled-name", "mojibake", "subword-debris", "translator-residue", "wrong-language"],
        judged: Judged { right: 90, wrong: 7, data: "mt-ar-course-markdown, mt-ar-wikinews, mt-fa-course-markdown, mt-fa-postedited, mt-fa-wikinews: 97 findings read" },
        since: "0.1.0",
    }
}

/// A heading in capitals has at least this many letters; shorter ones are acronyms and credits.
const HEADING_LETTERS: usize = 6;
/// A word that comes this often is what the text is about: the name of a program, a method. Of 140 words left
/// over in machine output (Wikinews and FLORES, post-edited En-Fa), 3 came twice and none more often.
const TERM_PLACES: usize = 4;
/// An article that goes from its own script to Latin letters so often is about software too: of 9,803 native articles 13, of 2,810 of
/// machine-translated news none, of 135 translated pages of courses on software 107.
const LATIN_PLACES: usize = 20;
/// Latin words in a row from which they are a passage that the article quotes.
const QUOTED_WORDS: usize = 4;
/// A line of more Latin words than this is a quotation or a title, not a word left over.
const HEADING_WORDS: usize = 6;

impl Rule for UntranslatedWord {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let mut seen_prose = false;
        let mut found = Found::new();
        let (mut latin_places, lettered) = (0, OnceCell::new());
        let mut others = Vec::new();
        for paragraph in doc.article() {
            let (from, to) = paragraph.tokens;
            for &at in doc.marks(from..to) {
                if let Some(tag) = party_tag(doc, at, from, to) {
                    out.report(tag, Message::error("untranslated-word-party")).pattern("party");
                }
            }
            let has_own_script = (from..to).any(|at| doc.token(at).script == Script::Arabic);
            if has_own_script {
                seen_prose |= paragraph.kind.is_prose() || paragraph.kind == ParagraphKind::Headline;
                for run in latin_runs(doc, from..to) {
                    latin_places += 1;
                    judge(doc, &run, &lettered, &mut found, out);
                }
                others.extend(other_script_runs(doc, from..to).into_iter().filter(|run| is_left_over(doc, run)));
            } else if seen_prose && is_heading(doc, paragraph) {
                out.report(paragraph.span, Message::error("untranslated-word-heading"))
                    .severity(Severity::Major)
                    .pattern("heading");
            }
        }
        if let Some((first, more)) = others.split_first() {
            let span = |run: &ForeignRun| doc.span(run.tokens.start, run.tokens.end - 1);
            // A word by itself may be the name that somebody has at home.
            let surely = others.iter().any(|run| is_grown_together(doc, run));
            let (message, severity) = if surely {
                (Message::error("untranslated-word-script"), Severity::Major)
            } else {
                (Message::suspicion("untranslated-word-script"), Severity::Minor)
            };
            out.report(span(first), message)
                .severity(severity)
                .related(more.iter().map(span))
                .count(others.len())
                .pattern("script");
        }
        if latin_places >= LATIN_PLACES || shows_programs(doc) {
            return;
        }
        found.retain(|_, places| places.len() < TERM_PLACES);
        if found.is_empty() {
            return;
        }
        let quoted = quoted_words(doc);
        for (word, places) in found.iter().filter(|(word, _)| !quoted.contains(*word)) {
            out.report(places[0], Message::suspicion("untranslated-word"))
                .related(places[1..].iter().copied())
                .count(places.len())
                .pattern(*word);
        }
    }
}

/// Whether words of a third script are left over: they stand beside a word of the text's own, neither cited, quoted nor in brackets.
fn is_left_over(doc: &Document<'_>, run: &ForeignRun) -> bool {
    is_grown_together(doc, run)
        || run.enclosure == Enclosure::default()
            && (run.stands_after_arabic(doc) || run.stands_before_arabic(doc))
            && run.stands_free(doc)
            && !run.is_cited(doc)
            && !run.is_named(doc)
            && !run.is_numbered(doc)
}

/// Whether words of a third script are part of a word of the text's own: «والت优化».
fn is_grown_together(doc: &Document<'_>, run: &ForeignRun) -> bool {
    let start = run.tokens.start;
    doc.token(start).script == Script::Arabic || run.stands_after_arabic(doc) && !doc.space_before(start)
}

/// Words of the longest name of a state in a tag.
const STATE_WORDS: u32 = 2;
/// Tokens from one bracket of a tag to the other: «(R-N.J.)» has seven.
const TAG_TOKENS: u32 = 9;

/// «(R-Ky.)», «(D-N.J.)», «(د-نيويورك)»: the party and state that English puts behind the name of a politician.
fn party_tag(doc: &Document<'_>, open: u32, from: u32, to: u32) -> Option<Span> {
    if doc.mark(open) != Some('(') || open == from || doc.token(open - 1).script != Script::Arabic {
        return None;
    }
    let close = (open + 2..to.min(open + TAG_TOKENS)).find(|&at| doc.mark(at) == Some(')'))?;
    let is_state = |pack: &LanguagePack, name: &str| pack.has_kind(List::States, name, "state");
    let is_party = |pack: &LanguagePack, name: &str| pack.has_kind(List::States, name, "party");
    let tag = doc.span(open, close);
    let fits = if doc.token(open + 1).script == Script::Latin {
        // The full stops of «N.J.» part it into tokens.
        let english = LanguagePack::english();
        let text: String = doc.span(open + 1, close - 1).of(doc.text()).chars().filter(|&c| c != '.').collect();
        let (party, state) = text.split_once(['-', '–'])?;
        is_party(english, &fold(party)) && is_state(english, &fold(state))
    } else {
        let hyphen = matches!(doc.mark(open + 2), Some('-' | '–'));
        let name = open + 3..close;
        let pack = doc.pack()?;
        let whole = |name: Range<u32>| doc.phrase(List::States, name.start, name.end).is_some_and(|(_, at)| at == name);
        hyphen
            && (1..=STATE_WORDS as usize).contains(&name.len())
            && is_party(pack, doc.folded(open + 1))
            && whole(name)
    };
    fits.then_some(tag)
}

/// A line of Latin capitals inside the article.
fn is_heading(doc: &Document<'_>, paragraph: &Paragraph) -> bool {
    let (from, to) = paragraph.tokens;
    let plain = (from..to).all(|at| {
        let token = doc.token(at);
        token.kind == TokenKind::Word && token.script == Script::Latin || matches!(doc.mark(at), Some(':' | '?' | '!'))
    });
    let text = paragraph.span.of(doc.text());
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    plain
        && letters >= HEADING_LETTERS
        && (to - from) as usize <= HEADING_WORDS
        && text.chars().all(|c| !c.is_lowercase())
        && (from..to).all(|at| !LanguagePack::english().has(List::LatinNames, doc.folded(at)))
}

/// Whether the words stand between words of the text inside quotation marks («هذا answers الكثير»): the speaker is quoted, not
/// they.
fn inside(doc: &Document<'_>, latin: &ForeignRun) -> bool {
    let between = latin.stands_after_arabic(doc) && latin.stands_before_arabic(doc);
    between && latin.enclosure.quotes && !latin.enclosure.code && !latin.enclosure.brackets
}

/// The words of the passages in Latin letters that the article quotes: of runs of so many words and of lines without a word of its
/// own script. The article is about them, and takes their words up («Life is a lovely ritual. … ritual بار مذهبی دارد»).
fn quoted_words<'d>(doc: &'d Document<'_>) -> HashSet<&'d str> {
    let mut words = HashSet::new();
    for paragraph in doc.paragraphs().iter().filter(|paragraph| paragraph.kind.is_article()) {
        for run in latin_runs(doc, paragraph.range()) {
            if run.tokens.len() >= QUOTED_WORDS {
                words.extend(run.tokens.map(|at| doc.folded(at)));
            }
        }
    }
    words
}

/// Whether a word is the English article that is a letter too, so that it is no row of the function words.
fn is_letter_article(doc: &Document<'_>, at: u32) -> bool {
    let written = doc.token(at).span.of(doc.text());
    doc.letters(at) == 1 && written == doc.folded(at) && LanguagePack::english().is_article(doc.folded(at))
}

/// Whether that letter is an article here: no name for what letters number stands before it («ویتامین a»), and no other letter stands
/// alone in the text («نقطه b»), which is looked at once. Native text (2.98 million words) has none between two words.
fn is_article(doc: &Document<'_>, latin: &ForeignRun, lettered: &OnceCell<bool>) -> bool {
    let start = latin.tokens.start;
    let letter = |at: u32| doc.letters(at) == 1 && !is_letter_article(doc, at);
    let numbered = || doc.phrase_where(List::Citations, start - 1, start, |row| row.column(0) == "letter").is_some();
    latin.enclosure == Enclosure::default()
        && !latin.is_cited(doc)
        && !numbered()
        && !lettered
            .get_or_init(|| doc.article().any(|paragraph| doc.cued(Facts::LATIN, paragraph.range()).any(letter)))
}

/// The places of each lower-case word.
type Found<'t> = BTreeMap<&'t str, Vec<Span>>;

/// Reports what a run of Latin words shows by itself, and notes the word that may be left over.
fn judge<'t>(
    doc: &Document<'t>,
    latin: &ForeignRun,
    lettered: &OnceCell<bool>,
    found: &mut Found<'t>,
    out: &mut Findings,
) {
    let (run, all) = (latin.tokens.clone(), &latin.paragraph);
    let text = |at: u32| doc.token(at).span.of(doc.text());
    // «follow-up»: each of its pieces is a word.
    let is_lower = |at: u32| {
        let text = text(at).trim_end_matches("'s").trim_end_matches("’s");
        text.split('-').all(|piece| piece.len() >= 2 && piece.bytes().all(|b| b.is_ascii_lowercase()))
    };
    let words = || run.clone().filter(|&at| doc.token(at).kind == TokenKind::Word);
    let english = LanguagePack::english();
    // «He» is helium, «IT» a field: a capital is trusted in longer words only.
    let function = |at: u32| {
        let capitals = text(at).chars().filter(|c| c.is_uppercase()).count();
        english.has(List::FunctionWords, doc.folded(at)) && (capitals == 0 || capitals == 1 && text(at).len() > 2)
    };
    let listed = |word: &str| [List::Units, List::LatinNames].iter().any(|&list| english.has(list, word));
    let known = |at: u32| listed(doc.folded(at)) || doc.folded(at).split('-').any(listed);
    let whole = latin.with_hyphen(doc);
    let span = doc.span(whole.start, whole.end - 1);
    let alone = run.len() == 1;
    if !latin.stands_free(doc) {
        return;
    }
    let (after, before) = (latin.stands_after_arabic(doc), latin.stands_before_arabic(doc));
    if alone && is_letter_article(doc, run.start) && before && after && is_article(doc, latin, lettered) {
        out.report(span, Message::error("untranslated-word-function"))
            .severity(Severity::Major)
            .pattern(doc.folded(run.start));
        return;
    }
    if words().all(function) && (before || after && latin.enclosure == Enclosure::default()) {
        if alone && (known(run.start) || text(run.start).len() < 2) {
            return;
        }
        out.report(span, Message::error("untranslated-word-function"))
            .severity(Severity::Major)
            .pattern(doc.folded(run.start));
        return;
    }
    // «BREAKING: دزدان …»: a label before the text.
    let capitals =
        || words().all(|at| text(at).len() >= HEADING_LETTERS && text(at).bytes().all(|b| b.is_ascii_uppercase()));
    if run.start == all.start
        && run.end + 1 < all.end
        && doc.mark(run.end) == Some(':')
        && capitals()
        && !words().any(known)
    {
        out.report(span, Message::error("untranslated-word-label")).severity(Severity::Major).pattern("heading");
        return;
    }
    let gloss = run.start > all.start && matches!(doc.mark(run.start - 1), Some(':' | '=' | '/' | '"' | '«' | '“'));
    // «در the AP»: what the sentence needed of English stands before a name that stays.
    let opener = run.start;
    if run.len() > 1
        && after
        && latin.enclosure == Enclosure::default()
        && is_lower(opener)
        && function(opener)
        && !known(opener)
        && !words().all(is_lower)
    {
        out.report(doc.token(opener).span, Message::error("untranslated-word-function"))
            .severity(Severity::Major)
            .pattern(doc.folded(opener));
        return;
    }
    // Several Latin words together are a term or a title that the writer quotes, unless a hyphen breaks them.
    let broken = run.len() <= HEADING_WORDS
        && run.clone().all(|at| doc.token(at).kind == TokenKind::Word || doc.mark(at) == Some('-'))
        && run.clone().any(|at| doc.mark(at) == Some('-') && doc.space_before(at));
    if !(alone || broken)
        || latin.is_title_or_gloss(doc) && !inside(doc, latin)
        || gloss
        || !words().all(is_lower)
        || words().any(known)
        || doc.facts_at(run.start).is(List::Units)
    {
        return;
    }
    // «meanwhile، وزیر گفت»: at the start of a sentence the comma closes no gloss.
    let opens = (run.start == all.start || doc.mark(run.start - 1) == Some('.'))
        && run.end + 1 < all.end
        && matches!(doc.mark(run.end), Some('،' | ','))
        && doc.token(run.end + 1).kind == TokenKind::Word
        && doc.token(run.end + 1).script == Script::Arabic;
    if !(before || after || opens || whole.len() > run.len()) {
        return;
    }
    // «وب سایت elsport»; «lcd», «knn», «شركة stc»: letters.
    let letters = words().all(|at| !text(at).contains(['a', 'e', 'i', 'o', 'u', 'y']));
    if letters || latin.is_named(doc) || latin.is_cited(doc) || latin.is_numbered(doc) {
        return;
    }
    let word = doc.span(run.start, run.end - 1).of(doc.text());
    found.entry(word).or_default().push(span);
}
