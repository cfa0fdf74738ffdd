"""The data files of the package, in `translit/data`: what was learned from names, or compiled."""

from __future__ import annotations

import json
import os
from typing import Any

# A path as a text: `pathlib` costs an import more than a known name costs to answer.
FOLDER = os.path.join(os.path.dirname(__file__), "data")


def read_bytes(name: str) -> bytes:
    """Return the bytes of a data file."""
    with open(os.path.join(FOLDER, name), "rb") as file:
        return file.read()


def read_text(name: str) -> str:
    """Return the text of a data file."""
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return file.read()


def read_json(name: str) -> Any:
    """Return what a data file in JSON says."""
    return json.loads(read_text(name))
