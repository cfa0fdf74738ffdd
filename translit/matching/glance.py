"""How like whole names are at a glance: by letters, all candidates at once; `align` then looks closely at few of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from translit.language.lexicon import Lexicon
from translit.matching.candidates import Near
from translit.matching.tokens import listed
from translit.tables.table import Table
from translit.tables.terms import initial_letters

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

# The log-odds that a name is worth being aligned, by what is seen of it at a glance; learned by training/learn_glance.py
BIAS, OF_WORDS, OF_NAME, GLUED, SHARED = -14.8, 13.4, 2.1, 3.1, 2.8
LEAST = -5.0  # of these log-odds; below them a candidate is not aligned


def glances(words: Sequence[str], names: Sequence[Sequence[str]], shares: Sequence[float], lexicon: Lexicon) -> list[float]:
    """Return about how likely each of *names* is worth being aligned with a name of *words*, as log-odds; all are tokens in Latin letters.

    Weighed are the letters of the words that have a like token in the name, those of the name that have one among the words, how
    like both names are when glued, and the *shares* of the names, as `Near` has them. Tokens that a table knows to be one word are
    alike, so are an initial and a token that begins with it, and a name and its initial letters are one.
    """
    import numpy as np

    of_words, of_name, glued = seen(words, names, lexicon)
    short = initial_letters(words)
    for number, name in enumerate(names):
        if (len(name) == 1 and name[0] in short) or (len(words) == 1 and words[0] in initial_letters(name)):
            of_words[number] = of_name[number] = glued[number] = 1.0
    found = OF_WORDS * of_words + OF_NAME * of_name + GLUED * glued + SHARED * np.clip(shares, 0.0, 1.0) + BIAS
    odds: list[float] = found.tolist()
    return odds


def seen(words: Sequence[str], names: Sequence[Sequence[str]], lexicon: Lexicon) -> tuple[Array, Array, Array]:
    """Return how like *words* and each of *names* are, 0 to 1: the words, the tokens of the name, both glued."""
    import numpy as np

    place: dict[str, int] = {}
    at = [place.setdefault(token, len(place)) for name in names for token in name]
    start = np.cumsum([0, *map(len, names)])[:-1]
    tokens = list(place)
    like = cdist(words, tokens, scorer=OSA.normalized_similarity)
    for number, word in enumerate(words):
        if len(word) == 1:
            like[number] = [token[:1] == word for token in tokens]
        elif lexicon.has(word):
            for token, of in place.items():
                if lexicon.has(token) and listed(word, token, lexicon) is not None:
                    like[number, of] = 1.0
    like = like[:, at]
    letters = np.array([len(word) for word in words])
    of_words = letters @ np.maximum.reduceat(like, start, axis=1) / letters.sum()
    letters = np.array([len(token) for token in tokens])[at]
    of_name = np.add.reduceat(like.max(axis=0) * letters, start) / np.add.reduceat(letters, start)
    glued = cdist(["".join(words)], ["".join(name) for name in names], scorer=OSA.normalized_similarity)[0]
    return of_words, of_name, glued


def promising(words: Sequence[str], near: Near, table: Table, lexicon: Lexicon) -> list[tuple[float, int]]:
    """Return (log-odds at a glance, row) of those of *near* that may be a query of *words*, most promising first."""
    numbers = [table.tokens(row) for row in near.rows]
    letters = {number: table.token(number) for of_row in numbers for number in of_row}
    odds = glances(words, [[letters[number] for number in of_row] or [""] for of_row in numbers], near.shares, lexicon)
    found = [(glance, row) for row, glance in zip(near.rows, odds, strict=True) if glance >= LEAST]
    found.sort(key=lambda item: -item[0])  # the first of equals: what shares more
    return found
