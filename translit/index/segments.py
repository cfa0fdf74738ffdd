"""Entities added to a compiled table and removed from it, without compiling it again.

As in Lucene, what is added is a segment of its own, and what is removed gets a tombstone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from math import log1p
from typing import TYPE_CHECKING

from translit.index.hits import Hit, Spelling
from translit.index.index import CACHED_ROWS, MAX_HITS, Index, version_of
from translit.index.ranking import Ranked, RankQuery
from translit.index.retrieve import MAX_NGRAM_NEIGHBOURS, concatenation_rarities, neighbour_limits
from translit.index.table import Table
from translit.index.terms import ALL_KINDS, PHONETIC_DISTANCE
from translit.model import Entity, text_of
from translit.names.roles import NamePart

if TYPE_CHECKING:
    from translit.names.vocabulary import Vocabulary

# entities of a segment that is merged with what is added next, in 0.1 s
MERGED_SEGMENT_ENTITIES = 1_000
MAX_NAMED_IDS = 5  # in a message


def add(table: Table, entities: Iterable[Entity], vocabulary: Vocabulary) -> Table:
    """Return *table* with *entities* after its own.

    A segment that was added before is merged with the new entities if it is small or no larger
    than these: however often something is added, the segments stay few. The first is never merged.
    """
    from translit.index.build import build  # answers are given without

    segments, new = list(table.segments), list(entities)
    if not new:
        return table
    while len(segments) > 1 and segments[-1].extent[0] <= max(MERGED_SEGMENT_ENTITIES, len(new)):
        new = [*segments.pop().entities(), *new]
    return SegmentedIndex((*segments, build(new, vocabulary)))


def remove(table: Table, ids: Iterable[str]) -> Table:
    """Return *table* without the entities that have *ids*, every row of each. Raises ValueError for
    ids that are not in it.
    """
    removed = list(dict.fromkeys(text_of(identifier, "remove") for identifier in ids))
    missing = [identifier for identifier in removed if table.by_id(identifier) is None]
    if missing:
        more = " …" if len(missing) > MAX_NAMED_IDS else ""
        named = ", ".join(map(repr, missing[:MAX_NAMED_IDS])) + more
        raise ValueError(f"ids that are not in the table: {named}; nothing is removed")
    base, *added = (segment.without(removed) for segment in table.segments)
    return SegmentedIndex((base, *(segment for segment in added if segment.size)))


class SegmentedIndex:
    """Compiled tables that answer as one, a `Table`. Safe for many threads.

    The numbers of entities, spellings and tokens go on from segment to segment. A token that
    several segments have has a number in each: such *shared tokens* count as one in every limit.
    """

    def __init__(self, segments: Iterable[Index]) -> None:
        self.segments = tuple(segments)
        entities, rows, tokens = zip(*(segment.extent for segment in self.segments), strict=True)
        self.population = sum(
            count - len(segment.removed) for count, segment in zip(entities, self.segments, strict=True)
        )
        self._entities = (0, *accumulate(entities))
        self._rows = (0, *accumulate(rows))
        self._tokens = (0, *accumulate(tokens))
        self.size = sum(segment.size for segment in self.segments)
        self.part = lru_cache(CACHED_ROWS)(self._part)

    @cached_property
    def version(self) -> str:
        """A digest of the entities, equal to that of one table with the same ones in this order.

        Reads every entity when it is first used, half a microsecond for each.
        """
        return version_of(chain.from_iterable(segment.records() for segment in self.segments))

    def entity(self, row: int) -> Entity:
        """Return an entity by its number."""
        at, own = _locate(self._entities, row)
        return self.segments[at].entity(own)

    def spelling(self, row: int) -> Spelling:
        """Return a spelling by its number."""
        at, own = _locate(self._rows, row)
        return self._renumbered(at, self.segments[at].spelling(own))

    def _renumbered(self, at: int, spelling: Spelling) -> Spelling:
        return spelling._replace(
            row=spelling.row + self._rows[at], entity=spelling.entity + self._entities[at]
        )

    def entities(self) -> Iterator[Entity]:
        """Yield every entity, segment by segment, in the order they were given."""
        return chain.from_iterable(segment.entities() for segment in self.segments)

    def by_id(self, identifier: str) -> Entity | None:
        """Return the entity with that id, the first if several rows share it, or None."""
        found = (segment.by_id(identifier) for segment in self.segments)
        return next((entity for entity in found if entity is not None), None)

    def rows_of(self, identifier: str) -> tuple[int, ...]:
        """Return the numbers of the entities with that id."""
        segments = zip(self._entities, self.segments, strict=False)
        return tuple(start + row for start, segment in segments for row in segment.rows_of(identifier))

    def exact(self, folded: str) -> list[Hit]:
        """Return the spellings that have the key *folded*, at most `MAX_HITS`."""
        hits = ((at, hit) for at, segment in enumerate(self.segments) for hit in segment.exact(folded))
        return [hit._replace(spelling=self._renumbered(at, hit.spelling)) for at, hit in hits][:MAX_HITS]

    def excluded(self, folded: str) -> frozenset[int]:
        """Return the numbers of the entities that list the key *folded* as somebody else's."""
        segments = zip(self._entities, self.segments, strict=False)
        return frozenset(start + row for start, segment in segments for row in segment.excluded(folded))

    def edit_neighbours(self, readings: Sequence[str], kinds: str = ALL_KINDS) -> list[tuple[int, int]]:
        """Return (distance, token) of the nearest tokens of all segments to one of *readings*."""
        size = len(readings[0])
        found = [
            (distance, abs(len(segment.part(token).token) - size), start + token)
            for start, segment in zip(self._tokens, self.segments, strict=False)
            for distance, token in segment.edit_neighbours(readings, kinds)
        ]
        distances = {token: distance for distance, _, token in found}
        most, most_phonetic = neighbour_limits(readings)
        edited = self._first(
            most, (token for distance, _, token in sorted(found) if distance < PHONETIC_DISTANCE)
        )
        phonetic = self._first(
            most_phonetic, (token for distance, _, token in sorted(found) if distance >= PHONETIC_DISTANCE)
        )
        return [(distances[token], token) for token in (*edited, *phonetic)]

    def ngram_neighbours(self, readings: Sequence[str]) -> list[int]:
        """Return the tokens that share n-grams with one of *readings*, most similar first.

        The first `MAX_NGRAM_NEIGHBOURS` of all segments.
        """
        found = self.ranked_ngram_neighbours(readings)
        return self._first(MAX_NGRAM_NEIGHBOURS, dict.fromkeys(token for _, _, token in found))

    def ranked_ngram_neighbours(self, readings: Sequence[str]) -> list[tuple[int, float, int]]:
        """Return (place of the reading, negative Dice coefficient, token) of all segments, in
        ascending order.
        """
        return sorted(
            (place, negative_dice, start + token)
            for start, segment in zip(self._tokens, self.segments, strict=False)
            for place, negative_dice, token in segment.ranked_ngram_neighbours(readings)
        )

    def _first(self, limit: int, tokens: Iterable[int]) -> list[int]:
        """Return the first of *tokens*, up to *limit* different ones; shared tokens count once."""
        found = [(token, self.part(token)) for token in tokens]
        kept = set(list(dict.fromkeys(part for _, part in found))[:limit])
        return [token for token, part in found if part in kept]

    def token_texts(self, tokens: Sequence[int]) -> list[str]:
        """Return each of *tokens* in Latin letters."""
        places = (_locate(self._tokens, number) for number in tokens)
        return [letters for at, own in places for letters in self.segments[at].token_texts((own,))]

    def _part(self, token: int) -> NamePart:
        at, own = _locate(self._tokens, token)
        return self.segments[at].part(own)

    def rarities(self, tokens: Sequence[int]) -> list[float]:
        """Return the rarity of each token in nats: ln(1 + spellings / spellings that have it).

        Shared tokens are counted together where all of them are among *tokens*, as they are in
        what `edit_neighbours` and `ngram_neighbours` return; without the others, the count is that
        of one segment.
        """
        counts: dict[NamePart, int] = {}
        for start, end, segment in zip(self._tokens, self._tokens[1:], self.segments, strict=False):
            own = [token for token in tokens if start <= token < end]
            for token, count in zip(own, segment.counts([token - start for token in own]), strict=True):
                part = self.part(token)
                counts[part] = counts.get(part, 0) + count
        return [log1p(self.size / max(1, counts[self.part(token)])) for token in tokens]

    def concatenated_rows(self, terms: Iterable[str]) -> dict[int, float]:
        """Return the rows that have one of *terms*, with their rarity in nats.

        See `terms.query_concatenations`.
        """
        of_query = list(terms)
        postings: dict[int, list[int]] = {}
        for start, segment in zip(self._rows, self.segments, strict=False):
            for term, rows in segment.concatenation_postings(of_query).items():
                postings.setdefault(term, []).extend(start + row for row in rows)
        return concatenation_rarities(postings.values(), self.size)

    def row_token_texts(self, rows: Sequence[int]) -> list[list[str]]:
        """Return the indexed tokens of each of *rows*, in Latin letters."""
        places = (_locate(self._rows, row) for row in rows)
        return [name for at, own in places for name in self.segments[at].row_token_texts((own,))]

    def text(self, row: int) -> str:
        """Return a spelling as compiled: its text alone if the alias has nothing else."""
        at, own = _locate(self._rows, row)
        return self.segments[at].text(own)

    def owner(self, row: int) -> int:
        """Return the number of the entity that has a spelling."""
        at, own = _locate(self._rows, row)
        return int(self._entities[at] + self.segments[at].owner(own))

    def rank(self, query: RankQuery) -> Ranked:
        """Return the rows with the heaviest shared tokens, best first: each segment ranks its own.

        Tokens that the query lacks are penalised by their rarity in the segment of the row. They
        cost a row of a small segment less, which can only move it forward.
        """
        found: list[tuple[float, int, float]] = []
        for at, segment in enumerate(self.segments):
            start, end = self._tokens[at : at + 2]
            first, last = self._rows[at : at + 2]
            tokens = {token - start: weight for token, weight in query.tokens.items() if start <= token < end}
            concatenations = {
                row - first: weight for row, weight in query.concatenations.items() if first <= row < last
            }
            own = segment.rank(query._replace(tokens=tokens, concatenations=concatenations))
            found += ((-score, first + row, weight) for score, weight, row in zip(*own, strict=True))
        least = query.min_share * max((weight for _, _, weight in found), default=0.0)
        best = sorted(one for one in found if one[2] >= least)[: query.limit]
        return Ranked(
            [-score for score, _, _ in best], [weight for _, _, weight in best], [row for _, row, _ in best]
        )


def _locate(starts: Sequence[int], number: int) -> tuple[int, int]:
    """Return the segment of a number, and the number that it has there."""
    at = bisect_right(starts, number) - 1
    return at, number - starts[at]
