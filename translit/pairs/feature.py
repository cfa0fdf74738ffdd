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

    *per*: what counts as 1; None for a field that is taken as it is.
    """

    __slots__ = ("_get", "name", "of", "per")

    def __init__(self, path: str, per: float | None = None) -> None:
        self.of, _, self.name = path.rpartition(".")
        self.per = per
        self._get: Callable[[AlignedNames], Any] = attrgetter(path)

    def __call__(self, names: AlignedNames) -> float:
        """Return the value of the field."""
        value: float = self._get(names)
        return value if self.per is None else value / self.per


def flag(path: str) -> Field:
    """Return the feature that is 1 where the field is true."""
    return Field(path, per=1.0)


class Feature(NamedTuple):
    """One number that the model weighs, 0 where there is nothing to say.

    `sign`: whether more of it may only speak `AGAINST` two names being one, only `FOR` it, or
    `EITHER`. `kinds`: the kinds of name that it is computed for. `where`: the field of
    `AlignedNames` without which there is nothing to say, so that it need not be computed.
    """

    name: str
    compute: Compute
    sign: int
    kinds: frozenset[Kind]
    doc: str
    where: str = ""


def reader(features: Sequence[Feature], plain: AlignedNames) -> Callable[[AlignedNames], tuple[float, ...]]:
    """Return what computes many features, in their order: the fields of one thing all at once, a
    function only where it has something to say; what it gives elsewhere is what it gives for two
    *plain* names that are one word.
    """
    fields: dict[str, list[int]] = {}
    functions: dict[str, list[int]] = {}
    for at, feature in enumerate(features):
        compute = feature.compute
        if isinstance(compute, Field) and not feature.where:
            fields.setdefault(compute.of, []).append(at)
        else:
            functions.setdefault(feature.where, []).append(at)
    groups: list[tuple[Callable[[Any], Any] | None, Callable[[Any], tuple[float, ...]]]] = []
    scaled: list[tuple[int, float]] = []
    places: list[int] = []
    for of, at_places in fields.items():
        computed: list[Field] = [features[at].compute for at in at_places]  # type: ignore[misc]
        scaled += [(len(places) + i, field.per) for i, field in enumerate(computed) if field.per is not None]
        groups.append((attrgetter(of) if of else None, _getter([field.name for field in computed])))
        places += at_places
    always = [features[at].compute for at in functions.get("", ())]
    places += functions.pop("", [])
    conditional = []
    for where, at_places in functions.items():
        computes = [features[at].compute for at in at_places]
        conditional.append((attrgetter(where), computes, [compute(plain) for compute in computes]))
        places += at_places
    in_order = itemgetter(*map(places.index, range(len(features))))

    def read(names: AlignedNames) -> tuple[float, ...]:
        values: list[float] = []
        for owner, of_owner in groups:
            values += of_owner(names if owner is None else owner(names))
        for at, per in scaled:
            values[at] /= per
        for compute in always:
            values.append(compute(names))
        for is_there, computes, nothing in conditional:
            values += [compute(names) for compute in computes] if is_there(names) else nothing
        found: tuple[float, ...] = in_order(values)
        return found

    return read


def _getter(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what reads fields called *names* as a tuple; of one field `attrgetter` gives the value
    alone.
    """
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda owner: (get(owner),)
