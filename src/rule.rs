//! What a rule is and what it gets to see.

use crate::finding::{Confidence, Edit, Finding, RuleMeta, Severity};
use crate::lang::{Lang, LanguagePack, List, PhraseList, Row};
use crate::span::Span;
use crate::text::{Document, Repeat, Sentence, Vocabulary, repeats};
use crate::words::Message;
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

/// A rule that was declared with [`declare_rule!`](crate::declare_rule).
pub trait Declared: Sync {
    /// Its name, page, axis and so on.
    fn meta(&self) -> &'static RuleMeta;
}

/// Finds one kind of defect. Stateless, total and silent: it reads its context and reports; it never
/// fails.
pub trait Rule: Declared {
    /// Reports every defect of this kind in the document.
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings);
}

/// What a rule reads: the document, and analyses that several rules share.
pub struct Context<'d, 't> {
    /// The document.
    pub doc: &'d Document<'t>,
    /// Lists of phrases beside the calques of the language pack, in their form.
    pub lexicons: &'d [Arc<PhraseList>],
    repeats: OnceCell<Vec<Repeat>>,
    predicates: OnceCell<Vec<Range<u32>>>,
    vocabulary: OnceCell<Vocabulary<'d>>,
    occurrences: OnceCell<Vec<u32>>,
    calques: OnceCell<Vec<(&'d Row, Span)>>,
}

impl<'d, 't> Context<'d, 't> {
    /// A context for one document.
    #[must_use]
    pub fn new(doc: &'d Document<'t>, lexicons: &'d [Arc<PhraseList>]) -> Self {
        Self {
            doc,
            lexicons,
            repeats: OnceCell::new(),
            predicates: OnceCell::new(),
            vocabulary: OnceCell::new(),
            occurrences: OnceCell::new(),
            calques: OnceCell::new(),
        }
    }

    /// The pack of the document's language.
    #[must_use]
    pub fn pack(&self) -> Option<&'static LanguagePack> {
        self.doc.pack()
    }

    /// The language of the document.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.doc.lang()
    }

    /// The calques of the article, in order of place: rows of the list of the language pack and of the further lists,
    /// the longest at each word and none inside another.
    #[must_use]
    pub fn calques(&self) -> &[(&'d Row, Span)] {
        self.calques.get_or_init(|| {
            let doc = self.doc;
            let mut found = Vec::new();
            if !doc.may_have(List::Calques) && self.lexicons.is_empty() {
                return found;
            }
            for paragraph in doc.article() {
                let (from, to) = paragraph.tokens;
                let mut free = from;
                // A list that is of no pack has no cues.
                let cues = if self.lexicons.is_empty() { List::Calques.bit() } else { 0 };
                for at in from..to {
                    if at < free || cues != 0 && doc.cues(at) & cues == 0 {
                        continue;
                    }
                    let own = self.lexicons.iter().filter_map(|list| doc.phrase_of(list, at, to));
                    let all = doc.phrase(List::Calques, at, to).into_iter().chain(own);
                    // Of two as long the pack's, and the earlier list's.
                    if let Some((calque, place)) = all.min_by_key(|(_, place)| Reverse(place.len())) {
                        found.push((calque.row, doc.span(place.start, place.end - 1)));
                        free = place.end;
                    }
                }
            }
            found
        })
    }

    /// The distinct words of the document by their folded forms.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary<'d> {
        self.vocabulary.get_or_init(|| self.doc.vocabulary())
    }

    /// How often the document has a word.
    #[must_use]
    pub fn occurrences(&self, word: u32) -> u32 {
        let all = self.occurrences.get_or_init(|| {
            let mut all = vec![0; self.doc.distinct_words()];
            self.doc.tokens().iter().for_each(|token| all[token.word as usize] += 1);
            all
        });
        all[word as usize]
    }

    /// The verb groups of a sentence of the article, in order, as [`Document::predicates`] finds them.
    #[must_use]
    pub fn predicates(&self, sentence: &Sentence) -> &[Range<u32>] {
        let all = self.predicates.get_or_init(|| {
            let sentences = self.doc.article().flat_map(|paragraph| self.doc.sentences(paragraph));
            sentences.flat_map(|sentence| self.doc.predicates(sentence.range())).collect()
        });
        let before = |bound: u32| all.partition_point(|group| group.start < bound);
        &all[before(sentence.tokens.0)..before(sentence.tokens.1)]
    }

    /// Every repetition in the article, in order of place.
    #[must_use]
    pub fn repeats(&self) -> &[Repeat] {
        self.repeats.get_or_init(|| repeats(self.doc, self.doc.article().map(|p| p.range())))
    }
}

/// From this many slips of one kind on, they are a habit and one finding; fewer are single slips.
pub const HABIT: usize = 3;

