"""Exact and near look-up over one compiled table; a table in memory and one on disk are the same
arrays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import islice
from math import log1p
from typing import NamedTuple

from translit.compiled import retrieval as compiled
from translit.index.columns import Columns
from translit.index.compiled import FastLetters, FastRanking, FastRetrieval
from translit.index.ranking import Ranked, Ranking, Wanted
from translit.index.records import alias_from, entity_from, part_from
from translit.index.removed import Gone
from translit.index.retrieve import MAX_ALIKE, Retrieval, joined_rarities
from translit.index.terms import ALL, hashed
from translit.index.token_text import Letters
from translit.model import Alias, Entity
from translit.names.parts import NamePart
from translit.writing.keys import key

FORMAT = "translit-table 6"
# spellings of one key that are told: of a family name that a million names share, not all
MAX_HITS = 200
# bits of a key's note; the number of its scheme stands above
IS_FAMILY, IS_EXCLUDED, SCHEME = 1, 2, 4


class Spelling(NamedTuple):
    """One spelling as compiled: whose it is (a row number), the alias, and the parts of the name."""

    row: int
    entity: int
    alias: Alias
    parts: tuple[NamePart, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A spelling found by its `key`.

    `scheme` is the id of the transliteration scheme that spells it so, "" if it is written so;
    `is_family` says that the key is a person's bare family name.
    """

    key: str
    spelling: Spelling
    scheme: str
    is_family: bool


