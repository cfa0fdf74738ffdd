"""From a written name to those who may be meant: a ladder of strategies, from fact to guess."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from translit.evidence import Stage, Step
from translit.index.index import Hit, Spelling, weak_keys
from translit.index.table import Table
from translit.model import Entity, Kind
from translit.names.name import MAX_LETTERS, Name
from translit.names.roles import Role, script_of_name
from translit.pairs.align import Alignment, align
from translit.pairs.aligned_names import Context
from translit.pairs.log_odds import log_odds, probability
from translit.pairs.model import BUILTIN, Model, match_log_odds
from translit.pairs.priors import BY_STAGE, FAMILY_ALONE, WEAK
from translit.resolve.gazetteer import Gazetteer, by_gazetteer, demote_namesakes
from translit.resolve.ordinary import is_weak_here
from translit.resolve.query import (
    Query,
    alias_step,
    country_terms,
    explain_after,
    is_exonym,
    is_of_third_language,
    listed_as,
    weak_step,
)
from translit.resolve.scored import ScoredCandidate, Term, max_probability
from translit.resolve.search import ENOUGH, fuzzy_candidates
from translit.writing.keys import are_homophones, han_characters, key
from translit.writing.repair import repair
from translit.writing.scripts import ABJADS
from translit.writing.text import fold

if TYPE_CHECKING:
    from translit.names.cues import Cues

# How likely a name is meant of which the query has a title more that may be a given name; a prior.
P_WITHOUT_TITLE = 0.9
# How likely a name is meant by an adjective that may come from it: too little to be decided; a
# prior.
P_POSSESSIVE = 0.45
LOG_ODDS_BY_STAGE = {stage: log_odds(p) for stage, p in BY_STAGE.items()}
LISTED = {stage: listed_as(f"listed: {stage.value}", nats) for stage, nats in LOG_ODDS_BY_STAGE.items()}
EXACT_LOG_ODDS = LOG_ODDS_BY_STAGE[Stage.EXACT]
FAMILY_ALONE_TERM = Term(log_odds(BY_STAGE[Stage.VARIANT] * FAMILY_ALONE) - LOG_ODDS_BY_STAGE[Stage.VARIANT])


class Found(NamedTuple):
    """The candidates of a query, and the steps that were taken with the query itself."""

    candidates: list[ScoredCandidate]
    query_steps: tuple[Step, ...]


class Lookup:
    """One query on its way up the ladder: what is asked of which table, and what was found so far.

    `row`: the only spelling that has the key of the query, where that is known already. `excluded`:
    the entities, by their numbers, that list the query as somebody else's name.
    """

    __slots__ = (
        "candidates",
        "excluded",
        "gazetteer",
        "model",
        "name",
        "query",
        "query_steps",
        "row",
        "table",
    )

    def __init__(
        self,
        query: Query,
        table: Table,
        gazetteer: Callable[[], Gazetteer] | None,
        row: int | None = None,
        model: Model = BUILTIN,
    ) -> None:
        self.query = query
        self.name = query.name
        self.table = table
        self.gazetteer = gazetteer
        self.row = row
        self.model = model
        self.candidates: list[ScoredCandidate] = []
        self.query_steps: tuple[Step, ...] = ()
        self.excluded: frozenset[int] = frozenset()

    @property
    def is_likely(self) -> bool:
        """Whether a candidate is so likely that none needs to be looked for that is spelled unlike
        it.
        """
        return max_probability(self.candidates) >= ENOUGH


# adds candidates to a look-up; says whether that ends the search
Strategy = Callable[[Lookup], bool]


def refuse(lookup: Lookup) -> bool:
    """End the search for what is no name: blank, too long, or listed as a placeholder."""
    name = lookup.name
    if name.is_too_long:
        lookup.query_steps = (too_long_step(name.text),)
        return True
    lookup.query_steps = name.key_steps
    if not name.key or name.folded in name.lexicon.placeholders:
        note = "listed in placeholders.yaml" if name.key else "blank"
        lookup.query_steps += (Step("not a name", name.key, "", note),)
        return True
    return False


def by_spelling(lookup: Lookup) -> bool:
    """Add the entity that alone has the key of the query, if it is written so letter by letter:
    EXACT.
    """
    row, table, text = lookup.row, lookup.table, lookup.name.text
    if row is None or table.text(row) != text:
        return False
    entity = table.entity(table.owner(row))
    explain = partial(_explain_exact, text, entity)
    lookup.candidates.append(
        ScoredCandidate(entity, text, Stage.EXACT, EXACT_LOG_ODDS, explain, LISTED[Stage.EXACT])
    )
    return True


def by_key(lookup: Lookup) -> bool:
    """Add who has a spelling with the key of the whole query: EXACT, FOLDED or ROMANIZED."""
    lookup.excluded = lookup.table.excluded(lookup.name.key)
    lookup.candidates += _with_key(lookup.name.key, lookup, is_whole=True)
    return bool(lookup.candidates)


def by_core_key(lookup: Lookup) -> bool:
    """Add who has the key of the query less titles, legal forms and order: VARIANT."""
    name = lookup.name
    forms = [form for form in name.core_keys if form and form != name.key]
    if not forms:
        return False
    lookup.query_steps += (Step("take off titles, legal forms and order", name.key, name.core_key),)
    for form in forms:
        lookup.excluded |= lookup.table.excluded(form)
    found = [candidate for form in forms for candidate in _with_key(form, lookup, is_whole=False)]
    # Hafiz is a title and a given name: without it another one may be meant
    if name.has_ambiguous_title:
        found = [candidate.at_most(P_WITHOUT_TITLE, "without a title") for candidate in found]
    lookup.candidates += found
    return lookup.is_likely and not name.has_ambiguous_title


def by_search(lookup: Lookup) -> bool:
    """Add who has a similar spelling: VARIANT or FUZZY; not beside one that the table lists."""
    name, query = lookup.name, lookup.query
    if (lookup.candidates and not name.has_ambiguous_title) or not name.parts:
        return False
    search = partial(
        fuzzy_candidates,
        query=query,
        table=lookup.table,
        excluded=lookup.excluded,
        model=lookup.model,
    )
    lookup.candidates += search(name)
    divided = name.split_at_capitals
    if divided is not None and not lookup.is_likely:
        lookup.query_steps += (Step("divide at capitals", name.text, divided.text),)
        lookup.candidates += search(divided)
    if lookup.gazetteer is not None:
        lookup.candidates = demote_namesakes(lookup.candidates, query, lookup.gazetteer())
    return lookup.is_likely


def by_other_names(lookup: Lookup) -> bool:
    """Add who has another name of what the box lists by the query, or of whom it may be an
    adjective.
    """
    if lookup.gazetteer is None:
        return False
    gazetteer = lookup.gazetteer()
    lookup.candidates += by_gazetteer(lookup.query, lookup.table, lookup.excluded, gazetteer)
    lookup.candidates += possessive_candidates(lookup, gazetteer.cues)
    return bool(lookup.candidates)


LADDER: tuple[Strategy, ...] = (refuse, by_spelling, by_key, by_core_key, by_search, by_other_names)


def look_up(
    query: Query,
    table: Table,
    gazetteer: Callable[[], Gazetteer] | None = None,
    *,
    row: int | None = None,
    model: Model = BUILTIN,
) -> Found:
    """Go up the ladder from fact to guess and stop where a strategy ends the search.

    The *gazetteer* is asked when *table* has nobody who is likely meant. *row*: the only spelling
    that has the key of the query, where the caller has looked up many at once.
    """
    lookup = Lookup(query, table, gazetteer, row, model)
    for strategy in LADDER:
        if strategy(lookup):
            break
    else:
        if not lookup.candidates:
            note = "no spelling in the table has enough in common with it"
            lookup.query_steps += (Step("nothing near", query.name.key, "", note),)
    return Found(lookup.candidates, lookup.query_steps)


def too_long_step(text: str) -> Step:
    """Return the step that says that *text* is longer than a name is."""
    return Step("too long for a name", f"{len(text)} characters", "", f"at most {MAX_LETTERS} are looked up")


def stage_of(query: str, alias: str) -> Stage:
    """Return how a query was found that has the key of *alias*."""
    if query == alias:
        return Stage.EXACT
    query, alias = repair(query), repair(alias)
    if fold(query) == fold(alias) or (
        han_characters(query) and han_characters(query) == han_characters(alias)
    ):
        return Stage.FOLDED
    return Stage.ROMANIZED


def possessive_candidates(lookup: Lookup, cues: Cues) -> list[ScoredCandidate]:
    """Return who is meant if the name is a Slavic adjective that says whose something is.

    As it may be a name as well, they are no more than possible.
    """
    text = lookup.name.text.strip()
    found = []
    for owner in cues.possessive_bases(text) if " " not in text else ():
        step = Step("adjective that says whose", text, owner)
        for candidate in _with_key(key(owner), lookup, is_whole=False):
            if candidate.log_odds > log_odds(P_POSSESSIVE):
                explain = partial(explain_after, step, candidate.explain)
                found.append(
                    candidate.at_most(P_POSSESSIVE, "adjective that says whose")._replace(explain=explain)
                )
    return found


def _with_key(form: str, lookup: Lookup, *, is_whole: bool) -> list[ScoredCandidate]:
    """Return who has a spelling with the key *form*: that of the query as it is, or of its core."""
    found = []
    text = lookup.name.text if is_whole else lookup.name.core_text
    for hit in lookup.table.exact(form):
        if not hit.is_family and are_homophones(text, hit.spelling.alias.text):
            continue  # the characters tell more than their reading
        entity = lookup.table.entity(hit.spelling.entity)
        if lookup.query.kind in (None, entity.kind) and hit.spelling.entity not in lookup.excluded:
            found.append(_candidate(hit, entity, lookup, is_whole=is_whole))
    return found


def _candidate(hit: Hit, entity: Entity, lookup: Lookup, *, is_whole: bool) -> ScoredCandidate:
    """Score a spelling that has the key of the query as it is (*is_whole*) or of its core."""
    query, spelling = lookup.query, hit.spelling
    alias = spelling.alias
    stage = stage_of(query.name.text, alias.text) if is_whole and not hit.is_family else Stage.VARIANT
    steps = (alias_step(spelling, hit.scheme, name=entity.name),)
    terms: list[Term] = []
    nats = LOG_ODDS_BY_STAGE[stage]
    if hit.is_family:
        terms.append(FAMILY_ALONE_TERM._replace(step=Step("family name alone", query.name.text, alias.text)))
    if is_weak_here(alias, entity, query) or (hit.is_family and hit.key in weak_keys(entity)):
        lowered = nats + sum(term.nats for term in terms)
        terms.append(Term(log_odds(WEAK) - lowered, weak_step(alias.text)))
    candidate = ScoredCandidate(entity, alias.text, stage, nats, partial(_explain, steps), LISTED[stage])
    if terms or query.country:
        candidate = candidate.plus(*terms, *country_terms(entity, query.country, stage))
    if hit.is_family and not (
        _is_spelled_so(query.name, hit, entity) and _is_in_the_news(hit, entity, lookup)
    ):
        return _as_likely_as_learned(candidate, spelling, lookup)
    if stage is Stage.ROMANIZED and _is_by_chance(query.name, hit, entity):
        return candidate.at_most(WEAK, "sounds like a form of a third language")
    return candidate


def _is_spelled_so(name: Name, hit: Hit, entity: Entity) -> bool:
    """Whether a bare surname is written as the spelling has it, or as a scheme romanizes what is
    its bearer's own.

    Two in Latin letters may differ in diacritics, as one of two typesetters lacks them.
    """
    is_titled = any(part.role is Role.TITLE for part in name.parts)
    text, alias = name.core_text if is_titled else name.text, hit.spelling.alias.text
    if not name.script and hit.scheme:
        return not is_exonym(hit.spelling, entity, name.lexicon)
    if not name.script and not script_of_name(hit.spelling.parts) and (text.isascii() or alias.isascii()):
        return True
    return fold(text.strip()) in fold(alias).replace("-", " ").split()


def _is_in_the_news(hit: Hit, entity: Entity, lookup: Lookup) -> bool:
    """Whether the box has one bearer of the surname, and *entity* is called as that one is: the
    news says Merkel, and means her.
    """
    return lookup.gazetteer is not None and lookup.gazetteer().is_only_bearer(hit.key, entity)


def _as_likely_as_learned(candidate: ScoredCandidate, spelling: Spelling, lookup: Lookup) -> ScoredCandidate:
    """Return the bearer of a bare surname as likely as the model says, and possible at least: many
    are called Taylor, and 이 has the key of Wang Yi's given name.
    """
    name = lookup.name
    alignment = align(name.parts, spelling.parts, name.lexicon, name.spelled)
    context = Context(lookup.table.population)
    nats = match_log_odds(alignment, Kind.PERSON, context, lookup.model) if alignment.pairs else -inf
    return candidate.at_most(max(WEAK, probability(nats)), "how frequent the family name is")


def _is_by_chance(name: Name, hit: Hit, entity: Entity) -> bool:
    """Whether one word has the key of a spelling that it need not be: a form of a third language in
    its own script, 巴黎 for Bali, or without its diacritics, Alžīra for Alzira; consonants of which
    other letters are vowels, رم for راما.
    """
    if len(name.parts) != 1:
        return False
    script = script_of_name(hit.spelling.parts)
    if script and script == name.script:
        return script in ABJADS
    is_foreign = is_exonym if script else is_of_third_language
    return is_foreign(hit.spelling, entity, name.lexicon)


def _explain(steps: tuple[Step, ...], _: Alignment | None) -> tuple[Step, ...]:
    return steps


def _explain_exact(text: str, entity: Entity, _: Alignment | None) -> tuple[Step, ...]:
    return (Step("alias", text, entity.name),)
