"""Names in running text: `translit find`, `translit rewrite`, `translit report`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from translit.answer_rows import ROW_FIELDS
from translit.cli.diff import Change, changes, unified
from translit.cli.lists import ListOptions, open_tables
from translit.cli.options import (
    FormatOption,
    JsonOption,
    Mode,
    ModeOption,
    Output,
    OverlayOption,
    TablesOption,
    ThresholdOption,
    WhenOption,
    settings_of,
)
from translit.cli.output import (
    MATCH_COLUMNS,
    cells_of,
    emit,
    fail,
    fail_without_reader,
    keep_apart,
    table_of,
    tsv_line,
)
from translit.cli.textfiles import Block, blocks, open_text, written_whole
from translit.files.writing import ESCAPES, texts
from translit.normalizer import Normalizer
from translit.parallel.progress import progress_bar
from translit.results import Mention
from translit.visible import visible

COLUMNS = ("start", "end", "line", "column", "mention", *ROW_FIELDS)
# characters of all texts on one page; docs/report.md says what a browser makes of that
LONGEST_REPORT = 5_000_000
STDIN = Path("-")

FilesArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help="Texts in UTF-8; - or none is standard input.", show_default=False),
]
UnknownOption = Annotated[
    bool, typer.Option("--unknown", help="List names, too, that are nobody's in the table.")
]


def find(
    files: FilesArgument = None,
    *,
    tables: TablesOption = None,
    overlay: OverlayOption = None,
    when: WhenOption = None,
    mode: ModeOption = Mode.BALANCED,
    threshold: ThresholdOption = None,
    output: FormatOption = None,
    as_json: JsonOption = False,
    unknown: UnknownOption = False,
) -> None:
    """Say where names stand in texts, and whom or what they mean."""
    wanted = Output.JSON if as_json else output or (Output.TABLE if sys.stdout.isatty() else Output.TSV)
    paths = sources(files)
    n = open_tables(tables, ListOptions.of(overlays=overlay), settings_of(mode, threshold))
    lines = lines_of(mentions_in(n, paths, unknown=unknown, when=when), wanted, is_many=len(paths) > 1)
    emit(lines, is_styled=wanted is Output.TABLE)


def rewrite(
    files: FilesArgument = None,
    *,
    tables: TablesOption = None,
    overlay: OverlayOption = None,
    when: WhenOption = None,
    mode: ModeOption = Mode.BALANCED,
    threshold: ThresholdOption = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change, as a unified diff.")] = False,
    in_place: Annotated[
        bool, typer.Option("--in-place", help="Write each file anew, whole or not at all.")
    ] = False,
) -> None:
    """Write texts with every clear name in its canonical spelling; no other byte changes."""
    if diff and in_place:
        fail("--diff shows what would change and --in-place changes it: give one of them")
    paths = sources(files)
    if in_place and None in paths:
        fail("--in-place needs files: standard input has no place")
    n = open_tables(tables, ListOptions.of(overlays=overlay), settings_of(mode, threshold))
    for path in paths:
        if diff:
            shown = visible if sys.stdout.isatty() else str
            write(
                shown(text).encode("utf-8", "surrogateescape")
                for text in unified(str(path or "-"), both(n, path, when))
            )
        elif path is not None and in_place:
            with written_whole(path) as target:
                target.writelines(rewritten(n, path, when))
        else:
            write(rewritten(n, path, when))


def report(
    files: FilesArgument = None,
    *,
    target: Annotated[Path, typer.Option("--output", "-o", metavar="PAGE.html", help="The page to write.")],
    tables: TablesOption = None,
    overlay: OverlayOption = None,
    when: WhenOption = None,
    mode: ModeOption = Mode.BALANCED,
    threshold: ThresholdOption = None,
    title: Annotated[str | None, typer.Option("--title", help="What the page is called.")] = None,
) -> None:
    """Write one HTML page that shows the names in texts and why each is whom it is.

    A folder stands for the texts and the pages of HTML in it, which are read as the text they show.
    """
    from translit.cli.reported import is_html, names_of, texts_in
    from translit.report.html_text import text_of_html
    from translit.report.page import Document, page

    paths = sources(files)
    keep_apart([*paths, *(tables or ()), *(overlay or ())], [target])
    paths = texts_in(paths, but=target)
    documents, left = [], LONGEST_REPORT
    # a folder that cannot be written is refused before the work
    with written_whole(target) as page_file:
        n = open_tables(tables, ListOptions.of(overlays=overlay), settings_of(mode, threshold))
        for path, shown in zip(paths, names_of(paths), strict=True):
            with read(path) as (pieces, name):
                parts: list[str] = []
                for block in pieces:
                    left -= len(block.text)
                    if left < 0:
                        fail(
                            f"more than {LONGEST_REPORT:,} characters with {name}: "
                            "too much for one page that a browser shows. "
                            "Give fewer or shorter files; `translit find` takes texts of any length"
                        )
                    parts.append(block.text)
            text = "".join(parts)
            text = text_of_html(text) if is_html(path) else text
            documents.append(Document(shown, text, n.find(text, unknown=True, when=when)))
        page_file.write(page(documents, title).encode())


def sources(files: list[Path] | None) -> list[Path | None]:
    """Return the files to read; None is standard input. Ends the program if one is missing.

    Called before the tables are opened, so that a wrong name costs no time.
    """
    paths = [None if path == STDIN else path for path in files or [STDIN]]
    if paths.count(None) > 1:
        fail("standard input can be read once: give - once")
    for path in paths:
        if path is not None and not path.exists():
            fail(f"{path}: no such file")
    return paths


@contextmanager
def read(path: Path | None) -> Iterator[tuple[Iterator[Block], str]]:
    """Yield the blocks of a file, with a progress bar, and what to call it."""
    size = None if path is None else path.stat().st_size
    # while the answers go to a terminal the bar would stand between them
    bar = progress_bar(size, unit="kB", per_unit=1_000, is_wanted=not sys.stdout.isatty())
    with open_text(path) as (stream, name), bar as on_progress:
        yield blocks(stream, name, on_progress), name


def rewritten(n: Normalizer, path: Path | None, when: str | None) -> Iterator[bytes]:
    """Yield the bytes of a rewritten file."""
    with read(path) as (pieces, _):
        for block in pieces:
            yield n.rewrite(block.text, when=when).encode()


def both(n: Normalizer, path: Path | None, when: str | None) -> Iterator[Change]:
    """Yield the lines of a file as they are and as they become."""
    olds: list[str] = []
    news: list[str] = []
    with read(path) as (pieces, _):
        for block in pieces:
            olds.append(block.text)
            news.append(n.rewrite(block.text, when=when))
            # else the block ends inside a line, which is compared as a whole
            if block.text.endswith("\n"):
                yield from changes("".join(olds), "".join(news))
                olds, news = [], []
    yield from changes("".join(olds), "".join(news))


def mentions_in(
    n: Normalizer, paths: Iterable[Path | None], *, unknown: bool, when: str | None = None
) -> Iterator[list[tuple[str, int, int, Mention]]]:
    """Yield, for each block of each file, the names in it: the file, line and column, and the
    mention with places in the file.
    """
    for path in paths:
        with read(path) as (pieces, name):
            for block in pieces:
                mentions = n.find(block.text, unknown=unknown, when=when)
                places = block.places(m.start for m in mentions)
                yield [
                    (
                        name,
                        line,
                        column,
                        Mention(m.start + block.start, m.end + block.start, m.surface, m.match),
                    )
                    for m, (line, column) in zip(mentions, places, strict=True)
                ]


def lines_of(
    groups: Iterable[list[tuple[str, int, int, Mention]]], output: Output, *, is_many: bool
) -> Iterator[str]:
    """Yield lines of output; a table for each block, so that a text of any length needs
    bounded memory.
    """
    if output is Output.TSV:
        yield "\t".join((("file",) if is_many else ()) + COLUMNS)
    for rows in groups:
        if output is Output.TABLE:
            yield from [table(rows, is_many=is_many)] if rows else []
        for name, line, column, mention in rows if output is not Output.TABLE else ():
            if output is Output.JSON:
                where = {"file": name, "line": line, "column": column}
                yield json.dumps(where | mention.to_dict(), ensure_ascii=False)
            else:
                yield tsv([name] if is_many else [], line, column, mention)


def tsv(before: list[str], line: int, column: int, mention: Mention) -> str:
    answer = texts(mention.match.to_row())
    return tsv_line(*before, mention.start, mention.end, line, column, mention.surface, *answer)


def table(rows: Iterable[tuple[str, int, int, Mention]], *, is_many: bool) -> str:
    from rich.markup import escape

    return table_of(
        (*(["file"] if is_many else []), "place", "mention", *MATCH_COLUMNS),
        (
            (
                *([escape(name)] if is_many else []),
                f"{line}:{column}",
                escape(mention.surface.translate(ESCAPES)),
                *cells_of(mention.match),
            )
            for name, line, column, mention in rows
        ),
    )


def write(pieces: Iterable[bytes]) -> None:
    """Write bytes to standard output; a reader that goes away ends the program with a message."""
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        fail_without_reader()
