//! The rules. One file each and one line in the list below, in alphabetical order.

use crate::finding::RuleMeta;
use crate::rule::Rule;

macro_rules! rules {
    ($($module:ident::$name:ident),* $(,)?) => {
        $(mod $module;)*

        /// Every rule, in alphabetical order of its name.
        pub static ALL: &[&dyn Rule] = &[$(&$module::$name),*];
    };
}

mod habit;
mod quotation;

rules! {
    collapsed_pair::CollapsedPair,
    decoder_loop::DecoderLoop,
    doubled_mark::DoubledMark,
    foreign_letter::ForeignLetter,
    glued_words::GluedWords,
    lost_joiner::LostJoiner,
    mixed_digits::MixedDigits,
    mixed_quotes::MixedQuotes,
    page_furniture::PageFurniture,
    repeated_phrase::RepeatedPhrase,
    repeated_word::RepeatedWord,
    spaced_mark::SpacedMark,
    stray_space::StraySpace,
    unbalanced_quote::UnbalancedQuote,
}

/// The rule with this name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Rule> {
    ALL.iter().copied().find(|rule| rule.meta().name == name)
}

/// The name of the rule that is spelled most like `name`, for "did you mean": at most a third of its
/// letters differ.
#[must_use]
pub fn nearest_name(name: &str) -> Option<&'static str> {
    nearest(name, ALL.iter().map(|rule| rule.meta().name))
}

/// The candidate that is spelled most like `word`, if at most a third of its letters differ.
#[must_use]
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    candidates
        .into_iter()
        .map(|candidate| (levenshtein::levenshtein(word, candidate), candidate))
        .filter(|&(distance, candidate)| distance * 3 <= candidate.chars().count().max(3))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// What is known of every rule.
pub fn metas() -> impl Iterator<Item = &'static RuleMeta> {
    ALL.iter().map(|rule| rule.meta())
}
