"""A text in the ordinary letters of its script: what typing and type-setting vary, written one way
before a transliteration scheme reads it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from translit.writing.scripts import script_of
from translit.writing.text import APOSTROPHES

# Compatibility forms of one ordinary letter or several (Unicode §23.8): Hangul letters by
# themselves, ligatures and positional forms of Armenian, Hebrew and Arabic, half-width kana.
_COMPATIBILITY = "\u3131-\u318e\u32d0-\u32fe\u3300-\u3357\ufb13-\ufdfb\ufe70-\ufefc\uff65-\uffdc"
_VOICED = {"\u309b": "\u3099", "\u309c": "\u309a"}  # the marks of が and ぱ, typed by themselves
# joiners, bidirectional marks, soft hyphens: Latin letters need none
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_JOINERS = "\u200c\u200d"  # a scheme may read them
# an accent that dictionaries and newspapers put on the stressed vowel; й, ё, ѓ, ќ are letters
_STRESS = "\u0300\u0301\u030f\u0311"
_CYRILLIC = "\u0400-\u052f"
# the signs that are typed for the Ukrainian and Belarusian apostrophe
_TYPED_APOSTROPHES = "'" + APOSTROPHES.translate({ord(mark): None for mark in "ʾʿ"})
MAX_KEPT = 2000  # characters in a table; a text of all of Unicode does not fill the memory


def native_text(script: str, sources: str, variants: Mapping[str, str]) -> Callable[[str], str]:
    """Return the function that writes a text of *script* in the letters that a scheme reads.

    >>> read = native_text("Cyrl", "абв’", {})
    >>> read("в‘а\\u0301б"), native_text("Hrkt", "ぎ", {})("ｷﾞ")
    ('в’аб', 'ギ')

    *sources*: all characters that the scheme names; they stay. *variants*: letters that are typed
    for others of the language. Compatibility forms become letters (NFKC), invisible characters
    vanish, in Cyrillic stress marks, too; what is typed for an apostrophe between two letters is
    the one that the scheme reads; accented Greek letters become those of the monotonic spelling.
    """
    known = set(sources)
    single: dict[int, str | None] = {ord(typed): meant for typed, meant in variants.items()}
    if script == "Grek":
        single |= _monotonic(known)
    unread: dict[int, str | None] = {
        code: None for code in _codes(_INVISIBLE) if chr(code) not in _JOINERS or chr(code) not in known
    }
    joiners = {ord(char): unread[ord(char)] for char in _JOINERS if ord(char) in unread}
    ordinary = _Replaced(unread | single | joiners)
    apostrophe = next((mark for mark in "’'ʼ" if mark in known), "") if script == "Cyrl" else ""
    typed = "".join(re.escape(mark) for mark in _TYPED_APOSTROPHES if mark not in known)
    between = re.compile(f"(?<=[{_CYRILLIC}])[{typed}](?=[{_CYRILLIC}])") if apostrophe and typed else None
    stress = re.compile(f"(?<=[{_CYRILLIC}])[{_STRESS}]+") if script == "Cyrl" else None
    odd = _COMPATIBILITY + _INVISIBLE + "\u309b\u309c" + "".join(map(chr, single))
    odd += (typed if between else "") + (_STRESS if stress else "")
    varied = re.compile(f"[{odd}]")
    compatible = re.compile(f"[{_COMPATIBILITY}]+|[\u309b\u309c]")

    def read(text: str) -> str:
        if not varied.search(text):
            return text
        if compatible.search(text):
            text = compatible.sub(_plain, text)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        text = text.translate(ordinary)
        if between:
            text = between.sub(apostrophe, text)
        return stress.sub("", text) if stress else text

    return read


class _Replaced(dict[int, str | None]):
    """`str.translate`'s table, to which a character that stays is added as it is met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if len(self) < MAX_KEPT:
            self[code] = char
        return char


def _codes(ranges: str) -> Iterator[int]:
    """Yield the code points of *ranges*, as a set of a pattern has them: a-f, or a character."""
    for found in re.finditer("(.)(?:-(.))?", ranges):
        first, last = found.groups()
        yield from range(ord(first), ord(last or first) + 1)


def _plain(found: re.Match[str]) -> str:
    return _VOICED.get(found.group()) or unicodedata.normalize("NFKC", found.group())


def _monotonic(known: set[str]) -> dict[int, str | None]:
    """Return the monotonic spelling of the Greek letters with breathings and accents that a scheme
    does not name.
    """
    return {
        code: _without_breathing(chr(code))
        for code in range(0x1F00, 0x2000)
        if script_of(chr(code)) == "Grek" and chr(code).lower() not in known and chr(code).isalpha()
    }


def _without_breathing(letter: str) -> str:
    base, *marks = list(unicodedata.normalize("NFD", letter))
    is_accented = any(mark in marks for mark in "\u0300\u0301\u0342")
    diaeresis = "\u0308" if "\u0308" in marks else ""
    return unicodedata.normalize("NFC", base + diaeresis + ("\u0301" if is_accented else ""))
