"""Two aligned names, summed up once for the features that read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

from translit.model import Kind
from translit.names.numerals import is_number
from translit.names.rarity import rarity
from translit.names.roles import OPTIONAL, NamePart, Role
from translit.pairs.align import Alignment, is_bare_surname
from translit.pairs.relations import Pair, Relation

INITIAL_NATS = 2.0  # that an initial tells: one name in eight begins with a usual letter
# of a letter of its name that a letter of a word counts by which an organisation is described
DESCRIPTOR_WEIGHT = 0.35
MAX_DESCRIPTOR_NATS = 3.0  # that such a word tells
# tokens of an organisation that are less than its name
DESCRIBING = frozenset({Role.GENERIC, Role.PARTICLE, Role.LEGAL})
BESIDE_THE_NAME = frozenset({Role.TITLE, Role.LEGAL})  # tokens that are not the name itself
SAID_OF_THE_NAME = OPTIONAL | {Role.GENERIC}
MIN_NAMES = 2  # a query of a table of one name may mean somebody else


@dataclass(frozen=True, slots=True)
class Context:
    """What two names stand among.

    *n_names*: how many entities the table has that one of them was picked from: the more there are,
    the likelier one agrees by chance. None: somebody gives two names and asks; there is no table.
    """

    n_names: int | None = None
    nats: float = field(init=False)  # to be told to single out one name of the table; 0 without one

    def __post_init__(self) -> None:
        nats = 0.0 if self.n_names is None else log(max(MIN_NAMES, self.n_names))
        object.__setattr__(self, "nats", nats)


TWO_NAMES = Context(None)


class Leftovers(NamedTuple):
    """The tokens of one name that nothing in the other stands for."""

    parts: tuple[NamePart, ...] = ()
    roles: frozenset[Role] = frozenset()
    share: float = 0.0  # of the letters of the name itself; those of describing words at their weight
    nats: float = 0.0  # how rare these tokens of the name itself are, together
    n_affixes: int = 0  # titles, particles, suffixes, acronyms: without them a name is whole
    n_patronymics: int = 0
    n_numbers: int = 0

    def with_role(self, *roles: Role) -> tuple[NamePart, ...]:
        """Return those of the tokens that have one of *roles*."""
        return tuple([part for part in self.parts if part.role in roles])

    @property
    def has_name(self) -> bool:
        """Whether one of the tokens is part of the name itself, not only said of it."""
        return not self.roles <= SAID_OF_THE_NAME


NO_LEFTOVERS = Leftovers()


class AlignedNames:
    """What features read of an alignment of two names of one *kind*, each of it computed once.

    To be read only. The alignment has at least one pair.

    - `pairs`: those of the name itself; titles and legal forms only where there is nothing else.
    - `initials`: those of them of which one token is an initial.
    - `differing`: the others whose tokens are not the same, each with the letters it counts.
    - `similar`: those that are similar and nothing more, or known to be two given names.
    - `lowest_similarity`: of `differing`, 1 if there are none.
    - `letters`: of all pairs, the longer token of each; `spelled_letters`: without the initials.
    - `agreement`: how rare what both names have is, in nats, less what differs in it.
    - `query_left`, `alias_left`: the tokens that only one of the names has.
    """

    __slots__ = (
        *("agreement", "alias_left", "alignment", "context", "differing", "initials", "kind", "letters"),
        *("lowest_similarity", "pairs", "query_left", "similar", "spelled_letters"),
    )

    def __init__(self, alignment: Alignment, kind: Kind, context: Context = TWO_NAMES) -> None:
        self.alignment = alignment
        self.kind = kind
        self.context = context
        pairs = alignment.pairs
        for pair in pairs:
            if pair.query.role in BESIDE_THE_NAME or pair.alias.role in BESIDE_THE_NAME:
                pairs = _of_the_name(pairs) or pairs
                break
        self.pairs = pairs
        self._sum_up_pairs()
        self.query_left = self.alias_left = NO_LEFTOVERS
        if alignment.query_left:
            self.query_left = _leftovers(alignment.query_left, [pair.query for pair in pairs], kind)
        if alignment.alias_left:
            left = _leftovers(alignment.alias_left, [pair.alias for pair in pairs], kind)
            if (
                kind is Kind.PERSON
                and left.share
                and not self.query_left.share
                and is_bare_surname(alignment)
            ):
                # a bare surname is compared with the surname: nothing is missing
                left = left._replace(share=0.0, nats=0.0)
            self.alias_left = left

    def _sum_up_pairs(self) -> None:
        kind = self.kind
        is_org = kind is Kind.ORG
        letters = spelled_letters = agreement = 0.0
        lowest_similarity = 1.0
        initials: list[Pair] = []
        similar: list[Pair] = []
        differing: list[tuple[Pair, float]] = []
        seen: set[str] = set()
        for pair in self.pairs:
            query, alias, relation, similarity = pair
            longer: float = max(len(query.token), len(alias.token))
            if is_org:
                longer *= min(letter_weight(query, kind), letter_weight(alias, kind))
            letters += longer
            if relation is Relation.INITIAL:
                initials.append(pair)
                agreement += INITIAL_NATS
                continue
            spelled_letters += longer
            if alias.token not in seen:
                seen.add(alias.token)
                nats = token_nats(alias, kind)
                if is_org or alias.token != query.token:
                    nats = min(token_nats(query, kind), nats)
                agreement += max(0.0, 2 * similarity - 1) * nats
            if relation is not Relation.SAME:
                differing.append((pair, longer))
                lowest_similarity = min(lowest_similarity, similarity)
                if relation is Relation.ALIKE or relation is Relation.CONFLICT:
                    similar.append(pair)
        self.letters = letters
        self.spelled_letters = spelled_letters
        self.agreement = agreement
        self.lowest_similarity = lowest_similarity
        self.initials: Sequence[Pair] = initials
        self.similar: Sequence[Pair] = similar
        self.differing: Sequence[tuple[Pair, float]] = differing

    def with_role(self, *roles: Role) -> tuple[Pair, ...]:
        """Return the pairs of which the query's or the alias's token has one of *roles*."""
        return tuple([p for p in self.pairs if p.query.role in roles or p.alias.role in roles])


def _of_the_name(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    return tuple(
        [p for p in pairs if p.query.role not in BESIDE_THE_NAME and p.alias.role not in BESIDE_THE_NAME]
    )


def letter_weight(part: NamePart, kind: Kind) -> float:
    """Return what a letter of *part* counts in a name of *kind*: less, in an organisation's, of a
    word that describes it.
    """
    return DESCRIPTOR_WEIGHT if kind is Kind.ORG and part.role in DESCRIBING else 1.0


def token_nats(part: NamePart, kind: Kind) -> float:
    """Return how rare *part* is among names of *kind*, in nats: what its being there tells."""
    nats = rarity(part.token, kind)
    return min(nats, MAX_DESCRIPTOR_NATS) if kind is Kind.ORG and part.role in DESCRIBING else nats


def _leftovers(parts: tuple[NamePart, ...], paired: Sequence[NamePart], kind: Kind) -> Leftovers:
    """Sum up the *parts* that one name has over, beside those of it that are *paired*."""
    letters, nats, n_affixes, n_patronymics, n_numbers = 0.0, 0.0, 0, 0, 0
    for part in parts:
        role = part.role
        if role is Role.PATRONYMIC:
            n_patronymics += 1
        elif role in OPTIONAL:
            n_affixes += role is not Role.LEGAL
        else:
            letters += len(part.token) * letter_weight(part, kind)
            nats += INITIAL_NATS if role is Role.INITIAL else token_nats(part, kind)
            n_numbers += is_number(part.token)
    share = 0.0
    if letters:
        share = letters / (letters + sum([len(part.token) * letter_weight(part, kind) for part in paired]))
    roles = frozenset([part.role for part in parts])
    return Leftovers(parts, roles, share, nats, n_affixes, n_patronymics, n_numbers)
