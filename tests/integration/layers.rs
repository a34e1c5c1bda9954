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
            for name in modules_named(&source, depth(&file)) {
                let known = law.iter().any(|(module, _)| *module == name);
                assert!(
                    !known || name == *module || allowed.contains(&name),
                    "{}: {module} names {name}",
                    file.display()
                );
            }
        }
    }
}

/// How many modules a source file lies below the root: `src/text/words.rs` two, `src/text/mod.rs` one.
fn depth(file: &Path) -> usize {
    let below = file.strip_prefix(project("src")).expect("a source").iter().count();
    if file.ends_with("mod.rs") { below - 1 } else { below }
}

/// What a source takes from the root of the crate, through `crate::name`, `crate::{name, …}` or enough `super::`.
fn modules_named(source: &str, depth: usize) -> Vec<String> {
    let mut names = Vec::new();
    // A module inside the file lies a step deeper. It begins and ends at the margin.
    let mut inner = 0;
    let mut code = String::new();
    for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let opens = line.starts_with("mod ") && line.ends_with('{');
        if opens || inner > 0 && line == "}" {
            from_root(&code, depth + inner, &mut names);
            code.clear();
            inner = usize::from(opens);
        }
        code.push_str(line);
        code.push('\n');
    }
    from_root(&code, depth + inner, &mut names);
    names
}

/// Adds the names that paths of this code have behind the root.
fn from_root(code: &str, depth: usize, names: &mut Vec<String>) {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut rest = code;
    while let Some(at) = [rest.find("crate::"), rest.find("super::")].into_iter().flatten().min() {
        let begins = !rest[..at].ends_with(word);
        rest = &rest[at..];
        let mut steps = 0;
        while let Some(behind) = rest.strip_prefix("super::") {
            (steps, rest) = (steps + 1, behind);
        }
        let root = match rest.strip_prefix("crate::") {
            Some(behind) => {
                rest = behind;
                true
            }
            None => steps >= depth,
        };
        if !root || !begins {
            continue;
        }
        let Some(group) = rest.strip_prefix('{') else {
            names.push(rest.chars().take_while(|&c| word(c)).collect());
            continue;
        };
        // The first word of each member; what stands in groups inside has it before them.
        let mut level = 0;
        let mut members = vec![String::new()];
        for c in group.chars() {
            match c {
                '}' if level == 0 => break,
                '{' => level += 1,
                '}' => level -= 1,
                ',' if level == 0 => members.push(String::new()),
                c if level == 0 => members.last_mut().expect("one at least").push(c),
                _ => {}
            }
        }
        let first = |member: &String| -> String { member.trim().chars().take_while(|&c| word(c)).collect() };
        names.extend(members.iter().map(first).filter(|name| !name.is_empty()));
    }
}

#[test]
fn every_way_to_the_root_is_seen() {
    let named = |source: &str, depth| modules_named(source, depth).join(" ");
    assert_eq!(named("use crate::text::Span;", 2), "text");
    assert_eq!(
        named("use crate::{\n    lang::{List, Part},\n    text,\n    words::Message,\n};", 2),
        "lang text words"
    );
    assert_eq!(named("use super::super::{report, cli::say};", 2), "report cli");
    assert_eq!(named("use super::report::page;", 1), "report");
    assert_eq!(named("use super::report::page;\nfn f() { let x = super::super::cli::say; }", 2), "cli");
    assert_eq!(named("mod tests {\n    use super::super::words;\n}\nuse super::super::cli;", 2), "cli");
    assert_eq!(named("// use crate::cli;\nmacro_rules! m { () => { $crate::rule::f() } }", 2), "rule");
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
