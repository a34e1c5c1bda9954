"""Tables of other programs in memory, and the examples of docs/python.md."""

import gc
import json
import re
import subprocess

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import BAD, CLEAN, ROOT

ARTICLES = [path.read_text() for path in sorted((ROOT / "corpora").glob("*/*.txt"))]
PLACES = ["path", "line", "row_group", "row", "encoding"]


def scored(mtlint, data, *arguments, **options):
    return pa.table(mtlint.score_arrow(data, *arguments, **options))


@pytest.fixture(scope="module")
def corpus():
    """Articles of several outlets; every tenth row has no text, every eleventh an article that came before."""
    texts = [None if number % 10 == 9 else ARTICLES[number % 11 % len(ARTICLES)] for number in range(200)]
    texts = [text if text is None or number % 11 == 0 else f"{text}\n{number}" for number, text in enumerate(texts)]
    return pa.table({
        "id": range(200),
        "outlet": pa.array([f"outlet-{number % 3}" for number in range(200)]),
        "language": pa.array(["fa-IR" if number % 2 else None for number in range(200)]),
        "text": texts,
    })


def test_scores_are_the_table_that_the_command_writes(mtlint, program, corpus, tmp_path):
    pq.write_table(corpus, tmp_path / "corpus.parquet", row_group_size=70)
    arguments = ["--findings", "--lang-field", "language", "--group-field", "outlet", "-o", "scores.parquet", "--quiet"]
    done = subprocess.run([program, "score", "--isolated", "corpus.parquet", *arguments], cwd=tmp_path)
    assert done.returncode == 2
    expected = pq.read_table(tmp_path / "scores.parquet")
    got = scored(mtlint, corpus, lang_col="language", group_col="outlet", findings=True)
    assert got.schema.names == [name for name in expected.schema.names if name not in PLACES]
    assert got.schema.equals(expected.drop_columns(PLACES).schema)
    assert got.equals(expected.drop_columns(PLACES))
    made = pq.ParquetFile(tmp_path / "scores.parquet").metadata.metadata
    assert got.schema.metadata == {key: value for key, value in made.items() if key.startswith(b"mtlint.")}
    assert set(got["error"].to_pylist()) == {None, '"text" is null'}


def test_what_made_the_scores_stands_in_the_files_that_others_write(mtlint, corpus, tmp_path):
    pq.write_table(scored(mtlint, corpus), tmp_path / "scores.parquet")
    metadata = pq.ParquetFile(tmp_path / "scores.parquet").metadata.metadata
    assert metadata[b"mtlint.rules"].decode() == mtlint.RULE_SET
    assert metadata[b"mtlint.config"].decode() == mtlint.check(CLEAN).config


def of_each_kind(texts):
    """The same texts in every type that texts have, and from every program."""
    table = pa.table({"text": texts})
    plain = table["text"].combine_chunks()
    for kind in [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view()]:
        yield str(kind), pa.table({"text": plain.cast(kind)})
    yield "dictionary", pa.table({"text": plain.dictionary_encode()})
    yield "dictionary of large texts", pa.table({"text": plain.cast(pa.large_string()).dictionary_encode()})
    yield "slices", pa.concat_tables([pa.table({"text": [None, "ا"] + texts}).slice(2, 7), table.slice(7)])
    yield "a batch", table.to_batches()[0]
    yield "a reader", pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=3))
    yield "Polars", pl.DataFrame({"text": texts})
    yield "categories of Polars", pl.DataFrame({"text": texts}).with_columns(pl.col("text").cast(pl.Categorical))
    yield "pandas", pd.DataFrame({"text": texts})
    yield "categories of pandas", pd.DataFrame({"text": pd.Categorical(texts)})
    connection = duckdb.connect()
    connection.register("articles", table)
    yield "DuckDB", connection.sql("select text from articles")


def test_texts_of_every_kind_have_the_same_scores(mtlint):
    texts = [*ARTICLES, None, CLEAN, ""]
    expected = scored(mtlint, pa.table({"text": texts}))
    assert expected.num_rows == len(texts)
    kinds = 0
    for kind, data in of_each_kind(texts):
        assert scored(mtlint, data).equals(expected), kind
        kinds += 1
    assert kinds == 16


