"""Scripts into Latin letter by letter, without a scheme."""

from __future__ import annotations

import unicodedata

from translit.writing.ascii_letters import ascii_of
from translit.writing.scripts import script_of


def transcribe(text: str) -> str:
    """Romanize *text* without a scheme, letter by letter; a letter that nothing reads stays.

    >>> transcribe("Jérôme"), transcribe("ߒߞߏ")
    ('Jerome', 'ߒߞߏ')
    """
    return text if text.isascii() else text.translate(_TRANSCRIBED)


class _Transcribed(dict[int, str]):
    """`str.translate`'s table, filled character by character as they are met."""

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
    if latin := ascii_of(char):
        return latin
    if unicodedata.category(char)[0] != "L":
        return ""
    if script_of(char) not in _READ:
        return char  # N'Ko, Adlam, …: the letter must not vanish, and a key with it
    name, _, addition = unicodedata.name(char, "").partition(" WITH ")
    try:  # ӻ, GHE WITH STROKE AND HOOK, is read as GHE
        return ascii_of(unicodedata.lookup(name)) if addition else ""
    except KeyError:
        return ""
