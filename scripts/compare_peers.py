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
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile
import time

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

PYTHON = """
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    check(json.loads(line)["text"])
"""
NODE = """
for (const line of require("fs").readFileSync(process.argv[2], "utf8").split("\\n")) if (line) check(JSON.parse(line).text);
"""
# Runs of each; the fastest counts.
RUNS = 3


def spent(*command, **options):
    """Processor seconds of a command, and its largest memory in MB."""
    helper = "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL); "
    helper += "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
    helper += "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, file=sys.stderr); sys.exit(code)"
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", helper, *map(str, command)], stderr=subprocess.PIPE, text=True, env=environment, **options
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    seconds, megabytes = done.stderr.split()[-2:]
    return float(seconds), float(megabytes)


def measured(command, text, nothing, **options):
    """Seconds for the text without the start, those of the start, and megabytes."""
    runs = [(spent(*command(text), **options), spent(*command(nothing), **options)) for _ in range(RUNS)]
    start = min(start for _, (start, _) in runs)
    return min(whole for (whole, _), _ in runs) - start, start, max(memory for (_, memory), _ in runs)


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

        binary = arguments.binary.resolve()
        score = [binary, "score", "--isolated", "--quiet", "--threads", "1", "--no-cache", "--format", "jsonl"]
        rows = [("mtlint score, one thread", "", *measured(lambda text: [*score, text], whole, nothing), whole.stat().st_size)]
        count = lambda text: ["env", "LC_ALL=C.UTF-8", "wc", "-m", text]
        rows.append(("wc -m", "", *measured(count, whole, nothing), whole.stat().st_size))
        for name, (packages, source) in PEERS.items():
            runner, place, version = install(folder, packages)
            program = place / "peer"
            program.write_text(source + (NODE if runner == "node" else PYTHON))
            command = lambda text: [runner, program, text]
            rows.append((name, version, *measured(command, part, nothing, cwd=place), part.stat().st_size))

    own = rows[0][-1] / rows[0][2] / 1e6
    print(f"{time.strftime('%Y-%m-%d')}, {platform.machine()}, {os.cpu_count()} cores; {whole.stat().st_size / 1e6:.0f} MB of JSON lines")
    print("\n| | version | MB/s | mtlint is faster | start, s | memory, MB |\n| --- | --- | ---: | ---: | ---: | ---: |")
    for name, version, seconds, start, memory, size in rows:
        rate = size / seconds / 1e6
        times = "" if name.startswith("mtlint") else f"{own / rate:.3g} ×"
        print(f"| {name} | {version} | {rate:.3g} | {times} | {start:.2g} | {memory:.0f} |")


if __name__ == "__main__":
    main()
