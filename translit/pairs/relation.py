"""What one token may be to another, and how similar the two are then."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from translit.names.roles import NamePart
from translit.pairs.similarity import SAME_SOUND


class Relation(StrEnum):
    """What one token is to the other."""

    SAME = "same"
    EQUIVALENT = "equivalent"  # one word of two spellings or languages, one number
    GIVEN_NAME = "one given name"  # in two languages or spellings: Aleksei, Oleksii
    NICKNAME = "nickname"
    COGNATE = "of one origin"  # Pedro, Peter: one person may be called both, mostly two are
    ROMANIZED = "other romanization"  # of one family name: Park, Bak
    GENDERED = "other gender"  # Zelenska, Zelensky
    INFLECTED = "case form"  # Мединского, Мединский
    SOUND = "same sound"
    SPELLED = "spelled"  # letters of another script, priced by the spelling model
    INITIAL = "initial"
    ACRONYM = "initial letters"  # FDLR, Forces démocratiques de libération du Rwanda
    ALIKE = "alike"
    CONFLICT = "another given name"
    OTHER_GENDER = "a man's and a woman's name"  # Denis, Denise; Mario, Maria

    __hash__ = str.__hash__  # Enum's own is slow, and relations are looked up for every pair


# How similar two tokens of a relation are, 0 to 1, where it is not measured letter by letter.
SIMILARITY = {
    Relation.SAME: 1.0,
    Relation.EQUIVALENT: 1.0,
    Relation.GIVEN_NAME: 1.0,
    Relation.SOUND: SAME_SOUND,
    Relation.INFLECTED: 0.95,
    Relation.NICKNAME: 0.9,
    Relation.ROMANIZED: 0.9,
    Relation.COGNATE: 0.72,
    Relation.GENDERED: 0.9,
    Relation.INITIAL: 1.0,
    Relation.ACRONYM: 1.0,
}
EQUAL = frozenset({Relation.SAME, Relation.EQUIVALENT, Relation.GIVEN_NAME})  # nothing differs


class Pair(NamedTuple):
    """Two tokens that stand for each other; similarity from 0 to 1."""

    query: NamePart
    alias: NamePart
    relation: Relation
    similarity: float

    @property
    def letters(self) -> int:
        """The length of the longer token."""
        return max(len(self.query.token), len(self.alias.token))
