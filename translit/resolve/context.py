"""What stands beside a name says of a candidate: where it is, when it lived, of what kind it is."""

from __future__ import annotations

from functools import partial
from math import log

from translit.evidence import Stage, Step
from translit.model import Entity, Kind
from translit.names.beside import read_beside
from translit.names.beside_reading import Beside
from translit.names.lexicon import Lexicon
from translit.pairs.priors import BY_STAGE, WEAK
from translit.resolve.gazetteer import Gazetteer
from translit.resolve.query import OTHER_COUNTRY_NATS, OTHER_KIND_NATS, explain_after, same_country_nats
from translit.resolve.scored import ScoredCandidate, Term
from translit.writing.keys import key

# What speaks against a candidate, in nats: other years of birth; an organisation of which the table
# does not say that it is of the country that the query names: Siemens (Austria) is not Siemens.
# Priors, not measured.
OTHER_YEARS_NATS, UNKNOWN_COUNTRY_NATS = log(1 / 100), log(1 / 15)


def beside_alias(alias: str, lexicon: Lexicon, kind: Kind) -> Beside | None:
    """Return what stands beside a listed name."""
    return read_beside(alias, lexicon, kind) if "," in alias or "(" in alias else None


def in_context(
    candidate: ScoredCandidate, beside: Beside, name: str, lexicon: Lexicon, gazetteer: Gazetteer | None
) -> ScoredCandidate:
    """Return a candidate for the *name* that something stands *beside*, weighed by what that says.

    What is listed letter by letter is a variant: the query has more.
    """
    stage = Stage.FUZZY if candidate.stage is Stage.FUZZY else Stage.VARIANT
    weighed = candidate._replace(stage=stage).at_most(BY_STAGE[Stage.VARIANT], "beside other words")
    if len(beside.names) > 1:
        step = Step("one of several names", name, candidate.alias)
        weighed = weighed._replace(explain=partial(explain_after, step, candidate.explain))
    return weighed.plus(*context_terms(candidate.entity, candidate.alias, beside, stage, lexicon, gazetteer))


def context_terms(
    entity: Entity,
    alias: str,
    beside: Beside,
    stage: Stage,
    lexicon: Lexicon,
    gazetteer: Gazetteer | None,
) -> list[Term]:
    """Return what stands *beside* a name says of an *entity* that is listed as *alias*."""
    listed = beside_alias(alias, lexicon, entity.kind)
    terms = _if_other("remark", beside.remark, entity.kind.value, OTHER_KIND_NATS)
    born = _first_year(listed) or _year_of_birth(entity)
    terms += _if_other("years", _first_year(beside), born, OTHER_YEARS_NATS)
    if beside.countries:
        known = listed.countries if listed is not None else ()
        known = known or ((entity.country,) if entity.country else ())
        if not known and entity.kind is Kind.PLACE and gazetteer is not None:
            known = gazetteer.countries_of(entity.name)
        terms += _country_terms(beside.countries, known, entity.kind, stage)
    return terms


def context_against(one: Beside | None, other: Beside | None, kind: Kind | None) -> list[Term]:
    """Return what speaks against two names being one in that which stands beside them."""
    if one is None or other is None:
        said = one or other
        if said is None or not said.countries or kind is not Kind.ORG:
            return []
        return list(_country_terms(said.countries, (), Kind.ORG, Stage.VARIANT))
    terms = _if_other("remark", one.remark, other.remark, OTHER_KIND_NATS)
    terms += _if_other("years", _first_year(one), _first_year(other), OTHER_YEARS_NATS)
    if one.countries and other.countries and set(one.countries).isdisjoint(other.countries):
        terms += _country_terms(one.countries, other.countries, Kind.PLACE, Stage.VARIANT)
    return terms


def _if_other(what: str, one: str, other: str, nats: float) -> list[Term]:
    """Return what speaks against two that both say *what*, and not the same."""
    if not one or not other or one == other:
        return []
    return [Term(nats, Step(what, one, other, "speaks against it"))]


def _first_year(beside: Beside | None) -> str:
    return str(beside.years[0]) if beside is not None and beside.years else ""


def _year_of_birth(entity: Entity) -> str:
    return (entity.since or "")[:4] if entity.kind is Kind.PERSON else ""


def _country_terms(
    asked: tuple[str, ...], known: tuple[str, ...], kind: Kind, stage: Stage
) -> tuple[Term, ...]:
    where, is_of = " ".join(asked), " ".join(known)
    if not known:
        step = Step("country beside it", where, "", "the table does not say so")
        return (Term(UNKNOWN_COUNTRY_NATS, step),) if kind is Kind.ORG else ()
    if set(asked).isdisjoint(known):
        return (Term(OTHER_COUNTRY_NATS, Step("country beside it", where, is_of, "speaks against it")),)
    return (Term(same_country_nats(stage), Step("country beside it", where, is_of, "speaks for it")),)


def against_other_place(
    candidate: ScoredCandidate, asked: str, lexicon: Lexicon, gazetteer: Gazetteer
) -> ScoredCandidate:
    """Lower a place that is listed with its country where the name alone is known as another's.

    Paris, Texas is listed; who asks for Paris means that of France.
    """
    if candidate.entity.kind is not Kind.PLACE:
        return candidate
    listed = beside_alias(candidate.alias, lexicon, Kind.PLACE)
    if listed is None or not listed.countries or key(asked) == key(candidate.alias):
        return candidate
    known = gazetteer.countries_of(asked)
    if not known or not set(known).isdisjoint(listed.countries):
        return candidate
    step = Step("known name of a place", asked, " ".join(known), "in the tables in the box")
    explain = partial(explain_after, step, candidate.explain)
    return candidate.at_most(WEAK, step.name)._replace(explain=explain)
