"""What else a Latin token may be spelled as: the learned price of each other spelling.

The noisy channel of Brill and Moore (2000), "An Improved Error Model for Noisy Channel Spelling
Correction", learned from spellings of one native name by training/learn_respellings.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from heapq import nsmallest
from math import inf
from typing import Any, NamedTuple

from translit.packaged import read_json

MAX_CHUNK = 3  # letters that are rewritten together
BEGINNING, END = "^", "$"  # neighbours of a chunk at the ends of a token
ANYWHERE, UNSEEN = "*", "?"  # any neighbours; what costs more between neighbours where it was not met
MAX_TOKEN = 24  # letters of a token that is respelled
MAX_NATS = 7.0  # of one rewriting; a rarer one is met once in a thousand tokens
MAX_AT_PLACE = 24  # rewritings that begin at one letter
BEAM = 120  # beginnings that are gone on with at each letter
CACHED_TOKENS = 1_024

# chunk -> its neighbours, or ANYWHERE -> what is written there -> price in hundredths of a nat
Prices = Mapping[str, Mapping[str, Mapping[str, int]]]


class Rewriting(NamedTuple):
    """What *letters* letters of a token may be written as, and its price in nats."""

    nats: float
    letters: int
    written: str


class RespellingModel:
    """The learned prices; `PACKAGED` has those of the package. Keeps what it said of the last
    tokens.
    """

    def __init__(self, prices: Prices) -> None:
        self._prices = prices
        self.respellings = lru_cache(CACHED_TOKENS)(self._respellings)

    def _respellings(self, token: str, count: int) -> tuple[tuple[float, str], ...]:
        """Return *count* of the likeliest other spellings of a token in a-z, with their prices in
        nats; no two rewritings touch.
        """
        if len(token) > MAX_TOKEN or not (token.isascii() and token.isalpha()):
            return ()
        # by letters that are read: what is written so far, and its price
        begun: list[dict[str, float]] = [{} for _ in range(len(token) + 1)]
        whole: dict[str, float] = {}
        begun[0][""] = 0.0
        for place in range(len(token) + 1):
            rewritings = self._rewritings(token, place)
            for written, nats in nsmallest(BEAM, begun[place].items(), key=_price):
                for of in rewritings:
                    end = place + of.letters
                    text, price = written + of.written, nats + of.nats
                    if end < len(token):  # the letter behind a rewriting is kept
                        _keep(begun[end + 1], text + token[end], price)
                    else:
                        _keep(whole, text, price)
                if place < len(token):
                    _keep(begun[place + 1], written + token[place], nats)
                else:
                    _keep(whole, written, nats)
        whole.pop(token, None)
        whole.pop("", None)
        return tuple(sorted((nats, text) for text, nats in nsmallest(count, whole.items(), key=_price)))

    def _rewritings(self, token: str, place: int) -> list[Rewriting]:
        """Return what may be written instead of the letters from *place* on, cheapest first."""
        framed = f"{BEGINNING}{token}{END}"
        found: list[Rewriting] = []
        for letters in range(min(MAX_CHUNK, len(token) - place) + 1):
            of_chunk = self._prices.get(token[place : place + letters])
            if of_chunk is None:
                continue
            there = of_chunk.get(framed[place] + framed[place + letters + 1], {})
            more = there.get(UNSEEN, 0)
            for written, price in of_chunk[ANYWHERE].items():
                nats = there.get(written, price + more) / 100
                if nats <= MAX_NATS:
                    found.append(Rewriting(nats, letters, written))
        return nsmallest(MAX_AT_PLACE, found)


def _price(item: tuple[str, float]) -> tuple[float, str]:
    return item[1], item[0]


def _keep(prices: dict[str, float], text: str, nats: float) -> None:
    if nats < prices.get(text, inf):
        prices[text] = nats


class Packaged:
    """The model of the package, read when it is first asked."""

    @cached_property
    def model(self) -> RespellingModel:
        """What training/learn_respellings.py learned."""
        learned: dict[str, Any] = read_json("respellings.json")
        return RespellingModel(learned["prices"])


PACKAGED = Packaged()


def respellings(token: str, count: int) -> tuple[tuple[float, str], ...]:
    """Return *count* of the likeliest other spellings of a Latin token in a-z, each behind its
    price in nats.

    >>> [spelled for _, spelled in respellings("aleksei", 3)]
    ['alexei', 'aleksey', 'alexey']
    """
    return PACKAGED.model.respellings(token, count)
