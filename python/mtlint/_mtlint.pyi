"""The part of mtlint that is compiled."""

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any, Final, Literal, Protocol, TypeAlias, final

__all__ = [
    "Checker",
    "Document",
    "Finding",
    "Penalty",
    "Place",
    "Replacement",
    "ScoreReader",
    "Scores",
    "Severities",
    "check",
    "check_batch",
    "run",
    "score_arrow",
    "__version__",
    "RULE_SET",
]

_Axis: TypeAlias = Literal["translation", "typography", "extraction"]
_Config: TypeAlias = str | PathLike[str] | Mapping[str, Any]
_Severity: TypeAlias = Literal["critical", "major", "minor"]

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: Any = None) -> object: ...

class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: Any = None) -> tuple[object, object]: ...

__version__: Final[str]
RULE_SET: Final[str]

@final
class Scores:
    """Scores of a document: 100 without a finding, 80 at the pass line, towards 0.

    `translation`, `typography` and `extraction` are independent axes; only the first says "this is machine translation".
    `mqm_raw` is the plain score of MQM, 100 minus penalty points per 100 words, of translation.
    """

    @property
    def translation(self) -> float: ...
    @property
    def typography(self) -> float: ...
    @property
    def extraction(self) -> float: ...
    @property
    def mqm_raw(self) -> float: ...

@final
class Penalty:
    """Penalty points of a document on each axis."""

    @property
    def translation(self) -> float: ...
    @property
    def typography(self) -> float: ...
    @property
    def extraction(self) -> float: ...

@final
class Severities:
    """How many findings of translation a document has, by severity."""

    @property
    def critical(self) -> int: ...
    @property
    def major(self) -> int: ...
    @property
    def minor(self) -> int: ...

@final
class Place:
    """A place of the text: code points from 0, so that `text[place.start:place.end]` is what stands there."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...

@final
class Replacement:
    """What `mtlint check --fix` puts in the place of the code points from `start` to `end`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...

@final
class Finding:
    """One defect in one place."""

    @property
    def rule(self) -> str:
        """Name of the rule, for `mtlint explain`."""

    @property
    def axis(self) -> _Axis:
        """Whose defect it is: `translation`, `typography` or `extraction`."""

    @property
    def severity(self) -> _Severity:
        """What it does to the reader: `critical`, `major` or `minor`."""

    @property
    def confidence(self) -> Literal["high", "medium", "low"]:
        """How sure the rule is: `high`, `medium` or `low`."""

    @property
    def mqm(self) -> str:
        """Type of the error in MQM."""

    @property
    def its(self) -> str:
        """Type of the issue in ITS 2.0."""

    @property
    def start(self) -> int:
        """First code point, from 0: `text[finding.start:finding.end] == finding.text`."""

    @property
    def end(self) -> int:
        """Code point behind the last."""

    @property
    def byte_start(self) -> int:
        """First byte of the text in UTF-8, from 0."""

    @property
    def byte_end(self) -> int:
        """Byte behind the last."""

    @property
    def line(self) -> int:
        """Line, from 1."""

    @property
    def column(self) -> int:
        """Column in code points, from 1."""

    @property
    def text(self) -> str:
        """The words in question."""

    @property
    def message(self) -> str:
        """What is wrong, in a sentence."""

    @property
    def message_id(self) -> str | None:
        """Which of the rule's messages it is, whatever its language; None for a rule of the house."""

    @property
    def suggestion(self) -> str | None:
        """What should stand there, where that is known."""

    @property
    def count(self) -> int:
        """How often a habit occurs; 1 for a single defect."""

    @property
    def points(self) -> float | None:
        """What it costs its axis, in penalty points; None in a table of an earlier version."""

    @property
    def related(self) -> list[Place]:
        """Places that belong to it."""

    @property
    def fix(self) -> list[Replacement]:
        """What mends it for certain; empty where nothing is certain."""

@final
class Document:
    """What mtlint says of a text. The names are those of the JSON contract (`docs/formats.md`). Can be pickled."""

    @property
    def path(self) -> str:
        """The name that the text was checked under."""

    @property
    def lang(self) -> str:
        """ISO 639 code of the language."""

    @property
    def words(self) -> int:
        """Words of the article, without what a page puts around it."""

    @property
    def verdict(self) -> Literal["pass", "review", "fail"]:
        """`pass`: machine translation does not show; `review`: too short or too close to tell; `fail`: it shows, unedited."""

    @property
    def scores(self) -> Scores:
        """Score of each axis."""

    @property
    def penalty(self) -> Penalty:
        """Penalty points of each axis."""

    @property
    def tolerance(self) -> float:
        """Penalty points that a text of this length may have at the pass line."""

    @property
    def rate_interval(self) -> tuple[float, float]:
        """90 % interval of defects of translation per 1,000 words."""

    @property
    def severities(self) -> Severities:
        """Findings of translation by severity."""

    @property
    def counts(self) -> dict[str, int]:
        """Findings of each rule that has some."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in order of place; none where `from_json` read a line without them."""

    @property
    def mtlint(self) -> str:
        """Version of mtlint. Scores are comparable where `mtlint`, `rules` and `config` are equal."""

    @property
    def rules(self) -> str:
        """Version of the set of rules."""

    @property
    def config(self) -> str:
        """Digest of what the configuration says about findings and scores."""

    def to_json(self) -> str:
        """The document as the line that `mtlint score --findings --format jsonl` writes."""

    @staticmethod
    def from_json(line: str) -> Document:
        """Reads a line of `to_json` or `mtlint score` back.

        Raises ValueError when it is none.
        """

    def to_dict(self) -> dict[str, Any]:
        """What `to_json` says, as a dictionary."""

