"""`Index`: look-up in one compiled table, by key, by token and by n-gram.

A table in memory and one in a file are the same columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice

from translit.compiled import retrieval as compiled
from translit.index.columns import Columns, reading
from translit.index.compiled import CompiledRanking, CompiledRetrieval, CompiledTokenText
from translit.index.hits import Hit, Spelling
from translit.index.ranking import Ranked, Ranking, RankQuery
from translit.index.records import decode_alias, decode_entity, decode_part
from translit.index.removed import Tombstones
from translit.index.retrieve import MAX_NGRAM_NEIGHBOURS, Retrieval, concatenation_rarities
from translit.index.terms import ALL_KINDS, hashed
from translit.index.token_text import TokenText
from translit.model import Entity
from translit.names.roles import NamePart

FORMAT = "translit-table 11"
# what the last queries read of the table: 1.7 kB an entity (14 MB), .4 kB a spelling (7 MB)
CACHED_ENTITIES = 4_096
CACHED_ROWS = 4_096
MAX_HITS = 200  # spellings of one key: a million names may share a surname
# bits of a key's flags; above them is the number of its scheme
IS_FAMILY, IS_EXCLUDED, SCHEME = 1, 2, 4


class Index:
    """One compiled table, less the entities whose numbers are *removed*. Safe for many threads."""

    @reading
    def __init__(self, columns: Columns, removed: frozenset[int] = frozenset()) -> None:
        self.columns = columns
        self.removed = removed
        self._tombstones = Tombstones.of(removed, columns) if removed else None
        self._schemes = columns.metadata["schemes"].split(" ")
        self._entities = columns.texts("entity")
        self._aliases = columns.texts("alias")
        self._tokens = columns.texts("token")
        self._keys = columns.texts("key")
        self._key_hash = columns.numbers("key_hash")
        self._key_entry = columns.numbers("key_entry")
        self._key_row = columns.numbers("key_row")
        self._key_flags = columns.numbers("key_flags", "H")
        self._id_hash = columns.numbers("id_hash")
        self._id_row = columns.numbers("id_row")
        self._owner = columns.numbers("alias_entity")
        self._part_start = columns.numbers("part_start")
        self._part_token = columns.numbers("part_token")
        self._part_role = columns.numbers("part_role", "B")
        self.entity = lru_cache(CACHED_ENTITIES)(self._entity)
        self.spelling = lru_cache(CACHED_ROWS)(self._spelling)
        # each key is read twice: for excluded entities, then for hits
        self._flagged_rows = lru_cache(maxsize=1_024)(self._read_flagged_rows)
        self._part = lru_cache(CACHED_ROWS)(self._read_part)

    @property
    def segments(self) -> tuple[Index, ...]:
        """The table itself."""
        return (self,)

    @property
    def extent(self) -> tuple[int, int, int]:
        """How many entities, spellings and tokens have a number, removed ones included."""
        return len(self._entities), len(self._aliases), len(self._tokens)

    @cached_property
    def size(self) -> int:
        """How many spellings the table has."""
        return len(self._aliases) - (int(self._tombstones.rows.sum()) if self._tombstones else 0)

    @cached_property
    def population(self) -> int:
        """How many entities the table has."""
        return len(self._entities) - len(self.removed)

    @cached_property
    def version(self) -> str:
        """A digest of the entities: the same for the same ones in the same order."""
        return version_of(self.records()) if self._tombstones else self.columns.metadata["version"]

    @cached_property
    def _token_text(self) -> TokenText | CompiledTokenText:
        return (CompiledTokenText if compiled else TokenText)(self.columns)

    @cached_property
    def _retrieval(self) -> Retrieval:
        return (CompiledRetrieval if compiled else Retrieval)(self.columns, self._tombstones)

    @cached_property
    def _ranking(self) -> Ranking | CompiledRanking:
        return (CompiledRanking if compiled else Ranking)(self.columns, self._tombstones)

    def without(self, ids: Iterable[str]) -> Index:
        """Return the table without the entities that have one of *ids*; the columns are shared."""
        removed = {row for identifier in ids for row in self._with_id(identifier)}
        return Index(self.columns, self.removed | removed) if removed else self

    @reading
    def _entity(self, row: int) -> Entity:
        return decode_entity(self._entities[row])

    @reading
    def _decoded(self, record: str) -> Entity:
        return decode_entity(record)

    @reading
    def _spelling(self, row: int) -> Spelling:
        start, end = self._part_start[row], self._part_start[row + 1]
        parts = tuple(self._part(self._part_token[at], self._part_role[at]) for at in range(start, end))
        return Spelling(row, self._owner[row], decode_alias(self._aliases[row]), parts)

    @reading
    def _read_part(self, token: int, role: int) -> NamePart:
        return decode_part(self._tokens[token], role)

    def entities(self) -> Iterator[Entity]:
        """Yield every entity, in the order they were given."""
        return map(self._decoded, self.records())

    def records(self) -> Iterator[str]:
        """Yield every entity as it is compiled."""
        return (
            (record for row, record in enumerate(self._entities) if row not in self.removed)
            if self.removed
            else iter(self._entities)
        )

    @reading
    def by_id(self, identifier: str) -> Entity | None:
        """Return the entity with that id, the first if several rows share it, or None."""
        return next(map(self.entity, self._with_id(identifier)), None)

    @reading
    def rows_of(self, identifier: str) -> tuple[int, ...]:
        """Return the numbers of the entities with that id."""
        return tuple(self._with_id(identifier))

    @reading
    def spellings_of(self, identifier: str) -> list[Spelling]:
        """Return the spellings of the entities with that id."""
        return [
            self.spelling(row)
            for number in self._with_id(identifier)
            # spellings are kept in the order of their entities
            for row in range(bisect_left(self._owner, number), bisect_right(self._owner, number))
        ]

    def _with_id(self, identifier: str) -> Iterator[int]:
        number = hashed(identifier)
        at = bisect_left(self._id_hash, number)
        while at < len(self._id_hash) and self._id_hash[at] == number:
            row = self._id_row[at]
            if row not in self.removed and self.entity(row).id == identifier:
                yield row
            at += 1

    @reading
    def exact(self, folded: str) -> list[Hit]:
        """Return the spellings that have the key *folded*, at most `MAX_HITS`."""
        hits = []
        for row, flags in self._flagged_rows(folded):
            if not flags & IS_EXCLUDED:
                hits.append(
                    Hit(folded, self.spelling(row), self._schemes[flags // SCHEME], bool(flags & IS_FAMILY))
                )
        return hits

    @reading
    def token_texts(self, tokens: Sequence[int]) -> list[str]:
        """Return each of *tokens* in Latin letters."""
        return self._token_text.of(tokens)

    @reading
    def row_token_texts(self, rows: Sequence[int]) -> list[list[str]]:
        """Return the indexed tokens of each of *rows*, in Latin letters."""
        return self._token_text.of_rows(rows)

    @reading
    def unique_rows(self, hashes: Sequence[int]) -> list[int | None]:
        """Return, for each hash of a key, the only spelling written so, or None.

        None if it is not unique, or has the key by a scheme or by a surname alone.
        """
        import numpy as np

        arrays = self.columns.arrays
        keys, of_query = arrays["key_hash"], np.array(hashes, dtype=np.uint32)
        if not len(keys):
            return [None] * len(hashes)
        at = np.minimum(np.searchsorted(keys, of_query), len(keys) - 1)
        start = arrays["key_entry"][at]
        is_unique = (
            (keys[at] == of_query)
            & (arrays["key_entry"][at + 1] - start == 1)
            & (arrays["key_flags"][start] == 0)
        )
        # and no other key has this hash
        is_unique &= (at + 1 == len(keys)) | (keys[np.minimum(at + 1, len(keys) - 1)] != of_query)
        rows = arrays["key_row"][start].tolist()
        return [row if is_one else None for row, is_one in zip(rows, is_unique.tolist(), strict=True)]

    @reading
    def text(self, row: int) -> str:
        """Return a spelling as it is compiled: the text alone, where there is nothing more to say
        of it.
        """
        return str(self._aliases[row])

    @reading
    def owner(self, row: int) -> int:
        """Return the number of the entity that has a spelling."""
        return self._owner[row]

    def excluded(self, folded: str) -> frozenset[int]:
        """Return the numbers of the entities that list the key *folded* as somebody else's."""
        return frozenset(row for row, flags in self._flagged_rows(folded) if flags & IS_EXCLUDED)

    @reading
    def _read_flagged_rows(self, folded: str) -> list[tuple[int, int]]:
        number = hashed(folded)
        at = bisect_left(self._key_hash, number)
        while at < len(self._key_hash) and self._key_hash[at] == number:
            if self._keys[at] == folded:
                start, end = self._key_entry[at], self._key_entry[at + 1]
                flagged = zip(self._key_row[start:end], self._key_flags[start:end], strict=True)
                return list(
                    islice(flagged if self._tombstones is None else filter(self._is_left, flagged), MAX_HITS)
                )
            at += 1
        return []

    def _is_left(self, flagged: tuple[int, int]) -> bool:
        row, flags = flagged
        return (row if flags & IS_EXCLUDED else self._owner[row]) not in self.removed

    @reading
    def edit_neighbours(self, readings: Sequence[str], kinds: str = ALL_KINDS) -> list[tuple[int, int]]:
        """See `Retrieval.edit_neighbours`."""
        return self._retrieval.edit_neighbours(readings, kinds)

    def ngram_neighbours(self, readings: Sequence[str]) -> list[int]:
        """Return the tokens of `ranked_ngram_neighbours`, each once."""
        return list(dict.fromkeys(token for _, _, token in self.ranked_ngram_neighbours(readings)))[
            :MAX_NGRAM_NEIGHBOURS
        ]

    @reading
    def ranked_ngram_neighbours(self, readings: Sequence[str]) -> list[tuple[int, float, int]]:
        """See `Retrieval.ngram_neighbours`."""
        return self._retrieval.ngram_neighbours(readings)

    def part(self, token: int) -> NamePart:
        """Return a token by its number, without a role."""
        return self._part(token, 0)

    @reading
    def rarities(self, tokens: Sequence[int]) -> list[float]:
        """Return the rarity of each token in nats: ln(1 + spellings / spellings that have it)."""
        return self._retrieval.rarities(tokens, self.size)

    @reading
    def counts(self, tokens: Sequence[int]) -> list[int]:
        """See `Retrieval.counts`."""
        return self._retrieval.counts(tokens)

    def concatenated_rows(self, terms: Iterable[str]) -> dict[int, float]:
        """Return the rows that have one of *terms*, with their rarity in nats.

        See `terms.query_concatenations`.
        """
        return concatenation_rarities(self.concatenation_postings(terms).values(), self.size)

    @reading
    def concatenation_postings(self, terms: Iterable[str]) -> dict[int, Sequence[int]]:
        """See `Retrieval.concatenation_postings`."""
        return self._retrieval.concatenation_postings(terms)

    @reading
    def rank(self, query: RankQuery) -> Ranked:
        """See `Ranking.rank`."""
        return self._ranking.rank(query)


def version_of(records: Iterable[str]) -> str:
    """Return the digest of entities in their order, as `records.encode_entity` writes them."""
    # takes longer to import than a name that is in the table takes to answer
    from hashlib import blake2b

    digest = blake2b(FORMAT.encode(), digest_size=8)
    for record in records:
        digest.update(record.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()
