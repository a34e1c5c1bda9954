//! The seeds of the fuzzers hold what the fuzzers hold.

use crate::project;

#[path = "../../fuzz/src/lib.rs"]
pub(crate) mod harness;

#[test]
fn every_seed_of_the_fuzzers_passes() {
    for (name, target) in harness::TARGETS {
        let seeds = std::fs::read_dir(project("fuzz/seeds").join(name)).expect("a folder of seeds a target");
        let mut count = 0;
        for seed in seeds {
            let path = seed.expect("readable").path();
            eprintln!("{}", path.display());
            target(&std::fs::read(&path).expect("readable"));
            count += 1;
        }
        assert!(count >= 3, "{name}: {count} seeds");
    }
}

#[test]
fn every_target_of_the_fuzzers_is_a_program() {
    let manifest = std::fs::read_to_string(project("fuzz/Cargo.toml")).expect("a manifest");
    for (name, _) in harness::TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"\npath = \"targets/{name}.rs\"")), "{name}");
        let program = std::fs::read_to_string(project("fuzz/targets").join(format!("{name}.rs"))).expect("a program");
        assert!(program.contains(&format!("mtlint_fuzz::{name}(bytes)")), "{name}");
    }
}
