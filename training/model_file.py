"""Write learned trees as `translit/data/model.json`, a tree a line."""

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


def write(path: Path, provenance: list[str], kinds: dict[str, dict[str, Any]]) -> None:
    """Write the file; kinds that are not given stay as they are in it."""
    if path.exists():
        kinds = {**json.loads(path.read_text(encoding="utf8"))["kinds"], **kinds}
    lines = [f'{{\n"provenance": {json.dumps(provenance, indent=0)},\n"kinds": {{']
    for at, (kind, of) in enumerate(sorted(kinds.items())):
        head = {k: v for k, v in of.items() if k != "trees"}
        trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in of["trees"])
        end = "," if at + 1 < len(kinds) else ""
        lines.append(f'"{kind}": {json.dumps(head)[:-1]}, "trees": [\n{trees}\n]}}{end}')
    path.write_text("\n".join(lines) + "\n}}\n", encoding="utf8")
