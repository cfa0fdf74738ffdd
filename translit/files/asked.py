"""What is asked of each row: its name, and kind, country and date where columns say them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from translit.errors import FileError
from translit.model import Kind
from translit.periods import period_of
from translit.rows.reading import Chunk
from translit.tables.fields import country_in, kind_in, text_in

Value = TypeVar("Value")


class Asked(NamedTuple):
    """A name with its kind, country and date, as far as they are known, and whose it is."""

    name: str
    kind: Kind | None
    country: str | None
    when: str | None
    customer: str | None


class AskedColumns(NamedTuple):
    """The columns that say kind, country and date of each name, and whose it is, and what is asked
    where they do not.
    """

    kind_column: str | None
    country_column: str | None
    when_column: str | None
    customer_column: str | None
    kind: Kind | None
    country: str | None
    when: str | None

    def check(self, columns: Sequence[str], path: str) -> None:
        """Raise FileError if *columns* lack one of these."""
        options = zip(("kind", "country", "when", "customer"), self[:4], strict=True)
        for option, column in options:
            if column is not None and columns.count(column) != 1:
                problem = f"no column, or several, are named {column!r}; there are "
                problem += ", ".join(map(repr, columns))
                raise FileError(path, 1, problem, f"Choose one by --{option}-column")

    def of(self, chunk: Chunk, columns: Sequence[str]) -> tuple[list[Asked | None], int]:
        """Return what each row of *chunk* asks, None without a name, and how many kinds, countries
        and dates are unknown.

        A value may be what `Normalizer.from_table` reads as a kind, a country by code or name, a
        date of ISO 8601. Of several countries none is asked.
        """
        nothing: Sequence[Any] = [None] * len(chunk.names)
        about = [nothing if column is None else _values(chunk, columns, column) for column in self[:4]]
        read_kind, read_country, read_date = _Known(kind_in), _Known(known_country), _Known(known_date)
        asked = [
            None
            if name is None
            else Asked(
                name,
                read_kind(kind) or self.kind,
                read_country(country) or self.country,
                read_date(day) or self.when,
                text_in(customer),
            )
            for name, kind, country, day, customer in zip(chunk.names, *about, strict=True)
        ]
        return asked, read_kind.unknown + read_country.unknown + read_date.unknown


class _Known(Generic[Value]):
    """Reads the values of a column, each distinct text once, and counts those that say nothing."""

    def __init__(self, read: Callable[[str], Value | None]) -> None:
        self.unknown = 0
        self._read, self._cache = read, dict[str, Value | None]()

    def __call__(self, value: Any) -> Value | None:
        text = text_in(value) if isinstance(value, str | int | float | date) else None
        if text is None:
            self.unknown += value is not None and value != ""
            return None
        if text not in self._cache:
            self._cache[text] = self._read(text)
        found = self._cache[text]
        self.unknown += found is None
        return found


def known_country(text: str) -> str | None:
    """Return the one country that a text names, by code or name; None for none and for several."""
    found = country_in(text)
    return found[0] if len(found) == 1 else None


def known_date(text: str) -> str | None:
    """Return the date of a text, with a time of day or without; None for what is none.

    >>> known_date("1975"), known_date("1975-06-12 08:30"), known_date("12.6.1975")
    ('1975', '1975-06-12', None)
    """
    try:
        return period_of(text).text
    except ValueError:
        return None


def _values(chunk: Chunk, columns: Sequence[str], column: str) -> list[Any]:
    if not isinstance(chunk.rows, list):
        values: list[Any] = chunk.rows.column(column).to_pylist()
        return values
    if columns:
        at = columns.index(column)
        return [row[at] for row in chunk.rows]
    return [row.get(column) for _, row in chunk.rows]
