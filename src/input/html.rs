//! The article of a page.
//!
//! A tokenizer says where each text of the page stands in the file. A copy of the page in which each text carries its
//! number goes through a browser's parser and through Mozilla's Readability: the numbers that come out say which texts are
//! the article, which lines they share and what their elements are for.

use super::pieces::{Page, Pieces, is_for_mtlint, is_space};
use crate::span::Span;
use crate::text::ParagraphKind;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use html5gum::Token;
use html5gum::emitters::default::{DefaultEmitter, EndTag, StartTag};
use std::collections::HashMap;
use std::ops::Range;

/// Elements inside elements from which on no person wrote the page: parsers look through all open elements again and
/// again. Browsers stop at 512.
const DEPTH: usize = 200;
/// The same for open formatting elements, which parsers open anew in each block.
const OPEN_FORMATTING: usize = 64;
/// Most elements of a page that is parsed; a news page has 1,000 to 5,000.
const ELEMENTS: usize = 200_000;
/// Most attributes of an element that are kept: parsers compare each with each.
const ATTRIBUTES: usize = 64;
/// From this many characters on Readability takes its strictest reading: two sentences, a brief. With Mozilla's 500 it tries
/// milder ones, in which the comments of readers are part of a short article.
const BRIEF: usize = 200;
/// A line that the title of the page repeats is the headline with this many words; with fewer it may be a menu's.
const TITLE_WORDS: usize = 3;
/// What is longer is no title. The longest first line of 9,803 articles of native news has 326 bytes.
const TITLE_BYTES: usize = 1000;
/// A paragraph that Readability leaves out between headline and end is the article's with this many words and a full
/// stop: a lede, an introduction in a box of its own.
const LEDE_WORDS: usize = 8;

/// Elements whose content is no text.
const RAW: &[&str] = &["script", "style", "noscript", "iframe", "xmp", "noembed", "noframes", "plaintext"];
/// Elements that are shown by other means than their text, or not at all.
const UNSEEN: &[&str] = &[
    "head",
    "template",
    "svg",
    "math",
    "title",
    "textarea",
    "object",
    "audio",
    "video",
    "canvas",
    "datalist",
    "rt",
    "rp",
    "script",
    "style",
    "noscript",
    "iframe",
    "xmp",
    "noembed",
    "noframes",
    "plaintext",
];
/// Elements whose text is never the article's.
const BOXES: &[&str] = &["nav", "aside", "footer", "button", "select", "menu"];
const BOX_ROLES: &[&str] = &["navigation", "search", "complementary", "contentinfo", "banner", "menu"];
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that the next of their kind closes, so that many unclosed ones are not deep.
const CLOSED_BY_NEXT: &[&str] =
    &["a", "p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup"];
const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Characters that write a number into a text of the copy: they belong to nobody, and two of them change no measure
/// that Readability takes of a text.
const DIGIT_BASE: u32 = 0xFFFE;
const HIGH: u32 = 0xF_0000;
const LOW: u32 = 0x10_0000;

/// A text or a comment of the page.
struct Item {
    place: Span,
    content: Content,
    /// The line by tags alone, for pages that are not parsed.
    line: u32,
    found: Option<Found>,
}

enum Content {
    /// As it stands, but for character references.
    Text,
    /// The tokenizer read something else than we do; then it is right.
    Odd(String),
    /// Space between elements.
    Space,
    /// For mtlint.
    Comment,
}

/// Where the tree has a text.
#[derive(Clone, Copy, Default)]
struct Found {
    line: u32,
    block: u32,
    role: Role,
    hidden: bool,
    boxed: bool,
    link: bool,
    pre: bool,
    code: bool,
}

/// What an element is for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Role {
    #[default]
    None,
    Title,
    Heading,
    Caption,
    ListItem,
}

/// A line of the page: texts that follow each other in it.
struct Line {
    items: Range<usize>,
    found: Found,
    article: bool,
    chars: usize,
    link_chars: usize,
    words: usize,
    ended: bool,
}

