//! The import law: a module names only what stands above it in ARCHITECTURE.md.

use crate::project;
use std::path::{Path, PathBuf};

const LAW: [(&str, &[&str]); 18] = [
    ("span", &[]),
    ("words", &[]),
    ("source_map", &["span"]),
    ("lang", &["span"]),
    ("text", &["span", "lang"]),
    ("finding", &["span", "words", "lang"]),
    ("rule", &["span", "words", "lang", "text", "finding"]),
    ("rules", &["span", "words", "lang", "text", "finding", "rule"]),
    ("score", &["finding"]),
    ("config", &["span", "words", "lang", "text", "finding", "rule", "rules", "score"]),
    ("silence", &["span", "lang", "finding", "rules"]),
    ("fix", &["span", "lang", "text", "finding"]),
    ("check", &["span", "lang", "text", "finding", "rule", "rules", "score", "config", "silence", "fix"]),
    ("eval", &["span", "finding"]),
    ("report", &["span", "words", "source_map", "lang", "finding", "rules", "score", "silence", "check", "eval"]),
    ("input", &["span", "source_map", "lang", "text"]),
    (
        "batch",
        &[
            "span",
            "words",
            "source_map",
            "lang",
            "text",
            "finding",
            "rules",
            "score",
            "config",
            "silence",
            "check",
            "eval",
            "report",
            "input",
        ],
    ),
    (
        "cli",
        &[
            "span",
            "words",
            "source_map",
            "lang",
            "text",
            "finding",
            "rule",
            "rules",
            "score",
            "config",
            "silence",
            "fix",
            "check",
            "eval",
            "report",
            "input",
            "batch",
        ],
    ),
];

fn sources(path: &Path, out: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).expect("readable") {
            sources(&entry.expect("readable").path(), out);
        }
    } else if path.extension().is_some_and(|e| e == "rs") {
        out.push(path.to_owned());
    }
}

#[test]
fn modules_import_only_what_stands_above_them() {
    for (module, allowed) in LAW {
        let mut files = Vec::new();
        let folder = project("src").join(module);
        sources(&if folder.is_dir() { folder } else { folder.with_extension("rs") }, &mut files);
        assert!(!files.is_empty(), "no module {module}");
        for file in files {
            let source = std::fs::read_to_string(&file).expect("readable");
            for line in source.lines().map(str::trim_start).filter(|line| !line.starts_with("//")) {
                for (at, _) in line.match_indices("crate::") {
                    let rest = &line[at + "crate::".len()..];
                    let name: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                    let known = LAW.iter().any(|(module, _)| *module == name);
                    assert!(
                        !known || name == module || allowed.contains(&name.as_str()),
                        "{}: {module} names {name}: {line}",
                        file.display()
                    );
                }
            }
        }
    }
}

#[test]
fn only_the_command_line_prints() {
    let mut files = Vec::new();
    sources(&project("src"), &mut files);
    for file in files.iter().filter(|file| !file.starts_with(project("src/cli"))) {
        let source = std::fs::read_to_string(file).expect("readable");
        for word in ["println!", "eprintln!", "print!(", "dbg!"] {
            assert!(
                !source.lines().any(|line| line.contains(word) && !line.trim_start().starts_with("//")),
                "{}: {word}",
                file.display()
            );
        }
    }
}
