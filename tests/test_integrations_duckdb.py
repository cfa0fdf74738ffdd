"""SQL functions in DuckDB: one name, a column of a million, kinds by row, faults."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from columns import RAW, Counting, expected, noisy, people

from translit import Normalizer, compare

duckdb = pytest.importorskip("duckdb")
pa = pytest.importorskip("pyarrow")

from translit.integrations.duckdb import register  # noqa: E402


@pytest.fixture
def con() -> "Iterator[duckdb.DuckDBPyConnection]":
    with duckdb.connect() as connection:
        register(connection)
        yield connection


def column(con: "duckdb.DuckDBPyConnection", sql: str) -> list[object]:
    return [value for (value,) in con.execute(sql).fetchall()]


def test_each_row_has_the_answer_that_its_name_has_alone(
    con: "duckdb.DuckDBPyConnection", box: Normalizer
) -> None:
    con.register("people", pa.table({"raw": RAW}))
    assert column(con, "SELECT translit(raw) FROM people") == expected(box, RAW)
    assert column(con, "SELECT translit_name(raw) FROM people") == [
        row and row["name"] for row in expected(box, RAW)
    ]
    assert column(con, "SELECT typeof(translit('Kiev'))") == [
        'STRUCT("name" VARCHAR, id VARCHAR, kind VARCHAR, score DOUBLE, '
        "status VARCHAR, stage VARCHAR, alias VARCHAR)"
    ]


def test_the_kind_may_differ_from_row_to_row_and_be_null(
    con: "duckdb.DuckDBPyConnection", box: Normalizer
) -> None:
    asked = [
        ("Kiev", "person"),
        ("Kiev", "place"),
        (None, "place"),
        ("Medinksy", None),
        ("Medinksy", "person"),
        (None, None),
    ]
    con.register("asked", pa.table({"raw": [name for name, _ in asked], "kind": [kind for _, kind in asked]}))
    found = column(con, "SELECT translit(raw, kind) FROM asked")
    assert found == [expected(box, [name], kind=kind)[0] for name, kind in asked]
    assert column(con, "SELECT translit('Medinksy', 'person').id") == ["person/vladimir-medinsky"]


def test_country_and_date_may_differ_from_row_to_row_and_be_null(
    con: "duckdb.DuckDBPyConnection", box: Normalizer
) -> None:
    asked = [
        ("Andrei Kostin", None, "UA", None),
        ("Andrei Kostin", "person", "RU", None),
        ("Andrei Kostin", None, None, None),
        ("Kuybyshev", None, None, "1980"),
        ("Kuybyshev", "place", "RU", "2020-05"),
        (None, "place", "RU", "1980"),
    ]
    columns = zip(*asked, strict=True)
    con.register("asked", pa.table(dict(zip(("raw", "kind", "country", "written"), columns, strict=True))))
    found = column(con, "SELECT translit(raw, kind, country, written) FROM asked")
    assert found == [
        expected(box, [name], kind=kind, country=country, when=when)[0] for name, kind, country, when in asked
    ]
    assert found[0]["id"] != found[1]["id"]
    assert found[3]["id"] == "place/samara"
    assert column(con, "SELECT translit('Andrei Kostin', 'person', 'UA').id") == ["person/andriy-kostin"]


@pytest.mark.parametrize(
    "day", ["1980", "'1980-06'", "DATE '1980-06-01'", "TIMESTAMP '1980-06-01 08:30:00.25'"]
)
def test_a_date_is_one_of_sql_a_year_or_a_text(con: "duckdb.DuckDBPyConnection", day: str) -> None:
    assert column(con, f"SELECT translit('Kuybyshev', NULL, NULL, {day}).id") == ["place/samara"]
    assert column(con, f"SELECT translit('Kuybyshev', 'place', 'RU', {day}).id") == ["place/samara"]


def test_what_is_no_date_is_named(con: "duckdb.DuckDBPyConnection") -> None:
    with pytest.raises(duckdb.Error, match=r"when must be a year, a month or a day .* not 'lately'"):
        con.execute("SELECT translit('Kiev', NULL, NULL, 'lately')").fetchall()


def test_many_vectors_ask_for_a_name_once() -> None:
    table = people(50)
    counting = Counting(Normalizer.from_entities(table))
    names = noisy(table, 30_000, 300)
    with duckdb.connect() as con:
        con.execute("SET threads = 1")
        register(con, normalizer=counting)
        con.register("people", pa.table({"raw": names}))
        found = con.execute("SELECT raw, translit(raw) FROM people").fetchall()
    distinct = [name for name in dict.fromkeys(names) if name is not None]
    answers = dict(zip(distinct, expected(counting.normalizer, distinct), strict=True))
    assert found == [(name, answers.get(name)) for name in names]
    assert sorted(counting.asked) == sorted(distinct)


def test_a_score_is_that_of_compare(con: "duckdb.DuckDBPyConnection") -> None:
    score = compare("Reznikov, Oleksii", "Oleksii Reznikov").score
    asked = (
        "(VALUES ('Reznikov, Oleksii', 'Oleksii Reznikov'), ('Kiev', NULL), (NULL, 'Kyiv')) AS pairs(a, b)"
    )
    assert column(con, f"SELECT translit_score(a, b) FROM {asked}") == [score, None, None]


def test_it_joins_and_groups(con: "duckdb.DuckDBPyConnection") -> None:
    con.register("people", pa.table({"raw": ["Kiev", "Kyiv", "Київ", "Minsk", None, "Nowhere at All"]}))
    found = con.execute(
        "SELECT translit_name(raw) AS n, count(*) FROM people GROUP BY n ORDER BY n NULLS LAST"
    ).fetchall()
    assert found == [("Kyiv", 3), ("Minsk", 1), (None, 2)]


def test_registering_again_replaces_the_functions(con: "duckdb.DuckDBPyConnection") -> None:
    register(con, normalizer=Normalizer.from_entities(people(5)))
    assert column(con, "SELECT translit_name('Kiev')") == [None]
    register(con)
    assert column(con, "SELECT translit_name('Kiev')") == ["Kyiv"]


def test_nothing_is_written_to_the_database(tmp_path: Path) -> None:
    with duckdb.connect(tmp_path / "names.duckdb") as con:
        register(con)
        con.execute("CREATE TABLE answers AS SELECT translit('Kiev') AS is_kyiv")
    with duckdb.connect(tmp_path / "names.duckdb") as con:
        assert column(con, "SELECT is_kyiv.id FROM answers") == ["place/kyiv"]
        with pytest.raises(duckdb.CatalogException, match="translit"):
            con.execute("SELECT translit('Kiev')")
        register(con)
        assert column(con, "SELECT translit_name('Kiev')") == ["Kyiv"]


@pytest.mark.parametrize(
    "value", ["42", "1.5", "TRUE", "DATE '2022-03-29'", "'Kiev'::BLOB", "{'name': 'Kiev'}", "['Kiev']"]
)
def test_what_is_no_text_is_refused_when_the_query_is_planned(
    con: "duckdb.DuckDBPyConnection", value: str
) -> None:
    for function in ("translit", "translit_name"):
        with pytest.raises(duckdb.BinderException, match="explicit type casts"):
            con.execute(f"SELECT {function}({value})")


def test_an_unknown_kind_is_named(con: "duckdb.DuckDBPyConnection") -> None:
    with pytest.raises(duckdb.Error, match="kind must be one of person, place, org, not 'dog'"):
        con.execute("SELECT translit('Kiev', 'dog')").fetchall()


def test_runners_up_and_the_reason_are_fields_where_they_are_asked_for(box: Normalizer) -> None:
    with duckdb.connect() as connection:
        register(connection, candidates=2, reason=True)
        (row,) = column(connection, "SELECT translit('A. Reznikov')")
        (by_kind,) = column(connection, "SELECT translit('A. Reznikov', 'person')")
        assert column(connection, "SELECT translit(NULL)") == [None]
        assert column(connection, "SELECT typeof(translit('Kiev').candidate_2_score)") == ["DOUBLE"]
    match = box.normalize("A. Reznikov")
    assert tuple(row.values()) == match.to_row(2, reason=True)
    assert by_kind["candidate_1_id"] == box.normalize("A. Reznikov", kind="person").candidates[0].entity.id
    assert row["reason"] == match.reason
