"""Resolve the names of a document: those that are clear alone first, then the rest in the context
of these.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from math import exp

from translit.index.table import Table
from translit.model import Entity, Kind
from translit.names.cues import Cues
from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart
from translit.pairs.priors import WEAK
from translit.pairs.relations import relate
from translit.resolve.decide import THRESHOLDS, Settings
from translit.results import Candidate, Match, Mention, Stage, Status, Step
from translit.text.bearers import DocumentState, surname_keys, surname_keys_with_particles
from translit.text.context import CHARS_AFTER, CHARS_BEFORE, Surroundings, context_evidence
from translit.text.spans import NameSpan, SpanStatus
from translit.writing.keys import key

PlacedSpan = tuple[int, NameSpan]  # where a span begins in the text, and the span

MIN_TYPO_SIMILARITY = 0.75  # of a word to a surname of the document that it may misspell
TYPO_DOUBT_NATS = 1.0  # against such a word
WEAK_SURNAME_DOUBT_NATS = 1.0  # against an ambiguous surname without a given name
MAX_TYPO_LENGTH_CHANGE = 3  # letters by which a misspelling is longer or shorter
MIN_NONE_OF_THESE = 1e-6  # probability that no candidate is meant
ROUNDING = 1e-3  # error of a probability that comes from scores of four digits
CACHED_WORDS = 65_536  # words whose country is cached
CACHED_ENTITIES = 16_384  # whose surnames are cached
PARTICLE_CHARS = 14  # characters of the particles before a surname
UNSURE = frozenset({SpanStatus.SURNAME_ONLY, SpanStatus.NEEDS_CONTEXT})

_PARTICLES = re.compile(r"(?<!\w)([a-z]{2,5})(?:[- ][a-z]{2,5}){0,2}[- ](?=$|[^\W\d_a-z])")


class MentionResolver:
    """Resolves the names of documents by one table."""

    def __init__(self, table: Table, lexicon: Lexicon, cues: Cues, settings: Settings) -> None:
        self.table = table
        self.lexicon = lexicon
        self.cues = cues
        self.matched, ambiguous = THRESHOLDS[settings.mode]
        self.ambiguous = min(ambiguous, WEAK)  # as `decide` does for what is more than alike
        self.country_of = lru_cache(maxsize=CACHED_WORDS)(cues.country_of)
        self.surname_keys = lru_cache(CACHED_ENTITIES)(partial(surname_keys, lexicon=lexicon))
        self._surnames_with_particles = lru_cache(CACHED_ENTITIES)(
            partial(surname_keys_with_particles, lexicon=lexicon)
        )

    def mentions(
        self, text: str, placed: Sequence[PlacedSpan], *, is_unknown_wanted: bool
    ) -> Iterator[Mention]:
        """Yield a mention of each span that is a name, in order; with *is_unknown_wanted* the
        UNMATCHED ones, too.
        """
        document = Document(self, text, placed)
        for number, (at, span) in enumerate(placed):
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
            ) in self._surnames_with_particles(entity):
                return before.start(1)
            before = _PARTICLES.search(text, before.end(1), start)
        return start


class Document:
    """The names of one text, resolved in the context of each other.

    With an empty text they are a list, and positions are places in it.
    """

    def __init__(self, resolver: MentionResolver, text: str, placed: Sequence[PlacedSpan]) -> None:
        self._resolver = resolver
        self._text = text
        self._placed = placed
        self._state = DocumentState(resolver.surname_keys)
        self._countries: list[tuple[int, str, str]] = []  # position, country, place or organisation
        self._matches: dict[int, Match | None] = {}
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
                    typos[span.last_key] = self._typo_of_known_surname(span)
                typo = typos[span.last_key]
                self._matches[number] = self._reweigh(number, span.match, typo, TYPO_DOUBT_NATS)

    def match(self, number: int) -> Match | None:
        """Return the answer to a span; None if it is no name."""
        return self._matches.get(number, self._placed[number][1].match)

    def _collect_state(self) -> None:
        """Collect the entities that the document names beyond doubt."""
        state = self._state
        for at, span in self._placed:
            entity = span.match.entity if span.match is not None else None
            if span.status is SpanStatus.UNKNOWN_PERSON:
                state.add_bearer(span.last_key, at, "")
            elif span.status is SpanStatus.DEMONYM:
                if (country := self._resolver.country_of(span.last_key)) is not None:
                    state.add_country(country)
            elif entity is not None and span.status is not SpanStatus.NEEDS_CONTEXT:
                state.add_entity(entity, at, is_full=span.status is SpanStatus.RESOLVED)
                if entity.kind is not Kind.PERSON and entity.country:
                    self._countries.append((at, entity.country, span.surface))

    def _resolve(self, number: int) -> None:
        """Answer a span in the context of the document, and add what it names in full to the
        state.
        """
        at, span = self._placed[number]
        match = span.match
        is_surname = span.status is SpanStatus.SURNAME_ONLY
        if match is not None and not (is_surname and self._is_undisputed(at, span, match)):
            match = self._reweigh(number, match, match, span.doubt_nats)
        self._matches[number] = match
        if (
            match is not None
            and match.entity is not None
            and (match.entity.kind is not Kind.PERSON or " " in span.surface)
        ):
            self._state.add_entity(match.entity, at, is_full=True)

    def _is_undisputed(self, at: int, span: NameSpan, match: Match) -> bool:
        """Whether the document names nobody else by the surname that stands alone."""
        entity = match.candidates[0].entity
        return self._state.nearest_bearer((*self._state.surname_keys(entity), span.last_key), at) in (
            entity.id,
            None,
        )

    def _reweigh(
        self, number: int, without_context: Match | None, match: Match | None, doubt_nats: float
    ) -> Match | None:
        """Add the context evidence to each candidate of *match*, and decide again; return
        *without_context* if there is no match.
        """
        if match is None:
            return without_context
        at, span = self._placed[number]
        context = self._context(at, at + span.end - span.start)
        disqualifiers = self._resolver.cues.lookalikes.get(span.last_key)
        none_of_these = max(MIN_NONE_OF_THESE, 1 - sum(candidate.score for candidate in match.candidates))
        weighed: list[tuple[float, Candidate, tuple[Step, ...]]] = []
        for candidate in match.candidates:
            entity = candidate.entity
            evidence = context_evidence(
                entity, at, span.surface, span.last_key, context, self._state, disqualifiers
            )
            is_weak = not match and entity.kind is Kind.PERSON and " " not in span.surface
            nats = evidence.nats - doubt_nats - (WEAK_SURNAME_DOUBT_NATS if is_weak else 0.0)
            weighed.append((candidate.score / none_of_these * exp(nats), candidate, evidence.steps))
        return self._decide(match, weighed)

    def _context(self, start: int, end: int) -> Surroundings:
        """Read the words around a span, and the countries of the names there."""
        resolver, countries = self._resolver, self._countries
        context = Surroundings(self._text, start, end, resolver.country_of, resolver.lexicon, resolver.cues)
        first = bisect_left(countries, (start - CHARS_BEFORE, "", ""))
        context.add_countries(countries[first : bisect_right(countries, (end + CHARS_AFTER, "", ""))])
        return context

    def _decide(self, match: Match, weighed: Sequence[tuple[float, Candidate, tuple[Step, ...]]]) -> Match:
        """Decide *match* again by the odds of its candidates, as `resolve.decide` does."""
        total = 1 + sum(odds for odds, _, _ in weighed)
        ranked = sorted(weighed, key=lambda of: (-of[0], of[1].stage.rank, of[1].entity.id))
        candidates = tuple(
            Candidate(c.entity, c.alias, round(odds / total, 4), c.stage, (*c.steps, *steps))
            for odds, c, steps in ranked
        )
        best, alone = candidates[0], ranked[0][0] / (1 + ranked[0][0])
        is_word = best.stage is Stage.FUZZY and " " not in match.query
        if is_word and (best.score < self._resolver.matched or self._is_lowercase_elsewhere(match.query)):
            # an ordinary word that is similar to a name
            return replace(match, status=Status.UNMATCHED, entity=None, stage=None)
        status = Status.UNMATCHED if alone < self._resolver.ambiguous - ROUNDING else Status.AMBIGUOUS
        if best.score >= self._resolver.matched:
            status = Status.MATCHED
        return replace(
            match,
            status=status,
            entity=best.entity if status is Status.MATCHED else None,
            score=best.score,
            stage=None if status is Status.UNMATCHED else best.stage,
            candidates=candidates,
        )

    def _is_lowercase_elsewhere(self, word: str) -> bool:
        """Whether the text has a word in lowercase, too."""
        lowercase = word.lower()
        if lowercase not in self._lowercase_words:
            self._lowercase_words[lowercase] = lowercase in self._text
        return self._lowercase_words[lowercase]

    def _typo_of_known_surname(self, span: NameSpan) -> Match | None:
        """Return the people of the document whose surname an unknown word may misspell; None if
        there is none.
        """
        resolver, word = self._resolver, NamePart(span.last_key)
        best: dict[str, tuple[float, str]] = {}
        for surname, bearer in self._state.surnames.get(span.last_key[0], {}).items():
            if abs(len(surname) - len(span.last_key)) <= MAX_TYPO_LENGTH_CHANGE:
                pair = relate(word, NamePart(surname), resolver.lexicon, {})
                if pair is not None and pair.similarity >= MIN_TYPO_SIMILARITY:
                    best[bearer] = max(best.get(bearer, (0.0, "")), (pair.similarity, surname))
        candidates = []
        for identifier, (similarity, surname) in best.items():
            entity = resolver.table.by_id(identifier)
            if entity is not None:
                step = Step("alike", span.surface, surname, f"{similarity:.2f}")
                candidates.append(
                    Candidate(entity, entity.name, similarity / 2 / len(best), Stage.FUZZY, (step,))
                )
        if not candidates:
            return None
        return Match(
            query=span.surface,
            status=Status.AMBIGUOUS,
            entity=None,
            score=candidates[0].score,
            stage=Stage.FUZZY,
            candidates=tuple(candidates),
            query_steps=(),
            table_version=resolver.table.version,
        )
