"""The command line."""

from translit.cli.app import app, run

__all__ = ["app", "run"]
