"""A text as it is read: without what hides or divides the words in it.

Places in it are taken back to places of the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from html import unescape
from typing import NamedTuple

from translit.text.zones import Zone, ZoneKind, zones

MASK = "\0"  # stands for each character of what is no prose

_HIDDEN = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
_GAP = " \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_ENTITIES = (
    "nbsp|shy|thinsp|ensp|emsp|amp|apos|rsquo|lsquo|quot|laquo|raquo|ldquo|rdquo|#\\d{2,4}|#x[0-9a-fA-F]{2,4}"
)
# what is looked for first: most texts have none of it
_ODD_SIGNS = (*_HIDDEN, *"\t_&", "  ", "\N{NO-BREAK SPACE}")
_ODD_LINE_END = re.compile(r"[-\N{HYPHEN}\N{NOT SIGN}][ \t\r]*(?:\n|\\n)")
_EDIT = re.compile(
    # the end of a line that divides a word
    rf"(?P<divided>(?<=[^\W\d_])[-\N{{HYPHEN}}\N{{NOT SIGN}}\N{{SOFT HYPHEN}}]"
    rf"(?:[ \t]*\r?\n[ \t]*|\\n)(?=[^\W\d_]))"
    rf"|(?P<entity>&(?:{_ENTITIES});)"
    rf"|(?P<hidden>[{_HIDDEN}]+)"
    rf"|(?<=[^\s])(?P<gap>\t|[{_GAP}{_HIDDEN}]{{2,}})(?=[^\s])"
    rf"|(?P<emphasis>_+)"
)

_WORD_END, _WORD_START = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
MAX_WORD_CHARS = 40  # characters of a part of a divided word


class Reading(NamedTuple):
    """A text as it is read.

    `starts` are places in it where something of the text as given is left out or shorter, in order;
    `shifts` what is to be added from each of them on.
    """

    text: str
    zones: Sequence[Zone] = ()
    starts: Sequence[int] = ()
    shifts: Sequence[int] = ()

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Return the places in the text as given of text[start:end] as read."""
        if not self.starts:
            return start, end
        return self._given(start), self._given(end - 1) + 1

    def _given(self, at: int) -> int:
        number = bisect_right(self.starts, at) - 1
        return at if number < 0 else at + self.shifts[number]

    def read(self, at: int) -> int:
        """Return the place as read of a place in the text as given that is no part of an edit."""
        left, right = 0, len(self.starts)
        while left < right:
            middle = (left + right) // 2
            if self.starts[middle] + self.shifts[middle] <= at:
                left = middle + 1
            else:
                right = middle
        return at if not left else at - self.shifts[left - 1]


def read(text: str, is_word: Callable[[str], bool]) -> Reading:
    """Read *text*; *is_word*: whether the two parts of a divided word are one word of a name.

    >>> reading = read("Vladi\\u00admir  Pu-\\ntin", {"Putin"}.__contains__)
    >>> reading.text, reading.given(9, 14)
    ('Vladimir Putin', (11, 18))
    """
    found = zones(text)
    shown = _masked(text, found) if found else text
    if not any(sign in shown for sign in _ODD_SIGNS) and _ODD_LINE_END.search(shown) is None:
        return Reading(shown, found)
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    end = length = 0
    for edit in _EDIT.finditer(shown):
        start, stop, instead = _edit(shown, edit, is_word)
        pieces += (shown[end:start], instead)
        length += start - end + len(instead)
        end = stop
        if len(instead) != stop - start:
            starts.append(length)
            shifts.append(stop - length)
    return Reading("".join((*pieces, shown[end:])), found, starts, shifts)


def _masked(text: str, found: Sequence[Zone]) -> str:
    """Return *text* with what is no prose masked; a domain may be a name and is read."""
    pieces: list[str] = []
    end = 0
    for zone in found:
        if zone.kind is not ZoneKind.DOMAIN:
            pieces += (text[end : zone.start], MASK * (zone.end - zone.start))
            end = zone.end
    return "".join((*pieces, text[end:]))


def _edit(text: str, edit: re.Match[str], is_word: Callable[[str], bool]) -> tuple[int, int, str]:
    """Return the edit of *text* that a match stands for: start, end, what is read instead."""
    kind = edit.lastgroup
    start, end = edit.span()
    if kind == "divided":
        return (start if _is_one_word(text, start, end, is_word) else start + 1), end, ""
    if kind == "entity":
        return start, end, unescape(edit["entity"]).strip("\N{SOFT HYPHEN}")
    if kind == "gap":
        return start, end, " "
    if kind == "emphasis":
        return start, end, MASK * (end - start)
    before, after = text[start - 1 : start], text[end : end + 1]
    is_border = "\N{ZERO WIDTH SPACE}" in edit.group() and (before.islower() and after.isupper())
    return start, end, " " if is_border else ""


def _is_one_word(text: str, start: int, end: int, is_word: Callable[[str], bool]) -> bool:
    """Whether text[start:end], a line end, divides one word: Pu-tin, but not Moscow-based."""
    first = _WORD_END.search(text, max(0, start - MAX_WORD_CHARS), start)
    last = _WORD_START.match(text, end, end + MAX_WORD_CHARS)
    if text[start] == "\N{SOFT HYPHEN}" or first is None or last is None:
        return text[start] == "\N{SOFT HYPHEN}"
    left, right = first.group(), last.group()
    if right[0].isupper() and not (left.isupper() and right.isupper()):
        return False  # Gazprom-Neft
    return is_word(left + right) or not is_word(left)
