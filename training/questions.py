"""Questions with their answers: as align_pairs.py writes them, and as the arrays of
feature_matrix.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from translit.model import Kind
from translit.pairs.alignment import Alignment


class Question(NamedTuple):
    """One name, what it was aligned with, and which of the alignments is right (-1: none).

    `n_names`: how many entities the table has, None where two names are compared. `source`:
    task/kind/script/band/mode. `weight`: how much it counts; 1 but for pseudo-observations.
    `names`: the query, then what it was aligned with.
    """

    kind: str
    n_names: int | None
    alignments: tuple[Alignment, ...]
    right: int
    source: str
    held_out: bool
    names: tuple[str, ...]
    weight: float = 1.0


@dataclass
class Matrix:
    """The candidates of the questions of one kind, a row each, and the questions.

    `x`: the features of each row, in the order of `features_of`; `question`: the number of its
    question; `is_right`: whether it is the answer. The other arrays and lists have an entry a
    question; `weight` and `is_pair` are as in `Question`.
    """

    kind: Kind
    features: list[str]
    x: np.ndarray
    question: np.ndarray
    is_right: np.ndarray
    source: list[str]
    held_out: np.ndarray
    is_pair: np.ndarray
    weight: np.ndarray
    names: list[tuple[str, ...]]

    def chosen(self, features: Sequence[str]) -> np.ndarray:
        """Return the columns of *features*."""
        return self.x[:, [self.features.index(name) for name in features]]
