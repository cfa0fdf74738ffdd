"""How rare a token is among names: what its being there, or not being there, tells."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from translit.model import Kind

TABLE = Path(__file__).parent.parent / "data" / "rarity.json"  # counted by training/learn_rarity.py


class _Counts(NamedTuple):
    """What was counted: by kind the rarity of each token and of an unknown one; words of places."""

    kinds: dict[Kind, tuple[dict[str, float], float]]
    places: frozenset[str]


@cache
def _counts() -> _Counts:
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    kinds = {kind: table["kinds"].get(kind) or table["kinds"][Kind.PERSON] for kind in Kind}
    return _Counts(
        {kind: (of["tokens"], of["unknown"]) for kind, of in kinds.items()}, frozenset(table["places"])
    )


def rarities(kind: Kind) -> tuple[dict[str, float], float]:
    """Return the rarity of each known token of names of *kind*, and of an unknown one, in nats."""
    return _counts().kinds[kind]


def rarity(token: str, kind: Kind = Kind.PERSON) -> float:
    """Return how rare *token* (a key token) is among the names of *kind*, in nats: -ln of its share
    of all tokens.

    >>> rarity("muhammad") < rarity("boris") < rarity("reznikov") <= rarity("qwxz")
    True

    From about 3, every twentieth token, to about 11, what was met hardly ever or never.
    """
    tokens, unknown = _counts().kinds[kind]
    return tokens.get(token, unknown)


def is_place(token: str) -> bool:
    """Whether *token* is a word by which names of one thing in two places differ: of a country, a
    capital, a direction.

    >>> is_place("mexico"), is_place("north"), is_place("bank")
    (True, True, False)
    """
    return token in _counts().places


def is_known(token: str, kind: Kind = Kind.PERSON) -> bool:
    """Whether *token* was met often enough among the names of *kind* to be a name of its own."""
    return token in _counts().kinds[kind][0] or (kind is not Kind.PERSON and is_place(token))
