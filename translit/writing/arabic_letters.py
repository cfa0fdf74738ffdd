"""Arabic letters that are written for one another."""

import re

# Arabic letters that are written for one another: alif with or without its sign, the two forms of a
# last y, Persian and Urdu ones; vowel signs and the long stroke are left out.
_ARABIC_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىی", "ي"),
        **dict.fromkeys("ةۀہھە", "ه"),
        **{"ک": "ك", "ؤ": "و", "ئ": "ي", "ء": None, "ـ": None},
    }
)
ARABIC_SIGNS = re.compile("[\u064b-\u065f\u0670\u0640]+")


def arabic_letters(text: str) -> str:
    """Return *text* with Arabic letters that are written for one another as one, without vowel
    signs.

    >>> arabic_letters("أحمد على") == arabic_letters("احمد علي")
    True
    """
    return ARABIC_SIGNS.sub("", text).translate(_ARABIC_LETTERS)
