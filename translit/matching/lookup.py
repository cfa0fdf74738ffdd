"""From a written name to those who may be meant: by key, by key without titles, by likeness; what was found is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translit.language.keys import REWRITES
from translit.language.lexicon import Lexicon
from translit.language.parts import Part, Role, bare, parse
from translit.language.text import at_capitals, clean, fold
from translit.matching.align import FACTS, Alignment, align, is_family_alone, script_of_name, steps
from translit.matching.candidates import candidates
from translit.matching.decide import BY_STAGE, FAMILY_ALONE, WEAK, Contender, by_country, probability
from translit.matching.tokens import Spelled
from translit.model import Entity, Kind, Stage, Step
from translit.tables.index import Hit, Spelling, weak_keys
from translit.tables.table import Table

MAX_QUERY = 500  # characters; the longest of the names it was measured on has 193
SCORED = 24  # spellings that are aligned with a query; benchmarks/accuracy.py prints how often the right one is among them
LIKELY = 0.5  # probability of a candidate from which on only those are weighed beside it that share with the query, in parts of …
LEAST_BESIDE = 0.84  # … what the first one shares, this times its probability; benchmarks/accuracy.py prints what is retrieved
FEW = 12  # spellings that are weighed whatever they share with a query in Latin letters; the others share …
LEAST_SHARED = (
    0.25  # … at least this part of it: of right answers with a probability of 0.2 one in a hundred shares less, on OFAC's list
)
ENOUGH = 0.8  # probability of a candidate from which on nobody is looked for who is spelled unlike the query


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: a name as written, and what the caller knows of it."""

    name: str
    kind: Kind | None = None
    country: str | None = None


Found = tuple[list[Contender], tuple[Step, ...]]  # who may be meant, and the steps that led there


def look_up(asked: Query, table: Table, lexicon: Lexicon) -> Found:
    """Go from fact to guess and stop at the first answer."""
    name = asked.name
    if (refused := too_long(name)) is not None:
        return [], (refused,)
    folded, told = keyed(name)
    if not folded or fold(name) in lexicon.nobody:
        return [], (*told, Step("not a name", folded, "", "listed in nobody.yaml" if folded else "blank"))
    excluded = table.excluded(folded)
    found = [c for hit in table.exact(folded) if (c := _by_key(hit, asked, table, excluded, is_whole=True))]
    if found:
        return found, told
    parts = parse(name, lexicon, kind=asked.kind)
    core = bare(parts)
    if core != folded and core:
        told = (*told, Step("take off titles, legal forms and order", folded, core))
        excluded |= table.excluded(core)
        found = [c for hit in table.exact(core) if (c := _by_key(hit, asked, table, excluded, is_whole=False))]
    if not found and parts:
        found = _by_likeness(parts, asked, table, lexicon, excluded)
        apart = at_capitals(name)
        if apart != name and _best(found) < ENOUGH:
            told = (*told, Step("divide at capitals", name, apart))
            found += _by_likeness(parse(apart, lexicon, kind=asked.kind), asked, table, lexicon, excluded)
    if not found:
        told = (*told, Step("nothing near", folded, "", "no spelling in the table has enough in common with it"))
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


def _by_key(hit: Hit, asked: Query, table: Table, excluded: frozenset[int], *, is_whole: bool) -> Contender | None:
    """Weigh a spelling that has the key of the query as it is (*is_whole*) or without titles and legal forms."""
    entity = table.entity(hit.spelling.entity)
    if (asked.kind and entity.kind is not asked.kind) or hit.spelling.entity in excluded:
        return None
    alias = hit.spelling.alias
    stage = stage_of(asked.name, alias.text) if is_whole else Stage.VARIANT
    told = [Step("alias", alias.text, entity.name, _about(alias.since, alias.until, hit.scheme))]
    chance = BY_STAGE[stage]
    if hit.is_family:
        stage = Stage.VARIANT
        chance = BY_STAGE[stage] * FAMILY_ALONE
        told.append(Step("family name alone", asked.name, alias.text))
    if alias.is_weak or (hit.is_family and hit.key in weak_keys(entity)):
        chance = WEAK
        told.append(_weak_step(alias.text))
    return _contender(entity, alias.text, stage, chance, lambda: told, asked.country)


