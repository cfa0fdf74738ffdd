"""Columns in a real Spark: two threads of one process, and a cluster of two executors in which
something is killed.
"""

from __future__ import annotations

import json
import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spark_session
from columns import RAW, expected, noisy, people

from translit import Normalizer

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    spark_session.require()
    running = spark_session.session()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def raw(spark: SparkSession) -> DataFrame:
    return spark.createDataFrame(list(enumerate(RAW)), "row int, raw string").repartition(3)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    Normalizer.from_entities(people(60)).save(tmp_path / "people.npz")
    return tmp_path / "people.npz"


def answers(frame: DataFrame, column: str = "is") -> list[dict[str, Any] | None]:
    """Return a column of structs, in the order of the column `row`."""
    found = sorted(frame.select("row", column).collect(), key=lambda row: row["row"])
    return [None if row[column] is None else row[column].asDict() for row in found]


def plan(frame: DataFrame) -> str:
    return str(frame._jdf.queryExecution().executedPlan().toString())


def test_each_row_has_the_answer_that_its_name_has_alone(raw: DataFrame, box: Normalizer) -> None:
    from translit.integrations.spark import STRUCT, normalize, normalize_frame

    by_column = raw.withColumn("is", normalize("raw"))
    by_frame = normalize_frame(raw, column="raw", into="is")
    assert by_column.schema["is"].dataType == by_frame.schema["is"].dataType == STRUCT
    assert answers(by_column) == answers(by_frame) == expected(box, RAW)
    assert by_frame.columns == ["row", "raw", "is"]


def test_kind_and_country_narrow(raw: DataFrame, box: Normalizer) -> None:
    from translit.integrations.spark import normalize, normalize_frame

    wanted = expected(box, RAW, kind="person", country="UA")
    assert answers(raw.withColumn("is", normalize("raw", kind="person", country="UA"))) == wanted
    assert answers(normalize_frame(raw, column="raw", into="is", kind="person", country="UA")) == wanted


def test_runners_up_and_the_reason_are_fields_where_they_are_asked_for(
    raw: DataFrame, box: Normalizer
) -> None:
    from translit.integrations.spark import normalize, normalize_frame, struct

    by_column = raw.withColumn("is", normalize("raw", candidates=2, reason=True))
    by_frame = normalize_frame(raw, column="raw", into="is", candidates=2, reason=True)
    assert by_column.schema["is"].dataType == by_frame.schema["is"].dataType == struct(2, reason=True)
    wanted = [None if name is None else box.normalize(name).to_row(2, reason=True) for name in RAW]
    for frame in (by_column, by_frame):
        assert [row and tuple(row.values()) for row in answers(frame)] == wanted


def test_a_table_is_opened_by_path_or_from_the_files_of_the_context(spark: SparkSession, table: Path) -> None:
    from translit.integrations.spark import normalize, normalize_frame

    names = noisy(people(60), 500, 100)
    frame = spark.createDataFrame(list(enumerate(names)), "row int, raw string")
    wanted = expected(Normalizer.open(table), names)
    assert answers(frame.withColumn("is", normalize("raw", table=table))) == wanted
    handed_out = table.rename(table.with_name("handed-out.npz"))
    spark.sparkContext.addFile(str(handed_out))
    assert answers(frame.withColumn("is", normalize("raw", table=handed_out.name))) == wanted
    assert answers(normalize_frame(frame, column="raw", into="is", table=handed_out.name)) == wanted


def test_a_file_that_was_replaced_is_opened_anew(spark: SparkSession, table: Path) -> None:
    from translit.integrations.spark import normalize

    frame = spark.createDataFrame([(0, "Roberta Metsola")], "row int, raw string").withColumn(
        "is", normalize("raw", table=table)
    )
    assert answers(frame)[0]["status"] == "unmatched"
    from translit import Entity

    Normalizer.from_entities([Entity("m", "Roberta Metsola", "person")]).save(table)
    assert answers(frame)[0]["id"] == "m"


