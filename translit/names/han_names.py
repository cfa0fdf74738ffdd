"""How a person's name in Chinese characters may be read: by language, likeliest first.

Start reading from `han_name`. What Mandarin reads as Chen Dawen, Hong Kong writes Chan Tai Man,
Singapore Tan Tai Boon, Korea Jin Dae-mun; Japan's readings are those of its own family names.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from translit.names.han_chinese import chinese_spellings
from translit.names.han_neighbours import japanese_spellings, korean_spellings
from translit.names.han_syllables import Spelling, Syllables
from translit.names.roles import NamePart, Role, native_part

MAX_CHARACTERS = 7  # of a name: a Japanese one, kana among them


class HanName(NamedTuple):
    """The spellings of a name, likeliest first, each with its letters; `letters` are distinct."""

    spellings: tuple[Spelling, ...]
    letters: tuple[str, ...]


NO_NAME = HanName((), ())


def natives(parts: Sequence[NamePart]) -> tuple[str, ...]:
    """Return the words of a name that is in Chinese characters alone, or with kana behind them."""
    words = [part for part in parts if part.role in (Role.WORD, Role.FAMILY)]
    if not 1 <= len(words) <= 2 or words[0].script != "Hani":
        return ()
    return tuple(part.native for part in words) if all(part.native for part in words) else ()


@lru_cache(maxsize=4_096)
def han_name(words: tuple[str, ...]) -> HanName:
    """Return the readings of a person's name in Chinese characters, *words* as `natives` has them.

    >>> [(s.language, s.text) for s in han_name(("大谷翔平",)).spellings[:1]]
    [('Japanese', 'Otani Shohei')]
    >>> "Chan Taiman" in {s.text for s in han_name(("陳大文",)).spellings}
    True

    Nothing of what is no name: of one character, or too long.
    """
    text = "".join(words)
    if not 2 <= len(text) <= MAX_CHARACTERS:
        return NO_NAME
    found = [*chinese_spellings(words), *korean_spellings(words), *japanese_spellings(words)]
    if not found:
        return NO_NAME
    least = min(spelling.nats for spelling in found)
    best: dict[str, Spelling] = {}
    for spelling in sorted(found, key=lambda one: one.nats):
        best.setdefault(
            spelling.family.joined + spelling.given.joined, spelling._replace(nats=spelling.nats - least)
        )
    return HanName(tuple(best.values()), tuple(best))


def joined_readings(parts: Sequence[NamePart], count: int) -> list[str]:
    """Return a name in Chinese characters as one word in Latin letters, by its *count* likeliest
    readings, the family name first and last; nothing for any other name.
    """
    words = natives(parts)
    found = han_name(words).spellings[:count] if words else ()
    pairs = [(spelling.family.joined, spelling.given.joined) for spelling in found]
    return [joined for family, given in pairs for joined in (family + given, given + family)]


def parts_of(spelling: Spelling, other: Sequence[NamePart]) -> tuple[NamePart, ...]:
    """Return the parts of a name as *spelling* reads it, in as many words as the *other* name."""
    tokens = frozenset(part.token for part in other)
    return (
        *_words(spelling.family, spelling.native[0], Role.FAMILY, tokens),
        *_words(spelling.given, spelling.native[1], Role.WORD, tokens),
    )


def _words(syllables: Syllables, native: str, role: Role, tokens: frozenset[str]) -> list[NamePart]:
    texts = syllables.texts
    is_divisible = 1 < len(texts) == len(native)
    if not is_divisible or syllables.joined in tokens or tokens.isdisjoint(texts):
        return [native_part(syllables.joined, native, role)]
    return [native_part(text, char, role) for text, char in zip(texts, native, strict=True)]
