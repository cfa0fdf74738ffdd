"""The inner loops of a look-up in C, or None where no compiler was there at installation.

`index.compiled` and `resolve.shortlist` choose between them and Python; both give the same answers.
`TRANSLIT_PLAIN=1` leaves them out, as does a source newer than its module. Start reading from
`retrieval.pyx`, whose classes stand for those of `index`. `spelling` has one source for both, in
Python, with the types of C beside it in `spelling.pxd`.
"""

from __future__ import annotations

import os
from importlib import import_module
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from typing import Any

__all__ = ["retrieval", "shortlist", "spelling", "trees"]

FOLDER = os.path.dirname(__file__)
IS_PLAIN = os.environ.get("TRANSLIT_PLAIN") not in (None, "", "0")


def _compiled(name: str) -> Any:
    if IS_PLAIN:
        return None
    try:
        module = import_module(f"{__name__}.{name}")
    except ImportError:
        return None
    return None if _is_stale(module, f"{name}.pyx") else module


def _of_one_source(name: str) -> Any:
    """Return the module *name*, compiled where it was and may be, else as it stands in Python."""
    if not IS_PLAIN:
        module = import_module(f"{__name__}.{name}")
        # types are in a checkout only, and there a source may be newer
        in_checkout = os.path.exists(os.path.join(FOLDER, f"{name}.pxd"))
        if not in_checkout or not (_is_stale(module, f"{name}.py") or _is_stale(module, f"{name}.pxd")):
            return module
    return interpreted(name)


def interpreted(name: str) -> Any:
    """Return the module *name*, of one source for both, as it stands in Python."""
    loader = SourceFileLoader(f"{__name__}._{name}", os.path.join(FOLDER, f"{name}.py"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def _is_stale(module: Any, source: str) -> bool:
    path = os.path.join(FOLDER, source)
    return os.path.exists(path) and os.path.getmtime(path) > os.path.getmtime(module.__file__ or __file__)


shortlist = _compiled("shortlist")
retrieval = _compiled("retrieval")
trees = _compiled("trees")
spelling = _of_one_source("spelling")
