//! Comments in Markdown and HTML that let findings stand:
//! `<!-- mtlint-ignore repeated-phrase: the minister said it twice -->`.
//!
//! | comment | reaches |
//! | --- | --- |
//! | `mtlint-ignore RULE: reason` | the block that it stands in or, alone on its line, the block behind it; empty lines bound blocks |
//! | `mtlint-ignore-next-line RULE: reason` | the next line |
//! | `mtlint-ignore-start RULE: reason` | up to `mtlint-ignore-end RULE`, else to the end of the text |
//! | `mtlint-ignore-file RULE: reason` | the whole text |
//!
//! `RULE` is one name, several with commas, or `all`.

use super::{Note, Silenced, Silencer};
use crate::finding::Finding;
use crate::rules;
use crate::span::{LineIndex, Span};
use std::borrow::Cow;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";
/// What a comment begins with that is meant for mtlint.
const KEYWORD: &str = "mtlint-ignore";
/// Name that stands for every rule.
const EVERY_RULE: &str = "all";

#[derive(Debug)]
struct Comment {
    line: u32,
    at: u32,
    /// What it covers.
    reach: Span,
    rules: Vec<String>,
    reason: String,
    /// A region that nothing has ended yet.
    open: bool,
    used: bool,
}

/// Most comments of a text that are read: the rest are named in a note. Nobody writes so many by hand.
const MOST: usize = 1000;

/// The comments of a text that are meant for mtlint.
#[derive(Debug, Default)]
pub struct Comments {
    comments: Vec<Comment>,
    /// Where comments stand, in order.
    places: Vec<Span>,
    notes: Vec<Note>,
}

/// A text with its comments turned to spaces, and what bounds the reach of a comment in it.
struct Ground<'t> {
    blank: Cow<'t, str>,
    lines: LineIndex<'t>,
    /// Runs of lines that are not empty.
    blocks: Vec<Span>,
}