def test_a_worker_process_opens_a_table_once(spark: SparkSession, table: Path) -> None:
    def opened(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow

        from translit.integrations import spark as door

        for batch in batches:
            for kind in (None, "person"):
                door._answers(str(table), kind, None, None).normalize(batch.column("raw"))
            info = door._opened.cache_info()
            yield pyarrow.RecordBatch.from_pydict(
                {"process": [os.getpid()], "misses": [info.misses], "kept": [info.currsize]}
            )

    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "50")
    frame = spark.createDataFrame(
        [(name,) for name in noisy(people(60), 600, 100)], "raw string"
    ).repartition(4)
    told = frame.mapInArrow(opened, "process long, misses long, kept long").collect()
    spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")
    assert len(told) >= 12
    by_process: dict[int, set[int]] = {}
    for row in told:
        by_process.setdefault(row.process, set()).add(row.misses)
    assert all(len(misses) == 1 for misses in by_process.values()), by_process


def test_what_is_sent_to_the_workers_is_a_path(table: Path) -> None:
    from translit.integrations.spark import _request

    request = _request(table, "person", "UA", None, 2, True)
    assert request == (str(table), "person", "UA", None, 2, True)
    assert len(pickle.dumps(request)) < 300


def test_a_filter_on_the_answer_asks_only_once(raw: DataFrame) -> None:
    from translit.integrations.spark import normalize

    frame = raw.withColumn("is", normalize("raw")).where("is.score > 0.5").select("raw", "is.name", "is.id")
    assert plan(frame).count("ArrowEvalPython") == 1
    assert "ArrowEvalPython" not in plan(raw.withColumn("is", normalize("raw")).select("raw"))
    assert {row.id for row in frame.collect()} >= {"place/kyiv", "person/oleksii-reznikov"}


def test_resolve_joins_names_that_are_spelled_in_any_way(spark: SparkSession) -> None:
    from translit.integrations.spark import resolve

    entities = spark.createDataFrame(
        [
            (1, "Ursula von der Leyen", "person", "BE", None),
            (2, "Roberta Metsola", None, None, ["Roberta Tedesco Triccas"]),
            (3, "Kyiv", "place", "UA", ["Kiev"]),
        ],
        "key long, title string, kind string, country string, aliases array<string>",
    )
    names = [
        "Leyen, Ursula von der",
        "Metsola, Roberta",
        "Roberta Tedesco Triccas",
        "KIEV",
        "Nobody Here",
        None,
        "Roberta Metsola",
    ]
    mentions = spark.createDataFrame(list(enumerate(names)), "row int, raw string")
    found = resolve(mentions, "raw", entities=entities, id="key", name="title")
    assert found.columns == ["row", "raw", "translit", *(f"entity_{of}" for of in entities.columns)]
    rows = sorted(found.collect(), key=lambda row: row.row)
    assert [row.entity_key for row in rows] == [1, 2, 2, 3, None, None, 2]
    assert [row.raw for row in rows] == names
    assert rows[0].translit.name == rows[0].entity_title == "Ursula von der Leyen"
    assert rows[5].translit is None


def test_resolve_refuses_what_it_could_not_join(spark: SparkSession, raw: DataFrame) -> None:
    from translit.integrations.spark import resolve

    twice = spark.createDataFrame(
        [("a", "Ann Lee"), ("b", "Bo Lee"), ("a", "Anne Lee")], "id string, name string"
    )
    with pytest.raises(ValueError, match="id 'a' stands in two rows"):
        resolve(raw, "raw", entities=twice)
    with pytest.raises(ValueError, match="no column 'key' among id, name"):
        resolve(raw, "raw", entities=twice, id="key")
    with pytest.raises(ValueError, match="columns raw already"):
        resolve(raw, "raw", entities=twice, into="raw")
    with pytest.raises(ValueError, match="must be a text that is not blank, not None"):
        resolve(raw, "raw", entities=spark.createDataFrame([("a", None)], "id string, name string"))


