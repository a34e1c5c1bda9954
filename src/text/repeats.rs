//! Stretches of words that come twice or more, one right after the other.
//!
//! For each period p from 1 to 48, maximal runs of w\[i\] = w\[i+p\]: a run of length L means that an arm u
//! of min(L, p) words is followed by itself after a gap of max(0, p − L) words. Each word is compared with its
//! likes before it and no others: 48 at most, whatever the text. Words are compared folded and whole, never as stems: Arabic
//! repeats a root by grammar (the cognate accusative). Nor may one word of an arm differ: of 162 such pairs
//! of five words or more on native text all were parallels or lists, of 18 on machine output one was a slip.
//!
//! Full stops, colons and semicolons are barriers; commas, quotation marks, brackets and dashes are looked
//! through and remembered.

use super::amounts::opens_amount;
use super::tokenize::NO_MARK;
use super::{Document, TokenKind};
use crate::lang::{Clitic, Lang, List, Part, is_vowel_sign};
use std::ops::Range;

/// Longest distance between the two arms of a repetition, in words. Of 168 loops annotated in a German to
/// English set, none has a longer period.
const MAX_PERIOD: usize = 48;

/// Most words that may stand between the two arms. Wider gaps are ordinary prose: at a gap of 3 the rate
/// on native text is already that of chance.
const MAX_GAP: usize = 2;

/// An arm of this many words that comes twice is a loop.
const LOOP_ARM: usize = 6;

/// A word, or a piece of one, that comes so many times is a loop: three are emphasis («دور، دور، دور»).
pub const LOOP_PASSES: usize = 4;

/// So many times are emphasis; once more is a loop.
pub const EMPHASIS: usize = LOOP_PASSES - 1;

/// So many times even with marks between nobody says a word.
const MARKED_PASSES: usize = 8;

/// A stretch of words that comes again at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Tokens of the first arm.
    pub first: Range<u32>,
    /// Tokens of the second arm.
    pub second: Range<u32>,
    /// All tokens from the first arm to the end of the last one.
    pub all: Range<u32>,
    /// Words in an arm.
    pub arm: usize,
    /// Words between the arms.
    pub gap: usize,
    /// How many times the arm comes: whole passes.
    pub passes: usize,
    /// A comma, a quotation mark, a bracket or a dash stands between the arms.
    pub across_mark: bool,
    /// Such a mark stands right behind the first arm: what follows it is the second arm with its
    /// conjunction, not a word that tells the members of a list apart.
    pub closed: bool,
    /// A mark that opens nothing follows the last arm, or the paragraph ends.
    pub ends_clause: bool,
}

/// Marks that do not separate one thought from the next.
fn is_weak(mark: char) -> bool {
    matches!(mark, '،' | ',' | '-' | '–' | '—') || is_paired(mark)
}

/// Quotation marks and brackets.
fn is_paired(mark: char) -> bool {
    matches!(mark, '"' | '«' | '»' | '“' | '”' | '(' | ')' | '[' | ']')
}

/// All repetitions in the tokens of some paragraphs, of each the longest of those that overlap.
#[must_use]
pub fn repeats(doc: &Document<'_>, paragraphs: impl Iterator<Item = Range<u32>>) -> Vec<Repeat> {
    let mut all = Vec::new();
    let mut found = Vec::new();
    let mut stretch = Stretch::default();
    let mut returns = Returns::new(doc);
    for tokens in paragraphs {
        // A stretch is what stands between strong marks; weak marks inside it are remembered by position.
        for at in tokens {
            let token = doc.token(at);
            match token.mark {
                NO_MARK => {
                    stretch.tokens.push(at);
                    stretch.words.push(token.word);
                }
                mark if is_weak(mark) => {}
                _ => stretch.end(doc, &mut returns, &mut found),
            }
        }
        stretch.end(doc, &mut returns, &mut found);
        all.append(&mut keep_longest(std::mem::take(&mut found)));
    }
    all
}

/// What stands between two strong marks.
#[derive(Default)]
struct Stretch {
    /// The tokens that are no marks.
    tokens: Vec<u32>,
    /// The number of each one's word.
    words: Vec<u32>,
}