/// The text of a page, furniture included.
pub(super) fn page(file: &str) -> Page {
    let mut tokens = Tokens::read(file);
    let article = match tokens.is_sane() {
        true => tokens.parse(),
        false => tokens.flatten(),
    };
    let mut lines = lines(file, &tokens.items, article.texts.as_deref());
    mark_article(file, &tokens.items, &mut lines, &article);
    lay_out(file, &tokens.items, &lines)
}

/// The visible texts of a piece of HTML inside another format.
pub(super) fn fragment(file: &str, place: Span, pieces: &mut Pieces<'_>) {
    let mut tokens = Tokens::read(place.of(file));
    tokens.flatten();
    let mut line = None;
    for item in &mut tokens.items {
        let at = Span::new(place.start + item.place.start, place.start + item.place.end);
        if line.is_some_and(|line| line != item.line) {
            pieces.end_line(true);
        }
        line = Some(item.line);
        match &item.content {
            Content::Comment => pieces.comment(at, false),
            Content::Space => pieces.space(at),
            Content::Text => text(file, at, false, &mut HashMap::new(), pieces),
            Content::Odd(value) => pieces.instead(value, at),
        }
    }
}

/// The page as a tokenizer reads it.
#[derive(Default)]
struct Tokens {
    items: Vec<Item>,
    /// The page again, with the number of each item.
    copy: String,
    deepest: usize,
    most_formatting: usize,
    /// Elements that a parser makes, those that it opens anew included.
    elements: usize,
}

/// What is known of the article.
#[derive(Default)]
struct Article {
    /// For each item, whether it is part of it; `None`: nobody can tell.
    texts: Option<Vec<bool>>,
    title: String,
}

impl Tokens {
    fn read(file: &str) -> Self {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let tokens = html5gum::Tokenizer::new_with_emitter(file, emitter);
        let mut tokens = tokens.map(|Ok(token)| token).filter(|token| !matches!(token, Token::Error(_))).peekable();
        let mut reading = Reading::of(file);
        while let Some(token) = tokens.next() {
            match token {
                Token::StartTag(tag) => reading.start_tag(&tag),
                Token::EndTag(tag) => reading.end_tag(&tag),
                Token::String(text) => {
                    let next = tokens.peek().map_or(file.len(), |next| match next {
                        Token::StartTag(tag) => tag.span.start,
                        Token::EndTag(tag) => tag.span.start,
                        Token::Comment(comment) => comment.span.start,
                        Token::Doctype(doctype) => doctype.span.start,
                        Token::String(_) | Token::Error(_) => text.span.end,
                    });
                    let value = String::from_utf8_lossy(&text.value);
                    reading.text(&value, text.span.start..text.span.end, next);
                }
                Token::Comment(comment) => reading.comment(comment.span.start..comment.span.end),
                Token::Doctype(doctype) => {
                    reading.end = doctype.span.end;
                    reading.read.copy.push_str("<!DOCTYPE html>");
                }
                Token::Error(_) => {}
            }
        }
        reading.read
    }

    /// Writes the number of the next item into the copy.
    fn number(&mut self) {
        let number = self.items.len() as u32;
        self.copy.extend(char::from_u32(HIGH + number / DIGIT_BASE));
        self.copy.extend(char::from_u32(LOW + number % DIGIT_BASE));
    }

    /// Whether a parser gets through the page in linear time and memory.
    fn is_sane(&self) -> bool {
        self.deepest <= DEPTH && self.most_formatting <= OPEN_FORMATTING && self.elements <= ELEMENTS
    }

    /// Finds each item in the tree, and the article.
    fn parse(&mut self) -> Article {
        let doc = Document::from(std::mem::take(&mut self.copy));
        walk(&doc, &mut self.items);
        let config = Config { disable_json_ld: true, char_threshold: BRIEF, ..Config::default() };
        let parsed = Readability::with_document(doc, None, Some(config)).and_then(|mut page| page.parse());
        let Ok(parsed) = parsed else { return Article::default() };
        let mut texts = vec![false; self.items.len()];
        for number in numbers(&parsed.text_content).map(|(number, _)| number) {
            if let Some(text) = texts.get_mut(number) {
                *text = true;
            }
        }
        Article { texts: Some(texts), title: parsed.title.to_string() }
    }

