"""What the date of a query says of a candidate: whether its name was in use then, and whether it
existed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from math import log
from typing import NamedTuple

from translit.evidence import Stage, Step
from translit.model import Entity, Kind
from translit.periods import Period, first_day, last_day
from translit.resolve.scored import Term

Dates = tuple[str | None, str | None]  # since, until


class Then(Enum):
    """Where a date stands to a period."""

    IN_IT = "in it"
    AFTER = "after it"
    BEFORE = "before it"


class TimeNats(NamedTuple):
    """What a date adds, in nats, to a candidate: in its period, to one that is only similar, after
    it and before it.
    """

    in_it: float
    in_it_fuzzy: float
    after: float
    before: float

    def of(self, then: Then, stage: Stage) -> float:
        """Return what the date adds to a candidate that was found by *stage*."""
        if then is Then.IN_IT:
            return self.in_it_fuzzy if stage is Stage.FUZZY else self.in_it
        return self.after if then is Then.AFTER else self.before


# Priors, not measured. Few names are listed as those of their time, so one that was in use then is
# seldom there by chance: it lifts a weak alias, as a country does. Names go on being written after
# their time (Leningrad), and nobody knows one that is not given yet, unless a date is mistaken.
NAME_NATS = TimeNats(log(5.0), log(2.0), log(1 / 5), log(1 / 30))
# Most of a table existed at any time that is asked for, so that says little; the dead are written
# of, and who is not born yet is named by a mistaken date alone.
EXISTENCE_NATS = TimeNats(log(2.0), 0.0, log(1 / 3), log(1 / 100))

_OF_NAME = {
    Then.IN_IT: "the name was in use",
    Then.AFTER: "the name was no longer in use",
    Then.BEFORE: "the name was not in use yet",
}
_OF_PERSON = {Then.IN_IT: "alive", Then.AFTER: "no longer alive", Then.BEFORE: "not born yet"}
_OF_OTHERS = {
    Then.IN_IT: "existed",
    Then.AFTER: "existed no longer",
    Then.BEFORE: "did not exist yet",
}


def time_terms(entity: Entity, alias: str, when: Period | None, stage: Stage) -> tuple[Term, ...]:
    """Return what the date that the caller gave says of *entity*, found by *stage* as *alias*.

    Nothing where the table has no dates.
    """
    if when is None:
        return ()
    existed = _term(
        "dates of existence",
        when,
        ((entity.since, entity.until),),
        EXISTENCE_NATS,
        stage,
        _OF_PERSON if entity.kind is Kind.PERSON else _OF_OTHERS,
    )
    named = _term("name of its time", when, dates_of(entity, alias), NAME_NATS, stage, _OF_NAME)
    return (*named, *existed)


def dates_of(entity: Entity, alias: str) -> tuple[Dates, ...]:
    """Return when *entity* was called *alias*, several times perhaps; nothing if it always is.

    >>> from translit.model import Alias
    >>> samara = Entity("p/1", "Samara", "place", aliases=(Alias("Kuybyshev", since="1935"),))
    >>> dates_of(samara, "Kuybyshev"), dates_of(samara, "Samara")
    ((('1935', None),), ())
    """
    if alias == entity.name:
        return ()
    found = [(of.since, of.until) for of in entity.aliases if of.text == alias]
    return tuple(found) if all(map(any, found)) else ()


def _term(
    name: str, when: Period, dates: Iterable[Dates], nats: TimeNats, stage: Stage, words: dict[Then, str]
) -> Iterator[Term]:
    """Yield what the period of several that is nearest to a date says, by the nats."""
    of_each = [(nats.of(then, stage), then, of) for of in dates if (then := _then(when, *of)) is not None]
    if not of_each:
        return
    most, then, (since, until) = max(of_each, key=lambda each: each[0])
    verdict = "speaks for it" if then is Then.IN_IT else "speaks against it"
    period = f"{since or ''}–{until or ''}"
    yield Term(most, Step(name, when.text, period, f"{words[then]}; {verdict}"))


def _then(when: Period, since: str | None, until: str | None) -> Then | None:
    """Return where *when* stands to a period; None if that has no bounds."""
    if since is None and until is None:
        return None
    if since is not None and when.last < first_day(since):
        return Then.BEFORE
    if until is not None and when.first > last_day(until):
        return Then.AFTER
    return Then.IN_IT
