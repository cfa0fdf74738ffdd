"""How characters of Chinese are read in names, by language: the tables of the package.

`training/compile_han_readings.py` compiles them from public lists, which NOTICES names. They are
read when a name in Chinese characters is first asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from translit.packaged import read_json
from translit.writing.language_facts import language_facts
from translit.writing.packed_readings import PackedReadings

TABLE = "han_readings.json"
# What a long vowel of Japanese is written as: without a mark, by its kana, by the press of old.
_LONG_VOWELS = tuple(
    str.maketrans(of)
    for of in (
        {"ā": "a", "ī": "i", "ū": "u", "ē": "e", "ō": "o"},
        {"ā": "aa", "ī": "ii", "ū": "uu", "ē": "ee", "ō": "ou"},
        {"ā": "a", "ī": "i", "ū": "u", "ē": "ei", "ō": "oh"},
        {"ā": "aa", "ī": "ii", "ū": "uu", "ē": "ee", "ō": "oo"},
    )
)
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


class CharacterSets(NamedTuple):
    """Which national standards have all characters of a text.

    `is_simplified`: GB 2312 of China has them, Big5 of Taiwan (`is_traditional`) has not;
    `is_japanese`: JIS has them (`in_japanese`), neither of these; `in_korean`: KS X 1001 has them.
    """

    is_simplified: bool
    is_traditional: bool
    is_japanese: bool
    in_japanese: bool
    in_korean: bool


def character_sets(text: str) -> CharacterSets:
    """Return what the national character sets say of a *text* in Chinese characters.

    >>> character_sets("习近平").is_simplified, character_sets("黒沢").is_japanese
    (True, True)
    """
    china, taiwan, japan, korea = (_has(text, codec) for codec in ("gb2312", "big5", "cp932", "euc_kr"))
    return CharacterSets(china and not taiwan, taiwan, japan and not (china or taiwan), japan, korea)


def _has(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


class HanReadings:
    """The tables, by characters and names in the forms that count as one (`plain`)."""

    @cached_property
    def _tables(self) -> Mapping[str, PackedReadings]:
        return {name: PackedReadings(words_of) for name, words_of in read_json(TABLE)["readings"].items()}

    @property
    def mandarin(self) -> Mapping[str, Sequence[str]]:
        """Pinyin without tones of characters with several usual readings."""
        return self._tables["mandarin"]

    @property
    def cantonese(self) -> Mapping[str, Sequence[str]]:
        """Spellings of the Government of Hong Kong."""
        return self._tables["cantonese"]

    @property
    def jyutping(self) -> Mapping[str, Sequence[str]]:
        """The usual reading of Cantonese in Jyutping, with its tone."""
        return self._tables["jyutping"]

    @property
    def korean(self) -> Mapping[str, Sequence[str]]:
        """Hangul, that of names first."""
        return self._tables["korean"]

    @property
    def vietnamese(self) -> Mapping[str, Sequence[str]]:
        """Sino-Vietnamese readings without marks."""
        return self._tables["vietnamese"]

    @property
    def japanese_families(self) -> Mapping[str, Sequence[str]]:
        """Family names in Hepburn with macrons."""
        return self._tables["japanese_families"]

    @property
    def japanese_given_names(self) -> Mapping[str, Sequence[str]]:
        """Given names whose first reading their characters do not tell, likewise."""
        return self._tables["japanese_given_names"]

    @property
    def japanese_characters(self) -> Mapping[str, Sequence[str]]:
        """Readings of the characters of given names, likewise."""
        return self._tables["japanese_characters"]

    @cached_property
    def kana(self) -> Mapping[str, str]:
        """Hiragana, single and with a small one behind, in Hepburn."""
        return {written: of[0] for written, of in self._tables["kana"].items()}

    @cached_property
    def wade_giles(self) -> Mapping[str, str]:
        """Syllables of pinyin in Wade-Giles without marks."""
        return {syllable: of[0] for syllable, of in self._tables["wade_giles"].items()}


PACKAGED = HanReadings()


def plain(text: str) -> str:
    """Return *text* with old, traditional and Japanese forms of characters simplified.

    >>> plain("國澤") == plain("国沢")
    True
    """
    return text.translate(language_facts().han_variants)


def long_vowels(latin: str) -> tuple[str, ...]:
    """Return the ways to write the long vowels of Japanese without macrons, the usual one first.

    >>> long_vowels("ōtani")
    ('otani', 'outani', 'ohtani', 'ootani')
    """
    return tuple(dict.fromkeys(latin.translate(table) for table in _LONG_VOWELS))


def kana_in_hepburn(kana: str) -> str:
    """Return kana in Hepburn with macrons; "" if a sign is none.

    >>> kana_in_hepburn("なおみ"), kana_in_hepburn("メイサ"), kana_in_hepburn("ゆうこ")
    ('naomi', 'meisa', 'yūko')
    """
    table, text, latin, at = PACKAGED.kana, kana.translate(_TO_HIRAGANA), "", 0
    while at < len(text):
        size = 2 if text[at : at + 2] in table else 1
        syllable = text[at : at + size]
        if syllable == "ー" and latin[-1:] in _MACRONS:
            latin = latin[:-1] + _MACRONS[latin[-1]]
        elif syllable == "っ" and at + 1 < len(text):
            following = table.get(text[at + 1 : at + 3]) or table.get(text[at + 1], "")
            latin += "t" if following.startswith("ch") else following[:1]
        elif syllable in table:
            latin += table[syllable]
        else:
            return ""
        at += size
    return latin.replace("ou", "ō").replace("oo", "ō").replace("uu", "ū")


_MACRONS = {"a": "ā", "i": "ī", "u": "ū", "e": "ē", "o": "ō"}
