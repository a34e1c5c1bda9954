use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Affix, Facts, Lang, LanguagePack, List, Part, VerbForm, Verbs, ZWNJ, joins_next};
use crate::rule::{Context, Findings, Place, Rule};
use crate::span::Span;
use crate::text::{Document, Joints, Script, TokenKind};
use crate::words::Message;

declare_rule! {
    /// Persian words whose zero-width non-joiner was lost or typed as a space.
    ///
    /// The rule takes the profile of the whole document: how often «می‌کند» and «کتاب‌ها» stand with the joiner, with a
    /// space («می کند») or fused («میکند», «رسانهها»). It reports once, with counts and examples.
    ///
    /// ## Why it matters
    ///
    /// Scrapers and encodings drop the joiner, and every second sentence has a word that is hard to read. It
    /// proves nothing about translation. Total loss is major; a house that writes «می کند» throughout gets a
    /// reminder; single slips in a careful text are minor.
    ///
    /// ## What it lets pass
    ///
    /// Words that only look so («میدان», «تنها», «دفتر», «نمیرد» of مردن), «ها» after a letter that does not join («کارها»),
    /// traditional spellings («آنها», «سالها»).
    ///
    /// ## Fixes
    ///
    /// `--fix` puts the joiner, or after a letter that does not join nothing, into «می کند», «میکند», «کتاب ها»,
    /// «رسانهها» (where «رسانه» is a word) and «گرفته اند»; comparatives and what follows silent ه are left to people, and so are
    /// «ای» before what may be called or wished («گفته ای کاش») and «می» behind a first name, a title or a day («ترزا می خواست»).
    ///
    /// ## Examples
    ///
    /// - «او میگوید رسانهها گزارشها را منتشر نمیکنند»
    LostJoiner {
        name: "lost-joiner",
        axis: Axis::Extraction,
        severity: Severity::Minor,
        confidence: Confidence::High,
        languages: &[Lang::FA],
        mqm: "linguistic_conventions/spelling",
        its: "misspelling",
        cost: Cost::Habit,
        yields_to: &[],
        judged: Judged { right: 60, wrong: 0, data: "mt-fa-course-markdown, mt-fa-postedited, mt-fa-wikinews: 60 findings read" },
        since: "0.1.0",
    }
}

/// From this many occurrences on a document has a profile; fewer are single slips. With 4, 17 more of the development data's 53,170 texts
/// have a major finding, one of them native; with 8, two fewer.
const PROFILE: usize = 6;
/// A text in which at most this share of the places has the joiner has lost it or does not know it. With 15 five texts more have a major
/// finding, three of them native, with 5 two fewer.
const JOINED_PERCENT: usize = 10;
/// Fused words make up at least this share of the faults when a program dropped the joiner: a typist puts
/// spaces. Major findings in machine output, human translation and native text with 10: 18, 10, 5; with 20: 6, 5, 2; with 30: 5, 2, 1.
const FUSED_PERCENT: usize = 20;
/// Days of the month of May.
const MOST_DAYS: u8 = 31;
/// What a word without a joiner is that lost one; or the word before it is a prefix.
const CUES: u64 = Facts::AFFIX | Facts::FUSED;

#[derive(Default)]
struct Profile {
    joined: usize,
    spaced: Vec<Place>,
    fused: Vec<Place>,
}

