"""The namespace of polars: eager, lazy, streaming over a file; faults."""

from pathlib import Path

import pytest
from columns import RAW, Counting, expected, noisy, people

from translit import Normalizer

pl = pytest.importorskip("polars")
pa = pytest.importorskip("pyarrow")

from translit.integrations import arrow  # noqa: E402
from translit.integrations.polars import STRUCT  # noqa: E402


def columns(names: object, dtype: object = None) -> "pl.DataFrame":
    return pl.DataFrame({"raw": pl.Series(names, dtype=dtype)})


@pytest.mark.parametrize(
    "dtype",
    [pl.String, pl.Categorical, pl.Enum([name for name in dict.fromkeys(RAW) if name is not None])],
    ids=str,
)
def test_each_row_has_the_answer_that_its_name_has_alone(box: Normalizer, dtype: object) -> None:
    answers = columns(RAW, dtype).select(pl.col("raw").translit.normalize())
    assert answers["raw"].to_list() == expected(box, RAW)
    assert answers.schema == {"raw": STRUCT}


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_a_lazy_query_knows_the_type_before_it_runs_and_answers_the_same(
    box: Normalizer, engine: str
) -> None:
    query = (
        columns(RAW)
        .lazy()
        .with_columns(
            pl.col("raw").translit.normalize().alias("is"), pl.col("raw").translit.name().alias("named")
        )
    )
    assert query.collect_schema()["is"] == STRUCT
    found = query.collect(engine=engine)
    assert found["is"].to_list() == expected(box, RAW)
    assert found["named"].to_list() == [
        row and (row["name"] or raw) for row, raw in zip(expected(box, RAW), RAW, strict=True)
    ]
    only = (
        query.filter(pl.col("is").struct.field("kind") == "place")
        .select(pl.col("is").struct.field("id"))
        .collect(engine=engine)
    )
    assert only["id"].to_list() == ["place/kyiv", "place/kharkiv", "place/kyiv", "place/kyiv"]


def test_a_file_larger_than_a_batch_streams_and_asks_for_a_name_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = people(50)
    counting = Counting(Normalizer.from_entities(table))
    names = noisy(table, 60_000, 300)
    columns(names).write_parquet(tmp_path / "in.parquet", row_group_size=5_000)
    batches = []
    normalize = arrow.AnswerCache.normalize
    monkeypatch.setattr(
        arrow.AnswerCache,
        "normalize",
        lambda cache, array: batches.append(len(array)) or normalize(cache, array),
    )
    lazy = pl.scan_parquet(tmp_path / "in.parquet").with_columns(
        pl.col("raw").translit.normalize(normalizer=counting).alias("is")
    )
    lazy.sink_parquet(tmp_path / "out.parquet")
    assert sum(batches) == 60_000
    assert max(batches) < 60_000
    found = pl.read_parquet(tmp_path / "out.parquet")
    distinct = [name for name in dict.fromkeys(names) if name is not None]
    answers = dict(zip(distinct, expected(counting.normalizer, distinct), strict=True))
    assert found["raw"].to_list() == names
    assert found["is"].to_list() == [answers.get(name) for name in names]
    assert sorted(counting.asked) == sorted(distinct)


def test_a_query_can_be_sent_elsewhere(box: Normalizer) -> None:
    pytest.importorskip("cloudpickle", reason="polars sends Python functions by cloudpickle")
    query = columns(RAW).lazy().select(pl.col("raw").translit.normalize(normalizer=box))
    sent = pl.LazyFrame.deserialize(query.serialize())
    assert sent.collect()["raw"].to_list() == expected(box, RAW)


def test_names_are_kept_or_null_where_nobody_is_meant() -> None:
    names = columns(["Kiev", "Nowhere at All", None])
    assert names.select(pl.col("raw").translit.name())["raw"].to_list() == ["Kyiv", "Nowhere at All", None]
    assert names.select(pl.col("raw").translit.name("null"))["raw"].to_list() == ["Kyiv", None, None]


def test_kind_and_country_narrow(box: Normalizer) -> None:
    names = ["Andrei Kostin", "Kiev"]
    answers = columns(names).select(
        pl.col("raw").translit.normalize(kind="person", country="UA", normalizer=box)
    )
    assert answers["raw"].to_list() == expected(box, names, kind="person", country="UA")


@pytest.mark.parametrize(
    "names", [pl.Series([None, None]), pl.Series([], dtype=pl.String)], ids=["nulls", "empty"]
)
def test_nulls_and_nothing_are_answered_by_the_same(names: "pl.Series") -> None:
    assert columns(names).select(pl.col("raw").translit.normalize())["raw"].to_list() == names.to_list()


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([1], "not of int64: choose another column"),
        ([b"Kiev"], "not of large_binary: decode the bytes first"),
        ([{"name": "Kiev"}], "choose the field that holds the name, of name"),
        ([["Kiev"]], "bring it into one name a row first"),
    ],
    ids=str,
)
def test_what_holds_no_texts_is_refused_with_a_remedy(
    values: list[object], message: str, engine: str
) -> None:
    with pytest.raises((TypeError, pl.exceptions.PolarsError), match=message):
        columns(values).lazy().select(pl.col("raw").translit.normalize()).collect(engine=engine)


def test_a_wrong_argument_is_refused_before_the_query_runs() -> None:
    with pytest.raises(ValueError, match="kind must be one of"):
        pl.col("raw").translit.normalize(kind="dog")
    with pytest.raises(ValueError, match="unmatched must be"):
        pl.col("raw").translit.name("drop")
