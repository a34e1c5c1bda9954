//! Finite forms of Persian verbs, recognised from a list of stems and a table of affixes.
//!
//! A form is prefix + stem + ending, folded and without spaces: «نمی‌روند», «نمی روند» and «نمیروند» are
//! one form. Words are taken apart, so that nothing holds the tens of thousands of forms; a test generates them all and asserts
//! that each is recognised.

use super::edges::{without_prefix, without_suffix};
use super::fold;
use hashbrown::{HashMap, HashSet};
use std::sync::Arc;

/// What a word is as a form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// Can be the predicate of a sentence.
    Finite,
    /// A bare participle («شده»), which newspapers use as a predicate with the copula left out.
    Participle,
}

/// Stems and affixes.
#[derive(Debug)]
pub struct Verbs {
    past: Stems,
    present: Stems,
    bare: Stems,
    lookalike: HashSet<Box<str>>,
    affixes: HashMap<&'static str, Affixes>,
    preverb: Affixes,
    prefix_past: Affixes,
    ending_past: Affixes,
    prefix_present: Affixes,
    ending_present: Affixes,
    ending_imperative: Affixes,
    prefix_vowel: Affixes,
    prefix_participle: Affixes,
    ending_participle: Affixes,
    copula: Affixes,
    clitic: Affixes,
    durative: Affixes,
    /// How all forms without a preverb begin.
    openings: Openings,
    /// The last bytes of all forms but those with [`Self::prefix_vowel`], a bit each.
    closings: u64,
}

/// Stems, with what most words that are none can be told by.
#[derive(Debug, Default)]
struct Stems {
    forms: HashSet<Box<str>>,
    /// A bit for each length in bytes.
    lengths: u64,
    /// For each second byte of a first letter a bit for each second byte of a second letter. In Arabic script the second
    /// bytes tell letters apart.
    openings: Openings,
}

#[derive(Debug)]
struct Openings([u64; 64]);

impl Default for Openings {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Openings {
    /// The place and the bits of the words that may begin as this one does; `None` for a text of less than two bytes.
    fn of(word: &str) -> Option<(usize, u64)> {
        let bytes = word.as_bytes();
        let first = usize::from(bytes.get(1)? % 64);
        Some((first, bytes.get(3).map_or(u64::MAX, |second| 1 << (second % 64))))
    }

    fn add(&mut self, word: &str) {
        match Self::of(word) {
            Some((first, second)) => self.0[first] |= second,
            None => self.0 = [u64::MAX; 64],
        }
    }

    /// Adds what these words are behind a prefix.
    fn add_behind(&mut self, prefix: &str, words: &Self) {
        let firsts = words.0.iter().zip(0..).filter(|(seconds, _)| **seconds != 0);
        match Self::of(prefix) {
            None => self.0.iter_mut().zip(&words.0).for_each(|(all, words)| *all |= words),
            Some((first, u64::MAX)) => firsts.for_each(|(_, second)| self.0[first] |= 1 << second),
            Some(_) => self.add(prefix),
        }
    }

    /// Whether a word may begin with one that was added.
    #[inline]
    fn may_open(&self, word: &str) -> bool {
        Self::of(word).is_none_or(|(first, second)| self.0[first] & second != 0)
    }
}

/// A bit for the last byte of a word, which in Arabic script tells letters apart.
fn last_byte(word: &str) -> u64 {
    word.as_bytes().last().map_or(0, |last| 1 << (last % 64))
}

impl Stems {
    fn length(stem: &str) -> u64 {
        1 << stem.len().min(63)
    }

