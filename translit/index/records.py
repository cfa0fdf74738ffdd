"""Encode entities, aliases and parts of names as the texts of a compiled table, and decode them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from translit.model import Alias, Entity, Kind
from translit.names.roles import NamePart, Role, native_part

FIELD_SEPARATOR = "\0"  # stands between the fields of an alias; a spelling has none
NATIVE_SEPARATOR = "|"  # stands between a token and its native letters; no token has it
_ALIAS_FIELDS = ("name", "lang", "since", "until", "source")
_KINDS = {kind.value: kind for kind in Kind}
# the slots, past the frozen class
_SETTERS = tuple(getattr(Entity, name).__set__ for name in Entity.__match_args__)
ROLES = tuple(Role)  # a role is written as its place in this order


def encode_entity(entity: Entity) -> str:
    """Return *entity* as a text: four fields, or JSON if these cannot hold it."""
    plain = (entity.id, entity.name, entity.kind.value, entity.country or "")
    more = (entity.native, entity.aliases, entity.weak, entity.excluded, entity.wikidata, entity.note)
    if not any((*more, entity.since, entity.until)) and entity.source is None:
        text = FIELD_SEPARATOR.join(plain)
        if text.count(FIELD_SEPARATOR) == len(plain) - 1:
            return text
    aliases = [
        {
            field: value
            for field, value in zip(_ALIAS_FIELDS, (a.text, a.lang, a.since, a.until, a.source), strict=True)
            if value
        }
        for a in entity.aliases
    ]
    values: dict[str, object] = {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "country": entity.country,
        "native": entity.native,
        "aliases": aliases,
        "weak": entity.weak,
        "not": entity.excluded,
        "wikidata": entity.wikidata,
        "note": entity.note,
        "source": entity.source,
        "since": entity.since,
        "until": entity.until,
    }
    return json.dumps(
        {name: value for name, value in values.items() if value}, ensure_ascii=False, separators=(",", ":")
    )


def decode_entity(body: str) -> Entity:
    """Read what `encode_entity` gave; it was checked when it was made."""
    if FIELD_SEPARATOR in body:  # JSON has none
        identifier, name, kind, country = body.split(FIELD_SEPARATOR)
        return _plain(identifier, name, _KINDS[kind], country or None)
    values: dict[str, Any] = json.loads(body)
    listed: list[Mapping[str, str]] = values.pop("aliases", [])
    aliases = tuple(
        Alias(a["name"], a.get("lang"), False, a.get("since"), a.get("until"), a.get("source"))
        for a in listed
    )
    return Entity(aliases=aliases, excluded=tuple(values.pop("not", ())), **values)


def _plain(identifier: str, name: str, kind: Kind, country: str | None) -> Entity:
    """Make an entity without checking it again."""
    entity = object.__new__(Entity)
    values: tuple[object, ...] = (identifier, name, kind, country, {}, (), (), (), *[None] * 5)
    for put, value in zip(_SETTERS, values):  # noqa: B905 (as many as fields; `strict` takes a third of the time)
        put(entity, value)
    return entity


def encode_alias(alias: Alias) -> str:
    """Return *alias* as a text: its spelling alone where it has nothing else."""
    text = alias.text.replace(FIELD_SEPARATOR, " ")
    metadata = (alias.lang or "", "weak" if alias.is_weak else "", alias.since or "", alias.until or "")
    return FIELD_SEPARATOR.join((text, *metadata)) if any(metadata) else text


def decode_alias(body: str) -> Alias:
    """Read what `encode_alias` gave."""
    text, *metadata = body.split(FIELD_SEPARATOR)
    if not metadata:
        return Alias(text)
    lang, weak, since, until = metadata
    return Alias(text, lang or None, bool(weak), since or None, until or None)


def encode_token(part: NamePart) -> str:
    """Return the letters of *part*, its role left out."""
    return f"{part.token}{NATIVE_SEPARATOR}{part.native}" if part.native else part.token


def latin_text(token: str) -> str:
    """Return the Latin letters of what `encode_token` gave."""
    return token.partition(NATIVE_SEPARATOR)[0] if NATIVE_SEPARATOR in token else token


def decode_part(token: str, role: int) -> NamePart:
    """Read what `encode_token` gave, with the number of a role."""
    latin, _, native = token.partition(NATIVE_SEPARATOR)
    if not latin:
        raise ValueError(f"the token {token!r} has no letters")
    return native_part(latin, native, ROLES[role]) if native else NamePart(latin, ROLES[role])
