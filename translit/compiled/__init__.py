"""The inner loops of a look-up in C, or None where no compiler was there at installation.

`index.compiled` and `resolve.shortlist` choose between them and Python; both give the same answers.
`TRANSLIT_PLAIN=1` leaves them out, as does a source newer than its module. Start reading from
`retrieval.pyx`, whose classes stand for those of `index`.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

__all__ = ["retrieval", "shortlist", "trees"]


def _compiled(name: str) -> Any:
    if os.environ.get("TRANSLIT_PLAIN", "0") != "0":
        return None
    try:
        module = import_module(f"{__name__}.{name}")
    except ImportError:
        return None
    source = os.path.join(os.path.dirname(__file__), f"{name}.pyx")
    is_stale = os.path.exists(source) and os.path.getmtime(source) > os.path.getmtime(
        module.__file__ or __file__
    )
    return None if is_stale else module


shortlist = _compiled("shortlist")
retrieval = _compiled("retrieval")
trees = _compiled("trees")
