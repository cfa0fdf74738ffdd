"""From a written name to those who may be meant: a ladder of strategies, from fact to guess."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from translit.evidence import Step
from translit.index.table import Table
from translit.model import Kind
from translit.names.name import Name
from translit.pairs.alignment import is_spelled_out
from translit.pairs.log_odds import log_odds
from translit.pairs.model import BUILTIN, Model
from translit.resolve.gazetteer import P_SAME, Gazetteer, by_gazetteer, demote_namesakes, favour_only_bearers
from translit.resolve.listed import Lookup, letter_by_letter, too_long_step, with_key
from translit.resolve.query import Query, explain_after
from translit.resolve.rank import best_of_each
from translit.resolve.scored import TRANSLATED, ScoredCandidate, max_probability
from translit.resolve.search import fuzzy_candidates
from translit.writing.keys import key
from translit.writing.scripts import native_script

if TYPE_CHECKING:
    from translit.names.cues import Cues

# How likely a name is meant of which the query has a title more that may be a given name; a prior.
P_WITHOUT_TITLE = 0.9
# How likely a name is meant by an adjective that may come from it: too little to be decided; a
# prior.
P_POSSESSIVE = 0.45


class Found(NamedTuple):
    """The candidates of a query, and the steps that were taken with the query itself.

    `excluded`: the entities, by their numbers, that list it as somebody else's; None if nobody is
    to be looked for beside those found: the query is no name, or one that is listed.
    """

    candidates: list[ScoredCandidate]
    query_steps: tuple[Step, ...]
    excluded: frozenset[int] | None


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
    found = letter_by_letter(lookup)
    if found is None:
        return False
    lookup.candidates.append(found)
    return True


def by_key(lookup: Lookup) -> bool:
    """Add who has a spelling with the key of the whole query: EXACT, FOLDED or ROMANIZED."""
    lookup.excluded = lookup.cleared | lookup.table.excluded(lookup.name.key)
    lookup.candidates += with_key(lookup.name.key, lookup, is_whole=True)
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
    found = [candidate for form in forms for candidate in with_key(form, lookup, is_whole=False)]
    # Hafiz is a title and a given name: without it another one may be meant
    if name.has_ambiguous_title:
        found = [candidate.at_most(P_WITHOUT_TITLE, "without a title") for candidate in found]
    lookup.candidates += found
    return lookup.is_likely and not name.has_ambiguous_title


def by_name_beside(lookup: Lookup) -> bool:
    """Add who has a name that the query has beside something else: Kyiv, Ukraine; (politician)."""
    name, query = lookup.name, lookup.query
    if lookup.candidates or name.beside is None:
        return False
    from translit.resolve.context import beside_with_towns, in_context  # of most names nothing stands beside

    box = None if lookup.gazetteer is None else lookup.gazetteer()
    beside = beside_with_towns(name, query.kind, box)
    if beside is None or not beside.steps:
        return False
    kind = query.kind or beside.kind
    found = [
        _named(query._replace(name=Name(text, name.lexicon, kind=kind), kind=kind), lookup)
        for text in beside.names
    ]
    if beside.must_agree:
        of_all = set.intersection(*({c.entity.id for c in of if c.log_odds > 0} for of in found))
        found = [[c for c in of if c.entity.id in of_all] for of in found]
        if not of_all:
            return False
    for text, candidates in zip(beside.names, found, strict=True):
        lookup.candidates += [in_context(c, beside, text, name.lexicon, box) for c in candidates]
    if not lookup.candidates:
        return False
    lookup.query_steps = (*name.key_steps, *beside.steps)
    # Hilton, Paris may be a person; Acme (Munich) may be listed as Acme (München)
    lookup.is_beside = (beside.kind is Kind.PLACE and name.is_inverted) or beside.places != name.beside.places
    lookup.beside = beside
    return lookup.is_likely or not lookup.is_beside


def _named(query: Query, lookup: Lookup) -> list[ScoredCandidate]:
    """Return the candidates of another query of the same table."""
    if not query.name.key:
        return []
    inner = Lookup(query, lookup.table, lookup.gazetteer, model=lookup.model)
    for strategy in (by_key, by_core_key, by_search, by_other_names):
        if strategy(inner):
            break
    return list(best_of_each(query.name.text, inner.candidates))


def by_search(lookup: Lookup) -> bool:
    """Add who has a similar spelling: VARIANT or FUZZY; not beside one that the table lists."""
    name, query = lookup.name, lookup.query
    is_listed = lookup.candidates and not lookup.is_beside
    if (is_listed and not name.has_ambiguous_title) or not name.parts:
        return False
    search = partial(
        fuzzy_candidates,
        query=query,
        table=lookup.table,
        excluded=lookup.excluded,
        model=lookup.model,
    )
    translated = name.translated
    if translated is not None:
        lookup.query_steps += (Step("translate", name.text, translated.text),)
        # two names of one script are compared as they are written, not by what both mean
        lookup.candidates += [
            found.plus(TRANSLATED)
            for found in search(translated)
            if not name.script or native_script(found.alias) != name.script
        ]
    if translated is None or not lookup.is_likely:
        lookup.candidates += [
            found for found in search(name) if translated is None or is_spelled_out(found.alignment)
        ]
    divided = name.split_at_capitals
    if divided is not None and not lookup.is_likely:
        lookup.query_steps += (Step("divide at capitals", name.text, divided.text),)
        lookup.candidates += search(divided)
    if lookup.gazetteer is not None:
        box = lookup.gazetteer()
        lookup.candidates = favour_only_bearers(
            demote_namesakes(lookup.candidates, query, box), lookup.name, box
        )
        if any("," in found.alias or "(" in found.alias for found in lookup.candidates):
            from translit.resolve.context import against_other_place, not_of_other_place

            lookup.candidates = [
                not_of_other_place(
                    against_other_place(candidate, name.text, name.lexicon, box),
                    lookup.beside,
                    name.lexicon,
                    box,
                )
                for candidate in lookup.candidates
            ]
    # what the box knows is likelier than a guess that is less likely
    return max_probability(lookup.candidates) >= P_SAME


def by_other_reading(lookup: Lookup) -> bool:
    """Add who is listed by what a scan or a wrong code page may have made the query of: PUTlN."""
    from translit.resolve.misread import misread_candidates  # most queries are answered before

    found, steps = misread_candidates(lookup)
    lookup.candidates += found
    lookup.query_steps += steps
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


LADDER: tuple[Strategy, ...] = (
    refuse,
    by_spelling,
    by_key,
    by_core_key,
    by_name_beside,
    by_search,
    by_other_reading,
    by_other_names,
)


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
    is_settled = strategy is refuse or any(candidate.alignment is None for candidate in lookup.candidates)
    steps = (*lookup.query_steps, *query.cleared_steps)
    return Found(lookup.candidates, steps, None if is_settled else lookup.excluded)


def possessive_candidates(lookup: Lookup, cues: Cues) -> list[ScoredCandidate]:
    """Return who is meant if the name is a Slavic adjective that says whose something is.

    As it may be a name as well, they are no more than possible.
    """
    text = lookup.name.text.strip()
    found = []
    for owner in cues.possessive_bases(text) if " " not in text else ():
        step = Step("adjective that says whose", text, owner)
        for candidate in with_key(key(owner), lookup, is_whole=False):
            if candidate.log_odds > log_odds(P_POSSESSIVE):
                explain = partial(explain_after, step, candidate.explain)
                found.append(
                    candidate.at_most(P_POSSESSIVE, "adjective that says whose")._replace(explain=explain)
                )
    return found
