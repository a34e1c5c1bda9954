"""Faults that need the program as it is released: very many files, very long lines, damaged tables."""

import json
import random
import subprocess

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

LOOP = "وزیر نیرو گفت که ساخت سد تازه در استان جنوبی در استان جنوبی در استان جنوبی از بهار آغاز می‌شود.\n"
FILES = 100_000


def measured(*command, **options):
    """What a command gives, and its largest memory in MB."""
    # The children of one helper: others of this process were larger.
    helper = "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]); "
    helper += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000, file=sys.stderr); sys.exit(code)"
    done = subprocess.run(["python3", "-c", helper, *map(str, command)], capture_output=True, text=True, **options)
    said, _, megabytes = done.stderr.rstrip("\n").rpartition("\n")
    return done, said, int(megabytes)


def test_a_hundred_thousand_files_are_checked_in_little_memory(program, tmp_path, capsys):
    texts = tmp_path / "texts"
    for number in range(FILES):
        if number % 1000 == 0:
            folder = texts / str(number // 1000)
            folder.mkdir(parents=True)
        (folder / f"{number}.txt").write_text(LOOP)
    done, said, megabytes = measured(program, "score", "--isolated", "--format", "csv", texts, "-o", tmp_path / "out.csv")
    assert done.returncode == 0, said
    with (tmp_path / "out.csv").open() as rows:
        assert sum(1 for _ in rows) == FILES + 1
    with capsys.disabled():
        print(f"\n{FILES} files: {megabytes} MB")
    assert megabytes < 300


def test_a_line_of_200_megabytes_is_refused_and_its_neighbours_are_reported(program, tmp_path):
    (tmp_path / "a.txt").write_text(LOOP)
    (tmp_path / "z.txt").write_text(LOOP)
    with (tmp_path / "line.txt").open("w") as line:
        for _ in range(200):
            line.write("واژه " * (1_000_000 // 9))
    check = [program, "check", "--isolated", "--format", "jsonl", "."]
    done, said, megabytes = measured(*check, cwd=tmp_path)
    assert done.returncode == 2 and "line.txt: larger than 64000000 bytes" in said
    verdicts = {document["path"]: document.get("verdict") for document in map(json.loads, done.stdout.splitlines())}
    assert verdicts == {"a.txt": "fail", "line.txt": None, "z.txt": "fail"}
    assert megabytes < 200


@pytest.mark.parametrize("codec", ["none", "snappy", "gzip", "zstd", "lz4"])
def test_a_damaged_table_is_never_a_crash_and_its_neighbours_are_scored(program, tmp_path, codec):
    chance = random.Random(codec)
    (tmp_path / "neighbour.txt").write_text(LOOP)
    pq.write_table(pa.table({"text": [f"{LOOP}{number}" for number in range(60)]}), tmp_path / "whole", compression=codec, row_group_size=20)
    whole = (tmp_path / "whole").read_bytes()
    footer = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
    for number in range(12):
        place = chance.randrange(footer) if number % 2 else chance.randrange(footer, len(whole))
        damage = [b"", chance.randbytes(1), chance.randbytes(1) + whole[place + 1:], chance.randbytes(50) + whole[place + 50:]]
        (tmp_path / f"{number:02}.parquet").write_bytes(whole[:place] + damage[number // 2 % 4])
    score = [program, "score", "--isolated", "--format", "jsonl", "."]
    done = subprocess.run(score, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2 and "panicked" not in done.stderr, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["path"] for row in rows} == {f"{number:02}.parquet" for number in range(12)} | {"neighbour.txt"}
    assert rows[-1]["verdict"] == "fail"
