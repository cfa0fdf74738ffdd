"""Lines on standard output, and errors that end the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import NoReturn

from translit.results import Match, Status

ESCAPES = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r"})  # in a value of a TSV line
STYLES = {Status.MATCHED: "green", Status.AMBIGUOUS: "yellow", Status.UNMATCHED: "dim"}
WIDTH = 160  # columns of a table that goes to a file


def emit(lines: Iterable[str]) -> None:
    """Print *lines*; a reader that goes away ends the program with a message."""
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        reader_gone()


def reader_gone() -> NoReturn:
    """End the program after a BrokenPipeError on standard output."""
    # the interpreter flushes once more at its end
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    fail("the reader of the output went away", 1)


def fail(message: str, code: int = 2) -> NoReturn:
    """End the program with *message* on standard error."""
    print(f"translit: {message}", file=sys.stderr)
    raise SystemExit(code)


def told_of(match: Match) -> tuple[object, ...]:
    """Return what a line says of an answer: name, id, kind, score, status, stage, alias."""
    best = match.candidates[0] if match else None
    score = f"{match.score:.4f}"
    return (
        match.name,
        match.id,
        best and best.entity.kind,
        score,
        match.status,
        match.stage,
        best and best.alias,
    )


def tsv_line(*values: object) -> str:
    """Return *values* as one line with tabs between; None is empty."""
    return "\t".join((str(value) if value is not None else "").translate(ESCAPES) for value in values)
