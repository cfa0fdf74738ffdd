"""Columns for the tests of the integrations, and what must come out of them."""

from __future__ import annotations

import random
from collections.abc import Sequence

from translit import Entity, Kind, Normalizer, Status

RAW = [
    "Kiev",
    None,
    "Aekxei Reznikov",
    "Харків",
    "Andrei Kostin",
    "Nowhere at All",
    "Kiev",
    "V. Medinsky",
    "",
    " Kyiv\n",
]

Row = dict[str, object]

FIRST = (
    "Anna",
    "Boris",
    "Chidi",
    "Dmytro",
    "Elena",
    "Faisal",
    "Goran",
    "Hoang",
    "Ivan",
    "Jelena",
    "Kofi",
    "Lucía",
    "Mehmet",
)
LAST = (
    "berg",
    "chenko",
    "dottir",
    "escu",
    "ishvili",
    "madi",
    "nakis",
    "ovich",
    "poulos",
    "sson",
    "yan",
    "zade",
)


class Counting:
    """Answers as a normalizer does, and notes which names it is asked for."""

    def __init__(self, normalizer: Normalizer) -> None:
        self.normalizer = normalizer
        self.asked: list[str] = []

    def normalize_many(self, names: Sequence[str], **options: str | None) -> object:
        self.asked += names
        return self.normalizer.normalize_many(names, **options)


def expected(normalizer: Normalizer, names: Sequence[str | None], **options: str | None) -> list[Row | None]:
    """Return what a struct of each of *names* must hold, from one call of `normalize` for each."""
    rows: list[Row | None] = []
    for name in names:
        if name is None:
            rows.append(None)
            continue
        m = normalizer.normalize(name, **options)
        is_matched = m.status is Status.MATCHED
        rows.append(
            {
                "name": m.name,
                "id": m.id,
                "kind": str(m.entity.kind) if m.entity else None,
                "score": m.score,
                "status": str(m.status),
                "stage": str(m.stage) if m.stage else None,
                "alias": m.candidates[0].alias if is_matched else None,
            }
        )
    return rows


def people(count: int) -> list[Entity]:
    """Return made-up persons, the same each time."""
    chance = random.Random(1)
    family = (
        "".join(chance.choices("abcdefghiklmnoprstuvyz", k=4)).title() + chance.choice(LAST)
        for _ in range(count)
    )
    return [
        Entity(f"p/{number}", f"{chance.choice(FIRST)} {name}", Kind.PERSON)
        for number, name in enumerate(family)
    ]


def noisy(entities: Sequence[Entity], rows: int, distinct: int) -> list[str | None]:
    """Return *rows* spellings of names of *entities*, *distinct* different ones, most with an
    error; one row in ten is null.
    """
    chance = random.Random(2)
    written = []
    for _ in range(distinct):
        name = chance.choice(entities).name
        at = chance.randrange(len(name) + 1)
        written.append(
            name[:at] + chance.choice(("", chance.choice("aeklnrst"))) + name[at + chance.randrange(2) :]
        )
    return [None if chance.random() < 0.1 else chance.choice(written) for _ in range(rows)]
