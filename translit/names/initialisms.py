"""The acronyms that a name of several words may be written as: FDLR, CNOOC."""

from __future__ import annotations

from collections.abc import Sequence

from translit.names.rarity import is_city, place_of
from translit.names.roles import NamePart, Role

MIN_ACRONYM = 3  # letters; of two there are too many
MIN_FORM = 7  # letters of a legal form that counts for one: Corporation, Company, Limited
MAX_WRITTEN = 5  # letters of an acronym; longer names in capitals are mostly words
MIN_WORD = 4  # letters of a word that counts for an acronym: not of, the, du


def acronyms(parts: Sequence[NamePart]) -> frozenset[str]:
    """Return the initial letters of a name of several words, with and without its short ones, its
    legal form and the place that stands last: FDLR, FDDLDR, CNOOC.

    None for a person's name, and none of fewer than `MIN_ACRONYM` letters.
    """
    words = [part for part in parts if part.role not in (Role.TITLE, Role.LEGAL, Role.ACRONYM)]
    if any(part.role in (Role.FAMILY, Role.INITIAL) for part in words):
        return frozenset()
    found = initial_letters([part.token for part in words])
    own = [part for part in words if part.role is not Role.PARTICLE]
    if len(own) < len(words):  # Institute of Art History: IAH
        found |= initial_letters([part.token for part in own])
    if len(own) > MIN_ACRONYM and is_place(own[-1].token):  # Centre for Health and Law (Austria)
        found |= initial_letters([part.token for part in own[:-1]])
    with_form = [
        part for part in parts if part in words or (part.role is Role.LEGAL and len(part.token) >= MIN_FORM)
    ]
    return (
        found if len(with_form) == len(words) else found | initial_letters([part.token for part in with_form])
    )


def is_acronym(text: str) -> bool:
    """Whether a name is one short word in capitals.

    >>> is_acronym("SANA"), is_acronym("Sana"), is_acronym("CARITAS")
    (True, False, False)
    """
    return len(text) <= MAX_WRITTEN and text.isupper() and text.isalpha()


def is_place(token: str) -> bool:
    """Whether a word is known as the name of a place."""
    return bool(place_of(token)) or is_city(token)


def initial_letters(tokens: Sequence[str]) -> frozenset[str]:
    """Return the first letters of several *tokens*, of all and of the longer ones; none of fewer
    than `MIN_ACRONYM` letters.
    """
    if len(tokens) < MIN_ACRONYM:
        return frozenset()
    found = (
        "".join(token[0] for token in tokens),
        "".join(token[0] for token in tokens if len(token) >= MIN_WORD),
    )
    return frozenset(letters for letters in found if len(letters) >= MIN_ACRONYM)
