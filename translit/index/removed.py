"""Tombstones: what is removed from a compiled table, whose columns stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from translit.index.columns import Columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]


class Tombstones(NamedTuple):
    """Removed entities, their rows, and the tokens that no other row has."""

    entities: frozenset[int]
    rows: Array  # of bool, by row
    tokens: Array  # of bool, by token
    removed_postings: Mapping[int, int]  # rows that a token lost, by token

    @classmethod
    def of(cls, entities: frozenset[int], columns: Columns) -> Tombstones:
        """Return the tombstones of *entities*, read from the columns: 10 ms for a million rows."""
        import numpy as np

        arrays = columns.arrays
        rows = np.isin(arrays["alias_entity"], np.fromiter(entities, dtype=np.uint32))
        sizes: Array = np.diff(arrays["row_start"].astype(np.int64))
        token = arrays["row_token"][np.repeat(rows, sizes)]
        had: Array = np.diff(arrays["posting_start"].astype(np.int64))
        removed_postings = np.bincount(token, minlength=len(had))
        changed = np.flatnonzero(removed_postings)
        return cls(
            entities,
            rows,
            (removed_postings > 0) & (removed_postings == had),
            dict(zip(changed.tolist(), removed_postings[changed].tolist(), strict=True)),
        )
