"""Who is called almost as somebody else is no spelling of the other."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from translit import Entity, Kind, Normalizer, Status, cluster

N_NAMES = 200
MAX_MATCHED = 0.05  # of near strangers
GIVEN = {
    "Latin": "Anton Boris Denis Egor Fyodor Gleb Ignat Kirill "
    "Leonid Matvei Nikita Oleg Pavel Roman Stepan Timur",
    "Cyrillic": "Антон Борис Денис Егор Фёдор Глеб Игнат Кирилл "
    "Леонид Матвей Никита Олег Павел Роман Степан Тимур",
}
FAMILY = {
    "Latin": "Abakumov Baranov Voronin Golubev Davydov Yermolov "
    "Zhdanov Zaitsev Ignatyev Kalugin Lazarev Makeyev Nosov "
    "Orlovsky Panin Rodionov Sazonov Terekhov Ustinov Filatov Khokhlov Tsvetkov Chernov Shubin",
    "Cyrillic": "Абакумов Баранов Воронин Голубев Давыдов Ермолов "
    "Жданов Зайцев Игнатьев Калугин Лазарев Макеев Носов "
    "Орловский Панин Родионов Сазонов Терехов Устинов Филатов Хохлов Цветков Чернов Шубин",
}


def people(rng: random.Random) -> list[tuple[int, int]]:
    """Return as many people as `N_NAMES`: the numbers of a given and of a family name each."""
    n_given, n_family = (len(names["Latin"].split()) for names in (GIVEN, FAMILY))
    return rng.sample([(given, family) for given in range(n_given) for family in range(n_family)], N_NAMES)


def named(given: int, family: int, script: str) -> str:
    return f"{GIVEN[script].split()[given]} {FAMILY[script].split()[family]}"


def near_strangers(rng: random.Random) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield each of the people and one who has another given name, or another family name."""
    for given, family in people(rng):
        if rng.random() < 0.5:
            other = rng.choice([each for each in range(len(GIVEN["Latin"].split())) if each != given])
            yield (given, family), (other, family)
        else:
            other = rng.choice([each for each in range(len(FAMILY["Latin"].split())) if each != family])
            yield (given, family), (given, other)


@pytest.fixture(scope="module")
def strangers() -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return list(near_strangers(random.Random(17)))


@pytest.fixture(scope="module")
def table(strangers: list[tuple[tuple[int, int], tuple[int, int]]]) -> Normalizer:
    """The people, in Latin letters, and none of the strangers."""
    listed = {person for person, _ in strangers} - {stranger for _, stranger in strangers}
    return Normalizer.from_entities(
        Entity(f"{given}-{family}", named(given, family, "Latin"), "person")
        for given, family in sorted(listed)
    )


@pytest.mark.parametrize("script", ["Latin", "Cyrillic"])
def test_who_shares_one_of_two_names_is_seldom_taken_for_somebody_listed(
    table: Normalizer, strangers: list[tuple[tuple[int, int], tuple[int, int]]], script: str
) -> None:
    asked = [named(*stranger, script) for _, stranger in strangers]
    matched = [name for name in asked if table.normalize(name)]
    assert len(matched) <= MAX_MATCHED * len(asked), matched


@pytest.mark.parametrize("script", ["Latin", "Cyrillic"])
def test_who_is_listed_is_found(
    table: Normalizer, strangers: list[tuple[tuple[int, int], tuple[int, int]]], script: str
) -> None:
    listed = sorted({person for person, _ in strangers} - {stranger for _, stranger in strangers})
    right = [table.normalize(named(*person, script)).id == "{}-{}".format(*person) for person in listed]
    assert sum(right) >= 0.98 * len(listed)


def exchanged_words(box: Normalizer, script: str) -> list[str]:
    """Return names of people of the box with one word exchanged for that of another of them."""
    native = {"Latin": None, "Cyrillic": "ru"}[script]
    entities = [e for e in box.entities() if e.kind is Kind.PERSON]
    names = [e.name if native is None else next(iter(e.native.get(native, ())), "") for e in entities]
    pairs = sorted({name for name in names if len(name.split()) == 2})
    rng = random.Random(29)
    made = []
    while len(made) < N_NAMES:
        one, other = (rng.choice(pairs).split() for _ in range(2))
        at = rng.randrange(2)
        name = " ".join(other[i] if i == at else one[i] for i in range(2))
        if name not in pairs and one[at] != other[at]:
            made.append(name)
    return made


@pytest.mark.parametrize("script", ["Latin", "Cyrillic"])
def test_a_word_exchanged_makes_a_stranger_of_who_is_in_the_box(box: Normalizer, script: str) -> None:
    asked = exchanged_words(box, script)
    matched = [name for name in asked if box.normalize(name)]
    assert len(matched) <= MAX_MATCHED * len(asked), matched


FIVE = [f"University of {town}" for town in ("Wenzhou", "Wuzhou", "Huzhou", "Suzhou", "Fuzhou")]


def test_universities_of_five_towns_stay_five() -> None:
    assert len(cluster(FIVE, kind="org")) == len(FIVE)


def test_forms_of_one_name_in_three_languages_come_together() -> None:
    forms = ["Sergei Kovalenko", "Serhii Kovalenko", "Siarhei Kavalenka"]
    groups = {frozenset(group.spellings) for group in cluster([*forms, "Olga Karenina", "Irina Karenina"])}
    assert groups == {frozenset(forms), frozenset({"Olga Karenina"}), frozenset({"Irina Karenina"})}


def test_a_form_of_a_third_language_answers_in_its_own_script(box: Normalizer) -> None:
    assert box.normalize("巴黎").id == "place/paris"


def test_of_relatives_the_one_who_is_listed_comes_first() -> None:
    table = Normalizer.from_entities(
        Entity(name, name, "person")
        for name in ("Pavel Mikhailovich Sorokin", "Petr Mikhailovich Sorokin", "Pavel Matveevich Sorokin")
    )
    match = table.normalize("Sorokin Pavel Matveyevich")
    assert (match.status, match.id) == (Status.MATCHED, "Pavel Matveevich Sorokin")
