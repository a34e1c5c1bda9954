//! Facts about the list of rules.

use crate::project;
use mtlint::rules;
use std::collections::BTreeSet;

#[test]
fn rules_are_in_alphabetical_order_and_named_once() {
    let names: Vec<_> = rules::metas().map(|meta| meta.name).collect();
    let sorted: BTreeSet<_> = names.iter().copied().collect();
    assert_eq!(names, sorted.into_iter().collect::<Vec<_>>());
}

#[test]
fn names_are_kebab_case_and_have_no_empty_words() {
    for meta in rules::metas() {
        assert!(meta.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", meta.name);
        for banned in ["no-", "check-", "bad-"] {
            assert!(!meta.name.starts_with(banned), "{}", meta.name);
        }
    }
}

#[test]
fn every_file_in_rules_is_a_registered_rule_and_has_one_specification() {
    let stems = |folder: &str, ending: &str| -> BTreeSet<String> {
        std::fs::read_dir(project(folder))
            .expect("the folder is there")
            .map(|entry| entry.expect("readable").path())
            .filter(|path| path.extension().is_some_and(|e| e == ending))
            .map(|path| path.file_stem().expect("a name").to_string_lossy().replace('_', "-"))
            .filter(|stem| stem != "mod")
            .collect()
    };
    let names: BTreeSet<String> = rules::metas().map(|meta| meta.name.to_owned()).collect();
    assert_eq!(stems("src/rules", "rs"), names);
    assert_eq!(stems("tests/rules", "md"), names);
}

#[test]
fn a_rule_yields_only_to_rules_that_exist() {
    for meta in rules::metas() {
        for name in meta.yields_to {
            let other = rules::by_name(name).unwrap_or_else(|| panic!("{} yields to {name}", meta.name)).meta();
            assert!(!other.yields_to.contains(&meta.name), "{} and {name} yield to each other", meta.name);
            assert_ne!(*name, meta.name);
        }
    }
}

#[test]
fn no_rule_yields_to_itself_by_way_of_others() {
    fn reach(name: &'static str, path: &mut Vec<&'static str>) {
        assert!(!path.contains(&name), "{path:?} and {name} again");
        path.push(name);
        let meta = rules::by_name(name).expect("a rule").meta();
        meta.yields_to.iter().for_each(|name| reach(name, path));
        path.pop();
    }
    rules::metas().for_each(|meta| reach(meta.name, &mut Vec::new()));
}

#[test]
fn a_misspelt_rule_is_met_with_the_nearest_name() {
    assert_eq!(rules::nearest_name("decoder-lop"), Some("decoder-loop"));
    assert_eq!(rules::nearest_name("repeted-word"), Some("repeated-word"));
    assert_eq!(rules::nearest_name("xyzzy"), None);
}
