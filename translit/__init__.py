"""Who or what does a written name mean: canonical entities from names in any script and spelling.

    >>> import translit
    >>> translit.normalize("Aekxei Reznikov").id
    'person/oleksii-reznikov'

With the tables in the box, or with none:
    normalize(name)          who or what a name means: a Match, true only when one entity is meant
    normalize_many(names)    the same of many, by several processes if you like
    find(text)               the names in a running text; rewrite(text) puts in the canonical ones
    compare(a, b)            how likely two names are spellings of one; cluster(names) groups them
    canonical_names(names)   the name to keep for each, as of the nodes of a graph
    join(left, right)        two frames joined by their names
    romanize(text)           Latin letters, by one of some 140 schemes; romanizations, schemes

With your own list, the same of a Normalizer:
    Normalizer.from_table("list.csv")    CSV, Parquet, Excel, JSON lines, or a frame
    Normalizer.from_yaml, from_entities, open, builtin; save, add, remove, merge
    Settings(mode="strict")              a false match is worse; threshold=0.9 says it exactly

Answers explain themselves: match.explain(), match.candidates, match.steps, match.to_dict().
At the command line: translit --help. Every error that is raised on purpose is a TranslitError.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translit.api import (
        canonical_names,
        cluster,
        compare,
        find,
        keys,
        normalize,
        normalize_many,
        rewrite,
        variants,
    )
    from translit.comparisons import Cluster, Comparison
    from translit.errors import (
        FileError,
        FormatError,
        IrreversibleError,
        Problem,
        TableError,
        TranslitError,
        UnknownSchemeError,
        UnromanizedError,
        WorkerError,
    )
    from translit.evidence import Candidate, Contribution, Stage, Step
    from translit.linking.frames import join
    from translit.model import Alias, Entity, Kind
    from translit.normalizer import Normalizer
    from translit.resolve.decide import Settings
    from translit.results import Match, Mention, Status
    from translit.script_api import romanizations, romanize, schemes, to_script, to_scripts
    from translit.writing.romanize import Scheme

__version__ = "0.1.0"

_HOMES = {
    "translit.api": (
        "canonical_names",
        "cluster",
        "compare",
        "find",
        "keys",
        "normalize",
        "normalize_many",
        "rewrite",
        "variants",
    ),
    "translit.script_api": ("romanizations", "romanize", "schemes", "to_script", "to_scripts"),
    "translit.errors": (
        "FileError",
        "FormatError",
        "IrreversibleError",
        "Problem",
        "TableError",
        "TranslitError",
        "UnknownSchemeError",
        "UnromanizedError",
        "WorkerError",
    ),
    "translit.linking.frames": ("join",),
    "translit.writing.romanize": ("Scheme",),
    "translit.resolve.decide": ("Settings",),
    "translit.normalizer": ("Normalizer",),
    "translit.model": ("Alias", "Entity", "Kind"),
    "translit.evidence": ("Candidate", "Contribution", "Stage", "Step"),
    "translit.comparisons": ("Cluster", "Comparison"),
    "translit.results": ("Match", "Mention", "Status"),
}

__all__ = [
    "Alias",
    "Candidate",
    "Cluster",
    "Comparison",
    "Contribution",
    "Entity",
    "FileError",
    "FormatError",
    "IrreversibleError",
    "Kind",
    "Match",
    "Mention",
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
    "UnromanizedError",
    "WorkerError",
    "canonical_names",
    "cluster",
    "compare",
    "find",
    "join",
    "keys",
    "normalize",
    "normalize_many",
    "rewrite",
    "romanizations",
    "romanize",
    "schemes",
    "to_script",
    "to_scripts",
    "variants",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562): `import translit` alone costs next
    to nothing.
    """
    for home, names in _HOMES.items():
        if name in names:
            found = globals()[name] = getattr(import_module(home), name)
            return found
    raise AttributeError(f"module 'translit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
