"""What the tables in the box know of a name that a table lacks: its other names, and whose people
it is for.

A table that lists Germany is asked for Niemcy, Германии, 독일 or germańscy: no spelling model leads
there, but the box has a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from translit.evidence import Stage, Step
from translit.index.box import BOX
from translit.index.hits import Hit, weak_keys
from translit.index.table import Table
from translit.model import Entity, Kind
from translit.names.name import Name
from translit.names.roles import Role, script_of_name
from translit.pairs.aligned_names import CONFLICTS
from translit.pairs.alignment import is_bare_surname
from translit.pairs.log_odds import log_odds
from translit.pairs.priors import BY_STAGE, FAMILY_ALONE
from translit.pairs.relation import Relation
from translit.resolve.one_word import has_marks, has_stem_marks, is_more_than_a_case, is_one_word
from translit.resolve.query import Query, caller_terms, explain_after, listed_as, other_kind_terms
from translit.resolve.scored import ScoredCandidate, Term, explain_by
from translit.writing.keys import are_homophones, key

if TYPE_CHECKING:
    from translit.names.cues import Cues

# How likely somebody is meant who has another name of what the box knows by the name that is asked
# for, or by one of which that is a case form: a table may give the name to another one. And a place
# by what is a given name as well as a case form of it (Bernie), a country by a word for its people:
# too little to be decided. Priors.
P_SAME, P_CASE_FORM, P_GIVEN_NAME, P_PEOPLE = 0.9, 0.85, 0.5, 0.45
# How likely names are one that the box has of two entities; it may not have all names of either.
P_DIFFERENT = 0.05
# What speaks, in nats, for somebody of whose name the query has the family name alone, where the
# box knows one bearer of it, and that is who it is: the news says Merkel and means her. Training
# teaches .62 for the bare family name of somebody unknown (priors.yaml); here it is as likely as
# one that is listed letter by letter.
IN_THE_NEWS = Term(
    log_odds(BY_STAGE[Stage.VARIANT] * FAMILY_ALONE) - log_odds(0.62), name="the only bearer in the box"
)


class Gazetteer:
    """The tables in the box, and what they say of words around names."""

    def __init__(self, table: Table) -> None:
        self.table = table

    @property
    def cues(self) -> Cues:
        """What the tables say of words, read when it is first asked for."""
        return BOX.cues

    def entities(self, form: str, kind: Kind | None) -> list[Entity]:
        """Return the entities that have a name with the match key *form*, whole and beyond doubt.

        Neither as a family name nor as a weak alias.
        """
        return self.owners(self.table.exact(form), kind)

    def owners(self, hits: Iterable[Hit], kind: Kind | None) -> list[Entity]:
        """Return the entities of those *hits* that are beyond doubt."""
        entities = [self.table.entity(hit.spelling.entity) for hit in hits if not _is_doubtful(hit)]
        return [entity for entity in entities if kind in (None, entity.kind)]

    def is_only_bearer(self, surname: str, entity: Entity, text: str = "") -> bool:
        """Whether one person has the *surname* (a match key) here, and a name that *entity* has;
        not where the tables say that others are called so, or he is not written with the diacritics
        of *text*, a word in Latin letters.
        """
        bearers = {hit.spelling.entity for hit in self.table.exact(surname) if hit.is_family}
        if len(bearers) != 1 or entity.kind is not Kind.PERSON:
            return False
        only = self.table.entity(bearers.pop())
        if surname in weak_keys(only) or not has_marks(text, (alias.text for alias in only.listed())):
            return False
        return only.id == entity.id or key(entity.name) in {key(alias.text) for alias in only.listed()}

    def countries_of(self, place: str) -> tuple[str, ...]:
        """Return the countries in which a *place* is known to lie; none where it is no place."""
        countries = (entity.country for entity in self.entities(key(place), Kind.PLACE))
        return tuple(sorted({country for country in countries if country is not None}))

    def ids(self, forms: Iterable[str], kind: Kind | None = None) -> frozenset[str]:
        """Return the ids of the entities of a name; of *forms*, its match keys, the first that is
        listed.
        """
        found = (frozenset(entity.id for entity in self.entities(form, kind)) for form in forms)
        return next(filter(None, found), frozenset())


def gazetteer() -> Gazetteer:
    """Return the tables in the box."""
    return Gazetteer(BOX.index)


def _is_doubtful(hit: Hit) -> bool:
    return hit.is_family or hit.spelling.alias.is_weak


def apply_gazetteer(
    ids_of_a: frozenset[str], ids_of_b: frozenset[str], a: str, b: str, nats: float
) -> Term | None:
    """Return what the gazetteer adds to the log-odds *nats* that two names are one.

    None where it does not list both. *ids_of_a*, *ids_of_b*: the entities that they are known to
    name.
    """
    if not ids_of_a or not ids_of_b:
        return None
    if both := ids_of_a & ids_of_b:
        step = Step("known names of one", a, b, f"{min(both)} of the tables in the box")
        return Term(max(0.0, log_odds(P_SAME) - nats), step)
    step = Step("known names of two", a, b, f"{min(ids_of_a)} and {min(ids_of_b)} of the tables in the box")
    return Term(min(0.0, log_odds(P_DIFFERENT) - nats), step)


def demote_namesakes(
    found: Iterable[ScoredCandidate], query: Query, gazetteer: Gazetteer
) -> list[ScoredCandidate]:
    """Lower the score of fuzzy candidates whose alias the gazetteer lists as another's name."""
    name = query.name
    of_query = gazetteer.ids((name.key, *name.core_keys), query.kind)
    if not of_query:
        return list(found)
    weighed = []
    for candidate in found:
        term = None
        if candidate.stage is Stage.FUZZY:
            of_alias = gazetteer.ids((key(candidate.alias),), candidate.entity.kind)
            term = apply_gazetteer(of_query, of_alias, name.text, candidate.alias, candidate.log_odds)
        if term is None or term.step is None or term.nats >= 0:
            weighed.append(candidate)
        else:
            explain = partial(explain_after, term.step, candidate.explain)
            weighed.append(candidate.plus(Term(term.nats, name=term.step.name))._replace(explain=explain))
    return weighed