impl Comments {
    /// Reads the comments of a text. `own_rules` are the rules that mtlint does not know by itself.
    #[must_use]
    pub fn read<'r>(text: &str, own_rules: impl Iterator<Item = &'r str> + Clone) -> Self {
        let mut read = Self::default();
        if !text.contains(KEYWORD) {
            return read;
        }
        let mut from = 0;
        while let Some(start) = text[from..].find(OPEN).map(|at| from + at) {
            let inside = start + OPEN.len();
            let Some(end) = text[inside..].find(CLOSE).map(|at| inside + at) else { break };
            from = end + CLOSE.len();
            if text[inside..end].trim_start().starts_with(KEYWORD) {
                read.places.push(Span::new(start as u32, from as u32));
            }
        }
        let blank = read.blank(text);
        let blocks = blocks(&blank);
        let ground = Ground { blank, lines: LineIndex::new(text), blocks };
        for at in 0..read.places.len() {
            let place = read.places[at];
            let line = ground.lines.position(place.start).line;
            if at == MOST {
                let message = format!("more than {MOST} comments: this one and those behind it are not read");
                read.notes.push(Note { line, at: place.start, message });
                break;
            }
            let content = &place.of(text)[OPEN.len()..place.len() as usize - CLOSE.len()];
            let rest = content.trim().strip_prefix(KEYWORD).unwrap_or_default();
            if let Err(message) = read.add(rest, place, line, &ground, own_rules.clone()) {
                read.notes.push(Note { line, at: place.start, message });
            }
        }
        let open = read.comments.iter().filter(|comment| comment.open).map(|comment| Note {
            line: comment.line,
            at: comment.at,
            message: format!(
                "nothing ends what starts here: up to the end of the text everything of {} is let stand",
                comment.rules.join(", ")
            ),
        });
        read.notes.extend(open);
        read.notes.sort_by_key(|note| note.at);
        read
    }

    fn add<'r>(
        &mut self,
        rest: &str,
        place: Span,
        line: u32,
        ground: &Ground<'_>,
        own_rules: impl Iterator<Item = &'r str> + Clone,
    ) -> Result<(), String> {
        let ends_word = |c: char| !(c.is_ascii_alphabetic() || c == '-');
        let (word, rest) = rest.split_at(rest.find(ends_word).unwrap_or(rest.len()));
        let (names, reason) = rest.split_once(':').unwrap_or((rest, ""));
        let names = names.split(|c: char| c == ',' || c.is_whitespace()).filter(|name| !name.is_empty());
        let rules: Vec<String> = names.map(str::to_owned).collect();
        let text_end = ground.blank.len() as u32;
        let reach = match word {
            "" => ground.block(place),
            "-next-line" => ground.next_line(place.end),
            "-start" => Span::new(place.end, text_end),
            "-end" => place,
            "-file" => Span::new(0, text_end),
            _ => {
                let words = ["", "-next-line", "-start", "-end", "-file"].map(|word| format!("{KEYWORD}{word}"));
                return Err(format!("{KEYWORD}{word} says nothing; there are {}", words.join(", ")));
            }
        };
        if rules.is_empty() {
            return Err(format!("the comment names no rule; write {KEYWORD}{word} RULE: reason"));
        }
        for name in &rules {
            let own = own_rules.clone();
            if name != EVERY_RULE && rules::by_name(name).is_none() && !own.clone().any(|own| own == name) {
                let near = rules::nearest(name, rules::metas().map(|meta| meta.name).chain(own));
                let hint = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
                return Err(format!("there is no rule {name:?}{hint}"));
            }
        }
        if word == "-end" {
            let is_open = |comment: &&mut Comment| comment.open && comment.rules == rules;
            let Some(open) = self.comments.iter_mut().rev().find(is_open) else {
                return Err(format!("nothing was started that ends here for {}", rules.join(", ")));
            };
            open.open = false;
            open.reach.end = place.start;
            return Ok(());
        }
        let reason = reason.trim().to_owned();
        self.comments.push(Comment {
            line,
            at: place.start,
            reach,
            rules,
            reason,
            open: word == "-start",
            used: false,
        });
        Ok(())
    }

    /// The text with its comments turned to spaces, so that nothing is found in them and every offset stays.
    #[must_use]
    pub fn blank<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.places.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut blank = String::with_capacity(text.len());
        let mut from = 0;
        for place in &self.places {
            blank.push_str(&text[from..place.start as usize]);
            let kept = |byte: u8| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' };
            blank.extend(place.of(text).bytes().map(kept));
            from = place.end as usize;
        }
        blank.push_str(&text[from..]);
        Cow::Owned(blank)
    }

    /// The comment that lets findings of a rule stand in a place: the narrowest that reaches it. Every one that
    /// does is used.
    fn silencer(&mut self, rule: &str, place: Span) -> Option<Silencer> {
        let reaches = |comment: &&mut Comment| {
            comment.rules.iter().any(|name| name == rule || name == EVERY_RULE) && comment.reach.contains(place)
        };
        let mut answer: Option<&mut Comment> = None;
        for comment in self.comments.iter_mut().filter(reaches) {
            comment.used = true;
            if answer.as_ref().is_none_or(|known| comment.reach.len() < known.reach.len()) {
                answer = Some(comment);
            }
        }
        answer.map(|comment| Silencer::Comment { line: comment.line, at: comment.at, reason: comment.reason.clone() })
    }

    /// Whether the text has none.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Splits findings into those that stay and those that comments silence. A habit stays with the places that no
    /// comment reaches.
    pub(crate) fn apply(&mut self, findings: Vec<Finding>) -> (Vec<Finding>, Vec<Silenced>) {
        let (mut kept, mut silenced) = (Vec::with_capacity(findings.len()), Vec::new());
        for finding in findings {
            let mut by = None;
            let rest = finding.clone().outside(|place| {
                let silencer = self.silencer(finding.rule.name, place);
                // What is found on the spaces in the stead of a comment is none.
                let covered = silencer.is_some() || place.touches(&self.places);
                by = by.take().or(silencer);
                covered
            });
            match (rest, by) {
                (Some(rest), _) => kept.push(rest),
                (None, Some(by)) => silenced.push(Silenced { finding, by }),
                (None, None) => {}
            }
        }
        (kept, silenced)
    }

    /// What the writers of the comments should know: comments that say nothing mtlint understands, and those
    /// that silence nothing, if `told` says of each rule they name, or of all (`None`), that
    /// everything it finds is told.
    #[must_use]
    pub fn notes(self, told: impl Fn(Option<&str>) -> bool) -> Vec<Note> {
        let told = |rule: &String| told(Some(rule.as_str()).filter(|&rule| rule != EVERY_RULE));
        let unused = |comment: &Comment| !comment.used && comment.rules.iter().all(told);
        let unused = self.comments.into_iter().filter(unused).map(|comment| Note {
            line: comment.line,
            at: comment.at,
            message: format!("the comment silences nothing: no finding of {} here", comment.rules.join(", ")),
        });
        let mut notes: Vec<Note> = self.notes.into_iter().chain(unused).collect();
        notes.sort_by_key(|note| note.line);
        notes
    }
}

impl Ground<'_> {
    /// The block that a comment is about: the one that it stands in, else the one behind it.
    fn block(&self, place: Span) -> Span {
        let behind = self.blocks.partition_point(|block| block.end <= place.start);
        self.blocks.get(behind).copied().unwrap_or(Span::new(place.end, place.end))
    }

    /// The line behind the one that a place is in.
    fn next_line(&self, place: u32) -> Span {
        let start = line_behind(&self.blank, place as usize);
        Span::new(start as u32, line_behind(&self.blank, start) as u32)
    }
}

/// Where the line behind that of a place begins.
fn line_behind(text: &str, place: usize) -> usize {
    let Some(end) = text[place..].find(['\n', '\r']).map(|at| place + at) else { return text.len() };
    end + if text[end..].starts_with("\r\n") { 2 } else { 1 }
}

/// The runs of lines that are not empty.
fn blocks(text: &str) -> Vec<Span> {
    let mut blocks: Vec<Span> = Vec::new();
    let (mut start, mut joins) = (0, false);
    while start < text.len() {
        let end = line_behind(text, start);
        let line = Span::new(start as u32, end as u32);
        let empty = line.of(text).trim().is_empty();
        match blocks.last_mut().filter(|_| joins && !empty) {
            Some(block) => *block = block.to(line),
            None if !empty => blocks.push(line),
            None => {}
        }
        joins = !empty;
        start = end;
    }
    blocks
}
