"""Spark, with two workers that are processes of their own."""

import json
import os
import pathlib
import subprocess
import sys

import pyarrow.parquet as pq
import pytest
from conftest import BAD, CLEAN, ROOT

ARTICLES = [path.read_text() for path in sorted((ROOT / "corpora").glob("*/*.txt"))]


@pytest.fixture(scope="module")
def spark(mtlint, mtlint_path, tmp_path_factory):
    """Two executors of one core in processes of their own, each with 1 GB."""
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    # What is said here, executors and their Python get too.
    os.environ |= {
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": os.pathsep.join([str(mtlint_path), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executorEnv.PYTHONPATH": os.environ["PYTHONPATH"],
        "spark.local.dir": str(folder / "local"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.shuffle.partitions": "2",
        "spark.task.maxFailures": "4",
        "spark.ui.enabled": "false",
        # Several batches a task.
        "spark.sql.execution.arrow.maxRecordsPerBatch": "50",
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("mtlint")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def corpus():
    """Articles with a null, a text that is none, and many that come twice."""
    rows = [(number, f"outlet-{number % 3}", f"{ARTICLES[number % len(ARTICLES)]}\n{number % 90}") for number in range(180)]
    return rows + [(180, "outlet-0", None), (181, "outlet-1", "")]


@pytest.fixture(scope="module")
def articles(spark, corpus):
    return spark.createDataFrame(corpus, "doc int, outlet string, body string")


def table(df):
    """The rows of a data frame of scores, in order of the document."""
    return sorted((row.asDict(recursive=True) for row in df.collect()), key=lambda row: int(row["id"]))


@pytest.fixture(scope="module")
def expected(program, corpus, tmp_path_factory):
    """The rows that the command gives for the same corpus."""
    folder = tmp_path_factory.mktemp("expected")
    with (folder / "corpus.jsonl").open("w") as out:
        for doc, outlet, body in corpus:
            out.write(json.dumps({"doc": doc, "outlet": outlet, "body": body}) + "\n")
    fields = ["--text-field", "body", "--id-field", "doc", "--group-field", "outlet", "--findings", "--quiet"]
    done = subprocess.run([program, "score", "--isolated", "corpus.jsonl", *fields, "-o", "scores.parquet"], cwd=folder)
    assert done.returncode == 2
    scores = pq.read_table(folder / "scores.parquet").drop_columns(["path", "line", "row_group", "row", "encoding"])
    rows = scores.to_pylist()
    for row in rows:
        row["counts"] = None if row["counts"] is None else dict(row["counts"])
    return rows


def test_a_data_frame_has_the_rows_of_the_command_however_it_is_cut(spark, articles, expected):
    from mtlint.spark import score

    # Nearly all rows in one partition of five, and partitions with none.
    skewed = articles.repartitionByRange(2, "doc").where("doc >= 0").repartition(5, (articles["doc"] >= 3).cast("int"))
    sizes = skewed.rdd.glom().map(len).collect()
    assert max(sizes) >= 170 and min(sizes) == 0
    for df in [articles, skewed]:
        assert table(score(df, "body", id_col="doc", group_col="outlet", findings=True)) == expected
    assert expected[180]["error"] == '"body" is null'


def test_a_task_that_is_run_again_gives_its_rows_once(spark, articles, expected, tmp_path):
    from mtlint.spark import score

    def stumble(batches):
        """Ends its process the first time that each task runs, after some rows are through."""
        from pyspark import TaskContext

        task = TaskContext.get()
        for number, batch in enumerate(batches):
            if number == 1 and task.attemptNumber() == 0:
                pathlib.Path(tmp_path / f"died-{task.partitionId()}").touch()
                os._exit(1)
            yield batch

    scores = score(articles.repartition(2), "body", id_col="doc", group_col="outlet", findings=True)
    scores.mapInArrow(stumble, scores.schema).write.parquet(str(tmp_path / "scores"))
    assert {path.name for path in tmp_path.glob("died-*")} == {"died-0", "died-1"}
    assert table(spark.read.parquet(str(tmp_path / "scores"))) == expected


def test_sql_has_a_function_of_a_text(spark, articles, expected):
    from mtlint.spark import register

    register(spark)
    articles.createOrReplaceTempView("articles")
    rows = table(spark.sql("select doc as id, s.* from (select doc, mtlint(body) as s from articles)"))
    left_out = ["url", "source", "group", "findings"]
    wanted = [{key: value for key, value in row.items() if key not in left_out} for row in expected]
    # A function does not know what its argument is called.
    for row in wanted:
        row["id"] = int(row["id"])
        row["error"] = row["error"] and '"text" is null'
    assert rows == wanted
    [(failed,)] = spark.sql("select count(*) from articles where mtlint(body).verdict = 'fail'").collect()
    assert failed == sum(row["verdict"] == "fail" for row in expected)


def test_columns_are_kept_and_a_configuration_comes_with_the_job(spark, articles, mtlint, tmp_path):
    from mtlint.spark import score

    (tmp_path / "house.toml").write_text('ignore = ["decoder-loop"]\n[terms]\nextend = ["terms.txt"]\n')
    (tmp_path / "terms.txt").write_text("غلات\n")
    for name in ["house.toml", "terms.txt"]:
        spark.sparkContext.addFile(str(tmp_path / name))
    few = articles.where("doc < 30")
    rows = score(few, "body", id_col="doc", keep=["outlet", "body"], config="house.toml").collect()
    assert list(rows[0].asDict())[:3] == ["outlet", "body", "id"]
    checker = mtlint.Checker(str(tmp_path / "house.toml"))
    assert len(rows) == 30
    for row in rows:
        assert row.counts == checker.check(row.body).counts
        assert row.outlet == f"outlet-{int(row.id) % 3}"


def test_what_cannot_be_scored_is_refused_before_a_task_runs(spark, articles):
    from mtlint.spark import score

    with pytest.raises(ValueError, match="no column text; there are doc, outlet, body"):
        score(articles)
    with pytest.raises(ValueError, match="two columns would be named words"):
        score(articles.withColumnRenamed("outlet", "words"), "body", keep=["words"])
    with pytest.raises(ValueError, match='there is no key "selct"'):
        score(articles, "body", config={"selct": []})


def test_texts_lie_in_structures_and_in_no_rows(spark):
    from mtlint.spark import score

    page = spark.createDataFrame([((BAD, "a"),), ((CLEAN, "b"),)], "page struct<text string, site string>")
    rows = score(page, "page.text", source_col="page.site").orderBy("source").collect()
    assert [(row.source, row.verdict, row.id) for row in rows] == [("a", "fail", None), ("b", "pass", None)]
    assert score(page.where("page is null"), "page.text").collect() == []
