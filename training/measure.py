"""What came of questions nothing was learned from: by source, for learn_model.py and by hand."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from calibrate import expected_error
from questions import Matrix

MATCHED = 0.75  # score from which on a candidate is MATCHED
SAME = 0.5  # score from which on two names count as one
FALSE_SHARE = 0.03  # of strangers accepted, at which recall is measured


def measure(
    m: Matrix, chosen: np.ndarray, p: np.ndarray, matched: float = MATCHED
) -> dict[str, dict[str, float]]:
    """Return by source the figures of the *chosen* questions of a matrix.

    Tables: how often somebody is MATCHED, the first is right, and who is MATCHED is right. Pairs:
    strangers and variants that are accepted, and variants accepted where 3 % of strangers are.
    """
    tables: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    same: dict[str, list[float]] = defaultdict(list)
    other: dict[str, list[float]] = defaultdict(list)
    starts = np.flatnonzero(np.r_[True, m.question[1:] != m.question[:-1]])
    ends = np.r_[starts[1:], len(p)]
    for start, end in zip(starts, ends, strict=True):
        number = m.question[start]
        if not chosen[number]:
            continue
        source = m.source[number]
        if m.is_pair[number]:
            task = "/".join(source.split("/")[:3])
            (same if m.is_right[start] else other)[task].append(p[start])
            continue
        best = start + int(np.argmax(p[start:end]))
        tables[source].append((bool(m.is_right[best]), p[best] >= matched, bool(m.is_right[start:end].any())))
    figures = {source: _of_table(np.array(answers)) for source, answers in tables.items()}
    for task in sorted({*same, *other}):
        figures[f"pairs {task}"] = _of_pairs(np.array(same.get(task, [])), np.array(other.get(task, [])))
    rows = chosen[m.question]
    for name, of in (("tables", ~m.is_pair), ("pairs", m.is_pair)):
        which = rows & of[m.question]
        if which.any():
            figures[f"calibration {name}"] = {
                "n": int(which.sum()),
                "error": expected_error(p[which], m.is_right[which]),
            }
    return figures


def _of_table(answers: np.ndarray) -> dict[str, float]:
    """Return the figures of (first is right, is MATCHED, has a right answer), a row a question."""
    figures = {"n": len(answers), "matched": answers[:, 1].mean()}
    if answers[:, 2].any():
        right = answers[answers[:, 1] > 0, 0]
        figures |= {"first": answers[:, 0].mean(), "right": right.mean() if len(right) else float("nan")}
    return figures


def _of_pairs(same: np.ndarray, other: np.ndarray) -> dict[str, float]:
    figures: dict[str, float] = {"n": len(same) + len(other)}
    if len(other):
        figures["strangers"] = (other >= SAME).mean()
    if len(same):
        figures["variants"] = (same >= SAME).mean()
    if len(same) and len(other):
        limit = np.sort(other)[::-1][int(FALSE_SHARE * len(other))]
        figures["recall_at_3"] = (same > limit).mean()
    return figures


def shown(figures: dict[str, dict[str, float]]) -> str:
    """Return the figures as lines of text."""
    return "\n".join(
        f"{source:58} "
        + "  ".join(f"{name}={value:.3f}" if name != "n" else f"n={int(value)}" for name, value in of.items())
        for source, of in sorted(figures.items())
    )
