"""What stands behind a name and tells its bearers apart: Jr, the Elder, III, the Third."""

from __future__ import annotations

import re

from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart, Role, mark
from translit.writing.language_facts import language_facts

MIN_NAMES = 2  # words before a suffix that may be a family name as well: Neto, Junior
VOWELS = re.compile("[aeiou]")


def mark_suffix(parts: list[NamePart], lexicon: Lexicon, text: str) -> list[NamePart]:
    """Return *parts* with a generational suffix or the numeral of a ruler in its role.

    *text*: the name as written. A byname with its article becomes what it stands for: the Elder is
    Sr, the Third III.
    """
    names = [at for at, part in enumerate(parts) if part.role is not Role.TITLE]
    if len(names) < 2:
        return parts
    last, before = names[-1], names[:-1]
    token = parts[last].token
    facts = language_facts()
    if len(before) >= 2 and parts[before[-1]].token in facts.byname_articles and token in facts.bynames:
        suffix = NamePart(facts.bynames[token], Role.SUFFIX)
        return [*parts[: before[-1]], *parts[before[-1] + 1 : last], suffix, *parts[last + 1 :]]
    if token in lexicon.suffixes and (len(before) >= MIN_NAMES or is_abbreviated(token)):
        return mark(parts, last, 1, Role.SUFFIX)
    if token not in facts.bare_ordinals and token not in facts.roman_numerals:
        return parts
    if not all(_is_of_ruler(parts[at], lexicon) for at in before):
        return parts
    if token in facts.bare_ordinals:
        return [*parts[:last], NamePart(facts.bare_ordinals[token], Role.SUFFIX), *parts[last + 1 :]]
    # Xi is one in capitals, and I without a point: Otto I
    is_numeral = token not in facts.numeral_names or text.endswith(f" {token.upper()}")
    return mark(parts, last, 1, Role.SUFFIX) if token in facts.roman_numerals and is_numeral else parts


def is_abbreviated(token: str) -> bool:
    """Whether a suffix is no name: jr, ml (мл.), a numeral."""
    return VOWELS.search(token) is None or token in language_facts().roman_numerals or not token.isalpha()


def _is_of_ruler(part: NamePart, lexicon: Lexicon) -> bool:
    """Whether a ruler's name may have *part*: a given name, and a word between."""
    return part.token in lexicon.given_names or part.role is Role.PARTICLE
