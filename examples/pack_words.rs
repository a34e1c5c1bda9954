//! Packs a sorted list of words and frequency classes (standard input, from `scripts/list_words.py`) into the
//! file in which a language pack looks up how common a word is (`LanguagePack::commonness`).
//!
//! ```text
//! scripts/list_words.py fa WORDFREQ.whl HAZM.whl | cargo run --example pack_words -- src/lang/fa/words.fst
//! ```

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufWriter};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: pack_words FILE < LIST")?;
    let mut words = fst::MapBuilder::new(BufWriter::new(File::create(path)?))?;
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (word, class) = line.split_once('\t').ok_or("a word, a tab, a class")?;
        words.insert(word, class.parse()?)?;
    }
    Ok(words.finish()?)
}
