"""Compute the features of aligned names: `TASK.pickle` of align_pairs.py to `TASK.matrix`, arrays
by kind.

    python training/feature_matrix.py FOLDER TASK…

FOLDER holds the pickles, and gets the matrices. Some 0.1 ms a pair of names. To be run again
whenever a feature is added or changes its meaning; the names need not be aligned again for that.
"""

from __future__ import annotations

import pickle
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from questions import Matrix, Question

from translit.model import Kind
from translit.pairs.aligned_names import AlignedNames, Context
from translit.pairs.features import features_of

# What tells how a script writes a word was learned from the names of this task: there it would be
# always right.
LEARNED_FROM, LEARNED = "name_parts", ("known_transcription", "other_transcription")


def matrix(questions: Iterable[Question], kind: Kind) -> Matrix:
    """Return the features of the candidates of all *questions* of a *kind*."""
    features = features_of(kind)
    mine = [q for q in questions if q.kind == kind]
    x, question, is_right = [], [], []
    for number, asked in enumerate(mine):
        context = Context(asked.n_names)
        for at, alignment in enumerate(asked.alignments):
            names = AlignedNames(alignment, kind, context)
            x.append([feature.compute(names) for feature in features])
            question.append(number)
            is_right.append(at == asked.right)
    return Matrix(
        kind,
        [feature.name for feature in features],
        np.array(x, dtype=np.float32).reshape(-1, len(features)),
        np.array(question, dtype=int),
        np.array(is_right, dtype=bool),
        [q.source for q in mine],
        np.array([q.held_out for q in mine], dtype=bool),
        np.array([q.n_names is None for q in mine], dtype=bool),
        np.array([q.weight for q in mine], dtype=float),
        [q.names for q in mine],
    )


def main() -> None:
    folder = Path(sys.argv[1])
    for task in sys.argv[2:]:
        start = time.perf_counter()
        with (folder / f"{task}.pickle").open("rb") as file:
            questions: list[Question] = pickle.load(file)  # written by align_pairs.py
        matrices = [matrix(questions, kind) for kind in Kind]
        if task == LEARNED_FROM:
            for m in matrices:
                m.x[:, [m.features.index(name) for name in LEARNED if name in m.features]] = 0.0
        with (folder / f"{task}.matrix").open("wb") as file:
            pickle.dump([m for m in matrices if m.source], file, protocol=5)
        shapes = {str(m.kind): m.x.shape for m in matrices if m.source}
        print(task, shapes, f"{time.perf_counter() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
