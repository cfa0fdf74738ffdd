"""The text of a published file, plain or packed, a piece at a time."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TextIO, cast

from translit.errors import FileError

PACKED = (".gz", ".bz2", ".zip")
BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile)  # of a packed file that is damaged

# Takes a record that cannot be read: its file, the line it begins in, why, and how it begins.
Reject = Callable[[Path, int, str, str], None]


@contextmanager
def open_text(path: Path, *endings: str, encoding: str | None = None) -> Iterator[TextIO]:
    """Open the text of *path*, plain or in .gz, .bz2 or .zip, without reading it.

    *endings*: of the one file in a .zip. *encoding*: by default that of a byte order mark, else
    UTF-8; what is not so is kept as escapes, for the record with it to be refused or shown. Raises
    FileError if it cannot be read or ends too soon.
    """
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(_bytes(path, endings, stack))
            start = stream.peek(4)[:4] if isinstance(stream, io.BufferedReader) else b""
        except FileNotFoundError as error:
            raise FileError(path, 0, "no such file", "Give the path of a file that can be read") from error
        except BROKEN as error:
            raise FileError(path, 0, f"cannot be read: {error}", "Download it again") from error
        marked = next((name for mark, name in _MARKS if start.startswith(mark)), "utf-8-sig")
        try:
            yield io.TextIOWrapper(stream, encoding or marked, errors="backslashreplace", newline="")
        except BROKEN as error:
            raise FileError(path, 0, f"ends too soon: {error}", "Download it again") from error


_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def _bytes(path: Path, endings: tuple[str, ...], stack: ExitStack) -> io.BufferedReader:
    packed = path.suffix.lower()
    if packed == ".gz":
        return io.BufferedReader(cast("io.RawIOBase", gzip.open(path)))
    if packed == ".bz2":
        return io.BufferedReader(cast("io.RawIOBase", bz2.open(path)))
    if packed != ".zip":
        return path.open("rb")
    archive = stack.enter_context(zipfile.ZipFile(path))
    members = [name for name in archive.namelist() if name.lower().endswith(endings)]
    if len(members) != 1:
        there = ", ".join(archive.namelist()[:8]) or "nothing"
        problem = f"{len(members)} files in it end in {' or '.join(endings)}; there is {there}"
        raise FileError(path, 0, problem, "Unpack the one that is meant")
    return io.BufferedReader(cast("io.RawIOBase", archive.open(members[0])))


def pieces(text: IO[str], size: int = 1 << 16) -> Iterator[str]:
    """Yield *text* in pieces of *size* characters."""
    while piece := text.read(size):
        yield piece