def test_an_object_that_has_one_array_is_a_table(mtlint):
    class Exported:
        def __arrow_c_array__(self, requested_schema=None):
            return pa.record_batch({"text": ARTICLES}).__arrow_c_array__(requested_schema)

    assert scored(mtlint, Exported()).equals(scored(mtlint, pa.table({"text": ARTICLES})))


def test_fields_lie_in_structures_and_a_name_may_have_a_dot(mtlint):
    inner = pa.array([{"text": BAD, "site": "a"}, {"text": None, "site": "b"}, None], pa.struct({"text": pa.string(), "site": pa.string()}))
    rows = scored(mtlint, pa.table({"page": inner}), "page.text", source_col="/page/site").to_pylist()
    assert [(row["verdict"], row["source"], row["error"]) for row in rows] == [
        ("fail", "a", None), (None, "b", '"page.text" is null'), (None, None, '"page.text" is null'),
    ]
    [row] = scored(mtlint, pa.table({"page.text": [BAD]}), "/page.text").to_pylist()
    assert row["verdict"] == "fail"


def test_labels_are_texts_and_kept_columns_stay_as_they_are(mtlint):
    day = pa.array([0, 1], pa.date32())
    table = pa.table({"id": pa.array([7, 8], pa.uint8()), "url": ["https://a", None], "day": day, "text": [BAD, None]})
    got = scored(mtlint, table, keep=["day", "text"])
    assert got.schema.names[:4] == ["day", "text", "id", "url"]
    assert got["day"].combine_chunks().equals(day) and got["text"].equals(table["text"])
    assert got["id"].to_pylist() == ["7", "8"] and got["url"].to_pylist() == ["https://a", None]
    # Kept texts are those of the table: nothing was copied.
    assert got["text"].chunk(0).buffers()[2].address == table["text"].chunk(0).buffers()[2].address
    # A column that is no label is none, unless somebody says so.
    assert scored(mtlint, table.rename_columns(["n", "url", "id", "text"]))["id"].null_count == 2
    with pytest.raises(ValueError, match="the column day has no texts or numbers, but Date32"):
        mtlint.score_arrow(table, id_col="day")


def test_one_broken_row_is_one_row_with_an_error(mtlint):
    offsets = pa.array([0, 2, 5, 7], pa.int32()).buffers()[1]
    broken = pa.Array.from_buffers(pa.string(), 3, [None, offsets, pa.py_buffer(b"ab\xff\xfe\xfdcd")])
    rows = scored(mtlint, pa.table({"id": ["a", "b", "c"], "text": broken})).to_pylist()
    assert [row["error"] for row in rows] == [None, '"text" is not UTF-8 at byte 0', None]
    assert [row["id"] for row in rows] == ["a", "b", "c"]
    limited = scored(mtlint, pa.table({"text": ["دولت", BAD]}), config={"max-bytes": 100}).to_pylist()
    assert [row["error"] for row in limited] == [None, "longer than 100 bytes (max-bytes raises the limit)"]


def test_offsets_that_lead_out_of_a_column_are_an_error_and_no_crash(mtlint):
    for bounds in [[0, 1 << 30, 4, 6], [0, 5, 2, 6], [0, -4, 2, 6]]:
        offsets = pa.array(bounds, pa.int32()).buffers()[1]
        broken = pa.Array.from_buffers(pa.string(), 3, [None, offsets, pa.py_buffer(b"abcdef")])
        with pytest.raises((ValueError, pa.ArrowException, OSError), match="broken|failed"):
            scored(mtlint, pa.table({"text": broken}))
    keys = pa.array([0, 9], pa.int8())
    wild = pa.DictionaryArray.from_arrays(keys, pa.array([BAD]), safe=False)
    with pytest.raises((ValueError, pa.ArrowException, OSError), match="broken"):
        scored(mtlint, pa.table({"text": wild}))