impl Stretch {
    /// Finds what comes again in it, and begins the next one.
    fn end(&mut self, doc: &Document<'_>, returns: &mut Returns, found: &mut Vec<Repeat>) {
        if self.tokens.len() > 1 {
            in_stretch(doc, self, returns, found);
        }
        self.tokens.clear();
        self.words.clear();
    }
}

/// Words of a stretch that come again, one right after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    /// How far behind each word its like stands.
    period: usize,
    /// Position of the first.
    start: usize,
    /// Words.
    length: usize,
}

impl Run {
    /// Words of the arm that the run shows.
    fn arm(self) -> usize {
        self.length.min(self.period)
    }

    /// Words between the arms.
    fn gap(self) -> usize {
        self.period - self.arm()
    }
}

/// Finds where the words of a stretch come again.
struct Returns {
    /// For each word of the document its last position in the stretch, and one more; 0 for none.
    last: Vec<u32>,
    /// For each position that of the same word before it, and one more; 0 for none.
    before: Vec<u32>,
    runs: Vec<Run>,
}

impl Returns {
    fn new(doc: &Document<'_>) -> Self {
        Self { last: vec![0; doc.distinct_words()], before: Vec::new(), runs: Vec::new() }
    }

    /// The longest runs of each period up to [`MAX_PERIOD`] whose arms stand near enough, in order. They are few, however
    /// often words come again: a run has about half as many words as its period, or more.
    fn of(&mut self, words: &[u32]) -> &[Run] {
        self.before.clear();
        self.runs.clear();
        for (at, &word) in words.iter().enumerate() {
            let mut earlier = std::mem::replace(&mut self.last[word as usize], at as u32 + 1) as usize;
            self.before.push(earlier as u32);
            while earlier > 0 && at + 1 - earlier <= MAX_PERIOD {
                let (period, start) = (at + 1 - earlier, earlier - 1);
                if start == 0 || words[start - 1] != words[at - 1] {
                    let length = words[start..].iter().zip(&words[at..]).take_while(|(a, b)| a == b).count();
                    let run = Run { period, start, length };
                    if run.gap() <= MAX_GAP.min(run.arm()) {
                        self.runs.push(run);
                    }
                }
                earlier = self.before[start] as usize;
            }
        }
        words.iter().for_each(|&word| self.last[word as usize] = 0);
        self.runs.sort_unstable();
        &self.runs
    }
}

fn in_stretch(doc: &Document<'_>, stretch: &Stretch, returns: &mut Returns, found: &mut Vec<Repeat>) {
    let places = &stretch.tokens[..];
    // Marks between positions i and j.
    let marked = |i: usize, j: usize| places[j] - places[i] != (j - i) as u32;
    for &run in returns.of(&stretch.words) {
        let Run { period, start, length } = run;
        let end = start + length;
        let (arm, gap) = (run.arm(), run.gap());
        let (first, second) = (start, start + period);
        // A list of the same words with commas inside the arms is no repetition of a phrase, unless it is
        // long. Quotation marks and brackets that come again with their words part nothing.
        let tokens = |from: usize| places[from]..places[from + arm - 1] + 1;
        let inside = marked(first, first + arm - 1) || marked(second, second + arm - 1);
        let quotes = || tokens(first).all(|at| doc.mark(at).is_none_or(is_paired));
        let alike = || tokens(first).map(|at| doc.token(at).word).eq(tokens(second).map(|at| doc.token(at).word));
        let passes = (length + period) / period;
        if !inside || arm >= LOOP_ARM || arm >= 3 && (passes >= 3 || quotes() && alike()) {
            found.push(Repeat {
                first: tokens(first),
                second: tokens(second),
                all: places[first]..places[end + period - 1] + 1,
                arm,
                gap,
                passes,
                across_mark: marked(first + arm - 1, second),
                closed: marked(first + arm - 1, first + arm),
                ends_clause: ends_clause(doc, places, end + period),
            });
        }
    }
}

/// Whether a mark that opens nothing stands before a word, or the stretch ends there.
fn ends_clause(doc: &Document<'_>, words: &[u32], next: usize) -> bool {
    let after = words[next - 1] + 1;
    let opens = || doc.mark(after).is_some_and(is_paired) && doc.space_before(after) && !doc.space_before(after + 1);
    words.get(next).is_none_or(|&word| word != after && !opens())
}

