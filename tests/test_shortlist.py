"""The shortlist: what is left out before names are aligned, and what must not be."""

from __future__ import annotations

import pytest

from translit import Entity, Normalizer
from translit.names.roles import NamePart
from translit.resolve import search
from translit.resolve.shortlist import MIN_PRESCORE, prescores, quick_features, shortlist

LISTED = (
    ("Abdul Rahman Khan", "person"),
    ("Forces Démocratiques de Libération", "org"),
    ("William Henry Gates", "person"),
    ("Muhammad Ali", "person"),
    ("Yuki Tanaka", "person"),
)


@pytest.fixture(scope="module")
def n() -> Normalizer:
    return Normalizer.from_entities(
        Entity(str(number), name, kind) for number, (name, kind) in enumerate(LISTED)
    )


def best_quick_feature(n: Normalizer, query: str, name: str) -> float:
    """The highest of the three likenesses that are seen."""
    return max(float(like[0]) for like in quick_features(query.split(), [name.split()], n._lexicon))


def prescore(n: Normalizer, query: str, name: str, share: float = 0.4) -> float:
    (found,) = prescores(query.split(), [name.split()], [share], n._lexicon, [False])
    return found


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("abdulrahman khan", "abdul rahman khan"),  # glued
        ("khan abdul rahman", "abdul rahman khan"),  # in another order
        ("rahman", "abdul rahman khan"),  # a part of it
        ("abdul rahman khan", "rahman"),  # the other way round
        ("bill gates", "william henry gates"),  # a nickname, and a name more
        ("mikhail gorbachov", "mikhail gorbachev"),
    ],
)
def test_what_may_be_the_name_is_like_it(query: str, name: str, n: Normalizer) -> None:
    assert best_quick_feature(n, query, name) > 0.85
    assert prescore(n, query, name) >= MIN_PRESCORE


def test_initial_letters_are_the_name(n: Normalizer) -> None:
    assert prescore(n, "fdl", "forces democratiques de liberation") > prescore(n, "gorbachov", "gorbachev")


def test_an_initial_is_like_what_begins_with_it(n: Normalizer) -> None:
    john, mary = prescores(
        ["smith", "j"], [["john", "smith"], ["mary", "smith"]], [0.5, 0.5], n._lexicon, [False] * 2
    )
    assert john > mary


@pytest.mark.parametrize(
    ("query", "name"), [("yuki tanaka", "abdul rahman khan"), ("john smith", "muhammad ali")]
)
def test_what_is_another_name_is_not(query: str, name: str, n: Normalizer) -> None:
    assert prescore(n, query, name) < MIN_PRESCORE


def test_each_name_is_weighed_by_itself(n: Normalizer) -> None:
    names = [name.lower().split() for name, _ in LISTED]
    shares = [0.1, 0.2, 0.3, 0.4, 0.5]
    together = prescores(["muhamad", "aly"], names, shares, n._lexicon, [False] * len(names))
    apart = [
        prescores(["muhamad", "aly"], [name], [share], n._lexicon, [False])[0]
        for name, share in zip(names, shares, strict=True)
    ]
    assert together == pytest.approx(apart)
    assert max(together) == together[3]


def test_what_is_promising_comes_first_and_nothing_hopeless(n: Normalizer) -> None:
    rows = list(range(len(LISTED)))
    found = shortlist(["muhamad", "ali"], [(row, 0.2) for row in rows], n._index, n._lexicon)
    assert found[0][1] == 3
    promises = [promise for promise, _ in found]
    assert promises == sorted(promises, reverse=True)
    assert promises[-1] >= MIN_PRESCORE
    assert len(found) < len(rows)


def test_a_shared_part_brings_a_name_forward(n: Normalizer) -> None:
    twins = Normalizer.from_entities([Entity("a", "Ann Lee", "person"), Entity("b", "Anna Lee", "person")])
    found = shortlist(["anne", "lee"], [(0, 0.4), (1, 0.7)], twins._index, twins._lexicon)
    assert [row for _, row in found] == [1, 0]


def test_few_of_many_are_aligned(aligned: list[tuple[NamePart, ...]]) -> None:
    crowd = Normalizer.from_entities(
        Entity(f"{first}{last}", f"Maria {chr(97 + first) * 3}{chr(97 + last) * 4}", "person")
        for first in range(20)
        for last in range(20)
    )
    crowd.normalize("Maria Wojciechowska")
    assert len(aligned) <= 2 * (1 + search.MIN_ALIGNED)


def test_of_long_names_in_another_script_the_most_alike_are_aligned(
    aligned: list[tuple[NamePart, ...]],
) -> None:
    towns = [
        f"{first}{last}" for first in ("Nova", "Stara", "Bila", "Mala") for last in ("grad", "kamin", "hirka")
    ]
    works = Normalizer.from_entities(
        Entity(town, f"Zavod Kombinat Kolektiv {town} Priladiv", "org") for town in towns
    )
    match = works.normalize("Комбінатів Колектив Малагірки Приладівка Заводик", kind="org")
    assert match.candidates[0].entity.id == "Malahirka"
    assert "malahirka" in [alias[3].token for alias in aligned]
    assert len(aligned) <= 1 + search.SHORTLISTED_LONG < len(towns)


def test_initials_leave_many_open() -> None:
    smiths = [
        Entity(name, f"{name} Smith", "person")
        for name in ("John", "Jack", "Jane", "Jill", "Joan", "Jude", "Joel", "June", "Jana")
    ]
    n = Normalizer.from_entities(smiths)
    assert {candidate.entity.id for candidate in n.normalize("J. Smith").candidates} == {
        entity.id for entity in smiths
    }
