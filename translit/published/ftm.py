"""Entities of FollowTheMoney as JSON lines, as OpenSanctions and Aleph publish them.

Format: https://followthemoney.tech/explorer/ (a schema and properties with lists of values), files
"entities.ftm.json" and "targets.nested.json". Things without a name that is looked for (addresses,
payments, links between others) are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from translit.model import Kind
from translit.published.draft import Draft
from translit.published.json_records import json_records
from translit.published.streams import Reject, open_text

KINDS = {
    "Person": Kind.PERSON,
    **dict.fromkeys(("Organization", "Company", "LegalEntity", "PublicBody", "Vessel", "Airplane"), Kind.ORG),
}
# The properties that are names, the surest first.
NAMES = ("name", "alias", "previousName", "weakAlias", "abbreviation")
WEAK = {"weakAlias", "abbreviation"}
SHOWN = 3  # of the data sets that an entity is in
COUNTRIES = ("nationality", "citizenship", "jurisdiction", "country", "flag")


def read(paths: Sequence[Path], reject: Reject) -> Iterator[Draft | None]:
    """Yield the people and organisations, also those inside others; None for other things."""
    seen: set[str] = set()
    for path in paths:
        with open_text(path, ".json", ".jsonl", ".ndjson") as text:
            for line, found in json_records(text, path, reject):
                if not isinstance(found.get("properties"), dict) or not isinstance(found.get("id"), str):
                    reject(path, line, "no entity of FollowTheMoney: it has no id or no properties", "")
                    continue
                for entity in _nested(found):
                    if entity.get("schema") not in KINDS:
                        yield None
                    elif entity["id"] not in seen:
                        seen.add(entity["id"])
                        yield _draft(entity)


def _nested(entity: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield an entity and those that are values of its properties."""
    yield entity
    for values in entity["properties"].values():
        for value in values if isinstance(values, list) else ():
            if isinstance(value, dict) and isinstance(value.get("properties"), dict) and "id" in value:
                yield from _nested(value)


def _draft(entity: dict[str, Any]) -> Draft:
    datasets = [str(name) for name in entity.get("datasets") or ()]
    origin = ", ".join(datasets[:SHOWN]) + (" …" if datasets[SHOWN:] else "") or "FollowTheMoney"
    draft = Draft(entity["id"], f"{origin} {entity['id']}", KINDS[entity["schema"]])
    values = entity["properties"]

    def texts(name: str) -> list[str]:
        return [value for value in values.get(name) or () if isinstance(value, str)]

    names = {name: texts(name) for name in NAMES}
    if isinstance(caption := entity.get("caption"), str) and caption in names["name"]:
        draft.add_name(caption, "name")
    for name, of in names.items():
        for text in of:
            draft.add_name(text, name, is_weak=name in WEAK)
    for name in COUNTRIES:
        for country in texts(name) if not draft.countries else ():
            draft.add_country(country)
    draft.births.update(dict.fromkeys(texts("birthDate")))
    draft.wikidata = next(iter(texts("wikidataId")), None)
    return draft
