"""Lists, and corrections of them, one over the other: what they say of each entity together."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import PurePath

from translit.errors import Problem, TableError
from translit.model import Alias, Entity, Kind
from translit.record import replace
from translit.tables.overlay import Added, Correction, Overlay
from translit.writing.keys import key


class Layers:
    """The entities of several layers by id; later layers go over earlier ones."""

    def __init__(
        self, entities: Iterable[Entity] = (), every_id: Callable[[], Iterable[str]] | None = None
    ) -> None:
        self._entities: dict[str, Entity] = {}
        self._every_id = every_id or (lambda: self._entities)  # that a mistaken one may have meant
        self.add(entities)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._entities.values())

    def add(self, entities: Iterable[Entity], source: str | None = None) -> None:
        """Lay *entities* over what is there; *source* is what answers say that their names are
        from, unless they say it themselves.
        """
        for entity in entities:
            named = replace(entity, source=source) if source and entity.source is None else entity
            below = self._entities.get(entity.id)
            self._entities[entity.id] = named if below is None else merged(below, named)

    def correct(self, overlay: Overlay) -> None:
        """Lay the corrections of a file over what is there.

        Raises TableError for each of an entity that is not there, unless it says name and kind.
        """
        problems = []
        for correction in overlay.corrections:
            below = self._entities.get(correction.id)
            if correction.is_silent and below is not None:
                del self._entities[correction.id]
            elif below is None and not correction.is_whole:
                problems.append(_unknown(correction, list(self._every_id())))
            elif correction.is_change:
                self._entities[correction.id] = corrected(below, correction)
        if problems:
            raise TableError(problems)


def check_ids(
    overlays: Iterable[Overlay], is_known: Callable[[str], bool], every_id: Callable[[], Iterable[str]]
) -> None:
    """Raise TableError for each correction of an id that is neither known nor a new entity's."""
    problems = [
        _unknown(correction, list(every_id()))
        for overlay in overlays
        for correction in overlay.corrections
        if not correction.is_whole and not is_known(correction.id)
    ]
    if problems:
        raise TableError(problems)


def _unknown(correction: Correction, ids: Collection[str]) -> Problem:
    near = difflib.get_close_matches(correction.id, ids, 1)
    remedy = f"Did you mean {near[0]!r}?" if near else "Say its name and kind, if it is a new one"
    return Problem(correction.path, correction.line, f"no entity has the id {correction.id!r}", remedy)


def merged(below: Entity, above: Entity) -> Entity:
    """Return what two layers say of one entity: name, kind and country of the one *above*, and the
    names of both, each with its source.

    >>> below = Entity("c/1", "Kiev", "place", country="UA", weak=("Capital",))
    >>> both = merged(below, Entity("c/1", "Kyiv", "place", aliases=("Kyjiw",)))
    >>> both.name, both.country, [alias.text for alias in both.listed()]
    ('Kyiv', 'UA', ['Kyiv', 'Kyjiw', 'Kiev', 'Capital'])
    """
    own = {alias.text for alias in above.listed()}
    own_keys = {key(text) for text in own}
    native = {
        lang: tuple(dict.fromkeys((*above.native.get(lang, ()), *below.native.get(lang, ()))))
        for lang in {**above.native, **below.native}
    }
    excluded = {key(text) for text in above.excluded}
    inherited = [
        replace(alias, source=alias.source or below.source)
        for alias in (Alias(below.name), *below.aliases)
        if alias.text not in own and key(alias.text) not in excluded
    ]
    return Entity(
        above.id,
        above.name,
        above.kind,
        above.country or below.country,
        {lang: kept for lang, texts in native.items() if (kept := _without(texts, excluded))},
        (*above.aliases, *inherited),
        (*above.weak, *_without([text for text in below.weak if text not in own], excluded)),
        (*above.excluded, *_without(below.excluded, own_keys)),
        above.wikidata or below.wikidata,
        above.note or below.note,
        above.source,
        *(above.since, above.until) if above.since or above.until else (below.since, below.until),
    )


def corrected(below: Entity | None, of: Correction) -> Entity:
    """Return the entity *below*, None if there is none, as a correction says it is.

    A name that is dropped stays the canonical one if the entity has no other.
    """
    if below is None:
        below = Entity(of.id, of.name or of.id, of.kind or Kind.PERSON, source=of.path)
    cleared = of.cleared_names
    lost = {key(text) for text in (*of.drop, *of.excluded, *cleared)}
    added = [_alias(each, of.path) for each in of.add]
    left = [alias.text for alias in (*below.listed(), *added) if key(alias.text) not in lost]
    name = of.name or (left[0] if left else below.name)
    above = Entity(
        below.id,
        name,
        of.kind or below.kind,
        of.country or below.country,
        aliases=added,
        weak=of.weak,
        excluded=tuple(dict.fromkeys((*of.excluded, *cleared))),
        note=of.note,
        since=of.since,
        until=of.until,
        source=of.path if of.name is not None else below.source_of(name),
    )
    kept = replace(
        below,
        name=name,
        native={lang: some for lang, of_lang in below.native.items() if (some := _without(of_lang, lost))},
        aliases=tuple(
            replace(alias, source=alias.source or below.source)
            for alias in (Alias(below.name), *below.aliases)
            if key(alias.text) not in lost and alias.text != name
        ),
        weak=_without(below.weak, lost),
    )
    return merged(kept, above)


def _alias(added: Added, path: str) -> Alias:
    """Return an added name with its source: the file, and from what, by whom and when."""
    about = ", ".join(filter(None, (added.origin, added.by, added.date)))
    return replace(added.alias, source=f"{PurePath(path).name}" + (f" ({about})" if about else ""))


def _without(texts: Iterable[str], lost: Collection[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if key(text) not in lost)
