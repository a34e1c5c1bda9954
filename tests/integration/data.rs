//! The lists of the language packs are in order.

use crate::project;
use mtlint::lang::{Flaw, Inflections, Lang, fold, review_list};
use std::path::{Path, PathBuf};

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
const WITH_MARKS: [&str; 6] = ["caption-cues", "furniture", "inflections", "outlets", "special-tokens", "verb-affixes"];

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
            // Its first row is all words together.
            if matches!(found.flaw, Flaw::NoFirstWord { .. }) && name == "sentence-edges" {
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

/// Everything that the library says in Rust, file after file.
fn rust_sources(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable").path());
    let read = |path: PathBuf| match path.extension() {
        None => rust_sources(&path),
        Some(extension) if extension == "rs" => std::fs::read_to_string(path).expect("UTF-8"),
        Some(_) => String::new(),
    };
    entries.map(read).collect()
}

/// The rows of a list: their columns and the line of each.
fn table(source: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    (1..)
        .zip(source.lines())
        .filter(|(_, row)| !row.starts_with('#'))
        .map(|(line, row)| (line, row.split('\t').collect()))
}

/// Lists that are asked one word at a time: of several words nothing would ever match.
const BY_WORD: [&str; 17] = [
    "abbreviations",
    "event-nouns",
    "finite-verbs",
    "function-words",
    "letter-names",
    "masdars",
    "names",
    "native-names",
    "noun-affixes",
    "predicates",
    "product-heads",
    "pseudo-verbs",
    "sentence-edges",
    "special-tokens",
    "suffixes",
    "verb-lookalikes",
    "verbs",
];

#[test]
fn a_phrase_stands_only_in_lists_that_are_asked_for_phrases() {
    let code = rust_sources(&project("src"));
    let mut flaws = Vec::new();
    // A space in an inflection is a space between a word and its ending.
    for (_, path) in lists().into_iter().filter(|(_, path)| !path.ends_with("inflections.tsv")) {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let source = std::fs::read_to_string(&path).expect("UTF-8");
        if BY_WORD.contains(&&*name) {
            for (line, row) in table(&source).filter(|(_, row)| row[0].contains(' ')) {
                flaws.push(format!("{}:{line}: «{}» is never found", path.display(), row[0]));
            }
        } else if let Some(entry) = code.lines().find(|line| line.contains(&format!(" \"{name}\" \""))) {
            let list = format!("List::{}", entry.split_whitespace().next().expect("a name"));
            let asked = ["phrase(", "phrase_where(", "phrase_as_written(", ".list(", "is_made_of(&[", "by_kind("];
            let found = asked.iter().any(|call| code.contains(&format!("{call}{list}")));
            let phrases = table(&source).any(|(_, row)| row[0].contains(' '));
            // `[List::Outlets, List::NamesAsWords]`: the lists of one search.
            if phrases && !found && !code.contains(&format!(", {list}]")) {
                flaws.push(format!("{}: has phrases, and nothing asks for phrases of it", path.display()));
            }
        }
    }
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

#[test]
fn every_kind_of_row_is_asked_for() {
    let code = rust_sources(&project("src"));
    // Their second columns are acronyms, names, counts, stems, and nothing that tells rows apart.
    let without_kinds = ["acronyms", "given-names", "sentence-edges", "verbs", "verb-affixes"];
    let mut unread = Vec::new();
    for (_, path) in lists() {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if without_kinds.contains(&&*name) {
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("UTF-8");
        let mut kinds: Vec<&str> =
            table(&source).filter(|(_, row)| row.len() > 2).flat_map(|(_, row)| row[1].split('+')).collect();
        kinds.sort_unstable();
        kinds.dedup();
        // `-` is none of the kinds.
        let read = |kind: &str| kind == "-" || code.contains(&format!("\"{kind}\""));
        unread.extend(kinds.into_iter().filter(|kind| !read(kind)).map(|kind| format!("{}: {kind}", path.display())));
    }
    assert!(unread.is_empty(), "{}", unread.join("\n"));
}

#[test]
fn a_doubling_says_its_first_word_again() {
    let mut flaws = Vec::new();
    for (_, path) in lists().into_iter().filter(|(_, path)| path.ends_with("reduplications.tsv")) {
        let source = std::fs::read_to_string(&path).expect("UTF-8");
        for (line, row) in table(&source) {
            for phrase in row[0].split('|').map(fold) {
                let mut words = phrase.split([' ', '-', '\'']);
                let first = words.next().unwrap_or_default();
                if !words.any(|word| word == first || word.strip_prefix('و') == Some(first)) {
                    flaws.push(format!("{}:{line}: «{phrase}» is no doubling", path.display()));
                }
            }
        }
    }
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

#[test]
fn every_header_says_where_the_rows_are_from_and_what_is_counted() {
    for (_, path) in lists() {
        let source = std::fs::read_to_string(&path).expect("UTF-8");
        let header: String = source.lines().take_while(|line| line.starts_with('#')).collect();
        for (what, signs) in
            [("provenance", &["written for mtlint", "Written for mtlint"][..]), ("count", &["ount", "ccurrences"][..])]
        {
            assert!(signs.iter().any(|sign| header.contains(sign)), "{}: no {what} in the header", path.display());
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
    let folder = std::fs::read_dir(project("corpora/judged")).expect("judgements");
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
