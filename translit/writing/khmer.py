"""Khmer script read syllable by syllable: which consonant bears which vowel, of which series."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

_CONSONANT, _BELOW, _OWN_VOWEL = "\u1780-\u17a2", "\u17d2", "\u17a3-\u17b3"
_SHIFT_FIRST, _SHIFT_SECOND = "\u17c9", "\u17ca"  # to the first (â) series, to the second (ô)
_VOWEL_SIGN, _AFTER_VOWEL = "\u17b6-\u17c5", "\u17c6-\u17c8"
_SHORT, _SILENT, _R, _SHORT_A = "\u17cb", "\u17cd", "\u17cc", "\u17d0"
INHERENT = "\u17b4"  # the vowel that no sign is written for
_UNIT = re.compile(
    f"([{_CONSONANT}{_OWN_VOWEL}])([\u17c9\u17ca]?)((?:{_BELOW}[{_CONSONANT}{_OWN_VOWEL}][\u17c9\u17ca]?)*)"
    f"([{_VOWEL_SIGN}]*)([{_AFTER_VOWEL}\u17cb-\u17d1\u17d3\u17dd]*)"
)
_WORD = re.compile("[\u1780-\u17d3\u17dd]+")
_BETWEEN = re.compile("[\u200b-\u200d]")  # says where a word ends, or a line may
_SECOND_SERIES = frozenset("គឃងជឈញឌឍទធនពភមយរលវ")
_SONORANTS = frozenset("ងញណនមយរលវ")  # have the series of the consonant that they stand beside
_LOWER_TA = re.compile("(?<!^)(?<!ន)ត(?!រ)")  # is read as the ដ that looks like it
_NEVER_FINAL = frozenset("ហឡអ")


class _Unit(NamedTuple):
    """A consonant with those below it, or a vowel by itself: its letters, its series, the vowel and
    other signs it bears.
    """

    letters: str
    is_second: bool
    vowel: str
    signs: str

    @property
    def is_bare(self) -> bool:
        has_own = "\u17a3" <= self.letters[0] <= "\u17b3"
        return not (self.vowel or has_own or re.search(f"[{_AFTER_VOWEL}{_SHORT_A}]", self.signs))


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
    units = [_unit(found) for found in _UNIT.finditer(word)]
    written, at = [], 0
    while at < len(units):
        end = at + 1 + _finals(units, at)
        written.append(_syllable(units[at], units[at + 1 : end], is_first=at == 0))
        at = end
    return "".join(written)


def _unit(found: re.Match[str]) -> _Unit:
    first, shift, below, vowel, signs = found.groups()
    letters = first + re.sub(f"[{_BELOW}\u17c9\u17ca]", "", below)
    shift += "".join(re.findall("[\u17c9\u17ca]", below))
    is_second = _is_second(letters) if not shift else shift[-1] == _SHIFT_SECOND
    if first == "ប" and (len(letters) > 1 or shift[:1] == _SHIFT_FIRST):
        letters = "ព" + letters[1:]  # p before another consonant and with a muusikatoan
    return _Unit(letters, is_second, vowel, signs)


def _is_second(letters: str) -> bool:
    """Whether a cluster is of the second series: as its last stop is, or its first letter."""
    stops = [letter for letter in letters if letter not in _SONORANTS]
    return (stops[-1] if stops else letters[0]) in _SECOND_SERIES


def _finals(units: Sequence[_Unit], at: int) -> int:
    """Return how many units behind that at *at* end its syllable."""
    here, behind = units[at], units[at + 1 :]
    if not behind or not behind[0].is_bare:
        return 0
    if re.search(f"[{_AFTER_VOWEL}]", here.signs) and _SILENT not in behind[0].signs:
        return int(here.vowel == "ា" and behind[0].letters == "ង")  # ាំង
    may_end = _bare_run(behind) % 2 == 1 and behind[0].letters[-1] not in _NEVER_FINAL
    if not may_end and not re.search(f"[{_SHORT}{_SILENT}]", behind[0].signs):
        return 0
    return 1 + sum(1 for _ in takewhile(lambda unit: _SILENT in unit.signs, behind[1:]))


def _bare_run(units: Sequence[_Unit]) -> int:
    """Return how many units at the beginning have no vowel sign, but for one that a sign makes the
    end of a syllable, and, where that is short, the one before it, which bears its vowel.
    """
    for size, unit in enumerate(units):
        if not unit.is_bare or _SILENT in unit.signs:
            return size
        if _SHORT in unit.signs:
            return size - 1
    return len(units)


def _syllable(unit: _Unit, finals: Sequence[_Unit], *, is_first: bool) -> str:
    has_own_vowel = "\u17a3" <= unit.letters[-1] <= "\u17b3"
    onset = _LOWER_TA.sub("ដ", unit.letters)
    if is_first and onset == "អ":
        onset = ""  # no sign of the glottal stop at a word's beginning
    vowel = unit.vowel or ("" if has_own_vowel else INHERENT)
    signs = "".join(sign for sign in unit.signs if _AFTER_VOWEL[0] <= sign <= _AFTER_VOWEL[-1])
    if _SHORT_A in unit.signs:
        vowel = "ា" + _SHORT
    elif finals and _SHORT in finals[0].signs and vowel in (INHERENT, "ា"):
        vowel += _SHORT
    series = _SHIFT_SECOND if unit.is_second and not has_own_vowel else ""
    ends = "".join(
        letter + (_SILENT if _SILENT in final.signs else "") for final in finals for letter in final.letters
    )
    has_r = _R in unit.signs or any(_R in final.signs for final in finals)
    if _SILENT in unit.signs:
        return "".join(letter + _SILENT for letter in (*onset, vowel + signs + series))
    return onset + vowel + signs + series + ("រ" if has_r else "") + ends
