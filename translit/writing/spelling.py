"""The learned cost of writing a native token in Latin letters, and its likeliest spellings."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from translit.compiled import spelling as loop
from translit.packaged import read_json
from translit.writing.source_letters import sound_count, source_letters
from translit.writing.spelling_table import (
    POSITIONS,
    UNSEEN_NATS,
    PositionPrices,
    SpellingTable,
    unlearned_prices,
)

MAX_TOKEN = 24  # letters of a token that are compared
# the table of a script's own language, where names of its own are spelled by other habits than
# foreign ones
NATIVE = "/native"
# log-odds of a token's syllables that it is a native name, from which on they say no more
MAX_NATIVE_NATS = 4.0
# letters of both sides at the most that share the price of a native name: one syllable tells two
# names apart
MAX_LETTERS_NATIVE = 12
CACHED_TOKENS = 4_096  # of which each answer is kept: some .5 MB


class SpellingModel:
    """The learned prices of all scripts; `PACKAGED` has those of the package.

    Keeps the arrays of each script that was asked for, and what it said of the last tokens.
    """

    def __init__(self, learned: Mapping[str, Any]) -> None:
        self._scripts: Mapping[str, PositionPrices] = learned["scripts"]
        self._native_odds: Mapping[str, Mapping[str, int]] = learned["native"]
        self._tables: dict[str, SpellingTable | None] = {}
        self._chunks: dict[tuple[str, str, str], list[tuple[int, str]]] = {}
        self.source_letters = lru_cache(CACHED_TOKENS)(source_letters)
        self.native_odds = lru_cache(CACHED_TOKENS)(self._compute_native_odds)
        self.top_romanizations = lru_cache(CACHED_TOKENS)(self._compute_top_romanizations)

    def _name_types(self, script: str) -> list[str]:
        """Return the names of the tables of a script, one for each type of names that it writes,
        foreign and native; none where it was not learned.
        """
        return [name for name in (script, script + NATIVE) if name in self._scripts]

    def table(self, script: str) -> SpellingTable | None:
        """Return the prices of a script as arrays, None where it was not learned."""
        if script not in self._tables:
            types = self._name_types(script)
            self._tables[script] = SpellingTable([self._scripts[name] for name in types]) if types else None
        return self._tables[script]

    def _compute_native_odds(self, native: str) -> float | None:
        text = unicodedata.normalize("NFC", native)
        odds = self._native_odds.get(source_letters(text)[0])
        return None if odds is None else sum(odds.get(sign, 0) for sign in text) / 100

    def weights(self, native: str) -> tuple[float, ...]:
        """Return what it costs, in nats, to take a *native* token for a foreign name, and for one
        of the script's own language.
        """
        odds = self.native_odds(native)
        if odds is None:
            return (0.0,)
        if odds < -MAX_NATIVE_NATS:
            return 0.0, math.inf
        odds = min(odds, MAX_NATIVE_NATS)
        return math.log1p(math.exp(odds)), math.log1p(math.exp(-odds))

    def _compute_top_romanizations(self, native: str, count: int) -> tuple[str, ...]:
        script, letters = source_letters(native)
        types = self._name_types(script) if letters else []
        weights = self.weights(native) if types else ()
        prices: dict[str, float] = {}
        for name, weight in zip(types, weights, strict=True):
            for price, spelled in self._spellings(letters, name, 2 * count) if weight < math.inf else ():
                prices[spelled] = min(price + 100 * weight, prices.get(spelled, math.inf))
        return tuple(sorted(prices, key=lambda spelled: (prices[spelled], spelled))[:count])

    def _spellings(self, letters: str, name: str, count: int) -> list[tuple[int, str]]:
        """Return *count* of the likeliest spellings by the table *name*, with their prices."""
        beam = [(0, "")]
        for i, letter in enumerate(letters[:MAX_TOKEN]):
            position = POSITIONS[0 if i == 0 else 2 if i == len(letters) - 1 else 1]
            beam = loop.cheapest_longer(beam, self._cheapest_chunks(name, position, letter), count)
        return beam

    def _cheapest_chunks(self, name: str, position: str, letter: str) -> list[tuple[int, str]]:
        """Return what a letter may be written as by the table *name*, cheapest first."""
        chunks = self._chunks.get((name, position, letter))
        if chunks is None:
            learned = self._scripts[name][position].get(letter) or {
                chunk: round(100 * (price - UNSEEN_NATS)) for chunk, price in unlearned_prices(letter).items()
            }
            chunks = sorted((price, chunk) for chunk, price in learned.items())
            self._chunks[name, position, letter] = chunks
        return chunks


class Packaged:
    """The model of the package, read when it is first asked."""

    @cached_property
    def model(self) -> SpellingModel:
        """What training/learn_spelling.py learned."""
        return SpellingModel(read_json("spelling.json"))


PACKAGED = Packaged()


def native_odds(native: str) -> float | None:
    """Return the log-odds of a token's signs that it is a name of the language that the script is
    of, not a foreign one.

    None where the model has no such difference: only Hangul shows it.

    >>> native_odds("정은") > 0 > native_odds("조던"), native_odds("Борис")
    (True, None)
    """
    return PACKAGED.model.native_odds(native)


def is_native(native: str) -> bool:
    """Whether a token is rather a name of the language that its script is of than a foreign one;
    never where the model cannot tell.
    """
    odds = PACKAGED.model.native_odds(native)
    return odds is not None and odds >= 0


def spelling_costs(native: str, tokens: Sequence[str]) -> list[float]:
    """Return what it costs to write the *native* token as each of *tokens* (Latin letters a-z).

    A cost says, in nats a letter, how much less likely the best alignment is than the
    likeliest spelling: 0 for that one, about 0.6 for usual ones, 2 and more for other
    names; infinite where the script was not learned.
    """
    return spelling_costs_of_all([native], tokens)[0]


def spelling_costs_of_all(natives: Sequence[str], tokens: Sequence[str]) -> list[list[float]]:
    """Return the `spelling_costs` of each of *natives*: in less time, as case forms of a word begin
    alike.
    """
    found = [[math.inf] * len(tokens) for _ in natives]
    if not (_is_small_latin("".join(tokens)) and all(tokens)):
        places = [at for at, token in enumerate(tokens) if _is_small_latin(token)]
        if places:
            costs = spelling_costs_of_all(natives, [tokens[at] for at in places])
            for of_native, of_places in zip(found, costs, strict=True):
                for at, cost in zip(places, of_places, strict=True):
                    of_native[at] = cost
        return found
    model = PACKAGED.model
    tokens = [token[:MAX_TOKEN] for token in tokens]
    lengths = list(map(len, tokens))
    by_script: dict[str, list[tuple[int, str]]] = {}
    for at, native in enumerate(natives):
        script, letters = model.source_letters(native)
        if letters:
            by_script.setdefault(script, []).append((at, letters[:MAX_TOKEN]))
    for script, of_script in by_script.items():
        table = model.table(script)
        if table is None:
            continue
        weights = [model.weights(natives[at]) for at, _ in of_script]
        of_letters = table.price([letters for _, letters in of_script], tokens, weights)
        for (at, letters), priced in zip(of_script, of_letters, strict=True):
            limit = MAX_LETTERS_NATIVE if is_native(natives[at]) else math.inf
            found[at] = loop.costs_a_letter(*priced, lengths, sound_count(letters), limit)
    return found


def _is_small_latin(text: str) -> bool:
    """Whether *text* has letters a-z and nothing else, as priced tokens have."""
    return text.isascii() and text.isalpha() and text.islower()


def top_romanizations(native: str, count: int = 1) -> tuple[str, ...]:
    """Return up to *count* of the likeliest Latin spellings of a *native* token, likeliest first;
    none where its script was not learned.

    >>> top_romanizations("Борис", 2)
    ('boris', 'borys')

    A beam search that goes on with twice *count* beginnings after each letter.
    """
    return PACKAGED.model.top_romanizations(native, count)


def romanization_prices(native: str, spelled: Sequence[str]) -> list[float]:
    """Return what it costs, in nats above the likeliest spelling, to write a *native* token as each
    of *spelled* (Latin letters a-z); infinite where its script was not learned.
    """
    model = PACKAGED.model
    script, letters = model.source_letters(native)
    table = model.table(script) if letters else None
    if table is None:
        return [math.inf] * len(spelled)
    tokens = [text[:MAX_TOKEN] for text in spelled]
    (priced,) = table.price([letters[:MAX_TOKEN]], tokens, [model.weights(native)])
    return priced.nats()
