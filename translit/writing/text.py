"""Reduce a text to the form in which typing and typesetting habits no longer differ."""

import re
import unicodedata
from itertools import pairwise

APOSTROPHES = "’‘‛ʼʻʽʾʿˈ′‵`´＇ꞌ՚"
DASHES = "‐‑‒–—―−﹘﹣－⸺⸻\N{SOFT HYPHEN}\N{HEBREW PUNCTUATION MAQAF}"
QUOTES = '"“”„‟«»‹›″〝〞〟＂「」『』\N{HEBREW PUNCTUATION GERSHAYIM}'
BRACKETS = "()[]{}<>⟨⟩〈〉《》【】〔〕（）［］"
COMMAS = ",،、，;；"
MIDDLE_DOTS = "·・‧•∙"  # between the parts of a name in Japanese, Chinese and Catalan

_SPACE = re.compile(r"\s+")


def _is_invisible(char: str) -> bool:
    # Cf: joiners, bidirectional and other format marks; Cc: control characters that are not white
    # space
    return (unicodedata.category(char) in ("Cf", "Cc") and not char.isspace()) or char in _BLANK


_BLANK = (
    "\N{COMBINING GRAPHEME JOINER}\N{HANGUL FILLER}\N{MONGOLIAN VOWEL SEPARATOR}\N{KHMER VOWEL INHERENT AQ}"
)
_ALIASES = {
    **dict.fromkeys(map(ord, APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, DASHES), "-"),
    **dict.fromkeys(map(ord, QUOTES), '"'),
    **dict.fromkeys(map(ord, MIDDLE_DOTS), " "),
}
_LAST_INVISIBLE = 0x3000  # behind it, invisible are these alone: variation selectors, marks, tags
_INVISIBLE = (*range(65024, 65040), 65279, *range(65529, 65532), *range(917504, 918000))


class _Typography(dict[int, str | None]):
    """`str.translate`'s table of what typing and typesetting do, filled as characters are met."""

    def __missing__(self, code: int) -> str | None:
        plain: str | None = chr(code)
        if code in _ALIASES:
            plain = _ALIASES[code]
        elif (code < _LAST_INVISIBLE and _is_invisible(chr(code))) or code in _INVISIBLE:
            plain = None
        elif 0xD800 <= code < 0xE000:  # half of a broken UTF-16
            plain = "\N{REPLACEMENT CHARACTER}"
        self[code] = plain
        return plain


_TYPOGRAPHY = _Typography()
_TYPOGRAPHIC = re.compile(f"[{''.join(c for c in APOSTROPHES if c.isalpha())}]")
_PUNCTUATION: dict[int, str | None] = {
    **dict.fromkeys(map(ord, BRACKETS), " "),
    **dict.fromkeys(map(ord, COMMAS), " "),
    ord('"'): None,
}


def clean(text: str) -> str:
    """Write *text* as one would type it plainly, keeping case and meaningful punctuation.

    >>> clean("  O’Higgins,\\u00a0JOSÉ –\\u200b «Pepe» ")
    'O\\'Higgins, JOSÉ - "Pepe"'

    NFKC; every apostrophe ', every dash -, every double quote "; no invisible or bidirectional
    marks; single spaces. Idempotent.
    """
    if not (text.isascii() and text.isprintable() and "`" not in text):
        while True:  # a removed joiner can let two characters compose: twice at most in practice
            plain = unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY))
            if plain == text:
                break
            text = plain
    return _SPACE.sub(" ", text).strip()


def fold(text: str) -> str:
    """Reduce *text* to the form in which spelling habits no longer differ.

    >>> fold("  O’Higgins,  JOSÉ ")
    "o'higgins josé"

    Idempotent. Keeps diacritics: dropping them is `romanize`'s decision. Brackets and commas become
    spaces, double quotes vanish, unless there is nothing else. NFKC and full case folding (Unicode
    §3.13).
    """
    if text.isascii() and text.isprintable() and "`" not in text:
        if is_words(text):
            return text.lower()
        return _without_punctuation(_SPACE.sub(" ", text.lower()).strip())
    folded = text.casefold()
    if _is_plain(text) and _is_plain(folded) and folded.casefold() == folded:
        return folded  # what the loop below would come to, sooner
    while True:
        folded = _without_punctuation(clean(clean(text).casefold()))
        if folded == text:
            return folded
        text = folded


def is_words(text: str) -> bool:
    """Whether *text* is but letters and digits, with single spaces between."""
    return (
        text.replace(" ", "").isalnum() and "  " not in text and not (text[0].isspace() or text[-1].isspace())
    )


def _is_plain(text: str) -> bool:
    """Whether *text* is but letters with single spaces between, and `clean` leaves it as it is."""
    return (
        unicodedata.is_normalized("NFKC", text)
        and text.replace(" ", "").isalpha()
        and not _TYPOGRAPHIC.search(text)
        and "  " not in text
        and text.strip() == text
    )


def _without_punctuation(cleaned: str) -> str:
    return _SPACE.sub(" ", cleaned.translate(_PUNCTUATION)).strip() or cleaned


def at_capitals(text: str) -> str:
    """Divide tokens where a capital follows a small letter: names are glued so in tags and by a
    mistyped space.

    >>> at_capitals("#VladimirPutin"), at_capitals("KIEV")
    ('#Vladimir Putin', 'KIEV')
    """
    if text.istitle() or text.islower() or text.isupper():
        return text  # no capital is behind a small letter
    return "".join([b if not (a.islower() and b.isupper()) else f" {b}" for a, b in pairwise(f" {text}")])
