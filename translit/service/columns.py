"""The columns of a list that are no field of an entity: they go along, and are told by id.

They stand in a file of SQLite, which processes share and of which memory holds little.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from translit.rows.reading import Rejected
from translit.rows.sheet import open_sheet
from translit.tables import fields

Rows = Iterable[tuple[str, str, str]]  # id, column, value

SCHEMA = "CREATE TABLE cells (id TEXT, column TEXT, value TEXT, UNIQUE (id, column, value))"


def rows_of(path: Path, columns: Mapping[str, str]) -> Rows:
    """Yield the values of a list that are no field; *columns* says which column is a field, where
    its name does not. Raises FileError and TableError as reading the list itself does.
    """
    opened = open_sheet(path, is_wanted=lambda name: name in columns.values() or fields.is_field(name))
    with opened as sheet:
        known = fields.fields_of(sheet.columns, columns, sheet.name)
        other = [name for name in sheet.columns if name and name not in known.values()]
        for _, row in sheet.rows if other else ():
            if isinstance(row, Rejected):
                continue
            identifier = fields.text_in(row.get(known.get("id", known["name"])))
            for name in other if identifier else ():
                try:
                    value = fields.text_in(row.get(name))
                except ValueError:
                    continue  # a list or a mapping is no value to show
                if value is not None:
                    yield str(identifier), name, value


def rows_of_all(paths: Sequence[Path], columns: Mapping[str, str]) -> Rows:
    """Yield the values of several lists that are no field."""
    for path in paths:
        yield from rows_of(path, columns)


def write_columns(rows: Rows, file: Path) -> None:
    """Write *rows* to *file*, which appears whole or not at all."""
    made = file.with_suffix(".new")
    made.unlink(missing_ok=True)
    connection = sqlite3.connect(made)
    try:
        with connection:
            connection.execute(SCHEMA)
            connection.executemany("INSERT OR IGNORE INTO cells VALUES (?, ?, ?)", rows)
    finally:
        connection.close()
    os.replace(made, file)


class Columns:
    """Reads what `write_columns` wrote. Safe for many threads."""

    def __init__(self, file: Path) -> None:
        self._uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        with self._opened() as connection:
            self.names = tuple(
                name for (name,) in connection.execute("SELECT DISTINCT column FROM cells ORDER BY column")
            )
        # a new file takes the place of this one: it is read on as it was
        self._connection = self._opened()

    def _opened(self) -> sqlite3.Connection:
        return sqlite3.connect(self._uri, uri=True, check_same_thread=False)

    def values(self, identifier: str, name: str) -> tuple[str, ...]:
        """Return the values of an entity in a column, each once, in the order of the list."""
        found = self._connection.execute(
            "SELECT value FROM cells WHERE id = ? AND column = ? ORDER BY rowid", (identifier, name)
        )
        return tuple(value for (value,) in found)
