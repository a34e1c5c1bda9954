"""Scores of texts in Spark: `score` for data frames, `register` for SQL. Each executor needs mtlint and PyArrow.

>>> from mtlint.spark import score
>>> scores = score(spark.read.parquet("articles"), text_col="body", id_col="doc_id")  # doctest: +SKIP

A row gives a row, and the same text the same scores, so that a task that Spark runs again changes nothing. `register` needs
Spark 4.1.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Union

import pyarrow as pa
from pyspark import SparkFiles, TaskContext
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import types as sql

from mtlint import Checker

__all__ = ["register", "score", "udf"]

Config = Union[str, "os.PathLike[str]", Mapping[str, Any], None]

# What identifies a document: a UDF sees none of it.
_LABELS = ["id", "url", "source", "group"]


def score(
    df: DataFrame,
    text_col: str = "text",
    *,
    id_col: str | None = None,
    lang_col: str | None = None,
    url_col: str | None = None,
    source_col: str | None = None,
    group_col: str | None = None,
    keep: Sequence[str] = (),
    findings: bool = False,
    config: Config = None,
    ui_lang: str = "en",
) -> DataFrame:
    """Scores the texts of a data frame: a row of scores for each row, in the partitions that there are.

    The arguments and the columns are those of `mtlint.score_arrow`. `config` is a dictionary, or the path of a file that every
    executor can read, or the name of one that came with `--files` or `SparkContext.addFile`; lists that it names must lie
    beside it. A task checks on as many threads as it has CPUs (`spark.task.cpus`).

    Raises ValueError, before any task runs, when a column is missing or the configuration cannot be used. What is wrong with
    one text stands in the column `error` of its row.
    """
    columns = {
        "id_col": id_col,
        "lang_col": lang_col,
        "url_col": url_col,
        "source_col": source_col,
        "group_col": group_col,
    }
    named = [text_col, *(column for column in columns.values() if column is not None)]
    needed = dict.fromkeys([*keep, *map(_top, named)])
    missing = [column for column in needed if column not in df.columns]
    if missing:
        raise ValueError(f"no column {', '.join(missing)}; there are {', '.join(df.columns)}")
    # As `score_arrow` takes them when nobody names others.
    needed |= dict.fromkeys(column for column in ("id", "url") if column in df.columns)
    ours = _schema(config, ui_lang, findings)
    twice = [field.name for field in ours if field.name in keep]
    if twice:
        raise ValueError(f"two columns would be named {', '.join(twice)}: rename those that are to be kept")

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        first = next(batches, None)
        if first is None:
            return
        stream = pa.RecordBatchReader.from_batches(first.schema, itertools.chain([first], batches))
        checker = Checker(_found(config), ui_lang)
        scores = checker.score_arrow(stream, text_col, keep=list(keep), findings=findings, threads=_cpus(), **columns)
        yield from pa.RecordBatchReader.from_stream(scores)

    kept = [df.schema[column] for column in keep]
    chosen = df.select([df[f"`{column.replace('`', '``')}`"] for column in needed])
    return chosen.mapInArrow(run, sql.StructType([*kept, *ours]))


def udf(*, findings: bool = False, config: Config = None, ui_lang: str = "en") -> Callable[..., Any]:
    """A user-defined function of a text, whose value is a structure of its scores; see `register`."""
    from pyspark.sql.pandas.functions import arrow_udf

    ours = sql.StructType([field for field in _schema(config, ui_lang, findings) if field.name not in _LABELS])

    def run(columns: Iterator[pa.Array]) -> Iterator[pa.Array]:
        checker = Checker(_found(config), ui_lang)
        for texts in columns:
            batch = pa.record_batch([texts], names=["text"])
            scores = checker.score_arrow(batch, findings=findings, threads=_cpus())
            table = pa.RecordBatchReader.from_stream(scores).read_all().drop_columns(_LABELS)
            yield table.combine_chunks().to_struct_array().combine_chunks()

    # Its types know of no structures; the function has hints of what kind it is.
    function: Callable[..., Any] = arrow_udf(run, ours)  # type: ignore[call-overload]
    return function


def register(
    spark: SparkSession,
    name: str = "mtlint",
    *,
    findings: bool = False,
    config: Config = None,
    ui_lang: str = "en",
) -> None:
    """Registers a function for Spark SQL, from a text to a structure of its scores.

    >>> register(spark)  # doctest: +SKIP
    >>> spark.sql("select id, s.verdict, s.translation from (select id, mtlint(text) as s from articles)")  # doctest: +SKIP

    The fields are the columns of `mtlint.score_arrow` without `id`, `url`, `source` and `group`; the other arguments are those
    of `score`. Raises ValueError when the configuration cannot be used, ImportError before Spark 4.1.
    """
    spark.udf.register(name, udf(findings=findings, config=config, ui_lang=ui_lang))


def _top(selector: str) -> str:
    """The column of the data frame that `a.b` or `/a/b` lies in."""
    if selector.startswith("/"):
        return selector[1:].split("/")[0].replace("~1", "/").replace("~0", "~")
    return selector.split(".")[0]


def _found(config: Config) -> Config:
    """A configuration where this process has it."""
    if config is None or isinstance(config, Mapping) or os.path.exists(config):
        return config
    return SparkFiles.get(os.fspath(config))


def _cpus() -> int:
    task = TaskContext.get()
    return task.cpus() if task else 1


def _schema(config: Config, ui_lang: str, findings: bool) -> list[sql.StructField]:
    nothing = pa.record_batch({"text": pa.array([], pa.string())})
    scores = pa.schema(Checker(_found(config), ui_lang).score_arrow(nothing, findings=findings))
    return [_field(field) for field in scores]


def _field(field: pa.Field) -> sql.StructField:
    return sql.StructField(field.name, _type(field.type), field.nullable)


def _type(kind: pa.DataType) -> sql.DataType:
    """The type of a column of scores, as Spark names it."""
    if pa.types.is_map(kind):
        return sql.MapType(_type(kind.key_type), _type(kind.item_type), kind.item_field.nullable)
    if pa.types.is_list(kind):
        return sql.ArrayType(_type(kind.value_type), kind.value_field.nullable)
    if pa.types.is_struct(kind):
        return sql.StructType([_field(field) for field in kind])
    plain: dict[pa.DataType, sql.DataType] = {
        pa.string(): sql.StringType(),
        pa.int32(): sql.IntegerType(),
        pa.float64(): sql.DoubleType(),
    }
    return plain[kind]
