"""What stands beside a name says of a candidate: where it is, when it lived, of what kind it is."""

from __future__ import annotations

from functools import partial
from math import log

from translit.evidence import Stage, Step
from translit.model import Entity, Kind
from translit.names.beside import no_place, read_beside
from translit.names.beside_reading import Beside
from translit.names.kinds import guess_kind
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.pairs.priors import BY_STAGE, WEAK
from translit.resolve.gazetteer import Gazetteer
from translit.resolve.query import OTHER_COUNTRY_NATS, OTHER_KIND_NATS, explain_after, same_country_nats
from translit.resolve.same_place import Agreement, agreement
from translit.resolve.scored import ScoredCandidate, Term
from translit.writing.keys import key

# What speaks against a candidate, in nats: other years of birth; an organisation of which the table
# does not say that it is of the country that the query names: Siemens (Austria) is not Siemens.
# Priors, not measured.
OTHER_YEARS_NATS, UNKNOWN_COUNTRY_NATS = log(1 / 100), log(1 / 15)
# How likely an organisation is one of another place that is called the same. Of 61 pairs of names
# in ROR's list that are one but for two places beside them none is of one organisation.
P_OF_OTHER_PLACE = 0.02


def beside_alias(
    alias: str, lexicon: Lexicon, kind: Kind, gazetteer: Gazetteer | None = None
) -> Beside | None:
    """Return what stands beside a listed name."""
    if "," not in alias and "(" not in alias:
        return None
    return read_beside(alias, lexicon, kind, no_place if gazetteer is None else gazetteer.countries_of)


def beside_with_towns(name: Name, kind: Kind | None, gazetteer: Gazetteer | None) -> Beside | None:
    """Return what stands beside a name, towns that only the tables in the box know among it."""
    beside = name.beside
    if beside is None or not beside.is_open or gazetteer is None:
        return beside
    return read_beside(name.text, name.lexicon, kind, gazetteer.countries_of)


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
    terms = context_terms(candidate.entity, candidate.alias, beside, stage, lexicon, gazetteer)
    weighed = weighed.plus(*terms)
    return not_of_other_place(weighed, beside, lexicon, gazetteer)


def not_of_other_place(
    candidate: ScoredCandidate, beside: Beside | None, lexicon: Lexicon, gazetteer: Gazetteer | None
) -> ScoredCandidate:
    """Lower an organisation that is listed with another place than stands *beside* the name."""
    if beside is None or not beside.countries or candidate.entity.kind is not Kind.ORG:
        return candidate
    listed = beside_alias(candidate.alias, lexicon, Kind.ORG, gazetteer)
    if listed is None or not listed.countries:
        return candidate
    if agreement(beside, listed, gazetteer) is not Agreement.OTHER:
        return candidate
    return candidate.at_most(P_OF_OTHER_PLACE, "another place beside it")


def context_terms(
    entity: Entity,
    alias: str,
    beside: Beside,
    stage: Stage,
    lexicon: Lexicon,
    gazetteer: Gazetteer | None,
) -> list[Term]:
    """Return what stands *beside* a name says of an *entity* that is listed as *alias*."""
    listed = beside_alias(alias, lexicon, entity.kind, gazetteer if entity.kind is Kind.ORG else None)
    terms = _if_other("remark", beside.remark, entity.kind.value, OTHER_KIND_NATS)
    born = _first_year(listed) or _year_of_birth(entity)
    terms += _if_other("years", _first_year(beside), born, OTHER_YEARS_NATS)
    if beside.countries:
        if listed is not None and listed.countries:
            return [*terms, *_place_terms(beside, listed, entity.kind, stage, gazetteer)]
        known: tuple[str, ...] = (entity.country,) if entity.country else ()
        if not known and entity.kind is Kind.PLACE and gazetteer is not None:
            known = gazetteer.countries_of(entity.name)
        terms += _country_terms(beside.countries, known, entity.kind, stage)
    return terms


def kind_beside(one: Name, other: Name, kind: Kind | None) -> Kind | None:
    """Return the kind that two names are of beside which something stands: *kind*, or organisation
    where both are one's by their words.
    """
    names = (one, other)
    if kind is not None or all(name.beside is None for name in names):
        return kind
    return Kind.ORG if all(guess_kind(name.text, name.lexicon) is Kind.ORG for name in names) else None


def both_beside(
    one: Name, other: Name, kind: Kind | None, gazetteer: Gazetteer
) -> tuple[Beside | None, Beside | None]:
    """Return what stands beside two names: of organisations with towns that only the tables in the
    box know, where that leaves nothing open.
    """
    if kind is Kind.ORG and any(name.beside is not None and name.beside.is_open for name in (one, other)):
        with_towns = [beside_with_towns(name, kind, gazetteer) for name in (one, other)]
        if all(of is None or of.countries or not of.is_open for of in with_towns):
            return with_towns[0], with_towns[1]
    return one.beside, other.beside


def are_of_two_places(one: Beside | None, other: Beside | None, gazetteer: Gazetteer) -> bool:
    """Whether two names have places beside them of which neither lies in the other."""
    if one is None or other is None or not one.countries or not other.countries:
        return False
    return agreement(one, other, gazetteer) is Agreement.OTHER


def context_against(
    one: Beside | None, other: Beside | None, kind: Kind | None, gazetteer: Gazetteer
) -> list[Term]:
    """Return what speaks against two names being one in that which stands beside them."""
    if one is None or other is None:
        said = one or other
        if said is None or not said.countries or kind is not Kind.ORG:
            return []
        return list(_country_terms(said.countries, (), Kind.ORG, Stage.VARIANT))
    terms = _if_other("remark", one.remark, other.remark, OTHER_KIND_NATS)
    terms += _if_other("years", _first_year(one), _first_year(other), OTHER_YEARS_NATS)
    if one.countries and other.countries:
        of_places = _place_terms(one, other, kind or Kind.PLACE, Stage.VARIANT, gazetteer)
        return terms + [term for term in of_places if term.nats < 0]
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


def _place_terms(
    asked: Beside, listed: Beside, kind: Kind, stage: Stage, gazetteer: Gazetteer | None
) -> tuple[Term, ...]:
    """Return what the places say that two names of known countries have beside them."""
    found = agreement(asked, listed, gazetteer)
    if found is Agreement.SAME:
        return _country_terms(asked.countries, listed.countries, kind, stage)
    where, is_of = (", ".join(of.places) or " ".join(of.countries) for of in (asked, listed))
    if found is Agreement.OTHER:
        return (Term(OTHER_COUNTRY_NATS, Step("place beside it", where, is_of, "speaks against it")),)
    step = Step("place beside it", where, is_of, "may lie elsewhere")
    return (Term(UNKNOWN_COUNTRY_NATS, step),) if kind is Kind.ORG else ()


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
