//! Writes the texts that the benchmarks fear into a folder, one file each, beside ordinary ones in each language:
//! `scripts/count_instructions.py` counts what the check of each costs.
//!
//! ```text
//! cargo run --release --example worst_cases -- FOLDER BYTES
//! ```

#[path = "../benches/articles.rs"]
mod articles;

use mtlint::lang::Lang;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, bytes] = arguments.as_slice() else { panic!("worst_cases FOLDER BYTES") };
    let bytes = bytes.parse().expect("a number of bytes");
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder)?;
    for &lang in Lang::supported() {
        let name = format!("ordinary {}", lang.code());
        std::fs::write(folder.join(name + ".txt"), articles::article(lang, bytes, 1))?;
    }
    for (name, text) in articles::worst_cases(bytes) {
        std::fs::write(folder.join(name.to_owned() + ".txt"), text)?;
    }
    Ok(())
}
