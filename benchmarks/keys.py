"""How many variants of a name share a key with it, and how many strangers do: `translit.keys`.

    python benchmarks/keys.py [DATA] [--tasks GLOB] [--limit 700] [--names FILE] [--size 100000]

DATA is a folder with `*_index.tsv` (entity_id, name, kind) and `*_queries.tsv` (entity_id, variant,
kind, script, band); without it the names of `benchmarks/data/` serve. Printed is, for each task and
band, the share of variants with which the canonical name shares a key. --limit: variants of a task,
evenly picked.

FILE has one name a line. Of --size of them are printed: keys of a name, how many names have a key
(the median over keys, and over the keys of all names), and how many names share any key with one.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter, defaultdict
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from statistics import median

from translit import keys

OWN = Path(__file__).parent / "data"
SAMPLED = 2_000  # names whose neighbours are counted

keys_of = cache(keys)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def recall(folder: Path, task: str, limit: int) -> dict[str, tuple[int, int]]:
    """Return, for each band, how many variants share a key, and of how many."""
    names = {row["entity_id"]: row["name"] for row in rows(folder / f"{task}_index.tsv")}
    queries = [row for row in rows(folder / f"{task}_queries.tsv") if row["entity_id"] in names]
    found: dict[str, tuple[int, int]] = {}
    for row in queries[:: max(1, len(queries) // limit)]:
        shared = set(keys_of(row["variant"])) & set(keys_of(names[row["entity_id"]]))
        hits, count = found.get(row["band"], (0, 0))
        found[row["band"]] = hits + bool(shared), count + 1
    return found


def blocks(path: Path, size: int) -> None:
    """Print how many names share keys."""
    names = list(dict.fromkeys(path.read_text(encoding="utf8").splitlines()))
    names = names[:: max(1, len(names) // size)][:size]
    started = time.perf_counter()
    of_names = [keys(name) for name in names]
    took = time.perf_counter() - started
    counts = Counter(key for of in of_names for key in of)
    with_key: dict[str, list[int]] = defaultdict(list)
    for number, of in enumerate(of_names):
        for key in of:
            with_key[key].append(number)
    sampled = of_names[:: max(1, len(of_names) // SAMPLED)]
    near = [len({number for key in of for number in with_key[key]}) - 1 for of in sampled if of]
    print(
        f"{len(names):,} names: {sum(map(len, of_names)) / len(names):.1f} keys each, "
        f"{1e6 * took / len(names):.0f} µs each\n"
        f"  names of a key: median {median(counts.values()):.0f}; "
        f"as often as it is a name's: {median(counts[key] for of in of_names for key in of):.0f}\n"
        f"  names that share any key with one: median {median(near):.0f}, "
        f"of {100 * median(near) / len(names):.2f} %"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="?", type=Path, default=OWN)
    parser.add_argument("--tasks", default="*")
    parser.add_argument("--limit", type=int, default=700)
    parser.add_argument("--names", type=Path)
    parser.add_argument("--size", type=int, default=100_000)
    asked = parser.parse_args()
    tasks = sorted(path.name.removesuffix("_index.tsv") for path in asked.data.glob("*_index.tsv"))
    for task in tasks:
        if fnmatch(task, asked.tasks):
            told = recall(asked.data, task, asked.limit)
            shares = (f"{band} {hits / count:.3f} of {count}" for band, (hits, count) in sorted(told.items()))
            print(f"{task}: {', '.join(shares)}", flush=True)
    if asked.names:
        blocks(asked.names, asked.size)


if __name__ == "__main__":
    main()
