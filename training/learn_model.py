"""Learn what tells two names apart: `translit/data/model/`, a file a kind.

    python training/align_pairs.py DATA FOLDER          # some 20 minutes
    python training/feature_matrix.py FOLDER TASK…      # a minute
    python training/learn_model.py FOLDER [OUT] [person|org|place]…    # some 3 minutes

For each kind of name a sum of small decision trees over the features of translit/pairs/features.py,
each monotone in the features that may speak one way only, by gradient boosting (LightGBM). The loss
is that of the answer that `decide` gives: a candidate's share of the odds of all, with odds of 1
for none of them; two names that somebody compares are a question with one candidate. A question of
a table that has the right entity counts a second time without it, so that an unknown name is as
usual as a known one. Then the curve that takes the sum to what it has turned out to be
(calibrate.py), from trees that learned from one half of the questions and are asked about the
other.

Learned from the questions that align_pairs.py lists in `SOURCES`, with their licences, none of an
entity that is held out, and from the pseudo-observations of priors.yaml. Deterministic. What came
of the held-out questions is printed (measure.py). Needs lightgbm, scipy and pyyaml.
"""

from __future__ import annotations

import pickle
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import lightgbm as lgb
import numpy as np
from align_pairs import SOURCES
from calibrate import FOLDS, MAX_ODDS, apply_curve, fit_curve, fold_of
from measure import measure, shown
from model_file import as_json, write
from near_strangers import NUMBER, has_other_form, is_respelled
from questions import Matrix

from translit.model import Kind
from translit.pairs.features import features_of

OUT = Path(__file__).parent.parent / "translit" / "data" / "model"
SEED = 7
TREES = {"min_child_samples": 40, "max_bin": 63}
# Places have fewer features and a quarter of the questions: of larger trees they gain nothing.
SMALL = {"num_leaves": 20, "max_depth": 6, "learning_rate": 0.08, "lambda_l2": 3.0, "feature_fraction": 0.6}
LARGE = {"num_leaves": 40, "max_depth": 8, "learning_rate": 0.12, "lambda_l2": 10.0, "feature_fraction": 0.4}
SIZES = {Kind.PERSON: LARGE, Kind.ORG: LARGE, Kind.PLACE: SMALL}
ROUNDS = 400
MIN_HESSIAN = 1e-3  # of a candidate, so that one that is decided does not weigh nothing
# Copies of each pseudo-observation, so that a leaf of `min_child_samples` rows may be of few of
# them; together they count as so many times its weight.
COPIES, WEIGHT_OF_COPIES = 12, 3.0
# How much a question counts whose right entity is taken out of the table, beside 1 for the same
# with it …
WITHOUT_RIGHT = 0.4
# … and one that is asked of a table of near strangers only.
OF_STRANGERS = {Kind.PERSON: 0.2, Kind.ORG: 0.5, Kind.PLACE: 0.4}
# Sorts of near strangers in which a word of a name is exchanged for another one.
OF_WORDS = ("letter", "alike", "relative", "father")
# A name that the box lacks: most are taken for places, next to none for organisations.
OF_BOX = {Kind.PERSON: 1.0, Kind.ORG: 0.3, Kind.PLACE: 2.0}
# Weights of other questions, by what their source contains; the first that fits.
WEIGHTS = {
    # a name as its list has it, asked of the table of near strangers: held out, .3 instead of .15
    # has a quarter fewer of them MATCHED, or more by kind, and .02 fewer of OFAC's close variants
    "/listed": 0.15,
    "more:alike": 0.3,
    "slip": 0.5,
    "nobody": 0.5,
    "eastslavic": 5.0,
    "name_parts": 0.5,  # put together, and their near strangers, too: one in three scripts each
    "more:vowels": 0.3,
    "vowels/more/pair": 0.1,
    "vowels/more": 0.05,
    # a bare family name of the table is its bearer's in five of eight cases: a prior
    "namesake": 0.6,
    # of towns in two scripts there are five variants to a near stranger
    **dict.fromkeys(("no-latin/more", "Arab/stranger", "Cyrl/stranger", "Hang/stranger"), 2.0),
}
MADE_PAIR = 0.6  # a pair of a name and a made near stranger

PROVENANCE = [
    "Decision trees over the features of translit/pairs/features.py and, as `calibration`,",
    "what their sum turned out to be; learned by training/learn_model.py. Of each kind: how many",
    "questions it was learned from, and whose names they were. Near strangers made by",
    "training/near_strangers.py are among them. Two thirds of the entities, by the hash of their ids.",
]


def load(folder: Path, tasks: Sequence[str], kind: Kind) -> Matrix:
    """Return the questions of all *tasks* of one kind, those of priors.yaml `COPIES` times."""
    parts: list[Matrix] = []
    for task in tasks:
        with (folder / f"{task}.matrix").open("rb") as file:
            of_kind = [m for m in pickle.load(file) if m.kind == kind]  # by feature_matrix.py
        parts += of_kind * (COPIES if task == "priors" else 1)
    names = [feature.name for feature in features_of(kind)]
    starts = np.cumsum([0, *(len(m.source) for m in parts)])
    return Matrix(
        kind,
        names,
        np.concatenate([m.chosen(names) for m in parts]),
        np.concatenate([m.question + start for m, start in zip(parts, starts, strict=False)]),
        np.concatenate([m.is_right for m in parts]),
        [source for m in parts for source in m.source],
        np.concatenate([m.held_out for m in parts]),
        np.concatenate([m.is_pair for m in parts]),
        np.concatenate([m.weight for m in parts]),
        [names for m in parts for names in m.names],
    )


