use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Facts, Hashed, Lang, LanguagePack, List, Part, Row, VerbForm};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Paragraph, ParagraphKind, Script, Sentence, TokenKind};
use crate::words::Message;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

declare_rule! {
    /// The name of a news outlet, a person or a place that was translated as if it were a common word.
    ///
    /// "The Times reports" becomes «بار گزارش می‌دهد», "according to the Post" becomes «وفقا للبريد». The
    /// word is an everyday word, so it is flagged only where a source is named: beside a verb of reporting,
    /// after "according to" with nothing following, alone as a sentence, after an English article, in a
    /// credit at the end of a line. Fixed literal compounds («مطبوعات مرتبط» for Associated Press, «صورة بركة»
    /// for a pool photo, «جورج بوته» for George Bush) need no such place.
    ///
    /// A person, a place or an office whose name is a thing («برنج» for Rice, «المنزل الأبيض» for the White House) is
    /// flagged where it speaks, after "according to", and, as a surname, after a title («خانم برنج»). Behind a given name of the
    /// West many more words are surnames («رابرت آب‌ها، حشره‌شناس»), where a mark or a verb of saying follows; in Arabic the verb stands
    /// before, or "that" follows.
    ///
    /// ## Why it matters
    ///
    /// The reader cannot tell who said it, and no person makes this mistake.
    ///
    /// ## What it lets pass
    ///
    /// The everyday word («یک بار», «بار دیگر», «في ذلك الوقت»), and newspapers of the region whose names are words («الشمس»,
    /// «خورشید»). Any other bare sense behind "the newspaper" or "the magazine" («مجلة ثروة») is a minor suspicion, and so is one behind
    /// "the news site" where it speaks («پایگاه خبری سیمی گزارش داد»). In 3.0 million words of native news the rule found nothing.
    ///
    /// Persons, animals, first names and deadlines are sources in their own right («به گفته سرپرست،», «جهان می‌گوید»,
    /// «وفقا للموعد النهائي»), and so is what the article also has in its own sense, in a longer name or with an adjective
    /// («شرکت ملی پست … پست می‌گوید»). They pass, unless the verb is one of the press («نوشت», «گزارش داد») or has the gender of a
    /// newspaper («ذكرت الحارس»), or the article has another name translated as words. A person is a minor suspicion even so.
    /// Several speak («ملت گفتند»), an outlet is one. A word behind a question is its answer («دست کیست؟ مردم.»).
    ///
    /// Other things that speak («نمودار گفت») are not flagged: of 183 bare nouns beside a verb of reporting in machine
    /// output none was a thing apart from one outlet's name, while reports, statements, studies, markets and studios
    /// speak in native news too (some 190 in 1.64 million Arabic words).
    ///
    /// ## Examples
    ///
    /// - «این توافق هفته آینده امضا می‌شود، بار گزارش داد.» (The Times)
    /// - «وفقا للأوقات، ستبدأ المحادثات غدا.» (The Times)
    /// - «كوندوليزا الأرز» (Condoleezza Rice)
    MangledName {
        name: "mangled-name",
        axis: Axis::Translation,
        severity: Severity::Major,
        confidence: Confidence::High,
        languages: &[Lang::AR, Lang::FA],
        mqm: "accuracy/mistranslation",
        its: "mistranslation",
        cost: Cost::Independent,
        yields_to: &[],
        judged: Judged { right: 2, wrong: 0, data: "mt-ar-wikinews, mt-fa-wikinews: 2 findings read" },
        since: "0.1.0",
    }
}

/// Where a sense stands, in the order of how much the place proves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// The sentence is the sense and nothing else, or the sense and "report".
    WholeSentence,
    /// After "The" in Latin letters.
    EnglishArticle,
    /// Beside a verb of reporting.
    Reports,
    /// After "according to".
    AccordingTo,
    /// In brackets or after a dash at the end of a line without a verb.
    Credit,
    /// Behind "the newspaper", "the magazine".
    Headed,
    /// After a title.
    Title,
    /// A surname after a given name.
    GivenName,
    /// A compound that needs no frame, or a town before its state.
    Compound,
}

struct Hit {
    frame: Frame,
    tokens: Range<u32>,
    row: &'static Row,
    /// Whether a verb or an opener that only the press has stands beside it («نوشت», «به نوشته»), or "report".
    press: bool,
}

impl Hit {
    /// Whether the sense is a word for a person where persons are sources too.
    fn may_be_a_person(&self) -> bool {
        self.row.column(0) == "person-sense" && matches!(self.frame, Frame::AccordingTo | Frame::Reports)
    }

    /// Whether the place proves too little: trades, institutions, animals and first names are sources in every native
    /// article («به گفته سرپرست،», «روباه گفت», «وذكر النائب أن»), and so is what the article has in its own sense too.
    fn needs_support(&self, own: &HashSet<&str>) -> bool {
        let everyday = match self.frame {
            Frame::AccordingTo | Frame::Reports => {
                matches!(self.row.column(0), "person-sense" | "voice-sense") || own.contains(self.row.form)
            }
            // «ماذا يريدون؟ العمل.», «مردم.»
            Frame::WholeSentence => self.row.column(0) == "person-sense",
            _ => false,
        };
        everyday && !self.press
    }

