"""One token of a name, and the role that it has there."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from translit.writing.scripts import native_script


class Role(StrEnum):
    """What a token does in a name; the value is how a compiled file writes it."""

    WORD = "w"
    FAMILY = "f"
    INITIAL = "i"
    PATRONYMIC = "p"
    PARTICLE = "a"  # von, de, al-, bin …, and articles
    TITLE = "t"
    SUFFIX = "s"  # Jr, III
    LEGAL = "l"  # Ltd, ООО
    GENERIC = "g"  # what an organisation is or does: Bank, Trading, General
    # initial letters of an organisation's name, beside it: World Health Organization (WHO)
    ACRONYM = "c"

    # Enum's own is slow, and roles are looked up for every token that is compared
    __hash__ = str.__hash__


# A name is whole without these.
OPTIONAL = frozenset({Role.PATRONYMIC, Role.PARTICLE, Role.TITLE, Role.SUFFIX, Role.LEGAL, Role.ACRONYM})


class NamePart(NamedTuple):
    """One token of a name in the form of the match key, its role, and its letters as written where
    they are not Latin, with their script (ISO 15924).

    `native_part` makes one with native letters. `marks` is a token of a Vietnamese name with its
    marks, the tone last: hòa and hoà are one, hoa is another.
    """

    token: str
    role: Role = Role.WORD
    native: str = ""
    script: str = ""
    marks: str = ""


def native_part(token: str, native: str, role: Role = Role.WORD) -> NamePart:
    """Return the part that is written in *native* letters; of several scripts it has the first by
    its code, Latin left out.

    >>> native_part("kim", "김").script, native_part("yama", "やま田").script
    ('Hang', 'Hani')
    """
    return NamePart(token, role, native, native_script(native))


def with_role(part: NamePart, role: Role) -> NamePart:
    """Return *part* in another role; `_replace` takes three times as long."""
    return NamePart(part.token, role, part.native, part.script, part.marks)


def script_of_name(parts: Sequence[NamePart]) -> str:
    """Return the script that a name is written in, "" for Latin letters; of several the first by
    its code.
    """
    scripts = [part.script for part in parts if part.script]
    return min(scripts) if scripts else ""


def is_latin(parts: Sequence[NamePart]) -> bool:
    """Whether all of *parts* are written in Latin letters."""
    for part in parts:  # noqa: SIM110  # a generator costs three times as much
        if part.script:
            return False
    return True


def mark(parts: list[NamePart], start: int, count: int, role: Role) -> list[NamePart]:
    """Return *parts* with another role for *count* of them from *start* on."""
    marked = [with_role(part, role) for part in parts[start : start + count]]
    return [*parts[:start], *marked, *parts[start + count :]]
