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
CACHED_TOKENS = 32  # native tokens: those of a query, with their base forms, are asked again and again


class LetterPrices(NamedTuple):
    """What a letter costs as each chunk, in hundredths of a nat, by the number of the chunk, and
    the least of it.
    """

    of_chunk: array[int]
    least: int


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
        self._of_token = lru_cache(CACHED_TOKENS)(self._sum_up)

    def costs(self, source: str, tokens: Sequence[str], weights: Sequence[float]) -> list[float]:
        """Return, for each Latin token, the price in nats of the cheapest way to write *source* so,
        above the least possible.

        *weights*: what each type of names costs by itself; infinite for one that is not tried. A
        token that begins as the one before it is priced from there on only.
        """
        found: list[float] = []
        types, least = self._of_token(source, tuple(weights))
        for priced, weight in types:
            cheapest = loop.cheapest(list(tokens), priced, len(source), self._number, len(self._chunks))
            prices = [price / 100 + weight if price < loop.FAR else inf for price in cheapest]
            found = list(map(min, found, prices)) if found else prices
        return [price - least for price in found]

    def _sum_up(
        self, source: str, weights: tuple[float, ...]
    ) -> tuple[list[tuple[array[int], float]], float]:
        """Return the prices of the letters of a native token one behind another, with the weight of
        each type of names that is tried, and the least that the token may cost.
        """
        types = []
        least = inf
        for number, weight in enumerate(weights):
            if weight < inf:
                priced = array("i")
                cheapest = 0
                for i, sign in enumerate(source):
                    position = POSITIONS[0 if i == 0 else 2 if i == len(source) - 1 else 1]
                    letter = self._prices(number, position, sign)
                    priced.extend(letter.of_chunk)
                    cheapest += letter.least
                types.append((priced, weight))
                least = min(least, cheapest / 100 + weight)
        return types, least

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
