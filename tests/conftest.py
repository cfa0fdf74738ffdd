"""What every test may ask for: the normalizer over the tables in the box, and the cases."""

import signal
from pathlib import Path

import pytest

from translit import Normalizer
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


def cases(name: str) -> list[dict[str, str]]:
    """Return the cases of `tests/cases/NAME.yaml`."""
    return read_source(HERE / "cases" / f"{name}.yaml").root.plain()
