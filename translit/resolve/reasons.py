"""Why a candidate has its score: the steps to it and what each adds, with the terms beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from translit.evidence import Candidate, Contribution, Step
from translit.pairs.alignment import Alignment
from translit.resolve.scored import Contribute, Explain, Term


def steps_of(explain: Explain, terms: Iterable[Term], alignment: Alignment | None = None) -> tuple[Step, ...]:
    return (*explain(alignment), *(term.step for term in terms if term.step is not None))


def more_steps(candidate: Candidate, terms: Iterable[Term]) -> tuple[Step, ...]:
    return (*candidate.steps, *(term.step for term in terms if term.step is not None))


def contributions_of(
    contribute: Contribute, terms: Iterable[Term], alignment: Alignment | None, others: float
) -> tuple[Contribution, ...]:
    """Return what the spelling adds, the terms, and the *others* that may be meant, in nats."""
    beside = [term.contribution for term in terms if term.nats]
    if others:
        beside.append(Contribution("other candidates", others))
    return (*contribute(alignment), *beside)


def reweighed(candidate: Candidate, added: Sequence[Term], nats: float) -> tuple[Contribution, ...]:
    """Return the contributions of *candidate* with those of its surroundings; they add up to
    *nats*.
    """
    beside = [term.contribution for term in added if term.nats]
    of = (*candidate.contributions, *beside)
    others = nats - fsum(one.nats for one in of)
    return (*of, Contribution("other candidates in the document", others)) if of else ()
