"""Keep whom a document names in full, and who bears which surname where."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from translit.index.hits import Spelling
from translit.index.table import Table
from translit.model import Entity, Kind
from translit.names.parts import surname_span
from translit.names.roles import Role
from translit.writing.keys import key

MAX_POSITIONS = 10_000  # positions that are kept of one entity or surname

Position = TypeVar("Position", int, tuple[int, str])


@dataclass(slots=True)
class DocumentState:
    """The entities that a document names beyond doubt, with their positions in it.

    `positions`: id of an entity -> where its full name stands. `bearers`: key of a surname ->
    (position, id of the bearer, "" for an unknown person), in order. `countries`: country -> how
    often it is named. `surnames`: first letter -> key of a surname -> id of its last bearer.
    `surname_keys` gives the keys of a person's surname, `whole_surnames` those of all its words:
    le pen.
    """

    surname_keys: Callable[[Entity], tuple[str, ...]]
    whole_surnames: Callable[[Entity], frozenset[str]]
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
            for surname in self.surname_keys(entity):
                self.add_bearer(surname, at, entity.id)

    def is_full_name(self, entity: Entity, surface: str) -> bool:
        """Whether *surface* is more than a surname, of one word or several, of *entity*."""
        return " " in surface and key(surface) not in self.whole_surnames(entity)

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


def surname_keys(entity: Entity, table: Table) -> tuple[str, ...]:
    """Return the tokens of the surname in each spelling of a person's name but the weak ones."""
    if entity.kind is not Kind.PERSON:
        return ()
    listed = (spelling for spelling in _spellings(entity, table) if not spelling.alias.is_weak)
    return tuple(sorted({p.token for spelling in listed for p in spelling.parts if p.role is Role.FAMILY}))


def whole_surnames(entity: Entity, table: Table) -> frozenset[str]:
    """Return the match keys of a person's surnames with all particles before them: bin salman, von
    der leyen.
    """
    keys: set[str] = set()
    for parts in (spelling.parts for spelling in _spellings(entity, table)):
        if (span := surname_span(parts)) is not None:
            keys.add(" ".join(part.token for part in parts[span[0] : span[1]]))
    return frozenset(keys)


def _spellings(entity: Entity, table: Table) -> Iterator[Spelling]:
    return chain.from_iterable(segment.spellings_of(entity.id) for segment in table.segments)
