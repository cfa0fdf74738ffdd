"""The functions to import: the one place where the tables in the box meet `Normalizer`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from translit.language.romanize import Scheme
from translit.matching import compare as pairs
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


def normalize_many(
    names: Iterable[str],
    *,
    kind: Kind | str | None = None,
    country: str | None = None,
    workers: int = 1,
    progress: bool = False,
) -> list[Match]:
    """Return the answer to each of *names*, in order, by the tables in the box.

    >>> [str(m) for m in normalize_many(["Kiev", "Харків", "Springfield"])]
    ['Kyiv', 'Kharkiv', 'Springfield']

    See `Normalizer.normalize_many`.
    """
    return _builtin().normalize_many(names, kind=kind, country=country, workers=workers, progress=progress)


def compare(a: str, b: str, *, kind: Kind | str | None = None) -> Comparison:
    """Return how likely two names are spellings of one; no table of entities is asked.

    >>> compare("Aleksander Phomin", "Александр Фомин").score >= 0.5
    True
    >>> compare("Andrei Reznikov", "Sergei Reznikov").score >= 0.5
    False
    """
    return pairs.compare(a, b, store.builtin_vocabulary().lexicon, kind=kind)


def romanize(text: str, *, lang: str | None = None, scheme: str | None = None) -> str:
    """Write *text* in Latin letters by a transliteration scheme.

    >>> romanize("Згорани, ЗАПОРІЖЖЯ", lang="uk")
    'Zghorany, ZAPORIZHZHIA'
    >>> romanize("Щукин", scheme="gost-rus-Cyrl-Latn-7.79-2000-b"), romanize("Щукин", lang="ru", scheme="iso-9")
    ('Shhukin', 'Ŝukin')

    *lang* is an ISO 639-1 code, *scheme* an id or a short name of `schemes`; without a scheme the usual one of the language is
    taken, without a language the one that the letters tell, the likeliest where they do not. Characters that the
    scheme does not name stay as they are; without scheme and language Unidecode writes what is left.
    Raises UnknownSchemeError, which lists the near ones, for an unknown or ambiguous scheme or an unknown language; ImportError
    when the scheme that you name must read kanji or Thai and the extra for it (`ja`, `th`) is not installed. Chinese is read better
    with the extra `zh`.
    """
    return store.builtin_vocabulary().schemes.romanize(text, lang, scheme)


def romanizations(text: str, *, lang: str) -> frozenset[str]:
    """Return what all the schemes of a language make of *text*: the spellings that one may meet.

    >>> {"Yushchenko", "Iushchenko", "Juszczenko", "Juschtschenko"} <= romanizations("Ющенко", lang="uk")
    True

    A scheme that needs an extra to read *text* (kanji `ja`, Thai `th`) is left out where it is not installed.
    Raises UnknownSchemeError for a language without schemes.
    """
    return store.builtin_vocabulary().schemes.romanizations(text, lang)


def schemes(lang: str | None = None) -> tuple[Scheme, ...]:
    """List the transliteration schemes, of one language or all, sorted by id.

    >>> [s.id for s in schemes("ka") if s.status == "official"][0]
    'alalc-kat-Geor-Latn-2011'

    Each has `id`, `names`, `lang`, `script`, `authority`, `year`, `title`, `source`, `status` (official, superseded, or habit: what a
    country's press does) and `use`. Raises UnknownSchemeError for a language without schemes.
    """
    return store.builtin_vocabulary().schemes.all(lang)
