"""A name while what stands beside it is taken off, and what is left in the end."""

from __future__ import annotations

import re
from collections.abc import Callable

from translit.evidence import Step
from translit.model import Kind
from translit.names.lexicon import Lexicon, phrase_at
from translit.names.roles import NamePart
from translit.record import record
from translit.writing.keys import tokens
from translit.writing.text import COMMAS

SEPARATOR = re.compile(rf"\s*[{COMMAS}|]\s*|\s+-\s+")
BRACKETS = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\]|<([^<>]*)>)")

PlaceOf = Callable[[str], tuple[str, ...]]


@record
class Beside:
    """A name without what stands beside it, and what that says.

    `names`: the name itself, then others that it gives. `must_agree`: they are two spellings of
    one, and say nothing where they are known as names of two. `kind`: the only kind that it can be
    of, so read. `countries`: where it is, any of them; `places`: towns and parts of a country in
    which it is. `remark`: the kind that a remark names, or
    "other". `years`: of birth and death. `is_open`: a part may be a place that only the tables
    know.
    """

    names: tuple[str, ...]
    must_agree: bool = False
    kind: Kind | None = None
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    remark: str = ""
    years: tuple[int, ...] = ()
    is_open: bool = False
    steps: tuple[Step, ...] = ()


class Reading:
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
        self.places: tuple[str, ...] = ()
        self.remark = ""
        self.years: tuple[int, ...] = ()
        self.steps: list[Step] = []

    def take(self, what: str, part: str, rest: str, said: str = "") -> bool:
        """Note that *part* stands beside *rest*, which is the name; not where nothing is left."""
        rest = rest.strip(" ,;|-")
        if not any(map(str.isalpha, rest)):
            return False
        self.steps.append(Step(what, part, said, "stands beside the name"))
        self.text = rest
        return True

    def is_organisation(self, text: str) -> bool:
        """Whether *text* is the name of an organisation, by the given kind or its words."""
        if self.given_kind is not None:
            return self.given_kind is Kind.ORG
        words, lexicon = tokens(text), self.lexicon
        parts = [NamePart(word) for word in words]
        return any(
            word in lexicon.organisations or phrase_at(parts, at, lexicon.legal)
            for at, word in enumerate(words)
        )
