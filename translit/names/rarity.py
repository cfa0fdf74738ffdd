"""How rare a token is among names, and which place it is the word for: what its being there, or not
being there, tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from translit.model import Kind
from translit.packaged import read_json, read_text
from translit.writing.language_facts import language_facts

BEGINNING = 2  # letters of a word that its text is found by: some 50 words of 25,000 share them


class WordSet:
    """A set of words in a tenth of the memory of a frozenset: those that begin alike are one text.

    >>> "kharkiv" in WordSet(["kyiv", "kharkiv"]), "khar" in WordSet(["kyiv", "kharkiv"])
    (True, False)

    A word has no space.
    """

    __slots__ = ("_rests",)

    def __init__(self, words: Iterable[str]) -> None:
        rests: dict[str, list[str]] = {}
        for word in words:
            rests.setdefault(word[:BEGINNING], []).append(word[BEGINNING:])
        self._rests = {beginning: f" {' '.join(of)} " for beginning, of in rests.items()}

    def __contains__(self, word: str) -> bool:
        return " " not in word and f" {word[BEGINNING:]} " in self._rests.get(word[:BEGINNING], "")

    def __iter__(self) -> Iterator[str]:
        for beginning, rests in self._rests.items():
            yield from (beginning + rest for rest in rests[1:-1].split(" "))


class Rarities:
    """What was counted in lists of names: the rarity of tokens, in nats, and the names of cities.

    Made by training/learn_rarity.py; read when it is first asked, each kind for itself.
    """

    def __init__(self) -> None:
        self._of_kind: dict[Kind, tuple[dict[str, float], float]] = {}

    @cached_property
    def _counted(self) -> Mapping[str, Any]:
        counted: dict[str, Any] = read_json("rarity.json")
        return counted

    @cached_property
    def cities(self) -> WordSet:
        """The names of cities of 15,000 people or more."""
        return WordSet(read_text("cities.txt").splitlines())

    @cached_property
    def first_names(self) -> WordSet:
        """The tokens that nearly always stand first in a person's name."""
        return WordSet(read_text("first_names.txt").splitlines())

    def of(self, kind: Kind) -> tuple[dict[str, float], float]:
        """Return the rarity of each known token of names of *kind*, and of an unknown one."""
        found = self._of_kind.get(kind)
        if found is None:
            counted = self._counted["kinds"].get(kind) or self._counted["kinds"][Kind.PERSON]
            tokens: dict[str, float] = {}
            for nats, listed in counted["tokens"].items():
                tokens |= dict.fromkeys(listed.split(), float(nats))
            found = self._of_kind[kind] = tokens, counted["unknown"]
        return found


BUILTIN = Rarities()  # of the package


def rarities(kind: Kind) -> tuple[dict[str, float], float]:
    """Return the rarity of each known token of names of *kind*, and of an unknown one, in nats."""
    return BUILTIN.of(kind)


def rarity(token: str, kind: Kind = Kind.PERSON) -> float:
    """Return how rare *token* (a key token) is among the names of *kind*, in nats: -ln of its share
    of all tokens.

    >>> rarity("muhammad") < rarity("boris") < rarity("reznikov") <= rarity("qwxz")
    True

    From about 3, every twentieth token, to about 11, what was met hardly ever or never.
    """
    tokens, unknown = BUILTIN.of(kind)
    return tokens.get(token, unknown)


def place_of(token: str) -> str:
    """Return the place that *token* is the word for, in its first form; "" where it is none.

    >>> place_of("kiev"), place_of("hunan"), place_of("north"), place_of("bank")
    ('kyiv', 'hunan', 'north', '')
    """
    return language_facts().places.get(token, "")


def is_city(token: str) -> bool:
    """Whether *token* is the name of a city of 15,000 people or more, in Latin letters.

    >>> is_city("xinxiang"), is_city("xinjiang")
    (True, False)
    """
    return token in BUILTIN.cities


def is_first_name(token: str) -> bool:
    """Whether *token* nearly always stands first in the names of people.

    >>> is_first_name("ferdinand"), is_first_name("sharif")
    (True, False)
    """
    return token in BUILTIN.first_names


def is_known(token: str, kind: Kind = Kind.PERSON) -> bool:
    """Whether *token* was met often enough among the names of *kind* to be a name of its own."""
    return token in BUILTIN.of(kind)[0] or (kind is not Kind.PERSON and bool(place_of(token)))
