//! Writes a corpus to measure with: JSON lines with as many bytes as are asked for, the same for the same seed.
//!
//! `cargo run --release --example make_corpus -- --bytes 1000000000 --seed 1 > corpus.jsonl`
//!
//! The documents are the articles of `corpora/` cut into paragraphs and put together anew, each a headline and paragraphs of
//! one language, with numbers of their own, so that hardly two are alike. Of every 20 documents one comes a second time.

use serde_json::json;
use std::io::{self, BufWriter, Write};
#[path = "../benches/random.rs"]
mod random;

use random::Random;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Paragraphs of a document: about 4.5 kB, as news articles have.
const PARAGRAPHS: std::ops::RangeInclusive<usize> = 4..=12;
/// Of so many documents one is one of the last so many.
const REPEATED: usize = 20;

impl Random {
    fn one<'t>(&mut self, of: &'t [String]) -> &'t str {
        &of[self.below(of.len())]
    }
}

/// Paragraphs of the articles of a language.
struct Language {
    code: &'static str,
    headlines: Vec<String>,
    paragraphs: Vec<String>,
}

impl Language {
    fn read(code: &'static str) -> io::Result<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora").join(code);
        let mut files: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
        files.sort();
        let (mut headlines, mut paragraphs) = (Vec::new(), Vec::new());
        for file in files {
            let text = fs::read_to_string(file)?;
            let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
            headlines.extend(lines.next());
            paragraphs.extend(lines);
        }
        Ok(Self { code, headlines, paragraphs })
    }

    fn document(&self, random: &mut Random) -> String {
        let mut text = random.one(&self.headlines).to_owned();
        let count = PARAGRAPHS.start() + random.below(PARAGRAPHS.end() - PARAGRAPHS.start() + 1);
        for _ in 0..count {
            text.push_str("\n\n");
            let paragraph = random.one(&self.paragraphs);
            // Numbers of its own make a paragraph another one, and change nothing that a rule looks at.
            let mut replaced = false;
            for c in paragraph.chars() {
                match c {
                    '۱'..='۹' => text.push(char::from_u32('۱' as u32 + random.below(9) as u32).unwrap_or(c)),
                    '١'..='٩' => text.push(char::from_u32('١' as u32 + random.below(9) as u32).unwrap_or(c)),
                    _ => text.push(c),
                }
                replaced |= c.is_numeric();
            }
            if !replaced {
                text.push_str(&format!(" {}", 1000 + random.below(9000)));
            }
        }
        text
    }
}

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let (mut bytes, mut documents, mut seed) = (u64::MAX, u64::MAX, 1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().and_then(|value| value.parse().ok());
        match (name.as_str(), value) {
            ("--bytes", Some(value)) => bytes = value,
            ("--documents", Some(value)) => documents = value,
            ("--seed", Some(value)) => seed = value,
            _ => return Err(io::Error::other("make_corpus [--bytes N] [--documents N] [--seed N]")),
        }
    }
    if (bytes, documents) == (u64::MAX, u64::MAX) {
        documents = 1000;
    }
    let languages = [Language::read("fa")?, Language::read("ar")?];
    let mut random = Random(seed);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut last: Vec<(&str, String)> = Vec::new();
    let (mut written, mut number) = (0, 0);
    while written < bytes && number < documents {
        let again = random.below(REPEATED) == 0 && !last.is_empty();
        let (lang, text) = if again {
            last[random.below(last.len())].clone()
        } else {
            let language = &languages[random.below(languages.len())];
            (language.code, language.document(&mut random))
        };
        let row = json!({
            "id": number,
            "url": format!("https://example.org/{lang}/{number}"),
            "lang": lang,
            "source": format!("outlet-{}", random.below(7)),
            "text": text,
        });
        let line = format!("{row}\n");
        out.write_all(line.as_bytes())?;
        written += line.len() as u64;
        number += 1;
        if !again {
            let at = number as usize % REPEATED;
            if last.len() < REPEATED { last.push((lang, text)) } else { last[at] = (lang, text) }
        }
    }
    out.flush()
}
