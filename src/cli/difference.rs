//! The difference that `--diff` prints, with the names that `git apply` and `patch -p1` read.

use crate::fix::unified_diff;
use crate::input::Origin;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// What mending makes of a document; nothing when it stays as it is.
pub(super) fn difference(origin: &Origin, before: &str, after: &str) -> String {
    let difference = unified_diff("", before, after);
    let Some(hunks) = difference.splitn(3, '\n').nth(2) else { return difference };
    let path = match origin {
        Origin::File(path) => from_here(path),
        origin => from_here(Path::new(&origin.name())),
    };
    let name = bytes(&path);
    format!("--- {}\n+++ {}\n{hunks}", quoted("a/", &name), quoted("b/", &name))
}

/// Where a file stands from the working folder, or if it is outside of it from the root: both programs refuse `..` and
/// leading slashes.
fn from_here(path: &Path) -> PathBuf {
    let is_below = path.is_relative() && path.components().all(|part| part != Component::ParentDir);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (false, Some(name), Ok(folder)) = (is_below, path.file_name(), fs::canonicalize(folder)) else {
        return path.to_owned();
    };
    let full = folder.join(name);
    let here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    let below = full.strip_prefix(&here).unwrap_or(&full);
    below.components().filter(|part| !matches!(part, Component::RootDir | Component::Prefix(_))).collect()
}

/// A name in the head of a difference: in quotation marks as in C where it would break its line or is no text. A tab ends a
/// name with spaces.
fn quoted(side: &str, name: &[u8]) -> String {
    let means_itself = |c: char| !c.is_control() && !matches!(c, '"' | '\\');
    if let Some(name) = str::from_utf8(name).ok().filter(|name| name.chars().all(means_itself)) {
        return format!("{side}{name}{}", if name.contains(' ') { "\t" } else { "" });
    }
    let mut quoted = format!("\"{side}");
    for &byte in name {
        match byte {
            b'\t' => quoted.push_str("\\t"),
            b'\n' => quoted.push_str("\\n"),
            b'\r' => quoted.push_str("\\r"),
            b'"' | b'\\' => quoted.extend(['\\', char::from(byte)]),
            b' '..=b'~' => quoted.push(char::from(byte)),
            _ => {
                let _ = write!(quoted, "\\{byte:03o}");
            }
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(unix)]
fn bytes(path: &Path) -> Cow<'_, [u8]> {
    use std::os::unix::ffi::OsStrExt as _;
    path.as_os_str().as_bytes().into()
}

#[cfg(not(unix))]
fn bytes(path: &Path) -> Cow<'_, [u8]> {
    path.to_string_lossy().replace('\\', "/").into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_as_git_quotes_them() {
        let cases: [(&[u8], &str); 6] = [
            (b"a.txt", "a/a.txt"),
            ("نام تازه.txt".as_bytes(), "a/نام تازه.txt\t"),
            (b"nl\nb.txt", r#""a/nl\nb.txt""#),
            (b"tab\tb \"c\"\\.txt", r#""a/tab\tb \"c\"\\.txt""#),
            (b"bad\xff.txt", r#""a/bad\377.txt""#),
            (b"bell\x07.txt", r#""a/bell\007.txt""#),
        ];
        for (name, head) in cases {
            assert_eq!(quoted("a/", name), head);
        }
    }
}
