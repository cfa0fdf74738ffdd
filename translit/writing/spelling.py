"""The learned cost of writing the letters of one script as those of another: token against token."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translit.writing.romanize import transcribe
from translit.writing.scripts import script_of, scripts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# learned by training/learn_spelling.py
TABLE = Path(__file__).parent.parent / "data" / "spelling.json"
# the price of a chunk that was never learned, by its length: rarer than any learned one
UNKNOWN = (10.0, 11.0, 12.0, 13.0, 14.0)
UNSEEN_NATS = 1.0  # the price of Unidecode's reading of a letter that was never learned
# The Bulgarian ъ, a vowel of its own where others write any (Стърджън, Тръмп, Робърт, Питър): read
# as the letter that it comes from, and priced by eye, as no Bulgarian names are learned from. In
# Russian ъ stands before vowels only.
VOWEL, ANY_VOWEL = "ѫ", {"a": 1.2, "u": 1.4, "o": 1.4, "e": 1.7, "i": 2.1, "": 1.7}
_BULGARIAN = re.compile(r"ъ(?![аеёиоуыэюяі])")
LONGEST = 24  # letters of a token that are compared
BASE = 27  # a-z and nothing
# the table of a script's own language, where names of its own are spelled by other habits than
# foreign ones
NATIVE = "/native"
# log-odds of a token's syllables that it is a name of the one sort, from which on they say no more
MAX_NATIVE_NATS = 4.0
# letters of both sides at the most that share the price of a name of the script's own language: one
# syllable tells two apart
MAX_LETTERS_NATIVE = 12

Places = dict[str, dict[str, dict[str, int]]]

CHUNK = 4  # Latin letters that one source letter may stand for, at the most
PLACES = ("first", "inner", "last")  # of a letter in its token
_MARKED = frozenset(
    {
        "Deva",
        "Beng",
        "Guru",
        "Gujr",
        "Orya",
        "Taml",
        "Telu",
        "Knda",
        "Mlym",
        "Sinh",
        "Thai",
        "Laoo",
        "Khmr",
        "Mymr",
        "Tibt",
    }
)
FINALS = 28  # that a syllable of Hangul may have, none among them
NO_FINAL = 0x11A7  # the character before the first of them
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def source_letters(token: str) -> tuple[str, str]:
    """Return the script of a native *token* and its letters as the spelling model reads them; ("",
    "") where it reads none.

    >>> source_letters("Мединский"), source_letters("きむ")[1], source_letters("Kim")
    (('Cyrl', 'мединский'), 'キム', ('Latn', 'kim'))

    Hangul is split into open syllables and their finals, hiragana read as katakana, Han by way of
    Unidecode's pinyin; vowel points of Hebrew and Arabic and accents are left out, the vowel signs
    of Indic scripts and Thai are kept.
    """
    found = scripts(token)
    if len(found - {"Hira", "Kana"}) + bool(found & {"Hira", "Kana"}) != 1:
        return "", ""
    script = "Kana" if found & {"Hira", "Kana"} else next(iter(found))
    text = unicodedata.normalize("NFC", token.casefold())
    if script == "Hani":
        return script, "".join(c for c in transcribe(text).lower() if "a" <= c <= "z")
    if script == "Hang":
        return script, "".join(map(_open_and_final, text))
    if script == "Kana":
        return script, "".join(c for c in text.translate(_TO_KATAKANA) if script_of(c) == "Kana" or c == "ー")
    if script in _MARKED:
        return script, "".join(c for c in text if script_of(c) == script)
    plain = _BULGARIAN.sub(VOWEL, text) if script == "Cyrl" else unicodedata.normalize("NFD", text)
    return script, "".join(c for c in plain if script_of(c) == script and unicodedata.category(c)[0] == "L")


def size(letters: str) -> int:
    """Return how many sounds *letters*, as `source_letters` gives them, stand for: an open syllable
    of Hangul for two.
    """
    return len(letters) + sum("가" <= letter <= "힣" for letter in letters)


def _open_and_final(syllable: str) -> str:
    """Return a syllable of Hangul without its final, and the final: 김 is 기 and ᆷ. Nothing of what
    is no syllable.
    """
    number = ord(syllable) - ord("가")
    if not 0 <= number <= ord("힣") - ord("가"):
        return ""
    final = number % FINALS
    return chr(ord(syllable) - final) + (chr(NO_FINAL + final) if final else "")


class _Table:
    """The prices of one script as arrays: [place, letter, chunk], and the number of each chunk by
    its letters in base 27.

    A script that writes names of two sorts has the letters of the second sort behind those of the
    first.
    """

    def __init__(self, sorts: Sequence[Places]) -> None:
        import numpy as np  # takes longer to import than a known name takes to answer

        chunks = sorted(
            {
                chunk
                for places in sorts
                for letters in places.values()
                for of in letters.values()
                for chunk in of
            }
        )
        self.letters: list[dict[str, int]] = []
        for places in sorts:
            first = sum(map(len, self.letters))
            self.letters.append(
                {letter: first + number for number, letter in enumerate(sorted(places[PLACES[0]]))}
            )
        self.number = np.full(BASE**CHUNK, -1, dtype=np.int32)
        for number, chunk in enumerate(chunks):
            self.number[_code(chunk)] = number
        # CHUNK + 1 chunks more: the unknown of each length; and the impossible
        self.price = np.full(
            (len(PLACES), sum(map(len, self.letters)), len(chunks) + CHUNK + 2), math.inf, dtype=np.float32
        )
        self.price[:, :, : len(chunks)] = [UNKNOWN[len(chunk)] for chunk in chunks]
        self.price[:, :, len(chunks) : -1] = UNKNOWN
        for places, numbers in zip(sorts, self.letters, strict=True):
            for place, name in enumerate(PLACES):
                for letter, of in places[name].items():
                    for chunk, price in of.items():
                        self.price[place, numbers[letter], self.number[_code(chunk)]] = price / 100
        self.unknown = len(chunks)
        # the forms of a native token are priced against the same tokens
        self._chunks = lru_cache(maxsize=16)(self.chunks)

    def unseen(self, letter: str) -> NDArray[np.float32]:
        """The prices of a letter that was never learned: Unidecode's chunk is likely, or the
        vowels, any other unknown.
        """
        import numpy as np

        prices: NDArray[np.float32] = np.full(self.price.shape[2], UNKNOWN[1], dtype=np.float32)
        prices[self.unknown : -1] = UNKNOWN
        prices[-1] = math.inf
        for chunk, price in _unlearned(letter).items():
            number = int(self.number[_code(chunk)])
            prices[number if number >= 0 else self.unknown + len(chunk)] = price
        return prices

    def chunks(self, tokens: tuple[str, ...]) -> NDArray[np.int32]:
        """Return the chunk numbers of Latin *tokens*: [token, place, length of the chunk that
        begins there].
        """
        import numpy as np

        width = max(map(len, tokens))
        letters = np.zeros((len(tokens), width + CHUNK), dtype=np.int32)
        for row, token in enumerate(tokens):
            letters[row, : len(token)] = np.frombuffer(token.encode("ascii"), dtype=np.uint8) - 96
        code = np.zeros((len(tokens), width + 1), dtype=np.int32)
        found = np.empty((len(tokens), width + 1, CHUNK + 1), dtype=np.int32)
        found[:, :, 0] = self.number[0] if self.number[0] >= 0 else self.unknown
        inside = np.ones((len(tokens), width + 1), dtype=bool)
        for length in range(1, CHUNK + 1):
            last = letters[:, length - 1 : length + width]
            inside &= last > 0
            code = code * BASE + last
            number = self.number[code]
            found[:, :, length] = np.where(inside, np.where(number >= 0, number, self.unknown + length), -1)
        return found

    def costs(self, source: str, tokens: Sequence[str], weights: Sequence[float]) -> NDArray[np.float32]:
        """Return, for each Latin token, the price of the cheapest way to write *source* so, above
        the least possible.

        *weights*: what each sort of names costs by itself; infinite for one that is not tried.
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
            place = 0 if i == 0 else 2 if i == len(source) - 1 else 1
            unit = numbers.get(letter)
            prices = self.unseen(letter) if unit is None else self.price[place, unit]
            price = prices[chunk]
            least += float(prices.min())
            step = best + price[:, :, 0]
            for length in range(1, CHUNK + 1):
                np.minimum(
                    step[:, length:], best[:, :-length] + price[:, :-length, length], out=step[:, length:]
                )
            best = step
        return best, least


