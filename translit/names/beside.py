"""What stands beside a name and is no part of it: dates, notes, remarks, a country, another name.

Read where the name as a whole is not listed: Weber, Anna, 1950- · Kyiv, Ukraine · Anna Weber
(politician) · Dnipro, formerly Dnipropetrovsk. The words are those of `aliases/words/beside.yaml`.
Start reading from `read_beside`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from translit.evidence import Step
from translit.model import Kind
from translit.names.addresses import name_in_address
from translit.names.beside_words import BESIDE, born_as, initials, is_acronym, is_region, years_of
from translit.names.countries import countries_of, is_country_code
from translit.names.lexicon import Lexicon, phrase_at
from translit.names.roles import NamePart
from translit.record import record
from translit.writing.keys import tokens
from translit.writing.language_facts import language_facts
from translit.writing.repair import repair
from translit.writing.text import clean, fold

MAX_ROUNDS = 6  # things beside one name that are taken off
MAX_NOTE = 2  # letters of a note in square brackets: [3], [a]

# What shows that something may stand beside a name; a name without it is not read further.
_MARKS = re.compile(r"[,;()\[\]<>/@#|.:\d*•·–-]")
_BRACKETS = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\]|<([^<>]*)>)")
_LIST_MARK = re.compile(r"(?:\(?\d{1,3}\)|\d{1,3}\.(?=\s)|[•*·‣>-](?=\s)|[a-z]\)(?=\s))\s*(?=\w)")
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-?)?\d{4,6}(?:-\d{2,4})?")
_NAMESAKE = re.compile(r"\s+0\d{3}$")  # Anna Weber 0001
_SEPARATOR = re.compile(r"\s*[,;|]\s*|\s+-\s+")

PlaceOf = Callable[[str], tuple[str, ...]]


@record
class Beside:
    """A name without what stands beside it, and what that says.

    `names`: the name itself, then others that it gives. `must_agree`: they are two spellings of
    one, and say nothing where they are known as names of two. `kind`: the only kind that it can be
    of, so read. `countries`: where it is, any of them. `remark`: the kind that a remark names, or
    "other". `years`: of birth and death. `is_open`: a part may be a place that only the tables
    know.
    """

    names: tuple[str, ...]
    must_agree: bool = False
    kind: Kind | None = None
    countries: tuple[str, ...] = ()
    remark: str = ""
    years: tuple[int, ...] = ()
    is_open: bool = False
    steps: tuple[Step, ...] = ()


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
    reading = _Reading(clean(repair(text)), lexicon, kind, place_of)
    reading.read()
    if not reading.steps:
        return Beside((text,), is_open=True) if reading.is_open else None
    return Beside(
        tuple(dict.fromkeys(name for name in (reading.text, *reading.others) if name)),
        reading.must_agree,
        reading.kind,
        reading.countries,
        reading.remark,
        reading.years,
        reading.is_open,
        tuple(reading.steps),
    )


class _Reading:
    """A name while things beside it are taken off, from the outside in."""

    def __init__(self, text: str, lexicon: Lexicon, given_kind: Kind | None, place_of: PlaceOf) -> None:
        self.text = text
        self.lexicon = lexicon
        self.given_kind = given_kind
        self.place_of = place_of
        self.kind: Kind | None = None
        self.others: list[str] = []
        self.must_agree = self.is_open = False
        self.countries: tuple[str, ...] = ()
        self.remark = ""
        self.years: tuple[int, ...] = ()
        self.steps: list[Step] = []

    def read(self) -> None:
        """Take off what stands beside the name, as long as there is something."""
        sort, name = name_in_address(self.text.strip("<>"))
        if sort:
            self._take(sort, self.text, name)
            return
        for _ in range(MAX_ROUNDS):
            before = self.text
            for take in (
                self._list_mark,
                self._brackets,
                self._other_names,
                self._segments,
                self._words_before,
            ):
                take()
            if self.text == before:
                break
        self._two_spellings()

    def _take(self, what: str, part: str, rest: str, said: str = "") -> bool:
        """Note that *part* stands beside *rest*, which is the name; not where nothing is left."""
        rest = rest.strip(" ,;|-")
        if not any(map(str.isalpha, rest)):
            return False
        self.steps.append(Step(what, part, said, "stands beside the name"))
        self.text = rest
        return True

    def _list_mark(self) -> None:
        mark = _LIST_MARK.match(self.text)
        if mark is not None:
            rest = self.text[mark.end() :]
            is_ordinal = mark.group().rstrip().endswith(".") and mark.group()[0].isdigit()
            # 93. Brigade, 1. FC Köln
            is_part = self._is_organisation(rest) or rest.split()[0].isupper()
            if not (is_ordinal and is_part):
                self._take("mark of a list", mark.group().strip(), rest)
        namesake = _NAMESAKE.search(self.text)
        if namesake is not None and not self._is_organisation(self.text):
            self._take("number among namesakes", namesake.group().strip(), self.text[: namesake.start()])

    def _brackets(self) -> None:
        """Take off brackets that hold a date, a note, a remark, a place, another name."""
        for found in reversed(list(_BRACKETS.finditer(self.text))):
            before, behind = self.text[: found.start()], self.text[found.end() :]
            inside = next(part for part in found.groups() if part is not None).strip()
            rest = f"{before}{behind}" if before.strip() else behind
            if not rest.strip() or not inside:
                continue
            sort, _ = name_in_address(inside)
            if sort:
                self._take(sort, inside, rest)
            elif found.group().lstrip().startswith("[") and (inside.isdigit() or len(inside) <= MAX_NOTE):
                self._take("note", found.group().strip(), rest)
            else:
                self._side(inside, rest, is_bracket=True, is_last=not behind.strip())

    def _segments(self) -> None:
        """Take off what is set off by commas, from the last one on; a country may come first."""
        while len(pieces := _SEPARATOR.split(self.text)) > 1:
            last = list(_SEPARATOR.finditer(self.text))[-1]
            if not pieces[-1]:
                self.text = self.text[: last.start()]
            elif not self._side(pieces[-1], self.text[: last.start()], is_bracket=False, is_last=True):
                break
        pieces = _SEPARATOR.split(self.text)
        if len(pieces) != 2 or self.given_kind not in (None, Kind.PLACE) or countries_of(pieces[1]):
            return
        of = countries_of(pieces[0])
        if of and self._take("place", pieces[0], pieces[1], " ".join(of)):
            self.countries, self.kind = of, Kind.PLACE

    def _side(self, part: str, rest: str, *, is_bracket: bool, is_last: bool) -> bool:
        """Take off *part* if it is a date, a remark, a place or another name; say whether it is."""
        years = years_of(part)
        is_org = self._is_organisation(rest)
        if years is not None and not is_org:
            self.years = self.years or years
            return self._take("dates", part, rest)
        if is_last and self._another(part, rest):
            return True
        remark = language_facts().remark_kinds.get(fold(part).rstrip("."), "")
        is_small = part[:1].islower() and not rest.islower()
        if remark and (is_small or is_bracket):
            self.remark = self.remark or remark
            return self._take("remark", part, rest, remark)
        if is_bracket and is_small and part.replace(" ", "").isalpha() and not is_org:
            return self._take("remark", part, rest)
        return is_last and self._place(part, rest, is_bracket=is_bracket)

    def _place(self, part: str, rest: str, *, is_bracket: bool) -> bool:
        """Take off *part* if it is a country, a part of one, or a postal code."""
        if not is_bracket and _POSTCODE.fullmatch(part) and self.given_kind is not Kind.ORG:
            return self._take("postal code", part, rest)
        words = tokens(part)
        lexicon = self.lexicon
        if (
            not words
            or words[0] in lexicon.titles_after
            or words[0] in lexicon.legal
            or words[0] in lexicon.suffixes
        ):
            return False  # John Smith, MD; Acme, SA
        found = countries_of(part)
        is_code = bool(found) and is_country_code(part)
        is_sub = not found and bool(self.countries) and is_region(part)
        if is_code and (initials(rest) == part.lower() or is_acronym(part, rest)):
            return False
        if not found and not is_sub and not countries_of(rest):  # Ukraine, Kyiv
            self.is_open = True
            # Kyiv (Kiev) is one place
            found = () if is_bracket and self.place_of(rest.strip()) else self.place_of(part)
        if not found and not is_sub:
            return False
        if " " not in rest.strip() and not is_bracket:
            # Smith, AD has initials, Hilton, Paris a given name: only a place is certain
            is_given = len(words) == 1 and (words[0] in lexicon.given_names or words[0] in lexicon.nicknames)
            if is_code or is_given:
                if self.given_kind in (Kind.PERSON, Kind.ORG):
                    return False
                self.kind = Kind.PLACE
        if not self._take("place", part, rest, " ".join(found)):
            return False
        both = tuple(country for country in self.countries if country in found)
        self.countries = both or self.countries or found
        return True

    def _another(self, part: str, rest: str) -> bool:
        """Take off *part* if it begins with a word that says that another name follows."""
        for field_name in ("born_as", "other_name"):
            found = BESIDE.phrase(field_name).match(part)
            name = part[found.end() :].strip(" :\"'") if found else ""
            if found and name and not name[0].islower() and self._take("another name", part, rest, name):
                self.others.append(born_as(self.text, name) if field_name == "born_as" else name)
                return True
        return False

    def _other_names(self) -> None:
        """Take off another name behind a word that announces it: Anna Weber alias Anna Schmidt."""
        for field_name in ("born_as", "other_name"):
            found = BESIDE.phrase_inside(field_name).search(self.text)
            if found is None:
                continue
            self._another(self.text[found.end() :], self.text[: found.start()])

    def _words_before(self) -> None:
        """Take off words that say what the name is of: by Anna Weber, the city of Mariupol."""
        found = BESIDE.phrase("place").match(self.text)
        if found and self.given_kind in (None, Kind.PLACE):
            word, rest = found.group().strip(), self.text[found.end() :].strip()
            is_short = len(word.strip(".")) < 4
            is_said = word[0].islower() or not is_short
            if (
                rest
                and not rest[0].islower()
                and is_said
                and self._take("word for a place", word, rest, "place")
            ):
                self.kind = Kind.PLACE
        found = BESIDE.phrase("by").match(self.text)
        if found and self.given_kind in (None, Kind.PERSON):
            rest = self.text[found.end() :].strip()
            if (
                " " in rest
                and not rest[0].islower()
                and self._take("word before a name", found.group().strip(), rest)
            ):
                self.kind = Kind.PERSON

    def _two_spellings(self) -> None:
        """Read a slash, and brackets that nothing else explains, as one name in two spellings."""
        if self.others or self.given_kind is Kind.PERSON:
            return
        pieces = [piece.strip() for piece in self.text.split("/")]
        found = _BRACKETS.search(self.text)
        if len(pieces) == 1 and found and not self.text[found.end() :].strip() and found.start():
            inside = next(part for part in found.groups() if part is not None)
            pieces = [self.text[: found.start()], inside]
        words = [tokens(piece) for piece in pieces]
        if len(pieces) == 2 and all(words) and all(len(of[0]) > 1 < len(of[-1]) for of in words):
            name, other = pieces
            is_short = is_acronym(other, name) or initials(name) == other.lower()
            if not other[0].islower() and not is_short and self._take("another name", other, name, other):
                self.others.append(other)
                self.must_agree = True

    def _is_organisation(self, text: str) -> bool:
        if self.given_kind is not None:
            return self.given_kind is Kind.ORG
        words, lexicon = tokens(text), self.lexicon
        parts = [NamePart(word) for word in words]
        return any(
            word in lexicon.organisations or phrase_at(parts, at, lexicon.legal)
            for at, word in enumerate(words)
        )
