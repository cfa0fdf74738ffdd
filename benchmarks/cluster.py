"""How well and how fast `cluster` groups the spellings of names, beside what people use for that.

    python benchmarks/cluster.py [DATA] [--tasks GLOB] [--speed FILE] [--workers 2]
    python benchmarks/cluster.py DATA --choose

DATA is a folder with `*_index.tsv` (entity_id, name, kind) and `*_queries.tsv` (entity_id, variant,
kind, script, band); without it the names of `benchmarks/data/` serve. All names of a task are one
list, and no table is given. Printed are precision, recall and F1 of the pairs that stand in one
cluster, over the pairs that are of one entity: a pair of equal texts counts, too, and is right by
every method. Names of the band `other-name` (a nom de guerre, a translation) are in the list, but
their pairs do not count.

The peers: OpenRefine's key collision (fingerprint; 2-gram fingerprint; Metaphone by jellyfish of
the fingerprint), written down from its documentation
(https://openrefine.org/docs/technical-reference/clustering-in-depth), each group being the names of
one key; string_grouper 0.8 (tf-idf of 3-grams and cosine, of what Unidecode makes of the names;
least similarity as it comes, 0.8, and at its best on the same data); rapidfuzz token_sort_ratio of
the same, grouped by single linkage from 90 on, and at its best. *At its best* is the cut-off with
the highest F1 on the very data, which flatters a peer.

--choose prints the F1 on half of the entities, split by a hash of their ids, for thresholds and
least means; what `cluster` uses was chosen so. Everything else is measured on the other half if
DATA is given, on all of our small data else.

--speed times FILE, one name a line, 100,000 of them at most.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatch
from itertools import product
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from unidecode import unidecode

from translit import cluster
from translit.index.box import BOX
from translit.index.build import build
from translit.linking import cluster as groups
from translit.linking.blocking import CandidatePairs, entities_of
from translit.pairs.log_odds import log_odds
from translit.writing.keys import key

OWN = Path(__file__).parent / "data"
UNEXPECTED = "other-name"
SIZE = 100_000
LIMIT = 6_000  # names of a task: rapidfuzz compares each with each


class Named(NamedTuple):
    """A name of a list, whose it is, and whether a method is expected to find that."""

    name: str
    entity: str
    is_counted: bool


class Quality(NamedTuple):
    """Shares of the pairs."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return (
            2 * self.precision * self.recall / (self.precision + self.recall)
            if self.precision + self.recall
            else 0.0
        )

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


Group = Callable[[Sequence[str]], dict[str, object]]  # distinct names to the label of their group


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def named(folder: Path, task: str, half: int | None) -> list[Named]:
    """Return the names of a task, of one *half* of its entities."""
    found = [Named(row["name"], row["entity_id"], True) for row in rows(folder / f"{task}_index.tsv")]
    found += [
        Named(r["variant"], r["entity_id"], r["band"] != UNEXPECTED)
        for r in rows(folder / f"{task}_queries.tsv")
    ]
    ids = sorted({item.entity for item in found if half is None or crc32(item.entity.encode()) % 2 == half})
    random.Random(3).shuffle(ids)
    of: dict[str, list[Named]] = defaultdict(list)
    for item in found:
        of[item.entity].append(item)
    kept: list[Named] = []
    for identifier in ids:
        if len(kept) < LIMIT:
            kept += of[identifier]
    return kept


