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
from rich.table import Table

from translit.errors import TableError, TranslitError
from translit.matching.normalizer import Normalizer
from translit.model import Kind, Match, Status
from translit.tables.sources import check_paths
from translit.tables.store import builtin_folder

COLUMNS = ("query", "name", "id", "kind", "score", "status", "stage", "alias")
STYLES = {Status.MATCHED: "green", Status.AMBIGUOUS: "yellow", Status.UNMATCHED: "dim"}
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
) -> None:
    """Say for each name whom or what it means."""
    if country is not None and not (len(country) == 2 and country.isascii() and country.isalpha()):
        fail(f"--country {country!r} is not a code of two letters such as UA")
    n = open_tables(tables)
    asked = names if names else lines_of_input()
    matches = (n.normalize(name, kind=kind, country=country and country.upper()) for name in asked)
    write(matches, Output.JSON if as_json else output or (Output.TABLE if sys.stdout.isatty() else Output.TSV))


@app.command()
def explain(
    name: Annotated[str, typer.Argument(help="A name.")],
    *,
    kind: KindOption = None,
    country: CountryOption = None,
    tables: TablesOption = None,
) -> None:
    """Say how the answer for a name was found, or why there is none."""
    print(open_tables(tables).normalize(name, kind=kind, country=country and country.upper()).explain())


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
    print(f"{entity.name}\n  id: {entity.id}\n  kind: {entity.kind}")
    if entity.country:
        print(f"  country: {entity.country}")
    for alias in entity.listed()[1:]:
        about = [
            alias.lang,
            "weak" if alias.is_weak else None,
            alias.since and f"since {alias.since}",
            alias.until and f"until {alias.until}",
        ]
        told = ", ".join(filter(None, about))
        print(f"  alias: {alias.text}" + (f" ({told})" if told else ""))
    for text in entity.excluded:
        print(f"  not: {text}")
    for label in ("wikidata", "note"):
        if value := getattr(entity, label):
            print(f"  {label}: {value}")


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Tables or folders; without any, the tables in the box.")] = None,
) -> None:
    """Check tables and report every problem with file, line and remedy."""
    try:
        told = check_paths(paths or [builtin_folder()])
    except TableError as error:
        for problem in error.problems:
            print(problem)
        fail(f"{len(error.problems)} problem{'s' if len(error.problems) > 1 else ''}", 1)
    print(told)


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


def write(matches: Iterable[Match], output: Output) -> None:
    if output is Output.TABLE:
        table = Table(*COLUMNS[:3], "score", "status", "stage")
        for m in matches:
            score = f"{m.score:.2f}" if m.candidates else ""
            style = STYLES[m.status]
            name = m.name or " or ".join(dict.fromkeys(c.entity.name for c in m.candidates[:3] if m.status is Status.AMBIGUOUS))
            table.add_row(m.query, name, m.id, score, f"[{style}]{m.status}[/]", m.stage)
        console = Console()
        console.print(table) if console.is_terminal else Console(width=160).print(table)
        return
    if output is Output.TSV:
        print(*COLUMNS, sep="\t")
    for m in matches:
        print(json.dumps(m.to_dict(), ensure_ascii=False) if output is Output.JSON else tsv(m))


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
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the interpreter flushes once more at its end
        print("translit: the reader of the output went away", file=sys.stderr)
        raise SystemExit(1) from None
    except TranslitError as error:
        fail(str(error))
    except KeyboardInterrupt:
        fail("interrupted", 130)
