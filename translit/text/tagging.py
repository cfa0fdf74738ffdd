"""Tag the words of a run: names of the table, titles, ordinary words with the sentence's capital,
unknown words.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from translit.index.hits import Hit
from translit.model import Kind
from translit.names.cues import Cues
from translit.names.lexicon import Lexicon
from translit.pairs.genders import are_of_two_genders
from translit.text import inflected
from translit.text.dictionary import PhraseMatcher
from translit.text.patterns import APOSTROPHES
from translit.text.tokenize import Token, key_of, tokens
from translit.writing.language_facts import language_facts

CACHED_WORDS = 32_768  # words whose country is kept
_DEMONYM_ENDINGS = ("an", "ans")  # of English words for a people, which Finnish case forms look like
_ENDING = re.compile(rf"[{APOSTROPHES}][^\W\d_A-Z]+$")


_CAPITALS_ENDING = re.compile(rf"[{APOSTROPHES}][^\W\d_]{{1,6}}$")  # ANKARA'YA


class WordTag(StrEnum):
    """The part that a word plays in its run."""

    NAME = "name"  # a name of the table, or a word of one
    # a name of the table that may be part of a person's: a surname, a place that is a given name
    PART = "part"
    TITLE = "title"
    ORDINARY = "ordinary"  # its capital is the sentence's
    DEMONYM = "demonym"
    PARTICLE = "particle"
    UNKNOWN = "unknown"

    __hash__ = str.__hash__


class TableSpan(NamedTuple):
    """Words [start, end) of a run that are a name of the table.

    `name`: the nominative that was looked up, where the text has a case form; else "".
    """

    start: int
    end: int
    hits: tuple[Hit, ...]
    name: str = ""

    @property
    def is_word(self) -> bool:
        """Whether it is one word."""
        return self.end - self.start == 1


_PERSON_TAGS = frozenset({WordTag.UNKNOWN, WordTag.PART})
_PERSON_GROUP_TAGS = _PERSON_TAGS | {WordTag.PARTICLE}


@dataclass(frozen=True, slots=True)
class CapitalizedRun:
    """A run of capitalized words, and a tag for each of them.

    `text` and `words` may go on after the run, into which a name may go on; `tags` end with it.
    """

    text: str
    words: list[Token]
    tags: list[WordTag]
    spans: list[TableSpan]

    def surface(self, start: int, end: int) -> str:
        """Return the text of words [start, end)."""
        return self.text[self.words[start].start : self.words[end - 1].end]

    def continues_at(self, at: int) -> bool:
        """Whether word *at* may continue the name of the word before it: only a space, a point or a
        hyphen on the same line stands between them.
        """
        between = self.words[at].before
        return not self.words[at - 1].is_possessive and not {"\n", "&", ","} & set(between)

    def is_lowercase(self, at: int) -> bool:
        """Whether word *at* begins with a lowercase letter."""
        return self.text[self.words[at].start].islower()


class Tagger:
    """Tags the words of runs by one table."""

    def __init__(self, phrases: PhraseMatcher, lexicon: Lexicon, cues: Cues) -> None:
        self._phrases = phrases
        self._lexicon = lexicon
        self._cues = cues
        self._country_of = lru_cache(CACHED_WORDS)(cues.country_of)

    def tag(self, run: str, more: str, *, is_start: bool = False) -> CapitalizedRun:
        """Tag the words of *run*; *more* is the text after it, into which a name may go on;
        *is_start*: it begins a sentence, which gives its first word a capital.
        """
        text = run + more
        words = tokens(text)
        run_words = sum(word.start < len(run) for word in words)
        first = int(is_start and bool(words) and self._is_sentence_word(words[0], text))
        spans = list(self._spans(words, run_words, text, first, is_start=is_start))
        if run.isupper() and run_words > 1:
            spans = [span for span in spans if not self._is_ordinary(span, words, text)]
        tags = self._tags(words[:run_words], spans, text)
        if first and tags and not (spans and spans[0].start == 0):
            tags[0] = WordTag.ORDINARY if tags[0] is not WordTag.DEMONYM else tags[0]
        return CapitalizedRun(text, words, tags, spans)

    def _is_sentence_word(self, word: Token, text: str) -> bool:
        """Whether the first word of a sentence is no name by itself, unless it begins a longer one:
        an ordinary word (But Putin), a letter that is no initial (S Putinem).
        """
        written = text[word.start : word.end]
        is_letter = len(word.key) == 1 and text[word.end : word.end + 1] != "."
        is_acronym = len(written) > 1 and written.isupper()
        return is_letter or (self._cues.is_ordinary(written) and not is_acronym)

    def _is_ordinary(self, span: TableSpan, words: Sequence[Token], text: str) -> bool:
        """Whether all words of a name in a headline in capitals are ordinary ones: BUT, MAY."""
        inside = words[span.start : span.end]
        return all(self._cues.is_ordinary(text[word.start : word.end]) for word in inside)

    def _is_of_country(self, span: TableSpan, text: str, words: Sequence[Token], *, is_first: bool) -> bool:
        """Whether a word says that something is of a country (Azerbaijani, Česká), though it looks
        like a name or a case form of one in some language.
        """
        if not span.is_word or self._country_of(words[span.start].key) is None:
            return False
        surface = text[words[span.start].start : words[span.start].end]
        if span.name:  # Polski prezydent; but the genitive inside a sentence, and never Russian
            return is_first or surface.endswith(_DEMONYM_ENDINGS)
        return not any(hit.spelling.alias.text == surface or surface.isupper() for hit in span.hits)

    def _spans(
        self, words: list[Token], run_words: int, text: str, ordinary: int, *, is_start: bool
    ) -> Iterator[TableSpan]:
        """Yield the names of the table; one of the first *ordinary* words alone is none."""
        at = 0
        while at < run_words:
            # and, of, van: inside names, not their beginning
            if run_words > 1 and text[words[at].start].islower():
                at += 1
                continue
            end, hits = self._phrases.longest(words, at, text)
            if not hits and (head := _stem_before_apostrophe(words[at], text)) is not None:
                end, hits = self._phrases.longest((*words[:at], head), at, text)
                words[at] = head if hits else words[at]
            name = ""
            if end - at < 2:
                after, nominative, others = inflected.longest(words, at, text, self._phrases, self._cues)
                if after > max(end, at) and not self._is_of_other_gender(words[at:after], nominative):
                    end, name, hits = after, nominative, others
            if hits and not name and (shorter := self._without_demonym(words, at, end, hits, text)):
                at += 1
                hits = shorter
            if hits and end > ordinary:
                span = TableSpan(at, end, hits, name)
                if not self._is_of_country(span, text, words, is_first=is_start and at == 0):
                    yield span
            at = max(end, at + 1)

    def _is_of_other_gender(self, words: Sequence[Token], nominative: str) -> bool:
        """Whether the *words* that may be a case form of a man's name are a woman's in the
        nominative, or the other way around.

        Maria Draghi: only the given name has another form, and the family name is one that a man's
        declension changes.
        """
        forms = nominative.split()
        if len(forms) != len(words):
            return False
        others = [(word.key, key_of(form)) for word, form in zip(words, forms, strict=True)]
        changed = [pair for pair in others if pair[0] != pair[1]]
        if len(changed) != 1 or len(others) < 2 or changed == others[-1:]:
            return False
        is_indeclinable = others[-1][0].endswith(language_facts().indeclinable_endings)
        return are_of_two_genders(*changed[0], self._lexicon) and not is_indeclinable

    def _without_demonym(
        self, words: Sequence[Token], at: int, end: int, hits: Sequence[Hit], text: str
    ) -> tuple[Hit, ...]:
        """Return the hits of a name without its first word, if that is a word for a country, the
        name is a former one, and the shorter name is a current one of the same entity.
        """
        if (
            end - at < 3
            or not all(hit.spelling.alias.until for hit in hits)
            or self._country_of(words[at].key) is None
        ):
            return ()
        after, others = self._phrases.longest(words, at + 1, text)
        current = {hit.spelling.entity for hit in others if not hit.spelling.alias.until}
        return others if after == end and current & {hit.spelling.entity for hit in hits} else ()

    def _tags(self, words: Sequence[Token], spans: Sequence[TableSpan], text: str) -> list[WordTag]:
        tags = [
            WordTag.UNKNOWN
            if len(word.key) == 1 and text[word.end : word.end + 1] == "."  # V. Medinsky
            else self._tag_of(word, text[word.start : word.end])
            for word in words
        ]
        at = 0
        while at < len(words):
            phrases = self._lexicon.titles.get(words[at].key, ())
            size = next((len(p) for p in phrases if tuple(w.key for w in words[at : at + len(p)]) == p), 0)
            tags[at : at + size] = [WordTag.TITLE] * size
            at += max(size, 1)
        for span in spans:
            end = min(span.end, len(words))
            is_part = span.is_word and self._may_be_part(span)
            if not (is_part and tags[span.start] is WordTag.TITLE and span.start + 1 < len(words)):
                tags[span.start : end] = [WordTag.PART if is_part else WordTag.NAME] * (end - span.start)
        return tags

    def _tag_of(self, word: Token, written: str) -> WordTag:
        if word.key in self._lexicon.particles and written.islower():
            return WordTag.PARTICLE
        if self._cues.is_ordinary(written) or not word.key[0].isalpha():
            return WordTag.ORDINARY
        if self._country_of(word.key) is not None:
            return WordTag.DEMONYM
        return WordTag.PARTICLE if word.key in self._lexicon.particles else WordTag.UNKNOWN

    def _may_be_part(self, span: TableSpan) -> bool:
        key = span.hits[0].key
        is_given = key in self._lexicon.given_names or key in self._cues.lookalikes
        return is_given or any(entity.kind is Kind.PERSON for entity in self._phrases.entities(span.hits))


def _stem_before_apostrophe(word: Token, text: str) -> Token | None:
    """Return *word* without an apostrophe and a lowercase ending (Ukrayna'nın, Putin'le), or None
    if it has no such ending.
    """
    pattern = _CAPITALS_ENDING if text[word.start : word.end].isupper() else _ENDING
    ending = pattern.search(text, word.start, word.end)
    return ending and word._replace(end=ending.start(), key=key_of(text[word.start : ending.start()]))


def person_groups(run: CapitalizedRun, taken: Container[int]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of words that may be one person's name: unknown words and parts of names
    side by side.
    """
    start = -1
    for at in range(len(run.tags) + 1):
        is_free = at < len(run.tags) and at not in taken
        if start >= 0 and not (is_free and run.tags[at] in _PERSON_GROUP_TAGS and run.continues_at(at)):
            end = at
            while run.tags[end - 1] is WordTag.PARTICLE:
                end -= 1
            yield start, end
            start = -1
        if start < 0 and is_free and run.tags[at] in _PERSON_TAGS:
            start = at
