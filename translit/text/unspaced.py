"""Letters and signs of scripts without capitals: where a word of them begins and ends."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from translit.text.tokenize import letters
from translit.writing.scripts import script_of

MIN_SIGNS = 2  # of a name in a script without spaces
MIN_FREE = 3  # signs of a Korean name that any ending may follow
UNSPACED = frozenset({"Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr", "Hang"})
DOTS = "·・‧•∙"  # between the parts of a foreign name in Chinese and Japanese
# Letters that Arabic and Hebrew write together with the next word: and, in, to, from, that, as; two
# of them at most
PREFIXED = {"Arab": re.compile("[وف]?[بلك]?"), "Hebr": re.compile("[וש]?[הבלמכש]?")}
_ARABIC = str.maketrans("أإآٱىةيکەۀ", "اااايهيكهه", "\N{ARABIC TATWEEL}")
# What may stand behind a Korean name without a space: particles, and words for offices
_ENDINGS = re.compile(
    "(?:이|가|은|는|을|를|의|에|와|과|로|도|만|측|군|발|행|씨|님|계|제|령|산|에서|에게|까지|부터|으로|이나|이다|이라|라고|이란|처럼|보다|내|간|전|시|주"
    "|정부|대통령|총리|장관|총서기|국무장관|외무장관|외교장관|국방장관|당국|주재)+"
)
_HANGUL = re.compile("[가-힣]+")
_THAI_BEFORE = frozenset("เแโใไ")
_THAI_BEHIND = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎")


def plain(word: str) -> str:
    """Return *word* without the marks of vowels, and with one letter for those that Arabic typing
    does not tell apart.

    >>> plain("إِيران") == plain("ايران")
    True
    """
    if word.isascii():
        return word
    return "".join(
        c for c in unicodedata.normalize("NFKD", word) if unicodedata.category(c) not in ("Mn", "Cf")
    ).translate(_ARABIC)


def is_needed(text: str) -> bool:
    """Whether *text* has letters without case."""
    return not text.isascii() and caseless_pattern().search("".join(set(text))) is not None


@cache
def caseless_pattern() -> re.Pattern[str]:
    return re.compile(f"[{letters()[1]}]")


@cache
def parts_pattern() -> re.Pattern[str]:
    """What finds a run of letters without case, with marks, and for scripts that have them spaces
    and dots between.
    """
    _, caseless, marks = letters()
    signs = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
    return re.compile(
        rf"[{signs}](?:[{signs}{DOTS}=＝]*[{signs}])?|[{caseless}](?:[{caseless}{marks}{DOTS}'\"׳״’ -](?<!  ))*"
    )


@cache
def word_pattern() -> re.Pattern[str]:
    _, caseless, marks = letters()
    return re.compile(rf"[{caseless}][{caseless}{marks}'\"׳״’]*")


@cache
def foreign_pattern() -> re.Pattern[str]:
    """A foreign name in katakana of at least two parts."""
    return re.compile(rf"[ァ-ヺー]+(?:[{DOTS}=＝][ァ-ヺー]+)+")


def prefix(word: str, script: str) -> int:
    """Return how many letters at the beginning of *word* may be prepositions that are written
    together with it.
    """
    found = PREFIXED[script].match(word) if script in PREFIXED else None
    return 0 if found is None else found.end()


def has_parts(alias: str) -> bool:
    return any(sign in alias for sign in (*DOTS, " "))


def family_of(alias: str) -> str:
    return re.split(f"[{DOTS} ]", alias)[-1]


def starts_kana(text: str, at: int) -> bool:
    return not at or not _is_kana(text[at - 1])


def _is_kana(sign: str) -> bool:
    return "ァ" <= sign <= "ヺ" or sign in "ー・"


def is_word(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a word of its own, as far as signs tell: no piece of a longer word
    in katakana, Korean or Thai.
    """
    script, before, behind = script_of(text[start]), text[start - 1 : start], text[end : end + 1]
    if script == "Kana":
        return not (before and _is_kana(before)) and not (behind and _is_kana(behind))
    if script == "Hang":
        if before and script_of(before) == "Hang":
            return False
        rest = _HANGUL.match(text, end)
        return rest is None or end - start >= MIN_FREE or _ENDINGS.fullmatch(rest.group()) is not None
    if script == "Thai":
        return end - start > MIN_SIGNS and before not in _THAI_BEFORE and behind not in _THAI_BEHIND
    return True
