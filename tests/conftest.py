"""What every test may ask for: the normalizer over the tables in the box, and the cases."""

from pathlib import Path

import pytest

from translit import Normalizer
from translit.tables.sources import read_source

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"


@pytest.fixture(scope="session")
def box() -> Normalizer:
    return Normalizer.builtin()


def cases(name: str) -> list[dict[str, str]]:
    """Return the cases of `tests/cases/NAME.yaml`."""
    return read_source(HERE / "cases" / f"{name}.yaml").root.plain()
