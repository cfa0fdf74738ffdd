"""Dates as exact as they are known: a day, a month or a year, as the period that it may be."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

# a date that a caller gives: a year, a month or a day of ISO 8601, or a `datetime.date`
When = str | int | date
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")  # ISO 8601, as exact as is known
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}(:?\d{2}.*)?")  # ISO 8601 with a time of day


class Period(NamedTuple):
    """A date as it was given, and the first and the last day that it may be, by ISO 8601: such
    texts are in the order of their days.
    """

    text: str
    first: str
    last: str


def is_date(text: str) -> bool:
    """Whether *text* is a date of ISO 8601 that the calendar has.

    >>> is_date("2016"), is_date("2016-05"), is_date("2016-05-19"), is_date("2016-02-30")
    (True, True, True, False)
    """
    if not DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(first_day(text))
    except ValueError:
        return False
    return True


def first_day(text: str) -> str:
    """Return the first day of a date.

    >>> first_day("2016"), first_day("2016-05")
    ('2016-01-01', '2016-05-01')
    """
    return text + "-01-01"[len(text) - 4 :]


def last_day(text: str) -> str:
    """Return a day than which a date is no later; of a month the 31st.

    >>> last_day("2016"), last_day("2016-05")
    ('2016-12-31', '2016-05-31')
    """
    return text + "-12-31"[len(text) - 4 :]


def is_reversed(since: str | None, until: str | None) -> bool:
    """Whether a period ends before it begins.

    >>> is_reversed("2016-05", "2016"), is_reversed("2016", "2015-12-31")
    (False, True)
    """
    return since is not None and until is not None and last_day(until) < first_day(since)


def period_of(when: When) -> Period:
    """Return the period of a date that a caller gives.

    >>> period_of("1975-06")
    Period(text='1975-06', first='1975-06-01', last='1975-06-31')
    >>> period_of(1975) == period_of("1975"), period_of("1975-06-12T08:30:00Z").text
    (True, '1975-06-12')

    Raises ValueError, with what to write instead, for a text that is no date of ISO 8601 and a
    year that has not four digits; TypeError for what is no date at all.
    """
    if isinstance(when, datetime):
        when = when.date()
    if isinstance(when, date):
        text = when.isoformat()
    elif isinstance(when, int) and not isinstance(when, bool):
        text = str(when)
    elif isinstance(when, str):
        text = when.strip()
        if (with_time := _TIME.fullmatch(text)) is not None:
            text = with_time[1]
    else:
        raise TypeError(f"when must be a date, not {type(when).__name__} {when!r:.80}: give '1975' or a date")
    if not is_date(text):
        raise ValueError(
            "when must be a year, a month or a day of ISO 8601, such as 1975, 1975-06 or 1975-06-12, "
            f"or a datetime.date, not {when!r:.80}"
        )
    return Period(text, first_day(text), last_day(text))
