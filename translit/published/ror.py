"""The Research Organization Registry, JSON of its schemas 1 and 2.

Format: https://ror.readme.io/docs/ror-data-structure and …/schema-v1. Initial letters (acronyms)
are weak: several have them. Withdrawn organisations are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from translit.model import Kind
from translit.published.draft import Draft
from translit.published.json_records import json_records
from translit.published.streams import Reject, open_text

DISPLAY, ACRONYM = "ror_display", "acronym"


def read(paths: Sequence[Path], reject: Reject) -> Iterator[Draft]:
    """Yield the organisations."""
    for path in paths:
        with open_text(path, ".json", ".jsonl") as text:
            for line, found in json_records(text, path, reject):
                if not isinstance(found.get("id"), str) or not ("names" in found or "name" in found):
                    reject(path, line, "no organisation of ROR: it has no id or no names", "")
                elif found.get("status") != "withdrawn":
                    draft = Draft(found["id"], f"ROR {found['id'].rpartition('/')[2]}", Kind.ORG)
                    try:
                        (_second if "names" in found else _first)(draft, found)
                    except (AttributeError, KeyError, TypeError) as error:
                        reject(path, line, f"not of the schema: {error}", found["id"])
                        continue
                    yield draft


def _second(draft: Draft, found: dict[str, Any]) -> None:
    """Read a record of schema 2."""
    for name in sorted(found["names"], key=lambda name: DISPLAY not in name["types"]):
        sort = ", ".join(name["types"])
        draft.add_name(name["value"], sort, lang=name.get("lang"), is_weak=ACRONYM in name["types"])
    for location in found.get("locations") or ():
        draft.add_country((location.get("geonames_details") or {}).get("country_code"))
    for external in found.get("external_ids") or ():
        if external.get("type") == "wikidata":
            draft.wikidata = external.get("preferred") or next(iter(external.get("all") or ()), None)


def _first(draft: Draft, found: dict[str, Any]) -> None:
    """Read a record of schema 1."""
    draft.add_name(found["name"], "name")
    for label in found.get("labels") or ():
        draft.add_name(label["label"], "label", lang=label.get("iso639"))
    for alias in found.get("aliases") or ():
        draft.add_name(alias, "alias")
    for acronym in found.get("acronyms") or ():
        draft.add_name(acronym, ACRONYM, is_weak=True)
    draft.add_country((found.get("country") or {}).get("country_code"))
    ids = (found.get("external_ids") or {}).get("Wikidata") or {}
    of_all = ids.get("all") or ()
    draft.wikidata = ids.get("preferred") or (of_all if isinstance(of_all, str) else next(iter(of_all), None))
