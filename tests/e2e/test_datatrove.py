"""Pipelines of datatrove."""

import json

import pytest
from conftest import BAD, CLEAN

TEXTS = [CLEAN, BAD, "دولت", BAD + "\n2"]


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "in").mkdir()
    with (tmp_path / "in/articles.jsonl").open("w") as out:
        for number, text in enumerate(TEXTS):
            out.write(json.dumps({"id": str(number), "text": text}) + "\n")
    return tmp_path


def documents(folder):
    """What a pipeline wrote, in order of the document."""
    lines = [json.loads(line) for file in folder.glob("*.jsonl") for line in file.read_text().splitlines()]
    return sorted(lines, key=lambda document: document["id"])


def run(corpus, *steps):
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    pipeline = [
        JsonlReader(str(corpus / "in")), *steps,
        JsonlWriter(str(corpus / "out"), "${rank}.jsonl", compression=None),
    ]
    executor = LocalPipelineExecutor(pipeline, tasks=1, logging_dir=str(corpus / "logs"))
    stats = executor.run()
    return {step.name.split(": ")[-1]: step.stats for step in stats.stats}


def test_the_annotator_adds_scores_to_the_metadata(mtlint, corpus):
    from mtlint.datatrove import MtlintAnnotator

    run(corpus, MtlintAnnotator())
    for document, text in zip(documents(corpus / "out"), TEXTS, strict=True):
        expected = mtlint.check(text)
        said = document["metadata"]["mtlint"]
        assert (said["verdict"], said["words"], said["counts"]) == (expected.verdict, expected.words, expected.counts)
        assert said["scores"] == expected.to_dict()["scores"]
        assert "findings" not in said


def test_the_filter_drops_what_fails_and_says_why(mtlint, corpus):
    from datatrove.pipeline.writers import JsonlWriter

    from mtlint.datatrove import MtlintFilter

    dropped = JsonlWriter(str(corpus / "dropped"), "${rank}.jsonl", compression=None)
    stats = run(corpus, MtlintFilter(exclusion_writer=dropped))
    assert [document["text"] for document in documents(corpus / "out")] == [CLEAN, "دولت"]
    excluded = documents(corpus / "dropped")
    assert [document["text"] for document in excluded] == [BAD, BAD + "\n2"]
    assert all(document["metadata"]["filter_reason"] == "verdict fail" for document in excluded)
    assert stats["mtlint"]["dropped"].total == 2 and stats["mtlint"]["forwarded"].total == 2


def test_the_filter_has_a_floor_and_a_configuration(mtlint, corpus):
    from mtlint.datatrove import MtlintFilter

    few = MtlintFilter(verdicts=["pass"], min_typography=101, config={"ignore": ["decoder-loop"]}, lang="fa")
    run(corpus, few)
    assert documents(corpus / "out") == []
    with pytest.raises(ValueError, match='there is no key "selct"'):
        MtlintFilter(config={"selct": []})


def test_what_cannot_be_checked_is_named_by_the_annotator_and_dropped_by_the_filter(mtlint, corpus):
    from datatrove.pipeline.writers import JsonlWriter

    from mtlint.datatrove import MtlintAnnotator, MtlintFilter

    small = {"max-bytes": 100}
    dropped = JsonlWriter(str(corpus / "dropped"), "${rank}.jsonl", compression=None)
    run(corpus, MtlintAnnotator(config=small), MtlintFilter(["review"], config=small, exclusion_writer=dropped))
    assert [document["text"] for document in documents(corpus / "out")] == ["دولت"]
    for document in documents(corpus / "dropped"):
        assert document["metadata"]["mtlint"] == {"error": "longer than 100 bytes (max-bytes raises the limit)"}
        assert document["metadata"]["filter_reason"] == "error"
    assert len(documents(corpus / "dropped")) == 3
