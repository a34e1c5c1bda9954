"""Steps for pipelines of datatrove: `MtlintAnnotator` writes scores into the metadata, `MtlintFilter` drops documents.

>>> from mtlint.datatrove import MtlintFilter
>>> pipeline = [reader, MtlintFilter(exclusion_writer=dropped), writer]  # doctest: +SKIP

datatrove runs tasks side by side, so each step checks on one thread.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Optional, Union

from datatrove.pipeline.base import PipelineStep  # type: ignore[import-untyped]
from datatrove.pipeline.filters.base_filter import BaseFilter  # type: ignore[import-untyped]

import mtlint

if TYPE_CHECKING:
    from datatrove.data import Document  # type: ignore[import-untyped]
    from datatrove.pipeline.writers.disk_base import DiskWriter  # type: ignore[import-untyped]

__all__ = ["MtlintAnnotator", "MtlintFilter"]

Config = Union[str, "os.PathLike[str]", Mapping[str, Any], None]


class MtlintAnnotator(PipelineStep):  # type: ignore[misc]
    """Writes what mtlint says of a document into `metadata["mtlint"]`.

    That is the JSON of `mtlint.Document.to_json` without the findings, unless `findings` asks for them; of a text that cannot
    be checked `{"error": ...}`. `lang` and `config` are those of `mtlint.check`. Statistics count the verdicts and add up the
    scores of translation.
    """

    type = "🩹 - ANNOTATOR"
    name = "mtlint"

    def __init__(self, findings: bool = False, lang: Optional[str] = None, config: Config = None) -> None:
        super().__init__()
        self.findings = findings
        self.lang = lang
        self.checker = mtlint.Checker(config)

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Passes every document on, with its scores."""
        for document in data:
            with self.track_time():
                document.metadata["mtlint"] = self._scores(document.text)
            self.update_doc_stats(document)
            yield document

    def _scores(self, text: str) -> dict[str, Any]:
        try:
            checked = self.checker.check(text, self.lang)
        except (ValueError, RuntimeError) as error:
            self.stat_update("error")
            return {"error": str(error)}
        self.stat_update(checked.verdict)
        self.stat_update("translation", value=round(checked.scores.translation), unit="doc")
        said: dict[str, Any] = json.loads(checked.to_json())
        del said["path"], said["id"]
        if not self.findings:
            del said["findings"]
        return said


class MtlintFilter(BaseFilter):  # type: ignore[misc]
    """Keeps documents of some verdicts, by default those that do not fail.

    `min_translation`, `min_typography` and `min_extraction` are the least scores, from 0 to 100, that a document must have
    beside. `lang` and `config` are those of `mtlint.check`. Dropped documents that an `exclusion_writer` writes have the reason
    in `metadata["filter_reason"]`; a text that cannot be checked is dropped as `error`.
    """

    name = "mtlint"

    def __init__(
        self,
        verdicts: Iterable[str] = ("pass", "review"),
        min_translation: float = 0,
        min_typography: float = 0,
        min_extraction: float = 0,
        lang: Optional[str] = None,
        config: Config = None,
        exclusion_writer: Optional[DiskWriter] = None,
    ) -> None:
        super().__init__(exclusion_writer)
        self.verdicts = frozenset(verdicts)
        self.least = {"translation": min_translation, "typography": min_typography, "extraction": min_extraction}
        self.lang = lang
        self.checker = mtlint.Checker(config)

    def filter(self, doc: Document) -> Union[bool, tuple[bool, str]]:
        """Whether a document is kept; if not, why."""
        try:
            checked = self.checker.check(doc.text, self.lang)
        except (ValueError, RuntimeError):
            return False, "error"
        if checked.verdict not in self.verdicts:
            return False, f"verdict {checked.verdict}"
        for axis, least in self.least.items():
            if getattr(checked.scores, axis) < least:
                return False, axis
        return True