    /// The name in English; several that share a sense are separated by "; ".
    fn name(&self) -> &'static str {
        self.row.column(1)
    }
}

impl Rule for MangledName {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let (doc, Some(pack)) = (cx.doc, cx.pack()) else { return };
        let reader = Reader { doc, pack };
        let mut hits = Vec::new();
        for paragraph in doc.article() {
            for sentence in doc.sentences(paragraph) {
                reader.read(paragraph, sentence, &mut hits);
            }
        }
        hits.sort_by_key(|hit| (hit.tokens.start, std::cmp::Reverse(hit.tokens.end)));
        hits.dedup_by(|next, kept| next.tokens.start < kept.tokens.end);
        let own = reader.own_senses(&hits);
        let weak: Vec<bool> = hits.iter().map(|hit| hit.needs_support(&own)).collect();
        if weak.iter().all(|&weak| weak) {
            return;
        }
        let mut names: HashMap<&str, Name> = HashMap::new();
        for (hit, weak) in hits.iter().zip(&weak) {
            let name = names.entry(hit.name()).or_insert_with(|| Name::of(pack, hit.name()));
            name.times += 1;
            name.sure |= !weak && !hit.may_be_a_person();
        }
        for (hit, weak) in hits.iter().zip(weak) {
            report(doc, hit, weak, &names[hit.name()], out);
        }
    }
}

/// What an article does with one name.
struct Name {
    times: usize,
    /// Whether somewhere the sense cannot be a person.
    sure: bool,
    /// The usual form of the outlet of this name.
    usual: Option<&'static str>,
}

impl Name {
    fn of(pack: &LanguagePack, name: &str) -> Self {
        Self { times: 0, sure: false, usual: pack.usual_outlet(name) }
    }
}

fn report(doc: &Document<'_>, hit: &Hit, weak: bool, known: &Name, out: &mut Findings) {
    let (repeated, sure) = (known.times > 1, known.sure);
    let span = doc.span(hit.tokens.start, hit.tokens.end - 1);
    let name = hit.name();
    let one = !name.contains(';');
    // Guards, observers and merchants speak too.
    let person = hit.may_be_a_person();
    let message = match (hit.frame, one) {
        (Frame::EnglishArticle, _) => Message::error("mangled-name-article"),
        (Frame::Compound | Frame::Title | Frame::GivenName, true) => Message::error("mangled-name-known"),
        (Frame::Compound | Frame::Title | Frame::GivenName, false) => Message::error("mangled-name-unknown"),
        (Frame::WholeSentence, true) => Message::error("mangled-name-sentence-known"),
        (Frame::WholeSentence, false) => Message::error("mangled-name-sentence-unknown"),
        (Frame::Headed, true) => Message::suspicion("mangled-name-word-known"),
        (Frame::Headed, false) => Message::suspicion("mangled-name-word-unknown"),
        (_, true) if person => Message::suspicion("mangled-name-trade-known"),
        (_, false) if person => Message::suspicion("mangled-name-trade-unknown"),
        (_, true) => Message::error("mangled-name-word-known"),
        (_, false) => Message::error("mangled-name-word-unknown"),
    };
    let named = one || hit.frame == Frame::EnglishArticle;
    let message = if named { message.with("name", name) } else { message };
    let mut report = out.report(span, message);
    if hit.frame == Frame::WholeSentence && hit.press || repeated && sure {
        report = report.severity(Severity::Critical);
    } else if hit.frame == Frame::WholeSentence {
        // A word alone may be somebody's style («فقط یک درمان هست. زمان.»).
        report = report.confidence(Confidence::Medium);
    } else if hit.frame == Frame::Headed {
        report = report.severity(Severity::Minor).confidence(Confidence::Medium);
    } else if person || weak {
        report = report.confidence(if repeated { Confidence::Medium } else { Confidence::Low });
        if !repeated {
            report = report.severity(Severity::Minor);
        }
    }
    let correct = known.usual.filter(|_| one).unwrap_or_else(|| hit.row.column(2));
    if !correct.is_empty() {
        report.suggestion(correct);
    }
}

fn is_sense(row: &Row) -> bool {
    matches!(row.column(0), "sense" | "person-sense" | "voice-sense")
}

/// Whether a mark is a dash, as it stands behind a dateline.
fn is_dash(mark: Option<char>) -> bool {
    matches!(mark, Some('–' | '—' | '-'))
}

/// A thing that a person's or an office's name became.
fn is_thing(row: &Row) -> bool {
    matches!(row.column(0), "surname" | "speaker")
}

