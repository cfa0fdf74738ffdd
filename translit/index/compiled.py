"""`Letters`, `Retrieval` and `Ranking` by compiled loops where there are some; the same answers bit
by bit.
"""

from __future__ import annotations

from collections.abc import Sequence

from translit.compiled import retrieval
from translit.index.columns import Columns
from translit.index.ranking import EXTRA, INITIAL, JOINED, MAX_ROWS, MAX_SHARED, Ranked, Wanted
from translit.index.records import NATIVE
from translit.index.removed import Gone
from translit.index.retrieve import (
    CROWD,
    MAX_ALIKE,
    MAX_GRAMS,
    MAX_OF_TERM,
    MIN_GRAMS,
    Retrieval,
    most_near,
    usual_length,
)
from translit.index.terms import HEARD, MIN_DELETION, grams, hashed
from translit.names.compounds import bones


class FastLetters:
    """`Letters`, by compiled loops."""

    def __init__(self, columns: Columns) -> None:
        text, start = columns.numbers("token_text", "B"), columns.numbers("token_start")
        self._texts = retrieval.Texts(
            text, start, columns.numbers("row_start"), columns.numbers("row_token"), NATIVE
        )

    def of(self, tokens: Sequence[int]) -> list[str]:
        """See `Letters.of`."""
        found: list[str] = self._texts.of(tokens)
        return found

    def of_rows(self, rows: Sequence[int]) -> list[list[str]]:
        """See `Letters.of_rows`."""
        found: list[list[str]] = self._texts.of_rows(rows)
        return found


class FastRetrieval(Retrieval):
    """`Retrieval`, with the tokens near and alike found by compiled loops."""

    def __init__(self, columns: Columns, gone: Gone | None = None) -> None:
        super().__init__(columns, gone)
        terms = (self._term_hash, self._term_start, self._term_token)
        tokens = (self._token_length, self._token_grams, self._posting_start)
        self._tokens = retrieval.Tokens(
            *terms, *tokens, *((None, None) if gone is None else (gone.tokens.view("u1"), gone.lost))
        )

    def near(self, readings: Sequence[str], sorts: str) -> list[tuple[int, int]]:
        """See `Retrieval.near`."""
        skeletons = list(map(bones, readings)) if HEARD in sorts else [""] * len(readings)
        limits = (MIN_DELETION, CROWD, MAX_OF_TERM)
        found: list[tuple[int, int]] = self._tokens.near(
            list(readings), skeletons, sorts, usual_length(readings), *most_near(readings), limits
        )
        return found

    def sharing_grams(self, reading: str) -> list[tuple[float, int]]:
        """See `Retrieval.sharing_grams`."""
        found: list[tuple[float, int]] = self._tokens.alike(
            list(map(hashed, sorted(grams(reading)))), MAX_ALIKE, MAX_GRAMS, MIN_GRAMS
        )
        return found

    def counts(self, tokens: Sequence[int]) -> list[int]:
        """See `Retrieval.counts`."""
        found: list[int] = self._tokens.counts(tokens)
        return found


class FastRanking:
    """`Ranking`, by compiled loops."""

    def __init__(self, columns: Columns, gone: Gone | None = None) -> None:
        of_rows = ("posting_start", "posting_row", "row_start", "row_token", "row_initials")
        arrays = (*map(columns.numbers, of_rows), columns.floats("row_rarity"))
        self._rows = retrieval.Rows(
            *arrays, *((None, None) if gone is None else (gone.rows.view("u1"), gone.lost))
        )

    def rows(self, wanted: Wanted) -> Ranked:
        """See `Ranking.rows`."""
        limits = (MAX_ROWS, MAX_SHARED, EXTRA, JOINED, INITIAL)
        return Ranked(*self._rows.rows(dict(wanted.tokens), dict(wanted.glued), *wanted[2:], limits))
