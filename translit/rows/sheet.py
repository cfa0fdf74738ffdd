"""A whole table of rows, of a file or a frame, each row with its line."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import Any, BinaryIO, cast

from translit.errors import FileError
from translit.rows import reading
from translit.rows.formats import ENDINGS, SAMPLE, Format, layout_of
from translit.rows.frames import Row, excel_rows, frame_rows, parquet_rows
from translit.rows.reading import Lines, Rejected

EXCEL = (".xlsx", ".xlsm")
GZIP = ".gz"
READABLE = (*ENDINGS, *EXCEL)  # each but Parquet and Excel also with .gz


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows by the names of their columns, each with its line, or what is no row.

    `name` is what messages call it; the lines of a *frame* are rows counted from 0.
    """

    name: str
    columns: Sequence[str]
    rows: Iterator[tuple[int, Row | Rejected]]
    is_frame: bool = False
    guessed_encoding: str | None = None

    def sound_rows(self) -> Iterator[tuple[int, Row]]:
        """Yield the rows, each with its line. Raises FileError at the first that cannot be read."""
        for line, row in self.rows:
            if isinstance(row, Rejected):
                raise FileError(self.name, line, row.reason, "Mend the row")
            yield line, row

    def require(self, column: str, option: str) -> None:
        """Raise FileError unless one column has that name, which *option* of the command line
        gives.
        """
        if list(self.columns).count(column) != 1:
            there = ", ".join(map(repr, self.columns))
            problem = f"no one column is named {column!r}; there are {there}"
            raise FileError(self.name, 1, problem, f"Choose one by {option}")

    def at(self, line: int) -> tuple[str, int]:
        """Return how a message names the place of a row: a path and a line."""
        return (f"{self.name}, row {line} counted from 0", 0) if self.is_frame else (self.name, line)


def is_table(path: Path) -> bool:
    """Whether the ending of *path* is that of a file of rows.

    >>> is_table(Path("people.csv.gz")), is_table(Path("people.yaml"))
    (True, False)
    """
    return _ending(path) in READABLE


def _ending(path: Path) -> str:
    ending = path.suffix.lower()
    return Path(path.stem).suffix.lower() if ending == GZIP else ending


@contextmanager
def open_sheet(
    source: Any,
    *,
    is_wanted: Callable[[str], bool],
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> Iterator[Sheet]:
    """Open a table, the path of a file or a frame, to read its rows.

    *is_wanted*: whether a column is one of a table; the delimiter is the one by which most are.
    *sheet*: of Excel, by default the first. Raises FileError if a file cannot be read; a row that
    cannot is `Rejected`.
    """
    if not isinstance(source, str | PathLike):
        columns, rows = frame_rows(source)
        yield Sheet(type(source).__name__, columns, iter(enumerate(rows)), is_frame=True)
        return
    path = Path(fspath(source))
    ending = _ending(path)
    if ending not in READABLE:
        raise FileError(
            path, 0, f"the ending {path.suffix!r} tells no table", f"A table is one of {', '.join(READABLE)}"
        )
    with ExitStack() as stack:
        try:
            stream: BinaryIO = stack.enter_context(path.open("rb"))
        except OSError as error:
            what = "no such file" if isinstance(error, FileNotFoundError) else error.strerror
            raise FileError(path, 0, f"{what}", "Give the path of a file that can be read") from error
        if ending in EXCEL:
            columns, numbered = excel_rows(path, sheet)
            yield Sheet(str(path), columns, iter(numbered))
        elif ENDINGS[ending] is Format.PARQUET:
            columns, rows = parquet_rows(path)
            yield Sheet(str(path), columns, iter(enumerate(rows, 1)))
        else:
            if path.suffix.lower() == GZIP:
                stream = stack.enter_context(_unpacked(stream, path))
            yield _text(stream, str(path), ENDINGS[ending], is_wanted, encoding, delimiter)


@contextmanager
def _unpacked(stream: BinaryIO, path: Path) -> Iterator[BinaryIO]:
    """Yield the content of a packed file. What reads it raises FileError where it is damaged."""
    with gzip.open(stream) as unpacked:
        try:
            yield cast("BinaryIO", unpacked)
        except (gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise FileError(path, 0, f"not a whole gzip file: {error}", "Pack it again") from error


def _text(
    stream: BinaryIO,
    name: str,
    form: Format,
    is_wanted: Callable[[str], bool],
    encoding: str | None,
    delimiter: str | None,
) -> Sheet:
    sample = stream.read(SAMPLE)
    layout = layout_of(sample, name, form, is_wanted, encoding, delimiter, is_whole=len(sample) < SAMPLE)
    guessed = layout.encoding if layout.is_guessed else None
    stream.seek(0)
    buffered = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
    lines = Lines(buffered, layout.encoding, name)
    if form is Format.JSONL:
        objects = list(_objects(lines))
        columns = dict.fromkeys(key for _, row in objects if isinstance(row, dict) for key in row)
        return Sheet(name, list(columns), iter(objects), guessed_encoding=guessed)
    columns_of_file = [column.strip() for column in reading.header_of(lines, layout, name)]
    rows = reading.records(lines, layout, len(columns_of_file))
    return Sheet(name, columns_of_file, _named(rows, columns_of_file), guessed_encoding=guessed)


def _objects(lines: Lines) -> Iterator[tuple[int, Row | Rejected]]:
    while (line := lines.next()) is not None:
        number, text = line
        if stripped := text.strip():
            row = reading.parsed_object(stripped, lines.damaged.get(number))
            yield number, Rejected(number, row, text.rstrip("\r\n")) if isinstance(row, str) else row


def _named(
    rows: Iterator[tuple[int, list[str] | Rejected]], columns: Sequence[str]
) -> Iterator[tuple[int, Row | Rejected]]:
    for number, row in rows:
        if isinstance(row, Rejected):
            yield number, row
        elif row:
            yield number, dict(zip(columns, row, strict=True))


def as_written(row: Row) -> str:
    """Return a row as a file of rejected ones shows it."""
    return json.dumps(row, ensure_ascii=False, default=str)
