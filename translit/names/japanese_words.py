"""Places and families of Japan inside the name of an organisation, in the letters of their usual
reading: 八戸 Hachinohe, 立石 Tateishi.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from translit.writing.han_readings import PACKAGED, character_sets

MIN_NAME, MAX_NAME = 2, 5  # characters of a place or a family; of one character there are too many

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_CHARACTERS = re.compile("[\u4e00-\u9fff々]+")


def is_japanese(text: str, words: Iterable[str]) -> bool:
    """Whether a name in Chinese characters is Japanese: by kana, by characters that Japan alone
    writes, by *words* that only its organisations have.

    >>> is_japanese("立石病院", ["病院"]), is_japanese("黒沢大学", []), is_japanese("武汉大学", [])
    (True, True, False)
    """
    characters = "".join(_CHARACTERS.findall(text))
    if not characters:
        return False
    if _KANA.search(text) or any(word in text for word in words):
        return True
    return character_sets(characters).is_japanese


def japanese_readings(text: str, simplified: str, places: Mapping[str, str]) -> str:
    """Return *text* with the places and families of Japan in it in the letters of their usual
    reading, the longest that each may be; the rest as it is written.

    *simplified*: the same text, character by character as the keys of *places* are written.
    """
    written = []
    at = 0
    while at < len(text):
        for size in range(min(MAX_NAME, len(text) - at), MIN_NAME - 1, -1):
            name = simplified[at : at + size]
            reading = places.get(name) or next(iter(PACKAGED.japanese_families.get(name, ())), "")
            if reading:
                written.append(f" {reading.title()} ")
                at += size
                break
        else:
            written.append(text[at])
            at += 1
    return "".join(written).strip()
