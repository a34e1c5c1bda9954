use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Clitic, Lang, LanguagePack, List, Part, VerbForm};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Paragraph, ParagraphKind, Script, TokenKind};
use crate::words::Message;
use std::ops::Range;

declare_rule! {
    /// A title built like an English headline.
    ///
    /// "Britain and France to discuss migration" has no verb in Arabic when it is translated word by word: «بريطانيا وفرنسا
    /// لبحث الهجرة». Flagged are Arabic titles of that shape (a name of two words or more, ل and a verbal noun, no finite verb:
    /// major for names joined by "and", and for bodies, storms and clubs: «منظمة الصحة العالمية لمراجعة …»), Persian ones that
    /// have only names of states, bodies or companies before «برای» («اپل برای عرضه تلفن تازه»), and, as minor, titles in
    /// either language that go on with a clause of circumstance ("… as tensions rise": «… در حالی که تنش‌ها افزایش می‌یابد»).
    ///
    /// ## Why it matters
    ///
    /// The title is what everybody reads, and this one reads as unfinished.
    ///
    /// ## What it lets pass
    ///
    /// Titles with a verb, and titles about an event or a plan that has the purpose («اجتماع لبحث …», «خطة
    /// لتطوير …»), and aims set side by side («ایران برای صعود، استرالیا برای انتقام»).
    ///
    /// ## Examples
    ///
    /// - «بريطانيا وفرنسا لبحث ملف الهجرة»
    /// - «وزیران خارجه دیدار می‌کنند در حالی که تنش‌ها افزایش می‌یابد»
    HeadlineCalque {
        name: "headline-calque",
        axis: Axis::Translation,
        severity: Severity::Major,
        confidence: Confidence::Medium,
        languages: &[Lang::AR, Lang::FA],
        mqm: "style/unidiomatic_style",
        its: "style",
        cost: Cost::Independent,
        yields_to: &[],
        judged: Judged { right: 0, wrong: 0, data: "no finding on the machine output at hand" },
        since: "0.1.0",
    }
}

/// The source behind the title of a linked article, in brackets, has at most this many words. With 4 and with 6
/// the development data (53,170 texts) have the same findings.
const SOURCE_WORDS: u32 = 5;

/// From the start of the title to the verbal noun there are at most this many words: the subject of an
/// English headline is short. With 5 and with 7 the findings are the same.
const SUBJECT_WORDS: u32 = 6;

/// A line of more words that goes on with a clause of circumstance is a sentence without its full stop: the longest of
/// 2,964 native Persian titles has 18 words.
const TITLE_WORDS: usize = 18;

impl Rule for HeadlineCalque {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        for paragraph in doc.article().filter(|paragraph| is_title(doc, paragraph)) {
            let tokens = paragraph.range();
            let actors = || actors_with_an_aim(doc, tokens.clone()).map(|place| (place, true));
            if let Some((place, sure)) = aimless_purpose(doc, tokens.clone()).or_else(actors) {
                let span = doc.span(place.start, place.end - 1);
                out.report(span, Message::error("headline-calque-infinitive")).severity(if sure {
                    Severity::Major
                } else {
                    Severity::Minor
                });
            } else if let Some(place) = circumstance(doc, tokens) {
                let span = doc.span(place.start, place.end - 1);
                out.report(span, Message::suspicion("headline-calque-circumstance")).severity(Severity::Minor);
            }
        }
    }
}

/// The headline, or the title of a linked article: a line without a full stop that ends with its source in
/// brackets.
fn is_title(doc: &Document<'_>, paragraph: &Paragraph) -> bool {
    let (from, to) = paragraph.tokens;
    let linked = || {
        let start = to.saturating_sub(SOURCE_WORDS + 2).max(from);
        matches!(doc.mark(to - 1), Some(')'))
            && (start..to).any(|at| doc.mark(at) == Some('('))
            && !(from..to).any(|at| matches!(doc.mark(at), Some('.' | '؟' | '!' | ':')))
    };
    paragraph.kind == ParagraphKind::Headline || linked()
}

