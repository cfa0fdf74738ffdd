"""Numbers in names: in digits, Roman ones, and in words."""

from __future__ import annotations

import re

from translit.writing.language_facts import language_facts

ROMAN_DIGITS = "ivx"  # that the numerals in names are written with
MIN_LETTERS = 2  # before the digits of a token that is divided; A380 is one
LETTERS_TOO = frozenset("01")  # digits that a scan has for o and l: Russ0
_SIGN_WITH_POINT = re.compile(r"\bn\.o\.? ?(?=\d)")  # n.º 5
_BEHIND_LETTERS = re.compile(r"([^\W\d_]+)(\d+)")


def is_number(token: str) -> bool:
    """Whether *token* is a number: in digits, such as 1st, behind one letter, such as A380, or a
    Roman numeral that is no name as Xi and Vi are.
    """
    if not token[0].isalpha() or token[1:].isdecimal():
        return True
    if token[0] in ROMAN_DIGITS:
        facts = language_facts()
        return token in facts.roman_numerals and token not in facts.numeral_names
    return False


def number_of(token: str) -> int:
    """Return the number that *token* is in digits, as a Roman numeral or in words, 0 if it is none.

    >>> number_of("2"), number_of("ii"), number_of("second"), number_of("fund")
    (2, 2, 2, 0)
    """
    if token.isdecimal():
        return int(token)
    facts = language_facts()
    return facts.roman_numerals.get(token, 0) or facts.number_words.get(token, 0)


def split_number(token: str) -> tuple[str, ...]:
    """Return a *token* in folded letters divided before the digits that it ends in.

    >>> split_number("kosmos2251"), split_number("no5"), split_number("a380"), split_number("5th")
    (('kosmos', '2251'), ('no', '5'), ('a380',), ('5th',))
    """
    found = _BEHIND_LETTERS.fullmatch(token)
    if found is None or found[2] in LETTERS_TOO:
        return (token,)
    is_long = len(found[1]) >= MIN_LETTERS or found[1] in language_facts().number_signs
    return (found[1], found[2]) if is_long else (token,)


def plain_numbers(folded: str) -> str:
    """Return a *folded* text with ordinals as plain numbers, and one sign of those for "number".

    >>> plain_numbers("5th army"), plain_numbers("школа 5-й армии"), plain_numbers("n.o 5")
    ('5 army', 'школа 5 армии', 'no 5')
    """
    return _SIGN_WITH_POINT.sub("no ", language_facts().ordinal.sub("", folded))


def plain_han_ordinals(text: str) -> str:
    """Return *text* with ordinals of Chinese, Japanese and Korean as plain numbers: those in
    digits, and from ten on in Chinese characters; smaller ones are words of their own.

    >>> plain_han_ordinals("第41研究所"), plain_han_ordinals("第二十七中学")
    (' 41 研究所', ' 27 中学')
    >>> plain_han_ordinals("第一三共")
    '第一三共'
    """
    if not any(sign in text for sign in language_facts().ordinal_signs):
        return text
    return language_facts().han_ordinal.sub(_in_digits, text)


def _in_digits(found: re.Match[str]) -> str:
    if found[1]:
        return f" {int(found[1])} "
    digits = language_facts().han_digits
    tens, ones = (digits.index(digit) + 1 if digit else 0 for digit in (found[2], found[3]))
    return f" {max(tens, 1) * 10 + ones} "


def is_number_sign(token: str, following: str) -> bool:
    """Whether *token* says that the *following* one is a number, and nothing else.

    >>> is_number_sign("no", "5"), is_number_sign("no", "one")
    (True, False)
    """
    return following[:1].isdigit() and token in language_facts().number_signs
