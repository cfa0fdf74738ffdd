"""The files under `aliases/romanization` into transliteration `Scheme`s."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from translit.errors import Problem
from translit.tables.schema import Source
from translit.writing.readings import READERS
from translit.writing.romanize import Scheme
from translit.writing.rule import Neighbours, Rule

SCHEME_FIELDS = (
    "id", "names", "lang", "script", "authority", "year", "title", "source", "status", "use",
    "sets", "variants", "letters", "rules", "decompose", "capitalize", "usual", "reader", "samples",
)  # fmt: skip
SCHEME_REQUIRED = ("id", "lang", "script", "authority", "title", "source", "status", "letters", "samples")
RULE_FIELDS = ("from", "to", "after", "before", "not_after", "not_before")


def scheme(source: Source) -> tuple[Scheme | None, list[Problem]]:
    """Read one transliteration scheme."""
    at = source.root
    if not isinstance(at.value, dict):
        return None, [Problem(source.path, at.line, "a scheme must be a mapping", "See aliases/README.md")]
    problems = [
        Problem(source.path, node.line, f"unknown field {name!r}", f"Known: {', '.join(SCHEME_FIELDS)}")
        for name, node in at.value.items()
        if name not in SCHEME_FIELDS
    ]
    problems += [
        Problem(
            source.path,
            at.line,
            f"field {name!r} is missing",
            "Every scheme names its source and has samples",
        )
        for name in SCHEME_REQUIRED
        if name not in at.value
    ]
    if "reader" in at.value and (node := at.value["reader"]).value not in READERS:
        problems.append(
            Problem(source.path, node.line, f"'reader' is {node.plain()!r}", f"One of: {', '.join(READERS)}")
        )
    rules = at.value["rules"].value if "rules" in at.value else []
    for rule in rules if isinstance(rules, list) else []:
        unknown = set(rule.value) - set(RULE_FIELDS) if isinstance(rule.value, dict) else {"no mapping"}
        missing = {"from", "to"} - set(rule.value) if isinstance(rule.value, dict) else set()
        if unknown or missing:
            problems.append(
                Problem(
                    source.path,
                    rule.line,
                    f"a rule with {', '.join(sorted(unknown | missing))}",
                    "See aliases/README.md",
                )
            )
    return (None if problems else _scheme(at.plain())), problems


def _scheme(of: Mapping[str, Any]) -> Scheme:
    sets = of.get("sets") or {}
    is_decomposed = of.get("decompose") == "true"
    rules = [
        Rule(
            _source(rule["from"], is_decomposed),
            rule["to"],
            *(_neighbours(rule.get(where, ""), sets) for where in RULE_FIELDS[2:]),
        )
        for rule in of.get("rules") or []
    ]
    return Scheme(
        id=of["id"],
        names=tuple(of.get("names") or ()),
        lang=of["lang"],
        script=of["script"],
        authority=of["authority"],
        year=of.get("year", ""),
        title=of["title"],
        source=of["source"],
        status=of["status"],
        use=of.get("use", ""),
        letters=of["letters"],
        rules=tuple(rules),
        decompose=is_decomposed,
        capitalize=of.get("capitalize", ""),
        is_usual=of.get("usual") == "true",
        reader=of.get("reader", ""),
        variants=of.get("variants") or {},
    )


def _source(letters: str, is_decomposed: bool) -> str:
    # 김 may be written as a syllable
    return unicodedata.normalize("NFD", letters) if is_decomposed else letters


_NEIGHBOUR = re.compile(r"\{(\w+)\}|(.)", re.DOTALL)


def _neighbours(written: str | Sequence[str], sets: Mapping[str, str]) -> Neighbours:
    """Read the neighbours of a rule: a text is a set of letters and borders, a list holds runs of
    letters and {sets}.
    """
    if not isinstance(written, str):
        return tuple(
            tuple(sets[name] if name else letter for name, letter in _NEIGHBOUR.findall(run))
            for run in written
        )
    letters = written.format_map(sets)
    borders = tuple((border,) for border in "^$" if border in letters)
    plain = letters.replace("^", "").replace("$", "")
    return (*borders, (plain,)) if plain else borders
