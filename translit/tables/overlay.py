"""Corrections of a list, in YAML: names added, dropped or excluded by the id of an entity, and pairs
that were looked at and cleared. Later layers go over earlier ones.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from translit.errors import Problem, TableError
from translit.model import Alias, Entity, Kind
from translit.record import replace
from translit.tables.schema import EntityReader, Node, Source
from translit.tables.sources import read_source
from translit.writing.keys import key

FIELDS = ("id", "add", "weak", "drop", "not", "cleared", "silent", "name", "kind", "country", "note")
CLEARED_FIELDS = ("query", "by", "date", "why")
YES = ("true", "yes")


@dataclass(frozen=True, slots=True)
class Cleared:
    """A name that was looked at and is not the entity: who says so, when and why."""

    query: str
    by: str
    date: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a layer says of one entity.

    `silent`: the entity is left out of answers. `name`, `kind` and `country` replace those of the
    entity, or are its own if no earlier layer has it.
    """

    id: str
    path: str
    line: int
    add: tuple[Alias, ...] = ()
    weak: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    is_silent: bool = False
    name: str | None = None
    kind: Kind | None = None
    country: str | None = None
    note: str | None = None


def read_overlay(path: Path) -> list[Correction]:
    """Read the corrections of a file. Raises TableError with every problem of it."""
    source = read_source(path)
    if source.root.value == "":
        return []
    problems: list[Problem] = []
    found: list[Correction] = []
    if not isinstance(source.root.value, list):
        remedy = "Begin each correction with '- id: …'"
        raise TableError([Problem(source.path, source.root.line, "it is not a list of corrections", remedy)])
    for item in source.root.value:
        reader = EntityReader(source, item)
        correction = _correction(reader, source, item)
        problems += reader.problems
        if correction is not None and not reader.problems:
            found.append(correction)
    if problems:
        raise TableError(problems)
    return found


def _correction(reader: EntityReader, source: Source, item: Node) -> Correction | None:
    if not isinstance(item.value, dict):
        reader.say(item, f"a correction must be a mapping, not {item.value!r}", "Write '- id: …'")
        return None
    for name, node in item.value.items():
        if name not in FIELDS:
            near = difflib.get_close_matches(name, FIELDS, 1)
            remedy = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(FIELDS)}"
            reader.say(node, f"unknown field {name!r} of a correction", remedy)
    if "id" not in item.value:
        reader.say(item, "field 'id' is missing", "Say whom the correction is of")
        return None
    kind = reader.kind()
    return Correction(
        reader.text("id") or "",
        source.path,
        item.line,
        tuple(reader.aliases("add")),
        tuple(reader.texts("weak")),
        tuple(reader.texts("drop")),
        tuple(reader.texts("not")),
        tuple(_cleared(reader)),
        (reader.text("silent") or "").lower() in YES,
        reader.text("name"),
        kind,
        reader.country(),
        reader.text("note"),
    )


def _cleared(reader: EntityReader) -> Iterator[Cleared]:
    node = reader.get("cleared")
    for item in [] if node is None else node.value if isinstance(node.value, list) else [node]:
        if not isinstance(item, Node) or not isinstance(item.value, dict):
            reader.say(
                node or reader.item, "a cleared name must be a mapping", "Write {query: …, by: …, date: …}"
            )
            continue
        for name, value in item.value.items():
            if name not in CLEARED_FIELDS:
                reader.say(
                    value, f"unknown field {name!r} of a cleared name", f"Known: {', '.join(CLEARED_FIELDS)}"
                )
        given = {name: reader.scalar(value, f"{name!r}") for name, value in item.value.items()}
        query, by, date = (given.get(name) for name in ("query", "by", "date"))
        if query is None or by is None or date is None:
            reader.say(item, "a cleared name needs query, by and date", "Say who cleared what and when")
        else:
            yield Cleared(query, by, date, given.get("why"))


