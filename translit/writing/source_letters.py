"""The letters of a native token as the spelling model reads them."""

from __future__ import annotations

import re
import unicodedata

from translit.writing.scripts import script_of, scripts
from translit.writing.transcribe import transcribe

# The Bulgarian ъ, a vowel of its own where others write any (Стърджън, Тръмп, Робърт, Питър): read
# as the letter that it comes from. In Russian ъ stands before vowels only.
BULGARIAN_VOWEL = "ѫ"
_BULGARIAN = re.compile(r"ъ(?![аеёиоуыэюяі])")
# scripts whose vowel signs are kept
_WITH_VOWEL_SIGNS = frozenset([
    "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Thai", "Laoo",
    "Khmr", "Mymr", "Tibt",
])  # fmt: skip
FINALS = 28  # that a syllable of Hangul may have, none among them
NO_FINAL = 0x11A7  # the character before the first of them
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def source_letters(token: str) -> tuple[str, str]:
    """Return the script of a native *token* and its letters as the spelling model reads them; ("",
    "") where it reads none.

    >>> source_letters("Мединский"), source_letters("きむ")[1], source_letters("Kim")
    (('Cyrl', 'мединский'), 'キム', ('Latn', 'kim'))

    Hangul is split into open syllables and their finals, hiragana read as katakana, Han by way of
    Unidecode's pinyin; vowel points of Hebrew and Arabic and accents are left out, the vowel signs
    of Indic scripts and Thai are kept.
    """
    found = scripts(token)
    if len(found - {"Hira", "Kana"}) + bool(found & {"Hira", "Kana"}) != 1:
        return "", ""
    script = "Kana" if found & {"Hira", "Kana"} else next(iter(found))
    text = unicodedata.normalize("NFC", token.casefold())
    if script == "Hani":
        return script, "".join(c for c in transcribe(text).lower() if "a" <= c <= "z")
    if script == "Hang":
        return script, "".join(map(_open_and_final, text))
    if script == "Kana":
        return script, "".join(c for c in text.translate(_TO_KATAKANA) if script_of(c) == "Kana" or c == "ー")
    if script in _WITH_VOWEL_SIGNS:
        return script, "".join(c for c in text if script_of(c) == script)
    plain = _BULGARIAN.sub(BULGARIAN_VOWEL, text) if script == "Cyrl" else unicodedata.normalize("NFD", text)
    return script, "".join(c for c in plain if script_of(c) == script and unicodedata.category(c)[0] == "L")


def sound_count(letters: str) -> int:
    """Return how many sounds *letters*, as `source_letters` gives them, stand for: an open syllable
    of Hangul for two.
    """
    return len(letters) + sum("가" <= letter <= "힣" for letter in letters)


def _open_and_final(syllable: str) -> str:
    """Return a syllable of Hangul without its final, and the final: 김 is 기 and ᆷ. Nothing of what
    is no syllable.
    """
    number = ord(syllable) - ord("가")
    if not 0 <= number <= ord("힣") - ord("가"):
        return ""
    final = number % FINALS
    return chr(ord(syllable) - final) + (chr(NO_FINAL + final) if final else "")
