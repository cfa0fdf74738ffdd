"""The learned spelling model: what it costs to write one script's letters as another's."""

import json
import math
import unicodedata
from pathlib import Path

import pytest

from translit import Entity, Normalizer, compare
from translit.packaged import FOLDER
from translit.writing.source_letters import source_letters
from translit.writing.spelling import spelling_costs, top_romanizations
from translit.writing.spelling_table import POSITIONS

PAIRS = [
    ("Мединский", "medinsky"),
    ("Щербаков", "shcherbakov"),
    ("محمود", "mahmoud"),
    ("القذافي", "gaddafi"),
    ("נתניהו", "netanyahu"),
    ("Μητσοτάκης", "mitsotakis"),
    ("თბილისი", "tbilisi"),
    ("Երևան", "yerevan"),
    ("ジョージ", "george"),
    ("김", "kim"),
    ("조르주", "georges"),
    ("北京", "beijing"),
]
OTHERS = [
    "reznikov",
    "lukashenko",
    "washington",
    "elizabeth",
    "muhammad",
    "thompson",
    "yamamoto",
    "gonzalez",
    "schneider",
    "papadopoulos",
]


@pytest.mark.parametrize(("native", "latin"), PAIRS)
def test_its_own_spelling_costs_less_than_any_other_name(native: str, latin: str) -> None:
    own, *others = spelling_costs(native, [latin, *OTHERS])
    assert own < min(others)


def test_a_cost_is_never_negative_and_infinite_where_nothing_was_learned() -> None:
    assert all(cost >= 0 for native, latin in PAIRS for cost in spelling_costs(native, [latin]))
    assert spelling_costs("ߒߞߏ", ["nko"]) == [math.inf]
    assert spelling_costs("Київ", ["ki3v", "ł", ""]) == [math.inf] * 3


def test_one_by_one_and_all_at_once_cost_the_same() -> None:
    for native, _ in PAIRS:
        assert spelling_costs(native, OTHERS) == [spelling_costs(native, [other])[0] for other in OTHERS]


def test_a_token_that_begins_as_the_one_before_it_costs_the_same() -> None:
    tokens = ["", "kim", "kima", "kimono", "kimonos", "kin", "k", "kim"]
    for native in ("김", "Кимоно", "كيم"):
        alone = [spelling_costs(native, [token])[0] for token in tokens]
        assert spelling_costs(native, tokens) == alone


def test_what_is_no_small_latin_letter_has_no_price() -> None:
    assert spelling_costs("Київ", ["KYIV", "kyiv2", "київ"]) == [math.inf] * 3


def test_the_likeliest_spelling_reads_like_the_name() -> None:
    assert top_romanizations("Мединский")[0].startswith("medinsk")
    assert top_romanizations("ߒߞߏ") == ()
    assert top_romanizations("Борис", 3)[:1] == top_romanizations("Борис")


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("ёлка", ("Cyrl", "ёлка")),
        ("מִנְחָה", ("Hebr", "מנחה")),
        ("مُحَمَّد", ("Arab", "محمد")),
        ("Έλλη", ("Grek", "ελλη")),
        ("きむ", ("Kana", "キム")),
        ("क्षि", ("Deva", "क्षि")),
        ("정은", ("Hang", "정은")),
        (unicodedata.normalize("NFD", "정은"), ("Hang", "정은")),
        ("Kиїв", ("", "")),
    ],
)
def test_what_the_model_reads_of_a_token(token: str, expected: tuple[str, str]) -> None:
    assert source_letters(token) == expected


def test_the_table_is_small_and_says_where_it_is_from() -> None:
    learned = Path(FOLDER) / "spelling.json"
    assert learned.stat().st_size < 2_000_000
    table = json.loads(learned.read_text(encoding="utf8"))
    assert "CC0" in " ".join(table["provenance"])
    for places in table["scripts"].values():
        assert tuple(places) == POSITIONS
        for letters in places.values():
            assert all(0 <= price <= 727 for chunks in letters.values() for price in chunks.values())


def test_a_table_in_latin_letters_is_asked_in_any_script() -> None:
    people = [
        "Benjamin Netanyahu",
        "Kim Jong-un",
        "Mahmoud Abbas",
        "Xi Jinping",
        "Georges Pompidou",
        "Emmanuel Macron",
        "Viktor Orban",
    ]
    n = Normalizer.from_entities(Entity(name, name, "person") for name in people)
    asked = {
        "בנימין נתניהו": "Benjamin Netanyahu",
        "김정은": "Kim Jong-un",
        "محمود عباس": "Mahmoud Abbas",
        "習近平": "Xi Jinping",
        "조르주 퐁피두": "Georges Pompidou",
        "エマニュエル・マクロン": "Emmanuel Macron",
        "Виктор Орбан": "Viktor Orban",
        "Εμανουέλ Μακρόν": "Emmanuel Macron",
    }
    assert {name: n.normalize(name).candidates[0].entity.id for name in asked} == asked


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Владимир Медведев", "Dmitry Medvedev"),
        ("محمود عباس", "Yasser Arafat"),
        ("김정은", "Kim Yong-chol"),
        ("Владимир Путин", "Vladimir Lutin"),
    ],
)
def test_another_name_in_another_script_is_another_name(a: str, b: str) -> None:
    assert compare(a, b, kind="person").score < 0.5, compare(a, b).explain()
