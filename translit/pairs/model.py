"""From the features of two aligned names to the calibrated probability that they are one."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from operator import mul
from pathlib import Path

from translit.model import Kind
from translit.names.roles import NamePart, Role
from translit.pairs import log_odds
from translit.pairs.align import Alignment, is_family_alone, is_variant
from translit.pairs.features import FEATURES, weigh
from translit.pairs.relations import Relation
from translit.results import Stage

# the weights for two names that somebody gives: as likely one as not, which a name picked from a
# table is not
PAIR = "pair/"
# learned by training/learn_evidence.py
WEIGHTS = Path(__file__).parent.parent / "data" / "evidence.json"
# learned by training/learn_calibration.py
CURVES = Path(__file__).parent.parent / "data" / "calibration.json"

# How likely a spelling of the table means its entity, by the stage of the hit, before other
# candidates are looked at.
BY_STAGE = {Stage.EXACT: 0.995, Stage.FOLDED: 0.99, Stage.ROMANIZED: 0.98, Stage.VARIANT: 0.97}
WEAK = 0.5  # a weak alias: as likely somebody else's
# a bare family name: how likely its bearer in the table is meant, not a relative or a stranger; a
# prior
FAMILY_ALONE = 0.85
ACRONYM = 0.75  # initial letters of a name: others have them, too; a prior
# Most of a name whose syllables stand in another order: Kim Jin-woo, Kim Woo-jin. In
# wikidata_names.txt are 179 such pairs, people of their own; longer tokens that change places are
# mostly one person's (61 of 68 that are ranked first on the lists of OFAC and UN). Too little to be
# decided, enough to be shown; the second if somebody gives two names and asks. Priors.
SHUFFLED, SHUFFLED_PAIR = 0.6, 0.4
# most of a name with a Jr, Sr or III that the alias does not have: the father may be meant, or the
# son; a prior
JUNIOR = 0.7
MOST = 0.995  # what no evidence but the spelling itself can be surer of


@cache
def _weights(of: str, kind: Kind, script: str) -> tuple[float, ...]:
    """The weights learned for a kind and, across scripts, for that script, else for all scripts
    together; the first is the bias.
    """
    learned = _learned()
    across = (f"{of}{kind}/{script}", f"{of}{kind}/across", f"{of}person/across") if script else ()
    values = next(learned[name] for name in (*across, f"{of}{kind}") if name in learned)
    return tuple(values[name] for name in ("bias", *FEATURES))


@cache
def _curve(kind: Kind, script: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the log-odds that the model gives, in ascending order, and what they have turned out
    to be.
    """
    curves = _curves()
    curve = (curves.get(f"{kind}/{script}") or curves[f"{kind}/across"]) if script else curves[kind]
    return tuple(given for given, _ in curve), tuple(found for _, found in curve)


@cache
def _curves() -> dict[str, list[tuple[float, float]]]:
    curves: dict[str, list[tuple[float, float]]] = json.loads(CURVES.read_text(encoding="utf-8"))["curves"]
    return curves


def calibrated(odds: float, kind: Kind, script: str) -> float:
    """Return what log-odds of the model have turned out to be, by straight lines between measured
    points; parallel beyond them.

    The model is linear, and names are not: it is too careful in the middle and too sure at the end
    of the impossible.
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

    *size*: the number of names in the table; 1 if somebody gives two names and asks. The learned
    model weighs the evidence; a variant, whose tokens are known to be the same, is at least as
    likely as that says.
    """
    if all(pair.relation is Relation.INITIAL for pair in alignment.pairs):
        return 0.0  # initials alone are nobody's name
    if alignment.pairs[0].relation is Relation.ACRONYM:
        return ACRONYM
    script = alignment.script
    of = PAIR if size == 1 else ""
    odds = min(
        sum(map(mul, _weights(of, each, script), (1.0, *weigh(alignment, each, size))))
        for each in ((kind,) if kind else Kind)
    )
    nats = odds if size == 1 or kind is None else calibrated(odds, kind, script)
    chance = min(log_odds.probability(nats), MOST)
    is_bare = is_family_alone(alignment)
    if is_variant(alignment) and (kind is Kind.PERSON or not is_bare):
        chance = max(chance, BY_STAGE[Stage.VARIANT])
    if _has_suffix(alignment.query_left) or (size == 1 and _has_suffix(alignment.alias_left)):
        chance = min(chance, JUNIOR)
    if alignment.is_shuffled and kind in (Kind.PERSON, None):
        chance = min(chance, SHUFFLED_PAIR if size == 1 else SHUFFLED)
    return min(chance, BY_STAGE[Stage.VARIANT] * FAMILY_ALONE) if is_bare else chance


def _has_suffix(left: Iterable[NamePart]) -> bool:
    return any(part.role is Role.SUFFIX for part in left)
