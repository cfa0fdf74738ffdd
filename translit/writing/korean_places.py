"""The administrative unit at the end of a Korean place's name, divided from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from translit.writing.language_facts import BORDER, KoreanUnit, language_facts

_UNIT = re.compile("[도시군구읍면동리](?![가-힣])|[0-9]가")  # most names have none
_WORD = re.compile("([가-힣]+)")
_DIGIT = re.compile("[0-9]")
_NUMBERED = re.compile("(?<=[0-9])(?=(?:동|가|리)(?![가-힣]))")  # 퇴계로 3가, 봉천 1동
_BEFORE_NUMBER = re.compile("(?<=[가-힣])(?=[0-9]+[-‧]?(?:동|가|리)(?![가-힣]))")  # 평리1동 Pyeongni 1-dong
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
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if not _UNIT.search(text):
        return text
    return _divided(text, language_facts().korean_units_of)


def korean_feature(text: str) -> str:
    """Divide the names of places in Hangul as `korean_place` does, with hyphens, and rivers and
    mountains that are listed, too.

    >>> korean_feature("평양시 대동강"), korean_feature("함경북도")
    ('평양-시 대동-강', '함경-북도')

    BGN/PCGN 1945 Agreement, note 3.
    """
    text = unicodedata.normalize("NFC", text)
    return _divided(text, language_facts().korean_generics_of).replace(BORDER, "-")


def _divided(text: str, listed: Mapping[str, str]) -> str:
    facts = language_facts()
    pieces = _WORD.split(text)  # words stand at odd places
    unlisted = []
    for at in range(1, len(pieces), 2):
        if of_list := listed.get(pieces[at]):
            pieces[at] = of_list
        elif _UNIT.search(pieces[at]):
            unlisted.append(at)
    is_address = bool(unlisted) and any(BORDER in piece for piece in pieces)
    for at in unlisted:
        found = facts.korean_unit.fullmatch(pieces[at])
        if found and _is_unit(found[0], facts.korean_units[found[2]], is_address=is_address):
            pieces[at] = f"{found[1]}{BORDER}{found[2]}"
    divided = "".join(pieces)
    if not _DIGIT.search(divided):
        return divided
    return _BEFORE_NUMBER.sub(" ", _NUMBERED.sub(BORDER, divided))


def _is_unit(word: str, kind: KoreanUnit, *, is_address: bool) -> bool:
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
