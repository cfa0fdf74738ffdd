"""Names are written in their canonical spelling, in their shape; the rest stays byte for byte."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translit import Entity, Normalizer
from translit.index.box import BOX
from translit.tables.sources import read_source
from translit.text.rewrite import Rewriter

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
    "ORBAN Viktor and Viktor ORBAN": "Viktor ORBÁN and Viktor ORBÁN",
    "Lavrow S.V. and Shoygu S.K.": "Lavrov S.V. and Shoigu S.K.",
    "_Vladimir Medinskiy_ and **Kiev**": "_Vladimir Medinsky_ and **Kyiv**",
    "[Kiev](http://example.org/Kiev)": "[Kyiv](http://example.org/Kiev)",
    "<b title='Kiev'>Kiev</b>, Kiev.html": "<b title='Kiev'>Kyiv</b>, Kiev.html",
    "Donald J. Trumpp in Kiev": "Donald J. Trump in Kyiv",
    "Ursula van der Leyen, then Leyen": "Ursula von der Leyen, then Leyen",
    "VLADIMIR MEDINSKIY’S SPEECH IN KIEV": "VLADIMIR MEDINSKY’S SPEECH IN KYIV",
    "Vladimir\nMedinskiy": "Vladimir\nMedinsky",
    "Vladi\u00admir&nbsp;Medinskiy": "Vladi\u00admir&nbsp;Medinsky",
    "Mohamed bin Salman, then bin Salman": "Mohammed bin Salman, then bin Salman",
}
KEPT = [
    "AFP and the U.S. told the EU.",
    "Резникова ждут в Киеве, Владимира Путина тоже",
    "普京在莫斯科",
    "Igor Medinsky, a plumber; Sergei Reznikov",
    "the Russian Defense Ministry",
    "see http://example.org/Kiev, www.kiev.ua/Kiev or /Kiev/x.html; ask Kiev@example.org, @Kiev, #Lwow",
    "HOST_KIEV and Kiev_2 are names of a program",
    "Angela Merkels Kabinett trat zurück.",
    "S Volodymyrem Zelenským",
    "the Donetsk and Lugansk People's Republics",
    "Gazprom\nNeft, Kim Jong-\nun",
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


DOCUMENTS = [
    ARTICLE.read_text(encoding="utf8"),
    *(case["text"] for case in read_source(ARTICLE.parent / "short.yaml").root.plain()),
    *REWRITTEN,
    *KEPT,
]
PIECES = [
    "Kiev", "Lwow", "V.", "S.V.", "Vladimir", "Medinskiy", "Medinsky", "Zelenskiy", "’s", "'S",
    "KIEV", "_", "**", "#", "@", "http://x.org/", "<b>", "</b>", "&nbsp;", "\u00ad", "-\n", "\n",
    "\t", " ", "  ", ", ", ". ", "(", ")", "Merkels", "Olaf Scholz", "Orban Viktor", "Podoliak",
    "M. Podoliak", "Киеве", "Kim Jong-un", "the", "and", "-", "Presidential Administration",
    "Lugansk People's Republics", "Donetsk and", "PODOLIAK", "Ursula van der Leyen",
]  # fmt: skip


def assert_only_names_change(text: str, n: Normalizer) -> None:
    """A rewriting replaces mentions and nothing else, and again changes nothing."""
    mentions = n.find(text)
    once = Rewriter(BOX.lexicon, BOX.cues).rewrite(text, mentions)
    outside = [
        text[a:b]
        for a, b in pairwise((0, *(at for m in mentions if m for at in (m.start, m.end)), len(text)))
    ]
    assert re.fullmatch(".*".join(map(re.escape, outside[::2])), once, re.DOTALL)
    settled = n.rewrite(text)
    assert n.rewrite(settled) == settled


@pytest.mark.parametrize("text", DOCUMENTS, ids=lambda text: text[:20])
def test_what_is_no_name_stays_byte_for_byte_and_twice_is_once(text: str, box: Normalizer) -> None:
    assert_only_names_change(text, box)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_names_among_signs_change_and_nothing_else(text: str) -> None:
    assert_only_names_change(text, BUILTIN)


BUILTIN = Normalizer.builtin()


def test_rewriting_what_is_rewritten_changes_nothing(box: Normalizer) -> None:
    once = box.rewrite(ARTICLE.read_text(encoding="utf8"))
    assert box.rewrite(once) == once


def test_a_name_in_two_parts_keeps_its_hyphen() -> None:
    n = Normalizer.from_entities([Entity("c/1", "Anna Kowalska-Nowak", "person")])
    assert (
        n.rewrite("Ana Kovalska-Nowak; Kowalska-Nowak's car") == "Anna Kowalska-Nowak; Kowalska-Nowak's car"
    )


def test_words_of_a_name_that_follow_in_small_letters_are_not_written_twice() -> None:
    n = Normalizer.from_entities([Entity("c/1", "Acme Corp", "org", aliases=("Acme",))])
    assert n.rewrite("Acme corp and Acme agreed.") == "Acme corp and Acme Corp agreed."


def test_an_unknown_style_is_refused(box: Normalizer) -> None:
    with pytest.raises(ValueError, match="style must be one of canonical, not 'shouting'"):
        box.rewrite("Kiev", style="shouting")
