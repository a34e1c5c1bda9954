//! Which fields of a corpus mean what.

use crate::lang::Lang;
use std::borrow::Cow;
use std::fmt;

/// Fields that a record can have, in the order of [`Fields`].
pub const ROLES: usize = 6;
/// Their places.
pub const TEXT: usize = 0;
pub const ID: usize = 1;
pub const LANG: usize = 2;
pub const URL: usize = 3;
pub const SOURCE: usize = 4;
pub const GROUP: usize = 5;
/// Names of fields that are read when nobody names others.
const USUAL: [Option<&str>; ROLES] = [Some("text"), Some("id"), None, Some("url"), None, None];

/// A field by its name. `a.b` and `/a/b` (JSON Pointer, RFC 6901) are the field `b` of the object `a`; a name with a dot in
/// it can only be written as a pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    /// As it was written.
    pub written: String,
    /// The names on the way.
    pub path: Vec<String>,
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// When a name on the way is empty.
    pub fn parse(written: &str) -> Result<Self, String> {
        let path: Vec<String> = match written.strip_prefix('/') {
            Some(pointer) => pointer.split('/').map(|name| name.replace("~1", "/").replace("~0", "~")).collect(),
            None => written.split('.').map(str::to_owned).collect(),
        };
        if path.iter().any(String::is_empty) {
            return Err(format!("{written:?} is no field: a name is empty"));
        }
        Ok(Self { written: written.to_owned(), path })
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// The fields of a corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// Text, id, language, url, source, group.
    pub roles: [Option<Selector>; ROLES],
    /// Which of them somebody asked for: these must be there where columns have names.
    pub named: [bool; ROLES],
    tree: Vec<Node>,
}

/// A name on the way to the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    pub name: String,
    /// Roles that the value has, as bits.
    pub roles: u8,
    /// What is looked for inside it.
    pub inside: Vec<Node>,
}

impl Fields {
    /// The fields with these names: text, id, language, url, source, group. Without a name the text is `text`, the id `id`
    /// and the address `url`, where there are such fields.
    ///
    /// # Errors
    /// When a name is none, or one field lies inside another.
    pub fn new(names: [Option<&str>; ROLES]) -> Result<Self, String> {
        let named = names.map(|name| name.is_some());
        let mut roles: [Option<Selector>; ROLES] = Default::default();
        for ((role, name), usual) in roles.iter_mut().zip(names).zip(USUAL) {
            *role = name.or(usual).map(Selector::parse).transpose()?;
        }
        let mut tree = Vec::new();
        for (role, selector) in roles.iter().enumerate() {
            let Some(selector) = selector else { continue };
            let overlaps = add(&mut tree, &selector.path, 1 << role);
            overlaps.map_err(|()| format!("the field {selector} overlaps with another"))?;
        }
        Ok(Self { roles, named, tree })
    }

    /// The fields with these names of corpora that are all CSV or TSV: columns have any names, and none lies inside another.
    #[must_use]
    pub fn of_columns(names: [Option<&str>; ROLES]) -> Self {
        let column = |name: &str| Selector { written: name.to_owned(), path: vec![name.to_owned()] };
        let roles = std::array::from_fn(|role| names[role].or(USUAL[role]).map(column));
        Self { roles, named: names.map(|name| name.is_some()), tree: Vec::new() }
    }

    pub(super) fn tree(&self) -> &[Node] {
        &self.tree
    }

    /// The selector of the text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.roles[TEXT].as_ref().map_or("text", |selector| &selector.written)
    }
}

fn add(nodes: &mut Vec<Node>, path: &[String], role: u8) -> Result<(), ()> {
    let Some((name, rest)) = path.split_first() else { return Ok(()) };
    let at = nodes.iter().position(|node| node.name == *name).unwrap_or_else(|| {
        nodes.push(Node { name: name.clone(), ..Node::default() });
        nodes.len() - 1
    });
    let node = &mut nodes[at];
    if rest.is_empty() {
        node.roles |= role;
    } else {
        add(&mut node.inside, rest, role)?;
    }
    if node.roles != 0 && !node.inside.is_empty() { Err(()) } else { Ok(()) }
}

/// What stands in a field.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value<'t> {
    /// The field is not there.
    #[default]
    Missing,
    /// JSON `null`, an empty value of a column.
    Null,
    /// A text.
    Text(Cow<'t, str>),
    /// A number or a truth value, as it is written.
    Plain(String),
    /// Something else: what.
    Other(&'static str),
}

impl<'t> Value<'t> {
    /// The text of a document.
    ///
    /// # Errors
    /// When there is none: what stands there.
    pub fn text(self, field: &str) -> Result<Cow<'t, str>, String> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Missing => Err(format!("no field {field:?}")),
            Self::Null => Err(format!("{field:?} is null")),
            Self::Plain(value) => Err(format!("{field:?} is {value}, not a text")),
            Self::Other(what) => Err(format!("{field:?} is {what}, not a text")),
        }
    }

    /// A label: a text, or a number as it is written.
    ///
    /// # Errors
    /// When it is neither.
    pub fn label(self, field: &str) -> Result<Option<String>, String> {
        match self {
            // A cell of CSV cannot tell an empty text from none.
            Self::Text(text) => Ok(Some(text.into_owned()).filter(|text| !text.is_empty())),
            Self::Plain(value) => Ok(Some(value)),
            Self::Missing | Self::Null => Ok(None),
            Self::Other(what) => Err(format!("{field:?} is {what}, neither a text nor a number")),
        }
    }
}

/// The language that a tag of BCP 47 or a code of ISO 639 names, where mtlint has a pack for it; of others the text tells
/// more.
#[must_use]
pub fn language(tag: &str) -> Option<Lang> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match primary.as_str() {
        "fas" | "per" | "pes" => Some(Lang::FA),
        "ara" | "arb" => Some(Lang::AR),
        code => Lang::supported_by_code(code),
    }
}
