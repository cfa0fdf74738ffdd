"""pandas: importing this file gives every Series the accessor `.translit`."""

from __future__ import annotations

from typing import Any

from translit import Kind, Normalizer

try:
    import pandas as pd
    import pyarrow as pa
except ImportError as error:
    raise ImportError(
        "translit.integrations.pandas needs pandas: pip install 'translit-names[pandas]'"
    ) from error

from translit.integrations.arrow import (
    AnswerCache,
    Countries,
    Dates,
    Kinds,
    When,
    normalize_array,
)
from translit.integrations.arrow_texts import check_text


@pd.api.extensions.register_series_accessor("translit")
class SeriesAccessor:
    """What a Series of names means: `series.translit.normalize()`, `series.translit.name()`.

    The Series may be of dtype str, string, object, Arrow text or category, with missing values.
    Each distinct name, or category that is in use, is answered once. Both methods raise TypeError,
    which says what and in which row, for a value that is neither text nor missing.
    """

    def __init__(self, series: pd.Series[Any]) -> None:
        self._series = series

    def normalize(
        self,
        *,
        kind: Kinds | pd.Series[Any] = None,
        country: Countries | pd.Series[Any] = None,
        when: Dates | pd.Series[Any] = None,
        normalizer: Normalizer | None = None,
        candidates: int = 0,
        reason: bool = False,
        prefix: str = "",
        suffix: str = "",
    ) -> pd.DataFrame:
        """Return a frame with the Series' index: who or what each name means.

        >>> frame = pd.Series(["Kiev", None], index=[7, 8]).translit.normalize()
        >>> frame.loc[7, ["name", "kind", "status"]].tolist(), frame.loc[8].isna().all().item()
        (['Kyiv', 'place', 'matched'], True)

        The columns are the fields of `arrow.normalize_array`: `score` is float64, the others have
        the dtype of texts (str since pandas 3). *prefix* and *suffix* go around their names, so
        that the frame can be joined to one that has such columns; *kind*, *country* and *when* may
        be Series, a value for each row; *candidates* and *reason* add columns.
        """
        answers = normalize_array(
            column_of(self._series),
            kind=_values(kind),
            country=_values(country),
            when=_values(when),
            normalizer=normalizer,
            candidates=candidates,
            reason=reason,
        )
        frame: pd.DataFrame = pa.Table.from_struct_array(answers).to_pandas()
        frame.columns = pd.Index([f"{prefix}{column}{suffix}" for column in frame.columns])
        return frame.set_axis(self._series.index, axis="index")

    def name(
        self,
        unmatched: str = "keep",
        *,
        kind: Kind | str | None = None,
        country: str | None = None,
        when: When | None = None,
        normalizer: Normalizer | None = None,
    ) -> pd.Series[Any]:
        """Return the canonical names; where no one entity is meant, the text as it was ("keep") or
        a missing value ("null").

        >>> pd.Series(["Kiev", "Nowhere at All"]).translit.name().tolist()
        ['Kyiv', 'Nowhere at All']
        """
        names = AnswerCache(normalizer, kind=kind, country=country, when=when).names(
            column_of(self._series), unmatched=unmatched
        )
        named: pd.Series[Any] = names.to_pandas()
        named.index, named.name = self._series.index, self._series.name
        return named


def _values(given: Any) -> Any:
    """Return a Series as the list of its values, None where one is missing; else what is given."""
    return given.astype(object).where(given.notna(), None).tolist() if isinstance(given, pd.Series) else given


def column_of(series: pd.Series[Any]) -> pa.Array:
    """Return a Series as an Arrow column of texts. Raises TypeError that says what is no text and
    in which row.
    """
    try:
        column = pa.array(series, from_pandas=True)
        check_text(column.type)
    except (pa.ArrowException, TypeError, ValueError):
        _refuse(series)
        raise
    return column


def _refuse(series: pd.Series[Any]) -> None:
    """Raise TypeError for the first value that is neither a text nor missing, ValueError for one
    that is no Unicode.
    """
    for label, value in series.items():
        where = f"row {label!r} of column {series.name!r}"
        if isinstance(value, str):
            try:
                value.encode()
            except UnicodeEncodeError as error:
                raise ValueError(
                    f"{where}: {value!r:.80} has half a surrogate pair, {error.reason}: "
                    "decode the source anew"
                ) from None
        elif not (pd.api.types.is_scalar(value) and pd.isna(value)):
            hint = (
                "decode it first"
                if isinstance(value, bytes)
                else "make it a text, or None if there is no name"
            )
            raise TypeError(f"{where} is {type(value).__name__} {value!r:.80}, not a text: {hint}")
