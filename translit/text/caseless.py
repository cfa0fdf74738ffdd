"""Find names in scripts without capitals: by words where spaces stand between them, else by
characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import NamedTuple

from translit.evidence import Candidate, Stage, Step
from translit.index.table import Table
from translit.model import Kind
from translit.names.lexicon import Lexicon
from translit.names.parts import parse_name
from translit.pairs.alignment import Alignment
from translit.pairs.log_odds import log_odds
from translit.pairs.priors import FAMILY_ALONE
from translit.resolve.decide import FuzzyInText, Settings, decide, is_evident
from translit.resolve.query import listed_as
from translit.resolve.scored import ScoredCandidate
from translit.results import Match, Status
from translit.text.caseless_names import CaselessNames, ListedName
from translit.text.patterns import MIDDLE_DOTS, PATTERNS
from translit.text.prefilter import FuzzyPrefilter
from translit.text.spans import NameSpan, SpanStatus
from translit.text.tokenize import key_of
from translit.text.unspaced import (
    MIN_CHARACTERS,
    UNSPACED,
    is_word_boundary,
    may_go_on,
    proclitic_length,
    stands_beside_names,
    starts_katakana_word,
    strip_vowel_marks,
)
from translit.writing.scripts import script_of

MIN_LETTERS = 3  # of a word that is a name
# letters of a name after a letter that may be a preposition: وروسيا
MIN_LETTERS_AFTER_PROCLITIC = 4
CACHED_ANSWERS = 16_384
MAX_WORDS = 10  # of a name
QUOTES = "'\"׳״’"  # between a proclitic and a name


class CaselessWord(NamedTuple):
    """A word of a text: its place, its letters as they are compared, its script."""

    start: int
    end: int
    letters: str
    script: str


class CaselessFinder:
    """Finds the names that a table lists in scripts without case."""

    def __init__(
        self, table: Table, lexicon: Lexicon, normalize: Callable[[str], Match], settings: Settings
    ) -> None:
        self._lexicon = lexicon
        self._settings = settings
        self._prefilter = FuzzyPrefilter(table, lexicon)
        self._listed = CaselessNames(table)
        self._answer = normalize
        self._fuzzy = lru_cache(maxsize=CACHED_ANSWERS)(self._read_fuzzy)

    def find(self, text: str) -> list[NameSpan]:
        """Return the spans of *text* that may be names, in order."""
        spans: list[NameSpan] = []
        words: list[CaselessWord] = []  # that belong to no name
        bearers: dict[str, Match] = {}  # surname -> the person whom the text names in full
        for part in PATTERNS.caseless_run.finditer(text):
            script = script_of(part.group()[0])
            self._listed.read(script)
            if script in UNSPACED:
                spans += self._in_unspaced(text, part)
            else:
                spans += self._in_words(text, part, script, words, bearers)
        for word in words:
            for cut in range(proclitic_length(word.letters, word.script) + 1):
                match = bearers.get(word.letters[cut:])
                if match is not None:
                    spans.append(_span(text, word.start + cut, word.end, match))
                    break
        return sorted(spans, key=lambda span: span.start)

    def _in_words(
        self,
        text: str,
        part: re.Match[str],
        script: str,
        unnamed: list[CaselessWord],
        bearers: dict[str, Match],
    ) -> Iterator[NameSpan]:
        """Yield the names of a run of words; add its other words to *unnamed*, and the people that
        it names to *bearers*.
        """
        begin = part.start()
        words = [
            CaselessWord(m.start() + begin, m.end() + begin, strip_vowel_marks(m.group()), script)
            for m in PATTERNS.caseless_word.finditer(part.group())
        ]
        at = 0
        while at < len(words):
            span = self._by_word(text, words, at) or self._by_fuzzy_lookup(text, words, at)
            if span is None:
                unnamed.append(words[at])
                at += 1
                continue
            stranger = self._stranger(text, words, at, span)
            yield stranger or span
            if (
                stranger is None
                and span.match is not None
                and span.match.entity is not None
                and span.match.entity.kind is Kind.PERSON
            ):
                bearers.setdefault(strip_vowel_marks(span.surface.split()[-1]), span.match)
            while at < len(words) and words[at].start < span.end:
                at += 1

    def _stranger(
        self, text: str, words: Sequence[CaselessWord], at: int, surname: NameSpan
    ) -> NameSpan | None:
        """Return the name of an unknown person whose *surname*, at word *at*, somebody of the table
        has; None if no given name stands before it, or one of the known bearer's.
        """
        match = surname.match
        is_word = surname.start == words[at].start and surname.end == words[at].end
        if match is None or not is_word or match.candidates[0].entity.kind is not Kind.PERSON:
            return None
        listed = {token for candidate in match.candidates for token in key_of(candidate.alias).split()}
        first = at
        while first and text[words[first - 1].end : words[first].start] == " ":
            given = key_of(text[words[first - 1].start : words[first - 1].end])
            if given in listed:
                return None
            if given not in self._lexicon.given_names or given in self._lexicon.titles:
                break
            first -= 1
        if first == at:
            return None
        start = words[first].start
        name = text[start : surname.end]
        return NameSpan(start, surname.end, name, SpanStatus.UNKNOWN_PERSON, last_key=surname.last_key)

    def _by_fuzzy_lookup(self, text: str, words: Sequence[CaselessWord], at: int) -> NameSpan | None:
        """Look up two words side by side as a person's full name in another spelling than the
        table's.
        """
        if at + 1 == len(words) or min(len(words[at].letters), len(words[at + 1].letters)) < MIN_LETTERS:
            return None
        start, end = words[at].start, words[at + 1].end
        match = self._fuzzy(text[start:end])
        if match is None or self._by_word(text, words, at + 1) is not None:
            return None
        return _span(text, start, end, match)

    def _by_word(self, text: str, words: Sequence[CaselessWord], at: int) -> NameSpan | None:
        """Return the longest listed name that begins at word *at*, or after a proclitic of it."""
        start, _, word, script = words[at]
        for cut in range(proclitic_length(word, script) + 1):
            first = word[cut:]
            quotes = len(first) - len(first.lstrip(QUOTES)) if cut else 0
            first = first[quotes:]
            if cut and (
                len(first) < MIN_LETTERS_AFTER_PROCLITIC
                or strip_vowel_marks(text[start : start + cut]) != word[:cut]
            ):
                continue
            least = 2 if len(first) < MIN_LETTERS else 1  # سي إن إن, but no word of two letters alone
            most = min(self._listed.n_words.get(first, 0), MAX_WORDS, len(words) - at)
            for size in range(most, least - 1, -1):
                name = self._listed.by_letters.get(
                    " ".join((first, *(w.letters for w in words[at + 1 : at + size])))
                )
                if name is not None:
                    return self._as_span(text, start + cut + quotes, words[at + size - 1].end, name)
        return None

    def _in_unspaced(self, text: str, part: re.Match[str]) -> Iterator[NameSpan]:
        """Yield the names of a run of characters without spaces."""
        at, end = part.span()
        while at < end:
            span = self._by_characters(text, at, end)
            if span is None:
                at += 1
                continue
            yield span
            at = span.end

    def _by_characters(self, text: str, at: int, end: int) -> NameSpan | None:
        """Return the longest listed name that begins at text[at], or a foreign name in katakana."""
        lengths = self._listed.lengths.get(text[at])
        for length in sorted(lengths, reverse=True) if lengths else ():
            name = self._listed.by_letters.get(text[at : at + length]) if at + length <= end else None
            if name is not None and is_word_boundary(text, at, at + length):
                return self._as_span(text, at, at + length, name)
        if (
            script_of(text[at]) == "Kana"
            and starts_katakana_word(text, at)
            and (whole := PATTERNS.katakana_name.match(text, at))
        ):
            match = self._answer(whole.group())
            if match and is_evident(match, FuzzyInText.CASELESS):
                return _span(text, at, whole.end(), match)
        return None

    def _as_span(self, text: str, start: int, end: int, name: ListedName) -> NameSpan | None:
        """Return text[start:end] as the span of a listed name or surname."""
        surface = text[start:end]
        match = self._surname_only(surface, name.full) if name.is_surname else self._answer(name.full[0])
        if match.status is Status.UNMATCHED:
            return None
        if not name.is_surname:
            span = _span(text, start, end, match)
            is_person = match.candidates[0].entity.kind is Kind.PERSON
            if is_person and may_go_on(text, start, end):
                return replace(span, status=SpanStatus.NEEDS_CONTEXT, doubts=("begun_name",))
            return span
        is_short = len(surface) <= MIN_CHARACTERS
        doubts = ("caseless_surname", "short_caseless") if is_short else ("caseless_surname",)
        is_foreign = any(dot in full for full in name.full for dot in MIDDLE_DOTS)
        is_word = is_foreign and stands_beside_names(text[end : end + 1])
        is_long = (
            is_word or script_of(surface[0]) in ("Kana", "Thai") or len(surface) > MIN_LETTERS_AFTER_PROCLITIC
        )
        if is_long and match:
            return replace(_span(text, start, end, match), status=SpanStatus.SURNAME_ONLY)
        span = _span(text, start, end, match)
        return replace(span, status=SpanStatus.NEEDS_CONTEXT, doubts=doubts)

    def _surname_only(self, surface: str, names: Sequence[str]) -> Match:
        """Return the bearers of the full *names* as the answer to their surname alone."""
        bearers = {
            candidate.entity.id: candidate
            for name in names
            for candidate in self._answer(name).candidates[:1]
        }
        candidates = [
            ScoredCandidate(
                bearer.entity,
                bearer.alias,
                Stage.VARIANT,
                log_odds(FAMILY_ALONE),
                partial(_explain_surname, bearer, surface),
                listed_as("family name alone", log_odds(FAMILY_ALONE)),
            )
            for bearer in bearers.values()
        ]
        return decide(surface, (), candidates, self._settings, self._answer(names[0]).table_version)

    def _read_fuzzy(self, name: str) -> Match | None:
        """Look up a name of two words that the table may have in another spelling."""
        if not self._prefilter.may_match(parse_name(name, self._lexicon)):
            return None
        match = self._answer(name)
        is_person = bool(match) and match.candidates[0].entity.kind is Kind.PERSON
        return match if is_person and is_evident(match, FuzzyInText.CASELESS) else None


def _span(text: str, start: int, end: int, match: Match) -> NameSpan:
    """Return text[start:end] as the name that *match* answers."""
    surface = text[start:end]
    status = SpanStatus.RESOLVED if match else SpanStatus.NEEDS_CONTEXT
    return NameSpan(start, end, surface, status, replace(match, query=surface), key_of(surface))


def _explain_surname(bearer: Candidate, surface: str, _: Alignment | None) -> tuple[Step, ...]:
    return (*bearer.steps, Step("family name alone", surface, bearer.alias))
