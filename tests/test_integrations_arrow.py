"""Columns over Arrow: types, nulls, distinct names once, faults. And every integration says which
extra it lacks.
"""

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from columns import RAW, Counting, expected, noisy, people
from hypothesis import given, settings
from hypothesis import strategies as st

from translit import Normalizer

pa = pytest.importorskip("pyarrow")

from translit.integrations import arrow  # noqa: E402
from translit.integrations.arrow import AnswerCache, normalize_array  # noqa: E402
from translit.integrations.arrow_texts import encode  # noqa: E402

TEXTS = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]


@pytest.mark.parametrize("kind", TEXTS, ids=str)
def test_each_row_has_the_answer_that_its_name_has_alone(box: Normalizer, kind: object) -> None:
    answers = normalize_array(pa.array(RAW, kind), normalizer=box)
    assert answers.to_pylist() == expected(box, RAW)
    assert answers.type == arrow.TYPE
    assert answers.null_count == 1
    answers.validate(full=True)


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=8))
@settings(deadline=None, max_examples=60)
def test_any_texts_are_answered_as_alone(names: list[str | None]) -> None:
    n = Normalizer.from_entities(people(20))
    assert normalize_array(pa.array(names, pa.string()), normalizer=n).to_pylist() == expected(n, names)


def test_the_box_answers_by_default_and_kind_and_country_narrow(box: Normalizer) -> None:
    names = ["Andrei Kostin", "Istanbul"]
    assert normalize_array(pa.array(names)).to_pylist() == expected(box, names)
    narrowed = normalize_array(pa.array(names), kind="person", country="ua")
    assert narrowed.to_pylist() == expected(box, names, kind="person", country="ua")
    assert narrowed.field("name").to_pylist() == ["Andriy Kostin", None]


@pytest.mark.parametrize(
    "array",
    [
        pa.chunked_array([RAW[:3], [], RAW[3:]]),
        pa.chunked_array([pa.array(RAW[:3]).dictionary_encode(), pa.array(RAW[3:]).dictionary_encode()]),
        pa.array(["Minsk", *RAW]).slice(1),
        pa.array(["Minsk", *RAW]).dictionary_encode().slice(1),
    ],
    ids=["chunks", "chunks with a dictionary each", "slice", "slice of a dictionary"],
)
def test_chunks_and_slices_give_one_array(box: Normalizer, array: object) -> None:
    answers = normalize_array(array, normalizer=box)
    assert isinstance(answers, pa.StructArray)
    assert answers.to_pylist() == expected(box, RAW)


@pytest.mark.parametrize(
    "array", [pa.nulls(3), pa.nulls(3, pa.string()), pa.nulls(3).dictionary_encode()], ids=str
)
def test_a_column_of_nulls_asks_nothing(box: Normalizer, array: object) -> None:
    counting = Counting(box)
    assert normalize_array(array, normalizer=counting).to_pylist() == [None] * 3
    assert counting.asked == []


@pytest.mark.parametrize(
    "array", [pa.array([], pa.string()), pa.chunked_array([], pa.string()), pa.array([])], ids=str
)
def test_an_empty_column_gives_an_empty_one_of_the_type(array: object) -> None:
    assert normalize_array(array) == pa.array([], arrow.TYPE)


def test_a_dictionary_may_hold_nulls_doubles_and_what_no_row_has(box: Normalizer) -> None:
    counting = Counting(box)
    array = pa.DictionaryArray.from_arrays(
        pa.array([0, 1, 3, None], pa.uint8()), pa.array(["Kiev", None, "unused", "Kiev"])
    )
    answers = normalize_array(array, normalizer=counting)
    assert answers.field("name").to_pylist() == ["Kyiv", None, "Kyiv", None]
    assert answers.null_count == 2
    assert set(counting.asked) == {"Kiev"}


def test_a_distinct_name_is_asked_for_once(box: Normalizer) -> None:
    counting = Counting(box)
    cache = AnswerCache(counting)
    for _ in range(3):
        assert (
            cache.normalize(pa.array(RAW * 100)).field("name").to_pylist()
            == [row and row["name"] for row in expected(box, RAW)] * 100
        )
    assert sorted(counting.asked) == sorted({name for name in RAW if name is not None})


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()], ids=str)
def test_names_that_came_before_are_answered_as_they_were(box: Normalizer, kind: object) -> None:
    cache = AnswerCache(box)
    known = pa.array(RAW, kind)
    for _ in range(2):
        cache.normalize(known)
    assert cache._arrow_cache[0].to_pylist() == list(dict.fromkeys(name for name in RAW if name is not None))
    columns = [
        known,
        known[::-1],
        known[:0],
        pa.chunked_array([known[1:], known]),
        pa.array([*RAW, "Never Before"], kind),
        known,
    ]
    for column in columns:
        assert cache.normalize(column).to_pylist() == expected(box, column.to_pylist())
        assert cache.names(column, unmatched="keep").to_pylist() == [
            row and (row["name"] or name)
            for row, name in zip(expected(box, column.to_pylist()), column.to_pylist(), strict=True)
        ]


