"""Evidence into a calibrated probability; matched, ambiguous or unmatched."""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path
from typing import NamedTuple

from translit.names.parts import Part, Role
from translit.pairs.align import Alignment, is_family_alone, is_variant
from translit.pairs.features import FEATURES, weigh
from translit.pairs.relations import Relation
from translit.model import Entity, Kind
from translit.results import Candidate, Stage, Status, Step

PAIR = "pair/"  # the weights for two names that somebody gives: as likely one as not, which a name picked from a table is not
WEIGHTS = Path(__file__).parent.parent / "data" / "evidence.json"  # learned by training/learn_evidence.py
CURVES = Path(__file__).parent.parent / "data" / "calibration.json"  # learned by training/learn_calibration.py

# How likely a spelling of the table means its entity, by the stage of the hit, before other candidates are looked at.
BY_STAGE = {Stage.EXACT: 0.995, Stage.FOLDED: 0.99, Stage.ROMANIZED: 0.98, Stage.VARIANT: 0.97}
WEAK = 0.5  # a weak alias: as likely somebody else's
FAMILY_ALONE = 0.85  # a bare family name: how likely its bearer in the table is meant, not a relative or a stranger; a prior
ACRONYM = 0.75  # initial letters of a name: others have them, too; a prior
# Most of a name whose syllables stand in another order: Kim Jin-woo, Kim Woo-jin. In wikidata_names.txt are 179 such pairs, people of their own; longer tokens that
# change places are mostly one person's (61 of 68 that are ranked first on the lists of OFAC and UN). Too little to be decided, enough to be shown; the second
# if somebody gives two names and asks. Priors.
SHUFFLED, SHUFFLED_PAIR = 0.6, 0.4
JUNIOR = 0.7  # most of a name with a Jr, Sr or III that the alias does not have: the father may be meant, or the son; a prior
BESIDE_FACT = (
    0.75  # most of a likeness beside a name whose tokens are all known to be the query's: Park Chan-jong, Chan-yong Park; a prior
)
MOST = 0.995  # what no evidence but the spelling itself can be surer of
# What the country of an entity adds to its odds when the caller names one. Priors, not measured: names travel. A guess gains less than a spelling
# that is known: many others of that country have a name that is somewhat alike.
SAME_COUNTRY, SAME_COUNTRY_GUESSED, OTHER_COUNTRY = 30.0, 3.0, 1 / 30

# A mode's thresholds: MATCHED from this score on; AMBIGUOUS from this probability of the best candidate, taken alone, on. Of 3,000 names that
# are on no list (nobody.tsv of training/) 0.4 % come out as one of the 8,293 of OFAC's list at 0.75, 0.3 % at 0.8, 0.9 % at 0.5; above 0.82 a bare
# family name is no longer decided.
THRESHOLDS = {"strict": (0.9, 0.75), "balanced": (0.75, 0.7), "lenient": (0.51, 0.35)}


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


Tell = Callable[..., Iterable[Step]]  # tells how somebody was found; takes the alignment, if that is at hand


class Contender(NamedTuple):
    """A candidate before the others are looked at; `probability` is the chance that the two names are one."""

    entity: Entity
    alias: str
    stage: Stage
    probability: float
    tell: Tell
    alignment: Alignment | None = None  # with the query, unless it was found by key


@cache
def _weights(of: str, kind: Kind, script: str) -> tuple[float, ...]:
    """The weights learned for a kind and, across scripts, for that script, else for all scripts together; the first is the bias."""
    learned = _learned()
    across = (f"{of}{kind}/{script}", f"{of}{kind}/across", f"{of}person/across") if script else ()
    values = next(learned[name] for name in (*across, f"{of}{kind}") if name in learned)
    return tuple(values[name] for name in ("bias", *FEATURES))


@cache
def _curve(kind: Kind, script: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the log-odds that the model gives, in ascending order, and what they have turned out to be."""
    curves = _curves()
    curve = (curves.get(f"{kind}/{script}") or curves[f"{kind}/across"]) if script else curves[kind]
    return tuple(given for given, _ in curve), tuple(found for _, found in curve)


@cache
def _curves() -> dict[str, list[tuple[float, float]]]:
    curves: dict[str, list[tuple[float, float]]] = json.loads(CURVES.read_text(encoding="utf-8"))["curves"]
    return curves


def calibrated(odds: float, kind: Kind, script: str) -> float:
    """Return what log-odds of the model have turned out to be, by straight lines between measured points; parallel beyond them.

    The model is linear, and names are not: it is too careful in the middle and too sure at the end of the impossible.
    """
    given, found = _curve(kind, script)
    at = bisect_right(given, odds)
    if at == 0:
        return found[0] + odds - given[0]
    if at == len(given):
        return found[-1] + odds - given[-1]
    share = (odds - given[at - 1]) / (given[at] - given[at - 1])
    return found[at - 1] + share * (found[at] - found[at - 1])


@cache
def _learned() -> dict[str, dict[str, float]]:
    tables: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return tables


def probability(alignment: Alignment, kind: Kind | None, size: int) -> float:
    """Return how likely two aligned names are one, 0 to 1, other names not considered.

    *kind* None: the two must be likely one as names of any kind.

    *size*: the number of names in the table; 1 if somebody gives two names and asks. The learned model weighs the evidence; a
    variant, whose tokens are known to be the same, is at least as likely as that says.
    """
    if all(pair.relation is Relation.INITIAL for pair in alignment.pairs):
        return 0.0  # initials alone are nobody's name
    if alignment.pairs[0].relation is Relation.ACRONYM:
        return ACRONYM
    script = alignment.script
    of = PAIR if size == 1 else ""
    odds = min(
        sum(map(mul, _weights(of, each, script), (1.0, *weigh(alignment, each, size)))) for each in ((kind,) if kind else Kind)
    )
    chance = min(_sigmoid(odds if size == 1 or kind is None else calibrated(odds, kind, script)), MOST)
    is_bare = is_family_alone(alignment)
    if is_variant(alignment) and (kind is Kind.PERSON or not is_bare):
        chance = max(chance, BY_STAGE[Stage.VARIANT])
    if _has_suffix(alignment.query_left) or (size == 1 and _has_suffix(alignment.alias_left)):
        chance = min(chance, JUNIOR)
    if alignment.is_shuffled and kind in (Kind.PERSON, None):
        chance = min(chance, SHUFFLED_PAIR if size == 1 else SHUFFLED)
    return min(chance, BY_STAGE[Stage.VARIANT] * FAMILY_ALONE) if is_bare else chance


def _has_suffix(left: Iterable[Part]) -> bool:
    return any(part.role is Role.SUFFIX for part in left)


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


def by_country(probability: float, entity_country: str | None, country: str | None, stage: Stage) -> float:
    """Return *probability*, of a candidate that was found by *stage*, after the caller has said which *country* is meant."""
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

    A candidate's score is the chance that it is meant, not another one and not somebody outside the table: its odds among the
    odds of all, with odds of 1 for nobody. MATCHED when the best score reaches the mode's threshold; AMBIGUOUS when it does
    not, but the best candidate alone would be likely enough.
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
        Candidate(first.entity, first.alias, round(odds[0] / total, 4), first.stage, tuple(first.tell(first.alignment))),
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
