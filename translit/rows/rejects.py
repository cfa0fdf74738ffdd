"""Rows that cannot be read, as a file: the line, why, and the row as it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from translit.rows.reading import Rejected

HEAD = b"line,reason,row\n"


def rejected_lines(rows: Iterable[Rejected]) -> bytes:
    """Return rejected rows as lines of CSV, to stand below `HEAD`.

    >>> rejected_lines([Rejected(7, "no name", "c/7,")])
    b'7,no name,"c/7,"\\n'
    """
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows((row.line, row.reason, row.text) for row in rows)
    return written.getvalue().encode()
