"""How Chinese is read as Cantonese: a syllable for each character, by the tables of the package."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from translit.writing.han_readings import PACKAGED, plain
from translit.writing.pinyin import HAN_RUN

# Of the spellings that are met of one syllable those of the Government: k, t, p, ch for what is not
# aspirated, a for a long a, no mute r (家 ka, not ga, gar; 大 tai, not daai), and sh where it is
# met beside s (沙 sha)
_UNOFFICIAL = re.compile("^[bdgjz]|^c(?!h)|aa|[aeo]r")
_HUSHED = "sh"


def cantonese(text: str) -> str:
    """Read the Chinese in *text* as the Government of Hong Kong spells Cantonese.

    >>> cantonese("王小明"), cantonese("陳大文")
    ('wong siu ming', 'chan tai man')

    A character has one reading; one that the table lacks stays.
    """
    return _read(text, PACKAGED.cantonese, _official)


def jyutping(text: str) -> str:
    """Read the Chinese in *text* in the syllables of Jyutping, with tones.

    >>> jyutping("梁振英")
    'loeng4 zan3 jing1'

    A character has the reading that Unihan has first; one that the table lacks stays.
    """
    return _read(text, PACKAGED.jyutping, lambda readings: readings[0])


def _read(text: str, table: Mapping[str, Sequence[str]], choose: Callable[[Sequence[str]], str]) -> str:
    def read(found: re.Match[str]) -> str:
        return " ".join(choose(table.get(plain(char), (char,))) for char in found.group())

    return re.sub(HAN_RUN, read, unicodedata.normalize("NFC", text))


def _official(readings: Sequence[str]) -> str:
    official = [one for one in readings if not _UNOFFICIAL.search(one)] or list(readings)
    return next((one for one in official if one.startswith(_HUSHED)), official[0])
