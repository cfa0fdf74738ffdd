"""Frames joined by their names, in pandas and in polars."""

import subprocess
import sys
from typing import Any

import pytest

from translit import join

LEFT = {
    "who": ["Lavrov, Sergey", None, "Jane Doe", "Сергій Шойгу", "S. Lavrov", "LAVROV Sergei"],
    "n": [1, 2, 3, 4, 5, 6],
}
RIGHT = {
    "name": ["Sergei Shoigu", "Sergei Lavrov", None, "Angela Merkel"],
    "n": [10, 20, 30, 40],
    "x": ["a", "b", "c", "d"],
}


@pytest.fixture(params=["pandas", "polars"])
def library(request: pytest.FixtureRequest) -> Any:
    return pytest.importorskip(request.param)


def lists(frame: Any, *columns: str) -> list[tuple[object, ...]]:
    """Return rows, every kind of null as None."""
    rows = frame.rows() if hasattr(frame, "rows") else frame.itertuples(index=False, name=None)
    chosen = [list(frame.columns).index(column) for column in columns]
    return [
        tuple(None if row[at] is None or row[at] != row[at] else row[at] for at in chosen) for row in rows
    ]


def test_each_row_gets_the_name_that_is_meant_in_the_order_of_the_left_side(library: Any) -> None:
    found = join(library.DataFrame(LEFT), library.DataFrame(RIGHT), left_on="who", right_on="name")
    assert list(found.columns) == ["who", "n", "name", "n_right", "x", "translit_score", "translit_status"]
    assert lists(found, "n", "name", "n_right", "x", "translit_status") == [
        (1, "Sergei Lavrov", 20, "b", "matched"),
        (2, None, None, None, None),
        (3, None, None, None, "unmatched"),
        (4, "Sergei Shoigu", 10, "a", "matched"),
        (5, "Sergei Lavrov", 20, "b", "matched"),
        (6, "Sergei Lavrov", 20, "b", "matched"),
    ]
    scores = [row[0] for row in lists(found, "translit_score")]
    assert scores[1] is None
    assert all(isinstance(score, float) and 0 <= score <= 1 for score in scores if score is not None)


def test_inner_leaves_out_what_goes_with_none(library: Any) -> None:
    found = join(
        library.DataFrame(LEFT), library.DataFrame(RIGHT), left_on="who", right_on="name", how="inner"
    )
    assert [row[0] for row in lists(found, "n")] == [1, 4, 5, 6]


def test_a_name_that_is_not_clear_goes_with_none_unless_several_are_asked_for(library: Any) -> None:
    left = library.DataFrame({"name": ["J. Smith"]})
    right = library.DataFrame({"name": ["John Smith", "Jane Smith", "Emma Brown"]})
    (alone,) = lists(join(left, right, left_on="name"), "name", "name_right", "translit_status")
    assert alone == ("J. Smith", None, "ambiguous")
    both = lists(join(left, right, left_on="name", best=2), "name_right", "translit_status")
    assert sorted(both) == [("Jane Smith", "ambiguous"), ("John Smith", "ambiguous")]


def test_one_to_one_uses_no_row_twice_and_leaves_the_second_best_what_is_left(library: Any) -> None:
    left = library.DataFrame({"name": ["J. Smith", "John Smith", "Smith, John", "Angela Merkel"]})
    right = library.DataFrame({"name": ["John Smith", "Jane Smith"], "n": [1, 2]})
    found = join(left, right, left_on="name", one_to_one=True)
    assert lists(found, "name", "n")[1:] == [
        ("John Smith", 1),
        ("Smith, John", None),
        ("Angela Merkel", None),
    ]
    assert lists(found, "name_right", "translit_status")[0] == ("Jane Smith", "matched")


def test_rows_with_one_name_all_come_and_one_to_one_takes_them_in_turn(library: Any) -> None:
    left = library.DataFrame({"name": ["Kiev", "Kiev", "Kiev"]})
    right = library.DataFrame({"name": ["KIEV", "Kiev"], "n": [1, 2]})
    assert [row[0] for row in lists(join(left, right, left_on="name"), "n")] == [1, 2, 1, 2, 1, 2]
    assert [row[0] for row in lists(join(left, right, left_on="name", one_to_one=True), "n")] == [1, 2, None]


def test_an_empty_side_gives_the_columns_all_the_same(library: Any) -> None:
    left, right = library.DataFrame(LEFT), library.DataFrame(RIGHT)
    assert list(join(left[:0], right, left_on="who", right_on="name").columns)[-2:] == [
        "translit_score",
        "translit_status",
    ]
    assert len(join(left[:0], right, left_on="who", right_on="name")) == 0
    found = join(left, right[:0], left_on="who", right_on="name")
    assert [row[0] for row in lists(found, "translit_status")] == [
        None if who is None else "unmatched" for who in LEFT["who"]
    ]


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"right_on": "nowhere"}, ValueError, "right has no column 'nowhere'; there are 'name', 'n', 'x'"),
        ({"how": "outer"}, ValueError, "how must be one of left, inner, not 'outer'"),
        ({"best": 0}, ValueError, "best must be a whole number"),
        ({"best": 2, "one_to_one": True}, ValueError, "and 1 with one_to_one"),
        ({"mode": "wild"}, ValueError, "mode must be one of"),
        ({"kind": "cat"}, ValueError, "kind must be one of"),
        ({"suffix": ""}, ValueError, "the column 'n' would be there twice"),
        (
            {"right_on": "n"},
            TypeError,
            r"right\['n'\], row 0 counted from 0, is int 10, not a text: choose another column",
        ),
    ],
)
def test_what_cannot_be_joined_is_said(
    library: Any, options: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        join(
            library.DataFrame(LEFT),
            library.DataFrame(RIGHT),
            **({"left_on": "who", "right_on": "name"} | options),
        )


def test_frames_of_two_libraries_and_what_is_no_frame() -> None:
    pd, pl = pytest.importorskip("pandas"), pytest.importorskip("polars")
    with pytest.raises(TypeError, match="left is of pandas, right of polars"):
        join(pd.DataFrame(LEFT), pl.DataFrame(RIGHT), left_on="who", right_on="name")  # type: ignore[type-var]
    with pytest.raises(TypeError, match=r"left must be a DataFrame, not LazyFrame: collect\(\) it first"):
        join(pl.LazyFrame(LEFT), pl.DataFrame(RIGHT), left_on="who", right_on="name")  # type: ignore[type-var]
    with pytest.raises(TypeError, match="left must be a DataFrame, not dict, of pandas or polars"):
        join(LEFT, pl.DataFrame(RIGHT), left_on="who", right_on="name")  # type: ignore[type-var]


def test_types_of_polars_and_the_index_of_pandas() -> None:
    pd, pl = pytest.importorskip("pandas"), pytest.importorskip("polars")
    told = join(pl.DataFrame(LEFT), pl.DataFrame(RIGHT), left_on="who", right_on="name")
    assert told.schema["n_right"] == pl.Int64
    framed = pd.DataFrame(LEFT, index=list("abcdef")).astype({"n": "Int64"})
    listed = pd.DataFrame(RIGHT, index=[7, 7, 8, 9]).astype({"n": "Int64"})
    joined = join(framed, listed, left_on="who", right_on="name")
    assert list(joined.index) == list(range(6))
    assert str(joined["n_right"].dtype) == "Int64"


def test_neither_library_is_needed_to_import_it() -> None:
    script = (
        "import sys; from translit import join; "
        "sys.exit(any(name in sys.modules for name in ('pandas', 'polars')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
