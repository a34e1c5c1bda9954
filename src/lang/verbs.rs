//! Finite forms of Persian verbs, recognised from a list of stems and a table of affixes.
//!
//! A form is prefix + stem + ending, folded and without spaces: «نمی‌روند», «نمی روند» and «نمیروند» are
//! one form. Taking a word apart costs less at start-up than generating the tens of thousands of forms;
//! a test generates them all and asserts that each is recognised.

use super::{fold, without_prefix, without_suffix};
use hashbrown::{HashMap, HashSet};
use std::sync::Arc;

/// What a word is as a form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

/// Stems, with what most words that are none can be told by.
#[derive(Debug, Default)]
struct Stems {
    forms: HashSet<Box<str>>,
    /// A bit for each length in bytes.
    lengths: u64,
    /// A bit for each second byte of a first letter.
    openings: u64,
}

impl Stems {
    fn bits(stem: &str) -> (u64, u64) {
        let opening = stem.as_bytes().get(1).copied().unwrap_or_default();
        (1 << stem.len().min(63), 1 << (opening % 64))
    }

    fn contains(&self, stem: &str) -> bool {
        let (length, opening) = Self::bits(stem);
        self.lengths & length != 0 && self.openings & opening != 0 && self.forms.contains(stem)
    }
}

impl FromIterator<Box<str>> for Stems {
    fn from_iter<I: IntoIterator<Item = Box<str>>>(stems: I) -> Self {
        let mut all = Self::default();
        for stem in stems {
            let (length, opening) = Self::bits(&stem);
            all.lengths |= length;
            all.openings |= opening;
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
        Self {
            past: past.into_iter().collect(),
            present: present.into_iter().collect(),
            bare,
            lookalike,
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

    /// A folded word without the prefix of the present tense that careless texts write as a word of its own.
    #[must_use]
    pub fn without_durative<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.durative.iter().find_map(|prefix| without_prefix(word, prefix))
    }

    /// Forms that the paradigm makes and that are other words.
    pub fn lookalikes(&self) -> impl Iterator<Item = &str> {
        self.lookalike.iter().map(|form| &**form)
    }

    /// Past and present stems.
    pub fn stems(&self) -> (impl Iterator<Item = &str>, impl Iterator<Item = &str>) {
        (self.past.forms.iter().map(|stem| &**stem), self.present.forms.iter().map(|stem| &**stem))
    }

    /// Whether a folded word is a past stem: what follows خواهد in the future tense.
    #[must_use]
    pub fn is_past_stem(&self, word: &str) -> bool {
        self.past.contains(word)
    }

    /// What a folded word is as a form of a verb.
    #[must_use]
    pub fn recognize(&self, word: &str) -> Option<VerbForm> {
        if self.lookalike.contains(word) {
            return None;
        }
        self.recognize_simple(word).or_else(|| {
            self.preverb
                .iter()
                .find_map(|preverb| without_prefix(word, preverb).and_then(|rest| self.recognize_simple(rest)))
        })
    }

    fn recognize_simple(&self, word: &str) -> Option<VerbForm> {
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
        endings.iter().any(|ending| without_suffix(rest, ending).is_some_and(|stem| stems.contains(stem)))
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
    }
}