/// Of repetitions that overlap, the one that covers more words in its arms; then the one without a mark
/// between them; then the earlier.
fn keep_longest(mut found: Vec<Repeat>) -> Vec<Repeat> {
    found.sort_by_key(|repeat| {
        (std::cmp::Reverse(repeat.arm * repeat.passes), repeat.across_mark, repeat.gap, repeat.first.start)
    });
    let Some(base) = found.iter().map(|repeat| repeat.all.start).min() else { return found };
    let end = found.iter().map(|repeat| repeat.all.end).max().unwrap_or(base);
    let mut taken = vec![false; (end - base) as usize];
    let mut kept: Vec<Repeat> = Vec::new();
    for repeat in found {
        let place = &mut taken[(repeat.all.start - base) as usize..(repeat.all.end - base) as usize];
        if !place.contains(&true) {
            place.fill(true);
            kept.push(repeat);
        }
    }
    kept.sort_by_key(|repeat| repeat.all.start);
    kept
}

/// A piece that comes again inside a word has at least so many letters: «hahahaha» is laughter.
const STUTTER_LETTERS: usize = 3;

/// Without hyphens a piece must come so many times: in native text no word is made of three.
const GLUED_PASSES: usize = 3;

/// A word without a hyphen in which a piece comes again has at least so many letters.
pub(super) const SHORTEST_STUTTER: u32 = (GLUED_PASSES * STUTTER_LETTERS) as u32;

/// How many times one piece comes in a row inside a folded word, hyphenated («sub-sub-subscription») or
/// glued («colourcolourcolourcolour»); 0 or 1 when none does.
#[must_use]
pub fn stutter(word: &str) -> usize {
    // Most words are too short to hold three pieces.
    if !word.contains('-') {
        return if word.chars().count() < GLUED_PASSES * STUTTER_LETTERS { 0 } else { glued_passes(word) };
    }
    let pieces: Vec<&str> = word.split('-').collect();
    let letters = |piece: &str| piece.chars().filter(|c| c.is_alphabetic()).count();
    // A piece that comes once is the rule and needs no counting.
    let runs = pieces.chunk_by(|a, b| a == b).filter(|run| run.len() > 1 && letters(run[0]) >= STUTTER_LETTERS);
    runs.map(<[_]>::len).max().unwrap_or(0).max(glued_passes(word))
}

/// How many times the shortest piece that a word is made of comes in it.
fn glued_passes(word: &str) -> usize {
    // Each pass begins with the first letter.
    let first = word.chars().next();
    if word.chars().filter(|&c| Some(c) == first).count() < GLUED_PASSES {
        return 0;
    }
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < GLUED_PASSES * STUTTER_LETTERS {
        return 0;
    }
    // The prefix function of Knuth, Morris and Pratt: how much of the word's beginning ends at each letter.
    let mut border = vec![0; letters.len()];
    for at in 1..letters.len() {
        let mut length: usize = border[at - 1];
        while length > 0 && letters[at] != letters[length] {
            length = border[length - 1];
        }
        border[at] = length + usize::from(letters[at] == letters[length]);
    }
    let period = letters.len() - border[letters.len() - 1];
    if period >= STUTTER_LETTERS && letters.len() >= GLUED_PASSES * period { letters.len() / period } else { 0 }
}

impl Repeat {
    /// Whether three whole passes (four of a single word, eight with marks between) or an arm of six words leave no other
    /// explanation than a loop of the decoder.
    #[must_use]
    pub fn is_loop(&self) -> bool {
        self.arm >= 2 && self.passes >= 3 && self.gap == 0
            || self.is_too_often()
            || self.arm >= LOOP_ARM && !(self.across_mark && self.gap > 0)
    }

    /// Whether nobody says it so often, whatever it is.
    fn is_too_often(&self) -> bool {
        self.passes >= if self.across_mark { MARKED_PASSES } else { LOOP_PASSES }
    }

