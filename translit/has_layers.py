"""`HasLayers`: how a table grows, and what is laid over it: corrections, cleared pairs, names that
another has.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Self

from translit.has_table import HasTable
from translit.index import segments
from translit.index.sharing import BUILTIN
from translit.model import Entity, entities_of
from translit.tables.cleared import Cleared, ClearedPair, by_customer

if TYPE_CHECKING:  # imports yaml, where it is needed
    from translit.tables.overlay import Overlay


class HasLayers(HasTable):
    """Holds a table that grows, and that others are laid over."""

    def add(self, entities: Iterable[Entity]) -> Self:
        """Return a normalizer that has *entities*, too; this one goes on as before.

        >>> from translit import Normalizer
        >>> n = Normalizer.from_entities([Entity("c/1", "Ursula von der Leyen", "person")])
        >>> n.add([Entity("c/2", "Roberta Metsola", "person")]).normalize("Metsola, Roberta").id
        'c/2'

        Takes as long as *entities* take, however large the table is; give all of a day at once
        rather than one by one. An id that is in the table already gets a further row (see
        `from_entities`): to replace an entity, `remove` it first.
        """
        return self._over(segments.add(self._index, entities_of(entities), self._vocabulary()))

    def remove(self, ids: Iterable[str]) -> Self:
        """Return a normalizer without the entities that have *ids*, every row of each; this one
        goes on as before.

        Raises ValueError for ids that are not in the table, and TypeError for one text instead of
        several.
        """
        if isinstance(ids, str | bytes):
            raise TypeError(f"remove takes several ids, not one {type(ids).__name__}: put it into a list")
        return self._over(segments.remove(self._index, ids))

    def merge(self, other: Self) -> Self:
        """Return a normalizer over the entities of both, with this one's settings.

        The other's entities are compiled once more, as by `add`. Raises ValueError for ids that
        stand in both: whether they mean the same is not known.
        """
        added = list(other.entities())
        if both := {entity.id for entity in added if self.entity(entity.id) is not None}:
            shown = f"{', '.join(sorted(both)[:5])}{' …' if len(both) > 5 else ''}"
            raise ValueError(f"ids in both tables: {shown}; rename or remove them in one")
        return self.add(added)

    @property
    def cleared(self) -> Cleared:
        """The pairs that were cleared, by customer."""
        return self._cleared

    def with_overlay(self, *paths: str | os.PathLike[str]) -> Self:
        """Return a normalizer with the corrections of YAML files laid over its entities, one file
        after the other; this one goes on as before.

        A correction names an entity by its id and adds, drops or excludes names, clears names that
        are somebody else's or a customer who is somebody else, or silences the entity: see
        docs/own-list.md. Answers say which names are from which file. Takes as long as the entities
        take that are corrected. Raises TableError with every problem of a file, and for an id that
        is not in the table.
        """
        from pathlib import Path

        from translit.tables.layers import Layers, check_ids
        from translit.tables.overlay import read_overlay

        overlays = [read_overlay(Path(path)) for path in paths]
        changed = {of.id for overlay in overlays for of in overlay.corrections if of.is_change}
        check_ids(overlays, lambda identifier: identifier in self or identifier in changed, self._ids)
        n = self
        if changed:
            rows = [entity for entity in self.entities() if entity.id in changed]
            layers = Layers(rows, self._ids)
            for overlay in overlays:
                layers.correct(overlay)
            there = {entity.id for entity in rows}
            n = self.remove(sorted(there)).add(layers) if there else self.add(layers)
        return n.clearing(pairs_in(overlays))

    def _ids(self) -> Iterable[str]:
        return (entity.id for entity in self.entities())

    def clearing(self, pairs: Iterable[ClearedPair | tuple[str, str]]) -> Self:
        """Return a normalizer that finds none of the *pairs*: a customer, by the number in your
        rows, and the id of an entity that this customer is not; this one goes on as before.

        >>> from translit import Entity, Normalizer
        >>> n = Normalizer.from_entities([Entity("c/1", "Ann Lee", "person")])
        >>> mine = n.clearing([("C-17", "c/1")])
        >>> [mine.normalize("Ann Lee", customer=customer).id for customer in ("C-17", "C-18")]
        [None, 'c/1']

        A `ClearedPair` says, too, who cleared it, when and why, which the answer's steps repeat.
        """
        known = [ClearedPair(*pair) for pair in pairs]
        if not known:
            return self
        n = self._over(self._index)
        n._source, n._cleared = self._source, by_customer(known, self._cleared)
        return n

    def enrich(self, entities: Iterable[Entity]) -> Iterator[Entity]:
        """Yield *entities* with the names, too, that this table lists for the same ones.

        See `enriched`.
        """
        from translit.resolve.enrich import enriched_by

        label = "the box" if self._source == BUILTIN else "the other list"
        return enriched_by(entities, self._index, label)

    def enriched(self, other: HasLayers | None = None) -> Self:
        """Return a normalizer whose entities have also the names that *other*, by default the
        tables in the box, lists for the same entity; this one goes on as before.

        >>> from translit import Entity, Normalizer
        >>> n = Normalizer.from_entities([Entity("c/9", "Kyiv", "place", country="UA")])
        >>> n.enriched().normalize("Kijów").candidates[0].source
        'also in the box: place/kyiv (same name and country)'

        The same are those of one id or one Wikidata item; a place or an organisation of one country
        and one name; a person of one country and two names. Answers say by which (`source`). Takes
        as long as `from_entities`.
        """
        of = self.builtin() if other is None else other
        n = self.from_entities(of.enrich(self.entities()), settings=self.settings)
        n._cleared = self._cleared
        return n


def pairs_in(overlays: Iterable[Overlay]) -> list[ClearedPair]:
    """Return the customers that overlays clear of an entity."""
    return [
        ClearedPair(decided.customer, correction.id, decided.query, decided.by, decided.date, decided.why)
        for overlay in overlays
        for correction in overlay.corrections
        for decided in correction.cleared
        if decided.customer is not None
    ]
