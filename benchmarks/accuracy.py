"""How right the answers are on name-variant tasks, and what the wrong ones are.

    python benchmarks/accuracy.py DATA [--tasks GLOB] [--limit 500] [--wrong 50]

DATA is a folder with `*_index.tsv` (entity_id, name, kind) and `*_queries.tsv` (entity_id, variant, kind, script, band). For each task
it prints how often the right entity is ranked first, is among ten, is among the spellings that are scored at all
(retrieval), and how often it is decided and that is right; with --wrong, the queries that went wrong and what came instead.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import defaultdict
from fnmatch import fnmatch
from pathlib import Path

from translit import Entity, Match, Normalizer
from translit.language.parts import parse
from translit.matching.normalizer import SCORED

SEED = 3


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def share(count: int, total: int) -> str:
    return f"{count / total:.3f}" if total else "  –  "


def measure(task: str, n: Normalizer, asked: list[tuple[str, str]], same: dict[str, frozenset[str]], wrong: int) -> None:
    answers: list[tuple[str, str, Match]] = [(right, name, n.normalize(name)) for right, name in asked]
    ranked = [[c.entity.id for c in match.candidates] for _, _, match in answers]
    near = [{n._index.entity(s.entity).id for s in n._index.near(parse(name, n._lexicon), SCORED)} for _, name in asked]
    first = sum(bool(ids) and ids[0] in same[right] for (right, _, _), ids in zip(answers, ranked, strict=True))
    ten = sum(not same[right].isdisjoint(ids) for (right, _, _), ids in zip(answers, ranked, strict=True))
    kept = sum(not same[right].isdisjoint(ids) for (right, _, _), ids in zip(answers, near, strict=True))
    decided = [match.id in same[right] for right, _, match in answers if match.id is not None]
    total = len(asked)
    print(
        f"{task:44} n={total:5} first={share(first, total)} ten={share(ten, total)} retrieved={share(kept, total)} "
        f"decided={share(len(decided), total)} precision={share(sum(decided), len(decided))}"
    )
    for right, name, match in [a for a in answers if not a[2].candidates or a[2].candidates[0].entity.id not in same[a[0]]][
        :wrong
    ]:
        got = match.candidates[0] if match.candidates else None
        expected = n.entity(right)
        print(
            f"    {name!r} is {expected.name if expected else right!r}, not {got and got.entity.name!r} ({match.score:.2f} {match.status})"
        )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--tasks", default="*")
    arguments.add_argument("--limit", type=int, default=500)
    arguments.add_argument("--wrong", type=int, default=0)
    given = arguments.parse_args()
    for index in sorted(given.data.glob("*_index.tsv")):
        name = index.name.removesuffix("_index.tsv")
        groups = defaultdict(list)
        for row in rows(given.data / f"{name}_queries.tsv"):
            groups[f"{name}/{row['kind']}/{row['script']}/{row['band']}"].append((row["entity_id"], row["variant"]))
        chosen = {task: asked for task, asked in sorted(groups.items()) if fnmatch(task, given.tasks) and len(asked) >= 40}
        if not chosen:
            continue
        table = [Entity(row["entity_id"], row["name"], row["kind"]) for row in rows(index)]
        by_name = defaultdict(set)
        for entity in table:
            by_name[entity.name.casefold()].add(entity.id)
        same = {entity.id: frozenset(by_name[entity.name.casefold()]) for entity in table}
        n = Normalizer.from_entities(table)
        for task, asked in chosen.items():
            measure(task, n, random.Random(SEED).sample(asked, min(given.limit, len(asked))), same, given.wrong)


if __name__ == "__main__":
    main()
