"""Tell a name that a street, a house, a ship or a dish is called by: rue de Moscou, «Прага».

`aliases/words/called_after.yaml` has the words beside which it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from translit.model import Kind
from translit.names.cues import Cues
from translit.text.languages import text_language
from translit.text.patterns import APOSTROPHES
from translit.text.spans import NameSpan, PlacedSpan
from translit.writing.language_facts import TextLanguage

CHARS_BEFORE = 48  # characters before a name in which the words beside it stand
OPENING, CLOSING = frozenset("\"«„“”‘'"), frozenset("\"»“”’'")
PROCLITICS = "وفبلكהבלו"  # letters that Arabic and Hebrew write together with the word behind
PARTICLES = frozenset({"de", "du", "di", "da", "do", "della", "del", "des"})  # between a street and its name
ARTICLES = frozenset({"un", "une", "una", "uma", "cette", "esta", "questa"})  # of any street in a town

_NEXT_WORD = re.compile(rf"[ \N{{NO-BREAK SPACE}}-]([^\W\d_]+(?:[{APOSTROPHES}](?=\w))?)")


def without_called_after(
    text: str, placed: Sequence[PlacedSpan], cues: Cues, fold: Callable[[str], str]
) -> Sequence[PlacedSpan]:
    """Return the spans of *text* without the names that streets, houses, ships or dishes have;
    *fold* is that of `writing.text`, with a cache.
    """
    words = _WordsBeside(text, cues, fold)
    kept = [(at, span) for at, span in placed if not words.make_another(at, span)]
    return placed if len(kept) == len(placed) else kept


class _WordsBeside:
    """The words beside the names of one text, whose language is told when it is asked for."""

    def __init__(self, text: str, cues: Cues, fold: Callable[[str], str]) -> None:
        self._text = text
        self._fold = fold
        self._cues = cues
        self._called = cues.called_after
        self._language = cache(text_language)

    def make_another(self, at: int, span: NameSpan) -> bool:
        """Whether what stands beside the name at a place makes the name of something else of it."""
        if span.match is None or not span.match.candidates:
            return False
        kind = span.match.candidates[0].entity.kind
        if kind is Kind.ORG:
            return False
        end = at + span.end - span.start
        before = self._text[max(0, at - CHARS_BEFORE) : at].rpartition("\n")[2]
        is_place = kind is Kind.PLACE
        is_quoted = before[-1:] in OPENING and self._text[end : end + 1] in CLOSING
        if is_quoted:
            return self._is_quoted_name(before[:-1], span, is_place=is_place)
        if before.endswith((" ", "\N{NO-BREAK SPACE}")) and self._is_behind(before, span, is_place=is_place):
            return True
        return is_place and self._is_before(before, span, end)

    def _is_quoted_name(self, before: str, span: NameSpan, *, is_place: bool) -> bool:
        """Whether a name in quotation marks is that of something else: behind a word a town is, and
        anybody behind a word for a thing.
        """
        word = before.rstrip().rpartition(" ")[2]
        if span.nominative or span.surface.isupper() or not word[-1:].isalpha() or not before[-1:].isspace():
            return False
        return (is_place and " " not in span.surface) or self._is_of(self._called.things, word)

    def _is_behind(self, before: str, span: NameSpan, *, is_place: bool) -> bool:
        """Whether a name stands directly behind a word for a street or a thing."""
        words = before.split()
        particle = words[-1].lower() in PARTICLES if words else False
        if particle:
            words.pop()
        if not words:
            return False
        word = words[-1].removesuffix(".")
        if len(words) > 1 and self._is_of(self._called.towns, word):  # Hotel Stadt Hamburg
            words.pop()
            word, particle = words[-1], False
        if len(words) > 1 and words[-2].lower() in ARTICLES:
            return False
        if not is_place:
            return self._is_of(self._called.streets, word)
        if span.nominative or (particle and not self._is_of(self._called.streets, word)):
            return False
        is_clause = span.match is not None and span.match.candidates[0].entity.name in self._cues.countries
        return self._is_of(self._called.things, word) and not (is_clause and self._has_relative_clauses())

    def _is_before(self, before: str, span: NameSpan, end: int) -> bool:
        """Whether a place stands before a word for a street or a thing, or in a phrase."""
        following = self._text[end : end + 8]
        if following.startswith(self._called.characters_behind) and not following.startswith(
            self._called.no_characters
        ):
            return True
        after = _NEXT_WORD.match(self._text, end)
        behind = "" if after is None else after.group(1).rstrip(APOSTROPHES)
        if behind and self._is_of(self._called.behind, behind):
            return True
        name = span.surface
        if self._fold(name) not in self._cues.words_of_phrases:
            return False
        words = before.split()[-2:]
        phrases = [f"{name} {behind}", *(" ".join((*words[i:], name)) for i in range(len(words)))]
        return any(self._is_of(self._called.phrases, phrase) for phrase in phrases)

    def _is_of(self, listed: Mapping[str, tuple[str, ...]], word: str) -> bool:
        """Whether a word is a listed one of the language of the text."""
        folded = self._fold(word)
        languages = listed.get(folded) or (listed.get(folded[1:]) if folded[:1] in PROCLITICS else None)
        if not languages:
            return False
        language = self._language(self._text)
        if language is None:
            return folded not in self._cues.prepositions
        return not language.kin.isdisjoint(languages)

    def _has_relative_clauses(self) -> bool:
        """Whether a bare name may begin a clause behind a noun: the restaurant Italy closed."""
        language: TextLanguage | None = self._language(self._text)
        return language is None or "en" in language.kin
