"""Characters of scripts without capitals: where a word of them begins and ends."""

from __future__ import annotations

import re
import unicodedata

from translit.text.patterns import MIDDLE_DOTS, PATTERNS
from translit.writing.scripts import script_of

MIN_CHARACTERS = 2  # of a name in a script without spaces
MIN_FREE_CHARACTERS = 3  # of a Korean name that any ending may follow
UNSPACED = frozenset({"Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr", "Hang"})
# Letters that Arabic and Hebrew write together with the next word: and, in, to, from, that, as; two
# of them at most
PROCLITICS = {"Arab": re.compile("[وف]?[بلك]?"), "Hebr": re.compile("[וש]?[הבלמכש]?")}


class _ComparedLetters(dict[int, int | None]):
    """What each character is compared as, filled as they come; None for marks."""

    def __missing__(self, code: int) -> int | None:
        is_mark = unicodedata.category(chr(code)) in ("Mn", "Cf")
        self[code] = None if is_mark else code
        return self[code]


_COMPARED = _ComparedLetters(str.maketrans("أإآٱىةيکەۀ", "اااايهيكهه", "\N{ARABIC TATWEEL}"))
# What may stand behind a Korean name without a space: particles, and words for offices
_KOREAN_ENDINGS = re.compile(
    "(?:이|가|은|는|을|를|의|에|와|과|로|도|만|측|군|발|행|씨|님|계|제|령|산|에서|에게|까지|부터|으로|이나|이다|이라|라고|이란|처럼|보다|내|간|전|시|주"
    "|정부|대통령|총리|장관|총서기|국무장관|외무장관|외교장관|국방장관|당국|주재)+"
)
# What stands in Chinese and Japanese behind the family name of a foreigner: verbs of saying and
# meeting, prepositions, particles, the first character of an office
_BEHIND_HAN_NAMES = frozenset(
    "说說称稱表访訪会會见見在和与與对對的向将將于於从從到总總是则則也就及同给給让讓由已不未要又并並还還再以被把因当當主首外部氏は"
    "今昨出应應同がをのとにも率抵赴签簽宣强強指警呼要发發接通、，。；：！？"
)
_HANGUL = re.compile("[가-힣]+")
_THAI_BEFORE = frozenset("เแโใไ")
_THAI_AFTER = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎")


def strip_vowel_marks(word: str) -> str:
    """Remove the vowel marks of *word*, and write variants of an Arabic letter as one letter.

    >>> strip_vowel_marks("إِيران") == strip_vowel_marks("ايران")
    True
    """
    return word if word.isascii() else unicodedata.normalize("NFKD", word).translate(_COMPARED)


def has_caseless_letters(text: str) -> bool:
    """Whether *text* has letters without case."""
    return not text.isascii() and PATTERNS.caseless.search("".join(set(text))) is not None


def proclitic_length(word: str, script: str) -> int:
    """Return how many letters at the beginning of *word* may be proclitics: conjunctions, articles
    and prepositions that are written together with it.
    """
    proclitics = PROCLITICS[script].match(word) if script in PROCLITICS else None
    return 0 if proclitics is None else proclitics.end()


def has_several_parts(alias: str) -> bool:
    """Whether a name has a space or a middle dot between its parts."""
    return any(character in alias for character in (*MIDDLE_DOTS, " "))


def last_part(alias: str) -> str:
    """Return what stands after the last space or middle dot: the part that stands alone in texts.

    It is the surname of most. `parts.surname_span` knows given names by their romanization, and
    would take نعيم for the surname in نعيم قاسم, ملا (mullah) in ملا عمر; of 诺罗敦·西哈努克, whose
    surname leads, texts write 西哈努克.
    """
    return re.split(f"[{MIDDLE_DOTS} ]", alias)[-1]


def starts_katakana_word(text: str, at: int) -> bool:
    """Whether no katakana stands before text[at]."""
    return not at or not _is_katakana(text[at - 1])


def _is_katakana(character: str) -> bool:
    return "ァ" <= character <= "ヺ" or character in "ー・"


def stands_beside_names(character: str) -> bool:
    """Whether a character is one that stands behind a name in Chinese or Japanese: 普京访问; no
    character, and none of these scripts, is one, too.
    """
    return character in _BEHIND_HAN_NAMES or script_of(character or " ") != "Hani"


def may_go_on(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] may begin a longer Chinese name, somebody else's: 王毅民.

    It has two characters, and what stands behind stands behind no name.
    """
    is_short = script_of(text[start]) == "Hani" and end - start == MIN_CHARACTERS
    return is_short and not stands_beside_names(text[end : end + 1])


def is_word_boundary(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] may be a whole word: no piece of a longer word in katakana, Hangul or
    Thai.
    """
    script, before, after = script_of(text[start]), text[start - 1 : start], text[end : end + 1]
    if script == "Kana":
        return not (before and _is_katakana(before)) and not (after and _is_katakana(after))
    if script == "Hang":
        if before and script_of(before) == "Hang":
            return False
        rest = _HANGUL.match(text, end)
        return (
            rest is None
            or end - start >= MIN_FREE_CHARACTERS
            or _KOREAN_ENDINGS.fullmatch(rest.group()) is not None
        )
    if script == "Thai":
        return end - start > MIN_CHARACTERS and before not in _THAI_BEFORE and after not in _THAI_AFTER
    return True
