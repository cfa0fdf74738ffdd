"""What a table says that one token is to another, whatever their letters."""

from __future__ import annotations

from collections.abc import Sequence

from translit.names.lexicon import Lexicon
from translit.pairs.relation import Relation

MIN_STEM = 3  # letters of a family name before an ending of its gender


def conflict(x: str, y: str, lexicon: Lexicon) -> Relation:
    """Return what two given names are to each other that are known to be two."""
    genders = lexicon.genders(x), lexicon.genders(y)
    are_of_two = all(genders) and genders[0].isdisjoint(genders[1])
    return Relation.OTHER_GENDER if are_of_two else Relation.CONFLICT


def lexicon_relation(x: str, y: str, lexicon: Lexicon) -> Relation | None:
    """Return what a table says that *x* is to *y*, whatever their letters."""
    if x[:MIN_STEM] != y[:MIN_STEM] and (x not in lexicon.tokens or y not in lexicon.tokens):
        return None  # most pairs: neither of one group nor of two genders
    found: Relation | None = lexicon.keeping[_lexicon_relation](x, y)
    return found


def _lexicon_relation(x: str, y: str, lexicon: Lexicon) -> Relation | None:
    given_x, given_y = lexicon.given_names.get(x), lexicon.given_names.get(y)
    if overlap(lexicon.words.get(x), lexicon.words.get(y)):
        return Relation.EQUIVALENT
    if given_x and given_y and overlap(given_x, given_y):
        return Relation.GIVEN_NAME
    if (given_y and overlap(lexicon.nicknames.get(x), given_y)) or (
        given_x and overlap(given_x, lexicon.nicknames.get(y))
    ):
        return Relation.NICKNAME
    if given_x and given_y and overlap(lexicon.cognates.get(x), lexicon.cognates.get(y)):
        return Relation.COGNATE
    if overlap(lexicon.surname_variants.get(x), lexicon.surname_variants.get(y)):
        return Relation.ROMANIZED
    if given_x and given_y and conflict(x, y, lexicon) is Relation.OTHER_GENDER:
        return None  # Valentin, Valentina: no family name
    return Relation.GENDERED if x[:MIN_STEM] == y[:MIN_STEM] and _is_gendered(x, y, lexicon) else None


def overlap(some: Sequence[str] | None, others: Sequence[str] | None) -> bool:
    return bool(some and others) and not set(some or ()).isdisjoint(others or ())


def _is_gendered(x: str, y: str, lexicon: Lexicon) -> bool:
    pairs = lexicon.gendered_endings
    for stem in range(min(len(x), len(y)), MIN_STEM - 1, -1):
        if x[:stem] == y[:stem] and ((x[stem:], y[stem:]) in pairs or (y[stem:], x[stem:]) in pairs):
            return True
    return False
