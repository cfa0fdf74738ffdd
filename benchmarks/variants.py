"""How often a real other spelling of a name is among the first of `translit.variants`.

    python benchmarks/variants.py DATA [--tasks GLOB] [--kind person] [--limit 500]

DATA is a folder with `*_index.tsv` (entity_id, name, kind) and `*_queries.tsv` (entity_id, variant,
kind, script, band). A variant in Latin letters, of the bands close and variant, is looked for among
the variants of the listed name; for one in another script the listed name is looked for among its
variants. Found is what has the same words but for case, marks, punctuation and order.

Printed are the shares among the first 1, 10 and 50: of all pairs of names that are spelled
differently, of those that have as many words, since none is added or left out, and of those of
which one word is another one; and the time of a name. --limit: pairs of a task, evenly picked.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from translit import variants
from translit.writing.keys import tokens

FIRST = (1, 10, 50)
BANDS = ("close", "variant", "cross-script")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def words(name: str) -> tuple[str, ...]:
    return tuple(sorted(tokens(name)))


def differing(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many words two names have apart; 99 where they have not as many."""
    return len(list((Counter(one) - Counter(other)).elements())) if len(one) == len(other) else 99


def pairs(folder: Path, task: str, kind: str) -> Iterator[tuple[str, str, str]]:
    """Yield the script of a written name, the name that is asked and the one that is looked for."""
    names = {row["entity_id"]: row["name"] for row in rows(folder / f"{task}_index.tsv")}
    for row in rows(folder / f"{task}_queries.tsv"):
        listed, written = names.get(row["entity_id"]), row["variant"]
        if listed is None or row["kind"] != kind or row["band"] not in BANDS:
            continue
        asked, sought = (listed, written) if row["script"] == "Latin" else (written, listed)
        if words(asked) != words(sought):
            yield row["script"], asked, sought


def measure(folder: Path, task: str, kind: str, limit: int) -> None:
    by_script: dict[str, list[tuple[str, str]]] = {}
    for script, asked, sought in pairs(folder, task, kind):
        by_script.setdefault(script, []).append((asked, sought))
    for script, found in sorted(by_script.items()):
        chosen = found[:: max(1, len(found) // limit)][:limit]
        places, took = [], 0.0
        for asked, sought in chosen:
            started = time.process_time()
            told = [words(of) for of in variants(asked, kind=kind, limit=FIRST[-1])]
            took += time.process_time() - started
            place = told.index(words(sought)) if words(sought) in told else FIRST[-1]
            places.append((place, differing(words(asked), words(sought))))
        print(
            f"{task} {script}: {len(chosen)} of {len(found)} pairs, {1000 * took / len(chosen):.0f} ms a name"
        )
        for label, most in (("all", 99), ("as many words", 50), ("one word differs", 1)):
            counted = [place for place, words_apart in places if words_apart <= most]
            shares = (
                f"first {first}: {sum(place < first for place in counted) / max(1, len(counted)):.3f}"
                for first in FIRST
            )
            print(f"  {label}, {len(counted)}: {', '.join(shares)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--tasks", default="*")
    parser.add_argument("--kind", default="person")
    parser.add_argument("--limit", type=int, default=500)
    asked = parser.parse_args()
    for path in sorted(asked.data.glob("*_index.tsv")):
        task = path.name.removesuffix("_index.tsv")
        if fnmatch(task, asked.tasks):
            measure(asked.data, task, asked.kind, asked.limit)


if __name__ == "__main__":
    main()
