#!/usr/bin/env python3
"""Measure whether function words alone tell machine translation from what people write.

    scripts/measure_index.py fa|ar      (development only: reads ../shared/bench)

A linear model over skeletons: function words stand as they are, every other word becomes the pattern of its
clitics and endings, numbers and Latin words one sign each, marks other than the ends of sentences nothing,
so that names, topics, typography and datelines cannot be learnt. It is asked four questions:

1. machine or human translation of the same text? Documents held out; the system seen or held out too
2. native text and other machine and human translations, by the model of question 1, with the threshold that
   1 % of the native documents pass, each native source held out of its own threshold
3. "reads like a translation", by machine or people, against native text: each native outlet held out
4. the control of question 3: native text of one source against native text of the others

The answers are why the checker has no such index: see ARCHITECTURE.md. A data set with native, machine-translated and
human-translated articles of one genre would be a reason to ask again.

Standard library only and a fixed order of everything: the figures are the same wherever it runs.
Figures: area under the ROC curve (AUC); share found where 1 % of the others are (TPR).
"""
import bisect
import collections
import gzip
import json
import math
import pathlib
import random
import re
import sys

sys.dont_write_bytecode = True
from count_native import BENCH, fold  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[1]
FOLDS = 5
# One pass with a small step: more of either lowered the AUC on held-out systems (Arabic, 300 words).
STEP = 0.01
# Features that occur less often in training say nothing.
MIN_COUNT = 10
# Documents of the wikinews sets have about 75 words, news articles about 300: four are joined.
LENGTHS = {75: 1, 300: 4}
# Documents of one source that are enough to measure it.
ENOUGH = 600
CONTENT = {
    "ar": re.compile(r"^([وف]?)(بال|کال|لل|ال|[بلکس])?(\w{2,}?)(ات|ون|ین|ها|هم|ه|ا|ی)?$"),
    "fa": re.compile(r"^(نمی|می|)()(\w{2,}?)(هایی|های|ها|ترین|تر|اند|شان|ان|ات|ند|[یهمشندت])?$"),
}
TOKEN = re.compile(r"\d+(?:[.,٫٬]\d+)*|[^\W\d_]+|[.؟?!]")


