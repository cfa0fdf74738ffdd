"""Keep whom a document names in full, and who bears which surname where."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from translit.model import Entity, Kind
from translit.writing.keys import tokens

MAX_POSITIONS = 10_000  # positions that are kept of one entity or surname
# countries where the surname comes first
_SURNAME_FIRST = frozenset({"CN", "TW", "KP", "KR", "VN", "HK", "JP", "HU"})

Position = TypeVar("Position", int, tuple[int, str])


@dataclass(slots=True)
class DocumentState:
    """The entities that a document names beyond doubt, with their positions in it.

    `positions`: id of an entity -> where its full name stands. `bearers`: key of a surname ->
    (position, id of the bearer, "" for an unknown person), in order. `countries`: country -> how
    often it is named. `surnames`: first letter -> key of a surname -> id of its last bearer.
    """

    positions: dict[str, list[int]] = field(default_factory=dict)
    bearers: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    surnames: dict[str, dict[str, str]] = field(default_factory=dict)

    def add_entity(self, entity: Entity, at: int, *, is_full: bool) -> None:
        """Add that *entity* is named at a position; *is_full*: by its full name."""
        if entity.country:
            self.add_country(entity.country)
        if is_full:
            positions = self.positions.setdefault(entity.id, [])
            if len(positions) < MAX_POSITIONS:
                _insert(positions, at)
            for surname in surname_keys(entity):
                self.add_bearer(surname, at, entity.id)

    def add_country(self, country: str) -> None:
        """Add that a country, or something of it, is named."""
        self.countries[country] = self.countries.get(country, 0) + 1

    def add_bearer(self, surname: str, at: int, identifier: str) -> None:
        """Add that the bearer of a surname (an id, "" for an unknown person) is named at a
        position.
        """
        if identifier:
            self.surnames.setdefault(surname[0], {})[surname] = identifier
        bearers = self.bearers.setdefault(surname, [])
        if len(bearers) < MAX_POSITIONS:
            _insert(bearers, (at, identifier))

    def nearest_bearer(self, surnames: Iterable[str], at: int) -> str | None:
        """Return the last bearer of one of *surnames* before a position, else the first one after
        it; None if there is none.
        """
        before: tuple[int, str] | None = None
        after: tuple[int, str] | None = None
        for surname in surnames:
            bearers = self.bearers.get(surname)
            if bearers:
                index = bisect_left(bearers, (at, ""))
                if index and (before is None or bearers[index - 1] > before):
                    before = bearers[index - 1]
                if index < len(bearers) and (after is None or bearers[index] < after):
                    after = bearers[index]
        nearest = before or after
        return None if nearest is None else nearest[1]


def _insert(positions: list[Position], at: Position) -> None:
    if not positions or positions[-1] <= at:
        positions.append(at)
    else:
        insort(positions, at)


@lru_cache(maxsize=16_384)
def surname_keys(entity: Entity) -> tuple[str, ...]:
    """Return the match keys of a person's surname: the last word of each spelling, and the first
    word of the first one where surnames come first.
    """
    if entity.kind is not Kind.PERSON:
        return ()
    spellings = [tokens(alias.text) for alias in entity.listed() if not alias.is_weak]
    keys = {words[-1] for words in spellings if words} | {
        words[0] for words in spellings[:1] if len(words) > 1 and entity.country in _SURNAME_FIRST
    }
    return tuple(sorted(keys))


@lru_cache(maxsize=16_384)
def surname_keys_with_particles(entity: Entity, particles: frozenset[str]) -> frozenset[str]:
    """Return the match keys of a person's surnames with all particles before them: bin salman, von
    der leyen.
    """
    keys: set[str] = set()
    for words in (tokens(alias.text) for alias in entity.listed()):
        start = len(words) - 1
        while start > 0 and words[start - 1] in particles:
            start -= 1
        keys.add(" ".join(words[start:]))
    return frozenset(keys)
