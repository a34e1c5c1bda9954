#!/usr/bin/env python3
"""Holds the cost of a check in instructions, which do not jitter, against its bounds.

    scripts/count_instructions.py [--binary target/release/mtlint] [--writer PROGRAM] [--bytes 8192] [NAME…]

A text 16 times as long must cost at most 18 times as much, and no text made to be slow more than 10 times as much a byte
as an ordinary one. Each text is counted in three lengths, 1, 2 and 16, and a byte costs what the next one adds: from 1 to
2, and from 1 to 16. So what the program costs before it reads a text, and for the first word of a kind, hides nothing.
The texts come from `benches/articles.rs`, by way of `examples/worst_cases.rs`; Valgrind counts. NAME restricts the run to
texts whose names hold it. With `--bytes 655360` the longest texts have 10 MB. Exit code 1: a bound is broken.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

LENGTHS = 1, 2, 16
"""How long the texts are, in short ones."""
MOST_TIMES = 18
"""How much more it may cost."""
MOST_SLOWER = 10
"""How much more a byte of a text that was made to be slow may cost than one of an ordinary text."""
WRITER = "cargo", "run", "--quiet", "--locked", "--release", "--features", "full", "--example", "worst_cases", "--"
ORDINARY = "ordinary fa"
"""What the others are held against: they are Persian."""
LIMIT = 600
"""Seconds after which a count is given up, and the bound with it."""


def instructions(binary, text, lang):
    """Instructions of one check, or None where it did not end."""
    command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", binary]
    command += ["check", "--format", "jsonl", "--threads", "1", "--lang", lang, "--exit-zero", "-o", "/dev/null", text]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return None
    counted = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    if done.returncode or not counted:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return int(counted[1].replace(",", ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    target = os.environ.get("CARGO_TARGET_DIR", "target")
    parser.add_argument("--binary", default=f"{target}/release/mtlint", help="what is measured")
    parser.add_argument("--writer", help="what writes the texts; built when nobody names it")
    parser.add_argument("--bytes", type=int, default=8_192, help="length of the short texts")
    parser.add_argument("--jobs", type=int, default=2, help="counts at a time")
    parser.add_argument("names", nargs="*", help="parts of the names of texts")
    args = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        places = [pathlib.Path(folder, str(length)) for length in LENGTHS]
        for place, length in zip(places, LENGTHS):
            writer = [args.writer] if args.writer else WRITER
            subprocess.run([*writer, place, str(args.bytes * length)], check=True)

        def cost(name):
            lang = "ar" if name == "ordinary ar" else "fa"
            texts = [place / f"{name}.txt" for place in places]
            counts = [instructions(args.binary, text, lang) for text in texts]
            if None in counts:
                return None
            sizes = [text.stat().st_size for text in texts]
            low, high = ((counts[at] - counts[0]) / (sizes[at] - sizes[0]) for at in (1, 2))
            return high, high / low * LENGTHS[-1]

        names = sorted(path.stem for path in places[0].iterdir())
        asked = [name for name in names if not args.names or any(part in name for part in args.names)]
        counted = sorted({ORDINARY, *asked})
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            costs = dict(zip(counted, pool.map(cost, counted)))

    if not costs[ORDINARY]:
        sys.exit(f"{ORDINARY}: not done after {LIMIT} s")
    usual = costs[ORDINARY][0]
    broken = 0
    print(f"{'instructions/byte':>18} {'to ordinary':>12} {'16 × as long':>13}")
    for name in sorted(asked, key=lambda name: -(costs[name] or [float("inf")])[0]):
        if not costs[name]:
            print(f"{'':>45}  {name}: not done after {LIMIT} s")
            broken += 1
            continue
        per_byte, times = costs[name]
        faults = [f"more than {MOST_TIMES} ×"] * (times > MOST_TIMES)
        faults += [f"more than {MOST_SLOWER} × ordinary text"] * (per_byte > MOST_SLOWER * usual)
        broken += bool(faults)
        print(f"{per_byte:18.0f} {per_byte / usual:12.2f} {times:13.1f}  {'; '.join([name, *faults])}")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
