"""The columns of a table, numbers and texts by row, in memory or in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar, cast

from translit.errors import FormatError
from translit.index.arrays import Arrays

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

TypeCode = Literal["B", "H", "I"]
# The names that numpy has for the type codes of `struct`.
_NUMPY_TYPES: dict[TypeCode, str] = {"B": "|u1", "H": "<u2", "I": "<u4"}
MAX_TEXT_BYTES = 2**32 - 1  # of a column: the start of a text has four bytes
ITERATED = 4_096  # texts that are read at once where all are asked for


class Columns:
    """The arrays of a table and its metadata; numbers and texts are read without numpy."""

    def __init__(self, arrays: Mapping[str, Array], metadata: Mapping[str, str]) -> None:
        self.arrays = arrays
        self.metadata = metadata

    def numbers(self, name: str, code: TypeCode = "I") -> Sequence[int]:
        """Return a column of numbers; *code* is B, H or I: 1, 2 or 4 bytes, unsigned."""
        if isinstance(self.arrays, Arrays):
            return self.arrays.raw(name, _NUMPY_TYPES[code]).cast(code)
        return self.arrays[name].data

    def floats(self, name: str) -> Sequence[float]:
        """Return a column of floats of 4 bytes."""
        if isinstance(self.arrays, Arrays):
            return self.arrays.raw(name, "<f4").cast("f")
        return self.arrays[name].data

    def refusal(self, error: Exception) -> FormatError | None:
        """Return what says that the file is not sound, as *error* shows; None where there is no
        file.
        """
        if not isinstance(self.arrays, Arrays):
            return None
        return self.arrays.refusal(f"a table that is not sound ({type(error).__name__}: {error})")

    def texts(self, name: str) -> Texts:
        """Return a column of texts."""
        return Texts(self.numbers(f"{name}_text", "B"), self.numbers(f"{name}_start"))


class Texts(Sequence[str]):
    """Texts one after the other in UTF-8, and where each starts."""

    def __init__(self, letters: Sequence[int], start: Sequence[int]) -> None:
        self._letters = letters
        self._start = start

    def __len__(self) -> int:
        return len(self._start) - 1

    def __getitem__(self, at: Any) -> Any:
        return str(self._letters[self._start[at] : self._start[at + 1]], "utf-8", "surrogatepass")  # type: ignore[call-overload]

    def __iter__(self) -> Iterator[str]:
        for at in range(0, len(self), ITERATED):
            starts = list(self._start[at : at + ITERATED + 1])
            letters = bytes(self._letters[starts[0] : starts[-1]])
            for start, end in pairwise(starts):
                yield letters[start - starts[0] : end - starts[0]].decode("utf-8", "surrogatepass")


def pack(name: str, texts: Sequence[str]) -> dict[str, Array]:
    """Return the two columns that `Columns.texts` reads *texts* from. Raises ValueError for more
    than 4 GiB of texts.
    """
    import numpy as np

    written = [text.encode("utf-8", "surrogatepass") for text in texts]
    start = np.cumsum([0, *map(len, written)], dtype=np.uint64)
    if start[-1] > MAX_TEXT_BYTES:
        raise ValueError(
            f"{start[-1]} bytes of {name} texts, and one table holds {MAX_TEXT_BYTES}: "
            "divide the entities over several tables"
        )
    return {
        f"{name}_text": np.frombuffer(b"".join(written), dtype=np.uint8),
        f"{name}_start": start.astype(np.uint32),
    }


class HasColumns(Protocol):
    """What reads the columns of a table."""

    columns: Columns


# What a column that holds other than it should raises where it is read.
UNSOUND = (LookupError, ValueError, TypeError, AttributeError, OverflowError, RecursionError)
Read = TypeVar("Read", bound=Callable[..., Any])


def reading(method: Read) -> Read:
    """Return a *method* of what has `columns` that raises FormatError where a file is not sound.

    What goes wrong with a table in memory stays what it is.
    """

    @wraps(method)
    def read(self: HasColumns, *asked: Any) -> Any:
        try:
            return method(self, *asked)
        except UNSOUND as error:
            raise self.columns.refusal(error) or error from None

    return cast("Read", read)
