"""Syllables that are written together or apart, and in another order."""

from __future__ import annotations

import pytest

from translit import Entity, Normalizer, Status, compare

LISTED = [
    "Park Min-young", "Park Jinyoung", "Park Minyeong", "Choi Jaeyoung", "Choi Jae-sung",
    "Lee Jaehwang", "Lee Jae-kwang", "Kim Woo-jin", "Abdul Karim Sorour", "Abdulkarim Sorouri",
]  # fmt: skip


@pytest.fixture(scope="module")
def n() -> Normalizer:
    return Normalizer.from_entities(Entity(name, name, "person") for name in LISTED)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("Park Minyoung", "Park Min-young"),  # not Jinyoung, a letter away
        ("Choi Jaesung", "Choi Jae-sung"),
        ("Lee Jae-hwang", "Lee Jaehwang"),
        ("Lee Jae Hwang", "Lee Jaehwang"),
        ("Abdulkarim Sorour", "Abdul Karim Sorour"),
        ("Woo-jin Kim", "Kim Woo-jin"),  # turned
    ],
)
def test_two_tokens_are_one_on_the_other_side(n: Normalizer, query: str, meant: str) -> None:
    assert n.normalize(query).id == meant


def test_syllables_in_another_order_are_another_name(n: Normalizer) -> None:
    match = n.normalize("Kim Jin-woo")
    assert match.status is Status.AMBIGUOUS
    assert match.candidates[0].alias == "Kim Woo-jin"
    assert compare("Kim Jin-woo", "Kim Woo-jin").score < 0.5
    assert compare("Kim Jin-woo", "Jin-woo Kim").score > 0.5


def test_a_name_may_begin_at_its_other_end() -> None:
    assert compare("Mohammed Rogo Aboud", "Aboud Rogo Mohammed", kind="person").score > 0.5


def test_two_surnames_in_another_order_are_seldom_one_name() -> None:
    table = Normalizer.from_entities([Entity("1", "Sergio Pena Mendoza", "person")])
    match = table.normalize("MENDOZA PENA, Sergio")  # a cousin, or a slip of the pen
    assert match.status is not Status.MATCHED
    assert [candidate.entity.id for candidate in match.candidates] == ["1"]
