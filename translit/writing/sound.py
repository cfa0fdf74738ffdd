"""How tokens sound: two spellings of one sound become the same text."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from translit.writing.language_facts import language_facts


def _by_first_letter(groups: Iterable[str]) -> str:
    """Return a pattern of letter *groups*, the longest first; those of one letter stand together,
    so that the others are not tried there.
    """
    return "|".join(
        f"{letter}(?:{'|'.join(sorted((group[1:] for group in same), key=len, reverse=True))})"
        for letter, same in groupby(sorted(groups), key=lambda group: group[0])
    )


# Letter groups that romanizations and languages use for one sound; the longest first. Capitals
# stand for single sounds: S = sh, C = ch, Z = zh. Read off the tables in aliases/romanization and
# the orthographies of English, French, German and Polish.
_SOUNDS = {
    "schtsch": "S", "chtch": "S", "szcz": "S", "shch": "S", "stch": "S", "sch": "S", "sh": "S", "sz": "S",
    "tsch": "C", "tch": "C", "ch": "C", "cz": "C",
    "dzh": "j", "dsch": "j", "dj": "j", "zh": "Z",
    "kh": "h", "gh": "g", "ph": "f", "th": "t", "dh": "d", "rh": "r", "bh": "b",
    "ck": "k", "cq": "k", "q": "k", "x": "ks", "ce": "se", "ci": "si", "cy": "si", "c": "k", "tz": "ts",
    "w": "v", "iyi": "i", "iy": "i", "ii": "i", "ij": "i", "yi": "i", "yy": "i", "y": "i", "j": "i",
    "ou": "u", "oo": "u", "ee": "i", "ie": "e", "ia": "a", "ya": "a", "ja": "a",
    "iu": "u", "yu": "u", "ju": "u", "ye": "e", "je": "e", "io": "o", "yo": "o", "jo": "o",
}  # fmt: skip
_GROUP = re.compile(_by_first_letter(_SOUNDS))
_DOUBLED = re.compile(r"(.)\1+")
VOWELS = frozenset("aeiou")
_VOWELS_AND_GLIDES = str.maketrans("", "", "aeiouhj")


@lru_cache(maxsize=8_192)
def sound(token: str) -> str:
    """Write *token* (a key token) by its sounds, so that spellings of one sound agree.

    >>> sound("phomin"), sound("fomin"), sound("zelenskyy"), sound("zelenskii")
    ('fomin', 'fomin', 'zelenski', 'zelenski')
    """
    return _DOUBLED.sub(r"\1", _GROUP.sub(lambda found: _SOUNDS[found.group()], token))


def consonants(token: str) -> str:
    """Reduce *token* to its consonants: vowels come and go between languages.

    >>> consonants("rehman") == consonants("rahman"), consonants("karim") == consonants("karin")
    (True, False)
    """
    return _DOUBLED.sub(r"\1", sound(token).translate(_VOWELS_AND_GLIDES))


@lru_cache(maxsize=8_192)
def skeleton(token: str) -> str:
    """Reduce *token* to its consonants, kindred ones as one: what most spellings of a name in any
    language share.

    >>> skeleton("gaddafi"), skeleton("qadhafi"), skeleton("medinksy"), skeleton("medinsky")
    ('ktb', 'ktb', 'mtmks', 'mtmsk')
    """
    consonants = sound(token).translate(_VOWELS_AND_GLIDES).translate(language_facts().skeleton_letters)
    return _DOUBLED.sub(r"\1", consonants) or sound(token)[:1]


def is_kindred_initial(a: str, b: str) -> bool:
    """Whether the first letter *a* comes and goes before *b*, or is written for it.

    >>> is_kindred_initial("w", "v"), is_kindred_initial("h", "a"), is_kindred_initial("w", "s")
    (True, True, False)
    """
    written_for = language_facts().kindred_initials.get(a)
    return (b in VOWELS and (a in VOWELS or written_for is not None)) or b in (written_for or "")


def initial_class(token: str) -> str:
    """Return the class of the first letter of *token*: one letter for all that are written for it.

    >>> initial_class("wakulenko") == initial_class("vakulenko"), initial_class("makulenko")
    (True, 'm')

    "" for an empty token.
    """
    return language_facts().initial_classes.get(token[:1], token[:1])
