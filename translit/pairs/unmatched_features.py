"""Features of the tokens that only one of two names has."""

from __future__ import annotations

from translit.names.rarity import is_place
from translit.names.roles import Role
from translit.pairs.aligned_names import AlignedNames, Leftovers
from translit.pairs.relations import Relation

UNMATCHED_NATS = 10.0  # rarity of unmatched tokens that counts as 1
GIVEN = frozenset({Role.INITIAL, Role.WORD})  # tokens that an initial may stand for


def query_unmatched_share(names: AlignedNames) -> float:
    """Return the share of the query's letters that nothing in the alias stands for."""
    return names.query_left.share


def alias_unmatched_share(names: AlignedNames) -> float:
    """Return the share of the alias's letters that nothing in the query stands for."""
    return names.alias_left.share


def query_unmatched_rarity(names: AlignedNames) -> float:
    """Return how rare these tokens of the query are together, 1 for ten nats: a rare name that is
    missing tells more than a common one.
    """
    return names.query_left.nats / UNMATCHED_NATS


def alias_unmatched_rarity(names: AlignedNames) -> float:
    """Return how rare these tokens of the alias are together, 1 for ten nats."""
    return names.alias_left.nats / UNMATCHED_NATS


def both_unmatched(names: AlignedNames) -> float:
    """Return the smaller of `query_unmatched_share` and `alias_unmatched_share`: each name has
    something that the other has not.
    """
    return min(names.query_left.share, names.alias_left.share)


def missing_first_component(names: AlignedNames) -> float:
    """Return how many of the alias's first given name and first surname are missing while a later
    one is there.
    """
    return names.alignment.leading


def missing_surname(names: AlignedNames) -> float:
    """Return 1 if the surname of the alias is not there."""
    is_wanted = Role.FAMILY in names.alias_left.roles
    for query, alias, relation, _ in names.pairs:
        if relation is Relation.INITIAL:
            is_wanted = is_wanted or alias.role is Role.FAMILY
        elif query.role is Role.FAMILY or alias.role is Role.FAMILY:
            return 0.0
    return float(is_wanted)


def unmatched_affixes(names: AlignedNames) -> float:
    """Return how many titles, particles, generational suffixes and acronyms are on one side
    only.
    """
    return names.query_left.n_affixes + names.alias_left.n_affixes


def unmatched_patronymics(names: AlignedNames) -> float:
    """Return how many patronymics are on one side only."""
    return names.query_left.n_patronymics + names.alias_left.n_patronymics


def contradicting_components(names: AlignedNames) -> float:
    """Return how many patronymics, generational suffixes and initials each name has where the other
    has another one (*John A. Smith*, *John B. Smith*); an initial that fits the patronymic alone is
    one too (*V. Lavrov*, *Sergey Viktorovich Lavrov*).
    """
    left, right = names.query_left, names.alias_left
    query, alias = left.roles, right.roles
    found = min(left.n_patronymics, right.n_patronymics)
    if names.initials and (Role.WORD in query or Role.WORD in alias):
        for pair in names.initials:
            found += pair.query.role is Role.PATRONYMIC or pair.alias.role is Role.PATRONYMIC
    if query and alias:
        found += Role.SUFFIX in query and Role.SUFFIX in alias
        found += (Role.INITIAL in query and not alias.isdisjoint(GIVEN)) or (
            Role.INITIAL in alias and not query.isdisjoint(GIVEN)
        )
    return found


def unmatched_numbers(names: AlignedNames) -> float:
    """Return how many numbers and Roman numerals are on one side only."""
    return names.query_left.n_numbers + names.alias_left.n_numbers


def unmatched_place_names(names: AlignedNames) -> float:
    """Return how many names of countries, capitals and directions are on one side only, in the name
    of an organisation or a place: *Siemens AG*, *Siemens Mexico*.
    """
    return _places(names.query_left) + _places(names.alias_left)


def _places(left: Leftovers) -> int:
    return sum([is_place(part.token) for part in left.parts]) if left.parts else 0
