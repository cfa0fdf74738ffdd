"""What was decided of names, kept as an overlay: one fact a line, sorted, with who and when."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from translit.atomic_write import atomic_write
from translit.errors import FileError
from translit.model import Alias
from translit.record import replace
from translit.tables.overlay import Added, Correction, Decided, Overlay, read_overlay
from translit.writing.keys import key

HEAD = "# Written by translit review: a comment of your own would not be kept here.\n"


class Decisions:
    """The decisions of an overlay file, which need not be there yet.

    Raises FileError if it has comments, which writing would lose.
    """

    def __init__(self, path: Path, *, by: str, date: str, origin: str | None = None) -> None:
        self.path = path
        self._by, self._date, self._origin = by, date, origin
        self._overlay = Overlay(str(path))
        if path.exists():
            lines = path.read_text(encoding="utf-8").splitlines()
            foreign = [number for number, line in enumerate(lines, 1) if line.lstrip().startswith("#")]
            if foreign and not (foreign == [1] and lines[0] + "\n" == HEAD):
                number = next(line for line in foreign if line > 1 or lines[0] + "\n" != HEAD)
                remedy = "Name another file; --overlay may be given more than once when names are answered"
                raise FileError(path, number, "a comment, which a review would not keep", remedy)
            self._overlay = read_overlay(path)
        self._before: list[Overlay] = []

    @property
    def overlay(self) -> Overlay:
        """All that is decided."""
        return self._overlay

    def is_nobody(self, name: str) -> bool:
        """Whether it is decided that *name* is nobody's in the list."""
        asked = key(name)
        return any(key(decided.query or "") == asked for decided in self._overlay.nobody)

    def is_confirmed(self, customer: str, name: str, identifier: str) -> bool:
        """Whether it is decided that a *customer* who is called *name* is the entity with that
        id.
        """
        return any(
            of.customer == customer and (of.query is None or key(of.query) == key(name))
            for correction in self._overlay.corrections
            if correction.id == identifier
            for of in correction.confirmed
        )

    def confirm(self, customer: str, name: str, identifier: str, others: Iterable[str] = ()) -> None:
        """Decide that a *customer* called *name* is the entity with that id, and none of
        *others*.
        """
        decided = Decided(name, self._by, self._date, customer=customer)
        of = self._correction(identifier)
        cleared = self._cleared(name, others, f"it is {identifier}", customer)
        self._change([replace(of, confirmed=(*of.confirmed, decided)), *cleared])

    def clear(self, customer: str, name: str, identifiers: Iterable[str]) -> None:
        """Decide that a *customer* called *name* is none of the entities with these ids."""
        self._change(self._cleared(name, identifiers, None, customer))

    def add(self, name: str, identifier: str, others: Iterable[str] = ()) -> None:
        """Decide that *name* is a name of the entity with that id, and not of *others*."""
        alias = Added(Alias(name), self._by, self._date, self._origin)
        of = self._correction(identifier)
        changed = [replace(of, add=(*of.add, alias)), *self._cleared(name, others, f"it is {identifier}")]
        self._change(changed)

    def exclude(self, name: str, identifiers: Iterable[str]) -> None:
        """Decide that *name* is nobody's in the list, so none of those with these ids."""
        decided = Decided(name, self._by, self._date)
        self._change(self._cleared(name, identifiers), (*self._overlay.nobody, decided))

    def undo(self) -> bool:
        """Take the last decision of this session back; return whether there was one."""
        if not self._before:
            return False
        self._overlay = self._before.pop()
        return True

    def save(self) -> None:
        """Write the overlay; the file appears whole or not at all."""
        with atomic_write(self.path) as file:
            file.write(as_yaml(self._overlay).encode())

    def _correction(self, identifier: str) -> Correction:
        there = (of for of in self._overlay.corrections if of.id == identifier)
        return next(there, Correction(identifier, str(self.path)))

    def _cleared(
        self, name: str, identifiers: Iterable[str], why: str | None = None, customer: str | None = None
    ) -> list[Correction]:
        decided = Decided(name, self._by, self._date, why, customer)
        corrections = map(self._correction, identifiers)
        return [replace(of, cleared=(*of.cleared, decided)) for of in corrections]

    def _change(self, changed: Iterable[Correction], nobody: tuple[Decided, ...] | None = None) -> None:
        """Put *changed* corrections in the place of those with their ids; all is one decision."""
        self._before.append(self._overlay)
        by_id = {of.id: of for of in (*self._overlay.corrections, *changed)}
        nobody = self._overlay.nobody if nobody is None else nobody
        self._overlay = replace(self._overlay, corrections=tuple(by_id.values()), nobody=nobody)


def as_yaml(overlay: Overlay) -> str:
    """Return an overlay as YAML, sorted by id, one fact a line."""
    lines = [HEAD.rstrip("\n")]
    for of in sorted(overlay.corrections, key=lambda each: each.id):
        lines.append(f"- id: {_quoted(of.id)}")
        plain = {
            **{"name": of.name, "kind": of.kind and of.kind.value, "country": of.country, "note": of.note},
            **{"since": of.since, "until": of.until},
        }
        lines += [f"  {name}: {_quoted(value)}" for name, value in plain.items() if value]
        lines += ["  silent: true"] if of.is_silent else []
        lines += _block("add", map(_added, of.add))
        for name, texts in (("weak", of.weak), ("drop", of.drop), ("not", of.excluded)):
            lines += _block(name, map(_quoted, texts))
        lines += _block("cleared", map(_decided, of.cleared))
        lines += _block("confirmed", map(_decided, of.confirmed))
    lines += [f"- nobody: {line}" for line in sorted(map(_decided, overlay.nobody))]
    return "\n".join(lines) + "\n"


def _block(name: str, facts: Iterable[str]) -> Iterator[str]:
    lines = sorted(set(facts))
    if lines:
        yield f"  {name}:"
        yield from (f"    - {line}" for line in lines)


def _added(added: Added) -> str:
    alias = added.alias
    values = {"name": alias.text, "lang": alias.lang, "since": alias.since, "until": alias.until}
    return _mapping(values | {"by": added.by, "date": added.date, "from": added.origin})


def _decided(decided: Decided) -> str:
    values = {"customer": decided.customer, "query": decided.query}
    return _mapping(values | {"by": decided.by, "date": decided.date, "why": decided.why})


def _mapping(values: Mapping[str, str | None]) -> str:
    return "{" + ", ".join(f"{name}: {_quoted(value)}" for name, value in values.items() if value) + "}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
