//! The text of an article in Markdown.

use super::html;
use super::pieces::{Page, Pieces, is_for_mtlint};
use crate::span::Span;
use crate::text::ParagraphKind;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What articles are written with beyond CommonMark. Front matter is read to be left out.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS)
    .union(Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS);

/// The text of an article.
pub(super) fn article(file: &str) -> Page {
    let mut reader = Reader { file, pieces: Pieces::of(file), kinds: Vec::new(), unseen: 0, titled: false };
    for (event, range) in Parser::new_ext(file, EXTENSIONS).into_offset_iter() {
        reader.read(event, range);
    }
    reader.pieces.finish()
}

struct Reader<'f> {
    file: &'f str,
    pieces: Pieces<'f>,
    /// What the open blocks are for.
    kinds: Vec<Option<ParagraphKind>>,
    /// Open elements whose text does not show.
    unseen: usize,
    /// Whether the headline is read.
    titled: bool,
}

impl Reader<'_> {
    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        let place = Span::new(range.start as u32, range.end as u32);
        match event {
            Event::Start(Tag::MetadataBlock(_) | Tag::Image { .. }) => self.unseen += 1,
            Event::End(TagEnd::MetadataBlock(_) | TagEnd::Image | TagEnd::HtmlBlock) => {
                self.unseen = self.unseen.saturating_sub(1);
            }
            _ if self.unseen > 0 => {}
            Event::Start(Tag::HtmlBlock) => {
                self.pieces.end_line(true);
                html::fragment(self.file, place, &mut self.pieces);
                self.pieces.end_line(true);
                self.unseen += 1;
            }
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => {
                if is_block(&tag) {
                    self.pieces.end_line(true);
                    self.kinds.pop();
                    self.pieces.set_kind(self.kinds.last().copied().flatten());
                }
            }
            Event::Text(text) if self.kinds.last() == Some(&Some(ParagraphKind::Code)) => {
                for line in text.split_inclusive('\n') {
                    let start = place.start + (line.as_ptr() as usize - text.as_ptr() as usize) as u32;
                    let end = start + line.trim_end_matches(['\n', '\r']).len() as u32;
                    if self.file.get(start as usize..end as usize).is_some_and(|there| line.starts_with(there)) {
                        self.pieces.exact(Span::new(start, end));
                    }
                    if line.ends_with('\n') {
                        self.pieces.end_line(false);
                    }
                }
            }
            Event::Text(text) if &*text == place.of(self.file) => self.pieces.text(place),
            Event::Text(text) => self.pieces.instead(&text, place),
            Event::Code(_) => self.pieces.code(|pieces| pieces.text(place)),
            Event::InlineHtml(html) if is_for_mtlint(&html) => self.pieces.comment(place, true),
            Event::InlineHtml(html) => {
                let name = html.trim_start_matches('<').to_ascii_lowercase();
                if name.strip_prefix("br").is_some_and(|rest| rest.starts_with([' ', '/', '>'])) {
                    self.pieces.end_line(false);
                }
            }
            Event::SoftBreak => self.pieces.space(place),
            Event::HardBreak => self.pieces.end_line(false),
            Event::Rule => self.pieces.end_line(true),
            Event::Html(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let inside = self.kinds.last().copied().flatten();
        let kind = match tag {
            Tag::Heading { level: HeadingLevel::H1, .. } if !self.titled => {
                self.titled = true;
                Some(ParagraphKind::Headline)
            }
            Tag::Heading { .. } => Some(ParagraphKind::Heading),
            Tag::CodeBlock(_) => Some(ParagraphKind::Code),
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => Some(ParagraphKind::ListItem),
            tag if is_block(&tag.to_end()) => inside,
            _ => return,
        };
        self.pieces.end_line(true);
        self.kinds.push(kind);
        self.pieces.set_kind(kind);
    }
}

/// Whether an element begins and ends a line.
fn is_block(tag: &TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::HtmlBlock
            | TagEnd::MetadataBlock(_)
    )
}
