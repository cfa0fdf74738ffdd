"""polars: importing this file gives every expression the namespace `.translit`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from translit import Kind, Normalizer

try:
    import polars as pl
    import pyarrow as pa
except ImportError as error:
    raise ImportError(
        "translit.integrations.polars needs polars: pip install 'translit-names[polars]'"
    ) from error

from translit.integrations.arrow import FIELDS, AnswerCache, When, check_unmatched, fields, normalize_array

STRUCT = pl.Struct({field: pl.Float64 if field == "score" else pl.String for field in FIELDS})


@pl.api.register_expr_namespace("translit")
class ExpressionNamespace:
    """What a column of names means: `pl.col("raw").translit.normalize()`, `.translit.name()`.

    The column may be of String, Categorical, Enum or Null. Each expression keeps its latest answers
    from batch to batch (see `arrow.AnswerCache`), so it works lazily, in the streaming engine and
    over a file that is larger than memory. Raises TypeError for a column of anything else, when the
    query runs.
    """

    def __init__(self, expr: pl.Expr) -> None:
        self._expr = expr

    def normalize(
        self,
        *,
        kind: Kind | str | pl.Expr | None = None,
        country: str | pl.Expr | None = None,
        when: When | pl.Expr | None = None,
        normalizer: Normalizer | None = None,
        candidates: int = 0,
        reason: bool = False,
        prefix: str = "",
        suffix: str = "",
    ) -> pl.Expr:
        """Return a struct for each name, `STRUCT`, whose fields are those of
        `arrow.normalize_array`.

        *prefix* and *suffix* go around the names of the fields, so that `unnest` does not collide;
        *kind*, *country* and *when* may be expressions, a value for each row; *candidates* and
        *reason* add fields.

        >>> answers = pl.col("raw").translit.normalize()
        >>> frame = pl.LazyFrame({"raw": ["Kiev", None]}).select(answers.struct.field("name"))
        >>> frame.collect()["name"].to_list()
        ['Kyiv', None]
        """
        names = fields(candidates, reason=reason)
        dtype = pl.Struct(
            {f"{prefix}{name}{suffix}": pl.Float64 if name.endswith("score") else pl.String for name in names}
        )
        if not (isinstance(kind, pl.Expr) or isinstance(country, pl.Expr) or isinstance(when, pl.Expr)):
            cache = AnswerCache(
                normalizer, kind=kind, country=country, when=when, candidates=candidates, reason=reason
            )
            work = partial(_normalize, cache, dtype)
            return self._expr.map_batches(work, return_dtype=dtype, is_elementwise=True)
        asked = partial(normalize_array, normalizer=normalizer, candidates=candidates, reason=reason)
        columns = [
            of if isinstance(of, pl.Expr) else pl.lit(None if of is None else str(of), pl.String)
            for of in (kind, country, when)
        ]
        return pl.map_batches(
            [self._expr, *columns], partial(_normalize_each, asked, dtype), dtype, is_elementwise=True
        )

    def name(
        self,
        unmatched: str = "keep",
        *,
        kind: Kind | str | None = None,
        country: str | None = None,
        when: When | None = None,
        normalizer: Normalizer | None = None,
    ) -> pl.Expr:
        """Return the canonical names; where no one entity is meant, the text as it was ("keep") or
        null ("null").

        >>> names = pl.lit(pl.Series(["Kiev", "Nowhere at All"])).translit.name("null")
        >>> pl.select(names).to_series().to_list()
        ['Kyiv', None]
        """
        check_unmatched(unmatched)
        cache = AnswerCache(normalizer, kind=kind, country=country, when=when)
        return self._expr.map_batches(
            partial(_name, cache, unmatched), return_dtype=pl.String, is_elementwise=True
        )


def _normalize(cache: AnswerCache, dtype: pl.Struct, names: pl.Series) -> pl.Series:
    return _as_struct(names.name, cache.normalize(names.to_arrow()), dtype)


def _normalize_each(ask: Callable[..., Any], dtype: pl.Struct, columns: Sequence[pl.Series]) -> pl.Series:
    names, *about = columns
    kinds, countries, dates = (
        of.to_list() if len(of) == len(names) else of.to_list() * len(names) for of in about
    )
    answers = ask(names.to_arrow(), kind=kinds, country=countries, when=dates)
    return _as_struct(names.name, answers, dtype)


def _as_struct(name: str, answers: Any, dtype: pl.Struct) -> pl.Series:
    renamed = pa.StructArray.from_arrays(
        answers.flatten(), names=[field.name for field in dtype.fields], mask=answers.is_null()
    )
    return pl.Series(name, renamed, dtype=dtype)


def _name(cache: AnswerCache, unmatched: str, names: pl.Series) -> pl.Series:
    return pl.Series(names.name, cache.names(names.to_arrow(), unmatched=unmatched), dtype=pl.String)
