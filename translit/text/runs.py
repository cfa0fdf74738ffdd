"""What a run of capitalized words says without its document: which of its words are names, and of
whom, as far as they tell.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from functools import lru_cache

from translit.model import Kind
from translit.names.cues import Cues
from translit.names.lexicon import Lexicon
from translit.names.parts import parse_name
from translit.names.rarity import is_known
from translit.results import Match, Stage, Status, Step
from translit.text.dictionary import Automaton, is_romanized
from translit.text.multiword import CONNECTORS, is_fragment, is_numbered, long_names
from translit.text.prefilter import Gate
from translit.text.spans import Found, Sort
from translit.text.tagging import Clerk, Job, Run, Span
from translit.writing.scripts import script_of

MOST_ANSWERS = 4_096  # that are remembered: a name is asked for as a whole and in parts
MOST_NAMES = 5  # words of an unknown name that is looked up
# words side by side that may be a name; more are a headline, or a list without commas
MOST_IN_GROUP = 10
MIN_ROMANIZED = 6  # letters of a word that is hardly by chance what a scheme makes of a name
MIN_SURE = 3  # letters of a word that is a name without a title before it
MIN_LOOSE = 4  # letters of an unknown word that may be a misspelling
MIN_FUZZY = 6  # letters of a single word that is looked up by likeness
# score of a single word that is found by likeness, from which on its document may confirm it
SURE_ALONE = 0.7
# score of a name of several words that is found by likeness, from which on its document may confirm
# it
LIKELY = 0.5
MIN_SHOUTED = 4  # letters of a word in capitals that is no acronym

# Nats against a name of one word, before its document is heard; set by eye on the texts of
# tests/texts. A name that is certain has 5.3 nats for it, so that with 4 against it its country, or
# its being named in full, decides.
LOOKALIKE = 5.5  # also an ordinary word, or a given name
BY_CHANCE = (
    # a given name that is a place as well, an ending that many words have, a short word that a
    # scheme makes of a name
    4.0
)
BY_CHANCE_LONGER = 2.0  # … of five letters
ALIKE = 2.0  # found by likeness alone
# … a place or an organisation, or not very much alike: words are as like them as misspellings are
ALIKE_NO_PERSON = 4.0

_PERSONS = frozenset({Job.UNKNOWN, Job.PART})
_IN_PERSONS = _PERSONS | {Job.PARTICLE}
_BESIDE = frozenset({Job.UNKNOWN, Job.ORDINARY})


class Reader:
    """Reads runs by one table. What it finds depends on the run alone, so it can be remembered."""

    def __init__(
        self, automaton: Automaton, lexicon: Lexicon, cues: Cues, normalize: Callable[[str], Match]
    ) -> None:
        self._lexicon = lexicon
        self._cues = cues
        self._normalize = lru_cache(maxsize=MOST_ANSWERS)(normalize)
        self._gate = Gate(automaton.table, lexicon)
        self._clerk = Clerk(automaton, lexicon, cues)
        self._countries = frozenset(cues.places.values())

    def read(self, written: str, more: str = "") -> tuple[Found, ...]:
        """Return what is found in a run, in order; *more* is the text behind it, into which a name
        may go on.
        """
        run = self._clerk.read(written, more)
        found: list[Found] = []
        taken: set[int] = set()
        for start, end, name in long_names(run, self._normalize, self._gate, self._lexicon):
            found.append(name)
            taken.update(range(start, end))
        for start, end in _groups(run, taken):
            found += self._group(run, start, end)
        begun = {name.start for name in found if name.match is not None}
        for span in run.spans:
            if (
                run.jobs[span.start] is Job.NAME
                and span.start not in taken
                and not self._is_given_name(run, span, begun)
            ):
                found += self._named(run, span)
        for at, job in enumerate(run.jobs):
            if job is Job.DEMONYM and at not in taken:
                word = run.words[at]
                found.append(Found(word.start, word.end, run.surface(at, at + 1), Sort.DEMONYM, key=word.key))
        return tuple(sorted(found, key=lambda f: f.start))

    def _group(self, run: Run, start: int, end: int) -> list[Found]:
        """Look up what may be a person's name as a whole, then in parts; parts of an unknown name
        are nobody.
        """
        parts = [span for span in run.spans if start <= span.start < end]
        if end - start == 1:
            return self._named(run, parts[0]) if parts else self._unknown(run, start)
        if end - start > MOST_IN_GROUP:
            return [named for span in parts for named in self._named(run, span)]
        found: list[Found] = []
        at = start
        while at < end - 1:
            full, size = self._longest(run, start, at, end)
            if full is not None:
                found.append(full)
            at += size
        if not found:
            return self._strangers(run, start, end, parts)
        left = (
            span for span in parts if not any(f.start <= run.words[span.start].start < f.end for f in found)
        )
        return found + [named for span in left for named in self._named(run, span)]

    def _longest(self, run: Run, start: int, at: int, end: int) -> tuple[Found | None, int]:
        """Return the longest full name that begins at word *at* of a group, and how many words it
        has; (None, 1) if none does.

        A name is not cut out of a longer one: what is left of the group must be no words of names.
        """
        for size in range(min(end - at, MOST_NAMES), 1, -1):
            left = (*range(start, at), *range(at + size, end))
            is_cut = any(run.jobs[i] is not Job.PARTICLE and self._is_name(run.words[i].key) for i in left)
            if not is_cut and run.jobs[at + size - 1] is not Job.PARTICLE:
                full = self._full_name(run, at, at + size)
                if full is not None:
                    return full, size
        return None, 1

    def _full_name(self, run: Run, start: int, end: int) -> Found | None:
        surface = run.surface(start, end)
        if not self._gate.is_like(parse_name(surface, self._lexicon)):
            return None
        match = self._normalize(surface)
        if match.status is Status.UNMATCHED or match.score < LIKELY:
            return None
        if match.candidates[0].entity.kind is not Kind.PERSON and is_fragment(run, end, match, end - start):
            return None
        last = run.words[end - 1]
        return Found(
            run.words[start].start, last.end, surface, Sort.SURE if match else Sort.OPEN, match, last.key
        )

    def _strangers(self, run: Run, start: int, end: int, parts: list[Span]) -> list[Found]:
        """Return the full name of a stranger, or those parts of it that stand beside words which
        are no names of people.
        """
        found: list[Found] = []
        for span in parts:
            at = span.start
            beside = [i for i in (at - 1, at + 1) if start <= i < end]
            has_dash = any(run.words[i].before.strip(" .") for i in (at, at + 1) if start < i < end)
            if not has_dash and not any(
                self._is_name(run.words[i].key) or run.jobs[i] is Job.PART for i in beside
            ):
                found += self._named(run, span)
        if found:
            return found
        surface, last = run.surface(start, end), run.words[end - 1]
        is_like = bool(parts) or self._gate.is_like(parse_name(surface, self._lexicon))
        match = self._nobody(surface) if is_like else None
        return [Found(run.words[start].start, last.end, surface, Sort.STRANGER, match, last.key)]

    def _nobody(self, surface: str) -> Match | None:
        """Return what is said of a name that is nobody's, with those whom it is like; None if it
        may be somebody's.
        """
        match = self._normalize(surface)
        return None if match or not match.candidates else replace(match, status=Status.UNMATCHED, stage=None)

    def _is_name(self, key: str) -> bool:
        return (
            key in self._lexicon.given_names
            or key in self._lexicon.nicknames
            or is_known(key)
            or len(key) == 1
        )

    def _named(self, run: Run, span: Span) -> list[Found]:
        """Say what a name of the table is that stands in the text."""
        surface = run.surface(span.start, span.end)
        if (span.is_word and self._is_mere_word(run, span, surface)) or self._makes_a_longer_name(run, span):
            return []
        match = self._normalize(span.name or surface)
        if match.status is Status.UNMATCHED:
            return []
        if span.name:
            step = Step("case form", surface, span.name, "the nominative that it may come from")
            match = replace(
                match, query=surface, steps=(step, *match.steps), stage=match.stage and Stage.VARIANT
            )
        first, last = run.words[span.start], run.words[span.end - 1]
        doubt = self._doubt(span, surface, last.key, match) if span.is_word else 0.0
        sort = Sort.OPEN if doubt or not match else Sort.SURE
        if sort is Sort.SURE and span.is_word and match.candidates[0].entity.kind is Kind.PERSON:
            sort = Sort.BARE
        return [Found(first.start, last.end, surface, sort, match, last.key, doubt)]

    def _is_mere_word(self, run: Run, span: Span, surface: str) -> bool:
        """Whether a name of the table is an ordinary word here, or too short to be a name."""
        if surface.isupper():
            beside = [
                run.surface(i, i + 1)
                for i in range(max(0, span.start - 2), min(len(run.words), span.start + 3))
                if i != span.start
            ]
            is_shouted = any(
                word.isupper() and (len(word) >= MIN_SHOUTED or self._cues.is_ordinary(word))
                for word in beside
            )
            return is_shouted and self._cues.is_ordinary(surface)
        if self._cues.is_ordinary(surface):
            return True
        is_short = len(surface) < MIN_SURE and surface.isascii()
        return is_short and (
            len(surface) == 1 or Job.TITLE not in run.jobs[max(0, span.start - 1) : span.start]
        )  # Mr. Xi, not Si

    def _doubt(self, span: Span, surface: str, key: str, match: Match) -> float:
        """Return the nats against a name of one word."""
        best = match.candidates[0].entity
        if key in self._cues.lookalikes:
            return LOOKALIKE if match else BY_CHANCE_LONGER
        if span.name and script_of(surface[0]) == "Latn":
            return BY_CHANCE
        if (
            best.kind is not Kind.PERSON
            and key in self._lexicon.given_names
            and best.name not in self._countries
        ):
            return BY_CHANCE
        if not match:
            return 0.0
        if len(key) < MIN_ROMANIZED and surface.isascii() and all(map(is_romanized, span.hits)):
            return BY_CHANCE if len(key) < MIN_ROMANIZED - 1 else BY_CHANCE_LONGER
        return 0.0

    def _makes_a_longer_name(self, run: Run, span: Span) -> bool:
        """Whether the words beside a name make another one of it: New Mexico, Moscow State
        University, Nord Stream 2.
        """
        before = span.start - 1
        is_behind = before >= 0 and run.goes_on(span.start) and run.jobs[before] in _BESIDE | {Job.PART}
        if is_behind and run.words[before].key in self._cues.before:
            return True
        is_org = any(entity.kind is Kind.ORG for entity in self._clerk.entities(span))
        if is_org and is_numbered(run, span.end):
            return True
        behind = self._cues.founded if is_org else self._cues.behind
        at = span.end
        while at < len(run.jobs) and run.jobs[at] in _BESIDE and run.goes_on(at):
            if run.words[at].key in behind:
                return True
            at += 1
        return False

    def _is_given_name(self, run: Run, span: Span, begun: Container[int]) -> bool:
        """Whether a place stands before the family name of somebody unknown: India Hicks."""
        at = span.end
        if (
            at >= len(run.jobs)
            or not span.is_word
            or span.name
            or run.words[at].start in begun
            or not run.goes_on(at)
        ):
            return False
        # the President of Ukraine Hicks
        is_of = span.start > 0 and run.words[span.start - 1].key in CONNECTORS
        is_name = (
            run.jobs[at] is Job.UNKNOWN and len(run.words[at].key) > 1 and self._is_name(run.words[at].key)
        )
        return (
            is_name and not is_of and all(entity.kind is Kind.PLACE for entity in self._clerk.entities(span))
        )

    def _unknown(self, run: Run, at: int) -> list[Found]:
        word, surface = run.words[at], run.surface(at, at + 1)
        if len(word.key) < MIN_LOOSE:
            return []
        found = Found(word.start, word.end, surface, Sort.LOOSE, key=word.key)
        if len(word.key) < MIN_FUZZY or self._is_name(word.key):
            return [found]
        parts = parse_name(surface, self._lexicon)
        if len(parts) != 1 or not self._gate.is_near(parts[0]):
            return [found]
        match = self._normalize(surface)
        if match.score < LIKELY:
            return [replace(found, match=self._nobody(surface))]
        is_person = match.candidates[0].entity.kind is Kind.PERSON and match.score >= SURE_ALONE
        return [replace(found, sort=Sort.OPEN, match=match, doubt=ALIKE if is_person else ALIKE_NO_PERSON)]


def _groups(run: Run, taken: Container[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and behind the last word of what may be one person's name: unknown words and
    parts of names side by side.
    """
    start = -1
    for at in range(len(run.jobs) + 1):
        is_free = at < len(run.jobs) and at not in taken
        if start >= 0 and not (is_free and run.jobs[at] in _IN_PERSONS and run.goes_on(at)):
            end = at
            while run.jobs[end - 1] is Job.PARTICLE:
                end -= 1
            yield start, end
            start = -1
        if start < 0 and is_free and run.jobs[at] in _PERSONS:
            start = at