    /// Whether the arms are coordinated: "and" or "or" among the words between them, or glued to the words
    /// that begin them, as in a list whose members share most of their words. 31 of the 39 native Arabic and
    /// Persian repetitions of six words or more were such lists. A conjunction alone between two equal arms
    /// makes no list when nothing follows that tells them apart, nor does one that stands in both arms.
    #[must_use]
    pub fn is_coordinated(&self, doc: &Document<'_>) -> bool {
        if self.passes >= 3 || self.conjunction(doc) && self.ends_clause {
            return false;
        }
        let glued = |at: u32| doc.pack().is_some_and(|pack| pack.without_and(doc.folded(at)).is_some());
        let joins = |at: u32| doc.is_wordlike(at) && (doc.is_conjunction(at) || self.gap > 0 && glued(at));
        // «…، وصورة من»: behind a comma the letter is the conjunction and no part of the word.
        let lists = |at: u32| {
            doc.is_conjunction(at) || doc.before(at).is_some_and(|before| doc.mark(before).is_some()) && glued(at)
        };
        (self.first.end..self.second.start + 1).any(joins)
            || self.gap > 0 && self.first.clone().any(lists)
            || doc.is_conjunction(self.all.end - 1)
    }

    /// Whether the words between the arms set a second member against the first, and what follows tells it apart:
    /// «از بیمارستان تازه شهر به بیمارستان تازه بندر» (from one to another), "the spokesman of X that the teams of X".
    /// "To" alone does so only behind "from".
    #[must_use]
    pub fn is_counterpart(&self, doc: &Document<'_>) -> bool {
        let is = |part: Part, at: u32| doc.clause_part(part, at, at + 1).is_some();
        let between: Vec<u32> = (self.first.end..self.second.start).filter(|&at| doc.is_wordlike(at)).collect();
        let from = doc.is_behind(Part::From, self.first.start);
        let against = |at: u32| !self.ends_clause && (is(Part::Counterpart, at) || from && is(Part::Until, at));
        match between[..] {
            [only] => against(only),
            [first, last] => against(last) || is(Part::That, first),
            _ => false,
        }
    }

    /// Whether the vowel signs that are written tell the arms apart: «مَن مِن اللاعبين» (who of the players), or the long alef of Arabic:
    /// «آن أن نعود» (it is time that we return).
    #[must_use]
    pub fn is_told_apart(&self, doc: &Document<'_>) -> bool {
        let signs = |arm: &Range<u32>| -> Vec<char> {
            let words = arm.clone().flat_map(|at| doc.token(at).span.of(doc.text()).chars());
            words.filter(|&c| matches!(c, '\u{064E}'..='\u{0650}') || c == 'آ' && doc.lang() == Lang::AR).collect()
        };
        signs(&self.first) != signs(&self.second)
    }

    /// Whether nothing else is said between the marks around it: a cry («لا حرب لا حرب!»), a title.
    #[must_use]
    pub fn is_whole_utterance(&self, doc: &Document<'_>) -> bool {
        let parts =
            |at: u32| doc.mark(at).is_some_and(|mark| !is_weak(mark) || matches!(mark, '"' | '«' | '»' | '“' | '”'));
        let (from, to) = doc.paragraph_of(self.all.start).tokens;
        (self.all.start == from || parts(self.all.start - 1)) && (self.all.end == to || parts(self.all.end))
    }

    /// Whether somebody says it twice or three times on purpose: it is all that stands behind a colon or an opening mark («حي
    /// على الصلاة حي على الصلاة»), a formula («الله أكبر، الله أكبر»), a call, a word heaped up with "then" or a verb with
    /// "and" («أمك ثم أمك ثم أمك»), or written with its vowel signs, as scripture and verse are.
    fn is_insisted(&self, doc: &Document<'_>) -> bool {
        let is = |part: Part| doc.clause_part(part, self.first.start, self.first.end);
        let formula = self.arm > 1 && is(Part::Standalone) == Some(self.first.end);
        if self.passes > LOOP_PASSES || self.passes == LOOP_PASSES && !formula {
            return false;
        }
        // «رفتیم و رفتیم و رفتیم», «برادر و برادر و برادر.»
        let heaped = || {
            let then = |at: u32| doc.clause_part(Part::Then, at, at + 1).is_some();
            let and = |at: u32| doc.clause_part(Part::And, at, at + 1).is_some();
            let acts = |at: u32| doc.facts_at(at).verb.is_some();
            let any = |test: &dyn Fn(u32) -> bool| self.first.clone().any(test);
            self.arm == 2 && self.gap == 0 && (any(&then) || any(&and) && (any(&acts) || self.ends_clause))
        };
        // «هی فکر کند، هی فکر کند، هی فکر کند و یادش نیاید»
        let strung = || self.across_mark && self.passes == EMPHASIS && (2..LOOP_ARM).contains(&self.arm);
        // A call may go on behind the second arm: «يا قوم يا قوم اسمعوا».
        let called = || self.goes_on_with(doc, Part::Vocative);
        let opens = |at: u32| match doc.before(at).and_then(|before| doc.mark(before)) {
            Some(':' | '«' | '“' | '(' | '[' | '{' | '﴿') => true,
            Some('"') if doc.is_quoted(at) => true,
            // «اسم من بود، من، من، من.»
            before => {
                let comma = self.gap == 0 && matches!(doc.mark(self.first.end), Some('،' | ','));
                comma && (before.is_some() || self.opens_paragraph(doc))
            }
        };
        // «فإن مع العسر يسرا إن مع العسر يسرا»: the arms begin behind the word that stands between them.
        let whole = || {
            let first = self.first.start;
            self.arm < LOOP_ARM
                && self.ends_clause
                && !self.conjunction(doc)
                && (first.saturating_sub(self.gap as u32)..=first).any(opens)
        };
        formula || is(Part::Vocative).is_some() || called() || self.is_vowelled(doc) || heaped() || strung() || whole()
    }

