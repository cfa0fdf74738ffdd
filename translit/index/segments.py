"""Several compiled tables that answer as one: what is added stands above what is there, and nothing
below is compiled again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from math import log1p

from translit.index.index import MAX_HITS, Hit, Index, Spelling, version_of
from translit.index.ranking import Ranked, RankQuery
from translit.index.retrieve import MAX_NGRAM_NEIGHBOURS, concatenation_rarities, neighbour_limits
from translit.index.table import Table
from translit.index.terms import ALL_KINDS, PHONETIC_DISTANCE
from translit.model import Entity, text_of
from translit.names.roles import NamePart
from translit.names.vocabulary import Vocabulary

# entities of an added table that are compiled again with the next ones, in metadata 0.1 s
MERGED_SEGMENT_ENTITIES = 1_000
MAX_TOLD = 5  # ids that a message names


def add(table: Table, entities: Iterable[Entity], vocabulary: Vocabulary) -> Table:
    """Return *table* with *entities* after its own.

    Entities that were added before are compiled once more together with the new ones, if they are
    few or no more than these: however often something is added, the segments stay few, and the lowest
    is as it was.
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
    query = list(dict.fromkeys(text_of(identifier, "remove") for identifier in ids))
    missing = [identifier for identifier in query if table.by_id(identifier) is None]
    if missing:
        told = ", ".join(map(repr, missing[:MAX_TOLD])) + (" …" if len(missing) > MAX_TOLD else "")
        raise ValueError(f"ids that are not in the table: {told}; nothing is removed")
    base, *added = (segment.without(query) for segment in table.segments)
    return SegmentedIndex((base, *(segment for segment in added if segment.size)))


