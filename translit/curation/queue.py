"""The names of a file that are not decided: by how often they are there, spellings together; or
its customers whom a list may name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from typing import NamedTuple

from translit.curation.decisions import Decisions
from translit.errors import FileError
from translit.evidence import POSSIBLE_SCORE, Candidate
from translit.normalizer import Normalizer
from translit.results import Match, Status
from translit.rows.sheet import open_sheet
from translit.tables.fields import text_in
from translit.writing.keys import key

SHOWN = 5  # candidates of a name
MIN_SHOWN = 0.005  # the score of a candidate that is shown: one in two hundred


class Open(NamedTuple):
    """A name that is not decided, in all its spellings with one key: how often each is there, and
    the answer to the most frequent. With a *customer*: that of one customer.
    """

    spellings: Mapping[str, int]
    match: Match
    customer: str | None = None

    @property
    def name(self) -> str:
        """The most frequent spelling."""
        return next(iter(self.spellings))

    @property
    def rows(self) -> int:
        """How many rows have one of the spellings."""
        return sum(self.spellings.values())

    @property
    def candidates(self) -> Sequence[Candidate]:
        """The candidates to decide among, best first."""
        return [of for of in self.match.candidates[:SHOWN] if of.score >= MIN_SHOWN]


def read_names(path: str | PathLike[str], column: str) -> Counter[str]:
    """Return how often each name of a *column* is in a file, empty ones left out.

    Rows whose column `translit_status` says matched are left out: `translit normalize` wrote it.
    Raises FileError for a column that is not there and for a row that cannot be read.
    """
    counts: Counter[str] = Counter()
    with open_sheet(path, is_wanted=column.__eq__) as sheet:
        sheet.require(column, "--column")
        for _, row in sheet.sound_rows():
            name = text_in(row.get(column))
            if name is not None and row.get("translit_status") != Status.MATCHED.value:
                counts[name] += 1
    return counts


def read_customers(path: str | PathLike[str], column: str, customer_column: str) -> Counter[tuple[str, str]]:
    """Return how often each customer is in a file under each name, rows without a name left out.

    Raises FileError for a column that is not there, and for a row that cannot be read or has a
    name and no customer.
    """
    counts: Counter[tuple[str, str]] = Counter()
    with open_sheet(path, is_wanted={column, customer_column}.__contains__) as sheet:
        sheet.require(column, "--column")
        sheet.require(customer_column, "--customer-column")
        for line, row in sheet.sound_rows():
            name, customer = text_in(row.get(column)), text_in(row.get(customer_column))
            if name is not None and customer is None:
                problem = f"{name!r} has no customer in the column {customer_column!r}"
                raise FileError(sheet.name, line, problem, "Give it one, or leave the row out")
            if name is not None and customer is not None:
                counts[customer, name] += 1
    return counts


def open_customers(counts: Mapping[tuple[str, str], int], n: Normalizer, decided: Decisions) -> list[Open]:
    """Return the customers whom *n* takes, or might take, for somebody listed, if that is not
    decided: the most frequent first, then the likeliest.

    Whom nobody listed resembles is left out. A decision holds as long as no other candidate comes
    up.
    """
    groups: dict[tuple[str, str], Counter[str]] = {}
    for (customer, name), count in counts.items():
        groups.setdefault((customer, key(name) or name), Counter())[name] += count
    asked = [(customer, dict(group.most_common())) for (customer, _), group in groups.items()]
    names = [next(iter(group)) for _, group in asked]
    matches = n.normalize_many(names, customer=[customer for customer, _ in asked])
    found = [
        Open(group, match, customer)
        for (customer, group), name, match in zip(asked, names, matches, strict=True)
        if any(
            of.score >= POSSIBLE_SCORE and not decided.is_confirmed(customer, name, of.entity.id)
            for of in match.candidates
        )
    ]
    return sorted(found, key=lambda each: (-each.rows, -each.match.score, each.name, each.customer))


def open_names(counts: Mapping[str, int], n: Normalizer, decided: Decisions) -> list[Open]:
    """Return the names that *n* does not decide, nor a decision, the most frequent first."""
    groups: dict[str, Counter[str]] = {}
    for name, count in counts.items():
        groups.setdefault(key(name) or name, Counter())[name] += count
    spellings = [dict(group.most_common()) for group in groups.values()]
    asked = [group for group in spellings if not decided.is_nobody(next(iter(group)))]
    matches = n.normalize_many([next(iter(group)) for group in asked])
    found = [Open(group, match) for group, match in zip(asked, matches, strict=True) if not match]
    return sorted(found, key=lambda each: (-each.rows, each.name))


class Listed(NamedTuple):
    """A candidate as a file to fill in has it."""

    id: str
    score: float


LISTED = re.compile(r"\d+: .*? \[(?P<id>[^\]]*)\] \(.*?\) (?P<score>\d\.\d\d)")
COLUMNS = ("decision", "name", "customer", "count", "spellings", "status", "candidates", "reason")


def as_rows(queue: Iterable[Open]) -> Iterator[dict[str, str]]:
    """Yield the rows of a file to fill in: the column *decision* is empty.

    It takes the number of a candidate, an id, or "none".
    """
    for name in queue:
        numbered = enumerate(name.candidates, 1)
        yield {
            "decision": "",
            "name": name.name,
            "customer": name.customer or "",
            "count": str(name.rows),
            "spellings": " | ".join(name.spellings),
            "status": name.match.status.value,
            "candidates": " | ".join(f"{at}: {described(candidate)}" for at, candidate in numbered),
            "reason": name.match.reason,
        }


def described(candidate: Candidate) -> str:
    """Return a candidate in a line: who it is, by which spelling, how likely.

    The id stands in brackets, where `decide` reads it.
    """
    entity = candidate.entity
    about = ", ".join(filter(None, (entity.kind.value, entity.country, entity.note)))
    by = "" if candidate.alias == entity.name else f", by {candidate.alias!r}"
    return f"{entity.name} [{entity.id}] ({about}) {candidate.score:.2f}{by}"


def decide(
    text: str,
    name: str,
    listed: Sequence[Listed],
    n: Normalizer,
    decisions: Decisions,
    customer: str | None = None,
) -> bool:
    """Note what *text* decides of a *name*: the number of one of those *listed* as candidates, an
    id, or "none"; return whether it decides anything.

    Who is as well possible and not meant is cleared of the name: else it would stay open. With a
    *customer* all holds for that one alone. Raises ValueError for what decides nothing.
    """
    candidates = [of.id for of in listed]
    text = text.strip()
    if not text:
        return False
    if text.casefold() in ("none", "n"):
        if customer is None:
            decisions.exclude(name, candidates)
        else:
            decisions.clear(customer, name, candidates)
        return True
    if text.isdecimal() and 1 <= int(text) <= len(candidates):
        text = candidates[int(text) - 1]
    if text in n:
        others = [of.id for of in listed if of.score >= POSSIBLE_SCORE and of.id != text]
        if customer is None:
            decisions.add(name, text, others)
        else:
            decisions.confirm(customer, name, text, others)
        return True
    choices = f"1 to {len(candidates)}, " if candidates else ""
    raise ValueError(f"{text!r} decides nothing of {name!r}: give {choices}an id of the list, or none")


def listed_in(candidates: str) -> list[Listed]:
    """Return the candidates that `as_rows` wrote.

    >>> listed_in("1: Kyiv [place/kyiv] (place, UA) 0.50 | 2: Kyiv [c/2] (org) 0.40, by 'Kiev'")
    [Listed(id='place/kyiv', score=0.5), Listed(id='c/2', score=0.4)]
    """
    found = (LISTED.match(part) for part in candidates.split(" | "))
    return [Listed(of["id"], float(of["score"])) for of in found if of is not None]


def apply_filled(path: str | PathLike[str], n: Normalizer, decisions: Decisions) -> int:
    """Note the decisions of a file that was filled in, and return how many there were.

    Raises FileError with the line of one that decides nothing; then none is noted.
    """
    with open_sheet(path, is_wanted=COLUMNS.__contains__) as sheet:
        if missing := {"decision", "name", "candidates"} - set(sheet.columns):
            lacks = ", ".join(sorted(missing))
            raise FileError(sheet.name, 1, f"it has no column {lacks}", "Fill in a file that --review wrote")
        noted = list(sheet.sound_rows())
    count = 0
    for line, row in noted:
        name = text_in(row["name"])
        try:
            if name is not None and not decisions.is_nobody(name):
                listed = listed_in(text_in(row["candidates"]) or "")
                customer = text_in(row.get("customer"))
                count += decide(text_in(row["decision"]) or "", name, listed, n, decisions, customer)
        except ValueError as error:
            while decisions.undo():
                pass
            raise FileError(sheet.name, line, str(error), "Nothing was noted: mend the line") from None
    return count
