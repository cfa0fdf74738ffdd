"""Answers held against a gold file: what is right, wrong and missed, and what a threshold does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from math import sqrt
from os import PathLike
from typing import NamedTuple

from translit.errors import FileError
from translit.files.asked import known_country, known_date
from translit.model import Kind
from translit.normalizer import Normalizer
from translit.results import Match, Status
from translit.rows.sheet import open_sheet
from translit.tables.fields import fields_of, is_field, kind_in, several_in, text_in

WHEN = "when"  # the column of dates
Z95 = 1.96  # of the normal distribution: bounds that hold in 95 of 100 samples


class Gold(NamedTuple):
    """A name and the ids of who is meant, any of them; none: nobody of the list."""

    query: str
    ids: frozenset[str]
    kind: Kind | None = None
    country: str | None = None
    when: str | None = None


class Outcome(StrEnum):
    """What an answer is, held against the right one."""

    RIGHT = "right"
    NOBODY = "nobody, and so it is"
    OTHER = "wrong: another one"
    STRANGER = "wrong: somebody, and it is nobody"
    OPEN_FIRST = "open: the right one is first"
    OPEN_AMONG = "open: the right one is among the candidates"
    OPEN_WITHOUT = "open: without the right one"
    MISSED = "missed: nobody is answered"
    UNLISTED = "not in the list: its id"


WRONG = (Outcome.OTHER, Outcome.STRANGER)


class Judged(NamedTuple):
    """A gold row with its answer and what that is."""

    gold: Gold
    match: Match
    outcome: Outcome


class Point(NamedTuple):
    """What a threshold does: how many names are answered from it on, how many of these rightly, of
    how many that are of somebody.
    """

    threshold: float
    answered: int
    right: int
    of: int

    @property
    def precision(self) -> float:
        """The share of answers that are right; 1 without any."""
        return self.right / self.answered if self.answered else 1.0

    @property
    def recall(self) -> float:
        """The share of those who are meant that is answered rightly."""
        return self.right / self.of if self.of else 0.0

    @property
    def least_precision(self) -> float:
        """The precision that is as good as sure, by the number of answers.

        The lower bound of a 95 % interval (Wilson, 1927).
        """
        if not self.answered:
            return 0.0
        n, p = self.answered, self.precision
        middle = p + Z95**2 / (2 * n)
        width = Z95 * sqrt(p * (1 - p) / n + Z95**2 / (4 * n**2))
        return max(0.0, (middle - width) / (1 + Z95**2 / n))


def read_gold(
    path: str | PathLike[str], columns: dict[str, str] | None = None, when_column: str | None = None
) -> list[Gold]:
    """Read a gold file: the columns name and id, which is empty for nobody; also kind, country and
    *when* each name was written, by default the column of that name.

    Several ids, divided by "|", are all right. Raises FileError for a row that cannot be read.
    """
    given = dict(columns or {})
    told = {*given.values(), when_column or WHEN}
    found = []
    with open_sheet(path, is_wanted=lambda name: name in told or is_field(name)) as sheet:
        if when_column is not None:
            sheet.require(when_column, "--when-column")
        fields = fields_of(sheet.columns, given, sheet.name)
        if "id" not in fields:
            there = ", ".join(map(repr, sheet.columns))
            remedy = "Name it by --id-column; it is empty for who is nobody's"
            raise FileError(sheet.name, 1, f"no column is the id of who is meant; there are {there}", remedy)
        for line, row in sheet.sound_rows():
            query = text_in(row.get(fields["name"]))
            if query is None:
                raise FileError(sheet.name, line, "no name", "Leave the row out")
            kind = row.get(fields["kind"]) if "kind" in fields else None
            country = row.get(fields["country"]) if "country" in fields else None
            ids = frozenset(several_in(row.get(fields["id"])))
            day = text_in(row.get(when_column or WHEN))
            when = None if day is None else known_date(day)
            if day is not None and when is None:
                remedy = "Write a year, a month or a day of ISO 8601: 1975, 1975-06, 1975-06-12"
                raise FileError(sheet.name, line, f"{day!r} is no date", remedy)
            found.append(Gold(query, ids, kind_in(kind), known_country(text_in(country) or ""), when))
    return found


def judge(gold: Sequence[Gold], n: Normalizer, *, workers: int = 1, progress: bool = False) -> list[Judged]:
    """Return the answer of *n* to each row, and what it is."""
    matches = n.normalize_many(
        [row.query for row in gold],
        kind=[row.kind for row in gold],
        country=[row.country for row in gold],
        when=[row.when for row in gold],
        workers=workers,
        progress=progress,
    )
    return [Judged(row, match, outcome(row, match, n)) for row, match in zip(gold, matches, strict=True)]


def outcome(gold: Gold, match: Match, n: Normalizer) -> Outcome:
    """Return what *match* is, held against a gold row."""
    if match.id is not None:
        return Outcome.RIGHT if match.id in gold.ids else Outcome.OTHER if gold.ids else Outcome.STRANGER
    if not gold.ids:
        return Outcome.NOBODY
    if not any(identifier in n for identifier in gold.ids):
        return Outcome.UNLISTED
    if match.status is Status.UNMATCHED:
        return Outcome.MISSED
    if match.candidates[0].entity.id in gold.ids:
        return Outcome.OPEN_FIRST
    is_among = any(candidate.entity.id in gold.ids for candidate in match.candidates)
    return Outcome.OPEN_AMONG if is_among else Outcome.OPEN_WITHOUT


def curve(judged: Iterable[Judged], above: float = 0.5) -> list[Point]:
    """Return what each threshold *above* one does, in ascending order: one for each score."""
    best: list[tuple[float, bool]] = []
    of = 0
    for gold, match, _ in judged:
        of += bool(gold.ids)
        candidate = max(match.candidates, key=lambda each: each.score, default=None)
        if candidate is not None and candidate.score > above:
            best.append((candidate.score, candidate.entity.id in gold.ids))
    best.sort(reverse=True)
    return list(_points(best, of))[::-1]


def _points(best: Sequence[tuple[float, bool]], of: int) -> Iterator[Point]:
    right = 0
    for number, (score, is_right) in enumerate(best, 1):
        right += is_right
        if number == len(best) or best[number][0] < score:
            yield Point(score, number, right, of)


def threshold_for(points: Sequence[Point], precision: float) -> Point | None:
    """Return the lowest threshold from which on every one has that *precision*, None for none."""
    found = None
    for point in reversed(points):
        if point.precision < precision:
            break
        found = point
    return found
