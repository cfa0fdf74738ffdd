"""Names given as arguments, line by line or in a file of rows: `translit normalize`,
`translit explain`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from translit.cli.lists import ListOptions, open_tables
from translit.cli.options import (
    CountryOption,
    FormatOption,
    JsonOption,
    KindOption,
    ListColumnOption,
    ListKindOption,
    ListRejectsOption,
    Output,
    TablesOption,
)
from translit.cli.output import MATCH_COLUMNS, cells_of, emit, fail, table_of, tsv_line
from translit.files.writing import texts
from translit.results import ROW_FIELDS, Match
from translit.rows.formats import PREFIX, Format

FILES = "A column of a file"
COLUMNS = ("query", *ROW_FIELDS)


def normalize(
    names: Annotated[
        list[str] | None, typer.Argument(help="Names; without any, one name a line on standard input.")
    ] = None,
    *,
    kind: KindOption = None,
    country: CountryOption = None,
    tables: TablesOption = None,
    table_column: ListColumnOption = None,
    table_kind: ListKindOption = None,
    table_rejects: ListRejectsOption = None,
    output_as: FormatOption = None,
    as_json: JsonOption = False,
    workers: Annotated[
        int, typer.Option(min=1, help="Processes that answer; more than one read all names first.")
    ] = 1,
    given: Annotated[
        str | None,
        typer.Option(
            "--input",
            metavar="FILE",
            help="CSV, TSV, JSON lines or Parquet; - is standard input.",
            rich_help_panel=FILES,
        ),
    ] = None,
    column: Annotated[
        str | None, typer.Option(help="The column that holds the names.", rich_help_panel=FILES)
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="The rows with their answers; - or nothing: standard output.",
            rich_help_panel=FILES,
        ),
    ] = None,
    input_format: Annotated[
        Format | None, typer.Option(help="If the ending of the file does not tell.", rich_help_panel=FILES)
    ] = None,
    output_format: Annotated[
        Format | None, typer.Option(help="If the ending of the file does not tell.", rich_help_panel=FILES)
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Of the input; else detected.", rich_help_panel=FILES)
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option(help="Of the input; else detected.", rich_help_panel=FILES)
    ] = None,
    prefix: Annotated[
        str, typer.Option(help="Of the columns that are added.", rich_help_panel=FILES)
    ] = PREFIX,
    rejects: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Takes malformed rows, with line and reason; else the first ends the run.",
            rich_help_panel=FILES,
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option(help="Go on where an interrupted run ended.", rich_help_panel=FILES)
    ] = False,
) -> None:
    """Say for each name whom or what it means."""
    listed = ListOptions.of(table_column, table_kind, table_rejects)
    if given is not None:
        from translit.cli.files import job_of, run_job

        if names or output_as or as_json:
            fail(
                "--input takes neither names nor --format or --json: "
                "--output-format says how rows are written"
            )
        job = job_of(
            given,
            column,
            output,
            input_format,
            output_format,
            encoding=encoding,
            delimiter=delimiter,
            prefix=prefix,
            kind=kind,
            country=country,
            rejects=rejects,
        )
        run_job(job, open_tables(tables, listed), workers=workers, resume=resume)
        return
    if column or output or input_format or output_format or encoding or delimiter or rejects or resume:
        fail("--column, --output and the other options for files need --input FILE (- for standard input)")
    n = open_tables(tables, listed)
    queries = names if names else lines_of_input()
    matches: Iterable[Match] = (n.normalize(name, kind=kind, country=country) for name in queries)
    if workers > 1:
        matches = n.normalize_many(queries, kind=kind, country=country, workers=workers, progress=True)
    emit(
        answers(
            matches,
            Output.JSON if as_json else output_as or (Output.TABLE if sys.stdout.isatty() else Output.TSV),
        )
    )


def explain(
    name: Annotated[str, typer.Argument(help="A name.")],
    *,
    kind: KindOption = None,
    country: CountryOption = None,
    tables: TablesOption = None,
) -> None:
    """Say how the answer for a name was found, or why there is none."""
    emit([open_tables(tables).normalize(name, kind=kind, country=country).explain()])


def lines_of_input() -> Iterator[str]:
    """Yield the lines of standard input; one that is not UTF-8 ends the program with its number."""
    if sys.stdin.isatty():
        print("One name a line; end with Ctrl-D.", file=sys.stderr)
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            fail(
                f"standard input, line {number}: not UTF-8 "
                f"(byte 0x{line[error.start]:02x} at {error.start}). Convert it first, with iconv"
            )
        yield text.rstrip("\r\n")


def answers(matches: Iterable[Match], output: Output) -> Iterator[str]:
    if output is Output.TABLE:
        yield table(matches)
        return
    if output is Output.TSV:
        yield "\t".join(COLUMNS)
    for m in matches:
        yield json.dumps(m.to_dict(), ensure_ascii=False) if output is Output.JSON else tsv(m)


def table(matches: Iterable[Match]) -> str:
    from rich.markup import escape

    return table_of(("mention", *MATCH_COLUMNS), ((escape(m.query), *cells_of(m)) for m in matches))


def tsv(match: Match) -> str:
    return tsv_line(match.query, *texts(match.to_row()))
