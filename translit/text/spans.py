"""What a stretch of text may name, judged before the rest of its document is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from translit.results import Match


class SpanStatus(StrEnum):
    """How far a span is resolved without its document."""

    RESOLVED = "resolved"  # a full name of a person, a place or an organisation
    # part of a person's name: that person, unless the document names another bearer of it
    SURNAME_ONLY = "surname only"
    # ambiguous, or a word that is a name by chance: the document must confirm it
    NEEDS_CONTEXT = "needs context"
    # an unknown word: perhaps a surname of the document, misspelled
    POSSIBLE_TYPO = "possible typo"
    UNKNOWN_PERSON = "unknown person"  # the full name of somebody who is not in the table
    DEMONYM = "demonym"  # a word for the people of a country

    # Enum's own is slow, and a status is looked up for every span of a text
    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Words of a text that may be a name: where they stand, and what the table says of them.

    `start` and `end` count code points from the beginning of the run (of the text, where a script
    has no runs).
    """

    start: int
    end: int
    surface: str
    status: SpanStatus
    match: Match | None = None
    last_key: str = ""  # match key of the last word: an unknown person's surname, an unknown word
    # weights of what speaks for or against the name before the document is read (`weights`)
    doubts: tuple[str, ...] = ()
    nominative: str = ""  # of a name in a case form, of which `surface` is one
    before: str = ""  # unknown words before a place, with which it may be one longer name
    has_similar: bool = False  # names of the table may be similar to an unknown person's

    @property
    def is_slip(self) -> bool:
        """Whether it is a name of the table if one letter is wrong."""
        return bool(self.doubts) and self.doubts[0].startswith("misspelled")


PlacedSpan = tuple[int, NameSpan]  # where a span begins in the text, and the span
