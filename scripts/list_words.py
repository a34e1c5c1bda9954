#!/usr/bin/env python3
"""Print the ordinary words of a language with their frequency classes, sorted, for examples/pack_words.rs.

    pip download --no-deps wordfreq==3.1.1 hazm==0.10.0 && pip install msgpack
    scripts/list_words.py fa WORDFREQ.whl HAZM.whl | cargo run --example pack_words -- src/lang/fa/words.fst
    scripts/list_words.py ar WORDFREQ.whl | cargo run --example pack_words -- src/lang/ar/words.fst

Sources, versions, licences and thresholds: src/lang/words.md. Nothing else goes in; in particular nothing is
counted on the native text that the checker is measured on.
"""
import gzip
import io
import math
import re
import sys
import zipfile

import msgpack

from count_native import fold

# Words of Arabic script; names in Latin letters, numbers and hashtags are no ordinary words.
WORD = re.compile(r"[ء-غف-يپچژگکی]{2,}")
# The small list of Persian ends at Zipf 3; the large one of Arabic goes on into names and misprints, so it is cut.
WORDFREQ = {"fa": ("small_fa", 0.0), "ar": ("large_ar", 2.5)}
# A word that only hazm knows is rarer than those that wordfreq knows.
HAZM_ZIPF = 2.5


def wordfreq(wheel, lang):
    """Zipf frequencies: the logarithm of the occurrences in a billion words."""
    name, least = WORDFREQ[lang]
    packed = zipfile.ZipFile(wheel).read(f"wordfreq/data/{name}.msgpack.gz")
    header, *bins = msgpack.load(gzip.open(io.BytesIO(packed)), raw=False)
    assert header == {"format": "cB", "version": 1}, header
    for centibels, words in enumerate(bins):
        zipf = 9 - centibels / 100
        if zipf >= least:
            yield from ((word, zipf) for word in words)


def hazm(wheel):
    """Words of the lexicon that its corpus has."""
    for line in zipfile.ZipFile(wheel).read("hazm/data/words.dat").decode("utf-8").splitlines():
        word, count, *_ = line.split("\t")
        if int(count) > 0:
            yield word, HAZM_ZIPF


def main():
    lang, *wheels = sys.argv[1:]
    classes = {}
    sources = [wordfreq(wheels[0], lang), *map(hazm, wheels[1:])]
    for word, zipf in (entry for source in sources for entry in source):
        folded = fold(word)
        if WORD.fullmatch(folded):
            # Half steps of the Zipf scale, rounded down; the commonest spelling of a folded word counts.
            classes[folded] = max(classes.get(folded, 0), math.floor(zipf * 2))
    for word in sorted(classes, key=lambda word: word.encode()):
        print(word, classes[word], sep="\t")


if __name__ == "__main__":
    main()
