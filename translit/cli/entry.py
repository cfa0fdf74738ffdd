"""How a run of the command line begins, and how an error ends it."""

from __future__ import annotations

import sys
from typing import NoReturn

from translit.errors import TranslitError
from translit.visible import visible


def run() -> None:
    """Run the command line; an error that a user can mend is one line on standard error and a
    non-zero exit.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        from translit.cli.app import app  # the environment may be refused here: TRANSLIT_ASCII

        app()
    except (TranslitError, ValueError) as error:
        _fail(str(error))
    except ImportError as error:
        if error.name is not None:  # one of Python's: the installation is not whole
            raise
        _fail(str(error))  # an extra that is missing
    except OSError as error:
        # of one of its own making the text says all
        _fail(f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error))
    except KeyboardInterrupt:
        _fail("interrupted", 130)


def _fail(message: str, code: int = 2) -> NoReturn:
    """End the program as `output.fail`, which needs modules that may have refused."""
    print(visible(f"translit: {message}"), file=sys.stderr)
    raise SystemExit(code)
