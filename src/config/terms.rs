//! Words that a house never wants flagged.

use crate::lang::{Inflections, PhraseList, interned};
use crate::span::Span;
use crate::text::Document;
use std::sync::Arc;

/// Names and phrases that are right as they stand, compared as findings are: spellings that count as the same
/// are the same. The default is none.
#[derive(Clone, Debug, Default)]
pub struct Terms(Option<Arc<PhraseList>>);

impl Terms {
    /// The terms in these lines: one a line, `#` before comments, in the notation of the lists of phrases.
    #[must_use]
    pub fn parse(lines: &str, inflections: &Inflections) -> Self {
        let list = PhraseList::parse(interned(lines), inflections);
        Self((!list.rows().is_empty()).then(|| Arc::new(list)))
    }

    /// Where terms stand in a document, in order of place.
    #[must_use]
    pub fn places(&self, doc: &Document<'_>) -> Vec<Span> {
        let Some(list) = &self.0 else { return Vec::new() };
        doc.paragraphs().iter().flat_map(|paragraph| doc.places_of(list, paragraph.range())).collect()
    }
}
