"""Score one spelling of a table for a query: word by word, with what stands beside the letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import log
from typing import NamedTuple

from translit.evidence import Contribution, Stage, Step
from translit.index.hits import Spelling, weak_keys
from translit.model import Entity, Kind
from translit.names.initialisms import acronyms
from translit.names.lexicon import Lexicon
from translit.names.name import Name
from translit.names.roles import OPTIONAL, NamePart
from translit.pairs.align import align
from translit.pairs.aligned_names import Context
from translit.pairs.alignment import Alignment, is_bare_surname, is_known, steps
from translit.pairs.latin_form import LatinForm, latin_form
from translit.pairs.log_odds import log_odds
from translit.pairs.model import Model
from translit.pairs.order import SYLLABLE
from translit.pairs.priors import BY_STAGE, WEAK
from translit.pairs.relation import Relation
from translit.resolve.one_word import (
    has_other_consonants,
    is_another_place,
    is_given_name,
    is_name_of_its_own,
    is_no_acronym,
    is_one_word,
    is_written_otherwise,
)
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
from translit.resolve.scored import TRANSLATED, ScoredCandidate, Term
from translit.writing.scripts import native_script

# What speaks, in nats, against a place or an organisation for "Last, First", and against a place
# beside a word by which organisations are known (South Korea Telecom); priors.
INVERTED_NO_PERSON, PLACE_BESIDE_ORG_WORD = (
    Term(log(0.2), name="family name before a comma"),
    Term(log(0.05), name="word of organisations"),
)

# What speaks, in nats, against one word that is only similar to a form of a third language: a place
# has as many forms as there are languages, each a chance to be like some word of the world, and few
# who misspell a name misspell that one. A prior.
THIRD_LANGUAGE = Term(log(0.1), name="form of a third language")

# How likely a word is meant by what is written otherwise in its own script, or an acronym by what
# is none: too little to be shown as possible. A prior.
UNLIKELY = 0.2
WEAK_LOG_ODDS = log_odds(WEAK)

SPACES_ONLY = listed_as("listed: spaces apart", log_odds(BY_STAGE[Stage.VARIANT]))
TURNED = listed_as("listed: family name at the other end", log_odds(BY_STAGE[Stage.VARIANT]))


class Aligned(NamedTuple):
    """How a form of a name is aligned with the query, and the log-odds of it, by kind."""

    alignment: Alignment
    log_odds: dict[Kind, float]


class SpellingScorer:
    """Scores spellings for one query; forms that are one in Latin letters are aligned once with a
    query in Latin letters.
    """

    def __init__(self, name: Name, query: Query, context: Context, model: Model) -> None:
        self.name = name
        self.query = query
        self.context = context
        self.model = model
        self._of_form: dict[LatinForm, Aligned] = {}

    def candidate(self, spelling: Spelling, entity: Entity) -> ScoredCandidate | None:
        """Return *entity* with what speaks for its *spelling*; None if nothing does."""
        name = self.name
        aligned = self._aligned(spelling.parts)
        alignment = aligned.alignment
        if not alignment.pairs:
            return None
        if _has_whole_name(spelling, entity, alignment):
            return None
        is_fact = is_known(alignment)
        is_proof = is_fact and len(alignment.pairs) > 1
        if not name.script and not is_proof and is_exonym(spelling, entity, name.lexicon):
            return None
        if _differs_in_spaces_only(alignment):  # a fact, as a key is
            nats, contribute = log_odds(BY_STAGE[Stage.VARIANT]), SPACES_ONLY
        elif entity.kind is Kind.PERSON and _is_turned(alignment):
            nats, contribute = log_odds(BY_STAGE[Stage.VARIANT]), TURNED
        else:
            nats = self._log_odds(aligned, entity.kind)
            contribute = partial(_contribute, name, spelling, entity.kind, self.context, self.model)
        stage = Stage.VARIANT if is_fact else Stage.FUZZY
        candidate = ScoredCandidate(
            entity,
            spelling.alias.text,
            stage,
            nats,
            partial(_explain, name, spelling, entity.name),
            contribute,
            alignment,
        )
        if not is_fact and _is_one_guess(alignment) and is_of_third_language(spelling, entity, name.lexicon):
            candidate = candidate.plus(THIRD_LANGUAGE)
        candidate = self._as_one_word(candidate, spelling)
        if entity.kind is not Kind.PERSON and name.is_inverted:
            candidate = candidate.plus(INVERTED_NO_PERSON)
        if entity.kind is Kind.PLACE and _has_organisation_word(alignment, name.lexicon):
            candidate = candidate.plus(PLACE_BESIDE_ORG_WORD)
        candidate = _as_translated(candidate, spelling, alignment)
        if alignment.reading is not None and alignment.reading.nats:
            candidate = candidate.plus(Term(-alignment.reading.nats, name="less likely reading"))
        if _is_weak(spelling, entity, alignment):
            candidate = candidate.at_most(WEAK, "weak alias")
            candidate = candidate.plus(Term(0.0, weak_step(spelling.alias.text)))
        told = caller_terms(entity, candidate.alias, self.query, stage) + other_kind_terms(entity, self.query)
        return candidate.plus(*told) if told else candidate

    def _as_one_word(self, candidate: ScoredCandidate, spelling: Spelling) -> ScoredCandidate:
        """Lower the score of what a word has the look of, and is not."""
        alignment, entity, name = candidate.alignment, candidate.entity, self.name
        if alignment is None or candidate.log_odds <= WEAK_LOG_ODDS:
            return candidate
        if is_another_place(entity, alignment):
            return candidate.at_most(WEAK, "word that makes another place")
        if len(alignment.pairs) == 1 and is_no_acronym(spelling, name, alignment):
            return candidate.at_most(UNLIKELY, "no acronym")
        if is_known(alignment):
            is_given = is_bare_surname(alignment) and self.query.kind is None
            if is_given and is_one_word(name) and is_given_name(name.key, name.lexicon):
                return candidate.at_most(WEAK, "given name")
            return candidate
        if is_written_otherwise(spelling, entity, name, alignment):
            return candidate.at_most(UNLIKELY, "listed in its own script")
        if len(alignment.pairs) > 1:
            return candidate
        if is_name_of_its_own(self.query, entity, alignment):
            return candidate.at_most(WEAK, "name of its own")
        if has_other_consonants(name, alignment):
            return candidate.at_most(WEAK, "other consonants")
        return candidate

    def _aligned(self, parts: tuple[NamePart, ...]) -> Aligned:
        form = None if self.name.script else latin_form(parts)
        known = None if form is None else self._of_form.get(form)
        if known is not None:
            return known
        name = self.name
        aligned = Aligned(align(name.parts, parts, name.lexicon, name.spelled, name.related), {})
        if form is not None:
            self._of_form[form] = aligned
        return aligned

    def _log_odds(self, aligned: Aligned, kind: Kind) -> float:
        nats = aligned.log_odds.get(kind)
        if nats is None:
            nats = self.model.log_odds(aligned.alignment, kind, self.context)
            aligned.log_odds[kind] = nats
        return nats


def _is_one_guess(alignment: Alignment) -> bool:
    """Whether one word of the query is similar to the alias, and no case form of it."""
    return len(alignment.pairs) == 1 and alignment.pairs[0].relation is not Relation.INFLECTED


def _differs_in_spaces_only(alignment: Alignment) -> bool:
    """Whether both names have the same letters in the same order: Park Minyoung, Park Min-young."""
    if alignment.query_left or alignment.alias_left or alignment.order:
        return False
    return all(pair.relation is Relation.SAME for pair in alignment.pairs)


def _is_turned(alignment: Alignment) -> bool:
    """Whether the same syllables stand in turn, the family name at the other end: Park Chan-yong,
    Chan-yong Park.
    """
    if alignment.query_left or alignment.alias_left or alignment.is_shuffled or not alignment.order:
        return False
    pairs = alignment.pairs
    return len(pairs) > 2 and all(
        pair.relation is Relation.SAME and SYLLABLE.fullmatch(pair.alias.token) for pair in pairs
    )


def _has_organisation_word(alignment: Alignment, lexicon: Lexicon) -> bool:
    """Whether a word by which organisations are known is only in the query."""
    return any(part.token in lexicon.organisations for part in alignment.query_left)


def _has_whole_name(spelling: Spelling, entity: Entity, alignment: Alignment) -> bool:
    """Whether *spelling* is one word of a person whose whole name is known, and the query has
    another.

    Of Z. Trump, the spelling Trump says nothing.
    """
    if not alignment.query_left or entity.kind is not Kind.PERSON or " " not in entity.name:
        return False
    is_one = sum(part.role not in OPTIONAL for part in spelling.parts) == 1
    return is_one and any(part.role not in OPTIONAL for part in alignment.query_left)


def _as_translated(candidate: ScoredCandidate, spelling: Spelling, alignment: Alignment) -> ScoredCandidate:
    """Return a *candidate* with what speaks against a name in other words than the listed ones.

    The initial letters of what a name would be in another script are a weak name of it: each word
    has several translations, and several names the same letters.
    """
    if candidate.entity.kind is not Kind.ORG:
        return candidate
    if _is_translated_acronym(alignment, spelling):
        return candidate.at_most(WEAK, "initial letters of translated words")
    text = spelling.alias.text
    if text.isascii() or not native_script(text):
        return candidate
    small = text.casefold()
    if all(part.native or part.token in small for part in spelling.parts):
        return candidate
    step = Step("translate", text, " ".join(part.token for part in spelling.parts))
    return candidate.plus(Term(TRANSLATED.nats, step, TRANSLATED.name))


def _is_translated_acronym(alignment: Alignment, spelling: Spelling) -> bool:
    """Whether the query has the initial letters of what the words of a name are in its script."""
    pair = alignment.pairs[0]
    if pair.relation is not Relation.ACRONYM or not pair.query.native or len(spelling.parts) == 1:
        return False
    return pair.query.token not in acronyms(spelling.parts)


def _is_weak(spelling: Spelling, entity: Entity, alignment: Alignment) -> bool:
    """Whether others than *entity* are called as the query is."""
    is_bare = is_bare_surname(alignment)
    return spelling.alias.is_weak or (is_bare and alignment.pairs[0].alias.token in weak_keys(entity))


def _contribute(
    name: Name,
    spelling: Spelling,
    kind: Kind,
    context: Context,
    model: Model,
    alignment: Alignment | None,
) -> Sequence[Contribution]:
    """Return what each feature of *name* and a *spelling* adds; aligned anew without an
    *alignment*.
    """
    alignment = alignment or align(name.parts, spelling.parts, name.lexicon)
    return model.contributions(alignment, kind, context)


def _explain(name: Name, spelling: Spelling, whose: str, alignment: Alignment | None) -> Sequence[Step]:
    """Return the steps by which *name* was found to be a *spelling* of somebody called *whose*.

    The two are aligned anew where no *alignment* was kept.
    """
    alignment = alignment or align(name.parts, spelling.parts, name.lexicon)
    found = [alias_step(spelling, name=whose), *steps(alignment)]
    if is_bare_surname(alignment):
        found.append(Step("family name alone", alignment.pairs[0].query.token, spelling.alias.text))
    return found
