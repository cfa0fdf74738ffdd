"""How other languages write the words of names, and what that says of two names."""

from __future__ import annotations

import pytest

from translit import compare
from translit.names.transcriptions import FILE, Transcriptions
from translit.packaged import read_bytes

TEXT = """\
berger Cyrl:бергер*9 Kana:ベルガー*1
bergere Cyrl:бержер*4
burger Cyrl:бюргер*4,бургер*5 Kana:ブルガー*3
mohamed Arab:محمد*99 Cyrl:мохамед*9
muhammad Arab:محمد*99 Cyrl:мухаммад*9
"""


@pytest.fixture(scope="module")
def transcriptions() -> Transcriptions:
    return Transcriptions(TEXT.encode())


def test_two_words_are_two_where_each_script_writes_them_in_two_ways(transcriptions: Transcriptions) -> None:
    assert transcriptions.are_two("berger", "burger") == pytest.approx(9 / 10 + 1 / 2)
    assert transcriptions.are_two("burger", "berger") == transcriptions.are_two("berger", "burger")


def test_two_words_are_not_two_where_one_script_writes_them_in_one_way(
    transcriptions: Transcriptions,
) -> None:
    assert transcriptions.are_two("mohamed", "muhammad") == 0.0


@pytest.mark.parametrize("word", ["", "a", "berg", "bergerac", "zz", "бергер", "mohamed Arab"])
def test_nothing_is_known_of_a_word_that_is_not_there(transcriptions: Transcriptions, word: str) -> None:
    assert transcriptions.are_two("berger", word) == 0.0
    assert transcriptions.share(word, "Cyrl", "бергер") == 0.0
    assert transcriptions.others(word, "Cyrl", "бергер") == 0.0


def test_a_form_is_known_by_its_share(transcriptions: Transcriptions) -> None:
    assert transcriptions.share("burger", "Cyrl", "бургер") == pytest.approx(5 / 9)
    assert transcriptions.others("burger", "Cyrl", "бургер") == 0.0
    assert transcriptions.others("burger", "Cyrl", "бергер") == pytest.approx(9 / 10)
    assert transcriptions.others("burger", "Hebr", "בורגר") == 0.0, "a script that is not known says nothing"


def test_every_word_of_the_package_is_found() -> None:
    text = read_bytes(FILE)
    packaged = Transcriptions(text)
    lines = text.decode().splitlines()
    for line in lines[::97]:
        word, first, *_ = line.split()
        script, _, forms = first.partition(":")
        assert packaged.share(word, script, forms.split("*")[0]) > 0, line
    assert lines == sorted(lines, key=lambda line: f"{line.split()[0]} ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peter Hansen", "Peter Jansen"),
        ("Omar Karami", "Omar Karimi"),
        ("Nasser Hamad", "Nasser Hamid"),
    ],
)
def test_two_known_names_that_others_write_in_two_ways_are_two(one: str, other: str) -> None:
    assert compare(one, other, kind="person").score < 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohamed Karimi", "Muhammad Karimi"),
        ("Hussein Rashidi", "Husayn Rashidi"),
        ("Bo Andersson", "Bo Anderson"),
    ],
)
def test_two_spellings_that_others_write_in_one_way_are_one(one: str, other: str) -> None:
    assert compare(one, other, kind="person").score > 0.75
