"""Names are written in their canonical spelling, in their shape; the rest stays byte for byte."""

from pathlib import Path

import pytest

from translit import Entity, Normalizer

ARTICLE = Path(__file__).parent / "texts" / "article.txt"

REWRITTEN = {
    "Vladimir Medinsky came; Medinksy's aide left.": "Vladimir Medinsky came; Medinsky's aide left.",
    "Vladimir Medinsky: “Medinksy’s aide” came to Kiev.": (
        "Vladimir Medinsky: “Medinsky’s aide” came to Kyiv."
    ),
    "Mr. Podoliak and M. Podoliak": "Mr. Podolyak and M. Podolyak",
    "Aekxei Reznikov": "Oleksii Reznikov",
    "PODOLIAK IN KIEV": "PODOLYAK IN KYIV",
    "Vladimir Vladimirovich Putin": "Vladimir Putin",
    "Russia-Ukraine talks in Lvov": "Russia-Ukraine talks in Lviv",
    "Xi Jinping spoke, and Jinping left": "Xi Jinping spoke, and Jinping left",
    "Orban Viktor came": "Viktor Orbán came",
    "Mohamed bin Salman, then bin Salman": "Mohammed bin Salman, then bin Salman",
}
KEPT = [
    "AFP and the U.S. told the EU.",
    "Резникова ждут в Киеве, Владимира Путина тоже",
    "普京在莫斯科",
    "Igor Medinsky, a plumber; Sergei Reznikov",
    "the Russian Defense Ministry",
    "no names here,\r\n\ttwo  spaces \u00a0 and \N{ZERO WIDTH SPACE}signs 🙂\n",
]


@pytest.mark.parametrize(("text", "expected"), REWRITTEN.items())
def test_a_name_is_written_canonically_in_its_shape(text: str, expected: str, box: Normalizer) -> None:
    assert box.rewrite(text) == expected


@pytest.mark.parametrize("text", KEPT)
def test_what_has_no_canonical_spelling_of_its_shape_stays(text: str, box: Normalizer) -> None:
    assert box.rewrite(text) == text


def test_only_the_mentions_of_an_article_change(box: Normalizer) -> None:
    text = ARTICLE.read_text(encoding="utf8")
    rewritten = box.rewrite(text)
    place = 0
    for mention in box.find(text):
        between = text[place : mention.start]
        assert between in rewritten
        place = mention.end
    assert "Medinsky's aides" in rewritten
    assert "Mr. Lavrov" in rewritten
    assert "Kharkiv, Mariupol and Chernihiv" in rewritten


def test_rewriting_what_is_rewritten_changes_nothing(box: Normalizer) -> None:
    once = box.rewrite(ARTICLE.read_text(encoding="utf8"))
    assert box.rewrite(once) == once


def test_a_name_in_two_parts_keeps_its_hyphen() -> None:
    n = Normalizer.from_entities([Entity("c/1", "Anna Kowalska-Nowak", "person")])
    assert (
        n.rewrite("Ana Kovalska-Nowak; Kowalska-Nowak's car") == "Anna Kowalska-Nowak; Kowalska-Nowak's car"
    )


def test_an_unknown_style_is_refused(box: Normalizer) -> None:
    with pytest.raises(ValueError, match="style must be one of canonical, not 'shouting'"):
        box.rewrite("Kiev", style="shouting")
