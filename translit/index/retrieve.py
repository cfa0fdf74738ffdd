"""Find the tokens of a compiled table that are spelled or sound like a token of a query.

By a deletion index (SymSpell), by phonetic skeletons and by letter n-grams; rows, too, by their
concatenated tokens.
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

# docs/how-it-decides.md has the measurements
MAX_EDIT_NEIGHBOURS = 48  # tokens equal to a reading or one letter away, for each reading
MAX_PHONETIC_NEIGHBOURS = 12  # tokens with the skeleton of a reading, for each reading
MAX_READINGS = 4  # readings of a token that raise these two limits
MAX_NGRAM_NEIGHBOURS = 120  # tokens that share n-grams with a reading
LARGE_POSTING = 40  # tokens of a term from which on those of nearest length are selected
MAX_TERM_POSTING = 400  # tokens read of a term; a common skeleton has more
MIN_DICE = 0.3  # coefficient of the n-grams of two tokens
MAX_NGRAM_POSTINGS = 6_000  # tokens counted for a reading, those of its rarest n-grams first


def neighbour_limits(readings: Sequence[str]) -> tuple[int, int]:
    """Return how many edit neighbours and how many phonetic neighbours are kept for *readings*."""
    count = min(len(readings), MAX_READINGS)
    return MAX_EDIT_NEIGHBOURS * count, MAX_PHONETIC_NEIGHBOURS * count


def reference_length(readings: Sequence[str]) -> int:
    """Return the length that neighbours should have: of the two most probable readings, the longer.

    In a script without vowels one of the two lacks them.
    """
    return max(map(len, readings[:2]))


class Retrieval:
    """Finds tokens of a compiled table, and rows by concatenated tokens. Safe for many threads.

    What is removed is left out before anything is counted or cut, so that it takes no other's
    place.
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
        """Return (distance, token) of the tokens near one of *readings*, nearest first.

        Distances and *kinds* are those of `terms.neighbour_terms`.
        """
        found: dict[int, int] = {}
        most, most_phonetic = neighbour_limits(readings)
        size = reference_length(readings)
        for reading in readings:
            for term, distance in neighbour_terms(reading, kinds):
                tokens = self._of_term(term)
                if len(tokens) > LARGE_POSTING:
                    tokens = self._of_length(
                        size, tokens, (most if distance < PHONETIC_DISTANCE else most_phonetic) + len(found)
                    )
                for token in tokens:
                    if found.get(token, 9) > distance:
                        found[token] = distance
        if len(found) <= most_phonetic:
            return sorted((distance, token) for token, distance in found.items())
        length = self._token_length
        ranked = sorted(
            [distance << 48 | abs(length[token] - size) << 32 | token for token, distance in found.items()]
        )
        phonetic = bisect_left(ranked, PHONETIC_DISTANCE << 48)
        return [
            (one >> 48, one & 0xFFFFFFFF)
            for one in (*ranked[: min(most, phonetic)], *ranked[phonetic : phonetic + most_phonetic])
        ]

    def _of_length(self, size: int, tokens: Sequence[int], limit: int) -> Sequence[int]:
        """Return the *limit* tokens of a length nearest to *size*, of equals the first."""
        import numpy as np

        held = np.asarray(tokens).astype(np.int64)
        ranked = np.abs(self._lengths[held].astype(np.int64) - size) << 32 | held
        if len(ranked) > limit:
            ranked = np.partition(ranked, limit)[:limit]
        nearest: list[int] = (ranked & 0xFFFFFFFF).tolist()
        return nearest

    def ngram_neighbours(self, readings: Sequence[str]) -> list[tuple[int, float, int]]:
        """Return (place of the reading, negative Dice coefficient, token), in ascending order.

        Tokens that share n-grams with one of *readings*, at most `MAX_NGRAM_NEIGHBOURS` of each.
        """
        return [
            (at, negative_dice, token)
            for at, reading in enumerate(readings)
            for negative_dice, token in self.ngram_matches(reading)
        ]

    def _of_term(self, term: str) -> Sequence[int]:
        key = hashed(term)
        at = bisect_left(self._term_hash, key)
        if at == len(self._term_hash) or self._term_hash[at] != key:
            return ()
        return self._not_removed(self._term_token[self._term_start[at] : self._term_start[at + 1]])[
            :MAX_TERM_POSTING
        ]

    def _not_removed(self, tokens: Sequence[int]) -> Sequence[int]:
        if self._tombstones is None:
            return tokens
        import numpy as np

        held = np.asarray(tokens)
        return memoryview(held[~self._tombstones.tokens[held]])

    def ngram_matches(self, reading: str) -> list[tuple[float, int]]:
        """Return (negative Dice coefficient, token) of the tokens that share most n-grams."""
        import numpy as np

        # sorted, since postings of one length keep this order and sets differ by process
        of_reading = sorted(ngrams(reading))
        postings = []
        for ngram in of_reading:
            key = hashed(ngram)
            at = bisect_left(self._term_hash, key)
            if at < len(self._term_hash) and self._term_hash[at] == key:
                postings.append(
                    self._not_removed(self._term_token[self._term_start[at] : self._term_start[at + 1]])
                )
        postings.sort(key=len)
        kept: list[Sequence[int]] = []
        total = 0
        for posting in postings:
            total += len(posting)
            if kept and total > MAX_NGRAM_POSTINGS:
                break
            kept.append(posting[:MAX_NGRAM_POSTINGS])
        if not total:  # none, or all are removed
            return []
        shared_by = np.sort(np.concatenate(kept))
        edges = np.flatnonzero(np.concatenate([[True], shared_by[1:] != shared_by[:-1], [True]]))
        first, shared = edges[:-1], edges[1:] - edges[:-1]
        # fewer are below MIN_DICE whatever the length of the token
        is_possible = shared >= MIN_DICE / 2 * len(of_reading)
        tokens, shared = shared_by[first[is_possible]], shared[is_possible]
        dice = 2 * shared / (len(of_reading) + np.asarray(self._token_ngrams)[tokens].astype(np.int32))
        near = np.flatnonzero(dice >= MIN_DICE)
        best = near[np.argsort(-dice[near], kind="stable")[:MAX_NGRAM_NEIGHBOURS]]
        return list(zip((-dice[best]).tolist(), tokens[best].tolist(), strict=True))

    def concatenation_postings(self, terms: Iterable[str]) -> dict[int, Sequence[int]]:
        """Return the rows that have one of *terms* (`terms.query_concatenations`), by its hash."""
        postings: dict[int, Sequence[int]] = {}
        for term in sorted(map(hashed, terms)):
            start = bisect_left(self._concatenation_hash, term)
            end = bisect_right(self._concatenation_hash, term, start)
            if start < end:
                rows = self._concatenation_row[start:end]
                postings[term] = (
                    rows
                    if self._tombstones is None
                    else [row for row in rows if not self._tombstones.rows[row]]
                )
        return postings

    def counts(self, tokens: Sequence[int]) -> list[int]:
        """Return how many rows have each of *tokens*; 0 if it is not indexed, as titles are not."""
        start = self._posting_start
        counts = [start[token + 1] - start[token] for token in tokens]
        return (
            counts
            if self._tombstones is None
            else [
                n - self._tombstones.removed_postings.get(t, 0) for n, t in zip(counts, tokens, strict=True)
            ]
        )

    def rarities(self, tokens: Sequence[int], size: int) -> list[float]:
        """Return how rare each of *tokens* is among *size* rows, in nats."""
        return [log1p(size / max(1, count)) for count in self.counts(tokens)]

    @cached_property
    def _lengths(self) -> Array:
        import numpy as np

        return np.asarray(self._token_length)


def concatenation_rarities(postings: Iterable[Sequence[int]], size: int) -> dict[int, float]:
    """Return the rows of *postings*, each with the rarity of its rarest term among *size* rows, in
    nats.
    """
    rarities: dict[int, float] = {}
    # the rarest of a row's terms counts: it comes last
    for rows in sorted(postings, key=len, reverse=True):
        rarities.update(dict.fromkeys(rows[:MAX_ROWS], log1p(size / max(1, len(rows)))))
    return rarities
