"""The functions to import: the one place where the tables in the box meet `Normalizer`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from translit.matching import normalizer
from translit.matching.normalizer import Normalizer
from translit.model import Comparison, Kind, Match
from translit.tables import store


@cache
def _builtin() -> Normalizer:
    return Normalizer.builtin()


def normalize(name: str, *, kind: Kind | str | None = None, country: str | None = None) -> Match:
    """Return who or what *name* means, by the tables in the box.

    >>> m = normalize("Aekxei Reznikov")
    >>> m.name, m.id, m.status.name
    ('Oleksii Reznikov', 'person/oleksii-reznikov', 'MATCHED')

    See `Normalizer.normalize`.
    """
    return _builtin().normalize(name, kind=kind, country=country)


def normalize_many(names: Iterable[str], *, kind: Kind | str | None = None, country: str | None = None) -> list[Match]:
    """Return the answer to each of *names*, in order, by the tables in the box.

    >>> [str(m) for m in normalize_many(["Kiev", "Харків", "Springfield"])]
    ['Kyiv', 'Kharkiv', 'Springfield']

    See `Normalizer.normalize_many`.
    """
    return _builtin().normalize_many(names, kind=kind, country=country)


def compare(a: str, b: str, *, kind: Kind | str | None = None) -> Comparison:
    """Return how likely two names are spellings of one; no table of entities is asked.

    >>> compare("Aleksander Phomin", "Александр Фомин").score >= 0.5
    True
    >>> compare("Andrei Reznikov", "Sergei Reznikov").score >= 0.5
    False
    """
    return normalizer.compare(a, b, store.builtin_vocabulary().lexicon, kind=kind)
