//! What documents are counted by.

use super::row::ScoreRow;
use std::path::Path;

/// A field of the corpus, or what is known of a document without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// A field of the corpus.
    Field(String),
    /// The language in which the document was checked.
    Lang,
    /// The host of its address.
    Host,
    /// The file that it stands in.
    File,
    /// The folder of that file.
    Folder,
}

/// Names of what is no field.
const KNOWN: [(&str, GroupBy); 4] =
    [("@lang", GroupBy::Lang), ("@host", GroupBy::Host), ("@file", GroupBy::File), ("@folder", GroupBy::Folder)];

impl GroupBy {
    /// Reads the name of a field, or `@lang`, `@host`, `@file`, `@folder`.
    ///
    /// # Errors
    /// When another name begins with `@`.
    pub fn parse(name: &str) -> Result<Self, String> {
        if !name.starts_with('@') {
            return Ok(Self::Field(name.to_owned()));
        }
        let known = KNOWN.into_iter().find(|(known, _)| *known == name).map(|(_, group)| group);
        known.ok_or_else(|| {
            let names = KNOWN.map(|(name, _)| name).join(", ");
            format!("{name:?} is none of {names}; a field with such a name is written /{name}")
        })
    }

    /// As it is written.
    #[must_use]
    pub fn name(&self) -> &str {
        let known = KNOWN.iter().find(|(_, group)| group == self);
        known.map_or_else(|| self.field().unwrap_or_default(), |(name, _)| name)
    }

    /// The field of the corpus, where it is one.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        if let Self::Field(field) = self { Some(field) } else { None }
    }

    /// Puts the group into a row, where it is no field that was read.
    pub fn fill(&self, row: &mut ScoreRow) {
        let labels = &mut row.labels;
        let folder = |path: &str| {
            let folder = Path::new(path).parent().map_or("", |folder| folder.to_str().unwrap_or_default());
            if folder.is_empty() { ".".to_owned() } else { folder.to_owned() }
        };
        match self {
            Self::Field(_) => {}
            Self::Lang => labels.group = row.outcome.as_ref().ok().map(|document| document.lang.to_string()),
            Self::Host => labels.group = labels.url.as_deref().and_then(host),
            Self::File => labels.group = Some(labels.path.to_string()),
            Self::Folder => labels.group = Some(folder(&labels.path)),
        }
    }
}

/// The host of an address, without its port and in small letters; `None` where there is none.
fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("//")?;
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    // An address of IPv6 stands in brackets.
    let end = host.find(']').map_or_else(|| host.find(':'), |bracket| Some(bracket + 1));
    let host = host[..end.unwrap_or(host.len())].trim_end_matches('.');
    (!host.is_empty()).then(|| host.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_from_what_stands_around_them() {
        for (url, expected) in [
            ("https://News.Example.org/a/b?c#d", Some("news.example.org")),
            ("http://user:secret@example.org:8080", Some("example.org")),
            ("//example.org./", Some("example.org")),
            ("https://خبر.example/", Some("خبر.example")),
            ("https://[::1]:80/x", Some("[::1]")),
            ("example.org/a", None),
            ("https:///a", None),
            ("", None),
        ] {
            assert_eq!(host(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn names_with_an_at_are_known_or_refused() {
        assert_eq!(GroupBy::parse("@host"), Ok(GroupBy::Host));
        assert_eq!(
            GroupBy::parse("/@type").map(|group| group.field().map(str::to_owned)),
            Ok(Some("/@type".to_owned()))
        );
        assert!(GroupBy::parse("@type").is_err_and(|error| error.contains("/@type")));
    }
}
