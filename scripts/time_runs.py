#!/usr/bin/env python3
"""Times whole runs of mtlint beside `wc -m` on the same bytes: a corpus with one thread and two, a folder, one article, one huge
document.

    scripts/time_runs.py [--binary target/release/mtlint] [--runs 5] CORPUS.jsonl

CORPUS is what `cargo run --release --features full --example make_corpus` writes; 100 MB are enough for ratios that stand still. Runs
alternate, and the fastest of each counts. Trust the ratios: `wc -m` decodes and counts the characters, and nothing else.
"""

import argparse
import json
import pathlib
import tempfile

from spending import machine, spent

# Of the corpus, as files of a folder.
FILES = 5_000
# Of the corpus, as one document.
HUGE = 8_000_000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--binary", type=pathlib.Path, default="target/release/mtlint")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    binary, corpus = arguments.binary.resolve(), arguments.corpus.resolve()

    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        folder, article, huge = scratch / "folder", scratch / "article.txt", scratch / "huge.txt"
        folder.mkdir()
        with corpus.open(encoding="utf-8") as lines, huge.open("w", encoding="utf-8") as document:
            for number, line in enumerate(lines):
                text = json.loads(line)["text"]
                if number < FILES:
                    (folder / f"{number}.txt").write_text(text, encoding="utf-8")
                if number == 0:
                    article.write_text(text, encoding="utf-8")
                if document.tell() < HUGE:
                    document.write(text + "\n\n")
                elif number >= FILES:
                    break

        def score(threads, *what):
            return [binary, "score", "--isolated", "--quiet", "--no-cache", "--format", "jsonl", "--threads", threads, *what]

        check = [binary, "check", "--isolated", "--format", "jsonl", "--threads", 1, "--exit-zero"]
        rows = [
            ("corpus, one thread", score(1, corpus), [corpus]),
            ("corpus, two threads", score(2, corpus), [corpus]),
            (f"folder of {FILES} files, two threads", score(2, folder), sorted(folder.iterdir())),
            ("one article", [*check, article], [article]),
            ("one document of 8 MB", [*check, huge], [huge]),
        ]
        print(machine())
        print("\n| | MB | processor, s | by the clock, s | MB/s | × processor time of `wc -m` | memory, MB |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        for name, command, texts in rows:
            count = ["env", "LC_ALL=C.UTF-8", "wc", "-m", *texts]
            runs = [(spent(*command), spent(*count)) for _ in range(arguments.runs)]
            own, yardstick = ([run[which] for run in runs] for which in (0, 1))
            processor, clock = min(run.processor for run in own), min(run.clock for run in own)
            times = processor / min(run.processor for run in yardstick)
            size = sum(text.stat().st_size for text in texts) / 1e6
            memory = max(run.memory for run in own)
            print(f"| {name} | {size:.3g} | {processor:.3g} | {clock:.3g} | {size / clock:.3g} | {times:.3g} | {memory:.0f} |")


if __name__ == "__main__":
    main()
