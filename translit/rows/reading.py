"""Rows of CSV, TSV and JSON lines, a chunk at a time.

What is no row is rejected with its line and the reason.
"""

from __future__ import annotations

import csv
import io
import json
from codecs import BOM_UTF8
from collections import deque
from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NoReturn
from zlib import crc32

from translit.errors import FileError
from translit.rows.formats import Layout, csv_reader

# rows that are answered and written at a time; what an interruption costs is one chunk
CHUNK = 2_000
# that one quoted value may run over: where a quote is never closed, the rest of the file is not
# lost
MAX_LINES = 1_000
# characters or bytes; a file without a line end would be held whole, and several times over
LONGEST_LINE = 64 << 20
WIDE = ("utf-16", "utf-32")  # a line end is more than the byte 0x0A


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be read: the line it begins in, why, and the line as it stands."""

    line: int
    reason: str
    text: str


@dataclass(slots=True)
class Chunk:
    """Rows, the name in each (None: there is none), what was rejected between them, and what the
    input was up to here.
    """

    # of values; for JSON lines of (text, object); for Parquet a record batch
    rows: Any = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    blank: int = 0  # lines
    digest: int = 0  # CRC-32 of the input so far
    position: int = 0  # in the input, in the unit of its size


class Lines:
    """The lines of a stream with their numbers, decoded one by one so that one that is damaged is
    that one alone.
    """

    def __init__(self, stream: BinaryIO, encoding: str, name: str) -> None:
        self._name = name
        self.damaged: dict[int, str] = {}  # by the number of the line
        self.digest = self.position = self._read = 0
        self._pushed_back: deque[tuple[int, str]] = deque()
        self._encoding = "utf-8" if encoding == "utf-8-sig" else encoding
        self._has_mark = encoding == "utf-8-sig"
        self._lines = self._wide(stream) if encoding.startswith(WIDE) else self._narrow(stream)

    def next(self) -> tuple[int, str] | None:
        """Return the number of the next line and the line with its end, or None after the last."""
        return self._pushed_back.popleft() if self._pushed_back else next(self._lines, None)

    def push_back(self, lines: Sequence[tuple[int, str]]) -> None:
        """Have *lines* returned once more."""
        self._pushed_back.extendleft(reversed(lines))

    def _narrow(self, stream: BinaryIO) -> Iterator[tuple[int, str]]:
        for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE + 1), b""), 1):
            self._check_length(line, number)
            self.digest = crc32(line, self.digest)
            self.position += len(line)
            written = line
            while number == 1 and self._has_mark and written.startswith(BOM_UTF8):  # some have two
                written = written.removeprefix(BOM_UTF8)
            try:
                text = written.decode(self._encoding)
            except UnicodeDecodeError as error:
                text = written.decode(self._encoding, errors="backslashreplace")
                self.damaged[number] = (
                    f"not {self._encoding} (byte 0x{written[error.start]:02x} at {error.start})"
                )
            yield number, text

    def _wide(self, stream: BinaryIO) -> Iterator[tuple[int, str]]:
        texts = io.TextIOWrapper(stream, self._encoding, errors="replace", newline="\n")
        for number, text in enumerate(iter(lambda: texts.readline(LONGEST_LINE + 1), ""), 1):
            self._check_length(text, number)
            self.digest = crc32(text.encode("utf-8", "surrogatepass"), self.digest)
            self.position += len(text) * (4 if "32" in self._encoding else 2)
            if "\N{REPLACEMENT CHARACTER}" in text:
                self.damaged[number] = f"not {self._encoding}"
            yield number, text

    def _check_length(self, line: Sized, number: int) -> None:
        """Raise FileError for a line that no file of rows has."""
        if len(line) > LONGEST_LINE:
            problem = f"a line of more than {LONGEST_LINE:,} characters"
            raise FileError(self._name, number, problem, "Give a file with a line for each row")


def header_of(lines: Lines, layout: Layout, path: str) -> list[str]:
    """Return the names of the columns: the first line that is not blank. Raises FileError if there
    is none.
    """
    if layout.has_delimiter_line:
        lines.next()
    for _, row in records(lines, layout, 0):
        if isinstance(row, Rejected):
            raise FileError(
                path, row.line, f"the header: {row.reason}", "The first row must name the columns"
            )
        if row:
            return row
    raise FileError(
        path, 0, "it has no rows, not even a header", "Give a file whose first row names the columns"
    )


def index_of(column: str, columns: Sequence[str], path: str) -> int:
    """Return the index of *column*. Raises FileError, which lists them all, if it is not there or
    more than once.
    """
    if columns.count(column) != 1:
        problem = "several columns are named" if column in columns else "no column is named"
        raise FileError(
            path,
            1,
            f"{problem} {column!r}; there are {', '.join(map(repr, columns))}",
            "Choose one by --column",
        )
    return columns.index(column)


def delimited(lines: Lines, layout: Layout, width: int, at: int) -> Iterator[Chunk]:
    """Yield the rows of a delimited file after its header, whose name is value *at* of *width*; an
    empty one is none.
    """
    chunk = Chunk()
    for _, row in records(lines, layout, width):
        if isinstance(row, Rejected):
            chunk.rejected.append(row)
        elif not row and width > 1:
            chunk.blank += 1
        else:
            values = row or [""]  # of a single column, an empty value
            chunk.rows.append(values)
            chunk.names.append(values[at] or None)
        if len(chunk.names) + len(chunk.rejected) + chunk.blank >= CHUNK:
            yield _finished(chunk, lines)
            chunk = Chunk()
    yield _finished(chunk, lines)


def json_lines(lines: Lines, column: str, added: frozenset[str], path: str) -> Iterator[Chunk]:
    """Yield the objects of JSON lines with their text; one that lacks *column*, or has null there,
    has no name.

    An object with one of the keys *added*, which its answer would have, is rejected. Raises
    FileError if not one object of the first chunk has *column*.
    """
    chunk = Chunk()
    is_first = True
    while (line := lines.next()) is not None:
        number, text = line
        stripped = text.strip()
        if not stripped:
            chunk.blank += 1
        elif isinstance(row := _object(stripped, lines.damaged.get(number), column, added), str):
            chunk.rejected.append(Rejected(number, row, text.rstrip("\r\n")))
        else:
            chunk.rows.append((stripped, row))
            chunk.names.append(row.get(column))
        if len(chunk.names) + len(chunk.rejected) + chunk.blank >= CHUNK:
            _check_key(chunk, column, path, is_wanted=is_first)
            yield _finished(chunk, lines)
            chunk, is_first = Chunk(), False
    _check_key(chunk, column, path, is_wanted=is_first)
    yield _finished(chunk, lines)


def _check_key(chunk: Chunk, column: str, path: str, *, is_wanted: bool) -> None:
    if is_wanted and chunk.rows and not any(column in row for _, row in chunk.rows):
        keys = ", ".join(map(repr, chunk.rows[0][1]))
        raise FileError(
            path,
            1,
            f"no object has {column!r}; the first has {keys or 'nothing'}",
            "Choose a key by --column",
        )


def records(lines: Lines, layout: Layout, width: int) -> Iterator[tuple[int, list[str] | Rejected]]:
    """Yield each row with the number of its first line; of *width* values, 0 for any. A blank line
    is a row without values.

    Of a row over several lines that cannot be read only the first is rejected: the others may be
    rows of their own.
    """
    while (line := lines.next()) is not None:
        number, text = line
        if layout.is_quoted and '"' in text:
            row = _quoted(lines, line, layout.delimiter, width)
        else:
            bare = text.rstrip("\r\n")
            values = bare.split(layout.delimiter) if bare else []
            row = _checked(values, number, width, lines.damaged.get(number)) or values
        yield number, Rejected(number, row, text.rstrip("\r\n")) if isinstance(row, str) else row


def _quoted(lines: Lines, first: tuple[int, str], delimiter: str, width: int) -> list[str] | str:
    """Return the values of a row that has quotes, or why it has none."""
    taken = [first]

    def physical_lines() -> Iterator[str]:
        yield first[1]
        while (line := lines.next()) is not None:
            taken.append(line)
            if len(taken) > MAX_LINES:
                raise csv.Error(f"a quote that is open after {MAX_LINES} lines")
            yield line[1]

    try:
        values: list[str] = next(csv_reader(physical_lines(), delimiter=delimiter, strict=True))
        problem = _checked(
            values, first[0], width, next((lines.damaged[n] for n, _ in taken if n in lines.damaged), None)
        )
    except csv.Error as error:
        problem = "a quote that is never closed" if str(error) == "unexpected end of data" else str(error)
    if problem is None:
        return values
    lines.push_back(taken[1:])
    return problem


def _checked(values: Sequence[str], line: int, width: int, damage: str | None) -> str | None:
    if damage is not None:
        return damage
    if width and values and len(values) != width:
        return f"{len(values)} field{'s' if len(values) > 1 else ''}, the header has {width}"
    return None


def _object(text: str, damage: str | None, column: str, added: frozenset[str]) -> dict[str, Any] | str:
    """Return the object in a line that has a name, or why there is none."""
    row = parsed_object(text, damage)
    if isinstance(row, str):
        return row
    name = row.get(column)
    if name is not None and not isinstance(name, str):
        return f"{column!r} is {type(name).__name__} {name!r:.40}, not a text"
    if both := sorted(added & row.keys()):
        return f"has {both[0]!r} already"
    return row


def parsed_object(text: str, damage: str | None) -> dict[str, Any] | str:
    """Return the JSON object in a line, or why there is none; *damage*: why the line cannot be
    read.
    """
    if damage is not None:
        return damage
    try:
        row = json.loads(text, parse_constant=_no_number)
        if "\\ud" in text.lower():
            json.dumps(row, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return r"half of a character: a surrogate such as \ud800 alone"
    except (ValueError, RecursionError) as error:
        return f"not JSON: {error}"
    if not isinstance(row, dict):
        return f"{type(row).__name__}, not an object in braces"
    return row


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number in JSON")


def _finished(chunk: Chunk, lines: Lines) -> Chunk:
    chunk.digest, chunk.position = lines.digest, lines.position
    return chunk
