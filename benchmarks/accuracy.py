"""How right the answers are on name-variant tasks, and what the wrong ones are.

    python benchmarks/accuracy.py [DATA] [--tasks GLOB] [--limit 500] [--wrong 50] [--peer]

DATA is a folder with `*_index.tsv` (entity_id, name, kind) and `*_queries.tsv` (entity_id, variant,
kind, script, band). For each task it prints how often the right entity is ranked first, is among
ten, is among the spellings that are scored at all (retrieval), and how often it is decided and that
is right; with --wrong, the queries that went wrong and what came instead. With --peer, also how
often the right entity is first by rapidfuzz's token_sort_ratio of what Unidecode makes of both
names, in lower case.

Without DATA the names of `benchmarks/data/` serve, with --peer: public figures, places and
organisations, and how they are written in other languages and scripts or often misspelled. They
were written down for the benchmark from general knowledge and are free for any use (CC0). In Latin
letters a spelling is *close* if that ratio is 80 or more, else a *variant*. Spellings in other
scripts that Unidecode alone makes equal are left out.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process
from unidecode import unidecode

from translit import Entity, Match, Normalizer
from translit.names.name import Name
from translit.resolve.candidates import retrieve
from translit.resolve.search import ALIGNED

SEED = 3
OWN = Path(__file__).parent / "data"
LEAST = 40  # queries of a task; a smaller one says little
LEAST_OWN = 10  # the same in our small data


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def share(count: int, total: int) -> str:
    return f"{count / total:.3f}" if total else "  –  "


def fold(name: str) -> str:
    return unidecode(name).lower()


def first_by_peer(n: Normalizer, asked: list[tuple[str, str]], same: dict[str, frozenset[str]]) -> int:
    """Count the queries whose right entity is the likest by rapidfuzz."""
    listed = {entity.id: fold(entity.name) for entity in n.entities()}
    found = [process.extractOne(fold(name), listed, scorer=fuzz.token_sort_ratio) for _, name in asked]
    return sum(
        best is not None and best[2] in same[right] for (right, _), best in zip(asked, found, strict=True)
    )


class Task(NamedTuple):
    """Queries with their right entities, the table, and for each entity those of the same name."""

    name: str
    table: Normalizer
    asked: list[tuple[str, str]]
    same: dict[str, frozenset[str]]


class Figures(NamedTuple):
    """Shares of the queries; `precision`: of those that were decided."""

    first: float
    decided: float
    precision: float


def answer(n: Normalizer, asked: list[tuple[str, str]]) -> list[tuple[str, str, Match]]:
    return [(right, name, n.normalize(name)) for right, name in asked]


def figures(task: Task) -> Figures:
    answers = answer(task.table, task.asked)
    first = sum(
        bool(m.candidates) and m.candidates[0].entity.id in task.same[right] for right, _, m in answers
    )
    decided = [match.id in task.same[right] for right, _, match in answers if match.id is not None]
    total = len(answers)
    return Figures(first / total, len(decided) / total, sum(decided) / len(decided) if decided else 1.0)


def tasks(folder: Path, pattern: str, limit: int, least: int) -> Iterator[Task]:
    """Yield the tasks of a folder that have *least* queries or more, of each *limit* at most."""
    for index in sorted(folder.glob("*_index.tsv")):
        name = index.name.removesuffix("_index.tsv")
        groups = defaultdict(list)
        for row in rows(folder / f"{name}_queries.tsv"):
            groups[f"{name}/{row['kind']}/{row['script']}/{row['band']}"].append(
                (row["entity_id"], row["variant"])
            )
        chosen = {
            task: asked
            for task, asked in sorted(groups.items())
            if fnmatch(task, pattern) and len(asked) >= least
        }
        if not chosen:
            continue
        table = [Entity(row["entity_id"], row["name"], row["kind"]) for row in rows(index)]
        by_name = defaultdict(set)
        for entity in table:
            by_name[entity.name.casefold()].add(entity.id)
        same = {entity.id: frozenset(by_name[entity.name.casefold()]) for entity in table}
        n = Normalizer.from_entities(table)
        for task, asked in chosen.items():
            yield Task(task, n, random.Random(SEED).sample(asked, min(limit, len(asked))), same)


def measure(
    task: str,
    n: Normalizer,
    asked: list[tuple[str, str]],
    same: dict[str, frozenset[str]],
    wrong: int,
    *,
    with_peer: bool,
) -> None:
    answers = answer(n, asked)
    ranked = [[c.entity.id for c in match.candidates] for _, _, match in answers]
    near = [
        {
            n._index.entity(n._index.owner(row)).id
            for row in retrieve(Name(name, n._lexicon), n._index, ALIGNED, by_ngrams=True).rows
        }
        for _, name in asked
    ]
    first = sum(
        bool(ids) and ids[0] in same[right] for (right, _, _), ids in zip(answers, ranked, strict=True)
    )
    ten = sum(not same[right].isdisjoint(ids) for (right, _, _), ids in zip(answers, ranked, strict=True))
    kept = sum(not same[right].isdisjoint(ids) for (right, _, _), ids in zip(answers, near, strict=True))
    decided = [match.id in same[right] for right, _, match in answers if match.id is not None]
    total = len(asked)
    print(
        f"{task:44} n={total:5} first={share(first, total)} ten={share(ten, total)} "
        f"retrieved={share(kept, total)} "
        f"decided={share(len(decided), total)} precision={share(sum(decided), len(decided))}"
        + (f" peer={share(first_by_peer(n, asked, same), total)}" if with_peer else "")
    )
    for right, name, match in [
        a for a in answers if not a[2].candidates or a[2].candidates[0].entity.id not in same[a[0]]
    ][:wrong]:
        got = match.candidates[0] if match.candidates else None
        expected = n.entity(right)
        print(
            f"    {name!r} is {expected.name if expected else right!r}, "
            f"not {got and got.entity.name!r} ({match.score:.2f} {match.status})"
        )


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("data", type=Path, nargs="?", default=OWN)
    arguments.add_argument("--tasks", default="*")
    arguments.add_argument("--limit", type=int, default=500)
    arguments.add_argument("--wrong", type=int, default=0)
    arguments.add_argument("--peer", action="store_true")
    given = arguments.parse_args()
    is_own = given.data == OWN
    least = LEAST_OWN if is_own else LEAST
    for task in tasks(given.data, given.tasks, given.limit, least):
        measure(*task, given.wrong, with_peer=given.peer or is_own)


if __name__ == "__main__":
    main()
