"""The objects of a JSON file one by one, whatever its size: one a line, or an array of them.

A damaged one costs itself alone: of lines its line, of an array what its brackets hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from translit.errors import FileError
from translit.published.streams import Reject, pieces

MARKS = re.compile(r'"(?:[^"\\\n]|\\.)*"|[][{}]')
CLOSED_BY = {"}": "{", "]": "["}
BETWEEN = re.compile(r"[\s,]*")
SHOWN = 200  # characters of a record that is refused
_DECODER = json.JSONDecoder()


def json_records(text: TextIO, path: Path, reject: Reject) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each object with the line it begins in. Raises FileError for what holds no object."""
    stream = pieces(text)
    buffer, line, is_first = next(stream, ""), 1, True
    while True:
        between = BETWEEN.match(buffer)
        skipped = between.end() if between else 0
        line += buffer.count("\n", 0, skipped)
        buffer = buffer[skipped:]
        if not buffer:
            buffer = next(stream, "")
            if not buffer:
                return
            continue
        if is_first and buffer[0] not in "[{":
            raise FileError(path, line, "it is no JSON: neither { nor [ begins it", "Give it as published")
        if (buffer[0] == "[" and is_first) or buffer[0] == "]":
            buffer, is_first = buffer[1:], False
            continue
        is_first = False
        found, end, buffer = _object(buffer, stream)
        record = buffer[:end]
        if isinstance(found, dict):
            yield line, found
        else:
            reject(path, line, found, " ".join(record[:SHOWN].split()))
        line += record.count("\n")
        buffer = buffer[end:]


def _object(buffer: str, stream: Iterator[str]) -> tuple[dict[str, Any] | str, int, str]:
    """Return the object that *buffer* begins with, or why there is none, where it ends, and the
    buffer with as much as was read.
    """
    while True:
        try:
            found, end = _DECODER.raw_decode(buffer)
        except (json.JSONDecodeError, RecursionError) as error:
            reason = f"not JSON: {error.msg if isinstance(error, json.JSONDecodeError) else error}"
            end = _extent(buffer)
            if end or not (more := _as_much(stream, len(buffer))):
                return reason, end or _line_end(buffer), buffer
            buffer += more
            continue
        if end == len(buffer) and not isinstance(found, dict) and (more := next(stream, "")):
            buffer += more  # a number that may go on
            continue
        return (found if isinstance(found, dict) else "not an object"), end, buffer


def _as_much(stream: Iterator[str], size: int) -> str:
    """Read as much again as there is: a long object is tried a few times only."""
    read: list[str] = []
    while sum(map(len, read)) < size and (more := next(stream, "")):
        read.append(more)
    return "".join(read)


def _extent(buffer: str) -> int:
    """Return where the brackets that *buffer* begins with are closed, or the line is ended that has
    none or begins the next object; 0 if neither is read yet. A bracket closes those inside it, too.
    """
    if buffer[0] not in "{[":
        return _line_end(buffer) if "\n" in buffer else 0
    opened: list[str] = []
    for mark in MARKS.finditer(buffer):
        if mark[0] in ("{", "["):
            begin = mark.start()
            if opened and mark[0] == "{" and buffer[begin - 1] == "\n":
                return begin  # one object a line, and this one is not closed
            opened.append(mark[0])
        elif mark[0] in CLOSED_BY and CLOSED_BY[mark[0]] in opened:
            while opened.pop() != CLOSED_BY[mark[0]]:
                pass
            if not opened:
                return mark.end()
    return 0


def _line_end(buffer: str) -> int:
    at = buffer.find("\n")
    return len(buffer) if at < 0 else at + 1
