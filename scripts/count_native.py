#!/usr/bin/env python3
"""Write into each row of a language list how often its form occurs in native text.

    scripts/count_native.py LIST.tsv [LIST.tsv ...]      (development only: reads ../shared/bench)

A list is plain text: `#` comments, then rows of tab-separated columns whose first column is the
form and whose last column is the count, an integer. In a form `|` separates alternatives and `/` those of
one word, `_` stands for any one word, `…` for one to three, `ل+` for a word that begins with ل, `~` lets
a word take the affixes in inflections.tsv. A row without a count gets one. Rows are sorted by folded form and doubles are dropped, so the
file is in the order that the project's own test demands. Forms are counted as whole words,
folded as the checker folds them.
"""
import collections
import functools
import gzip
import json
import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[1]
LISTS = ROOT / "src" / "lang"
BENCH = ROOT.parent / "shared" / "bench"
NATIVE = {
    "fa": ["native-fa-isna", "native-fa-treebank"],
    "ar": ["native-ar-saudi"],
    "en": ["native-fa-isna", "native-fa-treebank", "native-ar-saudi"],
}
# A word of no language, between paragraphs: no phrase goes across it.
PARAGRAPH = "¶"
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
    """All native text of a language as folded words, and the places of each distinct word."""
    text = []
    for name in NATIVE[lang]:
        with gzip.open(BENCH / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                for paragraph in json.loads(line)["text"].split("\n"):
                    text.extend(words(paragraph))
                    text.append(PARAGRAPH)
    text.extend([PARAGRAPH] * 64)
    places = collections.defaultdict(list)
    for at, word in enumerate(text):
        places[word].append(at)
    return text, places


@functools.cache
def affixes(lang):
    """What `~` adds to a word: pairs of what stands before and behind it."""
    path = LISTS / lang / "inflections.tsv"
    if not path.exists():
        return []
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [tuple(map(fold, row.split("\t")[0].split("-"))) for row in rows]


def parts_of(lang, phrase):
    """The places of a phrase, each as the sequences of words that fit it; `_` and `…` as themselves."""
    parts = []
    for chunk in phrase.split():
        if chunk in ("_", "…"):
            parts.append(chunk)
        elif chunk.startswith("~") or "/" in chunk:
            bare = words(chunk)
            added = affixes(lang) if chunk.startswith("~") else []
            forms = [f"{before}{word}{behind}" for word in bare for before, behind in [("", ""), *added]]
            parts.append([form.split(" ") for form in dict.fromkeys(forms)])
        else:
            ending = "+" if chunk.endswith("+") else ""
            parts.extend([[word + ending]] for word in words(chunk))
    return parts


def fits(text, at, parts):
    """Whether the rest of a phrase stands at a place."""
    if not parts:
        return True
    part, rest = parts[0], parts[1:]
    if isinstance(part, str):
        for skipped in range(1, 4 if part == "…" else 2):
            if text[at + skipped - 1] == PARAGRAPH:
                return False
            if fits(text, at + skipped, rest):
                return True
        return False
    for form in part:
        here = text[at : at + len(form)]
        same = here == form or (form[-1].endswith("+") and here[0].startswith(form[0][:-1]))
        if same and fits(text, at + len(form), rest):
            return True
    return False


def count(lang, form):
    text, places = native(lang)
    found = set()
    for phrase in form.split("|"):
        parts = parts_of(lang, phrase)
        if not parts or isinstance(parts[0], str):
            continue
        for proclitic in PROCLITICS.get(lang, [""]):
            for beginning in parts[0]:
                here = [[proclitic + beginning[0], *beginning[1:]]]
                found.update(at for at in places.get(here[0][0], ()) if fits(text, at, [here, *parts[1:]]))
    return len(found)


def language_of(path):
    return next(p for p in reversed(path.resolve().parts) if p in NATIVE)


def main():
    if not BENCH.is_dir():
        sys.exit(f"the native texts that are counted lie in {BENCH}: without them write 0 and say so when you hand the row in")
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
