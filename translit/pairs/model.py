"""From the features of two aligned names to the calibrated probability that they are one."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import mul
from pathlib import Path

from translit.model import Kind
from translit.pairs.align import Alignment, is_bare_surname
from translit.pairs.aligned_names import Context
from translit.pairs.features import FEATURE_NAMES, extract_features
from translit.pairs.log_odds import log_odds, probability
from translit.pairs.priors import bounds

# the weights for two names that somebody gives: as likely one as not, which a name picked from a
# table is not
PAIR = "pair/"
DATA = Path(__file__).parent.parent / "data"
WEIGHTS = DATA / "evidence.json"  # learned by training/learn_evidence.py
CURVES = DATA / "calibration.json"  # learned by training/learn_calibration.py

# Nats that a pair can say for or against where pairs or kinds are averaged: odds of 400 to 1.
MAX_LOG_ODDS = 6.0
MIN_PERSON_LOG_ODDS = -4.0  # as a person's name; below it the other kinds do not count

Curve = tuple[tuple[float, ...], tuple[float, ...]]  # log-odds of the model; what they turn out to be


def load_weights(path: Path = WEIGHTS) -> dict[str, tuple[float, ...]]:
    """Read the learned weights, in log-odds for each 1 of a feature, by kind and script; the bias
    is the first.
    """
    learned: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))["weights"]
    names = ("bias", *FEATURE_NAMES)
    return {group: tuple(values[name] for name in names) for group, values in learned.items()}


def load_curves(path: Path = CURVES) -> dict[str, Curve]:
    """Read the learned calibration curves, by kind and script: log-odds that the model gives, in
    ascending order, and what they have turned out to be.
    """
    learned: dict[str, list[tuple[float, float]]] = json.loads(path.read_text(encoding="utf-8"))["curves"]
    return {
        group: (tuple(given for given, _ in points), tuple(found for _, found in points))
        for group, points in learned.items()
    }


@dataclass(frozen=True)
class Model:
    """A linear model of the features, and the curves that calibrate it; files are read at need.

    *curves* None: log-odds are left as the weights give them.
    """

    weights_path: Path = WEIGHTS
    curves_path: Path | None = CURVES
    _of_group: dict[tuple[bool, Kind, str], tuple[float, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def weights(self) -> dict[str, tuple[float, ...]]:
        return load_weights(self.weights_path)

    @cached_property
    def curves(self) -> dict[str, Curve]:
        return load_curves(self.curves_path) if self.curves_path else {}

    def log_odds(self, features: Sequence[float], kind: Kind, script: str, context: Context) -> float:
        """Return the log-odds that two names of *kind* are one, not calibrated.

        *script* as in `Alignment.script`: the script of one of them where the other is in Latin
        letters.
        """
        weights = self._weights_of(context.n_names is None, kind, script)
        nats: float = sum(map(mul, weights, (1.0, *features)))
        return nats

    def calibrated(self, nats: float, kind: Kind, script: str) -> float:
        """Return what log-odds of the model have turned out to be, by straight lines between
        measured points; parallel beyond them.

        The model is linear, and names are not: it is too careful in the middle and too sure at the
        end of the impossible.
        """
        if not self.curves:
            return nats
        given, found = calibration_curve(self.curves, kind, script)
        at = bisect_right(given, nats)
        if at == 0:
            return found[0] + nats - given[0]
        if at == len(given):
            return found[-1] + nats - given[-1]
        share = (nats - given[at - 1]) / (given[at] - given[at - 1])
        return found[at - 1] + share * (found[at] - found[at - 1])

    def match_probability(self, alignment: Alignment, kind: Kind, context: Context) -> float:
        """See `match_probability`."""
        at_least, at_most = bounds(alignment, kind, context)
        if at_least >= at_most:
            return at_most
        script = alignment.script
        nats = self.log_odds(extract_features(alignment, kind, context), kind, script, context)
        if context.n_names is not None:
            nats = self.calibrated(nats, kind, script)
        return min(max(probability(nats), at_least), at_most)

    def _weights_of(self, is_pair: bool, kind: Kind, script: str) -> tuple[float, ...]:
        """Return the weights of a kind and, across scripts, of that script, else of all scripts."""
        weights = self._of_group.get((is_pair, kind, script))
        if weights is None:
            of = PAIR if is_pair else ""
            across = (f"{of}{kind}/{script}", f"{of}{kind}/across", f"{of}person/across") if script else ()
            weights = next(self.weights[name] for name in (*across, f"{of}{kind}") if name in self.weights)
            self._of_group[is_pair, kind, script] = weights
        return weights


def calibration_curve(curves: dict[str, Curve], kind: Kind, script: str) -> Curve:
    """Return the curve of *kind* and, across scripts, of that script or else of all of them."""
    if not script:
        return curves[kind]
    return curves.get(f"{kind}/{script}") or curves[f"{kind}/across"]


MODEL = Model()  # the one in the box


def match_probability(alignment: Alignment, kind: Kind, context: Context, model: Model = MODEL) -> float:
    """Return how likely two aligned names are one, 0 to 1, other names not considered.

    The learned model weighs the features; `priors` bound what comes of it.
    """
    return model.match_probability(alignment, kind, context)


def log_odds_of_unknown_kind(alignment: Alignment, context: Context, model: Model = MODEL) -> float:
    """Return the log-odds that two aligned names of unknown kind are one.

    The mean over the kinds, each at most `MAX_LOG_ODDS` for or against. Of two names that share a
    surname alone the least counts twice: Jersey is a part of New Jersey, not its short form. What
    only people's names do is judged as of people: syllables that change places (Kim Jin-woo, Kim
    Woo-jin).
    """

    def as_kind(kind: Kind) -> float:
        return log_odds(model.match_probability(alignment, kind, context), limit=MAX_LOG_ODDS)

    as_person = as_kind(Kind.PERSON)
    if as_person < MIN_PERSON_LOG_ODDS or alignment.is_shuffled:
        return as_person
    kinds = [as_person, as_kind(Kind.PLACE), as_kind(Kind.ORG)]
    if is_bare_surname(alignment):
        kinds.append(min(kinds))
    return sum(kinds) / len(kinds)
