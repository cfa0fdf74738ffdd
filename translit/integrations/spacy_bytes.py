"""A `Match` in the bytes of a spaCy document, so that a `Doc` that has one can be sent to another
process or written to a file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from translit import Alias, Candidate, Contribution, Entity, Match, Stage, Status, Step

PACKED = "translit.Match"  # marks a Match among plain values


def pack(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Turn a Match into plain values."""
    if isinstance(value, Match):
        return {PACKED: asdict(value)}
    return value if chain is None else chain(value)


def unpack(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Turn what `pack` made of a Match into one again."""
    if isinstance(value, dict) and PACKED in value:
        return _match_of(value[PACKED])
    return value if chain is None else chain(value)


def _match_of(plain: dict[str, Any]) -> Match:
    return Match(
        query=plain["query"],
        status=Status(plain["status"]),
        entity=None if plain["entity"] is None else _entity_of(plain["entity"]),
        score=plain["score"],
        stage=None if plain["stage"] is None else Stage(plain["stage"]),
        candidates=tuple(
            Candidate(
                _entity_of(c["entity"]),
                c["alias"],
                c["score"],
                Stage(c["stage"]),
                tuple(Step(**s) for s in c["steps"]),
                contributions=tuple(Contribution(**of) for of in c["contributions"]),
            )
            for c in plain["candidates"]
        ),
        query_steps=tuple(Step(**step) for step in plain["query_steps"]),
        table_version=plain["table_version"],
    )


def _entity_of(plain: dict[str, Any]) -> Entity:
    return Entity(**plain | {"aliases": tuple(Alias(**alias) for alias in plain["aliases"])})
