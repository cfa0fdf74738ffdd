"""Scripts into Latin letter by letter, without a scheme. Beside `readings` the only file that
imports unidecode.
"""

from __future__ import annotations

import unicodedata

from unidecode import unidecode

from translit.writing.scripts import script_of


def transcribe(text: str) -> str:
    """Romanize *text* without a scheme: Unidecode, and a letter as it is where Unidecode has
    nothing.

    >>> transcribe("Jérôme"), transcribe("ߒߞߏ")
    ('Jerome', 'ߒߞߏ')
    """
    return text if text.isascii() else text.translate(_TRANSCRIBED)


class _Transcribed(dict[int, str]):
    """`str.translate`'s table of Unidecode, filled character by character as they are met."""

    def __missing__(self, code: int) -> str:
        latin = self[code] = _transcribe_char(chr(code))
        return latin


_TRANSCRIBED = _Transcribed()


# What Unidecode writes for a letter that names have, and no reader of names would: it takes schwa
# for @.
_BETTER = {"ə": "a", "Ə": "A", "ә": "a", "Ә": "A", "ӛ": "a", "Ӛ": "A"}
# Scripts that Unidecode reads: where it gives nothing for a letter of these (alef, a mute sign),
# nothing is meant.
_READ = frozenset(
    [
        "Latn",
        "Grek",
        "Cyrl",
        "Armn",
        "Hebr",
        "Arab",
        "Syrc",
        "Thaa",
        "Deva",
        "Beng",
        "Guru",
        "Gujr",
        "Orya",
        "Taml",
        "Telu",
        "Knda",
        "Mlym",
        "Sinh",
        "Thai",
        "Laoo",
        "Tibt",
        "Mymr",
        "Geor",
        "Hang",
        "Ethi",
        "Cher",
        "Cans",
        "Ogam",
        "Khmr",
        "Mong",
        "Hira",
        "Kana",
        "Bopo",
        "Hani",
        "Yiii",
    ]
)


def _transcribe_char(char: str) -> str:
    if char.isascii() or char in _BETTER:
        return _BETTER.get(char, char)
    if latin := unidecode(char, errors="ignore"):
        return latin
    if unicodedata.category(char)[0] != "L":
        return ""
    if script_of(char) not in _READ:
        return char  # N'Ko, Adlam, …: the letter must not vanish, and a key with it
    name, _, addition = unicodedata.name(char, "").partition(" WITH ")
    try:  # ӻ, GHE WITH STROKE AND HOOK, is read as GHE
        return unidecode(unicodedata.lookup(name), errors="ignore") if addition else ""
    except KeyError:
        return ""
