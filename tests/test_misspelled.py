"""Names with one letter wrong in running text, and words that are only like a name."""

import pytest

from translit import Mention, Normalizer


def named(mentions: list[Mention]) -> list[tuple[str, str | None]]:
    return [(m.surface, m.name) for m in mentions if m]


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("They fled from Bucharst in spring.", "Bucharst", "Bucharest"),
        ("Il vit à Kharkkiv depuis mai.", "Kharkkiv", "Kharkiv"),
        ("Он уехал в Вильннюс и остался.", "Вильннюс", "Vilnius"),
        ("We asked Boris Pisstorius for help.", "Boris Pisstorius", "Boris Pistorius"),
        ("Am Montag sprach Annalnea Baerbock.", "Annalnea Baerbock", "Annalena Baerbock"),
    ],
)
def test_one_letter_wrong_in_an_unknown_word_is_a_slip(
    text: str, surface: str, name: str, box: Normalizer
) -> None:
    assert named(box.find(text)) == [(surface, name)]


@pytest.mark.parametrize(
    "text",
    [
        "They drove from Bucharth in spring.",  # two letters off
        "Later Borgas answered.",  # a surname like Burgas, and nothing says that it is a place
        "Later Brecht answered.",
        "We asked a cousin, Emma Macron, for help.",  # another given name
        "Он уехал в Рустаку и остался.",  # like Lusaka by its sound alone
        "Petra Baerbock spoke.",
    ],
)
def test_a_word_that_is_only_like_a_name_is_none(text: str, box: Normalizer) -> None:
    assert named(box.find(text)) == []
