"""What each word of a run does there: names of the table, titles, words with a capital that is the
sentence's, unknown words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from translit.index.index import Hit
from translit.model import Entity, Kind
from translit.names.cues import Cues
from translit.names.lexicon import Lexicon
from translit.text import inflected
from translit.text.dictionary import Automaton
from translit.text.tokenize import APOSTROPHES, Token, key_of, tokens

_ENDING = re.compile(rf"[{APOSTROPHES}][^\W\d_A-Z]+$")


class Job(StrEnum):
    """What a word of a run is."""

    NAME = "name"  # or a word of one
    # a name that may be a part of a person's: a family name, a place that is a given name
    PART = "part"
    TITLE = "title"
    ORDINARY = "ordinary"  # its capital is the sentence's
    DEMONYM = "demonym"
    PARTICLE = "particle"
    UNKNOWN = "unknown"

    __hash__ = str.__hash__


class Span(NamedTuple):
    """Words [start, end) of a run that a name of the table has, or may have in its nominative
    `name`.
    """

    start: int
    end: int
    hits: tuple[Hit, ...]
    name: str = ""

    @property
    def is_word(self) -> bool:
        """Whether it is one word."""
        return self.end - self.start == 1


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalized words, read: `words` may go on behind the run itself, which has as many
    words as `jobs`.
    """

    text: str
    words: list[Token]
    jobs: list[Job]
    spans: list[Span]

    def surface(self, start: int, end: int) -> str:
        """Return the text of words [start, end)."""
        return self.text[self.words[start].start : self.words[end - 1].end]

    def goes_on(self, at: int) -> bool:
        """Whether a word goes on with the name of the word before it: behind a space, a point or a
        hyphen on the same line.
        """
        between = self.words[at].before
        return not self.words[at - 1].is_owner and not {"\n", "&", ","} & set(between)

    def is_small(self, at: int) -> bool:
        """Whether a word begins with a small letter."""
        return self.text[self.words[at].start].islower()


class Clerk:
    """Tells the jobs of words by one table."""

    def __init__(self, automaton: Automaton, lexicon: Lexicon, cues: Cues) -> None:
        self._automaton = automaton
        self._lexicon = lexicon
        self._cues = cues

    def read(self, run: str, more: str) -> Run:
        """Read a run; *more* is the text behind it, into which a name may go on."""
        text = run + more
        words = tokens(text)
        own = sum(word.start < len(run) for word in words)
        spans = list(self._spans(words, own, text))
        return Run(text, words, self._jobs(words[:own], spans, text), spans)

    def entities(self, span: Span) -> list[Entity]:
        """Return those who have the name of a span."""
        return [self._automaton.table.entity(hit.spelling.entity) for hit in span.hits]

    def _spans(self, words: list[Token], own: int, text: str) -> Iterator[Span]:
        at = 0
        while at < own:
            # and, of, van: inside names, not their beginning
            if own > 1 and text[words[at].start].islower():
                at += 1
                continue
            end, hits = self._automaton.longest(words, at, text)
            if not hits and (head := _before_apostrophe(words[at], text)) is not None:
                end, hits = self._automaton.longest((*words[:at], head), at, text)
                words[at] = head if hits else words[at]
            name = ""
            if end - at < 2:
                after, nominative, others = inflected.longest(
                    words[:own], at, text, self._automaton, self._cues
                )
                if after > max(end, at):
                    end, name, hits = after, nominative, others
            if hits and not name and (shorter := self._without_demonym(words, at, end, hits, text)):
                at += 1
                hits = shorter
            if hits:
                yield Span(at, end, hits, name)
            at = max(end, at + 1)

    def _without_demonym(
        self, words: Sequence[Token], at: int, end: int, hits: Sequence[Hit], text: str
    ) -> tuple[Hit, ...]:
        """Return the hits of a name less its first word, where that tells a country and what is hit
        is a former name of the same.

        What holds today is told by the shorter name, and the country stands beside it.
        """
        if (
            end - at < 3
            or not all(hit.spelling.alias.until for hit in hits)
            or self._cues.country_of(words[at].key) is None
        ):
            return ()
        after, others = self._automaton.longest(words, at + 1, text)
        owners = {hit.spelling.entity for hit in others if not hit.spelling.alias.until}
        return others if after == end and owners & {hit.spelling.entity for hit in hits} else ()

    def _jobs(self, words: Sequence[Token], spans: Sequence[Span], text: str) -> list[Job]:
        jobs = [self._job_of(word, text[word.start : word.end]) for word in words]
        at = 0
        while at < len(words):
            phrases = self._lexicon.titles.get(words[at].key, ())
            size = next((len(p) for p in phrases if tuple(w.key for w in words[at : at + len(p)]) == p), 0)
            jobs[at : at + size] = [Job.TITLE] * size
            at += max(size, 1)
        for span in spans:
            end = min(span.end, len(words))
            is_part = span.is_word and self._may_be_part(span)
            if not (is_part and jobs[span.start] is Job.TITLE and span.start + 1 < len(words)):
                jobs[span.start : end] = [Job.PART if is_part else Job.NAME] * (end - span.start)
        return jobs

    def _job_of(self, word: Token, written: str) -> Job:
        if word.key in self._lexicon.particles and written.islower():
            return Job.PARTICLE
        if self._cues.is_ordinary(written) or not word.key[0].isalpha():
            return Job.ORDINARY
        if self._cues.country_of(word.key) is not None:
            return Job.DEMONYM
        return Job.PARTICLE if word.key in self._lexicon.particles else Job.UNKNOWN

    def _may_be_part(self, span: Span) -> bool:
        key = span.hits[0].key
        is_given = key in self._lexicon.given_names or key in self._cues.lookalikes
        return is_given or any(entity.kind is Kind.PERSON for entity in self.entities(span))


def _before_apostrophe(word: Token, text: str) -> Token | None:
    """Return what stands before an apostrophe and an ending in small letters: Ukrayna'nın,
    Putin'le; None if there is none.
    """
    found = _ENDING.search(text, word.start, word.end)
    return found and word._replace(end=found.start(), key=key_of(text[word.start : found.start()]))
