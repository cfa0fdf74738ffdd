"""The learned prices of a script's letters as Latin letters, in arrays, and the cheapest way to
write a token.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from translit.writing.source_letters import BULGARIAN_VOWEL
from translit.writing.transcribe import transcribe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# position in a token -> source letter -> Latin chunk -> price in hundredths of a nat
PositionPrices = dict[str, dict[str, dict[str, int]]]

MAX_CHUNK = 4  # Latin letters that one source letter may stand for
POSITIONS = ("first", "inner", "last")  # of a letter in its token
# nats of a chunk that was never learned, by its letters: rarer than any learned one
UNKNOWN_NATS = (10.0, 11.0, 12.0, 13.0, 14.0)
UNSEEN_NATS = 1.0  # nats of Unidecode's reading of a letter that was never learned
# nats of the Bulgarian vowel as each letter: priced by eye, no Bulgarian names were learned from
BULGARIAN_VOWEL_NATS = {"a": 1.2, "u": 1.4, "o": 1.4, "e": 1.7, "i": 2.1, "": 1.7}
BASE = 27  # a-z and nothing
CACHED_TOKENS = 16  # lists of tokens: the forms of a native token are priced against the same ones


class SpellingTable:
    """The prices of one script as arrays: [position, letter, chunk], and the number of each chunk
    by its letters in base 27.

    A script that writes two types of names (foreign, native) has the letters of the second behind
    those of the first.
    """

    def __init__(self, types: Sequence[PositionPrices]) -> None:
        import numpy as np  # takes longer to import than a known name takes to answer

        chunks = sorted(
            {
                chunk
                for positions in types
                for letters in positions.values()
                for of in letters.values()
                for chunk in of
            }
        )
        self.letters: list[dict[str, int]] = []
        for positions in types:
            first = sum(map(len, self.letters))
            self.letters.append(
                {letter: first + number for number, letter in enumerate(sorted(positions[POSITIONS[0]]))}
            )
        self.number = np.full(BASE**MAX_CHUNK, -1, dtype=np.int32)
        for number, chunk in enumerate(chunks):
            self.number[_code(chunk)] = number
        # MAX_CHUNK + 1 chunks more: the unknown of each length; and the impossible
        self.price = np.full(
            (len(POSITIONS), sum(map(len, self.letters)), len(chunks) + MAX_CHUNK + 2),
            math.inf,
            dtype=np.float32,
        )
        self.price[:, :, : len(chunks)] = [UNKNOWN_NATS[len(chunk)] for chunk in chunks]
        self.price[:, :, len(chunks) : -1] = UNKNOWN_NATS
        for positions, numbers in zip(types, self.letters, strict=True):
            for position, name in enumerate(POSITIONS):
                for letter, of in positions[name].items():
                    for chunk, price in of.items():
                        self.price[position, numbers[letter], self.number[_code(chunk)]] = price / 100
        self.unknown = len(chunks)
        # the forms of a native token are priced against the same tokens
        self._chunks = lru_cache(CACHED_TOKENS)(self.chunks)

    def unseen(self, letter: str) -> NDArray[np.float32]:
        """The prices of a letter that was never learned: Unidecode's chunk is likely, or the
        vowels, any other unknown.
        """
        import numpy as np

        prices: NDArray[np.float32] = np.full(self.price.shape[2], UNKNOWN_NATS[1], dtype=np.float32)
        prices[self.unknown : -1] = UNKNOWN_NATS
        prices[-1] = math.inf
        for chunk, price in unlearned_prices(letter).items():
            number = int(self.number[_code(chunk)])
            prices[number if number >= 0 else self.unknown + len(chunk)] = price
        return prices

    def chunks(self, tokens: tuple[str, ...]) -> NDArray[np.int32]:
        """Return the chunk numbers of Latin *tokens*: [token, position, length of the chunk that
        begins there].
        """
        import numpy as np

        width = max(map(len, tokens))
        letters = np.zeros((len(tokens), width + MAX_CHUNK), dtype=np.int32)
        for row, token in enumerate(tokens):
            letters[row, : len(token)] = np.frombuffer(token.encode("ascii"), dtype=np.uint8) - 96
        code = np.zeros((len(tokens), width + 1), dtype=np.int32)
        found = np.empty((len(tokens), width + 1, MAX_CHUNK + 1), dtype=np.int32)
        found[:, :, 0] = self.number[0] if self.number[0] >= 0 else self.unknown
        inside = np.ones((len(tokens), width + 1), dtype=bool)
        for length in range(1, MAX_CHUNK + 1):
            last = letters[:, length - 1 : length + width]
            inside &= last > 0
            code = code * BASE + last
            number = self.number[code]
            found[:, :, length] = np.where(inside, np.where(number >= 0, number, self.unknown + length), -1)
        return found

    def costs(self, source: str, tokens: Sequence[str], weights: Sequence[float]) -> NDArray[np.float32]:
        """Return, for each Latin token, the price of the cheapest way to write *source* so, above
        the least possible.

        *weights*: what each type of names costs by itself; infinite for one that is not tried.
        """
        import numpy as np

        chunk = self._chunks(tuple(tokens))
        ends = [len(token) for token in tokens]
        found: NDArray[np.float32] = np.full(len(tokens), np.inf, dtype=np.float32)
        least = math.inf
        for numbers, weight in zip(self.letters, weights, strict=True):
            if weight < math.inf:
                best, cheapest = self._priced(source, chunk, numbers)
                np.minimum(found, best[np.arange(len(tokens)), ends] + np.float32(weight), out=found)
                least = min(least, cheapest + weight)
        return found - np.float32(least)

    def _priced(
        self, source: str, chunk: NDArray[np.int32], numbers: dict[str, int]
    ) -> tuple[NDArray[np.float32], float]:
        """Return the price of the cheapest way to write *source* as each token up to each of its
        letters, and the least possible.
        """
        import numpy as np

        best = np.full(chunk.shape[:2], np.inf, dtype=np.float32)
        best[:, 0] = 0
        least = 0.0
        for i, letter in enumerate(source):
            position = 0 if i == 0 else 2 if i == len(source) - 1 else 1
            unit = numbers.get(letter)
            prices = self.unseen(letter) if unit is None else self.price[position, unit]
            price = prices[chunk]
            least += float(prices.min())
            step = best + price[:, :, 0]
            for length in range(1, MAX_CHUNK + 1):
                np.minimum(
                    step[:, length:], best[:, :-length] + price[:, :-length, length], out=step[:, length:]
                )
            best = step
        return best, least


def _unidecoded(letter: str) -> str:
    """Return how Unidecode reads a letter, in a-z: the guess for one that was never learned."""
    return "".join(c for c in transcribe(letter).lower() if "a" <= c <= "z")[:MAX_CHUNK]


def unlearned_prices(letter: str) -> dict[str, float]:
    """Return what a letter that was never learned may be written as, and the prices."""
    return BULGARIAN_VOWEL_NATS if letter == BULGARIAN_VOWEL else {_unidecoded(letter): UNSEEN_NATS}


def _code(chunk: str) -> int:
    code = 0
    for letter in chunk:
        code = code * BASE + ord(letter) - 96
    return code
