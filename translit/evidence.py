"""What speaks for an answer: a candidate, the steps by which it was found, and what each piece of
evidence added to its score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from translit.model import Entity
from translit.record import field, record

SHOWN_CONTRIBUTIONS = 10  # of a candidate, in words; `Candidate.contributions` has them all
POSSIBLE_SCORE = 0.05  # from which a candidate is shown as possible: a chance of one in twenty


class Stage(StrEnum):
    """How a candidate was found, from fact to guess; earlier members are stronger."""

    EXACT = "exact"  # the alias, letter for letter
    FOLDED = "folded"  # but for case, spaces and punctuation
    ROMANIZED = "romanized"  # but for script, accents or transliteration scheme
    VARIANT = "variant"  # but for order, titles, initials, patronymic or an equivalent given name
    FUZZY = "fuzzy"  # alike

    @property
    def rank(self) -> int:
        """0 for EXACT … 4 for FUZZY."""
        return STAGE_RANK[self]


STAGE_RANK = {stage: rank for rank, stage in enumerate(Stage)}


@record
class Step:
    """One thing that happened on the way from a query to an answer.

    A *rewriting* step (`is_rewrite`) turned the text `before` into `after`; played one after the
    other they lead from the query to its match key. Any other step is evidence: what was compared
    with what, and what it said.
    """

    name: str
    before: str
    after: str
    note: str = ""
    is_rewrite: bool = False

    def __str__(self) -> str:
        arrow = f"{self.before!r} → {self.after!r}" if self.after else repr(self.before)
        return f"{self.name}: {arrow}" + (f" ({self.note})" if self.note else "")

    def to_dict(self) -> dict[str, object]:
        """Return the step as plain values, ready for `json.dumps`."""
        return {
            "name": self.name,
            "before": self.before,
            "after": self.after,
            "note": self.note,
            "is_rewrite": self.is_rewrite,
        }


@record
class Contribution:
    """What one piece of evidence adds to the log-odds of a candidate, in nats.

    `value` is that of a feature of the two names, None for other evidence.
    """

    name: str
    nats: float
    value: float | None = None

    def __str__(self) -> str:
        return f"{self.nats:+.2f}  {self.name}" + ("" if self.value is None else f" = {self.value:.4g}")

    def to_dict(self) -> dict[str, object]:
        """Return the contribution as plain values, ready for `json.dumps`."""
        return {"name": self.name, "nats": round(self.nats, 4), "value": self.value}


@record
class Candidate:
    """An entity that a query may mean: the spelling that was hit, how, and how likely it is, 0 to
    1.

    `contributions` are what each piece of evidence added, in nats; they add up to the log-odds of
    the score. `leftovers`: how many words the query has that the alias lacks, and the alias that
    the query lacks, if the two were compared word by word.
    """

    entity: Entity
    alias: str
    score: float
    stage: Stage
    steps: tuple[Step, ...] = ()
    contributions: tuple[Contribution, ...] = field(default=(), repr=False, compare=False)
    leftovers: tuple[int, int] = field(default=(0, 0), repr=False, compare=False)

    @property
    def source(self) -> str | None:
        """Which list and record, or which correction, the spelling is from; None if unknown."""
        return self.entity.source_of(self.alias)

    @classmethod
    def with_lazy_reasons(
        cls,
        entity: Entity,
        alias: str,
        score: float,
        stage: Stage,
        explain: Callable[[], Iterable[Step]],
        contributions: Callable[[], Iterable[Contribution]],
        *,
        leftovers: tuple[int, int] = (0, 0),
    ) -> Candidate:
        """Return a candidate whose steps and contributions are made when they are first read.

        Of most candidates nobody reads them.
        """
        return cls(entity, alias, score, stage, explain, contributions, leftovers)  # type: ignore[arg-type]


class LazyTuple:
    """The slot of a tuple that may be a function until it is read."""

    def __init__(self, slot: Any) -> None:
        self._get, self._set = slot.__get__, slot.__set__

    def __get__(self, candidate: object, of: type) -> Any:
        items = self._get(candidate, of)
        if callable(items):
            items = tuple(items())
            self._set(candidate, items)
        return items

    def __set__(self, candidate: object, items: object) -> None:
        self._set(candidate, items)

    def stored(self, owner: object) -> Any:
        """Return what the slot of *owner* holds: the tuple, or the function if it was not read."""
        return self._get(owner, type(owner))


Candidate.steps = LazyTuple(Candidate.steps)  # type: ignore[assignment]
Candidate.contributions = LazyTuple(Candidate.contributions)  # type: ignore[assignment]


def waterfall(of: tuple[Contribution, ...], score: float) -> list[str]:
    """Say what each piece of evidence *of* a score added."""
    if not of:
        return []
    lines = [f"    {one}" for one in of[:SHOWN_CONTRIBUTIONS]]
    if rest := of[SHOWN_CONTRIBUTIONS:]:
        lines.append(f"    {sum(one.nats for one in rest):+.2f}  {len(rest)} others together")
    total = sum(one.nats for one in of)
    return ["  log-odds, in nats:", *lines, f"    {total:+.2f}  together: score {score:.2f}"]


def difference(best: Candidate, other: Candidate) -> str:
    """Name the evidence that sets *other* back most behind *best*: "family_both_left -5.1"."""
    of_best = {one.name: one.nats for one in best.contributions}
    of_other = {one.name: one.nats for one in other.contributions}
    behind = {name: of_other.get(name, 0.0) - of_best.get(name, 0.0) for name in {*of_best, *of_other}}
    if not behind:
        return ""
    name = min(behind, key=lambda name: (behind[name], name))
    return f", by {name} {behind[name]:+.1f}" if behind[name] < 0 else ""
