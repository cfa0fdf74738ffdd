"""What one spelling, and one token, is compiled to: tokens with their roles, keys, terms."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from translit.index.records import NATIVE_SEPARATOR, ROLES, encode_token
from translit.index.row_cache import CompiledRow, CompiledToken
from translit.index.terms import (
    ACRONYM,
    han_reading_terms,
    hashed,
    index_concatenations,
    indexed_parts,
    neighbour_terms,
    ngrams,
)
from translit.model import Alias, Entity, Kind
from translit.names.belarusian import russian_form
from translit.names.compounds import glue
from translit.names.initialisms import acronyms, native_acronyms
from translit.names.parts import parse_name, surname_span
from translit.names.roles import NamePart, Role
from translit.names.vocabulary import Vocabulary
from translit.writing.scripts import guess_languages
from translit.writing.spelling import top_romanizations


def compile_row(
    text: str, kind: Kind, languages: Sequence[str], is_family_first: bool, vocabulary: Vocabulary
) -> CompiledRow:
    """Return the tokens, keys and terms of a spelling.

    *languages*: those whose schemes apply to it.
    """
    parts = parse_name(text, vocabulary.lexicon, kind=kind, family_first=is_family_first)
    is_person = kind is Kind.PERSON
    spelled = vocabulary.schemes.keys(text, languages, is_person=is_person)
    families = _families(parts, spelled) if is_person else {}
    keys = [(folded, scheme, False) for folded, scheme in spelled.items()]
    keys += [(folded, scheme, True) for folded, scheme in families.items() if folded not in spelled]
    compounds = [_latin(part) for part in glue(parts) if part not in parts]
    concatenated = index_concatenations([_latin(part) for part in indexed_parts(parts)], compounds)
    read = han_reading_terms(parts) if is_person else ()
    letters = acronyms(parts) | (frozenset() if is_person else native_acronyms(parts))
    terms = (*concatenated, *(ACRONYM + one for one in sorted(letters)), *read)
    return CompiledRow(
        [encode_token(part) for part in parts],
        [ROLES.index(part.role) for part in parts],
        keys,
        list(map(hashed, terms)),
    )


def compile_token(text: str) -> CompiledToken:
    """Return what a token, in Latin letters with its native ones behind, is found by."""
    latin, _, native = text.partition(NATIVE_SEPARATOR)
    spellings = {latin, *(top_romanizations(native) if native else (russian_form(latin),))}
    of = {term for spelling in spellings for term, _ in neighbour_terms(spelling)}
    grouped = {gram for spelling in spellings for gram in ngrams(spelling)}
    hashes = sorted({hashed(term) for term in (*of, *grouped)})
    return CompiledToken(hashes, min(255, math.ceil(len(grouped) / len(spellings))), min(255, len(latin)))


def _latin(part: NamePart) -> str:
    return (top_romanizations(part.native) or (part.token,))[0] if part.native else part.token


def initial_bit(token: str) -> int:
    """Return the first letter of a token as one bit of 26, 0 for any other character."""
    return 1 << (ord(token[0]) - 97) if "a" <= token[:1] <= "z" else 0


def languages_of(alias: Alias, entity: Entity) -> tuple[str, ...]:
    """Return the languages whose schemes apply to *alias*: of a native form all that have it, else
    those that its letters allow.
    """
    native = tuple(lang for lang, texts in entity.native.items() if alias.text in texts)
    return native or ((alias.lang,) if alias.lang else guess_languages(alias.text, entity.country))


def _families(parts: Sequence[NamePart], spelled: Mapping[str, str]) -> dict[str, str]:
    """Return the keys of a person's bare surname, with and without its particles, and the scheme of
    each.
    """
    span = surname_span(parts)
    others = [part for part in parts if part.role in (Role.WORD, Role.INITIAL)]
    if span is None or not others:
        return {}
    start, end = span
    keys: dict[str, str] = {}
    for folded, scheme in spelled.items():
        tokens = folded.split()
        # in another number of tokens it is unknown which is which
        if len(tokens) == len(parts):
            keys.setdefault(tokens[end - 1], scheme)
            keys.setdefault(" ".join(tokens[start:end]), scheme)
    return keys
