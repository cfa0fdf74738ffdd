"""The words that stand beside names, as patterns: what begins a date, another name, a remark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from translit.writing.keys import tokens
from translit.writing.language_facts import language_facts
from translit.writing.text import fold

_YEAR = re.compile(r"(?<!\d)(1\d{3}|20[0-2]\d)(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")


def years_of(part: str) -> tuple[int, ...] | None:
    """Return the years of a date, or of dates, None if *part* is anything else.

    >>> years_of("1950-"), years_of("b. 12 May 1950"), years_of("Unit 1950")
    ((1950,), (1950,), None)
    """
    years = tuple(int(year) for year in _YEAR.findall(part))
    if not years:
        return None
    words = _WORD.findall(fold(part))
    return years[:2] if _date_words().issuperset(words) else None


@cache
def _date_words() -> frozenset[str]:
    facts = language_facts().beside
    phrases = (*facts["months"], *facts["era"], *facts["date"])
    return frozenset(word for phrase in phrases for word in _WORD.findall(fold(phrase)))


def is_region(part: str) -> bool:
    """Whether *part* has a word for a part of a country: Kyiv City, Odesa Oblast."""
    kinds = language_facts().remark_kinds
    return any(kinds.get(word) == "place" for word in fold(part).split())


def initials(name: str) -> str:
    return "".join(word[0] for word in tokens(name))


def is_acronym(letters: str, name: str) -> bool:
    """Whether *letters* are those of the words with a capital: Bank of Albania (BA)."""
    return "".join(word[0] for word in name.split() if word[0].isupper()) == letters


@cache
def phrase(name: str) -> re.Pattern[str]:
    """Compile the words that `beside.yaml` has under *name*, at the start of a text."""
    return re.compile(rf"\s*(?:{_alternatives(language_facts().beside[name])})", re.IGNORECASE)


@cache
def phrase_inside(name: str) -> re.Pattern[str]:
    """Compile the same inside a text: in small letters, or all in capitals, between spaces."""
    phrases = language_facts().beside[name]
    every = (*phrases, *(phrase.upper() for phrase in phrases if len(phrase) > 2))
    return re.compile(rf"(?<=\w)[\s,;.]+(?={_alternatives(every)})")


def _alternatives(phrases: Iterable[str]) -> str:
    """Return a pattern of *phrases*, the longest first; behind a point no space is needed."""
    ordered = sorted({phrase.rstrip(".") for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(map(re.escape, ordered)) + r")(?:\.\s*|\s+|:\s*|(?<=[*†+:])|$)"


@cache
def first_words() -> frozenset[str]:
    """Return the words in small letters that a name has beside it without any mark."""
    facts = language_facts().beside
    phrases = (phrase for name in ("other_name", "born_as", "by", "place") for phrase in facts[name])
    return frozenset(phrase.split()[0] for phrase in phrases)


def born_as(name: str, family: str) -> str:
    """Return *name* with the *family* name that its bearer was born with, if that is one word."""
    if " " in family:
        return family
    _, comma, given = name.partition(",")
    if comma:
        return f"{family}, {given.strip()}"
    return " ".join((*name.split()[:-1], family))
