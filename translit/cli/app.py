"""The command line: the commands in the order of `translit --help`."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import translit
from translit.cli import curate, names, serve, spellings, tables, text

# what typer puts before the reason of a value that is refused
LIBRARY_TEXT = "Value error, "


class Commands(TyperGroup):
    """The commands; what one says of a wrong value has no words of a library before it."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that the arguments name."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix(LIBRARY_TEXT)
            raise


app = typer.Typer(
    cls=Commands,
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