impl Rule for LostJoiner {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let Some((pack, verbs)) = cx.pack().and_then(|pack| Some((pack, pack.verbs()?))) else { return };
        let mut profile = Profile::default();
        for paragraph in doc.article() {
            let mut behind_prefix = false;
            for at in paragraph.range() {
                let cues = doc.cues(at);
                if cues & Facts::JOINED != 0 {
                    if doc.is_arabic_script(at) {
                        let Joints { prefix, ending } = doc.joints(at);
                        profile.joined += usize::from(prefix) + usize::from(ending);
                    }
                } else if (behind_prefix || cues & CUES != 0) && doc.is_arabic_script(at) {
                    read(doc, pack, verbs, at, paragraph.tokens.0, &mut profile);
                }
                behind_prefix = cues & Facts::DURATIVE != 0;
            }
        }
        let (joined, spaced, fused) = (profile.joined, profile.spaced.len(), profile.fused.len());
        let faults = spaced + fused;
        let all = faults + joined;
        let dropped = fused * 100 >= faults * FUSED_PERCENT;
        let mut places = if dropped {
            profile.fused.iter().chain(&profile.spaced).collect::<Vec<_>>()
        } else {
            profile.spaced.iter().chain(&profile.fused).collect()
        };
        let Some(first) = places.first().map(|place| place.span) else { return };
        places.sort_by_key(|place| place.span);
        let absent = all >= PROFILE && joined * 100 <= all * JOINED_PERCENT;
        let lost = absent && dropped;
        let message = if lost {
            Message::error("lost-joiner-throughout")
        } else if absent {
            Message::reminder("lost-joiner-spaces")
        } else if faults == 1 {
            Message::suspicion("lost-joiner")
        } else {
            Message::suspicion("lost-joiner-places").with("count", faults)
        };
        let counted = |message: Message| message.with("joined", joined).with("spaced", spaced).with("fused", fused);
        let message = if faults > 1 { counted(message) } else { message };
        let mut report = out
            .report(first, message)
            .related(places.iter().map(|place| place.span).filter(|&place| place != first))
            .edits(places.iter().filter_map(|place| place.edit.clone()))
            .count(faults);
        if let Some(suggestion) = repaired(pack, verbs, first.of(doc.text())) {
            report = report.suggestion(suggestion);
        }
        if lost {
            report.severity(Severity::Major);
        } else if faults < all && faults <= 2 {
            report.confidence(Confidence::Medium);
        }
    }
}

fn read(doc: &Document<'_>, pack: &LanguagePack, verbs: &Verbs, at: u32, from: u32, profile: &mut Profile) {
    let token = doc.token(at);
    let raw = token.span.of(doc.text());
    let folded = doc.folded(at);
    let facts = doc.facts(token);
    let previous = (at > from
        && doc.token(at - 1).script == Script::Arabic
        && doc.gap_before(at).chars().all(char::is_whitespace)
        && !doc.gap_before(at).is_empty())
    .then(|| at - 1);
    if let Some(previous) = previous {
        let before = doc.folded(previous);
        let place = doc.span(previous, at);
        let joined = |span: Span, certain: bool| match repaired(pack, verbs, span.of(doc.text())) {
            Some(wanted) if certain => Place::mended(doc.text(), span, &wanted),
            _ => span.into(),
        };
        if doc.facts_at(previous).is_affix(Affix::Durative) {
            if verbs.recognize(&format!("{before}{folded}")) == Some(VerbForm::Finite) {
                profile.spaced.push(joined(place, !may_be_name(doc, pack, previous)));
            }
            return;
        }
        let ends_in_he = before.ends_with('ه') && before.chars().count() > 2;
        // «مادر های های گریه کرد»: twice, it is a sound.
        let doubled = || doc.behind(at).is_some_and(|next| doc.folded(next) == folded) || before == folded;
        if facts.is_affix(Affix::Plural) && !doubled()
            || facts.is_affix(Affix::Degree) && before.chars().count() > 2 && !doc.facts_at(previous).commonest
            || ends_in_he
                && (facts.is_affix(Affix::Ezafe)
                    || facts.is_affix(Affix::Indefinite) && doc.facts_at(previous).verb.is_none()
                    || facts.is_affix(Affix::CopulaParticiple)
                        && doc.facts_at(previous).verb == Some(VerbForm::Participle))
        {
            // «و هایی»: a foreign name after "and". «گفته ای کاش»: what is an article too calls somebody, or wishes.
            let calls =
                || facts.is_affix(Affix::Indefinite) && doc.behind(at).is_some_and(|next| may_be_called(doc, next));
            let certain = facts.is_affix(Affix::Plural) && before.chars().count() > 1
                || facts.is_affix(Affix::CopulaParticiple)
                    && doc.facts_at(previous).verb == Some(VerbForm::Participle)
                    && !calls();
            profile.spaced.push(joined(place, certain));
            return;
        }
    }
    if facts.is(List::PseudoVerbs) || facts.is(List::FunctionWords) && facts.verb.is_none() {
        return;
    }
    if facts.verb == Some(VerbForm::Finite)
        && verbs.without_durative(folded).is_some_and(|stem| stem.chars().count() >= 2)
        && (verbs.is_durative(folded) || verbs.recognize(folded).is_none())
    {
        // «میزاری» is a surname.
        let surname = pack.has_ending("ezafe", folded);
        let wanted = after_prefix(verbs, raw).filter(|_| !surname);
        profile.fused.push(wanted.map_or(token.span.into(), |wanted| Place::mended(doc.text(), token.span, &wanted)));
        return;
    }
    // «أبوابها»: Arabic, with a pronoun. No Persian word begins so.
    if facts.verb.is_some() || raw.starts_with(['أ', 'إ']) {
        return;
    }
    if let Some(stem) = pack.fused_plural(folded).filter(|stem| stem.chars().count() >= 3 && stem.ends_with(joins_next))
    {
        let known = pack.commonness(stem).is_some();
        let wanted = before_ending(pack, raw).filter(|_| known);
        profile.fused.push(wanted.map_or(token.span.into(), |wanted| Place::mended(doc.text(), token.span, &wanted)));
    }
}

