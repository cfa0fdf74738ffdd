"""How the tokens of two names are paired, and what is left over."""

from __future__ import annotations

import pytest

from translit import Kind, Normalizer
from translit.names.parts import parse_name
from translit.names.roles import NamePart
from translit.pairs.align import align
from translit.pairs.aligned_names import Context
from translit.pairs.alignment import Alignment, leftovers, steps
from translit.pairs.any_kind import match_log_odds
from translit.pairs.latin_form import LatinForm, latin_form


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


def test_words_are_joined_only_where_the_other_name_has_a_word_like_both(box: Normalizer) -> None:
    # "bankof" would be a particle, which counts for little: no word would seem to be left over
    alignment = aligned(box, "Русаэл", "Bank of Russia", Kind.ORG)
    assert [part.token for part in alignment.alias_left] == ["bank", "of"]
    alignment = aligned(box, "Сибирьэнерго Новосибирск", "Sibir Energo Novosibirsk", Kind.ORG)
    assert [pair.alias.token for pair in alignment.pairs] == ["sibirenergo", "novosibirsk"]


QUERIES = ("Andrei Kozlov", "Kyiv", "National Bank", "Olga Petrova-Ivanova", "S. Lavrov", "Huzita Tosio")


def test_names_of_one_latin_form_are_aligned_alike_with_a_name_in_latin_letters(box: Normalizer) -> None:
    lexicon = box._lexicon
    forms: dict[tuple[Kind, LatinForm], list[tuple[NamePart, ...]]] = {}
    for entity in list(box.entities())[::9]:
        for alias in entity.listed():
            parts = parse_name(alias.text, lexicon, kind=entity.kind)
            if (form := latin_form(parts)) is not None:
                forms.setdefault((entity.kind, form), []).append(parts)
    several = [(kind, parts) for (kind, _), parts in forms.items() if len(set(parts)) > 1]
    assert len(several) > 100
    for kind, aliases in several:
        queries = [parse_name(query, lexicon, kind=kind) for query in QUERIES]
        own = tuple(NamePart(part.token, part.role) for part in aliases[0])
        for query in (*queries, own, own[1:] or own):
            one, *others = [align(query, alias, lexicon) for alias in aliases]
            if not one.pairs:
                continue
            said = steps(one), match_log_odds(one, kind, Context(1_000))
            for other in others:
                assert (steps(other), match_log_odds(other, kind, Context(1_000))) == said


@pytest.mark.parametrize("text", ["محمود عباس", "習近平", "ふじた としお", "Abd al-Rahman"])
def test_what_is_read_by_its_own_letters_has_no_latin_form(box: Normalizer, text: str) -> None:
    assert latin_form(parse_name(text, box._lexicon)) is None
