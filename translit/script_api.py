"""The functions to import that write a text in another script, by the schemes in the box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translit.index.box import BOX
from translit.model import text_of

if TYPE_CHECKING:
    from translit.writing.romanize import Scheme


def romanize(text: str, *, lang: str | None = None, scheme: str | None = None, strict: bool = False) -> str:
    """Write *text* in Latin letters by a transliteration scheme.

    >>> romanize("Згорани, ЗАПОРІЖЖЯ", lang="uk")
    'Zghorany, ZAPORIZHZHIA'
    >>> romanize("Щукин", scheme="gost-rus-Cyrl-Latn-7.79-2000-b")
    'Shhukin'
    >>> romanize("Щукин", lang="ru", scheme="iso-9")
    'Ŝukin'

    *lang* is an ISO 639-1 code, *scheme* an id or a short name of `schemes`; without a scheme the
    usual one of the language is taken, without a language the one that the letters tell, the
    likeliest where they do not. A letter that the scheme does not name is written by the usual
    scheme of the language that has it, else without its marks, else by Unidecode; *strict* raises
    UnromanizedError instead.

    >>> romanize("Крымов, Ўткир", lang="uk")  # no letters of Ukrainian: ы, ў
    'Krymov, Ŭtkyr'

    Raises UnknownSchemeError, which lists the near ones, for an unknown or ambiguous scheme or an
    unknown language; ImportError when the scheme that you name must read kanji or Thai and the
    extra for it (`ja`, `th`) is not installed. Chinese is read better with the extra `zh`.
    """
    return BOX.vocabulary.schemes.romanize(text_of(text, "romanize"), lang, scheme, strict=strict)


def to_script(text: str, *, lang: str | None = None, scheme: str | None = None) -> str:
    """Write Latin *text* in the script from which a transliteration scheme has romanized it.

    >>> to_script("Ŝukin", lang="ru", scheme="iso-9")
    'Щукин'
    >>> to_script("narēndra mōdī", lang="hi", scheme="iso-15919")
    'नरेन्द्र मोदी'

    *lang* and *scheme* are those of `romanize`; one of them is needed. Raises IrreversibleError,
    with what the text may have been, where the scheme writes several letters alike or leaves one
    out, and where it writes nothing so; ValueError without a language and a scheme;
    UnknownSchemeError for an unknown one.

    >>> to_script("Lviv", lang="uk", scheme="kmu-55")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    translit.errors.IrreversibleError: ua-ukr-Cyrl-Latn-2010: 'Lviv' may have been Лвів, ...
    """
    _checked_scheme(lang, scheme)
    return BOX.vocabulary.schemes.to_script(text_of(text, "to_script"), lang, scheme)


def to_scripts(
    text: str, *, lang: str | None = None, scheme: str | None = None, limit: int = 20
) -> tuple[str, ...]:
    """Return what Latin *text* may have been before a transliteration scheme romanized it, at most
    *limit* texts.

    >>> to_scripts("Lviv", lang="uk", scheme="kmu-55", limit=100)[:2]
    ('Лвів', 'Львів')

    Each is written as *text* by the scheme; those of the fewest letters are first. Raises
    IrreversibleError where there is none, ValueError for a limit below 1, and what `to_script`
    raises for a language and a scheme.
    """
    _checked_scheme(lang, scheme)
    if limit < 1:
        raise ValueError(f"limit must be 1 or more, not {limit}")
    return BOX.vocabulary.schemes.readings(text_of(text, "to_scripts"), lang, scheme, limit)


def _checked_scheme(lang: str | None, scheme: str | None) -> None:
    if lang is None and scheme is None:
        raise ValueError(
            "give a language (lang='uk') or a scheme (scheme='iso-9'): Latin letters tell neither"
        )


def romanizations(text: str, *, lang: str) -> frozenset[str]:
    """Return what all the schemes of a language make of *text*: the spellings that one may meet.

    >>> spellings = romanizations("Ющенко", lang="uk")
    >>> {"Yushchenko", "Iushchenko", "Juszczenko", "Juschtschenko"} <= spellings
    True

    A scheme that needs an extra to read *text* (kanji `ja`, Thai `th`) is left out where it is not
    installed. Raises UnknownSchemeError for a language without schemes.
    """
    return BOX.vocabulary.schemes.romanizations(text_of(text, "romanizations"), lang)


def schemes(lang: str | None = None) -> tuple[Scheme, ...]:
    """List the transliteration schemes, of one language or all, sorted by id.

    >>> [s.id for s in schemes("ka") if s.status == "official"][0]
    'alalc-kat-Geor-Latn-2011'

    Each has `id`, `names`, `lang`, `script`, `authority`, `year`, `title`, `source`, `status`
    (official, superseded, or habit: what a country's press does) and `use`. Raises
    UnknownSchemeError for a language without schemes.
    """
    return BOX.vocabulary.schemes.all(lang)
