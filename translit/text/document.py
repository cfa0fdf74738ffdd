"""Resolve the names of a document: those that are clear alone first, then the rest in the context
of these.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from translit.evidence import Stage
from translit.model import Entity, Kind
from translit.resolve.decide import as_unmatched, redecide, reweigh
from translit.results import Match, Mention, Status
from translit.text.bearers import DocumentState, surname_keys, whole_surnames
from translit.text.called_after import without_called_after
from translit.text.context import CHARS_AFTER, CHARS_BEFORE, ContextEvidence, Surroundings, by_rivals
from translit.text.known_names import KnownNames
from translit.text.languages import is_foreign_form, text_language
from translit.text.pieces import without_pieces
from translit.text.slips import against_slip, of_slip, typo_of_known_surname
from translit.text.spans import NameSpan, PlacedSpan, SpanStatus
from translit.text.weights import Evidence, read_weights
from translit.writing.keys import key
from translit.writing.language_facts import TextLanguage
from translit.writing.text import fold

CACHED_WORDS = 65_536  # words whose country is cached
CACHED_ENTITIES = 16_384  # entities whose surname is cached
PARTICLE_CHARS = 14  # characters of the particles before a surname
UNSURE = frozenset({SpanStatus.SURNAME_ONLY, SpanStatus.NEEDS_CONTEXT})
UNKNOWN = frozenset({SpanStatus.UNKNOWN_PERSON, SpanStatus.POSSIBLE_TYPO})

_PARTICLES = re.compile(r"(?<!\w)([a-z]{2,5})(?:[- ][a-z]{2,5}){0,2}[- ](?=$|[^\W\d_a-z])")


class MentionResolver:
    """Resolves the names of documents by one table."""

    def __init__(self, known: KnownNames) -> None:
        self.table, self.lexicon, self.cues, self._normalize, self.settings = known
        self.in_text = known.in_text
        self.evidence = ContextEvidence(known.cues)
        self.weights = read_weights()
        self.country_of = lru_cache(maxsize=CACHED_WORDS)(known.cues.country_of)
        self._fold = lru_cache(maxsize=CACHED_WORDS)(fold)
        self.surname_keys = lru_cache(CACHED_ENTITIES)(partial(surname_keys, table=known.table))
        self.whole_surnames = lru_cache(CACHED_ENTITIES)(partial(whole_surnames, table=known.table))

    def document(self, text: str, placed: Sequence[PlacedSpan]) -> Document:
        """Return the names of *text*, resolved in the context of each other; what ends a longer
        name is none, nor what a street or a ship is called by.
        """
        is_told = any(span.before or span.nominative or span.is_slip for _, span in placed)
        language = text_language(text) if is_told else None
        if language is not None:
            placed = [*self._in_language(placed, language)]
            placed = without_pieces(text, placed, self.cues, language)
        placed = without_called_after(text, placed, self.cues, self._fold)
        return Document(self, text, placed, language)

    def _in_language(self, placed: Sequence[PlacedSpan], language: TextLanguage) -> Iterator[PlacedSpan]:
        """Yield the spans of a text; what its language does not have as a case form is what it
        means as it is written, if it has several words.
        """
        for at, span in placed:
            if not is_foreign_form(span, language):
                yield at, span
            elif " " in span.surface and (match := self._normalize(span.surface)):
                yield at, replace(span, match=match, nominative="")

    def mentions(
        self, text: str, placed: Sequence[PlacedSpan], *, is_unknown_wanted: bool
    ) -> Iterator[Mention]:
        """Yield a mention of each span that is a name, in order; with *is_unknown_wanted* the
        UNMATCHED ones, too.
        """
        document = self.document(text, placed)
        for number, (at, span) in enumerate(document.placed):
            match = document.match(number)
            if match is not None and (match.status is not Status.UNMATCHED or is_unknown_wanted):
                end = at + span.end - span.start
                start, entity = at, match.entity
                if entity is not None and entity.kind is Kind.PERSON and " " not in span.surface:
                    start = self._with_particles(text, at, end, entity)
                yield Mention(start, end, text[start:end], match)

    def _with_particles(self, text: str, start: int, end: int, entity: Entity) -> int:
        """Return the start of a surname with the particles before it, if the entity has them: bin
        Salman, al-Assad.
        """
        before = _PARTICLES.search(text, max(0, start - PARTICLE_CHARS), start)
        while before is not None:
            if before.group(1) in self.lexicon.particles and key(
                text[before.start(1) : end]
            ) in self.whole_surnames(entity):
                return before.start(1)
            before = _PARTICLES.search(text, before.end(1), start)
        return start


class Document:
    """The names of one text, resolved in the context of each other.

    With an empty text they are a list, and positions are places in it.
    """

    def __init__(
        self,
        resolver: MentionResolver,
        text: str,
        placed: Sequence[PlacedSpan],
        language: TextLanguage | None = None,
    ) -> None:
        self._resolver = resolver
        self._text = text
        self.placed = placed
        self._state = DocumentState(resolver.surname_keys, resolver.whole_surnames)
        self._countries: list[tuple[int, str, str]] = []  # position, country, place or organisation
        self._organisations: list[tuple[int, int, str]] = []  # start, end, canonical name
        self._matches: dict[int, Match | None] = {}
        self._without_context: dict[int, Match] = {}  # of what the context was added to
        self.evidence: dict[int, list[tuple[Evidence, ...]]] = {}  # … and what it said of each candidate
        self._contexts: dict[int, Surroundings] = {}  # of what was read, by its number
        self._slips = Counter(span.surface for _, span in placed if span.is_slip)
        self._language = language
        self._lowercase_words: dict[str, bool] = {}  # word -> whether the text has it in lowercase
        self._collect_state()
        unsure = [number for number, (_, span) in enumerate(placed) if span.status in UNSURE]
        for is_full in (True, False):  # full names first, surnames follow them
            for number in unsure:
                if (" " in placed[number][1].surface) is is_full:
                    self._resolve(number)
        for number in unsure:  # what one position makes clear holds for the others
            span, match = placed[number][1], self._matches[number]
            if (
                not match
                and span.match is not None
                and any(c.entity.id in self._state.positions for c in span.match.candidates)
            ):
                self._resolve(number)
        typos: dict[str, Match | None] = {}
        for number, (_, span) in enumerate(placed):
            if span.status is SpanStatus.POSSIBLE_TYPO:
                if span.last_key not in typos:
                    typos[span.last_key] = typo_of_known_surname(
                        span, self._state, resolver.table, resolver.lexicon, resolver.in_text
                    )
                typo = typos[span.last_key]
                if typo is not None:
                    self._matches[number] = self._reweigh(number, typo, ("typo",))

    def match(self, number: int) -> Match | None:
        """Return the answer to a span by the mode of the settings; None if it is no name.

        The mode decides last: what the names of a document say of each other does not hang on it,
        so that a stricter one finds nothing that a laxer one does not.
        """
        span, resolver = self.placed[number][1], self._resolver
        match = self._matches.get(number, span.match)
        if match is None:
            return None
        decided = redecide(match, resolver.in_text, resolver.settings)
        if not self.is_reweighed(number):
            if match and not decided and span.status is SpanStatus.SURNAME_ONLY:
                return self._confirmed(number, match) or decided
            return as_unmatched(match) if span.status in UNKNOWN and not decided else decided
        if _is_fuzzy_word(match) and (not decided or self._is_ordinary_word(match)):
            return as_unmatched(self.without_context(number))
        return decided

    def _confirmed(self, number: int, match: Match) -> Match | None:
        """Return a surname that a laxer mode takes alone, if its full name confirms it."""
        resolver = self._resolver
        if match.entity is None or match.entity.id not in self._state.positions:
            return None
        reweighed = self._reweigh(number, match)
        decided = redecide(reweighed, resolver.in_text, resolver.settings)
        return decided if decided.entity == match.entity else None

    def is_reweighed(self, number: int) -> bool:
        """Whether the context was added to the answer to a span."""
        return number in self._without_context

    def without_context(self, number: int) -> Match:
        """Return the answer to a span that the context was added to, without it."""
        return self._without_context[number]

    def _collect_state(self) -> None:
        """Collect the entities that the document names beyond doubt."""
        state = self._state
        for at, span in self.placed:
            entity = span.match.entity if span.match is not None else None
            if span.status is SpanStatus.UNKNOWN_PERSON:
                state.add_bearer(span.last_key, at, "")
            elif span.status is SpanStatus.DEMONYM:
                if (country := self._resolver.country_of(span.last_key)) is not None:
                    state.add_country(country)
            elif entity is not None and span.status is not SpanStatus.NEEDS_CONTEXT:
                state.add_entity(entity, at, is_full=span.status is SpanStatus.RESOLVED)
                if entity.kind is Kind.ORG:
                    self._organisations.append((at, at + span.end - span.start, entity.name))
                if entity.kind is not Kind.PERSON and entity.country:
                    self._countries.append((at, entity.country, span.surface))

    def _resolve(self, number: int) -> None:
        """Answer a span in the context of the document, and add what it names in full to the
        state.
        """
        at, span = self.placed[number]
        match = span.match
        is_surname = span.status is SpanStatus.SURNAME_ONLY
        if match is not None and not (is_surname and self._is_undisputed(at, span, match)):
            match = self._reweigh(number, match, span.doubts)
        self._matches[number] = match
        entity = None if match is None or self._is_ordinary_word(match) else match.entity
        if entity is not None and (entity.kind is not Kind.PERSON or " " in span.surface):
            self._state.add_entity(entity, at, is_full=True)

    def _is_undisputed(self, at: int, span: NameSpan, match: Match) -> bool:
        """Whether the document names nobody else by the surname that stands alone."""
        entity = match.candidates[0].entity
        return self._state.nearest_bearer((*self._state.surname_keys(entity), span.last_key), at) in (
            entity.id,
            None,
        )

    def _reweigh(self, number: int, match: Match, doubts: tuple[str, ...] = ()) -> Match:
        """Add the evidence of the context to each candidate of *match*, and decide again."""
        self._without_context[number] = match
        resolver = self._resolver
        evidence = self.evidence[number] = self._evidence(number, match, doubts)
        terms = [[each.term(resolver.weights) for each in of] for of in evidence]
        return reweigh(match, terms, resolver.in_text)

    def _evidence(self, number: int, match: Match, doubts: tuple[str, ...]) -> list[tuple[Evidence, ...]]:
        """Return what the document says of each candidate of *match*, the answer to a span;
        *doubts*: the weights of what speaks against it before the document is read.
        """
        at, span = self.placed[number]
        context = self._contexts.get(number)
        if context is None:
            context = self._contexts[number] = self._context(at, at + span.end - span.start)
        evidence: list[tuple[Evidence, ...]] = []
        acronyms = [span.surface == c.alias and span.surface.isupper() for c in match.candidates]
        is_acronym = any(acronyms) and not self._text.isupper()
        rivals = by_rivals([c.entity.country for c in match.candidates], span.surface, self._state)
        for candidate, rival, is_listed in zip(match.candidates, rivals, acronyms, strict=True):
            is_person = candidate.entity.kind is Kind.PERSON
            is_weak = not match and is_person and " " not in span.surface
            against = tuple(map(Evidence, (*doubts, "weak_surname") if is_weak else doubts))
            said = (*self._resolver.evidence.of(candidate.entity, at, span, context, self._state), *rival)
            if is_acronym and not is_listed:
                against = (*against, Evidence("other_acronym"))
            if "case_form" in doubts and candidate.entity.id in self._state.positions and self._has_cases():
                said = (*said, Evidence("case_of_full_name"))
            if span.is_slip:
                is_again = self._slips[span.surface] > 1
                slip = against_slip(span, candidate, self._text, at, self._language, is_again=is_again)
                against = (*against, *slip)
                said = tuple(map(of_slip, said))
            evidence.append((*against, *said))
        return evidence

    def _has_cases(self) -> bool:
        """Whether the language of the text may have other cases than an s: the Kovalchuks."""
        return self._language is None or self._language.cases == "any"

    def _context(self, start: int, end: int) -> Surroundings:
        """Read the words around a span, and the countries of the names there."""
        resolver, countries = self._resolver, self._countries
        context = Surroundings(self._text, start, end, resolver.country_of, resolver.lexicon, resolver.cues)
        first = bisect_left(countries, (start - CHARS_BEFORE, "", ""))
        context.add_countries(countries[first : bisect_right(countries, (end + CHARS_AFTER, "", ""))])
        names = self._organisations
        first = bisect_left(names, (start - CHARS_BEFORE, 0, ""))
        context.add_names(names[first : bisect_right(names, (end + CHARS_AFTER, 0, ""))])
        return context

    def _is_ordinary_word(self, match: Match) -> bool:
        """Whether a word that is only similar to a name stands in the text in lowercase, too."""
        if not _is_fuzzy_word(match):
            return False
        lowercase = match.query.lower()
        if lowercase not in self._lowercase_words:
            self._lowercase_words[lowercase] = lowercase in self._text
        return self._lowercase_words[lowercase]


def _is_fuzzy_word(match: Match) -> bool:
    """Whether one word was found by a fuzzy look-up: other words are as similar to names."""
    return " " not in match.query and match.candidates[0].stage is Stage.FUZZY
