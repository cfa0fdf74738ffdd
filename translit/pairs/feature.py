"""One number that two aligned names are weighed by, as it is declared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from translit.model import Kind
from translit.pairs.aligned_names import AlignedNames

AGAINST, EITHER, FOR = -1, 0, 1  # the sign that the fit keeps a feature's effect to
PERSON, ORG = frozenset({Kind.PERSON}), frozenset({Kind.ORG})
NO_PERSON = frozenset({Kind.ORG, Kind.PLACE})
EVERY_KIND = frozenset(Kind)


Compute = Callable[[AlignedNames], float]


class Field:
    """A feature that is one field of `AlignedNames`, or of what it holds: main.letter_edits.

    *per*: what counts as 1.
    """

    __slots__ = ("_get", "name", "of", "per")

    def __init__(self, path: str, per: float = 1.0) -> None:
        self.of, _, self.name = path.rpartition(".")
        self.per = per
        self._get: Callable[[AlignedNames], Any] = attrgetter(path)

    def __call__(self, names: AlignedNames) -> float:
        """Return the value of the field."""
        value: float = self._get(names)
        return value if self.per == 1.0 else value / self.per


class Feature(NamedTuple):
    """One number that the model weighs, 0 where there is nothing to say.

    `sign`: whether more of it may only speak `AGAINST` two names being one, only `FOR` it, or
    `EITHER`. `kinds`: the kinds of name that it is computed for.
    """

    name: str
    compute: Compute
    sign: int
    kinds: frozenset[Kind]
    doc: str


def reader(computes: Sequence[Compute]) -> Callable[[AlignedNames], tuple[float, ...]]:
    """Return what computes many features, in their order: the fields of one thing all at once."""
    fields: dict[str, list[int]] = {}
    places: list[int] = []
    functions: list[Compute] = []
    for at, compute in enumerate(computes):
        if isinstance(compute, Field) and compute.per == 1.0:
            fields.setdefault(compute.of, []).append(at)
    groups: list[tuple[Callable[[Any], Any] | None, Callable[[Any], tuple[float, ...]]]] = []
    for of, at_places in fields.items():
        if len(at_places) > 1:  # of one field `attrgetter` gives the value alone
            names = [computes[at].name for at in at_places]  # type: ignore[attr-defined]
            groups.append((attrgetter(of) if of else None, attrgetter(*names)))
            places += at_places
    for at, compute in enumerate(computes):
        if at not in places:
            functions.append(compute)
    places += [at for at in range(len(computes)) if at not in places]
    in_order = itemgetter(*map(places.index, range(len(computes))))

    def read(names: AlignedNames) -> tuple[float, ...]:
        values: list[float] = []
        for owner, of_owner in groups:
            values += of_owner(names if owner is None else owner(names))
        for function in functions:
            values.append(function(names))
        found: tuple[float, ...] = in_order(values)
        return found

    return read