@pytest.mark.parametrize(
    ("of", "message"),
    [
        ("int", "not of int32: choose another column"),
        ("binary", "not of binary: decode the bytes first"),
        ("struct<name: string>", "choose the field that holds the name, of name"),
        ("array<string>", "bring it into one name a row first"),
    ],
)
def test_what_holds_no_texts_is_refused_with_a_remedy(spark: SparkSession, of: str, message: str) -> None:
    from pyspark.errors import PySparkException

    from translit.integrations.spark import normalize, normalize_frame

    value: object = {"int": 7, "binary": bytearray(b"Kiev"), "array<string>": ["Kiev"]}.get(of, ("Kiev",))
    frame = spark.createDataFrame([(value,)], f"raw {of}")
    with pytest.raises(PySparkException, match=message):
        frame.select(normalize("raw")).collect()
    with pytest.raises(TypeError, match=r"column 'raw' is .*, not string"):
        normalize_frame(frame, column="raw")


def test_wrong_arguments_are_refused_before_the_query_runs(raw: DataFrame) -> None:
    from translit.integrations.spark import normalize, normalize_frame

    with pytest.raises(ValueError, match="kind must be one of"):
        normalize("raw", kind="dog")
    with pytest.raises(ValueError, match="no column 'name' among row, raw"):
        normalize_frame(raw, column="name")
    with pytest.raises(ValueError, match="a column 'row' already"):
        normalize_frame(raw, column="raw", into="row")
    for path in ("tables/people.npz", "s3://bucket/people.npz"):
        with pytest.raises(ValueError, match=r"neither an absolute path nor a bare name.*addFile"):
            normalize("raw", table=path)


def test_a_table_that_a_worker_does_not_find_is_told_with_host_path_and_remedy(
    raw: DataFrame, tmp_path: Path
) -> None:
    from pyspark.errors import PySparkException

    from translit.integrations.spark import normalize

    path = tmp_path / "none.npz"
    with pytest.raises(PySparkException) as caught:
        raw.select(normalize("raw", table=path)).collect()
    assert (
        f"FileNotFoundError: host {socket.gethostname()!r} has no table {str(path)!r}: "
        "put it there on every host" in str(caught.value)
    )
    with pytest.raises(
        PySparkException, match=r"has no table '.*never-handed-out.npz': call spark.sparkContext.addFile"
    ):
        raw.select(normalize("raw", table="never-handed-out.npz")).collect()
    path.write_bytes(b"no table")
    with pytest.raises(PySparkException, match=r"FormatError: .*none.npz: found") as caught:
        raw.select(normalize("raw", table=path)).collect()
    assert f"on host {socket.gethostname()!r}" in str(caught.value)


def test_a_worker_that_is_killed_where_nothing_is_tried_again_is_told(
    raw: DataFrame, box: Normalizer
) -> None:
    import signal

    from py4j.protocol import Py4JJavaError
    from pyspark.sql.functions import udf

    from translit.integrations.spark import normalize

    deadly = udf(lambda name: os.kill(os.getpid(), signal.SIGKILL), "string")
    with pytest.raises(Py4JJavaError, match=r"Python worker exited unexpectedly \(crashed\)"):
        raw.select(normalize(deadly("raw"))).collect()
    # and the session goes on
    assert answers(raw.withColumn("is", normalize("raw"))) == expected(box, RAW)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the executor in /proc")
def test_a_cluster_ends_a_job_right_though_something_is_killed_and_says_which_host_lacks_the_table(
    tmp_path: Path,
) -> None:
    spark_session.require()
    script = Path(__file__).with_name("spark_cluster.py")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(script.parent), *sys.path])}
    ran = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3_000:]
    worker, executor, nothing = map(json.loads, ran.stdout.strip().splitlines()[-3:])
    names = noisy(people(200), 8_000, 500)
    n = Normalizer.from_entities(people(200))
    ids = {name: n.normalize(name).id for name in set(names) if name is not None}
    rows = [None if name is None else ids[name] for name in names]
    assert worker == {"what": "worker", "killed": True, "rows": rows, "error": None}
    assert executor == {"what": "executor", "killed": True, "rows": rows, "error": None}
    path = str(tmp_path / "gone.npz")
    assert (
        f"host {socket.gethostname()!r} has no table {path!r}: put it there on every host, or call"
        in nothing["error"]
    )
