"""Initials that are written by the English name of their letter: एम एस = M S."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart, Role
from translit.writing.language_facts import language_facts
from translit.writing.scripts import native_script

MAX_JOINED = 3  # letters that are written as one word: एमएस
MAX_SYLLABLE = 3  # characters: a letter with its signs
# scripts whose letters are syllables
SYLLABIC = frozenset({"Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym"})


def read_letter_names(parts: list[NamePart], lexicon: Lexicon, pointed: frozenset[str]) -> list[NamePart]:
    """Return *parts* with each word that is the name of a letter as the initial it stands for.

    >>> from translit.names.roles import native_part
    >>> parts = [native_part("ke", "के"), native_part("raav", "राव")]
    >>> [f"{p.token}/{p.role}" for p in read_letter_names(parts, Lexicon(), frozenset())]
    ['k/i', 'raav/w']

    A name word of two letters or more must be beside it. What may be another word at its place in
    the name is an initial only where it is *pointed*, or beside another initial.
    """
    if not any(part.native for part in parts):
        return parts
    letters = [_letters_of(part, lexicon) for part in parts]
    names = [
        at
        for at, part in enumerate(parts)
        if part.role in (Role.WORD, Role.FAMILY) and not letters[at] and _is_name(part)
    ]
    if not any(letters) or not names:
        return parts
    read: list[NamePart] = []
    for at, part in enumerate(parts):
        if not letters[at] or not _is_meant(parts, at, letters, names, pointed):
            read.append(part)
        else:
            read += [NamePart(letter, Role.INITIAL) for letter in letters[at]]
    return read


def _letters_of(part: NamePart, lexicon: Lexicon) -> str:
    """Return the Latin letters that a word may stand for, "" where it is none but a word."""
    if not part.native or part.role is not Role.WORD:
        return ""
    if letter := language_facts().letter_names.get(part.native):
        return letter
    return "" if part.token in lexicon.given_names else divided(part.native)


def _is_meant(
    parts: Sequence[NamePart],
    at: int,
    letters: Sequence[str],
    names: Sequence[int],
    pointed: frozenset[str],
) -> bool:
    """Whether the word at *at* is meant as an initial there."""
    native = parts[at].native
    if native in pointed or len(letters[at]) > 1:
        return True
    beside = range(max(at - 1, 0), min(at + 2, len(parts)))
    if any(other != at and (letters[other] or parts[other].role is Role.INITIAL) for other in beside):
        return True
    place = "first" if at < names[0] else "last" if at > names[-1] else "inside"
    return native not in language_facts().letter_words[place]


def _is_name(part: NamePart) -> bool:
    return len(part.native or part.token) > 1 and not _is_syllable(part)


def _is_syllable(part: NamePart) -> bool:
    """Whether the word is one letter with the signs of its vowel: क, மு."""
    native = part.native
    return (
        part.script in SYLLABIC
        and len(native) <= MAX_SYLLABLE
        and native[0].isalpha()
        and not any(char.isalnum() for char in native[1:])
        and part.token[:1].isalpha()
    )


def divided(word: str) -> str:
    """Return the letters whose names are written as one *word*, "" where it is not two or three.

    >>> divided("एमएस"), divided("बीबी"), divided("राम")
    ('ms', '', '')
    """
    facts = language_facts()
    joined = facts.joined_letters
    if native_script(word) not in facts.joining_scripts or word in facts.joined_names:
        return ""
    ways = [way for way in _ways(word, MAX_JOINED) if len(way) > 1 and not joined.isdisjoint(way)]
    return "".join(facts.letter_names[spelling] for spelling in ways[0]) if len(ways) == 1 else ""


def _ways(word: str, most: int) -> Iterator[tuple[str, ...]]:
    """Yield each way to write *word* as names of at most *most* letters in a row."""
    if not word:
        yield ()
        return
    if not most:
        return
    names = language_facts().letter_names
    for end in range(1, len(word) + 1):
        if word[:end] in names:
            for rest in _ways(word[end:], most - 1):
                yield (word[:end], *rest)
