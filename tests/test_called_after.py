"""A name beside words that make a street's, a house's, a ship's or a dish's of it."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random

import pytest

from translit import Normalizer

ROOT = Path(__file__).parent.parent


def found(text: str, n: Normalizer) -> list[str]:
    return [m.surface for m in n.find(text) if m]


@pytest.mark.parametrize(
    ("text", "neighbour"),
    [
        ("Le café de la rue de Moscou est fermé.", "Dans une rue de Moscou, un café est fermé."),
        ("Il habite avenue Poutine à la campagne.", "Il habite avec Poutine à la campagne."),
        ("Abbiamo cenato al bar Parigi con gli amici.", "Abbiamo cenato a Parigi con gli amici."),
        ("Vive en la calle Londres desde hace años.", "Vive en Londres desde hace años."),
        ("Mieszka obok kina Moskwa od dwóch lat.", "Mieszka obok Moskwy od dwóch lat."),
        ("Он живёт на улице Степана Бандеры.", "Он читает книгу Степана Бандеры."),
        ("Ужинали в ресторане «Прага» вдвоём.", "Ужинали в ресторане Праги вдвоём."),
        ("Остановились в гостинице Киев на ночь.", "Остановились в гостинице Киева на ночь."),
        ("Біля магазину «Одеса» стояла черга.", "Біля порту Одеса стояла черга."),
        ("The ship “Odessa” left the harbour.", "The port of Odessa was closed."),
        ("Wir wohnten im Hotel Stadt Hamburg am Markt.", "Das Hotel der Stadt Hamburg ist zu."),
        ("Le navire Ville de Paris est parti hier.", "Le navire est parti de la ville de Paris."),
        ("We drank at the Tokyo Arms.", "We drank in Tokyo."),
        ("We met at the Warsaw Café on Kiev Road.", "We met at a café in Warsaw."),
        ("They served Peking duck and chicken Kiev.", "They flew from Peking to Kiev."),
        ("Stockholm syndrome and Brussels sprouts.", "Stockholm and Brussels agreed."),
        ("Ankara Caddesi'nde bir kaza oldu.", "Ankara'da bir kaza oldu."),
        ("A Moszkva téren vártam rád.", "A Moszkva melletti házban vártam rád."),
        ("التقينا في شارع باريس مساء.", "التقينا في باريس مساء."),
        ("نلتقي في مطعم بيروت.", "نلتقي في بيروت."),
        ("他住在上海路。", "他去上海的路上。"),
        ("我们吃了北京烤鸭。", "我们去了北京。"),
        ("北京ダックを食べた。", "北京で食べた。"),
        ("베이징덕을 먹었다.", "베이징에서 먹었다."),
    ],
)
def test_what_something_else_is_called_by_is_not_meant(text: str, neighbour: str, box: Normalizer) -> None:
    assert found(text, box) == []
    assert found(neighbour, box) != []


@pytest.mark.parametrize(
    "text",
    [
        "The yacht Italy seized belonged to Putin.",
        "The restaurant Ukraine closed had no licence.",
        "He flew via Moscow on Monday.",
        "路透社北京路透社报道",
        "上海路线图公布",
        'They spelled it "KYIV" in capitals.',
        "На площади Киева собрались люди.",
        "Яхта Путина стоит в порту.",
    ],
)
def test_a_clause_or_a_street_in_the_town_is_no_name_of_a_thing(text: str, box: Normalizer) -> None:
    assert found(text, box) != []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Петро Порошенко-Гнатюк сказав, що збитки великі.", []),
        ("Petro Poroshenko-Hnatiuk said no.", []),
        ("Die Angela Merkel-Regierung trat zurück.", ["Angela Merkel"]),
        ("The Vladimir Putin-Joe Biden call lasted long.", ["Vladimir Putin", "Joe Biden"]),
        ("The Kyiv-Lvivska line is closed.", ["Kyiv"]),
    ],
)
def test_half_of_a_surname_with_a_hyphen_is_nobody(text: str, names: list[str], box: Normalizer) -> None:
    assert found(text, box) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("افتتح الطبيب سامي السيسي عيادة. وقال السيسي إن", []),
        ("دוד נתניהו אמר", []),
        ("التقى خالد بوتين", []),
        ("وقال الرئيس السيسي", ["السيسي"]),
        ("قال عبد الفتاح سعيد السيسي", ["السيسي"]),
        ("قال عبد الفتاح السيسي. وقال السيسي", ["عبد الفتاح السيسي", "السيسي"]),
        ("老板王毅民说生意很好", []),
        ("外交部长王毅说", ["王毅"]),
        ("王毅今天说", ["王毅"]),
    ],
)
def test_a_stranger_with_a_known_surname_or_beginning_in_a_script_without_capitals(
    text: str, names: list[str], box: Normalizer
) -> None:
    assert found(text, box) == names


def test_a_surname_of_two_words_follows_its_full_name(box: Normalizer) -> None:
    text = "{} refuse. Le Pen veut des élections."
    for name in ("Marine Le Pen", "Jean-Marie Le Pen"):
        assert [m.name for m in box.find(text.format(name))] == [name, name]
    assert found(text.format("Gilles Le Pen"), box) == []


def test_a_case_form_follows_the_full_name_of_a_surname_of_many(box: Normalizer) -> None:
    assert found("Radosław Sikorski przyszedł. Sikorskiego powitano.", box) == [
        "Radosław Sikorski",
        "Sikorskiego",
    ]
    assert found("Adam Sikorski przyszedł. Sikorskiego powitano.", box) == []
    both = "Two Kovalchuks own the bank, but only Yury Kovalchuk is a friend of his."
    assert found(both, box) == ["Yury Kovalchuk"]


def test_an_acronym_in_its_capitals_is_not_the_city_that_the_text_names(box: Normalizer) -> None:
    assert found("SANA reported from Sanaa", box) == ["Sanaa"]
    assert [m.name for m in box.find("SANA reported from Damascus.")] == [
        "Syrian Arab News Agency",
        "Damascus",
    ]


NOT_MENDED = {("Georgetown", "Georgetown")}  # in Georgetown, beside Georgia Avenue


def test_among_texts_of_neighbours_nobody_else_is_taken(box: Normalizer) -> None:
    spec = spec_from_file_location("annotated", ROOT / "benchmarks" / "annotated.py")
    assert spec is not None
    assert spec.loader is not None
    annotated = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(annotated)
    wrong = set()
    for _, text in annotated.texts("neighbours"):
        plain, gold = annotated.parsed(text, annotated.as_is, Random(0))
        for m in filter(None, box.find(plain)):
            if not any(m.start < end and start < m.end and m.name == name for start, end, name in gold):
                wrong.add((m.surface, m.name))
    assert wrong == NOT_MENDED
