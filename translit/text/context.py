"""Evidence for and against the candidates of a name: the words around it, and the rest of its
document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from math import exp
from typing import NamedTuple

from translit.evidence import Step
from translit.model import Entity, Kind
from translit.names.cues import Cues
from translit.names.lexicon import Lexicon
from translit.names.rarity import place_of
from translit.text.bearers import DocumentState
from translit.text.spans import NameSpan
from translit.text.tokenize import Window
from translit.text.weights import Evidence
from translit.writing.keys import tokens
from translit.writing.language_facts import language_facts

# What the evidence weighs is learned (`weights`); here stands how strongly a piece counts.
MAX_OFFICE_WORDS = 2.0  # words of an office that count
MAX_DISQUALIFIERS = 2.0  # words that count beside which the name is something else

# share that a country counts for an organisation or a place, unless directly before it
NON_ADJACENT_SHARE = 0.5
BEHIND_SHARE = 0.7  # share that a country after the name counts
ADJACENT_CHARS = -5  # distance of a word directly before the name: the Ukrainian X, Ukraine's X
MIN_COUNTRY_WEIGHT = 0.05  # weight of a country word below which it is no evidence
DECAY_CHARS = 90.0  # characters in which the weight of a word falls to 1/e
CHARS_BEFORE, CHARS_AFTER = 220, 140  # characters that are read around a name
FAR = 1 << 30  # distance of a word that stands nowhere
MIN_OFFICE_LETTERS = 4  # letters of a word of an office
CACHED_ENTITIES = 16_384  # entities whose office is cached


class CountryCue(NamedTuple):
    """A word for a country near a name; `is_adjacent`: directly before it."""

    weight: float
    word: str
    is_adjacent: bool


_NO_CUE = CountryCue(0.0, "", False)


def office_words(entity: Entity) -> frozenset[str]:
    """Return the words of an entity's office, as match keys, from its note; what the note says that
    it is *not* is left out.
    """
    note = (entity.note or "").partition("; not ")[0]
    if note.startswith(("Not ", "No ")):
        return frozenset()
    words = {
        folded
        for word in note.split()
        for folded in tokens(word)
        if len(folded) >= MIN_OFFICE_LETTERS or word.strip(",.;()").isupper()
    }
    return frozenset(word for word in words - language_facts().office_stopwords if not place_of(word))


class Surroundings:
    """The words around one name.

    `countries`: the strongest word for each country. `distances`: match key of a word, with and
    without an s at its end -> its distance where it is nearest, by which it weighs.
    """

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        country_of: Callable[[str], str | None],
        lexicon: Lexicon,
        cues: Cues,
    ) -> None:
        self.window = Window.of(text, start, end, CHARS_BEFORE, CHARS_AFTER)
        words = self.window.words(text)
        # before the name the last of equal words is the nearest, behind it the first
        self.distances = {word: -distance for distance, word in words if distance <= 0}
        for distance, word in words:
            if 0 < distance < self.distances.get(word, FAR):
                self.distances[word] = distance
        self.countries: dict[str, CountryCue] = {}
        countries = {word: country for word in self.distances if (country := country_of(word)) is not None}
        for distance, word in words if countries else ():
            if word in countries:
                _keep_strongest(self.countries, countries[word], distance, word)
        plurals = [(word, far) for word, far in self.distances.items() if word[-1:] == "s"]
        for word, distance in plurals:
            self._keep_nearest(word[:-1], distance)
        before = next((word for distance, word in reversed(words) if distance <= 0), "")
        self.has_title = before in lexicon.titles
        self.has_preposition = before in cues.prepositions

    def _keep_nearest(self, word: str, distance: int) -> None:
        if distance < self.distances.get(word, FAR):
            self.distances[word] = distance

    def weight(self, words: Iterable[str]) -> float:
        """Return what *words* that stand around the name weigh together."""
        return sum(exp(-self.distances[word] / DECAY_CHARS) for word in words)

    def add_names(self, named: Iterable[tuple[int, int, str]]) -> None:
        """Add the canonical words of names of the text, as (start, end, name): Госдума is the State
        Duma that a note speaks of.
        """
        window = self.window
        for start, end, name in named:
            if window.left <= start < window.right and start != window.start:
                distance = abs(window.distance(start, end))
                for word in tokens(name):
                    self._keep_nearest(word, distance)

    def add_countries(self, named: Iterable[tuple[int, str, str]]) -> None:
        """Add places and organisations of the text, as (position, country, name)."""
        window = self.window
        for at, country, name in named:
            if window.left <= at < window.right and at != window.start:
                _keep_strongest(self.countries, country, window.distance(at, at + len(name)), name)


def _keep_strongest(cues: dict[str, CountryCue], country: str, distance: int, word: str) -> None:
    """Keep a word for a country if it weighs more than the one in *cues*."""
    share = 1.0 if distance <= 0 else BEHIND_SHARE
    weight = exp(-max(0, abs(distance) - 2) / DECAY_CHARS) * share
    if weight > cues.get(country, _NO_CUE).weight:
        cues[country] = CountryCue(weight, word, ADJACENT_CHARS <= distance <= 0)


class ContextEvidence:
    """Weighs the context of a name for the entities of one table."""

    def __init__(self, cues: Cues) -> None:
        self._lookalikes = cues.lookalikes
        self._office_words = lru_cache(maxsize=CACHED_ENTITIES)(office_words)

    def of(
        self, entity: Entity, at: int, span: NameSpan, context: Surroundings, state: DocumentState
    ) -> tuple[Evidence, ...]:
        """Return the evidence for and against *entity* as what *span* at a position means."""
        disqualifiers = self._lookalikes.get(span.last_key)
        return (
            *_by_document(entity, at, span, state),
            *_by_country(entity, span.surface, context, state, is_lookalike=disqualifiers is not None),
            *_by_words(entity, span.surface, context, self._office_words(entity), disqualifiers or ()),
        )


def _by_document(entity: Entity, at: int, span: NameSpan, state: DocumentState) -> Iterator[Evidence]:
    """Yield the evidence of full names in the document: the entity's, or an unknown person's with
    the same surname.
    """
    surface, bearer = span.surface, None
    if entity.kind is Kind.PERSON:
        bearer = state.nearest_bearer((*state.surname_keys(entity), span.last_key), at)
    positions = state.positions.get(entity.id)
    is_full = state.is_full_name(entity, surface)
    if bearer == "" and not is_full:
        note = "somebody else of that name is meant in the document"
        yield Evidence("unknown_bearer", 1.0, Step("document", surface, "", note))
    elif positions:
        where = positions[max(0, bisect_left(positions, at) - 1)]
        step = Step("document", surface, entity.name, f"named in full at {where}")
        yield Evidence("full_namesake" if is_full else "full_name", 1.0, step)
        if bearer == entity.id and not is_full:
            note = "the nearest full name with this surname"
            yield Evidence("nearest_bearer", 1.0, Step("document", surface, entity.name, note))


def _by_country(
    entity: Entity, surface: str, context: Surroundings, state: DocumentState, *, is_lookalike: bool
) -> Iterator[Evidence]:
    """Yield the evidence of countries that stand near, and of those that the document names."""
    if entity.country is None:
        return
    own = context.countries.get(entity.country, _NO_CUE)
    strongest = max(context.countries.values(), default=_NO_CUE)
    share = 1.0 if entity.kind is Kind.PERSON or own.is_adjacent else NON_ADJACENT_SHARE
    if own.weight >= MIN_COUNTRY_WEIGHT:
        step = Step("nearby", own.word, entity.country, "speaks for it")
        yield Evidence("country_nearby", own.weight * share, step)
    if strongest.weight > own.weight and entity.kind is not Kind.PLACE:
        step = Step("nearby", strongest.word, entity.country, "speaks against it")
        yield Evidence("other_country_nearby", strongest.weight - own.weight, step)
    if entity.country in state.countries:
        note = "the document names its country, or others of it"
        yield Evidence("country_in_document", 1.0, Step("document", surface, entity.country, note))
    if is_lookalike and entity.kind is Kind.PLACE:
        others = sorted(cue.word for country, cue in context.countries.items() if country != entity.country)
        if others:
            step = Step("nearby", ", ".join(others), "countries", "speak for it")
            yield Evidence("other_countries", 1.0, step)


def _by_words(
    entity: Entity,
    surface: str,
    context: Surroundings,
    office_words: frozenset[str],
    disqualifiers: Sequence[str],
) -> Iterator[Evidence]:
    """Yield the evidence of words of an office, a title, a preposition, and words beside which a
    look-alike is something else.
    """
    office = sorted(office_words & context.distances.keys())
    if office:
        step = Step("nearby", " ".join(office), entity.name, "words of an office, speak for it")
        yield Evidence("office_word", min(MAX_OFFICE_WORDS, context.weight(office)), step)
    if context.has_title and entity.kind is Kind.PERSON:
        yield Evidence("title", 1.0, Step("nearby", "title", "person", "speaks for it"))
    elif context.has_preposition and entity.kind is Kind.PLACE:
        yield Evidence("preposition", 1.0, Step("nearby", "preposition", "place", "speaks for it"))
    others = sorted(context.distances.keys() & set(disqualifiers))
    if others:
        strength = min(MAX_DISQUALIFIERS, context.weight(others))
        note = "it is something else beside these, speaks against it"
        yield Evidence("disqualifier", strength, Step("nearby", " ".join(others), surface, note))


def by_rivals(
    countries: Sequence[str | None], surface: str, state: DocumentState
) -> list[tuple[Evidence, ...]]:
    """Return, for each of the *countries* of all candidates of a name, the evidence that the
    document names it and not those of the others, or more often.
    """
    rivals = {country for country in countries if country is not None}
    counts = {country: state.countries.get(country, 0) for country in rivals}
    total = sum(counts.values())
    if len({*countries}) < 2 or not total:
        return [()] * len(countries)
    note = "of the countries of all candidates, the document names it most"
    return [
        (
            Evidence(
                "rival_country",
                2 * counts[country] / total - 1,
                Step("document", surface, country, note),
            ),
        )
        if country is not None and 2 * counts[country] > total
        else ()
        for country in countries
    ]
