"""Corpora and scores in Parquet as pyarrow and DuckDB write and read them, and runs that are killed."""

import json
import pathlib
import random
import signal
import subprocess
import time

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT, VERSION

ARTICLES = [path.read_text() for path in sorted((ROOT / "corpora").glob("*/*.txt"))]
NUMBERS = ["translation", "typography", "extraction", "mqm_raw", "penalty_translation", "penalty_typography"]
NUMBERS += ["penalty_extraction", "tolerance", "rate_low", "rate_high"]


def documents(count):
    """Articles, each made another one by its number; every 50th row is malformed."""
    return [
        {"id": number, "site": {"name": f"outlet-{number % 3}"}, "text": f"{ARTICLES[number % len(ARTICLES)]}\n{number}"}
        if number % 50 else {"id": number, "site": None, "text": None}
        for number in range(count)
    ]


def score(program, folder, *arguments, code=0):
    run = subprocess.run([program, "score", "--isolated", *arguments], cwd=folder, capture_output=True)
    assert run.returncode == code, run.stderr.decode()
    return run.stdout.decode()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """One corpus in many forms."""
    folder = tmp_path_factory.mktemp("corpus")
    rows = documents(150)
    (folder / "corpus.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    table = pa.Table.from_pylist(rows)
    for codec in ["none", "snappy", "gzip", "zstd", "lz4"]:
        pq.write_table(table, folder / f"arrow-{codec}.parquet", compression=codec, row_group_size=40)
    pq.write_table(table, folder / "arrow-pages.parquet", data_page_version="2.0", data_page_size=4096)
    large = table.set_column(2, "text", table["text"].cast(pa.large_string()))
    pq.write_table(large, folder / "arrow-large.parquet", use_dictionary=False)
    query = "copy (select * from table_) to '{}' (format parquet{})"
    connection = duckdb.connect()
    connection.register("table_", table)
    connection.execute(query.format(folder / "duckdb.parquet", ""))
    connection.execute(query.format(folder / "duckdb-v2.parquet", ", parquet_version v2, compression zstd"))
    return folder


def test_parquet_of_other_programs_gives_the_rows_of_json_lines(program, corpus):
    def rows(name):
        out = score(program, corpus, "--format", "jsonl", "--source-field", "site.name", name, code=2)
        places = ("path", "line", "row_group", "row")
        return [{key: value for key, value in json.loads(line).items() if key not in places} for line in out.splitlines()]

    expected = rows("corpus.jsonl")
    assert len(expected) == 150
    assert expected[50] == {"schema": 1, "id": "50", "error": '"text" is null'}
    assert expected[1]["source"] == "outlet-1"
    for file in sorted(corpus.glob("*.parquet")):
        assert rows(file.name) == expected, file.name


def test_pyarrow_reads_scores_with_their_types_and_what_made_them(program, corpus):
    score(program, corpus, "corpus.jsonl", "-o", "scores.parquet", "--findings", "--row-group-size", "50", code=2)
    file = pq.ParquetFile(corpus / "scores.parquet")
    schema = file.schema_arrow
    for name in ["path", "id", "url", "source", "group", "encoding", "lang", "verdict", "error"]:
        assert schema.field(name).type == pa.string(), name
    for name in ["line", "row"]:
        assert schema.field(name).type == pa.int64(), name
    for name in ["row_group", "words", "critical", "major", "minor"]:
        assert schema.field(name).type == pa.int32(), name
    for name in NUMBERS:
        assert schema.field(name).type == pa.float64(), name
    counts = schema.field("counts").type
    assert counts == pa.map_(pa.string(), pa.field("value", pa.int32(), nullable=False))
    assert pa.types.is_list(schema.field("findings").type)
    assert pa.types.is_struct(schema.field("findings").type.value_type)
    assert file.metadata.metadata[b"mtlint.version"].decode() == VERSION
    assert file.metadata.metadata[b"mtlint.rules"] and len(file.metadata.metadata[b"mtlint.config"]) == 16
    assert file.metadata.num_rows == 150 and file.metadata.num_row_groups > 1

    rows = file.read().to_pylist()
    lines = score(program, corpus, "--format", "jsonl", "--findings", "corpus.jsonl", code=2).splitlines()
    for row, line in zip(rows, map(json.loads, lines), strict=True):
        assert (row["path"], row["line"], row["id"]) == (line["path"], line["line"], line["id"])
        assert row["error"] == line.get("error")
        if row["error"] is None:
            assert row["findings"] == line["findings"]
            assert dict(row["counts"]) == line["counts"]
            assert (row["verdict"], row["words"], row["mqm_raw"]) == (line["verdict"], line["words"], line["scores"]["mqm_raw"])
        else:
            assert row["verdict"] is None and row["counts"] is None and row["findings"] is None


def test_duckdb_counts_what_is_in_scores(program, corpus):
    score(program, corpus, "corpus.jsonl", "-o", "maps.parquet", "--row-group-size", "50", code=2)
    score(program, corpus, "corpus.jsonl", "-o", "columns.parquet", "--columns", code=2)
    score(program, corpus, "corpus.jsonl", "-o", "scores.csv", code=2)
    score(program, corpus, "corpus.jsonl", "-o", "scores.jsonl", code=2)
    connection = duckdb.connect()

    def ask(query):
        return connection.execute(query).fetchall()

    def verdicts(file):
        return ask(f"select verdict, count(*), sum(words) from '{corpus / file}' group by all order by all")

    expected = verdicts("maps.parquet")
    assert {verdict for verdict, *_ in expected} >= {"fail", "pass", None}
    assert verdicts("columns.parquet") == verdicts("scores.csv") == verdicts("scores.jsonl") == expected
    types = dict(ask(f"select column_name, column_type from (describe from '{corpus / 'maps.parquet'}')"))
    assert types["counts"] == "MAP(VARCHAR, INTEGER)"
    assert (types["translation"], types["words"], types["line"]) == ("DOUBLE", "INTEGER", "BIGINT")
    of_map = ask(f"select sum(counts['decoder-loop']) from '{corpus / 'maps.parquet'}'")
    assert of_map == ask(f"select sum(\"decoder-loop\") from '{corpus / 'columns.parquet'}'")
    assert of_map[0][0] > 0


@pytest.mark.parametrize("output", ["scores.parquet", "scores.jsonl", "scores.csv"])
def test_a_run_that_is_killed_ten_times_has_the_bytes_of_an_undisturbed_one(program, tmp_path, output):
    with (tmp_path / "corpus.jsonl").open("w") as corpus:
        for row in documents(8000):
            corpus.write(json.dumps(row, ensure_ascii=False) + "\n")
    command = [program, "score", "--isolated", "corpus.jsonl", "-o", output, "--row-group-size", "200"]
    command += ["--rejects", "rejects", "--resume", "--quiet"]

    def run():
        return subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)

    began = time.monotonic()
    assert run().wait() == 2
    whole = time.monotonic() - began
    files = [tmp_path / output, tmp_path / "rejects"]
    undisturbed = [file.read_bytes() for file in files]
    for file in files:
        file.unlink()
    moments = random.Random(1)
    for _ in range(10):
        child = run()
        # All ten together are shorter than the whole: none of them ends by itself.
        time.sleep(moments.uniform(0, whole / 12))
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert not files[0].exists()
    assert list(tmp_path.glob(f".{output}.mtlint"))
    assert run().wait() == 2
    assert [file.read_bytes() for file in files] == undisturbed
    assert {path.name for path in pathlib.Path(tmp_path).iterdir()} == {"corpus.jsonl", output, "rejects"}
