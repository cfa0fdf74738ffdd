"""How like whole names are at a glance: by letters, all candidates at once; `align` then looks
closely at few of them.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import chain
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from translit.compiled import glance as compiled
from translit.index.table import Table
from translit.names.initialisms import initial_letters
from translit.names.lexicon import Lexicon
from translit.pairs.relations import lexicon_relation
from translit.resolve.candidates import Near

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

# The log-odds that a name is worth being aligned, by what is seen of it at a glance; learned by
# training/learn_glance.py
BIAS, OF_WORDS, OF_NAME, GLUED, SHARED = -14.8, 13.4, 2.1, 3.1, 2.8
LEAST = -5.0  # of these log-odds; below them a candidate is not aligned


def glances(
    words: Sequence[str], names: Sequence[Sequence[str]], shares: Sequence[float], lexicon: Lexicon
) -> list[float]:
    """Return about how likely each of *names* is worth being aligned with a name of *words*, as
    log-odds; all are tokens in Latin letters.

    Weighed are the letters of the words that have a like token in the name, those of the name that
    have one among the words, how like both names are when glued, and the *shares* of the names, as
    `Near` has them. Tokens that a table knows to be one word are alike, so are an initial and a
    token that begins with it, and a name and its initial letters are one.
    """
    short = initial_letters(words)
    odds = []
    for name, share, *similarity in zip(names, shares, *seen(words, names, lexicon), strict=True):
        of_words, of_name, glued = similarity
        if (len(name) == 1 and name[0] in short) or (len(words) == 1 and words[0] in initial_letters(name)):
            of_words = of_name = glued = 1.0
        shared = min(max(share, 0.0), 1.0)
        odds.append(OF_WORDS * of_words + OF_NAME * of_name + GLUED * glued + SHARED * shared + BIAS)
    return odds


def seen(
    words: Sequence[str], names: Sequence[Sequence[str]], lexicon: Lexicon
) -> tuple[list[float], list[float], list[float]]:
    """Return how like *words* and each of *names* are, 0 to 1: the words, the tokens of the name,
    both glued.
    """
    tokens = (
        frozenset()
        if lexicon.tokens.isdisjoint(words)
        else lexicon.tokens.intersection(chain.from_iterable(names))
    )
    known = [
        {token for token in tokens if lexicon_relation(word, token, lexicon) is not None}
        if word in lexicon.tokens
        else None
        for word in words
    ]
    return (compiled.seen if compiled else seen_plainly)(list(words), list(names), known)


def seen_plainly(
    words: Sequence[str], names: Sequence[Sequence[str]], known: Sequence[Set[str] | None]
) -> tuple[list[float], list[float], list[float]]:
    """Return what `seen` does, without compiled code; *known*: for each word the tokens that a
    table knows to be the same, if any.
    """
    import numpy as np

    place: dict[str, int] = {}
    at = [place.setdefault(token, len(place)) for name in names for token in name]
    start = np.cumsum([0, *map(len, names)])[:-1]
    like = _likenesses(words, list(place))
    for number, (word, same) in enumerate(zip(words, known, strict=True)):
        if len(word) == 1:
            like[number] = [token[:1] == word for token in place]
        elif same:
            like[number, [place[token] for token in same]] = 1.0
    like = like[:, at]
    of_words = np.zeros(len(names))
    # added up in one order
    for word, best in zip(words, np.maximum.reduceat(like, start, axis=1), strict=True):
        of_words += len(word) * best
    letters = np.array([len(token) for token in place])[at]
    name_of = np.repeat(np.arange(len(names)), [len(name) for name in names])
    of_name = np.bincount(name_of, weights=like.max(axis=0) * letters) / np.maximum(
        1, np.bincount(name_of, weights=letters)
    )
    glued = _likenesses(["".join(words)], ["".join(name) for name in names])[0]
    return (of_words / sum(map(len, words))).tolist(), of_name.tolist(), glued.tolist()


def _likenesses(words: Sequence[str], tokens: Sequence[str]) -> Array:
    """Return 1 less the distance over the letters of the longer text, for each of *words* a row."""
    import numpy as np

    longer = np.maximum.outer([len(word) for word in words], [len(token) for token in tokens])
    return 1.0 - cdist(words, tokens, scorer=OSA.distance, dtype=np.int32) / np.maximum(1, longer)


def promising(words: Sequence[str], near: Near, table: Table, lexicon: Lexicon) -> list[tuple[float, int]]:
    """Return (log-odds at a glance, row) of those of *near* that may be a query of *words*, most
    promising first.
    """
    names = [name or [""] for name in table.row_token_texts(near.rows)]
    odds = glances(words, names, near.shares, lexicon)
    found = [(promise, row) for row, promise in zip(near.rows, odds, strict=True) if promise >= LEAST]
    found.sort(key=lambda item: -item[0])  # the first of equals: what shares more
    return found