/// What begins a frame; a Latin article does so too.
const FRAMES: u64 = Facts::COMPOUND
    | Facts::SENSE
    | List::Honorifics.bit()
    | List::GivenNames.bit()
    | List::AttributionOpeners.bit()
    | List::ReportingVerbs.bit()
    | Facts::DIRECTED
    | Facts::TO;
/// Between the sense and "that" stand at most this many words.
const ASIDE_WORDS: u32 = 5;
/// Longest distance, in words, from which an accepted name or an everyday phrase can reach a sense.
const REACH: u32 = 3;
/// Words of the longest head of an outlet's name («پایگاه خبری تحلیلی», «وب سایت خبری»).
const HEAD_WORDS: u32 = 3;

struct Reader<'d, 't> {
    doc: &'d Document<'t>,
    pack: &'static LanguagePack,
}

impl Reader<'_, '_> {
    fn read(&self, paragraph: &Paragraph, sentence: &Sentence, hits: &mut Vec<Hit>) {
        let doc = self.doc;
        let (from, to) = sentence.tokens;
        for at in doc.cued(FRAMES | Facts::LATIN, from..to) {
            let latin = doc.token(at).script == Script::Latin && doc.token(at).kind == TokenKind::Word;
            if doc.cues(at) & FRAMES == 0 && !latin {
                continue;
            }
            let facts = doc.facts_at(at);
            self.compound(at, from, to, hits);
            if facts.cues & Facts::SENSE != 0 {
                self.before_verb(at, from, to, hits);
                self.behind_head(at, from, to, hits);
                self.before_state(at, from, to, hits);
            }
            if facts.starts(List::Honorifics) {
                self.after_title(at, to, hits);
            }
            if facts.starts(List::GivenNames) {
                self.after_given_name(at, from, to, hits);
            }
            if facts.starts(List::AttributionOpeners) {
                self.according_to(at, from, to, hits);
            }
            if self.pack.lang == Lang::AR && facts.starts(List::ReportingVerbs) {
                self.after_verb(at, from, to, hits);
            }
            self.told(at, from, to, hits);
            if latin {
                self.after_article(at, to, hits);
            }
        }
        self.alone(paragraph, sentence, hits);
        self.credit(paragraph, sentence, hits);
        self.dateline(paragraph, sentence, hits);
    }

    /// The literal sense of an outlet's name at a token, if nothing says that the word is itself. `first`
    /// replaces the first word, where a preposition was taken off.
    fn sense(&self, at: u32, from: u32, to: u32, first: Option<&str>) -> Option<(&'static Row, Range<u32>)> {
        let doc = self.doc;
        if at >= to || doc.token(at).kind != TokenKind::Word {
            return None;
        }
        // Without another first word, the cue says whether a row may begin here.
        if first.is_none() && doc.cues(at) & Facts::SENSE == 0 {
            return None;
        }
        let mut words = doc.words_from(at, to);
        let own = words.next()?;
        let words = std::iter::once(first.map_or(own, Hashed::of)).chain(words);
        let found = self.pack.list(List::Outlets).find(words.clone(), is_sense)?;
        let place = at..at + found.words as u32;
        let longest = self.pack.list(List::Outlets).find(words.clone(), |row| row.column(0) == "accepted");
        let native = self.pack.list(List::NativeOutlets).find(words, |_| true);
        let real = longest.is_some_and(|other| other.words >= found.words)
            || native.is_some_and(|other| other.words >= found.words);
        if real || self.everyday(&place, from, to) {
            return None;
        }
        Some((found.row, place))
    }

    /// Whether an accepted name or an everyday phrase covers a part of the place and reaches beyond it.
    fn everyday(&self, place: &Range<u32>, from: u32, to: u32) -> bool {
        (from.max(place.start.saturating_sub(REACH))..place.end).any(|at| {
            let beyond = |found: Option<(_, Range<u32>)>| {
                found.is_some_and(|(_, range): (crate::lang::Match<'_>, Range<u32>)| {
                    range.end > place.start && (range.start < place.start || range.end > place.end)
                })
            };
            beyond(self.doc.phrase(List::SenseGuards, at, to))
                || beyond(self.doc.phrase_where(List::Outlets, at, to, |row| row.column(0) == "accepted"))
        })
    }

    /// The source that a sentence names: the sense of an outlet, or a thing that cannot speak.
    fn source(&self, at: u32, from: u32, to: u32, first: Option<&str>) -> Option<(&'static Row, Range<u32>)> {
        self.sense(at, from, to, first).or_else(|| {
            let (found, place) = self.named(at, to, first, is_thing)?;
            (!self.everyday(&place, from, to)).then_some((found, place))
        })
    }

    /// A row of the names that are words, like [`Self::sense`].
    fn named(
        &self,
        at: u32,
        to: u32,
        first: Option<&str>,
        accept: impl Fn(&Row) -> bool + Copy,
    ) -> Option<(&'static Row, Range<u32>)> {
        if at >= to {
            return None;
        }
        let Some(first) = first else {
            return self.doc.phrase_where(List::NamesAsWords, at, to, accept).map(|(found, place)| (found.row, place));
        };
        let words = std::iter::once(Hashed::of(first)).chain(self.doc.words_from(at, to).skip(1));
        let found = self.pack.list(List::NamesAsWords).find(words, accept)?;
        Some((found.row, at..at + found.words as u32))
    }

