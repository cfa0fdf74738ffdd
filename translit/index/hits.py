"""What a look-up in a table finds: spellings, and those that have a key."""

from __future__ import annotations

from typing import NamedTuple

from translit.model import Alias, Entity
from translit.names.roles import NamePart
from translit.writing.keys import key


class Spelling(NamedTuple):
    """One spelling, a row of the table: the number of its entity, its alias, its parts."""

    row: int
    entity: int
    alias: Alias
    parts: tuple[NamePart, ...]


class Hit(NamedTuple):
    """A spelling that has a key.

    `scheme`: the id of the transliteration scheme that makes the key of it, "" if none is needed;
    `is_family`: the key is a person's bare surname.
    """

    key: str
    spelling: Spelling
    scheme: str
    is_family: bool


def weak_keys(entity: Entity) -> frozenset[str]:
    """Return the keys of the weak aliases of *entity*, which others have, too."""
    return frozenset(key(text) for text in entity.weak)
