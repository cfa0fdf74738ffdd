"""A candidate before it is decided: how likely it is alone, and the evidence beside its letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import fsum, inf, log
from typing import NamedTuple

from translit.evidence import Contribution, Stage, Step
from translit.model import Entity
from translit.pairs.alignment import Alignment
from translit.pairs.log_odds import log_odds, probability


class Term(NamedTuple):
    """Evidence beside the letters of two names: what it adds to the log-odds, in nats."""

    nats: float
    step: Step | None = None
    name: str = ""

    @property
    def contribution(self) -> Contribution:
        """What the evidence adds, under its name or that of its step."""
        return Contribution(self.name or (self.step.name if self.step else "context"), self.nats)


# how a candidate was found; aligns anew without
Explain = Callable[[Alignment | None], Iterable[Step]]
# what its spelling adds, likewise
Contribute = Callable[[Alignment | None], Iterable[Contribution]]


# What speaks, in nats, against a name whose words were translated: each may be called otherwise in
# English, and two words of one language are one of another (больница, госпиталь). A prior.
TRANSLATED = Term(log(0.5), name="translated words")


class ScoredCandidate(NamedTuple):
    """A candidate before the others are considered.

    `log_odds`, in nats: that the query means it rather than none of the table, all terms added.
    `explain` gives the steps by which it was found, `contribute` what its spelling added to the
    log-odds; `alignment` is with the query, unless it was found by key; `likeness`, in nats, what a
    plain comparison of the letters says (`shortlist.prescores`), where one was made.
    """

    entity: Entity
    alias: str
    stage: Stage
    log_odds: float
    explain: Explain
    contribute: Contribute
    alignment: Alignment | None = None
    terms: tuple[Term, ...] = ()
    likeness: float | None = None

    def plus(self, *terms: Term) -> ScoredCandidate:
        """Return the candidate with more evidence."""
        nats = self.log_odds + fsum(term.nats for term in terms)
        beside = (*self.terms, *terms)
        # `_replace` takes three times as long
        return ScoredCandidate(*self[:3], nats, *self[4:7], beside, self.likeness)

    def at_most(self, limit: float, name: str) -> ScoredCandidate:
        """Return the candidate with a probability of at most *limit*, by a term called *name*."""
        nats = log_odds(limit)
        return self if self.log_odds <= nats else self.plus(Term(nats - self.log_odds, name=name))


def explain_by(steps: tuple[Step, ...], _: Alignment | None = None) -> tuple[Step, ...]:
    """Return *steps*, whatever the alignment: of a candidate that was found without one."""
    return steps


def max_probability(candidates: Iterable[ScoredCandidate]) -> float:
    """Return the probability of the likeliest of *candidates*, each alone; 0.0 of none."""
    return probability(max((candidate.log_odds for candidate in candidates), default=-inf))
