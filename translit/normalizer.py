"""`Normalizer`: from a written name to the entity it means, one path, every step recorded."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from translit.index import segments, store
from translit.index.box import BOX
from translit.index.index import Index
from translit.index.sharing import BUILTIN, Opener, opener_of, reopen
from translit.index.table import Table
from translit.index.terms import hashed
from translit.model import Entity, Kind, country_of, entities_of, kind_of, text_of, texts_of
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.resolve.decide import Settings, checked_settings, decide, in_text
from translit.resolve.gazetteer import gazetteer
from translit.resolve.lookup import look_up
from translit.resolve.nearest import add_nearest
from translit.resolve.query import Query
from translit.results import Match, Mention

if TYPE_CHECKING:  # at run time where they are needed: a known name is answered sooner without
    from pathlib import Path

    from translit.names.vocabulary import Vocabulary
    from translit.parallel.batch import Answers
    from translit.parallel.progress import OnProgress
    from translit.tables.listed import TableReport
    from translit.text.finder import Finder
    from translit.text.rewrite import Rewriter


class Normalizer:
    """Finds who or what a written name means in one table. Make one with `builtin`, `from_yaml` or
    `from_entities`.
    """

    def __init__(self, index: Table, lexicon: Lexicon, settings: Settings | None = None) -> None:
        self._index = index
        self._lexicon = lexicon
        self.settings = checked_settings(settings)
        self.table_report: TableReport | None = None  # what `from_table` has to say of its table
        self._source: str | None = None  # the file that holds the table, or BUILTIN
        self._finder: Finder | None = None  # made when names are first sought in a text
        self._rewriter: Rewriter | None = None

    @classmethod
    def builtin(cls, *, settings: Settings | None = None) -> Normalizer:
        """Return a normalizer over the tables in the box.

        >>> Normalizer.builtin().normalize("Kiev").name
        'Kyiv'
        """
        settings = checked_settings(settings)
        opened = cls(BOX.index, BOX.lexicon, settings)
        opened._source = BUILTIN
        return opened

    @classmethod
    def from_yaml(cls, *paths: str | Path, settings: Settings | None = None) -> Normalizer:
        """Return a normalizer over your own YAML tables, files or folders.

        Raises TableError with every problem of all files; a bad table never half-loads.
        """
        from pathlib import Path

        from translit.tables.sources import entity_files, read_entities  # imports yaml

        settings = checked_settings(settings)
        files = [file for path in paths for file in entity_files(Path(path))]
        return cls.from_entities((at.entity for at in read_entities(files)), settings=settings)

    @classmethod
    def from_entities(cls, entities: Iterable[Entity], *, settings: Settings | None = None) -> Normalizer:
        """Return a normalizer over your own entities.

        >>> n = Normalizer.from_entities([Entity("c/1", "Ursula von der Leyen", "person")])
        >>> n.normalize("Leyen, Ursula von der").id
        'c/1'

        Entities that share an id (a list with a row for every name of a person) are one candidate:
        the best of them. Raises TypeError for what is no `Entity`.
        """
        from translit.index.build import build  # answers are given without

        settings = checked_settings(settings)
        vocabulary = BOX.vocabulary
        return cls(build(entities_of(entities), vocabulary), vocabulary.lexicon, settings)

    @classmethod
    def from_table(
        cls,
        table: str | os.PathLike[str] | Any,
        *,
        columns: Mapping[str, str] | None = None,
        kind: Kind | str | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
        sheet: str | None = None,
        rejects: str | os.PathLike[str] | None = None,
        settings: Settings | None = None,
        progress: bool = False,
    ) -> Normalizer:
        """Return a normalizer over your own list: a file of rows, or a frame.

        >>> table = {"id": ["c/1", "c/1"], "name": ["Ursula von der Leyen", "VDL"]}
        >>> n = Normalizer.from_table(table)
        >>> n.normalize("Leyen, Ursula von der").id, n.normalize("VDL").id
        ('c/1', 'c/1')

        *table*: the path of a CSV, TSV or JSON lines file, which may end in .gz, of Parquet or
        Excel; a frame of pandas, polars, Arrow or what speaks its protocol; mappings, one a row.
        Columns are recognised by their names: id, name, aliases (divided by | or ;), kind, country,
        native:uk (any language), not, weak, since, until, wikidata, note; *columns* maps such a
        field to the column that has it. Rows of one id are names of one entity; without ids the
        name is one. *kind* is that of rows that tell none; else the name alone tells it.
        *encoding* and *delimiter* are detected, *sheet* is the first. *progress*: see
        `normalize_many`.

        A row without a name or that cannot be read goes to the file *rejects*, with its line and
        the reason. `table_report` says what else is notable: names of several entities, which
        answers leave open, are no error. Raises TableError with every row that cannot be read if
        there is no *rejects*, or if no column is the name; FileError for a file that cannot be
        read; TypeError for what is no table.
        """
        from translit.parallel.progress import progress_bar
        from translit.tables.listed import read_table

        settings = checked_settings(settings)
        entities, report = read_table(
            table,
            BOX.vocabulary.lexicon,
            columns=columns,
            kind=None if kind is None else kind_of(kind),
            encoding=encoding,
            delimiter=delimiter,
            sheet=sheet,
            rejects=rejects,
        )
        with progress_bar(len(entities), unit="entities", is_wanted=progress) as on_progress:
            n = cls.from_entities(_counted(entities, on_progress), settings=settings)
        n.table_report = report
        return n

    @classmethod
    def open(cls, path: str | Path, *, settings: Settings | None = None) -> Normalizer:
        """Return a normalizer over a table that `save` wrote, by memory map: at once, and shared by
        all processes that open it.

        Raises FormatError, with the path, what was found and what is required, for a file that is
        missing, truncated, damaged or of another format.
        """
        settings = checked_settings(settings)
        columns = store.open_table(path)
        opened = cls(Index(columns), store.read_lexicon(columns), settings)
        opened._source = os.path.abspath(path)
        return opened

    def save(self, path: str | Path) -> None:
        """Write the table and its language data to one file; it appears whole or not at all.

        The file is an uncompressed `.npz`: numbers and texts, no pickled objects, so that opening a
        stranger's runs no code. After `add`, `remove` or `merge` it takes as long as
        `from_entities` with all entities: the file is one whole table.
        """
        from pathlib import Path

        from translit.index.build import build

        table = self._index
        index = table if isinstance(table, Index) else build(table.entities(), self._vocabulary())
        store.write(index, self._lexicon, Path(path))
        self._source = os.path.abspath(path)

    def __reduce__(self) -> tuple[Callable[..., Normalizer], tuple[object, ...]]:
        """Pickle the path of the file, not the table: who unpickles opens the file. Raises
        TypeError if there is none.
        """
        if self._source is None:
            raise TypeError(
                "a Normalizer is pickled as the path of its file, and this one has no file: save it first"
            )
        if self._source == BUILTIN:
            return partial(Normalizer.builtin, settings=self.settings), ()
        return _unpickled, (self._source, self.settings, self.table_version)

    def _vocabulary(self) -> Vocabulary:
        from translit.names.vocabulary import Vocabulary

        return Vocabulary(self._lexicon, BOX.vocabulary.schemes)

    def add(self, entities: Iterable[Entity]) -> Normalizer:
        """Return a normalizer that has *entities*, too; this one goes on as before.

        >>> n = Normalizer.from_entities([Entity("c/1", "Ursula von der Leyen", "person")])
        >>> n.add([Entity("c/2", "Roberta Metsola", "person")]).normalize("Metsola, Roberta").id
        'c/2'

        Takes as long as *entities* take, however large the table is; give all of a day at once
        rather than one by one. An id that is in the table already gets a further row (see
        `from_entities`): to replace an entity, `remove` it first.
        """
        added = segments.add(self._index, entities_of(entities), self._vocabulary())
        return Normalizer(added, self._lexicon, self.settings)

    def remove(self, ids: Iterable[str]) -> Normalizer:
        """Return a normalizer without the entities that have *ids*, every row of each; this one
        goes on as before.

        Raises ValueError for ids that are not in the table, and TypeError for one text instead of
        several.
        """
        if isinstance(ids, str | bytes):
            raise TypeError(f"remove takes several ids, not one {type(ids).__name__}: put it into a list")
        return Normalizer(segments.remove(self._index, ids), self._lexicon, self.settings)

    def with_overlay(self, *paths: str | os.PathLike[str]) -> Normalizer:
        """Return a normalizer with the corrections of YAML files laid over its entities, one file
        after the other; this one goes on as before.

        A correction names an entity by its id and adds, drops or excludes names, clears names that
        are somebody else's, or silences the entity: see docs/own-list.md. Answers say which names
        are from which file. Takes as long as the entities take that are corrected. Raises
        TableError with every problem of a file, and for an id that is not in the table.
        """
        from pathlib import Path

        from translit.tables.layers import Layers
        from translit.tables.overlay import read_overlay

        overlays = [read_overlay(Path(path)) for path in paths]
        ids = {correction.id for overlay in overlays for correction in overlay.corrections}
        if not ids:
            return self
        rows = [entity for entity in self.entities() if entity.id in ids]
        layers = Layers(rows, lambda: (entity.id for entity in self.entities()))
        for overlay in overlays:
            layers.correct(overlay)
        there = {entity.id for entity in rows}
        return self.remove(sorted(there)).add(layers) if there else self.add(layers)

    def merge(self, other: Normalizer) -> Normalizer:
        """Return a normalizer over the entities of both, with this one's settings.

        The other's entities are compiled once more, as by `add`. Raises ValueError for ids that
        stand in both: whether they mean the same is not known.
        """
        added = list(other.entities())
        if both := {entity.id for entity in added if self.entity(entity.id) is not None}:
            shown = f"{', '.join(sorted(both)[:5])}{' …' if len(both) > 5 else ''}"
            raise ValueError(f"ids in both tables: {shown}; rename or remove them in one")
        return self.add(added)

    def __len__(self) -> int:
        """Return how many entities the table has; rows that share an id count each."""
        return self._index.population

    def __contains__(self, identifier: object) -> bool:
        """Whether an entity has that id.

        >>> "place/kyiv" in Normalizer.builtin()
        True
        """
        return isinstance(identifier, str) and self.entity(identifier) is not None

    def __repr__(self) -> str:
        """Say how many entities there are, where they are from and how they are decided.

        >>> Normalizer.from_entities([Entity("c/1", "Ann Lee", "person")])
        <Normalizer: 1 entity in memory, balanced>
        """
        place = "in memory" if self._source is None else f"of {self._source}"
        place = "in the box" if self._source == BUILTIN else place
        threshold = self.settings.threshold
        decided = self.settings.mode + ("" if threshold is None else f" from {threshold} on")
        return f"<Normalizer: {len(self):,} {'entity' if len(self) == 1 else 'entities'} {place}, {decided}>"

    def entities(self) -> Iterable[Entity]:
        """Yield the entities of the table, in its order."""
        return self._index.entities()

    def entity(self, identifier: str) -> Entity | None:
        """Return the entity with that id, or None."""
        return self._index.by_id(identifier)

    @property
    def table_version(self) -> str:
        """A digest of the table's content: the same for the same entities in the same order."""
        return self._index.version

    def normalize_many(
        self,
        names: Iterable[str],
        *,
        kind: Kind | str | Sequence[Kind | str | None] | None = None,
        country: str | Sequence[str | None] | None = None,
        workers: int = 1,
        progress: bool = False,
        same_document: bool = False,
    ) -> list[Match]:
        """Return the answer to each of *names*, in order; a name given twice is answered once.

        >>> n = Normalizer.from_entities([Entity("c/1", "Ursula von der Leyen", "person")])
        >>> [match.id for match in n.normalize_many(["Leyen, Ursula von der", "Roberta Metsola"])]
        ['c/1', None]

        *kind* and *country* are those of all names, or several, one for each name. *workers*
        processes share the work if there are 500 distinct names or more. All of them read
        one file: the one that the table was opened from or saved to, else a temporary one. Each
        starts Python anew: call it in a file, and a script under `if __name__ == "__main__":`,
        which else runs once more in each. *progress* draws a bar at a terminal, on standard error,
        on work that takes longer than a second. *same_document*: the names stand in one document,
        in this order, and tell of each other as they do in `find`: after *Oleksii Reznikov* a bare
        *Reznikov* is he.

        Raises TypeError that says which of *names* is no text, ValueError for an unknown kind, a
        country that is no code of ISO 3166-1 or fewer workers than 1, WorkerError if a process
        ends, for want of memory as a rule.
        """
        from translit.parallel.batch import answer_all

        listed = texts_of(names, "normalize_many")
        queries = _Asked.of_all(listed, kind, country)

        def worker_factory(folder: Path) -> Callable[[], Answers[_Asked]]:
            opener = opener_of(self._index, self._lexicon, self._source, folder)
            return partial(_answers_of, opener, self.settings, is_filled)

        is_filled = not same_document
        answers = partial(self._answers, is_filled=is_filled)
        matches = answer_all(queries, answers, worker_factory, workers=workers, progress=progress)
        return self._names_in().resolve(listed, matches) if same_document else matches

    def _answers(self, asked: Sequence[_Asked], *, is_filled: bool) -> list[Match]:
        """Return the answer to each of a chunk of distinct queries; all that `normalize_many` asks,
        here and in other processes.
        """
        queries = [
            Query(Name(name, self._lexicon, kind=kind), kind, country) for name, kind, country in asked
        ]
        rows: Sequence[int | None] = [None] * len(queries)
        is_bare = all(of.kind is None and of.country is None for of in asked)
        if is_bare and isinstance(self._index, Index) and not self._index.removed:
            rows = self._index.unique_rows([hashed(query.name.key) for query in queries])
        return [
            self._answer(query, row, is_filled=is_filled) for query, row in zip(queries, rows, strict=True)
        ]

    def _answer(self, query: Query, row: int | None = None, *, is_filled: bool = True) -> Match:
        """Return the answer to one query; *row*: the only spelling with its key, if known.

        *is_filled*: with those who are only written alike; somebody looks through them, and names
        that are context for each other do not ask for them.
        """
        found = look_up(query, self._index, gazetteer, row=row)
        match = decide(
            query.name.text, found.query_steps, found.candidates, self.settings, self._index.version
        )
        if not is_filled or found.excluded is None:
            return match
        return add_nearest(match, query, self._index, found.excluded, self.settings.limit)

    def _answer_in_text(self, name: str) -> Match:
        return self._answer(Query(Name(name, self._lexicon)), is_filled=False)

    def normalize(self, name: str, *, kind: Kind | str | None = None, country: str | None = None) -> Match:
        """Return who or what *name* means.

        >>> Normalizer.builtin().normalize("Medinksy", kind="person").name
        'Vladimir Medinsky'

        *kind* leaves out all other kinds. *country* (ISO 3166-1 alpha-2) speaks for the entities of
        that country and against those of another, and settles between namesakes. Raises TypeError
        for what is not a text, ValueError for an unknown kind or a country that is no code of ISO
        3166-1.
        """
        text_of(name, "normalize")
        kind = None if kind is None else kind_of(kind)
        country = None if country is None else country_of(country)
        return self._answer(Query(Name(name, self._lexicon, kind=kind), kind, country))

    def find(self, text: str, *, demonyms: bool = False, unknown: bool = False) -> list[Mention]:
        """Return the names in a running text, in order, none inside another.

        >>> text = "Talks in Kiev: Medinksy, an aide to Putin, met Vladimir Medinsky's guests."
        >>> [(m.start, m.surface, m.name) for m in Normalizer.builtin().find(text)][:2]
        [(9, 'Kiev', 'Kyiv'), (15, 'Medinksy', 'Vladimir Medinsky')]

        Places are counted in code points of *text* as it is given. The text is one document: what
        it says elsewhere, and the words beside a name, tell whom a name means that may mean several
        or a bare family name; the steps of its match say so. MATCHED and AMBIGUOUS names are
        returned; *unknown*: names, too, that are nobody's in the table though like somebody's;
        *demonyms*: words for the people of a country, too (Ukrainian), as names of the country.

        The first call reads the keys of the table, about a microsecond for each. Raises TypeError
        for what is not a text.
        """
        text_of(text, "find")
        return self._names_in().find(text, demonyms=demonyms, unknown=unknown)

    def _names_in(self) -> Finder:
        if self._finder is None:
            from translit.text.finder import Finder

            settings = in_text(self.settings)
            asked = self if settings is self.settings else Normalizer(self._index, self._lexicon, settings)
            self._finder = Finder(self._index, self._lexicon, BOX.cues, asked._answer_in_text, self.settings)
        return self._finder

    def rewrite(self, text: str, *, style: str = "canonical") -> str:
        """Return *text* with each name that `find` resolves in its canonical spelling, all else as
        it was.

        >>> Normalizer.builtin().rewrite("Mr. Podoliak's talks in Kiev with V. Zelensky")
        "Mr. Podolyak's talks in Kyiv with V. Zelenskyy"

        A name keeps its shape: a family name alone stays alone, initials, titles, a possessive and
        line ends stay. Acronyms, case forms, names in another script than the canonical one and
        what stands in addresses and tags stay as they are. Rewriting again changes nothing. Raises
        ValueError for an unknown *style*.
        """
        from translit.text.rewrite import STYLES, Rewriter

        text_of(text, "rewrite")
        if style not in STYLES:
            raise ValueError(f"style must be one of {', '.join(STYLES)}, not {style!r}")
        if self._rewriter is None:
            self._rewriter = Rewriter(self._lexicon, BOX.cues)
        return self._rewriter.settled(text, self._names_in().find)


