"""How rare a token is among names, and which place it is the word for: what its being there, or not
being there, tells.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from translit.model import Kind
from translit.writing.language_facts import language_facts

DATA = Path(__file__).parent.parent / "data"  # both made by training/learn_rarity.py
TABLE, CITIES = DATA / "rarity.json", DATA / "cities.txt"


@cache
def _counts() -> dict[Kind, tuple[dict[str, float], float]]:
    kinds = json.loads(TABLE.read_text(encoding="utf-8"))["kinds"]
    of_kind = {kind: kinds.get(kind) or kinds[Kind.PERSON] for kind in Kind}
    return {kind: (of["tokens"], of["unknown"]) for kind, of in of_kind.items()}


def rarities(kind: Kind) -> tuple[dict[str, float], float]:
    """Return the rarity of each known token of names of *kind*, and of an unknown one, in nats."""
    return _counts()[kind]


def rarity(token: str, kind: Kind = Kind.PERSON) -> float:
    """Return how rare *token* (a key token) is among the names of *kind*, in nats: -ln of its share
    of all tokens.

    >>> rarity("muhammad") < rarity("boris") < rarity("reznikov") <= rarity("qwxz")
    True

    From about 3, every twentieth token, to about 11, what was met hardly ever or never.
    """
    tokens, unknown = _counts()[kind]
    return tokens.get(token, unknown)


def place_of(token: str) -> str:
    """Return the place that *token* is the word for, in its first form; "" where it is none.

    >>> place_of("kiev"), place_of("hunan"), place_of("north"), place_of("bank")
    ('kyiv', 'hunan', 'north', '')
    """
    return language_facts().places.get(token, "")


@cache
def _cities() -> frozenset[str]:
    return frozenset(CITIES.read_text(encoding="utf-8").splitlines())


def is_city(token: str) -> bool:
    """Whether *token* is the name of a city of 15,000 people or more, in Latin letters.

    >>> is_city("xinxiang"), is_city("xinjiang")
    (True, False)
    """
    return token in _cities()


def is_known(token: str, kind: Kind = Kind.PERSON) -> bool:
    """Whether *token* was met often enough among the names of *kind* to be a name of its own."""
    return token in _counts()[kind][0] or (kind is not Kind.PERSON and bool(place_of(token)))
