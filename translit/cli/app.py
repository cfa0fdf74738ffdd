"""The command line: the commands in the order of `translit --help`, and how an error ends it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

import translit
from translit.cli import curate, names, serve, spellings, tables, text
from translit.cli.output import fail
from translit.errors import TranslitError

app = typer.Typer(
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Who or what a written name means.",
)
for command in (
    names.normalize,
    names.explain,
    text.find,
    text.rewrite,
    text.report,
    tables.build,
    tables.show,
    curate.review,
    curate.evaluate,
    tables.check,
    serve.serve,
    serve.mcp,
):
    app.command()(command)
app.command("variants")(spellings.list_variants)
app.command("suggest")(curate.suggest_names)
app.command("import")(tables.import_list)


def version(is_wanted: bool) -> None:
    """Print the version and end."""
    if is_wanted:
        print(f"translit {translit.__version__}")
        raise typer.Exit


@app.callback()
def main(
    is_version_wanted: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Say who or what a written name means."""


def run() -> None:
    """Run the command line; an error that a user can mend is one line on standard error and a
    non-zero exit.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except (TranslitError, ValueError) as error:
        fail(str(error))
    except KeyboardInterrupt:
        fail("interrupted", 130)
