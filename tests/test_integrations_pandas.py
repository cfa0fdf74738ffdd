"""The accessor of pandas: every dtype that holds names, the index, faults by their row."""

import pytest
from columns import RAW, Counting, Row, expected

from translit import Normalizer

pd = pytest.importorskip("pandas")
pa = pytest.importorskip("pyarrow")

import translit.integrations.pandas  # noqa: E402, F401

DTYPES = [
    "object",
    "string",
    "str",
    "string[python]",
    pd.ArrowDtype(pa.string()),
    pd.ArrowDtype(pa.large_string()),
    "category",
]


def rows(frame: "pd.DataFrame") -> list[Row | None]:
    """Return the rows of an answer; None for one in which everything is missing."""
    plain = [
        {field: None if pd.isna(value) else value for field, value in row.items()}
        for row in frame.to_dict("records")
    ]
    return [None if set(row.values()) == {None} else row for row in plain]


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_each_row_has_the_answer_that_its_name_has_alone(box: Normalizer, dtype: object) -> None:
    if dtype == "str" and pd.__version__.startswith("2."):
        pytest.skip("before pandas 3, the dtype str makes a text of None")
    answers = pd.Series(RAW, dtype=dtype).translit.normalize()
    assert rows(answers) == expected(box, RAW)
    assert answers["score"].dtype == "float64"


def test_the_answer_has_the_index_of_the_series_and_names_have_its_name() -> None:
    series = pd.Series(["Kiev", "Minsk", "Kiev"], index=["b", "a", "b"], name="raw")
    assert series.translit.normalize().index.tolist() == ["b", "a", "b"]
    named = series.translit.name()
    assert (named.name, named.index.tolist(), named.tolist()) == (
        "raw",
        ["b", "a", "b"],
        ["Kyiv", "Minsk", "Kyiv"],
    )
    frame = pd.DataFrame({"raw": ["Kiev", "Minsk"]}, index=[5, 3])
    assert frame.join(frame["raw"].translit.normalize()).loc[5, "id"] == "place/kyiv"


def test_names_are_kept_or_missing_where_nobody_is_meant() -> None:
    series = pd.Series(["Kiev", "Nowhere at All", None])
    kept, missing = series.translit.name(), series.translit.name(unmatched="null")
    assert kept.tolist()[:2] == ["Kyiv", "Nowhere at All"]
    assert kept.isna().tolist() == [False, False, True]
    assert missing.isna().tolist() == [False, True, True]
    with pytest.raises(ValueError, match="unmatched must be"):
        series.translit.name("drop")


def test_a_category_is_answered_once_and_one_without_rows_never(box: Normalizer) -> None:
    counting = Counting(box)
    series = pd.Series(
        ["Kiev", "Minsk", "Kiev", None] * 50, dtype=pd.CategoricalDtype(["Kiev", "Minsk", "Unused Name"])
    )
    assert series.translit.normalize(normalizer=counting)["name"].tolist()[:3] == ["Kyiv", "Minsk", "Kyiv"]
    assert sorted(counting.asked) == ["Kiev", "Minsk"]


def test_kind_country_and_a_normalizer_of_your_own_are_used(box: Normalizer) -> None:
    series = pd.Series(["Andrei Kostin", "Kiev"])
    narrowed = series.translit.normalize(kind="person", country="UA", normalizer=box)
    assert rows(narrowed) == expected(box, series.tolist(), kind="person", country="UA")


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
def test_what_is_missing_stays_missing(missing: object) -> None:
    series = pd.Series(["Kiev", missing], dtype=object)
    assert series.translit.normalize().isna().all(axis="columns").tolist() == [False, True]
    assert series.translit.name().isna().tolist() == [False, True]


@pytest.mark.parametrize("dtype", [object, "string", "category"])
def test_an_empty_series_gives_an_empty_frame(dtype: object) -> None:
    assert pd.Series([], dtype=dtype).translit.normalize().shape == (0, 7)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (["Kiev", 7], "row 'b' of column 'raw' is int 7, not a text: make it a text, or None"),
        ([7, 8], "row 'a' of column 'raw' is int 7, not a text"),
        (["Kiev", True], "row 'b' of column 'raw' is bool True, not a text"),
        (["Kiev", b"Minsk"], "row 'b' of column 'raw' is bytes b'Minsk', not a text: decode it first"),
        ([b"Kiev", b"Minsk"], "row 'a' of column 'raw' is bytes b'Kiev', not a text: decode it first"),
        (["Kiev", {"name": "Minsk"}], "row 'b' of column 'raw' is dict {'name': 'Minsk'}, not a text"),
        ([["Kiev"], ["Minsk"]], r"row 'a' of column 'raw' is list \['Kiev'\], not a text"),
        (pd.to_datetime(["2022-03-29", "2022-03-30"]), "row 'a' of column 'raw' is Timestamp .* not a text"),
        (pd.Categorical([7, 8]), "row 'a' of column 'raw' is int 7, not a text"),
    ],
    ids=str,
)
def test_what_is_no_text_is_refused_by_its_row(values: object, message: str) -> None:
    series = pd.Series(values)
    series.index, series.name = ["a", "b"], "raw"
    with pytest.raises(TypeError, match=message):
        series.translit.normalize()


def test_half_a_surrogate_pair_is_refused_by_its_row() -> None:
    with pytest.raises(ValueError, match=r"row 1 of column 'raw': .*half a surrogate pair"):
        pd.Series(["Kiev", "\ud800"], dtype=object, name="raw").translit.name()
