"""One YAML document into entities or language data, or a list of everything that is wrong with it,
line by line.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from translit.errors import Problem
from translit.model import COUNTRIES, MAX_LETTERS, MISTAKEN_COUNTRIES, Alias, Entity, Kind, is_too_long
from translit.periods import DATE, is_date, is_reversed


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value with the line it begins on (from 1); scalars are always texts."""

    value: str | list[Node] | dict[str, Node]
    line: int

    def plain(self) -> Any:
        """Return the value as texts, lists and dicts."""
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        if isinstance(self.value, dict):
            return {name: node.plain() for name, node in self.value.items()}
        return self.value


@dataclass(frozen=True, slots=True)
class Source:
    """A table file as read: its path as given, its lines, and its one document."""

    path: str
    lines: tuple[str, ...]
    root: Node


@dataclass(frozen=True, slots=True)
class Located:
    """An entity and where it stands."""

    entity: Entity
    path: str
    line: int


FIELDS = (
    *("id", "name", "kind", "country", "native", "aliases", "weak", "not", "wikidata", "note"),
    *("since", "until"),
)
REQUIRED = ("id", "name", "kind")
ID = re.compile(r"(person|place|org)/[a-z0-9]+(-[a-z0-9]+)*")
LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
COUNTRY = re.compile(r"[A-Z]{2}")  # ISO 3166-1 alpha-2
WIKIDATA = re.compile(r"Q[1-9]\d*")


def entities(source: Source) -> tuple[list[Located], list[Problem]]:
    """Read the entities of *source*; an entity with a problem is reported, not returned."""
    items = source.root.value
    if items == "":  # an empty file
        return [], []
    if not isinstance(items, list):
        return [], [
            _problem(
                source, source.root, "the file is not a list of entities", "Begin each entity with '- id: …'"
            )
        ]
    found: list[Located] = []
    problems: list[Problem] = []
    ends = [item.line for item in items[1:]] + [len(source.lines) + 1]
    for item, end in zip(items, ends, strict=True):
        reader = EntityReader(source, item)
        entity = reader.entity()
        if not any("#" in line for line in source.lines[item.line - 1 : end - 1]):
            reader.say(item, "no source comment", "Say after a # where the name or fact comes from")
        problems += reader.problems
        if entity is not None:
            found.append(Located(entity, source.path, item.line))
    return found, problems


def _problem(source: Source, node: Node, problem: str, remedy: str) -> Problem:
    return Problem(source.path, node.line, problem, remedy)


