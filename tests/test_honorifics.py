"""Honorifics that stand before a name or behind it, with a space or without, in many scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import HERE

from translit import Kind
from translit.names.lexicon import Lexicon
from translit.names.parts import parse_name
from translit.names.roles import Role
from translit.tables.sources import read_source, read_vocabulary


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return read_vocabulary(HERE.parent / "aliases").lexicon


def without_titles(text: str, lexicon: Lexicon) -> list[str]:
    parts = parse_name(text, lexicon, kind=Kind.PERSON)
    return [part.native or part.token for part in parts if part.role is not Role.TITLE]


def written() -> Iterator[tuple[str, str]]:
    """Yield each name of the cases, and each way to write it with a title."""
    for case in read_source(HERE / "cases/honorifics.yaml").root.plain():
        name = case["name"]
        for title in case["titles"]:
            is_before = case["side"] == "before"
            apart = ["", " "] if "glued" in case or (is_before and title.endswith(".")) else [" "]
            for space in apart:
                yield name, f"{title}{space}{name}" if is_before else f"{name}{space}{title}"


@pytest.mark.parametrize(("name", "text"), list(written()))
def test_a_title_is_no_part_of_the_name(name: str, text: str, lexicon: Lexicon) -> None:
    assert without_titles(text, lexicon) == without_titles(name, lexicon)


NAMES = [
    "मा यिंग",  # Ma, without a point
    "शेख हसीना",
    "बाबू राम",
    "পণ্ডিত রায়",
    "박이사",  # Park Isa
    "장관우",
    "이사민",
    "मिश्रा",
    "ศรีสุวรรณ จรรยา",  # begins with the letter of ศ., professor
    "นพดล ปัทมะ",  # begins with นพ, doctor
    "داود خان",
    "Ku Li",  # कु. is Miss
    "N. S. Hill",  # น.ส. is Miss
    "P. O. Hill",
    "D. Hill",
    "主父偃",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_begins_like_a_title_stays_whole(name: str, lexicon: Lexicon) -> None:
    assert Role.TITLE not in [part.role for part in parse_name(name, lexicon, kind=Kind.PERSON)]


def test_a_title_that_is_cut_short_is_an_initial_before_another(lexicon: Lexicon) -> None:
    assert without_titles("د. ح. لورنس", lexicon) == ["د", "ح", "لورنس"]
    assert without_titles("د. لورنس", lexicon) == ["لورنس"]