class SegmentedIndex:
    """Compiled tables as one table, a `Table`. Reading is safe from many threads.

    The numbers of entities, spellings and tokens go on from segment to segment. A token that several
    segments have stands once in each: such *shared tokens* count as one wherever tokens are counted or cut
    off.
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
        self.part = lru_cache(maxsize=65_536)(self._part)

    @cached_property
    def version(self) -> str:
        """A digest of the entities: the same as that of one table which has the same ones in the
        same order.

        Reads every entity when it is first asked for, half a microsecond for each.
        """
        return version_of(chain.from_iterable(segment.records() for segment in self.segments))

    def entity(self, row: int) -> Entity:
        """Return an entity by its number."""
        at, own = _place(self._entities, row)
        return self.segments[at].entity(own)

    def spelling(self, row: int) -> Spelling:
        """Return a spelling by its number."""
        at, own = _place(self._rows, row)
        return self._moved(at, self.segments[at].spelling(own))

    def _moved(self, at: int, spelling: Spelling) -> Spelling:
        return spelling._replace(
            row=spelling.row + self._rows[at], entity=spelling.entity + self._entities[at]
        )

    def entities(self) -> Iterator[Entity]:
        """Yield every entity, those of the lowest segment first, each segment's in the order they were
        given.
        """
        return chain.from_iterable(segment.entities() for segment in self.segments)

    def by_id(self, identifier: str) -> Entity | None:
        """Return the entity with that id, the first if several rows share it, or None."""
        found = (segment.by_id(identifier) for segment in self.segments)
        return next((entity for entity in found if entity is not None), None)

    def exact(self, folded: str) -> list[Hit]:
        """Return the spellings whose key is *folded*, at most `MAX_HITS`."""
        hits = ((at, hit) for at, segment in enumerate(self.segments) for hit in segment.exact(folded))
        return [hit._replace(spelling=self._moved(at, hit.spelling)) for at, hit in hits][:MAX_HITS]

    def excluded(self, folded: str) -> frozenset[int]:
        """Return the numbers of the entities that list the key *folded* as somebody else's."""
        segments = zip(self._entities, self.segments, strict=False)
        return frozenset(start + row for start, segment in segments for row in segment.excluded(folded))

    def edit_neighbours(self, readings: Sequence[str], kinds: str = ALL_KINDS) -> list[tuple[int, int]]:
        """Return (distance, token) of the tokens that are near one of *readings*: the nearest of
        all segments.
        """
        size = len(readings[0])
        found = [
            (distance, abs(len(segment.part(token).token) - size), start + token)
            for start, segment in zip(self._tokens, self.segments, strict=False)
            for distance, token in segment.edit_neighbours(readings, kinds)
        ]
        distances = {token: distance for distance, _, token in found}
        most, most_heard = neighbour_limits(readings)
        edited = self._first(
            most, (token for distance, _, token in sorted(found) if distance < PHONETIC_DISTANCE)
        )
        heard = self._first(
            most_heard, (token for distance, _, token in sorted(found) if distance >= PHONETIC_DISTANCE)
        )
        return [(distances[token], token) for token in (*edited, *heard)]

    def ngram_neighbours(self, readings: Sequence[str]) -> list[int]:
        """Return the tokens that share groups of letters with one of *readings*: the `MAX_NGRAM_NEIGHBOURS`
        likest of all segments.
        """
        found = [
            (place, unlike, start + token)
            for start, segment in zip(self._tokens, self.segments, strict=False)
            for place, unlike, token in segment.ranked_ngram_neighbours(readings)
        ]
        return self._first(MAX_NGRAM_NEIGHBOURS, dict.fromkeys(token for _, _, token in sorted(found)))

    def _first(self, limit: int, tokens: Iterable[int]) -> list[int]:
        """Return the first of *tokens*, as many as there are in *limit* tokens and their shared tokens."""
        found = [(token, self.part(token)) for token in tokens]
        kept = set(list(dict.fromkeys(part for _, part in found))[:limit])
        return [token for token, part in found if part in kept]

    def token_texts(self, tokens: Sequence[int]) -> list[str]:
        """Return tokens, in Latin letters, by their numbers."""
        places = (_place(self._tokens, number) for number in tokens)
        return [letters for at, own in places for letters in self.segments[at].token_texts((own,))]

    def _part(self, token: int) -> NamePart:
        at, own = _place(self._tokens, token)
        return self.segments[at].part(own)

    def rarities(self, tokens: Sequence[int]) -> list[float]:
        """Return how rare each of *tokens* is in all segments: ln(1 + spellings / spellings that have
        it), in nats.

        Twins are counted together where all of them are among *tokens*, as they are in what `near`
        and `ngram_neighbours` return; a segment's token alone is told as rarer than it is.
        """
        counts: dict[NamePart, int] = {}
        for start, end, segment in zip(self._tokens, self._tokens[1:], self.segments, strict=False):
            own = [token for token in tokens if start <= token < end]
            for token, count in zip(own, segment.counts([token - start for token in own]), strict=True):
                part = self.part(token)
                counts[part] = counts.get(part, 0) + count
        return [log1p(self.size / max(1, counts[self.part(token)])) for token in tokens]

    def concatenated_rows(self, terms: Iterable[str]) -> dict[int, float]:
        """Return the spellings that have one of *terms* (`terms.query_concatenations`), with how rare that is, in
        nats.
        """
        query = list(terms)
        found: dict[int, list[int]] = {}
        for start, segment in zip(self._rows, self.segments, strict=False):
            for term, rows in segment.concatenation_postings(query).items():
                found.setdefault(term, []).extend(start + row for row in rows)
        return concatenation_rarities(found.values(), self.size)

    def row_token_texts(self, rows: Sequence[int]) -> list[list[str]]:
        """Return the tokens, in Latin letters, that each of several spellings is found by."""
        places = (_place(self._rows, row) for row in rows)
        return [name for at, own in places for name in self.segments[at].row_token_texts((own,))]

    def text(self, row: int) -> str:
        """Return a spelling as it is compiled: the text alone, if there is nothing more to say of it."""
        at, own = _place(self._rows, row)
        return self.segments[at].text(own)

    def owner(self, row: int) -> int:
        """Return the number of the entity that a spelling is of."""
        at, own = _place(self._rows, row)
        return int(self._entities[at] + self.segments[at].owner(own))

    def rank(self, query: RankQuery) -> Ranked:
        """Return the spellings that have most of what is query, best first: each segment ranks its
        own.

        What a spelling has besides the tokens that are query is weighed by how rare that is in its
        own segment. So a spelling of a small segment loses less by it than one of a large segment, which
        can only bring it forward among what is told.
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


def _place(starts: Sequence[int], number: int) -> tuple[int, int]:
    """Return which segment a number belongs to, and the number that it has there."""
    at = bisect_right(starts, number) - 1
    return at, number - starts[at]
