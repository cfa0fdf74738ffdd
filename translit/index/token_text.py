"""The Latin letters of the tokens of a table, as the comparison reads them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from translit.index.columns import Columns
from translit.index.records import latin_text

CACHED_TOKENS = 4_096  # that were read last: .5 MB


class TokenText:
    """Reads tokens in Latin letters from the columns of a compiled table. Safe for many threads."""

    def __init__(self, columns: Columns) -> None:
        self._tokens = columns.texts("token")
        self._row_start = columns.numbers("row_start")
        self._row_token = columns.numbers("row_token")
        self._read = lru_cache(CACHED_TOKENS)(self._token)

    def of(self, tokens: Sequence[int]) -> list[str]:
        """Return each of *tokens* in Latin letters."""
        return list(map(self._read, tokens))

    def of_rows(self, rows: Sequence[int]) -> list[list[str]]:
        """Return the indexed tokens of each of *rows*, in Latin letters."""
        start, token = self._row_start, self._row_token
        return [list(map(self._read, token[start[row] : start[row + 1]])) for row in rows]

    def _token(self, number: int) -> str:
        return latin_text(self._tokens[number])
