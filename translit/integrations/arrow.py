"""Columns of names over Arrow: distinct names are answered once. The other integrations are built
on this file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial
from threading import Lock
from typing import Any, TypeGuard

import translit
from translit import Kind, Match, Normalizer

try:
    import pyarrow as pa
    import pyarrow.compute as pc
except ImportError as error:
    raise ImportError(
        "translit.integrations.arrow needs pyarrow: pip install 'translit-names[arrow]'"
    ) from error

from translit.integrations.arrow_texts import as_one, check_text, encode, is_text

Row = tuple[str | float | None, ...]

FIELDS = {
    "name": pa.string(),
    "id": pa.string(),
    "kind": pa.string(),
    "score": pa.float64(),
    "status": pa.string(),
    "stage": pa.string(),
    "alias": pa.string(),
}
TYPE = pa.struct(list(FIELDS.items()))
Kinds = Kind | str | Sequence[Kind | str | None] | None  # of all rows, or one of each
Countries = str | Sequence[str | None] | None
When = str | int | date  # as exact as it is known
Dates = When | Sequence[When | None] | None

# distinct names whose answers are kept between the batches of an engine: up to 500 bytes each, 250
# MB in all
CACHED_NAMES = 500_000
# kept names for each row of a batch, at most: Arrow looks names up quickly, but hashes all that are
# kept for each batch anew
MAX_CACHED_PER_ROW = 8
# names asked for at a time: a `Match` has all candidates and steps, some 10 KB, and of it one row
# is kept
CHUNK = 4_096


def fields(candidates: int = 0, *, reason: bool = False, prefix: str = "") -> dict[str, pa.DataType]:
    """Return the fields of an answer and their types: `FIELDS`, and those that are asked for.

    >>> list(fields(1, reason=True, prefix="t_"))[-4:]
    ['t_candidate_1_name', 't_candidate_1_id', 't_candidate_1_score', 't_reason']
    """
    found = dict(FIELDS)
    for number in range(1, candidates + 1):
        types = {"name": pa.string(), "id": pa.string(), "score": pa.float64()}
        found |= {f"candidate_{number}_{field}": of for field, of in types.items()}
    if reason:
        found["reason"] = pa.string()
    return {prefix + field: of for field, of in found.items()}


def normalize_array(
    array: pa.Array | pa.ChunkedArray,
    *,
    kind: Kinds | pa.Array | pa.ChunkedArray = None,
    country: Countries | pa.Array | pa.ChunkedArray = None,
    when: Dates | pa.Array | pa.ChunkedArray = None,
    normalizer: Normalizer | None = None,
    candidates: int = 0,
    reason: bool = False,
) -> pa.StructArray:
    """Return who or what each name of a column means, a struct for each row.

    >>> answers = normalize_array(pa.array(["Kiev", None, "Kharkow", "Nowhere at All"]))
    >>> answers.field("name").to_pylist()
    ['Kyiv', None, 'Kharkiv', None]
    >>> answers[0].as_py()["id"], answers[1].as_py(), answers[3].as_py()["status"]
    ('place/kyiv', None, 'unmatched')

    *array* holds texts: `string`, `large_string`, `string_view`, a dictionary of one of them, or
    only nulls. A `ChunkedArray` gives one array of all its rows. *kind*, *country* and *when* are
    those of all rows, or columns, a value for each row. *normalizer* answers, by default the one
    over the tables in the box.

    The struct is `TYPE`. `name`, `id`, `kind`, `alias`, all `string`, are the entity's canonical
    name, its id, its kind and the spelling of it that was hit: null unless MATCHED. `score` is a
    `double` from 0 to 1, `status` and `stage` are the texts of `Status` and `Stage`; `stage` is
    null if UNMATCHED. A null stays null, the whole struct. A name that stands in many rows is
    answered once. *candidates*: the struct has name, id and score of so many candidates, too, the
    best first (`candidate_1_name` …); *reason*: and why, in a line.

    Raises TypeError, with a remedy, for what is no array or has no texts; what `normalize_many`
    raises; `pyarrow.ArrowInvalid` if a field would have more than 2 GB of text: hand such a column
    over in parts.
    """
    cache = partial(AnswerCache, normalizer, candidates=candidates, reason=reason)
    if _is_one(kind) and _is_one(country) and is_one_date(when):
        return cache(kind=kind, country=country, when=when).normalize(array)
    return cache().normalize_each(array, kind, country, when)


def _is_one(given: object) -> TypeGuard[str | None]:
    return given is None or isinstance(given, str)


def is_one_date(given: object) -> TypeGuard[When | None]:
    """Whether *given* is a date, or none, rather than one for each row."""
    return given is None or isinstance(given, str | int | date)


class AnswerCache:
    """Answers columns by one normalizer, for one kind, country and date, and keeps the latest
    answers for the next column.

    Engines hand a column over in batches, and the same names come again in each. What is kept is
    dropped, all at once, when it is more than `CACHED_NAMES` names; a batch with more distinct
    names is held until the next one. Many threads may ask one cache; each new name is answered by
    one of them, as Python has one lock anyway. It is pickled without what it keeps, if its
    normalizer can be.

    Once a batch brings no new name, the answers are also kept as an Arrow array, from which later
    batches take theirs without a Python object for each name.
    """

    def __init__(
        self,
        normalizer: Normalizer | None = None,
        *,
        kind: Kind | str | None = None,
        country: str | None = None,
        when: When | None = None,
        candidates: int = 0,
        reason: bool = False,
    ) -> None:
        self._ask = translit.normalize_many if normalizer is None else normalizer.normalize_many
        self._about: dict[str, Any] = {"kind": kind, "country": country, "when": when}
        self._ask([], **self._about)  # a wrong kind, country or date is refused here, not in a query
        self._made_by = (normalizer, kind, country, when, candidates, reason)
        self._fields = fields(candidates, reason=reason)
        self._row_of = partial(Match.to_row, candidates=candidates, reason=reason)
        self._cache: dict[str, Row] = {}
        self._arrow_cache = pa.array([], pa.string()), self._struct([])
        self._lock = Lock()

    def __reduce__(self) -> tuple[Callable[..., AnswerCache], tuple[object, ...]]:
        return _cache_of, self._made_by

    def normalize(self, array: pa.Array | pa.ChunkedArray) -> pa.StructArray:
        """Return what `normalize_array` does."""
        names, answers = self._arrow_cache
        if is_text(array) and 0 < len(names) <= MAX_CACHED_PER_ROW * len(array):
            places = as_one(pc.index_in(array, value_set=names.cast(array.type)))
            if places.null_count == array.null_count:
                return answers.take(places)
        distinct, places = encode(array)
        before = len(self._cache)
        answers = self._struct(self.rows(distinct))
        if before == len(self._cache) <= MAX_CACHED_PER_ROW * len(array):
            with self._lock:  # no name may come in between
                cache = self._cache  # another thread may put another dict there
                self._arrow_cache = pa.array(list(cache), pa.string()), self._struct(cache.values())
        return answers.take(places)

    def normalize_each(
        self, array: pa.Array | pa.ChunkedArray, kind: Any, country: Any, when: Any = None
    ) -> pa.StructArray:
        """Return what `normalize` does, for a *kind*, a *country* and a date of all rows or of
        each.
        """
        check_text(array.type)
        names = array.to_pylist()
        columns = [_values(given, len(names)) for given in (kind, country, when)]
        asked = list(zip(names, *columns, strict=True))
        distinct = [of for of in dict.fromkeys(asked) if of[0] is not None]
        rows: dict[Any, Row] = {}
        for start in range(0, len(distinct), CHUNK):
            chunk = distinct[start : start + CHUNK]
            of_name, of_kind, of_country, dates = zip(*chunk, strict=True)
            matches = self._ask(of_name, kind=of_kind, country=of_country, when=dates)
            rows |= zip(chunk, map(self._row_of, matches), strict=True)
        no_row: Row = (None,) * len(self._fields)
        return self._struct([rows.get(of, no_row) for of in asked])

    def _struct(self, rows: Collection[Row]) -> pa.StructArray:
        """Return rows as an array, null for those without a status."""
        columns = zip(*rows, strict=True) if rows else ((),) * len(self._fields)
        arrays = [pa.array(column, kind) for column, kind in zip(columns, self._fields.values(), strict=True)]
        return pa.StructArray.from_arrays(
            arrays,
            fields=[pa.field(*of) for of in self._fields.items()],
            mask=arrays[list(self._fields).index("status")].is_null(),
        )

    def names(self, array: pa.Array | pa.ChunkedArray, *, unmatched: str) -> pa.Array:
        """Return the canonical name of each row; where no one entity is meant, the row as it was
        ("keep") or null ("null").

        Raises ValueError for another *unmatched*.
        """
        check_unmatched(unmatched)
        names = self.normalize(array).field("name")
        return names if unmatched == "null" else pc.coalesce(names, as_one(array).cast(pa.string()))

    def rows(self, names: Sequence[str | None]) -> list[Row]:
        """Return the row of each of *names*, which are distinct."""
        cache = self._cache
        new = [name for name in names if name is not None and name not in cache]
        if len(cache) + len(new) > CACHED_NAMES:
            # another dict, because another thread may be reading this one
            self._cache = cache = {name: cache[name] for name in names if name is not None and name in cache}
        for start in range(0, len(new), CHUNK):
            # what another thread has answered in the meantime is left out
            with self._lock:
                asked = [name for name in new[start : start + CHUNK] if name not in cache]
                for match in self._ask(asked, **self._about):
                    cache[match.query] = self._row_of(match)
        no_row: Row = (None,) * len(self._fields)
        return [no_row if name is None else cache[name] for name in names]


def _cache_of(
    normalizer: Normalizer | None,
    kind: Kind | str | None,
    country: str | None,
    when: When | None,
    candidates: int,
    reason: bool,
) -> AnswerCache:
    about: dict[str, Any] = {"kind": kind, "country": country, "when": when}
    return AnswerCache(normalizer, **about, candidates=candidates, reason=reason)


def _values(given: Any, rows: int) -> list[Any]:
    """Return a value for each of *rows*: *given*, if it is one, else the values of the column."""
    if is_one_date(given):
        return [given] * rows
    values = given.to_pylist() if isinstance(given, pa.Array | pa.ChunkedArray) else list(given)
    if len(values) != rows:
        raise ValueError(
            f"{len(values)} kinds, countries or dates for {rows} names: give one for each, or one for all"
        )
    return values


def check_unmatched(unmatched: str) -> None:
    """Raise ValueError unless *unmatched* says what stands where no one entity is meant: the text
    ("keep") or nothing ("null").
    """
    if unmatched not in ("keep", "null"):
        raise ValueError(f"unmatched must be 'keep' or 'null', not {unmatched!r}")
