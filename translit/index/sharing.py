"""One table in several processes: each opens the same file, by memory map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from translit.errors import FormatError
from translit.index import segments, store
from translit.index.index import Index
from translit.index.table import Table
from translit.names.lexicon import Lexicon

if TYPE_CHECKING:
    from pathlib import Path

BUILTIN = "builtin"  # the source of the tables in the box: no path that is absolute

# Opens a table with its lexicon, in this process or another one.
Opener = Callable[[], tuple[Table, Lexicon]]


def opener_of(table: Table, lexicon: Lexicon, source: str | None, folder: Path) -> Opener:
    """Return what opens *table* in another process: its *source*, the file that holds it, or files
    that this writes into *folder*.
    """
    if source is not None and isinstance(table, Index):
        opener = partial(reopen, source, table.version)
        with suppress(FormatError):  # deleted, or written over
            opener()
            return opener
    files = [(folder / f"{number}.npz", segment.removed) for number, segment in enumerate(table.segments)]
    for (path, _), segment in zip(files, table.segments, strict=True):
        store.write(segment, lexicon, path)
    return partial(_put_together, files, is_one=isinstance(table, Index))


def reopen(source: str, version: str) -> tuple[Table, Lexicon]:
    """Open the file of a table again. Raises FormatError if it has another one by now."""
    columns = store.open_builtin() if source == BUILTIN else store.open_table(source)
    index = Index(columns)
    if source != BUILTIN and index.version != version:
        raise FormatError(source, f"table {index.version}", f"table {version}, which it had")
    return index, store.read_lexicon(columns)


def _put_together(files: Sequence[tuple[Path, frozenset[int]]], *, is_one: bool) -> tuple[Table, Lexicon]:
    """Open a table from the files of its segments; the entities with the numbers that stand beside
    a file are gone from it.
    """
    opened = [(store.open_table(path), gone) for path, gone in files]
    indexes = [Index(columns, gone) for columns, gone in opened]
    table = indexes[0] if is_one else segments.SegmentedIndex(indexes)
    return table, store.read_lexicon(opened[0][0])
