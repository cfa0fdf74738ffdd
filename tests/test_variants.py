"""Other spellings of a name: likely ones first, none of another name, the same each time."""

import re

import pytest
from conftest import printed_elsewhere
from hypothesis import given, settings
from hypothesis import strategies as st

from translit import variants
from translit.linking.variants import MAX_LIMIT
from translit.writing.keys import key
from translit.writing.respelling import respellings


@pytest.mark.parametrize(
    ("name", "expected", "first"),
    [
        ("Aleksei", "Alexey", 3),
        ("Yuschenko", "Juschenko", 20),
        ("Muhammad", "Mohamed", 5),
        ("Tschaikowski", "Chaikovski", 10),
        ("Qadhafi", "Kadafi", 5),
        ("Husayn", "Hussein", 10),
        ("José Núñez", "Jose Nunez", 5),
        ("Mar'yana", "Maryana", 5),
        ("Олексій Щербак", "Oleksii Shcherbak", 50),
        ("Сергей", "Sergey", 5),
        ("محمد", "Mohamed", 5),
        ("नरेंद्र मोदी", "Narendra Modi", 20),
        ("김정은", "Kim Jongun", 20),
        ("习近平", "Xi Jinping", 1),
    ],
)
def test_a_spelling_that_is_used_is_among_the_first(name: str, expected: str, first: int) -> None:
    found = variants(name, limit=first)
    assert expected in found
    assert len(found) <= first


@pytest.mark.parametrize(
    ("name", "stranger"), [("Aleksei", "Andrei"), ("Ivanov", "Petrov"), ("Минск", "Pinsk"), ("Lee", "Kim")]
)
def test_another_name_is_no_spelling(name: str, stranger: str) -> None:
    assert stranger not in variants(name, limit=200)


def test_titles_forms_and_initials_stay_as_they_are() -> None:
    for found in variants("Dr. Sergei V. Lavrov Jr.", limit=50):
        assert re.fullmatch(r"Dr\. \w+ V\. \w+ Jr\.", found)
    for found in variants("Rosneft Ltd", kind="org", limit=20):
        assert found.endswith(" Ltd")


def test_the_order_the_punctuation_and_the_case_are_those_of_the_name() -> None:
    assert all(re.fullmatch(r"[A-Z]+-[A-Z]+, [A-Z][a-z]+", of) for of in variants("AL-QADHAFI, Muammar"))
    assert all(of == of.lower() for of in variants("sergei lavrov"))


def test_more_are_the_same_and_more() -> None:
    few = variants("Aleksei Reznikov", limit=10)
    assert variants("Aleksei Reznikov", limit=300)[:10] == few
    assert len(few) == 10


@pytest.mark.parametrize("name", ["", "  ", "…", "123", "🕊"])
def test_what_has_no_letters_has_no_spellings(name: str) -> None:
    assert variants(name) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_has_spellings_each_once_without_itself(text: str) -> None:
    found = variants(text, limit=15)
    assert len(found) == len(set(found)) <= 15
    assert text not in found


def test_a_long_text_costs_no_more_than_a_name() -> None:
    assert len(variants("Aleksei " * 60, limit=5)) <= 5
    assert len(variants("x" * 5_000, limit=5)) <= 5


def test_another_process_gives_the_same() -> None:
    names = ["Aleksei Reznikov", "محمد عباس", "김정은"]
    code = f"from translit import variants\nprint([variants(name, limit=8) for name in {names!r}])"
    assert printed_elsewhere(code) == str([variants(name, limit=8) for name in names])


def test_bad_input_is_told() -> None:
    with pytest.raises(TypeError, match="decode it first"):
        variants(b"Kiev")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="kind must be"):
        variants("Kiev", kind="planet")
    for limit in (0, MAX_LIMIT + 1):
        with pytest.raises(ValueError, match="limit must be from 1 to 1,000"):
            variants("Kiev", limit=limit)


def test_prices_rise_and_no_token_is_its_own_respelling() -> None:
    found = respellings("hussein", 100)
    assert [nats for nats, _ in found] == sorted(nats for nats, _ in found)
    assert "hussein" not in {spelled for _, spelled in found}
    assert all(key(spelled) == spelled for _, spelled in found)
    assert respellings("Hussein1", 5) == ()
