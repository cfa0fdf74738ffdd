"""Frames of pandas and polars joined by their names."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from translit.index.box import BOX
from translit.linking.join import Joined, join_names
from translit.model import Kind, kind_of
from translit.resolve.decide import Settings

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    Frame = TypeVar("Frame", pd.DataFrame, pl.DataFrame)

HOW = ("left", "inner")


def join(
    left: Frame,
    right: Frame,
    *,
    left_on: str,
    right_on: str | None = None,
    how: str = "left",
    best: int = 1,
    one_to_one: bool = False,
    kind: Kind | str | None = None,
    mode: str = "balanced",
    suffix: str = "_right",
    prefix: str = "translit_",
    workers: int = 1,
    progress: bool = False,
) -> Frame:
    """Join two frames of pandas, or two of polars, where a name of *left* and one of *right* are
    the same name.

    >>> import pandas as pd
    >>> people = pd.DataFrame({"who": ["Lavrov, Sergey", "Сергій Лавров", None], "n": [1, 2, 3]})
    >>> listed = pd.DataFrame({"name": ["Sergei Lavrov", "Sergei Shoigu"], "n": [10, 20]})
    >>> joined = join(people, listed, left_on="who", right_on="name")
    >>> joined[["who", "name", "n_right", "translit_status"]].values.tolist()[0]
    ['Lavrov, Sergey', 'Sergei Lavrov', 10.0, 'matched']

    The rows come in the order of *left*, with the columns of both sides, then `translit_score` and
    `translit_status`; a column of *right* whose name *left* has gets *suffix*. *how* "left": a row
    that goes with none is kept, its right side null, as is one without a name; "inner": it is left
    out. *right_on* None: the same column as *left_on*.

    *best* 1: a row goes with the one name of *right* that is meant, and with none if that is not
    clear (status ambiguous). *best* k: with up to k candidates, the best first, each with its
    score. A name that several rows of *right* have, but for case, script and punctuation, brings
    them all, as in any join. *one_to_one*: no row of either side is used twice; the pairs with the
    highest scores are made first (greedily: the sum of the scores need not be the highest that is
    possible), and a name whose best candidate is taken may get the next one, if that is likely
    enough then; *best* must be 1.

    *mode* is that of `Settings`; *kind* says what all names are. Scores are those of
    `Normalizer.normalize` over the names of *right*. Raises TypeError for what is no frame, two
    libraries, a lazy frame, or a column that holds other than texts and nulls; ValueError for a
    column that is missing or would be there twice, and for an unknown *how*, *kind* or *mode*.
    """
    right_on = left_on if right_on is None else right_on
    library = _library(left, right)
    _check(left, right, left_on, right_on, how, best, one_to_one=one_to_one)
    Settings(mode=mode)  # refuses an unknown mode
    columns = _columns(left.columns, right.columns, suffix, prefix)
    pairs = join_names(
        _names(left[left_on], "left", left_on),
        _names(right[right_on], "right", right_on),
        BOX.vocabulary,
        best=best,
        one_to_one=one_to_one,
        kind=None if kind is None else kind_of(kind),
        mode=mode,
        workers=workers,
        progress=progress,
    )
    kept = pairs if how == "left" else [pair for pair in pairs if pair.right is not None]
    joined: Frame = (_pandas if library == "pandas" else _polars)(left, right, kept, columns)
    return joined


def _library(left: object, right: object) -> str:
    """Return the library that both frames are of."""
    sides = []
    for side, frame in (("left", left), ("right", right)):
        of = [
            name
            for name in ("pandas", "polars")
            if name in sys.modules and isinstance(frame, sys.modules[name].DataFrame)
        ]
        if not of:
            lazy = ": collect() it first" if type(frame).__name__ == "LazyFrame" else ", of pandas or polars"
            raise TypeError(f"join: {side} must be a DataFrame, not {type(frame).__name__}{lazy}")
        sides += of
    if sides[0] != sides[1]:
        raise TypeError(
            f"join: left is of {sides[0]}, right of {sides[1]}: bring both into one library first"
        )
    return sides[0]


def _check(
    left: Any, right: Any, left_on: str, right_on: str, how: str, best: int, *, one_to_one: bool
) -> None:
    for side, frame, column in (("left", left, left_on), ("right", right, right_on)):
        if list(frame.columns).count(column) != 1:
            number = "several columns" if column in frame.columns else "no column"
            raise ValueError(
                f"join: {side} has {number} {column!r}; there are {', '.join(map(repr, frame.columns))}"
            )
    if how not in HOW:
        raise ValueError(f"join: how must be one of {', '.join(HOW)}, not {how!r}")
    if isinstance(best, bool) or not isinstance(best, int) or best < 1 or (one_to_one and best > 1):
        raise ValueError(f"join: best must be a whole number, 1 or more, and 1 with one_to_one, not {best!r}")


def _columns(left: Iterable[str], right: Iterable[str], suffix: str, prefix: str) -> list[str]:
    """Return the names of the columns of the right side, then of score and status."""
    own = list(left)
    named = [f"{column}{suffix}" if column in own else column for column in right]
    named += [f"{prefix}score", f"{prefix}status"]
    every = own + named
    if twice := [column for column in every if every.count(column) > 1]:
        raise ValueError(
            f"join: the column {twice[0]!r} would be there twice: name another suffix or prefix, or rename it"
        )
    return named


def _names(column: Any, side: str, label: str) -> list[str | None]:
    """Return the texts of a column, None where there is none."""
    missing = column.isna().tolist() if hasattr(column, "isna") else column.is_null().to_list()
    values = column.tolist() if hasattr(column, "tolist") else column.to_list()
    names: list[str | None] = []
    for row, (value, is_missing) in enumerate(zip(values, missing, strict=True)):
        if is_missing:
            names.append(None)
        elif isinstance(value, str):
            names.append(value)
        else:
            hint = (
                ": decode it first"
                if isinstance(value, bytes)
                else ": choose another column, or cast it if these are names"
            )
            what = f"{type(value).__name__} {value!r:.80}"
            raise TypeError(f"join: {side}[{label!r}], row {row} counted from 0, is {what}, not a text{hint}")
    return names


def _scores_and_statuses(pairs: Sequence[Joined]) -> tuple[list[float | None], list[str | None]]:
    return [pair.score for pair in pairs], [pair.status and pair.status.value for pair in pairs]


def _pandas(left: Any, right: Any, pairs: Sequence[Joined], columns: Sequence[str]) -> Any:
    import pandas as pd

    scores, statuses = _scores_and_statuses(pairs)
    ours = left.iloc[[pair.left for pair in pairs]].reset_index(drop=True)
    # a place that is not there gives a row of nulls, by pandas' own rules for each type
    theirs = right.reset_index(drop=True).reindex(
        [-1 if pair.right is None else pair.right for pair in pairs]
    )
    theirs = theirs.reset_index(drop=True)
    answers = pd.DataFrame(
        {"score": pd.Series(scores, dtype="float64"), "status": pd.Series(statuses, dtype="object")}
    )
    joined = pd.concat([ours, theirs, answers], axis=1)
    joined.columns = pd.Index([*left.columns, *columns])
    return joined


def _polars(left: Any, right: Any, pairs: Sequence[Joined], columns: Sequence[str]) -> Any:
    import polars as pl

    scores, statuses = _scores_and_statuses(pairs)
    ours = left[[pair.left for pair in pairs]]
    places = pl.Series([pair.right for pair in pairs], dtype=pl.UInt32)
    theirs = right.select(pl.all().gather(places)) if right.width else right
    answers = pl.DataFrame(
        {"score": scores, "status": statuses}, schema={"score": pl.Float64, "status": pl.String}
    )
    renamed = theirs.rename(dict(zip(right.columns, columns, strict=False)))
    return pl.concat(
        [ours, renamed, answers.rename(dict(zip(answers.columns, columns[-2:], strict=True)))],
        how="horizontal",
    )
