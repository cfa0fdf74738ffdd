"""The last step of learning: what log-odds of the trees turn out to be, on questions that the trees
did not learn from.

Used by learn_model.py; `expected_error` by benchmarks/calibration.py, too.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from scipy.optimize import minimize

# log-odds between which the curve is straight
KNOTS = np.array([-8.0, -5.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.5, 8.0])
MIN_SLOPE = 0.2  # so that who is likelier stays so
PULL = 3.0  # towards the log-odds as they are
SMOOTHNESS = 20.0  # pull of the slopes of neighbouring pieces towards each other
MAX_ODDS = 30.0  # log-odds, beyond which exp() would overflow
FOLDS = 2  # of the questions: the trees that learn from one are asked about the other


def fold_of(name: str) -> int:
    """Return the fold of a question, by its query."""
    return hashlib.blake2b(name.encode(), digest_size=4).digest()[1] % FOLDS


def fit_curve(
    odds: np.ndarray, questions: np.ndarray, labels: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the knots and the log-odds found there: the ascending curve that makes the right
    answers likeliest.

    All arrays have an entry a candidate; *questions*: the number of its question.
    """
    inside = np.clip(odds, KNOTS[0], KNOTS[-1])
    width = np.diff(KNOTS)
    # how far each has come between each knot and the next, 0 to 1, behind a 1 for the start; how
    # far beyond
    steps = np.column_stack([np.ones(len(odds)), np.clip((inside[:, None] - KNOTS[:-1]) / width, 0, 1)])
    beyond = odds - inside
    count = questions.max() + 1
    of_question = np.zeros(count)
    of_question[questions] = weights
    start = np.concatenate([KNOTS[:1], width])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = np.clip(steps @ w + beyond, -MAX_ODDS, MAX_ODDS)
        e = np.exp(z)
        total = 1 + np.bincount(questions, e, count)
        off = w - start
        bend = np.diff(w[1:] / width)
        value = (of_question * np.log(total)).sum() - (weights * labels * z).sum()
        value += PULL * (off**2).sum() / 2 + SMOOTHNESS * (bend**2).sum() / 2
        gradient = steps.T @ (weights * (e / total[questions] - labels)) + PULL * off
        slope = np.zeros(len(width))
        slope[:-1] -= bend
        slope[1:] += bend
        gradient[1:] += SMOOTHNESS * slope / width
        return value, gradient

    bounds: list[Any] = [(None, None), *((MIN_SLOPE * w, None) for w in width)]
    w = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000}).x
    return KNOTS, np.cumsum(w)


def apply_curve(odds: np.ndarray, curve: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Return what *odds* turn out to be, as `translit.pairs.model` does: parallel past the ends."""
    given, found = curve
    inside = np.clip(odds, given[0], given[-1])
    return np.interp(inside, given, found) + odds - inside


def expected_error(p: np.ndarray, is_right: np.ndarray, bins: int = 10) -> float:
    """Return the expected calibration error: the mean distance of the probability and the share
    that is right, over bins of equal width.
    """
    at = np.minimum((p * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(p[at == b].mean() - is_right[at == b].mean()) * (at == b).mean()
            for b in range(bins)
            if (at == b).any()
        )
    )
