"""Chinese, Korean and Vietnamese names in Latin letters, syllable by syllable."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from translit.names.roles import NamePart, Role
from translit.pairs.order import NAMES
from translit.writing.language_facts import language_facts

# A syllable as any romanization may write it. There are none longer than Zhuang, Kyeong, Nghiem.
_INITIAL = (
    "(?:b|ch?|d|f|gh?|hs?|j|kh?|kk|l|m|n|ng|ngh|nh|p|ph|pp|q|qu|r|s|sh|ss|t|th|tr|ts|tt|tz|v|w|x|y|z|zh)?"
)
_VOWELS = "[wy]?(?:iao|uai|uei|ieu|uye|uoi|oai|yeu|[aeiouy][aeiouy]?)"
_FINAL = "(?:ng|nh|n|m|k|p|t|l|rk?|ch?)?"
_ONE = re.compile(f"{_INITIAL}{_VOWELS}{_FINAL}")
_TWO = re.compile(f"(?:{_INITIAL}{_VOWELS}{_FINAL}){{2}}")

# A syllable that Vietnamese alone writes so, and the commonest middle names.
_VIETNAMESE = re.compile("(?:tr|ng|nh)[a-z]+|[a-z]+(?:nh|ch)|van|thi")

# Letters that the romanizations of one language write for one sound: Jong, Chong; Zhang, Chang;
# Chol, Cheol, Chul; Xu, Hsu. Each group is written as its first letter.
_ONE_SOUND = {
    "N": "ng",
    "c": "zh|ch|jj|ts|tz|[jqzc]",
    "s": "hs|sh|ss|[xs]",
    "k": "kk|kh|gh|[kg]",
    "p": "pp|ph|[pb]",
    "t": "tt|th|[td]",
    "l": "[rl]",
    "o": "eo|oo|ou|[ou]",
    "i": "ee|[iy]",
}
_SOUNDS = re.compile("|".join(f"(?P<{sound}>{letters})" for sound, letters in _ONE_SOUND.items()))


def are_of_syllables(parts: Iterable[NamePart]) -> bool:
    """Whether a name may be a Chinese, Korean or Vietnamese one in Latin letters: a family name of
    one syllable, given names of one or two.

    >>> are_of_syllables([NamePart("xiaoming"), NamePart("zhang", Role.FAMILY)])
    True
    >>> are_of_syllables([NamePart("anna"), NamePart("nowak", Role.FAMILY)])
    False
    """
    return all(
        part.role in NAMES
        and (_ONE.fullmatch(part.token) or (part.role is Role.WORD and _TWO.fullmatch(part.token)))
        for part in parts
    )


def are_same_syllables(x: str, y: str) -> bool:
    """Whether two romanizations may write one syllable so.

    >>> are_same_syllables("jong", "chong"), are_same_syllables("zhang", "zheng")
    (True, False)
    """
    return _as_sounds(x) == _as_sounds(y)


def is_vietnamese_name(words: Collection[str]) -> bool:
    """Whether a name of these key tokens is Vietnamese: its syllables are not romanized in one way
    or another, each is written in one.

    >>> is_vietnamese_name(["nguyen", "thi", "lan"]), is_vietnamese_name(["le", "bon"])
    (True, False)
    """
    families = language_facts().han_vietnamese_families.values()
    return any(_VIETNAMESE.fullmatch(word) for word in words) and any(
        word in spelled.split() for spelled in families for word in words
    )


def _as_sounds(token: str) -> str:
    return _SOUNDS.sub(lambda found: found.lastgroup or "", token)
