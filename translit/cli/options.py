"""Options that several commands have, and the tables that they name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from translit.model import Kind
from translit.resolve.decide import Settings


class Mode(StrEnum):
    """How an answer is decided; see `Settings`."""

    STRICT = "strict"
    BALANCED = "balanced"
    LENIENT = "lenient"


class Output(StrEnum):
    """How answers are written."""

    TABLE = "table"
    TSV = "tsv"
    JSON = "json"


KindOption = Annotated[Kind | None, typer.Option(help="Leave out all other kinds.")]
CountryOption = Annotated[
    str | None,
    typer.Option(help="Country that is meant, ISO 3166-1 alpha-2, such as UA; settles between namesakes."),
]
WhenOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="When it was written: 1975, 1975-06, 1975-06-12."),
]
TablesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--tables",
        metavar="FILE",
        help="Your own list instead of the tables in the box: CSV, TSV, JSON lines, Parquet, Excel, YAML, "
        "or what translit build wrote. May be given more than once.",
    ),
]
DECISION = "When an answer is decided"
ModeOption = Annotated[
    Mode, typer.Option(help="strict: a false match is worse; lenient: a miss is.", rich_help_panel=DECISION)
]
ThresholdOption = Annotated[
    float | None,
    typer.Option(
        metavar="SCORE",
        help="The score from which on a name is matched, instead of the mode's: 0.85.",
        rich_help_panel=DECISION,
    ),
]
LimitOption = Annotated[
    int | None,
    typer.Option(min=1, help="Candidates that an answer holds, by default 10.", rich_help_panel=DECISION),
]
CandidatesOption = Annotated[
    int,
    typer.Option(min=0, metavar="N", help="Add name, id and score of the first N candidates to each row."),
]
ReasonOption = Annotated[
    bool, typer.Option("--explain", help="Add the reason to each row: steps, and what counted most.")
]
OverlayOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--overlay",
        metavar="FILE.yaml",
        help="Corrections laid over the list: names added, dropped, excluded. May be given more than once.",
    ),
]
YOUR_LIST = "Your own list, if its columns do not tell"
ListColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--table-column",
        metavar="FIELD=COLUMN",
        help="The column of a field: name=Full_Name, id=Code, native:uk=Назва.",
        rich_help_panel=YOUR_LIST,
    ),
]
ListKindOption = Annotated[
    Kind | None,
    typer.Option("--table-kind", help="Of rows that tell no kind.", rich_help_panel=YOUR_LIST),
]
ListRejectsOption = Annotated[
    Path | None,
    typer.Option(
        "--table-rejects",
        metavar="FILE",
        help="Takes rows without a name, with line and reason; else they end the run.",
        rich_help_panel=YOUR_LIST,
    ),
]
EnrichOption = Annotated[
    str | None,
    typer.Option(
        metavar="box|FILE",
        help="Give entities of your list also the names that the tables in the box, or another list, have of "
        "the same: by id, Wikidata item, or name and country.",
        rich_help_panel=YOUR_LIST,
    ),
]
FormatOption = Annotated[
    Output | None, typer.Option("--format", help="Default: table on a terminal, else tsv.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON lines, the same as --format json.")]


def settings_of(
    mode: Mode = Mode.BALANCED, threshold: float | None = None, limit: int | None = None, *, least: int = 0
) -> Settings:
    """Return the settings that the options choose; *least*: as many candidates are wanted."""
    limit = Settings().limit if limit is None else limit
    return Settings(limit=max(limit, least), mode=mode.value, threshold=threshold)