    /// Takes the lines from the tags alone.
    fn flatten(&mut self) -> Article {
        for item in &mut self.items {
            item.found = Some(Found { line: item.line, block: item.line, ..Found::default() });
        }
        Article::default()
    }
}

/// A page while its tokens are read, one after the other.
struct Reading<'f> {
    file: &'f str,
    read: Tokens,
    /// Where the last token ended.
    end: usize,
    /// Inside an element whose content the tokenizer gives as one text.
    raw: bool,
    /// Inside one whose content is no text.
    silent: bool,
    /// Elements that are open, without the formatting ones.
    depth: usize,
    /// Formatting elements that are open.
    formatting: usize,
    line: u32,
    /// Character references that were read before, and what they stand for.
    references: HashMap<String, String>,
}

impl<'f> Reading<'f> {
    fn of(file: &'f str) -> Self {
        Self {
            file,
            read: Tokens { copy: String::with_capacity(file.len()), ..Tokens::default() },
            end: 0,
            raw: false,
            silent: false,
            depth: 0,
            formatting: 0,
            line: 0,
            references: HashMap::new(),
        }
    }

    /// A place as the tokenizer gives it, without a piece of a character at either end.
    fn span(&self, place: Range<usize>) -> Span {
        let boundary = |at: usize| (0..=at.min(self.file.len())).rev().find(|&at| self.file.is_char_boundary(at));
        let (start, end) = (boundary(place.start).unwrap_or_default(), boundary(place.end).unwrap_or_default());
        Span::new(start as u32, end.max(start) as u32)
    }

    fn start_tag(&mut self, tag: &StartTag<usize>) {
        self.end = tag.span.end;
        let name = &*String::from_utf8_lossy(&tag.name);
        self.silent = RAW.contains(&name);
        self.raw = self.silent || matches!(name, "title" | "textarea");
        let breaks = BLOCKS.contains(&name);
        self.line += u32::from(breaks || name == "br");
        if self.silent {
            return;
        }
        self.read.elements += 1 + if breaks { self.formatting } else { 0 };
        if FORMATTING.contains(&name) {
            self.formatting += 1;
            self.read.most_formatting = self.read.most_formatting.max(self.formatting);
        } else if !VOID.contains(&name) && !CLOSED_BY_NEXT.contains(&name) && !tag.self_closing {
            self.depth += 1;
            self.read.deepest = self.read.deepest.max(self.depth);
        }
        if tag.attributes.len() > ATTRIBUTES || FORMATTING.contains(&name) && !tag.attributes.is_empty() {
            self.read.copy.push_str(&format!("<{name}>"));
        } else {
            let written = self.span(tag.span.start..tag.span.end).of(self.file);
            self.read.copy.push_str(written);
        }
    }

    fn end_tag(&mut self, tag: &EndTag<usize>) {
        self.end = tag.span.end;
        let name = &*String::from_utf8_lossy(&tag.name);
        self.raw = false;
        self.line += u32::from(BLOCKS.contains(&name));
        if std::mem::take(&mut self.silent) || RAW.contains(&name) {
            return;
        }
        if FORMATTING.contains(&name) {
            self.formatting = self.formatting.saturating_sub(1);
        } else if !VOID.contains(&name) && !CLOSED_BY_NEXT.contains(&name) {
            self.depth = self.depth.saturating_sub(1);
        }
        self.read.copy.push_str(&format!("</{name}>"));
    }

    /// A text: what the tokenizer read, where, and where the next token begins.
    fn text(&mut self, value: &str, place: Range<usize>, next: usize) {
        if self.silent {
            return;
        }
        if self.raw {
            escape(value, &mut self.read.copy);
            return;
        }
        let start = place.start.max(self.end);
        // An unfinished tag at the end of the file is no text, and no token either.
        let places = [self.span(start..next), self.span(start..place.end)];
        let mut place = places[0];
        let content = if value.chars().all(is_space) {
            self.read.copy.push(' ');
            Content::Space
        } else {
            self.read.number();
            escape(value, &mut self.read.copy);
            match places.into_iter().find(|place| says(place.of(self.file), value, &mut self.references)) {
                Some(exact) => {
                    place = exact;
                    Content::Text
                }
                None => Content::Odd(value.split(is_space).collect::<Vec<_>>().join(" ")),
            }
        };
        self.end = place.end as usize;
        self.read.items.push(Item { place, content, line: self.line, found: None });
    }