def _unidecoded(letter: str) -> str:
    """Return how Unidecode reads a letter, in a-z: what is known of one that was never learned."""
    return "".join(c for c in transcribe(letter).lower() if "a" <= c <= "z")[:CHUNK]


def _unlearned(letter: str) -> dict[str, float]:
    """Return what a letter that was never learned may be written as, and the prices."""
    return ANY_VOWEL if letter == VOWEL else {_unidecoded(letter): UNSEEN_NATS}


def _code(chunk: str) -> int:
    code = 0
    for letter in chunk:
        code = code * BASE + ord(letter) - 96
    return code


@cache
def _learned() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(TABLE.read_text(encoding="utf-8"))
    return found


def _sorts(script: str) -> list[Places]:
    """Return the tables of a script, one for each sort of names it writes; none where it was not
    learned.
    """
    tables: dict[str, Places] = _learned()["scripts"]
    return [tables[name] for name in (script, script + NATIVE) if name in tables]


@cache
def _table(script: str) -> _Table | None:
    sorts = _sorts(script)
    return _Table(sorts) if sorts else None


@lru_cache(maxsize=16_384)
def native_odds(native: str) -> float | None:
    """Return the log-odds of a token's signs that it is a name of the language that the script is
    of, not a foreign one.

    None where the model knows no such difference: only Hangul tells it.

    >>> native_odds("정은") > 0 > native_odds("조던"), native_odds("Борис")
    (True, None)
    """
    text = unicodedata.normalize("NFC", native)
    odds: dict[str, int] | None = _learned()["native"].get(source_letters(text)[0])
    return None if odds is None else sum(odds.get(sign, 0) for sign in text) / 100


