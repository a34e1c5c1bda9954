//! Judgements of findings on machine output, as data: `corpora/judged/RULE.tsv` (see `corpora/README.md`).

use crate::shared::{MACHINE, Shared, Text, around, check_all, hash};
use mtlint::eval::wilson;
use mtlint::finding::Finding;
use mtlint::rules;
use mtlint::span::LineIndex;
use std::collections::BTreeMap;
use std::path::Path;

/// One row: the finding at this place of this document was right or wrong.
struct Judgement {
    set: String,
    id: String,
    start: u32,
    end: u32,
    right: bool,
}

fn judgements(rule: &str) -> Vec<Judgement> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/judged").join(format!("{rule}.tsv"));
    let Ok(source) = std::fs::read_to_string(path) else {
        return Vec::new();
    };
    let rows = source.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
        [set, id, start, end, verdict, _reason] => Judgement {
            set: set.to_owned(),
            id: id.to_owned(),
            start: start.parse().expect("an offset"),
            end: end.parse().expect("an offset"),
            right: verdict == "right",
        },
        _ => panic!("{rule}.tsv: {line:?} has not six columns"),
    })
    .collect()
}

/// A finding of today's rules on machine output.
struct Found {
    set: &'static str,
    text: usize,
    start: u32,
    end: u32,
    finding: Finding,
}

impl Found {
    fn is_of(&self, judgement: &Judgement, texts: &[Text]) -> bool {
        judgement.set == self.set
            && judgement.id == texts[self.text].id
            && judgement.start < self.end
            && self.start < judgement.end
    }
}

/// Findings on a set, each with its place in code points.
fn found(set: &'static str, texts: &[Text]) -> Vec<Found> {
    let mut all = Vec::new();
    for (text, checked) in check_all(texts).into_iter().enumerate() {
        let lines = LineIndex::new(&texts[text].text);
        let at = |byte| lines.position(byte).code_point;
        for finding in checked.findings {
            all.push(Found { set, text, start: at(finding.span.start), end: at(finding.span.end), finding });
        }
    }
    all
}

/// Prints findings of a rule that nobody judged yet, each behind the beginning of its row. They are drawn by
/// lot (always the same), one from each set in turn.
pub fn judge(shared: &Shared, rule: &str, limit: usize) {
    assert!(rules::by_name(rule).is_some(), "no rule {rule}");
    let judged = judgements(rule);
    let mut sets: Vec<(Vec<Text>, Vec<Found>)> = Vec::new();
    for set in MACHINE {
        let texts = shared.texts(set);
        let mut open = found(set, &texts);
        open.retain(|f| f.finding.rule.name == rule && !judged.iter().any(|judgement| f.is_of(judgement, &texts)));
        open.sort_by_key(|f| (hash(&[&texts[f.text].id, &f.start.to_string()]), f.start));
        sets.push((texts, open));
    }
    let longest = sets.iter().map(|(_, open)| open.len()).max().unwrap_or_default();
    let drawn =
        (0..longest).flat_map(|turn| sets.iter().filter_map(move |(texts, open)| Some((texts, open.get(turn)?))));
    for (texts, f) in drawn.take(limit) {
        let text = &texts[f.text];
        println!("{}\t{}\t{}\t{}\t", f.set, text.id, f.start, f.end);
        let (severity, confidence) = (f.finding.severity.name(), f.finding.confidence.name());
        println!("    [{severity} {confidence} ×{}] {}", f.finding.count, around(&text.text, f.finding.span, 160));
        println!("    → {}", f.finding.message);
    }
    let open: usize = sets.iter().map(|(_, open)| open.len()).sum();
    eprintln!("{rule}: {open} findings not yet judged, {} judged", judged.len());
}

/// Counts of one rule.
#[derive(Default)]
struct Precision {
    right: u64,
    wrong: u64,
    open: u64,
}

/// Prints for every rule how many of its findings of today were judged right and wrong. A judgement of
/// something that is no longer found counts no more.
pub fn precision(shared: &Shared) {
    let judged: BTreeMap<&str, Vec<Judgement>> =
        rules::metas().map(|rule| (rule.name, judgements(rule.name))).collect();
    let mut table: BTreeMap<&str, Precision> = BTreeMap::new();
    for set in MACHINE {
        let texts = shared.texts(set);
        for f in found(set, &texts) {
            let name = f.finding.rule.name;
            let row = table.entry(name).or_default();
            match judged[name].iter().find(|judgement| f.is_of(judgement, &texts)) {
                Some(judgement) if judgement.right => row.right += 1,
                Some(_) => row.wrong += 1,
                None => row.open += 1,
            }
        }
    }
    println!("{:22} {:>6} {:>6} {:>6} {:>9}  precision", "rule", "rows", "right", "wrong", "unjudged");
    for rule in rules::metas() {
        let row = table.remove(rule.name).unwrap_or_default();
        let interval = wilson(row.right, row.right + row.wrong).map_or("–".to_owned(), |[low, high]| {
            format!("{:.3} [{low:.3}–{high:.3}]", row.right as f64 / (row.right + row.wrong) as f64)
        });
        let rows = judged[rule.name].len();
        println!("{:22} {rows:>6} {:>6} {:>6} {:>9}  {interval}", rule.name, row.right, row.wrong, row.open);
    }
}
