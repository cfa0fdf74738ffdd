"""How likely two aligned names are one, whatever kind they are of, or of a kind that is known."""

from __future__ import annotations

from math import fsum, inf

from translit.evidence import Contribution
from translit.model import Kind
from translit.names.kinds import kind_shares
from translit.names.roles import Role
from translit.pairs.aligned_names import CONFLICTS, Context
from translit.pairs.alignment import Alignment, is_bare_surname
from translit.pairs.model import BUILTIN, Model
from translit.writing.language_facts import language_facts

# Nats that a pair can say for or against where pairs or kinds are averaged: odds of 400 to 1.
MAX_LOG_ODDS = 6.0
MIN_PERSON_LOG_ODDS = -4.0  # as a person's name; below it the other kinds do not count


def match_log_odds(
    alignment: Alignment, kind: Kind | None, context: Context, model: Model = BUILTIN
) -> float:
    """Return the calibrated log-odds that two aligned names are one, in nats; others not
    considered.

    *kind* None: the mean of what the kinds say, each as likely as the names are of it and at most
    `MAX_LOG_ODDS` for or against. Of two names that share a surname alone the least counts once
    more: Jersey is a part of New Jersey, not its short form. What only people's names have is
    judged as of people: syllables that change places (Kim Jin-woo, Kim Woo-jin), two given names,
    names of a man and a woman, a patronymic, a word such as bin.
    """
    if kind is not None:
        return model.log_odds(alignment, kind, context)
    return fsum(share * nats for _, share, nats in _by_kinds(alignment, context, model))


def contributions(
    alignment: Alignment, kind: Kind | None, context: Context, model: Model = BUILTIN
) -> tuple[Contribution, ...]:
    """Return what each piece of evidence adds to `match_log_odds`, in nats; they add up to it.

    *kind* None: the features of the kind that counts most, by its share, and an item for each of
    the others.
    """
    if kind is not None:
        return model.contributions(alignment, kind, context)
    by_kinds = _by_kinds(alignment, context, model)
    of_most, share, nats = max(by_kinds, key=lambda one: one[1])
    of_features = model.contributions(alignment, of_most, context)
    added = [Contribution(one.name, share * one.nats, one.value) for one in of_features if one.nats > -inf]
    if bounded := share * nats - fsum(one.nats for one in added):
        added.append(Contribution("bounded", bounded))
    added += [
        Contribution(f"as {kind}", share * nats) for kind, share, nats in by_kinds if kind is not of_most
    ]
    return tuple(added)


def _by_kinds(alignment: Alignment, context: Context, model: Model) -> list[tuple[Kind, float, float]]:
    """Return the kinds that count, the share that each counts by, and its log-odds."""

    def as_kind(kind: Kind) -> float:
        return max(-MAX_LOG_ODDS, min(MAX_LOG_ODDS, model.log_odds(alignment, kind, context)))

    as_person = as_kind(Kind.PERSON)
    is_of_people = alignment.is_shuffled or alignment.genders_differ or _has_given_name(alignment)
    if as_person < MIN_PERSON_LOG_ODDS or is_of_people:
        return [(Kind.PERSON, 1.0, as_person)]
    nats = {kind: as_person if kind is Kind.PERSON else as_kind(kind) for kind in Kind}
    shares = kind_shares(_spellings(alignment))
    if is_bare_surname(alignment):
        least = min(nats, key=lambda kind: nats[kind])
        shares = {kind: (3 * share + (kind is least)) / 4 for kind, share in shares.items()}
    return [(kind, shares[kind], nats[kind]) for kind in Kind]


def _spellings(alignment: Alignment) -> tuple[list[str], list[str]]:
    """Return the tokens of both names."""
    query = [pair.query for pair in alignment.pairs] + list(alignment.query_left)
    alias = [pair.alias for pair in alignment.pairs] + list(alignment.alias_left)
    return [part.token for part in query], [part.token for part in alias]


def _has_given_name(alignment: Alignment) -> bool:
    """Whether given names are known to be two, or both names say whose child is meant."""
    filiation = language_facts().filiation
    for query, alias, relation, _ in alignment.pairs:
        if relation in CONFLICTS or query.role is alias.role is Role.PATRONYMIC:
            return True
        if query.token in filiation and alias.token in filiation:
            return True
    return False