    /// Whether a paragraph begins with the first arm.
    #[must_use]
    pub fn opens_paragraph(&self, doc: &Document<'_>) -> bool {
        doc.paragraphs().binary_search_by_key(&self.first.start, |paragraph| paragraph.tokens.0).is_ok()
    }

    /// Whether a word of some kind follows the last arm.
    #[must_use]
    pub fn goes_on_with(&self, doc: &Document<'_>, part: Part) -> bool {
        doc.behind(self.all.end - 1).is_some_and(|next| doc.clause_part(part, next, next + 1).is_some())
    }

    /// Whether at least every second letter of the first arm has its vowel sign.
    fn is_vowelled(&self, doc: &Document<'_>) -> bool {
        let text = doc.span(self.first.start, self.first.end - 1).of(doc.text());
        let signs = text.chars().filter(|&c| is_vowel_sign(c)).count();
        // Signs count as alphabetic too.
        let letters = text.chars().filter(|c| c.is_alphabetic()).count() - signs;
        2 * signs >= letters.max(1)
    }

    /// The pair of like words with a conjunction between them in a repetition that takes the conjunction before or behind
    /// the pair for a part of its arms: «تند و تند و», «و تند و تند».
    #[must_use]
    pub fn pair(&self, doc: &Document<'_>) -> Option<Self> {
        if self.gap > 0 || self.arm < 2 || self.passes > 2 || self.across_mark {
            return None;
        }
        let (first, second) = (&self.first, &self.second);
        let (first, second) = if doc.is_conjunction(first.end - 1) {
            (first.start..first.end - 1, second.start..second.end - 1)
        } else if doc.is_conjunction(first.start) {
            (first.start + 1..first.end, second.start + 1..second.end)
        } else {
            return None;
        };
        let all = first.start..second.end;
        Some(Self { first, second, all, arm: self.arm - 1, gap: 1, ..self.clone() })
    }

    /// Whether the last word of an arm is definite, with or without a preposition, or somebody's: «بالرحمة», «حياتنا».
    #[must_use]
    pub fn is_particular(&self, doc: &Document<'_>) -> bool {
        let Some(pack) = doc.pack() else { return false };
        let last = self.first.end - 1;
        let word = doc.folded(last);
        let owned = || pack.has_ending("possessive", word);
        let governed = || pack.without_preposition(word).any(|rest| pack.without_article(&rest).is_some());
        let behind =
            || pack.without_clitic(Clitic::Preposition, word).is_some_and(|rest| pack.without_article(rest).is_some());
        // «والمحامين»
        let joined = || pack.without_and(word).is_some_and(|rest| pack.without_article(rest).is_some());
        doc.is_definite(last) || owned() || governed() || behind() || joined()
    }

    /// Whether a conjunction alone stands between the arms.
    #[must_use]
    pub fn conjunction(&self, doc: &Document<'_>) -> bool {
        self.gap == 1 && (self.first.end..self.second.start).any(|at| doc.is_conjunction(at))
    }

