//! What is built in: nothing that the stated Rust cannot compile, nothing that nobody uses.
//! `deny.toml` has licences, duplicates and sources.

use crate::project;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// The packages of this machine's build, with every feature.
fn metadata() -> Value {
    let version = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let version = String::from_utf8(version.stdout).expect("UTF-8");
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc says where it runs");
    let arguments = ["metadata", "--format-version", "1", "--locked", "--all-features"];
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--filter-platform", host])
        .current_dir(project(""))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// «1.89» and «1.89.0» alike.
fn version(text: &str) -> [u32; 3] {
    let mut parts = text.split('.').map(|part| part.parse().expect("a number"));
    [(); 3].map(|()| parts.next().unwrap_or(0))
}

#[test]
fn no_dependency_needs_a_newer_rust_than_the_project_states() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    let stated = version(env!("CARGO_PKG_RUST_VERSION"));
    let resolved: Vec<&str> = metadata["resolve"]["nodes"]
        .as_array()
        .expect("the packages that are built")
        .iter()
        .filter_map(|node| node["id"].as_str())
        .collect();
    let built = packages.iter().filter(|package| package["id"].as_str().is_some_and(|id| resolved.contains(&id)));
    let (mut count, mut newer) = (0, Vec::new());
    for package in built {
        count += 1;
        if package["rust_version"].as_str().is_some_and(|needs| version(needs) > stated) {
            newer.push(format!("{} {} needs {}", package["name"], package["version"], package["rust_version"]));
        }
    }
    assert!(count > 100, "{count} packages");
    assert!(newer.is_empty(), "{newer:#?}");
}

fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            all += &sources(&path);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            all += &std::fs::read_to_string(&path).expect("UTF-8");
        }
    }
    all
}

#[test]
fn every_dependency_is_used() {
    let tables = |name: &str| -> toml::Table {
        toml::from_str(&std::fs::read_to_string(project(name)).expect("a manifest")).expect("TOML")
    };
    let (manifest, python) = (tables("Cargo.toml"), tables("python/Cargo.toml"));
    let program = sources(&project("src"));
    let tests = ["tests/integration", "benches", "examples"].map(|folder| sources(&project(folder))).concat();
    let package = sources(&project("python/src"));
    for (manifest, table, sources) in [
        (&manifest, "dependencies", &program),
        (&manifest, "dev-dependencies", &tests),
        (&python, "dependencies", &package),
    ] {
        let dependencies = manifest[table].as_table().expect("dependencies");
        for name in dependencies.keys().map(|name| name.replace('-', "_")) {
            let named = [format!("{name}::"), format!("use {name};"), format!("[{name}(")];
            assert!(named.iter().any(|named| sources.contains(named)), "{table}: nobody uses {name}");
        }
    }
}
