"""What a document says of names with a letter wrong, its own surnames among them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import log

from translit.evidence import Candidate, Stage, Step
from translit.index.table import Table
from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart
from translit.pairs.log_odds import log_odds
from translit.pairs.relations import relate
from translit.resolve.decide import Settings, decide
from translit.resolve.query import listed_as
from translit.resolve.scored import ScoredCandidate, explain_by
from translit.results import Match
from translit.text.bearers import DocumentState
from translit.text.languages import is_of_language
from translit.text.spans import NameSpan
from translit.text.tokenize import starts_sentence
from translit.text.weights import Evidence
from translit.writing.language_facts import TextLanguage

MIN_TYPO_SIMILARITY = 0.75  # of a word to a surname of the document that it may misspell
MAX_TYPO_LENGTH_CHANGE = 3  # letters by which a misspelling is longer or shorter
TYPO_SHARE = 0.5  # of the similarity: the probability that the word misspells the surname
# Shares that evidence counts for a name with a letter wrong. Priors: a village near a country,
# which no table has, is as likely.
SLIP_SHARES = {"preposition": 0.0, "country_nearby": 0.5, "rival_country": 0.5, "other_countries": 0.5}


def against_slip(
    span: NameSpan,
    candidate: Candidate,
    text: str,
    at: int,
    language: TextLanguage | None,
    *,
    is_again: bool,
) -> Iterator[Evidence]:
    """Yield what a text says against a name with a letter wrong at a place in it.

    A slip is not made twice (*is_again*: it was); what begins a sentence may be any word, and where
    nouns have capitals any noun; and a text has the names of its language.
    """
    if is_again:
        yield Evidence("slip_again")
    if " " in span.surface:
        return
    has_noun_capitals = language is not None and language.has_noun_capitals
    if has_noun_capitals or starts_sentence(text, at):
        yield Evidence("slip_first")
    if language is not None and not is_of_language(candidate.entity, candidate.alias, language):
        yield Evidence("slip_language")


def of_slip(said: Evidence) -> Evidence:
    """Return what evidence says of a name with a letter wrong.

    That it is a place near a country is as true of a place that no table has; that the document
    names it elsewhere is not.
    """
    return said._replace(strength=said.strength * SLIP_SHARES.get(said.weight, 1.0))


def typo_of_known_surname(
    span: NameSpan, state: DocumentState, table: Table, lexicon: Lexicon, settings: Settings
) -> Match | None:
    """Return the people of the document whose surname an unknown word may misspell; None if there
    is none.
    """
    word = NamePart(span.last_key)
    best: dict[str, tuple[float, str]] = {}
    for surname, bearer in state.surnames.get(span.last_key[0], {}).items():
        if abs(len(surname) - len(span.last_key)) <= MAX_TYPO_LENGTH_CHANGE:
            pair = relate(word, NamePart(surname), lexicon, {})
            if pair is not None and pair.similarity >= MIN_TYPO_SIMILARITY:
                best[bearer] = max(best.get(bearer, (0.0, "")), (pair.similarity, surname))
    candidates = []
    for identifier, (similarity, surname) in best.items():
        entity = table.by_id(identifier)
        if entity is not None:
            steps = (Step("alike", span.surface, surname, f"{similarity:.2f}"),)
            nats = log_odds(similarity * TYPO_SHARE) - log(len(best))
            candidates.append(
                ScoredCandidate(
                    entity,
                    entity.name,
                    Stage.FUZZY,
                    nats,
                    partial(explain_by, steps),
                    listed_as("typo of a surname of the document", nats),
                )
            )
    if not candidates:
        return None
    return decide(span.surface, (), candidates, settings, table.version)