    fn contains(&self, stem: &str) -> bool {
        self.lengths & Self::length(stem) != 0 && self.openings.may_open(stem) && self.forms.contains(stem)
    }
}

impl FromIterator<Box<str>> for Stems {
    fn from_iter<I: IntoIterator<Item = Box<str>>>(stems: I) -> Self {
        let mut all = Self::default();
        for stem in stems {
            all.lengths |= Self::length(&stem);
            all.openings.add(&stem);
            all.forms.insert(stem);
        }
        all
    }
}

/// The affixes of a slot, longest first; the empty string stands for "nothing".
type Affixes = Arc<[Box<str>]>;

impl Verbs {
    /// Reads the list of stems (past, present), the table of affixes (slot, affixes), and the list of forms that
    /// are above all other words.
    #[must_use]
    pub fn parse(stems: &'static str, affixes: &'static str, lookalikes: &'static str) -> Self {
        let rows = |source: &'static str| {
            source.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>())
        };
        let forms = |column: &'static str| {
            column.split('|').filter(|form| !form.is_empty()).map(|form| fold(form.trim_matches('∅')).into_boxed_str())
        };
        let (mut past, mut present) = (HashSet::new(), HashSet::new());
        for row in rows(stems) {
            if let [past_stem, present_stem, ..] = row[..] {
                past.extend(forms(past_stem));
                present.extend(forms(present_stem));
            }
        }
        let mut table: HashMap<&'static str, Affixes> = HashMap::new();
        for row in rows(affixes) {
            if let [slot, column, ..] = row[..] {
                let mut slot_forms: Vec<_> = forms(column).collect();
                slot_forms.sort_by_key(|affix| std::cmp::Reverse(affix.len()));
                table.insert(slot, slot_forms.into());
            }
        }
        let slot = |name: &str| table.get(name).cloned().unwrap_or_default();
        let bare = slot("bare-subjunctive").iter().cloned().collect();
        let lookalike = rows(lookalikes).flat_map(|row| forms(row[0]).collect::<Vec<_>>()).collect();
        let (past, present): (Stems, Stems) = (past.into_iter().collect(), present.into_iter().collect());
        let mut openings = Openings::default();
        for prefix in ["prefix-past", "prefix-present", "prefix-participle", "prefix-vowel"]
            .map(slot)
            .iter()
            .flat_map(|slot| slot.iter())
        {
            [&past, &present, &bare].into_iter().for_each(|stems: &Stems| openings.add_behind(prefix, &stems.openings));
        }
        let ends = [
            ("ending-past", Some(&past)),
            ("ending-participle", Some(&past)),
            ("ending-present", Some(&present)),
            ("ending-present", Some(&bare)),
            ("copula", None),
            ("clitic", None),
        ];
        let closings = ends.iter().fold(0, |bits, &(endings, stems)| {
            let of_stems = || stems.map_or(0, |stems| stems.forms.iter().fold(0, |bits, stem| bits | last_byte(stem)));
            let of_ending = |ending: &str| if ending.is_empty() { of_stems() } else { last_byte(ending) };
            slot(endings).iter().fold(bits, |bits, ending| bits | of_ending(ending))
        });
        Self {
            past,
            present,
            bare,
            lookalike,
            openings,
            closings,
            preverb: slot("preverb"),
            prefix_past: slot("prefix-past"),
            ending_past: slot("ending-past"),
            prefix_present: slot("prefix-present"),
            ending_present: slot("ending-present"),
            ending_imperative: slot("ending-imperative"),
            prefix_vowel: slot("prefix-vowel"),
            prefix_participle: slot("prefix-participle"),
            ending_participle: slot("ending-participle"),
            copula: slot("copula"),
            clitic: slot("clitic"),
            durative: slot("durative"),
            affixes: table,
        }
    }

    /// The affixes of a slot, longest first; the empty string stands for "nothing".
    pub fn affixes(&self, slot: &str) -> impl Iterator<Item = &str> {
        self.affixes.get(slot).into_iter().flat_map(|affixes| affixes.iter()).map(|affix| &**affix)
    }

    /// Whether a folded word or piece of a word is an affix of the slot.
    #[must_use]
    pub fn is_affix(&self, slot: &str, piece: &str) -> bool {
        !piece.is_empty() && self.affixes(slot).any(|affix| affix == piece)
    }

    /// What is left of a folded word without an affix of the slot at its end, for each that it ends with.
    pub fn without_ending<'w>(&self, slot: &str, word: &'w str) -> impl Iterator<Item = &'w str> {
        self.affixes(slot).filter_map(move |ending| without_suffix(word, ending))
    }

    /// A folded word without the prefix of the present tense that careless texts write as a word of its own.
    #[must_use]
    pub fn without_durative<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.durative.iter().find_map(|prefix| without_prefix(word, prefix))
    }

    /// Whether a folded word is a form of the present or past behind the prefix that careless texts write onto it or as
    /// a word of its own: «میکند», but not «نمیرد», whose stem begins as the prefix ends.
    #[must_use]
    pub fn is_durative(&self, word: &str) -> bool {
        let ends = |rest: &str| {
            self.ends(rest, &self.ending_past, &self.past)
                || self.ends(rest, &self.ending_present, &self.present)
                || self.is_participle(rest)
        };
        let with_clitic = |rest: &str| self.clitic.iter().any(|clitic| without_suffix(rest, clitic).is_some_and(ends));
        self.without_durative(word).is_some_and(|rest| ends(rest) || with_clitic(rest) || self.is_perfect(rest))
    }

    /// Forms that the paradigm makes and that are other words.
    pub fn lookalikes(&self) -> impl Iterator<Item = &str> {
        self.lookalike.iter().map(|form| &**form)
    }

    /// Past and present stems.
    pub fn stems(&self) -> (impl Iterator<Item = &str>, impl Iterator<Item = &str>) {
        (self.past.forms.iter().map(|stem| &**stem), self.present.forms.iter().map(|stem| &**stem))
    }

    /// Whether a folded word ends as participles do.
    #[must_use]
    pub fn ends_as_participle(&self, word: &str) -> bool {
        self.ending_participle.iter().any(|ending| word.ends_with(&**ending))
    }

    /// Whether a folded word is a past stem: what follows خواهد in the future tense.
    #[must_use]
    pub fn is_past_stem(&self, word: &str) -> bool {
        self.past.contains(word)
    }

    /// Whether a folded word is a present stem, which is also the imperative of compound verbs.
    #[must_use]
    pub fn is_present_stem(&self, word: &str) -> bool {
        self.present.contains(word)
    }

    /// What a folded word is as a form of a verb.
    #[must_use]
    pub fn recognize(&self, word: &str) -> Option<VerbForm> {
        let form = self.recognize_simple(word).or_else(|| {
            self.preverb
                .iter()
                .find_map(|preverb| without_prefix(word, preverb).and_then(|rest| self.recognize_simple(rest)))
        });
        form.filter(|_| !self.lookalike.contains(word))
    }

    fn recognize_simple(&self, word: &str) -> Option<VerbForm> {
        if self.may_be_form(word) { self.form(word) } else { None }
    }

    /// Whether a word begins and ends as some form without a preverb does.
    fn may_be_form(&self, word: &str) -> bool {
        let closed = || last_byte(word) & self.closings != 0;
        let opened = || self.prefix_vowel.iter().any(|prefix| without_prefix(word, prefix).is_some());
        self.openings.may_open(word) && (closed() || opened())
    }

    fn form(&self, word: &str) -> Option<VerbForm> {
        if self.is_past(word) || self.is_present(word) || self.is_perfect(word) || self.has_clitic(word) {
            return Some(VerbForm::Finite);
        }
        self.is_participle(word).then_some(VerbForm::Participle)
    }

    fn is_past(&self, word: &str) -> bool {
        let ends = |rest: &str| self.ends(rest, &self.ending_past, &self.past);
        self.prefix_past.iter().any(|prefix| without_prefix(word, prefix).is_some_and(ends))
            || self.after_vowel_prefix(word, ends)
    }

    fn is_present(&self, word: &str) -> bool {
        self.prefix_present.iter().any(|prefix| {
            let stems = if prefix.is_empty() { &self.bare } else { &self.present };
            without_prefix(word, prefix).is_some_and(|rest| self.ends(rest, &self.ending_present, stems))
        }) || self.after_vowel_prefix(word, |rest| {
            self.ends(rest, &self.ending_present, &self.present)
                || self.ends(rest, &self.ending_imperative, &self.present)
        })
    }

    /// Whether what is left without an ending is one of the stems.
    fn ends(&self, rest: &str, endings: &[Box<str>], stems: &Stems) -> bool {
        stems.openings.may_open(rest)
            && endings.iter().any(|ending| without_suffix(rest, ending).is_some_and(|stem| stems.contains(stem)))
    }

    /// «بیاورد», «نیامد», «بیفتد»: ب and ن become بی and نی before a vowel; a short initial alef falls.
    fn after_vowel_prefix(&self, word: &str, test: impl Fn(&str) -> bool) -> bool {
        self.prefix_vowel.iter().any(|prefix| {
            without_prefix(word, prefix).is_some_and(|rest| {
                if rest.starts_with('ا') { test(rest) } else { !rest.is_empty() && test(&format!("ا{rest}")) }
            })
        })
    }

    fn is_participle(&self, word: &str) -> bool {
        let ends = |rest: &str| self.ends(rest, &self.ending_participle, &self.past);
        self.prefix_participle.iter().any(|prefix| without_prefix(word, prefix).is_some_and(ends))
            || self.after_vowel_prefix(word, ends)
    }

    fn is_perfect(&self, word: &str) -> bool {
        self.copula
            .iter()
            .filter(|copula| copula.len() > 1)
            .any(|copula| without_suffix(word, copula).is_some_and(|rest| self.is_participle(rest)))
    }

    /// An object pronoun at the end counts only after می: elsewhere «شدت» and «دست» would be verbs.
    fn has_clitic(&self, word: &str) -> bool {
        self.without_durative(word).is_some()
            && self.clitic.iter().any(|clitic| {
                without_suffix(word, clitic).is_some_and(|rest| self.is_past(rest) || self.is_present(rest))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_have_what_they_were_made_of_and_nothing_else() {
        let forms = ["گفت", "رو", "آور", "", "ا"].map(|form| form.to_owned().into_boxed_str());
        let stems: Stems = forms.iter().cloned().collect();
        for word in ["گفت", "رو", "آور", "", "ا", "گ", "گفتت", "ور", "دو", "a"] {
            assert_eq!(stems.contains(word), forms.iter().any(|form| &**form == word), "{word}");
        }
        let known: Stems = forms[..3].iter().cloned().collect();
        for word in ["گفتند", "روم", "آوردی", "رو", "ر"] {
            assert!(known.openings.may_open(word), "{word}");
        }
        assert!(!known.openings.may_open("کتاب") && !known.openings.may_open("گل") && !known.openings.may_open("ب"));
    }

    #[test]
    fn no_form_begins_or_ends_otherwise_than_forms_may() {
        let verbs = super::super::Lang::FA.pack().and_then(|pack| pack.verbs()).expect("a paradigm");
        let (past, present) = verbs.stems();
        let affixes = |slots: &[&str]| -> Vec<String> {
            let all = slots.iter().flat_map(|slot| verbs.affixes(slot)).map(str::to_owned);
            all.chain([String::new(), "ک".to_owned()]).collect()
        };
        let prefixes = affixes(&["prefix-past", "prefix-present", "prefix-vowel", "prefix-participle", "preverb"]);
        let endings =
            affixes(&["ending-past", "ending-present", "ending-imperative", "ending-participle", "copula", "clitic"]);
        let (mut forms, mut told) = (0, 0);
        for stem in past.chain(present) {
            for (prefix, ending) in
                prefixes.iter().flat_map(|prefix| endings.iter().map(move |ending| (prefix, ending)))
            {
                for stem in [stem, stem.strip_prefix('ا').unwrap_or(stem)] {
                    let word = format!("{prefix}{stem}{ending}");
                    let form = verbs.form(&word);
                    assert!(form.is_none() || verbs.may_be_form(&word), "{word}");
                    forms += usize::from(form.is_some());
                    told += usize::from(!verbs.may_be_form(&word));
                }
            }
        }
        assert!(forms > 10_000 && told > 10_000, "{forms} forms, {told} told to be none");
    }
}