    /// «مارس مارس», «۱۲ درصد درصد», «مليار مليار»: a month, or a unit behind its number or another unit, which is said once.
    #[must_use]
    pub fn is_amount_again(&self, doc: &Document<'_>) -> bool {
        let word = self.first.start;
        let counts = |at: u32| doc.token(at).kind == TokenKind::Number || doc.facts_at(at).is(List::Units);
        let counted = || doc.before(word).is_some_and(|at| counts(at) && !doc.facts_at(at).commonest);
        let facts = doc.facts_at(word);
        self.arm == 1
            && self.gap == 0
            && (facts.is(List::Amounts) && self.follows_figures(doc)
                || !facts.commonest && (facts.is(List::Months) || facts.is(List::Units) && counted()))
    }

    /// «۸۶ دقیقه دقیقه», «۱۱۰ سال سال زندان»: a unit that figures count, and nothing that the second could begin («پس از ۳ سال سال ۱۴۰۰»).
    fn follows_figures(&self, doc: &Document<'_>) -> bool {
        let (word, next) = (self.first.start, self.all.end);
        let (from, to) = doc.paragraph_of(word).tokens;
        let counted = word > from && doc.token(word - 1).kind == TokenKind::Number;
        self.passes == 2 && counted && !opens_amount(doc, next, to)
    }

