"""Names of Arabic origin that are one name in several words."""

import pytest

from translit import Entity, Normalizer, compare
from translit.index.box import BOX
from translit.model import Kind
from translit.names.compounds import divided, glue
from translit.names.parts import parse_name
from translit.results import Status

LEXICON = BOX.vocabulary.lexicon
LISTED = (
    "Abd al-Khaliq al-Mansuri",
    "Nur al-Din Zengi",
    "Hidayatullah Nomani",
    "Salahuddin Ayubi",
    "Abu Bakr Siddiqi",
    "Hamid Reza Malkotipour",
    "Abdul Rahim Wardak",
    "Karim Nasser",
)


@pytest.fixture(scope="module")
def n() -> Normalizer:
    return Normalizer.from_entities(Entity(name, name, "person") for name in LISTED)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("عبد الخالق المنصوري", "Abd al-Khaliq al-Mansuri"),
        ("عبدالخالق المنصوري", "Abd al-Khaliq al-Mansuri"),
        ("Abdulkhaliq Almansuri", "Abd al-Khaliq al-Mansuri"),
        ("نور الدين زنكي", "Nur al-Din Zengi"),
        ("Noureddine Zengi", "Nur al-Din Zengi"),
        ("هدايت الله نعماني", "Hidayatullah Nomani"),
        ("Hidayat Allah Nomani", "Hidayatullah Nomani"),
        ("صلاح الدین ایوبی", "Salahuddin Ayubi"),
        ("Salah ad-Din Ayubi", "Salahuddin Ayubi"),
        ("ابو بكر صديقي", "Abu Bakr Siddiqi"),
        ("أبوبكر صديقي", "Abu Bakr Siddiqi"),
        ("Hamidreza Malekouti Pour", "Hamid Reza Malkotipour"),
    ],
)
def test_a_compound_is_found_however_it_is_divided(name: str, expected: str, n: Normalizer) -> None:
    match = n.normalize(name)
    assert match.candidates[0].entity.name == expected, match.explain()
    assert match.status is not Status.UNMATCHED, match.explain()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdulrahman Wardak", "Abdulrahim Wardak"),
        ("Abdelkader Saleh", "Abdelkarim Saleh"),
        ("Nasruddin Haqqani", "Jalaluddin Haqqani"),
    ],
)
def test_two_names_that_are_made_with_one_word_are_two(one: str, other: str) -> None:
    assert compare(one, other, kind="person").score < 0.5


@pytest.mark.parametrize("token", ["reznikov", "borod", "abdi", "constantine", "golding"])
def test_other_names_are_whole(token: str) -> None:
    assert divided(token) == ("", token)


def test_titles_and_plain_names_stay_apart() -> None:
    parts = parse_name("Dr. Karim Nasser", LEXICON, kind=Kind.PERSON)
    assert glue(parts) == parts
