"""Decide whom each name of a document means: what is sure first, then what the document says of the
rest.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from math import exp

from translit.index.table import Table
from translit.model import Entity, Kind
from translit.names.cues import Cues
from translit.names.lexicon import Lexicon
from translit.names.parts import NamePart
from translit.pairs.model import WEAK
from translit.pairs.relations import relate
from translit.resolve.decide import THRESHOLDS, Settings
from translit.results import Candidate, Match, Mention, Stage, Status, Step
from translit.text.context import AFTER, BEFORE, Known, Surroundings, families, hear, with_particles
from translit.text.spans import Found, Sort
from translit.writing.keys import key

Placed = tuple[int, Found]  # where a find begins in the text, and the find

# likeness of a word to a family name of the document that it may be a misspelling of
MIN_LIKE = 0.75
LIKE_DOUBT = 1.0  # nats against such a word
WEAK_DOUBT = 1.0  # nats against a bare family name that others have, too
LONGER = 3  # letters by which a misspelling is longer or shorter
LEAST = 1e-6  # the chance of nobody, at least
ROUNDED = 1e-3  # what scores may lack that are told with four digits
WORDS_KEPT = 65_536  # words that are remembered with the country that they tell
BEFORE_FAMILY = 14  # characters of the small words before a family name
UNSURE = frozenset({Sort.BARE, Sort.OPEN})

_SMALL = re.compile(r"(?<!\w)([a-z]{2,5})(?:[- ][a-z]{2,5}){0,2}[- ](?=$|[^\W\d_a-z])")


class Resolver:
    """What is needed to decide the names of any document by one table."""

    def __init__(self, table: Table, lexicon: Lexicon, cues: Cues, settings: Settings) -> None:
        self.table = table
        self.lexicon = lexicon
        self.cues = cues
        self.matched, ambiguous = THRESHOLDS[settings.mode]
        self.ambiguous = min(ambiguous, WEAK)  # as `decide` does for what is more than alike
        self.country_of = lru_cache(maxsize=WORDS_KEPT)(cues.country_of)

    def mentions(self, text: str, placed: Sequence[Placed], *, is_unknown_wanted: bool) -> Iterator[Mention]:
        """Yield a mention of each find that is a name, in order; with *is_unknown_wanted* those
        that are nobody's, too.
        """
        document = Document(self, text, placed)
        for number, (at, found) in enumerate(placed):
            match = document.match(number)
            if match is not None and (match.status is not Status.UNMATCHED or is_unknown_wanted):
                end = at + found.end - found.start
                is_family = (
                    match.entity is not None and match.entity.kind is Kind.PERSON and " " not in found.surface
                )
                start = (
                    self._with_small_words(text, at, end, match.entity) if is_family and match.entity else at
                )
                yield Mention(start, end, text[start:end], match)

    def _with_small_words(self, text: str, start: int, end: int, entity: Entity) -> int:
        """Return where a family name begins with the small words before it, if it has them: bin
        Salman, al-Assad.
        """
        before = _SMALL.search(text, max(0, start - BEFORE_FAMILY), start)
        while before is not None:
            if before.group(1) in self.lexicon.particles and key(
                text[before.start(1) : end]
            ) in with_particles(entity, self.lexicon.particles):
                return before.start(1)
            before = _SMALL.search(text, before.end(1), start)
        return start


class Document:
    """The names of one text, decided. An empty text: they stand in a list, one after the other."""

    def __init__(self, resolver: Resolver, text: str, placed: Sequence[Placed]) -> None:
        self._resolver = resolver
        self._text = text
        self._placed = placed
        self._known = Known()
        # of places and organisations: where, the country, the word
        self._places: list[tuple[int, str, str]] = []
        self._matches: dict[int, Match | None] = {}
        self._small: dict[str, bool] = {}  # words, and whether the text has them in small letters
        self._read()
        unsure = [number for number, (_, found) in enumerate(placed) if found.sort in UNSURE]
        for is_full in (True, False):  # full names first: a bare family name follows them
            for number in unsure:
                if (" " in placed[number][1].surface) is is_full:
                    self._decide(number)
        for number in unsure:  # what one place of the document makes clear holds for the others
            found, match = placed[number][1], self._matches[number]
            if (
                not match
                and found.match is not None
                and any(c.entity.id in self._known.entities for c in found.match.candidates)
            ):
                self._decide(number)
        like: dict[str, Match | None] = {}
        for number, (_, found) in enumerate(placed):
            if found.sort is Sort.LOOSE:
                if found.key not in like:
                    like[found.key] = self._like(found)
                self._matches[number] = self._weighed(number, found.match, like[found.key], LIKE_DOUBT)

    def match(self, number: int) -> Match | None:
        """Return what came of a find; None if it is no name."""
        return self._matches.get(number, self._placed[number][1].match)

    def _read(self) -> None:
        """Take down whom the document names beyond doubt."""
        known = self._known
        for at, found in self._placed:
            entity = found.match.entity if found.match is not None else None
            if found.sort is Sort.STRANGER:
                known.bear(found.key, at, "")
            elif found.sort is Sort.DEMONYM:
                if (country := self._resolver.country_of(found.key)) is not None:
                    known.countries[country] = known.countries.get(country, 0) + 1
            elif entity is not None and found.sort is not Sort.OPEN:
                known.name(entity, at, is_full=found.sort is Sort.SURE)
                if entity.kind is not Kind.PERSON and entity.country:
                    self._places.append((at, entity.country, found.surface))

    def _decide(self, number: int) -> None:
        at, found = self._placed[number]
        match = found.match
        if match is not None and not (found.sort is Sort.BARE and self._is_undisputed(at, found, match)):
            match = self._weighed(number, match, match, found.doubt)
        self._matches[number] = match
        if (
            match is not None
            and match.entity is not None
            and (match.entity.kind is not Kind.PERSON or " " in found.surface)
        ):
            self._known.name(match.entity, at, is_full=True)

    def _is_undisputed(self, at: int, found: Found, match: Match) -> bool:
        """Whether the document names nobody else by the family name that stands bare."""
        entity = match.candidates[0].entity
        return self._known.nearest((*families(entity), found.key), at) in (entity.id, None)

    def _weighed(self, number: int, alone: Match | None, match: Match | None, doubt: float) -> Match | None:
        """Weigh the candidates of *match* by what the document says of each; *alone* is what the
        name said alone.
        """
        if match is None:
            return alone
        at, found = self._placed[number]
        around = self._around(at, at + found.end - found.start)
        against = self._resolver.cues.lookalikes.get(found.key)
        nobody = max(LEAST, 1 - sum(candidate.score for candidate in match.candidates))
        told: list[tuple[float, Candidate, tuple[Step, ...]]] = []
        for candidate in match.candidates:
            heard = hear(candidate.entity, at, found.surface, found.key, around, self._known, against)
            is_weak = not match and candidate.entity.kind is Kind.PERSON and " " not in found.surface
            nats = heard.nats - doubt - (WEAK_DOUBT if is_weak else 0.0)
            told.append((candidate.score / nobody * exp(nats), candidate, heard.steps))
        return self._settled(match, told)

    def _around(self, start: int, end: int) -> Surroundings:
        around = Surroundings(
            self._text, start, end, self._resolver.country_of, self._resolver.lexicon, self._resolver.cues
        )
        first = bisect_left(self._places, (start - BEFORE, "", ""))
        around.add(self._places[first : bisect_right(self._places, (end + AFTER, "", ""))])
        return around

    def _settled(self, match: Match, told: Sequence[tuple[float, Candidate, tuple[Step, ...]]]) -> Match:
        """Return *match* with the odds that its candidates have by now, decided as `decide` does."""
        total = 1 + sum(odds for odds, _, _ in told)
        ranked = sorted(told, key=lambda of: (-of[0], of[1].stage.rank, of[1].entity.id))
        candidates = tuple(
            Candidate(c.entity, c.alias, round(odds / total, 4), c.stage, (*c.steps, *steps))
            for odds, c, steps in ranked
        )
        best, alone = candidates[0], ranked[0][0] / (1 + ranked[0][0])
        is_word = best.stage is Stage.FUZZY and " " not in match.query
        if is_word and (best.score < self._resolver.matched or self._is_small_elsewhere(match.query)):
            # a mere word that is like a name
            return replace(match, status=Status.UNMATCHED, entity=None, stage=None)
        status = Status.UNMATCHED if alone < self._resolver.ambiguous - ROUNDED else Status.AMBIGUOUS
        if best.score >= self._resolver.matched:
            status = Status.MATCHED
        own = match.candidates[0].steps
        told_before = (
            match.steps[: len(match.steps) - len(own)]
            if own and match.steps[-len(own) :] == own
            else match.steps
        )
        return replace(
            match,
            status=status,
            entity=best.entity if status is Status.MATCHED else None,
            score=best.score,
            stage=None if status is Status.UNMATCHED else best.stage,
            candidates=candidates,
            steps=(*told_before, *best.steps),
        )

    def _is_small_elsewhere(self, word: str) -> bool:
        """Whether the text has a word in small letters, too."""
        small = word.lower()
        if small not in self._small:
            self._small[small] = small in self._text
        return self._small[small]

    def _like(self, found: Found) -> Match | None:
        """Return those of the document whose family name an unknown word may be a misspelling of;
        None if nobody's.
        """
        resolver, word = self._resolver, NamePart(found.key)
        best: dict[str, tuple[float, str]] = {}
        for family, bearer in self._known.by_letter.get(found.key[0], {}).items():
            if abs(len(family) - len(found.key)) <= LONGER:
                pair = relate(word, NamePart(family), resolver.lexicon, {})
                if pair is not None and pair.similarity >= MIN_LIKE:
                    best[bearer] = max(best.get(bearer, (0.0, "")), (pair.similarity, family))
        candidates = []
        for identifier, (similarity, family) in best.items():
            entity = resolver.table.by_id(identifier)
            if entity is not None:
                step = Step("alike", found.surface, family, f"{similarity:.2f}")
                candidates.append(
                    Candidate(entity, entity.name, similarity / 2 / len(best), Stage.FUZZY, (step,))
                )
        if not candidates:
            return None
        return Match(
            query=found.surface,
            status=Status.AMBIGUOUS,
            entity=None,
            score=candidates[0].score,
            stage=Stage.FUZZY,
            candidates=tuple(candidates),
            steps=candidates[0].steps,
            table_version=resolver.table.version,
        )