def is_sound(source: str, names: Sequence[str]) -> bool:
    """Whether a question is what its source says: where a number was exchanged there is one, and
    where a word was, it is no other spelling or form of it.
    """
    if "more:number/" in source:
        return NUMBER.findall(names[0]) != NUMBER.findall(names[1])
    if "/org/Latin/stranger/more:word/" in source:
        return not any(has_other_form(names[0], other) for other in names[1:])
    is_of_words = any(f"/person/Latin/stranger/more:{sort}/" in source for sort in OF_WORDS)
    return not (is_of_words and any(is_respelled(names[0], other) for other in names[1:]))


def weight_of(source: str, kind: Kind) -> float:
    """Return how much a question counts: what was made counts less than what was met."""
    if source.startswith("priors"):
        return WEIGHT_OF_COPIES / COPIES
    for sort, weight in WEIGHTS.items():
        if sort in source:
            return weight
    if source.startswith("box"):
        return OF_BOX[kind]
    if source.endswith(("/near", "/swap")):
        return OF_STRANGERS[kind]
    if source.endswith("/more"):
        return OF_STRANGERS[kind] / 2
    return MADE_PAIR if "/more" in source else 1.0


def with_weights(m: Matrix) -> Matrix:
    """Return the matrix with the weight of each question's source; 0 where it is not sound."""
    weights = [
        weight_of(source, m.kind) * is_sound(source, names)
        for source, names in zip(m.source, m.names, strict=True)
    ]
    return replace(m, weight=m.weight * np.array(weights))


def training_set(m: Matrix, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return rows, question number, label and weight of the *chosen* questions.

    A question of a table that has a right answer comes once more without it.
    """
    keep = (chosen & (m.weight > 0))[m.question]
    row, question, label = np.flatnonzero(keep), m.question[keep], m.is_right[keep].astype(float)
    has_right = np.zeros(len(chosen), dtype=bool)
    has_right[question[label > 0]] = True
    is_prior = np.array([source.startswith("priors") for source in m.source])
    again = (has_right & ~m.is_pair & ~is_prior)[question] & (label == 0)
    rows = np.concatenate([row, row[again]])
    questions = np.concatenate([question, question[again] + len(chosen)])
    labels = np.concatenate([label, np.zeros(again.sum())])
    weights = np.concatenate([m.weight[question], WITHOUT_RIGHT * m.weight[question[again]]])
    _, questions = np.unique(questions, return_inverse=True)
    return rows, questions, labels, weights


def shares(odds: np.ndarray, questions: np.ndarray) -> np.ndarray:
    """Return each candidate's share of the odds of its question; those of none of them are 1."""
    e = np.exp(np.clip(odds, -MAX_ODDS, MAX_ODDS))
    return e / (1 + np.bincount(questions, e))[questions]


def objective(questions: np.ndarray) -> Callable[[np.ndarray, lgb.Dataset], tuple[np.ndarray, np.ndarray]]:
    """Return the gradient and second derivative of the loss of the candidates of *questions*."""

    def derivatives(odds: np.ndarray, data: lgb.Dataset) -> tuple[np.ndarray, np.ndarray]:
        p = shares(odds, questions)
        weights = data.get_weight()
        return weights * (p - data.get_label()), weights * np.maximum(p * (1 - p), MIN_HESSIAN)

    return derivatives


def learn(m: Matrix, chosen: np.ndarray) -> lgb.Booster:
    """Return the trees that the *chosen* questions teach."""
    rows, questions, labels, weights = training_set(m, chosen)
    params = {
        **TREES,
        **SIZES[m.kind],
        "objective": objective(questions),
        "monotone_constraints": [feature.sign for feature in features_of(m.kind)],
        "monotone_constraints_method": "intermediate",
        "seed": SEED,
        "deterministic": True,
        "num_threads": 1,
        "verbose": -1,
        "force_row_wise": True,
    }
    data = lgb.Dataset(m.x[rows], labels, weight=weights, free_raw_data=False)
    return lgb.train(params, data, num_boost_round=ROUNDS)


def predicted(model: lgb.Booster, x: np.ndarray) -> np.ndarray:
    """Return the sums of the trees."""
    return np.asarray(model.predict(x, num_threads=1), dtype=float)


def calibration(m: Matrix, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the curve of sums of trees that did not learn from what they are asked about."""
    fold = np.array([fold_of(names[0]) for names in m.names])
    odds = np.zeros(len(m.is_right))
    for at in range(FOLDS):
        model = learn(m, chosen & (fold != at))
        of_fold = (fold == at)[m.question]
        odds[of_fold] = predicted(model, m.x[of_fold])
    rows, questions, labels, weights = training_set(m, chosen)
    return fit_curve(odds[rows], questions, labels, weights)


def main() -> None:
    folder = Path(sys.argv[1])
    kinds = [Kind(arg) for arg in sys.argv[2:] if arg in list(Kind)] or list(Kind)
    out = next((Path(arg) for arg in sys.argv[2:] if arg not in list(Kind)), OUT)
    tasks = [task for task in SOURCES if (folder / f"{task}.matrix").exists()]
    for kind in kinds:
        start = time.perf_counter()
        m = with_weights(load(folder, tasks, kind))
        chosen = ~m.held_out
        curve = calibration(m, chosen)
        model = learn(m, chosen)
        of_kind = sorted({source.partition("/")[0] for source in m.source})
        about = {"n": int(chosen.sum()), "sources": {task: SOURCES[task] for task in of_kind}}
        print(f"== {kind}: {about['n']} questions, {time.perf_counter() - start:.0f} s")
        odds = apply_curve(predicted(model, m.x), curve)
        print(shown(measure(m, m.held_out & (m.weight > 0), shares(odds, m.question))), flush=True)
        write(out, PROVENANCE, str(kind), as_json(model, m.features, curve, about))


if __name__ == "__main__":
    main()
