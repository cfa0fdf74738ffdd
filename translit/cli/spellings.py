"""Other spellings of a name: `translit variants`."""

from __future__ import annotations

from typing import Annotated

import typer

from translit.cli.options import KindOption
from translit.cli.output import emit

DEFAULT_LIMIT = 20


def list_variants(
    name: Annotated[str, typer.Argument(help="A name, in Latin letters or in another script.")],
    *,
    kind: KindOption = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="Spellings that are listed.")] = DEFAULT_LIMIT,
) -> None:
    """List the likeliest other spellings of a name, one a line, likeliest first."""
    from translit.api import variants

    emit(variants(name, kind=kind, limit=limit))
