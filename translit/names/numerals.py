"""Numbers in names: in digits, and Roman ones."""

from __future__ import annotations

from translit.writing.language_facts import language_facts

ROMAN_DIGITS = "ivx"  # that the numerals in names are written with


def is_number(token: str) -> bool:
    """Whether *token* is a number: in digits, such as 1st, or a Roman numeral that is no name as Xi
    and Vi are.
    """
    if token[0] in ROMAN_DIGITS:
        facts = language_facts()
        return token in facts.roman_numerals and token not in facts.numeral_names
    return not token[0].isalpha()


def number_of(token: str) -> int:
    """Return the number that *token* is in digits or as a Roman numeral, 0 if it is none.

    >>> number_of("2"), number_of("2nd"), number_of("ii"), number_of("xi"), number_of("fund")
    (2, 2, 2, 11, 0)
    """
    if token[0] in ROMAN_DIGITS:
        return language_facts().roman_numerals.get(token, 0)
    if token[0].isalpha():
        return 0
    digits = token.rstrip("snrdth")
    return int(digits) if digits.isdecimal() else 0
