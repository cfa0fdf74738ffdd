"""Khmer script read syllable by syllable: which consonant bears which vowel, of which series."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_CONSONANT, _BELOW, _OWN_VOWEL = "\u1780-\u17a2", "\u17d2", "\u17a3-\u17b3"
_SHIFT_FIRST, _SHIFT_SECOND = "\u17c9", "\u17ca"  # to the first (â) series, to the second (ô)
_VOWEL_SIGN, _AFTER_VOWEL = "\u17b6-\u17c5", "\u17c6-\u17c8"
_SHORT, _SILENT, _R, _SHORT_A = "\u17cb", "\u17cd", "\u17cc", "\u17d0"
INHERENT = "\u17b4"  # the vowel that no sign is written for
_LETTER, _SIGN = f"[{_CONSONANT}{_OWN_VOWEL}]", f"[{_AFTER_VOWEL}\u17cb-\u17d1\u17d3\u17dd]"
_UNIT = re.compile(f"{_LETTER}[\u17c9\u17ca]?(?:{_BELOW}{_LETTER}[\u17c9\u17ca]?)*[{_VOWEL_SIGN}]*{_SIGN}*")
_PARTS = re.compile(
    f"({_LETTER})([\u17c9\u17ca]?)((?:{_BELOW}{_LETTER}[\u17c9\u17ca]?)*)([{_VOWEL_SIGN}]*)({_SIGN}*)"
)
_ENDED, _NOT_OF_VOWEL = re.compile(f"[{_AFTER_VOWEL}]"), re.compile(f"[^{_AFTER_VOWEL}]")
_WORD = re.compile("[\u1780-\u17d3\u17dd]+")
_BETWEEN = re.compile("[\u200b-\u200d]")  # says where a word ends, or a line may
_SECOND_SERIES = frozenset("គឃងជឈញឌឍទធនពភមយរលវ")
_SONORANTS = frozenset("ងញណនមយរលវ")  # have the series of the consonant that they stand beside
_LOWER_TA = re.compile("(?<!^)(?<!ន)ត(?!រ)")  # is read as the ដ that looks like it
MAX_KEPT = 4096  # units; those of names are some hundred
_NEVER_FINAL = frozenset("ហឡអ")


class _Unit(NamedTuple):
    """A consonant with those below it, or a vowel by itself: its letters as they end a syllable and
    as they begin one, its vowel and other signs, the mark of its series, whether no vowel is
    written, whether a sign says that it ends a syllable, and whether its letters may.
    """

    letters: str
    onset: str
    vowel: str
    signs: str
    series: str
    is_bare: bool
    is_marked: bool
    may_end: bool


class _Units(dict[str, _Unit]):
    """The units of Khmer by their text, each read when it is first met."""

    def __missing__(self, text: str) -> _Unit:
        unit = _unit(text)
        if len(self) < MAX_KEPT:
            self[text] = unit
        return unit


def khmer(text: str) -> str:
    """Write the Khmer in *text* in the order in which it is spoken, each vowel with its series.

    >>> khmer("ភ្នំពេញ").replace(INHERENT, "-"), khmer("បាត់ដំបង").replace(INHERENT, "-")
    ('ភន-ំ៊ពេ៊ញ', 'បា់តដ-ំប-ង')

    A consonant has the vowel of its own series, a sonorant below or above another one that of the
    other; U+17B4 is the vowel without a sign. A vowel of the second series bears a triisap, the
    mark that makes it so. A consonant without a vowel ends the syllable before it where it can; of
    two such the second ends the first: what of these has a vowel only a dictionary knows.
    """
    if _BETWEEN.search(text):
        text = _BETWEEN.sub(lambda found: " " if found.group() == "\u200b" else "", text)
    return _WORD.sub(lambda found: _word(found.group()), text)


def _word(word: str) -> str:
    units = [_UNITS[found] for found in _UNIT.findall(word)]
    bare = _bare_runs(units)
    written, at = [], 0
    while at < len(units):
        end = at + 1 + _finals(units, at, bare)
        written.append(_syllable(units[at], units[at + 1 : end], is_first=at == 0))
        at = end
    return "".join(written)


def _unit(text: str) -> _Unit:
    first, shift, below, vowel, signs = _PARTS.findall(text)[0]
    letters = first + re.sub(f"[{_BELOW}\u17c9\u17ca]", "", below)
    shift += "".join(re.findall("[\u17c9\u17ca]", below))
    is_second = _is_second(letters) if not shift else shift[-1] == _SHIFT_SECOND
    if first == "ប" and (len(letters) > 1 or shift[:1] == _SHIFT_FIRST):
        letters = "ព" + letters[1:]  # p before another consonant and with a muusikatoan
    has_own_vowel = "\u17a3" <= letters[-1] <= "\u17b3"
    is_vowel = "\u17a3" <= first <= "\u17b3"
    return _Unit(
        letters,
        _LOWER_TA.sub("ដ", letters),
        "ា" + _SHORT if _SHORT_A in signs else vowel or ("" if has_own_vowel else INHERENT),
        signs,
        _SHIFT_SECOND if is_second and not has_own_vowel else "",
        not (vowel or is_vowel or re.search(f"[{_AFTER_VOWEL}{_SHORT_A}]", signs)),
        _SHORT in signs or _SILENT in signs,
        letters[-1] not in _NEVER_FINAL,
    )


def _is_second(letters: str) -> bool:
    """Whether a cluster is of the second series: as its last stop is, or its first letter."""
    stops = [letter for letter in letters if letter not in _SONORANTS]
    return (stops[-1] if stops else letters[0]) in _SECOND_SERIES


def _finals(units: Sequence[_Unit], at: int, bare: Sequence[int]) -> int:
    """Return how many units behind that at *at* end its syllable. *bare*: of `_bare_runs`."""
    if at + 1 == len(units) or not units[at + 1].is_bare:
        return 0
    here, following = units[at], units[at + 1]
    if here.signs and _ENDED.search(here.signs) and _SILENT not in following.signs:
        return int(here.vowel == "ា" and following.letters == "ង")  # ាំង
    if not following.is_marked and (not following.may_end or bare[at + 1] % 2 == 0):
        return 0
    end = at + 2
    while end < len(units) and _SILENT in units[end].signs:
        end += 1
    return end - at - 1


def _bare_runs(units: Sequence[_Unit]) -> list[int]:
    """Return for each unit how many from it on have no vowel sign, but for one that a sign makes
    the end of a syllable, and, where that is short, the one before it, which bears its vowel.
    """
    runs = [0] * (len(units) + 1)
    for at in range(len(units) - 1, -1, -1):
        if units[at].is_bare and _SILENT not in units[at].signs:
            runs[at] = -1 if units[at].is_marked else runs[at + 1] + 1
    return runs


def _syllable(unit: _Unit, finals: Sequence[_Unit], *, is_first: bool) -> str:
    onset = "" if is_first and unit.letters == "អ" else unit.onset  # no glottal stop at the beginning
    vowel, signs = unit.vowel, _NOT_OF_VOWEL.sub("", unit.signs) if unit.signs else ""
    if finals and _SHORT in finals[0].signs and vowel in (INHERENT, "ា"):
        vowel += _SHORT
    if _SILENT in unit.signs:
        return "".join(letter + _SILENT for letter in (*onset, vowel + signs + unit.series))
    if not finals:
        return onset + vowel + signs + unit.series + ("រ" if _R in unit.signs else "")
    has_r = _R in unit.signs or any(_R in final.signs for final in finals)
    ends = "".join(
        letter + (_SILENT if _SILENT in final.signs else "") for final in finals for letter in final.letters
    )
    return onset + vowel + signs + unit.series + ("រ" if has_r else "") + ends


_UNITS = _Units()
