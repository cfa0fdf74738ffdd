"""`Table`: the look-ups that one compiled table and several segments answer alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from translit.index.hits import Hit, Spelling
from translit.index.index import Index
from translit.index.ranking import Ranked, RankQuery
from translit.index.terms import ALL_KINDS
from translit.model import Entity
from translit.names.roles import NamePart


class Table(Protocol):
    """What names are looked up in: an `Index` or a `SegmentedIndex`.

    Entities, spellings (rows) and tokens are given by their numbers.
    """

    @property
    def segments(self) -> tuple[Index, ...]:
        """The compiled tables that this one is made of."""

    @property
    def size(self) -> int:
        """How many spellings the table has."""

    @property
    def version(self) -> str:
        """A digest of the entities: the same for the same ones in the same order."""

    @property
    def population(self) -> int:
        """How many entities the table has."""

    def entity(self, row: int, /) -> Entity:
        """Return an entity by its number."""

    def spelling(self, row: int, /) -> Spelling:
        """Return a spelling by its number."""

    def entities(self) -> Iterator[Entity]:
        """Yield every entity, in the order they were given."""

    def by_id(self, identifier: str) -> Entity | None:
        """Return the entity with that id, the first if several rows share it, or None."""

    def rows_of(self, identifier: str) -> tuple[int, ...]:
        """Return the numbers of the entities with that id."""

    def exact(self, folded: str) -> list[Hit]:
        """Return the spellings that have the key *folded*, at most `index.MAX_HITS`."""

    def excluded(self, folded: str) -> frozenset[int]:
        """Return the numbers of the entities that list the key *folded* as somebody else's."""

    def edit_neighbours(self, readings: Sequence[str], kinds: str = ALL_KINDS) -> list[tuple[int, int]]:
        """Return (distance, token) of the tokens near one of *readings*, nearest first.

        See `Retrieval.edit_neighbours`.
        """

    def ngram_neighbours(self, readings: Sequence[str]) -> list[int]:
        """Return the tokens that share n-grams with one of *readings*, most similar first."""

    def ranked_ngram_neighbours(self, readings: Sequence[str]) -> list[tuple[int, float, int]]:
        """Return (place of the reading, negative Dice coefficient, token), in ascending order.

        See `Retrieval.ngram_neighbours`.
        """

    def token_texts(self, tokens: Sequence[int]) -> list[str]:
        """Return each of *tokens* in Latin letters."""

    def part(self, token: int, /) -> NamePart:
        """Return a token by its number, without a role."""

    def rarities(self, tokens: Sequence[int]) -> list[float]:
        """Return the rarity of each token in nats: ln(1 + spellings / spellings that have it)."""

    def concatenated_rows(self, terms: Iterable[str]) -> dict[int, float]:
        """Return the rows that have one of *terms*, with their rarity in nats.

        See `terms.query_concatenations`.
        """

    def rank(self, query: RankQuery) -> Ranked:
        """Return the spellings that have most of what is wanted, best first. See `Ranking.rank`."""

    def row_token_texts(self, rows: Sequence[int]) -> list[list[str]]:
        """Return the indexed tokens of each of *rows*, in Latin letters."""

    def text(self, row: int, /) -> str:
        """Return a spelling as compiled: its text alone if the alias has nothing else."""

    def owner(self, row: int, /) -> int:
        """Return the number of the entity that has a spelling."""
