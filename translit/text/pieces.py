"""Tell a place that ends a longer name which the table lacks: Vogue Italia is not Italy."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence

from translit.model import Kind
from translit.names.cues import Cues
from translit.text.dictionary import PhraseMatcher
from translit.text.patterns import APOSTROPHES
from translit.text.spans import NameSpan, PlacedSpan
from translit.text.tagging import CapitalizedRun, TableSpan, WordTag
from translit.text.tokenize import starts_sentence
from translit.writing.language_facts import TextLanguage
from translit.writing.scripts import script_of

MIN_HEADLINE_WORDS = 4  # longer words of a line that is a headline
MIN_LONGER_LETTERS = 4  # of a longer word: short ones are small in headlines, too
HEADLINE_SHARE = 0.9  # of the longer words of a headline that have a capital

_WORD = re.compile(r"[^\W\d_]+")
_NO_NAMES = frozenset({WordTag.UNKNOWN, WordTag.ORDINARY})


def unknown_words_before(
    run: CapitalizedRun,
    span: TableSpan,
    phrases: PhraseMatcher,
    cues: Cues,
    given_names: Container[str],
    is_word_of_names: Callable[[str], bool],
) -> str:
    """Return the capitalized words directly before a place with which it may be one name; "" if
    there are none.

    The first of them is unknown, or all are ordinary, and they are no person's name: Ivan
    Petrenchuk Ukraine is a row of a table. A place in a case form ends no name.
    """
    end = run.words[span.end - 1]
    if (
        span.start == 0
        or span.name
        or run.text.isupper()
        or script_of(run.text[end.start]) != "Latn"
        or (not end.is_possessive and run.text[end.end : end.end + 1] in (*APOSTROPHES,))
        or any(entity.kind is not Kind.PLACE for entity in phrases.entities(span.hits))
    ):
        return ""
    start = at = span.start
    for at in range(span.start - 1, -1, -1):
        word = run.words[at]
        if (
            run.words[at + 1].before != " "
            or word.is_possessive
            or run.tags[at] not in _NO_NAMES
            or run.is_lowercase(at)
            or len(word.key) == 1
            or word.key in cues.prepositions
        ):
            break
        start = at
    unknown = (i for i in range(start, span.start) if run.tags[i] is WordTag.UNKNOWN)
    start = next(unknown, start)
    inside = [word.key for word in run.words[start : span.start]]
    if not inside or inside[0] in given_names or all(map(is_word_of_names, inside)):
        return ""
    return run.surface(start, span.start)


def without_pieces(
    text: str, placed: Sequence[PlacedSpan], cues: Cues, language: TextLanguage
) -> Sequence[PlacedSpan]:
    """Return the spans of *text* without places that end longer names; *language*: of the text.

    What is written in small letters elsewhere in the text is no name that a place could end.
    """
    if not any(span.before for _, span in placed):
        return placed
    words = frozenset(_WORD.findall(text))

    def is_piece(start: int, span: NameSpan) -> bool:
        if not span.before or span.match is None or any(w.lower() in words for w in span.before.split()):
            return False
        if all(map(cues.is_ordinary, span.before.split())):
            return is_behind_ordinary_word(text, start, span.before, language)
        is_country = span.match.candidates[0].entity.name in cues.countries
        return is_piece_of_name(text, start, span.before, language, is_country=is_country)

    return [(at, span) for at, span in placed if not is_piece(at, span)]


def is_piece_of_name(text: str, start: int, before: str, language: TextLanguage, *, is_country: bool) -> bool:
    """Whether the place at *start* of a text is the end of a longer name, which the unknown words
    *before* it begin.

    Not where nouns have capitals, nor in a headline. One word that begins the sentence may be any;
    before a country it is a name where the language has no bare countries behind a sentence's first
    word.
    """
    if language.has_noun_capitals or _is_headline(text, start):
        return False
    first = start - len(before) - 1
    if " " not in before and starts_sentence(text, first):
        is_any = not is_country or not language.has_bare_countries
        if is_any or before.lower().endswith(language.no_name_endings):
            return False
    return True


def is_behind_ordinary_word(text: str, start: int, before: str, language: TextLanguage) -> bool:
    """Whether the place at *start* of a text is the end of a longer name, which ordinary words
    *before* it, with capitals inside a sentence, begin: a revista Casa Brasil.
    """
    return not (
        language.has_noun_capitals
        or language.has_capital_days
        or before.rsplit(" ", 1)[-1].lower() in language.words
        or starts_sentence(text, start - len(before) - 1)
        or _is_headline(text, start)
    )


def _is_headline(text: str, at: int) -> bool:
    """Whether the line around *at* has a capital on most of its words."""
    end = text.find("\n", at)
    words = _WORD.findall(text, text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text))
    longer = [word for word in words if len(word) >= MIN_LONGER_LETTERS]
    capitals = sum(word[0].isupper() for word in longer)
    return len(longer) >= MIN_HEADLINE_WORDS and capitals >= HEADLINE_SHARE * len(longer)
