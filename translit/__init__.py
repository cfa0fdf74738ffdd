"""Who or what a written name means: canonical entities from names in any script and spelling."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translit.api import compare, normalize, normalize_many, romanizations, romanize, schemes
    from translit.errors import FormatError, Problem, TableError, TranslitError, UnknownSchemeError, WorkerError
    from translit.language.romanize import Scheme
    from translit.matching.decide import Settings
    from translit.matching.normalizer import Normalizer
    from translit.model import Alias, Candidate, Comparison, Entity, Kind, Match, Stage, Status, Step

__version__ = "0.1.0"

_HOMES = {
    "translit.api": ("compare", "normalize", "normalize_many", "romanizations", "romanize", "schemes"),
    "translit.errors": ("FormatError", "Problem", "TableError", "TranslitError", "UnknownSchemeError", "WorkerError"),
    "translit.language.romanize": ("Scheme",),
    "translit.matching.decide": ("Settings",),
    "translit.matching.normalizer": ("Normalizer",),
    "translit.model": ("Alias", "Candidate", "Comparison", "Entity", "Kind", "Match", "Stage", "Status", "Step"),
}

__all__ = [
    "Alias",
    "Candidate",
    "Comparison",
    "Entity",
    "FormatError",
    "Kind",
    "Match",
    "Normalizer",
    "Problem",
    "Scheme",
    "Settings",
    "Stage",
    "Status",
    "Step",
    "TableError",
    "TranslitError",
    "UnknownSchemeError",
    "WorkerError",
    "compare",
    "normalize",
    "normalize_many",
    "romanizations",
    "romanize",
    "schemes",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562): `import translit` alone costs next to nothing."""
    for home, names in _HOMES.items():
        if name in names:
            found = globals()[name] = getattr(import_module(home), name)
            return found
    raise AttributeError(f"module 'translit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
