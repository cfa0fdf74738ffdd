"""Whether a compiled table is what `build` makes, and not only numbers under the right names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from translit.errors import FormatError
from translit.index.columns import Columns, TypeCode
from translit.index.index import IS_EXCLUDED, SCHEME, version_of
from translit.index.records import ROLES, decode_alias, decode_entity
from translit.model import MAX_LETTERS, is_too_long
from translit.names.lexicon import TABLES, Lexicon

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

TEXTS = ("entity", "alias", "token", "key")
# columns of starts: what they divide, and what they divide it for
STARTS = {
    "key_entry": ("key_row", "key"),
    "part_start": ("part_token", "alias"),
    "row_start": ("row_token", "alias"),
    "posting_start": ("posting_row", "token"),
    "term_start": ("term_token", "term_hash"),
}
# columns of numbers of others
NUMBERS = {
    "id_row": "entity",
    "alias_entity": "entity",
    "part_token": "token",
    "row_token": "token",
    "term_token": "token",
    "posting_row": "alias",
    "concatenation_row": "alias",
}
# columns with a value for each of another
AS_LONG = {
    "key_hash": "key",
    "key_flags": "key_row",
    "id_hash": "entity",
    "id_row": "entity",
    "alias_entity": "alias",
    "part_role": "part_token",
    "row_initials": "alias",
    "row_rarity": "alias",
    "token_length": "token",
    "token_ngrams": "token",
    "concatenation_row": "concatenation_hash",
}
SORTED = ("key_hash", "id_hash", "term_hash", "concatenation_hash")
CODES: dict[str, TypeCode] = {
    "key_flags": "H",
    "part_role": "B",
    "token_length": "B",
    "token_ngrams": "B",
}


def check(columns: Columns, path: str) -> None:
    """Raise FormatError, which says what is wrong, if the table at *path* is none that `build`
    makes: a number that leads nowhere, a text that is none, an entity that cannot be.

    Takes about as long as reading every byte and every entity.
    """
    try:
        problem = next(_problems(columns), None)
    except FormatError:
        raise
    except (LookupError, ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        problem = f"{type(error).__name__}: {error}"
    if problem is not None:
        raise FormatError(path, f"a table that is not sound ({problem})", "what Normalizer.save writes")


def _problems(columns: Columns) -> Iterator[str]:
    """Yield what is wrong; each test relies on those before it."""
    sizes: dict[str, int] = {}
    yield from _problems_of_texts(columns, sizes)
    for name in {*STARTS, *NUMBERS, *AS_LONG, *SORTED, "key_row"} - {"row_rarity"}:
        sizes[name] = len(_numbers(columns, name))
    sizes["row_rarity"] = len(columns.floats("row_rarity"))
    for name, as_long in AS_LONG.items():
        if sizes[name] != sizes[as_long]:
            yield f"{name} and {as_long} differ in length"
    for name, (divided, of) in STARTS.items():
        if sizes[name] != sizes[of] + 1 or not _divides(_numbers(columns, name), sizes[divided]):
            yield f"{name} does not divide {divided}"
    yield from _problems_of_values(columns, sizes)
    yield from _problems_of_records(columns)


def _problems_of_texts(columns: Columns, sizes: dict[str, int]) -> Iterator[str]:
    """Yield what is wrong with the texts, and note how many there are of each."""
    for name in (*TEXTS, "lexicon"):
        start, letters = _numbers(columns, f"{name}_start"), _numbers(columns, f"{name}_text", "B")
        if not _divides(start, len(letters)):
            yield f"{name}_start does not divide {name}_text"
        str(letters.tobytes(), "utf-8", "surrogatepass")
        if ((letters[start[start < len(letters)]] & 0xC0) == 0x80).any():
            yield f"{name}_start begins inside a letter"
        sizes[name] = len(start) - 1


def _problems_of_values(columns: Columns, sizes: dict[str, int]) -> Iterator[str]:
    import numpy as np

    for name, of in NUMBERS.items():
        if (_numbers(columns, name) >= sizes[of]).any():
            yield f"{name} leads to no {of}"
    flags = _numbers(columns, "key_flags")
    most = np.where(flags & IS_EXCLUDED, sizes["entity"], sizes["alias"])
    if (_numbers(columns, "key_row") >= most).any():
        yield "key_row leads to no alias"
    if (flags // SCHEME >= len(columns.metadata["schemes"].split(" "))).any():
        yield "key_flags name no scheme"
    if (_numbers(columns, "part_role") >= len(ROLES)).any():
        yield "part_role names no role"
    rarity = np.asarray(columns.floats("row_rarity"))
    if not np.isfinite(rarity).all() or (rarity < 0).any():
        yield "row_rarity has no rarities"
    for name in SORTED:
        hashes = _numbers(columns, name)
        if (hashes[1:] < hashes[:-1]).any():
            yield f"{name} does not ascend"
    for name in ("part_start", "row_start"):
        if (np.diff(_numbers(columns, name).astype(np.int64)) > MAX_LETTERS).any():
            yield f"{name}: a name has more parts than letters"


def _problems_of_records(columns: Columns) -> Iterator[str]:
    records = list(columns.texts("entity"))
    if columns.metadata["version"] != version_of(records):
        yield "its version is not that of its entities"
    for record in records:
        entity = decode_entity(record)
        if is_too_long(entity.name) or not all(isinstance(of, str) for of in (entity.id, entity.name)):
            yield f"an entity {entity.id!r:.60} without a name"
    for body in columns.texts("alias"):
        if is_too_long(decode_alias(body).text):
            yield "an alias that is too long for a name"
    if len(texts := list(columns.texts("lexicon"))) != len(TABLES):
        yield f"{len(texts)} tables of language data"
    lexicon, empty = Lexicon.from_texts(texts), Lexicon()
    for name in TABLES:
        table = getattr(lexicon, name)
        if type(table) is not type(getattr(empty, name)) or not _are_texts(table):
            yield f"the language data {name!r}"


def _are_texts(value: object) -> bool:
    """Whether a value is a text, or has nothing but texts as members."""
    if isinstance(value, dict):
        return _are_texts(tuple(value)) and _are_texts(tuple(value.values()))
    if isinstance(value, tuple | frozenset):
        return all(map(_are_texts, value))
    return isinstance(value, str)


def _numbers(columns: Columns, name: str, code: TypeCode | None = None) -> Array:
    import numpy as np

    return np.asarray(columns.numbers(name, code or CODES.get(name, "I")))


def _divides(start: Array, size: int) -> bool:
    """Whether *start* is where each piece of *size* values begins, and where the last ends."""
    is_whole = len(start) > 0 and start[0] == 0 and start[-1] == size
    return bool(is_whole and not (start[1:] < start[:-1]).any())
