"""Rows of a frame (pandas, polars, Arrow and what speaks its protocol), of Parquet and of Excel."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from translit.errors import FileError

Row = dict[str, Any]


def frame_rows(frame: Any) -> tuple[list[str], Iterator[Row]]:
    """Return the columns of *frame* and its rows; what is missing is None.

    >>> columns, rows = frame_rows({"id": [1, 2], "name": ["Kyiv", "Lviv"]})
    >>> columns, next(rows)
    (['id', 'name'], {'id': 1, 'name': 'Kyiv'})

    *frame*: a DataFrame of pandas or polars, a table or a record batch of Arrow, anything that has
    `__arrow_c_stream__` (a relation of DuckDB), a mapping of columns, or mappings, one a row.
    Raises TypeError for anything else and for a lazy frame.
    """
    if isinstance(frame, Mapping):
        return _of_columns([str(name) for name in frame], [list(values) for values in frame.values()])
    pandas, polars = sys.modules.get("pandas"), sys.modules.get("polars")
    if pandas is not None and isinstance(frame, pandas.DataFrame):
        names = list(map(str, frame.columns))
        series = [frame.iloc[:, at] for at in range(len(names))]
        # a column of objects: pandas turns whole numbers beside a missing one into 7.0
        columns = [of.astype(object).where(of.notna(), None).tolist() for of in series]
        return _of_columns(names, columns)
    if polars is not None and isinstance(frame, polars.DataFrame):
        return _of_columns(frame.columns, [column.to_list() for column in frame.get_columns()])
    if type(frame).__name__ == "LazyFrame":
        raise TypeError("a LazyFrame has no rows yet: collect() it first")
    if hasattr(frame, "to_pylist") and hasattr(frame, "schema"):
        return _of_arrow(frame)
    if hasattr(frame, "__arrow_c_stream__"):
        return _of_arrow(_pyarrow("a frame other than of pandas and polars").table(frame))
    if isinstance(frame, Iterable) and not isinstance(frame, str | bytes):
        rows = list(frame)
        if all(isinstance(row, Mapping) for row in rows):
            names = list(dict.fromkeys(str(name) for row in rows for name in row))
            return names, ({str(name): value for name, value in row.items()} for row in rows)
    raise TypeError(
        f"a table is a path, a frame of pandas, polars or Arrow, or mappings, one a row, "
        f"not {type(frame).__name__} {frame!r:.80}"
    )


def parquet_rows(path: Path) -> tuple[list[str], Iterator[Row]]:
    """Return the columns and rows of a Parquet file. Raises FileError for what is none."""
    pa = _pyarrow("Parquet")
    import pyarrow.parquet as pq

    try:
        return _of_arrow(pq.read_table(path, partitioning=None))
    # an OSError without a number, and of names of columns UnicodeDecodeError: of what is inside
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise FileError(path, 0, f"not a Parquet file: {error}", "Write it again") from error


def excel_rows(path: Path, sheet: str | None = None) -> tuple[list[str], Iterator[tuple[int, Row]]]:
    """Return the columns and rows of a sheet, by default the first, each with its number.

    The first row that is not empty names the columns. Raises FileError for what is no workbook or
    lacks the sheet.
    """
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        raise ImportError("Excel needs openpyxl: pip install 'translit-names[excel]'") from error
    from zipfile import BadZipFile

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError) as error:
        raise FileError(path, 0, f"not a workbook of Excel: {error}", "Save it as .xlsx or CSV") from error
    if sheet is not None and sheet not in book.sheetnames:
        there = ", ".join(map(repr, book.sheetnames))
        raise FileError(path, 0, f"no sheet is named {sheet!r}; there are {there}", "Name one of them")
    numbered = enumerate((book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True), 1)
    filled = ((number, row) for number, row in numbered if any(value is not None for value in row))
    head = next(filled, None)
    if head is None:
        raise FileError(path, 0, "the sheet is empty", "Name the columns in its first row")
    columns = ["" if value is None else str(value) for value in head[1]]
    return columns, ((number, _row(columns, values)) for number, values in filled)


def _row(columns: Sequence[str], values: Iterable[Any]) -> Row:
    return {name: value for name, value in zip_longest(columns, values, fillvalue="") if name and value != ""}


def _of_columns(names: Sequence[str], columns: Sequence[Sequence[Any]]) -> tuple[list[str], Iterator[Row]]:
    if len(set(map(len, columns))) > 1:
        raise ValueError(f"the columns {', '.join(map(repr, names))} have not the same number of values")
    return list(names), (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))


def _of_arrow(table: Any) -> tuple[list[str], Iterator[Row]]:
    return _of_columns(table.schema.names, [column.to_pylist() for column in table.columns])


def _pyarrow(what: str) -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise ImportError(f"{what} needs pyarrow: pip install 'translit-names[arrow]'") from error
    return pyarrow
