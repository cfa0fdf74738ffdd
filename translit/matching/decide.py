"""Evidence into a calibrated probability; matched, ambiguous or unmatched."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from translit.matching.similarity import FEATURES, Alignment, is_family_alone, is_variant, vector, weigh
from translit.matching.tokens import Relation
from translit.model import Candidate, Kind, Stage, Status

WEIGHTS = Path(__file__).parent.parent / "data" / "evidence.json"  # learned by training/learn_evidence.py

# How likely a spelling of the table means its entity, by the stage of the hit, before other candidates are looked at.
BY_STAGE = {Stage.EXACT: 0.995, Stage.FOLDED: 0.99, Stage.ROMANIZED: 0.98, Stage.VARIANT: 0.97}
WEAK = 0.5  # a weak alias: as likely somebody else's
FAMILY_ALONE = 0.85  # a bare family name: how likely its bearer in the table is meant, not a relative or a stranger; a prior
# What the country of an entity adds to its odds when the caller names one. A prior, not measured: names travel.
SAME_COUNTRY, OTHER_COUNTRY = 30.0, 1 / 30

# A mode's thresholds: MATCHED from this score on; AMBIGUOUS from this probability of the best candidate, taken alone, on.
THRESHOLDS = {"strict": (0.9, 0.5), "balanced": (0.7, 0.5), "lenient": (0.51, 0.35)}


@dataclass(frozen=True, slots=True)
class Settings:
    """How a `Normalizer` decides.

    *limit*: how many candidates an answer holds. *mode*: "strict" (a false match is worse than a miss), "balanced" or
    "lenient" (a miss is worse). Raises ValueError for a limit below 1 or an unknown mode.
    """

    limit: int = 10
    mode: str = "balanced"

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise ValueError(f"Settings.limit must be 1 or more, not {self.limit!r}")
        if self.mode not in THRESHOLDS:
            raise ValueError(f"Settings.mode must be one of {', '.join(THRESHOLDS)}, not {self.mode!r}")


@dataclass(frozen=True, slots=True)
class Contender:
    """A candidate before the others are looked at; `probability` is the chance that the two names are one."""

    candidate: Candidate
    probability: float


@cache
def _weights() -> dict[str, tuple[float, ...]]:
    tables = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return {kind: tuple(values[name] for name in ("bias", *FEATURES)) for kind, values in tables.items()}


def _weights_of(kind: str, script: str) -> tuple[float, ...]:
    """The weights learned for a kind and, across scripts, for that script, else for all scripts together."""
    learned = _weights()
    across = (f"{kind}/{script}", f"{kind}/across") if script else ()
    return next(learned[name] for name in (*across, kind) if name in learned)


def probability(alignment: Alignment, kind: Kind | None) -> float:
    """Return how likely two aligned names are one, 0 to 1, other names not considered; *kind* None is weighed as a person.

    The tokens of a variant are known to be the same; what is not is weighed by the learned model.
    """
    if all(pair.relation is Relation.INITIAL for pair in alignment.pairs):
        return 0.0  # initials alone are nobody's name
    if is_variant(alignment):
        chance = BY_STAGE[Stage.VARIANT]
    else:
        bias, *weights = _weights_of((kind or Kind.PERSON).value, alignment.script)
        evidence = vector(weigh(alignment))
        chance = min(_sigmoid(bias + math.fsum(w * x for w, x in zip(weights, evidence, strict=True))), BY_STAGE[Stage.VARIANT])
    return chance * FAMILY_ALONE if is_family_alone(alignment) else chance


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


def by_country(probability: float, entity_country: str | None, country: str | None) -> float:
    """Return *probability* after the caller has said which *country* is meant."""
    if country is None or entity_country is None or not 0 < probability < 1:
        return probability
    odds = probability / (1 - probability) * (SAME_COUNTRY if entity_country == country else OTHER_COUNTRY)
    return odds / (1 + odds)


def decide(contenders: Sequence[Contender], settings: Settings) -> tuple[Status, tuple[Candidate, ...]]:
    """Return what came of a query, and the best candidate of each entity, best first.

    A candidate's score is the chance that it is meant, not another one and not somebody outside the table: its odds among the
    odds of all, with odds of 1 for nobody. MATCHED when the best score reaches the mode's threshold; AMBIGUOUS when it does
    not, but the best candidate alone would be likely enough.
    """
    best: dict[str, Contender] = {}
    for contender in contenders:
        rival = best.get(contender.candidate.entity.id)
        if rival is None or _strength(contender) > _strength(rival):
            best[contender.candidate.entity.id] = contender
    ranked = sorted(best.values(), key=lambda c: (-c.probability, c.candidate.stage.rank, c.candidate.entity.id))
    if not ranked:
        return Status.UNMATCHED, ()
    total = 1 + math.fsum(map(_odds, ranked))
    candidates = tuple(replace(c.candidate, score=round(_odds(c) / total, 4)) for c in ranked[: settings.limit])
    matched, ambiguous = THRESHOLDS[settings.mode]
    if candidates[0].score >= matched:
        return Status.MATCHED, candidates
    return (Status.AMBIGUOUS if ranked[0].probability >= ambiguous else Status.UNMATCHED), candidates


def _odds(contender: Contender) -> float:
    return contender.probability / max(1e-9, 1 - contender.probability)


def _strength(contender: Contender) -> tuple[float, int, str]:
    return contender.probability, -contender.candidate.stage.rank, contender.candidate.alias
