"""From the readings of a token to the tokens of a table that are like it, and from tokens to the rows that have them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import log1p
from typing import TYPE_CHECKING, Any, NamedTuple

from translit.tables.columns import Columns
from translit.tables.gone import Gone
from translit.tables.terms import HEARD_AT, grams, hashed, near_terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

MAX_NEAR = 48  # tokens that are one reading of a token, or a letter away
MAX_HEARD = 12  # tokens that have the skeleton of one
MAX_READINGS = 4  # that add to that number
MAX_ALIKE = 120  # tokens that share groups of letters with one token
CROWD = 40  # tokens of one term from which on those of nearest length are picked by numpy
MAX_OF_TERM = 400  # tokens; of a skeleton that more have, the first
MIN_GRAMS = 0.3  # Dice coefficient below which tokens have too little in common
MAX_GRAMS = 6_000  # tokens that are counted for a reading by their groups of letters, the rarest groups first
MAX_ROWS = 2_000  # rows that are looked at, those with the rarest and likest tokens first …
MAX_SHARED = 20_000  # … but all of one token's, up to so many
NUMBER = 20  # bits for the number of a posting beside a row: a query has some hundred
EXTRA = 0.2  # what the rarity of a row's tokens that the query does not have counts against it
JOINED = 0.7  # how like a row is whose glued tokens have the skeleton of the query's
INITIAL = 1.5  # what a token of the row with the letter of an initial counts, in nats


def most_near(readings: Sequence[str]) -> tuple[int, int]:
    """Return how many tokens are told that are one of *readings* or a letter away, and how many that have a skeleton of theirs."""
    count = min(len(readings), MAX_READINGS)
    return MAX_NEAR * count, MAX_HEARD * count


class Wanted(NamedTuple):
    """What rows are asked for: those that have most of some tokens."""

    tokens: Sequence[tuple[float, int]]  # (weight in nats, token), each token once, heaviest first
    glued: Mapping[int, float]  # more rows, found by all of their tokens glued, with the rarity of that in nats
    initials: str  # letters that other tokens of the row should begin with
    limit: int  # rows at the most
    least_share: float  # of what the best row weighs; rows that weigh less are not told
    is_latin: bool = True  # whether what is glued is as somebody wrote it, not a reading of another script


class Ranked(NamedTuple):
    """A row that has some of the tokens that were asked for."""

    score: float  # in nats: the weight, less what it has besides
    weight: float  # of these tokens, in nats
    row: int


class Retrieval:
    """Finds tokens and rows. Reads the columns of a compiled table; safe for many threads.

    What is *gone* is left out before anything is counted or cut, so that it takes no place of what is left.
    """

    def __init__(self, columns: Columns, gone: Gone | None = None) -> None:
        self._columns = columns
        self._gone = gone
        self._term_hash = columns.numbers("term_hash")
        self._term_start = columns.numbers("term_start")
        self._term_token = columns.numbers("term_token")
        self._token_length = columns.numbers("token_length", "B")
        self._token_grams = columns.numbers("token_grams", "B")
        self._posting_start = columns.numbers("posting_start")
        self._joined_hash = columns.numbers("joined_hash")
        self._joined_row = columns.numbers("joined_row")

    def near(self, readings: Sequence[str], sorts: str) -> list[tuple[int, int]]:
        """Return (distance, token) of the tokens that are near one of *readings*, nearest first, by `terms.near_terms`."""
        found: dict[int, int] = {}
        most, most_heard = most_near(readings)
        size = max(
            map(len, readings[:2])
        )  # the likeliest reading of a script without vowels, or how the letters are usually written
        for reading in readings:
            for term, distance in near_terms(reading, sorts):
                tokens = self._of_term(term)
                if len(tokens) > CROWD:
                    tokens = self._of_length(size, tokens, (most if distance < HEARD_AT else most_heard) + len(found))
                for token in tokens:
                    if found.get(token, 9) > distance:
                        found[token] = distance
        if len(found) <= most_heard:
            return sorted((distance, token) for token, distance in found.items())
        length = self._token_length
        ranked = sorted([distance << 48 | abs(length[token] - size) << 32 | token for token, distance in found.items()])
        heard = bisect_left(ranked, HEARD_AT << 48)
        return [(one >> 48, one & 0xFFFFFFFF) for one in (*ranked[: min(most, heard)], *ranked[heard : heard + most_heard])]

    def _of_length(self, size: int, tokens: Sequence[int], limit: int) -> Sequence[int]:
        """Return the *limit* tokens whose length is nearest to *size*, the first of equals."""
        import numpy as np

        held = np.asarray(tokens).astype(np.int64)
        ranked = np.abs(self._lengths[held].astype(np.int64) - size) << 32 | held
        if len(ranked) > limit:
            ranked = np.partition(ranked, limit)[:limit]
        few: list[int] = (ranked & 0xFFFFFFFF).tolist()
        return few

    def alike(self, readings: Sequence[str]) -> list[tuple[int, float, int]]:
        """Return the tokens that share groups of letters with one of *readings*, by reading those that share most first.

        Each with the place of the reading and the negative Dice coefficient, in ascending order; at most `MAX_ALIKE` of a reading.
        """
        return [(at, unlike, token) for at, reading in enumerate(readings) for unlike, token in self._sharing_grams(reading)]

    def _of_term(self, term: str) -> Sequence[int]:
        wanted = hashed(term)
        at = bisect_left(self._term_hash, wanted)
        if at == len(self._term_hash) or self._term_hash[at] != wanted:
            return ()
        return self._left(self._term_token[self._term_start[at] : self._term_start[at + 1]])[:MAX_OF_TERM]

    def _left(self, tokens: Sequence[int]) -> Sequence[int]:
        if self._gone is None:
            return tokens
        import numpy as np

        held = np.asarray(tokens)
        return memoryview(held[~self._gone.tokens[held]])

    def _sharing_grams(self, reading: str) -> list[tuple[float, int]]:
        """Return (negative Dice coefficient, token) of the tokens that share groups of letters with *reading*, likest first."""
        import numpy as np

        wanted = sorted(grams(reading))  # postings of one length keep this order: sets have another in every process
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
            if kept and total > MAX_GRAMS:
                break
            kept.append(posting[:MAX_GRAMS])
        if not kept:
            return []
        shared_by = np.sort(np.concatenate(kept))
        first = np.flatnonzero(np.concatenate([[True], shared_by[1:] != shared_by[:-1]]))
        shared = np.diff(first, append=len(shared_by))
        some = shared >= MIN_GRAMS / 2 * len(wanted)  # all others are below by far, whatever their length
        tokens, shared = shared_by[first[some]], shared[some]
        dice = 2 * shared / (len(wanted) + np.asarray(self._token_grams)[tokens].astype(np.int32))
        near = np.flatnonzero(dice >= MIN_GRAMS)
        likest = near[np.argsort(-dice[near], kind="stable")[:MAX_ALIKE]]
        return list(zip((-dice[likest]).tolist(), tokens[likest].tolist(), strict=True))

    def joined(self, terms: Iterable[str]) -> dict[int, Sequence[int]]:
        """Return the rows that have one of *terms* (`terms.glued`), by the number of the term."""
        found: dict[int, Sequence[int]] = {}
        for wanted in sorted(map(hashed, terms)):
            start = bisect_left(self._joined_hash, wanted)
            end = bisect_right(self._joined_hash, wanted, start)
            if start < end:
                rows = self._joined_row[start:end]
                found[wanted] = rows if self._gone is None else [row for row in rows if not self._gone.rows[row]]
        return found

    def counts(self, tokens: Sequence[int]) -> list[int]:
        """Return how many rows have each of *tokens*; 0 for a token that is not looked up, such as a title."""
        start = self._posting_start
        counts = [start[token + 1] - start[token] for token in tokens]
        return counts if self._gone is None else [n - self._gone.lost.get(t, 0) for n, t in zip(counts, tokens, strict=True)]

    def rows(self, wanted: Wanted) -> list[Ranked]:
        """Return the rows whose tokens weigh most, best first.

        What a row has besides counts by how rare it was when the table was compiled, whatever was removed or added since.
        """
        import numpy as np

        rows, votes = self._having(wanted.tokens)
        glued = wanted.glued
        if glued:
            more = np.fromiter(glued, dtype=rows.dtype, count=len(glued))
            weights = JOINED * np.fromiter(glued.values(), dtype=float, count=len(glued))
            rows, votes = _merged(rows, votes, more, weights)
        if not len(rows):
            return []
        for letter in wanted.initials:
            if "a" <= letter <= "z":
                votes = votes + INITIAL * ((self._arrays.row_initials[rows] >> (ord(letter) - 97)) & 1)
        kept = votes >= wanted.least_share * votes.max()
        rows, votes = rows[kept], votes[kept]
        besides = np.maximum(0, self._arrays.row_rarity[rows] - votes)
        if glued and wanted.is_latin:
            besides[np.isin(rows, more)] = 0.0  # which of its tokens are glued in the query is not known
        score = votes - EXTRA * besides
        if len(rows) > wanted.limit:
            best = np.argpartition(-score, wanted.limit)[: wanted.limit]
            rows, votes, score = rows[best], votes[best], score[best]
        order = np.lexsort((rows, -score))
        return list(map(Ranked, score[order].tolist(), votes[order].tolist(), rows[order].tolist()))

    def _having(self, weighed: Sequence[tuple[float, int]]) -> tuple[Array, Array]:
        """Return the rows that have the tokens, and for each the sum of what its tokens weigh."""
        import numpy as np

        postings, weights, left = [], [], []
        total = 0
        for (weight, token), size in zip(weighed, self.counts([token for _, token in weighed]), strict=True):
            if not size:
                continue  # a title, an initial
            if total < MAX_ROWS and size <= MAX_SHARED:
                postings.append(self._rows_of(token))
                weights.append(weight)
                total += size
            else:
                left.append((token, weight))
        if not postings:  # every token is one of the commonest
            if not left:
                return np.zeros(0, dtype=np.uint32), np.zeros(0)
            token, weight = left.pop(0)
            postings, weights = [self._rows_of(token)[:MAX_SHARED]], [weight]
        rows, votes = _summed(postings, weights)
        return rows, votes + self._more(rows, left) if left else votes

    def _rows_of(self, token: int) -> Array:
        rows = self._arrays.posting_row[self._posting_start[token] : self._posting_start[token + 1]]
        return rows if self._gone is None else rows[~self._gone.rows[rows]]

    def _more(self, rows: Array, left: list[tuple[int, float]]) -> Array:
        """Return what the tokens, too common to be looked up, weigh for each of *rows*."""
        import numpy as np

        left.sort()
        token = np.array([token for token, _ in left])
        weight = np.array([weight for _, weight in left])
        start, end = self._arrays.row_start[rows], self._arrays.row_start[rows + 1]
        size = (end - start).astype(np.int64)
        at = np.repeat(np.arange(len(size)), size)
        has = self._arrays.row_token[np.arange(len(at)) + (start - (np.cumsum(size) - size))[at]]
        place = np.minimum(np.searchsorted(token, has), len(token) - 1)
        found: Array = np.bincount(at, weights=np.where(token[place] == has, weight[place], 0.0), minlength=len(rows))
        return found

    @cached_property
    def _lengths(self) -> Array:
        import numpy as np

        return np.asarray(self._token_length)

    @cached_property
    def _arrays(self) -> _Arrays:
        return _Arrays(self._columns)


class _Arrays:
    """The columns that are read with numpy."""

    def __init__(self, columns: Columns) -> None:
        arrays = columns.arrays
        self.posting_row: Array = arrays["posting_row"]
        self.row_start: Array = arrays["row_start"]
        self.row_token: Array = arrays["row_token"]
        self.row_rarity: Array = arrays["row_rarity"]
        self.row_initials: Array = arrays["row_initials"]


def joined_rarities(found: Iterable[Sequence[int]], size: int) -> dict[int, float]:
    """Return the rows that `Retrieval.joined` gave for each term, with how rare that is among *size* rows, in nats."""
    rarities: dict[int, float] = {}
    for rows in sorted(found, key=len, reverse=True):  # of a row's terms the rarest counts, which comes last
        rarities.update(dict.fromkeys(rows[:MAX_ROWS], log1p(size / max(1, len(rows)))))
    return rarities


def _summed(postings: Sequence[Array], weights: Sequence[float]) -> tuple[Array, Array]:
    """Return each row of *postings* once, with the sum of their *weights*."""
    import numpy as np

    if len(postings) == 1:
        return postings[0], np.full(len(postings[0]), weights[0])
    number = np.repeat(np.arange(len(postings)), [len(posting) for posting in postings])
    key = np.sort(np.concatenate(postings).astype(np.int64) << NUMBER | number)  # no two are equal: one order on every machine
    rows = key >> NUMBER
    first = np.flatnonzero(np.concatenate([[True], rows[1:] != rows[:-1]]))
    return rows[first].astype(np.uint32), np.add.reduceat(np.array(weights)[key & (1 << NUMBER) - 1], first)


def _merged(rows: Array, votes: Array, more: Array, weights: Array) -> tuple[Array, Array]:
    """Return the rows of both, each once and with the sum of what it has; those of either are distinct."""
    import numpy as np

    both, at = np.unique(np.concatenate([rows, more]), return_inverse=True)
    return both, np.bincount(at, weights=np.concatenate([votes, weights]))