/// «بريطانيا وفرنسا لبحث ملف الهجرة»: a name, ل and a verbal noun, no finite verb; `true` for names joined by
/// "and", which are no common nouns.
fn aimless_purpose(doc: &Document<'_>, tokens: Range<u32>) -> Option<(Range<u32>, bool)> {
    let pack = doc.pack().filter(|pack| pack.lang == Lang::AR)?;
    let masdars = pack.list(List::Masdars);
    let masdar = |word: &str| masdars.knows(word).0;
    let to = |word| pack.without_clitic(Clitic::To, word);
    let end = (tokens.start..tokens.end)
        .take(SUBJECT_WORDS as usize + 1)
        .find(|&at| doc.token(at).kind != TokenKind::Word || to(doc.folded(at)).is_some_and(masdar))?;
    // «قبل», «دون» are prepositions first.
    let is_verb = |at: u32| {
        let facts = doc.facts_at(at);
        facts.verb == Some(VerbForm::Finite) && !facts.is(List::FunctionWords)
    };
    if tokens.clone().any(is_verb) || doc.token(end).kind != TokenKind::Word {
        return None;
    }
    let bare = |at: u32| {
        let word = doc.folded(at);
        let word = pack.without_proclitic(word).unwrap_or(word);
        pack.without_article(word).unwrap_or(word)
    };
    let subject = || tokens.start..end;
    let actor = actor_name(doc, tokens.start, end);
    // «وزارة التعليم لتطوير …»: in the name of a body the definite noun is no event of its own.
    let about_an_event =
        (actor.unwrap_or(tokens.start)..end).filter(|&at| actor.is_none() || !doc.is_definite(at)).any(|at| {
            masdar(bare(at)) || doc.facts_at(at).is(List::EventNouns) || pack.list(List::EventNouns).knows(bare(at)).0
        });
    let joined = (tokens.start + 1..end).rfind(|&at| doc.has_conjunction(at));
    // A preposition, an unlisted imperfect («يفاوض») or an indefinite adjective («وتوافد شعبي») is in no name.
    let named = |at: u32| {
        let word = doc.folded(at);
        !doc.facts_at(at).is(List::FunctionWords)
            && pack.without_clitic(Clitic::Imperfect, word).is_none()
            && !to(word)
                .is_some_and(|rest| to(rest).is_some() || pack.has_ending("feminine-plural", rest) || masdar(rest))
            && doc.token(at).script == Script::Arabic
            && joined.is_none_or(|joined| at <= joined || doc.is_definite(at))
    };
    let place = tokens.start..end + 1;
    let long = subject().len() >= 2 || actor.is_some();
    (long && !about_an_event && subject().all(named)).then_some((place, joined.is_some() || actor.is_some()))
}

/// The token after the body, storm or club that begins here.
fn actor_name(doc: &Document<'_>, at: u32, to: u32) -> Option<u32> {
    let (found, place) = doc.phrase(List::HeadlineActors, at, to)?;
    let whole = found.row.column(0) == "name" || place.end < to && doc.is_definite(place.end);
    whole.then_some(place.end)
}

/// «اپل برای عرضهٔ تلفن تاشو …»: names of actors alone, "for", no verb anywhere.
fn actors_with_an_aim(doc: &Document<'_>, tokens: Range<u32>) -> Option<Range<u32>> {
    let mut at = tokens.start;
    while let Some((_, place)) = doc.phrase(List::HeadlineActors, at, tokens.end) {
        at = place.end;
        at = doc.clause_part(Part::And, at, tokens.end).unwrap_or(at);
    }
    let aim = at > tokens.start && at + 1 < tokens.end && doc.clause_part(Part::Purpose, at, tokens.end).is_some();
    // «برای» and «سرگیری» look like verbs of the second person, which titles do not have.
    let verbs = doc.pack().and_then(LanguagePack::verbs);
    let is_verb = |at: u32| {
        doc.facts_at(at).verb.is_some()
            && !doc.facts_at(at).is(List::DanglingParticles)
            && !verbs.is_some_and(|verbs| verbs.affixes("second-person").any(|ending| doc.folded(at).ends_with(ending)))
    };
    let has_verb = tokens.clone().any(is_verb);
    // «ایران برای صعود، استرالیا برای انتقام»: aims set side by side are a native title.
    let paired = || (at + 1..tokens.end).any(|at| doc.clause_part(Part::Purpose, at, tokens.end).is_some());
    (aim && !has_verb && !paired()).then_some(tokens.start..at + 1)
}

/// A conjunction of circumstance inside a title.
fn circumstance(doc: &Document<'_>, tokens: Range<u32>) -> Option<Range<u32>> {
    if doc.words_in(tokens.clone()).len() > TITLE_WORDS {
        return None;
    }
    (tokens.start + 1..tokens.end)
        .filter(|&at| doc.token(at - 1).kind == TokenKind::Word)
        .find_map(|at| doc.phrase(List::HeadlineConjunctions, at, tokens.end))
        .map(|(_, place)| place)
}
