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
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
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

/// What is wrong with the judgements of a rule.
fn faults(rule: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let Some(rule) = mtlint::rules::by_name(rule) else {
        return vec!["no such rule".to_owned()];
    };
    if !source.starts_with("# ") {
        faults.push("no header".to_owned());
    }
    let mut counts = [0, 0];
    let mut last = None;
    for (number, line) in (1..).zip(source.lines()).filter(|(_, line)| !line.starts_with('#')) {
        let mut fault = |what: &str| faults.push(format!("line {number}: {what}"));
        let columns: Vec<&str> = line.split('\t').collect();
        let [set, id, start, end, verdict, reason] = columns[..] else {
            fault("not six columns");
            continue;
        };
        match (start.parse::<u32>(), end.parse::<u32>()) {
            (Ok(start), Ok(end)) if start < end => {
                let key = Some((set.to_owned(), id.to_owned(), start, end));
                if key <= last {
                    fault("not in order of set, document and place, or twice");
                }
                last = key;
            }
            _ => fault("no place"),
        }
        match verdict {
            "right" => counts[0] += 1,
            "wrong" => counts[1] += 1,
            _ => fault("the verdict is neither right nor wrong"),
        }
        // The texts that were judged are not ours to quote.
        if reason.trim().is_empty() || !reason.is_ascii() {
            fault("the reason is not a few words of English");
        }
    }
    let judged = rule.meta().judged;
    if counts != [judged.right, judged.wrong] {
        faults.push(format!("{counts:?} right and wrong, but the rule says [{}, {}]", judged.right, judged.wrong));
    }
    faults
}

#[test]
fn a_rule_is_judged_as_its_list_of_judgements_says() {
    let Ok(folder) = std::fs::read_dir(project("corpora/judged")) else {
        return;
    };
    for path in folder.map(|entry| entry.expect("readable").path()) {
        let rule = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let source = std::fs::read_to_string(&path).expect("UTF-8");
        assert_eq!(faults(&rule, &source), Vec::<String>::new(), "{}", path.display());
    }
}

#[test]
fn careless_judgements_are_refused() {
    let judged = mtlint::rules::by_name("repeated-word").expect("a rule").meta().judged;
    let row = |place: u32, verdict: &str| format!("set\tdocument\t{place}\t{}\t{verdict}\tdoubled verb\n", place + 1);
    let rows: String = (0..judged.right).map(|at| row(at, "right")).collect();
    let rows = rows + &(0..judged.wrong).map(|at| row(judged.right + at, "wrong")).collect::<String>();
    let good = format!("# Judgements.\n{rows}");
    assert_eq!(faults("repeated-word", &good), Vec::<String>::new());
    for (bad, expected) in [
        (rows.clone(), "no header"),
        (format!("{good}{}", row(999, "right")), "but the rule says"),
        (format!("{good}{}", row(0, "right")), "not in order"),
        (good.replacen("right", "maybe", 1), "neither right nor wrong"),
        (good.replacen("doubled verb", "«کرد کرد»", 1), "a few words of English"),
        (good.replacen("doubled verb", "", 1), "a few words of English"),
        (good.replacen("\t0\t1\t", "\t1\t1\t", 1), "no place"),
        (good.replacen("\t0\t", "\t", 1), "not six columns"),
    ] {
        let faults = faults("repeated-word", &bad);
        assert!(faults.iter().any(|fault| fault.contains(expected)), "{expected}: {faults:?}");
    }
    assert_eq!(faults("no-rule", &good), ["no such rule"]);
}
