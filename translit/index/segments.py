"""Several compiled tables that answer as one: what is added stands above what is there, and nothing
below is compiled again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from math import log1p

from translit.index.build import build
from translit.index.index import MAX_HITS, Hit, Index, Spelling, version_of
from translit.index.ranking import Ranked, Wanted
from translit.index.retrieve import MAX_ALIKE, joined_rarities, most_near
from translit.index.table import Table
from translit.index.terms import ALL, HEARD_AT
from translit.model import Entity, text_of
from translit.names.parts import NamePart
from translit.names.vocabulary import Vocabulary

# entities of an added table that are compiled again with the next ones, in about 0.1 s
RECOMPILED = 1_000
MAX_TOLD = 5  # ids that a message names


def add(table: Table, entities: Iterable[Entity], vocabulary: Vocabulary) -> Table:
    """Return *table* with *entities* after its own.

    Entities that were added before are compiled once more together with the new ones, if they are
    few or no more than these: however often something is added, the layers stay few, and the lowest
    is as it was.
    """
    layers, new = list(table.layers), list(entities)
    if not new:
        return table
    while len(layers) > 1 and layers[-1].extent[0] <= max(RECOMPILED, len(new)):
        new = [*layers.pop().entities(), *new]
    return Layers((*layers, build(new, vocabulary)))


def remove(table: Table, ids: Iterable[str]) -> Table:
    """Return *table* without the entities that have *ids*, every row of each. Raises ValueError for
    ids that are not in it.
    """
    wanted = list(dict.fromkeys(text_of(identifier, "remove") for identifier in ids))
    missing = [identifier for identifier in wanted if table.by_id(identifier) is None]
    if missing:
        told = ", ".join(map(repr, missing[:MAX_TOLD])) + (" …" if len(missing) > MAX_TOLD else "")
        raise ValueError(f"ids that are not in the table: {told}; nothing is removed")
    base, *added = (layer.without(wanted) for layer in table.layers)
    return Layers((base, *(layer for layer in added if layer.size)))


class Layers:
    """Compiled tables as one table, a `Table`. Reading is safe from many threads.

    The numbers of entities, spellings and tokens go on from layer to layer. A token that several
    layers have stands once in each: such *twins* count as one wherever tokens are counted or cut
    off.
    """

    def __init__(self, layers: Iterable[Index]) -> None:
        self.layers = tuple(layers)
        entities, rows, tokens = zip(*(layer.extent for layer in self.layers), strict=True)
        self.population = max(
            2, sum(count - len(layer.gone) for count, layer in zip(entities, self.layers, strict=True))
        )
        self._entities = (0, *accumulate(entities))
        self._rows = (0, *accumulate(rows))
        self._tokens = (0, *accumulate(tokens))
        self.size = sum(layer.size for layer in self.layers)
        self.part = lru_cache(maxsize=65_536)(self._part)

    @cached_property
    def version(self) -> str:
        """A digest of the entities: the same as that of one table which has the same ones in the
        same order.

        Reads every entity when it is first asked for, half a microsecond for each.
        """
        return version_of(chain.from_iterable(layer.bodies() for layer in self.layers))

    def entity(self, row: int) -> Entity:
        """Return an entity by its number."""
        at, own = _place(self._entities, row)
        return self.layers[at].entity(own)

    def spelling(self, row: int) -> Spelling:
        """Return a spelling by its number."""
        at, own = _place(self._rows, row)
        return self._moved(at, self.layers[at].spelling(own))

    def _moved(self, at: int, spelling: Spelling) -> Spelling:
        return spelling._replace(
            row=spelling.row + self._rows[at], entity=spelling.entity + self._entities[at]
        )

    def entities(self) -> Iterator[Entity]:
        """Yield every entity, those of the lowest layer first, each layer's in the order they were
        given.
        """
        return chain.from_iterable(layer.entities() for layer in self.layers)

    def by_id(self, identifier: str) -> Entity | None:
        """Return the entity with that id, the first if several rows share it, or None."""
        found = (layer.by_id(identifier) for layer in self.layers)
        return next((entity for entity in found if entity is not None), None)

    def exact(self, folded: str) -> list[Hit]:
        """Return the spellings whose key is *folded*, at most `MAX_HITS`."""
        hits = ((at, hit) for at, layer in enumerate(self.layers) for hit in layer.exact(folded))
        return [replace(hit, spelling=self._moved(at, hit.spelling)) for at, hit in hits][:MAX_HITS]

    def excluded(self, folded: str) -> frozenset[int]:
        """Return the numbers of the entities that list the key *folded* as somebody else's."""
        layers = zip(self._entities, self.layers, strict=False)
        return frozenset(start + row for start, layer in layers for row in layer.excluded(folded))

    def near(self, readings: Sequence[str], sorts: str = ALL) -> list[tuple[int, int]]:
        """Return (distance, token) of the tokens that are near one of *readings*: the nearest of
        all layers.
        """
        size = len(readings[0])
        found = [
            (distance, abs(len(layer.part(token).token) - size), start + token)
            for start, layer in zip(self._tokens, self.layers, strict=False)
            for distance, token in layer.near(readings, sorts)
        ]
        distances = {token: distance for distance, _, token in found}
        most, most_heard = most_near(readings)
        edited = self._first(most, (token for distance, _, token in sorted(found) if distance < HEARD_AT))
        heard = self._first(
            most_heard, (token for distance, _, token in sorted(found) if distance >= HEARD_AT)
        )
        return [(distances[token], token) for token in (*edited, *heard)]

    def alike(self, readings: Sequence[str]) -> list[int]:
        """Return the tokens that share groups of letters with one of *readings*: the `MAX_ALIKE`
        likest of all layers.
        """
        found = [
            (place, unlike, start + token)
            for start, layer in zip(self._tokens, self.layers, strict=False)
            for place, unlike, token in layer.alike_ranked(readings)
        ]
        return self._first(MAX_ALIKE, dict.fromkeys(token for _, _, token in sorted(found)))

    def _first(self, limit: int, tokens: Iterable[int]) -> list[int]:
        """Return the first of *tokens*, as many as there are in *limit* tokens and their twins."""
        found = [(token, self.part(token)) for token in tokens]
        kept = set(list(dict.fromkeys(part for _, part in found))[:limit])
        return [token for token, part in found if part in kept]

    def letters(self, tokens: Sequence[int]) -> list[str]:
        """Return tokens, in Latin letters, by their numbers."""
        places = (_place(self._tokens, number) for number in tokens)
        return [letters for at, own in places for letters in self.layers[at].letters((own,))]

    def _part(self, token: int) -> NamePart:
        at, own = _place(self._tokens, token)
        return self.layers[at].part(own)

    def rarities(self, tokens: Sequence[int]) -> list[float]:
        """Return how rare each of *tokens* is in all layers: ln(1 + spellings / spellings that have
        it), in nats.

        Twins are counted together where all of them are among *tokens*, as they are in what `near`
        and `alike` return; a layer's token alone is told as rarer than it is.
        """
        counts: dict[NamePart, int] = {}
        for start, end, layer in zip(self._tokens, self._tokens[1:], self.layers, strict=False):
            own = [token for token in tokens if start <= token < end]
            for token, count in zip(own, layer.counts([token - start for token in own]), strict=True):
                part = self.part(token)
                counts[part] = counts.get(part, 0) + count
        return [log1p(self.size / max(1, counts[self.part(token)])) for token in tokens]

    def joined(self, terms: Iterable[str]) -> dict[int, float]:
        """Return the spellings that have one of *terms* (`terms.glued`), with how rare that is, in
        nats.
        """
        wanted = list(terms)
        found: dict[int, list[int]] = {}
        for start, layer in zip(self._rows, self.layers, strict=False):
            for term, rows in layer.glued(wanted).items():
                found.setdefault(term, []).extend(start + row for row in rows)
        return joined_rarities(found.values(), self.size)

    def names(self, rows: Sequence[int]) -> list[list[str]]:
        """Return the tokens, in Latin letters, that each of several spellings is found by."""
        places = (_place(self._rows, row) for row in rows)
        return [name for at, own in places for name in self.layers[at].names((own,))]

    def owner(self, row: int) -> int:
        """Return the number of the entity that a spelling is of."""
        at, own = _place(self._rows, row)
        return int(self._entities[at] + self.layers[at].owner(own))

    def ranked(self, wanted: Wanted) -> Ranked:
        """Return the spellings that have most of what is wanted, best first: each layer ranks its
        own.

        What a spelling has besides the tokens that are wanted is weighed by how rare that is in its
        own layer. So a spelling of a small layer loses less by it than one of a large layer, which
        can only bring it forward among what is told.
        """
        found: list[tuple[float, int, float]] = []
        for at, layer in enumerate(self.layers):
            start, end = self._tokens[at : at + 2]
            first, last = self._rows[at : at + 2]
            tokens = {
                token - start: weight for token, weight in wanted.tokens.items() if start <= token < end
            }
            glued = {row - first: weight for row, weight in wanted.glued.items() if first <= row < last}
            own = layer.ranked(wanted._replace(tokens=tokens, glued=glued))
            found += ((-score, first + row, weight) for score, weight, row in zip(*own, strict=True))
        least = wanted.least_share * max((weight for _, _, weight in found), default=0.0)
        best = sorted(one for one in found if one[2] >= least)[: wanted.limit]
        return Ranked(
            [-score for score, _, _ in best], [weight for _, _, weight in best], [row for _, row, _ in best]
        )


def _place(starts: Sequence[int], number: int) -> tuple[int, int]:
    """Return which layer a number belongs to, and the number that it has there."""
    at = bisect_right(starts, number) - 1
    return at, number - starts[at]
