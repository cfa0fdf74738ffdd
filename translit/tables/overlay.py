"""Corrections of a list, in YAML: names added, dropped or excluded by the id of an entity, pairs
that were cleared, names that are nobody's.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path

from translit.errors import Problem, TableError
from translit.model import Alias, Kind
from translit.record import record
from translit.tables.schema import EntityReader, Node, Source
from translit.tables.sources import read_source

FIELDS = (
    *("id", "add", "weak", "drop", "not", "cleared", "confirmed", "silent", "name", "kind", "country"),
    *("note", "since", "until"),
)
ADDED_FIELDS = ("name", "lang", "since", "until", "by", "date", "from")
DECIDED_FIELDS = ("query", "by", "date", "why")
CLEARED_FIELDS = (*DECIDED_FIELDS, "customer")
YES = ("true", "yes")


@record
class Added:
    """A name that is added to an entity, and who added it, when, from which file."""

    alias: Alias
    by: str | None = None
    date: str | None = None
    origin: str | None = None


@record
class Decided:
    """A name that was looked at and is not meant: who says so, when and why.

    With a *customer* it is one row of many that is not meant, whatever its name if there is no
    *query*.
    """

    query: str | None
    by: str | None = None
    date: str | None = None
    why: str | None = None
    customer: str | None = None


@record
class Correction:
    """What a layer says of one entity.

    `cleared`: names that are somebody else's, each with who says so. `confirmed`: customers who
    were found to be the entity, which a review does not ask again. `silent`: the entity is left
    out of answers. `name`, `kind`, `country`, `note`, `since` and `until` replace those of the
    entity, or are its own if no earlier layer has it.
    """

    id: str
    path: str = ""
    line: int = 0
    add: tuple[Added, ...] = ()
    weak: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    cleared: tuple[Decided, ...] = ()
    confirmed: tuple[Decided, ...] = ()
    is_silent: bool = False
    name: str | None = None
    kind: Kind | None = None
    country: str | None = None
    note: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it says enough for a new entity."""
        return self.name is not None and self.kind is not None

    @property
    def is_change(self) -> bool:
        """Whether the entity is another one with it: more than customers who are somebody else."""
        names = (self.add, self.weak, self.drop, self.excluded, self.cleared_names, self.is_silent)
        return any((*names, self.name, self.kind, self.country, self.note, self.since, self.until))

    @property
    def cleared_names(self) -> tuple[str, ...]:
        """The names that are somebody else's, whoever asks."""
        return tuple(of.query for of in self.cleared if of.query is not None and of.customer is None)


@record
class Overlay:
    """The corrections of a file, and the names that are nobody's in the list."""

    path: str
    corrections: tuple[Correction, ...] = ()
    nobody: tuple[Decided, ...] = ()


def read_overlay(path: Path) -> Overlay:
    """Read the corrections of a file. Raises TableError with every problem of it."""
    source = read_source(path)
    if source.root.value == "":
        return Overlay(source.path)
    if not isinstance(source.root.value, list):
        remedy = "Begin each correction with '- id: …'"
        raise TableError([Problem(source.path, source.root.line, "it is not a list of corrections", remedy)])
    problems: list[Problem] = []
    corrections: list[Correction] = []
    nobody: list[Decided] = []
    for item in source.root.value:
        reader = EntityReader(source, item)
        if not isinstance(item.value, dict):
            reader.say(item, f"a correction must be a mapping, not {item.plain()!r}", "Write '- id: …'")
        elif set(item.value) == {"nobody"}:
            nobody += _decided(reader, "nobody")
        else:
            corrections += _correction(reader, source, item, item.value)
        problems += reader.problems
    if problems:
        raise TableError(problems)
    return Overlay(source.path, tuple(corrections), tuple(nobody))


def _correction(
    reader: EntityReader, source: Source, item: Node, fields: Mapping[str, Node]
) -> Iterator[Correction]:
    _check_fields(reader, fields, FIELDS, "a correction")
    if "id" not in fields:
        reader.say(item, "field 'id' is missing", "Say whom the correction is of")
        return
    yield Correction(
        reader.text("id") or "",
        source.path,
        item.line,
        tuple(_added(reader)),
        tuple(reader.texts("weak")),
        tuple(reader.texts("drop")),
        tuple(reader.texts("not")),
        tuple(_decided(reader, "cleared")),
        tuple(_decided(reader, "confirmed")),
        (reader.text("silent") or "").lower() in YES,
        reader.text("name"),
        reader.kind(),
        reader.country(),
        reader.text("note"),
        *reader.period(fields, item),
    )


def _check_fields(
    reader: EntityReader, fields: Mapping[str, Node], known: tuple[str, ...], what: str
) -> None:
    for name, node in fields.items():
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            remedy = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}"
            reader.say(node, f"unknown field {name!r} of {what}", remedy)


def _added(reader: EntityReader) -> Iterator[Added]:
    for node in _items(reader, "add"):
        if not isinstance(node.value, dict):
            if (alias := reader.alias(node)) is not None:
                yield Added(alias)
            continue
        _check_fields(reader, node.value, ADDED_FIELDS, "an added name")
        of_alias = {name: value for name, value in node.value.items() if name in ADDED_FIELDS[:4]}
        alias = reader.alias(Node(of_alias, node.line))
        by, date, origin = (_text(reader, node.value, name) for name in ("by", "date", "from"))
        if alias is not None:
            yield Added(alias, by, date, origin)


def _decided(reader: EntityReader, field: str) -> Iterator[Decided]:
    for node in _items(reader, field):
        if not isinstance(node.value, dict):
            query = reader.scalar(node, f"{field!r}")
            if field == "confirmed":
                reader.say(node, "'confirmed' without a customer", "Write {customer: …, by: …, date: …}")
            elif query is not None:
                yield Decided(query)
            continue
        known = DECIDED_FIELDS if field == "nobody" else CLEARED_FIELDS
        _check_fields(reader, node.value, known, f"{field!r}")
        if not {"query", "customer"} & set(node.value):
            reader.say(node, f"{field!r} without a query", "Write {query: …, by: …, date: …}")
            continue
        query, by, date, why, customer = (_text(reader, node.value, name) for name in CLEARED_FIELDS)
        if field == "confirmed" and customer is None:
            reader.say(node, "'confirmed' without a customer", "Write {customer: …, by: …, date: …}")
        elif query is not None or customer is not None:
            yield Decided(query, by, date, why, customer)


def _items(reader: EntityReader, field: str) -> list[Node]:
    node = reader.get(field)
    return [] if node is None else node.value if isinstance(node.value, list) else [node]


def _text(reader: EntityReader, fields: Mapping[str, Node], name: str) -> str | None:
    return reader.scalar(fields[name], f"{name!r}") if name in fields else None
