"""How the tokens of two names are paired, and what is left over."""

from __future__ import annotations

import pytest

from translit import Kind, Normalizer
from translit.names.parts import parse_name
from translit.pairs.align import align
from translit.pairs.alignment import Alignment, leftovers, steps


def aligned(box: Normalizer, query: str, alias: str, kind: Kind | None = None) -> Alignment:
    lexicon = box._lexicon
    return align(parse_name(query, lexicon, kind=kind), parse_name(alias, lexicon, kind=kind), lexicon)


@pytest.mark.parametrize(
    ("query", "alias", "kind", "expected"),
    [
        ("Crimean Tatar", "Crimean Tatar Mejlis", Kind.ORG, (0, 1)),
        ("Crimean Tatar Mejlis Council", "Crimean Tatar Mejlis", Kind.ORG, (1, 0)),
        ("Gazprom OOO", "Gazprom", Kind.ORG, (0, 0)),  # a legal form may be left out
        ("Sergey Lavrov", "Sergey Viktorovich Lavrov", Kind.PERSON, (0, 0)),  # so may a patronymic
        ("Sergey Lavrov", "Anna Lavrova", Kind.PERSON, (1, 1)),
        ("MSF", "Medecins Sans Frontieres", Kind.ORG, (0, 0)),
    ],
)
def test_words_that_only_one_name_has_are_counted(
    box: Normalizer, query: str, alias: str, kind: Kind, expected: tuple[int, int]
) -> None:
    alignment = aligned(box, query, alias, kind)
    assert leftovers(alignment) == expected
    told = [step.name for step in steps(alignment) if not step.note]
    assert (told.count("only in the query"), told.count("only in the alias")) == expected