def test_what_cannot_be_scored_is_refused_before_anything_is_read(mtlint):
    table = pa.table({"body": [BAD], "n": [1], "when": pa.array([0], pa.timestamp("s"))})
    with pytest.raises(ValueError, match="no column text; there are body, n, when"):
        mtlint.score_arrow(table)
    with pytest.raises(ValueError, match="the column n has no texts, but Int64"):
        mtlint.score_arrow(table, "n")
    with pytest.raises(ValueError, match="no column place"):
        mtlint.score_arrow(table, "body", group_col="place")
    with pytest.raises(ValueError, match='no column "place" to keep'):
        mtlint.score_arrow(table, "body", keep=["place"])
    with pytest.raises(ValueError, match='two columns would be named "words"'):
        mtlint.score_arrow(table.rename_columns(["body", "words", "when"]), "body", keep=["words"])
    with pytest.raises(ValueError, match='two columns would be named "n"'):
        mtlint.score_arrow(table, "body", keep=["n", "n"])
    for data in [None, BAD, [BAD], {"text": [BAD]}]:
        with pytest.raises(TypeError, match="no record batches"):
            mtlint.score_arrow(data)


def test_scores_are_read_once(mtlint):
    reader = mtlint.score_arrow(pa.table({"text": [BAD]}))
    assert pa.schema(reader).names[0] == "id"
    assert pa.table(reader).num_rows == 1
    with pytest.raises(ValueError, match="read already"):
        pa.table(reader)


def test_an_endless_stream_is_read_as_it_is_scored(mtlint):
    read = []

    def batches():
        for number in range(10**9):
            read.append(number)
            yield pa.record_batch({"text": [f"{CLEAN}\n{number}"]})

    stream = pa.RecordBatchReader.from_batches(pa.schema({"text": pa.string()}), batches())
    scores = pa.RecordBatchReader.from_stream(mtlint.score_arrow(stream))
    assert [scores.read_next_batch().num_rows for _ in range(3)] == [1, 1, 1]
    assert len(read) <= 4


def test_an_error_of_a_stream_ends_the_scores_with_it(mtlint):
    def batches():
        yield pa.record_batch({"text": [CLEAN]})
        raise RuntimeError("the disk is gone")

    stream = pa.RecordBatchReader.from_batches(pa.schema({"text": pa.string()}), batches())
    with pytest.raises(Exception, match="the disk is gone"):
        scored(mtlint, stream)


def test_a_table_without_rows_has_the_columns(mtlint):
    none = pa.table({"text": pa.array([], pa.string())})
    assert scored(mtlint, none).schema.equals(scored(mtlint, pa.table({"text": [BAD]})).schema)
    # Rows of nothing: Polars and others type them so.
    rows = scored(mtlint, pa.table({"text": pa.nulls(3)})).to_pylist()
    assert [row["error"] for row in rows] == ['"text" is null'] * 3


def test_memory_of_tables_is_given_back(mtlint):
    gc.collect()
    before = pa.total_allocated_bytes()
    for _ in range(3):
        table = pa.table({"text": ARTICLES * 20})
        scored(mtlint, table)
        reader = mtlint.score_arrow(table)
        del table, reader
        gc.collect()
    assert pa.total_allocated_bytes() <= before


def examples(*headings):
    page = (ROOT / "docs/python.md").read_text()
    for heading in headings:
        section = re.split(r"^## ", page.split(f"\n## {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
        yield from re.findall(r"^```python\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)


def test_the_examples_of_the_documentation_run(mtlint, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(BAD)
    (tmp_path / "mtlint.toml").write_text('ignore = ["kashida"]\n')
    pq.write_table(pa.table({"id": range(len(ARTICLES)), "body": ARTICLES}), tmp_path / "articles.parquet")
    blocks = list(examples("One text", "Many texts", "Tables"))
    assert len(blocks) >= 6
    for block in blocks:
        space = {}
        exec(compile(block, "docs/python.md", "exec"), space)
        # What a line ends with after `# →` is what it is.
        for expression, said in re.findall(r"^(.+?)  # → (.+)$", block, re.MULTILINE):
            assert repr(eval(expression, space)) == said, expression
    assert json.loads(mtlint.check(BAD).to_json())["verdict"] == "fail"
