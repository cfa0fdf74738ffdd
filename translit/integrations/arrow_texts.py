"""Columns of texts in Arrow, of whatever type: the distinct texts, and where each stands."""

from __future__ import annotations

from typing import Any

import pyarrow as pa


def encode(array: pa.Array | pa.ChunkedArray) -> tuple[list[str | None], pa.Array]:
    """Return the distinct texts of a column and, for each row, the number of its text; null where
    there is none.

    >>> names, places = encode(pa.array(["Kiev", None, "Minsk", "Kiev"]))
    >>> names, places.to_pylist()
    (['Kiev', 'Minsk'], [0, None, 1, 0])

    Texts of a dictionary that no row has are left out. Raises TypeError for what is no array or has
    no texts.
    """
    if not isinstance(array, pa.Array | pa.ChunkedArray):
        raise TypeError(
            f"names must be a pyarrow Array or ChunkedArray, not {type(array).__name__}: "
            "pyarrow.array(…) makes one"
        )
    check_text(array.type)
    if not pa.types.is_dictionary(array.type):
        texts = array.cast(pa.string()) if pa.types.is_null(array.type) else array
        encoded = as_one(texts.dictionary_encode())
        return encoded.dictionary.to_pylist(), encoded.indices
    whole = as_one(array)
    used = whole.indices.dictionary_encode()
    texts = whole.dictionary.cast(pa.large_string())  # `take` knows no string_view
    return texts.take(used.dictionary).to_pylist(), used.indices


def is_text(array: Any) -> bool:
    """Whether *array* is a column of plain texts, no dictionary."""
    return isinstance(array, pa.Array | pa.ChunkedArray) and (
        pa.types.is_string(array.type) or pa.types.is_large_string(array.type)
    )


def as_one(array: Any) -> Any:
    """Return a column as one array, with one dictionary if it has any."""
    return array.unify_dictionaries().combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def check_text(kind: pa.DataType) -> None:
    """Raise TypeError, with a remedy, for a type of column that holds no texts."""
    of = kind.value_type if pa.types.is_dictionary(kind) else kind
    types = pa.types
    if types.is_string(of) or types.is_large_string(of) or types.is_string_view(of) or types.is_null(of):
        return
    if (
        types.is_binary(of)
        or types.is_large_binary(of)
        or types.is_fixed_size_binary(of)
        or types.is_binary_view(of)
    ):
        remedy = "decode the bytes first; if they are UTF-8, cast them to string"
    elif types.is_struct(of):
        remedy = f"choose the field that holds the name, of {', '.join(field.name for field in of) or 'none'}"
    elif types.is_nested(of):
        remedy = "bring it into one name a row first"
    else:
        remedy = "choose another column, or cast it to string if these are names"
    raise TypeError(f"names must be a column of texts, not of {kind}: {remedy}")
