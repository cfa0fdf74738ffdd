"""From the features of two aligned names to the calibrated log-odds that they are one.

The model is a sum of small decision trees, monotone in every feature that may speak one way only,
and a curve that takes the sum to what it has turned out to be. What each feature adds is told by
the path that a name takes through the trees (`contributions`).
"""

from __future__ import annotations

import json
import os
from bisect import bisect_right
from collections.abc import Callable, Sequence
from math import fsum, inf
from typing import Any, NamedTuple

from translit.compiled import trees as compiled
from translit.evidence import Contribution
from translit.model import Kind
from translit.packaged import FOLDER
from translit.pairs import forests
from translit.pairs.aligned_names import AlignedNames, Context
from translit.pairs.alignment import ONE_WORD, Alignment
from translit.pairs.feature import reader
from translit.pairs.features import FEATURES
from translit.pairs.relation import Relation

MODEL = os.path.join(FOLDER, "model")  # learned by training/learn_model.py
LEAF = -1  # in place of the feature of a node


class Trees(NamedTuple):
    """The decision trees of one kind, all nodes in one array each, and the curve of their sum.

    `read` computes the features of `names`. `feature` of a node is a number in `names`, `LEAF` at a
    leaf; `below` is the node where the feature is at most the threshold, `above` the other one.
    `value`, in nats, is that of a leaf, of another node the mean of those it leads to. `given` and
    `found`: log-odds of the trees in ascending order, and what they have turned out to be.
    """

    names: tuple[str, ...]
    read: Callable[[AlignedNames], tuple[float, ...]]
    bias: float
    roots: Sequence[int]
    feature: Sequence[int]
    threshold: Sequence[float]
    below: Sequence[int]
    above: Sequence[int]
    value: Sequence[float]
    given: Sequence[float]
    found: Sequence[float]
    forest: Any = None  # the same for the compiled loop

    def features(self, alignment: Alignment, kind: Kind, context: Context) -> tuple[float, ...]:
        """Return the values of the features that the trees ask for."""
        return self.read(AlignedNames(alignment, kind, context))

    def total(self, features: Sequence[float]) -> float:
        """Return the sum of the leaves that *features* lead to, in the order of the trees."""
        if self.forest is not None:
            return self.bias + float(self.forest.total(features))
        feature, threshold, below, above = self.feature, self.threshold, self.below, self.above
        total = 0.0
        for node in self.roots:
            while (number := feature[node]) >= 0:
                node = below[node] if features[number] <= threshold[node] else above[node]  # noqa: PLW2901
            total += self.value[node]
        return self.bias + total

    def shares(self, features: Sequence[float]) -> tuple[float, list[float]]:
        """Return what the trees say before a feature is seen, and what each of *features* adds:
        what the mean of a tree changes by at each node that asks for it.
        """
        if self.forest is not None:
            found: tuple[float, list[float]] = self.forest.shares(features, self.bias)
            return found
        prior, added = self.bias, [0.0] * len(features)
        for node in self.roots:
            prior += self.value[node]
            while (number := self.feature[node]) >= 0:
                side = self.below if features[number] <= self.threshold[node] else self.above
                added[number] += self.value[side[node]] - self.value[node]
                node = side[node]  # noqa: PLW2901
        return prior, added

    def calibrated(self, nats: float) -> float:
        """Return what a sum has turned out to be: lines between measured points, parallel beyond
        them.
        """
        given, found = self.given, self.found
        at = bisect_right(given, nats)
        if at == 0:
            return found[0] + nats - given[0]
        if at == len(given):
            return found[-1] + nats - given[-1]
        share = (nats - given[at - 1]) / (given[at] - given[at - 1])
        return found[at - 1] + share * (found[at] - found[at - 1])


class Model:
    """The learned model, a file a kind in the folder *path*; each is read when first asked."""

    def __init__(self, path: str = MODEL) -> None:
        self.path = path
        self._of_kind: dict[Kind, Trees] = {}

    def trees(self, kind: Kind) -> Trees:
        """Return the trees of a kind."""
        trees = self._of_kind.get(kind)
        if trees is None:
            trees = self._of_kind[kind] = load_trees(self.path, kind)
        return trees

    def log_odds(self, alignment: Alignment, kind: Kind, context: Context) -> float:
        """Return the calibrated log-odds that two aligned names of *kind* are one, in nats.

        Other names are not considered. Initials alone are nobody's name.
        """
        if _has_only_initials(alignment):
            return -inf
        trees = self.trees(kind)
        return trees.calibrated(trees.total(trees.features(alignment, kind, context)))

    def contributions(self, alignment: Alignment, kind: Kind, context: Context) -> tuple[Contribution, ...]:
        """Return what each feature adds to `log_odds`, in nats, most first; they add up to it.

        The first is what the model says before it sees a feature. A feature adds what the mean of a
        tree changes by at each node that asks for it, on the way that the name takes; the last is
        what calibration adds.
        """
        if _has_only_initials(alignment):
            return (Contribution("initials alone", -inf),)
        trees = self.trees(kind)
        features = trees.features(alignment, kind, context)
        prior, added = trees.shares(features)
        of_features = [
            Contribution(name, nats, value)
            for name, nats, value in zip(trees.names, added, features, strict=True)
            if nats
        ]
        of_features.sort(key=lambda one: -abs(one.nats))
        total = prior + fsum(added)
        calibration = Contribution("calibration", trees.calibrated(total) - total)
        return (Contribution("prior", prior), *of_features, calibration)


def load_trees(path: str, kind: Kind) -> Trees:
    """Read the trees of a kind from a folder: from the bytes that a wheel has, else from what was
    learned.
    """
    packed = os.path.join(path, f"{kind}.trees")
    if os.path.exists(packed):
        with open(packed, "rb") as file:
            forest = forests.of_bytes(file.read())
    else:
        with open(os.path.join(path, f"{kind}.json"), encoding="utf-8") as text:
            forest = forests.of_json(json.load(text))
    feature_of = {feature.name: feature for feature in FEATURES}
    nodes: Any = forest.nodes
    return Trees(
        names=tuple(forest.features),
        read=reader([feature_of[name] for name in forest.features], AlignedNames(ONE_WORD, kind)),
        bias=forest.bias,
        **nodes,
        given=forest.calibration["given"],
        found=forest.calibration["found"],
        forest=compiled.Forest(**nodes) if compiled else None,
    )


def _has_only_initials(alignment: Alignment) -> bool:
    for pair in alignment.pairs:  # noqa: SIM110  # a generator costs three times as much
        if pair.relation is not Relation.INITIAL:
            return False
    return True


BUILTIN: Model = Model()  # the one in the box
