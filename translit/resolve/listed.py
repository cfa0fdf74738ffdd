"""Candidates whose spelling a table lists: those that have the key of a query, as it is or less
its titles.

A `Lookup` is one query on its way up the ladder (`lookup.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import inf

from translit.evidence import Stage, Step
from translit.index.hits import Hit, Spelling, weak_keys
from translit.index.table import Table
from translit.model import MAX_LETTERS, Entity, Kind
from translit.names.beside_reading import Beside
from translit.names.name import Name
from translit.names.roles import Role, script_of_name
from translit.pairs.align import align
from translit.pairs.aligned_names import Context
from translit.pairs.alignment import Alignment
from translit.pairs.log_odds import log_odds, probability
from translit.pairs.model import BUILTIN, Model
from translit.pairs.priors import BY_STAGE, FAMILY_ALONE, WEAK
from translit.resolve.gazetteer import IN_THE_NEWS, Gazetteer
from translit.resolve.one_word import is_given_name, is_one_word, is_spelled_by_schemes, is_word_too
from translit.resolve.ordinary import is_weak_here, words_or_acronyms
from translit.resolve.query import (
    Query,
    alias_step,
    caller_terms,
    is_exonym,
    is_of_third_language,
    listed_as,
    other_kind_terms,
    weak_step,
)
from translit.resolve.scored import ScoredCandidate, Term, explain_by, max_probability
from translit.resolve.search import ENOUGH
from translit.writing.keys import are_homophones, han_characters, key
from translit.writing.repair import repair
from translit.writing.scripts import ABJADS
from translit.writing.text import fold

LOG_ODDS_BY_STAGE = {stage: log_odds(p) for stage, p in BY_STAGE.items()}
LISTED = {stage: listed_as(f"listed: {stage.value}", nats) for stage, nats in LOG_ODDS_BY_STAGE.items()}
EXACT_LOG_ODDS = LOG_ODDS_BY_STAGE[Stage.EXACT]
BY_KEY_ALONE = (Stage.ROMANIZED, Stage.VARIANT)  # the letters of the spelling may be others
FAMILY_ALONE_TERM = Term(log_odds(BY_STAGE[Stage.VARIANT] * FAMILY_ALONE) - LOG_ODDS_BY_STAGE[Stage.VARIANT])


class Lookup:
    """One query on its way up the ladder: what is asked of which table, and what was found so far.

    `row`: the only spelling that has the key of the query, where that is known already. `cleared`:
    the entities, by their numbers, that the customer is not. `excluded`: they, and those that list
    the query as somebody else's name. `beside`: what stands beside the name; `is_beside`: the
    candidates are those of the name without it.
    """

    __slots__ = (
        "beside",
        "candidates",
        "cleared",
        "excluded",
        "gazetteer",
        "is_beside",
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
        self.cleared = frozenset(row for pair in query.cleared for row in table.rows_of(pair.id))
        self.excluded = self.cleared
        self.is_beside = False
        self.beside: Beside | None = None

    @property
    def is_likely(self) -> bool:
        """Whether a candidate is so likely that none needs to be looked for that is spelled unlike
        it.
        """
        return max_probability(self.candidates) >= ENOUGH


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


def with_key(form: str, lookup: Lookup, *, is_whole: bool) -> list[ScoredCandidate]:
    """Return who has a spelling with the key *form*: that of the query as it is, or of its core."""
    found = []
    text = lookup.name.text if is_whole else lookup.name.core_text
    is_listed = False  # letter by letter
    certain: set[int] = set()  # entities that are listed letter by letter: no other spelling says more
    hits = sorted(lookup.table.exact(form), key=lambda hit: hit.spelling.alias.text != text)
    rivals = words_or_acronyms(text, hits)
    for hit in hits:
        if hit.spelling.entity in certain:
            continue
        if not hit.is_family and are_homophones(text, hit.spelling.alias.text):
            continue  # the characters tell more than their reading
        entity = lookup.table.entity(hit.spelling.entity)
        if _is_of_two_scripts(lookup.name, hit, entity):
            continue
        if lookup.query.kind in (None, entity.kind) and hit.spelling.entity not in lookup.excluded:
            candidate = _candidate(hit, entity, lookup, is_whole=is_whole)
            if hit.spelling.entity in rivals:
                candidate = candidate.at_most(WEAK, "a word and an acronym")
            if is_listed and _is_spelled_otherwise(lookup.name, hit, candidate):
                candidate = candidate.at_most(WEAK, "another is listed letter by letter")
            found.append(candidate)
            is_listed = is_listed or candidate.stage is Stage.EXACT
            if candidate.stage is Stage.EXACT and candidate.log_odds == EXACT_LOG_ODDS:
                certain.add(hit.spelling.entity)
    return found


def _candidate(hit: Hit, entity: Entity, lookup: Lookup, *, is_whole: bool) -> ScoredCandidate:
    """Score a spelling that has the key of the query as it is (*is_whole*) or of its core."""
    query, spelling = lookup.query, hit.spelling
    alias = spelling.alias
    stage = stage_of(query.name.text, alias.text) if is_whole and not hit.is_family else Stage.VARIANT
    if stage is Stage.ROMANIZED and not hit.scheme and hit.key != key(alias.text):
        stage = Stage.VARIANT  # something stands beside the name in the table
    steps = (alias_step(spelling, hit.scheme, name=entity.name),)
    terms: list[Term] = []
    nats = LOG_ODDS_BY_STAGE[stage]
    if hit.is_family:
        terms.append(FAMILY_ALONE_TERM._replace(step=Step("family name alone", query.name.text, alias.text)))
    if is_weak_here(alias, entity, query) or (hit.is_family and hit.key in weak_keys(entity)):
        lowered = nats + sum(term.nats for term in terms)
        terms.append(Term(log_odds(WEAK) - lowered, weak_step(alias.text)))
    if not is_whole:
        terms += other_kind_terms(entity, query)
    candidate = ScoredCandidate(entity, alias.text, stage, nats, partial(explain_by, steps), LISTED[stage])
    if terms or query.country or query.when:
        candidate = candidate.plus(*terms, *caller_terms(entity, alias.text, query, stage))
    if hit.is_family:
        if query.kind is None and is_one_word(query.name) and is_given_name(hit.key, query.name.lexicon):
            candidate = candidate.at_most(WEAK, "given name")
        is_further = _is_further_surname(query.name, hit, entity)
        is_in_the_news = not is_further and _is_in_the_news(hit, entity, lookup)
        if is_in_the_news and _is_spelled_so(query.name, hit, entity):
            return candidate
        is_meant = is_in_the_news and bool(query.name.script)
        return _as_likely_as_learned(candidate, spelling, lookup, is_in_the_news=is_meant)
    if stage in BY_KEY_ALONE and _is_by_chance(query.name, hit, entity):
        return candidate.at_most(WEAK, "sounds like a form of a third language")
    is_bare = entity.kind is Kind.PERSON and bool(hit.scheme) and is_one_word(query.name)
    has_marks = not is_bare or _has_marks_of_schemes(query.name, hit)
    return candidate if has_marks else candidate.at_most(WEAK, "other diacritics")


def _is_spelled_so(name: Name, hit: Hit, entity: Entity) -> bool:
    """Whether a bare surname is written as the spelling has it, or as a scheme romanizes what is
    its bearer's own.

    Two in Latin letters may differ in diacritics, as one of two typesetters lacks them.
    """
    text, alias = _text_of(name), hit.spelling.alias.text
    if not name.script and hit.scheme:
        return not is_exonym(hit.spelling, entity, name.lexicon) and _has_marks_of_schemes(name, hit)
    if not name.script and not script_of_name(hit.spelling.parts) and (text.isascii() or alias.isascii()):
        return True
    return fold(text.strip()) in fold(alias).replace("-", " ").split()


def _has_marks_of_schemes(name: Name, hit: Hit) -> bool:
    """Whether a word in Latin letters has the diacritics that a scheme gives the spelling of *hit*,
    or none: Juraš, but not Juráš, is Юраш.
    """
    return bool(name.script) or is_spelled_by_schemes(_text_of(name), hit.spelling.alias.text, hit.scheme)


def _text_of(name: Name) -> str:
    """Return a name as it is written, less its titles."""
    is_titled = any(part.role is Role.TITLE for part in name.parts)
    return name.core_text if is_titled else name.text


def _is_further_surname(name: Name, hit: Hit, entity: Entity) -> bool:
    """Whether the surname is one that its bearer mostly goes without: Dada of Idi Amin Dada."""
    tokens = [part.token for part in hit.spelling.parts]
    usual = [
        part.token
        for part in Name(entity.name, name.lexicon, kind=Kind.PERSON).parts
        if part.role is Role.FAMILY
    ]
    return hit.key in tokens and hit.key not in usual and not set(usual).isdisjoint(tokens)


def _is_in_the_news(hit: Hit, entity: Entity, lookup: Lookup) -> bool:
    """Whether the box has one bearer of the surname, and *entity* is called as that one is: the
    news says Merkel, and means her.
    """
    if lookup.gazetteer is None:
        return False
    text = "" if hit.scheme or lookup.name.script else _text_of(lookup.name)
    return lookup.gazetteer().is_only_bearer(hit.key, entity, text)


def _as_likely_as_learned(
    candidate: ScoredCandidate, spelling: Spelling, lookup: Lookup, *, is_in_the_news: bool
) -> ScoredCandidate:
    """Return the bearer of a bare surname as likely as the model says, and possible at least: many
    are called Taylor, and 이 has the key of Wang Yi's given name.
    """
    name = lookup.name
    alignment = align(name.parts, spelling.parts, name.lexicon, name.spelled)
    context = Context(lookup.table.population)
    nats = lookup.model.log_odds(alignment, Kind.PERSON, context) if alignment.pairs else -inf
    if is_in_the_news:
        nats += IN_THE_NEWS.nats
    return candidate.at_most(max(WEAK, probability(nats)), "how frequent the family name is")


def _is_spelled_otherwise(name: Name, hit: Hit, candidate: ScoredCandidate) -> bool:
    """Whether one word has the key of a spelling by a scheme alone, and other letters of the same
    script: Бразилиа, Бразілія.
    """
    if not hit.scheme or candidate.stage is not Stage.ROMANIZED or not is_one_word(name):
        return False
    return bool(name.script) and script_of_name(hit.spelling.parts) == name.script


def _is_of_two_scripts(name: Name, hit: Hit, entity: Entity) -> bool:
    """Whether one word has the key of a form of a third language, and the two are in two scripts,
    neither of them Latin: a Tamil form of Ukraine says nothing of a word in Cyrillic.
    """
    alias = hit.spelling.alias.text
    if alias.isascii() or alias == name.text or name.text.isascii():
        return False  # most are, and need no analysis
    script = script_of_name(hit.spelling.parts)
    if not name.script or not script or script == name.script or len(name.parts) != 1:
        return False
    return is_exonym(hit.spelling, entity, name.lexicon)


def _is_by_chance(name: Name, hit: Hit, entity: Entity) -> bool:
    """Whether one word has the key of a spelling that it need not be: a form of a third language in
    its own script, 巴黎 for Bali, or without its diacritics, Alžīra for Alzira; consonants of which
    other letters are vowels, رم for راما, or are not in the other script, דן for عدن; an acronym in
    another script, ВАДА for Vada.
    """
    if len(name.parts) != 1:
        return False
    script = script_of_name(hit.spelling.parts)
    if script != name.script and {script, name.script} <= ABJADS:
        return True
    if script != name.script and not name.text.isupper() and is_word_too(hit):
        return True
    if script and script == name.script:
        return script in ABJADS
    is_foreign = is_exonym if script else is_of_third_language
    return is_foreign(hit.spelling, entity, name.lexicon)


def letter_by_letter(lookup: Lookup) -> ScoredCandidate | None:
    """Return the entity that alone has the key of the query, if it is written so; else None."""
    row, table, text = lookup.row, lookup.table, lookup.name.text
    if row is None or lookup.cleared or table.text(row) != text:
        return None
    entity = table.entity(table.owner(row))
    explain = partial(_explain_exact, text, entity)
    return ScoredCandidate(entity, text, Stage.EXACT, EXACT_LOG_ODDS, explain, LISTED[Stage.EXACT])


def _explain_exact(text: str, entity: Entity, _: Alignment | None) -> tuple[Step, ...]:
    return (Step("alias", text, entity.name),)
