"""Rows with their answers as the text of a file.

JSON lines are also turned into the formats for which all columns must be known first.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from translit.answer_rows import Row
from translit.rows.formats import Format, Layout
from translit.rows.formulas import as_shown
from translit.rows.reading import Chunk

ESCAPES = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r"})  # in a file that knows no quotes
INT64 = range(-(2**63), 2**63)
LINES_PER_WRITE = 1_000

Encode = Callable[[Chunk, Sequence[Row]], bytes]


def texts(answer: Row) -> list[str]:
    """Return an answer as the values of a text file, empty for None."""
    return [
        "" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)
        for value in answer
    ]


def as_text(value: object) -> str:
    """Return a value of JSON or Parquet as a text: null is empty, what has members is JSON.

    >>> as_text(None), as_text(True), as_text(["Kyiv", "Київ"])
    ('', 'true', '["Kyiv", "Київ"]')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="backslashreplace")
    if isinstance(value, bool | dict | list):
        return json.dumps(value, ensure_ascii=False, default=as_text)
    return str(value)


def delimited(rows: Iterable[Sequence[str]], layout: Layout) -> bytes:
    """Return rows of values as lines, quoted where a value needs it and the layout has quotes."""
    if layout.is_safe:
        rows = ([as_shown(value) for value in row] for row in rows)
    if not layout.is_quoted:
        return "".join(
            layout.delimiter.join(v.translate(ESCAPES) for v in row) + "\n" for row in rows
        ).encode()
    written = io.StringIO()
    csv.writer(written, delimiter=layout.delimiter, lineterminator="\n").writerows(rows)
    return written.getvalue().encode()


def encoder(source: Format, layout: Layout, columns: Sequence[str], added: Sequence[str]) -> Encode:
    """Return the function that writes chunks in a *layout*: *columns* of the *source*, then those
    *added*.
    """
    if layout.format is Format.JSONL:
        if source is Format.JSONL:
            return lambda chunk, answers: _spliced(chunk, answers, added)
        return lambda chunk, answers: _objects(_values(chunk), columns, answers, added)
    return lambda chunk, answers: delimited(
        ([*map(as_text, row), *texts(answer)] for row, answer in zip(_values(chunk), answers, strict=True)),
        layout,
    )


def _values(chunk: Chunk) -> Iterable[Sequence[Any]]:
    if isinstance(chunk.rows, list):
        return chunk.rows
    columns = [column.to_pylist() for column in chunk.rows.columns]
    return zip(*columns, strict=True)


def _spliced(chunk: Chunk, answers: Sequence[Row], added: Sequence[str]) -> bytes:
    """Return the objects as they were written, the answers put before their last brace."""
    lines = []
    for (text, row), answer in zip(chunk.rows, answers, strict=True):
        more = json.dumps(dict(zip(added, answer, strict=True)), ensure_ascii=False)
        lines.append(f"{text[:-1].rstrip()}{', ' if row else ''}{more[1:]}\n")
    return "".join(lines).encode()


def _objects(
    rows: Iterable[Sequence[Any]], columns: Sequence[str], answers: Sequence[Row], added: Sequence[str]
) -> bytes:
    keys = (*columns, *added)
    lines = (
        json.dumps(dict(zip(keys, (*row, *answer), strict=True)), ensure_ascii=False, default=as_text)
        for row, answer in zip(rows, answers, strict=True)
    )
    return "".join(line + "\n" for line in lines).encode()


def keys_of(path: Path, columns: Sequence[str], added: Sequence[str]) -> dict[str, set[type]]:
    """Return the keys of all objects in a file of JSON lines with the types of their values.

    First *columns*, then others in the order met, *added* last. A number that no 64 bits hold is an
    `object`.
    """
    types: dict[str, set[type]] = {key: set() for key in columns}
    with path.open("rb") as file:
        for line in file:
            for key, value in json.loads(line).items():
                is_vast = isinstance(value, int) and value not in INT64
                types.setdefault(key, set()).add(object if is_vast else type(value))
    last = {key: types.pop(key, set()) for key in added}
    return types | last


def write_delimited(
    gathered: Path, keys: Mapping[str, object], added: Sequence[str], layout: Layout, target: BinaryIO
) -> None:
    """Write JSON lines as rows of values: a key that an object lacks is empty."""
    scores = {column for column in added if column.endswith("score")}
    target.write(delimited([list(keys)], layout))
    rows: list[list[str]] = []
    with gathered.open("rb") as file:
        for line in file:
            row = json.loads(line)
            rows.append(
                [
                    f"{row[key]:.4f}" if key in scores and row[key] is not None else as_text(row.get(key))
                    for key in keys
                ]
            )
            if len(rows) >= LINES_PER_WRITE:
                target.write(delimited(rows, layout))
                rows.clear()
    target.write(delimited(rows, layout))
