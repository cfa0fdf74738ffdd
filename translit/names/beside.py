"""What stands beside a name and is no part of it: dates, notes, remarks, a country, another name.

Read where the name as a whole is not listed: Weber, Anna, 1950- · Kyiv, Ukraine · Anna Weber
(politician) · Dnipro, formerly Dnipropetrovsk. The words are those of `aliases/words/beside.yaml`.
Start reading from `read_beside`.
"""

from __future__ import annotations

import re

from translit.model import Kind
from translit.names.addresses import name_in_address
from translit.names.beside_names import another, other_names, two_spellings
from translit.names.beside_places import place_beside
from translit.names.beside_reading import BRACKETS, SEPARATOR, Beside, PlaceOf, Reading
from translit.names.beside_words import BESIDE, years_of
from translit.names.countries import countries_of
from translit.names.lexicon import Lexicon
from translit.writing.language_facts import language_facts
from translit.writing.repair import repair
from translit.writing.text import COMMAS, clean, fold

MAX_ROUNDS = 6  # things beside one name that are taken off
MAX_NOTE = 2  # letters of a note in square brackets: [3], [a]

# What shows that something may stand beside a name; a name without it is not read further.
_MARKS = re.compile(rf"[{COMMAS}()\[\]（）［］【】<>/@#|.:\d*•·–-]")
_LIST_MARK = re.compile(r"(?:\(?\d{1,3}\)|\d{1,3}\.(?=\s)|[•*·‣>-](?=\s)|[a-z]\)(?=\s))\s*(?=\w)")
_NAMESAKE = re.compile(r"\s+0\d{3}$")  # Anna Weber 0001


def no_place(_: str) -> tuple[str, ...]:
    """Return no country, whatever the place: nobody is asked."""
    return ()


def read_beside(
    text: str, lexicon: Lexicon, kind: Kind | None = None, place_of: PlaceOf = no_place
) -> Beside | None:
    """Return the name in *text* without what stands beside it, None where nothing does.

    *place_of* gives the countries of a place that is no country itself: a city, a region.

    >>> beside = read_beside("Weber, Anna, 1950-", Lexicon())
    >>> beside.names, beside.years
    (('Weber, Anna',), (1950,))
    >>> beside = read_beside("Kyiv (Ukraine)", Lexicon())
    >>> beside.names, beside.countries
    (('Kyiv',), ('UA',))
    >>> read_beside("Anna Weber", Lexicon()) is None
    True
    """
    if not _MARKS.search(text) and BESIDE.first_words.isdisjoint(text.lower().split()):
        return None
    reading = Reading(clean(repair(text)), lexicon, kind, place_of)
    _read(reading)
    if not reading.steps:
        return Beside((text,), is_open=True) if reading.is_open else None
    return Beside(
        tuple(dict.fromkeys(name for name in (reading.text, *reading.others) if name)),
        reading.must_agree,
        reading.kind,
        reading.countries,
        reading.places,
        reading.remark,
        reading.years,
        reading.is_open,
        tuple(reading.steps),
    )


def _read(reading: Reading) -> None:
    """Take off what stands beside the name, as long as there is something."""
    sort, name = name_in_address(reading.text.strip("<>"))
    if sort:
        reading.take(sort, reading.text, name)
        return
    for _ in range(MAX_ROUNDS):
        before = reading.text
        for take_off in (_list_mark, _brackets, other_names, _segments, _words_before):
            take_off(reading)
        if reading.text == before:
            break
    two_spellings(reading)


def _list_mark(reading: Reading) -> None:
    mark = _LIST_MARK.match(reading.text)
    if mark is not None:
        rest = reading.text[mark.end() :]
        is_ordinal = mark.group().rstrip().endswith(".") and mark.group()[0].isdigit()
        # 93. Brigade, 1. FC Köln
        is_part = reading.is_organisation(rest) or rest.split()[0].isupper()
        if not (is_ordinal and is_part):
            reading.take("mark of a list", mark.group().strip(), rest)
    namesake = _NAMESAKE.search(reading.text)
    if namesake is not None and not reading.is_organisation(reading.text):
        reading.take("number among namesakes", namesake.group().strip(), reading.text[: namesake.start()])


