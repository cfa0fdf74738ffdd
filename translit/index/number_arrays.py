"""Arrays of numbers, ordered and grouped, for the columns of a table."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]


def numbers(values: array[int]) -> Array:
    """Return *values* as an array of NumPy, of the same memory."""
    import numpy as np

    return np.frombuffer(values, dtype=values.typecode) if len(values) else np.zeros(0, dtype=values.typecode)


def ascending(values: Array) -> Array:
    """Return in which order *values* ascend, the first of equals first."""
    import numpy as np

    return np.argsort(values, kind="stable").astype(np.uint32)


def grouped(group: Array, groups: int) -> tuple[Array, Array]:
    """Return where each group begins, and the members group by group."""
    import numpy as np

    start = np.concatenate([[0], np.cumsum(np.bincount(group, minlength=groups))])
    return start.astype(np.uint32), ascending(group)
