//! What the markup of a page says of its text.

use super::ParagraphKind;
use crate::span::Span;

/// A paragraph, as markup bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the text.
    pub span: Span,
    /// What the markup says it is for; `None`: its words tell.
    pub kind: Option<ParagraphKind>,
}

/// The paragraphs of a text, in order. What lies between them is not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// In order, none inside another.
    pub blocks: Vec<Block>,
    /// Program text inside paragraphs, in order.
    pub code: Vec<Span>,
}
