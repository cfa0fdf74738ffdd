"""A reconciliation query, of either version, and its candidates.

Scores are probabilities in per cent; a candidate is a match if the answer is MATCHED and means it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from translit.evidence import POSSIBLE_SCORE, Candidate, Step
from translit.model import Entity, Kind
from translit.normalizer import Normalizer
from translit.resolve.decide import Settings, reweigh
from translit.resolve.scored import Term
from translit.results import Match
from translit.service.columns import Columns
from translit.service.reconcile_entities import description, type_of, values
from translit.tables.fields import country_in, date_in, text_in
from translit.writing.keys import key

DEFAULT_LIMIT = 5  # candidates of a query that says no number
# What a column says, in nats, that has the value of the query, or another one. Priors, not
# measured: what a column of a list means is not known, so it settles between namesakes and no more.
# Who gives a date wants to tell namesakes apart by it: another one outweighs a name that is listed
# letter by letter (5.3 nats), of the country that is asked for (3.4).
SAME_VALUE_NATS, OTHER_VALUE_NATS, OTHER_DATE_NATS = log(3), log(1 / 3), log(1 / 10_000)
PID_OF_COUNTRY, PID_OF_ALIAS = "country", "alias"


@dataclass(frozen=True, slots=True)
class Condition:
    """What an entity should have: *wanted* values of a property.

    *is_required*: else it is no candidate. *quantifier*: "any", "all" or "none" of the values.
    """

    pid: str
    wanted: tuple[str, ...]
    is_required: bool = False
    quantifier: str = "any"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: names of which one is meant, the kinds that may be, what an entity should have.

    No kinds is any, an empty tuple none: a type that is not there.
    """

    names: tuple[str, ...]
    kinds: tuple[Kind, ...] | None
    limit: int
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciler:
    """Answers queries from a table and the other columns of its list."""

    normalizer: Normalizer
    columns: Columns | None
    most: int  # candidates of an answer

    def candidates(self, asked: Asked) -> list[dict[str, object]]:
        """Return the candidates of a query as JSON has them, best first."""
        names = asked.names or tuple(
            text for of in asked.conditions if of.pid == PID_OF_ALIAS for text in of.wanted
        )
        if asked.kinds == ():
            return []
        limit = min(asked.limit, self.most)
        found: dict[str, dict[str, object]] = {}
        for name in names:
            for told in self._of_name(name, asked, limit):
                identifier = str(told["id"])
                if identifier not in found or _rank(told) > _rank(found[identifier]):
                    found[identifier] = told
        ranked = sorted(found.values(), key=_rank, reverse=True)
        if sum(bool(told["match"]) for told in ranked) > 1:  # two names that mean two
            ranked = [{**told, "match": False} for told in ranked]
        return ranked[:limit]

    def _of_name(self, name: str, asked: Asked, limit: int) -> list[dict[str, object]]:
        named = self.normalizer.entity(name)
        if named is not None and _has_kind(named, asked.kinds) and self._is_wanted(named, asked):
            return [_told_by_id(named)]
        match = self._match(name, asked, limit)

        def may_be(entity: Entity) -> bool:
            return _has_kind(entity, asked.kinds) and self._is_wanted(entity, asked)

        # beside somebody who is meant, nobody looks for those who are only written alike
        is_clear = match.entity is not None and may_be(match.entity)
        return [
            _told(candidate, is_match=match.entity is not None and candidate.entity.id == match.id)
            for candidate in (match.compared if is_clear else match.candidates)
            if may_be(candidate.entity)
        ]

    def _match(self, name: str, asked: Asked, limit: int) -> Match:
        n = self.normalizer
        if limit > n.settings.limit:
            n = n.with_settings(Settings(limit, n.settings.mode, n.settings.threshold))
        kind = asked.kinds[0] if asked.kinds is not None and len(asked.kinds) == 1 else None
        country = next((code for of in asked.conditions for code in _countries(of)), None)
        match = n.normalize(name, kind=kind, country=country)
        others = [of for of in asked.conditions if of.pid not in (PID_OF_COUNTRY, PID_OF_ALIAS)]
        terms = [
            [term for of in others for term in self._terms(candidate.entity, of)]
            for candidate in (match.candidates if others else ())
        ]
        return reweigh(match, terms, n.settings) if any(terms) else match

    def _terms(self, entity: Entity, of: Condition) -> list[Term]:
        """Return what the values of a property say for an entity or against it."""
        there = values(entity, of.pid, self.columns)
        if not there or not of.wanted:
            return []
        wanted, known = "; ".join(of.wanted), "; ".join(there)
        if _is_met(of, there):
            return [Term(SAME_VALUE_NATS, Step(of.pid, wanted, known, "speaks for it"))]
        dates = [date for text in (*of.wanted, *there) if (date := date_in(text))]
        nats = OTHER_DATE_NATS if len(dates) == len(of.wanted) + len(there) else OTHER_VALUE_NATS
        return [Term(nats, Step(of.pid, wanted, known, "speaks against it"))]

    def _is_wanted(self, entity: Entity, asked: Asked) -> bool:
        return all(
            _is_met(of, values(entity, of.pid, self.columns)) for of in asked.conditions if of.is_required
        )


