"""What may be a name in a text, before its document has been heard."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from translit.results import Match


class Sort(StrEnum):
    """How much a find needs its document."""

    SURE = "sure"  # nothing: a full name, a place, an organisation
    # a part of a person's name: his, unless the document has another one of that name
    BARE = "bare"
    OPEN = "open"  # ambiguous, or a word that is a name by chance: the document must speak for it
    LOOSE = "loose"  # an unknown word: perhaps a misspelling of a name that the document has
    STRANGER = "stranger"  # the full name of somebody whom the table does not know
    DEMONYM = "demonym"  # a word for the people of a country

    __hash__ = str.__hash__  # Enum's own is slow, and sorts are looked up for every name of a text


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a text that may be a name: where they stand in their run, and what they say alone."""

    start: int
    end: int
    surface: str
    sort: Sort
    match: Match | None = None
    key: str = ""  # the match key of the last word: a stranger's family name, an unknown word
    doubt: float = 0.0  # nats against it, before the document is heard
