//! The lists of the language packs are in order.

use crate::project;
use mtlint::lang::fold;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn lists() -> Vec<PathBuf> {
    ["ar", "fa", "en"]
        .iter()
        .flat_map(|lang| std::fs::read_dir(project("src/lang").join(lang)).expect("a folder a language"))
        .map(|entry| entry.expect("readable").path())
        .collect()
}

#[test]
fn every_list_says_what_it_is_and_every_row_is_sorted_unique_and_counted() {
    for path in lists() {
        let name = path.display();
        let source = std::fs::read_to_string(&path).expect("UTF-8");
        assert!(source.starts_with("# "), "{name}: no header");
        let mut seen = BTreeSet::new();
        let mut last = String::new();
        for (number, line) in source.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let place = format!("{name}:{}", number + 1);
            assert!(columns.len() >= 2, "{place}: {line:?} has no count");
            assert!(columns.iter().all(|column| column.trim() == *column), "{place}: space around a column");
            assert!(columns[columns.len() - 1].parse::<u32>().is_ok(), "{place}: the last column is no count");
            let key = fold(columns[0]);
            assert!(key >= last, "{place}: {:?} is not in the order of folded forms", columns[0]);
            assert!(seen.insert(key.clone()), "{place}: {:?} stands twice", columns[0]);
            last = key;
        }
    }
}
