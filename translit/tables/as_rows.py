"""Entities as JSON lines that a table is read from again, with all that they say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from translit.model import Entity


def as_lines(entities: Iterable[Entity]) -> Iterator[bytes]:
    """Yield each entity as a line of JSON, as `read_table` reads it.

    >>> next(as_lines([Entity("c/1", "Kyiv", "place", country="UA", weak="Capital")]))
    b'{"id": "c/1", "name": "Kyiv", "kind": "place", "country": "UA", "weak": ["Capital"]}\\n'
    """
    for entity in entities:
        yield json.dumps(_row(entity), ensure_ascii=False).encode() + b"\n"


def _row(entity: Entity) -> dict[str, Any]:
    weak = set(entity.weak)
    aliases = [
        {
            "name": alias.text,
            "lang": alias.lang,
            "weak": "yes" if alias.text in weak else None,
            "since": alias.since,
            "until": alias.until,
            "source": alias.source,
        }
        for alias in entity.aliases
    ]
    told = {alias.text for alias in entity.aliases}
    row = {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "country": entity.country,
        "native": entity.native,
        "aliases": [{field: value for field, value in alias.items() if value} for alias in aliases],
        "weak": [text for text in entity.weak if text not in told],
        "not": entity.excluded,
        "wikidata": entity.wikidata,
        "note": entity.note,
        "source": entity.source,
    }
    return {field: value for field, value in row.items() if value}