def _brackets(reading: Reading) -> None:
    """Take off brackets that hold a date, a note, a remark, a place, another name."""
    for found in reversed(list(BRACKETS.finditer(reading.text))):
        before, behind = reading.text[: found.start()], reading.text[found.end() :]
        inside = next(part for part in found.groups() if part is not None).strip()
        rest = f"{before}{behind}" if before.strip() else behind
        if not rest.strip() or not inside:
            continue
        sort, _ = name_in_address(inside)
        if sort:
            reading.take(sort, inside, rest)
        elif found.group().lstrip().startswith("[") and (inside.isdigit() or len(inside) <= MAX_NOTE):
            reading.take("note", found.group().strip(), rest)
        else:
            _side(reading, inside, rest, is_bracket=True, is_last=not behind.strip())


def _segments(reading: Reading) -> None:
    """Take off what is set off by commas, from the last one on; a country may come first."""
    while len(pieces := SEPARATOR.split(reading.text)) > 1:
        last = list(SEPARATOR.finditer(reading.text))[-1]
        if not pieces[-1]:
            reading.text = reading.text[: last.start()]
        elif not _side(reading, pieces[-1], reading.text[: last.start()], is_bracket=False, is_last=True):
            break
    pieces = SEPARATOR.split(reading.text)
    if len(pieces) != 2 or reading.given_kind not in (None, Kind.PLACE) or countries_of(pieces[1]):
        return
    of = countries_of(pieces[0])
    if of and reading.take("place", pieces[0], pieces[1], " ".join(of)):
        reading.countries, reading.kind = of, Kind.PLACE


def _side(reading: Reading, part: str, rest: str, *, is_bracket: bool, is_last: bool) -> bool:
    """Take off *part* if it is a date, a remark, a place or another name; say whether it is."""
    years = years_of(part)
    is_org = reading.is_organisation(rest)
    if years is not None and (is_bracket or not is_org):  # Unit, 1950 may be its number
        reading.years = reading.years or years
        return reading.take("dates", part, rest)
    if is_last and another(reading, part, rest):
        return True
    remark = language_facts().remark_kinds.get(fold(part).rstrip("."), "")
    is_small = part[:1].islower() and not rest.islower()
    if remark and (is_small or is_bracket):
        reading.remark = reading.remark or remark
        return reading.take("remark", part, rest, remark)
    if is_bracket and _remark_and_dates(reading, part, rest):
        return True
    if is_bracket and is_small and part.replace(" ", "").isalpha() and not is_org:
        return reading.take("remark", part, rest)
    return is_last and place_beside(reading, part, rest, is_bracket=is_bracket)


def _remark_and_dates(reading: Reading, part: str, rest: str) -> bool:
    """Take off a *part* in brackets that is remarks and a date: (footballer, born 1962)."""
    pieces = SEPARATOR.split(part)
    dates = [years for piece in pieces if (years := years_of(piece)) is not None]
    kinds = [kind for piece in pieces if (kind := language_facts().remark_kinds.get(fold(piece).rstrip(".")))]
    if not kinds or len(set(kinds)) > 1 or len(dates) > 1 or len(dates) + len(kinds) < len(pieces):
        return False
    reading.remark = reading.remark or kinds[0]
    if dates and not reading.is_organisation(rest):
        reading.years = reading.years or dates[0]
    return reading.take("remark", part, rest, kinds[0])


def _words_before(reading: Reading) -> None:
    """Take off words that say what the name is of: by Anna Weber, the city of Mariupol."""
    found = BESIDE.phrase("place").match(reading.text)
    if found and reading.given_kind in (None, Kind.PLACE):
        word, rest = found.group().strip(), reading.text[found.end() :].strip()
        is_short = len(word.strip(".")) < 4
        is_said = word[0].islower() or not is_short
        if (
            rest
            and not rest[0].islower()
            and is_said
            and reading.take("word for a place", word, rest, "place")
        ):
            reading.kind = Kind.PLACE
    found = BESIDE.phrase("by").match(reading.text)
    if found and reading.given_kind in (None, Kind.PERSON):
        rest = reading.text[found.end() :].strip()
        if (
            " " in rest
            and not rest[0].islower()
            and reading.take("word before a name", found.group().strip(), rest)
        ):
            reading.kind = Kind.PERSON
