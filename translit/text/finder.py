"""Find the names of a table in running text, one document at a time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter

from translit.evidence import Stage, Step
from translit.model import Kind
from translit.periods import Period
from translit.resolve.decide import in_text, redecide, reweigh
from translit.resolve.times import time_terms
from translit.results import Match, Mention, Status
from translit.text.caseless import CaselessFinder
from translit.text.dictionary import PhraseMatcher
from translit.text.document import Document, MentionResolver
from translit.text.known_names import KnownNames
from translit.text.reading import Reading, read
from translit.text.runs import RunResolver
from translit.text.spans import NameSpan, PlacedSpan, SpanStatus
from translit.text.tokenize import key_of, runs, starts_sentence
from translit.text.unspaced import has_caseless_letters
from translit.text.verbatim import VerbatimNames
from translit.text.zone_names import ZoneNames
from translit.text.zones import ZoneKind

MAX_CACHED_RUNS = 32_768  # kept from one text to the next
CACHED_ANSWERS = 16_384  # look-ups: a name is looked up as a whole and in parts, and in many texts
CHARS_AFTER_RUN = 60  # characters after a run into which a name may go on with lowercase words
MAX_CACHED_CHARS = 600  # characters of a run that is cached
SEPARATOR = "\0"  # stands between a run and the text after it in a key of the cache
NUMBER_CHARS = 4  # characters after a run that may be a number of one or two digits
LAST_WORDS = 4  # words of a run that may begin a name which goes on after it

MAX_GLUED_CHARS = 16  # characters of a word that may be glued to the one behind it
_GLUED = re.compile(r"(?<![^\W_])[a-z]{2,}$")

SPACES_AFTER_RUN = frozenset(" \N{NO-BREAK SPACE}")
HYPHENS_AFTER_RUN = frozenset("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}")  # Kim Jong-un


class Finder:
    """Finds the names of one table in texts; the spans of a run of words are cached."""

    def __init__(self, known: KnownNames) -> None:
        known = known._replace(normalize=lru_cache(CACHED_ANSWERS)(known.normalize))
        table, lexicon, cues, normalize, self._settings = known
        self._table = table
        self._cues = cues
        self._lexicon = lexicon
        self._normalize = normalize
        self._caseless: CaselessFinder | None = None  # made when a text has letters without case
        self._phrases = PhraseMatcher.of(table, cues)
        self._verbatim = VerbatimNames(table, normalize)
        self._zone_names = ZoneNames(table, cues, normalize)
        self._run_resolver = RunResolver(self._phrases, known)
        self._particles = frozenset(p for p in lexicon.particles if len(p) > 1)
        self._mention_resolver = MentionResolver(known)
        self._resolved: dict[str, tuple[NameSpan, ...]] = {}
        self._continues = lru_cache(maxsize=MAX_CACHED_RUNS)(self._may_continue)

    def find(
        self, text: str, *, demonyms: bool = False, unknown: bool = False, when: Period | None = None
    ) -> list[Mention]:
        """Return the names in *text*, in order. See `Normalizer.find`."""
        reading = read(text, self._run_resolver.is_word_of_table)
        placed = self._spans(reading, text)
        if demonyms:
            placed = [
                (at, self._as_country(span) if span.status is SpanStatus.DEMONYM else span)
                for at, span in placed
            ]
        if unknown:
            placed = [
                (at, replace(span, match=self._run_resolver.similar_to(span)) if span.has_similar else span)
                for at, span in placed
            ]
        if when is not None:
            placed = [(at, self._dated(span, when)) for at, span in placed]
        mentions = self._mention_resolver.mentions(reading.text, placed, is_unknown_wanted=unknown)
        if reading.text == text:
            return list(mentions)
        return [_as_given(mention, reading, text) for mention in mentions]

    def document(self, text: str) -> Document:
        """Return the names of *text*, resolved in the context of each other."""
        reading = read(text, self._run_resolver.is_word_of_table)
        return self._mention_resolver.document(reading.text, self._spans(reading, text))

    def resolve(self, names: Sequence[str], matches: Sequence[Match]) -> list[Match]:
        """Return the answers to *names* as names of one document; *matches* are the answers to each
        without it.
        """
        settings = self._settings
        placed = [
            (at, self._as_span(name, redecide(match, settings, in_text(settings))))
            for at, (name, match) in enumerate(zip(names, matches, strict=True))
        ]
        document = Document(self._mention_resolver, "", placed)
        answers = []
        for at, without_context in enumerate(matches):
            answer = document.match(at)
            answers.append(answer if answer is not None and document.is_reweighed(at) else without_context)
        return answers

    def _as_span(self, name: str, match: Match) -> NameSpan:
        """Return a name of a list as a span."""
        is_word = " " not in name.strip()
        last_key = key_of(name.rsplit(maxsplit=1)[-1]) if name.strip() else ""
        if match.status is Status.UNMATCHED:
            status = SpanStatus.POSSIBLE_TYPO if is_word and last_key else SpanStatus.UNKNOWN_PERSON
        elif not match:
            status = SpanStatus.NEEDS_CONTEXT
        elif is_word and match.candidates[0].entity.kind is Kind.PERSON:
            status = SpanStatus.SURNAME_ONLY
        else:
            status = SpanStatus.RESOLVED
        return NameSpan(0, 0, name, status, match, last_key)

    def _dated(self, span: NameSpan, when: Period) -> NameSpan:
        """Return a span with what the date of the text says of its candidates."""
        match = span.match
        if match is None:
            return span
        terms = [time_terms(of.entity, of.alias, when, of.stage) for of in match.candidates]
        if not any(terms):
            return span
        dated = reweigh(match, terms, in_text(self._settings))
        is_lost = match and dated.entity != match.entity
        status = SpanStatus.NEEDS_CONTEXT if is_lost else span.status
        return replace(span, match=dated, status=status)

    def _as_country(self, demonym: NameSpan) -> NameSpan:
        """Resolve a word for the people of a country to the country, if the table has it."""
        country = self._mention_resolver.country_of(demonym.last_key)
        match = self._normalize(self._cues.places.get(country or "", ""))
        if not match or match.candidates[0].entity.country != country:
            return demonym
        note = "a word for the people of a country, or for what is of it"
        step = Step("demonym", demonym.surface, str(match.name), note)
        match = replace(
            match, query=demonym.surface, stage=Stage.VARIANT, query_steps=(step, *match.query_steps)
        )
        return replace(demonym, status=SpanStatus.RESOLVED, match=match)

    def _spans(self, reading: Reading, given: str) -> list[PlacedSpan]:
        """Return the spans of a text that may be names, in order, none inside another."""
        placed = self._spans_of_prose(reading.text)
        if reading.zones:
            domains = [
                (reading.read(zone.start), reading.read(zone.end))
                for zone in reading.zones
                if zone.kind is ZoneKind.DOMAIN
            ]
            placed = [span for span in placed if not _is_in_domain(span, domains)] if domains else placed
            spelled = [(reading.read(at), span) for at, span in self._zone_names.spans(given, reading.zones)]
            placed = _with_whole(placed, spelled) if spelled else placed
        return placed

    def _spans_of_prose(self, text: str) -> list[PlacedSpan]:
        """Return the spans of *text* that may be names, in order, none inside another."""
        placed = self._run_spans(text)
        if verbatim := list(self._verbatim.spans(text)):
            placed = _with_whole(placed, verbatim)
        others: list[PlacedSpan] = []
        if has_caseless_letters(text):
            if self._caseless is None:
                self._caseless = CaselessFinder(
                    self._table, self._lexicon, self._normalize, in_text(self._settings)
                )
            others = [(span.start, span) for span in self._caseless.find(text)]
        if not others:
            return placed
        end, kept = 0, []
        for at, span in sorted((*placed, *others), key=itemgetter(0)):
            if at >= end:
                kept.append((at, span))
                end = at + span.end - span.start
        return kept

    def _run_spans(self, text: str) -> list[PlacedSpan]:
        """Return the spans in runs of capitalized words."""
        placed: list[PlacedSpan] = []
        cached = self._resolved
        end = 0
        for start, run in runs(text, self._particles, self._is_glued):
            after = start + len(run)
            key = run
            is_start = starts_sentence(text, start)
            if (between := text[after : after + 1]) in SPACES_AFTER_RUN or between in HYPHENS_AFTER_RUN:
                first = text[after + 1 : after + 2]
                if first.isdigit() and between in SPACES_AFTER_RUN:
                    key = run + SEPARATOR + text[after : after + NUMBER_CHARS]
                elif first.isalpha() and self._continues(run):
                    key = run + SEPARATOR + text[after : after + CHARS_AFTER_RUN].partition("\n")[0]
            spans = cached.get(SEPARATOR + key if is_start else key)
            if spans is None:
                spans = self._resolve_run(key, run, is_start=is_start)
            for span in spans:
                at = start + span.start
                if at >= end:
                    placed.append((at, span))
                    end = start + span.end
        return placed

    def _resolve_run(self, key: str, run: str, *, is_start: bool) -> tuple[NameSpan, ...]:
        """Resolve a run with the text after it, which *key* holds, and cache its spans."""
        spans = self._run_resolver.resolve(run, key[len(run) + len(SEPARATOR) :], is_start=is_start)
        if len(key) <= MAX_CACHED_CHARS:
            if len(self._resolved) >= MAX_CACHED_RUNS:
                self._resolved.clear()
            self._resolved[SEPARATOR + key if is_start else key] = spans
        return spans

    def _is_glued(self, text: str, start: int) -> bool:
        """Whether an ordinary word is glued to the one at *start*: theRussian President."""
        before = _GLUED.search(text, max(0, start - MAX_GLUED_CHARS), start)
        return before is not None and self._cues.is_ordinary(before.group())

    def _may_continue(self, run: str) -> bool:
        """Whether a name that goes on with a lowercase word begins with one of the last words."""
        starts = self._phrases.continued_starts
        return any(
            key_of(word) in starts or any(key_of(form) in starts for form in self._cues.base_forms(word))
            for word in run.split()[-LAST_WORDS:]
        )


def _as_given(mention: Mention, reading: Reading, text: str) -> Mention:
    """Return a mention with its places in the text as given."""
    start, end = reading.given(mention.start, mention.end)
    return Mention(start, end, text[start:end], mention.match)


def _is_in_domain(placed: PlacedSpan, domains: Sequence[tuple[int, int]]) -> bool:
    """Whether a span is a piece of one of *domains*, and not all of it."""
    at, span = placed
    number = bisect_right(domains, (at, len(span.surface) + at))
    near = domains[max(0, number - 1) : number + 1]
    end = at + span.end - span.start
    return any(start <= at and end <= stop and (start, stop) != (at, end) for start, stop in near)


def _with_whole(placed: Sequence[PlacedSpan], whole: Sequence[PlacedSpan]) -> list[PlacedSpan]:
    """Return the spans of *placed* with names as they are listed in the place of their parts.

    Both are in order, and no two of *placed* overlap. A longer name of the table that such a one is
    a part of stays.
    """
    ends = [at + span.end - span.start for at, span in placed]
    kept: list[PlacedSpan] = []
    covered: set[int] = set()  # of placed: what a whole name overlaps
    for start, name in whole:
        end = start + name.end - name.start
        first = after = bisect_right(ends, start)  # the first that ends behind the start
        while after < len(placed) and placed[after][0] < end:
            after += 1
        if not any(
            placed[i][0] <= start and end <= ends[i] and placed[i][1].match for i in range(first, after)
        ):
            kept.append((start, name))
            covered.update(range(first, after))
    left = (span for i, span in enumerate(placed) if i not in covered)
    return sorted((*left, *kept), key=itemgetter(0))
