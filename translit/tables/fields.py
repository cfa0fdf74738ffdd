"""Which column of a table is which field of an entity, and what its values say."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from translit.errors import Problem, TableError
from translit.model import COUNTRIES, Alias, Kind
from translit.names.countries import countries_of
from translit.periods import is_date

# The columns that are read as a field; of several the first. In lower case, without points, "_" and
# "-" as spaces.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "entity id", "uid", "identifier"),
    "name": ("name", "full name", "entity name", "caption", "label"),
    "aliases": ("aliases", "alias", "aka", "also known as", "other names", "alternative names"),
    "kind": ("kind", "type", "entity type", "schema"),
    "country": ("country", "country code", "countries", "nation", "iso2", "nationality", "citizenship"),
    "native": ("native",),
    "not": ("not", "excluded"),
    "weak": ("weak", "weak aliases", "weak aka"),
    "since": ("since",),
    "until": ("until",),
    "entity_since": (
        *("entity since", "born", "birth date", "birthdate", "date of birth", "dob", "birth year"),
        *("year of birth", "founded", "founding date", "established", "inception", "incorporation date"),
    ),
    "entity_until": (
        *("entity until", "died", "death date", "date of death", "death year", "year of death"),
        *("dissolved", "dissolution date", "abolished"),
    ),
    "wikidata": ("wikidata", "wikidata id", "qid"),
    "note": ("note", "notes", "remarks"),
    "source": ("source",),
}
NATIVE = re.compile(r"(native|name)[:_]([a-z]{2,3}(?:[-_][a-z]{2,8})?)", re.IGNORECASE)  # native:uk, name:uk
DIVIDER = re.compile(r"[|;]")  # between the names of one value
YES, NO = frozenset({"true", "yes", "y", "1", "x"}), frozenset({"false", "no", "n", "0"})
# what lists call the kinds
KINDS = {
    word: kind
    for kind, words in {
        Kind.PERSON: "person people individual human man woman per",
        Kind.PLACE: "place location city town village settlement country region loc gpe",
        Kind.ORG: "org organisation organization company entity legalentity publicbody agency"
        " institution business corporation vessel ship airplane aircraft",
    }.items()
    for word in words.split()
}

Fields = dict[str, str]  # a field, "native:uk" for one language of the native forms, and its column


def is_field(column: str) -> bool:
    """Whether *column* is read as a field of an entity.

    >>> is_field("Full_Name"), is_field("native:uk"), is_field("phone")
    (True, True, False)
    """
    name = _plain(column)
    return any(name in names for names in COLUMNS.values()) or NATIVE.fullmatch(column.strip()) is not None


def _plain(column: str) -> str:
    return " ".join(re.split(r"[\s_-]+", column.replace(".", "").casefold().strip()))


def fields_of(columns: Sequence[str], given: Mapping[str, str], table: str) -> Fields:
    """Return the column of each field that *columns* have: those *given*, else by their names.

    >>> fields_of(["Code", "Full name", "AKA", "native:uk"], {"id": "Code"}, "people.csv")
    {'id': 'Code', 'name': 'Full name', 'aliases': 'AKA', 'native:uk': 'native:uk'}

    A field is *given* by its own name or by one that a column of it may have, such as "born". A
    single column is the name. Raises TableError if no column is the name, and for a field or a
    column that is *given* and not there.
    """
    given = {_field_called(name): column for name, column in given.items()}
    problems = []
    for field, column in given.items():
        if field not in COLUMNS and not NATIVE.fullmatch(field):
            known = f"{', '.join(COLUMNS)} and native:xx of a language"
            problems.append(Problem(table, 0, f"there is no field {field!r}", f"Fields are {known}"))
        elif columns.count(column) != 1:
            number = "several columns are" if column in columns else "no column is"
            there = ", ".join(map(repr, columns))
            problems.append(
                Problem(table, 0, f"{number} named {column!r}; there are {there}", "Name one of them")
            )
    if problems:
        raise TableError(problems)
    found = dict(given)
    of_plain = {_plain(column): column for column in reversed(columns) if column not in given.values()}
    for field, names in COLUMNS.items():
        if present := [of_plain[name] for name in names if name in of_plain]:
            found.setdefault(field, present[0])
    for column in columns:
        if (native := NATIVE.fullmatch(column.strip())) and column not in found.values():
            found.setdefault(f"native:{native[2].replace('_', '-')}", column)
    if "name" not in found and len(columns) == 1:
        found["name"] = columns[0]
    if "name" not in found:
        problem = f"no column is the name; there are {', '.join(map(repr, columns))}"
        remedy = "Say which it is: columns={'name': …}, at the command line --table-column name=…"
        raise TableError([Problem(table, 0, problem, remedy)])
    return {field: found[field] for field in sorted(found, key=_order)}


def _field_called(name: str) -> str:
    """Return the field that a column called *name* is read as, or *name* where there is none."""
    return next((field for field, names in COLUMNS.items() if _plain(name) in names), name)


def _order(field: str) -> int:
    names = list(COLUMNS)
    return names.index(field) if field in names else len(names)


def text_in(value: Any) -> str | None:
    """Return a value of a table as a text; None for what is missing or blank.

    >>> text_in(" Kyiv "), text_in(7), text_in(7.0), text_in(""), text_in(float("nan"))
    ('Kyiv', '7', '7', None, None)

    Raises ValueError for what has members.
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable):
        raise ValueError(f"{type(value).__name__} {value!r:.60}, not a text")
    return str(value)