def is_native(native: str) -> bool:
    """Whether a token is rather a name of the language that its script is of than a foreign one;
    never where the model cannot tell.
    """
    odds = native_odds(native)
    return odds is not None and odds >= 0


def _weights(native: str) -> tuple[float, ...]:
    """Return what it costs, in nats, to take a *native* token for a foreign name, and for one of
    the script's own language.
    """
    odds = native_odds(native)
    if odds is None:
        return (0.0,)
    if odds < -MAX_NATIVE_NATS:
        return 0.0, math.inf
    odds = min(odds, MAX_NATIVE_NATS)
    return math.log1p(math.exp(odds)), math.log1p(math.exp(-odds))


def spelling_costs(native: str, tokens: Sequence[str]) -> list[float]:
    """Return what it costs to write the *native* token as each of *tokens* (Latin letters a-z).

    A cost says, in nats a letter, how much less likely the best alignment is than the
    top_romanizations spelling: 0 for that one, about 0.6 for usual ones, 2 and more for other
    names; infinite where the script was not learned.
    """
    script, letters = source_letters(native)
    table = _table(script) if letters else None
    usable = [token[:LONGEST] for token in tokens if token.isascii() and token.isalpha()]
    if table is None or not usable:
        return [math.inf] * len(tokens)
    letters = letters[:LONGEST]
    length, most = size(letters), MAX_LETTERS_NATIVE if is_native(native) else math.inf
    priced = table.costs(letters, usable, _weights(native)).tolist()
    found = iter(
        [2 * price / min(length + len(token), most) for price, token in zip(priced, usable, strict=True)]
    )
    return [next(found) if token.isascii() and token.isalpha() else math.inf for token in tokens]


@lru_cache(maxsize=16_384)
def top_romanizations(native: str, count: int = 1) -> tuple[str, ...]:
    """Return up to *count* of the likeliest Latin spellings of a *native* token, likeliest first;
    none where its script was not learned.

    >>> top_romanizations("Борис", 2)
    ('boris', 'borys')

    A beam search that goes on with twice *count* beginnings after each letter.
    """
    script, letters = source_letters(native)
    sorts = _sorts(script) if letters else []
    weights = _weights(native) if sorts else ()
    found: dict[str, float] = {}
    for places, weight in zip(sorts, weights, strict=True):
        for price, spelled in _spellings(letters, places, 2 * count) if weight < math.inf else ():
            found[spelled] = min(price + 100 * weight, found.get(spelled, math.inf))
    return tuple(nsmallest(count, found, key=lambda spelled: (found[spelled], spelled)))


def _spellings(letters: str, places: Places, count: int) -> list[tuple[int, str]]:
    """Return *count* of the likeliest spellings by one table, with their prices."""
    beam = [(0, "")]
    for i, letter in enumerate(letters[:LONGEST]):
        of = places[PLACES[0 if i == 0 else 2 if i == len(letters) - 1 else 1]].get(letter) or {}
        of = of or {chunk: round(100 * (price - UNSEEN_NATS)) for chunk, price in _unlearned(letter).items()}
        grown: dict[str, int] = {}
        for price, spelled in beam:
            for chunk, more in of.items():
                longer = spelled + chunk
                grown[longer] = min(price + more, grown.get(longer, price + more))
        beam = nsmallest(count, ((price, spelled) for spelled, price in grown.items()))
    return beam
