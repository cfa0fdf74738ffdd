"""Numbers in names: in digits, and Roman ones."""

from __future__ import annotations

_NUMERALS = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi",
]  # fmt: skip
ROMAN = {numeral: number for number, numeral in enumerate(_NUMERALS, start=1)}
NAMES_TOO = frozenset({"i", "v", "vi", "x", "xi"})  # numerals that are initials or names as well


def is_number(token: str) -> bool:
    """Whether *token* is a number: in digits, such as 1st, or a Roman numeral that is no name as Xi
    and Vi are.
    """
    return not token[0].isalpha() or (token in ROMAN and token not in NAMES_TOO)


def number_of(token: str) -> int:
    """Return the number that *token* is in digits or as a Roman numeral, 0 if it is none.

    >>> number_of("2"), number_of("2nd"), number_of("ii"), number_of("xi"), number_of("fund")
    (2, 2, 2, 11, 0)
    """
    if token[0].isalpha():
        return ROMAN.get(token, 0)
    digits = token.rstrip("snrdth")
    return int(digits) if digits.isdecimal() else 0
