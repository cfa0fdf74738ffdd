"""How like whole names are at a glance: by letters, all candidates at once; `align` then looks closely at few of them."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from translit.language.lexicon import Lexicon
from translit.matching.candidates import Near
from translit.matching.tokens import listed
from translit.tables.table import Table
from translit.tables.terms import initial_letters

# Set by what is lost of right answers and what is aligned for nothing, on the Latin queries of benchmarks/accuracy.py and on misspelled names:
# of 10.6 spellings a query that share tokens with it 3.6 are left, and a few right answers more come first than if all were aligned.
LEAST = 0.45  # likeness at a glance below which a candidate is not aligned
SHARED = 0.6  # what the share of a candidate counts beside that likeness
BEHIND = 0.4  # how far behind the most promising candidate one may be


def glances(words: Sequence[str], names: Sequence[Sequence[str]], lexicon: Lexicon) -> list[float]:
    """Return about how like a name of *words* is to each of *names*, 0 to 1; all are tokens in Latin letters.

    The best of three: the letters of the words that have a like token in the name, those of the name that have one among the
    words (what is missing on one side speaks against nothing yet), and both names glued. Tokens that a table knows to be one
    word are alike, and so are a name and its initial letters.
    """
    import numpy as np

    place: dict[str, int] = {}
    at = [place.setdefault(token, len(place)) for name in names for token in name]
    start = np.cumsum([0, *map(len, names)])[:-1]
    tokens = list(place)
    like = cdist(words, tokens, scorer=OSA.normalized_similarity)
    for number, word in enumerate(words):
        if lexicon.has(word):
            for token, of in place.items():
                if lexicon.has(token) and listed(word, token, lexicon) is not None:
                    like[number, of] = 1.0
    like = like[:, at]
    letters = np.array([len(word) for word in words])
    of_words = letters @ np.maximum.reduceat(like, start, axis=1) / letters.sum()
    letters = np.array([len(token) for token in tokens])[at]
    of_name = np.add.reduceat(like.max(axis=0) * letters, start) / np.add.reduceat(letters, start)
    glued = cdist(["".join(words)], ["".join(name) for name in names], scorer=OSA.normalized_similarity)[0]
    found: list[float] = np.maximum(np.maximum(of_words, of_name), glued).tolist()
    short = initial_letters(words)
    for number, name in enumerate(names):
        if (len(name) == 1 and name[0] in short) or (len(words) == 1 and words[0] in initial_letters(name)):
            found[number] = 1.0
    return found


def promising(words: Sequence[str], near: Near, table: Table, lexicon: Lexicon) -> list[tuple[float, int]]:
    """Return (promise, row) of those of *near* that may be a query of *words*, most promising first.

    The promise is the likeness at a glance and a part of what the row shares with the query.
    """
    found = []
    numbers = [table.tokens(row) for row in near.rows]
    letters = {number: table.token(number) for of_row in numbers for number in of_row}
    likest = glances(words, [[letters[number] for number in of_row] or [""] for of_row in numbers], lexicon)
    for row, share, glance in zip(near.rows, near.shares, likest, strict=True):
        if glance >= LEAST:
            found.append((glance + SHARED * min(1.0, max(0.0, share)), row))
    found.sort(key=lambda item: -item[0])  # the first of equals: what shares more
    return [item for item in found if item[0] >= found[0][0] - BEHIND]
