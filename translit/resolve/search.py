"""Candidates by similarity: spellings that share tokens with a query, or letters."""

from __future__ import annotations

from functools import cached_property
from math import inf

from translit.index.table import Table
from translit.index.terms import indexed_parts
from translit.names.name import Name
from translit.names.roles import Role
from translit.pairs.align import spell
from translit.pairs.aligned_names import Context
from translit.pairs.log_odds import log_odds, probability
from translit.pairs.model import BUILTIN, Model
from translit.pairs.related import shared_letters
from translit.resolve.candidates import LONG, Retrieved, retrieve
from translit.resolve.query import Query
from translit.resolve.scored import ScoredCandidate
from translit.resolve.shortlist import are_of_acronym, prescores, shortlist
from translit.resolve.spelling_scores import SpellingScorer

# benchmarks/accuracy.py prints how often the right one is among those that are retrieved.
# spellings of a round that a query in Latin letters is compared with by quick features
RETRIEVED = 40
ALIGNED = 24  # spellings of a round that are aligned with a query at the most …
# … but of those compared by quick features so many, in the first round and the second, unless
# initials leave open who is meant …
SHORTLISTED = (8, 4)
# … and after so many no more, if none has more than this probability
MIN_ALIGNED, HOPELESS = 3, 0.08
WITHOUT_SHORTLIST = 4  # spellings, below which all are aligned
SHORTLISTED_LONG = 8  # spellings that a name of `LONG` words in another script is aligned with
# Probability of a candidate from which on only those are aligned beside it that have, of what the
# first one shares with the query, this part times its probability, and prescores that are hardly
# less.
LIKELY, MIN_COVERAGE_BESIDE, PRESCORE_BESIDE = 0.5, 0.84, 2.0
ENOUGH = 0.8  # probability from which on nobody is looked for who is spelled unlike the query


def fuzzy_candidates(
    name: Name, query: Query, table: Table, excluded: frozenset[int], model: Model = BUILTIN
) -> list[ScoredCandidate]:
    """Return the entities that *name* may mean by its spelling, none of the *excluded* ones.

    A name in another script than Latin is looked up by groups of letters at once: a reading is
    seldom right letter by letter.
    """
    search = FuzzySearch(name, query, table, excluded, model)
    is_latin = not name.script
    # several may have the initials of a query, and each be less likely for that
    enough = log_odds(LIKELY if name.initials else ENOUGH)
    # lists: Cython has no type for both tuples
    for by_ngrams in [False, True] if is_latin else [True]:
        retrieved = retrieve(name, table, RETRIEVED if is_latin else ALIGNED, by_ngrams=by_ngrams)
        limit = SHORTLISTED[by_ngrams] if is_latin and not name.initials else ALIGNED
        search.align(retrieved, limit, is_latin=is_latin)
        if search.best >= enough:
            break
    return search.candidates(is_latin=is_latin)


class FuzzySearch:
    """The candidates of one query, by the row of the spelling; `best` is the highest log-odds so
    far, `coverage` what each row was retrieved for.
    """

    def __init__(
        self, name: Name, query: Query, table: Table, excluded: frozenset[int], model: Model = BUILTIN
    ) -> None:
        self.name = name
        self.query = query
        self.table = table
        self.excluded = excluded
        self.scored: dict[int, ScoredCandidate | None] = {}
        self.best = -inf
        self.coverage: dict[int, float] = {}
        self._scorer = SpellingScorer(name, query, Context(table.population), model)

    @cached_property
    def words(self) -> list[str]:
        """The words of the query that quick features compare, and its initials."""
        parts = self.name.parts
        initials = [part.token[0] for part in parts if part.role is Role.INITIAL]
        return [part.token for part in indexed_parts(parts)] + initials

    def align(self, retrieved: Retrieved, limit: int, *, is_latin: bool) -> None:
        """Align up to *limit* of the *retrieved* spellings with the query.

        How likely the first one is says how many others may be as likely.
        """
        left = list(zip(retrieved.rows, retrieved.coverage, strict=True))
        if self.excluded or self.query.kind:
            left = [(row, share) for row, share in left if self._is_allowed(row)]
        if not left:
            return
        self.coverage.update(left)
        first, most = left[0]
        best = probability(self._score(first))
        # what was retrieved covers no initials, and they may tell the rest from the first
        is_covered = is_latin or not self.name.initials
        if best >= LIKELY and is_covered:
            left = [(row, share) for row, share in left if share >= MIN_COVERAGE_BESIDE * best * most]
        left = [(row, share) for row, share in left if row not in self.scored]
        if not is_latin and len(self.name.parts) >= LONG:
            limit = SHORTLISTED_LONG
            left = self._most_alike(left[: ALIGNED - 1])[: limit - 1]
            aliases = [self.table.spelling(row).parts for row, _ in left]
            spell(self.name.parts, aliases, self.name.lexicon, self.name.spelled, self.name.related)
        if not is_latin or len(left) < WITHOUT_SHORTLIST:
            for row, share in left[: limit - 1]:
                if best < LIKELY or not is_covered or share >= MIN_COVERAGE_BESIDE * best * most:
                    best = max(best, probability(self._score(row)))
            return
        listed = shortlist(self.words, left, self.table, self.name.lexicon)
        for tried, (prescore, row) in enumerate(listed[:limit], start=1):
            is_hopeless = tried > MIN_ALIGNED and best < HOPELESS
            if is_hopeless or (best >= LIKELY and prescore < listed[0][0] - PRESCORE_BESIDE):
                break
            best = max(best, probability(self._score(row)))

    def _most_alike(self, left: list[tuple[int, float]]) -> list[tuple[int, float]]:
        """Return the retrieved spellings, those first that share most letters with the query."""
        name = self.name
        alike = [
            shared_letters(
                name.parts, self.table.spelling(row).parts, name.lexicon, name.spelled, name.related
            )
            for row, _ in left
        ]
        order = sorted(range(len(left)), key=lambda at: -alike[at])  # the first of equals: what covers more
        return [left[at] for at in order]

    def candidates(self, *, is_latin: bool) -> list[ScoredCandidate]:
        """Return who was aligned, with the likeness of each if several are in Latin letters."""
        found = {row: candidate for row, candidate in self.scored.items() if candidate is not None}
        if not is_latin or len(found) < 2:
            return list(found.values())
        names = [name or [""] for name in self.table.row_token_texts(list(found))]
        coverage = [self.coverage[row] for row in found]
        of_acronym = are_of_acronym(self.words, list(found), self.table)
        likeness = prescores(self.words, names, coverage, self.name.lexicon, of_acronym)
        return [
            ScoredCandidate(*candidate[:-1], nats)
            for candidate, nats in zip(found.values(), likeness, strict=True)
        ]

    def _is_allowed(self, row: int) -> bool:
        owner = self.table.owner(row)
        kind = self.query.kind
        return owner not in self.excluded and (kind is None or self.table.entity(owner).kind is kind)

    def _score(self, row: int) -> float:
        """Align a spelling with the query, once, and return its log-odds."""
        if row not in self.scored:
            spelling = self.table.spelling(row)
            self.scored[row] = self._scorer.candidate(spelling, self.table.entity(spelling.entity))
        candidate = self.scored[row]
        nats = -inf if candidate is None else candidate.log_odds
        self.best = max(self.best, nats)
        return nats
