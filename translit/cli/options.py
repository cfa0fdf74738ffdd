"""Options that several commands have, and the tables that they name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from translit.model import Kind
from translit.normalizer import Normalizer


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
TablesOption = Annotated[
    list[Path] | None, typer.Option("--tables", help="Your own YAML tables instead of those in the box.")
]
FormatOption = Annotated[
    Output | None, typer.Option("--format", help="Default: table on a terminal, else tsv.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON lines, the same as --format json.")]


def open_tables(paths: list[Path] | None) -> Normalizer:
    """Return a normalizer over the tables that `--tables` names, else over those in the box."""
    return Normalizer.from_yaml(*paths) if paths else Normalizer.builtin()
