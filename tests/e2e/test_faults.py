"""Faults that need the program as it is released: very many files, very long lines."""

import json
import subprocess

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