def test_what_is_kept_has_a_bound_and_nothing_is_lost_by_it(
    box: Normalizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrow, "CACHED_NAMES", 4)
    monkeypatch.setattr(arrow, "CHUNK", 2)
    cache = AnswerCache(box)
    for start in range(len(RAW)):
        names = RAW[start : start + 3]
        assert cache.normalize(pa.array(names)).to_pylist() == expected(box, names)
        assert len(cache._cache) <= 4
    assert cache.normalize(pa.array(RAW)).to_pylist() == expected(box, RAW)  # more than is kept


def test_threads_ask_for_a_new_name_once() -> None:
    table = people(30)
    counting = Counting(Normalizer.from_entities(table))
    cache = AnswerCache(counting)
    names = noisy(table, 2_000, 200)
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(cache.normalize, [pa.array(names)] * 8))
    assert [array.to_pylist() for array in answers] == [expected(counting.normalizer, names)] * 8
    assert sorted(counting.asked) == sorted({name for name in names if name is not None})


def test_threads_may_share_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "CACHED_NAMES", 20)
    table = people(30)
    n = Normalizer.from_entities(table)
    cache = AnswerCache(n)
    columns = [noisy(table, 40, 40)[start:] for start in range(20)]
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(cache.normalize, map(pa.array, columns)))
    assert [array.to_pylist() for array in answers] == [expected(n, names) for names in columns]


def test_a_cache_is_pickled_without_what_it_keeps(box: Normalizer) -> None:
    cache = AnswerCache(box, kind="place", country="UA")
    before = len(pickle.dumps(cache))
    cache.normalize(pa.array(RAW))
    assert len(pickle.dumps(cache)) == before
    assert pickle.loads(pickle.dumps(cache)).normalize(pa.array(RAW)).to_pylist() == expected(
        box, RAW, kind="place", country="UA"
    )


def test_names_are_kept_or_null_where_nobody_is_meant(box: Normalizer) -> None:
    cache = AnswerCache(box)
    names = ["Kiev", "Nowhere at All", "Andrei Kostin", None]
    assert cache.names(pa.array(names), unmatched="keep").to_pylist() == [
        "Kyiv",
        "Nowhere at All",
        "Andrei Kostin",
        None,
    ]
    assert cache.names(pa.array(names), unmatched="null").to_pylist() == ["Kyiv", None, None, None]
    with pytest.raises(ValueError, match="unmatched must be 'keep' or 'null', not 'drop'"):
        cache.names(pa.array(names), unmatched="drop")


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (["Kiev"], "must be a pyarrow Array or ChunkedArray, not list: pyarrow.array"),
        (pa.array([1, 2]), "not of int64: choose another column, or cast it to string"),
        (pa.array([1.5]).dictionary_encode(), "not of dictionary<values=double.*: choose another column"),
        (pa.array([True]), "not of bool: choose another column"),
        (pa.array([b"Kiev"]), "not of binary: decode the bytes first"),
        (pa.array([b"Kiev"], pa.binary_view()), "not of binary_view: decode the bytes first"),
        (
            pa.array([{"first": "Ann", "last": "Lee"}]),
            "not of struct.*: choose the field that holds the name, of first, last",
        ),
        (pa.array([["Kiev"]]), "not of list.*: bring it into one name a row first"),
    ],
    ids=lambda value: str(getattr(value, "type", "")),
)
def test_what_holds_no_texts_is_refused_with_a_remedy(array: object, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        normalize_array(array)


@pytest.mark.parametrize(
    ("options", "message"), [({"kind": "dog"}, "kind must be one of"), ({"country": "Ukraine"}, "ISO 3166-1")]
)
def test_a_wrong_kind_or_country_is_refused_even_for_no_names(options: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        normalize_array(pa.nulls(0), **options)


def test_the_places_lead_back_to_the_column() -> None:
    names, places = encode(pa.array(RAW))
    assert [None if place is None else names[place] for place in places.to_pylist()] == RAW
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("module", "lacks", "message"),
    [
        (
            "arrow",
            "pyarrow",
            "translit.integrations.arrow needs pyarrow: pip install 'translit-names[arrow]'",
        ),
        (
            "pandas",
            "pandas",
            "translit.integrations.pandas needs pandas: pip install 'translit-names[pandas]'",
        ),
        (
            "polars",
            "polars",
            "translit.integrations.polars needs polars: pip install 'translit-names[polars]'",
        ),
        (
            "duckdb",
            "duckdb",
            "translit.integrations.duckdb needs duckdb: pip install 'translit-names[duckdb]'",
        ),
        (
            "spark",
            "pyspark",
            "translit.integrations.spark needs pyspark 4.1: pip install 'translit-names[spark]'",
        ),
        (
            "polars",
            "pyarrow",
            "translit.integrations.polars needs polars: pip install 'translit-names[polars]'",
        ),
    ],
)
def test_a_missing_extra_is_named(module: str, lacks: str, message: str) -> None:
    code = f"import sys; sys.modules[{lacks!r}] = None; import translit.integrations.{module}"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr
    assert told.strip().splitlines()[-1] == f"ImportError: {message}"


def test_translit_alone_imports_none_of_them() -> None:
    code = (
        "import sys, translit; translit.normalize('Kiev'); "
        "print({'pyarrow', 'pandas', 'polars', 'duckdb', 'pyspark'} & set(sys.modules))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "set()\n"
    )
