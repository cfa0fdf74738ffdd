"""Print the answers to many names, one JSON line each: the same however the package was built.

    python tests/same_answers.py > answers.jsonl

Every case of `tests/cases` is asked of the tables in the box, and its pairs are compared. A table
with a fourth of the box is asked for names of it with typing errors, made by a fixed rule, as it
is, with a third removed, and with some added again.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

from translit import Normalizer, compare
from translit.tables.sources import read_source

CASES = Path(__file__).parent / "cases"
ASKED = 500  # of the names of the box, three times
SEED = 7


def cases(name: str) -> list[dict[str, str]]:
    return read_source(CASES / f"{name}.yaml").root.plain()


def misspelled(name: str, rng: random.Random) -> str:
    """Return *name* with up to two letters more, less or other ones, or with its words in another
    order.
    """
    if rng.random() < 0.1:
        return " ".join(reversed(name.split()))
    for _ in range(rng.randrange(3)):
        at = rng.randrange(len(name))
        name = (
            name[:at]
            + rng.choice(["", name[at] * 2, rng.choice("aeimnorst "), rng.choice("aeklst") + name[at]])
            + name[at + 1 :]
        )
    return name


def main() -> None:
    box = Normalizer.builtin()
    rng = random.Random(SEED)
    for case in (*cases("in_the_wild"), *cases("synthetic"), *cases("negative")):
        print(json.dumps(box.normalize(case["query"]).to_dict(), ensure_ascii=False))
    entities = list(box.entities())[::4]
    gone = {entity.id for entity in entities[::3]}
    names = [alias.text for entity in entities for alias in entity.listed()]
    table = Normalizer.from_entities(entities)
    for n in (table, table.remove(gone), table.remove(gone).add(entities[::9])):
        for name in rng.sample(names, ASKED):
            print(json.dumps(n.normalize(misspelled(name, rng)).to_dict(), ensure_ascii=False))
    for pair in cases("pairs"):
        compared = compare(pair["a"], pair["b"], kind=pair.get("kind"))
        print(json.dumps([compared.score, *map(str, compared.steps)], ensure_ascii=False))


if __name__ == "__main__":
    main()
