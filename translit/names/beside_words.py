"""The words that stand beside names, as patterns: what begins a date, another name, a remark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from translit.writing.keys import tokens
from translit.writing.language_facts import language_facts
from translit.writing.text import fold

_YEAR = re.compile(r"(?<!\d)(1\d{3}|20[0-2]\d)(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")


class BesideWords:
    """The words of `aliases/words/beside.yaml` as sets and patterns, made when first asked for."""

    def __init__(self) -> None:
        self._starts: dict[str, re.Pattern[str]] = {}
        self._insides: dict[str, re.Pattern[str]] = {}

    def phrase(self, name: str) -> re.Pattern[str]:
        """Return the pattern of the words under *name*, at the start of a text."""
        if name not in self._starts:
            words = _alternatives(language_facts().beside[name])
            self._starts[name] = re.compile(rf"\s*(?:{words})", re.IGNORECASE)
        return self._starts[name]

    def phrase_inside(self, name: str) -> re.Pattern[str]:
        """Return the same inside a text: in small letters, or all in capitals, between spaces."""
        if name not in self._insides:
            phrases = language_facts().beside[name]
            every = (*phrases, *(phrase.upper() for phrase in phrases if len(phrase) > 2))
            self._insides[name] = re.compile(rf"(?<=\w)[\s,;.]+(?={_alternatives(every)})")
        return self._insides[name]

    @cached_property
    def date_words(self) -> frozenset[str]:
        """The words that stand in dates: months, eras, born, died."""
        facts = language_facts().beside
        phrases = (*facts["months"], *facts["era"], *facts["date"])
        return frozenset(word for phrase in phrases for word in _WORD.findall(fold(phrase)))

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words in small letters that a name has beside it without any mark."""
        facts = language_facts().beside
        phrases = (phrase for name in ("other_name", "born_as", "by", "place") for phrase in facts[name])
        return frozenset(phrase.split()[0] for phrase in phrases)


def _alternatives(phrases: Iterable[str]) -> str:
    """Return a pattern of *phrases*, the longest first; behind a point no space is needed."""
    ordered = sorted({phrase.rstrip(".") for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(map(re.escape, ordered)) + r")(?:\.\s*|\s+|:\s*|(?<=[*†+:])|$)"


BESIDE = BesideWords()


def years_of(part: str) -> tuple[int, ...] | None:
    """Return the years of a date, or of dates, None if *part* is anything else.

    >>> years_of("1950-"), years_of("b. 12 May 1950"), years_of("Unit 1950")
    ((1950,), (1950,), None)
    """
    years = tuple(int(year) for year in _YEAR.findall(part))
    if not years:
        return None
    words = _WORD.findall(fold(part))
    return years[:2] if BESIDE.date_words.issuperset(words) else None


def is_region(part: str) -> bool:
    """Whether *part* has a word for a part of a country: Kyiv City, Odesa Oblast."""
    kinds = language_facts().remark_kinds
    return any(kinds.get(word) == "place" for word in fold(part).split())


def initials(name: str) -> str:
    """Return the first letters of the words of *name*, as match keys have them."""
    return "".join(word[0] for word in tokens(name))


def is_acronym(letters: str, name: str) -> bool:
    """Whether *letters* are those of the words with a capital: Bank of Albania (BA)."""
    return "".join(word[0] for word in name.split() if word[0].isupper()) == letters


def born_as(name: str, family: str) -> str:
    """Return *name* with the *family* name that its bearer was born with, if that is one word."""
    if " " in family:
        return family
    _, comma, given = name.partition(",")
    if comma:
        return f"{family}, {given.strip()}"
    return " ".join((*name.split()[:-1], family))
