"""The learned prices of a script's letters as Latin letters, in arrays, and the cheapest way to
write a token.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import inf
from typing import NamedTuple

from translit.compiled import spelling as loop
from translit.writing.source_letters import BULGARIAN_VOWEL
from translit.writing.transcribe import transcribe

# position in a token -> source letter -> Latin chunk -> price in hundredths of a nat
PositionPrices = dict[str, dict[str, dict[str, int]]]

MAX_CHUNK: int = loop.MAX_CHUNK  # Latin letters that one source letter may stand for
POSITIONS = ("first", "inner", "last")  # of a letter in its token
# nats of a chunk that was never learned, by its letters: rarer than any learned one
UNKNOWN_NATS = (10.0, 11.0, 12.0, 13.0, 14.0)
UNSEEN_NATS = 1.0  # nats of Unidecode's reading of a letter that was never learned
# nats of the Bulgarian vowel as each letter: priced by eye, no Bulgarian names were learned from
BULGARIAN_VOWEL_NATS = {"a": 1.2, "u": 1.4, "o": 1.4, "e": 1.7, "i": 2.1, "": 1.7}
BASE: int = loop.BASE  # a-z and nothing
CACHED_TREES = 32  # of native tokens: those of a query are asked again and again


class LetterPrices(NamedTuple):
    """What a letter costs as each chunk, in hundredths of a nat, by the number of the chunk, and
    the least of it.
    """

    of_chunk: array[int]
    least: int


class LetterTree(NamedTuple):
    """Native tokens as a tree of letters, as `compiled.spelling.cheapest` has it, and the least
    that each of them costs, in hundredths of a nat.
    """

    prices: array[int]
    letters: array[int]
    parents: array[int]
    ends: array[int]
    least: list[int]


class Priced(NamedTuple):
    """A native token as each of some Latin ones: what that costs in hundredths of a nat, `FAR` for
    what it is never written as.

    `prices` by the types of names that are tried; `weights`: what each of them costs by itself, in
    nats; `least`: the least that the token costs.
    """

    prices: list[list[int]]
    weights: list[float]
    least: float

    def nats(self) -> list[float]:
        """Return the price as each Latin token, above the least possible."""
        found: list[float] = []
        for of_type, weight in zip(self.prices, self.weights, strict=True):
            prices = [price / 100 + weight if price < loop.FAR else inf for price in of_type]
            found = list(map(min, found, prices)) if found else prices
        return [price - self.least for price in found]


class SpellingTable:
    """The prices of one script as arrays, one of each letter at each position, and the number of
    each chunk by its letters in base 27.

    A script may write several types of names: foreign ones, native ones.
    """

    def __init__(self, types: Sequence[PositionPrices]) -> None:
        self._types = types
        self._chunks = sorted(
            {chunk for of in types for letters in of.values() for chunk in _chunks(letters)}
        )
        self._number = array("i", [-1]) * BASE**MAX_CHUNK
        for number, chunk in enumerate(self._chunks):
            self._number[chunk_code(chunk)] = number
        # MAX_CHUNK + 1 chunks more: the unknown of each length
        self._unknown = array("i", (_hundredths(UNKNOWN_NATS[len(chunk)]) for chunk in self._chunks))
        self._unknown.extend(map(_hundredths, UNKNOWN_NATS))
        self._letters: dict[tuple[int, str, str], LetterPrices] = {}
        self._tree = lru_cache(CACHED_TREES)(self._read_tree)

    def price(
        self, sources: Sequence[str], tokens: Sequence[str], weights: Sequence[Sequence[float]]
    ) -> list[Priced]:
        """Return, for each of *sources*, what the cheapest way costs to write it as each Latin
        token.

        *weights*: for each of *sources*, what each type of names costs by itself; infinite for one
        that is not tried. What begins alike, on either side, is priced once.
        """
        found = [Priced([], [], inf) for _ in sources]
        for number in range(len(self._types)):
            tried = [
                at for at, of_types in enumerate(weights) if number < len(of_types) and of_types[number] < inf
            ]
            if not tried:
                continue
            tree = self._tree(number, tuple([sources[at] for at in tried]))
            prices = loop.cheapest(
                list(tokens),
                tree.prices,
                tree.letters,
                tree.parents,
                tree.ends,
                self._number,
                len(self._chunks),
            )
            for at, of_source, least in zip(tried, prices, tree.least, strict=True):
                before, weight = found[at], weights[at][number]
                found[at] = Priced(
                    [*before.prices, of_source],
                    [*before.weights, weight],
                    min(before.least, least / 100 + weight),
                )
        return found

    def _read_tree(self, number: int, sources: tuple[str, ...]) -> LetterTree:
        """Return native tokens with the prices of their letters in names of one type."""
        tree = LetterTree(array("i"), array("i"), array("i"), array("i"), [])
        rows: dict[tuple[int, str, str], int] = {}  # by the row before, the position and the letter
        letters: dict[tuple[str, str], tuple[int, int]] = {}  # the number of each, and its least price
        for source in sources:
            row = cheapest = 0
            for i, sign in enumerate(source):
                position = POSITIONS[0 if i == 0 else 2 if i == len(source) - 1 else 1]
                if (position, sign) not in letters:
                    of_chunk, least = self._prices(number, position, sign)
                    letters[position, sign] = len(letters), least
                    tree.prices.extend(of_chunk)
                letter, least = letters[position, sign]
                cheapest += least
                if (row, position, sign) not in rows:
                    tree.letters.append(letter)
                    tree.parents.append(row)
                    rows[row, position, sign] = len(rows) + 1
                row = rows[row, position, sign]
            tree.ends.append(row)
            tree.least.append(cheapest)
        return tree

    def _prices(self, number: int, position: str, letter: str) -> LetterPrices:
        """Return the prices of a letter in names of one type, computed when it is first met."""
        prices = self._letters.get((number, position, letter))
        if prices is None:
            learned = self._types[number][position].get(letter)
            is_known = letter in self._types[number][POSITIONS[0]]
            prices = self._letters[number, position, letter] = (
                self._seen(learned or {}) if is_known else self._unseen(letter)
            )
        return prices

    def _seen(self, learned: Mapping[str, int]) -> LetterPrices:
        of_chunk = self._unknown[:]
        for chunk, price in learned.items():
            of_chunk[self._number[chunk_code(chunk)]] = price
        return LetterPrices(of_chunk, min(of_chunk))

    def _unseen(self, letter: str) -> LetterPrices:
        """Return the prices of a letter that was never learned: Unidecode's chunk is likely, or the
        vowels, any other unknown.
        """
        of_chunk = array("i", [_hundredths(UNKNOWN_NATS[1])]) * len(self._chunks)
        of_chunk.extend(map(_hundredths, UNKNOWN_NATS))
        for chunk, price in unlearned_prices(letter).items():
            number = self._number[chunk_code(chunk)]
            of_chunk[number if number >= 0 else len(self._chunks) + len(chunk)] = _hundredths(price)
        return LetterPrices(of_chunk, min(of_chunk))


def _chunks(letters: Mapping[str, Mapping[str, int]]) -> set[str]:
    return set(chain.from_iterable(letters.values()))


def _hundredths(nats: float) -> int:
    return round(100 * nats)


def _unidecoded(letter: str) -> str:
    """Return how Unidecode reads a letter, in a-z: the guess for one that was never learned."""
    return "".join(c for c in transcribe(letter).lower() if "a" <= c <= "z")[:MAX_CHUNK]


def unlearned_prices(letter: str) -> dict[str, float]:
    """Return what a letter that was never learned may be written as, and the prices."""
    return BULGARIAN_VOWEL_NATS if letter == BULGARIAN_VOWEL else {_unidecoded(letter): UNSEEN_NATS}


def chunk_code(chunk: str) -> int:
    """Return the letters of a chunk as a number in base 27; 0 for none."""
    code = 0
    for letter in chunk:
        code = code * BASE + ord(letter) - 96
    return code
