"""Names in Hangul: Korean ones and foreign ones, which are spelled in Latin letters by other
habits.
"""

import unicodedata

import pytest

from translit import Entity, Normalizer, compare
from translit.pairs.spelled import similarities_of_costs
from translit.writing.spelling import is_native, native_odds, spelling_costs, top_romanizations

PEOPLE = [
    "Kim Jong Un",
    "Kim Yo Jong",
    "Kim Yong Chol",
    "Kim Yong Chun",
    "Ri Sol Ju",
    "Lee Jae-myung",
    "Park Chung Hee",
    "Yoon Suk-yeol",
    "Roh Moo-hyun",
    "Chung Sye-kyun",
    "Tom Lawrence",
    "Anthony Davis",
    "Lee Morgan",
    "Jordan Bridges",
    "Jacques Chirac",
]
ASKED = {
    "김정은": "Kim Jong Un",
    "정은 김": "Kim Jong Un",
    "김 정은": "Kim Jong Un",
    "김여정": "Kim Yo Jong",
    "김영철": "Kim Yong Chol",
    "영철 김": "Kim Yong Chol",
    "김영춘": "Kim Yong Chun",
    "리설주": "Ri Sol Ju",
    "이설주": "Ri Sol Ju",
    "이재명": "Lee Jae-myung",
    "박정희": "Park Chung Hee",
    "윤석열": "Yoon Suk-yeol",
    "노무현": "Roh Moo-hyun",
    "정세균": "Chung Sye-kyun",
    "톰 로렌스": "Tom Lawrence",
    "앤서니 데이비스": "Anthony Davis",
    "리 모건": "Lee Morgan",
    "조던 브리지스": "Jordan Bridges",
    "자크 시라크": "Jacques Chirac",
}


@pytest.fixture(scope="module")
def people() -> Normalizer:
    return Normalizer.from_entities(Entity(name, name, "person") for name in PEOPLE)


@pytest.mark.parametrize(("name", "meant"), ASKED.items())
def test_the_one_who_is_meant_comes_first(people: Normalizer, name: str, meant: str) -> None:
    assert people.normalize(name).candidates[0].entity.id == meant
    assert people.normalize(unicodedata.normalize("NFD", name)).candidates[0].entity.id == meant


@pytest.mark.parametrize(
    "name", ["김정은", "정은 김", "김여정", "김영철", "영철 김", "김영춘", "박정희", "앤서니 데이비스"]
)
def test_a_usual_spelling_is_matched(people: Normalizer, name: str) -> None:
    assert people.normalize(name).id == ASKED[name]


@pytest.mark.parametrize("name", ["정웅 김", "정훈 김", "김정웅", "김정훈", "김영수", "영숙 김", "박정수"])
def test_one_other_syllable_is_another_person(people: Normalizer, name: str) -> None:
    assert people.normalize(name).entity is None


@pytest.mark.parametrize(
    ("native", "own", "other"),
    [
        ("정은", "jongun", "jongung"),
        ("정웅", "jongung", "jongun"),
        ("영철", "yongchol", "yongchun"),
        ("영춘", "yongchun", "yongchol"),
        ("김정은", "kimjongun", "kimjonghun"),
        ("상호", "sangho", "songho"),
    ],
)
def test_finals_and_vowels_of_korean_names_tell_them_apart(native: str, own: str, other: str) -> None:
    right, wrong = similarities_of_costs(spelling_costs(native, [own, other]))
    assert right > 0.7
    assert wrong < right - 0.2


@pytest.mark.parametrize(
    ("native", "spellings"),
    [
        ("정", ["jeong", "jung", "chung", "jong", "chong"]),
        ("이", ["lee", "yi", "rhee", "li"]),
        ("박", ["park", "pak", "bak"]),
        ("최", ["choi", "choe"]),
        ("영", ["young", "yeong", "yong"]),
        ("임", ["lim", "im", "rim"]),
        ("우", ["woo", "u", "wu"]),
    ],
)
def test_what_koreans_write_costs_little(native: str, spellings: list[str]) -> None:
    assert max(spelling_costs(native, spellings)) < min(spelling_costs(native, ["kim", "davis", "ham"]))


def test_syllables_tell_korean_names_from_foreign_ones() -> None:
    assert all(is_native(name) for name in ("김정은", "정웅", "은경", "박", "최민식"))
    assert not any(
        is_native(name) for name in ("데이비스", "로렌스", "조던", "스트레인지", "빌", "Борис", "Kim")
    )
    assert native_odds("Борис") is None
    assert top_romanizations("김")[0] == "kim"


def test_two_names_that_differ_in_a_syllable_are_compared_as_two() -> None:
    assert compare("김정은", "Kim Jong Un", kind="person").score > 0.5
    assert compare("정웅 김", "Kim Jong Un", kind="person").score < 0.5
    assert compare("김영철", "Kim Yong Chun", kind="person").score < 0.5
