#!/usr/bin/env python3
"""Changes the program in one small way after the other and says which changes no test notices.

    scripts/mutate.py [--folder FOLDER] FILE… [-- OPTION…]

FILE is a source file (`src/score.rs`); OPTION goes to cargo-mutants (`--shard 0/4`). Needs cargo-mutants (`cargo install
cargo-mutants`). It works on a copy of what is committed, in FOLDER, where the builds stay for the next time: the rules are
declared there one by one, since cargo-mutants does not see through the macro, and the tests of texts, fixes, scores and
specifications stand in a program of their own, without the command line: a change takes some six seconds, not ninety. What is
missed here may still be noticed by the other tests.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TESTS = "blocks", "corpora", "language", "mending", "score", "sentences", "specifications", "wrapping"
"""Modules of `tests/integration/` that need no command line and are quick."""


def main():
    arguments, options = sys.argv[1:], []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, options = arguments[:at], arguments[at + 1 :]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir(), "mtlint-mutants"))
    parser.add_argument("files", nargs="+", metavar="FILE")
    arguments = parser.parse_args(arguments)

    project = pathlib.Path(__file__).resolve().parent.parent
    copy = arguments.folder / "project"
    copy.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "init", "--quiet", copy], check=True)
    subprocess.run(["git", "fetch", "--quiet", "--depth", "1", project, "HEAD"], cwd=copy, check=True)
    subprocess.run(["git", "reset", "--quiet", "--hard", "FETCH_HEAD"], cwd=copy, check=True)

    rules = copy / "src/rules/mod.rs"
    source = rules.read_text(encoding="utf-8")
    modules = re.findall(r"^    (\w+)::\w+,$", source, re.MULTILINE)
    source = source.replace("        $(mod $module;)*\n\n", "")
    source = source.replace("rules! {", "".join(f"mod {module};\n" for module in modules) + "\nrules! {", 1)
    rules.write_text(source, encoding="utf-8")

    main = copy / "tests/integration/main.rs"
    helpers = main.read_text(encoding="utf-8").partition("\nuse std::path::PathBuf;")
    program = "".join(f"mod {module};\n" for module in TESTS) + helpers[1] + helpers[2]
    (copy / "tests/integration/mutants.rs").write_text(program, encoding="utf-8")
    manifest = copy / "Cargo.toml"
    target = '\n[[test]]\nname = "mutants"\npath = "tests/integration/mutants.rs"\n'
    # Without the dependency that builds the servers for the tests.
    kept = re.sub(r"^mtlint = .*\n", "", manifest.read_text(encoding="utf-8"), flags=re.MULTILINE)
    manifest.write_text(kept + target, encoding="utf-8")

    environment = {
        **os.environ,
        "CARGO_TARGET_DIR": str(arguments.folder / "target"),
        "CARGO_INCREMENTAL": "1",
        "CARGO_PROFILE_DEV_DEBUG": "0",
        "INSTA_UPDATE": "no",
    }
    command = ["cargo", "mutants", "--in-place", "--timeout", "60", "--no-default-features"]
    command += ["-C=--test", "-C=mutants", "-C=--lib", "--output", arguments.folder]
    command += [part for file in arguments.files for part in ("--file", file)]
    sys.exit(subprocess.run([*command, *options], cwd=copy, env=environment).returncode)


if __name__ == "__main__":
    main()