    fn comment(&mut self, place: Range<usize>) {
        self.end = place.end;
        let place = self.span(place);
        if is_for_mtlint(place.of(self.file)) {
            self.read.copy.push_str("<!--");
            self.read.number();
            self.read.copy.push_str("-->");
            self.read.items.push(Item { place, content: Content::Comment, line: self.line, found: None });
        }
    }
}

/// Adds a text as HTML. Characters that would be a number are replaced.
fn escape(text: &str, copy: &mut String) {
    for c in text.chars() {
        match c {
            '&' => copy.push_str("&amp;"),
            '<' => copy.push_str("&lt;"),
            '>' => copy.push_str("&gt;"),
            c if u32::from(c) >= HIGH => copy.push(char::REPLACEMENT_CHARACTER),
            c => copy.push(c),
        }
    }
}

/// The numbers in a text that came from the copy, and where each ends.
fn numbers(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut high = None;
    text.char_indices().filter_map(move |(at, c)| {
        let code = u32::from(c);
        match code {
            LOW.. => Some(((high.take()? * DIGIT_BASE + (code - LOW)) as usize, at + c.len_utf8())),
            HIGH.. => {
                high = Some(code - HIGH);
                None
            }
            _ => None,
        }
    })
}

/// Where each item is in the tree.
fn walk(doc: &Document, items: &mut [Item]) {
    let mut state = Found::default();
    let mut before: Vec<Found> = Vec::new();
    let root = doc.root();
    let mut node = Some(root);
    while let Some(here) = node {
        if here.is_text() {
            let text = here.text();
            for (number, _) in numbers(&text) {
                if let Some(item) = items.get_mut(number) {
                    item.found = Some(state);
                }
            }
        } else if here.is_comment() {
            let text = here.html();
            for (number, _) in numbers(&text) {
                if let Some(item) = items.get_mut(number) {
                    item.found = Some(state);
                }
            }
        }
        let element = here.is_element();
        if element {
            before.push(state);
            enter(&here, &mut state);
        }
        if let Some(child) = here.first_child() {
            node = Some(child);
            continue;
        }
        let mut done = here;
        node = loop {
            if done.is_element()
                && let Some(outer) = before.pop()
            {
                let breaks = is_block(&done);
                state = Found { line: state.line + u32::from(breaks), block: state.block + u32::from(breaks), ..outer };
            }
            if let Some(next) = done.next_sibling() {
                break Some(next);
            }
            match done.parent() {
                Some(parent) => done = parent,
                None => break None,
            }
        };
    }
}

fn is_block(node: &NodeRef<'_>) -> bool {
    node.node_name().is_some_and(|name| BLOCKS.contains(&&*name))
}

fn enter(node: &NodeRef<'_>, state: &mut Found) {
    let Some(name) = node.node_name() else { return };
    let name = &*name;
    if BLOCKS.contains(&name) {
        state.line += 1;
        state.block += 1;
    } else if name == "br" {
        state.line += 1;
    }
    state.hidden |= UNSEEN.contains(&name) || is_hidden(node);
    state.boxed |= BOXES.contains(&name) || node.attr("role").is_some_and(|role| BOX_ROLES.contains(&&*role));
    state.link |= name == "a";
    state.pre |= name == "pre";
    state.code |= matches!(name, "code" | "kbd" | "samp" | "tt");
    state.role = match name {
        "h1" => Role::Title,
        "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
        "figcaption" | "caption" => Role::Caption,
        "li" | "dd" | "dt" => Role::ListItem,
        // A table may hold the whole page.
        "td" | "th" => Role::None,
        _ => state.role,
    };
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let styled = |style: &str| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    node.has_attr("hidden") || node.attr("style").is_some_and(|style| styled(&style))
}

