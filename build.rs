//! Makes the tables of the lists in `src/lang`, so that the program need not read the lists whenever it starts.

#![allow(dead_code, reason = "the program looks up what the modules write here")]

#[path = "src/lang/bloom.rs"]
mod bloom;
#[path = "src/lang/fold.rs"]
mod fold;
#[path = "src/lang/hash.rs"]
mod hash;
#[path = "src/lang/kinds.rs"]
mod kinds;
#[path = "src/lang/packed.rs"]
mod packed;
#[path = "src/lang/patterns.rs"]
mod patterns;
#[path = "src/lang/tables.rs"]
mod tables;

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src/lang");
    let out = env::var_os("OUT_DIR").expect("cargo sets it");
    for language in fs::read_dir("src/lang")? {
        let language = language?.path();
        if language.is_dir() {
            let out = Path::new(&out).join(language.file_name().expect("a language"));
            fs::create_dir_all(&out)?;
            pack(&language, &out)?;
        }
    }
    Ok(())
}

/// Writes the words and the tables of each list of a language.
fn pack(language: &Path, out: &Path) -> io::Result<()> {
    let inflections = match fs::read_to_string(language.join("inflections.tsv")) {
        Ok(source) => patterns::Inflections::parse(&source),
        Err(error) if error.kind() == io::ErrorKind::NotFound => patterns::Inflections::default(),
        Err(error) => return Err(error),
    };
    for list in fs::read_dir(language)? {
        let list = list?.path();
        if list.extension().is_none_or(|extension| extension != "tsv") {
            continue;
        }
        let source = fs::read_to_string(&list)?;
        let name = list.file_stem().expect("a name");
        let tables = tables::Tables::of(&source, &inflections, kinds::bits_of(&name.to_string_lossy()));
        let (words, bytes) = tables.write();
        fs::write(out.join(name).with_extension("words"), words)?;
        fs::write(out.join(name).with_extension("tables"), bytes)?;
    }
    Ok(())
}
