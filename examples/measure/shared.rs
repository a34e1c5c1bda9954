//! The development data, and what all measurements do with it.

use mtlint::lang::Lang;
use mtlint::{Checked, Settings, Span, check};
use rayon::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

pub const NATIVE: [&str; 3] = ["native-fa-isna", "native-ar-saudi", "native-fa-treebank"];
pub const HUMAN: [&str; 4] = [
    "human-translation-fa-ntrex",
    "human-translation-ar-ntrex",
    "human-translation-fa-tico19",
    "human-translation-ar-tico19",
];
pub const MACHINE: [&str; 6] = [
    "mt-fa-wikinews",
    "mt-ar-wikinews",
    "mt-fa-course-markdown",
    "mt-ar-course-markdown",
    "mt-fa-postedited",
    "mt-and-native-ar-posts",
];

/// The folder of development data.
pub struct Shared(pub PathBuf);

/// A text to check.
pub struct Text {
    pub id: String,
    pub text: String,
    pub lang: Option<Lang>,
}

impl Shared {
    pub fn records(&self, set: &str) -> Vec<Value> {
        let path = self.0.join("bench").join(format!("{set}.jsonl.gz"));
        let file = File::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        BufReader::new(flate2::read::GzDecoder::new(file))
            .lines()
            .map(|line| serde_json::from_str(&line.expect("readable")).expect("a JSON record a line"))
            .collect()
    }

    /// The texts of a set; segments of one system and document are joined.
    pub fn texts(&self, set: &str) -> Vec<Text> {
        let mut texts: Vec<Text> = Vec::new();
        let mut documents: BTreeMap<String, usize> = BTreeMap::new();
        for record in self.records(set) {
            let field = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
            if set.starts_with("mt-") && field("kind") != "mt" {
                continue;
            }
            let lang = Lang::supported_by_code(&field("lang"));
            if record["seg"].is_number() {
                let key = format!("{}/{}", field("system"), field("doc_id"));
                if let Some(&index) = documents.get(&key) {
                    texts[index].text.push('\n');
                    texts[index].text.push_str(&field("text"));
                    continue;
                }
                documents.insert(key.clone(), texts.len());
                texts.push(Text { id: key, text: field("text"), lang });
            } else {
                texts.push(Text { id: field("id"), text: field("text"), lang });
            }
        }
        texts
    }

    pub fn lines(&self, path: &str) -> Vec<Value> {
        let text = std::fs::read_to_string(self.0.join(path)).expect("readable");
        text.lines().map(|line| serde_json::from_str(line).expect("a JSON record a line")).collect()
    }
}

pub fn check_all(texts: &[Text]) -> Vec<Checked> {
    texts.par_iter().map(|text| check(&text.text, &Settings { lang: text.lang, ..Settings::default() })).collect()
}

/// A place with what stands around it, on one line.
pub fn around(text: &str, span: Span, bytes: usize) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    let boundary = |at: usize| (at..).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let (from, to) = (boundary(start.saturating_sub(bytes)), boundary((end + bytes).min(text.len())));
    format!("{}⟦{}⟧{}", &text[from..start], span.of(text), &text[end..to]).replace('\n', "⏎")
}

/// A number that looks drawn by lot and is always the same (FNV-1a).
pub fn hash(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}
