//! The seeds of the fuzzers hold what the fuzzers hold, and so do texts that are made of them.

use crate::project;
use random::Random;
use std::fs;
use std::ops::Range;
use std::panic::{catch_unwind, resume_unwind};

#[path = "../../benches/random.rs"]
mod random;

#[path = "../../fuzz/src/lib.rs"]
pub(crate) mod harness;

/// Mutated seeds that a target is called with: all targets together take ten seconds of one core.
const MUTATED: [(&str, usize); 10] = [
    ("check", 400),
    ("fix", 300),
    ("text", 50),
    ("html", 40),
    ("markdown", 40),
    ("config", 1000),
    ("lexicon", 200),
    ("baseline", 1000),
    ("corpus", 300),
    ("parquet", 200),
];
/// Most mutations of one seed.
const MUTATIONS: usize = 4;
/// Longest piece, in bytes, that is taken away or comes again.
const PIECE: usize = 64;

/// The seeds of a target with their names, in the same order on every machine.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = fs::read_dir(project("fuzz/seeds").join(target)).expect("a folder of seeds a target");
    let seed = |path: std::path::PathBuf| (path.display().to_string(), fs::read(&path).expect("readable"));
    let mut seeds: Vec<_> = folder.map(|entry| seed(entry.expect("readable").path())).collect();
    seeds.sort();
    seeds
}

#[test]
fn every_seed_of_the_fuzzers_passes() {
    for (name, target) in harness::TARGETS {
        let seeds = seeds(name);
        assert!(seeds.len() >= 3, "{name}: {} seeds", seeds.len());
        for (path, seed) in seeds {
            eprintln!("{path}");
            target(&seed);
        }
    }
}

#[test]
fn every_target_of_the_fuzzers_is_a_program() {
    let manifest = fs::read_to_string(project("fuzz/Cargo.toml")).expect("a manifest");
    let script = fs::read_to_string(project("fuzz/run")).expect("a script");
    let (_, named) = script.split_once("targets=(check ").expect("the targets of a run");
    let (named, _) = named.split_once(')').expect("the last target");
    let named = format!("check {named}");
    assert_eq!(named.split(' ').collect::<Vec<_>>(), harness::TARGETS.map(|(name, _)| name));
    for (name, _) in harness::TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"\npath = \"targets/{name}.rs\"")), "{name}");
        let program = fs::read_to_string(project("fuzz/targets").join(format!("{name}.rs"))).expect("a program");
        assert!(program.contains(&format!("mtlint_fuzz::{name}(bytes)")), "{name}");
    }
}

#[test]
fn mutated_seeds_of_the_fuzzers_pass() {
    let words = words();
    assert_eq!(MUTATED.map(|(name, _)| name), harness::TARGETS.map(|(name, _)| name));
    for ((name, target), (_, calls)) in harness::TARGETS.into_iter().zip(MUTATED) {
        let seeds: Vec<Vec<u8>> = seeds(name).into_iter().map(|(_, seed)| seed).collect();
        let mut random = Random(calls as u64);
        for call in 0..calls {
            let input = mutated(&seeds, &words, &mut random);
            if let Err(panic) = catch_unwind(|| target(&input)) {
                let path = std::env::temp_dir().join(format!("mtlint-{name}-{call}"));
                let kept = fs::write(&path, &input);
                eprintln!("{name}, call {call}: {kept:?} {}\n{}", path.display(), input.escape_ascii());
                resume_unwind(panic);
            }
        }
    }
}

/// The words of the fuzzers' dictionary.
fn words() -> Vec<Vec<u8>> {
    let dictionary = fs::read_to_string(project("fuzz/arabic.dict")).expect("a dictionary");
    let quoted = |line: &str| line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).map(str::to_owned);
    let word = |word: String| {
        let mut pieces = word.split("\\x");
        let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
        for piece in pieces {
            let (digits, behind) = piece.split_at(2);
            bytes.push(u8::from_str_radix(digits, 16).expect("two digits"));
            bytes.extend_from_slice(behind.as_bytes());
        }
        bytes
    };
    let words: Vec<_> = dictionary.lines().filter_map(quoted).map(word).collect();
    assert!(words.len() > 100 && words.contains(&"،".as_bytes().to_vec()), "{} words", words.len());
    words
}

/// A seed with some mutations.
fn mutated(seeds: &[Vec<u8>], words: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = random.one(seeds).clone();
    for _ in 0..=random.below(MUTATIONS) {
        let (at, piece) = (random.place(&bytes), random.piece(&bytes));
        match random.below(6) {
            0 if !bytes.is_empty() => {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
            1 => drop(bytes.drain(piece)),
            2 => {
                let piece = bytes[piece].repeat(1 + random.below(8));
                drop(bytes.splice(at..at, piece));
            }
            3 => {
                let other = random.one(seeds);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[random.place(other)..]);
            }
            // What rules look for tells more than bytes by chance.
            _ => drop(bytes.splice(at..at, random.one(words).iter().copied())),
        }
    }
    bytes
}

impl Random {
    fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }

    /// A place in some bytes, nearly always between two characters.
    fn place(&mut self, bytes: &[u8]) -> usize {
        let at = self.below(bytes.len() + 1);
        let inside = |byte: &&u8| **byte & 0b1100_0000 == 0b1000_0000;
        if self.below(16) == 0 { at } else { at + bytes[at..].iter().take_while(inside).count() }
    }

    fn piece(&mut self, bytes: &[u8]) -> Range<usize> {
        let start = self.place(bytes);
        let length = self.place(&bytes[start..(start + PIECE).min(bytes.len())]);
        start..start + length
    }
}
