//! A defect in a place, and what is known of the rule that found it.

use crate::lang::Lang;
use crate::span::Span;
use crate::words::Message;

/// Whose defect it is. Only [`Axis::Translation`] says "this is machine translation".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// Made by a machine translator.
    Translation,
    /// Spacing, marks, digits, spelling habits.
    Typography,
    /// Page furniture, lost joiners, glued words: made by scraping.
    Extraction,
}

impl Axis {
    /// All axes, the one that names machine translation first.
    pub const ALL: [Self; 3] = [Self::Translation, Self::Typography, Self::Extraction];

    /// Lower-case name, as in every output format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Translation => "translation",
            Self::Typography => "typography",
            Self::Extraction => "extraction",
        }
    }
}

/// What a defect does to the reader: the levels of MQM.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Noticed, meaning intact.
    Minor,
    /// Hinders understanding or misleads in part.
    Major,
    /// The passage is unusable or says something false.
    Critical,
}

impl Severity {
    /// Lower-case name, as in every output format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Critical => "critical",
        }
    }

    /// One level milder; [`Severity::Minor`] stays.
    #[must_use]
    pub fn lowered(self) -> Self {
        match self {
            Self::Critical => Self::Major,
            Self::Major | Self::Minor => Self::Minor,
        }
    }
}

/// How sure the rule is. Never merged with [`Severity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A hint.
    Low,
    /// More likely than not.
    Medium,
    /// A gate may rely on it.
    High,
}

impl Confidence {
    /// Lower-case name, as in every output format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Hand-judged findings of a rule on development data, from which its weight in the score follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Findings judged right.
    pub right: u32,
    /// Findings judged wrong.
    pub wrong: u32,
    /// The data that was judged.
    pub data: &'static str,
}

impl Judged {
    /// Posterior mean of the precision under a uniform prior, Beta(1 + right, 1 + wrong), in
    /// millionths. A rule that nobody judged weighs one half.
    #[must_use]
    pub fn precision_millionths(self) -> u64 {
        let (right, wrong) = (u64::from(self.right), u64::from(self.wrong));
        (1 + right) * 1_000_000 / (2 + right + wrong)
    }
}

/// How the findings of a rule add up in the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// Every finding is a seam of its own and costs in full.
    Independent,
    /// A habit: the k-th finding of one pattern costs 0.7^(k-1).
    Habit,
}

/// What is known of a rule apart from its code.
#[derive(Debug, PartialEq, Eq)]
pub struct RuleMeta {
    /// Kebab-case name of the defect.
    pub name: &'static str,
    /// The rule's page: what it flags, why it matters, what it lets pass, examples. Markdown.
    pub docs: &'static str,
    /// Whose defect it is.
    pub axis: Axis,
    /// The severity that the rule gives when it says nothing else.
    pub severity: Severity,
    /// The confidence that the rule gives when it says nothing else.
    pub confidence: Confidence,
    /// Languages that the rule knows; empty: every language.
    pub languages: &'static [Lang],
    /// MQM-Core 2.0 type, for instance `accuracy/addition`.
    pub mqm: &'static str,
    /// ITS 2.0 localization quality issue type, for instance `duplication`.
    pub its: &'static str,
    /// Habit or independent seam.
    pub cost: Cost,
    /// Rules whose finding at the same place says it better: this rule's finding is then dropped.
    pub yields_to: &'static [&'static str],
    /// Hand-judged precision.
    pub judged: Judged,
    /// Version of mtlint in which the rule appeared.
    pub since: &'static str,
}

impl RuleMeta {
    /// First sentence of the page, without its full stop.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        let first = self.docs.trim().split("\n\n").next().unwrap_or_default();
        first.trim_end_matches('.')
    }
}

/// A change of the text that mends a place for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty where something is put in.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

impl Edit {
    /// The change that makes `wanted` of a place, without what stays at its ends; `None` when all of it stays.
    #[must_use]
    pub fn of(text: &str, place: Span, wanted: &str) -> Option<Self> {
        let found = place.of(text);
        let same = |(a, b): &(char, char)| a == b;
        let bytes = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize { pairs.map(|(c, _)| c.len_utf8()).sum() };
        let head = bytes(&mut found.chars().zip(wanted.chars()).take_while(same));
        let (rest, wanted) = (&found[head..], &wanted[head..]);
        let tail = bytes(&mut rest.chars().rev().zip(wanted.chars().rev()).take_while(same));
        let replacement = wanted[..wanted.len() - tail].to_owned();
        let span = Span::new(place.start + head as u32, place.end - tail as u32);
        (!span.is_empty() || !replacement.is_empty()).then_some(Self { span, replacement })
    }
}

/// One defect in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static RuleMeta,
    /// The words in question.
    pub span: Span,
    /// Places that belong to it: first the [further places](Self::further_places) of a habit, then what it is held against, the
    /// other arm of a repetition, the other spelling of a name.
    pub related: Vec<Span>,
    /// What it does to the reader.
    pub severity: Severity,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// One plain sentence, in the language that it is asked in.
    pub message: Message,
    /// What should stand there, where that is known.
    pub suggestion: Option<String>,
    /// The suggestion says what is meant; it is not what the words become: «ارسال، عرضه» for «کشتیرانی دستگاه از ۱۹ سپتامبر».
    pub is_gloss: bool,
    /// What `--fix` changes: at most one edit for each place that can be mended for certain.
    pub edits: Vec<Edit>,
    /// How often the habit occurs; 1 for a single defect.
    pub count: u32,
    /// Findings with the same rule and pattern are one habit in the score; empty: the rule's name
    /// alone.
    pub pattern: String,
}

/// What a suggestion with a choice or a gap has.
const CHOICES: [&str; 6] = ["/", "|", "…", "(", ")", "، "];

impl Finding {
    /// The suggestion, where it can stand in the place of the words as it is: no gloss, no choice, no gap.
    #[must_use]
    pub fn replacement(&self, text: &str) -> Option<&str> {
        let words = self.span.of(text);
        let is_open = |suggestion: &str| CHOICES.iter().any(|sign| suggestion.contains(sign) && !words.contains(sign));
        self.suggestion.as_deref().filter(|suggestion| !self.is_gloss && !is_open(suggestion))
    }

    /// The places of a habit behind the first.
    #[must_use]
    pub fn further_places(&self) -> &[Span] {
        &self.related[..self.related.len().min(self.count as usize - 1)]
    }

    /// What is left of a finding when the places that `covered` names do not count: of a habit the places that
    /// are left, the first of them in its stead; `None` when there is none.
    #[must_use]
    pub fn outside(mut self, mut covered: impl FnMut(Span) -> bool) -> Option<Self> {
        self.edits.retain(|edit| !covered(edit.span));
        let further = self.further_places().len();
        let held_against = self.related.split_off(further);
        self.related.retain(|&place| !covered(place));
        let mut gone = further - self.related.len();
        if covered(self.span) {
            if self.related.is_empty() {
                return None;
            }
            self.span = self.related.remove(0);
            self.suggestion = None;
            gone += 1;
        }
        self.related.extend(held_against);
        if gone > 0 {
            self.count -= gone as u32;
            self.message.recount(self.count);
        }
        Some(self)
    }
}
