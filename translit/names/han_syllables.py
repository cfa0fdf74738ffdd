"""A name in Chinese characters as spelled in Latin letters, syllable by syllable, and its price.

The priors of the readings stand here, in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import NamedTuple, Protocol

JAPANESE_READING = "Japanese"  # `Spelling.language`, where a character may have several syllables
MAX_SPELLINGS = 48  # of one reading of a name, the likeliest
MAX_GIVEN = 36  # ways to read a given name

# How much less likely a reading is than the Mandarin one of a name that is Chinese by its family
# name, in nats. Priors, not measured: of people in lists and news who are written so, most are of
# China, then of Japan and Taiwan; Hong Kong and Taiwan write traditional characters, China and
# Singapore simplified ones, and each writes its neighbours' names in its own.
WADE_GILES, WADE_GILES_SIMPLIFIED = 0.3, 1.5
CANTONESE, CANTONESE_SIMPLIFIED = 0.7, 2.0
SOUTHERN, SOUTHERN_MIXED = 1.0, 2.2
KOREAN, KOREAN_FOREIGN = 0.5, 1.2
VIETNAMESE = 1.5
JAPANESE_LONG, JAPANESE, JAPANESE_ONE = 0.0, 0.7, 1.2  # by characters of the whole, of the family name
JAPANESE_FOREIGN = 0.7  # characters that Japan does not write
NO_CHINESE_SURNAME, NOT_CHINESE = 2.5, 2.0  # family name; characters that Japan alone writes
OTHER_READING = 0.4  # a reading of a character or name that is not its usual one
UNORDERED = 0.1  # the same in a table that does not say which one is


class Readings(Protocol):
    """A table of the readings of characters, the usual one first."""

    def get(self, char: str, default: Sequence[str], /) -> Sequence[str]:
        """Return the readings of a character."""


class Syllables(NamedTuple):
    """A way to spell a family or given name, a text a character, or one for all; and its price in
    nats.
    """

    texts: tuple[str, ...]
    nats: float = 0.0

    @property
    def joined(self) -> str:
        """The syllables as one word."""
        return "".join(self.texts)


class Spelling(NamedTuple):
    """A name as read in a *language*: family and given name, and how much less likely, in nats, it
    is than the likeliest reading.

    *native*: family and given name in their characters.
    """

    language: str
    family: Syllables
    given: Syllables
    nats: float
    native: tuple[str, str]

    @property
    def words(self) -> tuple[tuple[str, int], ...]:
        """The words that the name may have in Latin letters, joined and syllable by syllable, each
        with the number of those that are as much as one of the name's two.
        """
        both = self.family, self.given
        return tuple(
            (text, len(texts)) for of in both for texts in ((of.joined,), of.texts) for text in texts
        )

    @property
    def text(self) -> str:
        """The name as it is told: Otani Shohei."""
        return f"{self.family.joined.capitalize()} {self.given.joined.capitalize()}"


def spellings_of(
    language: str,
    families: Iterable[Syllables],
    given: Iterable[Syllables],
    nats: float,
    native: tuple[str, str],
) -> Iterator[Spelling]:
    pairs = sorted(product(list(families), list(given)), key=lambda pair: pair[0].nats + pair[1].nats)
    for family, name in pairs[:MAX_SPELLINGS]:
        yield Spelling(language, family, name, nats + family.nats + name.nats, native)


def in_order(of: Sequence[str], step: float = OTHER_READING) -> list[Syllables]:
    """Return the readings of one character or name, each by *step* nats less likely than the one
    before.
    """
    return [Syllables((text,), step * min(at, 2)) for at, text in enumerate(filter(None, of))]


def by_characters(text: str, readings: Readings, step: float = OTHER_READING) -> list[Syllables]:
    """Return the ways to read *text* character by character; none if one is not known."""
    of_each = [in_order(readings.get(char, ()), step) for char in text]
    ways = [
        Syllables(tuple(one.texts[0] for one in way), sum(one.nats for one in way))
        for way in islice(product(*of_each), 4 * MAX_GIVEN)
    ]
    return sorted(ways, key=lambda way: way.nats)[:MAX_GIVEN]


class AnyOf:
    """Readings of characters by several tables at once, those of the first first."""

    def __init__(self, *tables: Readings) -> None:
        self.tables = tables

    def get(self, char: str, default: Sequence[str] = (), /) -> Sequence[str]:
        """Return what all tables say of a character, each reading once."""
        return tuple(dict.fromkeys(text for table in self.tables for text in table.get(char, ()))) or default


class Words:
    """A table of texts, as one of their words."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self.table = table

    def get(self, char: str, default: Sequence[str] = (), /) -> Sequence[str]:
        """Return the words of a character's text."""
        return tuple(self.table.get(char, "").split()) or default