/// Whether a word may be called («ای ایران»), or begin a wish: prepositions, conjunctions and forms of "to be" are not.
fn may_be_called(doc: &Document<'_>, at: u32) -> bool {
    let facts = doc.facts_at(at);
    doc.mark(at).is_none() && (!facts.commonest || facts.begins(Part::Pronoun))
}

/// «ترزا می خواست», «۵ می بود»: whether the prefix of a verb may be the name or the month, behind a first name, a title or a day.
fn may_be_name(doc: &Document<'_>, pack: &LanguagePack, prefix: u32) -> bool {
    let is_day = |at: u32| {
        let day = doc.folded(at).parse::<u8>().is_ok_and(|day| (1..=MOST_DAYS).contains(&day));
        day && doc.token(at).kind == TokenKind::Number && doc.space_before(at)
    };
    let names = |before: u32| {
        is_day(before)
            || doc.facts_at(before).is(List::GivenNames)
            || pack.has_kind(List::Honorifics, doc.hashed(before), "title")
    };
    doc.facts_at(prefix).is(List::Months) && doc.before(prefix).is_some_and(names)
}

/// The same with the joiner in its place, which is never after a letter that does not join.
fn repaired(pack: &LanguagePack, verbs: &Verbs, raw: &str) -> Option<String> {
    if let Some((before, after)) = raw.split_once(char::is_whitespace) {
        let between = if before.ends_with(joins_next) { ZWNJ.to_string() } else { String::new() };
        return Some(format!("{before}{between}{}", after.trim_start()));
    }
    after_prefix(verbs, raw).or_else(|| before_ending(pack, raw))
}

/// «میکند» with the joiner after its prefix.
fn after_prefix(verbs: &Verbs, raw: &str) -> Option<String> {
    let stem = verbs.affixes("durative").find_map(|prefix| Some((prefix, raw.strip_prefix(prefix)?)));
    stem.map(|(prefix, stem)| format!("{prefix}{ZWNJ}{stem}"))
}

/// «رسانهها» with the joiner before its ending.
fn before_ending(pack: &LanguagePack, raw: &str) -> Option<String> {
    let mut endings = pack.affixes("plural").iter();
    let stem = endings.find_map(|ending| Some((raw.strip_suffix(ending.as_str())?, ending)));
    stem.map(|(stem, ending)| format!("{stem}{ZWNJ}{ending}"))
}
