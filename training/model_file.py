"""Write learned trees as `translit/data/model/KIND.json`, a tree a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import lightgbm as lgb
import numpy as np

DIGITS = 4  # of the value of a leaf
LEAF = -1  # in place of the feature of a node


def as_arrays(tree: dict[str, Any]) -> dict[str, list[Any]]:
    """Return a tree's nodes as arrays, the root first; the value of a node is the mean of its
    leaves, by rows.
    """
    out: dict[str, list[Any]] = {"feature": [], "threshold": [], "below": [], "above": [], "value": []}

    def add(node: dict[str, Any]) -> tuple[int, float, int]:
        at = len(out["feature"])
        for values in out.values():
            values.append(0)
        if "leaf_value" in node:
            value = round(node["leaf_value"], DIGITS)
            out["feature"][at], out["threshold"][at], out["value"][at] = LEAF, 0.0, value
            return at, value, node.get("leaf_count", 1)
        out["feature"][at], out["threshold"][at] = node["split_feature"], float(f"{node['threshold']:.5g}")
        below, low, n_low = add(node["left_child"])
        above, high, n_high = add(node["right_child"])
        out["below"][at], out["above"][at] = below, above
        value = (low * n_low + high * n_high) / max(1, n_low + n_high)
        out["value"][at] = round(value, DIGITS)
        return at, value, n_low + n_high

    add(tree["tree_structure"])
    return out


def as_json(
    model: lgb.Booster, features: list[str], curve: tuple[np.ndarray, np.ndarray], about: dict[str, Any]
) -> dict[str, Any]:
    """Return what the file holds of one kind; of the *features*, those that the trees ask for."""
    trees = [as_arrays(tree) for tree in model.dump_model()["tree_info"]]
    trees = [tree for tree in trees if tree["feature"] != [LEAF] or tree["value"] != [0]]
    used = sorted({f for tree in trees for f in tree["feature"] if f >= 0})
    number = {f: i for i, f in enumerate(used)} | {LEAF: LEAF}
    for tree in trees:
        tree["feature"] = [number[f] for f in tree["feature"]]
    return {
        **about,
        "features": [features[f] for f in used],
        "bias": 0.0,
        "calibration": {
            "given": [round(float(v), 3) for v in curve[0]],
            "found": [round(float(v), 3) for v in curve[1]],
        },
        "trees": trees,
    }


def write(folder: Path, provenance: list[str], kind: str, of: dict[str, Any]) -> None:
    """Write `KIND.json` into *folder*."""
    head = {"provenance": provenance, **{name: value for name, value in of.items() if name != "trees"}}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in head.items())
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in of["trees"])
    folder.mkdir(exist_ok=True)
    (folder / f"{kind}.json").write_text(f'{{{lines},\n"trees": [\n{trees}\n]}}\n', encoding="utf8")
