#!/usr/bin/env python3
"""Scores a corpus with Spark and with the command, says whether the tables are equal row for row, and what Spark costs.

    scripts/compare_spark.py [--rows 100000] [--master local[2]] [--mtlint mtlint]

Needs mtlint's Python package, PySpark, PyArrow and the command on the PATH. The corpus is made of the shipped articles, each with
its number in its last line, so that no text comes twice; every thousandth is null. Spark runs twice, with mtlint and without (the
same job, which passes the texts to Python and gives them back as they are). Seconds are those of the clock and those that processors
worked, of all processes: the latter hold on a machine that is busy too. Linux only. Exit code 1: the tables differ.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

import mtlint
from mtlint.spark import score

ROOT = pathlib.Path(__file__).resolve().parents[1]
PLACES = ["path", "line", "row_group", "row", "encoding"]


def write_corpus(path, rows):
    articles = [article.read_text(encoding="utf-8") for article in sorted((ROOT / "corpora").glob("*/*.txt"))]
    schema = pa.schema({"id": pa.int64(), "text": pa.string()})
    bytes_ = 0
    with pq.ParquetWriter(path, schema) as out:
        for start in range(0, rows, 2000):
            numbers = range(start, min(start + 2000, rows))
            texts = [None if at % 1000 == 999 else f"{articles[at % len(articles)]}\n{at}" for at in numbers]
            bytes_ += sum(len(text.encode()) for text in texts if text)
            out.write_batch(pa.record_batch([pa.array(numbers), pa.array(texts)], schema=schema))
    return bytes_


def worked():
    """Processor seconds of this process, of its children and theirs, so far."""
    parents, seconds = {}, {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        # proc(5): the parent; own time and that of children that have ended.
        parents[int(stat.parent.name)] = int(fields[1])
        seconds[int(stat.parent.name)] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    ours, grown = {os.getpid()}, True
    while grown:
        children = {process for process, parent in parents.items() if parent in ours} - ours
        grown = bool(children)
        ours |= children
    return sum(seconds.get(process, 0) for process in ours)


def timed(what, work):
    before, began = worked(), time.monotonic()
    work()
    wall, cpu = time.monotonic() - began, worked() - before
    print(f"{what}: {wall:.1f} s, {cpu:.1f} s of processors", flush=True)
    return cpu


def in_order(table):
    number = table["id"].cast(pa.int64())
    return table.take(pa.compute.sort_indices(number)).combine_chunks()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--mtlint", default="mtlint", help="the command")
    parser.add_argument("--batch", type=int, default=2000, help="rows that Spark hands over at once")
    arguments = parser.parse_args()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        bytes_ = write_corpus(folder / "corpus.parquet", arguments.rows)
        print(f"{arguments.rows} documents, {bytes_ / 1e6:.0f} MB", flush=True)
        command = [arguments.mtlint, "score", "--isolated", "--quiet", "corpus.parquet", "-o", "scores.parquet"]
        rust = timed("the command", lambda: subprocess.run(command, cwd=folder, stderr=subprocess.DEVNULL))
        corpus = pq.read_table(folder / "corpus.parquet")
        arrow = timed("score_arrow", lambda: pa.table(mtlint.score_arrow(corpus)))
        del corpus
        spark = (
            SparkSession.builder.master(arguments.master)
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", str(arguments.batch))
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .getOrCreate()
        )
        spark.sparkContext.setLogLevel("ERROR")
        articles = spark.read.parquet(str(folder / "corpus.parquet")).repartition(16).persist()
        articles.count()
        articles.limit(10).mapInArrow(lambda batches: batches, articles.schema).collect()
        passed = timed(
            "Spark, texts to Python and back",
            lambda: articles.mapInArrow(lambda batches: batches, articles.schema).write.parquet(str(folder / "passed")),
        )
        scored = timed("Spark, scores", lambda: score(articles).write.parquet(str(folder / "scored")))
        spark.stop()
        expected = in_order(pq.read_table(folder / "scores.parquet").drop_columns(PLACES))
        got = in_order(pq.read_table(folder / "scored"))
    equal = got.num_rows == expected.num_rows and all(
        got[column].to_pylist() == expected[column].to_pylist() for column in expected.column_names
    )
    print(f"rows: {expected.num_rows} and {got.num_rows}, {'equal' if equal else 'DIFFERENT'} in {len(expected.column_names)} columns")
    for what, seconds in [("score_arrow", arrow), ("Spark", scored)]:
        print(f"{what} over the command: {100 * (seconds / rust - 1):+.1f} % of processor time")
    print(f"the command: {arguments.rows / rust:.0f} documents and {bytes_ / 1e6 / rust:.2f} MB for a second of one processor")
    print(f"Spark without mtlint: {passed:.1f} s of processors")
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
