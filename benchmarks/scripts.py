"""What a query takes in each script, beside one in Latin letters of the same table, in one run.

    python benchmarks/scripts.py DATA [--tasks GLOB] [--limit 100]

DATA is a folder with tables of names, `NAME_index.tsv` (entity_id, name, kind), and spellings of
them, `NAME_queries.tsv` (entity_id, variant, kind, script), as `docs/limits.md` says where they are
from. Where a table has no queries in Latin letters, its own names with a letter left out serve.
Prints processor time: *µs* a query, as a multiple of *Latin*, and the share ranked *first* and
*decided*.
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections import defaultdict
from fnmatch import fnmatch
from pathlib import Path

from translit import Entity, Normalizer

SEED = 5
MIN_QUERIES = 20  # of a script; fewer say little
LATIN = "Latin"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def without_a_letter(name: str, rng: random.Random) -> str:
    at = rng.randrange(len(name))
    return name[:at] + name[at + 1 :] if len(name) > 1 else name


def queries(table: list[dict[str, str]], path: Path) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return (entity, spelling) by kind and script, Latin first."""
    asked: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in rows(path):
        asked[row["kind"], row["script"]].append((row["entity_id"], row["variant"]))
    rng = random.Random(SEED)
    for kind in {kind for kind, _ in asked}:
        if (kind, LATIN) not in asked:
            asked[kind, LATIN] = [
                (row["entity_id"], without_a_letter(row["name"], rng)) for row in table if row["kind"] == kind
            ]
    enough = {of: found for of, found in asked.items() if len(found) >= MIN_QUERIES}
    return dict(sorted(enough.items(), key=lambda item: (item[0][0], item[0][1] != LATIN, item[0][1])))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--tasks", default="*")
    parser.add_argument("--limit", type=int, default=100)
    options = parser.parse_args()
    print(f"{'table, kind, script':40}{'µs':>8}{'× Latin':>9}{'first':>8}{'decided':>9}")
    for index in sorted(options.data.glob("*_index.tsv")):
        task = index.name.removesuffix("_index.tsv")
        if not fnmatch(task, options.tasks):
            continue
        table = rows(index)
        n = Normalizer.from_entities(Entity(row["entity_id"], row["name"], row["kind"]) for row in table)
        latin = 0.0
        for (kind, script), asked in queries(table, options.data / f"{task}_queries.tsv").items():
            some = random.Random(SEED).sample(asked, min(options.limit, len(asked)))
            start = time.process_time()
            matches = [n.normalize(text) for _, text in some]
            spent = (time.process_time() - start) / len(some) * 1e6
            latin = spent if script == LATIN else latin
            is_first = [
                bool(m.candidates) and m.candidates[0].entity.id == who
                for m, (who, _) in zip(matches, some, strict=True)
            ]
            first, decided = sum(is_first) / len(some), sum(m.entity is not None for m in matches) / len(some)
            ratio = f"{spent / latin:9.1f}" if latin else " " * 9
            print(
                f"{f'{task}, {kind}, {script}':40}{spent:8.0f}{ratio}{first:8.3f}{decided:9.3f}", flush=True
            )


if __name__ == "__main__":
    main()
