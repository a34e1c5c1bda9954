#!/usr/bin/env python3
"""Write into each row of a language list how often its form occurs in native text.

    scripts/count_native.py LIST.tsv [LIST.tsv ...]      (development only: reads ../shared/bench)

A list is plain text: `#` comments, then rows of tab-separated columns whose first column is the
form (several forms separated by `|` are added up; `_` stands for any one word, `…` for one to three) and whose last column is the count, an integer.
A row without a count gets one. Rows are sorted by folded form and doubles are dropped, so the
file is in the order that the project's own test demands. Forms are counted as whole words,
folded as the checker folds them.
"""
import functools
import gzip
import json
import pathlib
import re
import sys
import unicodedata

BENCH = pathlib.Path(__file__).resolve().parents[2] / "shared" / "bench"
NATIVE = {
    "fa": ["native-fa-isna", "native-fa-treebank"],
    "ar": ["native-ar-saudi"],
    "en": ["native-fa-isna", "native-fa-treebank", "native-ar-saudi"],
}
# Arabic writes "and" and "so" as a letter before the word.
PROCLITICS = {"ar": ["", "و", "ف"]}
MAP = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ۀ": "ه", "ە": "ه",
     "\u200c": None, "\u200d": None, "\u0640": None, "\u200e": None, "\u200f": None, "\u00ad": None}
)


def fold(text):
    text = unicodedata.normalize("NFKC", text.replace("…", "\0")).replace("\0", "…").translate(MAP).lower()
    text = "".join(c for c in text if unicodedata.category(c) != "Mn")
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)


def words(text):
    return re.findall(r"…|\w+", fold(text))


@functools.cache
def native(lang):
    """All native text of a language as one string of folded words between single spaces."""
    parts = []
    for name in NATIVE[lang]:
        with gzip.open(BENCH / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                for paragraph in json.loads(line)["text"].split("\n"):
                    parts.extend(words(paragraph))
                    parts.append("¶")
    return " " + "  ".join(parts) + " "


def count(lang, form):
    total = 0
    for alternative in form.split("|"):
        parts = words(alternative)
        for proclitic in PROCLITICS.get(lang, [""]) if parts else []:
            pattern = " " + "  ".join([proclitic + parts[0], *parts[1:]]) + " "
            if "_" in parts or "…" in parts:
                pattern = re.escape(pattern).replace("_", r"[^ ¶]+").replace("…", r"[^ ¶]+(?:  [^ ¶]+){0,2}")
                total += len(re.findall(pattern, native(lang)))
            else:
                total += native(lang).count(pattern)
    return total


def language_of(path):
    return next(p for p in reversed(path.resolve().parts) if p in NATIVE)


def main():
    for name in sys.argv[1:]:
        path = pathlib.Path(name)
        lang = language_of(path)
        head, rows = [], {}
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                head.append(line)
            elif line.strip():
                columns = line.rstrip().split("\t")
                if len(columns) > 1 and columns[-1].isdigit():
                    columns.pop()
                rows.setdefault(fold(columns[0]), columns)
        body = [
            "\t".join([*columns, str(count(lang, columns[0]))]) for _, columns in sorted(rows.items())
        ]
        path.write_text("\n".join(head + body) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
