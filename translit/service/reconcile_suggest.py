"""What a user may mean who types the beginning of a name, a property or a type."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from translit.model import Entity
from translit.normalizer import Normalizer
from translit.service.reconcile_entities import NATIVE, Described, description, property_named, type_of
from translit.writing.keys import key
from translit.writing.text import fold

MOST_ENTITIES = 100_000  # of which beginnings are kept, some 200 bytes for each spelling
SHOWN = 10  # suggestions of an answer
LAST = "\U0010ffff"


class Beginnings:
    """The spellings of a table by their beginnings, from each of their words on."""

    def __init__(self, normalizer: Normalizer) -> None:
        self._normalizer = normalizer
        small = len(normalizer) <= MOST_ENTITIES
        self._sorted = sorted(_entries(normalizer.entities())) if small else []

    def suggest(self, prefix: str, start: int = 0) -> list[dict[str, object]]:
        """Return the entities that *prefix* begins, names before later words; then those that it
        means by the whole; *start* of them are left out.
        """
        n = self._normalizer
        found: dict[str, Entity] = {}
        if (named := n.entity(prefix)) is not None:
            found[named.id] = named
        begun = key(prefix)
        if begun:
            at = bisect_left(self._sorted, (begun, 0, ""))
            end = bisect_left(self._sorted, (begun + LAST, 0, ""))
            # of one letter there may be thousands
            listed = sorted(self._sorted[at:end], key=lambda entry: (entry[1], len(entry[0]), entry))
            for _, _, identifier in listed:
                if len(found) >= start + SHOWN:
                    break
                entity = n.entity(identifier)
                if entity is not None:
                    found.setdefault(entity.id, entity)
            if len(found) < start + SHOWN:
                for candidate in n.normalize(prefix).candidates:
                    found.setdefault(candidate.entity.id, candidate.entity)
        return [_told(entity) for entity in list(found.values())[start : start + SHOWN]]


def _entries(entities: Iterable[Entity]) -> Iterator[tuple[str, int, str]]:
    for entity in entities:
        seen = set()
        for alias in entity.listed():
            words = key(alias.text).split()
            for place in range(len(words)):
                text = " ".join(words[place:])
                if text not in seen:
                    seen.add(text)
                    yield text, min(place, 1), entity.id


def _told(entity: Entity) -> dict[str, object]:
    told = Described(entity.id, entity.name, description(entity)).to_dict()
    return {**told, "notable": [type_of(entity)]}


def named_so(prefix: str, items: Iterable[Described], start: int = 0) -> list[dict[str, object]]:
    """Return those of *items* whose id or name has a word that *prefix* begins; all for none."""
    begun = fold(prefix)
    shown = [
        item
        for item in items
        if not begun
        or fold(item.id).startswith(begun)
        or any(word.startswith(begun) for word in (fold(item.name), *fold(item.name).split()))
    ]
    if prefix.startswith(NATIVE) and len(prefix) > len(NATIVE):
        shown += [item for item in [property_named(prefix, None)] if item is not None]
    return [item.to_dict() for item in shown[start:]]