/// The visible lines, in the order of the file.
fn lines(file: &str, items: &[Item], article: Option<&[bool]>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Some(found) = item.found.filter(|found| !found.hidden) else { continue };
        if matches!(item.content, Content::Comment | Content::Space) {
            continue;
        }
        let text = item.place.of(file);
        let chars = text.chars().filter(|c| !is_space(*c)).count();
        let part = article.is_some_and(|texts| texts[index]);
        if lines.last().is_none_or(|line| line.found.line != found.line) {
            lines.push(Line {
                items: index..index,
                found,
                article: false,
                chars: 0,
                link_chars: 0,
                words: 0,
                ended: false,
            });
        }
        let Some(line) = lines.last_mut() else { continue };
        line.items.end = index + 1;
        line.article |= part;
        line.chars += chars;
        line.link_chars += if found.link { chars } else { 0 };
        line.words += text.split(is_space).filter(|word| !word.is_empty()).count();
        let last = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '»' | '"' | '”' | ')'));
        line.ended = last.ends_with(['.', '!', '?', '؟', '…', '۔']);
    }
    lines
}

/// Says of each line whether it is the article's.
fn mark_article(file: &str, items: &[Item], lines: &mut [Line], article: &Article) {
    if article.texts.is_none() {
        for line in lines.iter_mut() {
            line.article = !line.found.boxed;
        }
    }
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    // It is searched for each line.
    let title = Some(words(&article.title)).filter(|title| title.len() <= TITLE_BYTES).unwrap_or_default();
    let of_title = |line: &Line| {
        let text: Vec<String> = line.items.clone().map(|item| words(items[item].place.of(file))).collect();
        let text = words(&text.join(" "));
        !text.is_empty() && !title.is_empty() && (title.contains(&text) || text.contains(&title))
    };
    let named =
        |role: Role| lines.iter().position(|line| line.found.role == role && !line.found.boxed && of_title(line));
    let first = || lines.iter().position(|line| line.found.role == Role::Title && !line.found.boxed);
    let other = || {
        lines
            .iter()
            .position(|line| line.words >= TITLE_WORDS && !line.found.boxed && !line.found.link && of_title(line))
    };
    let headline = named(Role::Title).or_else(first).or_else(|| named(Role::Heading)).or_else(other);
    if let Some(headline) = headline {
        // A heading broken into lines is one element.
        let Found { block, role, .. } = lines[headline].found;
        let whole = |line: &Line| matches!(role, Role::Title | Role::Heading) && line.found.block == block;
        for (_, line) in lines.iter_mut().enumerate().filter(|(index, line)| *index == headline || whole(line)) {
            line.article = true;
            line.found.role = Role::Title;
        }
    }
    for (index, line) in lines.iter_mut().enumerate() {
        let own = headline.is_some_and(|headline| index >= headline);
        if line.found.role == Role::Title && !(own && line.article) {
            line.found.role = Role::Heading;
        }
    }
    let from = headline.or_else(|| lines.iter().position(|line| line.article)).unwrap_or(lines.len());
    let to = lines.iter().rposition(|line| line.article).map_or(from, |last| last.max(from));
    for line in lines.iter_mut().take(to).skip(from) {
        let reads = line.words >= LEDE_WORDS && line.ended || line.found.role == Role::Caption;
        line.article |= reads && !line.found.boxed && line.link_chars * 3 <= line.chars;
    }
}