    fn compound(&self, at: u32, from: u32, to: u32, hits: &mut Vec<Hit>) {
        let doc = self.doc;
        let facts = doc.facts_at(at);
        let begins = facts.cues & Facts::COMPOUND != 0;
        let directed = facts.cues & Facts::DIRECTED != 0;
        if !(begins || directed) || !doc.is_wordlike(at) {
            return;
        }
        let is_compound = |row: &Row| row.column(0) == "compound";
        let found = [List::Outlets, List::NamesAsWords].into_iter().find_map(|list| {
            let plain = || begins.then(|| doc.phrase_where(list, at, to, is_compound)).flatten();
            // «لأوقات نيويورك».
            let joined = || {
                if !directed {
                    return None;
                }
                let bare: Vec<Cow<'_, str>> = self.pack.without_preposition(doc.folded(at)).collect();
                let rest = doc.words_from(at, to).skip(1);
                bare.iter().find_map(|first| {
                    let words = std::iter::once(Hashed::of(first)).chain(rest.clone());
                    let found = self.pack.list(list).find(words, is_compound)?;
                    Some((found, at..at + found.words as u32))
                })
            };
            plain().or_else(joined)
        });
        // «خبرگزاری مطبوعات وابسته به نقل از …»: three words are no phrase of the language, whatever goes on behind them.
        if let Some((found, place)) = found
            && (place.len() > 2 || !self.everyday(&place, from, to))
        {
            hits.push(Hit { frame: Frame::Compound, tokens: place, row: found.row, press: false });
        }
    }

