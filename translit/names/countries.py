"""Of which country a place beside a name is: by its name in any language, or by its code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from translit.packaged import read_json
from translit.writing.keys import key

# compiled by training/compile_language_facts.py
TABLE = "country_names.json"


class CountryNames:
    """The table of the package, read when a name first has something beside it."""

    @cached_property
    def _tables(self) -> Mapping[str, Any]:
        tables: Mapping[str, Any] = read_json(TABLE)
        return tables

    @property
    def names(self) -> Mapping[str, list[str]]:
        """The countries of each name, by its match key."""
        names: Mapping[str, list[str]] = self._tables["names"]
        return names

    @property
    def codes(self) -> Mapping[str, list[str]]:
        """The countries of each code, in capitals."""
        codes: Mapping[str, list[str]] = self._tables["codes"]
        return codes

    @property
    def parts(self) -> Mapping[str, str]:
        """The match key of a part of a country, by that of each of its names, or by its code."""
        parts: Mapping[str, str] = self._tables["parts"]
        return parts


COUNTRY_NAMES = CountryNames()


def countries_of(place: str) -> tuple[str, ...]:
    """Return the countries (ISO 3166-1) that *place*, a country or a part of one, may be of.

    >>> countries_of("Polska"), countries_of("IL"), countries_of("Il"), countries_of("Texas")
    (('PL',), ('IL', 'US'), (), ('US',))

    Codes count in capitals only. A state that is no more is of those that it became.
    """
    codes = COUNTRY_NAMES.codes.get(place, ()) if place.isupper() else ()
    return tuple(codes or COUNTRY_NAMES.names.get(key(place), ()))


def is_country_code(place: str) -> bool:
    """Whether *place* is a code, which two initials may look like."""
    return place.isupper() and place in COUNTRY_NAMES.codes


def part_of_country(place: str) -> str:
    """Return the match key of the state or province that *place* names, "" where it is none.

    >>> part_of_country("Bayern"), part_of_country("OH"), part_of_country("Japan")
    ('bavaria', 'ohio', '')
    """
    parts = COUNTRY_NAMES.parts
    return (parts.get(place) if place.isupper() else None) or parts.get(key(place), "")
