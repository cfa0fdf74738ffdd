"""Items of Wikidata as JSON: a dump (an array, one item a line), JSON lines, or Special:EntityData.

Format: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html. What an item is, is
told by a few properties: the classes that it is of would need the whole of Wikidata. Items that are
no people, places or organisations are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from translit.model import Kind
from translit.published.draft import Draft
from translit.published.json_records import json_records
from translit.published.streams import Reject, open_text
from translit.published.wikidata_countries import COUNTRY_ITEMS

HUMAN, INSTANCE_OF = "Q5", "P31"
# headquarters, industry, legal form, parent organisation, subsidiary, chief executive, chairperson,
# employees, ROR, stock exchange
OF_ORGANISATIONS = ("P159", "P452", "P1454", "P749", "P355", "P169", "P488", "P1128", "P6782", "P414")
OF_PLACES = ("P1566", "P625", "P1082", "P36")  # GeoNames, coordinates, population, capital
COUNTRIES = ("P27", "P17")  # of citizenship; in which it is
# Names that are statements, by what they are called.
NAMED = {
    "P1559": "name in native language",
    "P1477": "birth name",
    "P1448": "official name",
    "P1705": "native label",
    "P742": "pseudonym",
    "P1813": "short name",
}
WEAK = {"P742", "P1813"}
BORN, SINCE, UNTIL = "P569", "P580", "P582"
PRECISIONS = {9: 4, 10: 7, 11: 10}  # year, month, day, and how long such a date is
ANY_LANGUAGE = frozenset({"en", "mul", "simple"})  # as what is of no particular one


def read(paths: Sequence[Path], reject: Reject) -> Iterator[Draft | None]:
    """Yield the items that are people, places or organisations, None for others."""
    for path in paths:
        with open_text(path, ".json", ".jsonl") as text:
            for line, found in json_records(text, path, reject):
                for item in found["entities"].values() if "entities" in found else [found]:
                    try:
                        yield _draft(item)
                    except (AttributeError, KeyError, TypeError, ValueError) as error:
                        what = f"{type(error).__name__} {error}"
                        reject(path, line, f"not an item of Wikidata: {what}", str(item.get("id", "")))


def _draft(item: dict[str, Any]) -> Draft | None:
    claims = item.get("claims") or {}
    kind = _kind(claims)
    if item.get("type", "item") != "item" or kind is None:
        return None
    draft = Draft(item["id"], f"Wikidata {item['id']}", kind, wikidata=item["id"])
    labels: dict[str, str] = {code: label["value"] for code, label in (item.get("labels") or {}).items()}
    shared = {text for code, text in labels.items() if code in ANY_LANGUAGE}
    for code in sorted(labels, key=lambda code: (code not in ANY_LANGUAGE, code)):
        draft.add_name(labels[code], f"label, {code}", lang=None if labels[code] in shared else _lang(code))
    for code, aliases in (item.get("aliases") or {}).items():
        for alias in aliases:
            draft.add_name(alias["value"], f"alias, {code}", lang=_lang(code))
    for name, called in NAMED.items():
        for statement, value in _values(claims, name):
            text = value if isinstance(value, str) else value["text"]
            lang = None if isinstance(value, str) else _lang(value["language"])
            since, until = (_qualified(statement, qualifier) for qualifier in (SINCE, UNTIL))
            draft.add_name(text, called, lang=lang, is_weak=name in WEAK, since=since, until=until)
    for name in COUNTRIES:
        for _, value in _values(claims, name) if not draft.countries else ():
            draft.add_country(COUNTRY_ITEMS.get(value["id"]))
    draft.births.update(dict.fromkeys(filter(None, (_date(value) for _, value in _values(claims, BORN)))))
    return draft


def _kind(claims: dict[str, Any]) -> Kind | None:
    if any(value["id"] == HUMAN for _, value in _values(claims, INSTANCE_OF)):
        return Kind.PERSON
    if any(name in claims for name in OF_ORGANISATIONS):
        return Kind.ORG
    return Kind.PLACE if any(name in claims for name in OF_PLACES) else None


def _values(claims: dict[str, Any], name: str) -> Iterator[tuple[dict[str, Any], Any]]:
    """Yield the statements of a property that hold and are known, each with its value; if some are
    preferred those alone.
    """
    statements = [of for of in claims.get(name) or () if of.get("rank") != "deprecated"]
    preferred = [of for of in statements if of.get("rank") == "preferred"]
    for statement in statements if name in NAMED else preferred or statements:
        snak = statement["mainsnak"]
        if snak.get("snaktype", "value") == "value":
            yield statement, snak["datavalue"]["value"]


def _lang(code: str) -> str | None:
    """Return the language of a code of Wikimedia.

    >>> _lang("zh-hant"), _lang("mul")
    ('zh', None)
    """
    return None if code in ANY_LANGUAGE else code.partition("-")[0]


def _qualified(statement: dict[str, Any], qualifier: str) -> str | None:
    for snak in (statement.get("qualifiers") or {}).get(qualifier) or ():
        if snak.get("snaktype", "value") == "value":
            return _date(snak["datavalue"]["value"])
    return None


def _date(value: dict[str, Any]) -> str | None:
    """Return a date of the common era, as exact as it is known."""
    length, time = PRECISIONS.get(value["precision"]), value["time"]
    return time[1 : 1 + length] if length and time.startswith("+") and len(time) == 21 else None
