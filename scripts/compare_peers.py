#!/usr/bin/env python3
"""Times public text checkers on the text that mtlint scores, and prints the ratios.

    scripts/compare_peers.py [--binary target/release/mtlint] [--folder FOLDER] [--bytes 2000000] CORPUS.jsonl

CORPUS has a `text` in each line: one that `cargo run --release --example make_corpus` wrote, or articles of your own. Each peer is
installed from PyPI or npm into FOLDER, where it stays, and reads the first bytes of the corpus on one thread. What is
told is processor time for the texts themselves: that of a start without any is measured and taken away. `wc -m` stands beside
them: it counts the characters of the same file.

The peers look for other things than mtlint does. The table says what reading the same text costs with each.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from spending import machine, spent

# What runs in the environment of each peer: `check` is called with each text.
PEERS = {
    "datatrove, Gopher repetition": (
        ["datatrove[processing]", "spacy"],
        """
from datatrove.data import Document
from datatrove.pipeline.filters import GopherRepetitionFilter
peer = GopherRepetitionFilter(language="fas_Arab")
check = lambda text: peer.filter(Document(text=text, id="1"))
""",
    ),
    "datatrove, four filters": (
        ["datatrove[processing]", "spacy"],
        """
from datatrove.data import Document
from datatrove.pipeline.filters import C4QualityFilter, FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter
peers = [kind(language="fas_Arab") for kind in (GopherRepetitionFilter, GopherQualityFilter, C4QualityFilter, FineWebQualityFilter)]
check = lambda text: [peer.filter(Document(text=text, id="1")) for peer in peers]
""",
    ),
    "OpusFilter, eight filters": (
        ["opusfilter"],
        """
from opusfilter import filters
kinds = ["AlphabetRatioFilter", "AverageWordLengthFilter", "HtmlTagFilter", "LengthFilter", "LongWordFilter",
         "RepetitionFilter", "CharacterScoreFilter", "TerminalPunctuationFilter"]
options = {"CharacterScoreFilter": {"scripts": ["Arabic"]}}
peers = [getattr(filters, kind)(**options.get(kind, {})) for kind in kinds]
def check(text):
    # One line a paragraph, as it reads corpora; punctuation is compared with another text: itself.
    for line in text.splitlines():
        pair = [[line, line]]
        for peer in peers:
            list(peer.score(pair if isinstance(peer, filters.TerminalPunctuationFilter) else [[line]]))
""",
    ),
    "pofilter, all checks": (
        ["translate-toolkit"],
        """
from translate.filters import checks
from translate.storage import po
peer = checks.StandardUnitChecker(), checks.StandardChecker(checks.CheckerConfig(targetlanguage="fa"))
def check(text):
    for line in text.splitlines():
        unit = po.pounit(line)
        unit.target = line
        [each.run_filters(unit) for each in peer]
""",
    ),
    "hazm, normalizer": (
        ["hazm>=0.9"],
        """
import hazm
check = hazm.Normalizer().normalize
""",
    ),
    "virastar": (
        "virastar",
        """
const Virastar = require("virastar");
const peer = new Virastar();
const check = (text) => peer.cleanup(text);
""",
    ),
}

# Runs of each; the fastest counts.
RUNS = 3

PYTHON = """
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    check(json.loads(line)["text"])
"""
NODE = """
for (const line of require("fs").readFileSync(process.argv[2], "utf8").split("\\n")) if (line) check(JSON.parse(line).text);
"""


def install(folder, packages):
    """What runs a peer, the folder where it is, and its version."""
    if isinstance(packages, str):
        place = folder / packages
        if not (place / "node_modules").exists():
            place.mkdir(parents=True, exist_ok=True)
            subprocess.run(["npm", "install", "--silent", "--no-save", packages], cwd=place, check=True)
        return "node", place, json.loads((place / "node_modules" / packages / "package.json").read_text())["version"]
    place = folder / re.sub(r"\W+", "-", "-".join(packages))
    python = place / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages], check=True)
    name = re.match(r"[\w-]+", packages[0])[0]
    version = f"from importlib.metadata import version; print(version({name!r}))"
    version = subprocess.run([python, "-c", version], capture_output=True, text=True, check=True).stdout.strip()
    return python, place, version


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--binary", type=pathlib.Path, default="target/release/mtlint")
    parser.add_argument("--folder", type=pathlib.Path, default="target/peers", help="where peers are installed")
    parser.add_argument("--bytes", type=int, default=2_000_000, help="of the corpus, for the peers")
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()

    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        nothing, part, whole = scratch / "nothing.jsonl", scratch / "part.jsonl", arguments.corpus.resolve()
        nothing.write_text("")
        with whole.open(encoding="utf-8") as lines, part.open("w", encoding="utf-8") as kept:
            while kept.tell() < arguments.bytes and (line := lines.readline()):
                kept.write(line)

        def row(name, version, command, text, **options):
            """What a text costs without the start."""
            runs = [(spent(*command(text), **options), spent(*command(nothing), **options)) for _ in range(RUNS)]
            start = min(start.processor for _, start in runs)
            seconds = min(whole.processor for whole, _ in runs) - start
            return name, version, text.stat().st_size / seconds / 1e6, start, max(whole.memory for whole, _ in runs)

        binary = arguments.binary.resolve()
        score = [binary, "score", "--isolated", "--quiet", "--threads", "1", "--no-cache", "--format", "jsonl"]
        rows = [row("mtlint score, one thread", "", lambda text: [*score, text], whole)]
        rows.append(row("wc -m", "", lambda text: ["env", "LC_ALL=C.UTF-8", "wc", "-m", text], whole))
        for name, (packages, source) in PEERS.items():
            runner, place, version = install(folder, packages)
            program = place / "peer"
            program.write_text(source + (NODE if runner == "node" else PYTHON))
            command = lambda text: [runner, program, text]
            rows.append(row(name, version, command, part, cwd=place))

    print(f"{machine()}; {whole.stat().st_size / 1e6:.0f} MB of JSON lines, peers {arguments.bytes / 1e6:.1f} MB")
    print("\n| | version | MB/s | mtlint is faster | start, s | memory, MB |\n| --- | --- | ---: | ---: | ---: | ---: |")
    for name, version, rate, start, memory in rows:
        times = "" if name.startswith("mtlint") else f"{rows[0][2] / rate:.3g} ×"
        print(f"| {name} | {version} | {rate:.3g} | {times} | {start:.2g} | {memory:.0f} |")


if __name__ == "__main__":
    main()
