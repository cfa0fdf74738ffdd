"""Learn what the model's log-odds turn out to be: `translit/data/calibration.json`. Run after
learn_evidence.py.

    python training/learn_calibration.py DATA

DATA as for learn_evidence.py. Every query is looked up as a user does, and its candidates are kept
with the log-odds that the model gave them. A curve of straight lines, ascending, takes these to the
log-odds under which the right answers are likeliest; each query counts twice, the second time
without its right entity, so that an unknown name is as likely as a known one. One curve a kind for
Latin letters and one across scripts, each pulled towards the curve of all; for each script of which
there is enough that of its kind, higher or lower. Half of the entities are left out:
benchmarks/calibration.py measures on them. Needs scipy.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
from learn_evidence import rows
from scipy.optimize import minimize

from translit import Entity, Kind, Normalizer, Stage
from translit.index.terms import hashed
from translit.names.name import Name
from translit.pairs.align import Alignment
from translit.pairs.aligned_names import Context
from translit.pairs.features import extract_features
from translit.pairs.log_odds import probability
from translit.pairs.model import CURVES, Model
from translit.pairs.priors import MOST, bounds
from translit.resolve.decide import ScoredCandidate
from translit.resolve.lookup import look_up
from translit.resolve.query import Query
from translit.writing.scripts import scripts

SEED = 5
QUERIES = 600  # of one task, kind, script and band
STRANGERS = (
    # names of nobody in Latin letters, asked of each list of people; and as many in other scripts
    600
)
FEW = 300  # queries; a group that has fewer takes the curve of all
TASKS = ("ofac", "un", "places", "wikidata_people")
KNOTS = np.array(
    [-7.0, -4.0, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5]
)  # log-odds between which the curve is straight
LEAST = 0.1  # slope, so that who is likelier stays so
PULL = 3.0  # of a group's curve towards that of all
SHIFT = np.array(
    [0.3, *[30.0] * (len(KNOTS) - 1)]
)  # the same for a script: its curve is that of its kind, higher or lower
ENOUGH = 120  # queries of a script from which on it has a curve
GUESSED = (Stage.VARIANT, Stage.FUZZY)  # stages of candidates that were weighed, not looked up
UNCALIBRATED = Model(curves_path=None)


class Answer(NamedTuple):
    """The candidates of one query: the model's log-odds, whether these are the model's or fixed,
    which are right.
    """

    odds: np.ndarray
    is_fixed: np.ndarray
    is_right: np.ndarray


def is_left_out(identifier: str) -> bool:
    """Whether the curve does not learn from the queries of an entity."""
    return hashed(identifier) % 2 == 1


def is_by_prior(alignment: Alignment, kind: Kind, context: Context) -> bool:
    """Whether a prior says how likely two names are one, and not the model."""
    at_least, at_most = bounds(alignment, kind, context)
    features = extract_features(alignment, kind, context)
    learned = probability(UNCALIBRATED.log_odds(features, kind, alignment.script, context))
    return learned <= at_least or (learned >= at_most and at_most < MOST)


def is_fixed(candidate: ScoredCandidate, context: Context) -> bool:
    """Whether something else than the model says how likely a candidate is meant."""
    if candidate.alignment is None or candidate.terms or candidate.stage not in GUESSED:
        return True
    return is_by_prior(candidate.alignment, candidate.entity.kind, context)


def asked(folder: Path) -> dict[str, list[Answer]]:
    """Return the answers by kind, those across scripts apart."""
    strangers = [row["name"] for row in rows(folder / "nobody.tsv")]
    found: dict[str, list[Answer]] = defaultdict(list)
    for task in TASKS:
        table = [
            Entity(row["entity_id"], row["name"], row["kind"]) for row in rows(folder / f"{task}_index.tsv")
        ]
        n = Normalizer.from_entities(table)
        context = Context(n._index.population)
        namesakes = defaultdict(set)
        for entity in table:
            namesakes[entity.name.casefold()].add(entity.id)
        names = {entity.id: entity.name.casefold() for entity in table}
        groups: dict[tuple[str, str, str], list[tuple[str | None, str]]] = defaultdict(list)
        for row in rows(folder / f"{task}_queries.tsv"):
            if row["band"] != "other-name" and not is_left_out(row["entity_id"]):
                groups[row["kind"], row["script"], row["band"]].append((row["entity_id"], row["variant"]))
        if ("person", "Latin", "variant") in groups:
            native = [name for name in strangers if scripts(name) - {"Latn"}]
            latin = [name for name in strangers if not scripts(name) - {"Latn"}]
            for script, those in (("Latin", latin), ("other", native)):
                groups["person", script, "nobody"] = [
                    (None, name) for name in random.Random(SEED).sample(those, STRANGERS)
                ]
        for (kind, _, _), queries in sorted(groups.items()):
            for right, name in random.Random(SEED).sample(queries, min(QUERIES, len(queries))):
                query = Name(name, n._lexicon)
                scored, _ = look_up(Query(query), n._index, model=UNCALIBRATED)
                best = {}
                for c in sorted(scored, key=lambda c: c.log_odds):
                    best[c.entity.id] = c
                if not best:
                    continue
                script = query.script
                ranked = list(best.values())
                answer = Answer(
                    np.array([max(c.log_odds, -20.0) for c in ranked]),
                    np.array([is_fixed(c, context) for c in ranked]),
                    np.array([right is not None and c.entity.id in namesakes[names[right]] for c in ranked]),
                )
                found[f"{kind}/across" if script else kind].append(answer)
                if script:
                    found[f"{kind}/{script}"].append(answer)
    return found


def basis(odds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how far each of *odds* has come between each knot and the next, 0 to 1, after a 1 for
    the start; and how far beyond.
    """
    inside = np.clip(odds, KNOTS[0], KNOTS[-1])
    beyond = odds - inside
    steps = np.clip((inside[:, None] - KNOTS[:-1]) / np.diff(KNOTS), 0, 1)
    return np.column_stack([np.ones(len(odds)), steps]), beyond


