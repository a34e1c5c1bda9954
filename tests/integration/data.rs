//! The lists of the language packs are in order.

use crate::project;
use mtlint::lang::{Flaw, Inflections, Lang, review_list};
use std::path::PathBuf;

fn lists() -> Vec<(Inflections, PathBuf)> {
    let mut lists = Vec::new();
    for lang in ["ar", "fa", "en"] {
        let pack = Lang::supported_by_code(lang).and_then(Lang::pack);
        let inflections = pack.map(|pack| pack.inflections().clone()).unwrap_or_default();
        for entry in std::fs::read_dir(project("src/lang").join(lang)).expect("a folder a language") {
            let path = entry.expect("readable").path();
            if path.extension().is_some_and(|extension| extension == "tsv") {
                lists.push((inflections.clone(), path));
            }
        }
    }
    lists
}

/// Lists that are matched across marks, and tables that hold no phrases.
const WITH_MARKS: [&str; 7] =
    ["abbreviations", "caption-cues", "furniture", "inflections", "outlets", "special-tokens", "verb-affixes"];

#[test]
fn every_list_says_what_it_is_and_every_row_is_sorted_unique_and_can_match() {
    let mut flaws = Vec::new();
    for (inflections, path) in lists() {
        let name = path.file_stem().expect("a name").to_string_lossy();
        let source = std::fs::read_to_string(&path).expect("UTF-8");
        assert!(source.starts_with("# "), "{}: no header", path.display());
        for found in review_list(&source, &inflections) {
            if matches!(found.flaw, Flaw::MarkInside { .. }) && WITH_MARKS.contains(&&*name) {
                continue;
            }
            flaws.push(format!("{}:{}: {}", path.display(), found.line, found.flaw));
        }
    }
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

#[test]
fn every_row_is_counted() {
    for (_, path) in lists() {
        let source = std::fs::read_to_string(&path).expect("UTF-8");
        for (line, row) in (1..).zip(source.lines()).filter(|(_, row)| !row.starts_with('#')) {
            let count = row.rsplit_once('\t').map(|(_, count)| count.parse::<u32>());
            assert!(matches!(count, Some(Ok(_))), "{}:{line}: the last column is no count", path.display());
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