fn lay_out(file: &str, items: &[Item], lines: &[Line]) -> Page {
    let mut pieces = Pieces::of(file);
    let mut references = HashMap::new();
    let mut lines = lines.iter().peekable();
    let mut block = None;
    let mut open: Option<Found> = None;
    for (index, item) in items.iter().enumerate() {
        if let Content::Comment = item.content {
            let inside = open.zip(item.found).is_some_and(|(open, here)| open.line == here.line);
            pieces.comment(item.place, inside);
            if !inside {
                open = None;
            }
            continue;
        }
        while lines.peek().is_some_and(|line| line.items.end <= index) {
            lines.next();
        }
        if let Content::Space = item.content {
            pieces.space(item.place);
            continue;
        }
        let Some(found) = item.found.filter(|found| !found.hidden) else { continue };
        let Some(line) = lines.peek() else { break };
        if open.is_none_or(|open| open.line != found.line) {
            pieces.end_line(block.is_some_and(|block| block != found.block));
            block = Some(found.block);
            open = Some(found);
            pieces.set_kind(kind(line));
        }
        let mut add = |pieces: &mut Pieces<'_>| match &item.content {
            Content::Odd(value) => pieces.instead(value, item.place),
            _ => text(file, item.place, found.pre, &mut references, pieces),
        };
        if found.code && !found.pre {
            // Between back-ticks, as rules know code in plain text.
            pieces.code(|pieces| {
                pieces.instead("`", Span::new(item.place.start, item.place.start));
                add(pieces);
                pieces.instead("`", Span::new(item.place.end, item.place.end));
            });
        } else {
            add(&mut pieces);
        }
    }
    pieces.finish()
}

fn kind(line: &Line) -> Option<ParagraphKind> {
    if !line.article {
        return Some(ParagraphKind::Outside);
    }
    if line.found.pre {
        return Some(ParagraphKind::Code);
    }
    match line.found.role {
        Role::Title => Some(ParagraphKind::Headline),
        Role::Heading => Some(ParagraphKind::Heading),
        Role::Caption => Some(ParagraphKind::Caption),
        Role::ListItem => Some(ParagraphKind::ListItem),
        Role::None => None,
    }
}

/// Adds a text with its character references read.
fn text(file: &str, place: Span, pre: bool, known: &mut HashMap<String, String>, pieces: &mut Pieces<'_>) {
    for (part, reference) in parts(place.of(file), known) {
        let part = Span::new(place.start + part.start, place.start + part.end);
        match reference {
            Some(text) => pieces.instead(&text, part),
            None if pre => {
                let mut start = part.start;
                for (index, line) in part.of(file).split('\n').enumerate() {
                    if index > 0 {
                        pieces.end_line(false);
                    }
                    pieces.exact(Span::new(start, start + line.len() as u32));
                    start += line.len() as u32 + 1;
                }
            }
            None => pieces.text(part),
        }
    }
}

/// Whether a text of the file says this when its character references are read.
fn says(text: &str, value: &str, known: &mut HashMap<String, String>) -> bool {
    if !text.contains(['&', '\r']) {
        return text == value;
    }
    let mut read = String::with_capacity(value.len());
    for (part, reference) in parts(text, known) {
        match reference {
            Some(reference) => read.push_str(&reference),
            None => read.push_str(&part.of(text).replace("\r\n", "\n").replace('\r', "\n")),
        }
    }
    read == value
}

/// Longest character reference that is read as one piece: the longest name has 31 letters.
const REFERENCE_LENGTH: usize = 40;

/// The stretches of a text, and what those stand for that are character references.
fn parts(text: &str, known: &mut HashMap<String, String>) -> Vec<(Span, Option<String>)> {
    let mut parts = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(start) = text[at..].find('&').map(|found| at + found) {
        let rest = &text.as_bytes()[start + 1..];
        let inside =
            rest.iter().take(REFERENCE_LENGTH).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
        let end = start + 1 + inside + usize::from(rest.get(inside) == Some(&b';'));
        at = end;
        let reference = &text[start..end];
        if inside == 0 {
            continue;
        }
        let value = known.entry(reference.to_owned()).or_insert_with(|| read_reference(reference));
        if value != reference {
            parts.push((Span::new(plain as u32, start as u32), None));
            parts.push((Span::new(start as u32, end as u32), Some(value.clone())));
            plain = end;
        }
    }
    parts.push((Span::new(plain as u32, text.len() as u32), None));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// What a character reference stands for, by the same tokenizer.
fn read_reference(reference: &str) -> String {
    let Ok(tokens) = html5gum::Tokenizer::new(reference).collect::<Result<Vec<_>, _>>();
    let text = tokens.into_iter().filter_map(|token| match token {
        Token::String(text) => Some(String::from_utf8_lossy(&text.value).into_owned()),
        _ => None,
    });
    text.collect()
}
