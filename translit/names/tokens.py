"""The tokens of a name, before any has a role but that of an initial or a word that links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from translit.names.numerals import is_number_sign, plain_numbers, split_number
from translit.names.roles import NamePart, Role, native_part
from translit.names.vietnamese import is_vietnamese, with_tone_last
from translit.writing.keys import latinize, strip_marks
from translit.writing.language_facts import language_facts
from translit.writing.scripts import native_script
from translit.writing.text import fold

_TOKEN = re.compile(r"[^\s\-.,/|]+")
_DIGIT = re.compile(r"\d")
# of, and: Lashkar-e-Taiba, Bab-ul-Islam
_LINKING = re.compile(r"(?<=\w\w-)(?:e|i|o|ye|va|wa|ul|ud)(?=-\w\w)")


def phrase_tokens(text: str) -> tuple[str, ...]:
    """Return the tokens that *text* has inside a name, where points and hyphens divide: "S.A." is
    ("s", "a").
    """
    return tuple(part.token for part in name_tokens(text))


def name_tokens(text: str) -> list[NamePart]:
    parts: list[NamePart] = []
    folded = fold(text)
    if folded.isascii() and folded.replace(" ", "").isalpha():  # most names
        return [NamePart(word, Role.WORD if len(word) > 1 else Role.INITIAL) for word in folded.split(" ")]
    if has_digits := _DIGIT.search(folded) is not None:
        folded = plain_numbers(folded)
    is_marked = not folded.isascii() and is_vietnamese(folded)
    linking = _LINKING.findall(folded)
    digraphs = language_facts().digraph_initials
    for found in _TOKEN.finditer(folded):
        written = found.group()
        latin = strip_marks(latinize(written)).split()
        script = "" if written.isascii() else native_script(written)
        if not latin or not script:
            is_letters = written in digraphs and folded[found.end() : found.end() + 1] == "."
            is_initial = is_letters or (len(written.strip("'")) == 1 and written[0].isalpha())
            role = Role.PARTICLE if written in linking else Role.INITIAL if is_initial else Role.WORD
            for token in latin:
                if token[0].isalnum():
                    parts += [NamePart(part, role) for part in split_number(token)]
            if is_marked and len(latin) == 1 and parts and parts[-1].token == latin[0]:
                parts[-1] = parts[-1]._replace(marks=with_tone_last(written))
        elif written[-1].isdecimal() and len(divided := split_number(written)) > 1:  # Школа5
            letters, digits = divided
            parts.append(native_part("".join(strip_marks(latinize(letters)).split()), letters))
            parts.append(NamePart(digits))
        else:  # one token as it is written, though Unidecode may write it as several: 习近平
            is_initial = len(written) == 1 and written.lower() != written.upper()
            role = Role.INITIAL if is_initial else Role.WORD
            parts.append(NamePart("".join(latin), role, written, script))
    return _without_number_signs(parts) if has_digits else parts


def _without_number_signs(parts: Sequence[NamePart]) -> list[NamePart]:
    """Leave out what says that a number follows: No. 5."""
    kept: list[NamePart] = []
    for part, following in zip_longest(parts, parts[1:], fillvalue=NamePart(" ")):
        if not is_number_sign(part.token, following.token):
            kept.append(part)
    return kept


def in_capitals(text: str) -> frozenset[str]:
    """The tokens written in capitals throughout, initials left out."""
    loud = [w for w in _TOKEN.findall(text) if len(w) > 1 and w.isupper()]
    return frozenset(t for w in loud for t in strip_marks(latinize(fold(w))).split())
