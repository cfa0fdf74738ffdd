"""Whether one of two names is a man's and the other a woman's, by titles and given names."""

from __future__ import annotations

from collections.abc import Sequence

from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart, Role
from translit.pairs.contrast import contrast
from translit.pairs.relation import Pair, Relation
from translit.writing.language_facts import language_facts

NO_GENDER: frozenset[str] = frozenset()


def differ_in_gender(
    pairs: Sequence[Pair], query: Sequence[NamePart], alias: Sequence[NamePart], lexicon: Lexicon
) -> bool:
    """Whether a title or a given name in the nominative is a man's on one side, a woman's on the
    other.

    Mrs. John Hardy is not John Hardy. *Евгения Коваль* is a woman: the genitive of Евгений Коваль
    has another ending in the family name, too.
    """
    titles = _of_titles(query, lexicon), _of_titles(alias, lexicon)
    if titles[0] or titles[1]:
        one, other = (
            title or _of_given_names(parts, lexicon)
            for title, parts in zip(titles, (query, alias), strict=True)
        )
        if one and other and one.isdisjoint(other):
            return True
    inflected = [pair for pair in pairs if _may_be_case_form(pair)]
    return len(inflected) == 1 and _is_nominative(inflected[0], pairs, lexicon)


def _may_be_case_form(pair: Pair) -> bool:
    """Whether the names of a *pair* differ by the ending of a case, or by what in family names is
    that of a gender, too: Martina is no Martin's family name.
    """
    is_family = pair.query.role is Role.FAMILY
    return pair.relation is Relation.INFLECTED or (pair.relation is Relation.GENDERED and not is_family)


def _of_titles(parts: Sequence[NamePart], lexicon: Lexicon) -> frozenset[str]:
    tokens = [part.token for part in parts if part.role is Role.TITLE]
    if not tokens:
        return NO_GENDER
    genders = {lexicon.title_genders.get(token, "") for token in tokens} - {""}
    return frozenset(genders) if len(genders) == 1 else NO_GENDER


def _of_given_names(parts: Sequence[NamePart], lexicon: Lexicon) -> frozenset[str]:
    named = [lexicon.genders(part.token) for part in parts if part.role is Role.WORD]
    return next((genders for genders in named if genders), NO_GENDER)


def are_of_two_genders(x: str, y: str, lexicon: Lexicon) -> bool:
    """Whether one given name is a man's and the other a woman's: both are known as such, or one is,
    and the other has the ending that makes a woman's name of a man's.
    """
    genders = lexicon.genders(x), lexicon.genders(y)
    if all(genders):
        return genders[0].isdisjoint(genders[1])
    return any(genders) and contrast(x, y).gender > 0


def _is_nominative(pair: Pair, pairs: Sequence[Pair], lexicon: Lexicon) -> bool:
    """Whether the query of a *pair* that may be a case form is the name of the other gender.

    A family name that the declension of men's names changes stands beside it unchanged.
    """
    if not are_of_two_genders(pair.query.token, pair.alias.token, lexicon):
        return False
    others = [one for one in pairs if one is not pair and one.relation is Relation.SAME]
    indeclinable = language_facts().indeclinable_endings
    return any(one.query.role is Role.FAMILY and not one.query.token.endswith(indeclinable) for one in others)
