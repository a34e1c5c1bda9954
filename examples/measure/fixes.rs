//! What `--fix` changes: how much of what the rules find, whether it comes to rest, and a sample to read.

use crate::shared::{Shared, Text, around, hash};
use mtlint::finding::Axis;
use mtlint::fix::fix;
use mtlint::lang::{Lang, ZWNJ};
use mtlint::{Edit, Settings, check};
use rayon::prelude::*;
use std::collections::BTreeMap;

fn mended(text: &str, lang: Option<Lang>) -> (String, usize) {
    let settings = Settings { lang, ..Settings::default() };
    let mut rounds = 0;
    let fixed = fix(text, |text| {
        rounds += 1;
        check(text, &settings).findings.into_iter().flat_map(|finding| finding.edits).collect()
    });
    (fixed.text, rounds - 1)
}

/// Places and edits of each rule in a set, and `limit` edits of one rule or of all.
pub fn fixes(shared: &Shared, set: &str, limit: usize, only: Option<&str>) {
    let texts = shared.texts(set);
    let read: Vec<_> = texts.par_iter().map(|text| one(text)).collect();
    let mut rules: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut sample: Vec<(u64, String)> = Vec::new();
    let (mut changed, mut rounds) = (0, 0);
    for (text, (edits, left, taken)) in texts.iter().zip(&read) {
        changed += usize::from(*taken > 0);
        rounds = rounds.max(*taken);
        for (rule, count, edits) in edits {
            let row = rules.entry(rule).or_default();
            row[0] += *count as usize;
            row[1] += edits.len();
            for edit in edits.iter().filter(|_| only.is_none_or(|only| only == *rule)) {
                let shown = format!(
                    "{rule:20} {} → ⟦{}⟧",
                    around(&text.text, edit.span, 60),
                    edit.replacement.replace(ZWNJ, "<ZWNJ>")
                );
                sample.push((hash(&[&text.id, rule, &edit.span.start.to_string()]), shown));
            }
        }
        for (rule, count) in left {
            rules.entry(rule).or_default()[2] += *count as usize;
        }
    }
    println!("{set}: {changed} of {} texts change, in {rounds} rounds at most", texts.len());
    for (rule, [places, edits, left]) in rules {
        println!("    {rule:22} {places:6} places {edits:6} edits {left:6} places left");
    }
    sample.sort_unstable();
    for (_, line) in sample.into_iter().take(limit) {
        println!("{line}");
    }
}

type One = (Vec<(&'static str, u32, Vec<Edit>)>, Vec<(&'static str, u32)>, usize);

fn one(text: &Text) -> One {
    let settings = Settings { lang: text.lang, ..Settings::default() };
    let findings = |text: &str| {
        let checked = check(text, &settings);
        checked.findings.into_iter().filter(|finding| finding.rule.axis != Axis::Translation)
    };
    let edits = findings(&text.text).map(|finding| (finding.rule.name, finding.count, finding.edits)).collect();
    let (fixed, rounds) = mended(&text.text, text.lang);
    if mended(&fixed, text.lang).0 != fixed {
        println!("UNSTABLE {}", text.id);
    }
    (edits, findings(&fixed).map(|finding| (finding.rule.name, finding.count)).collect(), rounds)
}

/// How many faulty inputs of the typography pairs become what is expected.
pub fn fixed_pairs(shared: &Shared) {
    let (mut exact, mut nearer, mut all, mut spoilt) = (0, 0, 0, 0);
    for record in shared.records("typography-fa-pairs") {
        let field = |name: &str| record[name].as_str().unwrap_or_default();
        let (input, expected) = (field("input"), record["expected"].as_str());
        let fixed = mended(input, Lang::supported_by_code(field("lang"))).0;
        if record["clean"] == true {
            spoilt += usize::from(fixed != input);
            if fixed != input {
                println!("spoilt   {input:?} → {fixed:?}");
            }
            continue;
        }
        let Some(expected) = expected else { continue };
        all += 1;
        exact += usize::from(fixed == expected);
        nearer += usize::from(fixed != input);
        if fixed != input && fixed != expected {
            println!("{input:?} → {fixed:?} expected {expected:?}");
        }
    }
    println!("{exact} of {all} inputs become what is expected, {nearer} change; {spoilt} clean ones change");
}
