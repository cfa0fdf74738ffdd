"""Kinds of names in running text, each with a neighbour that stays out."""

from __future__ import annotations

import pytest

from translit import Mention, Normalizer

PUTIN, KYIV = "person/vladimir-putin", "place/kyiv"


def named(mentions: list[Mention]) -> list[tuple[str, str | None]]:
    return [(m.surface, m.id) for m in mentions if m]


SENTENCE_WORDS = [  # the first word of a sentence is no given name
    "But", "May", "Said", "To", "Но", "Але", "Si", "Ma", "Per", "Bo", "Pak", "Ani", "Och", "Maar", "Dar", "S",
]  # fmt: skip


@pytest.mark.parametrize("word", SENTENCE_WORDS)
def test_the_first_word_of_a_sentence_makes_no_stranger_of_the_name_behind_it(
    word: str, box: Normalizer
) -> None:
    name = "Путин" if word in ("Но", "Але") else "Putin"
    text = f"{name} came. {word} {name} left. {name} slept."
    assert named(box.find(text)) == [(name, PUTIN)] * 3


def test_an_unknown_person_of_a_known_surname_stays_one(box: Normalizer) -> None:
    assert named(box.find("Igor Medinsky, a plumber, called. But Medinsky left.")) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Modi-Biden meeting", ["Modi", "Biden"]),
        ("a Scholz-Macron letter", ["Scholz", "Macron"]),
        ("Anna Modi-Biden, a plumber", []),
        ("the Modi-Kowalska meeting", []),
    ],
)
def test_surnames_with_a_hyphen_between_are_two(text: str, names: list[str], box: Normalizer) -> None:
    assert [m.surface for m in box.find(text) if m] == names


@pytest.mark.parametrize(
    "text",
    [
        "И он ушёл. І він пішов. Й він. И.",
        "Разом ми сильні.",
        "Иванова пришла домой.",
        "Azerbaijani army units",
        "Polski prezydent przyjechał.",
        "DB William Poole",
        "William came.",
    ],
)
def test_a_word_that_equals_a_name_by_chance_is_none(text: str, box: Normalizer) -> None:
    assert named(box.find(text)) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Vladi\u00admir Pu\u00adtin", "Vladi\u00admir Pu\u00adtin"),
        ("Vladimir Pu-\ntin", "Vladimir Pu-\ntin"),
        ("Vladimir Pu\u00ad\n  tin", "Vladimir Pu\u00ad\n  tin"),
        ("Vladimir   Putin", "Vladimir   Putin"),
        ("Vladimir\tPutin", "Vladimir\tPutin"),
        ("Vladimir\u200bPutin", "Vladimir\u200bPutin"),
        ("Vladi\u200bmir Putin", "Vladi\u200bmir Putin"),
        ("Vladimir&nbsp;Putin", "Vladimir&nbsp;Putin"),
        ("theRussian President Vladimir Putin", "Vladimir Putin"),
        ("_Vladimir Putin_", "Vladimir Putin"),
        ("VLADIMIR PUTIN’S", "VLADIMIR PUTIN"),
        ("Визит Путина Владимира Владимировича", "Путина Владимира Владимировича"),
        ("Kremlchef Wladimir Putin", "Wladimir Putin"),
        ("S Vladimirem Putinem", "Vladimirem Putinem"),
    ],
)
def test_a_mention_is_exactly_the_name(text: str, surface: str, box: Normalizer) -> None:
    framed = f"Yes: {text} was there."
    (mention,) = [m for m in box.find(framed) if m]
    assert (mention.surface, mention.id) == (surface, PUTIN)
    assert framed[mention.start : mention.end] == surface


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("a Moscow-\nbased company", ["Moscow"]),
        ("Surgut-\nneftegas grew", ["Surgut-\nneftegas"]),
        ("Gazprom\nNeft grew", ["Gazprom\nNeft"]),
        ("HOST_KIEV, kiev_2, Kiev_host", []),
        ("mail Kiev@example.org, or see /Kiev/x.html and Kiev.ua", []),
        ("<a title='Kiev'>there</a>", []),
    ],
)
def test_lines_and_addresses_divide_names_or_do_not(text: str, surfaces: list[str], box: Normalizer) -> None:
    assert [m.surface for m in box.find(text) if m] == surfaces


@pytest.mark.parametrize(
    ("text", "surface", "entity"),
    [
        ("#VolodymyrZelenskyy", "VolodymyrZelenskyy", "person/volodymyr-zelenskyy"),
        ("@vonderleyen", "vonderleyen", "person/ursula-von-der-leyen"),
        ("https://example.org/wiki/Vladimir_Putin?x=1", "Vladimir_Putin", PUTIN),
        ("#kyiv", "kyiv", KYIV),
    ],
)
def test_a_tag_or_an_address_spells_a_name_that_is_never_rewritten(
    text: str, surface: str, entity: str, box: Normalizer
) -> None:
    framed = f"see {text} now"
    assert named(box.find(framed)) == [(surface, entity)]
    assert box.rewrite(framed) == framed


@pytest.mark.parametrize(
    "text", ["#may", "#turkey", "@chad", "https://example.org/world/news", "#nobodyhere"]
)
def test_a_tag_that_is_a_word_is_no_name(text: str, box: Normalizer) -> None:
    assert named(box.find(text)) == []
