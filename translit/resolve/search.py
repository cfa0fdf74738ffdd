"""Who may be meant by likeness: spellings that share tokens with a query and, if none of them will
do, letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from translit.index.index import Spelling, weak_keys
from translit.index.table import Table
from translit.index.terms import indexed_parts
from translit.model import Entity, Kind
from translit.names.lexicon import Lexicon
from translit.names.parts import is_inverted
from translit.names.roles import OPTIONAL, NamePart, Role, script_of_name
from translit.pairs.align import FACTS, Alignment, align, is_family_alone, steps
from translit.pairs.model import WEAK, probability
from translit.pairs.relations import SpellingSimilarities
from translit.resolve.candidates import Near, candidates
from translit.resolve.contenders import Query, about, weak_step, with_country
from translit.resolve.decide import Contender, times
from translit.resolve.shortlist import promising
from translit.results import Stage, Step

# benchmarks/accuracy.py prints how often the right one is among those that are retrieved
RETRIEVED = 40  # spellings of a round that a query in Latin letters is compared with at a glance
SCORED = 24  # spellings of a round that are aligned with a query at the most …
PROMISING = (
    8,
    4,
    # … but of those compared at a glance so many, at first and by groups of letters, unless
    # initials leave open who is meant,
)
TRIED = 3  # … and after so many no more, if all of them have at most …
HOPELESS = 0.08  # … this probability
FEW = 4  # spellings that are aligned without a glance
# probability of a candidate from which on only those are weighed beside it that share with the
# query, in parts of …
LIKELY = 0.5
LEAST_BESIDE = 0.84  # … what the first one shares, this times its probability,
BESIDE = 2.0  # … and have, at a glance, log-odds that are hardly less
NO_PERSON = 0.2  # what the odds of a place or an organisation are worth for "Last, First"; a prior
# what the odds of a place are worth beside a word by which organisations are known: South Korea
# Telecom; a prior
NO_PLACE = 0.05
# probability of a candidate from which on nobody is looked for who is spelled unlike the query
ENOUGH = 0.8


def by_likeness(
    parts: Sequence[NamePart], asked: Query, table: Table, lexicon: Lexicon, excluded: frozenset[int]
) -> list[Contender]:
    """Return who may be meant by a name of *parts*, none of the entities *excluded*.

    A query in another script than Latin letters is looked up by groups of letters at once: a
    reading is seldom letter by letter.
    """
    search = _Search(parts, asked, table, lexicon, excluded)
    is_latin = not script_of_name(parts)
    # several may have the initials of a query, and each be less likely for that
    enough = LIKELY if search.has_initials else ENOUGH
    for by_grams in [False, True] if is_latin else [True]:
        near = candidates(parts, table, lexicon, RETRIEVED if is_latin else SCORED, by_grams=by_grams)
        search.weigh(
            near, PROMISING[by_grams] if is_latin and not search.has_initials else SCORED, is_latin=is_latin
        )
        if search.best >= enough:
            break
    return [contender for contender in search.found.values() if contender]


def likeliest(found: Sequence[Contender]) -> float:
    """Return the probability of the likeliest of those who may be meant, 0.0 if there is none."""
    return max((contender.probability for contender in found), default=0.0)


@dataclass
class _Search:
    """One query, and who was found that may be meant, by the row of the spelling."""

    parts: Sequence[NamePart]
    asked: Query
    table: Table
    lexicon: Lexicon
    excluded: frozenset[int]
    found: dict[int, Contender | None] = field(default_factory=dict)
    best: float = 0.0

    @cached_property
    def is_inverted(self) -> bool:
        """Whether a family name stands before a comma, as persons' names are written in lists."""
        return is_inverted(self.asked.name, self.lexicon)

    @property
    def has_initials(self) -> bool:
        return any(part.role is Role.INITIAL for part in self.parts)

    def weigh(self, near: Near, limit: int, *, is_latin: bool) -> None:
        """Align up to *limit* of *near* that may be meant; the first of them tells how many others
        may be, too.
        """
        left = list(zip(near.rows, near.shares, strict=True))
        if self.excluded or self.asked.kind:
            left = [(row, share) for row, share in left if self._is_asked(row)]
        if not left:
            return
        first, most = left[0]
        best = self._add(first, near.spelled)
        if best >= LIKELY:
            left = [(row, share) for row, share in left if share >= LEAST_BESIDE * best * most]
        left = [(row, share) for row, share in left if row not in self.found]
        if not is_latin or len(left) < FEW:
            for row, share in left[: limit - 1]:
                if best < LIKELY or share >= LEAST_BESIDE * best * most:
                    best = max(best, self._add(row, near.spelled))
            return
        words = [part.token for part in indexed_parts(self.parts)] + [
            p.token[0] for p in self.parts if p.role is Role.INITIAL
        ]
        rows, shares = zip(*left, strict=True)
        promised = promising(words, Near(rows, shares, {}), self.table, self.lexicon)
        for tried, (promise, row) in enumerate(promised[:limit], start=1):
            if (tried > TRIED and best < HOPELESS) or (best >= LIKELY and promise < promised[0][0] - BESIDE):
                break
            best = max(best, self._add(row, near.spelled))

    def _is_asked(self, row: int) -> bool:
        owner = self.table.owner(row)
        return owner not in self.excluded and (
            self.asked.kind is None or self.table.entity(owner).kind is self.asked.kind
        )

    def _add(self, row: int, spelled: SpellingSimilarities) -> float:
        """Align a spelling with the query, once, and return its probability."""
        if row not in self.found:
            self.found[row] = self._contender(self.table.spelling(row), spelled)
        found = self.found[row]
        chance = found.probability if found else 0.0
        self.best = max(self.best, chance)
        return chance

    def _contender(self, spelling: Spelling, spelled: SpellingSimilarities) -> Contender | None:
        alignment = align(self.parts, spelling.parts, self.lexicon, spelled)
        if not alignment.pairs:
            return None
        entity = self.table.entity(spelling.entity)
        if _has_whole_name(spelling, entity, alignment):
            return None
        chance = probability(alignment, entity.kind, self.table.population)
        if entity.kind is not Kind.PERSON and self.is_inverted:
            chance = times(chance, NO_PERSON)
        if entity.kind is Kind.PLACE and any(
            part.token in self.lexicon.organisations for part in alignment.query_left
        ):
            chance = times(chance, NO_PLACE)
        is_fact = all(pair.relation in FACTS for pair in alignment.pairs)
        if _is_weak(spelling, entity, alignment):
            chance = min(chance, WEAK)
        stage = Stage.VARIANT if is_fact else Stage.FUZZY
        tell = partial(_told, self.parts, spelling, entity, self.lexicon)
        return with_country(
            Contender(entity, spelling.alias.text, stage, chance, tell, alignment), self.asked.country
        )


