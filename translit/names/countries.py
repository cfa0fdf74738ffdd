"""Of which country a place beside a name is: by its name in any language, or by its code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from translit.packaged import read_json
from translit.writing.keys import key

# compiled by training/compile_language_facts.py
TABLE = "country_names.json"


def countries_of(place: str) -> tuple[str, ...]:
    """Return the countries (ISO 3166-1) that *place*, a country or a part of one, may be of.

    >>> countries_of("Polska"), countries_of("IL"), countries_of("Il"), countries_of("Texas")
    (('PL',), ('IL', 'US'), (), ('US',))

    Codes count in capitals only. A state that is no more is of those that it became.
    """
    tables = _tables()
    codes = tables["codes"].get(place, ()) if place.isupper() else ()
    return tuple(codes or tables["names"].get(key(place), ()))


def is_country_code(place: str) -> bool:
    """Whether *place* is a code, which two initials may look like."""
    return place.isupper() and place in _tables()["codes"]


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    """Return the tables of the package; the file is read when a name first has something beside
    it.
    """
    tables: Mapping[str, Mapping[str, list[str]]] = read_json(TABLE)
    return tables
