"""A table of rows, a file or a frame, into entities: rows of one id are names of one entity."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from translit.atomic_write import atomic_write
from translit.errors import Problem, TableError
from translit.model import MAX_LETTERS, Alias, Entity, Kind, is_too_long
from translit.names.kinds import guess_kind
from translit.names.lexicon import Lexicon
from translit.periods import is_reversed
from translit.record import replace
from translit.rows.frames import Row
from translit.rows.reading import Rejected
from translit.rows.rejects import HEAD, check_apart, rejected_lines
from translit.rows.sheet import Sheet, as_written, open_sheet
from translit.tables import fields
from translit.tables.fields import Fields, fields_of, is_field
from translit.tables.table_report import TableReport
from translit.writing.keys import key
from translit.writing.text import fold


def read_table(
    source: Any,
    lexicon: Lexicon,
    *,
    columns: Mapping[str, str] | None = None,
    kind: Kind | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    rejects: str | PathLike[str] | None = None,
) -> tuple[list[Entity], TableReport]:
    """Read the entities of a table and what is to be said of it. See `Normalizer.from_table`.

    Raises FileError if it cannot be read, and TableError with every row that cannot, unless
    *rejects* takes these.
    """
    given = dict(columns or {})
    if rejects is not None and isinstance(source, str | PathLike):
        check_apart(rejects, source)

    def is_wanted(column: str) -> bool:
        return column in given.values() or is_field(column)

    opened = open_sheet(source, is_wanted=is_wanted, encoding=encoding, delimiter=delimiter, sheet=sheet)
    with opened as of:
        read = fields_of(of.columns, given, of.name)
        ignored = tuple(column for column in of.columns if column not in read.values())
        gathered = _Gathered(of, read, lexicon, kind)
        if "id" not in read and ignored:
            problem = "no column is the id, so that each name is one of its own"
            remedy = "Say which it is: columns={'id': …}, at the command line --table-column id=…"
            gathered.notices.append(Problem(*of.at(1), problem, remedy))
        if of.guessed_encoding is not None:
            problem = f"its encoding is not told, and taken for {of.guessed_encoding}"
            remedy = "Look at its names; encoding= says another"
            gathered.notices.append(Problem(of.name, 0, problem, remedy))
        for line, row in of.rows:
            gathered.add(line, row)
    if rejects is not None:
        with atomic_write(Path(fspath(rejects))) as file:
            file.write(HEAD + rejected_lines(gathered.rejected))
    elif gathered.rejected:
        remedy = "Mend the row, or let rejects (--table-rejects FILE) take what cannot be read"
        raise TableError(
            [Problem(*of.at(bad.line), bad.reason, remedy) for bad in gathered.rejected],
        )
    entities = list(gathered.entities())
    if not entities:
        raise TableError([Problem(of.name, 0, "it lists no name", "Give a table with a row for each name")])
    report = TableReport(
        of.name,
        gathered.rows,
        len(entities),
        len(gathered.rejected),
        tuple(gathered.notices),
        shared_names(entities),
        ignored=ignored,
    )
    return entities, report


def shared_names(entities: Collection[Entity]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the names that several of *entities* have, but for case and script, with their ids;
    weak ones are left out.
    """
    bearers: dict[str, dict[str, str]] = {}
    for entity in entities:
        for alias in entity.listed():
            if not alias.is_weak:
                bearers.setdefault(key(alias.text), {}).setdefault(entity.id, alias.text)
    return tuple((next(iter(of.values())), tuple(of)) for of in bearers.values() if len(of) > 1)


@dataclass(slots=True)
class _Names:
    """What the rows of one id say."""

    id: str
    line: int
    kind: Kind | None = None
    countries: set[str] = field(default_factory=set)
    names: list[Alias] = field(default_factory=list)  # a row's own name, in order
    aliases: list[Alias] = field(default_factory=list)
    native: dict[str, tuple[str, ...]] = field(default_factory=dict)
    weak: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    wikidata: str | None = None
    note: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None

    def entity(self, kind: Kind | None, lexicon: Lexicon) -> Entity:
        """Return the entity: its name is the first that is neither weak nor of the past."""
        held = [name for name in self.names if name.until is None and not name.is_weak]
        first = (held or self.names)[0]
        others = [replace(a, is_weak=False) for a in (*self.names, *self.aliases)]
        aliases = {alias.text: alias for alias in reversed(others) if alias.text != first.text}
        weak = dict.fromkeys([*self.weak, *(name.text for name in self.names if name.is_weak)])
        return Entity(
            self.id,
            first.text,
            self.kind or kind or guess_kind(first.text, lexicon),
            next(iter(self.countries)) if len(self.countries) == 1 else None,
            self.native,
            tuple(reversed([alias for text, alias in aliases.items() if text not in weak or alias.source])),
            tuple(weak),
            tuple(dict.fromkeys(self.excluded)),
            self.wikidata,
            self.note,
            self.source,
            since=self.since,
            until=self.until,
        )


