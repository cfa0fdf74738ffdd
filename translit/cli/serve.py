"""A service on this machine: `translit serve`, `translit mcp`."""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from translit.cli.lists import COMPILED, ListOptions, is_sheet, open_tables
from translit.cli.options import (
    EnrichOption,
    ListColumnOption,
    ListKindOption,
    ListRejectsOption,
    Mode,
    ModeOption,
    OverlayOption,
    TablesOption,
    ThresholdOption,
    settings_of,
)
from translit.cli.output import fail

WHO = "Who may ask"


def serve(
    *,
    tables: TablesOption = None,
    overlay: OverlayOption = None,
    table_column: ListColumnOption = None,
    table_kind: ListKindOption = None,
    table_rejects: ListRejectsOption = None,
    enrich: EnrichOption = None,
    mode: ModeOption = Mode.BALANCED,
    threshold: ThresholdOption = None,
    host: Annotated[
        str, typer.Option(help="The address to listen on; 0.0.0.0 is all of this machine.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8765,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 1,
    key_file: Annotated[
        Path | None,
        typer.Option(
            "--api-key-file",
            metavar="FILE",
            help="Holds the key that requests must have; else TRANSLIT_API_KEY of the environment does.",
            rich_help_panel=WHO,
        ),
    ] = None,
    key: Annotated[str | None, typer.Option(envvar="TRANSLIT_API_KEY", hidden=True)] = None,
    without_key: Annotated[
        bool,
        typer.Option(
            "--without-key",
            help="Let everybody ask who reaches the port.",
            rich_help_panel=WHO,
        ),
    ] = False,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORIGIN",
            help="A page of another host that may ask, such as https://refine.example.org. "
            "May be given more than once.",
            rich_help_panel=WHO,
        ),
    ] = None,
    public_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="The address that a proxy before it has, such as https://names.example.org."
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Do not log requests.")] = False,
) -> None:
    """Serve a page to try names on, JSON for programs, and reconciliation for OpenRefine."""
    try:
        from translit.service.columns import rows_of_all
        from translit.service.guard import Access, is_loopback, origins_of
        from translit.service.limits import Limits
        from translit.service.server import Served, address_of, listening, log_to
        from translit.service.workers import Source, serve
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] not in ("starlette", "uvicorn"):
            raise
        fail(f"translit serve needs {error.name.partition('.')[0]}: pip install 'translit-names[serve]'")
    is_local = is_loopback(host)
    if key_file is not None:
        key = _checked_key(_read(key_file), f"--api-key-file {key_file}")
    else:
        key = _checked_key(key, "TRANSLIT_API_KEY") if key else None
    if not is_local and key is None and not without_key:
        fail(
            f"--host {host} is reached from other machines: give --api-key-file FILE, "
            "or --without-key to let everybody ask"
        )
    access = Access(None if without_key else key, origins_of(allow_origin or ()), is_local)
    options = ListOptions.of(table_column, table_kind, table_rejects, overlay, enrich)
    settings = settings_of(mode, threshold)
    paths = [path.absolute() for path in tables or ()]
    sheets = [path for path in paths if is_sheet(path)]
    source = Source(
        partial(open_tables, paths, options, settings),
        is_file=not overlay
        and not enrich
        and (not paths or (len(paths) == 1 and paths[0].suffix == COMPILED)),
        rows=partial(rows_of_all, sheets, options.columns) if sheets else None,
    )
    level = logging.WARNING if quiet else logging.INFO
    log_to(level)
    try:
        opened = listening(host, port)
    except OSError as error:
        fail(str(error))
    print(f"translit serves at {address_of(opened)}; Ctrl-C ends it", file=sys.stderr, flush=True)
    served = Served(source.open, access, Limits(), public_url=public_url)
    code = serve(opened, source, served, workers=workers, level=level)
    if code:
        raise typer.Exit(code)


def _read(file: Path) -> str:
    """Return the text of the file of a key; ends the program if it cannot be read."""
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        fail(f"--api-key-file {file}: {error}")


def _checked_key(key: str, source: str) -> str:
    """Return *key* if it is one; ends the program if not."""
    if len(key) < 16 or not key.isascii() or not key.isprintable():
        fail(f"{source}: a key has 16 printable ASCII characters or more; `openssl rand -hex 32` makes one")
    return key


def mcp(
    *,
    tables: TablesOption = None,
    overlay: OverlayOption = None,
    mode: ModeOption = Mode.BALANCED,
    threshold: ThresholdOption = None,
) -> None:
    """Give an agent tools to ask with: the Model Context Protocol, on standard input and output."""
    try:
        from translit.service.agents import agent_server
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] not in ("mcp", "pydantic"):
            raise
        fail(f"translit mcp needs {error.name.partition('.')[0]}: pip install 'translit-names[mcp]'")
    n = open_tables(tables, ListOptions.of(overlays=overlay), settings_of(mode, threshold))
    agent_server(n).run("stdio")
