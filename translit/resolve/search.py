"""Candidates by similarity: spellings that share tokens with a query, or letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from math import inf, log

from translit.evidence import Contribution, Stage, Step
from translit.index.hits import Spelling, weak_keys
from translit.index.table import Table
from translit.index.terms import indexed_parts
from translit.model import Entity, Kind
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.names.roles import OPTIONAL, Role
from translit.pairs.align import align
from translit.pairs.aligned_names import Context
from translit.pairs.alignment import Alignment, is_bare_surname, is_known, steps
from translit.pairs.log_odds import log_odds, probability
from translit.pairs.model import BUILTIN, Model, match_log_odds
from translit.pairs.order import SYLLABLE
from translit.pairs.priors import BY_STAGE, WEAK
from translit.pairs.relation import Relation
from translit.resolve.candidates import Retrieved, retrieve
from translit.resolve.query import (
    Query,
    alias_step,
    caller_terms,
    is_exonym,
    is_of_third_language,
    listed_as,
    other_kind_terms,
    weak_step,
)
from translit.resolve.scored import ScoredCandidate, Term
from translit.resolve.shortlist import prescores, shortlist

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
# Probability of a candidate from which on only those are aligned beside it that have, of what the
# first one shares with the query, this part times its probability, and prescores that are hardly
# less.
LIKELY, MIN_COVERAGE_BESIDE, PRESCORE_BESIDE = 0.5, 0.84, 2.0
ENOUGH = 0.8  # probability from which on nobody is looked for who is spelled unlike the query
# What speaks, in nats, against a place or an organisation for "Last, First", and against a place
# beside a word by which organisations are known (South Korea Telecom); priors.
INVERTED_NO_PERSON, PLACE_BESIDE_ORG_WORD = (
    Term(log(0.2), name="family name before a comma"),
    Term(log(0.05), name="word of organisations"),
)

# What speaks, in nats, against one word that is only similar to a form of a third language: a place
# has as many forms as there are languages, each a chance to be like some word of the world, and few
# who misspell a name misspell that one. A prior.
THIRD_LANGUAGE = Term(log(0.1), name="form of a third language")

SPACES_ONLY = listed_as("listed: spaces apart", log_odds(BY_STAGE[Stage.VARIANT]))
TURNED = listed_as("listed: family name at the other end", log_odds(BY_STAGE[Stage.VARIANT]))


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
        self.model = model
        self.scored: dict[int, ScoredCandidate | None] = {}
        self.best = -inf
        self.coverage: dict[int, float] = {}

    @cached_property
    def words(self) -> list[str]:
        """The words of the query that quick features compare, and its initials."""
        parts = self.name.parts
        initials = [part.token[0] for part in parts if part.role is Role.INITIAL]
        return [part.token for part in indexed_parts(parts)] + initials

    @cached_property
    def context(self) -> Context:
        """What the names stand among: the table."""
        return Context(self.table.population)

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

    def candidates(self, *, is_latin: bool) -> list[ScoredCandidate]:
        """Return who was aligned, with the likeness of each if several are in Latin letters."""
        found = {row: candidate for row, candidate in self.scored.items() if candidate is not None}
        if not is_latin or len(found) < 2:
            return list(found.values())
        names = [name or [""] for name in self.table.row_token_texts(list(found))]
        coverage = [self.coverage[row] for row in found]
        likeness = prescores(self.words, names, coverage, self.name.lexicon)
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
            self.scored[row] = self._candidate(self.table.spelling(row))
        candidate = self.scored[row]
        nats = -inf if candidate is None else candidate.log_odds
        self.best = max(self.best, nats)
        return nats

    def _candidate(self, spelling: Spelling) -> ScoredCandidate | None:
        name = self.name
        alignment = align(name.parts, spelling.parts, name.lexicon, name.spelled, name.related)
        if not alignment.pairs:
            return None
        entity = self.table.entity(spelling.entity)
        if _has_whole_name(spelling, entity, alignment):
            return None
        is_fact = is_known(alignment)
        is_proof = is_fact and len(alignment.pairs) > 1
        if not name.script and not is_proof and is_exonym(spelling, entity, name.lexicon):
            return None
        if _differs_in_spaces_only(alignment):  # a fact, as a key is
            nats, contribute = log_odds(BY_STAGE[Stage.VARIANT]), SPACES_ONLY
        elif entity.kind is Kind.PERSON and _is_turned(alignment):
            nats, contribute = log_odds(BY_STAGE[Stage.VARIANT]), TURNED
        else:
            nats = match_log_odds(alignment, entity.kind, self.context, self.model)
            contribute = partial(_contribute, name, spelling, entity.kind, self.context, self.model)
        stage = Stage.VARIANT if is_fact else Stage.FUZZY
        candidate = ScoredCandidate(
            entity,
            spelling.alias.text,
            stage,
            nats,
            partial(_explain, name, spelling, entity.name),
            contribute,
            alignment,
        )
        if not is_fact and _is_one_guess(alignment) and is_of_third_language(spelling, entity, name.lexicon):
            candidate = candidate.plus(THIRD_LANGUAGE)
        if entity.kind is not Kind.PERSON and name.is_inverted:
            candidate = candidate.plus(INVERTED_NO_PERSON)
        if entity.kind is Kind.PLACE and _has_organisation_word(alignment, name.lexicon):
            candidate = candidate.plus(PLACE_BESIDE_ORG_WORD)
        if alignment.reading is not None and alignment.reading.nats:
            candidate = candidate.plus(Term(-alignment.reading.nats, name="less likely reading"))
        if _is_weak(spelling, entity, alignment):
            candidate = candidate.at_most(WEAK, "weak alias")
            candidate = candidate.plus(Term(0.0, weak_step(spelling.alias.text)))
        told = caller_terms(entity, candidate.alias, self.query, stage) + other_kind_terms(entity, self.query)
        return candidate.plus(*told) if told else candidate


def _is_one_guess(alignment: Alignment) -> bool:
    """Whether one word of the query is similar to the alias, and no case form of it."""
    return len(alignment.pairs) == 1 and alignment.pairs[0].relation is not Relation.INFLECTED


def _differs_in_spaces_only(alignment: Alignment) -> bool:
    """Whether both names have the same letters in the same order: Park Minyoung, Park Min-young."""
    if alignment.query_left or alignment.alias_left or alignment.order:
        return False
    return all(pair.relation is Relation.SAME for pair in alignment.pairs)


def _is_turned(alignment: Alignment) -> bool:
    """Whether the same syllables stand in turn, the family name at the other end: Park Chan-yong,
    Chan-yong Park.
    """
    if alignment.query_left or alignment.alias_left or alignment.is_shuffled or not alignment.order:
        return False
    pairs = alignment.pairs
    return len(pairs) > 2 and all(
        pair.relation is Relation.SAME and SYLLABLE.fullmatch(pair.alias.token) for pair in pairs
    )


def _has_organisation_word(alignment: Alignment, lexicon: Lexicon) -> bool:
    """Whether a word by which organisations are known is only in the query."""
    return any(part.token in lexicon.organisations for part in alignment.query_left)


def _has_whole_name(spelling: Spelling, entity: Entity, alignment: Alignment) -> bool:
    """Whether *spelling* is one word of a person whose whole name is known, and the query has
    another.

    Of Z. Trump, the spelling Trump says nothing.
    """
    if not alignment.query_left or entity.kind is not Kind.PERSON or " " not in entity.name:
        return False
    is_one = sum(part.role not in OPTIONAL for part in spelling.parts) == 1
    return is_one and any(part.role not in OPTIONAL for part in alignment.query_left)


def _is_weak(spelling: Spelling, entity: Entity, alignment: Alignment) -> bool:
    """Whether others than *entity* are called as the query is."""
    is_bare = is_bare_surname(alignment)
    return spelling.alias.is_weak or (is_bare and alignment.pairs[0].alias.token in weak_keys(entity))


def _contribute(
    name: Name,
    spelling: Spelling,
    kind: Kind,
    context: Context,
    model: Model,
    alignment: Alignment | None,
) -> Sequence[Contribution]:
    """Return what each feature of *name* and a *spelling* adds; aligned anew without an
    *alignment*.
    """
    alignment = alignment or align(name.parts, spelling.parts, name.lexicon)
    return model.contributions(alignment, kind, context)


def _explain(name: Name, spelling: Spelling, whose: str, alignment: Alignment | None) -> Sequence[Step]:
    """Return the steps by which *name* was found to be a *spelling* of somebody called *whose*.

    The two are aligned anew where no *alignment* was kept.
    """
    alignment = alignment or align(name.parts, spelling.parts, name.lexicon)
    found = [alias_step(spelling, name=whose), *steps(alignment)]
    if is_bare_surname(alignment):
        found.append(Step("family name alone", alignment.pairs[0].query.token, spelling.alias.text))
    return found
