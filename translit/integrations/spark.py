"""Spark 4: a column function, a frame function and a fuzzy join; names are answered on the workers,
over Arrow.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import sys
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from translit import Entity, Kind, Normalizer, TranslitError, normalize_many

try:
    import pyarrow as pa
    from pyspark import SparkFiles
    from pyspark.sql import Column, DataFrame, SparkSession
    from pyspark.sql import functions as sf
    from pyspark.sql.functions import arrow_udf  # type: ignore[attr-defined]  # since 4.1; not in the stubs
    from pyspark.sql.types import DoubleType, StringType, StructField, StructType
except ImportError as error:
    raise ImportError(
        "translit.integrations.spark needs pyspark 4.1: pip install 'translit-names[spark]'"
    ) from error

from translit.integrations.arrow import AnswerCache, When, fields


def struct(candidates: int = 0, *, reason: bool = False) -> StructType:
    """Return the type of an answer, with the fields that are asked for."""
    types = fields(candidates, reason=reason).items()
    return StructType(
        [StructField(name, DoubleType() if pa.types.is_float64(of) else StringType()) for name, of in types]
    )


STRUCT = struct()
OPEN_TABLES = 4  # that a worker process keeps open
ANSWER_CACHES = 8  # for table, kind, country and date, that a worker process keeps
OPTIONAL = ("kind", "country", "aliases")  # columns of entities

# table, kind, country, date, candidates, reason: all that is sent to the workers
Request = tuple[str | None, str | None, str | None, When | None, int, bool]


def normalize(
    column: Column | str,
    *,
    table: str | Path | None = None,
    kind: Kind | str | None = None,
    country: str | None = None,
    when: When | None = None,
    candidates: int = 0,
    reason: bool = False,
) -> Column:
    """Return a struct for each name, `struct()`: who or what it means, by the fields of
    `arrow.normalize_array`, with *candidates* and the *reason* where they are asked for.

        df.withColumn("is", normalize("raw", table="people.npz", kind="person", candidates=3))

    *table* is a file that `Normalizer.save` wrote; by default the tables in the box answer. A bare
    name is looked for among the files of `SparkContext.addFile`; any other path is opened on each
    worker where it is. A worker process opens it once, by memory map, and all processes of a host
    share the memory. No Python object is broadcast. Only this package must be installed on the
    workers, with the extra `spark`.

    A column that holds no texts, and a *table* that a worker does not find, end the job: the error
    says which host looked where. Raises ValueError for an unknown kind, a country that is no code
    of ISO 3166-1 or what is no date.
    """
    request = _request(table, kind, country, when, candidates, reason)

    def translit(names: pa.Array) -> pa.Array:
        return _answers(*request).normalize(names)

    # else a filter on the answer is moved below it and every name is answered twice: once to
    # filter, once to show
    gives = struct(candidates, reason=reason)
    answered: Column = arrow_udf(translit, gives).asNondeterministic()(column)
    return answered


def normalize_frame(
    df: DataFrame,
    *,
    column: str,
    into: str = "translit",
    table: str | Path | None = None,
    kind: Kind | str | None = None,
    country: str | None = None,
    when: When | None = None,
    candidates: int = 0,
    reason: bool = False,
) -> DataFrame:
    """Return the frame with one more column, *into*: who or what the names in *column* mean, as
    `normalize` tells it.

        normalize_frame(df, column="raw", table="people.npz")

    All columns go through Python, by `mapInArrow`: Spark cannot tell which are not needed, as it
    can with `normalize`. Raises ValueError for a column that is not there or one that is there
    already, TypeError for one that is no string.
    """
    _check_column(df, column)
    if into in df.columns:
        raise ValueError(f"the frame has a column {into!r} already: give another name by into=…")
    request = _request(table, kind, country, when, candidates, reason)

    def translit(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield batch.append_column(into, _answers(*request).normalize(batch.column(column)))

    gives = StructField(into, struct(candidates, reason=reason))
    return df.mapInArrow(translit, StructType([*df.schema.fields, gives]))


def resolve(
    df: DataFrame,
    column: str,
    *,
    entities: DataFrame,
    id: str = "id",
    name: str = "name",
    kind: Kind | str = Kind.PERSON,
    into: str = "translit",
    prefix: str = "entity_",
) -> DataFrame:
    """Return the frame with the entity that each name in *column* means: a left join on names that
    are spelled in any way.

        resolve(mentions, "raw", entities=people)

    *entities* has a row for each: the columns *id* and *name*, and if there are any, `kind` (else
    all are of *kind*), `country` and `aliases`, an array. The result has the columns of the frame,
    the struct of `normalize` as *into*, and all columns of *entities* with *prefix* before their
    names: null where no one entity is meant. Rows are neither lost nor doubled, but may come in
    another order.

    At once, the entities come to the driver, which builds a table of them, writes it to a temporary
    file until Python ends and hands that to `SparkContext.addFile`. So it must fit into the
    driver's memory, Spark Connect is not served, and a frame of entities that is not the same each
    time it is read must be cached. For entities that stay the same from day to day, save the table
    once and use `normalize`. Raises ValueError for a column that is missing or there already, an id
    that stands in two rows, and what `Entity` refuses.
    """
    _check_column(df, column)
    _check_names(entities, (id, name))
    if both := {into, *(prefix + of for of in entities.columns)} & set(df.columns):
        raise ValueError(
            f"the frame has columns {', '.join(sorted(both))} already: give other names by into=… or prefix=…"
        )
    path = Path(mkdtemp(prefix="translit-")) / f"translit-{uuid4().hex}.npz"
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    Normalizer.from_entities(_entities(entities, id, name, kind)).save(path)
    df.sparkSession.sparkContext.addFile(str(path))
    listed = entities.select([sf.col(f"`{of}`").alias(prefix + of) for of in entities.columns])
    answered = df.withColumn(into, normalize(sf.col(f"`{column}`"), table=path.name))
    return answered.join(listed, sf.col(f"`{into}`.id") == sf.col(f"`{prefix}{id}`").cast("string"), "left")


def _entities(frame: DataFrame, id: str, name: str, kind: Kind | str) -> Iterator[Entity]:
    """Yield the entities of a frame by their ids. Raises ValueError for an id that stands in two
    rows.
    """
    wanted = [sf.col(f"`{id}`").cast("string").alias("id"), sf.col(f"`{name}`").alias("name")]
    wanted += [sf.col(of) for of in OPTIONAL if of in frame.columns and of not in (id, name)]
    before = None
    for row in frame.select(wanted).orderBy("id").toLocalIterator():
        values = row.asDict()
        if values["id"] == before:
            raise ValueError(
                f"entities: id {before!r} stands in two rows; "
                "give one row for each, other spellings in a column aliases"
            )
        before = values["id"]
        values["kind"] = values.get("kind") or kind
        values["aliases"] = values.get("aliases") or ()
        yield Entity(**values)


def _check_column(df: DataFrame, column: str) -> None:
    """Raise ValueError for a column that the frame lacks, TypeError for one that is no string."""
    _check_names(df, (column,))
    kind = df.schema[column].dataType
    if not isinstance(kind, StringType):
        raise TypeError(
            f"column {column!r} is {kind.simpleString()}, not string: "
            "choose another, or cast it to string if these are names"
        )


def _check_names(df: DataFrame, columns: Iterable[str]) -> None:
    if missing := [column for column in columns if column not in df.columns]:
        raise ValueError(f"no column {', '.join(map(repr, missing))} among {', '.join(df.columns) or 'none'}")


def _warn_of_other_python() -> None:
    """Warn if nothing says which Python the workers run, and theirs would be another than this one.

    Spark starts the `python3` of the path, which may lack this package: an import error from deep
    inside a job.
    """
    session = SparkSession.getActiveSession()
    told = session is not None and session.conf.get("spark.pyspark.python", None)
    found = shutil.which("python3")
    is_this_one = found is not None and Path(found).resolve() == Path(sys.executable).resolve()
    is_same_place = found is not None and Path(found).parent == Path(sys.executable).parent
    if told or os.environ.get("PYSPARK_PYTHON") or (is_this_one and is_same_place):
        return
    warnings.warn(
        f"PYSPARK_PYTHON is not set, so workers run {found or 'python3'}, where translit may be missing. "
        f"Set it before Spark starts: export PYSPARK_PYTHON={sys.executable}",
        RuntimeWarning,
        stacklevel=4,
    )


def _request(
    table: str | Path | None,
    kind: Kind | str | None,
    country: str | None,
    when: When | None = None,
    candidates: int = 0,
    reason: bool = False,
) -> Request:
    """Return what the workers must know. Raises ValueError, on the driver, for what they could not
    use.
    """
    normalize_many([], kind=kind, country=country, when=when)  # refuses a wrong kind, country or date
    _warn_of_other_python()
    if table is not None and len(Path(table).parts) > 1 and not Path(table).is_absolute():
        raise ValueError(
            f"table {str(table)!r} is neither an absolute path nor a bare name: "
            "workers have another working directory, and open no addresses. "
            "Give a path that every host has, or call spark.sparkContext.addFile(it) and give its bare name"
        )
    of_kind = None if kind is None else Kind(kind).value
    return None if table is None else str(table), of_kind, country, when, candidates, reason


def _answers(
    table: str | None,
    kind: str | None,
    country: str | None,
    when: When | None,
    candidates: int = 0,
    reason: bool = False,
) -> AnswerCache:
    """Return what answers in this worker process; the file is looked at each time, so one that was
    replaced is opened anew.
    """
    if table is None:
        return _cache(None, 0, 0, kind, country, when, candidates, reason)
    is_bare = Path(table).name == table
    path = Path(SparkFiles.get(table) if is_bare else table).absolute()
    try:
        stat = path.stat()
    except FileNotFoundError:
        hand_out = "call spark.sparkContext.addFile"
        remedy = (
            f"{hand_out}(path of the file) before the query, or give a path that every host has"
            if is_bare
            else f"put it there on every host, or {hand_out}({table!r}) and give its bare name, {path.name!r}"
        )
        raise FileNotFoundError(
            f"host {socket.gethostname()!r} has no table {str(path)!r}: {remedy}"
        ) from None
    return _cache(str(path), stat.st_mtime_ns, stat.st_size, kind, country, when, candidates, reason)


@lru_cache(ANSWER_CACHES)
def _cache(
    path: str | None,
    changed: int,
    size: int,
    kind: str | None,
    country: str | None,
    when: When | None,
    candidates: int,
    reason: bool,
) -> AnswerCache:
    n = None if path is None else _opened(path, changed, size)
    return AnswerCache(n, kind=kind, country=country, when=when, candidates=candidates, reason=reason)


@lru_cache(OPEN_TABLES)
def _opened(path: str, changed: int, size: int) -> Normalizer:
    """Open a table, once in this process. An error also says on which host."""
    try:
        return Normalizer.open(path)
    except (OSError, TranslitError) as error:
        error.add_note(f"on host {socket.gethostname()!r}")
        raise
