//! Where the predicates of a sentence stand, as far as the forms of single words tell.
//!
//! Persian writes one predicate in up to four words («گزارش داده شده بود» without its noun is three), and the
//! prefix می as a word of its own in careless texts. A group is the verb with its prefix and auxiliaries;
//! the noun of a compound verb stands before it.

use super::{Document, Script, Sentence, Signs, TokenKind};
use crate::lang::{Affix, Clitic, Facts, Lang, List, Part, Row, TEH_MARBUTA, VerbForm, ZWNJ, fold, is_vowel_sign};
use std::ops::Range;

// What is measured was measured on native text (ISNA and treebank, 1.38 M words; native-ar-saudi, 1.64 M) and on machine output
// (181 k words in Persian, 266 k in Arabic), with the findings of every rule.
/// «من قتل من»: the first "who" of a clause stands at most so many tokens before the second. With 7 and with 9 the findings are the
/// same.
const CLAUSE_WORDS: u32 = 8;
/// «120 صوتا مع»: the number stands at most so many tokens before the particle. With 1 and with 3 the findings are the same.
const VOTE_WORDS: u32 = 2;
/// Letters of a "to be" behind a verb that is written as two words («می رفته ام»). With 2 and with 4 the findings are the same.
const COPULA_LETTERS: usize = 3;
/// Letters of a word onto which "to be" is written: «دست» ends so too. With 3 and with 5 the findings are the same.
const COPULA_WORD_LETTERS: usize = 4;
/// Words of the longest row of [`List::DanglingParticles`]: «در گفت و گو با».
const PARTICLE_WORDS: u32 = 5;
/// Letters of an Arabic imperfect with the letter of its person: in shorter words it is rather the first of the root. With 5 machine
/// output has three findings more, with 3 none fewer.
const IMPERFECT_LETTERS: usize = 4;
/// Letters of an ending that is told without a joiner before it, and of the word that it is written onto: «ویترین» ends as
/// superlatives do.
const TOLD_FUSED: usize = 3;

