"""A text may glue a name in a tag, and divide one at the end of a line."""

from functools import cache

import pytest

from translit import Entity, Normalizer
from translit.text.verbatim import VerbatimNames


@cache
def table() -> Normalizer:
    return Normalizer.from_entities(
        [
            Entity("p/1", "Rosa Winklerova", "person"),
            Entity("p/2", "Brodnica", "place"),
            Entity("p/3", "Uta Stahl", "person"),
        ]
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The tag #RosaWinklerova is used.", [("RosaWinklerova", "p/1")]),
        ("@UtaStahl was in #Brodnica.", [("UtaStahl", "p/3"), ("Brodnica", "p/2")]),
        ("She went to Brod-\nnica on Monday.", [("Brod-\nnica", "p/2")]),
        ("See example.org/#BrodnicaMap and a mail to me@UtaStahl.org.", []),
    ],
)
def test_tags_and_divided_words(text: str, found: list[tuple[str, str]]) -> None:
    mentions = table().find(text)
    named = [(m.surface, m.id) for m in mentions if m]
    assert all(each in named for each in found)
    assert found or not any("Map" in surface for surface, _ in named)
    assert all(text[m.start : m.end] == m.surface for m in mentions)


def test_words_that_begin_like_a_listed_name_are_not_searched_for() -> None:
    table = Normalizer.from_entities([Entity("x", "Alfa-7 Group Ltd.", "org")])
    asked = []
    names = VerbatimNames(table._index, lambda name: asked.append(name) or table.normalize(name))  # type: ignore[func-returns-value]
    assert list(names.spans("Alfa-7 goes home, and Alfa-7 Group Limited stays.")) == []
    assert asked == []
    assert [span.surface for _, span in names.spans("Alfa-7 Group Ltd. stays.")] == ["Alfa-7 Group Ltd."]
