"""How features that are more than a field of `AlignedNames` are computed, each by a function."""

from __future__ import annotations

from collections.abc import Callable

from translit.names.han_syllables import JAPANESE_READING
from translit.names.roles import Role
from translit.pairs.aligned_names import TOLD_BY_TABLE, AlignedNames
from translit.pairs.relation import Relation
from translit.pairs.syllables import are_of_syllables, are_same_syllables, is_vietnamese_name
from translit.writing.language_facts import language_facts

NATS = 10.0  # nats that count as 1
MAX_CHANCE = 2.0  # tens of nats from which on a table has many names that would agree as well
SCRIPTS = ("Cyrl", "Arab", "Hebr", "Hang", "Hani")  # that are told apart; all others are one
JAPANESE = frozenset({"Hira", "Kana"})  # read as Hani


def contradicting_patronymics(names: AlignedNames) -> float:
    """Return how many patronymics each side has that the other has otherwise, an initial among
    them.
    """
    of, query, alias = names.aside, names.query_left, names.alias_left
    first = min(of.n_query_left, of.n_alias_left + alias.n_initials)
    return first + min(query.n_initials, of.n_alias_left)


def contradicting_initials(names: AlignedNames) -> float:
    """Return how many initials of either side fit nothing that the other has left over."""
    of, query, alias = names.given, names.query_left, names.alias_left
    first = min(query.n_initials, alias.n_initials + of.n_alias_left)
    return first + min(of.n_query_left, alias.n_initials)


def initial_of_patronymic(names: AlignedNames) -> float:
    """Return how many initials fit the patronymic alone, beside a given name that is left over."""
    if not (names.given.n_query_left or names.given.n_alias_left):
        return 0.0
    return float(
        sum(
            pair.query.role is Role.INITIAL and pair.alias.role is Role.PATRONYMIC
            for pair in names.alignment.pairs
        )
    )


def exchanged_filiation(names: AlignedNames) -> float:
    """Return 1 if father and son change places around bin, ibn, oglu."""
    if not names.alignment.order:
        return 0.0
    filiation = language_facts().filiation
    pairs = names.alignment.pairs
    return float(any(pair.query.token in filiation or pair.alias.token in filiation for pair in pairs))


def equivalent_given_names(names: AlignedNames) -> float:
    """Return how many given names have an equivalent of another language, and not themselves."""
    return float(
        sum(
            pair.relation is Relation.GIVEN_NAME
            and names.of_role(pair.query.role, pair.alias.role) is names.given
            for pair in names.alignment.pairs
        )
    )


def unlike_syllables(names: AlignedNames) -> float:
    """Return how many syllables of a Chinese, Korean or Vietnamese name are other ones in the other
    name, not another spelling that a table has.
    """
    differ = [pair for pair in names.alignment.pairs if pair.relation not in TOLD_BY_TABLE]
    if not differ:
        return 0.0
    reading = names.alignment.reading
    are_read = reading is not None and reading.language != JAPANESE_READING
    if names.script and not are_read:
        return 0.0
    pairs = names.alignment.pairs
    is_vietnamese = is_vietnamese_name([pair.query.token for pair in pairs])
    parts = [part for pair in pairs for part in (pair.query, pair.alias)]
    if is_vietnamese:  # Van is a middle name there, not a particle
        parts = [part for part in parts if part.role is not Role.PARTICLE]
    if not are_of_syllables(parts):
        return 0.0
    return float(
        sum(is_vietnamese or not are_same_syllables(pair.query.token, pair.alias.token) for pair in differ)
    )


def contradicting_acronyms(names: AlignedNames) -> float:
    """Return 1 if acronyms stand beside both names, and differ."""
    alignment = names.alignment
    query = {pair.query.token for pair in alignment.pairs if pair.query.role is Role.ACRONYM}
    query |= {part.token for part in alignment.query_left if part.role is Role.ACRONYM}
    alias = {pair.alias.token for pair in alignment.pairs if pair.alias.role is Role.ACRONYM}
    alias |= {part.token for part in alignment.alias_left if part.role is Role.ACRONYM}
    return float(bool(query and alias and query != alias))


def chance_agreement(names: AlignedNames) -> float:
    """Return how many names of the table would agree as well by chance, in tens of nats, from -1 to
    2.
    """
    nats = max(names.context.nats, 0.0) - names.agreement
    return min(MAX_CHANCE, max(-1.0, nats / NATS))


def is_in_script(script: str) -> Callable[[AlignedNames], float]:
    """Return what tells whether the query is in *script*, the alias in Latin letters."""
    return lambda names: float(("Hani" if names.script in JAPANESE else names.script) == script)


def is_in_other_script(names: AlignedNames) -> float:
    """Return 1 if the query is in another script than those that are told apart."""
    return float(bool(names.script) and names.script not in JAPANESE and names.script not in SCRIPTS)


def is_between_scripts(names: AlignedNames) -> float:
    """Return 1 if the names are in two scripts, neither of them Latin: Гродно, غرودنو."""
    pairs = names.alignment.pairs
    return float(any(p.query.native and p.alias.native and p.query.script != p.alias.script for p in pairs))