    /// Whether grammar or custom explains the repetition: reduplication, correlatives, names of letters,
    /// numbers with their units, titles before names, function words alone.
    #[must_use]
    pub fn is_grammatical(&self, doc: &Document<'_>) -> bool {
        let arm = || self.first.clone().filter(|&at| doc.is_wordlike(at));
        let all = |test: &dyn Fn(u32) -> bool| arm().all(test);
        let any = |test: &dyn Fn(u32) -> bool| arm().any(test);
        let facts = |at| doc.facts_at(at);
        let letter = |at: u32| facts(at).is(List::LetterNames) || doc.letters(at) == 1;
        let stutter = self.arm == 1 && self.gap == 0;
        // «إن إن» beside «سي» is a name; by itself it is a particle that comes twice.
        let lone = |at: u32| facts(at).commonest && (doc.letters(at) > 1 || self.passes >= LOOP_PASSES);
        let beside = |at: u32| {
            // «السي إن إن»
            let bare =
                || doc.pack().and_then(|pack| Some(pack.has(List::LetterNames, pack.without_article(doc.folded(at))?)));
            doc.is_wordlike(at) && (letter(at) || bare() == Some(true))
        };
        let spelt =
            doc.before(self.first.start).is_some_and(beside) || doc.behind(self.all.end - 1).is_some_and(beside);
        let loops = self.passes >= if self.arm > 1 { 3 } else { LOOP_PASSES } && self.gap == 0 && !self.across_mark;
        if all(&letter) && !(stutter && all(&lone) && !spelt) || !stutter && !loops && all(&|at| facts(at).commonest) {
            return true;
        }
        if self.is_insisted(doc) {
            return true;
        }
        if !self.across_mark && doc.facts_at(self.first.start).is(List::Amounts) && self.is_amount_again(doc) {
            return false;
        }
        if !self.is_too_often()
            && let Some((_, phrase)) = doc.phrase(List::Reduplications, self.first.start, self.all.end)
            && phrase.end > self.second.start
        {
            return true;
        }
        // Two persons with one title have two names, one of which stands between the arms; tags name one person twice.
        let named = |at: u32| doc.phrase(List::Honorifics, at, self.first.end).is_some();
        let tags = || self.arm > 2 && named(self.first.start);
        if self.passes < 3 && self.arm > 1 && if self.gap > 0 { any(&named) } else { tags() } {
            return true;
        }
        let number = |at: u32| doc.token(at).kind == TokenKind::Number;
        if !self.across_mark && self.is_amount_again(doc) {
            return false;
        }
        let common = |at: u32| !stutter && facts(at).commonest;
        let counted =
            |common: &dyn Fn(u32) -> bool| doc.is_made_of(&[List::Units, List::Months], self.first.clone(), common);
        // A number with its unit may come again in a table; three times in a row nothing else has a reason to.
        if self.arm >= LOOP_ARM && self.passes >= 3 || loops {
            return any(&number) && counted(&|_| false);
        }
        // «از ۱۲ میلیون بشکه در روز به ۱۳ میلیون بشکه در روز»: what is counted twice.
        let counts = |at: u32| doc.before(at).is_some_and(number);
        if self.gap > 0 && counts(self.first.start) && counts(self.second.start) {
            return true;
        }
        // «پیش از ۳ بازی از ۳ بازی» (before 3 of 3 matches)
        let of = self.arm == 3 && doc.clause_part(Part::From, self.first.start, self.first.end).is_some();
        if of && number(self.first.start + 1) {
            return true;
        }
        // «سه نفر سه نفر» (three by three), but not «بیش از ۲۰ نفر بیش از ۲۰ نفر»: straight on, a number excuses its unit only.
        let straight = !stutter && self.gap == 0 && doc.marks(self.all.clone()).is_empty();
        straight && doc.is_made_of(&[List::Units], self.first.clone(), |_| false)
            || !straight && (any(&number) || self.arm <= 3 && counted(&common))
            || self.arm > 1 && !straight && doc.is_made_of(&[List::Correlatives], self.first.clone(), common)
            || self.arm <= 2
                && self.gap > 0
                && doc.phrase(List::Correlatives, self.first.start, self.first.end).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs of like words, compared one with one.
    fn plainly(ids: &[u32]) -> Vec<Run> {
        let mut runs = Vec::new();
        for period in 1..=MAX_PERIOD.min(ids.len().saturating_sub(1)) {
            let mut start = 0;
            while start + period < ids.len() {
                let length = ids[start..].iter().zip(&ids[start + period..]).take_while(|(a, b)| a == b).count();
                let run = Run { period, start, length };
                if length > 0 && run.gap() <= MAX_GAP.min(run.arm()) {
                    runs.push(run);
                }
                start += length + 1;
            }
        }
        runs
    }

    fn returns(distinct: usize) -> Returns {
        Returns { last: vec![0; distinct], before: Vec::new(), runs: Vec::new() }
    }

    #[test]
    fn like_words_are_found_as_if_each_were_compared_with_each() {
        let mut returns = returns(4);
        // All rows of up to nine of three words, and long ones.
        let mut rows: Vec<Vec<u32>> = vec![Vec::new()];
        for _ in 0..9 {
            rows = rows.iter().flat_map(|row| (0..3).map(|id| [row.as_slice(), &[id]].concat())).collect();
            for row in &rows {
                assert_eq!(returns.of(row), plainly(row), "{row:?}");
            }
        }
        for length in [47, 48, 49, 50, 97, 130] {
            let mixed: Vec<u32> =
                (0..length).map(|at: u32| at.wrapping_mul(at).wrapping_mul(0x9E37_79B1) >> 30).collect();
            for row in [vec![0; length as usize], (0..length).map(|at| u32::from(at % 48 == 0)).collect(), mixed] {
                assert_eq!(returns.of(&row), plainly(&row), "{row:?}");
            }
        }
    }

    #[test]
    fn what_is_kept_of_words_that_come_again_and_again_is_little() {
        let long = |of: fn(u32) -> u32| -> Vec<u32> { (0..10_000).map(of).collect() };
        for row in [long(|_| 0), long(|at| at % 2), long(|at| at % 48), long(|at| at * at % 5), long(|at| at / 3 % 4)] {
            let mut returns = returns(48);
            let runs = returns.of(&row).len();
            assert!(runs <= row.len(), "{runs} of {} words", row.len());
        }
    }

    #[test]
    fn passes_of_a_piece_are_those_of_its_shortest_period() {
        let mut words = vec![String::new()];
        let mut seen = 0;
        for _ in 0..10 {
            words = words.iter().flat_map(|word| ['ا', 'ب'].map(|letter| format!("{word}{letter}"))).collect();
            for word in words.iter().flat_map(|word| [word.clone(), word.repeat(3), word.repeat(4) + "ا"]) {
                let letters: Vec<char> = word.chars().collect();
                let period =
                    (1..=letters.len()).find(|&period| letters.iter().zip(&letters[period..]).all(|(a, b)| a == b));
                let passes = letters.len() / period.expect("the whole word");
                let plain = if period >= Some(STUTTER_LETTERS) && passes >= GLUED_PASSES { passes } else { 0 };
                assert_eq!(glued_passes(&word), plain, "{word}");
                seen += usize::from(plain > 0);
            }
        }
        assert!(seen > 1_000, "{seen}");
    }
}
