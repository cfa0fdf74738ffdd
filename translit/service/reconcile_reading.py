"""What a client of the reconciliation API sends, read: queries of both versions, and which columns
are wanted.
"""

from __future__ import annotations

import re
from typing import Any

from translit.service.reconcile_manifest import LIMIT_SETTING
from translit.service.reconcile_queries import DEFAULT_LIMIT, Asked, Condition, kinds_in, texts_in
from translit.service.refusal import RefusedError

QUANTIFIERS = ("any", "all", "none")

Json = dict[str, Any]


def whole(text: str | None, default: int | None) -> int | None:
    """Return the number that *text* is, *default* for what is none."""
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,6}", text) else default


def _wrong(place: object, problem: str) -> RefusedError:
    return RefusedError(422, f"query {place!r:.50}: {problem}", "docs/openrefine.md shows what is taken")


def _limit(place: object, value: object) -> int:
    if value is None:
        return DEFAULT_LIMIT
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= 1e6:
        raise _wrong(place, "limit is a number from 1")
    return int(value)


def query_02(place: str, query: object) -> Asked:
    """Return a query of version 0.2; *place* is its name in the batch. Raises RefusedError."""
    if not isinstance(query, dict):
        raise _wrong(place, "is no object")
    name, given = query.get("query", ""), query.get("properties") or []
    if not isinstance(name, str):
        raise _wrong(place, "query is no text")
    if not isinstance(given, list) or not all(isinstance(of, dict) for of in given):
        raise _wrong(place, "properties is no list of objects")
    if not name and not given:
        raise _wrong(place, "there is neither query nor properties")
    try:
        conditions = tuple(Condition(_pid(of), texts_in(of.get("v"))) for of in given)
        kinds = kinds_in(query.get("type"))
    except ValueError as error:
        raise _wrong(place, str(error)) from None
    return Asked((name,) if name else (), kinds, _limit(place, query.get("limit")), conditions)


def query_10(place: int, query: object) -> Asked:
    """Return a query of the draft of 1.0, the one at *place* in the batch. Raises RefusedError."""
    if not isinstance(query, dict):
        raise _wrong(place, "is no object")
    given = query.get("conditions")
    if not isinstance(given, list) or not given or not all(isinstance(of, dict) for of in given):
        raise _wrong(place, "conditions is a list of one object or more")
    names: list[str] = []
    conditions = []
    try:
        kinds = kinds_in(query.get("type"))
        for of in given:
            quantifier = of.get("matchQuantifier", "any")
            if quantifier not in QUANTIFIERS:
                raise ValueError(f"matchQuantifier is one of {', '.join(QUANTIFIERS)}")
            wanted = texts_in(of.get("v"))
            if of.get("matchType") == "property":
                conditions.append(Condition(_pid(of), wanted, of.get("required") is True, quantifier))
            elif of.get("matchType") != "name":
                raise ValueError("matchType is name or property")
            elif quantifier == "none":
                raise ValueError("names that are not meant are not understood: leave matchQuantifier out")
            else:
                names += wanted
    except ValueError as error:
        raise _wrong(place, str(error)) from None
    return Asked(tuple(names), kinds, _limit(place, query.get("limit")), tuple(conditions))


def _pid(of: Json) -> str:
    pid = of.get("pid")
    if not isinstance(pid, str) or not pid:
        raise ValueError("a property has a pid, a text")
    return pid


def extend_query(query: object) -> tuple[list[str], list[tuple[str, int]]]:
    """Return the ids and the properties of a query, each with the most values that are taken."""
    ids, given = (query.get("ids"), query.get("properties")) if isinstance(query, dict) else (None, None)
    if not isinstance(ids, list) or not all(isinstance(of, str) for of in ids):
        raise RefusedError(422, "ids is no list of texts", 'Send {"ids": ["place/kyiv"], "properties": […]}')
    if not isinstance(given, list) or not all(
        isinstance(of, dict) and isinstance(of.get("id"), str) for of in given
    ):
        raise RefusedError(
            422, "properties is no list of objects with an id", 'Send {"properties": [{"id": "country"}]}'
        )
    wanted = []
    for of in given:
        settings = of.get("settings")
        most = settings.get(LIMIT_SETTING) if isinstance(settings, dict) else None
        text = str(most) if isinstance(most, int | str) and not isinstance(most, bool) else ""
        wanted.append((of["id"], whole(text, 0) or 0))
    return list(dict.fromkeys(ids)), wanted
