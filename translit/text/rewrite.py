"""Write the names of a text in their canonical spelling, in the shape that each has there; the rest
stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

from translit.model import Entity, Kind
from translit.names.lexicon import Lexicon
from translit.names.parts import is_surname_first, parse_name, surname_span
from translit.names.roles import NamePart, Role
from translit.results import Mention
from translit.writing.keys import tokens
from translit.writing.scripts import scripts

STYLES = ("canonical",)
GIVEN_NAME_ROLES = frozenset({Role.WORD, Role.INITIAL, Role.PATRONYMIC})
CACHED_ENTITIES = 16_384
LABEL_BRACKET = "("  # begins an addition to a canonical name: Ministry of Defence (Russia)


class Rewriter:
    """Writes mentions in the canonical spelling of their entities."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._surname = lru_cache(maxsize=CACHED_ENTITIES)(self._read_surname)

    def rewrite(self, text: str, mentions: Iterable[Mention]) -> str:
        """Return *text* with each mention that is MATCHED in its canonical spelling."""
        pieces, end = [], 0
        for mention in mentions:
            if mention:
                pieces += [text[end : mention.start], self.canonical(mention)]
                end = mention.end
        return "".join((*pieces, text[end:]))

    def canonical(self, mention: Mention) -> str:
        """Return the canonical spelling of a mention, in its shape.

        A surname stays without a given name, initials before it stay initials. What stays as it is:
        a name that its entity lists letter by letter as an acronym (*AFP*, *U.S.*), a name in
        another script than the canonical one (its case would be lost), and one whose canonical name
        is a label, with an addition in brackets.
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
        is_first = is_surname_first(entity.country, None)
        family = self._surname(entity)
        if not family:
            return _in_capitals(entity.name, surface)
        given = self._given_names(surface, len(tokens(family)), is_first=is_first)
        if not given and set(tokens(surface)).isdisjoint(tokens(family)) and _is_of(entity.name, surface):
            return _in_capitals(entity.name, surface)  # a given name alone: Jinping
        if not given:
            return _in_capitals(family, surface)
        if not is_first and all(part.role is Role.INITIAL for part in given) and surface.find(".") > 0:
            return f"{_initials(entity, family, len(given), surface)} {_in_capitals(family, surface)}"
        return _in_capitals(entity.name, surface)

    def _given_names(self, surface: str, size: int, *, is_first: bool) -> list[NamePart]:
        """Return the given names and initials of *surface*, beside a surname of *size* tokens."""
        parts = parse_name(surface, self._lexicon, kind=Kind.PERSON, family_first=is_first)
        start, end = surname_span(parts) or (0, len(parts))
        start, end = (start, start + size) if is_first else (max(0, end - size), end)
        return [part for part in (*parts[:start], *parts[end:]) if part.role in GIVEN_NAME_ROLES]

    def _read_surname(self, entity: Entity) -> str:
        """Return the surname, with its particles, as the canonical name writes it at its beginning
        or end; "" where the name is one word, or has the surname elsewhere.
        """
        is_first = is_surname_first(entity.country, None)
        parts = parse_name(entity.name, self._lexicon, kind=Kind.PERSON, family_first=is_first)
        span = surname_span(parts)
        if span is None or len(parts) < 2:
            return ""
        words = entity.name.split(" ")
        # a word may have a hyphen, and be several parts
        ends = list(accumulate(len(tokens(word)) for word in words))
        if ends[-1] != len(parts):
            return ""
        start, end = span if is_first else (span[0], len(parts))
        surname = " ".join(
            word for word, at in zip(words, ends, strict=True) if start < at <= max(end, start + 1)
        )
        is_at_edge = entity.name.startswith(surname) if is_first else entity.name.endswith(surname)
        return surname if is_at_edge else ""


def _is_of(name: str, surface: str) -> bool:
    """Whether *name* has the words of *surface*."""
    return set(tokens(surface)) <= set(tokens(name))


def _initials(entity: Entity, family: str, count: int, surface: str) -> str:
    """Return as many initials of the canonical given names as there are, those of the surface where
    it has more.
    """
    names = entity.name.removesuffix(family).split()
    own = [letter for letter in surface if letter.isupper()][:count]
    letters = [names[at][0] if at < len(names) else own[at] for at in range(min(count, len(own)))]
    gap = " " if ". " in surface.rsplit(" ", 1)[0] else ""
    return gap.join(f"{letter}." for letter in letters)


def _is_acronym(surface: str, entity: Entity) -> bool:
    return (
        surface.isupper()
        and surface != entity.name.upper()
        and any(alias.text == surface for alias in entity.listed())
    )


def _in_capitals(name: str, surface: str) -> str:
    """Write *name* in capitals where *surface* is."""
    return name.upper() if len(surface) > 2 and surface.isupper() and "." not in surface else name