def _has_kind(entity: Entity, kinds: tuple[Kind, ...] | None) -> bool:
    return kinds is None or entity.kind in kinds


def _countries(of: Condition) -> tuple[str, ...]:
    return country_in(list(of.wanted)) if of.pid == PID_OF_COUNTRY and of.quantifier != "none" else ()


def _is_met(of: Condition, there: Sequence[str]) -> bool:
    met = [any(_are_same(wanted, value, of.pid) for value in there) for wanted in of.wanted]
    if of.quantifier == "none":
        return not any(met)
    return all(met) if of.quantifier == "all" else any(met)


def _are_same(wanted: str, value: str, pid: str) -> bool:
    """Whether two values are one but for case, script and marks; a date is one that it begins, a
    country one by any of its names.
    """
    if pid == PID_OF_COUNTRY:
        return value in country_in(wanted)
    if date_in(wanted) and date_in(value):
        return wanted.startswith(value) or value.startswith(wanted)
    return wanted == value or (key(wanted) == key(value) != "")


def _rank(told: dict[str, object]) -> tuple[bool, float]:
    return bool(told["match"]), float(str(told["score"]))


def _told_by_id(entity: Entity) -> dict[str, object]:
    return _candidate(entity, 1.0, (), is_match=True)


def _told(candidate: Candidate, *, is_match: bool) -> dict[str, object]:
    # what made a score of next to nothing, nobody asks
    of = candidate.contributions if is_match or candidate.score >= POSSIBLE_SCORE else ()
    merged: dict[str, float] = {}
    for each in of:
        merged[each.name] = merged.get(each.name, 0.0) + each.nats
    features = [{"id": name, "name": name, "value": round(nats, 4)} for name, nats in merged.items()]
    return _candidate(candidate.entity, candidate.score, features, is_match=is_match)


def _candidate(
    entity: Entity, score: float, features: Iterable[dict[str, object]], *, is_match: bool
) -> dict[str, object]:
    told: dict[str, object] = {
        "id": entity.id,
        "name": entity.name,
        "type": [type_of(entity)],
        "score": round(100 * score, 2),
        "match": is_match,
        "features": list(features),
    }
    said = description(entity)
    return {**told, "description": said} if said else told


def texts_in(value: object) -> tuple[str, ...]:
    """Return the texts of a property value, or of a list of them; an entity is its name, or its id.

    Raises ValueError for what is none.
    """
    texts = []
    for each in value if isinstance(value, list) else [value]:
        item = each.get("name", each.get("id")) if isinstance(each, dict) else each
        if not isinstance(item, str | int | float):
            raise ValueError("a value is a text, a number, true or false, or an entity with an id")
        text = text_in(item)
        if text is not None:
            texts.append(text)
    return tuple(texts)


def kinds_in(value: object) -> tuple[Kind, ...] | None:
    """Return the kinds that a query names, None if it names none.

    Raises ValueError for what is no text and no list of them.
    """
    if value in (None, "", []):
        return None
    named = value if isinstance(value, list) else [value]
    if not all(isinstance(each, str) for each in named):
        raise ValueError("a type is a text")
    return tuple(kind for kind in Kind if str(kind) in named)
