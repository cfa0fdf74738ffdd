"""Types and properties of entities, as the reconciliation API has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from translit.model import Entity, Kind
from translit.service.columns import Columns

TYPES = {Kind.PERSON: "Person", Kind.PLACE: "Place", Kind.ORG: "Organisation"}
PROPERTIES = {
    "name": "Canonical name",
    "kind": "Kind",
    "country": "Country (ISO 3166-1)",
    "native": "Native forms",
    "alias": "Other spellings",
    "since": "Born, founded",
    "until": "Died, dissolved",
    "note": "Note",
    "wikidata": "Wikidata",
    "source": "Source",
}
NATIVE = "native:"  # and a language: native:uk
COLUMN = "column:"  # and a column of one's own list


@dataclass(frozen=True, slots=True)
class Described:
    """An item that the API names: a type, a property, an entity."""

    id: str
    name: str
    description: str = ""

    def to_dict(self) -> dict[str, object]:
        """Return the item as JSON has it."""
        told: dict[str, object] = {"id": self.id, "name": self.name}
        return {**told, "description": self.description} if self.description else told


def types() -> list[Described]:
    """Return all types."""
    return [Described(str(kind), name) for kind, name in TYPES.items()]


def properties(columns: Columns | None) -> list[Described]:
    """Return all properties but those of one language, `native:uk`."""
    own = () if columns is None else columns.names
    return [
        *(Described(pid, name) for pid, name in PROPERTIES.items()),
        *(Described(COLUMN + name, name, "a column of the list") for name in own),
    ]


def property_named(pid: str, columns: Columns | None) -> Described | None:
    """Return the property that *pid* names, None if there is none."""
    if pid.startswith(NATIVE):
        return Described(pid, f"Native form, {pid.removeprefix(NATIVE)}")
    return next((of for of in properties(columns) if of.id == pid), None)


def values(entity: Entity, pid: str, columns: Columns | None) -> tuple[str, ...]:
    """Return the values of a property of *entity*, each once."""
    return tuple(dict.fromkeys(_values(entity, pid, columns)))


def _values(entity: Entity, pid: str, columns: Columns | None) -> Iterator[str]:
    if pid == "alias":
        yield from (alias.text for alias in entity.listed() if alias.text != entity.name)
    elif pid == "native":
        for texts in entity.native.values():
            yield from texts
    elif pid.startswith(NATIVE):
        yield from entity.native.get(pid.removeprefix(NATIVE), ())
    elif pid.startswith(COLUMN):
        if columns is not None:
            yield from columns.values(entity.id, pid.removeprefix(COLUMN))
    elif pid in PROPERTIES:
        value = getattr(entity, pid)
        if value is not None:
            yield str(value)


def type_of(entity: Entity) -> dict[str, str]:
    """Return the type of *entity*."""
    return {"id": str(entity.kind), "name": TYPES[entity.kind]}


def description(entity: Entity) -> str:
    """Say what tells *entity* from its namesakes: country, dates and note."""
    dates = f"{entity.since or ''}–{entity.until or ''}" if entity.since or entity.until else ""
    return ", ".join(filter(None, (entity.country, dates, entity.note)))
