"""A place that is listed with its country, where the name alone is known as another's."""

import pytest

from translit import Entity, Normalizer, Status

TABLE = (
    Entity("place/texas", "Paris, Texas", "place", "US"),
    Entity("place/odesa", "Odesa, Ukraine", "place", "UA"),
    Entity("place/zzyzx", "Zzyzx, California", "place", "US"),
    Entity("person/paris", "Paris Lindqvist", "person", "SE"),
)
STEP = "known name of a place: 'Paris' → 'FR' (in the tables in the box)"


@pytest.fixture(scope="module")
def table() -> Normalizer:
    return Normalizer.from_entities(TABLE)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("Paris, Texas", "place/texas"),  # said with its country
        ("Odesa", "place/odesa"),  # known as the one that is listed
        ("Zzyzx", "place/zzyzx"),  # known as nobody's
    ],
)
def test_a_place_is_meant_that_no_other_is_better_known_for(
    table: Normalizer, query: str, meant: str
) -> None:
    match = table.normalize(query)
    assert match.id == meant
    assert STEP not in map(str, match.steps)


def test_the_name_of_a_better_known_place_is_left_open(table: Normalizer) -> None:
    match = table.normalize("Paris", kind="place")
    assert match.status is not Status.MATCHED
    assert STEP in map(str, match.steps)
    assert match.score <= 0.5
