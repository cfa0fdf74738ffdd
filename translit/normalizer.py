"""`Normalizer`: from a written name to the entity it means, one path, every step recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from translit.batch_queries import BatchQuery
from translit.has_layers import HasLayers
from translit.index.box import BOX
from translit.index.index import Index
from translit.index.sharing import Opener, opener_of
from translit.index.table import Table
from translit.index.terms import hashed
from translit.model import Kind, country_of, kind_of, text_of, texts_of
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.periods import When, period_of
from translit.resolve.decide import Settings, decide, in_text
from translit.resolve.gazetteer import gazetteer
from translit.resolve.lookup import look_up
from translit.resolve.nearest import add_nearest
from translit.resolve.query import Query
from translit.results import Match, Mention
from translit.tables.cleared import pairs_of

if TYPE_CHECKING:  # at run time where they are needed: a known name is answered sooner without
    from pathlib import Path

    from translit.parallel.batch import Answers
    from translit.text.finder import Finder
    from translit.text.rewrite import Rewriter


class Normalizer(HasLayers):
    """Finds who or what a written name means in one table. Make one with `builtin`, `from_yaml`,
    `from_table` or `from_entities`.
    """

    def __init__(self, index: Table, lexicon: Lexicon, settings: Settings | None = None) -> None:
        super().__init__(index, lexicon, settings)
        self._finder: Finder | None = None  # made when names are first sought in a text
        self._rewriter: Rewriter | None = None

    def with_settings(self, settings: Settings) -> Normalizer:
        """Return a normalizer over the same table that decides by *settings*; this one goes on as
        before.

        >>> strict = Normalizer.builtin().with_settings(Settings(mode="strict"))
        >>> strict.normalize("Kiev").name
        'Kyiv'
        """
        other = Normalizer(self._index, self._lexicon, settings)
        other._source, other._cleared = self._source, self._cleared
        return other

    def normalize_many(
        self,
        names: Iterable[str],
        *,
        kind: Kind | str | Sequence[Kind | str | None] | None = None,
        country: str | Sequence[str | None] | None = None,
        when: When | Sequence[When | None] | None = None,
        customer: str | Sequence[str | None] | None = None,
        workers: int = 1,
        progress: bool = False,
        same_document: bool = False,
    ) -> list[Match]:
        """Return the answer to each of *names*, in order; a name given twice is answered once.

        >>> from translit import Entity
        >>> n = Normalizer.from_entities([Entity("c/1", "Ursula von der Leyen", "person")])
        >>> [match.id for match in n.normalize_many(["Leyen, Ursula von der", "Roberta Metsola"])]
        ['c/1', None]

        *kind*, *country* and *when* are those of all names, or several, one for each name;
        *customer* is whose name it is, for pairs that were cleared (see `clearing`). *workers*
        processes share the work if there are 500 distinct names or more. All of them read one file:
        the one that the table was opened from or saved to, else a temporary one. Each starts Python
        anew: call it in a file, and a script under `if __name__ == "__main__":`, which else runs
        once more in each. *progress* draws a bar at a terminal, on standard error, on work that
        takes longer than a second. *same_document*: the names stand in one document, in this order,
        and tell of each other as they do in `find`: after *Oleksii Reznikov* a bare *Reznikov* is
        he.

        Raises TypeError that says which of *names* is no text, ValueError for an unknown kind, a
        country that is no code of ISO 3166-1, what is no date or fewer workers than 1, WorkerError
        if a process ends, for want of memory as a rule.
        """
        from translit.parallel.batch import answer_all

        listed = texts_of(names, "normalize_many")
        queries = BatchQuery.of_all(listed, kind, country, when, customer, self._cleared)

        def worker_factory(folder: Path) -> Callable[[], Answers[BatchQuery]]:
            opener = opener_of(self._index, self._lexicon, self._source, folder)
            return partial(_answers_of, opener, self.settings, is_filled)

        is_filled = not same_document
        answers = partial(self._answers, is_filled=is_filled)
        matches = answer_all(queries, answers, worker_factory, workers=workers, progress=progress)
        return self._names_in().resolve(listed, matches) if same_document else matches

    def _answers(self, asked: Sequence[BatchQuery], *, is_filled: bool) -> list[Match]:
        """Return the answer to each of a chunk of distinct queries; all that `normalize_many` asks,
        here and in other processes.
        """
        queries = [
            Query(Name(of.name, self._lexicon, kind=of.kind), of.kind, of.country, of.cleared, of.when)
            for of in asked
        ]
        rows: Sequence[int | None] = [None] * len(queries)
        is_bare = all((of.kind or of.country or of.when) is None and not of.cleared for of in asked)
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

    def normalize(
        self,
        name: str,
        *,
        kind: Kind | str | None = None,
        country: str | None = None,
        when: When | None = None,
        customer: str | None = None,
    ) -> Match:
        """Return who or what *name* means.

        >>> Normalizer.builtin().normalize("Medinksy", kind="person").name
        'Vladimir Medinsky'

        *kind* leaves out all other kinds. *country* (ISO 3166-1 alpha-2) speaks for the entities of
        that country and against those of another, and settles between namesakes. *when*: the date
        at which the name was written, "1975", "1975-06", "1975-06-12" or a `datetime.date`; speaks
        for who existed and was called so then. *customer*: whose name it is, by the number in your
        rows; see `clearing`. Raises TypeError for what is not a text, ValueError for an unknown
        kind, a country that is no code of ISO 3166-1 or what is no date.
        """
        text_of(name, "normalize")
        kind = None if kind is None else kind_of(kind)
        country = None if country is None else country_of(country)
        cleared = pairs_of(customer, name, self._cleared)
        period = None if when is None else period_of(when)
        return self._answer(Query(Name(name, self._lexicon, kind=kind), kind, country, cleared, period))

    def find(
        self, text: str, *, demonyms: bool = False, unknown: bool = False, when: When | None = None
    ) -> list[Mention]:
        """Return the names in a running text, in order, none inside another.

        >>> text = "Talks in Kiev: Medinksy, an aide to Putin, met Vladimir Medinsky's guests."
        >>> [(m.start, m.surface, m.name) for m in Normalizer.builtin().find(text)][:2]
        [(9, 'Kiev', 'Kyiv'), (15, 'Medinksy', 'Vladimir Medinsky')]

        Places are counted in code points of *text* as it is given. The text is one document: what
        it says elsewhere, and the words beside a name, tell whom a name means that may mean several
        or a bare family name; the steps of its match say so. MATCHED and AMBIGUOUS names are
        returned; *unknown*: names, too, that are nobody's in the table though like somebody's;
        *demonyms*: words for the people of a country, too (Ukrainian), as names of the country;
        *when*: the date of the text, as in `normalize`.

        The first call reads the keys of the table, about a microsecond for each. Raises TypeError
        for what is not a text, ValueError for what is no date.
        """
        text_of(text, "find")
        period = None if when is None else period_of(when)
        return self._names_in().find(text, demonyms=demonyms, unknown=unknown, when=period)

    def _names_in(self) -> Finder:
        if self._finder is None:
            from translit.text.finder import Finder
            from translit.text.known_names import KnownNames

            settings = in_text(self.settings)
            asked = self if settings is self.settings else Normalizer(self._index, self._lexicon, settings)
            known = KnownNames(self._index, self._lexicon, BOX.cues, asked._answer_in_text, self.settings)
            self._finder = Finder(known)
        return self._finder

    def rewrite(self, text: str, *, style: str = "canonical", when: When | None = None) -> str:
        """Return *text* with each name that `find` resolves in its canonical spelling, all else as
        it was.

        >>> Normalizer.builtin().rewrite("Mr. Podoliak's talks in Kiev with V. Zelensky")
        "Mr. Podolyak's talks in Kyiv with V. Zelenskyy"

        A name keeps its shape: a family name alone stays alone, initials, titles, a possessive and
        line ends stay. Acronyms, case forms, names in another script than the canonical one and
        what stands in addresses and tags stay as they are. Rewriting again changes nothing. *when*:
        the date of the text. Raises ValueError for an unknown *style* and what is no date.
        """
        from translit.text.rewrite import STYLES, Rewriter

        text_of(text, "rewrite")
        if style not in STYLES:
            raise ValueError(f"style must be one of {', '.join(STYLES)}, not {style!r}")
        if self._rewriter is None:
            self._rewriter = Rewriter(self._lexicon, BOX.cues)
        period = None if when is None else period_of(when)
        return self._rewriter.settled(text, partial(self._names_in().find, when=period))


def _answers_of(opener: Opener, settings: Settings, is_filled: bool) -> Answers[BatchQuery]:
    return partial(Normalizer(*opener(), settings)._answers, is_filled=is_filled)