def _counted(entities: Iterable[Entity], on_progress: OnProgress) -> Iterator[Entity]:
    for number, entity in enumerate(entities, 1):
        yield entity
        on_progress(number)


class _Asked(NamedTuple):
    """What `normalize_many` asks: a name, with its kind and country as far as they are known."""

    name: str
    kind: Kind | None
    country: str | None

    @classmethod
    def of_all(cls, names: Sequence[str], kind: Any, country: Any) -> list[_Asked]:
        """Return the query of each name; *kind* and *country* are one for all, or one for each."""
        kinds = _one_for_each("kind", kind, names, kind_of)
        countries = _one_for_each("country", country, names, country_of)
        return list(map(cls, names, kinds, countries))


def _one_for_each(what: str, given: Any, names: Sequence[str], read: Callable[[Any], Any]) -> Iterable[Any]:
    if given is None or isinstance(given, str):
        return repeat(None if given is None else read(given), len(names))
    values = list(given)
    if len(values) != len(names):
        raise ValueError(f"normalize_many: {len(values)} values as {what}, and {len(names)} names")
    known = {value: None if value is None else read(value) for value in set(values)}
    return [known[value] for value in values]


def _opened(opener: Opener, settings: Settings) -> Normalizer:
    return Normalizer(*opener(), settings)


def _unpickled(source: str, settings: Settings, version: str) -> Normalizer:
    """Open a table again. Raises FormatError if the file has another one by now."""
    opened = _opened(partial(reopen, source, version), settings)
    opened._source = source
    return opened


def _answers_of(opener: Opener, settings: Settings, is_filled: bool) -> Answers[_Asked]:
    return partial(_opened(opener, settings)._answers, is_filled=is_filled)
