"""From tokens of a table to the rows that have most of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from translit.index.columns import Columns
from translit.index.removed import Tombstones

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

MAX_ROWS = 2_000  # rows that are looked at, those with the rarest and likest tokens first …
MAX_TOKEN_POSTING = 20_000  # … but all of one token's, up to so many
QUERY_TOKEN_BITS = 20  # bits for the number of a posting beside a row: a query has some hundred
EXTRA_TOKEN_PENALTY = 0.2  # what the rarity of a row's tokens that the query does not have counts against it
CONCATENATION_WEIGHT = 0.7  # how like a row is whose concatenations tokens have the skeleton of the query's
INITIAL_NATS = 1.5  # what a token of the row with the letter of an initial counts, in nats


class RankQuery(NamedTuple):
    """What rows are asked for: those that have most of some tokens."""

    # what each of them weighs, in nats; the heaviest, of equals the first, are looked up first
    tokens: Mapping[int, float]
    # more rows, found by all of their tokens concatenations, with the rarity of that in nats
    concatenations: Mapping[int, float]
    initials: str  # letters that other tokens of the row should begin with
    limit: int  # rows at the most
    min_share: float  # of what the best row weighs; rows that weigh less are not told
    # whether what is concatenations is as somebody wrote it, not a reading of another script
    is_latin: bool = True


class Ranked(NamedTuple):
    """Rows that have some of the tokens that were asked for, best first."""

    scores: list[float]  # in nats: the weights, less what a row has besides
    weights: list[float]  # of these tokens, in nats
    rows: list[int]


class Ranking:
    """Ranks rows by the tokens that they have. Reads the columns of a compiled table; safe for many
    threads.

    Rows that are *tombstones* are left out before anything is counted or cut, so that they take no place
    of what is left. What is added up is added in one order, that of the tokens, so that
    `translit.compiled.retrieval`, which has the same in C, gives the same answers bit by bit.
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
        """Return the rows whose tokens weigh most, best first.

        What a row has besides counts by how rare it was when the table was compiled, whatever was
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
            besides[is_concatenation[kept]] = (
                0.0  # which of its tokens are concatenations in the query is not known
            )
        score = votes - EXTRA_TOKEN_PENALTY * besides
        if len(rows) > query.limit:
            # equals of the last one, too
            best = np.flatnonzero(score >= np.partition(score, -query.limit)[-query.limit])
            rows, votes, score = rows[best], votes[best], score[best]
        order = np.lexsort((rows, -score))[: query.limit]
        return Ranked(score[order].tolist(), votes[order].tolist(), rows[order].tolist())

    def _having(self, weights: Mapping[int, float]) -> tuple[Array, Array]:
        """Return the rows that have the tokens, and for each the sum of what its tokens weigh."""
        import numpy as np

        weight = np.fromiter(weights.values(), dtype=float, count=len(weights))
        token = np.fromiter(weights, dtype=np.int64, count=len(weights))
        order = np.lexsort((token, -weight))
        weight, token = weight[order], token[order]
        size = self._sizes(token)
        is_held = size > 0  # no title, no initial
        weight, token, size = weight[is_held], token[is_held], size[is_held]
        if not len(token):
            return np.zeros(0, dtype=np.uint32), np.zeros(0)
        size[size > MAX_TOKEN_POSTING] = 0
        is_counted = (size > 0) & (np.cumsum(size) - size < MAX_ROWS)
        if not is_counted.any():  # every token is one of the commonest
            is_counted[0] = True
        rows, votes = self._summed(token[is_counted], weight[is_counted])
        left = ~is_counted
        return rows, votes + self._more(rows, token[left], weight[left]) if left.any() else votes

    def _sizes(self, token: Array) -> Array:
        """Return how many rows have each token."""
        import numpy as np

        size: Array = self._posting_start[token + 1].astype(np.int64) - self._posting_start[token]
        return (
            size
            if self._tombstones is None
            else size - [self._tombstones.removed_postings.get(one, 0) for one in token.tolist()]
        )

    def _summed(self, token: Array, weight: Array) -> tuple[Array, Array]:
        """Return each row that has one of the tokens once, with the sum of what its tokens weigh;
        of one token at most `MAX_TOKEN_POSTING`.
        """
        import numpy as np

        start = self._posting_start[token].astype(np.int64)
        size = self._posting_start[token + 1] - start
        number = np.repeat(np.arange(len(token)), size)
        rows = self._posting_row[np.arange(len(number)) + (start - (np.cumsum(size) - size))[number]]
        key = rows.astype(np.int64) << QUERY_TOKEN_BITS | number
        if self._tombstones is not None:
            key = key[~self._tombstones.rows[rows]]
        if len(token) == 1:  # which may be one of the commonest
            key = key[:MAX_TOKEN_POSTING]
        key.sort()  # a row that has a token twice stands there twice
        rows = key >> QUERY_TOKEN_BITS
        is_first = np.concatenate([[True], rows[1:] != rows[:-1]])
        votes = np.bincount(np.cumsum(is_first) - 1, weights=weight[key & (1 << QUERY_TOKEN_BITS) - 1])
        return rows[is_first].astype(np.uint32), votes

    def _more(self, rows: Array, token: Array, weight: Array) -> Array:
        """Return what the tokens, too common to be looked up, weigh for each of *rows*."""
        import numpy as np

        order = np.argsort(token)
        token, weight = token[order], weight[order]
        start, end = self._row_start[rows], self._row_start[rows + 1]
        size = (end - start).astype(np.int64)
        at = np.repeat(np.arange(len(size)), size)
        has = self._row_token[np.arange(len(at)) + (start - (np.cumsum(size) - size))[at]]
        place = np.minimum(np.searchsorted(token, has), len(token) - 1)
        found: Array = np.bincount(
            at, weights=np.where(token[place] == has, weight[place], 0.0), minlength=len(rows)
        )
        return found


def _with_concatenations(
    rows: Array, votes: Array, concatenations: Mapping[int, float]
) -> tuple[Array, Array, Array]:
    """Return *rows* and those of *concatenations*, each once, the sum of what it has, and whether it is one
    of *concatenations*.
    """
    import numpy as np

    more = np.fromiter(concatenations, dtype=rows.dtype, count=len(concatenations))
    weights = CONCATENATION_WEIGHT * np.fromiter(
        concatenations.values(), dtype=float, count=len(concatenations)
    )
    both, at = np.unique(np.concatenate([rows, more]), return_inverse=True)
    is_concatenation = np.zeros(len(both), dtype=bool)
    is_concatenation[at[len(rows) :]] = True
    return both, np.bincount(at, weights=np.concatenate([votes, weights])), is_concatenation
