"""What each piece of evidence of a document weighs, as `training/learn_document.py` learned it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from translit.evidence import Step
from translit.packaged import read_json
from translit.resolve.scored import Term

TABLE = "document.json"


class Weight(NamedTuple):
    """A weight, in nats for a strength of 1, and what the evidence says."""

    nats: float
    says: str


class Evidence(NamedTuple):
    """Evidence of a document for or against a candidate: which weight it has, and how often or how
    strongly that counts.
    """

    weight: str
    strength: float = 1.0
    step: Step | None = None

    def term(self, weights: Mapping[str, Weight]) -> Term:
        """Return what the evidence adds to the log-odds."""
        weight = weights[self.weight]
        return Term(weight.nats * self.strength, self.step, "" if self.step else weight.says)


def read_weights() -> dict[str, Weight]:
    """Return the weights of the package by name."""
    return {name: Weight(of["nats"], of["says"]) for name, of in read_json(TABLE)["weights"].items()}
