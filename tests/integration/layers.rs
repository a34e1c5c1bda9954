//! The import law: a module names only what stands above it in ARCHITECTURE.md.

use crate::project;
use std::path::{Path, PathBuf};

/// The modules in the order of ARCHITECTURE.md, each with those that it may name.
fn law() -> Vec<(String, Vec<String>)> {
    let map = std::fs::read_to_string(project("ARCHITECTURE.md")).expect("readable");
    let block =
        map.split("**Import law**").nth(1).and_then(|rest| rest.split("```").nth(1)).expect("a block of modules");
    let mut law: Vec<(String, Vec<String>)> = Vec::new();
    for line in block.lines().filter(|line| !line.is_empty()) {
        let (module, named) = line.split_once(':').unwrap_or((line, ""));
        let above = || law.iter().map(|(module, _)| module.clone()).collect();
        let named: Vec<String> = match named.trim() {
            "everything" => above(),
            named => named.split_whitespace().map(str::to_owned).collect(),
        };
        let unknown = named.iter().find(|name| !law.iter().any(|(module, _)| module == *name));
        assert_eq!(unknown, None, "no module above in: {line}");
        law.push((module.trim().to_owned(), named));
    }
    law
}

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
    let law = law();
    let lib = std::fs::read_to_string(project("src/lib.rs")).expect("readable");
    for module in lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')) {
        assert!(law.iter().any(|(known, _)| known == module), "{module} stands nowhere in the law");
    }
    for (module, allowed) in &law {
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
                    let known = law.iter().any(|(module, _)| *module == name);
                    assert!(
                        !known || name == *module || allowed.contains(&name),
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
