"""From a written name to those who may be meant: by key, by key without titles, by likeness; what
was found is told.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from translit.index.index import Hit, weak_keys
from translit.index.table import Table
from translit.names.cues import Cues
from translit.names.lexicon import Lexicon
from translit.names.parts import core_key, parse_name
from translit.names.roles import Role
from translit.pairs.model import BY_STAGE, FAMILY_ALONE, WEAK
from translit.resolve.contenders import Query, about, told_by_key, told_with, weak_step, with_country
from translit.resolve.decide import Contender
from translit.resolve.gazetteer import Reference, by_reference, told_apart
from translit.resolve.search import ENOUGH, by_likeness, likeliest
from translit.results import Stage, Step
from translit.writing.keys import REWRITES, key
from translit.writing.text import at_capitals, clean, fold

# how likely a name is meant of which the query has a title more that may be a given name; a prior
DOUBTFUL = 0.9
# how likely a name is meant by an adjective that may come from it: too little to be decided; a
# prior
OWNER = 0.45
MAX_QUERY = 500  # characters; the longest of the names it was measured on has 193

Found = tuple[list[Contender], tuple[Step, ...]]  # who may be meant, and the steps that led there


def look_up(
    asked: Query, table: Table, lexicon: Lexicon, reference: Callable[[], Reference] | None = None
) -> Found:
    """Go from fact to guess and stop at the first answer; ask *reference* when *table* has nobody
    who is likely meant.
    """
    name = asked.name
    if (refused := too_long(name)) is not None:
        return [], (refused,)
    folded, told = keyed(name)
    if not folded or fold(name) in lexicon.placeholders:
        return [], (
            *told,
            Step("not a name", folded, "", "listed in placeholders.yaml" if folded else "blank"),
        )
    excluded = table.excluded(folded)
    found = [c for hit in table.exact(folded) if (c := _by_key(hit, asked, table, excluded, is_whole=True))]
    if found:
        return found, told
    is_open = False
    parts = parse_name(name, lexicon, kind=asked.kind)
    core = core_key(parts)
    if core != folded and core:
        told = (*told, Step("take off titles, legal forms and order", folded, core))
        excluded |= table.excluded(core)
        found = [
            c for hit in table.exact(core) if (c := _by_key(hit, asked, table, excluded, is_whole=False))
        ]
        # Hafiz is a title and a given name: without it another one may be meant
        is_open = any(part.role is Role.TITLE and part.token in lexicon.ambiguous_titles for part in parts)
        if is_open:
            found = [c._replace(probability=min(c.probability, DOUBTFUL)) for c in found]
    if (is_open or not found) and parts:
        found += by_likeness(parts, asked, table, lexicon, excluded)
        apart = at_capitals(name)
        if apart != name and likeliest(found) < ENOUGH:
            told = (*told, Step("divide at capitals", name, apart))
            found += by_likeness(parse_name(apart, lexicon, kind=asked.kind), asked, table, lexicon, excluded)
        if reference:
            found = told_apart(found, asked, (folded, core), reference())
    if reference and likeliest(found) < ENOUGH:
        found += by_reference(asked, folded, core, table, excluded, reference())
        found += _by_owner(asked, table, excluded, reference().cues)
    if not found:
        told = (
            *told,
            Step("nothing near", folded, "", "no spelling in the table has enough in common with it"),
        )
    return found, told


def too_long(name: str) -> Step | None:
    """Return the step that says so if *name* has more characters than a name has, else None."""
    if len(name) <= MAX_QUERY or len(clean(name)) <= MAX_QUERY:
        return None
    return Step("too long for a name", f"{len(name)} characters", "", f"at most {MAX_QUERY} are looked up")


def keyed(name: str) -> tuple[str, tuple[Step, ...]]:
    """Return the key of *name* and the rewriting steps that lead to it."""
    told = []
    text = name
    for label, rewrite in REWRITES:
        after = rewrite(text)
        if after != text:
            told.append(Step(label, text, after, is_rewrite=True))
        text = after
    return text, tuple(told)


def stage_of(query: str, alias: str) -> Stage:
    """Return how a query was found that has the key of *alias*."""
    if query == alias:
        return Stage.EXACT
    return Stage.FOLDED if fold(query) == fold(alias) else Stage.ROMANIZED


def _by_owner(asked: Query, table: Table, excluded: frozenset[int], cues: Cues) -> list[Contender]:
    """Return who is meant if the name is a Slavic adjective that says whose something is; as it may
    be a name as well, for a guess only.
    """
    name = asked.name.strip()
    found = []
    for owner in cues.possessive_bases(name) if " " not in name else ():
        told = Step("adjective that says whose", name, owner)
        for hit in table.exact(key(owner)):
            if (meant := _by_key(hit, asked, table, excluded, is_whole=False)) and meant.probability > OWNER:
                found.append(
                    meant._replace(probability=OWNER, tell=partial(told_with, meant.tell, (told,), ()))
                )
    return found


def _by_key(
    hit: Hit, asked: Query, table: Table, excluded: frozenset[int], *, is_whole: bool
) -> Contender | None:
    """Weigh a spelling that has the key of the query as it is (*is_whole*) or without titles and
    legal forms.
    """
    entity = table.entity(hit.spelling.entity)
    if (asked.kind and entity.kind is not asked.kind) or hit.spelling.entity in excluded:
        return None
    alias = hit.spelling.alias
    stage = stage_of(asked.name, alias.text) if is_whole else Stage.VARIANT
    told = [Step("alias", alias.text, entity.name, about(alias.since, alias.until, hit.scheme))]
    chance = BY_STAGE[stage]
    if hit.is_family:
        stage = Stage.VARIANT
        chance = BY_STAGE[stage] * FAMILY_ALONE
        told.append(Step("family name alone", asked.name, alias.text))
    if alias.is_weak or (hit.is_family and hit.key in weak_keys(entity)):
        chance = WEAK
        told.append(weak_step(alias.text))
    return with_country(
        Contender(entity, alias.text, stage, chance, partial(told_by_key, told)), asked.country
    )
