"""Names as people mistype and inflect them, to learn from; and the files of the bench."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from pathlib import Path

from translit import Entity, Kind, Normalizer
from translit.writing.scripts import scripts

NOISY = 1500  # names with typing errors, of one kind
MIN_NOISY = 4  # letters; a typing error in a shorter name makes another name
# of the typing errors that fall on the first letter of a word are kept: 1.4 to 7 % of all, says
# Kukich 1992, §1.2
FIRST = 0.05


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def typo(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) - 1)
    while (at == 0 or not text[at - 1].isalpha()) and rng.random() > FIRST:
        at = rng.randrange(len(text) - 1)
    letter = rng.choice("aeiouyrnstlkmd")
    return rng.choice(
        [
            text[:at] + letter + text[at + 1 :],
            text[:at] + text[at + 1 :],
            text[:at] + letter + text[at:],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        ]
    )


def initial(text: str) -> str:
    first, *rest = text.split()
    return " ".join([f"{first[0]}.", *rest])


def slips(rng: random.Random, table: list[Entity]) -> list[tuple[str, str]]:
    """Return names of the table with one or two typing errors, and persons' with an initial or
    their family name alone, as queries.
    """
    asked: list[tuple[str, str]] = []
    for entity in rng.sample(table, min(NOISY, len(table))):
        changes = [typo(rng, entity.name), typo(rng, entity.name), typo(rng, typo(rng, entity.name))]
        if entity.kind is Kind.PERSON:
            changes.append(initial(entity.name))
            family = entity.name.split(",")[0].split()[-1]
            if len(family) > MIN_NOISY:
                changes.append(typo(rng, family))
        asked.append((entity.id, rng.choice(changes)))
    return asked


def inflections_of(script: str) -> dict[str, list[str]]:
    """Return the endings that each nominative ending in *script* has in other cases."""
    endings: dict[str, list[str]] = defaultdict(list)
    for oblique, nominatives in Normalizer.builtin()._lexicon.inflections.get(script, {}).items():
        for nominative in nominatives:
            endings[nominative].append(oblique)
    return endings


def inflect(rng: random.Random, name: str, endings: dict[str, list[str]]) -> str:
    """Return a name as it stands in a sentence of a Slavic language in Cyrillic: in some case, one
    time in two the family name alone.
    """
    tokens = name.split()
    tokens = tokens[-1:] if rng.random() < 0.5 else tokens
    written = []
    for token in tokens:
        possible = [
            token[: len(token) - n] + o for n in (3, 2, 1) for o in endings.get(token[len(token) - n :], ())
        ]
        written.append(rng.choice(possible) if possible else token)
    return " ".join(written)


def script_of(name: str) -> str:
    return min(scripts(name) - {"Latn"}, default="")
