"""Initials as they are written without points, and given names that are cut short: Smith JA, Geo.
Marsh, ИвановПС.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from translit.names.lexicon import Lexicon
from translit.names.rarity import is_known
from translit.names.roles import NamePart, Role, mark
from translit.writing.keys import key
from translit.writing.language_facts import language_facts

MAX_INITIALS = 3  # letters of a word that may be initials
MIN_NAME = 3  # letters of a name beside them
MAX_NAMES = 3  # words of the name beside them
MAX_CUT = 5  # letters of a given name that is cut short: Benj., Алекс.

_CAPITALS = re.compile(rf"[^\W\d_]{{2,{MAX_INITIALS}}}")
_CUT = re.compile(rf"(?<![^\W_])([^\W\d_]{{2,{MAX_CUT}}})\.(?=[\s\-]*[^\W\d_])")
_ONE_LETTER = re.compile(r"[IOU]\s+[^\W\d_]")
# Syllables of the Revised Romanization of Korean (2000) and of McCune-Reischauer.
_KOREAN = re.compile(
    "(?:(?:kk|tt|pp|ss|jj|ch|[gndrlmbsjktph])?"
    "(?:yae|yeo|wae|weo|ae|eo|ya|ye|oe|wa|wo|we|wi|yo|yu|eu|ui|oo|ee|[aeiou])"
    "(?:ng|[knlmptgbd](?![aeiouyw]))?){1,3}"
)
VOWELS = frozenset("aeiouyаеёиоуыэюяіїєў")


def divide_initials(text: str, lexicon: Lexicon, family: str = "") -> str:
    """Return the name *text* with initials that are written as one word each with a point.

    >>> divide_initials("Smith JK", Lexicon()), divide_initials("ИвановПС", Lexicon())
    ('Smith J. K.', 'Иванов П. С.')
    >>> divide_initials("SMITH JK", Lexicon()), divide_initials("Henry VIII", Lexicon())
    ('SMITH JK', 'Henry VIII')

    *family*: what stands before a comma. A word of two or three capitals is that at either end of a
    name in small letters, unless it is a name (LI Wei), a numeral, a title or a suffix.
    """
    words = text.split()
    if family and len(words) == 1:
        is_one = not family.isupper() and _are_initials(text, (family,), lexicon)
        return _with_points(text) if is_one else text
    if not 1 <= len(words) <= MAX_NAMES + 1 or text.isupper() or text.islower():
        return text
    if len(words) == 1:
        return _divide_glued(text, lexicon)
    for at in (len(words) - 1, 0):
        if not _may_be_initials(words[at]):
            continue
        others = [*words[:at], *words[at + 1 :]]
        if (
            any(len(word) >= MIN_NAME and not word.isupper() for word in others)
            and not any(_may_be_initials(word) for word in others)
            and _are_initials(words[at], others, lexicon)
        ):
            words[at] = _with_points(words[at])
            return " ".join(words)
    return text


def cut_short(text: str) -> frozenset[str]:
    """Return the keys of the words of *text* that are written with a point and are not the last.

    >>> sorted(cut_short("Benj. Marsh, Jos. B. Haydn Esq."))
    ['benj', 'jos']
    """
    if "." not in text:
        return frozenset()
    return frozenset(map(key, _CUT.findall(text))).difference(map(str.lower, language_facts().abbreviations))


def mark_korean_surname(parts: list[NamePart], text: str, lexicon: Lexicon) -> list[NamePart]:
    """Return *parts* with a Korean family name of one letter as a word: I Pyeonghwa, O Jinhyuk.

    It stands first, without a point, before syllables as Korean names have them.
    """
    if not parts or parts[0].role is not Role.INITIAL or _ONE_LETTER.match(text) is None:
        return parts
    others = [part for part in parts[1:] if part.role is not Role.TITLE]
    is_surname = bool(others) and parts[0].token in lexicon.surname_variants
    are_syllables = all(part.role is Role.WORD and _KOREAN.fullmatch(part.token) for part in others)
    return mark(parts, 0, 1, Role.WORD) if is_surname and are_syllables else parts


def _divide_glued(word: str, lexicon: Lexicon) -> str:
    name = word.rstrip("".join(char for char in set(word) if char.isupper()))
    letters = word[len(name) :]
    is_name = len(name) >= MIN_NAME and name.istitle() and name.isalpha()
    if not is_name or not _may_be_initials(letters):
        return word
    token = key(letters)
    is_known = token in lexicon.suffixes or token in language_facts().roman_numerals
    return word if is_known else f"{name} {_with_points(letters)}"


def _may_be_initials(word: str) -> bool:
    return word.isupper() and _CAPITALS.fullmatch(word) is not None


def _are_initials(word: str, others: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a *word* of capitals beside *others* is initials, and neither a name nor what stands
    beside one.
    """
    if not _may_be_initials(word):
        return False
    token = key(word)
    if token in lexicon.tokens or token in short_surnames() or token in language_facts().roman_numerals:
        return False
    beside = (lexicon.particles, lexicon.suffixes, lexicon.titles, lexicon.titles_after)
    if any(token in known for known in beside):
        return False
    if VOWELS.isdisjoint(word.lower()):
        return not is_known(token)
    return not any(key(other) in lexicon.given_names for other in others)  # Amos OZ


@cache
def short_surnames() -> frozenset[str]:
    """Return the East Asian family names, as keys, that are as short as initials: Li, Kim."""
    facts = language_facts()
    signs = (*facts.han_surnames, *facts.hangul_surnames)
    readings = (*facts.han_surname_readings.values(), *map(key, signs))
    return frozenset(reading for reading in readings if len(reading) <= MAX_INITIALS)


def _with_points(letters: str) -> str:
    return " ".join(f"{letter}." for letter in letters)
