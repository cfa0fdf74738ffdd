"""From candidates and their probabilities to MATCHED, AMBIGUOUS or UNMATCHED."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from translit.model import Entity
from translit.pairs.align import Alignment
from translit.pairs.model import BY_STAGE, WEAK
from translit.results import Candidate, Stage, Status, Step

BESIDE_FACT = (
    # most of a likeness beside a name whose tokens are all known to be the query's: Park Chan-jong,
    # Chan-yong Park; a prior
    0.75
)
# What the country of an entity adds to its odds when the caller names one. Priors, not measured:
# names travel. A guess gains less than a spelling that is known: many others of that country have a
# name that is somewhat alike.
SAME_COUNTRY, SAME_COUNTRY_GUESSED, OTHER_COUNTRY = 30.0, 3.0, 1 / 30

# A mode's thresholds: MATCHED from this score on; AMBIGUOUS from this probability of the best
# candidate, taken alone, on. Of 3,000 names that are on no list (nobody.tsv of training/) 0.4 %
# come out as one of the 8,293 of OFAC's list at 0.75, 0.3 % at 0.8, 0.9 % at 0.5; above 0.82 a bare
# family name is no longer decided.
THRESHOLDS = {"strict": (0.9, 0.75), "balanced": (0.75, 0.7), "lenient": (0.51, 0.35)}


@dataclass(frozen=True, slots=True)
class Settings:
    """How a `Normalizer` decides.

    *limit*: how many candidates an answer holds. *mode*: "strict" (a false match is worse than a
    miss), "balanced" or "lenient" (a miss is worse). Raises ValueError for a limit below 1 or an
    unknown mode.
    """

    limit: int = 10
    mode: str = "balanced"

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise ValueError(f"Settings.limit must be 1 or more, not {self.limit!r}")
        if self.mode not in THRESHOLDS:
            raise ValueError(f"Settings.mode must be one of {', '.join(THRESHOLDS)}, not {self.mode!r}")


# tells how somebody was found; takes the alignment, if that is at hand
Tell = Callable[..., Iterable[Step]]


class Contender(NamedTuple):
    """A candidate before the others are looked at; `probability` is the chance that the two names
    are one.
    """

    entity: Entity
    alias: str
    stage: Stage
    probability: float
    tell: Tell
    alignment: Alignment | None = None  # with the query, unless it was found by key


def by_country(probability: float, entity_country: str | None, country: str | None, stage: Stage) -> float:
    """Return *probability*, of a candidate that was found by *stage*, after the caller has said
    which *country* is meant.
    """
    if country is None or entity_country is None or not 0 < probability < 1:
        return probability
    same = SAME_COUNTRY_GUESSED if stage is Stage.FUZZY else SAME_COUNTRY
    return times(probability, same if entity_country == country else OTHER_COUNTRY)


def times(probability: float, factor: float) -> float:
    """Return *probability* after its odds are multiplied by *factor*."""
    if not 0 < probability < 1:
        return probability
    odds = probability / (1 - probability) * factor
    return odds / (1 + odds)


def decide(contenders: Sequence[Contender], settings: Settings) -> tuple[Status, tuple[Candidate, ...]]:
    """Return what came of a query, and the best candidate of each entity, best first.

    A candidate's score is the chance that it is meant, not another one and not somebody outside the
    table: its odds among the odds of all, with odds of 1 for nobody. MATCHED when the best score
    reaches the mode's threshold; AMBIGUOUS when it does not, but the best candidate alone would be
    likely enough.
    """
    best: dict[str, Contender] = {}
    for contender in contenders:
        rival = best.get(contender.entity.id)
        if rival is None or _strength(contender) > _strength(rival):
            best[contender.entity.id] = contender
    if any(c.stage is Stage.VARIANT and c.probability >= BY_STAGE[Stage.VARIANT] for c in best.values()):
        for identifier, c in best.items():
            if c.stage is Stage.FUZZY and c.probability > BESIDE_FACT:
                best[identifier] = c._replace(probability=BESIDE_FACT)
    ranked = sorted(best.values(), key=lambda c: (-c.probability, c.stage.rank, c.entity.id))
    if not ranked:
        return Status.UNMATCHED, ()
    odds = [c.probability / max(1e-9, 1 - c.probability) for c in ranked]
    total = 1 + math.fsum(odds)
    first = ranked[0]
    candidates = (
        Candidate(
            first.entity,
            first.alias,
            round(odds[0] / total, 4),
            first.stage,
            tuple(first.tell(first.alignment)),
        ),
        *(
            Candidate.told_later(c.entity, c.alias, round(of / total, 4), c.stage, c.tell)
            for c, of in zip(ranked[1 : settings.limit], odds[1:], strict=False)
        ),
    )
    matched, ambiguous = THRESHOLDS[settings.mode]
    if candidates[0].score >= matched:
        return Status.MATCHED, candidates
    # a spelling of the table may be meant, however weak; what is only like one must be likely
    least = ambiguous if ranked[0].stage is Stage.FUZZY else min(ambiguous, WEAK)
    return (Status.AMBIGUOUS if ranked[0].probability >= least else Status.UNMATCHED), candidates


def _strength(contender: Contender) -> tuple[float, int, str]:
    return contender.probability, -contender.stage.rank, contender.alias
