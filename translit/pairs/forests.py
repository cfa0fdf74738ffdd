"""The decision trees of a model: as training writes them, in JSON that can be read, and as bytes,
which an installed package reads in a tenth of the time.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

# The type of each array of nodes, as `array` names it, in the order of a file of bytes.
NODE_TYPES = {"roots": "i", "feature": "i", "threshold": "d", "below": "i", "above": "i", "value": "d"}


class Forest(NamedTuple):
    """The trees of one kind: what the features are called, what the sum of the trees turned out to
    be, and all nodes in one array each. See `model.Trees`.
    """

    features: Sequence[str]
    bias: float
    calibration: Mapping[str, Sequence[float]]
    nodes: Mapping[str, Sequence[float]]


def of_json(learned: Mapping[str, Any]) -> Forest:
    """Return the trees that `training/learn_model.py` wrote, each of them with nodes counted from
    0, one after the other.
    """
    nodes = {name: array(code) for name, code in NODE_TYPES.items()}
    for tree in learned["trees"]:
        start = len(nodes["below"])
        nodes["roots"].append(start)
        for name in ("below", "above"):
            nodes[name].extend(start + node for node in tree[name])
        for name in ("feature", "threshold", "value"):
            nodes[name].extend(tree[name])
    return Forest(learned["features"], learned["bias"], learned["calibration"], nodes)


def to_bytes(forest: Forest) -> bytes:
    """Return the trees as a line of JSON, and their nodes as numbers of this machine, the lowest
    byte first.
    """
    nodes = {name: array(code, forest.nodes[name]) for name, code in NODE_TYPES.items()}
    head = {
        "features": forest.features,
        "bias": forest.bias,
        "calibration": forest.calibration,
        "bytes": [len(numbers) * numbers.itemsize for numbers in nodes.values()],
    }
    return json.dumps(head).encode() + b"\n" + b"".join(map(_lowest_first, nodes.values()))


def of_bytes(written: bytes) -> Forest:
    """Return what `to_bytes` wrote."""
    line, _, body = written.partition(b"\n")
    head = json.loads(line)
    nodes, start = {}, 0
    for (name, code), size in zip(NODE_TYPES.items(), head["bytes"], strict=True):
        numbers = array(code, body[start : start + size])
        if sys.byteorder == "big":
            numbers.byteswap()
        nodes[name] = numbers
        start += size
    return Forest(head["features"], head["bias"], head["calibration"], nodes)


def _lowest_first(numbers: array[Any]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()
