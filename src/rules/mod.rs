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

pub(crate) use page_furniture::PageFurniture;

rules! {
    acronym_slip::AcronymSlip,
    ascii_marks::AsciiMarks,
    bracketed_name::BracketedName,
    collapsed_pair::CollapsedPair,
    cut_sentence::CutSentence,
    dangling_attribution::DanglingAttribution,
    decoder_loop::DecoderLoop,
    double_predicate::DoublePredicate,
    doubled_mark::DoubledMark,
    empty_template::EmptyTemplate,
    foreign_letter::ForeignLetter,
    glued_words::GluedWords,
    headline_calque::HeadlineCalque,
    inconsistent_name::InconsistentName,
    invisible_character::InvisibleCharacter,
    kashida::Kashida,
    literal_calque::LiteralCalque,
    lost_joiner::LostJoiner,
    mangled_name::MangledName,
    missing_verb::MissingVerb,
    mixed_digits::MixedDigits,
    mixed_quotes::MixedQuotes,
    mojibake::Mojibake,
    page_furniture::PageFurniture,
    repeated_clause::RepeatedClause,
    repeated_phrase::RepeatedPhrase,
    repeated_sentence::RepeatedSentence,
    repeated_word::RepeatedWord,
    spaced_mark::SpacedMark,
    stranded_fragment::StrandedFragment,
    stray_space::StraySpace,
    subword_debris::SubwordDebris,
    translator_residue::TranslatorResidue,
    unbalanced_quote::UnbalancedQuote,
    untranslated_word::UntranslatedWord,
    untransliterated_name::UntransliteratedName,
    wrong_language::WrongLanguage,
    wrong_sense::WrongSense,
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