def _by_likeness(
    parts: Sequence[Part], asked: Query, table: Table, lexicon: Lexicon, excluded: frozenset[int]
) -> list[Contender]:
    """Weigh the spellings that are like *parts*: those that share tokens with it and, if none of them will do, letters.

    A query in another script than Latin letters is looked up by groups of letters at once: a reading is seldom letter by letter.
    """
    likely: dict[int, Contender | None] = {}
    found: list[Contender] = []
    is_latin = not script_of_name(parts)
    has_initials = any(part.role is Role.INITIAL for part in parts)
    for by_grams in (False, True) if is_latin else (True,):
        near, shares, spelled = candidates(parts, table, lexicon, SCORED, by_grams=by_grams)
        best = 0.0
        for place, (share, spelling) in enumerate(zip(shares, near, strict=True)):
            if (best >= LIKELY and share < LEAST_BESIDE * best * shares[0]) or (
                is_latin and place >= FEW and share < LEAST_SHARED
            ):
                break
            if spelling.row not in likely:
                contender = likely[spelling.row] = _likely(spelling, parts, spelled, asked, table, lexicon, excluded)
                best = max(best, contender.probability if contender else 0.0)
        found = [contender for contender in likely.values() if contender]
        if _best(found) >= (LIKELY if has_initials else ENOUGH):
            break  # several may have the initials of a query, and each be less likely for that
    return found


def _best(found: Sequence[Contender]) -> float:
    return max((contender.probability for contender in found), default=0.0)


def _likely(
    spelling: Spelling,
    parts: Sequence[Part],
    spelled: Spelled,
    asked: Query,
    table: Table,
    lexicon: Lexicon,
    excluded: frozenset[int],
) -> Contender | None:
    entity = table.entity(spelling.entity)
    if (asked.kind and entity.kind is not asked.kind) or spelling.entity in excluded:
        return None
    alignment = align(parts, spelling.parts, lexicon, spelled)
    if not alignment.pairs:
        return None
    chance = probability(alignment, entity.kind, table.population)
    is_fact = all(pair.relation in FACTS for pair in alignment.pairs)
    is_bare = is_family_alone(alignment)
    is_weak = spelling.alias.is_weak or (is_bare and alignment.pairs[0].alias.token in weak_keys(entity))
    return _contender(
        entity,
        spelling.alias.text,
        Stage.VARIANT if is_fact else Stage.FUZZY,
        min(chance, WEAK) if is_weak else chance,
        lambda: _told(spelling, entity, alignment, is_bare=is_bare, is_weak=is_weak),
        asked.country,
    )


def _contender(
    entity: Entity, alias: str, stage: Stage, chance: float, tell: Callable[[], list[Step]], country: str | None
) -> Contender:
    weighed = by_country(chance, entity.country, country, stage)
    if weighed == chance:
        return Contender(entity, alias, stage, chance, tell)
    told = Step("country", str(country), str(entity.country), "speaks for it" if weighed > chance else "speaks against it")
    return Contender(entity, alias, stage, weighed, lambda: [*tell(), told])


def _told(spelling: Spelling, entity: Entity, alignment: Alignment, *, is_bare: bool, is_weak: bool) -> list[Step]:
    alias = spelling.alias
    told = [Step("alias", alias.text, entity.name, _about(alias.since, alias.until, "")), *steps(alignment)]
    if is_bare:
        told.append(Step("family name alone", alignment.pairs[0].query.token, alias.text))
    if is_weak:
        told.append(_weak_step(alias.text))
    return told


def _weak_step(alias: str) -> Step:
    return Step("weak alias", alias, "", "others are called so, too")


def _about(since: str | None, until: str | None, scheme: str) -> str:
    dates = f"{since or ''}–{until or ''}" if since or until else ""
    return ", ".join(part for part in (dates and f"a name of {dates}", scheme and f"spelled by {scheme}") if part)
