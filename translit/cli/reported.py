"""Which files a report is of, and what each is called on the page."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from translit.cli.output import fail

HTML = frozenset({".html", ".htm", ".xhtml"})
TEXTS = HTML | {".txt", ".text", ".md", ".rst"}  # that are read where a folder is given


def texts_in(paths: Sequence[Path | None], *, but: Path) -> list[Path | None]:
    """Return *paths* with the texts in each folder in its place, in the order of their names; not
    the page *but* itself. Ends the program for a folder without a text.
    """
    found: list[Path | None] = []
    for path in paths:
        if path is None or not path.is_dir():
            found.append(path)
            continue
        inside = list(_in_folder(path, but.resolve()))
        if not inside:
            fail(f"{path}: no text in this folder, of {', '.join(sorted(TEXTS))}")
        found += inside
    return found


def _in_folder(folder: Path, but: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in TEXTS and path.is_file() and not is_hidden and path.resolve() != but:
            yield path


def is_html(path: Path | None) -> bool:
    """Whether a file holds HTML, by its ending."""
    return path is not None and path.suffix.lower() in HTML


def names_of(paths: Sequence[Path | None]) -> list[str]:
    """Return what each file is called on the page: its name, and as much of its folders as tells it
    from the others.

    >>> names_of([Path("/home/ann/news/a.txt"), Path("/home/ann/news/b/a.txt"), None])
    ['a.txt', 'b/a.txt', 'standard input']
    """
    folders = [str(path.absolute().parent) for path in paths if path is not None]
    common = os.path.commonpath(folders) if folders and _on_one_drive(folders) else ""
    return [
        "standard input"
        if path is None
        else Path(os.path.relpath(path.absolute(), common or None)).as_posix()
        for path in paths
    ]


def _on_one_drive(folders: Sequence[str]) -> bool:
    return len({os.path.splitdrive(folder)[0].lower() for folder in folders}) == 1
