"""The command line: `translit normalize`, `explain`, `show`, `check`."""

from __future__ import annotations

import difflib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from translit.errors import TableError, TranslitError
from translit.matching.normalizer import Normalizer
from translit.model import Entity, Kind, Match, Status
from translit.tables.sources import check_paths
from translit.tables.store import builtin_folder

COLUMNS = ("query", "name", "id", "kind", "score", "status", "stage", "alias")
STYLES = {Status.MATCHED: "green", Status.AMBIGUOUS: "yellow", Status.UNMATCHED: "dim"}
WIDTH = 160  # columns of a table that goes to a file
ESCAPES = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r"})

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="Who or what a written name means."
)


class Output(StrEnum):
    """How answers are written."""

    TABLE = "table"
    TSV = "tsv"
    JSON = "json"


KindOption = Annotated[Kind | None, typer.Option(help="Leave out all other kinds.")]
CountryOption = Annotated[
    str | None, typer.Option(help="Country that is meant, ISO 3166-1 alpha-2, such as UA; settles between namesakes.")
]
TablesOption = Annotated[list[Path] | None, typer.Option("--tables", help="Your own YAML tables instead of those in the box.")]


@app.command()
def normalize(
    names: Annotated[list[str] | None, typer.Argument(help="Names; without any, one name a line on standard input.")] = None,
    *,
    kind: KindOption = None,
    country: CountryOption = None,
    tables: TablesOption = None,
    output: Annotated[Output | None, typer.Option("--format", help="Default: table on a terminal, else tsv.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines, the same as --format json.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer; more than one read all names first.")] = 1,
) -> None:
    """Say for each name whom or what it means."""
    n = open_tables(tables)
    asked = names if names else lines_of_input()
    matches: Iterable[Match] = (n.normalize(name, kind=kind, country=country) for name in asked)
    if workers > 1:
        matches = n.normalize_many(asked, kind=kind, country=country, workers=workers, progress=True)
    emit(answers(matches, Output.JSON if as_json else output or (Output.TABLE if sys.stdout.isatty() else Output.TSV)))


@app.command()
def explain(
    name: Annotated[str, typer.Argument(help="A name.")],
    *,
    kind: KindOption = None,
    country: CountryOption = None,
    tables: TablesOption = None,
) -> None:
    """Say how the answer for a name was found, or why there is none."""
    emit([open_tables(tables).normalize(name, kind=kind, country=country).explain()])


@app.command()
def show(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="An entity's id.")], *, tables: TablesOption = None
) -> None:
    """Show an entity: its names, and what is and is not it."""
    n = open_tables(tables)
    entity = n.entity(identifier)
    if entity is None:
        near = difflib.get_close_matches(identifier, [e.id for e in n.entities()], 3)
        fail(f"no entity has the id {identifier!r}" + (f"; near: {', '.join(near)}" if near else ""))
    emit(described(entity))


def described(entity: Entity) -> Iterator[str]:
    yield f"{entity.name}\n  id: {entity.id}\n  kind: {entity.kind}"
    if entity.country:
        yield f"  country: {entity.country}"
    for alias in entity.listed()[1:]:
        dates = [alias.since and f"since {alias.since}", alias.until and f"until {alias.until}"]
        about = ", ".join(filter(None, [alias.lang, "weak" if alias.is_weak else None, *dates]))
        yield f"  alias: {alias.text}" + (f" ({about})" if about else "")
    yield from (f"  not: {text}" for text in entity.excluded)
    yield from (f"  {label}: {value}" for label in ("wikidata", "note") if (value := getattr(entity, label)))


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Tables or folders; without any, the tables in the box.")] = None,
) -> None:
    """Check tables and report every problem with file, line and remedy."""
    try:
        told = check_paths(paths or [builtin_folder()])
    except TableError as error:
        emit(map(str, error.problems))
        fail(f"{len(error.problems)} problem{'s' if len(error.problems) > 1 else ''}", 1)
    emit([told])


def open_tables(paths: list[Path] | None) -> Normalizer:
    return Normalizer.from_yaml(*paths) if paths else Normalizer.builtin()


def lines_of_input() -> Iterator[str]:
    """Yield the lines of standard input; a line that is not UTF-8 ends the program with its number."""
    if sys.stdin.isatty():
        print("One name a line; end with Ctrl-D.", file=sys.stderr)
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            fail(
                f"standard input, line {number}: not UTF-8 (byte 0x{line[error.start]:02x} at {error.start}). Convert it first, with iconv"
            )
        yield text.rstrip("\r\n")


def emit(lines: Iterable[str]) -> None:
    """Print *lines*; a reader that goes away ends the program with a message."""
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the interpreter flushes once more at its end
        fail("the reader of the output went away", 1)


def answers(matches: Iterable[Match], output: Output) -> Iterator[str]:
    if output is Output.TABLE:
        yield table(matches)
        return
    if output is Output.TSV:
        yield "\t".join(COLUMNS)
    for m in matches:
        yield json.dumps(m.to_dict(), ensure_ascii=False) if output is Output.JSON else tsv(m)


def table(matches: Iterable[Match]) -> str:
    shown = Table("mention", "entity", "id", "score", "status", "stage")
    for m in matches:
        possible = dict.fromkeys(c.entity.name for c in m.candidates[:3]) if m.status is Status.AMBIGUOUS else ()
        entity = m.name or " or ".join(possible)
        style = STYLES[m.status]
        shown.add_row(
            escape(m.query), escape(entity), m.id, f"{m.score:.2f}" if m.candidates else "", f"[{style}]{m.status}[/]", m.stage
        )
    console = Console() if sys.stdout.isatty() else Console(width=WIDTH)
    with console.capture() as captured:
        console.print(shown)
    return captured.get().rstrip("\n")


def tsv(match: Match) -> str:
    best = match.candidates[0] if match else None
    values = (
        match.query,
        match.name,
        match.id,
        best and best.entity.kind,
        f"{match.score:.4f}",
        match.status,
        match.stage,
        best and best.alias,
    )
    return "\t".join((str(value) if value is not None else "").translate(ESCAPES) for value in values)


def fail(message: str, code: int = 2) -> NoReturn:
    print(f"translit: {message}", file=sys.stderr)
    raise SystemExit(code)


def run() -> None:
    """Run the command line; an error that a user can mend is one line on standard error and a non-zero exit."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except (TranslitError, ValueError) as error:
        fail(str(error))
    except KeyboardInterrupt:
        fail("interrupted", 130)
