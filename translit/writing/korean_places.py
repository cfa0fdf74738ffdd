"""The administrative unit at the end of a Korean place's name, divided from it."""

from __future__ import annotations

import re
import unicodedata

from translit.writing.language_facts import KoreanUnit, language_facts

# ‧ between the syllables of one word; each scheme writes it as a hyphen, an apostrophe, nothing
BORDER = "\N{HYPHENATION POINT}"
_WORD = "[가-힣]+"
_UNIT = re.compile("[도시군구읍면동리](?![가-힣])|[0-9]가")  # most names have none
_NUMBERED = re.compile("(?<=[0-9])(?=(?:동|가|리)(?![가-힣]))")  # 퇴계로 3가, 봉천 1동
_FINALS_BEGIN = 0x11A7  # finals of syllables are counted from here


def korean_place(text: str) -> str:
    """Divide the names of places in Hangul from the unit that they end with.

    >>> korean_place("제주도"), korean_place("독도"), korean_place("종로 2가")
    ('제주‧도', '독도', '종로 2‧가')
    >>> korean_place("서울특별시 강남구 신사동")
    '서울‧특별시 강남‧구 신사‧동'

    Revised Romanization of Korean (2000), chapter 3, clause 5: a hyphen before 도, 시, 군, 구, 읍,
    면, 리, 동, 가, and no sound change over it is written. Natural features and monuments have none
    (clause 6).
    """
    text = unicodedata.normalize("NFC", text)
    if not _UNIT.search(text):
        return text
    words = re.findall(_WORD, text)
    is_address = any(_is_listed(word) for word in words)

    def divide(found: re.Match[str]) -> str:
        word, unit = found.group(), _unit(found.group())
        if not unit or not (_is_listed(word) or _is_unit(word, unit, is_address)):
            return word
        return f"{word[: -len(unit)]}{BORDER}{unit}"

    return _NUMBERED.sub(BORDER, re.sub(_WORD, divide, text))


def _unit(word: str) -> str:
    """Return the longest unit that *word* ends with and is more than, or ""."""
    units = language_facts().korean_units
    return next((word[at:] for at in range(1, len(word)) if word[at:] in units), "")


def _is_listed(word: str) -> bool:
    unit = _unit(word)
    return bool(unit) and word[: -len(unit)] in language_facts().korean_units[unit].listed


def _is_unit(word: str, unit: str, is_address: bool) -> bool:
    kind = language_facts().korean_units[unit]
    if is_address:
        return kind.least > 0
    return (
        0 < kind.least <= len(word)
        and not word.endswith(kind.never)
        and _has_final(word[-2], kind)
        and not (kind.is_given and _may_be_a_person(word))
    )


def _has_final(syllable: str, kind: KoreanUnit) -> bool:
    return not kind.finals or chr(_FINALS_BEGIN + (ord(syllable) - 0xAC00) % 28) in kind.finals


def _may_be_a_person(word: str) -> bool:
    facts = language_facts()
    return (len(word) == 3 and word[0] in facts.hangul_surnames) or word[:2] in facts.hangul_compound_surnames
