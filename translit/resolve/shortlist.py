"""How similar whole names are by a few quick features of all candidates; `align` then looks at few
of them.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import chain
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from translit.compiled import shortlist as compiled
from translit.index.table import Table
from translit.index.terms import acronym_terms
from translit.names.initialisms import initial_letters
from translit.names.lexicon import Lexicon
from translit.pairs.listed_relations import lexicon_relation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

# The log-odds, in nats, that a name is worth being aligned, by its quick features; learned by
# training/learn_shortlist.py.
BIAS, QUERY_SIMILARITY, NAME_SIMILARITY, JOINED_SIMILARITY, COVERAGE = -14.8, 13.4, 2.1, 3.1, 2.8
# How alike a name is and its initial letters in another order, without some words or with a part of
# one: less than the first letters of its words. A prior.
OTHER_ACRONYM = 0.9
MIN_PRESCORE = -5.0  # log-odds below which a candidate is not aligned


def shortlist(
    words: Sequence[str], retrieved: Sequence[tuple[int, float]], table: Table, lexicon: Lexicon
) -> list[tuple[float, int]]:
    """Return (prescore, row) of the spellings that a query of *words* may be, highest first.

    *retrieved*: rows of the table with their coverage (`Retrieved`).
    """
    rows, coverage = zip(*retrieved, strict=True)
    names = [name or [""] for name in table.row_token_texts(rows)]
    scores = prescores(words, names, coverage, lexicon, are_of_acronym(words, rows, table))
    listed = [(score, row) for row, score in zip(rows, scores, strict=True) if score >= MIN_PRESCORE]
    listed.sort(key=lambda item: -item[0])  # the first of equals: what shares more
    return listed


def are_of_acronym(words: Sequence[str], rows: Sequence[int], table: Table) -> list[bool]:
    """Return of each of *rows* whether a query of one word is an acronym of its spelling."""
    if len(words) != 1:
        return [False] * len(rows)
    of_acronym = table.concatenated_rows(acronym_terms(words[0]))
    return [row in of_acronym for row in rows]


def prescores(
    words: Sequence[str],
    names: Sequence[Sequence[str]],
    coverage: Sequence[float],
    lexicon: Lexicon,
    of_acronym: Sequence[bool],
) -> list[float]:
    """Return the log-odds that each of *names* is worth being aligned with a query of *words*.

    All are tokens in Latin letters. A name and its initial letters are one; *of_acronym* says of
    which names the query is an acronym.
    """
    acronyms = initial_letters(words)
    scores = []
    features = quick_features(words, names, lexicon)
    for name, share, is_other, *alike in zip(names, coverage, of_acronym, *features, strict=True):
        is_acronym = len(name) == 1 and name[0] in acronyms
        is_acronym = is_acronym or (len(words) == 1 and words[0] in initial_letters(name))
        as_acronym = 1.0 if is_acronym else OTHER_ACRONYM if is_other else 0.0
        of_query, of_name, of_joined = [as_acronym or each for each in alike]
        covered = min(max(share, 0.0), 1.0)
        similarity = QUERY_SIMILARITY * of_query + NAME_SIMILARITY * of_name + JOINED_SIMILARITY * of_joined
        scores.append(similarity + COVERAGE * covered + BIAS)
    return scores


def quick_features(
    words: Sequence[str], names: Sequence[Sequence[str]], lexicon: Lexicon
) -> tuple[list[float], list[float], list[float]]:
    """Return three similarities, 0 to 1, of a query of *words* and each of *names*.

    How similar the words are to the best tokens of the name, weighted by letters; the tokens of the
    name to the best words; both names when joined. Tokens that a table lists as one word are the
    same, so are an initial and a token that begins with it.
    """
    tokens: Set[str] = frozenset()
    if not lexicon.tokens.isdisjoint(words):
        tokens = lexicon.tokens.intersection(chain.from_iterable(names))
    listed = [
        {token for token in tokens if lexicon_relation(word, token, lexicon) is not None}
        if word in lexicon.tokens
        else None
        for word in words
    ]
    features = compiled.quick_features if compiled else quick_features_python
    return features(list(words), list(names), listed)


def quick_features_python(
    words: Sequence[str], names: Sequence[Sequence[str]], listed: Sequence[Set[str] | None]
) -> tuple[list[float], list[float], list[float]]:
    """Return what `quick_features` does, without compiled code.

    *listed*: for each word the tokens that a table lists as the same, if any.
    """
    import numpy as np

    place: dict[str, int] = {}
    at = [place.setdefault(token, len(place)) for name in names for token in name]
    start = np.cumsum([0, *map(len, names)])[:-1]
    like = _similarities(words, list(place))
    for number, (word, same) in enumerate(zip(words, listed, strict=True)):
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
    glued = _similarities(["".join(words)], ["".join(name) for name in names])[0]
    return (of_words / sum(map(len, words))).tolist(), of_name.tolist(), glued.tolist()


def _similarities(words: Sequence[str], tokens: Sequence[str]) -> Array:
    """Return 1 less the distance over the letters of the longer text, for each of *words* a row."""
    import numpy as np

    longer = np.maximum.outer([len(word) for word in words], [len(token) for token in tokens])
    return 1.0 - cdist(words, tokens, scorer=OSA.distance, dtype=np.int32) / np.maximum(1, longer)
