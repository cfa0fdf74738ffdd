"""Lines on standard output, and errors that end the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from translit.files.writing import ESCAPES
from translit.results import Match, Status
from translit.visible import visible

MATCH_COLUMNS = ("entity", "id", "score", "status", "stage")  # of a table
STYLES = {Status.MATCHED: "green", Status.AMBIGUOUS: "yellow", Status.UNMATCHED: "dim"}
WIDTH = 160  # columns of a table that goes to a file


def emit(lines: Iterable[str], *, is_styled: bool = False) -> None:
    """Print *lines*; a reader that goes away ends the program with a message.

    Control characters are written out, but for those of a table of `table_of` (*is_styled*).
    """
    try:
        for line in lines:
            print(line if is_styled else visible(line))
        sys.stdout.flush()
    except BrokenPipeError:
        fail_without_reader()


def fail_without_reader() -> NoReturn:
    """End the program after a BrokenPipeError on standard output."""
    # the interpreter flushes once more at its end
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    fail("the reader of the output went away", 1)


def tell(text: str) -> None:
    """Print *text* on standard error, control characters written out."""
    print(visible(text), file=sys.stderr)


def fail(message: str, code: int = 2) -> NoReturn:
    """End the program with *message* on standard error."""
    tell(f"translit: {message}")
    raise SystemExit(code)


def keep_apart(read: Iterable[Path | None], written: Iterable[Path | None]) -> None:
    """End the program where a file would be written over one that is read, or over another that is
    written. A pipe or a device may be given twice.
    """
    taken = {os.path.realpath(path) for path in read if path is not None}
    for path in written:
        if path is None or (path.exists() and not path.is_file()):
            continue
        if os.path.realpath(path) in taken:
            fail(f"{path}: it would be written over what is read, or over another output; name another file")
        taken.add(os.path.realpath(path))


def table_of(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    """Return a table as a terminal shows it, `WIDTH` columns wide where there is none."""
    from rich.console import Console
    from rich.table import Table

    shown = Table(*columns)
    for row in rows:
        shown.add_row(*(cell and visible(cell) for cell in row))
    console = Console() if sys.stdout.isatty() else Console(width=WIDTH)
    with console.capture() as captured:
        console.print(shown)
    return captured.get().rstrip("\n")


def cells_of(match: Match) -> tuple[str | None, ...]:
    """Return the cells of `MATCH_COLUMNS`; an unclear name has the first candidates as entity."""
    from rich.markup import escape

    possible = match.candidates[:3] if match.status is Status.AMBIGUOUS else ()
    return (
        escape(match.name or " or ".join(dict.fromkeys(c.entity.name for c in possible))),
        match.id and escape(match.id),
        f"{match.score:.2f}" if match.candidates else "",
        f"[{STYLES[match.status]}]{match.status}[/]",
        match.stage,
    )


def tsv_line(*values: object) -> str:
    """Return *values* as one line with tabs between; None is empty."""
    return "\t".join((str(value) if value is not None else "").translate(ESCAPES) for value in values)