def favour_only_bearers(
    found: Iterable[ScoredCandidate], name: Name, gazetteer: Gazetteer
) -> list[ScoredCandidate]:
    """Raise the score of fuzzy candidates of whose name the query has the family name alone, where
    the gazetteer has one bearer of it, and that is who the candidate is.

    In a case form, in another script, by sound, or with two letters exchanged: *Medinksy* is a slip
    of the pen, *Pearly* and *Golikov* may be names of others than *Parly* and *Kulikov*.
    """
    return [
        candidate.plus(IN_THE_NEWS) if _is_only_bearer(candidate, name, gazetteer) else candidate
        for candidate in found
    ]


def _is_only_bearer(candidate: ScoredCandidate, name: Name, gazetteer: Gazetteer) -> bool:
    alignment = candidate.alignment
    if alignment is None or candidate.entity.kind is not Kind.PERSON or not is_bare_surname(alignment):
        return False
    pair = next(pair for pair in alignment.pairs if pair.alias.role is Role.FAMILY)
    if pair.relation is Relation.GENDERED or pair.relation in CONFLICTS:
        return False
    if pair.relation in (Relation.ALIKE, Relation.SOUND) and not name.script and not name.text.isascii():
        return False  # a slip of the pen has no diacritics of its own
    if pair.relation is Relation.ALIKE and not _is_transposed(pair.query.token, pair.alias.token):
        return False
    return gazetteer.is_only_bearer(pair.alias.token, candidate.entity)


def _is_transposed(x: str, y: str) -> bool:
    """Whether two neighbouring letters have changed places."""
    return OSA.distance(x, y) == 1 and sorted(x) == sorted(y)


class Known(NamedTuple):
    """An entity of the gazetteer that a query names, how likely so, and the step that says it."""

    entity: Entity
    probability: float
    step: Step


