"""Rows that cannot be read, as a file: the line, why, and the row as it stands."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable

from translit.errors import FileError
from translit.rows.formulas import as_shown
from translit.rows.reading import Rejected

HEAD = b"line,reason,row\n"


def check_apart(rejects: str | os.PathLike[str], *read: str | os.PathLike[str]) -> None:
    """Raise FileError if *rejects* would be written over a file that is *read*."""
    if os.path.realpath(rejects) in map(os.path.realpath, read):
        raise FileError(rejects, 0, "rejects would be written over the list itself", "Name another file")


def rejected_lines(rows: Iterable[Rejected], *, is_safe: bool = False) -> bytes:
    """Return rejected rows as lines of CSV, to stand below `HEAD`.

    >>> rejected_lines([Rejected(7, "no name", "c/7,")])
    b'7,no name,"c/7,"\\n'

    *is_safe*: written so that a spreadsheet runs no value as a formula.
    """
    written = io.StringIO()
    shown = as_shown if is_safe else str
    lines = ((row.line, shown(row.reason), shown(row.text)) for row in rows)
    csv.writer(written, lineterminator="\n").writerows(lines)
    return written.getvalue().encode()
