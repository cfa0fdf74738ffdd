"""`HasTable`: where a table comes from, and where it is kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from translit.index import store
from translit.index.box import BOX
from translit.index.index import Index
from translit.index.sharing import BUILTIN, Opener, opener_of, reopen
from translit.index.table import Table
from translit.model import Entity, Kind, entities_of, kind_of, text_of
from translit.names.lexicon import Lexicon
from translit.resolve.decide import Settings, checked_settings
from translit.tables.cleared import Cleared

if TYPE_CHECKING:  # at run time where they are needed: a known name is answered sooner without
    from pathlib import Path

    from translit.names.vocabulary import Vocabulary
    from translit.parallel.progress import OnProgress
    from translit.tables.table_report import TableReport


class HasTable:
    """Holds one table with its language data and the settings by which names of it are decided."""

    def __init__(self, index: Table, lexicon: Lexicon, settings: Settings | None = None) -> None:
        self._index = index
        self._lexicon = lexicon
        self.settings = checked_settings(settings)
        self.table_report: TableReport | None = None  # what `from_table`, `from_list` say
        self._source: str | None = None  # the file that holds the table, or BUILTIN
        self._cleared: Cleared = {}

    @classmethod
    def builtin(cls, *, settings: Settings | None = None) -> Self:
        """Return a normalizer over the tables in the box.

        >>> from translit import Normalizer
        >>> Normalizer.builtin().normalize("Kiev").name
        'Kyiv'
        """
        settings = checked_settings(settings)
        opened = cls(BOX.index, BOX.lexicon, settings)
        opened._source = BUILTIN
        return opened

    @classmethod
    def from_yaml(cls, *paths: str | Path, settings: Settings | None = None) -> Self:
        """Return a normalizer over your own YAML tables, files or folders.

        Raises TableError with every problem of all files; a bad table never half-loads.
        """
        from pathlib import Path

        from translit.tables.sources import entity_files, read_entities  # imports yaml

        settings = checked_settings(settings)
        files = [file for path in paths for file in entity_files(Path(path))]
        return cls.from_entities((at.entity for at in read_entities(files)), settings=settings)

    @classmethod
    def from_entities(cls, entities: Iterable[Entity], *, settings: Settings | None = None) -> Self:
        """Return a normalizer over your own entities.

        >>> from translit import Normalizer
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
    ) -> Self:
        """Return a normalizer over your own list: a file of rows, or a frame.

        >>> table = {"id": ["c/1", "c/1"], "name": ["Ursula von der Leyen", "VDL"]}
        >>> from translit import Normalizer
        >>> n = Normalizer.from_table(table)
        >>> n.normalize("Leyen, Ursula von der").id, n.normalize("VDL").id
        ('c/1', 'c/1')

        *table*: the path of a CSV, TSV or JSON lines file, which may end in .gz, of Parquet or
        Excel; a frame of pandas, polars, Arrow or what speaks its protocol; mappings, one a row.
        Columns are recognised by their names: id, name, aliases (divided by | or ;), kind, country,
        native:uk (any language), not, weak, since, until, entity_since, …; *columns* maps such a
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
    def from_list(
        cls,
        kind: str,
        *files: str | os.PathLike[str],
        rejects: str | os.PathLike[str] | None = None,
        settings: Settings | None = None,
        progress: bool = False,
    ) -> Self:
        """Return a normalizer over a list as it is published; each name says of which record it is.

        *kind*: ofac, un, eu (sanctions), ftm (FollowTheMoney), ror, geonames or wikidata. *files*:
        as published, plain or in .gz, .bz2, .zip; several of one list (ofac: SDN.CSV with ALT.CSV
        and ADD.CSV). See docs/published-lists.md. *progress*: see `normalize_many`.

        A record that cannot be read is left out: `table_report` and the file *rejects* say which,
        with its line and the reason. Raises ValueError for an unknown *kind*, FileError for a file
        that cannot be read or is of another format, TableError if nobody is listed.
        """
        from translit.parallel.progress import progress_bar
        from translit.published.lists import read_list

        settings = checked_settings(settings)
        entities, report = read_list(kind, files, BOX.vocabulary.lexicon, rejects=rejects)
        with progress_bar(len(entities), unit="entities", is_wanted=progress) as on_progress:
            n = cls.from_entities(_counted(entities, on_progress), settings=settings)
        n.table_report = report
        return n

    @classmethod
    def open(cls, path: str | Path, *, settings: Settings | None = None, check: bool | None = None) -> Self:
        """Return a normalizer over a table that `save` wrote, by memory map: at once, and shared by
        all processes that open it.

        Raises FormatError, with the path, what was found and what is required, for a file that is
        missing, truncated, damaged or of another format. *check* True reads every byte for that,
        and whether all numbers, texts and entities are such as `save` writes: ask for it once with
        a stranger's file. By default bytes are read unless the file has the time that it was
        written at; what is not sound is then refused where an answer meets it.
        """
        settings = checked_settings(settings)
        columns = store.open_table(path, check=check)
        if check:
            from translit.index import soundness

            soundness.check(columns, os.fspath(path))
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

    def __reduce__(self) -> tuple[Callable[..., Self], tuple[object, ...]]:
        """Pickle the path of the file, not the table: who unpickles opens the file. Raises
        TypeError if there is none.
        """
        if self._source is None:
            raise TypeError(
                "a Normalizer is pickled as the path of its file, and this one has no file: save it first"
            )
        version = "" if self._source == BUILTIN else self.table_version
        return type(self)._reopened, (self._source, self.settings, version, self._cleared)

    def _vocabulary(self) -> Vocabulary:
        from translit.names.vocabulary import Vocabulary

        return Vocabulary(self._lexicon, BOX.vocabulary.schemes)

    def __len__(self) -> int:
        """Return how many entities the table has; rows that share an id count each."""
        return self._index.population

    def __contains__(self, identifier: object) -> bool:
        """Whether an entity has that id.

        >>> from translit import Normalizer
        >>> "place/kyiv" in Normalizer.builtin()
        True
        """
        return isinstance(identifier, str) and self.entity(identifier) is not None

    def __repr__(self) -> str:
        """Say how many entities there are, where they are from and how they are decided.

        >>> from translit import Normalizer
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
        return self._index.by_id(text_of(identifier, "entity"))

    @property
    def table_version(self) -> str:
        """A digest of the table's content: the same for the same entities in the same order."""
        return self._index.version

    @classmethod
    def _reopened(cls, source: str, settings: Settings, version: str, cleared: Cleared) -> Self:
        """Open a table again. Raises FormatError if the file has another one by now."""
        opened = (
            cls(BOX.index, BOX.lexicon, settings)
            if source == BUILTIN
            else cls(*reopen(source, version), settings)
        )
        opened._source, opened._cleared = source, cleared
        return opened

    def shared_in(self, folder: Path) -> Callable[[], Self]:
        """Return what opens this table in other processes, and can be pickled.

        They share one file: the one that the table was opened from or saved to, else those that
        this writes into *folder*, one for each part that was compiled.
        """
        opener = opener_of(self._index, self._lexicon, self._source, folder)
        return partial(type(self)._opened, opener, self.settings, self._cleared)

    @classmethod
    def _opened(cls, opener: Opener, settings: Settings, cleared: Cleared) -> Self:
        opened = cls(*opener(), settings)
        opened._cleared = cleared
        return opened

    def _over(self, table: Table) -> Self:
        other = type(self)(table, self._lexicon, self.settings)
        other._cleared = self._cleared
        return other


def _counted(entities: Iterable[Entity], on_progress: OnProgress) -> Iterator[Entity]:
    for number, entity in enumerate(entities, 1):
        yield entity
        on_progress(number)
