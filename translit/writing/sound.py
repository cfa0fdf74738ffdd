"""How tokens sound: two spellings of one sound become the same text."""

import re
from functools import lru_cache

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
    "ou": "u", "oo": "u", "ee": "i", "ie": "e", "ia": "a", "ya": "a", "ja": "a", "iu": "u", "yu": "u", "ju": "u",
    "ye": "e", "je": "e", "io": "o", "yo": "o", "jo": "o",
}  # fmt: skip
_GROUP = re.compile("|".join(sorted(_SOUNDS, key=lambda group: (-len(group), group))))
_DOUBLED = re.compile(r"(.)\1+")
VOWELS = frozenset("aeiou")
_UNHEARD = str.maketrans("", "", "aeiouhj")
_KIN = str.maketrans("bpfvgkdtszSZCcmnrl", "bbbbkkttsssssskkrl".replace("kkrl", "mmrl"))


@lru_cache(maxsize=16_384)
def sound(token: str) -> str:
    """Write *token* (a key token) by its sounds, so that spellings of one sound agree.

    >>> sound("phomin"), sound("fomin"), sound("zelenskyy"), sound("zelenskii")
    ('fomin', 'fomin', 'zelenski', 'zelenski')
    """
    return _DOUBLED.sub(r"\1", _GROUP.sub(lambda found: _SOUNDS[found.group()], token))


@lru_cache(maxsize=16_384)
def consonants(token: str) -> str:
    """Reduce *token* to its consonants: vowels come and go between languages.

    >>> consonants("rehman") == consonants("rahman"), consonants("karim") == consonants("karin")
    (True, False)
    """
    return _DOUBLED.sub(r"\1", sound(token).translate(_UNHEARD))


@lru_cache(maxsize=16_384)
def skeleton(token: str) -> str:
    """Reduce *token* to its consonants, kindred ones as one: what most spellings of a name in any
    language share.

    >>> skeleton("gaddafi"), skeleton("qadhafi"), skeleton("medinksy"), skeleton("medinsky")
    ('ktb', 'ktb', 'mtmks', 'mtmsk')
    """
    bones = sound(token).translate(_UNHEARD).translate(_KIN)
    return _DOUBLED.sub(r"\1", bones) or sound(token)[:1]
