"""What a ship is, before her name: M/V Ever Given."""

from __future__ import annotations

from collections.abc import Sequence

from translit.model import Kind
from translit.names.lexicon import Lexicon, phrase_at
from translit.names.roles import NamePart, Role, with_role
from translit.writing.language_facts import language_facts


def mark_vessel(
    written: str, parts: Sequence[NamePart], lexicon: Lexicon, kind: Kind | None
) -> list[NamePart]:
    """Return *parts* with what says in front that they name a ship as a title, or none.

    >>> ship = mark_vessel("MV Amber", [NamePart("mv"), NamePart("amber")], Lexicon(), None)
    >>> [part.role for part in ship]
    [<Role.TITLE: 't'>, <Role.WORD: 'w'>]

    Where nothing tells her from a company there is no ship: beside a legal form, a word by which
    organisations are known, or nothing but words that describe.
    """
    count = _prefix(written, parts, kind)
    rest = parts[count:]
    if not count or not any(part.token not in lexicon.descriptors and len(part.token) > 1 for part in rest):
        return []
    for at, part in enumerate(rest):
        if part.token in lexicon.organisations or phrase_at(rest, at, lexicon.legal):
            return []
    return [with_role(part, Role.TITLE) for part in parts[:count]] + [
        with_role(part, Role.PARTICLE if part.token in lexicon.function_words and at else Role.WORD)
        for at, part in enumerate(rest)
    ]


def _prefix(written: str, parts: Sequence[NamePart], kind: Kind | None) -> int:
    """Return how many of *parts* may say in front that a ship follows."""
    facts = language_facts()
    first = parts[0].token if parts else ""
    if first in facts.vessel_words or (first in facts.vessel_capitals and written.startswith(first.upper())):
        return 1
    # points are those of a person's initials as well
    is_abbreviation = written[1:2] == "/" or (kind is Kind.ORG and written[1:2] == ".")
    if is_abbreviation and len(parts) > 1 and first + parts[1].token in facts.vessel_letters:
        return 2
    return 0