class Index:
    """One compiled table, without the entities whose numbers are *gone*. Reading is safe from many
    threads.
    """

    def __init__(self, columns: Columns, gone: frozenset[int] = frozenset()) -> None:
        self.columns = columns
        self.gone = gone
        self._gone = Gone.of(gone, columns) if gone else None
        self._schemes = columns.about["schemes"].split(" ")
        self._entities = columns.texts("entity")
        self._aliases = columns.texts("alias")
        self._tokens = columns.texts("token")
        self._keys = columns.texts("key")
        self._key_hash = columns.numbers("key_hash")
        self._key_entry = columns.numbers("key_entry")
        self._key_row = columns.numbers("key_row")
        self._key_note = columns.numbers("key_note", "H")
        self._id_hash = columns.numbers("id_hash")
        self._id_row = columns.numbers("id_row")
        self._owner = columns.numbers("alias_entity")
        self._part_start = columns.numbers("part_start")
        self._part_token = columns.numbers("part_token")
        self._part_role = columns.numbers("part_role", "B")
        self.entity = lru_cache(maxsize=65_536)(self._entity)
        self.spelling = lru_cache(maxsize=65_536)(self._spelling)
        # asked for what is excluded, then for what is not
        self._noted = lru_cache(maxsize=1_024)(self._read_noted)
        self._part = lru_cache(maxsize=65_536)(self._read_part)
        self._rarity = lru_cache(maxsize=4_096)(self._rarity_of)

    @property
    def layers(self) -> tuple[Index, ...]:
        """The table itself."""
        return (self,)

    @property
    def extent(self) -> tuple[int, int, int]:
        """How many entities, spellings and tokens have a number, those that are gone among them."""
        return len(self._entities), len(self._aliases), len(self._tokens)

    @cached_property
    def size(self) -> int:
        """How many spellings the table has."""
        return len(self._aliases) - (int(self._gone.rows.sum()) if self._gone else 0)

    @cached_property
    def population(self) -> int:
        """How many entities the table has, at least 2: one would be a pair of names."""
        return max(2, len(self._entities) - len(self.gone))

    @cached_property
    def version(self) -> str:
        """A digest of the entities: the same for the same ones in the same order."""
        return version_of(self.bodies()) if self._gone else self.columns.about["version"]

    @cached_property
    def _letters(self) -> Letters | FastLetters:
        return (FastLetters if compiled else Letters)(self.columns)

    @cached_property
    def _retrieval(self) -> Retrieval:
        return (FastRetrieval if compiled else Retrieval)(self.columns, self._gone)

    @cached_property
    def _ranking(self) -> Ranking | FastRanking:
        return (FastRanking if compiled else Ranking)(self.columns, self._gone)

    def without(self, ids: Iterable[str]) -> Index:
        """Return the table without the entities that have one of *ids*; the columns are shared."""
        gone = {row for identifier in ids for row in self._with_id(identifier)}
        return Index(self.columns, self.gone | gone) if gone else self

    def _entity(self, row: int) -> Entity:
        return entity_from(self._entities[row])

    def _spelling(self, row: int) -> Spelling:
        start, end = self._part_start[row], self._part_start[row + 1]
        parts = tuple(self._part(self._part_token[at], self._part_role[at]) for at in range(start, end))
        return Spelling(row, self._owner[row], alias_from(self._aliases[row]), parts)

    def _read_part(self, token: int, role: int) -> NamePart:
        return part_from(self._tokens[token], role)

    def entities(self) -> Iterator[Entity]:
        """Yield every entity, in the order they were given."""
        return map(entity_from, self.bodies())

    def bodies(self) -> Iterator[str]:
        """Yield every entity as it is compiled."""
        return (
            (body for row, body in enumerate(self._entities) if row not in self.gone)
            if self.gone
            else iter(self._entities)
        )

    def by_id(self, identifier: str) -> Entity | None:
        """Return the entity with that id, the first if several rows share it, or None."""
        return next(map(self.entity, self._with_id(identifier)), None)

    def _with_id(self, identifier: str) -> Iterator[int]:
        wanted = hashed(identifier)
        at = bisect_left(self._id_hash, wanted)
        while at < len(self._id_hash) and self._id_hash[at] == wanted:
            row = self._id_row[at]
            if row not in self.gone and self.entity(row).id == identifier:
                yield row
            at += 1

    def exact(self, folded: str) -> list[Hit]:
        """Return the spellings whose key is *folded*, at most `MAX_HITS`."""
        hits = []
        for row, note in self._noted(folded):
            if not note & IS_EXCLUDED:
                hits.append(
                    Hit(folded, self.spelling(row), self._schemes[note // SCHEME], bool(note & IS_FAMILY))
                )
        return hits

    def letters(self, tokens: Sequence[int]) -> list[str]:
        """See `Letters.of`."""
        return self._letters.of(tokens)

    def names(self, rows: Sequence[int]) -> list[list[str]]:
        """See `Letters.of_rows`."""
        return self._letters.of_rows(rows)

    def only(self, hashes: Sequence[int]) -> list[int]:
        """Return, by the hash of a key, the one spelling that has such a key, as it is written; -1
        if none or several have.
        """
        import numpy as np

        arrays = self.columns.arrays
        keys, wanted = arrays["key_hash"], np.array(hashes, dtype=np.uint32)
        if not len(keys):
            return [-1] * len(hashes)
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        start = arrays["key_entry"][at]
        is_only = (
            (keys[at] == wanted)
            & (arrays["key_entry"][at + 1] - start == 1)
            & (arrays["key_note"][start] == 0)
        )
        # no other key of this hash
        is_only &= (at + 1 == len(keys)) | (keys[np.minimum(at + 1, len(keys) - 1)] != wanted)
        rows: list[int] = np.where(is_only, arrays["key_row"][start].astype(np.int64), -1).tolist()
        return rows

    def text(self, row: int) -> str:
        """Return a spelling as it is compiled: the text alone, where there is nothing more to say
        of it.
        """
        return str(self._aliases[row])

    def owner(self, row: int) -> int:
        """Return the number of the entity that a spelling is of."""
        return self._owner[row]

    def excluded(self, folded: str) -> frozenset[int]:
        """Return the rows of the entities that list the key *folded* as somebody else's."""
        return frozenset(row for row, note in self._noted(folded) if note & IS_EXCLUDED)

    def _read_noted(self, folded: str) -> list[tuple[int, int]]:
        wanted = hashed(folded)
        at = bisect_left(self._key_hash, wanted)
        while at < len(self._key_hash) and self._key_hash[at] == wanted:
            if self._keys[at] == folded:
                start, end = self._key_entry[at], self._key_entry[at + 1]
                noted = zip(self._key_row[start:end], self._key_note[start:end], strict=True)
                return list(islice(noted if self._gone is None else filter(self._is_left, noted), MAX_HITS))
            at += 1
        return []

    def _is_left(self, noted: tuple[int, int]) -> bool:
        row, note = noted
        return (row if note & IS_EXCLUDED else self._owner[row]) not in self.gone

    def near(self, readings: Sequence[str], sorts: str = ALL) -> list[tuple[int, int]]:
        """See `Retrieval.near`."""
        return self._retrieval.near(readings, sorts)

    def alike(self, readings: Sequence[str]) -> list[int]:
        """Return the tokens of `alike_ranked`, each once."""
        return list(dict.fromkeys(token for _, _, token in self.alike_ranked(readings)))[:MAX_ALIKE]

    def alike_ranked(self, readings: Sequence[str]) -> list[tuple[int, float, int]]:
        """See `Retrieval.alike`."""
        return self._retrieval.alike(readings)

    def part(self, token: int) -> NamePart:
        """Return a token by its number, without a role."""
        return self._part(token, 0)

    def rarities(self, tokens: Sequence[int]) -> list[float]:
        """Return how rare each of *tokens* is: ln(1 + spellings / spellings that have it), in nats."""
        return list(map(self._rarity, self.counts(tokens)))

    def _rarity_of(self, count: int) -> float:
        return log1p(self.size / max(1, count))

    def counts(self, tokens: Sequence[int]) -> list[int]:
        """See `Retrieval.counts`."""
        return self._retrieval.counts(tokens)

    def joined(self, terms: Iterable[str]) -> dict[int, float]:
        """Return the spellings that have one of *terms* (`terms.glued`), with how rare that is, in
        nats.
        """
        return joined_rarities(self.glued(terms).values(), self.size)

    def glued(self, terms: Iterable[str]) -> dict[int, Sequence[int]]:
        """See `Retrieval.joined`."""
        return self._retrieval.joined(terms)

    def ranked(self, wanted: Wanted) -> Ranked:
        """See `Ranking.rows`."""
        return self._ranking.rows(wanted)


def version_of(bodies: Iterable[str]) -> str:
    """Return the digest of the entities with these *bodies* (`records.entity_to`), in their order."""
    digest = blake2b(FORMAT.encode(), digest_size=8)
    for body in bodies:
        digest.update(body.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def weak_keys(entity: Entity) -> frozenset[str]:
    """Return the keys of the spellings that others than *entity* have, too."""
    return frozenset(key(text) for text in entity.weak)