def _has_whole_name(spelling: Spelling, entity: Entity, alignment: Alignment) -> bool:
    """Whether *spelling* is one name of somebody whose whole name is known, and the query has
    another name beside it: of Z. Trump, Trump tells nothing.
    """
    if not alignment.query_left or entity.kind is not Kind.PERSON or " " not in entity.name:
        return False
    is_one = sum(part.role not in OPTIONAL for part in spelling.parts) == 1
    return is_one and any(part.role not in OPTIONAL for part in alignment.query_left)


def _is_weak(spelling: Spelling, entity: Entity, alignment: Alignment) -> bool:
    """Whether others than *entity* are called as the query is."""
    is_bare = is_family_alone(alignment)
    return spelling.alias.is_weak or (is_bare and alignment.pairs[0].alias.token in weak_keys(entity))


def _told(
    query: Sequence[NamePart],
    spelling: Spelling,
    entity: Entity,
    lexicon: Lexicon,
    alignment: Alignment | None = None,
) -> list[Step]:
    """Tell how *query* was found to be *spelling*; aligned once more if the *alignment* was not
    kept.
    """
    alignment = alignment or align(query, spelling.parts, lexicon)
    alias = spelling.alias
    told = [Step("alias", alias.text, entity.name, about(alias.since, alias.until, "")), *steps(alignment)]
    if is_family_alone(alignment):
        told.append(Step("family name alone", alignment.pairs[0].query.token, alias.text))
    if _is_weak(spelling, entity, alignment):
        told.append(weak_step(alias.text))
    return told