    /// «ققنوس آریزونا», «العنقاء بولاية أريزونا», «در دماغه مرجان، فلوریدا»: a town before its state.
    fn before_state(&self, at: u32, from: u32, to: u32, hits: &mut Vec<Hit>) {
        let doc = self.doc;
        let Some((row, place)) = self.named(at, to, None, |row| row.column(0) == "town") else { return };
        let is = |kind: &'static str, at: u32| {
            doc.phrase_where(List::States, at, to, |row| row.column(0) == kind).map(|(_, place)| place.end)
        };
        let mut next = place.end;
        // «در ققنوس در آریزونا»: what happens in a state is no town unless something happens in it or near it.
        let loose = next < to && doc.facts_at(next).is(List::FunctionWords);
        if loose || matches!(doc.mark(next.min(to - 1)), Some('،' | ',')) {
            next += 1;
        }
        next = is("head", next).unwrap_or(next);
        let placed = || at > from && doc.facts_at(at - 1).is(List::FunctionWords) || doc.is_behind(Part::Town, at);
        if is("state", next).is_some() && (!loose || placed()) {
            hits.push(Hit { frame: Frame::Compound, tokens: place, row, press: false });
        }
    }

    /// «خانم برنج», «السيدة الأرز».
    fn after_title(&self, at: u32, to: u32, hits: &mut Vec<Hit>) {
        let doc = self.doc;
        let Some((_, title)) = doc.phrase_where(List::Honorifics, at, to, |row| row.column(0) == "title") else {
            return;
        };
        let Some((row, place)) = self.named(title.end, to, None, |row| row.column(0) == "surname") else { return };
        let next = place.end;
        let bare = next >= to
            || !doc.is_wordlike(next)
            || doc.facts_at(next).is(List::FunctionWords)
            || doc.facts_at(next).verb == Some(VerbForm::Finite);
        if bare {
            hits.push(Hit { frame: Frame::Title, tokens: place, row, press: false });
        }
    }

    /// A comma, another mark or the end.
    fn closed(&self, at: u32, to: u32) -> bool {
        at >= to || self.doc.mark(at).is_some_and(|mark| !matches!(mark, '«' | '"' | '“' | '(' | '[' | '/' | '-' | '%'))
    }

    /// At the start of a sentence, after a mark or after the verb of the clause before.
    fn opens_clause(&self, at: u32, from: u32) -> bool {
        let doc = self.doc;
        at == from
            || doc.mark(at - 1).is_some_and(|mark| matches!(mark, '،' | ',' | '؛' | ';' | ':' | '”' | '"' | '»'))
            // «واشنگتن — خانه سفید گفت»
            || is_dash(doc.mark(at - 1)) && doc.space_before(at - 1) && doc.space_before(at)
            || doc.clause_part(Part::That, at - 1, at).is_some()
            || doc.facts_at(at - 1).verb == Some(VerbForm::Finite) && !doc.facts_at(at - 1).is(List::DanglingParticles)
    }

    /// «رابرت آب‌ها، حشره‌شناس», «قال مايكل مياه إن»: a surname translated behind a given name, where a person is named.
    fn after_given_name(&self, at: u32, from: u32, to: u32, hits: &mut Vec<Hit>) {
        let doc = self.doc;
        let Some((_, given)) = doc.phrase(List::GivenNames, at, to).filter(|(_, given)| given.end < to) else { return };
        // Behind "and" something else is named («حضر مايكل والفقراء»).
        let Some((found, place)) = doc.phrase_as_written(List::TranslatedSurnames, given.end, to) else { return };
        let next = place.end;
        let closed = next >= to || matches!(doc.mark(next), Some('،' | ',' | '(' | '؛'));
        let named = if self.pack.lang == Lang::FA {
            // «امیلی سنگ از دانشگاه …», but not «رابرت سنگ از زمین برداشت».
            let belongs = || {
                let from_whom = doc.clause_part(Part::From, next, to);
                from_whom.is_some_and(|at| at < to && doc.facts_at(at).is(List::OutletHeads))
            };
            closed
                || doc.phrase(List::ReportingVerbs, next, to).is_some()
                || [Part::That, Part::Venue].iter().any(|&part| doc.clause_part(part, next, to).is_some())
                || belongs()
        } else {
            // «أكل توم التفاحة، ونام»: a verb that says stands before, or "that" behind.
            self.says_that(next, to)
                || (closed || doc.facts_at(next).is(List::FunctionWords)) && self.says_before(at, from)
        };
        if named {
            hits.push(Hit { frame: Frame::GivenName, tokens: place, row: found.row, press: false });
        }
    }

    /// «قال عالم الفلك مايكل مياه من جامعة …»: a verb of nothing but saying stands a few words before, and no "that" between.
    fn says_before(&self, at: u32, from: u32) -> bool {
        let doc = self.doc;
        let before = (from..at).rev().take(REACH as usize).take_while(|&at| doc.is_wordlike(at));
        let says = |start: u32| {
            let said = doc.phrase_where(List::ReportingVerbs, start, at, |row| row.is_kind("say"));
            said.is_some() && (start..at).all(|at| !self.says_that(at, at + 1))
        };
        before.into_iter().any(says)
    }

    /// «… بود بار گزارش می‌دهد», «الأوقات ذكرت أن …».
    fn before_verb(&self, at: u32, from: u32, to: u32, hits: &mut Vec<Hit>) {
        if !self.opens_clause(at, from) {
            return;
        }
        let Some((row, place)) = self.source(at, from, to, None) else { return };
        let verb = self.verb(self.after_date(place.end, to), to, row);
        let Some((found, verb)) = verb.or_else(|| self.later_press_verb(place.end, to, row)) else { return };
        let press = self.is_press_verb(found, &verb, row);
        // «الأوقات ذكرت أن …», «النائب ذكرت.»
        let cut_off = || at == from && press && verb.end + 1 == to && self.doc.mark(verb.end) == Some('.');
        let says_that = || self.says_that(verb.end, to) || press && self.says_that_later(verb.end, to);
        if self.pack.lang == Lang::AR && !says_that() && !cut_off() {
            return;
        }
        hits.push(Hit { frame: Frame::Reports, tokens: place, row, press });
    }

    /// «ذكرت الأوقات أن …»: the verb first, then the bare sense.
    fn after_verb(&self, at: u32, from: u32, to: u32, hits: &mut Vec<Hit>) {
        let doc = self.doc;
        let Some((found, verb)) = doc.phrase(List::ReportingVerbs, at, to) else { return };
        let Some((row, place)) = self.source(verb.end, from, to, None) else { return };
        // A masculine verb may be a noun («كشف الحقيقة»), and what follows any verb may be its object: then no
        // reported clause follows.
        let feminine = self.pack.has_ending("feminine", doc.folded(verb.end - 1));
        // What persons do («أكدت», «قالت») proves nothing beside a word for a person.
        let outlet = found.row.is_kind("outlet");
        let proves = outlet || feminine && row.column(0) == "sense" || is_thing(row);
        if !proves {
            return;
        }
        if self.says_that(self.after_date(place.end, to), to)
            || feminine && outlet && is_sense(row) && self.closed(place.end, to)
            || outlet && self.says_that_later(place.end, to)
        {
            let press = self.is_press_verb(found.row, &verb, row);
            hits.push(Hit { frame: Frame::Reports, tokens: place, row, press });
        }
    }

    /// «بار روز جمعه گزارش داد», «ذكرت الأوقات يوم الجمعة أن»: a date may stand between.
    fn after_date(&self, at: u32, to: u32) -> u32 {
        let is = |at: u32, list| self.doc.facts_at(at).is(list);
        let end = (at..to).find(|&at| !is(at, List::Months) && !is(at, List::Units)).unwrap_or(to);
        // A unit is part of a date only beside the name of a day or month («روز جمعه»).
        if (at..end).any(|at| is(at, List::Months)) { end } else { at }
    }

    /// A verb of reporting that such a sense can have as its subject. Things also report and show; that they
    /// say is a plain verb only («لبه گفت»: longer ones have objects, «لوح تبریک گفتند»).
    fn verb(&self, at: u32, to: u32, sense: &Row) -> Option<(&'static Row, Range<u32>)> {
        if at >= to {
            return None;
        }
        let (found, place) = self.doc.phrase(List::ReportingVerbs, at, to)?;
        // «ملت گفتند»: people; an outlet is one.
        let many = self.pack.verbs().is_some_and(|verbs| {
            verbs.affixes("plural").any(|ending| self.doc.folded(place.end - 1).ends_with(ending))
        });
        if many && is_sense(sense) {
            return None;
        }
        let says = self.pack.lang == Lang::FA && sense.column(0) != "person-sense" && place.len() == 1;
        (found.row.is_kind("outlet") || says || is_thing(sense)).then_some((found.row, place))
    }

    /// «آینه پیش‌تر گزارش داده بود», «خورشید در شماره امروز نوشت»: in Persian the verb ends the clause, and behind a function word
    /// a few others stand before it. Only what the press alone does says then that an outlet is the subject.
    fn later_press_verb(&self, at: u32, to: u32, sense: &Row) -> Option<(&'static Row, Range<u32>)> {
        let doc = self.doc;
        if self.pack.lang != Lang::FA || at >= to || !doc.facts_at(at).is(List::FunctionWords) {
            return None;
        }
        let mut aside = (at..to.min(at + ASIDE_WORDS + 1)).take_while(|&at| doc.is_wordlike(at));
        let at = aside.find(|&at| doc.phrase(List::ReportingVerbs, at, to).is_some())?;
        let (found, place) = self.verb(at, to, sense)?;
        // «اطلاعات پیش‌تر گزارش داده شده بود»: what is reported is no outlet.
        let passive = doc.clause_part(Part::Dependent, place.end, to).is_some();
        (found.is_kind("press") && !passive).then_some((found, place))
    }

    /// Whether only the press does that, as far as this word could be its subject: writes, reports, prints. In Arabic persons
    /// write too, but what a verb says in the feminine of a masculine word is said of a newspaper («ذكرت الحارس»), and what is
    /// no person mentions nothing («وذكرت الطبيعة أن»).
    fn is_press_verb(&self, found: &Row, verb: &Range<u32>, sense: &Row) -> bool {
        let kind = sense.column(0);
        if self.pack.lang == Lang::FA {
            return found.is_kind("press");
        }
        let feminine = |word: &str| self.pack.has_ending("feminine", word);
        let clash = feminine(self.doc.folded(verb.end - 1)) && !feminine(sense.form);
        found.is_kind("outlet") && (clash || kind == "voice-sense" || kind == "sense" && found.is_kind("press"))
    }

    /// «قال مسؤول للأوقات إن …», «به لبه گفت …»: the one that is told.
    fn told(&self, at: u32, from: u32, to: u32, hits: &mut Vec<Hit>) {
        let doc = self.doc;
        let verb = |at: u32, end: u32| doc.phrase(List::ReportingVerbs, at, end).map(|(_, place)| place);
        let sense = if self.pack.lang == Lang::AR {
            if doc.cues(at) & Facts::DIRECTED == 0 {
                return;
            }
            // The verb, at most one word for who spoke, and the sense.
            let said =
                (from.max(at.saturating_sub(2))..at).any(|at| verb(at, to).is_some_and(|place| place.len() == 1));
            if !said {
                return;
            }
            let Some(Cow::Owned(definite)) = self.pack.without_preposition(doc.folded(at)).next() else { return };
            self.sense(at, from, to, Some(&definite))
        } else if doc.cues(at) & Facts::TO != 0 && doc.clause_part(Part::To, at, to) == Some(at + 1) {
            self.sense(at + 1, from, to, None)
        } else {
            return;
        };
        let Some((row, place)) = sense.filter(|(row, _)| row.column(0) == "sense") else { return };
        let said = match self.pack.lang {
            Lang::AR => self.says_that(place.end, to),
            // «به جهان معرفی کرد» is no speech: the plain verb only.
            _ => place.end < to && verb(place.end, to).is_some_and(|place| place.len() == 1),
        };
        if said {
            hits.push(Hit { frame: Frame::Reports, tokens: place, row, press: false });
        }
    }

    /// Whether "that" stands here.
    fn says_that(&self, at: u32, to: u32) -> bool {
        self.doc.clause_part(Part::That, at, to).is_some()
    }

    /// Whether "that" stands behind a few words: a date, what a preposition governs, an aside between commas
    /// («كتب المشرط في افتتاحية أن …», «التل ذكرت يوم الأربعاء أن …»).
    fn says_that_later(&self, at: u32, to: u32) -> bool {
        let doc = self.doc;
        if at >= to {
            return false;
        }
        let comma = |at: u32| matches!(doc.mark(at), Some('،' | ','));
        let aside = at + u32::from(comma(at));
        let opens = comma(at) || doc.facts_at(at).is(List::FunctionWords) || self.after_date(at, to) > at;
        let mut rest = aside..to.min(aside + ASIDE_WORDS + 1);
        opens
            && rest
                .find(|&at| !doc.is_wordlike(at) || self.says_that(at, to))
                .is_some_and(|end| self.says_that(end, to) || comma(at) && comma(end) && self.says_that(end + 1, to))
    }

    /// «وذكرت مجلة ثروة أن», «به گزارش مجله علوم،», «پایگاه خبری سیمی گزارش داد»: a source by its kind, then the bare sense, which none at home is
    /// called.
    fn behind_head(&self, at: u32, from: u32, to: u32, hits: &mut Vec<Hit>) {
        let doc = self.doc;
        let named = |row: &Row| matches!(row.column(0), "press" | "media");
        let ends_here =
            |first: u32| doc.phrase_where(List::OutletHeads, first, at, named).filter(|(_, head)| head.end == at);
        let Some((found, head)) = (from.max(at.saturating_sub(HEAD_WORDS))..at).find_map(ends_here) else { return };
        // «به گزارش این روزنامه مردم …»
        let pointed = head.start > from && doc.clause_part(Part::Demonstrative, head.start - 1, head.start).is_some();
        if pointed || doc.is_definite(head.start) || doc.gap_before(at) != " " {
            return;
        }
        let Some((row, place)) = self.sense(at, from, to, None) else { return };
        let next = place.end;
        let speaks = || next < to && (self.says_that(next, to) || doc.phrase(List::ReportingVerbs, next, to).is_some());
        let bare = if found.row.is_kind("press") {
            self.closed(next, to)
                || speaks()
                || doc.facts_at(next).is(List::FunctionWords) && doc.clause_part(Part::And, next, to).is_none()
        } else {
            // «شبکه خبری شهر راه افتاد»: what is no paper must speak.
            row.column(0) != "person-sense" && speaks()
        };
        if bare {
            hits.push(Hit { frame: Frame::Headed, tokens: place, row, press: true });
        }
    }

    /// «به گزارش بار،», «وفقا للأوقات،».
    fn according_to(&self, at: u32, from: u32, to: u32, hits: &mut Vec<Hit>) {
        let doc = self.doc;
        let Some((found, opener)) = doc.phrase(List::AttributionOpeners, at, to) else { return };
        let last = opener.end - 1;
        let attempts: Vec<(u32, Option<String>)> = if found.row.form.ends_with('+') {
            let bare = self.pack.without_preposition(doc.folded(last));
            bare.map(|word| (last, Some(word.into_owned()))).collect()
        } else if doc.facts_at(last).is(List::OutletHeads) {
            return;
        } else {
            vec![(opener.end, None)]
        };
        let sense = attempts.iter().find_map(|(at, first)| self.source(*at, from, to, first.as_deref()));
        if let Some((row, place)) = sense
            && self.closed(place.end, to)
        {
            // «به نوشته», «به گزارش»
            let end = opener.end;
            let wrote =
                doc.phrase(List::ReportingVerbs, last, end).is_some_and(|(found, _)| found.row.is_kind("press"));
            let press = wrote || doc.clause_part(Part::ReportNoun, last, end) == Some(end);
            hits.push(Hit { frame: Frame::AccordingTo, tokens: place, row, press });
        }
    }

    /// «The نیویورک تایمز».
    fn after_article(&self, at: u32, to: u32, hits: &mut Vec<Hit>) {
        let doc = self.doc;
        if at + 1 >= to || !LanguagePack::english().is_article(doc.folded(at)) {
            return;
        }
        // "the" in small letters before a common word is an untranslated word, no name.
        let capital = doc.token(at).span.of(doc.text()).starts_with(char::is_uppercase);
        let named = |row: &Row| row.column(0) == "accepted" || capital && is_sense(row);
        if let Some((found, place)) = doc.phrase_where(List::Outlets, at + 1, to, named) {
            hits.push(Hit { frame: Frame::EnglishArticle, tokens: at..place.end, row: found.row, press: false });
        }
    }

    /// «… کنند. بار.», «ماه، بار گزارش ها.».
    fn alone(&self, paragraph: &Paragraph, sentence: &Sentence, hits: &mut Vec<Hit>) {
        let doc = self.doc;
        let (from, to) = sentence.tokens;
        let many = paragraph.sentences.1 - paragraph.sentences.0 >= 2;
        if !many || !sentence.ended || !paragraph.kind.is_prose() {
            return;
        }
        let end = (from..to).rev().find(|&at| doc.is_wordlike(at)).map_or(from, |last| last + 1);
        if (from..end).any(|at| doc.facts_at(at).verb == Some(VerbForm::Finite)) || doc.mark(to - 1) != Some('.') {
            return;
        }
        // «قدرت واقعی دست کیست؟ مردم.»: an answer.
        if from > paragraph.tokens.0 && matches!(doc.mark(from - 1), Some('؟' | '?')) {
            return;
        }
        for at in from..end {
            let cut_off = at == from || at - from <= REACH && matches!(doc.mark(at - 1), Some('،' | ','));
            if !cut_off {
                continue;
            }
            // «تقرير الأوقات.», «بار گزارش ها.»
            let noun = |at: u32| doc.clause_part(Part::ReportNoun, at, end);
            let start = noun(at).filter(|_| self.pack.lang == Lang::AR).unwrap_or(at);
            let Some((row, place)) = self.sense(start, from, end, None) else { continue };
            let whole = place.end == end && (at == from || start > at);
            let report = start > at || noun(place.end.min(end - 1)) == Some(end) && place.end < end;
            if whole || report {
                hits.push(Hit { frame: Frame::WholeSentence, tokens: start.min(at)..end, row, press: report });
            }
        }
    }

    /// «… (نگهبان)» or «… – نگهبان» at the end of a line that is no sentence.
    fn credit(&self, paragraph: &Paragraph, sentence: &Sentence, hits: &mut Vec<Hit>) {
        let doc = self.doc;
        let (from, to) = sentence.tokens;
        if sentence.ended || to != paragraph.tokens.1 || paragraph.kind == ParagraphKind::Headline {
            return;
        }
        let bracketed = matches!(doc.mark(to - 1), Some(')' | ']'));
        let end = if bracketed { to - 1 } else { to };
        let Some(open) = (from..end).rev().take(REACH as usize + 2).find(|&at| {
            doc.mark(at).is_some_and(|mark| {
                let credit = paragraph.kind == ParagraphKind::Caption && mark == ':';
                if bracketed { "([".contains(mark) } else { credit || "–—-|".contains(mark) }
            })
        }) else {
            return;
        };
        let title = (from..open).filter(|&at| doc.is_wordlike(at)).count();
        // «عکس: نگهبان» says itself that a source follows.
        let credit = doc.mark(open) == Some(':');
        if open + 1 >= end || !credit && title < REACH as usize || !bracketed && !doc.space_before(open + 1) {
            return;
        }
        if let Some((row, place)) = self.sense(open + 1, from, end, None)
            && place.end == end
        {
            hits.push(Hit { frame: Frame::Credit, tokens: place, row, press: false });
        }
    }

    /// «هيوستن (الصحافة المشتركة) - قتل …»: the agency of a dateline.
    fn dateline(&self, paragraph: &Paragraph, sentence: &Sentence, hits: &mut Vec<Hit>) {
        let doc = self.doc;
        let (from, to) = sentence.tokens;
        if from != paragraph.tokens.0 {
            return;
        }
        let Some(open) = (from..to).take(REACH as usize + 1).find(|&at| doc.mark(at) == Some('(')) else { return };
        if open > from
            && let Some((row, place)) = self.sense(open + 1, from, to, None)
            && place.end + 1 < to
            && doc.mark(place.end) == Some(')')
            && is_dash(doc.mark(place.end + 1))
        {
            hits.push(Hit { frame: Frame::Credit, tokens: place, row, press: true });
        }
    }

    /// The senses of these hits that the article has in a sense of its own: in a longer name or with an adjective
    /// («شرکت ملی پست», «البريد المغربي»).
    fn own_senses(&self, hits: &[Hit]) -> HashSet<&'static str> {
        let doc = self.doc;
        let asked = |hit: &&Hit| matches!(hit.frame, Frame::AccordingTo | Frame::Reports) && !hit.press;
        let wanted: HashSet<&str> = hits.iter().filter(asked).map(|hit| hit.row.form).collect();
        let mut own = HashSet::new();
        if wanted.is_empty() {
            return own;
        }
        for paragraph in doc.article() {
            let (from, to) = paragraph.tokens;
            for at in doc.cued(Facts::SENSE, from..to) {
                let Some((found, place)) = doc.phrase_where(List::Outlets, at, to, is_sense) else { continue };
                if wanted.contains(found.row.form) && self.is_introduced(&place, from, to) {
                    own.insert(found.row.form);
                }
            }
        }
        own
    }

    /// Whether a noun governs the words, or, in Arabic, an adjective follows them.
    fn is_introduced(&self, place: &Range<u32>, from: u32, to: u32) -> bool {
        let doc = self.doc;
        let plain = |at: u32| {
            let (token, facts) = (doc.token(at), doc.facts_at(at));
            token.kind == TokenKind::Word
                && token.script == Script::Arabic
                && facts.verb.is_none()
                && !facts.is(List::FunctionWords)
        };
        let arabic = self.pack.lang == Lang::AR;
        let governed = place.start > from && {
            let before = place.start - 1;
            let facts = doc.facts_at(before);
            let names_a_source = facts.is(List::OutletHeads) || facts.is(List::ReportingVerbs);
            plain(before) && !names_a_source && !(arabic && facts.definite)
        };
        let described = arabic && place.end < to && plain(place.end) && doc.is_definite(place.end);
        (governed || described) && !self.everyday(place, from, to)
    }
}
