"""A place beside a name: a country, a part of one, a town, or several of them; a postal code."""

from __future__ import annotations

import re
from typing import NamedTuple

from translit.model import Kind
from translit.names.beside_reading import SEPARATOR, Reading
from translit.names.beside_words import BESIDE, initials, is_acronym, is_region
from translit.names.countries import countries_of, is_country_code, part_of_country
from translit.names.rarity import is_city
from translit.writing.keys import key, tokens

_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-?)?\d{4,6}(?:-\d{2,4})?")


MAX_ACRONYM = 4  # capitals of what is no place unless it is a code


class _Place(NamedTuple):
    """A place as it is written beside a name, and its countries.

    `is_within`: it lies in the country that stands behind it.
    """

    name: str
    countries: tuple[str, ...]
    is_within: bool = False

    @property
    def is_country(self) -> bool:
        """Whether it is a country as a whole."""
        return bool(countries_of(self.name)) and not part_of_country(self.name)


def place_beside(reading: Reading, part: str, rest: str, *, is_bracket: bool) -> bool:
    """Take off *part* if it is a place or a postal code."""
    if not is_bracket and _POSTCODE.fullmatch(part) and reading.given_kind is not Kind.ORG:
        return reading.take("postal code", part, rest)
    words = tokens(_without_word(part))
    lexicon = reading.lexicon
    if (
        not words
        or words[0] in lexicon.titles_after
        or words[0] in lexicon.legal
        or words[0] in lexicon.suffixes
    ):
        return False  # John Smith, MD; Acme, SA
    places: list[_Place] = []
    for piece in reversed(SEPARATOR.split(part)):
        is_in = bool(reading.countries or places)
        place = _place(reading, piece, rest, is_bracket=is_bracket, is_in_country=is_in)
        if place is None or (places and place.is_country):
            return False
        places.append(place)
    found = places[0].countries
    if " " not in rest.strip() and not is_bracket:
        # Smith, AD has initials, Hilton, Paris a given name: only a place is certain
        is_given = len(words) == 1 and (words[0] in lexicon.given_names or words[0] in lexicon.nicknames)
        if is_country_code(part) or is_given:
            if reading.given_kind in (Kind.PERSON, Kind.ORG):
                return False
            reading.kind = Kind.PLACE
    if not reading.take("place", part, rest, " ".join(found)):
        return False
    both = tuple(country for country in reading.countries if country in found)
    reading.countries = both or reading.countries or found
    reading.places += tuple(place.name for place in places if not place.is_country and not place.is_within)
    return True


def _place(
    reading: Reading, written: str, rest: str, *, is_bracket: bool, is_in_country: bool
) -> _Place | None:
    """Return the place that stands *written* beside *rest*, behind it a country or not; None if it
    is none.
    """
    name = _without_word(written)
    found = countries_of(name)
    if found:
        is_short = is_country_code(name) and (initials(rest) == name.lower() or is_acronym(name, rest))
        return None if is_short else _Place(name, found)
    if is_in_country and is_region(written):
        return _Place(name, (), is_within=True)
    if countries_of(rest):  # Ukraine, Kyiv
        return None
    reading.is_open = True
    # Kyiv (Kiev) is one place
    is_place = is_bracket and reading.place_of(rest.strip())
    is_acronym_like = name.isupper() and len(name) <= MAX_ACRONYM  # SAS, of which a key is a place's
    found = () if is_place or is_acronym_like else reading.place_of(name)
    may_be_unlisted = is_in_country and (is_bracket or reading.given_kind is Kind.ORG)
    if found or (may_be_unlisted and is_city(key(name))):
        return _Place(name, found)
    return None


def _without_word(written: str) -> str:
    """Return the name of a place that is *written* with a word for one or without: г. Казань."""
    said = BESIDE.phrase("place").match(written)
    return (written[said.end() :] if said else written).strip() or written
