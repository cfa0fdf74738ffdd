"""Text files in pieces: read in blocks with places that count in the whole file, written whole or
not at all.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from translit.atomic_write import atomic_write
from translit.cli.output import tell
from translit.parallel.progress import OnProgress, no_progress

# bytes read at once, and the document that is searched at once; an article has far fewer
BLOCK = 1 << 20
LONGEST = 16 << 20  # characters without a line break after which a line is cut between two words
BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a file: its text, and its start in code points of the whole file, from 0."""

    text: str
    start: int
    line: int  # line breaks before it
    column: int  # code points between the last of them and the block

    def places(self, starts: Iterator[int]) -> Iterator[tuple[int, int]]:
        """Yield line and column, from 1, of each of *starts*, ascending places in the block."""
        line, column, at = self.line, self.column, 0
        for start in starts:
            if breaks := self.text.count("\n", at, start):
                line, column = line + breaks, start - self.text.rindex("\n", at, start) - 1
            else:
                column += start - at
            at = start
            yield line + 1, column + 1

    def after(self, text: str) -> Block:
        """Return the block *text* that follows this one."""
        breaks = self.text.count("\n")
        column = len(self.text) - self.text.rindex("\n") - 1 if breaks else self.column + len(self.text)
        return Block(text, self.start + len(self.text), self.line + breaks, column)


def blocks(stream: BinaryIO, name: str, on_progress: OnProgress = no_progress) -> Iterator[Block]:
    """Yield the text of *stream*, cut after blank lines, or where there is none after a line, into
    blocks of about a megabyte.

    >>> import io
    >>> [(block.text, block.start) for block in blocks(io.BytesIO("Київ\\r\\n".encode()), "a.txt")]
    [('Київ\\r\\n', 0)]

    The blocks together are the file, character for character: no line break is translated and no
    byte order mark is dropped. A line of more than 16 million characters is cut after a sentence or
    a word. *on_progress* is called with the number of bytes read. Raises ValueError for what is not
    UTF-8, with *name*, the place of the byte and the remedy.
    """
    decode = codecs.getincrementaldecoder("utf-8")()
    block, held, read = Block("", 0, 0, 0), "", 0
    while True:
        chunk = stream.read(BLOCK)
        waiting = len(decode.getstate()[0])
        try:
            held += decode.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            place = read - waiting + error.start
            byte = error.object[error.start]
            raise ValueError(
                f"{name}, byte {place}: not UTF-8 (0x{byte:02x}). Convert it first, with iconv"
            ) from None
        read += len(chunk)
        end = _end(held) if chunk else len(held)
        if end:
            block = block.after(held[:end])
            held = held[end:]
            yield block
        on_progress(read)
        if not chunk:
            return


def _end(text: str) -> int:
    """Return where a block that begins with *text* ends, or 0 where more must be read first."""
    last = 0
    for blank in BLANK_LINE.finditer(text, max(0, len(text) - BLOCK)):
        last = blank.end()
    if last or (last := text.rfind("\n") + 1):
        return last
    if len(text) < LONGEST:
        return 0
    for border in (". ", " "):
        if at := text.rfind(border, len(text) // 2) + 1:
            return at
    return len(text)


@contextmanager
def open_text(path: Path | None) -> Iterator[tuple[BinaryIO, str]]:
    """Yield the file, or standard input, to read bytes from, and what to call it. Raises ValueError
    where that cannot be.
    """
    if path is None:
        if sys.stdin.isatty():
            tell("Text on standard input; end with Ctrl-D.")
        yield sys.stdin.buffer, "standard input"
        return
    try:
        with path.open("rb") as file:
            file.read(1)  # a folder opens, and fails here
            file.seek(0) if file.seekable() else None
            yield file, str(path)
    except FileNotFoundError:
        raise ValueError(f"{path}: no such file") from None
    except (IsADirectoryError, PermissionError) as error:
        raise ValueError(f"{path}: {str(error.strerror).lower()}; name a text file") from None


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Yield a file to write; it becomes *path* when all went well, and is gone otherwise.

    It keeps the mode of a file that is there, and is written through a symbolic link. Raises
    ValueError for a folder that is missing or may not be written.
    """
    with ExitStack() as stack:
        try:
            file = stack.enter_context(atomic_write(path))
        except OSError as error:
            folder = os.path.dirname(os.path.realpath(path))
            raise ValueError(f"{path}: {error.strerror}; it is written in the folder {folder}") from None
        yield file
