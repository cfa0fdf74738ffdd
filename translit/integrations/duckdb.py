"""DuckDB: `register(con)` gives a connection the SQL functions `translit`, `translit_name` and
`translit_score`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache, partial

from translit import Normalizer, compare

try:
    import duckdb
    import pyarrow as pa
    import pyarrow.compute as pc
    from duckdb.func import FunctionNullHandling, PythonUDFType
except ImportError as error:
    raise ImportError(
        "translit.integrations.duckdb needs duckdb: pip install 'translit-names[duckdb]'"
    ) from error

from translit.integrations.arrow import CACHED_NAMES, AnswerCache, fields

TEXT = "VARCHAR"
# by position: DuckDB 1.4 takes what has a default by its name alone, and "when" is a word of SQL
MACROS = """
CREATE OR REPLACE TEMP MACRO translit
    (name) AS _translit(name, NULL, NULL, NULL),
    (name, kind) AS _translit(name, kind, NULL, NULL),
    (name, kind, country) AS _translit(name, kind, country, NULL),
    (name, kind, country, day) AS _translit(name, kind, country, CAST(day AS VARCHAR))
"""


def register(
    con: duckdb.DuckDBPyConnection,
    *,
    normalizer: Normalizer | None = None,
    candidates: int = 0,
    reason: bool = False,
) -> None:
    """Give a connection the SQL functions below. Calling it again replaces them.

    >>> con = duckdb.connect()
    >>> register(con)
    >>> query = "SELECT translit_name('Kiev'), translit('Medinksy', 'person').id, translit(NULL)"
    >>> con.sql(query).fetchall()
    [('Kyiv', 'person/vladimir-medinsky', None)]
    >>> register(con, candidates=2, reason=True)
    >>> con.sql("SELECT translit('Reznikov').candidate_1_id").fetchall()
    [('person/oleksii-reznikov',)]

    `translit(name)`, `translit(name, kind)`, `translit(name, kind, country)` and `translit(name,
    kind, country, day)` return a STRUCT with the fields of `arrow.normalize_array`, *candidates*
    and the *reason* among them where they are asked for. What follows the name is a value or a
    column, NULL where it is not known; *day* is the date of `normalize(when=…)`: a DATE, a
    TIMESTAMP, a year, or text of ISO 8601.
    `translit_name(name)` is the canonical name, NULL unless one entity is meant.
    `translit_score(a, b)` is how likely two names are spellings of one, without a table. NULL gives
    NULL. What is no VARCHAR is refused by DuckDB when the query is planned.

    The functions live as long as the connection; they are not written to its database. Latest
    answers are kept from batch to batch, for each kind (see `arrow.AnswerCache`).
    """
    cache = partial(AnswerCache, normalizer, candidates=candidates, reason=reason)
    caches: dict[str | None, AnswerCache] = {None: cache()}
    score = lru_cache(CACHED_NAMES)(_score)

    def translit(
        names: pa.ChunkedArray, kinds: pa.ChunkedArray, countries: pa.ChunkedArray, days: pa.ChunkedArray
    ) -> pa.Array:
        if countries.null_count < len(countries) or days.null_count < len(days):
            return caches[None].normalize_each(names, kinds, countries, days)
        distinct: list[str | None] = kinds.unique().to_pylist()
        for kind in distinct:
            if kind not in caches:
                caches[kind] = cache(kind=kind)  # ValueError for an unknown one
        if len(distinct) == 1:
            return caches[distinct[0]].normalize(names)
        rows = [
            pc.indices_nonzero(kinds.is_null() if kind is None else pc.equal(kinds, kind))
            for kind in distinct
        ]
        parts = [
            caches[kind].normalize(names.take(of_kind)) for kind, of_kind in zip(distinct, rows, strict=True)
        ]
        return pa.concat_arrays(parts).take(pc.sort_indices(pa.concat_arrays(rows)))

    def translit_name(names: pa.ChunkedArray) -> pa.Array:
        return caches[None].names(names, unmatched="null")

    def translit_score(a: pa.ChunkedArray, b: pa.ChunkedArray) -> pa.Array:
        return pa.array(map(score, a.to_pylist(), b.to_pylist()), pa.float64())

    _replace(con, "_translit", translit, [TEXT] * 4, _struct(candidates, reason))
    _replace(con, "translit_name", translit_name, [TEXT], TEXT)
    _replace(con, "translit_score", translit_score, [TEXT, TEXT], "DOUBLE")
    con.execute(MACROS)


def _struct(candidates: int, reason: bool) -> str:
    types = fields(candidates, reason=reason)
    columns = (f'"{field}" {"DOUBLE" if pa.types.is_float64(of) else TEXT}' for field, of in types.items())
    return f"STRUCT({', '.join(columns)})"


def _score(a: str | None, b: str | None) -> float | None:
    return None if a is None or b is None else compare(a, b).score


def _replace(
    con: duckdb.DuckDBPyConnection, name: str, function: Callable[..., pa.Array], takes: list[str], gives: str
) -> None:
    with suppress(duckdb.InvalidInputException):  # there is none yet
        con.remove_function(name)
    con.create_function(
        name,
        function,
        [duckdb.sqltype(of) for of in takes],
        duckdb.sqltype(gives),
        type=PythonUDFType.ARROW,
        null_handling=FunctionNullHandling.SPECIAL,
    )
