"""Finds unedited machine translation in Persian and Arabic news and scores it, from the article alone.

>>> import mtlint
>>> document = mtlint.check("وزیر گفت که دولت نمی‌تواند و نمی‌تواند.")
>>> document.verdict, [finding.rule for finding in document.findings]
('review', ['collapsed-pair'])

`check` takes one text, `check_batch` a list, `score_arrow` tables of pandas, Polars, PyArrow and DuckDB; each gives what the
command `mtlint` gives. `mtlint.spark` and `mtlint.datatrove` are for clusters and web corpora.
"""

from mtlint._mtlint import (
    RULE_SET,
    Checker,
    Document,
    Finding,
    Penalty,
    Place,
    Replacement,
    ScoreReader,
    Scores,
    Severities,
    __version__,
    check,
    check_batch,
    score_arrow,
)

__all__ = [
    "RULE_SET",
    "Checker",
    "Document",
    "Finding",
    "Penalty",
    "Place",
    "Replacement",
    "ScoreReader",
    "Scores",
    "Severities",
    "__version__",
    "check",
    "check_batch",
    "score_arrow",
]
