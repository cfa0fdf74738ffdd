"""The language of a text, and whether a name is one of that language."""

from __future__ import annotations

import re
from collections import Counter

from translit.model import Entity
from translit.text.spans import NameSpan
from translit.writing.language_facts import TextLanguage, language_facts
from translit.writing.scripts import script_of
from translit.writing.text import fold

MAX_LANGUAGE_CHARS = 2_000  # characters of a text by which its language is told
MIN_LEAD = 0.3  # words of its own that a language has more than the next one

_WORD = re.compile(r"[^\W\d_]+")


def text_language(text: str) -> TextLanguage | None:
    """Return what the language of a text says of its names, by its small words and letters; None if
    they are of no language, or of several nearly as much. A word of several languages counts less.
    """
    languages, shared = language_facts().text_languages, language_facts().text_words
    scores = dict.fromkeys(languages, 0.0)
    words = Counter(_WORD.findall(text, 0, MAX_LANGUAGE_CHARS))
    for word, count in words.items():
        of = shared.get(word.lower(), ())
        if not of and not word.isascii() and word.islower():
            letters = {letter for letter in word if not letter.isascii()}
            of = tuple(lang for lang, each in languages.items() if letters <= each.letters)
        for language in of:
            scores[language] += count / len(of)
    (second, _), (best, code) = sorted((score, lang) for lang, score in scores.items())[-2:]
    return None if best - second < MIN_LEAD else languages[code]


def has_case_form(language: TextLanguage, surface: str, nominative: str) -> bool:
    """Whether *surface* may be a case form of *nominative* in a language.

    Merkels is one in German, Unidos none of Unido in Spanish.
    """
    if language.cases == "s":
        return fold(surface) == fold(nominative) + "s"
    return language.cases != "none"


def is_of_language(entity: Entity, alias: str, language: TextLanguage) -> bool:
    """Whether *alias* is a name of *entity* in a language, one of its kin, or in no particular one.

    Tables leave out a name of one language that has the letters of a kindred one's: Italia.
    """
    languages = {lang for lang, names in entity.native.items() if alias in names}
    return not languages or not languages.isdisjoint(language.kin)


def is_foreign_form(span: NameSpan, language: TextLanguage) -> bool:
    """Whether a name was found in a case form, in Latin letters, that the language of the text does
    not have.
    """
    nominative = span.nominative
    return bool(nominative) and (
        script_of(span.surface[0]) == "Latn" and not has_case_form(language, span.surface, nominative)
    )
