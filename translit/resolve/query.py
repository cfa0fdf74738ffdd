"""A query, and what is known of a candidate beside its spelling: its country, that others are
called so.
"""

from __future__ import annotations

from functools import partial
from math import log
from typing import NamedTuple

from translit.evidence import Contribution, Stage, Step
from translit.index.hits import Spelling
from translit.model import Entity, Kind
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.names.roles import Role, script_of_name
from translit.pairs.alignment import Alignment
from translit.periods import Period
from translit.resolve.scored import Contribute, Explain, Term
from translit.resolve.times import time_terms
from translit.tables.cleared import ClearedPair

# What the country of an entity adds, in nats, when the caller names one. Priors, not measured:
# names travel. A guess gains less than a spelling that is listed: many others of that country have
# a name that is somewhat similar.
SAME_COUNTRY_NATS, SAME_COUNTRY_FUZZY_NATS, OTHER_COUNTRY_NATS = log(30.0), log(3.0), log(1 / 30)
# What it adds that a word beside the name tells of another kind: a remark (the ship), a legal form.
# A prior, not measured.
OTHER_KIND_NATS = log(1 / 30)
OF_NO_PERSON, OF_NO_PLACE = (Role.LEGAL,), (Role.LEGAL, Role.TITLE)


class Query(NamedTuple):
    """What is asked: a name, and what the caller knows of it."""

    name: Name
    kind: Kind | None = None
    country: str | None = None
    cleared: tuple[ClearedPair, ...] = ()  # whom the customer is not who is called so
    when: Period | None = None

    @property
    def cleared_steps(self) -> tuple[Step, ...]:
        """The steps that say of whom the customer is cleared."""
        return tuple(Step("cleared", pair.customer, pair.id, pair.about) for pair in self.cleared)


def same_country_nats(stage: Stage) -> float:
    """Return what it adds, in nats, that an entity found by *stage* is of the country that is
    meant.
    """
    return SAME_COUNTRY_FUZZY_NATS if stage is Stage.FUZZY else SAME_COUNTRY_NATS


def caller_terms(entity: Entity, alias: str, query: Query, stage: Stage) -> tuple[Term, ...]:
    """Return what the country and the date that the caller gave say of *entity*, found by *stage*
    as *alias*.
    """
    if query.country is None and query.when is None:
        return ()
    return (*country_terms(entity, query.country, stage), *time_terms(entity, alias, query.when, stage))


def country_terms(entity: Entity, country: str | None, stage: Stage) -> tuple[Term, ...]:
    """Return what the *country* that the caller named says of *entity*, found by *stage*."""
    if country is None or entity.country is None:
        return ()
    if entity.country == country:
        step = Step("country", country, entity.country, "speaks for it")
        return (Term(same_country_nats(stage), step),)
    return (Term(OTHER_COUNTRY_NATS, Step("country", country, entity.country, "speaks against it")),)


def other_kind_terms(entity: Entity, query: Query) -> tuple[Term, ...]:
    """Return what a legal form or a title in the query says of an *entity* that has none: Putin LLC
    is a company, Mrs. Paris no city.

    Nothing where the caller gives the kind, and where the form is the code of the country that a
    place is in: Bishkek, KG.
    """
    if query.kind is not None or entity.kind is Kind.ORG:
        return ()
    of_others = OF_NO_PLACE if entity.kind is Kind.PLACE else OF_NO_PERSON
    words = " ".join([part.token for part in query.name.parts if part.role in of_others])
    if not words:
        return ()
    code = query.name.text.rpartition(",")[2].strip()
    if entity.kind is Kind.PLACE and code and entity.country == code:
        return ()
    return (Term(OTHER_KIND_NATS, Step("beside the name", words, entity.kind.value, "speaks against it")),)


def alias_step(spelling: Spelling, scheme: str = "", *, name: str) -> Step:
    """Return the step that says which *spelling* of whom (*name*) was hit.

    It says when the spelling was used, and the *scheme* that spells it so.
    """
    alias = spelling.alias
    dates = f"a name of {alias.since or ''}–{alias.until or ''}" if alias.since or alias.until else ""
    notes = ", ".join(filter(None, (dates, scheme and f"spelled by {scheme}")))
    return Step("alias", alias.text, name, notes)


def is_exonym(spelling: Spelling, entity: Entity, lexicon: Lexicon) -> bool:
    """Whether *spelling* is a form of a third language in its own script: 巴黎 for Paris.

    It says nothing of how the name of *entity* is spelled in Latin letters.
    """
    script = script_of_name(spelling.parts)
    return bool(script) and lexicon.is_foreign_script(script, entity.country)


def is_of_third_language(spelling: Spelling, entity: Entity, lexicon: Lexicon) -> bool:
    """Whether *entity* is called so in languages only that are not its country's: Alžīra, Algiers.

    English and a spelling of no particular language are nobody's.
    """
    text = spelling.alias.text
    if text == entity.name:
        return False
    langs = [lang for lang, texts in entity.native.items() if text in texts]
    return lexicon.are_foreign_languages(langs, entity.country)


def listed_as(name: str, nats: float) -> Contribute:
    """Return what a spelling that is listed adds: *nats*, told by one *name*."""
    return partial(_listed, (Contribution(name, nats),))


def _listed(of: tuple[Contribution, ...], _: Alignment | None) -> tuple[Contribution, ...]:
    return of


def explain_after(step: Step, explain: Explain, alignment: Alignment | None) -> tuple[Step, ...]:
    """Return *step*, and behind it what *explain* gives."""
    return (step, *explain(alignment))


def weak_step(alias: str) -> Step:
    """Return the step that says that others are called *alias*, too."""
    return Step("weak alias", alias, "", "others are called so, too")