@final
class ScoreReader:
    """Scores as a stream of Arrow record batches, made while they are read, once.

    Whatever speaks Arrow's C stream interface reads it: `pyarrow.table(reader)`, `polars.DataFrame(reader)`,
    `pyarrow.RecordBatchReader.from_stream(reader)`, DuckDB.
    """

    def __arrow_c_schema__(self) -> object:
        """The columns, as a capsule."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The stream, as a capsule; the schema is the reader's own.

        Raises ValueError when it was taken before.
        """

@final
class Checker:
    """A configuration that is read once, for many texts. Any number of threads may use it; it can be pickled.

    `config` is the path of an mtlint.toml or what would stand in one as a dictionary (paths and globs in it are relative to
    the current folder); None: the defaults. An mtlint.toml that nobody names is not read. `ui_lang` is the language of
    messages: `en`, `fa` or `ar`.

    Raises ValueError when the configuration cannot be used, in the words of the command line.
    """

    def __new__(cls, config: _Config | None = None, ui_lang: str = "en") -> Checker: ...
    def check(self, text: str, lang: str | None = None, *, path: str = "article") -> Document:
        """Checks a text; see `mtlint.check`."""

    def check_batch(self, texts: Sequence[str], lang: str | None = None, *, threads: int = 0) -> list[Document]:
        """Checks texts; see `mtlint.check_batch`."""

    def score_arrow(
        self,
        data: _ArrowStream | _ArrowArray,
        text_col: str = "text",
        *,
        id_col: str | None = None,
        lang_col: str | None = None,
        url_col: str | None = None,
        source_col: str | None = None,
        group_col: str | None = None,
        keep: Sequence[str] | None = None,
        findings: bool = False,
        threads: int = 0,
    ) -> ScoreReader:
        """Scores the texts of a table; see `mtlint.score_arrow`."""

def check(
    text: str, lang: str | None = None, config: _Config | None = None, *, path: str = "article", ui_lang: str = "en"
) -> Document:
    """Checks a text.

    `lang` is `fa` or `ar`; None: as the configuration says, or as the text tells. `config` and `ui_lang` are those of
    `Checker`, which reads a configuration once for many texts. `path` is the name that globs of the configuration see.

    Raises ValueError when the text is longer than `max-bytes` (64 MB) or has half a surrogate pair, when there is no such
    language, or the configuration cannot be used.
    """

def check_batch(
    texts: Sequence[str],
    lang: str | None = None,
    config: _Config | None = None,
    *,
    ui_lang: str = "en",
    threads: int = 0,
) -> list[Document]:
    """Checks texts on so many threads (0: all cores), without the lock of the interpreter. The documents are in the order of
    the texts, the same for any number of threads.

    Raises ValueError as `check` does, with the number of the text.
    """

def score_arrow(
    data: _ArrowStream | _ArrowArray,
    text_col: str = "text",
    *,
    id_col: str | None = None,
    lang_col: str | None = None,
    url_col: str | None = None,
    source_col: str | None = None,
    group_col: str | None = None,
    keep: Sequence[str] | None = None,
    findings: bool = False,
    config: _Config | None = None,
    ui_lang: str = "en",
    threads: int = 0,
) -> ScoreReader:
    """Scores the texts of a table: a row of scores for each row, in order, in batches that are made while they are read.

    `data` is whatever speaks Arrow's C interface: tables and readers of PyArrow, data frames of Polars and pandas, relations
    of DuckDB. Texts are read where they lie. `text_col` names them; `id_col` and `url_col` (`id` and `url` where there are
    such), `source_col` and `group_col` become the columns `id`, `url`, `source` and `group` as text; `lang_col` has the
    language of each text. `a.b` is the field `b` of the structure `a`, `/a.b` the column `a.b`.

    The columns are those that `mtlint score` writes into Parquet (`docs/batch.md`) without the places in files; those named in
    `keep` stand before them as they are. A text that is null, no UTF-8 or longer than `max-bytes` (16 MB) gives a row with
    `error`.

    Raises ValueError when a column is missing or has no texts, TypeError when `data` is no such table.
    """

def run(arguments: Sequence[str]) -> int:
    """Runs the command line with these arguments, the first of them the program's own name; its exit code."""
