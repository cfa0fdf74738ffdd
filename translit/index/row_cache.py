"""What spellings and tokens are compiled to, kept for the next compilation by the same rules.

Most of a compilation is how each spelling is read and romanized by every scheme. That depends on
the spelling, the language data and the code, and not on the other entities, so a changed list of
entities costs its new spellings alone.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from translit.atomic_write import atomic_write

Key = str


class CompiledRow(NamedTuple):
    """A spelling: its tokens as they are encoded with the numbers of their roles, its match keys
    with the scheme of each and whether it is that of a bare surname, the hashes of its
    concatenations.
    """

    tokens: list[str]
    roles: list[int]
    keys: list[tuple[str, str, bool]]
    concatenations: list[int]


class CompiledToken(NamedTuple):
    """A token: the hashes of its terms, how many n-grams it has, how many letters."""

    hashes: list[int]
    ngrams: int
    letters: int


class RowCache:
    """A file of compiled rows and tokens. One that is missing or damaged is an empty one.

    What is not asked for again is not kept. The rules are those whose digest the caller puts into
    the name of the file.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self.rows: dict[Key, CompiledRow] = {}
        self.tokens: dict[Key, CompiledToken] = {}
        self._old_rows: dict[Key, list[Any]] = {}
        self._old_tokens: dict[Key, list[Any]] = {}
        if path is not None and path.is_file():
            try:
                self._old_rows, self._old_tokens = json.loads(path.read_bytes())
            except (OSError, ValueError, TypeError):
                return

    def row(self, key: Key) -> CompiledRow | None:
        """Return the row of *key*, None if it is not kept."""
        if key not in self.rows and key in self._old_rows:
            tokens, roles, keys, concatenations = self._old_rows[key]
            self.rows[key] = CompiledRow(tokens, roles, [tuple(of) for of in keys], concatenations)
        return self.rows.get(key)

    def token(self, key: Key) -> CompiledToken | None:
        """Return the token of *key*, None if it is not kept."""
        if key not in self.tokens and key in self._old_tokens:
            self.tokens[key] = CompiledToken(*self._old_tokens[key])
        return self.tokens.get(key)

    def save(self) -> None:
        """Write what was asked for since the file was read."""
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(self._path) as file:
            file.write(json.dumps([self.rows, self.tokens], separators=(",", ":")).encode())
