"""Names that Hebrew and Arabic have in common find each other, no Latin letters on either side."""

from __future__ import annotations

import pytest

from translit import Entity, Normalizer, Status, compare
from translit.writing.semitic import MAX_WAYS, cognate_similarity, in_other_script

ARABIC = ("غزة", "حيفا", "دمشق", "الناصرة", "عكا", "عفولة", "بئر السبع")
HEBREW = ("עזה", "חיפה", "דמשק", "נצרת", "עכו", "עפולה", "באר שבע")


@pytest.mark.parametrize(
    ("listed", "query", "meant"),
    [
        (ARABIC, "עזה", "غزة"),
        (ARABIC, "דמשק", "دمشق"),
        (ARABIC, "עפולה", "عفولة"),
        (ARABIC, "באר שבע", "بئر السبع"),
        (HEBREW, "غزة", "עזה"),
        (HEBREW, "حيفا", "חיפה"),
        (HEBREW, "عفولة", "עפולה"),
        (HEBREW, "بئر السبع", "באר שבע"),
    ],
)
def test_a_place_is_found_by_the_letters_of_the_other_language(
    listed: tuple[str, ...], query: str, meant: str
) -> None:
    table = Normalizer.from_entities(Entity(name, name, "place") for name in listed)
    match = table.normalize(query, kind="place")
    assert match.status is Status.MATCHED, match.explain()
    assert match.id == meant


@pytest.mark.parametrize(
    ("hebrew", "arabic"), [("עזה", "عكا"), ("חברון", "خليل"), ("חיפה", "حماة"), ("צפת", "صور")]
)
def test_another_consonant_is_another_name(hebrew: str, arabic: str) -> None:
    assert cognate_similarity(hebrew, arabic) == 0.0
    assert compare(hebrew, arabic, kind="place").score < 0.5


@pytest.mark.parametrize("letter", ["ע", "غ"])
def test_a_word_of_letters_that_are_several_is_written_in_few_ways(letter: str) -> None:
    written = in_other_script(letter * 400)
    assert 1 <= len(written) <= MAX_WAYS
    assert {len(word) for word in written} == {400}


def test_only_these_two_scripts_have_letters_in_common() -> None:
    assert in_other_script("Gaza") == in_other_script("Газа") == ()
    assert cognate_similarity("Газа", "غزة") == 0.0
