"""Write the names of a text in their canonical spelling, in the shape that each has there; the rest
stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

from translit.model import Entity, Kind
from translit.names.lexicon import Lexicon
from translit.names.parts import parse_name
from translit.names.roles import Role
from translit.results import Mention
from translit.writing.keys import tokens
from translit.writing.scripts import scripts

STYLES = ("canonical",)
GIVEN_NAME_ROLES = frozenset({Role.WORD, Role.INITIAL, Role.PATRONYMIC})
LABEL_BRACKET = "("  # begins an addition to a canonical name: Ministry of Defence (Russia)


def rewritten(text: str, mentions: Iterable[Mention], lexicon: Lexicon) -> str:
    """Return *text* with each mention that is MATCHED in its canonical spelling."""
    pieces, end = [], 0
    for mention in mentions:
        if mention:
            pieces += [text[end : mention.start], canonical(mention, lexicon)]
            end = mention.end
    return "".join((*pieces, text[end:]))


def canonical(mention: Mention, lexicon: Lexicon) -> str:
    """Return the canonical spelling of a mention, in its shape.

    A surname stays without a given name, initials before it stay initials. What stays as it is:
    a name that its entity lists letter by letter as an acronym (*AFP*, *U.S.*), a name in another
    script than the canonical one (its case would be lost), and one whose canonical name is a label,
    with an addition in brackets.
    """
    entity, surface = mention.entity, mention.surface
    if (
        entity is None
        or LABEL_BRACKET in entity.name
        or scripts(surface) - scripts(entity.name)
        or _is_acronym(surface, entity)
    ):
        return surface
    if entity.kind is not Kind.PERSON:
        return _in_capitals(entity.name, surface)
    family = _family_name(entity, lexicon)
    if not family or not entity.name.endswith(family):
        return _in_capitals(entity.name, surface)
    written = parse_name(surface, lexicon, kind=Kind.PERSON)
    named = written[: max(0, len(written) - len(tokens(family)))]
    given = [part for part in named if part.role in GIVEN_NAME_ROLES]
    if not given:
        return _in_capitals(family, surface)
    if all(part.role is Role.INITIAL for part in given) and surface.find(".") > 0:
        return f"{_initials(entity, family, len(given), surface)} {_in_capitals(family, surface)}"
    return _in_capitals(entity.name, surface)


def _initials(entity: Entity, family: str, count: int, surface: str) -> str:
    """Return as many initials of the canonical given names as there are, those of the surface where
    it has more.
    """
    names = entity.name.removesuffix(family).split()
    own = [letter for letter in surface if letter.isupper()][:count]
    letters = [names[at][0] if at < len(names) else own[at] for at in range(min(count, len(own)))]
    gap = " " if ". " in surface.rsplit(" ", 1)[0] else ""
    return gap.join(f"{letter}." for letter in letters)


@lru_cache(maxsize=16_384)
def _family_name(entity: Entity, lexicon: Lexicon) -> str:
    """Return the family name, with its particles, as the canonical name writes it; "" where it has
    one name only.
    """
    parts = parse_name(entity.name, lexicon, kind=Kind.PERSON)
    places = [at for at, part in enumerate(parts) if part.role is Role.FAMILY]
    if len(places) != 1 or len(parts) < 2:
        return ""
    start = places[0]
    while start and parts[start - 1].role is Role.PARTICLE:
        start -= 1
    words = entity.name.split(" ")
    # a word may have a hyphen, and be several parts
    ends = list(accumulate(len(tokens(word)) for word in words))
    if ends[-1] != len(parts):
        return ""
    return " ".join(word for word, end in zip(words, ends, strict=True) if end > start)


def _is_acronym(surface: str, entity: Entity) -> bool:
    return (
        surface.isupper()
        and surface != entity.name.upper()
        and any(alias.text == surface for alias in entity.listed())
    )


def _in_capitals(name: str, surface: str) -> str:
    """Write *name* in capitals where *surface* is."""
    return name.upper() if len(surface) > 2 and surface.isupper() and "." not in surface else name