class EntityReader:
    """Reads one entity's mapping, or a correction of it, noting every problem on the way."""

    def __init__(self, source: Source, item: Node) -> None:
        self.source, self.item = source, item
        self.problems: list[Problem] = []

    def say(self, node: Node, problem: str, remedy: str) -> None:
        self.problems.append(_problem(self.source, node, problem, remedy))

    def entity(self) -> Entity | None:
        fields = self.item.value
        if not isinstance(fields, dict):
            self.say(
                self.item,
                f"an entity must be a mapping, not {self.item.plain()!r}",
                "Write '- id: …' and its fields below it",
            )
            return None
        for field, node in fields.items():
            if field not in FIELDS:
                near = difflib.get_close_matches(field, FIELDS, 1)
                self.say(
                    node,
                    f"unknown field {field!r}",
                    f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(FIELDS)}",
                )
        for field in REQUIRED:
            if field not in fields:
                self.say(
                    self.item, f"field {field!r} is missing", "Every entity has an id, a name and a kind"
                )
        identifier = self.text(
            "id", ID, "a kind, a slash and a slug of a-z, 0-9 and hyphens, such as person/oleksii-reznikov"
        )
        name = self.spelling(fields["name"], "'name'") if "name" in fields else None
        kind = self.kind()
        country = self.country()
        wikidata = self.text("wikidata", WIKIDATA, "an item number such as Q42")
        note = self.text("note")
        since, until = self.period(fields, self.item)
        native = {lang: tuple(texts) for lang, texts in self.native()}
        aliases, weak, excluded = tuple(self.aliases()), tuple(self.texts("weak")), tuple(self.texts("not"))
        if identifier and kind and not identifier.startswith(kind + "/"):
            self.say(
                fields["id"],
                f"id {identifier!r} does not begin with the kind {kind!r}",
                f"Write {kind}/… or mend the kind",
            )
        if self.problems or identifier is None or name is None or kind is None:
            return None
        named = (identifier, name, kind, country, native, aliases, weak, excluded, wikidata, note)
        return Entity(*named, since=since, until=until)

    def kind(self) -> Kind | None:
        """Return the kind, None where there is none that is known."""
        kind = self.text("kind", re.compile("|".join(Kind)), "one of person, place, org")
        return None if kind is None else Kind(kind)

    def country(self) -> str | None:
        """Return the country, None where there is none."""
        country = self.text("country", COUNTRY, "two capitals of ISO 3166-1, such as UA")
        node = self.get("country")
        if country is not None and country not in COUNTRIES and node is not None:
            instead = MISTAKEN_COUNTRIES.get(country, "a code that ISO 3166-1 assigns, or leave it out")
            self.say(node, f"there is no country {country!r}", f"Write {instead}")
        return country

    def get(self, name: str) -> Node | None:
        fields = self.item.value
        return fields.get(name) if isinstance(fields, dict) else None

    def text(self, name: str, pattern: re.Pattern[str] | None = None, expected: str = "a text") -> str | None:
        node = self.get(name)
        return None if node is None else self.scalar(node, f"{name!r}", pattern, expected)

    def scalar(
        self, node: Node, what: str, pattern: re.Pattern[str] | None = None, expected: str = "a text"
    ) -> str | None:
        if not isinstance(node.value, str) or not node.value.strip():
            self.say(node, f"{what} must be {expected}", "Write one text that is not blank")
        elif pattern is not None and not pattern.fullmatch(node.value):
            self.say(node, f"{what} is {node.value!r}", f"Write {expected}")
        else:
            return node.value
        return None

    def spelling(self, node: Node, what: str) -> str | None:
        """Return the text of a name, None where it is none."""
        text = self.scalar(node, what)
        if text is None or not is_too_long(text):
            return text
        self.say(node, f"{what} has more than {MAX_LETTERS} characters", "Write the name alone")
        return None

    def items(self, node: Node, read: Callable[[Node], str | Alias | None]) -> Iterator[str | Alias]:
        for item in node.value if isinstance(node.value, list) else [node]:
            if (value := read(item)) is not None:
                yield value

    def texts(self, name: str) -> list[str]:
        node = self.get(name)
        return (
            []
            if node is None
            else [str(v) for v in self.items(node, lambda item: self.spelling(item, f"an item of {name!r}"))]
        )

    def aliases(self, name: str = "aliases") -> list[Alias]:
        node = self.get(name)
        return [] if node is None else [v for v in self.items(node, self.alias) if isinstance(v, Alias)]

    def alias(self, node: Node) -> Alias | None:
        if not isinstance(node.value, dict):
            text = self.spelling(node, "an alias")
            return None if text is None else Alias(text)
        for name, value in node.value.items():
            if name not in ("name", "since", "until", "lang"):
                self.say(value, f"unknown field {name!r} of an alias", "Known: name, since, until, lang")
        if "name" not in node.value:
            self.say(node, "an alias without a name", "Write {name: …, until: …}")
            return None
        text = self.spelling(node.value["name"], "an alias")
        since, until = self.period(node.value, node)
        lang = (
            self.scalar(node.value["lang"], "'lang'", LANG, "a language code such as uk")
            if "lang" in node.value
            else None
        )
        return None if text is None else Alias(text, lang, False, since, until)

    def period(self, fields: Mapping[str, Node], of: Node) -> tuple[str | None, str | None]:
        """Return the dates *since* and *until* in the fields *of* an entity or an alias."""
        dates: list[str | None] = []
        for name in ("since", "until"):
            node = fields.get(name)
            expected = "a date such as 2016 or 2016-05-19"
            text = None if node is None else self.scalar(node, f"{name!r}", DATE, expected)
            if text is not None and node is not None and not is_date(text):
                self.say(node, f"{name!r} is {text!r}, which the calendar does not have", f"Write {expected}")
            dates.append(text)
        since, until = dates
        if is_reversed(since, until):
            self.say(of, f"'until' {until!r} is before 'since' {since!r}", "Exchange the two, or mend one")
        return since, until

    def native(self) -> Iterator[tuple[str, list[str]]]:
        node = self.get("native")
        if node is None:
            return
        if not isinstance(node.value, dict):
            self.say(node, "'native' must map languages to texts", "Write native: {uk: …, ru: …}")
            return
        for lang, texts in node.value.items():
            if not LANG.fullmatch(lang):
                self.say(texts, f"{lang!r} is not a language code", "Write an ISO 639-1 code such as uk")
            yield lang, [str(v) for v in self.items(texts, lambda item: self.spelling(item, "a native form"))]
