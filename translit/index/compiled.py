"""`TokenText`, `Retrieval` and `Ranking` by the loops in C, with the same answers bit by bit."""

from __future__ import annotations

from collections.abc import Sequence

from translit.compiled import retrieval
from translit.index.columns import Columns
from translit.index.ranking import (
    CONCATENATION_WEIGHT,
    EXTRA_TOKEN_PENALTY,
    INITIAL_NATS,
    MAX_ROWS,
    MAX_TOKEN_POSTING,
    Ranked,
    RankQuery,
)
from translit.index.records import NATIVE_SEPARATOR
from translit.index.removed import Tombstones
from translit.index.retrieve import (
    LARGE_POSTING,
    MAX_NGRAM_NEIGHBOURS,
    MAX_NGRAM_POSTINGS,
    MAX_TERM_POSTING,
    MIN_DICE,
    Retrieval,
    neighbour_limits,
    reference_length,
)
from translit.index.terms import MIN_DELETION, PHONETIC, hashed, ngrams
from translit.names.compounds import compound_skeleton


class CompiledTokenText:
    """`TokenText`, by compiled loops."""

    def __init__(self, columns: Columns) -> None:
        text, start = columns.numbers("token_text", "B"), columns.numbers("token_start")
        self._texts = retrieval.Texts(
            text, start, columns.numbers("row_start"), columns.numbers("row_token"), NATIVE_SEPARATOR
        )

    def of(self, tokens: Sequence[int]) -> list[str]:
        """See `TokenText.of`."""
        found: list[str] = self._texts.of(tokens)
        return found

    def of_rows(self, rows: Sequence[int]) -> list[list[str]]:
        """See `TokenText.of_rows`."""
        found: list[list[str]] = self._texts.of_rows(rows)
        return found


class CompiledRetrieval(Retrieval):
    """`Retrieval`, with edit and n-gram neighbours found by compiled loops."""

    def __init__(self, columns: Columns, tombstones: Tombstones | None = None) -> None:
        super().__init__(columns, tombstones)
        terms = (self._term_hash, self._term_start, self._term_token)
        tokens = (self._token_length, self._token_ngrams, self._posting_start)
        self._tokens = retrieval.Tokens(
            *terms,
            *tokens,
            *(
                (None, None)
                if tombstones is None
                else (tombstones.tokens.view("u1"), tombstones.removed_postings)
            ),
        )

    def edit_neighbours(self, readings: Sequence[str], kinds: str) -> list[tuple[int, int]]:
        """See `Retrieval.edit_neighbours`."""
        skeletons = list(map(compound_skeleton, readings)) if PHONETIC in kinds else [""] * len(readings)
        limits = (MIN_DELETION, LARGE_POSTING, MAX_TERM_POSTING)
        found: list[tuple[int, int]] = self._tokens.edit_neighbours(
            list(readings), skeletons, kinds, reference_length(readings), *neighbour_limits(readings), limits
        )
        return found

    def ngram_matches(self, reading: str) -> list[tuple[float, int]]:
        """See `Retrieval.ngram_matches`."""
        found: list[tuple[float, int]] = self._tokens.ngram_neighbours(
            list(map(hashed, sorted(ngrams(reading)))), MAX_NGRAM_NEIGHBOURS, MAX_NGRAM_POSTINGS, MIN_DICE
        )
        return found

    def counts(self, tokens: Sequence[int]) -> list[int]:
        """See `Retrieval.counts`."""
        found: list[int] = self._tokens.counts(tokens)
        return found

    def rarities(self, tokens: Sequence[int], size: int) -> list[float]:
        """See `Retrieval.rarities`."""
        found: list[float] = self._tokens.rarities(tokens, size)
        return found


class CompiledRanking:
    """`Ranking`, by compiled loops."""

    def __init__(self, columns: Columns, tombstones: Tombstones | None = None) -> None:
        of_rows = ("posting_start", "posting_row", "row_start", "row_token", "row_initials")
        arrays = (*map(columns.numbers, of_rows), columns.floats("row_rarity"))
        self._rows = retrieval.Rows(
            *arrays,
            *(
                (None, None)
                if tombstones is None
                else (tombstones.rows.view("u1"), tombstones.removed_postings)
            ),
        )

    def rank(self, query: RankQuery) -> Ranked:
        """See `Ranking.rank`."""
        limits = (MAX_ROWS, MAX_TOKEN_POSTING, EXTRA_TOKEN_PENALTY, CONCATENATION_WEIGHT, INITIAL_NATS)
        return Ranked(*self._rows.rank(dict(query.tokens), dict(query.concatenations), *query[2:], limits))