def learn(answers: list[Answer], prior: np.ndarray | None, pull: float | np.ndarray = PULL) -> np.ndarray:
    """Return where the curve starts and by how much it rises from each knot to the next; *pull*: of
    *prior*, a larger group's.
    """
    without = [
        Answer(*(part[~a.is_right] for part in a))
        for a in answers
        if a.is_right.any() and not a.is_right.all()
    ]
    both = [*answers, *without]
    query = np.repeat(np.arange(len(both)), [len(a.odds) for a in both])
    odds, is_fixed, is_right = (np.concatenate(parts) for parts in zip(*both, strict=True))
    steps, beyond = basis(odds)
    is_known = np.bincount(query[is_right], minlength=len(both)) > 0

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        e = np.exp(np.where(is_fixed, odds, steps @ w + beyond))
        total = 1 + np.bincount(query, e, len(both))
        right = np.where(is_known, np.bincount(query[is_right], e[is_right], len(both)), 1)
        slope = e / total[query]
        slope[is_right] -= e[is_right] / right[query[is_right]]
        slope[is_fixed] = 0
        off = 0 if prior is None else w - prior
        return (np.log(total) - np.log(right)).sum() + np.sum(pull * off**2) / 2, steps.T @ slope + pull * off

    start = np.concatenate([KNOTS[:1], np.diff(KNOTS)]) if prior is None else prior
    bounds = [(None, None), *((LEAST * width, None) for width in np.diff(KNOTS))]
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000}).x


def main() -> None:
    groups = asked(Path(sys.argv[1]))
    kinds = [f"{kind}{end}" for kind in Kind for end in ("", "/across")]
    of_all = learn([answer for name in kinds for answer in groups[name]], None)
    curves = {}
    for kind in Kind:
        of_kind = [name for name in sorted(groups) if name.startswith(f"{kind}/") and name not in kinds]
        for name in (str(kind), f"{kind}/across", *of_kind):
            if name in kinds:
                learned = learn(groups[name], of_all) if len(groups[name]) >= FEW else of_all
                across = learned
            elif len(groups[name]) >= ENOUGH:
                learned = learn(groups[name], across, SHIFT)
            else:
                continue
            print(name, len(groups[name]), "queries")
            curves[name] = [
                (float(k), round(float(v), 2)) for k, v in zip(KNOTS, np.cumsum(learned), strict=True)
            ]
    provenance = [
        "What the log-odds of evidence.json turn out to be; learned by training/learn_calibration.py from the US Treasury's SDN list",
        "(public domain), the UN consolidated list, WhosOnFirst localities (attribution) and NETransliteration-COLING2018 (CC0).",
    ]
    lines = ",\n".join(f'  "{name}": {json.dumps(points)}' for name, points in curves.items())
    text = f'{{\n "provenance": {json.dumps(provenance, indent=1)},\n "curves": {{\n{lines}\n }}\n}}\n'
    CURVES.write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