impl Document<'_> {
    /// The verb groups in a range of tokens, in order.
    #[must_use]
    pub fn predicates(&self, tokens: Range<u32>) -> Vec<Range<u32>> {
        let mut groups = Vec::new();
        let (mut free, to) = (tokens.start, tokens.end);
        for at in self.cued(Facts::VERB | Facts::DURATIVE, tokens) {
            if at >= free
                && let Some(end) = self.predicate_at(at, to)
            {
                groups.push(at..end);
                free = end;
            }
        }
        groups
    }

    /// The token after the verb group that begins here, if one does.
    #[must_use]
    pub fn predicate_at(&self, at: u32, to: u32) -> Option<u32> {
        let word = |at: u32| at < to && self.token(at).kind == TokenKind::Word;
        if !word(at) {
            return None;
        }
        if self.is_spaced_verb(at, to) {
            return Some(at + 2);
        }
        let facts = self.facts_at(at);
        let mut end = at + 1;
        match facts.verb? {
            VerbForm::Finite => {
                if self.is_affix(Affix::NounToo, at) && !self.ends_clause(end, to) {
                    return None;
                }
                // «خواهد شد», «نخواهند رفت».
                if self.is_affix(Affix::AuxFuture, at) && word(end) && self.is_past_stem(end) {
                    end += 1;
                }
            }
            VerbForm::Participle => {
                if !(word(end) && self.is_auxiliary(end)) {
                    return None;
                }
            }
        }
        let verbs = self.pack().and_then(|pack| pack.verbs());
        let participle = |at: u32| verbs.is_some_and(|verbs| verbs.ends_as_participle(self.folded(at)));
        while word(end) && self.is_auxiliary(end) && participle(end - 1) {
            end += 1;
        }
        Some(end)
    }

    /// Whether the sentence or clause ends with its verb, the order of written Persian. Bare participles
    /// and «to be» written onto a noun («سینماست») count.
    #[must_use]
    pub fn is_verb_final(&self, tokens: Range<u32>) -> bool {
        let mut words = tokens.rev().filter(|&at| self.is_wordlike(at));
        let Some(last) = words.next() else { return false };
        if self.facts_at(last).verb.is_some() || self.has_copula(last) {
            return true;
        }
        let Some(second) = words.next() else { return false };
        self.joined_is_verb(second, last)
            || self.letters(last) <= COPULA_LETTERS
                && words.next().is_some_and(|third| self.joined_is_verb(third, second))
    }

    /// Whether nothing follows that could still belong to the clause: verbs come last.
    fn ends_clause(&self, next: u32, to: u32) -> bool {
        next >= to || !self.is_wordlike(next) || self.clause_part(Part::Boundary, next, to).is_some()
    }

    fn is_spaced_verb(&self, at: u32, to: u32) -> bool {
        self.is_affix(Affix::Durative, at)
            && at + 1 < to
            && self.token(at + 1).kind == TokenKind::Word
            && self.joined_is_verb(at, at + 1)
    }

    fn joined_is_verb(&self, first: u32, second: u32) -> bool {
        let joined = [self.folded(first), self.folded(second)].concat();
        self.pack().and_then(|pack| pack.verbs()).is_some_and(|verbs| verbs.recognize(&joined).is_some())
    }

    /// «سینماست», «نگران‌اند», «موفق‌ترند», «خوشحالیم»: the copula on a word that is no verb.
    fn has_copula(&self, at: u32) -> bool {
        let Some(verbs) = self.pack().and_then(|pack| pack.verbs()) else { return false };
        let folded = self.folded(at);
        let written = self.token(at).span.of(self.text());
        let joined = |copula: &str| written.strip_suffix(copula).is_some_and(|stem| stem.ends_with(ZWNJ));
        verbs.affixes("copula-joined").any(joined)
            || folded.chars().count() >= COPULA_WORD_LETTERS
                && verbs.affixes("copula-fused").any(|copula| folded.ends_with(copula))
    }

    fn is_affix(&self, affix: Affix, at: u32) -> bool {
        self.facts_at(at).is_affix(affix)
    }

    fn is_auxiliary(&self, at: u32) -> bool {
        self.is_affix(Affix::AuxParticiple, at)
            || self.is_affix(Affix::AuxFuture, at)
            || self.is_affix(Affix::Copula, at)
    }

    fn is_past_stem(&self, at: u32) -> bool {
        self.facts_at(at).past_stem
    }

    /// Whether a word is written in Arabic script.
    #[must_use]
    pub fn is_arabic_script(&self, at: u32) -> bool {
        let token = self.token(at);
        token.kind == TokenKind::Word && token.script == Script::Arabic
    }

    /// Whether a word carries "and" or "so", as Arabic writes them.
    #[must_use]
    pub fn has_conjunction(&self, at: u32) -> bool {
        self.facts_at(at).conjunction
    }

    /// Whether a word carries the definite article, as Arabic writes it.
    #[must_use]
    pub fn is_definite(&self, at: u32) -> bool {
        self.facts_at(at).definite
    }

    /// The words of a range: words and numbers, no marks.
    #[must_use]
    pub fn words_in(&self, tokens: Range<u32>) -> Vec<u32> {
        let mut words = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.clone().zip(self.tokens().get(tokens.start as usize..).unwrap_or_default()) {
            if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                words.push(at);
            }
        }
        words
    }

    /// Whether a single full stop, not a question mark, ellipsis or closing quote, ends the sentence.
    #[must_use]
    pub fn is_full_stopped(&self, sentence: &Sentence) -> bool {
        let last = sentence.tokens.1 - 1;
        // «در .azure»: the full stop belongs to a file name.
        // «و.‌..»: a joiner inside an ellipsis.
        let glued = self.tokens().get(last as usize + 1).is_some_and(|next| {
            next.script != Script::Arabic
                && !self.gap_before(last + 1).contains(char::is_whitespace)
                && (next.kind != TokenKind::Mark || self.mark(last + 1) == Some('.'))
        });
        sentence.ended && self.mark(last) == Some('.') && self.token(last).span.len() == 1 && !glued
    }

    /// The words at the end of a full-stopped sentence that cannot end one: «… از.», «… بدلا من.», «… سال‌های.». Names of
    /// letters and initials are none: «سي. إن. إن.».
    #[must_use]
    pub fn dangling_end(&self, sentence: &Sentence) -> Option<Range<u32>> {
        if !self.is_full_stopped(sentence) {
            return None;
        }
        let (from, stop) = (sentence.tokens.0, sentence.tokens.1 - 1);
        self.particles_before(from, stop).or_else(|| {
            let last = stop.checked_sub(1).filter(|&last| last >= from && self.is_tied_to_next(last))?;
            Some(last..stop)
        })
    }

    /// Whether the ending of a word ties it to the next one, as that of a plural or superlative does in Persian: «سال‌های»,
    /// also written «سال های» or «سالهای».
    fn is_tied_to_next(&self, at: u32) -> bool {
        let Some(pack) = self.pack().filter(|_| self.is_arabic_script(at)) else { return false };
        let (folded, affixes) = (self.folded(at), pack.affixes("construct"));
        let is_affix = |piece: &str| affixes.iter().any(|affix| affix == piece);
        match self.token(at).span.of(self.text()).rsplit_once(ZWNJ) {
            Some((_, piece)) => is_affix(&fold(piece)),
            None => affixes.iter().filter(|affix| affix.chars().count() >= TOLD_FUSED).any(|affix| {
                folded
                    .strip_suffix(affix.as_str())
                    .is_some_and(|word| word.is_empty() || word.chars().count() >= TOLD_FUSED)
            }),
        }
    }

    /// The longest row of dangling particles that ends before `to`.
    #[must_use]
    pub fn particles_before(&self, from: u32, to: u32) -> Option<Range<u32>> {
        if to <= from || !self.is_arabic_script(to - 1) || self.is_letter_of_a_chain(from, to - 1) {
            return None;
        }
        let written = self.token(to - 1).span.of(self.text());
        // «ناگفته بِه.»: who writes the vowel of a Persian particle means the word that is spelled like it.
        if self.lang() == Lang::FA && written.contains(is_vowel_sign) {
            return None;
        }
        // «آلي», «علي» fold as «إلى», «على» do, but are an adjective and a name.
        let dotted = self.lang() == Lang::AR && written.ends_with('ي');
        let spelled = |row: &Row| !(dotted && row.form.ends_with('ى'));
        let mut starts = self.cued(List::DanglingParticles.bit(), from.max(to.saturating_sub(PARTICLE_WORDS))..to);
        let (row, first) = starts.find_map(|at| {
            let (row, phrase) = self.phrase_where(List::DanglingParticles, at, to, spelled)?;
            (phrase.end == to).then_some((row, at))
        })?;
        // «باقی می مانند.»: the word is half of a verb.
        let halved = to >= from + 2 && self.joined_is_verb(to - 2, to - 1);
        (!halved && self.is_cut_behind(row.row, from, first, to)).then_some(first..to)
    }

    /// Whether the words around a dangling particle leave its other sense out, which its row names.
    fn is_cut_behind(&self, row: &Row, from: u32, first: u32, to: u32) -> bool {
        // What stands behind the full stop, in the same paragraph.
        let next = to + 1;
        let is_next =
            next < self.paragraph_of(from).tokens.1 && self.is_arabic_script(next) && !self.has_conjunction(next);
        let is_noun =
            || self.facts_at(next).is(List::Masdars) || self.token(next).span.of(self.text()).ends_with(TEH_MARBUTA);
        match row.column(0) {
            "whole" => false,
            "noun" => is_next && is_noun(),
            "verb" => is_next && !is_noun() && !self.is_definite(next) && !self.facts_at(next).is(List::FunctionWords),
            "name" => {
                let is_name = |word: &str| self.pack().is_some_and(|pack| pack.has(List::NativeNames, word));
                let named = |word: &str| {
                    is_name(word)
                        || self.pack().is_some_and(|pack| pack.without_preposition(word).any(|bare| is_name(&bare)))
                };
                first == from || !named(self.folded(first - 1))
            }
            "whom" => {
                let same = |at: u32| self.folded(at) == self.folded(first) && self.may_be_verb(at + 1);
                !self.has_conjunction(first) && !(from.max(first.saturating_sub(CLAUSE_WORDS))..first).any(same)
            }
            "vote" => {
                !(from.max(first.saturating_sub(VOTE_WORDS))..first).any(|at| self.token(at).kind == TokenKind::Number)
            }
            _ => true,
        }
    }

    /// Whether an Arabic word may be a finite verb: it is in the list or looks like one.
    #[must_use]
    pub fn may_be_verb(&self, at: u32) -> bool {
        if self.facts_at(at).verb.is_some() {
            return true;
        }
        let folded = self.folded(at);
        self.pack().is_some_and(|pack| {
            let bare = pack.without_proclitic(folded).unwrap_or(folded);
            let bare = pack.without_clitic(Clitic::Future, bare).unwrap_or(bare);
            bare.chars().count() >= IMPERFECT_LETTERS && pack.without_clitic(Clitic::Imperfect, bare).is_some()
        })
    }

    /// Whether a word that names a letter stands beside another, or may be the initial of a name: «سي. إن. إن.»,
    /// «جون إن. ميتشيل». What is definite, a verb or in some list is no name; an initial that is a preposition too has the rest
    /// of the name behind it.
    fn is_letter_of_a_chain(&self, from: u32, at: u32) -> bool {
        let letter = |at: u32| self.facts_at(at).is(List::LetterNames);
        if !letter(at) {
            return false;
        }
        let to = self.paragraph_of(at).tokens.1;
        let chained = |at: u32| at + 1 < to && letter(at) && self.mark(at + 1) == Some('.');
        let unlisted = |at: u32| self.facts_at(at).cues & Facts::UNLISTED != 0 && !self.is_definite(at);
        // «في» cuts a sentence more often than it names a letter.
        let has_rest = || {
            let next = at + 2;
            next < to && unlisted(next) && !self.has_conjunction(next)
        };
        let governs = self.clause_part(Part::Preposition, at, at + 1).is_some();
        let named = |before: u32| {
            self.token(before).kind != TokenKind::Word
                || self.facts_at(before).is(List::LetterNames)
                || unlisted(before) && (!governs || has_rest())
        };
        // «الميني فان.»: a word that only looks like a conjunction with a letter.
        at == from || self.has_conjunction(at) || named(at - 1) || chained(at + 2)
    }

    /// Whether a word that does this in a clause stands right before a token, in the same paragraph.
    #[must_use]
    pub fn is_behind(&self, part: Part, at: u32) -> bool {
        self.before(at).is_some_and(|before| self.clause_part(part, before, at).is_some())
    }

    /// Whether a row of [`List::ClauseParts`] of this kind begins here; the token after it.
    #[must_use]
    #[inline]
    pub fn clause_part(&self, part: Part, at: u32, to: u32) -> Option<u32> {
        if at >= to || self.cues(at) & List::ClauseParts.bit() == 0 || !self.facts_at(at).begins(part) {
            return None;
        }
        self.phrase_where(List::ClauseParts, at, to, |row| row.is_part(part)).map(|(_, phrase)| phrase.end)
    }

    /// Whether a word of these has what Arabic spells no word with: a letter of Persian alone, or a joiner inside.
    #[must_use]
    pub fn is_surely_persian(&self, tokens: Range<u32>) -> bool {
        let persian = Signs::PERSIAN_LETTERS | Signs::JOINER;
        let is = |at: u32| Signs::of(self.token(at).span.of(self.text())).have(persian);
        self.lang() == Lang::FA && tokens.into_iter().any(|at| self.is_arabic_script(at) && is(at))
    }

    /// Whether the token is a word in the script that the language of the document is written in.
    #[must_use]
    pub fn is_own_script(&self, at: u32) -> bool {
        let own = if self.lang() == Lang::EN { Script::Latin } else { Script::Arabic };
        let token = self.token(at);
        token.kind == TokenKind::Word && token.script == own
    }

    /// Whether the token is a word that joins like to like: "and", "or", "then".
    #[must_use]
    pub fn is_conjunction(&self, at: u32) -> bool {
        self.clause_part(Part::Conjunction, at, at + 1).is_some()
    }

    /// The token after the accepted name of a news outlet that begins here, with or without its head noun
    /// («روزنامه», «شبكة»).
    #[must_use]
    pub fn outlet_at(&self, at: u32, to: u32) -> Option<u32> {
        if at >= to {
            return None;
        }
        let name = |at: u32| {
            if at >= to {
                return None;
            }
            self.phrase_where(List::Outlets, at, to, |row| row.column(0) == "accepted").map(|(_, name)| name.end)
        };
        let head = self.phrase(List::OutletHeads, at, to).map(|(_, head)| head.end);
        let headed = head.and_then(|end| {
            name(end)
                .or_else(|| (end < to).then(|| self.phrase(List::NativeOutlets, end, to)).flatten().map(|(_, n)| n.end))
        });
        headed.or_else(|| name(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_row_of_particles_is_found() {
        let packs = [Lang::AR, Lang::FA].into_iter().filter_map(Lang::pack);
        let rows = packs.flat_map(|pack| pack.list(List::DanglingParticles).rows());
        let words = rows.flat_map(|row| row.form.split('|')).map(|form| form.split_whitespace().count()).max();
        assert_eq!(words, Some(PARTICLE_WORDS as usize));
        let doc = Document::new("وزیر در گفت و گو با. خبرنگار حاضر شد.", Some(Lang::FA));
        assert_eq!(doc.dangling_end(&doc.sentences(&doc.paragraphs()[0])[0]), Some(1..6));
    }
}