def records(name):
    with gzip.open(BENCH / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def texts(name):
    return [row["text"] for row in records(name)]


def forms(lang, name):
    rows = (ROOT / "src" / "lang" / lang / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return {fold(f.strip()) for row in rows if not row.startswith("#") for f in row.split("\t")[0].split("|")}


class Skeleton:
    """Text to signs: what is left when topic, names and typography are masked."""

    def __init__(self, lang):
        self.lang = lang
        topical = forms(lang, "reporting-verbs") | forms(lang, "units") | forms(lang, "months")
        self.kept = forms(lang, "function-words") - topical

    def __call__(self, text):
        text = re.sub(r"https?://\S+|\S+@\S+", " ", text)
        if self.lang == "fa":  # a joiner, a space or nothing: one form
            text = re.sub(r"\b(ن?م[یي])[ \u200c]+(?=\w)", r"\1", text)
            text = re.sub(r"[ \u200c]+(ها|ها[یي]|ها[یي][یي]|اند|تر|تر[یي]ن)\b", r"\1", text)
        return [sign for token in TOKEN.findall(fold(text)) for sign in self.signs(token)]

    def signs(self, token):
        if token[0].isdigit():
            return ["N"]
        if token in ".؟?!":
            return ["."]
        if token.isascii():
            return ["L"]
        if token in self.kept:
            return [token]
        if self.lang == "ar" and token[0] in "وف" and token[1:] in self.kept:
            return [token[0] + "+", token[1:]]
        parts = CONTENT[self.lang].match(token)
        return [f"{parts[1]}{parts[2] or ''}X{parts[4] or ''}" if parts else "X"]


def rates(signs):
    """Occurrences of each run of one to three signs, per sign."""
    counts = collections.Counter(
        " ".join(signs[i : i + n]) for n in (1, 2, 3) for i in range(len(signs) - n + 1)
    )
    return {feature: count / len(signs) for feature, count in counts.items()}


def difference(a, b):
    return {feature: a.get(feature, 0) - b.get(feature, 0) for feature in a.keys() | b.keys()}


class Model:
    """Logistic regression (AdaGrad) on rates scaled to the noise of their counts."""

    def __init__(self, rows, labels):
        seen = collections.Counter(feature for row in rows for feature in row)
        total = collections.Counter()
        for row in rows:
            for feature, value in row.items():
                total[feature] += abs(value)
        self.scale = {
            feature: 1 / math.sqrt(total[feature] / len(rows) + 1e-4)
            for feature in sorted(seen)
            if seen[feature] >= MIN_COUNT
        }
        self.weights = dict.fromkeys(self.scale, 0.0)
        self.bias = 0.0
        paired = all(label == 1 for label in labels)
        squares = dict.fromkeys(self.scale, 1e-2)
        data = [
            (sorted((f, v * self.scale[f]) for f, v in row.items() if f in self.scale), label)
            for row, label in zip(rows, labels)
        ]
        random.Random(1).shuffle(data)
        for row, label in data:
            margin = self.bias + sum(self.weights[f] * v for f, v in row)
            error = label - 1 / (1 + math.exp(-max(-30, min(30, margin))))
            if not paired:
                self.bias += STEP * error
            for f, v in row:
                step = error * v
                squares[f] += step * step
                self.weights[f] += STEP * step / math.sqrt(squares[f])

    def __call__(self, row):
        return self.bias + sum(self.weights[f] * v * self.scale[f] for f, v in sorted(row.items()) if f in self.scale)


def threshold(negatives):
    """The figure that 1 % of the negatives exceed."""
    return sorted(negatives, reverse=True)[len(negatives) // 100]


def share(values, limit):
    return sum(value > limit for value in values) / len(values)


def auc(positives, negatives):
    below = sorted(negatives)
    wins = sum(bisect.bisect_left(below, value) + bisect.bisect_right(below, value) for value in positives)
    return wins / (2 * len(positives) * len(negatives))


def cut(text, words):
    """Whole lines, else whole sentences, until there are enough words."""
    out, count = [], 0
    for line in text.split("\n"):
        for sentence in re.split(r"(?<=[.؟!])\s", line):
            if count >= words:
                return "\n".join(out)
            out.append(sentence)
            count += len(sentence.split())
    return "\n".join(out)


def joined(rows, words):
    """Consecutive segments of a set without documents."""
    out, count = [[]], 0
    for row in rows:
        out[-1].append(row["text"])
        count += len(row["text"].split())
        if count >= words:
            out.append([])
            count = 0
    return ["\n".join(document) for document in out[:-1]]


def prose(text):
    """The paragraphs of a Markdown page."""
    lines = [line for line in text.split("\n") if len(line.split()) > 12]
    return "\n".join(line for line in lines if line.strip()[0] not in "#|>-*" and "`" not in line)


def sources(lang, words):
    """Documents by source: native, machine and human translations that are not in the wikinews set."""
    found = collections.defaultdict(list)
    for row in records({"fa": "native-fa-isna", "ar": "native-ar-saudi"}[lang]):
        body = row["text"].removeprefix(row["title"])
        found["native " + (row["outlet"] if lang == "ar" else row["domain"])].append(cut(body, words))
    if lang == "fa":
        for bank in ("fa_perdt", "fa_seraji"):
            rows = [row for row in records("native-fa-treebank") if row["system"] == bank]
            found["native " + bank] = joined(rows, words)
        found["machine postedited"] = joined(records("mt-fa-postedited"), words)
    else:
        posts = records("mt-and-native-ar-posts")
        found["native posts"] = joined([row for row in posts if row["kind"] == "native"], words)
        for language in ("English", "French", "Hebrew", "Hindi"):
            rows = [row for row in posts if row["kind"] == "mt" and row["source_lang"] == language]
            found[f"machine posts from {language}"] = joined(rows, words)
    found["machine course"] = [cut(prose(t), words) for t in texts(f"mt-{lang}-course-markdown")]
    found["human ntrex"] = [cut(t.partition("\n")[2], words) for t in texts(f"human-translation-{lang}-ntrex")]
    found["human tico19"] = joined(records(f"human-translation-{lang}-tico19"), words)
    whole = {name: [text for text in all_ if len(text.split()) >= 0.8 * words] for name, all_ in found.items()}
    draw = random.Random(1)
    return {name: draw.sample(kept, min(ENOUGH, len(kept))) for name, kept in whole.items() if len(kept) >= 10}


def main(lang):
    skeleton = Skeleton(lang)
    segments = collections.defaultdict(list)
    for row in records(f"mt-{lang}-wikinews"):
        segments[row["system"], row["doc_id"]] += skeleton(row["text"])
    systems = sorted({system for system, _ in segments} - {"human-ref"})
    ids = sorted({document for _, document in segments})
    random.Random(1).shuffle(ids)
    folds = [ids[i::FOLDS] for i in range(FOLDS)]
    single = {key: rates(signs) for key, signs in segments.items()}

    def groups(documents, size):
        return [documents[i : i + size] for i in range(0, len(documents) - size + 1, size)]

    def rows(system, documents, size):
        return [rates([s for d in group for s in segments[system, d]]) for group in groups(documents, size)]

    def paired(train_systems, documents):
        pairs = [difference(single[s, d], single["human-ref", d]) for d in documents for s in train_systems]
        return Model(pairs, [1] * len(pairs))

    print("1. same text, documents held out")
    out_of_fold = {}
    for name, train in [("system seen", None)] + [(system, system) for system in systems]:
        tested = [train] if train else systems
        values = {(kind, words): [] for kind in ("machine", "human") for words in LENGTHS}
        for part in folds:
            rest = [d for d in ids if d not in part]
            model = paired([s for s in systems if s != train], rest)
            for words, size in LENGTHS.items():
                values["human", words] += map(model, rows("human-ref", part, size))
                for system in tested:
                    values["machine", words] += map(model, rows(system, part, size))
        out_of_fold = out_of_fold or values
        for words in LENGTHS:
            machine, human = values["machine", words], values["human", words]
            print(f"   {words} words, {name if not train else train + ' held out'}: AUC {auc(machine, human):.3f}"
                  f" TPR {share(machine, threshold(human)):.3f} ({len(machine)} machine, {len(human)} human)")

    everything = paired(systems, ids)
    for words in LENGTHS:
        found = {name: [rates(skeleton(t)) for t in ts] for name, ts in sources(lang, words).items()}
        natives = [name for name in found if name.startswith("native")]
        values = {name: [everything(row) for row in rs] for name, rs in found.items()}
        native = [value for name in natives for value in values[name]]
        limit = threshold(native)
        values["machine wikinews"] = out_of_fold["machine", words]
        values["human wikinews"] = out_of_fold["human", words]
        print(f"2. {words} words, found where 1 % of native text is; AUC against native and against human ntrex")
        for name in sorted(values):
            others = [v for n in natives if n != name for v in values[n]]
            against = [auc(values[name], side) for side in (others, values["human ntrex"])]
            print(f"   {name}: {share(values[name], threshold(others) if name in natives else limit):.3f}"
                  f" of {len(values[name])}, AUC {against[0]:.3f} {against[1]:.3f}")

        print(f"3. {words} words, translations (machine and human wikinews) against native text, one source held out")
        size = LENGTHS[words]
        translated = [row for system in ["human-ref", *systems] for row in rows(system, ids, size)]
        outlets = sorted({name.split(":")[0] for name in natives})
        for held in outlets:
            train = [row for name in natives if name.split(":")[0] != held for row in found[name]]
            model = Model(translated + train[::2], [1] * len(translated) + [0] * len(train[::2]))
            limit = threshold([model(row) for row in train[1::2]])
            shares = {name: share([model(row) for row in rs], limit) for name, rs in found.items()}
            shown = [name for name in sorted(found) if name not in natives or name.split(":")[0] == held]
            print(f"   {held} held out: " + ", ".join(f"{name} {shares[name]:.3f}" for name in shown))

        print(f"4. {words} words, one native source against the others, by the same features; half trains, half tests")
        for name in natives:
            others = [row for other in natives if other != name for row in found[other]]
            model = Model(found[name][::2] + others[::2], [1] * len(found[name][::2]) + [0] * len(others[::2]))
            print(f"   {name}: AUC {auc([model(r) for r in found[name][1::2]], [model(r) for r in others[1::2]]):.3f}")


if __name__ == "__main__":
    main(sys.argv[1])
