"""Tibetan script letter by letter: which consonant of a syllable bears its vowel."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LETTERS = {
    **dict(zip("ཀཁགངཅཆཇཉ", ["k", "kh", "g", "ng", "c", "ch", "j", "ny"], strict=True)),
    **dict(zip("ཏཐདནཔཕབམ", ["t", "th", "d", "n", "p", "ph", "b", "m"], strict=True)),
    **dict(zip("ཙཚཛཝཞཟའཡ", ["ts", "tsh", "dz", "w", "zh", "z", "'", "y"], strict=True)),
    **dict(zip("རལཤསཧ", ["r", "l", "sh", "s", "h"], strict=True)),
}
_LETTERS |= {"ཨ": "", "ཊ": "T", "ཋ": "Th", "ཌ": "D", "ཎ": "N", "ཥ": "Sh", "ཾ": "M", "ྃ": "M"}
_SUBJOINED = 0x50  # from a letter to the same one below another
_VOWELS = {"ི": "i", "ུ": "u", "ེ": "e", "ོ": "o", "ཻ": "ai", "ཽ": "au", "ྀ": "-i"}
_PREFIXES, _SUFFIXES, _SECOND = "གདབམའ", "གངདནབམའརལས", "སད"
_LONG = "ཱ"  # a long vowel of Sanskrit
_STACK = "[\u0f40-\u0f6c][\u0f90-\u0fbc]*[\u0f71-\u0f83]*"
_SYLLABLE = re.compile(f"(?:{_STACK})+")
_MARKS = str.maketrans({"་": " ", "༌": " ", "།": "/", "༎": "//", "༔": ":"})


def wylie(text: str) -> str:
    """Write the Tibetan in *text* in the letters of Wylie.

    >>> wylie("བསྟན་འཛིན་རྒྱ་མཚོ"), wylie("གཡག"), wylie("བོད་")
    ("bstan 'dzin rgya mtsho", 'g.yag', 'bod')

    T. V. Wylie, A Standard System of Tibetan Transcription, HJAS 22 (1959). The vowel a is written
    behind the letter that bears no other: that of several letters one above the other, else by the
    letters that may stand before and behind it. Signs of Sanskrit beyond a long vowel are left as
    they are.
    """
    return _SYLLABLE.sub(lambda found: _syllable(found.group()), text).translate(_MARKS).strip()


def _syllable(syllable: str) -> str:
    stacks = re.findall(_STACK, syllable)
    root = _root(stacks)
    spelled = [_spelled(stack, is_root=at == root) for at, stack in enumerate(stacks)]
    if root == 1 and stacks[0] == "ག" and stacks[1][0] == "ཡ":
        spelled[0] += "."  # གཡ is g.y, གྱ gy
    return "".join(spelled)


def _root(stacks: Sequence[str]) -> int:
    """Return which stack bears the vowel."""
    for at, stack in enumerate(stacks):
        if len(stack) > 1 and not (at and stack[0] == "འ"):  # པའི: pa'i
            return at
    stacks = [stack for stack in stacks if len(stack) == 1]
    if len(stacks) < 3 or stacks[0] not in _PREFIXES or stacks[1] == "འ" or stacks[2] not in _SUFFIXES:
        # མདའ has its འ to say so, དང has none
        return (
            1 if len(stacks) > 1 and stacks[-1] == "འ" and stacks[0] in _PREFIXES and len(stacks) > 2 else 0
        )
    may_be_second = len(stacks) == 3 and stacks[2] in _SECOND and stacks[1] in "གངབམནརལ"
    return 0 if may_be_second and stacks[2] == "ས" and stacks[0] + stacks[1] not in _WITH_PREFIX else 1


# of prefix, letter and ས those that are read so, others being letter, suffix and second suffix
_WITH_PREFIX = frozenset(["དག", "འག", "དབ", "དམ", "བག"])


def _spelled(stack: str, *, is_root: bool) -> str:
    letters = vowel = long = nasal = ""
    for char in stack:
        if char in "ཾྃ":
            nasal = _LETTERS[char]
        elif char in _VOWELS:
            vowel = _VOWELS[char]
        elif char == _LONG:
            long = "A"
        else:
            letters += _LETTERS.get(char, _LETTERS.get(chr(ord(char) - _SUBJOINED), char))
    if long:
        return letters + (long if not vowel else vowel.upper()) + nasal
    return letters + (vowel or ("a" if is_root else "")) + nasal
