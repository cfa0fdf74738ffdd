"""Rank the rows of a compiled table, its spellings, by the tokens that they share with a query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from translit.index.columns import Columns
from translit.index.removed import Tombstones

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

# docs/how-it-decides.md has the measurements
MAX_ROWS = 2_000  # rows read from postings, those of the heaviest tokens first …
MAX_TOKEN_POSTING = 20_000  # … but up to so many of a single token
QUERY_TOKEN_BITS = 20  # for the number of a query token beside a row: a query has some hundred
EXTRA_TOKEN_PENALTY = 0.2  # of the rarity of a row's tokens that the query lacks
CONCATENATION_WEIGHT = 0.7  # of the rarity of a row whose concatenated tokens sound as the query's
INITIAL_NATS = 1.5  # for a token of the row that begins with an initial of the query


class RankQuery(NamedTuple):
    """The tokens by which rows are to be ranked, and how many rows to return."""

    tokens: Mapping[int, float]  # weight of each in nats; postings are read heaviest first
    concatenations: Mapping[int, float]  # further rows, by concatenated tokens; rarity in nats
    initials: str  # letters that other tokens of the row should begin with
    limit: int  # rows
    min_share: float  # of the best row's weight; rows with less are left out
    # whether concatenations are letters as written, not readings of another script
    is_latin: bool = True


class Ranked(NamedTuple):
    """Rows that share tokens with a query, best first."""

    scores: list[float]  # nats: the weight, less the penalty for tokens that the query lacks
    weights: list[float]  # nats: the shared tokens
    rows: list[int]


class Ranking:
    """Ranks the rows of a compiled table by shared tokens. Safe for many threads.

    Removed rows are left out before anything is counted or cut, so that they take no other row's
    place. Weights are summed in the order of the tokens, so that `translit.compiled.retrieval`, the
    same in C, gives the same answers bit by bit.
    """

    def __init__(self, columns: Columns, tombstones: Tombstones | None = None) -> None:
        arrays = columns.arrays
        self._tombstones = tombstones
        self._posting_start: Array = arrays["posting_start"]
        self._posting_row: Array = arrays["posting_row"]
        self._row_start: Array = arrays["row_start"]
        self._row_token: Array = arrays["row_token"]
        self._row_rarity: Array = arrays["row_rarity"]
        self._row_initials: Array = arrays["row_initials"]

    def rank(self, query: RankQuery) -> Ranked:
        """Return the rows with the heaviest shared tokens, best first.

        Tokens that the query lacks count by their rarity at the time of compiling, whatever was
        removed or added since.
        """
        import numpy as np

        rows, votes = self._having(query.tokens)
        is_concatenation = None
        if query.concatenations:
            rows, votes, is_concatenation = _with_concatenations(rows, votes, query.concatenations)
        if not len(rows):
            return Ranked([], [], [])
        for letter in query.initials:
            if "a" <= letter <= "z":
                votes = votes + INITIAL_NATS * ((self._row_initials[rows] >> (ord(letter) - 97)) & 1)
        kept = votes >= query.min_share * votes.max()
        rows, votes = rows[kept], votes[kept]
        besides = np.maximum(0, self._row_rarity[rows] - votes)
        if is_concatenation is not None and query.is_latin:
            besides[is_concatenation[kept]] = 0.0  # which of its tokens the query has is unknown
        score = votes - EXTRA_TOKEN_PENALTY * besides
        if len(rows) > query.limit:
            # with all that score as much as the last one: `lexsort` breaks ties by number
            best = np.flatnonzero(score >= np.partition(score, -query.limit)[-query.limit])
            rows, votes, score = rows[best], votes[best], score[best]
        order = np.lexsort((rows, -score))[: query.limit]
        return Ranked(score[order].tolist(), votes[order].tolist(), rows[order].tolist())

    def _having(self, weights: Mapping[int, float]) -> tuple[Array, Array]:
        """Return the rows that have any of the tokens, and the weight that each shares."""
        import numpy as np

        weight = np.fromiter(weights.values(), dtype=float, count=len(weights))
        token = np.fromiter(weights, dtype=np.int64, count=len(weights))
        order = np.lexsort((token, -weight))
        weight, token = weight[order], token[order]
        size = self._sizes(token)
        has_posting = size > 0  # titles and initials have none
        weight, token, size = weight[has_posting], token[has_posting], size[has_posting]
        if not len(token):
            return np.zeros(0, dtype=np.uint32), np.zeros(0)
        size[size > MAX_TOKEN_POSTING] = 0
        is_read = (size > 0) & (np.cumsum(size) - size < MAX_ROWS)
        if not is_read.any():  # every token is one of the commonest
            is_read[0] = True
        rows, votes = self._summed(token[is_read], weight[is_read])
        rest = ~is_read
        return rows, votes + self._common(rows, token[rest], weight[rest]) if rest.any() else votes

    def _sizes(self, token: Array) -> Array:
        """Return the length of each token's posting list."""
        import numpy as np

        size: Array = self._posting_start[token + 1].astype(np.int64) - self._posting_start[token]
        return (
            size
            if self._tombstones is None
            else size - [self._tombstones.removed_postings.get(one, 0) for one in token.tolist()]
        )

    def _summed(self, token: Array, weight: Array) -> tuple[Array, Array]:
        """Return each row in the postings of the tokens once, with the sum of its weights.

        Of a single token at most `MAX_TOKEN_POSTING` rows.
        """
        import numpy as np

        start = self._posting_start[token].astype(np.int64)
        size = self._posting_start[token + 1] - start
        number = np.repeat(np.arange(len(token)), size)
        rows = self._posting_row[np.arange(len(number)) + (start - (np.cumsum(size) - size))[number]]
        key = rows.astype(np.int64) << QUERY_TOKEN_BITS | number
        if self._tombstones is not None:
            key = key[~self._tombstones.rows[rows]]
        if len(token) == 1:  # perhaps one of the commonest
            key = key[:MAX_TOKEN_POSTING]
        key.sort()  # a row that has a token twice is there twice
        rows = key >> QUERY_TOKEN_BITS
        is_first = np.concatenate([[True], rows[1:] != rows[:-1]])
        votes = np.bincount(np.cumsum(is_first) - 1, weights=weight[key & (1 << QUERY_TOKEN_BITS) - 1])
        return rows[is_first].astype(np.uint32), votes

    def _common(self, rows: Array, token: Array, weight: Array) -> Array:
        """Return what tokens too common to read their postings add to each of *rows*."""
        import numpy as np

        order = np.argsort(token)
        token, weight = token[order], weight[order]
        start, end = self._row_start[rows], self._row_start[rows + 1]
        size = (end - start).astype(np.int64)
        at = np.repeat(np.arange(len(size)), size)
        has = self._row_token[np.arange(len(at)) + (start - (np.cumsum(size) - size))[at]]
        place = np.minimum(np.searchsorted(token, has), len(token) - 1)
        weights: Array = np.bincount(
            at, weights=np.where(token[place] == has, weight[place], 0.0), minlength=len(rows)
        )
        return weights


def _with_concatenations(
    rows: Array, votes: Array, concatenations: Mapping[int, float]
) -> tuple[Array, Array, Array]:
    """Return the rows of both, each once, with its weight and whether it is a concatenation."""
    import numpy as np

    more = np.fromiter(concatenations, dtype=rows.dtype, count=len(concatenations))
    weights = CONCATENATION_WEIGHT * np.fromiter(
        concatenations.values(), dtype=float, count=len(concatenations)
    )
    both, at = np.unique(np.concatenate([rows, more]), return_inverse=True)
    is_concatenation = np.zeros(len(both), dtype=bool)
    is_concatenation[at[len(rows) :]] = True
    return both, np.bincount(at, weights=np.concatenate([votes, weights])), is_concatenation
