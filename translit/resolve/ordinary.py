"""Names that are ordinary words as well: who is WHO in capitals, Apple a company beside Inc."""

from __future__ import annotations

from collections.abc import Sequence

from translit.index.hits import Hit
from translit.model import Alias, Entity
from translit.names.initialisms import is_acronym
from translit.names.roles import Role
from translit.resolve.query import Query
from translit.writing.language_facts import language_facts
from translit.writing.text import fold

MIN_CAPITALS = 2  # of an acronym; one is the sentence's


def is_weak_here(alias: Alias, entity: Entity, query: Query) -> bool:
    """Whether *alias* says of a *query* that has its key no more than that *entity* may be meant.

    What is weak in the table for being an ordinary word counts in full where the caller gives the
    kind, or beside a legal form; an acronym that is one does not where it lacks its capitals.
    """
    facts, name = language_facts(), query.name
    # a spelling that is not weak may share its key with one that is, which the query is
    is_weak_text = not alias.is_weak and name.folded in map(fold, entity.weak)
    is_weak = alias.is_weak or is_weak_text
    word = name.folded if is_weak_text or alias.text == name.text else fold(alias.text)
    if word in facts.ordinary_acronyms and query.kind is None:
        return is_weak or sum(map(str.isupper, name.text)) < MIN_CAPITALS
    if not is_weak or word not in facts.ordinary_names:
        return is_weak
    has_form = any(part.role is Role.LEGAL for part in name.parts)
    return query.kind is not entity.kind and not has_form


def words_or_acronyms(text: str, hits: Sequence[Hit]) -> set[int]:
    """Return the entities of *hits* that a query does not mean for certain, by its capitals: those
    with an acronym that is a word of others, if it lacks them, and with a word that is a weak
    acronym of others, if it has them. "Sana" is the city, "SANA" may be the news agency.
    """
    acronyms = {hit.spelling.entity for hit in hits if is_acronym(hit.spelling.alias.text)}
    if not acronyms:
        return set()
    words = {hit.spelling.entity for hit in hits if not is_acronym(hit.spelling.alias.text)}
    if not text.isupper():
        return acronyms - words if words else set()
    is_weak = any(hit.spelling.alias.is_weak and hit.spelling.alias.text == text for hit in hits)
    return words - acronyms if is_weak else set()
