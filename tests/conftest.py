"""What every test may ask for: the normalizer over the tables in the box, and the cases."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from translit import Normalizer
from translit.names.roles import NamePart
from translit.pairs.alignment import Alignment
from translit.resolve import spelling_scores
from translit.tables.sources import read_source

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"


def pytest_configure() -> None:
    """Let Ctrl-C end what the tests start, though a shell ran them as `nohup sh test.sh &`.

    Such a shell ignores the signal, and so would every process that is started from here.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def box() -> Normalizer:
    return Normalizer.builtin()


@pytest.fixture
def aligned(monkeypatch: pytest.MonkeyPatch) -> list[tuple[NamePart, ...]]:
    """The names of the table that a search aligns with its query, in turn, as it goes on."""
    found: list[tuple[NamePart, ...]] = []
    align = spelling_scores.align

    def noted(query: tuple[NamePart, ...], alias: tuple[NamePart, ...], *more: Any) -> Alignment:
        found.append(alias)
        return align(query, alias, *more)

    monkeypatch.setattr(spelling_scores, "align", noted)
    return found


def printed_elsewhere(code: str) -> str:
    """Return what *code* prints in a process of another order of hashes."""
    ended = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=HERE.parent,
        env={"PYTHONHASHSEED": "7", "PATH": ""},
    )
    return ended.stdout.strip()


def cases(name: str) -> list[dict[str, str]]:
    """Return the cases of `tests/cases/NAME.yaml`."""
    return read_source(HERE / "cases" / f"{name}.yaml").root.plain()