def several_in(value: Any) -> list[str]:
    """Return the texts of a value: those of a list, else of a text what "|" or ";" divides.

    >>> several_in("Kiev; Kyjiw|Kief"), several_in(["Smith; Sons"]), several_in(None)
    (['Kiev', 'Kyjiw', 'Kief'], ['Smith; Sons'], [])
    """
    if isinstance(value, str):
        return [part.strip() for part in DIVIDER.split(value) if part.strip()]
    items = value if _is_list(value) else [value]
    return [text for item in items if (text := text_in(item)) is not None]


def aliases_in(value: Any, since: str | None, until: str | None) -> list[Alias]:
    """Return the aliases of a value; those of a list may be mappings, as in YAML."""
    if not _is_list(value):
        return [Alias(text, since=since, until=until) for text in several_in(value)]
    found = []
    for item in value:
        if isinstance(item, Mapping):
            text = text_in(item.get("name"))
            if text is None:
                raise ValueError(f"an alias without a name: {dict(item)!r:.60}")
            dates = (date_in(item.get("since")) or since, date_in(item.get("until")) or until)
            is_weak = bool(truth_in(item.get("weak")))
            found.append(Alias(text, text_in(item.get("lang")), is_weak, *dates, text_in(item.get("source"))))
        else:
            found += [Alias(text, since=since, until=until) for text in several_in([item])]
    return found


def native_in(value: Any) -> dict[str, tuple[str, ...]]:
    """Return the native forms of a value that maps languages to texts."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ValueError(f"{value!r:.60} maps no languages to texts; columns native:uk, native:ru do")
    return {lang: tuple(texts) for lang, of in value.items() if (texts := several_in(of))}


def _is_list(value: Any) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping)


def kind_in(value: Any) -> Kind | None:
    """Return the kind that a value names, None for none.

    >>> kind_in("Individual"), kind_in("Public Body"), kind_in("CryptoWallet")
    (<Kind.PERSON: 'person'>, <Kind.ORG: 'org'>, None)
    """
    text = text_in(value) or ""
    return KINDS.get(re.sub(r"[\s_-]", "", text.casefold()))


def country_in(value: Any) -> tuple[str, ...]:
    """Return the countries that a value names, by code or by name in any language.

    >>> country_in("ua"), country_in("Україна"), country_in("UKR"), country_in("ua;pl")
    (('UA',), ('UA',), ('UA',), ('UA', 'PL'))
    """
    found: dict[str, None] = {}
    for text in several_in(value):
        of = (text.upper(),) if text.upper() in COUNTRIES else countries_of(text)
        if len(of) == 1:
            found[of[0]] = None
    return tuple(found)


def date_in(value: Any) -> str | None:
    """Return the date of a value, None where there is none of ISO 8601."""
    text = text_in(value)
    return text if text is not None and is_date(text) else None


def one_date_in(value: Any) -> str | None:
    """Return the date of a value, of several the year that they share; None where there is none.

    >>> one_date_in("1952-10-07"), one_date_in("1960-01-01;1960"), one_date_in("1960;1961")
    ('1952-10-07', '1960', None)
    """
    found = dict.fromkeys(several_in(value))
    if not found or not all(map(is_date, found)):
        return None
    years = {text[:4] for text in found}
    return next(iter(found)) if len(found) == 1 else years.pop() if len(years) == 1 else None


def truth_in(value: Any) -> bool | None:
    """Return whether a value says yes or no; None if it says something else."""
    text = (text_in(value) or "").casefold()
    return True if text in YES else False if text in NO else None