@dataclass(slots=True)
class Layers:
    """Lists, and corrections of them, one over the other: what they say of each id together."""

    _entities: dict[str, Entity] = field(default_factory=dict)

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

    def correct(self, corrections: Sequence[Correction]) -> None:
        """Lay *corrections* over what is there. Raises TableError for each of an entity that is not
        there and of which they do not say name and kind.
        """
        problems = []
        for correction in corrections:
            below = self._entities.get(correction.id)
            if below is None and (correction.name is None or correction.kind is None):
                problems.append(_unknown(correction, self._entities))
            elif correction.is_silent:
                self._entities.pop(correction.id, None)
            else:
                self._entities[correction.id] = corrected(below, correction)
        if problems:
            raise TableError(problems)


def _unknown(correction: Correction, entities: Mapping[str, Entity]) -> Problem:
    near = difflib.get_close_matches(correction.id, entities, 1)
    remedy = f"Did you mean {near[0]!r}?" if near else "Say its name and kind, if it is a new one"
    return Problem(correction.path, correction.line, f"no entity has the id {correction.id!r}", remedy)


def merged(below: Entity, above: Entity) -> Entity:
    """Return what two layers say of one entity: of the layer *above* name, kind, country and what
    is weak or not meant, and the names of both.

    >>> below = Entity("c/1", "Kiev", "place", country="UA", weak=("Capital",))
    >>> both = merged(below, Entity("c/1", "Kyiv", "place", aliases=("Kyjiw",)))
    >>> both.name, both.country, [alias.text for alias in both.listed()]
    ('Kyiv', 'UA', ['Kyiv', 'Kyjiw', 'Kiev', 'Capital'])
    """
    own = {alias.text for alias in above.listed()}
    natives = {
        lang: tuple(dict.fromkeys((*above.native.get(lang, ()), *below.native.get(lang, ()))))
        for lang in (*above.native, *below.native)
    }
    native = {text for texts in natives.values() for text in texts}
    inherited = [
        replace(alias, source=alias.source or below.source, is_weak=False)
        for alias in below.listed()
        if alias.text not in own and alias.text not in native and not alias.is_weak
    ]
    excluded = {key(text) for text in above.excluded}
    kept = tuple(alias for alias in inherited if key(alias.text) not in excluded)
    of_below = [text for text in below.excluded if key(text) not in {key(name) for name in own}]
    return Entity(
        above.id,
        above.name,
        above.kind,
        above.country or below.country,
        natives,
        (*above.aliases, *kept),
        tuple(dict.fromkeys((*above.weak, *(text for text in below.weak if text not in own)))),
        tuple(dict.fromkeys((*above.excluded, *of_below))),
        above.wikidata or below.wikidata,
        above.note or below.note,
        above.source,
    )


def corrected(below: Entity | None, of: Correction) -> Entity:
    """Return the entity *below*, None if there is none, as the correction says it is."""
    source = of.path
    if below is None:
        below = Entity(of.id, of.name or of.id, of.kind or Kind.PERSON, source=source)
    dropped = {key(text) for text in (*of.drop, *of.excluded)}
    cleared = [cleared.query for cleared in of.cleared]
    name = of.name or below.name
    if key(name) in dropped and of.name is None:
        kept_names = [alias.text for alias in below.listed() if key(alias.text) not in dropped]
        name = kept_names[0] if kept_names else name
    added = [replace(alias, source=source) for alias in of.add]
    texts = {alias.text for alias in (*added, Alias(name))} | set(of.weak)
    aliases = [
        replace(alias, source=alias.source or below.source)
        for alias in (Alias(below.name), *below.aliases)
        if key(alias.text) not in dropped and alias.text not in texts
    ]
    weak = [*of.weak, *(text for text in below.weak if key(text) not in dropped and text not in texts)]
    own = {key(text) for text in texts}
    excluded = [*of.excluded, *cleared, *(text for text in below.excluded if key(text) not in own)]
    native = {
        lang: kept
        for lang, texts_of in below.native.items()
        if (kept := tuple(text for text in texts_of if key(text) not in dropped))
    }
    return Entity(
        below.id,
        name,
        of.kind or below.kind,
        of.country or below.country,
        native,
        (*added, *aliases),
        tuple(dict.fromkeys(weak)),
        tuple(dict.fromkeys(excluded)),
        below.wikidata,
        of.note or below.note,
        source if of.name is not None else below.source,
    )
