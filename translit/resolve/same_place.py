"""Whether two names have one place beside them, two, or one that may lie in the other."""

from __future__ import annotations

from enum import Enum, auto

from translit.model import Kind
from translit.names.beside_reading import Beside
from translit.names.countries import part_of_country
from translit.names.rarity import place_of
from translit.resolve.gazetteer import Gazetteer
from translit.writing.keys import key


class Agreement(Enum):
    """What the places beside two names are to each other."""

    SAME = auto()  # one place; or a country, and a place that lies in it
    OPEN = auto()  # a town and a part of the same country
    OTHER = auto()  # two countries, two parts of one, two towns


def agreement(one: Beside, other: Beside, gazetteer: Gazetteer | None) -> Agreement:
    """Return what the places are to each other that two names of known countries have beside them.

    >>> names = ("Hunan", "Henan")
    >>> hunan, henan = (Beside(("Acme",), countries=("CN",), places=(of,)) for of in names)
    >>> agreement(hunan, henan, None), agreement(hunan, hunan, None)
    (<Agreement.OTHER: 3>, <Agreement.SAME: 1>)
    """
    if set(one.countries).isdisjoint(other.countries):
        return Agreement.OTHER
    parts, towns = _parts_and_towns(one, gazetteer)
    other_parts, other_towns = _parts_and_towns(other, gazetteer)
    if not (parts or towns) or not (other_parts or other_towns):
        return Agreement.SAME
    for own, others in ((towns, other_towns), (parts, other_parts)):
        if own and others and own.isdisjoint(others):
            return Agreement.OTHER
    return Agreement.SAME if (parts | towns) & (other_parts | other_towns) else Agreement.OPEN


def _parts_and_towns(beside: Beside, gazetteer: Gazetteer | None) -> tuple[frozenset[str], frozenset[str]]:
    """Return all names of the parts of countries, and of the towns, that a name has beside it."""
    parts: set[str] = set()
    towns: set[str] = set()
    for place in beside.places:
        part = part_of_country(place)
        (parts if part else towns).update({part} if part else _town(place, gazetteer))
    return frozenset(parts), frozenset(towns)


def _town(place: str, gazetteer: Gazetteer | None) -> set[str]:
    """Return what a town is called: its key, the first form of its name, its ids in the box."""
    spelled = key(place)
    known = gazetteer.ids((spelled,), Kind.PLACE) if gazetteer is not None else ()
    return {spelled, place_of(spelled) or spelled, *known}
