"""Hebrew with vowel points, read letter by letter as it is spoken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_LETTER = "\u05d0-\u05ea"
_MARK = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
_GERESH = "(?:(?<=[גזצץת])[׳']|(?<=[גזצץת][\u05b0-\u05bc])[׳'])?"  # of foreign sounds: ג׳ j
_WORD = f"(?:[{_LETTER}][{_MARK}]*{_GERESH})+"
_CLUSTER = f"([{_LETTER}])([{_MARK}]*)({_GERESH})"
_VOWELS = {
    **{"\u05b7": "a", "\u05b8": "a", "\u05b2": "a"},  # patah, qamats, hataf patah
    **{"\u05b6": "e", "\u05b5": "e", "\u05b1": "e"},  # segol, tsere, hataf segol
    **{"\u05b4": "i", "\u05bb": "u"},  # hiriq, qubuts
    **{"\u05b9": "o", "\u05ba": "o", "\u05b3": "o", "\u05c7": "o"},  # holam, hataf qamats, qamats qatan
}
_POINTED = re.compile(f"[{''.join(_VOWELS)}\u05b0\u05bc\u05c1\u05c2]")
_SHEVA, _DAGESH, _SIN, _PATAH, _RAFE = "\u05b0", "\u05bc", "\u05c2", "\u05b7", "\u05bf"
_SOFT = "בכפךף"  # v, kh, f without a dagesh, b, k, p with it


class _Sign(NamedTuple):
    """A letter, with a geresh if it has one, its dagesh or dot, the vowel it bears, and whether it
    bears a sheva.
    """

    letter: str
    dot: str
    vowel: str
    has_sheva: bool


def hebrew_points(text: str) -> str:
    """Read the pointed Hebrew in *text*: each consonant that is heard, its vowel as a Latin letter.

    >>> hebrew_points("שָׁלוֹם"), hebrew_points("רוּחַ"), hebrew_points("שלום")
    ('שׁaלoם', 'רuaח', 'שלום')

    Letters that only lengthen a vowel, a quiescent alef and a sheva that is not heard are left out;
    a sheva is heard at a word's beginning, behind another one, under a doubled letter and between
    two like letters. בּ, כּ, פּ, הּ keep their dot, שׁ and שׂ theirs. A final ה that only lengthens and
    an ayin that is not heard bear a rafe: standards differ in them. A word without points stays.
    """
    return re.sub(_WORD, lambda found: _read(found.group()), unicodedata.normalize("NFD", text))


def _read(word: str) -> str:
    if not _POINTED.search(word):
        return re.sub(f"[{_MARK}]", "", word)
    signs = [_sign(letter, marks, geresh) for letter, marks, geresh in re.findall(_CLUSTER, word)]
    return "".join(_spoken(signs, at) for at in range(len(signs)))


def _sign(letter: str, marks: str, geresh: str) -> _Sign:
    vowel = "".join(_VOWELS.get(mark, "") for mark in marks)[:1]
    if letter == "ש":
        return _Sign(letter, _SIN if _SIN in marks else "\u05c1", vowel, _SHEVA in marks)
    if geresh:
        return _Sign(letter + geresh, "", vowel, _SHEVA in marks)
    return _Sign(letter, _DAGESH if _DAGESH in marks else "", vowel, _SHEVA in marks)


def _spoken(signs: Sequence[_Sign], at: int) -> str:
    sign, before = signs[at], signs[at - 1] if at else None
    is_last = at == len(signs) - 1
    after_vowel = at > 0 and _has_vowel(signs, at - 1)
    if _is_vowel_vav(signs, at) and (at or not sign.vowel):
        return sign.vowel or "u"
    if _is_silent(signs, at):
        return sign.letter + _RAFE if sign.letter == "ה" else ""
    vowel = sign.vowel or ("e" if sign.has_sheva and _is_heard(signs, at) else "")
    if sign.letter in "אע":  # the stop is written between vowels and behind a consonant
        is_heard = at > 0 and (bool(vowel) or (not is_last and _is_vowel_vav(signs, at + 1)))
        consonant = sign.letter if is_heard else sign.letter.replace("א", "").replace("ע", "ע" + _RAFE)
    elif sign.letter in _SOFT or sign.letter in "שה":
        consonant = sign.letter + sign.dot
    else:
        consonant = sign.letter
    is_furtive = is_last and vowel == "a" and before is not None and after_vowel
    if is_furtive and (sign.letter in "חע" or sign.letter + sign.dot == "ה" + _DAGESH):
        return vowel + ("ע" + _RAFE if sign.letter == "ע" else consonant)
    return consonant + vowel


def _is_vowel_vav(signs: Sequence[_Sign], at: int) -> bool:
    """Whether the sign at *at* is a vav that is u (shuruk) or o (holam) of the letter before."""
    sign = signs[at]
    return (
        sign.letter == "ו"
        and not sign.has_sheva
        and (sign.vowel == "o" if sign.vowel else bool(sign.dot))
        and (at == 0 or not (signs[at - 1].has_sheva or _has_vowel(signs, at - 1)))
    )


def _has_vowel(signs: Sequence[_Sign], at: int) -> bool:
    """Whether the sign at *at* bears a vowel, or is a vav that is one."""
    return bool(signs[at].vowel) or _is_vowel_vav(signs, at)


def _is_silent(signs: Sequence[_Sign], at: int) -> bool:
    """Whether a letter only lengthens the vowel before it, or is a final ה without its dot."""
    sign, is_last = signs[at], at == len(signs) - 1
    if sign.vowel or sign.dot or at == 0 or sign.has_sheva:
        return False
    before = signs[at - 1]
    if sign.letter == "י":  # הִיא, בֵּית, דְּבָרָיו; behind another a it is heard (סִינַי)
        return before.vowel in ("i", "e") or (
            before.vowel == "a" and not is_last and signs[at + 1].letter == "ו"
        )
    if sign.letter == "ו":
        return before.vowel in ("o", "u") and not is_last
    return sign.letter == "ה" and is_last


def _is_heard(signs: Sequence[_Sign], at: int) -> bool:
    """Whether the sheva at *at* is spoken (sheva na)."""
    if at == 0:
        return True
    if at == len(signs) - 1:
        return False
    is_doubled = bool(signs[at].dot) and signs[at].letter != "ש" and _has_vowel(signs, at - 1)
    is_second = signs[at - 1].has_sheva
    return is_doubled or is_second or signs[at].letter == signs[at + 1].letter