def by_gazetteer(
    query: Query, table: Table, excluded: frozenset[int], gazetteer: Gazetteer
) -> list[ScoredCandidate]:
    """Return the entities of *table* that have another name of what the gazetteer lists by the
    query.
    """
    found: dict[int, ScoredCandidate] = {}
    for known in _known(query, gazetteer):
        for alias in known.entity.listed():
            if alias.is_weak:
                continue
            for hit in table.exact(key(alias.text)):
                number = hit.spelling.entity
                if number in found or number in excluded or _is_doubtful(hit):
                    continue
                entity = table.entity(number)
                if _may_be_same(entity, known.entity):
                    found[number] = _candidate(entity, hit, known, query)
    return list(found.values())


def _may_be_same(entity: Entity, known: Entity) -> bool:
    if entity.kind is not known.kind:
        return False
    return entity.country is None or known.country is None or entity.country == known.country


def _candidate(entity: Entity, hit: Hit, known: Known, query: Query) -> ScoredCandidate:
    alias = hit.spelling.alias.text
    steps = (known.step, Step("alias", alias, entity.name))
    candidate = ScoredCandidate(
        entity,
        alias,
        Stage.VARIANT,
        log_odds(known.probability),
        partial(explain_by, steps),
        listed_as("known to the box", log_odds(known.probability)),
    )
    return candidate.plus(
        *caller_terms(entity, alias, query, candidate.stage), *other_kind_terms(entity, query)
    )


def _known(query: Query, gazetteer: Gazetteer) -> Iterator[Known]:
    """Yield what the gazetteer lists by a name, the likeliest first."""
    name, kind = query.name, query.kind
    for form in dict.fromkeys((name.key, *name.core_keys)):
        hits = [hit for hit in gazetteer.table.exact(form) if not _is_homograph(hit, name)]
        for entity in gazetteer.owners(hits, kind):
            yield _as_known(entity, P_SAME, "known name", query)
    for form in gazetteer.cues.nominatives(name.text) if kind is not Kind.PERSON else ():
        p_case_form = P_GIVEN_NAME if is_more_than_a_case(query, form) else P_CASE_FORM
        hits = [hit for hit in gazetteer.table.exact(form) if _is_declined(hit, name)]
        for entity in gazetteer.owners(hits, kind):
            # Maria is no case of Mario; the model weighs the cases of persons' names
            if entity.kind is not Kind.PERSON:
                yield _as_known(entity, p_case_form, "case form of a known name", query)
    is_word = " " not in name.key and kind in (None, Kind.PLACE)
    if is_word and (country := gazetteer.cues.people_of(name.key)):
        form, label = key(gazetteer.cues.places[country]), "word for a people, or for what is of it"
        for known in _listed(form, Kind.PLACE, P_PEOPLE, label, query, gazetteer):
            # GB-SCT, Scotland, is of GB
            if known.entity.country and country.startswith(known.entity.country):
                yield known


def _listed(
    form: str, kind: Kind | None, p: float, label: str, query: Query, gazetteer: Gazetteer
) -> Iterator[Known]:
    for entity in gazetteer.entities(form, kind):
        yield _as_known(entity, p, label, query)


def _as_known(entity: Entity, p: float, label: str, query: Query) -> Known:
    note = f"{entity.id} of the tables in the box"
    return Known(entity, p, Step(label, query.name.key, entity.name, note))


def _is_homograph(hit: Hit, name: Name) -> bool:
    """Whether the spelling of *hit* has the Latin letters of *name*, and no others in common: other
    Chinese characters that read alike, or letters of a third script.
    """
    if are_homophones(name.text, hit.spelling.alias.text):
        return True
    script = script_of_name(hit.spelling.parts)
    return bool(name.script and script) and script != name.script and is_one_word(name)


def _is_declined(hit: Hit, name: Name) -> bool:
    """Whether *name* may be a case form of the spelling of *hit*: written in one script, and
    initial letters as such.

    Kailua is no case of 開羅, nor Maua of МАУ, nor Londoño of London.
    """
    alias = hit.spelling.alias.text
    if hit.scheme or script_of_name(hit.spelling.parts) != name.script:
        return False
    if alias.isupper() and " " not in alias:
        return name.text[: max(2, len(alias) - 1)].isupper()
    return has_stem_marks(name.text, alias)
