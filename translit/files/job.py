"""What a run is to do, and its input as a source of chunks."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from translit.answer_rows import row_fields
from translit.errors import FileError
from translit.files.asked import AskedColumns
from translit.model import Kind
from translit.rows import reading
from translit.rows.formats import PREFIX, SAMPLE, Format, Layout, layout_of
from translit.rows.reading import Chunk, Lines


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done: which file (None: a standard stream), which column, and how the files are
    written (None: detect it).
    """

    input: Path | None
    output: Path | None
    column: str
    input_format: Format
    output_format: Format
    encoding: str | None = None
    delimiter: str | None = None
    prefix: str = PREFIX
    kind: Kind | None = None
    country: str | None = None
    rejects: Path | None = None
    candidates: int = 0  # whose name, id and score are added, too
    reason: bool = False
    kind_column: str | None = None  # columns that say kind and country of each name
    country_column: str | None = None
    customer_column: str | None = None  # says whose name it is, for pairs that were cleared
    when: str | None = None  # the date of each name, and the column that says it
    when_column: str | None = None
    safe_csv: bool = False  # what a spreadsheet would run as a formula is written as a text

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of an answer that are added to each row."""
        return row_fields(self.candidates, reason=self.reason)

    @property
    def added_columns(self) -> tuple[str, ...]:
        """The columns that are added to those of the input."""
        return tuple(self.prefix + field for field in self.fields)

    @property
    def asked(self) -> AskedColumns:
        """What is asked of each name beside it."""
        columns = (self.kind_column, self.country_column, self.when_column, self.customer_column)
        return AskedColumns(*columns, self.kind, self.country, self.when)

    @property
    def name(self) -> str:
        """The input as errors name it."""
        return "standard input" if self.input is None else str(self.input)


@dataclass(frozen=True, slots=True)
class Source:
    """An input that is open: its chunks, its columns (of JSON lines none are known), and its size
    in the unit of their positions.
    """

    chunks: Iterator[Chunk]
    columns: Sequence[str]
    layout: Layout
    size: int | None
    schema: Any = None  # of Parquet


@contextmanager
def open_source(job: Job) -> Iterator[Source]:
    """Open the input of *job* and detect its format. Raises FileError if it cannot be read."""
    with ExitStack() as stack:
        try:
            stream: BinaryIO = (
                sys.stdin.buffer if job.input is None else stack.enter_context(job.input.open("rb"))
            )
        except OSError as error:
            raise FileError(
                job.name, 0, f"cannot be read: {error.strerror}", "Give the path of a file"
            ) from error
        if job.input_format is Format.PARQUET:
            yield _parquet(job, stack, stream)
            return
        sample = stream.read(SAMPLE)
        form = job.input_format
        is_whole = len(sample) < SAMPLE
        layout = layout_of(
            sample, job.name, form, job.column.__eq__, job.encoding, job.delimiter, is_whole=is_whole
        )
        size = None if job.input is None else job.input.stat().st_size
        lines = Lines(io.BufferedReader(_Rejoined(sample, stream), SAMPLE), layout.encoding, job.name)
        if form is Format.JSONL:
            yield Source(
                reading.json_lines(lines, job.column, frozenset(job.added_columns), job.name),
                (),
                layout,
                size,
            )
            return
        columns = reading.header_of(lines, layout, job.name)
        _check(columns, job)
        at = reading.index_of(job.column, columns, job.name)
        yield Source(reading.delimited(lines, layout, len(columns), at), columns, layout, size)


def _parquet(job: Job, stack: ExitStack, stream: BinaryIO) -> Source:
    from translit.files import parquet  # imports pyarrow

    path = job.input
    if path is None:  # its description stands at its end
        path = Path(stack.enter_context(TemporaryDirectory(prefix="translit-"))) / "input.parquet"
        with path.open("wb") as kept:
            shutil.copyfileobj(stream, kept)
    file, size = parquet.open_file(path, job.name, job.column)
    schema = parquet.without_dictionaries(parquet.with_added(file, job.added_columns))
    columns = file.schema_arrow.names
    _check(columns, job)
    return Source(
        parquet.chunks(file, job.column, path, job.name), columns, Layout(Format.PARQUET), size, schema
    )


def _check(columns: Sequence[str], job: Job) -> None:
    job.asked.check(columns, job.name)
    if both := sorted(set(columns) & set(job.added_columns)):
        raise FileError(
            job.name,
            1,
            f"there is a column {both[0]!r} already",
            "Name the new ones otherwise, --prefix found_",
        )
    if job.output_format in (Format.JSONL, Format.PARQUET) and len(set(columns)) < len(columns):
        twice = next(name for name in columns if columns.count(name) > 1)
        raise FileError(
            job.name,
            1,
            f"two columns are named {twice!r}",
            f"{job.output_format} cannot hold both: write csv or tsv",
        )


class _Rejoined(io.RawIOBase):
    """A stream whose beginning has been read."""

    def __init__(self, beginning: bytes, rest: BinaryIO) -> None:
        self._beginning = io.BytesIO(beginning)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._beginning.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
