"""From the readings of a token to the tokens of a table that are like it, and to the rows whose
glued tokens are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log1p
from typing import TYPE_CHECKING, Any

from translit.index.columns import Columns
from translit.index.ranking import MAX_ROWS
from translit.index.removed import Tombstones
from translit.index.terms import PHONETIC_DISTANCE, hashed, neighbour_terms, ngrams

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

MAX_EDIT_NEIGHBOURS = 48  # tokens that are one reading of a token, or a letter away
MAX_PHONETIC_NEIGHBOURS = 12  # tokens that have the skeleton of one
MAX_READINGS = 4  # that add to that number
MAX_NGRAM_NEIGHBOURS = 120  # tokens that share groups of letters with one token
LARGE_POSTING = 40  # tokens of one term from which on those of nearest length are picked by numpy
MAX_TERM_POSTING = 400  # tokens; of a skeleton that more have, the first
MIN_DICE = 0.3  # Dice coefficient below which tokens have too little in common
# tokens that are counted for a reading by their groups of letters, the rarest groups first
MAX_NGRAM_POSTINGS = 6_000


def neighbour_limits(readings: Sequence[str]) -> tuple[int, int]:
    """Return how many tokens are told that are one of *readings* or a letter away, and how many
    that have a skeleton of theirs.
    """
    count = min(len(readings), MAX_READINGS)
    return MAX_EDIT_NEIGHBOURS * count, MAX_PHONETIC_NEIGHBOURS * count


def reference_length(readings: Sequence[str]) -> int:
    """Return the letters of the likeliest reading, of a script without vowels, or as the letters
    are usually written, whichever has more.
    """
    return max(map(len, readings[:2]))


class Retrieval:
    """Finds tokens, and rows by their glued tokens. Reads the columns of a compiled table; safe for
    many threads.

    What is *tombstones* is left out before anything is counted or cut, so that it takes no place of what
    is left.
    """

    def __init__(self, columns: Columns, tombstones: Tombstones | None = None) -> None:
        self._tombstones = tombstones
        self._term_hash = columns.numbers("term_hash")
        self._term_start = columns.numbers("term_start")
        self._term_token = columns.numbers("term_token")
        self._token_length = columns.numbers("token_length", "B")
        self._token_ngrams = columns.numbers("token_ngrams", "B")
        self._posting_start = columns.numbers("posting_start")
        self._concatenation_hash = columns.numbers("concatenation_hash")
        self._concatenation_row = columns.numbers("concatenation_row")

    def edit_neighbours(self, readings: Sequence[str], kinds: str) -> list[tuple[int, int]]:
        """Return (distance, token) of the tokens that are near one of *readings*, nearest first, by
        `terms.neighbour_terms`.
        """
        found: dict[int, int] = {}
        most, most_heard = neighbour_limits(readings)
        size = reference_length(readings)
        for reading in readings:
            for term, distance in neighbour_terms(reading, kinds):
                tokens = self._of_term(term)
                if len(tokens) > LARGE_POSTING:
                    tokens = self._of_length(
                        size, tokens, (most if distance < PHONETIC_DISTANCE else most_heard) + len(found)
                    )
                for token in tokens:
                    if found.get(token, 9) > distance:
                        found[token] = distance
        if len(found) <= most_heard:
            return sorted((distance, token) for token, distance in found.items())
        length = self._token_length
        ranked = sorted(
            [distance << 48 | abs(length[token] - size) << 32 | token for token, distance in found.items()]
        )
        heard = bisect_left(ranked, PHONETIC_DISTANCE << 48)
        return [
            (one >> 48, one & 0xFFFFFFFF)
            for one in (*ranked[: min(most, heard)], *ranked[heard : heard + most_heard])
        ]

    def _of_length(self, size: int, tokens: Sequence[int], limit: int) -> Sequence[int]:
        """Return the *limit* tokens whose length is nearest to *size*, the first of equals."""
        import numpy as np

        held = np.asarray(tokens).astype(np.int64)
        ranked = np.abs(self._lengths[held].astype(np.int64) - size) << 32 | held
        if len(ranked) > limit:
            ranked = np.partition(ranked, limit)[:limit]
        few: list[int] = (ranked & 0xFFFFFFFF).tolist()
        return few

    def ngram_neighbours(self, readings: Sequence[str]) -> list[tuple[int, float, int]]:
        """Return the tokens that share groups of letters with one of *readings*, by reading those
        that share most first.

        Each with the place of the reading and the negative Dice coefficient, in ascending order; at
        most `MAX_NGRAM_NEIGHBOURS` of a reading.
        """
        return [
            (at, unlike, token)
            for at, reading in enumerate(readings)
            for unlike, token in self.ngram_matches(reading)
        ]

    def _of_term(self, term: str) -> Sequence[int]:
        wanted = hashed(term)
        at = bisect_left(self._term_hash, wanted)
        if at == len(self._term_hash) or self._term_hash[at] != wanted:
            return ()
        return self._left(self._term_token[self._term_start[at] : self._term_start[at + 1]])[
            :MAX_TERM_POSTING
        ]

    def _left(self, tokens: Sequence[int]) -> Sequence[int]:
        if self._tombstones is None:
            return tokens
        import numpy as np

        held = np.asarray(tokens)
        return memoryview(held[~self._tombstones.tokens[held]])

    def ngram_matches(self, reading: str) -> list[tuple[float, int]]:
        """Return (negative Dice coefficient, token) of the tokens that share groups of letters with
        *reading*, likest first.
        """
        import numpy as np

        # postings of one length keep this order: sets have another in every process
        wanted = sorted(ngrams(reading))
        postings = []
        for gram in wanted:
            key = hashed(gram)
            at = bisect_left(self._term_hash, key)
            if at < len(self._term_hash) and self._term_hash[at] == key:
                postings.append(self._left(self._term_token[self._term_start[at] : self._term_start[at + 1]]))
        postings.sort(key=len)
        kept: list[Sequence[int]] = []
        total = 0
        for posting in postings:
            total += len(posting)
            if kept and total > MAX_NGRAM_POSTINGS:
                break
            kept.append(posting[:MAX_NGRAM_POSTINGS])
        if not total:  # none, or all are tombstones
            return []
        shared_by = np.sort(np.concatenate(kept))
        edges = np.flatnonzero(np.concatenate([[True], shared_by[1:] != shared_by[:-1], [True]]))
        first, shared = edges[:-1], edges[1:] - edges[:-1]
        # all others are below by far, whatever their length
        some = shared >= MIN_DICE / 2 * len(wanted)
        tokens, shared = shared_by[first[some]], shared[some]
        dice = 2 * shared / (len(wanted) + np.asarray(self._token_ngrams)[tokens].astype(np.int32))
        near = np.flatnonzero(dice >= MIN_DICE)
        likest = near[np.argsort(-dice[near], kind="stable")[:MAX_NGRAM_NEIGHBOURS]]
        return list(zip((-dice[likest]).tolist(), tokens[likest].tolist(), strict=True))

    def concatenation_postings(self, terms: Iterable[str]) -> dict[int, Sequence[int]]:
        """Return the rows that have one of *terms* (`terms.query_concatenations`), by the number of the term."""
        found: dict[int, Sequence[int]] = {}
        for wanted in sorted(map(hashed, terms)):
            start = bisect_left(self._concatenation_hash, wanted)
            end = bisect_right(self._concatenation_hash, wanted, start)
            if start < end:
                rows = self._concatenation_row[start:end]
                found[wanted] = (
                    rows
                    if self._tombstones is None
                    else [row for row in rows if not self._tombstones.rows[row]]
                )
        return found

    def counts(self, tokens: Sequence[int]) -> list[int]:
        """Return how many rows have each of *tokens*; 0 for a token that is not looked up, such as
        a title.
        """
        start = self._posting_start
        counts = [start[token + 1] - start[token] for token in tokens]
        return (
            counts
            if self._tombstones is None
            else [
                n - self._tombstones.removed_postings.get(t, 0) for n, t in zip(counts, tokens, strict=True)
            ]
        )

    @cached_property
    def _lengths(self) -> Array:
        import numpy as np

        return np.asarray(self._token_length)


def concatenation_rarities(found: Iterable[Sequence[int]], size: int) -> dict[int, float]:
    """Return the rows that `Retrieval.concatenation_postings` gave for each term, with how rare that is among
    *size* rows, in nats.
    """
    rarities: dict[int, float] = {}
    # of a row's terms the rarest counts, which comes last
    for rows in sorted(found, key=len, reverse=True):
        rarities.update(dict.fromkeys(rows[:MAX_ROWS], log1p(size / max(1, len(rows)))))
    return rarities
