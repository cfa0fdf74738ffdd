"""One number that two aligned names are weighed by, as it is declared."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from translit.model import Kind
from translit.pairs.aligned_names import AlignedNames

AGAINST, EITHER, FOR = -1, 0, 1  # the sign that the fit keeps a feature's effect to
PERSON, ORG = frozenset({Kind.PERSON}), frozenset({Kind.ORG})
NO_PERSON = frozenset({Kind.ORG, Kind.PLACE})
EVERY_KIND = frozenset(Kind)


class Feature(NamedTuple):
    """One number that the model weighs, 0 where there is nothing to say.

    `sign`: whether more of it may only speak `AGAINST` two names being one, only `FOR` it, or
    `EITHER`. `kinds`: the kinds of name that it is computed for.
    """

    name: str
    compute: Callable[[AlignedNames], float]
    sign: int
    kinds: frozenset[Kind]
    doc: str