/// One place of a habit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The words in question.
    pub span: Span,
    /// What mends it, where that is certain.
    pub edit: Option<Edit>,
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self { span, edit: None }
    }
}

impl Place {
    /// A place of which something else should be made.
    #[must_use]
    pub fn mended(text: &str, span: Span, wanted: &str) -> Self {
        Self { span, edit: Edit::of(text, span, wanted) }
    }
}

/// Where a rule puts what it finds.
#[derive(Debug)]
pub struct Findings {
    rule: &'static RuleMeta,
    list: Vec<Finding>,
}

impl Findings {
    /// An empty list for one rule.
    #[must_use]
    pub fn of(rule: &'static RuleMeta) -> Self {
        Self { rule, list: Vec::new() }
    }

    /// Reports a defect with the severity and confidence that the rule declares; the returned finding can
    /// be refined.
    pub fn report(&mut self, span: Span, message: Message) -> Report<'_> {
        self.list.push(Finding {
            rule: self.rule,
            span,
            related: Vec::new(),
            severity: self.rule.severity,
            confidence: self.rule.confidence,
            message,
            suggestion: None,
            is_gloss: false,
            edits: Vec::new(),
            count: 1,
            pattern: String::new(),
        });
        Report(self.list.last_mut().expect("just pushed"))
    }

    /// Reports a habit: all the places, in order, as one finding at the first.
    pub fn once<P: Clone + Into<Place>>(&mut self, places: &[P], message: Message) -> Option<Report<'_>> {
        let (first, rest) = places.split_first()?;
        let first: Place = first.clone().into();
        let mut report = self.report(first.span, message).count(places.len()).edits(first.edit);
        for place in rest {
            let place: Place = place.clone().into();
            report = report.related([place.span]).edits(place.edit);
        }
        Some(report)
    }

    /// Reports slips of one kind: [`HABIT`] or more as one finding, fewer each on its own. The message is told their
    /// number as `count`.
    pub fn slips<P: Clone + Into<Place>>(&mut self, places: &[P], pattern: &'static str, message: Message) {
        if places.len() >= HABIT {
            if let Some(report) = self.once(places, message.with("count", places.len())) {
                report.pattern(pattern).confidence(Confidence::High);
            }
            return;
        }
        for place in places {
            let place: Place = place.clone().into();
            self.report(place.span, message.clone().with("count", 1_usize)).pattern(pattern).edits(place.edit);
        }
    }

    /// What was found, in order of report.
    #[must_use]
    pub fn into_vec(self) -> Vec<Finding> {
        self.list
    }
}

/// A finding that was just reported.
pub struct Report<'f>(&'f mut Finding);

impl Report<'_> {
    /// Another severity than the declared one.
    pub fn severity(self, severity: Severity) -> Self {
        self.0.severity = severity;
        self
    }

    /// Another confidence than the declared one.
    pub fn confidence(self, confidence: Confidence) -> Self {
        self.0.confidence = confidence;
        self
    }

    /// Further places that belong to the defect.
    pub fn related(self, spans: impl IntoIterator<Item = Span>) -> Self {
        self.0.related.extend(spans);
        self
    }

    /// What should stand there.
    pub fn suggestion(self, suggestion: impl Into<String>) -> Self {
        self.0.suggestion = Some(suggestion.into());
        self
    }

    /// What is meant, where that is not what the words become.
    pub fn gloss(self, meant: impl Into<String>) -> Self {
        self.0.is_gloss = true;
        self.suggestion(meant)
    }

    /// What mends it for certain.
    pub fn edits(self, edits: impl IntoIterator<Item = Edit>) -> Self {
        self.0.edits.extend(edits);
        self
    }

    /// How often the habit occurs in the document, this place included.
    pub fn count(self, count: usize) -> Self {
        self.0.count = count as u32;
        self
    }

    /// Findings of one pattern are one habit in the score.
    pub fn pattern(self, pattern: impl Into<String>) -> Self {
        self.0.pattern = pattern.into();
        self
    }
}

/// Declares a rule: its documentation comment becomes the page that `mtlint explain` prints, the fields
/// become its [`RuleMeta`].
#[macro_export]
macro_rules! declare_rule {
    ($(#[doc = $doc:literal])* $name:ident { $($field:ident: $value:expr),* $(,)? }) => {
        $(#[doc = $doc])*
        pub struct $name;

        impl $name {
            /// What is known of the rule apart from its code.
            pub const META: &'static $crate::finding::RuleMeta = &$crate::finding::RuleMeta {
                docs: concat!($($doc, "\n"),*),
                $($field: $value),*
            };
        }

        impl $crate::rule::Declared for $name {
            fn meta(&self) -> &'static $crate::finding::RuleMeta {
                Self::META
            }
        }
    };
}