def quality(items: Iterable[Named], label: dict[str, object]) -> Quality:
    """Return how many pairs of one group are of one entity, and how many of one entity are in one
    group.
    """
    groups_of: dict[object, Counter[str]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for item in items:
        if item.is_counted:
            groups_of[label[item.name]][item.entity] += 1
            sizes[item.entity] += 1
    right = sum(pairs(count) for group in groups_of.values() for count in group.values())
    told = sum(pairs(group.total()) for group in groups_of.values())
    true = sum(map(pairs, sizes.values()))
    return Quality(right / told if told else 1.0, right / true if true else 1.0)


def pairs(count: int) -> int:
    return count * (count - 1) // 2


def ours(names: Sequence[str], workers: int = 1) -> dict[str, object]:
    return {
        name: number
        for number, group in enumerate(cluster(names, workers=workers))
        for name in group.spellings
    }


def fingerprint(name: str) -> str:
    """OpenRefine: trimmed, small letters, no punctuation, ASCII, tokens sorted, each once."""
    tokens = re.sub(r"[^\w\s]|_", "", unidecode(name.strip().lower())).split()
    return " ".join(sorted(set(tokens)))


def ngram_fingerprint(name: str, size: int = 2) -> str:
    """OpenRefine: small letters, no punctuation or spaces, n-grams sorted, each once, ASCII."""
    text = re.sub(r"[\W_]", "", unidecode(name.lower()))
    return "".join(sorted({text[i : i + size] for i in range(max(1, len(text) - size + 1))}))


def by_key(of: Callable[[str], str]) -> Group:
    return lambda names: {name: of(name) or f"\0{name}" for name in names}


def metaphone(name: str) -> str:
    import jellyfish

    return " ".join(map(jellyfish.metaphone, fingerprint(name).split()))


def string_grouper(names: Sequence[str], least: float) -> dict[str, object]:
    import pandas as pd
    from string_grouper import group_similar_strings

    found = group_similar_strings(
        pd.Series([unidecode(name) for name in names]), min_similarity=least, ignore_index=True
    )
    return dict(
        zip(names, found.iloc[:, -1] if hasattr(found, "iloc") and found.ndim > 1 else found, strict=True)
    )


def linked(names: Sequence[str], edges: Iterable[tuple[int, int]]) -> dict[str, object]:
    """Group by single linkage."""
    of = list(range(len(names)))

    def root(at: int) -> int:
        while of[at] != at:
            of[at] = of[of[at]]
            at = of[at]
        return at

    for a, b in edges:
        of[root(a)] = root(b)
    return {name: root(at) for at, name in enumerate(names)}


def rapidfuzz(names: Sequence[str], least: Sequence[float]) -> list[dict[str, object]]:
    """Group at each cut-off; the ratios are computed once."""
    import numpy as np
    from rapidfuzz import fuzz, process

    folded = [unidecode(name).lower() for name in names]
    found = []
    for start in range(0, len(folded), 500):
        ratio = process.cdist(
            folded[start : start + 500],
            folded,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=min(least),
            dtype=np.uint8,
        )
        a, b = np.nonzero(np.triu(ratio, start + 1))
        found.append(np.stack([a + start, b, ratio[a, b]]))
    a, b, ratio = np.concatenate(found, axis=1)
    return [
        linked(names, zip(a[ratio >= cut].tolist(), b[ratio >= cut].tolist(), strict=True)) for cut in least
    ]


def best(items: Sequence[Named], labels: dict[float, dict[str, object]]) -> tuple[float, Quality]:
    told = {cut: quality(items, label) for cut, label in labels.items()}
    cut = max(told, key=lambda cut: told[cut].f1)
    return cut, told[cut]


def measure(task: str, items: Sequence[Named], workers: int) -> None:
    names = list(dict.fromkeys(item.name for item in items))
    entities = len({item.entity for item in items})
    print(f"{task}: {len(names):,} spellings of {entities:,} entities")
    methods: dict[str, Group] = {
        "translit.cluster": lambda names: ours(names, workers),
        "OpenRefine fingerprint": by_key(fingerprint),
        "OpenRefine 2-gram fingerprint": by_key(ngram_fingerprint),
        "OpenRefine metaphone": by_key(metaphone),
        "string_grouper 0.8": lambda names: string_grouper(names, 0.8),
    }
    for label, group in methods.items():
        started = time.perf_counter()
        found = quality(items, group(names))
        print(f"  {label:<34} {found}  {time.perf_counter() - started:7.1f} s", flush=True)
    cut, found = best(items, {cut: string_grouper(names, cut) for cut in (0.4, 0.5, 0.6, 0.7)})
    print(f"  {'string_grouper at its best':<34} {found}  (from {cut})", flush=True)
    cuts = (70, 75, 80, 85, 90, 95)
    labels = dict(zip(map(float, cuts), rapidfuzz(names, cuts), strict=True))
    print(f"  {'rapidfuzz token_sort_ratio 90':<34} {quality(items, labels[90.0])}")
    cut, found = best(items, labels)
    print(f"  {'rapidfuzz at its best':<34} {found}  (from {cut:.0f})", flush=True)


def choose(tasks: dict[str, list[Named]]) -> None:
    """Print the F1 of each task, and their mean, for thresholds and least means."""
    vocabulary = BOX.vocabulary
    print("threshold  least mean  mean P  mean R  mean F1  " + "  ".join(tasks))
    grid = list(product((0.35, 0.5, 0.65, 0.8), (-4.0, -3.0, -2.5, -2.0, -1.0)))
    told: dict[tuple[float, float], list[Quality]] = defaultdict(list)
    for items in tasks.values():
        of: dict[str, list[str]] = defaultdict(list)
        for item in items:
            of[key(item.name) or f"\0{item.name}"].append(item.name)
        same = [of[folded] for folded in sorted(of) if folded[0] != "\0"]
        first = [spellings[0] for spellings in same]
        pairs_of = CandidatePairs(
            build(entities_of(first, vocabulary.lexicon, None), vocabulary), vocabulary.lexicon, None
        )
        scores = pairs_of.neighbours(range(len(first)))
        for threshold, mean in grid:
            groups.MIN_MEAN_LOG_ODDS = mean
            label: dict[str, object] = {item.name: item.name for item in items}
            for number, group in enumerate(
                groups.agglomerate(len(first), scores, pairs_of.score, log_odds(threshold))
            ):
                label |= {name: number for place in group.members for name in same[place]}
            told[threshold, mean].append(quality(items, label))
    for (threshold, mean), found in told.items():
        count = len(found)
        means = (
            sum(q.precision for q in found) / count,
            sum(q.recall for q in found) / count,
            sum(q.f1 for q in found) / count,
        )
        each = "  ".join(f"{q.f1:.3f}" for q in found)
        print(
            f"{threshold:9.2f} {mean:11.1f}   {means[0]:.3f}   {means[1]:.3f}    {means[2]:.3f}   {each}",
            flush=True,
        )


def speed(path: Path, workers: int) -> None:
    names = list(
        dict.fromkeys(line.strip() for line in path.read_text(encoding="utf8").splitlines() if line.strip())
    )
    random.Random(3).shuffle(names)
    names = names[:SIZE]
    started = time.perf_counter()
    found = cluster(names, workers=workers)
    took = time.perf_counter() - started
    largest = max(len(group.spellings) for group in found)
    print(
        f"{len(names):,} names, {workers} workers: {took:.1f} s; "
        f"{len(found):,} clusters, the largest of {largest} spellings"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--tasks", default="*")
    parser.add_argument("--choose", action="store_true")
    parser.add_argument("--speed", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    if asked.speed:
        speed(asked.speed, asked.workers)
        return
    folder = asked.data or OWN
    names = sorted(path.name.removesuffix("_index.tsv") for path in folder.glob("*_index.tsv"))
    half = None if asked.data is None else 0 if asked.choose else 1
    tasks = {task: named(folder, task, half) for task in names if fnmatch(task, asked.tasks)}
    if asked.choose:
        choose(tasks)
        return
    for task, items in tasks.items():
        measure(task, items, asked.workers)


if __name__ == "__main__":
    main()
