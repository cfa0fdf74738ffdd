"""Names given as arguments, line by line or in a file of rows: `translit normalize`,
`translit explain`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from translit.answer_rows import row_fields
from translit.cli.lists import ListOptions, open_tables
from translit.cli.options import (
    CandidatesOption,
    CountryOption,
    EnrichOption,
    FormatOption,
    JsonOption,
    KindOption,
    LimitOption,
    ListColumnOption,
    ListKindOption,
    ListRejectsOption,
    Mode,
    ModeOption,
    Output,
    OverlayOption,
    ReasonOption,
    TablesOption,
    ThresholdOption,
    WhenOption,
    settings_of,
)
from translit.cli.output import MATCH_COLUMNS, cells_of, emit, fail, keep_apart, table_of, tell, tsv_line
from translit.files.writing import texts
from translit.model import country_of
from translit.periods import period_of
from translit.results import Match
from translit.rows.formats import PREFIX, Format

FILES = "A column of a file"
CACHED_LINES = 100_000  # of the latest names, which are kept: some 40 MB

Item = TypeVar("Item")


def normalize(
    names: Annotated[
        list[str] | None, typer.Argument(help="Names; without any, one name a line on standard input.")
    ] = None,
    *,
    kind: KindOption = None,
    country: CountryOption = None,
    when: WhenOption = None,
    tables: TablesOption = None,
    overlay: OverlayOption = None,
    table_column: ListColumnOption = None,
    table_kind: ListKindOption = None,
    table_rejects: ListRejectsOption = None,
    enrich: EnrichOption = None,
    output_as: FormatOption = None,
    as_json: JsonOption = False,
    candidates: CandidatesOption = 0,
    reason: ReasonOption = False,
    mode: ModeOption = Mode.BALANCED,
    threshold: ThresholdOption = None,
    limit: LimitOption = None,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Processes that answer. Of --input as many as there are cores, up to four, from 500 "
            "different names on; else one: more than one read all names first.",
            show_default=False,
        ),
    ] = None,
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
    kind_column: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="Says the kind of each name.", rich_help_panel=FILES),
    ] = None,
    country_column: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN", help="Says the country of each name, by code or name.", rich_help_panel=FILES
        ),
    ] = None,
    customer_column: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="Says whose name it is, for pairs that an overlay cleared by customer.",
            rich_help_panel=FILES,
        ),
    ] = None,
    when_column: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN", help="Says when each name was written, by ISO 8601.", rich_help_panel=FILES
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
    safe_csv: Annotated[
        bool,
        typer.Option(
            "--safe-csv",
            help="Write ' before what a spreadsheet would run as a formula.",
            rich_help_panel=FILES,
        ),
    ] = False,
    resume: Annotated[
        bool, typer.Option(help="Go on where an interrupted run ended.", rich_help_panel=FILES)
    ] = False,
) -> None:
    """Say for each name whom or what it means."""
    listed = ListOptions.of(table_column, table_kind, table_rejects, overlay, enrich)
    settings = settings_of(mode, threshold, limit, least=candidates)
    files = [Path(path) if path not in (None, "-") else None for path in (given, output)]
    keep_apart([*(tables or ()), *(overlay or ())], [*files[1:], rejects, table_rejects])
    keep_apart(files[:1], [table_rejects])
    # refused before anything is printed
    country = country and country_of(country)
    when = when and period_of(when).text
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
            candidates=candidates,
            reason=reason,
            kind_column=kind_column,
            country_column=country_column,
            customer_column=customer_column,
            when=when,
            when_column=when_column,
            safe_csv=safe_csv,
        )
        run_job(job, open_tables(tables, listed, settings), workers=workers, resume=resume)
        return
    of_files = (column, output, input_format, output_format, encoding, delimiter, rejects, safe_csv, resume)
    if any((*of_files, kind_column, country_column, customer_column, when_column)):
        fail("--column, --output and the other options for files need --input FILE (- for standard input)")
    n = open_tables(tables, listed, settings)
    queries = names if names else lines_of_input()
    output_as = Output.JSON if as_json else output_as or (Output.TABLE if sys.stdout.isatty() else Output.TSV)
    as_line = partial(line_of, output=output_as, candidates=candidates, reason=reason)
    workers = workers or 1
    if workers > 1 or output_as is Output.TABLE:
        about: dict[str, Any] = {"kind": kind, "country": country, "when": when}
        matches = n.normalize_many(queries, **about, workers=workers, progress=workers > 1)
        lines = once_each(matches, lambda match: match.query, as_line)
    else:
        ask = partial(n.normalize, kind=kind, country=country, when=when)
        lines = once_each(queries, str, lambda name: as_line(ask(name)))
    if output_as is Output.TABLE:
        emit([table(matches, candidates, reason=reason)], is_styled=True)
        return
    head = "\t".join(("query", *row_fields(candidates, reason=reason)))
    emit(chain([head] if output_as is Output.TSV else [], lines))


def explain(
    name: Annotated[str, typer.Argument(help="A name.")],
    *,
    kind: KindOption = None,
    country: CountryOption = None,
    when: WhenOption = None,
    tables: TablesOption = None,
    overlay: OverlayOption = None,
    mode: ModeOption = Mode.BALANCED,
    threshold: ThresholdOption = None,
) -> None:
    """Say how the answer for a name was found, or why there is none."""
    n = open_tables(tables, ListOptions.of(overlays=overlay), settings_of(mode, threshold))
    emit([n.normalize(name, kind=kind, country=country, when=when).explain()])


def lines_of_input() -> Iterator[str]:
    """Yield the lines of standard input; one that is not UTF-8 ends the program with its number."""
    if sys.stdin.isatty():
        tell("One name a line; end with Ctrl-D.")
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            fail(
                f"standard input, line {number}: not UTF-8 "
                f"(byte 0x{line[error.start]:02x} at {error.start}). Convert it first, with iconv"
            )
        yield text.rstrip("\r\n")


def once_each(
    items: Iterable[Item], query: Callable[[Item], str], line: Callable[[Item], str]
) -> Iterator[str]:
    """Yield the *line* of each item as it is read; that of a *query* that was there lately is not
    made again.
    """
    lines: dict[str, str] = {}
    for item in items:
        asked = query(item)
        made = lines.get(asked)
        if made is None:
            if len(lines) >= CACHED_LINES:
                lines.clear()
            made = lines[asked] = line(item)
        yield made


def line_of(match: Match, output: Output, candidates: int, *, reason: bool) -> str:
    """Return an answer as a line of JSON or of tab-separated values."""
    if output is Output.JSON:
        return json.dumps(match.to_dict(), ensure_ascii=False)
    return tsv_line(match.query, *texts(match.to_row(candidates, reason=reason)))


def table(matches: Iterable[Match], candidates: int = 0, *, reason: bool = False) -> str:
    """Return a table for people: mention, entity, and what else is wanted."""
    from rich.markup import escape

    columns = [
        "mention",
        *MATCH_COLUMNS,
        *(["candidates"] if candidates else []),
        *(["reason"] if reason else []),
    ]
    rows = []
    for m in matches:
        cells = [escape(m.query), *cells_of(m)]
        if candidates:
            cells.append(
                escape("\n".join(f"{c.entity.name} {c.score:.2f}" for c in m.candidates[:candidates]))
            )
        if reason:
            cells.append(escape(m.reason))
        rows.append(cells)
    return table_of(columns, rows)
