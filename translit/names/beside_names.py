"""Another name beside a name: behind a word that announces it, a slash, in brackets."""

from __future__ import annotations

from translit.model import Kind
from translit.names.beside_reading import BRACKETS, Reading
from translit.names.beside_words import BESIDE, born_as, initials, is_acronym
from translit.names.parts import core_key, parse_name
from translit.writing.keys import tokens

QUOTES = " \"'«»„“”"  # that may stand behind a bracket: «… (ПАО «Энергия»)»


def another(reading: Reading, part: str, rest: str) -> bool:
    """Take off *part* if it begins with a word that says that another name follows."""
    for field_name in ("born_as", "other_name"):
        found = BESIDE.phrase(field_name).match(part)
        name = part[found.end() :].strip(" :\"'") if found else ""
        if found and name and not name[0].islower() and reading.take("another name", part, rest, name):
            reading.others.append(born_as(reading.text, name) if field_name == "born_as" else name)
            return True
    return False


def other_names(reading: Reading) -> None:
    """Take off another name behind a word that announces it: Anna Weber alias Anna Schmidt."""
    for field_name in ("born_as", "other_name"):
        found = BESIDE.phrase_inside(field_name).search(reading.text)
        if found is None:
            continue
        another(reading, reading.text[found.end() :], reading.text[: found.start()])


def _are_one(name: str, other: str, reading: Reading) -> bool:
    """Whether two names of an organisation differ in nothing but their legal forms."""
    one, same = (core_key(parse_name(text, reading.lexicon, kind=Kind.ORG)) for text in (name, other))
    return bool(one) and one == same


def two_spellings(reading: Reading) -> None:
    """Read a slash, and brackets that nothing else explains, as one name in two spellings."""
    if reading.others or reading.given_kind is Kind.PERSON:
        return
    pieces = [piece.strip() for piece in reading.text.split("/")]
    found = BRACKETS.search(reading.text)
    if len(pieces) == 1 and found and not reading.text[found.end() :].strip(QUOTES) and found.start():
        inside = next(part for part in found.groups() if part is not None)
        pieces = [reading.text[: found.start()], inside]
    words = [tokens(piece) for piece in pieces]
    if len(pieces) == 2 and all(words) and all(len(of[0]) > 1 < len(of[-1]) for of in words):
        name, other = pieces
        is_short = is_acronym(other, name) or initials(name) == other.lower()
        if found and is_short and reading.is_organisation(name):  # Bank of Albania (BA)
            reading.take("initial letters", other, name)
            return
        if found and _are_one(name, other, reading):
            reading.take("the same name", other, name)
            return
        if not other[0].islower() and not is_short and reading.take("another name", other, name, other):
            reading.others.append(other)
            reading.must_agree = True