class _Gathered:
    """The rows of a table, by their ids."""

    def __init__(self, sheet: Sheet, of: Fields, lexicon: Lexicon, kind: Kind | None) -> None:
        self.rows = 0
        self.rejected: list[Rejected] = []
        self.notices: list[Problem] = []
        self._sheet, self._fields, self._lexicon, self._kind = sheet, of, lexicon, kind
        self._native = {name.partition(":")[2]: column for name, column in of.items() if ":" in name}
        self._by_id: dict[str, _Names] = {}

    def entities(self) -> Iterator[Entity]:
        """Yield the entities, in the order of their first rows."""
        for names in self._by_id.values():
            yield names.entity(self._kind, self._lexicon)

    def add(self, line: int, row: Row | Rejected) -> None:
        """Take a row, or note why it is left out."""
        self.rows += 1
        if isinstance(row, Rejected):
            self.rejected.append(row)
            return
        try:
            self._add(line, row)
        except ValueError as error:
            self.rejected.append(Rejected(line, str(error), as_written(row)))

    def _add(self, line: int, row: Row) -> None:
        def value(name: str) -> Any:
            column = self._fields.get(name)
            return None if column is None else row.get(column)

        name = self._name(value("name"))
        identifier = fields.text_in(value("id")) if "id" in self._fields else name
        if identifier is None:
            raise ValueError("no id")
        kind = self._kind_of(line, value("kind"))
        since, until = self._period(line, value("since"), value("until"), fields.date_in)
        existed = self._period(line, value("entity_since"), value("entity_until"), fields.one_date_in)
        is_weak = fields.truth_in(value("weak"))
        aliases = fields.aliases_in(value("aliases"), since, until)
        native = fields.native_in(value("native"))
        for lang, column in self._native.items():
            if texts := fields.several_in(row.get(column)):
                native[lang] = (*native.get(lang, ()), *texts)
        weak = fields.several_in(value("weak")) if is_weak is None else []
        excluded = [text for text in fields.several_in(value("not")) if not is_too_long(text)]
        wikidata, note, source = (fields.text_in(value(name)) for name in ("wikidata", "note", "source"))
        countries = self._countries(line, value("country"))
        names = self._by_id.get(identifier)
        if names is not None and None not in (names.kind, kind) and names.kind != kind:
            raise ValueError(
                f"its kind is {kind}; in row {names.line} that of {identifier!r} is {names.kind}"
            )
        if names is None:
            names = self._by_id[identifier] = _Names(identifier, line)
        names.kind = names.kind or kind
        names.countries.update(countries)
        names.names.append(Alias(name, None, bool(is_weak), since, until))
        names.aliases += [alias for alias in aliases if self._is_name(line, alias.text)]
        for lang, of in native.items():
            kept = tuple(text for text in of if self._is_name(line, text))
            if kept:
                names.native[lang] = tuple(dict.fromkeys((*names.native.get(lang, ()), *kept)))
        weak += [alias.text for alias in aliases if alias.is_weak]
        names.weak += [text for text in weak if self._is_name(line, text)]
        names.excluded += excluded
        names.wikidata, names.note = names.wikidata or wikidata, names.note or note
        names.source = names.source or source
        if names.since is None and names.until is None:
            names.since, names.until = existed

    def _name(self, value: Any) -> str:
        text = fields.text_in(value)
        if text is None:
            raise ValueError("no name")
        if is_too_long(text):
            raise ValueError(f"{text!r:.60}… has more than {MAX_LETTERS} characters: no name")
        if not key(text):
            raise ValueError(f"{text!r} has no letter: no name")
        if fold(text) in self._lexicon.placeholders:
            raise ValueError(f"{text!r} stands where there is no name")
        return text

    def _is_name(self, line: int, text: str) -> bool:
        try:
            return bool(self._name(text))
        except ValueError as error:
            self._say(line, str(error), "It is left out")
            return False

    def _kind_of(self, line: int, value: Any) -> Kind | None:
        kind = fields.kind_in(value)
        if kind is None and fields.text_in(value) is not None:
            remedy = f"The name alone tells it; known are {', '.join(Kind)} and what lists call them"
            self._say(line, f"the kind {value!r} is unknown", remedy)
        return kind

    def _period(
        self, line: int, since: Any, until: Any, read: Callable[[Any], str | None]
    ) -> tuple[str | None, str | None]:
        dates = read(since), read(until)
        for date, value in zip(dates, (since, until), strict=True):
            if date is None and (texts := fields.several_in(value)):
                text = "; ".join(texts)
                self._say(line, f"{text!r} is not a date such as 2016 or 2016-05-19", "It is left out")
        if is_reversed(*dates):
            problem = f"it ends in {dates[1]}, before it begins in {dates[0]}"
            self._say(line, problem, "Both dates are left out")
            return None, None
        return dates

    def _countries(self, line: int, value: Any) -> Sequence[str]:
        countries = fields.country_in(value)
        if not countries and fields.several_in(value):
            self._say(line, f"the country {value!r} is unknown", "It is left out; write a code such as UA")
        return countries

    def _say(self, line: int, problem: str, remedy: str) -> None:
        self.notices.append(Problem(*self._sheet.at(line), problem, remedy))
