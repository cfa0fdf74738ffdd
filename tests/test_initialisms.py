"""Acronyms of names that have short words, or a place behind them."""

import pytest

from translit import Entity, Normalizer

NAMES = (
    "Vardal Institute of Art History",
    "Torvik Centre for Health and Migration (Austria)",
    "Institute of Sea Law",
    "Andor Bank",
)


@pytest.fixture(scope="module")
def institutes() -> Normalizer:
    return Normalizer.from_entities([Entity(name, name, "org") for name in NAMES])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("VIAH", "Vardal Institute of Art History"),  # Art counts, of does not
        ("TCHM", "Torvik Centre for Health and Migration (Austria)"),
        ("TCHMA", "Torvik Centre for Health and Migration (Austria)"),
        ("ISL", "Institute of Sea Law"),
        ("VIA", None),  # its last word is missing
        ("AB", None),  # two letters are too few
        ("TCM", None),
    ],
)
def test_initial_letters_may_leave_out_particles_and_the_place_behind(
    institutes: Normalizer, query: str, expected: str | None
) -> None:
    assert institutes.normalize(query).id == expected
