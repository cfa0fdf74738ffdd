"""polars: importing this file gives every expression the namespace `.translit`."""

from __future__ import annotations

from functools import partial

from translit import Kind, Normalizer

try:
    import polars as pl
    import pyarrow as pa  # noqa: F401  # polars hands columns over through it
except ImportError as error:
    raise ImportError(
        "translit.integrations.polars needs polars: pip install 'translit-names[polars]'"
    ) from error

from translit.integrations.arrow import FIELDS, AnswerCache, check_unmatched

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
        kind: Kind | str | None = None,
        country: str | None = None,
        normalizer: Normalizer | None = None,
    ) -> pl.Expr:
        """Return a struct for each name, `STRUCT`, whose fields are those of
        `arrow.normalize_array`.

        >>> answers = pl.col("raw").translit.normalize()
        >>> frame = pl.LazyFrame({"raw": ["Kiev", None]}).select(answers.struct.field("name"))
        >>> frame.collect()["name"].to_list()
        ['Kyiv', None]
        """
        cache = AnswerCache(normalizer, kind=kind, country=country)
        return self._expr.map_batches(partial(_normalize, cache), return_dtype=STRUCT, is_elementwise=True)

    def name(
        self,
        unmatched: str = "keep",
        *,
        kind: Kind | str | None = None,
        country: str | None = None,
        normalizer: Normalizer | None = None,
    ) -> pl.Expr:
        """Return the canonical names; where no one entity is meant, the text as it was ("keep") or
        null ("null").

        >>> names = pl.lit(pl.Series(["Kiev", "Nowhere at All"])).translit.name("null")
        >>> pl.select(names).to_series().to_list()
        ['Kyiv', None]
        """
        check_unmatched(unmatched)
        cache = AnswerCache(normalizer, kind=kind, country=country)
        return self._expr.map_batches(
            partial(_name, cache, unmatched), return_dtype=pl.String, is_elementwise=True
        )


def _normalize(cache: AnswerCache, names: pl.Series) -> pl.Series:
    return pl.Series(names.name, cache.normalize(names.to_arrow()), dtype=STRUCT)


def _name(cache: AnswerCache, unmatched: str, names: pl.Series) -> pl.Series:
    return pl.Series(names.name, cache.names(names.to_arrow(), unmatched=unmatched), dtype=pl.String)
